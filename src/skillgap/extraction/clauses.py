"""Tokens → clauses: where a cue's reach begins and ends."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from typing import NamedTuple

from skillgap.extraction.tokens import HARD, Tokens, full_stop
from skillgap.extraction.words import CONJUNCTIONS, cue_words

Span = tuple[int, int]
"""The first word, and one past the last."""

_FARTHEST = 40
_AT_WORK = frozenset({"using", "used"})  # "learning Rust and using Go"
_MANY = frozenset({"children", "everyone", "anyone", "people", "someone", "staff", "those", "women"})
_LONGEST_ROW = 80  # words; whoever looks a whole row through for each of its names needs the square of its length


class _Verbs(NamedTuple):
    """The verbs with which something new begins."""

    behind_a_comma: frozenset[str]
    behind_and: frozenset[str]


@cache
def _verbs() -> _Verbs:
    words = cue_words()
    return _Verbs(words["held_verbs"] | words["choices"], _AT_WORK | words["choices"])


@cache
def _list_ends() -> frozenset[str]:
    return cue_words()["ends"] | cue_words()["exceptions"]


def clause_end(tokens: Tokens, at: int, *, me: bool = False) -> int:
    """Return one past the last word of the clause that goes on at word `at` (which a colon may introduce).

    A verb of the candidate's behind a comma ends it; with `me` an "I" does, too.
    """
    ends, anew = cue_words()["ends"], _verbs()
    opened = 0
    k = at
    stop = min(tokens.size, at + _FARTHEST)
    while k < stop:
        gap, low = tokens.gaps[k], tokens.lows[k]
        if low in ends or (me and low == "i"):
            break
        if gap != " ":
            opened += gap.count("(")
            # "I do not do: dashboards": a colon soon after the cue opens what it speaks of.
            if k > at and (breaks(tokens, k) or (":" in gap and k > at + 1)):
                break
            if k == at and (not HARD.isdisjoint(gap) or "\n\n" in gap or full_stop(gap) or begins_a_deed(tokens, k)):
                break
            if ")" in gap:
                opened -= gap.count(")")
                if opened < 0:
                    break
            if ("," in gap or " - " in gap or "–" in gap) and _begins_anew(tokens, k, anew.behind_a_comma):
                break
        if k > at and low in CONJUNCTIONS and _begins_anew(tokens, k + 1, anew.behind_and):
            break
        k += 1
    return k


def _begins_anew(tokens: Tokens, k: int, held: Set[str]) -> bool:
    """Tell ", I write Go", ", and I write Go" and ", then wrote" from the rest of a list."""
    if k >= tokens.size:
        return False
    if tokens.lows[k] == "then" and k + 1 < tokens.size:
        return tokens.lows[k + 1] in cue_words()["held_verbs"] or tokens.lows[k + 1].endswith("ed")
    return tokens.lows[k] in held or (
        tokens.lows[k] in CONJUNCTIONS and k + 1 < tokens.size and tokens.lows[k + 1] == "i"
    )


def clause_start(tokens: Tokens, at: int, names: Set[int]) -> int:
    """Return the first word of what a cue at word `at` can speak of: back to the clause's start.

    A comma ends it too, once a name (`names` are their first words) has been met; brackets are stepped over.
    """
    k = at
    met = False
    closed = 0
    while k > 0 and at - k < _FARTHEST:
        gap = tokens.gaps[k]
        if gap != " ":
            # A full stop after the bracket ends the clause, one inside it does not: "(boto3). The cluster …".
            outside = closed == 0 and not full_stop(gap[: gap.rfind(")") + 1]) if ")" in gap else False
            closed += gap.count(")") - gap.count("(")
            if closed < 0 or (breaks(tokens, k) and (not closed or outside)) or (":" in gap and k < at):
                break
            if met and not closed and ("," in gap or ("\n" in gap and not tokens.words[k][0].islower())):
                break
        k -= 1
        met = met or k in names
        if tokens.lows[k] in {"but", "however", "although", "though", "while"}:
            return k + 1
    return k


def clause_around(tokens: Tokens, first: int, last: int, *, far: int) -> tuple[int, int]:
    """Return the first word of the clause that holds the words `first` to `last`, and one past its last.

    It goes at most `far` words beyond them; lists and brackets don't end it, as they end what a cue speaks of.
    """
    low, high = max(0, first - far), min(tokens.size, last + far)
    begin, end = tokens.broken.rfind(1, low + 1, first + 1), tokens.broken.find(1, last, high)
    return low if begin < 0 else begin, high if end < 0 else end


def label_end(tokens: Tokens, at: int) -> int:
    """Return the word after the sign that ends a line's label ("Next up:", "Not me ....."), or 0."""
    for k in range(at, min(at + 5, tokens.size)):
        gap = tokens.gaps[k]
        if ":" in gap or "..." in gap or "…" in gap or (k == at and ("–" in gap or "—" in gap or "\t" in gap)):
            return k
        if k > at and breaks(tokens, k):
            return 0
    return 0


def line_end(tokens: Tokens, at: int) -> int:
    """Return one past the last word of the labelled line (wrapped lines included) that word `at` is on."""
    k = at
    while k < tokens.size:
        gap = tokens.gaps[k]
        if k > at and ("•" in gap or "|" in gap or "\n" in gap):
            break
        if k > at and (full_stop(gap) or ";" in gap) and label_end(tokens, k):
            break  # "Next: Rust. Skills: Python"
        k += 1
    return k


def list_end(tokens: Tokens, at: int, names: Set[int]) -> int:
    """Return one past the last word of the list of names that begins at word `at`: "no Java, Scala or Go, …"."""
    k = at
    anew, ends = _verbs(), _list_ends()
    while k < tokens.size and k - at < _FARTHEST:
        gap = tokens.gaps[k]
        if k > at and (breaks(tokens, k) or ":" in gap or ")" in gap or tokens.lows[k] in ends):
            break
        if k > at and "," in gap and k not in names and (tokens.lows[k] not in CONJUNCTIONS or k + 1 not in names):
            break
        if k > at and tokens.lows[k] in CONJUNCTIONS and _begins_anew(tokens, k + 1, anew.behind_and):
            break
        k += 1
    return k


def block_end(tokens: Tokens, at: int) -> int:
    """Return one past the last word of the paragraph that word `at` begins (below a heading)."""
    k = at + 1
    while k < tokens.size and k - at < _FARTHEST and "\n\n" not in tokens.gaps[k]:
        k += 1
    return min(k, tokens.size)


def item_before(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """Return the item that a cue in brackets or after a dash speaks of: "Rust (learning)", "Kafka – planned"."""
    gap = tokens.gaps[first].strip()
    opening = first
    if gap == ",":  # "Rust (beginner, learning)"
        opening = _opened(tokens, first)
    elif gap not in {"(", "[", "-", "–", "—", "~", ":"}:
        return None
    ends = (tokens.gaps[k] for k in range(last, min(last + 4, len(tokens.gaps))))
    if (opening == first and gap == ",") or not any(end == "" or end[0] in "),].;|•\n" for end in ends):
        return None
    begin = opening
    while begin > 0 and opening - begin < 6:
        begin -= 1
        gap = tokens.gaps[begin]
        if breaks(tokens, begin) or "," in gap or "/" in gap or "(" in gap or ":" in gap:
            break
    return begin, opening


def _opened(tokens: Tokens, at: int) -> int:
    """Return the first word of the brackets that word `at` stands in, or `at`: "Data (2021)" is closed before it."""
    for k in range(at - 1, max(at - 5, 0), -1):
        if ")" in tokens.gaps[k + 1] or breaks(tokens, k + 1):
            return at
        if "(" in tokens.gaps[k]:
            return k
    return at


def listeners(tokens: Tokens, first: int, last: int) -> int:
    """Return the "who" of those that something was done for ("taught nurses who had …") among the words, or 0."""
    whos = (k for k in range(first + 1, min(last, tokens.size)) if tokens.lows[k] == "who" and tokens.gaps[k] == " ")
    return next((k for k in whos if tokens.lows[k - 1][-1] == "s" or tokens.lows[k - 1] in _MANY), 0)


def breaks(tokens: Tokens, k: int) -> bool:
    """Tell whether a clause ends before word k."""
    return tokens.broken[k] == 1


def begins_a_deed(tokens: Tokens, k: int) -> bool:
    """Tell a line that tells of a new deed: "… that nobody owned <new line> Wrote the guide"."""
    return "\n" in tokens.gaps[k] and tokens.words[k][0].isupper() and tokens.lows[k] in cue_words()["deeds"]


def starts_line(tokens: Tokens, k: int) -> bool:
    """Tell whether word k is the first of its line, bullets and marks aside."""
    return k == 0 or "\n" in tokens.gaps[k] or "•" in tokens.gaps[k]


def row_start(tokens: Tokens, at: int) -> int:
    """Return the first word of the row that word `at` is on, wrapped or not; of an endless one `_LONGEST_ROW` back."""
    stop = max(0, at - _LONGEST_ROW)
    k = at
    while k > stop and "\n" not in tokens.gaps[k]:
        k -= 1
    return k


def row_end(tokens: Tokens, at: int) -> int:
    """Return one past the last word of the row that word `at` is on; of an endless one `_LONGEST_ROW` ahead."""
    stop = min(tokens.size, at + _LONGEST_ROW)
    k = at + 1
    while k < stop and "\n" not in tokens.gaps[k]:
        k += 1
    return k

"""Tokens → clauses: where a cue's reach begins and ends."""

from __future__ import annotations

import re
from collections.abc import Set

from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import CONJUNCTIONS, cue_words, is_everyday

_HARD = frozenset(";!?•|\t·")
_LABEL = re.compile(r"[^\n:]{1,40}(?::|\.{3,})")
_WRAPPED = 38
_FARTHEST = 40
_LONGEST_ROW = 80  # words; whoever looks a whole row through for each of its names needs the square of its length
# A line of a narrow column goes on with these: "TensorFlow Developer / Certificate".
_NEVER_FIRST = frozenset("associate certificate certification professional specialty practitioner exam".split())
# No line that is whole ends with one of these.
_UNFINISHED = frozenset(
    "a an and at by for from in into of on or our the their my his its to with which who that was were is are am be "
    "been has have had will would can could may do does did not after before until than about we know very".split()
)
_REMARK = 16
_DASHES = frozenset({"–", "—"})


def clause_end(tokens: Tokens, at: int, *, me: bool = False, verbs: bool = True) -> int:
    """Return one past the last word of the clause that goes on at word `at` (which a colon may introduce).

    With `me` an "I" ends it too; with `verbs` a verb of the candidate's behind a comma does.
    """
    words = cue_words()
    ends, held = words["ends"], words["held_verbs"] if verbs else frozenset()
    opened = 0
    k = at
    stop = min(len(tokens), at + _FARTHEST)
    while k < stop:
        gap = tokens.gaps[k]
        opened += gap.count("(")
        # "I do not do: dashboards": a colon soon after the cue opens what it speaks of.
        if k > at and (breaks(tokens, k) or (":" in gap and k > at + 1)):
            break
        if k == at and (not _HARD.isdisjoint(gap) or "\n\n" in gap or _full_stop(gap)):
            break
        if ")" in gap:
            opened -= gap.count(")")
            if opened < 0:
                break
        low = tokens.lows[k]
        if low in ends or (me and low == "i"):
            break
        if ("," in gap or " - " in gap or "–" in gap) and _begins_anew(tokens, k, held):
            break
        k += 1
    return k


def _begins_anew(tokens: Tokens, k: int, held: Set[str]) -> bool:
    """Tell ", I write Go", ", and I write Go" and ", then wrote" from the rest of a list."""
    if tokens.lows[k] == "then" and k + 1 < len(tokens):
        return tokens.lows[k + 1] in held or tokens.lows[k + 1].endswith("ed")
    return tokens.lows[k] in held or (
        tokens.lows[k] in CONJUNCTIONS and k + 1 < len(tokens) and tokens.lows[k + 1] == "i"
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
        # A full stop after the bracket ends the clause, one inside it does not: "(boto3). The cluster …".
        outside = closed == 0 and not _full_stop(gap[: gap.rfind(")") + 1]) if ")" in gap else False
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
    begin, end = first, last
    while begin > 0 and first - begin < far and not breaks(tokens, begin):
        begin -= 1
    while end < len(tokens) and end - last < far and not breaks(tokens, end):
        end += 1
    return begin, end


def label_end(tokens: Tokens, at: int) -> int:
    """Return the word after the sign that ends a line's label ("Next up:", "Not me ....."), or 0."""
    for k in range(at, min(at + 5, len(tokens))):
        gap = tokens.gaps[k]
        if ":" in gap or "..." in gap or "…" in gap or (k == at and ("–" in gap or "—" in gap or "\t" in gap)):
            return k
        if k > at and breaks(tokens, k):
            return 0
    return 0


def line_end(tokens: Tokens, at: int) -> int:
    """Return one past the last word of the labelled line (wrapped lines included) that word `at` is on."""
    k = at
    while k < len(tokens):
        gap = tokens.gaps[k]
        if k > at and ("•" in gap or "|" in gap or "\n\n" in gap or ("\n" in gap and not _goes_on(tokens, k))):
            break
        if k > at and (_full_stop(gap) or ";" in gap) and label_end(tokens, k):
            break  # "Next: Rust. Skills: Python"
        k += 1
    return k


def list_end(tokens: Tokens, at: int, names: Set[int]) -> int:
    """Return one past the last word of the list of names that begins at word `at`: "no Java, Scala or Go, …"."""
    k = at
    while k < len(tokens) and k - at < _FARTHEST:
        gap = tokens.gaps[k]
        if k > at and (breaks(tokens, k) or ":" in gap or ")" in gap):
            break
        if k > at and "," in gap and k not in names and (tokens.lows[k] not in CONJUNCTIONS or k + 1 not in names):
            break
        k += 1
    return k


def block_end(tokens: Tokens, at: int) -> int:
    """Return one past the last word of the paragraph that word `at` begins (below a heading)."""
    k = at + 1
    while k < len(tokens) and k - at < _FARTHEST and "\n\n" not in tokens.gaps[k]:
        k += 1
    return min(k, len(tokens))


def item_before(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """Return the item that a cue in brackets or after a dash speaks of: "Rust (learning)", "Kafka – planned"."""
    gap = tokens.gaps[first].strip()
    opening = first
    if gap == ",":  # "Rust (beginner, learning)"
        opening = next((k for k in range(first - 1, max(first - 5, 0), -1) if "(" in tokens.gaps[k]), first)
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


def remark_span(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the words in the brackets that open before word `at`, or None: a remark says more of what it follows."""
    if at >= len(tokens) or tokens.gaps[at].strip() != "(":
        return None
    for k in range(at + 1, min(at + _REMARK, len(tokens.gaps))):
        if ")" in tokens.gaps[k]:
            return at, k
    return None


def breaks(tokens: Tokens, k: int) -> bool:
    """Tell whether a clause ends before word k."""
    gap = tokens.gaps[k]
    if gap == " ":
        return False
    if not _HARD.isdisjoint(gap) or _full_stop(gap):
        return True
    return "\n" in gap and ("\n\n" in gap or not _goes_on(tokens, k))


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
    stop = min(len(tokens), at + _LONGEST_ROW)
    k = at + 1
    while k < stop and "\n" not in tokens.gaps[k]:
        k += 1
    return k


def goes_on_at(text: str, at: int) -> bool:
    """Tell whether the line that begins at offset `at` goes on with one that no sentence ends with: "an", "–"."""
    before = text[max(0, at - _WRAPPED) : at].split()
    small = text[at : at + 1].islower()
    return small and bool(before) and (before[-1].lower() in _UNFINISHED or before[-1] in _DASHES)


def _full_stop(gap: str) -> bool:
    return "." in gap and gap != "." and not gap.startswith("..")


def _goes_on(tokens: Tokens, k: int) -> bool:
    """Tell whether the line before word k was only wrapped: it is long, or the next one goes on in lower case."""
    text = tokens.text
    start = tokens.starts[k]
    gap = tokens.gaps[k]
    mark = gap[: gap.find("\n")].strip() if gap.lstrip(" ")[:1] in _DASHES else gap.strip()
    if mark in _DASHES:
        return text[start].islower() and not gap[gap.find("\n") :].strip()  # not a bullet
    if mark and mark not in {",", "-", "(", ")", "),", "/", "&", "+", '"', "'"}:
        return False
    if "(" in mark or (not mark and (tokens.lows[k - 1] in _UNFINISHED or tokens.lows[k] in _NEVER_FIRST)):
        return True
    here = text.rfind("\n", 0, start) + 1
    line_before = text.rfind("\n", 0, max(here - 1, 0)) + 1
    if text[start].islower() or "," in gap:
        return True
    length = here - 1 - line_before
    if length < _WRAPPED:
        return False
    # A line that had room for the next word was not wrapped.
    line_after = text.find("\n", here)
    if length + tokens.ends[k] - start + 3 < (len(text) if line_after < 0 else line_after) - here:
        return False
    # A wrapped line goes on with a small letter or a name; a capital on an ordinary word begins something new.
    if tokens.words[k][0].isupper() and is_everyday(tokens.lows[k]):
        return False
    return not _LABEL.match(text, start, min(start + 45, len(text)))

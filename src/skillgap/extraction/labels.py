"""Labels and answers → what they deny: "None, honestly: Java", "Cloud: AWS, Azure: nil", "Kubernetes | not yet".

No list of phrases: a label denies when it holds a denial and nothing but words that say nothing else. So "Not my field"
does, and "Zero downtime", "Never without tests" and "Not only Java" do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from skillgap.extraction.clauses import block_end, breaks, label_end, row_end, row_start, starts_line
from skillgap.extraction.matcher import Match
from skillgap.extraction.tokens import Tokens, is_year
from skillgap.extraction.words import cue_words, is_number

_LONGEST_LABEL = 10
_LONGEST_ANSWER = 7
_FARTHEST = 60
_OPENS = re.compile(r"[:=\t|]|\.{3}|…|–|—| - ")
_PARTS = frozenset(",;(")
_CELLS = frozenset("\t|")
_AND = frozenset({"and", "or", "nor", "with", "in", "of"})


class Denial(NamedTuple):
    """The words of a label or an answer, and the words that they speak of."""

    cue_first: int
    cue_last: int
    first: int
    last: int


def denies(lows: Sequence[str]) -> bool:
    """Tell whether these words deny and say nothing else; a denied absence ("no gaps") is none."""
    words = cue_words()
    denied = told = False
    for low in lows:
        if low in words["absences"]:
            if denied:
                return False
            told = True
        elif low in words["denials"]:
            denied = True
        elif not says_nothing(low):
            return False
    return denied or told


def says_nothing(low: str) -> bool:
    """Tell a word that leaves a label's meaning to the others; a year does ("not since 2014")."""
    return low in cue_words()["saying_nothing"] or is_year(low)


def denied_by_labels(tokens: Tokens, matches: Sequence[Match]) -> list[Denial]:
    """Find the labels, headings and answers that deny."""
    spots = tokens.spots(_telling())
    if not spots:
        return []
    names = {i for match in matches for i in range(match.first, match.last)}
    found: list[Denial] = []
    done = 0
    for k in spots:
        if k < done:
            continue
        if denial := _label(tokens, k, names) or _answer(tokens, k, names):
            found.append(denial)
            done = denial.cue_last
    return found


def _label(tokens: Tokens, k: int, names: Set[int]) -> Denial | None:
    """Read the label that word k stands in: at the start of a line, a cell, a sentence or an item."""
    first = k
    while first > 0 and k - first < _LONGEST_LABEL and not _begins(tokens, first):
        if not _known(tokens.lows[first - 1]) or first - 1 in names:
            return None
        if _OPENS.search(tokens.gaps[first]):
            return None  # an answer: "Years: none"
        first -= 1
    if _cell(tokens, first) % 2:
        return None  # "Kubernetes | not yet | Helm | daily"
    last = k + 1
    while last < tokens.size and not _OPENS.search(tokens.gaps[last]) and not breaks(tokens, last):
        if not _known(tokens.lows[last]) or last in names or last - first > _LONGEST_LABEL:
            return None
        last += 1
    if last >= tokens.size or not denies(tokens.lows[first:last]):
        return None
    if last == first + 1 and len(tokens.lows[first]) == 1 and is_number(tokens.lows[last]):
        return None  # "user interviews (n=24)": a sample's size
    gap = tokens.gaps[last]
    opened = _OPENS.search(gap)
    if "\n" in gap and starts_line(tokens, first):
        # "None" under "Certificates" is an answer: it takes more words to head what follows.
        if last - first < 2 or not (opened or (breaks(tokens, first) and breaks(tokens, last))):
            return None
        return Denial(first, last, last, block_end(tokens, last))
    if not opened or ("," in tokens.gaps[first] and ":" not in gap):
        return None
    return Denial(first, last, last, _list_end(tokens, last, names))


def _cell(tokens: Tokens, k: int) -> int:
    """Return how many cells of its row stand before the one that word k begins."""
    return sum(
        not _CELLS.isdisjoint(tokens.gaps[i]) and "\n" not in tokens.gaps[i] for i in range(row_start(tokens, k), k + 1)
    )


def _begins(tokens: Tokens, k: int) -> bool:
    return breaks(tokens, k) or starts_line(tokens, k) or not _PARTS.isdisjoint(tokens.gaps[k])


def _list_end(tokens: Tokens, first: int, names: Set[int]) -> int:
    """Return one past the last word of what a label opens: up to the sentence's end or the next label."""
    row = not _CELLS.isdisjoint(tokens.gaps[first])
    k = first + 1
    while k < tokens.size and k - first < _FARTHEST:
        gap = tokens.gaps[k]
        # The next cell goes on only with a name: "None yet | Spark | Advanced | Python".
        if breaks(tokens, k) and not (row and k in names and not _CELLS.isdisjoint(gap) and "\n" not in gap):
            if ";" not in gap or _another_label(tokens, k, names):
                break
        elif "," in gap and _another_label(tokens, k, names):
            break
        if tokens.lows[k] in cue_words()["ends"]:
            break
        k += 1
    return k


def _another_label(tokens: Tokens, k: int, names: Set[int]) -> bool:
    """Tell "…; yes: Python" from "…, AWS: all computing was on site"."""
    return k not in names and bool(label_end(tokens, k) or "=" in tokens.gaps[min(k + 1, tokens.size)])


def _answer(tokens: Tokens, k: int, names: Set[int]) -> Denial | None:
    """Read the answer that word k stands in: behind a list and its sign, and all that is said there."""
    first = k
    while first > 0 and not (opened := _OPENS.search(tokens.gaps[first])):
        if k - first >= _LONGEST_ANSWER or not _known(tokens.lows[first - 1]) or breaks(tokens, first):
            return None
        first -= 1
    if not first or not opened or "\n" in tokens.gaps[first]:
        return None
    if opened.group() in _CELLS and not (_cell(tokens, first) % 2 and _all_deny(tokens, first, names)):
        return None  # "Good | Python | None | Java"; "Python | no | 4", whose column asks for something else
    last = k + 1
    while last < tokens.size and not (breaks(tokens, last) or ")" in tokens.gaps[last] or "," in tokens.gaps[last]):
        if last - first >= _LONGEST_ANSWER:
            return None
        last += 1
    if not denies(tokens.lows[first:last]) or not (span := _answered(tokens, first, names)):
        return None
    return Denial(first, last, *span)


def _all_deny(tokens: Tokens, k: int, names: Set[int]) -> bool:
    """Tell whether the cells of a row deny from the one that word k begins to the next name; remarks aside."""
    end = row_end(tokens, k)
    cells = [k, *(i for i in range(k + 1, end) if not _CELLS.isdisjoint(tokens.gaps[i]))]
    for first, last in pairwise([*cells, end]):
        if not names.isdisjoint(range(first, last)):
            return True
        remark = next((i for i in range(first + 1, last) if "(" in tokens.gaps[i]), last)
        if not denies(tokens.lows[first:remark]):
            return False
    return True


def _answered(tokens: Tokens, end: int, names: Set[int]) -> tuple[int, int] | None:
    """Return the run of names right before word `end`, where nothing else belongs to it: not "bugs in Kafka: none"."""
    k = end
    while k > 0 and end - k < _FARTHEST:
        if k < end and (breaks(tokens, k) or "\n" in tokens.gaps[k]):
            break
        if k - 1 not in names and tokens.lows[k - 1] not in _AND and not _known(tokens.lows[k - 1]):
            if k == end or (_PARTS.isdisjoint(tokens.gaps[k]) and ":" not in tokens.gaps[k]):
                return None
            break
        k -= 1
    return (k, end) if not names.isdisjoint(range(k, end)) else None


@cache
def _telling() -> frozenset[str]:
    return cue_words()["denials"] | cue_words()["absences"]


def _known(low: str) -> bool:
    return low in _telling() or says_nothing(low)

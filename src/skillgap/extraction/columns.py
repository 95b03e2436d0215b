"""Table rows → what a column's heading says of its cells: "I use | I can read"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from functools import cache

from skillgap.extraction.reach import Reach
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import load_data
from skillgap.models.resume import MentionStatus

_LONGEST = 8  # words of a heading
_Row = list[tuple[int, int]]
"""The first word of each cell, and one past its last."""


@cache
def _headings() -> Mapping[str, MentionStatus]:
    columns: Mapping[MentionStatus, list[str]] = load_data("assertion.json")["columns"]
    return {phrase: status for status, phrases in columns.items() for phrase in phrases}


@cache
def _firsts() -> frozenset[str]:
    return frozenset(heading.split()[0] for heading in _headings())


def said_by_columns(tokens: Tokens) -> list[Reach]:
    """Find the cells below headings that take their skills away; a table ends where its rows lose their cells."""
    if "\t" not in tokens.text:
        return []
    # Hardly a table has such a heading: only then its rows are read.
    firsts = _firsts()
    if not any(_heads(tokens, k) for k in [k for k, low in enumerate(tokens.lows) if low in firsts]):
        return []
    found: list[Reach] = []
    for head, rows in _tables(tokens):
        for k, (first, last) in enumerate(head):
            status = _headings().get(" ".join(tokens.lows[first:last]))
            if status is not None:
                found += (Reach(status, first, last, *row[k - len(head)]) for row in rows)
    return found


def _heads(tokens: Tokens, k: int) -> bool:
    """Tell whether the cell that word k begins is such a heading."""
    if k and not _parts(tokens.gaps[k]):
        return False
    last = k + 1
    while last < tokens.size and last - k < _LONGEST and not _parts(tokens.gaps[last]):
        last += 1
    return " ".join(tokens.lows[k:last]) in _headings()


def _parts(gap: str) -> bool:
    return "\t" in gap or "\n" in gap or "|" in gap


def _tables(tokens: Tokens) -> list[tuple[_Row, list[_Row]]]:
    """Return the first row of each table and the rows below it with as many cells, or one more before the others.

    A blank line ends it, but for one below the first row.
    """
    found: list[tuple[_Row, list[_Row]]] = []
    head: _Row = []
    for row in _rows(tokens):
        if not row and head and not found[-1][1]:
            continue
        if head and len(row) > 1 and len(row) - len(head) in {0, 1}:
            found[-1][1].append(row)
            continue
        head = row if len(row) > 1 else []
        if head:
            found.append((head, []))
    return found


def _rows(tokens: Tokens) -> Iterator[_Row]:
    """Cut each line at its tabs, and where it has none at its bars; an empty row stands for a blank line."""
    start = 0
    tabs: list[int] = []
    bars: list[int] = []
    for k in range(1, tokens.size + 1):
        gap = tokens.gaps[k]
        if k == tokens.size or "\n" in gap:
            yield list(itertools.pairwise([start, *(tabs or bars), k]))
            if gap.count("\n") > 1:
                yield []
            start, tabs, bars = k, [], []
        elif "\t" in gap:
            tabs.append(k)
        elif "|" in gap:
            bars.append(k)

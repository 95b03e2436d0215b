"""Table rows → what a column's heading says of its cells: "I use | I can read"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from functools import cache

from skillgap.extraction.reach import Reach
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import load_data
from skillgap.models.resume import MentionStatus

_CUTS = frozenset("\t\n")

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
    """Find the cells below headings that take their skills away; rows below may hold one cell more, before the others.

    A table ends where its rows lose their cells.
    """
    # Hardly a table has such a heading: only then its rows are read.
    if "\t" not in tokens.text or not any(_is_heading(tokens, k) for k in tokens.spots(_firsts())):
        return []
    found: list[Reach] = []
    told: list[tuple[int, MentionStatus, int, int]] = []
    size = 0
    for row in _rows(tokens):
        if size and len(row) - size in {0, 1}:
            found += (Reach(status, first, last, *row[k]) for k, status, first, last in told)
        else:
            size = len(row)
            statuses = [_headings().get(" ".join(tokens.lows[first:last])) for first, last in row]
            told = [(k - size, status, *row[k]) for k, status in enumerate(statuses) if status is not None]
    return found


def _is_heading(tokens: Tokens, first: int) -> bool:
    """Tell whether the cell that word `first` begins is one of the headings."""
    if first and _CUTS.isdisjoint(tokens.gaps[first]):
        return False
    last = first + 1
    while last < tokens.size and _CUTS.isdisjoint(tokens.gaps[last]):
        last += 1
    return " ".join(tokens.lows[first:last]) in _headings()


def _rows(tokens: Tokens) -> Iterator[_Row]:
    """Cut the lines at their tabs; a line of one cell, which ends a table, is an empty row."""
    cuts = [0]
    for k in range(1, tokens.size + 1):
        gap = tokens.gaps[k]
        if k == tokens.size or "\n" in gap:
            yield list(itertools.pairwise([*cuts, k])) if len(cuts) > 1 else []
            cuts = [k]
        elif "\t" in gap:
            cuts.append(k)

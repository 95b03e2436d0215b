"""Table rows → what a column's heading says of its cells: "I use | I can read", "Confident | Learning"."""

from __future__ import annotations

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
    head: _Row = []
    told: dict[int, tuple[MentionStatus, int, int]] = {}
    for row in _rows(tokens):
        if told and len(row) > 1 and len(row) - len(head) in {0, 1}:
            for from_right, (status, first, last) in told.items():
                found.append(Reach(status, first, last, *row[len(row) - from_right]))
            continue
        head, told = row, {}
        for k, (first, last) in enumerate(row if len(row) > 1 else ()):
            heading = " ".join(tokens.lows[first:last])
            if heading in _headings():
                told[len(row) - k] = (_headings()[heading], first, last)
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
    return "\t" in gap or "\n" in gap


def _rows(tokens: Tokens) -> Iterator[_Row]:
    row: _Row = []
    start = 0
    for k in range(1, tokens.size + 1):
        gap = tokens.gaps[k]
        line = k == tokens.size or "\n" in gap
        if line or "\t" in gap:
            row.append((start, k))
            start = k
        if line:
            yield row
            row = []

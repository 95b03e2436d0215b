"""Text → the tables in it: rows of cells with the names of their columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skillgap.roles.items import Item
from skillgap.roles.tables import Span, is_rule, is_table_row, row_cells

_FIGURE = re.compile(r"\d[\d.,]*\s*(?:%|k\b|\+)|\d{2}[\d.,' ]*\d{3}|[$€£₹]\s?\d")
_FEWEST_ROWS = 2


@dataclass(frozen=True)
class Grid:
    """Rows of cells, each `text[start:end]`; `names` are those of the columns, empty where no row names them."""

    names: tuple[str, ...]
    rows: tuple[tuple[Span, ...], ...]

    @property
    def start(self) -> int:
        """Where the first row stands that holds values."""
        return self.rows[0][0][0]


def read_grids(text: str) -> tuple[Grid, ...]:
    """Find tables, in text order: lines of as many cells as the first, which may be parted by blank lines after it."""
    return tuple(grid for run in _runs(text) if (grid := _grid(text, run)) is not None)


def outside(items: Sequence[Item], grids: Sequence[Grid]) -> list[Item]:
    """Return the items that stand in no row of the tables; `grids` are in text order."""
    rows = [(row[0][0], row[-1][1]) for grid in grids for row in grid.rows]
    ends = [end for _, end in rows]
    places = [(item, bisect_left(ends, item.start)) for item in items]
    return [item for item, k in places if k == len(rows) or item.start < rows[k][0]]


def _runs(text: str) -> Iterator[list[tuple[Span, ...]]]:
    run: list[tuple[Span, ...]] = []
    gap, start = False, 0
    for line in text.split("\n"):
        begin, start = start, start + len(line) + 1
        if is_table_row(line):
            if not is_rule(line):
                run.append(row_cells(line, begin))
            gap = False
        elif line.strip() or (gap and run) or len(run) > 1:
            if run:
                yield run
            run, gap = [], False
        else:
            gap = bool(run)  # the rule below the column names is gone from the text
    if run:
        yield run


def _grid(text: str, run: Sequence[tuple[Span, ...]]) -> Grid | None:
    head = [text[a:b] for a, b in run[0]]
    # A row of names holds no figure but years ("2023").
    named = len(run) > 1 and not any(_FIGURE.search(name) for name in head)
    rows = tuple(run[1:] if named else run)
    # A first column without a name is gone from the row of names in some formats.
    short = all(len(row) == len(head) + 1 for row in rows)
    names = ("", *head) if short else tuple(head)
    return Grid(names if named else (), rows) if len(rows) >= _FEWEST_ROWS else None

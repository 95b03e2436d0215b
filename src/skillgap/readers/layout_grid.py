"""Segments in the file's order → tables whose cells hold several lines, each cell whole, row by row.

A file holds a table cell by cell, whatever program wrote it: the lines of a cell go down, the next cell begins right
of it and beside it, the next row below all of them. Where the places on the page agree with that order over several
rows of the same columns, it is a table; columns of text hold all of one side before the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from skillgap.readers.cleaning import is_item, normal_bullet
from skillgap.readers.layout_cells import Cell, span_of
from skillgap.readers.layout_rows import Segment, is_marker

_LEVEL = 0.5
"""How far apart, in letter sizes, the tops or the middles of cells beside each other may stand."""
_LINE, _PITCH = 0.3, 2.2
"""Letter sizes: within the first it is one line, within the second the next line of a cell."""
_NEAR, _WIDEST, _MARKED, _NUMBERED = 0.9, 6.0, 3.0, 1.2
"""Letter sizes between parts of one line in a cell: alone at its place, justified, an item and its bullet or number."""
_DASHES = frozenset("-–—")
_NEXT_ROW = 4.5
"""Letter sizes from one row of a table to the next, at most."""
_MIN_FORM = 2
"""Rows of a form: labels and what they label, in two columns."""
_SAME_EDGE = 3.0
_MAX_SEGMENTS = 3000


@dataclass(slots=True)
class GridRow:
    """Cells from left to right; the file holds them from segment `first` to segment `last`."""

    cells: list[Cell]
    first: int
    last: int

    @property
    def top(self) -> float:
        """Return the highest baseline."""
        return min([cell[0].y for cell in self.cells])

    @property
    def bottom(self) -> float:
        """Return the lowest baseline."""
        return max([cell[-1].y for cell in self.cells])


@dataclass(slots=True)
class Grid:
    """A table: its rows, and the left and right end of each column."""

    rows: list[GridRow]
    columns: list[tuple[float, float]]

    def cells(self, row: GridRow) -> list[Cell]:
        """Return the cells of a row, one for each column; what it lacks is empty."""
        found: list[Cell] = [[] for _ in self.columns]
        for cell in row.cells:
            x0, x1 = span_of(cell)
            found[next(n for n, (low, high) in enumerate(self.columns) if x0 < high and x1 > low)] = cell
        return found


def grids_of(segments: Sequence[Segment], *, before: Grid | None = None, after: Grid | None = None) -> list[Grid]:
    """Return the tables of a page.

    The one that goes on from `before`, on another page, may be a single row; no cell of one that goes on in `after`
    needs to hold several lines.
    """
    found: list[Grid] = []
    for rows in _runs(segments) if len(segments) <= _MAX_SEGMENTS else ():
        start = 0
        while start < len(rows):
            grid, end = _grid(rows, start)
            opens = before is not None and not found and have_same_columns(before, grid)
            if _is_table(grid, goes_on=opens or (after is not None and have_same_columns(after, grid))):
                while len(grid.rows) > 1 and len(grid.rows[-1].cells) == 1:
                    # A heading below the table.
                    grid.rows.pop()
                found.append(grid)
            start = end
    return found


def _runs(segments: Sequence[Segment]) -> list[list[GridRow]]:
    """Return runs of rows that stand below each other."""
    runs: list[list[GridRow]] = []
    rows: list[GridRow] = []
    cells: list[Cell] = []
    bottom, first = 0.0, 0
    for segment in _lines_of_cells(segments):
        _, x0, _, y, size, _, order = segment
        if not cells:
            cells, bottom, first = [[segment]], y, order
            continue
        cell = cells[-1]
        last = cell[-1]
        down = y - last[3]
        large = max(size, last[4])
        if abs(down) <= _LINE * large and x0 > last[1]:
            if len(cell) > 1 and len(cells) == 1:
                # What stands above the first line of a row is no part of it.
                rows.append(GridRow([cell[:-1]], first, last.order - 1))
                cells, first = [[last]], last.order
            cells.append([segment])
            bottom = max(bottom, y)
        elif 0 < down <= _PITCH * large and _is_below(segment, cells) and (len(cells) > 1 or _are_like(last, segment)):
            cell.append(segment)
            bottom = max(bottom, y)
        elif y > bottom + _LINE * large:
            rows.append(GridRow(cells, first, order - 1))
            cells, bottom, first = [[segment]], y, order
        elif down < _LEVEL * large and x0 >= span_of(cell)[1] - 1.0 and (not rows or y > rows[-1].bottom):
            cells.append([segment])
            bottom = max(bottom, y)
        else:
            runs.append([*rows, GridRow(cells, first, order - 1)])
            rows, cells, bottom, first = [], [[segment]], y, order
    if cells:
        runs.append([*rows, GridRow(cells, first, segments[-1].order)])
    return runs


def _lines_of_cells(segments: Sequence[Segment]) -> list[Segment]:
    """Join the parts of one line in a cell: of a justified one, of an item and its bullet, of a range of dates."""
    beside = [
        abs(two[3] - one[3]) <= _LINE * max(one[4], two[4]) and two[1] > one[1] for one, two in pairwise(segments)
    ]
    starts = Counter(round(segment[1]) for segment in segments)
    made = list(segments[:1])
    even = 0.0
    for number, (segment, same) in enumerate(zip(segments[1:], beside, strict=True), 1):
        last = made[-1]
        gap = segment[1] - last[2]
        share = gap / max(last[4], segment[4])
        joined = False
        if same and share < _WIDEST:
            # A column begins where more than one line does.
            alone = sum(starts[round(segment[1]) + n] for n in (-1, 0, 1)) < 2
            further = segments[number + 1][1] - segment[2] if number < len(beside) and beside[number] else 0.0
            joined = (alone and (share < _NEAR or _are_even(gap, even or further))) or (
                segment.text in _DASHES and last.text[-1].isdigit()
            )
        even = gap if joined else 0.0
        if joined or (same and _is_item_of(last.text, share)):
            made[-1] = last._replace(text=f"{last.text} {segment.text}", x1=max(last.x1, segment.x1))
        else:
            made.append(segment)
    return made


def _are_even(one: float, two: float) -> bool:
    return one > 0 and abs(one - two) < 0.1 * one


def _is_item_of(text: str, gap: float) -> bool:
    """Tell by the space behind it whether a text is the bullet or the number of an item."""
    return gap < 0 or (is_marker(text) and gap < (_NUMBERED if any(map(str.isalnum, text)) else _MARKED))


def _is_below(segment: Segment, cells: list[Cell]) -> bool:
    """Tell whether a segment goes on with the last of some cells: it does not reach the one before."""
    x0, x1 = span_of(cells[-1])
    return segment[1] < x1 and segment[2] > x0 and (len(cells) == 1 or segment[1] > span_of(cells[-2])[1])


def _are_like(one: Segment, two: Segment) -> bool:
    """Tell lines of one size: a larger one above a table is no part of it."""
    return abs(one[4] - two[4]) <= 0.08 * two[4]


def _is_level(row: GridRow) -> bool:
    """Tell whether the cells of a row begin at one height, or are centred beside each other."""
    top, middle = row.top, row.top + row.bottom
    return all(
        # TeX begins a list in a cell a line lower.
        cell[0].y - top <= (1.5 if is_item(normal_bullet(cell[0].text)) else _LEVEL) * cell[0].size
        or abs(cell[0].y + cell[-1].y - middle) <= 2 * _LEVEL * cell[0].size
        for cell in row.cells
    )


def _grid(rows: list[GridRow], start: int) -> tuple[Grid, int]:
    """Return the rows from `start` on that share their columns, and where they end."""
    columns = [span_of(cell) for cell in rows[start].cells]
    end = start + 1
    if len(columns) > 1 and _is_level(rows[start]):
        while end < len(rows):
            row = rows[end]
            near = 0 < row.top - rows[end - 1].bottom <= _NEXT_ROW * row.cells[0][0].size
            wider = _with_row(columns, row) if near and _is_level(row) else None
            if wider is None:
                break
            columns, end = wider, end + 1
    return Grid(rows[start:end], columns), end


def _with_row(columns: list[tuple[float, float]], row: GridRow) -> list[tuple[float, float]] | None:
    """Return the columns as wide as a further row makes them, or None if a cell of it crosses two of them."""
    wider = list(columns)
    taken: set[tuple[float, float]] = set()
    for x0, x1 in map(span_of, row.cells):
        met = [n for n, (low, high) in enumerate(wider) if x0 < high and x1 > low]
        if len(met) > 1:
            return None
        if not met:
            wider.append((x0, x1))
            continue
        low, high = wider[met[0]]
        if (low, high) in taken:
            return None
        wider[met[0]] = min(low, x0), max(high, x1)
        taken.add(wider[met[0]])
    return sorted(wider)


def _is_table(grid: Grid, *, goes_on: bool) -> bool:
    rows = [row for row in grid.rows if len(row.cells) > 1]
    if len(rows) < (1 if len(grid.columns) > 2 else _MIN_FORM):
        return False
    wrapped = sum(any(len(cell) > 1 for cell in row.cells) for row in rows)
    # Heads over one row of long cells are a table, too.
    long = wrapped > 1 or all(len(cell) > 1 for cell in rows[-1].cells)
    return goes_on or (wrapped > 0 and len(rows) >= (2 if long else 3))


def have_same_columns(one: Grid, two: Grid) -> bool:
    """Tell whether all columns of a table stand at those of another."""
    begins = [low for low, _ in one.columns]
    return (
        len(one.columns) > 1
        and len(two.columns) > 1
        and all(any(abs(low - begin) <= 2 * _SAME_EDGE for begin in begins) for low, _ in two.columns)
    )

"""Pages' segments → the same with each row of a table as one of them, whole even where a page's end cut it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from skillgap.readers.hyphens import Words
from skillgap.readers.layout_cells import Wrapping, pitch_of, table_rows
from skillgap.readers.layout_grid import Grid, GridRow, grids_of, have_same_columns
from skillgap.readers.layout_rows import Segment, TableRow, may_hold_table


def with_tables(pages: Sequence[list[Segment]], *, keep: bool) -> list[list[Segment]]:
    """Return the segments of pages, each row of a table as one of them.

    A row that the end of a page has cut stands where it began; the head of a table that stands again on the next page
    is left out. `keep` tells of programs that cut words only where they have a hyphen.
    """
    grids: list[list[Grid]] = []
    before: Grid | None = None
    for segments in pages:
        found = grids_of(segments, before=before) if may_hold_table(segments) or before else []
        grids.append(found)
        before = found[-1] if found and _ends_page(found[-1], segments) else None
    if not any(grids):
        return list(pages)
    for number, (found, following) in enumerate(pairwise(grids)):
        # A table may begin with a few plain rows at the end of a page.
        if following and not (found and _ends_page(found[-1], pages[number])):
            after = following[0]
            if _opens_page(after, pages[number + 1]):
                start = [grid for grid in grids_of(pages[number], after=after) if _ends_page(grid, pages[number])]
                grids[number] = [*found, *start[-1:]]
    spans = [[(grid.rows[0].first, grid.rows[-1].last) for grid in found] for found in grids]
    _join_over_pages(pages, grids)
    words = Words([segment.text for segments in pages for segment in segments])
    made: list[list[Segment]] = []
    for segments, found, held in zip(pages, grids, spans, strict=True):
        rows = [row for grid in found if grid.rows for row in _rows(grid, words, keep=keep)]
        others = [s for s in segments if not any(first <= s.order <= last for first, last in held)]
        made.append(sorted([*others, *rows], key=lambda segment: segment.order) if held else segments)
    return made


def _rows(grid: Grid, words: Words, *, keep: bool) -> list[TableRow]:
    rows = [grid.cells(row) for row in grid.rows]
    return table_rows(rows, grid.columns, Wrapping(pitch_of(rows), words, keep))


def _ends_page(grid: Grid, segments: list[Segment]) -> bool:
    """Tell whether nothing but a line or two at the foot of the page stands below a table."""
    bottom = grid.rows[-1].bottom
    return len({round(s.y) for s in segments if s.y > bottom + 1.0}) <= 2


def _opens_page(grid: Grid, segments: list[Segment]) -> bool:
    top = grid.rows[0].top
    return len({round(s.y) for s in segments if s.y < top - 1.0}) <= 2


def _join_over_pages(pages: Sequence[list[Segment]], grids: list[list[Grid]]) -> None:
    """Move what goes on from the page before up to the row that it belongs to, and drop heads that stand again."""
    head: list[str] = []
    for number, (one, two) in enumerate(pairwise(grids), 1):
        if not one or not two or not one[-1].rows:
            continue
        before, grid = one[-1], two[0]
        if not _ends_page(before, pages[number - 1]) or not _opens_page(grid, pages[number]):
            continue
        if not have_same_columns(before, grid):
            continue
        # A table of many pages has its head from the first of them.
        head = head if number > 1 and len(one) == 1 and head else _texts(before.rows[0])
        if len(grid.rows) > 1 and len(head) > 1 and _texts(grid.rows[0]) == head:
            grid.rows.pop(0)
        if _goes_on(before, grid):
            _add(before, grid.rows.pop(0))


def _texts(row: GridRow) -> list[str]:
    return [" ".join(line.text for line in cell) for cell in row.cells]


def _goes_on(before: Grid, grid: Grid) -> bool:
    """Tell a row that began on the page before: its first cell is empty, or a cell goes on in small letters."""
    first = grid.cells(grid.rows[0])
    if not first[0]:
        return True
    texts = _texts(grid.rows[0])
    return len(texts) < len(before.columns) and any(t[0].islower() for t in texts)


def _add(before: Grid, row: GridRow) -> None:
    """Put the cells of a row below those of the last row of a table, column by column."""
    last = before.rows[-1]
    begins = [low for low, _ in before.columns]
    cells = before.cells(last)
    pitch = pitch_of([*(held.cells for held in before.rows), row.cells])
    top = row.top
    for cell in row.cells:
        x0 = min(line.x0 for line in cell)
        column = min(range(len(begins)), key=lambda n: abs(begins[n] - x0))
        # What begins lower than the rest of the row is a paragraph of its own.
        end = cells[column][-1].y if cells[column] else last.top
        down = end + pitch * cell[0].size - top
        cells[column] = [*cells[column], *(line._replace(y=line.y + down) for line in cell)]
    last.cells = [cell for cell in cells if cell]

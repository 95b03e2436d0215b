"""Segments at two sides of a gutter → the rows that are read across it; none, when the sides are two columns.

A file holds labels and their texts row by row: the lines of the left cell, those of the right one, then the next row,
which stands below. Two columns are held one after the other.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain, groupby, pairwise
from statistics import median

from skillgap.readers.layout_rows import Row, Segment, any_heading, rows_of

_TOPS = 0.9
"""Letter sizes between the tops of two cells that still stand side by side."""
_ALIGNED = 0.8
"""Share of rows whose cells begin at one height."""

_LEAST = 3
"""Headings that make a column of nothing but headings."""
_NAMED = 0.75
"""Share of them that are known as headings."""

_CLOSE = 1.45
"""Letter sizes between the lines of one heading, at most."""

_Strip = tuple[list[Segment], list[Segment]]
"""A row of a table: what the file holds of its left cell, and then of its right one."""


def rows_across(left: list[Segment], right: list[Segment]) -> list[list[Row]]:
    """Return the regions of labels and texts, or of headings at the left and their sections; nothing for columns."""
    strips, above, below = _strips(left, right)
    if _are_headed(strips):
        parts = [above, *(part for strip in strips for part in strip), below]
        return [rows_of(part) for part in parts if part]
    return [rows_of(left + right)] if _are_cells(strips, left + right) else []


def sections_beside(left: list[Segment], right: list[Segment]) -> list[list[Row]]:
    """Return headings, if nothing else stands at the left, each before what the right side has from its height on.

    Where that stands in the file says nothing: a date may be placed last.
    """
    heads = _heads(left)
    first = next((n for n, head in enumerate(heads) if any_heading(head.text)), len(heads))
    over, heads = heads[:first], heads[first:]
    if len(heads) < _LEAST or sum(any_heading(s.text) for s in heads) < _NAMED * len(heads):
        return []
    tops = [s.y - _TOPS * s.size for s in heads]
    held: list[list[Segment]] = [[] for _ in range(len(heads) + 1)]
    for segment in (*over, *right):
        held[bisect_right(tops, segment.y)].append(segment)
    if sum(not part for part in held[1:]) > 1:
        return []
    pairs = ((rows_of([head]), rows_of(part) if part else []) for head, part in zip(heads, held[1:], strict=True))
    return [part for part in (rows_of(held[0]) if held[0] else [], *chain.from_iterable(pairs)) if part]


def _heads(left: list[Segment]) -> list[Segment]:
    """Return headings whole that a narrow column has broken ("Employment His-", "tory"), from top to bottom."""
    heads: list[Segment] = []
    bottom = float("-inf")
    for row in rows_of(left) if left else []:
        line = row.segments[0]
        text = " ".join(segment.text for segment in row.segments)
        if heads and row.y - bottom < _CLOSE * line.size and heads[-1].size == line.size:
            before = heads[-1].text
            whole = before[:-1] + text if before.endswith("-") and text[0].islower() else f"{before} {text}"
            heads[-1] = heads[-1]._replace(text=whole, x1=max(heads[-1].x1, row.x1))
        else:
            heads.append(line._replace(text=text, x1=row.x1))
        bottom = row.y
    return heads


def _strips(left: list[Segment], right: list[Segment]) -> tuple[list[_Strip], list[Segment], list[Segment]]:
    """Return runs of the file that go from the left side to the right one, what stands above and what below them.

    A header may stand above at the right, a footer or a last row without a second cell below at the left.
    """
    order = sorted([(s.order, 0, s) for s in left] + [(s.order, 1, s) for s in right])
    runs = [(side, [s for _, _, s in run]) for side, run in groupby(order, key=lambda item: item[1])]
    above = runs.pop(0)[1] if runs[0][0] == 1 else []
    below = runs.pop()[1] if runs and runs[-1][0] == 0 else []
    inside = [s.y for _, run in runs for s in run]
    if not inside or any(s.y >= min(inside) for s in above) or any(s.y <= max(inside) for s in below):
        return [], [], []
    return [(one, two) for (_, one), (_, two) in zip(runs[::2], runs[1::2], strict=True)], above, below


def _are_headed(strips: list[_Strip]) -> bool:
    """Tell sections whose headings stand at the left, each above or beside the first line that the right side has."""
    return (
        len(strips) > 1
        and 2 * sum(len(one) == 1 and any_heading(one[0].text) for one, _ in strips) > len(strips)
        and all(max(s.y for s in two) < min(s.y for s in one) for (_, two), (one, _) in pairwise(strips))
    )


def _heads_alone(left: list[Segment], top: float) -> bool:
    """Tell a heading in the left of two columns, close above a row whose cell there is empty."""
    head = left[-1]
    return len(left) == 1 and 0 < top - head.y < _CLOSE * head.size and head.text.isupper()


def _are_cells(strips: list[_Strip], every: list[Segment]) -> bool:
    """Tell labels beside texts from columns that a file holds line by line: most begin level, some cells are longer."""
    if len(strips) < 3:
        return False
    size = median([s.size for s in every])
    tops = [min([s.y for s in two]) for _, two in strips]
    # What stands well above both cells, at the left, is the heading of a section.
    cells = [
        ([s for s in one if s.y >= top - _TOPS * size] or one, two)
        for (one, two), top in zip(strips, tops, strict=True)
    ]
    # A heading over a row whose left cell is empty stands wholly above it: it says nothing of what is level.
    sides = [(one, top) for (one, _), top in zip(cells, tops, strict=True) if not _heads_alone(one, top)]
    level = sum(abs(min([s.y for s in one]) - top) <= _TOPS * size for one, top in sides)
    if (
        len(sides) < 3
        or level < _ALIGNED * len(sides)
        or any(
            max([s.y for s in one + two]) >= min([s.y for s in three + four]) - 0.6 * size
            for (one, two), (three, four) in pairwise(strips)
        )
    ):
        return False
    counts = [(len(rows_of(one)), len(rows_of(two))) for one, two in cells]
    return sum(one != two for one, two in counts) > 1 and all(min(count) == 1 for count in counts)

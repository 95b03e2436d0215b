"""Segments at two sides → rows of a table whose cells hold several lines; or none, when they are two columns.

A file holds a table row by row: the lines of the left cell, those of the right one, then the next row, which stands
below. Two columns are held one after the other.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from statistics import median

from skillgap.readers.cleaning import is_item, normal_bullet
from skillgap.readers.layout_dates import DATE
from skillgap.readers.layout_rows import Row, Segment, any_heading, rows_of, with_centred_cells

_MIN_STRIPS = 2
_ALIGNED, _TOPS = 0.8, 0.9
"""Share of rows whose cells begin at one height, and how far apart, in letter sizes, that still is."""
_GUTTER = 5.0
_DASH = re.compile(r"[-\u2010-\u2015]|\b(?:to|bis)\b")
_BETWEEN_DATES = re.compile(r"(?i)\W*(?:to|bis|until|till)?\W*")


Strip = tuple[list[Segment], list[Segment], list[Segment]]
"""A row of a table: the heading above it, its left cell, and what stands right of that."""


def table_regions(left: list[Segment], right: list[Segment]) -> list[list[Row]]:
    """Return the cells in reading order, each a region; rows of one line stay whole. Nothing if it is no table.

    Where no row has several cells of several lines, the whole is one region, read line by line.
    """
    runs, above, below = _strips(left, right)
    if len(runs) < _MIN_STRIPS:
        return []
    if _are_headed(runs):
        return [rows for rows in (rows_of(above), *(rows_of(one + two) for one, two in runs), rows_of(below)) if rows]
    size = median([segment.size for segment in left + right])
    strips = [_below_heading(one, two, size) for one, two in runs]
    edges = _edges([two for _, _, two in strips])
    plain = all(_is_one_row([one, *_cells(two, edges)]) for _, one, two in strips)
    for (_, one, two), (head, three, four) in pairwise(strips):
        if max(s.y for s in one + two) > min(s.y for s in head + three + four) - 0.6 * size:
            return []
    level = sum(abs(min(s.y for s in one) - min(s.y for s in two)) <= _TOPS * size for _, one, two in strips)
    if level < _ALIGNED * len(strips) or any(_is_stacked(one) for _, one, _ in strips):
        return []
    if plain:
        return [rows_of(left + right)] if _is_held_by_cells(strips) else []
    regions: list[list[Row]] = []
    whole: list[Segment] = []
    for head, cells, widths in _with_cells(strips):
        if whole and (head or not _is_one_row(cells)):
            regions.append(rows_of(whole))
            whole = []
        whole += head
        if _is_one_row(cells):
            whole += [segment for cell in cells for segment in cell]
            continue
        if whole:
            regions.append(rows_of(whole))
            whole = []
        regions += _dated(*cells) if len(cells) == 2 and _is_dated(cells[0]) else _joined(cells, widths)
    return [rows for rows in (rows_of(above), *regions, rows_of(whole), rows_of(below)) if rows]


def _are_headed(runs: list[tuple[list[Segment], list[Segment]]]) -> bool:
    """Tell sections whose headings stand at the left, each a line above what the right side holds of it."""
    above = all(max(s.y for s in one) < min(s.y for s in two) - 0.5 * one[0].size for one, two in runs)
    under = all(max(s.y for s in two) < min(s.y for s in one) for (_, two), (one, _) in pairwise(runs))
    named = sum(len(one) == 1 and any_heading(one[0].text) for one, _ in runs)
    return above and under and 2 * named > len(runs)


def _is_held_by_cells(strips: list[Strip]) -> bool:
    """Tell a table of labels and texts from two columns that a file holds line by line: its cells are held whole."""
    return len(strips) > _MIN_STRIPS and sum(len(rows_of(one)) != len(rows_of(two)) for _, one, two in strips) > 1


def _is_one_row(cells: list[list[Segment]]) -> bool:
    """Tell whether a row reads well line by line: at most one of its cells has several lines."""
    return sum(len(cell) > 1 and len(rows_of(cell)) > 1 for cell in cells) < 2


def _joined(cells: list[list[Segment]], widths: list[float]) -> list[list[Row]]:
    """Return cells of wrapped text as one line, others each as a region."""
    rows = [with_centred_cells(rows_of(cell)) for cell in cells]
    if not all(_is_wrapped(cell, width) for cell, width in zip(rows, widths, strict=True)):
        return [rows_of(cell) for cell in cells]
    whole = [
        cell[0]
        .segments[0]
        ._replace(text=" ".join(map(_text, cell)), x0=min(row.x0 for row in cell), x1=max(row.x1 for row in cell))
        for cell in rows
    ]
    return [[Row(min(segment.y for segment in whole), whole)]]


def _is_wrapped(rows: list[Row], width: float) -> bool:
    """Tell whether each line goes on in the next: the first word of that would not fit into the cell."""
    for one, two in pairwise(rows):
        text = _text(two)
        word = (two.x1 - two.x0) / max(1, len(text)) * len(text.split()[0])
        if one.x1 - one.x0 + word < 0.9 * width or is_item(normal_bullet(text)):
            return False
    return not is_item(normal_bullet(_text(rows[0])))


def _with_cells(strips: list[Strip]) -> list[tuple[list[Segment], list[list[Segment]], list[float]]]:
    """Return heading, cells and widths of columns for each row; the rows of one section have the same columns."""
    found: list[tuple[list[Segment], list[list[Segment]], list[float]]] = []
    first = 0
    for end in range(1, len(strips) + 1):
        if end == len(strips) or strips[end][0]:
            edges = _edges([two for _, _, two in strips[first:end]])
            table = [(head, [one, *_cells(two, edges)]) for head, one, two in strips[first:end]]
            widths = _widths([cells for _, cells in table])
            for head, cells in table:
                held = [(cell, width) for cell, width in zip(cells, widths, strict=True) if cell]
                found.append((head, [cell for cell, _ in held], [width for _, width in held]))
            first = end
    return found


def _widths(rows: list[list[list[Segment]]]) -> list[float]:
    """Return the room of each column: up to the next one, or as far as its own text reaches."""
    columns = [[segment for cell in column for segment in cell] for column in zip(*rows, strict=True)]
    begins = [min(s.x0 for s in column) for column in columns]
    ends = [*(begin - _GUTTER for begin in begins[1:]), max(s.x1 for s in columns[-1])]
    return [end - begin for begin, end in zip(begins, ends, strict=True)]


def _strips(
    left: list[Segment], right: list[Segment]
) -> tuple[list[tuple[list[Segment], list[Segment]]], list[Segment], list[Segment]]:
    """Return runs of the file that go from the left side to the right one, what stands above and what below them.

    A header may stand above at the right, a footer or a last row without a second cell below at the left.
    """
    order = sorted([(s.order, 0, s) for s in left] + [(s.order, 1, s) for s in right])
    runs = [(side, [s for _, _, s in run]) for side, run in groupby(order, key=lambda item: item[1])]
    above = runs.pop(0)[1] if len(runs) > 2 * _MIN_STRIPS and runs[0][0] == 1 else []
    below = runs.pop()[1] if len(runs) > 2 * _MIN_STRIPS and runs[-1][0] == 0 else []
    inside = [s.y for _, run in runs for s in run]
    if len(runs) < 2 * _MIN_STRIPS or runs[0][0] == 1 or len(runs) % 2:
        return [], [], []
    if any(s.y >= min(inside) for s in above) or any(s.y <= max(inside) for s in below):
        return [], [], []
    return [(one, two) for (_, one), (_, two) in zip(runs[::2], runs[1::2], strict=True)], above, below


def _below_heading(one: list[Segment], two: list[Segment], size: float) -> Strip:
    """Part off what stands well above both cells, at the left: the heading of a section."""
    top = min(s.y for s in two) - _TOPS * size
    head = [s for s in one if s.y < top]
    return (head, one[len(head) :], two) if 0 < len(head) < len(one) else ([], one, two)


def _edges(cells: list[list[Segment]]) -> list[float]:
    """Return where further columns begin: no text of any row crosses the space before them. Bullets make none."""
    edges: list[float] = []
    reach = float("inf")
    texts = [(s.x0, s.x1) for cell in cells for s in cell if any(map(str.isalnum, s.text))]
    for x0, x1 in sorted(texts):
        if x0 - reach >= _GUTTER:
            edges.append(x0)
        reach = x1 if reach == float("inf") else max(reach, x1)
    return [
        edge
        for edge in edges
        if sum(any(s.x0 >= edge for s in cell) for cell in cells) >= _MIN_STRIPS
        or any(_is_edge(cell, edge) for cell in cells)
    ]


def _is_edge(cell: list[Segment], edge: float) -> bool:
    """Tell two cells in what stands right of the first one, of two lines and three at least, by one row alone."""
    before, behind = [s for s in cell if s.x0 < edge], [s for s in cell if s.x0 >= edge]
    orders = [s.order for s in before] + [s.order for s in behind]
    return len(rows_of(before)) > 1 and len(rows_of(behind)) > 2 and orders == sorted(orders)


def _cells(segments: list[Segment], edges: list[float]) -> list[list[Segment]]:
    limits = [float("-inf"), *edges, float("inf")]
    return [[s for s in segments if low <= s.x0 < high] for low, high in pairwise(limits)]


def _is_stacked(cell: list[Segment]) -> bool:
    """Tell an end above a start without a dash: such a column is paired with its titles where dates are read."""
    texts = [_text(row) for row in rows_of(cell)] if len(cell) > 1 else []
    dated = [text for text in texts if len(text) <= 30 and DATE.search(text)]
    return len(dated) == len(texts) == 2 and not any(_DASH.search(text) for text in texts)


def _is_dated(cell: list[Segment]) -> bool:
    first = min(cell, key=lambda s: (s.y, s.x0)).text
    return len(first) <= 30 and DATE.search(first) is not None


def _dated(left: list[Segment], right: list[Segment]) -> list[list[Row]]:
    """Return a cell with dates and what stands beside it: the dates come before its first line."""
    labels = rows_of(left)
    first, *rest = rows_of(right)
    dates = [labels.pop(0)]
    while labels and (DATE.search(_text(labels[0])) or _BETWEEN_DATES.fullmatch(_text(labels[0]))):
        dates.append(labels.pop(0))
    text = " ".join(_text(row) for row in dates)
    date = dates[0].segments[0]._replace(text=text, x1=max(row.x1 for row in dates))
    head = Row(first.y, [date, *first.segments])
    if len(labels) == 1 and rest and all(word[0].isupper() for word in _text(rest[0]).split() if word[0].isalpha()):
        # A place below the dates goes with the employer below the title.
        return [[head, *labels, *rest]]
    return [region for region in ([head], labels, rest) if region] if labels else [[head, *rest]]


def _text(row: Row) -> str:
    return " ".join(segment.text for segment in row.segments)

"""Pieces of text on a page → lines in reading order, column by column.

The unit is the segment: words on one baseline without a wide gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from skillgap.readers.cleaning import normal_bullet
from skillgap.readers.draft import DraftLine
from skillgap.readers.layout_columns import MIN_ROWS, bands_of, cut_of
from skillgap.readers.layout_dates import DATE, with_whole_dates
from skillgap.readers.layout_rows import (
    Row,
    Segment,
    TableRow,
    is_marker,
    may_hold_table,
    rows_of,
    with_centred_cells,
    with_whole_labels,
)

_MAX_DEPTH = 8
_DASHES = frozenset("-–—")
_SMALL = frozenset("a an and at by de der die et for für in la le of the to und with y & - – —".split())


def regions_of_pages(pages: Sequence[list[Segment]], *, keep: bool) -> list[list[list[Row]]]:
    """Return the regions of each page; the rows of tables with wrapped cells are whole, also over the end of a page.

    `keep` tells of programs that cut words only where they have a hyphen.
    """
    if any(map(may_hold_table, pages)):
        from skillgap.readers.layout_broken import with_tables

        pages = with_tables(pages, keep=keep)
    return [regions_of(segments) if segments else [] for segments in pages]


def regions_of(segments: Sequence[Segment]) -> list[list[Row]]:
    """Return the columns and other regions of a page in reading order, each as rows from top to bottom."""
    regions: list[list[Row]] = []
    _split(rows_of(segments), regions, 0)
    return regions


def lines_of(regions: list[list[Row]], *, page: int) -> list[DraftLine]:
    """Return the lines of a page; each region is a block, and each cell of a table that has several lines."""
    lines: list[DraftLine] = []
    for part in (part for rows in regions for part in _parts(rows)):
        block = lines[-1].block + 1 if lines else 0
        lines += _table_lines(part, page, block) if _is_table(part[0].segments[0]) else _lines(part, page, block)
    return lines


def jumps(regions: list[list[Row]]) -> int:
    """Return how often the file goes back: rows that it holds before one that is read earlier."""
    orders = [row.segments[0].order for rows in regions for row in rows]
    return sum(later < earlier for earlier, later in pairwise(orders))


def _split(rows: list[Row], regions: list[list[Row]], depth: int) -> None:
    cut = cut_of(rows) if depth < _MAX_DEPTH and len(rows) > MIN_ROWS else None
    if cut is None:
        regions += [rows] if rows else []
        return
    bands = [] if cut.table else [number for number in bands_of(rows) if cut.first < number < cut.end]
    if bands:
        for first, end in pairwise([0, *bands, len(rows)]):
            _split(rows[first:end], regions, depth + 1)
        return
    _split(rows[: cut.first], regions, depth + 1)
    if cut.table:
        regions += cut.table
    else:
        inside = [segment for row in rows[cut.first : cut.end] for segment in row.segments]
        _split(rows_of([s for s in inside if s.x0 < cut.x]), regions, depth + 1)
        _split(rows_of([s for s in inside if s.x0 >= cut.x]), regions, depth + 1)
    _split(rows[cut.end :], regions, depth + 1)


def _is_table(segment: Segment) -> bool:
    """Tell a row of a table; one that was joined with what stands beside it is a text like others."""
    return isinstance(segment, TableRow) and bool(segment.lines)


def _parts(rows: list[Row]) -> list[list[Row]]:
    """Part the rows of tables from what stands above, beside and below them."""
    if not any(TableRow in map(type, row.segments) for row in rows):
        return [rows]
    pieces = [Row(row.y, list(run)) for row in rows for _, run in groupby(row.segments, key=_is_table)]
    return [list(run) for _, run in groupby(pieces, key=lambda piece: _is_table(piece.segments[0]))]


def _table_lines(rows: list[Row], page: int, block: int) -> list[DraftLine]:
    lines: list[DraftLine] = []
    for table_row in (segment for row in rows for segment in row.segments if isinstance(segment, TableRow)):
        for line in table_row.lines:
            place = line.place and (page, *line.place[1:])
            lines.append(line._replace(place=place, block=block + line.block))
        last = table_row.lines[-1].block
        block += last + 1 if last else 0
    return lines


def _lines(rows: list[Row], page: int, block: int) -> list[DraftLine]:
    lines: list[DraftLine] = []
    for row in with_whole_labels(with_centred_cells(with_whole_dates(rows))):
        segments = row.segments
        text, x0, x1, y, size, bold, _ = segments[0]
        top, bottom = y - 0.8 * size, y + 0.25 * size
        if len(segments) > 1:
            text = _across(segments)
            bold = segments[is_marker(segments[0][0])].bold
            size = max(segments, key=lambda s: (len(s[0]), -s[1]))[4]
            x1 = max([segment[2] for segment in segments])
            top = min([y - 0.8 * size for _, _, _, y, size, _, _ in segments])
            bottom = max([y + 0.25 * size for _, _, _, y, size, _, _ in segments])
        place = (page, round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))
        # `tuple.__new__` is DraftLine(…) without the Python call that a named tuple makes.
        values = (normal_bullet(text), place, round(size, 1), bold, None, block, ())
        lines.append(tuple.__new__(DraftLine, values))
    return lines


def _across(segments: list[Segment]) -> str:
    parts = [segments[0].text]
    stretched = len(segments) > 2 and _is_stretched(segments)
    for number, (one, two) in enumerate(pairwise(segments)):
        close = stretched or is_marker(one.text) or two.x0 - one.x1 < 0.5 * one.size
        close = close or (two.text in _DASHES and one.text[-1].isdigit())  # "2020   –" over "present", in a narrow cell
        parts.append(" " if close or _is_next_sentence(one, two, first=not number) else "\t")
        parts.append(two.text)
    return "".join(parts)


def _is_stretched(segments: list[Segment]) -> bool:
    """Tell the words of a justified line from cells: as far from each other, one by one, with small words or commas."""
    size = segments[0].size
    gaps = [gap for one, two in pairwise(segments) if (gap := two.x0 - one.x1) > 0.2 * size]
    if len(gaps) < 2 or max(gaps) > 3.0 * size or max(gaps) - min(gaps) > 0.1 * size:
        return False
    words = [segment.text.removeprefix("• ") for segment in segments]
    if any(" " in word for word in words[:-1]):
        return False
    return not _SMALL.isdisjoint(words) or any(word[-1] in ",;" for word in words[:-1])


def _is_next_sentence(one: Segment, two: Segment, *, first: bool) -> bool:
    """Tell the wide space that TeX stretches behind a sentence from one between cells; a label is a cell."""
    if two.x0 - one.x1 > 1.8 * one.size or one.size != two.size or not two.text[0].isupper():
        return False
    ends = one.text[-1] in ".?!" and (not first or one.text.count(" ") > 3)
    return (ends or (one.text[-1] == ":" and not first)) and not DATE.match(two.text)

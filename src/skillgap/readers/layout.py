"""Pieces of text on a page → lines in reading order: columns, sidebars, tables, headers and footers.

The unit is the segment: words on one baseline without a wide gap. Gutters are found by counting, for each
2-point strip of the page, how many rows cross it; a gutter is accepted as one between columns, or refused because the
two sides are cells of the same rows (dates, places, labels).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise
from statistics import median

from skillgap.readers.cleaning import is_item, normal_bullet
from skillgap.readers.draft import DraftLine
from skillgap.readers.layout_rows import Row, Segment, TableRow, any_heading, is_marker, is_post, rows_of
from skillgap.readers.layout_tables import DATE, table_regions, with_centred_cells, with_whole_dates

_STRIP = 2.0
_HALF_GUTTER = 2.5
_MIN_ROWS = 3
_MAX_DEPTH = 8
_MAX_HEAD = 6
_MAX_TABLE = 24
"""Rows in which columns may still turn out to be those of a table."""
_OTHER_START = 9.0
"""Points between the beginnings of lines that are more than an indent."""
_CENTRED = 4.0
"""Points from the middle of the page that still are its middle."""
_WIDE_SPACE = 3.0
"""Space between lines, in letter sizes, that parts a page's header from its columns."""
_PAGE_NUMBER = re.compile(
    r"(?i)^(?:[^\w\n]{0,3}\b(?:page|seite|p\.?)\s*)?[-–—|]?\s*\d{1,3}\s*(?:(?:/|of|von|de|\||-)\s*\d{1,3})?\s*[-–—|]?$"
)
_DIGITS = re.compile(r"\b(?!(?:19|20)\d\d\b)\d+")


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
    cut = _columns(rows) if depth < _MAX_DEPTH and len(rows) > _MIN_ROWS else None
    if cut is None:
        regions += _under_headings(rows)
        return
    first, last, x, table = cut
    _split(rows[:first], regions, depth + 1)
    if table:
        regions += table
        _split(rows[last:], regions, depth + 1)
        return
    inside = [segment for row in rows[first:last] for segment in row.segments]
    _split(rows_of([s for s in inside if s.x0 < x]), regions, depth + 1)
    _split(rows_of([s for s in inside if s.x0 >= x]), regions, depth + 1)
    _split(rows[last:], regions, depth + 1)


def _under_headings(rows: list[Row]) -> list[list[Row]]:
    """Return the rows as regions; sections that stand side by side, their headings in one row, each as its own.

    A table may have such words in its first row; the file holds it row by row, and sections one after the other.
    """
    for number, row in enumerate(rows):
        if len(row.segments) < 2 or not all(len(s.text) < 25 and _any_heading([s]) for s in row.segments):
            continue
        edges = [segment.x0 - 2.0 for segment in row.segments]
        limits = [*edges, float("inf")]
        end = number + 1
        while end < len(rows) and all(
            any(low <= s.x0 and s.x1 < high for low, high in pairwise(limits)) for s in rows[end].segments
        ):
            end += 1
        inside = [s for one in rows[number:end] for s in one.segments]
        parts = [[s for s in inside if low <= s.x0 < high] for low, high in pairwise(limits)]
        order = [s.order for part in parts for s in part]
        if all(len(part) > 1 for part in parts) and order == sorted(order):
            above = [rows[:number]] if number else []
            return [*above, *map(rows_of, parts), *(_under_headings(rows[end:]) if end < len(rows) else [])]
    return [rows] if rows else []


def _columns(rows: list[Row]) -> tuple[int, int, float, list[list[Row]]] | None:
    """Return (first row, end row, x, regions) of the gutter that parts the most lines, or None.

    The regions are those of a table; none of two columns.
    """
    spans = [(number, s[1], s[2]) for number, row in enumerate(rows) for s in row.segments]
    # At either side of a gutter some lines end or begin; a plain column needs no search.
    ends, begins = sorted([x1 for _, _, x1 in spans]), sorted([x0 for _, x0, _ in spans])
    if len(spans) < 2 * _MIN_ROWS or begins[-_MIN_ROWS] - ends[_MIN_ROWS - 1] < 4.9:
        return None
    head = _centred_head(rows, begins[0], ends[-1])
    if head:
        # No gutter passes a name and an address that are centred over the columns.
        over = [(number, begins[0], ends[-1]) for number in range(head)]
        spans = over + [span for span in spans if span[0] >= head]
    best: tuple[int, tuple[int, int, float, list[list[Row]]]] | None = None
    for x in _valleys(rows[head:]):
        for first, last, low, high in _runs(rows, spans, x, least=best[0] + 1 if best else _MIN_ROWS):
            inside = [s for row in rows[first:last] for s in row.segments]
            left = [s for s in inside if s[2] <= low + 0.01]
            right = [s for s in inside if s[1] >= high - 0.01]
            weight = min(_row_count(left), _row_count(right))
            if weight < _MIN_ROWS or (best is not None and weight <= best[0]):
                continue
            size = median([s[4] for s in left + right])
            if high - low < max(0.75 * size, 5.0):
                continue
            table = table_regions(left, right)
            if table or are_columns(left, right):
                best = (weight, (first, last, (low + high) / 2, table))
    if best is None:
        return None
    first, last, x, table = best[1]
    if not table and last - first <= _MAX_TABLE:
        return _table_of(rows, spans, first, last, x) or best[1]
    return best[1]


def _table_of(
    rows: list[Row], spans: list[tuple[int, float, float]], first: int, last: int, x: float
) -> tuple[int, int, float, list[list[Row]]] | None:
    """Return the table whose later columns looked like columns of text: its first column is free at the same rows."""
    for other in _valleys(rows[first:last]):
        if other >= x:
            continue
        for start, end, low, high in _runs(rows, spans, other, least=_MIN_ROWS):
            if abs(start - first) <= 1 and abs(end - last) <= 1:
                inside = [s for row in rows[start:end] for s in row.segments]
                table = table_regions(
                    [s for s in inside if s[2] <= low + 0.01], [s for s in inside if s[1] >= high - 0.01]
                )
                if table:
                    return start, end, (low + high) / 2, table
    return None


def _centred_head(rows: list[Row], left: float, right: float) -> int:
    """Return the number of centred lines at the top.

    They stand in the middle of the page, or their own middles meet while they begin at different places.
    """
    head = 0
    for row in rows[:_MAX_HEAD]:
        if len(row.segments) > 1 or min(row.x0 - left, right - row.x1) < 0.1 * (right - left):
            break
        if head and abs(row.x0 + row.x1 - rows[0].x0 - rows[0].x1) > 8:
            break
        head += 1
    on_page = abs(rows[0].x0 + rows[0].x1 - left - right) <= 12
    shaped = len({round(row.x0 / 4) for row in rows[:head]}) > 1
    return head if head < len(rows) - _MIN_ROWS and (on_page or shaped) else 0


def _row_count(segments: list[Segment]) -> int:
    return len({round(segment[3]) for segment in segments})


def _valleys(rows: list[Row]) -> list[float]:
    """Return the x of strips that few rows cross and that have text on both sides, the emptiest first."""
    left = min(row.segments[0][1] for row in rows)
    right = max(segment[2] for row in rows for segment in row.segments)
    count = int((right - left) / _STRIP) + 2
    if count > 5000:
        return []
    steps, begins, ends = [0] * (count + 1), [0] * (count + 1), [0] * (count + 1)
    for row in rows:
        edge = -1
        begin = stop = 0
        for _, x0, x1, _, _, _, _ in row.segments:
            begin, last = int((x0 - left) / _STRIP), int((x1 - left) / _STRIP) + 1
            if edge < 0:
                stop = last
            first = begin if begin > edge else edge
            if last > first:
                steps[first] += 1
                steps[last if last < count else count] -= 1
                edge = last
            elif edge < 0:
                edge = 0
        ends[stop if stop < count else count] += 1
        begins[begin] += 1
    cover = list(accumulate(steps))
    ended = list(accumulate(ends))
    begun = list(accumulate(begins))
    total = begun[-1]
    found: list[tuple[int, int, float]] = []
    starts = [0, *(number for number in range(1, count) if steps[number]), count]
    # A head's own gap may lie beside the gutter: what hardly any row crosses need not be the emptiest there.
    most, free = 0.8 * len(rows), max(1, 0.05 * len(rows))
    for strip, following in pairwise(starts):
        crossed, stop = cover[strip], following - 1
        middle = (strip + stop) // 2
        if crossed > most or ended[middle] < _MIN_ROWS or total - begun[middle] < _MIN_ROWS:
            continue
        before = cover[strip - 1] if strip else len(rows)
        after = cover[following] if following < count else len(rows)
        if (crossed <= free and stop - strip >= 3) or (crossed < before and crossed < after):
            found.append((crossed, strip - stop, left + (strip + stop + 1) / 2 * _STRIP))
    return [x for _, _, x in sorted(found)[:6]]


def _runs(
    rows: list[Row], spans: list[tuple[int, float, float]], x: float, *, least: int
) -> list[tuple[int, int, float, float]]:
    """Return the maximal runs of rows that leave x free, as (first, end, left edge of the gutter, right edge).

    `spans` are number of row, left and right of all segments. Runs with fewer than `least` segments at a side are
    left out.
    """
    low, high = x - _HALF_GUTTER, x + _HALF_GUTTER
    crossed = sorted({number for number, x0, x1 in spans if x1 > low and x0 < high})
    runs: list[tuple[int, int, float, float]] = []
    for before, end in pairwise([-1, *crossed, len(rows)]):
        if end - before <= _MIN_ROWS:
            continue
        begins = [s[1] for row in rows[before + 1 : end] for s in row.segments]
        right = len([x0 for x0 in begins if x0 >= x])
        if least <= right <= len(begins) - least:
            for first, last in _unstacked(rows, before + 1, end, x):
                runs.extend(_trimmed(rows, first, last, x))
    return runs


def _unstacked(rows: list[Row], first: int, last: int, x: float) -> list[tuple[int, int]]:
    """Part a run where a heading over both sides, or a wide space, begins another set of columns.

    Such a heading stands alone, and what is right of the gutter begins elsewhere below it than above it.
    """
    parts = []
    usual = median([row.segments[0].size for row in rows[first:last]])
    for number in range(first + _MIN_ROWS, last - 1):
        row = rows[number]
        space = (row.y - rows[number - 1].y) / row.segments[0].size
        if space < _WIDE_SPACE and (space < 1.3 or row.x0 >= x or not _is_heading(row, usual)):
            continue
        above = min((s.x0 for r in rows[first:number] for s in r.segments if s.x0 >= x), default=0.0)
        later = [s for r in rows[number + 1 : last] for s in r.segments if s.x0 >= x]
        begins = [s.x0 for s in later if not _PAGE_NUMBER.match(s.text)]
        below, after = min(begins, default=0.0), next(iter(begins), 0.0)
        if above and below and abs(above - below) > _OTHER_START and abs(above - after) > _OTHER_START:
            parts.append((first, number))
            first = number
    return [*parts, (first, last)]


def _is_heading(row: Row, usual: float) -> bool:
    """Tell a short line alone in its row that stands out by weight, size or capitals."""
    head = row.segments[0]
    stands_out = head.bold or head.size > 1.1 * usual or head.text.isupper()
    return len(row.segments) == 1 and stands_out and len(head.text.split()) <= 6


def _trimmed(rows: list[Row], first: int, last: int, x: float) -> list[tuple[int, int, float, float]]:
    """Cut off rows at both ends that belong to what stands above or below both columns.

    They are one-sided, and the widest space parts them from the columns: the last line of a full-width paragraph, or
    the heading of a full-width section.
    """
    sides = [{segment[1] >= x for segment in row.segments} for row in rows[first:last]]
    if not {True, False} <= set().union(*sides):
        return []
    # A line of its own over or under both columns, with parts on both sides: a running header or footer.
    if last - first > _MIN_ROWS and len(sides[0]) == 2 and _apart(rows[first], rows[first + 1]):
        first, sides = first + 1, sides[1:]
    if last - first > _MIN_ROWS and len(sides[-1]) == 2 and _apart(rows[last - 1], rows[last - 2]):
        last, sides = last - 1, sides[:-1]
    if first > 0:
        head = next((n for n, side in enumerate(sides) if side != sides[0]), 0) if len(sides[0]) == 1 else 0
        if head:
            spaces = [rows[first + n].y - rows[first + n - 1].y for n in range(head + 1)]
            first += max(range(head + 1), key=lambda n: (spaces[n], -n))
    if last < len(rows):
        tail = next((n for n, side in enumerate(sides[::-1]) if side != sides[-1]), 0) if len(sides[-1]) == 1 else 0
        if tail:
            spaces = [rows[last - n].y - rows[last - n - 1].y for n in range(tail + 1)]
            last -= max(range(tail + 1), key=lambda n: (spaces[n], -n))
    if last == len(rows) and sides[-1] == {False}:
        last = _before_heading(rows, first, last, x)
    inside = [segment for row in rows[first:last] for segment in row.segments]
    low = max([segment[2] for segment in inside if segment[2] <= x], default=None)
    high = min([segment[1] for segment in inside if segment[1] >= x], default=None)
    return [] if low is None or high is None else [(first, last, low, high)]


def _before_heading(rows: list[Row], first: int, last: int, x: float) -> int:
    """Return where the columns end: at a heading at the left, below all that stands at the right.

    What follows it is a section over the whole width or goes on in the left column; either way it stays whole.
    """
    below = next((n for n in range(last, first, -1) if any(s.x0 >= x for s in rows[n - 1].segments)), last)
    usual = median(s.size for row in rows[first:below] for s in row.segments)
    for number in range(max(below, first + 1), last):
        head = rows[number].segments[0]
        short = len(rows[number].segments) == 1 and len(head.text.split()) <= 4
        # A bold title may be the next job of the left column.
        is_section = (head.size > 1.15 * usual and not is_post(head.text)) or (head.bold and _any_heading([head]))
        if short and is_section and rows[number].y - rows[number - 1].y >= 1.3 * head.size:
            return number
    return last


def _apart(row: Row, other: Row) -> bool:
    return abs(row.y - other.y) > 2.2 * max(segment.size for segment in row.segments)


def are_columns(left: list[Segment], right: list[Segment]) -> bool:
    """Tell two columns from two cells of the same rows (dates, places, labels beside their text)."""
    middle = min(s.x0 for s in left) + max(s.x1 for s in right)
    # Headings in the middle of the page belong to neither side.
    centred = [s for s in right if abs(s.x0 + s.x1 - middle) < 2 * _CENTRED and any_heading(s.text)]
    if len(centred) > 1:
        right = [s for s in right if s not in centred]
        if not right:
            return False
    left_rows, right_rows = {round(s.y) for s in left}, {round(s.y) for s in right}
    shared = sum(1 for y in left_rows if y in right_rows or y - 1 in right_rows or y + 1 in right_rows)
    match = shared / max(1, min(len(left_rows), len(right_rows)))
    dated = _dated(right) if match >= 0.75 else 0.0
    # Dates stand at the right most often.
    if dated >= 0.4 or (match >= 0.75 and (dated := max(dated, _dated(left))) >= 0.4):
        return False
    order = sorted([(s.order, 0) for s in left] + [(s.order, 1) for s in right])
    switches = sum([1 for one, two in pairwise(order) if one[1] != two[1]])
    if match < 0.6 or (switches <= 2 and not (match >= 0.9 and dated > 0.25)):
        return True
    if _any_heading(left) and _any_heading(right):
        return True
    if switches <= 2:
        return False
    if switches <= 0.3 * min(len(left_rows), len(right_rows)):
        return True
    words = [median(len(s.text.split()) for s in side) for side in (left, right)]
    items = [sum(is_item(s.text) for s in side) for side in (left, right)]
    return min(words) >= 4 or min(items) >= 2


def _dated(segments: list[Segment]) -> float:
    """Return the share of texts that are little more than a date."""
    return sum(1 for s in segments if len(s.text) <= 30 and DATE.search(s.text)) / len(segments)


def _any_heading(segments: list[Segment]) -> bool:
    """Tell whether any of the texts is the usual heading of a section."""
    return any(any_heading(segment[0]) for segment in segments)


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
    for row in with_centred_cells(with_whole_dates(rows)):
        segments, heading = row.segments, None
        if len(segments) > 1 and _is_run_in(segments[-2], segments[-1]):
            *segments, heading = segments
        text, x0, x1, y, size, bold, _ = segments[0]
        top, bottom = y - 0.8 * size, y + 0.25 * size
        if len(segments) > 1:
            text = _across(segments)
            size = max(segments, key=lambda s: (len(s[0]), -s[1]))[4]
            x1 = max([segment[2] for segment in segments])
            top = min([y - 0.8 * size for _, _, _, y, size, _, _ in segments])
            bottom = max([y + 0.25 * size for _, _, _, y, size, _, _ in segments])
        place = (page, round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))
        # `tuple.__new__` is DraftLine(…) without the Python call that a named tuple makes.
        values = (normal_bullet(text), place, round(size, 1), bold, None, block)
        lines.append(tuple.__new__(DraftLine, values))
        if heading is not None:
            lines += _lines([Row(heading.y, [heading])], page, block)
    return lines


def _is_run_in(before: Segment, last: Segment) -> bool:
    """Tell a heading that stands behind the last sentence of a paragraph, in its line."""
    if not before.text.endswith(".") or last.x0 - before.x1 > 1.5 * last.size or not last.text[-1].isalpha():
        return False
    own = last.size > 1.05 * before.size or (last.bold and not before.bold) or last.text.isupper()
    return own and last.text[0].isupper() and len(last.text.split()) <= 4


def _across(segments: list[Segment]) -> str:
    parts = [segments[0].text]
    for number, (one, two) in enumerate(pairwise(segments)):
        close = is_marker(one.text) or two.x0 - one.x1 < 0.5 * one.size
        parts.append(" " if close or _is_next_sentence(one, two, first=not number) else "\t")
        parts.append(two.text)
    return "".join(parts)


def _is_next_sentence(one: Segment, two: Segment, *, first: bool) -> bool:
    """Tell the wide space that TeX stretches behind a sentence from one between cells; a label is a cell."""
    if two.x0 - one.x1 > 1.8 * one.size or one.size != two.size or not two.text[0].isupper():
        return False
    ends = one.text[-1] in ".?!" and (not first or one.text.count(" ") > 3)
    return (ends or (one.text[-1] == ":" and not first)) and not DATE.match(two.text)


def without_running_lines(pages: list[list[DraftLine]], heights: list[float]) -> list[list[DraftLine]]:
    """Drop page numbers, and all copies but one of headers and footers that repeat over pages."""
    if len(pages) == 1:
        (page,), (height,) = pages, heights
        return [[line for line in page if not (_in_margin(line, height) and _PAGE_NUMBER.match(line.text.strip()))]]
    seen: dict[str, int] = {}
    keys = []
    for lines, height in zip(pages, heights, strict=True):
        row = [_margin_key(line, height) for line in lines]
        keys.append(row)
        for key in {key for key in row if key}:
            seen[key] = seen.get(key, 0) + 1
    shown: set[str] = set()
    left = dict(seen)
    kept = []
    for lines, row in zip(pages, keys, strict=True):
        page = []
        for line, key in zip(lines, row, strict=True):
            # A footer is kept where it interrupts no sentence: on the last page that has it.
            if key and (_PAGE_NUMBER.match(line.text.strip()) or (left[key] > 1 if key[0] == "_" else key in shown)):
                continue
            page.append(line)
        found = {key for key in row if key}
        shown |= {key for key in found if seen[key] > 1}
        left.update({key: left[key] - 1 for key in found})
        kept.append(page)
    return kept


def _margin_key(line: DraftLine, height: float) -> str:
    if line.place is None or not _in_margin(line, height):
        return ""
    # What ends a page and what begins the next are no copies; nor are lines of other years.
    side = "^" if line.place[4] <= 0.1 * height else "_"
    return side + _DIGITS.sub("#", line.text.strip()).lower()


def _in_margin(line: DraftLine, height: float) -> bool:
    place = line.place
    return place is not None and not (0.1 * height < place[4] and place[2] < 0.9 * height)

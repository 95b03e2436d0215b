"""Rows of a page → the gutter that parts them into columns of text, or into the cells of a table.

Gutters are found by counting, for each 2-point strip of the page, how many rows cross it; a gutter is accepted as one
between columns, or refused because the two sides are cells of the same rows (dates, places, labels).
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from statistics import median
from typing import NamedTuple

from skillgap.readers.cleaning import is_item
from skillgap.readers.layout_dates import DATE
from skillgap.readers.layout_rows import Row, Segment, any_heading, is_marker, is_post
from skillgap.readers.layout_tables import rows_across, sections_beside

_STRIP = 2.0
_HALF_GUTTER, _HALF_NARROW = 2.5, 1.0
"""Half of what a gutter must leave free; and where the file holds one side after the other."""
MIN_ROWS = 3
_MAX_HEAD = 6
_SHORT = 30  # letters
_SPACE, _MOST = 1.7, 0.75
"""Letter sizes above a heading of the whole width, and the share of headings that have so much."""
_MOSTLY_DATES = 0.6
_ONLY_DATES = 0.8
"""Share of texts: so many dates are no column, though they stand a bit higher or lower than the lines they date."""


class Cut(NamedTuple):
    """A gutter at `x` in the rows from `first` to before `end`.

    `table` holds the regions of a table, in reading order; it is empty where the gutter parts columns of text.
    """

    first: int
    end: int
    x: float
    table: list[list[Row]]


class _Run(NamedTuple):
    """The rows from `first` to before `end` leave free what is between `low` and `high`."""

    first: int
    end: int
    low: float
    high: float

    def sides(self, rows: list[Row]) -> tuple[list[Segment], list[Segment]]:
        """Return what stands left of the free space, and what stands right of it."""
        inside = [s for row in rows[self.first : self.end] for s in row.segments]
        return [s for s in inside if s[2] <= self.low + 0.01], [s for s in inside if s[1] >= self.high - 0.01]

    def cut(self, table: list[list[Row]]) -> Cut:
        """Return the gutter in its middle."""
        return Cut(self.first, self.end, (self.low + self.high) / 2, table)


_Span = tuple[int, float, float]
"""The number of a row, and the left and right end of a segment in it."""


def cut_of(rows: list[Row]) -> Cut | None:
    """Return the gutter that parts the most lines, or None."""
    spans = [(number, s[1], s[2]) for number, row in enumerate(rows) for s in row.segments]
    # At either side of a gutter some lines end or begin; a plain column needs no search.
    ends, begins = sorted([x1 for _, _, x1 in spans]), sorted([x0 for _, x0, _ in spans])
    if len(spans) < 2 * MIN_ROWS or begins[-MIN_ROWS] - ends[MIN_ROWS - 1] < 4.9:
        return None
    head = _centred_head(rows, begins[0], ends[-1])
    centred = {*range(head), *_centred_headings(rows, head, begins[0], ends[-1])}
    # No gutter passes a name and an address, or headings, that are centred over the whole width.
    spans += [(number, begins[0], ends[-1]) for number in centred]
    valleys = _valleys([row for number, row in enumerate(rows) if number not in centred] if centred else rows)
    runs = list(dict.fromkeys(run for x in valleys for run in _runs(rows, spans, x)))
    narrow = {run for x in valleys if _in_turn(rows, x) for run in _runs(rows, spans, x, half=_HALF_NARROW)}
    narrow.difference_update(runs)
    runs += sorted(narrow)
    sides = [run.sides(rows) for run in runs]
    if _may_be_beside(rows):
        # A column of nothing but headings, whatever other gutters part more lines.
        for run, side in zip(runs, sides, strict=True):
            if headed := sections_beside(*side):
                return run.cut(headed)
    weights = [min(_row_count(left), _row_count(right)) for left, right in sides]
    for number in sorted(range(len(runs)), key=lambda n: -weights[n]):
        run, (left, right) = runs[number], sides[number]
        if weights[number] < MIN_ROWS or (
            run not in narrow and run.high - run.low < max(0.75 * median([s[4] for s in left + right]), 5.0)
        ):
            continue
        table = rows_across(left, right)
        if table or _are_columns(left, right):
            return run.cut(table)
    return None


def _may_be_beside(rows: list[Row]) -> bool:
    """Tell whether headings begin enough rows to be a column of their own."""
    begins = [row.segments[0][0] for row in rows]
    return sum([any_heading(text) for text in begins if len(text) < _SHORT]) >= MIN_ROWS


def bands_of(rows: list[Row]) -> list[int]:
    """Return the rows where a section of the whole width begins: headings and nothing else, apart from all above.

    Beside the heading of a column the other one goes on, and the spaces of both seldom meet.
    """
    left = min(row.x0 for row in rows)
    heads = [
        number
        for number, row in enumerate(rows)
        if row.x0 - left < 1.0 and all(any_heading(s[0]) for s in row.segments)
    ]
    apart = [
        number
        for number in heads
        if not number or rows[number].y - rows[number - 1].y >= _SPACE * rows[number].segments[0].size
    ]
    return apart if len(apart) >= MIN_ROWS and len(apart) >= _MOST * len(heads) else []


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
    return head if head < len(rows) - MIN_ROWS and (on_page or shaped) else 0


def _centred_headings(rows: list[Row], head: int, left: float, right: float) -> list[int]:
    """Return which rows hold a heading in the middle of the whole width: two or more, alike but for where they begin.

    The lines of a column begin at one place.
    """
    found: dict[tuple[float, bool], list[int]] = {}
    for number, row in enumerate(rows[head:], head):
        _, x0, x1, _, size, bold, _ = row.segments[0]
        if len(row.segments) == 1 and abs(x0 + x1 - left - right) <= 4 and x0 - left >= 0.1 * (right - left):
            found.setdefault((size, bold), []).append(number)
    begins = [round(s.x0) for row in rows for s in row.segments] if found else []
    return [
        number
        for alike in found.values()
        if len({round(rows[number].x0) for number in alike}) > 1
        for number in alike
        if begins.count(round(rows[number].x0)) <= 2
    ]


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
        ends[stop if stop < count else count] += 1
        begins[begin] += 1
    cover = list(accumulate(steps))
    ended = list(accumulate(ends))
    begun = list(accumulate(begins))
    total = begun[-1]
    found: list[tuple[int, int, float]] = []
    starts = [0, *(number for number in range(1, count) if steps[number]), count]
    # A head's own gap may lie beside the gutter: what hardly any row crosses need not be the emptiest there.
    free = max(1, 0.05 * len(rows))
    for strip, following in pairwise(starts):
        crossed, stop = cover[strip], following - 1
        middle = (strip + stop) // 2
        if ended[middle] < MIN_ROWS or total - begun[middle] < MIN_ROWS:
            continue
        before = cover[strip - 1] if strip else len(rows)
        after = cover[following] if following < count else len(rows)
        if (crossed <= free and stop - strip >= 3) or (crossed < before and crossed < after):
            found.append((crossed, strip - stop, left + (strip + stop + 1) / 2 * _STRIP))
    return [x for _, _, x in sorted(found)[:6]]


def _in_turn(rows: list[Row], x: float) -> bool:
    """Tell whether the file holds all that ends left of x before all that begins right of it, or behind it."""
    left = [s.order for row in rows for s in row.segments if s.x1 <= x]
    right = [s.order for row in rows for s in row.segments if s.x0 >= x]
    return bool(left and right) and (max(left) < min(right) or max(right) < min(left))


def _runs(rows: list[Row], spans: list[_Span], x: float, half: float = _HALF_GUTTER) -> list[_Run]:
    """Return the longest runs of rows that leave x free and have some segments at each side."""
    low, high = x - half, x + half
    crossed = sorted({number for number, x0, x1 in spans if x1 > low and x0 < high})
    runs: list[_Run] = []
    for before, end in pairwise([-1, *crossed, len(rows)]):
        if end - before <= MIN_ROWS:
            continue
        begins = [s[1] for row in rows[before + 1 : end] for s in row.segments]
        right = len([x0 for x0 in begins if x0 >= x])
        if MIN_ROWS <= right <= len(begins) - MIN_ROWS:
            runs += _trimmed(rows, before + 1, end, x)
    return runs


def _trimmed(rows: list[Row], first: int, last: int, x: float) -> list[_Run]:
    """Cut off rows at both ends that belong to what stands above or below both columns.

    They are one-sided, and the widest space parts them from the columns: the last line of a full-width paragraph, or
    the heading of a full-width section.
    """
    sides = [{segment[1] >= x for segment in row.segments} for row in rows[first:last]]
    # Lines of their own over or under both columns, with parts on both sides: a header or footer.
    head = _held_first(rows[first:last], x)
    if all(any_heading(segment.text) for segment in rows[first].segments):
        head = 0  # "About", "Summary": each column opens with a heading
    elif not head and last - first > MIN_ROWS and len(sides[0]) == 2 and _apart(rows[first], rows[first + 1]):
        head = 1
    first, sides = first + head, sides[head:]
    if last - first > MIN_ROWS and len(sides[-1]) == 2 and _apart(rows[last - 1], rows[last - 2]):
        last, sides = last - 1, sides[:-1]
    spaces = [two.y - one.y for one, two in pairwise(rows)]
    begin, end = first, last
    if begin > 0:
        first += _strays(sides, spaces[begin - 1 : end - 1])
    if end < len(rows):
        last -= _strays(sides[::-1], spaces[begin:end][::-1])
    if last == len(rows):
        last = _before_heading(rows, first, last, x)
    inside = [segment for row in rows[first:last] for segment in row.segments]
    low = max([segment[2] for segment in inside if segment[2] <= x], default=None)
    high = min([segment[1] for segment in inside if segment[1] >= x], default=None)
    return [] if low is None or high is None else [_Run(first, last, low, high)]


def _held_first(rows: list[Row], x: float) -> int:
    """Return how many rows with parts on both sides stand over columns: a file holds them before either column."""
    for head in range(1, min(_MAX_HEAD, len(rows) - MIN_ROWS)):
        above = [segment for row in rows[:head] for segment in row.segments]
        last = max([s.order for s in above])
        if len({s.x0 < x for s in above}) == 1 or any(s.order <= last for row in rows[head:] for s in row.segments):
            continue
        below = [segment for row in rows[head:] for segment in row.segments]
        left, right = [s.order for s in below if s.x0 < x], [s.order for s in below if s.x0 >= x]
        if left and right and (max(left) < min(right) or max(right) < min(left)):
            return head
    return 0


def _strays(sides: list[set[bool]], spaces: list[float]) -> int:
    """Return how many of the first rows stand at one side, with the widest of the spaces before rows behind them."""
    alike = next((n for n, side in enumerate(sides) if side != sides[0]), 0) if len(sides[0]) == 1 else 0
    return max(range(alike + 1), key=lambda n: (spaces[n], -n))


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
        is_section = (head.size > 1.15 * usual and not is_post(head.text)) or (head.bold and any_heading(head.text))
        if short and is_section and rows[number].y - rows[number - 1].y >= 1.3 * head.size:
            return number
    return last


def _apart(row: Row, other: Row) -> bool:
    return abs(row.y - other.y) > 2.2 * max(segment.size for segment in row.segments)


def _are_columns(left: list[Segment], right: list[Segment]) -> bool:
    """Tell two columns from two cells of the same rows (dates, places, labels beside their text)."""
    seldom, dated = sorted((_dated(left), _dated(right)))
    if dated >= _ONLY_DATES or all(is_marker(segment.text) for segment in left):
        return False
    left_rows, right_rows = {round(s.y) for s in left}, {round(s.y) for s in right}
    shared = sum(1 for y in left_rows if y in right_rows or y - 1 in right_rows or y + 1 in right_rows)
    match = shared / max(1, min(len(left_rows), len(right_rows)))
    if match >= 0.75 and dated >= 0.4:
        return False
    order = sorted([(s.order, 0) for s in left] + [(s.order, 1) for s in right])
    switches = sum([1 for one, two in pairwise(order) if one[1] != two[1]])
    if switches > 2 and dated >= _MOSTLY_DATES:
        return False  # raised or lowered beside their titles, and held in turn with them
    # Where both sides have dates, entries stand side by side.
    if match < 0.6 or (switches <= 2 and (seldom > 0 or match < 0.9 or dated <= 0.25)):
        return True
    if all(any(any_heading(s.text) for s in side) for side in (left, right)):
        return True
    words = [median(len(s.text.split()) for s in side) for side in (left, right)]
    items = [sum(is_item(s.text) for s in side) for side in (left, right)]
    return min(words) >= 4 or min(items) >= 2


def _dated(segments: list[Segment]) -> float:
    """Return the share of texts that are little more than a date."""
    return sum(1 for s in segments if len(s.text) <= 30 and DATE.search(s.text)) / len(segments)

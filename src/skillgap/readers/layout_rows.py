"""Segments, and the rows that they stand in."""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from skillgap.readers.draft import DraftLine


class Segment(NamedTuple):
    """Words of one baseline that stand close together; `y` is the baseline, `order` the place in the file."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    order: int


class TableRow(Segment):
    """A row of a table in the place of its cells; `lines` are what it reads as, on page 0, blocks counted from 0.

    `_replace` leaves them out: a copy with another text no longer reads so.
    """

    lines: tuple[DraftLine, ...] = ()


@dataclass(slots=True)
class Row:
    """Segments that share a baseline, from left to right."""

    y: float
    segments: list[Segment]

    @property
    def x0(self) -> float:
        """Return where its text begins."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Return where its text ends."""
        return max(segment.x1 for segment in self.segments)


_FEW_LINES = 45.0
"""Points that a page goes up but for the next column of text."""
# By (y, x0, order) and by (x0, order).
_DOWN, _ACROSS = operator.itemgetter(3, 1, 6), operator.itemgetter(1, 6)


def rows_of(segments: Sequence[Segment]) -> list[Row]:
    """Group segments by baseline, from top to bottom; baselines may differ by a third of the letter size."""
    if len(segments) == 1:
        return [Row(segments[0][3], [segments[0]])]
    rows: list[Row] = []
    top = float("-inf")
    for segment in sorted(segments, key=_DOWN):
        y = segment[3]
        # Further apart than three quarters of a letter is never one row, whatever the sizes.
        if y == top or (y - top <= 0.75 * segment[4] and _same_row(rows[-1], segment)):
            rows[-1].segments.append(segment)
        else:
            top = y
            rows.append(Row(y, [segment]))
    for row in rows:
        if len(row.segments) > 1:
            row.segments.sort(key=_ACROSS)
    return rows


def _same_row(row: Row, segment: Segment) -> bool:
    size = row.segments[-1].size
    # A raised or lowered mark is smaller than its line and stands up to half a letter off its baseline.
    share = 0.33 if abs(size - segment.size) < 0.1 * size else 0.45
    return segment.y - row.y <= share * min(max(size, segment.size), 1.6 * min(size, segment.size))


def with_centred_cells(rows: list[Row]) -> list[Row]:
    """Join rows that stand closer than lines do: a table row whose cells are centred beside one of several lines."""
    joined: list[Row] = []
    number = 0
    cells = [row.segments for row in rows]
    largest = [held[0][4] if len(held) == 1 else max([segment[4] for segment in held]) for held in cells]
    heights = [row.y for row in rows]
    close = [
        two - one < 0.8 * (size if size < other else other)
        for one, two, size, other in zip(heights, heights[1:], largest, largest[1:], strict=False)
    ]
    if True not in close:
        return rows
    while number < len(rows):
        end = number + 1
        while end < len(rows) and close[end - 1]:
            end += 1
        joined.append(rows[number] if end == number + 1 else _one_row(rows[number:end]))
        number = end
    return joined


_NARROW = 6.0
"""Letter sizes from the left of a cell to the next, at most, where words of a label are hyphenated."""
_LABEL = 24
"""Letters of each line of a label that its narrow cell has broken, at most."""
_BETWEEN_ROWS = 1.15
"""How many times as far as its lines the rows of a list with labels stand apart, at least."""


def with_whole_labels(rows: list[Row]) -> list[Row]:
    """Put together what narrow cells have broken: the two lines of a label ("Machine", "Learning"), syllables of it."""
    made = rows[:]
    for number in range(len(rows) - 1, -1, -1):
        segments = rows[number].segments
        if len(segments) < 2 or len(segments[0][0]) > _LABEL:
            continue
        if segments[0][0][-1] == "-":
            _join_syllables(made, number)
        elif number + 2 < len(rows) and _is_broken_label(*rows[number : number + 3]):
            label, end = segments[0], made.pop(number + 1).segments[0]
            x0, x1 = min(label.x0, end.x0), max(label.x1, end.x1)
            whole = label._replace(text=f"{label.text} {end.text}", x0=x0, x1=x1)
            made[number] = Row(rows[number].y, [whole, *segments[1:]])
    return made


def _join_syllables(rows: list[Row], number: int) -> None:
    """Put a label together that a very narrow cell has hyphenated ("Bach-", "elor", "of Sci-", "ence"), in place."""
    label, edge = rows[number].segments[0], rows[number].segments[1].x0
    if not label.text[:-1].isalpha() or edge - label.x0 > _NARROW * label.size:
        return
    text, bottom, end = label.text, label.y, number + 1
    beside: list[Row] = []
    while end < len(rows):
        line = [segment for segment in rows[end].segments if segment.x1 < edge]
        rest = rows[end].segments[len(line) :]
        if not line or abs(line[0].x0 - label.x0) > 1.0 or line[0].y - bottom > 1.4 * label.size:
            break
        piece = " ".join(segment.text for segment in line)
        if line[0].size != label.size or not (text[-1] == "-" or piece[0].islower() or not rest):
            break
        text = text[:-1] + piece if text[-1] == "-" and piece[0].islower() else f"{text} {piece}"
        beside += [Row(rows[end].y, rest)] if rest else []
        bottom, end = line[0].y, end + 1
    if end > number + 1 and text[-1] != "-":
        whole = Row(rows[number].y, [label._replace(text=text), *rows[number].segments[1:]])
        rows[number:end] = [whole, *beside]


def _is_broken_label(row: Row, following: Row, below: Row) -> bool:
    """Tell a label that goes on in the row below it: the next row stands further below."""
    label, end, space = row.segments[0], following.segments[0], following.segments[0].y - row.segments[0].y
    if len(following.segments) > 1 or len(end.text) > _LABEL or end.size != label.size or end.bold != label.bold:
        return False
    if is_marker(label.text) or not (label.text[-1].isalpha() and end.text[0].isalpha()):
        return False
    if any(map(str.isdigit, label.text + end.text)):
        return False
    aligned = abs(label.x1 - end.x1) < 1.0 or abs(label.x0 - end.x0) < 1.0
    beside = end.x1 < row.segments[1].x0
    return aligned and beside and space <= 1.4 * end.size and below.y - end.y >= _BETWEEN_ROWS * space


def _one_row(rows: list[Row]) -> Row:
    cells: list[list[Segment]] = []
    for segment in sorted((s for row in rows for s in row.segments), key=_ACROSS):
        if cells and segment.x0 < max(s.x1 for s in cells[-1]):
            cells[-1].append(segment)
        else:
            cells.append([segment])
    whole = []
    for cell in cells:
        cell.sort(key=_DOWN)
        first = cell[0]
        x0, x1 = min(s.x0 for s in cell), max(s.x1 for s in cell)
        whole.append(first._replace(text=" ".join(s.text for s in cell), x0=x0, x1=x1))
    return Row(rows[0].y, whole)


_LETTERS = re.compile("[a-z]+")
_PAGE_NUMBER = re.compile(
    r"(?i)^(?:[^\w\n]{0,3}\b(?:page|seite|p\.?)\s*)?[-–—|]?\s*\d{1,3}\s*(?:(?:/|of|von|de|\||-)\s*\d{1,3})?\s*[-–—|]?$"
)
_MARKER = re.compile(r"[^\w\s]{1,2}|\(?[\da-zA-Z]{1,2}[.)]|\[\d+\]|o")
_HEADINGS = frozenset(
    """
    about achievements activities appointments awards certificates certifications contact courses coursework details
    education employment experience hobbies honors honours info interests languages links objective other personal
    portfolio profile profiles projects publications references research skills software strengths summary talks
    technologies toolbox tools training volunteer volunteering work
    """.split()
)
_POSTS = frozenset(
    """
    administrator analyst architect assistant associate consultant coordinator designer developer director engineer
    fellow head intern lead manager officer researcher scientist specialist student technician tester trainee
    """.split()
)
"""A title, not a heading: "Software Engineer", "Research Assistant"."""


def any_heading(text: str) -> bool:
    """Tell whether a text is the usual heading of a section."""
    if "," in text:
        return False
    words = _LETTERS.findall(text.lower())
    return 1 <= len(words) <= 4 and not _HEADINGS.isdisjoint(words) and _POSTS.isdisjoint(words)


def is_post(text: str) -> bool:
    """Tell whether a text holds a word of job titles."""
    return not _POSTS.isdisjoint(_LETTERS.findall(text.lower()))


def is_page_number(text: str) -> bool:
    """Tell a line that only counts pages: "Page 2 of 3", "- 4 -"."""
    return _PAGE_NUMBER.match(text) is not None


def is_marker(text: str) -> bool:
    """Tell a bullet or a number that stands before the text of its item."""
    return len(text) < 6 and _MARKER.fullmatch(text) is not None


def may_hold_table(segments: Sequence[Segment]) -> bool:
    """Tell whether a file goes as it does through cells of several lines.

    It goes up and right behind them, often or by few lines; in the last of three cells it goes down.
    """
    ups: list[float] = []
    beside = 0
    for one, two in pairwise(segments):
        down = two[3] - one[3]
        if -3.0 <= down <= 3.0:
            beside += 1
            continue
        if down < 0:
            if two[1] > one[1] + 3.0:
                ups.append(-down)
        elif beside > 1 and down < 2 * two[4] and -1.0 < two[1] - one[1] < 1.0:
            return True
        beside = 0
    return len(ups) > 1 or (len(ups) == 1 and ups[0] < _FEW_LINES)

"""Lines of table cells → what a row of the table reads as, in the same form as the tables of flowing documents."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from skillgap.readers.cleaning import is_item, normal_bullet
from skillgap.readers.draft import DraftLine
from skillgap.readers.hyphens import joined_at_hyphen
from skillgap.readers.layout_dates import is_whole_date
from skillgap.readers.layout_rows import Segment, TableRow
from skillgap.readers.outline import is_headed, table_lines

Cell = list[Segment]
"""The lines of a cell, from top to bottom."""

_SPACED = 1.09
"""How many times as far apart as lines paragraphs stand, at least."""
_FULL = 0.97
"""Share of the width of its column within which a line would have held the next word."""
_PADDING = 1.35
"""Letter sizes between the text of one column and that of the next, at most, in most tables."""


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a table are broken.

    `pitch` is the distance of lines in letter sizes, `known` the words of the page, `keep` tells of programs that cut
    words only where they have a hyphen.
    """

    pitch: float
    known: Container[str]
    keep: bool


def span_of(cell: Cell) -> tuple[float, float]:
    """Return the left and the right end of a cell."""
    return min([line[1] for line in cell]), max([line[2] for line in cell])


def pitch_of(rows: Sequence[Sequence[Cell]]) -> float:
    """Return the distance between lines of a cell, in letter sizes."""
    spaces = [(two.y - one.y) / two.size for row in rows for cell in row for one, two in pairwise(cell)]
    return min([space for space in spaces if space >= 0.9], default=1.2)


def table_rows(rows: list[list[Cell]], columns: list[tuple[float, float]], wrapping: Wrapping) -> list[TableRow]:
    """Return the rows of a table; headings over a single row of long cells are one with it."""
    widths = [
        max(own[1] - own[0], after[0] - own[0] - _PADDING * _size(rows))
        for own, after in pairwise([*columns, columns[-1]])
    ]
    laid = [[_paragraphs(cell, width, wrapping) for cell, width in zip(row, widths, strict=True)] for row in rows]
    if is_headed(laid):
        return [_table_row([cell for row in rows for cell in row], laid)]
    return [_table_row(row, [cells]) for row, cells in zip(rows, laid, strict=True)]


def _size(rows: list[list[Cell]]) -> float:
    return next(line.size for row in rows for cell in row for line in cell)


def _table_row(cells: list[Cell], laid: list[list[list[DraftLine]]]) -> TableRow:
    lines = table_lines(laid)
    segments = [line for cell in cells for line in cell]
    first = segments[0]
    x0, x1 = span_of(segments)
    text = "\t".join(line.text for line in lines)
    row = TableRow(text, x0, x1, min(cell[0].y for cell in cells if cell), first.size, first.bold, first.order)
    if len(lines) == 1:
        places = [line.place for cells in laid for cell in cells for line in cell if line.place]
        _, lefts, tops, rights, bottoms = zip(*places, strict=True)
        place = (0, min(lefts), min(tops), max(rights), max(bottoms))
        row.lines = (lines[0]._replace(place=place),)
    else:
        # Where a line of a cell ends says nothing about the width of a column of text.
        row.lines = tuple(line._replace(place=None) for line in lines)
    return row


def _paragraphs(cell: Cell, width: float, wrapping: Wrapping) -> list[DraftLine]:
    """Return each paragraph of a cell as one line."""
    held: list[list[Segment]] = []
    for line in cell:
        if held and _goes_on(held[-1][-1], line, span_of(cell)[0], width, wrapping):
            held[-1].append(line)
        else:
            held.append([line])
    return [_whole(lines, wrapping) for lines in held]


def _goes_on(one: Segment, two: Segment, left: float, width: float, wrapping: Wrapping) -> bool:
    """Tell whether a line goes on in the next: its first word would not have fitted into the cell."""
    if is_item(normal_bullet(two.text)) or abs(one.size - two.size) > 0.08 * one.size:
        return False
    if two.y - one.y > _SPACED * wrapping.pitch * two.size:
        return False
    if one.text.endswith("-") or two.text[0].islower():
        return True
    if is_whole_date(one.text):
        return False  # its length may stand below: "2 years 3 months"
    word = (two.x1 - two.x0) * (len(two.text.split()[0]) + 1) / len(two.text)
    return one.x1 - left + word >= _FULL * width


def _whole(lines: list[Segment], wrapping: Wrapping) -> DraftLine:
    text = lines[0].text
    for line in lines[1:]:
        text = _joined(text, line.text, wrapping)
    first = lines[0]
    x0, x1 = span_of(lines)
    place = (
        0,
        round(x0, 1),
        round(first.y - 0.8 * first.size, 1),
        round(x1, 1),
        round(lines[-1].y + 0.25 * first.size, 1),
    )
    return DraftLine(normal_bullet(text), place, round(first.size, 1), first.bold, None, 0)


def _joined(one: str, two: str, wrapping: Wrapping) -> str:
    if one.endswith("-") and not one.endswith(" -"):
        first, (second, _, rest) = one.rsplit(" ", 1)[-1], two.partition(" ")
        whole = joined_at_hyphen(first, second, wrapping.known, keep=wrapping.keep)
        if whole is not None:
            return f"{one[: len(one) - len(first)]}{whole} {rest}".rstrip()
    if (one.endswith("/") and not one.endswith(" /")) or (
        one[-1] in "-–" and one[-2:-1].isdigit() and two[0].isdigit()
    ):
        return one + two
    return f"{one} {two}"

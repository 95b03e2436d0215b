"""Labelled cells, of a table's row or of a form → an entry: what a label asks for, and what stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from skillgap.structure.dates import DateSpan
from skillgap.structure.entries import RawEntry
from skillgap.structure.language import LEX, norms, squash
from skillgap.structure.naming import Part, header_parts, name_entry, trim_part
from skillgap.structure.rows import Row

_REMARK = re.compile(r"\s*\([^()]*\)\Z")
_HEADS = frozenset({"date", "end", "title", "employer", "client"})
_NAMES = ("title", "employer", "client")


class Line(NamedTuple):
    """A line of a cell: its row, as a place in the section, and where it stands in the row's text."""

    place: int
    start: int
    end: int


class Cell(NamedTuple):
    """What a label asks for (or several things, as it names them) and the lines that answer: none in an empty cell."""

    kinds: tuple[str, ...]
    lines: list[Line]


class Records(NamedTuple):
    """Entries of a table or a form, and the rows that it takes."""

    first: int
    last: int
    entries: list[RawEntry]


def kind_of_label(label: str) -> str:
    """Return what a label asks for: date, end, title, employer, client or body; nothing where it is not known."""
    if label[-1:] == ")":
        label = _REMARK.sub("", label)  # "From (month/year)"
    key, words = squash(label), norms(label)
    opening = words[:1] if len(words) < 4 else []
    if key in LEX.end_labels:
        return "end"
    if key in LEX.start_labels or not LEX.period_labels.isdisjoint([key, *opening]):
        return "date"
    kind = LEX.field_labels.get(key, "other")
    if kind != "other":
        return kind
    if words and words[0] in LEX.assignments:
        return "client"
    # "Exact title of your post", "Name of present employer"
    told = (LEX.field_labels.get(word) for word in words)
    return next((kind for kind in told if kind in ("title", "employer")), "") if 2 < len(words) < 7 else ""


def record_entry(cells: Sequence[Cell], rows: Sequence[Row]) -> RawEntry | None:
    """Return the entry that the cells tell of; None without a date."""
    # A column of durations leaves the dates to another one; split dates are whole by now.
    order = sorted(cells, key=lambda cell: "date" not in cell.kinds)
    span = next((span for cell in order if (span := date_in(cell.lines, rows)) is not None), None)
    if span is None:
        return None
    title, organisation = _names(cells, rows, span)
    first, last = reach(cells)
    heads = {line.place for cell in cells if not _HEADS.isdisjoint(cell.kinds) for line in cell.lines}
    body = next((place for place in range(first + 1, last) if place not in heads), last)
    return RawEntry(title, organisation, span, first, body, last)


def date_in(lines: Sequence[Line], rows: Sequence[Row]) -> DateSpan | None:
    """Return the date that begins in a cell; it may end in the next ("From", "To")."""
    spans = (span for line in lines for span in rows[line.place].dates if line.start <= span.start < line.end)
    return next(spans, None)


def reach(cells: Sequence[Cell]) -> tuple[int, int]:
    """Return the first row of a record and the one behind its last."""
    places = [line.place for cell in cells for line in cell.lines]
    return min(places), max(places) + 1


def _names(cells: Sequence[Cell], rows: Sequence[Row], span: DateSpan) -> tuple[Part | None, Part | None]:
    """Return title and employer; a client stands for the employer where none is named."""
    named: dict[str, Part] = {}
    for cell in cells:
        asked = [kind for kind in cell.kinds if kind in _NAMES]
        read = (trim_part(rows[line.place], line.start, line.end) for line in cell.lines)
        parts = [part for part in read if part is not None]
        if not asked or not parts:
            continue
        if len(asked) == 1:
            named.setdefault(asked[0], parts[0])
        elif "title" in asked:
            other = next(kind for kind in asked if kind != "title")
            title, organisation = _title_and_other(parts, rows[cell.lines[0].place], span, asked)
            if title is not None:
                named.setdefault("title", title)
            if organisation is not None:
                named.setdefault(other, organisation)
    title, organisation = named.get("title"), named.get("employer") or named.get("client")
    if title is not None:
        title.say(title=True)
    return title, organisation and organisation.pieces[0]


def _title_and_other(
    parts: Sequence[Part], row: Row, span: DateSpan, asked: Sequence[str]
) -> tuple[Part | None, Part | None]:
    """Part a cell that holds a title and a name: on two lines, or as the words tell."""
    if len(parts) > 1:
        # Which line is which is said by the words; else by the order in the head of the column.
        scores = [part.score for part in parts[:2]]
        at = scores.index(max(scores)) if scores[0] != scores[1] else int(asked[0] != "title")
        return parts[at], parts[1 - at]
    whole = parts[0]
    opening = row.stretch(whole.start - row.start, whole.end - row.start)
    return name_entry(header_parts([opening], anchor=row, span=span))

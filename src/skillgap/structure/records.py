"""Labelled cells, of tables ("Period | Client & role | Tasks") and forms ("Dates | May 2020 – present") → entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from skillgap.structure.dates import DateSpan
from skillgap.structure.entries import RawEntry
from skillgap.structure.language import LEX, norms, squash
from skillgap.structure.naming import Part, header_parts, name_entry, trim_part
from skillgap.structure.rows import Row, alone

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


def _record_entry(cells: Sequence[Cell], rows: Sequence[Row]) -> RawEntry | None:
    """Return the entry that the cells tell of; None without a date."""
    # A column of durations leaves the dates to another one; split dates are whole by now.
    order = sorted(cells, key=lambda cell: "date" not in cell.kinds)
    span = next((span for cell in order if (span := _date_in(cell.lines, rows)) is not None), None)
    if span is None:
        return None
    title, organisation = _names(cells, rows, span)
    first, last = reach(cells)
    heads = {line.place for cell in cells if not _HEADS.isdisjoint(cell.kinds) for line in cell.lines}
    body = next((place for place in range(first + 1, last) if place not in heads), last)
    return RawEntry(title, organisation, span, first, body, last)


def _date_in(lines: Sequence[Line], rows: Sequence[Row]) -> DateSpan | None:
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


_AND = re.compile(r"\s*(?:[&/+,]|\b(?:and|or|und|et|y)\b)\s*")
_MAX_LABEL = 4
"""Words in the head of a column."""

Columns = list[tuple[str, ...]]
"""What each column is; several things where its head names several."""


def read_tables(rows: Sequence[Row]) -> list[Records]:
    """Return the tables of jobs: one entry for each row with a date; other rows go on with the one above."""
    found: list[Records] = []
    last = 0
    for i, row in enumerate(rows):
        if i < last or "\t" not in row.text or row.dates or row.bullet or (columns := _columns(row.text)) is None:
            continue
        below, last = _rows_below(rows, i + 1, columns)
        entries: list[RawEntry] = []
        for lines in below:
            cells = list(map(Cell, columns, lines))
            entry = _record_entry(cells, rows)
            if entry is not None:
                entries.append(entry)
            elif entries:
                entries[-1] = entries[-1]._replace(last=reach(cells)[1])
        if below:
            found.append(Records(i, last, entries))
    return found


def _columns(text: str) -> Columns | None:
    """Return what each column is by the head of a table of jobs; None for other rows."""
    cells = [cell.strip() for cell in text.split("\t")]
    if any(not cell or len(cell.split()) > _MAX_LABEL for cell in cells):
        return None
    columns = list(map(_kinds, cells))
    kinds = {kind for column in columns for kind in column}
    named = kinds & {"title", "employer"}
    return columns if "date" in kinds and named and (len(cells) > 2 or len(named) > 1) else None


def _kinds(head: str) -> tuple[str, ...]:
    labels = [head] if squash(head) in LEX.period_labels else _AND.split(head)
    return tuple(kind for label in labels if (kind := kind_of_label(label)))


def _rows_below(rows: Sequence[Row], at: int, columns: Columns) -> tuple[list[list[list[Line]]], int]:
    """Return the lines of each cell of each row of a table, and where it ends.

    A row stands in one line, cells parted by tabs, or cell by cell, each a block of lines.
    """
    dates = next(n for n, kinds in enumerate(columns) if "date" in kinds)
    found: list[list[list[Line]]] = []
    i = at
    while i < len(rows) and not rows[i].heading and not rows[i].bullet:
        read = _one_line if "\t" in rows[i].text else _blocks
        cells = read(rows, i, len(columns), dates)
        if cells is None:
            break
        found.append(cells)
        i = max(line.place for cell in cells for line in cell) + 1
    return found, i


def _one_line(rows: Sequence[Row], i: int, count: int, dates: int) -> list[list[Line]] | None:
    """Return a row in one line; lines below it in its block go on with the last cell."""
    cells: list[list[Line]] = []
    at = 0
    for piece in rows[i].text.split("\t"):
        cells.append([Line(i, at, at + len(piece))])
        at += len(piece) + 1
    if len(cells) > count:
        return None
    if len(cells) < count:
        # Empty cells leave no trace: the first ones are missing where dates stand first and the row has none.
        missing: list[list[Line]] = [[]] * (count - len(cells))
        undated = dates == 0 and not any(_date_in(cell, rows) for cell in cells)
        cells = [*missing, *cells] if undated else [*cells, *missing]
    end = i + 1
    while end < len(rows) and rows[end].block == rows[i].block and "\t" not in rows[end].text and not rows[end].dates:
        if rows[end].heading or (rows[end].bold and not rows[i].bold):
            break
        cells[-1] = [*cells[-1], Line(end, 0, len(rows[end].text))]
        end += 1
    return cells


def _blocks(rows: Sequence[Row], i: int, count: int, dates: int) -> list[list[Line]] | None:
    """Return a row that stands cell by cell; the block of its dates opens it, or it has all its cells."""
    cells: list[list[Line]] = []
    for _, held in groupby(enumerate(rows[i:], i), key=lambda pair: pair[1].block):
        lines = list(held)
        opens = dates == 0 and alone(lines[0][1]) is not None
        if len(cells) == count or any("\t" in row.text or row.heading for _, row in lines) or (cells and opens):
            break
        if not cells and dates == 0 and not opens:
            return None
        cells.append([Line(place, 0, len(row.text)) for place, row in lines])
    if len(cells) < 2 or (dates and (len(cells) < count or not _date_in(cells[dates], rows))):
        return None
    return [*cells, *([[]] * (count - len(cells)))]


_LABELLED = re.compile(r"([^\W\d_][^\t:]{2,60}?)\s*(?:\t|:\s)\s*(?=\S)")
_NEEDED = frozenset({"date", "title", "employer"})
_MAX_GAP, _MOST_TOLD = 3, 15
"""Rows without a label that may follow a field, and one that tells what was done."""


class _Field(NamedTuple):
    place: int
    key: str
    cell: Cell


def read_forms(rows: Sequence[Row]) -> list[Records]:
    """Return the forms of a section: each entry has a date, a title and an employer, and begins with the same label."""
    labelled = [(i, row) for i, row in enumerate(rows) if ("\t" in row.text or ": " in row.text) and not row.bullet]
    if len(labelled) < len(_NEEDED):
        return []
    fields = [field for i, row in labelled if (field := _field(i, row)) is not None]
    found: list[Records] = []
    run: list[_Field] = []
    for field in [*fields, None]:
        if field is not None and (not run or field.place - run[-1].place <= _gap(run[-1]) + 1):
            run.append(field)
            continue
        form = _form(run, rows) if len(run) >= len(_NEEDED) else None
        if form is not None:
            found.append(form)
        run = [field] if field is not None else []
    return found


def _gap(field: _Field) -> int:
    return _MOST_TOLD if field.cell.kinds == ("body",) else _MAX_GAP


def _field(place: int, row: Row) -> _Field | None:
    text = row.text
    label = _LABELLED.match(text)
    if label is None or not (kind := kind_of_label(label[1])):
        return None
    return _Field(place, squash(label[1]), Cell((kind,), [Line(place, label.end(), len(text))]))


def _form(run: list[_Field], rows: Sequence[Row]) -> Records | None:
    starts = [n for n, field in enumerate(run) if field.key == run[0].key]
    parts = [run[one:two] for one, two in zip(starts, [*starts[1:], len(run)], strict=True)]
    last = run[-1].place + 1
    # What stands below the last field, without a label, goes on with it.
    while last < len(rows) and last - run[-1].place <= _gap(run[-1]) and not (rows[last].heading or rows[last].above):
        last += 1
    ends = [*(part[0].place for part in parts[1:]), last]
    entries = [_entry(part, rows, end) for part, end in zip(parts, ends, strict=True)]
    kept = [entry for entry in entries if entry is not None]
    return Records(run[0].place, last, kept) if len(kept) == len(entries) else None


def _entry(fields: list[_Field], rows: Sequence[Row], last: int) -> RawEntry | None:
    cells = [field.cell for field in fields]
    if not _NEEDED.issubset(kind for cell in cells for kind in cell.kinds):
        return None
    entry = _record_entry(cells, rows)
    return entry._replace(last=last) if entry is not None and entry.title is not None else None

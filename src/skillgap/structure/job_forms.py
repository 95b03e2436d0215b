"""Rows of a form, a label and what it labels in each ("Dates | May 2020 – present") → entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from skillgap.structure.dates import DateSpan
from skillgap.structure.entries import RawEntry
from skillgap.structure.job_tables import ended, kind_of_label
from skillgap.structure.language import squash
from skillgap.structure.naming import Part, trim_part
from skillgap.structure.rows import Row

_LABELLED = re.compile(r"([^\W\d_][^\t:]{2,60}?)\s*(?:\t|:\s)\s*(?=\S)")
_MIN_FIELDS = 3
_MAX_GAP = 3
"""Rows without a label that may follow a field."""


class Form(NamedTuple):
    """Entries of a form, and the rows that they take."""

    first: int
    last: int
    entries: list[RawEntry]


class _Field(NamedTuple):
    place: int
    key: str
    kind: str
    start: int


def read_forms(rows: Sequence[Row]) -> list[Form]:
    """Return the forms of a section: each entry has a date and two labels more, and begins with the same one."""
    fields = [field for i, row in enumerate(rows) if (field := _field(i, row)) is not None]
    found: list[Form] = []
    run: list[_Field] = []
    for field in [*fields, None]:
        if field is not None and (not run or field.place - run[-1].place <= _MAX_GAP + 1):
            run.append(field)
            continue
        form = _form(run, rows) if len(run) >= _MIN_FIELDS else None
        if form is not None:
            found.append(form)
        run = [field] if field is not None else []
    return found


def _field(place: int, row: Row) -> _Field | None:
    text = row.text
    label = _LABELLED.match(text) if not row.bullet and ("\t" in text or ": " in text) else None
    if label is None:
        return None
    kind = kind_of_label(label[1])
    return _Field(place, squash(label[1]), kind, label.end()) if kind else None


def _form(run: list[_Field], rows: Sequence[Row]) -> Form | None:
    starts = [n for n, field in enumerate(run) if field.key == run[0].key]
    parts = [run[one:two] for one, two in zip(starts, [*starts[1:], len(run)], strict=True)]
    last = run[-1].place + 1
    # What stands below the last field, without a label, goes on with it.
    while last < len(rows) and last - run[-1].place <= _MAX_GAP and not (rows[last].heading or rows[last].above):
        last += 1
    ends = [*(part[0].place for part in parts[1:]), last]
    entries = [_entry(part, rows, end) for part, end in zip(parts, ends, strict=True)]
    kept = [entry for entry in entries if entry is not None]
    return Form(run[0].place, last, kept) if len(kept) == len(entries) else None


def _entry(fields: list[_Field], rows: Sequence[Row], last: int) -> RawEntry | None:
    kinds = [field.kind for field in fields]
    if len(fields) < _MIN_FIELDS or "date" not in kinds or "title" not in kinds or "employer" not in kinds:
        return None
    title, employer = (_value(fields[kinds.index(kind)], rows) for kind in ("title", "employer"))
    span = _date(fields[kinds.index("date")], rows)
    if span is not None and span.single and "end" in kinds:
        end = fields[kinds.index("end")]
        span = ended(span, rows[end.place].text[end.start :], _date(end, rows))
    if span is None or title is None:
        return None
    title.say(title=True)
    first = fields[0].place
    heads = [field.place for field in fields if field.kind in ("date", "end", "title", "employer")]
    body = next((field.place for field in fields if field.place > first and field.place not in heads), last)
    return RawEntry(title, employer.pieces[0] if employer else None, span, first, max(body, first + 1), last)


def _value(field: _Field, rows: Sequence[Row]) -> Part | None:
    text = rows[field.place].text
    return trim_part(rows[field.place], field.start, len(text))


def _date(field: _Field, rows: Sequence[Row]) -> DateSpan | None:
    return next((span for span in rows[field.place].dates if span.start >= field.start), None)

"""Rows of a form, a label and what it labels in each ("Dates | May 2020 – present") → entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from skillgap.structure.entries import RawEntry
from skillgap.structure.language import squash
from skillgap.structure.records import Cell, Line, Records, kind_of_label, record_entry
from skillgap.structure.rows import Row

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
    entry = record_entry(cells, rows)
    return entry._replace(last=last) if entry is not None and entry.title is not None else None

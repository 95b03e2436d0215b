"""Entries of a work section → the same without the clients and projects that are told inside a job."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.structure.entries import RawEntry, within
from skillgap.structure.language import lexicon, norms, squash
from skillgap.structure.rows import Row, title_words

_LABELLED = re.compile(r"\W*[^\W\d_]+(?:\s+(?:name|title|details))?\s*(?:#?\s*\d{1,2}\b|[:\t]|[-–—]\s)", re.IGNORECASE)


def without_assignments(entries: Sequence[RawEntry], rows: Sequence[Row]) -> list[RawEntry]:
    """Give the job what is told of its clients and projects; their dates are no jobs of their own.

    Two forms: "Project #2" or "Client: …" with dates inside those of the job above it, and the rows of a table of
    clients and periods.
    """
    if len(entries) < 2:
        return list(entries)
    tables = _client_tables(rows) | _client_lists(rows)
    kept: list[RawEntry] = []
    for entry in entries:
        job = kept[-1] if kept else None
        if (
            job is not None and job.title is not None and job.title.score > 0 and entry.span is not None
            and (entry.first in tables or (_is_assignment(entry, rows) and job.span and within(entry.span, job.span)))
        ):  # fmt: skip
            kept[-1] = job._replace(last=max(job.last, entry.last))
        else:
            kept.append(entry)
    return kept


def _is_assignment(entry: RawEntry, rows: Sequence[Row]) -> bool:
    """Tell a header that opens with "Client: …" or "Project #2"."""
    words = lexicon().assignments
    return any(
        not words.isdisjoint(row.norms[:1]) and _LABELLED.match(row.text) is not None
        for row in rows[entry.first : entry.body]
    )


def _client_tables(rows: Sequence[Row]) -> set[int]:
    """Return the places of rows that stand in a table headed "Client, Period, Assignment".

    A title or employer among its columns makes it a table of jobs. Cells may wrap: a line without a tab goes on with
    the row above it, as long as no line stands out or is a bullet.
    """
    found: set[int] = set()
    width = 0
    for i, row in enumerate(rows):
        cells = row.text.split("\t") if "\t" in row.text else ()
        if cells and _heads_clients(cells):
            width = len(cells)
            found.add(i)
        elif width:
            wraps = not cells and not (row.bold or row.dates or title_words(row))
            if row.bullet or row.heading or not (wraps or (len(cells) == width and not row.bold)):
                width = 0
            else:
                found.add(i)
    return found


def _client_lists(rows: Sequence[Row]) -> set[int]:
    """Return the places of the lines below "Clients:", up to the next blank line or title."""
    words = lexicon().assignments
    found: set[int] = set()
    listing = False
    for i, row in enumerate(rows):
        if row.text[-1] == ":" and len(row.norms) <= 4 and not words.isdisjoint(row.norms):
            listing = True
        elif listing and not (row.above or row.heading or title_words(row)):
            found.add(i)
        else:
            listing = False
    return found


def _heads_clients(cells: Sequence[str]) -> bool:
    lex = lexicon()
    if len(cells) < 2 or any(lex.field_labels.get(squash(cell)) in ("title", "employer") for cell in cells):
        return False
    firsts = [found[0] for cell in cells if (found := norms(cell))]
    return not lex.assignments.isdisjoint(firsts) and not lex.period_labels.isdisjoint(firsts)

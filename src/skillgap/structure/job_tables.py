"""Rows below the head of a table ("Period | Client & role | Tasks") → entries: each cell is what its head says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from skillgap.structure.anchors import rest_of
from skillgap.structure.entries import RawEntry
from skillgap.structure.language import LEX, squash
from skillgap.structure.records import Cell, Line, Records, date_in, kind_of_label, reach, record_entry
from skillgap.structure.rows import Row

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
            entry = record_entry(cells, rows)
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
        undated = dates == 0 and not any(date_in(cell, rows) for cell in cells)
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
        opens = dates == 0 and _is_date(lines[0][1])
        if len(cells) == count or any("\t" in row.text or row.heading for _, row in lines) or (cells and opens):
            break
        if not cells and dates == 0 and not opens:
            return None
        cells.append([Line(place, 0, len(row.text)) for place, row in lines])
    if len(cells) < 2 or (dates and (len(cells) < count or not date_in(cells[dates], rows))):
        return None
    return [*cells, *([[]] * (count - len(cells)))]


def _is_date(row: Row) -> bool:
    return any(not rest_of(row, span) for span in row.dates)

"""Rows below the head of a table ("Period | Client & role | Tasks") → entries: each cell is what its head says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from skillgap.structure.anchors import rest_of
from skillgap.structure.dates import DateSpan, is_present
from skillgap.structure.entries import RawEntry
from skillgap.structure.language import lexicon, norms, squash
from skillgap.structure.naming import Part, header_parts, name_entry, trim_part
from skillgap.structure.rows import Row

_AND = re.compile(r"\s*(?:[&/+,]|\b(?:and|or|und|et|y)\b)\s*")
_LEGAL_FORM = re.compile(
    r"(?<=\s(?:AG|KG|SE|SA|NV|BV|AB|AS|Oy))\s+(?=[A-ZÀ-Ý])|(?<=\s(?:Ltd|plc|Inc|LLC|SAS))\.?\s+(?=[A-ZÀ-Ý])|(?<=\sGmbH)\s+(?=[A-ZÀ-Ý])"
)
"""Where the name of a firm ends that stands before a title in one line."""
_STARTS = frozenset(
    "from start startdate started begin von beginn eintritt de du début datededébut desde inicio joined".split()
)
_ENDS = frozenset(
    "to end enddate ended until till bis ende austritt à au fin datedefin hasta fechadefin left relieved".split()
)
_MAX_LABEL = 4
"""Words in the head of a column."""


class Cell(NamedTuple):
    """A line of a cell: its row, as a place in the section, and where it stands in the row's text."""

    place: int
    start: int
    end: int


class Table(NamedTuple):
    """A table in a section: what each column is, and the lines of each cell of each row; head at `first`."""

    first: int
    last: int
    columns: list[tuple[str, ...]]
    rows: list[list[list[Cell]]]


def read_tables(rows: Sequence[Row], *, dated: bool) -> list[Table]:
    """Return the tables with a head; with a column of dates where they must be `dated`."""
    found: list[Table] = []
    last = 0
    for i, row in enumerate(rows):
        if i < last or "\t" not in row.text or row.dates or row.bullet:
            continue
        columns = _columns(row.text)
        if columns is None or (dated and not any("date" in kinds for kinds in columns)):
            continue
        read, last = _rows_below(rows, i + 1, columns)
        if read:
            found.append(Table(i, last, _with_titles(columns, read, rows), read))
    return found


def _with_titles(
    columns: list[tuple[str, ...]], read: list[list[list[Cell]]], rows: Sequence[Row]
) -> list[tuple[str, ...]]:
    """Find the column of titles beside one of employers by what it holds, where its head says nothing known."""
    kinds = {kind for column in columns for kind in column}
    if "title" in kinds or "employer" not in kinds:
        return columns
    for n, column in enumerate(columns):
        parts = [_part(cells[n][0], rows) for cells in read if cells[n]]
        if not column and 2 * sum(part is not None and part.score > 0 for part in parts) > len(parts):
            return [*columns[:n], ("title",), *columns[n + 1 :]]
    return columns


def table_entries(table: Table, rows: Sequence[Row]) -> list[RawEntry]:
    """Return the jobs of a table: one for each row with a date; other rows go on with the one above."""
    entries: list[RawEntry] = []
    for cells in table.rows:
        first, last = _reach(cells)
        span = _span(cells, table.columns, rows)
        if span is None:
            if entries:
                entries[-1] = entries[-1]._replace(last=last)
            continue
        title, organisation, body = _names(cells, table.columns, rows, span)
        entries.append(RawEntry(title, organisation, span, first, min(max(body, first + 1), last), last))
    return entries


def names_jobs(table: Table) -> bool:
    """Tell a table of jobs, which names titles or employers, from one of clients and periods."""
    kinds = {kind for column in table.columns for kind in column}
    return "date" in kinds and not kinds.isdisjoint({"title", "employer"})


def project_entries(table: Table, rows: Sequence[Row]) -> list[RawEntry]:
    """Return the projects of a table, one a row, named by the column of projects or clients."""
    at = next((n for n, kinds in enumerate(table.columns) if "client" in kinds), None)
    entries: list[RawEntry] = []
    for cells in table.rows:
        first, last = _reach(cells)
        lines = cells[at] if at is not None else next((cell for cell in cells if cell), [])
        title = _part(lines[0], rows) if lines else None
        entries.append(RawEntry(title, None, _span(cells, table.columns, rows), first, first + 1, last))
    return entries


@cache
def _period_keys() -> frozenset[str]:
    return frozenset(map(squash, lexicon().period_labels))


def _columns(text: str) -> list[tuple[str, ...]] | None:
    """Return what each column is by its head, or None where a row is no head."""
    cells = [cell.strip() for cell in text.split("\t")]
    if len(cells) < 2 or any(not cell or len(cell.split()) > _MAX_LABEL for cell in cells):
        return None
    columns = [_kinds(cell) for cell in cells]
    kinds = {kind for column in columns for kind in column}
    named = not kinds.isdisjoint({"title", "employer", "client"})
    if len(cells) == 2 and not kinds >= {"date", "title", "employer"}:
        return None
    return columns if named and sum(bool(column) for column in columns) >= 2 else None


def _kinds(cell: str) -> tuple[str, ...]:
    found = (kind_of_label(piece) for piece in ([cell] if squash(cell) in _period_keys() else _AND.split(cell)))
    return tuple(kind for kind in found if kind)


def kind_of_label(label: str) -> str:
    """Return what a label asks for: date, end, title, employer, client or body; nothing where it is not known."""
    lex = lexicon()
    key = squash(label)
    words = norms(label)
    if key in _ENDS:
        return "end"
    if key in _STARTS or key in _period_keys() or (words and words[0] in _period_keys() and len(words) < 4):
        return "date"
    kind = {"title_labels": "title", "employer_labels": "employer", "body_labels": "body"}.get(
        lex.field_labels.get(key, ""), ""
    )
    if kind:
        return kind
    return "client" if words and words[0] in lex.assignments else ""


def _rows_below(rows: Sequence[Row], at: int, columns: list[tuple[str, ...]]) -> tuple[list[list[list[Cell]]], int]:
    """Return the rows of a table, and where it ends.

    A row stands in one line, cells parted by tabs, or cell by cell, each a block of lines.
    """
    dates = next((n for n, kinds in enumerate(columns) if "date" in kinds), None)
    found: list[list[list[Cell]]] = []
    i = at
    while i < len(rows) and not rows[i].heading and not rows[i].bullet:
        cells = _one_line(rows, i, len(columns), dates) if "\t" in rows[i].text else _blocks(rows, i, columns, dates)
        if cells is None:
            break
        found.append(cells)
        i = _reach(cells)[1]
    return found, i


def _one_line(rows: Sequence[Row], i: int, count: int, dates: int | None) -> list[list[Cell]] | None:
    """Return a row in one line; lines below it in its block go on with the last cell."""
    text = rows[i].text
    cells: list[list[Cell]] = []
    at = 0
    for piece in text.split("\t"):
        cells.append([Cell(i, at, at + len(piece))])
        at += len(piece) + 1
    if len(cells) > count:
        return None
    if len(cells) < count:
        # Empty cells leave no trace: the first ones are missing where dates stand first and the row has none.
        missing: list[list[Cell]] = [[]] * (count - len(cells))
        undated = dates == 0 and not any(_date_in(cell, rows) for cell in cells)
        cells = [*missing, *cells] if undated else [*cells, *missing]
    end = i + 1
    while end < len(rows) and rows[end].block == rows[i].block and "\t" not in rows[end].text and not rows[end].dates:
        if rows[end].heading or (rows[end].bold and not rows[i].bold):
            break
        cells[-1] = [*cells[-1], Cell(end, 0, len(rows[end].text))]
        end += 1
    return cells


def _blocks(rows: Sequence[Row], i: int, columns: list[tuple[str, ...]], dates: int | None) -> list[list[Cell]] | None:
    """Return a row that stands cell by cell; the block of its dates opens it, or it has all its cells."""
    if dates is None:
        return None
    cells: list[list[Cell]] = []
    for _, held in groupby(enumerate(rows[i:], i), key=lambda pair: pair[1].block):
        lines = list(held)
        opens = _is_date(lines[0][1]) and dates == 0
        if len(cells) == len(columns) or any("\t" in row.text or row.heading for _, row in lines) or (cells and opens):
            break
        if not cells and dates == 0 and not opens:
            return None
        cells.append([Cell(place, 0, len(row.text)) for place, row in lines])
    if len(cells) < 2 or (dates and (len(cells) < len(columns) or not _date_in(cells[dates], rows))):
        return None
    return [*cells, *([[]] * (len(columns) - len(cells)))]


def _is_date(row: Row) -> bool:
    return any(not rest_of(row, span) for span in row.dates)


def _date_in(cell: list[Cell], rows: Sequence[Row]) -> DateSpan | None:
    """Return the date that begins in a cell; it may end in the next ("From", "To")."""
    spans = (span for line in cell for span in rows[line.place].dates if line.start <= span.start < line.end)
    return next(spans, None)


def _span(cells: list[list[Cell]], columns: list[tuple[str, ...]], rows: Sequence[Row]) -> DateSpan | None:
    spans = (_date_in(cell, rows) for cell, kinds in zip(cells, columns, strict=True) if "date" in kinds)
    span = next((span for span in spans if span is not None), None)
    end = next((cell for cell, kinds in zip(cells, columns, strict=True) if kinds == ("end",) and cell), None)
    if span is None or not span.single or end is None:
        return span
    return ended(span, rows[end[0].place].text[end[0].start : end[0].end], _date_in(end, rows))


def ended(span: DateSpan, text: str, last: DateSpan | None) -> DateSpan:
    """Return a range from the date of its beginning, the text of its end, and the date in that."""
    if is_present(text.strip()):
        return span._replace(until=None, single=False)
    if last is None or last.since.last < span.since.first:
        return span
    return span._replace(until=last.since, single=False)


def _reach(cells: list[list[Cell]]) -> tuple[int, int]:
    places = [line.place for cell in cells for line in cell]
    return min(places), max(places) + 1


def _part(line: Cell, rows: Sequence[Row]) -> Part | None:
    return trim_part(rows[line.place], line.start, line.end)


def _names(
    cells: list[list[Cell]], columns: list[tuple[str, ...]], rows: Sequence[Row], span: DateSpan
) -> tuple[Part | None, Part | None, int]:
    """Return title, employer, and the row behind the last cell that names them."""
    named: dict[str, Part] = {}
    body = 0
    for cell, kinds in zip(cells, columns, strict=True):
        asked = [kind for kind in kinds if kind in ("title", "employer", "client")]
        if not asked or not cell:
            continue
        parts = [part for line in cell if (part := _part(line, rows)) is not None]
        body = max(body, cell[-1].place + 1)
        if len(asked) == 1 and parts:
            named.setdefault(asked[0], parts[0])
        elif "title" in asked and len(parts) > 1:
            # Which line is which is said by the words; else by the order in the head of the column.
            scores = [part.score for part in parts[:2]]
            at = scores.index(max(scores)) if scores[0] != scores[1] else asked.index("title")
            named.setdefault("title", parts[at])
            named.setdefault(next(kind for kind in asked if kind != "title"), parts[1 - at])
        elif parts and "title" in asked and (cut := _LEGAL_FORM.search(parts[0].text)) is not None:
            named.setdefault("title", Part(parts[0].text[cut.end() :], parts[0].start + cut.end()))
            named.setdefault("employer", Part(parts[0].text[: cut.start()], parts[0].start))
        elif parts:
            line = cell[0]
            opening = Row(0, rows[line.place].line_start, rows[line.place].start + line.start, parts[0].text)
            title, organisation = name_entry(header_parts([opening], anchor=rows[line.place], span=span))
            named.update({kind: part for kind, part in (("title", title), ("employer", organisation)) if part})
    title, organisation = named.get("title"), named.get("employer") or named.get("client")
    if title is not None:
        title.say(title=True)
    if organisation is not None:
        organisation = organisation.pieces[0]
    return title, organisation, body

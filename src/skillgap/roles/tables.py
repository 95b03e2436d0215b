"""Table rows → cells with the importance and years that their columns and rows give them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from skillgap.models.document import Line
from skillgap.roles.cues import heading_kind, plain

_RULE = re.compile(r"[\s|:+=-]+")
_PIPE_ROW = re.compile(r"\s*\|.*\|\s*")
_LEVELS = (
    ("unneeded", re.compile(r"(?:not (?:required|needed)|none|n/a|no)\b")),
    (
        "preferred",
        re.compile(
            r".*\b(?:desir\w*|prefer\w*|nice|optional|plus|bonus|good to have|helpful|beneficial|kann|"
            r"wünschenswert|should)\b"
        ),
    ),
    (
        "required",
        re.compile(r".*\b(?:requir\w*|must\w*|essential\w*|mandatory|needed|yes|muss|erforderlich|core|x|✓|✔)(?!\w)"),
    ),
)
_YEARS_HEAD = re.compile(r"\b(?:years?|yrs?|jahre|experience \(years\)|min\.? exp\w*)\b")
_LEVEL_HEAD = re.compile(r"\b(?:level|importance|priority|required\?|status|must/nice|type|req|need)\b|[/?]")
_ROW_YEARS = re.compile(r"(?<![^\t])\d{1,2}(?:\.5)?\s*\+?[ \t]*(?:years?|yrs?|months?|jahre)\b", re.I)
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*(\+|years?|yrs?|jahre|months?|$)", re.I)


@dataclass(frozen=True)
class Cell:
    """`text[start:end]` of a table; `area` is its row's name, `header` marks the row of column names."""

    start: int
    end: int
    importance: str | None = None
    years: float | None = None
    area: str = ""
    header: bool = False


def is_table_row(line: str) -> bool:
    """Tell a line of cells: tabs between them, or Markdown's pipes."""
    return "\t" in line.strip() or (_PIPE_ROW.fullmatch(line) is not None and line.count("|") >= 3)


def level(text: str) -> str | None:
    """Read a cell or column name that says how much a thing is wanted."""
    folded = plain(text).strip(" .:*")
    if ":" in folded:
        return None
    for name, test in _LEVELS:
        if folded and len(folded.split()) <= 5 and test.match(folded):
            return name
    return None


def read_tables(text: str, lines: Sequence[Line]) -> dict[int, tuple[Cell, ...]]:
    """Return the cells to read, by start of line, for the tables whose columns say how much is wanted or for how long.

    Rows of a table without such columns come back too, cell by cell, but without importance. A column name may be a
    level ("Must have"), or a column may hold levels ("Level": Required) and years.
    """
    found: dict[int, tuple[Cell, ...]] = {}
    group: list[Line] = []
    gap = False
    for line in [*lines, None]:
        if line is not None and is_table_row(text[line.start : line.end]):
            group.append(line)
            continue
        if line is not None and len(group) == 1 and not text[line.start : line.end].strip() and not gap:
            gap = True  # Markdown's rule below the column names is gone from the text
            continue
        gap = False
        if len(group) >= 2:
            found.update(_read_table(text, group))
        elif group and line is not None:
            found.update(_stacked_cells(text, group[0], lines))
        group = []
    return found


def _cells(text: str, line: Line) -> list[tuple[int, int]]:
    start, end = line.start, line.end
    body = text[start:end]
    mark = "\t" if "\t" in body.strip() else "|"
    if mark == "|":
        start += body.index("|") + 1
        end = line.start + body.rindex("|")
    spans: list[tuple[int, int]] = []
    while start <= end:
        stop = text.find(mark, start, end)
        stop = end if stop < 0 else stop
        raw = text[start:stop]
        left = start + len(raw) - len(raw.lstrip(" •*"))
        spans.append((left, max(left, start + len(raw.rstrip(" *")))))
        start = stop + 1
    return spans


def _read_table(text: str, group: Sequence[Line]) -> dict[int, tuple[Cell, ...]]:
    rows = [(line, _cells(text, line)) for line in group if not _RULE.fullmatch(text[line.start : line.end])]
    head = [text[a:b] for a, b in rows[0][1]]
    columns = [level(name) for name in head]
    year_column = next((i for i, name in enumerate(head) if _YEARS_HEAD.search(plain(name))), None)
    level_column = _level_column(text, rows, head, columns)
    tells = level_column is not None or year_column is not None or any(columns)
    found: dict[int, tuple[Cell, ...]] = {}
    if tells:
        found[rows[0][0].start] = tuple(Cell(a, b, header=True) for a, b in rows[0][1] if b > a)
    for line, spans in rows[1:] if tells else rows:
        names = [text[a:b] for a, b in spans]
        own = level(names[level_column]) if level_column is not None and level_column < len(names) else None
        years = _years(names[year_column]) if year_column is not None and year_column < len(names) else None
        years = years if years is not None else _row_years(names)
        cells: list[Cell] = []
        for index, (a, b) in enumerate(spans):
            if b <= a or index in (level_column, year_column):
                continue
            by_column = columns[index] if level_column is None and index < len(columns) else None
            is_area = index == 0 and any(columns) and level_column is None and by_column is None and len(spans) > 1
            cells.append(Cell(a, b, own or by_column, years, "" if index == 0 else names[0], header=is_area))
        found[line.start] = tuple(cells)
    return found


def _level_column(
    text: str, rows: Sequence[tuple[Line, list[tuple[int, int]]]], head: Sequence[str], columns: Sequence[str | None]
) -> int | None:
    """Find the column whose cells are levels ("Required", "Desired")."""
    for index in range(len(head)):
        values = [text[a:b] for _, spans in rows[1:] for a, b in spans[index : index + 1] if text[a:b].strip()]
        if (
            values
            and all(level(value) for value in values)
            and (len(values) > 1 or _LEVEL_HEAD.search(plain(head[index])))
        ):
            return index
    return None


def _row_years(names: Sequence[str]) -> float | None:
    """Find years in cells that are nothing else: "5 years", or "5" beside "Years"."""
    match = _ROW_YEARS.search("\t".join(names[1:]))
    return None if match is None else _years(" ".join(match.group().split()))


def _years(text: str) -> float | None:
    match = _NUMBER.search(text)
    if match is None:
        return None
    value = float(match.group(1).replace(",", "."))
    return value / 12 if match.group(2).lower().startswith("month") else value


def _stacked_cells(text: str, line: Line, lines: Sequence[Line]) -> dict[int, tuple[Cell, ...]]:
    """Read a table whose cells are several lines each: after a row of levels the blocks follow column by column."""
    spans = _cells(text, line)
    columns = [level(text[a:b]) or _column_level(text[a:b]) for a, b in spans]
    if sum(column is not None for column in columns) < 2:
        return {}
    found: dict[int, tuple[Cell, ...]] = {line.start: tuple(Cell(a, b, header=True) for a, b in spans if b > a)}
    column, block = -1, line.block
    for other in lines:
        if other.start <= line.start or not text[other.start : other.end].strip():
            continue
        if other.heading is not None or is_table_row(text[other.start : other.end]):
            break
        if other.block != block:
            column, block = column + 1, other.block
        if column >= len(columns):
            break
        if column >= 0:
            raw = text[other.start : other.end]
            start = other.start + len(raw) - len(raw.lstrip(" •\t*-"))
            found[other.start] = (replace(Cell(start, other.end), importance=columns[column]),)
    return found


def _column_level(text: str) -> str | None:
    kind = heading_kind(text)
    return {"requirement": "required", "preferred": "preferred"}.get(kind[0]) if kind else None

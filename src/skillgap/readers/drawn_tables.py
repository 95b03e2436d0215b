"""Lines of plain text → tables drawn in them with rules of dashes, as converters and editors write them.

Two forms: a grid ("+----+----+" over "| a  | b  |"), and columns under a rule with gaps ("-----  -----"), whose rows
are single lines, or, where blank lines part them, hold cells that wrap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from skillgap.readers.draft import DraftLine
from skillgap.readers.outline import table_lines
from skillgap.readers.paragraphs import whole_paragraphs, wrapped_at

_GRID = re.compile(r"\s*\+(?:[-=:]{3,}\+)+\s*")
_COLUMNS = re.compile(r"\s*-{3,}(?: +-{3,})+\s*")
_RULE = re.compile(r"\s*-{3,}(?: +-{3,})*\s*")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,2}[.)])\s")
_HEAD_LINES = 12
_MOST_LINES = 2000
"""Lines in which the end of a table is looked for."""
Cell = list[str]
Drawn = tuple[int, int, list[list[Cell]]]
"""The first line of a table, the line behind it, and its rows."""
LineOf = Callable[[str], DraftLine]


@dataclass(frozen=True, slots=True)
class LaidTable:
    """A table in lines `first` to `end` of a text, and its lines as those of any other table."""

    first: int
    end: int
    lines: list[DraftLine]


def with_tables(
    lines: Sequence[str], tables: Sequence[LaidTable], lines_of: Callable[[list[str]], list[DraftLine]]
) -> list[DraftLine]:
    """Return the lines of a text, its wrapped paragraphs whole and its tables laid out."""
    starts, ends = [0, *(table.end for table in tables)], [*(table.first for table in tables), len(lines)]
    parts = [lines[start:end] for start, end in zip(starts, ends, strict=True)]
    edge = wrapped_at(parts)
    laid: list[DraftLine] = []
    for part, table in zip_longest(parts, tables):
        for found in (lines_of(whole_paragraphs(part, edge)), table.lines if table else []):
            block = 1 + laid[-1].block if laid else 0
            laid += [line._replace(block=line.block + block) for line in found]
    return laid


def drawn_tables(lines: Sequence[str], line_of: LineOf) -> list[LaidTable]:
    """Return the tables that are drawn in a text, in order; `line_of` reads a line of a cell."""
    tables: list[LaidTable] = []
    end = 0
    for number, line in enumerate(lines):
        if "---" not in line or number < end:
            continue
        drawn = None
        if _GRID.fullmatch(line):
            drawn = _grid(lines, number)
        elif _COLUMNS.fullmatch(line):
            drawn = _columns(lines, number, end)
        if drawn is not None:
            first, end, rows = drawn
            cells = [[[shown for text in cell if (shown := line_of(text)).text] for cell in row] for row in rows]
            tables.append(LaidTable(first, end, table_lines(cells)))
    return tables


def _grid(lines: Sequence[str], first: int) -> Drawn | None:
    """Read a grid; None where a line has not the bars of the others."""
    bars = [place for place, sign in enumerate(lines[first]) if sign == "+"]
    rows: list[list[Cell]] = []
    held: list[str] = []
    end = first
    for number in range(first + 1, min(first + _MOST_LINES, len(lines))):
        line = lines[number]
        if _GRID.fullmatch(line):
            rows.append(_cells(held, [(a + 1, b) for a, b in pairwise(bars)], margin=2))
            held, end = [], number + 1
        elif all(line[bar : bar + 1] == "|" for bar in bars):
            held.append(line)
        else:
            break
    return (first, end, rows) if rows and not held else None


def _columns(lines: Sequence[str], rule: int, after: int) -> Drawn | None:
    """Read the columns under a rule with gaps, and the head above it."""
    spans = [match.span() for match in re.finditer("-+", lines[rule])]
    width = len(lines[rule].rstrip())

    def is_rule(line: str) -> bool:
        return _RULE.fullmatch(line) is not None and len(line.rstrip()) == width

    first = rule
    while first > after and rule - first < _HEAD_LINES and lines[first - 1].strip() and _fit(lines[first - 1], spans):
        first -= 1
    opened = first > after and is_rule(lines[first - 1])
    if not opened and first != rule - 1:
        first = rule  # a head without a rule above it has one line
    end, most = rule + 1, min(rule + _MOST_LINES, len(lines))
    while end < most and not is_rule(lines[end]) and _fit(lines[end], spans):
        end += 1
    closed = rule + 1 < end < most and is_rule(lines[end])
    if not closed:
        end = rule + 1
        while end < len(lines) and lines[end].strip() and _fit(lines[end], spans):
            end += 1
    body = list(lines[rule + 1 : end])
    if not any(line.strip() for line in body) or not (closed or first < rule):
        return None
    reach = [*(start for start, _ in spans[1:]), None]
    ends = [(start, stop) for (start, _), stop in zip(spans, reach, strict=True)]
    wraps = opened or any(not line.strip() for line in body)
    head = [list(lines[first:rule])] if first < rule else []
    rows = [_cells(row, ends, margin=0, widths=[b - a for a, b in spans]) for row in head + _rows(body, wraps=wraps)]
    return first - opened, end + closed, rows


def _rows(body: Sequence[str], *, wraps: bool) -> list[list[str]]:
    """Return the lines of each row: parted by blank lines where cells wrap, else one each."""
    if not wraps:
        return [[line] for line in body if line.strip()]
    rows: list[list[str]] = [[]]
    for line in body:
        if line.strip():
            rows[-1].append(line)
        elif rows[-1]:
            rows.append([])
    return [row for row in rows if row]


def _fit(line: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the gaps between columns are free in a line."""
    return "\t" not in line and all(not line[start - 1 : start].strip() for start, _ in spans)


def _cells(
    lines: Sequence[str],
    spans: Sequence[tuple[int, int | None]],
    *,
    margin: int,
    widths: Sequence[int] | None = None,
) -> list[Cell]:
    rooms = widths or [(end or 0) - start - margin for start, end in spans]
    return [
        _whole_lines([line[start:end].rstrip() for line in lines], room)
        for (start, end), room in zip(spans, rooms, strict=True)
    ]


def _whole_lines(lines: Sequence[str], room: int) -> Cell:
    """Join the lines of a cell that only its width parts: those whose first word had no room in the line before."""
    found: Cell = []
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    before = ""
    for line in (line[margin:] for line in lines):
        word = line.strip().split(" ", 1)[0]
        if before and word and not _ITEM.match(line) and len(before) + 1 + len(word) > room:
            found[-1] += " " + line.strip()
        elif word:
            found.append(line)
        before = line
    return found

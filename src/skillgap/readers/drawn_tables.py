"""Lines of plain text → tables drawn in them with rules of dashes, as converters and editors write them.

Two forms: a grid ("+----+----+" over "| a  | b  |"), and columns under a rule with gaps ("-----  -----"), whose rows
are single lines, or, where blank lines part them, hold cells that wrap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from skillgap.readers.draft import DraftLine
from skillgap.readers.outline import table_lines

_GRID = re.compile(r"\s*\+(?:[-=:]{3,}\+)+\s*")
_COLUMNS = re.compile(r"\s*-{3,}(?: +-{3,})+\s*")
_RULE = re.compile(r"\s*-{3,}(?: +-{3,})*\s*")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,2}[.)])\s")
_HEAD_LINES = 12
_MOST_LINES = 2000
"""Lines in which the end of a table is looked for."""
Cell = list[str]


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """Lines `first` to `end`, and the cells of each row with the lines that they hold."""

    first: int
    end: int
    rows: list[list[Cell]]

    def lines(self, line_of: Callable[[str], DraftLine], block: int) -> list[DraftLine]:
        """Return its lines as those of any other table; `block` is the last one before it."""
        cells = [[[line for text in cell if (line := line_of(text)).text] for cell in row] for row in self.rows]
        return [line._replace(block=line.block + block + 1) for line in table_lines(cells)]


def draw(
    lines: Sequence[str], line_of: Callable[[int], DraftLine], cell_of: Callable[[str], DraftLine]
) -> list[DraftLine]:
    """Return the lines of a text, `line_of` each or, in tables, `cell_of` each line of a cell."""
    drawn: list[DraftLine] = []
    number = block = 0
    for table in drawn_tables(lines):
        drawn += [line_of(n)._replace(block=block) for n in range(number, table.first)]
        drawn += table.lines(cell_of, block)
        block, number = drawn[-1].block + 1 if drawn else 0, table.end
    return drawn + [line_of(n)._replace(block=block) for n in range(number, len(lines))]


def drawn_tables(lines: Sequence[str]) -> list[DrawnTable]:
    """Return the tables of a text, in order."""
    tables: list[DrawnTable] = []
    for number, line in enumerate(lines):
        if "---" not in line or (tables and number < tables[-1].end):
            continue
        after = tables[-1].end if tables else 0
        table = None
        if _GRID.fullmatch(line):
            table = _grid(lines, number)
        elif _COLUMNS.fullmatch(line):
            table = _columns(lines, number, after)
        if table is not None:
            tables.append(table)
    return tables


def _grid(lines: Sequence[str], first: int) -> DrawnTable | None:
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
    return DrawnTable(first, end, rows) if rows and not held else None


def _columns(lines: Sequence[str], rule: int, after: int) -> DrawnTable | None:
    """Read the columns under a rule with gaps, and the head above it."""
    spans = [match.span() for match in re.finditer("-+", lines[rule])]
    width = len(lines[rule].rstrip())
    first = rule
    while first > after and rule - first < _HEAD_LINES and lines[first - 1].strip() and _fit(lines[first - 1], spans):
        first -= 1
    opened = first > after and _RULE.fullmatch(lines[first - 1]) and len(lines[first - 1].rstrip()) == width
    if not opened:
        # A head without a rule above it has one line.
        first = rule - 1 if first == rule - 1 else rule
    end = closing = rule + 1
    for number in range(rule + 1, min(rule + _MOST_LINES, len(lines))):
        if _RULE.fullmatch(lines[number]) and len(lines[number].rstrip()) == width:
            closing = number
            break
        if not _fit(lines[number], spans):
            break
    closed = closing > rule + 1
    if closed:
        end = closing + 1
    else:
        while end < len(lines) and lines[end].strip() and _fit(lines[end], spans):
            end += 1
    body = list(lines[rule + 1 : closing if closed else end])
    if not any(line.strip() for line in body) or not (closed or first < rule):
        return None
    reach = [*(start for start, _ in spans[1:]), None]
    ends = [(start, stop) for (start, _), stop in zip(spans, reach, strict=True)]
    wraps = bool(opened) or any(not line.strip() for line in body)
    head = [list(lines[first:rule])] if first < rule else []
    rows = [_cells(row, ends, margin=0, widths=[b - a for a, b in spans]) for row in head + _rows(body, wraps=wraps)]
    return DrawnTable(first - 1 if opened else first, end, rows)


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
        word = line.split(None, 1)[0] if line.strip() else ""
        if before and word and not _ITEM.match(line) and len(before) + 1 + len(word) > room:
            found[-1] += " " + line.strip()
        elif word:
            found.append(line)
        before = line
    return found

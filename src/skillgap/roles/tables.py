"""Table rows → cells with the importance and years that their columns and rows give them; text → its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from skillgap.models.document import Line
from skillgap.roles.cues import cue, heading_kind, heading_words, words
from skillgap.roles.sentences import in_one_line, text_lines
from skillgap.structure.language import plain

Level = Literal["required", "preferred", "unneeded"]
"""How much a table wants what it lists."""
Span = tuple[int, int]
"""Where a cell stands in the text."""
_Row = tuple[Line, tuple[Span, ...]]
_RULE = re.compile(r"[\s|:+=-]+")
_PIPED = re.compile(r"\s*\|.*\|\s*")
_YEARS_HEAD = re.compile(r"\b(?:years?|yrs?|jahre|experience \(years\)|min\.? exp\w*)\b")
_ROW_YEARS = re.compile(
    r"(?<![^\t])\d{1,2}(?:\.5)?\s*\+?[ \t]*(?:years?|yrs?|months?|jahre)\.?(?: exp\w*)?(?![^\t])", re.I
)
_YEARS_CELL = re.compile(r"\s*\d{1,2}(?:\.5)?\s*\+?\s*(?:years?|yrs?|months?|jahre)\.?(?: exp\w*)?\s*", re.I)
"""A cell of nothing but years: "5 years", "3+ yrs exp"."""
_SKILL_HEAD = re.compile(
    r"(?:key |core |technical |required )?(?:skills?|compet(?:ence|ency|encies|ences)|technolog(?:y|ies)|"
    r"capabilit(?:y|ies)|proficienc(?:y|ies)|knowledge(?: areas?)?|abilit(?:y|ies))"
)
_PROOF_HEAD = re.compile(
    r"(?:how |where |when |method of |methods of |means of )?"
    r"(?:assess\w*|identified|evidenced|evidence|measured|tested|verified)"
    r"(?: (?:by|at|method|methods|via|through|in|stage|from))*|"
    r"how (?:will )?(?:we(?:'ll| will)?|it is|it's) (?:check|test|assess|find out|verify|measure)\w*"
    r"(?: it| this| for it)?"
)
"""The column that says how a person specification finds out: "Assessed: A/I"."""
_LONGEST_LEVEL = 5
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*(\+|years?|yrs?|jahre|months?|$)", re.I)
_FIGURE = re.compile(r"\d[\d.,]*\s*(?:%|k\b|\+)|\d{2}[\d.,' ]*\d{3}|[$€£₹]\s?\d")
_FEWEST_ROWS = 2
_LABELLED = 2
"""How many cells the rows of a table have whose first says what stands in the second."""


@dataclass(frozen=True)
class Cell:
    """`text[start:end]` of a table; `area` is its row's name, `header` marks the row of column names.

    `asks` tells that the column is named "Skill" or so, beside others that say why or how far it is needed; `names`
    that the cell may name what stands beside it ("Minimum qualifications").
    """

    start: int
    end: int
    importance: Level | None = None
    years: float | None = None
    area: str = ""
    header: bool = False
    asks: bool = False
    names: bool = False


def is_table_row(line: str) -> bool:
    """Tell a line of cells: tabs between them, or Markdown's pipes."""
    return "\t" in line.strip() or (_PIPED.fullmatch(line) is not None and line.count("|") >= 3)


def is_rule(line: str) -> bool:
    """Tell the line between the names of columns and their values."""
    return _RULE.fullmatch(line) is not None


def row_cells(line: str, begin: int) -> tuple[Span, ...]:
    """Return the cells of a row that begins at `begin` of the text, marks of lists and emphasis taken off."""
    mark = "\t" if "\t" in line.strip() else "|"
    first, last = (0, len(line)) if mark == "\t" else (line.index("|") + 1, line.rindex("|"))
    cells: list[Span] = []
    for raw in line[first:last].split(mark):
        left = first + len(raw) - len(raw.lstrip(" *•-"))
        cells.append((begin + left, begin + max(left, first + len(raw.rstrip(" *")))))
        first += len(raw) + 1
    return tuple(cells)


def _placed(cells: tuple[Span, ...], columns: Sequence[int]) -> tuple[Span, ...]:
    """Put the cells into their columns; what is empty there is an empty place in the text."""
    if len(columns) != len(cells):
        return cells
    at = dict(zip(columns, cells, strict=True))
    return tuple(at.get(column, (cells[0][0], cells[0][0])) for column in range(columns[-1] + 1))


def _level(text: str) -> Level | None:
    """Read a cell or column name that says how much a thing is wanted."""
    folded = plain(text).strip(" .:*")
    if ":" in folded:
        return None
    if folded in ("e", "d"):
        return "required" if folded == "e" else "preferred"
    if len(folded.split()) > _LONGEST_LEVEL:
        return None
    if cue("level_unneeded").match(folded):
        return "unneeded"
    if cue("level_preferred").search(folded):
        return "preferred"
    return "required" if cue("level_required").search(folded) else None


def read_tables(text: str, lines: Sequence[Line]) -> dict[int, tuple[Cell, ...]]:
    """Return the cells to read, by start of line, for the tables whose columns say how much is wanted or for how long.

    Rows of a table without such columns come back too, cell by cell, but without importance. A column name may be a
    level ("Must have"), or a column may hold levels ("Level": Required) and years. Rows whose cells are several lines
    each come line by line, with the column that each stands in; the columns of the last table hold until a line that
    stands in none.
    """
    found: dict[int, tuple[Cell, ...]] = {}
    columns: _Columns | None = None
    group: list[Line] = []
    area = ""
    for index, line in enumerate(lines):
        body = text[line.start : line.end]
        if group and _parts_rows(text, group[-1], line, lines[index + 1 : index + 2]):
            start = line.start + len(body) - len(body.lstrip(" •\t*-|"))
            found[line.start] = (Cell(start, line.end, header=True),)
            continue
        if is_table_row(body):
            group.append(line)
            continue
        if not body.strip():
            if len(group) > 1:  # Markdown's rule below the column names is gone from the text
                columns = _end_group(text, group, columns, found)
                group = []
            continue
        if group:
            columns = _end_group(text, group, columns, found)
        group = []
        if columns is None or not columns.hold(line):
            columns = None
            continue
        start = line.start + len(body) - len(body.lstrip(" •\t*-"))
        importance, first = columns.importance[line.columns[0]], line.columns[0] == 0
        area = body if first else area
        header = first and importance is None
        found[line.start] = (Cell(start, line.end, importance, area="" if first else area, header=header),)
    if group:
        _end_group(text, group, columns, found)
    return found


def _parts_rows(text: str, above: Line, line: Line, below: Sequence[Line]) -> bool:
    """Tell a row of one cell amid a table ("Qualifications"), which names what the rows below it are of."""
    body = text[line.start : line.end].strip(" |\t*")
    short = line.columns in ((), (0,)) and 0 < len(body.split()) <= _LONGEST_LEVEL and not set("|\t.;:") & set(body)
    widths = {len(row_cells(text[one.start : one.end], one.start)) for one in (above, *below) if _is_row(text, one)}
    return short and len(below) == 1 and _is_row(text, below[0]) and len(widths) == 1 and max(widths) > 1


def _is_row(text: str, line: Line) -> bool:
    return is_table_row(text[line.start : line.end])


@dataclass(frozen=True)
class _Columns:
    """What the columns of a table say: a level each, or one column of levels and one of years; `proof` asks nothing.

    `labels` tells that the first of two columns names what stands beside it.
    """

    importance: tuple[Level | None, ...]
    levels: int | None
    years: int | None
    asks: bool = False
    proof: int | None = None
    labels: bool = False

    def hold(self, line: Line) -> bool:
        """Tell whether a line below the table goes on with one of its cells."""
        column = line.columns[0] if len(line.columns) == 1 else len(self.importance)
        return column < len(self.importance) and not (self.labels and column == 0)

    @property
    def width(self) -> int:
        """How many cells the row of names has."""
        return len(self.importance)

    def wants(self, index: int) -> Level | None:
        """Return how much is wanted what stands in a column."""
        return self.importance[index] if index < len(self.importance) else None


def _end_group(
    text: str, group: Sequence[Line], known: _Columns | None, found: dict[int, tuple[Cell, ...]]
) -> _Columns | None:
    """Read adjacent rows; return the columns that hold on for rows below them."""
    named = [(line, text[line.start : line.end]) for line in group]
    rows = [(line, _placed(row_cells(body, line.start), line.columns)) for line, body in named if not is_rule(body)]
    if not rows:
        return known
    named_rows = sum(len(cells) == _LABELLED and _is_label(text, cells) for _, cells in rows)
    # "Must haves | Python" above "Benefits | …": the first column names, the first row heads nothing.
    own = None if named_rows >= _FEWEST_ROWS else _head_columns(text, rows)
    if own is None and known is not None and len(rows[0][1]) <= len(known.importance):
        found.update(_read_rows(text, rows, known))
        return known
    if own is not None:
        found[rows[0][0].start] = tuple(Cell(a, b, header=True) for a, b in rows[0][1] if b > a)
        found.update(_read_rows(text, rows[1:], own))
        return own
    labels = all(len(cells) == _LABELLED and cells[1][1] > cells[1][0] for _, cells in rows)
    told = labels and _is_label(text, rows[-1][1])
    if len(rows) > 1 or (told and rows[0][0].columns):
        names = [in_one_line(text, a, b).strip(" *:") for a, b in rows[0][1]]
        asks = _SKILL_HEAD.fullmatch(names[0]) is not None and any(map(cue("how_far").search, names[1:]))
        found.update(_read_rows(text, rows, _Columns((), None, None, asks=asks, labels=labels)))
    # The lines of a cell that go on below its row stand under its label.
    return _Columns((None, None), None, None, labels=True) if told else None


def _is_label(text: str, cells: Sequence[Span]) -> bool:
    """Tell a cell that says what stands beside it ("Essential functions"), which is no such heading itself."""
    return [says_all(text[a:b]) for a, b in cells] == [True, False]


def says_all(name: str) -> bool:
    """Tell a name all of whose words say what it announces."""
    found = heading_kind(name)
    return found is not None and found[1] == len(heading_words(name))


def _head_columns(text: str, rows: Sequence[_Row]) -> _Columns | None:
    """Read the first row as column names; None when they tell neither levels nor years."""
    head = [text[a:b] for a, b in rows[0][1]]
    if rows[1:] and all(len(spans) == len(head) + 1 for _, spans in rows[1:]):
        head = ["", *head]  # a first column without a name is gone from the row of names in some formats
    importance = tuple(_level(name) or _column_level(name) for name in head)
    by_name = sum(map(bool, map(_level, head))) > 1
    if by_name and not _level(head[0]):
        importance = (None, *importance[1:])  # "Requirement | Essential | Desirable"
    years = next((i for i, name in enumerate(head) if _YEARS_HEAD.search(plain(name))), None)
    # "You bring it | You'll learn it here" above ticks
    by_name = by_name or (len({*importance} - {None}) > 1 and _ticked(text, rows))
    levels = None if by_name else _level_column(text, rows, len(head))
    if len(rows) == 1 and sum(value is not None for value in importance) < 2:
        return None
    if levels is None and years is None and not (by_name or any(map(_level, head))):
        return None
    proof = next((i for i, name in enumerate(head) if _PROOF_HEAD.fullmatch(plain(name).strip(" :*"))), None)
    return _Columns(importance, levels, years, proof=proof)


def _read_rows(text: str, rows: Sequence[_Row], columns: _Columns) -> dict[int, tuple[Cell, ...]]:
    found: dict[int, tuple[Cell, ...]] = {}
    by_column = columns.levels is None and any(columns.importance)
    for line, spans in rows:
        names = [text[a:b] for a, b in spans]
        levels = columns.levels
        if levels is not None and len(names) < columns.width:
            # an empty first cell is gone from the text of a row
            levels = next((i for i, name in enumerate(names) if _level(name)), None)
        own = _level(_named(names, levels))
        marked = {i for i, name in enumerate(names) if by_column and columns.wants(i) and plain(name) in words("marks")}
        own = own or next((columns.importance[i] for i in sorted(marked)), None)
        years_at = columns.years if levels == columns.levels else None
        years = _years(_named(names, years_at))
        years = years if years is not None else _row_years(names)
        wish = next((said for name in names[1:] if columns.asks and (said := _wish(name))), None)
        cells: list[Cell] = []
        for index, (a, b) in enumerate(spans):
            if b <= a or index in marked or index in (levels, years_at, columns.proof):
                continue
            if index and years is not None and _YEARS_CELL.fullmatch(names[index]):
                continue
            wanted = columns.wants(index) if by_column else None
            is_area = index == 0 and by_column and wanted is None and len(spans) > 1 and not marked
            asks, area = columns.asks and index == 0, "" if index == 0 else names[0]
            label = columns.labels and index == 0 and not says_all(names[1])
            cells.append(Cell(a, b, own or wanted or wish, years, area, header=is_area, asks=asks, names=label))
        found[line.start] = tuple(cells)
    return found


def _named(names: Sequence[str], column: int | None) -> str:
    return names[column] if column is not None and column < len(names) else ""


def _wish(cell: str) -> Level | None:
    """Tell a cell that makes its row a wish: "Basic scripts; nice to have at entry", "Not needed at first"."""
    said = {_level(part) for part in re.split(r"[;,.]", cell)}
    return "preferred" if said & {"preferred", "unneeded"} else None


def _level_column(text: str, rows: Sequence[_Row], width: int) -> int | None:
    """Find the column whose cells are levels ("Required", "Desired", E and D of person specifications)."""
    whole = [spans for _, spans in rows[1:] if len(spans) >= width]
    for index in range(width):
        values = [text[a:b] for spans in whole for a, b in spans[index : index + 1] if text[a:b].strip()]
        if len(values) > 1 and all(map(_level, values)):
            return index
    return None


def _ticked(text: str, rows: Sequence[_Row]) -> bool:
    """Tell rows whose cells behind the first hold nothing but marks."""
    return all(plain(text[a:b]) in words("marks") for _, spans in rows[1:] for a, b in spans[1:] if text[a:b].strip())


def _row_years(names: Sequence[str]) -> float | None:
    """Find years in cells that are nothing else; of those that several levels need ("Mid", "Senior") the fewest."""
    found = (_years(" ".join(match.group().split())) for match in _ROW_YEARS.finditer("\t".join(names[1:])))
    return min((years for years in found if years is not None), default=None)


def _years(text: str) -> float | None:
    match = _NUMBER.search(text)
    if match is None:
        return None
    value = float(match.group(1).replace(",", "."))
    return value / 12 if match.group(2).lower().startswith("month") else value


def _column_level(text: str) -> Level | None:
    found = heading_kind(text)
    kind = found[0] if found else None
    if kind == "requirement":
        return "required"
    return kind if kind in ("preferred", "unneeded") else None


@dataclass(frozen=True)
class Grid:
    """Rows of cells, each `text[start:end]`; `names` are those of the columns, empty where no row names them."""

    names: tuple[str, ...]
    rows: tuple[tuple[Span, ...], ...]

    @property
    def start(self) -> int:
        """Where the first row stands that holds values."""
        return self.rows[0][0][0]


def read_grids(text: str) -> tuple[Grid, ...]:
    """Find tables, in text order: lines of as many cells as the first, which may be parted by blank lines after it."""
    return tuple(grid for run in _runs(text) if (grid := _grid(text, run)) is not None)


def _runs(text: str) -> Iterator[list[tuple[Span, ...]]]:
    run: list[tuple[Span, ...]] = []
    for begin, line in text_lines(text):
        if is_table_row(line):
            if not is_rule(line):
                run.append(row_cells(line, begin))
        elif run and (line.strip() or len(run) > 1):  # the rule below the column names is gone from the text
            yield run
            run = []
    if run:
        yield run


def _grid(text: str, run: Sequence[tuple[Span, ...]]) -> Grid | None:
    head = [text[a:b] for a, b in run[0]]
    # A row of names holds no figure but years ("2023").
    named = len(run) > 1 and not any(_FIGURE.search(name) for name in head)
    rows = tuple(run[1:] if named else run)
    # A first column without a name is gone from the row of names in some formats.
    short = all(len(row) == len(head) + 1 for row in rows)
    names = ("", *head) if short else tuple(head)
    return Grid(names if named else (), rows) if len(rows) >= _FEWEST_ROWS else None

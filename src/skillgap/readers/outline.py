"""Paragraphs and tables of a flowing document → lines, the same way for DOCX, ODT, HTML and RTF.

A reader fills a `Flow` with paragraphs, tables and boxes; `flow_lines` lays them out as `models.document` says: cells
of one line each are joined by a tab, a table that only lays out the page is read cell by cell, and a table with
headings over one row of long cells column by column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from skillgap.readers.cleaning import (
    as_item,
    bold_lead,
    clean,
    close_letter_spacing,
    is_item,
    parted_by_weight,
    plain_line,
)
from skillgap.readers.draft import Draft, DraftHidden, DraftLine, DraftNotice
from skillgap.readers.looks import Look

_CELL_LIMIT = 300
"""A cell with more characters on its one line is a column of the page, not a cell of a table."""
_LABEL_LIMIT = 40
_SHORT = 60
"""Letters of a bold line that may be a heading."""
_DATES = re.compile(r"(?:[^\W\d_]{3,9}\.? ?|\d{1,2}[./])*(?:19|20)\d\d(?:\s*[-–—/]\s*(?:[^\W\d_]{3,9}\.? ?|[\d./])*)?")
"""A year or a range of them, with months or without."""


@dataclass(slots=True)
class Paragraph:
    """One paragraph; `text` may hold line breaks, `level` is its list level (None: no list item)."""

    text: str
    heading: int | None = None
    level: int | None = None
    bold: bool = False
    size: float | None = None


@dataclass(slots=True)
class Flow:
    """Paragraphs, tables (rows of cells, each a flow) and boxes (flows that stand apart), in order."""

    parts: list[Paragraph | Flow | list[list[Flow]]] = field(default_factory=list)

    def leave_blank(self) -> None:
        """Note a paragraph without words, which parts those around it."""
        if self.parts:
            self.parts.append(Paragraph(""))

    def paragraphs(self) -> list[Paragraph]:
        """Return its paragraphs, those in tables and boxes too."""
        found: list[Paragraph] = []
        for part in self.parts:
            if isinstance(part, Paragraph):
                found.append(part)
            elif isinstance(part, Flow):
                found.extend(part.paragraphs())
            else:
                found.extend(p for row in part for cell in row for p in cell.paragraphs())
        return found


def add_runs(
    flow: Flow, runs: Iterable[tuple[str, Look]], boxes: list[Flow], heading: int | None, level: int | None
) -> list[tuple[str, str]]:
    """Append the paragraph that some runs make, with the boxes in it that hold anything.

    Return what nobody can see, and why.
    """
    boxes = [box for box in boxes if box.parts]
    hidden: list[tuple[str, str]] = []
    shown: list[tuple[str, Look]] = []
    for text, look in runs:
        reason = look.hidden_reason()
        if reason and text.strip():
            hidden.append((text, reason))
        else:
            shown.append((text, look))
    letters = [(len(text.strip()), look) for text, look in shown if text.strip()]
    if not letters:
        if not (boxes or hidden):
            flow.leave_blank()
        flow.parts += boxes
        return hidden
    texts = [text for text, _ in shown]
    weights = {run: bool(look.bold) for run, (text, look) in enumerate(shown) if text.strip()}
    whole, bold = "".join(texts), all(weights.values())
    if heading is None and level is None and (at := bold_lead(weights)) is not None:
        whole = parted_by_weight("".join(texts[:at]), "".join(texts[at:]))
    size = max(letters, key=lambda pair: pair[0])[1].size
    made = [Paragraph(whole, heading, level, bold, size)]
    # A box that floats beside a heading must not part it from its text.
    flow.parts += [*boxes, *made] if heading is not None or (bold and len(whole) < _SHORT) else [*made, *boxes]
    return hidden


def add_running(flow: Flow, box: Flow) -> None:
    """Append a header, footer or notes unless all of it stands there already."""
    known = {paragraph.text.strip() for paragraph in flow.paragraphs()}
    shown = {paragraph.text.strip() for paragraph in box.paragraphs()}
    if any(text and not text.isdigit() for text in shown - known):
        flow.parts.append(box)


def flow_lines(flow: Flow) -> list[DraftLine]:
    """Return the lines of a flow."""
    sheet = _Sheet()
    sheet.write(flow)
    while sheet.lines and not sheet.lines[-1].text:
        sheet.lines.pop()
    return sheet.lines


def table_lines(rows: list[list[list[DraftLine]]]) -> list[DraftLine]:
    """Return the lines of a table from those of its cells; blocks count from 0, that of the table itself."""
    sheet = _Sheet()
    sheet.write_table(rows)
    return sheet.lines


class _Sheet:
    """Lines, and the block of those that follow."""

    def __init__(self) -> None:
        self.lines: list[DraftLine] = []
        self._block = 0

    def write(self, flow: Flow) -> None:
        for part in flow.parts:
            if isinstance(part, Paragraph):
                self.lines += _paragraph_lines(part, self._block)
                continue
            self._block += 1
            if isinstance(part, Flow):
                self.write(part)
            else:
                # Each cell is laid out once; nested tables laid out again at each level would take time without bound.
                self.write_table([[_filled(cell) for cell in row] for row in part])
            self._block += 1

    def write_table(self, rows: list[list[list[DraftLine]]]) -> None:
        if is_headed(rows):
            for head, body in zip(*rows, strict=True):
                self._add([*head, *body])
            return
        for cells in rows:
            if all(len(cell) <= 1 and len(cell[0].text if cell else "") <= _CELL_LIMIT for cell in cells):
                shown = {column: cell[0] for column, cell in enumerate(cells) if cell}
                if shown:
                    text = "\t".join(line.text for line in shown.values())
                    columns = tuple(shown) if len(shown) < len(cells) else ()
                    first = next(iter(shown.values()))
                    self.lines.append(first._replace(text=text, block=self._block, columns=columns))
            else:
                filled = [[line._replace(columns=(n,)) for line in cell] for n, cell in enumerate(cells) if cell]
                for cell in _opened(filled):
                    self._add(cell)

    def _add(self, cell: list[DraftLine]) -> None:
        if cell:
            base = self._block + 1
            self.lines += [line._replace(block=base + line.block) for line in cell]
            self._block = base + cell[-1].block + 1


def _filled(cell: Flow) -> list[DraftLine]:
    return [line for line in flow_lines(cell) if line.text]


def _opened(cells: list[list[DraftLine]]) -> list[list[DraftLine]]:
    """Return the cells, or the one of several lines whose first line the labels open and the dates end beside it."""
    dated = _is_dated(cells)
    front, behind = (cells[:-1], _place_and_date(cells[-1])) if dated else (cells, "")
    if len(front) > 1 and not _is_labelled(front):
        return cells
    label = "".join(f"{_line(cell)}\t" for cell in front[:-1])
    first, *rest = front[-1]
    columns = tuple(column for cell in cells for column in cell[0].columns)
    return [[first._replace(text=f"{label}{first.text}{behind}", columns=columns), *rest]]


def _paragraph_lines(paragraph: Paragraph, block: int) -> list[DraftLine]:
    lines = []
    for number, raw in enumerate(paragraph.text.split("\n")):
        if paragraph.heading is not None:
            text = clean(close_letter_spacing(raw))
        elif paragraph.level is not None and number == 0:
            text = as_item(plain_line(raw), level=min(paragraph.level, 8))
        else:
            text = plain_line(raw)
        lines.append(DraftLine(text, None, paragraph.size, paragraph.bold, paragraph.heading, block))
    return lines


def _is_labelled(cells: list[list[DraftLine]]) -> bool:
    """Tell a date or label beside one cell of several lines: it opens the first of them, as it does on paper."""
    labels = [line for cell in cells[:-1] for line in cell]
    if any(len(cell) > 1 and not _is_date(cell) for cell in cells[:-1]):
        return False
    plain = all(line.heading is None and len(line.text) <= _LABEL_LIMIT for line in labels)
    return plain and cells[-1][0].heading is None and not is_item(cells[-1][0].text)


def _is_dated(cells: list[list[DraftLine]]) -> bool:
    """Tell dates at the right of a cell of several lines: they belong to the first of them, as a place above them."""
    if not 2 <= len(cells) <= 3 or is_item(cells[-2][0].text):
        return False
    *_, before, last = cells
    return (len(before) > 1 and _is_date(last)) or (
        2 <= len(last) <= 3
        and any(_is_date([line]) for line in last)
        and all(len(line.text) <= _LABEL_LIMIT and line.heading is None and not is_item(line.text) for line in last)
    )


def _place_and_date(cell: list[DraftLine]) -> str:
    """Return cells of their own, unless one date has several lines ("03/2020 –", "present")."""
    placed = len(cell) == 2 and _is_date(cell[1:]) and cell[0].text[-1].isalpha() and not _is_date(cell[:1])
    return "".join(f"\t{line.text}" for line in cell) if placed or not _is_date(cell) else f"\t{_line(cell)}"


def _is_date(cell: list[DraftLine]) -> bool:
    return 0 < len(cell) <= 3 and all(len(line.text) <= 30 for line in cell) and bool(_DATES.fullmatch(_line(cell)))


def _line(cell: list[DraftLine]) -> str:
    return " ".join(line.text for line in cell)


def is_headed(cells: list[list[list[DraftLine]]]) -> bool:
    """Tell headings over one row of cells that hold several lines each."""
    if len(cells) != 2 or len(cells[0]) != len(cells[1]) or len(cells[0]) < 2:
        return False
    heads, bodies = cells
    return all(len(head) == 1 for head in heads) and sum(len(body) > 1 for body in bodies) >= 2


_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w|\+?\d[\d ()/-]{8,}\d")


def draft_of(
    media_type: str, flow: Flow, hidden: list[tuple[str, str]], *, headers: Iterable[str] = (), boxes: int = 0
) -> Draft:
    """Return the draft of a flow; `headers` are the texts of page headers, `boxes` the number of its text boxes.

    Notices tell what other programs often miss: contact data in page headers, and text boxes.
    """
    draft = Draft(media_type, flow_lines(flow), hidden_text(hidden))
    if any(map(_CONTACT.search, headers)):
        draft.notices.append(DraftNotice("contact_in_header", "contact data stands in the page header"))
    if boxes:
        message = f"{boxes} text box{'es' if boxes > 1 else ''} held text"
        draft.notices.append(DraftNotice("text_boxes", message))
    return draft


def hidden_text(pieces: list[tuple[str, str]]) -> list[DraftHidden]:
    """Return (text, reason) pieces as hidden text, neighbours of one reason joined."""
    joined = [
        (clean("".join(text for text, _ in run).replace("\n", " ")), reason)
        for reason, run in groupby(pieces, key=itemgetter(1))
    ]
    return [DraftHidden(text, reason) for text, reason in joined if text]

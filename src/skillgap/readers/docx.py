"""DOCX bytes → Draft: body, tables, text boxes, content controls, notes, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from skillgap.errors import InputError
from skillgap.readers.docx_styles import (
    Styles,
    away_of,
    child_of,
    children_of,
    fill_of,
    ground_of,
    heading_at,
    list_of,
    look_of,
    value_of,
    without_tables,
)
from skillgap.readers.draft import Draft, Limits, unreadable
from skillgap.readers.looks import Colour, Look
from skillgap.readers.outline import Flow, add_running, add_runs, draft_of
from skillgap.readers.zipped import Archive, held, local_name

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SKIPPED = {"del", "moveFrom", "instrText", "delText", "Fallback", "rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr"}
_NOTES = {"footnote", "endnote"}
_OTHERS = (
    ("xl/", "a spreadsheet"),
    ("ppt/", "a presentation"),
    ("Index/", "a Pages file"),
)


def accepts(head: bytes, name: str) -> bool:
    """Tell whether it is a zip that looks like a DOCX; the parts themselves decide in `read`."""
    return head[:4] == b"PK\x03\x04" and b"mimetypeapplication/vnd.oasis" not in head[:90]


def read(data: bytes, *, name: str, limits: Limits) -> Draft:
    """Return headers, body, notes and footers in that order."""
    archive = Archive(data, name=name, limits=limits)
    main = _main_part(archive, name)
    root = archive.xml(main)
    if root is None:
        raise unreadable(f"{name} has no document part")
    folder = main.rsplit("/", 1)[0] + "/" if "/" in main else ""
    styles = Styles(archive.xml(folder + "styles.xml", without_tables), archive.xml(folder + "numbering.xml"))
    return document_draft(
        root,
        styles,
        limits,
        headers=_named(archive, folder, "header"),
        footers=[
            *(archive.xml(f"{folder}{kind}.xml") for kind in ("footnotes", "endnotes")),
            *_named(archive, folder, "footer"),
        ],
    )


def document_draft(
    root: etree._Element,
    styles: Styles,
    limits: Limits,
    *,
    headers: Iterable[etree._Element | None] = (),
    footers: Iterable[etree._Element | None] = (),
) -> Draft:
    """Return the body of a document between what stands at the top of its pages, and what at their feet."""
    walker, flow = _Walker(styles, limits.max_depth), Flow()
    for part in headers:
        walker.running(part, flow)
    texts = [paragraph.text for paragraph in flow.paragraphs()]
    walker.flow(next((child for child in root if local_name(child) == "body"), root), flow, 0)
    for part in footers:
        walker.running(part, flow)
    return draft_of(_MEDIA, flow, walker.hidden, headers=texts, boxes=walker.boxes)


def _main_part(archive: Archive, name: str) -> str:
    relations = archive.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        target = str(relation.get("Target", "")).lstrip("/")
        if str(relation.get("Type", "")).endswith("/officeDocument") and not target.startswith(("xl/", "ppt/")):
            return target
    if "word/document.xml" in archive.names:
        return "word/document.xml"
    kinds = (kind for start, kind in _OTHERS if any(part.startswith(start) for part in archive.names))
    kind = next(kinds, "an archive")
    raise InputError("unsupported_format", f"{name} is {kind}, not a text document", hint="save it as PDF or DOCX")


def _named(archive: Archive, folder: str, kind: str) -> Iterator[etree._Element | None]:
    pattern = re.compile(rf"{re.escape(folder)}{kind}\d*\.xml")
    return map(archive.xml, sorted(filter(pattern.fullmatch, archive.names)))


class _Walker:
    """Walk the tree of one part into a flow."""

    def __init__(self, styles: Styles, max_depth: int) -> None:
        self._styles, self._max_depth = styles, max_depth
        self.hidden: list[tuple[str, str]] = []
        self.boxes = 0
        self._in_code = False

    def running(self, part: etree._Element | None, flow: Flow) -> None:
        """Append a header, a footer or notes."""
        if part is not None:
            box = Flow()
            self.flow(part, box, 0)
            add_running(flow, box)

    def flow(self, parent: etree._Element, flow: Flow, depth: int, shade: Colour | None = None) -> None:
        """Append what `parent` holds; `shade` is the fill of the table cell or box around it."""
        for kind, child in self._parts(parent, depth):
            if kind == "p":
                self._paragraph(child, flow, depth, shade)
            elif kind == "tbl":
                flow.parts.append(self._table(child, depth + 1, shade))
            elif kind not in _NOTES or value_of(child, "type") in (None, "normal"):
                self.flow(child, flow, depth + 1, shade)

    def _parts(self, parent: etree._Element, depth: int) -> Iterator[tuple[str, etree._Element]]:
        """Yield kinds and elements of what is shown; of alternatives the first, which programs take that know it."""
        if depth > self._max_depth:
            raise unreadable("the document is nested too deeply")
        for child in parent:
            kind = local_name(child)
            if kind == "AlternateContent":
                choice = child.find(_MC + "Choice")
                yield from self._parts(choice, depth + 1) if choice is not None else ()
            elif kind and kind not in _SKIPPED:
                yield kind, child

    def _table(self, table: etree._Element, depth: int, shade: Colour | None) -> list[list[Flow]]:
        rows: list[list[Flow]] = []
        for row in held(table, "tr", _SKIPPED | {"tbl"}):
            cells = []
            for cell in held(row, "tc", _SKIPPED | {"tbl", "p"}):
                said = children_of(child_of(cell, "tcPr"))
                if "vMerge" in said and value_of(said["vMerge"]) != "restart":
                    continue
                inner = Flow()
                self.flow(cell, inner, depth + 1, fill_of(said.get("shd")) or shade)
                cells.append(inner)
            rows.append(cells)
        return rows

    def _paragraph(self, element: etree._Element, flow: Flow, depth: int, shade: Colour | None) -> None:
        said = children_of(child_of(element, "pPr"))
        style = self._styles.style(value_of(said.get("pStyle")))
        base = style.look.over(self._styles.default)
        fill = fill_of(said.get("shd")) or base.back or shade
        base = base._replace(back=fill, away=away_of(said))
        self._in_code = False  # the code of a field ends with its paragraph, even where the file forgets to say so
        boxes: list[Flow] = []
        runs = list(self._runs(element, base, boxes, depth))
        self.boxes += len(boxes)
        heading = style.heading or heading_at(value_of(said.get("outlineLvl")))
        number, level = list_of(said.get("numPr"), style.number)
        self.hidden += add_runs(flow, runs, boxes, heading, level if self._styles.is_list(number) else None)

    def _runs(self, parent: etree._Element, base: Look, boxes: list[Flow], depth: int) -> Iterator[tuple[str, Look]]:
        for kind, child in self._parts(parent, depth):
            if kind == "r":
                properties = child_of(child, "rPr")
                look = base if properties is None else self._look(properties).over(base)
                for text in self._run_text(child, boxes, depth + 1):
                    yield text, look._replace(hidden=True) if self._in_code else look
            else:
                yield from self._runs(child, base, boxes, depth + 1)

    def _look(self, properties: etree._Element) -> Look:
        style = child_of(properties, "rStyle")
        look = look_of(properties)
        return look if style is None else look.over(self._styles.style(value_of(style)).look)

    def _run_text(self, run: etree._Element, boxes: list[Flow], depth: int) -> Iterator[str]:
        for kind, child in self._parts(run, depth):
            if kind == "t":
                yield child.text or ""
            elif kind in ("tab", "ptab"):
                yield "\t"
            elif kind in ("br", "cr"):
                yield "\n"
            elif kind == "fldChar":
                self._in_code = value_of(child, "fldCharType") == "begin"
            elif kind == "noBreakHyphen":
                yield "-"
            elif kind == "sym":
                yield _symbol(value_of(child, "char"))
            elif kind == "txbxContent":
                boxes.append(Flow())
                self.flow(child, boxes[-1], depth + 1, ground_of(child))
            else:
                yield from self._run_text(child, boxes, depth + 1)


def _symbol(code: str | None) -> str:
    try:
        value = int(code or "", 16)
    except ValueError:
        return ""
    return chr(value) if 0x20 <= value < 0xD800 or 0xE000 <= value < 0x10000 else ""

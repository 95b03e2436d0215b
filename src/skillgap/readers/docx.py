"""DOCX bytes → Draft: body, tables, text boxes, content controls, notes, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from skillgap.errors import InputError
from skillgap.readers.draft import Draft, Limits, unreadable
from skillgap.readers.outline import Flow, Paragraph, flow_lines, hidden_text, running_notices
from skillgap.readers.zipped import Archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SKIPPED = {"del", "moveFrom", "instrText", "delText", "Fallback", "rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr"}
_OTHERS = (
    ("xl/", "a spreadsheet"),
    ("ppt/", "a presentation"),
    ("Index/", "a Pages file"),
    ("META-INF/", "an archive"),
)
# Twentieths of a point: the longer side of A3.
_WIDEST = 24_000
_FAR = 400
"""Half-points above or below its line, at which text stands in other lines or off the paper."""
_HIGHLIGHTS = {
    "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000",
    "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0", "black": "000000",
}  # fmt: skip
_OFF = {"0", "false", "off", "none"}


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
    styles = _Styles(archive.xml(folder + "styles.xml"), archive.xml(folder + "numbering.xml"))
    walker = _Walker(styles, limits.max_depth)
    draft = Draft(_MEDIA)
    flow = Flow()
    for part in _named(archive, folder, "header"):
        _extra(walker, archive, part, flow)
    headers = [paragraph.text for paragraph in flow.paragraphs()]
    body = next((child for child in root if _local(child) == "body"), root)
    walker.flow(body, flow, 0)
    for kind in ("footnotes", "endnotes"):
        _extra(walker, archive, f"{folder}{kind}.xml", flow)
    for part in _named(archive, folder, "footer"):
        _extra(walker, archive, part, flow)
    draft.lines = flow_lines(flow)
    draft.notices = running_notices(headers, walker.boxes)
    draft.hidden = hidden_text(walker.hidden)
    return draft


def _main_part(archive: Archive, name: str) -> str:
    relations = archive.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        target = str(relation.get("Target", "")).lstrip("/")
        if str(relation.get("Type", "")).endswith("/officeDocument") and not target.startswith(("xl/", "ppt/")):
            return target
    if "word/document.xml" in archive.names:
        return "word/document.xml"
    kind = next(
        (kind for start, kind in _OTHERS if any(part.startswith(start) for part in archive.names)), "an archive"
    )
    raise InputError("unsupported_format", f"{name} is {kind}, not a text document", hint="save it as PDF or DOCX")


def _named(archive: Archive, folder: str, kind: str) -> list[str]:
    return sorted(part for part in archive.names if re.fullmatch(rf"{re.escape(folder)}{kind}\d*\.xml", part))


def _extra(walker: _Walker, archive: Archive, part: str, flow: Flow) -> None:
    root = archive.xml(part)
    if root is None:
        return
    box = Flow()
    walker.flow(root, box, 0)
    shown = [paragraph.text for paragraph in box.paragraphs()]
    known = {paragraph.text.strip() for paragraph in flow.paragraphs()}
    if any(text.strip() and text.strip() not in known and not text.strip().isdigit() for text in shown):
        flow.parts.append(box)


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    if element is None:
        return None
    found = element.find(_W + name)
    return element.find(_STRICT + name) if found is None else found


def _value(element: etree._Element | None, name: str = "val") -> str | None:
    if element is None:
        return None
    value = element.get(_W + name)
    return element.get(_STRICT + name) if value is None else value


def _flag(properties: etree._Element | None, name: str) -> bool | None:
    element = _child(properties, name)
    return None if element is None else (_value(element) or "1").lower() not in _OFF


@dataclass(slots=True)
class _Look:
    """How a run looks; None where nothing is said."""

    vanish: bool | None = None
    colour: str | None = None
    size: float | None = None
    bold: bool | None = None
    shade: str | None = None
    squeezed: bool | None = None
    away: str | None = None

    def over(self, base: _Look) -> _Look:
        """Return this look with what it leaves open taken from `base`."""
        return _Look(
            base.vanish if self.vanish is None else self.vanish,
            self.colour or base.colour,
            base.size if self.size is None else self.size,
            base.bold if self.bold is None else self.bold,
            self.shade or base.shade,
            base.squeezed if self.squeezed is None else self.squeezed,
            self.away or base.away,
        )


def _look(properties: etree._Element | None) -> _Look:
    if properties is None:
        return _Look()
    size = _value(_child(properties, "sz"))
    shade = _value(_child(properties, "shd"), "fill")
    highlight = _value(_child(properties, "highlight"))
    return _Look(
        vanish=_flag(properties, "vanish"),
        colour=_colour(_child(properties, "color")),
        size=float(size) / 2 if size and re.fullmatch(r"\d{1,5}(\.\d+)?", size) else None,
        bold=_flag(properties, "b"),
        shade=_HIGHLIGHTS.get(highlight, highlight) if highlight and highlight != "white" else shade,
        squeezed=_below(_value(_child(properties, "w")), 5),
        away="off_page" if _below((_value(_child(properties, "position")) or "").lstrip("-"), _FAR) is False else None,
    )


def _colour(element: etree._Element | None) -> str | None:
    """Return a run's colour; the theme's first background is the paper."""
    if (_value(element, "themeColor") or "") in ("background1", "light1", "bg1") and not _value(element, "themeShade"):
        return "FFFFFF"
    return _value(element)


def _below(number: str | None, least: int) -> bool | None:
    return None if not number or not re.fullmatch(r"\d{1,6}", number) else int(number) < least


def _away(properties: etree._Element | None) -> str | None:
    """Return why a paragraph can't be seen: lines of no height, or begun beyond any paper's edge."""
    spacing, indent = _child(properties, "spacing"), _child(properties, "ind")
    if _value(spacing, "lineRule") == "exact" and _below(_value(spacing, "line"), 40):
        return "clipped"
    if _below(_value(indent, "left") or _value(indent, "start"), _WIDEST) is False:
        return "off_page"
    return None


class _Styles:
    """Named styles with their inheritance resolved, and numbering."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._raw = {_value(s, "styleId") or "": s for s in (styles if styles is not None else ())}
        self._looks: dict[str, _Look] = {}
        default = _child(_child(_child(styles, "docDefaults"), "rPrDefault"), "rPr")
        self.default = _look(default)
        self.headings: dict[str, int] = {}
        self.numbers: dict[str, tuple[str, int]] = {}
        for style_id, style in self._raw.items():
            title = (_value(_child(style, "name")) or "").lower()
            match = re.fullmatch(r"(?:heading|überschrift|titre|título|titolo|kop) ?(\d)", title)
            outline = _value(_child(_child(style, "pPr"), "outlineLvl"))
            if match:
                self.headings[style_id] = min(6, max(1, int(match.group(1))))
            elif title == "title":
                self.headings[style_id] = 1
            elif outline and outline.isdigit() and int(outline) < 6:
                self.headings[style_id] = int(outline) + 1
            number = _child(_child(_child(style, "pPr"), "numPr"), "numId")
            if _value(number) not in (None, "0"):
                level = _value(_child(_child(_child(style, "pPr"), "numPr"), "ilvl")) or "0"
                self.numbers[style_id] = (_value(number) or "", int(level) if level.isdigit() else 0)
        self._formats = self._number_formats(numbering)

    @staticmethod
    def _number_formats(numbering: etree._Element | None) -> dict[str, str]:
        abstract: dict[str, str] = {}
        formats: dict[str, str] = {}
        for element in numbering if numbering is not None else ():
            if _local(element) == "abstractNum":
                abstract[_value(element, "abstractNumId") or ""] = (
                    _value(_child(_child(element, "lvl"), "numFmt")) or ""
                )
            elif _local(element) == "num":
                formats[_value(element, "numId") or ""] = abstract.get(
                    _value(_child(element, "abstractNumId")) or "", ""
                )
        return formats

    def is_list(self, number: str) -> bool:
        """Tell whether a numbering shows a mark at all."""
        return number not in ("", "0") and self._formats.get(number) != "none"

    def look(self, style_id: str | None) -> _Look:
        """Return the look of a named style."""
        if not style_id or style_id not in self._raw:
            return _Look()
        if style_id not in self._looks:
            self._looks[style_id] = _Look()  # a style that is based on itself ends here
            style = self._raw[style_id]
            look = _look(_child(style, "rPr"))
            shade = _value(_child(_child(style, "pPr"), "shd"), "fill")
            look.shade = look.shade or shade
            self._looks[style_id] = look.over(self.look(_value(_child(style, "basedOn"))))
        return self._looks[style_id]


class _Walker:
    """Walk the tree of one part into a flow."""

    def __init__(self, styles: _Styles, max_depth: int) -> None:
        self._styles, self._max_depth = styles, max_depth
        self.hidden: list[tuple[str, str]] = []
        self.boxes = 0
        self._in_code = False

    def flow(self, parent: etree._Element, flow: Flow, depth: int, shade: str | None = None) -> None:
        """Append what `parent` holds; `shade` is the fill of the table cell around it."""
        if depth > self._max_depth:
            raise unreadable("the document is nested too deeply")
        for child in parent:
            kind = _local(child)
            if kind == "p":
                self._paragraph(child, flow, depth, shade)
            elif kind == "tbl":
                flow.parts.append(self._table(child, depth + 1, shade))
            elif kind in ("footnote", "endnote"):
                if _value(child, "type") in (None, "normal"):
                    self.flow(child, flow, depth + 1, shade)
            elif kind and kind not in _SKIPPED:
                self.flow(child, flow, depth + 1, shade)

    def _table(self, table: etree._Element, depth: int, shade: str | None) -> list[list[Flow]]:
        rows: list[list[Flow]] = []
        for row in _held(table, "tr", {"tbl"}):
            cells = []
            for cell in _held(row, "tc", {"tbl", "p"}):
                properties = _child(cell, "tcPr")
                if _child(properties, "vMerge") is not None and _value(_child(properties, "vMerge")) != "restart":
                    continue
                fill = _value(_child(properties, "shd"), "fill")
                inner = Flow()
                self.flow(cell, inner, depth + 1, fill if _is_colour(fill) else shade)
                cells.append(inner)
            rows.append(cells)
        return rows

    def _paragraph(self, element: etree._Element, flow: Flow, depth: int, shade: str | None) -> None:
        properties = _child(element, "pPr")
        style = _value(_child(properties, "pStyle"))
        fill = _value(_child(properties, "shd"), "fill")
        base = self._styles.look(style).over(self._styles.default)
        base.shade = fill if _is_colour(fill) else (base.shade if _is_colour(base.shade) else shade)
        base.away = _away(properties)
        self._in_code = False  # the code of a field ends with its paragraph, even where the file forgets to say so
        boxes: list[Flow] = []
        pieces: list[tuple[str, _Look]] = []
        for text, look in self._runs(element, base, boxes, depth):
            reason = _hidden_reason(look)
            if reason and text.strip():
                self.hidden.append((text, reason))
            else:
                pieces.append((text, look))
        text = "".join(piece for piece, _ in pieces)
        letters = [(len(piece.strip()), look) for piece, look in pieces if piece.strip()]
        level = self._level(properties, style)
        outline = _value(_child(properties, "outlineLvl"))
        heading = self._styles.headings.get(style or "")
        bold_line = bool(letters) and all(look.bold for _, look in letters) and len(text) < 60
        if heading is None and outline and outline.isdigit() and int(outline) < 6:
            heading = int(outline) + 1
        if heading is not None or bold_line:
            # A box that floats beside a heading must not part it from its text.
            flow.parts.extend(box for box in boxes if box.parts)
            self.boxes += len(boxes)
            boxes = []
        if text.strip():
            size = max(letters, key=lambda pair: pair[0])[1].size if letters else None
            bold = bool(letters) and all(look.bold for _, look in letters)
            flow.parts.append(Paragraph(text, heading, level, bold, size))
        flow.parts.extend(box for box in boxes if box.parts)
        self.boxes += len(boxes)

    def _level(self, properties: etree._Element | None, style: str | None) -> int | None:
        number = _child(properties, "numPr")
        number_id, level = self._styles.numbers.get(style or "", ("", 0))
        if number is not None:
            number_id = _value(_child(number, "numId")) or number_id
            raw = _value(_child(number, "ilvl")) or ""
            level = int(raw) if raw.isdigit() else level
        return level if self._styles.is_list(number_id) else None

    def _runs(self, parent: etree._Element, base: _Look, boxes: list[Flow], depth: int) -> Iterator[tuple[str, _Look]]:
        if depth > self._max_depth:
            raise unreadable("the document is nested too deeply")
        for child in parent:
            kind = _local(child)
            if kind == "r":
                properties = _child(child, "rPr")
                style = self._styles.look(_value(_child(properties, "rStyle")))
                look = _look(properties).over(style).over(base)
                unseen = replace(look, vanish=True)
                for text in self._run_text(child, boxes, depth + 1):
                    yield text, unseen if self._in_code else look
            elif kind == "AlternateContent":
                choice = child.find(_MC + "Choice")
                yield from self._runs(choice if choice is not None else child, base, boxes, depth + 1)
            elif kind == "txbxContent":
                boxes.append(Flow())
                self.flow(child, boxes[-1], depth + 1)
            elif kind and kind not in _SKIPPED:
                yield from self._runs(child, base, boxes, depth + 1)

    def _run_text(self, run: etree._Element, boxes: list[Flow], depth: int) -> Iterator[str]:
        if depth > self._max_depth:
            raise unreadable("the document is nested too deeply")
        for child in run:
            kind = _local(child)
            if kind == "t":
                yield child.text or ""
            elif kind in ("tab", "ptab"):
                yield "\t"
            elif kind in ("br", "cr"):
                yield "\n"
            elif kind == "fldChar":
                self._in_code = _value(child, "fldCharType") == "begin"
            elif kind == "noBreakHyphen":
                yield "-"
            elif kind == "sym":
                yield _symbol(_value(child, "char"))
            elif kind == "txbxContent":
                boxes.append(Flow())
                self.flow(child, boxes[-1], depth + 1)
            elif kind == "AlternateContent":
                choice = child.find(_MC + "Choice")
                yield from self._run_text(choice if choice is not None else child, boxes, depth + 1)
            elif kind and kind not in _SKIPPED and len(child):
                yield from self._run_text(child, boxes, depth + 1)


def _held(parent: etree._Element, kind: str, stop: set[str]) -> Iterator[etree._Element]:
    """Yield children of a kind, content controls and inserted rows looked through, nested tables not."""
    stack = list(parent)[::-1]
    while stack:
        child = stack.pop()
        local = _local(child)
        if local == kind:
            yield child
        elif local not in stop and local not in _SKIPPED:
            stack.extend(list(child)[::-1])


def _symbol(code: str | None) -> str:
    try:
        value = int(code or "", 16)
    except ValueError:
        return ""
    return chr(value) if 0x20 <= value < 0xD800 or 0xE000 <= value < 0x10000 else ""


def _is_colour(fill: str | None) -> bool:
    return bool(fill) and fill not in ("auto", "none") and not _near_white(fill or "")


def _near_white(colour: str) -> bool:
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return colour.lower() == "white"
    return min(int(colour[at : at + 2], 16) for at in (0, 2, 4)) >= 0xF4


def _hidden_reason(look: _Look) -> str | None:
    if look.vanish:
        return "vanished"
    if look.size is not None and look.size < 1.6:
        return "tiny"
    if look.squeezed:
        return "tiny"
    if look.colour and _near_white(look.colour) and not _is_colour(look.shade):
        return "background_colour"
    if look.colour and _is_colour(look.shade) and look.colour.lower() == (look.shade or "").lower():
        return "background_colour"
    return look.away

"""ODT bytes → Draft: body, lists, tables, frames, notes, headers and footers; deleted text is left out."""

from __future__ import annotations

from lxml import etree

from skillgap.errors import InputError
from skillgap.readers.draft import Draft, Limits, unreadable
from skillgap.readers.looks import Look, colour_of
from skillgap.readers.outline import Flow, add_running, add_runs, draft_of
from skillgap.readers.styles import points
from skillgap.readers.zipped import Archive, held, local_name, parse_xml

_MEDIA = "application/vnd.oasis.opendocument.text"
_SKIPPED = frozenset(
    "tracked-changes annotation annotation-end forms sequence-decls user-field-decls variable-decls image object "
    "event-listeners desc title note-citation bookmark bookmark-start bookmark-end dde-connection-decls".split()
)
_SPACES = str.maketrans("\t\n\r", "   ")


def accepts(head: bytes, name: str) -> bool:
    """Tell by the media type, which stands first in the archive, or by the root of a flat file."""
    if head[:4] == b"PK\x03\x04":
        return b"mimetypeapplication/vnd.oasis.opendocument.text" in head[:120]
    return b"<office:document" in head and b"opendocument" in head


def read(data: bytes, *, name: str, limits: Limits) -> Draft:
    """Return header, body and footer."""
    if data[:4] == b"PK\x03\x04":
        archive = Archive(data, name=name, limits=limits)
        if b"encryption-data" in (archive.part("META-INF/manifest.xml") or b""):
            raise InputError("encrypted", f"{name} needs a password", hint="save a copy without a password")
        content, styles = archive.xml("content.xml"), archive.xml("styles.xml")
    else:
        content, styles = parse_xml(data, name=name), None
    if content is None:
        raise unreadable(f"{name} has no content part")
    walker = _Walker(_Styles((styles, content)), limits.max_depth)
    flow = Flow()
    source = styles if styles is not None else content
    walker.running(source, "header", flow)
    headers = [paragraph.text for paragraph in flow.paragraphs()]
    body = next(content.iter("{*}body"), content)
    walker.flow(body, flow, Look(), 0)
    walker.running(source, "footer", flow)
    return draft_of(_MEDIA, flow, walker.hidden, headers=headers)


def _attributes(element: etree._Element) -> dict[str, str]:
    """Return the attributes by their local names, the first of each; prefixes differ, local names are enough here."""
    return {str(key).rpartition("}")[2]: str(value) for key, value in reversed(element.attrib.items())}


def _attribute(element: etree._Element, name: str) -> str | None:
    return _attributes(element).get(name)


class _Styles:
    """Named and automatic styles, with their parents."""

    def __init__(self, roots: tuple[etree._Element | None, ...]) -> None:
        self._elements: dict[tuple[str, str], etree._Element] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        for root in roots:
            for element in root.iter("{*}style") if root is not None else ():
                if name := _attribute(element, "name"):
                    self._elements[_attribute(element, "family") or "", name] = element

    def look(self, family: str, name: str | None, depth: int = 0) -> Look:
        """Return the look of a style, its parents' included."""
        element = self._elements.get((family, name or ""))
        if element is None or depth > 30:
            return Look()
        key = (family, name or "")
        if key not in self._looks:
            look = self.look(family, _attribute(element, "parent-style-name"), depth + 1)
            for properties in element:
                if local_name(properties).endswith("-properties"):
                    look = _look_of(properties).over(look)
            self._looks[key] = look
        return self._looks[key]

    def title(self, name: str | None) -> str:
        """Return the plain name of a paragraph style or of its first named parent."""
        for _ in range(10):
            element = self._elements.get(("paragraph", name or ""))
            if element is None:
                break
            parent = _attribute(element, "parent-style-name")
            shown = (_attribute(element, "display-name") or name or "").replace("_20_", " ").lower()
            if shown.startswith("heading") or shown == "title" or not parent:
                return shown
            name = parent
        return (name or "").replace("_20_", " ").lower()


def _look_of(properties: etree._Element) -> Look:
    """Return how properties make text look."""
    said = _attributes(properties)
    display, weight, size = said.get("display"), said.get("font-weight"), said.get("font-size")
    filled = "fill-color" if said.get("fill") == "solid" else "background-color"
    return Look(
        hidden=display == "none" if display in ("none", "true") else None,
        colour=colour_of(said.get("color", "").lower()),
        back=colour_of(said.get(filled, "").lower()),
        size=points(size) if size and not size.endswith("%") else None,
        bold=weight == "bold" if weight else None,
    )


class _Walker:
    """Walk content into a flow."""

    def __init__(self, styles: _Styles, max_depth: int) -> None:
        self._styles, self._max_depth = styles, max_depth
        self.hidden: list[tuple[str, str]] = []

    def running(self, root: etree._Element, kind: str, flow: Flow) -> None:
        """Add the header or footer of each page style once."""
        for element in root.iter("{*}" + kind):
            box = Flow()
            self.flow(element, box, Look(), 0)
            add_running(flow, box)

    def flow(self, parent: etree._Element, flow: Flow, look: Look, depth: int, level: int | None = None) -> None:
        """Append what `parent` holds; `level` is the list level around it."""
        if depth > self._max_depth:
            raise unreadable("the document is nested too deeply")
        for child in parent:
            self._part(child, flow, look, depth, level)

    def _part(self, child: etree._Element, flow: Flow, look: Look, depth: int, level: int | None) -> None:
        kind = local_name(child)
        if kind in ("p", "h"):
            self._paragraph(child, kind, flow, look, depth, level)
        elif kind in ("list", "numbered-list"):
            self.flow(child, flow, look, depth + 1, 0 if level is None else level + 1)
        elif kind == "list-header":
            self.flow(child, flow, look, depth + 1, None)
        elif kind == "list-item":
            first = True
            for part in child:
                is_text = local_name(part) in ("p", "h")
                # Only the first paragraph of an item has its bullet.
                self._part(part, flow, look, depth, None if is_text and not first else level)
                first = first and not is_text
        elif kind == "table":
            flow.parts.append(self._table(child, look, depth + 1))
        elif kind in ("frame", "text-box"):
            box = Flow()
            self.flow(child, box, self._on(child, look), depth + 1)
            if box.parts:
                flow.parts.append(box)
        elif kind and kind not in _SKIPPED:
            unseen = kind == "section" and _attribute(child, "display") == "none"
            self.flow(child, flow, look._replace(hidden=True) if unseen else look, depth + 1, level)

    def _on(self, shape: etree._Element, look: Look) -> Look:
        """Return the look of text on what a frame or a shape is filled with."""
        return look._replace(back=self._styles.look("graphic", _attribute(shape, "style-name")).back or look.back)

    def _table(self, table: etree._Element, look: Look, depth: int) -> list[list[Flow]]:
        rows: list[list[Flow]] = []
        for row in held(table, "table-row", {"table"}):
            rows.append([])
            for cell in row:
                if local_name(cell) == "table-cell":
                    style = self._styles.look("table-cell", _attribute(cell, "style-name"))
                    rows[-1].append(Flow())
                    self.flow(cell, rows[-1][-1], style.over(look), depth + 1)
        return rows

    def _paragraph(
        self, element: etree._Element, kind: str, flow: Flow, look: Look, depth: int, level: int | None
    ) -> None:
        style = _attribute(element, "style-name")
        base = self._styles.look("paragraph", style).over(look)
        if look.hidden or any(
            local_name(child) == "hidden-paragraph" and _attribute(child, "is-hidden") == "true" for child in element
        ):
            base = base._replace(hidden=True)
        boxes: list[Flow] = []
        pieces: list[tuple[str, Look]] = []
        self._inline(element, base, pieces, boxes, depth)
        self.hidden += add_runs(flow, pieces, boxes, self._heading(element, kind, style), level)

    def _heading(self, element: etree._Element, kind: str, style: str | None) -> int | None:
        title = self._styles.title(style)
        named = title.removeprefix("heading ").strip() if title.startswith("heading ") else None
        said = _attribute(element, "outline-level") if kind == "h" else named
        level = int(said) if said and said.isdigit() else 0
        return min(6, level) or (1 if kind == "h" or title == "title" else None)

    def _inline(
        self, element: etree._Element, look: Look, pieces: list[tuple[str, Look]], boxes: list[Flow], depth: int
    ) -> None:
        if depth > self._max_depth:
            raise unreadable("the document is nested too deeply")
        pieces.append((_collapsed(element.text), look))
        for child in element:
            kind = local_name(child)
            if kind == "s":
                count = _attribute(child, "c") or "1"
                pieces.append((" " * (min(int(count), 200) if count.isdigit() else 1), look))
            elif kind == "tab":
                pieces.append(("\t", look))
            elif kind == "line-break":
                pieces.append(("\n", look))
            elif kind in ("frame", "text-box", "custom-shape", "g", "note-body"):
                boxes.append(Flow())
                self.flow(child, boxes[-1], self._on(child, look), depth + 1)
            elif kind in ("hidden-text", "hidden-paragraph"):
                pieces.append((_collapsed("".join(map(str, child.itertext()))), look._replace(hidden=True)))
            elif kind and kind not in _SKIPPED:
                inner = look
                if kind == "span":
                    inner = self._styles.look("text", _attribute(child, "style-name")).over(look)
                self._inline(child, inner, pieces, boxes, depth + 1)
            pieces.append((_collapsed(child.tail), look))


def _collapsed(text: str | None) -> str:
    return "" if text is None else text.translate(_SPACES)

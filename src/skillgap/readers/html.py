"""HTML bytes → Draft: what a browser would show, without navigation, scripts and data for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from skillgap.readers.cleaning import bold_lead, parted_by_weight
from skillgap.readers.draft import Draft, DraftHidden, Limits, unreadable
from skillgap.readers.encoding import decode
from skillgap.readers.outline import Flow, Paragraph, flow_lines, hidden_text
from skillgap.readers.styles import Style, StyleSheet, hidden_by

_SIGN = re.compile(
    rb"(?i)<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]|<(?:div|p|ul|ol|li|table|h[1-6]|section|article|main|span|br)"
    rb"(?:\s[^<>]*)?/?>"
)
_BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure form
    h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary ul hgroup search footer nav
    """.split()
)
_DROPPED = frozenset(
    """
    script style noscript template head nav footer iframe object embed svg math canvas audio video select button input
    textarea map datalist title meta link noframes
    """.split()
)
_CELL = "\x1f"
_KEPT = "\x02"
"""A space of preformatted text, which stays as it is."""
_OURS = str.maketrans({"\0": None, "\x1e": " ", _CELL: " ", _KEPT: " "})
_AS_IT_STANDS = str.maketrans({"\n": "\x1e", " ": _KEPT})
_DATE = re.compile(
    r"\w\x1f\s*(?:\d{1,2}[./]\d|(?:19|20)\d\d\b|[A-Z][a-z]{2,8}\.?,? (?:\d\d?, )?(?:19|20)\d\d"
    r"|\d+ (?:y(?:ea)?rs?|mos?|months?)\b)"
    r"|\b(?:19|20)\d\d\x1f[^\W_]"
)
"""Where an element ends and the next one begins with a date or a duration, or follows a year, nothing between them."""
_BOLD = frozenset("b strong th h1 h2 h3 h4 h5 h6".split())


def accepts(head: bytes, name: str) -> bool:
    """Tell by a document type or by tags; Markdown may hold single tags, so a name ending in .md is not HTML."""
    if b"\0" in head[:64] and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200]
    if re.match(rb"(?i)(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", start):
        return True
    if name.lower().endswith((".html", ".htm", ".xhtml")):
        return b"<" in head
    if name.lower().endswith((".md", ".markdown")):
        return False
    return start.startswith(b"<") and len(_SIGN.findall(head)) >= 2


def read(data: bytes, *, name: str, limits: Limits) -> Draft:
    """Return the text a browser shows, block by block."""
    declared = re.search(rb"(?i)charset\s*=\s*[\"']?([\w-]{2,20})", data[:4096])
    text = decode(data, name=name, declared=declared.group(1).decode("ascii") if declared else None)
    draft = Draft("text/html")
    text = draft.limited(text, 10 * limits.max_characters)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).translate(_OURS)
    if not text.strip():
        return draft
    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(f"{name} is damaged HTML") from error
    if root is None:
        return draft
    walker = _Walker(StyleSheet.of(root), limits.max_depth)
    walker.walk(root, Style(), 0)
    walker.close()
    draft.lines = flow_lines(walker.flow)
    draft.hidden = hidden_text(walker.hidden) + [DraftHidden(text, "comment") for text in walker.comments]
    return draft


def _opening(element: etree._Element) -> str:
    """Return the first letters of an element's text."""
    return "".join(map(str, islice(element.itertext(), 3)))[:30]


class _Walker:
    """Walk the tree; text gathers in a paragraph until a block begins or ends."""

    def __init__(self, sheet: StyleSheet, max_depth: int) -> None:
        self.flow = Flow()
        self.hidden: list[tuple[str, str]] = []
        self.comments: list[str] = []
        self._sheet = sheet
        self._max_depth = max(max_depth, 256)
        self._text: list[str] = []
        self._bold: dict[int, bool] = {}
        self._heading: int | None = None
        self._level: int | None = None

    def close(self) -> None:
        """End the paragraph."""
        text = "".join(self._text)
        in_line = self._level is None and self._heading is None and "\x1e" not in text
        if in_line and (at := bold_lead(self._bold)) is not None:
            # A tab of the source is a space: only the one between the two parts them.
            lead, rest = ("".join(part).replace("\t", " ") for part in (self._text[:at], self._text[at:]))
            text = parted_by_weight(lead, rest).replace("\t", _CELL)
        lines = [re.sub(r"[ \t\r\f]+", " ", line).strip() for line in text.split("\x1e")]
        if _CELL in text:
            lines = [re.sub(rf"\s*{_CELL}\s*", "\t", line).strip() for line in lines]
        shown = "\n".join(lines).strip("\n").replace(_KEPT, " ")
        if shown.strip():
            bold = bool(self._bold) and all(self._bold.values())
            self.flow.parts.append(Paragraph(shown, self._heading, self._level, bold))
            self._level = None
        elif "\x1e" in text:
            self.flow.leave_blank()
        self._text, self._bold = [], {}

    def walk(self, element: etree._Element, style: Style, depth: int) -> None:
        """Add what an element shows."""
        tag = element.tag
        if not isinstance(tag, str):
            if tag is etree.Comment:
                words = " ".join((element.text or "").split())
                if len(words) > 2 and not words.startswith("[if"):
                    self.comments.append(words)
            return
        tag = tag.lower()
        if tag in _DROPPED or depth > self._max_depth or element.get("role") in ("navigation", "contentinfo"):
            return
        style = self._sheet.style(element, tag, style)
        if not self._shows(element, style):
            return
        if tag == "br":
            self._text.append("\x1e")
        elif tag == "img":
            self._text.append(" ")
        elif tag == "table":
            self.close()
            self._table(element, style, depth)
        elif tag in _BLOCKS or style.block:
            self._block(element, tag, style, depth)
        else:
            self._inline(element, tag, style, depth)

    def _block(self, element: etree._Element, tag: str, style: Style, depth: int) -> None:
        self.close()
        heading, level = self._heading, self._level
        if re.fullmatch(r"h[1-6]", tag):
            self._heading, self._level = int(tag[1]), None
        elif tag == "li":
            self._level = max(0, sum(parent.tag in ("ul", "ol", "menu") for parent in element.iterancestors()) - 1)
        elif tag in ("ul", "ol"):
            self._level = None
        self._inner(element, style, depth, bold=tag in _BOLD or style.bold)
        self.close()
        self._heading = heading
        self._level = level if tag != "li" else None

    def _inline(self, element: etree._Element, tag: str, style: Style, depth: int) -> None:
        # Labels of a tag cloud are boxes side by side: they look apart even with no space in the source.
        apart = style.box or tag in ("td", "th")
        if apart:
            self._text.append("\t" if self._text and self._text[-1].strip() else " ")
        self._inner(element, style, depth, bold=tag in _BOLD or style.bold)
        if apart:
            self._text.append(" ")

    def _inner(self, element: etree._Element, style: Style, depth: int, *, bold: bool) -> None:
        self._add(element.text, style, bold, element.tag == "pre")
        for number, child in enumerate(element):
            if number and self._text and self._text[-1].strip() and not element[number - 1].tail:
                # Items of a flexible row stand apart even with no space in the source, and so do dates.
                if style.row:
                    self._text.append(_CELL)
                elif isinstance(child.tag, str) and _DATE.search(self._text[-1][-5:] + _CELL + _opening(child)):
                    self._text.append(" ")
            self.walk(child, style, depth + 1)
            self._add(child.tail, style, bold, element.tag == "pre")

    def _add(self, text: str | None, style: Style, bold: bool, pre: bool) -> None:
        if not text:
            return
        reason = hidden_by(style)
        if reason:
            if text.strip():
                self.hidden.append((text, reason))
            return
        self._text.append(text.expandtabs().translate(_AS_IT_STANDS) if pre else text.replace("\n", " "))
        if text.strip():
            self._bold[len(self._text) - 1] = bold

    def _shows(self, element: etree._Element, style: Style) -> bool:
        """Tell whether anything of an element shows; text that does not is kept with the reason."""
        if not style.reason and not style.dropped:
            return True
        text = " ".join("".join(_visible_words(element)).split())
        if text and style.reason:
            self.hidden.append((text + " ", style.reason))
        return False

    def _table(self, table: etree._Element, style: Style, depth: int) -> None:
        caption = table.find("caption")
        if caption is not None:
            self.walk(caption, style, depth + 1)
        rows: list[list[Flow]] = []
        outer = self.flow
        for row, row_style in self._rows(table, style):
            rows.append([])
            for cell in row.iterchildren("td", "th"):
                self.flow = Flow()
                self._cell(cell, row_style, depth + 2)
                rows[-1].append(self.flow)
        self.flow = outer
        self.flow.parts.append(rows)

    def _rows(self, parent: etree._Element, style: Style) -> Iterator[tuple[etree._Element, Style]]:
        """Yield the rows that show, with their styles; not those of tables within."""
        for child in parent.iterchildren(etree.Element):
            tag = str(child.tag).lower()
            inner = self._sheet.style(child, tag, style)
            if tag in ("table", "caption") or not self._shows(child, inner):
                continue
            if tag == "tr":
                yield child, inner
            else:
                yield from self._rows(child, inner)

    def _cell(self, cell: etree._Element, style: Style, depth: int) -> None:
        style = self._sheet.style(cell, str(cell.tag), style)
        if not self._shows(cell, style) or depth > self._max_depth:
            return
        heading, level = self._heading, self._level
        self._heading = self._level = None
        self._inner(cell, style, depth, bold=cell.tag == "th" or style.bold)
        self.close()
        self._heading, self._level = heading, level


def _visible_words(element: etree._Element) -> list[str]:
    words: list[str] = []
    for inner in element.iter():
        if isinstance(inner.tag, str) and inner.tag not in ("script", "style"):
            words.append(inner.text or "")
        if inner is not element:
            words.append(" " + (inner.tail or ""))
    return words

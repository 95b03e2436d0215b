"""DOCX properties → how text looks: named styles with what they inherit, numbering, and why a run can't be seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from skillgap.readers.looks import WHITE, Colour, Look, colour_of
from skillgap.readers.zipped import local_name

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_NAMESPACES = (_W[:-1], _STRICT[:-1])
# Twentieths of a point: the longer side of A3.
_WIDEST = 24_000
_FAR = 400
"""Half-points above or below its line, at which text stands in other lines or off the paper."""
_HIGHLIGHTS = {
    "yellow": "ffff00", "green": "00ff00", "cyan": "00ffff", "magenta": "ff00ff", "blue": "0000ff", "red": "ff0000",
    "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "c0c0c0", "black": "000000",
}  # fmt: skip
_GREY: Colour = (128, 128, 128)
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop) ?(\d)")
ListLevel = tuple[str, int]
"""The number of a list, and the level in it."""
_NO_LIST: ListLevel = ("", 0)
_OFF = {"0", "false", "off", "none"}


def child_of(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child of a name, in either namespace."""
    wanted = (_W + name, _STRICT + name)
    # Nearly always the first child: a walk is quicker than a search by path.
    return next((child for child in element if child.tag in wanted), None)


def children_of(element: etree._Element | None) -> dict[str, etree._Element]:
    """Return the first children of each name, in either namespace; none of nothing."""
    found: dict[str, etree._Element] = {}
    for child in element if element is not None else ():
        namespace, _, name = str(child.tag).rpartition("}")
        if namespace in _NAMESPACES:
            found.setdefault(name, child)
    return found


def value_of(element: etree._Element | None, name: str = "val") -> str | None:
    """Return an attribute, in either namespace."""
    if element is None:
        return None
    value = element.get(_W + name)
    return element.get(_STRICT + name) if value is None else value


def _flag(element: etree._Element | None) -> bool | None:
    return None if element is None else (value_of(element) or "1").lower() not in _OFF


def look_of(properties: etree._Element | None) -> Look:
    """Return how run properties make text look."""
    if properties is None:
        return Look()
    said = children_of(properties)
    size = value_of(said.get("sz"))
    highlight = value_of(said.get("highlight"))
    position = value_of(said.get("position"))
    return Look(
        hidden=_flag(said.get("vanish")),
        colour=_colour(said.get("color")),
        back=_hex(_HIGHLIGHTS.get(highlight or "")) or fill_of(said.get("shd")),
        size=float(size) / 2 if size and re.fullmatch(r"\d{1,5}(\.\d+)?", size) else None,
        bold=_flag(said.get("b")),
        squeezed=_below(value_of(said.get("w")), 5),
        away="off_page" if _below((position or "").lstrip("-"), _FAR) is False else None,
    )


def fill_of(element: etree._Element | None) -> Colour | None:
    """Return the colour that a shading fills its text, paragraph or cell with; None where it fills nothing."""
    return _hex(value_of(element, "fill"))


def ground_of(text_box: etree._Element) -> Colour | None:
    """Return what fills the shape around the content of a text box; grey where only a theme or a picture tells it."""
    shape = text_box.getparent()
    shape = shape.getparent() if shape is not None else None
    if shape is None:
        return None
    if (colour := shape.get("fillcolor")) is not None:
        return colour_of(colour.lower().split()[0]) if (shape.get("filled") or "t").lower() in ("t", "true") else None
    kinds = {local_name(fill): fill for part in shape if local_name(part) == "spPr" for fill in part}
    solid = kinds.get("solidFill")
    said = [part.get("val") or "" for part in solid] if solid is not None else []
    if said and said[0] in ("bg1", "lt1"):
        return None
    known = _hex(said[0]) if said else None
    return known or (_GREY if said or {"gradFill", "blipFill", "pattFill"} & kinds.keys() else None)


def _colour(element: etree._Element | None) -> Colour | None:
    """Return a run's colour; the theme's first background is the paper, and what is chosen for it is black."""
    theme = value_of(element, "themeColor") or ""
    if theme in ("background1", "light1", "bg1") and not value_of(element, "themeShade"):
        return WHITE
    value = value_of(element)
    return (_hex(value) or (0, 0, 0)) if value else None


def _hex(value: str | None) -> Colour | None:
    return (colour_of("#" + value.lower()) or colour_of(value.lower())) if value else None


def _below(number: str | None, least: int) -> bool | None:
    return None if not number or not re.fullmatch(r"\d{1,6}", number) else int(number) < least


def away_of(said: Mapping[str, etree._Element]) -> str | None:
    """Return why a paragraph of some properties can't be seen: lines of no height, or begun beyond any paper's edge."""
    spacing, indent = said.get("spacing"), said.get("ind")
    if value_of(spacing, "lineRule") == "exact" and _below(value_of(spacing, "line"), 40):
        return "clipped"
    if _below(value_of(indent, "left") or value_of(indent, "start"), _WIDEST) is False:
        return "off_page"
    return None


def list_of(number: etree._Element | None, base: ListLevel) -> ListLevel:
    """Return the list and level that numbering properties name; what they leave open is taken from `base`."""
    said = children_of(number)
    level = value_of(said.get("ilvl")) or ""
    return value_of(said.get("numId")) or base[0], int(level) if level.isdigit() else base[1]


_UTF8 = re.compile(rb"<\?xml version=(['\"])1\.0\1 encoding=(['\"])UTF-8\2[^<>?]{0,30}\?>")
_STYLE, _TABLE, _END = b"<w:style ", b'w:type="table" ', b"</w:style>"


def without_tables(styles: bytes) -> bytes:
    """Return a part of styles without those of tables: text has none of them, and templates bring a hundred.

    In any other form than programs write (comments, encodings) it is left whole: its tags could be something else.
    """
    if b"!" in styles or styles.count(b"?") > 2 or not _UTF8.match(styles):
        return styles
    head, *rest = styles.split(_STYLE)
    kept = [s.partition(_END)[2] if s.startswith(_TABLE) and _END in s else _STYLE + s for s in rest]
    return b"".join([head, *kept])


class Style(NamedTuple):
    """What a named style says of its text, with what it inherits, and of its paragraphs."""

    look: Look = Look()
    heading: int | None = None
    number: ListLevel = _NO_LIST


_NO_STYLE = Style()


class Styles:
    """Named styles, resolved when text has them, and numbering."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        every = styles if styles is not None else ()
        self._raw = {name: style for style in every if (name := value_of(style, "styleId"))}
        self._styles: dict[str, Style] = {}
        defaults = children_of(children_of(children_of(styles).get("docDefaults")).get("rPrDefault"))
        self.default = look_of(defaults.get("rPr"))
        self._formats = self._number_formats(numbering)

    @staticmethod
    def _number_formats(numbering: etree._Element | None) -> dict[str, str]:
        abstract: dict[str, str] = {}
        formats: dict[str, str] = {}
        for element in numbering if numbering is not None else ():
            if local_name(element) == "abstractNum":
                level = children_of(child_of(element, "lvl"))
                abstract[value_of(element, "abstractNumId") or ""] = value_of(level.get("numFmt")) or ""
            elif local_name(element) == "num":
                name = value_of(child_of(element, "abstractNumId")) or ""
                formats[value_of(element, "numId") or ""] = abstract.get(name, "")
        return formats

    def is_list(self, number: str) -> bool:
        """Tell whether a numbering shows a mark at all."""
        return number not in ("", "0") and self._formats.get(number) != "none"

    def style(self, name: str | None) -> Style:
        """Return a named style; one that says nothing where there is none."""
        if name is None or name not in self._raw:
            return _NO_STYLE
        if name not in self._styles:
            self._styles[name] = _NO_STYLE  # a style that is based on itself ends here
            said = children_of(self._raw[name])
            paragraph = children_of(said.get("pPr"))
            look = look_of(said.get("rPr"))
            look = look._replace(back=look.back or fill_of(paragraph.get("shd")))
            look = look.over(self.style(value_of(said.get("basedOn"))).look)
            number = list_of(paragraph.get("numPr"), _NO_LIST)
            title = (value_of(said.get("name")) or "").lower()
            heading = _heading(title, value_of(paragraph.get("outlineLvl")))
            self._styles[name] = Style(look, heading, _NO_LIST if number[0] in ("", "0") else number)
        return self._styles[name]


def _heading(title: str, outline: str | None) -> int | None:
    match = _HEADING.fullmatch(title)
    if match:
        return min(6, max(1, int(match[1])))
    return 1 if title == "title" else heading_at(outline)


def heading_at(outline: str | None) -> int | None:
    """Return the heading of an outline level; levels count from 0, and those from 6 on are none."""
    return int(outline) + 1 if outline and outline.isdigit() and int(outline) < 6 else None

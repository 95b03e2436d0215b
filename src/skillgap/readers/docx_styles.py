"""DOCX properties → how text looks: named styles with what they inherit, numbering, and why a run can't be seen."""

from __future__ import annotations

import re

from lxml import etree

from skillgap.readers.looks import WHITE, Colour, Look, colour_of
from skillgap.readers.zipped import local_name

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
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
_OFF = {"0", "false", "off", "none"}


def child_of(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a name, in either namespace."""
    if element is None:
        return None
    found = element.find(_W + name)
    return element.find(_STRICT + name) if found is None else found


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
    # Runs have few properties: one walk over them is quicker than a search for each.
    said: dict[str, etree._Element] = {}
    for child in properties:
        said.setdefault(local_name(child), child)
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


def away_of(properties: etree._Element | None) -> str | None:
    """Return why a paragraph can't be seen: lines of no height, or begun beyond any paper's edge."""
    spacing, indent = child_of(properties, "spacing"), child_of(properties, "ind")
    if value_of(spacing, "lineRule") == "exact" and _below(value_of(spacing, "line"), 40):
        return "clipped"
    if _below(value_of(indent, "left") or value_of(indent, "start"), _WIDEST) is False:
        return "off_page"
    return None


class Styles:
    """Named styles with their inheritance resolved, and numbering."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._raw = {value_of(s, "styleId") or "": s for s in (styles if styles is not None else ())}
        self._looks: dict[str, Look] = {}
        default = child_of(child_of(child_of(styles, "docDefaults"), "rPrDefault"), "rPr")
        self.default = look_of(default)
        self.headings: dict[str, int] = {}
        self.numbers: dict[str, tuple[str, int]] = {}
        for style_id, style in self._raw.items():
            title = (value_of(child_of(style, "name")) or "").lower()
            match = re.fullmatch(r"(?:heading|überschrift|titre|título|titolo|kop) ?(\d)", title)
            outline = value_of(child_of(child_of(style, "pPr"), "outlineLvl"))
            if match:
                self.headings[style_id] = min(6, max(1, int(match.group(1))))
            elif title == "title":
                self.headings[style_id] = 1
            elif outline and outline.isdigit() and int(outline) < 6:
                self.headings[style_id] = int(outline) + 1
            number = child_of(child_of(child_of(style, "pPr"), "numPr"), "numId")
            if value_of(number) not in (None, "0"):
                level = value_of(child_of(child_of(child_of(style, "pPr"), "numPr"), "ilvl")) or "0"
                self.numbers[style_id] = (value_of(number) or "", int(level) if level.isdigit() else 0)
        self._formats = self._number_formats(numbering)

    @staticmethod
    def _number_formats(numbering: etree._Element | None) -> dict[str, str]:
        abstract: dict[str, str] = {}
        formats: dict[str, str] = {}
        for element in numbering if numbering is not None else ():
            if local_name(element) == "abstractNum":
                abstract[value_of(element, "abstractNumId") or ""] = (
                    value_of(child_of(child_of(element, "lvl"), "numFmt")) or ""
                )
            elif local_name(element) == "num":
                formats[value_of(element, "numId") or ""] = abstract.get(
                    value_of(child_of(element, "abstractNumId")) or "", ""
                )
        return formats

    def is_list(self, number: str) -> bool:
        """Tell whether a numbering shows a mark at all."""
        return number not in ("", "0") and self._formats.get(number) != "none"

    def look(self, style_id: str | None) -> Look:
        """Return the look of a named style."""
        if not style_id or style_id not in self._raw:
            return Look()
        if style_id not in self._looks:
            self._looks[style_id] = Look()  # a style that is based on itself ends here
            style = self._raw[style_id]
            look = look_of(child_of(style, "rPr"))
            shade = fill_of(child_of(child_of(style, "pPr"), "shd"))
            look = look._replace(back=look.back or shade)
            self._looks[style_id] = look.over(self.look(value_of(child_of(style, "basedOn"))))
        return self._looks[style_id]

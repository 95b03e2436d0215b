"""DOCX properties → how text looks: named styles with what they inherit, numbering, and why a run can't be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
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


def local_name(element: etree._Element) -> str:
    """Return a tag without its namespace; "" for comments."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


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


@dataclass(slots=True)
class Look:
    """How a run looks; None where nothing is said."""

    vanish: bool | None = None
    colour: str | None = None
    size: float | None = None
    bold: bool | None = None
    shade: str | None = None
    squeezed: bool | None = None
    away: str | None = None

    def over(self, base: Look) -> Look:
        """Return this look with what it leaves open taken from `base`."""
        return Look(
            base.vanish if self.vanish is None else self.vanish,
            self.colour or base.colour,
            base.size if self.size is None else self.size,
            base.bold if self.bold is None else self.bold,
            self.shade or base.shade,
            base.squeezed if self.squeezed is None else self.squeezed,
            self.away or base.away,
        )


def look_of(properties: etree._Element | None) -> Look:
    """Return how run properties make text look."""
    if properties is None:
        return Look()
    # Runs have few properties: one walk over them is quicker than a search for each.
    said: dict[str, etree._Element] = {}
    for child in properties:
        said.setdefault(local_name(child), child)
    size = value_of(said.get("sz"))
    shade = value_of(said.get("shd"), "fill")
    highlight = value_of(said.get("highlight"))
    position = value_of(said.get("position"))
    return Look(
        vanish=_flag(said.get("vanish")),
        colour=_colour(said.get("color")),
        size=float(size) / 2 if size and re.fullmatch(r"\d{1,5}(\.\d+)?", size) else None,
        bold=_flag(said.get("b")),
        shade=_HIGHLIGHTS.get(highlight, highlight) if highlight and highlight != "white" else shade,
        squeezed=_below(value_of(said.get("w")), 5),
        away="off_page" if _below((position or "").lstrip("-"), _FAR) is False else None,
    )


def _colour(element: etree._Element | None) -> str | None:
    """Return a run's colour; the theme's first background is the paper."""
    if (value_of(element, "themeColor") or "") in ("background1", "light1", "bg1") and not value_of(
        element, "themeShade"
    ):
        return "FFFFFF"
    return value_of(element)


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
            shade = value_of(child_of(child_of(style, "pPr"), "shd"), "fill")
            look.shade = look.shade or shade
            self._looks[style_id] = look.over(self.look(value_of(child_of(style, "basedOn"))))
        return self._looks[style_id]


def hidden_reason(look: Look) -> str | None:
    """Return why text of a look can't be seen, or None."""
    if look.vanish:
        return "vanished"
    if look.size is not None and look.size < 1.6:
        return "tiny"
    if look.squeezed:
        return "tiny"
    if look.colour and _near_white(look.colour) and not is_colour(look.shade):
        return "background_colour"
    if look.colour and is_colour(look.shade) and look.colour.lower() == (look.shade or "").lower():
        return "background_colour"
    return look.away


def is_colour(fill: str | None) -> bool:
    """Tell whether a fill is a colour that is not the paper's."""
    return bool(fill) and fill not in ("auto", "none") and not _near_white(fill or "")


def _near_white(colour: str) -> bool:
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return colour.lower() == "white"
    return min(int(colour[at : at + 2], 16) for at in (0, 2, 4)) >= 0xF4

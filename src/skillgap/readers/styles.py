"""CSS of a page → whether an element shows: inline styles and simple rules of style sheets, no layout.

Understood: selectors of tag, class, id and attribute-free chains of them (only the last part of a chain is looked
at, and a rule counts only when its earlier parts stand among the ancestors); display, visibility, opacity, font-size,
colours, position far off the page, clip, text-indent.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from skillgap.readers.looks import WHITE, Colour, are_near, colour_of

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_SELECTOR = re.compile(r"[.#]?[\w-]+")
_MAX_RULES = 2000
_NEAR = 24
"""Difference in red, green or blue that a text needs on the screen to stand out from what lies below it."""


class Style(NamedTuple):
    """What matters of an element's style; `reason` says why it is hidden with all that it holds."""

    reason: str | None = None
    dropped: bool = False
    invisible: bool = False
    tiny: bool = False
    colour: Colour | None = None
    background: Colour | None = WHITE
    bold: bool = False
    block: bool = False
    box: bool = False
    row: bool = False


def hidden_by(style: Style) -> str | None:
    """Return why the element's own text can't be seen, or None."""
    if style.invisible:
        return "display_none"
    if style.tiny:
        return "tiny"
    colour, background = style.colour, style.background
    if colour is not None and background is not None and are_near(colour, background, least=_NEAR):
        return "background_colour"
    return None


class _Rule(NamedTuple):
    parts: tuple[tuple[str, ...], ...]
    rank: tuple[int, int, int]
    declarations: dict[str, str]


class StyleSheet:
    """The rules of a page's style elements, by the last part of their selectors."""

    def __init__(self, rules: list[_Rule]) -> None:
        self._by_key: dict[str, list[_Rule]] = {}
        for rule in rules:
            self._by_key.setdefault(rule.parts[-1][-1], []).append(rule)

    @classmethod
    def of(cls, root: etree._Element) -> StyleSheet:
        """Return the rules of all style elements for screens."""
        rules: list[_Rule] = []
        for element in root.iter("style"):
            if "print" in (element.get("media") or ""):
                continue
            text = re.sub(r"/\*.*?(?:\*/|\Z)", "", element.text or "", flags=re.DOTALL)
            text = _without_media(text)
            for selectors, body in _RULE.findall(text)[:_MAX_RULES]:
                declarations = _declarations(body)
                for selector in selectors.split(","):
                    parts = _parts(selector)
                    if parts:
                        flat = [key for part in parts for key in part]
                        rank = (
                            sum(key[0] == "#" for key in flat),
                            sum(key[0] == "." for key in flat),
                            sum(key[0] not in "#." for key in flat),
                        )
                        rules.append(_Rule(parts, rank, declarations))
        return cls(rules[:_MAX_RULES])

    def style(self, element: etree._Element, tag: str, parent: Style) -> Style:
        """Return an element's style within its parent's."""
        declarations: dict[str, str] = {}
        if self._by_key:
            keys = _keys(element, tag)
            found = [rule for key in keys for rule in self._by_key.get(key, ()) if _matches(rule, element, keys)]
            for rule in sorted(found, key=lambda rule: rule.rank):
                declarations.update(rule.declarations)
        inline = element.get("style")
        if inline:
            declarations.update(_declarations(inline))
        return _apply(declarations, element, tag, parent)


def _without_media(text: str) -> str:
    """Drop @media print blocks, unwrap other @ blocks."""
    text = re.sub(r"@media[^{]*\bprint\b[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)
    text = re.sub(r"@(?:font-face|page|keyframes)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)
    return re.sub(r"@(?:media|supports|layer)[^{]*\{", "", text)


def _parts(selector: str) -> tuple[tuple[str, ...], ...] | None:
    selector = selector.strip().replace(">", " ")
    if not selector or re.search(r"[:\[+~*@]", selector):
        return None
    return tuple(tuple(_SELECTOR.findall(part.strip())) for part in selector.split() if _SELECTOR.match(part)) or None


def _keys(element: etree._Element, tag: str) -> tuple[str, ...]:
    classes = ["." + name for name in (element.get("class") or "").split()[:30]]
    identity = ["#" + (element.get("id") or "")] if element.get("id") else []
    return (tag, *classes, *identity)


def _matches(rule: _Rule, element: etree._Element, keys: tuple[str, ...]) -> bool:
    if not set(rule.parts[-1]) <= set(keys):
        return False
    above = element.getparent()
    for part in reversed(rule.parts[:-1]):
        while above is not None and not set(part) <= set(_keys(above, str(above.tag))):
            above = above.getparent()
        if above is None:
            return False
        above = above.getparent()
    return True


def _declarations(body: str) -> dict[str, str]:
    return {
        key.lower(): value.strip().lower().removesuffix("!important").strip()
        for key, value in _DECLARATION.findall(body)
    }


def _apply(css: dict[str, str], element: etree._Element, tag: str, parent: Style) -> Style:
    style = parent._replace(block=False, box=False, row=False, bold=parent.bold or tag in ("b", "strong"))
    if element.get("hidden") is not None or (tag == "dialog" and element.get("open") is None):
        return style._replace(reason="display_none")
    if element.get("aria-hidden") == "true" and len("".join(map(str, element.itertext())).strip()) <= 2:
        return style._replace(dropped=True)
    said = {"color": element.get("color") if tag == "font" else None, "background-color": element.get("bgcolor")}
    css = {key: value for key, value in said.items() if value} | css
    if not css:
        return style
    reason = _gone(css)
    if reason:
        return style._replace(reason=reason)
    if "visibility" in css:
        style = style._replace(invisible=css["visibility"] in ("hidden", "collapse"))
    size = css.get("font-size") or _font_size(css.get("font", ""))
    if size:
        height = points(size)
        style = style._replace(tiny=height is not None and height < 1.6)
    for key in ("color", "-webkit-text-fill-color"):
        if key in css:
            style = _coloured(style, css[key])
    if "background-color" in css or "background" in css:
        style = _backed(style, css.get("background-color") or css["background"])
    display, weight = css.get("display", ""), css.get("font-weight", "")
    bold = style.bold if not weight else weight in ("bold", "bolder", "600", "700", "800", "900")
    upright = css.get("flex-direction", css.get("flex-flow", "")).startswith("column")
    return style._replace(
        bold=bold,
        block=display in ("block", "flex", "grid", "list-item", "table-row"),
        box=display in ("inline-block", "inline-flex", "table-cell") or css.get("float") == "right",
        row=display in ("flex", "inline-flex", "grid", "inline-grid") and not upright,
    )


def _gone(css: dict[str, str]) -> str | None:
    """Return why an element is hidden with all that it holds, or None."""
    if css.get("display") == "none" or css.get("content-visibility") == "hidden":
        return "display_none"
    opacity = _number(css.get("opacity", "1"))
    if (opacity is not None and opacity < 0.06) or re.search(r"\bopacity\(0?\.?0*%?\)", css.get("filter", "")):
        return "transparent"
    if _shrunk(css):
        return "tiny"
    if _off_page(css):
        return "off_page"
    return "clipped" if _clipped(css) else None


def _coloured(style: Style, value: str) -> Style:
    if value == "transparent" or re.search(r"rgba\([^)]*,\s*0?\.?0+\s*\)|#[0-9a-f]{6}00$|#[0-9a-f]{3}0$", value):
        return style._replace(invisible=True)
    colour = colour_of(value)
    return style._replace(colour=colour) if colour else style


def _backed(style: Style, value: str) -> Style:
    if "url(" in value or "gradient" in value or "var(" in value:
        return style._replace(background=None)
    if value in ("transparent", "none", "inherit", "initial", "unset"):
        return style
    return style._replace(background=colour_of(value))


def _number(value: str) -> float | None:
    match = re.match(r"-?\d{0,9}(?:\.\d{1,9})?", value)
    try:
        number = float(match.group()) if match else None
    except ValueError:
        return None
    return number / 100 if number is not None and value.endswith("%") else number


def points(value: str) -> float | None:
    """Return a CSS length in points; None for a unit that depends on the page."""
    number = _number(value.removesuffix("%"))
    if number is None:
        return None
    unit = re.sub(r"[-\d.\s]", "", value)
    scale = {"px": 0.75, "pt": 1.0, "em": 11.0, "rem": 12.0, "%": 0.11, "": 0.75, "mm": 2.83, "cm": 28.3}.get(unit)
    return None if scale is None else number * scale


def _off_page(css: dict[str, str]) -> bool:
    keys = ["text-indent", "margin-left", "margin-top"]
    if css.get("position") in ("absolute", "fixed", "relative"):
        keys += ["left", "top", "right", "bottom"]
    far = [css[key] for key in keys if key in css]
    if "transform" in css:
        far += re.findall(r"translate[xy3d]*\(\s*(-[\d.]+[a-z]*)", css["transform"])
    places = [points(value) for value in far]
    return any(value is not None and value <= -500 for value in places)


def _shrunk(css: dict[str, str]) -> bool:
    """Tell of text made smaller than a speck as a whole."""
    scales = re.findall(r"scale[xy3d]*\(\s*([\d.]+)", css["transform"]) if "transform" in css else []
    scales += [css["zoom"]] if "zoom" in css else []
    return any(number is not None and number < 0.1 for number in map(_number, scales))


def _font_size(font: str) -> str | None:
    """Return the size in the short form of all font properties: "0/0 a", "bold 1px serif"."""
    found = re.search(r"(?:^|\s)(\d{0,5}(?:\.\d{1,4})?(?:px|pt|em|rem|%|mm|cm)|0)(?=[\s/])", font)
    return found[1] if found else None


def _clipped(css: dict[str, str]) -> bool:
    clip = css.get("clip", "") + css.get("clip-path", "")
    if re.search(r"rect\(\s*(?:0|1px)[\s,]+(?:0|1px)[\s,]+(?:0|1px)[\s,]+(?:0|1px)\s*\)|inset\((?:50|100)%", clip):
        return True
    small = [points(css[side]) for side in ("width", "height", "max-height", "max-width") if side in css]
    return css.get("overflow") == "hidden" and any(value is not None and value <= 1 for value in small)

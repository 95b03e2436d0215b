"""How a run of text looks in a flowing document → why nobody can see it; colours as CSS writes them."""

from __future__ import annotations

import colorsys
import re
from functools import lru_cache
from typing import NamedTuple

Colour = tuple[int, int, int]
"""Red, green and blue, each up to 255."""
WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
_NAMED = {
    "white": WHITE, "black": _BLACK, "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255),
    "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192), "navy": (0, 0, 128),
    "yellow": (255, 255, 0), "lime": (0, 255, 0), "aqua": (0, 255, 255), "cyan": (0, 255, 255), "teal": (0, 128, 128),
    "fuchsia": (255, 0, 255), "magenta": (255, 0, 255), "maroon": (128, 0, 0), "olive": (128, 128, 0),
    "purple": (128, 0, 128), "orange": (255, 165, 0), "lightyellow": (255, 255, 224), "floralwhite": (255, 250, 240),
    "mintcream": (245, 255, 250), "azure": (240, 255, 255), "aliceblue": (240, 248, 255), "seashell": (255, 245, 238),
    "lightgray": (211, 211, 211), "lightgrey": (211, 211, 211), "gainsboro": (220, 220, 220),
    "whitesmoke": (245, 245, 245), "snow": (255, 250, 250), "ivory": (255, 255, 240), "ghostwhite": (248, 248, 255),
}  # fmt: skip
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})")
_HSL = re.compile(r"hsla?\(\s*(-?\d{1,4}(?:\.\d{1,3})?)(?:deg)?[\s,]+(\d{1,3})(?:\.\d+)?%[\s,]+(\d{1,3})(?:\.\d+)?%")
_TINY = 1.6
"""Points: a full stop of ordinary text is as large."""
_LEAST = 12
"""Difference in red, green or blue that a text needs to stand out from what lies below it."""


class Look(NamedTuple):
    """How a run looks; None where nothing is said. The size is in points, `away` a reason of its own."""

    hidden: bool | None = None
    colour: Colour | None = None
    back: Colour | None = None
    size: float | None = None
    bold: bool | None = None
    squeezed: bool | None = None
    away: str | None = None

    def over(self, base: Look) -> Look:
        """Return this look with what it leaves open taken from `base`."""
        return Look._make([below if own is None else own for own, below in zip(self, base, strict=True)])

    def hidden_reason(self) -> str | None:
        """Return why text of this look can't be seen, or None; what lies below it is white where nothing is said."""
        if self.hidden:
            return "vanished"
        if self.squeezed or (self.size is not None and self.size < _TINY):
            return "tiny"
        if self.colour and are_near(self.colour, self.back or WHITE, least=_LEAST):
            return "background_colour"
        return self.away


def are_near(one: Colour, two: Colour, *, least: int) -> bool:
    """Tell whether no part of two colours differs by at least so much."""
    return all(-least < a - b < least for a, b in zip(one, two, strict=True))


@lru_cache(1024)
def colour_of(value: str) -> Colour | None:
    """Return a colour of CSS in small letters, or None for what is none."""
    value = value.strip().split(" ")[0] if not value.startswith(("rgb", "hsl")) else value
    if value in _NAMED:
        return _NAMED[value]
    if match := re.fullmatch(r"#([0-9a-f]{3,4})", value):
        red, green, blue = (int(digit * 2, 16) for digit in match.group(1)[:3])
        return red, green, blue
    if match := re.fullmatch(r"#([0-9a-f]{6})(?:[0-9a-f]{2})?", value):
        digits = match.group(1)
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if match := _RGB.match(value):
        red, green, blue = (min(255, int(part)) for part in match.groups())
        return red, green, blue
    if match := _HSL.match(value):
        hue, saturation, light = float(match[1]) % 360, min(1.0, int(match[2]) / 100), min(1.0, int(match[3]) / 100)
        red, green, blue = (round(255 * part) for part in colorsys.hls_to_rgb(hue / 360, light, saturation))
        return red, green, blue
    return None

"""Fills + colours of texts → which words stand out from what lies below them, with nothing painted over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from skillgap.readers.pdf_calls import Address
from skillgap.readers.pdf_frame import Place
from skillgap.readers.pdf_shapes import Colour, Fill
from skillgap.readers.pdf_texts import has_letters
from skillgap.readers.pdf_words import WordTable

_CONTRAST, _BLUE_CONTRAST, _GREY_CONTRAST = 60, 220, 36
"""Difference in red or green, in blue, or in brightness, that anybody sees: of 255. Black on navy is not seen."""
_LEVEL = 16.0
_WHITE = (255, 255, 255)
_LAST, _FAR = 1 << 30, float("inf")


class _Band(NamedTuple):
    """The fills within two levels of height, the last first; their edges, their colours and the last one's order."""

    fills: list[Fill]
    left: float
    right: float
    colours: frozenset[Colour | None]
    latest: int


def _band(fills: list[Fill]) -> _Band:
    left = min([fill.place[0] for fill in fills], default=_FAR)
    right = max([fill.place[2] for fill in fills], default=-_FAR)
    latest = fills[0].order if fills else -1
    return _Band(fills, left, right, frozenset([fill.colour for fill in fills]), latest)


class Ground:
    """What is painted below and above the texts of a page."""

    def __init__(
        self, fills: Sequence[Fill], colours: Mapping[Address, Colour | None], things: Sequence[Address]
    ) -> None:
        self._fills = fills[::-1]
        self._colours = colours
        # The place in the file of all that comes before the last fill.
        last = fills[-1].order if fills else 0
        self._orders = dict(zip(things[:last], range(last), strict=True))
        self._bands: dict[float, _Band] = {}
        grounds = {fill.colour for fill in fills} | {_WHITE}
        # The grounds on which a colour is seen; nobody knows it of unknown ones.
        self._seen_on: dict[Colour | None, frozenset[Colour | None]] = {
            colour: frozenset([ground for ground in grounds if ground and colour and _differ(ground, colour)])
            for colour in set(colours.values())
        }

    def unclear(self, words: WordTable, begins: Sequence[Address]) -> set[int]:
        """Return the words with letters that may not stand out, or be painted over."""
        colours, orders = self._colours, self._orders
        if not self._fills and all(_WHITE in grounds for grounds in self._seen_on.values()):
            return set()
        found: set[int] = set()
        line, letters, last = -_FAR, 0.0, None
        fills, left, right, latest = list[Fill](), 0.0, 0.0, 0
        for number, (text, x0, x1, y, size, thing) in enumerate(zip(*words[:5], begins, strict=True)):
            colour = colours[thing]
            if y != line or size != letters or colour is not last:
                line, letters, last = y, size, colour
                fills, left, right, latest = self._room(y - 0.75 * size, y + 0.2 * size, colour)
            if x0 > right or x1 < left or orders.get(thing, _LAST) > latest:
                continue
            if not self._shows((x0, y - 0.75 * size, x1, y + 0.2 * size), thing, fills) and has_letters(text):
                found.add(number)
        return found

    def is_clear(self, place: Place, thing: Address) -> bool:
        """Tell the same of a text that no word begins with."""
        x0, top, x1, bottom = place
        if x1 <= x0 and self._colours[thing]:
            return True
        fills, left, right, latest = self._room(top, bottom, self._colours[thing])
        if x0 > right or x1 < left or self._orders.get(thing, _LAST) > latest:
            return True
        return self._shows(place, thing, fills)

    def _room(self, top: float, bottom: float, colour: Colour | None) -> tuple[list[Fill], float, float, int]:
        """Return the fills around some heights, and where a text of a colour is clear without a look at each of them.

        That is wholly left or right of two edges, or from some order in the file on.
        """
        fills, left, right, colours, latest = self._around(top, bottom)
        seen_on = self._seen_on[colour]
        if _WHITE not in seen_on:
            return fills, -_FAR, _FAR, _LAST
        return fills, left, right, latest if colours <= seen_on else _LAST

    def _around(self, top: float, bottom: float) -> _Band:
        upper = top // _LEVEL
        if bottom - top > _LEVEL:
            return _band([fill for fill in self._fills if fill.place[1] < bottom and fill.place[3] > top])
        band = self._bands.get(upper)
        if band is None:
            high, low = upper * _LEVEL, (upper + 2) * _LEVEL
            band = _band([fill for fill in self._fills if fill.place[1] < low and fill.place[3] > high])
            self._bands[upper] = band
        return band

    def _shows(self, place: Place, thing: Address, fills: list[Fill]) -> bool:
        x0, top, x1, bottom = place
        colour, order = self._colours[thing], self._orders.get(thing, _LAST)
        middle, seen_on = (top + bottom) / 2, self._seen_on[colour]
        above: list[Fill] = []
        for fill in fills:
            left, upper, right, lower = fill.place
            if left > x1 or right < x0:
                continue
            if fill.order > order:
                if left < x1 - 1 and right > x0 + 1 and upper < bottom - 1 and lower > top + 1:
                    return False
            elif upper <= middle <= lower:
                if fill.colour not in seen_on:
                    break
                above.append(fill)
        else:
            if _WHITE in seen_on:
                return True
        # Of several fills the lowest is most often a plain box.
        return any(fill.covers(x0, middle, x1) for fill in reversed(above))


def _differ(ground: Colour, colour: Colour) -> bool:
    red, green, blue = (one - two for one, two in zip(ground, colour, strict=True))
    if max(abs(red), abs(green)) >= _CONTRAST or abs(blue) >= _BLUE_CONTRAST:
        return True
    return abs(0.3 * red + 0.59 * green + 0.11 * blue) >= _GREY_CONTRAST

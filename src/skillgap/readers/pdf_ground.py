"""Fills + colours of texts → which words stand out from what lies below them, with nothing painted over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from skillgap.readers.pdf_calls import Address
from skillgap.readers.pdf_frame import Place
from skillgap.readers.pdf_shapes import Colour, Fill
from skillgap.readers.pdf_texts import has_letters
from skillgap.readers.pdf_words import WordTable

_CONTRAST, _BLUE_CONTRAST, _GREY_CONTRAST = 60, 220, 36
"""Difference in red or green, in blue, or in brightness, that anybody sees: of 255. Black on navy is not seen."""
_LEVEL = 16.0
_WHITE = (255, 255, 255)
_LAST = 1 << 30


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
        self._levels: dict[float, list[Fill]] = {}
        grounds = {fill.colour for fill in fills} | {_WHITE}
        # The grounds on which a colour is seen; nobody knows it of unknown ones.
        self._seen_on: dict[Colour | None, frozenset[Colour | None]] = {
            colour: frozenset([ground for ground in grounds if ground and colour and _differ(ground, colour)])
            for colour in set(colours.values())
        }

    def unclear(self, words: WordTable, begins: Sequence[Address]) -> set[int]:
        """Return the words with letters that may not stand out, or be painted over."""
        if not self._fills and all(_WHITE in grounds for grounds in self._seen_on.values()):
            return set()
        found: set[int] = set()
        line, letters, fills = 0.0, 0.0, list[Fill]()
        for number, (text, x0, x1, y, size, thing) in enumerate(zip(*words[:5], begins, strict=True)):
            if y != line or size != letters:
                line, letters = y, size
                fills = self._around(y - 0.75 * size, y + 0.2 * size)
            place = (x0, y - 0.75 * size, x1, y + 0.2 * size)
            if not self._shows(place, thing, fills) and has_letters(text):
                found.add(number)
        return found

    def _around(self, top: float, bottom: float) -> list[Fill]:
        """Return the fills at about some heights, the last first."""
        if bottom - top > _LEVEL:
            return [fill for fill in self._fills if fill.place[1] < bottom and fill.place[3] > top]
        level = top // _LEVEL
        if level not in self._levels:
            high, low = level * _LEVEL, (level + 2) * _LEVEL
            self._levels[level] = [fill for fill in self._fills if fill.place[1] < low and fill.place[3] > high]
        return self._levels[level]

    def _shows(self, place: Place, thing: Address, fills: list[Fill]) -> bool:
        x0, top, x1, bottom = place
        seen_on = self._seen_on[self._colours[thing]]
        if not fills:
            return _WHITE in seen_on
        order, middle = self._orders.get(thing, _LAST), (top + bottom) / 2
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
                if left <= x0 + 1 and x1 - 1 <= right:
                    above.append(fill)
        else:
            if _WHITE in seen_on:
                return True
        return any(fill.is_box for fill in above)


def _differ(ground: Colour, colour: Colour) -> bool:
    red, green, blue = (one - two for one, two in zip(ground, colour, strict=True))
    if max(abs(red), abs(green)) >= _CONTRAST or abs(blue) >= _BLUE_CONTRAST:
        return True
    return abs(0.3 * red + 0.59 * green + 0.11 * blue) >= _GREY_CONTRAST

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
        self._colours, self._things = colours, things
        self._orders: dict[Address, int] = {}
        self._levels: dict[float, list[Fill]] = {}
        grounds = {fill.colour for fill in fills} | {_WHITE}
        # The grounds on which a colour is seen; nobody knows it of unknown ones.
        self._seen_on: dict[Colour | None, frozenset[Colour | None]] = {
            colour: frozenset([ground for ground in grounds if ground and colour and _differ(ground, colour)])
            for colour in set(colours.values())
        }

    def _orders_before(self, order: int) -> dict[Address, int]:
        """Return the places in the file of all objects before some place, at least."""
        known = len(self._orders)
        self._orders.update(zip(self._things[known:order], range(known, order), strict=False))
        return self._orders

    def unclear(self, words: WordTable, begins: Sequence[Address]) -> set[int]:
        """Return the words with letters that may not stand out, or be painted over."""
        if not self._fills and all(_WHITE in grounds for grounds in self._seen_on.values()):
            return set()
        found: set[int] = set()
        texts, lefts, rights, bases, sizes, _, _ = words
        for first, end in words.lines():
            size = sizes[first]
            top, bottom = bases[first] - 0.75 * size, bases[first] + 0.2 * size
            fills = self._around(top, bottom)
            line = (min(lefts[first:end]), top, max(rights[first:end]), bottom)
            if self._all_show(line, begins[first:end], fills):
                continue
            for number in range(first, end):
                place = (lefts[number], top, rights[number], bottom)
                if not self._shows(place, begins[number], fills) and has_letters(texts[number]):
                    found.add(number)
        return found

    def _all_show(self, place: Place, things: Sequence[Address], fills: list[Fill]) -> bool:
        """Tell whether `_shows` is sure of each word of a line.

        It is where all fills that touch the line are painted before its words, each of a ground on which all of their
        colours are seen, as long as they are seen on paper too, or one of the fills lies below all of the line.
        """
        x0, top, x1, bottom = place
        touching = [
            fill
            for fill in fills
            if fill.place[0] <= x1 and fill.place[2] >= x0 and fill.place[1] < bottom and fill.place[3] > top
        ]
        colours = set(map(self._colours.__getitem__, things))
        seen_on = frozenset.intersection(*[self._seen_on[colour] for colour in colours])
        if touching:
            last = touching[0].order
            orders = self._orders_before(last)
            if any(fill.colour not in seen_on for fill in touching) or any(orders.get(t, _LAST) < last for t in things):
                return False
        return _WHITE in seen_on or any(
            fill.place[0] <= x0 + 1
            and x1 - 1 <= fill.place[2]
            and fill.place[1] <= (top + bottom) / 2 <= fill.place[3]
            and fill.is_box
            for fill in touching
        )

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
        order, middle = self._orders_before(fills[0].order).get(thing, _LAST), (top + bottom) / 2
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

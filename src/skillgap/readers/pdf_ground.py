"""Fills + colours of texts → which words stand out from what lies below them, with nothing painted over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from skillgap.readers.pdf_calls import Address
from skillgap.readers.pdf_shapes import Colour, Fill
from skillgap.readers.pdf_texts import has_letters
from skillgap.readers.pdf_words import Place, WordTable

_CONTRAST, _GREY_CONTRAST = 60, 36
"""Difference in one of red, green and blue, or in brightness, that anybody sees: of 255."""
_LEVEL = 8.0
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
        self._contrast: dict[tuple[Colour | None, Colour | None], bool] = {}
        self._levels: dict[tuple[float, float], tuple[list[Fill], int]] = {}
        grounds = {fill.colour for fill in fills if fill.colour} | {_WHITE}
        # These stand out from all colours that the page is known to hold.
        self._safe = {
            colour for colour in set(colours.values()) if all(self._stands_out(ground, colour) for ground in grounds)
        }

    def unclear(self, words: WordTable, begins: Sequence[Address]) -> set[int]:
        """Return the words with letters that may not stand out, or be painted over."""
        colours, orders, safe = self._colours, self._orders, self._safe
        if not self._fills and len(safe) == len(set(colours.values())):
            return set()
        found: set[int] = set()
        line, letters, latest = 0.0, 0.0, -1
        near: list[Fill] = []
        for number, (text, x0, x1, y, size, thing) in enumerate(zip(*words[:5], begins, strict=True)):
            if y != line or size != letters:
                line, letters = y, size
                near, latest = self._between(y - 0.75 * size, y + 0.2 * size)
            if colours[thing] in safe and (not near or orders.get(thing, _LAST) > latest):
                continue
            if not self._shows((x0, y - 0.75 * size, x1, y + 0.2 * size), thing, near) and has_letters(text):
                found.add(number)
        return found

    def is_clear(self, place: Place, thing: Address) -> bool:
        """Tell the same of a text that no word begins with."""
        x0, top, x1, bottom = place
        if x1 <= x0 and self._colours[thing]:
            return True
        near, latest = self._between(top, bottom)
        if self._colours[thing] in self._safe and self._orders.get(thing, _LAST) > latest:
            return True
        return self._shows(place, thing, near)

    def _between(self, top: float, bottom: float) -> tuple[list[Fill], int]:
        """Return the fills around some heights, the last first, and from where on in the file text is safe there.

        Many texts stand between the same fills.
        """
        level = top // _LEVEL, bottom // _LEVEL
        found = self._levels.get(level)
        if found is None:
            upper, lower = level[0] * _LEVEL, (level[1] + 1) * _LEVEL
            near = [fill for fill in self._fills if fill.place[1] < lower and fill.place[3] > upper]
            latest = max([fill.order if fill.colour else _LAST for fill in near], default=-1)
            found = self._levels[level] = (near, latest)
        return found

    def _shows(self, place: Place, thing: Address, fills: list[Fill]) -> bool:
        x0, top, x1, bottom = place
        colour, order = self._colours[thing], self._orders.get(thing, _LAST)
        middle = (top + bottom) / 2
        above: list[Fill] = []
        for fill in fills:
            left, upper, right, lower = fill.place
            if left > x1 or right < x0:
                continue
            if fill.order > order:
                if left < x1 - 1 and right > x0 + 1 and upper < bottom - 1 and lower > top + 1:
                    return False
            elif upper <= middle <= lower:
                if not self._stands_out(fill.colour, colour):
                    break
                above.append(fill)
        else:
            if self._stands_out(_WHITE, colour):
                return True
        # Of several fills the lowest is most often a plain box.
        return any(fill.covers(x0, middle, x1) for fill in reversed(above))

    def _stands_out(self, ground: Colour | None, colour: Colour | None) -> bool:
        """Tell whether anybody sees a colour on another one; of unknown ones nobody knows."""
        known = self._contrast.get((ground, colour))
        if known is None:
            known = ground is not None and colour is not None and _differ(ground, colour)
            self._contrast[ground, colour] = known
        return known


def _differ(ground: Colour, colour: Colour) -> bool:
    apart = [one - two for one, two in zip(ground, colour, strict=True)]
    red, green, blue = apart
    return max(map(abs, apart)) >= _CONTRAST or abs(0.3 * red + 0.59 * green + 0.11 * blue) >= _GREY_CONTRAST

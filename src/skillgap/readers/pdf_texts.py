"""Text objects of a page + words → how each is drawn: its colour, or that only a drawing shows it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from ctypes import byref, c_double, c_size_t, c_uint
from functools import cache
from itertools import compress, pairwise, repeat
from typing import Any

import pypdfium2.raw as pdfium

from skillgap.readers import pdf_calls as calls
from skillgap.readers.pdf_calls import Address, all_passed, passed
from skillgap.readers.pdf_marks import Marks
from skillgap.readers.pdf_shapes import PATTERN, Colour, inside_clips
from skillgap.readers.pdf_words import PageWords

_FILLED = pdfium.FPDF_TEXTRENDERMODE_FILL
NO_TEXT = pdfium.FPDF_TEXTRENDERMODE_UNKNOWN & 0xFF
"""What the call for the render mode says of an object that is no text."""
_BLANK = 0.005
"""Height of what a letter draws, in letter sizes, below which it draws nothing; a hyphen is ten times as high."""
_MAX_SAMPLES = 12
_IS_TEXT = bytes(mode != NO_TEXT for mode in range(256))
_BATCH = 128
_LOW_BYTE = 0 if sys.byteorder == "little" else 3
_OTHERWISE = 1 << 32

Look = int
"""How a text is drawn: red, green, blue and alpha as bytes of a number, which is below 2³² where they fill it."""


class Looks:
    """How text objects are drawn, looked up once for each; `filled` once all texts of the page are known to be."""

    def __init__(self) -> None:
        self._known: dict[Address, Look] = {None: -1}
        self.filled = False

    def of(self, things: Sequence[Address]) -> list[Look]:
        """Return the look of each."""
        known = self._known
        new = list(set(things).difference(known))
        if new:
            known.update(zip(new, self.anew(new), strict=True))
        return list(map(known.__getitem__, things))

    def anew(self, things: Iterable[Address]) -> list[Look]:
        """Return the look of each, without a thought of those that are known."""
        return _looks(all_passed(things), filled=self.filled)

    def unlike(self, text_page: Any, things: Sequence[Address], letters: Sequence[int]) -> set[int]:
        """Return the numbers of those texts that look unlike the one which draws the letter of the same number."""
        others = list(map(calls.text_object, repeat(text_page), letters))
        usual, looks = self.of(things), self.of(others)
        if usual == looks:
            return set()
        return {number for number, (one, two) in enumerate(zip(usual, looks, strict=True)) if one != two}


def _looks(texts: list[Any], *, filled: bool) -> list[Look]:
    room, refs = _room()
    told: list[int] = []
    parts = bytearray()
    for start in range(0, len(texts), _BATCH):
        batch = texts[start : start + _BATCH]
        told += map(calls.fill_colour, batch, *refs)
        parts += room[: 16 * len(batch)]
    # Of each part, which PDFium writes as a C `unsigned`, the byte that may differ from 0.
    colours = memoryview(parts[_LOW_BYTE::4]).cast("I").tolist()
    modes = bytes(len(texts)) if filled else bytes(map(calls.render_mode, texts))
    if modes.count(_FILLED) == told.count(1) == len(texts):
        return colours
    return [
        (colour if is_told else 0) + _OTHERWISE * (2 + mode if mode != _FILLED else not is_told)
        for is_told, mode, colour in zip(told, modes, colours, strict=True)
    ]


@cache
def _room() -> tuple[memoryview, list[list[Any]]]:
    """Return room for the colours of a batch of texts, and references to their parts: one page is read at a time."""
    room = (c_uint * (4 * _BATCH))()
    return memoryview(room).cast("B"), [[byref(room, 16 * n + 4 * part) for n in range(_BATCH)] for part in range(4)]


class Texts:
    """The text objects of a page: those that begin its words and the others, which draw what follows in a word.

    `begins` holds the former, one a word; `colours` the colour of each, None where only a drawing shows it.
    """

    def __init__(
        self, text_page: Any, words: PageWords, things: Sequence[Address], modes: bytes, looks: Looks, *, in_forms: bool
    ) -> None:
        """Take the page's objects and how they draw text: their render mode, or `NO_TEXT`."""
        self._page, self._words, self._looks = text_page, words, looks
        self.begins = words.things
        own = dict.fromkeys(self.begins)
        # Where a program made objects of parts of words, of the others only the middle and last of words are looked at.
        self._by_letter = len(modes) - modes.count(NO_TEXT) - len(own) > 0.4 * len(words.spans) + 20
        self._in_order: list[Address] = []
        if not self._by_letter:
            self._in_order = list(compress(things, modes.translate(_IS_TEXT)))
        looks.filled = not in_forms and not modes.translate(None, bytes((_FILLED, NO_TEXT)))
        self._all = list(own | dict.fromkeys(self._in_order))
        self._arguments = all_passed(self._all)
        self._marks = Marks(self._all, self._arguments)
        self.colours = self._coloured(set(things) if in_forms or None in own else None)

    def _coloured(self, known: set[Address] | None) -> dict[Address, Colour | None]:
        """Return the colours; None for texts that are not plainly filled, or not among the objects of the page."""
        looks = self._looks.of(self._all)
        plain = {look: _plain(look) for look in set(looks)}
        colours = dict(zip(self._all, map(plain.__getitem__, looks), strict=True))
        veiled = list(map(calls.has_transparency, self._arguments))
        if any(veiled):
            colours.update(dict.fromkeys(compress(self._all, veiled)))
        colours.update(dict.fromkeys(self._cut()))
        if known is not None:
            colours.update((thing, None) for thing in self._all if thing not in known)
        return colours

    def _cut(self) -> list[Address]:
        """Return the texts that are not surely inside their clips."""
        clips = all_passed(map(calls.clip_path, self._arguments))
        counts = list(map(calls.count_clips, clips))
        if max(counts, default=0) <= 0:
            return []
        every = zip(self._all, self._arguments, clips, counts, strict=True)
        return [
            thing for thing, argument, clip, count in every if count > 0 and not inside_clips(clip, count, argument)
        ]

    def has_layers(self) -> bool:
        """Tell whether any of the texts belongs to a layer, which may be switched off."""
        return self._marks.has_layers()

    def are_mixed(self) -> bool:
        """Tell whether letters of any word look unlike those that begin it, or any text stands in no word."""
        spans = self._words.spans
        if self._by_letter:
            middles = [end - first > 2 for first, end in spans]
            ends = [end - first > 1 for first, end in spans]
            begins = [*compress(self.begins, middles), *compress(self.begins, ends)]
            looked = [(first + end) // 2 for first, end in compress(spans, middles)]
            looked += [end - 1 for _, end in compress(spans, ends)]
            # Nearly all of them are objects of their own.
            return self._looks.of(begins) != self._looks.anew(map(calls.text_object, repeat(self._page), looked))
        own, usual = set(self.begins), None
        for thing in self._in_order:
            colour = self.colours[thing]
            if thing in own:
                usual = colour
            elif colour is None or colour != usual:
                return True
        # A word may end with letters of an object which begins the next word as well.
        drawn = list(map(self.colours.__getitem__, self.begins))
        numbers = [n for n, (one, two) in enumerate(pairwise(drawn)) if one is not two or two is None]
        lasts = map(calls.text_object, repeat(self._page), [spans[number][1] - 1 for number in numbers])
        return any(
            last != self.begins[number] and (drawn[number] is None or self.colours.get(last) != drawn[number])
            for number, last in zip(numbers, lasts, strict=True)
        )

    def samples(self) -> tuple[int, ...] | None:
        """Return words whose letters only a drawing shows; None when a font draws nothing, or with many such words.

        They stand for all words of a font that draws by programs (Type 3), or for a text that replaces what is drawn.
        """
        fonts = list(map(calls.text_font, self._arguments))
        first_users = dict(zip(fonts[::-1], self._all[::-1], strict=True))
        size = c_size_t()
        replaced = self._marks.replaced()
        samples = [number for number, begin in enumerate(self.begins) if begin in replaced] if replaced else []
        if len(samples) > _MAX_SAMPLES:
            return None
        for font in dict.fromkeys(fonts):
            calls.font_data(passed(font), None, c_size_t(0), byref(size))
            if not size.value:
                # The shapes of a Type 3 font may be programs that draw nothing.
                numbers = self._numbers({thing for thing, used in zip(self._all, fonts, strict=True) if used == font})
                if numbers is None:
                    return None
                samples += sorted({*numbers[:1], *numbers[-1:]})
            elif self._is_blank(first_users[font]):
                return None
        return tuple(samples)

    def _numbers(self, wanted: set[Address]) -> list[int] | None:
        """Return the words with letters that begin with these texts; None when only other texts do."""
        numbers = [number for number, begin in enumerate(self.begins) if begin in wanted]
        lettered = [number for number in numbers if has_letters(self._words.table.texts[number])]
        return lettered if numbers else None

    def _is_blank(self, thing: Address) -> bool:
        """Tell whether the letter that begins a word with this text draws nothing, not even a dot."""
        if thing not in self.begins:
            return False
        index = self._words.spans[self.begins.index(thing)][0]
        edges = (c_double * 4)()
        calls.char_box(self._page, index, *(byref(edges, 8 * side) for side in range(4)))
        least = _BLANK * calls.font_size(self._page, index)
        return bool(abs(edges[3] - edges[2]) < least or abs(edges[1] - edges[0]) < least)


def has_letters(text: str) -> bool:
    """Tell whether any character is a letter or a digit."""
    return text.isalnum() or any(map(str.isalnum, text))


def _plain(look: Look) -> Colour | None:
    if not 0 <= look < _OTHERWISE:
        return None
    red, green, blue, alpha = look.to_bytes(4, sys.byteorder)
    return (red, green, blue) if alpha == 255 and (red, green, blue) != PATTERN else None

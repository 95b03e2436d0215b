"""Page objects + words → whether anything on the page could hide a word.

Drawing a page costs about as much as reading it, so the list of its objects is looked at first. A page is clear when
the texts that draw its words are filled, opaque, inside their clips, of a font with shapes, of a colour that stands
out from the last fill below them, and have nothing painted over them later. Forms and shadings, and anything odd, are
left to the drawing.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterable
from ctypes import byref, c_double, c_float, c_size_t, c_uint
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from skillgap.readers.pdf_calls import Handle, calls, handle_of
from skillgap.readers.pdf_marks import Marks
from skillgap.readers.pdf_shapes import PATTERN, THIN, Colour, Fill, Shapes
from skillgap.readers.pdf_words import PageGeometry, PageWords, Place, WordTable

_MAX_OBJECTS = 20_000
_MAX_DRAWN = 1200
"""Objects besides text; a page of more is a drawing."""
_MAX_FILLS = 60
_MAX_SHAPES = 80
"""Corners of lines and boxes of an empty page; letters drawn as outlines have thousands."""
_CONTRAST, _GREY_CONTRAST = 60, 36
"""Difference in one of red, green and blue, or in brightness, that anybody sees: of 255."""
_BLANK = 0.005
"""Height of what a letter draws, in letter sizes, below which it draws nothing; a hyphen is ten times as high."""
_LEVEL = 8.0
_MAX_SAMPLES = 12
_WINDOW, _COVERED = 9.0, 4.5
_COLOUR = struct.Struct("4I").unpack_from
_WHITE = (255, 255, 255)
_TEXT, _PATH, _IMAGE = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE


Look = tuple[int, tuple[int, int, int, int]]
"""Whether the colour of a text is told; red, green, blue and alpha."""


class PageObjects(NamedTuple):
    """`suspect`: something may hide text. `pictures`: the page holds images, forms, shadings or very many objects.

    `scanned`: a picture fills at least half of the page. `bare`: nothing but a few plain shapes besides text.
    `samples` are the numbers of words that stand for all words of their fonts, whose shapes only a drawing shows.
    `dots` are the boxes of small shapes, which may be bullets.
    """

    suspect: bool
    pictures: bool
    scanned: bool = False
    bare: bool = False
    samples: tuple[int, ...] = ()
    dots: tuple[Place, ...] = ()


def look_at(page: Any, text_page: Any, words: PageWords, geometry: PageGeometry) -> PageObjects:
    """Tell whether a page could hide any of its words, and whether it holds pictures."""
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _MAX_OBJECTS:
        return PageObjects(True, True)
    things = list(map(calls().get_object, repeat(handle_of(page)), range(count)))
    kinds = list(map(calls().get_type, things))
    drawn = [order for order, kind in enumerate(kinds) if kind != _TEXT]
    if len(drawn) > _MAX_DRAWN or any(kinds[order] not in (_PATH, _IMAGE) for order in drawn):
        return PageObjects(True, True)
    shapes = Shapes(geometry)
    pictures = [things[order] for order in drawn if kinds[order] == _IMAGE]
    scanned = any(shapes.area(picture) >= 0.5 * geometry.width * geometry.height for picture in pictures)
    if not words.spans and not words.turned:
        corners = sum(calls().count_segments(things[order]) for order in drawn[:_MAX_SHAPES])
        return PageObjects(False, bool(pictures), scanned, not pictures and max(corners, len(drawn)) < _MAX_SHAPES)
    fills = [fill for order in drawn if (fill := shapes.fill(things[order], order, is_image=kinds[order] == _IMAGE))]
    if any(fill.colour is None and fill.area >= 0.5 * geometry.width * geometry.height for fill in fills):
        return PageObjects(True, bool(pictures), scanned, dots=tuple(shapes.dots))
    texts = _Texts(handle_of(text_page), words, things, kinds)
    colours = texts.colours() if len(fills) <= _MAX_FILLS else None
    samples = texts.samples() if colours is not None else None
    if colours is None or samples is None or _are_stripes(shapes.thin) or _has_notes(page):
        return PageObjects(True, bool(pictures), scanned, dots=tuple(shapes.dots))
    ground = _Ground(fills, colours, things)
    shows = ground.shows(words.table, texts.begins) and all(
        ground.shows_at(thing, address, shapes) for address, thing in texts.others.items()
    )
    return PageObjects(not shows, bool(pictures), scanned, samples=samples, dots=tuple(shapes.dots))


def _are_stripes(thin: list[Place]) -> bool:
    """Tell whether lines lie so close that they could cover text between them."""
    return any(
        _is_dense(sorted((place[side], place[side + 2]) for place in thin if place[side + 2] - place[side] < THIN))
        for side in (0, 1)
    )


def _is_dense(spans: list[tuple[float, float]]) -> bool:
    parts: list[tuple[float, float]] = []
    reach = float("-inf")
    for low, high in spans:
        # Lines upon each other count once.
        parts.append((max(low, reach), max(high, reach)))
        reach = max(reach, high)
    first, covered = 0, 0.0
    for low, high in parts:
        covered += high - low
        while low - parts[first][0] > _WINDOW:
            covered -= parts[first][1] - parts[first][0]
            first += 1
        if covered > _COVERED:
            return True
    return False


def _has_notes(page: Any) -> bool:
    """Tell whether a note, a stamp or the like is drawn on the page; links seldom are."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        is_link = pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_LINK
        drawn = pdfium.FPDFAnnot_GetAP(note, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2
        pdfium.FPDFPage_CloseAnnot(note)
        if drawn or not is_link:
            return True
    return False


class _Texts:
    """The text objects of a page: those that begin its words and the others, which may hide what follows in a word."""

    def __init__(self, text_page: Handle, words: PageWords, things: list[Handle], kinds: list[int]) -> None:
        self._page, self._words = text_page, words
        self.begins = [thing.value or 0 for thing in words.things]
        self._all = dict(zip(self.begins, words.things, strict=True))
        self.others = {thing.value or 0: thing for _, thing in words.turned_parts}
        # Where a program made objects of parts of words, of the others only the middle and last of words are looked at.
        texts = kinds.count(_TEXT)
        self._by_letter = texts - len(self._all) > 0.4 * len(words.spans) + 20
        if not self._by_letter:
            every = {thing.value or 0: thing for thing, kind in zip(things, kinds, strict=True) if kind == _TEXT}
            self.others.update((address, thing) for address, thing in every.items() if address not in self._all)
        self._all.update(self.others)
        self._marks = Marks(self._all.values()) if 0 not in self._all else Marks([])

    def colours(self) -> dict[int, Colour] | None:
        """Return the colour of each text by its address, or None when one of them is not plainly filled."""
        texts = self._all.values()
        if 0 in self._all or set(map(calls().render_mode, texts)) != {pdfium.FPDF_TEXTRENDERMODE_FILL}:
            return None
        if any(map(calls().has_transparency, texts)) or not self._in_clips() or self._marks.has_layers():
            return None
        looks = _looks_of(texts)
        if not all(is_told and look[3] == 255 and look[:3] != PATTERN for is_told, look in set(looks)):
            return None
        if self._by_letter and self._any_mixed(dict(zip(self._all, looks, strict=True))):
            return None
        return {address: look[:3] for address, (_, look) in zip(self._all, looks, strict=True)}

    def _any_mixed(self, looks: dict[int, Look]) -> bool:
        """Tell whether the middle or the last letter of any word is drawn in another way than the first."""
        object_at, usual = calls().text_object, [looks[begin] for begin in self.begins]
        for inner in ([end - 1 for _, end in self._words.spans], [(one + end) // 2 for one, end in self._words.spans]):
            letters = list(map(object_at, repeat(self._page), inner))
            if set(map(calls().render_mode, letters)) != {pdfium.FPDF_TEXTRENDERMODE_FILL}:
                return True
            if _looks_of(letters) != usual:
                return True
        return False

    def _in_clips(self) -> bool:
        clips = list(map(calls().clip_path, self._all.values()))
        parts = list(map(calls().count_clips, clips))
        return max(parts) <= 0 or all(
            count <= 0 or _inside(clip, count, thing)
            for thing, clip, count in zip(self._all.values(), clips, parts, strict=True)
        )

    def samples(self) -> tuple[int, ...] | None:
        """Return words whose letters only a drawing shows; None when a font draws nothing, or with many such words.

        They stand for all words of a font that draws by programs (Type 3), or for a text that replaces what is drawn.
        """
        fonts: dict[int, Handle] = {}
        users: dict[int, list[int]] = {}
        for address, font in zip(self._all, map(calls().text_font, self._all.values()), strict=True):
            fonts[font.value or 0] = font
            users.setdefault(font.value or 0, []).append(address)
        size = c_size_t()
        replaced = self._marks.replaced()
        samples = [number for number, begin in enumerate(self.begins) if begin in replaced] if replaced else []
        if len(samples) > _MAX_SAMPLES:
            return None
        for key, font in fonts.items():
            calls().font_data(font, None, c_size_t(0), byref(size))
            if not size.value:
                # The shapes of a Type 3 font may be programs that draw nothing.
                numbers = self._numbers(users[key])
                if numbers is None:
                    return None
                samples += sorted({*numbers[:1], *numbers[-1:]})
            elif self._is_blank(users[key][0]):
                return None
        return tuple(samples)

    def _numbers(self, addresses: list[int]) -> list[int] | None:
        """Return the words with letters that begin with these texts; None when only other texts do."""
        wanted = set(addresses)
        numbers = [number for number, begin in enumerate(self.begins) if begin in wanted]
        lettered = [number for number in numbers if _has_letters(self._words.table.texts[number])]
        return lettered if numbers else None

    def _is_blank(self, address: int) -> bool:
        """Tell whether the letter that begins a word with this text draws nothing, not even a dot."""
        if address not in self.begins:
            return False
        index = self._words.spans[self.begins.index(address)][0]
        edges = (c_double * 4)()
        calls().char_box(self._page, index, *(byref(edges, 8 * side) for side in range(4)))
        least = _BLANK * calls().font_size(self._page, index)
        return bool(abs(edges[3] - edges[2]) < least or abs(edges[1] - edges[0]) < least)


def _inside(clip: Handle, parts: int, thing: Handle) -> bool:
    """Tell whether the clip is of rectangles that hold nearly all of a text."""
    whole = ctypes.cast(clip, pdfium.FPDF_CLIPPATH)
    edges = (c_float * 4)()
    calls().bounds(thing, *(byref(edges, 4 * side) for side in range(4)))
    left, bottom, right, top = edges
    x, y = c_float(), c_float()
    for part in range(parts):
        segments = pdfium.FPDFClipPath_CountPathSegments(whole, part)
        if not 4 <= segments <= 6 or parts > 4:
            return False
        corners = []
        for corner in (0, 2):
            segment = pdfium.FPDFClipPath_GetPathSegment(whole, part, corner)
            pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            corners.append((x.value, y.value))
        (x0, y0), (x1, y1) = corners
        if min(x0, x1) > left + 2 or max(x0, x1) < right - 2 or min(y0, y1) > bottom + 2 or max(y0, y1) < top - 2:
            return False
    return True


def _looks_of(texts: Iterable[Handle]) -> list[Look]:
    """Return for each text whether its colour is told, and red, green, blue and alpha."""
    found = (c_uint * 4)()
    parts = [repeat(byref(found, 4 * part)) for part in range(4)]
    # Each call writes the colour that is unpacked right after it.
    return list(zip(map(calls().fill_colour, texts, *parts), map(_COLOUR, repeat(found)), strict=False))


class _Ground:
    """What is painted below and above the texts of a page."""

    def __init__(self, fills: list[Fill], colours: dict[int, Colour], things: list[Handle]) -> None:
        self._fills = fills[::-1]
        self._spans = [(fill.place[1], fill.place[3], fill) for fill in self._fills]
        self._colours = colours
        # The place in the file of all that comes before the last fill.
        last = fills[-1].order if fills else 0
        self._orders = dict(zip(map(attrgetter("value"), things[:last]), range(last), strict=True))
        self._contrast: dict[tuple[Colour | None, Colour], bool] = {}
        self._levels: dict[tuple[float, float], list[Fill]] = {}
        grounds = {fill.colour for fill in fills} | {_WHITE}
        # These stand out from whatever the page holds.
        self._safe = {
            colour for colour in set(colours.values()) if all(self._clear(ground, colour) for ground in grounds)
        }

    def shows(self, words: WordTable, begins: list[int]) -> bool:
        """Tell whether all words stand out from what lies below them, with nothing painted over them."""
        if not self._fills:
            return self._show_on_white(words.texts, begins, set(begins))
        on_white: set[int] = set()
        line, letters, near = 0.0, 0.0, list[Fill]()
        safe = {address for address in set(begins) if self._is_safe(address)}
        for text, x0, x1, y, size, address in zip(*words[:5], begins, strict=True):
            if address in safe:
                continue
            if y != line or size != letters:
                line, letters, near = y, size, self._between(y - 0.75 * size, y + 0.2 * size)
            if not near:
                on_white.add(address)
            elif not self._shows((x0, y - 0.75 * size, x1, y + 0.2 * size), address, near) and _has_letters(text):
                return False
        return self._show_on_white(words.texts, begins, on_white)

    def shows_at(self, thing: Handle, address: int, shapes: Shapes) -> bool:
        """Tell the same of a text that no word begins with."""
        if self._is_safe(address):
            return True
        x0, top, x1, bottom = place = shapes.place(thing)
        return x1 <= x0 or self._shows(place, address, self._between(top, bottom))

    def _is_safe(self, address: int) -> bool:
        return self._colours[address] in self._safe and address not in self._orders

    def _show_on_white(self, texts: list[str], begins: list[int], addresses: set[int]) -> bool:
        pale = {address for address in addresses if not self._clear(_WHITE, self._colours[address])}
        return not pale or not any(
            address in pale and _has_letters(text) for text, address in zip(texts, begins, strict=True)
        )

    def _between(self, top: float, bottom: float) -> list[Fill]:
        """Return the fills around some heights, the last first; many texts stand between the same ones."""
        level = top // _LEVEL, bottom // _LEVEL
        near = self._levels.get(level)
        if near is None:
            upper, lower = level[0] * _LEVEL, (level[1] + 1) * _LEVEL
            near = [fill for top, bottom, fill in self._spans if top < lower and bottom > upper]
            self._levels[level] = near
        return near

    def _shows(self, place: Place, address: int, fills: list[Fill]) -> bool:
        x0, top, x1, bottom = place
        colour, order = self._colours[address], self._orders.get(address, _MAX_OBJECTS)
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
                if not self._clear(fill.colour, colour):
                    break
                above.append(fill)
        else:
            if self._clear(_WHITE, colour):
                return True
        # Of several fills the lowest is most often a plain box.
        return any(fill.covers(x0, middle, x1) for fill in reversed(above))

    def _clear(self, ground: Colour | None, colour: Colour) -> bool:
        known = self._contrast.get((ground, colour))
        if known is None:
            known = self._contrast[ground, colour] = ground is not None and _stands_out(ground, colour)
        return known


def _stands_out(ground: Colour, colour: Colour) -> bool:
    apart = [one - two for one, two in zip(ground, colour, strict=True)]
    red, green, blue = apart
    return max(map(abs, apart)) >= _CONTRAST or abs(0.3 * red + 0.59 * green + 0.11 * blue) >= _GREY_CONTRAST


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))

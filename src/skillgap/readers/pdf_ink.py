"""Page + words → visible words and hidden ones: is there ink under the glyph?

The page is drawn in grey and each word's box looked at: without contrast there, nobody can see the word. It is not
drawn when `pdf_objects` finds nothing that could hide text. Where a coarse drawing shows no ink, a fine one decides.
"""

from __future__ import annotations

import ctypes
from ctypes import byref, c_float, c_uint
from itertools import groupby, repeat
from typing import Any

import pypdfium2.raw as pdfium

from skillgap.readers.pdf_calls import Handle, calls, handle_of
from skillgap.readers.pdf_objects import look_at
from skillgap.readers.pdf_words import PageGeometry, PageWords, Place, Turned, Word
from skillgap.readers.visibility import Grey, has_ink, hidden_reason, is_squeezed, shows_in_middle

_COARSE, _FINE = 1.0, 3.0
_MAX_PIXELS = 4_000_000
_SMALL = 2.0
"""Letters above this size are large enough to see, whatever they are."""


_MAX_WORDS = 20_000

Piece = tuple[int, int, float, float]
"""A part of a word that is drawn in one way: first letter, end, left, right."""
Hidden = tuple[str, str, Place]
"""A text, why nobody sees it, and its box."""


class InkTest:
    """Look for what hides text on one page."""

    def __init__(self, page: Any, text_page: Any, geometry: PageGeometry, words: PageWords, *, doubt: bool) -> None:
        """Look at the objects of a page; `doubt` says that its list of objects can't be trusted."""
        self._page, self._text_page, self._words = page, text_page, words
        # The drawing is turned as the words are, whatever the page itself says.
        self._turns = (geometry.turns - pdfium.FPDFPage_GetRotation(page)) % 4
        self._width, self._height = geometry.width, geometry.height
        self._drawings: dict[float, Grey | None] = {}
        self._geometry = geometry
        self._objects = look_at(page, text_page, words, geometry)
        if doubt or not all(self._is_drawn(words.words[number]) for number in self._objects.samples):
            self._objects = self._objects._replace(suspect=True)

    @property
    def has_pictures(self) -> bool:
        """Tell of images, forms, shadings or very many objects."""
        return self._objects.pictures

    @property
    def is_bare(self) -> bool:
        """Tell of a page with nothing but a few plain shapes besides its text."""
        return self._objects.bare

    def part(self) -> tuple[list[Word], list[Hidden]]:
        """Part the words into those that show and those that don't, runs of the latter joined."""
        words = self._words.words
        if not self._objects.suspect and not self._any_odd(words):
            return words, []
        grey = self._drawn(_COARSE) if self._objects.suspect and words else None
        pieces = self._pieces() if grey is not None else {}
        fine: Grey | None = None
        visible: list[Word] = []
        hidden: list[Hidden] = []
        last = -2
        for number, word in enumerate(words):
            if number in pieces and not self._objects.scanned:
                word, unseen = self._shown_part(word, pieces[number])
                hidden += unseen
                if not word.text:
                    continue
            if grey is not None and self._is_plain(word, grey):
                visible.append(word)
                continue
            if is_squeezed(word):
                following = words[number + 1] if number + 1 < len(words) else None
                word = self._spread(word, following)
            reason = hidden_reason(word, grey, self._width, self._height)
            if reason == "no_ink":
                fine = fine or self._drawn(_FINE)
                reason = hidden_reason(word, fine, self._width, self._height)
            if reason is None:
                visible.append(word)
                continue
            place = (round(word.x0, 1), round(word.y - word.size, 1), round(word.x1, 1), round(word.y, 1))
            if hidden and last == word.order - 1 and hidden[-1][1] == reason:
                text, _, box = hidden[-1]
                box = (min(box[0], place[0]), min(box[1], place[1]), max(box[2], place[2]), max(box[3], place[3]))
                hidden[-1] = (f"{text} {word.text}", reason, box)
            else:
                hidden.append((word.text, reason, place))
            last = word.order
        if self._objects.scanned and hidden and len(visible) >= 2 * sum(len(text.split()) for text, _, _ in hidden):
            # The text layer of a scan is invisible by design and seldom lies exactly on the picture of its words.
            return [word for word in words if 0 <= word.x0 <= self._width], []
        return visible, hidden

    def part_turned(self) -> tuple[list[Turned], list[Hidden]]:
        """Part texts that run in another direction into those that show and those that don't."""
        texts = self._words.turned
        visible: list[Turned] = []
        hidden: list[Hidden] = []
        grey = self._drawn(_FINE) if texts and self._objects.suspect else None
        for text, (x0, top, x1, bottom) in texts:
            reason = None
            if x1 < 0 or x0 > self._width or bottom < 0 or top > self._height:
                reason = "off_page"
            elif min(x1 - x0, bottom - top) < 1:
                reason = "tiny"
            elif grey is not None and not self._objects.scanned and not has_ink(grey, x0, top, x1, bottom):
                reason = "no_ink"
            if reason is None:
                visible.append((text, (x0, top, x1, bottom)))
            else:
                hidden.append((text, reason, (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))))
        return visible, hidden

    def _is_plain(self, word: Word, grey: Grey) -> bool:
        """Tell the usual case: a letter-sized word well inside the page, with ink on the row through its middle."""
        text, x0, x1, y, size, _, _ = word
        if (
            size < _SMALL
            or x1 - x0 < 0.04 * size * len(text)
            or x0 < 0
            or x1 > self._width
            or y < 0
            or y > self._height
        ):
            return False
        return shows_in_middle(grey, x0, y - size, x1, y + 0.2 * size)

    def _pieces(self) -> dict[int, list[Piece]]:
        """Return the pieces of the words that are drawn in more than one way, by the numbers of the words."""
        spans = self._words.spans
        if len(spans) > _MAX_WORDS:
            return {}
        object_at, pages = calls().text_object, repeat(handle_of(self._text_page))
        found = dict[int, list[Piece]]()
        looks = _Looks()
        # Of many letters that are objects of their own only the ends of words are compared.
        inner = len({thing.value for thing in self._words.things}) < 0.5 * len(spans)
        for number, (first, last) in enumerate(spans):
            if first == last:
                continue
            things = map(object_at, pages, range(first, last + 1) if inner else (first, last))
            if len(set(map(looks.of, things))) > 1:
                found[number] = self._parted(first, list(map(looks.of, map(object_at, pages, range(first, last + 1)))))
        return found

    def _parted(self, first: int, drawn: list[tuple[int, ...]]) -> list[Piece]:
        pieces: list[Piece] = []
        edges = (c_float * 4)()
        start = 0
        for _, group in groupby(drawn):
            size = len(list(group))
            corners = []
            for index in (first + start, first + start + size - 1):
                calls().loose_char_box(handle_of(self._text_page), index, byref(edges))
                left, top, right, bottom = edges
                corners.append(self._geometry.box(left, bottom, right, top))
            pieces.append((start, start + size, min(box[0] for box in corners), max(box[2] for box in corners)))
            start += size
        return pieces

    def _shown_part(self, word: Word, pieces: list[Piece]) -> tuple[Word, list[Hidden]]:
        """Return the word without the pieces of two and more letters that leave no ink, and those pieces."""
        fine = self._drawn(_FINE)
        text, hidden, ends = "", list[Hidden](), list[float]()
        for start, stop, x0, x1 in pieces:
            piece = word.text[start:stop]
            top, bottom = word.y - word.size, word.y + 0.2 * word.size
            if fine is None or sum(map(str.isalnum, piece)) < 2 or has_ink(fine, x0 + 0.3, top, x1 - 0.3, bottom):
                text += piece
                ends += [x0, x1]
            else:
                hidden.append((piece, "no_ink", (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))))
        if not hidden:
            return word, []
        return word._replace(text=text, x0=min(ends, default=word.x0), x1=max(ends, default=word.x1)), hidden

    def _any_odd(self, words: list[Word]) -> bool:
        """Tell whether any word is squeezed, tiny or off the page."""
        if self._words.squeezed or not words:
            return self._words.squeezed
        _, x0, x1, y, sizes, _, _ = zip(*words, strict=True)
        on_page = min(x0) >= 0 and max(x1) <= self._width and min(y) >= 0 and max(y) <= self._height
        return not on_page or min(sizes) < _SMALL

    def _spread(self, word: Word, following: Word | None) -> Word:
        """Return replacement text (ActualText) over the room of what it replaces, if there is any.

        pdfium gives all its letters the box of the first replaced glyph. A contact line reads so: an icon and an
        address replaced together. Nothing but an icon's width means that nobody sees the words.
        """
        if word.x1 - word.x0 < 0.15 * word.size:
            return word  # narrower than any glyph: letters squeezed to nothing, not a replaced one
        natural = 0.5 * word.size * len(word.text)
        room = natural
        if following is not None and abs(following.y - word.y) < 0.5 * word.size:
            room = following.x0 - word.x0
        elif not self._shows(word, natural):
            room = 0.0
        return word._replace(x1=word.x0 + min(room, natural)) if room > 0.4 * natural else word

    def _shows(self, word: Word, natural: float) -> bool:
        grey = self._drawn(_COARSE)
        first, last = word.x0 + 1.5 * word.size, word.x0 + 0.8 * natural
        return grey is not None and has_ink(grey, first, word.y - word.size, last, word.y + 0.2 * word.size)

    def _is_drawn(self, word: Word) -> bool:
        """Tell whether a word leaves ink; only its place is drawn."""
        if self._turns or not 2 <= word.size <= 100:
            return False
        scale = 2.0
        wide, high = int(min(word.x1 - word.x0, 200.0) * scale) + 4, int(1.4 * word.size * scale)
        matrix = pdfium.FS_MATRIX(scale, 0, 0, scale, -scale * word.x0, -scale * (word.y - 1.1 * word.size))
        clip = pdfium.FS_RECTF(0, 0, wide, high)
        bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_Gray, None, 0)
        if not bitmap:
            return False
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, self._page, byref(matrix), byref(clip), pdfium.FPDF_ANNOT)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * high)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return has_ink(Grey(pixels, wide, high, stride, scale), 0, 0.1 * word.size, wide / scale, 1.3 * word.size)

    def _drawn(self, scale: float) -> Grey | None:
        """Return the page drawn at a scale, once for each."""
        if scale not in self._drawings:
            self._drawings[scale] = self._draw(scale)
        return self._drawings[scale]

    def _draw(self, scale: float) -> Grey | None:
        scale = min(scale, (_MAX_PIXELS / max(1.0, self._width * self._height)) ** 0.5)
        wide, high = int(self._width * scale), int(self._height * scale)
        if wide < 1 or high < 1 or wide * high > 2 * _MAX_PIXELS:
            return None
        bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_Gray, None, 0)
        if not bitmap:
            return None
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, self._page, 0, 0, wide, high, self._turns, pdfium.FPDF_ANNOT)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * high)
            return Grey(pixels, wide, high, stride, scale)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)


class _Looks:
    """How text objects are drawn: mode and colour."""

    def __init__(self) -> None:
        self._known: dict[int | None, tuple[int, ...]] = {None: ()}
        self._colour = (c_uint * 4)()
        self._refs = [byref(self._colour, 4 * part) for part in range(4)]

    def of(self, thing: Handle) -> tuple[int, ...]:
        """Return the look of one text object."""
        look = self._known.get(thing.value)
        if look is None:
            calls().fill_colour(thing, *self._refs)
            look = self._known[thing.value] = (calls().render_mode(thing), *self._colour)
        return look

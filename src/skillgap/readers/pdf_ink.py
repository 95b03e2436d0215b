"""Page + words → visible words and hidden ones: is there ink under the glyph?

The page is drawn in grey and each word's box looked at: without contrast there, nobody can see the word. It is not
drawn when `pdf_objects` finds nothing that could hide text. Where a coarse drawing shows no ink, a fine one decides.
"""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from skillgap.readers.pdf_objects import look_at
from skillgap.readers.visibility import Grey, has_ink, hidden_reason, is_squeezed, shows_in_middle

_COARSE, _FINE = 1.0, 3.0
_MAX_PIXELS = 4_000_000


class Word(NamedTuple):
    """A word on a page; `y` is its baseline, from the top of the page."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    order: int


Hidden = tuple[str, str, tuple[float, float, float, float]]
Turned = tuple[str, tuple[float, float, float, float]]
"""Text that runs in another direction than the page's, and its box: x0, top, x1, bottom."""


class InkTest:
    """Look for what hides text on one page."""

    def __init__(self, page: Any, width: float, height: float, turns: int) -> None:
        self._page = page
        # The drawing is turned as the words are, whatever the page itself says.
        self._turns = (turns - pdfium.FPDFPage_GetRotation(page)) % 4
        self._width, self._height = width, height
        self._drawings: dict[float, Grey | None] = {}
        self._objects = look_at(page, width * height)

    @property
    def has_pictures(self) -> bool:
        """Tell of images, forms, shadings or very many objects."""
        return self._objects.pictures

    @property
    def is_bare(self) -> bool:
        """Tell of a page with nothing but a few plain shapes besides its text."""
        return self._objects.bare

    def part(self, words: list[Word]) -> tuple[list[Word], list[Hidden]]:
        """Part the words into those that show and those that don't, runs of the latter joined."""
        if not self._objects.suspect and not self._any_odd(words):
            return words, []
        grey = self._drawn(_COARSE) if self._objects.suspect and words else None
        fine: Grey | None = None
        visible: list[Word] = []
        hidden: list[Hidden] = []
        last = -2
        for number, word in enumerate(words):
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

    def part_turned(self, texts: list[Turned]) -> tuple[list[Turned], list[Hidden]]:
        """Part texts that run in another direction into those that show and those that don't."""
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
        if size < 2 or x1 - x0 < 0.04 * size * len(text) or x0 < 0 or x1 > self._width or y < 0 or y > self._height:
            return False
        return shows_in_middle(grey, x0, y - size, x1, y + 0.2 * size)

    def _any_odd(self, words: list[Word]) -> bool:
        wide, high = self._width, self._height
        return any(
            x1 - x0 < 0.04 * size * len(text) or size < 2 or x0 < 0 or y < 0 or x1 > wide or y > high
            for text, x0, x1, y, size, _, _ in words
        )

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

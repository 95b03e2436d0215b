"""Page + words → visible words and hidden ones: is there ink under the glyph?

The page is drawn in grey and each word's box looked at: without contrast there, nobody can see the word. It is not
drawn when `pdf_objects` finds nothing that could hide text. Where a coarse drawing shows no ink, a fine one decides.
"""

from __future__ import annotations

import re
from ctypes import byref, c_float, c_uint
from itertools import groupby, pairwise, repeat
from typing import Any

import pypdfium2.raw as pdfium

from skillgap.readers.pdf_calls import Handle, calls, handle_of
from skillgap.readers.pdf_drawing import draw
from skillgap.readers.pdf_objects import look_at
from skillgap.readers.pdf_words import PageGeometry, PageWords, Place, Turned, Word, WordTable
from skillgap.readers.visibility import SQUEEZED, Grey, has_ink, hidden_reason, is_squeezed, shows_in_middle

_COARSE, _FINE = 1.0, 3.0
_MAX_PIXELS = 4_000_000
_SMALL = 2.0
"""Letters above this size are large enough to see, whatever they are."""


_MAX_WORDS = 20_000
ICON_LABEL = re.compile(r"[\w.-]{2,15}:\S{0,10}")
"""What icon fonts give for copying: "tel:(+82)", "homepage:"."""
_CRAMPED = 0.15
"""Room of a letter, in letter sizes, below which replacement text is longer than what it replaces."""

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
        samples = [Word._make(column[number] for column in words.table) for number in self._objects.samples]
        if doubt or not all(map(self._is_drawn, samples)):
            self._objects = self._objects._replace(suspect=True)

    @property
    def has_pictures(self) -> bool:
        """Tell of images, forms, shadings or very many objects."""
        return self._objects.pictures

    @property
    def dots(self) -> tuple[Place, ...]:
        """Return the boxes of small shapes, which may be bullets."""
        return self._objects.dots

    @property
    def is_bare(self) -> bool:
        """Tell of a page with nothing but a few plain shapes besides its text."""
        return self._objects.bare

    def part(self) -> tuple[WordTable, list[Hidden]]:
        """Part the words into those that show and those that don't, runs of the latter joined."""
        if not self._objects.suspect and not self._any_odd():
            return self._words.table, []
        words = self._words.table.words()
        if self._words.squeezed or self._words.groups:
            words = self._with_room(words)
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
            visible, hidden = [word for word in words if 0 <= word.x0 <= self._width], []
        return WordTable.of(visible), hidden

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
            or x1 - x0 < SQUEEZED * size * len(text)
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
        # Of many letters that are objects of their own only the first, middle and last of words are compared.
        inner = len({thing.value for thing in self._words.things}) < 0.5 * len(spans)
        for number, (first, end) in enumerate(spans):
            if end - first < 2:
                continue
            things = map(object_at, pages, range(first, end) if inner else (first, (first + end) // 2, end - 1))
            if len(set(map(looks.of, things))) > 1:
                found[number] = self._parted(first, list(map(looks.of, map(object_at, pages, range(first, end)))))
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
        text, hidden, ends = "", list[Hidden](), list[float]()
        for start, stop, x0, x1 in pieces:
            piece = word.text[start:stop]
            top, bottom = word.y - word.size, word.y + 0.2 * word.size
            if sum(map(str.isalnum, piece)) < 2 or self._has_ink(x0 + 0.3, top, x1 - 0.3, bottom):
                text += piece
                ends += [x0, x1]
            else:
                hidden.append((piece, "no_ink", (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))))
        if not hidden:
            return word, []
        return word._replace(text=text, x0=min(ends, default=word.x0), x1=max(ends, default=word.x1)), hidden

    def _has_ink(self, x0: float, top: float, x1: float, bottom: float) -> bool:
        coarse = self._drawn(_COARSE)
        # A coarse drawing smears the letters beside it into the piece.
        if coarse is None or (x1 - x0 > 8 and has_ink(coarse, x0 + 3, top, x1 - 3, bottom)):
            return True
        fine = self._drawn(_FINE)
        return fine is None or has_ink(fine, x0, top, x1, bottom)

    def _any_odd(self) -> bool:
        """Tell whether any word is squeezed, tiny or off the page."""
        _, lefts, rights, bases, sizes, _, _ = self._words.table
        if self._words.squeezed or self._words.groups or not lefts:
            return bool(lefts)
        on_page = min(lefts) >= 0 and max(rights) <= self._width and min(bases) >= 0 and max(bases) <= self._height
        return not on_page or min(sizes) < _SMALL

    def _with_room(self, words: list[Word]) -> list[Word]:
        """Return the words, those of replacement texts (ActualText) over the room of what they replace.

        pdfium puts their letters into the box of the first replaced glyph. A contact line reads so: an icon and an
        address replaced together. Nothing but an icon's width means that nobody sees the words.
        """
        placed = list(words)
        grouped = {number for group in self._words.groups for number in range(*group)}
        alone = [
            (number, number + 1) for number, word in enumerate(words) if number not in grouped and is_squeezed(word)
        ]
        for first, end in sorted([*self._words.groups, *alone]):
            placed[first:end] = self._spread(words[first:end], words[end] if end < len(words) else None)
        return placed

    def _spread(self, words: list[Word], following: Word | None) -> list[Word]:
        first = words[0]
        letters = sum(len(word.text) + 1 for word in words) - 1
        wide = words[-1].x1 - first.x0
        if wide < 0.15 * first.size or wide > _CRAMPED * first.size * letters:
            return words  # narrower than any glyph: letters squeezed to nothing, not a replaced one
        natural = room = 0.5 * first.size * letters
        if following is not None and abs(following.y - first.y) < 0.5 * first.size and following.x0 > first.x0:
            room = min(natural, following.x0 - first.x0)
        # An icon is larger than the address that follows it, so that its size promises too much room.
        share = 0.25 if ICON_LABEL.fullmatch(first.text) else 0.35
        if room <= 0.3 * natural or not self._is_inked(first, min(room, share * natural)):
            return [word._replace(x1=word.x0) for word in words]
        # They stay where the first glyph is, so that no word reaches into what stands beside the text.
        return [word._replace(x1=word.x0 + min(room, 0.5 * word.size * len(word.text))) for word in words]

    def _is_inked(self, word: Word, stretch: float) -> bool:
        """Tell whether ink goes on beyond the icon at the beginning of a stretch."""
        start, rest = 1.5 * word.size, stretch - 1.5 * word.size
        if rest < 1:
            return False
        top, bottom = word.y - word.size, word.y + 0.2 * word.size
        grey = self._patch(word.x0, top, word.x0 + stretch, bottom)
        parts = min(3, max(1, int(rest / (0.8 * word.size))))
        steps = [start + part * rest / parts for part in range(parts + 1)]
        return grey is not None and all(has_ink(grey, x0, 0, x1, bottom - top) for x0, x1 in pairwise(steps))

    def _is_drawn(self, word: Word) -> bool:
        """Tell whether a word leaves ink."""
        if not 2 <= word.size <= 100:
            return False
        high = 1.2 * word.size
        grey = self._patch(word.x0, word.y - word.size, word.x1, word.y + 0.2 * word.size)
        return grey is not None and has_ink(grey, 0, 0, word.x1 - word.x0, high)

    def _patch(self, x0: float, top: float, x1: float, bottom: float) -> Grey | None:
        """Return a part of the page drawn, its own corner as the origin."""
        scale = 2.0
        wide, high = int(min(x1 - x0, 600.0) * scale) + 1, int(min(bottom - top, 200.0) * scale) + 1
        if self._turns or wide < 1 or high < 1:
            return None
        matrix = pdfium.FS_MATRIX(scale, 0, 0, scale, -scale * x0, -scale * top)
        clip = pdfium.FS_RECTF(0, 0, wide, high)
        seen = (byref(matrix), byref(clip), pdfium.FPDF_ANNOT)
        page = self._page
        return draw(wide, high, scale, lambda bitmap: pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, *seen))

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
        seen = (0, 0, wide, high, self._turns, pdfium.FPDF_ANNOT)
        page = self._page
        return draw(wide, high, scale, lambda bitmap: pdfium.FPDF_RenderPageBitmap(bitmap, page, *seen))


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

"""Page + words → visible words and hidden ones: is there ink under the glyph?

The words that something may hide, as `pdf_objects` finds, are drawn in grey and their boxes looked at: without contrast
there, nobody can see the word. Where a coarse drawing shows no ink, a fine one decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

import pypdfium2.raw as pdfium

from skillgap.readers import pdf_calls as calls
from skillgap.readers.pdf_calls import address_of
from skillgap.readers.pdf_drawing import Drawing
from skillgap.readers.pdf_frame import PageGeometry, Place
from skillgap.readers.pdf_objects import look_at
from skillgap.readers.pdf_texts import Look, Looks
from skillgap.readers.pdf_words import PageWords, Turned, Word, WordTable
from skillgap.readers.visibility import Grey, has_ink, hidden_reason, is_squeezed

_COARSE, _MEDIUM, _FINE = 1.0, 2.0, 3.0
_MAX_PIXELS = 4_000_000
_SMALL = 2.0
"""Letters above this size are large enough to see, whatever they are."""


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
        self._drawings: dict[float, Drawing | None] = {}
        self._geometry, self._looks = geometry, Looks()
        self.objects = look_at(page, text_page, words, geometry, self._looks)
        samples = {number: words.table.word(number) for number in self.objects.samples}
        if doubt or not all(map(self._stands_for_others, samples.values())) or self._inkless(samples):
            self.objects = self.objects.all_doubtful(words)

    def part(self) -> tuple[WordTable, list[Hidden]]:
        """Part the words into those that show and those that don't, runs of the latter joined."""
        doubtful, is_odd = self.objects.doubtful, self._any_odd()
        if not doubtful and not is_odd:
            return self._words.table, []
        words = self._words.table.words()
        if self._words.squeezed or self._words.groups:
            words = self._with_room(words)
        inkless = self._inkless({number: words[number] for number in sorted(doubtful)})
        pieces = self._pieces() if doubtful and self._drawing(_COARSE) and not self.objects.scanned else {}
        visible = list(words)
        hidden: list[Hidden] = []
        gone: set[int] = set()
        last = -2
        for number in range(len(words)) if is_odd else sorted(doubtful):
            word = words[number]
            if number in pieces:
                word, unseen = self._shown_part(word, pieces[number])
                visible[number] = word
                hidden += unseen
                if not word.text:
                    gone.add(number)
                    continue
            reason = "no_ink" if number in inkless else hidden_reason(word, None, self._width, self._height)
            if reason is None:
                continue
            gone.add(number)
            place = _rounded((word.x0, word.y - word.size, word.x1, word.y))
            if hidden and last == word.order - 1 and hidden[-1][1] == reason:
                text, _, box = hidden[-1]
                box = (min(box[0], place[0]), min(box[1], place[1]), max(box[2], place[2]), max(box[3], place[3]))
                hidden[-1] = (f"{text} {word.text}", reason, box)
            else:
                hidden.append((word.text, reason, place))
            last = word.order
        if self.objects.scanned and hidden and len(words) - len(gone) >= 2 * sum(len(h[0].split()) for h in hidden):
            # The text layer of a scan is invisible by design and seldom lies exactly on the picture of its words.
            return WordTable.of([word for word in words if 0 <= word.x0 <= self._width]), []
        return WordTable.of([word for number, word in enumerate(visible) if number not in gone]), hidden

    def part_turned(self) -> tuple[list[Turned], list[Hidden]]:
        """Part texts that run in another direction into those that show and those that don't."""
        texts = self._words.turned
        visible: list[Turned] = []
        hidden: list[Hidden] = []
        greys = self._greys(_FINE, [box for _, box in texts])
        for (text, (x0, top, x1, bottom)), grey in zip(texts, greys, strict=True):
            reason = None
            if x1 < 0 or x0 > self._width or bottom < 0 or top > self._height:
                reason = "off_page"
            elif min(x1 - x0, bottom - top) < 1:
                reason = "tiny"
            elif grey is not None and not self.objects.scanned and not has_ink(grey, x0, top, x1, bottom):
                reason = "no_ink"
            if reason is None:
                visible.append((text, (x0, top, x1, bottom)))
            else:
                hidden.append((text, reason, _rounded((x0, top, x1, bottom))))
        return visible, hidden

    def _stands_for_others(self, word: Word) -> bool:
        """Tell whether a drawing of this word can show what others of its font look like."""
        return 2 <= word.size <= 100 and hidden_reason(word, None, self._width, self._height) is None

    def _inkless(self, words: dict[int, Word]) -> dict[int, Word]:
        """Return those of some words that leave no ink; a fine drawing decides where a coarse one shows none."""
        for scale in (_COARSE, _FINE):
            greys = self._greys(scale, list(map(_box, words.values())))
            words = {
                number: word
                for (number, word), grey in zip(words.items(), greys, strict=True)
                if hidden_reason(word, grey, self._width, self._height) == "no_ink"
            }
        return words

    def _pieces(self) -> dict[int, list[Piece]]:
        """Return the pieces of the doubtful words that are drawn in more than one way, by the numbers of the words."""
        spans = self._words.spans
        page, things, looks = address_of(self._text_page), self._words.things, self._looks
        letters = [(number, at) for number in sorted(self.objects.doubtful) for at in range(*spans[number])]
        unlike = looks.unlike(page, [things[number] for number, _ in letters], [index for _, index in letters])
        object_at = calls.text_object
        return {
            number: self._parted(spans[number][0], looks.of([object_at(page, at) for at in range(*spans[number])]))
            for number in sorted({letters[place][0] for place in unlike})
        }

    def _parted(self, first: int, drawn: list[Look]) -> list[Piece]:
        pieces: list[Piece] = []
        page, start = address_of(self._text_page), 0
        for _, group in groupby(drawn):
            size = len(list(group))
            ends = (first + start, first + start + size - 1)
            lefts, _, rights, _ = zip(*(self._geometry.box(*calls.letter_box(page, at)) for at in ends), strict=True)
            pieces.append((start, start + size, min(lefts), max(rights)))
            start += size
        return pieces

    def _shown_part(self, word: Word, pieces: list[Piece]) -> tuple[Word, list[Hidden]]:
        """Return the word without the pieces of two and more letters that leave no ink, and those pieces."""
        text, hidden, ends = "", list[Hidden](), list[float]()
        for start, stop, x0, x1 in pieces:
            piece = word.text[start:stop]
            top, bottom = word.y - word.size, word.y + 0.2 * word.size
            if sum(map(str.isalnum, piece)) < 2 or self._has_ink((x0 + 0.3, top, x1 - 0.3, bottom)):
                text += piece
                ends += [x0, x1]
            else:
                hidden.append((piece, "no_ink", _rounded((x0, top, x1, bottom))))
        if not hidden:
            return word, []
        return word._replace(text=text, x0=min(ends, default=word.x0), x1=max(ends, default=word.x1)), hidden

    def _has_ink(self, box: Place) -> bool:
        # A coarse drawing smears the letters beside it into the piece.
        (grey,) = self._greys(_FINE, [box])
        return grey is None or has_ink(grey, *box)

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
        _, top, _, bottom = _box(word)
        (grey,) = self._greys(_MEDIUM, [(word.x0, top, word.x0 + stretch, bottom)])
        parts = min(3, max(1, int(rest / (0.8 * word.size))))
        steps = [word.x0 + start + part * rest / parts for part in range(parts + 1)]
        return grey is not None and all(has_ink(grey, x0, top, x1, bottom) for x0, x1 in pairwise(steps))

    def _greys(self, scale: float, boxes: list[Place]) -> Sequence[Grey | None]:
        """Return for each box a part of the drawing that holds it; None where there is no drawing."""
        drawing = self._drawing(scale) if boxes else None
        return drawing.cover(boxes) if drawing else [None] * len(boxes)

    def _drawing(self, scale: float) -> Drawing | None:
        """Return the drawing of the page at a scale, one for each; None for a page out of all measure."""
        if scale not in self._drawings:
            area = max(1.0, self._width * self._height)
            fit = min(scale, (_MAX_PIXELS / area) ** 0.5)
            wide, high = int(self._width * fit), int(self._height * fit)
            fits = wide >= 1 and high >= 1 and wide * high <= 2 * _MAX_PIXELS
            self._drawings[scale] = (
                Drawing(self._page, self._width, self._height, fit, turns=self._turns) if fits else None
            )
        return self._drawings[scale]


def _box(word: Word) -> Place:
    return word.x0, word.y - word.size, word.x1, word.y + 0.2 * word.size


def _rounded(box: Place) -> Place:
    x0, top, x1, bottom = box
    return round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)

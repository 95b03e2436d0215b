"""Page → words: each with its place, size and weight, in the frame in which the text stands upright."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import compress, count, pairwise, repeat
from operator import ne, or_
from typing import Any, NamedTuple

from skillgap.readers import pdf_calls as calls
from skillgap.readers.layout_rows import Segment
from skillgap.readers.pdf_calls import Address, address_of
from skillgap.readers.pdf_characters import page_text
from skillgap.readers.pdf_frame import PageGeometry, Place
from skillgap.readers.pdf_letters import Spots, beginning, fonts_of
from skillgap.readers.visibility import SQUEEZED

_WORD = re.compile(r"\S+")
_CUT_WORD = re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?")
_INSIDE = re.compile(r"[\ufffe\x02](?:(?=\S)|(?<![^\s\ufffe\x02].))")
"""PDFium's sign for a hyphen at the end of a line, where it ends no word."""
_GLUED = re.compile(r"(?<![^\W_])(?:(?:19|20)\d\d|[Pp]resent|[Hh]eute|[Oo]ngoing)(?=[A-Z][a-z]{2})")
# A capital behind the end of a date, found faster than what comes before it.
_MAYBE_GLUED = re.compile(r"[A-Z](?:(?<=\d\d[A-Z])|(?<=(?:sent|eute|oing)[A-Z]))[a-z]{2}")
_GLUED_MONTH = re.compile(r"(?<=[^\W\d_]{3})(?=(?:0[1-9]|1[0-2])[./](?:19|20)\d\d(?!\d))")
# Likewise.
_MAYBE_MONTH = re.compile(r"[./](?=(?:19|20)\d\d)(?<=[^\W\d_]\d\d.)")


_LETTER = re.compile(r"[\x20-\x7e\x80-\x9f]|[^\W_]|[\u0300-\u036f]")
_ICON = "\ue000"
_SO_MANY = 3
_DATED = re.compile(r"(?i)\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")


class Word(Segment):
    """A word on a page: a segment as long as it stands alone."""

    __slots__ = ()


Turned = tuple[str, Place]
"""Text that runs in another direction than the page's."""


class WordTable(NamedTuple):
    """Words by column, one value a word: most pages need no more than that."""

    texts: list[str]
    lefts: list[float]
    rights: list[float]
    bases: list[float]
    sizes: list[float]
    bolds: list[bool]
    orders: list[int]

    @classmethod
    def of(cls, words: list[Word]) -> WordTable:
        """Return the table of some words."""
        return cls(*map(list, zip(*words, strict=True))) if words else cls([], [], [], [], [], [], [])

    def word(self, number: int) -> Word:
        """Return one of the words."""
        return Word._make(column[number] for column in self)

    def words(self) -> list[Word]:
        """Return the words one by one."""
        return list(map(Word._make, zip(*self, strict=True)))

    def lines(self) -> list[tuple[int, int]]:
        """Return where words follow each other on one baseline and in one size, as first word and end."""
        changes = map(or_, map(ne, self.bases, self.bases[1:]), map(ne, self.sizes, self.sizes[1:]))
        return list(pairwise([0, *compress(count(1), changes), len(self.texts)])) if self.texts else []

    def without(self, numbers: Container[int]) -> WordTable:
        """Return the table without some words; the others move up."""
        kept = [word for number, word in enumerate(self.words()) if number not in numbers]
        return WordTable.of([word._replace(order=order) for order, word in enumerate(kept)])


class PageWords(NamedTuple):
    """The words of a page; `unmapped` letters have a shape of which no one knows the meaning.

    `spans` holds where the letters of each word begin and end, `things` the page objects that draw the first ones;
    `groups` (first, end) are the words that replace what is drawn. `squeezed` tells whether the letters of any word
    stand on top of each other.
    """

    table: WordTable
    spans: list[tuple[int, int]]
    things: list[Address]
    turned: list[Turned]
    groups: list[tuple[int, int]]
    unmapped: int
    squeezed: bool


def words_of(text_page: Any, length: int, geometry: PageGeometry) -> PageWords:
    """Return the words of a page in the file's order; `length` is the number of its characters."""
    text = page_text(text_page, length) if length > 0 else ""
    texts, spans = _cut(text)
    firsts = [first for first, _ in spans]
    handle = address_of(text_page)
    things = list(map(calls.text_object, repeat(handle), firsts))
    spots = Spots(handle, firsts, [end - 1 for _, end in spans])
    lefts, rights, bases = spots.in_frame(geometry)
    sizes, bolds, icons = fonts_of(handle, firsts, things)
    table = WordTable(texts, lefts, rights, bases, sizes, bolds, list(range(len(texts))))
    if icons:
        texts[:] = without_icons(table, icons)
    groups = _replacements(table, things)
    narrow = [
        number
        for number, (left, right, size, word) in enumerate(zip(lefts, rights, sizes, texts, strict=True))
        if right - left < 0.15 * size * len(word)
    ]
    turned = _TurnedTexts(handle, geometry)
    for number in narrow:
        if turned.is_turned(firsts[number]):
            turned.add(texts[number], firsts[number], spots.ends(number), number=number)
        elif lefts[number] > rights[number]:
            lefts[number], bases[number] = beginning(handle, firsts[number], geometry)
    squeezed = any(
        number not in turned.boxes and rights[number] - lefts[number] < SQUEEZED * sizes[number] * len(texts[number])
        for number in narrow
    )
    if turned.boxes:
        groups = []
        table = table.without(turned.boxes)
        spans = [span for number, span in enumerate(spans) if number not in turned.boxes]
        things = [thing for number, thing in enumerate(things) if number not in turned.boxes]
    unmapped = text.count("\ufffd") + text.count("\x00")
    return PageWords(table, spans, things, turned.texts, groups, unmapped, squeezed)


def without_icons(table: WordTable, icons: list[int]) -> list[str]:
    """Return the texts without the letters that a font of icons stands for, as it maps them to its shapes.

    One that stands before three or more lines, none of them a date, is their bullet; a private sign, which cleaning
    drops, takes the place of the others.
    """
    texts = table.texts[:]
    before: dict[tuple[str, int], list[int]] = {}
    for number in icons:
        text = texts[number]
        if not _LETTER.match(text):
            continue  # a sign that means something by itself: a bullet, a ring that grades
        texts[number] = _ICON + text[1:]
        if len(text) == 1 and number + 1 < len(texts):
            before.setdefault((text, round(table.lefts[number])), []).append(number)
    for places in before.values():
        texts_behind = [table.texts[n + 1] for n in places if abs(table.bases[n + 1] - table.bases[n]) < 2.0]
        if len(texts_behind) == len(places) >= _SO_MANY and not any(map(_DATED.match, texts_behind)):
            for number in places:
                texts[number] = "•"
    return texts


def _cut(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the words of a text and where each begins and ends; PDFium marks a hyphen at the end of a line."""
    is_cut = ("\ufffe" in text or "\x02" in text) and _INSIDE.search(text) is not None
    spans = list(map(re.Match.span, (_CUT_WORD if is_cut else _WORD).finditer(text)))
    is_glued = (_MAYBE_GLUED.search(text) is not None and _GLUED.search(text) is not None) or (
        _MAYBE_MONTH.search(text) is not None and _GLUED_MONTH.search(text) is not None
    )
    shown = text.replace("\ufffe", "-").replace("\x02", "-")
    if not is_cut and not is_glued:
        return shown.split(), spans
    if is_glued:
        spans = [part for span in spans for part in _unglued(text, *span)]
    return [shown[first:end] for first, end in spans], spans


def _unglued(text: str, first: int, end: int) -> list[tuple[int, int]]:
    """Part a word from the date that it touches: one was too wide ("presentPostdoctoral", "Wrocław09.2018")."""
    cuts = [found.end() for found in _GLUED.finditer(text, first, end)]
    cuts += [found.end() for found in _GLUED_MONTH.finditer(text, first, end)]
    return list(pairwise([first, *sorted(cuts), end]))


def _replacements(table: WordTable, things: list[Address]) -> list[tuple[int, int]]:
    """Return where words replace what is drawn (ActualText), as first word and end.

    pdfium begins all of them where the replaced text begins, and spreads their ends over its room.
    """
    found: list[tuple[int, int]] = []
    for number, (one, two) in enumerate(pairwise(table.lefts), 1):
        if one == two and table.bases[number] == table.bases[number - 1]:
            if table.rights[number] <= table.rights[number - 1] or things[number] != things[number - 1]:
                continue
            first = found.pop()[0] if found and found[-1][1] == number else number - 1
            found.append((first, number + 1))
    return found


class _TurnedTexts:
    """Words that run in another direction than the page's; those that follow each other are one text."""

    def __init__(self, text_page: Any, geometry: PageGeometry) -> None:
        self.texts: list[Turned] = []
        self.boxes: dict[int, Place] = {}
        self._page, self._geometry = text_page, geometry

    def is_turned(self, index: int) -> bool:
        """Tell whether a letter does not stand upright."""
        angle = calls.char_angle(self._page, index)
        return bool(angle >= 0 and abs((angle / 1.5707963 + self._geometry.turns + 2) % 4 - 2) > 0.1)

    def add(self, word: str, first: int, points: list[tuple[float, float]], *, number: int) -> None:
        """Note a word and its number among all words of the page."""
        start, bottom, edge, top = calls.letter_box(self._page, first)
        corners = [self._geometry.place(*point) for point in (*points, (start, bottom), (edge, top))]
        follows = number - 1 in self.boxes
        self.boxes[number] = _around(corners)
        if follows:
            text, (x0, upper, x1, lower) = self.texts.pop()
            word = f"{text} {word}"
            corners += [(x0, upper), (x1, lower)]
        self.texts.append((word, _around(corners)))


def _around(points: list[tuple[float, float]]) -> Place:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)

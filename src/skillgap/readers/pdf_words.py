"""Page → words: each with its place, size and weight, in the frame in which the text stands upright."""

from __future__ import annotations

import ctypes
import re
import struct
from array import array
from collections import deque
from collections.abc import Container, Iterator, Sequence
from ctypes import byref, c_double, c_float, c_int, c_ulong, c_ushort
from functools import cache
from itertools import pairwise, repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from skillgap.readers.pdf_calls import Address, address_of, all_passed, calls
from skillgap.readers.visibility import SQUEEZED

_WORD, _CUT_WORD = re.compile(r"\S+"), re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?")
_GLUED = re.compile(r"(?<![^\W_])(?:(?:19|20)\d\d|[Pp]resent|[Hh]eute|[Oo]ngoing)(?=[A-Z][a-z]{2})")
# A capital behind the end of a date, found faster than what comes before it.
_MAYBE_GLUED = re.compile(r"[A-Z](?:(?<=\d\d[A-Z])|(?<=(?:sent|eute|oing)[A-Z]))[a-z]{2}")
_PAIR, _LONE = re.compile("[\ud800-\udbff][\udc00-\udfff]"), re.compile("[\0\ud800-\udfff]")
_PIECE, _FEW, _STEP = 1024, 4, 32
_LINE_END = re.compile(r"\n(?!\Z)")
_BATCH = 128
"""Words whose places are asked for at once, so that the calls follow each other without a line of Python between."""
_UPRIGHT = struct.pack("6f", 1, 0, 0, 1, 0, 0)
_BOLD = re.compile(r"(?i)bold|black|heavy|semibold|demi|[-,]bd\b|cmbx|sfbx")


class Word(NamedTuple):
    """A word on a page; `y` is its baseline, from the top of the page."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    order: int


Place = tuple[float, float, float, float]
"""A box in the frame of the page: x0, top, x1, bottom."""
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

    def without(self, numbers: Container[int]) -> WordTable:
        """Return the table without some words; the others move up."""
        kept = [word for number, word in enumerate(self.words()) if number not in numbers]
        return WordTable.of([word._replace(order=order) for order, word in enumerate(kept)])


class PageWords(NamedTuple):
    """The words of a page; `unmapped` letters have a shape of which no one knows the meaning.

    `spans` holds where the letters of each word begin and end, `things` the page objects that draw the first ones;
    `turned_parts` are the boxes and the objects of the turned words, `groups` (first, end) the words that replace what
    is drawn. `squeezed` tells whether the letters of any word
    stand on top of each other.
    """

    table: WordTable
    spans: list[tuple[int, int]]
    things: list[Address]
    turned: list[Turned]
    turned_parts: list[tuple[Place, Address]]
    groups: list[tuple[int, int]]
    unmapped: int
    squeezed: bool


class PageGeometry:
    """The frame in which a page's text stands upright: box offset and rotation undone, origin at the top left.

    `turns` is the number of quarter turns clockwise from the page of the file. It follows the letters, not the page's
    own rotation, so that a page scanned or printed sideways reads as well.
    """

    def __init__(self, page: Any, turns: int) -> None:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, byref(box))
        self.left, self.bottom = min(box.left, box.right), min(box.bottom, box.top)
        self._wide, self._high = abs(box.right - box.left), abs(box.top - box.bottom)
        self.turns = turns
        self.width, self.height = (self._high, self._wide) if turns % 2 else (self._wide, self._high)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the file as (x, distance from the top) in this frame."""
        x, y = x - self.left, y - self.bottom
        if self.turns == 1:
            return y, x
        if self.turns == 2:
            return self._wide - x, y
        if self.turns == 3:
            return self._high - y, self._wide - x
        return x, self._high - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Place:
        """Return a box of the file as (x0, top, x1, bottom) in this frame."""
        if self.turns == 0:
            upper = self.bottom + self._high
            return left - self.left, upper - top, right - self.left, upper - bottom
        (x0, y0), (x1, y1) = self.place(left, bottom), self.place(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def turns_of(text_page: Any, length: int) -> int:
    """Return the quarter turns that set most letters upright, from a sample of them."""
    step = max(1, length // 9)
    angle_of, handle = calls().char_angle, address_of(text_page)
    angles = [angle_of(handle, index) for index in range(step // 2, length, step)]
    quarters = [round(angle / 1.5707963) % 4 for angle in angles if angle >= 0]
    return -max(sorted(set(quarters)), key=quarters.count) % 4 if quarters else 0


def words_of(text_page: Any, length: int, geometry: PageGeometry) -> PageWords:
    """Return the words of a page in the file's order; `length` is the number of its characters."""
    text = _page_text(text_page, length) if length > 0 else ""
    is_cut = "\ufffe" in text or "\x02" in text
    spans = list(map(re.Match.span, (_CUT_WORD if is_cut else _WORD).finditer(text)))
    is_glued = _MAYBE_GLUED.search(text) is not None and _GLUED.search(text) is not None
    if is_glued:
        spans = [part for span in spans for part in _unglued(text, *span)]
    if is_cut:
        texts = [text[first:end] for first, end in spans]
        texts = [word[:-1] + "-" if word[-1] in "\ufffe\x02" else word for word in texts]
    elif is_glued:
        texts = [text[first:end] for first, end in spans]
    else:
        texts = text.split()
    firsts = [first for first, _ in spans]
    handle = address_of(text_page)
    things = list(map(calls().text_object, repeat(handle), firsts))
    spots = _Spots(handle, firsts, [end - 1 for _, end in spans])
    lefts, rights, bases = spots.in_frame(geometry)
    sizes, bolds = _fonts(handle, firsts, things)
    table = WordTable(texts, lefts, rights, bases, sizes, bolds, list(range(len(texts))))
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
            lefts[number], bases[number] = _beginning(handle, firsts[number], geometry)
    squeezed = any(
        number not in turned.boxes and rights[number] - lefts[number] < SQUEEZED * sizes[number] * len(texts[number])
        for number in narrow
    )
    parts: list[tuple[Place, Address]] = []
    if turned.boxes:
        parts, groups = [(box, things[number]) for number, box in turned.boxes.items()], []
        table = table.without(turned.boxes)
        spans = [span for number, span in enumerate(spans) if number not in turned.boxes]
        things = [thing for number, thing in enumerate(things) if number not in turned.boxes]
    unmapped = text.count("\ufffd") + text.count("\x00")
    return PageWords(table, spans, things, turned.texts, parts, groups, unmapped, squeezed)


def _unglued(text: str, first: int, end: int) -> list[tuple[int, int]]:
    """Part a word from the date that it touches: the date was too wide for its column ("presentPostdoctoral")."""
    cuts = [found.end() for found in _GLUED.finditer(text, first, end)]
    return list(pairwise([first, *cuts, end]))


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


def _fonts(text_page: Any, firsts: list[int], things: list[Address]) -> tuple[list[float], list[bool]]:
    """Return the size and the weight of each word; all letters of a page object have the same."""
    # An object of another page is not named: there, each letter may differ.
    begins = [thing or -first for thing, first in zip(things, firsts, strict=True)] if None in things else things
    numbers: Sequence[int] = range(len(begins))
    places, own = firsts, things
    is_shared = len(set(begins)) < len(begins)
    if is_shared:
        numbers = list(dict(zip(reversed(begins), reversed(numbers), strict=True)).values())
        places, own = [firsts[number] for number in numbers], [things[number] for number in numbers]
    fonts = list(map(calls().text_font, all_passed(own)))
    keys = list(zip(fonts, map(calls().font_size, repeat(text_page), places), *_slopes(text_page, places), strict=True))
    # Few looks and fewer fonts for many objects: each is worked out at the first letter that has it.
    bolds = {font: _is_bold(text_page, places[fonts.index(font)]) for font in set(fonts)}
    looks = {
        key: (min(max(key[1] * (key[2] ** 2 + key[3] ** 2) ** 0.5, 0.1), 400.0), bolds[key[0]]) for key in set(keys)
    }
    words = list(map(looks.__getitem__, keys))
    if is_shared:
        known = dict(zip(map(begins.__getitem__, numbers), words, strict=True))
        words = list(map(known.__getitem__, begins))
    return [size for size, _ in words], [bold for _, bold in words]


def _slopes(text_page: Any, indexes: Sequence[int]) -> tuple[list[float], list[float]]:
    """Return how far the matrix of each letter takes it sideways, and how far up, for one step up."""
    out, found = _out(), array("f")
    # What PDFium leaves untouched stands upright.
    out.matrices[:] = _UPRIGHT * _BATCH
    for start in range(0, len(indexes), _BATCH):
        batch = indexes[start : start + _BATCH]
        # A deque without room makes the calls and keeps nothing.
        deque(map(calls().matrix, repeat(text_page), batch, out.matrix_refs), 0)
        found.frombytes(out.matrices[: 24 * len(batch)])
    return found[2::6].tolist(), found[3::6].tolist()


class _Out(NamedTuple):
    """Room for what PDFium says of `_BATCH` letters, and references to it: one page is read at a time."""

    xs: memoryview
    ys: memoryview
    boxes: memoryview
    matrices: memoryview
    x_refs: list[Any]
    y_refs: list[Any]
    box_refs: list[Any]
    matrix_refs: list[Any]


@cache
def _out() -> _Out:
    rooms: list[Any] = [
        (kind * (size * _BATCH))() for kind, size in ((c_double, 1), (c_double, 1), (c_float, 4), (c_float, 6))
    ]
    xs, ys, boxes, matrices = (memoryview(room).cast("B") for room in rooms)
    steps = [ctypes.sizeof(room) // _BATCH for room in rooms]
    refs = [[byref(room, step * number) for number in range(_BATCH)] for room, step in zip(rooms, steps, strict=True)]
    return _Out(xs, ys, boxes, matrices, *refs)


def _beginning(text_page: Any, index: int, geometry: PageGeometry) -> tuple[float, float]:
    """Return where a letter begins as its matrix says it: the origin of a ligature in a form is one of the form."""
    matrix = (c_float * 6)()
    calls().matrix(text_page, index, byref(matrix))
    return geometry.place(matrix[4], matrix[5])


def _is_bold(text_page: Any, index: int) -> bool:
    name, flags = ctypes.create_string_buffer(128), c_int()
    length = calls().font_info(text_page, index, name, c_ulong(128), byref(flags))
    found = _BOLD.search(name.raw[: max(0, min(length, 128) - 1)].decode("latin-1"))
    return bool(found) or bool(flags.value & 0x40000)


class _Spots:
    """Where words begin (the origin of the first letter) and end (the box of the last one), as the file says it."""

    def __init__(self, text_page: Any, firsts: list[int], lasts: list[int]) -> None:
        out, xs, ys, self._boxes = _out(), array("d"), array("d"), array("f")
        origin, loose, pages = calls().char_origin, calls().loose_char_box, repeat(text_page)
        for start in range(0, len(firsts), _BATCH):
            batch = firsts[start : start + _BATCH]
            deque(map(origin, pages, batch, out.x_refs, out.y_refs), 0)
            deque(map(loose, pages, lasts[start : start + _BATCH], out.box_refs), 0)
            xs.frombytes(out.xs[: 8 * len(batch)])
            ys.frombytes(out.ys[: 8 * len(batch)])
            self._boxes.frombytes(out.boxes[: 16 * len(batch)])
        self.xs, self.ys = xs.tolist(), ys.tolist()

    def in_frame(self, geometry: PageGeometry) -> tuple[list[float], list[float], list[float]]:
        """Return the left ends, the right ends and the baselines."""
        if geometry.turns == 0:
            shift, rise = geometry.left, geometry.bottom + geometry.height
            edges = self._boxes[2::4].tolist()
            lefts = [x - shift for x in self.xs] if shift else self.xs
            return lefts, [edge - shift for edge in edges] if shift else edges, [rise - y for y in self.ys]
        side = (0, 1, 0, 3)[geometry.turns]
        starts = [geometry.place(x, y) for x, y in zip(self.xs, self.ys, strict=True)]
        stops = [geometry.place(edge, edge)[0] for edge in self._boxes[side::4]]
        return [left for left, _ in starts], stops, [base for _, base in starts]

    def ends(self, number: int) -> list[tuple[float, float]]:
        """Return points of the first and of the last letter of one word."""
        start, top, edge, bottom = self._boxes[4 * number : 4 * number + 4]
        return [(self.xs[number], self.ys[number]), (start, bottom), (edge, top)]


class _TurnedTexts:
    """Words that run in another direction than the page's; those that follow each other are one text."""

    def __init__(self, text_page: Any, geometry: PageGeometry) -> None:
        self.texts: list[Turned] = []
        self.boxes: dict[int, Place] = {}
        self._page, self._geometry = text_page, geometry
        self._box = (c_float * 4)()

    def is_turned(self, index: int) -> bool:
        """Tell whether a letter does not stand upright."""
        angle = calls().char_angle(self._page, index)
        return bool(angle >= 0 and abs((angle / 1.5707963 + self._geometry.turns + 2) % 4 - 2) > 0.1)

    def add(self, word: str, first: int, points: list[tuple[float, float]], *, number: int) -> None:
        """Note a word and its number among all words of the page."""
        calls().loose_char_box(self._page, first, byref(self._box))
        start, top, edge, bottom = self._box
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


def _page_text(text_page: Any, length: int) -> str:
    """Return one character for each of pdfium's characters, so that positions are its indexes."""
    return _raw_text(text_page, length).replace("\xad", "-")  # drawn, so it is a hyphen that somebody sees


def _raw_text(text_page: Any, length: int) -> str:
    handle, buffer = address_of(text_page), (c_ushort * (length + 1))()
    text = _piece(handle, 0, length, buffer)
    if len(text) == length and _is_aligned(handle, 0, text):
        return text
    # Characters beyond the first plane, or without Unicode, shift the positions: find them by halving.
    pieces = [
        piece
        for start in range(0, length, _PIECE)
        for piece in _exact(handle, start, min(_PIECE, length - start), buffer)
    ]
    return _LONE.sub("\ufffd", _PAIR.sub(_whole, "".join(pieces)))


def _is_aligned(text_page: Any, start: int, text: str) -> bool:
    """Tell whether positions in the text are PDFium's indexes: it may leave one character out and say another twice."""
    places = [*range(0, len(text), _STEP), *map(re.Match.end, _LINE_END.finditer(text)), len(text) - 1]
    codes = list(map(calls().char_unicode, repeat(text_page), [start + place for place in places] if start else places))
    found = [ord(text[place]) for place in places]
    return codes == found or all(one in (2, two) for one, two in zip(codes, found, strict=True))


def _whole(pair: re.Match[str]) -> str:
    # The second half becomes a word joiner, which cleaning drops: positions stay pdfium's indexes.
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16") + "\u2060"


def _piece(text_page: Any, start: int, size: int, buffer: Any) -> str:
    written = calls().text(text_page, start, size, buffer)
    return bytes(memoryview(buffer)[: max(0, written - 1)]).decode("utf-16-le", "surrogatepass")


def _exact(text_page: Any, start: int, size: int, buffer: Any) -> Iterator[str]:
    """Yield one code for each character from `start` on."""
    text = _piece(text_page, start, size, buffer)
    if len(text) == size and not _LONE.search(text) and _is_aligned(text_page, start, text):
        yield text
    elif size <= _FEW:
        codes = (calls().char_unicode(text_page, index) for index in range(start, start + size))
        yield "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
    else:
        yield from _exact(text_page, start, size // 2, buffer)
        yield from _exact(text_page, start + size // 2, size - size // 2, buffer)

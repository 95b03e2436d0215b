"""Text page of PDFium → one character for each of its characters, so that positions are its indexes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import byref, c_double, c_ushort
from itertools import pairwise, repeat
from typing import Any

from skillgap.readers import pdf_calls as calls
from skillgap.readers.pdf_calls import address_of

_PAIR, _LONE = re.compile("[\ud800-\udbff][\udc00-\udfff]"), re.compile("[\0\ud800-\udfff]")
_PIECE, _FEW, _STEP = 1024, 4, 32
TWICE = re.compile(r"(?:(\w)\1){3}")
_SAME_THRICE = re.compile(rb"(?s)\0.\0.\0")
_LINE_WITHIN = re.compile(r"(?<=\S)\r\n(?=\S)")
_BROKEN = 8
"""Characters of a line, at least, in a text that goes across."""
_LEVEL, _TOUCH = 0.1, 0.05
"""Points between the baselines of two letters of a word, and its share of their height between their sides."""
_ASIDE, _BELOW = 1.0, 1.5
"""Points between a letter and its shadow; two narrow letters ("ll") of six points stand further apart."""
_NOTHING = "\u2060"
"""Stands for what is no character of its own: a word joiner, which cleaning drops, so that positions stay PDFium's."""
_LINE_END = re.compile(r"\n(?!\Z)")
_TEX_SIGNS = re.compile("[\x0b\x0c\x0e\x0f\x10-\x16\x19\x1b-\x1f\x88]")
_TEX_ITEM = re.compile(r"(?<![^\r\n])[\x0f\x88](?= )")
"""The dot before an item, in TeX's fonts of signs."""
_TEX = dict(zip((0x0B, 0x0C, 0x0E, *range(0x10, 0x17), 0x19, *range(0x1B, 0x20)), "ﬀﬁﬃ“”„«»–—ıﬀﬁﬂﬃﬄ", strict=True))
"""What TeX's own encodings keep where others keep controls: drawn fonts of pixels don't say it of their shapes."""


def page_text(text_page: Any, length: int) -> str:
    """Return the text; `length` is the number of its characters."""
    text = _raw_text(text_page, length).replace("\xad", "-")  # drawn, so it is a hyphen that somebody sees
    if text.count("\r\n") * _BROKEN > length:
        text = _unbroken(text_page, text)
    if may_be_twice(text) and TWICE.search(text) is not None:
        text = _once(text_page, text)
    return tex_signs(text) if _TEX_SIGNS.search(text) is not None else text


def tex_signs(text: str) -> str:
    """Return what TeX's own encodings mean by control characters, at the same positions."""
    return _TEX_ITEM.sub("•", text).translate(_TEX)


def _unbroken(text_page: Any, text: str) -> str:
    """Return the text without line ends between letters that touch.

    PDFium takes a page with little text on it for one that is written downwards, and ends a line behind each letter.
    """
    handle = address_of(text_page)

    def joined(end: re.Match[str]) -> str:
        last, following = end.start() - 1, end.end()
        x, y = _origin(handle, following)
        _, bottom, right, top = calls.letter_box(handle, last)
        # The letters of two lines stand under each other in what PDFium takes for one.
        before = last - (last > 0 and not text[last - 1].isspace())
        level = all(abs(_origin(handle, index)[1] - y) < _LEVEL for index in (before, last))
        return 2 * _NOTHING if level and abs(x - right) < _TOUCH * abs(top - bottom) else end[0]

    return _LINE_WITHIN.sub(joined, text)


def may_be_twice(text: str) -> bool:
    """Tell whether three pairs of equal letters may follow each other, sooner than a search for them does.

    All letters are compared with the ones before them at once, as the bytes of one number; "?" stands for what isn't
    ASCII, so that equal letters stay equal.
    """
    code = text.encode("ascii", "replace")
    number = int.from_bytes(code, "big")
    return _SAME_THRICE.search((number ^ number >> 8).to_bytes(len(code), "big")) is not None


def _once(text_page: Any, text: str) -> str:
    """Return the text without the second of two equal letters in one place: a shadow ("MMaarriiaa")."""
    handle, seen = address_of(text_page), list(text)
    for index, (one, two) in enumerate(pairwise(text)):
        if one == two and not one.isspace() and _near(_origin(handle, index), _origin(handle, index + 1)):
            seen[index + 1] = _NOTHING
    return "".join(seen)


def _origin(text_page: Any, index: int) -> tuple[float, float]:
    x, y = c_double(), c_double()
    calls.char_origin(text_page, index, byref(x), byref(y))
    return x.value, y.value


def _near(one: tuple[float, float], two: tuple[float, float]) -> bool:
    return abs(one[0] - two[0]) < _ASIDE and abs(one[1] - two[1]) < _BELOW


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
    codes = list(map(calls.char_unicode, repeat(text_page), [start + place for place in places] if start else places))
    found = [ord(text[place]) for place in places]
    return codes == found or all(one in (2, two) for one, two in zip(codes, found, strict=True))


def _whole(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16") + _NOTHING


def _piece(text_page: Any, start: int, size: int, buffer: Any) -> str:
    written = calls.text(text_page, start, size, buffer)
    return bytes(memoryview(buffer)[: max(0, written - 1)]).decode("utf-16-le", "surrogatepass")


def _exact(text_page: Any, start: int, size: int, buffer: Any) -> Iterator[str]:
    """Yield one code for each character from `start` on."""
    text = _piece(text_page, start, size, buffer)
    if len(text) == size and not _LONE.search(text) and _is_aligned(text_page, start, text):
        yield text
    elif size <= _FEW:
        codes = (calls.char_unicode(text_page, index) for index in range(start, start + size))
        yield "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
    else:
        yield from _exact(text_page, start, size // 2, buffer)
        yield from _exact(text_page, start + size // 2, size - size // 2, buffer)

"""Text page of PDFium → one character for each of its characters, so that positions are its indexes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import c_ushort
from itertools import repeat
from typing import Any

from skillgap.readers.pdf_calls import address_of, calls

_PAIR, _LONE = re.compile("[\ud800-\udbff][\udc00-\udfff]"), re.compile("[\0\ud800-\udfff]")
_PIECE, _FEW, _STEP = 1024, 4, 32
_LINE_END = re.compile(r"\n(?!\Z)")
_TEX_SIGNS = re.compile("[\x0b\x0c\x0e\x10-\x16\x19\x1b-\x1f]")
_TEX = dict(zip((0x0B, 0x0C, 0x0E, *range(0x10, 0x17), 0x19, *range(0x1B, 0x20)), "ﬀﬁﬃ“”„«»–—ıﬀﬁﬂﬃﬄ", strict=True))
"""What TeX's own encodings keep where others keep controls: drawn fonts of pixels don't say it of their shapes."""


def page_text(text_page: Any, length: int) -> str:
    """Return the text; `length` is the number of its characters."""
    text = _raw_text(text_page, length).replace("\xad", "-")  # drawn, so it is a hyphen that somebody sees
    return text.translate(_TEX) if _TEX_SIGNS.search(text) is not None else text


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

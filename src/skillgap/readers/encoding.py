"""Bytes → text in any usual encoding, by content."""

from __future__ import annotations

import re
from contextlib import suppress

from skillgap.errors import InputError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SINGLE = ("cp1252", "cp1250", "cp1251", "mac_roman", "cp1253", "cp1254")
_DOUBLE = ("gb18030", "shift_jis", "euc_kr", "big5")
_CONTROLS = bytes((*range(9), *range(14, 32)))
# How a wrong guess looks: a letter beside a sign, a capital inside a word, marks that nobody writes.
_ODD = re.compile(
    r"[^\W\d_][¤¦§¨¬¯±´¶¸¹º¼½¾¿÷×‡†‰¢£¥©]|(?<=[a-zà-ÿ])[À-ÝĄĆĘŁŃŚŹŻŠČŘŽĚŮĐŐŰŞĞİ](?=[a-z])|[\x80-\x9f]"
    r"|[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
)
# Signs of plain Western text count as common: "I²C", "45°", "µs", "Windows®".
_COMMON = frozenset(
    "²³°µ®™«»·½¼×£éèüöäßñçáíóúàâêîôûëïãõåæøœ–—’‘“”•…€ąćęłńśźżěščřžýůőűăâîșțİığşабвгдежзийклмнопрстуфхцчшщъыьэюя"
)


def decode(data: bytes, *, name: str, declared: str | None = None) -> str:
    """Return the text: byte order mark, UTF-8, UTF-16 without mark, what the file declares, then the likeliest."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if wide := _wide(data):
        return data.decode(wide, "replace")
    if _binary(data):
        raise InputError(
            "unsupported_format",
            f"{name} is not text and no known document format",
            hint="use PDF, DOCX, ODT, RTF, HTML, Markdown, TXT or JSON Resume",
        )
    for encoding in filter(None, ("utf-8", declared)):
        with suppress(LookupError, UnicodeDecodeError):
            return data.decode(encoding)
    if _mostly_utf8(data):
        return data.decode("utf-8", "replace")
    return _likeliest(data)


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: every other byte of Latin text is NUL."""
    head = data[:4000]
    if len(head) < 8 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.6 and even < 0.2:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.2 else None


def _binary(data: bytes) -> bool:
    head = data[:8000]
    return len(head) - len(head.translate(None, _CONTROLS)) > 0.05 * len(head) + 2


def _mostly_utf8(data: bytes) -> bool:
    text = data[:200_000].decode("utf-8", "replace")
    beyond = sum(mark > "\x7f" for mark in text)
    return beyond > 0 and text.count("\ufffd") < 0.1 * beyond


def _likeliest(data: bytes) -> str:
    sample = data[:50_000]
    best, best_cost = "cp1252", float("inf")
    for encoding in _SINGLE:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        beyond = [mark for mark in text if mark > "\x7f"]
        cost = 3 * len(_ODD.findall(text)) + sum(mark.lower() not in _COMMON for mark in beyond)
        if encoding == "cp1251" and sum(mark.isalpha() for mark in beyond) < 0.2 * len(text):
            cost += 2 * len(beyond)
        if cost < best_cost:
            best, best_cost = encoding, cost
    if best_cost > 0.5 * sum(byte > 127 for byte in sample):
        for encoding in _DOUBLE:
            with suppress(UnicodeDecodeError):
                return data.decode(encoding)
    return data.decode(best, "replace")

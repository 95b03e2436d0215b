"""RTF bytes → what their header says: code pages of fonts, colours, styles of headings."""

from __future__ import annotations

import re

from skillgap.readers.looks import Colour

_MAX_GROUP = 500_000
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437",
}  # fmt: skip


def codec_of(name: str) -> str:
    """Return the name of a code page that Python knows."""
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name


def _group(data: bytes, start: bytes) -> bytes:
    """Return a group of the header, up to its closing brace."""
    first = data.find(start)
    if first < 0:
        return b""
    depth = 1
    for match in re.finditer(rb"\\[{}\\]|[{}]", data[first + 1 : first + _MAX_GROUP]):
        if match.group() == b"{":
            depth += 1
        elif match.group() == b"}":
            depth -= 1
            if depth == 0:
                return data[first : first + 1 + match.end()]
    return data[first : first + _MAX_GROUP]


def fonts_of(data: bytes) -> dict[int, tuple[str, bool]]:
    """Return of each font, by its number, the code page ("" for the file's own) and whether it holds symbols."""
    fonts: dict[int, tuple[str, bool]] = {}
    for match in re.finditer(
        rb"\\f(\d{1,6})((?:\\[a-z]+-?\d*\s?|\{\\\*[^{}]*\}|\s)*)([^;{}\\]*)", _group(data, b"{\\fonttbl")
    ):
        charset = re.search(rb"\\fcharset(\d{1,3})", match.group(2))
        number = int(charset.group(1)) if charset else 1
        title = match.group(3).lower()
        symbol = number == 2 or title.strip().startswith((b"symbol", b"wingdings", b"webdings", b"opensymbol"))
        fonts[int(match.group(1))] = (_CHARSETS.get(number, ""), symbol)
    return fonts


def colours_of(data: bytes) -> dict[int, Colour]:
    """Return the colours by their numbers."""
    colours: dict[int, Colour] = {}
    entries = _group(data, b"{\\colortbl").removeprefix(b"{\\colortbl").split(b";")
    for number, entry in enumerate(entries):
        parts = {key: int(value) for key, value in re.findall(rb"\\(red|green|blue)(\d{1,3})", entry)}
        if len(parts) == 3:
            colours[number] = (parts[b"red"], parts[b"green"], parts[b"blue"])
    return colours


def headings_of(data: bytes) -> dict[int, int]:
    """Return the levels of the paragraph styles that are headings, by the numbers of the styles."""
    headings: dict[int, int] = {}
    for match in re.finditer(rb"\{\\s(\d{1,5})\b([^{}]{0,2000})\}", _group(data, b"{\\stylesheet")):
        title = re.search(rb"(?i)[ ;]heading (\d)\b", match.group(2))
        if title:
            headings[int(match.group(1))] = min(6, max(1, int(title.group(1))))
        elif re.search(rb"(?i) title;?$", match.group(2).strip()):
            headings[int(match.group(1))] = 1
    return headings

"""RTF bytes → Draft: groups, code pages, Unicode, lists, tables, hidden runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from skillgap.errors import InputError
from skillgap.readers.draft import Draft, Limits, unreadable
from skillgap.readers.outline import Flow, Paragraph, flow_lines, hidden_text

_TOKEN = re.compile(
    rb"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|([^a-zA-Z']))|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_SKIPPED = frozenset(
    """
    fonttbl colortbl stylesheet info pict object objdata themedata colorschememapping datastore latentstyles listtable
    listoverridetable rsidtbl generator xmlnstbl mmathPr fldinst bkmkstart bkmkend revtbl filetbl template operator
    nonshppict shpinst pntxta pntxtb datafield wgrffmtfilter userprops docvar pgdsctbl listpicture blipuid panose
    falt fname ftnsep ftnsepc aftnsep aftnsepc annotation atnid atnauthor atntime atndate atnicn atnref
    """.split()
)
_BREAKS = frozenset(
    "par sect page column header headerl headerr headerf footer footerl footerr footerf footnote".split()
)
_MARKS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "tab": "\t", "line": "\n", "softline": "\n", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_FAR = 400
"""Half-points above or below its line, at which text stands in other lines or off the paper."""
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437",
}  # fmt: skip
_SYMBOLS = {0xB7: "•", 0xA7: "•", 0xD8: "•", 0xFC: "•", 0x6F: "•", 0x76: "•", 0xA8: "•", 0x2D: "•", 0xE8: "•"}


def accepts(head: bytes, name: str) -> bool:
    """Tell by the first group."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"{\\rtf")


def read(data: bytes, *, name: str, limits: Limits) -> Draft:
    """Return headers, body, notes and footers as they come."""
    parser = _Parser(data, limits.max_depth)
    parser.run()
    draft = Draft("application/rtf", flow_lines(parser.flow))
    draft.hidden = hidden_text(parser.hidden)
    if not draft.lines and not draft.hidden and b"\\par" not in data:
        raise unreadable(f"{name} is a damaged RTF file") if len(data) < 40 else InputError("empty", f"{name} is empty")
    return draft


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and gives back at its end."""

    skip: bool = False
    hidden: bool = False
    squeezed: bool = False
    away: bool = False
    colour: int = 0
    back: int = 0
    half_points: int = 24
    bold: bool = False
    codec: str = "cp1252"
    symbol: bool = False
    fallback: int = 1
    marker: bool = False
    deleted: bool = False


class _Parser:
    """Tokens → paragraphs; the control words of lists and tables are looked at, layout is not."""

    def __init__(self, data: bytes, max_depth: int) -> None:
        self.flow = Flow()
        self.hidden: list[tuple[str, str]] = []
        self._data, self._max_depth = data, max_depth
        self._state = _State()
        self._stack: list[_State] = []
        self._codec = "cp1252"
        self._text: list[str] = []
        self._bold: list[bool] = []
        self._bytes = bytearray()
        self._item = False
        self._level = 0
        self._heading: int | None = None
        self._styles = _style_headings(data)
        self._fonts, self._colours = _fonts(data), _colours(data)
        self._cell = Flow()
        self._row: list[Flow] = []
        self._rows: list[list[Flow]] = []
        self._in_table = False
        self._pending = 0
        self._surrogate = 0

    def run(self) -> None:
        """Read the whole file."""
        position, end = 0, len(self._data)
        while position < end:
            match = _TOKEN.match(self._data, position)
            if match is None:
                position += 1
                continue
            position = match.end()
            word, number, code, sign, brace, text = match.groups()
            if code is not None:
                self._byte(int(code, 16))
            elif text is not None:
                self._plain(text)
            elif word is not None:
                if word == b"bin":
                    position += max(0, min(int(number or 0), end))
                else:
                    self._word(word.decode("ascii"), int(number) if number else None)
            elif sign is not None:
                self._sign(sign)
            elif brace == b"{":
                self._flush()
                self._stack.append(self._state)
                if len(self._stack) > max(self._max_depth, 200):
                    raise InputError("too_large", "the RTF file is nested too deeply", hint="save it again as DOCX")
            elif brace == b"}":
                self._flush()
                self._state = self._stack.pop() if self._stack else self._state
        self._paragraph()
        self._end_table()

    def _plain(self, text: bytes) -> None:
        if self._pending:
            cut = min(self._pending, len(text))
            self._pending -= cut
            text = text[cut:]
        if not self._state.skip:
            self._bytes += text

    def _byte(self, value: int) -> None:
        if self._pending:
            self._pending -= 1
        elif not self._state.skip:
            if self._state.symbol:
                self._add(_SYMBOLS.get(value, ""))
            else:
                self._bytes.append(value)

    def _flush(self) -> None:
        if self._bytes:
            raw, self._bytes = bytes(self._bytes), bytearray()
            self._add(raw.decode(self._state.codec, "replace"))

    def _add(self, text: str) -> None:
        self._flush()
        state = self._state
        if state.skip or not text:
            return
        if state.marker:
            self._item = self._item or bool(text.strip())
            return
        reason = self._reason(state)
        if state.deleted:
            return
        if reason and text.strip():
            self.hidden.append((text, reason))
            return
        self._text.append(text)
        if text.strip():
            self._bold.append(state.bold)

    def _reason(self, state: _State) -> str | None:
        if state.hidden:
            return "vanished"
        if state.half_points <= 3 or state.squeezed:
            return "tiny"
        if state.away:
            return "off_page"
        colour = self._colours.get(state.colour)
        back = self._colours.get(state.back) or (255, 255, 255)
        if colour and max(abs(a - b) for a, b in zip(colour, back, strict=True)) < 12:
            return "background_colour"
        return None

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._state = replace(self._state, skip=True)
        elif sign in (b"\\", b"{", b"}"):
            self._plain(sign)
        elif sign == b"~":
            self._add(" ")
        elif sign == b"_":
            self._add("-")
        elif sign in (b"\n", b"\r"):
            self._paragraph()

    def _word(self, word: str, number: int | None) -> None:
        if word in ("listtext", "pntext"):
            self._state = replace(self._state, marker=True, skip=False)
            return
        if word == "shptxt":
            self._state = replace(self._state, skip=False)
            return
        if self._state.skip:
            return
        self._flush()
        if word in _SKIPPED:
            self._state = replace(self._state, skip=True)
        elif word in _MARKS:
            self._add(_MARKS[word])
        elif word == "u":
            self._unicode(number or 0)
        elif word in _BREAKS:
            self._paragraph()
        else:
            self._format(word, number)

    def _unicode(self, number: int) -> None:
        code = number + 65536 if number < 0 else number
        if 0xD800 <= code < 0xDC00:
            self._surrogate = code
        elif 0xDC00 <= code < 0xE000 and self._surrogate:
            self._add(chr(0x10000 + ((self._surrogate - 0xD800) << 10) + (code - 0xDC00)))
            self._surrogate = 0
        elif 0 < code < 0x110000 and not 0xD800 <= code < 0xE000:
            self._add(_SYMBOLS.get(code - 0xF000, chr(code)) if self._state.symbol else chr(code))
        self._pending = self._state.fallback

    def _format(self, word: str, number: int | None) -> None:
        state = self._state
        on = number != 0
        if word == "b":
            if state.bold != on:
                self._state = replace(state, bold=on)
        elif word == "v":
            self._state = replace(state, hidden=on)
        elif word == "deleted":
            self._state = replace(state, deleted=on)
        elif word == "pard":
            self._item, self._level, self._heading, self._in_table = False, 0, None, False
        elif word == "plain":
            self._state = replace(
                state, hidden=False, squeezed=False, away=False, colour=0, back=0, half_points=24, bold=False
            )
        elif word == "ls":
            self._item = bool(number)
        elif word == "ilvl":
            self._level = min(max(0, number or 0), 8)
        elif word == "s":
            self._heading = self._styles.get(number or 0)
        elif word == "outlinelevel":
            self._heading = min(6, (number or 0) + 1) if (number or 0) < 6 else None
        elif word == "intbl":
            self._in_table = True
        elif word == "cell":
            self._paragraph()
            self._row.append(self._cell)
            self._cell = Flow()
        elif word == "row":
            self._rows.append(self._row)
            self._row = []
        elif word == "fs":
            self._state = replace(state, half_points=number or 24)
        elif word in ("up", "dn"):
            self._state = replace(state, away=abs(number or 0) >= _FAR)
        elif word == "charscalex":
            self._state = replace(state, squeezed=0 < (number or 100) < 5)
        elif word == "cf":
            self._state = replace(state, colour=number or 0)
        elif word in ("cb", "highlight", "chcbpat", "cbpat", "clcbpat"):
            self._state = replace(state, back=number or 0)
        elif word == "f":
            codec, symbol = self._fonts.get(number or 0, (self._codec, False))
            self._state = replace(state, codec=codec or self._codec, symbol=symbol)
        elif word == "uc":
            self._state = replace(state, fallback=min(max(0, number or 0), 10))
        elif word == "ansicpg":
            self._codec = _codec(f"cp{number}")
            self._state = replace(state, codec=self._codec)
        elif word == "mac":
            self._codec = "mac_roman"
            self._state = replace(state, codec=self._codec)

    def _paragraph(self) -> None:
        self._flush()
        text = "".join(self._text)
        bold = bool(self._bold) and all(self._bold)
        self._text, self._bold = [], []
        if not self._in_table and not self._row:
            self._end_table()
        if text.strip():
            level = self._level if self._item else None
            target = self._cell if self._in_table or self._row else self.flow
            target.parts.append(Paragraph(text, self._heading, level, bold, self._state.half_points / 2))
        self._item = False

    def _end_table(self) -> None:
        if self._row or self._cell.parts:
            self._row.append(self._cell)
            self._rows.append(self._row)
        if self._rows:
            self.flow.parts.append(self._rows)
        self._rows, self._row, self._cell = [], [], Flow()


def _codec(name: str) -> str:
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
    for match in re.finditer(rb"\\[{}\\]|[{}]", data[first + 1 : first + 500_000]):
        if match.group() == b"{":
            depth += 1
        elif match.group() == b"}":
            depth -= 1
            if depth == 0:
                return data[first : first + 1 + match.end()]
    return data[first : first + 500_000]


def _fonts(data: bytes) -> dict[int, tuple[str, bool]]:
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


def _colours(data: bytes) -> dict[int, tuple[int, int, int]]:
    colours: dict[int, tuple[int, int, int]] = {}
    entries = _group(data, b"{\\colortbl").removeprefix(b"{\\colortbl").split(b";")
    for number, entry in enumerate(entries):
        parts = {key: int(value) for key, value in re.findall(rb"\\(red|green|blue)(\d{1,3})", entry)}
        if len(parts) == 3:
            colours[number] = (parts[b"red"], parts[b"green"], parts[b"blue"])
    return colours


def _style_headings(data: bytes) -> dict[int, int]:
    headings: dict[int, int] = {}
    for match in re.finditer(rb"\{\\s(\d{1,5})\b([^{}]{0,2000})\}", _group(data, b"{\\stylesheet")):
        title = re.search(rb"(?i)[ ;]heading (\d)\b", match.group(2))
        if title:
            headings[int(match.group(1))] = min(6, max(1, int(title.group(1))))
        elif re.search(rb"(?i) title;?$", match.group(2).strip()):
            headings[int(match.group(1))] = 1
    return headings

"""RTF bytes → Draft: groups, code pages, Unicode, lists, tables, hidden runs."""

from __future__ import annotations

import re
from typing import NamedTuple

from skillgap.errors import InputError
from skillgap.readers.draft import Draft, Limits, unreadable
from skillgap.readers.looks import Colour, Look
from skillgap.readers.outline import Flow, add_runs, draft_of
from skillgap.readers.rtf_header import codec_of, colours_of, fonts_of, headings_of

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
_PLAIN = Look(size=12.0)
_PLACES = frozenset("pard ls ilvl s outlinelevel intbl".split())
_OTHERS = frozenset(
    """
    listtext pntext shptxt u cell row plain b v fs up dn charscalex cf deleted uc f mac ansicpg cb highlight chcbpat
    """.split()
)
_SHADES = frozenset({"cbpat", "clcbpat", "cellx", "trowd"})
_WORDS = frozenset(word.encode() for word in _SKIPPED | _MARKS.keys() | _BREAKS | _PLACES | _SHADES | _OTHERS)
"""All words that say anything to `_Parser`."""
_FILL = re.compile(rb"\{\\sn fillColor\}\{\\sv (\d{1,9})\}")
_SHAPE = 6000
"""Bytes that tell of a shape before the text in it."""
_NARROWEST = 5
"""Width of letters, in hundredths of their own, below which nobody reads them."""
_FAR = 400
"""Half-points above or below its line, at which text stands in other lines or off the paper."""
_SYMBOLS = {0xB7: "•", 0xA7: "•", 0xD8: "•", 0xFC: "•", 0x6F: "•", 0x76: "•", 0xA8: "•", 0x2D: "•", 0xE8: "•"}


def accepts(head: bytes, name: str) -> bool:
    """Tell by the first group."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"{\\rtf")


def read(data: bytes, *, name: str, limits: Limits) -> Draft:
    """Return headers, body, notes and footers as they come."""
    parser = _Parser(data, limits.max_depth)
    parser.run()
    draft = draft_of("application/rtf", parser.flow, parser.hidden)
    if not draft.lines and not draft.hidden and b"\\par" not in data:
        raise unreadable(f"{name} is a damaged RTF file") if len(data) < 40 else InputError("empty", f"{name} is empty")
    return draft


class _State(NamedTuple):
    """What a group inherits and gives back at its end."""

    skip: bool = False
    look: Look = _PLAIN
    ground: Colour | None = None
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
        self._runs: list[tuple[str, Look]] = []
        self._bytes = bytearray()
        self._item = False
        self._level = 0
        self._heading: int | None = None
        self._headings, self._fonts, self._colours = headings_of(data), fonts_of(data), colours_of(data)
        self._cell = Flow()
        self._row: list[Flow] = []
        self._rows: list[list[Flow]] = []
        self._in_table = False
        self._shade: Colour | None = None
        self._cell_shade: Colour | None = None
        self._cell_shades: list[Colour | None] = []
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
                elif word not in _WORDS:
                    # Most of them: they end what came before, and say nothing.
                    if self._bytes and not self._state.skip:
                        self._flush()
                else:
                    if word == b"shptxt":
                        self._ground(match.start())
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

    def _ground(self, end: int) -> None:
        """Take the fill of a shape, told among what is skipped before the text in it, as what that text stands on."""
        told = self._data[max(0, end - _SHAPE) : end].rpartition(b"\\shpinst")[2]
        fill = _FILL.search(told)
        if fill is not None and b"fFilled}{\\sv 0}" not in told:
            back = tuple(min(int(fill[1]), 0xFFFFFF).to_bytes(3, "little"))
            self._state = self._state._replace(ground=(back[0], back[1], back[2]))

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
        if not state.deleted:
            look = state.look
            self._runs.append((text, look if look.back else look._replace(back=self._behind())))

    def _behind(self) -> Colour | None:
        """Return what stands behind letters without a ground of their own: the paragraph, the cell or the shape."""
        cell = self._cell_shades[len(self._row) : len(self._row) + 1] if self._in_table else []
        return self._shade or next(iter(cell), None) or self._state.ground

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._state = self._state._replace(skip=True)
        elif sign in (b"\\", b"{", b"}"):
            self._plain(sign)
        elif sign == b"~":
            self._add(" ")
        elif sign == b"_":
            self._add("-")
        elif sign in (b"\n", b"\r"):
            self._paragraph()

    def _word(self, word: str, number: int | None) -> None:
        state, value = self._state, number or 0
        if word in ("listtext", "pntext", "shptxt"):
            self._state = state._replace(marker=state.marker or word != "shptxt", skip=False)
            return
        if state.skip:
            return
        self._flush()
        if word in _SKIPPED:
            self._state = state._replace(skip=True)
        elif word in _MARKS:
            self._add(_MARKS[word])
        elif word in _BREAKS:
            self._paragraph()
        elif word in _PLACES:
            self._place(word, value)
        elif word == "u":
            self._unicode(value)
        elif word == "cell":
            self._paragraph()
            self._row.append(self._cell)
            self._cell = Flow()
        elif word == "row":
            self._rows.append(self._row)
            self._row = []
        elif word in _SHADES:
            self._shaded(word, value)
        else:
            self._state = self._written(state, word, value, on=number != 0)

    def _shaded(self, word: str, value: int) -> None:
        """Take the colour of a paragraph, or of the cells of a row: they are told before what stands in them."""
        if word == "trowd":
            self._cell_shades, self._cell_shade = [], None
        elif word == "cellx":
            self._cell_shades.append(self._cell_shade)
            self._cell_shade = None
        elif word == "clcbpat":
            self._cell_shade = self._colours.get(value)
        else:
            self._shade = self._colours.get(value)

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

    def _place(self, word: str, value: int) -> None:
        """Take what a word says of the paragraph: its list, its heading, its table."""
        if word == "pard":
            self._item, self._level, self._heading, self._in_table, self._shade = False, 0, None, False, None
        elif word == "ls":
            self._item = bool(value)
        elif word == "ilvl":
            self._level = min(max(0, value), 8)
        elif word == "s":
            self._heading = self._headings.get(value)
        elif word == "outlinelevel":
            self._heading = min(6, value + 1) if value < 6 else None
        else:
            self._in_table = True

    def _written(self, state: _State, word: str, value: int, *, on: bool) -> _State:
        """Return the state after a word that says how what follows looks or is written."""
        look = state.look
        match word:
            case "plain":
                look = _PLAIN
            case "b":
                look = look._replace(bold=on)
            case "v":
                look = look._replace(hidden=on)
            case "fs":
                look = look._replace(size=(value or 24) / 2)
            case "up" | "dn":
                look = look._replace(away="off_page" if abs(value) >= _FAR else None)
            case "charscalex":
                look = look._replace(squeezed=0 < (value or 100) < _NARROWEST)
            case "cf":
                look = look._replace(colour=self._colours.get(value))
            case "deleted":
                return state._replace(deleted=on)
            case "uc":
                return state._replace(fallback=min(max(0, value), 10))
            case "f":
                codec, symbol = self._fonts.get(value, (self._codec, False))
                return state._replace(codec=codec or self._codec, symbol=symbol)
            case "mac" | "ansicpg":
                self._codec = "mac_roman" if word == "mac" else codec_of(f"cp{value}")
                return state._replace(codec=self._codec)
            case _:
                look = look._replace(back=self._colours.get(value))
        return state if look == state.look else state._replace(look=look)

    def _paragraph(self) -> None:
        self._flush()
        if not self._in_table and not self._row:
            self._end_table()
        level = self._level if self._item else None
        target = self._cell if self._in_table or self._row else self.flow
        self.hidden += add_runs(target, self._runs, [], self._heading, level)
        self._runs, self._item = [], False

    def _end_table(self) -> None:
        if self._row or self._cell.parts:
            self._row.append(self._cell)
            self._rows.append(self._row)
        if self._rows:
            self.flow.parts.append(self._rows)
        self._rows, self._row, self._cell = [], [], Flow()

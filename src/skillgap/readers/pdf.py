"""PDF bytes → Draft: words with their places from pdfium, put in reading order, hidden ones set apart."""

from __future__ import annotations

import ctypes
import re
import struct
import time
from ctypes import byref, c_int, c_ulong, c_ushort
from itertools import chain, pairwise
from typing import Any

import pypdfium2.raw as pdfium

from skillgap.errors import InputError
from skillgap.readers import pdf_ocr
from skillgap.readers.cleaning import clean, mend_ligatures
from skillgap.readers.draft import Draft, DraftHidden, DraftLine, DraftNotice, Limits, unreadable
from skillgap.readers.hyphens import join_hyphens
from skillgap.readers.layout import Segment, jumps, lines_of, regions_of, without_running_lines
from skillgap.readers.pdf_calls import Handle, calls, handle_of
from skillgap.readers.pdf_ink import InkTest, Turned, Word

_WORD = re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?")
# What icon fonts give for copying: "tel:(+82)", "homepage:".
_ICON_LABEL = re.compile(r"[\w.-]{2,15}:\S{0,10}")
_PIECE = 32
_MATRIX = struct.Struct("6f")
_SPOT = struct.Struct("2d4f")
"""The origin of a letter, then the left, top, right and bottom of another's box."""
_BOLD = re.compile(r"(?i)bold|black|heavy|semibold|demi|[-,]bd\b|cmbx|sfbx")


def accepts(head: bytes, name: str) -> bool:
    """Tell whether it is a PDF; viewers allow up to 1,024 bytes of rubbish before the header."""
    return b"%PDF-" in head[:1024]


def read(data: bytes, *, name: str, limits: Limits) -> Draft:
    """Return the text of all pages in reading order."""
    _start()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _load_error(name)
    try:
        return _read_pages(document, name, limits)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _start() -> None:
    # Calling it twice is harmless; a config without V8 or XFA runs no script of the file.
    config = pdfium.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=None, m_pIsolate=None, m_v8EmbedderSlot=0)
    pdfium.FPDF_InitLibraryWithConfig(byref(config))


def _load_error(name: str) -> InputError:
    if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
        return InputError("encrypted", f"{name} needs a password", hint="save a copy without a password")
    return unreadable(f"{name} is a damaged PDF")


def _read_pages(document: Any, name: str, limits: Limits) -> Draft:
    count = pdfium.FPDF_GetPageCount(document)
    if count < 1:
        raise unreadable(f"{name} has no pages that can be read")
    draft = Draft("application/pdf", pages=count)
    if count > limits.max_pages:
        draft.notices.append(DraftNotice("pages_cut", f"only the first {limits.max_pages} of {count} pages were read"))
    pages: list[list[DraftLine]] = []
    heights: list[float] = []
    characters = 0
    until = time.monotonic() + 0.7 * limits.seconds
    for number in range(1, min(count, limits.max_pages) + 1):
        page = pdfium.FPDF_LoadPage(document, number - 1)
        if not page:
            draft.notices.append(DraftNotice("page_unreadable", "this page is damaged and was left out", number))
            continue
        try:
            lines, height = _read_page(page, number, draft, limits, until)
        finally:
            pdfium.FPDF_ClosePage(page)
        pages.append(lines)
        heights.append(height)
        characters += sum(len(line.text) for line in lines)
        if characters > limits.max_characters:
            draft.notices.append(DraftNotice("text_cut", f"reading stopped after page {number}: too much text"))
            break
    _assemble(draft, without_running_lines(pages, heights))
    return draft


def _assemble(draft: Draft, pages: list[list[DraftLine]]) -> None:
    block = 0
    lines: list[DraftLine] = []
    for page in pages:
        offset = block
        if offset:
            page = [line._replace(block=offset + line.block) for line in page]
        lines += page
        block = max([line.block + 1 for line in page], default=offset)
    texts = [line.text for line in lines]
    mended = mend_ligatures(texts)
    if mended != texts:
        lines = [line._replace(text=text) for line, text in zip(lines, mended, strict=True)]
    draft.lines = join_hyphens(lines)


def _read_page(page: Any, number: int, draft: Draft, limits: Limits, until: float) -> tuple[list[DraftLine], float]:
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        draft.notices.append(DraftNotice("page_unreadable", "the text of this page can't be read", number))
        return [], 0.0
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        geometry = PageGeometry(page, _turns(text_page, count))
        words, turned, unmapped = _words(text_page, count, geometry)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    ink = InkTest(page, geometry.width, geometry.height, geometry.turns)
    if unmapped > 5 and unmapped > 0.1 * (unmapped + sum(len(word.text) for word in words)):
        draft.notices.append(
            DraftNotice("font_unmapped", "a font of this page does not say which letters its shapes are", number)
        )
    visible, hidden = ink.part(words)
    turned, unseen = ink.part_turned(turned)
    hidden += unseen
    for text, reason, place in hidden:
        shown = clean(text)
        if shown and not (reason == "tiny" and _ICON_LABEL.fullmatch(shown)):
            draft.hidden.append(DraftHidden(shown, reason, number, (number, *place)))
    if not words and ink.is_bare:
        return [], geometry.height
    if not visible or (len(visible) < 8 and ink.has_pictures):
        lines = pdf_ocr.page_lines(page, number, geometry, draft, limits, until=until, text_found=bool(visible))
        if lines is not None:
            return lines, geometry.height
    regions = regions_of(_segments(visible))
    back = jumps(regions)
    if back > max(3, 2 * len(regions)):
        message = f"the file holds the lines of this page in another order ({back} jumps)"
        draft.notices.append(DraftNotice("order_differs", message, number))
    lines = lines_of(regions, page=number)
    block = max((line.block for line in lines), default=-1) + 1
    lines.extend(DraftLine(clean(text), None, None, False, None, block) for text, _ in turned if clean(text))
    return lines, geometry.height


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


def _turns(text_page: Any, count: int) -> int:
    """Return the quarter turns that set most letters upright, from a sample of them."""
    step = max(1, count // 9)
    angles = [pdfium.FPDFText_GetCharAngle(text_page, index) for index in range(step // 2, count, step)]
    quarters = [round(angle / 1.5707963) % 4 for angle in angles if angle >= 0]
    return -max(sorted(set(quarters)), key=quarters.count) % 4 if quarters else 0


def _words(text_page: Any, count: int, geometry: PageGeometry) -> tuple[list[Word], list[Turned], int]:
    """Return the upright words, texts in another direction with their boxes, and the number of unknown letters."""
    if count <= 0:
        return [], [], 0
    text = _page_text(text_page, count)
    upright, shift, rise = geometry.turns == 0, geometry.left, geometry.bottom + geometry.height
    origin, loose, handle = calls().char_origin, calls().loose_char_box, handle_of(text_page)
    spot = ctypes.create_string_buffer(_SPOT.size)
    x_ref, y_ref, rect_ref = byref(spot), byref(spot, 8), byref(spot, 16)
    read_spot, new, place, font = _SPOT.unpack_from, tuple.__new__, geometry.place, _Fonts(handle).at
    words: list[Word] = []
    turned: list[Turned] = []
    after = -1
    baseline, size, bold = float("nan"), 10.0, False
    height = -1.0
    fonts: dict[float, tuple[float, bool]] = {}
    unmapped = text.count("\ufffd") + text.count("\x00")
    cut = "\ufffe" in text or "\x02" in text
    for match in _WORD.finditer(text):
        first, end = match.span()
        word = text[first:end]
        if cut and word[-1] in "\ufffe\x02":
            word = word[:-1] + "-"
        origin(handle, first, x_ref, y_ref)
        loose(handle, end - 1, rect_ref)
        x, y, start, top, edge, bottom = read_spot(spot)
        if upright:
            left, base, right, tall = x - shift, rise - y, edge - shift, top - bottom
        else:
            left, base = place(x, y)
            tall = abs(edge - start) if geometry.turns % 2 else abs(top - bottom)
            right = place(*((start, 0), (0, top), (start, 0), (0, bottom))[geometry.turns])[0]
        if not -0.1 < base - baseline < 0.1:
            fonts[tall] = size, bold = font(first, tall)
            baseline, height = base, tall
        elif tall != height:
            # Inside a line the height of the letters tells the fonts apart well enough.
            if tall not in fonts:
                fonts[tall] = font(first, tall)
            (size, bold), height = fonts[tall], tall
        if right - left < 0.15 * size * len(word) and _is_turned(text_page, first, geometry.turns):
            corners = [place(x, y), place(start, bottom), place(edge, top)]
            loose(handle, first, rect_ref)
            _, _, start, top, edge, bottom = read_spot(spot)
            corners += [place(start, bottom), place(edge, top)]
            if turned and len(words) == after:
                corners += [turned[-1][1][:2], turned[-1][1][2:]]
                word = f"{turned.pop()[0]} {word}"
            turned.append((word, (*map(min, zip(*corners, strict=True)), *map(max, zip(*corners, strict=True)))))
            after = len(words)
            continue
        # As Word(…), without the Python call that a named tuple makes.
        words.append(new(Word, (word, left, right, base, size, bold, len(words))))
    return words, turned, unmapped


def _is_turned(text_page: Any, index: int, turns: int) -> bool:
    angle = pdfium.FPDFText_GetCharAngle(text_page, index)
    return bool(angle >= 0 and abs((angle / 1.5707963 + turns + 2) % 4 - 2) > 0.1)


def _page_text(text_page: Any, count: int) -> str:
    """Return one character for each of pdfium's characters, so that positions are its indexes."""
    return _raw_text(text_page, count).replace("\xad", "-")  # drawn, so it is a hyphen that somebody sees


def _raw_text(text_page: Any, count: int) -> str:
    buffer = (c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(memoryview(buffer).cast("B"))[: max(0, written - 1) * 2].decode("utf-16-le", "surrogatepass")
    if len(text) == count:
        return text
    # Characters beyond the first plane, or without Unicode, shift the positions: ask for their pieces one by one.
    codes: list[int] = []
    get_unicode, get_text, handle = calls().char_unicode, calls().text, handle_of(text_page)
    for start in range(0, count, _PIECE):
        size = min(_PIECE, count - start)
        written = get_text(handle, start, size, buffer)
        piece = buffer[: max(0, written - 1)]
        if len(piece) != size or (max(piece) >= 0xD800 and any(0xD800 <= code < 0xE000 for code in piece)):
            piece = [get_unicode(handle, index) for index in range(start, start + size)]
        codes += piece
    return _paired(codes)


def _paired(codes: list[int]) -> str:
    plain = {code: chr(code) for code in set(codes) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000}
    marks = [plain.get(code, "\ufffd") for code in codes]
    if max(codes) < 0xD800:
        return "".join(marks)
    for index in range(len(codes) - 1):
        high, low = codes[index], codes[index + 1]
        if 0xD800 <= high < 0xDC00 <= low < 0xE000:
            # The second half becomes a word joiner, which cleaning drops: positions stay pdfium's indexes.
            marks[index : index + 2] = [chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)), "\u2060"]
    return "".join(marks)


class _Fonts:
    """The sizes and weights of a page's letters."""

    def __init__(self, text_page: Handle) -> None:
        self._page = text_page
        self._name, self._room = ctypes.create_string_buffer(128), c_ulong(128)
        self._matrix, self._flags = ctypes.create_string_buffer(_MATRIX.size), c_int()
        self._matrix_ref, self._flags_ref = byref(self._matrix), byref(self._flags)
        self._bold: dict[bytes, bool] = {}
        self._calls = calls()

    def at(self, index: int, tall: float) -> tuple[float, bool]:
        """Return size and weight of one letter; `tall` is the height of its box."""
        pdf, page = self._calls, self._page
        size: float = pdf.font_size(page, index)
        if pdf.matrix(page, index, self._matrix_ref):
            _, _, c, d, _, _ = _MATRIX.unpack_from(self._matrix)
            size *= (c**2 + d**2) ** 0.5
        if not 0 < size < 400:
            size = tall / 1.2
        self._flags.value = 0
        length = pdf.font_info(page, index, self._name, self._room, self._flags_ref)
        name = self._name.raw[: max(0, min(length, 128) - 1)]
        bold = self._bold.get(name)
        if bold is None:
            bold = self._bold[name] = bool(_BOLD.search(name.decode("latin-1")))
        return max(size, 0.1), bold or bool(self._flags.value & 0x40000)


def _segments(words: list[Word]) -> list[Segment]:
    """Join words of one baseline that follow each other closely, superscripts included."""
    runs: list[list[Word]] = []
    run: list[Word] = []
    end, line, last_size = 0.0, 0.0, 0.0
    for word in words:
        _, x0, x1, y, size, _, _ = word
        gap, large = x0 - end, size if size > last_size else last_size
        raised = size != last_size and gap < 0.3 * large
        near = -0.4 * large < gap < 0.95 * large or (gap < 1.8 * large and _in_heading(run, word))
        if run and near and abs(y - line) <= (0.5 if raised else 0.12) * large + 0.3:
            run.append(word)
        else:
            run, line = [word], y
            runs.append(run)
        end, last_size = x1, size
    gaps = [[(two[1] - one[2]) / one[4] for one, two in pairwise(run)] for run in runs]
    usual, ragged = _usual_gap(gaps)
    parted = (_parted(run, between, usual, ragged) for run, between in zip(runs, gaps, strict=True))
    segments = [_segment(part) for parts in parted for part in parts]
    return [segment for segment in segments if segment.text]


def _usual_gap(runs: list[list[float]]) -> tuple[float, bool]:
    """Return the usual space between words, in letter sizes, and whether the page is set ragged (not justified)."""
    gaps = sorted(chain.from_iterable(runs))
    if not gaps:
        return 0.25, True
    usual = max(gaps[len(gaps) // 2], 0.05)
    near = 0.2 * usual
    return usual, len([gap for gap in gaps if abs(gap - usual) < near]) >= 0.7 * len(gaps)


def _parted(run: list[Word], gaps: list[float], usual: float, ragged: bool) -> list[list[Word]]:
    """Part the labels of a tag cloud, which stand closer than columns but wider than words; not a justified line."""
    if len(run) < 2:
        return [run]
    wide = max(0.55, 2 * usual)
    widest = max(gaps)
    if widest < wide or (not ragged and len(gaps) > 1 and min(gaps) > 0.6 * widest):
        return [run]
    if usual > 0.6 * widest or _letter_spaced(run) or all(map(_is_wide_set, run)):
        return [run]
    parts: list[list[Word]] = [[run[0]]]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap >= wide:
            parts.append([])
        parts[-1].append(word)
    return parts


def _segment(run: list[Word]) -> Segment:
    if len(run) == 1:
        text, x0, x1, y, size, bold, order = run[0]
        return Segment(clean(text), x0, x1, y, size, bold, order)
    texts, _, ends, _, sizes, _, _ = zip(*run, strict=True)
    lengths = list(map(len, texts))
    if 2 * lengths.count(1) >= len(run) and _letter_spaced(run):
        return _spaced(run)
    main = run[lengths.index(max(lengths))]
    text = " ".join(texts) if sizes.count(sizes[0]) == len(sizes) else _with_marks(run)
    _, x0, _, _, _, bold, order = run[0]
    return Segment(clean(text), x0, max(ends), main[3], main[4], bold, order)


def _with_marks(run: list[Word]) -> str:
    last = run[0]
    pieces = [last.text]
    for word in run[1:]:
        # pdfium sees a space where only the kerning is wide; a raised or lowered mark belongs to its word.
        if word.size == last.size or word.x0 - last.x1 >= 0.06 * last.size:
            pieces.append(" ")
        pieces.append(word.text)
        last = word
    return "".join(pieces)


def _in_heading(run: list[Word], word: Word) -> bool:
    """Tell a letter-spaced heading, where the gap between words is wider than one between columns of text."""
    letters = len(word.text) == 1 and len(run) > 1 and len(run[-1].text) == 1 and len(run[-2].text) == 1
    return word.x0 > run[-1].x1 and (letters or _is_wide_set(word)) if run else False


def _is_wide_set(word: Word) -> bool:
    """Tell a word in capitals whose letters stand apart, though not so far that pdfium sees spaces."""
    text, x0, x1, _, size, _, _ = word
    return x1 - x0 > 0.85 * size * len(text) and len(text) > 2 and text.isupper()


def _letter_spaced(run: list[Word]) -> bool:
    if len(run) < 3:
        return False
    texts = [word[0] for word in run]
    single = list(map(len, texts)).count(1)
    if 2 * single < len(run):
        return False
    letters = len("".join(texts))
    if letters > 2.2 * len(run) or letters < 4:
        return False
    return sum(map(str.isupper, texts)) >= 0.9 * len(run) or (single == len(run) and letters > 4)


def _spaced(run: list[Word]) -> Segment:
    """Close up "E X P E R I E N C E": a gap well above the usual one is a space between words."""
    gaps = [two.x0 - one.x1 for one, two in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 3]
    text = run[0].text
    for gap, word in zip(gaps, run[1:], strict=True):
        text += (" " if gap > usual + 0.14 * word.size else "") + word.text
    return Segment(clean(text), run[0].x0, run[-1].x1, run[0].y, run[0].size, run[0].bold, run[0].order)

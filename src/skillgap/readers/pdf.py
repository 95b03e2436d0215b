"""PDF bytes → Draft: words with their places from pdfium, put in reading order, hidden ones set apart."""

from __future__ import annotations

import re
import time
from ctypes import byref, create_string_buffer
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from skillgap.errors import InputError
from skillgap.readers import pdf_ocr
from skillgap.readers.cleaning import clean, mend_ligatures
from skillgap.readers.draft import Draft, DraftHidden, DraftLine, DraftNotice, Limits, unreadable
from skillgap.readers.hyphens import join_hyphens
from skillgap.readers.layout import jumps, lines_of, regions_of_pages
from skillgap.readers.layout_pages import along_columns, without_running_lines
from skillgap.readers.layout_rows import Segment
from skillgap.readers.layout_typed import with_blank_lines
from skillgap.readers.pdf_frame import PageGeometry, turns_of
from skillgap.readers.pdf_ink import ICON_LABEL, InkTest
from skillgap.readers.pdf_segments import segments_of, with_bullets
from skillgap.readers.pdf_words import words_of

# A tiling pattern that takes its colour from the text, or may: pdfium tells that colour, not that the pattern is empty.
_STENCIL = re.compile(
    rb"/"
    + b"".join(rb"(?:%c|#%02x|#%02X)" % (code, code, code) for code in b"PaintType")
    + rb"(?!\s*1\b(?!\s+\d+\s+R))"
)


class _Page(NamedTuple):
    """The text of a page: pieces to be put in reading order, and lines to follow them as they are."""

    number: int
    height: float
    segments: list[Segment]
    others: list[DraftLine]


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
        return _read_pages(document, name, limits, doubt=_STENCIL.search(data) is not None)
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


def _read_pages(document: Any, name: str, limits: Limits, *, doubt: bool) -> Draft:
    count = pdfium.FPDF_GetPageCount(document)
    if count < 1:
        raise unreadable(f"{name} has no pages that can be read")
    draft = Draft("application/pdf", pages=count)
    if count > limits.max_pages:
        draft.notices.append(DraftNotice("pages_cut", f"only the first {limits.max_pages} of {count} pages were read"))
    pages: list[_Page] = []
    characters = 0
    until = time.monotonic() + 0.7 * limits.seconds
    for number in range(1, min(count, limits.max_pages) + 1):
        page = pdfium.FPDF_LoadPage(document, number - 1)
        if not page:
            draft.notices.append(DraftNotice("page_unreadable", "this page is damaged and was left out", number))
            continue
        try:
            pages.append(_read_page(page, number, draft, limits, until=until, doubt=doubt))
        finally:
            pdfium.FPDF_ClosePage(page)
        characters += sum([len(piece[0]) for piece in pages[-1].segments or pages[-1].others])
        if characters > limits.max_characters:
            draft.notices.append(DraftNotice("text_cut", f"reading stopped after page {number}: too much text"))
            break
    keep = _keeps_hyphens(document)
    lines = _lines_of_pages(pages, draft, keep=keep)
    _assemble(draft, without_running_lines(lines, [page.height for page in pages]), keep=keep)
    return draft


def _lines_of_pages(pages: list[_Page], draft: Draft, *, keep: bool) -> list[list[DraftLine]]:
    """Return the lines of each page in reading order."""
    found: list[list[DraftLine]] = []
    every = regions_of_pages([page.segments for page in pages], keep=keep)
    for page, regions in zip(pages, every, strict=True):
        back = jumps(regions)
        if back > max(3, 2 * len(regions)):
            message = f"the file holds the lines of this page in another order ({back} jumps)"
            draft.notices.append(DraftNotice("order_differs", message, page.number))
        lines = lines_of(regions, page=page.number)
        block = max((line.block for line in lines), default=-1) + 1
        found.append([*lines, *(line._replace(block=line.block + block) for line in page.others)])
    return found


def _keeps_hyphens(document: Any) -> bool:
    """Tell of browsers: they cut a word at the end of a line only where it has a hyphen."""
    buffer = create_string_buffer(64)
    pdfium.FPDF_GetMetaText(document, b"Producer", buffer, 64)
    return buffer.raw.startswith("Skia".encode("utf-16-le"))


def _assemble(draft: Draft, pages: list[list[DraftLine]], *, keep: bool) -> None:
    blocks = along_columns(pages)
    lines = [
        line if line.block == number else line._replace(block=number)
        for number, block in enumerate(blocks)
        for line in block
    ]
    texts = [line.text for line in lines]
    mended = mend_ligatures(texts)
    if mended != texts:
        lines = [line._replace(text=text) for line, text in zip(lines, mended, strict=True)]
    draft.lines = join_hyphens(with_blank_lines(lines), keep=keep)


def _read_page(page: Any, number: int, draft: Draft, limits: Limits, *, until: float, doubt: bool) -> _Page:
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        draft.notices.append(DraftNotice("page_unreadable", "the text of this page can't be read", number))
        return _Page(number, 0.0, [], [])
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        geometry = PageGeometry(page, turns_of(text_page, count))
        found = words_of(text_page, count, geometry)
        ink = InkTest(page, text_page, geometry, found, doubt=doubt)
        visible, hidden = ink.part()
        turned, unseen = ink.part_turned()
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    unmapped = found.unmapped
    if unmapped > 5 and unmapped > 0.1 * (unmapped + sum(map(len, found.table.texts))):
        draft.notices.append(
            DraftNotice("font_unmapped", "a font of this page does not say which letters its shapes are", number)
        )
    for text, reason, place in hidden + unseen:
        shown = clean(text)
        if shown and not (reason == "tiny" and ICON_LABEL.fullmatch(shown)):
            draft.hidden.append(DraftHidden(shown, reason, number, (number, *place)))
    if not found.spans and ink.objects.bare:
        return _Page(number, geometry.height, [], [])
    count = len(visible.texts)
    if not count or (count < 8 and ink.objects.pictures):
        lines = pdf_ocr.page_lines(page, number, geometry, draft, limits, until=until, text_found=count > 0)
        if lines is not None:
            return _Page(number, geometry.height, [], lines)
    others = [DraftLine(text) for text in (clean(text) for text, _ in turned) if text]
    return _Page(number, geometry.height, with_bullets(segments_of(visible), ink.objects.dots), others)

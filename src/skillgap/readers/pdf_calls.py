"""PDFium calls that are made hundreds of times a page, without declared argument types: twice as fast.

The functions are PDFium's own, found through pypdfium2. Without declared types ctypes passes a Python integer as a C
`int`, which is right for indexes and counts only: everything else must be a ctypes value (`byref(…)`, `c_ulong(…)`) or
an argument made by `passed`. What PDFium returns by its address is a plain integer here, None for nothing.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

Address = int | None
"""Where PDFium keeps an object; None stands for none."""


def _fast(function: Any, result: Any = ctypes.c_int) -> Any:
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


class Calls:
    """The calls by PDFium's names, without prefixes; they keep the interpreter's lock: one thread reads a page."""

    def __init__(self) -> None:
        address = ctypes.c_void_p
        self.char_angle = _fast(pdfium.FPDFText_GetCharAngle, ctypes.c_float)
        self.char_origin = _fast(pdfium.FPDFText_GetCharOrigin, None)
        self.loose_char_box = _fast(pdfium.FPDFText_GetLooseCharBox, None)
        self.char_box = _fast(pdfium.FPDFText_GetCharBox)
        self.char_unicode = _fast(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
        self.text = _fast(pdfium.FPDFText_GetText)
        self.font_size = _fast(pdfium.FPDFText_GetFontSize, ctypes.c_double)
        self.font_info = _fast(pdfium.FPDFText_GetFontInfo, ctypes.c_ulong)
        self.matrix = _fast(pdfium.FPDFText_GetMatrix)
        self.text_object = _fast(pdfium.FPDFText_GetTextObject, address)
        self.text_font = _fast(pdfium.FPDFTextObj_GetFont, address)
        self.font_data = _fast(pdfium.FPDFFont_GetFontData)
        self.get_object = _fast(pdfium.FPDFPage_GetObject, address)
        self.get_type = _fast(pdfium.FPDFPageObj_GetType)
        self.fill_colour = _fast(pdfium.FPDFPageObj_GetFillColor)
        self.render_mode = _fast(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_ubyte)
        self.has_transparency = _fast(pdfium.FPDFPageObj_HasTransparency)
        self.bounds = _fast(pdfium.FPDFPageObj_GetBounds, None)
        self.clip_path = _fast(pdfium.FPDFPageObj_GetClipPath, address)
        self.count_marks = _fast(pdfium.FPDFPageObj_CountMarks)
        self.mark = _fast(pdfium.FPDFPageObj_GetMark, address)
        self.mark_name = _fast(pdfium.FPDFPageObjMark_GetName)
        self.mark_text = _fast(pdfium.FPDFPageObjMark_GetParamStringValue)
        self.count_clips = _fast(pdfium.FPDFClipPath_CountPaths)
        self.count_clip_segments = _fast(pdfium.FPDFClipPath_CountPathSegments)
        self.clip_segment = _fast(pdfium.FPDFClipPath_GetPathSegment, address)
        self.count_segments = _fast(pdfium.FPDFPath_CountSegments)
        self.segment = _fast(pdfium.FPDFPath_GetPathSegment, address)
        self.segment_type = _fast(pdfium.FPDFPathSegment_GetType)
        self.point = _fast(pdfium.FPDFPathSegment_GetPoint)
        self.draw_mode = _fast(pdfium.FPDFPath_GetDrawMode)
        self.stroke_width = _fast(pdfium.FPDFPageObj_GetStrokeWidth)
        self.object_matrix = _fast(pdfium.FPDFPageObj_GetMatrix)


@cache
def calls() -> Calls:
    """Return the calls, looked up once."""
    return Calls()


def passed(address: Address) -> Any:
    """Return an address in the form in which these calls take it, made once for many calls."""
    return ctypes.c_void_p.from_param(address)


def all_passed(addresses: Iterable[Address]) -> list[Any]:
    """Return `passed` of each."""
    return list(map(ctypes.c_void_p.from_param, addresses))


def address_of(pointer: Any) -> Any:
    """Return a pointer of pypdfium2 in the form in which these calls take it."""
    return passed(ctypes.cast(pointer, ctypes.c_void_p).value)

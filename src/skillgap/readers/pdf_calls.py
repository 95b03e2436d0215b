"""PDFium calls that are made hundreds of times a page, without declared argument types: twice as fast.

The functions are PDFium's own, found through pypdfium2. Without declared types ctypes passes a Python integer as a C
`int`, which is right for indexes and counts only: everything else must be a ctypes value (a `Handle`, `byref(…)`,
`c_ulong(…)`).
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium


class Handle(ctypes.c_void_p):
    """An address that stays a ctypes value when a call returns it (a plain `c_void_p` would become an integer)."""


class Calls(NamedTuple):
    """The calls by PDFium's names, without their prefixes."""

    char_angle: Any
    char_origin: Any
    loose_char_box: Any
    char_box: Any
    char_unicode: Any
    text: Any
    font_size: Any
    font_info: Any
    matrix: Any
    text_object: Any
    text_font: Any
    font_data: Any
    get_object: Any
    get_type: Any
    fill_colour: Any
    render_mode: Any
    has_transparency: Any
    bounds: Any
    clip_path: Any
    count_marks: Any
    mark: Any
    mark_name: Any
    mark_text: Any
    count_clips: Any
    count_segments: Any
    segment: Any
    segment_type: Any
    point: Any
    draw_mode: Any
    stroke_width: Any
    object_matrix: Any


@cache
def calls() -> Calls:
    """Return the calls; they keep the interpreter's lock, since a page is read by one thread."""

    def fast(function: Any, result: Any = ctypes.c_int) -> Any:
        return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)

    return Calls(
        fast(pdfium.FPDFText_GetCharAngle, ctypes.c_float),
        fast(pdfium.FPDFText_GetCharOrigin, None),
        fast(pdfium.FPDFText_GetLooseCharBox, None),
        fast(pdfium.FPDFText_GetCharBox),
        fast(pdfium.FPDFText_GetUnicode, ctypes.c_uint),
        fast(pdfium.FPDFText_GetText),
        fast(pdfium.FPDFText_GetFontSize, ctypes.c_double),
        fast(pdfium.FPDFText_GetFontInfo, ctypes.c_ulong),
        fast(pdfium.FPDFText_GetMatrix),
        fast(pdfium.FPDFText_GetTextObject, Handle),
        fast(pdfium.FPDFTextObj_GetFont, Handle),
        fast(pdfium.FPDFFont_GetFontData),
        fast(pdfium.FPDFPage_GetObject, Handle),
        fast(pdfium.FPDFPageObj_GetType),
        fast(pdfium.FPDFPageObj_GetFillColor),
        fast(pdfium.FPDFTextObj_GetTextRenderMode),
        fast(pdfium.FPDFPageObj_HasTransparency),
        fast(pdfium.FPDFPageObj_GetBounds, None),
        fast(pdfium.FPDFPageObj_GetClipPath, Handle),
        fast(pdfium.FPDFPageObj_CountMarks),
        fast(pdfium.FPDFPageObj_GetMark, Handle),
        fast(pdfium.FPDFPageObjMark_GetName),
        fast(pdfium.FPDFPageObjMark_GetParamStringValue),
        fast(pdfium.FPDFClipPath_CountPaths),
        fast(pdfium.FPDFPath_CountSegments),
        fast(pdfium.FPDFPath_GetPathSegment, Handle),
        fast(pdfium.FPDFPathSegment_GetType),
        fast(pdfium.FPDFPathSegment_GetPoint),
        fast(pdfium.FPDFPath_GetDrawMode),
        fast(pdfium.FPDFPageObj_GetStrokeWidth),
        fast(pdfium.FPDFPageObj_GetMatrix),
    )


def handle_of(pointer: Any) -> Handle:
    """Return a pointer of pypdfium2 as a handle for these calls."""
    return Handle(ctypes.cast(pointer, ctypes.c_void_p).value)

"""PDFium calls that are made hundreds of times a page, without declared argument types: twice as fast.

The functions are PDFium's own, found through pypdfium2. Without declared types ctypes passes a Python integer as a C
`int`, which is right for indexes and counts only: everything else must be a ctypes value (`byref(…)`, `c_ulong(…)`) or
an argument made by `passed`. What PDFium returns by its address is a plain integer here, None for nothing.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

Address = int | None
"""Where PDFium keeps an object; None stands for none."""


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
    count_clip_segments: Any
    clip_segment: Any
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

    address = ctypes.c_void_p
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
        fast(pdfium.FPDFText_GetTextObject, address),
        fast(pdfium.FPDFTextObj_GetFont, address),
        fast(pdfium.FPDFFont_GetFontData),
        fast(pdfium.FPDFPage_GetObject, address),
        fast(pdfium.FPDFPageObj_GetType),
        fast(pdfium.FPDFPageObj_GetFillColor),
        fast(pdfium.FPDFTextObj_GetTextRenderMode),
        fast(pdfium.FPDFPageObj_HasTransparency),
        fast(pdfium.FPDFPageObj_GetBounds, None),
        fast(pdfium.FPDFPageObj_GetClipPath, address),
        fast(pdfium.FPDFPageObj_CountMarks),
        fast(pdfium.FPDFPageObj_GetMark, address),
        fast(pdfium.FPDFPageObjMark_GetName),
        fast(pdfium.FPDFPageObjMark_GetParamStringValue),
        fast(pdfium.FPDFClipPath_CountPaths),
        fast(pdfium.FPDFClipPath_CountPathSegments),
        fast(pdfium.FPDFClipPath_GetPathSegment, address),
        fast(pdfium.FPDFPath_CountSegments),
        fast(pdfium.FPDFPath_GetPathSegment, address),
        fast(pdfium.FPDFPathSegment_GetType),
        fast(pdfium.FPDFPathSegment_GetPoint),
        fast(pdfium.FPDFPath_GetDrawMode),
        fast(pdfium.FPDFPageObj_GetStrokeWidth),
        fast(pdfium.FPDFPageObj_GetMatrix),
    )


def passed(address: Address) -> Any:
    """Return an address in the form in which these calls take it, made once for many calls."""
    return ctypes.c_void_p.from_param(address)


def all_passed(addresses: Iterable[Address]) -> list[Any]:
    """Return `passed` of each."""
    return list(map(ctypes.c_void_p.from_param, addresses))


def address_of(pointer: Any) -> Any:
    """Return a pointer of pypdfium2 in the form in which these calls take it."""
    return passed(ctypes.cast(pointer, ctypes.c_void_p).value)

"""PDFium calls that are made hundreds of times a page, without declared argument types: twice as fast.

The functions are PDFium's own, found through pypdfium2. Without declared types ctypes passes a Python integer as a C
`int`, which is right for indexes and counts only: everything else must be a ctypes value (`byref(…)`, `c_ulong(…)`) or
an argument made by `passed`. What PDFium returns by its address is a plain integer here, None for nothing.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as pdfium

Address = int | None
"""Where PDFium keeps an object; None stands for none."""


def _fast(function: Any, result: Any = ctypes.c_int) -> Any:
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_ADDRESS = ctypes.c_void_p
char_angle = _fast(pdfium.FPDFText_GetCharAngle, ctypes.c_float)
char_origin = _fast(pdfium.FPDFText_GetCharOrigin, None)
loose_char_box = _fast(pdfium.FPDFText_GetLooseCharBox, None)
char_box = _fast(pdfium.FPDFText_GetCharBox)
char_unicode = _fast(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
text = _fast(pdfium.FPDFText_GetText)
font_size = _fast(pdfium.FPDFText_GetFontSize, ctypes.c_double)
font_info = _fast(pdfium.FPDFText_GetFontInfo, ctypes.c_ulong)
matrix = _fast(pdfium.FPDFText_GetMatrix)
text_object = _fast(pdfium.FPDFText_GetTextObject, _ADDRESS)
text_font = _fast(pdfium.FPDFTextObj_GetFont, _ADDRESS)
font_data = _fast(pdfium.FPDFFont_GetFontData)
get_object = _fast(pdfium.FPDFPage_GetObject, _ADDRESS)
get_type = _fast(pdfium.FPDFPageObj_GetType)
fill_colour = _fast(pdfium.FPDFPageObj_GetFillColor)
render_mode = _fast(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_ubyte)
has_transparency = _fast(pdfium.FPDFPageObj_HasTransparency)
bounds = _fast(pdfium.FPDFPageObj_GetBounds, None)
clip_path = _fast(pdfium.FPDFPageObj_GetClipPath, _ADDRESS)
count_marks = _fast(pdfium.FPDFPageObj_CountMarks)
mark = _fast(pdfium.FPDFPageObj_GetMark, _ADDRESS)
mark_name = _fast(pdfium.FPDFPageObjMark_GetName)
mark_text = _fast(pdfium.FPDFPageObjMark_GetParamStringValue)
count_clips = _fast(pdfium.FPDFClipPath_CountPaths)
count_clip_segments = _fast(pdfium.FPDFClipPath_CountPathSegments)
clip_segment = _fast(pdfium.FPDFClipPath_GetPathSegment, _ADDRESS)
count_segments = _fast(pdfium.FPDFPath_CountSegments)
segment = _fast(pdfium.FPDFPath_GetPathSegment, _ADDRESS)
segment_type = _fast(pdfium.FPDFPathSegment_GetType)
point = _fast(pdfium.FPDFPathSegment_GetPoint)
draw_mode = _fast(pdfium.FPDFPath_GetDrawMode)
stroke_width = _fast(pdfium.FPDFPageObj_GetStrokeWidth)
object_matrix = _fast(pdfium.FPDFPageObj_GetMatrix)


def passed(address: Address) -> Any:
    """Return an address in the form in which these calls take it, made once for many calls."""
    return ctypes.c_void_p.from_param(address)


def all_passed(addresses: Iterable[Address]) -> list[Any]:
    """Return `passed` of each."""
    return list(map(ctypes.c_void_p.from_param, addresses))


def address_of(pointer: Any) -> Any:
    """Return a pointer of pypdfium2 in the form in which these calls take it."""
    return passed(ctypes.cast(pointer, ctypes.c_void_p).value)


_EDGES = (ctypes.c_float * 4)()
_EDGE_REFS = [ctypes.byref(_EDGES, 4 * side) for side in range(4)]


def bounds_of(thing: Any) -> tuple[float, float, float, float]:
    """Return where an object is: left, bottom, right, top."""
    bounds(thing, *_EDGE_REFS)
    left, bottom, right, top = _EDGES
    return left, bottom, right, top


def letter_box(text_page: Any, index: int) -> tuple[float, float, float, float]:
    """Return the room of a letter: left, bottom, right, top."""
    loose_char_box(text_page, index, ctypes.byref(_EDGES))
    left, top, right, bottom = _EDGES
    return left, bottom, right, top

"""PDFium calls that are made hundreds of times a page, with plain addresses as arguments: twice as fast.

The functions are PDFium's own, found through pypdfium2; only their declared argument types differ. Handles are
integers here (`address`).
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_P, _I = ctypes.c_void_p, ctypes.c_int


class Calls(NamedTuple):
    """The calls by PDFium's names, without their prefixes."""

    char_origin: Any
    loose_char_box: Any
    get_object: Any
    get_type: Any
    fill_colour: Any
    render_mode: Any
    has_transparency: Any
    bounds: Any
    clip_path: Any
    count_clips: Any


@cache
def calls() -> Calls:
    """Return the calls; they keep the interpreter's lock, since a page is read by one thread."""

    def fast(function: Any, result: Any, *arguments: Any) -> Any:
        return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, _P).value or 0)

    return Calls(
        fast(pdfium.FPDFText_GetCharOrigin, _I, _P, _I, _P, _P),
        fast(pdfium.FPDFText_GetLooseCharBox, _I, _P, _I, _P),
        fast(pdfium.FPDFPage_GetObject, _P, _P, _I),
        fast(pdfium.FPDFPageObj_GetType, _I, _P),
        fast(pdfium.FPDFPageObj_GetFillColor, _I, _P, _P, _P, _P, _P),
        fast(pdfium.FPDFTextObj_GetTextRenderMode, _I, _P),
        fast(pdfium.FPDFPageObj_HasTransparency, _I, _P),
        fast(pdfium.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P),
        fast(pdfium.FPDFPageObj_GetClipPath, _P, _P),
        fast(pdfium.FPDFClipPath_CountPaths, _I, _P),
    )


def address(handle: Any) -> int:
    """Return the address behind a handle of pypdfium2."""
    return ctypes.cast(handle, _P).value or 0

"""Part of a PDF page → grey pixels on white paper."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

from skillgap.readers.visibility import Grey


def draw(width: int, height: int, scale: float, render: Callable[[Any], object]) -> Grey | None:
    """Return what `render` puts on a bitmap of `width` × `height` pixels; None where PDFium has no room for it."""
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        return None
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        render(bitmap)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        return Grey(pixels, width, height, stride, scale)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)

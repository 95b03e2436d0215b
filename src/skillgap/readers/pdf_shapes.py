"""Page objects → what they paint over: place, colour, and whether all of a spot is surely covered."""

from __future__ import annotations

from ctypes import byref, c_float, c_int, c_uint
from functools import cached_property
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from skillgap.readers import pdf_calls as calls
from skillgap.readers.pdf_calls import passed
from skillgap.readers.pdf_frame import PageGeometry, Place
from skillgap.readers.pdf_marks import Marks

Colour = tuple[int, int, int]
THIN = 3.0
_DOT = 8.0
_MAX_CORNERS, _EXACT = 6, 0.1
"""Points of a box, the first told again and the path closed, and how far from its corners they may be."""
PATTERN = (191, 191, 191)
"""What pdfium calls the colour of a pattern, whatever it looks like."""
_PATH, _FORM = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
_BOUNDED = (_PATH, _FORM, pdfium.FPDF_PAGEOBJ_IMAGE)


class Fill:
    """Something painted; `colour` is None where it is not known, `order` its place in the file."""

    def __init__(
        self, order: int, place: Place, colour: Colour | None = None, shape: tuple[Any, PageGeometry] | None = None
    ) -> None:
        self.order, self.place, self.colour = order, place, colour
        self._shape = shape

    @property
    def area(self) -> float:
        """Return the area of its box."""
        x0, top, x1, bottom = self.place
        return (x1 - x0) * (bottom - top)

    @cached_property
    def is_box(self) -> bool:
        """Tell whether it surely paints all of its place; round corners are left to the drawing."""
        return self._shape is not None and _is_painted(self._shape[0]) and _is_box(*self._shape, self.place)


class Shapes:
    """Reads places and fills of a page's objects; `thin` are the lines met so far, in the file's points,
    `dots` the small round or square ones, in the frame of the page."""

    def __init__(self, geometry: PageGeometry) -> None:
        self.thin: list[Place] = []
        self.dots: list[Place] = []
        self._geometry = geometry
        self._colour = (c_uint * 4)()
        self._colour_refs = [byref(self._colour, 4 * part) for part in range(4)]

    def area(self, thing: Any) -> float:
        """Return the area of an object."""
        left, bottom, right, top = calls.bounds_of(thing)
        return (right - left) * (top - bottom)

    def fill(self, thing: Any, order: int, kind: int) -> Fill | None:
        """Return what an object of some kind paints over, if that is more than a thin line."""
        if kind not in _BOUNDED:
            # A shading without a clip fills the page.
            return Fill(order, (0.0, 0.0, self._geometry.width, self._geometry.height))
        edges = left, bottom, right, top = calls.bounds_of(thing)
        place = self._geometry.box(*edges)
        if kind != _FORM and 1 < right - left < _DOT and 0.75 < (top - bottom) / (right - left) < 1.33:
            self.dots.append(place)
        if kind != _FORM and (right - left < THIN or top - bottom < THIN):
            self.thin.append(edges)
            return None
        return self._path(thing, order, place) if kind == _PATH else Fill(order, place)

    def _path(self, thing: Any, order: int, place: Place) -> Fill | None:
        mode, stroked, width = c_int(), c_int(), c_float()
        calls.draw_mode(thing, byref(mode), byref(stroked))
        if mode.value == pdfium.FPDF_FILLMODE_NONE:
            calls.stroke_width(thing, byref(width))
            return Fill(order, place) if stroked.value and width.value >= THIN else None
        if not calls.fill_colour(thing, *self._colour_refs):
            return Fill(order, place)
        red, green, blue, alpha = self._colour
        if alpha == 0:
            return None
        if (red, green, blue) == PATTERN:
            return Fill(order, place)
        return Fill(order, place, (red, green, blue), (thing, self._geometry) if alpha == 255 else None)


def _is_painted(thing: Any) -> bool:
    """Tell whether a path surely leaves its colour: nothing blends, masks or cuts it, and no layer may be off."""
    if calls.has_transparency(thing) or Marks([0], [thing]).has_layers():
        return False
    clip = passed(calls.clip_path(thing))
    parts = calls.count_clips(clip)
    return parts <= 0 or inside_clips(clip, parts, thing)


def inside_clips(clip: Any, parts: int, thing: Any) -> bool:
    """Tell whether the clip is of rectangles that hold nearly all of an object."""
    left, bottom, right, top = calls.bounds_of(thing)
    x, y = c_float(), c_float()
    for part in range(parts):
        if parts > 4 or not 4 <= calls.count_clip_segments(clip, part) <= 6:
            return False
        corners = []
        for corner in (0, 2):
            calls.point(passed(calls.clip_segment(clip, part, corner)), byref(x), byref(y))
            corners.append((x.value, y.value))
        (x0, y0), (x1, y1) = corners
        if min(x0, x1) > left + 2 or max(x0, x1) < right - 2 or min(y0, y1) > bottom + 2 or max(y0, y1) < top - 2:
            return False
    return True


def _is_box(thing: Any, geometry: PageGeometry, place: Place) -> bool:
    """Tell whether a path goes once around its box, from corner to corner, and not across."""
    count = calls.count_segments(thing)
    if not 4 <= count <= _MAX_CORNERS:
        return False
    spot, matrix = (c_float * 2)(), (c_float * 6)()
    calls.object_matrix(thing, byref(matrix))
    a, b, c, d, e, f = matrix
    left, top, right, bottom = place
    corners: list[tuple[bool, bool]] = []
    for number in range(count):
        segment = passed(calls.segment(thing, number))
        kind = calls.segment_type(segment)
        calls.point(segment, byref(spot), byref(spot, 4))
        x, y = geometry.place(a * spot[0] + c * spot[1] + e, b * spot[0] + d * spot[1] + f)
        if kind != (pdfium.FPDF_SEGMENT_LINETO if number else pdfium.FPDF_SEGMENT_MOVETO):
            return False
        if min(x - left, right - x) >= _EXACT or min(y - top, bottom - y) >= _EXACT:
            return False
        corners.append((x - left < _EXACT, y - top < _EXACT))
    steps = [(one[0] != two[0]) + (one[1] != two[1]) for one, two in pairwise(corners)]
    return len(set(corners)) == 4 and max(steps) == 1

"""Page objects → what they paint over: place, colour, and whether all of a spot is surely covered."""

from __future__ import annotations

from ctypes import byref, c_float, c_int, c_uint
from itertools import pairwise
from struct import Struct
from typing import Any

import pypdfium2.raw as pdfium

from skillgap.readers.pdf_calls import calls, passed
from skillgap.readers.pdf_frame import PageGeometry, Place
from skillgap.readers.pdf_marks import Marks

Colour = tuple[int, int, int]
Point = tuple[float, float]
THIN = 3.0
_DOT = 8.0
_MAX_CORNERS = 256
PATTERN = (191, 191, 191)
"""What pdfium calls the colour of a pattern, whatever it looks like."""
_PATH, _FORM = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
_BOUNDED = (_PATH, _FORM, pdfium.FPDF_PAGEOBJ_IMAGE)
_POINT, _MATRIX = Struct("2f").unpack_from, Struct("6f").unpack_from


class Fill:
    """Something painted; `colour` is None where it is not known, `order` its place in the file."""

    def __init__(self, order: int, place: Place, colour: Colour | None, shape: tuple[Any, PageGeometry] | None) -> None:
        self.order, self.place, self.colour = order, place, colour
        self._shape = shape
        self._corners: list[Point] | None = None
        self._is_box = False

    @property
    def area(self) -> float:
        """Return the area of its box."""
        x0, top, x1, bottom = self.place
        return (x1 - x0) * (bottom - top)

    def covers(self, x0: float, y: float, x1: float) -> bool:
        """Tell whether it surely paints all of a line from x0 to x1 at height y, give or take a point."""
        if self._shape is None:
            return False
        if self._corners is None:
            self._corners = _corners(*self._shape) if _is_painted(self._shape[0]) else []
            left, top, right, bottom = self.place
            # A triangle may have its corners there as well, but not all four.
            found = {(x - left < 0.1, y - top < 0.1) for x, y in self._corners}
            self._is_box = len(found) == 4 and all(
                min(x - left, right - x) < 0.1 and min(y - top, bottom - y) < 0.1 for x, y in self._corners
            )
        if self._is_box:
            return self.place[0] <= x0 + 1 and x1 - 1 <= self.place[2]
        inner = min(x0 + 1, x1), max(x1 - 1, x0)
        return bool(self._corners) and all(_within(self._corners, (x, y)) for x in inner)


class Shapes:
    """Reads places and fills of a page's objects; `thin` are the lines met so far, in the file's points,
    `dots` the small round or square ones, in the frame of the page."""

    def __init__(self, geometry: PageGeometry) -> None:
        self.thin: list[Place] = []
        self.dots: list[Place] = []
        self._geometry = geometry
        self._colour = (c_uint * 4)()
        self._colour_refs = [byref(self._colour, 4 * part) for part in range(4)]
        self._edges = (c_float * 4)()
        self._edge_refs = [byref(self._edges, 4 * side) for side in range(4)]

    def place(self, thing: Any) -> Place:
        """Return the box of an object in the frame of the page."""
        calls().bounds(thing, *self._edge_refs)
        return self._geometry.box(*self._edges)

    def area(self, thing: Any) -> float:
        """Return the area of an object."""
        x0, top, x1, bottom = self.place(thing)
        return (x1 - x0) * (bottom - top)

    def fill(self, thing: Any, order: int, kind: int) -> Fill | None:
        """Return what an object of some kind paints over, if that is more than a thin line."""
        if kind not in _BOUNDED:
            # A shading without a clip fills the page.
            return Fill(order, (0.0, 0.0, self._geometry.width, self._geometry.height), None, None)
        calls().bounds(thing, *self._edge_refs)
        left, bottom, right, top = self._edges
        if kind != _FORM and 1 < right - left < _DOT and 0.75 < (top - bottom) / (right - left) < 1.33:
            self.dots.append(self._geometry.box(left, bottom, right, top))
        if kind != _FORM and (right - left < THIN or top - bottom < THIN):
            self.thin.append((left, bottom, right, top))
            return None
        place = self._geometry.box(left, bottom, right, top)
        if kind != _PATH:
            return Fill(order, place, None, None)
        mode, stroked, width = c_int(), c_int(), c_float()
        calls().draw_mode(thing, byref(mode), byref(stroked))
        if mode.value == pdfium.FPDF_FILLMODE_NONE:
            calls().stroke_width(thing, byref(width))
            if not stroked.value or width.value < THIN:
                return None
            return Fill(order, place, None, None)
        if not calls().fill_colour(thing, *self._colour_refs):
            return Fill(order, place, None, None)
        red, green, blue, alpha = self._colour
        if alpha == 0:
            return None
        if (red, green, blue) == PATTERN:
            return Fill(order, place, None, None)
        return Fill(order, place, (red, green, blue), (thing, self._geometry) if alpha == 255 else None)


def _is_painted(thing: Any) -> bool:
    """Tell whether a path surely leaves its colour: nothing blends, masks or cuts it, and no layer may be off."""
    if calls().has_transparency(thing) or Marks([0], [thing]).has_layers():
        return False
    clip = passed(calls().clip_path(thing))
    parts = calls().count_clips(clip)
    return parts <= 0 or inside_clips(clip, parts, thing)


def inside_clips(clip: Any, parts: int, thing: Any) -> bool:
    """Tell whether the clip is of rectangles that hold nearly all of an object."""
    edges = (c_float * 4)()
    calls().bounds(thing, *(byref(edges, 4 * side) for side in range(4)))
    left, bottom, right, top = edges
    x, y = c_float(), c_float()
    for part in range(parts):
        if parts > 4 or not 4 <= calls().count_clip_segments(clip, part) <= 6:
            return False
        corners = []
        for corner in (0, 2):
            calls().point(passed(calls().clip_segment(clip, part, corner)), byref(x), byref(y))
            corners.append((x.value, y.value))
        (x0, y0), (x1, y1) = corners
        if min(x0, x1) > left + 2 or max(x0, x1) < right - 2 or min(y0, y1) > bottom + 2 or max(y0, y1) < top - 2:
            return False
    return True


def _corners(thing: Any, geometry: PageGeometry) -> list[Point]:
    """Return the points of a path's outline if it is one convex shape, else nothing.

    Boxes, boxes with round corners, and circles are; a bow tie, a star or a frame is not.
    """
    count = calls().count_segments(thing)
    if not 4 <= count <= _MAX_CORNERS:
        return []
    spot, matrix = (c_float * 2)(), (c_float * 6)()
    x_ref, y_ref = byref(spot), byref(spot, 4)
    calls().object_matrix(thing, byref(matrix))
    a, b, c, d, e, f = _MATRIX(matrix)
    every: list[Point] = []
    corners: list[Point] = []
    curve = 0
    for number in range(count):
        segment = passed(calls().segment(thing, number))
        kind = calls().segment_type(segment)
        if (kind == pdfium.FPDF_SEGMENT_MOVETO) != (number == 0):
            return []
        calls().point(segment, x_ref, y_ref)
        x, y = _POINT(spot)
        place = geometry.place(a * x + c * y + e, b * x + d * y + f)
        every.append(place)
        # A curve has two points that pull at it and one where it ends.
        curve = (curve + 1) % 3 if kind == pdfium.FPDF_SEGMENT_BEZIERTO else 0
        if curve == 0:
            corners.append(place)
    return corners if _is_convex(every) else []


def _is_convex(points: list[Point]) -> bool:
    distinct = [points[0]]
    for point in points:
        if max(abs(point[0] - distinct[-1][0]), abs(point[1] - distinct[-1][1])) > 0.01:
            distinct.append(point)
    if len(distinct) > 1 and max(abs(distinct[0][0] - distinct[-1][0]), abs(distinct[0][1] - distinct[-1][1])) <= 0.01:
        distinct.pop()
    if len(distinct) < 3:
        return False
    round_trip = [*distinct, *distinct[:2]]
    turns = [
        _turn(one, two, three) for one, two, three in zip(round_trip, round_trip[1:], round_trip[2:], strict=False)
    ]
    steps = [two[0] - one[0] for one, two in pairwise([*distinct, distinct[0]]) if two[0] != one[0]]
    back = sum((one > 0) != (two > 0) for one, two in pairwise([*steps, *steps[:1]]))
    return (min(turns) > -0.05 or max(turns) < 0.05) and back <= 2


def _within(corners: list[Point], point: Point) -> bool:
    sides = [_turn(one, two, point) for one, two in pairwise([*corners, corners[0]])]
    return min(sides) >= -0.01 or max(sides) <= 0.01


def _turn(one: Point, two: Point, three: Point) -> float:
    return (two[0] - one[0]) * (three[1] - two[1]) - (two[1] - one[1]) * (three[0] - two[0])

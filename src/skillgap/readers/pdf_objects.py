"""Page objects + words → which words something on the page could hide.

Drawing a page costs about as much as reading it, so the list of its objects is looked at first. A word is clear when
the texts that draw it are filled, opaque, inside their clips, of a font with shapes, of a colour that stands out from
the last fill below them, and have nothing painted over them later. The others, and all of a page with anything odd,
are left to the drawing.
"""

from __future__ import annotations

import re
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from skillgap.readers import pdf_calls as calls
from skillgap.readers.pdf_calls import address_of, all_passed
from skillgap.readers.pdf_frame import PageGeometry, Place
from skillgap.readers.pdf_ground import Ground
from skillgap.readers.pdf_shapes import THIN, Shapes
from skillgap.readers.pdf_texts import NO_TEXT, Looks, Texts
from skillgap.readers.pdf_words import PageWords

_MAX_OBJECTS = 20_000
_MAX_DRAWN = 1200
"""Objects besides text; a page of more is a drawing."""
_MAX_FILLS = 60
_MAX_SHAPES = 80
"""Corners of lines and boxes of an empty page; letters drawn as outlines have thousands."""
_LARGE = 18.0
_WINDOW, _COVERED = 9.0, 4.5
_IMAGE, _FORM = pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM
_PICTURES = (_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING, _FORM)
_NO_TEXT = re.compile(b"%c" % NO_TEXT)


class PageObjects(NamedTuple):
    """`doubtful` are the numbers of the words that something may hide.

    `pictures`: the page holds images, forms, shadings or very many objects. `scanned`: a picture fills at least half
    of it. `bare`: nothing but a few plain shapes besides text. `samples` are the numbers of words that stand for all
    words of their fonts, whose shapes only a drawing shows. `dots` are the boxes of small shapes, which may be bullets.
    """

    doubtful: frozenset[int]
    pictures: bool
    scanned: bool = False
    bare: bool = False
    samples: tuple[int, ...] = ()
    dots: tuple[Place, ...] = ()

    def all_doubtful(self, words: PageWords) -> PageObjects:
        """Return the same with every word in doubt."""
        return self._replace(doubtful=frozenset(range(len(words.spans))))


def look_at(page: Any, text_page: Any, words: PageWords, geometry: PageGeometry, looks: Looks) -> PageObjects:
    """Tell which words of a page could be hidden, and whether it holds pictures."""
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _MAX_OBJECTS:
        return PageObjects(frozenset(), True).all_doubtful(words)
    things = list(map(calls.get_object, repeat(address_of(page)), range(count)))
    arguments = all_passed(things)
    modes = bytes(map(calls.render_mode, arguments))
    drawn = [found.start() for found in _NO_TEXT.finditer(modes)]
    if len(drawn) > _MAX_DRAWN:
        return PageObjects(frozenset(), True).all_doubtful(words)
    shapes = Shapes(geometry)
    kinds = [calls.get_type(arguments[order]) for order in drawn]
    images = [arguments[order] for order, kind in zip(drawn, kinds, strict=True) if kind == _IMAGE]
    pictures = any(kind in _PICTURES for kind in kinds)
    scanned = any(shapes.area(image) >= 0.5 * geometry.width * geometry.height for image in images)
    if not words.spans and not words.turned:
        corners = sum(calls.count_segments(arguments[order]) for order in drawn[:_MAX_SHAPES])
        bare = not pictures and max(corners, len(drawn)) < _MAX_SHAPES
        return PageObjects(frozenset(), pictures, scanned, bare)
    painted = [shapes.fill(arguments[order], order, kind) for order, kind in zip(drawn, kinds, strict=True)]
    fills = [fill for fill in painted if fill is not None]
    found = PageObjects(frozenset(), pictures, scanned, dots=tuple(shapes.dots))
    backed = any(fill.colour is None and fill.area >= 0.5 * geometry.width * geometry.height for fill in fills)
    if words.turned or backed or len(fills) > _MAX_FILLS or _are_stripes(shapes.thin) or _has_notes(page):
        return found.all_doubtful(words)
    texts = Texts(address_of(text_page), words, things, modes, looks, in_forms=_FORM in kinds)
    samples = texts.samples()
    if samples is None or texts.has_layers() or texts.are_mixed():
        return found.all_doubtful(words)
    doubtful = Ground(fills, texts.colours, things).unclear(words.table, texts.begins)
    # Letters that nobody sees may cover others, if they are large.
    if any(words.table.sizes[number] > _LARGE for number in doubtful):
        return found.all_doubtful(words)
    return found._replace(doubtful=frozenset(doubtful), samples=samples)


def _are_stripes(thin: list[Place]) -> bool:
    """Tell whether lines lie so close that they could cover text between them."""
    return any(
        _is_dense(sorted((place[side], place[side + 2]) for place in thin if place[side + 2] - place[side] < THIN))
        for side in (0, 1)
    )


def _is_dense(spans: list[tuple[float, float]]) -> bool:
    parts: list[tuple[float, float]] = []
    reach = float("-inf")
    for low, high in spans:
        # Lines upon each other count once.
        parts.append((max(low, reach), max(high, reach)))
        reach = max(reach, high)
    first, covered = 0, 0.0
    for low, high in parts:
        covered += high - low
        while low - parts[first][0] > _WINDOW:
            covered -= parts[first][1] - parts[first][0]
            first += 1
        if covered > _COVERED:
            return True
    return False


def _has_notes(page: Any) -> bool:
    """Tell whether a note, a stamp or the like is drawn on the page; links seldom are."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        is_link = pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_LINK
        drawn = pdfium.FPDFAnnot_GetAP(note, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2
        pdfium.FPDFPage_CloseAnnot(note)
        if drawn or not is_link:
            return True
    return False

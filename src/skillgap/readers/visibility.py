"""A drawn page + a word → whether anybody can see the word, and if not, why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from skillgap.readers.pdf_words import Word

_MIN_CONTRAST = 24
SQUEEZED = 0.04
"""Width of a letter, in letter sizes, below which letters stand on top of each other."""
_TINY = 1.6
"""Letters below 1.6 points are specks on paper: a full stop of ordinary text is as large."""


class Grey(NamedTuple):
    """A part of a page drawn in grey; its edges are in pixels of the whole page.

    It has `scale` pixels a point and `stride` bytes a row.
    """

    pixels: bytes
    left: int
    top: int
    right: int
    bottom: int
    stride: int
    scale: float


def hidden_reason(word: Word, grey: Grey | None, width: float, height: float) -> str | None:
    """Return why the word can't be seen, or None when it can; without a drawing only size and place are judged."""
    middle = (word.x0 + word.x1) / 2
    if middle < -1 or middle > width + 1 or word.y < -1 or word.y - word.size > height + 1:
        return "off_page"
    if word.size < _TINY or is_squeezed(word):
        return "tiny"
    if grey is None or not (word.text.isalnum() or any(map(str.isalnum, word.text))):
        return None
    return None if has_ink(grey, word.x0, word.y - word.size, word.x1, word.y + 0.2 * word.size) else "no_ink"


def is_squeezed(word: Word) -> bool:
    """Tell whether the letters stand on top of each other, as replacement text for a drawing does."""
    return word.x1 - word.x0 < SQUEEZED * word.size * len(word.text)


def has_ink(grey: Grey, x0: float, top: float, x1: float, bottom: float) -> bool:
    """Tell whether the box holds contrast; the row through the middle of small letters is looked at first."""
    pixels, left_edge, top_edge, right_edge, bottom_edge, stride, scale = grey
    left, right = max(left_edge, int(x0 * scale)), min(right_edge, int(x1 * scale) + 2)
    first, last = max(top_edge, int(top * scale)), min(bottom_edge, int(bottom * scale) + 1)
    if right <= left or last <= first:
        return False
    for row in (first + int((last - first) * 0.65), *range(first, last)):
        start = (row - top_edge) * stride - left_edge
        line = pixels[start + left : start + right]
        if max(line) - min(line) >= _MIN_CONTRAST:
            return True
    return False

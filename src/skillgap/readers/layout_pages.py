"""Lines of pages → lines of a document: headers and footers once, and columns that go on over the end of a page.

Only a narrow column beside a wide one is a sidebar; two of a size may flow one into the other, page by page.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from skillgap.readers.draft import DraftLine
from skillgap.readers.layout_rows import is_page_number

_SIDEBAR = 1.4
"""How many times as wide as a sidebar the main column is, at least."""
_BESIDE, _OPENING = 100.0, 20.0
"""Points that columns stand side by side: at the end of a page, and at the top of the next, where one may end soon."""
_SAME_EDGE = 12.0
_LOW = 0.78
"""Share of a page's height below which its number may stand."""
_DIGITS = re.compile(r"\b(?!(?:19|20)\d\d\b)\d+")

Blocks = list[list[DraftLine]]


class _Box(NamedTuple):
    x0: float
    top: float
    x1: float
    bottom: float


def along_columns(pages: list[list[DraftLine]]) -> list[list[DraftLine]]:
    """Return the blocks of all pages in reading order; a page's last two columns go on in the next page's first two."""
    done: Blocks = []
    # The two columns that may go on, as places in `done`, and the boxes of their last parts.
    first, second = -1, -1
    boxes: tuple[_Box, _Box] | None = None
    for number, page in enumerate(pages, 1):
        blocks = [list(lines) for _, lines in groupby(page, key=attrgetter("block"))]
        opening = _columns(blocks[:2], least=_OPENING) if boxes else None
        if boxes and opening and all(_goes_on(one, two) for one, two in zip(boxes, opening, strict=True)):
            done.insert(first + 1, blocks[0])
            done.insert(second + 2, blocks[1])
            first, second = first + 1, second + 2
            rest = blocks[2:]
            boxes = opening if not rest else None
        elif boxes and blocks and (wide := _alone(blocks, boxes)) is not None:
            # The sidebar has ended; what stands at the main column's edge goes on with it.
            at = (first if wide == 0 else second) + 1
            done.insert(at, blocks[0])
            rest, boxes = blocks[1:], None
        else:
            rest, boxes = blocks, None
        done += rest
        closing = _columns(rest[-2:], least=_BESIDE) if number < len(pages) else None
        if closing:
            boxes, first, second = closing, len(done) - 2, len(done) - 1
    return done


def _columns(blocks: Blocks, *, least: float) -> tuple[_Box, _Box] | None:
    """Return the boxes of a main column and a sidebar that stand side by side, in the order in which they come."""
    if len(blocks) != 2 or not all(line.place for lines in blocks for line in lines):
        return None
    one, two = (_box(lines) for lines in blocks)
    apart = one.x1 <= two.x0 or two.x1 <= one.x0
    beside = min(one.bottom, two.bottom) - max(one.top, two.top)
    narrow, wide = sorted((one.x1 - one.x0, two.x1 - two.x0))
    return (one, two) if apart and beside > least and wide >= _SIDEBAR * narrow else None


def _alone(blocks: Blocks, boxes: tuple[_Box, _Box]) -> int | None:
    """Return which of two columns the first block of a page goes on with, where no other stands beside it."""
    if not all(line.place for line in blocks[0]):
        return None
    box = _box(blocks[0])
    wide = int(boxes[1].x1 - boxes[1].x0 > boxes[0].x1 - boxes[0].x0)
    narrow = boxes[1 - wide]
    inside = _goes_on(boxes[wide], box) and box.x1 <= boxes[wide].x1 + _SAME_EDGE
    return wide if inside and (box.x1 < narrow.x0 or narrow.x1 < box.x0) else None


def _box(lines: list[DraftLine]) -> _Box:
    _, lefts, tops, rights, bottoms = zip(*(line.place for line in lines if line.place), strict=True)
    return _Box(min(lefts), min(tops), max(rights), max(bottoms))


def _goes_on(one: _Box, two: _Box) -> bool:
    return abs(one.x0 - two.x0) <= _SAME_EDGE


def without_running_lines(pages: list[list[DraftLine]], heights: list[float]) -> list[list[DraftLine]]:
    """Drop page numbers, and all copies but one of headers and footers that repeat over pages."""
    keys = [[_margin_key(line, height) for line in lines] for lines, height in zip(pages, heights, strict=True)]
    seen = Counter(key for row in keys for key in set(row))
    left, shown = Counter(seen), set[str]()
    kept = []
    for number, (lines, row, height) in enumerate(zip(pages, keys, heights, strict=True), 1):
        page = []
        for line, key in zip(lines, row, strict=True):
            if line.text == str(number) and _is_lowest(line, lines, height):
                continue
            # A footer is kept where it interrupts no sentence: on the last page that has it.
            if key and (is_page_number(line.text.strip()) or (left[key] > 1 if key[0] == "_" else key in shown)):
                continue
            page.append(line)
        shown.update(key for key in row if seen[key] > 1)
        left.subtract(set(row))
        kept.append(page)
    return kept


def _is_lowest(line: DraftLine, lines: list[DraftLine], height: float) -> bool:
    """Tell the last line of a page that is full, though its lower margin is wide."""
    bottom = max(other.place[4] for other in lines if other.place) if line.place else 0.0
    return line.place is not None and line.place[4] == bottom > _LOW * height


def _margin_key(line: DraftLine, height: float) -> str:
    if line.place is None or (0.1 * height < line.place[4] and line.place[2] < 0.9 * height):
        return ""
    # What ends a page and what begins the next are no copies; nor are lines of other years.
    side = "^" if line.place[4] <= 0.1 * height else "_"
    return side + _DIGITS.sub("#", line.text.strip()).lower()

"""Lines of a PDF → the same with blank lines, where the pages are typed text: one size, one step from line to line.

So plain text is printed. Elsewhere the room between paragraphs is a matter of taste, and says nothing for sure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from skillgap.readers.draft import DraftLine

_MOST = 0.97
_OFF = 0.06
"""Part of a step by which a line may stand off its place."""
_LEAST = 3
"""Blank lines that show that they part something."""


def with_blank_lines(lines: Sequence[DraftLine]) -> list[DraftLine]:
    """Return the lines with an empty one for each that a typed text leaves blank."""
    steps = [_step(before, line) for before, line in pairwise(lines)]
    known = [step for step in steps if step is not None]
    if len(known) < _LEAST:
        return list(lines)
    pitch = Counter(round(step, 1) for step in known).most_common(1)[0][0]
    sizes = Counter(line.size for line in lines)
    even = [step for step in known if pitch > 0 and abs(step / pitch - round(step / pitch)) <= _OFF and step > 0]
    gaps = sum(step > 1.5 * pitch for step in even)
    typed = len(even) >= _MOST * len(known) and max(sizes.values()) >= _MOST * len(lines)
    if not typed or gaps < _LEAST:
        return list(lines)
    found = list(lines[:1])
    for line, step in zip(lines[1:], steps, strict=True):
        if step is not None and step > 1.5 * pitch:
            found.append(DraftLine("", block=line.block))
        found.append(line)
    return found


def _step(before: DraftLine, line: DraftLine) -> float | None:
    """Return how far a line stands below the one before it on its page."""
    if before.place is None or line.place is None or before.place[0] != line.place[0]:
        return None
    return line.place[4] - before.place[4]

"""Place in a document → the line and the words that prove a fact."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from skillgap.models.role import Quote

_MOST_WORDS = 8


def quote(text: str, start: int, end: int) -> Quote:
    """Quote a place: its line and at most eight words as they stand there."""
    words = " ".join(text[start:end].split("\n")[0].split()[:_MOST_WORDS]) or text[start:end]
    return Quote(line=line_of(text, start), quote=words)


def line_of(text: str, place: int) -> int:
    """Return the 1-based line of a place in the text."""
    return bisect_left(_line_ends(text), place) + 1


@lru_cache(maxsize=4)
def _line_ends(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in re.finditer("\n", text))

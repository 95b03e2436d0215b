"""Text → its sentences, as role documents write them: abbreviations and degrees end none."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_SENTENCE = 3000
"""No person writes longer ones; a bound keeps the reading of clauses linear in the text."""
SENTENCE_BREAK = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“(]?[A-ZÄÖÜ\d])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|ph\.d|u\.s|m\.s|b\.s|m\.sc|b\.sc|z\. ?b|inc|ltd|approx|incl|no|st|bzw|ca|yrs?|exp|"
    r"eng|\w)\.)$",
    re.I,
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of `text[start:end]`; endless ones are cut at `LONGEST_SENTENCE` characters."""
    begin = start
    for match in SENTENCE_BREAK.finditer(text, start, end):
        if _ABBREVIATION.search(text, max(begin, match.start() - 8), match.start()):
            continue
        yield from _bounded(text, begin, match.start())
        begin = match.end()
    yield from _bounded(text, begin, end)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        stop = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        stop = start + LONGEST_SENTENCE if stop < 0 else stop
        yield start, stop
        start = stop
    if start < end:
        yield start, end

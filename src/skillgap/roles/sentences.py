"""Text → its sentences, as role documents write them; a place in it → the line and the words that prove a fact."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from skillgap.models.role import Quote
from skillgap.structure.language import plain

LONGEST_SENTENCE = 3000
"""No person writes longer ones; a bound keeps the reading of clauses linear in the text."""
SENTENCE_BREAK = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“(]?[A-ZÄÖÜ\d])")
_MOST_WORDS = 8
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


def in_one_line(text: str, start: int, end: int) -> str:
    """Return `text[start:end]` as patterns read it: small letters, wrapped lines as one; no place in it moves."""
    return plain(text[start:end]).replace("\n", " ")


def text_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each line begins, and its words."""
    start = 0
    for raw in text.split("\n"):
        yield start, raw
        start += len(raw) + 1


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

"""Rows of grades → the courses that were failed: "CS220 Operating Systems (C, Linux)   20 cr   F"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from skillgap.extraction.labels import Denial
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import cue_words

_LETTERS = re.compile(r"(?m)(?<=[\s|])[A-E][+-]?[ \t|]*$")
_FEWEST = 2
_FIGURES = r"(?:[\d.,/%]{1,6}[ \t]{0,20}(?:(?:cr|credits?|ects|cp|lp|hrs?)\b)?[ \t|,;:–-]{0,40}){0,3}"
"""Credits and marks before the grade; bounded, since a line may be a whole text."""


def failed_courses(tokens: Tokens) -> list[Denial]:
    """Find the rows that end with a failing grade; a letter is one only among rows that end with others."""
    words = cue_words()
    if not tokens.spots(words["failing_grades"] | words["failing_letters"] | words["passing_grades"]):
        return []
    row = _row(letters=len(_LETTERS.findall(tokens.text)) >= _FEWEST)
    return [
        Denial(*_words(tokens, *found.span("grade")), *_words(tokens, *found.span("course")))
        for found in row.finditer(tokens.text)
    ]


@cache
def _row(*, letters: bool) -> re.Pattern[str]:
    words = cue_words()
    # "bestanden" is a failure only where "nicht" stands before it.
    denied = {f"(?:nicht|no|non|niet) {word}" for word in words["passing_grades"]}
    said = words["failing_grades"] | (words["failing_letters"] if letters else frozenset())
    names = "|".join(sorted(said | denied, key=lambda name: (-len(name), name)))
    return re.compile(
        r"(?im)^(?P<course>[^\n]{2,150}?)(?:[ \t]{2,}|[\t|,:;)]|[ \t][–—-]|[ \t](?=\d)|(?<=\d)[ \t])[ \t|–—-]{0,40}"
        rf"{_FIGURES}"
        rf"(?P<grade>(?<!\w)(?:{names})(?!\w))[ \t|().]*(?:\((?:{names})\)[ \t|]*)?$"
    )


def _words(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    return bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)

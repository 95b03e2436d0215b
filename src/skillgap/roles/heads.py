"""Rows of a plain text → the same with the headings that only its blank lines show; a table of contents gives none."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from skillgap.roles.blocks import is_gap
from skillgap.roles.cues import STEP, heading_kind, heading_words, words
from skillgap.roles.rows import Row
from skillgap.roles.sentences import in_one_line

_NO_HEAD = re.compile(r"[.;,…]$|[@;]|,\s.*,\s|\d{4}|: ")
_NO_TITLE = re.compile(r"[.;,]$|[@;]")
_LONGEST = 80
_MOST_WORDS = 9
_MOST_ASKED = 12
"""How long a heading may be, and a question."""
_FEWEST_ENTRIES = 2
_FEWEST_HEADS = 3
_MOST = 0.6


def with_heads(text: str, rows: Sequence[Row]) -> list[Row]:
    """Give short lines that stand right above their text, set off by a blank line, the level of headings.

    Only where nothing else tells headings and most paragraphs of more than a line begin so.
    """
    plainly = not any(row.level is not None or row.marked or row.bold for row in rows)
    kept = _without_contents(text, rows)
    groups = list(_groups(text, kept)) if plainly else []
    # Below a heading that stands alone between blank lines the first line is one of its list.
    opened = [False, *(len(group) == 1 and _announces(text, kept[group[0]]) for group in groups)]
    several = [group for group, led in zip(groups, opened, strict=False) if len(group) > 1 and not led]
    heads = {group[0] for group in several if _is_head(text, kept[group[0]])}
    if len(heads) < _FEWEST_HEADS or len(heads) < _MOST * len(several):
        return kept
    if groups[0] == [0] and not _NO_TITLE.search(text[kept[0].start : kept[0].end]):
        kept[0] = replace(kept[0], level=1)
    return [replace(row, level=2) if index in heads else row for index, row in enumerate(kept)]


def _without_contents(text: str, rows: Sequence[Row]) -> list[Row]:
    """Drop the entries of a table of contents, and mark the headings that they name."""
    said = [in_one_line(text, row.start, row.end).strip(" :.") for row in rows]
    dropped: set[int] = set()
    for index, line in enumerate(said):
        if line in words("contents"):
            entries = list(itertools.takewhile(lambda i: said[i] in said[i + 1 :], range(index + 1, len(rows))))
            dropped.update(entries if len(entries) >= _FEWEST_ENTRIES else ())
    named = {said[index] for index in dropped}
    return [
        replace(row, marked=True) if said[index] in named and not row.bullet else row
        for index, row in enumerate(rows)
        if index not in dropped
    ]


def _groups(text: str, rows: Sequence[Row]) -> Iterator[list[int]]:
    """Yield the runs of rows that no blank line parts."""
    run: list[int] = []
    for index, row in enumerate(rows):
        if run and is_gap(text, rows[index - 1], row):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _announces(text: str, row: Row) -> bool:
    return not row.bullet and heading_kind(text[row.start : row.end]) is not None


def _is_head(text: str, row: Row) -> bool:
    line = text[row.start : row.end]
    foreign = row.bullet or row.cell is not None or _NO_HEAD.search(STEP.sub("", line))
    most = _MOST_ASKED if line.endswith("?") else _MOST_WORDS
    return not foreign and len(line) <= _LONGEST and 0 < len(heading_words(line)) <= most

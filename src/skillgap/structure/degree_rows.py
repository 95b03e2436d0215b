"""Rows of an education section → the same with one degree a row: wrapped names joined, paragraphs parted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from skillgap.structure.degrees import HONORIFIC
from skillgap.structure.language import LEX
from skillgap.structure.rows import Row

_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[\d)\"”]))\.\s+(?=[A-ZÀ-Ý0-9])|;\s+")


def degree_rows(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with the lines of one degree joined and those of several parted."""
    return [
        part
        for row in _unwrapped(rows)
        for sentence in _sentences(row)
        for part in (_parted(sentence) if len(sentence.dates) > 1 else (sentence,))
    ]


def _unwrapped(rows: Sequence[Row]) -> Sequence[Row]:
    """Join "Diplôme d'ingénieur" and "(equiv. Master), INP<tab>2013 – 2016" below it, a row as of a table."""
    joined: list[Row] = []
    for row in rows:
        before = joined[-1] if row.text[0] == "(" and joined and not row.above else None
        if before is None or not before.degrees or before.dates or not before.text[-1].isalpha():
            joined.append(row)
        else:
            joined[-1] = before.joined(row)
    return joined


def _sentences(row: Row) -> Sequence[Row]:
    """Part a line of sentences or items that each tell of a degree: "Diploma, 2012. Began a BCom, not finished."."""
    if len(row.norms) < 8 or not ("." in row.text or ";" in row.text):
        return (row,)
    cuts = [0]
    for before, hit in pairwise(row.degrees):
        cut = next((found.end() for found in _SENTENCE_END.finditer(row.text, before.end, hit.start)), None)
        if cut is not None and row.text.count("(", 0, cut) == row.text.count(")", 0, cut):
            cuts.append(cut)
    if len(cuts) == 1:
        return (row,)
    parts = [row.stretch(start, stop) for start, stop in pairwise([*cuts, len(row.text)])]
    told = (LEX.phrases["incomplete"], LEX.phrases["ongoing"])
    return parts if all(part.dates or any(map(part.has, told)) for part in parts) else (row,)


def _parted(row: Row) -> Sequence[Row]:
    """Part a line that names several degrees, each with its date: "MSc Statistics (2017), BSc Physics (2015)"."""
    hits = [hit for hit in row.degrees if not HONORIFIC.match(row.text[hit.start : hit.end].casefold())]
    if len({hit.value for hit in hits}) < 2 or len(hits) != len(row.dates):
        return (row,)
    if any(span.start < hit.end for hit, span in zip(hits, row.dates, strict=True)):
        return (row,)
    cuts = [0, *(hit.start for hit in hits[1:]), len(row.text)]
    return [row.stretch(start, stop) for start, stop in pairwise(cuts)]

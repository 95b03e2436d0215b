"""Rows of an education section → the same with one degree a row: wrapped names joined, paragraphs parted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from skillgap.structure.degrees import HONORIFIC
from skillgap.structure.language import Lexicon, norms
from skillgap.structure.rows import Row

_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[\d)\"”]))\.\s+(?=[A-ZÀ-Ý0-9])|;\s+")


def degree_rows(lex: Lexicon, rows: Sequence[Row]) -> list[Row]:
    """Return the rows with the lines of one degree joined and those of several parted."""
    return [
        part
        for row in _unwrapped(lex, rows)
        for sentence in _sentences(lex, row)
        for part in (_parted(lex, sentence) if len(sentence.dates) > 1 else (sentence,))
    ]


def _unwrapped(lex: Lexicon, rows: Sequence[Row]) -> Sequence[Row]:
    """Join the lines of a degree that is too long for its column: "M.S. Electrical & Computer" over "Engineering"."""
    joined: list[Row] = []
    for i, row in enumerate(rows):
        before = joined[-1] if joined else None
        follows = before is not None and row.start == before.end + 1
        if before is None or not follows or not before.degrees or not _hangs(lex, rows, i, before):
            joined.append(row)
        else:
            joined[-1] = before.joined(row)
    return joined


def _hangs(lex: Lexicon, rows: Sequence[Row], i: int, before: Row) -> bool:
    """Tell whether row `i` goes on with the degree's name."""
    row, text = rows[i], before.text
    if row.above or row.block != before.block:
        return False
    own = row.degrees
    if own and own[0].first == 0:
        return False
    if text[-1].isalpha() and row.text[0] == "(" and not before.dates:
        return True  # "Diplôme d'ingénieur" over "(equiv. Master), INP"
    if row.dates and before.dates and (text.endswith((" of", " in")) or _lacks_date(lex, before)):
        return True  # a paragraph of degrees
    if own or len(row.norms) > 6 or "\t" in text:
        return False
    if row.dates and not before.dates and "," in text and not before.school and _ends_school(lex, row):
        return True
    return text.count("(") > text.count(")") or text.endswith(
        (" in", " of", " and", " &", "&", "-", " für", " en", " de")
    )


def _ends_school(lex: Lexicon, row: Row) -> bool:
    """Tell the end of a school's name with the dates: "MSc Econometrics, Waterland" over "University  2015–17"."""
    named = norms(row.text[: row.dates[0].start])
    return 0 < len(named) <= 3 and named[0] in lex.institutions


def _lacks_date(lex: Lexicon, row: Row) -> bool:
    """Tell whether the last of several degrees in a line stands behind all of its dates: its own follows below."""
    hits = row.degrees
    return len(hits) > 1 and hits[0].start < row.dates[0].start and hits[-1].start > row.dates[-1].end


def _sentences(lex: Lexicon, row: Row) -> Sequence[Row]:
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
    told = (lex.phrases["incomplete"], lex.phrases["ongoing"])
    return parts if all(part.dates or any(map(part.has, told)) for part in parts) else (row,)


def _parted(lex: Lexicon, row: Row) -> Sequence[Row]:
    """Part a line that names several degrees, each with its date: "MSc Statistics (2017), BSc Physics (2015)"."""
    hits = [hit for hit in row.degrees if not HONORIFIC.match(row.text[hit.start : hit.end].casefold())]
    if len({hit.value for hit in hits}) < 2 or len(hits) != len(row.dates):
        return (row,)
    if any(span.start < hit.end for hit, span in zip(hits, row.dates, strict=True)):
        return (row,)
    cuts = [0, *(hit.start for hit in hits[1:]), len(row.text)]
    return [row.stretch(start, stop) for start, stop in pairwise(cuts)]

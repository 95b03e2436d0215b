"""Rows of sections that aren't about education → the stretches where degrees stand in them nevertheless."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from skillgap.structure.degrees import is_language_model
from skillgap.structure.language import Hit, lexicon
from skillgap.structure.rows import Row, has_title_word, is_prose, names_school, title_words

_LETTERS = re.compile(r", (?=(?:[A-Z][A-Za-z]*\.?){1,4}(?:[,;(\s]|\Z))")


class Stretch(NamedTuple):
    """Rows `first` to `last` (excluded) of a section; `titled` says that the first is their heading."""

    first: int
    last: int
    titled: bool


def find_hidden_studies(body: Sequence[Row], *, works: bool) -> list[Stretch]:
    """Return where degrees stand in a section of another kind; `works` for one that holds jobs.

    A degree counts with its school or its year: letters alone may be anything ("MS Excel", "Boston, MA").
    """
    found: list[Stretch] = []
    taken = i = 0
    while i < len(body):
        if not _names_study(body, i, works=works):
            i += 1
            continue
        first, last = i, i + 1
        if i > taken and names_school(body[i - 1]) and not body[i].above:
            first = i - 1
        while last < len(body) and (_names_study(body, last, works=works) or _goes_on(body, last)):
            last += 1
        titled = first > taken and _is_heading(body[first - 1], body[first])
        found.append(Stretch(first - titled, last, titled))
        taken = i = last
    return found


def has_letters(row: Row) -> bool:
    """Tell a name with its degrees behind it ("Jane Roe, MSc, PhD")."""
    return (
        len(row.norms) <= 10
        and not row.dates
        and any(_LETTERS.match(row.text, hit.start - 2) for hit in _real(row))
        and row.text[:1].isupper()
    )


def names_degree(row: Row) -> bool:
    """Tell whether a row names a degree above a school's own certificate."""
    return bool(_real(row))


def _real(row: Row) -> list[Hit]:
    hits = [hit for hit in row.find(lexicon().degrees) if hit.value != "high_school"]
    return [hit for hit in hits if not is_language_model(row, hit)] if hits else hits


def _names_study(body: Sequence[Row], i: int, *, works: bool) -> bool:
    row = body[i]
    hits = _real(row)
    if not hits or row.furniture or (is_prose(row) and len(row.norms) > 30 and not row.dates):
        return False
    lex = lexicon()
    schooled = names_school(row)
    if works and ((row.bullet and not _bulleted(body)) or has_title_word(lex, _others(row))):
        return False
    if schooled and (row.dates or len(row.norms) <= 25):
        return True
    # A date may stand before the degree.
    ahead = [place for place in row.places[: hits[0].first] if not any(s.start <= place[0] < s.end for s in row.dates)]
    if works and i and names_school(body[i - 1]) and not is_prose(body[i - 1]) and not body[i - 1].bullet:
        # "University of X" over "BSc Physics, 2015", below the jobs
        dated = any(other.dates for other in body[i - 1 : i + 2])
        return dated and not ahead and len(row.norms) <= 12
    if len(ahead) > 3 or works:
        return False
    near = [*body[max(0, i - 1) : i], *body[i + 1 : i + 2]]
    beside = any(names_school(other) and not is_prose(other) for other in near)
    full = hits[0].value in ("phd", "master", "bachelor")
    return beside or (bool(row.dates) and (full or not row.dates[0].single) and not is_prose(row))


def _bulleted(body: Sequence[Row]) -> bool:
    return sum(row.bullet for row in body) > len(body) / 2


def _others(row: Row) -> list[str]:
    """Return the words of a row but those that degrees share with jobs."""
    return [norm for norm in row.norms if norm not in lexicon().words["degree_words"]]


def _goes_on(body: Sequence[Row], i: int) -> bool:
    """Tell a line below a degree that belongs to it: its school, its dates, its grade."""
    row, before = body[i], body[i - 1]
    if row.bullet == before.bullet and (row.has(lexicon().degrees) or names_school(row)) and not _titled(row):
        return not is_prose(row) and "@" not in row.text
    if row.above or row.bullet or row.heading or row.block != before.block or title_words(row) or ":" in row.text:
        return False
    return names_school(row) or (bool(row.dates) and len(row.norms) <= 6) or (row.indent > before.indent)


def _titled(row: Row) -> bool:
    """Tell a row with a job title; beside a school, a degree's own words are none ("Ingeniero, Politécnica")."""
    if not title_words(row):
        return False
    named = {n for hit in _real(row) for n in range(hit.first, hit.last)} if names_school(row) else set()
    return has_title_word(lexicon(), [norm for n, norm in enumerate(row.norms) if n not in named])


def _is_heading(row: Row, below: Row) -> bool:
    """Tell a short line of its own over a degree from what belongs to the part above."""
    if row.dates or row.bullet or len(row.norms) > 6 or "@" in row.text or is_prose(row) or ":" in row.text[:-1]:
        return False
    if title_words(row) or not (row.above or row.heading or row.ruled):
        return False
    return not below.above or bool(row.heading or row.ruled or row.capitals or row.marked)

"""Rows of sections that aren't about education → the stretches where degrees stand in them nevertheless."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from skillgap.structure.degrees import is_language_model, is_state_behind
from skillgap.structure.heading_looks import may_open
from skillgap.structure.language import LEX, Hit
from skillgap.structure.rows import Row, has_title_word

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
        if i > taken and body[i - 1].school and not body[i].above:
            first = i - 1
        while last < len(body) and (_names_study(body, last, works=works) or _goes_on(body, last)):
            last += 1
        titled = first > taken and _is_heading(body[first - 1], body[first])
        found.append(Stretch(first - titled, last, titled))
        taken = i = last
    return found


def has_letters(row: Row) -> bool:
    """Tell a name with its degrees behind it ("Jane Roe, MSc, PhD")."""
    return not row.dates and any(_LETTERS.match(row.text, hit.start - 2) for hit in _real(row))


def names_degree(row: Row) -> bool:
    """Tell whether a row names a degree above a school's own certificate."""
    return bool(_real(row))


def _real(row: Row) -> list[Hit]:
    if not row.degrees:
        return []
    hits = [hit for hit in row.degrees if hit.value != "high_school"]
    if hits and row.titled:
        # "Engineer, Acme. Boston, MA, 2019 – 2022"
        hits = [hit for hit in hits if not is_state_behind(row.text, hit)]
    return [hit for hit in hits if not is_language_model(row, hit)] if hits else hits


def _names_study(body: Sequence[Row], i: int, *, works: bool) -> bool:
    row = body[i]
    hits = _real(row)
    if not hits or (row.prose and len(row.norms) > 30 and not row.dates):
        return False
    others = [norm for norm in row.norms if norm not in LEX.words["degree_words"]]
    if works and (row.bullet or has_title_word(others)):
        return False
    if row.school:
        return True
    # A date may stand before the degree.
    ahead = [place for place in row.places[: hits[0].first] if not any(s.start <= place[0] < s.end for s in row.dates)]
    if works and i and body[i - 1].school:
        return not ahead  # "University of X" over "BSc Physics, 2015", below the jobs
    if len(ahead) > 3 or works:
        return False
    near = [*body[max(0, i - 1) : i], *body[i + 1 : i + 2]]
    return any(other.school for other in near) or (bool(row.dates) and not row.prose)


def _goes_on(body: Sequence[Row], i: int) -> bool:
    """Tell a line below a degree that belongs to it: its school, its dates, its grade."""
    row, before = body[i], body[i - 1]
    if row.titled:
        return False
    if row.bullet == before.bullet and (row.degrees or row.school):
        return True
    return not (row.above or row.bullet or row.heading) and bool(row.dates) and len(row.norms) <= 6


def _is_heading(row: Row, below: Row) -> bool:
    """Tell a short line of its own over a degree from what belongs to the part above."""
    return may_open(row) and bool(row.heading or row.ruled or (row.above and not below.above))

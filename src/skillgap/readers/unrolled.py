"""Tables of labels and lists that a converter wrote cell by cell → rows again.

So word processors save a table as text: "very good" on one line, "C, C++, Python" on the next, "none" below that. Only
lines that take turns show it, three times or more, and lists that hold more than a town and its country.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.readers.cleaning import plain_line
from skillgap.readers.draft import DraftLine
from skillgap.readers.drawn_tables import LaidTable

_LABEL = re.compile(r"[^\W\d_][^,;:.!?|\t•\d]{0,28}[^\W\d_)]")
_WORDS = 4
_TOLD = re.compile(r"(?:19|20)\d\d\)?\Z|\A(?:[^\W\d]{3,9}\.? |\d\d?[./])?(?:19|20)\d\d\b|[a-z)]{5}\. +[A-Z]|[@\t]")
"""A date or sentences, which no list of skills has."""
_LONGEST_ENTRY = 8
_LEAST = 3
_SECTIONS = frozenset(
    """
    about awards certifications contact courses education experience hobbies interests objective profile projects
    publications references skills summary training ausbildung fähigkeiten hobbys interessen kenntnisse kontakt profil
    weiterbildung compétences formation loisirs educación formación habilidades intereses
    """.split()
)


def unrolled_tables(lines: Sequence[str]) -> list[LaidTable]:
    """Return the tables of two columns whose cells stand below each other."""
    found: list[LaidTable] = []
    end = 0
    for first in range(len(lines)):
        if first < end:
            continue
        end = first
        while end + 1 < len(lines) and _is_label(lines[end]) and _is_list(lines[end + 1]):
            end += 2
        if end > first and _is_last_row(lines[first:end:2], lines[end : end + 2]):
            end += 2
        labels, lists = lines[first:end:2], lines[first + 1 : end : 2]
        if len(labels) >= _LEAST and "".join(lists).count(",") >= 2 * len(lists):
            rows = [f"{plain_line(label)}\t{plain_line(listed)}" for label, listed in zip(labels, lists, strict=True)]
            found.append(LaidTable(first, end, list(map(DraftLine, rows))))
        else:
            end = first
    return found


def _is_label(line: str) -> bool:
    text = line.strip()
    named = _LABEL.fullmatch(text) is not None and text.lower() not in _SECTIONS
    return named and not text.isupper() and len(text.split()) <= _WORDS


def _is_last_row(labels: Sequence[str], rest: Sequence[str]) -> bool:
    """Tell a last row that says in words what the others list: "none" over what others run, as small as "good" is."""
    if len(labels) < _LEAST or len(rest) < 2 or not _is_label(rest[0]):
        return False
    alike = all(label.strip()[0].islower() for label in (*labels, rest[0]))
    return alike and len(rest[1].split()) > _WORDS


def _is_list(line: str) -> bool:
    text = line.strip()
    words = len(text.split())
    parted = "," in text or words > _WORDS
    said = text[-1:] == "." or words > _LONGEST_ENTRY * (text.count(",") + 1)
    return parted and not said and text[0].isalnum() and _TOLD.search(text) is None

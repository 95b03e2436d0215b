"""Degrees → the foundations that they teach, with the words that prove it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from skillgap.models.resume import Education

_LEVELS = frozenset({"bachelor", "master", "phd"})


class Foundation(NamedTuple):
    """A skill id that a degree teaches: `text[start:end]` names the degree's field."""

    skill_id: str
    start: int
    end: int


def find_foundations(text: str, education: Iterable[Education]) -> tuple[Foundation, ...]:
    """Return what completed degrees teach by their field, each skill once, in the order of the degrees.

    A degree that is only planned or was broken off teaches nothing here; neither does a field that the text does not
    name, nor a shorter course of study: a diploma in data analytics is no mathematics.
    """
    found: dict[str, Foundation] = {}
    for degree in education:
        if not degree.field or (degree.counts_as or degree.level) not in _LEVELS or degree.completed is False:
            continue
        place = _place(text, degree.field, degree.start, degree.end)
        if place is not None:
            for skill_id in _taught_in(degree.field):
                found.setdefault(skill_id, Foundation(skill_id, *place))
    return tuple(found.values())


def is_field_taught(name: str) -> bool:
    """Tell whether a name is that of a field of study whose teaching is known."""
    return any(pattern.fullmatch(name.casefold()) for pattern, _ in _fields())


def _place(text: str, field: str, start: int, end: int) -> tuple[int, int] | None:
    """Find the field's name inside its degree, across line ends."""
    at = text.find(field, start, end)
    if at >= 0 and field == field.strip():
        return at, at + len(field)
    words = map(re.escape, field.split())
    found = re.compile(r"\s+".join(words)).search(text, start, end) if field.strip() else None
    return found.span() if found else None


@lru_cache(maxsize=1024)
def _taught_in(field: str) -> tuple[str, ...]:
    low = field.casefold()
    return tuple(skill_id for pattern, skill_ids in _fields() if pattern.search(low) for skill_id in skill_ids)


@cache
def _fields() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    data = json.loads((resources.files("skillgap.structure") / "foundations.json").read_text("utf-8"))
    return tuple(
        (re.compile(r"\b(?:" + "|".join(map(re.escape, entry["words"])) + r")\b"), tuple(entry["teaches"]))
        for entry in data["fields"]
    )

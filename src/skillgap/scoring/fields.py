"""Reach × Match → what holding a skill would make of rows that ask for a whole field, where parts add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from skillgap.scoring.points import ONE, Ints


class Shown(NamedTuple):
    """What a profile shows of each asked field, in ten-thousandths.

    `whole` is the best of the field itself and what does the same job, `parts` the sum over narrower skills, `part`
    each of them by skill id and ask.
    """

    whole: dict[int, int]
    parts: dict[int, int]
    part: dict[tuple[str, int], int]


class FieldEntries(NamedTuple):
    """The entries of a reach whose row asks for a field: their numbers, and what the skill would show of the ask.

    That is a `whole` or a `part`, the other is 0. `places` maps a skill id and an ask to where they stand here.
    """

    entry: Ints
    ask: Ints
    whole: Ints
    part: Ints
    places: Mapping[tuple[str, int], Sequence[int]]


def field_entries(found: Iterable[tuple[int, str, int, int, int]]) -> FieldEntries:
    """Collect (entry, skill id, ask, whole, part)."""
    rows = list(found)
    places: dict[tuple[str, int], list[int]] = {}
    for place, (_, skill_id, ask, _, _) in enumerate(rows):
        places.setdefault((skill_id, ask), []).append(place)
    columns = np.array([(row[0], row[2], row[3], row[4]) for row in rows], dtype=np.int64).reshape(-1, 4).T
    return FieldEntries(columns[0], columns[1], columns[2], columns[3], places)


def with_fields(values: Ints, entries: FieldEntries, shown: Shown) -> Ints:
    """Return what rows would be worth with each skill held in full, one at a time: `values` where no field is asked."""
    if not len(entries.entry):
        return values
    whole, parts = np.zeros((2, int(entries.ask.max()) + 1), dtype=np.int64)
    whole[list(shown.whole)] = list(shown.whole.values())
    parts[list(shown.parts)] = list(shown.parts.values())
    known = np.zeros(len(entries.entry), dtype=np.int64)
    places: list[int] = []
    points: list[int] = []
    for key, point in shown.part.items():
        for place in entries.places.get(key, ()):  # a held skill that no role asks for has none
            places.append(place)
            points.append(point)
    known[places] = points
    more = np.maximum(entries.part - known, 0)
    now = np.minimum(ONE, np.maximum(whole[entries.ask], entries.whole) + parts[entries.ask] + more)
    changed = values.copy()
    changed[entries.entry] = now
    return changed

"""Reach × Match → what holding a skill would make of rows that ask for a whole field, where parts add up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from skillgap.scoring.points import ONE, Bools, Ints


class Shown(NamedTuple):
    """What a profile shows of each ask, in ten-thousandths: `whole` is the best of the skill itself and what does the
    same job, `parts` the sum over narrower skills where a field is asked for.

    `part` are these one by one, the numbers of the pairs of asked skill and ask (as in `FieldEntries`) in its first
    row, what each shows in its second; `begun` are the asks that have any.
    """

    whole: Ints
    parts: Ints
    part: Ints
    begun: Bools


class FieldEntries(NamedTuple):
    """The entries of a reach whose row asks for a field: their numbers, and what the skill would show of the ask.

    That is a `whole` or a `part`, the other is 0. `pairs` are the different pairs of skill and ask, as numbers in
    order, `pair` is which of them an entry is of.
    """

    entry: Ints
    ask: Ints
    whole: Ints
    part: Ints
    pairs: Ints
    pair: Ints


def field_entries(found: Iterable[tuple[int, int, int, int, int]], *, asks: int) -> FieldEntries:
    """Collect (entry, ask, whole, part, number of the skill); there are so many `asks`."""
    entry, ask, whole, part, skill = np.array(list(found), dtype=np.int64).reshape(-1, 5).T
    pairs, pair = np.unique(skill * asks + ask, return_inverse=True)
    return FieldEntries(entry, ask, whole, part, pairs, pair)


def with_fields(values: Ints, entries: FieldEntries, shown: Shown) -> Ints:
    """Return what rows would be worth with each skill held in full, one at a time: `values` where no field is asked."""
    if not len(entries.entry):
        return values
    # Of a pair that is shown; a held skill that no role asks for is in none.
    pairs, points = shown.part
    place = np.minimum(np.searchsorted(entries.pairs, pairs), len(entries.pairs) - 1)
    is_there = entries.pairs[place] == pairs
    known = np.zeros(len(entries.pairs), dtype=np.int64)
    known[place[is_there]] = points[is_there]
    more = np.where(entries.part > 0, np.maximum(entries.part - known[entries.pair], 0), 0)
    now = np.minimum(ONE, np.maximum(shown.whole[entries.ask], entries.whole) + shown.parts[entries.ask] + more)
    changed = values.copy()
    changed[entries.entry] = now
    return changed

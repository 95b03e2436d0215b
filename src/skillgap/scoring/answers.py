"""Profile × RoleIndex → Answer: which held skill answers which ask best, and what that is worth."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from skillgap.models.fit import Level
from skillgap.models.resume import HeldSkill, Profile
from skillgap.scoring.evidence import Piece, evidence_of
from skillgap.scoring.fields import Shown
from skillgap.scoring.index import RoleIndex
from skillgap.scoring.months import month_number
from skillgap.scoring.points import ONE, Ints
from skillgap.scoring.routes import Route

_BY_ID = attrgetter("skill_id")


class Answer(NamedTuple):
    """The best that a profile has for an ask; of a field so many `parts` add up, and `held` is the strongest."""

    credit: int
    level: Level
    held: HeldSkill
    route: Route
    parts: int = 0


class Answers(NamedTuple):
    """The answer to each ask that has one, its credit as shown, at least and at most (three rows), and what is shown
    of fields."""  # fmt: skip

    by_ask: dict[int, Answer]
    credits: Ints
    fields: Shown


def find_answers(profile: Profile, index: RoleIndex) -> Answers:
    """Find the best answer to each ask.

    Ties go to the skill itself, then to the narrower one, then by id; of equal parts of a field to the nearest, then
    to the one that is shown longest. Of a whole and its parts the larger side is named.
    """
    size = len(index.asks)
    shown = np.zeros((3, 2 * size), dtype=np.int64)
    known = [(held, ways) for held in sorted(profile.creditable, key=_BY_ID) if (ways := index.ways(held.skill_id))]
    if not known:
        return Answers({}, shown[:, ::2], Shown(shown[0, ::2], shown[0, 1::2], shown[:2, :0], shown[0, ::2] > 0))
    begin = [0, *itertools.accumulate([len(ways.routes) for _, ways in known])]
    held_of = np.repeat(np.arange(len(known)), [len(ways.routes) for _, ways in known])
    side, years, share, near, pair = np.concatenate([ways.columns for _, ways in known], axis=1)
    kinds, kind_of, table = _credits(
        [held for held, _ in known], held_of, years, month_number(profile.as_of) or 0, index
    )
    credits = table[:3, kind_of] * share // ONE
    # The ways to one side of an ask, its whole or its parts, stand together, and the best one first.
    part = side & 1
    order = np.lexsort((-table[3, kind_of] * part, -near, -credits[0], side))
    sides, first = np.unique(side[order], return_index=True)
    best, ordered = order[first], credits[:, order]
    shown[:, sides] = np.where(
        sides & 1, np.add.reduceat(ordered, first, axis=1), np.maximum.reduceat(ordered, first, axis=1)
    )
    found: dict[int, Answer] = {}
    stop = [*first[1:].tolist(), len(order)]
    columns = (sides, shown[0, sides], best, held_of[best], kind_of[best], first)
    for number, credit, way, who, kind, start, end in zip(*[column.tolist() for column in columns], stop, strict=True):
        if not credit:
            continue
        held, ways = known[who]
        route, ask = ways.routes[way - begin[who]], number >> 1
        own = found.get(ask)
        if not number & 1:
            level = kinds[kind] if route.kind == "own" else route.kind
            found[ask] = tuple.__new__(Answer, (credit, level, held, route, 0))
        elif own is None or own.credit < credit:
            found[ask] = Answer(min(ONE, credit + (own.credit if own else 0)), "narrower", held, route, end - start)
        else:
            found[ask] = own._replace(credit=min(ONE, own.credit + credit), parts=end - start)
    whole, parts, begun = shown[0, ::2], shown[0, 1::2], np.zeros(2 * size, dtype=bool)
    begun[sides] = True
    fields = Shown(whole, parts, np.array((pair, credits[0]))[:, part > 0], begun[1::2])
    return Answers(found, np.minimum(ONE, shown[:, ::2] + shown[:, 1::2]), fields)


def _credits(
    known: Sequence[HeldSkill], held_of: Ints, years: Ints, as_of: int, index: RoleIndex
) -> tuple[list[Level], Ints, Ints]:
    """Return the different credits of ways from held skills to asks: the level of each, which one each way has, and in
    columns its points, the least, the most and the months that are shown."""  # fmt: skip
    # Skills of one job share their months and last use, so a resume has few different pieces of evidence.
    numbers: dict[Piece, int] = {}
    piece_of = np.array([numbers.setdefault(evidence_of(held), len(numbers)) for held in known])
    kinds, kind_of = np.unique(piece_of[held_of] * len(index.years) + years, return_inverse=True)
    levels: list[Level] = []
    columns: list[tuple[int, int, int, int]] = []
    pieces = list(numbers)
    for kind in kinds.tolist():
        piece = pieces[kind // len(index.years)]
        level, point, low, high = index.ladder.credit(piece, index.years[kind % len(index.years)], as_of=as_of)
        levels.append(level)
        columns.append((point, low, high, piece.months or 0))
    return levels, kind_of, np.array(columns, dtype=np.int64).T

"""RoleIndex → Reach: what each asked skill would earn in which row if it were held; rows that offer a choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from skillgap.scoring.fields import FieldEntries, field_entries
from skillgap.scoring.points import ONE, Bools, Ints
from skillgap.scoring.routes import PART

if TYPE_CHECKING:
    from skillgap.scoring.index import RoleIndex

_TAUGHT_BY_NO_TOOL = frozenset(["cloud", "language"])
_TOOLS = frozenset(["cloud", "database", "language", "library", "ml_framework", "os", "tool"])


class Reach(NamedTuple):
    """What each asked skill would earn in each row if it were held, sorted by skill and row.

    `hard` and `soft` are the row's cents, `cents` both; a pair is a skill and a role, `pair_of_entry` the pair of each
    entry, `pair_possible` the hard cents of a pair's role × ONE. What an entry of `fields` would earn depends on what
    else is held. `own` are the numbers of the entries whose row names the skill.
    """

    skill: Ints
    row: Ints
    value: Ints
    hard: Ints
    soft: Ints
    cents: Ints
    pair_of_entry: Ints
    pair_skill: Ints
    pair_role: Ints
    pair_possible: Ints
    own: Ints
    fields: FieldEntries


class Choices(NamedTuple):
    """The rows that leave a choice of skills: their numbers, the skills of each and the pairs of `Reach` of these and
    the row's role, the first one repeated up to the longest row; `stands` are skills that may stand for the row.
    `line` numbers them here."""

    rows: frozenset[int]
    line: Ints
    row: Ints
    skill: Ints
    pair: Ints
    stands: Bools


class Singles(NamedTuple):
    """By row: whether it asks for one skill, the number of its (first) skill, the pair of `Reach` of that skill and the
    row's role, whether it is more than mentioned, and whether it then names a thing to get hold of (Git) and not a
    subject."""

    single: Bools
    skill: Ints
    pair: Ints
    stressed: Bools
    tool: Bools


def reach_of(index: RoleIndex) -> Reach:
    """Work out what holding each asked skill in full would earn."""
    rows_of_ask: dict[int, list[int]] = {}
    row_asks = index.row_asks
    for row, asks in enumerate(row_asks):
        for ask in asks:
            rows_of_ask.setdefault(ask, []).append(row)
    names = index.asked_skills
    skill: list[int] = []
    rows: list[int] = []
    value: list[int] = []
    fields: list[tuple[int, str, int, int, int]] = []
    for number, skill_id in enumerate(names):
        best: dict[int, int] = {}
        ranks: dict[int, int] = {}
        for ask, _, rank, share, _ in index.routes.asked_by(skill_id):
            worth = index.ladder.enough * share // ONE
            for row in rows_of_ask[ask]:
                if worth > best.get(row, -1):
                    best[row] = worth
            if ask in index.part_of_ask:
                ranks[ask] = rank
        of_skill = sorted(best)
        for place, row in enumerate(of_skill, len(rows)):
            ask = row_asks[row][0]
            if ask in ranks:
                part = ranks[ask] == PART
                fields.append((place, skill_id, ask, 0 if part else best[row], best[row] if part else 0))
        skill += [number] * len(of_skill)
        rows += of_skill
        value += [best[row] for row in of_skill]
    row_array = np.array(rows, dtype=np.int64)
    skill_array = np.array(skill, dtype=np.int64)
    hard, soft = index.arrays.hard[row_array], index.arrays.soft[row_array]
    pairs, pair_of_entry = np.unique(skill_array * len(index.roles) + index.row_role[row_array], return_inverse=True)
    pair_role = pairs % len(index.roles)
    return Reach(
        skill_array, row_array, np.array(value, dtype=np.int64), hard, soft, hard + soft,
        pair_of_entry.astype(np.int64), pairs // len(index.roles), pair_role,
        index.arrays.hard_possible[pair_role],
        np.flatnonzero([names[s] in index.row_skills[r] for s, r in zip(skill, rows, strict=True)]),
        field_entries(fields),
    )  # fmt: skip


def several_of(index: RoleIndex) -> tuple[tuple[int, int, Mapping[int, int]], ...]:
    """Return for the rows that ask for several of their skills: entry of the reach, row, and what the skill that the
    entry is of would earn in each of the row's asks if it were held."""  # fmt: skip
    reach = index.reach
    found: list[tuple[int, int, Mapping[int, int]]] = []
    for row in index.several:
        for entry in np.flatnonzero(reach.row == row).tolist():
            worth: dict[int, int] = {}
            for ask, _, _, share, _ in index.routes.asked_by(index.asked_skills[int(reach.skill[entry])]):
                if ask in index.row_asks[row]:
                    worth[ask] = max(worth.get(ask, 0), index.ladder.enough * share // ONE)
            found.append((entry, row, worth))
    return tuple(found)


def choices_of(index: RoleIndex) -> Choices:
    """Find the rows that leave a choice of skills."""
    rows = [number for number, row in enumerate(index.rows) if len(row.any_of) > 1]
    named = [index.kinship.row_skills[row] for row in rows]
    longest = max(map(len, named), default=1)
    padded = [(*skills, *skills[:1] * (longest - len(skills))) for skills in named]
    row, skill = np.array(rows, dtype=np.int64), np.array(padded, dtype=np.int64).reshape(-1, longest)
    alone = Counter(skills[0] for skills in index.row_skills if len(skills) == 1)
    stands = np.array([_stand(index, alone, skills) for skills in padded], dtype=bool).reshape(-1, longest)
    pair = _pairs(index, skill, index.row_role[row][:, np.newaxis])
    return Choices(frozenset(rows), np.arange(len(rows)), row, skill, pair, stands)


def _stand(index: RoleIndex, alone: Counter[str], skills: Sequence[int]) -> list[bool]:
    """Tell which skills of a choice may stand for it, whatever they gain elsewhere: what is named first, and later
    ones that are no narrower form of another and that as many rows ask for by itself.

    EMR counts for Spark and for a cloud, and gains more than either; but it is Spark that is to be learned. Nor is
    Dagster taken for the Python that it is written in, or Kinesis for its cloud.
    """
    names = [index.asked_skills[number] for number in skills]
    counts = [alone[name] for name in names]
    known = index.taxonomy
    above = [frozenset(known.ancestors(name) if name in known.skills else ()) for name in names]
    return [
        name == names[0] or (count >= counts[0] and own.isdisjoint(names) and not _hold_medium(index, own - above[0]))
        for name, count, own in zip(names, counts, above, strict=True)
    ]


def _hold_medium(index: RoleIndex, skill_ids: Iterable[str]) -> bool:
    """Tell a language or cloud that a role asks for: what tools are written in or run on."""
    asked = (skill_id for skill_id in skill_ids if skill_id in index.asked_years)
    return any(index.taxonomy.skills[skill_id].category in _TAUGHT_BY_NO_TOOL for skill_id in asked)


def singles_of(index: RoleIndex) -> Singles:
    """Find the rows that ask for one skill, as most do."""
    first = np.array([skills[0] for skills in index.kinship.row_skills], dtype=np.int64)
    single = np.array([len(row.any_of) == 1 for row in index.rows], dtype=bool)
    stressed = np.array([row.importance != "mentioned" for row in index.rows], dtype=bool)
    known = index.taxonomy.skills
    tools = {name for name in index.asked_skills if name in known and known[name].category in _TOOLS}
    tool = stressed & np.array([skills[0] in tools for skills in index.row_skills], dtype=bool)
    return Singles(single, first, _pairs(index, first, index.row_role), stressed, tool)


def _pairs(index: RoleIndex, skill: Ints, role: Ints) -> Ints:
    """Return the pairs of `reach` of skills that their roles ask for."""
    pairs = index.reach.pair_skill * len(index.roles) + index.reach.pair_role
    return np.asarray(np.searchsorted(pairs, skill * len(index.roles) + role), dtype=np.int64)

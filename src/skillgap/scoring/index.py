"""Taxonomy, roles → arrays: which skill earns what in which requirement of which role.

An *ask* is a skill with the years that are asked of it; requirements of many roles share asks, so a profile is
matched with each ask once. Rows are the requirements of all roles, one role after the other.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from skillgap.errors import ConfigurationError
from skillgap.models.role import Requirement, Role
from skillgap.models.skill import SkillRef
from skillgap.scoring.evidence import Ladder
from skillgap.scoring.fields import FieldEntries, field_entries
from skillgap.scoring.gates import gates_of, question_of
from skillgap.scoring.kinship import Kinship
from skillgap.scoring.occupations import field_asked, trade_of
from skillgap.scoring.points import ONE, Bools, Ints
from skillgap.scoring.routes import PART, Routes
from skillgap.scoring.weighing import weigh
from skillgap.settings import ScoringSettings
from skillgap.taxonomy.graph import Taxonomy

# A word like "machine learning" stands on fifty lines of a role document: the role file holds them all, and a score
# that repeated them would be one third quotes.
_QUOTES = 3

_CLEARED = "security-clearance"
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


class RoleIndex:
    """The roles, weighed; refuses a role without requirements."""

    def __init__(self, taxonomy: Taxonomy, roles: Iterable[Role], *, settings: ScoringSettings) -> None:
        self.taxonomy = taxonomy
        self.settings = settings
        self.ladder = Ladder(settings)
        self.roles = tuple(sorted(roles, key=lambda role: role.id))
        self.gates = tuple(map(gates_of, self.roles))
        self.rows: list[Requirement] = []
        self.row_cents: list[int] = []
        self.row_soft: list[bool] = []
        self.row_asks: list[tuple[int, ...]] = []
        self.row_skills: list[tuple[str, ...]] = []
        self.refs: dict[str, SkillRef] = {}
        self.role_start: list[int] = []
        # How many of its skills a row asks for, where it is more than one: few rows do.
        self.several: dict[int, int] = {}
        self.asks: dict[tuple[str, float | None, bool], int] = {}
        self.asked_years: dict[str, list[tuple[float | None, int]]] = {}
        self.part_of_ask: dict[int, int] = {}
        for role in self.roles:
            self._add(role)
        self.most_years = max((row.min_years or 0 for row in self.rows), default=0)
        self.routes = Routes(taxonomy, self.asked_years, self.part_of_ask, settings=settings)

    def _add(self, role: Role) -> None:
        if not role.requirements:
            raise ConfigurationError("taxonomy_invalid", f"role {role.id!r} holds no requirement to score against")
        self.role_start.append(len(self.rows))
        cents, soft = weigh(role, self.taxonomy, settings=self.settings)
        self.row_cents += cents
        self.row_soft += soft
        for requirement in role.requirements:
            self.rows.append(requirement.model_copy(update={"evidence": requirement.evidence[:_QUOTES]}))
            # An alternative named twice counts once; dict keeps the order in which they stand.
            years = requirement.min_years or None
            skills = tuple(dict.fromkeys(ref.skill_id for ref in requirement.any_of))
            self.row_skills.append(skills)
            self.refs |= {ref.skill_id: ref for ref in requirement.any_of}
            self.row_asks.append(tuple(self._ask(skill_id, years, alone=len(skills) == 1) for skill_id in skills))
            if min(requirement.at_least, len(skills)) > 1:
                self.several[len(self.rows) - 1] = min(requirement.at_least, len(skills))

    def _ask(self, skill_id: str, years: float | None, *, alone: bool) -> int:
        # Only where a field is asked for by itself do its parts add up. Beside alternatives the best of all skills
        # decides: there two parts could add more together than one by one, and no search for a set would end.
        skill = self.taxonomy.skills.get(skill_id)
        breadth = skill.breadth if skill is not None and alone else None
        key = (skill_id, years, breadth is not None)
        number = self.asks.get(key)
        if number is None:
            number = self.asks[key] = len(self.asks)
            self.asked_years.setdefault(skill_id, []).append((years, number))
            if breadth is not None:
                self.part_of_ask[number] = -(-ONE // breadth)
        return number

    @cached_property
    def asked_skills(self) -> tuple[str, ...]:
        """The distinct asked skills, in id order."""
        return tuple(sorted(self.asked_years))

    @cached_property
    def skill_numbers(self) -> Mapping[str, int]:
        """The place of each asked skill among them."""
        return {skill_id: number for number, skill_id in enumerate(self.asked_skills)}

    def rows_of(self, role: int) -> range:
        """Return the rows of a role."""
        starts = self.role_start
        return range(starts[role], starts[role + 1] if role + 1 < len(starts) else len(self.rows))

    @cached_property
    def hard_asks(self) -> tuple[Ints, Ints, Bools]:
        """The asks of all roles' hard requirements end to end, where each role's begin, and whether a job has to show
        several of them to be work in a role's field.

        Those that are required, or all where none is: a hospital is no place of machine learning because an ad would
        like to see healthcare; and a clearance tells nothing of the work. A role's list ends with a number that is no
        ask, so that none is empty.
        """  # fmt: skip
        asks: list[int] = []
        first: list[int] = []
        several: list[bool] = []
        for role in range(len(self.roles)):
            first.append(len(asks))
            rows = self.rows_of(role)
            hard = [row for row in rows if not self.row_soft[row] and _CLEARED not in self.row_skills[row]]
            required = [row for row in hard if self.rows[row].importance == "required"]
            asks += sorted({ask for row in required or hard for ask in self.row_asks[row]})
            asks.append(len(self.asks))
            several.append(len(required or hard) >= self.settings.relevant_of)
        return np.array(asks, dtype=np.int64), np.array(first, dtype=np.int64), np.array(several, dtype=bool)

    @cached_property
    def trades(self) -> tuple[str, ...]:
        """What each role's title names, grades aside."""
        return tuple(trade_of(role.title) for role in self.roles)

    @cached_property
    def gate_questions(self) -> tuple[int, ...]:
        """For each role the number of what its gates ask; roles that ask for the same share it."""
        numbers: dict[tuple[object, ...], int] = {}
        return tuple(numbers.setdefault(tuple(map(question_of, gates)), len(numbers)) for gates in self.gates)

    @cached_property
    def gate_fields(self) -> tuple[tuple[frozenset[str], ...], ...]:
        """For each role and gate the skills of the field that the work has to be in; most name none."""
        return tuple(
            tuple([field_asked(gate, role) for gate in gates])
            for role, gates in zip(self.roles, self.gates, strict=True)
        )

    @cached_property
    def row_questions(self) -> list[int]:
        """For each row the number of what it asks; rows that ask for as many of the same skills share it."""
        numbers: dict[tuple[int, tuple[int, ...]], int] = {}
        return [
            numbers.setdefault((self.several.get(row, 1), asks), len(numbers)) for row, asks in enumerate(self.row_asks)
        ]

    @cached_property
    def field_rows(self) -> list[int]:
        """The rows that ask for a whole field and nothing else."""
        return [row for row, asks in enumerate(self.row_asks) if asks[0] in self.part_of_ask]

    @cached_property
    def pairs(self) -> list[tuple[list[str], slice]]:
        """The pairs of `reach` that each asked skill is in: the ids of their roles, and where they stand."""
        pair_skill, ids = self.reach.pair_skill, [role.id for role in self.roles]
        bounds = np.searchsorted(pair_skill, np.arange(len(self.asked_skills) + 1)).tolist()
        roles = [ids[number] for number in self.reach.pair_role.tolist()]
        parts = [slice(start, end) for start, end in itertools.pairwise(bounds)]
        return [(roles[part], part) for part in parts]

    @cached_property
    def pair_bounds(self) -> list[int]:
        """Where the entries of each pair of `reach` begin, and where the last ones end."""
        return np.searchsorted(self.reach.pair_of_entry, np.arange(len(self.reach.pair_role) + 1)).tolist()  # type: ignore[no-any-return]

    @cached_property
    def kinship(self) -> Kinship:
        """How the rows hang together."""
        return Kinship(self)

    @cached_property
    def blank_gaps(self) -> list[dict[str, Any]]:
        """The values of each row's gap, as if nothing answered it, nothing were near and nothing gained."""
        return [
            {
                "any_of": row.any_of,
                "importance": row.importance,
                "gain": 0.0,
                "gains": {},
                "nearest": None,
                "reason": "not found",
                "by": row.any_of[0],
                "also": (),
                "to_show": row.soft,
            }
            for row in self.rows
        ]

    @cached_property
    def choices(self) -> Choices:
        """The rows that leave a choice of skills."""
        rows = [number for number, row in enumerate(self.rows) if len(row.any_of) > 1]
        named = [self.kinship.row_skills[row] for row in rows]
        longest = max(map(len, named), default=1)
        padded = [(*skills, *skills[:1] * (longest - len(skills))) for skills in named]
        row, skill = np.array(rows, dtype=np.int64), np.array(padded, dtype=np.int64).reshape(-1, longest)
        stands = np.array([self._stand(skills) for skills in padded], dtype=bool).reshape(-1, longest)
        pair = self._pairs_of(skill, self.row_role[row][:, np.newaxis])
        return Choices(frozenset(rows), np.arange(len(rows)), row, skill, pair, stands)

    def _stand(self, skills: Sequence[int]) -> list[bool]:
        """Tell which skills of a choice may stand for it, whatever they gain elsewhere: what is named first, and later
        ones that are no narrower form of another and that as many rows ask for by itself.

        EMR counts for Spark and for a cloud, and gains more than either; but it is Spark that is to be learned. Nor is
        Dagster taken for the Python that it is written in, or Kinesis for its cloud.
        """
        names = [self.asked_skills[number] for number in skills]
        alone = [self.asked_alone.get(name, 0) for name in names]
        known = self.taxonomy
        above = [frozenset(known.ancestors(name) if name in known.skills else ()) for name in names]
        return [
            name == names[0]
            or (count >= alone[0] and own.isdisjoint(names) and not any(map(self._is_medium, own - above[0])))
            for name, count, own in zip(names, alone, above, strict=True)
        ]

    def _is_medium(self, skill_id: str) -> bool:
        """Tell a language or cloud that a role asks for: what tools are written in or run on."""
        return skill_id in self.asked_years and self.taxonomy.skills[skill_id].category in _TAUGHT_BY_NO_TOOL

    @cached_property
    def asked_alone(self) -> Counter[str]:
        """How many rows ask for each skill by itself."""
        return Counter(skills[0] for skills in self.row_skills if len(skills) == 1)

    def _pairs_of(self, skill: Ints, role: Ints) -> Ints:
        """Return the pairs of `reach` of skills that their roles ask for."""
        pairs = self.reach.pair_skill * len(self.roles) + self.reach.pair_role
        return np.asarray(np.searchsorted(pairs, skill * len(self.roles) + role), dtype=np.int64)

    @cached_property
    def singles(self) -> Singles:
        """The rows that ask for one skill, as most do."""
        first = np.array([skills[0] for skills in self.kinship.row_skills], dtype=np.int64)
        single = np.array([len(row.any_of) == 1 for row in self.rows], dtype=bool)
        stressed = np.array([row.importance != "mentioned" for row in self.rows], dtype=bool)
        known = self.taxonomy.skills
        tools = {name for name in self.asked_skills if name in known and known[name].category in _TOOLS}
        tool = stressed & np.array([skills[0] in tools for skills in self.row_skills], dtype=bool)
        return Singles(single, first, self._pairs_of(first, self.row_role), stressed, tool)

    @cached_property
    def asked_children(self) -> Mapping[str, tuple[str, ...]]:
        """The asked skills directly under each skill, in id order."""
        found: dict[str, list[str]] = {}
        for skill_id in self.asked_skills:
            skill = self.taxonomy.skills.get(skill_id)
            for parent in () if skill is None else skill.broader:
                found.setdefault(parent, []).append(skill_id)
        return {parent: tuple(children) for parent, children in found.items()}

    @cached_property
    def rows_of_skill(self) -> Mapping[str, list[int]]:
        """The rows that name each asked skill."""
        return self._named_in(range(len(self.rows)))

    def _named_in(self, rows: range) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row in rows:
            for skill_id in self.row_skills[row]:
                found.setdefault(skill_id, []).append(row)
        return found

    @cached_property
    def role_rows(self) -> list[Mapping[str, list[int]]]:
        """For each role the rows that name each skill."""
        return [self._named_in(self.rows_of(role)) for role in range(len(self.roles))]

    @cached_property
    def row_role(self) -> Ints:
        """The role number of each row."""
        lengths = [len(self.rows_of(role)) for role in range(len(self.roles))]
        return np.repeat(np.arange(len(self.roles)), lengths).astype(np.int64)

    @cached_property
    def arrays(self) -> Mapping[str, Ints]:
        """The rows as arrays: `asks` of all rows end to end, `first` ask of each row, `hard` and `soft` cents,
        `start` of each role, `hard_possible` of each role in cents × ONE."""  # fmt: skip
        lengths = [len(asks) for asks in self.row_asks]
        cents = np.array(self.row_cents, dtype=np.int64)
        is_soft = np.array(self.row_soft, dtype=bool)
        start = np.array(self.role_start, dtype=np.int64)
        hard = np.where(is_soft, 0, cents)
        return {
            "asks": np.array([ask for asks in self.row_asks for ask in asks], dtype=np.int64),
            "first": np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.int64),
            "hard": hard,
            "soft": np.where(is_soft, cents, 0),
            "start": start,
            "hard_possible": np.add.reduceat(hard, start) * ONE,
        }

    @cached_property
    def reach(self) -> Reach:
        """What holding each asked skill in full would earn; built when gaps are first asked for."""
        rows_of_ask: dict[int, list[int]] = {}
        for row, asks in enumerate(self.row_asks):
            for ask in asks:
                rows_of_ask.setdefault(ask, []).append(row)
        names = self.asked_skills
        skill: list[int] = []
        rows: list[int] = []
        value: list[int] = []
        fields: list[tuple[int, str, int, int, int]] = []
        for number, skill_id in enumerate(names):
            best: dict[int, int] = {}
            for ask, _, _, share, _ in self.routes.asked_by(skill_id):
                worth = self.ladder.enough * share // ONE
                for row in rows_of_ask[ask]:
                    best[row] = max(best.get(row, 0), worth)
            ranks = {ask: rank for ask, _, rank, _, _ in self.routes.asked_by(skill_id) if ask in self.part_of_ask}
            for row in sorted(best):
                ask = self.row_asks[row][0]
                if ask in ranks:
                    part = ranks[ask] == PART
                    fields.append((len(rows), skill_id, ask, 0 if part else best[row], best[row] if part else 0))
                skill.append(number)
                rows.append(row)
                value.append(best[row])
        row_array = np.array(rows, dtype=np.int64)
        skill_array = np.array(skill, dtype=np.int64)
        hard, soft = self.arrays["hard"][row_array], self.arrays["soft"][row_array]
        pairs, pair_of_entry = np.unique(skill_array * len(self.roles) + self.row_role[row_array], return_inverse=True)
        pair_role = pairs % len(self.roles)
        return Reach(
            skill_array, row_array, np.array(value, dtype=np.int64), hard, soft, hard + soft,
            pair_of_entry.astype(np.int64), pairs // len(self.roles), pair_role,
            self.arrays["hard_possible"][pair_role],
            np.flatnonzero([names[s] in self.row_skills[r] for s, r in zip(skill, rows, strict=True)]),
            field_entries(fields),
        )  # fmt: skip

    @cached_property
    def several_reach(self) -> tuple[tuple[int, int, Mapping[int, int]], ...]:
        """For the rows that ask for several of their skills: entry of `reach`, row, and what the skill that the entry
        is of would earn in each of the row's asks if it were held."""  # fmt: skip
        reach = self.reach
        found: list[tuple[int, int, Mapping[int, int]]] = []
        for row in self.several:
            for entry in np.flatnonzero(reach.row == row).tolist():
                worth: dict[int, int] = {}
                for ask, _, _, share, _ in self.routes.asked_by(self.asked_skills[int(reach.skill[entry])]):
                    if ask in self.row_asks[row]:
                        worth[ask] = max(worth.get(ask, 0), self.ladder.enough * share // ONE)
                found.append((entry, row, worth))
        return tuple(found)

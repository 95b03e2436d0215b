"""Taxonomy, roles → arrays: which skill earns what in which requirement of which role.

An *ask* is a skill with the years that are asked of it; requirements of many roles share asks, so a profile is
matched with each ask once. Rows are the requirements of all roles, one role after the other.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from skillgap.errors import ConfigurationError
from skillgap.models.role import Requirement, Role
from skillgap.models.skill import SkillRef
from skillgap.scoring.evidence import Ladder
from skillgap.scoring.gates import gates_of, question_of
from skillgap.scoring.kinship import Kinship
from skillgap.scoring.occupations import field_asked, trade_of
from skillgap.scoring.points import ONE, Bools, Ints
from skillgap.scoring.reach import Choices, Reach, Singles, choices_of, reach_of, several_of, singles_of
from skillgap.scoring.routes import Routes
from skillgap.scoring.weighing import weigh
from skillgap.settings import ScoringSettings
from skillgap.taxonomy.graph import Taxonomy

# A word like "machine learning" stands on fifty lines of a role document: the role file holds them all, and a score
# that repeated them would be one third quotes.
_QUOTES = 3

_CLEARED = "security-clearance"


class Arrays(NamedTuple):
    """The rows as arrays: `asks` of all rows end to end, `first` ask of each row, `hard` and `soft` cents; by role
    where its rows `start`, and `hard_possible`, its hard cents × ONE."""  # fmt: skip

    asks: Ints
    first: Ints
    hard: Ints
    soft: Ints
    start: Ints
    hard_possible: Ints


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
            if len(requirement.evidence) > _QUOTES:
                requirement = requirement.model_copy(update={"evidence": requirement.evidence[:_QUOTES]})
            self.rows.append(requirement)
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
    def arrays(self) -> Arrays:
        """The rows as arrays."""
        lengths = [len(asks) for asks in self.row_asks]
        cents = np.array(self.row_cents, dtype=np.int64)
        is_soft = np.array(self.row_soft, dtype=bool)
        start = np.array(self.role_start, dtype=np.int64)
        hard = np.where(is_soft, 0, cents)
        return Arrays(
            asks=np.array([ask for asks in self.row_asks for ask in asks], dtype=np.int64),
            first=np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.int64),
            hard=hard,
            soft=np.where(is_soft, cents, 0),
            start=start,
            hard_possible=np.add.reduceat(hard, start) * ONE,
        )

    @cached_property
    def reach(self) -> Reach:
        """What holding each asked skill in full would earn; built when gaps are first asked for."""
        return reach_of(self)

    @cached_property
    def several_reach(self) -> tuple[tuple[int, int, Mapping[int, int]], ...]:
        """What each skill would earn in the asks of the rows that ask for several of their skills."""
        return several_of(self)

    @cached_property
    def choices(self) -> Choices:
        """The rows that leave a choice of skills."""
        return choices_of(self)

    @cached_property
    def singles(self) -> Singles:
        """The rows that ask for one skill."""
        return singles_of(self)

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

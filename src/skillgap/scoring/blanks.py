"""RoleIndex → what all profiles share: the rows that nothing answers, and which skills are near to which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from skillgap.models.fit import Contribution, LookedAt
from skillgap.models.making import made
from skillgap.scoring.index import RoleIndex

_RELATION_WORDS = {
    "alternative": (0, "is near to it"), "successor": (0, "is of the same line"),
    "companion": (2, "is used together with it"), "part": (2, "belongs together with it"),
}  # fmt: skip
_NAMES_SHOWN = 5
_SHORT = re.compile(r"[0-9]|(?<!\S)[^a-z\s]*[A-Z][^a-z\s]*(?!\S)")
"""A word with a digit or in capitals, of a name in ASCII."""


class Near(NamedTuple):
    """An asked skill that a held one is near to; `distance` 0 same job, 1 broader, 2 used together, 3 same kind."""

    asked: str
    distance: int
    words: str


def _stems(name: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in name.casefold().replace("-", " ").split())


def _plainest(aliases: Iterable[str], own: frozenset[str]) -> list[str]:
    """Return the names to show a reader: kin of the name and short forms ("k8s", "PM skills"), others, those in other
    alphabets."""  # fmt: skip
    kin: list[str] = []
    others: list[str] = []
    foreign: list[str] = []
    for alias in aliases:
        if not alias.isascii():
            foreign.append(alias)
        elif _SHORT.search(alias) or not own.isdisjoint(_stems(alias)):
            kin.append(alias)
            if len(kin) == _NAMES_SHOWN:
                return kin
        else:
            others.append(alias)
    return [*kin, *others, *foreign][:_NAMES_SHOWN]


class Blanks:
    """What profiles share: the rows of requirements that nothing answers. Filled as they are needed.

    The number of rows is bounded by the taxonomy: a requirement has few skills, and these few neighbours.
    """

    def __init__(self, index: RoleIndex) -> None:
        self._index = index
        self.look = cache(self._look)
        self.near_look = cache(self._near_look)
        self.row = cache(self._row)
        self.rows = cache(self._rows)
        self.near = cache(self._near)

    def _look(self, skill_id: str) -> LookedAt:
        """Say that a skill was not found, and under which names it was looked for."""
        skill = self._index.taxonomy.skills.get(skill_id)
        name, aliases = (skill_id, ()) if skill is None else (skill.name, skill.aliases)
        more = len(aliases) - _NAMES_SHOWN
        # Names in other languages are looked for too, but say little to a reader of this sentence.
        tried = ", ".join(_plainest(aliases, _stems(name))) + (f" and {more} more" if more > 0 else "")
        outcome = "not found" + (f"; also looked for: {tried}" if tried else "")
        return made(LookedAt, {"name": name, "outcome": outcome})

    def _near_look(self, skill_id: str, words: str | None) -> LookedAt:
        """Say that a skill was not found and what came nearest."""
        blank = self.look(skill_id)
        if words is None:
            return blank
        return made(LookedAt, {"name": blank.name, "outcome": f"{blank.outcome}; nearest: {words}"})

    def _rows(self, role: int) -> list[Contribution]:
        """Return the rows of a role where nothing answers and nothing is near."""
        row_skills = self._index.row_skills
        return [self.row(row, (None,) * len(row_skills[row])) for row in self._index.rows_of(role)]

    def _row(self, row: int, near: tuple[str | None, ...]) -> Contribution:
        """Return the row of a requirement that nothing answers; `near` is what came nearest to each alternative."""
        index = self._index
        values = {
            "requirement": index.rows[row],
            "level": "not_found",
            "earned": 0.0,
            "possible": index.row_cents[row] / 100,
            "credit": 0.0,
            "answers": None,
            "via": None,
            "evidence": (),
            "looked_at": tuple(map(self.near_look, index.row_skills[row], near)),
        }
        return made(Contribution, values)

    def _near(self, skill_id: str) -> tuple[Near, ...]:
        """List the asked skills that a held one is near to, with the reason in words."""
        index = self._index
        skill = index.taxonomy.skills.get(skill_id)
        if skill is None:
            return ()
        found: dict[str, Near] = {}

        def add(asked: str, distance: int, words: str) -> None:
            if (
                asked in index.asked_years
                and asked != skill_id
                and (asked not in found or distance < found[asked].distance)
            ):
                found[asked] = Near(asked, distance, f"{skill.name} is held, which {words}")

        for other, relation in sorted(skill.related.items()):
            add(other, *_RELATION_WORDS[relation])
        for route in index.routes.of(skill_id):
            if route.kind == "adjacent":
                add(route.asked, 0, "is near to it")
        for child in index.asked_children.get(skill_id, ()):
            add(child, 1, "is broader")
        for parent in sorted(skill.broader):
            if parent not in index.asked_children:
                continue
            if parent not in index.taxonomy.skills or not index.taxonomy.is_narrow(parent):
                continue
            kind = index.taxonomy.skills[parent].name
            for sibling in index.asked_children[parent]:
                add(sibling, 3, f"is of the same kind ({kind})")
        return tuple(found.values())

"""RoleIndex → what all profiles share: the rows that nothing answers, and which skills are near to which."""

from __future__ import annotations

from functools import cache, cached_property
from typing import NamedTuple

from skillgap.models.fit import Contribution, LookedAt
from skillgap.models.making import made
from skillgap.scoring.index import RoleIndex

_RELATION_WORDS = {
    "alternative": (0, "is near to it"), "successor": (0, "is of the same line"),
    "companion": (2, "is used together with it"), "part": (2, "belongs together with it"),
}  # fmt: skip
_NAMES_SHOWN = 5


class Near(NamedTuple):
    """An asked skill that a held one is near to; `distance` 0 same job, 1 broader, 2 used together, 3 same kind."""

    asked: str
    distance: int
    words: str


def _stems(name: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in name.casefold().replace("-", " ").split())


def _strangeness(alias: str, own: frozenset[str]) -> int:
    """Order names for a reader: kin of the name and short forms ("k8s", "PM skills"), others, other alphabets."""
    if not alias.isascii():
        return 2
    short = any(word.isupper() or any(map(str.isdigit, word)) for word in alias.split())
    return 0 if short or not own.isdisjoint(_stems(alias)) else 1


class Blanks:
    """What profiles share: the rows of requirements that nothing answers. Filled as they are needed.

    The number of rows is bounded by the taxonomy: a requirement has few skills, and these few neighbours.
    """

    def __init__(self, index: RoleIndex) -> None:
        self._index = index
        self.look = cache(self._look)
        self.near_look = cache(self._near_look)
        self.row = cache(self._row)
        self.near = cache(self._near)

    def _look(self, skill_id: str) -> LookedAt:
        """Say that a skill was not found, and under which names it was looked for."""
        skill = self._index.taxonomy.skills.get(skill_id)
        name, aliases = (skill_id, ()) if skill is None else (skill.name, skill.aliases)
        more = len(aliases) - _NAMES_SHOWN
        # Names in other languages are looked for too, but say little to a reader of this sentence.
        own = _stems(name)
        tried = ", ".join(sorted(aliases, key=lambda alias: _strangeness(alias, own))[:_NAMES_SHOWN]) + (
            f" and {more} more" if more > 0 else ""
        )
        outcome = "not found" + (f"; also looked for: {tried}" if tried else "")
        return made(LookedAt, {"name": name, "outcome": outcome})

    def _near_look(self, skill_id: str, words: str | None) -> LookedAt:
        """Say that a skill was not found and what came nearest."""
        blank = self.look(skill_id)
        if words is None:
            return blank
        return made(LookedAt, {"name": blank.name, "outcome": f"{blank.outcome}; nearest: {words}"})

    @cached_property
    def rows(self) -> list[Contribution]:
        """The rows of all requirements where nothing answers and nothing is near."""
        return [self.row(row, (None,) * len(skills)) for row, skills in enumerate(self._index.row_skills)]

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

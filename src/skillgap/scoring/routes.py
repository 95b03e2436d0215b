"""A held skill → the asks that it earns something in: itself, broader skills, and skills that do the same job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from skillgap.scoring.points import ONE, whole
from skillgap.settings import ScoringSettings
from skillgap.taxonomy.graph import Taxonomy

RouteKind = Literal["own", "narrower", "adjacent"]


class Route(NamedTuple):
    """A way from a held skill to an asked one; `share` (ten-thousandths) of the evidence's credit arrives."""

    asked: str
    kind: RouteKind
    share: int


Asked = tuple[int, float | None, int, int, Route]
"""An ask that a held skill earns something in: its number, the years asked, the rank of the route, its share, it."""
_ROUTE_RANK = {"own": 3, "narrower": 2, "adjacent": 1}
PART = 0
"""The rank of a narrower skill that shows a part of a field: parts add up."""


class Routes:
    """The ways to the asked skills; what one held skill reaches is worked out once.

    `asked_years` are the years and the number of each ask of a skill, `part_of_ask` the share of one part of a field.
    """

    def __init__(
        self,
        taxonomy: Taxonomy,
        asked_years: Mapping[str, Sequence[tuple[float | None, int]]],
        part_of_ask: Mapping[int, int],
        *,
        settings: ScoringSettings,
    ) -> None:
        self.taxonomy = taxonomy
        self.settings = settings
        self.asked_years = asked_years
        self.part_of_ask = part_of_ask
        self._adjacent_to: dict[str, set[str]] = {}
        for asked in asked_years:
            skill = taxonomy.skills.get(asked)
            for other, relation in () if skill is None else skill.related.items():
                if relation in ("alternative", "successor"):
                    self._adjacent_to.setdefault(other, set()).add(asked)
        self.of = cache(self._find_routes)
        self.asked_by = cache(self._asks_of)
        self.shown_by = cache(self._asks_shown_by)

    def _asks_of(self, skill_id: str) -> tuple[Asked, ...]:
        """Return the asks that a held skill earns something in."""
        return tuple(
            (ask, years, _ROUTE_RANK[route.kind], route.share, route)
            if route.kind != "narrower" or ask not in self.part_of_ask
            else (ask, years, PART, self.part_of_ask[ask], route)
            for route in self.of(skill_id)
            for years, ask in self.asked_years[route.asked]
        )

    def _asks_shown_by(self, skill_id: str) -> tuple[int, ...]:
        """Return the asks that work with a skill shows: those for the skill itself and for broader ones."""
        return tuple([ask for ask, _, _, _, route in self.asked_by(skill_id) if route.kind != "adjacent"])

    def _find_routes(self, skill_id: str) -> tuple[Route, ...]:
        """Return where holding a skill earns something: itself, broader skills, and skills that do the same job."""
        wanted = self.asked_years
        found = {skill_id: Route(skill_id, "own", ONE)} if skill_id in wanted else {}
        skills = self.taxonomy.skills
        skill = skills.get(skill_id)
        if skill is not None:
            credits = self.settings.credits
            adjacent, share = whole(credits.adjacent), whole(credits.narrower)
            level, seen = {skill_id}, {skill_id}
            while level:
                level = {parent for one in level if one in skills for parent in skills[one].broader} - seen
                seen |= level
                found.update({parent: Route(parent, "narrower", share) for parent in sorted(level) if parent in wanted})
                share = share * whole(credits.further) // ONE
            same_job = {other for other, relation in skill.related.items() if relation in ("alternative", "successor")}
            for other in sorted(same_job | self._adjacent_to.get(skill_id, set())):
                if other in wanted and (other not in found or found[other].share < adjacent):
                    found[other] = Route(other, "adjacent", adjacent)
        return tuple(found.values())

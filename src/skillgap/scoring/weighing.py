"""Role → cents: its requirements' weights, with bounds for soft skills and leadership and a floor for its title."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from skillgap.models.role import Requirement, Role
from skillgap.models.skill import SOFT_CATEGORIES, Skill
from skillgap.scoring.points import split_cents
from skillgap.settings import ScoringSettings
from skillgap.taxonomy.graph import Taxonomy

Kind = Literal["hard", "heart", "soft", "leadership", "language"]
"""What bounds a requirement's weight; the "heart" of a role is what its title names."""

_MANAGING = frozenset(["chief", "director", "head", "leiter", "leiterin", "manager", "managing", "vp"])
_LEADING = _MANAGING | {"lead", "leader"}
_TITLE_WORD = re.compile(r"[\w+#.]*[\w+#]")


class Weighed(NamedTuple):
    """The requirements of a role in its order: cents that sum to 10,000, and which of them are soft."""

    cents: list[int]
    soft: list[bool]


def weigh(role: Role, taxonomy: Taxonomy, *, settings: ScoringSettings) -> Weighed:
    """Turn the weights of a role into cents; soft skills, leadership and spoken languages are bounded.

    What the caps cut off goes to the hard requirements, what leadership needs for its floor comes from them; a role
    without hard requirements has no bounds. What the title names has its floor among the hard ones.
    """
    asked = [
        [taxonomy.skills[ref.skill_id] for ref in requirement.any_of if ref.skill_id in taxonomy.skills]
        for requirement in role.requirements
    ]
    kinds = [_kind(requirement, skills) for requirement, skills in zip(role.requirements, asked, strict=True)]
    soft = [kind != "hard" for kind in kinds]
    named: list[Kind] = [
        "heart" if kind == "hard" and any(names_skill(role.title, skill) for skill in skills) else kind
        for kind, skills in zip(kinds, asked, strict=True)
    ]
    weights = [requirement.weight for requirement in role.requirements]
    bounded = _bounded(
        weights if math.fsum(weights) > 0 else [1.0] * len(weights),
        named if "hard" in named else kinds,
        leadership=_leadership(role, kinds, settings),
        settings=settings,
    )
    return Weighed(split_cents(bounded), soft)


def _leadership(role: Role, kinds: Sequence[Kind], settings: ScoringSettings) -> tuple[float, float]:
    """Return the least and the greatest share of leadership, by what the title says of leading people."""
    words = frozenset(re.findall(r"\w+", role.title.casefold()))
    required = (
        r.importance == "required" for r, kind in zip(role.requirements, kinds, strict=True) if kind == "leadership"
    )
    if not _MANAGING.isdisjoint(words) and any(required):
        return settings.managing_share, max(settings.leadership_cap, settings.managing_share)
    return 0.0 if _LEADING.isdisjoint(words) else settings.leadership_floor, settings.leadership_cap


def names_skill(title: str, skill: Skill) -> bool:
    """Tell whether a title names a skill: "Machine Learning Engineer", and "Data Engineer" for data engineering."""
    words = _TITLE_WORD.findall(title.casefold())
    spaced = f" {' '.join(words)} "
    names = "\n".join((skill.name, *skill.aliases)).casefold().split("\n")
    # A name or its doer begins with a word of the title: most need not be taken apart.
    near = [name for name in names for word in words if word in name]
    bare = (" ".join(_TITLE_WORD.findall(name)) for name in near)
    return any(name and (f" {name} " in spaced or f" {_doer(name)} " in spaced) for name in bare)


def _doer(name: str) -> str:
    if name.endswith("eering"):
        return name.removesuffix("ing")
    return name.removesuffix("ment") + "er" if name.endswith(" development") else name


def _kind(requirement: Requirement, skills: Sequence[Skill]) -> Kind:
    categories = {skill.category for skill in skills}
    if categories == {"leadership"}:
        return "leadership"
    if categories == {"human_language"}:
        return "language"
    return "soft" if requirement.soft or (categories and categories <= SOFT_CATEGORIES) else "hard"


def _bounded(
    weights: Sequence[float], kinds: Sequence[Kind], *, leadership: tuple[float, float], settings: ScoringSettings
) -> Sequence[float]:
    """Give each kind its share of the whole; weights of one kind keep their proportions."""
    sums = {kind: math.fsum(w for w, k in zip(weights, kinds, strict=True) if k == kind) for kind in set(kinds)}
    if sums.get("hard", 0.0) <= 0:
        return weights
    everything = math.fsum(weights)
    caps: dict[Kind, float] = {
        "soft": settings.soft_cap, "leadership": leadership[1], "language": settings.language_cap,
    }  # fmt: skip
    shares = {kind: min(sums[kind] / everything, cap) for kind, cap in caps.items() if kind in sums}
    if shares.get("leadership", 0.0) > 0:
        shares["leadership"] = max(shares["leadership"], leadership[0])
    hard = 1.0 - math.fsum(shares.values())
    heart = sums.get("heart", 0.0)
    if heart:
        shares["heart"] = min(hard, max(settings.title_floor, hard * heart / (heart + sums["hard"])))
    shares["hard"] = hard - shares.get("heart", 0.0)
    return [
        weight * shares[kind] / sums[kind] if sums[kind] > 0 else 0.0
        for weight, kind in zip(weights, kinds, strict=True)
    ]

"""Requirements → cents: a role's weights, with bounds for soft skills and leadership and a floor for its title."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from skillgap.models.role import Requirement
from skillgap.models.skill import Skill
from skillgap.scoring.points import split_cents
from skillgap.settings import ScoringSettings

_LEADING = frozenset(["chief", "director", "head", "lead", "leader", "leiter", "leiterin", "manager", "managing", "vp"])


def names_leading(title: str) -> bool:
    """Tell whether a title says that its holder leads people."""
    return not _LEADING.isdisjoint(re.findall(r"\w+", title.casefold()))


def names_skill(title: str, skill: Skill) -> bool:
    """Tell whether a title names a skill: "Machine Learning Engineer", and "Data Engineer" for data engineering."""
    words = f" {' '.join(_TITLE_WORD.findall(title.casefold()))} "
    names = (" ".join(_TITLE_WORD.findall(name.casefold())) for name in (skill.name, *skill.aliases))
    return any(name and (f" {name} " in words or f" {_doer(name)} " in words) for name in names)


_TITLE_WORD = re.compile(r"[\w+#.]*[\w+#]")


def _doer(name: str) -> str:
    if name.endswith("eering"):
        return name.removesuffix("ing")
    return name.removesuffix("ment") + "er" if name.endswith(" development") else name


def weigh(
    requirements: Iterable[Requirement],
    kinds: Iterable[str],
    *,
    leads: bool,
    settings: ScoringSettings,
    heart: Sequence[bool] | None = None,
) -> list[int]:
    """Turn the weights of a role into cents that sum to 10,000; soft and leadership skills are bounded.

    What the caps cut off goes to the hard requirements, what leadership needs for its floor comes from them; a role
    without hard requirements has no bounds. `heart` marks what the title names, which has its floor among the hard
    ones.
    """
    weights = [requirement.weight for requirement in requirements]
    kinds = list(kinds)
    if heart is not None:
        kinds = ["heart" if named and kind == "hard" else kind for named, kind in zip(heart, kinds, strict=True)]
        if "hard" not in kinds:
            kinds = ["hard" if kind == "heart" else kind for kind in kinds]
    if math.fsum(weights) <= 0:
        weights = [1.0] * len(weights)
    sums = {kind: math.fsum(w for w, k in zip(weights, kinds, strict=True) if k == kind) for kind in set(kinds)}
    if sums.get("hard", 0.0) > 0:
        everything = math.fsum(weights)
        caps = {
            "soft": settings.soft_cap,
            "leadership": settings.leadership_cap,
            "language": settings.language_cap,
        }
        shares = {kind: min(sums[kind] / everything, cap) for kind, cap in caps.items() if kind in sums}
        if leads and shares.get("leadership", 0.0) > 0:
            shares["leadership"] = max(shares["leadership"], settings.leadership_floor)
        hard = 1.0 - math.fsum(shares.values())
        core = sums.get("heart", 0.0)
        if core:
            shares["heart"] = min(hard, max(settings.title_floor, hard * core / (core + sums["hard"])))
        shares["hard"] = hard - shares.get("heart", 0.0)
        weights = [
            weight * shares[kind] / sums[kind] if sums[kind] > 0 else 0.0
            for weight, kind in zip(weights, kinds, strict=True)
        ]
    return split_cents(weights)

"""Requirements of a role and of the roles beside it → weights that sum to 1."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from skillgap.models.role import Importance, Requirement, Role

IMPORTANCE: Mapping[Importance, float] = {"required": 1.0, "preferred": 0.5, "mentioned": 0.15}
"""A preferred skill is worth half a required one; a merely mentioned one breaks ties."""

SOFT_FACTOR = 0.5
"""Soft skills are claimed by everybody and proved by few: half weight, and at most `SOFT_SHARE` of a role."""

SOFT_SHARE = 0.2
MENTIONED_SHARE = 0.15
"""Duties, market chatter and best practices must not outweigh what is asked for, however long they run on."""

RARITY_FLOOR = 0.4
"""A skill that every role asks for keeps this part of its weight: it is still needed."""

EMPHASIS_CAP = 2.5
"""Named on four or five lines is as emphatic as it gets: a guide names its own subject on every line."""

_DIGITS = 6


def weigh(requirements: Sequence[Requirement], *, lines: int, others: Iterable[Role] = ()) -> tuple[Requirement, ...]:
    """Return the requirements with weights, in the same order.

    weight ∝ importance × softness × emphasis × rarity. Emphasis is (1 + ln of the lines that name it, at most
    `EMPHASIS_CAP`) × (1.15 at the top of the document … 0.85 at its end). Rarity is recall × concentration over the
    role set: the share of this role in all the demand for the skill, from `RARITY_FLOOR` (everywhere) to 1 (here
    only). `lines` is the length of the document, `others` the roles beside it. Soft and mentioned skills are then
    bounded to their shares.
    """
    demand = [_demand(role.requirements) for role in others]
    raw: list[float] = []
    for requirement in requirements:
        base = IMPORTANCE[requirement.importance] * (SOFT_FACTOR if requirement.soft else 1.0)
        raw.append(base * _emphasis(requirement, lines) * _rarity(requirement, demand))
    kinds = ["mentioned" if r.importance == "mentioned" else "soft" if r.soft else "hard" for r in requirements]
    raw = _bound(raw, kinds, {"mentioned": MENTIONED_SHARE, "soft": SOFT_SHARE})
    shares = _shares(raw)
    return tuple(
        requirement.model_copy(update={"weight": share})
        for requirement, share in zip(requirements, shares, strict=True)
    )


def _emphasis(requirement: Requirement, lines: int) -> float:
    places = sorted({quote.line for quote in requirement.evidence})
    if not places:
        return 1.0
    return min(EMPHASIS_CAP, 1 + math.log(len(places))) * (1.15 - 0.3 * min(1.0, places[0] / max(1, lines)))


def _demand(requirements: Iterable[Requirement]) -> Mapping[str, float]:
    """Return how much a role wants each skill: the strongest importance that it has there."""
    found: dict[str, float] = {}
    for requirement in requirements:
        for skill in requirement.any_of:
            found[skill.skill_id] = max(found.get(skill.skill_id, 0.0), IMPORTANCE[requirement.importance])
    return found


def _rarity(requirement: Requirement, demand: Sequence[Mapping[str, float]]) -> float:
    """Return `RARITY_FLOOR` … 1; of an either/or the most common member decides, being the easiest way through."""
    if not demand:
        return 1.0
    own = IMPORTANCE[requirement.importance]
    elsewhere = max(sum(role.get(skill.skill_id, 0.0) for role in demand) for skill in requirement.any_of)
    concentration = own / (own + elsewhere)
    common = own / (own + len(demand))
    # 1 when nobody else asks, 0 when every other role requires it; the logarithm keeps two or three roles apart.
    spread = 0.0 if common >= 1 else math.log(concentration / common) / math.log(1 / common)
    return RARITY_FLOOR + (1 - RARITY_FLOOR) * max(0.0, min(1.0, spread))


def _bound(raw: list[float], kinds: Sequence[str], caps: Mapping[str, float]) -> list[float]:
    """Scale each capped kind down to its share of the whole; without anything else there is nothing to bound by."""
    sums = {kind: math.fsum(v for v, k in zip(raw, kinds, strict=True) if k == kind) for kind in set(kinds)}
    bounded: set[str] = set()
    while True:
        free = math.fsum(sums[kind] for kind in sorted(sums) if kind not in bounded)
        if not free:
            return raw
        total = free / (1 - sum(caps[kind] for kind in bounded))
        over = {kind for kind in caps if kind in sums and kind not in bounded and sums[kind] > caps[kind] * total}
        if not over or over == set(sums) - bounded:
            break
        bounded |= over
    factors = {kind: caps[kind] * total / sums[kind] if kind in bounded else 1.0 for kind in sums}
    return [value * factors[kind] for value, kind in zip(raw, kinds, strict=True)]


def _shares(raw: Sequence[float]) -> list[float]:
    """Scale to a sum of 1 at six digits; what rounding leaves goes to the largest, the first one on a tie."""
    total = math.fsum(raw)
    unit = 10**_DIGITS
    whole = [round(value / total * unit) for value in raw]
    whole[max(range(len(whole)), key=lambda i: (whole[i], -i))] += unit - sum(whole)
    return [value / unit for value in whole]

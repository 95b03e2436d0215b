"""Requirements of a role and of the roles beside it → weights that sum to 1."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from skillgap.extraction.tokens import tokenize
from skillgap.models.role import Importance, Requirement, Role
from skillgap.models.skill import PRODUCT_CATEGORIES, Category, Skill
from skillgap.roles.cues import words
from skillgap.taxonomy import Taxonomy

IMPORTANCE: Mapping[Importance, float] = {"required": 1.0, "preferred": 0.5, "mentioned": 0.15}
"""A preferred skill is worth half a required one; a merely mentioned one breaks ties."""

SOFT_FACTOR = 0.5
"""Soft skills are claimed by everybody and proved by few: half weight, and at most `SOFT_SHARE` of a role."""

SOFT_SHARE = 0.2
MENTIONED_SHARE = 0.15
"""Duties, market chatter and best practices must not outweigh what is asked for, however long they run on."""

RARITY_FLOOR = 0.7
"""A skill that every role asks for keeps this part of its weight: it is still needed."""

EMPHASIS_CAP = 2.5
"""Named on four or five lines is as emphatic as it gets: a guide names its own subject on every line."""

SAID_AGAIN = 0.3
"""In "cloud platforms such as AWS" the examples are the demand, and the word for all of them says it once more; so does
a line that only mentions what others ask for: a duty, a best practice, a trend."""

KINDS: Mapping[Category, float] = {
    "language": 1.7, "ml_framework": 1.7, "cloud": 1.7,
    "math": 0.6, "software_engineering": 0.6, "tool": 0.6, "governance": 0.6, "domain": 0.6,
}  # fmt: skip
"""Languages, frameworks and clouds are what daily work is done in, and take longest to learn; foundations and good
practice are presumed of everyone in the trade, and a resume seldom names them. All other kinds weigh 1."""

COMMON_NOUN = 0.6
"""What the document writes as a common noun ("data quality") can be claimed by anyone, and so can a whole field
("artificial intelligence": nothing is above it); a name ("Spark") is checked."""

PARAPHRASE = 0.2
"""What is only drawn out of a phrase ("identify bottlenecks") is a duty told, hardly ever a thing hired for."""

DUTY = 0.2
"""What everyone in the trade does ("data processing", "troubleshooting") stands in every document and in hardly any
resume, not even of people who are hired for the role: it tells nobody apart, and nobody can learn it as such."""

_PROGRAMMED = frozenset({"programming-language", "hardware-description-language"})
_DIGITS = 6


def weigh(
    requirements: Sequence[Requirement], *, lines: int, taxonomy: Taxonomy, others: Iterable[Role] = ()
) -> tuple[Requirement, ...]:
    """Return the requirements with weights, in the same order.

    weight ∝ importance × softness × emphasis × rarity × kind × wording × duty.

    Emphasis is log2(1 + lines that name it, at most `EMPHASIS_CAP`) × (1.15 at the top of the document … 0.85 at its
    end); a line shared by n requirements counts 1/√n, since a bullet that lists seven tools is no seven bullets, and
    one that only mentions what others ask for `SAID_AGAIN`. Rarity is recall × concentration over the role set: the
    share of this role in all the demand for the skill, from `RARITY_FLOOR` (everywhere) to 1 (here only).
    `lines` is the length of the document, `others` the roles beside it; what `taxonomy` lacks is of no kind.
    Soft and mentioned skills are then bounded to their shares.
    """
    demand = [_demand(role.requirements) for role in others]
    shared = _sharing(requirements)
    weights: list[float] = []
    for requirement in requirements:
        places = _places(requirement, requirements, shared, taxonomy)
        softness = SOFT_FACTOR if requirement.soft else 1.0
        rarity = _rarity(requirement, demand)
        weights.append(softness * _emphasis(places, lines) * rarity * _wording(requirement, taxonomy))
    asked = [w for w, r in zip(weights, requirements, strict=True) if r.importance == "required" and not r.soft]
    # A wish for a rare language is worth no more than half of what is asked for on an average.
    most = math.fsum(asked) / len(asked) if asked else math.inf
    # Where nothing is asked for in so many words, what is told of the work is as telling as a wish.
    importance = IMPORTANCE if asked else {**IMPORTANCE, "mentioned": IMPORTANCE["preferred"]}
    raw = [
        importance[r.importance] * (w if r.importance == "required" else min(w, most))
        for w, r in zip(weights, requirements, strict=True)
    ]
    kinds = [
        "mentioned" if r.importance == "mentioned" and asked else "soft" if r.soft else "hard" for r in requirements
    ]
    raw = _bound(raw, kinds, {"mentioned": MENTIONED_SHARE, "soft": SOFT_SHARE})
    shares = _shares(raw)
    return tuple(
        requirement.model_copy(update={"weight": share})
        for requirement, share in zip(requirements, shares, strict=True)
    )


def _sharing(requirements: Sequence[Requirement]) -> Mapping[int, list[Requirement]]:
    """Map each line to the requirements that it names."""
    found: dict[int, list[Requirement]] = {}
    for requirement in requirements:
        for line in {quote.line for quote in requirement.evidence}:
            found.setdefault(line, []).append(requirement)
    return found


def _has_years(requirement: Requirement, taxonomy: Taxonomy) -> bool:
    """Tell a demand of so many years from years of the trade at large, which are the gate's.

    "Software engineering" is at large, and so is a choice of whole fields ("data engineering or machine learning").
    """
    skills = [taxonomy.skills[ref.skill_id] for ref in requirement.any_of if ref.skill_id in taxonomy.skills]
    fields = sum(skill.breadth is not None for skill in skills)
    wide = any(ref.name.casefold() in words("wide_disciplines") for ref in requirement.any_of)
    return bool(requirement.min_years) and fields < 2 and not wide


def _places(
    requirement: Requirement,
    requirements: Sequence[Requirement],
    shared: Mapping[int, list[Requirement]],
    taxonomy: Taxonomy,
) -> Mapping[int, float]:
    """Return the lines that name a requirement with what each counts."""
    places: dict[int, float] = {}
    for line in sorted({quote.line for quote in requirement.evidence}):
        beside = [other for other in shared[line] if other is not requirement and other.soft == requirement.soft]
        places[line] = (SAID_AGAIN if line in requirement.passing else 1) / math.sqrt(1 + len(beside))
    once = _said(requirement, taxonomy) / len(places) if len(requirement.any_of) > 1 and places else 1.0
    # An either/or anywhere lists kinds of it: "ML frameworks" here, "PyTorch or TensorFlow" there, are one demand.
    choices = (other for other in requirements if len(other.any_of) > 1)
    everywhere = any(_is_example(other, requirement, taxonomy) for other in choices)
    # "Four years of security operations" are asked for, whatever else asks for Splunk.
    own = _has_years(requirement, taxonomy)
    for line in places:
        again = everywhere or any(_is_example(other, requirement, taxonomy) for other in shared[line])
        places[line] = places[line] * once * (SAID_AGAIN if again and not own else 1.0)
    return places


def _said(requirement: Requirement, taxonomy: Taxonomy) -> int:
    """Return on how many lines the either/or is said: one that is spread over five bullets is said once."""
    lines = {quote.line for quote in requirement.evidence}
    most = 0
    for ref in requirement.any_of:
        skill = taxonomy.skills.get(ref.skill_id)
        names = {_folded(name) for name in (skill.name, *skill.aliases)} if skill else {_folded(ref.name)}
        most = max(most, len({quote.line for quote in requirement.evidence if _folded(quote.quote) in names}))
    return most or len(lines)


def _is_example(narrow: Requirement, broad: Requirement, taxonomy: Taxonomy) -> bool:
    """Tell whether each alternative of `narrow` is a kind of `broad`, one or two steps below it."""
    wanted = {ref.skill_id for ref in broad.any_of}
    if narrow is broad or narrow.soft != broad.soft:
        return False
    if IMPORTANCE[narrow.importance] < IMPORTANCE[broad.importance]:
        return False
    if any(_is_product(taxonomy.skills[i]) for i in wanted if i in taxonomy.skills):
        return False  # "Python and PyTorch", "Kubernetes, Helm": both, though nobody uses the one without the other
    return all(not wanted.isdisjoint(_near_above(ref.skill_id, taxonomy)) for ref in narrow.any_of)


def _is_product(skill: Skill) -> bool:
    """Tell a thing that others can stand in for (PyTorch, Kubernetes) from the word for all of them ("big data")."""
    return skill.category == "language" or (
        skill.category in PRODUCT_CATEGORIES and "alternative" in skill.related.values()
    )


def _near_above(skill_id: str, taxonomy: Taxonomy) -> set[str]:
    parents = set(taxonomy.skills[skill_id].broader) if skill_id in taxonomy.skills else set()
    return parents | {p for parent in parents if parent in taxonomy.skills for p in taxonomy.skills[parent].broader}


def _emphasis(places: Mapping[int, float], lines: int) -> float:
    if not places:
        return 1.0
    first = min(places)
    return min(EMPHASIS_CAP, math.log2(1 + math.fsum(places.values()))) * (1.15 - 0.3 * min(1.0, first / max(1, lines)))


def _wording(requirement: Requirement, taxonomy: Taxonomy) -> float:
    """Return how much a demand of this kind and wording is hired for; of an either/or the easiest way decides."""
    skills = [taxonomy.skills[ref.skill_id] for ref in requirement.any_of if ref.skill_id in taxonomy.skills]
    if not skills:
        return 1.0
    duty = DUTY if all(skill.duty for skill in skills) else 1.0
    if requirement.soft:
        return duty
    # A further way makes no demand heavier; "Java or another object-oriented language" still asks for a language.
    kind = min(_kind(skill, taxonomy) for skill in [*filter(_is_product, skills)] or skills) * duty
    if _has_years(requirement, taxonomy):
        return max(duty, kind)  # what the post is: "four years of incident response" is no passing word
    names = {_folded(name) for skill in skills for name in (skill.name, *skill.aliases)}
    named = [quote.quote for quote in requirement.evidence if _folded(quote.quote) in names]
    if requirement.evidence and not named:
        return kind * (COMMON_NOUN if _holds_name(requirement, skills) else PARAPHRASE)
    common = any(quote == quote.lower() for quote in named) and not any(map(_is_product, skills))
    vague = common or not any(skill.broader for skill in skills)
    return kind * (COMMON_NOUN if vague else 1.0)


def _holds_name(requirement: Requirement, skills: Sequence[Skill]) -> bool:
    """Tell whether a quote holds each word of a name, in any order and inflection: "monitor the model"."""
    quotes = [set(tokenize(quote.quote).stems) for quote in requirement.evidence]
    names = [set(tokenize(name).stems) for skill in skills for name in (skill.name, *skill.aliases)]
    return any(name <= quote for name in names for quote in quotes)


def _kind(skill: Skill, taxonomy: Taxonomy) -> float:
    # SQL, DAX and HTML are languages too, but such as every trade with data or pages learns in weeks.
    if skill.category == "language" and _PROGRAMMED.isdisjoint((skill.id, *taxonomy.ancestors(skill.id))):
        return 1.0
    return KINDS.get(skill.category, 1.0)


def _folded(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum() or letter in "+#")


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
    elsewhere = max(math.fsum(role.get(skill.skill_id, 0.0) for role in demand) for skill in requirement.any_of)
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
        total = free / (1 - math.fsum(caps[kind] for kind in bounded))
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

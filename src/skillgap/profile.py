"""Mentions + Structure → Profile: evidence, months and last use per skill."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from skillgap.models.document import Document
from skillgap.models.making import all_made, made
from skillgap.models.resume import (
    EVIDENCE_ORDER,
    HeldSkill,
    Mention,
    Profile,
    Structure,
)
from skillgap.models.skill import SkillId, SkillRef
from skillgap.places import IN_ORDER, Places
from skillgap.structure.foundations import Foundation, find_foundations
from skillgap.structure.language import WRITTEN, written_in
from skillgap.structure.months import Period
from skillgap.taxonomy import Taxonomy

_RANK = {evidence: rank for rank, evidence in enumerate(EVIDENCE_ORDER)}

Values = dict[str, Any]
"""The values of a `HeldSkill`, in the order of its fields."""


def build_profile(
    document: Document,
    structure: Structure,
    mentions: Sequence[Mention],
    *,
    taxonomy: Taxonomy,
    hidden_skills: Iterable[SkillId] = (),
) -> Profile:
    """Join what the resume says of each skill with where it says it; skills come strongest first.

    Months are the union of the dated jobs, internships and research posts that mention the skill; projects and
    courses show use but add no months. Who uses PySpark uses Python: a kind of thing that work names was used there as
    well, and last with the latest.
    What a degree teaches by its field stands apart, as coursework. A skill held in one place and denied in another is
    held, and the denial stays in `not_held`.
    """
    places = Places(document, structure, mentions)
    by_skill: dict[SkillId, list[Mention]] = {}
    not_held: list[Mention] = []
    unlisted: list[Mention] = []
    for mention in mentions:
        skill_id = mention.skill_id
        if mention.status != "held":
            not_held.append(mention)
        elif skill_id is None:
            unlisted.append(mention)
        elif skill_id in by_skill:
            by_skill[skill_id].append(mention)
        else:
            by_skill[skill_id] = [mention]
    for found in by_skill.values():
        if len(found) > 1:
            found.sort(key=IN_ORDER)
    shown = [_held(taxonomy, skill_id, found, places) for skill_id, found in by_skill.items()]
    skills = [skill for skill, _ in shown]
    _use_through_narrower(taxonomy, shown, places)
    _back(taxonomy, skills)
    known = by_skill.keys() | {mention.skill_id for mention in not_held if mention.status == "denied"}
    foundations = _foundations(taxonomy, document.text, structure, places, known=known)
    return made(
        Profile,
        {
            "schema_": "skillgap.profile/1",
            "document": document.info,
            "sections": structure.sections,
            "jobs": structure.jobs,
            "projects": structure.projects,
            "education": structure.education,
            "certifications": structure.certifications,
            "as_of": structure.as_of,
            "as_of_source": structure.as_of_source,
            "experience_months": structure.experience_months,
            "experience_months_low": structure.experience_months_low,
            "experience_months_high": structure.experience_months_high,
            "skills": tuple(all_made(HeldSkill, sorted(skills, key=_strength))),
            "not_held": tuple(not_held),
            "unlisted": tuple(unlisted),
            "hidden_skills": tuple(sorted(set(hidden_skills) - by_skill.keys())),
            "foundations": tuple(all_made(HeldSkill, sorted(foundations, key=_strength))),
            "notices": (*document.notices, *structure.notices),
        },
    )


def _strength(skill: Values) -> tuple[int, int, str, str]:
    return (_RANK[skill["evidence"]], -(skill["months"] or 0), skill["name"].casefold(), skill["skill_id"])


def _held(
    taxonomy: Taxonomy, skill_id: SkillId, mentions: list[Mention], places: Places
) -> tuple[Values, list[Period]]:
    """Say what the mentions of one skill prove together, and the times of work that its months are of."""
    found = [places.of(mention) for mention in mentions]
    if places.times and any(place.period for place in found):
        found = places.bounded(mentions, found)
    evidence, period, last = found[0]
    if len(found) == 1:
        periods = [period] if period is not None else []
    else:
        evidence = min([place.evidence for place in found], key=_RANK.__getitem__)
        periods = [place.period for place in found if place.period is not None]
        used = [place.last for place in found if place.last is not None]
        last = max(used, key=_latest) if used else None
    months, months_low = places.months(periods) if periods else (None, None)
    months_high = months
    if months and months_low and places.years and (most := places.most_months(mentions)):
        months, months_low = min(months, most), min(months_low, most)
    skill = taxonomy.skills[skill_id]
    values = {
        "skill_id": skill_id,
        "name": skill.name,
        "category": skill.category,
        "evidence": evidence,
        "months": months,
        "months_low": months_low,
        "months_high": months_high,
        "last_used": last,
        "stated_years": places.stated_years(mentions) if places.years else None,
        "stated_level": places.stated_level(mentions),
        "backed_by": None,
        "mentions": tuple(mentions),
    }
    return values, periods


def _foundations(
    taxonomy: Taxonomy, text: str, structure: Structure, places: Places, *, known: Collection[SkillId | None]
) -> list[Values]:
    """Say what is not named and not `known`: what degrees teach by their field, the language of the text."""
    found = [
        {
            **_held(taxonomy, foundation.skill_id, [_taught(taxonomy, foundation, text)], places)[0],
            "evidence": "coursework",  # whatever else the degree's line tells of, a thesis perhaps
        }
        for foundation in find_foundations(text, structure.education)
        if foundation.skill_id in taxonomy.skills and foundation.skill_id not in known
    ]
    spoken = WRITTEN.get(written_in(text) or "")
    if spoken is not None and spoken in taxonomy.skills and spoken not in known:
        found.append(_written(taxonomy, spoken))
    return found


def _written(taxonomy: Taxonomy, skill_id: SkillId) -> Values:
    """Say of the language that the whole resume is written in that it is used; no words of it stand as proof."""
    skill = taxonomy.skills[skill_id]
    unknown = dict.fromkeys(("months", "months_low", "months_high", "last_used", "stated_years", "stated_level"))
    told = {"skill_id": skill_id, "name": skill.name, "category": skill.category, "evidence": "used"}
    return {**told, **unknown, "backed_by": None, "mentions": ()}


def _taught(taxonomy: Taxonomy, foundation: Foundation, text: str) -> Mention:
    skill = taxonomy.skills[foundation.skill_id]
    field = text[foundation.start : foundation.end]
    return made(
        Mention,
        {
            "skill_id": skill.id,
            "name": skill.name,
            "category": skill.category,
            "text": field,
            "start": foundation.start,
            "end": foundation.end,
            "section": "education",
            "method": "phrase",
            "similarity": 100.0,
            "status": "held",
            "reason": f"taught in every degree in {' '.join(field.split())}",
        },
    )


def _use_through_narrower(taxonomy: Taxonomy, shown: Sequence[tuple[Values, list[Period]]], places: Places) -> None:
    """Take the work with a narrower skill for work with the broader one that is used, where that is no whole field: its
    months and its last use. Months that the resume itself limits ("Python (2 years)") stay.
    """  # fmt: skip
    at_work = {
        skill["skill_id"]: (skill, periods) for skill, periods in shown if skill["months"] and skill["last_used"]
    }
    used = {skill_id: skill["last_used"] for skill_id, (skill, _) in at_work.items()}
    more: dict[SkillId, list[Period]] = {}
    for skill_id, last in used.items():
        for broader in taxonomy.skills[skill_id].broader:
            if broader in at_work and taxonomy.skills[broader].breadth is None:
                over = at_work[broader][0]
                over["last_used"] = max(over["last_used"], last, key=_latest)
                more.setdefault(broader, []).extend(at_work[skill_id][1])
    for skill_id, periods in more.items():
        skill, own = at_work[skill_id]
        if skill["months"] == skill["months_high"]:
            skill["months"], skill["months_low"] = places.months([*own, *periods])
            skill["months_high"] = skill["months"]


def _back(taxonomy: Taxonomy, skills: Sequence[Values]) -> None:
    """Name for each merely listed skill the relative in dated work that speaks for it: the one with most months."""
    listed = [skill for skill in skills if skill["evidence"] == "listed"]
    shown = [skill for skill in skills if skill["evidence"] in ("certified", "dated")] if listed else []
    shown.sort(key=lambda skill: (-(skill["months"] or 0), skill["skill_id"]))
    # Only what a listed skill can be reached by is kept: its id, its relatives, its kinds.
    kin = [taxonomy.kin(skill["skill_id"]) for skill in listed] if shown else []
    ids = frozenset(skill["skill_id"] for skill in listed)
    kinds_wanted = frozenset().union(*(kinds for _, kinds in kin))
    rank = {skill["skill_id"]: i for i, skill in enumerate(shown)}
    by_name: dict[SkillId, int] = {}
    by_kind: dict[SkillId, int] = {}
    for i, skill in enumerate(shown):
        relatives, kinds = taxonomy.kin(skill["skill_id"])
        for relative in relatives & ids:
            by_name.setdefault(relative, i)
        for kind in kinds & kinds_wanted:
            by_kind.setdefault(kind, i)
    for skill, (relatives, kinds) in zip(listed, kin, strict=False):
        ranks = [rank[relative] for relative in relatives if relative in rank]
        ranks += [by_kind[kind] for kind in kinds if kind in by_kind]
        if skill["skill_id"] in by_name:
            ranks.append(by_name[skill["skill_id"]])
        if ranks:
            other = shown[min(ranks)]
            skill["backed_by"] = made(SkillRef, {"skill_id": other["skill_id"], "name": other["name"]})


def _latest(date: str) -> str:
    """Order dates: a year alone ends in December, the present comes last."""
    return "9999" if date == "present" else date if len(date) > 4 else f"{date}-12"

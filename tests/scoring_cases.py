"""A small taxonomy, and roles and resumes over it, for tests of single rules of the score."""

from __future__ import annotations

from scoring_strategies import mention
from skillgap.models.document import DocumentInfo
from skillgap.models.resume import HeldSkill, Profile
from skillgap.models.role import Gate, GateOption, Requirement, Role
from skillgap.models.skill import Skill
from skillgap.scoring import Scorer
from skillgap.taxonomy.graph import Taxonomy


def skill(skill_id, category="library", **more):
    return Skill(id=skill_id, name=skill_id.replace("-", " ").title(), category=category, **more)


TAXONOMY = Taxonomy([
    skill("frameworks", "ml_method"),
    skill("torchlike", broader=("frameworks",), related={"flowlike": "alternative"}, aliases=("tl",)),
    skill("flowlike", broader=("frameworks",)),
    skill("clouds", "cloud"),
    skill("nimbus", "cloud", broader=("clouds",)),
    skill("cumulus", "cloud", broader=("clouds",)),
    skill("wording", "ml_method"),
    skill("entities", "ml_method", broader=("wording",)),
    skill("labels", "ml_method"),
    skill("query", "database"),
    skill("boxes", "devops_mlops"),
    skill("kernels", "performance"),
    skill("talking", "soft_skill"),
    skill("listening", "soft_skill"),
    skill("leading", "leadership"),
])  # fmt: skip


def asks(*skill_ids, weight=1.0, importance="required", **more):
    refs = tuple(TAXONOMY.ref(skill_id) for skill_id in skill_ids)
    return Requirement(any_of=refs, importance=importance, weight=weight, **more)


def role(*requirements, role_id="maker", gates=()):
    return Role(id=role_id, title=role_id.title(), requirements=requirements, gates=gates)


def holds(skill_id, evidence="dated", months=48, *, last_used="present", start=10, method="exact", **more):
    known = TAXONOMY.skills[skill_id]
    if evidence not in ("dated", "certified"):
        months = last_used = None
    return HeldSkill(
        skill_id=skill_id, name=known.name, category=known.category, evidence=evidence, months=months,
        last_used=last_used, mentions=(mention(skill_id, known.category, start=start, method=method),), **more,
    )  # fmt: skip


def resume(*skills, months=60, name="a.txt", **more):
    return Profile(
        document=DocumentInfo(name=name, media_type="text/plain", sha256="0" * 64), as_of="2025-06", skills=skills,
        experience_months=months, experience_months_low=months, experience_months_high=months, **more,
    )  # fmt: skip


def fit(profile, *requirements, gates=(), settings=None):
    return Scorer(TAXONOMY, [role(*requirements, gates=gates)], settings=settings).fits(profile)[0]


def row(held, requirement):
    return fit(resume(*held), requirement).contributions[0]


YEARS = Gate(kind="experience", options=(GateOption(min_years=5),))


DEGREE = Gate(kind="education", options=(GateOption(level="bachelor"),), fields=("Computer Science",))

"""Profile × Profile → CompareReport: what a new draft changed, and what that did to each score."""

from __future__ import annotations

from collections.abc import Mapping

from skillgap.models.fit import CompareReport, Fit, GateChange, RoleChange, RowChange, SkillChange
from skillgap.models.resume import HeldSkill, Profile
from skillgap.scoring.scorer import Scorer


def compare(scorer: Scorer, old: Profile, new: Profile) -> CompareReport:
    """Compare two drafts of one resume: changed skills by id, all roles by the new score, best first."""
    before = {fit.role.id: fit for fit in scorer.fits(old, gaps=False)}
    return CompareReport(
        old=old.document,
        new=new.document,
        skills=_skills({s.skill_id: s for s in old.skills}, {s.skill_id: s for s in new.skills}),
        roles=tuple(_role(before[fit.role.id], fit) for fit in scorer.fits(new, gaps=False)),
    )


def _skills(old: Mapping[str, HeldSkill], new: Mapping[str, HeldSkill]) -> tuple[SkillChange, ...]:
    changes = []
    for skill_id in sorted({*old, *new}):
        first, second = old.get(skill_id), new.get(skill_id)
        change = SkillChange(
            skill_id=skill_id,
            name=(new.get(skill_id) or old[skill_id]).name,
            old=first.evidence if first else None,
            new=second.evidence if second else None,
            old_months=first.months if first else None,
            new_months=second.months if second else None,
        )
        if (change.old, change.old_months) != (change.new, change.new_months):
            changes.append(change)
    return tuple(changes)


def _role(old: Fit, new: Fit) -> RoleChange:
    rows = [
        RowChange(
            any_of=after.requirement.any_of,
            importance=after.requirement.importance,
            old_level=before.level,
            new_level=after.level,
            difference=round(after.earned - before.earned, 2),
        )
        for before, after in zip(old.contributions, new.contributions, strict=True)
        if (before.level, before.earned) != (after.level, after.earned)
    ]
    gates = [
        GateChange(kind=after.kind, old=before.status, new=after.status, detail=after.detail)
        for before, after in zip(old.gates, new.gates, strict=True)
        if before.status != after.status
    ]
    return RoleChange(
        role=new.role,
        old_score=old.score,
        new_score=new.score,
        difference=round(new.score - old.score, 2),
        old_verdict=old.verdict,
        new_verdict=new.verdict,
        rows=tuple(sorted(rows, key=lambda row: -abs(row.difference))),
        gates=tuple(gates),
        old_gate_factor=old.gate_factor,
        new_gate_factor=new.gate_factor,
        old_soft_factor=old.soft_factor,
        new_soft_factor=new.soft_factor,
    )

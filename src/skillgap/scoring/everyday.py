"""Profile → the skills of every day: what whoever has worked in a field for years has, whether the resume names it."""

from __future__ import annotations

from collections.abc import Mapping

from skillgap.models.resume import Profile
from skillgap.scoring.data_files import load_data
from skillgap.taxonomy.graph import Taxonomy


def find_everyday(profile: Profile, taxonomy: Taxonomy, *, parts: int) -> Mapping[str, str]:
    """Map skills of every day to the reason why they are; `parts` skills in dated work make work in a field."""
    told = load_data("everyday")
    months: dict[str, list[int]] = {}
    for held in profile.creditable:
        if held.evidence != "dated" or (held.months or 0) < 12 * told["years"] or held.skill_id not in taxonomy.skills:
            continue
        for field in (held.skill_id, *taxonomy.ancestors(held.skill_id)):
            months.setdefault(field, []).append(held.months or 0)
    found: dict[str, str] = {}
    for group in told["groups"]:
        worked = [
            (-sorted(months[field])[-parts], field) for field in group["who"] if len(months.get(field, ())) >= parts
        ]
        if worked:
            most, field = min(worked)
            reason = f"not named, though {-most // 12} years of {taxonomy.skills[field].name} seldom go without it"
            for skill_id in group["have"]:
                found.setdefault(skill_id, reason)
    return found

"""An id × Taxonomy → everything the taxonomy says of it."""

from __future__ import annotations

from skillgap.errors import ConfigurationError
from skillgap.models.base import Frozen
from skillgap.models.role import Importance, Role
from skillgap.models.skill import Relation, Skill, SkillRef
from skillgap.taxonomy.graph import Taxonomy, nearest
from skillgap.taxonomy.surfaces import surface_key


class RelatedSkill(Frozen):
    """A related skill and why; relations are shown from both ends."""

    skill: SkillRef
    relation: Relation


class RoleUse(Frozen):
    """A role that asks for the skill."""

    role_id: str
    title: str
    importance: Importance
    weight: float


class SkillEntryView(Frozen):
    """One skill in its surroundings; `broader` are all ancestors, nearest first, `narrower` the direct children."""

    skill: Skill
    broader: tuple[SkillRef, ...]
    narrower: tuple[SkillRef, ...]
    related: tuple[RelatedSkill, ...]
    roles: tuple[RoleUse, ...]


def show_entry(taxonomy: Taxonomy, name: str) -> SkillEntryView | Role:
    """Return what the taxonomy holds under an id, else under a written name ("k8s"); raise `role_unknown` if nothing.

    The error names the nearest ids of skills and roles.
    """
    if name in taxonomy.skills:
        return _view(taxonomy, taxonomy.skills[name])
    if name in taxonomy.roles:
        return taxonomy.roles[name]
    key = surface_key(name)
    for skill in taxonomy.skills.values():
        if any(surface_key(surface) == key for surface in (skill.name, *skill.aliases)):
            return _view(taxonomy, skill)
    hint = nearest(name, [*taxonomy.roles, *taxonomy.skills])
    raise ConfigurationError("role_unknown", f"the taxonomy holds no {name!r}", hint=hint)


def _view(taxonomy: Taxonomy, skill: Skill) -> SkillEntryView:
    related = dict(skill.related)
    for other in taxonomy.skills.values():
        reason = other.related.get(skill.id)
        if reason in ("alternative", "companion"):
            related.setdefault(other.id, reason)
    return SkillEntryView(
        skill=skill,
        broader=tuple(taxonomy.ref(parent) for parent in taxonomy.ancestors(skill.id)),
        narrower=tuple(taxonomy.ref(child) for child in taxonomy.children.get(skill.id, ())),
        related=tuple(
            RelatedSkill(skill=taxonomy.ref(other), relation=related[other])
            for other in sorted(related)
            if other in taxonomy.skills
        ),
        roles=tuple(
            RoleUse(role_id=role.id, title=role.title, importance=need.importance, weight=need.weight)
            for role in taxonomy.roles.values()
            for need in role.requirements
            if any(ref.skill_id == skill.id for ref in need.any_of)
        ),
    )

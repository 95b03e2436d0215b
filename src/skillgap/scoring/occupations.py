"""Jobs × field of work → the jobs that are of it: by their titles, or by a good part of what they show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from skillgap.models.resume import Job, Mention, Profile
from skillgap.models.role import Gate, Role
from skillgap.scoring.certificates import CertificateGate
from skillgap.structure.months import Month, covered_months
from skillgap.taxonomy.graph import Taxonomy


class Work(NamedTuple):
    """A dated job and its months; `title` are the skills that its title names, `shown` all of its skills."""

    span: tuple[Month, Month]
    title: frozenset[str]
    shown: frozenset[str]


def work_of(profile: Profile, dated: Iterable[tuple[Job, tuple[Month, Month]]]) -> list[Work]:
    """Return the dated jobs with the skills that they name."""
    mentions = [mention for held in profile.creditable for mention in held.mentions]
    found = []
    for job, span in dated:
        inside = [mention for mention in mentions if job.start <= mention.start < job.end]
        title = [mention for mention in inside if _names(job.title or "", mention.text)]
        found.append(Work(span, _skills(title), _skills(inside)))
    return found


def _names(title: str, text: str) -> bool:
    return text in title and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", title) is not None


def _skills(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(mention.skill_id for mention in mentions if mention.skill_id is not None)


def months_in(fields: frozenset[str], work: Sequence[Work], taxonomy: Taxonomy, *, parts: int) -> int:
    """Count the months of the jobs that are of a field: by the title, or where so many skills of it are shown."""

    def of_field(skills: frozenset[str]) -> int:
        known = (skill for skill in skills if skill in taxonomy.skills)
        return sum(skill in fields or not fields.isdisjoint(taxonomy.ancestors(skill)) for skill in known)

    return covered_months(job.span for job in work if of_field(job.title) or of_field(job.shown) >= parts)


def field_asked(gate: Gate | CertificateGate, role: Role) -> frozenset[str]:
    """Return the skills that name the field which a gate asks for years of work in; empty for years of any work."""
    if gate.kind != "experience" or any(option.level is not None for option in gate.options):
        return frozenset()
    refs = (ref for requirement in role.requirements for ref in requirement.any_of)
    return frozenset(ref.skill_id for ref in refs if ref.name in gate.fields)

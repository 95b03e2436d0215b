"""Mentions + Structure → Profile: evidence, months and last use per skill."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from skillgap.models.document import Document
from skillgap.models.resume import (
    EVIDENCE_ORDER,
    Certification,
    Education,
    Evidence,
    HeldSkill,
    Job,
    Mention,
    Profile,
    SectionKind,
    Structure,
)
from skillgap.models.skill import SkillId, SkillRef
from skillgap.structure.dates import month_of, month_text
from skillgap.structure.foundations import Foundation, find_foundations
from skillgap.structure.language import Phrases, lexicon, norms
from skillgap.structure.months import Period, union, union_low
from skillgap.structure.work import COUNTED, written_period
from skillgap.taxonomy import Taxonomy

__all__ = ["build_profile"]

_BY_SECTION: dict[SectionKind, Evidence] = {
    "summary": "used",
    "experience": "used",
    "projects": "used",
    "publications": "used",
    "awards": "used",
    "volunteering": "used",
    "certifications": "coursework",
    "education": "coursework",
}
"""What a mention outside any dated entry is worth; "listed" elsewhere. A certificate that is held counts for itself."""

_YEARS_BEFORE = re.compile(
    r"(?<![\d.])(\d{1,2}(?:[.,]5)?)\s*\+?\s*(?:years?|yrs?\.?|jahren?|ans|años)"
    r"['’]?\s*(?:\(?[^\W\d_]+\)?\s+){0,4}?"
    r"(?:of|in|with|using|mit|in|de|en|con|avec|working with|experience)?\s*(?:[^\W\d_]+\s){0,2}\Z",
    re.IGNORECASE,
)
_YEARS_AFTER = re.compile(
    r"\A\s*(?:[(\[:–—,-]\s*){0,2}(?:[^\W\d_]+,?\s+){0,2}(?:for\s+|since\s+)?"
    r"(\d{1,2}(?:[.,]5)?)\s*\+?\s*(?:years?|yrs?|y|jahre?|ans|años)\b",
    re.IGNORECASE,
)
_YEAR_WORD = re.compile(r"\d\s*\+?\s*(?:[Yy]|[Jj]ahr|ans\b|año)")
# For the whole text: takes all that _YEAR_WORD takes in any part of it, in linear time.
_YEAR_HINT = re.compile(r"\d\s*(?:\+\s*)?(?:[Yy]|[Jj]ahr|ans|año)")
# What is looked at around a mention; a whole text on one line (a bad export, an attack) would cost its square.
_LINE, _NEAR = 1_000, 100
_LEVEL_SECTIONS: tuple[SectionKind, ...] = (
    "skills", "languages", "other", "summary", "contact", "education", "interests", "certifications",
)  # fmt: skip
# Behind these (or nothing) no level can stand, and most skills of a list have one of them behind.
_CLOSES = ("", ",", ";", "|", "·", ")", ".", "/")
_DOTS = re.compile(r"\A\s*:?\s*([●⬤■★◼▮▰•]+)([○◯□☆◻▯▱◦]*)(?=[\s,;|)·]|\Z)")
_OUT_OF = re.compile(r"\A\s*[(\[:–—-]?\s*(\d{1,3})\s*(?:/|of|von|sur)\s*(5|10|100)\b")
_PERCENT = re.compile(r"\A\s*[(\[:–—-]?\s*(\d{1,3})\s?%")
_BRACKET = re.compile(r"\A\s*\(([^()]{2,40})\)")
_DASHED = re.compile(r"\A\s*(?:[:–—]|\s-)\s*([^\W\d_][^,;|·•\t\n(]{1,28})")
_TAIL = re.compile(r"\A[ \t]+([^\W\d_]+(?: [^\W\d_]+)?)(?=\s*(?:[,;|·•\t)\n]|\Z))")
_HEAD = re.compile(
    r"(?:\A|[,;|·•\t(:]|\band|\bund|\bet|\by)\s*(?:an? )?((?:[^\W\d_]+[ -]){1,3})(?:of |in |with |mit |de |en )?\Z"
)


_RANK = {evidence: rank for rank, evidence in enumerate(EVIDENCE_ORDER)}


class _Place(NamedTuple):
    """What a mention's place in the resume proves."""

    evidence: Evidence
    period: Period | None
    last: str | None


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
    courses show use but add no months. What a degree teaches by its field stands apart, as coursework. A skill held in
    one place and denied in another is held, and the denial stays in `not_held`.
    """
    places = _Places(document, structure)
    by_skill: dict[SkillId, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: (m.start, m.end, m.skill_id or "")):
        if mention.skill_id is not None and mention.status == "held":
            by_skill.setdefault(mention.skill_id, []).append(mention)
    denied = {m.skill_id for m in mentions if m.status == "denied"}
    skills = [_held(taxonomy, skill_id, found, places) for skill_id, found in by_skill.items()]
    skills = _backed(taxonomy, skills)
    foundations = [
        _held(taxonomy, foundation.skill_id, [_taught(taxonomy, foundation, document.text)], places)
        for foundation in find_foundations(document.text, structure.education)
        if foundation.skill_id in taxonomy.skills and foundation.skill_id not in by_skill.keys() | denied
    ]
    return Profile(
        document=document.info,
        sections=structure.sections,
        jobs=structure.jobs,
        projects=structure.projects,
        education=structure.education,
        certifications=structure.certifications,
        as_of=structure.as_of,
        as_of_source=structure.as_of_source,
        experience_months=structure.experience_months,
        experience_months_low=structure.experience_months_low,
        experience_months_high=structure.experience_months_high,
        skills=tuple(sorted(skills, key=_strength)),
        not_held=tuple(m for m in mentions if m.status != "held"),
        unlisted=tuple(m for m in mentions if m.skill_id is None and m.status == "held"),
        hidden_skills=tuple(sorted(set(hidden_skills) - set(by_skill))),
        foundations=tuple(sorted(foundations, key=_strength)),
        notices=(*document.notices, *structure.notices),
    )


def _strength(skill: HeldSkill) -> tuple[int, int, str, str]:
    return (_RANK[skill.evidence], -(skill.months or 0), skill.name.casefold(), skill.skill_id)


def _held(taxonomy: Taxonomy, skill_id: SkillId, mentions: list[Mention], places: _Places) -> HeldSkill:
    found = [places.of(mention) for mention in mentions]
    months, months_low = places.months([place.period for place in found if place.period is not None])
    used = [place.last for place in found if place.last is not None]
    skill = taxonomy.skills[skill_id]
    return HeldSkill(
        skill_id=skill_id,
        name=skill.name,
        category=skill.category,
        evidence=min([place.evidence for place in found], key=_RANK.__getitem__),
        months=months,
        months_low=months_low,
        months_high=months,
        last_used=max(used, key=_latest) if used else None,
        stated_years=places.stated_years(mentions),
        stated_level=places.stated_level(mentions),
        mentions=tuple(mentions),
    )


def _taught(taxonomy: Taxonomy, foundation: Foundation, text: str) -> Mention:
    skill = taxonomy.skills[foundation.skill_id]
    field = text[foundation.start : foundation.end]
    return Mention(
        skill_id=skill.id,
        name=skill.name,
        category=skill.category,
        text=field,
        start=foundation.start,
        end=foundation.end,
        section="education",
        method="phrase",
        similarity=100,
        status="held",
        reason=f"taught in every degree in {' '.join(field.split())}",
    )


def _backed(taxonomy: Taxonomy, skills: Sequence[HeldSkill]) -> list[HeldSkill]:
    """Name for each merely listed skill the relative in dated work that speaks for it: the one with most months."""
    shown = [skill for skill in skills if skill.evidence in ("certified", "dated")]
    shown.sort(key=lambda skill: (-(skill.months or 0), skill.skill_id))
    names = {skill.skill_id: skill.name for skill in shown}
    backed: list[HeldSkill] = []
    for skill in skills:
        if skill.evidence == "listed" and (other := taxonomy.first_relative(skill.skill_id, names)) is not None:
            skill = skill.model_copy(update={"backed_by": SkillRef(skill_id=other, name=names[other])})
        backed.append(skill)
    return backed


def _latest(date: str) -> str:
    """Order dates: a year alone ends in December, the present comes last."""
    return "9999" if date == "present" else date if len(date) > 4 else f"{date}-12"


def _worked(job: Job, period: Period | None) -> _Place:
    if period is None or job.kind not in COUNTED:
        return _Place("used", None, job.until)
    return _Place("dated", period, "present" if job.until == "present" else month_text(period.last))


class _Places:
    """Look up what stands around a mention; built once a document."""

    def __init__(self, document: Document, structure: Structure) -> None:
        self.text = document.text
        as_of = month_of(structure.as_of)
        self.work = [
            *((job.start, job.end, _worked(job, written_period(job, as_of=as_of))) for job in structure.jobs),
            *((one.start, one.end, _Place("used", None, one.until)) for one in structure.projects),
        ]
        self.education = structure.education
        self.certifications = structure.certifications
        self.as_of = structure.as_of
        phrases = lexicon().phrases
        self.thesis, self.coursework = phrases["thesis"], phrases["coursework"]
        self._years = [found.start() for found in _YEAR_HINT.finditer(document.text)]
        self._months: dict[tuple[Period, ...], tuple[int, int]] = {}

    def of(self, mention: Mention) -> _Place:
        """Return the evidence that a mention gives by its place."""
        at = mention.start
        for certificate in self.certifications:
            if certificate.start <= at < certificate.end:
                return self._certified(certificate, mention)
        for start, end, place in self.work:
            if start <= at < end:
                return place
        for degree in self.education:
            if degree.start <= at < degree.end:
                return self._studied(degree, mention)
        return _Place(_BY_SECTION.get(mention.section, "listed"), None, None)

    def _certified(self, certificate: Certification, mention: Mention) -> _Place:
        if certificate.planned:
            return _Place("listed", None, None)
        date = certificate.date if certificate.date != "present" else None
        return _Place("certified", None, date if mention.section == "certifications" else None)

    def _studied(self, degree: Education, mention: Mention) -> _Place:
        line = self._line(mention)
        if self.thesis.has(line) and not self.coursework.has(line):
            return _Place("used", None, None)
        return _Place("coursework", None, None)

    def around(self, mention: Mention) -> tuple[str, str]:
        """Return what stands before and after a mention on its line, at most 1,000 characters of each."""
        text, start, end = self.text, mention.start, mention.end
        first = max(0, start - _LINE)
        newline = text.rfind("\n", first, start)
        last = text.find("\n", end, end + _LINE)
        return text[newline + 1 if newline >= 0 else first : start], text[end : last if last >= 0 else end + _LINE]

    def months(self, periods: Sequence[Period]) -> tuple[int | None, int | None]:
        """Return the months that the periods cover and their shortest reading; None where there are none."""
        if not periods:
            return None, None
        # Most skills of a job have only that job's months.
        key = tuple(dict.fromkeys(periods)) if len(periods) > 1 else (periods[0],)
        if key not in self._months:
            self._months[key] = union(key), union_low(key)
        return self._months[key]

    def stated_years(self, mentions: Sequence[Mention]) -> float | None:
        """Read the most years that the mentions' lines give; lines far from any "5 years" aren't looked at."""
        most: float | None = None
        hints = self._years
        for mention in mentions if hints else ():
            first = bisect_left(hints, mention.start - _NEAR)
            if first < len(hints) and hints[first] < mention.end + _NEAR:
                years = stated_years(*self.around(mention))
                if years is not None and (most is None or years > most):
                    most = years
        return most

    def stated_level(self, mentions: Sequence[Mention]) -> str | None:
        """Read the level that the first line with one gives."""
        for mention in mentions:
            if mention.section in _LEVEL_SECTIONS:
                level = stated_level(mention.section, *self.around(mention))
                if level is not None:
                    return level
        return None

    def _line(self, mention: Mention) -> str:
        before, after = self.around(mention)
        return before + mention.text + after


def stated_years(before: str, after: str) -> float | None:
    """Read "5+ years of Python" and "Python (6 yrs)" on a mention's line."""
    before, after = before[-_NEAR:], after[:_NEAR]
    if not _YEAR_WORD.search(before) and not _YEAR_WORD.search(after):
        return None
    found = _YEARS_AFTER.match(after) or _YEARS_BEFORE.search(before)
    return float(found[1].replace(",", ".")) if found else None


def stated_level(section: SectionKind, before: str, after: str) -> str | None:
    """Read a level that the candidate gives the skill, in the candidate's words ("basic", "expert", "4/5")."""
    after = after[:64]
    levels = lexicon().levels
    if after.lstrip()[:1] not in _CLOSES:
        if rating := _rating(after, percent=section in ("skills", "languages")):
            return rating
        for pattern in (_BRACKET, _DASHED, _TAIL):
            if (found := pattern.match(after)) and (level := _level(levels, found[1], most=5)):
                return level
    if before[-2:-1].isalnum() and (head := _HEAD.search(before[-40:])) and (level := _level(levels, head[1], most=2)):
        return level
    return None


def _rating(after: str, *, percent: bool) -> str | None:
    """Read dots, "4/5" or a percentage right behind a skill."""
    if dots := _DOTS.match(after):
        return f"{len(dots[1])}/{len(dots[1]) + len(dots[2])}" if dots[2] or len(dots[1]) > 2 else None
    if (rated := _OUT_OF.match(after)) and int(rated[1]) <= int(rated[2]):
        return f"{rated[1]}/{rated[2]}"
    if percent and (share := _PERCENT.match(after)) and int(share[1]) <= 100:
        return f"{share[1]}%"
    return None


def _level(levels: Phrases, text: str, *, most: int) -> str | None:
    hits = levels.find(text)
    if not hits or len(norms(text)) > most:
        return None
    return text[hits[0].start : hits[0].end]

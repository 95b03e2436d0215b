"""Document → Structure, Mention → Profile: what a resume says."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from skillgap.models.base import Frozen, MonthDate, Notice
from skillgap.models.document import DocumentInfo
from skillgap.models.skill import SOFT_CATEGORIES, Category, SkillId, SkillRef

SectionKind = Literal[
    "contact", "summary", "experience", "education", "skills", "projects", "certifications", "publications",
    "awards", "languages", "interests", "volunteering", "references", "other",
]  # fmt: skip


class Section(Frozen):
    """`text[start:end]`, heading included; sections are in text order, don't overlap and cover the whole text."""

    kind: SectionKind
    title: str | None
    start: int
    end: int


JobKind = Literal["job", "internship", "research", "teaching", "volunteering", "other"]


class Entry(Frozen):
    """A dated thing in a resume: `text[start:end]` is its title line, date line and bullets.

    `months` counts both end months; `months_low`/`months_high` are the shortest and longest reading of the dates
    (year-only dates are wide). All three are None where no dates can be read.
    """

    title: str | None
    organisation: str | None = None
    since: MonthDate | None = None
    until: MonthDate | None = None
    months: int | None = None
    months_low: int | None = None
    months_high: int | None = None
    start: int
    end: int


class Job(Entry):
    """Work: counts as experience when `kind` is job, internship or research.

    `organisation_start:organisation_end` is where the employer's name stands: a word in it is no skill.
    """

    kind: JobKind = "job"
    organisation_start: int | None = None
    organisation_end: int | None = None


class Project(Entry):
    """A project, publication, club or the like: shows use of skills, never adds months of experience."""

    kind: Literal["project", "publication", "activity"] = "project"


DegreeLevel = Literal["high_school", "diploma", "bootcamp", "bachelor", "master", "phd"]


class Education(Frozen):
    """A degree or course of study; `completed` is False for a candidate or an expected graduation, None if unknown.

    `counts_as` is the higher level that a diploma counts as by its country's law, `counts_by` the words that say it:
    "Diplom (FH)" is no bachelor's by name, but one by level.
    """

    level: DegreeLevel | None
    field: str | None = None
    institution: str | None = None
    since: MonthDate | None = None
    until: MonthDate | None = None
    completed: bool | None = None
    counts_as: DegreeLevel | None = None
    counts_by: str | None = None
    institution_start: int | None = None
    institution_end: int | None = None
    start: int
    end: int


class Certification(Frozen):
    """A certificate held; `name` as the resume writes it. `planned` and `expired` ones are not held."""

    name: str
    issuer: str | None = None
    date: MonthDate | None = None
    planned: bool = False
    expired: bool = False
    start: int
    end: int


PersonalKind = Literal[
    "name", "email", "phone", "address", "url", "birth_date", "age", "gender", "nationality", "marital_status",
    "religion", "identity", "photo",
]  # fmt: skip


class Personal(Frozen):
    """Where personal data stands in the text, so that it can be masked; it never enters a `Profile`."""

    kind: PersonalKind
    start: int
    end: int


class Structure(Frozen):
    """The outline and the facts of a resume.

    `wraps` are the offsets of lines that only the width of the page parts from the line before; None where nobody has
    looked for them. `wishes` are the sections that say what the person looks for. `as_of` is the month (`YYYY-MM`) that
    "present" was taken as, `as_of_source` whether the document showed it.
    `experience_months` is the union of jobs, internships and research, in months; low and high are its bounds.
    """

    sections: tuple[Section, ...] = ()
    jobs: tuple[Job, ...] = ()
    projects: tuple[Project, ...] = ()
    education: tuple[Education, ...] = ()
    certifications: tuple[Certification, ...] = ()
    personal: tuple[Personal, ...] = ()
    wraps: tuple[int, ...] | None = None
    wishes: tuple[tuple[int, int], ...] = ()
    as_of: MonthDate
    as_of_source: Literal["document", "settings"] = "settings"
    experience_months: int | None = None
    experience_months_low: int | None = None
    experience_months_high: int | None = None
    language: str = "en"
    notices: tuple[Notice, ...] = ()


MentionStatus = Literal["held", "planned", "denied", "other"]
MentionMethod = Literal["exact", "alias", "fuzzy", "phrase", "unlisted"]


class Mention(Frozen):
    """A skill at a place in the text: `document.text[start:end] == text`.

    `skill_id` and `category` are None for `unlisted` (not in the taxonomy). `similarity` is 0–100: 100 for exact,
    alias and phrase, RapidFuzz's ratio for fuzzy, the confidence for unlisted. `reason` says in words why it was
    taken, and why its status is not "held".
    """

    skill_id: SkillId | None
    name: str
    category: Category | None
    text: str
    start: int
    end: int
    section: SectionKind
    method: MentionMethod
    similarity: float = Field(ge=0, le=100)
    status: MentionStatus
    reason: str = ""

    @property
    def soft(self) -> bool:
        """Tell whether it names a leadership or soft skill."""
        return self.category in SOFT_CATEGORIES


Evidence = Literal["certified", "dated", "used", "listed", "coursework"]
EVIDENCE_ORDER: tuple[Evidence, ...] = ("certified", "dated", "used", "listed", "coursework")
"""Strongest first."""


class HeldSkill(Frozen):
    """A skill that the resume claims, with the strongest evidence.

    `months` is the union of the dated entries that mention it, no longer than the resume itself says ("since 2023",
    "5 years"), None where none is dated; `months_high` leaves a stated length out. `stated_years` and `stated_level`
    are the candidate's own words, kept apart from what the dates prove. `backed_by` is, for a skill that is merely
    listed, a near relative shown in dated work (Docker where Kubernetes was run).
    """

    skill_id: SkillId
    name: str
    category: Category
    evidence: Evidence
    months: int | None = None
    months_low: int | None = None
    months_high: int | None = None
    last_used: MonthDate | None = None
    stated_years: float | None = None
    stated_level: str | None = None
    backed_by: SkillRef | None = None
    mentions: tuple[Mention, ...]


class Profile(Frozen):
    """What a resume says of its owner's skills: never personal data (name, address, age …).

    `not_held` are mentions with status planned, denied or other; `hidden_skills` are ids found only in hidden text;
    `unlisted` are skills that the taxonomy does not hold. `foundations` are what degrees teach by their field (linear
    algebra in a degree in mathematics), with the degree's words as proof, and the language that the whole text is
    written in: inferences, kept apart from what is named.
    """

    schema_: Literal["skillgap.profile/1"] = Field(default="skillgap.profile/1", alias="schema")
    document: DocumentInfo
    sections: tuple[Section, ...] = ()
    jobs: tuple[Job, ...] = ()
    projects: tuple[Project, ...] = ()
    education: tuple[Education, ...] = ()
    certifications: tuple[Certification, ...] = ()
    as_of: MonthDate
    as_of_source: Literal["document", "settings"] = "settings"
    experience_months: int | None = None
    experience_months_low: int | None = None
    experience_months_high: int | None = None
    skills: tuple[HeldSkill, ...] = ()
    not_held: tuple[Mention, ...] = ()
    unlisted: tuple[Mention, ...] = ()
    hidden_skills: tuple[SkillId, ...] = ()
    foundations: tuple[HeldSkill, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def creditable(self) -> tuple[HeldSkill, ...]:
        """Return what a score may credit: the skills that are named, and the foundations that degrees teach."""
        return (*self.skills, *self.foundations)

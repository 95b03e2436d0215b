"""Role document, job ad → Role: what a role asks for, with the line that proves it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from skillgap.models.base import Frozen, Notice
from skillgap.models.resume import DegreeLevel
from skillgap.models.skill import SkillId, SkillRef

Importance = Literal["required", "preferred", "mentioned"]
IMPORTANCE_ORDER: tuple[Importance, ...] = ("required", "preferred", "mentioned")
"""Strongest first."""


class Quote(Frozen):
    """Where a fact stands: the 1-based line of `document.text` and the few words that name it, as they stand there."""

    line: int
    quote: str


class Requirement(Frozen):
    """One thing asked for; more than one skill in `any_of` is an either/or that counts once.

    `at_least` is how many of them are asked for ("at least two of Go, Rust and C++"); "(A and B) or (C and D)" asks for
    as many as its shortest side. `weight` is a share of the role (weights of a role sum to 1); `min_years` is tied to
    this skill. `passing` are those lines of the evidence that only mention what other lines ask for.
    """

    any_of: tuple[SkillRef, ...] = Field(min_length=1)
    importance: Importance
    weight: float = Field(ge=0)
    min_years: float | None = None
    soft: bool = False
    evidence: tuple[Quote, ...] = ()
    at_least: int = Field(default=1, ge=1)
    passing: tuple[int, ...] = ()


class GateOption(Frozen):
    """One way through a gate: a degree of at least `level` (None: no degree needed) with `min_years` in all."""

    level: DegreeLevel | None = None
    min_years: float | None = None


class Gate(Frozen):
    """A degree or years asked for; met when any of its options is met.

    "4+ years with a Ph.D., 7+ with an M.S." is kind experience with two options. `fields` are those of the degree, or
    names of skills that the work has to be in where years alone are asked ("5 years of SRE"); any of them will do.
    `or_experience`: "or equivalent experience" stands there without a figure.
    """

    kind: Literal["education", "experience"]
    importance: Importance = "required"
    options: tuple[GateOption, ...] = Field(min_length=1)
    fields: tuple[str, ...] = ()
    or_experience: bool = False
    evidence: tuple[Quote, ...] = ()


class RoleCertification(Frozen):
    """A certificate that the document names; required ones of one `one_of` are alternatives.

    `otherwise` is what will do in its place: an equivalent one, or getting it later ("within 6 months of hire").
    """

    name: str
    importance: Importance
    line: int
    one_of: int | None = None
    otherwise: Literal["equivalent", "later"] | None = None


class Demand(Frozen):
    """A market figure that belongs to a skill, e.g. 34.7 "% of job postings"."""

    skill_id: SkillId
    value: float
    unit: str
    line: int


class Salary(Frozen):
    """A pay band and the role or level that it is really about."""

    about: str
    low: float | None = None
    high: float | None = None
    currency: str
    period: Literal["year", "month", "day", "hour"] = "year"
    line: int


class CareerStep(Frozen):
    """A step of the career path that the document describes, in its order."""

    title: str
    line: int


class RoleSource(Frozen):
    """The document that a role was drawn from."""

    name: str
    sha256: str


class Role(Frozen):
    """A role, as `skillgap role --format json` prints it and `taxonomy/roles/*.yaml` holds it."""

    schema_: Literal["skillgap.role/1"] = Field(default="skillgap.role/1", alias="schema")
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str
    aliases: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...]
    gates: tuple[Gate, ...] = ()
    certifications: tuple[RoleCertification, ...] = ()
    demand: tuple[Demand, ...] = ()
    salary: tuple[Salary, ...] = ()
    career: tuple[CareerStep, ...] = ()
    source: RoleSource | None = None
    notices: tuple[Notice, ...] = ()

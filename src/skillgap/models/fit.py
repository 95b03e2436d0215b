"""Profile × Role → Fit: how well, why, and what to add next."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from skillgap.errors import ErrorCode
from skillgap.models.base import Frozen, Notice
from skillgap.models.document import DocumentInfo, DocumentText, Finding
from skillgap.models.resume import Evidence, HeldSkill, Mention, Section
from skillgap.models.role import Importance, Quote, Requirement
from skillgap.models.skill import SkillRef

Level = Literal[
    "certified", "dated_enough", "dated_unknown", "dated_short", "used", "listed", "coursework", "narrower",
    "adjacent", "partly", "not_found",
]  # fmt: skip
"""How a requirement is met; "partly" where fewer of its skills are shown than it asks for."""


GateKind = Literal["education", "experience", "certification"]
"""The first two are gates of the role document, the third its certificates: each required one, any preferred one."""

GateStatus = Literal["met", "unmet", "unknown"]
"""Unknown is neither met nor unmet."""

NO_EVIDENCE = "no evidence for this role"
"""The verdict where hardly any of what a role asks for is shown, whatever its soft skills add."""


class LookedAt(Frozen):
    """A name that was tried and what came of it: absence is explained too."""

    name: str
    outcome: str


class Contribution(Frozen):
    """One row of the waterfall; `earned` and `possible` are points of the score, `via` the skill that earned them.

    `answers` is the alternative of the requirement that `via` stands for (JAX for Python); both are None where nothing
    was earned.

    `earned` is `possible` × `credit` × the fit's `gate_factor` (× its `soft_factor` for leadership, soft skills and
    spoken languages), rounded so that the rows add up to the score.
    """

    requirement: Requirement
    level: Level
    earned: float
    possible: float
    credit: float = 0.0
    answers: SkillRef | None = None
    via: SkillRef | None = None
    evidence: tuple[Mention, ...] = ()
    looked_at: tuple[LookedAt, ...] = ()


class GateResult(Frozen):
    """A gate against a profile.

    `factor` is what it makes of every point; of several gates of one kind only the lowest weighs, the others show 1.
    """

    kind: GateKind
    status: GateStatus
    importance: Importance
    detail: str
    evidence: tuple[Quote, ...] = ()
    factor: float = 1.0


class Gap(Frozen):
    """A requirement not met in full; `gain` is what the score would rise by if the skill were held, recomputed.

    "Held" means shown in recent dated work for as long as any role asks; `by` is the skill of `any_of` that was taken:
    one that is begun, else the first, or a later one that gains a fifth more, is no narrower form of another and is
    asked for by itself as often. `gains` is the same for all roles by role id (only non-zero ones). `nearest`
    is the nearest skill that is held. `also` says what of the role's other requirements
    a later alternative counts for where the first does less, most first. `to_show`: rather to be shown better than to
    be learned, since the resume names it, or dated work speaks for it.
    """

    any_of: tuple[SkillRef, ...]
    importance: Importance
    gain: float
    gains: Mapping[str, float] = {}
    nearest: SkillRef | None = None
    reason: str
    by: SkillRef | None = None
    also: tuple[SkillRef, ...] = ()
    to_show: bool = False

    @property
    def best(self) -> SkillRef:
        """Return the skill to add: `by`, or the first where nothing was taken."""
        return self.by or self.any_of[0]


class RoleRef(Frozen):
    """A role as results name it."""

    id: str
    title: str


class SkillSet(Frozen):
    """Skills that would bring a role to a target if they were held; `scores` are all roles with them.

    `proven`: no smaller set does it; False where the search ended first. `reached` is False where all skills that the
    role asks for would not do (a gate, say), and `skills` then is the set that comes nearest.
    """

    role: RoleRef
    target: str
    before: float
    after: float
    reached: bool
    proven: bool
    skills: tuple[SkillRef, ...]
    scores: Mapping[str, float]


class Fit(Frozen):
    """How a profile fits a role; `score`, `low` and `high` are 0–100, the score is the sum of what is earned.

    `probability` is there only with settings learned from a user's own decisions (`skillgap.scoring.learn`),
    `to_target` only where a target was asked for and the score is below it.
    """

    role: RoleRef
    score: float = Field(ge=0, le=100)
    low: float = Field(ge=0, le=100)
    high: float = Field(ge=0, le=100)
    verdict: str
    contributions: tuple[Contribution, ...] = ()
    gates: tuple[GateResult, ...] = ()
    gaps: tuple[Gap, ...] = ()
    notices: tuple[Notice, ...] = ()
    gate_factor: float = 1.0
    soft_factor: float = 1.0
    probability: float | None = None
    to_target: SkillSet | None = None

    @model_validator(mode="after")
    def _add_up(self) -> Self:
        if not self.low <= self.score <= self.high:
            raise ValueError(f"low {self.low} <= score {self.score} <= high {self.high} does not hold")
        if self.contributions and abs(self.score - math.fsum(row.earned for row in self.contributions)) > 0.005:
            raise ValueError(f"score {self.score} is not the sum of its contributions")
        return self


class Provenance(Frozen):
    """What made the result: versions and content hashes; the same four and the same file give the same bytes."""

    skillgap: str
    taxonomy: str
    settings: str
    as_of: str


class ScoredProfile(Frozen):
    """The part of a profile that a score shows."""

    experience_months: int | None
    skills: tuple[HeldSkill, ...]
    foundations: tuple[HeldSkill, ...] = ()

    @property
    def creditable(self) -> tuple[HeldSkill, ...]:
        """Return what a score may credit, as `Profile.creditable` does."""
        return (*self.skills, *self.foundations)


class ScoreReport(Frozen):
    """What `skillgap score --format json` prints for one file; `fits` best first."""

    schema_: Literal["skillgap.score/1"] = Field(default="skillgap.score/1", alias="schema")
    document: DocumentInfo
    profile: ScoredProfile
    fits: tuple[Fit, ...]
    provenance: Provenance
    notices: tuple[Notice, ...] = ()


class CheckReport(Frozen):
    """What `skillgap check --format json` prints: facts about the file, each with what to do; no score."""

    schema_: Literal["skillgap.check/1"] = Field(default="skillgap.check/1", alias="schema")
    document: DocumentInfo
    pages: int | None
    characters: int
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]


class Failure(Frozen):
    """What a batch gives for a file that failed."""

    schema_: Literal["skillgap.failure/1"] = Field(default="skillgap.failure/1", alias="schema")
    name: str
    code: ErrorCode
    message: str
    hint: str = ""


class RankedCandidate(Frozen):
    """A candidate's place; equal scores share a `rank` (1, 2, 2, 4) and are `tied`.

    `best_rank` and `worst_rank` are the places that the bounds leave open; `overlaps_next`: the order of this
    candidate and the next one rests on something that the resumes don't say.
    """

    rank: int
    best_rank: int
    worst_rank: int
    tied: bool
    overlaps_next: bool
    document: DocumentInfo
    fit: Fit


class RankReport(Frozen):
    """What `skillgap rank --format json` prints: candidates for one role, best first."""

    schema_: Literal["skillgap.rank/1"] = Field(default="skillgap.rank/1", alias="schema")
    role: RoleRef
    candidates: tuple[RankedCandidate, ...]
    failures: tuple[Failure, ...] = ()
    provenance: Provenance | None = None
    notices: tuple[Notice, ...] = ()


class SkillChange(Frozen):
    """What became of a skill from one draft to the next; None where a draft doesn't hold it."""

    skill_id: str
    name: str
    old: Evidence | None
    new: Evidence | None
    old_months: int | None = None
    new_months: int | None = None


class RowChange(Frozen):
    """A requirement that earns other points in the new draft."""

    any_of: tuple[SkillRef, ...]
    importance: Importance
    old_level: Level
    new_level: Level
    difference: float


class GateChange(Frozen):
    """A gate that is decided otherwise in the new draft."""

    kind: GateKind
    old: GateStatus
    new: GateStatus
    detail: str


class RoleChange(Frozen):
    """What the new draft does to one role's score; the rows' differences add up to `difference`.

    The factors are those of the two fits: where one changes, rows earn other points that did not change themselves.
    """

    role: RoleRef
    old_score: float
    new_score: float
    difference: float
    old_verdict: str
    new_verdict: str
    rows: tuple[RowChange, ...]
    gates: tuple[GateChange, ...]
    old_gate_factor: float = 1.0
    new_gate_factor: float = 1.0
    old_soft_factor: float = 1.0
    new_soft_factor: float = 1.0


class CompareReport(Frozen):
    """What `skillgap compare --format json` prints: two drafts of one resume; roles by the new score, best first."""

    schema_: Literal["skillgap.compare/1"] = Field(default="skillgap.compare/1", alias="schema")
    old: DocumentInfo
    new: DocumentInfo
    skills: tuple[SkillChange, ...]
    roles: tuple[RoleChange, ...]
    provenance: Provenance | None = None
    notices: tuple[Notice, ...] = ()


class ExtractReport(Frozen):
    """What `skillgap extract --format json` prints."""

    schema_: Literal["skillgap.extract/1"] = Field(default="skillgap.extract/1", alias="schema")
    document: DocumentText
    mentions: tuple[Mention, ...]

"""Results → one HTML file: no script, no network, nothing of a resume that could become markup."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from skillgap.models.document import Document
from skillgap.models.fit import CompareReport, Contribution, Fit, RankReport, ScoreReport
from skillgap.models.resume import EVIDENCE_ORDER, HeldSkill, Mention, Profile
from skillgap.models.skill import CATEGORIES
from skillgap.report import codes, drawing, wording
from skillgap.report.passages import Mask, anchor, passages, places_of

if TYPE_CHECKING:
    from jinja2 import Environment

SHOWN_ROLES = 12
"""Roles that are explained in full and stand in the heat map: a page of a thousand roles helps nobody."""
SHOWN_GAPS = 25
SHOWN_CANDIDATES = 40
SHOWN_CHARACTERS = 200_000
"""Of a resume's text: some hundred pages. Scores and skills rest on all of it."""
_FOLDER = Path(__file__).parent / "templates"
# HTML forbids C0 and C1 controls and lone surrogates; overrides and isolates would reorder our own words.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class SkillGroup(NamedTuple):
    """The skills of a category, and how many there are of each kind of evidence."""

    name: str
    skills: tuple[HeldSkill, ...]
    counts: tuple[tuple[str, int, float, float], ...]


def score_page(
    report: ScoreReport,
    *,
    document: Document | None = None,
    profile: Profile | None = None,
    show_personal: bool = False,
) -> str:
    """Return the page of one resume; its text and timeline are there when `document` and `profile` are given."""
    mask = Mask(document, as_of=report.provenance.as_of) if document is not None and not show_personal else None
    words = mask.words if mask is not None else str
    skills = (report.profile if profile is None else profile).creditable
    not_held, unlisted = (profile.not_held, profile.unlisted) if profile is not None else ((), ())
    mentions = [*(mention for skill in skills for mention in skill.mentions), *not_held, *unlisted]
    groups = _groups(skills)
    ordered = [skill for group in groups for skill in group.skills]
    shown = report.fits[:SHOWN_ROLES]
    heat = drawing.heat_rows(shown, [fit.role.id for fit in shown])
    timeline = text = None
    if profile is not None:
        timeline = drawing.timeline(profile, skills, worth=_worth(shown), words=words)
    if document is not None:
        sections = profile.sections if profile is not None else ()
        text = passages(document, sections=sections, mentions=mentions, mask=mask, until=SHOWN_CHARACTERS)
    return _render(
        "score.html.j2",
        {
            "report": report,
            "name": words(report.document.name),
            "fits": shown,
            "left_out": report.fits[SHOWN_ROLES:],
            "groups": groups,
            "skill_ids": {skill.skill_id: f"s{i}" for i, skill in enumerate(ordered)},
            "skills": skills,
            "heat": heat[:SHOWN_GAPS],
            "heat_rest": heat[SHOWN_GAPS:],
            "timeline": timeline,
            "passages": text or (),
            "mask": mask,
            "profile": profile,
            "document": document,
            "hidden": _hidden(document, mask),
            "not_held": _by_name(not_held),
            "unlisted": _by_name(unlisted),
            "notices": [words(notice.message) for notice in report.notices],
            "words": words,
            "cut": max(len(document.text) - SHOWN_CHARACTERS, 0) if document is not None else 0,
            "places": lambda mentions: places_of(mentions, until=SHOWN_CHARACTERS if document is not None else 0),
        },
    )


def rank_page(report: RankReport) -> str:
    """Return the page of candidates for one role: the order, then candidates against requirements."""
    shown = report.candidates[:SHOWN_CANDIDATES]
    rows = list(zip(*(candidate.fit.contributions for candidate in shown), strict=True))
    return _render(
        "rank.html.j2",
        {
            "report": report,
            "shown": shown,
            "places": lambda mentions: places_of(mentions, until=0),
            "rows": [row for row in rows if any(cell.earned > 0 for cell in row)],
            "empty_rows": [row for row in rows if not any(cell.earned > 0 for cell in row)],
        },
    )


def compare_page(report: CompareReport) -> str:
    """Return the page of two drafts: what the new one did to each score, and the skills behind it."""
    largest = max((abs(row.difference) for role in report.roles for row in role.rows), default=1.0)
    return _render(
        "compare.html.j2",
        {
            "report": report,
            "largest": max(largest, 0.01),
            "skills": wording.skill_changes(report),
        },
    )


def _render(template: str, names: Mapping[str, Any]) -> str:
    return _environment().get_template(template).render(names).rstrip("\n") + "\n"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        optimized=False,  # folding constants costs more than it saves on a page that is rendered once
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    environment.filters["total"] = math.fsum
    environment.globals.update(
        any_of=wording.any_of,
        asked=wording.asked,
        shown_as=wording.shown_as,
        count=wording.count,
        best_gap=wording.best_gap,
        factor_changes=wording.factor_changes,
        gain_words=wording.gain_words,
        gap_reason=wording.gap_reason,
        gap_lists=wording.gap_lists,
        best_by=wording.best_by,
        met_words=wording.level_words,
        points=wording.signed,
        what_decides=wording.what_decides,
        target_words=wording.target_words,
        status_marks=codes.GATE_MARKS,
        nothing_found=wording.NOTHING_FOUND,
        place_words=wording.place_words,
        range_words=wording.range_words,
        gate_summary=wording.gate_summary,
        last_use=wording.last_use,
        years_and_months=wording.years_and_months,
        level_words=codes.LEVEL_WORDS,
        level_marks=codes.LEVEL_MARKS,
        evidence_words=codes.EVIDENCE_WORDS,
        evidence_marks=codes.EVIDENCE_MARKS,
        evidence_order=EVIDENCE_ORDER,
        status_words=codes.STATUS_WORDS,
        waterfall=drawing.waterfall,
        shares=drawing.shares,
        nothing_rows=_nothing_rows,
        anchor=anchor,
    )
    return environment


def _clean(value: object) -> object:
    """Drop what HTML forbids from a text; the style sheet and macros come as `Markup` and stay."""
    if type(value) is str:
        return _FORBIDDEN.sub("", value)
    return value


def _worth(fits: Sequence[Fit]) -> dict[str, float]:
    """Sum the points that each skill earns over the roles."""
    worth: dict[str, float] = {}
    for fit in fits:
        for row in fit.contributions:
            if row.via is not None:
                worth[row.via.skill_id] = worth.get(row.via.skill_id, 0.0) + row.earned
    return worth


def _nothing_rows(fit: Fit) -> list[Contribution]:
    return sorted((row for row in fit.contributions if row.earned <= 0), key=lambda row: -row.possible)


def _groups(skills: Sequence[HeldSkill]) -> list[SkillGroup]:
    """Group skills by category in the order of the categories; inside, strongest evidence first."""
    ordered = sorted(skills, key=lambda s: (EVIDENCE_ORDER.index(s.evidence), -(s.months or 0), s.name.casefold()))
    by_category = {category: tuple(s for s in ordered if s.category == category) for category in CATEGORIES}
    most = max(map(len, by_category.values()))
    groups = []
    for category, own in by_category.items():
        counts, at = [], 0.0
        for evidence in EVIDENCE_ORDER:
            number = sum(skill.evidence == evidence for skill in own)
            if number:
                counts.append((evidence, number, round(at, 2), round(number / most * 100, 2)))
                at += number / most * 100
        if own:
            groups.append(SkillGroup(codes.CATEGORY_WORDS[category], own, tuple(counts)))
    return groups


def _by_name(mentions: Sequence[Mention]) -> list[tuple[str, list[Mention]]]:
    """Group mentions by name and status, in the order of names."""
    ordered = sorted(mentions, key=lambda m: (m.name.casefold(), m.status, m.start))
    return [(name, list(group)) for (name, _), group in groupby(ordered, key=lambda m: (m.name, m.status))]


def _hidden(document: Document | None, mask: Mask | None) -> list[Mapping[str, object]]:
    if document is None:
        return []
    return [
        {
            "text": mask.other(part.text) if mask else part.text,
            "reason": part.reason.replace("_", " "),
            "page": part.page,
        }
        for part in document.hidden
    ]

"""Results → Markdown (GFM tables) for mails and pull requests; words of a resume never become marks or links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from skillgap.models.base import Notice
from skillgap.models.fit import CompareReport, Fit, Provenance, RankReport, ScoreReport
from skillgap.models.resume import HeldSkill
from skillgap.report.codes import GATE_MARKS, LEVEL_WORDS
from skillgap.report.wording import (
    NOTHING_FOUND,
    any_of,
    asked,
    best_gap,
    count,
    evidence_places,
    factor_changes,
    gain_words,
    gap_lists,
    gap_reason,
    gap_words,
    gate_words,
    held_words,
    place_words,
    provenance_words,
    range_words,
    safe,
    shown_as,
    signed,
    skill_changes,
    target_words,
    verdict_words,
    what_decides,
    years_and_months,
)

_MARKS = re.compile(r"[\\`*_\[\]<>|~&$]|(?<=www)\.|@|(?<!\S)#|\b:(?=//|\w+@)", re.IGNORECASE)


def escape(text: str) -> str:
    """Return one line that Markdown shows as it stands: no emphasis, link, tag, entity, cell border or auto-link."""
    return _MARKS.sub(lambda found: "\\" + found.group(), safe(text))


def score_markdown(report: ScoreReport, *, explain: bool = False) -> str:
    """Return the ranking, then for each role what is held, what is missing, and with `explain` every row."""
    skills = len(report.profile.skills)
    lines = [
        f"# Skill gaps: {escape(report.document.name)}",
        "",
        f"{count(skills, 'skill')} found · experience {years_and_months(report.profile.experience_months)}",
        "",
        *([NOTHING_FOUND, ""] if not skills else []),
        *_table(
            ("Role", "Score", "Range", "Verdict", "Gates"),
            (
                (escape(f.role.title), f"{f.score:.1f}", range_words(f), escape(f.verdict), gate_words(f))
                for f in report.fits
            ),
            right=(1, 2),
        ),
    ]
    held = {skill.skill_id: skill for skill in report.profile.creditable}
    for fit in report.fits:
        lines += _fit(fit, held, explain=explain)
    return _ended(lines, report.notices, report.provenance)


def rank_markdown(report: RankReport) -> str:
    """Return candidates best first, then candidates against requirements, then the files that failed."""
    lines = [
        f"# Candidates for {escape(report.role.title)}",
        "",
        *_table(
            ("Rank", "Resume", "Score", "Range", "Place", "Gates", "Lacks most"),
            (
                (
                    f"{c.rank}{'=' if c.tied else ''}",
                    escape(c.document.name),
                    f"{c.fit.score:.1f}",
                    range_words(c.fit),
                    place_words(c),
                    gate_words(c.fit),
                    escape(best_gap(c.fit)),
                )
                for c in report.candidates
            ),
            right=(0, 2, 3, 4),
        ),
    ]
    if report.candidates:
        names = [f"{c.rank}. {escape(c.document.name)}" for c in report.candidates]
        rows = zip(*(c.fit.contributions for c in report.candidates), strict=True)
        lines += [
            "## Points by requirement",
            "",
            *_table(
                ("Requirement", "Possible", *names),
                (
                    (
                        f"{escape(asked(row[0].requirement))} ({row[0].requirement.importance})",
                        f"{max(c.possible for c in row):.1f}",
                        *(f"{c.earned:.1f}" if c.earned else "–" for c in row),
                    )
                    for row in rows
                ),
                right=range(1, len(names) + 2),
            ),
        ]
    if report.failures:
        lines += ["## Could not be read", ""]
        lines += [f"- {escape(f.message)} ({f.code})" for f in report.failures]
        lines.append("")
    return _ended(lines, report.notices, report.provenance)


def compare_markdown(report: CompareReport) -> str:
    """Return what a new draft did to each score, why, and which skills it gained, lost or changed."""
    lines = [
        f"# {escape(report.old.name)} → {escape(report.new.name)}",
        "",
        *_table(
            ("Role", "Old", "New", "Change", "Verdict"),
            (
                (
                    escape(role.role.title),
                    f"{role.old_score:.2f}",
                    f"{role.new_score:.2f}",
                    signed(role.difference, 2),
                    escape(verdict_words(role)),
                )
                for role in report.roles
            ),
            right=(1, 2, 3),
        ),
    ]
    for role in report.roles:
        if not role.rows and not role.gates:
            continue
        lines += [f"## {escape(role.role.title)}", ""]
        lines += _table(
            ("Points", "Requirement", "Old", "New"),
            [
                (signed(r.difference, 2), escape(any_of(r.any_of)), LEVEL_WORDS[r.old_level], LEVEL_WORDS[r.new_level])
                for r in role.rows
            ],
            right=(0,),
        )
        lines += [f"- {gate.kind}: {gate.old} → {gate.new} ({escape(gate.detail)})" for gate in role.gates]
        lines += [f"- {change}" for change in factor_changes(role)]
        lines += [""] if role.gates or factor_changes(role) else []
    for kind, changes in skill_changes(report):
        lines += [f"**{kind.capitalize()}:** " + escape(", ".join(changes)), ""]
    return _ended(lines, report.notices, report.provenance)


def _fit(fit: Fit, held: dict[str, HeldSkill], *, explain: bool) -> list[str]:
    lines = [f"## {escape(fit.role.title)}: {fit.score:.1f} of 100", "", escape(what_decides(fit)), ""]
    if fit.to_target:
        lines += [f"**To reach {fit.to_target.target}:** {escape(target_words(fit))}", ""]
    lines += [
        f"- {GATE_MARKS[gate.status]} {gate.kind} {gate.status} ({gate.importance}): {escape(gate.detail)}"
        for gate in fit.gates
    ]
    lines += [""] if fit.gates else []
    for label, gaps, few in gap_lists(fit):
        shown = gaps if explain else gaps[:few]
        rows = [
            (gain_words(gap.gain), escape(gap_words(gap)), gap.importance, escape(gap_reason(fit, gap)))
            for gap in shown
        ]
        lines += _table(("Gain", label, "Asked as", "Why"), rows, right=(0,)) if rows else []
        if len(gaps) > len(shown):
            lines += [f"… and {len(gaps) - len(shown)} more.", ""]
    if explain:
        rows_all = [
            (
                escape(asked(c.requirement)),
                c.requirement.importance,
                f"{c.earned:.2f}",
                f"{c.possible:.2f}",
                escape(shown_as(c)),
                escape("; ".join(evidence_places(c))),
            )
            for c in fit.contributions
        ]
        lines += _table(
            ("Requirement", "Asked as", "Points", "Of", "Shown", "Evidence"),
            [*rows_all, ("**Sum**", "", f"**{fit.score:.2f}**", "", "", "")],
            right=(2, 3),
        )
    elif said := held_words(fit, held):
        lines += ["**Held:** " + escape("; ".join(said[:10])) + ("; …" if len(said) > 10 else ""), ""]
    return lines


def _table(header: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[int] = ()) -> list[str]:
    numbers = set(right)
    rule = ("---:" if i in numbers else "---" for i in range(len(header)))
    return [f"| {' | '.join(cells)} |" for cells in (header, tuple(rule), *rows)] + [""]


def _ended(lines: list[str], notices: Iterable[Notice], provenance: Provenance | None) -> str:
    lines = [*lines, *(f"> Note: {escape(notice.message)}\n" for notice in notices)]
    if provenance is not None:
        lines.append(provenance_words(provenance))
    return "\n".join(lines).rstrip("\n") + "\n"

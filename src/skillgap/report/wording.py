"""Results → the phrases that every view shares."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from skillgap.models.fit import (
    CompareReport,
    Contribution,
    Fit,
    Gap,
    GateKind,
    GateStatus,
    Provenance,
    RankedCandidate,
    RoleChange,
    SkillChange,
)
from skillgap.models.resume import HeldSkill
from skillgap.models.role import Requirement
from skillgap.models.skill import SkillRef
from skillgap.report.codes import EVIDENCE_WORDS, LEVEL_WORDS

# Isolates and overrides could reorder what stands around them; the marks U+200E and U+200F too, in one line of a view.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_ANY_CONTROL = re.compile(_CONTROL.pattern.replace(r"\x08\x0b", r"\x08\t\n\x0b"))

_DECIDING = 40
"""Points from which one requirement is said to decide by itself: few tools beside soft skills take what these may not
have, so that Zendesk beside four spoken languages is worth 90."""
_NOTED = 1
"""Points that a gap gains beyond what its requirement is worth from which that is explained."""
_SOFT = 4
_NAMED = 8
"""Skills on the way to a target that are named; a longer way is told by its length."""

NOTHING_FOUND = (
    "No skill was found in this file. That says little about the candidate: look at the text that was read and at"
    " the notices first."
)
"""A score without skills is a statement about the file, not the candidate."""

NO_ROLE_NEAR = (
    "None of these roles is near what this resume shows; that says nothing about others: --job AD scores it against any"
    " ad."
)


def safe(text: str) -> str:
    """Make one line that can't steer a terminal, a mail or a sheet: no C0, C1, DEL, bidi controls or line ends."""
    return " ".join(_CONTROL.sub("", unicodedata.normalize("NFC", text)).split())


def written_out(name: str) -> str:
    """Write the controls of a name as Python does ("\\n", "\\x1b"); the rest, blanks too, stays as it is."""
    return _ANY_CONTROL.sub(lambda control: control[0].encode("unicode_escape").decode(), name)


def years_and_months(months: int | None) -> str:
    """Write a length of time: `4 y 6 m`, `7 m`, `unknown`."""
    if months is None:
        return "unknown"
    years, rest = divmod(months, 12)
    return " ".join(part for part in (f"{years} y" if years else "", f"{rest} m" if rest or not years else "") if part)


def count(number: int, noun: str) -> str:
    """Write a number with its noun: `1 skill`, `3 skills`."""
    return f"{number} {noun}{'s' * (number != 1)}"


def evidence_words(skill: HeldSkill) -> str:
    """Say how a skill is shown: `used 4 y 6 m, last 2026-06`, `used 2 y, to date; certified`, `only listed`."""
    if skill.category == "human_language" and skill.evidence == "listed":
        return "named"  # a list is where spoken languages stand
    if skill.category == "human_language" and not skill.mentions:
        return "the resume is written in it"
    if skill.evidence == "dated" or (skill.evidence == "certified" and skill.months):
        used = ", ".join(part for part in (f"used {years_and_months(skill.months)}", last_use(skill)) if part)
        return used if skill.evidence == "dated" else f"{used}; {EVIDENCE_WORDS[skill.evidence]}"
    return EVIDENCE_WORDS[skill.evidence]


def last_use(skill: HeldSkill) -> str:
    """Say when a skill was last used: `last 2026-06`, `to date`; empty where that is unknown."""
    if not skill.last_used:
        return ""
    return "to date" if skill.last_used == "present" else f"last {skill.last_used}"


def any_of(refs: Iterable[SkillRef], *, limit: int = 4) -> str:
    """Join alternatives: `Python or R or Java`, `AWS or Azure or GCP or 3 more`."""
    names = [safe(ref.name) for ref in refs]
    return " or ".join(names[:limit]) + (f" or {len(names) - limit} more" if len(names) > limit else "")


def one_of(refs: Sequence[SkillRef], *notes: str) -> str:
    """Name alternatives inside a sentence: `Python`, `Python or R`, `AWS (or 3 others)`; `notes` stand in brackets."""
    few = len(refs) <= 2
    behind = [*([] if few else [f"or {len(refs) - 1} others"]), *notes]
    return (any_of(refs) if few else safe(refs[0].name)) + (f" ({', '.join(behind)})" if behind else "")


def gain_words(gain: float) -> str:
    """Write what a score would rise by: `+4.2`, `+0.03` where one digit would say nothing, `+0` for nothing."""
    if gain < 0.005:
        return "+0"  # a soft skill, say, without hard ones beside it
    return f"+{gain:.1f}" if gain >= 0.05 else f"+{gain:.2f}"


def best_gap(fit: Fit) -> str:
    """Name what a candidate would gain most by: `PyTorch or TensorFlow +11.4`; empty where nothing is missing."""
    return f"{most_lacking(fit)} {gain_words(fit.gaps[0].gain)}" if fit.gaps else ""


def most_lacking(fit: Fit) -> str:
    """Name what a candidate would gain most by, with a mark where some of it is shown and may earn most, too."""
    for gap in fit.gaps[:1]:
        row = _row_of(fit, gap)
        in_part = row is not None and row.earned > 0 and row.level != "adjacent"
        return best_first(gap.any_of, gap.best.skill_id, *(["shown in part"] if in_part else []))
    return ""


def short_gains(fit: Fit, *, limit: int) -> list[str]:
    """Name what to learn with its gain, most first; what to show better where nothing is to be learned."""
    to_learn, to_show = parted_gaps(fit)
    return list(map(_gain, (to_learn or to_show)[:limit]))


def _gain(gap: Gap) -> str:
    return f"{gap_in_short(gap)} {gain_words(gap.gain)}"


def parted_gaps(fit: Fit) -> tuple[list[Gap], list[Gap]]:
    """Part the gaps into what to learn and what is rather to be shown: named, but shown too little of.

    Nobody who holds the degree learns calculus again: what is wanting there is a place where it was used. And nobody
    learns curiosity: soft skills are shown.
    """
    return [gap for gap in fit.gaps if not gap.to_show], [gap for gap in fit.gaps if gap.to_show]


def gap_lists(fit: Fit) -> tuple[tuple[str, list[Gap], int], ...]:
    """Return the lists of gaps that a page shows: heading, gaps, and how many of them without being asked."""
    to_learn, to_show = parted_gaps(fit)
    return ("Next best skills", to_learn, 8), ("To show better", to_show, 4)


def gap_words(gap: Gap) -> str:
    """Name a gap: `AWS or Azure or GCP`, `Docker or Jenkins, best by Jenkins …` where a later one is better."""
    return ", ".join(part for part in (any_of(gap.any_of), best_by(gap)) if part)


def gap_reason(fit: Fit, gap: Gap) -> str:
    """Say why there is a gap, and, where it gains more than its requirement is worth, that others earn more with it."""
    row = _row_of(fit, gap)
    reason = safe(gap.reason)
    if row is None or gap.gain < row.possible + _NOTED:
        return reason
    return f"{reason}; worth {row.possible:.1f} by itself, the rest is what others earn more with it"


def _row_of(fit: Fit, gap: Gap) -> Contribution | None:
    return next((row for row in fit.contributions if row.requirement.any_of == gap.any_of), None)


def gap_in_short(gap: Gap) -> str:
    """Name a gap by its best alternative: `PyTorch`, `PyTorch or TensorFlow`, `PyTorch (or 3 others)`."""
    return best_first(gap.any_of, gap.best.skill_id)


def best_first(refs: Sequence[SkillRef], best: str, *notes: str) -> str:
    """Name alternatives in short, the best one before the others: `PyTorch (or 3 others)`."""
    return one_of(sorted(refs, key=lambda ref: ref.skill_id != best), *notes)


def best_by(gap: Gap) -> str:
    """Say which later alternative is best, and why: `best by Jenkins, which also counts for CI/CD`."""
    best = gap.best
    if best.skill_id == gap.any_of[0].skill_id:
        return ""
    others = [safe(ref.name) for ref in gap.also if ref.skill_id != best.skill_id]
    # One that counts for nothing more than the first was taken because it is begun.
    why = "is asked for elsewhere too" if gap.also else "is begun"
    if others:
        why = f"also counts for {_listing(_first_of(others, 2))}"
    return f"best by {safe(best.name)}, which {why}"


def asked(requirement: Requirement) -> str:
    """Say what is asked: `Python or R, 3+ years`, `at least 2 of Go, Rust, C++`."""
    years = f", {requirement.min_years:g}+ years" if requirement.min_years else ""
    if requirement.at_least > 1:
        names = any_of(requirement.any_of).replace(" or ", ", ")
        return f"at least {requirement.at_least} of {names}{years}"
    return any_of(requirement.any_of) + years


def shown_as(contribution: Contribution) -> str:
    """Say how a requirement is met: `through a narrower skill (PyTorch)`."""
    via = contribution.via
    own = {ref.skill_id for ref in contribution.requirement.any_of}
    words = level_words(contribution)
    return words if via is None or (via.skill_id in own and len(own) == 1) else f"{words} ({safe(via.name)})"


def level_words(contribution: Contribution) -> str:
    """Say at which level a requirement is met; a spoken language earns all where it is named."""
    if contribution.level in ("listed", "used") and contribution.credit >= 1:
        return "named"
    return LEVEL_WORDS[contribution.level]


def held_words(fit: Fit, held: Mapping[str, HeldSkill]) -> list[str]:
    """Say what earns points, else what is shown, most first: `Python (used 2 y)`, `NLP, through spaCy (used)`."""
    said: dict[str, str] = {}
    for row in earning_rows(fit) or _shown(fit):
        via = row.via or row.requirement.any_of[0]
        skill = held.get(via.skill_id)
        name, asked_for = safe(via.name), row.answers
        if asked_for and asked_for.skill_id != via.skill_id:
            near = row.level == "adjacent"
            name = f"{name}, near to {safe(asked_for.name)}" if near else f"{safe(asked_for.name)}, through {name}"
        words = evidence_words(skill) if skill else shown_as(row)
        said.setdefault(via.skill_id, f"{name} ({words})")
    return list(said.values())


def range_words(fit: Fit) -> str:
    """Write the bounds of a score in whole points, the score always within: `62–64`."""
    return f"{math.floor(fit.low)}–{math.ceil(fit.high)}"


def place_words(candidate: RankedCandidate) -> str:
    """Write the places that the bounds leave open: `2`, `2–4`."""
    first, last = candidate.best_rank, candidate.worst_rank
    return str(first) if first == last else f"{first}–{last}"


def evidence_places(contribution: Contribution) -> list[str]:
    """Quote the words that earn points with their places: `“Python” in skills at 10–16`."""
    return [f"“{safe(m.text)}” in {m.section} at {m.start}–{m.end}" for m in contribution.evidence]


def provenance_words(provenance: Provenance) -> str:
    """Write on one line what made a result."""
    return (
        f"skillgap {provenance.skillgap} · taxonomy {provenance.taxonomy} · settings {provenance.settings}"
        f" · as of {provenance.as_of}"
    )


def verdict_words(role: RoleChange) -> str:
    """Write a verdict, and what it was where it changed: `good fit`, `good fit → strong fit`."""
    return role.new_verdict if role.old_verdict == role.new_verdict else f"{role.old_verdict} → {role.new_verdict}"


def what_decides(fit: Fit) -> str:
    """Say in one or two sentences what makes the score: the largest gain, the largest loss, gates, the range."""
    most = earning_rows(fit)[:3]
    # What is shown in full loses by gates alone, and they are told apart.
    lost = (row for row in fit.contributions if row.credit < 1 and row.possible - row.earned >= 0.05)
    losing = sorted(lost, key=_lost)
    # A whole field whose parts are the gaps is lost there; naming it too says the same in vaguer words.
    named = {gap.any_of for gap in fit.gaps}
    losing = [row for row in losing if row.requirement.any_of in named] or losing
    # What earns most and loses most, too, is told once: what of its points it earns.
    again = any(row is other for row in losing[:3] for other in most)
    losing = [row for row in losing if not any(row is other for other in most)] if again else losing
    text = _gained(most, again=again) if most else _nothing_gained(fit)
    if losing:
        names = _listing([_loser(row) for row in losing[:3]])
        points = _sum_words([-_lost(row) for row in losing[:3]])
        text += f"; {'of the others, ' if again else ''}most are lost at {names} ({points})"
    text += "." + _alone(fit) + (_by_factors(fit) if most else "")
    if fit.high - fit.low >= 1:
        text += f" The range {range_words(fit)} is what the resume leaves open."
    return text


def _gained(most: Sequence[Contribution], *, again: bool) -> str:
    of = f" of {math.fsum(row.possible for row in most):.1f}" if again else ""
    points = _sum_words([row.earned for row in most], of)
    return f"Most points come from {_listing(_named_once(most))} ({points})"


def _nothing_gained(fit: Fit) -> str:
    found = _first_of(_named_once(_shown(fit)), _SOFT)
    if not found:
        return "Nothing that this role asks for was found"
    return f"Only {_listing(found)} of what this role asks for: no points without hard skills"


def _sum_words(points: Sequence[float], of: str = "") -> str:
    return f"{math.fsum(points):.1f}{of}{' together' if len(points) > 1 else ''}"


def _by_factors(fit: Fit) -> str:
    """Say what gates, and few hard skills, make of all points."""
    text = ""
    if fit.gate_factor < 1:
        text += f" All points count {fit.gate_factor:.0%}, since {_open_gates(fit)} not shown in full."
    # Where nothing soft is asked for or shown, nothing is lost by it.
    lost_soft = any(row.possible * row.credit * fit.gate_factor - row.earned >= 0.05 for row in fit.contributions)
    if fit.soft_factor < 1 and lost_soft:
        text += f" Soft skills count {fit.soft_factor:.0%} until more of the hard ones are shown."
    return text


def _open_gates(fit: Fit) -> str:
    """Name the gates that make all points count less: `education and experience are`."""
    kinds = [gate.kind for gate in fit.gates if gate.factor < 1]
    return f"{' and '.join(kinds)} {'are' if len(kinds) > 1 else 'is'}" if kinds else "a gate is"


def _alone(fit: Fit) -> str:
    """Name what makes a large part of the points by itself."""
    heavy = [row for row in fit.contributions if row.possible >= _DECIDING]
    if not heavy or len(fit.contributions) == 1:
        return ""
    worth = " and ".join(f"{one_of(row.requirement.any_of)} alone is worth {row.possible:.0f}" for row in heavy)
    return f" {worth} of the 100 points: the score says little of what else the role asks for."


def target_words(fit: Fit) -> str:
    """Say which skills reach the target, and whether fewer could; or what keeps from it, and how far all that is asked
    for would lead; empty where no target was asked for."""  # fmt: skip
    way = fit.to_target
    if way is None:
        return ""
    names = _listing(_first_of([safe(ref.name) for ref in way.skills], _NAMED)) if way.skills else "no skill"
    if len(way.skills) > _NAMED:
        names = f"{len(way.skills)} skills ({names})" if not way.reached else f"{len(way.skills)} skills: {names}"
    change = f"{way.before:.1f} → {way.after:.1f}"
    if not way.reached:
        kept = f", since {_open_gates(fit)} not shown in full" if fit.gate_factor < 1 else ""
        return f"out of reach by skills alone{kept}; {names} would do most ({change})"
    fewer = "no smaller set does" if way.proven else "whether a smaller set does is open"
    return f"{names} ({change}; {fewer})"


def gate_summary(fit: Fit) -> tuple[tuple[str, GateStatus], ...]:
    """Give one status for each kind of gate: the worst of the required ones, of the others where none is required."""
    return tuple(worst_gates((gate.kind, gate.status, gate.importance) for gate in fit.gates).items())


def gate_words(fit: Fit) -> str:
    """Write the summary of gates: `education met, experience unknown`."""
    return ", ".join(f"{kind} {status}" for kind, status in gate_summary(fit))


def worst_gates(gates: Iterable[tuple[str, GateStatus, str]]) -> dict[str, GateStatus]:
    """Map each kind of gate to one status; takes kind, status and importance of each."""
    worst: tuple[GateStatus, ...] = ("unmet", "unknown", "met")
    found: dict[str, GateStatus] = {}
    every = list(gates)
    for kind in get_args(GateKind):
        own = [(status, importance) for gate, status, importance in every if gate == kind]
        counted = [status for status, importance in own if importance == "required"] or [status for status, _ in own]
        if counted:
            found[kind] = min(counted, key=worst.index)
    return found


def factor_changes(role: RoleChange) -> list[str]:
    """Say what makes rows earn other points that did not change themselves: `all points count 55% (before: 43%)`."""
    factors = (
        ("all points count", role.old_gate_factor, role.new_gate_factor),
        ("soft skills count", role.old_soft_factor, role.new_soft_factor),
    )
    told = ((what, f"{old:.0%}", f"{new:.0%}") for what, old, new in factors)
    return [f"{what} {new} (before: {old})" for what, old, new in told if new != old]


def signed(value: float, digits: int) -> str:
    """Write a difference with its sign; one that rounds to nothing has none."""
    text = f"{value:+.{digits}f}"
    return text[1:] if float(text) == 0 else text


def skill_changes(report: CompareReport) -> tuple[tuple[str, list[str]], ...]:
    """Give the skills gained, lost and changed in words, each by name; kinds of change without any are left out."""
    groups: dict[str, list[str]] = {"gained": [], "lost": [], "changed": []}
    for change in sorted(report.skills, key=lambda change: (change.name.casefold(), change.skill_id)):
        kind = "gained" if change.old is None else "lost" if change.new is None else "changed"
        groups[kind].append(_change_words(change))
    return tuple((kind, words) for kind, words in groups.items() if words)


def _change_words(change: SkillChange) -> str:
    """Say what became of a skill: `Docker (only listed → in dated work)`."""
    name = safe(change.name)
    steps = [EVIDENCE_WORDS[evidence] for evidence in (change.old, change.new) if evidence is not None]
    if len(set(steps)) > 1 or None in (change.old, change.new):
        return f"{name} ({' → '.join(steps)})"
    return f"{name} ({years_and_months(change.old_months)} → {years_and_months(change.new_months)})"


def earners(fit: Fit) -> list[str]:
    """Name what earns points, most first, with a mark where no use of it is shown."""
    marks = {"listed": " (listed)", "coursework": " (coursework)"}
    rows = earning_rows(fit)
    return list(dict.fromkeys(_earner(row) + (marks.get(row.level, "") if row.credit < 1 else "") for row in rows))


def earning_rows(fit: Fit) -> list[Contribution]:
    """Return what earns points, most first."""
    return sorted((row for row in fit.contributions if row.earned > 0), key=lambda row: -row.earned)


def _shown(fit: Fit) -> list[Contribution]:
    """Return what is shown, whether or not it earns points: soft skills earn none by themselves."""
    return [row for row in fit.contributions if row.credit > 0]


def _named_once(rows: Iterable[Contribution]) -> list[str]:
    return list(dict.fromkeys(map(_earner, rows)))


def _earner(row: Contribution) -> str:
    """Name what earned the points: of several alternatives the one that is shown, else what is near to it."""
    asked = safe(row.answers.name) if row.answers is not None else one_of(row.requirement.any_of)
    return f"{safe(row.via.name)} (near to {asked})" if row.level == "adjacent" and row.via is not None else asked


def _loser(row: Contribution) -> str:
    """Name what loses points; what earns some too is lost in part."""
    in_part = row.earned > 0 and row.level != "adjacent"
    return one_of(row.requirement.any_of, *(["shown in part"] if in_part else []))


def _lost(row: Contribution) -> float:
    return row.earned - row.possible


def _first_of(names: list[str], most: int) -> list[str]:
    """Shorten a list of names to `most` entries, the last of which counts the rest."""
    return names if len(names) <= most else [*names[: most - 1], f"{len(names) - most + 1} more"]


def _listing(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]

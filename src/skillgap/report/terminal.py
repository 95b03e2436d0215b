"""ScoreReport → text for a terminal: ranked roles, then what is held, what is missing and why."""

from __future__ import annotations

import io
from collections.abc import Mapping

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from skillgap.models.fit import NO_EVIDENCE, Contribution, Fit, Gap, ScoreReport, SkillSet
from skillgap.report.codes import GATE_MARKS
from skillgap.report.wording import (
    NO_ROLE_NEAR,
    NOTHING_FOUND,
    asked,
    count,
    evidence_places,
    gain_words,
    gap_reason,
    gap_words,
    held_words,
    parted_gaps,
    provenance_words,
    range_words,
    safe,
    short_gains,
    shown_as,
    target_words,
    what_decides,
    years_and_months,
)

GATE_COLOURS: Mapping[str, str] = {"met": "green", "unmet": "red", "unknown": "yellow"}
NARROW = 72
"""Columns below which tables become lists."""
MANY = 2
"""Roles that are shown in full; of more, the first one is, and of the others what keeps from them."""
_HELD_SHOWN = 8
_LEAST_ADVISED = 0.005
WIDE = 140
"""Columns from which contributions stand in a table: below, the words that explain them would be cut to slivers."""


def render_text(report: ScoreReport, *, width: int = 100, explain: bool = False, color: bool = False) -> str:
    """Return the report as text of at most `width` columns; `color` adds terminal colours.

    Of many roles the first is told in full, of one no table is made.
    """
    console = paper(width=width, color=color)
    profile = report.profile
    found, worked = count(len(profile.skills), "skill"), years_and_months(profile.experience_months)
    console.print(Text.assemble((safe(report.document.name), "bold"), f" · {found} found · experience {worked}"))
    if not profile.skills:
        console.print(Text(NOTHING_FOUND, style="yellow"))
    if len(report.fits) != 1:
        console.print(_ranking(report, width=width))
    many = len(report.fits) > MANY
    if many and profile.skills and report.fits[0].verdict == NO_EVIDENCE:
        console.print(Text(NO_ROLE_NEAR, style="yellow"))
    in_full = 1 if many and not explain else len(report.fits)
    # Of a file that nothing was found in, what each of many roles asks for is no news.
    told = report.fits if profile.skills or in_full == len(report.fits) else ()
    for fit in told[:in_full]:
        console.print(_fit(fit, report, width=width, explain=explain))
    for fit in told[in_full:]:
        console.print(_fit_in_short(fit))
    if len(told) > in_full:
        console.print(Text("\n--role ID shows one role in full, --explain every point of all.", style="dim"))
    for notice in report.notices:
        console.print(Text(f"note: {safe(notice.message)}", style="yellow"))
    console.print(Text(provenance_words(report.provenance), style="dim"))
    return printed(console)


def paper(*, width: int, color: bool) -> Console:
    """Return a console that writes to memory; `printed` gives what was written."""
    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=color,
        no_color=not color,
        highlight=False,
        emoji=False,
        markup=False,
    )


def printed(console: Console) -> str:
    """Return what was printed on paper, without trailing blanks."""
    out = console.file
    assert isinstance(out, io.StringIO)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def bar(fit: Fit, *, cells: int) -> Text:
    """Draw a score: solid up to the lowest reading, half solid up to the score, light up to the highest reading."""
    low, at, high = (round(value / 100 * cells) for value in (fit.low, fit.score, fit.high))
    return Text.assemble(
        ("█" * low, "green"), ("▓" * (at - low), "green"), ("▒" * (high - at), "yellow"), ("░" * (cells - high), "dim")
    )


def _ranking(report: ScoreReport, *, width: int) -> RenderableType:
    if width < NARROW:
        return Group(*(_ranked(fit) for fit in report.fits))
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    table.add_column("Role", overflow="fold")
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("Range", justify="right", no_wrap=True)
    table.add_column("Verdict", overflow="fold")
    cells = 12 if width < 100 else 20 if width < 120 else 40
    for fit in report.fits:
        table.add_row(
            safe(fit.role.title),
            f"{fit.score:.1f}",
            bar(fit, cells=cells),
            range_words(fit),
            safe(fit.verdict),
        )
    return table


def _ranked(fit: Fit) -> RenderableType:
    """Say in two lines what the table says in a row."""
    said = Text.assemble(bar(fit, cells=8), f" {fit.score:.1f} ({range_words(fit)}) · {safe(fit.verdict)}")
    return Group(Text(safe(fit.role.title), style="bold"), Padding(said, (0, 0, 0, 3)))


def _fit(fit: Fit, report: ScoreReport, *, width: int, explain: bool) -> RenderableType:
    rows = Table.grid(padding=(0, 1))
    rows.add_column(no_wrap=True, style="dim")
    rows.add_column(overflow="fold")
    held = {skill.skill_id: skill for skill in report.profile.creditable}
    rows.add_row("decides", Text(what_decides(fit)))
    rows.add_row("held", _held(held_words(fit, held)))
    for gate in fit.gates:
        said = f"{GATE_MARKS[gate.status]} {gate.status} ({gate.importance}): {safe(gate.detail)}"
        rows.add_row(gate.kind, Text(said, style=GATE_COLOURS[gate.status]))
    for label, gaps, few in zip(("next best", "to show"), parted_gaps(fit), (5, 3), strict=True):
        # What gains nothing yet, a soft skill without hard ones beside it, is no advice.
        gaps = gaps if explain else [gap for gap in gaps if gap.gain >= _LEAST_ADVISED]
        for i, gap in enumerate(gaps if explain else gaps[:few]):
            rows.add_row(label if i == 0 else "", _gap(fit, gap))
        if len(gaps) > few and not explain:
            rows.add_row("", Text(f"… and {len(gaps) - few} more (--explain shows all)", style="dim"))
    if fit.to_target:
        rows.add_row(_reach(fit.to_target), Text(target_words(fit)))
    alone = f" ({range_words(fit)}) · {fit.verdict}" if len(report.fits) == 1 else ""
    parts: list[RenderableType] = [Text(""), _heading(fit, alone), Padding(rows, (0, 0, 0, 2))]
    if explain:
        parts.append(Padding(_waterfall_narrow(fit) if width < WIDE else _waterfall(fit), (0, 0, 0, 2)))
    return Group(*parts)


def _fit_in_short(fit: Fit) -> RenderableType:
    """Say what keeps from a role: the gates that are not met, and what would gain most."""
    said = [
        Text(f"{GATE_MARKS[gate.status]} {gate.kind}: {safe(gate.detail)}", style=GATE_COLOURS[gate.status])
        for gate in fit.gates
        if gate.importance == "required" and gate.status != "met"
    ]
    gains = ", ".join(short_gains(fit, limit=3))
    said += [Text(f"next best {gains}")] if gains else []
    said += [Text(f"{_reach(fit.to_target)} {target_words(fit)}")] if fit.to_target else []
    return Group(Text(""), _heading(fit), *(Padding(line, (0, 0, 0, 2)) for line in said))


def _heading(fit: Fit, behind: str = "") -> Text:
    probability = "" if fit.probability is None else f" · probability {fit.probability:.0%}"
    said = f" · {fit.score:.1f} of 100{behind}{probability} · {safe(fit.role.id)}"
    return Text.assemble((safe(fit.role.title), "bold"), said)


def _reach(way: SkillSet) -> str:
    return f"reach {way.target.split()[0]}"


def _held(parts: list[str]) -> Text:
    if not parts:
        return Text("nothing that this role asks for")
    more = f" … and {len(parts) - _HELD_SHOWN} more" if len(parts) > _HELD_SHOWN else ""
    return Text("; ".join(parts[:_HELD_SHOWN]) + more)


def _gap(fit: Fit, gap: Gap) -> Text:
    return Text.assemble(
        (f"{gain_words(gap.gain)} ", "green"),
        (gap_words(gap), "bold"),
        f" ({gap.importance}): {gap_reason(fit, gap)}",
        overflow="fold",
    )


def _waterfall(fit: Fit) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    table.add_column("Requirement", overflow="fold", ratio=4)
    table.add_column("Asked as", no_wrap=True)
    table.add_column("Points", justify="right", no_wrap=True)
    table.add_column("Of", justify="right", no_wrap=True)
    table.add_column("Shown", overflow="fold", ratio=3)
    table.add_column("Evidence", overflow="fold", ratio=6)
    for contribution in fit.contributions:
        table.add_row(
            asked(contribution.requirement),
            contribution.requirement.importance,
            f"{contribution.earned:.2f}",
            f"{contribution.possible:.2f}",
            shown_as(contribution),
            _evidence(contribution),
        )
    table.add_row("Sum", "", f"{fit.score:.2f}", "100.00" if fit.contributions else "", "", "")
    return table


def _waterfall_narrow(fit: Fit) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for contribution in fit.contributions:
        head = f"{asked(contribution.requirement)} ({contribution.requirement.importance}): {shown_as(contribution)}"
        table.add_row(f"{contribution.earned:.2f} of {contribution.possible:.2f}", head)
        if said := _evidence(contribution):
            table.add_row("", Text(said, style="dim"))
    table.add_row(f"{fit.score:.2f} of 100.00", "Sum")
    return table


def _evidence(contribution: Contribution) -> str:
    found = evidence_places(contribution)[:3]
    looks = contribution.looked_at[:3]
    if not found and len(looks) == 1 and contribution.level == "not_found":
        # The row's own words say already what was not found.
        return safe(looks[0].outcome.removeprefix("not found").removeprefix("; "))
    return "; ".join(found or [f"{safe(look.name)}: {safe(look.outcome)}" for look in looks])

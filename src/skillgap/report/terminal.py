"""ScoreReport → text for a terminal: ranked roles, then for each what is held, what is missing and why."""

from __future__ import annotations

import io
import re
import unicodedata

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from skillgap.models.fit import Contribution, Fit, Gap, ScoreReport
from skillgap.models.resume import HeldSkill

_BAR = 20
_GATE_MARKS = {"met": ("✓", "green"), "unmet": ("✗", "red"), "unknown": ("?", "yellow")}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def safe(text: str) -> str:
    """Drop what could steer a terminal: C0, C1, DEL and bidi controls; keep everything else."""
    return _CONTROL.sub("", unicodedata.normalize("NFC", text)).replace("\n", " ").replace("\t", " ")


def render_text(report: ScoreReport, *, width: int = 100, explain: bool = False, color: bool = False) -> str:
    """Return the report as text of at most `width` columns; `color` adds terminal colours."""
    console = paper(width=width, color=color)
    console.print(_heading(report))
    console.print(_ranking(report))
    for fit in report.fits:
        console.print(_fit(fit, report, explain=explain))
    for notice in report.notices:
        console.print(Text(f"note: {safe(notice.message)}", style="yellow"))
    provenance = report.provenance
    console.print(
        Text(
            f"skillgap {provenance.skillgap} · taxonomy {provenance.taxonomy} · settings {provenance.settings}"
            f" · as of {provenance.as_of}",
            style="dim",
        )
    )
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


def years_and_months(months: int | None) -> str:
    """Write a length of time: `4 y 6 m`, `7 m`, `unknown`."""
    if months is None:
        return "unknown"
    years, rest = divmod(months, 12)
    return " ".join(part for part in (f"{years} y" if years else "", f"{rest} m" if rest or not years else "") if part)


def evidence_words(skill: HeldSkill) -> str:
    """Say how a skill is shown: `used 4 y 6 m, last 2026-06`, `certified`, `listed`."""
    if skill.evidence == "dated":
        last = f", last {skill.last_used}" if skill.last_used else ""
        return f"used {years_and_months(skill.months)}{last}"
    return {"certified": "certified", "used": "used", "listed": "only listed", "coursework": "only coursework"}[
        skill.evidence
    ]


def requirement_name(names: tuple[str, ...], *, limit: int = 4) -> str:
    """Join alternatives: `Python or R or Java`, `AWS or Azure or GCP or 3 more`."""
    shown = [safe(name) for name in names[:limit]]
    return " or ".join(shown) + (f" or {len(names) - limit} more" if len(names) > limit else "")


def _heading(report: ScoreReport) -> Text:
    profile = report.profile
    return Text.assemble(
        (safe(report.document.name), "bold"),
        f" · {len(profile.skills)} skills found · experience {years_and_months(profile.experience_months)}",
    )


def _ranking(report: ScoreReport) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    table.add_column("Role", ratio=3, overflow="fold")
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("Range", justify="right", no_wrap=True)
    table.add_column("Verdict", ratio=3, overflow="fold")
    for fit in report.fits:
        filled = round(fit.score / 100 * _BAR)
        bar = Text("█" * filled, style="green") + Text("░" * (_BAR - filled), style="dim")
        table.add_row(safe(fit.role.title), f"{fit.score:.1f}", bar, f"{fit.low:.0f}–{fit.high:.0f}", safe(fit.verdict))
    return table


def _fit(fit: Fit, report: ScoreReport, *, explain: bool) -> RenderableType:
    rows = Table.grid(padding=(0, 1))
    rows.add_column(no_wrap=True, style="dim")
    rows.add_column(overflow="fold")
    held = {skill.skill_id: skill for skill in report.profile.skills}
    earning = sorted((c for c in fit.contributions if c.earned > 0), key=lambda c: -c.earned)
    rows.add_row("held", _held(earning, held))
    for gate in fit.gates:
        mark, style = _GATE_MARKS[gate.status]
        rows.add_row(gate.kind, Text(f"{mark} {gate.status}: {safe(gate.detail)}", style=style))
    gaps = fit.gaps if explain else fit.gaps[:5]
    for i, gap in enumerate(gaps):
        rows.add_row("next best" if i == 0 else "", _gap(gap))
    if len(fit.gaps) > len(gaps):
        rows.add_row("", Text(f"… and {len(fit.gaps) - len(gaps)} more (--explain shows all)", style="dim"))
    parts: list[RenderableType] = [
        Text.assemble((safe(fit.role.title), "bold"), f" · {fit.score:.1f} of 100 · {safe(fit.role.id)}"),
        Padding(rows, (0, 0, 0, 2)),
    ]
    if explain:
        parts.append(Padding(_waterfall(fit), (0, 0, 0, 2)))
    parts.append(Text(""))
    return Group(*parts)


def _held(contributions: list[Contribution], held: dict[str, HeldSkill], *, limit: int = 8) -> Text:
    if not contributions:
        return Text("nothing that this role asks for")
    parts = []
    for contribution in contributions[:limit]:
        via = contribution.via
        skill = held.get(via.skill_id) if via else None
        how = evidence_words(skill) if skill else contribution.level.replace("_", " ")
        name = via.name if via else contribution.requirement.any_of[0].name
        parts.append(f"{safe(name)} ({how})")
    more = f" … and {len(contributions) - limit} more" if len(contributions) > limit else ""
    return Text("; ".join(parts) + more)


def _gap(gap: Gap) -> Text:
    name = requirement_name(tuple(ref.name for ref in gap.any_of))
    return Text.assemble(
        (f"+{gap.gain:.1f} ", "green"), (name, "bold"), f" ({gap.importance}): {safe(gap.reason)}", overflow="fold"
    )


def _waterfall(fit: Fit) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    table.add_column("Requirement", overflow="fold", ratio=3)
    table.add_column("Importance", no_wrap=True)
    table.add_column("Points", justify="right", no_wrap=True)
    table.add_column("Level", no_wrap=True)
    table.add_column("Evidence", overflow="fold", ratio=4)
    for contribution in fit.contributions:
        name = requirement_name(tuple(ref.name for ref in contribution.requirement.any_of))
        evidence = "; ".join(
            f"“{safe(m.text)}” in {m.section} at {m.start}–{m.end}" for m in contribution.evidence[:3]
        ) or "; ".join(f"{safe(look.name)}: {safe(look.outcome)}" for look in contribution.looked_at[:3])
        table.add_row(
            name,
            contribution.requirement.importance,
            f"{contribution.earned:.2f} of {contribution.possible:.2f}",
            contribution.level.replace("_", " "),
            evidence,
        )
    table.add_row("Sum", "", f"{fit.score:.2f}", "", "")
    return table

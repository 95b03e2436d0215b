"""RankReport, CompareReport → text for a terminal."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from skillgap.models.fit import CompareReport, GateStatus, RankedCandidate, RankReport
from skillgap.report.codes import GATE_MARKS
from skillgap.report.terminal import GATE_COLOURS, NARROW, paper, printed
from skillgap.report.wording import (
    best_gap,
    count,
    earners,
    factor_changes,
    gate_summary,
    most_lacking,
    one_of,
    place_words,
    range_words,
    safe,
    signed,
    skill_changes,
    verdict_words,
)

_GATES = (("education", "Degree"), ("experience", "Years"), ("certification", "Certificate"))
_SHOWN = 3
"""Skills that are named of what earns a candidate points."""
_TOLD = 0.02
"""Points below which a row's change may be no more than its share of the rounding."""


def render_ranking(report: RankReport, *, width: int = 100, color: bool = False) -> str:
    """Return candidates for one role as a table, best first."""
    console = paper(width=width, color=color)
    head = f"{report.role.title} · {count(len(report.candidates), 'candidate')}"
    console.print(Text(safe(head), style="bold"))
    if width < NARROW:
        for candidate in report.candidates:
            console.print(_candidate(candidate))
    elif report.candidates:
        console.print(_candidates(report, shown=0 if width < 100 else 2 if width < 120 else _SHOWN))
    for failure in report.failures:
        console.print(Text(f"not read: {safe(failure.message)}", style="red"))
    # The places say of each candidate what these notices say of neighbours.
    said = [notice.message for notice in report.notices if notice.code != "overlap"]
    if len(said) < len(report.notices):
        said.append("where a range of places stands, the resumes leave the order open")
    for message in said:
        console.print(Text(f"note: {safe(message)}", style="yellow"))
    return printed(console)


def _candidate(candidate: RankedCandidate) -> Group:
    """Say in a few lines what the table says in a row."""
    fit = candidate.fit
    said = [f"{fit.score:.1f} ({range_words(fit)})", f"place {place_words(candidate)}"]
    said += [f"{kind} {status}" for kind, status in gate_summary(fit)]
    said += [f"shows {', '.join(earners(fit)[:_SHOWN])}"] if earners(fit) else []
    said += [f"lacks {best_gap(fit)}"] if fit.gaps else []
    head = Text(f"{candidate.rank}{'=' if candidate.tied else '.'} {safe(candidate.document.name)}", style="bold")
    return Group(head, Padding(Text("; ".join(said)), (0, 0, 0, 3)))


def _candidates(report: RankReport, *, shown: int) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1), collapse_padding=True)
    table.add_column("Rank", justify="right", no_wrap=True)
    longest = max(len(safe(candidate.document.name)) for candidate in report.candidates)
    table.add_column("Resume", overflow="fold", width=min(max(longest, 6), 24))
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Range", justify="right", no_wrap=True)
    table.add_column("Place", justify="right", no_wrap=True)
    kinds = {kind for candidate in report.candidates for kind, _ in gate_summary(candidate.fit)}
    gates = [(kind, head) for kind, head in _GATES if kind in kinds]
    for _, head in gates:
        table.add_column(head, justify="center", no_wrap=True)
    if shown:
        table.add_column("Shows most", overflow="fold")
    table.add_column("Lacks most", overflow="fold")
    for candidate in report.candidates:
        fit = candidate.fit
        met = dict(gate_summary(fit))
        table.add_row(
            f"{candidate.rank}{'=' if candidate.tied else ''}",
            safe(candidate.document.name),
            f"{fit.score:.1f}",
            range_words(fit),
            place_words(candidate),
            *(_mark(met.get(kind)) for kind, _ in gates),
            *([", ".join(earners(fit)[:shown])] if shown else []),
            most_lacking(fit),
        )
    return table


def _mark(status: GateStatus | None) -> Text:
    return Text("") if status is None else Text(GATE_MARKS[status], style=GATE_COLOURS[status])


def render_comparison(report: CompareReport, *, width: int = 100, color: bool = False) -> str:
    """Return what a new draft changed: scores by role, then the requirements and skills behind it."""
    console = paper(width=width, color=color)
    console.print(Text(f"{safe(report.old.name)} → {safe(report.new.name)}", style="bold"))
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    table.add_column("Role", overflow="fold", ratio=3)
    for heading in ("Old", "New", "Change"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Because of", overflow="fold", ratio=4)
    for role in report.roles:
        rows = [row for row in role.rows if abs(row.difference) >= _TOLD]
        why = [f"{gate.kind} {gate.old} → {gate.new}" for gate in role.gates]
        why += factor_changes(role) if rows else []
        why += [f"{one_of(row.any_of)} {signed(row.difference, 2)}" for row in rows[:4]]
        why += [f"{len(rows) - 4} more"] if len(rows) > 4 else []
        table.add_row(
            safe(role.role.title),
            f"{role.old_score:.2f}",
            f"{role.new_score:.2f}",
            signed(role.difference, 2),
            "; ".join(why) or ("next to nothing" if role.rows else "nothing changed"),
        )
    console.print(table)
    for role in report.roles:
        if role.old_verdict != role.new_verdict:
            console.print(Text(safe(f"{role.role.title}: {verdict_words(role)}")))
    for kind, changes in skill_changes(report):
        console.print(Text(f"{kind}: {', '.join(changes)}"))
    return printed(console)

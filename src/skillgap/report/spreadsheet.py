"""Results → CSV: one row a fact, cells that no spreadsheet runs.

UTF-8 without a byte order mark, lines end in "\\n", every text is quoted, numbers are not.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import get_args

from skillgap.models.fit import CompareReport, Contribution, Fit, GateKind, RankReport, ScoreReport
from skillgap.report.wording import any_of, gate_summary, safe, written_out

Cell = str | float | int | None
# The full-width signs start a formula in spreadsheets with an East Asian locale.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

SCORE_COLUMNS = (
    "file", "role_id", "role", "score", "low", "high", "verdict", "education_gate", "experience_gate",
    "certification_gate", "requirement", "importance", "min_years", "level", "earned", "possible", "credit", "via",
    "evidence", "looked_at",
)  # fmt: skip
RANK_COLUMNS = (
    "rank", "tied", "best_rank", "worst_rank", "overlaps_next", "file", "role_id", "role", "score", "low", "high",
    "verdict", "education_gate", "experience_gate", "certification_gate", "requirement", "importance", "level",
    "earned", "possible", "via", "error", "evidence",
)  # fmt: skip
COMPARE_COLUMNS = (
    "old_file", "new_file", "change", "role_id", "role", "name", "importance", "old", "new", "difference",
)  # fmt: skip


def score_csv(report: ScoreReport, *, header: bool = True) -> str:
    """Return one row for each requirement of each role."""
    return _table(
        SCORE_COLUMNS if header else (),
        (
            (
                FileName(report.document.name), fit.role.id, fit.role.title, fit.score, fit.low, fit.high, fit.verdict,
                *_gates(fit), *_requirement(row), row.requirement.min_years, row.level, row.earned, row.possible,
                row.credit, row.via.name if row.via else None, _evidence(row),
                "; ".join(f"{look.name}: {look.outcome}" for look in row.looked_at),
            )
            for fit in report.fits
            for row in fit.contributions
        ),
    )  # fmt: skip


def rank_csv(report: RankReport, *, header: bool = True) -> str:
    """Return one row for each candidate and requirement, then one for each file that failed."""
    rows: list[Sequence[Cell]] = []
    for candidate in report.candidates:
        fit = candidate.fit
        head: tuple[Cell, ...] = (
            candidate.rank, _yes(candidate.tied), candidate.best_rank, candidate.worst_rank,
            _yes(candidate.overlaps_next), FileName(candidate.document.name), fit.role.id, fit.role.title, fit.score,
            fit.low, fit.high, fit.verdict, *_gates(fit),
        )  # fmt: skip
        for row in fit.contributions:
            via = row.via.name if row.via else None
            rows.append((*head, *_requirement(row), row.level, row.earned, row.possible, via, None, _evidence(row)))
        if not fit.contributions:
            rows.append((*head, *(None,) * (len(RANK_COLUMNS) - len(head))))
    for failure in report.failures:
        cells: dict[str, Cell] = {"file": FileName(failure.name), "error": f"{failure.code}: {failure.message}"}
        rows.append([cells.get(column) for column in RANK_COLUMNS])
    return _table(RANK_COLUMNS if header else (), rows)


def compare_csv(report: CompareReport, *, header: bool = True) -> str:
    """Return one row for each change: scores, requirements and gates by role, then skills."""
    rows: list[Sequence[Cell]] = []
    for role in report.roles:
        at = (role.role.id, role.role.title)
        rows.append(("score", *at, None, None, role.old_score, role.new_score, role.difference))
        rows.extend(
            (
                "requirement", *at, any_of(row.any_of, limit=99), row.importance, row.old_level, row.new_level,
                row.difference,
            )
            for row in role.rows
        )  # fmt: skip
        rows.extend(("gate", *at, gate.kind, None, gate.old, gate.new, None) for gate in role.gates)
    for change in report.skills:
        rows.append(("skill", None, None, change.name, None, change.old, change.new, None))
        if change.old_months != change.new_months and change.old is not None and change.new is not None:
            rows.append(("months", None, None, change.name, None, change.old_months, change.new_months, None))
    files = (FileName(report.old.name), FileName(report.new.name))
    return _table(COMPARE_COLUMNS if header else (), [(*files, *row) for row in rows])


def csv_text(rows: Iterable[Iterable[Cell]]) -> str:
    """Write rows as CSV; texts that a spreadsheet would run are disarmed."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    return csv_text([header, *rows] if header else rows)


class FileName(str):
    """A name that rows are found by: controls are written out in it, since two names may differ in these alone."""

    __slots__ = ()


def _cell(value: Cell) -> Cell:
    """Disarm a text that a spreadsheet would run; a number of ours stays a number, also below zero."""
    if not isinstance(value, str):
        return "" if value is None else value
    text = written_out(value) if isinstance(value, FileName) else safe(value)
    return f"'{text}" if value.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def _requirement(row: Contribution) -> tuple[Cell, Cell]:
    return any_of(row.requirement.any_of, limit=99), row.requirement.importance


def _gates(fit: Fit) -> tuple[str, ...]:
    found = dict(gate_summary(fit))
    return tuple(found.get(kind, "") for kind in get_args(GateKind))


def _evidence(row: Contribution) -> str:
    return "; ".join(f"{m.text} ({m.section}, {m.start}-{m.end})" for m in row.evidence)


def _yes(value: bool) -> str:
    return "yes" if value else "no"

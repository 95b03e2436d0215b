"""ScoreReport → one flat, typed row: for CSV, Parquet and Spark.

JSON Lines hold the whole report. A row holds what tables are asked for: one row a file, with lists for the skills and
the fits; a file that failed has `status` "failed" and the error. `docs/pipelines.md` describes each column.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from skillgap.errors import ConfigurationError
from skillgap.models.fit import Failure, Fit, GateKind, ScoreReport
from skillgap.models.skill import SkillRef
from skillgap.pipelines.tables import load_pyarrow
from skillgap.report.spreadsheet import FileName, csv_text
from skillgap.report.wording import best_first, gain_words, worst_gates

CSV_COLUMNS = (
    "name", "status", "role_id", "role", "score", "low", "high", "verdict", "education_gate", "experience_gate",
    "certification_gate", "best_gaps", "skills", "experience_months", "sha256", "error_code", "error", "hint",
)  # fmt: skip
_GAPS_SHOWN = 3

FIELDS: dict[str, Any] = {
    "name": "string",
    "status": "string",
    "media_type": "string",
    "sha256": "string",
    "experience_months": "int32",
    "best_role_id": "string",
    "best_score": "double",
    "skills": [
        {
            "skill_id": "string",
            "name": "string",
            "category": "string",
            "evidence": "string",
            "months": "int32",
            "last_used": "string",
            "mentions": [{"text": "string", "start": "int32", "end": "int32", "section": "string", "status": "string"}],
        }
    ],
    "fits": [
        {
            "role_id": "string",
            "title": "string",
            "score": "double",
            "low": "double",
            "high": "double",
            "verdict": "string",
            "gates": [{"kind": "string", "status": "string", "importance": "string"}],
            "gaps": [
                {"skill_ids": ["string"], "names": ["string"], "importance": "string", "gain": "double", "by": "string"}
            ],
        }
    ],
    "notices": [{"code": "string", "message": "string"}],
    "error_code": "string",
    "error": "string",
    "hint": "string",
    "skillgap": "string",
    "taxonomy": "string",
    "settings": "string",
    "as_of": "string",
}
"""Columns and their types; a list is a list of its one element, a dictionary a struct."""


def row_of(result: ScoreReport | Failure) -> dict[str, Any]:
    """Return the row of a result, with all columns of `FIELDS`."""
    row: dict[str, Any] = dict.fromkeys(FIELDS)
    if isinstance(result, Failure):
        row |= {"name": result.name, "status": "failed", "error_code": result.code, "error": result.message}
        return row | {"hint": result.hint, "skills": [], "fits": [], "notices": []}
    if not isinstance(result, ScoreReport):
        kind = type(result).__name__
        hint = "Analyzer.score gives a report of which one is"
        raise ConfigurationError("settings_invalid", f"no row is made of a {kind}", hint=hint)
    best = result.fits[0] if result.fits else None
    return row | {
        "name": result.document.name,
        "status": "ok",
        "media_type": result.document.media_type,
        "sha256": result.document.sha256,
        "experience_months": result.profile.experience_months,
        "best_role_id": best.role.id if best else None,
        "best_score": best.score if best else None,
        "skills": _taken(FIELDS["skills"], result.profile.skills),
        "fits": [_fit(fit) for fit in result.fits],
        "notices": _taken(FIELDS["notices"], _notices(result)),
        "skillgap": result.provenance.skillgap,
        "taxonomy": result.provenance.taxonomy,
        "settings": result.provenance.settings,
        "as_of": result.provenance.as_of,
    }


def _fit(fit: Fit) -> dict[str, Any]:
    gaps = [
        {
            "skill_ids": [skill.skill_id for skill in gap.any_of],
            "names": [skill.name for skill in gap.any_of],
            "importance": gap.importance,
            "gain": gap.gain,
            "by": gap.best.skill_id,
        }
        for gap in fit.gaps
    ]
    return {
        "role_id": fit.role.id,
        "title": fit.role.title,
        "score": fit.score,
        "low": fit.low,
        "high": fit.high,
        "verdict": fit.verdict,
        "gates": _taken(FIELDS["fits"][0]["gates"], fit.gates),
        "gaps": gaps,
    }


def _taken(kind: Any, value: Any) -> Any:
    """Take from models the fields that a type of `FIELDS` names."""
    if isinstance(kind, dict):
        return {name: _taken(part, getattr(value, name)) for name, part in kind.items()}
    return [_taken(kind[0], one) for one in value] if isinstance(kind, list) else value


def csv_head() -> str:
    """Return the first line of the CSV."""
    return csv_text([CSV_COLUMNS])


def csv_rows(row: Mapping[str, Any]) -> str:
    """Return a row as CSV lines, one for each role; one for a file that failed."""
    shared = (row["experience_months"], row["sha256"], row["error_code"], row["error"], row["hint"])
    skills = "; ".join(skill["name"] for skill in row["skills"])
    head = (FileName(row["name"]), row["status"])
    if not row["fits"]:
        return csv_text([(*head, *(None,) * (len(CSV_COLUMNS) - len(head) - 1 - len(shared)), skills, *shared)])
    lines = []
    for fit in row["fits"]:
        gates = worst_gates((gate["kind"], gate["status"], gate["importance"]) for gate in fit["gates"])
        gaps = "; ".join(map(_gap_in_short, fit["gaps"][:_GAPS_SHOWN]))
        values = (fit[key] for key in ("role_id", "title", "score", "low", "high", "verdict"))
        lines.append((*head, *values, *map(gates.get, get_args(GateKind)), gaps, skills, *shared))
    return csv_text(lines)


def _gap_in_short(gap: Mapping[str, Any]) -> str:
    refs = [SkillRef(skill_id=i, name=name) for i, name in zip(gap["skill_ids"], gap["names"], strict=True)]
    return f"{best_first(refs, gap['by'])} {gain_words(gap['gain'])}"


def _notices(result: ScoreReport) -> list[Any]:
    seen = {
        (notice.code, notice.message, notice.page): notice for notice in (*result.document.notices, *result.notices)
    }
    return list(seen.values())


def arrow_schema() -> Any:
    """Return the Arrow schema of the rows; needs pyarrow."""
    pyarrow = load_pyarrow()

    def made(kind: Any) -> Any:
        if isinstance(kind, dict):
            return pyarrow.struct([(name, made(part)) for name, part in kind.items()])
        if isinstance(kind, list):
            return pyarrow.list_(made(kind[0]))
        return {"string": pyarrow.string(), "int32": pyarrow.int32(), "double": pyarrow.float64()}[kind]

    return pyarrow.schema([(name, made(kind)) for name, kind in FIELDS.items()])


def spark_schema() -> str:
    """Return the same schema as Spark's DDL."""

    def made(kind: Any) -> str:
        if isinstance(kind, dict):
            return "struct<" + ", ".join(f"{name}: {made(part)}" for name, part in kind.items()) + ">"
        if isinstance(kind, list):
            return f"array<{made(kind[0])}>"
        return {"string": "string", "int32": "int", "double": "double"}[kind]

    return ", ".join(f"`{name}` {made(kind)}" for name, kind in FIELDS.items())

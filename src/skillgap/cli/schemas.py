"""The models → the JSON Schemas of what is printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from skillgap.evaluation import Evaluation
from skillgap.models.fit import CheckReport, CompareReport, ExtractReport, Failure, RankReport, ScoreReport
from skillgap.models.resume import Profile
from skillgap.models.role import Role
from skillgap.models.skill import Skill
from skillgap.span_evaluation import SpanEvaluation
from skillgap.taxonomy.show import SkillEntryView

_PRINTED: Mapping[str, type[BaseModel]] = {
    "check": CheckReport,
    "compare": CompareReport,
    "evaluate": Evaluation,
    "evaluate_spans": SpanEvaluation,
    "extract": ExtractReport,
    "failure": Failure,
    "profile": Profile,
    "rank": RankReport,
    "role": Role,
    "score": ScoreReport,
    "show": SkillEntryView,
    "skill": Skill,
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema (draft 2020-12) of each printed result by name.

    Keys may be added in a later version, so that what validates today must let unknown ones pass.
    """
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {name: head | _open(model.model_json_schema(mode="serialization")) for name, model in _PRINTED.items()}


def _open(schema: Any) -> Any:
    """Take out that no other keys may be."""
    if isinstance(schema, list):
        return [_open(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: _open(part) for key, part in schema.items() if key != "additionalProperties" or part is not False}

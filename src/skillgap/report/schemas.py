"""The models → the JSON Schemas of what is printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from skillgap.models.fit import CheckReport, CompareReport, ExtractReport, Failure, RankReport, ScoreReport
from skillgap.models.resume import Profile
from skillgap.models.role import Role
from skillgap.models.skill import Skill

_PRINTED: Mapping[str, type[BaseModel]] = {
    "check": CheckReport,
    "compare": CompareReport,
    "extract": ExtractReport,
    "failure": Failure,
    "profile": Profile,
    "rank": RankReport,
    "role": Role,
    "score": ScoreReport,
    "skill": Skill,
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema (draft 2020-12) of each printed result by name."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {name: head | model.model_json_schema(mode="serialization") for name, model in _PRINTED.items()}

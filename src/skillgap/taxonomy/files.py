"""A taxonomy folder → Taxonomy: `skills/*.yaml`, `roles/*.yaml` and `crosswalk.yaml`."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from skillgap.errors import ConfigurationError
from skillgap.models import role as role_models
from skillgap.models import skill as skill_models
from skillgap.models.base import Frozen
from skillgap.models.role import Role
from skillgap.taxonomy.folder import bundled_folder, taxonomy_digest
from skillgap.taxonomy.graph import LazySkills, Taxonomy
from skillgap.taxonomy.store import read_value, write_value

FATAL = (
    "file_broken", "entry_invalid", "duplicate_key", "duplicate_id", "no_skills", "role_empty", "role_unknown_skill",
)  # fmt: skip
"""Findings that a taxonomy can't be used with, causes before consequences; the others are for its reviewers."""


def load_taxonomy(folder: str | Path | None = None) -> Taxonomy:
    """Read a taxonomy folder (default: the bundled one); raise `taxonomy_invalid` naming file and line.

    What is loaded is kept in the process: as long as the folder's files are the same, it is the same taxonomy.
    """
    folder = bundled_folder() if folder is None else Path(folder)
    try:
        digest = taxonomy_digest(folder)
    except OSError as error:
        raise ConfigurationError("taxonomy_invalid", f"{error.filename}: {error.strerror}") from error
    return loaded(folder, digest)


@lru_cache(maxsize=2)
def loaded(folder: Path, digest: str) -> Taxonomy:
    """Load the taxonomy of a folder whose files have this digest."""
    key = compiled_key(digest)
    stored = read_value(key)
    try:
        return from_compiled(stored, version=digest[:16])
    except (TypeError, KeyError, AttributeError, ValidationError):
        # Nothing stored, or a damaged file: compile it (again).
        compiled = compile_folder(folder)
        write_value(key, compiled)
        return from_compiled(compiled, version=digest[:16])


def from_compiled(compiled: Any, *, version: str) -> Taxonomy:
    """Give the taxonomy that was compiled; roles are made at once, skills when they are asked for."""
    skills = {str(entry["id"]): entry for entry in compiled["skills"]}
    return Taxonomy(LazySkills(skills), [Role.model_validate(role) for role in compiled["roles"]], version=version)


def compiled_key(digest: str) -> str:
    """Return the name that a compiled taxonomy is stored under; it changes with the models too."""
    models = hashlib.sha256(b"".join(Path(str(m.__file__)).read_bytes() for m in (skill_models, role_models)))
    return f"taxonomy-{digest[:32]}-{models.hexdigest()[:8]}"


def compile_folder(folder: Path) -> dict[str, list[Any]]:
    """Parse the files of a folder into JSON values, skills by id.

    Raises `taxonomy_invalid` naming the first file and line that can't be used.
    """
    from skillgap.taxonomy.check import check_entries  # YAML is parsed only where no compiled form is at hand
    from skillgap.taxonomy.crosswalk import with_external_ids
    from skillgap.taxonomy.entries import read_entries

    if not folder.is_dir():
        raise ConfigurationError("taxonomy_invalid", f"{folder} is no folder", hint="check the path")
    entries = read_entries(folder)
    fatal = sorted((f for f in check_entries(entries) if f.code in FATAL), key=lambda f: FATAL.index(f.code))
    if fatal:
        first, more = fatal[0], len(fatal) - 1
        raise ConfigurationError(
            "taxonomy_invalid",
            f"{folder / first.file}:{first.line}: {first.message}" + (f", and {more} more" if more else ""),
            hint="skillgap taxonomy check lists all findings",
        )
    skills = with_external_ids((entry.skill for entry in entries.skills), entries.external_ids)
    return {
        "skills": [_json(skill) for skill in sorted(skills, key=lambda skill: skill.id)],
        "roles": [_json(entry.role) for entry in entries.roles],
    }


def _json(model: Frozen) -> Any:
    return model.model_dump(mode="json", exclude_defaults=True)

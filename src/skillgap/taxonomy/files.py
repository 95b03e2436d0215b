"""A taxonomy folder → Taxonomy: `skills/*.yaml`, `roles/*.yaml` and `crosswalk.yaml`."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import ValidationError

from skillgap.errors import ConfigurationError
from skillgap.models import role as role_models
from skillgap.models import skill as skill_models
from skillgap.models.base import Frozen
from skillgap.models.role import Role
from skillgap.models.skill import Skill
from skillgap.taxonomy.graph import Taxonomy
from skillgap.taxonomy.store import read_bytes, write_bytes

FATAL = (
    "file_broken", "entry_invalid", "duplicate_key", "duplicate_id", "no_skills", "role_empty", "role_unknown_skill",
)  # fmt: skip
"""Findings that a taxonomy can't be used with, causes before consequences; the others are for its reviewers."""


class Compiled(Frozen):
    """A taxonomy as one JSON file."""

    skills: tuple[Skill, ...]
    roles: tuple[Role, ...]


def bundled_folder() -> Path:
    """Return the taxonomy folder of the checkout, else the one in the installed package.

    The checkout comes first: a packaged copy goes stale in an editable install.
    """
    package = Path(__file__).resolve().parents[1]
    checkout = package.parents[1] / "taxonomy"
    return checkout if (checkout / "skills").is_dir() and package.parent.name == "src" else package / "_taxonomy"


def taxonomy_files(folder: Path) -> tuple[Path, ...]:
    """Return the files that make up a taxonomy: skills, roles, crosswalk, each by name."""
    return (
        *sorted((folder / "skills").glob("*.yaml")),
        *sorted((folder / "roles").glob("*.yaml")),
        *sorted(folder.glob("crosswalk.yaml")),
    )


def taxonomy_digest(folder: Path) -> str:
    """Return the sha256 of a taxonomy's files (hex): the same files give the same digest, wherever they are."""
    digest = hashlib.sha256()
    for path in taxonomy_files(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def load_taxonomy(folder: Path | None = None) -> Taxonomy:
    """Read a taxonomy folder (default: the bundled one); raise `taxonomy_invalid` naming file and line."""
    folder = bundled_folder() if folder is None else folder
    try:
        digest = taxonomy_digest(folder)
    except OSError as error:
        raise ConfigurationError("taxonomy_invalid", f"{error.filename}: {error.strerror}") from error
    key = compiled_key(digest)
    data = read_bytes(key)
    if data is not None:
        try:
            compiled = Compiled.model_validate_json(data)
            return Taxonomy(compiled.skills, compiled.roles, version=digest[:16])
        except ValidationError:
            pass  # a damaged cache file: compile again
    compiled = compile_folder(folder)
    write_bytes(key, compiled_bytes(compiled))
    return Taxonomy(compiled.skills, compiled.roles, version=digest[:16])


def compiled_key(digest: str) -> str:
    """Return the name that a compiled taxonomy is stored under; it changes with the models too."""
    models = hashlib.sha256(b"".join(Path(str(m.__file__)).read_bytes() for m in (skill_models, role_models)))
    return f"taxonomy-{digest[:32]}-{models.hexdigest()[:8]}"


def compiled_bytes(compiled: Compiled) -> bytes:
    """Return the JSON of a compiled taxonomy."""
    return compiled.model_dump_json(exclude_defaults=True).encode()


def compile_folder(folder: Path) -> Compiled:
    """Parse the files of a folder; raise `taxonomy_invalid` naming the first file and line that can't be used."""
    from skillgap.taxonomy.check import check_entries  # YAML is parsed only where no compiled form is at hand
    from skillgap.taxonomy.crosswalk import with_external_ids
    from skillgap.taxonomy.entries import read_entries

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
    return Compiled(skills=tuple(skills), roles=tuple(entry.role for entry in entries.roles))

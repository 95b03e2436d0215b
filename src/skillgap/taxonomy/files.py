"""A taxonomy folder → Taxonomy: `skills/*.yaml` and `roles/*.yaml`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from skillgap.errors import ConfigurationError
from skillgap.models.role import Role
from skillgap.models.skill import Skill
from skillgap.taxonomy.graph import Taxonomy

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def bundled_folder() -> Path:
    """Return the taxonomy folder of the checkout, else the one in the installed package.

    The checkout comes first: a packaged copy goes stale in an editable install.
    """
    package = Path(__file__).resolve().parents[1]
    checkout = package.parents[1] / "taxonomy"
    return checkout if (checkout / "skills").is_dir() and package.parent.name == "src" else package / "_taxonomy"


def load_taxonomy(folder: Path | None = None) -> Taxonomy:
    """Read a taxonomy folder (default: the bundled one); raise `taxonomy_invalid` naming file and entry."""
    folder = bundled_folder() if folder is None else folder
    paths = sorted((folder / "skills").glob("*.yaml")) + sorted((folder / "roles").glob("*.yaml"))
    digest = hashlib.sha256()
    skills: list[Skill] = []
    roles: list[Role] = []
    for path in paths:
        data = path.read_bytes()
        digest.update(path.name.encode() + b"\0" + data + b"\0")
        try:
            content: Any = yaml.load(data, Loader=_LOADER)  # noqa: S506  CSafeLoader is a safe loader
            if path.parent.name == "roles":
                roles.append(Role.model_validate(content))
            else:
                skills.extend(
                    Skill.model_validate({"category": content["category"], **entry}) for entry in content["skills"]
                )
        except (yaml.YAMLError, ValidationError, KeyError, TypeError, RecursionError) as error:
            raise ConfigurationError("taxonomy_invalid", f"{path}: {error}") from error
    if not skills:
        raise ConfigurationError("taxonomy_invalid", f"{folder} holds no skills")
    return Taxonomy(skills, roles, version=digest.hexdigest()[:16])

"""A taxonomy folder → the files in it, and what they are known by."""

from __future__ import annotations

import hashlib
from pathlib import Path


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

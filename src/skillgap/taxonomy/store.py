"""What was computed from a taxonomy ⇄ JSON files by digest: shipped in the wheel, else in the user's cache folder.

Parsing thousands of YAML entries costs half a second, reading them back from JSON thirty milliseconds. A file is used
only under the digest of exactly the taxonomy files and model sources that it was made from; whatever fails here is
ignored and the work done again.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from skillgap.whole import write_whole

KEEP = 12
"""Files kept in the user's cache folder; older ones belong to taxonomies that have changed since."""
MAX_BYTES = 50_000_000
"""Twenty times the largest one written: a longer file was not written by us."""


def cache_folder() -> Path | None:
    """Return `$XDG_CACHE_HOME/skillgap`, else `~/.cache/skillgap`; None where the user has no home."""
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "skillgap"
    except RuntimeError:
        return None


def shipped_folder() -> Path:
    """Return the folder of the installed package where the wheel carries compiled files."""
    return Path(__file__).resolve().parents[1] / "_taxonomy" / "compiled"


def read_value(key: str) -> Any:
    """Return the JSON value stored under a key, None if there is none that can be read."""
    for folder in (shipped_folder(), cache_folder()):
        if folder is None:
            continue
        path = folder / f"{key}.json"
        try:
            if path.stat().st_size <= MAX_BYTES:
                # Half the time of the standard library's reader; equal keys are shared.
                return from_json(path.read_bytes(), cache_strings="keys")
        except (OSError, ValueError):
            continue
    return None


def write_value(key: str, value: Any) -> None:
    """Store a JSON value in the user's cache folder, whole or not at all; failures are ignored."""
    folder = cache_folder()
    if folder is None:
        return
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / f"{key}.json", to_bytes(value))
        _prune(folder)


def to_bytes(value: Any) -> bytes:
    """Return a JSON value as it is stored."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _prune(folder: Path) -> None:
    files = sorted(folder.glob("*.json"), key=lambda path: (-path.stat().st_mtime, path.name))
    for path in files[KEEP:]:
        path.unlink(missing_ok=True)

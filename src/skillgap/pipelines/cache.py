"""A file's content → its result of an earlier run.

Entries are JSON under the sha256 of the content and of all else that the result depends on: version, taxonomy,
settings, roles and the name's ending. What can't be read or written is ignored: the work is done again.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from pathlib import Path, PurePosixPath

from skillgap.models.fit import ScoreReport
from skillgap.whole import write_whole


def why_unusable(folder: Path) -> str:
    """Say why nothing can be kept in a folder, which is made; empty where it can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return error.strerror or type(error).__name__


class Cache:
    """A folder of results; made by the user, cleared by deleting it. Failures are not kept."""

    def __init__(self, folder: Path, *, key: str) -> None:
        self._folder = folder
        self._key = key

    def read(self, data: bytes, *, name: str) -> ScoreReport | None:
        """Return what is known of this content, under this name."""
        path = self._path(data, name)
        try:
            known = ScoreReport.model_validate_json(path.read_bytes())
        except (OSError, ValueError):
            return None
        if known.document.sha256 != hashlib.sha256(data).hexdigest():
            return None
        return known.model_copy(update={"document": known.document.model_copy(update={"name": name})})

    def write(self, data: bytes, report: ScoreReport) -> None:
        """Keep a result, whole or not at all."""
        path = self._path(data, report.document.name)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, report.model_dump_json().encode())

    def _path(self, data: bytes, name: str) -> Path:
        ending = PurePosixPath(name).suffix.lower()
        digest = hashlib.sha256(f"{self._key}{ending}\n".encode() + data).hexdigest()
        return self._folder / digest[:2] / f"{digest}.json"

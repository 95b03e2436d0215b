"""A path, bytes or text → Document."""

from __future__ import annotations

import hashlib
import math
import os
import re
import shutil
import stat
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from skillgap.errors import ConfigurationError, InputError, unopened
from skillgap.readers.draft import Draft, Limits, ReaderLike
from skillgap.readers.isolation import PendingDraft
from skillgap.readers.registry import read_bytes

if TYPE_CHECKING:
    from skillgap.models.document import Document
    from skillgap.settings import ReadingSettings

Source = Path | str | bytes
_GIVE = "give a resume's text, its bytes, or the path of a file"
_TEXT_LENGTH = 200
_HALF = re.compile(r"[\ud800-\udc7f\udd00-\udfff]")


class PendingDocument:
    """A document that another process is reading; ask for `result` once it is needed."""

    def __init__(self, job: _Job, *, isolated: bool) -> None:
        self._job, self._isolated = job, isolated
        self._draft = self._begin(limits_of(job.settings))

    def _begin(self, limits: Limits) -> PendingDraft | Draft:
        data, name, _, settings, readers = self._job
        if not self._isolated:
            return read_bytes(data, name=name, limits=limits, readers=readers)
        specs = [_spec(reader) for reader in readers]
        return PendingDraft(data, name=name, limits=limits, memory_bytes=settings.memory_bytes, readers=specs)

    def result(self) -> Document:
        """Return the document, or raise the error of the file."""
        from skillgap.readers.finishing import finish

        settings = self._job.settings
        draft = _waited(self._draft)
        if settings.ocr and any(notice.code == "page_without_text" for notice in draft.notices) and has_ocr():
            # Recognition takes seconds a page: only now, with a clock of its own.
            draft = _waited(self._begin(replace(limits_of(settings), ocr=True, seconds=settings.ocr_seconds)))
        self._draft = draft
        return finish(draft, name=self._job.name, sha256=self._job.sha256)

    def close(self) -> None:
        """Give up a reading that nobody will ask for; its process ends."""
        if not isinstance(self._draft, Draft):
            self._draft.close()


def _waited(draft: PendingDraft | Draft) -> Draft:
    return draft if isinstance(draft, Draft) else draft.result()


class _Job(NamedTuple):
    data: bytes
    name: str
    sha256: str
    settings: ReadingSettings
    readers: tuple[ReaderLike, ...]


def has_ocr() -> bool:
    """Tell whether the program that recognises text in pictures is installed."""
    return shutil.which("tesseract") is not None


def read_document(
    source: Source,
    *,
    name: str | None = None,
    settings: ReadingSettings | None = None,
    readers: Sequence[ReaderLike] | None = None,
    isolated: bool = True,
) -> Document:
    """Read a file, its bytes, or the text of a resume.

    A `str` is text when it holds a line end, or when it is longer than 200 characters with spaces in it and names no
    file; else it is a path. `readers` are asked before the built-in ones; when `isolated`, they must be modules,
    or classes or values that a module holds by name. Not isolated, a hostile file can take the whole process down.
    """
    return start_reading(source, name=name, settings=settings, readers=readers, isolated=isolated).result()


def start_reading(
    source: Source,
    *,
    name: str | None = None,
    settings: ReadingSettings | None = None,
    readers: Sequence[ReaderLike] | None = None,
    isolated: bool = True,
) -> PendingDocument:
    """Begin to read in another process and return at once, so that the caller can import or load meanwhile.

    What is wrong with the path or the size is raised here, what is wrong with the content by `result`.
    """
    if settings is None:
        from skillgap.settings import ReadingSettings

        settings = ReadingSettings()
    data, name = _load(source, name=name, max_bytes=settings.max_bytes)
    job = _Job(data, name, hashlib.sha256(data).hexdigest(), settings, tuple(readers or ()))
    return PendingDocument(job, isolated=isolated)


def limits_of(settings: ReadingSettings) -> Limits:
    """Return what readers need of the settings, as plain values."""
    named = {part.name: getattr(settings, part.name) for part in fields(Limits)}
    return Limits(**{**named, "ocr": False})


def printable(name: str) -> str:
    """Return a file name as text that can be written as UTF-8; bytes that are none are shown as \\xNN."""
    # What is no byte of a file name is half a character, from a table's text that was cut.
    whole = _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", name)
    return whole.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def source_of(value: object) -> Source:
    """Return what was handed in as a path, a text or bytes.

    What tables hold where there is nothing (None, NaN, pandas.NA) is `empty`, anything else `unsupported_format`: as
    text, "None" would be a resume.
    """
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    if isinstance(value, str):
        return value
    if isinstance(value, os.PathLike):
        return Path(value)
    if is_missing(value):
        raise InputError("empty", f"there is no resume, but {value}", hint=_GIVE)
    raise InputError("unsupported_format", f"{type(value).__name__} is no resume", hint=_GIVE)


def is_missing(value: object) -> bool:
    """Tell what tables hold where there is nothing; pandas need not be imported for that."""
    return value is None or (isinstance(value, float) and math.isnan(value)) or type(value).__name__ == "NAType"


def _load(source: Source, *, name: str | None, max_bytes: int) -> tuple[bytes, str]:
    source = source_of(source)
    name = name and printable(name)
    if isinstance(source, str) and not source.strip():
        raise InputError("empty", "the text is empty", hint=_GIVE)
    if isinstance(source, str) and is_text(source):
        source = source.encode("utf-8", "replace")
        name = name or "text"
    if isinstance(source, bytes):
        data, name = source, name or "document"
    else:
        path = Path(source)
        name = name or printable(path.name)
        data = _file_bytes(path, max_bytes)
    if len(data) > max_bytes:
        raise InputError(
            "too_large",
            f"{name} is larger than {max_bytes:,} bytes",
            hint="save it with smaller pictures, or raise `max_bytes` in ReadingSettings",
        )
    return data, name


def is_text(source: str) -> bool:
    """Tell whether a `str` is a resume's text rather than a path."""
    if "\n" in source or "\0" in source:
        return True
    if len(source) <= _TEXT_LENGTH or not any(mark.isspace() for mark in source):
        return False
    try:
        return not Path(source).exists()
    except (OSError, ValueError):
        return True


def _file_bytes(path: Path, max_bytes: int) -> bytes:
    try:
        found = path.stat()
        kind = found.st_mode
        if not stat.S_ISREG(kind):
            if stat.S_ISDIR(kind):
                raise IsADirectoryError
            raise InputError("not_found", f"{path} is not a regular file", hint="give the path of a file")
        # Room for the largest file costs more time than reading a usual one; a growing file may hold more than it said.
        with path.open("rb") as stream:
            data = stream.read(min(found.st_size, max_bytes) + 1)
            return data if len(data) <= found.st_size else data + stream.read(max_bytes + 1 - len(data))
    except (OSError, ValueError) as error:
        raise unopened(path, error) from error


def _spec(reader: ReaderLike) -> str:
    """Return the name by which the reading process can import a reader."""
    from skillgap.readers.worker import load_reader

    if isinstance(reader, ModuleType):
        return reader.__name__
    kind = reader if isinstance(reader, type) else type(reader)
    spec = f"{kind.__module__}:{kind.__qualname__}"
    if kind.__module__ == "__main__" or "<locals>" in spec:
        raise ConfigurationError(
            "settings_invalid",
            f"the reader {kind.__qualname__} can't be imported by the reading process",
            hint="put it into a module, or pass isolated=False",
        )
    load_reader(spec)
    return spec

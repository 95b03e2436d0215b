"""Paths, folders, globs, archives and tables → the items of a batch.

Whatever is named on the command line becomes items, also what is missing or can't be opened: an item that fails is a
row, never a gap in the rows. Archives are never unpacked to disk, and the names inside them are labels, not paths.
"""

from __future__ import annotations

import glob
import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from skillgap.errors import InputCode, InputError
from skillgap.pipelines.tables import ANY_COLUMN, TABLES, Columns, Item, count_rows, table_rows
from skillgap.readers.reading import printable

MAX_MEMBERS = 200_000
# Programs, data and what runs leave behind: text that would be read as a resume of somebody. An old .doc or a photo
# stays: it is somebody's resume that can't be read, which the row says.
_NO_RESUMES = frozenset(
    """
    bat bash c cc cfg class conf cpp cs css csv db dll exe go h hpp ini ipynb jar java jl js jsonl jsx journal kt
    less lock log map mjs ndjson npy npz parquet part php pkl pl ps1 py pyc r rb rows rs scala scss sh so sql sqlite
    swift toml ts tsv tsx whl xls xlsm xlsx yaml yml zsh
    """.split()
)


class Inputs(NamedTuple):
    """The items of a batch, their number, and how many entries of folders were passed over."""

    items: Iterator[Item]
    total: int
    left_out: int


def find_inputs(
    arguments: Sequence[str | Path],
    *,
    columns: Columns = ANY_COLUMN,
    exclude: Iterable[Path] = (),
    given: Sequence[Item] = (),
) -> Inputs:
    """Find what the arguments stand for, in a fixed order.

    Folders are walked as `files_below` walks them. `*.zip` gives its members, wherever it stands; tables (`*.jsonl`,
    `*.parquet`) give their rows when named directly. Names are relative to the deepest folder that holds all files,
    so that they are unique and short. `exclude` are files of the batch itself, `given` items that are at hand already.
    """
    own = {os.path.abspath(path) for path in exclude}
    walk = _Walk(own)
    for argument in arguments:
        walk.add(str(argument))
    base = walk.base()
    tables = [path for path in walk.paths if path in walk.tables]
    files = [path for path in walk.paths if path not in walk.tables]
    archives = {path: list(_members(path, _name(path, base))) for path in files if _is_archive(path)}
    total = (
        len(given)
        + sum(len(archives[path]) if path in archives else 1 for path in files)
        + sum(map(count_rows, tables))
    )

    def items() -> Iterator[Item]:
        yield from given
        for path in walk.paths:
            name = _name(path, base)
            if path in walk.tables:
                yield from table_rows(path, name, columns)
            elif path in archives:
                yield from archives[path]
            else:
                yield Item(name, name, path, error=walk.paths[path])

    return Inputs(items(), total, walk.left_out)


def read_list(source: Iterable[str]) -> list[str]:
    """Return the paths of a file list: one a line, or separated by NUL as `find -print0` writes them."""
    text = "".join(source)
    parts = text.split("\0") if "\0" in text else text.splitlines()
    return [part for part in parts if part.strip()]


class Below(NamedTuple):
    """The paths below a folder, each with the error of one that can't be read, and how many entries were left out."""

    found: dict[str, InputError | None]
    left_out: int


def files_below(folder: str) -> Below:
    """Find the files of a folder and its subfolders, in a fixed order.

    Left out are hidden entries, links, programs and tables, and what is no regular file. A folder that can't be read
    stands there itself with its error: nobody knows how many resumes it holds.
    """
    found: dict[str, InputError | None] = {}
    waiting, left_out = [folder], 0
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            code: InputCode = "permission" if isinstance(error, PermissionError) else "unreadable"
            message = printable(f"the folder {here} can't be read: {error.strerror}")
            found[here] = InputError(code, message, hint="check the folder's permissions")
            continue
        folders = []
        for entry in entries:
            seen = not entry.name.startswith(".") and not entry.is_symlink()
            if seen and entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif seen and entry.is_file(follow_symlinks=False) and _may_be(entry.name):
                found[entry.path] = None
            else:
                left_out += 1
        waiting.extend(reversed(folders))
    return Below(found, left_out)


def _may_be(name: str) -> bool:
    """Tell whether a file that nobody named may be a resume, by its ending."""
    return name.removesuffix(".gz").rpartition(".")[2].lower() not in _NO_RESUMES or "." not in name


class _Walk:
    """Collects absolute paths, each once, in the order in which they are met, with the error of those that fail."""

    def __init__(self, own: set[str]) -> None:
        self.paths: dict[str, InputError | None] = {}
        self.tables: set[str] = set()
        self.left_out = 0
        self._own = own
        self._bases: list[str] = []

    def add(self, argument: str) -> None:
        """Add what an argument stands for; one that stands for nothing is kept, to fail as a row."""
        if any(sign in argument for sign in "*?[") and not os.path.lexists(argument):
            found = sorted(glob.glob(argument, recursive=True))
            for path in found:
                self.add(path)
            if found:
                return
        path = os.path.abspath(argument)
        if os.path.isdir(path):
            self._bases.append(path)
            below = files_below(path)
            self.left_out += below.left_out
            for path, error in below.found.items():
                self._keep(path, error)
            return
        self._bases.append(os.path.dirname(path))
        if path.lower().endswith(TABLES):
            self.tables.add(path)
        self._keep(path)

    def base(self) -> str:
        """Return the deepest folder that holds everything."""
        try:
            return os.path.commonpath(self._bases) if self._bases else ""
        except ValueError:  # two drives of Windows
            return ""

    def _keep(self, path: str, error: InputError | None = None) -> None:
        if path not in self._own:
            self.paths[path] = error


def _name(path: str, base: str) -> str:
    relative = os.path.relpath(path, base) if base and path.startswith(base) else path
    return printable(relative.replace(os.sep, "/"))


def _is_archive(path: str) -> bool:
    return path.lower().endswith(".zip") and os.path.isfile(path)


def _members(path: str, name: str) -> Iterator[Item]:
    """Yield the files of an archive; the archive itself as an item that fails where it can't be opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except Exception as error:
        message = f"{name} can't be opened as an archive: {type(error).__name__}"
        yield Item(name, name, error=InputError("unreadable", message, hint="make the archive again"))
        return
    if len(entries) > MAX_MEMBERS:
        message = f"{name} holds more than {MAX_MEMBERS:,} files"
        yield Item(name, name, error=InputError("too_large", message, hint="split the archive"))
        return
    seen: dict[str, int] = {}
    for i, entry in enumerate(entries):
        parts = entry.filename.replace("\\", "/").split("/")
        hidden = any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in parts)
        if entry.is_dir() or hidden or not _may_be(parts[-1]):
            continue
        label = f"{name}/{'/'.join(part for part in parts if part not in ('', '.', '..'))}"
        seen[label] = seen.get(label, 0) + 1
        if seen[label] > 1:
            label = f"{label}#{seen[label]}"
        yield Item(label, printable(label), path, i)


def read_member(path: str, number: int, *, name: str, max_bytes: int) -> bytes:
    """Return the bytes of an archive's member; they are counted while they are unpacked, whatever its header says."""
    too_large = InputError("too_large", f"{name} is larger than {max_bytes:,} bytes", hint="save it smaller")
    try:
        archive = _archive(path)
        entry = archive.infolist()[number]
        if entry.flag_bits & 1:
            raise InputError("encrypted", f"{name} is locked with a password", hint="unpack the archive first")
        if entry.file_size > max_bytes:
            raise too_large
        chunks, size = [], 0
        with archive.open(entry) as stream:
            while chunk := stream.read(65_536):
                size += len(chunk)
                if size > max_bytes:
                    raise too_large
                chunks.append(chunk)
    except (InputError, MemoryError):
        raise
    except FileNotFoundError as error:
        raise InputError("not_found", f"{name} is no longer there", hint="check the path") from error
    except Exception as error:
        message = f"{name} can't be unpacked: {type(error).__name__}"
        raise InputError("unreadable", message, hint="make the archive again") from error
    return b"".join(chunks)


@lru_cache(maxsize=1)
def _archive(path: str) -> zipfile.ZipFile:
    """Open an archive; reading its list again for each of its files would take the square of their number."""
    return zipfile.ZipFile(path)

"""Results → a file that a crash can't spoil, with a journal beside it.

The journal `OUT.journal` says, for each item that is done, how long the output was after it. It is written after the
output, so the output may be longer than the journal says but never shorter: going on cuts the output to the last
whole entry, and no result is lost, halved or doubled, wherever the process was stopped. Parquet can't be appended to:
its rows gather in `OUT.rows` and become the table when all are there.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from skillgap.errors import ConfigurationError, InputError
from skillgap.pipelines.rows import csv_head
from skillgap.pipelines.work import Form

Bytes = bytes | memoryview
FORMS: Mapping[str, Form] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonl.gz": "gzip", ".csv": "csv", ".parquet": "row",
}  # fmt: skip
_SCHEMA = "skillgap.journal/1"
_WRITE_BYTES = 1 << 18
"""Small results are written together, large ones while they are still in the processor's cache."""
_FLUSH_BYTES = 128 << 20
_FLUSH_SECONDS = 2.0
"""Forcing to the disk stops us for a tenth of a second and more; what is lost in between is done again."""
_ROW_GROUP = 1_000
_OTHER = {"as_of": "another day", "roles": "other roles", "settings": "other settings", "skillgap": "another version"}


class Output:
    """The output of one batch; use it with `with`: leaving it on an error keeps what is whole.

    `run` describes everything that a result depends on; going on with a journal of another run raises
    `settings_invalid`. `done` holds the keys of the items that are written already.
    """

    def __init__(self, path: Path, *, run: Mapping[str, Any], resume: bool = False) -> None:
        self.path = path
        self.form = form_of(path)
        self.journal = path.with_name(path.name + ".journal")
        self.body = path.with_name(path.name + ".rows") if self.form == "row" else path
        self.done: set[str] = set()
        self.failures: dict[str, int] = {}
        self._size = 0
        self._results: list[Bytes] = []
        self._entries: list[bytes] = []
        self._waiting = self._unforced = 0
        self._flushed = time.monotonic()
        finished, entries = False, None
        if path.exists() and not path.is_file():
            raise InputError("permission", f"can't write {path}: it is no regular file")
        if self.journal.exists():
            entries, finished = _read_journal(self.journal)
        if resume and entries is not None and (not finished or self.path.exists()):
            self._go_on(entries, dict(run))
        else:
            if entries is not None and not finished and not resume and len(entries) > 1:
                raise ConfigurationError(
                    "settings_invalid",
                    f"{path} is unfinished",
                    hint=f"add --resume to go on, or delete {self.journal} to begin anew",
                )
            if resume and entries is None and self.path.exists():
                raise ConfigurationError(
                    "settings_invalid",
                    f"{path} has no journal, so what is missing in it can't be told",
                    hint="delete it, or choose another output",
                )
            self._begin(dict(run))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        with contextlib.suppress(InputError if kind else ()):  # type: ignore[arg-type]
            self.flush()
        os.close(self._body)
        os.close(self._log)

    def add(self, key: str, data: Bytes, *, failed: str | None = None) -> None:
        """Add the result of an item; `failed` is its error code."""
        self._size += len(data)
        self._results.append(data)
        self._entries.append(_line([key, self._size, failed] if failed else [key, self._size]))
        self._waiting += len(data)
        if failed:
            self.failures[failed] = self.failures.get(failed, 0) + 1
        if self._waiting > _WRITE_BYTES:
            self._write_results()
        if self._unforced > _FLUSH_BYTES or time.monotonic() - self._flushed > _FLUSH_SECONDS:
            self.flush()

    def _write_results(self) -> None:
        results, self._results, self._waiting = self._results, [], 0
        # Until the results are written, their entries must not be: what is left of both on an error ends the journal.
        entries, self._entries = self._entries, self._entries[: -len(results) or None]
        for data in results if len(results) == 1 else [b"".join(results)]:
            with _full_disk(self.path):
                _write(self._body, data)
            self._unforced += len(data)
        self._entries = entries

    def flush(self) -> None:
        """Put all that was added on the disk: the results first, then the journal."""
        self._write_results()
        if self._entries:
            entries = b"".join(self._entries)
            self._entries, self._unforced = [], 0
            with _full_disk(self.path):
                os.fsync(self._body)
                _write(self._log, entries)
                os.fsync(self._log)
        self._flushed = time.monotonic()

    def finish(self) -> None:
        """Say that all is done; make the table where the output is one."""
        self.flush()
        if self.form == "row":
            with _full_disk(self.path):
                _write_parquet(self.body, self.path)
        with _full_disk(self.path):
            _write(self._log, _line({"finished": True}))

    def _begin(self, run: Mapping[str, Any]) -> None:
        head = csv_head().encode() if self.form == "csv" else b""
        with _full_disk(self.path, begun=False):
            # The old journal goes first: it must never stand beside a new output.
            self.journal.unlink(missing_ok=True)
            self._body = os.open(self.body, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o666)
            _write(self._body, head)
            self._size = len(head)
            self._log = os.open(self.journal, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o666)
            _write(self._log, _line({"schema": _SCHEMA, "run": run, "size": self._size}))

    def _go_on(self, entries: list[Any], run: dict[str, Any]) -> None:
        if not entries:
            self._begin(run)
            return
        before = entries[0]["run"]
        changed = sorted(key for key in {*before, *run} if before.get(key) != run.get(key))
        if changed:
            raise ConfigurationError(
                "settings_invalid",
                f"{self.path} was begun with {' and '.join(_OTHER.get(key, f'another {key}') for key in changed)}",
                hint="use the same, or choose another output",
            )
        self._size = entries[0]["size"]
        for key, size, *failed in (entry for entry in entries[1:] if isinstance(entry, list)):
            self.done.add(key)
            self._size = size
            for code in failed:
                self.failures[code] = self.failures.get(code, 0) + 1
        with _full_disk(self.path):
            if self._size and (not self.body.exists() or self.body.stat().st_size < self._size):
                raise ConfigurationError(
                    "settings_invalid", f"{self.body} is shorter than its journal says", hint="begin anew"
                )
            self._body = os.open(self.body, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            os.ftruncate(self._body, self._size)
            kept = b"".join(_line(entry) for entry in entries if entry != {"finished": True})
            temporary = self.journal.with_name(self.journal.name + ".part")
            temporary.write_bytes(kept)
            temporary.replace(self.journal)
            self._log = os.open(self.journal, os.O_WRONLY | os.O_APPEND)


def form_of(path: Path) -> Form:
    """Return what a result becomes in this output, by its ending; raise `settings_invalid`."""
    for ending, form in FORMS.items():
        if path.name.lower().endswith(ending):
            return form
    raise ConfigurationError("settings_invalid", f"{path} has an unknown ending", hint="one of " + ", ".join(FORMS))


def as_of_before(path: Path) -> str | None:
    """Return the day of an unfinished or finished run, so that going on after midnight is the same run."""
    journal = path.with_name(path.name + ".journal")
    entries = _read_journal(journal)[0] if journal.exists() else []
    value = entries[0]["run"].get("as_of") if entries else None
    return value if isinstance(value, str) else None


def _read_journal(path: Path) -> tuple[list[Any], bool]:
    """Return the whole entries of a journal, the head first (none: it has no whole head), and if it is finished."""
    entries: list[Any] = []
    with path.open("rb") as stream:
        for line in stream:
            if not line.endswith(b"\n"):
                break
            try:
                entries.append(json.loads(line))
            except ValueError:
                break
    if not entries or not isinstance(entries[0], dict) or entries[0].get("schema") != _SCHEMA:
        return [], False
    return entries, entries[-1] == {"finished": True}


def _line(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode() + b"\n"


def _write(descriptor: int, data: Bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


@contextlib.contextmanager
def _full_disk(path: Path, *, begun: bool = True) -> Iterator[None]:
    """Turn what the system says of a file that can't be written into an error with a hint."""
    then = ", then go on with --resume" if begun else ""
    try:
        yield
    except FileNotFoundError as error:
        hint = f"make it or check --output{then}"
        raise InputError("not_found", f"the folder {path.parent} does not exist", hint=hint) from error
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        hint = f"{'make room' if full else 'check the path'}{then}"
        raise InputError("permission", f"can't write {path}: {error.strerror}", hint=hint) from error


def _write_parquet(rows: Path, path: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    from skillgap.pipelines.rows import arrow_schema

    schema = arrow_schema()
    temporary = path.with_name(path.name + ".part")
    with pyarrow.parquet.ParquetWriter(temporary, schema, compression="zstd") as writer, rows.open("rb") as stream:
        while lines := [json.loads(line) for _, line in zip(range(_ROW_GROUP), stream, strict=False)]:
            writer.write_table(pyarrow.Table.from_pylist(lines, schema=schema))
    temporary.replace(path)

"""Item → the bytes of its result, as the worker processes of a batch and of Spark make them."""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path
from typing import Any, Literal

from skillgap.analyzer import Analyzer, failure_alone, failure_of
from skillgap.errors import InputCode, InputError, SkillgapError
from skillgap.models.fit import Failure, ScoreReport
from skillgap.models.role import Role
from skillgap.pipelines.cache import Cache
from skillgap.pipelines.inputs import read_member
from skillgap.pipelines.rows import csv_rows, row_of
from skillgap.pipelines.tables import Item
from skillgap.pipelines.writing import ReportWriter
from skillgap.pool import Handler, Reply
from skillgap.settings import Settings

Form = Literal["jsonl", "gzip", "csv", "row"]
"""What a result becomes: the report as JSON, the same compressed, CSV lines, or the row of a table as JSON."""


def make_handler(
    analyzer: Analyzer, roles: tuple[Role, ...], form: Form, seconds: float, cache: Path | None
) -> Handler:
    """Load and warm everything, and return the function that works on one request; `seconds` are for one file."""
    inside = analyzer.variant(isolated=False, seconds=seconds)
    inside.warm(roles)
    outside = inside.variant(isolated=True, seconds=seconds)
    kept = Cache(cache, key=_cache_key(inside, roles)) if cache is not None else None
    writer = ReportWriter()

    def handle(request: bytes, alone: bool) -> bytes:
        item = unpack(request)
        # Alone, the file is read as the command line reads one: in a process that says what went wrong with it.
        result = _score(item, outside if alone else inside, roles=roles, cache=kept)
        code = failure_alone(result, alone=alone).code if isinstance(result, Failure) else ""
        if form == "jsonl" and isinstance(result, ScoreReport):
            return writer.write(result, before=b"\n", after=b"\n")
        if form == "gzip" and isinstance(result, ScoreReport):
            return b"\n" + _compressed(writer.write(result, after=b"\n"))
        return code.encode() + b"\n" + written(result, form)

    return handle


def unwrap(reply: Reply, name: str, form: Form) -> tuple[str | None, memoryview]:
    """Return the error code of a reply, if it is a failure, and its result in the form."""
    if reply.fault is not None:
        return reply.fault, memoryview(written(failure_of(name, reply.fault), form))
    end = reply.data.index(b"\n")
    return reply.data[:end].decode() or None, memoryview(reply.data)[end + 1 :]


def pack(item: Item) -> bytes:
    """Write an item as a request: a line of JSON, then its bytes."""
    values: dict[str, Any] = {"name": item.name}
    if item.data is None:
        values |= {"path": item.path, "member": item.member}
    return json.dumps(values).encode() + b"\n" + (item.data or b"")


def unpack(request: bytes) -> Item:
    """Read what `pack` wrote."""
    head, _, data = request.partition(b"\n")
    values = json.loads(head)
    if "path" in values:
        return Item("", values["name"], values["path"], values["member"])
    return Item("", values["name"], data=data)


def written(result: ScoreReport | Failure, form: Form) -> bytes:
    """Write a result in a form, ending in a newline."""
    if form in ("jsonl", "gzip"):
        line = result.model_dump_json().encode() + b"\n"
        return _compressed(line) if form == "gzip" else line
    row = row_of(result)
    return csv_rows(row).encode() if form == "csv" else json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _compressed(line: bytes) -> bytes:
    """Return a whole gzip member: a file of members one after the other is a gzip file, cut after any of them too.

    At the lowest level: a report shrinks to a sixth, and the next ones cost twice the time for little.
    """
    packer = zlib.compressobj(1, wbits=zlib.MAX_WBITS | 16)
    return packer.compress(line) + packer.flush()


def _score(item: Item, analyzer: Analyzer, *, roles: tuple[Role, ...], cache: Cache | None) -> ScoreReport | Failure:
    try:
        source: Path | bytes = Path(item.path) if item.data is None else item.data
        if item.member is not None:
            most = analyzer.settings.reading.max_bytes
            source = read_member(item.path, item.member, name=item.name, max_bytes=most)
        if cache is None:
            return analyzer.score(source, roles=roles, name=item.name)
        data = source if isinstance(source, bytes) else _bytes(source, analyzer.settings)
        if data is None:
            return analyzer.score(source, roles=roles, name=item.name)
        known = cache.read(data, name=item.name)
        if known is None:
            known = analyzer.score(data, roles=roles, name=item.name)
            cache.write(data, known)
        return known
    except SkillgapError as error:
        return failure_of(item.name, error)
    except MemoryError:
        return failure_of(item.name, "out_of_memory")
    except Exception as error:  # a bug of ours costs one row, and the row says so
        code: InputCode = "crashed"
        message = f"{item.name} met a bug: {type(error).__name__}: {error}"[:300]
        return failure_of(item.name, InputError(code, message, hint="please report it with the file's kind"))


def _bytes(path: Path, settings: Settings) -> bytes | None:
    """Return a file's bytes for the cache; None where reading it is the reader's to judge."""
    try:
        if not path.is_file() or path.stat().st_size > settings.reading.max_bytes:
            return None
        return path.read_bytes()
    except (OSError, ValueError):
        return None


def _cache_key(analyzer: Analyzer, roles: tuple[Role, ...]) -> str:
    """Return what, beside a file's content, a result depends on."""
    provenance = analyzer.provenance(analyzer.settings.as_of.isoformat()).model_dump_json()
    return hashlib.sha256("\n".join([provenance, *(role.model_dump_json() for role in roles)]).encode()).hexdigest()

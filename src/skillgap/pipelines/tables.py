"""Rows of JSON Lines and Parquet → the items of a batch."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from skillgap.errors import ConfigurationError, InputCode, InputError, MissingDependencyError
from skillgap.readers.reading import printable

TABLES = (".jsonl", ".ndjson", ".parquet")
TEXT_COLUMNS = ("text", "resume_text", "resume", "content", "bytes", "data")
"""Columns that are taken when none is named, the first that exists."""


_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4}){16,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
"""No text of a resume is as long without a space."""


class Item(NamedTuple):
    """One resume to read: a path, a member of an archive, or the bytes of a table's cell.

    `key` is unique in a batch and the same in each run over the same inputs; `name` is what results call it. `error`
    is set where it is known already that nothing can be read.
    """

    key: str
    name: str
    path: str = ""
    member: int | None = None
    data: bytes | None = None
    error: InputError | None = None


class Columns(NamedTuple):
    """Where a table holds the resume, and its name if it has one; `base64` says how JSON Lines hold bytes."""

    content: str | None = None
    name: str | None = None
    base64: bool = False


ANY_COLUMN = Columns()
_Row = tuple[int, Any, Any]
"""The number of a row, its content or error, and its name if it has one."""


def count_rows(path: str) -> int:
    """Return the number of rows of a table; 1 where it can't be read, since that is a row too."""
    try:
        if path.lower().endswith(".parquet"):
            return int(_parquet(path).metadata.num_rows)
        with open(path, "rb") as stream:  # noqa: PTH123
            return sum(not line.isspace() for line in stream)
    except MissingDependencyError:
        raise
    except Exception:
        return 1


def table_rows(path: str, name: str, columns: Columns) -> Iterator[Item]:
    """Yield the rows of a table, numbered from 1; in JSON Lines by line, so that blank ones count and give no row."""
    reader: Callable[[str, Columns], Iterator[_Row]] = (
        _parquet_rows if path.lower().endswith(".parquet") else _jsonl_rows
    )
    number = 0
    try:
        for number, content, label in reader(path, columns):
            key = f"{name}#{number}"
            if isinstance(content, InputError):
                yield Item(key, key, error=content)
                continue
            # Text goes on as bytes: as `str` it could be taken for a path.
            data = content.encode("utf-8", "replace") if isinstance(content, str) else bytes(content)
            yield Item(key, key if label is None else printable(str(label)), data=data)
    except (InputError, MissingDependencyError, ConfigurationError):
        raise
    except Exception as error:
        code: InputCode = "not_found" if isinstance(error, FileNotFoundError) else "unreadable"
        message = f"{name} can't be read as a table after row {number}: {type(error).__name__}: {error}"[:300]
        key = f"{name}#{number + 1}…"
        yield Item(key, key, error=InputError(code, message, hint="check that the table is complete"))


def _jsonl_rows(path: str, columns: Columns) -> Iterator[_Row]:
    import base64
    import json

    column, known = columns.content, False
    with open(path, "rb") as stream:  # noqa: PTH123
        for number, line in enumerate(stream, 1):
            if line.isspace():
                continue
            try:
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise TypeError("no JSON object")
                if row and not known:
                    column, known = column or _pick(row, path), True
                    _need(row, (column, columns.name), path)
                content = row.get(column)
                if content is None:
                    content = ""
                if not isinstance(content, str):
                    raise TypeError(f"{column!r} is no text")
                if not columns.base64 and _BASE64.fullmatch(content):
                    raise TypeError(f"{column!r} holds base64: --base64 reads it")
                label = row.get(columns.name) if columns.name else None
                if isinstance(label, dict | list):
                    raise TypeError(f"{columns.name!r} is no name")
                yield number, (base64.b64decode(content, validate=True) if columns.base64 else content), label
            except (ValueError, TypeError, RecursionError) as error:
                message = f"line {number} of {Path(path).name} can't be read: {error}"[:300]
                yield number, InputError("unreadable", printable(message), hint="one JSON object a line"), None


def _parquet_rows(path: str, columns: Columns) -> Iterator[_Row]:
    table = _parquet(path)
    schema = table.schema_arrow
    column = columns.content or _pick(schema.names, path)
    _need(schema.names, (column, columns.name), path)
    _need_type(schema, column, path, wanted="text or bytes", known=_is_text_or_bytes)
    if columns.name:
        _need_type(schema, columns.name, path, wanted="text or numbers", known=_is_plain)
    chosen = list(dict.fromkeys([column, columns.name or column]))
    number = 0
    for batch in table.iter_batches(batch_size=256, columns=chosen):
        contents = batch.column(column).to_pylist()
        labels = batch.column(columns.name).to_pylist() if columns.name else [None] * len(contents)
        for content, label in zip(contents, labels, strict=True):
            number += 1
            yield number, "" if content is None else content, label


def _is_text_or_bytes(kind: Any) -> bool:
    said = str(kind)
    return said in ("null", "string", "large_string", "string_view") or "binary" in said


def _is_plain(kind: Any) -> bool:
    import pyarrow

    return "binary" not in str(kind) and not pyarrow.types.is_nested(kind)


def _need_type(schema: Any, column: str, path: str, *, wanted: str, known: Callable[[Any], bool]) -> None:
    """Refuse a column of which every cell would be misread."""
    import pyarrow

    found = schema.field(column).type
    if not known(found.value_type if pyarrow.types.is_dictionary(found) else found):
        message = f"column {column!r} of {Path(path).name} is {found}, not {wanted}"
        texts = [field.name for field in schema if _is_text_or_bytes(field.type)]
        raise ConfigurationError(
            "settings_invalid", message, hint=f"of text or bytes are: {', '.join(texts) or 'none'}"
        )


def _pick(names: Iterable[str], path: str) -> str:
    for column in TEXT_COLUMNS:
        if column in names:
            return column
    raise ConfigurationError(
        "settings_invalid",
        f"{Path(path).name} has no column {' or '.join(TEXT_COLUMNS)}",
        hint=f"--column names the one that holds the resume; it has {', '.join(sorted(names))}",
    )


def _need(names: Collection[str], wanted: Iterable[str | None], path: str) -> None:
    for column in filter(None, wanted):
        if column not in names:
            has = "it has " + ", ".join(sorted(names))
            raise ConfigurationError("settings_invalid", f"{Path(path).name} has no column {column!r}", hint=has)


def _parquet(path: str) -> Any:
    return load_pyarrow().parquet.ParquetFile(path)


def load_pyarrow(what: str = "reading and writing Parquet", *, extra: str = "parquet") -> Any:
    """Import pyarrow; raise `missing_dependency` where it is not installed, or can't be loaded and must be anew."""
    try:
        import pyarrow.parquet
    except ModuleNotFoundError as error:
        raise MissingDependencyError(f"{what} needs pyarrow", hint=f"pip install 'skillgap[{extra}]'") from error
    except ImportError as error:
        message = f"{what} needs pyarrow, and the one installed can't be loaded: {error}"[:300]
        raise MissingDependencyError(message, hint="pip install --force-reinstall pyarrow") from error
    return pyarrow

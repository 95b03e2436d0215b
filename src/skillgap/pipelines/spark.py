"""A Spark DataFrame of resumes → a DataFrame of the rows that `skillgap batch` writes to Parquet.

    from skillgap.pipelines import spark

    resumes = session.read.format("binaryFile").load("s3a://bucket/resumes/")
    rows = spark.score(resumes, settings=Settings(as_of=date(2025, 6, 1)))

skillgap must be installed where the executors run. The taxonomy, the roles and the settings are broadcast: sent once
to each executor, loaded once by each of its Python processes. Files are read in a child of that process, so that a
hostile one is a row and never a failed task.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from skillgap.analyzer import Analyzer
from skillgap.errors import ConfigurationError
from skillgap.models.role import Role
from skillgap.pipelines.rows import arrow_schema, spark_schema
from skillgap.pipelines.tables import Item, load_pyarrow
from skillgap.pipelines.work import make_handler, pack, unwrap
from skillgap.pool import Handler, PoolLimits, run
from skillgap.settings import Settings
from skillgap.taxonomy import Taxonomy, load_taxonomy

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_BATCH_ROWS = 256
_NAMELESS = "a row without a name"
_handlers: dict[str, Handler] = {}
"""What this Python process of an executor has loaded, by the digest of what was broadcast; the last one only."""


class _Shared(NamedTuple):
    """What every executor needs."""

    taxonomy: Taxonomy
    roles: tuple[Role, ...]
    settings: Settings
    digest: str


def score(
    dataframe: DataFrame,
    *,
    settings: Settings,
    column: str = "content",
    name_column: str = "path",
    roles: Sequence[Role | str] | None = None,
    taxonomy: Taxonomy | None = None,
    seconds: float | None = None,
) -> DataFrame:
    """Score the resumes of a column (binary: a file's bytes; string: its text), one row each, in no promised order.

    `name_column` names the rows in the result, so that it can be joined back (null stays null); `seconds` are for one
    file. What can't be is refused here, before anything runs: `settings_invalid`.
    """
    load_pyarrow("Spark", extra="spark")  # executors need it too
    known = dataframe.columns
    for wanted in (column, name_column):
        if (times := known.count(wanted)) != 1:
            many = f"{times} columns" if times else "no column"
            hint = f"it has {', '.join(known)}" + ("; drop or rename one before" if times else "")
            raise ConfigurationError("settings_invalid", f"{many} {wanted!r} in the DataFrame", hint=hint)
    at, name_at = known.index(column), known.index(name_column)
    kind = dataframe.schema[at].dataType.simpleString()
    if kind not in ("string", "binary"):
        raise ConfigurationError("settings_invalid", f"column {column!r} is {kind}, not string or binary")
    if name_column == column:
        raise ConfigurationError("settings_invalid", f"column {column!r} can't name the rows and hold the resumes")
    taxonomy = load_taxonomy() if taxonomy is None else taxonomy
    analyzer = Analyzer(taxonomy, settings=settings)
    limits, chosen = analyzer.pool_limits(1, seconds), analyzer.chosen(roles)
    said = [taxonomy.version, settings.model_dump_json(), *(role.model_dump_json() for role in chosen)]
    shared = _Shared(taxonomy, chosen, settings, hashlib.sha256("\n".join(said).encode()).hexdigest())
    # By place: as a name, Spark would take "cv.text" for a field of "cv", and "CV" for "cv".
    narrow = dataframe.toDF(*(f"_{i}" for i in range(len(known)))).select(f"_{name_at}", f"_{at}")
    return narrow.mapInArrow(_task(_sent(dataframe, shared), limits), spark_schema())


def _sent(dataframe: DataFrame, shared: _Shared) -> Callable[[], _Shared]:
    """Broadcast what executors need and return what gets it there; Spark Connect can't, so it goes with each task."""
    try:
        broadcast = dataframe.sparkSession.sparkContext.broadcast(shared)
    except Exception:
        return lambda: shared
    return lambda: broadcast.value


def _task(shared: Callable[[], _Shared], limits: PoolLimits) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def work(batches: Iterator[Any]) -> Iterator[Any]:
        return _work(batches, shared(), limits)

    return work


def _work(batches: Iterator[Any], shared: _Shared, limits: PoolLimits) -> Iterator[Any]:
    """Turn record batches of (name, content) into record batches of rows: what runs on an executor."""
    import pyarrow

    schema = arrow_schema()
    names: dict[int, str | None] = {}

    def requests() -> Iterator[bytes]:
        number = 0
        for batch in batches:
            for name, content in zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True):
                names[number] = None if name is None else str(name)
                data = b"" if content is None else content.encode() if isinstance(content, str) else bytes(content)
                yield pack(Item("", names[number] or _NAMELESS, data=data))
                number += 1

    def make() -> Handler:
        if shared.digest not in _handlers:
            _handlers.clear()
            analyzer = Analyzer(shared.taxonomy, settings=shared.settings)
            _handlers[shared.digest] = make_handler(analyzer, shared.roles, "row", limits.seconds, None)
        return _handlers[shared.digest]

    rows: list[dict[str, Any]] = []
    with closing(run(requests(), make, limits=limits)) as replies:
        for reply in replies:
            name = names.pop(reply.number)
            rows.append(json.loads(bytes(unwrap(reply, name or _NAMELESS, "row")[1])) | {"name": name})
            if len(rows) == _BATCH_ROWS:
                yield pyarrow.RecordBatch.from_pylist(rows, schema=schema)
                rows = []
    if rows:
        yield pyarrow.RecordBatch.from_pylist(rows, schema=schema)

"""Many files → one output, by several processes, each file exactly once."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from skillgap.analyzer import Analyzer, failure_of, listed
from skillgap.models.role import Role
from skillgap.pipelines.inputs import find_inputs
from skillgap.pipelines.outputs import Output, form_of
from skillgap.pipelines.tables import ANY_COLUMN, Columns, Item, load_pyarrow
from skillgap.pipelines.work import make_handler, pack, unwrap, written
from skillgap.pool import run


class Progress(NamedTuple):
    """How far a batch is: files done in this run, failed ones among all, total, seconds since its start."""

    done: int
    before: int
    failed: int
    total: int
    seconds: float


class Summary(NamedTuple):
    """What became of a batch: files written in this run and in runs before, failures by code, entries left out."""

    done: int
    before: int
    failures: dict[str, int]
    left_out: int
    seconds: float


def run_batch(
    arguments: Sequence[str | Path],
    output: str | Path,
    *,
    analyzer: Analyzer,
    roles: Sequence[Role | str] | None = None,
    workers: int | None = None,
    timeout: float | None = None,
    resume: bool = False,
    columns: Columns = ANY_COLUMN,
    cache: Path | None = None,
    given: Sequence[Item] = (),
    exclude: Sequence[str | Path] = (),
    on_progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Score all resumes that the arguments stand for and write one result each, in no promised order.

    `timeout` is the seconds of one file (default: `settings.reading.seconds`). `resume` goes on with what an earlier
    run left. `given` are items that stand for themselves (standard input), `exclude` files that are none (a job ad).
    Raises `InputError` where the output can't be written, `ConfigurationError` where it is of another run.
    """
    output = Path(output)
    form = form_of(output)
    if form == "row":
        load_pyarrow()  # not after hours, when the table is made
    chosen = analyzer.chosen(roles)
    limits = analyzer.pool_limits(workers, timeout)
    own = [output.with_name(output.name + ending) for ending in ("", ".journal", ".journal.part", ".rows", ".part")]
    own += map(Path, exclude)
    inputs = find_inputs(list(listed(arguments)), columns=columns, exclude=own, given=given)
    begun = time.monotonic()
    with Output(output, run=_run(analyzer, chosen), resume=resume) as target:
        make = partial(make_handler, analyzer, chosen, form, limits.seconds, cache)
        waiting: dict[int, Item] = {}
        before, done = len(target.done), 0

        def requests() -> Iterator[bytes]:
            """Pack what has to be worked on; what is known to fail is written at once."""
            nonlocal done
            number = 0
            for item in inputs.items:
                if item.key in target.done:
                    continue
                if item.error is not None:
                    target.add(item.key, written(failure_of(item.name, item.error), form), failed=item.error.code)
                    done += 1
                    continue
                waiting[number] = item._replace(data=None)
                number += 1
                yield pack(item)

        with closing(run(requests(), make, limits=limits)) as replies:
            for reply in replies:
                item = waiting.pop(reply.number)
                code, data = unwrap(reply, item.name, form)
                target.add(item.key, data, failed=code)
                done += 1
                if on_progress is not None:
                    bad = sum(target.failures.values())
                    on_progress(Progress(done, before, bad, inputs.total, time.monotonic() - begun))
        target.finish()
        return Summary(done, before, dict(sorted(target.failures.items())), inputs.left_out, time.monotonic() - begun)


def _run(analyzer: Analyzer, roles: tuple[Role, ...]) -> dict[str, str]:
    """Say everything that the results depend on, for the journal."""
    as_of = analyzer.settings.as_of.isoformat()
    digest = hashlib.sha256("\n".join(role.model_dump_json() for role in roles).encode()).hexdigest()[:16]
    return analyzer.provenance(as_of).model_dump() | {"roles": digest}

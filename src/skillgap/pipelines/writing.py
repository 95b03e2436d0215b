"""ScoreReport → JSON, as `model_dump_json` writes it, in less than half the time.

Two thirds of a report say what is missing, and say it in the same objects for every resume that lacks it: their JSON
is made once and remembered. The rest of a row is put together from pieces that the rows of one report share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from pydantic_core import to_json

from skillgap.models.base import Frozen
from skillgap.models.fit import Contribution, Fit, Gap, ScoreReport

Value = TypeVar("Value", float, str)
_MOST = 8_192
"""Remembered pieces; a row is about a kilobyte."""


class ReportWriter:
    """Writes reports; what it remembers changes nothing but the time."""

    def __init__(self) -> None:
        self._shared = _Pieces()
        self._numbers = _Written[float]()
        self._words = _Written[str]()

    def write(self, report: ScoreReport, *, before: bytes = b"", after: bytes = b"") -> bytes:
        """Return what `report.model_dump_json().encode()` would, between two strings: a copy of it costs time."""
        for remembered in (self._shared, self._numbers, self._words):
            remembered.shrink()
        here = _Pieces()
        parts = [before, b'{"schema":', to_json(report.schema_), b',"document":', _json(report.document)]
        parts += [b',"profile":', _json(report.profile), b',"fits":[']
        for i, fit in enumerate(report.fits):
            if i:
                parts.append(b",")
            self._write_fit(fit, parts, here)
        parts += [b'],"provenance":', _json(report.provenance), b',"notices":', _array(report.notices), b"}", after]
        return b"".join(parts)

    def _write_fit(self, fit: Fit, parts: list[bytes], here: _Pieces) -> None:
        numbers, words = self._numbers, self._words
        parts += [b'{"role":', _json(fit.role), b',"score":', numbers[fit.score], b',"low":', numbers[fit.low]]
        parts += [b',"high":', numbers[fit.high], b',"verdict":', words[fit.verdict], b',"contributions":']
        self._write_rows(fit.contributions, parts, here)
        parts += [b',"gates":', _array(fit.gates), b',"gaps":']
        self._write_gaps(fit.gaps, parts, here)
        parts += [b',"notices":', _array(fit.notices), b',"gate_factor":', numbers[fit.gate_factor]]
        parts += [b',"soft_factor":', numbers[fit.soft_factor], b',"probability":', to_json(fit.probability)]
        parts += [b',"to_target":', b"null" if fit.to_target is None else _json(fit.to_target), b"}"]

    def _write_rows(self, rows: Sequence[Contribution], parts: list[bytes], here: _Pieces) -> None:
        shared, numbers, words = self._shared, self._numbers, self._words
        known, proved = shared.known.get, here.proved
        comma = b"["
        # Most rows say that nothing was found, and were written before.
        for row, written in zip(rows, map(known, map(id, rows)), strict=True):
            if written is not None:
                parts += (comma, written)
            elif row.level == "not_found":
                parts += (comma, shared.model(row))
            else:
                values = row.__dict__
                requirement, answers = values["requirement"], values["answers"]
                proof = id(values["via"]), id(values["evidence"]), id(values["looked_at"])
                parts += (
                    comma, b'{"requirement":', known(id(requirement)) or shared.model(requirement),
                    b',"level":', words[values["level"]], b',"earned":', numbers[values["earned"]],
                    b',"possible":', numbers[values["possible"]], b',"credit":', numbers[values["credit"]],
                    b',"answers":', known(id(answers)) or shared.model(answers),
                    proved.get(proof) or here.proof(row, proof),
                )  # fmt: skip
            comma = b","
        parts.append(b"]" if rows else b"[]")

    def _write_gaps(self, gaps: Sequence[Gap], parts: list[bytes], here: _Pieces) -> None:
        shared, numbers, words = self._shared, self._numbers, self._words
        known_always, known = shared.known.get, here.known.get
        comma = b'[{"any_of":'
        for gap in gaps:
            values = gap.__dict__
            any_of, gains, nearest, by = values["any_of"], values["gains"], values["nearest"], values["by"]
            parts += (
                comma, known_always(id(any_of)) or shared.models(any_of),
                b',"importance":', words[values["importance"]], b',"gain":', numbers[values["gain"]],
                b',"gains":', known(id(gains)) or here.gains(gains),
                b',"nearest":', known(id(nearest)) or here.model(nearest), b',"reason":', words[values["reason"]],
                b',"by":', known_always(id(by)) or shared.model(by),
                b',"also":', _array(values["also"]) if values["also"] else b"[]",
                b',"to_show":true' if values["to_show"] else b',"to_show":false',
            )  # fmt: skip
            comma = b'},{"any_of":'
        parts.append(b"}]" if gaps else b"[]")


class _Written(dict[Value, bytes]):
    """Plain values and their JSON."""

    def __missing__(self, value: Value) -> bytes:
        written = self[value] = to_json(value)
        return written

    def shrink(self) -> None:
        """Forget all when it is too much."""
        if len(self) > _MOST:
            self.clear()


class _Pieces:
    """Models and the like with their JSON, by their ids: they are kept, so that nothing else gets their ids."""

    def __init__(self) -> None:
        self.known: dict[int, bytes] = {}
        self.proved: dict[tuple[int, int, int], bytes] = {}
        self._kept: list[object] = []

    def shrink(self) -> None:
        """Forget all when it is too much."""
        if len(self._kept) > _MOST:
            self.known = {}
            self._kept = []

    def model(self, model: Frozen | None) -> bytes:
        return self.known.get(id(model)) or self._keep(model, b"null" if model is None else _json(model))

    def models(self, models: Sequence[Frozen]) -> bytes:
        return self.known.get(id(models)) or self._keep(models, _array(models))

    def gains(self, gains: Mapping[str, float]) -> bytes:
        return self.known.get(id(gains)) or self._keep(gains, to_json(gains))

    def proof(self, row: Contribution, key: tuple[int, int, int]) -> bytes:
        """Write the end of a row, which rows that one skill answers share; `key` are the ids of its three values."""
        self._kept.append(row)
        written = to_json({"via": row.via, "evidence": row.evidence, "looked_at": row.looked_at})
        self.proved[key] = b"," + written[1:]
        return self.proved[key]

    def _keep(self, value: object, written: bytes) -> bytes:
        self._kept.append(value)
        self.known[id(value)] = written
        return written


def _json(model: Frozen) -> bytes:
    return model.__pydantic_serializer__.to_json(model)


def _array(models: Iterable[Frozen]) -> bytes:
    return b"[" + b",".join([_json(model) for model in models]) + b"]"

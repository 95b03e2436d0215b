"""A short run of the fuzzer; the long one is `python tests/hostile/fuzz.py`."""

from __future__ import annotations

from hostile.fuzz import mutated, outcomes, seeds
from skillgap.errors import ERROR_CODES


def test_mutated_files_give_a_document_or_one_of_our_errors() -> None:
    results = dict(outcomes(range(660)))
    assert set(results.values()) <= {"ok", *ERROR_CODES}
    assert "crashed" not in results.values()
    assert sum(outcome == "ok" for outcome in results.values()) > 300


def test_an_input_can_be_made_again() -> None:
    assert mutated(77, seeds()) == mutated(77, seeds())

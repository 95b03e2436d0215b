"""What all tests share: laws are tried on the same few examples every time, without a clock."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from batch_cases import SETTINGS
from faulty_reader import FaultyReader
from shared import share
from skillgap import pool
from skillgap.analyzer import Analyzer

# A slow machine is no broken law, and a red build must be the same build twice.
STEADY = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.register_profile("steady", STEADY)
settings.register_profile("thorough", STEADY, max_examples=500)  # `make laws`
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def _shared() -> Iterator[None]:
    """Load the bundled taxonomy once."""
    with pytest.MonkeyPatch.context() as patch:
        share(patch)
        # What is loaded stays: no collection looks at it again, and no forked process copies it for that.
        gc.collect()
        gc.freeze()
        yield


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork also where the test runner has (sleeping) threads: spawned processes load for seconds."""
    monkeypatch.setattr(pool, "can_fork", lambda: True)


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return Analyzer(settings=SETTINGS)


@pytest.fixture(scope="session")
def faulty() -> Analyzer:
    """Give an analyzer whose only reader does what its file tells it: sleeps, allocates, aborts, exits, raises."""
    reading = SETTINGS.reading.model_copy(update={"seconds": 4.0, "memory_bytes": 400_000_000})
    return Analyzer(settings=SETTINGS.model_copy(update={"reading": reading}), readers=[FaultyReader()])

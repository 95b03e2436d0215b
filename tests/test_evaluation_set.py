"""The annotated people of `tests/evaluation`: what is found must not fall below what was reached."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from skillgap.analyzer import Analyzer
from skillgap.evaluation import Evaluation, evaluate
from skillgap.settings import Settings

FOLDER = Path(__file__).parent / "evaluation"


@pytest.fixture(scope="module")
def everybody() -> Evaluation:
    analyzer = Analyzer(settings=Settings(as_of=datetime.date(2026, 11, 1)), isolated=False)
    return evaluate(FOLDER, analyzer=analyzer)


def test_every_file_is_read(everybody: Evaluation) -> None:
    summary = everybody.summary()
    assert summary["files"] == 404
    assert summary["unreadable"] == 0


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("hard_precision", 0.96), ("hard_recall", 0.925), ("soft_precision", 0.925), ("soft_recall", 0.73),
        ("months_within_one", 0.96), ("jobs_f1", 0.98), ("degree_level", 0.975), ("best_role", 0.82),
    ],
)  # fmt: skip
def test_figures_do_not_fall(everybody: Evaluation, figure: str, least: float) -> None:
    assert everybody.summary()[figure] >= least


def test_few_traps_are_taken(everybody: Evaluation) -> None:
    assert everybody.summary()["trapped"] <= 0.06

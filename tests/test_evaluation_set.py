"""The annotated people of `tests/evaluation`: what is found must not fall below what was reached.

Every fourth person in each run, all of them with `make people`; floors for both.
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from skillgap.analyzer import Analyzer
from skillgap.evaluation import evaluate
from skillgap.settings import Settings

FOLDER = Path(__file__).parent / "evaluation"
EVERYBODY = os.environ.get("PEOPLE") == "all"
FILES, TRAPPED, FLOORS = (
    (
        404, 0.06,
        {
            "hard_precision": 0.96, "hard_recall": 0.925, "soft_precision": 0.925, "soft_recall": 0.73,
            "months_within_one": 0.96, "jobs_f1": 0.98, "degree_level": 0.975, "best_role": 0.82,
        },
    )
    if EVERYBODY
    else (
        101, 0.055,
        {
            "hard_precision": 0.96, "hard_recall": 0.93, "soft_precision": 0.925, "soft_recall": 0.78,
            "months_within_one": 0.93, "jobs_f1": 0.985, "degree_level": 0.975, "best_role": 0.84,
        },
    )
)  # fmt: skip


def test_figures_do_not_fall() -> None:
    ids = sorted(path.stem for path in FOLDER.glob("*.json"))
    analyzer = Analyzer(settings=Settings(as_of=datetime.date(2026, 11, 1)), isolated=False)
    figures = evaluate(FOLDER, analyzer=analyzer, only=() if EVERYBODY else ids[2::4]).summary()
    assert (figures["files"], figures["unreadable"]) == (FILES, 0)
    assert {name: figures[name] for name, least in FLOORS.items() if figures[name] < least} == {}
    assert figures["trapped"] <= TRAPPED

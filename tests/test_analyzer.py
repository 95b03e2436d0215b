"""The front door in Python: what is kept in a process, and what it says of a slip."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import skillgap
from skillgap import Analyzer
from skillgap.taxonomy import Taxonomy

_SKILLS = """category: language
skills:
  - {id: programming, name: Programming}
  - {id: python, name: Python, broader: [programming]}
"""
_ROLE = """
schema: skillgap.role/1
id: coder
title: Coder
requirements:
- {any_of: [{skill_id: python, name: Python}], importance: required, weight: 1}
"""
_RESUME = "Experience\nEngineer, Example Ltd, 2019 - 2021\n- Built services in Python\n"


def folder_of(path: Path, more: str = "") -> Path:
    for name, text in {"skills/all.yaml": _SKILLS + more, "roles/coder.yaml": _ROLE}.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return path


def shared(first: Analyzer, second: Analyzer) -> bool:
    """Tell whether two analyzers hold one and the same of all that takes long to load."""
    return all(getattr(first, part) is getattr(second, part) for part in ("taxonomy", "extractor")) and (
        first.scorer() is second.scorer()
    )


def test_what_is_loaded_is_loaded_once_a_process() -> None:
    first = Analyzer()
    assert shared(first, Analyzer())
    assert shared(first, pickle.loads(pickle.dumps(first)))
    with ThreadPoolExecutor(4) as pool:
        reports = [report.fits for report in pool.map(lambda _: skillgap.score(_RESUME), range(8))]
    assert reports == [first.score(_RESUME).fits] * 8


def test_a_taxonomy_that_is_sent_along_is_unpacked_once(tmp_path: Path) -> None:
    given = Analyzer(folder_of(tmp_path))
    sent = pickle.dumps(given)
    first, second = pickle.loads(sent), pickle.loads(sent)
    assert shared(first, second)
    assert first.score(_RESUME) == given.score(_RESUME)
    made = Taxonomy(tuple(given.taxonomy.skills.values()), given.taxonomy.roles.values(), version="by hand")
    again = pickle.loads(pickle.dumps(made))
    assert (dict(again.skills), again.roles, again.version) == (dict(made.skills), made.roles, "by hand")


def test_a_changed_folder_is_read_again(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    before = Analyzer(folder)
    assert shared(before, Analyzer(folder))
    folder_of(tmp_path, "  - {id: rust, name: Rust, broader: [programming]}\n")
    after = Analyzer(folder)
    assert "rust" in after.taxonomy.skills
    assert "rust" not in before.taxonomy.skills
    assert [m.skill_id for m in after.extract("Skills\nRust\n").mentions] == ["rust"]

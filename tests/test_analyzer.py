"""The front door in Python: what is kept in a process, and what it says of a slip."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import skillgap
from skillgap import Analyzer, Failure
from skillgap.errors import ConfigurationError
from skillgap.pipelines.rows import row_of
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


def frame() -> Any:
    """Return a table of one text; skips where pandas is not installed."""
    return pytest.importorskip("pandas").DataFrame({"text": [_RESUME]})


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (lambda a: a.score(_RESUME, roles=[Path("ad.txt")]), "role_unknown: .*ad.txt.* is no role .*Analyzer.role"),
        (lambda a: a.score(_RESUME, roles="ads/ad.pdf"), "role_unknown: .*ad.pdf.* Analyzer.role"),
        (lambda a: a.score(_RESUME, roles=["We seek a coder.\nMust have: Python"]), "role_unknown: .*Analyzer.role"),
        (lambda a: a.score(_RESUME, roles=["codr"]), "role_unknown: no role 'codr' .*nearest: coder"),
        (lambda a: a.score(_RESUME, target="90"), "settings_invalid: target '90': a score is between 0 and 100"),
        (lambda a: a.score(_RESUME, target=True), "settings_invalid: target True"),
        (lambda a: list(a.profile_many([_RESUME], workers="2")), "settings_invalid: workers .* '2'"),
        (lambda a: list(a.profile_many([_RESUME], seconds="2")), "settings_invalid: seconds .* '2'"),
        (lambda a: list(a.profile_many(frame())), "settings_invalid: .*one column"),
        (lambda a: a.rank(frame(), role="coder"), "settings_invalid: .*one column"),
        (lambda a: list(a.profile_many([_RESUME], workers=1.5)), "settings_invalid: workers .* 1.5"),
        (lambda a: Analyzer(settings={"as_of": "2025-01-01"}), r"settings_invalid: .*dict.*Settings\(as_of="),
        (lambda a: row_of(a.profile(_RESUME)), "settings_invalid: .*row.* Profile .*Analyzer.score"),
        (lambda a: row_of(a.score(_RESUME).fits[0]), "settings_invalid: .*row.* Fit "),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_what_to_do(tmp_path: Path, slip: Callable[[Analyzer], object], said: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        slip(Analyzer(folder_of(tmp_path), isolated=False))
    assert re.match(said, str(error.value))


def test_a_column_of_texts_with_empty_cells(tmp_path: Path) -> None:
    pd = pytest.importorskip("pandas")
    column = pd.Series(["Skills: Python", None, _RESUME, float("nan"), ""])
    found = Analyzer(folder_of(tmp_path)).profile_many(column + "\n", workers=1)  # as docs/pipelines.md writes it
    codes = [result.code if isinstance(result, Failure) else len(result.skills) for result in found]
    assert codes == [1, "empty", 1, "empty", "empty"]


def test_no_roles_give_no_fits(tmp_path: Path) -> None:
    assert Analyzer(folder_of(tmp_path)).score(_RESUME, roles=[]).fits == ()

"""The built-in `sum` rounds floats otherwise since Python 3.12: where points are added, `math.fsum` must do it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "skillgap"
FLOATS = ("weight", "earned", "possible", "credit", "shares", "values", "raw", "caps", "_lost")
FILES = sorted(path for room in ("scoring", "report", "roles", "models") for path in (SOURCE / room).rglob("*.py"))


def float_sums(code: str) -> list[str]:
    """Return the calls of `sum` whose argument names something that is a float here."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    return [
        ast.unparse(call) for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "sum"
        and any(
            name.startswith(FLOATS)
            for node in ast.walk(call)
            for name in [getattr(node, "id", None) or getattr(node, "attr", None) or ""]
        )
    ]  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_points_are_added_alike_on_every_python(path: Path) -> None:
    found = [call for call in float_sums(path.read_text(encoding="utf-8")) if "rows.values(), np" not in call]
    assert found == []


def test_the_check_sees_what_it_should() -> None:
    assert float_sums("a = sum(row.earned for row in rows)") == ["sum((row.earned for row in rows))"]
    assert float_sums("a = sum(len(word) for word in words)") == []


def test_pages_use_the_exact_sum_too() -> None:
    pages = sorted((SOURCE / "report" / "templates").glob("*.j2"))
    assert pages
    assert not [page.name for page in pages if "|sum" in page.read_text(encoding="utf-8").replace(" ", "")]

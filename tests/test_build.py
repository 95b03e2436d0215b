"""The wheel's build step: what it compiles is what an installed skillgap looks for."""

from __future__ import annotations

import importlib.util
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from skillgap.extraction.tables import compile_tables, tables_key
from skillgap.taxonomy import load_taxonomy
from skillgap.taxonomy.files import compiled_key
from skillgap.taxonomy.folder import taxonomy_digest
from skillgap.taxonomy.store import to_bytes

ROOT = Path(__file__).parents[1]


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Any:
    # hatchling is there only while a wheel is built; of it the step needs an empty base class.
    name = "hatchling.builders.hooks.plugin.interface"
    interface = types.ModuleType(name)
    interface.BuildHookInterface = type("BuildHookInterface", (), {"__class_getitem__": lambda *_: object})  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, name, interface)
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.CompiledTaxonomy()
    made.root = str(ROOT)
    return made


def test_a_wheel_holds_the_compiled_taxonomy_and_tables_that_are_looked_for(hook: Any) -> None:
    build: dict[str, Any] = {"force_include": {}}
    hook.initialize("standard", build)
    try:
        taxonomy = load_taxonomy()
        found = {Path(target).name: Path(source) for source, target in build["force_include"].items()}
        tables = f"{taxonomy.derived_key(tables_key())}.json"
        assert set(found) == {f"{compiled_key(taxonomy_digest(ROOT / 'taxonomy'))}.json", tables}
        assert found[tables].read_bytes() == to_bytes(compile_tables(taxonomy))
    finally:
        hook.finalize("standard", build, "")
    assert not any(Path(source).exists() for source in build["force_include"])

"""The wheel's taxonomy, compiled when it is built: an installed skillgap never parses YAML to start."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTaxonomy(BuildHookInterface[Any]):
    """Puts the compiled taxonomy and its look-up tables into the wheel, under `skillgap/_taxonomy/compiled/`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile `taxonomy/`; an editable install reads the checkout and needs none."""
        if version == "editable":
            return
        root = Path(self.root)
        self.made = Path(tempfile.mkdtemp(prefix="skillgap-build-"))
        sys.path.insert(0, str(root / "src"))
        try:
            from skillgap.extraction.tables import compile_tables, tables_key
            from skillgap.taxonomy.files import compile_folder, compiled_key, from_compiled
            from skillgap.taxonomy.folder import taxonomy_digest
            from skillgap.taxonomy.store import to_bytes

            folder = root / "taxonomy"
            digest = taxonomy_digest(folder)
            compiled = compile_folder(folder)
            taxonomy = from_compiled(compiled, version=digest[:16])
            (self.made / f"{compiled_key(digest)}.json").write_bytes(to_bytes(compiled))
            tables = self.made / f"{taxonomy.derived_key(tables_key())}.json"
            tables.write_bytes(to_bytes(compile_tables(taxonomy)))
        finally:
            sys.path.remove(str(root / "src"))
        for path in sorted(self.made.iterdir()):
            build_data["force_include"][str(path)] = f"skillgap/_taxonomy/compiled/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled files from the build machine."""
        made: Path | None = getattr(self, "made", None)
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)

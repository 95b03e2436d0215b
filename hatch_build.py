"""The wheel's taxonomy, compiled when it is built: an installed skillgap never parses YAML to start."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTaxonomy(BuildHookInterface[Any]):
    """Puts `skillgap/_taxonomy/compiled/KEY.json` into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile `taxonomy/`; an editable install reads the checkout and needs none."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from skillgap.taxonomy.files import compile_folder, compiled_bytes, compiled_key, taxonomy_digest

            folder = root / "taxonomy"
            key = compiled_key(taxonomy_digest(folder))
            self.made = Path(tempfile.mkdtemp(prefix="skillgap-build-")) / f"{key}.json"
            self.made.write_bytes(compiled_bytes(compile_folder(folder)))
        finally:
            sys.path.remove(str(root / "src"))
        build_data["force_include"][str(self.made)] = f"skillgap/_taxonomy/compiled/{key}.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled file from the build machine."""
        made: Path | None = getattr(self, "made", None)
        if made is not None:
            made.unlink(missing_ok=True)
            made.parent.rmdir()

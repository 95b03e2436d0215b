"""What nearly every test needs, loaded once in each worker: the bundled taxonomy and the index over it.

Both never change by use, and loading them takes longer than most tests. What loading itself does is the matter of
`test_taxonomy.py` and `test_build.py`, and of all tests that start a process.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from skillgap.extraction import Extractor
from skillgap.extraction import extractor as extracting
from skillgap.taxonomy import Taxonomy, files, load_taxonomy


@cache
def bundled() -> Taxonomy:
    """Return the bundled taxonomy."""
    return load_taxonomy()


@cache
def extractor() -> Extractor:
    """Return the extractor over it."""
    return Extractor(bundled())


def share(patch: pytest.MonkeyPatch) -> None:
    """Whoever loads the bundled taxonomy, or builds its index, is given the one of `bundled` and `extractor`."""
    read, make, build = files.read_value, files.from_compiled, extracting.build_index
    kept, index = bundled(), extractor().index
    known = files.compiled_key(files.taxonomy_digest(files.bundled_folder()))

    def from_compiled(compiled: Any, *, version: str) -> Taxonomy:
        return kept if version == kept.version else make(compiled, version=version)

    patch.setattr(files, "read_value", lambda key: None if key == known else read(key))
    patch.setattr(files, "from_compiled", from_compiled)
    patch.setattr(extracting, "build_index", lambda taxonomy: index if taxonomy is kept else build(taxonomy))

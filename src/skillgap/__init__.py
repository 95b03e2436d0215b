"""Resume-to-role skill-gap analysis: offline, deterministic, with proof for every claim.

    import skillgap

    report = skillgap.score("resume.pdf", role="lead-ml-engineer")
    print(report.fits[0].score, [gap.any_of[0].name for gap in report.fits[0].gaps[:3]])

Names are loaded when first used, so that `import skillgap` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skillgap.analyzer import Analyzer as Analyzer
    from skillgap.analyzer import score as score
    from skillgap.errors import SkillgapError as SkillgapError
    from skillgap.readers import read_document as read_document
    from skillgap.report import render as render
    from skillgap.settings import Settings as Settings
    from skillgap.taxonomy import Taxonomy as Taxonomy

__version__ = "0.1.0"

_HOMES = {
    "Analyzer": "skillgap.analyzer",
    "Settings": "skillgap.settings",
    "SkillgapError": "skillgap.errors",
    "Taxonomy": "skillgap.taxonomy",
    "read_document": "skillgap.readers",
    "render": "skillgap.report",
    "score": "skillgap.analyzer",
}
__all__ = ["Analyzer", "Settings", "SkillgapError", "Taxonomy", "read_document", "render", "score"]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'skillgap' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])

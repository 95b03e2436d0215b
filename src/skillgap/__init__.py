"""Resume-to-role skill-gap analysis: offline, deterministic, with proof for every claim.

    import skillgap

    report = skillgap.score("resume.pdf", role="lead-ml-engineer")
    print(report.fits[0].score, [gap.any_of[0].name for gap in report.fits[0].gaps[:3]])

Names are loaded when first used, so that `import skillgap` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skillgap.analyzer import Analyzer as Analyzer
    from skillgap.analyzer import score as score
    from skillgap.errors import SkillgapError as SkillgapError
    from skillgap.models.document import Document as Document
    from skillgap.models.fit import Failure as Failure
    from skillgap.models.fit import Fit as Fit
    from skillgap.models.fit import Gap as Gap
    from skillgap.models.fit import ScoreReport as ScoreReport
    from skillgap.models.resume import Profile as Profile
    from skillgap.models.role import Role as Role
    from skillgap.readers import read_document as read_document
    from skillgap.report import render as render
    from skillgap.settings import Settings as Settings
    from skillgap.taxonomy import Taxonomy as Taxonomy
    from skillgap.taxonomy import load_taxonomy as load_taxonomy

__version__ = "0.1.0"

_HOMES = {
    "Analyzer": "skillgap.analyzer",
    "Document": "skillgap.models.document",
    "Failure": "skillgap.models.fit",
    "Fit": "skillgap.models.fit",
    "Gap": "skillgap.models.fit",
    "Profile": "skillgap.models.resume",
    "Role": "skillgap.models.role",
    "ScoreReport": "skillgap.models.fit",
    "Settings": "skillgap.settings",
    "SkillgapError": "skillgap.errors",
    "Taxonomy": "skillgap.taxonomy",
    "load_taxonomy": "skillgap.taxonomy",
    "read_document": "skillgap.readers",
    "render": "skillgap.report",
    "score": "skillgap.analyzer",
}
__all__ = [
    "Analyzer",
    "Document",
    "Failure",
    "Fit",
    "Gap",
    "Profile",
    "Role",
    "ScoreReport",
    "Settings",
    "SkillgapError",
    "Taxonomy",
    "load_taxonomy",
    "read_document",
    "render",
    "score",
]

if not TYPE_CHECKING:  # a checker that saw it would take every name, misspelt ones too, for an object

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module 'skillgap' has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])

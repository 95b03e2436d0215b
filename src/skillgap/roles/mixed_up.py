"""Document → notice: a resume where a role document was meant, or the other way round."""

from __future__ import annotations

import re

from skillgap.models.base import Notice
from skillgap.models.document import Document
from skillgap.roles.cues import BlockKind
from skillgap.roles.outline import read_outline
from skillgap.structure import dated_entries, read_structure

_AD: frozenset[BlockKind] = frozenset({"requirement", "preferred", "duty", "benefits", "about", "process"})
_FEWEST = 2
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LATE = "2100-01"
"""Whatever a document calls the present lies before it."""


def resume_notices(document: Document) -> tuple[Notice, ...]:
    """Say of what is read as a role document that it looks like a resume."""
    if len(_YEAR.findall(document.text)) < _FEWEST:
        return ()  # as nearly every ad, and the structure costs a fifth of reading it
    found = dated_entries(read_structure(document, as_of=_LATE))
    if found < _FEWEST:
        return ()
    message = (
        f"{document.name} holds {found} dated jobs and degrees: it reads like a resume, and is read as what is asked"
    )
    return (Notice(code="looks_like_resume", message=message),)


def ad_notices(document: Document) -> tuple[Notice, ...]:
    """Say of what is read as a resume, and holds no dated entry, that it looks like a job ad."""
    if len({item.kind for item in read_outline(document)} & _AD) < _FEWEST:
        return ()
    message = (
        f"{document.name} holds no dated job or degree, but an ad's sections: it reads like a job ad, not a resume"
    )
    return (Notice(code="looks_like_ad", message=message),)

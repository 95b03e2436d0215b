"""Reading → Notice: what an ad asks for that the taxonomy does not hold, so that its absence from the role is said."""

from __future__ import annotations

import re

from skillgap.extraction.unlisted import propose
from skillgap.models.base import Notice
from skillgap.models.document import Document
from skillgap.models.resume import Mention
from skillgap.roles.asked import degree_spans
from skillgap.roles.cues import ASKING
from skillgap.roles.items import Item
from skillgap.roles.proof import line_of

_SURE = 0.7
_LONGEST = 3
_MOST_SHOWN = 8
_NAME = re.compile(r"[A-Z][\w.+#-]*(?: [A-Z\d][\w.+#-]*)*|[a-z]+[A-Z]\w*|\w+\.(?:js|py|io|ai)")


def unknown_demands(document: Document, items: tuple[Item, ...], mentions: tuple[Mention, ...]) -> tuple[Notice, ...]:
    """Name what reads as a tool among the demands and is in no list: at most one notice, empty when all is known.

    A role can't ask for what the taxonomy does not hold; a reader of the score must know that it was not weighed.
    """
    text = document.text
    asking = [item for item in items if item.kind in ASKING and item.sure and not item.title]
    if not asking:
        return ()
    blocked = [span for item in asking for span in degree_spans(text, item)]
    found: dict[str, int] = {}
    for proposed in propose(text, mentions, lean=0.0):
        words = text[proposed.start : proposed.end]
        free = not any(a < proposed.end and proposed.start < b for a, b in blocked)
        inside = any(item.start <= proposed.start and proposed.end <= item.end for item in asking)
        sure = proposed.confidence >= _SURE and not proposed.listed and len(words.split()) <= _LONGEST
        if sure and free and inside and _NAME.fullmatch(words):
            found.setdefault(words, line_of(text, proposed.start))
    if not found:
        return ()
    named = ", ".join(f'"{name}" (line {line})' for name, line in list(found.items())[:_MOST_SHOWN])
    more = f" and {len(found) - _MOST_SHOWN} more" if len(found) > _MOST_SHOWN else ""
    return (
        Notice(code="unknown_demands", message=f"asked for, but not in the taxonomy and not weighed: {named}{more}"),
    )

"""Item → where its words name what is asked for: behind "experience with", and before the "skills" that they share."""

from __future__ import annotations

import re

from skillgap.roles.cues import plain
from skillgap.roles.items import Item

_NAMING = re.compile(
    r"\b(?:experienced?|familiar|familiarity|proficien\w+|skilled|expertise|knowledge|understanding|background|fluent|fluency|"
    r"competen\w+|exposure|command|grasp|erfahrung|kenntnisse|vertraut) (?:with|in|of|to|mit|von)(?: the)? "
)
_NAMED_UNTIL = re.compile(
    r"[;:]|[.](?!\w)|(?<![\w-])(?:to|that|which|who|you|we|our|your|while|when|where|for|by|how|is|are|has|have|will|would|can)(?![\w-])"
)
_SHARED = re.compile(
    r"\b(?P<list>(?:[\w-]+(?: [\w-]+)?(?:, and |, or |, | and | or | & |/))+)(?:[\w-]+ ){1,2}"
    r"(?:skills?|abilit(?:y|ies)|capabilit(?:y|ies)|competenc(?:e|es|y|ies)|qualities)\b"
)


def named_spans(text: str, item: Item) -> tuple[tuple[int, int], ...]:
    """Return where a demand names things: "experience with caching and virtualization"."""
    folded = plain(text[item.start : item.end])
    spans: list[tuple[int, int]] = []
    for match in _NAMING.finditer(folded):
        stop = _NAMED_UNTIL.search(folded, match.end())
        spans.append((item.start + match.end(), item.start + (stop.start() if stop else len(folded))))
    return tuple(spans)


def shared_spans(text: str, item: Item) -> tuple[tuple[int, int], ...]:
    """Return where words share a last one that says what they are: "leadership, organizational and writing skills"."""
    folded = plain(text[item.start : item.end])
    return tuple((item.start + m.start("list"), item.start + m.end("list")) for m in _SHARED.finditer(folded))

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


_ADVERBS = "very|highly|extremely|both|also|really|truly|intellectually|naturally|well|an?"
_PERSONAL = re.compile(
    r"(?:\b(?:you are|you're|you will be|you should be|you must be|must be|should be|candidate (?:is|will be)|"
    r"someone who is|who are|du bist|sie sind)|^(?:be|being)|(?P<kind>\b(?:an?|eine)))\s+"
    rf"(?P<list>(?:(?:{_ADVERBS}) ){{0,3}}[\w-]+"
    rf"(?:(?:,? and |, or |, |,? und |/)(?:(?:{_ADVERBS}) ){{0,3}}[\w-]+){{0,6}})"
    r"(?![\w-])(?! (?:about|for|to|with|of|in|by|at|on)\b)"
    r"(?P<who> (?:mindset|person|personality|individual|attitude|thinker|mind|manner|nature|approach|spirit|"
    r"character|way of working|arbeitsweise|team ?player|self-starter|problem solver|communicator|colleague|"
    r"professional)\b)?"
)
_OF_MODELS = re.compile(r"\b(?:ml|ai|llms?|nlp|machine[ -]learning|deep[ -]learning|neural|models?)\b")
_STEP = (
    r"(?:training|evaluation|evaluating|validation|validating|inference|deployment|deploying|monitoring|"
    r"labell?ing|annotation)"
)
_STEPS = re.compile(rf"(?:(?<=, )|(?<=and )|(?<=/)){_STEP}\b|\b{_STEP}(?=, | and |/)")


_MEMBER = re.compile(r"(?:(?<=, )|(?<=and )|(?<=/)|(?<=\())[\w-]+(?: [\w-]+)?(?=[,;.)/]| and |$)")


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


def listed_spans(text: str, item: Item) -> tuple[tuple[int, int], ...]:
    """Return the members of lists that are one or two plain words: "pipelines, dashboards and reporting"."""
    folded = plain(text[item.start : item.end])
    return tuple((item.start + m.start(), item.start + m.end()) for m in _MEMBER.finditer(folded))


def personal_spans(text: str, item: Item) -> tuple[tuple[int, int], ...]:
    """Return where a demand says what a person is like: "you are organized", "an autonomous, curious mindset"."""
    folded = plain(text[item.start : item.end])
    found = (m for m in _PERSONAL.finditer(folded) if m.group("who") or not m.group("kind"))
    return tuple((item.start + m.start("list"), item.start + m.end("list")) for m in found)


def lifecycle_spans(text: str, item: Item) -> tuple[tuple[int, int], ...]:
    """Return the steps that an item which speaks of models lists: "training, evaluation and monitoring" is theirs."""
    folded = plain(text[item.start : item.end])
    if not _OF_MODELS.search(folded):
        return ()
    return tuple((item.start + m.start(), item.start + m.end()) for m in _STEPS.finditer(folded))

"""Item → where its words name what is asked for: behind "experience with", and before the "skills" that they share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
    r"labell?ing|annotation|selection)"
)
_STEPS = re.compile(rf"(?:(?<=, )|(?<=and )|(?<=/)){_STEP}\b|\b{_STEP}(?=, | and |/)")
_MEMBER = re.compile(r"(?:(?<=, )|(?<=and )|(?<=/)|(?<=\())[\w-]+(?: [\w-]+)?(?=[,;.)/]| and |$)")

_Span = tuple[int, int]


def named_spans(text: str, item: Item) -> list[_Span]:
    """Return where a demand names things: "experience with caching and virtualization"."""
    return _placed(item, _named(plain(text[item.start : item.end])))


def spans_by_kind(text: str, item: Item) -> dict[str, list[_Span]]:
    """Return where the kinds of phrases that data/phrases.yaml lists may stand in an item.

    named: behind "experience with"; listed: members of lists of one or two plain words ("pipelines, dashboards and
    reporting"); shared: before the last word of all ("leadership and writing skills"); personal: what a demand says a
    person is like ("you are organized"); lifecycle: the steps of models in an item that speaks of them.
    """
    folded = plain(text[item.start : item.end])
    asks = item.kind in ("requirement", "preferred")
    persons = (m for m in _PERSONAL.finditer(folded) if asks and (m.group("who") or not m.group("kind")))
    found = {
        "named": _named(folded),
        "listed": (m.span() for m in _MEMBER.finditer(folded)),
        "shared": (m.span("list") for m in _SHARED.finditer(folded)),
        "personal": (m.span("list") for m in persons),
        "lifecycle": (m.span() for m in _STEPS.finditer(folded)) if _OF_MODELS.search(folded) else (),
    }
    return {kind: _placed(item, spans) for kind, spans in found.items()}


def _named(folded: str) -> Iterator[_Span]:
    for match in _NAMING.finditer(folded):
        stop = _NAMED_UNTIL.search(folded, match.end())
        yield match.end(), stop.start() if stop else len(folded)


def _placed(item: Item, spans: Iterable[_Span]) -> list[_Span]:
    return [(item.start + start, item.start + end) for start, end in spans]

"""Items → how much skills are in demand: shares of job postings, growth, and what they add to the pay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from skillgap.models.resume import Mention
from skillgap.models.role import Demand
from skillgap.models.skill import SOFT_CATEGORIES
from skillgap.roles.cues import plain
from skillgap.roles.items import Item
from skillgap.roles.proof import line_of
from skillgap.roles.sentences import sentences

_PERCENT = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent\b)")
_WHERE = r"(?:postings?|posts|ads|adverts?|advertisements?|listings?|vacancies|jobs|roles|job descriptions)\b"
_WHO = r"(?:employers|companies|recruiters|organi[sz]ations|hiring managers|firms)\b"
_OF_POSTINGS = re.compile(rf"(?:\s*(?:of|in)\s+(?:all\s+|the\s+)?(?:[\w/-]+\s+){{0,3}}{_WHERE})")
_SAYS_POSTINGS = re.compile(rf"\b(?:in|of|from|across)\s+(?:[\w/,-]+\s+){{0,4}}{_WHERE}")
_ASKED_BEHIND = re.compile(
    rf"\)?\s*(?:of|in)?\s*(?:(?:[\w/,-]+\s+){{0,5}}?(?P<of>{_WHERE}|{_WHO}),?\s+)?"
    r"(?:that\s+|which\s+|also\s+|now\s+|explicitly\s+|specifically\s+|look\s+|call\s+)*"
    r"(?:mention|ask|require|list|name|want|demand|include|specif|cite|feature|need|seek|expect|prefer|"
    r"use|rel(?:y|ies) on|for\b)\w*"
)
_IN_FIGURE = re.compile(
    r"(?: and data| skills?| programming| experience| knowledge)?[\s:,(|–—-]*(?:(?:is|are|was|were)? ?"
    r"(?:mentioned|listed|named|asked for|required|cited|found|featured|appears?|stands?|c[ao]mes? up) )?"
    r"(?:in|with|at|by)?\s*(?:about |around |roughly |nearly |almost |over |just |some |more than |up to |~|≈|>)*"
)
"""What may stand between a skill and its own figure."""
_GROWTH = re.compile(
    r"(?:growth|increase|rise|surge|jump) (?:in (?:the )?)?demand for|demand for (?=.{3,60}? (?:grew|rose|"
    r"is (?:up|growing)|has (?:grown|risen)|will grow)\b)"
)
_PREMIUM = re.compile(
    r"\b(?:boost|raise|increase|lift)s? (?:\w+ )?(?:compensation|salar\w+|pay|earnings) (?:by )?(?:up to )?$"
)
_TRADE = re.compile(
    r"\s+(?:engineer|developer|scientist|analyst|expert|specialist|professional|architect|job|role|position)", re.I
)
_POSTINGS_UNIT = "% of job postings"
_EMPLOYERS_UNIT = "% of employers"

_Figure = tuple[Mention, re.Match[str], str]
"""A skill, the figure that belongs to it, and the unit."""


def read_demand(text: str, items: Sequence[Item], mentions: Sequence[Mention]) -> tuple[Demand, ...]:
    """Find shares of job postings that belong to a skill, its growth in demand, and what it adds to the pay.

    The first place wins where a figure stands twice.
    """
    found: dict[tuple[str, float], Demand] = {}
    for item in items:
        headed = _SAYS_POSTINGS.search(f"in {plain(item.heading)}") is not None
        for start, end in sentences(text, item.start, item.end):
            folded = plain(text[start:end])
            figures = list(_PERCENT.finditer(folded))
            if not figures:
                continue
            inside = [m for m in mentions if start <= m.start and m.end <= end]
            for mention, figure, unit in _figures(folded, start, figures, inside, headed=headed):
                assert mention.skill_id is not None
                value, line = float(figure.group(1)), line_of(text, mention.start)
                demand = Demand(skill_id=mention.skill_id, value=value, unit=unit, line=line)
                found.setdefault((mention.skill_id, value), demand)
    return tuple(sorted(found.values(), key=lambda d: (d.line, -d.value, d.skill_id)))


def _figures(
    folded: str, offset: int, figures: Sequence[re.Match[str]], mentions: Sequence[Mention], *, headed: bool
) -> Iterable[_Figure]:
    behind = _ASKED_BEHIND.match(folded, figures[0].end())
    if behind is not None and behind["of"] is not None:
        unit = _POSTINGS_UNIT if re.fullmatch(_WHERE, behind["of"]) else _EMPLOYERS_UNIT
        return _behind(folded, offset, figures, [m for m in mentions if m.start >= offset + behind.end()], unit)
    if headed or _SAYS_POSTINGS.search(folded):
        return _before(folded, offset, figures, mentions)
    return _growth_and_premium(folded, offset, figures, mentions)


def _behind(
    folded: str, offset: int, figures: Sequence[re.Match[str]], mentions: Sequence[Mention], unit: str
) -> Iterator[_Figure]:
    """Yield what stands between a figure and the next: "41% of ads mention Kubernetes and 38% ask for Terraform"."""
    for figure, stop in zip(figures, [*(figure.start() for figure in figures[1:]), len(folded)], strict=True):
        for mention in _between(mentions, offset, figure.end(), stop):
            yield mention, figure, unit


def _before(
    folded: str, offset: int, figures: Sequence[re.Match[str]], mentions: Sequence[Mention]
) -> Iterator[_Figure]:
    """Yield the skills before a figure with it; of several figures ("respectively") each has its own.

    "Python appears in 82% of job ads and OpenCV in 47%", "SQL (61%), Python (58%)": of a skill that touches its
    figure none before it is meant. Otherwise all are, but a figure that says nothing of postings belongs to nothing.
    """
    begin = 0
    for k, figure in enumerate(figures):
        named = _between(mentions, offset, begin, figure.start())
        begin = figure.end()
        if not named:
            continue
        touching = _IN_FIGURE.fullmatch(folded, named[-1].end - offset, figure.start()) is not None
        run = 1
        while k + run < len(figures) and not _between(mentions, offset, figures[k].end(), figures[k + run].end()):
            run += 1
        if run > 1 and run == len(named):
            yield from ((mention, own, _POSTINGS_UNIT) for mention, own in zip(named, figures[k:], strict=False))
        elif touching and (k or not _OF_POSTINGS.match(folded, figure.end())):
            yield named[-1], figure, _POSTINGS_UNIT
        elif _OF_POSTINGS.match(folded, figures[k + run - 1].end()):
            yield from ((mention, figure, _POSTINGS_UNIT) for mention in named)


def _growth_and_premium(
    folded: str, offset: int, figures: Sequence[re.Match[str]], mentions: Sequence[Mention]
) -> Iterator[_Figure]:
    """Yield "a 40% growth in demand for X skills" and "X can boost pay by up to 50%"; of a job title it is none."""
    growth = _GROWTH.search(folded)
    for figure in figures:
        if growth is not None and len(figures) == 1:
            first, last, unit = growth.end(), len(folded), "% growth in demand"
        elif _PREMIUM.search(folded[: figure.start()]):
            first, last, unit = 0, figure.start(), "% more pay"
        else:
            continue
        for mention in _between(mentions, offset, first, last):
            if not _TRADE.match(folded, mention.end - offset) and mention.category not in SOFT_CATEGORIES:
                yield mention, figure, unit


def _between(mentions: Sequence[Mention], offset: int, first: int, last: int) -> list[Mention]:
    """Return the skills that stand between two places of a sentence, each once."""
    found: dict[str | None, Mention] = {}
    for mention in mentions:
        if offset + first <= mention.start and mention.end <= offset + last:
            found.setdefault(mention.skill_id, mention)
    return list(found.values())

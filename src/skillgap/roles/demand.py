"""Items → how much skills are in demand: shares of job postings, growth, and what they add to the pay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from skillgap.models.resume import Mention
from skillgap.models.role import Demand
from skillgap.roles.cues import cue
from skillgap.roles.items import Item, above, outside, within
from skillgap.roles.sentences import in_one_line, line_of, sentences
from skillgap.roles.tables import Grid
from skillgap.structure.language import plain

_PERCENT = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent\b)")
_WHERE = r"(?:postings?|posts|ads|adverts?|advertisements?|listings?|vacancies|jobs|roles|job descriptions)\b"
_WHO = r"(?:employers|companies|recruiters|organi[sz]ations|hiring managers|firms)\b"
_OF_POSTINGS = re.compile(rf"(?:\s*(?:of|in)\s+(?:all\s+|the\s+)?(?:[\w/-]+\s+){{0,3}}{_WHERE})")
_SAYS_POSTINGS = re.compile(rf"\b(?:in|of|from|across)\s+(?:[\w/,-]+\s+){{0,4}}{_WHERE}")
_ASKED_BEHIND = re.compile(
    rf"\)?\s*(?:of|in)?\s*(?:(?:[\w/,-]+\s+){{0,5}}?(?P<of>{_WHERE}|{_WHO}),?\s+|(?:them|those|these)\s+)?"
    r"(?:that\s+|which\s+|also\s+|now\s+|still\s+|already\s+|to\s+|explicitly\s+|specifically\s+|look\s+|call\s+)*"
    r"(?:mention|ask|require|list|name|want|demand|include|specif|cite|feature|need|seek|expect|prefer|"
    r"use|test|check|rel(?:y|ies) on|for\b)\w*"
)
_BEFORE = re.compile(
    r"(?:[^.;()%]{0,45}?(?:[(|:,–—-]|\b(?:is|are|was|in|with|at|by|from|to|of|reach\w*|gets?|has|named|listed)))?"
    r"[\s|:(–—-]*(?:(?:about|around|roughly|nearly|almost|over|just|only|some|more than|up to|~|≈|>)\s*)*"
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
_NEWER = re.compile(
    r"(?:\s*\(?in \d{4}\)?)?\s*(?:to|→|->|,? (?:and )?(?:today|now|this year)(?: it is| it's| is| at| only|"
    r" stands at)*)\s+(?:about |around |only )?(\d{1,3}(?:\.\d+)?)(?!\d)(?:\s?(?:%|per ?cent\b))?"
)
_NOT_SHARE = re.compile(r"\b(?:by|up from|down from|compared (?:to|with))(?: about| around| roughly)?\s*$")
_DEGREE = re.compile(r"\b(?:degrees?|bachelor|master's|ph\.?d|diploma|licen[cs]e)\b")
_NO_SHARE = re.compile(r"growth|change|premium|pay\b|salar|weight|profici|trend|yoy|±")
_YEAR = re.compile(r"\b20\d\d\b")


class _Share(NamedTuple):
    """A figure of a sentence, in per cent; of two times the newer."""

    start: int
    end: int
    value: float


_Figure = tuple[Mention, _Share, str]
"""A skill, the figure that belongs to it, and the unit."""


def read_demand(
    text: str, items: Sequence[Item], grids: Sequence[Grid], mentions: Sequence[Mention]
) -> tuple[Demand, ...]:
    """Find shares of job postings that belong to a skill, its growth in demand, and what it adds to the pay.

    The first place wins where a figure stands twice.
    """
    found: dict[tuple[str, float], Demand] = {}
    figures = [figure for grid in grids for figure in _of_grid(text, items, grid, mentions)]
    for item in outside(items, grids):
        figures += _of_item(text, item, mentions)
    for mention, share, unit in figures:
        assert mention.skill_id is not None
        line = line_of(text, mention.start)
        demand = Demand(skill_id=mention.skill_id, value=share.value, unit=unit, line=line)
        found.setdefault((mention.skill_id, share.value), demand)
    return tuple(sorted(found.values(), key=lambda d: (d.line, -d.value, d.skill_id)))


def _of_grid(text: str, items: Sequence[Item], grid: Grid, mentions: Sequence[Mention]) -> Iterator[_Figure]:
    """Yield what the column of shares says of the skills of its rows; of several years the last."""
    said = plain(" ".join((*above(text, items, grid), *grid.names)))
    names = [plain(name) for name in grid.names]
    columns = [k for k, name in enumerate(names) if not _NO_SHARE.search(name) and _is_share(text, grid, k)]
    if not columns or not (cue("of_postings").search(said) or cue("in_demand").search(said)):
        return
    years = {k: int(year.group()) for k in columns if (year := _YEAR.search(names[k]))}
    column = max(years, key=lambda k: years[k]) if years else columns[0]
    for row in grid.rows:
        share = _PERCENT.search(plain(text[slice(*row[column])])) if column < len(row) else None
        named = _between(mentions, 0, *row[0])
        if share is not None and named:
            yield named[0], _Share(0, 0, float(share.group(1))), _POSTINGS_UNIT


def _is_share(text: str, grid: Grid, column: int) -> bool:
    cells = [text[slice(*row[column])] for row in grid.rows if column < len(row)]
    return 2 * sum(_PERCENT.search(plain(cell)) is not None for cell in cells) > len(grid.rows)


def _of_item(text: str, item: Item, mentions: Sequence[Mention]) -> Iterator[_Figure]:
    headed = plain(item.heading)
    tells = _SAYS_POSTINGS.search(f"in {headed}") is not None or cue("of_postings").search(headed) is not None
    for start, end in sentences(text, item.start, item.end):
        folded = in_one_line(text, start, end)
        tells = tells or _SAYS_POSTINGS.search(folded) is not None or cue("of_postings").search(folded) is not None
        shares = _shares(folded)
        if not shares:
            continue
        inside = within(mentions, start, end)
        asked = _ASKED_BEHIND.match(folded, shares[0].end)
        if tells or (asked is not None and asked["of"] is not None):
            yield from _asked_for(folded, start, shares, inside)
        else:
            yield from _growth_and_premium(folded, start, shares, inside)


def _shares(folded: str) -> list[_Share]:
    """Read the figures: "from 4% in 2023 to 26%", "30 per cent, today it is 14" are the newer one."""
    found: list[_Share] = []
    for match in _PERCENT.finditer(folded):
        if found and match.start() < found[-1].end:
            continue
        newer = _NEWER.match(folded, match.end())
        end, value = (newer.end(), newer.group(1)) if newer is not None else (match.end(), match.group(1))
        found.append(_Share(match.start(), end, float(value)))
    return found


def _asked_for(folded: str, offset: int, shares: Sequence[_Share], mentions: Sequence[Mention]) -> Iterator[_Figure]:
    """Yield each figure with the skills that stand behind it ("71% mention Kubernetes and 64% Docker") or before it."""
    behind, begin, unit = False, 0, _POSTINGS_UNIT
    k = 0
    while k < len(shares):
        share = shares[k]
        stop = shares[k + 1].start if k + 1 < len(shares) else len(folded)
        asked = _ASKED_BEHIND.match(folded, share.end)
        if asked is not None and asked["of"] is not None:
            unit = _POSTINGS_UNIT if re.fullmatch(_WHERE, asked["of"]) else _EMPLOYERS_UNIT
        clause = folded.find(";", share.end, stop)
        verb = asked.end() if asked is not None and asked["of"] is not None else share.end
        following = _between(mentions, offset, verb, stop if clause < 0 else clause)
        if k + 1 < len(shares) and folded[shares[k + 1].start - 1] == "(":
            following = following[:-1]  # "…, ahead of Docker (64%)"
        before = _between(mentions, offset, begin, share.start)
        run = _run(mentions, offset, shares, k)
        if _NOT_SHARE.search(folded[begin : share.start]):
            pass
        elif asked is not None and not _DEGREE.search(folded, share.end, stop):
            behind = True
            yield from ((mention, share, unit) for mention in following)
        elif following and behind:
            yield following[0], share, unit
        elif run > 1 and run == len(before):
            yield from ((mention, own, unit) for mention, own in zip(before, shares[k:], strict=False))
            k += run - 1
        elif before and _OF_POSTINGS.match(folded, shares[k + run - 1].end):
            yield from ((mention, share, unit) for mention in before)
        elif before and _BEFORE.fullmatch(folded, before[-1].end - offset, share.start):
            behind = False
            yield before[-1], share, unit
        begin = shares[k].end
        k += 1


def _run(mentions: Sequence[Mention], offset: int, shares: Sequence[_Share], k: int) -> int:
    """Count the figures from the `k`th on that no skill parts ("in 21% and 20%, respectively")."""
    run = 1
    while k + run < len(shares) and not _between(mentions, offset, shares[k].end, shares[k + run].end):
        run += 1
    return run


def _growth_and_premium(
    folded: str, offset: int, shares: Sequence[_Share], mentions: Sequence[Mention]
) -> Iterator[_Figure]:
    """Yield "a 40% growth in demand for X skills" and "X can boost pay by up to 50%"; of a job title it is none."""
    growth = _GROWTH.search(folded)
    for share in shares:
        if growth is not None and len(shares) == 1:
            first, last, unit = growth.end(), len(folded), "% growth in demand"
        elif _PREMIUM.search(folded[: share.start]):
            first, last, unit = 0, share.start, "% more pay"
        else:
            continue
        for mention in _between(mentions, offset, first, last):
            if not _TRADE.match(folded, mention.end - offset):
                yield mention, share, unit


def _between(mentions: Sequence[Mention], offset: int, first: int, last: int) -> list[Mention]:
    """Return the skills that stand between two places of a sentence, each once; `mentions` are in text order."""
    found: dict[str | None, Mention] = {}
    for mention in within(mentions, offset + first, offset + last):
        found.setdefault(mention.skill_id, mention)
    return list(found.values())

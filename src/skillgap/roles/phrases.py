"""Items → Mention: the skills that an ad asks for in words that no resume would use."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from skillgap.extraction.patterns import PatternSet
from skillgap.extraction.tokens import Tokens, tokenize
from skillgap.models.resume import Mention
from skillgap.models.skill import Skill
from skillgap.roles.outline import Item
from skillgap.taxonomy import Taxonomy
from skillgap.taxonomy.word_classes import word_classes

_CROSSES = re.compile(r"[^\s,]+ [^,]*, (?:(?!and\b|or\b|including\b|such\b|&)[^\s,]+\s*){1,2}")
"""The words of two members of a list ("data collection, modeling") are no phrase."""
_READ = frozenset({"requirement", "preferred", "soft", "duty", "tools", "unknown"})
_SHORT = 4
_GENERAL = frozenset({"collaboration", "communication"})
"""Soft skills that a phrase may make more exact ("partner closely with design")."""


_KINDS = frozenset({"written-communication", "verbal-communication"})


class _Found(NamedTuple):
    start: int
    end: int
    skill: Skill


def phrase_mentions(
    text: str, items: Sequence[Item], named: Sequence[Mention], taxonomy: Taxonomy
) -> tuple[Mention, ...]:
    """Find what data/phrases.yaml describes, beside the mentions that were found by name; sorted by start.

    A phrase gives way to a name that it holds or cuts; one that shows a soft skill may hold a name ("explain machine
    learning to non-specialists"). A skill that the taxonomy lacks is never shown.
    """
    tokens = tokenize(text)
    starts = [mention.start for mention in named]
    found: list[Mention] = []
    for item in items:
        if item.title or item.kind not in _READ or (item.kind == "unknown" and not item.bullet):
            continue
        # A label names a team or a topic ("Ingest: Go, PostgreSQL"), and skills in it only by their names.
        reach = max(item.start, item.label or 0)
        for hit in _hits(tokens, item, taxonomy):
            near = named[max(0, bisect_left(starts, hit.start) - 4) : bisect_left(starts, hit.end + 2)]
            if hit.start >= reach and _free(hit, near) and not _CROSSES.fullmatch(text, hit.start, hit.end):
                found.append(_mention(text, hit))
                reach = hit.end
    return tuple(sorted((*named, *found), key=lambda mention: (mention.start, -mention.end, mention.skill_id or "")))


@cache
def _patterns(kind: str) -> PatternSet[str]:
    source = files("skillgap.roles").joinpath("data", "phrases.yaml").read_bytes()
    content: Any = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return PatternSet(
        ((str(phrase), str(skill_id)) for skill_id, phrases in content[kind].items() for phrase in phrases),
        stemmed=True,
        classes=word_classes(),
    )


def _hits(tokens: Tokens, item: Item, taxonomy: Taxonomy) -> list[_Found]:
    """Return the matches inside an item in text order, of those with one start the longest first."""
    first, last = bisect_left(tokens.starts, item.start), bisect_left(tokens.starts, item.end)
    words, gaps = tokens.stems[first:last], tokens.gaps[first : last + 1]
    matches = _patterns("asked").match(words, gaps)
    if item.kind == "soft" or (item.bullet and item.kind in ("requirement", "preferred") and last - first <= _SHORT):
        matches += _patterns("personal").match(words, gaps)
    places = {(tokens.starts[first + a], tokens.ends[first + b - 1], skill_id) for a, b, skill_id in matches}
    return [
        _Found(start, end, taxonomy.skills[skill_id])
        for start, end, skill_id in sorted(places, key=lambda place: (place[0], -place[1], place[2]))
        if skill_id in taxonomy.skills
    ]


def _free(hit: _Found, near: Sequence[Mention]) -> bool:
    """Tell whether no name claims the words of a phrase."""
    over = [mention for mention in near if mention.start < hit.end and hit.start < mention.end]
    if not hit.skill.soft:
        return not over
    if hit.skill.id in _KINDS and any(
        m.skill_id in _GENERAL and m.start <= hit.end + 1 and hit.start < m.end for m in near
    ):
        return False  # "written and verbal communication skills" are one demand
    return all(
        m.skill_id in _GENERAL
        or (hit.start < m.start and m.end <= hit.end and m.category not in ("soft_skill", "leadership"))
        for m in over
    )


def _mention(text: str, hit: _Found) -> Mention:
    words = text[hit.start : hit.end]
    return Mention(
        skill_id=hit.skill.id, name=hit.skill.name, category=hit.skill.category, text=words, start=hit.start,
        end=hit.end, section="other", method="phrase", similarity=100.0, status="held",
        reason=f'"{" ".join(words.split())}" asks for {hit.skill.name}',
    )  # fmt: skip

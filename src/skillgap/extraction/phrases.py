"""Tokens → Match: phrases that show a skill without its name."""

from __future__ import annotations

from skillgap.extraction.index import Index
from skillgap.extraction.matcher import Match, cut_by_other
from skillgap.extraction.surfaces import Surface
from skillgap.extraction.tokens import Tokens


def match_phrases(tokens: Tokens, index: Index) -> list[Match]:
    """Find what the `shown_by` patterns describe; of overlapping matches of one skill the first and longest stays.

    A phrase that is no skill ("building society", "time to hire") hides what it overlaps here too.
    """
    found: list[Match] = []
    reach: dict[str, int] = {}
    for first, last, skill in sorted(
        index.phrases.match(tokens.stems, tokens.gaps), key=lambda hit: (hit[0], -hit[1], hit[2].id)
    ):
        if first < reach.get(skill.id, 0) or tokens.masked[first] or cut_by_other(tokens, index, first, last, skill):
            continue
        reach[skill.id] = last
        first = _whole_number(tokens, first)
        text = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
        reason = f'"{" ".join(text.split())}" shows {skill.name}'
        found.append(Match(first, last, Surface(skill, text, "alias"), "phrase", 100.0, reason))
    return found


def _whole_number(tokens: Tokens, i: int) -> int:
    """Return the first word of the figure that word i ends: "1,200 requests a second" begins with the thousand."""
    while i and tokens.gaps[i] in {",", "."} and tokens.words[i].isdigit() and tokens.words[i - 1].isdigit():
        i -= 1
    return i

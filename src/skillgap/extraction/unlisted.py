"""Tokens → Match: names in a list of skills that the taxonomy does not hold, with a confidence.

In a resume only whole items of lists under a skills heading are taken, and only when the model is sure: a false skill
costs more than a missed one that nothing is scored by. `propose` reads any text with the same model and gives
everything that it takes for a skill, for people who look after a taxonomy.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from skillgap.extraction.index import Surface
from skillgap.extraction.matcher import Match
from skillgap.extraction.tagger import Line, context_features, load_tagger
from skillgap.extraction.tokens import Tokens, tokenize
from skillgap.extraction.words import is_everyday, is_number
from skillgap.models.resume import Mention, Structure

SURE = 0.6
"""Probability from which a list item is taken in a resume: on the tuning resumes nothing wrong is left above it."""
LEAN = 0.5
"""What B and I gain in a proposal, in log odds: the best strict F1 on SkillSpan's development part."""
_LONGEST_ITEM = 4
_HEADING = 4
_HEADING_REACH = 12
_ITEM_SIGNS = frozenset(",;|•\n\t()[]:/–—·▪‣●○+")
_JOINING = frozenset({"and", "or", "und", "oder", "et", "y"})


class Proposed(NamedTuple):
    """What the model takes for a skill: `text[start:end]`; `listed` where the taxonomy holds it or a part of it."""

    start: int
    end: int
    confidence: float
    listed: bool


class TextLine(NamedTuple):
    """A line and the number of its first word in the text."""

    first: int
    line: Line


def match_unlisted(tokens: Tokens, matches: Sequence[Match], structure: Structure) -> list[Match]:
    """Find the items of skill lists that no match covers and the model is sure of."""
    ranges = [(s.start, s.end) for s in structure.sections if s.kind == "skills"]
    words = [(bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)) for start, end in ranges]
    if not words:
        return []
    taken = bytearray(tokens.masked)
    for match in matches:
        taken[match.first : match.last] = b"\1" * (match.last - match.first)
    found: list[Match] = []
    for begin, end in words:
        items = [item for item in _items(tokens, begin, end) if not any(taken[item[0] : item[1]])]
        items = [item for item in items if _looks_like_a_name(tokens, *item)]
        if items:
            found += _judged(tokens, matches, items, begin, end)
    return found


def propose(text: str, mentions: Iterable[Mention], *, lean: float = LEAN) -> tuple[Proposed, ...]:
    """Return every span that reads as the name of a hard skill, listed or not, in text order.

    `mentions` are what the extractor found in the same text: strong evidence, but not the last word ("Docker" may
    become "Docker ecosystem"). A higher `lean` finds more and is wrong more often.
    """
    tokens = tokenize(text)
    tagger = load_tagger()
    hits = hits_of(tokens, mentions)
    listed = bytearray(len(tokens))
    for first, last, _ in hits:
        listed[first:last] = b"\1" * (last - first)
    found: list[Proposed] = []
    for at, line in lines_of(tokens, hits):
        for first, last, chance in tagger.spans(line, bias=lean):
            first, last = first + at, last + at
            if not any(tokens.masked[first:last]):
                found.append(Proposed(tokens.starts[first], tokens.ends[last - 1], chance, any(listed[first:last])))
    return tuple(found)


def lines_of(
    tokens: Tokens, hits: Iterable[tuple[int, int, str]], *, begin: int = 0, end: int | None = None
) -> Iterator[TextLine]:
    """Give the lines of the words `begin` to `end`; `hits` are listed skills as (first, last, category) in words."""
    end = len(tokens) if end is None else end
    tags = ["O"] * len(tokens)
    for first, last, category in hits:
        for i in range(first, last):
            if tags[i] == "O":
                tags[i] = f"{'B' if i == first else 'I'}-{category}"
    above: Sequence[str] = ()
    heading: Sequence[str] = ()
    since = 0
    first = begin
    for i in range(begin + 1, end + 1):
        if i < end and "\n" not in tokens.gaps[i]:
            continue
        words = tokens.words[first:i]
        line = Line(words, tokens.gaps[first : i + 1], tags[first:i], context_features(above, heading))
        yield TextLine(first, line)
        above, since = words, since + 1
        if len(words) <= _HEADING:
            heading, since = words, 0
        elif since > _HEADING_REACH:
            heading = ()
        first = i


def hits_of(tokens: Tokens, mentions: Iterable[Mention]) -> list[tuple[int, int, str]]:
    """Return the listed names among the mentions as (first, last, category), in words."""
    return list(_hits(tokens, mentions))


def _hits(tokens: Tokens, mentions: Iterable[Mention]) -> Iterator[tuple[int, int, str]]:
    for mention in mentions:
        if mention.category is not None and mention.method != "phrase":
            first = max(0, bisect_left(tokens.ends, mention.start + 1))
            yield first, bisect_left(tokens.starts, mention.end), mention.category


def _items(tokens: Tokens, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the items of lists: runs of words between separators, "and" included."""
    first = begin
    for i in range(begin, end):
        if i > first and _parts(tokens.gaps[i]):
            yield from _sized(first, i)
            first = i
        if tokens.lows[i] in _JOINING:
            yield from _sized(first, i)
            first = i + 1
    yield from _sized(first, end)


def _sized(first: int, last: int) -> Iterator[tuple[int, int]]:
    if 0 < last - first <= _LONGEST_ITEM:
        yield first, last


def _parts(gap: str) -> bool:
    return not _ITEM_SIGNS.isdisjoint(gap) or ". " in gap or "  " in gap or " - " in gap


def _looks_like_a_name(tokens: Tokens, first: int, last: int) -> bool:
    """Leave out labels ("Tools:"), figures, single letters and what is all ordinary words in lower case."""
    after = tokens.gaps[last].lstrip()
    words, lows = tokens.words[first:last], tokens.lows[first:last]
    if after[:1] == ":" or all(is_number(low) or len(low) < 2 for low in lows):
        return False
    return not all(is_everyday(low) for low in lows) or all(word[0].isupper() for word in words)


def _judged(
    tokens: Tokens, matches: Sequence[Match], items: Sequence[tuple[int, int]], begin: int, end: int
) -> Iterator[Match]:
    tagger = load_tagger()
    starts = dict(items)
    hits = [
        (match.first, match.last, match.surface.skill.category)
        for match in matches
        if match.surface.skill is not None and match.method != "phrase"
    ]
    for at, line in lines_of(tokens, hits, begin=begin, end=end):
        for first in range(at, at + len(line.words)):
            last = starts.get(first)
            if last is None or last > at + len(line.words):
                continue
            chance = tagger.probability(line, first - at, last - at)
            if chance >= SURE:
                written = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
                reason = f'"{written}" is not in the taxonomy; an item of a skills list that reads as a name'
                yield Match(first, last, Surface(None, written, "alias"), "unlisted", round(chance * 100, 1), reason)

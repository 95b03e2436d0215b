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

SURE = 0.8
"""Probability from which a list item is taken in a resume: on the tuning resumes nothing wrong is left above it."""
LEAN = 0.5
"""What B and I gain in a proposal, in log odds: the best strict F1 on SkillSpan's development part."""
_LONGEST_ITEM = 4
_FEWEST_LISTED = 3  # in a section of which the taxonomy knows less, the model would be guessing
_HEADING = 4
_HEADING_REACH = 12
_ITEM_SIGNS = frozenset(",;|•\n\t()[]:/–—·▪‣●○+")
_SMALL_WORDS = frozenset(
    "a an the no not non without never my our your i we he she it is are was be been to of for from with at by in on "
    "as than then only also some any all more most very eg ie kein keine mit ohne und".split()
)
_MONTHS = frozenset(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
    "october november december spring summer autumn fall winter".split()
)
_WORD_ENDS = (
    "tion",
    "tions",
    "sion",
    "ing",
    "ed",
    "ly",
    "ment",
    "ments",
    "ness",
    "ance",
    "ence",
    "able",
    "ible",
    "ous",
)
_HEADING_WORDS = ("Technologies",)
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
    sections = [(s.start, s.end) for s in structure.sections if s.kind == "skills"]
    if not sections:
        return []
    taken = bytearray(tokens.masked)
    tags = ["O"] * len(tokens)
    for match in matches:
        taken[match.first : match.last] = b"\1" * (match.last - match.first)
        if match.surface.skill is not None and match.method != "phrase":
            _tag(tags, match.first, match.last, match.surface.skill.category)
    found: list[Match] = []
    for start, end in sections:
        begin, stop = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
        if sum(tag.startswith("B") for tag in tags[begin:stop]) < _FEWEST_LISTED:
            continue
        for items in _lists(tokens, begin, stop):
            lower = _lower_case_names(tokens, tags, items)
            open_items = [
                (first, last)
                for first, last in items
                if not any(taken[first:last])
                and _looks_like_a_name(tokens, first, last)
                and (lower or not _lower_case(tokens, first, last))
            ]
            if open_items:
                found += _judged(tokens, tags, items, open_items)
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
        _tag(tags, first, last, category)
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


def _tag(tags: list[str], first: int, last: int, category: str) -> None:
    for i in range(first, last):
        if tags[i] == "O":
            tags[i] = f"{'B' if i == first else 'I'}-{category}"


def _lists(tokens: Tokens, begin: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Give line by line the items: runs of a few words between separators, "and" included; labels are left out."""
    items: list[tuple[int, int]] = []
    first = line = begin
    for i in range(begin, end + 1):
        joining = i < end and tokens.lows[i] in _JOINING
        gap = tokens.gaps[i] if i < len(tokens.gaps) else "\n"
        if i < end and not joining and (i == first or not _parts(gap)):
            continue
        if 0 < i - first <= _LONGEST_ITEM and not gap.lstrip().startswith(":") and not _in_brackets(tokens, first, i):
            items.append((first, i))
        if i - line <= _LONGEST_ITEM and ("\t" in gap or ".." in gap or ":" in gap):
            items = []  # what a line begins with, before a tab or dots, is its label
        first = i + 1 if joining else i
        if i == end or "\n" in gap:
            if items:
                yield items
            items, line = [], i


def _in_brackets(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether an item is all that stands in brackets: a remark on the name before it, a date, a range."""
    return "(" in tokens.gaps[first] and tokens.gaps[last].startswith(")")


def _parts(gap: str) -> bool:
    return (gap != "::" and not _ITEM_SIGNS.isdisjoint(gap)) or ". " in gap or "  " in gap or " - " in gap


def _looks_like_a_name(tokens: Tokens, first: int, last: int) -> bool:
    """Leave out sentences' small words, figures, months, single letters, and what is all ordinary words."""
    words, lows = tokens.words[first:last], tokens.lows[first:last]
    if not _SMALL_WORDS.isdisjoint(lows) or (_lower_case(tokens, first, last) and lows[-1].endswith(_WORD_ENDS)):
        return False
    return not all(
        is_number(low) or len(low) < 2 or low in _MONTHS or (is_everyday(low) and word[1:].islower())
        for word, low in zip(words, lows, strict=True)
    )


def _lower_case(tokens: Tokens, first: int, last: int) -> bool:
    return "".join(tokens.words[first:last]).islower()


def _lower_case_names(tokens: Tokens, tags: Sequence[str], items: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a lower-case word may be a name here; among capitals only it is a part of a sentence."""
    heads = [tokens.words[first] for first, _ in items]
    listed = [tokens.words[first] for first, _ in items if tags[first] != "O"]
    return any(head[0].islower() for head in listed) or not any(head[0].isupper() for head in heads)


def _judged(
    tokens: Tokens, tags: Sequence[str], items: Sequence[tuple[int, int]], open_items: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """Read the items as the list under a heading like those of the training text, where lists are bare words."""
    words: list[str] = []
    gaps: list[str] = []
    kinds: list[str] = []
    places: list[tuple[int, int]] = []
    for first, last in items:
        if (first, last) in open_items:
            places.append((len(words), len(words) + last - first))
        words += tokens.words[first:last]
        gaps += [", ", *(" " for _ in range(first + 1, last))]
        kinds += tags[first:last]
    line = Line(words, [*gaps, "\n"], kinds, context_features(_HEADING_WORDS, _HEADING_WORDS))
    chances = load_tagger().items(line, places)
    for (first, last), chance in zip(open_items, chances, strict=True):
        if chance >= SURE:
            written = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
            reason = f'"{written}" is not in the taxonomy; an item of a skills list that reads as a name'
            yield Match(first, last, Surface(None, written, "alias"), "unlisted", round(chance * 100, 1), reason)

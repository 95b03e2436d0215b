"""Tokens → Match: names in a list of skills that the taxonomy does not hold, with a confidence.

In a resume only whole items of lists under a skills heading are taken, and only when the model is sure: a false skill
costs more than a missed one that nothing is scored by. `propose` reads any text with the same model and gives
everything that it takes for a skill, for people who look after a taxonomy.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from skillgap.extraction.matcher import Match
from skillgap.extraction.surfaces import Surface
from skillgap.extraction.tagger import Line, context_feature, load_tagger
from skillgap.extraction.tokens import Tokens, tokenize
from skillgap.extraction.words import CONJUNCTIONS, is_everyday, is_number
from skillgap.models.resume import Mention, Structure

SURE = 0.4
"""Probability from which a list item is taken in a resume: the rules for items leave so little that is wrong that
the model, trained on ads, may be less sure (precision with half the taxonomy hidden: docs/model-card.md)."""
LEAN = 0.25
"""What B and I gain in a proposal, in log odds: the best strict and partial F1 on SkillSpan's development part."""
_LONGEST_ITEM = 4
_FEWEST_LISTED = 3  # in a section of which the taxonomy knows less, the model would be guessing
_ITEM_SIGNS = frozenset(",;|•\n\t()[]:/–—·▪‣●○+")
_SMALL_WORDS = frozenset(
    "a an the no not non without never my our your i we he she it is are was be been to of for from with at by in on "
    "as than then only also some any all more most very eg ie kein keine mit ohne und".split()
)
_LEVELS = frozenset({"a1", "a2", "b1", "b2", "c1", "c2"})  # of a language
_MONTHS = frozenset(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
    "october november december spring summer autumn fall winter".split()
)
_WORD_ENDS = tuple("tion tions sion ing ed ly ment ments ness ance ence able ible ous".split())
_HEADING = ("Technologies",)


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


def skill_sections(tokens: Tokens, structure: Structure) -> list[tuple[int, int]]:
    """Return the skills sections of a resume as (first, last) words."""
    return [
        (bisect_left(tokens.starts, section.start), bisect_left(tokens.starts, section.end))
        for section in structure.sections
        if section.kind == "skills"
    ]


def match_unlisted(tokens: Tokens, matches: Sequence[Match], ranges: Iterable[tuple[int, int]]) -> list[Match]:
    """Find the items of lists that no match covers and the model is sure of; `ranges` of words hold the lists."""
    found: list[Match] = []
    tags: list[str] = []
    taken = bytearray()
    for begin, end in ranges:
        taken = taken or _taken(tokens, matches)
        # Nearly every word of a list is known or ordinary: only lines with another one are looked at.
        odd = [i for i in range(begin, end) if not taken[i] and _odd(tokens, i)]
        if not odd:
            continue
        tags = tags or _tags(tokens.size, _listed(matches))
        if sum(tag[0] == "B" for tag in tags[begin:end]) < _FEWEST_LISTED:
            continue
        done = begin
        for i in odd:
            if i >= done:
                first, done = _line_of(tokens, i, begin, end)
                items = list(_items(tokens, first, done))
                free = [item for item in items if not any(taken[item[0] : item[1]])]
                found += _judged(tokens, tags, items, [item for item in free if _looks_like_a_name(tokens, *item)])
    return found


def propose(text: str, mentions: Iterable[Mention], *, lean: float = LEAN) -> tuple[Proposed, ...]:
    """Return every span that reads as the name of a hard skill, listed or not, in text order.

    `mentions` are what the extractor found in the same text: strong evidence, but not the last word ("Docker" may
    become "Docker ecosystem"). A higher `lean` finds more and is wrong more often.
    """
    tokens = tokenize(text, wraps=())  # lines as the tagger was trained on them
    tagger = load_tagger()
    hits = hits_of(tokens, mentions)
    listed = _covered(tokens.size, hits)
    found: list[Proposed] = []
    for at, line in lines_of(tokens, hits):
        for first, last, chance in tagger.spans(line, bias=lean):
            first, last = _without_joining(tokens, first + at, last + at)
            if first < last and not any(tokens.masked[first:last]):
                found.append(Proposed(tokens.starts[first], tokens.ends[last - 1], chance, any(listed[first:last])))
    return tuple(found)


def names_in_list(text: str, mentions: Iterable[Mention]) -> Iterator[tuple[int, int]]:
    """Yield where a line that is nothing but a list of names holds one that is in no list of skills.

    One name is a list too. The model is not asked: it tells by the words around, and here are none.
    """
    tokens = tokenize(text, wraps=())
    items = list(_items(tokens, 0, tokens.size))
    joining = sum(low in CONJUNCTIONS for low in tokens.lows)
    if sum(last - first for first, last in items) + joining != tokens.size:
        return
    known = _covered(tokens.size, hits_of(tokens, mentions))
    open_items = [item for item in items if not any(known[slice(*item)])]
    if all(_looks_like_a_name(tokens, *item) and tokens.words[item[0]][0].isupper() for item in open_items):
        yield from ((tokens.starts[first], tokens.ends[last - 1]) for first, last in open_items)


def lines_of(tokens: Tokens, hits: Iterable[tuple[int, int, str]]) -> Iterator[TextLine]:
    """Give the lines of a text; `hits` are listed skills as (first, last, category) in words."""
    tags = _tags(tokens.size, hits)
    above: Sequence[str] = ()
    first = 0
    for i in range(1, tokens.size + 1):
        if i == tokens.size or "\n" in tokens.gaps[i]:
            words = tokens.words[first:i]
            yield TextLine(first, Line(words, tokens.gaps[first : i + 1], tags[first:i], context_feature(above)))
            above, first = words, i


def _without_joining(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """Cut "and" from the ends of a span."""
    while first < last and tokens.lows[first] in CONJUNCTIONS:
        first += 1
    while first < last and tokens.lows[last - 1] in CONJUNCTIONS:
        last -= 1
    return first, last


def hits_of(tokens: Tokens, mentions: Iterable[Mention]) -> list[tuple[int, int, str]]:
    """Return the listed names among the mentions as (first, last, category), in words."""
    return [
        (bisect_left(tokens.ends, mention.start + 1), bisect_left(tokens.starts, mention.end), mention.category)
        for mention in mentions
        if mention.category is not None and mention.method != "phrase"
    ]


def _covered(size: int, hits: Iterable[tuple[int, int, str]]) -> bytearray:
    """Mark the words, of `size`, that hits hold."""
    covered = bytearray(size)
    for first, last, _ in hits:
        covered[first:last] = b"\1" * (last - first)
    return covered


def _listed(matches: Iterable[Match]) -> Iterator[tuple[int, int, str]]:
    """Give the listed names among the matches as `hits_of` does."""
    for match in matches:
        if match.surface.skill is not None and match.method != "phrase":
            yield match.first, match.last, match.surface.skill.category


def _tags(size: int, hits: Iterable[tuple[int, int, str]]) -> list[str]:
    """Return the tag of each of `size` words (`Line.tags`); of hits that overlap the first one counts."""
    tags = ["O"] * size
    for first, last, category in hits:
        for i in range(first, last):
            if tags[i] == "O":
                tags[i] = f"{'B' if i == first else 'I'}-{category}"
    return tags


def _taken(tokens: Tokens, matches: Iterable[Match]) -> bytearray:
    taken = bytearray(tokens.masked)
    for match in matches:
        taken[match.first : match.last] = b"\1" * (match.last - match.first)
    return taken


def _line_of(tokens: Tokens, i: int, begin: int, end: int) -> tuple[int, int]:
    first, last = i, i + 1
    while first > begin and "\n" not in tokens.gaps[first]:
        first -= 1
    while last < end and "\n" not in tokens.gaps[last]:
        last += 1
    return first, last


def _items(tokens: Tokens, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Give a line's items: runs of a few words between separators, "and" included; its label is left out."""
    items: list[tuple[int, int]] = []
    first = begin
    for i in range(begin, end + 1):
        joining = i < end and tokens.lows[i] in CONJUNCTIONS
        gap = tokens.gaps[i]
        if i < end and not joining and (i == first or not _parts(gap)):
            continue
        if 0 < i - first <= _LONGEST_ITEM and not gap.lstrip().startswith(":") and not _in_brackets(tokens, first, i):
            items.append((first, i))
        if i - begin <= _LONGEST_ITEM and ("\t" in gap or ".." in gap or ":" in gap):
            items = []  # what a line begins with, before a tab or dots, is its label
        first = i + 1 if joining else i
    yield from items


def _in_brackets(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether an item is all that stands in brackets: a remark on the name before it, a date, a range."""
    return "(" in tokens.gaps[first] and tokens.gaps[last].startswith(")")


def _parts(gap: str) -> bool:
    return (gap != "::" and not _ITEM_SIGNS.isdisjoint(gap)) or ". " in gap or "  " in gap or " - " in gap


def _odd(tokens: Tokens, i: int) -> bool:
    """Tell whether a word may be what makes a name: no figure, month, single letter or ordinary word."""
    low = tokens.lows[i]
    if len(low) < 2 or low in _MONTHS or low in _LEVELS or is_number(low):
        return False
    return not (is_everyday(low) and tokens.words[i][1:].islower())


def _looks_like_a_name(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether an item holds an odd word, and none that only sentences have."""
    lows = tokens.lows[first:last]
    if not _SMALL_WORDS.isdisjoint(lows) or (_lower_case(tokens, first, last) and lows[-1].endswith(_WORD_ENDS)):
        return False
    return any(_odd(tokens, i) for i in range(first, last))


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
    if not _lower_case_names(tokens, tags, items):
        open_items = [item for item in open_items if not _lower_case(tokens, *item)]
    if not open_items:
        return
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
    line = Line(words, [*gaps, "\n"], kinds, context_feature(_HEADING))
    chances = load_tagger().items(line, places)
    for (first, last), chance in zip(open_items, chances, strict=True):
        if chance >= SURE:
            written = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
            reason = f'"{written}" is not in the taxonomy; an item of a skills list that reads as a name'
            yield Match(first, last, Surface(None, written, "alias"), "unlisted", round(chance * 100, 1), reason)

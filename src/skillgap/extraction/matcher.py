"""Tokens × Index → Match: names as written, longest first, in any of their spellings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from skillgap.extraction.index import (
    BEGINS,
    BREAKS,
    EVERYDAY,
    JOINS,
    NEVER_JOINED,
    RESPELLED,
    SECOND,
    WRITTEN,
    Index,
    lengths,
)
from skillgap.extraction.surfaces import Surface
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import CONJUNCTIONS, is_everyday, is_irregular
from skillgap.models.resume import MentionMethod, MentionStatus
from skillgap.models.skill import PRODUCT_CATEGORIES, Skill

# What may stand between two words of one name: nothing, a space, a hyphen, a slash, a dot, a line's end.
_INNER = frozenset({" ", "-", "/", ".", "", " - ", "\n", "-\n", "_", " / ", "  ", "*", "'", "/ ", " /"}) | {
    "\n" + " " * n for n in range(1, 25)
}
_SMALL = frozenset({"can", "plus"})
"""Words of sentences, where a name has a sign before them: "what Python can do", "SQL plus Airflow"."""
_JOINERS = frozenset({" ", "-", "-\n", "\n"})
_PREPOSITIONS = frozenset("for into on out over back through up down off around after against to in at as".split())


class Match(NamedTuple):
    """A name at words `first` to `last` (one past the end), before it becomes a `Mention`."""

    first: int
    last: int
    surface: Surface
    method: MentionMethod
    similarity: float = 100.0
    reason: str = ""
    status: MentionStatus = "held"
    claimed: bool = False
    """Whether its owner claims it in so many words: "so far I have only used X"."""


def because(match: Match, reason: str, status: MentionStatus = "held") -> Match:
    """Return the match with a reason and a status (`_replace` takes five times as long)."""
    return Match(match.first, match.last, match.surface, match.method, match.similarity, reason, status)


def names_of(matches: Sequence[Match]) -> set[int]:
    """Return the words that name hard skills."""
    return {
        i
        for match in matches
        if match.method != "phrase" and not match.surface.soft
        for i in range(match.first, match.last)
    }


_OF_TIME = frozenset({"year", "years", "yr", "yrs", "month", "months", "jahr", "jahre", "jahren", "ans", "años"})


def match_names(tokens: Tokens, index: Index) -> list[Match]:
    """Find every written form, leftmost and longest first; guards are not yet checked, but case is.

    A phrase that is no skill ("go to market") hides the names inside it.
    """
    found: list[Match] = []
    lows, stems, masked, gaps, words = tokens.lows, tokens.stems, tokens.masked, tokens.gaps, tokens.words
    followers, named, joined = index.followers, index.named, index.joined
    facts = list(map(index.facts.__getitem__, lows))
    # Most of any prose is passed over here: words that neither are a name nor begin one with the next word.
    heads = JOINS | BREAKS if "-\n" in gaps else JOINS
    alone = WRITTEN | RESPELLED | heads
    taken = hidden = 0
    end = len(lows) - 1
    for i, fact, after in [
        (i, fact, after)
        for i, (fact, after) in enumerate(zip(facts, [*facts[1:], 0], strict=False))
        if fact & alone or fact & after >> SECOND & BEGINS
    ]:
        if i < taken or masked[i]:
            continue
        match = None
        if fact & after >> SECOND & BEGINS:
            names, concepts = followers[lows[i]]
            name, concept = names.get(lows[i + 1], 0), concepts.get(stems[i + 1], 0)
            if name or concept:
                match = _several(tokens, index, i, name, concept)
        # Two everyday words in small letters ("any scale", "snow flake") are prose.
        if (
            match is None
            and fact & heads
            and i < end
            and (gap := gaps[i + 1]) in _JOINERS
            and (gap != " " or not fact & after & EVERYDAY or not words[i].islower())
            and lows[i] + lows[i + 1] in joined
        ):
            match = _join(tokens, index, i)
        if match is None and fact & WRITTEN:
            surface = named[lows[i]]
            if surface is not None and (surface.guard != "case" or _case_holds(words[i], surface)):
                match = Match(i, i + 1, surface, surface.method)
        elif match is None and fact & RESPELLED:
            match = _respelled(tokens, index, i)
        if match is None:
            continue
        if match.surface.skill is None:
            if not _name_with_preposition(tokens, match):
                hidden = max(hidden, match.last)
            elif (single := index.surfaces.get(lows[i])) is not None and single.skill is not None:
                found.append(Match(i, i + 1, single, single.method))
        elif match.last > hidden:
            found.append(match)
            taken = match.last
    return found


def _several(tokens: Tokens, index: Index, i: int, name: int, concept: int) -> Match | None:
    """Try the names and concepts of two and more words that word i begins; the longer match wins, a name a tie.

    `name` and `concept` are bit masks of the lengths to try.
    """
    match = _longest(tokens, index, i, lengths(name)) if name else None
    if concept and (match is None or match.last - i == 2):
        other = _concept(tokens, index, i, lengths(concept))
        if other is not None and (match is None or other.last > match.last):
            return other
    return match


def _longest(tokens: Tokens, index: Index, i: int, sizes: tuple[int, ...]) -> Match | None:
    """Try the longest name first; the last word may carry a plural -s."""
    for n in sizes:
        surface = index.named[" ".join(tokens.lows[i : i + n])]
        if surface is not None and i + n <= len(tokens.lows) and _one_name(tokens, index, i, n, surface):
            return Match(i, i + n, surface, surface.method)
    return None


def cut_by_other(tokens: Tokens, index: Index, first: int, last: int, skill: Skill) -> bool:
    """Tell whether a phrase that is no skill, or never this one, shares words with the words `first` to `last`."""
    begin = max(0, first - 2)
    lows = tokens.lows[begin : last + 1]
    if index.no_skills.isdisjoint(pairwise(lows)):
        return False
    for i, (low, after) in enumerate(pairwise(lows), begin):
        mask = index.followers[low][0].get(after, 0)
        match = _longest(tokens, index, i, lengths(mask)) if mask else None
        if match is not None and match.surface.skill is None and match.last > first:
            written = match.surface.written
            if match.surface.method == "exact" or any(written in sense.unless for sense in skill.ambiguous.values()):
                return True
    return False


def _one_name(tokens: Tokens, index: Index, i: int, n: int, surface: Surface) -> bool:
    """Tell whether n words that spell a name are one: not two items of a list, not "C# / .NET", not "a star schema"."""
    gaps, low = tokens.gaps, tokens.lows[i]
    if tokens.lows[i + n - 1].isdigit() and i + n < len(tokens.lows) and tokens.lows[i + n] in _OF_TIME:
        return False  # "Python - 3 years" is no version
    signed = ("-" in surface.written or "*" in surface.written) and surface.skill is not None
    if signed and gaps[i + 1] == " " and low in NEVER_JOINED and tokens.words[i].islower():
        return False
    if signed and n == 2 and gaps[i + 1] == " " and tokens.words[i + 1] in _SMALL:
        return False
    if gaps[i + 1 : i + n].count(" ") == n - 1:
        return not any(tokens.masked[i + 1 : i + n])
    if not _together(tokens, index, i, i + n, surface):
        return False
    if "/" not in surface.written and any("/" in gap for gap in gaps[i + 1 : i + n]):
        return not (low in index.written and tokens.lows[i + n - 1] in index.written)
    return True


def _concept(tokens: Tokens, index: Index, i: int, sizes: tuple[int, ...]) -> Match | None:
    """Try the names of concepts, longest first, whatever their last word's inflection."""
    for n in sizes:
        last = i + n
        if last <= len(tokens.lows):
            surface = index.concepts[" ".join(tokens.lows[i:last])]
            if surface is not None and _one_name(tokens, index, i, n, surface):
                return None if _tells_a_deed(tokens.lows[last - 1], surface) else Match(i, last, surface, "alias")
    return None


def _tells_a_deed(low: str, surface: Surface) -> bool:
    """Tell "our team built the dashboard" from "team building"."""
    named = surface.skill is not None and surface.soft and surface.written.endswith("ing")
    return named and (low.endswith("ed") or is_irregular(low))


def _respelled(tokens: Tokens, index: Index, i: int) -> Match | None:
    """Take a word that spells a name otherwise ("ScikitLearn", "Python3")."""
    low, word = tokens.lows[i], tokens.words[i]
    surface = index.respelled(low)
    if surface is None or (surface.guard == "case" and not _case_holds(word, surface)):
        return None
    plural = low[-1] == "s" and low not in index.joined
    if plural and surface.guard == "ambiguous" and not initials_in_plural(word, surface.written):
        return None
    return Match(i, i + 1, surface, "alias")


def _join(tokens: Tokens, index: Index, i: int) -> Match | None:
    """Look up two words as one: "Cloud Watch", "Post-greSQL" over a line's end."""
    one, two = tokens.lows[i], tokens.lows[i + 1]
    key = one + two
    surface = index.joined_name(key)
    if surface is None or surface.skill is None or len(key) < 5 or tokens.masked[i + 1]:
        return None
    gap = tokens.gaps[i + 1]
    if gap == "\n":
        return Match(i, i + 2, surface, "alias") if _is_cut(tokens, index, i, surface) else None
    if gap == " " and two in _SMALL:
        return None
    if gap != "-\n" and (one in NEVER_JOINED or two in CONJUNCTIONS):
        return None  # "Epic or Cerner" is no Epicor
    if gap == " " and surface.guard != "free":
        return None
    if surface.written.islower() or len(key) >= 6 or gap != " ":
        return Match(i, i + 2, surface, "alias")
    return None


def _is_cut(tokens: Tokens, index: Index, i: int, surface: Surface) -> bool:
    """Tell a name that a line's end has cut without a hyphen: "Kuber|netes", "Java|Script"; not "Spark|SQL"."""
    one, two = tokens.lows[i], tokens.lows[i + 1]
    if len(one) + len(two) < 7 or min(len(one), len(two)) < 3 or surface.guard == "case" or two in index.written:
        return False
    if any(low not in index.vocabulary and not is_everyday(low) for low in (one, two)):
        return True
    written = tokens.words[i] + tokens.words[i + 1]
    return written == surface.written and tokens.words[i + 1][0].isupper() and not written.isupper()


def _together(tokens: Tokens, index: Index, first: int, last: int, surface: Surface) -> bool:
    """Tell whether these words can be one name: only its own signs and inner ones between them, no list items glued."""
    written = surface.written
    for i in range(first + 1, last):
        gap = tokens.gaps[i]
        # "governance, risk and compliance", "Lambda@Edge", "Fabric (Python)"
        if tokens.masked[i] or (gap not in _INNER and (gap.isspace() or gap.strip() not in written)):
            return False
        # "HTML/CSS", then "Frameworks: …"
        label = ":" in tokens.gaps[last]
        if "\n" in gap and gap != "-\n" and (label or _ends_an_item(tokens, index, first, i, last, surface)):
            return False
    return True


def _ends_an_item(tokens: Tokens, index: Index, first: int, i: int, last: int, surface: Surface) -> bool:
    """Tell whether a line holds just the words first to i and they are a name: then the next line is another item.

    A bullet before the line and none before the next show that the name goes on, and so does the rest of a
    product's own name that is none by itself ("Spring" over "Boot").
    """
    before, gap = tokens.gaps[first], tokens.gaps[i]
    if not (first == 0 or "\n" in before) or " ".join(tokens.lows[first:i]) not in index.surfaces:
        return False
    if "•" in before and "•" not in gap:
        return False
    own = surface.skill is not None and surface.skill.category in PRODUCT_CATEGORIES and surface.method == "exact"
    ended = last >= tokens.size or "\n" in tokens.gaps[last]
    return not (own and ended) or " ".join(tokens.lows[i:last]) in index.surfaces


def _name_with_preposition(tokens: Tokens, match: Match) -> bool:
    """Tell "Go for operators" in mid-sentence from "go for a walk": the phrase would not be written so."""
    first = match.first
    word = tokens.words[first]
    if (
        match.last - first != 2
        or not word[0].isupper()
        or word.isupper()
        or tokens.lows[first + 1] not in _PREPOSITIONS
    ):
        return False
    if ":" in tokens.gaps[first] and match.last < len(tokens.lows) and tokens.lows[match.last].endswith("ing"):
        return False  # "You: excel in making things clear"
    begins = tokens.broken[first] or not set(".!?•").isdisjoint(tokens.gaps[first])
    return tokens.words[first + 1].islower() and first > 0 and not begins


def initials_in_plural(word: str, written: str) -> bool:
    """Tell "LLMs" from LLM: initials keep their meaning in the plural, and only they are written so."""
    return word[-1] == "s" and word[:-1] == written and written[0].isupper() and written[-1].isupper()


def _case_holds(word: str, surface: Surface) -> bool:
    """Accept a name of two or three letters as written, or in another case where it is no English word."""
    return word == surface.written or not is_everyday(word.lower())

"""Match → is it a word in somebody's title: of a publication, a talk, a club, a prize?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from skillgap.extraction.matcher import Match
from skillgap.extraction.tokens import Tokens
from skillgap.models.resume import SectionKind
from skillgap.models.skill import PRODUCT_CATEGORIES

# What both begin with is named first: so what holds no such mark is passed over at once.
_QUOTED = re.compile(r"[“„«\"](?:(?<=[“„«])([^“”„«»]{3,200})[”“»]|(?<![\w\"]\")(?<=\")(?=\w)([^\"]{3,200})\")")
# "Kline R., Ortega S. A title. A journal, 2021.", "R. Kline, S. Ortega. A title. 2021.": a surname and initials.
_AUTHOR = re.compile(
    r"\b[A-Z][\w’'-]+,? (?:[A-Z]\.[ -]?){1,3}(?=[,;: &]|and|$)"
    r"|\b(?:[A-Z]\.[ -]?){1,3}[A-Z][\w’'-]+(?=[,.;:]| and )"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_THESIS = re.compile(
    r"\b(?:[Tt]hesis|THESIS|[Dd]issertation|DISSERTATION)(?: title| on)?[ :,–—-]{1,3}"
    r"(?=[“\"„«A-Z])(?:[“\"„«][^“”\"„«»]{3,160}[”\"“»]|[^\n]{3,120})"
)
_THESES = frozenset({"thesis", "dissertation"})
_MEANS = frozenset({"in", "with", "using", "for", "on", "to"})
_NAMING: frozenset[SectionKind] = frozenset({"volunteering", "awards", "other", "interests"})
_REACH = 200
_WRAPS = 2
_GIVEN = frozenset("taught teach teaching gave held ran organised organized led course workshop class lesson".split())


def titles(tokens: Tokens, matches: Sequence[Match], sections: Sequence[SectionKind]) -> dict[int, str]:
    """Return, by its place in `matches`, why a hard skill is none here; most resumes have nothing to look at."""
    theses = () if _THESES.isdisjoint(tokens.present) else _in_theses(tokens, matches)
    found = dict.fromkeys(theses, "in the title of a thesis")
    quotes = list(_quotes(tokens.text))
    if not quotes and "publications" not in sections:
        return found
    for k, (match, section) in enumerate(zip(matches, sections, strict=True)):
        if section != "publications" and section not in _NAMING:
            continue
        skill = match.surface.skill
        if skill is None or match.surface.soft or match.method == "phrase":
            continue
        publication = section == "publications"
        # A product in a title says what the paper is about; a method is what its author did.
        if publication and (skill.category not in PRODUCT_CATEGORIES or match.last - match.first > 1):
            continue
        start, end = tokens.starts[match.first], tokens.ends[match.last - 1]
        at = bisect_right(quotes, (start, len(tokens.text))) - 1
        if at >= 0 and end <= quotes[at][1] and quotes[at][1] - quotes[at][0] > end - start + 2:
            if publication:
                found[k] = "in the title of a publication"
            elif _GIVEN.isdisjoint(tokens.lows[max(0, match.first - 8) : match.first]):
                found[k] = "part of a name in quotes"
        elif publication and _cited(tokens.text, start):
            found[k] = "in the title of a publication"
    return found


def _in_theses(tokens: Tokens, matches: Sequence[Match]) -> Iterator[int]:
    """Give the names of a thesis about none: all doubtful, none a means: "Rust never sleeps: a novel's …"."""
    for title in _THESIS.finditer(tokens.text):
        inside = [k for k, match in enumerate(matches) if title.start() <= tokens.starts[match.first] < title.end()]
        hard = [k for k in inside if not matches[k].surface.soft]
        used = any(tokens.lows[matches[k].first - 1] in _MEANS for k in hard)
        if not used and all(matches[k].surface.guard == "ambiguous" for k in hard):
            yield from hard


def _quotes(text: str) -> Iterator[tuple[int, int]]:
    if not any(mark in text for mark in '"“„«'):
        return
    for quote in _QUOTED.finditer(text):
        if "\n\n" not in quote.group():
            yield quote.span(1 if quote.group(1) else 2)


def _cited(text: str, start: int) -> bool:
    """Tell whether a place is between the authors of a publication and its year, wrapped lines included."""
    before, after = text[max(0, start - _REACH) : start], text[start : start + _REACH]
    before = before[max(before.rfind(mark) for mark in ("\n\n", "\n•", "\n[")) + 1 :]
    authors = [author.end() for author in _AUTHOR.finditer(before)]
    if not authors or _YEAR.search(before, authors[-1]) or before.count("\n", authors[-1]) > _WRAPS:
        return False
    year = _YEAR.search(after)
    return year is not None and after.count("\n", 0, year.start()) <= _WRAPS

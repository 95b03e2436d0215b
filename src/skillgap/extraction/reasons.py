"""Cue → the reason or the venue that it speaks of: two scopes (`scopes`) with an end of their own."""

from __future__ import annotations

from collections.abc import Set

from skillgap.extraction.clauses import Span, breaks
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import CONJUNCTIONS

_REASON = 10  # words between "because" and "was not available"
BECAUSE = frozenset({"because", "since", "as", "da", "weil"})
_ARTICLES = frozenset({"a", "an", "the"})
_ASIDE = frozenset(",(–—")
_IN_TITLES = CONJUNCTIONS | frozenset("of in the for on der für".split())


def reason(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "Used Spark on EMR, because Snowflake was not available": what stands between."""
    for k in range(first - 1, max(first - _REASON, 0) - 1, -1):
        if tokens.lows[k] in BECAUSE:
            return None if tokens.lows[k] == "as" and tokens.lows[k + 1] in _ARTICLES else (k + 1, first)
        if breaks(tokens, k) or not _ASIDE.isdisjoint(tokens.gaps[k]):
            return None
    return None


def venue(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "published in Methods of Ecology": a run of words in capitals, with no word of prose right behind."""
    end = k = last
    while k < tokens.size and tokens.gaps[k] == " ":
        if tokens.words[k][0].isupper():
            end = k + 1
        elif tokens.lows[k] not in _IN_TITLES:
            break
        k += 1
    return (last, end) if end > last and (end > last + 1 or end == tokens.size or tokens.gaps[end] != " ") else None

"""Words → reaches: the cues of plans, denials, other people's work and claims, and the words each one speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from skillgap.extraction.clauses import breaks
from skillgap.extraction.doers import grammar_of_doers
from skillgap.extraction.matcher import Match, names_of
from skillgap.extraction.pattern_tables import compile_patterns
from skillgap.extraction.patterns import PatternSet
from skillgap.extraction.scopes import span_of
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import cue_words, load_data
from skillgap.models.resume import MentionStatus

_RELATIVE = frozenset({"das", "dem", "den", "der", "deren", "dessen", "die", "welche", "welcher", "welches"})
_OPENING, _CLOSING = ({'"', "“", "„", "«"}, {'"', "”", "“", "»"})
_ME = frozenset("i me mine my myself our ours us we".split())
_THEY = frozenset({"he", "she", "they", "who", "whose"})
_OWN_SUBJECT = frozenset({"after", "inside", "list", "next"})
_SUBJECT_NEAR = 6  # words before a claim among which its subject may stand


class _Cue(NamedTuple):
    status: MentionStatus | Literal["none"]
    scope: str


class Reach(NamedTuple):
    """A cue's words and the words that it speaks of."""

    status: MentionStatus
    cue_first: int
    cue_last: int
    first: int
    last: int
    inner: bool = False
    """Whether it speaks of a name among the cue's words too: "left the Spark course unfinished"."""


@cache
def _cues() -> PatternSet[_Cue]:
    data = load_data("assertion.json")
    phrases = [phrase for group in data["cues"] for phrase in group["phrases"]]
    cues = [_Cue(group["status"], group["scope"]) for group in data["cues"] for _ in group["phrases"]]
    return PatternSet(compile_patterns(phrases, stemmed=False, classes=data["classes"]), cues)


def find_reaches(tokens: Tokens, matches: Sequence[Match]) -> list[Reach]:
    """Find the cues and how far each one reaches."""
    hits = [
        hit
        for hit in _cues().match(tokens.lows, tokens.gaps)
        if hit[2].scope == "inside" or _whole(tokens, hit[0], hit[1])  # "evaluated Flink, chose Spark"
    ]
    mute = {i for first, last, cue in hits if cue.status == "none" for i in range(first, last)}
    starts, owned = {match.first for match in matches}, names_of(matches)
    found: list[Reach] = []
    for first, last, cue in hits:
        # What the gap of a cue holds is its object: "columns about machine learning for a newspaper".
        own = (first, last - 1) if cue.scope == "inside" else range(first, last)
        if cue.status == "none" or (cue.status != "held" and not mute.isdisjoint(own)) or _quoted(tokens, first, last):
            continue
        # A cue's own words are no name ("machine learning"); what its gap holds may be one ("the backend team used").
        if cue.scope not in {"fed", "firm", "rivals"} and not owned.isdisjoint((first, last - 1)):
            continue
        if cue.status == "other" and _speaks_of_me(tokens, first, last):
            continue
        if cue.status == "held" and cue.scope in _OWN_SUBJECT and _claimed_by_others(tokens, first, last):
            continue
        span = span_of(cue.scope, tokens, first, last, starts, claims=cue.status == "held")
        if span is None:
            continue
        told = first + 1 if cue.scope == "inside" else last
        found.append(Reach(cue.status, first, told, *span, cue.scope == "clause"))
    return found


def _speaks_of_me(tokens: Tokens, first: int, last: int) -> bool:
    """Tell "colleagues I built …" and "led the team that built …" from work of others."""
    words = cue_words()
    if not {"i", "we"}.isdisjoint(tokens.lows[first + 1 : last]) and tokens.lows[last - 1] in words["person_verbs"]:
        return True
    group = tokens.lows[first] in words["team_heads"]
    return group and not words["team_mine"].isdisjoint(tokens.lows[max(0, first - 3) : first])


def _claimed_by_others(tokens: Tokens, first: int, last: int) -> bool:
    """Tell "developers with 13 years of Java" and "she went back to Haskell" from what the candidate claims."""
    if not _ME.isdisjoint(tokens.lows[first:last]):
        return False
    before = tokens.lows[first - 1] if first and tokens.gaps[first] in {" ", ", "} else ""
    if before in grammar_of_doers().groups or (before.endswith("s") and before in grammar_of_doers().doers):
        return True  # a single "engineer with 13 years of experience" is the candidate
    for k in range(first - 1, max(first - _SUBJECT_NEAR, 0) - 1, -1):
        if breaks(tokens, k + 1) or tokens.lows[k] in _ME:
            return False
        if tokens.lows[k] in _THEY:
            return True
    return False


def _quoted(tokens: Tokens, first: int, last: int) -> bool:
    """Tell a cue that only points at a heading: (see "Learning")."""
    begin, end = tokens.starts[first], tokens.ends[last - 1]
    return tokens.text[begin - 1 : begin] in _OPENING and tokens.text[end : end + 1] in _CLOSING


def _whole(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether a cue stands in one run of words: no comma, no new line that begins a new sentence."""
    for k in range(first + 1, last):
        gap = tokens.gaps[k]
        relative = gap == ", " and tokens.lows[k] in _RELATIVE  # "Dienstleister, der die Tests schreibt"
        if ("," in gap and not relative) or "(" in gap or ("\n" in gap and breaks(tokens, k)):
            return False
    return True

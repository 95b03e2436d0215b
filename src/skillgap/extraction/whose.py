"""Match → whose it is by what the name belongs to: a meeting, an award, a team, another department, people hired."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from skillgap.extraction.clauses import breaks
from skillgap.extraction.matcher import Match
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import cue_words

_FAR = 6  # words behind a name that may tell of an award or of people hired
_QUOTES = frozenset({'"', "“", "„", "«", "'", "‘"})
_IN_POST = frozenset("pm po manager owner lead head engineer developer architect analyst scientist master".split())
_BESIDE = frozenset({"with", "by", "from", "for"})
_WHAT_THEY_DO = frozenset("now still actually can could do use cite read know like love want ask who that".split())
_INNER = frozenset("in on the of a for and at with to".split())
_MEANS = frozenset({"with", "using", "from", "in", "into", "by"})
_ENDS = (_INNER | _MEANS) - {"and"}
_OF_A_THING = frozenset({"that", "which"})


class _Signs(NamedTuple):
    """The words of which one stands right before, right behind or not far behind what belongs to another."""

    before: frozenset[str]
    behind: frozenset[str]
    near: frozenset[str]


@cache
def _signs() -> _Signs:
    words = cue_words()
    return _Signs(
        words["possessors"].union(words["bearers"], _OF_A_THING, {"team", "s"}),
        words["meetings"].union(words["lands"], words["varieties"], words["team_heads"]),
        words["award_signs"] | words["hired"],
    )


def signs_of_others(tokens: Tokens) -> list[int]:
    """Return the places of words not far behind which no name may be the candidate's."""
    return tokens.spots(_signs().near)


def whose(tokens: Tokens, match: Match, near: Sequence[int]) -> str:
    """Tell why the name is not the candidate's here, or ""; `near` are the places that `signs_of_others` gives."""
    last, signs = match.last, _signs()
    at = bisect_left(near, last)
    if (
        tokens.lows[match.first - 1] not in signs.before
        and (last == tokens.size or tokens.lows[last] not in signs.behind)
        and (at == len(near) or near[at] >= last + _FAR)
        and tokens.gaps[last] != "-"
    ):
        return ""
    if why := _bears_it_behind(tokens, match) or _bears_it_before(tokens, match):
        return why
    if _tells_a_deed(match) and tokens.lows[match.first - 1] in _OF_A_THING:
        return "said of a thing, not of a person"
    if not _tells_a_deed(match) and _their_team(tokens, match):
        return f"someone else's: the {tokens.words[match.last]} of that name"
    if _of_those_hired(tokens, match):
        return "someone else's: of people hired or things sold"
    return ""


def _tells_a_deed(match: Match) -> bool:
    """Tell "presented to the executive" of a committee, "gave feedback to junior" of members, from names."""
    return match.method == "phrase" and match.surface.soft


def _bears_it_behind(tokens: Tokens, match: Match) -> str:
    """Tell what the words behind make of the name: part of a meeting's, a place's, an award's or a longer one."""
    last, words = match.last, cue_words()
    if last >= tokens.size:
        return ""
    after, gap = tokens.lows[last], tokens.gaps[last]
    named = tokens.words[match.first][0].isupper() and not _tells_a_deed(match)
    if named and after in words["meetings"] and gap in {" ", "\n"}:
        return "part of the name of a meeting"
    if after in words["varieties"] and gap == " ":
        return "the name of another thing"
    if after in words["lands"] and gap in {" (", ", "}:
        return f"a place in {tokens.words[last]}"  # "Java (Indonesia)", "Phoenix, Arizona"
    if not words["award_signs"].isdisjoint(tokens.lows[last : last + _FAR]) and _names_an_award(tokens, match):
        return "part of the name of an award"
    if gap == "-" and last + 1 < tokens.size and tokens.gaps[last + 1] == "-" and after in _INNER:
        return "part of a longer name"  # "pandas-in-the-wild"
    return ""


def _bears_it_before(tokens: Tokens, match: Match) -> str:
    """Tell what the word before makes of the name: a team's, a department's or colleagues' thing, a pet's name."""
    first, words = match.first, cue_words()
    if not first:
        return ""
    before, gap = tokens.lows[first - 1], tokens.gaps[first]
    if before == "team" and ((gap == " " and "," in tokens.gaps[first - 1]) or gap.strip() in _QUOTES):
        return "the name of a team"
    if before in words["possessors"] and gap[:1] == "'":
        return f"someone else's: of {tokens.words[first - 1]}"
    if before == "s" and tokens.gaps[first - 1] == "'" and tokens.lows[first - 2] in words["departments"]:
        return f"someone else's: of {tokens.words[first - 2]}"
    capital = tokens.words[first][0].isupper() and match.surface.skill is not None
    if capital and gap in {" ", "\n"} and before in words["bearers"]:
        return f"the name of a {tokens.words[first - 1]}"
    return ""


def _names_an_award(tokens: Tokens, match: Match) -> bool:
    """Tell whether a product's name goes on to that of an award: "Cloud of the month", "Excel innovation prize"."""
    last, words = match.last, cue_words()
    after = tokens.lows[last : last + _FAR]
    plain = after[: next((k for k in range(len(after)) if tokens.gaps[last + k] not in {" ", "\n"}), len(after))]
    skill = match.surface.skill
    if skill is None or words["products"].isdisjoint({skill.category, skill.id.split("-")[0]}):
        return False
    for k in range(4):
        if plain[k : k + 3] in (["of", "the", "month"], ["of", "the", "year"]):
            return True
    return not words["awards"].isdisjoint(plain[:3]) and "winning" not in after


def _of_those_hired(tokens: Tokens, match: Match) -> bool:
    """Tell the skill of those who were hired, or a thing bought: "Recruited Java and .NET developers"."""
    words = cue_words()
    end = next((k for k in range(match.last, min(match.last + _FAR, tokens.size)) if _ends_a_list(tokens, k)), 0)
    if not end or tokens.lows[end] not in words["hired"]:
        return False
    for k in range(match.first - 1, max(-1, match.first - _FAR - 2), -1):
        if breaks(tokens, k + 1) or tokens.lows[k] in _MEANS:
            return False
        if tokens.lows[k] in words["hiring"]:
            return True
    return False


def _ends_a_list(tokens: Tokens, k: int) -> bool:
    """Tell the noun behind a list of names from its commas and links, or what is no list."""
    low = tokens.lows[k]
    return low in cue_words()["hired"] or low in _ENDS or breaks(tokens, k)


def _their_team(tokens: Tokens, match: Match) -> bool:
    """Tell whether the name belongs to a team that is not the candidate's: "the Java team"."""
    last = match.last
    words = cue_words()
    if last >= tokens.size or tokens.lows[last] not in words["team_heads"] or tokens.gaps[last] not in {" ", "\n"}:
        return False
    if breaks(tokens, match.first):
        return False
    people = tokens.lows[last] in {"people", "folks"} and last + 1 < tokens.size and tokens.gaps[last + 1] == " "
    if people and tokens.lows[last + 1] in _WHAT_THEY_DO:
        return False  # "the standard errors people now cite"
    k = match.first - 1
    if k >= 0 and tokens.lows[k] in _BESIDE and tokens.gaps[match.first] == " ":
        return True  # "together with Scala team", as those write whose language has no articles
    # "the client ML team": a word or two of theirs may stand before the name.
    while k > 0 and match.first - k < 3 and tokens.lows[k] not in words["team_determiners"]:
        if tokens.gaps[k] not in {" ", "\n"} or tokens.words[k][0].isupper() or tokens.lows[k] in words["team_mine"]:
            return False
        k -= 1
    if k < 0 or tokens.lows[k] not in words["team_determiners"] or breaks(tokens, k + 1):
        return False
    if tokens.lows[k - 1] == "for" and k > 1 and tokens.lows[k - 2] in _IN_POST:
        return False  # "PM for the WMS team"
    begin = next((i for i in range(k, max(0, k - 2), -1) if breaks(tokens, i)), max(0, k - 2))
    return tokens.lows[k - 1] == "by" or words["team_mine"].isdisjoint(tokens.lows[begin:k])

"""Tokens → the words of lists that name those one worked with: "with design, QA and DevOps", "marketing and R teams".

A list of teams, trades and departments behind "with", "between" or "teams including" tells of others, whatever its
items are called elsewhere.
"""

from __future__ import annotations

from typing import NamedTuple

from skillgap.extraction.clauses import breaks
from skillgap.extraction.doers import grammar_of_doers, people
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.whose import AT_ONE_DESK
from skillgap.extraction.words import CONJUNCTIONS, cue_words

_LONGEST_ITEM = 3
_LONGEST_LIST = 10
_BESIDE = frozenset({"with", "between", "alongside"})
_DONE_BY = frozenset({"with", "alongside", "by"})
_TOWARDS = _BESIDE | {"by", "for", "from", "across"}
_SUCH = frozenset({"including", "like", "as", "eg", "g"})
_OPENERS = _TOWARDS | _SUCH
_TEAMS = frozenset({"teams", "departments", "squads", "groups", "units", "functions", "partners", "stakeholders"})


class Fellows(NamedTuple):
    """The words of such lists: in `teams` any name is a team's, in `trades` the name of a trade is those people's."""

    teams: frozenset[int]
    trades: frozenset[int]


def fellows(tokens: Tokens) -> Fellows:
    """Find the lists of those one worked with; none is of the candidate's own people ("led teams such as …")."""
    teams = _in_brackets(tokens)
    trades: set[int] = set()
    for k in tokens.spots(_BESIDE if tokens.present.isdisjoint(_TEAMS) else _OPENERS):
        if not _may_list(tokens, k) or (tokens.lows[k] in _SUCH) != _of_teams(tokens, k):
            continue
        items = _items(tokens, k + 1)
        if len(items) < 2 or not cue_words()["in_trades"].isdisjoint(tokens.lows[max(0, k - 2) : k]):
            continue
        first, last = items[0][0], items[-1][1]
        if tokens.lows[k] in _SUCH or _ends_with_a_team(tokens, *items[-1]):
            teams.update(range(first, last))
        elif tokens.lows[k] in _BESIDE and tokens.lows[items[-1][0] - 1] in CONJUNCTIONS:
            people = {item for item in items if _are_people(tokens, item[1])}
            items = [item for item in items if not _tells_a_deed(tokens, *item)]
            if people or _all_departments(tokens, k, items):
                trades.update(i for item in items if item not in people for i in range(*item))
    return Fellows(frozenset(teams), frozenset(trades))


def _in_brackets(tokens: Tokens) -> set[int]:
    """Find what others are said to use: "with the mobile team (Swift, Kotlin)", "tests by QA (Selenium)"."""
    words, found = cue_words(), set[int]()
    mine = words["team_mine"] | AT_ONE_DESK
    known = (words["teams_at_work"] - words["departments"]) | words["outsiders"]
    for k in tokens.spots(words["team_heads"] | words["teams_at_work"]):
        if k + 1 >= tokens.size or tokens.gaps[k + 1].strip() != "(":
            continue
        first = next((i for i in range(k - 1, max(0, k - _LONGEST_ITEM) - 2, -1) if _introduces(tokens, i)), -1)
        if first < 0 or not mine.isdisjoint(tokens.lows[max(0, first - 1) : k]):
            continue
        # "With a small team (Java, Spring)" may be one's own, "with red cell (…)" is.
        said = tokens.lows[first + 1 : k]
        named = set(said[1:]) - words["kinds_of_teams"] and said[0] in words["team_determiners"]
        alone = not said or said[0] in words["team_determiners"]
        if named or (alone and tokens.lows[k] in known):
            last = k + 1
            while last < tokens.size and last - k < _LONGEST_LIST and ")" not in tokens.gaps[last]:
                last += 1
            found.update(range(k + 1, last))
    return found


def _introduces(tokens: Tokens, i: int) -> bool:
    return i >= 0 and tokens.lows[i] in _DONE_BY and not breaks(tokens, i + 1)


def _may_list(tokens: Tokens, k: int) -> bool:
    """Tell whether a second item may follow: most prepositions begin no list, and this asks little."""
    signs = "".join(tokens.gaps[k + 2 : k + 2 + _LONGEST_ITEM])
    return k > 0 and ("," in signs or "/" in signs or not CONJUNCTIONS.isdisjoint(tokens.lows[k + 2 : k + 5]))


def _of_teams(tokens: Tokens, k: int) -> bool:
    """Tell "cross-functional teams including" and "partners such as" from "a team that I led, like"."""
    at = k - 1
    if tokens.lows[at] in {"such", "e"}:
        at -= 1
    here = at >= 0 and tokens.lows[at] in _TEAMS and not breaks(tokens, k)
    return here and cue_words()["team_mine"].isdisjoint(tokens.lows[max(0, at - 4) : at])


def _items(tokens: Tokens, at: int) -> list[tuple[int, int]]:
    """Split the list that begins at word `at` into items of a few words; it ends where anything else follows."""
    items: list[tuple[int, int]] = []
    first = at
    k = at
    words = cue_words()
    while k < tokens.size and k - first < _LONGEST_ITEM and len(items) < _LONGEST_LIST:
        low, gap = tokens.lows[k], tokens.gaps[k + 1]
        if low in words["list_ends"] or low in CONJUNCTIONS or (k > at and breaks(tokens, k)):
            break
        k += 1
        joined = gap.strip() in {",", "/"} and k < tokens.size and not breaks(tokens, k)
        linked = k < tokens.size and gap == " " and tokens.lows[k] in CONJUNCTIONS
        if joined or linked:
            items.append((first, k))
            k += (joined and tokens.lows[k] in CONJUNCTIONS) or linked
            first = k
    return [*items, (first, k)] if k > first else items


def _ends_with_a_team(tokens: Tokens, first: int, last: int) -> bool:
    """Tell "… and R teams" from "… and agile teams"."""
    kinds = cue_words()["kinds_of_teams"]
    return last - first > 1 and tokens.lows[last - 1] in _TEAMS and kinds.isdisjoint(tokens.lows[first:last])


def _tells_a_deed(tokens: Tokens, first: int, last: int) -> bool:
    """Tell "shipping models" from a trade, as "marketing" is, in "with executives and shipping models"."""
    grammar = grammar_of_doers()
    return last - first > 1 and tokens.lows[first].endswith("ing") and tokens.stems[first] in grammar.tasks


def _are_people(tokens: Tokens, last: int) -> bool:
    """Tell "physicians" in "with physicians, PT and social work"."""
    words = cue_words()
    lasts = {tokens.lows[last - 1]} & (people() | words["professions"])
    return any(low[-1] == "s" for low in lasts - words["teams_at_work"])


def _all_departments(tokens: Tokens, k: int, items: list[tuple[int, int]]) -> bool:
    """Tell "worked closely with data science, QA and DevOps": nothing but departments, one of them surely one."""
    words = cue_words()
    lasts = {tokens.lows[last - 1] for _, last in items}
    sure = lasts & (words["departments"] | words["teams_at_work"])
    named = lasts <= words["departments_listed"] | words["disciplines"] | words["teams_at_work"]
    return named and bool(sure) and tokens.stems[k - 1] in words["joint_work"]

"""Match → whose it is by what the name belongs to: a meeting, an award, a team, another department, people hired."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from skillgap.extraction.clauses import breaks
from skillgap.extraction.matcher import Match
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import CONJUNCTIONS, cue_words

_FAR = 6  # words behind a name that may tell of an award, a team or people hired
_LONGEST_LIST = 12  # departments on each side; whoever walked on would need the square of a list's length
_QUOTES = frozenset({'"', "“", "„", "«", "'", "‘"})
_IN_POST = frozenset("pm po manager owner lead head engineer developer architect analyst scientist master".split())
_BESIDE = frozenset({"with", "by", "from", "for"})
_WHAT_THEY_DO = frozenset("now still actually can could do use cite read know like love want ask who that".split())
_INNER = frozenset("in on the of a for and at with to".split())
_MEANS = frozenset({"with", "using", "from", "in", "into", "by"})
_ARTICLES = frozenset({"a", "the"})
_ENDS = (_INNER | _MEANS) - {"and"}
_OF_A_THING = frozenset({"that", "which"})
_PURPOSES = frozenset({"for", "about", "on", "that", "which", "to"})
_SPACE = frozenset({" ", "\n"})
_LIST_SIGNS = frozenset({",", "&", "/"})
_CALLED = frozenset({"tribe", "squad", "crew"})
_SHOPS = frozenset({"shop", "shops"})
_ALIKE = frozenset({"like", "inspired", "esque"})
AT_ONE_DESK = frozenset({"paired", "pairing", "programmed", "programming"})


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
        words["meetings"].union(words["meetings_in_capitals"], words["lands"], words["varieties"], words["trades"]),
        words["award_signs"].union(words["hired"], words["team_heads"]),
    )


def signs_of_others(tokens: Tokens) -> list[int]:
    """Return the places of words not far behind which no name may be the candidate's."""
    return tokens.spots(_signs().near)


def whose(tokens: Tokens, match: Match, near: Sequence[int]) -> str:
    """Tell why the name is not the candidate's here, or ""; `near` are the places that `signs_of_others` gives."""
    last, signs = match.last, _signs()
    if tokens.lows[last - 1] in cue_words()["departments_listed"] and _among_departments(tokens, match):
        return "someone else's: one of the departments named"
    if match.surface.soft and (_what_a_product_is_for(tokens, match) or _of_software(tokens, match)):
        return "said of a thing, not of a person"
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
        return "someone else's: the team of that name"
    if _of_neighbours(tokens, match):
        return f"someone else's: of the {tokens.words[match.last]}"
    if _of_those_hired(tokens, match):
        return "someone else's: of people hired or things sold"
    return ""


def _tells_a_deed(match: Match) -> bool:
    """Tell "presented to the executive" of a committee, "gave feedback to junior" of members, from names."""
    return match.method == "phrase" and match.surface.soft


def _what_a_product_is_for(tokens: Tokens, match: Match) -> bool:
    """Tell "a chatbot for customer service", "an app that helps managers plan budgets" from one's own strengths."""
    wares = cue_words()["wares"]
    for k in range(match.first - 1, max(0, match.first - _FAR), -1):
        if breaks(tokens, k + 1) or "," in tokens.gaps[k + 1]:
            return False
        if tokens.lows[k] in _PURPOSES and tokens.lows[k - 1] in wares and tokens.gaps[k] in {" ", "\n"}:
            return True
    return False


def _of_software(tokens: Tokens, match: Match) -> bool:
    """Tell "resilient APIs", "adaptable templates" and "customer-facing dashboards" from people."""
    if match.method == "phrase":
        return False
    after = match.last
    if after < tokens.size and tokens.gaps[after] == "-":
        after += 1
    if after >= tokens.size or tokens.gaps[after] not in {" ", "\n"}:
        return False
    return tokens.lows[after] in cue_words()["made_things"]


def _bears_it_behind(tokens: Tokens, match: Match) -> str:
    """Tell what the words behind make of the name: part of a meeting's, a place's, an award's or a longer one."""
    last, words = match.last, cue_words()
    if last >= tokens.size:
        return ""
    after, gap = tokens.lows[last], tokens.gaps[last]
    named = tokens.words[match.first][0].isupper() and not _tells_a_deed(match)
    titled = after in words["meetings_in_capitals"] and tokens.words[last][0].isupper()
    if named and (titled or after in words["meetings"]) and gap in {" ", "\n"}:
        return "part of the name of a meeting"
    if after in words["varieties"] and gap == " ":
        return "the name of another thing"
    if after in words["lands"] and gap in {" (", ", "}:
        return f"a place in {tokens.words[last]}"  # "Java (Indonesia)", "Phoenix, Arizona"
    if not words["award_signs"].isdisjoint(tokens.lows[last : last + _FAR]) and _names_an_award(tokens, match):
        return "part of the name of an award"
    if gap == "-" and after in _ALIKE and _is_ware(match):
        return "what another thing is like"  # "a Jira-like ticket tool"
    if gap == "-" and last + 1 < tokens.size and tokens.gaps[last + 1] == "-" and after in _INNER:
        return "part of a longer name"  # "pandas-in-the-wild"
    return ""


def _bears_it_before(tokens: Tokens, match: Match) -> str:
    """Tell what the word before makes of the name: a team's, a department's or colleagues' thing, a pet's name."""
    first, words = match.first, cue_words()
    if not first:
        return ""
    before, gap = tokens.lows[first - 1], tokens.gaps[first]
    if tokens.words[first - 1] == "Team" and gap == " " and match.last < tokens.size and _called_so(tokens, match):
        return "the name of a team"
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


def _called_so(tokens: Tokens, match: Match) -> bool:
    """Tell "Team Spark, responsible for …" from "Team Java developers" and "Agile Team Kubernetes"."""
    begins = match.first < 2 or breaks(tokens, match.first - 1) or tokens.gaps[match.first - 1] != " "
    capital = tokens.words[match.first][0].isupper() and not _tells_a_deed(match)
    return capital and tokens.gaps[match.last] != " " and (begins or tokens.lows[match.first - 2] in _INNER)


def _is_ware(match: Match) -> bool:
    """Tell what one buys or installs from languages, methods and trades."""
    skill = match.surface.skill
    return skill is not None and not cue_words()["products"].isdisjoint({skill.category, skill.id.split("-")[0]})


def _names_an_award(tokens: Tokens, match: Match) -> bool:
    """Tell whether a product's name goes on to that of an award: "Cloud of the month", "Excel innovation prize"."""
    last, words = match.last, cue_words()
    after = tokens.lows[last : last + _FAR]
    plain = after[: next((k for k in range(len(after)) if tokens.gaps[last + k] not in {" ", "\n"}), len(after))]
    if not _is_ware(match):
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


def _of_a_hired_team(tokens: Tokens, match: Match) -> bool:
    """Tell "hired the firm's first data science team", whose field it is, from "hired and led the …"."""
    words = cue_words()
    hired = False
    for k in range(match.first - 1, max(-1, match.first - _FAR - 2), -1):
        low = tokens.lows[k]
        if low in _ENDS - _ARTICLES or low in words["leading"]:
            return False
        hired = hired or low in words["hiring"]
        if breaks(tokens, k):
            break
    return hired


def _ends_a_list(tokens: Tokens, k: int) -> bool:
    """Tell the noun behind a list of names from its commas and links, or what is no list."""
    low = tokens.lows[k]
    return low in cue_words()["hired"] or low in _ENDS or breaks(tokens, k)


def _among_departments(tokens: Tokens, match: Match) -> bool:
    """Tell "dashboards for marketing, logistics and finance" from trades: "responsible for procurement and logistics".

    Two of them make a list of departments, where one at least is no branch of industry too.
    """
    words = cue_words()
    first = _end_of_departments(tokens, match.first, -1)
    last = _end_of_departments(tokens, match.last - 1, 1) + 1
    run = words["departments_listed"].intersection(tokens.lows[first:last])
    if len(run) < 2 or run <= words["branches"]:
        return False
    if last < tokens.size and tokens.gaps[last] in _SPACE and tokens.lows[last] not in words["behind_departments"]:
        return False
    k = first - 1
    if k > 0 and tokens.lows[k] in {"the", "our"}:
        k -= 1
    if k < 0 or tokens.lows[k] not in words["before_departments"] or tokens.gaps[k + 1] not in _SPACE:
        return False
    return words["in_trades"].isdisjoint(tokens.lows[max(0, k - 2) : k])


def _end_of_departments(tokens: Tokens, i: int, step: int) -> int:
    """Return the last word, or with step -1 the first, of the list of departments that word i is one of."""
    words = cue_words()
    for _ in range(_LONGEST_LIST):
        if step < 0 and i and tokens.gaps[i] == " " and tokens.lows[i - 1] in words["kinds_of_departments"]:
            i -= 1
        k = _next_item(tokens, i, step)
        if not 0 <= k < tokens.size:
            return i
        if step > 0 and tokens.lows[k] in words["kinds_of_departments"] and tokens.gaps[k + 1] == " ":
            k += 1
        if tokens.lows[k] not in words["departments_listed"]:
            return i
        i = k
    return i


def _next_item(tokens: Tokens, i: int, step: int) -> int:
    """Return the word beside word i over a comma, "and" or "&", or -1."""
    k, gap = i + step, max(i, i + step)
    if not 0 <= k < tokens.size:
        return -1
    signs = tokens.gaps[gap].strip()
    if tokens.lows[k] in CONJUNCTIONS and signs in {"", ","}:
        k += step
        return k if 0 <= k < tokens.size and tokens.gaps[gap + step].strip() in {"", ","} else -1
    return k if signs in _LIST_SIGNS and "\n\n" not in tokens.gaps[gap] else -1


def _of_neighbours(tokens: Tokens, match: Match) -> bool:
    """Tell the trade of those one worked with: "together with a DevOps engineer", "with two Java developers"."""
    words = cue_words()
    if tokens.lows[match.last : match.last + 1] == [] or tokens.lows[match.last] not in words["trades"]:
        return False
    k = match.first - 1
    while k > 0 and match.first - k < 4 and tokens.lows[k] in words["before_neighbours"]:
        k -= 1
    if k > 2 and tokens.lows[k] == "s" and _owns(tokens, k):
        k -= 3 if tokens.lows[k - 2] in words["team_determiners"] else 2  # "with the vendor's Snowflake engineers"
    several = tokens.lows[match.last][-1] == "s"  # "taught English to Java programmers", "promoted to Java developer"
    if several and tokens.lows[k] == "to":
        return k + 1 == match.first
    if k < 1 or tokens.gaps[match.last] != " " or tokens.lows[k] not in {"with", "alongside", "beside", "between"}:
        return False
    return tokens.lows[k - 1] not in words["team_heads"] | AT_ONE_DESK and not breaks(tokens, match.first)


def _owns(tokens: Tokens, k: int) -> bool:
    """Tell the s of "the client's", behind which stands what is theirs."""
    return tokens.gaps[k] == "'" and tokens.gaps[k + 1] == " " and tokens.lows[k - 1] in cue_words()["outsiders"]


def _team_behind(tokens: Tokens, last: int) -> int | None:
    """Return the word for a team behind a name, its trade or the next one: "Kafka and Flink teams", "SAP data team"."""
    words = cue_words()
    heads, kinds = words["team_heads"], words["kinds_of_teams"]
    trade = last < tokens.size and tokens.lows[last] in words["disciplines"] | words["teams_at_work"]
    beside = last if trade and tokens.gaps[last] == " " else _next_item(tokens, last - 1, 1)
    for k in (last, beside + 1):
        if k > last and (tokens.lows[k - 1] in kinds or (tokens.gaps[last] == ", " and tokens.words[k - 1].islower())):
            break  # "Java, Docker and agile teams", "built in Prophet, replenishment team used it"
        if last <= k < tokens.size and tokens.lows[k] in heads and tokens.gaps[k] in _SPACE:
            return k
    return None


def _their_team(tokens: Tokens, match: Match) -> bool:
    """Tell whether the name belongs to a team that is not the candidate's: "the Java team"."""
    words = cue_words()
    last = _team_behind(tokens, match.last)
    if last is None:
        return False
    if breaks(tokens, match.first):
        return False
    people = tokens.lows[last] in {"people", "folks"} and last + 1 < tokens.size and tokens.gaps[last + 1] == " "
    if people and tokens.lows[last + 1] in _WHAT_THEY_DO:
        return False  # "the standard errors people now cite"
    if tokens.lows[last] not in _SHOPS and _of_a_hired_team(tokens, match):
        return True
    beside = _next_item(tokens, match.first, -1)  # "the Kafka and Flink teams"
    first = beside if beside > 0 else match.first
    k = first - 1
    if k >= 0 and tokens.lows[k] in _BESIDE and tokens.gaps[first] == " ":
        return True  # "together with Scala team", as those write whose language has no articles
    if k > 1 and tokens.lows[k] == "s" and _owns(tokens, k):
        return words["team_mine"].isdisjoint(tokens.lows[max(0, k - 4) : k - 1])  # "the client's Tableau team"
    # "the client ML team": a word or two of theirs may stand before the name.
    trade = tokens.lows[first] in words["teams_at_work"]  # "the Oracle DBA team"
    while k > 0 and first - k < 3 and tokens.lows[k] not in words["team_determiners"]:
        named = tokens.words[k][0].isupper() and not trade
        if tokens.gaps[k] not in {" ", "\n"} or named or tokens.lows[k] in words["team_mine"]:
            return False
        k -= 1
    if k < 0 or tokens.lows[k] not in words["team_determiners"] or breaks(tokens, k + 1):
        return False
    if tokens.lows[last] in _CALLED and match.surface.guard == "ambiguous":
        return True  # "member of the Helm tribe"
    if tokens.lows[last] in _SHOPS and tokens.lows[k - 1] in words["making"] | words["choices"]:
        return False  # "maintained a Django shop" and "kept the Magento shop alive" sell things
    if tokens.lows[k - 1] == "for" and k > 1 and tokens.lows[k - 2] in _IN_POST:
        return False  # "PM for the WMS team"
    begin = next((i for i in range(k, max(0, k - 2), -1) if breaks(tokens, i)), max(0, k - 2))
    return tokens.lows[k - 1] == "by" or words["team_mine"].isdisjoint(tokens.lows[begin:k])

"""Tokens → Match: phrases that show a skill without its name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import itemgetter

from skillgap.extraction.clauses import row_end, starts_line
from skillgap.extraction.index import Index
from skillgap.extraction.matcher import Match, cut_by_other
from skillgap.extraction.naming import heads_a_list, rubric_heads
from skillgap.extraction.surfaces import LONGEST, Surface
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.trades import is_of_another_trade, is_shared
from skillgap.extraction.words import CONJUNCTIONS, sense_words
from skillgap.taxonomy.word_classes import word_classes

_LABEL = 4
"""Words before the first item of a row, one more than a label has."""
_FEW = 2
"""Commas in a list that no sentence begins with."""
_LONGEST_ROW = 30


def match_phrases(tokens: Tokens, index: Index, named: Iterable[Match]) -> list[Match]:
    """Find what the `shown_by` patterns describe; of overlapping matches of one skill the first and longest stays.

    A phrase gives way to a name of the same skill inside it, and to any name that it cuts. A phrase that is no skill
    ("building society", "time to hire") hides what it overlaps here too.
    """
    names = sorted(named, key=itemgetter(0))
    starts = [match.first for match in names]
    rubrics, measures = rubric_heads(tokens), sense_words()["measures"]
    another_trade = is_of_another_trade(tokens, names)
    found: list[Match] = []
    reach: dict[str, int] = {}
    for first, last, (skill_id, compound) in sorted(
        index.phrases.match(tokens.stems, _with_asides_apart(tokens)), key=lambda hit: (hit[0], -hit[1], hit[2][0])
    ):
        if first < reach.get(skill_id, 0) or tokens.masked[first]:
            continue
        if compound and not tokens.lows[first].endswith("ing"):
            continue  # "Tracked errors" is no tracking error
        skill = index.skills[skill_id]
        soft = skill.soft
        if another_trade and is_shared(skill):
            continue
        if last < tokens.size and tokens.lows[last] in measures and soft:
            continue  # "a budget of 20 ms" is no sum of money
        if soft and _done_by_others(tokens, first, last):
            continue
        first_digit = _whole_number(tokens, first)
        near = names[bisect_left(starts, first_digit - LONGEST) : bisect_left(starts, last)]
        over = [name for name in near if first_digit < name.last]
        if any(n.surface.skill is skill or n.first < first_digit or last < n.last for n in over):
            continue
        if last - first > 2 and not over and _lists_words(tokens, first, last):
            continue  # "labels, features, training, serving": what stands beside each other in a list shows nothing
        if soft and any(_ends_a_list_of(tokens, n, first_digit, last) for n in over):
            continue  # "optimisation, stochastic processes" is a list
        if cut_by_other(tokens, index, first, last, skill):
            continue
        if rubrics and heads_a_list(tokens, index, first_digit, last, rubrics):
            continue
        if starts_line(tokens, first) and "•" not in tokens.gaps[first]:
            behind = names[bisect_left(starts, first + 1) : bisect_left(starts, first + _LONGEST_ROW)]
            if _labels_names(tokens, first, behind):
                continue
        reach[skill_id] = last
        text = tokens.text[tokens.starts[first_digit] : tokens.ends[last - 1]]
        reason = f'"{" ".join(text.split())}" shows {skill.name}'
        found.append(Match(first_digit, last, Surface(skill, text, "alias"), "phrase", 100.0, reason))
    return found


def _with_asides_apart(tokens: Tokens) -> list[str]:
    """Return the gaps with a stop before an aside: "document understanding and, since 2023, services"."""
    gaps = tokens.gaps.copy()
    for k in tokens.spots(CONJUNCTIONS):
        if "," in gaps[k + 1]:
            gaps[k + 1] = ";"
    return gaps


def _lists_words(tokens: Tokens, first: int, last: int) -> bool:
    """Tell single words of a list that has begun before, each behind a comma or a conjunction, from a phrase."""
    if "," not in tokens.gaps[first] or "," not in tokens.gaps[first + 1]:
        return False
    return all(
        "," in tokens.gaps[k] or not CONJUNCTIONS.isdisjoint(tokens.lows[k - 1 : k + 1]) for k in range(first + 2, last)
    )


def _labels_names(tokens: Tokens, first: int, names: Sequence[Match]) -> bool:
    """Tell "Testing JUnit 5, Mockito, Postman", a row of a table that lost its columns, from "Testing APIs".

    `names` are those found behind word `first`, in order: a label stands before nothing else.
    """
    end = row_end(tokens, first)
    label = names[0].first if names else end
    if label - first >= _LABEL or any(tokens.gaps[k] != " " for k in range(first + 1, label + 1)):
        return False
    named = {k for name in names for k in range(name.first, min(name.last, end))}
    items = sum("," in tokens.gaps[k] for k in range(label + 1, end))
    return items >= _FEW and all(k in named or tokens.lows[k][0].isdigit() for k in range(label, end))


def _done_by_others(tokens: Tokens, first: int, last: int) -> bool:
    """Tell "the platform that eight engineers train on" from "eight engineers trained" and "eight to train".

    A verb in its base form behind a noun in the plural has that noun for its subject.
    """
    if tokens.lows[last - 2] == "whom" and tokens.stems[last - 1] in word_classes()["teach"]:
        return True  # "five testers, one of whom taught himself Cypress"
    if last - first < 2 or tokens.lows[last - 1] not in word_classes()["teach"]:
        return False
    return tokens.lows[last - 2][-1] == "s" or tokens.lows[last - 2] == "people"


def _ends_a_list_of(tokens: Tokens, name: Match, first: int, last: int) -> bool:
    """Tell whether a phrase at words `first` to `last` ends with the hard name of another item of a list."""
    return name.last == last and first < name.first and not name.surface.soft and "," in tokens.gaps[name.first]


def _whole_number(tokens: Tokens, i: int) -> int:
    """Return the first word of the figure that word i ends: "1,200 requests a second" begins with the thousand."""
    while i and tokens.gaps[i] in {",", "."} and tokens.words[i].isdigit() and tokens.words[i - 1].isdigit():
        i -= 1
    return i

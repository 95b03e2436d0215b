"""Tokens → what people are said to do who are only named: "for researchers tuning X", "from analysts who wrote X".

Those for whom, from whom or beside whom something was done are no doers of a clause; what a participle or a "who" right
behind them tells is theirs all the same. One's own people are left out ("led two engineers building …"), and so are
those one is one of ("a team of engineers building …", "worked with engineers building …").
"""

from __future__ import annotations

from skillgap.extraction.doers import Doing, Grammar, begins_my_deed, is_form, is_gerund
from skillgap.extraction.subjects import end_of_theirs
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import cue_words

_APART = frozenset({"for", "from", "to", "by"})
_BESIDE = frozenset({"with", "beside", "between", "among", "alongside", "near", "opposite"})
_ONES = frozenset({"a", "an", "another", "one"})
_OWN = frozenset({"my", "our"})
_ALSO_DONE = frozenset({"doing", "working"})
_WHO = frozenset({"who", "that"})


def told_of(tokens: Tokens, first: int, k: int, grammar: Grammar) -> Doing | None:
    """Return what the people of words `first` to `k` are said to do, or None."""
    at = k + 1
    if at + 1 >= tokens.size or tokens.gaps[first] not in {" ", "\n"} or tokens.gaps[at] not in {" ", "\n"}:
        return None
    several = tokens.lows[k][-1] == "s" or tokens.lows[k] in {"people", "folks", "staff"}
    if tokens.lows[first] in _OWN or not (several or tokens.lows[first] in _ONES):
        return None
    if tokens.lows[k] in grammar.groups:
        return None  # "worked for a team writing Go"
    relative = tokens.lows[at] in _WHO
    apart = tokens.lows[first - 1] in (_APART | _BESIDE if relative else _APART) or _steered(tokens, first, k, grammar)
    if not apart or not (_tells(tokens, at + 1, grammar) if relative else _does(tokens, at, grammar)):
        return None
    end = end_of_theirs(tokens, at + 1)
    return Doing(first, k + 1, at, next((i for i in range(at + 2, end) if begins_my_deed(tokens, i)), end))


def _steered(tokens: Tokens, first: int, k: int, grammar: Grammar) -> bool:
    """Tell "steered an agency doing …" from "led two engineers doing …" and "taught planners forecasting"."""
    governed = tokens.stems[first - 1] in grammar.governing or tokens.lows[first - 1] in {"steered", "steering"}
    return governed and tokens.lows[first - 1] not in cue_words()["leading"] and tokens.lows[k] in grammar.outsiders


def _does(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell "tuning models" and "fine-tuning models" at word `at`."""
    if tokens.gaps[at + 1] == "-" and at + 2 < tokens.size:
        at += 1
    low = tokens.lows[at]
    means = low in {"using", "running"}  # "churn models for customers using XGBoost"
    return low in _ALSO_DONE or (is_gerund(low, grammar) and tokens.stems[at] in grammar.tasks and not means)


def _tells(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell "wrote", "calculate" and "pulled" at word `at`, behind "who"."""
    while at < tokens.size and tokens.lows[at] in grammar.auxiliaries - {"were", "are", "was", "is", "can", "could"}:
        at += 1
    if at >= tokens.size or tokens.gaps[at] != " ":
        return False
    return tokens.stems[at] in grammar.tasks and is_form(tokens.lows[at], grammar)

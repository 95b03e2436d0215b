"""The words of the grammar of doers (`agents`): who does something, what is work, and what stands around both."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import CONJUNCTIONS, cue_words, is_irregular, load_data, stem

_PAST_ENDS = ("en", "lt", "ne", "un", "de", "ld", "ght", "ept")
_PAST = frozenset({"set", "led", "run", "put"})
RELATIVES = frozenset({"who", "which", "that"})


class Doing(NamedTuple):
    """Words `first` to `last` are the work of the doer at words `doer_first` to `doer_last`."""

    doer_first: int
    doer_last: int
    first: int
    last: int


class Grammar(NamedTuple):
    doers: frozenset[str]
    groups: frozenset[str]
    outsiders: frozenset[str]
    work: frozenset[str]
    duties: frozenset[str]
    handing: frozenset[str]
    articles: frozenset[str]
    links: frozenset[str]
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    making: frozenset[str]
    consuming: frozenset[str]
    judging: frozenset[str]
    governing: frozenset[str]
    collective: frozenset[str]
    employers: frozenset[str]
    placed: frozenset[str]
    encounters: frozenset[str]
    pursuits: frozenset[str]
    nouns: frozenset[str]
    bases: frozenset[str]
    tasks: frozenset[str]
    """All verbs of work: `work` are those that stand beside a name, too."""


@cache
def grammar_of_doers() -> Grammar:
    agents = load_data("assertion.json")["agents"]
    tasks = [*agents["work"], *agents["tasks"]]
    lists = {**agents, "bases": tasks, "tasks": tasks}
    stemmed = {"work", "tasks", "handing", "making", "governing", "encounters"}
    return Grammar(**{name: _roots(words) if name in stemmed else frozenset(words) for name, words in lists.items()})


def _roots(verbs: Sequence[str]) -> frozenset[str]:
    """Return the stems of verbs; "pull" and "pulled" have two."""
    doubled = (verb for verb in verbs if verb[-1] == verb[-2])
    return frozenset(map(stem, (*verbs, *(f"{verb}ed" for verb in doubled))))


@cache
def people() -> frozenset[str]:
    """Return the nouns of people who do something, groups left out."""
    return grammar_of_doers().doers - grammar_of_doers().groups


@cache
def beside_names() -> dict[str, int]:
    """Return the words beside which a doer's name may stand, each with the way to it."""
    work = load_data("assertion.json")["agents"]["work"]
    verbs = {verb + ("d" if verb.endswith("e") else "ed") for verb in work} - {"used", "presented", "offered"}
    return {**dict.fromkeys(verbs | cue_words()["person_verbs"] | {"s"}, -1), "by": 1}


@cache
def telling() -> frozenset[str]:
    """Return the words of which one stands wherever somebody else does something."""
    return grammar_of_doers().doers.union(beside_names(), RELATIVES, {"whom", "whose"})


def is_gerund(low: str, grammar: Grammar) -> bool:
    """Tell "building" from "bring"."""
    return low.endswith("ing") and low not in grammar.bases


def is_form(low: str, grammar: Grammar) -> bool:
    """Tell a verb from a noun of its stem: "optimization", "role"."""
    return low in grammar.bases or low.endswith(("ed", "s", "ing")) or is_irregular(low)


def is_participle(low: str) -> bool:
    return low.endswith("ed") or low in _PAST or (low.endswith(_PAST_ENDS) and is_irregular(low))


def begins_my_deed(tokens: Tokens, k: int) -> bool:
    """Tell the verb of ", and turned them into …" or ", laid out …" at word `k`: the candidate's next deed."""
    low = tokens.lows[k]
    linked = tokens.lows[k - 1] in CONJUNCTIONS or "," in tokens.gaps[k]
    if not linked or not (low.endswith("ed") or is_irregular(low)):
        return False
    return tokens.stems[k] in grammar_of_doers().tasks or tokens.lows[k + 1 : k + 2] in (["it"], ["them"])

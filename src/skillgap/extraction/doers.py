"""The words of the grammar of doers (`agents`): who does something, what is work, and what stands around both."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from skillgap.extraction.words import cue_words, load_data, stem

RELATIVES = frozenset({"who", "which", "that"})


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
    governing: frozenset[str]
    bases: frozenset[str]
    nouns: frozenset[str]


@cache
def grammar_of_doers() -> Grammar:
    agents = load_data("assertion.json")["agents"]
    lists = {**agents, "bases": agents["work"]}
    stemmed = {"work", "handing", "making", "governing"}
    return Grammar(**{name: frozenset(map(stem, words) if name in stemmed else words) for name, words in lists.items()})


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
    return grammar_of_doers().doers.union(beside_names(), RELATIVES)

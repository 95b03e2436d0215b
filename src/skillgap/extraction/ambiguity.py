"""Match → the ones that mean the skill: weighed features of a name, weights in a data file, the reason in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from skillgap.extraction.features import Around, features_of
from skillgap.extraction.index import Index
from skillgap.extraction.matcher import Match, because
from skillgap.extraction.naming import (
    TAUGHT,
    at_school,
    is_other_initials,
    labels_a_list,
    means_something_else,
    names_a_firm_or_profile,
    of_data,
    rubric_heads,
    take_human_language,
    tells_the_kind,
)
from skillgap.extraction.organisations import client_names
from skillgap.extraction.surfaces import Surface
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.trades import is_of_another_trade
from skillgap.extraction.words import load_data, sense_words
from skillgap.models.resume import SectionKind
from skillgap.models.skill import CATEGORIES, PRODUCT_CATEGORIES, Category

_TELLING = 0.45
_SEVERAL = 4
_SHORT = 100
"""So few words can't tell what trade they are of."""
_TECHNICAL: frozenset[Category] = PRODUCT_CATEGORIES | {"software_engineering", "ml_method", "performance"}


@dataclass(frozen=True)
class _Rules:
    weights: dict[str, float]
    reasons: dict[str, str]
    threshold: float
    strong: frozenset[str]


@cache
def _rules() -> _Rules:
    data = load_data("ambiguity.json")
    weights = {name: entry["weight"] for name, entry in data["weights"].items()}
    return _Rules(
        weights,
        {name: entry["reason"] for name, entry in data["weights"].items()},
        data["threshold"],
        frozenset(name for name, weight in weights.items() if weight > _TELLING),
    )


def resolve(tokens: Tokens, index: Index, matches: Sequence[Match], sections: Sequence[SectionKind]) -> list[Match]:
    """Keep the matches that mean the skill; `sections[k]` is the section of match k.

    Two passes: an ambiguous name may stand beside another one ("Go, R, C"), which counts once it is taken itself.
    """
    rubrics = rubric_heads(tokens)
    kept, doubtful = _sure(tokens, index, matches, sections, rubrics)
    around = _around(tokens, matches, _by_word(kept.values()))
    kept |= _taken(tokens, index, matches, sections, doubtful, around, rubrics)
    fresh = _by_word(kept[k] for k in doubtful if k in kept and kept[k].surface.guard == "ambiguous")
    beside = [
        k
        for k in doubtful
        if k not in kept
        and matches[k].surface.guard == "ambiguous"
        and not fresh.keys().isdisjoint(range(matches[k].first - 2, matches[k].last + 2))
    ]
    if beside:
        kept |= _taken(
            tokens, index, matches, sections, beside, around._replace(owner={**around.owner, **fresh}), rubrics
        )
    return [kept[k] for k in sorted(kept)]


def _sure(
    tokens: Tokens, index: Index, matches: Sequence[Match], sections: Sequence[SectionKind], rubrics: Sequence[int]
) -> tuple[dict[int, Match], list[int]]:
    """Return the matches that no other meaning speaks against, by place, and the places of those to be weighed."""
    kept: dict[int, Match] = {}
    doubtful: list[int] = []
    clients = client_names(tokens)
    for k, match in enumerate(matches):
        guard, skill = match.surface.guard, match.surface.skill
        category = skill.category if skill else None
        if match.first in clients or is_other_initials(tokens, match):
            continue
        if k and tells_the_kind(tokens, matches[k - 1], match):
            continue
        if category in TAUGHT and at_school(tokens, match):
            continue
        if category == "human_language" and sections[k] != "languages" and of_data(tokens, index, match):
            continue
        if guard == "ambiguous" or (guard == "human_language" and match.last - match.first == 1):
            if guard == "human_language" or not names_a_firm_or_profile(tokens, index, match, sections[k]):
                doubtful.append(k)
        elif not means_something_else(tokens, index, match, sections[k], rubrics):
            kept[k] = match
    return kept, doubtful


def _by_word(matches: Iterable[Match]) -> dict[int, Match]:
    """Return the hard skills among the matches under each of their words."""
    return {i: match for match in matches if not match.surface.soft for i in range(match.first, match.last)}


def _around(tokens: Tokens, matches: Sequence[Match], owner: dict[int, Match]) -> Around:
    return Around(
        tokens.present.union(tokens.stems),
        owner,
        sorted(owner),
        {m.surface.skill.id for m in matches if m.surface.skill is not None and m.surface.guard == "free"},
        tokens.spots(sense_words()["hobby_words"]),
        _kinds(owner) if tokens.size > _SHORT else frozenset(CATEGORIES),
        is_of_another_trade(tokens, owner.values()),
    )


def _kinds(owner: Mapping[int, Match]) -> Set[str]:
    """Return the categories of a text's hard skills; several products make it one of all that is made with them."""
    kind_of = {m.surface.skill.id: m.surface.skill.category for m in owner.values() if m.surface.skill is not None}
    products = sum(kind in PRODUCT_CATEGORIES for kind in kind_of.values())
    return _TECHNICAL.union(kind_of.values()) if products >= _SEVERAL else frozenset(kind_of.values())


def _taken(
    tokens: Tokens,
    index: Index,
    matches: Sequence[Match],
    sections: Sequence[SectionKind],
    places: Iterable[int],
    around: Around,
    rubrics: Sequence[int],
) -> dict[int, Match]:
    """Return the doubtful matches at these places that mean the skill, with the reason."""
    kept: dict[int, Match] = {}
    for k in places:
        match, section = matches[k], sections[k]
        if match.surface.guard == "human_language":
            taken = take_human_language(tokens, index, match, section)
        else:
            taken = _weigh(tokens, index, match, section, around)
        if taken is not None and not labels_a_list(tokens, index, taken, rubrics):
            kept[k] = taken
    return kept


def _weigh(tokens: Tokens, index: Index, match: Match, section: SectionKind, around: Around) -> Match | None:
    """Add up the features of one doubtful name; None where it does not reach the threshold."""
    rules = _rules()
    features = features_of(tokens, index, match, section, around)
    weight_of = rules.weights.__getitem__
    instead = index.cues(match.surface).instead
    if instead and "other_sense" in features:
        features["cue"] = features.pop("other_sense")
        match = match._replace(surface=Surface(index.skills[instead], match.surface.written, "alias"), method="alias")
    if math.fsum(map(weight_of, features)) + rules.weights["bias"] < rules.threshold:
        return None
    best = sorted([name for name in features if name in rules.strong], key=weight_of, reverse=True)[:3]
    why = ", ".join([rules.reasons[name].replace("{}", features[name]) for name in best])
    word = " ".join(tokens.words[match.first : match.last])
    return because(match, f'"{word}" taken as the skill: {why}' if why else f'"{word}" in context')

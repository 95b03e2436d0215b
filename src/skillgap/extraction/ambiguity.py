"""Match → the ones that mean the skill: weighed features of a name, weights in a data file, the reason in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from skillgap.extraction.features import Around, features_of
from skillgap.extraction.index import Index
from skillgap.extraction.matcher import Match, because
from skillgap.extraction.naming import (
    at_school,
    is_other_initials,
    labels_a_list,
    means_something_else,
    of_data,
    take_human_language,
)
from skillgap.extraction.organisations import client_names, names_an_organisation
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import load_data, sense_words
from skillgap.models.resume import SectionKind

_TAUGHT = frozenset({"math", "domain"})
_TELLING = 0.45


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
    kept: dict[int, Match] = {}
    owner: dict[int, Match] = {}
    doubtful: list[int] = []
    proven = {m.surface.skill.id for m in matches if m.surface.skill is not None and m.surface.guard == "free"}
    clients = client_names(tokens)
    for k, match in enumerate(matches):
        guard = match.surface.guard
        if match.first in clients or is_other_initials(tokens, match) or _of_another(tokens, match, sections[k]):
            continue
        if guard == "ambiguous" or (guard == "human_language" and match.last - match.first == 1):
            if guard == "human_language" or not names_an_organisation(tokens, index, match):
                doubtful.append(k)
        elif not means_something_else(tokens, index, match, sections[k]):
            kept[k] = match
            if not match.surface.soft:
                owner.update(dict.fromkeys(range(match.first, match.last), match))
    present = set(tokens.lows)
    present.update(tokens.stems)
    paragraphs = [i for i, gap in enumerate(tokens.gaps) if len(gap) > 1 and "\n\n" in gap]
    around = Around(present, owner, sorted(owner), sense_words()["hobby_words"] & present, paragraphs)
    for k in doubtful:
        match = matches[k]
        if match.surface.guard == "human_language":
            taken = take_human_language(tokens, index, match, sections[k])
        else:
            taken = _weigh(tokens, index, match, sections[k], around, proven)
        if taken is not None and not labels_a_list(tokens, index, taken):
            kept[k] = taken
    # A second look at those beside a name that was itself in doubt: "Go, R, C".
    fresh = {
        i
        for k in doubtful
        if k in kept and matches[k].surface.guard == "ambiguous" and not matches[k].surface.soft
        for i in range(matches[k].first, matches[k].last)
    }
    owner.update(
        (i, kept[k]) for k in doubtful if k in kept for i in range(matches[k].first, matches[k].last) if i in fresh
    )
    for k in doubtful if fresh else ():
        match = matches[k]
        if k in kept or match.surface.guard != "ambiguous" or fresh.isdisjoint(range(match.first - 2, match.last + 2)):
            continue
        taken = _weigh(tokens, index, match, sections[k], around, proven)
        if taken is not None and not labels_a_list(tokens, index, taken):
            kept[k] = taken
    return [kept[k] for k in sorted(kept)]


def _of_another(tokens: Tokens, match: Match, section: SectionKind) -> bool:
    """Tell the language of a corpus from one that is spoken, and a subject at school from a skill."""
    skill = match.surface.skill
    if skill is None:
        return False
    if skill.category == "human_language":
        return section != "languages" and of_data(tokens, match)
    return skill.category in _TAUGHT and at_school(tokens, match)


def _weigh(
    tokens: Tokens,
    index: Index,
    match: Match,
    section: SectionKind,
    around: Around,
    proven: set[str],
) -> Match | None:
    """Add up the features of one doubtful name; None where it does not reach the threshold."""
    rules = _rules()
    shown = match.surface.skill is not None and match.surface.skill.id in proven
    features = features_of(tokens, index, match, section, around, proven=shown)
    far = "cue_far" in features and "in_skills" in features
    if index.cues(match.surface).needed and not far and not {"cue", "proven"} & features.keys():
        return None
    weight_of = rules.weights.__getitem__
    if math.fsum(map(weight_of, features)) + rules.weights["bias"] < rules.threshold:
        return None
    best = sorted([name for name in features if name in rules.strong], key=weight_of, reverse=True)[:3]
    why = ", ".join([rules.reasons[name].format(features[name]) for name in best])
    word = " ".join(tokens.words[match.first : match.last])
    return because(match, f'"{word}" taken as the skill: {why}' if why else f'"{word}" in context')

"""Match → does what stands around it tell that it is not held? A linear model over the words of its clause.

It judges what no cue speaks of: the cues know phrases, this one knows words and kinds of words. Trained by
scripts/train_doubts.py; the weights are readable data.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from skillgap.extraction.assertion import WHY, mark
from skillgap.extraction.clauses import clause_around, listeners, starts_line
from skillgap.extraction.matcher import Match, names_of
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import REMEMBERED, cue_words, load_data, stem
from skillgap.models.resume import MentionStatus

WINDOW = 14
"""Words that are looked at on each side, within the clause."""
_CLOSE = 3  # words that are looked at by their distance too
_SHOWN = 3  # words that a reason names
_OPENING = frozenset('"“„«')
NAME = "§"
"""Stands for every word of a skill's name: which skills stand beside each other tells nothing."""


Word = tuple[Sequence[Sequence[str]], Sequence[str], Sequence[Callable[[str], str | None]]]
"""A word on one side of a match: its features right beside it, close to it and farther away; the word and its kinds;
what gives the feature of a pair that it begins for each sign of the word behind."""


@dataclass(frozen=True, slots=True)
class _Model:
    statuses: tuple[MentionStatus, ...]
    weights: Mapping[str, Sequence[float]]
    bias: Sequence[float]
    odds: float
    telling: frozenset[str]
    kinds: Mapping[str, Sequence[str]]
    pairs: Mapping[str, Mapping[str, str]]


@cache
def _model() -> _Model:
    data = load_data("doubts.json")
    pairs: dict[str, dict[str, str]] = {}
    for name in data["weights"]:
        head, _, second = name.rpartition(" ")
        pairs.setdefault(head, {})[second] = name
    return _Model(
        tuple(data["statuses"]),
        data["weights"],
        data["bias"],
        data["odds"],
        frozenset(data["telling"]),
        kinds_of_words(data["kinds"]),
        pairs,
    )


@lru_cache(maxsize=REMEMBERED)
def _known(side: str, low: str) -> Word:
    """Return the features of a word that the model weighs."""
    model = _model()
    alone, signs, _ = word_of(model.kinds, side, low)
    alone = [[name for name in names if name in model.weights] for names in alone]
    return alone, signs, [model.pairs[side + sign].get for sign in signs if side + sign in model.pairs]


def kinds_of_words(lists: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the kinds of each word that has one."""
    kinds: dict[str, list[str]] = {}
    for kind in sorted(lists):
        for word in lists[kind]:
            kinds.setdefault(word, []).append(kind.upper())
    return kinds


def with_doubts(tokens: Tokens, matches: list[Match]) -> list[Match]:
    """Mark the matches that nothing speaks of and whose clause reads like those of skills that are not held."""
    model, telling = _model(), _model().telling
    firsts = [match.first for match in matches if match.status == "held"]
    worth: set[int] = set()
    for i in [i for i, root in enumerate(tokens.stems) if root in telling]:
        near = bisect_left(firsts, i - WINDOW)
        if near < len(firsts) and firsts[near] <= i + WINDOW:
            worth.update(range(*clause_around(tokens, i, i + 1, far=WINDOW)))
    if not worth:
        return matches
    owned = names_of(matches)
    marked = list(matches)
    for k, match in enumerate(matches):
        if match.status != "held" or match.claimed or match.first not in worth or _behind_a_turn(tokens, match):
            continue
        if "," in tokens.gaps[match.last] and _before_a_remark(tokens, matches, k):
            continue
        if match.surface.soft and _has_a_title(tokens, match):
            continue
        if match.method == "phrase" and _told_to_listeners(tokens, match):
            continue
        seen = features_of(tokens, match, owned, _known)
        known = map(model.weights.__getitem__, seen.keys() & model.weights.keys())
        sums = [math.fsum(column) for column in zip(model.bias, *known, strict=True)]
        # The odds of "not held" against "held" in a softmax over the four.
        if math.fsum(map(math.exp, sums)) >= model.odds:
            best = sums.index(max(sums))
            status = model.statuses[best]
            weighed = [(words, model.weights[name][best]) for name, words in seen.items() if name in model.weights]
            marked[k] = mark(match, status, f"{WHY[status]}, by the words around: {_telling(weighed)}")
    return marked


def _before_a_remark(tokens: Tokens, matches: Sequence[Match], k: int) -> bool:
    """Tell "AWS, Azure (never used)": the remark is on the last of the list alone."""
    for before, after in pairwise(matches[k : k + WINDOW]):  # what stands further behind is not weighed either
        if after.first >= before.last and tokens.gaps[after.first].strip() not in {",", "/", "&"}:
            return False
        if after.status != "held":
            return tokens.gaps[after.last].strip() == "("
    return False


def _behind_a_turn(tokens: Tokens, match: Match) -> bool:
    """Tell "I have never used Scala, but RabbitMQ …": what is denied stands before the turn."""
    first, _ = clause_around(tokens, match.first, match.last, far=WINDOW)
    turn = next((i for i in range(match.first - 1, first, -1) if tokens.lows[i] == "but"), None)
    denials = cue_words()["denials"]
    return (
        turn is not None
        and denials.isdisjoint(tokens.lows[turn : match.first])
        and not denials.isdisjoint(tokens.lows[first:turn])
    )


def _has_a_title(tokens: Tokens, match: Match) -> bool:
    """Tell a line that opens with one's own talk and its title: "Lightning talk “Epilogues”, a developers' meeting"."""
    return starts_line(tokens, match.first) and tokens.gaps[match.last].strip() in _OPENING


def _told_to_listeners(tokens: Tokens, match: Match) -> bool:
    """Tell "explaining numbers to people who do not like numbers": what is denied is said of the listeners."""
    if "who" not in tokens.present:
        return False
    _, last = clause_around(tokens, match.first, match.last, far=WINDOW)
    who = listeners(tokens, match.first, last)
    denials = cue_words()["denials"]
    return who > 0 and denials.isdisjoint(tokens.lows[match.first : who])


def word_of(kinds: Mapping[str, Sequence[str]], side: str, low: str) -> Word:
    """Return all features of a word on the side "<" or ">"."""
    own = kinds.get(low, ())
    roots = (stem(low), *own)
    alone = [side + root for root in roots]
    near = [[f"{side}{distance} {root}" for root in roots] for distance in (1, 2)]
    signs = (low, *own)
    return (alone + near[0], alone + near[1], alone), signs, [f"{side}{sign} ".__add__ for sign in signs]


def features_of(tokens: Tokens, match: Match, owned: Set[int], word: Callable[[str, str], Word]) -> dict[str, str]:
    """Return what stands around a match, each with the words that show it; `word` gives the features of one.

    Words by side, close ones by distance too, pairs of neighbours, kinds of words likewise, the clause's first word.
    """
    first, last = clause_around(tokens, match.first, match.last, far=WINDOW)
    lows = tokens.lows
    features: dict[str, str] = {}
    for side, start, end in (("<", first, match.first), (">", match.last, last)):
        before = ""
        pairs: Sequence[Callable[[str], str | None]] = ()
        for i in range(start, end):
            low = NAME if i in owned else lows[i]
            alone, signs, begun = word(side, low)
            distance = match.first - i if side == "<" else i - match.last + 1
            for name in alone[0 if distance == 1 else 1 if distance <= _CLOSE else 2]:
                features[name] = low
            for pair in pairs:
                for sign in signs:
                    if known := pair(sign):
                        features[known] = f"{before} {low}"
            before, pairs = low, begun
    if first < match.first:
        features[f"first {NAME if first in owned else tokens.stems[first]}"] = lows[first]
    else:
        features["opens"] = ""
    features[f"gap< {tokens.gaps[match.first].strip()[:1]}"] = ""
    features[f"gap> {tokens.gaps[match.last].strip()[:1]}"] = ""
    return features


def _telling(weighed: Sequence[tuple[str, float]]) -> str:
    """Name the words that say most, in order of weight."""
    told: list[str] = []
    for words, weight in sorted(weighed, key=lambda item: (-item[1], item[0])):
        plain = " ".join(word for word in words.split() if word != NAME)
        if weight > 0 and plain and not any(plain in other or other in plain for other in told):
            told.append(plain)
        if len(told) == _SHOWN:
            break
    return ", ".join(f'"{words}"' for words in told)

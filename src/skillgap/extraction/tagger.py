"""A line's words → where the name of a skill probably stands: a linear-chain model with readable weights.

Every word gets a label: B begins a skill's name, I goes on with it, O is outside. A label's score is the sum of the
weights of its features (the word, its shape and ends, its neighbours, what the taxonomy found, the line); the chain
adds what a label thinks of the one before it. `scripts/train_unlisted.py` learns the weights; nothing here needs more
than the standard library.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from skillgap.extraction.words import is_everyday, load_data, stem

_NEVER = -1e9
_REPEATED = re.compile(r"(.)\1+")
_SHAPES = str.maketrans(
    {
        **{chr(65 + k): "X" for k in range(26)},
        **{chr(97 + k): "x" for k in range(26)},
        **dict.fromkeys("0123456789", "d"),
    }
)
# The offsets at which a word is a feature, and how many of its features count there.
_OFFSETS: tuple[tuple[int, str, bool], ...] = (
    (-2, "--", True),
    (-1, "-", False),
    (0, "0", False),
    (1, "+", False),
    (2, "++", True),
)
_FAR = ("w=", "c=", "cl=", "pos=")

Pair = tuple[float, float]
"""The scores of B and I; O is the zero that both are measured from."""


class Line(NamedTuple):
    """One line to be labelled.

    `gaps[i]` stands before word i, `gaps[len(words)]` after the last. `tags[i]` is "O", or "B-" or "I-" with the
    category of the listed skill there. `context` is the feature of the line above (`context_feature`).
    """

    words: Sequence[str]
    gaps: Sequence[str]
    tags: Sequence[str]
    context: str


class Lexicon(NamedTuple):
    """What the model knows of words: two groups of words that stand in like places, and the part of speech."""

    groups: Mapping[str, Sequence[int]]
    parts: Mapping[str, str]


class Tagger:
    """Labels the words of a line; built once, never changed by use (it remembers the scores of words it met)."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        self.lexicon = Lexicon(model["groups"], model["parts"])
        self.provenance: Mapping[str, Any] = model["provenance"]
        self._weights: Mapping[str, Sequence[float]] = model["weights"]
        self._steps: Mapping[str, float] = model["steps"]
        self._known: dict[str, tuple[Pair, ...]] = {}

    def emissions(self, line: Line) -> list[Pair]:
        """Return the scores of B and I for every word; no I after a comma, which always ends an item."""
        words, size = line.words, len(line.words)
        own = [self._word(word) for word in words]
        weights, none = self._weights, (0.0, 0.0)
        always_b = always_i = 0.0
        for name in line_features(line):
            pair = weights.get(name)
            if pair is not None:
                always_b += pair[0]
                always_i += pair[1]
        scores: list[Pair] = []
        for i, names in enumerate(token_features(line, self.lexicon)):
            b, g = always_b, always_i
            for at, (offset, _, _) in enumerate(_OFFSETS):
                if 0 <= i + offset < size:
                    one, two = own[i + offset][at]
                    b += one
                    g += two
            for name in names:
                one, two = weights.get(name, none)
                b += one
                g += two
            scores.append((b, _NEVER if i == 0 or "," in line.gaps[i] or ";" in line.gaps[i] else g))
        return scores

    def spans(self, line: Line, *, bias: float = 0.0) -> list[tuple[int, int, float]]:
        """Return the likeliest names as (first, last, probability of just these words); `bias` > 0 finds more."""
        if not line.words:
            return []
        scores = self.emissions(line)
        raised = [(b + bias, g + bias) for b, g in scores] if bias else scores
        labels = self._best(raised)
        chances = self._chances(scores)
        found: list[tuple[int, int, float]] = []
        for first, label in enumerate(labels):
            if label == "B":
                last = first + 1
                while last < len(labels) and labels[last] == "I":
                    last += 1
                found.append((first, last, chances(first, last)))
        return found

    def items(self, line: Line, items: Sequence[tuple[int, int]]) -> list[float]:
        """Return for items (first, last), whose ends are known, the probability of being a name rather than none."""
        chances = self._chances(self.emissions(line))
        odds = [(chances(first, last), chances.none(first, last)) for first, last in items]
        return [name / (name + none) if name + none else 0.0 for name, none in odds]

    def _word(self, word: str) -> tuple[Pair, ...]:
        known = self._known.get(word)
        if known is None:
            features = word_features(word, self.lexicon)
            known = tuple(self._sum(_placed(features, mark, far)) for _, mark, far in _OFFSETS)
            if len(self._known) < 50_000:
                self._known[word] = known
        return known

    def _sum(self, names: Iterator[str]) -> Pair:
        pairs = [pair for name in names if (pair := self._weights.get(name)) is not None]
        return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)

    def _best(self, scores: Sequence[Pair]) -> list[str]:
        """Return the likeliest labels (Viterbi); of equal ones the first of O, B, I."""
        steps = self._steps
        oo, ob, bo, bb, bi, io, ib, ii = (steps[key] for key in ("OO", "OB", "BO", "BB", "BI", "IO", "IB", "II"))
        o, b, g = 0.0, scores[0][0], _NEVER
        back: list[str] = []
        for one, two in scores[1:]:
            to_o, to_b, to_i = (o + oo, b + bo, g + io), (o + ob, b + bb, g + ib), (_NEVER * 2, b + bi, g + ii)
            o, b, g = max(to_o), max(to_b), max(to_i)
            back.append("OBI"[to_o.index(o)] + "OBI"[to_b.index(b)] + "OBI"[to_i.index(g)])
            b += one
            g += two
        ends = (o, b, g)
        label = "OBI"[ends.index(max(ends))]
        labels = [label]
        for came in reversed(back):
            label = came["OBI".index(label)]
            labels.append(label)
        return labels[::-1]

    def _chances(self, scores: Sequence[Pair]) -> _Chances:
        return _Chances(scores, self._steps)


class _Chances:
    """The probability of a span by the forward-backward sums of a line."""

    def __init__(self, scores: Sequence[Pair], steps: Mapping[str, float]) -> None:
        self._scores, self._steps = scores, steps
        size = len(scores)
        ahead = [(0.0, scores[0][0], _NEVER)]
        for one, two in scores[1:]:
            o, b, g = ahead[-1]
            ahead.append(
                (
                    _log_sum(o + steps["OO"], b + steps["BO"], g + steps["IO"]),
                    _log_sum(o + steps["OB"], b + steps["BB"], g + steps["IB"]) + one,
                    _log_sum(_NEVER, b + steps["BI"], g + steps["II"]) + two,
                )
            )
        behind = [(0.0, 0.0, 0.0)]
        for k in range(size - 1, 0, -1):
            o, b, g = behind[-1]
            b += scores[k][0]
            g += scores[k][1]
            behind.append(
                (
                    _log_sum(o + steps["OO"], b + steps["OB"], _NEVER),
                    _log_sum(o + steps["BO"], b + steps["BB"], g + steps["BI"]),
                    _log_sum(o + steps["IO"], b + steps["IB"], g + steps["II"]),
                )
            )
        self._ahead, self._behind = ahead, behind[::-1]
        self._all = _log_sum(*ahead[-1])

    def __call__(self, first: int, last: int) -> float:
        total = self._ahead[first][1]
        for k in range(first + 1, last):
            total += self._steps["BI" if k == first + 1 else "II"] + self._scores[k][1]
        if last < len(self._scores):
            o, b, _ = self._behind[last]
            end = "I" if last - first > 1 else "B"
            total += _log_sum(self._steps[end + "O"] + o, self._steps[end + "B"] + b + self._scores[last][0], _NEVER)
        return min(1.0, math.exp(total - self._all))

    def none(self, first: int, last: int) -> float:
        """Return the probability that no word of a span belongs to a name."""
        total = self._ahead[first][0] + (last - first - 1) * self._steps["OO"]
        return min(1.0, math.exp(total + self._behind[last - 1][0] - self._all))


def _log_sum(a: float, b: float, c: float) -> float:
    top = max(a, b, c)
    return top + math.log(math.exp(a - top) + math.exp(b - top) + math.exp(c - top))


@cache
def load_tagger() -> Tagger:
    """Return the bundled model."""
    return Tagger(load_data("unlisted.json"))


def word_features(word: str, lexicon: Lexicon) -> list[str]:
    """Return what a word is on its own: itself, its stem, shape, ends, length, and what the lexicon knows."""
    low, shape = word.lower(), word.translate(_SHAPES)
    short = _REPEATED.sub(r"\1", shape)
    found = [f"w={low}", f"s={stem(low)}", f"c={short}", f"n={min(len(low), 8)}", "up" if word[0].isupper() else "down"]
    if len(low) > 3:
        found += [f"e2={low[-2:]}", f"e3={low[-3:]}", f"b3={low[:3]}"]
    if len(low) > 5:
        found += [f"e4={low[-4:]}", f"b4={low[:4]}"]
    found += ["plain", f"plain e3={low[-3:]}"] if is_everyday(low) else [f"odd {short}"]
    if low in lexicon.groups:
        wide, narrow = lexicon.groups[low]
        found += [f"cl={wide}", f"cm={narrow}"]
    if low in lexicon.parts:
        found.append(f"pos={lexicon.parts[low]}")
    return found


def line_features(line: Line) -> list[str]:
    """Return what holds for every word of a line: its length, how much of it the taxonomy knows, what is above."""
    length, share = _length(line), _share(line)
    return [length, share, length + share, f"f={line.words[0].lower()}", f"l={line.words[-1].lower()}", line.context]


def token_features(line: Line, lexicon: Lexicon) -> Iterator[list[str]]:
    """Give for every word what depends on its place: the taxonomy's finds, gaps, pairs of words, kind of line."""
    words, size = line.words, len(line.words)
    lows = ["^", *(word.lower() for word in words), "$"]
    looks = ["^", *map(_look, words), "$"]
    tags = ["^", *line.tags, "$"]
    kinds = [_kind(tag) for tag in tags]
    groups = [str(lexicon.groups.get(low, (-1, -1))[0]) for low in lows]
    parts = [lexicon.parts.get(low, "?") for low in lows]
    gaps = [_gap(gap) for gap in line.gaps]
    length, share = _length(line), _share(line)
    for i in range(1, size + 1):
        low, look, tag = lows[i], looks[i], tags[i]
        head = tag[0]
        before, after = gaps[i - 1], gaps[i]
        at = f"F={min(i - 1, 3)}"
        yield [
            f"t={tag}", f"t-={tags[i - 1]}", f"t+={tags[i + 1]}", f"tt={kinds[i - 1]}{kinds[i]}{kinds[i + 1]}",
            f"tl={head}{low}", f"ts={head}{look}",
            f"g-={before}", f"g+={after}", f"gt-={before}{kinds[i - 1]}{head}", f"gt+={after}{head}{kinds[i + 1]}",
            f"b-={lows[i - 1]}|{low}", f"b+={low}|{lows[i + 1]}", f"pt={lows[i - 1]}|{head}",
            f"qt={head}|{lows[i + 1]}", f"s3={looks[i - 1]}{look}{looks[i + 1]}",
            f"cc-={groups[i - 1]}|{groups[i]}", f"cc+={groups[i]}|{groups[i + 1]}",
            f"pp={parts[i - 1]}{parts[i]}{parts[i + 1]}",
            length + head, share + head, length + look, share + look, f"{share}{length}{look}{head}", at, at + look,
            f"{line.context}{head}{look}",
        ]  # fmt: skip


def context_feature(above: Sequence[str]) -> str:
    """Return what the line above says; its length only, since its words tell one set of ads from another."""
    size = len(above)
    return f"P{size if size < 5 else 5 if size < 10 else 6}"


def _placed(features: Sequence[str], mark: str, far: bool) -> Iterator[str]:
    return (mark + name for name in features if not far or name.startswith(_FAR))


def placed_features(line: Line, lexicon: Lexicon) -> Iterator[list[str]]:
    """Give all features of every word, as training needs them (`Tagger.emissions` sums the same)."""
    always = line_features(line)
    own = [word_features(word, lexicon) for word in line.words]
    for i, names in enumerate(token_features(line, lexicon)):
        found = [*always, *names]
        for offset, mark, far in _OFFSETS:
            if 0 <= i + offset < len(own):
                found += _placed(own[i + offset], mark, far)
        yield found


@cache
def _gap(gap: str) -> str:
    """Name a gap; a comma reads as a blank, since the training text has lost its commas."""
    plain = gap.replace(",", "")
    if "\n" in plain:
        return "NL"
    return plain.strip()[:2] or ("_" if gap else "0")


def _kind(tag: str) -> str:
    return tag[:1] + ("s" if tag.endswith(("soft_skill", "leadership")) else "")


def _look(word: str) -> str:
    case = "A" if word.isupper() and len(word) > 1 else "T" if word[0].isupper() else "x"
    return ("E" if is_everyday(word.lower()) else "e") + case


def _length(line: Line) -> str:
    size = len(line.words)
    return f"L{size if size < 6 else 6 if size < 10 else 7}"


def _share(line: Line) -> str:
    return f"S{int((len(line.tags) - line.tags.count('O')) / len(line.words) * 4.99)}"

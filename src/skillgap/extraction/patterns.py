"""Patterns of words → matches: the small language of `shown_by` and of the cue lists.

Words in a row; `a|b` either, `a-b|c` of several words too; `@name` any word of a class; `#` a figure ("1,200" and
"3 million" are one); `..` up to four words, within the sentence; `&` the same, and what stands on its sides may change
places. A comma parts words, save in cues, behind `..` or where a `,` stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, compress, count, pairwise, product
from typing import Generic, TypeVar

from skillgap.extraction.words import FIGURE, is_number, sign, stem, with_figures

T = TypeVar("T")

_GAP = 4
_NEAR = 8  # words before a match among which a side may begin
_LONG = 4 * _GAP  # words behind a figure, which may be of several itself
# Words of nearly every text: a side that begins with one of them is not looked for first.
_EVERYWHERE = Counter(
    dict.fromkeys(
        "# a an and as at be by data do for from her his i in into it my no not of on our or per team that the to up we"
        " with without".split(),
        10_000,
    )
)
_STOP = frozenset(".;!?•|\t:\n")
_BETWEEN = frozenset({"..", ","})
_NO_WORDS = _BETWEEN | {"#", "&"}
_IN_FIGURES = frozenset({" ", ",", "."})
_NOT_PLAIN = frozenset("-/'#")  # what a choice of one word does not hold


@dataclass(frozen=True, slots=True)
class Pattern:
    """`steps[k]` is a set of words, or None for a figure; `gaps[k]` tells whether words may stand before it.

    `joined[k]` says that it follows at once, without a comma: "data, models" is no data model. `place` is the
    pattern's number. `third` are the words of the third step, one of which stands among the `reach` words behind the
    second step; None where any may.
    """

    steps: tuple[frozenset[str] | None, ...]
    gaps: tuple[bool, ...]
    joined: tuple[bool, ...]
    place: int
    third: frozenset[str] | None
    reach: int


Side = tuple[tuple[Pattern, ...], frozenset[str]]
"""A side of a pattern in its choices, and what it may begin with."""

Text = tuple[Sequence[str], Sequence[str], Sequence[str]]
"""Words, gaps, and the words with figures under one sign."""


@dataclass(frozen=True, slots=True)
class _Spread:
    """A pattern whose sides may change places; the first of `sides` is the one that is looked for."""

    place: int
    sides: tuple[str, ...]


class PatternSet(Generic[T]):
    """Patterns under their first two words; `stemmed` ones match any inflection, `classes` are what "@name" stands for.

    A pattern is worked out when a text first holds a word that may begin it: there are thousands, and a resume begins
    a few hundred. Figures stand under one sign, written-out ones too; what a pattern asks for is told in `_end`.
    """

    def __init__(
        self, entries: Iterable[tuple[str, T]], *, stemmed: bool, classes: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self._stemmed, self._classes = stemmed, classes or {}
        self._steps: dict[str, frozenset[str] | None] = {}
        self._values: list[T] = []
        groups: dict[str, list[tuple[int, str]]] = {}
        spreads: list[_Spread] = []
        for entry, value in entries:
            sides = tuple(entry.split(" & "))
            for written in _variants(entry) if len(sides) == 1 else (entry,):
                if _NO_WORDS.issuperset(written.split()):
                    raise ValueError(f"a pattern needs a word: {entry!r}")
                if len(sides) == 1:
                    groups.setdefault(_head(written), []).append((len(self._values), written))
                else:
                    spreads.append(_Spread(len(self._values), sides))
                self._values.append(value)
        # Under each word that begins a pattern, until a text holds it.
        self._unread: dict[str, list[list[tuple[int, str]]]] = {}
        for head, group in groups.items():
            for word in _keys(self._step(head)):
                self._unread.setdefault(word, []).append(group)
        # By the first word and what follows: nothing, one word at once, one that must not be far.
        self._alone: dict[str, list[Pattern]] = {}
        self._pairs: dict[tuple[str, str], list[Pattern]] = {}
        self._far: dict[str, dict[str, list[Pattern]]] = {}
        self._seconds: dict[str, frozenset[str]] = {}
        self._unread_spreads: dict[str, list[_Spread]] = {}
        for spread in _rarest_first(spreads):
            # Of a choice of several words ("one-hot|ordinal") the first is enough; its variants are not needed yet.
            firsts = [form if form.isalnum() else (_parts(form) or [form])[0] for form in _heads(spread.sides[0])]
            for word in {word for first in firsts for word in _keys(self._step(first))}:
                self._unread_spreads.setdefault(word, []).append(spread)
        # By the word that begins the first side, then by one that begins the second: place, sides.
        self._spreads: dict[str, dict[str, list[tuple[int, tuple[Side, ...]]]]] = {}
        self._sides: dict[int, tuple[Side, ...]] = {}

    def _read(self, word: str) -> None:
        """File what a word begins; threads may do so at one time, so what is half done must not show."""
        alone: list[Pattern] = []
        pairs: dict[tuple[str, str], list[Pattern]] = {}
        far: dict[str, list[Pattern]] = {}
        for place, written in chain.from_iterable(self._unread.get(word, ())):
            pattern = self._compile(written, place)
            if len(pattern.steps) == 1:
                alone.append(pattern)
                continue
            for second in _keys(pattern.steps[1]):
                if pattern.gaps[1]:
                    far.setdefault(second, []).append(pattern)
                else:
                    pairs.setdefault((word, second), []).append(pattern)
        self._pairs.update(pairs)
        if alone:
            self._alone[word] = alone
        if far:
            self._far[word] = far
            self._seconds[word] = frozenset(far)
        self._unread.pop(word, None)

    def _compile(self, written: str, place: int) -> Pattern:
        steps: list[frozenset[str] | None] = []
        gaps: list[bool] = []
        joined: list[bool] = []
        gap = comma = False
        for part in _parts(written):
            if part in _BETWEEN:
                gap, comma = gap or part == "..", True
                continue
            steps.append(self._step(part))
            gaps.append(gap)
            joined.append(self._stemmed and not comma)
            gap = comma = False
        third, reach = (steps[2], _GAP + 1 if gaps[2] else 1) if len(steps) > 2 else (None, 0)
        return Pattern(tuple(steps), tuple(gaps), tuple(joined), place, third, reach if steps[1:2] != [None] else _LONG)

    def _step(self, part: str) -> frozenset[str] | None:
        """Return the words that a part of a pattern stands for, None for a figure."""
        if part not in self._steps:
            forms = [form.lower() for form in part.split("|") if form]
            words = [word for form in forms for word in self._classes.get(form[1:] if form[0] == "@" else "", (form,))]
            self._steps[part] = (
                None if part == "#" else frozenset(stem(word) if self._stemmed else word for word in words)
            )
        return self._steps[part]

    def match(self, words: Sequence[str], gaps: Sequence[str]) -> list[tuple[int, int, T]]:
        """Return (first word, one past the last word, value), in text order; `words` are stems for a stemmed set."""
        signs = with_figures(words)
        for word in self._unread.keys() & signs:
            self._read(word)
        alone, pairs, far, seconds = self._alone, self._pairs, self._far, self._seconds
        begun = [(i, p) for i, first in enumerate(signs) if first in alone for p in alone[first]] if alone else []
        # Most words are not followed by what any of their patterns asks for, and most that are, not by its third step.
        for i in compress(count(), map(pairs.__contains__, pairwise(signs))):
            if not _stops(gaps[i + 1]):
                for p in pairs[signs[i], signs[i + 1]]:
                    if p.third is None or not p.third.isdisjoint(words[i + 2 : i + 2 + p.reach]):
                        begun.append((i, p))  # noqa: PERF401
        for i in [i for i, first in enumerate(signs) if first in seconds]:
            near = signs[i + 1 : i + _GAP + 2]
            if seconds[signs[i]].isdisjoint(near):
                continue
            followers = far[signs[i]]
            for k, second in enumerate(near, i + 2):
                if second in followers:
                    for p in followers[second]:
                        if p.third is None or not p.third.isdisjoint(words[k : k + p.reach]):
                            begun.append((i, p))  # noqa: PERF401
        found = {(i, end, p.place) for i, p in begun if (end := _end(p, words, gaps, i))}
        found.update(self._spread_over(words, gaps, signs))
        return [(i, end, self._values[place]) for i, end, place in sorted(found)]

    def _spread_over(
        self, words: Sequence[str], gaps: Sequence[str], signs: Sequence[str]
    ) -> Iterator[tuple[int, int, int]]:
        """Yield (first word, one past the last, place) of the patterns whose sides may change places."""
        text = words, gaps, signs
        ends = [*(k for k, gap in enumerate(gaps[: len(words)]) if _stops(gap)), len(words)]
        begin = 0
        for stop in ends:
            near = frozenset(signs[begin:stop])
            for i in [i for i in range(begin, stop) if signs[i] in self._unread_spreads]:
                seconds = self._spreads.get(signs[i]) or self._read_spreads(signs[i])
                met = seconds.keys() & near
                if not met:
                    continue
                for place, sides in dict(chain.from_iterable(map(seconds.__getitem__, met))).items():
                    if len(sides) > 2 and any(heads.isdisjoint(near) for _, heads in sides[2:]):
                        continue
                    for pattern in sides[0][0]:
                        last = _end(pattern, words, gaps, i)
                        if last and (span := _around(sides[1:], text, i, last)):
                            yield *span, place
            begin = stop

    def _read_spreads(self, word: str) -> dict[str, list[tuple[int, tuple[Side, ...]]]]:
        seconds: dict[str, list[tuple[int, tuple[Side, ...]]]] = {}
        for spread in self._unread_spreads[word]:
            sides = self._sides.get(spread.place) or self._read_sides(spread)
            for second in sides[1][1]:
                seconds.setdefault(second, []).append((spread.place, sides))
        self._spreads[word] = seconds
        return seconds

    def _read_sides(self, spread: _Spread) -> tuple[Side, ...]:
        found = []
        for side in spread.sides:
            patterns = tuple(self._compile(written, spread.place) for written in _variants(side))
            found.append((patterns, frozenset(word for one in patterns for word in _keys(one.steps[0]))))
        self._sides[spread.place] = tuple(found)
        return self._sides[spread.place]


def _rarest_first(spreads: Sequence[_Spread]) -> Iterator[_Spread]:
    """Put the sides first whose words the fewest sides begin with: "latency" stands in fewer texts than "@cut"."""
    heads = [list(map(_heads, spread.sides)) for spread in spreads]
    often = Counter(word for sides in heads for words in sides for word in words) + _EVERYWHERE
    often.update({word: _EVERYWHERE["#"] for word in often if is_number(word.split("-")[0])})
    for spread, sides in zip(spreads, heads, strict=True):
        order = sorted(range(len(sides)), key=lambda k: sum(often[word] for word in sides[k]))
        yield replace(spread, sides=tuple(spread.sides[k] for k in order))


def _heads(written: str) -> list[str]:
    """Return the choices of a pattern's first word."""
    return written.split(None, 1)[0].split("|")


def _around(sides: tuple[Side, ...], text: Text, first: int, last: int) -> tuple[int, int] | None:
    """Return what a match grows to by these sides from the words `first` to `last`, or None."""
    if not sides:
        return first, last
    for k, side in enumerate(sides):
        for begin, end in _beside(side, text, first, last):
            if span := _around((*sides[:k], *sides[k + 1 :]), text, min(begin, first), max(end, last)):
                return span
    return None


def _beside(side: Side, text: Text, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield where a side stands up to four words behind or before, within the sentence; the nearest first."""
    patterns, heads = side
    words, gaps, signs = text
    for i in range(last, min(last + _GAP + 1, len(words))):
        if _stops(gaps[i]):
            break
        if signs[i] in heads:
            yield from ((i, end) for one in patterns if (end := _end(one, words, gaps, i)))
    for i in range(first - 1, max(first - _NEAR, 0) - 1, -1):
        if _stops(gaps[i + 1]):
            break
        if signs[i] in heads:
            yield from (
                (i, end) for one in patterns if max(first - _GAP, 1) <= (end := _end(one, words, gaps, i)) <= first
            )


def _keys(step: frozenset[str] | None) -> set[str]:
    """Return what the words of a step stand under."""
    return {FIGURE} if step is None else set(map(sign, step))


@lru_cache(maxsize=4096)
def _stops(gap: str) -> bool:
    """Tell whether a sentence ends or a paragraph begins in a gap."""
    return gap != " " and gap != "." and (not _STOP.isdisjoint(gap))


def _end(pattern: Pattern, words: Sequence[str], gaps: Sequence[str], first: int) -> int:
    """Return where the match ends that begins at word `first`, or 0."""
    begins = pattern.steps[0]
    here = is_number(words[first]) if begins is None else words[first] in begins
    return _end_after(pattern, words, gaps, first + 1, 1) if here else 0


def _end_after(pattern: Pattern, words: Sequence[str], gaps: Sequence[str], at: int, step: int) -> int:
    """Return where the match ends that has got to `step` at word `at`, or 0."""
    for k in range(step, len(pattern.steps)):
        if pattern.gaps[k]:
            return _end_behind(pattern, words, gaps, at, k)
        if at >= len(words):
            return 0
        gap, wanted = gaps[at], pattern.steps[k]
        if gap != " " and (_stops(gap) or (pattern.joined[k] and "," in gap)):
            return 0
        if wanted is None:
            if not is_number(words[at]):
                return 0
            at = _after_figure(words, gaps, at)
        elif words[at] in wanted:
            at += 1
        else:
            return 0
    return at


def _end_behind(pattern: Pattern, words: Sequence[str], gaps: Sequence[str], at: int, step: int) -> int:
    """Return where the match ends whose next step may stand some words behind: the first place that leads to an end."""
    wanted = pattern.steps[step]
    for i in range(at, min(at + _GAP + 1, len(words))):
        if gaps[i] != " " and _stops(gaps[i]):
            return 0
        if is_number(words[i]) if wanted is None else words[i] in wanted:
            after = _after_figure(words, gaps, i) if wanted is None else i + 1
            if end := _end_after(pattern, words, gaps, after, step + 1):
                return end
    return 0


def _after_figure(words: Sequence[str], gaps: Sequence[str], i: int) -> int:
    """Return the word behind the figure that begins at word i: "1,200", "3 million" and "0.5" are one each."""
    i += 1
    while i < len(words) and gaps[i] in _IN_FIGURES and is_number(words[i]):
        i += 1
    return i


def _variants(written: str) -> Iterator[str]:
    """Write out the choices of several words or of a figure: "a|two-phase commit" is "a commit" and the other."""
    if "|" not in written or _NOT_PLAIN.isdisjoint(written):
        yield written
        return
    choices = []
    for part in written.split():
        forms = part.split("|")
        several = [form for form in forms if not form.isalnum() and (form == "#" or len(_parts(form)) > 1)]
        single = [form for form in forms if form not in several]
        choices.append(["|".join(single), *several] if several and single else several or [part])
    for chosen in product(*choices):
        yield " ".join(chosen)


def _head(written: str) -> str:
    """Return the part that begins a pattern."""
    head = written.split(None, 1)[0]
    if head.isalpha() or "|" in head:
        return head
    return next((part for word in written.split() if word not in _BETWEEN for part in _parts(word)), "#")


def _parts(written: str) -> list[str]:
    """Split a pattern as a text is split: "end-to-end" is three words, "C++|Java" one with two choices."""
    parts: list[str] = []
    for part in written.split():
        if part in {"..", "#", ","} or "|" in part:
            parts.append(part)
        else:
            parts.extend(piece for piece in part.replace("/", "-").replace("'", "-").split("-") if piece)
    return parts

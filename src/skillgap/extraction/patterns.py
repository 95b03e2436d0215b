"""Patterns of words → matches: the small language of `shown_by` and of the cue lists.

Words in a row; `a|b` either, `a-b|c` of several words too; `@name` any word of a class; `#` a figure ("1,200" and
"3 million" are one); `..` up to four words, within the sentence; `&` the same, and what stands on its sides may change
places. A comma parts words, save in cues, behind `..` or where a `,` stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress, count, pairwise, permutations, product
from typing import Generic, TypeVar

from skillgap.extraction.words import FIGURE, is_number, sign, stem, with_figures

T = TypeVar("T")

_GAP = 4
_LONG = 4 * _GAP  # words behind a figure, which may be of several itself
_STOP = frozenset(".;!?•|\t:\n")
_BETWEEN = frozenset({"..", ","})
_IN_FIGURES = frozenset({" ", ",", "."})
_NOT_PLAIN = frozenset("-/'#")  # what a choice of one word does not hold


@dataclass(frozen=True, slots=True, eq=False)
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


@dataclass(frozen=True, slots=True)
class _Begun:
    """Patterns whose first two words were met: `short` ones, and those that ask for a third word within `reach`."""

    short: list[Pattern]
    thirds: dict[str, list[Pattern]]
    reach: int

    @classmethod
    def of(cls, patterns: Iterable[Pattern]) -> _Begun:
        short: list[Pattern] = []
        thirds: dict[str, list[Pattern]] = {}
        reach = 0
        for pattern in patterns:
            if pattern.third is None:
                short.append(pattern)
                continue
            reach = max(reach, pattern.reach)
            for word in pattern.third:
                thirds.setdefault(word, []).append(pattern)
        return cls(short, thirds, reach)

    def at(self, words: Sequence[str], behind: int) -> list[Pattern]:
        """Return the patterns that may go on with the words behind the second, some more than once."""
        met = self.thirds.keys() & words[behind : behind + self.reach] if self.thirds else ()
        return [*self.short, *chain.from_iterable(map(self.thirds.__getitem__, met))] if met else self.short


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
        for entry, value in entries:
            for written in _variants(entry):
                groups.setdefault(_head(written), []).append((len(self._values), written))
                self._values.append(value)
        # Under each word that begins a pattern, until a text holds it.
        self._unread: dict[str, list[list[tuple[int, str]]]] = {}
        for head, group in groups.items():
            for word in _keys(self._step(head)):
                self._unread.setdefault(word, []).append(group)
        # By the first word and what follows: nothing, one word at once, one that must not be far.
        self._alone: dict[str, list[Pattern]] = {}
        self._pairs: dict[tuple[str, str], _Begun] = {}
        self._far: dict[str, dict[str, _Begun]] = {}
        self._seconds: dict[str, frozenset[str]] = {}

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
        self._pairs.update((key, _Begun.of(patterns)) for key, patterns in pairs.items())
        if alone:
            self._alone[word] = alone
        if far:
            self._far[word] = {second: _Begun.of(patterns) for second, patterns in far.items()}
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
        if not any(steps):
            raise ValueError(f"a pattern needs a word: {written!r}")
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
                begun.extend((i, p) for p in pairs[signs[i], signs[i + 1]].at(words, i + 2))
        for i in [i for i, first in enumerate(signs) if first in seconds]:
            near = signs[i + 1 : i + _GAP + 2]
            if seconds[signs[i]].isdisjoint(near):
                continue
            followers = far[signs[i]]
            for k, second in enumerate(near, i + 2):
                if second in followers:
                    begun.extend((i, p) for p in followers[second].at(words, k))
        found = {(i, end, p.place) for i, p in dict.fromkeys(begun) if (end := _end(p, words, gaps, i))}
        return [(i, end, self._values[place]) for i, end, place in sorted(found)]


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
    return _end_after(pattern, words, gaps, first + 1, 1) if begins is None or words[first] in begins else 0


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
    """Write out the orders: "cut|reduce & latency" is "cut|reduce .. latency" and "latency .. cut|reduce"."""
    for order in permutations(written.split(" & ")) if " & " in written else ((written,),):
        yield from _choices(" .. ".join(order))


def _choices(written: str) -> Iterator[str]:
    """Write out the choices of several words or of a figure: "a|two-phase commit" is "a commit" and the other."""
    if "|" not in written or _NOT_PLAIN.isdisjoint(written):
        yield written
        return
    choices = []
    for part in written.split():
        forms = part.split("|")
        several = [form for form in forms if form == "#" or len(_parts(form)) > 1] if len(forms) > 1 else []
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

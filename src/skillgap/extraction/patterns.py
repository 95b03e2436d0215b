"""Patterns of words → matches: the small language of `shown_by` and of the cue lists.

Words in a row; `a|b` either; `@name` any word of a class; `#` a figure; `..` up to four words, within the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Generic, TypeVar

from skillgap.extraction.words import is_number, stem

T = TypeVar("T")

_GAP = 4
_STOP = frozenset(".;!?•|\t:")
_NONE: list[Any] = []


@dataclass(frozen=True, slots=True)
class Pattern(Generic[T]):
    """`steps[k]` is a set of words, or None for a figure; `gaps[k]` tells whether words may stand before it."""

    steps: tuple[frozenset[str] | None, ...]
    gaps: tuple[bool, ...]
    value: T


_Ranked = tuple[tuple[int, int], Pattern[T]]
"""How long a pattern is, as a number below 0, and its place among all; and the pattern."""


@dataclass(slots=True)
class _Starts(Generic[T]):
    """The patterns that one word begins, each with its rank (the longest first), by what shows that they may go on.

    `tight` are under the word that must follow at once, `loose` under one that must not be far; `always` end at once
    or go on with a figure.
    """

    tight: dict[str, list[_Ranked[T]]] = field(default_factory=dict)
    loose: dict[str, list[_Ranked[T]]] = field(default_factory=dict)
    always: list[_Ranked[T]] = field(default_factory=list)

    def add(self, rank: tuple[int, int], pattern: Pattern[T]) -> None:
        second = pattern.steps[1] if len(pattern.steps) > 1 else None
        if second is None:
            self.always.append((rank, pattern))
            return
        followers = self.loose if pattern.gaps[1] else self.tight
        for word in second:
            followers.setdefault(word, []).append((rank, pattern))

    def matches(self, words: Sequence[str], gaps: Sequence[str], i: int) -> list[tuple[int, int, T]]:
        """Return what begins at word i, the longest patterns first."""
        last, stop = i + 1, min(i + _GAP + 2, len(words))
        while last < stop and not _stops(gaps[last]):
            last += 1
        ranked = self.always
        if last > i + 1:
            ranked = ranked + self.tight.get(words[i + 1], _NONE)
            if self.loose:
                ranked += [entry for word in words[i + 1 : last] for entry in self.loose.get(word, _NONE)]
        if len(ranked) > 1:
            ranked = sorted(ranked, key=itemgetter(0))
        found = []
        before = None
        for rank, pattern in ranked:
            if rank == before:
                continue
            before = rank
            # The step that led here need not be looked at again.
            done = 2 if len(pattern.steps) > 1 and pattern.steps[1] is not None and not pattern.gaps[1] else 1
            if end := _end(pattern, words, gaps, i + done, done):
                found.append((i, end, pattern.value))
        return found


class PatternSet(Generic[T]):
    """Patterns under their first words; `stemmed` ones match any inflection, `classes` are what "@name" stands for.

    A pattern is worked out when a text first holds a word that may begin it: there are thousands, and a resume begins
    a few hundred.
    """

    def __init__(
        self, entries: Iterable[tuple[str, T]], *, stemmed: bool, classes: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self._stemmed, self._classes = stemmed, classes or {}
        self._steps: dict[str, frozenset[str] | None] = {}
        self._starts: dict[str, _Starts[T]] = {}
        groups: dict[str, list[tuple[int, str, T]]] = {}
        for place, (written, value) in enumerate(entries):
            groups.setdefault(_head(written), []).append((place, written, value))
        self._begun: dict[str, list[list[tuple[int, str, T]]]] = {}
        for head, group in groups.items():
            for word in self._step(head) or ():
                self._begun.setdefault(word, []).append(group)
        self._figures = self._compiled([groups.get("#", [])])
        self._after_figures = frozenset(self._figures.tight.keys() | self._figures.loose.keys())
        self._any_figures = bool(self._figures.always or self._after_figures)

    def _compiled(self, groups: Iterable[list[tuple[int, str, T]]]) -> _Starts[T]:
        starts: _Starts[T] = _Starts()
        patterns = [(place, self._compile(written, value)) for group in groups for place, written, value in group]
        for place, pattern in sorted(patterns, key=lambda entry: (-len(entry[1].steps), entry[0])):
            starts.add((-len(pattern.steps), place), pattern)
        return starts

    def _compile(self, written: str, value: T) -> Pattern[T]:
        steps: list[frozenset[str] | None] = []
        gaps: list[bool] = []
        gap = False
        for part in _parts(written):
            if part == "..":
                gap = True
                continue
            steps.append(self._step(part))
            gaps.append(gap)
            gap = False
        if not any(steps):
            raise ValueError(f"a pattern needs a word: {written!r}")
        return Pattern(tuple(steps), tuple(gaps), value)

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
        found: list[tuple[int, int, T]] = []
        begun, known = self._begun, self._starts
        padded = [*words, ""]
        for i in [i for i, word in enumerate(words) if word in begun]:
            starts = known.get(words[i])
            if starts is None:
                starts = known[words[i]] = self._compiled(begun[words[i]])
            # Most words are not followed by what any of their patterns asks for.
            if (
                padded[i + 1] in starts.tight
                or starts.always
                or (starts.loose and not starts.loose.keys().isdisjoint(words[i + 1 : i + _GAP + 2]))
            ):
                found += starts.matches(words, gaps, i)
        return self._with_figures(found, words, gaps) if self._any_figures else found

    def _with_figures(
        self, found: list[tuple[int, int, T]], words: Sequence[str], gaps: Sequence[str]
    ) -> list[tuple[int, int, T]]:
        figures = self._figures
        places: Iterable[int] = range(len(words))
        if not figures.always:  # the words that may follow are rarer than figures
            followers = [k for k, word in enumerate(words) if word in self._after_figures]
            places = sorted({i for k in followers for i in range(max(0, k - _GAP - 1), k)})
        for i in places:
            if is_number(words[i]):
                found += figures.matches(words, gaps, i)
        return sorted(found, key=itemgetter(0, 1))


def _stops(gap: str) -> bool:
    """Tell whether a sentence ends or a paragraph begins in a gap."""
    return gap != " " and gap != "." and (not _STOP.isdisjoint(gap) or "\n\n" in gap)


def _end(pattern: Pattern[T], words: Sequence[str], gaps: Sequence[str], at: int, step: int) -> int:
    """Return where the match ends that has got to `step` at word `at`, or 0."""
    steps, loose = pattern.steps, pattern.gaps
    size, count = len(words), len(steps)
    while step < count:
        wanted = steps[step]
        for i in range(at, min(at + _GAP + 1, size) if loose[step] else min(at + 1, size)):
            if gaps[i] != " " and _stops(gaps[i]):
                return 0
            if is_number(words[i]) if wanted is None else words[i] in wanted:
                if not loose[step]:
                    break
                # The first place that leads to an end; only loose steps branch.
                if end := _end(pattern, words, gaps, i + 1, step + 1):
                    return end
        else:
            return 0
        at += 1
        step += 1
    return at


def _head(written: str) -> str:
    """Return the part that begins a pattern."""
    return next((part for word in written.split() if word != ".." for part in _parts(word)), "#")


def _parts(written: str) -> list[str]:
    """Split a pattern as a text is split: "end-to-end" is three words, "C++|Java" two choices."""
    parts: list[str] = []
    for part in written.split():
        if part in {"..", "#"} or "|" in part:
            parts.append(part)
        else:
            parts.extend(piece for piece in part.replace("/", "-").replace("'", "-").split("-") if piece)
    return parts

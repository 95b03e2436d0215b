"""Words of a text × tables of patterns → matches (the language of patterns: `pattern_tables`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from skillgap.extraction.pattern_tables import GAP, LOOSE, PatternTables
from skillgap.extraction.words import FIGURE, is_number, with_figures

T = TypeVar("T")

_GAP = 4
_NEAR = 8  # words before a match among which a side may begin
_STOP = frozenset(".;!?•|\t:\n")
_IN_FIGURES = frozenset({" ", ",", "."})


class Row(NamedTuple):
    """Steps in a row: `steps[k]` is a set of words, or None for a figure; `gaps[k]` whether words may stand before it.

    `joined[k]` says that it follows at once, without a comma: "data, models" is no data model.
    """

    steps: tuple[frozenset[str] | None, ...]
    gaps: tuple[bool, ...]
    joined: tuple[bool, ...]


Side = Mapping[str, Sequence[Row]]
"""The choices of a side of a pattern, under what each may begin with."""
Text = tuple[Sequence[str], Sequence[str], Sequence[str]]
"""Words, gaps, and the words with figures under one sign."""

Needs = tuple[int, frozenset[str], Sequence[frozenset[str]]]
"""A pattern's number, and the steps of which a sentence must hold a word: the rarest but one, and the others."""


class Begun(dict[str, Sequence[Needs]]):
    """The patterns whose rarest step holds a word, under each word of the next step that a sentence has held too."""

    def __init__(self, patterns: Sequence[Needs]) -> None:
        self._patterns = patterns
        self.seconds = frozenset().union(*(second for _, second, _ in patterns))

    def __missing__(self, word: str) -> Sequence[Needs]:
        found = self[word] = [needs for needs in self._patterns if word in needs[1]]
        return found


class PatternSet(Generic[T]):
    """Patterns and the value of each one that was written.

    A sentence is asked for the words of a pattern first, then for their order. A pattern is read when a sentence first
    holds what it needs: there are thousands, and a resume asks for a few hundred.
    """

    def __init__(self, tables: PatternTables, values: Sequence[T]) -> None:
        self._tables, self._values = tables, values
        self._rarest = tables["rarest"].keys()
        self._begun: dict[str, Begun] = {}
        self._sides: dict[int, Sequence[Side]] = {}
        self._steps: list[frozenset[str] | None] = [None] * len(tables["steps"])

    def match(self, words: Sequence[str], gaps: Sequence[str]) -> list[tuple[int, int, T]]:
        """Return (first word, one past the last word, value), in text order; `words` are stems for a stemmed set."""
        signs = with_figures(words)
        text = words, gaps, signs
        found: set[tuple[int, int, int]] = set()
        begin = 0
        for end in (*(k for k, gap in enumerate(gaps[:-1]) if gap != " " and _stops(gap)), len(words)):
            if met := self._met({*words[begin:end], *signs[begin:end]}):
                places = _places(text, begin, end)
                for place in met:
                    side, *others = self._sides.get(place) or self._read(place)
                    for word in side.keys() & places.keys():
                        for row, i in product(side[word], places[word]):
                            last = _end_after(row, words, gaps, i + 1, 1)
                            if last and (span := _around(others, text, i, last) if others else (i, last)):
                                found.add((*span, place))
            begin = end
        origins = self._tables["origins"]
        return [(first, last, self._values[origins[place]]) for first, last, place in sorted(found)]

    def _met(self, near: Set[str]) -> set[int]:
        """Return the patterns that find the words they need in a sentence."""
        met: set[int] = set()
        for word in self._rarest & near:
            begun = self._begun.get(word)
            if begun is None:
                begun = self._begin(word)
            for second in begun.seconds & near:
                for place, _, others in begun[second]:
                    for step in others:
                        if step.isdisjoint(near):
                            break
                    else:
                        met.add(place)
        return met

    def _begin(self, word: str) -> Begun:
        """Read what else is needed by the patterns whose rarest step holds a word."""
        found = []
        for place in map(int, self._tables["rarest"][word].split()):
            second, *others = (self._step(int(step)) for step in self._tables["needs"][place].split())
            found.append((place, second, others))
        begun = self._begun[word] = Begun(found)
        return begun

    def _read(self, place: int) -> Sequence[Side]:
        sides = []
        for written in self._tables["patterns"][place].split("&"):
            side: dict[str, list[Row]] = {}
            for row in map(self._row, written.split("|")):
                for word in row.steps[0] or {FIGURE}:
                    side.setdefault(word, []).append(row)
            sides.append(side)
        self._sides[place] = sides
        return sides

    def _step(self, number: int) -> frozenset[str]:
        step = self._steps[number]
        if step is None:
            step = self._steps[number] = frozenset(self._tables["steps"][number].split())
        return step

    def _row(self, written: str) -> Row:
        parts = written.split()
        steps = (self._step(int(part.lstrip(GAP + LOOSE))) for part in parts)
        return Row(
            tuple(None if FIGURE in step else step for step in steps),
            tuple(part[0] == GAP for part in parts),
            tuple(part[0] not in {GAP, LOOSE} for part in parts),
        )


def _places(text: Text, begin: int, end: int) -> Mapping[str, Sequence[int]]:
    """Return where each word of a sentence stands, figures under their sign as well."""
    words, _, signs = text
    places: dict[str, list[int]] = {}
    for i in range(begin, end):
        places.setdefault(words[i], []).append(i)
        if signs[i] == FIGURE:
            places.setdefault(FIGURE, []).append(i)
    return places


def _around(sides: Sequence[Side], text: Text, first: int, last: int) -> tuple[int, int] | None:
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
    words, gaps, signs = text
    for i in range(last, min(last + _GAP + 1, len(words))):
        if gaps[i] != " " and _stops(gaps[i]):
            break
        if words[i] in side or signs[i] in side:
            yield from ((i, end) for end in _ends(side, text, i))
    for i in range(first - 1, max(first - _NEAR, 0) - 1, -1):
        if gaps[i + 1] != " " and _stops(gaps[i + 1]):
            break
        if words[i] in side or signs[i] in side:
            yield from ((i, end) for end in _ends(side, text, i) if max(first - _GAP, 1) <= end <= first)


@lru_cache(maxsize=4096)
def _stops(gap: str) -> bool:
    """Tell whether a sentence ends or a paragraph begins in a gap."""
    return gap != " " and gap != "." and (not _STOP.isdisjoint(gap))


def _ends(side: Side, text: Text, first: int) -> Iterator[int]:
    """Yield where the matches of a side end that begin at word `first`."""
    words, gaps, signs = text
    for row in (*side.get(words[first], ()), *(side.get(FIGURE, ()) if signs[first] == FIGURE else ())):
        if end := _end_after(row, words, gaps, first + 1, 1):
            yield end


def _end_after(row: Row, words: Sequence[str], gaps: Sequence[str], at: int, step: int) -> int:
    """Return where the match ends that has got to `step` at word `at`, or 0."""
    for k in range(step, len(row.steps)):
        if row.gaps[k]:
            return _end_behind(row, words, gaps, at, k)
        if at >= len(words):
            return 0
        gap, wanted = gaps[at], row.steps[k]
        if gap != " " and (_stops(gap) or (row.joined[k] and "," in gap)):
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


def _end_behind(row: Row, words: Sequence[str], gaps: Sequence[str], at: int, step: int) -> int:
    """Return where the match ends whose next step may stand some words behind: the first place that leads to an end."""
    wanted = row.steps[step]
    for i in range(at, min(at + _GAP + 1, len(words))):
        if gaps[i] != " " and _stops(gaps[i]):
            return 0
        if is_number(words[i]) if wanted is None else words[i] in wanted:
            after = _after_figure(words, gaps, i) if wanted is None else i + 1
            if end := _end_after(row, words, gaps, after, step + 1):
                return end
    return 0


def _after_figure(words: Sequence[str], gaps: Sequence[str], i: int) -> int:
    """Return the word behind the figure that begins at word i: "1,200", "3 million" and "0.5" are one each."""
    i += 1
    while i < len(words) and gaps[i] in _IN_FIGURES and is_number(words[i]):
        i += 1
    return i

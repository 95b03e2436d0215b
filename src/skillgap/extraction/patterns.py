"""Words of a text × tables of patterns → matches (the language of patterns: `pattern_tables`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import product
from typing import Generic, TypeVar

from skillgap.extraction.pattern_tables import GAP, LOOSE, PatternTables
from skillgap.extraction.words import FIGURE, Remembered, is_number, with_figures

T = TypeVar("T")

_GAP = 4
_NEAR = 8  # words before a match among which a side may begin
_STOP = frozenset(".;!?•|\t:\n")
_IN_FIGURES = frozenset({" ", ",", "."})


Step = tuple[frozenset[str] | None, bool, bool]
"""A set of words, or None for a figure; whether words may stand before it; whether it follows at once.

What follows at once does so without a comma: "data, models" is no data model.
"""
Row = Sequence[Step]
Side = Mapping[str, Sequence[Row]]
"""The choices of a side of a pattern, under what each may begin with."""
Sentence = tuple[Sequence[str], Sequence[str], int, Mapping[str, Sequence[int]]]
"""The words and gaps of a text, where a sentence of it ends, and the places of its words and of their signs."""

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
        found: set[tuple[int, int, int]] = set()
        stops = bytes(map(_STOPS.__getitem__, gaps))
        begin, size = 0, len(words)
        while begin < size:
            end = stops.find(1, begin + 1, size)
            if end < 0:
                end = size
            if met := self._met({*words[begin:end], *signs[begin:end]}):
                places = _places(words, signs, begin, end)
                sentence = words, gaps, end, places
                for place in met:
                    side, *others = self._sides.get(place) or self._read(place)
                    for word in side.keys() & places.keys():
                        for row, i in product(side[word], places[word]):
                            last = _end_after(row, sentence, i + 1, 1)
                            if last and (span := _around(others, sentence, i, last) if others else (i, last)):
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
                for word in row[0][0] or {FIGURE}:
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
        row = []
        for part in written.split():
            step = self._step(int(part.lstrip(GAP + LOOSE)))
            row.append((None if FIGURE in step else step, part[0] == GAP, part[0] not in {GAP, LOOSE}))
        return row


def _places(words: Sequence[str], signs: Sequence[str], begin: int, end: int) -> Mapping[str, Sequence[int]]:
    """Return where each word of a sentence stands, figures under their sign as well."""
    places: dict[str, list[int]] = {}
    for i in range(begin, end):
        places.setdefault(words[i], []).append(i)
        if signs[i] == FIGURE:
            places.setdefault(FIGURE, []).append(i)
    return places


def _around(sides: Sequence[Side], sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """Return what a match grows to by these sides from the words `first` to `last`, or None."""
    if not sides:
        return first, last
    for k, side in enumerate(sides):
        for begin, end in _beside(side, sentence, first, last):
            if span := _around((*sides[:k], *sides[k + 1 :]), sentence, min(begin, first), max(end, last)):
                return span
    return None


def _beside(side: Side, sentence: Sentence, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield where a side stands up to four words behind or before; the nearest first."""
    _, _, _, places = sentence
    starts = sorted({i for word in side.keys() & places.keys() for i in places[word]})
    for i in starts:
        if last <= i <= last + _GAP:
            yield from ((i, end) for end in _ends(side, sentence, i))
    for i in reversed(starts):
        if first - _NEAR <= i < first:
            yield from ((i, end) for end in _ends(side, sentence, i) if max(first - _GAP, 1) <= end <= first)


def _ends(side: Side, sentence: Sentence, first: int) -> Iterator[int]:
    """Yield where the matches of a side end that begin at word `first`."""
    words, _, _, _ = sentence
    word = words[first]
    for row in (*side.get(word, ()), *(side.get(FIGURE, ()) if is_number(word) else ())):
        if end := _end_after(row, sentence, first + 1, 1):
            yield end


def _end_after(row: Row, sentence: Sentence, at: int, number: int) -> int:
    """Return where the match ends that has got to the step of this number at word `at`, or 0."""
    words, gaps, end, _ = sentence
    for k in range(number, len(row)):
        wanted, apart, joined = row[k]
        if apart:
            return _end_behind(row, sentence, at, k)
        if at >= end or (joined and "," in gaps[at]):
            return 0
        if wanted is None:
            if not is_number(words[at]):
                return 0
            at = _after_figure(sentence, at)
        elif words[at] in wanted:
            at += 1
        else:
            return 0
    return at


def _end_behind(row: Row, sentence: Sentence, at: int, number: int) -> int:
    """Return where the match ends whose next step may stand some words behind: the first place that leads to an end."""
    words, _, end, _ = sentence
    wanted, _, _ = row[number]
    for i in range(at, min(at + _GAP + 1, end)):
        if is_number(words[i]) if wanted is None else words[i] in wanted:
            after = _after_figure(sentence, i) if wanted is None else i + 1
            if behind := _end_after(row, sentence, after, number + 1):
                return behind
    return 0


def _after_figure(sentence: Sentence, i: int) -> int:
    """Return the word behind the figure that begins at word i: "1,200", "3 million" and "0.5" are one each."""
    words, gaps, end, _ = sentence
    i += 1
    while i < end and gaps[i] in _IN_FIGURES and is_number(words[i]):
        i += 1
    return i


def _stops(gap: str) -> bool:
    """Tell whether a sentence ends or a paragraph begins in a gap."""
    return gap != "." and not _STOP.isdisjoint(gap)


_STOPS = Remembered(_stops, size=4096)

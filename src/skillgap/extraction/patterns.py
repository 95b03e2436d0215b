"""Patterns of words → matches: the small language of `shown_by` and of the cue lists.

Words in a row; `a|b` either, `a-b|c` of several words too; `@name` any word of a class; `#` a figure ("1,200" and
"3 million" are one); `..` up to four words, within the sentence. A comma parts words, save in cues, behind `..` or
where a `,` stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from skillgap.extraction.words import figures, is_number, stem

T = TypeVar("T")

_GAP = 4
_STOP = frozenset(".;!?•|\t:\n")
_BETWEEN = frozenset({"..", ","})
_IN_FIGURES = frozenset({" ", ",", "."})


@dataclass(frozen=True, slots=True)
class Pattern(Generic[T]):
    """`steps[k]` is a set of words, or None for a figure; `gaps[k]` tells whether words may stand before it.

    `joined[k]` says that it follows at once, without a comma: "data, models" is no data model.
    """

    steps: tuple[frozenset[str] | None, ...]
    gaps: tuple[bool, ...]
    value: T
    joined: tuple[bool, ...]


_Ranked = tuple[tuple[int, int], Pattern[T]]
"""How long a pattern is, as a number below 0, and its place among all; and the pattern."""


class _BeforeFigures(NamedTuple):
    """The words that a figure follows at once, and those that it is not far behind."""

    next: Set[int]
    near: Set[int]


def _before(places: Sequence[int]) -> _BeforeFigures:
    near: set[int] = set()
    for k in places:
        near.update(range(k - _GAP - 1, k))
    return _BeforeFigures({k - 1 for k in places}, near)


@dataclass(slots=True)
class _Starts(Generic[T]):
    """The patterns that one word begins, each with its rank (the longest first), by what shows that they may go on.

    `tight` are under the word that must follow at once, `loose` under one that must not be far; `tight_figures` and
    `loose_figures` go on with a figure; `alone` end at once. `near` are the words of `loose`; `odd` tells whether there
    are any that go on with a figure or end at once.
    """

    tight: dict[str, list[_Ranked[T]]] = field(default_factory=dict)
    loose: dict[str, list[_Ranked[T]]] = field(default_factory=dict)
    tight_figures: list[_Ranked[T]] = field(default_factory=list)
    loose_figures: list[_Ranked[T]] = field(default_factory=list)
    alone: list[_Ranked[T]] = field(default_factory=list)
    near: frozenset[str] = frozenset()
    odd: bool = False

    def add(self, rank: tuple[int, int], pattern: Pattern[T]) -> None:
        if len(pattern.steps) == 1:
            self.alone.append((rank, pattern))
            return
        second = pattern.steps[1]
        if second is None:
            (self.loose_figures if pattern.gaps[1] else self.tight_figures).append((rank, pattern))
            return
        followers = self.loose if pattern.gaps[1] else self.tight
        for word in second:
            followers.setdefault(word, []).append((rank, pattern))

    def matches(
        self, words: Sequence[str], gaps: Sequence[str], i: int, before: _BeforeFigures
    ) -> list[tuple[int, int, T]]:
        """Return what begins at word i, the longest patterns first."""
        found: list[tuple[tuple[int, int], int, T]] = []
        if self.alone:
            found += [(rank, i + 1, pattern.value) for rank, pattern in self.alone]
        for going_on, places in ((self.tight_figures, before.next), (self.loose_figures, before.near)):
            if going_on and i in places:
                for rank, pattern in going_on:
                    if end := _end(pattern, words, gaps, i + 1, 1):
                        found.append((rank, end, pattern.value))
        # The step that leads to a pattern need not be looked at again.
        if i + 1 < len(words) and words[i + 1] in self.tight and not _stops(gaps[i + 1]):
            parted = "," in gaps[i + 1]
            ahead = words[i + 2 : i + _GAP + 3]
            for rank, pattern in self.tight[words[i + 1]]:
                if parted and pattern.joined[1]:
                    continue
                if len(pattern.steps) == 2:
                    found.append((rank, i + 2, pattern.value))
                elif _may_go_on(pattern, ahead) and (end := _end(pattern, words, gaps, i + 2, 2)):
                    found.append((rank, end, pattern.value))
        if self.loose:
            loose = self.loose
            ended: set[tuple[int, int]] = set()
            for k in range(i + 1, min(i + _GAP + 2, len(words))):
                if gaps[k] != " " and _stops(gaps[k]):
                    break
                if words[k] not in loose:
                    continue
                ahead = words[k + 1 : k + _GAP + 2]
                for rank, pattern in loose[words[k]]:
                    if rank in ended:
                        continue
                    if len(pattern.steps) == 2:
                        end = k + 1
                    elif not _may_go_on(pattern, ahead) or not (end := _end(pattern, words, gaps, k + 1, 2)):
                        continue
                    ended.add(rank)
                    found.append((rank, end, pattern.value))
        if len(found) > 1:
            found.sort(key=itemgetter(0))
        return [(i, end, value) for _, end, value in found]


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
        groups: dict[str, list[tuple[int, str, T]]] = {}
        written_out = ((variant, value) for written, value in entries for variant in _variants(written))
        for place, (written, value) in enumerate(written_out):
            groups.setdefault(_head(written), []).append((place, written, value))
        self._begun: dict[str, list[list[tuple[int, str, T]]]] = {}
        for head, group in groups.items():
            for word in self._step(head) or ():
                self._begun.setdefault(word, []).append(group)
        # Under each word that begins a pattern; None until a text holds it.
        self._starts: dict[str, _Starts[T] | None] = dict.fromkeys(self._begun)
        self._begun_by_figures = self._compiled([groups["#"]]) if "#" in groups else None
        self._any_figures = any("#" in written for group in groups.values() for _, written, _ in group)

    def _compiled(self, groups: Iterable[list[tuple[int, str, T]]]) -> _Starts[T]:
        starts: _Starts[T] = _Starts()
        patterns = [(place, self._compile(written, value)) for group in groups for place, written, value in group]
        for place, pattern in sorted(patterns, key=lambda entry: (-len(entry[1].steps), entry[0])):
            starts.add((-len(pattern.steps), place), pattern)
        starts.near = frozenset(starts.loose)
        starts.odd = bool(starts.alone or starts.tight_figures or starts.loose_figures)
        return starts

    def _compile(self, written: str, value: T) -> Pattern[T]:
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
        return Pattern(tuple(steps), tuple(gaps), value, tuple(joined))

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
        known = self._starts
        places = figures(words) if self._any_figures else []
        before = _before(places)
        padded = [*words, ""]
        begins = [(i, known[word]) for i, word in enumerate(words) if word in known]
        if by_figures := self._begun_by_figures:
            begins += [(i, by_figures) for i in places]
        for i, starts in begins:
            if starts is None:
                starts = known[words[i]] = self._compiled(self._begun[words[i]])
            # Most words are not followed by what any of their patterns asks for.
            if (
                padded[i + 1] in starts.tight
                or (starts.near and not starts.near.isdisjoint(words[i + 1 : i + _GAP + 2]))
                or (
                    starts.odd
                    and (
                        starts.alone
                        or (starts.tight_figures and i in before.next)
                        or (starts.loose_figures and i in before.near)
                    )
                )
            ):
                found += starts.matches(words, gaps, i, before)
        if not by_figures:
            return found
        return sorted(found, key=itemgetter(0, 1))


@lru_cache(maxsize=4096)
def _stops(gap: str) -> bool:
    """Tell whether a sentence ends or a paragraph begins in a gap."""
    return gap != " " and gap != "." and (not _STOP.isdisjoint(gap))


def _may_go_on(pattern: Pattern[T], ahead: Sequence[str]) -> bool:
    """Tell, in one look, whether the third step of a pattern may stand among the next words."""
    third = pattern.steps[2]
    return third is None or not third.isdisjoint(ahead if pattern.gaps[2] else ahead[:1])


def _end(pattern: Pattern[T], words: Sequence[str], gaps: Sequence[str], at: int, step: int) -> int:
    """Return where the match ends that has got to `step` at word `at`, or 0."""
    steps, loose = pattern.steps, pattern.gaps
    size, count = len(words), len(steps)
    while step < count:
        wanted = steps[step]
        for i in range(at, min(at + _GAP + 1, size) if loose[step] else min(at + 1, size)):
            if gaps[i] != " " and (_stops(gaps[i]) or (pattern.joined[step] and "," in gaps[i])):
                return 0
            if is_number(words[i]) if wanted is None else words[i] in wanted:
                after = _after_figure(words, gaps, i) if wanted is None else i + 1
                if not loose[step]:
                    break
                # The first place that leads to an end; only loose steps branch.
                if end := _end(pattern, words, gaps, after, step + 1):
                    return end
        else:
            return 0
        at = after
        step += 1
    return at


def _after_figure(words: Sequence[str], gaps: Sequence[str], i: int) -> int:
    """Return the word behind the figure that begins at word i: "1,200", "3 million" and "0.5" are one each."""
    i += 1
    while i < len(words) and gaps[i] in _IN_FIGURES and is_number(words[i]):
        i += 1
    return i


def _variants(written: str) -> Iterator[str]:
    """Write out the choices of several words: "two-phase|distributed commit" is "two-phase commit" and the other."""
    if "|" not in written or not ("-" in written or "/" in written or "'" in written):
        yield written
        return
    choices = []
    for part in written.split():
        forms = part.split("|")
        several = [form for form in forms if len(_parts(form)) > 1] if len(forms) > 1 else []
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

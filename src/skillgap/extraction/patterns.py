"""Patterns of words → matches: the small language of `shown_by` and of the cue lists.

Words in a row; `a|b` either; `#` a figure; `..` up to four words, within the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from skillgap.extraction.words import is_number, stem

T = TypeVar("T")

_GAP = 4
_STOP = frozenset(".;!?•|\t:")


@dataclass(frozen=True, slots=True)
class Pattern(Generic[T]):
    """`steps[k]` is a set of words, or None for a figure; `gaps[k]` tells whether words may stand before it.

    `needed` is a step that the text must hold somewhere: most patterns are refused by it in one look.
    """

    steps: tuple[frozenset[str] | None, ...]
    gaps: tuple[bool, ...]
    needed: frozenset[str]
    value: T


class PatternSet(Generic[T]):
    """Patterns under their first words; `stemmed` ones match any inflection."""

    def __init__(self, entries: Iterable[tuple[str, T]], *, stemmed: bool) -> None:
        self._by_first: dict[str, list[Pattern[T]]] = {}
        for written, value in entries:
            pattern = _compile(written, value, stemmed=stemmed)
            for word in sorted(pattern.steps[0] or {"#"}):
                self._by_first.setdefault(word, []).append(pattern)
        for patterns in self._by_first.values():
            patterns.sort(key=lambda pattern: -len(pattern.steps))

    def match(self, words: Sequence[str], gaps: Sequence[str]) -> list[tuple[int, int, T]]:
        """Return (first word, one past the last word, value), in text order; `words` are stems for a stemmed set."""
        found: list[tuple[int, int, T]] = []
        present = set(words)
        # Most patterns lack a word that they need: they are put aside once for the text, not at every place.
        live: dict[str, list[Pattern[T]]] = {}
        for first in self._by_first.keys() & present:
            patterns = [pattern for pattern in self._by_first[first] if not present.isdisjoint(pattern.needed)]
            if patterns:
                live[first] = patterns
        for i, word in enumerate(words):
            for pattern in live.get(word, ()):
                end = _end(pattern, words, gaps, i + 1, 1)
                if end:
                    found.append((i, end, pattern.value))
        figures = [pattern for pattern in self._by_first.get("#", ()) if not present.isdisjoint(pattern.needed)]
        numbers = [i for i, word in enumerate(words) if is_number(word)] if figures else []
        for pattern in figures:
            for i in numbers:
                end = _end(pattern, words, gaps, i + 1, 1)
                if end:
                    found.append((i, end, pattern.value))
        return sorted(found, key=lambda hit: hit[:2]) if figures else found


def _end(pattern: Pattern[T], words: Sequence[str], gaps: Sequence[str], at: int, step: int) -> int:
    """Return where the match ends that has got to `step` at word `at`, or 0."""
    steps, loose = pattern.steps, pattern.gaps
    size, count = len(words), len(steps)
    while step < count:
        wanted = steps[step]
        for i in range(at, min(at + _GAP + 1, size) if loose[step] else min(at + 1, size)):
            gap = gaps[i]
            if gap != " " and (not _STOP.isdisjoint(gap) or "\n\n" in gap):
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


def _compile(written: str, value: T, *, stemmed: bool) -> Pattern[T]:
    steps: list[frozenset[str] | None] = []
    gaps: list[bool] = []
    gap = False
    for part in _parts(written):
        if part == "..":
            gap = True
            continue
        if part == "#":
            steps.append(None)
        else:
            forms = (form.lower() for form in part.split("|") if form)
            steps.append(frozenset(stem(form) for form in forms) if stemmed else frozenset(forms))
        gaps.append(gap)
        gap = False
    words = [step for step in steps if step]
    if not words:
        raise ValueError(f"a pattern needs a word: {written!r}")
    return Pattern(
        tuple(steps), tuple(gaps), min(words[1:] or words, key=lambda step: (len(step), sorted(step))), value
    )


def _parts(written: str) -> list[str]:
    """Split a pattern as a text is split: "end-to-end" is three words, "C++|Java" two choices."""
    parts: list[str] = []
    for part in written.split():
        if part in {"..", "#"} or "|" in part:
            parts.append(part)
        else:
            parts.extend(piece for piece in part.replace("/", "-").replace("'", "-").split("-") if piece)
    return parts

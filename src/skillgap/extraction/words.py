"""word → stem, and the everyday words that are never typos of a skill."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

DATA = Path(__file__).parent / "data"

CONJUNCTIONS = frozenset({"and", "or", "nor", "und", "oder", "et", "ou", "y", "o", "e"})
"""What ties the last two of a list; "&" reads as "and"."""
FIGURE = "#"
"""What stands for every figure where words are looked up; no word is written so."""
REMEMBERED = 16_384
"""Words that each table holds: more than the texts of some hundred people use; every table of words has this bound."""
_VOWELS = frozenset("aeiouy")
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred "
    "hundreds thousand thousands million millions dozen dozens several half double triple".split()
)


_ENDINGS = tuple(
    "ly ness able ability ative atory ical er ers or ors ful less ment ments ation ations ion ions ity al ally ish y "
    "ive ist ists ance ship".split()
)


@cache
def load_data(name: str) -> Any:
    """Read one of the JSON files beside this module, once; what it gives is only to be read."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def cue_words() -> Mapping[str, frozenset[str]]:
    """Return the plain word lists of `assertion.json`: of whose work it is, of studies, of what ends a clause."""
    return _word_lists("assertion.json")


@cache
def sense_words() -> Mapping[str, frozenset[str]]:
    """Return the plain word lists of `ambiguity.json`: of what else a name may mean."""
    return _word_lists("ambiguity.json")


def _word_lists(name: str) -> dict[str, frozenset[str]]:
    lists = ((key, value) for key, value in load_data(name).items() if isinstance(value, list))
    return {key: frozenset(value) for key, value in lists if all(isinstance(item, str) for item in value)}


@cache
def everyday_stems() -> frozenset[str]:
    """Return the stems of the everyday English words."""
    return frozenset(stem(word) for word in everyday_words())


@cache
def everyday_words() -> frozenset[str]:
    """Return the everyday English words in their base form."""
    return frozenset((DATA / "everyday_words.txt").read_text(encoding="utf-8").split())


@cache
def near_words() -> frozenset[str]:
    """Return words and first names that are one slip from a skill's name and no slip (scripts/near_words.py)."""
    return frozenset((DATA / "near_words.txt").read_text(encoding="utf-8").split())


@cache
def _irregular() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in (DATA / "irregular_forms.txt").read_text(encoding="utf-8").splitlines():
        base, *forms = line.split()
        table.update(dict.fromkeys(forms, _regular(base)))
    return table


def is_irregular(word: str) -> bool:
    """Tell a form that no rule makes ("built", "mice") from base and regular forms."""
    return word in _irregular()


class Remembered(dict[str, T]):
    """word → what `make` says of it, asked once: a known word costs one look-up, without a call; full, it forgets.

    One table for the words of texts alone is small enough for the processor's cache: a look into a large one, such as
    all names' words, takes five times as long.
    """

    def __init__(self, make: Callable[[str], T], *, size: int = REMEMBERED) -> None:
        self._make, self._size = make, size

    def __missing__(self, word: str) -> T:
        if len(self) >= self._size:
            self.clear()
        value = self[word] = self._make(word)
        return value


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """Cut inflection and fold British spelling: "led" → "lead", "optimised" → "optimiz"; a key, not a word."""
    return _irregular().get(word) or _regular(word)


def stems(lows: Iterable[str]) -> list[str]:
    """Return the stems of a text's words."""
    return list(map(_STEMS.__getitem__, lows))


@lru_cache(maxsize=REMEMBERED)
def is_everyday(low: str) -> bool:
    """Tell whether a lower-case word is ordinary English, in any inflection or with a common prefix or ending."""
    if low in everyday_words() or stem(low) in everyday_stems():
        return True
    for prefix in ("un", "re", "non", "over", "under", "pre", "mis", "dis", "out", "sub", "co"):
        if low.startswith(prefix) and len(low) - len(prefix) >= 4 and stem(low[len(prefix) :]) in everyday_stems():
            return True
    return any(
        low.endswith(ending) and len(low) - len(ending) >= 3 and _has_base(low[: -len(ending)]) for ending in _ENDINGS
    )


@lru_cache(maxsize=REMEMBERED)
def is_number(low: str) -> bool:
    """Tell whether a word or its stem is a figure: digits first ("40", "10k", "3x") or a number word."""
    return low[0].isdigit() or low in _NUMBERS or low in _number_stems()


def sign(word: str) -> str:
    """Return what a word or stem is looked up by: all figures stand under one sign."""
    return FIGURE if is_number(word) else word


def with_figures(words: Iterable[str]) -> list[str]:
    """Return a text's words or stems with `FIGURE` in place of each figure."""
    return list(map(_SIGNS.__getitem__, words))


@cache
def _number_stems() -> frozenset[str]:
    return frozenset(map(_regular, _NUMBERS))


def _has_base(part: str) -> bool:
    stems = everyday_stems()
    if part in stems or stem(part) in stems or stem(part + "e") in stems:
        return True
    if part[-1:] == "i":
        return stem(part[:-1] + "y") in stems
    return part[-1:] == part[-2:-1] and part[:-1] in stems


def _regular(word: str) -> str:
    base = word
    if len(base) > 3 and base[-1] == "s" and base[-2] not in "sui":
        if base.endswith("ies") and len(base) > 4:
            base = base[:-3] + "y"
        elif base.endswith(("sses", "shes", "ches", "xes", "zes")):
            base = base[:-2]
        else:
            base = base[:-1]
    cut = base
    if base.endswith(("isation", "ization")) and len(base) > 9:
        return base[:-7] + "iz"
    if base.endswith("ied") and len(base) > 4:
        return base[:-3] + "y"
    if base.endswith("ing"):
        cut = base[:-3]
    elif base.endswith("ed"):
        cut = base[:-2]
    if cut is not base:
        if len(cut) < 3 or _VOWELS.isdisjoint(cut):
            cut = base
        elif cut[-1] == cut[-2] and cut[-1] not in "aeiousz":
            cut = cut[:-1]
    if len(cut) > 3 and cut[-1] == "e" and cut[-2] != "e":
        cut = cut[:-1]
    if len(cut) > 4:
        if cut.endswith("is") and (cut is not base or word.endswith("ise")) and word[-2:] != "is":
            return cut[:-2] + "iz"
        if cut.endswith("our"):
            return cut[:-3] + "or"
        if cut.endswith("ll"):
            return cut[:-1]
        if cut.endswith("lys") and not word.endswith("lysis"):
            return cut[:-1] + "z"
    return cut


_STEMS = Remembered(stem)
_SIGNS = Remembered(sign)

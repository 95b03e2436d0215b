"""Patterns of words → their tables, as plain JSON: the small language of `shown_by` and of the cue lists.

Words in a row; `a|b` either, `a-b|c` of several words too; `@name` any word of a class; `#` a figure ("1,200" and
"3 million" are one); `..` up to four words, within the sentence; `&` the same, and what stands on its sides may change
places. A comma parts words, save in cues, behind `..` or where a `,` stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import TypedDict

from skillgap.extraction.tokens import key_of
from skillgap.extraction.words import FIGURE, stem

GAP, LOOSE = ".", ","
"""Before the number of a step: other words may stand before it; a comma may."""

_BETWEEN = frozenset({"..", ","})
_SIGNS = _BETWEEN | {FIGURE}
# What stands in nearly every text, and in most resumes: a step with one of these words tells little. These are stems.
_EVERYWHERE = dict.fromkeys(
    [FIGURE, *"a an and as at be by data do for from her his i in into it my no not of on or our per s team that the to"
     " up us we with without".split()],
    10_000,
)  # fmt: skip
_OFTEN = dict.fromkeys(
    "1 2 3 4 5 6 ai api aws build cloud code com custom databas datum deploy design develop docker employ engineer end"
    " english experienc featur first go group hand kubernet languag lead learn level machin manag ml model monitor new"
    " one only people perform person pipelin plan present process product project python report role run scal search"
    " senior serv servic sql support system talk teach technolog test through tim tool train two university us work"
    " writ year".split(),
    500,
)
Row = tuple[tuple[str, str], ...]
"""Steps in a row: the sign before each, and its words, parted by spaces."""


class PatternTables(TypedDict):
    """`steps` are the words of each step, "#" those of a figure.

    `patterns` are steps by their numbers: sides are parted by "&", the choices of a side by "|". `origins` tell which
    of the written patterns each one is. `rarest` are the patterns' numbers under each word of their rarest step,
    `needs` the other steps of which a sentence must hold a word, the rarest first.
    """

    steps: list[str]
    patterns: list[str]
    origins: list[int]
    rarest: dict[str, str]
    needs: list[str]


def compile_patterns(written: Iterable[str], *, stemmed: bool, classes: Mapping[str, Sequence[str]]) -> PatternTables:
    """Compile patterns; `stemmed` ones match any inflection, `classes` are what "@name" stands for."""
    patterns: list[list[list[Row]]] = []
    origins: list[int] = []
    for number, entry in enumerate(written):
        sides = entry.split(" & ")
        choices = [[_row(variant, classes, stemmed=stemmed) for variant in _variants(side)] for side in sides]
        # The choices of a pattern without "&" are patterns of their own, so that each is found by what it needs itself.
        whole = [choices] if len(sides) > 1 else [[[row]] for row in choices[0]]
        if any({FIGURE}.issuperset(step for row in chain(*found) for _, step in row) for found in whole):
            raise ValueError(f"a pattern needs a word: {entry!r}")
        patterns += whole
        origins += [number] * len(whole)
    weights = _weights(patterns)
    numbers: dict[str, int] = {}
    rarest: dict[str, list[int]] = {}
    needs: list[str] = []
    rows: list[str] = []
    for place, found in enumerate(patterns):
        # The rarest side is looked for first: "latency" stands in fewer texts than "@cut".
        found.sort(key=lambda side: sum(min(weights[step] for _, step in row) for row in side))
        first, *others = (step for _, step in sorted(chain.from_iterable(_needed(side, weights) for side in found)))
        for word in first.split():
            rarest.setdefault(word, []).append(place)
        needs.append(" ".join(_number(step, numbers) for step in others or [first]))
        rows.append("&".join("|".join(_numbered(row, numbers) for row in side) for side in found))
    return {
        "steps": list(numbers),
        "patterns": rows,
        "origins": origins,
        "rarest": {word: " ".join(map(str, places)) for word, places in rarest.items()},
        "needs": needs,
    }


def _weights(patterns: Iterable[Sequence[Sequence[Row]]]) -> Mapping[str, int]:
    """Return how common each step's words are among the patterns."""
    steps = Counter(step for sides in patterns for side in sides for row in side for _, step in row)
    often: Counter[str] = Counter(_EVERYWHERE | _OFTEN)
    for step, times in steps.items():
        often.update(dict.fromkeys(step.split(), times))
    return {step: sum(often[word] for word in step.split()) for step in steps}


def _needed(side: Sequence[Row], weights: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """Yield the steps that a side needs, each with its weight; of several choices the rarest step of any."""
    if len(side) == 1:
        yield from ((weights[step], step) for step in dict.fromkeys(step for _, step in side[0]))
        return
    rarest = [min((step for _, step in row), key=lambda step: (weights[step], step)) for row in side]
    yield sum(weights[step] for step in rarest), " ".join(sorted({word for step in rarest for word in step.split()}))


def _numbered(row: Row, numbers: dict[str, int]) -> str:
    return " ".join(mark + _number(step, numbers) for mark, step in row)


def _number(step: str, numbers: dict[str, int]) -> str:
    return str(numbers.setdefault(step, len(numbers)))


def _row(written: str, classes: Mapping[str, Sequence[str]], *, stemmed: bool) -> Row:
    """Take a pattern without choices of several words apart."""
    row = []
    mark = start = "" if stemmed else LOOSE
    for part in _parts(written):
        if part in _BETWEEN:
            mark = GAP if part == ".." or mark == GAP else LOOSE
            continue
        forms = [form.lower() for form in part.split("|") if form]
        words = [word for form in forms for word in (classes.get(form[1:], (form,)) if form[0] == "@" else (form,))]
        row.append((mark, " ".join(sorted({stem(word) if stemmed else word for word in words}))))
        mark = start
    return tuple(row)


def _variants(written: str) -> Iterator[str]:
    """Write out the choices of several words or of a figure: "a|two-phase commit" is "a commit" and the other."""
    choices = []
    for part in written.split():
        forms = part.split("|")
        several = [form for form in forms if not form.isalnum() and (form in _SIGNS or len(_parts(form)) > 1)]
        single = [form for form in forms if form not in several]
        choices.append(["|".join(single), *several] if several and single else several or [part])
    for chosen in product(*choices):
        yield " ".join(chosen)


def _parts(written: str) -> list[str]:
    """Split a pattern as a text is split: "end-to-end" is three words, "x.509" two, "C++|Java" one with two choices."""
    parts: list[str] = []
    for part in written.split():
        if part in _SIGNS or "|" in part or part[0] == "@":
            parts.append(part)
            continue
        words = [word for piece in part.split("-") for word in ([piece] if piece == FIGURE else key_of(piece).split())]
        parts += words or [part]
    return parts

"""Lines → lines without words cut in two at a line end."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import cached_property

from skillgap.readers.cleaning import is_item
from skillgap.readers.draft import DraftLine
from skillgap.readers.words import CAMEL_NAMES, KEEP_HYPHEN

_WORD = re.compile(r"[^\W\d_][\w+#-]*[\w+#]")
_SHORT = 3
"""Letters of words that say nothing about a cut."""
_ENDING = re.compile(r"(?:ings?|tions?|ments?|ness|able|ers?|ed|ly|sion|ity|ance|ence)\W*")
"""What never is a word of its own: the hyphen before it stands for a cut ("work-|ing")."""


class Words:
    """The words of some texts, in lower case; cut out only when one that the texts may hold is asked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._lines = [text.removesuffix("-") for text in texts]

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and word.casefold() in self._flat and word in self._words

    @cached_property
    def _flat(self) -> str:
        return "\n".join(self._lines).casefold()

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word.lower() for line in self._lines for word in _WORD.findall(line) if len(word) > _SHORT)


def join_hyphens(lines: list[DraftLine], *, keep: bool = False) -> list[DraftLine]:
    """Move the rest of a cut word up to the line where it began; both lines must be of one block and size.

    `keep` says that the program that set the lines cuts words only where they have a hyphen.
    """
    if not any(line.text.endswith("-") for line in lines):
        return lines
    known = Words([line.text for line in lines])
    joined = list(lines)
    for number in range(len(joined) - 1):
        one, two = joined[number], joined[number + 1]
        if not one.text.endswith("-") or one.block != two.block or is_item(two.text) or not two.text:
            continue
        first = re.split(r"[\s(]", one.text)[-1]
        second, _, rest = two.text.partition(" ")
        whole = joined_at_hyphen(first, second, known, keep=keep)
        if whole is None or (one.size and two.size and abs(one.size - two.size) > 0.15 * one.size):
            continue
        joined[number] = one._replace(text=one.text[: len(one.text) - len(first)] + whole)
        joined[number + 1] = two._replace(text=rest)
    return [line for line, was in zip(joined, lines, strict=True) if line.text or not was.text]


def joined_at_hyphen(first: str, second: str, known: Container[str] = frozenset(), *, keep: bool = False) -> str | None:
    """Return the word that a line end cut in two, or None when the hyphen is not at a cut.

    `first` ends with the hyphen. The hyphen stays when the word stands so elsewhere in the document (`known`, lower
    case) or when its first part always keeps it ("self-", "state-of-"); it goes before a small letter, unless it is
    to `keep`, or inside a known camel-case name ("Tensor-", "Flow").
    """
    stem, tail = first[:-1], second
    if not (stem[-1:].isalpha() and tail[:1].isalpha()):
        return None
    bare = re.sub(r"\W+$", "", stem + tail).lower()
    whole = re.sub(r"\W+$", "", first + tail).lower()
    if whole in known:
        return first + tail
    if bare in known or _ENDING.fullmatch(tail) or bare in CAMEL_NAMES:
        return stem + tail
    last = stem.lower().rsplit("-", 1)[-1]
    if "-" in stem or last in KEEP_HYPHEN or "-" in tail.strip("-"):
        return first + tail
    return stem + tail if tail[0].islower() and not keep else first + tail

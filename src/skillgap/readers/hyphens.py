"""Lines → lines without words cut in two at a line end."""

from __future__ import annotations

import re

from skillgap.readers.cleaning import is_item, joined_at_hyphen
from skillgap.readers.draft import DraftLine

_WORD = re.compile(r"[^\W\d_][\w+#-]*[\w+#]|[^\W\d_]")


_FEW = 8


class _Words:
    """The words of some lines, in lower case; cut out only where one that is asked for may stand."""

    def __init__(self, lines: list[DraftLine]) -> None:
        self._lines = [line.text.removesuffix("-") for line in lines]
        self._folded = [line.casefold() for line in self._lines]
        self._flat = "\n".join(self._folded)
        self._asked = 0
        self._words: frozenset[str] | None = None

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str) or (folded := word.casefold()) not in self._flat:
            return False
        self._asked += 1
        if self._asked <= _FEW:
            return word in _words([line for line, low in zip(self._lines, self._folded, strict=True) if folded in low])
        if self._words is None:
            self._words = _words(self._lines)
        return word in self._words


def _words(lines: list[str]) -> frozenset[str]:
    return frozenset(word.lower() for line in lines for word in _WORD.findall(line) if len(word) > 3)


def join_hyphens(lines: list[DraftLine], *, keep: bool = False) -> list[DraftLine]:
    """Move the rest of a cut word up to the line where it began; both lines must be of one block and size.

    `keep` says that the program that set the lines cuts words only where they have a hyphen.
    """
    if not any(line.text.endswith("-") for line in lines):
        return lines
    known = _Words(lines)
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
    return [line for line in joined if line.text]

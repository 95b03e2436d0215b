"""Draft → notices on hidden text, keyword blocks and instructions to a machine: what was seen, no accusation."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import resources
from typing import NamedTuple

from skillgap.readers.draft import Draft, DraftNotice

_REASONS = {
    "no_ink": "leaves no ink on the page",
    "background_colour": "has the colour of its background",
    "tiny": "is too small to see",
    "off_page": "lies off the page",
    "covered": "is covered",
    "invisible_mode": "is drawn invisibly",
    "transparent": "is transparent",
    "clipped": "is cut away",
    "display_none": "is switched off",
    "vanished": "is marked as hidden",
    "comment": "stands in a comment",
    "other": "can't be seen",
}
_WINDOW, _HALF = 24, 12
_DISTINCT = 8
"""Two dozen words of running text or of a list hold at least a dozen different ones; stuffed text a handful."""
_ITEM_WINDOW, _ITEM_REPEATS = 10, 5
_LIST_ITEMS = 150
_MAX_SCANNED = 1_200_000
_ITEM_ENDS = ",|•\t\n"
"""Besides semicolons."""
_TOKEN = re.compile(r"[^\W\d_][\w+#.-]*[\w+#]|[^\W\d_]")
# Runs of small letters and digits, all else as spaces.
_WORDS = bytes(code if code in b"abcdefghijklmnopqrstuvwxyz0123456789" else 32 for code in range(256))
_SMALL_WORDS = frozenset("a an and at as by for from in into of on or the to with und der die das in im mit".split())
# What honest tables repeat in each row.
_LEVELS = frozenset(
    """
    advanced basic basics beginner certified competent daily desired elementary excellent experienced expert familiar
    fluent good high intermediate low master medium monthly native no none present preferred proficient remote required
    skilled senior weekly working year years yes
    """.split()
)


def notices(draft: Draft) -> list[DraftNotice]:
    """Return a notice for each kind of hidden text and page, each keyword block and each instruction."""
    return [*_hidden(draft), *_keywords(draft), *_instructions(draft)]


def _hidden(draft: Draft) -> list[DraftNotice]:
    words: Counter[tuple[int, str]] = Counter()
    for piece in draft.hidden:
        if piece.reason != "comment":
            words[piece.page or 0, piece.reason] += len(piece.text.split())
    return [
        DraftNotice(
            "hidden_text",
            f"{count} word{'s' if count != 1 else ''} {'were' if count != 1 else 'was'} set aside and not counted: "
            f"the text {_REASONS.get(reason, _REASONS['other'])}",
            page or None,
        )
        for (page, reason), count in sorted(words.items())
    ]


def _keywords(draft: Draft) -> list[DraftNotice]:
    found = []
    blocks: dict[int, list[str]] = {}
    pages: dict[int, int | None] = {}
    for line in draft.lines:
        blocks.setdefault(line.block, []).append(line.text)
        pages.setdefault(line.block, line.place[0] if line.place else None)
    texts = [(" \n".join(lines), pages[block]) for block, lines in blocks.items()]
    texts += [(piece.text, piece.page) for piece in draft.hidden if piece.reason != "comment"]
    for text, page in texts:
        scanned = text[:_MAX_SCANNED]
        word = _repeated(scanned)
        if word:
            # The last cell of a line is a column beside it (a place, a level): many rows may hold the same.
            word = _repeated("\n".join(line.rpartition("\t")[0] or line for line in scanned.split("\n")))
        if word:
            found.append(DraftNotice("keyword_block", f"“{word}” is repeated many times within a few lines", page))
        elif _longest_list(text) >= _LIST_ITEMS:
            found.append(
                DraftNotice("keyword_block", f"a list of more than {_LIST_ITEMS} items without a word of context", page)
            )
    return found


def _repeated(text: str) -> str | None:
    """Return a word or item that fills its neighbourhood, else None."""
    words = " ".join(_TOKEN.findall(text)).lower().split(" ")
    tokens = [word for word in words if word not in _SMALL_WORDS]
    # Each window holds one of these halves, and a half has no more different words than its window.
    halves = range(0, len(tokens) - _HALF + 1, _HALF)
    if any(len(set(tokens[start : start + _HALF])) <= _DISTINCT for start in halves):
        word = _repeated_word(tokens)
        if word is not None:
            return word
    return _repeated_item(text)


def _repeated_word(tokens: list[str]) -> str | None:
    seen = Counter(tokens[:_WINDOW])
    for number in range(_WINDOW, len(tokens) + 1):
        if len(seen) <= _DISTINCT:
            word, count = max(seen.items(), key=lambda pair: (pair[1], pair[0]))
            if count >= _WINDOW // _DISTINCT and word not in _LEVELS and len(word) > 1:
                return word
        if number == len(tokens):
            break
        gone = tokens[number - _WINDOW]
        seen[gone] -= 1
        if not seen[gone]:
            del seen[gone]
        seen[tokens[number]] += 1
    return None


def _repeated_item(text: str) -> str | None:
    flat = _items_apart(text.lower())
    if "  " in flat or not flat.isprintable():
        flat = " ".join(flat.split())
    items = list(filter(None, map(str.strip, flat.split(";"))))
    if len(items) - len(set(items)) < _ITEM_REPEATS - 1:
        return None
    often = [item for item, count in Counter(items).items() if count >= _ITEM_REPEATS and _may_fill(item)]
    places: dict[str, list[int]] = {item: [] for item in often}
    for number, item in enumerate(items if often else ()):
        if item in places:
            places[item].append(number)
    for item, at in places.items():
        if any(last - first < _ITEM_WINDOW for first, last in zip(at, at[_ITEM_REPEATS - 1 :], strict=False)):
            return item
    return None


def _may_fill(item: str) -> bool:
    words = item.split()
    return len(item) > 2 and len(words) <= 4 and any(map(str.isalpha, item)) and _LEVELS.isdisjoint(words)


def _longest_list(text: str) -> int:
    """Return the number of items of the longest list whose items have at most three words; 0 in a short text."""
    items = _items_apart(text).split(";")
    longest = run = 0
    for item in items if len(items) >= _LIST_ITEMS else ():
        words = len(item.split())
        if words:
            run = run + 1 if words <= 3 else 0
            longest = max(longest, run)
    return longest


def _items_apart(text: str) -> str:
    """Return the text with a semicolon for each sign that ends an item."""
    for sign in _ITEM_ENDS:
        text = text.replace(sign, ";")
    return text


class Phrase(NamedTuple):
    """What speaks to a machine; of each group of words, and of each of parts of the text, one must be there."""

    words: tuple[frozenset[bytes], ...]
    parts: tuple[tuple[str, ...], ...]
    pattern: re.Pattern[str]


@cache
def phrases() -> tuple[Phrase, ...]:
    raw = resources.files("skillgap.readers").joinpath("data/instructions.txt").read_text("utf-8")
    found = []
    for needed, pattern in (line.split("\t", 1) for line in raw.splitlines() if line and not line.startswith("#")):
        groups = needed.split(" ")
        words = tuple(frozenset(group.encode().split(b"|")) for group in groups if group[0] != "~")
        parts = tuple(tuple(group[1:].replace("_", " ").split("|")) for group in groups if group[0] == "~")
        found.append(Phrase(words, parts, re.compile(pattern)))
    return tuple(found)


def instruction_in(text: str) -> str | None:
    """Return the first phrase of the text that is addressed to a machine, as it stands there in lower case."""
    lower = text[:_MAX_SCANNED].lower()
    words, flat = words_in(lower), ""
    for phrase in phrases():
        if any(map(words.isdisjoint, phrase.words)):
            continue
        flat = flat or " ".join(lower.replace("’", "'").replace("• ", " ").split())
        if all(any(map(flat.__contains__, parts)) for parts in phrase.parts) and (found := phrase.pattern.search(flat)):
            return found.group().strip()
    return None


def words_in(text: str) -> set[bytes]:
    """Return the runs of small letters and digits of a text."""
    return set(text.encode("ascii", "replace").translate(_WORDS).split())


def _instructions(draft: Draft) -> list[DraftNotice]:
    found = []
    if phrase := instruction_in("\n".join(line.text for line in draft.lines)):
        found.append(_spoken("the text", phrase, None))
    for piece in draft.hidden:
        if phrase := instruction_in(piece.text):
            found.append(_spoken("text that can't be seen", phrase, piece.page))
            break
    return found


def _spoken(what: str, phrase: str, page: int | None) -> DraftNotice:
    message = f"{what} speaks to a program that reads it: “{phrase[:80]}”"
    return DraftNotice("instructions_to_machine", message, page)

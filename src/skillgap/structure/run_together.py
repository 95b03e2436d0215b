"""Text whose line ends are lost → where its lines were: before and behind headings, at bullets, around dates."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from skillgap.models.resume import SectionKind
from skillgap.structure.dates import Month, find_dates
from skillgap.structure.language import LEX, squash

_LONG = 300
"""Characters of a line that no page holds."""
_MOST_LINES = 1 / 250
"""Lines a character of a text that has kept its line ends, paragraphs and all."""
_TELLING: frozenset[SectionKind] = frozenset({"experience", "education", "skills"})
_HEADING_WORDS = 3
_WORD = re.compile(r"[^\s,;|]+")
_BULLET = re.compile(r"(?<=\s)(?:[•◦▪■●○◆❖➢➤►‣✓→][ \t]*|[-–—*][ \t]+(?=[A-ZÀ-Ý]))")
_RULE = re.compile(r"[-=_*~]{5,}")
_FIRST_WORD = re.compile(r"[^\W\d_]*")
_GOES_ON = re.compile(r"[a-zß-ÿ0-9),.;&/]|[-–—] ?(?:\d|[a-z])")
_JOINING = frozenset("of for and the at & in de la le du des und für y e del bei von".split())
_SENTENCE = frozenset(["since", "from", "seit", "depuis", "desde"])
_ENTRY_WORDS = 12


def is_run_together(text: str) -> bool:
    """Tell a text that has lost its line ends: lines too long for paragraphs, with the headings of a resume inside."""
    longest = max(map(len, text.split("\n")), default=0)
    if longest < _LONG or text.strip().count("\n") > len(text) * _MOST_LINES:
        return False
    return len({kind for _, _, kind in _headings(text)} & _TELLING) > 1


def cut_lines(text: str, *, as_of: Month) -> Iterator[tuple[int, int]]:
    """Yield where the lines of such a text begin and end."""
    marks = {0, len(text), *(at for at, sign in enumerate(text) if sign == "\n")}
    for start, end, _ in _headings(text):
        marks |= {start, end}
    marks |= {at for found in _RULE.finditer(text) for at in found.span()}
    # "March 2019 – Present" is no list.
    bullets = (found for found in _BULLET.finditer(text))
    marks |= {found.start() for found in bullets if _word_at(text, found.end()) not in LEX.date_words}
    known = sorted(marks)
    for start, end in itertools.pairwise(known):
        marks |= set(_around_dates(text, start, end, as_of=as_of))
    places = sorted(marks)
    yield from itertools.pairwise(places)


def _headings(text: str) -> list[tuple[int, int, SectionKind]]:
    """Find headings: in capitals where two are, else plain ones, each kind once, with a capital behind."""
    found: list[tuple[int, int, SectionKind]] = []
    words = list(_WORD.finditer(text))
    number = 0
    while number < len(words):
        for size in range(_HEADING_WORDS, 0, -1):
            some = words[number : number + size]
            start, end = some[0].start(), some[-1].end()
            kind = LEX.headings.get(squash(text[start:end]))
            if kind is not None and all(word.group()[0].isupper() or word.group() in _JOINING for word in some):
                if text[start:end].isupper():
                    start = _first_capital(text, start)
                if _stands_apart(text, start, end):
                    found.append((start, end, kind))
                number += size
                break
        else:
            number += 1
    capitals = [one for one in found if text[one[0] : one[1]].isupper()]
    if len({kind for *_, kind in capitals} & _TELLING) > 1:
        return capitals
    plain = [
        one for one in found if " " in text[one[0] : one[1]] or squash(text[one[0] : one[1]]) in LEX.words["headings"]
    ]
    chosen = plain if len({kind for *_, kind in plain} & _TELLING) > 1 else found
    return [one for number, one in enumerate(chosen) if one[2] not in {kind for *_, kind in chosen[:number]}]


def _first_capital(text: str, start: int) -> int:
    """Go back over the words in capitals before a heading's last ones: "MILITARY AND PROFESSIONAL EXPERIENCE"."""
    for word in reversed(list(_WORD.finditer(text, max(0, start - 60), start))):
        if not word.group().isupper() or not word.group().isalpha() or text[word.end() : start].strip():
            break
        start = word.start()
    return start


def _word_at(text: str, at: int) -> str:
    found = _FIRST_WORD.match(text, at)
    return found.group().lower() if found else ""


def _stands_apart(text: str, start: int, end: int) -> bool:
    before = text[:start].rstrip(" \t")
    last = before.rpartition(" ")[2].lower()
    if before[-1:] in tuple(",;(/&-") or last in _JOINING or last in LEX.small:
        return False
    return text[end - 1] == ":" or (end < len(text) and not _GOES_ON.match(text[end:].lstrip(" \t")))


def _around_dates(text: str, start: int, end: int, *, as_of: Month) -> Iterator[int]:
    """Yield where an entry's header begins and ends: its date, and the words written large before it."""
    behind = start
    for span in find_dates(text[start:end], as_of=as_of):
        if span.single or _word_at(text, start + span.start) in _SENTENCE:
            continue
        first = _header_start(text, behind, start + span.start)
        yield first
        behind = start + span.end + (text[start + span.end : start + span.end + 1] == ")")
        if first < start + span.start:
            yield behind


def _header_start(text: str, start: int, date: int) -> int:
    words = list(re.finditer(r"\S+", text[start:date]))
    first = date
    inside = False
    for word in reversed(words[-_ENTRY_WORDS:]):
        token = word.group()
        inside = (inside or ")" in token) and "(" not in token
        large = token.strip("(|,–—-·•:")[:1]
        ends = token[-1] in ".;!" and len(token) > 4
        if not inside and (ends or (large and not (large.isupper() or large.isdigit() or token in _JOINING))):
            break
        first = start + word.start()
    while (
        first < date and (joint := re.match(r"(\S+)\s+", text[first:date])) and joint[1] in (*_JOINING, "|", "-", "–")
    ):
        first += joint.end()
    return first

"""Text whose line ends are lost → where its lines were: before and behind headings, at bullets, around dates."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from skillgap.models.resume import SectionKind
from skillgap.structure.dates import Month, find_dates
from skillgap.structure.language import LEX, squash

_LONG = 300
"""Characters of a line that no page holds."""
_MOST_LINES = 1 / 250
"""Lines a character of a text that has kept its line ends, paragraphs and all."""
_TELLING: frozenset[SectionKind] = frozenset({"experience", "education", "skills"})
_JOINED = 80
"""Characters that a heading, the head of a job and a bullet have together."""
_HEADING_WORDS = 3
_WORD = re.compile(r"[^\s,;|]+")
_BULLET = re.compile(r"(?<=\s)(?:[•◦▪■●○◆❖➢➤►‣✓→][ \t]*|[-–—*][ \t]+(?=[A-ZÀ-Ý]))")
_INNER = re.compile(r"\S[ \t]+[•◦▪■●○◆❖➢➤►‣✓→*–—-][ \t]*[A-ZÀ-Ý]")
_CLOSED = re.compile(r"\)?(?=[ \t]+[A-ZÀ-Ý])")
_RULE = re.compile(r"[-=_*~]{5,}")
_FIRST_WORD = re.compile(r"[^\W\d_]*")
_GOES_ON = re.compile(r"[a-zß-ÿ),.;&/]|(?!\d\d?[./]\d|(?:19|20)\d\d)\d|[-–—] ?(?:\d|[a-z])")
_JOINING = frozenset("of for and the at & in de la le du des und für y e del bei von".split())
_SENTENCE = frozenset(["since", "from", "seit", "depuis", "desde"])
_ENTRY_WORDS = 12


def is_run_together(text: str, dates: Iterable[int], *, as_of: Month) -> bool:
    """Tell a text that has lost line ends, all of them or some; `dates` is where it may hold dates."""
    if _all_lost(text):
        return True
    end = -1
    for at in dates:
        if at >= end:
            end = text.find("\n", at)
            end = end if end >= 0 else len(text)
            if _is_joined(text[text.rfind("\n", 0, at) + 1 : end], as_of=as_of):
                return True
    return False


def cut_lines(text: str, *, as_of: Month) -> Iterator[tuple[int, int]]:
    """Yield where the lines of such a text begin and end."""
    if _all_lost(text):
        yield from itertools.pairwise(_marks(text, as_of=as_of))
        return
    at = 0
    dates_first = False
    for line in text.split("\n"):
        dates_first = dates_first or _dates_first(line, as_of=as_of)
        for start, end in itertools.pairwise(_marks(line, as_of=as_of, within=True, dates_first=dates_first)):
            yield at + start, at + end
        at += len(line) + 1


def _all_lost(text: str) -> bool:
    """Tell lines too long for paragraphs, with the headings of a resume inside."""
    longest = max(map(len, text.split("\n")), default=0)
    if longest < _LONG or text.strip().count("\n") > len(text) * _MOST_LINES:
        return False
    return len({kind for _, _, kind in _headings(text)} & _TELLING) > 1


def _is_joined(line: str, *, as_of: Month) -> bool:
    """Tell a dated line that holds a heading and more: the date of a job and then a bullet, or more headings."""
    if len(line) < _JOINED or not _INNER.search(line):
        return False
    headings = _headings(line, within=True)
    jobs = [span.end for span in find_dates(line, as_of=as_of) if not span.single] if headings else []
    several = len({kind for *_, kind in headings} & _TELLING) > 1
    return bool(jobs) and (several or any(at >= jobs[0] for at in _bullets(line)))


def _marks(text: str, *, as_of: Month, within: bool = False, dates_first: bool = False) -> list[int]:
    headings = _headings(text, within=within)
    marks = {0, len(text), *(at for at, sign in enumerate(text) if sign == "\n")}
    marks |= {at for found in _RULE.finditer(text) for at in found.span()}
    starts = [start for start, _, _ in headings]
    marks |= set(starts)
    bodies = [(0, None), *((end, kind) for _, end, kind in headings)]
    for (start, kind), end in zip(bodies, [*starts, len(text)], strict=True):
        if kind == "certifications":
            marks |= _certificates(text, start, end, as_of=as_of)
            continue
        first = _dates_first(text[start:end], as_of=as_of) or (dates_first and kind is None)
        inner = {start, end, *(at for at in (*marks, *_bullets(text)) if start < at < end)}
        for begin, stop in itertools.pairwise(sorted(inner)):
            marks |= {begin, *_around_dates(text, begin, stop, as_of=as_of, dates_first=first)}
    return sorted(marks)


def _dates_first(text: str, *, as_of: Month) -> bool:
    """Tell a section whose dates stand before what they date: its first one begins it."""
    found = find_dates(text, as_of=as_of)
    return bool(found) and not found[0].single and not text[: found[0].start].strip(" \t:")


def _certificates(text: str, start: int, end: int, *, as_of: Month) -> set[int]:
    """Mark the ends of certificates: behind a bracket or a date before a capital, and bullets where they begin it.

    "Solutions Architect - Professional" is one name.
    """
    marks = {start, end}
    bullets = [at for at in _bullets(text) if start <= at < end]
    if bullets and not text[start : bullets[0]].strip(" \t:"):
        return marks | set(bullets)
    ends = [start + span.end for span in find_dates(text[start:end], as_of=as_of)]
    closed = [at + found.end() for at in ends if (found := _CLOSED.match(text[at:end]))]
    return marks | set(closed)


def _bullets(text: str) -> Iterator[int]:
    """Yield where bullets stand: "March 2019 – Present" holds none."""
    for found in _BULLET.finditer(text):
        if _word_at(text, found.end()) not in LEX.date_words:
            yield found.start()


def _headings(text: str, *, within: bool = False) -> list[tuple[int, int, SectionKind]]:
    """Find headings: in capitals where two are, else plain ones, each kind once, with a capital behind.

    Within one line of several one in capitals is enough, or a plain one that begins it.
    """
    found: list[tuple[int, int, SectionKind]] = []
    words = list(_WORD.finditer(text))
    number = 0
    while number < len(words):
        if not text[words[number].start()].isupper():
            number += 1
            continue
        for size in range(_HEADING_WORDS, 0, -1):
            some = words[number : number + size]
            start, end = some[0].start(), some[-1].end()
            kind = LEX.headings.get(squash(text[start:end]))
            if kind is not None and some[-1].group()[0].isalpha():
                if text[start:end].isupper():
                    start = _first_capital(text, start)
                if _stands_apart(text, start, end):
                    found.append((start, end, kind))
                number += size
                break
        else:
            number += 1
    capitals = [one for one in found if text[one[0] : one[1]].isupper()]
    if len({kind for *_, kind in capitals} & _TELLING) > 1 or (within and capitals):
        return capitals
    plain = [
        one for one in found if " " in text[one[0] : one[1]] or squash(text[one[0] : one[1]]) in LEX.words["headings"]
    ]
    chosen = plain
    if len({kind for *_, kind in plain} & _TELLING) < 2:
        chosen = [one for one in plain[:1] if not text[: one[0]].strip()] if within else found
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


def _around_dates(text: str, start: int, end: int, *, as_of: Month, dates_first: bool) -> Iterator[int]:
    """Yield where an entry's header begins and ends: its date, and the words written large before it."""
    behind = start
    for span in find_dates(text[start:end], as_of=as_of):
        if span.single or _word_at(text, start + span.start) in _SENTENCE:
            continue
        if dates_first:
            yield start + span.start
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

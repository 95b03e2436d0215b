"""A line → its one date in the forms that most dates are written in, as the parser would read it."""

from __future__ import annotations

import re

from skillgap.structure.date_grammar import EXPECTED
from skillgap.structure.date_parts import month_slip
from skillgap.structure.language import lexicon
from skillgap.structure.points import DateSpan, Point

_COMMON = re.compile(
    r"(?<![\w/.,'’–$€£#-])(?P<m1>(?:[A-Z][a-z]{2,8}\.? )|(?:(?:0?[1-9]|1[0-2])[/.]))?(?P<y1>(?:19[5-9]|20\d)\d)"
    r"(?: ?[–—-] ?(?:(?P<m2>(?:[A-Z][a-z]{2,8}\.? )|(?:(?:0?[1-9]|1[0-2])[/.]))?(?P<y2>(?:19[5-9]|20\d)\d)"
    r"|(?P<now>[Pp]resent|[Nn]ow|[Cc]urrent)))?"
    r"(?=\)?[ ,;|]*\Z|\t|\)[ ,;|\t]*\Z|[,;|·)]?\s+(?P<next>[^\W\d_]+))"
)


def read_common_form(text: str, hints: list[tuple[int, int]]) -> DateSpan | None:
    """Read "Jan 2020 – Mar 2022", "01/2020 - present", "2019–2022" or "2019" where nothing else can belong to it.

    `hints` are the places of the line that look like dates. Most dates are written so, and reading them by one
    pattern costs a quarter of the parser; None where the parser must look.
    """
    found = _COMMON.match(text, _beginning(text, hints[0][0]))
    if found is None or found.start() > hints[0][0] or found.end() < hints[-1][1]:
        return None
    start, (m1, y1, m2, y2, now, following) = found.start(), found.groups()
    months = lexicon().months
    if m1 is not None and m1[0].isalpha() and m1.rstrip(". ").lower() not in months:
        # "Leuven 2019": the word is no month.
        start, m1 = found.start("y1"), None
    since = _point(m1, y1)
    until = None if now else since if y2 is None else _point(m2, y2)
    if since is None or (until is None and not now) or (until is not None and until.last < since.first):
        return None
    if m2 is not None and m2[0].isdigit() and text[found.end("y1")] in "–—-":
        # 2019-05/2020 may be a month with its year in front.
        return None
    if following is not None and following.lower() in lexicon().date_words:
        return None
    before = text[:start].rstrip()
    if before and (before[-1].isdigit() or _belongs(before, text[len(before) : start], bare=m1 is None)):
        return None
    return DateSpan(start, found.end(), since, until, single=y2 is None and now is None)


def _beginning(text: str, at: int) -> int:
    """Return where the month before a year would begin: the word or the number that stands there."""
    if text[at - 1 : at] == " ":
        word = text.rfind(" ", 0, at - 1) + 1
        tab = text.rfind("\t", word, at) + 1
        opened = text.rfind("(", word, at) + 1
        start = max(word, tab, opened)
        return start if text[start].isupper() else at
    while at and text[at - 1] in "0123456789/.":
        at -= 1
    return at


def _point(month: str | None, year: str) -> Point | None:
    base = int(year) * 12
    if month is None:
        return Point(base, base + 11, precise=False)
    named = int(month[:-1]) if month[0].isdigit() else lexicon().months.get(month.rstrip(". ").lower())
    return Point(base + named - 1, base + named - 1, precise=True) if named is not None else None


def _belongs(before: str, gap: str, *, bare: bool) -> bool:
    """Tell whether the word before may belong to the date ("since 2019 – 2020", "Marhc 2019", "Term of 2019")."""
    parts = before.rstrip(" ,(.:;|·[").rsplit(None, 1)
    word = parts[-1].strip("(.,") if parts else ""
    low = word.lower()
    if low in lexicon().date_words or low in EXPECTED or any(map(str.isdigit, word)):
        return True
    if word and not word[-1].isalnum() and word[-1] not in ")]":
        return True
    plain = word.isalpha() and (word.islower() or word.istitle() or word.isupper())
    touches = before[-1] not in ",(|·:;[" and "\t" not in gap and len(gap) < 2
    if (not plain and (touches or word.isalpha())) or (touches and not gap):
        return True
    # Before a bare year stands perhaps a mistyped month.
    return bare and plain and 3 < len(word) <= 10 and month_slip(lexicon(), low) is not None

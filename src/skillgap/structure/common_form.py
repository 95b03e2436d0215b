"""A line → its one date in the forms that most dates are written in, as the parser would read it."""

from __future__ import annotations

import re

from skillgap.structure.date_parts import month_slip
from skillgap.structure.language import lexicon
from skillgap.structure.points import DateSpan, Point

_YEAR = r"(?:19[5-9]|20[0-9])[0-9]"
_DATE = (
    r"(?P<m{0}>(?:[A-Z][a-z]{{2,8}}\.? )|(?:(?:0?[1-9]|1[0-2])[/.]))?(?P<y{0}>" + _YEAR + ")"
    r"(?:[/.-](?P<n{0}>0[1-9]|1[0-2])(?![0-9/.-]))?"
)
_COMMON = re.compile(
    r"(?<![\w/.,'’–$€£#-])" + _DATE.format(1) +
    r"(?:(?: ?[–—→-] ?| to )(?:" + _DATE.format(2) + r"|(?P<now>[^\W\d_]+))"
    r"(?: \((?P<p1>[0-9]{1,2}) (?P<u1>[a-z]+)(?: (?P<p2>[0-9]{1,2}) (?P<u2>[a-z]+))?\))?)?"
    r"(?=\)?[ ,;|]*\Z|\t|\)[ ,;|\t]*\Z|[,;|·)]?\s+(?P<next>[^\W\d_]+))"
)  # fmt: skip


def read_common_form(text: str, hints: list[tuple[int, int]]) -> DateSpan | None:
    """Read a line's date, or None where the parser must look.

    Forms: "Jan 2020 – Mar 2022 (2 years 3 months)", "01/2020 - present", "2020-01 – 2022-03", "2019 to 2022",
    "2019", where nothing else can belong to them. `hints` are the places of the line that look like dates. Most dates
    are written so, and reading them by one pattern costs a quarter of the parser.
    """
    found = _COMMON.match(text, _beginning(text, hints[0][0]))
    if found is None or found.start() > hints[0][0] or found.end() < hints[-1][1]:
        return None
    start, (m1, y1, n1, m2, y2, n2, now, p1, u1, p2, u2, following) = found.start(), found.groups()
    lex = lexicon()
    if m1 is not None and m1[0].isalpha() and m1.rstrip(". ").lower() not in lex.months:
        # "Leuven 2019": the word is no month.
        start, m1 = found.start("y1"), None
    if now is not None and (now.lower(),) not in lex.present:
        return None
    single = y2 is None and now is None
    if (m1 and n1) or (m2 and n2) or (single and n1 and int(n1) == (int(y1) + 1) % 100):
        # 2011-12 may be two years.
        return None
    since = _point(m1, y1, n1)
    until = None if now else since if y2 is None else _point(m2, y2, n2)
    if since is None or (until is None and not now) or (until is not None and until.last < since.first):
        return None
    if m2 is not None and m2[0].isdigit() and not n1 and text[found.end("y1")] in "–—-":
        # 2019-05/2020 may be a month with its year in front.
        return None
    if following is not None and following.lower() in lex.date_words:
        return None
    before = text[:start].rstrip()
    if before and (before[-1].isdigit() or _belongs(before, text[len(before) : start], bare=m1 is None)):
        return None
    stated = _duration(p1, u1, p2, u2) if p1 else None
    if p1 and stated is None:
        return None
    return DateSpan(start, found.end(), since, until, single, stated)


def _duration(count: str, unit: str, rest: str | None, rest_unit: str | None) -> int | None:
    """Return the months of "2 years 3 months"; None where the words are no units."""
    lex = lexicon()
    if rest is None:
        return int(count) * 12 if unit in lex.year_units else int(count) if unit in lex.month_units else None
    return int(count) * 12 + int(rest) if unit in lex.year_units and rest_unit in lex.month_units else None


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


def _point(month: str | None, year: str, number: str | None) -> Point | None:
    base = int(year) * 12
    if month is None and number is None:
        return Point(base, base + 11, False)
    if number is not None:
        named: int | None = int(number)
    elif month is not None:
        named = int(month[:-1]) if month[0].isdigit() else lexicon().months.get(month.rstrip(". ").lower())
    return Point(base + named - 1, base + named - 1, True) if named is not None else None


def _belongs(before: str, gap: str, *, bare: bool) -> bool:
    """Tell whether the word before may belong to the date ("since 2019 – 2020", "Marhc 2019", "Term of 2019")."""
    parts = before.rstrip(" ,(.:;|·[").rsplit(None, 1)
    word = parts[-1].strip("(.,") if parts else ""
    low = word.lower()
    if low in lexicon().date_words or low in lexicon().words["expected"] or any(map(str.isdigit, word)):
        return True
    if word and not word[-1].isalnum() and word[-1] not in ")]":
        return True
    plain = word.isalpha() and (word.islower() or word.istitle() or word.isupper())
    touches = before[-1] not in ",(|·:;[" and "\t" not in gap and len(gap) < 2
    if (not plain and (touches or word.isalpha())) or (touches and not gap):
        return True
    # Before a bare year stands perhaps a mistyped month.
    return bare and plain and 3 < len(word) <= 10 and month_slip(lexicon(), low) is not None

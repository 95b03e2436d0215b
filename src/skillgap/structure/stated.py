"""The words around a skill → the years and the level that the candidate gives it."""

from __future__ import annotations

import re
from functools import cache

from skillgap.models.resume import SectionKind
from skillgap.structure.language import LEX, Phrases, alternation, norms

_YEARS_BEFORE = re.compile(
    r"(?<![\d.])(\d{1,2}(?:[.,]5)?)\s*\+?\s*(?:years?|yrs?\.?|jahren?|ans|años)"
    r"['’]?\s*(?:\(?[^\W\d_]+\)?\s+){0,4}?"
    r"(?:of|in|with|using|mit|in|de|en|con|avec|working with|experience)?\s*(?:[^\W\d_]+\s){0,2}\Z",
    re.IGNORECASE,
)
_YEARS_AFTER = re.compile(
    r"\A\s*(?:[(\[:–—,-]\s*){0,2}(?:[^\W\d_]+,?\s+){0,2}(?:for\s+|since\s+)?"
    r"(\d{1,2}(?:[.,]5)?)\s*\+?\s*(?:years?|yrs?|y|jahre?|ans|años)\b",
    re.IGNORECASE,
)
_LENGTH = (
    r"(\d{1,2}(?:[.,]5)?)\s*-?"
    r"(?:(?P<year>years?|yrs?\.?|y|jahren?|jahre|ans|años)|months?|mos?|monate?n?|mois|meses)\b"
)
_LENGTH_AFTER = re.compile(
    rf"\A\s*(?:[(\[:–—-]|,(?=\s*\d))\s*(?:for\s+)?{_LENGTH}\.?"
    r"(?:\s+(?:of\s+)?(?:experience|exp|erfahrung)\b)?\s*(?=[)\],;|·•/.]|\Z)",
    re.IGNORECASE,
)
_LENGTH_BEFORE = re.compile(
    rf"(?<![\d.,–-])(?<!\d\s){_LENGTH}['’]?\s+"
    r"(?:(?:of\s+)?(?:[^\W\d_]+\s+)?(?:experience|expertise|erfahrung|expérience|experiencia)\s+)?"
    r"(?:of|in|with|using|mit|en|avec|con|de)\s+\Z",
    re.IGNORECASE,
)
_YEAR_WORD = re.compile(r"\d\s*\+?\s*(?:[Yy]|[Jj]ahr|ans\b|año)")
# For the whole text: takes all that _YEAR_WORD takes in any part of it, and months, in linear time.
YEAR_HINT = re.compile(r"\d\s*(?:\+\s*)?(?:[Yy]|[Jj]ahr|ans|año|[Mm]o[nis]|meses)")
NEAR = 100
"""So far from a mention stated years are looked for."""

LEVEL_SECTIONS: frozenset[SectionKind] = frozenset(
    {"skills", "languages", "other", "summary", "contact", "education", "interests", "certifications"}
)
LIST_SECTIONS: frozenset[SectionKind] = frozenset({"skills", "languages", "summary"})
"""Where what is said of a skill's time is said of all of it, and not of a job, a course or a certificate."""
# Behind these (or nothing) no level can stand, and most skills of a list have one of them behind.
CLOSES = frozenset({"", ",", ";", "|", "·", ")", ".", "/"})
_DOTS = re.compile(r"\A\s*:?\s*([●⬤■★◼▮▰•]+)([○◯□☆◻▯▱◦]*)(?=[\s,;|)·]|\Z)")
_OUT_OF = re.compile(r"\A\s*[(\[:–—-]?\s*(\d{1,3})\s*(?:/|of|von|sur)\s*(5|10|100)\b")
_PERCENT = re.compile(r"\A\s*[(\[:–—-]?\s*(\d{1,3})\s?%")
_BRACKET = re.compile(r"\A\s*\(([^()]{2,40})\)")
_DASHED = re.compile(r"\A\s*(?:[:–—]|\s-)\s*([^\W\d_][^,;|·•\t\n(]{1,28})")
_TAIL = re.compile(
    r"\A[ \t]+((?:(?:at |à |auf )?(?:level |niveau |nivel )?[A-Ca-c][12]\b\+?(?: level)?)|[^\W\d_]+(?: [^\W\d_]+)?)"
    r"(?=\s*(?:[,;|·•\t)\n(]|\Z))"
)
_HEAD = re.compile(
    r"(?:\A|[,;|·•\t(:]|\band|\bund|\bet|\by)\s*(?:an? )?((?:[^\W\d_]+[ -]){1,3})(?:of |in |with |mit |de |en )?\Z"
)


def stated_years(before: str, after: str) -> float | None:
    """Read "5+ years of Python" and "Python (6 yrs)" on a mention's line."""
    before, after = before[-NEAR:], after[:NEAR]
    if not _YEAR_WORD.search(before) and not _YEAR_WORD.search(after):
        return None
    found = _YEARS_AFTER.match(after)
    if found is None:
        found = _YEARS_BEFORE.search(before)
        if found is not None and (_of_data().search(before, found.end(1)) or _data_follows().match(after)):
            return None
    return _number(found[1]) if found else None


def exact_years(before: str, after: str) -> float | None:
    """Read a length that stands right at a mention and is neither a least ("5+ years") nor of anything beside it."""
    found = _LENGTH_AFTER.match(after[:NEAR])
    if found is None:
        found = _LENGTH_BEFORE.search(before[-NEAR:])
        if found is None or _more_than().search(found.string, 0, found.start()) or _data_follows().match(after):
            return None
    number = _number(found[1])
    return number if found["year"] else number / 12


def _number(text: str) -> float:
    return float(text.replace(",", "."))


@cache
def _of_data() -> re.Pattern[str]:
    """Match "12 years of counts in": how far the data go back, not the person."""
    person, data = (alternation(LEX.words[key]) for key in ("experience_words", "data_words"))
    return re.compile(
        rf"\s*\+?\s*[^\W\d_]+\.?['’]?\s+(?:(?:of|de|von|an)\s+"
        rf"(?!(?:[^\W\d_]+[ -]){{0,2}}(?:{person}|[^\W\d_]+(?:ing|ment|ship|erfahrung|entwicklung|ation))\b)"
        rf"[^\W\d_]+\s|(?:{data})\b)",
        re.IGNORECASE,
    )


@cache
def _data_follows() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{alternation(LEX.words['data_words'])})\b", re.IGNORECASE)


@cache
def _more_than() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(LEX.words['more_than'])})\s*\Z", re.IGNORECASE)


def stated_level(section: SectionKind, before: str, after: str) -> str | None:
    """Read a level that the candidate gives the skill, in the candidate's words ("basic", "expert", "4/5")."""
    after = after[:64]
    levels = LEX.levels
    following = after.lstrip()[:1]
    if following.isalpha():
        if (found := _TAIL.match(after)) and (level := _level(levels, found[1], most=5)):
            return level
    elif following not in CLOSES:
        if rating := _rating(after, percent=section in ("skills", "languages")):
            return rating
        for pattern in (_BRACKET, _DASHED):
            if (found := pattern.match(after)) and (level := _level(levels, found[1], most=5)):
                return level
    # A word of level stands right before, or the slow search need not begin.
    if not before[-2:-1].isalnum() or levels.firsts.isdisjoint(norms(before[-40:])):
        return None
    if (head := _HEAD.search(before[-40:])) and (level := _level(levels, head[1], most=2)):
        return level
    return None


def _rating(after: str, *, percent: bool) -> str | None:
    """Read dots, "4/5" or a percentage right behind a skill."""
    if dots := _DOTS.match(after):
        return f"{len(dots[1])}/{len(dots[1]) + len(dots[2])}" if dots[2] or len(dots[1]) > 2 else None
    if (rated := _OUT_OF.match(after)) and int(rated[1]) <= int(rated[2]):
        return f"{rated[1]}/{rated[2]}"
    if percent and (share := _PERCENT.match(after)) and int(share[1]) <= 100:
        return f"{share[1]}%"
    return None


def _level(levels: Phrases, text: str, *, most: int) -> str | None:
    found = norms(text)
    hits = levels.find(text, found) if len(found) <= most else []
    return text[hits[0].start : hits[0].end] if hits else None

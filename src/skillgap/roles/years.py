"""Item → the years that it asks for, and what of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from skillgap.roles.cues import cue
from skillgap.roles.sentences import in_one_line

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "a": 1, "half a": 0.5, "half a dozen": 6, "a dozen": 12,
    "a couple of": 2, "a couple": 2, "zero": 0,
    "ein": 1, "eine": 1, "einem": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8,
    "zehn": 10, "un": 1, "deux": 2, "trois": 3, "cinq": 5, "dos": 2, "tres": 3, "cinco": 5,
}  # fmt: skip
_NUMBER = r"(?:\d{1,2}(?:[.,]5)?|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
_UNIT = (
    r"(?:year\(s\)|years?|yrs?\.?|yoe|jahre[ns]?|jahr|jaar|jaren|ans?|années|años?|anni|decades?|"
    r"months?|mos?\.?|monate[n]?|mois|meses)(?!\w)"
)
_CLAIM = re.compile(
    rf"(?<![\w.$€£%,])(?<!\S-)(?P<low>{_NUMBER})(?:\s*\(\s*\d+\s*\))?(?P<plus>\s*\+|-plus\b|\s+or more|\s+oder mehr)?"
    rf"(?:\s*(?:-|to|bis|tot|à|a|or|/)\s*(?P<high>{_NUMBER})(?P<plus2>\s*\+)?)?"
    rf"\s*(?:full |whole |volle )?-?\s*(?P<unit>{_UNIT})'?"
    r"(?P<more>\s+or (?:more|so|longer|thereabouts)|"
    r"\s+plus(?=\s*(?:[),.;]|$|of\b|in\b|experience\b))|\s*\+|\s?-?ish\b)?"
)
_BETWEEN = re.compile(
    rf"\b(?:between|zwischen)\s+(?P<low>{_NUMBER})\s+(?:and|und)\s+(?P<high>{_NUMBER})\s*-?\s*(?P<unit>{_UNIT})'?"
)
_AT_MOST = re.compile(
    rf"\b(?:minimum|min\.?|at least|from) (?:of )?(?P<low>{_NUMBER})(?:,| and| to)* (?:maximum|max\.?|at most|up to) "
    rf"(?:of )?(?P<high>{_NUMBER})\s*-?\s*(?P<unit>{_UNIT})'?"
)
_IN_SHORT = re.compile(
    r"(?<![\w.$€£%,])(?P<low>\d{1,2})(?P<plus>\s?\+)?\s?ys?(?:\s?\+|(?=\s+(?:of|exp|experience|in)\b))(?!\w)"
)
"""As chats write it: "4y+", "4+ y of experience"."""
_SEVERAL = re.compile(
    rf"\b(?:several|many|multiple|some|mehrere|viele) (?:years?|jahre)\b[^.;]{{0,40}}?[(, ]"
    rf"(?:at least|min\.?|minimum(?: of)?|mindestens|mind\.?) (?P<low>{_NUMBER})(?P<more>\b)\)?"
    rf"(?!\s*(?:{_UNIT}|of (?:them|which)))"
)
"""The figure that says how many "several years (at least 4)" are."""
_LABELLED = re.compile(
    r"(?:\b(?:(?:years?|yrs?\.?|jahre) (?:of )?)?(?:exp\.?|experience|erfahrung)|\byoe)"
    r"(?: required| needed)?\s*[:=–-]?\s*"
    r"(?P<low>\d{1,2})(?P<more>\+|\s?[–-]\s?\d{1,2}|)(?=\s*(?:[|,;·)]|$))"
)
"""A figure behind its unit: "Years of experience: 4+"."""
_BARE = re.compile(r"(?<![\w.$€£%,])(?<!\S-)(?P<low>\d{1,2})(?P<plus>\s*\+)(?=\s+(?:in|with|of|for|on|as)\b)")
_PART = re.compile(
    r"(?:(?:at least|minimum|mindestens|davon|,|and|plus|including|the last|of (?:which|them|those|these))\s+)"
    rf"(?P<low>{_NUMBER})(?:\s*\(\s*\d+\s*\))?(?P<plus>\s*\+|\s+or more)?"
    rf"(?=\s+(?:of (?:which|them|those|these)|(?:of|in|with|building|davon)(?! (?:the|our|your|its|which)))\b)"
)
_LISTED = re.compile(
    r"(?:,|\band|&)\s+(?P<low>\d{1,2})(?P<plus>\s*\+)"
    r"(?=\s+(?!(?:people|engineers|developers|reports|members|teams|projects|clients|customers|countries|hours)\b)[a-z])"
)
_DEGREE = r"(?:ph\.? ?d|doctorate|master|bachelor|m\.?sc|b\.?sc|m\.?s\b|b\.?s\b|degree)"
_WITH_DEGREE = re.compile(
    rf"(?:[,;(]|\bor|\band) ?(?P<low>{_NUMBER})(?P<plus>\s?\+)?"
    rf"(?= (?:with|for|if you (?:have|hold)) (?:an? )?(?:\w+ )?{_DEGREE})"
)
_BEHIND_DEGREE = re.compile(rf"{_DEGREE}[\w.']*(?: degree)? (?:and|with|plus|\+) (?P<low>{_NUMBER})(?=\s*(?:[,;.)]|$))")
"""Figures whose unit stands before: "7 years (5 with a Master's)", "a Master's and three years, or a BSc and five"."""
_OURS = re.compile(r"\b(?:we(?:'ve| have) (?:been |used |run )|our \w+ (?:has|have|brings?) )[^.;:]*$")
"""What the employer has done so long."""
_FIRM_OF_YEARS = re.compile(r"(?:^|[.!?]\s)[^.!?]{0,3}(?:with|having) (?:(?:over|more than|nearly|almost|some) )?$")
_FIRM_SPEAKS = re.compile(r"[^.;:]{0,80}?,\s+(?:we|our|us)\b")
"""The two ends of "With over 25 years of experience, we are a leader"."""
_NOT_LESS = re.compile(r"\b(?:no|not) (?:less|fewer) than $")
_MONTHS = ("mo", "mois", "mes")
_ASKING = re.compile(
    r"experience|erfahrung|expérience|experiencia|(?:at least|no less than|minimum|min\.?|mindestens|mind\.|minimaal|"
    r"minstens|au moins|"
    r"al menos|almeno|pelo menos|mínimo|minimo|esperienza|experiência|"
    r"must have|spent|have|with|over|more than|\+)\s*(?:of\s+|a\s+)?$"
)
_FOLLOWS = re.compile(
    rf"\s*(?:and|plus) an? {_DEGREE}|"
    r"\s*\)?\s*(?:exp\.?\s+)?(?:w/|of|in|with|as|on|for|building|leading|working|using|developing|designing|writing|"
    r"running|programming|managing|operating|hands-on|professional|relevant|related|industry|commercial|practical|pqe|"
    r"work|total|overall|combined|full-time|minimum|min\.?|[\w+#./-]+(?: [\w+#./-]+){0,2} experience|experience|exp\b|"
    r"behind (?:you|them|him|her)\b|berufserfahrung|erfahrung|werkervaring|ervaring|"
    r"im|mit|als|\(required|\(preferred|d'expérience|de experiencia)"
)
_ENDS = re.compile(r"\s*\)?\s*(?:[.;,]|$)")
_OF_THEM = re.compile(r"\s*(?:of (?:them|which|those|these|that)|davon)\b")
_OF_THEM_BEFORE = re.compile(r"\b(?:of (?:them|which|those|these)|davon) (?:at least |minimum |mindestens )?$")
_NEXT_SENTENCE = re.compile(r"\s+[A-Z]")
_SENTENCE_BEFORE = re.compile(r"(?<!min)(?<!Min)(?<!mind)(?<!Mind)[.!?]\s*\Z")
_CEILING = 45
_MOST_CLAIMS = 40


@dataclass(frozen=True)
class YearClaim:
    """`document.text[start:end]` asks for at least `years`; `part` marks "at least 3 of them"."""

    start: int
    end: int
    years: float
    part: bool = False


def read_years(text: str, start: int, end: int, *, labelled: bool = False) -> tuple[YearClaim, ...]:
    """Find the demands for years in a span; facts, ceilings and the ages of companies are none.

    A range asks for its lower end. `labelled` says that the span stands under a name ("SQL: 2 years", a table cell),
    where a bare figure is a demand.
    """
    folded = in_one_line(text, start, end)
    claims: list[YearClaim] = []
    shapes = (_BETWEEN, _AT_MOST, _CLAIM, _BARE, _IN_SHORT, _SEVERAL, _LABELLED)
    for match in [*(match for shape in shapes for match in shape.finditer(folded)), *_part_claims(folded)]:
        first, last = start + match.start(), start + match.end()
        if match.re in (_SEVERAL, _LISTED, _WITH_DEGREE, _BEHIND_DEGREE):
            first = start + match.start("low")
        if len(claims) >= _MOST_CLAIMS:
            break
        if any(claim.start < last and first < claim.end for claim in claims):
            continue
        before, after = folded[max(0, match.start() - 40) : match.start()], folded[match.end() : match.end() + 60]
        if _no_demand(before, after) or not (labelled or _is_asked(match, before, after)):
            continue
        value = number(match.group("low"))
        unit = match.groupdict().get("unit") or ""
        value = round(value / 12, 2) if unit.startswith(_MONTHS) else value * 10 if unit.startswith("dec") else value
        if 0 < value <= _CEILING:
            part = bool(
                (_OF_THEM.match(after) and not _opens(folded, match, after))
                or _OF_THEM_BEFORE.search(before + match.group()[: match.start("low") - match.start()])
            )
            claims.append(YearClaim(first, last, value, part))
    return tuple(sorted(claims, key=lambda claim: claim.start))


_TRADE_GOES_ON = re.compile(
    r" (?:intelligence|analy\w+|development|administration|informatics|consult\w+|operations)\b"
)
"""What makes "3 years in business" years of a trade."""


def _opens(folded: str, match: re.Match[str], after: str) -> bool:
    """Tell "Five years of that would be right", where no years stand before that they could be part of."""
    return after.startswith(" of that") and re.search(_UNIT, folded[: match.start()]) is None


def _is_asked(match: re.Match[str], before: str, after: str) -> bool:
    """Tell a demand from a figure that stands by itself: "5+ years", "5-7 years", "5 years of", "at least 5 years"."""
    if match.re in (_SEVERAL, _LABELLED, _IN_SHORT, _WITH_DEGREE, _BEHIND_DEGREE):
        return True
    more = any(match.groupdict().get(name) for name in ("plus", "plus2", "more", "high"))
    return bool(more or _FOLLOWS.match(after) or _ASKING.search(before) or _ENDS.match(after))


def _part_claims(folded: str) -> list[re.Match[str]]:
    # "5+ years …, at least 3 of them building …": a figure without a unit needs one before it.
    shapes = (_PART, _LISTED, _WITH_DEGREE, _BEHIND_DEGREE)
    found = [match for shape in shapes for match in shape.finditer(folded)]
    return [match for match in found if re.search(_UNIT, folded[: match.start()])]


def number(word: str) -> float:
    """Read a number in figures or words."""
    return float(_WORDS[word]) if word in _WORDS else float(word.replace(",", "."))


def _no_demand(before: str, after: str) -> bool:
    if _NOT_LESS.search(before):
        return False
    if _OURS.search(before) or (_FIRM_OF_YEARS.search(before) and _FIRM_SPEAKS.match(after)):
        return True
    last = list(cue("not_years_before").finditer(before))
    if last and before[last[-1].end() :].strip(" :(") == "":
        return True
    # "Best employer three years running" is an award, "5+ years running production systems" a demand.
    award = re.match(r"\s*running\s*(?:[.,;)!]|$|we\b)", after) is not None
    told = cue("not_years_after").match(after.lstrip(" -"))
    return award or (told is not None and _TRADE_GOES_ON.match(after.lstrip(" -"), told.end()) is None)


def scope_end(text: str, claim: YearClaim, claims: Sequence[YearClaim], limit: int) -> int:
    """Return where the words end that say what the years are of: the next claim, semicolon or stop.

    Years in a bracket behind others ("5+ years (3+ with a PhD) in modelling") are of what the bracket holds.
    """
    closed = _aside_end(text, claim, claims)
    if closed is not None:
        return min(closed, limit)
    later = (other for other in claims if other.start > claim.start)
    following = min((other.start for other in later if _aside_end(text, other, claims) is None), default=limit)
    alone = text[claim.end - 1] == "." and _NEXT_SENTENCE.match(text, claim.end)
    if alone and _SENTENCE_BEFORE.search(text, max(0, claim.start - 12), claim.start):
        return claim.end  # "We need Python. 3-5 yrs. AWS is a bonus.": a sentence of its own
    stop = re.search(r";|\.\s+(?=[A-Z])", text[claim.end : min(following, limit)])
    return claim.end + stop.start() if stop else min(following, limit)


def _aside_end(text: str, claim: YearClaim, claims: Sequence[YearClaim]) -> int | None:
    """Return where the bracket closes that a claim stands in behind another one; None for all others."""
    before = max((other.end for other in claims if other.end <= claim.start), default=None)
    if before is None or text.rfind("(", before, claim.start) <= text.rfind(")", before, claim.start):
        return None
    closed = text.find(")", claim.end)
    return closed if closed >= 0 else None

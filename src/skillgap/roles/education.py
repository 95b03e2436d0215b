"""Item → degrees asked for, their fields, and the years that go with each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from skillgap.models.resume import DegreeLevel
from skillgap.roles.cues import cue, data_file
from skillgap.roles.items import Item
from skillgap.roles.sentences import in_one_line, sentences
from skillgap.roles.years import YearClaim
from skillgap.structure.language import plain

LEVELS: tuple[DegreeLevel, ...] = ("high_school", "diploma", "bootcamp", "bachelor", "master", "phd")
"""Lowest first."""


def _either(expressions: Iterable[str]) -> str:
    return "|".join(expressions)


_WORDS = data_file("degrees")
_DEGREE = re.compile(
    r"(?<![\w@])(?<!post-)(?:"
    + _either(f"(?P<{level}>{_either(names)})" for level, names in _WORDS["levels"].items())
    + rf"|(?P<any>{_either(_WORDS['any_degree'])}))(?![\w@])"
)
_OF_THE_DEGREE = (
    # the degree itself and its grade: "degree (2:1)", "or higher", "oder Diplom"
    r"(?: degree| diploma)?s?(?:[ -]level)?"
    r"(?: \(?(?:[12][:.][12]|first|upper second|lower second|2nd|1st)(?: class)?\)?)?"
    r"(?: \(?or (?:higher|above|better|equivalent)\)?)?(?: (?:oder|or) diplom)?\)?"
    # how much it is wanted, and where from: "(completed or in progress) from an accredited university"
    r"(?: \((?:minimum|required|preferred|completed|finished|ongoing|near completion|or|and|in progress| )+\))?"
    r"(?: from (?:an? )?[\w -]{3,60}?(?:institution|university|college|school))?"
)
"""What may stand between a degree and its fields."""
_FIELDS = re.compile(
    rf"{_OF_THE_DEGREE},?\s*(?:in|of|der|in der|des|:|en)\s+(?P<fields>[^;.()]*?)"
    rf"(?=\s*(?:{_either(_WORDS['fields_end'])}))"
)
_ANY_FIELD = re.compile(r"\b(?:disciplines?|fields?|subjects?|areas?|majors?)\s*$")
_KIND_OF_FIELD = re.compile(r"^.*\b(?:such as|including|e\.g\.)\s+")
_ARTICLE = re.compile(r"^(?:an?|the|any|der|die|das|eine?|een|une?|una|uno)\s+")
_FIELDS_IN_BRACKET = re.compile(
    r"\s*(?:(?:required|needed|preferred|essential|desirable|a must)\s*)?"
    r"\((?:e\.g\.?,? |such as |ideally |preferably |in )?(?P<fields>[^()]*[,/][^()]*)\)"
)
_IN_YEARS = re.compile(r"\([^()]*\d[^()]*\Z")
_NO_FIELDS = re.compile(r"\d|equivalent|experience|prefer|requir|minimum|higher|above|completed|level|or better")
_LISTED_FIELDS = re.compile(r"\s*\([^()]{3,200}\)")
_OR_EXPERIENCE = re.compile(_either(_WORDS["instead"]))
"""What will do in place of a degree."""
_OF_THE_KIND = re.compile(r"or (?:an? )?(?:(?:other|related|relevant|similar|comparable) )+(?:\w+ ){0,2}experience")
_NAMED_LATER = re.compile(r"\s*\((?:bachelor|master|ph\.? ?d|diplom|m\.?sc|b\.?sc|dr)")
_NONE = re.compile(_either(_WORDS["none_needed"]))
_IN_PLACE_OF_YEARS = re.compile(
    r"\b(?:substitut\w+|counts?|stands?) (?:for|as|towards?) (?!(?:the |an? |formal )*(?:education|"
    r"degrees?)\b)(?:[\w()-]+ ){0,4}?(?:(?:years?|months?)\b|experience\b|\d\b)"
)
"""A degree that stands for years is none that is asked for."""
_FOR_EXPERIENCE = re.compile(r"\beducation (?:may|can|could) be substituted\b(?! (?:by|with)\b)")
"""Where education stands for years, it is not asked for itself."""
_UNIMPORTANT = re.compile(_either(_WORDS["unimportant"]))
_LINK_DEGREE_YEARS = re.compile(
    r"(?:.*(?:\band|\bplus|\bwith|\+|,|\())?\s*(?:at least|a minimum of|minimum|min\.?)?\s*"
)
_LINK_YEARS_DEGREE = re.compile(
    r"[^;.]{0,70}?\b(?:for|with|after|beyond|post|mit|bei|if you (?:have|hold|finished))\s+"
    r"(?:an?\s+|the\s+|eine[mnr]?\s+)?(?:an?\s+)?(?:relevant |related |completed )?|"
    # "or 6 years and a Master's degree"
    r"\s*(?:of (?:\w+ ){0,2}experience )?(?:and|plus|\+) an? "
)
_JOINED = re.compile(r"(?: degree| diploma)?s?\s*(?:/|,|,? ?\bor\b|\boder\b)\s*(?:an? )?")
_CLAUSE = re.compile(r"[;.]|,? (?:and|but|though|while) (?:an?|the|your) |,? (?:with|plus) ")
_NEAR = 180
"""A degree with a list of fields and its years are no farther apart."""
_OR_FEWER = re.compile(
    r"(?:[^.]|\.(?!\s)|(?<=e\.g)\.){0,250}?(?:[;,(/]|\bor\b|\boder\b|\bou\b|\bo\b)[\s,(]*(?:or |oder )?(?:only |just )?"
    r"(?:at least |a minimum of |minimum )?(?:an? )?"
)


@dataclass(frozen=True)
class DegreeWord:
    """`document.text[start:end]` names a degree; `level` None is "a degree" of no stated level."""

    start: int
    end: int
    level: DegreeLevel | None


@dataclass(frozen=True)
class Degrees:
    """What an item says about education; `field_spans` is where the fields of study stand.

    `alone` are years that do without a degree where fewer do with one: "8+ years (or 6+ with a Master's)".
    """

    words: tuple[DegreeWord, ...]
    fields: tuple[str, ...] = ()
    field_spans: tuple[tuple[int, int], ...] = ()
    or_experience: bool = False
    none_needed: bool = False
    years: tuple[tuple[DegreeWord, YearClaim], ...] = ()
    alone: tuple[YearClaim, ...] = ()


def names_degree(text: str, start: int, end: int) -> bool:
    """Tell whether a span may speak of a degree at all."""
    return _DEGREE.search(in_one_line(text, start, end)) is not None


def offers_experience(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence without a degree lets experience stand for one ("In lieu of education, …")."""
    return _OR_EXPERIENCE.search(in_one_line(text, start, end)) is not None


def read_degrees(text: str, start: int, end: int, claims: Sequence[YearClaim]) -> Degrees | None:
    """Read the degrees of a span; None when it names none."""
    folded = in_one_line(text, start, end)
    found: list[DegreeWord] = []
    for match in _DEGREE.finditer(folded):
        name = match.lastgroup
        level = next((known for known in LEVELS if known == name), None)
        if match.group() == "education" and not re.search(r"education (?:and|or) experience", folded):
            continue
        if level == "bachelor" and _NAMED_LATER.match(folded, match.end()):
            continue  # "a university degree (Master's)": the bracket says which
        if cue("no_degree").search(folded, match.start(), min(len(folded), match.end() + 15)):
            continue
        found.append(DegreeWord(start + match.start(), start + match.end(), level))
    none_needed = _NONE.search(folded) is not None
    if found and (stands := _IN_PLACE_OF_YEARS.search(folded, found[0].end - start)):
        # "High school diploma; a Bachelor's degree may substitute for two years": the clause before it asks.
        folded = folded[: max(folded.rfind(";", 0, stands.start()), 0)]
        found = [word for word in found if word.end - start <= len(folded)]
    if not found or _FOR_EXPERIENCE.search(folded):
        return None
    if _UNIMPORTANT.search(folded) and all(word.level is None for word in found):
        return Degrees(words=(), none_needed=True)
    instead = next(
        (match for match in _OR_EXPERIENCE.finditer(folded) if not _widens_years(folded, match, claims, start)), None
    )
    if instead is not None and {w.level for w in found} == {"high_school"} and "experience" not in instead.group():
        instead = None  # "National 5 or above (or equivalent)": an equal certificate
    if instead is not None:
        # "A degree, or an HND with experience": what stands for the degree is not asked for beside it.
        found = [word for word in found if not instead.start() <= word.start - start < instead.end()] or found
    named = [word for word in _with_plain_degree(folded, found, start) if word.level is not None]
    pairs = _pair(folded, named, claims, start)
    if instead is not None and any(word.start < start + instead.start() for word in named):
        # "or a comparable qualification, e.g. an apprenticeship": what follows is an example of the substitute.
        paired = {word.start for word, _ in pairs}
        named = [word for word in named if word.start < start + instead.start() or word.start in paired]
    spans = tuple(_field_spans(folded, found, start))
    return Degrees(
        words=tuple(named or found),
        fields=_split_fields(text, spans),
        field_spans=spans,
        or_experience=instead is not None,
        none_needed=none_needed,
        years=tuple(pairs),
        alone=tuple(_alone(folded, pairs, claims, start)),
    )


def _with_plain_degree(folded: str, found: Sequence[DegreeWord], start: int) -> list[DegreeWord]:
    """Read "a degree" as a bachelor's where higher ones have a clause of their own: "A degree, and a PhD is a plus"."""
    first, *others = found
    if first.level is None and others and _CLAUSE.search(folded, first.end - start, others[0].start - start):
        return [replace(first, level="bachelor"), *others]
    return list(found)


def _alone(
    folded: str, pairs: Sequence[tuple[DegreeWord, YearClaim]], claims: Sequence[YearClaim], start: int
) -> list[YearClaim]:
    """Return the years before a shorter time that goes with a degree, where the two are alternatives."""
    paired = {claim.start for _, claim in pairs}
    found: list[YearClaim] = []
    for word, fewer in pairs:
        begin = min(word.start, fewer.start)
        before = [claim for claim in claims if claim.end <= begin and claim.start not in paired]
        more = before[-1] if before else fewer
        if more.years > fewer.years and _OR_FEWER.fullmatch(folded, more.end - start, begin - start):
            found.append(more)
    return found


def degree_spans(text: str, item: Item) -> list[tuple[int, int]]:
    """Return the places of an item that name degrees and fields of study."""
    spans: list[tuple[int, int]] = []
    if names_degree(text, item.start, item.end):
        for start, end in sentences(text, item.start, item.end):
            degrees = read_degrees(text, start, end, ())
            if degrees is not None:
                spans += [(word.start, word.end) for word in degrees.words]
                spans += degrees.field_spans
    return spans


def _widens_years(folded: str, match: re.Match[str], claims: Sequence[YearClaim], start: int) -> bool:
    """Tell "a degree and 4+ years of X, Y or related work experience": the years may be of it, the degree stays."""
    if _OF_THE_KIND.match(match.group()) is None:
        return False
    before = [claim for claim in claims if claim.end - start <= match.start()]
    if not before or re.search(r"[;()]|\.\s", folded[before[-1].end - start : match.start()]):
        return False
    joined = re.search(r"\b(?:and|plus|with)\s+(?:at least |a minimum of )?$", folded[: before[-1].start - start])
    return joined is not None


def _field_spans(folded: str, found: Sequence[DegreeWord], start: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for word in found:
        match = _FIELDS.match(folded, word.end - start)
        if match is not None and _IN_YEARS.search(folded, 0, word.end - start) and ")" in match.group():
            continue  # "5+ years (3+ with a PhD) in modelling": that is the work
        if match is not None and match.group("fields").strip() and len(match.group("fields").split()) <= 25:
            end = match.end("fields")
            # "in a quantitative discipline (Mathematics, Statistics)": the bracket names the fields.
            listed = _LISTED_FIELDS.match(folded, end) if _ANY_FIELD.search(match.group("fields")) else None
            spans.append((start + match.start("fields"), start + (listed.end() if listed else end)))
            continue
        # "a numerate degree (Maths, Physics, Engineering)"
        bracket = _FIELDS_IN_BRACKET.match(folded, word.end - start)
        if bracket is not None and not any(no.search(bracket.group("fields")) for no in (_NO_FIELDS, _DEGREE)):
            spans.append((start + bracket.start("fields"), start + bracket.end("fields")))
    return spans


def _split_fields(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    fields: dict[str, None] = {}
    for a, b in spans:
        for part in re.split(r"[,/()]|\bor\b|\band\b|\boder\b|\bund\b|\bou\b", text[a:b]):
            name = _ARTICLE.sub("", _KIND_OF_FIELD.sub("", part).strip(" \t\n.:"))
            generic = (
                re.search(r"\d", name)
                or cue("no_field").search(plain(name))
                or name.lower().startswith(("field", "discipline"))
            )
            if name and not generic and len(name.split()) <= 5:
                fields.setdefault(name)
    return tuple(fields)


def _pair(
    folded: str, words: Sequence[DegreeWord], claims: Sequence[YearClaim], start: int
) -> list[tuple[DegreeWord, YearClaim]]:
    """Pair years with the degree that they go with: "4+ years for Ph.D.", "Master's degree and 10 years"."""
    pairs: list[tuple[DegreeWord, YearClaim]] = []
    for claim in claims:
        after = next((word for word in words if word.start >= claim.end), None)
        nearest = after is not None and not any(claim.end <= c.start < after.start for c in claims)
        if after and nearest and _LINK_YEARS_DEGREE.fullmatch(folded, claim.end - start, after.start - start):
            pairs.append((after, claim))
            continue
        before = [word for word in words if word.end <= claim.start and not _aside(folded, word, claim, start)]
        if before:
            gap = folded[before[-1].end - start : claim.start - start]
            if ";" not in gap and len(gap) < _NEAR and _LINK_DEGREE_YEARS.fullmatch(gap):
                pairs += [(word, claim) for word in _sharing(folded, before, start)]
    return pairs


def _aside(folded: str, word: DegreeWord, claim: YearClaim, start: int) -> bool:
    """Tell what a bracket holds that closes before the years: "Bachelor's degree (Master's preferred) and 5 years"."""
    between = folded[word.end - start : claim.start - start]
    return ")" in between and "(" not in between[: between.index(")")]


def _sharing(folded: str, words: Sequence[DegreeWord], start: int) -> list[DegreeWord]:
    """Return the last of some degrees and the lower ones joined to it: the years of "BS/MS with 3 years" are for both.

    "A PhD or a Master's with 3 years" asks none of a doctor.
    """
    shared = [words[-1]]
    for left, right in itertools.pairwise(words[::-1]):
        if not _JOINED.fullmatch(folded, right.end - start, left.start - start) or _rank(right) >= _rank(left):
            break
        shared.append(right)
    return shared


def _rank(word: DegreeWord) -> int:
    return LEVELS.index(word.level) if word.level is not None else len(LEVELS)

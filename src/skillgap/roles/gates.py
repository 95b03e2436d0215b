"""Items → the degrees and years of experience in all that a role asks for."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from skillgap.models.resume import DegreeLevel
from skillgap.models.role import IMPORTANCE_ORDER, Gate, GateOption, Importance, Quote
from skillgap.roles.asked import OverallYears
from skillgap.roles.education import LEVELS, Degrees, DegreeWord, names_degree, offers_experience, read_degrees
from skillgap.roles.items import Item
from skillgap.roles.sentences import in_one_line, quote, sentences
from skillgap.roles.wording import Wording
from skillgap.roles.years import YearClaim, read_years
from skillgap.structure.language import plain

_DEGREE_BLOCKS = frozenset(
    {"requirement", "preferred", "education", "soft", "unknown", "unneeded", "career", "conditions", "duty"}
)

_RUNG = re.compile(
    r"(?m)^[ \t|*#•\d.)-]*(?P<name>[A-Z][^\n\t|(:]{2,50}?)[ \t*]*[\t|(:,–-]+[ \t]*"
    r"(?P<years>(?P<low>\d{1,2})(?:\s?[-–—]\s?\d{1,2}|\s?to \d{1,2}|\s?\+)?\s?(?:years?|yrs?)\b)"
)
"""A level of a ladder with its years: "Data Engineer (2-5 years)", a row of a table."""
_FEWEST_RUNGS = 2
_NEAR = 90
_NO_DEGREE = frozenset({"none", "no", "not required"})
_ASKED_BY = re.compile(
    r"\b(?:employers|postings|ads|adverts|advertisements|vacancies|recruiters|companies|firms)\b[^.;]{0,40}?"
    r"\b(?:ask|require|expect|want|name|list|call for|look for|demand|need)\b"
)
"""A guide tells what others ask for."""
_WELCOMED = re.compile(
    r"s?\s*(?:degree holders|graduates|grads|alumni|students|leavers)?\s*(?:[^.;]{0,80}?\b(?:are|is) )?"
    r"(?:(?:very|also|always|most|equally) )*(?:welcome|encouraged to apply)\b"
)
"""Who may apply all the same: nobody loses by not being one of them."""
_LIKED = re.compile(r"\b(?:like|like to see|love|favou?r|prefer)\s+(?:an?\s+)?$")
_STUDYING = re.compile(r"\b(?:pursuing|enrolled (?:in|on|at)|studying (?:for|towards?)|working towards?)\b[^.;]*$")
"""What a student is only on the way to; there is no gate for that."""
_FOR_DEGREE = re.compile(
    r"[^.;]{0,80}?\b(?:substitut\w+ for|in (?:lieu|place) of|instead of|(?:can|may|will) replace|replaces|"
    r"stands? in for|takes? the place of|accepted (?:for|instead of)|without|with no) "
    r"(?:(?:an?|the|your|this|that|any|formal|required|college|university|\w+'s) ){0,3}(?:degree|education|diploma)\b"
)
"""What years are taken for: "4 years of additional experience may be substituted for the degree"."""
_WITHOUT_DEGREE = re.compile(
    r"\b(?:in (?:lieu|place) of|without|instead of) (?:an? |the |any )?(?:\w+ )?degree[:,]? (?:at least )?$"
)
_OR_YEARS = re.compile(
    r"[^.;:]*\b(?:or|oder|if)\s+(?:for |after |with |have )?(?:at least |a minimum of |minimum |mindestens )?"
)
_LEVEL = (
    r"(?:junior|mid|medior|senior|staff|principal|lead|entry|associate|intermediate|expert|"
    r"(?:level|grade|band|tier|ic|l)[ -]?(?:\d|i{1,3}|iv|v))\b"
)
_FOR_LEVEL = re.compile(r"\s*(?:of )?(?:\w+ )?(?:experience )?(?:[(,:]?\s*(?:for|at|as) (?:an? |the )?|\()" + _LEVEL)
_AT_LEAST = r"\s*(?:at least |min\.? |minimum (?:of )?|mindestens |mind\.? )?\Z"
_OF_LEVEL = re.compile(rf"{_LEVEL}(?:[- ]level)?\s*[:=–-]{_AT_LEAST}")
_FOR_THE_POST = re.compile(
    rf"\b(?:for|für) (?:(?:an?|the|our|die|den|eine|einen|unsere|unseren) )?{_LEVEL}"
    r"(?:[- ](?:level|roles?|posts?|positions?|grade|hires?|engineers?|developers?|stelle|rolle|ebene|position))?"
    rf"(?: we (?:ask for|want|expect|need))?{_AT_LEAST}"
)
_OPTION = re.compile(r"\b(?:option|path|route|pathway|way) (?:\d|[a-d]|one|two|three|four)\W{1,3}$")
"""What numbers the ways through a gate: "Option 3: 6 years of experience"."""
_GOES_ON = re.compile(r"[\W_]*(?:or|oder)\s")
_OR_EXPERIENCE_ALONE = re.compile(
    r"[\W_]*(?:or|oder) (?:an? )?(?:equivalent|comparable|similar|gleichwertige) (?:[\w-]+ ){0,2}"
    r"(?:experience|erfahrung)\W*"
)


class _Reading(NamedTuple):
    """A sentence's degrees, those asked for with their importance, its proof and its item.

    `goes_on` tells a line that begins with "or": what it names is another way through the gate of the line before.
    """

    degrees: Degrees
    rated: tuple[tuple[DegreeWord, Importance], ...]
    place: Quote
    item: Item
    goes_on: bool = False


def read_gates(text: str, wordings: Sequence[Wording], overall: Sequence[OverallYears], title: str) -> tuple[Gate, ...]:
    """Return at most one gate a kind and importance: the degrees, and the years in all, tied to degrees where said;
    beside these, the part of the years that has to be in a field.

    Where no years are asked for, those of the role's own rung on a ladder of levels are.
    """
    offers = {wording.item.one_of for wording in wordings if _offers_experience(wording)}
    readings = [
        reading for wording in wordings for reading in _item_degrees(wording, either=wording.item.one_of in offers)
    ]
    parts, overall = [o for o in overall if o.claim.part], [o for o in overall if not o.claim.part]
    instead = [o for o in overall if _stands_for_degree(text, o, readings)]
    gates = [_with_years(text, gate, instead) for gate in _education_gates(text, readings)]
    if any(_is_option(text, entry) for entry in overall):
        gates = [gate.model_copy(update={"or_experience": True}) for gate in gates]
    gates += _experience_gates(text, [o for o in overall if o not in instead], readings)
    if not any(gate.kind == "experience" for gate in gates):
        gates += _own_rung(text, title)
    gates += _experience_gates(text, parts, ())
    return tuple(sorted(gates, key=lambda g: (g.kind, IMPORTANCE_ORDER.index(g.importance))))


def _own_rung(text: str, title: str) -> list[Gate]:
    """Return the years beside the role's own name where those of other levels stand below or above it."""
    rungs = list(_RUNG.finditer(text))
    own = next((match for match in rungs if plain(match["name"].strip()) == plain(title)), None)
    if own is None or len(rungs) < _FEWEST_RUNGS or float(own["low"]) == 0:
        return []
    proof = quote(text, *own.span("years"))
    return [Gate(kind="experience", options=(GateOption(min_years=float(own["low"])),), evidence=(proof,))]


def _stands_for_degree(text: str, entry: OverallYears, readings: Sequence[_Reading]) -> bool:
    """Tell "a BSc, or 6+ years of experience": the years are another way through the same gate."""
    if _FOR_DEGREE.match(in_one_line(text, entry.claim.end, entry.claim.end + 120)):
        return any(importance == entry.importance for reading in readings for _, importance in reading.rated)
    at = entry.claim.start
    if _WITHOUT_DEGREE.search(in_one_line(text, max(0, at - 60), at)):
        return any(importance == entry.importance for reading in readings for _, importance in reading.rated)
    return any(
        0 <= at - word.end < _NEAR and _OR_YEARS.fullmatch(in_one_line(text, word.end, at))
        for degrees, rated, *_ in readings
        for word, importance in rated
        if importance == entry.importance and not degrees.years
    )


def _with_years(text: str, gate: Gate, instead: Sequence[OverallYears]) -> Gate:
    claims = [o.claim for o in instead if o.importance == gate.importance]
    if not claims:
        return gate
    ways = tuple(GateOption(min_years=years) for years in sorted({claim.years for claim in claims}))
    evidence = (*gate.evidence, *_proof(text, claims))
    return gate.model_copy(update={"options": (*gate.options, *ways), "evidence": evidence})


def _proof(text: str, claims: Iterable[YearClaim]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(quote(text, claim.start, claim.end) for claim in claims))


def _offers_experience(wording: Wording) -> bool:
    """Tell the experience that "one of the following" offers beside a degree."""
    item = wording.item
    body = in_one_line(wording.text, item.start, item.end)
    return item.one_of is not None and "experience" in body and not names_degree(wording.text, item.start, item.end)


def _item_degrees(wording: Wording, *, either: bool) -> list[_Reading]:
    """Return each sentence's degrees with the importance of every level; `either` experience will do as well."""
    text, item = wording.text, wording.item
    told = _ASKED_BY.search(in_one_line(text, item.start, item.end)) is not None
    if item.title or not (told or item.kind in _DEGREE_BLOCKS):
        return []
    in_column = re.search("degree|education", plain(item.area)) is not None
    body = in_one_line(text, item.start, item.end)
    if _OR_EXPERIENCE_ALONE.fullmatch(body):
        return [
            _Reading(Degrees(words=(), or_experience=True), (), quote(text, item.start, item.end), item, goes_on=True)
        ]
    if not in_column and not names_degree(text, item.start, item.end):
        return []
    found: list[_Reading] = []
    for start, end in sentences(text, item.start, item.end):
        degrees = read_degrees(text, start, end, read_years(text, start, end))
        if degrees is None and in_column:
            degrees = Degrees(words=(), none_needed=in_one_line(text, start, end).strip(" .-") in _NO_DEGREE)
        elif degrees is None and (found or item.kind == "education") and offers_experience(text, start, end):
            degrees = Degrees(words=(), or_experience=True)
        if degrees is None:
            continue
        degrees = replace(degrees, or_experience=degrees.or_experience or either)
        rated = ((word, _importance(wording, start, word)) for word in degrees.words)
        place = degrees.words[0] if degrees.words else DegreeWord(start, end, None)
        asked = tuple((word, importance) for word, importance in rated if importance is not None)
        goes_on = not found and _GOES_ON.match(body) is not None
        found.append(_Reading(degrees, asked, quote(text, place.start, place.end), item, goes_on))
    return found


def _importance(wording: Wording, start: int, word: DegreeWord) -> Importance | None:
    if wording.item.kind == "unneeded" or _WELCOMED.match(in_one_line(wording.text, word.end, wording.item.end)):
        return None
    importance = wording.at(word.start).importance
    before = in_one_line(wording.text, start, word.start)
    if _STUDYING.search(before):
        return None
    if _LIKED.search(before):
        return "preferred"
    told = importance not in ("required", "preferred") and _ASKED_BY.search(before) is not None
    return "required" if told else importance


@dataclass
class _Wanted:
    """The degrees of one importance while they are gathered."""

    levels: set[DegreeLevel] = field(default_factory=set)
    fields: dict[str, None] = field(default_factory=dict)
    evidence: dict[Quote, None] = field(default_factory=dict)
    or_experience: bool = False


def _education_gates(text: str, readings: Sequence[_Reading]) -> list[Gate]:
    wanted = {importance: _Wanted() for importance in IMPORTANCE_ORDER}
    none_needed: dict[Quote, None] = {}
    for degrees, rated, place, *_ in readings:
        asked = [(word, importance) for word, importance in rated if importance != "mentioned"]
        if degrees.none_needed and not asked:
            none_needed.setdefault(place)
            continue
        for word, importance in asked:
            if degrees.alone and word.start > degrees.alone[0].start:
                continue  # "8+ years, or 6+ with a Master's, or a PhD": nobody needs a degree
            first = len({w.level for w, _ in asked}) == 1 and not any(one.levels for one in wanted.values())
            level = word.level or ("bachelor" if first else None)
            if level is not None:
                wanted[importance].levels.add(level)
                wanted[importance].evidence.setdefault(quote(text, word.start, word.end))
        if asked:
            strongest = min((importance for _, importance in asked), key=IMPORTANCE_ORDER.index)
            wanted[strongest].fields.update(dict.fromkeys(degrees.fields))
        if degrees.or_experience:
            # "BSc required, MSc preferred. In lieu of a degree, experience" speaks of both.
            of_all = all(word.level is None for word, _ in asked)
            meant = {importance for _, importance in asked}
            for either, one in wanted.items():
                one.or_experience |= either in meant or (of_all and bool(one.levels))
    gates = [
        Gate(
            kind="education", importance=importance,
            options=tuple(GateOption(level=level) for level in LEVELS if level in one.levels),
            fields=tuple(one.fields), or_experience=one.or_experience, evidence=tuple(one.evidence),
        )
        for importance, one in wanted.items() if one.levels
    ]  # fmt: skip
    if none_needed and not wanted["required"].levels:
        gates.append(Gate(kind="education", options=(GateOption(),), evidence=tuple(none_needed)))
    return gates


def _without_higher_levels(text: str, entries: Sequence[OverallYears]) -> list[OverallYears]:
    """Keep the lowest of "5+ years for Senior, 8+ for Staff": the ad hires at each of these levels.

    "2+ years; for the senior post 5+", "2+ years (5+ for seniors)": what is asked of all is the lowest.
    """
    after = [in_one_line(text, o.claim.end, o.claim.end + 50) for o in entries]
    before = [in_one_line(text, max(0, o.claim.start - 50), o.claim.start) for o in entries]
    posts = [
        o for o, x, y in zip(entries, before, after, strict=True)
        if _FOR_THE_POST.search(x) or (x.endswith("(") and _FOR_LEVEL.match(y))
    ]  # fmt: skip
    levelled = posts + [
        o for o, x, y in zip(entries, before, after, strict=True) if _OF_LEVEL.search(x) or _FOR_LEVEL.match(y)
    ]
    least = min((o.claim.years for o in (entries if posts else levelled)), default=0)
    several = posts or len({o.claim.years for o in levelled}) > 1
    return [o for o in entries if not several or o not in levelled or o.claim.years == least]


def _experience_gates(text: str, overall: Sequence[OverallYears], readings: Sequence[_Reading]) -> list[Gate]:
    tied: list[_Reading] = []
    for before, reading in itertools.pairwise((None, *readings)):
        assert reading is not None
        asks = any(importance != "mentioned" for _, importance in reading.rated)
        if asks and (reading.degrees.years or (reading.goes_on and before in tied)):
            tied.append(reading)
    # "One of the following: 6 years; an Associate's degree and 4 years": years of an item alone are a way too.
    lists = {reading.item.one_of for reading in tied} - {None}
    alone = [claim for reading in tied for claim in reading.degrees.alone]
    alone += [
        o.claim for o in overall
        if (tied and _is_option(text, o))
        or (o.one_of in lists and not any(_inside(o.claim, r.item) for r in readings))
    ]  # fmt: skip
    taken = {claim.start for claim in (*(claim for r in tied for _, claim in r.degrees.years), *alone)}
    free = [o for o in overall if o.claim.start not in taken]
    # "A PhD. For the engineer's post a Master's with 4 years will do": the PhD alone is a way through.
    higher = [
        word for r in readings if any(r.item == t.item for t in tied) for word, asked in r.rated if asked == "required"
    ]
    gates = [_tied_gate(text, tied, higher, alone)] if tied else []
    for importance in IMPORTANCE_ORDER[1 if tied else 0 : 2]:
        entries = _without_higher_levels(text, [o for o in free if o.importance == importance])
        if not entries:
            continue
        most = max(o.claim.years for o in entries)
        longest = [o for o in entries if o.claim.years == most]
        fields = dict.fromkeys(field for o in longest for field in o.fields) if all(o.fields for o in longest) else ()
        gates.append(
            Gate(
                kind="experience", importance=importance, options=(GateOption(min_years=most),), fields=tuple(fields),
                evidence=_proof(text, (o.claim for o in longest)),
            )
        )  # fmt: skip
    return gates


def _is_option(text: str, entry: OverallYears) -> bool:
    return _OPTION.search(in_one_line(text, max(0, entry.claim.start - 20), entry.claim.start)) is not None


def _inside(claim: YearClaim, item: Item) -> bool:
    return item.start <= claim.start < item.end


def _tied_gate(text: str, tied: Sequence[_Reading], others: Sequence[DegreeWord], alone: Sequence[YearClaim]) -> Gate:
    """Make one gate of the years that go with degrees and of the other ways through it.

    `others` are degrees beside those; of `alone` ("8+ years in the trade, or a PhD with 4+") the most are asked for.
    """
    pairs = [pair for reading in tied for pair in reading.degrees.years]
    options: dict[DegreeLevel | None, float | None] = {}
    for word, claim in pairs:
        options.setdefault(word.level, claim.years)
    lowest = min(LEVELS.index(level) for level in options if level is not None)
    with_years = {word.start for word, _ in pairs}
    for word in (*(word for reading in tied for word in reading.degrees.words), *others):
        # "PhD, or a Master's degree and 4 years": the PhD alone is a way through.
        if word.level is not None and word.start not in with_years and LEVELS.index(word.level) > lowest:
            options.setdefault(word.level, None)
    ways = [GateOption(min_years=max(claim.years for claim in alone))] if alone else []
    ways += [GateOption(level=level, min_years=options[level]) for level in LEVELS if level in options]
    evidence = _proof(text, (*(claim for _, claim in pairs), *alone))
    return Gate(kind="experience", options=tuple(ways), evidence=evidence)

"""Items → the degrees and years of experience in all that a role asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.models.resume import DegreeLevel
from skillgap.models.role import Gate, GateOption, Importance, Quote
from skillgap.roles.asked import OverallYears
from skillgap.roles.cues import plain
from skillgap.roles.education import LEVELS, Degrees, DegreeWord, names_degree, offers_experience, read_degrees
from skillgap.roles.items import Item
from skillgap.roles.market import line_of
from skillgap.roles.sentences import sentences
from skillgap.roles.wording import Asked, importance_at, read_wording
from skillgap.roles.years import YearClaim, read_years

_ORDER: tuple[Importance, ...] = ("required", "preferred", "mentioned")
_DEGREE_BLOCKS = frozenset(
    {"requirement", "preferred", "education", "soft", "unknown", "unneeded", "career", "conditions", "duty"}
)

_NEAR = 90
_OR_YEARS = re.compile(r"[^.;:\n]*\b(?:or|oder)\s+(?:at least |a minimum of |minimum |mindestens )?")
_FOR_LEVEL = re.compile(
    r"\s*(?:of )?(?:\w+ )?(?:experience )?[(,:]?\s*(?:for|at|as) (?:an? |the )?(?:junior|mid|senior|staff|"
    r"principal|lead|entry|associate|intermediate|expert)\b"
)

_Reading = tuple[Degrees, list[tuple[DegreeWord, Importance]], Importance | None, Quote]
"""A sentence's degrees, each with its importance, the strongest of these, and its proof."""


def quote(text: str, start: int, end: int) -> Quote:
    """Quote a place: its line and at most eight words as they stand there."""
    words = " ".join(text[start:end].split("\n")[0].split()[:8]) or text[start:end]
    return Quote(line=line_of(text, start), quote=words)


def read_gates(text: str, items: Sequence[Item], overall: Sequence[OverallYears]) -> tuple[Gate, ...]:
    """Return at most one gate a kind and importance: the degrees, and the years in all, tied to degrees where said."""
    readings = [reading for item in items for reading in _item_degrees(text, item)]
    paired = [(d, pair, i) for d, pair, i in ((d, p, i) for d, _, i, _ in readings for p in d.years) if i is not None]
    instead = [o for o in overall if _stands_for_degree(text, o, readings)]
    gates = [_with_years(text, gate, instead) for gate in _education_gates(text, readings)]
    gates += _experience_gates(text, [o for o in overall if o not in instead], paired)
    return tuple(sorted(gates, key=lambda g: (g.kind, _ORDER.index(g.importance))))


def _stands_for_degree(text: str, entry: OverallYears, readings: Sequence[_Reading]) -> bool:
    """Tell "a BSc, or 6+ years of experience": the years are another way through the same gate."""
    return any(
        0 <= entry.claim.start - word.end < _NEAR and _OR_YEARS.fullmatch(plain(text[word.end : entry.claim.start]))
        for degrees, rated, _, _ in readings
        for word, importance in rated
        if importance == entry.importance and not degrees.years
    )


def _with_years(text: str, gate: Gate, instead: Sequence[OverallYears]) -> Gate:
    claims = [o.claim for o in instead if o.importance == gate.importance]
    if not claims:
        return gate
    ways = tuple(GateOption(min_years=years) for years in sorted({claim.years for claim in claims}))
    proof = tuple(quote(text, claim.start, claim.end) for claim in claims)
    return gate.model_copy(update={"options": (*gate.options, *ways), "evidence": (*gate.evidence, *proof)})


def _item_degrees(text: str, item: Item) -> list[_Reading]:
    """Return each sentence's degrees with the importance of every level."""
    if item.title or item.kind not in _DEGREE_BLOCKS:
        return []
    area = plain(item.area)
    if not names_degree(text, item.start, item.end) and "degree" not in area and "education" not in area:
        return []
    spans = read_wording(text, item)
    found: list[_Reading] = []
    for start, end in sentences(text, item.start, item.end):
        degrees = read_degrees(text, start, end, read_years(text, start, end))
        if degrees is None:
            if "degree" in area or "education" in area:
                degrees = Degrees(
                    words=(), none_needed=plain(text[start:end]).strip(" .-") in ("none", "no", "not required")
                )
                found.append((degrees, [], None, quote(text, start, end)))
            elif item.kind == "education" and offers_experience(text, start, end):
                found.append((Degrees(words=(), or_experience=True), [], None, quote(text, start, end)))
            continue
        rated: list[tuple[DegreeWord, Importance]] = []
        for word in degrees.words:
            importance = _importance(item, spans, word)
            if importance is not None:
                rated.append((word, importance))
        first = min((importance for _, importance in rated), key=_ORDER.index, default=None)
        place = degrees.words[0] if degrees.words else DegreeWord(start, end, None)
        found.append((degrees, rated, first, quote(text, place.start, place.end)))
    return found


def _importance(item: Item, spans: tuple[Asked, ...], word: DegreeWord) -> Importance | None:
    asked = importance_at(spans, word.start)
    if item.kind == "unneeded" or asked is None or asked.importance is None:
        return None
    if item.kind in ("career", "duty") and asked.importance == "mentioned":
        return "mentioned"
    return asked.importance


def _education_gates(text: str, readings: Sequence[_Reading]) -> list[Gate]:
    by_importance: dict[Importance, dict[DegreeLevel, None]] = {}
    evidence: dict[Importance, list[Quote]] = {}
    fields: dict[Importance, dict[str, None]] = {}
    or_experience = False
    none_needed: list[Quote] = []
    for degrees, rated, _, place in readings:
        asked = [(word, importance) for word, importance in rated if importance != "mentioned"]
        if degrees.none_needed and not asked:
            none_needed.append(place)
            continue
        for word, importance in asked:
            level = word.level or ("bachelor" if len({w.level for w, _ in asked}) == 1 and not by_importance else None)
            if level is None:
                continue
            by_importance.setdefault(importance, {}).setdefault(level)
            evidence.setdefault(importance, []).append(quote(text, word.start, word.end))
        if asked:
            or_experience = or_experience or degrees.or_experience
            strongest = min((importance for _, importance in asked), key=_ORDER.index)
            fields.setdefault(strongest, {}).update(dict.fromkeys(degrees.fields))
        elif degrees.or_experience and by_importance:
            or_experience = True
    gates: list[Gate] = []
    wanted: Importance
    for wanted, levels in by_importance.items():
        options = tuple(GateOption(level=level) for level in LEVELS if level in levels)
        gates.append(
            Gate(
                kind="education", importance=wanted, options=options, fields=tuple(fields.get(wanted, ())),
                or_experience=or_experience, evidence=tuple(dict.fromkeys(evidence[wanted])),
            )
        )  # fmt: skip
    if none_needed and "required" not in by_importance:
        gates.append(Gate(kind="education", options=(GateOption(),), evidence=tuple(dict.fromkeys(none_needed))))
    return gates


def _without_higher_levels(text: str, entries: Sequence[OverallYears]) -> list[OverallYears]:
    """Keep the lowest of "5+ years for Senior, 8+ for Staff": the ad hires at each of these levels."""
    levelled = [o for o in entries if _FOR_LEVEL.match(plain(text[o.claim.end : o.claim.end + 50]))]
    if len({o.claim.years for o in levelled}) < 2:
        return list(entries)
    least = min(o.claim.years for o in levelled)
    return [o for o in entries if o not in levelled or o.claim.years == least]


def _experience_gates(
    text: str, overall: Sequence[OverallYears], paired: Sequence[tuple[Degrees, tuple[DegreeWord, object], Importance]]
) -> list[Gate]:
    gates: list[Gate] = []
    options: dict[DegreeLevel, float | None] = {}
    alone: dict[DegreeLevel, None] = {}
    starts: list[int] = []
    plain_years: float | None = None
    proof: dict[Quote, None] = {}
    taken: set[int] = set()
    for degrees, (word, claim), importance in paired:
        if not isinstance(claim, YearClaim) or word.level is None or importance == "mentioned":
            continue
        options.setdefault(word.level, claim.years)
        with_years = {other.start for other, _ in degrees.years}
        for other in degrees.words:
            # "PhD, or a Master's degree and 4 years": the PhD alone is a way through.
            if other.level is not None and other.start not in with_years:
                alone.setdefault(other.level)
        taken.add(claim.start)
        starts.append(word.start)
        proof.setdefault(quote(text, claim.start, claim.end))
    for entry in overall:
        # "8+ years in the trade, or a PhD with 4+ years": years alone are a way through too.
        near = any(0 <= start - entry.claim.end < 80 and " or " in text[entry.claim.end : start] for start in starts)
        if options and entry.importance == "required" and entry.claim.start not in taken and near:
            plain_years = max(plain_years or 0.0, entry.claim.years)
            proof.setdefault(quote(text, entry.claim.start, entry.claim.end))
    for level in alone:
        if options and LEVELS.index(level) > min(LEVELS.index(known) for known in options):
            options.setdefault(level, None)
    if options:
        ways = tuple(GateOption(level=level, min_years=options[level]) for level in LEVELS if level in options)
        if plain_years is not None:
            ways = (GateOption(min_years=plain_years), *ways)
        gates.append(Gate(kind="experience", options=ways, evidence=tuple(proof)))
    for importance in _ORDER[:2]:
        free = [o for o in overall if o.importance == importance and o.claim.start not in taken]
        if not free or (options and importance == "required"):
            continue
        free = _without_higher_levels(text, free)
        most = max(o.claim.years for o in free)
        best = [o for o in free if o.claim.years == most]
        gates.append(
            Gate(
                kind="experience", importance=importance, options=(GateOption(min_years=most),),
                evidence=tuple(dict.fromkeys(quote(text, o.claim.start, o.claim.end) for o in best)),
            )
        )  # fmt: skip
    return gates

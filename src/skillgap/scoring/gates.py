"""Gate × Profile → GateResult: degree, years and certificates, met, unmet or unknown, and what that makes of the
points."""  # fmt: skip

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import ge
from typing import NamedTuple

from skillgap.models.fit import GateResult, GateStatus
from skillgap.models.making import made
from skillgap.models.resume import DegreeLevel, Job, Profile
from skillgap.models.role import Gate, GateOption, Role
from skillgap.scoring.certificates import (
    CertificateGate,
    Showing,
    certificate_gates,
    is_licence,
    showings,
    shown_likeness,
)
from skillgap.scoring.degrees import (
    DEGREE_RANK,
    degree_asked,
    degree_held,
    degree_name,
    degree_rank,
    falls_short,
    field_fits,
    under_way,
)
from skillgap.scoring.months import month_number
from skillgap.scoring.points import ONE, whole
from skillgap.settings import ScoringSettings
from skillgap.structure.months import Month, covered_months

AnyGate = Gate | CertificateGate
_OTHERWISE = {None: "", "equivalent": " or an equivalent", "later": " now or soon"}
_NAMED = 4
"""Certificates of a choice that are named."""
_SHOWN: dict[str, tuple[int, GateStatus, str]] = {
    "held": (0, "met", "held"),
    "open": (1, "unknown", "held, its grade is open"),
    "named": (2, "unknown", "named, whether it is certified is open"),
    "expired": (3, "unmet", "held, but expired"),
    "lower": (4, "unmet", "held, of a lower grade"),
    "planned": (5, "unmet", "planned, not held yet"),
}
_STATUS_ORDER: dict[GateStatus, int] = {"met": 0, "unknown": 1, "unmet": 2}
_PART_WORDS: dict[GateStatus, str] = {"met": "met", "unmet": "unmet", "unknown": "open"}
_COMBINATIONS = 1_000
"""Ways through all gates together that are looked at."""


class Factors(NamedTuple):
    """What a degree, years and a certificate make of every point, in ten-thousandths; each may weigh only once."""

    degree: int = ONE
    years: int = ONE
    certificate: int = ONE

    @property
    def together(self) -> int:
        return self.degree * self.years // ONE * self.certificate // ONE


FULL = Factors()


class Verdict(NamedTuple):
    """One gate decided; the factors as shown, at worst and at best."""

    status: GateStatus
    detail: str
    point: Factors
    low: Factors
    high: Factors


class Decided(NamedTuple):
    """A gate with all its ways: status and words of the best way, and the factors of the ways that are worth going."""

    status: GateStatus
    detail: str
    points: tuple[Factors, ...]
    lows: tuple[Factors, ...]
    highs: tuple[Factors, ...]


class Gates(NamedTuple):
    """All gates of a role decided, what each makes of the points, and the factors that weigh."""

    decided: tuple[Decided, ...]
    factors: tuple[int, ...]
    point: int
    low: int
    high: int


class Applicant:
    """What gates look at in a profile: degrees, months of work, certificates; nothing is decided twice."""

    def __init__(
        self, profile: Profile, work: Sequence[tuple[Job, tuple[Month, Month]]], settings: ScoringSettings
    ) -> None:
        self._settings = settings
        self._total = profile.experience_months
        hired = covered_months(span for job, span in work if job.kind != "internship")
        self._interned = covered_months(span for _, span in work) - hired
        self._least = _first(profile.experience_months_low, self._total, 0)
        self._most = _first(profile.experience_months_high, self._total, 0)
        self._degrees = [(degree_rank(entry), entry) for entry in profile.education if entry.level is not None]
        self._held = [(rank, entry) for rank, entry in self._degrees if entry.completed is not False]
        now = month_number(profile.as_of) or 0
        self._under_way = [
            (rank, entry) for rank, entry in self._degrees
            if entry.completed is False and (month_number(entry.until, present=now + 1, end=True) or 0) > now
        ]  # fmt: skip
        self._loss_of_years = whole(settings.experience_loss)
        loss = whole(settings.education_loss)
        self._half, self._none = Factors(degree=ONE - loss // 2), Factors(degree=ONE - loss)
        loss = whole(settings.certificate_loss)
        self._nearly, self._without = Factors(certificate=ONE - loss // 2), Factors(certificate=ONE - loss)
        self._profile = profile
        self._by_degree: dict[tuple[DegreeLevel, tuple[str, ...], bool, int | None], Verdict] = {}
        self._by_years: dict[tuple[float, int | None, int | None, tuple[str, ...]], Verdict] = {}

    @cached_property
    def _shown(self) -> tuple[Showing, ...]:
        return tuple(showings(self._profile))

    def decide(self, gate: AnyGate, *, relevant: int | None, in_field: int | None) -> Decided:
        """Decide a gate; `relevant` is the months of work that show a skill of the role (None: no dated jobs),
        `in_field` those of work in the field that is asked (None: in any)."""  # fmt: skip
        if gate.kind == "certification":
            verdicts = [self._certificate(gate)]
        else:
            verdicts = [self._option(gate, option, relevant, in_field) for option in gate.options]
        said = verdicts[0]
        if len(verdicts) == 1:
            return Decided(said.status, said.detail, (said.point,), (said.low,), (said.high,))
        said = min(verdicts, key=lambda verdict: (_STATUS_ORDER[verdict.status], -verdict.point.together))
        points, lows, highs = map(_worth_going, list(zip(*verdicts, strict=True))[2:])
        return Decided(said.status, said.detail, points, lows, highs)

    def _option(self, gate: Gate, option: GateOption, relevant: int | None, in_field: int | None) -> Verdict:
        parts = []
        if option.level is not None:
            question = option.level, gate.fields, gate.or_experience, relevant if gate.or_experience else None
            known = self._by_degree.get(question)
            if known is None:
                known = self._by_degree[question] = self._degree(*question)
            parts.append(known)
        if option.min_years:
            years = option.min_years, relevant, in_field, gate.fields if in_field is not None else ()
            known = self._by_years.get(years)
            if known is None:
                known = self._by_years[years] = self._work(*years)
            parts.append(known)
        if len(parts) == 2:
            return _both(parts)
        return parts[0] if parts else Verdict("met", "no degree needed", FULL, FULL, FULL)

    def _work(self, min_years: float, relevant: int | None, in_field: int | None, fields: tuple[str, ...]) -> Verdict:
        asked, total = min_years * 12, self._total
        loss = self._loss_of_years

        def factor(months: float) -> Factors:
            return Factors(years=ONE - loss + int(loss * min(1.0, months / asked)))

        wanted = f"{min_years:g} year{'s' * (min_years != 1)} asked{' in ' * bool(fields)}{' or '.join(fields)}"
        if total is None:
            return Verdict("unknown", f"{wanted}; no dates of work could be read", factor(0), factor(0), FULL)
        counted = self._counted(total, relevant)
        told = counted if in_field is None else min(total, in_field)
        # What may be work in the field counts half, since titles and bullets don't say all; so do internships.
        sure = min(told, max(0, total - self._interned))
        counted = (sure + max(sure, min(counted, asked))) / 2
        point, low, high = factor(counted), factor(min(sure, self._least)), factor(max(self._most, counted))
        shown = f"{_span(total)} of work shown"
        if self._most < asked:
            return Verdict("unmet", f"{wanted}; {shown}", point, low, high)
        if in_field is not None and told < asked <= total:
            part = f"only {_span(told)} of it" if told else "none of it"
            return Verdict("unknown", f"{wanted}; {shown}, {part} surely in that field", point, low, FULL)
        if sure < asked <= told:
            detail = f"{wanted}; {shown}, {_span(self._interned)} of it as an intern"
            return Verdict("unknown", detail, point, low, high)
        if counted < asked <= total:
            part = f"only {_span(relevant)} of it show" if relevant else "none of it shows"
            detail = f"{wanted}; {shown}, but {part} enough skills that this role requires"
            return Verdict("unknown", detail, point, low, high)
        if self._least < asked:
            dates = f"between {_span(self._least)} and {_span(self._most)} by how the dates are read"
            return Verdict("unknown", f"{wanted}; {shown}, {dates}", point, low, high)
        in_it = f", {_span(told)} of it in that field" if in_field is not None and told < total else ""
        return Verdict("met", f"{wanted}; {shown}{in_it}", point, low, high)

    def _counted(self, total: int, relevant: int | None) -> float:
        """Return the months that may count: a job that names no skill of the role may still be one in the field."""
        return total if relevant is None else min(total, relevant / self._settings.relevant_share)

    def _degree(
        self, level: DegreeLevel, fields: tuple[str, ...], or_experience: bool, relevant: int | None
    ) -> Verdict:
        half, none = self._half, self._none
        wanted, needed = degree_asked(level, fields), DEGREE_RANK[level]
        if or_experience:
            wanted += ", or equivalent experience"
        enough = [entry for rank, entry in self._held if rank >= needed and not falls_short(entry, level)]
        in_field = [entry for entry in enough if not fields or field_fits(entry.field, fields)]
        if in_field:
            sure = any(entry.completed for entry in in_field)
            return Verdict("met", f"{wanted}; {degree_held(in_field[0], level)}", FULL, FULL if sure else none, FULL)
        equivalent = self._settings.equivalent_years * 12
        total = self._total
        if or_experience and total is not None and self._counted(total, relevant) >= equivalent:
            detail = f"{wanted}; {_span(total)} of work shown"
            return Verdict("met", detail, FULL, FULL if self._least >= equivalent else none, FULL)
        if enough:
            detail = f"{wanted}; {degree_held(enough[0], level)}, whether that is a related field is open"
            return Verdict("unknown", detail, half, none, FULL)
        status: GateStatus
        if self._held:
            rank, best = max(self._held, key=lambda ranked: ranked[0])
            point = half if needed - rank <= 1 else none
            status, high = ("unknown", FULL) if or_experience else ("unmet", point)
            more = [entry for held, entry in self._under_way if held > rank]
            also = "".join(f", {under_way(entry)}" for entry in more[:1])
            return Verdict(status, f"{wanted}; {degree_name(best)} held{also}", point, point, high)
        if not self._degrees:
            return Verdict("unknown", f"{wanted}; no degree found in the resume", none, none, FULL)
        status, high = ("unknown", FULL) if or_experience else ("unmet", none)
        told = f"{degree_name(self._degrees[0][1])} not completed"
        if self._under_way:
            told = under_way(self._under_way[0][1])
        return Verdict(status, f"{wanted}; {told}", none, none, high)

    def _certificate(self, gate: CertificateGate) -> Verdict:
        """Decide which certificates are held: the best that is shown of any of them."""
        names = gate.names
        few = names if len(names) <= _NAMED else (*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} others")
        wanted = f"{' or '.join(few)}{_OTHERWISE[gate.otherwise]} asked"
        missing = Verdict("unmet", "", *[self._without] * 3)
        if gate.otherwise is not None:
            missing = Verdict("unknown", "", self._nearly, self._without, FULL)
        shown = [
            (_SHOWN[one.state if like == "same" else like if one.state == "held" else "named"], number, one)
            for number, one in enumerate(self._shown)
            for like in {shown_likeness(name, one) for name in names}
            if like is not None
        ]
        if not shown and all(map(is_licence, names)):
            return Verdict("unknown", f"{wanted}; whether one is held is open", FULL, FULL, FULL)
        if not shown:
            if any(one.state == "held" for one in self._shown):
                return missing._replace(detail=f"{wanted}; not among the certificates")
            none_found = f"{wanted}; no certificate found in the resume"
            return Verdict("unknown", none_found, missing.point, self._without, FULL)
        (_, status, words), _, one = min(shown)
        point, low, high = {
            "met": (FULL, FULL, FULL),
            "unknown": (self._nearly, self._without, FULL),
            "unmet": missing[2:],
        }[status]
        status = missing.status if status == "unmet" else status
        return Verdict(status, f"{wanted}; {one.name} {words}", point, low, high)


def decide_gates(
    gates: Sequence[AnyGate], applicant: Applicant, *, relevant: int | None, in_field: Sequence[int | None]
) -> Gates:
    """Decide all gates of a role; of several required ones of one kind only the lowest factor weighs, preferred ones
    never."""  # fmt: skip
    decided = tuple(
        applicant.decide(gate, relevant=relevant, in_field=months) for gate, months in zip(gates, in_field, strict=True)
    )
    required = [i for i, gate in enumerate(gates) if gate.importance == "required"]
    factors = [ONE] * len(gates)
    if not required:
        return Gates(decided, tuple(factors), ONE, ONE, ONE)
    ways = _best_ways([decided[i].points for i in required])
    for each in zip(*ways, strict=True):  # degrees, years, certificates
        lowest = min(range(len(required)), key=each.__getitem__)
        factors[required[lowest]] = factors[required[lowest]] * each[lowest] // ONE
    point = _together(ways)
    low = _together(_best_ways([decided[i].lows for i in required]))
    high = _together(_best_ways([decided[i].highs for i in required]))
    return Gates(decided, tuple(factors), point, min(low, point), max(high, point))


def gate_results(gates: Sequence[AnyGate], decided: Gates) -> tuple[GateResult, ...]:
    """Say of each gate of a role how it was decided."""
    return tuple(map(_result, gates, decided.decided, decided.factors))


def gates_of(role: Role) -> tuple[AnyGate, ...]:
    """Return all gates of a role: those of degrees and years, and its certificates.

    "No degree required" is no gate: nobody needs to meet it.
    """
    asking = (gate for gate in role.gates if any(option.level or option.min_years for option in gate.options))
    return (*asking, *certificate_gates(role))


def question_of(gate: AnyGate) -> tuple[object, ...]:
    """Return what decides a gate: gates that differ in their quotes alone get one answer."""
    if gate.kind == "certification":
        return gate.kind, gate.importance, gate.names, gate.otherwise
    return gate.kind, gate.importance, gate.options, gate.fields, gate.or_experience


def _together(ways: Sequence[Factors]) -> int:
    """Weigh a degree once, years once and a certificate once, however many gates ask for them."""
    return ways[0].together if len(ways) == 1 else Factors(*map(min, zip(*ways, strict=True))).together


def _worth_going(ways: Iterable[Factors]) -> tuple[Factors, ...]:
    """Leave out the ways that an earlier one is as good as in every regard: nobody would ever go them."""
    kept: list[Factors] = []
    for way in ways:
        if way not in kept and not any(all(map(ge, other, way)) for other in kept):
            kept.append(way)
    return tuple(kept)


def _best_ways(options: Sequence[tuple[Factors, ...]]) -> tuple[Factors, ...]:
    """Take the way through each gate that is best for all of them together; ties go to the first.

    Looked at one by one, a gate could prefer a way that another one punishes, and more years could lower a score.
    """
    if all(len(ways) == 1 for ways in options):
        return tuple([ways[0] for ways in options])
    while math.prod(map(len, options)) > _COMBINATIONS:
        longest = max(range(len(options)), key=lambda i: len(options[i]))
        options = [(max(ways),) if i == longest else ways for i, ways in enumerate(options)]
    return max(itertools.product(*options), key=_together)


def _result(gate: AnyGate, verdict: Decided, factor: int) -> GateResult:
    values = {
        "kind": gate.kind,
        "status": verdict.status,
        "importance": gate.importance,
        "detail": verdict.detail,
        "evidence": gate.evidence,
        "factor": factor / ONE,
    }
    return made(GateResult, values)


def _both(parts: Sequence[Verdict]) -> Verdict:
    """Decide a degree and years that are asked together."""
    statuses = [part.status for part in parts]
    status: GateStatus = "unmet" if "unmet" in statuses else "unknown" if "unknown" in statuses else "met"
    point, low, high = (
        Factors(*map(min, zip(*sides, strict=True)))
        for sides in ([part.point for part in parts], [part.low for part in parts], [part.high for part in parts])
    )
    # Say of each whether it holds, or years enough would look refused.
    detail = "; ".join(f"{_PART_WORDS[part.status]}: {part.detail}" for part in parts)
    return Verdict(status, f"a degree and years asked together; {detail}", point, low, high)


def _span(months: float) -> str:
    years, rest = divmod(int(months), 12)
    parts = [f"{years} year{'s' * (years != 1)}"] if years else []
    if rest or not years:
        parts.append(f"{rest} month{'s' * (rest != 1)}")
    return " ".join(parts)


def _first(*values: int | None) -> int:
    return next((value for value in values if value is not None), 0)

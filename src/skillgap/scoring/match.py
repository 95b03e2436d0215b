"""Profile × RoleIndex → Match: which held skill answers which ask, and what every role is worth."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from skillgap.models.fit import Level
from skillgap.models.resume import Entry, HeldSkill, Profile
from skillgap.scoring.evidence import Credit, Piece, evidence_of
from skillgap.scoring.fields import Shown
from skillgap.scoring.gates import Applicant, Gates, decide_gates
from skillgap.scoring.index import RoleIndex
from skillgap.scoring.months import job_span, month_number, told_spans
from skillgap.scoring.occupations import Work, months_in, same_trade, trade_of, work_of
from skillgap.scoring.points import ONE, Ints, cents_of, mean_of_best, soft_factors, totals, whole
from skillgap.scoring.routes import PART, Route
from skillgap.structure.months import covered_months

_OF_TITLE = -1


class Answer(NamedTuple):
    """The best that a profile has for an ask; of a field so many `parts` add up, and `held` is the strongest."""

    credit: int
    level: Level
    held: HeldSkill
    route: Route
    parts: int = 0


class Match(NamedTuple):
    """A profile against all roles of an index; credits are by row, the rest by role."""

    answers: dict[int, Answer]
    credits: Ints
    hard: Ints
    soft: Ints
    soft_factor: Ints
    gates: tuple[Gates, ...]
    gate_factor: Ints
    cents: Ints
    low_cents: Ints
    high_cents: Ints
    fields: Shown


def match(profile: Profile, index: RoleIndex) -> Match:
    """Match a profile with every role at once."""
    answers, ask_credits, fields = _answers(profile, index)
    gates = _gates(profile, index)
    arrays = index.arrays
    # Three rows in every array: what is shown, the least and the most. An either/or counts once: its best alternative.
    credits = np.maximum.reduceat(ask_credits[:, arrays.asks], arrays.first, axis=1)
    for row, count in index.several.items():
        credits[:, row] = mean_of_best(ask_credits[:, list(index.row_asks[row])], count)
    hard = np.add.reduceat(credits * arrays.hard, arrays.start, axis=1)
    soft = np.add.reduceat(credits * arrays.soft, arrays.start, axis=1)
    factors = soft_factors(hard, arrays.hard_possible, whole(index.settings.soft_needs))
    gate_factors = np.array([(gate.point, gate.low, gate.high) for gate in gates], dtype=np.int64).T
    cents, low_cents, high_cents = cents_of(totals(hard, soft, factors, gate_factors))
    return Match(
        answers, credits[0], hard[0], soft[0], factors[0], gates, gate_factors[0], cents, low_cents, high_cents, fields
    )


def _answers(profile: Profile, index: RoleIndex) -> tuple[dict[int, Answer], Ints, Shown]:
    """Find the best answer to each ask, the credit shown, the least and the most, and what is shown of fields.

    Ties go to the skill itself, then to the narrower one, then to the one that is shown longest, then by id.
    """
    as_of = month_number(profile.as_of) or 0
    points, lows, highs, ranks = ([0] * len(index.asks) for _ in range(4))
    best: dict[int, tuple[Level, HeldSkill, Route]] = {}
    parts: dict[int, list[_Part]] = {}
    # Skills of one job share their months and last use, so a resume has few different pieces of evidence.
    credits: dict[Piece, dict[float | None, Credit]] = {}
    asked_by, credit_of = index.routes.asked_by, index.ladder.credit
    for held in sorted(profile.creditable, key=attrgetter("skill_id")):
        asked = asked_by(held.skill_id)
        if not asked:
            continue
        piece = evidence_of(held)
        by_years = credits.setdefault(piece, {})
        for ask, years, rank, share, route in asked:
            credit = by_years.get(years)
            if credit is None:
                credit = by_years[years] = credit_of(piece, years, as_of=as_of)
            level, point, low, high = credit
            if share != ONE:
                point, low, high = point * share // ONE, low * share // ONE, high * share // ONE
            if rank == PART:
                parts.setdefault(ask, []).append((point, low, high, held, route))
                continue
            if low > lows[ask]:
                lows[ask] = low
            if high > highs[ask]:
                highs[ask] = high
            known = points[ask]
            if point > known or (point == known and point and _names_better(rank, held, ranks[ask], best[ask][1])):
                points[ask], ranks[ask], best[ask] = point, rank, (level, held, route)
    answers = {
        ask: Answer(points[ask], level if route.kind == "own" else route.kind, held, route)
        for ask, (level, held, route) in best.items()
    }
    fields = Shown({ask: points[ask] for ask in index.part_of_ask}, {}, {})
    for ask, shown in parts.items():
        total = least = most = 0
        for point, low, high, held, _ in shown:
            total, least, most = total + point, least + low, most + high
            fields.part[held.skill_id, ask] = point
        fields.parts[ask] = total
        if total:
            answers[ask] = _add_up(answers.get(ask), total, shown)
        points[ask] = min(ONE, points[ask] + total)
        lows[ask] = min(ONE, lows[ask] + least)
        highs[ask] = min(ONE, highs[ask] + most)
    return answers, np.array([points, lows, highs], dtype=np.int64), fields


def _names_better(rank: int, held: HeldSkill, other_rank: int, other: HeldSkill) -> bool:
    """Tell whether a skill says more than another that shows as much: ten years of AWS, not five of autoscaling."""
    return rank > other_rank or (rank == other_rank and (held.months or 0) > (other.months or 0))


_Part = tuple[int, int, int, HeldSkill, Route]
"""What a narrower skill shows of a field: point, least and most; the skill; the way."""


def _add_up(own: Answer | None, total: int, parts: Sequence[_Part]) -> Answer:
    """Add the parts of a field, `total` together, to what answers it as a whole.

    The larger side is named; of equal parts the nearest, the longest shown, then the one with the first id.
    """
    if own is not None and own.credit >= min(ONE, total):
        return own._replace(credit=min(ONE, own.credit + total), parts=len(parts))
    _, _, _, held, route = max(parts, key=lambda part: (part[0], part[4].share, part[3].months or 0))
    return Answer(min(ONE, total + (0 if own is None else own.credit)), "narrower", held, route, len(parts))


def _gates(profile: Profile, index: RoleIndex) -> tuple[Gates, ...]:
    as_of = month_number(profile.as_of) or 0
    dated = [(job, span) for job in profile.jobs if (span := job_span(job, as_of)) is not None]
    months = _months_shown(profile, [*dated, *told_spans(profile, as_of)], index)
    applicant = Applicant(profile, dated, index.settings)

    @cache
    def work() -> list[Work]:
        return work_of(profile, dated)

    @cache
    def months_of(fields: frozenset[str]) -> int | None:
        return months_in(fields, work(), index.taxonomy, parts=index.settings.field_parts) if fields else None

    # Many roles ask for the same degree and years, and the same jobs count for them.
    known: dict[tuple[int, int | None, tuple[int | None, ...]], Gates] = {}
    found = []
    for asked, question, relevant, fields in zip(
        index.gates, index.gate_questions, months, index.gate_fields, strict=True
    ):
        in_field = tuple(map(months_of, fields))
        gates = known.get((question, relevant, in_field))
        if gates is None:
            gates = decide_gates(asked, applicant, relevant=relevant, in_field=in_field)
            known[question, relevant, in_field] = gates
        found.append(gates)
    return tuple(found)


def _months_shown(
    profile: Profile, spans: Sequence[tuple[Entry, tuple[int, int]]], index: RoleIndex
) -> Sequence[int | None]:
    """Count for each role the months of the jobs that show what it asks for (soft skills apart): two of its skills; one
    where the job's title names it or is the role's own; one anywhere where it requires few."""  # fmt: skip
    if not spans:
        return [None] * len(index.roles)
    jobs = sorted(spans, key=lambda job: job[0].start)
    asks_of_roles, first, several = index.hard_asks
    least, most = _skills_shown(profile, index, [job for job, _ in jobs])
    lowest = np.minimum.reduceat(least[:, asks_of_roles], first, axis=1)
    highest = np.maximum.reduceat(most[:, asks_of_roles], first, axis=1)
    named = highest >= 0
    told = np.where(several, lowest < highest, named)
    for number, ((job, _), open_) in enumerate(zip(jobs, named & ~told, strict=True)):
        trade = trade_of(job.title or "")
        for role in np.flatnonzero(open_).tolist() if trade else ():
            told[number, role] = same_trade(trade, index.trades[role])
    months: dict[bytes, int] = {}
    raw, width = told.T.tobytes(), len(jobs)
    ways = [raw[start : start + width] for start in range(0, len(raw), width)]
    for way in set(ways):
        months[way] = covered_months([span for (_, span), one in zip(jobs, way, strict=True) if one])
    return [months[way] for way in ways]


def _skills_shown(profile: Profile, index: RoleIndex, jobs: Sequence[Entry]) -> tuple[Ints, Ints]:
    """Return for each job (in text order) and ask the least and the greatest number of a held skill that is named there
    and answers it: where they differ for a role, two do. A job's title counts as one more.

    The last place is that of no ask.
    """  # fmt: skip
    starts = [job.start for job in jobs]
    named: list[list[tuple[int, bool, tuple[int, ...]]]] = [[] for _ in jobs]
    for number, held in enumerate(profile.creditable):
        asks = index.routes.shown_by(held.skill_id)
        if not asks:
            continue
        titled: dict[int, bool] = {}
        for mention in held.mentions:
            i = bisect_right(starts, mention.start) - 1
            if i >= 0 and mention.start < jobs[i].end:
                titled[i] = titled.get(i, False) or mention.text in (jobs[i].title or "")
        for i, of_title in titled.items():
            named[i].append((number, of_title, asks))
    shape = len(jobs), len(index.asks) + 1
    least, most = np.full(shape, len(profile.creditable), dtype=np.int64), np.full(shape, -1, dtype=np.int64)
    for skills, lows, highs in zip(named, least, most, strict=True):
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for number, _, asks in skills:
            last.update(dict.fromkeys(asks, number))
        for number, _, asks in reversed(skills):
            first.update(dict.fromkeys(asks, number))
        for _, of_title, asks in skills:
            if of_title:
                first.update(dict.fromkeys(asks, _OF_TITLE))
        lows[list(first)], highs[list(last)] = list(first.values()), list(last.values())
    return least, most

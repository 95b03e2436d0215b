"""Profile × RoleIndex → Match: which held skill answers which ask, and what every role is worth."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from skillgap.models.resume import Profile
from skillgap.scoring.answers import Answer, find_answers
from skillgap.scoring.fields import Shown
from skillgap.scoring.gates import Applicant, Gates, decide_gates
from skillgap.scoring.index import RoleIndex
from skillgap.scoring.months import job_span, month_number, union_months
from skillgap.scoring.points import Ints, cents_of, mean_of_best, soft_factors, totals, whole


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
    answers, ask_credits, fields = find_answers(profile, index)
    gates = _gates(profile, index)
    arrays = index.arrays
    # Three rows in every array: what is shown, the least and the most. An either/or counts once: its best alternative.
    credits = np.maximum.reduceat(ask_credits[:, arrays["asks"]], arrays["first"], axis=1)
    for row, count in index.several.items():
        credits[:, row] = mean_of_best(ask_credits[:, list(index.row_asks[row])], count)
    hard = np.add.reduceat(credits * arrays["hard"], arrays["start"], axis=1)
    soft = np.add.reduceat(credits * arrays["soft"], arrays["start"], axis=1)
    factors = soft_factors(hard, arrays["hard_possible"], whole(index.settings.soft_needs))
    gate_factors = np.array([(gate.point, gate.low, gate.high) for gate in gates], dtype=np.int64).T
    cents, low_cents, high_cents = cents_of(totals(hard, soft, factors, gate_factors))
    return Match(
        answers, credits[0], hard[0], soft[0], factors[0], gates, gate_factors[0], cents, low_cents, high_cents, fields
    )


def _gates(profile: Profile, index: RoleIndex) -> tuple[Gates, ...]:
    months = _months_shown(profile, index)
    applicant = Applicant(profile, index.settings)
    # Many roles ask for the same degree and years, and the same jobs count for them.
    known: dict[tuple[int, int | None], Gates] = {}
    found = []
    for role, question, relevant in zip(index.roles, index.gate_questions, months, strict=True):
        gates = known.get((question, relevant))
        if gates is None:
            gates = known[question, relevant] = decide_gates(role.gates, applicant, relevant=relevant)
        found.append(gates)
    return tuple(found)


def _months_shown(profile: Profile, index: RoleIndex) -> Sequence[int | None]:
    """Count for each role the months of the jobs that show a skill it asks for (soft skills apart)."""
    as_of = month_number(profile.as_of) or 0
    spans = [(job, span) for job in profile.jobs if (span := job_span(job, as_of)) is not None]
    if not spans:
        return [None] * len(index.roles)
    jobs = sorted((job.start, job.end, span) for job, span in spans)
    # One bit a job; nobody's 63rd job decides anything, but Python's own integers hold it all the same.
    bits = np.array(_jobs_shown(profile, index, jobs), dtype=np.int64 if len(jobs) < 63 else object)
    asks_of_roles, first = index.hard_asks
    shown: list[int] = np.bitwise_or.reduceat(bits[asks_of_roles], first).tolist()
    months = {
        bits: union_months([span for number, (_, _, span) in enumerate(jobs) if bits >> number & 1])
        for bits in set(shown)
    }
    return [months[bits] for bits in shown]


def _jobs_shown(profile: Profile, index: RoleIndex, jobs: Sequence[tuple[int, int, tuple[int, int]]]) -> list[int]:
    """Tell for each ask in which jobs (start, end; in text order) a skill is named that answers it, a bit for each.

    The last number is that of no ask.
    """
    found = [0] * (len(index.asks) + 1)
    starts = [start for start, _, _ in jobs]
    for held in profile.creditable:
        asks = index.routes.shown_by(held.skill_id)
        if asks:
            bits = 0
            for mention in held.mentions:
                start = mention.start
                i = bisect_right(starts, start) - 1
                if i >= 0 and start < jobs[i][1]:
                    bits |= 1 << i
            if bits:
                for ask in asks:
                    found[ask] |= bits
    return found

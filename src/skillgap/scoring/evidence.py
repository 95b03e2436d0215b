"""HeldSkill × years asked → level and credit: what is shown, and the least and the most that it may mean."""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

from skillgap.models.fit import Level
from skillgap.models.resume import Evidence, HeldSkill
from skillgap.scoring.months import month_number
from skillgap.scoring.points import ONE, whole
from skillgap.settings import ScoringSettings


class Credit(NamedTuple):
    """Ten-thousandths of a requirement: `low` takes everything unknown against the candidate, `high` for."""

    level: Level
    point: int
    low: int
    high: int


class Piece(NamedTuple):
    """What of a held skill decides its credit.

    `unsure` when it was found by spelling similarity alone; `spoken` for a spoken language that is known well enough.
    """

    evidence: Evidence
    months: int | None
    months_low: int | None
    months_high: int | None
    last_used: str | None
    stated_years: float | None
    backed: bool
    unsure: bool
    spoken: bool = False


_FACTS = itemgetter("evidence", "months", "months_low", "months_high", "last_used", "stated_years")
_LITTLE = frozenset([
    "a1", "a2", "basic", "basics", "beginner", "elementary", "limited", "little", "notions", "rusty", "school", "some",
])  # fmt: skip


def evidence_of(held: HeldSkill) -> Piece:
    """Take from a held skill what decides its credit."""
    # Straight from the values: a look-up through the model costs four times as much, and every held skill comes here.
    values = held.__dict__
    mentions = values["mentions"]
    unsure = bool(mentions) and mentions[0].method == "fuzzy" and all(one.method == "fuzzy" for one in mentions)
    spoken = values["category"] == "human_language" and _speaks(held)
    return tuple.__new__(Piece, (*_FACTS(values), values["backed_by"] is not None, unsure, spoken))


def _speaks(held: HeldSkill) -> bool:
    """Tell whether a spoken language is held well enough for work; a list is where languages stand, not a job."""
    stated = () if held.stated_level is None else held.stated_level.casefold().split()
    return held.evidence != "coursework" and _LITTLE.isdisjoint(stated)


class Ladder:
    """The levels in order, with their credits; the first that holds decides."""

    def __init__(self, settings: ScoringSettings) -> None:
        credits = settings.credits
        self._enough_months = settings.enough_months
        self._fresh_years, self._old_years = settings.recency_free_years, settings.recency_full_years
        self.certified = whole(credits.certified)
        self.enough = whole(credits.dated_enough)
        self.short = whole(credits.dated_short)
        self.unknown = whole(credits.dated_unknown)
        self.used = whole(credits.used)
        self.listed = whole(credits.listed)
        self.backed = min(max(whole(credits.backed), self.listed), self.used)
        self.coursework = whole(credits.coursework)
        self._loss = whole(settings.recency_loss)

    def credit(self, held: Piece, min_years: float | None, *, as_of: int) -> Credit:
        """Return what a piece of evidence earns where `min_years` are asked; `as_of` is a month number.

        The score counts what is shown: unread dates earn less than any read date, an unread last use counts as old.
        """
        evidence, backed, unsure = held.evidence, held.backed, held.unsure
        level: Level
        stated = None if held.stated_years is None else held.stated_years * 12
        if held.spoken:
            level = "used" if evidence == "used" else "listed" if evidence == "listed" else "dated_enough"
            return Credit(level, self.enough, 0 if unsure else self.enough, self.enough)
        if evidence == "certified" and min_years is None:
            level, point, low, high = "certified", self.certified, self.certified, self.certified
        elif evidence in ("certified", "dated"):
            level, point, low, high = self._dated(held, self.months_asked(min_years), stated, as_of)
        else:
            level = "used" if evidence == "used" else "listed" if evidence == "listed" else "coursework"
            point, low, high = self._undated(level, backed)
            if stated is not None:
                high = max(high, self._by_months(stated, self.months_asked(min_years)))
        return Credit(level, point, 0 if unsure else low if low < point else point, high if high > point else point)

    def _undated(self, level: Level, backed: bool) -> tuple[int, int, int]:
        """A skill without a date may have been used at work, for who knows how long, or only learned of."""
        if level == "used":
            return self.used, self.listed, self.unknown
        if level == "listed":
            return (self.backed, self.listed, self.unknown) if backed else (self.listed, self.coursework, self.unknown)
        return self.coursework, self.coursework, self.listed

    def _dated(self, held: Piece, asked: float, stated: float | None, as_of: int) -> tuple[Level, int, int, int]:
        fresh = ONE - self._recency(held.last_used, as_of)
        hopeful = ONE if held.last_used is None else fresh
        months, least = held.months, held.months_low
        if months is None:
            guess = self.enough if stated is None else self._by_months(stated, asked)
            return "dated_unknown", self.unknown, self.used, max(self.unknown, guess)
        most = max(months, held.months_high or 0, stated or 0)
        shown = self._by_months(months, asked)
        return (
            "dated_enough" if months >= asked else "dated_short",
            shown * fresh // ONE,
            (shown if least is None or least == months else self._by_months(least, asked)) * fresh // ONE,
            (shown if most == months else self._by_months(most, asked)) * hopeful // ONE,
        )

    def months_asked(self, min_years: float | None) -> float:
        """Return the months that count as enough."""
        return self._enough_months if min_years is None else min_years * 12

    def _by_months(self, months: float, asked: float) -> int:
        if months >= asked:
            return self.enough
        return self.short + int((self.enough - self.short) * months / asked)

    def _recency(self, last_used: str | None, as_of: int) -> int:
        last = month_number(last_used, present=as_of, end=True)
        if last is None:
            return self._loss
        old = (as_of - last) / 12 - self._fresh_years
        return int(self._loss * min(1.0, old / (self._old_years - self._fresh_years))) if old > 0 else 0

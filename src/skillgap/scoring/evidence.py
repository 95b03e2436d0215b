"""HeldSkill × years asked → level and credit: what is shown, and the least and the most that it may mean."""

from __future__ import annotations

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


_LITTLE = frozenset([
    "a1", "a2", "basic", "basics", "beginner", "elementary", "foundational", "learning", "limited", "little", "notions",
    "novice", "rusty", "school", "some",
    "anfänger", "basiskenntnisse", "grundkenntnisse", "schulkenntnisse",
    "bases", "débutant", "scolaire", "básico", "nociones", "principiante",
])  # fmt: skip


def evidence_of(held: HeldSkill) -> Piece:
    """Take from a held skill what decides its credit."""
    unsure = bool(held.mentions)
    for mention in held.mentions:
        if mention.method != "fuzzy":
            unsure = False
            break
    return Piece(
        held.evidence, held.months, held.months_low, held.months_high, held.last_used, held.stated_years,
        held.backed_by is not None, unsure, held.category == "human_language" and _speaks(held),
    )  # fmt: skip


def _speaks(held: HeldSkill) -> bool:
    """Tell whether a spoken language is held well enough for work; a list is where languages stand, not a job."""
    stated = () if held.stated_level is None else held.stated_level.casefold().split()
    # A text written in a language says less of it than its name does.
    return bool(held.mentions) and held.evidence != "coursework" and _LITTLE.isdisjoint(stated)


class Ladder:
    """The levels in order, with their credits; the first that holds decides."""

    def __init__(self, settings: ScoringSettings) -> None:
        credits = settings.credits
        self._settings = settings
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
        level: Level
        stated = None if held.stated_years is None else held.stated_years * 12
        if held.spoken:
            level = "used" if held.evidence == "used" else "listed" if held.evidence == "listed" else "dated_enough"
            return Credit(level, self.enough, 0 if held.unsure else self.enough, self.enough)
        if held.evidence in ("certified", "dated"):
            level, point, low, high = self._dated(held, min_years, stated, as_of)
        else:
            level = "used" if held.evidence == "used" else "listed" if held.evidence == "listed" else "coursework"
            point, low, high = self._undated(level, held.backed)
            if stated is not None:
                high = max(high, self._by_months(stated, min_years))
        return Credit(level, point, 0 if held.unsure else min(low, point), max(high, point))

    def _undated(self, level: Level, backed: bool) -> tuple[int, int, int]:
        """A skill without a date may have been used at work, for who knows how long, or only learned of."""
        if level == "used":
            return self.used, self.listed, self.unknown
        if level == "listed":
            return (self.backed, self.listed, self.unknown) if backed else (self.listed, self.coursework, self.unknown)
        return self.coursework, self.coursework, self.listed

    def _dated(
        self, held: Piece, min_years: float | None, stated: float | None, as_of: int
    ) -> tuple[Level, int, int, int]:
        if held.evidence == "certified" and min_years is None:
            return "certified", self.certified, self.certified, self.certified
        fresh = ONE - self._recency(held.last_used, as_of)
        hopeful = ONE if held.last_used is None else fresh
        if held.months is None:
            guess = self.enough if stated is None else self._by_months(stated, min_years)
            return "dated_unknown", self.unknown, self.used, max(self.unknown, guess)
        least = held.months if held.months_low is None else held.months_low
        most = max(held.months, held.months_high or 0, stated or 0)
        enough = held.months >= self.months_asked(min_years)
        return (
            "dated_enough" if enough else "dated_short",
            self._by_months(held.months, min_years) * fresh // ONE,
            self._by_months(least, min_years) * fresh // ONE,
            self._by_months(most, min_years) * hopeful // ONE,
        )

    def months_asked(self, min_years: float | None) -> float:
        """Return the months that count as enough."""
        return self._settings.enough_months if min_years is None else min_years * 12

    def _by_months(self, months: float, min_years: float | None) -> int:
        asked = self.months_asked(min_years)
        if months >= asked:
            return self.enough
        return self.short + int((self.enough - self.short) * months / asked)

    def _recency(self, last_used: str | None, as_of: int) -> int:
        last = month_number(last_used, present=as_of, end=True)
        if last is None:
            return self._loss
        free, full = self._settings.recency_free_years, self._settings.recency_full_years
        share = ((as_of - last) / 12 - free) / (full - free)
        return int(self._loss * min(1.0, max(0.0, share)))

"""Jobs × field of work → the jobs that are of it: by their titles, or by a good part of what they show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from skillgap.models.resume import Job, Mention, Profile
from skillgap.models.role import Gate, Role
from skillgap.scoring.certificates import CertificateGate
from skillgap.scoring.data_files import load_data
from skillgap.structure.months import Month, covered_months
from skillgap.taxonomy.graph import Taxonomy

_NEAR, _OPEN = 1, 2
"""How many skills of the trade a job must show whose title leaves the field open, or says nothing of it."""
_MARKS = re.compile(r"[^\w+#]+")


class Work(NamedTuple):
    """A dated job and its months; `title` are the skills that its title names, `shown` all of its skills.

    `called` is the title in lower case with marks as spaces.
    """

    span: tuple[Month, Month]
    called: str
    title: frozenset[str]
    shown: frozenset[str]


class Trade(NamedTuple):
    """Whose work a field is; see `data/trades.json`."""

    titles: re.Pattern[str]
    near: re.Pattern[str]
    far: re.Pattern[str]
    open: re.Pattern[str]
    tools: frozenset[str]

    def has(self, job: Work, own: Set[str]) -> bool:
        """Tell whether a job that shows the skills `own` of the field, its title aside, is of the trade."""
        if self.titles.search(job.called):
            return True
        shown = len(own | (job.shown & self.tools))
        if shown >= _NEAR and self.near.search(job.called):
            return True
        return bool(own) and shown >= _OPEN and self.open.fullmatch(job.called) is not None


def work_of(profile: Profile, dated: Iterable[tuple[Job, tuple[Month, Month]]]) -> list[Work]:
    """Return the dated jobs with the skills that they name."""
    mentions = [(mention.start, mention) for held in profile.creditable for mention in held.mentions]
    found = []
    for job, span in dated:
        start, end = job.start, job.end
        inside = [mention for at, mention in mentions if start <= at < end]
        title = [mention for mention in inside if _names(job.title or "", mention.text)]
        called = _MARKS.sub(" ", (job.title or "").lower()).strip()
        found.append(Work(span, called, _skills(title), _skills(inside)))
    return found


def same_trade(trade: str, other: str) -> bool:
    """Tell whether one of two trades names the other: "data engineer" and "data engineer payments"."""
    bare, longer = (trade, other) if len(trade) <= len(other) else (other, trade)
    return bare != "" and f" {bare} " in f" {longer} "


@lru_cache(maxsize=4096)
def trade_of(title: str) -> str:
    """Return a title in small letters without grades and marks; nothing where one word is left: it tells too little."""
    grades = frozenset(load_data("trades")["grades"])
    words = [word for word in _MARKS.sub(" ", title.lower()).split() if word not in grades]
    return " ".join(words) if len(words) > 1 else ""


def _names(title: str, text: str) -> bool:
    return text in title and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", title) is not None


def _skills(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(mention.skill_id for mention in mentions if mention.skill_id is not None)


def months_in(fields: frozenset[str], work: Sequence[Work], taxonomy: Taxonomy, *, parts: int) -> int:
    """Count the months of the jobs that are of a field: by the title, or where so many skills of it are shown."""
    trades = [trade for field in fields if (trade := _trade(field)) is not None]

    known, ancestors = taxonomy.skills, taxonomy.ancestors

    def counts(job: Work) -> bool:
        if not fields.isdisjoint(job.title):
            return True
        shown = {
            skill for skill in job.shown
            if skill in known and (skill in fields or not fields.isdisjoint(ancestors(skill)))
        }  # fmt: skip
        if len(shown) >= parts and not any(trade.far.search(job.called) for trade in trades):
            return True
        # "Data Analyst" names a part of data science, but those who ask for scientists don't mean every analyst.
        if not shown.isdisjoint(job.title) and not any(trade.near.search(job.called) for trade in trades):
            return True
        own = shown - job.title
        return any(trade.has(job, own) for trade in trades)

    return covered_months(job.span for job in work if counts(job))


@lru_cache(maxsize=256)
def _trade(field: str) -> Trade | None:
    trades = load_data("trades")
    told = trades["fields"].get(field)
    if told is None:
        return None
    told = trades["fields"][told["as"]] if "as" in told else told
    grades = "|".join(trades["grades"])
    wide = trades["open"] if told.get("open") else ()
    return Trade(
        re.compile(rf"(?<!\S)(?:{_any(told['titles'])})(?!\S)"),
        re.compile(rf"(?<!\S)(?:{_any(told.get('near', ()))})(?!\S)"),
        re.compile(rf"(?<!\S)(?:{_any(told.get('far', ()))})(?!\S)"),
        re.compile(rf"(?:(?:{grades}) )*(?:{_any(wide)})(?: (?:{grades}))*"),
        frozenset(told.get("tools", ())),
    )


def _any(titles: Sequence[str]) -> str:
    """Make a pattern of titles: "java|go developer|engineer" → `(?:java|go) (?:developer|engineer)`."""
    if not titles:
        return "(?!)"
    words = ([f"(?:{'|'.join(map(re.escape, word.split('|')))})" for word in title.split()] for title in titles)
    return "|".join(map(" ".join, words))


def field_asked(gate: Gate | CertificateGate, role: Role) -> frozenset[str]:
    """Return the skills that name the field which a gate asks for years of work in; empty for years of any work."""
    if gate.kind != "experience" or any(option.level is not None for option in gate.options):
        return frozenset()
    refs = (ref for requirement in role.requirements for ref in requirement.any_of)
    return frozenset(ref.skill_id for ref in refs if ref.name in gate.fields)

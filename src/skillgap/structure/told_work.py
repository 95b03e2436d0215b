"""Rows of a letter or an "about me" → the jobs that its sentences tell of, where no list of jobs does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from skillgap.models.making import made
from skillgap.models.resume import Job, JobKind
from skillgap.structure.dates import DateSpan, Month, find_dates
from skillgap.structure.language import LEX, norms
from skillgap.structure.months import date_values, period_of, written_period, written_periods
from skillgap.structure.rows import Row, has_title_word
from skillgap.structure.work import kind_of_title

_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?![\s)]+[A-ZÀ-Ý]|\s*$)[^.!?]*)*")
_WORKS = re.compile(
    r"\bI(?:['’](?:ve|m|d))?\b(?! (?:will|would|hope|plan|want))[^.;]{0,40}?\b(?:work(?:ed|ing)?|am|was|been|joined"
    r"|started|began|served|spent|became|moved|led|held|employed)\b|\bI['’]m an?\b"
    r"|\bMy (?:[a-z]+ ){0,2}(?:job|post|position|role|employment)\b"
    r"|^\W*(?:(?:Then|Previously|Currently|Before that|Now),? )?(?:[Ww]ork(?:ed|ing)|[Ee]mployed) as an?\b",
)
_TITLE = re.compile(
    r"\b(?:as|was|am|been|became|['’]m)\s+(?:(?:currently|now|an?|the|their|first|then|still)\s+)*"
    r"(?P<title>[A-Za-zÀ-ÿ][\w/+&'’. -]{2,60}?)"
    r"(?=\s+(?:at|with|for|in|of the|from|since|until|where|and|@)\b|\s*[,;(–—]|\s*$)"
)
_EMPLOYER = re.compile(
    r"\b(?:at|with|for|joined)\s+(?:the\s+)?"
    r"(?P<name>[A-ZÀ-Ý][\w&'’.-]*(?:\s+(?:[A-ZÀ-Ý&][\w&'’.-]*|of|and|für|de|der))*)"
)


def read_told_jobs(rows: Sequence[Row], *, as_of: Month) -> list[Job]:
    """Return the jobs told in sentences, each with its title and dates, in the first person."""
    jobs: list[Job] = []
    for paragraph in _paragraphs(rows):
        if not any(row.dated for row in paragraph):
            continue
        whole = paragraph[0].joined(*paragraph[1:])
        told = (_job(found[0], whole.start + found.start(), as_of=as_of) for found in _SENTENCE.finditer(whole.text))
        jobs += [job for job in told if job is not None]
    return jobs


def without_overlap(told: Sequence[Job], jobs: Sequence[Job], *, as_of: Month) -> list[Job]:
    """Return the told jobs that no listed one already covers: a summary tells again what the list shows."""
    if not told:
        return []
    listed = written_periods(jobs, as_of=as_of)
    return [
        job
        for job in told
        if (own := written_period(job, as_of=as_of)) is not None
        and not any(own.first < other.last and other.first < own.last for other in listed)
    ]


def _paragraphs(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    starts = [i for i, row in enumerate(rows) if not i or row.above or row.bullet or row.heading]
    for start, end in pairwise([*starts, len(rows)]):
        yield rows[start:end]


def _job(text: str, start: int, *, as_of: Month) -> Job | None:
    """Return the job that a sentence in the first person at `start` tells of; None where it is no work or to come."""
    title = _title(text) if _WORKS.search(text) is not None else None
    span = _span(text, as_of=as_of) if title else None
    kind = _kind(title) if title else None
    if span is None or kind is None or period_of(span, as_of=as_of) is None:
        return None
    employer = _EMPLOYER.search(text)
    return made(
        Job,
        {
            "title": title,
            "organisation": employer["name"] if employer else None,
            **date_values(span, as_of=as_of),
            "start": start,
            "end": start + len(text),
            "kind": kind,
            "organisation_start": start + employer.start("name") if employer else None,
            "organisation_end": start + employer.end("name") if employer else None,
        },
    )


def _kind(title: str) -> JobKind | None:
    """Say what the sentence tells of; None where its title is no work ("I am a student", "a member")."""
    kind = kind_of_title(title, "job")
    beside = LEX.words["beside_work"]
    works = kind != "job" or has_title_word([norm for norm in norms(title) if norm not in beside])
    return kind if kind != "activity" and works else None


def _title(text: str) -> str | None:
    for found in _TITLE.finditer(text):
        title = found["title"].strip(" .")
        words = title.split()
        if has_title_word(norms(title)) and len(words) <= 7 and words[0] not in ("at", "with", "in"):
            return title
    return None


def _span(text: str, *, as_of: Month) -> DateSpan | None:
    """Return the range of a sentence; a term or month alone ("in the summer of 2017") is one, a year alone is not."""
    spans = find_dates(text, as_of=as_of)
    whole = next((span for span in spans if not span.single), None)
    if whole is not None or len(spans) != 1:
        return whole
    span = spans[0]
    return span._replace(until=span.since, single=False) if span.since.precise else None

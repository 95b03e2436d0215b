"""Rows of a letter or an "about me" → the jobs that its sentences tell of, where no list of jobs does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from skillgap.models.making import made
from skillgap.models.resume import Job, JobKind
from skillgap.structure.dates import DateSpan, Month, find_dates
from skillgap.structure.language import lexicon, norms
from skillgap.structure.months import period_of
from skillgap.structure.rows import Row, has_title_word
from skillgap.structure.work import WEAK_TITLES

_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?![\s)]+[A-ZÀ-Ý]|\s*$)[^.!?]*)*")
_WORKS = re.compile(
    r"\bI(?:['’](?:ve|m|d))?\b(?! (?:will|would|hope|plan|want))[^.;]{0,40}?\b(?:work(?:ed|ing)?|am|was|been|joined"
    r"|started|began|served|spent|became|moved|led|held|employed)\b|\bI['’]m an?\b"
    r"|^\W*(?:(?:Then|Previously|Currently|Before that|Now),? )?(?:[Ww]ork(?:ed|ing)|[Ee]mployed) as an?\b",
)
_TITLE = re.compile(
    r"\b(?:as|was|am|been|became|['’]m)\s+(?:(?:currently|now|an?|the|their|first|then|still)\s+)*"
    r"(?P<title>[A-Za-zÀ-ÿ][\w/+&'’. -]{2,60}?)"
    r"(?=\s+(?:at|with|for|in|of the|from|since|until|where|and|@)\b|\s*[,;(–—]|\s*$)"
)
_EMPLOYER = re.compile(
    r"\b(?:at|with|for|joined)\s+(?:the\s+)?(?P<name>[A-ZÀ-Ý][\w&'’.-]*(?:\s+(?:[A-ZÀ-Ý&][\w&'’.-]*|of|and|für|de|für|der))*)"
)


def read_told_jobs(rows: Sequence[Row], *, as_of: Month) -> list[Job]:
    """Return the jobs told in the first person, each in one sentence with its title and dates."""
    jobs: list[Job] = []
    for paragraph in _paragraphs(rows):
        start = paragraph[0].start
        text = paragraph[0].text
        for before, row in pairwise(paragraph):
            text += " " * (row.start - before.end) + row.text
        for sentence in _SENTENCE.finditer(text):
            job = _job(sentence[0], start + sentence.start(), as_of=as_of)
            if job is not None:
                jobs.append(job)
    return jobs


def _paragraphs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    paragraph: list[Row] = []
    for row in rows:
        if paragraph and (row.above or row.bullet or row.heading):
            yield paragraph
            paragraph = []
        paragraph.append(row)
    if paragraph:
        yield paragraph


def _job(text: str, start: int, *, as_of: Month) -> Job | None:
    if _WORKS.search(text) is None or (titled := _title(text)) is None:
        return None
    span = _span(text, as_of=as_of)
    period = period_of(span, as_of=as_of) if span is not None else None
    if span is None or period is None:
        return None
    named = _EMPLOYER.search(text)
    kind = _kind(titled)
    if kind is None:
        return None
    return made(
        Job,
        {
            "title": titled,
            "organisation": named["name"] if named else None,
            "since": span.since.since,
            "until": span.until.until if span.until else "present",
            "months": period.months,
            "months_low": period.low,
            "months_high": period.months,
            "start": start,
            "end": start + len(text),
            "kind": kind,
            "organisation_start": start + named.start("name") if named else None,
            "organisation_end": start + named.end("name") if named else None,
        },
    )


def _kind(title: str) -> JobKind | None:
    """Say what the sentence tells of; None where its title is no work ("I am a student", "a member")."""
    phrases, found = lexicon().phrases, norms(title)
    kinds: tuple[JobKind, ...] = ("volunteering", "internship", "research", "teaching")
    for kind in kinds:
        if phrases[kind].has(title, found):
            return kind
    return "job" if has_title_word(lexicon(), [norm for norm in found if norm not in WEAK_TITLES]) else None


def _title(text: str) -> str | None:
    lex = lexicon()
    for found in _TITLE.finditer(text):
        title = found["title"].strip(" .")
        if has_title_word(lex, norms(title)) and len(title.split()) <= 7:
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

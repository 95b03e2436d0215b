"""Document + Structure → what a mention's place proves: the job, list, course or certificate that it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter, itemgetter
from typing import NamedTuple

from skillgap.models.document import Document
from skillgap.models.resume import Certification, Education, Evidence, Job, Mention, Project, SectionKind, Structure
from skillgap.structure.certifications import is_course, is_introduction
from skillgap.structure.dates import month_of, month_text
from skillgap.structure.language import LEX, alternation, norms
from skillgap.structure.months import COUNTED, Month, Period, union, union_low, written_period
from skillgap.structure.stated import (
    CLOSES,
    LEVEL_SECTIONS,
    LIST_SECTIONS,
    NEAR,
    YEAR_HINT,
    exact_years,
    stated_level,
    stated_years,
)  # fmt: skip
from skillgap.structure.told_times import Told, lines_with_times, told_times

_BY_SECTION: dict[SectionKind, Evidence] = {
    "summary": "used",
    "experience": "used",
    "projects": "used",
    "publications": "used",
    "awards": "used",
    "volunteering": "used",
    "certifications": "coursework",
    "education": "coursework",
}
"""What a mention outside any dated entry is worth; "listed" elsewhere.

A certificate that is held counts for itself; a mere course is coursework there too."""

_BARE = 5
"""Names of a sentence that make a list of it where nothing else stands there."""
_BETWEEN = re.compile(r"[^\w\n]{1,4}(?:and |or |& )?|\n")
_LINE_END = re.compile(r"\n")
_OPENS = frozenset({"", "\n", *".!?:;•·|–-"})

# What is looked at around a mention; a whole text on one line (a bad export, an attack) would cost its square.
_LINE = 1_000
IN_ORDER = attrgetter("start", "end")


class Place(NamedTuple):
    """What a mention's place in the resume proves."""

    evidence: Evidence
    period: Period | None
    last: str | None


class _Time(NamedTuple):
    """A time told, and whether of the skill itself ("Go (since 2023)") or of a sentence that it stands in."""

    time: Told
    named: bool


_COURSEWORK = Place("coursework", None, None)
_LISTED = Place("listed", None, None)
_USED = Place("used", None, None)


def _worked(job: Job, period: Period | None) -> Place:
    if period is None or job.kind not in COUNTED:
        return Place("used", None, job.until)
    return Place("dated", period, "present" if job.until == "present" else month_text(period.last))


def _of_project(project: Project, jobs: Sequence[tuple[Job, Place]], as_of: Month) -> Place:
    """Return the place of a project: in its job, for its own time, where it has that job's employer."""
    if project.organisation and project.kind == "project" and (own := written_period(project, as_of=as_of)) is not None:
        for job, place in jobs:
            if job.organisation == project.organisation and place.period is not None and place.period.holds(own):
                last = "present" if project.until == "present" else month_text(own.last)
                return Place(place.evidence, place.period.meet(own), last)
    return Place("used", None, project.until)


def _unwrapped(text: str, wraps: Sequence[int]) -> str:
    """Return the text with a space for each line's end that only wraps: as long as before."""
    ends = [*(at - 1 for at in wraps), len(text)]
    return " ".join([text[start:end] for start, end in zip([0, *wraps], ends, strict=True)])


def _bare_lists(text: str, mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """Return what only lists names though it stands where prose does, in order.

    Those are sentences of a summary that are nothing but names, and lines anywhere that call themselves keywords.
    """
    found = [match.span() for match in _keyword_lines().finditer(text)]
    run: list[Mention] = []
    for mention in sorted((m for m in mentions if m.section == "summary"), key=IN_ORDER):
        if run and not _BETWEEN.fullmatch(text, run[-1].end, mention.start):
            found += _whole_sentence(text, run)
            run = []
        run.append(mention)
    return sorted([*found, *_whole_sentence(text, run)])


def _whole_sentence(text: str, run: Sequence[Mention]) -> list[tuple[int, int]]:
    if len(run) < _BARE:
        return []
    start, end = run[0].start, run[-1].end
    opened = text[max(0, start - 3) : start].strip(" \t")[-1:] in _OPENS
    return [(start, end)] if opened and text[end : end + 1] in {"", "\n", "."} else []


@cache
def _keyword_lines() -> re.Pattern[str]:
    return re.compile(
        rf"^[^\w\n]*(?:{alternation(LEX.words['keyword_labels'])})[ \t]*:.*$", re.IGNORECASE | re.MULTILINE
    )


@cache
def _deeds() -> re.Pattern[str]:
    """Match sentences that say what was done: "Wrote a script that …", "I use Docker daily"."""
    words = LEX.words
    deeds, objects, now = ("|".join(sorted(words[key])) for key in ("deeds", "deed_objects", "deeds_now"))
    stop = r"(?:[^.\n]|\.(?=\S)){0,400}"
    return re.compile(
        rf"^[^\w\n]*(?i:{deeds}) (?={stop}?\b(?:{objects}|\d+)\b){stop}"
        rf"|\b(?P<i>I) (?:(?:have|had|also|now|still|often|regularly) )?(?:{deeds}|{now}) {stop}",
        re.MULTILINE,
    )


@cache
def _courses() -> re.Pattern[str]:
    """Match clauses that tell of a course taken: "Attended a two-day workshop on Terraform"; no deeds behind it."""
    words = LEX.words
    begun, taken, kinds, deeds = (
        alternation(words[key]) for key in ("courses_begun", "courses_taken", "trainings", "deeds")
    )
    # "Completed the training of 12 models": only a training in something, or an internal one, is a course.
    training = rf"(?:an? |the )?(?:(?:{kinds}) )*training (?:in|on|about|for|with|from)"
    # "Took over the course platform in Django", "Completed the golf course management system": not taken.
    named = r"(?:(?!(?:for|from|of|over|to|with) )[\w+#./'’-]+ ){0,6}"
    goes_on = r"(?! (?!about|and|at|by|covering|focused|for|from|in|on|organi|run|taught|to|with)\w)\b"
    does = rf"(?:,|,? and|,? then|,? before) (?:then |later )?(?:{deeds}|ran|used)\b"
    clause = rf"(?:(?!{does})(?:[^.;\n]|\.(?=\S))){{0,300}}"
    course = rf"(?:{training}|{named}(?i:{taken}){goes_on})"
    return re.compile(rf"^[^\w\n]*(?i:{begun}) {course}{clause}", re.MULTILINE)


def _near(places: Sequence[int], mention: Mention) -> bool:
    first = bisect_left(places, mention.start - NEAR)
    return first < len(places) and places[first] < mention.end + NEAR


class Places:
    """Look up what stands around a mention; built once a document."""

    def __init__(self, document: Document, structure: Structure, mentions: Iterable[Mention]) -> None:
        self.text = _unwrapped(document.text, structure.wraps or ())
        self._sections = structure.sections
        self.years = [found.start() for found in YEAR_HINT.finditer(document.text)]
        self.times = lines_with_times(self.text)
        self._told_times: dict[tuple[int, Period | None], list[Told]] = {}
        self._months: dict[tuple[Period, ...], tuple[int, int]] = {}
        self._section = {kind: Place(evidence, None, None) for kind, evidence in _BY_SECTION.items()}
        self._bare = _bare_lists(self.text, mentions)
        self._courses = [found.span() for found in _courses().finditer(self.text)]
        self._lines = [0, *(found.end() for found in _LINE_END.finditer(self.text)), len(self.text) + 1]
        self._deeds: dict[int, list[tuple[int, int, bool]]] = {}
        self._as_of = as_of = month_of(structure.as_of)
        worked = [(job, _worked(job, written_period(job, as_of=as_of))) for job in structure.jobs]
        # Of what overlaps, the first counts: a certificate, then a job, a project, a degree.
        spans: list[tuple[int, int, Place | Certification | Education]] = [
            *((one.start, one.end, one) for one in structure.certifications),
            *((job.start, job.end, place) for job, place in worked),
            *((one.start, one.end, _of_project(one, worked, as_of)) for one in structure.projects),
            *((one.start, one.end, self._coursework(one)) for one in structure.education),
        ]
        self._cuts = sorted({at for start, end, _ in spans for at in (start, end)})
        index = {at: i for i, at in enumerate(self._cuts, start=1)}
        self._covers: list[Place | Certification | Education | None] = [None] * (len(index) + 1)
        for start, end, cover in reversed(spans):
            first, stop = index[start], index[end]
            self._covers[first:stop] = [cover] * (stop - first)

    def _coursework(self, degree: Education) -> Place | Education:
        """Return the place of a degree, or the degree itself where a thesis is named and the line must tell."""
        thesis = LEX.phrases["thesis"]
        plain = thesis.firsts.isdisjoint(norms(self.text[degree.start : degree.end]))
        return _COURSEWORK if plain else degree

    def of(self, mention: Mention) -> Place:
        """Return the evidence that a mention gives by its place."""
        if self._bare and self._begins_in(self._bare, mention):
            return _LISTED
        cover = self._covers[bisect_right(self._cuts, mention.start)]
        if cover is None:
            place = self._section.get(mention.section, _LISTED)
            return _USED if place is _LISTED and self._told(mention, opens=True) else place
        if cover is _COURSEWORK:
            return _USED if self._told(mention, opens=False) else cover
        if isinstance(cover, Place):
            return _COURSEWORK if self._courses and self._begins_in(self._courses, mention) else cover
        return self._certified(cover, mention) if isinstance(cover, Certification) else self._studied(mention)

    def _begins_in(self, spans: Sequence[tuple[int, int]], mention: Mention) -> bool:
        i = bisect_right(spans, (mention.start, len(self.text))) - 1
        return i >= 0 and mention.start < spans[i][1]

    def _told(self, mention: Mention, *, opens: bool) -> bool:
        """Tell whether a sentence says what was done with a skill; `opens` takes one without "I", too."""
        # Most lines are bullets of jobs, which nobody asks about.
        line = bisect_right(self._lines, mention.end) - 1
        deeds = self._deeds.get(line)
        if deeds is None:
            found = _deeds().finditer(self.text, self._lines[line], self._lines[line + 1] - 1)
            deeds = self._deeds[line] = [(*deed.span(), deed["i"] is not None) for deed in found]
        i = bisect_right(deeds, mention.end, key=itemgetter(0)) - 1
        if i < 0:
            return False
        _, end, first_person = deeds[i]
        return mention.end <= end and (first_person or opens)

    def _certified(self, certificate: Certification, mention: Mention) -> Place:
        if certificate.planned or certificate.expired:
            return _LISTED
        start, end = certificate.start, certificate.end
        titles = (section.title for section in self._sections if section.start <= start < section.end)
        if is_course(self.text, start, end, at=mention.start, heading=next(titles, None)):
            return _COURSEWORK
        if is_introduction(self.text, start, end, at=mention.start):
            return _LISTED
        date = certificate.date if certificate.date != "present" else None
        return Place("certified", None, date if mention.section == "certifications" else None)

    def _studied(self, mention: Mention) -> Place:
        phrases = LEX.phrases
        before, after = self.around(mention)
        line = before + mention.text + after
        if phrases["thesis"].has(line) and not phrases["coursework"].has(line):
            return _USED
        return _COURSEWORK

    def around(self, mention: Mention) -> tuple[str, str]:
        """Return what stands before and after a mention on its line, at most 1,000 characters of each."""
        text, start, end = self.text, mention.start, mention.end
        first = max(0, start - _LINE)
        newline = text.rfind("\n", first, start)
        last = text.find("\n", end, end + _LINE)
        return text[newline + 1 if newline >= 0 else first : start], text[end : last if last >= 0 else end + _LINE]

    def months(self, periods: Sequence[Period]) -> tuple[int, int]:
        """Return the months that the periods cover and their shortest reading."""
        # Most skills of a job have only that job's months.
        key = tuple(dict.fromkeys(periods)) if len(periods) > 1 else (periods[0],)
        if key not in self._months:
            self._months[key] = union(key), union_low(key)
        return self._months[key]

    def bounded(self, mentions: Sequence[Mention], found: list[Place]) -> list[Place]:
        """Return the places with their times cut to what the resume itself says of when.

        A date in a sentence ("until 2020 we also had PHP") speaks for its mention alone. One that stands at the name
        ("Go (since 2023)") speaks for the skill: within a job for that job, in a list or summary for all jobs.
        """
        told = [self._time_of(mention, place.period) for mention, place in zip(mentions, found, strict=True)]
        if all(one is None for one in told):
            return found
        parts: list[tuple[Place, Place]] = []
        of_job: dict[Place, list[Place]] = {}
        everywhere: list[Told] = []
        for mention, place, one in zip(mentions, found, told, strict=True):
            part = place if one is None else self._cut(place, one.time)
            parts.append((place, part))
            if one is not None and one.named:
                if part != place:
                    of_job.setdefault(place, []).append(part)
                elif place.period is None and mention.section in LIST_SECTIONS:
                    everywhere.append(one.time)
        # What has no date of its own has its job's, as the job tells it of the skill.
        cut = [one for place, part in parts for one in (of_job.get(place, [part]) if part == place else [part])]
        return [self._cut(place, time) for place in cut for time in everywhere] if everywhere else cut

    def _cut(self, place: Place, time: Told) -> Place:
        """Return the part of a dated place that is told of; all of it where the two don't meet."""
        period = time.within(place.period, as_of=self._as_of) if place.period is not None else None
        if period is None or place.period is None:
            return place
        open_end = place.last == "present" and period.last == place.period.last
        return Place(place.evidence, period, "present" if open_end else month_text(period.last))

    def _time_of(self, mention: Mention, job: Period | None) -> _Time | None:
        """Return what is told of a mention's time."""
        if not self._begins_in(self.times, mention) or (job is None and mention.section not in LIST_SECTIONS):
            return None  # nothing said, or nothing that it could cut
        before, after = self.around(mention)
        if len(before) == _LINE or len(after) == _LINE:
            return None  # each mention of such a line would have it read anew
        start, line = len(before), before + self.text[mention.start : mention.end] + after
        key = mention.start - start, job
        if key not in self._told_times:
            self._told_times[key] = told_times(line, job=job, as_of=self._as_of)
        end = start + mention.end - mention.start
        holds = (told for told in self._told_times[key] if told.start <= start and end <= told.end)
        told = next(holds, None)
        return None if told is None else _Time(told, told.names(line, start, end, alone=job is None))

    def most_months(self, mentions: Sequence[Mention]) -> int | None:
        """Read the longest time that lists and summaries give the skill; None where they set no bound."""
        listed = [mention for mention in mentions if mention.section in LIST_SECTIONS and _near(self.years, mention)]
        years = [years for mention in listed if (years := exact_years(*self.around(mention))) is not None]
        return round(max(years) * 12) if years else None

    def stated_years(self, mentions: Sequence[Mention]) -> float | None:
        """Read the most years that the mentions' lines give; lines far from any "5 years" aren't looked at."""
        most: float | None = None
        for mention in mentions:
            if _near(self.years, mention):
                years = stated_years(*self.around(mention))
                if years is not None and (most is None or years > most):
                    most = years
        return most

    def stated_level(self, mentions: Sequence[Mention]) -> str | None:
        """Read the level that the first line with one gives."""
        text = self.text
        for mention in mentions:
            if mention.section not in LEVEL_SECTIONS:
                continue
            # Most skills of a list stand between commas, where no level can stand.
            start, end = mention.start, mention.end
            following = text[end : end + 2]
            if following[:1] == " ":
                following = following[1:]
            closed = following[:1] in CLOSES or following[:1] == "\n"
            if closed and (not text[start - 2 : start - 1].isalnum() or text[start - 1] == "\n"):
                continue
            level = stated_level(mention.section, *self.around(mention))
            if level is not None:
                return level
        return None

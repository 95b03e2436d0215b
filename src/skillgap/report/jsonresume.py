"""Document + Structure → JSON Resume (jsonresume.org, version 1.0.0): the candidate's own document in another form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from skillgap.models.document import Document
from skillgap.models.resume import (
    Certification,
    Education,
    Entry,
    Job,
    PersonalKind,
    Profile,
    Section,
    SectionKind,
    Structure,
)
from skillgap.structure.dates import find_dates, month_of
from skillgap.structure.language import LEX, norms

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
_BULLET = "• "
_LABEL = re.compile(r"([^:\t]{2,48})(?::\s*|\t\s*)(\S.*)")
_ITEM = re.compile(r"\s*(?:[,;|·]|\t)\s*(?![^(]*\))")
_EDGE = " \t,;:|·–—-"
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2})\.\s+(?=[A-ZÀ-Ý])")
_REACHED_BY: tuple[PersonalKind, ...] = ("email", "phone", "address", "url")
_HEAD, _SHORT = 6, 60
"""Lines at the head of a summary that may be contact lines, and the characters of one."""
_LEVEL_WORDS = 4
"""Words of a language with its level."""


def json_resume(document: Document, structure: Structure, *, profile: Profile | None = None) -> dict[str, Any]:
    """Return the resume under the keys of JSON Resume.

    It holds personal data, which no other result does. Dates are written as far as they are known; an entry that
    goes on has no `endDate`. Text that has no key of its own in the schema stands under `other`, which it allows; so
    does what a list of skills denies or plans, where a `profile` says so: whoever reads `skills` takes all for held.
    """
    writer = _Writer(document, structure, profile)
    skills, disowned = writer.skills()
    spoken, pastimes = writer.languages_and_interests()
    resume: dict[str, Any] = {"$schema": SCHEMA, "basics": writer.basics()}
    parts = {
        "work": [writer.work(job) for job in structure.jobs if job.kind != "volunteering"],
        "volunteer": [writer.volunteer(job) for job in structure.jobs if job.kind == "volunteering"],
        "education": [writer.education(degree) for degree in structure.education],
        "projects": [writer.project(entry) for entry in structure.projects if entry.kind == "project"],
        "publications": [writer.publication(entry) for entry in structure.projects if entry.kind == "publication"],
        "certificates": [writer.certificate(certificate) for certificate in structure.certifications],
        "skills": skills,
        "awards": [{"title": line} for line in writer.lines("awards")],
        "languages": [_language(item) for item in spoken],
        "interests": [{"name": item} for item in pastimes],
        "references": [{"reference": line} for line in writer.lines("references")],
        "other": [*writer.lines("other"), *disowned],
    }
    resume.update({key: value for key, value in parts.items() if value})
    if structure.as_of_source == "document":
        resume["meta"] = {"lastModified": f"{structure.as_of}-01T00:00:00"}
    return resume


class _Writer:
    """Reads the parts of one document."""

    def __init__(self, document: Document, structure: Structure, profile: Profile | None) -> None:
        self.text = document.text
        self.structure = structure
        self.as_of = month_of(structure.as_of)
        mentions = [mention for skill in profile.skills for mention in skill.mentions] if profile else []
        self.held = [(mention.start, mention.end) for mention in mentions]
        self.not_held = [(mention.start, mention.end) for mention in profile.not_held] if profile else []

    def basics(self) -> dict[str, Any]:
        """Return who it is and what they say of themselves."""
        first: dict[str, str] = {}
        for personal in self.structure.personal:
            first.setdefault(personal.kind, self.text[personal.start : personal.end].strip())
        place, told = self._summary()
        summary = " ".join(told)
        basics: dict[str, Any] = {key: first[key] for key in ("name", "email", "phone") if key in first}
        if "url" in first:
            basics["url"] = first["url"] if "://" in first["url"] else f"https://{first['url']}"
        if address := first.get("address", place):
            basics["location"] = {"address": address}
        if summary:
            basics["summary"] = summary
        return basics

    def work(self, job: Job) -> dict[str, Any]:
        """Return a job: its title, employer, dates, and the lines under its head."""
        return _drop_empty(
            {
                "name": job.organisation,
                "position": job.title,
                "startDate": _date(job.since),
                "endDate": _date(job.until),
                "highlights": self._body(job),
            }
        )

    def volunteer(self, job: Job) -> dict[str, Any]:
        """Return unpaid work."""
        found = self.work(job)
        return _drop_empty({"organization": found.pop("name", None), **found})

    def education(self, degree: Education) -> dict[str, Any]:
        """Return a degree in the words of the resume."""
        line = self.text[degree.start : degree.end]
        hits = LEX.degrees.find(line)
        named = next((hit for hit in hits if hit.value == degree.level), None)
        said = degree.counts_by or (line[named.start : named.end].strip() if named else None)
        lines = line.split("\n")
        known = [part for part in (degree.field, degree.institution) if part]
        rest = [
            _plain(other)
            for other in lines
            if not any(part in other for part in known) and not self._bare_date(other) and not LEX.degrees.has(other)
        ]
        return _drop_empty(
            {
                "institution": degree.institution,
                "area": degree.field,
                "studyType": said + self._remark(degree, line) if said else None,
                "startDate": _date(degree.since),
                "endDate": _date(degree.until),
                "courses": [text for text in rest if text],
            }
        )

    def _remark(self, degree: Education, line: str) -> str:
        """Return the words that say that a degree is not completed."""
        if degree.completed is not False:
            return ""
        for key in ("incomplete", "ongoing"):
            hits = LEX.phrases[key].find(line)
            if hits:
                return f" ({line[hits[0].start : hits[0].end]})"
        return ""

    def project(self, entry: Entry) -> dict[str, Any]:
        """Return a project."""
        return _drop_empty(
            {
                "name": entry.title,
                "startDate": _date(entry.since),
                "endDate": _date(entry.until),
                "highlights": self._body(entry),
            }
        )

    def publication(self, entry: Entry) -> dict[str, Any]:
        """Return a publication or talk, as one line."""
        name = " ".join(_plain(line) for line in self.text[entry.start : entry.end].split("\n"))
        return _drop_empty({"name": name, "releaseDate": _date(entry.until)})

    def certificate(self, certificate: Certification) -> dict[str, Any]:
        """Return a certificate; a planned one says so in its name, as in the resume."""
        return _drop_empty({"name": certificate.name, "issuer": certificate.issuer, "date": _date(certificate.date)})

    def skills(self) -> tuple[list[dict[str, Any]], list[str]]:
        """Return the lines of the skills sections, and those that name only what is denied, planned or another's.

        A label stands with its keywords, else the line itself; single keywords that aren't held are left out.
        """
        found: list[dict[str, Any]] = []
        disowned: list[str] = []
        for start, raw in self._raw_lines("skills"):
            # A label in a cell of its own.
            cell, tab, rest = raw.strip().partition("\t")
            labelled = tab and "\t" not in rest.strip()
            if self._is_disowned(start, start + len(raw)):
                disowned.append(_plain(f"{cell}: {rest.strip()}" if labelled else raw))
                continue
            line = _plain(f"{cell}: {rest.strip()}" if labelled and "," in rest else raw)
            label = _LABEL.match(line)
            name, listed = (label[1].strip(), label[2]) if label else ("Skills", line)
            words = [word.strip() for word in _ITEM.split(listed) if word.strip(_EDGE)]
            at, kept = start, []
            for word in words:
                first = self.text.find(word, at, start + len(raw))
                if first >= 0:
                    at = first + len(word)
                if first < 0 or not self._is_disowned(first, at):
                    kept.append(word)
            found.append({"name": name, "keywords": kept})
        return found, disowned

    def _is_disowned(self, start: int, end: int) -> bool:
        """Tell whether all that a stretch names is denied, planned or another's."""
        return any(start <= first < end for first, _ in self.not_held) and not any(
            start <= first < end for first, _ in self.held
        )

    def languages_and_interests(self) -> tuple[list[str], list[str]]:
        """Return the items of these sections; "English C1" at the end of the hobbies is a language."""
        spoken = [item for line in self.lines("languages") for item in _ITEM.split(line) if item]
        pastimes: list[str] = []
        for line in self.lines("interests"):
            for sentence in _SENTENCE.split(line):
                for item in filter(None, _ITEM.split(sentence)):
                    (spoken if _is_language(item) else pastimes).append(item)
        return spoken, pastimes

    def _summary(self) -> tuple[str | None, list[str]]:
        """Return the place among contact lines at the head of a summary, and the lines below them."""
        lines = list(self._raw_lines("summary"))
        reached = [one for one in self.structure.personal if one.kind in _REACHED_BY]
        last = 0
        for i, (start, raw) in enumerate(lines[:_HEAD], start=1):
            if len(raw) > _SHORT or raw.rstrip().endswith("."):
                break
            if any(start <= one.start < start + len(raw) for one in reached):
                last = i
        ways = {start for start, raw in lines[:last] for one in reached if start <= one.start < start + len(raw)}
        places = [_plain(raw) for start, raw in lines[:last] if start not in ways]
        beside = len(places) == 1 and not any(map(str.isdigit, places[0]))
        return (places[0] if beside else None), ([] if beside else places) + [_plain(raw) for _, raw in lines[last:]]

    def lines(self, kind: SectionKind) -> list[str]:
        """Return the lines of all sections of a kind, their headings left out."""
        return [_plain(raw) for _, raw in self._raw_lines(kind)]

    def _raw_lines(self, kind: SectionKind) -> Iterator[tuple[int, str]]:
        """Yield these lines as they stand in the text, each with its place."""
        for section in self.structure.sections:
            if section.kind == kind:
                yield from self._section(section)

    def _section(self, section: Section) -> Iterator[tuple[int, str]]:
        start = section.start
        for i, line in enumerate(self.text[section.start : section.end].split("\n")):
            heading = (
                i == 0 and section.title is not None and ":" not in line.rstrip(": \t") and "\t" not in line.strip()
            )
            if not heading and any(map(str.isalnum, line)):
                yield start, line
            start += len(line) + 1

    def _body(self, entry: Entry) -> list[str]:
        """Return the lines of an entry without those that only name it; a line that runs on is joined."""
        found: list[str] = []
        open_bullet = False
        known = [part for part in (entry.title, entry.organisation) if part]
        lines = self.text[entry.start : entry.end].split("\n")
        width = max(map(len, lines))
        before = ""
        for i, line in enumerate(lines):
            text = line.strip()
            head = (
                i < 4
                and not found
                and (any(part in line for part in known) or bool(find_dates(line, as_of=self.as_of)))
            )
            if not any(map(str.isalnum, text)):
                continue
            if head:
                rest = self._without_head(text, known)
                if rest:
                    found.append(rest)
            elif (
                found
                and not text.startswith(_BULLET)
                and (text[0].islower() or (open_bullet and (text[0].isdigit() or _is_full(before, text, width))))
            ):
                found[-1] = f"{found[-1]} {text}"
            else:
                found.append(_plain(text))
            # "reduced it to 1 hr" / "50 min.": a figure goes on with a bullet whose sentence is not closed.
            before = line
            open_bullet = (text.startswith(_BULLET) or open_bullet) and text[-1] not in ".!?:;"
        return found

    def _without_head(self, text: str, known: Iterable[str]) -> str:
        """Return what a head line says beside title, employer and dates."""
        for span in reversed(find_dates(text, as_of=self.as_of)):
            text = text[: span.start] + text[span.end :]
        for part in known:
            text = text.replace(part, "", 1)
        text = _plain(text).strip(_EDGE + "()[].@*")
        return text if len(text) > 2 else ""

    def _bare_date(self, line: str) -> bool:
        spans = find_dates(line, as_of=self.as_of)
        return bool(spans) and len(line.strip()) - sum(span.end - span.start for span in spans) < 8


def _is_full(line: str, below: str, width: int) -> bool:
    """Tell a line that had no room for the first word of the one below it; letters differ in width."""
    return len(line) + 1 + len(below.split()[0]) > 0.93 * width


def _plain(line: str) -> str:
    text = line.strip()
    text = text.removeprefix(_BULLET.strip()).strip()
    return re.sub(r"\*\*|^#+\s+|^[-*+]\s+", "", text).replace("\t", ", ")


def _language(item: str) -> dict[str, str]:
    found = norms(item)
    if len(found) > 1 and found[0] in LEX.human_languages and item.replace(" ", "").strip(".").isalnum():
        language, _, fluency = item.strip(" .").partition(" ")
        return {"language": language, "fluency": fluency}
    named = re.match(r"\s*([^(:–]+?)\s*(?:[(:–]\s*(.*?)\)?)?\s*$", item)
    if named is None:
        return {"language": item.strip()}
    return _drop_empty({"language": named[1], "fluency": named[2]})


def _is_language(item: str) -> bool:
    """Tell "English C1" and "Polish" from "Polish cooking"."""
    found = norms(item)
    named = found[:1] and found[0] in LEX.human_languages and len(found) <= _LEVEL_WORDS
    return bool(named) and (len(found) == 1 or LEX.levels.has(item, found))


def _date(date: str | None) -> str | None:
    return None if date is None or date == "present" else date


def _drop_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [])}

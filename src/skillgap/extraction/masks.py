"""Structure → spans that never name a skill: people, employers, schools, degree fields, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from skillgap.extraction.words import sense_words
from skillgap.models.resume import Structure

_BUSINESS = re.compile(r"\s?[ \t]*\([^()\n]{1,60}(?:\n[^()\n]{1,60})?\)")

_MAIL_FOOT = re.compile(
    r"^[ \t]*(?:(?:sent (?:from|via|with|by)|gesendet (?:mit|von|über)|envoyé (?:de|depuis)|enviado (?:desde|do)"
    r"|get outlook for) [^\n.]{1,40}\.?|(?:\w+ )?scanned(?: by [\w ]{1,30})?\.?"
    r"|(?:this|diese) (?:e-?mail|message|nachricht) (?:is|was|may|has|and|ist|wurde)\b[^\n]*)[ \t]*$",
    re.I | re.M,
)
"""What programs for e-mail and scanners of viruses write below a resume sent in its body."""
_FOOT = 400
"""Characters of a text's end in which that stands."""
_EUROPASS = re.compile(
    r"^[^\w\n]{0,8}(?:mother tongue|muttersprache|langues? maternelle|(?:other|foreign) language\(s)", re.I | re.M
)
_LISTENING = re.compile(r"\blistening\b(?=[\s|:]{0,80}(?:[abc][12][\s|]{1,80})?reading\b)", re.I)


def masked_spans(text: str, structure: Structure) -> list[tuple[int, int]]:
    """Return character spans, sorted.

    An organisation's name is masked in its own entry; a long one (two words and more) wherever it stands.
    """
    # Links are told apart by their own rule everywhere: "socket.io" in a list is no link.
    spans = [(p.start, p.end) for p in structure.personal if p.kind not in {"nationality", "url"}]
    spans += [
        (s.start, s.start + len(s.title)) for s in structure.sections if s.title and text.startswith(s.title, s.start)
    ]
    spans += [found.span() for found in _MAIL_FOOT.finditer(text, max(0, len(text) - _FOOT))]
    if _EUROPASS.search(text):
        spans += [found.span() for pattern in (_rubrics(), _LISTENING) for found in pattern.finditer(text)]
    awards = [section for section in structure.sections if section.kind == "awards"]
    for job in structure.jobs:
        spans.extend(_places(text, job.organisation, job.start, job.end))
        # Who gives a prize is often who employs.
        for section in awards:
            spans.extend(_places(text, job.organisation, section.start, section.end))
    for project in structure.projects:
        spans.extend(_places(text, project.organisation, project.start, project.end))
    for degree in structure.education:
        spans.extend(_places(text, degree.institution, degree.start, degree.end))
        spans.extend(_first(text, degree.field, degree.start, degree.end))
    return sorted(set(spans))


@cache
def _rubrics() -> re.Pattern[str]:
    """Return the headings within the form's skills: they stand there whatever is below."""
    names = "|".join(sorted(map(re.escape, sense_words()["form_rubrics"]), key=lambda name: (-len(name), name)))
    return re.compile(rf"^[ \t]*(?:{names})[ \t]*(?=[\n\t]|  )", re.I | re.M)


def walls(structure: Structure) -> list[int]:
    """Return the offsets where something new begins; a person's name in a side column ends what came before it."""
    entries = (structure.sections, structure.jobs, structure.projects, structure.education)
    starts = {entry.start for group in entries for entry in group}
    starts |= {entry.start for entry in structure.certifications}
    return sorted(starts | {personal.start for personal in structure.personal if personal.kind == "name"})


def _places(text: str, name: str | None, start: int, end: int) -> Iterator[tuple[int, int]]:
    # A slash parts tools ("SpecFlow/C#"), not the words of a company; a Danish one ends in A/S.
    if not name or not name.strip() or "/" in name.replace("A/S", ""):
        return
    words = name.split()
    long = len(words) > 1
    for first, last in _whole(text, words, 0 if long else start, len(text) if long else end):
        yield first, last
        # "Quillfield (video streaming)": what the employer does.
        if business := _BUSINESS.match(text, last, end):
            yield business.span()
        if not long:
            return


def _whole(text: str, words: list[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Find a name that is no part of a longer word, its words any white space apart.

    A pattern would have to be compiled for each employer, which takes longer than all the rest of the masks.
    """
    at = text.find(words[0], start, end)
    while at >= 0:
        stop = _stop(text, words, at, end)
        if stop and not (at and _in_word(text[at - 1])) and not (stop < end and _in_word(text[stop])):
            yield at, stop
            at = text.find(words[0], stop, end)
        else:
            at = text.find(words[0], at + 1, end)


def _stop(text: str, words: list[str], at: int, end: int) -> int:
    """Return where the words end that begin at `at`, or 0."""
    stop = at + len(words[0])
    for word in words[1:]:
        gap = stop
        while stop < end and text[stop].isspace():
            stop += 1
        if stop == gap or not text.startswith(word, stop, end):
            return 0
        stop += len(word)
    return stop


def _in_word(mark: str) -> bool:
    return mark.isalnum() or mark == "_"


def _first(text: str, name: str | None, start: int, end: int) -> Iterator[tuple[int, int]]:
    if name:
        yield from islice(_whole(text, name.split(), start, end), 1)

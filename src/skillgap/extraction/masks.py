"""Structure → spans that never name a skill: people, employers, schools, degree fields, links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from skillgap.models.resume import Structure

_BUSINESS = re.compile(r"[ \t]*\([^()\n]{1,60}\)")


def masked_spans(text: str, structure: Structure) -> list[tuple[int, int]]:
    """Return character spans, sorted.

    An organisation's name is masked in its own entry; a long one (two words and more) wherever it stands.
    """
    # Links are told apart by their own rule everywhere: "socket.io" in a list is no link.
    spans = [(p.start, p.end) for p in structure.personal if p.kind not in {"nationality", "url"}]
    spans += [
        (s.start, s.start + len(s.title)) for s in structure.sections if s.title and text.startswith(s.title, s.start)
    ]
    for job in structure.jobs:
        spans.extend(_places(text, job.organisation, job.start, job.end))
    for project in structure.projects:
        spans.extend(_places(text, project.organisation, project.start, project.end))
    for degree in structure.education:
        spans.extend(_places(text, degree.institution, degree.start, degree.end))
        spans.extend(_first(text, degree.field, degree.start, degree.end))
    return sorted(set(spans))


def walls(structure: Structure) -> list[int]:
    """Return the offsets where something new begins; a person's name in a side column ends what came before it."""
    entries = (structure.sections, structure.jobs, structure.projects, structure.education, structure.certifications)
    starts = {entry.start for group in entries for entry in group}
    return sorted(starts | {personal.start for personal in structure.personal if personal.kind == "name"})


def _places(text: str, name: str | None, start: int, end: int) -> Iterator[tuple[int, int]]:
    if not name or not name.strip():
        return
    words = name.split()
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)")
    for match in pattern.finditer(text, 0 if len(words) > 1 else start, len(text) if len(words) > 1 else end):
        yield match.span()
        # "Quillfield (video streaming)": what the employer does.
        if business := _BUSINESS.match(text, match.end(), end):
            yield business.span()
        if len(words) == 1:
            return


def _first(text: str, name: str | None, start: int, end: int) -> Iterator[tuple[int, int]]:
    if name and (at := text.find(name, start, end)) >= 0:
        yield at, at + len(name)

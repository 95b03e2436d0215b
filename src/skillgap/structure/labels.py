"""Sections → sections with the lines that carry a heading of their own ("Languages: French, English")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from skillgap.models.resume import SectionKind
from skillgap.structure.certifications import ends_name
from skillgap.structure.heading_words import may_be_heading
from skillgap.structure.headings import Heading
from skillgap.structure.hidden import lists_languages
from skillgap.structure.language import LEX, squash
from skillgap.structure.rows import Row, Rows

_LABEL = re.compile(r"([^\W\d_][^:\t]{2,40}?)\s*(?::|\t|\s-\s|\s–\s|\.{3,})\s*(?=\S)")
_SIGNS = (":", "\t", "...", " - ", " – ")
_CLOSING = frozenset({"declaration", "declarations", "disclaimer", "erklärung", "datenschutz", "gdprconsent"})
_GLUED = re.compile(r"([A-ZÀ-Ý][A-ZÀ-Ý &]{4,30})\s+(?=\d|[A-ZÀ-Ý][a-zà-ÿ])")

_IN_CAPITALS: tuple[SectionKind, ...] = ("experience", "education", "skills", "projects", "summary")
"""Sections that capitals in front of their first line open ("EXPERIENCE Lead Engineer"), with no sign between."""
_OF_ENTRIES: tuple[SectionKind, ...] = ("experience", "projects", "education")
_OPEN_TO_LABELS: dict[SectionKind, tuple[SectionKind, ...]] = {
    "skills": ("languages", "interests", "references", "certifications"),
    "summary": ("languages", "skills", "interests", "references"),
    **dict.fromkeys(_OF_ENTRIES, ("languages", "interests", "references")),
}
_UNLABELLED: tuple[SectionKind, ...] = (*_OF_ENTRIES, "certifications")
"""Sections behind which languages may stand without their heading."""
_CLOSING_KINDS: tuple[SectionKind, ...] = (
    "certifications", "languages", "interests", "awards", "references", "education",
)  # fmt: skip
_ANY_LABEL: tuple[SectionKind, ...] = (
    "languages", "interests", "references", "certifications", "volunteering", "skills", "awards", "publications",
    "education",
)  # fmt: skip


class _Label(NamedTuple):
    """What a line opens with before a sign, its letters, the kind of section that it names, and where the rest begins.

    `colon` tells the label of a field or a section from other words before a dash or a tab.
    """

    text: str
    key: str
    kind: SectionKind | None
    end: int
    colon: bool


def _label_of(row: Row) -> _Label | None:
    found = _LABEL.match(row.text)
    if found is None:
        return None
    key = squash(found[1])
    return _Label(found[1], key, LEX.headings.get(key), found.end(), ":" in found[0])


def with_labels(rows: Rows, heading: Heading, stop: int, *, skills: frozenset[int]) -> list[Heading]:
    """Open a section at a line that carries its own heading ("Languages: French, English").

    `skills` are the rows with a label of skills that is no field of each job.
    """
    found = [heading]
    parent = current = heading.kind
    inline = False
    body = rows[heading.row.index + 1 : stop]
    entries = parent in _OF_ENTRIES
    last = max((row.index for row in body if entries and _opens_entry(row)), default=0)
    for row in body:
        if parent == "certifications" and ends_name(row, rows[row.index - 1]):
            continue  # "Learning – Specialty (2024)" below "AWS Certified Machine", in a narrow column
        text = row.text
        kind: SectionKind | None = None
        title: str | None = None
        if may_be_heading(text) and (text[:5].isupper() or any(map(text.__contains__, _SIGNS))):
            label = _label_of(row)
            kind = _label_kind(row, label, current=current, parent=parent)
            if kind is None and entries and label is not None:
                below = rows[row.index + 1 : min(row.index + 3, stop)]
                kind = _closing_kind(row, label, below, parent, behind=row.index >= last, skills=row.index in skills)
                if kind is None and inline and current != parent and label.colon and label.kind == "other":
                    kind = "other"  # "Führerschein: Klasse B" among closing lines does not go on with the one above
            if kind is not None and kind != parent:
                glued = _GLUED.match(text)
                named = glued[1] if glued else label.text if label else None
                title = named and named.strip(" *_")
        if kind is None and parent in _UNLABELLED and lists_languages(row):
            kind = "languages"
        if kind is None and inline and not text[0].islower():
            kind = _loose_kind(row, current, parent, behind=row.index > last)
        if kind is not None and kind != current:
            found.append(Heading(row, kind, title))
            current, inline = kind, True
    return found


def own_skills(rows: Rows, headings: Sequence[Heading]) -> frozenset[int]:
    """Return the rows that begin with a label of skills, in a text without a section of skills: those of one place.

    Labels in several places are fields of entries, as LinkedIn's "Skills: Kafka · Scala" below each job.
    """
    if any(heading.kind == "skills" for heading in headings):
        return frozenset()
    found: list[int] = []
    kind: SectionKind | None = None
    kinds = {heading.row.index: heading.kind for heading in headings}
    for row in rows:
        kind = kinds.get(row.index, kind)
        if may_be_heading(row.text) and _names_skills(row, parts=kind == "education" and bool(row.above or found)):
            found.append(row.index)
    return frozenset(found) if found and found[-1] - found[0] < len(found) else frozenset()


def _names_skills(row: Row, *, parts: bool) -> bool:
    """Tell "Skills: …"; the label of a part of such a list ("Databases: …") only where `parts` tell of all of them."""
    label = _label_of(row)
    return label is not None and label.kind == "skills" and (parts or label.key not in LEX.keys["skill_parts"])


def _label_kind(row: Row, label: _Label | None, *, current: SectionKind, parent: SectionKind) -> SectionKind | None:
    """Return the kind that a line's own label names, where the section around it allows one."""
    glued = _GLUED.match(row.text) if row.text[:5].isupper() else None
    kind = LEX.headings.get(squash(glued[1])) if glued else None
    if kind in _IN_CAPITALS:
        return kind
    if label is None or label.kind is None or label.kind == current:
        return None
    kind = label.kind
    if kind == "other" and label.key in _CLOSING:
        return kind
    if kind == "languages" and LEX.human_languages.isdisjoint(row.norms):
        return None
    if kind == "skills" and label.key in LEX.keys["skill_parts"]:
        return None
    if kind == "skills" and parent == "education" and not row.bullet and row.text.startswith(label.text + "\t"):
        return kind
    if parent in _OF_ENTRIES and (row.bullet or not row.above):
        return kind if kind == "languages" and not row.bullet and current != "experience" else None
    return kind if kind in _OPEN_TO_LABELS.get(parent, _ANY_LABEL) else None


def _closing_kind(
    row: Row, label: _Label, below: Sequence[Row], parent: SectionKind, *, behind: bool, skills: bool
) -> SectionKind | None:
    """Return the kind that a label names which no entry has for a field, whatever stands above: "Certifications: …".

    Skills must stand `behind` all entries; what else is an entry's own shows in the two rows `below`.
    """
    kind, of_entry = label.kind, LEX.field_labels.get(label.key) == "body"
    if not label.colon or row.bullet or (below and below[0].bullet):
        return None
    if kind == "skills":
        field = of_entry if parent == "experience" else parent == "projects"
        return kind if skills and behind and " · " not in row.text and (row.above or not field) else None
    if kind not in _CLOSING_KINDS or of_entry or label.key in LEX.keys["skill_parts"]:
        return None
    if kind == "languages" and not lists_languages(row.stretch(label.end, len(row.text)), least=1):
        return None
    if kind == "education" and not (row.degrees or row.school):
        return None
    return kind if behind or _ends_entry(below) else None


def _ends_entry(below: Sequence[Row]) -> bool:
    """Tell whether an entry ends above these rows: a blank line, a label or the head of the next one follows."""
    label = _label_of(below[0])
    if below[0].above or (label is not None and label.kind in _CLOSING_KINDS):
        return True
    return _opens_entry(below[0]) or (below[0].header and len(below) > 1 and _opens_entry(below[1]))


def _opens_entry(row: Row) -> bool:
    return row.ranged and not row.bullet and not row.certified


def _loose_kind(row: Row, current: SectionKind, parent: SectionKind, *, behind: bool) -> SectionKind | None:
    """Say where an unlabelled line after a labelled one belongs; `behind` says that no entry begins there or below."""
    if row.has(LEX.phrases["on_request"]):
        return "references"
    studies = current == "education" and (row.degrees or row.school)
    if parent in _OF_ENTRIES and not behind and not studies:
        return parent
    if current == "certifications" and row.degrees and row.degrees[0].first == 0:
        return "education"
    if current == "languages" and LEX.human_languages.isdisjoint(row.norms):
        return parent
    return None

"""Sections → sections with the lines that carry a heading of their own ("Languages: French, English")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.models.resume import SectionKind
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


def with_labels(rows: Rows, heading: Heading, stop: int, *, skills: frozenset[int]) -> list[Heading]:
    """Open a section at a line that carries its own heading ("Languages: French, English").

    `skills` are the rows with a label of skills that is no field of each job.
    """
    found = [heading]
    parent = current = heading.kind
    inline = False
    entries = parent in _OF_ENTRIES
    last = (
        max((row.index for row in rows[heading.row.index + 1 : stop] if _opens_entry(row)), default=0) if entries else 0
    )
    for row in rows[heading.row.index + 1 : stop]:
        text = row.text
        kind: SectionKind | None = None
        label: str | None = None
        if may_be_heading(text) and (text[:5].isupper() or any(map(text.__contains__, _SIGNS))):
            kind = _label_kind(row, current=current, parent=parent)
            if kind is None and entries:
                below = rows[row.index + 1 : min(row.index + 3, stop)]
                kind = _closing_kind(row, below, parent, behind=row.index >= last, skills=row.index in skills)
                if kind is None and inline and current != parent:
                    kind = _aside_kind(row)
            if kind is not None:
                named = _GLUED.match(text) or _LABEL.match(text)
                label = named[1].strip(" *_") if named else None
        if kind is None and parent in _UNLABELLED and lists_languages(row):
            kind = "languages"
        if kind is None and inline and not text[0].islower():
            kind = _loose_kind(row, current, parent, behind=row.index > last)
        if kind is not None and kind != current:
            found.append(Heading(row, kind, label if kind != parent else None))
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
    label = _LABEL.match(row.text)
    key = squash(label[1]) if label else ""
    return LEX.headings.get(key) == "skills" and (parts or key not in LEX.keys["skill_parts"])


def own_kind(row: Row) -> SectionKind | None:
    """Return the kind that a heading in capitals names at the head of its section's first line."""
    glued = _GLUED.match(row.text) if row.text[:5].isupper() else None
    return LEX.headings.get(squash(glued[1])) if glued else None


def _label_kind(row: Row, *, current: SectionKind, parent: SectionKind) -> SectionKind | None:
    """Return the kind that a line's own label names, where the section around it allows one."""
    kind = own_kind(row)
    if kind in _IN_CAPITALS:
        return kind
    label = _LABEL.match(row.text)
    if label is None:
        return None
    kind = LEX.headings.get(squash(label[1]))
    if kind is None or kind == current:
        return None
    if kind == "other" and squash(label[1]) in _CLOSING:
        return kind
    if kind == "languages" and LEX.human_languages.isdisjoint(row.norms):
        return None
    if kind == "skills" and squash(label[1]) in LEX.keys["skill_parts"]:
        return None
    if kind == "skills" and parent == "education" and not row.bullet and row.text.startswith(label[1] + "\t"):
        return kind
    if parent in _OF_ENTRIES and (row.bullet or not row.above):
        return kind if kind == "languages" and not row.bullet and current != "experience" else None
    return kind if kind in _OPEN_TO_LABELS.get(parent, _ANY_LABEL) else None


def _closing_kind(
    row: Row, below: Sequence[Row], parent: SectionKind, *, behind: bool, skills: bool
) -> SectionKind | None:
    """Return the kind that a label names which no entry has for a field, whatever stands above: "Certifications: …".

    Skills must stand `behind` all entries; what else is an entry's own shows in the two rows `below`.
    """
    label = _LABEL.match(row.text)
    if label is None or ":" not in label[0] or row.bullet or (below and below[0].bullet):
        return None
    key = squash(label[1])
    kind = LEX.headings.get(key)
    if kind == "skills":
        field = LEX.field_labels.get(key) == "body" if parent == "experience" else parent == "projects"
        return kind if skills and behind and " · " not in row.text and (row.above or not field) else None
    if kind not in _CLOSING_KINDS or LEX.field_labels.get(key) == "body" or key in LEX.keys["skill_parts"]:
        return None
    if kind == "languages" and not lists_languages(row.stretch(label.end(), len(row.text)), least=1):
        return None
    if kind == "education" and not (row.degrees or row.school):
        return None
    return kind if behind or _ends_entry(below) else None


def _aside_kind(row: Row) -> SectionKind | None:
    """Tell "Führerschein: Klasse B" among closing lines from what goes on with the one above."""
    label = _LABEL.match(row.text)
    return "other" if label and ":" in label[0] and LEX.headings.get(squash(label[1])) == "other" else None


def _ends_entry(below: Sequence[Row]) -> bool:
    """Tell whether an entry ends above these rows: a blank line, a label or the head of the next one follows."""
    label = _LABEL.match(below[0].text)
    if below[0].above or (label is not None and LEX.headings.get(squash(label[1])) in _CLOSING_KINDS):
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

"""Sections → sections with the lines that carry a heading of their own ("Languages: French, English")."""

from __future__ import annotations

import re

from skillgap.models.resume import SectionKind
from skillgap.structure.heading_words import may_be_heading
from skillgap.structure.headings import Heading
from skillgap.structure.language import LEX, squash
from skillgap.structure.rows import Row, Rows

_LABEL = re.compile(r"([^\W\d_][^:\t]{2,40}?)\s*(?::|\t|\s-\s|\s–\s|\.{3,})\s*(?=\S)")
_SIGNS = (":", "\t", "...", " - ", " – ")
_CLOSING = frozenset({"declaration", "declarations", "disclaimer", "erklärung", "datenschutz", "gdprconsent"})
_GLUED = re.compile(r"([A-ZÀ-Ý][A-ZÀ-Ý &]{4,30})\s+(?=\d|[A-ZÀ-Ý][a-zà-ÿ])")

_IN_CAPITALS: tuple[SectionKind, ...] = ("experience", "education", "skills", "projects", "summary")
"""Sections that capitals in front of their first line open ("EXPERIENCE Lead Engineer"), with no sign between."""
_OPEN_TO_LABELS: dict[SectionKind, tuple[SectionKind, ...]] = {
    "skills": ("languages", "interests", "references", "certifications"),
    "experience": ("languages", "interests", "references"),
    "education": ("languages", "interests", "references"),
    "projects": ("languages", "interests", "references"),
    "summary": ("languages", "skills", "interests", "references"),
}
_ANY_LABEL: tuple[SectionKind, ...] = (
    "languages", "interests", "references", "certifications", "volunteering", "skills", "awards", "publications",
    "education",
)  # fmt: skip


def with_labels(rows: Rows, heading: Heading, stop: int) -> list[Heading]:
    """Open a section at a line that carries its own heading ("Languages: French, English")."""
    found = [heading]
    current, inline = heading.kind, False
    for row in rows[heading.row.index + 1 : stop]:
        text = row.text
        kind: SectionKind | None = None
        if may_be_heading(text) and (text[:5].isupper() or any(map(text.__contains__, _SIGNS))):
            kind = _label_kind(row, current=current, parent=heading.kind)
        if kind is None and inline and not text[0].islower():
            kind = _loose_kind(row, current, heading.kind)
        if kind is not None and kind != current:
            label = _GLUED.match(text) or _LABEL.match(text)
            title = label[1].strip() if label and kind != heading.kind else None
            found.append(Heading(row, kind, title))
            current, inline = kind, True
    return found


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
    if parent in ("experience", "projects", "education") and (row.bullet or not row.above):
        return kind if kind == "languages" and not row.bullet and current != "experience" else None
    return kind if kind in _OPEN_TO_LABELS.get(parent, _ANY_LABEL) else None


def _loose_kind(row: Row, current: SectionKind, parent: SectionKind) -> SectionKind | None:
    """Say where an unlabelled line after a labelled one belongs."""
    if row.has(LEX.phrases["on_request"]):
        return "references"
    if current == "languages" and LEX.human_languages.isdisjoint(row.norms):
        return parent
    return None

"""Rows under a heading that joins courses or certificates with projects → which of them tell of a project."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.structure.certifications import lists_certificates, says_little
from skillgap.structure.heading_words import part_keys
from skillgap.structure.language import LEX, norms, squash
from skillgap.structure.rows import Row

_HEAD = re.compile(r"[:,(;–—]| - ")
"""What ends the name of a thing that was made: "Tide clock: Rust on a Pico"."""
_MADE_WITH = re.compile(r"(?:\b(?:in|with|on|using|mit|auf|avec|en|sur|con)\s|[:,(–—])(?=.*[A-ZÀ-Ý])")
_SUBJECT_ENDS = ("ing", "ics", "ysis", "ment", "tion", "ity")
"""How the names of what is taught end: "Functional programming in Scala" is a course as likely as a project."""
_FEW = 3
"""Words of a label."""
_CERTIFYING = ("certificate", "exams", "exam_names", "courses", "course_platforms")


def joins_projects(title: str) -> bool:
    """Tell "Courses and projects" from "Education and projects", whose projects stand below their degree."""
    keys = part_keys(title)
    kinds = {LEX.headings.get(key) for key in keys}
    return "projects" in kinds and ("certifications" in kinds or not LEX.words["course_headings"].isdisjoint(keys))


def is_of_courses(title: str) -> bool:
    """Tell a heading that speaks of courses, which prove less than a project, from one of examinations."""
    return not LEX.words["course_headings"].isdisjoint(norms(title))


def projects_among(body: Sequence[Row], title: str) -> list[bool]:
    """Say of each row whether it belongs to a project; what shows no certificate is none.

    Under a heading of courses what shows nothing at all is one of them.
    """
    courses = is_of_courses(title)
    told: list[bool | None] = []
    for row in body:
        # Who gave it and when belong to what stands above them.
        told.append(told[-1] if told and says_little(row) else _is_project(row))
    for i in reversed(range(len(told) - 1)):
        # A name that tells nothing stands over its points.
        if told[i] is None and body[i + 1].bullet and not body[i].bullet:
            told[i] = told[i + 1]
    return [not courses if is_project is None else is_project for is_project in told]


def _is_project(row: Row) -> bool | None:
    """Tell a project from a certificate or course; None where nothing tells."""
    label, colon, _ = row.text.partition(":")
    if (
        colon
        and label.count(" ") < _FEW
        and any(kind == "projects" and stem in squash(label) for stem, kind in LEX.stems)
    ):
        return True
    if row.norms[:1] and row.norms[0] in LEX.words["deeds"]:
        return True
    if any(row.has(LEX.phrases[key]) for key in _CERTIFYING):
        return False
    head = norms(_HEAD.split(row.text, maxsplit=1)[0])
    if lists_certificates(row) or (head and row.text[: len(head[0])].isupper() and len(head) == 1):
        return False
    if _is_sentence_case(row.text) and _MADE_WITH.search(row.text):
        return True
    return False if head and head[0] in LEX.certifiers else None


def _is_sentence_case(text: str) -> bool:
    """Tell "Tide clock: Rust on a Pico" from the name of a course, in capitals or of a subject."""
    head = text[: found.start()] if (found := _MADE_WITH.search(text)) else text
    words = head.split()
    if not words or words[0].lower() in LEX.words["course_openers"] or words[-1].endswith(_SUBJECT_ENDS):
        return False
    plain = [word for word in words[1:] if word.islower() and word not in LEX.small]
    return bool(plain) and LEX.words["studies"].isdisjoint(norms(words[-1]))

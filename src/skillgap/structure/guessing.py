"""Rows without a telling heading → what kind of section they are, by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.models.resume import SectionKind
from skillgap.structure.anchors import names_post
from skillgap.structure.language import LEX
from skillgap.structure.rows import Row, is_title_word

_AUTHORS = re.compile(r"\bet al\b|\bdoi\b|\barXiv\b|[A-Z]\. [A-Z][a-z]+,|\b[A-Z][a-z]+ [A-Z]{1,2},")


def guess_kind(body: Sequence[Row], *, early: bool) -> SectionKind | None:
    """Guess the kind of a stretch without a telling heading from what stands in it; None where nothing tells."""
    count = len(body)
    degrees = sum(bool(row.degrees) for row in body if len(row.norms) < 25)
    ranges = sum(row.ranged for row in body)
    titled = sum(row.titled and (not row.prose or any(names_post(row, span) for span in row.dates)) for row in body)
    plain = sum(row.titled and not row.prose and not row.degrees for row in body)
    spoken = sum(sum(map(LEX.human_languages.__contains__, row.norms)) for row in body)
    certified = sum(row.has(LEX.phrases["certificate"]) for row in body)
    prose = sum(row.prose for row in body)
    total = sum(len(row.norms) for row in body) or 1
    text = " ".join(row.text for row in body)
    if any(row.has(LEX.phrases["on_request"]) for row in body) and count <= 2:
        return "references"
    if spoken >= 2 and spoken / total > 0.12:
        return "languages"
    works = plain > degrees and ranges > 1
    if degrees and degrees >= ranges / 2 and not works and any(row.school for row in body):
        return "education"
    if degrees and not plain and body[0].degrees and any(row.dates for row in body):
        return "education"
    if ranges and titled:
        posts = {norm for row in body for norm in row.norms if is_title_word(norm)}
        return "experience" if posts - LEX.words["unpaid"] else "volunteering"
    if certified and certified >= count / 4:
        return "certifications"
    if len(_AUTHORS.findall(text)) >= max(1, count / 2):
        return "publications"
    if any(not LEX.words["hobbies"].isdisjoint(row.norms) for row in body):
        return "interests"
    separators = text.count(",") + text.count("·") + text.count("|") + text.count(";") + text.count("\t")
    if separators >= total / 5 and total >= 6 and prose <= count / 3 and separators >= 3:
        return "skills"
    if prose and early:
        return "summary"
    return None

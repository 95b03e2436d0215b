"""A sentence that heads a job → its title and employer: "Worked as Test Engineer in Acme, Pune from May 2019 …"."""

from __future__ import annotations

import re

from skillgap.structure.months import DateSpan
from skillgap.structure.naming import Part, without_place
from skillgap.structure.rows import EDGE, Row

_WORKED = re.compile(
    r"[\W\d]*(?:(?:I(?:['’]m| am|['’]ve| have)?|am|was|have|been|currently|presently|previously|earlier|now|also)\s+)*"
    r"(?:work(?:ing|ed)|employed|serv(?:ing|ed))\s+(?:currently\s+|presently\s+|now\s+)?",
    re.IGNORECASE,
)
_AT = r"(?:in|at|with|for|@)\s+(?:the\s+)?"
_AS = r"as\s+(?:(?:an?|the|their)\s+)?"
_NAME = r"(?=[A-ZÀ-Ý\d])(?P<employer>.+?)"
_FORMS = (
    re.compile(rf"{_AS}(?P<title>\S.{{1,70}}?)(?:\s+{_AT}|,\s+){_NAME}\Z"),
    re.compile(rf"{_AT}{_NAME},?\s+{_AS}(?P<title>\S.{{1,70}}?)\Z"),
)
_TEAM = re.compile(
    r"(?:[A-Z][\w&/-]*\s+){1,4}(?:[Dd]epartment|[Dd]ivision|[Tt]eam|[Uu]nit|[Ww]ing)\s+(?:of|at)\s+(?:the\s+)?(?=[A-Z])"
)
_UNTIL_DATE = re.compile(r"\s+(?:from|since|during|between)\Z", re.IGNORECASE)


def told_post(row: Row, span: DateSpan) -> tuple[Part, Part] | None:
    """Read title and employer of a line that tells of a post in a sentence; None for other lines."""
    for start, end in ((0, span.start), (span.end, len(row.text))):
        opened = _WORKED.match(row.text, start, end)
        if opened is None:
            continue
        stop = opened.end() + len(_UNTIL_DATE.sub("", row.text[opened.end() : end].rstrip(EDGE)))
        found = next((told for form in _FORMS if (told := form.match(row.text, opened.end(), stop))), None)
        if found is not None:
            title, employer = (_part(row, *found.span(name)) for name in ("title", "employer"))
            return title, without_place(employer.pieces[0] if len(employer.pieces) > 1 else employer)
    return None


def _part(row: Row, start: int, end: int) -> Part:
    team = _TEAM.match(row.text, start, end)
    start = team.end() if team else start
    return Part(row.text[start:end].rstrip(", "), row.start + start)

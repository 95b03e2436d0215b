"""Row of a degree → its field of study and its school."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from skillgap.structure.language import LEX, Hit, between, norms, squash
from skillgap.structure.rows import Row

_SCHOOL = r"\b(?:University|College|Institute|School|Academy|Polytechnic|Universit\w+|Universidad|Hochschule)\b"
_CUT = re.compile(
    r"[\s|•·∙;,.:(](?:(?<=\t)\t*|(?<=[|•·∙;])\s*|(?<=[,:])\s+|(?<=\.)\s+(?=[A-ZÀ-Ý])|(?<=\()(?=[^()]*" + _SCHOOL + ")"
    r"|(?<=\s)(?:\s+|[|•·∙;]\s*|[–—-]+\s+|[,:]\s+|@\s*|(?:at|from)\s+(?:the\s+)?(?=[A-ZÀ-Ý])"
    r"|(?:an der|à l'|à la|en la|bei)\s+(?=[A-ZÀ-Ý])|at the\s+|with (?=an? )"
    r"|\((?=[^()]*" + _SCHOOL + ")))"
)
"""What parts the line of a degree; all ways begin with one set of signs, as that is searched for fastest."""
_OF_SCHOOL = re.compile(r"(?<=\w) of the (?=[^,]*" + _SCHOOL + r")[A-ZÀ-Ý].*")
_IN_SCHOOL = re.compile(r"^(?:in|at|from|of)\s+(?:the\s+)?(?=[A-ZÀ-Ý])")
_SIGNS = " \t,:;–—-|*."
_EDGE = _SIGNS + "("
"""What may stand at the edges of a field, and before a bracket of it or behind it."""
_LINK = re.compile(
    r"^(?:degree|studies|diploma)?\s*(?:of|in|with|en|em|de|der|des|im fach|im|inom|(?-i:i)|für"
    r"|major(?:ing)? in|di)\s+",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"\b(?:c?gpa|grade|note|score|percent\w*|first class|second class|honou?rs|hons|distinction|cum laude|average"
    r"|moyenne|mention|nota)\b|%|\d[.,]\d|\d+\s?/\s?\d+",
    re.IGNORECASE,
)
_GRADED = re.compile(
    r"(?<=\w)\s+(?:(?:final|overall|average)\s+)?(?:grade|c?gpa|score|note|average)\s*(?:[:=]|(?=\d)).*", re.IGNORECASE
)
"""A grade and all behind it: "Statistics GPA 3.8", "Statistics Grade: distinction"."""
_FIELD_TAIL = re.compile(
    r"\s*\((?:[^()]*\d[^()]*|hons\.?|honours|honors|[^()]*cum laude|merit|pass|first(?: class)?|part[- ]time"
    r"|full[- ]time|en route|with [^()]*|distinction|(?:upper|lower) second"
    r"|expected[^()]*|ongoing)\)\s*$",
    re.IGNORECASE,
)
_HONOURS = re.compile(
    r"^(?:['’]s|s\b)?[.]?\s*(?:\((?:hons\.?|honou?rs)\)|hons\.?|honou?rs)?\.?\s*(?:degree)?", re.IGNORECASE
)
_FACULTY = re.compile(
    r"^\s*(?:of|en)\s+(?:science|arts|engineering|technology|applied science|commerce|business administration"
    r"|philosophy|fine arts|laws|education|computer applications)\b(?:\s*\([^()]{1,12}\))?"
    r"(?=\s*(?:[,(:|/·•∙∣–—-]|in\b|$|\t))"
    r"|^\s*of\s+(?:science|arts)(?=\s+(?-i:[A-ZÀ-Ý]))",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"commerce|business administration|fine arts|laws|education|computer applications", re.IGNORECASE)
"""What a degree is of that is a field of study, too: "Bachelor of Commerce", where no other follows."""
_DIPLOMED = re.compile(r"dipl(?:om|\.)[- ]?(?:(\w+?(?:ik(?=er)|log(?=[ei])))(?:er|e|in)+|(\w+)\.)", re.IGNORECASE)
"""What a German graduate is called: "Diplom-Informatikerin", "Diplom-Biologe", "Dipl.-Phys."."""
_DIPLOM_FIELDS = {
    "chem": "chemie", "chemik": "chemie", "inf": "informatik", "inform": "informatik", "math": "mathematik",
    "phys": "physik", "psych": "psychologie", "stat": "statistik",
}  # fmt: skip
_NAMED_FIELDS = {
    "Computer Applications": "mca bca", "Commerce": "bcom mcom",
    "Business Administration": "mba emba executivemba bba dba",
    "Law": "llb llm", "Education": "bed med", "Public Health": "mph", "Pharmacy": "bpharm mpharm",
}  # fmt: skip
_OF_LETTERS = {letters: field for field, named in _NAMED_FIELDS.items() for letters in named.split()}
"""The fields of degrees whose letters name one."""
_LISTED = re.compile(
    r"[^\W\d_][^,;:|\t()\d]*(?:, [A-ZÀ-Ý][^,;:|\t()\d]*)*, [A-ZÀ-Ý][^,;:|\t()\d]* (?:and|&|und|et|y) "
    r"[A-ZÀ-Ý][\w-]+(?: [A-ZÀ-Ý][\w-]+)?(?=[,;|\t(]| [–—-] |\s*\Z)"
)
"""A field that is a list: "Systems, Control and Robotics"."""
_MODE = re.compile(r"\s*\(([^()]+)\)\Z")
_LETTERS = re.compile(r"[A-Z][A-Z-]{1,7}")
_AS_STUDENT = re.compile(r"^[\s,(]*(?:candidate|student|researcher|fellow|scholar)\b\)?", re.IGNORECASE)
_IN_SHORT = re.compile(r"\s*\(([^()]{2,40})\)\s+(?=\w)")
_LETTERS_LONG = 12
"""A degree once more, or a part of it: "Civilingenjör (MSc) Computer Science", "B.A.Sc. (Eng.) in Mechatronics", "PhD
(Dr. rer. nat.) in Physics"."""
_IN_FIELD = re.compile(r"in [^\W\d_]")
_SHORT = 5
_LONG = 8  # words that no name of a field of study has
_BEFORE_DATE = re.compile(r"\s+(?:in|from|since|im|en)$")


def find_institution(near: Sequence[Row]) -> tuple[str, int, int] | None:
    for row in near:
        if not row.school or (row.prose and len(row.norms) > 25):
            continue
        for at, stop in between(_CUT, row.text):
            piece = row.text[at:stop]
            named = norms(piece)
            if len(named) <= 10 and not LEX.institutions.isdisjoint(named) and squash(piece) not in LEX.field_labels:
                start, end = _without_dates(row, at, stop)
                hits = [hit for hit in LEX.degrees.find(row.text[start:end]) if hit.start == 0]
                if hits and LEX.phrases["incomplete"].has(row.text[start:end]):
                    continue  # "Some college (Computer Science, 45 credits), Example State"
                inside = _OF_SCHOOL.search(row.text, start, end) if hits else _IN_SCHOOL.match(row.text[start:end])
                if inside and hits:
                    start, hits = inside.start() + len(" of the "), []
                elif inside:
                    start += inside.end()
                if not hits or len(named) > hits[0].last - hits[0].first:
                    found = row.text[start:end]
                    return found, row.start + start, row.start + end
    return None


def _without_dates(row: Row, start: int, end: int) -> tuple[int, int]:
    for span in row.dates:
        if span.start <= start < span.end:
            start = span.end
        elif start < span.start < end:
            end = span.start
    text = row.text[start:end]
    left = len(text) - len(text.lstrip(" ,.;:|(–—-*\t"))
    return start + left, start + len(text.rstrip(" ,;:|(–—-*\t"))


def names_study(row: Row) -> bool:
    """Tell whether a line is the name of a field of study, by a word that such names have: "Marine biology"."""
    return len(row.norms) < _LONG and not row.dates and _is_study(row.text.strip(" *"))


def _is_study(text: str) -> bool:
    found = norms(text)
    if LEX.words["studies"].isdisjoint(found) or found[0] in LEX.small:
        return False
    return text[:1].isupper() and ":" not in text and squash(text) not in LEX.headings and _may_be_field(text)


def field_of(row: Row, hit: Hit, *, above: Sequence[Row], below: Sequence[Row]) -> str | None:
    """Return the field of study: what follows the degree, up to the school, the date or the grade.

    `above` are the lines of the entry over the degree's, the nearest first. A line that is not the next one, or an
    item of its own, must have a word of fields of study.
    """
    if hit.value == "high_school":
        return None
    if hit.value == "bootcamp":
        return _of_bootcamp(row.text, hit)
    called = _DIPLOMED.match(row.text, hit.start)
    tail = _behind_degree(row, max(hit.end, called.end() if called and called[1] else 0))
    faculty = _FACULTY.match(tail)
    tail = _FACULTY.sub("", tail).strip(_SIGNS)
    if (several := _LISTED.match(tail)) and all(map(_may_be_field, several[0].split(", "))):
        return _clean_field(several[0])
    pieces = [piece for piece in _CUT.split(tail) if piece.strip()]
    subject = _SUBJECT.search(faculty[0]) if faculty else None
    return (
        _field_among(pieces)
        or _field_before(row.text[: hit.start], sure=not pieces)
        or _field_above(above)
        or _field_below(row, below)
        or (subject[0] if subject else _diplom_field(called) if called else None)
        or _OF_LETTERS.get(squash(row.text[hit.start : hit.end]))
    )


def _of_bootcamp(text: str, hit: Hit) -> str | None:
    """Return what stands before "Bootcamp", or in "Data Science Immersive"."""
    said, _, last = text[hit.start : hit.end].rpartition(" ")
    named = said if last.casefold() == "immersive" else _CUT.split(text[: hit.start])[-1]
    named = named.strip(_EDGE)
    return named if named and LEX.institutions.isdisjoint(norms(named)) else None


def _behind_degree(row: Row, at: int) -> str:
    """Return what follows a degree without its honours and what only says it in short.

    "Dr. phil., Biostatistics", "B.Tech (Artificial Intelligence)", "BSc (Hons) Physics", "Master of Science in X".
    """
    tail = _AS_STUDENT.sub("", _GRADED.sub("", _dates_parted(row, at)).lstrip(".)"))
    tail = _HONOURS.sub("", tail)
    short = _IN_SHORT.match(tail)
    if short is None:
        return tail
    again = LEX.degrees.has(short[1])
    if len(short[1]) > _LETTERS_LONG and not again:
        return short[1]  # "BSc (Computer Science) in Dublin", not "PhD (Doctor rerum naturalium) in Chemistry"
    return tail[short.end() :] if again or _IN_FIELD.match(tail, short.end()) else tail


def _field_among(pieces: Sequence[str]) -> str | None:
    """Return the field among the first pieces behind a degree; none stands behind a school, unless that comes first."""
    for number, piece in enumerate(pieces[:3]):
        field = _clean_field(_OF_SCHOOL.sub("", piece))
        if not field or any(hit.end - hit.start >= len(field) - 2 for hit in LEX.degrees.find(field)):
            continue  # "Engineer degree (inż.), Informatics": the degree once more
        if _may_be_field(field):
            return field
        if not LEX.institutions.isdisjoint(norms(field)):
            return None if number else _field_behind_school(pieces[1:])
    return None


def _field_before(text: str, *, sure: bool) -> str | None:
    """Return the field before a degree; `sure` takes any words that may be one, as none follow."""
    before = _without_label(text.strip(_EDGE))
    if not before:
        return None
    return study_of(before) or (before if (_may_be_field if sure else _is_study)(before) else None)


def _without_label(text: str) -> str:
    """Leave out what only says that a degree follows: "Studium der Chemie, Abschluss: …"."""
    rest, _, last = text.rpartition(",")
    return rest.rstrip() if squash(last) in LEX.keys["degree_labels"] else text


def study_of(text: str) -> str | None:
    """Return the field of "Studium der Chemie, Universität Wiek" and "Fachrichtung: Bauwesen"."""
    hits = LEX.phrases["study_of"].find(text)
    if not hits or hits[0].first:
        return None
    field = _CUT.split(text[hits[0].end :].strip(" \t:–—-"))[0].strip(_EDGE)
    named = field[:1].isupper() or not LEX.words["studies"].isdisjoint(norms(field))
    return field if named and _may_be_field(field) else None


def _diplom_field(called: re.Match[str]) -> str | None:
    """Return the field of a "Diplom-Informatiker", "Diplom-Biologe", "Dipl.-Inf."."""
    whole, short = called[1], called[2]
    name = (whole or short).lower()
    field = _DIPLOM_FIELDS.get(name, name + "ie" * name.endswith("log") if whole else None)
    return field.capitalize() if field else None


def ends_field(row: Row, below: Row) -> bool:
    """Tell "Learning, University of …" below "MSc Machine": no field's name ends in that word, and many so begin."""
    studies = LEX.words["studies"]
    rest = norms(below.text.split(",", 1)[0])
    if not 0 < len(rest) < _SHORT or rest[0] not in studies or not below.text[0].isupper() or row.school:
        return False
    if not LEX.institutions.isdisjoint(rest) or row.norms[-1] in studies or ":" in below.text:
        return False
    field = field_of(row, row.degrees[-1], above=(), below=())
    return field is not None and row.text.endswith(field)


def ends_school(before: Row, below: Row) -> bool:
    """Tell "State College, 2016 – 2020" below "BA English Literature, Example" from a school of its own line."""
    name = norms(below.text.split(",", 1)[0])
    opened = before.text.rpartition(", ")[2]
    if not 0 < len(name) < _SHORT or LEX.institutions.isdisjoint(name[-1:]) or before.school or below.degrees:
        return False
    own = len(name) == 1 or name[0] not in LEX.institutions
    return own and opened != before.text and len(opened.split()) <= 2 and opened[0].isupper() and not _is_study(opened)


def _field_behind_school(pieces: Sequence[str]) -> str | None:
    """Read "BSc  University of Samples, Physics" and "PhD  University of Samples, PhD in Physics"."""
    piece = pieces[0].strip(_EDGE) if pieces else ""
    hit = next((hit for hit in LEX.degrees.find(piece) if hit.start == 0), None)
    field = _clean_field(_FACULTY.sub("", piece[hit.end :])) if hit else piece
    if not field or not _may_be_field(field):
        return None
    # What follows a school may be its town.
    studies = LEX.words["studies"] | LEX.domains
    return field if hit or (field[0].isupper() and not studies.isdisjoint(norms(field))) else None


def _field_above(above: Sequence[Row]) -> str | None:
    for n, other in enumerate(above):
        named = other.text[: other.dates[0].start] if other.dates else other.text
        named = named.strip(_EDGE)
        if (field := study_of(named)) is not None:
            return field
        if named and (_is_study(named) if n else _may_be_field(named)):
            return named
        # "Larkfield University - Marine biology", "2010 – 2013, Hochschule Wiek, Studium der Chemie"
        told = named or other.text[other.dates[0].end :]
        for piece in (piece.strip(_EDGE) for piece in _CUT.split(told) if piece):
            if (field := study_of(piece)) is not None:
                return field
            if _is_study(piece):
                return piece
    return None


def _field_below(row: Row, below: Sequence[Row]) -> str | None:
    for n, other in enumerate(below[:2]):
        item = other.bullet and not other.marked
        if item and not row.bullet:
            return None
        if other.dates or "," in other.text:
            # The end of a period that has two lines may stand before the field.
            rest = other.text[other.dates[0].end :].strip(" \t*") if other.dates else ""
            if _is_study(rest) and len(norms(rest)) < _LONG:
                return rest
            if n or not other.dates:
                return None
            continue
        sure = not n and not item
        if _may_be_field(other.text) if sure else names_study(other):
            return other.text.strip(" *")
    return None


def _dates_parted(row: Row, at: int) -> str:
    """Return what follows `at` with tabs around its dates: no name goes on behind one."""
    edges = [edge for span in row.dates if span.start > at for edge in (span.start, span.end)]
    return "\t".join(row.text[start:stop] for start, stop in pairwise([at, *edges, len(row.text)]))


def _clean_field(piece: str) -> str:
    field = _BEFORE_DATE.sub("", piece.strip(_SIGNS))
    if field.startswith("(") and field.endswith(")"):
        field = field[1:-1]
    elif field.startswith("(") and ")" not in field:
        field = field[1:]  # "(Computer Science, 45 credits)"
    field = _LINK.sub("", field)
    field = _GRADED.sub("", field)
    field = _FIELD_TAIL.sub("", field)
    if (mode := _MODE.search(field)) and (
        _LETTERS.fullmatch(mode[1]) or LEX.words["study_modes"].issuperset(norms(mode[1]))
    ):
        field = field[: mode.start()]  # "Business Analytics (STEM)", "Wirtschaftsinformatik (dual)"
    head, bracket, tail = field.rpartition(" (")
    if bracket and tail[-1:] == ")" and any(len(tail) - 1 == hit.end - hit.start for hit in LEX.degrees.find(tail)):
        field = head  # "Informatica (Bachelor)", "Systemintegration (IHK)"
    if field.count("(") > field.count(")"):
        field = field[: field.rindex("(")]
    elif field.endswith(")") and "(" not in field:
        field = field[:-1]
    field = field.removesuffix(" major")
    return field.strip(_EDGE)


def _may_be_field(field: str) -> bool:
    found = norms(field)
    if not 0 < len(found) <= 9 or not LEX.institutions.isdisjoint(found):
        return False
    modes = LEX.words["study_modes"]
    if all(norm in LEX.small or norm in modes for norm in found):
        return False  # "I dropped out of a PhD in 2012" has no more behind it than "in"
    if any(c.isdigit() for c in field) or _GRADE.search(field):
        return False
    taught = LEX.phrases["coursework"].find(field, found)
    if taught and taught[0].first == 0:
        return False
    return not LEX.phrases["ongoing"].has(field, found) and not LEX.phrases["incomplete"].has(field, found)

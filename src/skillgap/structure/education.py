"""Rows of an education section → degrees: level, field, institution, dates, completed or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, cast

from skillgap.models.making import made
from skillgap.models.resume import DegreeLevel, Education
from skillgap.structure.dates import DateSpan, Month
from skillgap.structure.degree_rows import HONORIFIC, joined_degrees, parted, unwrapped
from skillgap.structure.language import Hit, Lexicon, lexicon, norms
from skillgap.structure.rows import Row, is_prose, looks_like_header, names_school

_SCHOOL = r"\b(?:University|College|Institute|School|Academy|Polytechnic|Universit\w+|Universidad|Hochschule)\b"
_CUT = re.compile(
    r"[\s|•·∙;,.:(](?:(?<=\t)\t*|(?<=[|•·∙;])\s*|(?<=[,:])\s+|(?<=\.)\s+(?=[A-ZÀ-Ý])|(?<=\()(?=[^()]*" + _SCHOOL + ")"
    r"|(?<=\s)(?:\s+|[|•·∙;]\s*|[–—-]+\s+|[,:]\s+|@\s*|(?:at|from|an der|à l'|à la|en la|bei)\s+(?=[A-ZÀ-Ý])"
    r"|\((?=[^()]*" + _SCHOOL + ")))"
)
"""What parts the line of a degree; all ways begin with one set of signs, as that is searched for fastest."""
_IN_SCHOOL = re.compile(r"^(?:in|at|from|of)\s+(?:the\s+)?(?=[A-ZÀ-Ý])")
_LINK = re.compile(
    r"^(?:degree|studies|diploma)?\s*(?:of|in|with|en|de|der|des|im fach|für|major(?:ing)? in|di)\s+", re.IGNORECASE
)
_GRADE = re.compile(
    r"\b(?:c?gpa|grade|note|score|percent\w*|first class|second class|honou?rs|hons|distinction|cum laude|average"
    r"|moyenne|mention|nota)\b|%|\d[.,]\d|\d+\s?/\s?\d+",
    re.IGNORECASE,
)
_FIELD_TAIL = re.compile(
    r"\s*\((?:[^()]*\d[^()]*|hons\.?|honours|honors|[^()]*cum laude|merit|pass|first class|part[- ]time"
    r"|full[- ]time|en route|with [^()]*|distinction"
    r"|expected[^()]*|ongoing)\)\s*$",
    re.IGNORECASE,
)
_HONOURS = re.compile(
    r"^(?:['’]s|s\b)?[.]?\s*(?:\((?:hons\.?|honou?rs)\)|hons\.?|honou?rs)?\.?\s*(?:degree)?", re.IGNORECASE
)
_FACULTY = re.compile(
    r"^\s*(?:of|en)\s+(?:science|arts|engineering|technology|applied science|commerce|business administration"
    r"|philosophy|fine arts|laws|education|computer applications)\b(?:\s*\([^()]{1,12}\))?"
    r"(?=\s*(?:[,(:|–—-]|in\b|$|\t))",
    re.IGNORECASE,
)
_RANK: tuple[DegreeLevel, ...] = ("phd", "master", "bachelor", "diploma", "bootcamp", "high_school")
_SCHOOLS = frozenset({"school", "gymnasium", "matric", "secondary", "lycée", "realschule", "gesamtschule", "academy"})
_ASIDE = re.compile(r"\s*\(([^()]{2,40})\)\s*")


class _Degree(NamedTuple):
    at: int
    level: DegreeLevel
    hit: Hit
    span: DateSpan | None


def read_education(rows: Sequence[Row], *, as_of: Month) -> list[Education]:
    """Return the degrees of one education section, heading left out, in text order."""
    lex = lexicon()
    rows = unwrapped(lex, rows)
    rows = [part for row in rows for part in (parted(lex, row) if len(row.dates) > 1 else (row,))]
    degrees = [degree for i in range(len(rows)) for degree in _degrees(lex, rows, i)]
    degrees = _with_unnamed(lex, rows, _without_echoes(rows, degrees))
    found: list[Education] = []
    limit = 0
    # Whether dates stand above their degree shows at the first one.
    dates_above = bool(degrees) and any(
        _bare_date(row) or (row.dates and names_school(row)) for row in rows[: degrees[0].at]
    )
    for k, degree in enumerate(degrees):
        stop = degrees[k + 1].at if k + 1 < len(degrees) else len(rows)
        first = _first_row(lex, rows, degree.at, limit, dates_above=dates_above)
        last = stop
        if k + 1 < len(degrees):
            last = max(degree.at + 1, _first_row(lex, rows, stop, degree.at + 1, dates_above=dates_above))
        limit = last
        found.append(_education(lex, rows, degree, first, last, as_of=as_of))
    return found


_BEFORE_LICENCE = frozenset("de la une en et puis ma deuxième troisième".split())
_SHOUTED_WORDS = ("AM", "AS", "BE", "ME", "IT")
_SHOUTED = (" licence", *(f" {word}" for word in _SHOUTED_WORDS))
_STATES = (", MD", ", MA", ", MS")
_PLACE_ENDS = re.compile(r"(?:[,(\t]|  )\s*")
_MODES = frozenset({"evenings", "evening", "weekends", "distance", "online", "remote"})
_WORKS = frozenset({"thesis", "dissertation", "project", "arbeit", "essay"})


def _degrees(lex: Lexicon, rows: Sequence[Row], i: int) -> list[_Degree]:
    """Return the degree of a row, and those that are named with it in one breath."""
    row = rows[i]
    hits = row.find(lex.degrees)
    main = _degree(lex, rows, i, hits) if hits else None
    if main is None:
        return []
    if len(hits) == 1:
        return [main]
    others = joined_degrees(row, _without_shouted(row.text, hits), main.hit) if len(row.norms) <= 40 else []
    if others and any(map(row.text.__contains__, _STATES)):
        others = [hit for hit in others if not _is_state(lex, rows, i, hit, alone=False)]
    named = [main, *(main._replace(level=cast(DegreeLevel, hit.value), hit=hit) for hit in others)]
    return sorted(named, key=lambda degree: degree.hit.start)


def _degree(lex: Lexicon, rows: Sequence[Row], i: int, hits: list[Hit]) -> _Degree | None:
    row = rows[i]
    if hits[0].first and any(row.opens(lex.phrases[key]) for key in ("coursework", "thesis")):
        return None  # "Thèse de doctorat" names its degree first, "Thesis for the doctorate" does not
    if is_prose(row) and hits[0].first > 4 and not row.dates:
        return None
    hits = _without_shouted(row.text, hits)
    if not hits:
        return None
    if any(map(row.text.__contains__, _STATES)):
        hits = [hit for hit in hits if not _is_state(lex, rows, i, hit, alone=len(hits) == 1)]
        if not hits:
            return None
    hit = min(hits, key=lambda h: (_rank(h, row.text), h.start)) if len(hits) > 1 else hits[0]
    if row.norms[hit.last : hit.last + 1] and row.norms[hit.last] in _WORKS:
        return None  # "Institute of X. Bachelor thesis: …"
    span = row.dates[0] if row.dates else None
    # A Scottish "MA History (undergraduate)".
    level = "bachelor" if hit.value == "master" and "undergraduate" in row.norms[hit.last :] else hit.value
    return _Degree(i, cast(DegreeLevel, level), hit, span)


def _without_shouted(text: str, hits: list[Hit]) -> list[Hit]:
    """Leave out the hits that are words of other meaning."""
    if not any(map(text.__contains__, _SHOUTED)):
        return hits
    return [hit for hit in hits if not _is_shouted_word(text, hit)]


def _is_shouted_word(text: str, hit: Hit) -> bool:
    """Tell "I AM GOOD AT" and "I WORKED AS" from degrees of the same letters, and "HGV licence" from the French one."""
    before = text[: hit.start].split()
    if text[hit.start : hit.end] == "licence":
        return bool(before) and before[-1].replace("'", "").isalpha() and before[-1].lower() not in _BEFORE_LICENCE
    return text[hit.start : hit.end] in _SHOUTED_WORDS and bool(before) and before[-1].isupper()


def _is_state(lex: Lexicon, rows: Sequence[Row], i: int, hit: Hit, *, alone: bool) -> bool:
    """Tell Maryland and Massachusetts behind a town ("Boston, MA") from the degrees of the same letters."""
    text = rows[i].text
    if text[hit.start : hit.end] not in ("MD", "MA", "MS") or not text[: hit.start].endswith(", "):
        return False
    town = _PLACE_ENDS.split(text[: hit.start - 2])[-1]
    if not town[:1].isupper() or not lex.institutions.isdisjoint(norms(town)):
        return False
    near = [*rows[max(0, i - 1) : i], *rows[i + 1 : i + 3]]
    return not alone or any(other.has(lex.degrees) for other in near if not other.bullet)


def _rank(hit: Hit, text: str) -> int:
    """Order the degrees of one line: a named degree before "Hons", which only says that it is one."""
    if HONORIFIC.match(text[hit.start : hit.end].casefold()):
        return 20
    return _RANK.index(cast(DegreeLevel, hit.value))


def _without_echoes(rows: Sequence[Row], degrees: list[_Degree]) -> list[_Degree]:
    """Drop a degree named again in the line below its own ("Gymnasium …" under "Abitur")."""
    kept: list[_Degree] = []
    for degree in degrees:
        before = kept[-1] if kept else None
        row = rows[degree.at]
        if before is None or degree.at - before.at > 2 or row.above or row.bold or row.heading:
            kept.append(degree)
            continue
        over = norms(rows[before.at].text[before.hit.start : before.hit.end])
        if before.level == degree.level and before.span is None and degree.span and not _SCHOOLS.isdisjoint(over):
            # The school stands above its certificate.
            kept[-1] = degree
            continue
        weak = degree.level in ("high_school", "bootcamp", "diploma")
        # A preparatory class is taken at a school, and that school is no second certificate.
        taken = degree.level == "high_school" and before.level == "diploma"
        echo = weak and (before.level == degree.level or before.level == "bootcamp" or taken)
        named = norms(row.text[degree.hit.start : degree.hit.end])
        if echo and not _SCHOOLS.isdisjoint(named) and (degree.span is None or before.span is None):
            kept[-1] = before._replace(span=before.span or degree.span)
        else:
            kept.append(degree)
    return kept


def _with_unnamed(lex: Lexicon, rows: Sequence[Row], degrees: list[_Degree]) -> list[_Degree]:
    """Add studies that were left without a degree and name none: "Polytechnic of X, Robotics, 2011–2014, unfinished".

    Such studies lead to a first degree; `completed` says that it is not held.
    """
    taken = {degree.at for degree in degrees}
    found = list(degrees)
    for i, row in enumerate(rows):
        span = next((span for span in row.dates if not span.single), None)
        if span is None or i in taken or (i - 1 in taken and not row.above) or row.bullet != rows[0].bullet:
            continue
        school = next(
            (place for norm, place in zip(row.norms, row.places, strict=True) if norm in lex.institutions), None
        )
        if school is None and (is_prose(row) or "," not in row.text[: span.start]):
            continue
        if (school is not None and school[0] > span.start) or row.has(lex.degrees):
            continue
        here = (
            rows[i : i + 2] if i + 1 < len(rows) and i + 1 not in taken and not rows[i + 1].dates else rows[i : i + 1]
        )
        if any(other.has(lex.phrases["incomplete"]) for other in here):
            named = school[1] if school is not None else 0
            end = row.text.find(",", named)
            end = end if 0 <= end < span.start else named
            found.append(_Degree(i, "bachelor", Hit("bachelor", 0, 0, end, end), span))
    return sorted(found, key=lambda degree: degree.at)


def _first_row(lex: Lexicon, rows: Sequence[Row], at: int, limit: int, *, dates_above: bool) -> int:
    """Return the first row of a degree: the school or the dates may stand above it."""
    first = at
    while first > limit and at - first < 2:
        row = rows[first - 1]
        if (
            (row.bullet and not row.marked and not row.bold)
            or is_prose(row)
            or (rows[first].above and not _bare_date(row))
        ):
            break
        institution = names_school(row) and not names_school(rows[at])
        below = at + 1 < len(rows) and names_school(rows[at + 1]) and not rows[at + 1].above
        below_dated = at + 1 < len(rows) and bool(rows[at + 1].dates) and not rows[at + 1].has(lex.degrees)
        dated = False
        if row.dates and not rows[at].dates and (dates_above or not below_dated):
            dated = dates_above if _bare_date(row) else looks_like_header(row)
        if dates_above and institution and row.dates:
            dated = True
        if dated or (institution and not below) or (institution and (row.bold or row.marked)):
            first -= 1
        else:
            break
    return first


def _bare_date(row: Row) -> bool:
    return bool(row.dates) and len(row.text) - sum(span.end - span.start for span in row.dates) <= 7


def _education(lex: Lexicon, rows: Sequence[Row], degree: _Degree, first: int, last: int, *, as_of: Month) -> Education:
    near = [rows[degree.at], *rows[degree.at + 1 : min(last, degree.at + 4)], *rows[first : degree.at]]
    span = degree.span
    if span is None:
        span = next((row.dates[0] for row in near if row.dates and not is_prose(row)), None)
    row = rows[degree.at]
    # Cells of one table row may stand on lines of their own.
    others = [cell for cell in near[:3] if not (cell.has(lex.degrees) or cell.has(lex.phrases["certificate"]))]
    completed = _completed(lex, [row, *(cell for cell in others if cell is not row)], span, as_of=as_of)
    above = rows[first : degree.at]
    if any(names_school(other) for other in above):
        # A school that heads its entry is named before a faculty or the next school below.
        near = [row, *reversed(above), *rows[degree.at + 1 : min(last, degree.at + 4)]]
    institution = _institution(lex, near)
    since = until = None
    if span is not None:
        single = span.single or (span.until is None and span.since.first > as_of)
        since = None if single else span.since.since
        until = span.since.until if single else "present" if span.until is None else span.until.until
    over = rows[degree.at - 1] if degree.at > first else None
    name, name_start, name_end = institution or (None, None, None)
    return made(
        Education,
        {
            "level": degree.level,
            "field": _field(lex, row, degree.hit, above=over, below=rows[degree.at + 1 : last]),
            "institution": name,
            "since": since,
            "until": until,
            "completed": completed,
            "institution_start": name_start,
            "institution_end": name_end,
            "start": rows[first].line_start,
            "end": rows[last - 1].end,
        },
    )


def _completed(lex: Lexicon, cells: Sequence[Row], span: DateSpan | None, *, as_of: Month) -> bool | None:
    found = [norm for row in cells for norm in row.norms]
    for phrases in (lex.phrases["incomplete"], lex.phrases["ongoing"]):
        if not phrases.firsts.isdisjoint(found) and phrases.has(" ".join(row.text for row in cells), found):
            return False
    if span is None:
        return None
    return span.until is not None and span.until.first <= as_of


def _institution(lex: Lexicon, near: Sequence[Row]) -> tuple[str, int, int] | None:
    for row in near:
        if is_prose(row) and len(row.norms) > 25:
            continue
        at = 0
        for cut in [*_CUT.finditer(row.text), None]:
            stop = cut.start() if cut else len(row.text)
            piece = row.text[at:stop]
            named = norms(piece)
            if len(named) <= 10 and not lex.institutions.isdisjoint(named):
                start, end = _without_dates(row, at, stop)
                hits = [hit for hit in lex.degrees.find(row.text[start:end]) if hit.start == 0]
                inside = _IN_SCHOOL.match(row.text[start:end])
                if inside:
                    start += inside.end()
                if row.text[end - 1 : end] == ")" and "(" not in row.text[start:end]:
                    end -= 1
                if not hits or len(named) > hits[0].last - hits[0].first:
                    found = row.text[start:end]
                    return found, row.start + start, row.start + end
            at = cut.end() if cut else stop
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


_SHORT_DEGREE = re.compile(r"(?:B|M|D|Ph)\.?(?:[A-Z]|Sc|Eng|Tech|Ed|Phil|Com)\.?(?:[A-Z]\.?)?")


def _field(lex: Lexicon, row: Row, hit: Hit, *, above: Row | None, below: Sequence[Row]) -> str | None:
    """Return the field of study: what follows the degree, up to the school, the date or the grade."""
    text = row.text
    at = hit.end
    # "Dr. phil., Biostatistics", "B.Tech (Artificial Intelligence)", "BSc (Hons) Physics", "Master of Science in X".
    tail = text[at:].lstrip(")")
    tail = _FACULTY.sub("", _HONOURS.sub("", tail))
    if hit.value == "high_school":
        return None
    if hit.value == "bootcamp":
        before = text[: hit.start].strip(" \t,:;–—-|*.(")
        return before or None
    pieces = [piece for piece in _CUT.split(tail.strip(" \t,:;–—-|*.")) if piece and piece.strip()]
    if len(pieces) > 1 and _SHORT_DEGREE.fullmatch(pieces[0].strip(" \t,:;–—-|*.()")):
        pieces = pieces[1:]  # "Master of Science - MS, Statistics": the degree a second time, in short
    for piece in pieces[:3]:
        field = _clean_field(piece)
        if field and any(hit.end - hit.start >= len(field) - 2 for hit in lex.degrees.find(field)):
            continue  # "Engineer degree (inż.), Informatics": the degree once more
        if field and _may_be_field(lex, field):
            return field
        if field and not lex.institutions.isdisjoint(norms(field)):
            break
    before = text[: hit.start].strip(" \t,:;–—-|*(.")
    if not pieces and before and not any(c.isdigit() for c in before) and _may_be_field(lex, before):
        return before
    if above is not None and not above.has(lex.degrees):
        named = above.text[: above.dates[0].start] if above.dates else above.text
        named = named.strip(" \t,:;–—-|*.(")
        if named and _may_be_field(lex, named):
            return named
    for other in below[:1]:
        if (
            not other.bullet
            and not other.dates
            and not is_prose(other)
            and _may_be_field(lex, other.text)
            and len(other.norms) <= 6
            and "," not in other.text
        ):
            return other.text.strip(" *")
    return None


def _clean_field(piece: str) -> str:
    field = piece.strip(" \t,:;–—-|*.")
    if field.startswith("(") and field.endswith(")"):
        field = field[1:-1]
    # "Economics (dropped out)", "(ABD) Economics": how it ended is no part of the field.
    phrases = lexicon().phrases
    for aside in _ASIDE.finditer(field):
        if phrases["incomplete"].has(aside[1]) or phrases["ongoing"].has(aside[1]):
            field = (field[: aside.start()] + " " + field[aside.end() :]).strip()
            break
    field = _LINK.sub("", field)
    field = _FIELD_TAIL.sub("", field)
    if field.count("(") > field.count(")"):
        field = field[: field.rindex("(")]
    return field.strip(" \t,:;–—-|*.(")


def _may_be_field(lex: Lexicon, field: str) -> bool:
    found = norms(field)
    if not 0 < len(found) <= 9 or not lex.institutions.isdisjoint(found):
        return False
    if any(c.isdigit() for c in field) or _GRADE.search(field) or _MODES.issuperset(found):
        return False
    return not lex.phrases["ongoing"].has(field, found) and not lex.phrases["incomplete"].has(field, found)

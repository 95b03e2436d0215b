"""Rows of a section → what its heading doesn't tell of: the kind of all, or degrees and jobs that stand among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from skillgap.models.resume import SectionKind
from skillgap.structure.anchors import is_role, is_version, names_post
from skillgap.structure.certifications import lists_certificates
from skillgap.structure.degrees import is_language_model
from skillgap.structure.heading_looks import may_open
from skillgap.structure.language import LEX, Hit, norms
from skillgap.structure.months import DateSpan
from skillgap.structure.rows import Row, alone, has_title_word, is_title_word

_AUTHORS = re.compile(r"\bet al\b|\bdoi\b|\barXiv\b|[A-Z]\. [A-Z][a-z]+,|\b[A-Z][a-z]+ [A-Z]{1,2},")


def guess_kind(body: Sequence[Row], *, early: bool) -> SectionKind | None:
    """Guess the kind of a stretch without a telling heading from what stands in it; None where nothing tells."""
    count = len(body)
    if count <= 2 and any(row.has(LEX.phrases["on_request"]) for row in body):
        return "references"
    spoken = sum(sum(map(LEX.human_languages.__contains__, row.norms)) for row in body)
    total = sum(len(row.norms) for row in body) or 1
    if spoken >= 2 and spoken / total > 0.12:
        return "languages"
    degrees = sum(bool(row.degrees) for row in body if len(row.norms) < 25)
    ranges = sum(row.ranged for row in body)
    plain = sum(row.titled and not row.prose and not row.degrees for row in body)
    works = plain > degrees and ranges > 1
    if degrees and degrees >= ranges / 2 and not works and any(row.school for row in body):
        return "education"
    if degrees and not plain and body[0].degrees and any(row.dates for row in body):
        return "education"
    if ranges and any(map(_is_titled, body)):
        posts = {norm for row in body for norm in row.norms if is_title_word(norm)}
        return "experience" if posts - LEX.words["unpaid"] else "volunteering"
    certified = sum(row.has(LEX.phrases["certificate"]) or lists_certificates(row) for row in body)
    if certified and certified >= count / 4 and not _has_points(body, 0):
        return "certifications"
    text = " ".join(row.text for row in body)
    if len(_AUTHORS.findall(text)) >= max(1, count / 2):
        return "publications"
    if any(not LEX.words["hobbies"].isdisjoint(row.norms) for row in body):
        return "interests"
    prose = sum(row.prose for row in body)
    separators = text.count(",") + text.count("·") + text.count("|") + text.count(";") + text.count("\t")
    if separators >= total / 5 and total >= 6 and prose <= count / 3 and separators >= 3:
        return "skills"
    if prose and early:
        return "summary"
    return None


def _is_titled(row: Row) -> bool:
    """Tell a line that names a post from a sentence with the words of one."""
    return row.titled and (not row.prose or any(names_post(row, span) for span in row.dates))


_NAMES = re.compile(r"[,;|·•/]|\([^()]*\)|\b(?:and|und|et|y|e)\b")
_LEVEL_WORDS = 4
"""Words of a language with its level."""


def lists_languages(row: Row, *, least: int = 2) -> bool:
    """Tell "Deutsch, Englisch gut": a line of nothing but human languages, each perhaps with its level."""
    human = LEX.human_languages
    if row.bullet or human.isdisjoint(row.norms):
        return False
    pieces = [found for piece in _NAMES.split(row.text) if (found := norms(piece))]
    return len(pieces) >= least and all(
        len(found) <= _LEVEL_WORDS and not human.isdisjoint(found[:2]) for found in pieces
    )


_LETTERS = re.compile(r", (?=(?:[A-Z][A-Za-z]*\.?){1,4}(?:[,;(\s]|\Z))")


class Stretch(NamedTuple):
    """Rows `first` to `last` (excluded) of a section; `titled` says that the first is their heading."""

    first: int
    last: int
    titled: bool


def find_hidden_studies(body: Sequence[Row], *, works: bool) -> list[Stretch]:
    """Return where degrees stand in a section of another kind; `works` for one that holds jobs.

    A degree counts with its school or its year: letters alone may be anything ("MS Excel", "Boston, MA").
    """
    found: list[Stretch] = []
    taken = i = 0
    while i < len(body):
        if not _names_study(body, i, works=works):
            i += 1
            continue
        first, last = i, i + 1
        if i > taken and body[i - 1].school and not body[i].above:
            first = i - 1
        while last < len(body) and (_names_study(body, last, works=works) or _goes_on(body, last)):
            last += 1
        titled = first > taken and _heads_degree(body[first - 1], body[first])
        found.append(Stretch(first - titled, last, titled))
        taken = i = last
    return found


def has_letters(row: Row) -> bool:
    """Tell a name with its degrees behind it ("Jane Roe, MSc, PhD")."""
    return not row.dates and any(_LETTERS.match(row.text, hit.start - 2) for hit in _real(row))


def names_degree(row: Row) -> bool:
    """Tell whether a row names a degree above a school's own certificate."""
    return bool(_real(row))


def _real(row: Row) -> list[Hit]:
    if not row.degrees:
        return []
    hits = [hit for hit in row.degrees if hit.value != "high_school"]
    return [hit for hit in hits if not is_language_model(row, hit)]


def _names_study(body: Sequence[Row], i: int, *, works: bool) -> bool:
    row = body[i]
    hits = _real(row)
    if not hits or (row.prose and len(row.norms) > 30 and not row.dates):
        return False
    others = [norm for norm in row.norms if norm not in LEX.words["degree_words"]]
    if works and (row.bullet or has_title_word(others)):
        return False
    if row.school:
        return True
    # A date may stand before the degree.
    ahead = [place for place in row.places[: hits[0].first] if not any(s.start <= place[0] < s.end for s in row.dates)]
    if works:
        return _is_bare_degree(body, i, hits[0])
    if len(ahead) > 3:
        return False
    near = [*body[max(0, i - 1) : i], *body[i + 1 : i + 2]]
    return any(other.school for other in near) or (bool(row.dates) and not row.prose)


def _is_bare_degree(body: Sequence[Row], i: int, hit: Hit) -> bool:
    """Tell "BA Graphic Design 2021" as a part of its own behind the jobs: letters, a field of study, at most a year."""
    row = body[i]
    field = row.norms[hit.last : 8]
    if hit.first or hit.value not in ("bachelor", "master", "phd") or row.ranged or len(row.norms) > 8:
        return False
    if LEX.words["studies"].isdisjoint(field) or field[0] in LEX.words["works"]:
        return False
    return i + 1 == len(body) or body[i + 1].above or bool(body[i + 1].degrees)


def _goes_on(body: Sequence[Row], i: int) -> bool:
    """Tell a line below a degree that belongs to it: its school, its dates, its grade."""
    row, before = body[i], body[i - 1]
    if row.bullet == before.bullet and (row.degrees or row.school):
        return True
    return not (row.above or row.bullet or row.heading) and bool(row.dates) and len(row.norms) <= 6


def _heads_degree(row: Row, below: Row) -> bool:
    """Tell a short line of its own over a degree from what belongs to the part above."""
    return may_open(row) and bool(row.heading or row.ruled or (row.above and not below.above))


_FIRST_PERSON = re.compile(r"\b(?:I|my|we|our)\b")
_OWN_BOSS = re.compile(r"[\s,:;–—-]*(?:self[- ]?employed|freelanc)", re.IGNORECASE)
_LEAST = 24
"""Months of what may be a career: a student's projects take less."""
_MAIL = re.compile(r"[\w.+-]@\w")


def find_hidden_work(body: Sequence[Row], *, loose: bool) -> tuple[Row, bool] | None:
    """Return the row where jobs begin and whether it is their heading; None where there are none.

    Headings of a person's own making ("the day job") and columns that a reader weaves together leave jobs in the
    contact lines, the summary or a sidebar's lists. `loose` takes plain lines too, else the job title must stand out.
    """
    for i, row in enumerate(body):
        span = row.range
        if span is None or row.bullet or all(one.single or is_version(row, one) for one in row.dates):
            continue
        if (row.prose and not _heads(row, span)) or len(row.norms) > 24 or _tells_since(row, span):
            continue
        if row.has(LEX.phrases["availability"]) or _MAIL.search(row.text):
            continue
        at = _title(body, i)
        if at is None or not (loose or body[at].bold or body[at].marked or body[at].heading):
            continue
        studies = any(names_degree(other) for other in body[at : i + 2] if other is row or not other.dates)
        if studies and not _is_own_boss(row):  # who is self-employed as "DBA" keeps databases
            continue
        for above in (at - 1, at - 2):
            if above >= 0 and _heads_job(body[above], body[at]):
                return body[above], True
        return body[at], False
    return None


def _tells_since(row: Row, span: DateSpan) -> bool:
    """Tell "Contract engineer (outside IR35) since 2016. Twelve engagements." from a post: it names no employer."""
    worded = span.until is None and row.text[span.start].isalpha() and span.start > 0
    return worded and row.text.startswith(". ", span.end) and "," not in row.text[: span.start]


def _heads(row: Row, span: DateSpan) -> bool:
    """Tell "From April 2017 till March 2020, analyst at Acme" from a sentence: little but the title stands beside."""
    if names_post(row, span) or _is_own_boss(row):
        return True
    before, after = row.text[: span.start].split(), row.text[span.end :].split()
    return not _FIRST_PERSON.search(row.text) and min(len(before), len(after)) <= 2 and len(before) + len(after) <= 12


def _is_own_boss(row: Row) -> bool:
    """Tell "01.2015 – today, self-employed, database work for small firms"."""
    span = row.dates[0]
    return span.start == 0 and not span.single and _OWN_BOSS.match(row.text, span.end) is not None


def tells_of_work(body: Sequence[Row]) -> bool:
    """Tell a freelancer's "Projects" that are the whole career: dated posts of two years or more, each with a title."""
    months, posts, dated = 0, 0, 0
    for i, row in enumerate(body):
        span = row.range
        if span is None or row.bullet or row.prose:
            continue
        dated += 1
        below = any(other.titled and (other is row or is_role(other)) for other in body[i : i + 3])
        if below or (i and body[i - 1].titled and body[i - 1].header and not body[i - 1].dates):
            posts += 1
            months += (span.until.last if span.until else span.since.last + 12) - span.since.first
    return posts >= 2 and posts >= 0.6 * dated and months >= _LEAST


def _title(body: Sequence[Row], i: int) -> int | None:
    """Find the row with the job title for the dates in row `i`: the row itself or one of the two above it."""
    if _is_own_boss(body[i]) or body[i].titled or _has_points(body, i):
        return i
    for at in (i - 1, i - 2):
        if at < 0 or not body[at].header or body[at].prose or _is_dated(body[at]):
            return None
        if body[at].titled and len(body[at].norms) <= 10:
            return at
    return None


def _has_points(body: Sequence[Row], i: int) -> bool:
    """Tell "Florist, Larkspur & Sons, 2015 – present" over its points: a post of any trade."""
    row = body[i]
    named = row.text[: row.dates[0].start].rstrip(" ,(|–—-") if row.dates else ""
    closes = row.ranged and not row.text[row.dates[0].end :].strip(" .)") and not row.degrees
    headed = ("," in named and row.header) or row.opens(LEX.phrases["leave"])
    return closes and headed and i + 1 < len(body) and body[i + 1].bullet


def _is_dated(row: Row) -> bool:
    """Tell a line with a range of its own and words beside it: its title is its own, too."""
    return row.ranged and alone(row) is None


def _heads_job(row: Row, title: Row) -> bool:
    """Tell a heading over a job from its employer: it stands out more than the job title does."""
    larger = row.marked and (row.size or 0.0) > (title.size or 0.0)
    higher = row.heading is not None and (title.heading is None or row.heading < title.heading)
    return may_open(row) and (higher or larger or (row.capitals and not title.capitals))

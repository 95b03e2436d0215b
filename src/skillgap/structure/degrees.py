"""Rows of an education section → the degrees that they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple, cast

from skillgap.models.resume import DegreeLevel
from skillgap.structure.fields import ends_field, ends_school
from skillgap.structure.language import LEX, Hit, norms, squash
from skillgap.structure.months import DateSpan
from skillgap.structure.rows import Row

_RANK: tuple[DegreeLevel, ...] = ("phd", "master", "bachelor", "diploma", "bootcamp", "high_school")
_BEHIND_LLM = re.compile(r"\s*(?:[,(|:;–—-]|\d|in\b|\Z)|\t")
_BEFORE_LICENCE = frozenset("de la une en et puis ma deuxième troisième".split())
_SHOUTED_WORDS = ("AM", "AS", "BE", "ME", "IT", "BED", "MED")
_SHOUTED = (" licence", *(f" {word}" for word in _SHOUTED_WORDS))
_STATES = (", MD", ", MA", ", MS")
_PLACE_ENDS = re.compile(r"(?:[,(\t]|  )\s*")
_DOCTOR = re.compile(r"(?:[^\t]*\d\t)?Doctor(?=, [A-ZÀ-Ý]|\t| [(|–—-])")
"""A level of studies where degrees stand: "Doctor, Statistics, 2012 – 2016"."""
_FULL = frozenset({"phd", "master", "bachelor"})
_JOINS = re.compile(r"→|➔|->|=>|[&+;,]|\b(?:and|then|und|et|y|e)\b")
_SHORT = re.compile(
    r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)[ -](?:weeks?|days?)\b", re.IGNORECASE
)
_ITEM_END = re.compile(r"[,;|\t]|  |(?<=\w{4})\.(?=\s)")
"""Where the words of a degree end."""
_HONORIFIC = re.compile(r"(?:(?:first|second|upper|lower|class)[ -])*(?:hons|honours|honors)\Z|(?:upper|lower) second")


class Degree(NamedTuple):
    """A degree named in row `at`, by the words of `hit`; `span` is the row's first date.

    `equal` are the words behind it that say which higher level it counts as: the "(FH)" of a "Diplom (FH)".
    """

    at: int
    level: DegreeLevel
    hit: Hit
    span: DateSpan | None
    equal: Hit | None = None


def find_degrees(rows: Sequence[Row]) -> list[Degree]:
    """Return the degrees in text order, each once, and studies that were left without one."""
    named = [degree for i in range(len(rows)) for degree in _degrees(rows, i) or _further(rows, i)]
    return _with_unnamed(rows, _without_echoes(rows, named))


def _degrees(rows: Sequence[Row], i: int) -> list[Degree]:
    """Return the degree of a row, and those that are named with it in one breath."""
    row = rows[i]
    hits = row.degrees if not ("\t" in row.text and is_table_head(row)) else []
    if hits:
        hits = _meant(rows, i, hits)
    main = _main(row, hits) if hits else None
    if main is None:
        return []
    others = _joined_degrees(row, hits, main) if len(hits) > 1 and len(row.norms) <= 40 else []
    span = row.dates[0] if row.dates else None
    found: list[Degree] = []
    for hit in sorted([main, *others], key=lambda hit: hit.start):
        level = _level(row, hit) if hit is main else cast(DegreeLevel, hit.value)
        if level == "diploma" and _SHORT.search(row.text):
            continue  # a course of weeks, whatever it is called
        equal = _equal(row, hit) if level == "diploma" or _is_diplom(row, hit) else None
        found.append(Degree(i, "diploma" if equal else level, hit, span, equal))
    return found


def is_table_head(row: Row) -> bool:
    """Tell "Year | Diploma | School" from a row below it."""
    cells = [cell.split() for cell in row.text.split("\t")]
    return not row.dates and all(0 < len(cell) <= 4 for cell in cells) and any(
        squash(" ".join(cell)) in LEX.period_labels for cell in cells
    )  # fmt: skip


def _further(rows: Sequence[Row], i: int) -> list[Degree]:
    """Return the "Specialization, Big Data" of a university; a website's course of that name is none."""
    row = rows[i]
    if (doctor := _DOCTOR.match(row.text)) is not None and not row.bullet:
        at = row.norms.index("doctor")
        hit = Hit("phd", at, at + 1, doctor.end() - len("Doctor"), doctor.end())
        return [Degree(i, "phd", hit, row.dates[0] if row.dates else None)]
    if not row.opens(LEX.phrases["further_studies"]):
        return []
    above = i > 0 and rows[i - 1].school and not rows[i - 1].degrees
    if not (above or row.school):
        return []
    hit = row.find(LEX.phrases["further_studies"])[0]
    if row.text[hit.end : hit.end + 1] == ":":
        return []  # what a degree above was about
    return [Degree(i, "diploma", hit, row.dates[0] if row.dates else None)]


def _is_diplom(row: Row, hit: Hit) -> bool:
    return hit.value == "master" and row.norms[hit.first].startswith("dipl")


def counts_by_school(row: Row, degree: Degree, school: str | None) -> str | None:
    """Return what makes a German diploma one of a Fachhochschule though no "(FH)" does: "Dipl.-Ing., Fachhochschule".

    In Austria the "Dipl.-Ing." of such a school is a master's.
    """
    if degree.equal is not None or not _is_diplom(row, degree.hit):
        return None
    said = school or row.text
    found = LEX.phrases["applied_schools"].find(said)
    if not found or any(LEX.phrases["austrian_towns"].has(text) for text in (row.text, said)):
        return None
    end = degree.hit.end + row.text.startswith(".", degree.hit.end)
    return f"{row.text[degree.hit.start : end]}, {said[found[0].start : found[0].end]}"


def _equal(row: Row, hit: Hit) -> Hit | None:
    """Return the words that say what else a diploma counts as: its own, or such as follow before the next item."""
    end = _ITEM_END.search(row.text, hit.end)
    stop = end.start() if end else len(row.text)
    return next((said for said in row.find(LEX.counts_as) if hit.start <= said.start < stop), None)


def _meant(rows: Sequence[Row], i: int, hits: list[Hit]) -> list[Hit]:
    """Return the degrees of a row without the shouted words and the states of the same letters."""
    text = rows[i].text
    if any(map(text.__contains__, _SHOUTED)):
        hits = [hit for hit in hits if not _is_shouted_word(text, hit)]
    if hits and any(map(text.__contains__, _STATES)):
        hits = [hit for hit in hits if not _is_state(rows, i, hit, alone=len(hits) == 1)]
    if "LLM" in text:
        hits = [hit for hit in hits if not is_language_model(rows[i], hit)]
    return hits


def _main(row: Row, hits: Sequence[Hit]) -> Hit | None:
    """Return the highest degree of a row; None where it only names a thesis, its courses, or what a sentence tells."""
    if hits[0].first and row.opens(LEX.phrases["coursework"]):
        return None
    if row.prose and hits[0].first > 4 and not row.dates:
        return None
    held = [
        hit for hit in hits if LEX.words["works"].isdisjoint(row.norms[hit.last : hit.last + 1])
    ]  # "Bachelor thesis: …"
    if len(held) < 2:
        return held[0] if held else None
    return min(held, key=lambda hit: (_rank(hit, row.text), hit.start))


def _level(row: Row, hit: Hit) -> DegreeLevel:
    """Return the level of a degree; a Scottish "MA History (undergraduate)" is a first one."""
    first = hit.value == "master" and "undergraduate" in row.norms[hit.last :]
    return "bachelor" if first else cast(DegreeLevel, hit.value)


def _joined_degrees(row: Row, hits: Sequence[Hit], main: Hit) -> list[Hit]:
    """Return the other degrees of a line that names several: "BSc → MSc in Physics", "Integrated M.Sc. & B.Sc."."""
    found: list[Hit] = []
    if "dual" in row.norms:
        return found  # "Dual Degree (B.Tech + M.Tech)" is one, of the higher level
    levels = {main.value}
    # What is told of, not held: "Bachelor thesis", "Master's level".
    told = LEX.words["works"] | LEX.words["no_degree_behind"]
    for before, hit in pairwise(hits):
        between = row.text[before.end : hit.start]
        other = before if hit == main else hit
        if other.value in levels or other.value not in _FULL or _JOINS.search(between) is None:
            continue
        if between.count("(") > between.count(")") or _is_honorific(row.text, other):
            continue  # "Ingeniero (Master's level)" is one degree
        if row.text[other.end : other.end + 1] != "," and not told.isdisjoint(row.norms[other.last : other.last + 1]):
            continue  # but "MBA and BSc, University of …"
        levels.add(other.value)
        found.append(other)
    return found


def _is_shouted_word(text: str, hit: Hit) -> bool:
    """Tell "I AM GOOD AT" and "I WORKED AS" from degrees of the same letters, and "HGV licence" from the French one."""
    before = text[: hit.start].split()
    if text[hit.start : hit.end] == "licence":
        return bool(before) and before[-1].replace("'", "").isalpha() and before[-1].lower() not in _BEFORE_LICENCE
    return text[hit.start : hit.end] in _SHOUTED_WORDS and bool(before) and before[-1].isupper()


def is_language_model(row: Row, hit: Hit) -> bool:
    """Tell the "LLM API" of a company from a master of laws: that one names its law, its school or little more."""
    text = row.text
    if text[hit.start : hit.end] != "LLM" or not LEX.words["law"].isdisjoint(row.norms):
        return False
    opens = hit.start == 0 and _BEHIND_LLM.match(text, hit.end) is not None
    return not (opens or (row.school and not row.prose))


def _is_state(rows: Sequence[Row], i: int, hit: Hit, *, alone: bool) -> bool:
    """Tell Maryland and Massachusetts behind a town ("Boston, MA") from the degrees of the same letters."""
    text = rows[i].text
    if text[max(0, hit.start - 2) : hit.end] not in _STATES:
        return False
    town = _PLACE_ENDS.split(text[: hit.start - 2])[-1]
    if not LEX.institutions.isdisjoint(norms(town)):
        return False
    near = [*rows[max(0, i - 1) : i], *rows[i + 1 : i + 3]]
    return not alone or any(other.degrees for other in near if not other.bullet)


def _rank(hit: Hit, text: str) -> int:
    """Order the degrees of one line: a named degree before "Hons", which only says that it is one."""
    return len(_RANK) if _is_honorific(text, hit) else _RANK.index(cast(DegreeLevel, hit.value))


def _is_honorific(text: str, hit: Hit) -> bool:
    """Tell "Hons" and "Upper Second", the class of a degree, from its name."""
    return _HONORIFIC.match(text[hit.start : hit.end].casefold()) is not None


def _without_echoes(rows: Sequence[Row], degrees: list[Degree]) -> list[Degree]:
    """Drop a degree named again in the line below its own ("Gymnasium …" under "Abitur")."""
    kept: list[Degree] = []
    for degree in degrees:
        one = _as_one(rows, kept[-1], degree) if kept else None
        if one is None:
            kept.append(degree)
        else:
            kept[-1] = one
    return kept


def _as_one(rows: Sequence[Row], before: Degree, degree: Degree) -> Degree | None:
    """Return the degree that two in neighbouring lines name together; None where they are two."""
    row, schools = rows[degree.at], LEX.words["schools"]
    apart = row.above or ((row.bold or row.heading) and degree.span is not None)
    if degree.at - before.at > 2 or apart:
        return None
    alike = before.level == degree.level
    whole = before._replace(span=before.span or degree.span)
    if alike and _is_honorific(row.text, degree.hit):
        return whole  # its class
    over = norms(rows[before.at].text[before.hit.start : before.hit.end])
    named = norms(row.text[degree.hit.start : degree.hit.end])
    if alike and before.span is None and not schools.isdisjoint(over) and (degree.span or schools.isdisjoint(named)):
        return degree  # the school stands above its certificate
    weak = degree.level in ("high_school", "bootcamp", "diploma")
    # A preparatory class is taken at a school, and that school is no second certificate.
    taken = degree.level == "high_school" and before.level == "diploma"
    echo = weak and (alike or before.level == "bootcamp" or taken)
    undated = degree.span is None or before.span is None
    return whole if echo and undated and not schools.isdisjoint(named) else None


def _with_unnamed(rows: Sequence[Row], degrees: list[Degree]) -> list[Degree]:
    """Add studies that were left without a degree and name none: "Polytechnic of X, Robotics, 2011–2014, unfinished".

    Such studies lead to a first degree; `completed` says that it is not held.
    """
    taken = {degree.at for degree in degrees}
    found = list(degrees)
    for i, row in enumerate(rows):
        own = row.school and i > 0 and rows[i - 1].school and bool(rows[i - 1].dates)
        span = next((span for span in row.dates if own or not span.single), None)
        if span is None or i in taken or (i - 1 in taken and not (row.above or own)) or row.bullet != rows[0].bullet:
            continue
        below = [other for other in rows[i + 1 : i + 2] if i + 1 not in taken and not other.dates]
        if any(other.has(LEX.phrases["incomplete"]) for other in (row, *below)):
            at = _behind_school(row, span)
            found.append(Degree(i, "bachelor", Hit("bachelor", 0, 0, at, at), span))
    return sorted(found, key=attrgetter("at"))


def _behind_school(row: Row, span: DateSpan) -> int:
    """Return where the field of such studies begins: behind "Began", else behind the school and all up to a comma."""
    if row.opens(LEX.phrases["begun"]):
        return row.find(LEX.phrases["begun"])[0].end
    named = next((end for norm, (_, end) in zip(row.norms, row.places, strict=True) if norm in LEX.institutions), 0)
    comma = row.text.find(",", named)
    # The dates stand first or last in the line.
    return comma if 0 <= comma < (span.start or len(row.text)) else named


_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[\d)\"”]))\.\s+(?=[A-ZÀ-Ý0-9])|;\s+")


def degree_rows(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with the lines of one degree joined and those of several parted."""
    return [
        part
        for row in _unwrapped(rows)
        for sentence in _sentences(row)
        for part in (_parted(sentence) if len(sentence.dates) > 1 else (sentence,))
    ]


def _unwrapped(rows: Sequence[Row]) -> Sequence[Row]:
    """Join lines of one degree that stand apart as in a table or a narrow column.

    Forms: "Diplôme d'ingénieur" over "(equiv. Master), INP<tab>2013 – 2016", "MSc Machine" over "Learning, Kawa Lab".
    """
    joined: list[Row] = []
    for row in rows:
        before = joined[-1] if joined and not (row.above or row.bullet or row.heading) else None
        if before is None or not before.degrees or before.dates or not before.text[-1].isalpha():
            joined.append(row)
            continue
        field_ends = not row.degrees and ends_field(before, row)
        goes_on = row.text[0] == "(" or (row.bold == before.bold and (field_ends or ends_school(before, row)))
        joined[-1:] = [before.joined(row)] if goes_on else [before, row]
    return joined


def _sentences(row: Row) -> Sequence[Row]:
    """Part a line of sentences or items that each tell of a degree: "Diploma, 2012. Began a BCom, not finished."."""
    if len(row.norms) < 8 or not ("." in row.text or ";" in row.text):
        return (row,)
    cuts = [0]
    for before, hit in pairwise(row.degrees):
        # What stands in sentences between them belongs to neither.
        ends = [found.end() for found in _SENTENCE_END.finditer(row.text, before.end, hit.start)]
        cuts += [cut for cut in dict.fromkeys(ends[:1] + ends[-1:]) if _is_closed(row.text, cut)]
    parts = [row.stretch(start, stop) for start, stop in pairwise([*cuts, len(row.text)])]
    told = (LEX.phrases["incomplete"], LEX.phrases["ongoing"])
    dated = all(part.dates or any(map(part.has, told)) for part in parts if part.degrees)
    return parts if dated else (row,)


def _is_closed(text: str, cut: int) -> bool:
    """Tell whether no bracket is open at a place."""
    return text.count("(", 0, cut) == text.count(")", 0, cut)


def _parted(row: Row) -> Sequence[Row]:
    """Part a line that names several degrees, each with its date: "MSc Statistics (2017), BSc Physics (2015)"."""
    hits = [hit for hit in row.degrees if not _is_honorific(row.text, hit)]
    if len({hit.value for hit in hits}) < 2 or len(hits) != len(row.dates):
        return (row,)
    if any(span.start < hit.end for hit, span in zip(hits, row.dates, strict=True)):
        return (row,)
    cuts = [0, *(hit.start for hit in hits[1:]), len(row.text)]
    return [row.stretch(start, stop) for start, stop in pairwise(cuts)]

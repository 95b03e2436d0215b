"""A line of a document as a row, and what it reads like: each question is answered once a row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from skillgap.structure.language import LEX, Hit, Phrases, norms, places, spelled, squash
from skillgap.structure.months import DateSpan

EDGE = " \t([{|,;·•:-–—/)]}*_."
"""Signs that are no part of a name or a date at whose edge they stand."""
_JOINS = frozenset(",-–&/")
_BRACKETED = re.compile(r"\([^()]*\)")

_GLOSSED = re.compile(r"(?<=\w)\s[–—-]\s(?:an?|the|leading)\s[^,;|\t]*\Z")
"""What a firm is, behind its name: "Acme — a maker of heat pumps"."""
_ELIDED = re.compile(r"[a-zà-ÿ]{1,2}['’][A-ZÀ-Ý]")
_BRAND = re.compile(r"[a-z][\w-]*(?:\.(?:ai|app|co|com|de|dev|io|net|org|tech)\b|[A-Z]\w+)(?![\w.@/])")
_PLACE = re.compile(r"[^\W\d_][\w .’'()/-]{1,40},?\s+(?:den |the |le |am |el )?\Z")
_DAY = re.compile(r"\d{1,2}\s?(?:[./-]|st|nd|rd|th|\.?\s+[^\W\d_])|[^\W\d_]+\s\d{1,2},|\d{4}-\d\d-\d\d")
_IN_NAME = re.compile(r" \(?[A-ZÀ-Ý]")

Answer = TypeVar("Answer")


class Once(Generic[Answer]):
    """An attribute of a row that is worked out when it is first asked for, and a plain one from then on."""

    def __init__(self, work: Callable[[Row], Answer]) -> None:
        self.work, self.name = work, work.__name__

    def __get__(self, row: Row, owner: type[Row]) -> Answer:
        answer = row.__dict__[self.name] = self.work(row)
        return answer


class Row:
    """One line with content: `text` has no indent, bullet or Markdown marks; `start:end` is its place in the text."""

    # Most rows keep most defaults, so setting few attributes is what makes a row cheap.
    text: str
    start: int
    end: int
    line_start: int
    index: int = 0
    indent: int = 0
    bullet: bool = False
    heading: int | None = None
    bold: bool = False
    size: float | None = None
    block: int = 0
    above: bool = False
    ruled: bool = False
    marked: bool = False
    page: int | None = None
    x0: float | None = None
    x1: float | None = None
    top: float | None = None
    edge: float = 0.0
    dates: list[DateSpan]
    dated: bool = False
    furniture: bool = False

    def __init__(self, text: str, start: int = 0, line_start: int = 0) -> None:
        self.text = text
        self.start = start
        self.end = start + len(text)
        self.line_start = line_start
        self.dates = []

    @Once
    def norms(self) -> list[str]:
        """The words of the line in lower case."""
        return norms(self.text)

    @Once
    def key(self) -> str:
        """The letters of the line, casefolded: what headings are compared by."""
        return squash(self.text)

    @Once
    def degrees(self) -> list[Hit]:
        """The degrees that the line names."""
        hits = LEX.degrees.find(self.text, self.norms)
        if hits and "Masters" in self.text:
            hits = [hit for hit in hits if not _names_platform(self, hit)]
        return [hit for hit in hits if not _names_employer(self, hit)] if hits and self.titled else hits

    @Once
    def prose(self) -> bool:
        """Whether it is a sentence, no heading, name, date or list: long, with small words, not all commas."""
        return _is_prose(self)

    @Once
    def titled(self) -> bool:
        """Whether it holds words of job titles."""
        return has_title_word(self.norms)

    @Once
    def header(self) -> bool:
        """Whether it may be the title, employer or place line of an entry: short, capitalised, no sentence."""
        return _looks_like_header(self)

    @Once
    def school(self) -> bool:
        """Whether it holds a word for a school or a university."""
        return not LEX.institutions.isdisjoint(self.norms)

    @Once
    def certified(self) -> bool:
        """Whether it holds a word for a certificate, or who gives some."""
        return self.has(LEX.phrases["certificate"]) or not LEX.certifiers.isdisjoint(self.norms)

    @property
    def range(self) -> DateSpan | None:
        """Its first range of dates."""
        return next((span for span in self.dates if not span.single), None) if self.dates else None

    @property
    def ranged(self) -> bool:
        return self.range is not None

    @Once
    def small(self) -> bool:
        """Whether it begins with a small letter that something goes on with."""
        return begins_small(self.text)

    @Once
    def capitals(self) -> bool:
        return self.text.isupper() and sum(map(str.isalpha, self.text)) > 2

    @Once
    def style(self) -> str:
        """How the line stands out; empty where it doesn't."""
        style = f"h{self.heading}" if self.heading else ""
        if self.marked and self.size is not None:
            style += f"s{round(self.size)}"
        if self.capitals:
            style += "C"
        if self.bold:
            style += "B"
        if self.ruled:
            style += "R"
        if not style and self.text[-1] == ":":
            style = ":"
        return style

    @Once
    def stands_out(self) -> bool:
        """Whether it stands in bold, large or underlined letters, or in capitals."""
        return self.bold or self.marked or self.ruled or self.text.isupper()

    @property
    def places(self) -> list[tuple[int, int]]:
        """Where each of the `norms` stands."""
        return places(self.text)

    def find(self, phrases: Phrases) -> list[Hit]:
        """Return the phrases that occur in the line."""
        return phrases.find(self.text, self.norms)

    def has(self, phrases: Phrases) -> bool:
        """Tell whether a phrase occurs in the line."""
        return not phrases.firsts.isdisjoint(self.norms) and bool(phrases.find(self.text, self.norms))

    def opens(self, phrases: Phrases) -> bool:
        """Tell whether the line begins with a phrase."""
        hits = self.find(phrases)
        return bool(hits) and hits[0].first == 0

    def copy(self) -> Row:
        """Return a row with the same attributes and answers."""
        row = Row.__new__(Row)
        row.__dict__.update(self.__dict__)
        return row

    def rewrite(self, text: str) -> None:
        """Take another text, with all that is asked of it to be answered anew."""
        for name in ANSWERS & self.__dict__.keys():
            del self.__dict__[name]
        self.text, self.end = text, self.start + len(text)

    def stretch(self, start: int, end: int) -> Row:
        """Return a part of the line as a row of its own, with the looks of the whole and its own dates."""
        part = self.copy()
        part.start = self.start + start
        part.page = part.x0 = part.x1 = None  # where on its page a part stands is not known
        part.rewrite(self.text[start:end])
        part.dates = [span.moved(-start) for span in self.dates if start <= span.start < end]
        if start:
            part.line_start, part.above = part.start, False
        return part

    def joined(self, *below: Row) -> Row:
        """Return the line with those below behind it: spaces stand for the lines' ends, so that places stay."""
        whole = self.copy()
        text, whole.dates = self.text, list(self.dates)
        for row in below:
            text += " " * (row.start - self.start - len(text)) + row.text
            whole.dates += [span.moved(row.start - self.start) for span in row.dates]
            whole.ruled, whole.dated = row.ruled, whole.dated or row.dated
        whole.rewrite(text)
        return whole


ANSWERS = frozenset(name for name, value in vars(Row).items() if isinstance(value, Once))
"""What is worked out of a row's text when asked for."""


class Rows(list[Row]):
    """All rows of a document, with the places where they start, the size of its body text and the largest size."""

    starts: Sequence[int] = ()
    wraps: Sequence[int] = ()
    """Where the lines begin that go on with the one before: they are no rows."""
    run_together: bool = False
    """Whether lines of the document were lost and worked out again."""
    body_size: float | None = None
    largest: float | None = None

    def add(self, row: Row) -> None:
        """Put a row behind the others."""
        row.index = len(self)
        self.append(row)

    def holding(self, text: str, marks: Iterable[str]) -> set[int]:
        """Return the indexes of the rows that hold one of the marks; the document's `text` is searched as a whole."""
        starts = self.starts
        found: set[int] = set()
        for mark in marks:
            at = text.find(mark)
            while at >= 0:
                i = bisect_right(starts, at) - 1
                # What stands before a row's text is its bullet.
                if i >= 0 and mark in self[i].text:
                    found.add(i)
                at = text.find(mark, max(at + 1, self[i].end if i >= 0 else 0))
        return found


def _is_prose(row: Row) -> bool:
    text = row.text
    count = len(row.norms)
    if count < 7:
        return False
    small = sum(map(LEX.small.__contains__, row.norms))
    if small < 2 or small / count <= 0.12 or text.count(",") >= count / 2.5:
        return False
    if count < 14:
        # "Institute of Technology and Science" is a name, "University of Oregon | Eugene, OR" two.
        parts = [part for part in text.split() if part[0].isalnum()]
        return sum(part[0].isupper() for part in parts) < 0.6 * len(parts)
    return True


def _names_employer(row: Row, hit: Hit) -> bool:
    """Tell the letters of a firm behind a job title ("ML Engineer, Volvo AB, 2020 – 2022") from a degree's."""
    letters = row.text[hit.start : hit.end]
    if len(letters) > 3 or not letters.isupper() or letters == "MBA" or row.school:
        return False
    before = [norm for norm in row.norms[: hit.first] if norm not in LEX.words["degree_words"]]
    dated = any(map(str.isdigit, row.text[hit.end :]))
    return has_title_word(before) and (dated or _IN_NAME.match(row.text, hit.end) is not None)


def _names_platform(row: Row, hit: Hit) -> bool:
    """Tell "Backend Masters: Go services" and "Code Masters Academy" from "Physics Masters: …", a degree."""
    before, behind = row.norms[: hit.first][-1:], row.norms[hit.last :][:1]
    if row.text[hit.start : hit.end] != "Masters" or not before or row.text[hit.start - 1] != " ":
        return False
    words = LEX.words
    of_degrees = words["studies"] | words["study_modes"] | words["before_masters"] | LEX.institutions
    named = row.text[row.places[hit.first - 1][0]].isupper() and of_degrees.isdisjoint(before)
    return named and (row.text[hit.end : hit.end + 1] == ":" or not words["behind_platforms"].isdisjoint(behind))


def names_platform(row: Row) -> bool:
    """Tell a line that names who gives courses, whatever degree that name sounds like."""
    if row.has(LEX.phrases["course_platforms"]):
        return True
    return "Masters" in row.text and any(_names_platform(row, hit) for hit in row.find(LEX.degrees))


def breaks_off(row: Row) -> bool:
    """Tell a line that ends with a sign or a word that nothing ends with ("… the rescue team and")."""
    if row.text[-1] in _JOINS:
        return True
    _, space, last = row.text.rpartition(" ")
    return bool(space) and last in LEX.words["never_last"]


def _looks_like_header(row: Row) -> bool:
    text = row.text
    if (row.bullet and not (row.marked or row.bold)) or len(text) > 110 or names_part(row):
        return False
    if text[0].islower():
        # "mapwise.io"
        return not row.small and len(row.norms) <= 6 and text[-1] not in ".;:,"
    if len(row.norms) <= 6 and text[-1] not in ".;:," and row.titled:
        return True
    if row.heading or row.bold or row.marked:
        return not row.prose or len(row.norms) < 14
    if text[-1] not in ".;:," and len(row.norms) <= 6 and row.opens(LEX.phrases["leave"]):
        return not LEX.words["leaves"].isdisjoint(row.norms[:2])  # "Career break – full-time parent"
    if text[-1] in ".;:" and not (row.norms[-1] in LEX.legal_forms or text.endswith(("Co.", "e.V.", "a.s."))):
        return False
    if ":" in text and _labels_body(squash(text[: text.index(":")])):
        return False
    small, forms = LEX.small, LEX.legal_forms
    outside = _BRACKETED.sub("", text) if "(" in text else text
    outside = _GLOSSED.sub("", outside)
    names = [
        word[0].islower() and _ELIDED.match(word) is None
        for word, norm in zip(spelled(outside), norms(outside) if outside != text else row.norms, strict=True)
        if not (norm in small or norm.isdigit() or norm in forms or (len(norm) < 3 and word.islower()))  # "sp. z o.o."
    ]
    if not 0 < len(names) <= 14:
        return False
    return (len(names) - sum(names)) / len(names) >= 0.6 and not (row.prose and len(row.norms) > 12)


def _labels_body(key: str) -> bool:
    """Tell the label of what was done or used from that of a title: "Tasks: …", LinkedIn's "Skills: Kafka · Scala"."""
    return LEX.field_labels.get(key) == "body" or LEX.headings.get(key) == "skills"


def begins_small(text: str) -> bool:
    """Tell a small letter that something goes on with from a firm that writes itself so: "mapwise.io", "eBay"."""
    return text[0].islower() and _BRAND.match(text) is None


def starts_with_day(row: Row) -> bool:
    """Tell a first date that names a day."""
    span = row.dates[0]
    return _DAY.match(row.text[span.start : span.end]) is not None


def place_and_date(row: Row) -> DateSpan | None:
    """Read a signature line: a place, a full date and nothing else."""
    if len(row.dates) != 1 or not row.dates[0].single or len(row.norms) > 8:
        return None
    span = row.dates[0]
    if row.text[span.end :].strip(" .)") or not starts_with_day(row):
        return None
    before = row.text[: span.start]
    if before.count("(", 1) > before.count(")"):
        return None  # "Active clearance (invest. 03/2024)"
    return span if _PLACE.fullmatch(before) and ":" not in before and not row.titled else None


def whole_date(row: Row) -> DateSpan | None:
    """Return the date that is all of a row, not even a sign beside it."""
    for span in row.dates:
        if span.end - span.start == len(row.text):
            return span
    return None


def rest_of(row: Row, span: DateSpan) -> str:
    """Return what stands beside a date, without the signs at its edges."""
    return (row.text[: span.start] + " " + row.text[span.end :]).strip(EDGE)


def alone(row: Row) -> DateSpan | None:
    """Return the date of a row that holds nothing else."""
    return row.dates[0] if len(row.dates) == 1 and not rest_of(row, row.dates[0]) else None


def names_part(row: Row) -> bool:
    """Tell the label of a part of an entry from its head: "Highlights", "Key responsibilities:"."""
    return len(row.text) < 45 and LEX.field_labels.get(row.key) == "body"


def has_title_word(found: list[str]) -> bool:
    """Tell whether there are words of job titles among the words."""
    if not LEX.titles_and_plurals.isdisjoint(found):
        return True
    # The last three letters spare most words the question for thirty endings.
    if LEX.title_endings.isdisjoint([norm[-3:] for norm in found]):
        return False
    return any(norm.endswith(LEX.title_suffixes) for norm in found)


def title_words(found: list[str]) -> list[str]:
    """Return the words of job titles among the words."""
    return list(filter(is_title_word, found)) if has_title_word(found) else []


def is_title_word(norm: str) -> bool:
    """Tell a word of job titles."""
    return norm in LEX.titles_and_plurals or norm.endswith(LEX.title_suffixes)


def is_work_word(norm: str) -> bool:
    """Tell a word of job titles or of what jobs are about, which no name, address or nationality is made of."""
    return is_title_word(norm) or norm in LEX.domains


def is_post_word(norm: str) -> bool:
    """Tell a word that names a post from one that also names a role beside work."""
    weak = norm in LEX.words["beside_work"] or norm in LEX.words["weak_titles"]
    return norm == "r&d" or (not weak and (norm in LEX.titles or norm.endswith(LEX.title_suffixes)))

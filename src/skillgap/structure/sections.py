"""Rows → sections: by heading, by style, by content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from skillgap.models.resume import Section, SectionKind
from skillgap.structure.hidden_work import find_hidden_work
from skillgap.structure.language import lexicon, squash
from skillgap.structure.rows import Row, Rows, is_prose, looks_like_header, title_words

_CONTACT = re.compile(r"@|https?://|www\.|\+\d{2}|\(?\d{3,5}\)?[ .-]\d{3}|linkedin|github\.com", re.IGNORECASE)
_SPLIT_TITLE = re.compile(r"\s*(?:[&/|,+·•:]|\band\b|\bund\b|\bet\b|\by\b)\s*", re.IGNORECASE)
_WIDE = re.compile(r"\s{2,}|\t")
_DIGIT = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"\s*\(.*\)\s*$")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_LABEL = re.compile(r"([^\W\d_][^:\t]{2,40}?)\s*(?::|\t|\s-\s|\s–\s|\.{3,})\s*(?=\S)")
_GLUED = re.compile(r"([A-ZÀ-Ý][A-ZÀ-Ý &]{4,30})\s+(?=\d|[A-ZÀ-Ý][a-zà-ÿ])")
_FIRST_PERSON = re.compile(r"\b(?:I|my|I'm|I’m|ich|je|mi)\b")
_AUTHORS = re.compile(r"\bet al\b|\bdoi\b|\barXiv\b|[A-Z]\. [A-Z][a-z]+,|\b[A-Z][a-z]+ [A-Z]{1,2},")

_HOBBIES = frozenset({"hobbies", "hobby", "interests", "hobbys", "loisirs", "aficiones"})

PARTS_OF_SKILLS = frozenset(
    squash(name)
    for name in (
        "languages", "tools", "cloud", "databases", "frameworks", "libraries", "platforms", "software", "programming",
        "programming languages", "methods", "soft skills", "hard skills", "technologies", "hardware", "data", "systems",
        "research", "service", "media", "organizations", "online", "personal", "training", "courses", "school",
        "frameworks and libraries", "tech stack", "technology", "technologies and tools", "stack", "learning", "links",
    )
)  # fmt: skip
"""Headings that are as often a label inside another section; they count only with the style of a heading."""


class Heading(NamedTuple):
    """A row that opens a section."""

    row: Row
    kind: SectionKind
    title: str | None


def find_sections(rows: Rows, *, length: int) -> tuple[list[Section], list[SectionKind]]:
    """Return the sections of a text of `length` characters, and the kind of every row."""
    if not rows:
        return [Section(kind="other", title=None, start=0, end=length)] if length else [], []
    headings = _headings(rows)
    if sum(heading.kind != "contact" for heading in headings) < 2:
        headings = _by_content(rows, headings)
    headings = _with_new_columns(rows, _with_opening(rows, headings))
    headings = _with_hidden_work(rows, _with_labels(rows, headings))
    sections: list[Section] = []
    for i, heading in enumerate(headings):
        end = headings[i + 1].row.line_start if i + 1 < len(headings) else length
        start = 0 if i == 0 else heading.row.line_start
        sections.append(Section(kind=heading.kind, title=heading.title, start=start, end=end))
    kinds: list[SectionKind] = []
    for i, heading in enumerate(headings):
        stop = headings[i + 1].row.index if i + 1 < len(headings) else len(rows)
        kinds.extend([heading.kind] * (stop - len(kinds)))
    return sections, kinds


def heading_title(row: Row) -> str:
    """Return a heading as a person reads it: no emoji or rules, letter spacing closed up."""
    text = _EDGE.sub("", row.text)
    parts = text.split()
    if len(parts) >= 4 and text.isupper() and sum(len(part) <= 2 for part in parts) >= len(parts) * 0.7:
        return " ".join("".join(word.split()) for word in re.split(r"\s{2,}", text))
    return " ".join(parts)


def _headings(rows: Rows) -> list[Heading]:
    known = {row.index: kind for row in rows if (kind := _known_kind(row)) is not None}
    if not known:
        return []
    styles = Counter(_style(rows[i], rows) for i in known)
    marked = Counter({style: count for style, count in styles.items() if style})
    usual = {style for style, count in marked.items() if count >= 2 or len(known) <= 3}
    level = _usual_level(rows, known)
    strict = sum(marked.values()) >= max(2, 0.5 * len(known))
    headings: list[Heading] = []
    for row in rows:
        kind = known.get(row.index)
        current = headings[-1].kind if headings else None
        if kind is not None:
            if level is not None and row.heading is not None and row.heading > level:
                continue
            if not _accept(row, rows, kind, current, strict=strict):
                continue
            style = _style(row, rows)
            above = _style(headings[-1].row, rows) if headings else ""
            if kind == current and marked[style] <= 2 and above not in (style, ""):
                # A job called "Internship" under the heading "Experience" looks other than that heading.
                continue
        elif headings and _is_unknown_heading(row, rows, usual, level, current):
            kind = _stem_kind(row) or "other"
        else:
            continue
        headings.append(Heading(row, kind, heading_title(row)))
    return [_by_following(rows, headings, i) for i in range(len(headings))]


def _known_kind(row: Row) -> SectionKind | None:
    text = row.text
    if len(text) > 60 or row.bullet or (text[-1] in ".,;" and len(row.norms) > 1):
        return None
    if (text[0].islower() and not (row.above or row.ruled or (row.marked and row.bold))) or (
        text.count(" ") > 7 and text[1:2] != " "
    ):
        return None
    table = lexicon().headings
    kind = table.get(squash(text))
    if kind is not None:
        return kind
    if text[0].islower() or (not row.heading and _DIGIT.search(text)):
        # "Publications (5 of 31)" is a heading, "Skills 2020" is not worth the risk.
        kind = table.get(squash(_IN_BRACKETS.sub("", text)))
        return kind if kind and not text[0].islower() else None
    if len(text) > 48 or not _SPLIT_TITLE.search(text, 1):
        return None
    parts = [part for part in _SPLIT_TITLE.split(text) if part]
    if 2 <= len(parts) <= 4:
        kinds = [table.get(squash(part)) for part in parts]
        if kinds[0] is not None and all(len(part.split()) <= 3 for part in parts) and sum(map(bool, kinds)) >= 2:
            return kinds[0]
    return None


def _style(row: Row, rows: Rows) -> str:
    """Name how a row stands out; empty where it doesn't."""
    style = f"h{row.heading}" if row.heading else ""
    if row.marked and row.size is not None:
        style += f"s{round(row.size)}"
    if row.capitals:
        style += "C"
    if row.bold:
        style += "B"
    if row.ruled:
        style += "R"
    if not style and row.text.endswith(":"):
        style = ":"
    return style


def _usual_level(rows: Rows, known: dict[int, SectionKind]) -> int | None:
    levels = Counter(rows[i].heading for i in known if rows[i].heading)
    return min(levels, key=lambda level: (-levels[level], level or 0)) if levels else None


def _accept(row: Row, rows: Rows, kind: SectionKind, current: SectionKind | None, *, strict: bool) -> bool:
    style = _style(row, rows)
    following = rows[row.index + 1] if row.index + 1 < len(rows) else None
    if following is None and not style:
        return kind == "references"
    if kind == "languages" and not _languages_follow(rows, row.index):
        return False
    if style:
        return True
    previous = rows[row.index - 1] if row.index else None
    if previous is not None and not row.above and previous.text.endswith((",", "-", "&", " and", " of", " the")):
        return False
    if strict and (squash(row.text) in PARTS_OF_SKILLS or not row.above or kind == current):
        return False
    if (
        current is not None
        and kind in ("summary", "awards", "projects", "other")
        and current == "experience"
        and not row.above
    ):
        return False
    return squash(row.text) not in PARTS_OF_SKILLS or kind != current


def _languages_follow(rows: Rows, index: int) -> bool:
    human = lexicon().human_languages
    for row in rows[index + 1 : index + 5]:
        if not human.isdisjoint(row.norms):
            return True
    return not human.isdisjoint(rows[index].norms)


def _is_unknown_heading(row: Row, rows: Rows, usual: set[str], level: int | None, current: SectionKind | None) -> bool:
    if not (row.heading or row.marked or row.ruled or row.bold or row.text.isupper()):
        return False
    if len(row.text) > 48 or row.bullet or row.dates or not 0 < len(row.norms) <= 6:
        return False
    if row.heading:
        return row.heading == level
    style = _style(row, rows)
    if style not in usual or style in ("B", ":") or (style == "C" and not row.above):
        return False
    if any(c.isdigit() for c in row.text) or row.index + 1 >= len(rows):
        return False
    stem = _stem_kind(row)
    near = rows[row.index + 1 : row.index + 3]
    if stem is not None and not title_words(row):
        return True
    if title_words(row) or any(other.dates for other in near) or "," in row.text:
        return False
    # Large capitals like those of the known headings need no space above them.
    above = row.above or (row.marked and row.capitals and style.startswith("s"))
    return above and (row.marked or row.ruled or current != "experience")


def _stem_kind(row: Row) -> SectionKind | None:
    key = squash(row.text)
    best: tuple[int, int, SectionKind] | None = None
    for stem, kind in lexicon().stems:
        at = key.rfind(stem)
        # The later and longer stem wins: "research experience", "project skills".
        if at >= 0 and (best is None or (at + len(stem), len(stem)) > best[:2]):
            best = (at + len(stem), len(stem), kind)
    return best[2] if best else None


def _by_following(rows: Rows, headings: list[Heading], i: int) -> Heading:
    """Let the content decide about a heading that says little ("Other", "At a glance", an unknown one)."""
    heading = headings[i]
    stop = headings[i + 1].row.index if i + 1 < len(headings) else len(rows)
    body = rows[heading.row.index + 1 : stop]
    if not body:
        return heading
    key = squash(heading.row.text)
    if heading.kind == "other" and lexicon().headings.get(key) is None:
        return heading._replace(kind=guess_kind(body, early=False) or "other")
    if key in (
        "ataglance",
        "highlights",
        "qualifications",
        "snapshot",
        "keyqualifications",
        "details",
        "training",
        "courses",
    ):
        guess = guess_kind(body, early=i == 0)
        if guess in ("certifications", "skills", "education", "languages"):
            return heading._replace(kind=guess)
    if key == "research" and guess_kind(body, early=False) == "experience":
        return heading._replace(kind="experience")
    if key in ("other", "sonstiges", "divers", "otros", "weiteres", "miscellaneous") and len(body) <= 3:
        guess = guess_kind(body, early=False)
        if guess == "interests":
            return heading._replace(kind=guess)
    return heading


def guess_kind(body: Sequence[Row], *, early: bool) -> SectionKind | None:
    """Guess the kind of a stretch without a telling heading from what stands in it; None where nothing tells."""
    lex = lexicon()
    count = len(body)
    degrees = sum(row.has(lex.degrees) for row in body if len(row.norms) < 25)
    ranges = sum(any(not date.single for date in row.dates) for row in body)
    titled = sum(title_words(row) > 0 and not is_prose(row) for row in body)
    spoken = sum(sum(map(lex.human_languages.__contains__, row.norms)) for row in body)
    certified = sum(row.has(lex.phrases["certificate"]) for row in body)
    prose = sum(is_prose(row) for row in body)
    total = sum(len(row.norms) for row in body) or 1
    text = " ".join(row.text for row in body)
    if any(row.has(lex.phrases["on_request"]) for row in body) and count <= 2:
        return "references"
    if spoken >= 2 and spoken / total > 0.12:
        return "languages"
    if degrees and degrees >= ranges / 2 and any(not lex.institutions.isdisjoint(row.norms) for row in body):
        return "education"
    if ranges and titled:
        return "experience"
    if certified and certified >= count / 4:
        return "certifications"
    if len(_AUTHORS.findall(text)) >= max(1, count / 2):
        return "publications"
    if sum(_key_in(row, _HOBBIES) for row in body):
        return "interests"
    separators = text.count(",") + text.count("·") + text.count("|") + text.count(";") + text.count("\t")
    if separators >= total / 5 and total >= 6 and prose <= count / 3 and separators >= 3:
        return "skills"
    if prose and early:
        return "summary"
    return None


def _key_in(row: Row, names: frozenset[str]) -> bool:
    return not names.isdisjoint(row.norms)


def _by_content(rows: Rows, known: list[Heading]) -> list[Heading]:
    """Cut a text with hardly any heading at its blank lines and guess each stretch."""
    opened = {heading.row.index: heading for heading in known}
    found: list[Heading] = []
    starts = [row.index for row in rows if row.above or row.index in opened or row.index == 0]
    for at, start in enumerate(starts):
        stop = starts[at + 1] if at + 1 < len(starts) else len(rows)
        if start in opened:
            found.append(opened[start])
            continue
        body = rows[start:stop]
        kind: SectionKind | None = None
        if start == 0 or (
            len(found) == 1 and found[0].kind == "contact" and any(_CONTACT.search(row.text) for row in body)
        ):
            kind = "contact"
        else:
            kind = guess_kind(body, early=len(found) <= 2)
        if kind is None or (found and found[-1].kind == kind):
            continue
        found.append(Heading(body[0], kind, None))
    return found


def _with_opening(rows: Rows, headings: list[Heading]) -> list[Heading]:
    """Put the contact block before the first heading, and the summary that often follows it without a heading."""
    first = headings[0].row.index if headings else len(rows)
    if first == 0:
        return headings
    opening: list[Heading] = [Heading(rows[0], "contact", None)]
    for row in rows[1:first]:
        if is_prose(row) and not _CONTACT.search(row.text) and (len(row.norms) >= 10 or _FIRST_PERSON.search(row.text)):
            start = row
            while start.index > 1 and not start.above and _runs_on(rows[start.index - 1]):
                start = rows[start.index - 1]
            opening.append(Heading(start, "summary", None))
            break
    return opening + headings


def _runs_on(row: Row) -> bool:
    return len(row.norms) >= 8 and not _CONTACT.search(row.text) and not looks_like_header(row)


def _with_new_columns(rows: Rows, headings: list[Heading]) -> list[Heading]:
    """Open a section where a new column starts without a heading: the owner's name, then often a summary."""
    largest = max((row.size for row in rows if row.size is not None), default=None)
    if largest is not None and (
        largest < 1.3 * (rows.body_size or largest) or sum(r.size == largest for r in rows) > 3
    ):
        largest = None
    found: list[Heading] = []
    for i, heading in enumerate(headings):
        found.append(heading)
        stop = headings[i + 1].row.index if i + 1 < len(headings) else len(rows)
        for row in rows[heading.row.index + 1 : stop]:
            if not row.above or heading.kind in ("experience", "projects", "publications", "education"):
                continue
            rest = rows[row.index : stop]
            named = largest is not None and any(other.size == largest and other.marked for other in rest[:2])
            prose = next((other for other in rest if is_prose(other) and not _CONTACT.search(other.text)), None)
            named = named or _reopens(rest, heading, headings[i + 1] if i + 1 < len(headings) else None)
            if not named and not (prose is not None and _FIRST_PERSON.search(prose.text) and _far(row, heading.row)):
                continue
            if named and heading.kind != "contact":
                found.append(Heading(row, "contact", None))
            if prose is not None and not any(other.kind == "summary" for other in headings):
                while prose.index > row.index and _runs_on(rows[prose.index - 1]):
                    prose = rows[prose.index - 1]
                if prose is row and found[-1].row is row:
                    found.pop()
                found.append(Heading(prose, "summary", None))
            break
    return found


def _with_hidden_work(rows: Rows, headings: list[Heading]) -> list[Heading]:
    """Open a section where jobs stand under a heading that isn't theirs."""
    found: list[Heading] = []
    for i, heading in enumerate(headings):
        found.append(heading)
        if heading.kind not in _NO_WORK:
            continue
        stop = headings[i + 1].row.index if i + 1 < len(headings) else len(rows)
        body = rows[heading.row.index + 1 : stop]
        work = find_hidden_work(body, loose=heading.kind in ("contact", "summary"))
        if work is not None:
            row, titled = work
            found.append(Heading(row, "experience", heading_title(row) if titled else None))
    return found


_NO_WORK: tuple[SectionKind, ...] = ("contact", "summary", "skills", "languages", "interests", "certifications")


def _reopens(rest: Sequence[Row], heading: Heading, following: Heading | None) -> bool:
    """Tell a name over a job title between a sidebar's lists and the summary: the head of the main column."""
    if following is None or following.kind not in ("summary", "experience") or not 2 <= len(rest) <= 5:
        return False
    if heading.kind not in ("certifications", "languages", "skills", "interests", "contact", "awards", "publications"):
        return False
    name = rest[0].text.split()
    lex = lexicon()
    return (
        2 <= len(name) <= 4
        and all(
            word[0].isupper() and word.replace("-", "").replace(".", "").replace("'", "").isalpha() for word in name
        )
        and not title_words(rest[0])
        and lex.domains.isdisjoint(rest[0].norms)
        and title_words(rest[1]) > 0
    )


def _far(row: Row, other: Row) -> bool:
    return row.x0 is not None and other.x0 is not None and abs(row.x0 - other.x0) > 40


def _with_labels(rows: Rows, headings: list[Heading]) -> list[Heading]:
    """Open a section at a line that carries its own heading ("Languages: French, English")."""
    found: list[Heading] = []
    for i, heading in enumerate(headings):
        found.append(heading)
        stop = headings[i + 1].row.index if i + 1 < len(headings) else len(rows)
        current, inline = heading.kind, False
        for row in rows[heading.row.index + 1 : stop]:
            kind = _label_kind(row, current=current, parent=heading.kind)
            if kind is None and inline and not row.text[0].islower():
                kind = _loose_kind(row, current, heading.kind)
            if kind is not None and kind != current:
                label = _GLUED.match(row.text) or _LABEL.match(row.text)
                title = label[1].strip() if label and kind != heading.kind else None
                found.append(Heading(row, kind, title))
                current, inline = kind, True
    return found


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


def _label_kind(row: Row, *, current: SectionKind, parent: SectionKind) -> SectionKind | None:
    """Return the kind that a line's own label names, where the section around it allows one."""
    glued = _GLUED.match(row.text) if row.text[:5].isupper() else None
    if glued and (kind := lexicon().headings.get(squash(glued[1]))) in (
        "experience",
        "education",
        "skills",
        "projects",
    ):
        return kind
    if ":" not in row.text and "\t" not in row.text and "..." not in row.text and " - " not in row.text[:44]:
        return None
    label = _LABEL.match(row.text)
    if label is None:
        return None
    kind = lexicon().headings.get(squash(label[1]))
    if kind is None or kind == current:
        return None
    if kind == "languages" and lexicon().human_languages.isdisjoint(row.norms):
        return None
    if kind == "skills" and squash(label[1]) in PARTS_OF_SKILLS:
        return None
    if parent in ("experience", "projects", "education") and (row.bullet or not row.above):
        return kind if kind == "languages" and not row.bullet and current != "experience" else None
    return kind if kind in _OPEN_TO_LABELS.get(parent, _ANY_LABEL) else None


def _loose_kind(row: Row, current: SectionKind, parent: SectionKind) -> SectionKind | None:
    """Say where an unlabelled line after a labelled one belongs."""
    lex = lexicon()
    if row.has(lex.phrases["volunteering"]) or row.norms[:1] == ["coach"]:
        return "volunteering"
    if row.has(lex.phrases["on_request"]):
        return "references"
    if current == "languages" and lex.human_languages.isdisjoint(row.norms):
        return parent
    if row.norms and row.norms[0] in ("reads", "reading", "plays", "hobbies", "likes"):
        return "interests"
    return None

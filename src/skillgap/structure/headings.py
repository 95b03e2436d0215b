"""Rows → headings: the lines that open a section, told by how the known ones of a text stand out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from skillgap.models.resume import SectionKind
from skillgap.structure.guessing import guess_kind
from skillgap.structure.heading_words import MAIN_KINDS, PARTS_OF_SKILLS, heading_title, named_kind, stem_kind
from skillgap.structure.language import lexicon
from skillgap.structure.rows import Row, Rows, names_school, title_words

_DIGIT = re.compile(r"\d")


class Heading(NamedTuple):
    """A row that opens a section."""

    row: Row
    kind: SectionKind
    title: str | None


def find_headings(rows: Rows) -> list[Heading]:
    """Return the rows that open a section, in text order."""
    _drop_ornaments(rows)
    known = {
        row.index: kind
        for row in rows
        if not row.bullet and (len(row.text) <= 60 or row.text[-1] == ")") and (kind := named_kind(row)) is not None
    }
    own = _own_level(rows, known)
    if not known and own is None:
        return []
    styles = Counter(_style(rows[i], rows) for i in known)
    marked = Counter({style: count for style, count in styles.items() if style})
    usual = {style for style, count in marked.items() if count >= 2 or len(known) <= 3}
    level = _usual_level(rows, known) or own
    sure = _sure_styles(rows, known)
    strict = sum(marked.values()) >= max(2, 0.5 * len(known))
    looks = Counter(_look(rows[i], rows) for i in known)
    shared = {look for look, count in looks.items() if look is not None and count > 1}
    # A text without styles: capitals between blank lines.
    parted = sum(_is_parted(rows, rows[i]) for i in known) >= 3
    headings: list[Heading] = []
    current: SectionKind | None = None
    for row in rows:
        kind = known.get(row.index)
        if kind is not None:
            if level is not None and row.heading is not None and row.heading > level:
                continue
            if not _accept(row, rows, kind, current, strict=strict):
                continue
            style = _style(row, rows)
            if kind == current and marked[style] <= 2 and _style(headings[-1].row, rows) not in (style, ""):
                # A job called "Internship" under the heading "Experience" looks other than that heading.
                continue
        elif (
            (row.heading or row.marked or row.ruled or row.bold or row.text.isupper())
            and (
                headings
                or (row.index and row.heading is not None and row.heading == level)
                or (row.index > 1 and row.size != rows.largest and _look(row, rows) in shared)
            )
            and (
                _is_unknown_heading(row, rows, usual, level, current)
                or (sure and _looks_sure(row, rows, sure))
                or (parted and _is_parted(rows, row) and _may_head(row))
            )
        ):
            kind = stem_kind(row) or "other"
        else:
            continue
        headings.append(Heading(row, kind, heading_title(row)))
        current = kind
    return [_by_following(rows, headings, i) for i in range(len(headings))]


def _drop_ornaments(rows: Rows) -> None:
    """Take the sign before headings for an ornament where several have one ("✦ Experience", "✦ Skills"): no bullet."""
    table = lexicon().headings
    named = [row for row in rows if row.bullet and len(row.text) <= 40 and row.key in table]
    if len(named) < 3 or len({table[row.key] for row in named}.intersection(MAIN_KINDS)) < 2:
        return
    looks = {look for row in named if (look := _look(row, rows)) is not None}
    for row in rows:
        if row.bullet and (row in named or _look(row, rows) in looks):
            row.bullet = False


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


def _look(row: Row, rows: Rows) -> tuple[str, float | None] | None:
    """Return style and exact size of a row set as a heading or in letters larger than the text."""
    return (_style(row, rows), row.size) if row.heading or row.marked else None


def _is_parted(rows: Rows, row: Row) -> bool:
    following = row.index + 1
    return row.capitals and row.above and following < len(rows) and rows[following].above


def _may_head(row: Row) -> bool:
    return not (row.bullet or row.dates or title_words(row)) and len(row.norms) <= 6 and not _DIGIT.search(row.text)


def _sure_styles(rows: Rows, known: Iterable[int]) -> set[tuple[str, float | None]]:
    """Return the styles, with their exact size, that known headings share and hardly a job or date is written in.

    Three headings in a large style or in capitals are enough, or two in bold letters of a size of their own.
    """
    counts = Counter((_style(rows[i], rows), rows[i].size) for i in known if _may_be_sure(rows[i], rows))
    found: set[tuple[str, float | None]] = set()
    for (style, size), count in counts.items():
        large = style.startswith("s")
        if count < (2 if style == "B" else 3):
            continue
        alike = [row for row in rows if row.size == size and _may_be_sure(row, rows) and _style(row, rows) == style]
        # Employers may stand in capitals too: those are as many as the headings, or more.
        few = large or len(alike) <= count + 2
        if few and sum(bool(row.dates) or title_words(row) for row in alike) <= len(alike) / 4:
            found.add((style, size))
    return found


def _may_be_sure(row: Row, rows: Rows) -> bool:
    if row.marked or (row.text.isupper() and row.capitals):
        return True
    return row.bold and row.size is not None and abs(row.size - (rows.body_size or row.size)) > 0.5


def _looks_sure(row: Row, rows: Rows, sure: set[tuple[str, float | None]]) -> bool:
    """Tell an unknown heading by a style that only headings have."""
    if row.bullet or row.dates or len(row.text) > 60 or row.text[0].islower():
        return False
    if not row.marked and not row.bold:
        # Capitals alone are an employer's as often, over its jobs.
        near = rows[row.index + 1 : row.index + 3]
        if not row.capitals or not row.above or any(other.dates or title_words(other) for other in near):
            return False
    if not 0 < len(row.norms) <= 9 or row.text[-1] in ".,;" or row.index + 1 >= len(rows) or title_words(row):
        return False
    return (_style(row, rows), row.size) in sure


def _usual_level(rows: Rows, known: dict[int, SectionKind]) -> int | None:
    levels = Counter(rows[i].heading for i in known if rows[i].heading)
    return min(levels, key=lambda level: (-levels[level], level or 0)) if levels else None


def _own_level(rows: Rows, known: dict[int, SectionKind]) -> int | None:
    """Return the level of the headings of a marked-up text that hardly names its sections in known words.

    It is the highest level that stands more than once, where jobs are not what is headed by it.
    """
    if len(known) > 2:
        return None
    levels: dict[int, list[Row]] = {}
    for row in rows:
        if row.heading and not row.bullet:
            levels.setdefault(row.heading, []).append(row)
    for level in sorted(levels):
        headed = levels[level]
        if len(headed) > 1:
            jobs = sum(bool(row.dates) or title_words(row) for row in headed)
            return level if jobs <= len(headed) / 4 else None
    return None


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
    if strict and (row.key in PARTS_OF_SKILLS or not row.above or kind == current):
        return False
    if (
        current is not None
        and kind in ("summary", "awards", "projects", "other")
        and current == "experience"
        and not row.above
    ):
        return False
    return row.key not in PARTS_OF_SKILLS or kind != current


def _languages_follow(rows: Rows, index: int) -> bool:
    human = lexicon().human_languages
    for row in rows[index + 1 : index + 5]:
        if not human.isdisjoint(row.norms):
            return True
    return not human.isdisjoint(rows[index].norms)


def _is_unknown_heading(row: Row, rows: Rows, usual: set[str], level: int | None, current: SectionKind | None) -> bool:
    if len(row.text) > 48 or row.bullet or row.dates or not 0 < len(row.norms) <= (8 if row.ruled else 6):
        return False
    if row.heading is None and row.has(lexicon().degrees) and names_school(row):
        return False  # "BSC INFORMATIK — FACHHOCHSCHULE SIHLTAL"
    if row.heading:
        return row.heading == level
    style = _style(row, rows)
    if style not in usual or style in ("B", ":") or (style == "C" and not row.above):
        return False
    if any(c.isdigit() for c in row.text) or row.index + 1 >= len(rows):
        return False
    stem = stem_kind(row)
    near = rows[row.index + 1 : row.index + 3]
    if stem is not None and not title_words(row):
        return True
    if row.ruled and row.above and not title_words(row) and "," not in row.text:
        # An underlined line is a heading whatever follows.
        return True
    if title_words(row) or any(other.dates for other in near) or "," in row.text:
        return False
    # Large capitals like those of the known headings need no space above them.
    above = row.above or (row.marked and row.capitals and style.startswith("s"))
    return above and (row.marked or row.ruled or current != "experience")


def _by_following(rows: Rows, headings: list[Heading], i: int) -> Heading:
    """Let the content decide about a heading that says little ("Other", "At a glance", an unknown one)."""
    heading = headings[i]
    stop = headings[i + 1].row.index if i + 1 < len(headings) else len(rows)
    body = rows[heading.row.index + 1 : stop]
    if not body:
        return heading
    key = heading.row.key
    if heading.kind == "other" and heading.row.norms[0] == "teaching":
        return heading
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

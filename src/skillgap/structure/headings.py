"""Rows → headings: the lines that open a section, told by how the known ones of a text stand out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from skillgap.models.resume import SectionKind
from skillgap.structure.heading_looks import (
    Look,
    employers,
    group_by_look,
    look_of,
    may_open,
    own_look,
    shared_looks,
)
from skillgap.structure.heading_words import heading_title, named_kind, names_wishes, stem_kind
from skillgap.structure.hidden import guess_kind, lists_languages
from skillgap.structure.language import LEX
from skillgap.structure.rows import Row, Rows, names_part

_OF_ENTRIES: tuple[SectionKind, ...] = ("experience", "volunteering", "projects", "education")
_OF_PARTS: tuple[SectionKind, ...] = ("summary", "skills", "projects", "awards", "education", "other")
_OF_NAMES: tuple[SectionKind, ...] = ("contact", "interests", "languages", "references")
"""Sections whose lines may be as short as those of a list of skills."""
_TOLD_BY_CONTENT: dict[str, tuple[SectionKind, ...]] = {
    **dict.fromkeys(
        (
            "ataglance highlights qualifications snapshot keyqualifications details training courses furthertraining "
            "weiterbildung"
        ).split(),
        ("certifications", "skills", "education", "languages"),
    ),
    **dict.fromkeys(("research", "projecthistory", "projectlist"), ("experience",)),
    **dict.fromkeys(LEX.words["rests"], ("interests",)),
}
"""Headings that say little, and the kinds that their content may make of them."""


_SHORT, _FEW = 5, 3
"""Letters of an abbreviation, words of the next skill in a list."""
_OUTDENTED = 3
"""Headings at the left of all else that make a habit."""


class Heading(NamedTuple):
    """A row that opens a section."""

    row: Row
    kind: SectionKind
    title: str | None


class _Habits(NamedTuple):
    """What the known headings of a text have in common: what unknown ones are told by, and false ones left out."""

    level: int | None
    """The level of headings in a text with marks for them."""
    styles: Counter[str]
    """How many known headings stand out in each style."""
    looks: set[Look]
    """Looks of known headings that hardly a job or a date has."""
    own: Look | None
    """The look of headings that no known word tells."""
    employers: frozenset[int]
    """Rows with the marks of headings that stand over dates."""
    strict: bool
    """Most headings stand out: a line that doesn't is hardly one."""
    outdented: bool
    """Known headings begin at the left of nearly all else."""
    close: bool
    """No blank line or block parts a section from the next, as in the text of a table's cells."""


def find_headings(rows: Rows) -> list[Heading]:
    """Return the rows that open a section, in text order."""
    known = {
        row.index: kind
        for row in rows
        if not row.bullet and (len(row.text) <= 60 or row.text[-1] == ")") and (kind := named_kind(row)) is not None
    }
    looks = group_by_look(rows)
    own = own_look(looks, rows, [i for i, kind in known.items() if kind != "contact"]) if len(known) < 7 else None
    named = [rows[i] for i in known]
    habits = _habits(rows, named, looks, own, works="experience" in known.values())
    headings = _opened(rows, known, habits, parts=frozenset())
    if parts := _parts_of_entries(headings, named):
        for i in parts:
            # "Project #2" tells which one begins.
            rows[i].furniture = not any(map(str.isdigit, rows[i].text))
        headings = _opened(rows, known, habits, parts=parts)
    return [_by_following(rows, heading, stop) for heading, stop in with_stops(headings, rows)]


def _opened(rows: Rows, known: Mapping[int, SectionKind], habits: _Habits, *, parts: Collection[int]) -> list[Heading]:
    """Return the headings among the rows, `parts` of entries left out; `known` are the rows that name a kind."""
    headings: list[Heading] = []
    for row in rows:
        kind = known.get(row.index)
        if (kind is None and not (row.heading or row.stands_out)) or row.index in parts:
            continue
        before = headings[-1] if headings else None
        if kind is not None:
            if (habits.own is not None and not row.style) or not _accept(row, rows, kind, before, habits):
                continue
        elif _opens_unknown(row, rows, before, habits):
            kind = stem_kind(row) or "other"
        else:
            continue
        headings.append(Heading(row, kind, heading_title(row)))
    return headings


def _parts_of_entries(headings: Sequence[Heading], known: Sequence[Row]) -> set[int]:
    """Return the rows that stand more than once and in entries: "Highlights" of each job, "Courses" of each degree."""
    counts = Counter((row.key, row.style) for row in known)
    parts: set[int] = set()
    current: Heading | None = None
    for heading in headings:
        style = heading.row.style
        again = counts[heading.row.key, style] > 1
        inside = current is not None and current.kind in _OF_ENTRIES and heading.kind in _OF_PARTS
        apart = current is not None and names_part(heading.row) and style != current.row.style
        if inside and (again or apart):
            parts |= {row.index for row in known if row.key == heading.row.key and row.index >= heading.row.index}
        else:
            current = heading
    return parts


def with_stops(headings: Sequence[Heading], rows: Rows) -> list[tuple[Heading, int]]:
    """Pair each heading with the index of the row where the next section begins."""
    return list(zip(headings, [*[heading.row.index for heading in headings[1:]], len(rows)], strict=False))


def _habits(
    rows: Rows, known: Sequence[Row], looks: Mapping[Look, list[Row]], own: Look | None, *, works: bool
) -> _Habits:
    """Return the habits by the rows that name a kind; `works` says that one names work."""
    # What stands in each entry counts once: "Highlights" of ten jobs.
    once = {row.key: row for row in reversed(known)}.values()
    styles = Counter(style for row in once if (style := row.style))
    levels = Counter(
        level for level, _ in {(row.heading, row.key) for row in (*known, *(looks[own] if own else ()))} if level
    )
    indexes = {row.index for row in known}
    level = min(levels, key=lambda level: (-levels[level], level)) if levels else None
    if 2 * levels[level] < len(once):
        level = None  # most sections are headed by other looks
    return _Habits(
        level=level,
        employers=employers([row for row in rows if row.heading == level and row.index not in indexes], rows)
        if level and works
        else frozenset(),
        styles=styles,
        looks=shared_looks(looks, rows, known),
        own=own,
        strict=sum(styles.values()) >= max(2, 0.5 * len(once)),
        outdented=_are_outdented(rows, known),
        close=len(known) > _OUTDENTED and not any(row.above for row in known[1:]),
    )


def _are_outdented(rows: Rows, known: Sequence[Row]) -> bool:
    """Tell headings that stand out by nothing but their place: all else begins further to the right."""
    if len(known) < _OUTDENTED or (at := known[0].x0) is None:
        return False
    level = [row for row in rows[known[0].index :] if row.x0 is not None and row.x0 < at + 2]
    names = {row.index for row in known}
    return sum(row.index in names for row in level) >= 0.9 * len(level)


def _accept(row: Row, rows: Rows, kind: SectionKind, before: Heading | None, habits: _Habits) -> bool:
    """Tell whether a line that names a kind opens its section, and is no job, label or end of a sentence."""
    if habits.level is not None and row.heading is not None and row.heading > habits.level:
        return False
    style = row.style
    current = before.kind if before is not None else None
    headed = before.row.style if before is not None else ""
    if kind == current and habits.styles[style] <= 2 and headed not in (style, ""):
        # A job called "Internship" under the heading "Experience" looks other than that heading.
        return False
    if current == "experience" and row.opens(LEX.phrases["leave"]) and (row.ranged or style != headed):
        return False  # "Career break<tab>2019 – 2025" is an entry among jobs
    if row.index + 1 == len(rows) and not style:
        return kind == "references"
    if before is None and not style and kind == "other" and row.key not in LEX.headings:
        return False  # "Seeking a new role" below the name
    if kind == "languages" and not _languages_follow(rows, row.index):
        return False
    of_job = current == "experience" and kind in ("summary", "awards", "projects", "other")
    if style in ("", ":") and of_job and not row.above and not habits.outdented:
        return False
    if style:
        return True
    if current == "skills" and _is_item(row, rows, kind):
        return False
    if habits.strict and (row.key in LEX.keys["skill_parts"] or not row.above):
        return False
    return row.key not in LEX.keys["skill_parts"] or kind != current


def _languages_follow(rows: Rows, index: int) -> bool:
    """Tell whether a human language is named in the row or the four below it."""
    human = LEX.human_languages
    return any(not human.isdisjoint(row.norms) for row in rows[index : index + 5])


def _opens_unknown(row: Row, rows: Rows, before: Heading | None, habits: _Habits) -> bool:
    """Tell whether a line that names no known kind is a heading by its looks, as those of the known ones are."""
    if not row.index or (before is not None and row.degrees and row.degrees[0].first == 0):
        return False
    reached = (
        before is None and row.capitals and any("@" in other.text for other in rows[row.index + 1 : row.index + 3])
    )
    if reached and 1 < len(row.norms) < _SHORT:
        return False  # a name over the ways to reach its owner, behind the head of an e-mail
    if row.heading:
        return row.heading == habits.level and row.index not in habits.employers
    if before is not None and before.kind in ("skills", "certifications") and _is_listed(row, rows):
        return False
    look = look_of(row)
    if look == habits.own and may_open(row):
        return True
    # Above the first heading stand the name and its title, and capitals alone may be an employer.
    named = before is None and (row.index == 1 or row.size == rows.largest)
    if (
        named
        or not (row.above or row.marked or row.bold or habits.close)
        or look not in habits.looks
        or not may_open(row)
    ):
        return False
    # "BSC INFORMATIK — FACHHOCHSCHULE SIHLTAL"
    return not (row.school and any(other.degrees for other in rows[row.index : row.index + 3]))


def _is_listed(row: Row, rows: Rows) -> bool:
    """Tell "SQL" in a list of one skill a line, "IBM" below its certificate, from a heading in capitals.

    A longer name has more such lines around it.
    """
    if row.style not in ("C", ""):  # "C++" has too few letters for capitals
        return False
    near = [*rows[row.index - 2 : row.index], *rows[row.index + 1 : row.index + 3]]
    short = [0 < len(other.norms) <= _FEW and not (other.dates or other.bullet) for other in near]
    alone = len(row.key) <= _SHORT and len(row.norms) == 1
    return any(short[2:3]) if alone else len(short) == 4 and all(short) and not row.above


def _is_item(row: Row, rows: Rows, kind: SectionKind) -> bool:
    """Tell "Analytical skills" and "Research" in a list of one skill a line from what heads the lines below it."""
    near = rows[row.index - 1 : row.index + 3]
    if len(near) < 3 or (row.above and not near[2].above) or any(len(o.norms) > _FEW or o.dates for o in near[:3]):
        return False
    follows = named_kind(near[2])
    if row.key in LEX.keys["skill_items"]:
        # "Research", "MIT Media Lab", "2018 – 2020"
        return follows is not None or not any(other.dates for other in near[3:])
    return follows is not None and kind not in _OF_NAMES


def _by_following(rows: Rows, heading: Heading, stop: int) -> Heading:
    """Let the content decide about a heading that says little ("Other", "At a glance", an unknown one)."""
    row, key = heading.row, heading.row.key
    unknown = heading.kind == "other" and key not in LEX.headings and not names_wishes(row.text, row.norms)
    told = _TOLD_BY_CONTENT.get(key, ())
    body = rows[row.index + 1 : stop] if unknown or told else []
    if not body or row.norms[:1] == ["teaching"]:
        return heading
    # Languages below all else are a section of their own.
    body = [row for row in body if not lists_languages(row)] or body
    guess = guess_kind(body, early=False)
    if unknown:
        return heading._replace(kind=guess or "other")
    if guess not in told or (key in LEX.words["rests"] and len(body) > 3):
        return heading
    if guess == "skills" and heading.kind in ("certifications", "education") and any(row.dates for row in body):
        return heading  # "Kubernetes for developers (2 days, 2023)" is a course, no skill
    return heading._replace(kind=guess)

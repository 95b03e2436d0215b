"""Rows → headings: the lines that open a section, told by how the known ones of a text stand out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from skillgap.models.resume import SectionKind
from skillgap.structure.guessing import guess_kind
from skillgap.structure.heading_looks import look_of, may_open, own_look, style_of
from skillgap.structure.heading_words import MAIN_KINDS, PARTS_OF_SKILLS, heading_title, named_kind, stem_kind
from skillgap.structure.language import lexicon
from skillgap.structure.rows import Row, Rows, is_prose, names_school, title_words

_DIGIT = re.compile(r"\d")
_NEVER_LAST = frozenset(
    "a an and at by do does for from has have her his in into is its my of on or our per than that the their these"
    " this to was were which with der die das den dem des ein eine einer im mit und von zur zum le la les un une du et"
    " de el los las del y con".split()
)
_OTHER = frozenset("other sonstiges divers otros weiteres miscellaneous".split())
_TOLD_BY_CONTENT: dict[str, tuple[SectionKind, ...]] = {
    **dict.fromkeys(
        (
            "ataglance highlights qualifications snapshot keyqualifications details training courses furthertraining "
            "weiterbildung"
        ).split(),
        ("certifications", "skills", "education", "languages"),
    ),
    "research": ("experience",),
    **dict.fromkeys(_OTHER, ("interests",)),
}
"""Headings that say little, and the kinds that their content may make of them."""


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
    usual: set[str]
    """The styles that make an unknown line a heading."""
    sure: set[tuple[str, float | None]]
    """Styles, with their exact size, that hardly anything but headings has."""
    shared: set[tuple[str, float | None]]
    """Styles, with their exact size, of two headings or more."""
    strict: bool
    """Most headings stand out: a line that doesn't is hardly one."""
    parted: bool
    """Headings are capitals between blank lines."""
    width: int
    """How many letters the longest line has, where nearly all known headings stand below a blank line; else 0."""


def find_headings(rows: Rows) -> list[Heading]:
    """Return the rows that open a section, in text order."""
    _drop_ornaments(rows)
    known = {
        row.index: kind
        for row in rows
        if not row.bullet and (len(row.text) <= 60 or row.text[-1] == ")") and (kind := named_kind(row)) is not None
    }
    own = _own_level(rows, known)
    look = (
        own_look(rows, [i for i, kind in known.items() if kind != "contact"])
        if len(known) < 7 and own is None
        else None
    )
    if not known and own is None and look is None:
        return []
    habits = _habits(rows, [rows[i] for i in known], own)
    headings: list[Heading] = []
    for row in rows:
        kind = known.get(row.index)
        before = headings[-1] if headings else None
        if kind is not None:
            if (look is not None and not style_of(row)) or not _accept(row, rows, kind, before, habits):
                continue
        elif (look is not None and row.index and look_of(row) == look and may_open(row)) or _opens_unknown(
            row, rows, before, habits
        ):
            kind = stem_kind(row) or "other"
        else:
            continue
        headings.append(Heading(row, kind, heading_title(row)))
    return [_by_following(rows, heading, stop) for heading, stop in with_stops(headings, rows)]


def with_stops(headings: Sequence[Heading], rows: Rows) -> list[tuple[Heading, int]]:
    """Pair each heading with the index of the row where the next section begins."""
    return list(zip(headings, [*(heading.row.index for heading in headings[1:]), len(rows)], strict=False))


def _habits(rows: Rows, known: Sequence[Row], own: int | None) -> _Habits:
    styles = Counter(style for row in known if (style := style_of(row)))
    looks = Counter(look for row in known if (look := _look(row)) is not None)
    levels = Counter(row.heading for row in known if row.heading)
    return _Habits(
        level=min(levels, key=lambda level: (-levels[level], level)) if levels else own,
        styles=styles,
        usual={style for style, count in styles.items() if count >= 2 or len(known) <= 3},
        sure=_sure_styles(rows, known),
        shared={look for look, count in looks.items() if count > 1},
        strict=sum(styles.values()) >= max(2, 0.5 * len(known)),
        parted=sum(_is_parted(rows, row) for row in known) >= 3,
        width=max(row.indent + len(row.text) for row in rows)
        if 3 * sum(row.above for row in known) > 2 * len(known)
        else 0,
    )


def _drop_ornaments(rows: Rows) -> None:
    """Take the sign before headings for an ornament where several have one ("✦ Experience", "✦ Skills"): no bullet."""
    table = lexicon().headings
    named = [row for row in rows if row.bullet and len(row.text) <= 40 and row.key in table]
    if len(named) < 3 or len({table[row.key] for row in named}.intersection(MAIN_KINDS)) < 2:
        return
    looks = {look for row in named if (look := _look(row)) is not None}
    for row in rows:
        if row.bullet and (row in named or _look(row) in looks):
            row.bullet = False


def _look(row: Row) -> tuple[str, float | None] | None:
    """Return style and exact size of a row set as a heading or in letters larger than the text."""
    return (style_of(row), row.size) if row.heading or row.marked else None


def _is_parted(rows: Rows, row: Row) -> bool:
    following = row.index + 1
    return row.capitals and row.above and following < len(rows) and rows[following].above


def _may_head(row: Row) -> bool:
    return not (row.bullet or row.dates or title_words(row)) and len(row.norms) <= 6 and not _DIGIT.search(row.text)


def _sure_styles(rows: Rows, known: Sequence[Row]) -> set[tuple[str, float | None]]:
    """Return the styles, with their exact size, that known headings share and hardly a job or date is written in.

    Three headings in a large style or in capitals are enough, or two in bold letters of a size of their own; one or two
    in a large style where none of its lines, three or more, holds a job or a date.
    """
    counts = Counter((style_of(row), row.size) for row in known if _may_be_sure(row, rows))
    found: set[tuple[str, float | None]] = set()
    for (style, size), count in counts.items():
        large = style.startswith("s")
        if count < (2 if style == "B" else 1 if large else 3):
            continue
        alike = [row for row in rows if row.size == size and _may_be_sure(row, rows) and style_of(row) == style]
        # Employers may stand in capitals too: those are as many as the headings, or more.
        few = large or len(alike) <= count + 2
        posts = sum(bool(row.dates) or title_words(row) for row in alike)
        if few and (posts <= len(alike) / 4 if count > 2 or not large else not posts and len(alike) > 2):
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
    return (style_of(row), row.size) in sure


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


def _accept(row: Row, rows: Rows, kind: SectionKind, before: Heading | None, habits: _Habits) -> bool:
    """Tell whether a line that names a kind opens its section, and is no job, label or end of a sentence."""
    if habits.level is not None and row.heading is not None and row.heading > habits.level:
        return False
    style = style_of(row)
    current = before.kind if before is not None else None
    if before is not None and kind == current and habits.styles[style] <= 2 and style_of(before.row) not in (style, ""):
        # A job called "Internship" under the heading "Experience" looks other than that heading.
        return False
    if row.index + 1 == len(rows) and not style:
        return kind == "references"
    if kind == "languages" and not _languages_follow(rows, row.index):
        return False
    if style == ":" and current == "experience" and kind == "projects" and not row.above:
        return False  # those of a job
    if style:
        return True
    if row.index and not row.above and _ends_sentence(row, rows[row.index - 1], width=habits.width):
        return False
    if habits.strict and (row.key in PARTS_OF_SKILLS or not row.above or kind == current):
        return False
    if current == "experience" and kind in ("summary", "awards", "projects", "other") and not row.above:
        return False
    return row.key not in PARTS_OF_SKILLS or kind != current


def _ends_sentence(row: Row, before: Row, *, width: int) -> bool:
    """Tell the rest of a sentence ("… the rescue team and do / Volunteer work") from a heading.

    The line before breaks off at a word that no line ends with, or is prose without an end that fills the `width`
    of lines (0 where headings have no blank lines before them: there a full line says nothing).
    """
    if row.block != before.block or before.text[-1] in ".!?:;":
        return False
    if before.text.endswith((",", "-", "&")):
        return True
    if " " in before.text and before.text.rpartition(" ")[2].lower() in _NEVER_LAST:
        return True
    if not width or before.dates or not (before.bullet or is_prose(before)):
        return False
    return before.indent + len(before.text) + len(row.text.split()[0]) + 1 > width


def _languages_follow(rows: Rows, index: int) -> bool:
    """Tell whether a human language is named in the row or the four below it."""
    human = lexicon().human_languages
    return any(not human.isdisjoint(row.norms) for row in rows[index : index + 5])


def _opens_unknown(row: Row, rows: Rows, before: Heading | None, habits: _Habits) -> bool:
    """Tell whether a line that names no known kind is a heading by its looks, as those of the known ones are."""
    if not (row.heading or row.marked or row.ruled or row.bold or row.text.isupper()):
        return False
    # Above the first heading stand the name and its title.
    levelled = row.index > 0 and row.heading is not None and row.heading == habits.level
    shared = row.index > 1 and row.size != rows.largest and _look(row) in habits.shared
    return (before is not None or levelled or shared) and (
        _is_unknown_heading(row, rows, before, habits)
        or (bool(habits.sure) and _looks_sure(row, rows, habits.sure))
        or (habits.parted and _is_parted(rows, row) and _may_head(row))
    )


def _is_unknown_heading(row: Row, rows: Rows, before: Heading | None, habits: _Habits) -> bool:
    """Tell a heading by its level, or by a usual style and what stands around it."""
    if len(row.text) > 48 or row.bullet or row.dates or not 0 < len(row.norms) <= (8 if row.ruled else 6):
        return False
    if row.heading is None and row.has(lexicon().degrees) and names_school(row):
        return False  # "BSC INFORMATIK — FACHHOCHSCHULE SIHLTAL"
    if row.heading:
        return row.heading == habits.level
    style = style_of(row)
    if style not in habits.usual or style in ("B", ":") or (style == "C" and not row.above):
        return False
    if _DIGIT.search(row.text) or row.index + 1 >= len(rows):
        return False
    if title_words(row):
        return False
    if stem_kind(row) is not None:
        return True
    if "," in row.text:
        return False
    if row.ruled and row.above:
        return True  # an underlined line is a heading whatever follows
    if any(other.dates for other in rows[row.index + 1 : row.index + 3]):
        return False
    # Large capitals like those of the known headings need no space above them.
    above = row.above or (row.marked and row.capitals and style.startswith("s"))
    return above and (row.marked or row.ruled or before is None or before.kind != "experience")


def _by_following(rows: Rows, heading: Heading, stop: int) -> Heading:
    """Let the content decide about a heading that says little ("Other", "At a glance", an unknown one)."""
    body = rows[heading.row.index + 1 : stop]
    key = heading.row.key
    unknown = heading.kind == "other" and key not in lexicon().headings
    told = _TOLD_BY_CONTENT.get(key)
    if not body or heading.row.norms[:1] == ["teaching"] or not (unknown or told):
        return heading
    guess = guess_kind(body, early=False)
    if unknown:
        return heading._replace(kind=guess or "other")
    if told is None or guess not in told or (key in _OTHER and len(body) > 3):
        return heading
    return heading._replace(kind=guess)

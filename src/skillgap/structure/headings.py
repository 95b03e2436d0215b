"""Rows → headings: the lines that open a section, by their words and by how they stand out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from skillgap.models.resume import SectionKind
from skillgap.structure.guessing import guess_kind
from skillgap.structure.language import START, lexicon, squash
from skillgap.structure.rows import Row, Rows, names_school, title_words

_SPLIT_TITLE = re.compile(r"\s*(?:[&/|,+·•:]|\band\b|\bund\b|\bet\b|\by\b)\s*", re.IGNORECASE)
_WIDE = re.compile(r"\s{2,}")
_DIGIT = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"\s*\(.*\)\s*$")
_NUMBERED = re.compile(r"(?:[A-Z]|[IVX]{1,4}|\d{1,2})[.)]\s+(?=[^\W\d_])")
_LEADS = (
    "the", "my", "our", "some", "all", "a", "an", "mein", "meine", "mes", "mon", "ma", "mi", "mis", "il mio", "la mia",
    "o meu", "minha",
)  # fmt: skip
_TAILS = (
    "so far", "to date", "until now", "bits", "stuff", "things", "in brief", "in short", "at a glance", "in full",
    "over the years",
)  # fmt: skip
_OWN_WORDS = re.compile(rf"(?:(?:{'|'.join(_LEADS)}) )?(.{{3,}}?)(?: (?:{'|'.join(_TAILS)}))?\Z", re.IGNORECASE)
_OPENERS = frozenset(lead.split()[0] for lead in _LEADS)
_CLOSERS = (")", *(f" {tail}" for tail in _TAILS))
"""What most lines neither begin nor end with: it spares them the pattern."""
_GLOSS = re.compile(r"(.+?)\s*\(([^()\d]{3,30})\)\Z")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")

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


_ALWAYS: tuple[SectionKind, ...] = ("experience", "education", "skills")


class Heading(NamedTuple):
    """A row that opens a section."""

    row: Row
    kind: SectionKind
    title: str | None


def find_headings(rows: Rows) -> list[Heading]:
    """Return the rows that open a section, in text order."""
    starts = lexicon().heading_starts
    _drop_ornaments(rows)
    known = {
        row.index: kind
        for row in rows
        if not row.bullet
        and (len(row.text) <= 60 or row.text[-1] == ")")
        and (kind := _known_kind(row, starts)) is not None
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
            kind = _stem_kind(row) or "other"
        else:
            continue
        headings.append(Heading(row, kind, heading_title(row)))
        current = kind
    return [_by_following(rows, headings, i) for i in range(len(headings))]


def _drop_ornaments(rows: Rows) -> None:
    """Take the sign before headings for an ornament where several have one ("✦ Experience", "✦ Skills"): no bullet."""
    table = lexicon().headings
    named = [row for row in rows if row.bullet and len(row.text) <= 40 and row.key in table]
    if len(named) < 3 or len({table[row.key] for row in named}.intersection(_ALWAYS)) < 2:
        return
    looks = {look for row in named if (look := _look(row, rows)) is not None}
    for row in rows:
        if row.bullet and (row in named or _look(row, rows) in looks):
            row.bullet = False


def heading_title(row: Row) -> str:
    """Return a heading as a person reads it: no emoji or rules, letter spacing closed up."""
    text = _EDGE.sub("", row.text)
    text += ")" if "(" in text and row.text.rstrip().endswith(")") else ""
    parts = text.split()
    if len(parts) >= 4 and text.isupper() and sum(len(part) <= 2 for part in parts) >= len(parts) * 0.7:
        return " ".join("".join(word.split()) for word in _WIDE.split(text))
    return " ".join(parts)


def may_be_heading(text: str, starts: frozenset[str]) -> bool:
    """Tell by the letters of its first word whether a line can begin with a heading."""
    first = text.split(" ", 1)[0]
    return not first.isalpha() or first.casefold()[:START] in starts


def _known_kind(row: Row, starts: frozenset[str]) -> SectionKind | None:
    """Return the kind that a short line names; `starts` are the first letters of all known headings."""
    text = row.text
    stands_out = len(text) <= 48 and (row.above or row.heading or row.bold or row.marked or row.ruled)
    if stands_out and (kind := _in_own_words(row)) is not None:
        return kind
    if not may_be_heading(text, starts):
        return None
    if text[-1] == ")" and (row.heading or row.marked or row.bold or row.above):
        # "Selected assignments (freelance, own company, Jan. 2019 to date)"
        kind = lexicon().headings.get(squash(_IN_BRACKETS.sub("", text)))
        if kind is not None:
            return kind
    if (text[-1] in ".,;" and len(row.norms) > 1) or (row.dates and row.dates[0].start == 0):
        return None
    if (text[0].islower() and not (row.above or row.ruled or row.marked)) or (text.count(" ") > 7 and text[1:2] != " "):
        return None
    table, key = lexicon().headings, row.key
    kind = table.get(key)
    if kind is not None:
        return kind
    named, comma, remark = text.partition(", ")
    if comma and len(text) <= 40 and remark.islower() and (row.heading or row.marked or row.bold or row.above):
        # "Clients, newest first", "Tools, honestly"
        return table.get(squash(named)) if len(remark.split()) <= 4 and not _DIGIT.search(remark) else None
    # What follows needs a heading to begin the line.
    if key[:START] not in starts and key[:2] not in table and key[:3] not in table and key[:4] not in table:
        return None
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


def _in_own_words(row: Row) -> SectionKind | None:
    """Read "My work so far", "B. Degrees", "Utbildning / Education" and "Studia (studies)" by their known words."""
    text = row.text
    first = text.partition(" ")[0]
    if not (
        first.lower() in _OPENERS
        or text.endswith(_CLOSERS)
        or "/" in text
        or "|" in text
        or (first[-1] in ".)" and len(first) <= 5)
    ):
        return None
    if row.dates or text[-1] in ".,;!?":
        return None
    numbered = _NUMBERED.match(text)
    if numbered is not None:
        text = text[numbered.end() :]
    table = lexicon().headings
    if "/" in text or "|" in text:
        parts = [part.strip() for part in text.replace("|", "/").split("/")]
        if len(parts) == 2 and all(part and len(part.split()) <= 3 for part in parts):
            # One of the two says it in a language that is known, as long as the other is no more than its name.
            kinds = [kind for part in parts if (kind := table.get(squash(part))) is not None]
            return kinds[0] if kinds and (len(kinds) == 1 or kinds[0] == kinds[1]) else None
        return None
    if text[-1] == ")" and (gloss := _GLOSS.match(text)) is not None:
        named = table.get(squash(gloss[2]))
        return named if len(gloss[1].split()) <= 3 and named in _ALWAYS else None
    if numbered is None and text.count(" ") > 6:
        return None
    found = _OWN_WORDS.match(text)
    if found is None or (found[1] == text and numbered is None):
        return None
    kind = table.get(squash(found[1]))
    return kind if squash(found[1]) not in PARTS_OF_SKILLS or row.heading or row.marked else None


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
    stem = _stem_kind(row)
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


def _stem_kind(row: Row) -> SectionKind | None:
    key = row.key
    parts = [part for part in _SPLIT_TITLE.split(row.text) if part]
    if len(parts) > 1 and (first := lexicon().headings.get(squash(parts[0]))) is not None:
        # "Education and military training" is what its first part says.
        return first
    # The later and longer stem wins: "research experience", "project skills".
    ends = [(key.rfind(stem) + len(stem), len(stem), kind) for stem, kind in lexicon().stems if stem in key]
    return max(ends, key=itemgetter(0, 1))[2] if ends else None


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

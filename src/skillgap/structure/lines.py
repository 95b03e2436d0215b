"""Document → rows: its lines with what the rules ask of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from skillgap.models.document import Document, Line
from skillgap.structure.dates import DATE_HINT, Month, days_come_first, find_dates
from skillgap.structure.heading_words import MAIN_KINDS
from skillgap.structure.language import LEX, norms, squash
from skillgap.structure.rows import Row, Rows, has_title_word, whole_date
from skillgap.structure.run_together import cut_lines, is_run_together
from skillgap.structure.split_dates import join_split_dates
from skillgap.structure.wraps import whole_rows

_BULLET = re.compile(r"(?:[•◦▪▫■□●○◾◆◇❖❑❒➢➤➣▸▹►‣⁃∙·✓✔✦★☆»›❯→⇒\uf0b7\uf0a7\uf0d8\uf076][ \t]*|[-–—*+o][ \t]+)(?=\S)")
_LETTERED = re.compile(r"\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s+(?=\S)")
_RULE_SIGNS = frozenset("-=_~*#─━═")
_LONE_DASHES = frozenset("-–—→")
_RULE = re.compile(r"[\W_]*\Z")
_RULED = re.compile(
    r"(?:(?P<sign>[-=_~*#─━═])(?P=sign){2,}[ \t]*)?(?P<text>[^\W_](?:.*[^\s\-=_~*#─━═])?)[ \t]*"
    r"(?(sign)(?P=sign){3,}|(?P<rule>[-=_~─━═])(?P=rule){3,})\Z"
)
"""A rule that is drawn behind the text, or before it as well: "SKILLS --------", "=== Skills ===", "Skills ____"."""
_HASHES = re.compile(r"(#{1,6})\s+")
_PAGE_MARK = re.compile(
    r"(?:^|\s)(?:p\.|[Pp]age|[Ss]eite|[Pp]ágina)\s*\d{1,2}\b(?:\s*(?:of|/|von|de|sur)\s*\d{1,2})?\s*$"
    r"|(?:[·|•–-]\s*|\t|^)(?:Résumé|Resume|Curriculum [Vv]itae|CV|Lebenslauf)(?:\s*(?:[·|•–-]|\t|$)|\s+\d)"
)
_TITLES = ("sum", "CV", "ita", "slauf")
_PAGES = ("p.", "age", "eite", "gina")
_HEAD_WORDS = (*_TITLES, "pdated", "age ")
_BESIDE = ("experience", "education")
_BESIDE_BOTH = ("summary", "skills", "projects", "certifications", "awards", "interests", "publications")
_NUMBERS = re.compile(r"\d+")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_FEW, _OFTEN = 4, 0.25
"""How many lines, and how many of all, have another behind them that says the same."""
_RUN_ON = re.compile(r"\s+[-–—•*]\s+(?=\S)")
_LONGEST_HEADING = 80
"""Letters of a heading with a remark: "Skill (self evaluation: A = can teach, B = can do alone)"."""
_LONG = 60
"""Letters of what is told behind a date: no employer has as many."""
_DATE_LEAD = re.compile(r"[-–—]\s*(?:(?:19|20)\d\d|(?:to |till |until )?(?:present|now|today|date))\b", re.IGNORECASE)


_Line = tuple[int, int, Line | None]
"""Where a line begins and ends, and what the reader says of it."""


def read_rows(document: Document, *, as_of: Month) -> Rows:
    """Return the rows; `above` says that a blank line, a rule or a new block stands before a row.

    Looks and dates of a row are settled here, before more is asked of it: answers are kept. Later only parts of
    entries are still found to be `furniture`.
    """
    text = document.text
    hints = [found.start() for found in DATE_HINT.finditer(text)]
    days_first = days_come_first(text, hints)
    together = is_run_together(text, hints, as_of=as_of)
    lines = [(*ends, None) for ends in cut_lines(text, as_of=as_of)] if together else _lines(document)
    rows = _rows_of(lines, document, hints, as_of=as_of, days_first=days_first)
    rows.run_together = together
    rows.starts = [row.start for row in rows]
    _drop_outline_bullets(rows)
    if document.lines and not together:
        _mark_looks(rows)
    _mark_furniture(rows, text)
    rows = whole_rows(rows, text, wrapped=not together, as_of=as_of, days_first=days_first)
    join_split_dates(rows, as_of=as_of)
    _drop_ornaments(rows)
    return rows


def _rows_of(
    lines: Sequence[_Line], document: Document, hints: Sequence[int], *, as_of: Month, days_first: bool | None
) -> Rows:
    """Return a row for each line with content; `hints` are the places where dates may stand."""
    rows = Rows()
    whole = document.text
    # Readers of laid-out formats have made every bullet a "•"; a dash there is a dash.
    dashes = document.media_type.startswith("text/") or "\n• " not in whole
    beside = _heading_cells(whole) if "\t" in whole else frozenset()
    twice = _are_doubled(whole)
    gap, block, ahead = True, None, iter((*hints, len(whole)))
    hint = next(ahead)
    for start, end, line in lines:
        raw = whole[start:end]
        text = raw.strip()
        if rows and (text in _LONE_DASHES or (twice and _is_echo(text, rows[-1].text))):
            continue  # a lone dash stands between two dates, one over the other
        if not text or (not text[0].isalnum() and len(text) > 2 and _RULE.match(text)):
            if text and rows:
                rows[-1].ruled = True
            gap = True
            continue
        row = _row(start, raw, text, dashes=dashes)
        if line is not None:
            _lay_out(row, line)
        if gap or (block is not None and row.block != block):
            row.above = True
        gap, block = False, row.block
        if beside and not row.bullet and (tab := row.text.find("\t")) > 0 and row.text[:tab].strip() in beside:
            head, row = row.stretch(0, tab), row.stretch(tab + 1, len(row.text))
            head.above = True
            rows.add(head)
        while hint < start:
            hint = next(ahead)
        if hint < row.end:
            row.dated = True
            row.dates = find_dates(row.text, as_of=as_of, days_first=days_first)
            if rows and (told := _told_at(row)) is not None and has_title_word(norms(rows[-1].text)):
                date, row = row.stretch(0, row.dates[0].end), row.stretch(told, len(row.text))
                rows.add(date)
                row.bullet = True
        rows.add(row)
    return rows


def _told_at(row: Row) -> int | None:
    """Return where the points begin that run on behind the dates of a post: "2022 – present - Own the service: …"."""
    span = row.dates[0] if row.dates else None
    if span is None or span.start or span.single or row.bullet:
        return None
    sign = _RUN_ON.match(row.text, span.end)
    if sign is None or len(row.text) - sign.end() <= _LONG or has_title_word(norms(row.text[sign.end() :])[:6]):
        return None
    return sign.end()


def _are_doubled(text: str) -> bool:
    """Tell a page on which most lines stand twice, for eyes and for screen readers, as LinkedIn's when copied."""
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    return sum(above == line for above, line in pairwise(lines)) > max(_FEW, len(lines) * _OFTEN)


def _is_echo(text: str, above: str) -> bool:
    """Tell a line that says what the one above says, "Jan 2023 to Present" below "Jan 2023 - Present" included."""
    said, told = ([norm for norm in norms(line) if (norm,) not in LEX.to] for line in (above, text))
    return bool(said) and said == told


def _heading_cells(text: str) -> frozenset[str]:
    """Return the first cells that are headings beside the first line of their section: "EDUCATION <tab> …".

    Work or studies tell that a text is laid out so; then other headings in capitals are beside theirs, too, and where
    both do, those that no list of skills has for a label.
    """
    labels: dict[str, str] = {}
    last = ""
    for line in text.split("\n"):
        label, tab, rest = line.partition("\t")
        if not tab or not rest.strip() or len(label) >= 45 or _names_columns(rest):
            continue
        last, kind = label.strip(), LEX.headings.get(squash(label))
        if kind == "skills" and (squash(label) in LEX.keys["skill_parts"] or text.count(f"\n{label}\t") > 1):
            continue  # a part of a list, a field of each job
        if kind is not None and (kind in _BESIDE + _BESIDE_BOTH or label.isupper()):
            labels[last] = kind
    both = set(_BESIDE) <= set(labels.values())
    kinds = _BESIDE + _BESIDE_BOTH if both else _BESIDE
    capitals = any(kind in _BESIDE and label.isupper() for label, kind in labels.items())
    found = {label for label, kind in labels.items() if kind in kinds or (capitals and label.isupper())}
    if both and squash(last) in LEX.words["rests"]:
        found.add(last)
    return frozenset(found)


def _names_columns(rest: str) -> bool:
    """Tell the head of a table, "Degree <tab> Institute <tab> Year", by what stands behind its first cell."""
    return any(squash(cell) in LEX.period_labels for cell in rest.split("\t"))


def _drop_outline_bullets(rows: Rows) -> None:
    """Take the bullets of an outline off: where dates are items with nothing else and points stand deeper, all is."""
    levels = {row.indent for row in rows if row.bullet and (span := whole_date(row)) is not None and not span.single}
    if len(levels) != 1 or not any(row.bullet and row.indent > min(levels) for row in rows):
        return
    for row in rows:
        if row.bullet and row.indent in levels:
            row.bullet = False


def _drop_ornaments(rows: Rows) -> None:
    """Take the sign before headings for an ornament where several have one ("✦ Experience", "✦ Skills"): no bullet.

    Names of other sections are headings where they stand in no list of bullets ("✓ Certifications"). Then all short
    lines with that sign may be that stand alone below a blank line.
    """
    table = LEX.headings
    named = [row for row in rows if row.bullet and len(row.text) <= 40 and row.key in table]
    if len({table[row.key] for row in named}.intersection(MAIN_KINDS)) < 2:
        named = [row for row in named if _stands_alone(rows, row)]
        if len({table[row.key] for row in named}) < 2:
            return
    indents = {row.indent for row in named}
    named += [row for row in rows if row.bullet and row.above and row.indent in indents and _may_head(rows, row)]
    for row in named:
        row.bullet = False


def _stands_alone(rows: Rows, row: Row) -> bool:
    """Tell a line with a bullet that no other one beside it is as deep as."""
    beside = [*rows[max(0, row.index - 1) : row.index], *rows[row.index + 1 : row.index + 2]]
    return not any(near.bullet and near.indent == row.indent for near in beside)


def _may_head(rows: Rows, row: Row) -> bool:
    return len(row.text) <= _LONGEST_HEADING and row.text[-1] not in ".,;" and _stands_alone(rows, row)


def _lay_out(row: Row, line: Line) -> None:
    """Take over what the reader says of the line's looks and place."""
    if line.bold:
        row.bold = True
    if line.heading is not None:
        row.heading = line.heading
    row.block = line.block
    if line.size is not None:
        row.size = line.size
    if line.box is not None:
        row.page, row.x0, row.x1, row.top = line.box.page, line.box.x0, line.box.x1, line.box.top


def _mark_looks(rows: Rows) -> None:
    """Mark the rows in letters larger than those of most of the text; note how far each one's block reaches right."""
    sizes: dict[float, int] = {}
    edges: dict[tuple[int | None, int], float] = {}
    for row in rows:
        if (size := row.size) is not None:
            sizes[size] = sizes.get(size, 0) + 1 + len(row.text) // 40
        if row.x1 is not None and row.x1 > edges.get((row.page, row.block), 0.0):
            edges[row.page, row.block] = row.x1
    if sizes:
        rows.body_size = max(sizes.items(), key=lambda item: (item[1], -item[0]))[0]
        rows.largest = max(sizes)
    large = (rows.body_size or 0.0) * 1.08
    for row in rows:
        if row.size is not None and row.size > large:
            row.marked = True
        row.edge = edges.get((row.page, row.block), 0.0)


def _mark_furniture(rows: Rows, text: str) -> None:
    """Mark running heads and feet: "Name · Résumé · 2", "Page 2 of 3", a short line that stands on several pages.

    A line that is only a link is furniture, too.
    """
    several = len({row.page for row in rows} - {None}) > 1
    # On one page no line stands again; only what names a page or the document itself matters.
    named = rows.holding(text, _HEAD_WORDS if several else _TITLES)
    pages: dict[str, set[int | None]] = {}
    maybe: list[tuple[str, Row]] = []
    for row in rows[2:]:
        line = row.text
        if line[0] in "hw" and _LINK.fullmatch(line):
            row.furniture = True  # an employer's address between its name and the title
        if len(line) < 90 and (line[-1].isdigit() or row.index in named):
            if (row.index in named or any(map(line.__contains__, _PAGES))) and _is_page_mark(row):
                row.furniture = True
            # The dates of two jobs differ only in their figures, too.
            if several and all(span.single for span in row.dates):
                constant = line if row.dates else _NUMBERS.sub("", line)
                pages.setdefault(constant, set()).add(row.page)
                maybe.append((constant, row))
    for constant, row in maybe:
        if len(pages[constant]) > 1:
            row.furniture = True


def _is_page_mark(row: Row) -> bool:
    return _PAGE_MARK.search(row.text) is not None and len(row.norms) <= 10


def _lines(document: Document) -> Sequence[_Line]:
    if document.lines:
        return [(line.start, line.end, line) for line in document.lines]
    lines = document.text.split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return [(start, start + len(line), None) for start, line in zip(starts, lines, strict=False)]


def _row(start: int, raw: str, text: str, *, dashes: bool) -> Row:
    """Make the row of a line that begins at `start`; `dashes` and the like may be its bullet."""
    first = text[0]
    indent = 0 if raw[0] == first else raw.index(first)
    if text[-1] in _RULE_SIGNS and (ruled := _RULED.match(text)) is not None:
        row = Row(ruled["text"], start + indent + ruled.start("text"), start)
        row.ruled = True
        return row
    if first.isalnum() and (first != "o" or not dashes):
        row = Row(text, start + indent, start)
    else:
        row = _without_marks(text, start + indent, start, dashes=dashes)
    if indent:
        row.indent = indent
    return row


def _without_marks(text: str, start: int, line_start: int, *, dashes: bool) -> Row:
    """Make the row of a line that begins with a bullet, "(a)" or marks of Markdown, or with another sign."""
    at, heading, bold, bullet = 0, None, False, False
    if text[0] == "#" and (hashes := _HASHES.match(text)):
        at, heading = hashes.end(), len(hashes[1])
    elif (found := _BULLET.match(text)) and not _DATE_LEAD.match(text) and (dashes or text[0] not in "-–—*+o"):
        at, bullet = found.end(), True
    elif text[0] == "(" and (lettered := _LETTERED.match(text)) is not None:
        at = lettered.end()
    elif text[:2] == "> ":
        at = 2
    text = text[at:]
    if text[:2] == "**" and (close := text.find("**", 2)) > 0:
        bold = close >= len(text) - 3 or len(text[close:]) < 60
        at, text = at + 2, text[2:].removesuffix("**")
    elif text[0] == "*" and text[-1] == "*" and len(text) > 2:
        at, text = at + 1, text[1:-1]
    row = Row(text, start + at, line_start)
    row.heading, row.bold, row.bullet = heading, bold, bullet
    return row

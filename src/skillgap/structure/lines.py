"""Document → rows: its lines with what the rules ask of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

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
_LONG = 60
"""Letters of what is told behind a date: no employer has as many."""
_DATE_LEAD = re.compile(r"[-–—]\s*(?:(?:19|20)\d\d|(?:to |till |until )?(?:present|now|today|date))\b", re.IGNORECASE)


def read_rows(document: Document, *, as_of: Month) -> Rows:
    """Return the rows; `above` says that a blank line, a rule or a new block stands before a row.

    Looks and dates of a row are settled here, before more is asked of it: answers are kept. Later only parts of
    entries are still found to be `furniture`.
    """
    rows = Rows()
    gap = True
    # Readers of laid-out formats have made every bullet a "•"; a dash there is a dash.
    plain = document.media_type.startswith("text/") or "\n• " not in document.text
    block: int | None = None
    whole = document.text
    hints = [found.start() for found in DATE_HINT.finditer(whole)]
    days_first = days_come_first(whole, hints)
    beside = _heading_cells(whole) if "\t" in whole else frozenset()
    ahead = 0
    lines = _lines(document)
    rows.run_together = is_run_together(whole, hints, as_of=as_of)
    hints.append(len(whole))
    if rows.run_together:
        lines = [(start, end, None) for start, end in cut_lines(whole, as_of=as_of)]
    twice = _are_doubled(whole)
    for start, end, line in lines:
        raw = whole[start:end]
        text = raw.strip()
        if twice and rows and _is_echo(text, rows[-1].text):
            continue
        if not text or (not text[0].isalnum() and len(text) > 2 and _RULE.match(text)):
            if text and rows:
                rows[-1].ruled = True
            gap = True
            continue
        if text in _LONE_DASHES and rows:
            continue  # between two dates that stand one over the other
        ruled = _RULED.match(text) if text[-1] in _RULE_SIGNS else None
        if ruled is None:
            row = _row(len(rows), start, raw, text, marks=plain)
        else:
            row = Row(len(rows), start, start + raw.index(text) + ruled.start("text"), ruled["text"])
            row.ruled = True
        if line is not None:
            _lay_out(row, line)
        if gap or (block is not None and row.block != block):
            row.above, gap = True, False
        if beside and not row.bullet and (tab := row.text.find("\t")) > 0 and row.text[:tab].strip() in beside:
            head = row.stretch(0, tab)
            head.above = True
            rows.append(head)
            row = row.stretch(tab + 1, len(row.text))
            row.index = len(rows)
        block = row.block
        while hints[ahead] < start:
            ahead += 1
        if hints[ahead] < row.end:
            row.dated = True
            row.dates = find_dates(row.text, as_of=as_of, days_first=days_first)
            if rows and (told := _told_at(row)) is not None and has_title_word(norms(rows[-1].text)):
                date, row = row.stretch(0, row.dates[0].end), row.stretch(told, len(row.text))
                rows.append(date)
                row.index, row.bullet = len(rows), True
        rows.append(row)
    rows.starts = [row.start for row in rows]
    _drop_outline_bullets(rows)
    if document.lines and not rows.run_together:
        _mark_looks(rows)
    _mark_furniture(rows, whole)
    rows = whole_rows(rows, whole, wrapped=not rows.run_together, as_of=as_of, days_first=days_first)
    join_split_dates(rows, as_of=as_of)
    _drop_ornaments(rows)
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
    """Take the sign before headings for an ornament where several have one ("✦ Experience", "✦ Skills"): no bullet."""
    table = LEX.headings
    named = [row for row in rows if row.bullet and len(row.text) <= 40 and row.key in table]
    if len({table[row.key] for row in named}.intersection(MAIN_KINDS)) < 2:
        return
    for row in named:
        row.bullet = False


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


def _lines(document: Document) -> Sequence[tuple[int, int, Line | None]]:
    if document.lines:
        return [(line.start, line.end, line) for line in document.lines]
    found: list[tuple[int, int, Line | None]] = []
    at = 0
    for raw in document.text.split("\n"):
        found.append((at, at + len(raw), None))
        at += len(raw) + 1
    return found


def _row(index: int, start: int, raw: str, text: str, *, marks: bool) -> Row:
    at = 0 if raw[0] == text[0] else raw.index(text[0])
    first = text[0]
    if first.isalnum() and (first != "o" or not marks):
        row = Row(index, start, start + at, text)
        if at:
            row.indent = at
        return row
    indent = at
    heading, bold, bullet = None, False, False
    if first == "#" and (hashes := _HASHES.match(text)):
        heading = len(hashes[1])
        at, text = at + hashes.end(), text[hashes.end() :]
    elif (found := _BULLET.match(text)) and not _DATE_LEAD.match(text) and (marks or first not in "-–—*+o"):
        bullet = True
        at, text = at + found.end(), text[found.end() :]
    elif first == "(" and (lettered := _LETTERED.match(text)) is not None:
        at, text = at + lettered.end(), text[lettered.end() :]
    elif first == ">" and text[1:2] == " ":
        at, text = at + 2, text[2:]
    if text[:2] == "**" and (close := text.find("**", 2)) > 0:
        bold = close >= len(text) - 3 or len(text[close:]) < 60
        at, text = at + 2, text[2:]
        text = text[:-2] if text.endswith("**") else text
    elif text[0] == "*" and text[-1] == "*" and len(text) > 2:
        at, text = at + 1, text[1:-1]
    row = Row(index, start, start + at, text)
    row.indent = indent
    if heading is not None:
        row.heading = heading
    if bold:
        row.bold = True
    if bullet:
        row.bullet = True
    return row

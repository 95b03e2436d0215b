"""Document → rows: its lines with what the rules ask of each, computed once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from skillgap.models.document import Document, Line
from skillgap.structure.dates import DATE_HINT, DateSpan, Month, find_dates
from skillgap.structure.language import Hit, Lexicon, Phrases, lexicon, norms, places, spelled, squash

_BULLET = re.compile(r"(?:[•◦▪▫■□●○◾◆◇❖❑❒➢➤➣▸▹►‣⁃∙·✓✔✦★☆»›❯→⇒\uf0b7\uf0a7\uf0d8\uf076][ \t]*|[-–—*+o][ \t]+)(?=\S)")
_LONE_DASHES = frozenset("-–—→")
_RULE = re.compile(r"[\W_]*\Z")
_HASHES = re.compile(r"(#{1,6})\s+")
_PAGE_MARK = re.compile(
    r"(?:^|\s)(?:p\.|[Pp]age|[Ss]eite|[Pp]ágina)\s*\d{1,2}\b(?:\s*(?:of|/|von|de|sur)\s*\d{1,2})?\s*$"
    r"|(?:[·|•–-]\s*|\t|^)(?:Résumé|Resume|Curriculum [Vv]itae|CV|Lebenslauf)(?:\s*(?:[·|•–-]|\t|$)|\s+\d)"
)
_TITLES = ("sum", "CV", "ita", "slauf")
_PAGES = ("p.", "age", "eite", "gina")
_HEAD_WORDS = (*_TITLES, "pdated", "age ")
_BRACKETED = re.compile(r"\([^()]*\)")
_AT_NAME = re.compile(r"(?:with|at|for|bei|chez|en) (?:the )?[A-ZÀ-Ý]\S*(?: (?:[A-ZÀ-Ý&]\S*|of|and))*\Z")
_NUMBERS = re.compile(r"\d+")
_DATE_LEAD = re.compile(r"[-–—]\s*(?:(?:19|20)\d\d|present|now|today)", re.IGNORECASE)


class Row:
    """One line with content: `text` has no indent, bullet or Markdown marks; `start:end` is its place in the text."""

    # Most rows keep most defaults, so setting few attributes is what makes a row cheap.
    index: int
    line_start: int
    start: int
    end: int
    text: str
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
    edge: float = 0.0
    dates: list[DateSpan]
    dated: bool = False
    furniture: bool = False
    _norms: list[str] | None = None
    _key: str | None = None
    _prose: bool | None = None
    _titles: bool | None = None
    _header: bool | None = None

    def __init__(self, index: int, line_start: int, start: int, text: str) -> None:
        self.index = index
        self.line_start = line_start
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.dates = []

    @property
    def norms(self) -> list[str]:
        """The words of the line in lower case."""
        if self._norms is None:
            self._norms = norms(self.text)
        return self._norms

    @property
    def key(self) -> str:
        """The letters of the line, casefolded: what headings are compared by."""
        if self._key is None:
            self._key = squash(self.text)
        return self._key

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

    @property
    def capitals(self) -> bool:
        return self.text.isupper() and sum(map(str.isalpha, self.text)) > 2

    def __repr__(self) -> str:
        return f"Row({self.index}, {self.text!r})"


class Rows(list[Row]):
    """All rows of a document, with the places where they start, the size of its body text and the largest size."""

    starts: Sequence[int] = ()
    body_size: float | None = None
    largest: float | None = None

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


def read_rows(document: Document, *, as_of: Month, day_first: bool | None = None) -> Rows:
    """Return the rows; `above` says that a blank line, a rule or a new block stands before a row."""
    rows = Rows()
    gap = True
    # Readers of laid-out formats have made every bullet a "•"; a dash there is a dash.
    plain = document.media_type.startswith("text/") or "\n• " not in document.text
    block: int | None = None
    whole = document.text
    hints = [found.start() for found in DATE_HINT.finditer(whole)]
    hints.append(len(whole))
    ahead = 0
    edges: dict[tuple[int, int], float] = {}
    sizes: dict[float, int] = {}
    for start, end, line in _lines(document):
        raw = whole[start:end]
        text = raw.strip()
        if not text or (not text[0].isalnum() and len(text) > 2 and _RULE.match(text)):
            if text and rows:
                rows[-1].ruled = True
            gap = True
            continue
        if text in _LONE_DASHES and rows:
            continue  # between two dates that stand one over the other
        row = _row(len(rows), start, raw, text, marks=plain)
        if line is not None:
            if line.bold:
                row.bold = True
            if line.heading is not None:
                row.heading = line.heading
            row.block = line.block
            if (size := line.size) is not None:
                row.size = size
                sizes[size] = sizes.get(size, 0) + 1 + len(row.text) // 40
            if (box := line.box) is not None:
                row.page, row.x0, row.x1 = box.page, box.x0, box.x1
                region = box.page, line.block
                if box.x1 > edges.get(region, 0.0):
                    edges[region] = box.x1
        if gap or (block is not None and row.block != block):
            row.above, gap = True, False
        block = row.block
        while hints[ahead] < start:
            ahead += 1
        if hints[ahead] < row.end:
            row.dated = True
            row.dates = find_dates(row.text, as_of=as_of, day_first=day_first)
        rows.append(row)
    for row in rows if edges else ():
        if row.page is not None:
            row.edge = edges.get((row.page, row.block), 0.0)
    if sizes:
        rows.body_size = max(sizes.items(), key=lambda item: (item[1], -item[0]))[0]
        rows.largest, large = max(sizes), rows.body_size * 1.08
        for row in rows:
            if row.size is not None and row.size > large:
                row.marked = True
    rows.starts = [row.start for row in rows]
    _mark_furniture(rows, whole, several=len({page for page, _ in edges}) > 1)
    return rows


def _mark_furniture(rows: Rows, text: str, *, several: bool) -> None:
    """Mark running heads and feet: "Name · Résumé · 2", "Page 2 of 3", a short line that stands on several pages."""
    # On one page no line stands again; only what names a page or the document itself matters.
    named = rows.holding(text, _HEAD_WORDS if several else _TITLES)
    pages: dict[str, set[int | None]] = {}
    maybe: list[tuple[str, Row]] = []
    for row in rows[2:]:
        line = row.text
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


def is_prose(row: Row) -> bool:
    """Tell a sentence from a heading, name, date or list: long, with small words, not all commas."""
    if row._prose is None:
        row._prose = _is_prose(row)
    return row._prose


def _is_prose(row: Row) -> bool:
    text = row.text
    count = len(row.norms)
    if count < 7:
        return False
    small = sum(map(lexicon().small.__contains__, row.norms))
    if small < 2 or small / count <= 0.12 or text.count(",") >= count / 2.5:
        return False
    if count < 14:
        # "Institute of Technology and Science" is a name.
        parts = text.split()
        return sum(part[0].isupper() for part in parts) < 0.6 * len(parts)
    return True


def runs_on(rows: Sequence[Row], i: int) -> bool:
    """Tell whether row `i` continues the sentence or name of the row before it, broken by the width of the page."""
    if not i:
        return False
    row, previous = rows[i], rows[i - 1]
    if row.bullet or row.above or row.heading or row.block != previous.block:
        return False
    if row.text[0].islower() or previous.text.endswith(
        (",", "-", "–", "&", "+", "/", " and", " of", " for", " the", " in")
    ):
        return True
    if previous.text.count("(") > previous.text.count(")"):
        return True
    if row.x0 is None or previous.x0 is None or previous.x1 is None or row.bold != previous.bold:
        return False
    if row.x0 > previous.x0 + 5:
        return True
    # The line was full: the next word would not have fitted into the column.
    width = (previous.x1 - previous.x0) / max(1, len(previous.text))
    return previous.x1 + width * (1 + len(row.text.split()[0])) > previous.edge


def looks_like_header(row: Row) -> bool:
    """Tell whether a line may be the title, employer or place line of an entry: short, capitalised, no sentence."""
    if row._header is None:
        row._header = _looks_like_header(row)
    return row._header


def _looks_like_header(row: Row) -> bool:
    text = row.text
    if (row.bullet and not (row.marked or row.bold)) or len(text) > 110:
        return False
    if text[0].islower():
        # "with Balaton Insurance" below a title
        return len(row.norms) <= 6 and _AT_NAME.match(text) is not None and text[-1] not in ".;:,"
    if len(row.norms) <= 6 and text[-1] not in ".;:," and title_words(row):
        return True
    if row.heading or row.bold or row.marked:
        return not is_prose(row) or len(row.norms) < 14
    if text[-1] in ".;:" and not text.endswith(("Inc.", "Ltd.", "Co.", "Corp.", "S.A.", "s.r.o.", "e.V.")):
        return False
    if ":" in text and lexicon().field_labels.get(squash(text[: text.index(":")])) == "body_labels":
        return False
    small = lexicon().small
    outside = _BRACKETED.sub("", text) if "(" in text else text
    names = [
        word[0].islower()
        for word, norm in zip(spelled(outside), norms(outside) if outside != text else row.norms, strict=True)
        if norm not in small and not norm.isdigit()
    ]
    if not 0 < len(names) <= 14:
        return False
    return (len(names) - sum(names)) / len(names) >= 0.6 and not (is_prose(row) and len(row.norms) > 12)


def title_words(row: Row) -> bool:
    """Tell whether a row holds words of job titles."""
    if row._titles is None:
        row._titles = has_title_word(lexicon(), row.norms)
    return row._titles


def has_title_word(lex: Lexicon, found: list[str]) -> bool:
    """Tell whether there are words of job titles among the words."""
    if not lex.titles_and_plurals.isdisjoint(found):
        return True
    # The last three letters spare most words the question for thirty endings.
    if lex.title_endings.isdisjoint([norm[-3:] for norm in found]):
        return False
    return any(norm.endswith(lex.title_suffixes) for norm in found)


def count_title_words(lex: Lexicon, found: list[str]) -> int:
    """Count the words of job titles."""
    if not has_title_word(lex, found):
        return 0
    return len([norm for norm in found if norm in lex.titles_and_plurals or norm.endswith(lex.title_suffixes)])


def is_title_word(lex: Lexicon, norm: str) -> bool:
    return norm in lex.titles_and_plurals or norm.endswith(lex.title_suffixes)


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

"""Document → rows: its lines with what the rules ask of each, computed once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.models.document import Document, Line
from skillgap.structure.dates import DateSpan, Month, find_dates
from skillgap.structure.language import Hit, Lexicon, Phrases, Word, lexicon, norms, words

_BULLET = re.compile(r"(?:[•◦▪▫■□●○◾◆◇❖❑❒➢➤➣▸▹►‣⁃∙·✓✔✦★☆»›❯→⇒\uf0b7\uf0a7\uf0d8\uf076][ \t]*|[-–—*+o][ \t]+)(?=\S)")
_RULE = re.compile(r"[\W_]*\Z")
_HASHES = re.compile(r"(#{1,6})\s+")
_PAGE_MARK = re.compile(
    r"(?:^|\s)(?:p\.|[Pp]age|[Ss]eite|[Pp]ágina)\s*\d{1,2}\b(?:\s*(?:of|/|von|de|sur)\s*\d{1,2})?\s*$"
    r"|(?:[·|•–-]\s*|\t|^)(?:Résumé|Resume|Curriculum [Vv]itae|CV|Lebenslauf)(?:\s*(?:[·|•–-]|\t|$)|\s+\d)"
)
_TWO_DIGITS = re.compile(r"\d\d")
_HEAD_WORDS = ("sum", "CV", "ita", "slauf", "pdated", "age ")
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
    furniture: bool = False
    _words: list[Word] | None = None
    _norms: list[str] | None = None
    _prose: bool | None = None
    _titles: int | None = None

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
    def words(self) -> list[Word]:
        """The words with their places."""
        if self._words is None:
            self._words = words(self.text)
        return self._words

    def find(self, phrases: Phrases) -> list[Hit]:
        """Return the phrases that occur in the line."""
        return [] if phrases.firsts.isdisjoint(self.norms) else phrases.find(self.text, self.words)

    def has(self, phrases: Phrases) -> bool:
        """Tell whether a phrase occurs in the line."""
        return bool(self.find(phrases))

    @property
    def capitals(self) -> bool:
        return self.text.isupper() and sum(map(str.isalpha, self.text)) > 2

    def __repr__(self) -> str:
        return f"Row({self.index}, {self.text!r})"


class Rows(list[Row]):
    """All rows of a document, with the size of its body text."""

    body_size: float | None = None


def read_rows(document: Document, *, as_of: Month, day_first: bool | None = None) -> Rows:
    """Return the rows; `above` says that a blank line, a rule or a new block stands before a row."""
    rows = Rows()
    gap = True
    # Readers of laid-out formats have made every bullet a "•"; a dash there is a dash.
    plain = document.media_type.startswith("text/") or "\n• " not in document.text
    block: int | None = None
    whole = document.text
    for start, end, line in _lines(document):
        raw = whole[start:end]
        text = raw.strip()
        if not text or (not text[0].isalnum() and len(text) > 2 and _RULE.match(text)):
            if text and rows:
                rows[-1].ruled = True
            gap = True
            continue
        row = _row(len(rows), start, raw, text, marks=plain)
        if line is not None:
            if line.bold:
                row.bold = True
            if line.heading is not None:
                row.heading = line.heading
            row.size, row.block = line.size, line.block
            if (box := line.box) is not None:
                row.page, row.x0, row.x1 = box.page, box.x0, box.x1
        row.above = gap or (block is not None and row.block != block)
        block, gap = row.block, False
        if _TWO_DIGITS.search(row.text):
            row.dates = find_dates(row.text, as_of=as_of, day_first=day_first)
        rows.append(row)
    edges: dict[tuple[int | None, int], float] = {}
    for row in rows:
        if row.x1 is not None and row.x1 > edges.get((row.page, row.block), 0.0):
            edges[row.page, row.block] = row.x1
    for row in rows if edges else ():
        row.edge = edges.get((row.page, row.block), 0.0)
    sizes: dict[float, int] = {}
    for row in rows:
        if row.size is not None:
            sizes[row.size] = sizes.get(row.size, 0) + 1 + len(row.text) // 40
    if sizes:
        rows.body_size = max(sizes.items(), key=lambda item: (item[1], -item[0]))[0]
        large = rows.body_size * 1.08
        for row in rows:
            if row.size is not None and row.size > large:
                row.marked = True
    _mark_furniture(rows, document.text)
    return rows


def _mark_furniture(rows: Rows, text: str) -> None:
    """Mark running heads and feet: "Name · Résumé · 2", "Page 2 of 3", a short line that stands on several pages."""
    words = [word for word in _HEAD_WORDS if word in text]
    maybe = [
        (_NUMBERS.sub("", row.text), row)
        for row in rows[2:]
        if (row.text[-1].isdigit() or any(map(row.text.__contains__, words))) and len(row.text) < 90
    ]
    pages: dict[str, set[int | None]] = {}
    for constant, row in maybe:
        pages.setdefault(constant, set()).add(row.page)
    for constant, row in maybe:
        row.furniture = len(pages[constant]) > 1 or (len(row.norms) <= 10 and _PAGE_MARK.search(row.text) is not None)


def is_prose(row: Row) -> bool:
    """Tell a sentence from a heading, name, date or list: long, with small words, not all commas."""
    if row._prose is None:
        count = len(row.norms)
        small = sum(map(lexicon().small.__contains__, row.norms)) if count >= 7 else 0
        row._prose = small >= 2 and small / count > 0.12 and row.text.count(",") < count / 2.5
        if row._prose and count < 14:
            # "Institute of Technology and Science" is a name.
            parts = row.text.split()
            row._prose = sum(part[0].isupper() for part in parts) < 0.6 * len(parts)
    return row._prose


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
    if (row.bullet and not (row.marked or row.bold)) or row.text[0].islower() or len(row.text) > 110:
        return False
    if len(row.norms) <= 6 and row.text[-1] not in ".;:," and title_words(row):
        return True
    if row.heading or row.bold or row.marked:
        return not is_prose(row) or len(row.norms) < 14
    if row.text.endswith((".", ";", ":")) and not row.text.endswith(
        ("Inc.", "Ltd.", "Co.", "Corp.", "S.A.", "s.r.o.", "e.V.")
    ):
        return False
    names = [word for word in row.words if word.norm not in lexicon().small and not word.norm.isdigit()]
    if not names or len(names) > 14:
        return False
    upper = sum(not row.text[word.start].islower() for word in names)
    return upper / len(names) >= 0.6 and not (is_prose(row) and len(row.norms) > 12)


def title_words(row: Row) -> int:
    """Count the words of job titles in a row."""
    if row._titles is None:
        lex = lexicon()
        row._titles = sum(is_title_word(lex, norm) for norm in row.norms)
    return row._titles


def is_title_word(lex: Lexicon, norm: str) -> bool:
    return norm in lex.titles or (norm[-1:] == "s" and norm[:-1] in lex.titles) or norm.endswith(lex.title_suffixes)


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
    at = raw.index(text[0])
    indent = at
    heading, bold, bullet = None, False, False
    if text[0] == "#" and (hashes := _HASHES.match(text)):
        heading = len(hashes[1])
        at, text = at + hashes.end(), text[hashes.end() :]
    elif (found := _BULLET.match(text)) and not _DATE_LEAD.match(text) and (marks or text[0] not in "-–—*+o"):
        bullet = True
        at, text = at + found.end(), text[found.end() :]
    elif text[0] == ">" and text[1:2] == " ":
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

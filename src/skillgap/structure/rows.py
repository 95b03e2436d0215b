"""Document → rows: its lines with what the rules ask of each, computed once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from skillgap.models.document import Document, Line
from skillgap.structure.dates import DATE_HINT, DateSpan, Month, find_dates
from skillgap.structure.language import Lexicon, Word, lexicon, words

_BULLET = re.compile(r"(?:[•◦▪▫■□●○◾◆◇❖❑❒➢➤➣▸▹►‣⁃∙·✓✔✦★☆»›❯→⇒\uf0b7\uf0a7\uf0d8\uf076][ \t]*|[-–—*+o][ \t]+)(?=\S)")
_RULE = re.compile(r"[\W_]*\Z")
_HASHES = re.compile(r"(#{1,6})\s+")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s+(?=\S)")
_DATE_LEAD = re.compile(r"[-–—]\s*(?:(?:19|20)\d\d|present|now|today)", re.IGNORECASE)


class Row:
    """One line with content: `text` has no indent, bullet or Markdown marks; `start:end` is its place in the text."""

    __slots__ = (
        "_words", "above", "block", "bold", "bullet", "dates", "end", "heading", "indent", "index", "line_start",
        "marked", "page", "ruled", "size", "start", "text", "top", "x0", "x1",
    )  # fmt: skip

    def __init__(self, index: int, line_start: int, start: int, text: str) -> None:
        self.index = index
        self.line_start = line_start
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.indent = 0
        self.bullet = False
        self.heading: int | None = None
        self.bold = False
        self.size: float | None = None
        self.block = 0
        self.above = False
        self.ruled = False
        self.marked = False
        self.page: int | None = None
        self.x0: float | None = None
        self.x1: float | None = None
        self.top: float | None = None
        self.dates: list[DateSpan] = []
        self._words: list[Word] | None = None

    @property
    def words(self) -> list[Word]:
        if self._words is None:
            self._words = words(self.text)
        return self._words

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
    for start, end, line in _lines(document):
        raw = document.text[start:end]
        text = raw.strip()
        if not text or (_RULE.match(text) and len(text) > 2):
            if text and rows:
                rows[-1].ruled = True
            gap = True
            continue
        row = _row(len(rows), start, raw, text, marks=plain)
        if line is not None:
            row.bold = row.bold or line.bold
            row.heading = line.heading if line.heading is not None else row.heading
            row.size, row.block = line.size, line.block
            if line.box is not None:
                row.page, row.x0, row.x1, row.top = line.box.page, line.box.x0, line.box.x1, line.box.top
        row.above = gap or (block is not None and row.block != block)
        block, gap = row.block, False
        if DATE_HINT.search(row.text):
            row.dates = find_dates(row.text, as_of=as_of, day_first=day_first)
        rows.append(row)
    sizes = Counter(row.size for row in rows if row.size is not None for _ in range(1 + len(row.text) // 40))
    if sizes:
        rows.body_size = max(sizes.items(), key=lambda item: (item[1], -item[0]))[0]
        for row in rows:
            row.marked = row.size is not None and row.size > rows.body_size * 1.08
    return rows


def is_prose(row: Row) -> bool:
    """Tell a sentence from a heading, name, date or list: long, with small words, hardly any capitals."""
    count = len(row.words)
    if count < 7:
        return False
    small = sum(word.norm in lexicon().small for word in row.words)
    return small >= 2 and small / count > 0.12 and row.text.count(",") < count / 2.5


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
    edge = max(other.x1 or 0.0 for other in rows if other.block == row.block and other.page == row.page)
    width = (previous.x1 - previous.x0) / max(1, len(previous.text))
    return previous.x1 + width * (1 + len(row.text.split()[0])) > edge and edge - previous.x0 < 420


def looks_like_header(row: Row) -> bool:
    """Tell whether a line may be the title, employer or place line of an entry: short, capitalised, no sentence."""
    if row.bullet or row.text[0].islower() or len(row.text) > 110:
        return False
    if row.heading or row.bold or row.marked:
        return not is_prose(row) or len(row.words) < 14
    if row.text.endswith((".", ";", ":")) and not row.text.endswith(
        ("Inc.", "Ltd.", "Co.", "Corp.", "S.A.", "s.r.o.", "e.V.")
    ):
        return False
    names = [word for word in row.words if word.norm not in lexicon().small and not word.norm.isdigit()]
    if not names or len(names) > 14:
        return False
    upper = sum(not row.text[word.start].islower() for word in names)
    return upper / len(names) >= 0.6 and not (is_prose(row) and len(row.words) > 12)


def title_words(row: Row, start: int = 0, end: int | None = None) -> int:
    """Count words of job titles in a part of a row."""
    lex, stop = lexicon(), len(row.text) if end is None else end
    return sum(is_title_word(lex, word.norm) for word in row.words if start <= word.start < stop)


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
    row.indent, row.heading, row.bold, row.bullet = indent, heading, bold, bullet
    return row

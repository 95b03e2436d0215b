"""Document → rows: its lines with bullets and markup taken off, wrapped lines joined, table rows as cells."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from skillgap.models.document import Document, Line
from skillgap.roles.cues import heading_kind
from skillgap.roles.run_together import unfold
from skillgap.roles.sentences import text_lines
from skillgap.roles.tables import Cell, read_tables, says_all

_BULLET = re.compile(
    r"[ \t]*(?:[•●▪◦‣·∙*○■□►▶➢➤✓✔✅☑–—+-](?=\s|(?<=\*)[^\s*])|\d{1,2}[.)](?=\s)|\([a-z0-9]{1,3}\)(?=\s)|"
    r"[A-Z][.)](?=\s)|o(?=\s)|(?::[a-z][\w+-]{1,40}:\s*)+(?=\S))\s*"
)
"""Among them the names of pictures as chats write them: ":white_check_mark: Swift"."""
_TIGHT_BULLET = re.compile(r"[ \t]*-(?=[A-ZÄÖÜ])")
_TIGHT = re.compile(r"(?m)^[ \t]*-[A-ZÄÖÜ]")
_FEWEST_TIGHT = 3
"""Dashes without a blank behind them are bullets where several lines begin so."""
_NUMBERED_PART = re.compile(r"(?m)^[ \t]*\d{1,2}(?P<code>\.)\d{1,2}(?:\.\d{1,2})?[.)]?(?=\s+[A-Z])\s*")
"""The parts of a numbered paragraph: "2.1 Performs scans"."""
_CODED = re.compile(
    r"(?m)^[ \t]*[(\[]?(?!(?:Q|L|IC) ?\d)(?P<code>[A-Z]{1,3}) ?\d{1,2}(?:[.:][)\]]?|[)\]][.:]?)(?=\s)\s*"
)
"""Criteria by their codes: "E1. Running Azure", "(D2) dbt", "KSA 3: …"; Q numbers questions, L and IC levels."""
_FEWEST_CODED = 2
_RUN_IN_HEAD = re.compile(r"[ \t]*\d{1,2}[.)]\s+(?P<head>[A-Z][^.:;\n]{2,60}?)[.](?=\s+\S|\s*$)")
_FEWEST_RUN_IN = 2
"""Numbered paragraphs open with their headings where several do: "3. MAJOR DUTIES. Reviews firewall rules …"."""
_PLAIN_HEAD = re.compile(
    r"(?P<head>[A-Z][\w'’&/-]*(?:,? [\w'’&/-]+){0,7}?)(?:(?P<mark>[.?!])|\s(?P<dash>[—–-]))\s+"
    r"(?=[\"“(]?[A-Z\d£$€])"
)
"""A heading that runs into its paragraph: "Your background. You hold …", "The role — You will …"."""
_SHORT_HEAD = 5
_SHORT_PARAGRAPH = 20
_CHAT_BOLD = re.compile(r"[*_](?=[^\s*_])[^*\n]+(?<=[^\s*_])[*_]:?")
"""A line in bold as chats write it: "*Must haves*"."""
_CHAT_LABEL = re.compile(r"\*(?=[^\s*][^*\n]{1,60}(?::\*|\*:)\s)")
_MARKUP = re.compile(r"[ \t]*\$?#{1,6}[ \t]+|[ \t]*\$(?=[A-Z])")
_FRONT_MATTER = re.compile(r"\A(?:---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)|[ \t]*\n(?:[a-z][\w-]*:[^\n]*\n){2,})", re.S)


@dataclass(frozen=True)
class Row:
    """A line of the document, bullets and markup taken off: `text[start:end]`."""

    start: int
    end: int
    block: int
    bullet: bool = False
    depth: int = 0
    level: int | None = None
    bold: bool = False
    wide: bool = False
    cell: Cell | None = None
    marked: bool = False
    numbered: bool = False


def document_lines(document: Document) -> tuple[Line, ...]:
    """Return the lines of a document, cut from the text when the reader gave none; one that holds it all unfolded."""
    lines = document.lines or tuple(Line(start=a, end=a + len(raw)) for a, raw in text_lines(document.text))
    return tuple(part for line in lines for part in unfold(document.text, line))


def read_rows(document: Document) -> list[Row]:
    """Cut a document into rows; blank lines and front matter give none."""
    text = document.text
    lines = document_lines(document)
    skip = _FRONT_MATTER.match(text)
    # Site generators keep whole ads in front matter ("requirements:" above a list): then nothing is skipped.
    begin = skip.end() if skip and text[skip.end() :].strip() else 0
    widths: dict[tuple[int, int], float] = {}
    for line in lines:
        if line.box is not None:
            key = (line.box.page, line.block)
            widths[key] = max(widths.get(key, 0.0), line.box.x1)
    tables = read_tables(text, [line for line in lines if line.start >= begin])
    rows: list[Row] = []
    signs = _read_signs(document)
    for line in lines:
        if line.start < begin or not text[line.start : line.end].strip():
            rows.append(Row(line.end, line.end, line.block))
            continue
        if line.start in tables:
            rows += (Row(cell.start, cell.end, line.block, bullet=True, cell=cell) for cell in tables[line.start])
            continue
        previous = rows[-1] if rows else None
        row = replace(_row(text, line, signs), wide=_is_wide(line, widths))
        head = _RUN_IN_HEAD.match(text, line.start, line.end) if signs.heads else None
        head = head if head is not None and _heads_paragraph(head["head"]) else _plain_head(text, rows, row, signs)
        if head is not None:
            rows.append(Row(*head.span("head"), line.block, level=2))
            start = row.end - len(text[head.end() : row.end].lstrip())
            rows.append(replace(row, start=start, bullet=False, numbered=False))
        elif previous is not None and _continues(text, previous, row, line):
            rows[-1] = replace(previous, end=row.end, wide=row.wide)
        else:
            rows.append(row)
    return [row for row in rows if row.end > row.start]


def _is_wide(line: Line, widths: dict[tuple[int, int], float]) -> bool:
    if line.box is None:
        return False
    return line.box.x1 >= 0.9 * widths[(line.box.page, line.block)] and line.end - line.start > 45


@dataclass(frozen=True)
class _Signs:
    """What marks the lines of a document.

    `codes` are the letters of numbered criteria ("E", "KSA"; "." for parts of numbered paragraphs), `tight` tells
    dashes without a blank, `heads` headings that run into numbered paragraphs, `plain_heads` whether those of others
    end with a dash or with a stop; `markup` that "#" marks headings.
    """

    codes: frozenset[str]
    tight: bool
    heads: bool
    plain_heads: frozenset[bool]
    markup: bool


def _read_signs(document: Document) -> _Signs:
    text = document.text
    found = (match for one in (_CODED, _NUMBERED_PART) for match in one.finditer(text))
    # "S3: buckets" twice is one name, "E1." and "E2." are two codes.
    coded = Counter(code for code, _ in {(match["code"], match.group().strip(" ()[].:")) for match in found})
    # "1. SQL. You write it daily." numbers skills, not headings: those of a document say what they head.
    heads = sum(says_all(match["head"]) for match in re.finditer(rf"(?m)^{_RUN_IN_HEAD.pattern}", text))
    opened = (_PLAIN_HEAD.match(text, line.start, line.end) for line in document_lines(document))
    plainly = Counter(bool(match["dash"]) for match in opened if match is not None and says_all(match["head"]))
    return _Signs(
        codes=frozenset(code for code, count in coded.items() if count >= _FEWEST_CODED),
        tight=len(_TIGHT.findall(text)) >= _FEWEST_TIGHT,
        heads=heads >= _FEWEST_RUN_IN,
        plain_heads=frozenset(dashed for dashed, count in plainly.items() if count >= _FEWEST_RUN_IN),
        # What still looks like a heading once Markdown is read is a comment in a block of code.
        markup=document.media_type != "text/markdown",
    )


def _heads_paragraph(words: str) -> bool:
    """Tell a heading that runs into its paragraph: one in capitals, or all of which says what follows."""
    return re.sub(r"\([^()]*\)", "", words).isupper() or says_all(words)


def _plain_head(text: str, rows: list[Row], row: Row, signs: _Signs) -> re.Match[str] | None:
    """Return the heading that runs into a paragraph, where several of the document do in the same way.

    Among them a short one in unknown words heads its paragraph, too.
    """
    match = _PLAIN_HEAD.match(text, row.start, row.end)
    if match is None or row.bullet or row.level is not None or bool(match["dash"]) not in signs.plain_heads:
        return None
    if says_all(match["head"]):
        return match
    opens = not rows or rows[-1].end <= rows[-1].start or text.count("\n", rows[-1].end, row.start) > 1
    short = len(match["head"].split()) <= _SHORT_HEAD or match["mark"] == "?"
    return match if opens and short and row.end - match.end() > _SHORT_PARAGRAPH else None


def _is_chat_heading(body: str) -> bool:
    """Tell "*Must haves*" and "*Hiring:*" from a skill in bold."""
    return _CHAT_BOLD.fullmatch(body) is not None and (":" in body[-2:] or heading_kind(body) is not None)


def _bullet(text: str, line: Line, signs: _Signs) -> re.Match[str] | None:
    body = text[line.start : line.end].strip()
    if _is_chat_heading(body) or _CHAT_LABEL.match(body):
        return None
    marks = (_BULLET, *((_TIGHT_BULLET,) if signs.tight else ()))
    match = next((match for mark in marks if (match := mark.match(text, line.start, line.end))), None)
    coded = (match for mark in (_CODED, _NUMBERED_PART) if (match := mark.match(text, line.start, line.end)))
    return match or next((match for match in coded if match["code"] in signs.codes), None)


def _row(text: str, line: Line, signs: _Signs) -> Row:
    start, marked, bullet, depth, numbered = line.start, False, False, 0, False
    markup = _MARKUP.match(text, start, line.end)
    markup = None if markup is not None and not signs.markup and "$" not in markup.group() else markup
    if markup is not None:
        start = markup.end()
        marked = "#" in markup.group() and len(text[start : line.end].split()) <= 8
    else:
        match = _bullet(text, line, signs)
        if match is not None and match.end() < line.end:
            depth = (len(match.group()) - len(match.group().lstrip())) // 2
            start, bullet, numbered = match.end(), True, match.group().lstrip()[0].isdigit()
    body = text[start : line.end]
    start, end = start + len(body) - len(body.lstrip()), start + len(body.rstrip())
    chat = _is_chat_heading(body.strip())
    emphasised = re.fullmatch(r"\*\*[^*]+\*\*:?|__[^_]+__:?", body.strip()) is not None or chat
    if chat:
        bullet = False  # ":rocket: *What you'll do*"
        end = start + len(body.rstrip().rstrip("*_:"))
    if chat or _CHAT_LABEL.match(body.lstrip()):
        start += 1
    bold = line.bold or emphasised
    return Row(start, end, line.block, bullet, depth, line.heading, bold, marked=marked, numbered=numbered)


def _continues(text: str, previous: Row, row: Row, line: Line) -> bool:
    """Tell a wrapped line from a new one: lines of one block, no stop before, small letter or full width.

    Of a plain text the reader has joined nearly all.
    """
    if row.bullet or row.marked or line.heading is not None or previous.end <= previous.start:
        return False
    if previous.block != line.block or previous.level is not None or previous.cell is not None or previous.marked:
        return False
    before, first = text[previous.end - 1], text[row.start]
    if before in ".!?:":
        return False
    if row.bold and not previous.bold and not text[row.start].islower():
        return False
    if previous.wide:
        return True
    if line.box is not None:
        return first.islower()
    return (first.islower() or before in ",(&/–-") and previous.end - previous.start > 50

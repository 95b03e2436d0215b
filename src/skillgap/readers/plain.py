"""TXT bytes → Draft: every line of the file is one line, wrapped paragraphs and drawn tables aside."""

from __future__ import annotations

from skillgap.readers.cleaning import plain_line
from skillgap.readers.draft import Draft, DraftLine, Limits
from skillgap.readers.drawn_tables import drawn_tables, with_tables
from skillgap.readers.encoding import decode
from skillgap.readers.unrolled import unrolled_tables


def accepts(head: bytes, name: str) -> bool:
    """Accept what no other reader wanted; `read` refuses what is not text."""
    return True


def read(data: bytes, *, name: str, limits: Limits) -> Draft:
    """Return the lines as they stand, bullets and spaces made uniform."""
    draft = Draft("text/plain")
    lines = split_lines(draft.limited(decode(data, name=name), 2 * limits.max_characters + 1000))
    lines = lines[: limits.max_lines + 1]
    tables = drawn_tables(lines, _line) or unrolled_tables(lines)
    draft.lines = with_tables(lines, tables, lambda part: list(map(_line, part)))
    return draft


def _line(line: str) -> DraftLine:
    return DraftLine(plain_line(line))


def split_lines(text: str) -> list[str]:
    """Split at line ends only: form feeds and the like don't count, so that line numbers agree with an editor."""
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")

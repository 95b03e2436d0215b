"""Markdown bytes → Draft: every line of the file is one line, its marks taken off; tables are tables."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import zip_longest
from operator import attrgetter

from skillgap.readers.cleaning import clean, parted_by_weight
from skillgap.readers.draft import BULLET, Draft, DraftHidden, DraftLine, Limits
from skillgap.readers.drawn_tables import LaidTable, drawn_tables, with_tables
from skillgap.readers.encoding import decode
from skillgap.readers.plain import split_lines

_SIGNS = re.compile(rb"(?m)^#{1,6} \S|^\s*[-*+] \S|^\|.*\|\s*$|^```|\*\*[^*\n]+\*\*|\[[^\]\n]+\]\(|^---\s*$|^={3,}\s*$")
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_DEFINITION = re.compile(r"(?m)^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S.*$")
_ELEMENT = re.compile(
    r"(?is)<([a-z][a-z0-9]{0,15})(\s[^<>]{0,300}(?:style\s*=|hidden)[^<>]{0,300})>(.{0,5000}?)</\1\s*>"
)
_MATTER = re.compile(r"\A---[ \t]*\n.{0,5000}?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# Keys of front matter that no renderer shows, with their values on the same line or as a list below.
_FOR_MACHINES = re.compile(
    r"(?im)^(?:keywords|tags|description|categories|meta|seo)[ \t]*:.*(?:\n(?:[ \t]+\S|-[ \t]).*)*$"
)
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_ITEM = re.compile(r"^(\s*)(?:[-*+•]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(.*)$")
_FENCE = re.compile(r"^\s*(?:`{3,20}|~{3,20})\s*[\w+#.{}=-]{0,40}\s*$")
_LONG = 3000
_TABLE_LINES = 2000
_RULE = re.compile(r"^ {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-+)\s*")
_SURE_UNDERLINE = re.compile(r" {0,3}(?:={3,}|-{3,})\s*")
_KEY = re.compile(r"[\w-]+:\s")
_QUOTED = re.compile(r"\s*(?:>\s?)+")
_BAR = re.compile(r"(?<!\\)\|")
_BOLD = re.compile(r"\s*(\*\*|__)[^*_]+\1:?\s*")
_OPENS_BOLD = re.compile(r"\s*(\*\*|__)([^*_]+)\1(\s+)([^*]+)")
_INLINE = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\((?:[^()]|\([^()]*\))*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\[[^\]]*\]"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^>\s]+)>"), r"\1"),
    (re.compile(r"(`+)(.+?)\1"), r"\2"),
    (re.compile(r"(\*\*\*|\*\*|___|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_]+?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"), r"\1"),
    (re.compile(r"(?i)<br\s*/?>"), " "),
    (re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>"), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
    (re.compile(r"(?<=\S)\\$"), ""),
)


def accepts(head: bytes, name: str) -> bool:
    """Tell by the name, or by at least three signs of Markdown."""
    if name.lower().endswith((".md", ".markdown", ".mdown")):
        return b"\0" not in head
    return b"\0" not in head and len(re.findall(rb"(?m)^#{1,6} \S", head)) >= 2 and len(_SIGNS.findall(head)) >= 4


def read(data: bytes, *, name: str, limits: Limits) -> Draft:
    """Return the lines with headings, items and tables in the form of all documents; comments are hidden text."""
    draft = Draft("text/markdown")
    text = draft.limited(decode(data, name=name), 2 * limits.max_characters + 1000)

    def hide(match: re.Match[str], part: int = 1, reason: str = "comment") -> str:
        draft.hidden.append(DraftHidden(clean(match.group(part).replace("\n", " ")), reason))
        return "\n" * match.group().count("\n")

    def unseen(match: re.Match[str]) -> str:
        reason = _unseen(match[1].lower(), match[2])
        return match.group() if reason is None else hide(match, 3, reason)

    text = _COMMENT.sub(hide, text)
    text = _MATTER.sub(lambda matter: _FOR_MACHINES.sub(lambda found: hide(found, 0), matter.group()), text)
    text = _DEFINITION.sub(lambda found: hide(found, 0), text)
    if "<" in text:
        text = _ELEMENT.sub(unseen, text)
    lines = split_lines(text)
    draft.hidden = [piece for piece in draft.hidden if piece.text]
    tables = _html_tables(lines, name, limits, draft.hidden)
    inside = {number for table in tables for number in range(table.first, table.end)}
    tables += [table for table in drawn_tables(lines, _line) if table.first not in inside]
    draft.lines = with_tables(lines, sorted(tables, key=attrgetter("first")), _lines)
    return draft


def _lines(lines: list[str]) -> list[DraftLine]:
    fences = [n for n, line in enumerate(lines) if _FENCE.match(line)]
    code = {n for first, end in zip_longest(fences[::2], fences[1::2]) for n in range(first, (end or len(lines)) + 1)}
    found: list[DraftLine] = []
    for number, line in enumerate(lines):
        if number in code:
            found.append(DraftLine("" if number in fences else clean(line)))
        else:
            after = lines[number + 1] if number + 1 < len(lines) else ""
            found.append(_line(line, after, lines[number - 1] if number else ""))
    return found


def _html_tables(lines: list[str], name: str, limits: Limits, hidden: list[DraftHidden]) -> list[LaidTable]:
    """Return the tables that HTML writes; what they hide is added to `hidden`."""
    tables: list[LaidTable] = []
    for number in range(len(lines)):
        end = _end_of_html_table(lines, number)
        if end > number and not (tables and number < tables[-1].end):
            table = _html("\n".join(lines[number:end]), name, limits)
            tables.append(LaidTable(number, end, table.lines))
            hidden += table.hidden
    return tables


def _end_of_html_table(lines: list[str], first: int) -> int:
    """Return the line behind a table that HTML writes, or `first`: behind a blank line it would be Markdown again."""
    if not lines[first].lower().startswith("<table"):
        return first
    open_tables = 0
    for number in range(first, min(first + _TABLE_LINES, len(lines))):
        line = lines[number].lower()
        open_tables += line.count("<table") - line.count("</table>")
        if open_tables == 0:
            return number + 1
        if not line.strip():
            break
    return first


def _html(text: str, name: str, limits: Limits) -> Draft:
    from skillgap.readers import html

    return html.read(text.encode("utf-8", "replace"), name=name, limits=limits)


def _unseen(tag: str, attributes: str) -> str | None:
    """Return why an element within the Markdown can't be seen, by its own attributes."""
    from lxml import etree

    from skillgap.readers.styles import Style, StyleSheet, hidden_by

    element = etree.Element(tag)
    for name, value in re.findall(r"""([a-zA-Z-]+)(?:\s*=\s*["']?([^"'<>]*))?""", attributes)[:20]:
        with suppress(ValueError):
            element.set(name.lower(), value)
    style = StyleSheet([]).style(element, tag, Style())
    return style.reason or hidden_by(style)


def _line(line: str, after: str = "", before: str = "") -> DraftLine:
    if heading := _HEADING.match(line):
        return DraftLine(_inline(heading.group(2)), heading=len(heading.group(1)))
    underlines = _UNDERLINE.fullmatch(line) and before.strip()
    if _RULE.match(line) or (_TABLE_RULE.match(line) and "|" in line) or underlines:
        return DraftLine("")
    if line.strip() and _SURE_UNDERLINE.fullmatch(after) and not _ITEM.match(line) and "|" not in line:
        # In front matter the closing rule also underlines its last line; a key with a colon is no heading.
        return DraftLine(_inline(line), heading=None if _KEY.match(line) else 1 if "=" in after else 2)
    if item := _ITEM.match(line):
        level = min(len(item.group(1).expandtabs(4)) // 2, 3)
        return DraftLine("  " * level + BULLET + _inline(item.group(2)) if item.group(2).strip() else "")
    quote = _QUOTED.match(line)
    stripped = line[quote.end() :] if quote else line
    if stripped.lstrip().startswith("|") or (stripped.count("|") >= 2 and stripped.rstrip().endswith("|")):
        cells = _BAR.split(stripped.strip().strip("|"))
        shown = {column: cell for column, cell in enumerate(map(_inline, cells)) if cell}
        return DraftLine("\t".join(shown.values()), columns=tuple(shown) if len(shown) < len(cells) else ())
    if (opened := _OPENS_BOLD.fullmatch(stripped)) is not None:
        return DraftLine(_inline(parted_by_weight(opened[2] + opened[3], opened[4])))
    return DraftLine(_inline(stripped), bold=_BOLD.fullmatch(stripped) is not None)


def _inline(text: str) -> str:
    if len(text) > _LONG:
        return clean(text)  # nobody writes such a line, and the patterns are not linear
    for pattern, shown in _INLINE:
        text = pattern.sub(shown, text)
    if "&" in text:
        from html import unescape

        text = unescape(text)
    return clean(text)

"""Header lines of an entry → its title and employer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from skillgap.structure.language import Lexicon, lexicon, norms
from skillgap.structure.points import DateSpan
from skillgap.structure.rows import Row, count_title_words, is_title_word

EDGE = " \t([{|,;·•:-–—/)]}*_."
_STRONG = re.compile(
    r"\t+|\s{2,}|\s*[|•·∙;]\s*|\s+[–—-]+\s+|\s+@\s*|\s+(?:at|bei|chez|en la|w/)\s+(?=[A-ZÀ-Ý])"
    r"|(?<!\bSt)\.\s+(?!(?:Co|Inc|Ltd|LLC|Corp|GmbH)\b)(?=[A-ZÀ-Ý])"
)
_LEGAL = frozenset(
    "inc ltd llc llp plc corp corporation gmbh ag kg ohg se sa sas sarl srl bv nv oy ab pvt pty limited spa sl".split()
)
_COMMA = re.compile(r"\s*,\s+")
_INNER = re.compile(r"\([^)]*\)")


class Part(NamedTuple):
    """A stretch of the document's text."""

    text: str
    start: int
    end: int


def header_parts(header: Sequence[Row], *, anchor: Row, span: DateSpan) -> list[list[Part]]:
    """Cut the header rows at strong separators, the date left out; one list a row."""
    found: list[list[Part]] = []
    for row in header:
        pieces = [(0, len(row.text))]
        if row is anchor:
            pieces = [(0, span.start), (span.end, len(row.text))]
        parts: list[Part] = []
        for start, end in pieces:
            at = start
            for cut in [*_STRONG.finditer(row.text, start, end), None]:
                stop = cut.start() if cut else end
                part = trim_part(row, at, stop)
                if part is not None:
                    parts.append(part)
                at = cut.end() if cut else end
        if parts:
            found.append(parts)
    return found


def trim_part(row: Row, start: int, end: int) -> Part | None:
    text = row.text[start:end]
    left = len(text) - len(text.lstrip(EDGE))
    stripped = text.strip(" \t|,;·•:-–—/*_")
    if stripped.startswith("(") and stripped.endswith(")"):
        return None
    stripped = text[left:].rstrip(" \t|,;·•:-–—/*_([{")
    if not stripped or not any(c.isalpha() for c in stripped):
        return None
    at = row.start + start + left
    return Part(stripped, at, at + len(stripped))


def name_entry(rows: list[list[Part]]) -> tuple[Part | None, Part | None]:
    """Choose title and employer among the parts of a header."""
    lex = lexicon()
    parts = [part for row in rows for part in row]
    if not parts:
        return None, None
    if len(parts) == 1 and len(_commas(parts[0])) == 1:
        return parts[0], None
    scored = [(title_score(lex, part.text), -i) for i, part in enumerate(parts)]
    best = max(scored)
    if best[0] == 0:
        organisation = next((part for part in parts if _is_organisation(lex, part.text)), None)
        rest = [part for part in parts if part is not organisation]
        if organisation is None and len(parts) > 1:
            return parts[0], _before_comma(parts[1])
        return (rest[0] if rest else None), organisation and _before_comma(organisation)
    chosen = parts[-best[1]]
    others = [part for part in parts if part is not chosen]
    title, inline = _cut_title(lex, chosen, others)
    if inline is not None:
        return title, inline
    named = next((part for part in others if _is_organisation(lex, part.text)), None)
    if named is None:
        named = next((part for part in others if not _is_remark(lex, part.text)), None)
    return title, named and _before_comma(named)


def _cut_title(lex: Lexicon, part: Part, others: list[Part]) -> tuple[Part, Part | None]:
    """Cut "Senior Engineer, ML Platform, Acme Inc., Berlin" into title and employer."""
    pieces = _commas(part)
    if len(pieces) == 1:
        return part, None
    title_at = next((i for i, piece in enumerate(pieces) if title_score(lex, piece.text)), 0)
    if title_at > 0:
        return pieces[title_at], pieces[0]
    ranks = [_organisation_rank(lex, piece.text) for piece in pieces[1:]]
    if max(ranks):
        i = ranks.index(max(ranks)) + 1
        return _up_to(part, pieces[i - 1]), pieces[i]
    tail = next((i for i, piece in enumerate(pieces[1:], start=1) if not _is_more_title(lex, piece.text)), len(pieces))
    if tail == len(pieces):
        return part, None
    if any(_is_organisation(lex, other.text) or not _is_remark(lex, other.text) for other in others):
        return _up_to(part, pieces[tail - 1]), None
    return _up_to(part, pieces[tail - 1]), pieces[tail]


def _commas(part: Part) -> list[Part]:
    masked = _INNER.sub(lambda m: "_" * len(m.group()), part.text)
    pieces: list[Part] = []
    at = 0
    for cut in [*_COMMA.finditer(masked), None]:
        stop = cut.start() if cut else len(masked)
        if stop > at:
            text = part.text[at:stop].rstrip("*_ ")
            pieces.append(Part(text, part.start + at, part.start + at + len(text)))
        at = cut.end() if cut else stop
    return pieces or [part]


def _up_to(part: Part, piece: Part) -> Part:
    return Part(part.text[: piece.end - part.start], part.start, piece.end)


def _before_comma(part: Part) -> Part:
    return _commas(part)[0]


def title_score(lex: Lexicon, text: str) -> int:
    outside = _INNER.sub("", text) if "(" in text else text
    found = norms(outside)
    if len(found) > 12:
        return 0
    score = 2 * count_title_words(lex, found) + 2 * lex.title_phrases.has(text)
    return max(0, score - _is_organisation(lex, text)) if score else 0


def _is_organisation(lex: Lexicon, text: str) -> bool:
    return _organisation_rank(lex, text) > 0


def _organisation_rank(lex: Lexicon, text: str) -> int:
    """Return 2 for a school or a legal form, 1 for a word that firms like ("Labs", "Systems"), else 0."""
    found = norms(_INNER.sub("", text) if "(" in text else text)
    if not found or len(found) > 8:
        return 0
    legal = any(norm in lex.institutions or norm in _LEGAL for norm in found)
    if not legal and found[-1] not in lex.organisation_suffix and found[0] not in lex.organisation_suffix:
        return 0
    if all(norm in lex.domains or is_title_word(lex, norm) for norm in found):
        return 0
    return 2 if legal else int(len(found) > 1 or found[0] in lex.organisation_suffix)


def _is_domain(lex: Lexicon, text: str) -> bool:
    found = norms(text)
    return bool(found) and all(norm in lex.domains or norm in ("and", "of", "for") for norm in found)


def _is_more_title(lex: Lexicon, text: str) -> bool:
    """Tell what goes on a title after a comma: a field ("ML Platform") or a second title ("UI Developer")."""
    return _is_domain(lex, text) or title_score(lex, text) > 0


def _is_remark(lex: Lexicon, text: str) -> bool:
    """Tell "remote", "part time" or a lower-case comment from a name."""
    return text[0].islower() or _is_domain(lex, text)

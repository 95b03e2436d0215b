"""Document + Mention → the resume's text in pieces: evidence marked and linked, personal data masked."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from skillgap.models.document import Document, Line
from skillgap.models.resume import Mention, Personal, PersonalKind, Section
from skillgap.report.codes import STATUS_WORDS
from skillgap.structure import read_structure

MASK = "▒▒▒▒"
"""As long for each: the length of a name says something too."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_GLUED_BEFORE = re.compile(r"[_@#/:.\d]\Z")
_GLUED_BEHIND = re.compile(r"[_@#\d]|[./](?=\w)|['’]s\b")
"""What stands beside a name in small letters: "max_roe", "roe#1234", "users/44/roe", "roe_photo.jpg", "roe's"."""
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})
"""Letters that are no accented ones, and how names with them are written without."""
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_UMLAUTS = re.compile("([aou])e")


class Piece(NamedTuple):
    """A stretch of a line; `anchors` are the ids that claims link to, `skill_id` what the mark links back to."""

    kind: Literal["plain", "mark", "masked"]
    text: str
    anchors: tuple[str, ...] = ()
    status: str = ""
    title: str = ""
    skill_id: str | None = None


class Passage(NamedTuple):
    """A section with its lines."""

    kind: str
    lines: tuple[tuple[Piece, ...], ...]


class _Span(NamedTuple):
    start: int
    end: int
    piece: Piece


class Mask:
    """What is personal in a document: places in its text, and the words of the owner's name anywhere else."""

    def __init__(self, document: Document, *, as_of: str) -> None:
        self._as_of = as_of
        self.spans = read_structure(document, as_of=as_of).personal
        names = {document.text[span.start : span.end] for span in self.spans if span.kind == "name"}
        self._words = {spelling for name in names for spelling in _spellings(name)}
        reached = {document.text[s.start : s.end] for s in self.spans if s.kind in ("url", "email", "phone")}
        self._reached = sorted((one for one in reached if len(one) > 5), key=lambda one: (-len(one), one))

    def places(self, text: str, taken: Iterable[Mention]) -> list[tuple[int, int, PersonalKind]]:
        """List the places to mask in the document's text: its personal data, and words of the name that begin with a
        capital, unless a skill stands there ("Ruby Tandoh" may well write Ruby)."""  # fmt: skip
        places = [(span.start, span.end, span.kind) for span in self.spans]
        skills = [(mention.start, mention.end) for mention in taken]
        for found in _WORD.finditer(text):
            word = found.group()
            if self._names(word) and (word[0] == word[0].upper() or _in_handle(text, *found.span())):
                inside = any(start < found.end() and found.start() < end for start, end, _ in places)
                if not inside and not any(start < found.end() and found.start() < end for start, end in skills):
                    places.append((found.start(), found.end(), "name"))
        return sorted(places)

    def words(self, text: str) -> str:
        """Mask words of the name in another text, whatever their case: file names, notices."""
        for one in self._reached:
            text = text.replace(one, MASK)
        return _WORD.sub(lambda found: MASK if self._names(found.group()) else found.group(), text)

    def _names(self, word: str) -> bool:
        return _plain(word) in self._words

    def other(self, text: str) -> str:
        """Mask a text that is not the document's: what it hides. Only the known name is masked there, since a bare list
        of skills can read like one."""  # fmt: skip
        lines, at = [], 0
        for part in text.split("\n"):
            lines.append(Line(start=at, end=at + len(part)))
            at += len(part) + 1
        document = Document(name="", media_type="text/plain", sha256="", text=text, lines=tuple(lines))
        spans = [span for span in read_structure(document, as_of=self._as_of).personal if span.kind != "name"]
        return self.words(_without(text, spans))


def _spellings(name: str) -> Iterator[str]:
    """Yield the words of a name, and those that run together in a file's name: "oconnor", "vanzyl", "elifyilmaz"."""
    for spelt in (name, name.casefold().translate(_WRITTEN_OUT), _UMLAUTS.sub(r"\1", name.casefold())):
        parts = [_plain(part) for part in spelt.split()]
        yield from (_plain(word) for word in _WORD.findall(spelt))
        joined = ("".join(parts[first:last]) for first, last in combinations(range(len(parts) + 1), 2))
        yield from (word for word in joined if len(word) > 2)


def _in_handle(text: str, start: int, end: int) -> bool:
    """Tell a word of four letters and more that is part of an account's or a file's name."""
    return end - start > 3 and bool(
        _GLUED_BEFORE.search(text, max(start - 1, 0), start) or _GLUED_BEHIND.match(text, end)
    )


def _plain(word: str) -> str:
    """Return only the letters, without case and accents: "Yılmaz" is "yilmaz", "O'Connor" "oconnor"."""
    parted = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(filter(str.isalpha, parted))


def anchor(mention: Mention) -> str:
    """Return the id of a mention's place in the page."""
    return f"t{mention.start}"


def passages(
    document: Document, *, sections: Sequence[Section], mentions: Sequence[Mention], mask: Mask | None, until: int
) -> tuple[Passage, ...]:
    """Cut the text into sections, lines and pieces.

    Mentions may overlap: the outer one is marked, and carries the anchors of the others. A place that is personal and
    a skill is masked. Without sections the text is one passage. Text and mentions from `until` on are left.
    """
    whole = document.text[:until]
    spans = _disjoint(whole, [mention for mention in mentions if mention.start < until], mask)
    parts = sections or (Section(kind="other", title=None, start=0, end=len(document.text)),)
    found = []
    for section in parts:
        if section.start >= len(whole) > 0:
            break
        text = whole[section.start : section.end].rstrip("\n")
        lines, at = [], section.start
        for line in text.split("\n"):
            lines.append(tuple(_pieces(whole, at, at + len(line), spans)))
            at += len(line) + 1
        found.append(Passage(kind=section.kind, lines=tuple(lines)))
    return tuple(found)


def _disjoint(text: str, mentions: Sequence[Mention], mask: Mask | None) -> list[_Span]:
    """Return spans in text order that don't overlap."""
    masked = [
        _Span(start, end, Piece("masked", MASK, title=kind.replace("_", " ")))
        for start, end, kind in (mask.places(text, mentions) if mask else ())
    ]
    marks: list[_Span] = []
    anchors: dict[int, list[str]] = {}
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.skill_id or "")):
        over = next(_between(masked, mention.start, mention.end), None)
        if over is None and marks and mention.start < marks[-1].end:
            over = marks[-1]
        if over is None:
            over = _Span(mention.start, mention.end, _marked(mention))
            marks.append(over)
        anchors.setdefault(over.start, []).append(anchor(mention))
    return [
        span._replace(piece=span.piece._replace(anchors=tuple(dict.fromkeys(anchors.get(span.start, ())))))
        for span in sorted(masked + marks)
    ]


def _marked(mention: Mention) -> Piece:
    status = "unlisted" if mention.skill_id is None else mention.status
    words = "not in the taxonomy" if status == "unlisted" else STATUS_WORDS[mention.status]
    title = f"{mention.name}: {words}" + (f"; {mention.reason}" if mention.reason else "")
    return Piece("mark", mention.text, status=status, title=title, skill_id=mention.skill_id)


def _pieces(text: str, start: int, end: int, spans: Sequence[_Span]) -> Iterator[Piece]:
    at = start
    for span in _between(spans, start, end):
        left, right = max(span.start, start), min(span.end, end)
        if left > at:
            yield Piece("plain", text[at:left])
        piece = span.piece if span.piece.kind == "masked" else span.piece._replace(text=text[left:right])
        yield piece if span.start >= start else piece._replace(anchors=())
        at = right
    if at < end:
        yield Piece("plain", text[at:end])


def _between(spans: Sequence[_Span], start: int, end: int) -> Iterator[_Span]:
    # Disjoint and sorted: only the span before the first start can reach in.
    first = bisect_left(spans, start, key=lambda span: span.start)
    if first and spans[first - 1].end > start:
        first -= 1
    for span in spans[first:]:
        if span.start >= end:
            return
        yield span


def _without(text: str, spans: Iterable[Personal]) -> str:
    at, parts = 0, []
    for span in spans:
        parts += [text[at : span.start], MASK]
        at = span.end
    return "".join([*parts, text[at:]])


def places_of(mentions: Iterable[Mention], *, until: int) -> list[Mapping[str, str]]:
    """Return what a claim shows of its evidence: the words, the section, and the link where the text is on the page:
    before `until`."""  # fmt: skip
    seen: dict[tuple[str, str, int], Mapping[str, str]] = {}
    for mention in mentions:
        link = f"#{anchor(mention)}" if mention.start < until else ""
        where = {"text": mention.text, "section": mention.section, "at": f"{mention.start}–{mention.end}", "link": link}
        seen[(mention.text, mention.section, mention.start)] = where
    return list(seen.values())

"""Header lines of an entry → its title and employer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.structure.language import LEX, between, norms, squash
from skillgap.structure.months import DateSpan
from skillgap.structure.rows import EDGE, Row, begins_small, has_title_word, is_work_word, title_words

_STRONG = re.compile(
    r"[\s|•·∙;.](?:(?<=\t)\t*+(?!:)|(?<=[|•·∙;])\s*|(?<=\s)(?:\s++(?!:)|[|•·∙;]\s*|[–—-]+\s+|@\s*"
    r"|(?:at|bei|chez|en la|w/)\s+(?=[A-ZÀ-Ý]|[a-z][\w-]*\.(?:ai|com|io)\b))"
    r"|(?<=\.)(?<!\bSt\.)(?<!\b[JSD]r\.)(?<!\bProf\.)(?<!\bDept\.)(?<!\bUniv\.)(?<!\b[A-Z]\.)(?<!& Co\.)"
    r"\s+(?!(?:Co|Inc|Ltd|LLC|Corp|GmbH)\b)(?=[A-ZÀ-Ý]))"
)
"""What parts a header: tabs, wide spaces, signs, a dash or "at" between spaces, a full stop. All ways begin with one
set of signs, which makes the search four times as fast as plain alternatives."""

_COMMA = re.compile(r"[\s,](?:(?<=,)\s+|(?<=\s)\s*,\s+)")
_PLACES = re.compile(r"[,/()|;·]|\s[-–—]\s|\bor\b|\band\b")
_DEEDS = frozenset((*LEX.words["deeds"], *LEX.words["deeds_now"]))
_QUOTES = tuple("\"'“„‘«")
_INNER = re.compile(r"\([^)]*\)|\[[^\]]*\]")


class Part:
    """A stretch of the document's text; what it reads like is worked out once, when asked."""

    __slots__ = ("_pieces", "_rank", "_score", "end", "start", "text")

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self.end = start + len(text)
        self._pieces: list[Part] | None = None
        self._rank: int | None = None
        self._score: int | None = None

    def open_to(self, span: DateSpan, row: Row) -> bool:
        """Tell "Institute for" before the date that has cut it from the line below: "…<tab>2026" over "AI"."""
        ends = row.text[: span.start].rstrip()
        return self.end == row.start + len(ends) and self.text.rpartition(" ")[2] in LEX.words["never_last"]

    def goes_on(self, row: Row) -> None:
        """Take in the line below, with which the name goes on."""
        self.text, self.end = f"{self.text} {row.text}", row.end
        self._pieces = self._rank = self._score = None

    @property
    def pieces(self) -> list[Part]:
        """The stretches between its commas; commas in brackets don't count."""
        if self._pieces is None:
            self._pieces = _commas(self)
        return self._pieces

    @property
    def score(self) -> int:
        """How much it reads like a job title."""
        if self._score is None:
            self._read()
        return self._score or 0

    @property
    def rank(self) -> int:
        """2 for a school or a legal form, 1 for a word that firms like ("Labs", "Systems"), else 0."""
        if self._rank is None:
            self._read()
        return self._rank or 0

    def say(self, *, title: bool) -> None:
        """Take it for a job title, or for an employer, whatever its words."""
        self._score, self._rank = (100, 0) if title else (0, 3)

    def _read(self) -> None:
        text = self.text
        text = _INNER.sub("", text).rstrip() if "(" in text or "[" in text else text
        found = norms(text)
        if text.endswith(", CO") or (found == ["co"] and text.startswith("CO")):
            found = found[:-1]  # Colorado
        own = _is_own_boss(text, found)
        rank = self._rank = 2 if own else _organisation_rank(found)
        score = 0
        if len(found) <= 12 and not own:
            # "Corrib Couriers" is rather a firm than a post.
            titles = title_words(found)
            score = 2 * len(titles) - sum(map(_is_plural, titles))
            score += 2 * LEX.title_phrases.has(text, found)
        self._score = max(0, score - (rank > 0)) if score else 0


def header_parts(header: Sequence[Row], *, anchor: Row, span: DateSpan) -> list[list[Part]]:
    """Cut the header rows at strong separators, the date left out; one list a row."""
    found: list[list[Part]] = []
    cut: Part | None = None
    for row in header:
        if cut is not None and not (row.dates or row.titled):
            cut.goes_on(row)
            cut = None
            continue
        parts: list[Part] = []
        for start, end in _beside_date(row, span) if row is anchor else [(0, len(row.text))]:
            for at, stop in between(_STRONG, row.text, start, end):
                part = trim_part(row, at, stop)
                if part is not None and row is anchor and _labels_date(part.text):
                    part = None
                elif part is not None and ":" in part.text and ":" in _INNER.sub("", part.text):
                    part = _unlabelled(part)
                if part is not None:
                    parts.append(part)
                closed = row is anchor and stop < end and row.text[stop] == "."
                if closed and any("," in part.text and part.score for part in parts):
                    break  # "Research Scientist, Acme Lab. Lead of a group of five": what was done there
        if parts:
            found.append(parts)
        cut = next((part for part in parts if part.open_to(span, row)), None) if row is anchor else None
    return found if any(len(parts) > 1 for parts in found) else [_slashed(parts) for parts in found]


def _beside_date(row: Row, span: DateSpan) -> list[tuple[int, int]]:
    """Return the stretches before and behind a date; what was done there, or says more of the date, is left out."""
    before, behind = row.text[: span.start].rstrip(" ,").split(", "), row.text[span.end :]
    # "Firmware Lead, Acme AG (Basel), since 8/2021. FreeRTOS, Zephyr"
    done = behind.startswith(". ") and len(before) > 1
    done = done or (behind.startswith((" — ", " – ")) and len(before) > 2 and _is_place(before[-1]))
    # "2019 – 2025 (leave Jan – Jun 2022)"
    aside = behind.strip()
    remark = aside[:1] == "(" and aside[-1:] == ")" and any(one.start > span.end for one in row.dates)
    return [(0, span.start)] if done or remark else [(0, span.start), (span.end, len(row.text))]


def _labels_date(text: str) -> bool:
    """Tell what stands before a date: "Acme<tab>Start: Feb 2027", "Duration: Nov 2021 – till date"."""
    key = squash(text)
    return key in LEX.start_labels or key in LEX.period_labels


def _slashed(parts: list[Part]) -> list[Part]:
    """Part "Data Scientist / Acme, Leeds" where one side alone reads like a title; both do in "Admin / Developer"."""
    part, (before, slash, behind) = parts[0], parts[0].text.partition(" / ")
    if not slash:
        return parts
    sides = [Part(before.rstrip(), part.start), Part(behind.lstrip(), part.end - len(behind.lstrip()))]
    return sides if (sides[0].score > 0) != (sides[1].score > 0) else parts


_FULL_STOP = re.compile(
    r"\b(?!(?:inc|ltd|llc|plc|pty|pvt|bhd|sdn|srl|spa|cie|mfg|corp|bros|ltda|univ|dept|assoc|intl|tech|inst)\.)[^\W\d_]{3,}\.\Z",
    re.IGNORECASE,
)
"""The end of a line, not of a word that is cut short: "Example Works.", not "Example Works Inc."."""


def trim_part(row: Row, start: int, end: int) -> Part | None:
    text = row.text[start:end]
    left = len(text) - len(text.lstrip(EDGE))
    stripped = text[left:].rstrip(" \t|,;·•:-–—/*_([{")
    if stripped[-3:] in ("...", " .."):
        stripped = stripped.rstrip(" .")  # leader dots
    elif stripped[-1:] == "." and _FULL_STOP.search(stripped) is not None:
        stripped = stripped[:-1]
    if not stripped or not (stripped[0].isalpha() or any(map(str.isalpha, stripped))):
        return None
    if "(" in text:
        whole = text.strip(" \t|,;·•:-–—/*_.")
        if whole.startswith("(") and whole.endswith(")"):
            return None
    return Part(stripped, row.start + start + left)


def _unlabelled(part: Part) -> Part | None:
    """Read "Role: Technical Lead" and "Employer: Acme" as what their labels say; None for "Client: …"."""
    label, _, value = part.text.partition(":")
    said = LEX.field_labels.get(squash(label))
    rest = value.strip()
    if said is None:
        head, comma, last = label.rpartition(", ")
        if comma and squash(last) in LEX.field_labels:
            return Part(head, part.start)  # "Data Engineer, Client: Lakeshore Mutual"
        # "Pixel-exact landing pages: HTML" opens what was done.
        return part if len(label.split()) <= 2 else None
    if said == "other":
        return None
    named = Part(rest, part.end - len(value.lstrip()))
    named.say(title=said == "title")
    return named


def name_entry(rows: list[list[Part]]) -> tuple[Part | None, Part | None]:
    """Choose title and employer among the parts of a header."""
    title, organisation = _choose(rows)
    if organisation is None or " ".join(norms(organisation.text)) in LEX.words["no_firms"]:
        return title, None
    return title, without_place(organisation)


def without_place(part: Part) -> Part:
    """Cut where it is, how one worked there and what is said of it off an employer: "Acme, Chicago, IL (20 h/week)"."""
    pieces = part.pieces
    placed = next((i for i, piece in enumerate(pieces[1:], start=1) if _is_place(piece.text)), len(pieces))
    named = _up_to(part, pieces[placed - 1])
    name, bracket, inner = named.text.rpartition(" (")
    beside = inner.rstrip(")")
    if bracket and name.strip() and beside and (beside[0].isdigit() or _is_place(beside) or _is_aside(beside)):
        named = Part(name.rstrip(), named.start)
    elif named.text[-1] == "]" and (name := named.text.rpartition("[")[0].rstrip()):
        named = Part(name, named.start)
    return named if named.text != part.text else part


def _is_aside(text: str) -> bool:
    """Tell "formerly Birch", "YC S21", "Staff Sergeant" from a name's own brackets: "RMT", "British Airways"."""
    found = norms(text)
    return begins_small(text) or not LEX.words["firm_asides"].isdisjoint(found) or LEX.phrases["ranks"].has(text, found)


def _choose(rows: list[list[Part]]) -> tuple[Part | None, Part | None]:
    parts = [part for row in rows for part in row]
    if not parts:
        return None, None
    if len(parts) == 1 and len(parts[0].pieces) == 1:
        return parts[0], None
    highest = max(part.score for part in parts)
    if highest == 0:
        return _choose_unknown(rows)
    likely = [part for part in parts if part.score == highest]
    # "Wind-farm operator, Bilbao — Data Scientist"
    chosen = likely[0] if len(likely) == 1 else max(likely, key=_ends_as_title)
    # "Acme · Contract" says how one worked there; "Freelance" alone stands where an employer does.
    behind = [part for row in rows for part in row[1:] if says_form(part.text)]
    others = [part for part in parts if part is not chosen and part not in behind]
    others = others or [part for part in behind if part is not chosen and _says_own_boss(part)]
    title, inline = _cut_title(chosen, [part for part in others if not _is_told(part)])
    if inline is not None:
        return title, inline
    # "Mobile Developer - contract" below the firm: how one worked there.
    named = next((part for part in others if part.rank and not begins_small(part.text)), None)
    if named is None:
        names = [part for part in others if not is_remark(part.text) and not _is_told(part)]
        named = next(
            (
                part
                for part in names
                if not _ends_in_place(part) and not any(len(word) > 3 and word.islower() for word in part.text.split())
            ),
            next(iter(names), next((part for part in others if part.rank), None)),
        )
    return title, named and _firm(named.pieces)


def _choose_unknown(rows: list[list[Part]]) -> tuple[Part | None, Part | None]:
    """Choose title and employer where no part reads like a title."""
    parts = [part for row in rows for part in row]
    # "Acme<tab>Eugene, OR" over "Barback": a place stands beside the employer, and is no title.
    placed = [row[0] for row in rows if len(row) > 1 and _is_whole_place(row[1]) and not _is_whole_place(row[0])]
    parts = [part for part in parts if not _is_whole_place(part)] or parts
    named = [part for part in parts if not _is_mine(part)]
    if len(named) == 1 < len(parts) and not named[0].rank:
        return named[0], None
    parts = [part for part in named if not _is_deed(part)] or parts
    if len(parts) > 1 and _says_own_boss(parts[0]) and _says_own_boss(parts[1]):
        return parts[0], parts[1]
    organisation = next((part for part in parts if part.rank), placed[0] if placed and len(parts) > 1 else None)
    if organisation is not None:
        rest = [part for part in parts if part is not organisation]
        if not rest and len(organisation.pieces) > 1:
            return _behind_its_post(organisation)
        return (rest[0] if rest else None), organisation.pieces[0]
    if len(parts) > 1:
        return parts[0], parts[1].pieces[0]
    first, *behind = parts[0].pieces
    name = next((piece for piece in behind if piece.text[0] not in _QUOTES), None)
    if name is None or is_remark(name.text) or _ends_in_place(parts[0]):
        return parts[0], None
    return first, name  # "Bookseller (full-time), Example Books"


def _firm(pieces: Sequence[Part]) -> Part:
    """Return the employer before the places, or behind its department: "IT Department, Example City Council"."""
    behind = len(pieces) > 1 and _is_team(pieces[0]) and not (_is_place(pieces[1].text) or begins_small(pieces[1].text))
    return pieces[int(behind)]


def _is_team(piece: Part) -> bool:
    found = norms(piece.text)
    return len(found) > 1 and found[-1] in LEX.words["departments"]


def _ends_as_title(part: Part) -> tuple[bool, bool]:
    placed = len(part.pieces) == 2 and _is_place(part.pieces[1].text)
    return not placed, has_title_word(norms(part.text)[-1:])


def _behind_its_post(part: Part) -> tuple[Part | None, Part]:
    """Cut "Audit Senior, Fairlie LLP, Leeds", where only the firm's words are known."""
    at = max(range(len(part.pieces)), key=lambda i: part.pieces[i].rank)
    posted = at > 0 and not _is_place(part.pieces[0].text)
    return (_up_to(part, part.pieces[at - 1]) if posted else None), part.pieces[at]


def _cut_title(part: Part, others: list[Part]) -> tuple[Part, Part | None]:
    """Cut "Senior Engineer, ML Platform, Acme Inc., Berlin" into title and employer."""
    pieces = part.pieces
    if len(pieces) == 1:
        return part, None
    title_at = next((i for i, piece in enumerate(pieces) if piece.score), 0)
    if title_at > 0:
        return pieces[title_at], pieces[0]
    ranks = [piece.rank and piece.rank + (not _is_team(piece)) for piece in pieces[1:]]
    if max(ranks):
        i = ranks.index(max(ranks)) + 1
        if _is_team(pieces[i]) and any(map(_may_employ, others)):
            return _up_to(part, pieces[i]), None  # the department of what stands on a line of its own
        return _up_to(part, pieces[i - 1]), pieces[i]
    tail = next((i for i, piece in enumerate(pieces[1:], start=1) if not _is_more_title(piece)), len(pieces))
    if tail == len(pieces):
        return part, None
    named = any(other.rank or not (is_remark(other.text) or _ends_in_place(other)) for other in others)
    aside = " " not in pieces[tail].text and begins_small(pieces[tail].text)  # "evenings"
    if named or aside or _is_place(pieces[tail].text):
        return _up_to(part, pieces[tail - 1]), None
    return _up_to(part, pieces[tail - 1]), pieces[tail]


def _may_employ(part: Part) -> bool:
    """Tell a name that stands by itself from a place and from remarks."""
    return not (is_remark(part.text) or _is_whole_place(part) or _is_team(part))


def _commas(part: Part) -> list[Part]:
    if "," not in part.text:
        return [part]
    bracketed = "(" in part.text or "[" in part.text
    masked = _INNER.sub(lambda m: "_" * len(m.group()), part.text) if bracketed else part.text
    found = [Part(part.text[start:stop].rstrip("*_ "), part.start + start) for start, stop in between(_COMMA, masked)]
    found[-1].end = max(found[-1].end, part.end)
    return found


def _is_plural(norm: str) -> bool:
    return norm in LEX.titles_and_plurals and norm not in LEX.titles and not norm.endswith(LEX.title_suffixes)


def _up_to(part: Part, piece: Part) -> Part:
    return Part(part.text[: piece.end - part.start], part.start)


def _is_own_boss(text: str, found: list[str]) -> bool:
    """Tell "Freelance" and "Self-employed, Leeds", which stand where an employer does."""
    hits = LEX.phrases["self_employed"].find(text, found) if len(found) <= 6 and "(" not in text else []
    return len(hits) == 1 and hits[0].first == 0 and text[hits[0].end :].lstrip()[:1] in ("", ",")


def _says_own_boss(part: Part) -> bool:
    return _is_own_boss(part.text, norms(part.text))


def _organisation_rank(found: list[str]) -> int:
    if not 0 < len(found) <= 8:
        return 0
    legal = not LEX.institutions.isdisjoint(found) or not LEX.legal_forms.isdisjoint(found)
    legal = legal or not LEX.words["armed_forces"].isdisjoint((found[-1], " ".join(found[-2:])))
    if not legal and found[-1] not in LEX.organisation_suffix and found[0] not in LEX.organisation_suffix:
        return 0
    if all(map(is_work_word, found)):
        return 0
    return 2 if legal else int(len(found) > 1 or found[0] in LEX.organisation_suffix)


def _is_domain(text: str) -> bool:
    found = norms(text)
    return bool(found) and all(norm in LEX.domains or norm in ("and", "of", "for") for norm in found)


def _is_more_title(piece: Part) -> bool:
    """Tell what goes on a title after a comma: a field ("ML Platform") or a second title ("UI Developer")."""
    return piece.score > 0 or _is_domain(piece.text)


def is_remark(text: str) -> bool:
    """Tell "remote", "part time", a place or a lower-case comment from a name."""
    return begins_small(text) or _is_domain(text) or _is_place(text) or says_form(text)


def says_form(text: str) -> bool:
    """Tell how one worked somewhere from a name: "Full-time", "Permanent · hybrid"."""
    found = norms(text)
    return bool(found) and LEX.words["work_forms"].issuperset(found)


def _is_told(part: Part) -> bool:
    """Tell what was done there from a name: many words, most in small letters, "I co-organise …", or a deed."""
    words = part.text.split()
    many = len(words) > 5 and sum(word[0].islower() for word in words) >= 0.6 * len(words)
    return many or _is_deed(part) or _is_mine(part)


def _is_mine(part: Part) -> bool:
    """Tell "I co-organise the workshop"."""
    words = part.text.split(None, 2)
    return len(words) > 2 and words[0] in ("I", "My", "We") and words[1][0].islower()


def _is_deed(part: Part) -> bool:
    """Tell "Run Kubernetes for 30 teams" from "Built Robotics"."""
    words = part.text.split()
    return len(words) > 2 and any(word[0].islower() for word in words) and not _DEEDS.isdisjoint(norms(words[0]))


def _ends_in_place(part: Part) -> bool:
    """Tell "Belo Horizonte, Brazil" and "Eugene, OR": any town, with its country or state."""
    return len(part.pieces) == 2 and not part.rank and ends_in_place(part.pieces)


def _is_whole_place(part: Part) -> bool:
    return _is_place(part.text) or _ends_in_place(part)


def ends_in_place(pieces: Sequence[Part]) -> bool:
    """Tell pieces of which the last is a country, a known place or the letters of a state."""
    last = pieces[-1].text
    return (len(last) == 2 and last.isupper()) or last.lower() in LEX.words["countries"]


def _is_place(text: str) -> bool:
    """Tell "Leeds, UK", "Portland, OR" and "remote (Spain)" from an employer's name."""
    pieces = [" ".join(norms(piece)) for piece in _PLACES.split(text)]
    places = LEX.places
    known = [piece in places or (bool(n) and len(piece) == 2) for n, piece in enumerate(pieces) if piece]
    return bool(known) and all(known)

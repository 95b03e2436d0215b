"""Rows → where personal data stands, so that it can be masked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import cast

from skillgap.models.making import made
from skillgap.models.resume import Personal, PersonalKind, Section
from skillgap.structure.language import LEX, alternation, between, norms, squash
from skillgap.structure.owner import DEGREES_BEHIND, LABELLED, name_places, signatures
from skillgap.structure.rows import Row, Rows, is_work_word

_EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_SPELT_AT = r"[\[({](?:at|@|ät|arroba)[\])}]"
_SPELT_DOT = r"(?:\.|[\[({](?:dot|punkt|point|punto|\.)[\])}])"
_SPELT = re.compile(rf"[\w.+-]+\s?{_SPELT_AT}\s?[\w-]+(?:\s?{_SPELT_DOT}\s?[\w-]+)+", re.IGNORECASE)
"""An address kept from machines: "ann [at] example [dot] org"."""
_SITES = "linkedin|github|gitlab|bitbucket|kaggle|medium|orcid|twitter|behance|stackoverflow|huggingface"
_DOMAINS = "com|org|net|dev|io|me|ai|eu|uk|de|fr|es|ch|in|ca|us|info|tech|page|site"
_PATH = r"[^\s|,;<>()\]]"
_URL = re.compile(
    rf"(?:https?://|www\.){_PATH}+|\b(?:[\w-]+\.)*(?:{_SITES})\.(?:com|org|io|co)/{_PATH}+"
    rf"|\b[\w-]+(?:\.[\w-]+)*\.(?:{_DOMAINS})\b(?:/{_PATH}*)?",
    re.IGNORECASE,
)
_NET = re.compile(rf"\.(?:{_DOMAINS}|co)\b|://|www", re.IGNORECASE)
"""What an address of the net can't do without; most words are done with after that."""
_SERVICES = alternation(LEX.words["handle_services"])
_PLAIN_SERVICES = alternation(LEX.words["handle_services"] - LEX.words["handle_words"])
_HANDLE_LABEL = rf"(?<![\w./])(?i:{_SERVICES})(?:\s?(?:id|name|handle|profile))?(?:\s*[:/–-]\s*|\s*\(\s*)"
_HANDLE_CELL = rf"(?:\A|[|,;·•\t(])\s*(?i:{_PLAIN_SERVICES})\s+"
_HANDLE = re.compile(
    rf"{_HANDLE_LABEL}(?P<labelled>@?[\w.@/:-]*\w(?:#\d+)?)"
    rf"|{_HANDLE_CELL}(?P<bare>@?(?!(?i:{_SERVICES})\b)[a-z0-9_][\w.-]+\w)(?=\s*(?:[|,;·•\t)]|\Z))"
    rf"|(?P<behind>(?<!\S)[\w.-]+\w)\s*\((?i:{_SERVICES})\)"
    r"|(?<![\w.@/])(?P<at>@[^\W\d][\w.-]+\w)|(?<![\w.])(?P<path>/?in/[\w-]{3,})"
)
"""Names on other services, with no address: "Skype: max.muster", "GitHub mmuster", "@mmuster", "in/max-muster"."""
_PHONE = re.compile(r"(?<![\w.])(?:\+|00)?\(?\d[\d\s().\u00a0/-]{6,18}\d(?![\w%])")
_SIGNS = ("@", "+", "www", "Tel", "Tél", "tel", "obil", "hone", "://", ".com/", ".org/", ".io/", "[at]", "(at)", "{at}",
          "/him", "/her", "/them", "/Him", "/Her", "/Them", "/ihm", "/ihr", "/lui")  # fmt: skip
_BORN_WORDS = ("born", "geb", "né", "*")
_STREET_ENDS = tuple(sorted(LEX.words["street_ends"]))
_DIGIT = re.compile(r"\d")
_TOKENS = re.compile(r"\S+")
_LONG_NUMBER = re.compile(r"[0-9][0-9\s().\u00a0/-]{6}")
_SLASHED = re.compile(r"[eyrla]\s?/\s?[hti]", re.IGNORECASE)
_BIRTH = ("orn ", "orn:", "eb.", "né ", "née ")
_CONTACT = re.compile(r"@|(?:\d\d[ .]){4}\d\d|\+\d|\d{3}[ .-]\d{3,4}|://|linkedin|github", re.IGNORECASE)
_TOWN = r"[A-ZÀ-Ý][\w'’.-]+(?: [A-ZÀ-Ý][\w'’.-]+){0,2}"
_IN_TOWN = r"(?:in|at|à|en|te) (?-i:[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+){0,2})"
_TOWNS = re.compile(rf"{_TOWN}(?:, {_TOWN}){{1,2}}(?: \([^()]*\)?)?(?: \d{{4,6}})?")
_TOWN_AND_STATE = re.compile(r"\b[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+)?, (?:[A-Z]{2}\b|[A-ZÀ-Ý][a-zà-ÿ]+)")
_CELLS = re.compile(
    r"[\s|·•;.](?:(?<=\s)(?:\s*[|·•;]\s*|\s*(?<=\t)\s*|\s{2,})|(?<=[|·•;])\s*|(?<=[^\W\d_]{3}\.)\s+(?=[A-ZÀ-Ý]))"
)
"""What parts the cells of a line; all ways begin with one set of signs, as that is searched for fastest."""
_MARKS = ("|", "·", "•", ";", "\t", ". ")
_POSTCODE = re.compile(
    r"\b(?:\d{4,6}|\d{4} ?[A-Z]{2}|\d\d-\d{3}|\d{3} \d\d)\s+[A-ZÀ-Ý][a-zà-ÿ]+|"
    r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}\b|,\s*[A-Z]{2}\s+\d{5}\b|[–-]\s?\d{6}\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
)
_SPACES = re.compile(r"(?<=\S) (?=\S)")
_WITHOUT_SIGN: tuple[PersonalKind, ...] = (
    "birth_date", "age", "gender", "nationality", "marital_status", "religion", "identity",
)  # fmt: skip
"""Kinds whose labels open no ordinary line ("Mobile developer", "Address book")."""
_PRONOUNS = re.compile(
    r"\(?\b(?:she|he|they|sie|er|elle|il|ella)\s?/\s?(?:her|him|them|hers|his|theirs|ihr|ihm)(?:\s?/\s?\w+)?\b\)?",
    re.IGNORECASE,
)
_BORN = re.compile(
    rf"(?:\bborn|\bgeb\.|\bgeboren|\bnée?(?= )|\*)\s*:?(?: {_IN_TOWN},?)?(?: on| am| le| op)?\s*"
    rf"\d{{1,2}}[./ ]\s?\w+[./ ]\s?\d{{2,4}}(?: {_IN_TOWN})?",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(
    r"(?:[^\w\s]+\s?|[A-Z]\s)?\d{1,2}(?:\.|st|nd|rd|th)?\s?(?:[/.-]\s?\d{1,2}|[^\W\d_]{3,9}\.?)[/., -]\s?"
    r"(?:19\d\d|200\d)"
)
"""A day of long ago that stands by itself at the top, behind a sign perhaps: no other day does."""
_MAIDEN = re.compile(r"\b(?:geb\.|geborene|née|z domu)\s+(?P<name>[A-ZÀ-Ý][\w'’-]+)(?=\s*(?:[,|)·•;]|\Z))")
_MAIDEN_WORDS = ("geb", "née", "domu")
_REFEREE = re.compile(
    r"\W{0,3}(?:(?:Mrs?|Ms|Miss|Dr|Prof|Professor|Herr|Frau|Mme|Sra?)\.?\s)*"
    r"(?P<name>(?:[A-ZÀ-Ý][\w'’-]*\.?\s){1,3}[A-ZÀ-Ý][\w'’-]+)\s*(?:[,(|\t:;]|[–—-]\s|\Z)"
)
"""Who opens a line among references: "Mrs Hannah Olorunfemi, Head of QA"."""
_FAMILY_CUTS = re.compile(
    r"[\s|·•;,.](?:(?<=\s)(?:\s*[|·•;,]|\s*(?<=\t)|\s{2,})|(?<=[|·•;,])|(?<=[^\W\d_]{3}\.)(?=\s|\Z))\s*"
)
_STATED = re.compile(
    r"(?P<nationality>[A-ZÀ-Ý][a-zà-ÿ]+(?:[ /-][A-ZÀ-Ý][a-zà-ÿ]+)? (?:national|citizen|passport)(?: holder)?)"
    r"|(?P<age>\d\d (?:years old|years of age|ans|años|jahre|jahre alt|jaar))|(?P<gender>(?:fe)?male)",
    re.IGNORECASE,
)
_LAST_STATED = frozenset("national citizen passport holder old age ans años jahre alt jaar male female".split())
_STATING, _STATING_WORDS = ("-", "19", "200"), _LAST_STATED | LEX.words["family"]
"""What a line holds that states such: two peoples, a day of long ago, or a word."""
_NEVER_TITLES: frozenset[PersonalKind] = frozenset(
    {"email", "phone", "address", "birth_date", "age", "gender", "nationality", "marital_status", "religion"}
)
_EMPTIED = re.compile(r"[(\[]\s*[)\]]|(?<=,)\s*,|(?:issued|awarded) to\s*(?=[,;]|$)", re.IGNORECASE)

Place = tuple[PersonalKind, int, int]
"""Kind, start and end, before it becomes a model."""


def find_personal(
    sections: Sequence[tuple[Section, Sequence[Row]]], rows: Rows, text: str, *, names: Iterable[str]
) -> list[Personal]:
    """Return the places of personal data and of the owner's names in text order; they may touch but don't overlap."""
    found: list[Place] = []
    kinds = [section.kind for section, within in sections for _ in within]
    telling = _telling(rows, text)
    for row, kind in zip(rows, kinds, strict=True):
        top = kind == "contact"
        if top or row.index in telling or kind == "references":
            found += _anywhere(row, top=top, spoken=kind == "references")
        if kind == "references" and (m := _REFEREE.match(row.text)) and squash(row.text) not in LEX.headings:
            found.append(_at(row, "identity", *m.span("name")))
        if top or kind in ("other", "certifications", "projects") or row.index < 8:
            found += _labelled(row)
        if top or (row.index < 8 and not row.bullet):
            found += _stated(row)
        if top and (addresses := _addresses(row)):
            near = rows[max(row.index - 2, 0) : row.index + 5]
            whole = row.index < 8 and _POSTCODE.search(row.text) is not None
            found += addresses if whole or any(_CONTACT.search(other.text) for other in near) else []
    for name in names:
        found += [("name", start, end) for start, end in (*name_places(name, text), *signatures(name, rows))]
    return [made(Personal, {"kind": kind, "start": start, "end": end}) for kind, start, end in _disjoint(found)]


def is_about_owner(row: Row) -> bool:
    """Tell whether a row holds an e-mail address or opens with a label of personal data: no certificate, no project."""
    if "@" in row.text and _EMAIL.search(row.text):
        return True
    label = LABELLED.match(row.text) if ":" in row.text or "\t" in row.text else None
    kind = LEX.personal.get(squash(label[1])) if label else None
    return label is not None and kind is not None and kind in _NEVER_TITLES and _holds(kind, label[2])


def without_names(told: str | None, names: Iterable[str]) -> str | None:
    """Return a title or an employer without its owner's names; None where nothing else stands there."""
    for name in names if told else ():
        if told and name in told:
            told = _EMPTIED.sub("", told.replace(name, "")).strip(" ,;:|–—-\t")
    return told or None


def _telling(rows: Rows, text: str) -> set[int]:
    """Return the rows that hold a sign of an address, a phone number or a birth date."""
    found = rows.holding(text, _SIGNS)
    # A birth date stands where a year does.
    return found | {row.index for row in rows if row.dated and any(map(row.text.__contains__, _BIRTH))}


def _anywhere(row: Row, *, top: bool, spoken: bool) -> list[Place]:
    """Find what shows by its own form; `spoken` where a number without a sign of its own is a telephone's."""
    text = row.text
    found: list[Place] = []
    if "@" in text:
        found += _each(row, "email", _EMAIL)
    if "at" in text and ("[" in text or "(" in text or "{" in text):
        found += _each(row, "email", _SPELT)
    if "@" in text or (top and ("in/" in text or not _service_words().isdisjoint(row.norms))):
        found += _accounts(row, top=top)
    if "." in text and (top or "/" in text or "www" in text):
        found += _addresses_of_net(row, top=top)
    if (top or spoken or "+" in text or not LEX.words["phone"].isdisjoint(row.norms)) and _LONG_NUMBER.search(text):
        found += _numbers(row, top=top)
    if "/" in text and _SLASHED.search(text):
        found += _each(row, "gender", _PRONOUNS)
    if top and any(map(text.__contains__, _MAIDEN_WORDS)):
        found += _each(row, "identity", _MAIDEN, "name")
    if (row.dated or (top and _DIGIT.search(text))) and any(map(text.lower().__contains__, _BORN_WORDS)):
        found += _each(row, "birth_date", _BORN)
    return found


def _each(row: Row, kind: PersonalKind, pattern: re.Pattern[str], group: str | int = 0) -> list[Place]:
    return [_at(row, kind, *m.span(group)) for m in pattern.finditer(row.text)]


def _accounts(row: Row, *, top: bool) -> Iterator[Place]:
    """Yield names on services; elsewhere "Spring: @Transactional" names no account, and "Instagram: @ann" does."""
    for m in _HANDLE.finditer(row.text):
        group = m.lastgroup or 0
        told = top or (group == "labelled" and m[group].startswith("@"))
        if told and squash(m[group]) not in _services():
            yield _at(row, "url", *m.span(group))


def _addresses_of_net(row: Row, *, top: bool) -> Iterator[Place]:
    """Yield links; a bare "socket.io" in a bullet is a tool, "name.dev" in the contact block an address."""
    text = row.text
    for token in _TOKENS.finditer(text):
        for m in _URL.finditer(text, *token.span()) if "." in token[0] and _NET.search(token[0]) else ():
            if text[m.start() - 1 : m.start()] != "@" and (m[0].startswith("www") or "/" in m[0] or top):
                yield _at(row, "url", *m.span())


def _numbers(row: Row, *, top: bool) -> Iterator[Place]:
    for m in _PHONE.finditer(row.text):
        dialled = top or m[0].startswith(("+", "00", "(0", "0"))
        if dialled and 7 <= sum(map(str.isdigit, m[0])) <= 15 and not _dated(row, *m.span()):
            yield _at(row, "phone", *m.span())


@cache
def _services() -> frozenset[str]:
    return frozenset(map(squash, LEX.words["handle_services"]))


@cache
def _service_words() -> frozenset[str]:
    """Return the words that the names of services begin with: few lines hold one."""
    first = {norms(name)[0] for name in LEX.words["handle_services"]}
    return frozenset(word + behind for word in first for behind in ("", "id", "name", "handle", "profile"))


def _dated(row: Row, start: int, end: int) -> bool:
    """Tell whether a date stands there; dates are in order and apart, so only the last before `end` can reach in."""
    last = bisect_left(row.dates, end, key=lambda span: span.start)
    return last > 0 and row.dates[last - 1].end > start


def _labelled(row: Row) -> list[Place]:
    """Find "Nationality: German" and the like, several to a line; the label stays, the value is personal."""
    text = row.text
    found = [_at(row, "nationality", *_piece(text, hit.start)) for hit in row.find(LEX.phrases["citizens"])]
    table = LEX.personal
    signs = ":" in text or "\t" in text
    opens = not _label_starts().isdisjoint(row.norms)
    if not (signs or opens):
        return found
    for start, end in between(_CELLS, text):
        label = LABELLED.match(text, start, end) if signs else None
        kind = table.get(squash(label[1])) if label else None
        if label and kind and _holds(kind, label[2]):
            found.append(_at(row, kind, label.start(2), end))
        elif opens and label is None and (bare := _unparted(text[start:end])) is not None:
            found.append(_at(row, bare[0], start + bare[1], end))
    cells = text.split("\t") if "\t" in text else ()
    if len(cells) == 2 and (kind := table.get(squash(cells[0]))) and _holds(kind, cells[1]):
        found.append(_at(row, kind, len(cells[0]) + 1, len(text)))
    return found


def _stated(row: Row) -> list[Place]:
    """Find "Dutch national", "mother of two", "Single" between commas and other signs, with no label before them."""
    found: list[Place] = []
    family, fillers = LEX.words["family"], LEX.words["family_fillers"]
    opens = not _label_starts().isdisjoint(row.norms)
    if not (opens or any(map(row.text.__contains__, _STATING)) or not _STATING_WORDS.isdisjoint(row.norms)):
        return found
    for start, end in between(_FAMILY_CUTS, row.text):
        piece = row.text[start:end]
        said = norms(piece) if len(piece) <= 40 else []
        if not said:
            continue
        told = _STATED.fullmatch(piece) if said[-1] in _LAST_STATED else None
        if told is not None and told.lastgroup is not None:
            found.append(_at(row, cast(PersonalKind, told.lastgroup), start, end))
        elif opens and (bare := _unparted(piece.capitalize())) is not None:
            found.append(_at(row, bare[0], start + bare[1], end))
        elif _BIRTHDAY.fullmatch(piece):
            found.append(_at(row, "birth_date", start, end))
        elif "-" in piece and _two_peoples(piece):
            found.append(_at(row, "nationality", start, end))
        elif not family.isdisjoint(said) and all(word in family or word in fillers or word.isdigit() for word in said):
            found.append(_at(row, "marital_status", start, end))
    return found


def _unparted(cell: str) -> tuple[PersonalKind, int] | None:
    """Return the kind of "Date of birth 12/03/1995", with no sign behind its label, and where its value begins."""
    if len(cell) > 60 or not cell[:1].isupper() or squash(cell.split(" ", 1)[0]) not in _label_starts():
        return None
    ends = [space.start() for space in _SPACES.finditer(cell)][:4]
    for end in reversed(ends):
        kind = LEX.personal.get(squash(cell[:end]))
        if kind in _WITHOUT_SIGN and _holds(kind, cell[end:]) and not _DIGIT.search(cell, 0, end):
            words = cell[end:].casefold().split()
            spoken = any(map(is_work_word, words))
            return (kind, end + 1) if len(words) < 5 and not spoken else None
    return None


@cache
def _label_starts() -> frozenset[str]:
    """Return what the labels that need no sign begin with: the first word of few lines does."""
    labels = [label for label, kind in LEX.personal.items() if kind in _WITHOUT_SIGN]
    return frozenset(label[:size] for label in labels for size in range(1, len(label) + 1))


def _holds(kind: PersonalKind, value: str) -> bool:
    """Tell "Mobile: Swift, Kotlin" and "Driving licence: B" from numbers, "Student: Computer Science" from a name."""
    if kind == "name":
        return not any(map(is_work_word, value.casefold().split()))
    return kind not in ("phone", "identity") or sum(map(str.isdigit, value)) >= 4


def _two_peoples(cell: str) -> bool:
    """Tell "Japanese-German", which names no pair of languages where it stands alone among personal data."""
    both = cell.split("-")
    return len(both) == 2 and all(part[:1].isupper() and part.casefold() in LEX.human_languages for part in both)


def _piece(text: str, at: int) -> tuple[int, int]:
    """Return the stretch around a character between separators."""
    start = max(text.rfind(mark, 0, at) + len(mark) if mark in text[:at] else 0 for mark in _MARKS)
    end = min(text.find(mark, at) if mark in text[at:] else len(text) for mark in _MARKS)
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())


def _addresses(row: Row) -> list[Place]:
    """Find the pieces of a line that are a street or a town, where the line holds a sign of an address."""
    text = row.text
    numbered = _DIGIT.search(text) is not None
    street = numbered and any(norm in LEX.street or norm.endswith(_STREET_ENDS) for norm in row.norms)
    if not (street or (", " in text and _TOWN_AND_STATE.search(text)) or (numbered and _POSTCODE.search(text))):
        return []
    found: list[Place] = []
    for start, end in between(_CELLS, text):
        value = text[start:end]
        if not any(map(str.isalpha, value)) or LABELLED.match(value) or DEGREES_BEHIND.search(value):
            continue
        if _EMAIL.search(value) or _URL.fullmatch(value) or _PHONE.fullmatch(value):
            continue
        has_street = _DIGIT.search(value) and (street or _POSTCODE.search(value))
        if not has_street and not _TOWNS.fullmatch(value):
            continue
        words = value.casefold().replace(",", " ").split()
        # "221B Baker Street, London NW1 6XE" tells of no baker.
        titled = any(map(is_work_word, words)) and not (street and _POSTCODE.search(value))
        if not titled and not LEX.human_languages.issuperset(words):
            found.append(_at(row, "address", start, end))
    return found


def _at(row: Row, kind: PersonalKind, start: int, end: int) -> Place:
    return kind, row.start + start, row.start + end


def _disjoint(found: list[Place]) -> list[Place]:
    """Keep names, then what begins first and reaches furthest; nothing overlaps."""
    in_order = sorted(set(found), key=lambda place: (place[1], -place[2], place[0]))
    names = _apart(place for place in in_order if place[0] == "name")
    ends = [end for _, _, end in names]
    free = (
        (kind, start, end)
        for kind, start, end in in_order
        if kind != "name" and ((at := bisect_right(ends, start)) == len(names) or names[at][1] >= end)
    )
    return sorted([*names, *_apart(free)], key=itemgetter(1))


def _apart(in_order: Iterable[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in in_order:
        if not kept or place[1] >= kept[-1][2]:
            kept.append(place)
    return kept

"""Rows → the owner's name, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from skillgap.models.resume import SectionKind
from skillgap.structure.language import LEX, squash
from skillgap.structure.rows import Row, Rows, is_work_word

_LEAD = re.compile(
    r"(?:(?:résumé|resume|curriculum vitae|c\.?v\.?|lebenslauf|portfolio|bewerbung|currículum|profile)"
    r"\s*(?:\bof\b|\bfor\b|\bvon\b|\bde\b|[–—:|-])\s*|(?:(?:hi|hello|hey)\b[,!.]?\s+)?(?:i['’]m|i am|my name is)\s+)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:my name is|mein name ist|ich heiße|je m['’]appelle|mon nom est|me llamo|mi nombre es|mi chiamo"
    r"|mijn naam is|(?:o )?meu nome é|chamo-me|nazywam się)\s+",
    re.IGNORECASE,
)
"""What a letter says before the name; the sentence goes on behind it."""
_SENDER = re.compile(r"(?:From|Von|De|Da)\s*:\s*\"?([^<\"@]+?)\"?\s*<[^<>\s]+@[^<>\s]+>")
"""The head of an e-mail that a resume was pasted from."""
_BEHIND = re.compile(r"\s*[|·•\t(]|\s{3,}|\s[–—-]\s|,\s")
_BRACKETED = re.compile(r"\s*\(([^()]{2,40})\)")
_NICKNAME = re.compile(r"(?<=\w)\s+[(\"“'‘][^()\"“”]{2,20}[)\"”'’](?=\s+\w)")
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx|Ing|Dipl|Herr|Frau|M|Mme)\.?(?:-Ing\.?)?\s+)*"
    r"[^\W\d_][\w\u0300-\u036f\u0900-\u0dff.'’-]*(?:\s+[^\W\d_][\w\u0300-\u036f\u0900-\u0dff.'’-]*){1,6}"
)
_SPACED = re.compile(r"(?:[^\W\d_] ){3,}[^\W\d_](?:\s{2,}(?:[^\W\d_] ?){2,})+")
_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,6}")
DEGREES_BEHIND = re.compile(
    r",\s+(?:Ph\.?\s?D|M\.?\s?Sc|MBA|M\.?\s?S|B\.?\s?Sc|ing|CPA|PMP|P\.?\s?Eng|RN|MD|M\.?\s?A)\b.*", re.IGNORECASE
)
LABELLED = re.compile(r"([^\W\d_][^:|\t\n]{1,28}?)\s*(?::|\t)\s*([^|\t\n]+)")
_PAGE = re.compile(r"\s*(?:,|\||–|-|—)?\s*(?:p\.|page|Seite|S\.)\s*\d")


def owner_names(rows: Rows, kinds: Sequence[SectionKind]) -> list[str]:
    """Return the owner's name: what reads like one in the first line of the top that does.

    A second one is the same name in another script, in brackets, or with a line end in it. Names in scripts without
    capitals, in small letters or of a single word are taken only where no other line holds a name.
    """
    large = _largest(rows)
    if (parts := _over_two_rows(large)) is not None:
        return parts
    for loose in (False, True):
        for row in _name_rows(rows, large, kinds):
            text = _candidate(row, loose=loose)
            if text is None:
                continue
            other = _BRACKETED.match(row.text, row.text.index(text) + len(text))
            return [text, other[1]] if other is not None and _reads_like(other[1], row, True) else [text]
    signed = (_candidate(row, loose=False) for row in _below_closings(rows))
    return [text for text in signed if text is not None][:1]


def _below_closings(rows: Rows) -> list[Row]:
    """Return the lines below "Kind regards,", which a letter is signed with."""
    return [row for before, row in pairwise(rows) if before.key in LEX.keys["closings"]]


def signatures(name: str, rows: Rows) -> list[tuple[int, int]]:
    """Find the first name, the surname, or "J. Roe" alone in one of the last lines, or below the end of a letter."""
    tokens = name.split()
    short = {tokens[0], tokens[-1], f"{tokens[0][0]}. {tokens[-1]}"}
    alone = [row for row in rows if row.text.strip(" ,.–—-") in short]
    signed = _below_closings(rows) if alone else []
    return [(row.start, row.end) for row in alone if row.index >= len(rows) - 2 or row in signed]


def _over_two_rows(large: Sequence[Row]) -> list[str] | None:
    """Return first name and surname that stand one over the other in letters larger than all others."""
    if len(large) != 2 or large[1].index != large[0].index + 1:
        return None
    texts = [row.text for row in large]
    single = all(len(text.split()) == 1 and len(text) > 1 for text in texts)
    whole = " ".join(texts)
    return ["\n".join(texts), whole] if single and _reads_like(whole, large[0], False) else None


def _largest(rows: Rows) -> list[Row]:
    """Return the rows in the largest letters of a document, or that the format itself calls its title."""
    if rows.largest is None:
        return [row for row in rows if row.heading == 1]
    return [row for row in rows if row.marked and row.size == rows.largest]


def _candidate(row: Row, *, loose: bool) -> str | None:
    """Return the stretch of a line that reads like a name."""
    if row.key in LEX.headings:
        return None
    label = LABELLED.match(row.text)
    if sent := _SENDER.match(row.text):
        text = sent[1]
    elif label and (LEX.personal.get(squash(label[1])) == "name" or LEX.headings.get(squash(label[1])) == "contact"):
        text = label[2]
    elif said := _NAMED.search(row.text):
        tokens = row.text[said.end() :].split()
        named = takewhile(lambda token: _opens_name(token) or token in LEX.words["particles"] - {"y"}, tokens)
        text = re.split(r"(?<=[^\W\d_]{2})[.,;]", " ".join(named), maxsplit=1)[0]
    elif _SPACED.fullmatch(row.text):
        return row.text if loose else None
    else:
        text = row.text
        if lead := _LEAD.match(text):
            text = text[lead.end() :]
        if nickname := _NICKNAME.search(text):
            cut = _BEHIND.search(text, nickname.end())
            text = text[: cut.start()] if cut else text
        else:
            text = _BEHIND.split(DEGREES_BEHIND.sub("", text), maxsplit=1)[0]
    text = DEGREES_BEHIND.sub("", text).strip(" ,.!")
    return text if _reads_like(text, row, loose) else None


def _reads_like(text: str, row: Row, loose: bool) -> bool:
    """Tell whether a text reads like a name: two to five words, capitals or particles, no titles, fields, headings."""
    tokens = _NICKNAME.sub("", text).split()
    if loose and len(tokens) == 1:
        return _EASTERN.fullmatch(text) is not None
    low = [token.casefold() for token in tokens]
    if (low[:1] and low[0] in LEX.words["salutations"]) or not LEX.words["papers"].isdisjoint(low):
        return False
    particles = LEX.words["particles"]
    weighty = [token for token in tokens if token not in particles]
    if not 2 <= len(weighty) <= 5 or not _NAME.fullmatch(" ".join(tokens)):
        return False
    if squash(text) in LEX.headings or any(map(is_work_word, low)):
        return False
    if not LEX.small.isdisjoint(set(low) - particles):
        return False
    if all(_opens_name(token) or token in particles for token in tokens):
        return loose or any(token[0].isupper() for token in tokens)
    # Who writes no capitals at all does so in the first line.
    return loose and row.index == 0 and row.text == text and text.islower() and len(tokens) <= 3


def _opens_name(token: str) -> bool:
    """Tell a capital, a letter of a script without capitals, or "d'Arcy"."""
    return not token[0].islower() or (token[1:2] in ("'", "’") and token[2:3].isupper())


def _name_rows(rows: Rows, large: Sequence[Row], kinds: Sequence[SectionKind]) -> Iterator[Row]:
    """Yield the rows that may hold the name: the `large` ones first, then the top and the contact block.

    The largest may stand in any section: behind a sidebar, the name follows what that says last. Where no sizes are
    known, any row outside the lists and entries may.
    """
    fit = ("contact", "summary", "other")
    largest = rows.largest
    yield from large
    if largest is not None:
        yield from (row for row in rows if row.size == largest and not row.marked and kinds[row.index] in fit)
    for row, kind in zip(rows, kinds, strict=True):
        if kind in fit and (largest is None or (row.size != largest and (row.index < 8 or kind == "contact"))):
            yield row


def name_places(name: str, text: str) -> list[tuple[int, int]]:
    """Find the full name wherever it stands again, and the surname in running heads ("Castellanos, p. 1")."""
    low, full = text.lower(), name.lower()
    if len(low) != len(text):
        low, full = text, name
    found = [
        (at, at + len(full))
        for at in _occurrences(low, full)
        if not low[at - 1 : at].isalnum() and not low[at + len(full) : at + len(full) + 1].isalnum()
    ]
    surname = name.split()[-1]
    if len(surname) > 3:
        found += [
            (at, at + len(surname))
            for at in _occurrences(text, surname)
            if _PAGE.match(text, at + len(surname)) and not text[at - 1 : at].isalnum()
        ]
    return found


def _occurrences(text: str, part: str) -> list[int]:
    found: list[int] = []
    at = text.find(part)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return found

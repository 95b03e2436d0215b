"""Rows → the month in which the document was written, where it says so."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from skillgap.structure.dates import DateSpan, Month
from skillgap.structure.language import LEX
from skillgap.structure.rows import Row, Rows

_PLACE = re.compile(r"[^\W\d_][\w .’'()/-]{1,40},?\s+(?:den |the |le |am |el )?\Z")
_DAY = re.compile(r"\d{1,2}\s?(?:[./-]|st|nd|rd|th|\.?\s+[^\W\d_])|[^\W\d_]+\s\d{1,2},|\d{4}-\d\d-\d\d")


class DocumentDate(NamedTuple):
    """The month that "present" means, and how it is known."""

    month: Month
    source: Literal["document", "settings"]
    ignored: Month | None = None


def document_date(rows: Rows, *, as_of: Month) -> DocumentDate:
    """Return the date that the document shows, else what "present (3 years 8 months)" implies, else `as_of`.

    A shown date before the start of something dated in the document is stale: it is ignored and handed back as such.
    """
    dated = [row for row in rows if row.dates]
    latest = max((span.since.first for row in dated for span in row.dates if not span.single), default=0)
    shown = _shown(rows, dated)
    if shown is not None and shown >= latest:
        return DocumentDate(shown, "document")
    held = [span for row in dated for span in row.dates if span.until is None and span.since.precise]
    stated = [(span.since.first, span.stated) for span in held if span.stated]
    # Whole years ("to the present (6 yrs)") may be true of the day of reading.
    agrees = all(said % 12 == 0 and said <= as_of - first + 1 < said + 12 for first, said in stated)
    if stated and not agrees:
        # Whole years round down; the latest is the nearest to the truth.
        return DocumentDate(max(first + said - 1 for first, said in stated), "document", ignored=shown)
    return DocumentDate(as_of, "settings", ignored=shown)


def _shown(rows: Rows, dated: list[Row]) -> Month | None:
    phrases, labels = LEX.phrases["document_date"], LEX.words["bare_date_labels"]
    found: list[Month] = []
    for row in dated:
        spans = [span for span in row.dates if (span.single or span.until is None) and span.since.precise]
        edge = row.index < 6 or row.index >= len(rows) - 6
        if not spans or len(row.norms) > 22:
            continue
        for hit in row.find(phrases):
            for span in spans:
                opens = hit.start < span.end and span.start < hit.end
                behind = span.single and span.start >= hit.end
                between = "" if opens else row.text[hit.end : span.start] if behind else None
                if between is None or len(between) > 12 or (opens and (hit.value in labels or row.titled)):
                    continue  # "March 2025 – to date"
                if _telling(row, hit.value, between, edge=edge):
                    found.append(span.since.first)
    if found:
        return max(found)
    words = LEX.words["cv_words"]
    short = [row for row in dated if len(row.dates) == 1 and row.dates[0].single and len(row.norms) <= 10]
    titled = [row.dates[0].since.first for row in short if not words.isdisjoint(row.norms) and _starts_with_day(row)]
    if titled:
        return max(titled)
    near = [row for row in dated if row.index < 6 or row.index >= len(rows) - 8]
    found = [signed.since.first for row in near if (signed := _place_and_date(row) or _in_contact(row)) is not None]
    return max(found) if found else None


def _telling(row: Row, phrase: str, between: str, *, edge: bool) -> bool:
    """Tell whether a phrase before a date dates the document: "Date:" does at its head or foot, not inside."""
    if phrase in LEX.words["bare_date_labels"]:
        # "Date of birth: 14 Feb 1994", "Date of joining: …": a label that goes on in words dates something else.
        named = ":" in between or (phrase in ("date", "datum", "stand") and len(row.norms) <= 4)
        return edge and named and not any(map(str.isalpha, between))
    if phrase in ("as of", "revised", "updated"):
        return (len(row.norms) <= 12 or (edge and "@" in row.text)) and not row.titled
    return True


def _starts_with_day(row: Row) -> bool:
    span = row.dates[0]
    return _DAY.match(row.text[span.start : span.end]) is not None


def _place_and_date(row: Row) -> DateSpan | None:
    """Read a signature line: a place, a full date and nothing else."""
    if len(row.dates) != 1 or not row.dates[0].single or len(row.norms) > 8:
        return None
    span = row.dates[0]
    if row.text[span.end :].strip(" .)") or not _starts_with_day(row):
        return None
    before = row.text[: span.start]
    return span if _PLACE.fullmatch(before) and ":" not in before and not row.titled else None


def _in_contact(row: Row) -> DateSpan | None:
    """Read the month that closes a line with an e-mail address: "name@example.com · March 2025"."""
    if "@" not in row.text or not row.dates:
        return None
    span = row.dates[-1]
    closes = not row.text[span.end :].strip(" .)") and row.text[: span.start].rstrip()[-1:] in tuple("·|•,;–—\t")
    return span if closes and span.single and span.since.precise else None

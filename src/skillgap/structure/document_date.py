"""Rows → the month in which the document was written, where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from skillgap.models.resume import SectionKind
from skillgap.structure.dates import DateSpan, Month
from skillgap.structure.language import LEX, norms
from skillgap.structure.rows import Row, Rows, place_and_date, starts_with_day

_SIGNED = re.compile(
    r"(?:place|ort|lieu|lugar|luogo|local|plaats|signature|signed|unterschrift|yours|\(?sign)\b", re.IGNORECASE
)
"""What stands above or below the date of a declaration."""
_PARTS = "|·•\t(;–—-."
_DONE: frozenset[SectionKind] = frozenset(
    {"experience", "education", "certifications", "projects", "publications", "awards", "volunteering"}
)


class DocumentDate(NamedTuple):
    """The month that "present" means, and how it is known."""

    month: Month
    source: Literal["document", "settings"]
    ignored: Month | None = None


def document_date(rows: Rows, kinds: Sequence[SectionKind], *, as_of: Month) -> DocumentDate:
    """Return the date that the document shows, else what "present (3 years 8 months)" implies, else `as_of`.

    A shown date before something dated in the document is stale: it is ignored and handed back as such.
    """
    dated = [row for row in rows if row.dates]
    shown = _shown(rows, kinds)
    if shown is not None and shown >= max(_told(dated, kinds, as_of=as_of), default=0):
        return DocumentDate(shown, "document")
    held = [span for row in dated for span in row.dates if span.until is None and span.since.precise]
    stated = [(span.since.first, span.stated) for span in held if span.stated]
    # Whole years ("to the present (6 yrs)") may be true of the day of reading.
    agrees = all(said % 12 == 0 and said <= as_of - first + 1 < said + 12 for first, said in stated)
    if stated and not agrees:
        # Whole years round down; the latest is the nearest to the truth.
        return DocumentDate(max(first + said - 1 for first, said in stated), "document", ignored=shown)
    return DocumentDate(as_of, "settings", ignored=shown)


def _told(dated: Sequence[Row], kinds: Sequence[SectionKind], *, as_of: Month) -> Iterator[Month]:
    """Yield when things of the past began or were done: the document was written later."""
    for row in dated:
        yield from (span.since.first for span in row.dates if not span.single and span.since.first <= as_of)
        if kinds[row.index] in _DONE and not any(row.has(LEX.phrases[key]) for key in ("planned", "ongoing")):
            ends = (span.until or span.since for span in row.dates if span.single or span.until)
            ahead = not (LEX.words["valid"] | LEX.words["expected"]).isdisjoint(row.norms)
            yield from (end.first for end in ends if end.first <= as_of and not ahead)


def _shown(rows: Rows, kinds: Sequence[SectionKind]) -> Month | None:
    near = [row for row in rows if row.dates and (row.furniture or row.index < 6 or row.index >= len(rows) - 8)]
    loose = [row for row in near if _is_loose(row, rows, kinds)]
    readings = (
        (
            span
            for row in rows
            if row.dates and not row.bullet and kinds[row.index] not in _DONE
            for span in _labelled(row)
        ),
        (span for row in near if not row.bullet for span in _labelled(row)),
        (span for row in loose for span in _labelled(row, bare=True)),
    )
    labelled = [span.since.first for reading in readings for span in reading]
    if labelled:
        return max(labelled)
    short = [row for row in near if len(row.dates) == 1 and row.dates[0].single and len(row.norms) <= 10]
    words = LEX.words["cv_words"]
    titled = [row.dates[0].since.first for row in short if not words.isdisjoint(row.norms) and starts_with_day(row)]
    if titled:
        return max(titled)
    signed = (_in_contact(row, rows) or (place_and_date(row) if row in loose else None) for row in near)
    return max((span.since.first for span in signed if span is not None), default=None)


def _is_loose(row: Row, rows: Rows, kinds: Sequence[SectionKind]) -> bool:
    """Tell a line of the document itself from one of an entry, as a course's "Date: 3 March 2021" below its name."""
    beside = [rows[i].text for i in (row.index - 1, row.index + 1) if 0 <= i < len(rows)]
    signed = any(_SIGNED.match(text) for text in beside)
    return row.furniture or kinds[row.index] not in _DONE or signed or (row.above and row.index >= len(rows) - 3)


def _labelled(row: Row, *, bare: bool = False) -> Iterator[DateSpan]:
    """Yield the dates behind "Last updated", "CV as of"; with `bare`, behind "Date:" too, where nothing follows."""
    if len(row.norms) > 22 or (bare and len(row.dates) > 1):
        return
    for hit in row.find(LEX.phrases["document_date"]):
        lead = row.text[: hit.start].rstrip(" ")
        own = not LEX.words["cv_words"].isdisjoint(norms(lead))
        said = hit.value not in LEX.words["bare_date_labels"]
        if lead and lead[-1] not in _PARTS and not own and not (said and bare):
            continue  # "Availability date: 1 March 2024"
        for span in row.dates:
            opens = hit.start < span.end and span.start < hit.end
            between = "" if opens else row.text[hit.end : span.start]
            fits = span.since.precise and (opens or (span.single and span.start >= hit.end and len(between) < 13))
            if not fits or (opens and row.titled):
                continue  # "March 2025 – to date"
            alone = bare and not opens and not any(map(str.isalpha, between)) and _closes(row, span)
            if own or said or alone:
                yield span


def _closes(row: Row, span: DateSpan) -> bool:
    rest = row.text[span.end :].strip(" .)")
    return not rest or rest[0] in _PARTS


def _in_contact(row: Row, rows: Rows) -> DateSpan | None:
    """Read the month that closes a line with an e-mail address: "name@example.com · March 2025", wrapped or not."""
    if not row.dates:
        return None
    span, before = row.dates[-1], row.text[: row.dates[-1].start].rstrip()
    if not before and row.index:
        before = rows[row.index - 1].text
    closes = not row.text[span.end :].strip(" .)") and before[-1:] in tuple("·|•,;–—\t")
    return span if closes and "@" in before and span.single and span.since.precise else None

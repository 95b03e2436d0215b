"""Rows of an experience section → dated entries: title, employer, dates, place in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from skillgap.structure.anchors import find_anchors, is_short, rest_of
from skillgap.structure.dates import DateSpan, find_duration
from skillgap.structure.language import lexicon, squash
from skillgap.structure.naming import Part, header_parts, name_entry, trim_part
from skillgap.structure.rows import Row, looks_like_header, title_words
from skillgap.structure.split_dates import alone

_BRACKET_END = re.compile(r"\)\.(?=\s+[A-ZÀ-Ý])")
_TITLE_IN_BRACKETS = re.compile(r"\(([^()]{3,60})\)\W*$")
_SENTENCE_END = re.compile(r"(?<!\bSt)(?<!\b[A-Z])\.\s+(?=[A-ZÀ-Ý])|[:;]\s")


class RawEntry(NamedTuple):
    """A dated thing as written: its rows are `first` to `last` (excluded), its header ends before row `body`."""

    title: Part | None
    organisation: Part | None
    span: DateSpan | None
    first: int
    body: int
    last: int


def read_entries(rows: Sequence[Row]) -> list[RawEntry]:
    """Return the dated entries of the rows of one section, heading left out, in text order."""
    anchors = find_anchors(rows)
    if not anchors:
        return _undated(rows)
    at = {row.index: i for i, row in enumerate(rows)}
    if (apart := _dates_apart(rows, at, anchors)) is not None:
        return apart
    above = _usual_above(rows, at, anchors)
    top, first_span = anchors[0]
    dates_first = above == 0 and not rest_of(top, first_span) and not _bare_below(rows, at[top.index])
    heads: list[tuple[int, int, int, DateSpan]] = []
    limit = 0
    for k, (row, span) in enumerate(anchors):
        here = at[row.index]
        following = at[anchors[k + 1][0].index] if k + 1 < len(anchors) else len(rows)
        first = here if dates_first and rows[here].above else _walk_up(rows, here, limit, above, span)
        body = _walk_down(rows, here, following, above, bare=rest_of(row, span) == "" and first == here, first=first)
        heads.append((first, here, body, span))
        limit = body
    entries: list[RawEntry] = []
    employer: Part | None = None
    for k, (first, here, body, span) in enumerate(heads):
        last = heads[k + 1][0] if k + 1 < len(heads) else len(rows)
        parts = header_parts(rows[first:body], anchor=rows[here], span=span)
        title, organisation = name_entry(parts)
        if title is None and body < last:
            title, organisation = _told_title(rows[body], span)
        if here - first <= 1 and (named := _employer_above(rows, first)) is not None:
            employer = named
        elif here - first > 1:
            employer = None
        if (several := _roles_of_line(rows[here])) is not None:
            entries += [RawEntry(role, named, dates, first, body, last) for role, named, dates in several]
            continue
        entries.append(RawEntry(title, employer or organisation, span, first, body, last))
    return _without_umbrellas(entries, rows)


def _told_title(row: Row, span: DateSpan) -> tuple[Part | None, Part | None]:
    """Read "Research intern, Aldebaran, Zürich. Built …": a paragraph below its date opens with title and employer."""
    stop = _SENTENCE_END.search(row.text)
    text = row.text[: stop.start()] if stop else row.text
    if row.bullet or len(text) > 130:
        return None, None
    opening = row.stretch(0, len(text))
    title, organisation = name_entry(header_parts([opening], anchor=row, span=span))
    return (title, organisation) if title is not None and title.score else (None, None)


def _roles_of_line(row: Row) -> list[tuple[Part | None, Part | None, DateSpan]] | None:
    """Read "Acme. Team Lead (since June 2024), Engineer (2021 to 2024)": roles at one employer, each with its dates."""
    spans = [span for span in row.dates if not span.single]
    if len(spans) > 1 and ";" in row.text:
        return _jobs_of_line(row, spans, [i for i, sign in enumerate(row.text) if sign == ";"])
    if len(spans) > 1 and row.text.count("|") == len(spans) - 1:
        # "Developer: 02/2019 – 12/2021 | Lead: 01/2022 – now"
        return _jobs_of_line(row, spans, [i for i, sign in enumerate(row.text) if sign == "|"])
    if len(spans) > 1 and ")." in row.text[: spans[1].start]:
        # "Analyst (Baobab Cocoa, 07/2017 - present). Stock Controller (Baobab Cocoa, 07/2014 - 06/2017)."
        return _jobs_of_line(row, spans, [found.start() + 1 for found in _BRACKET_END.finditer(row.text)])
    if len(spans) < 2 or any(row.text[span.start - 1 : span.start] != "(" for span in spans):
        return None
    found: list[tuple[Part | None, Part | None, DateSpan]] = []
    employer: Part | None = None
    at = 0
    for span in spans:
        piece = trim_part(row, at, span.start - 1)
        if piece is None or not piece.score:
            return None
        here = row.stretch(piece.start - row.start, piece.end - row.start)
        title, organisation = name_entry(header_parts([here], anchor=row, span=span))
        employer = employer or organisation
        found.append((title, employer, span))
        at = span.end
    return found


def _jobs_of_line(
    row: Row, spans: Sequence[DateSpan], signs: Sequence[int]
) -> list[tuple[Part | None, Part | None, DateSpan]] | None:
    """Read "2019–present Heron, Cork (Engineer); 2014–2019 Bantry Freight (Analyst)": jobs between semicolons."""
    found: list[tuple[Part | None, Part | None, DateSpan]] = []
    at = 0
    label = row.text.find(":", 0, spans[0].start)
    if label >= 0 and squash(row.text[:label]) in lexicon().headings:
        at = label + 1
    cuts = [i for i in signs if i > at]
    for stop in [*cuts, len(row.text)]:
        inside = [span for span in spans if at <= span.start < stop]
        if len(inside) != 1 or row.text[at:stop].lstrip()[:1].islower():
            return None
        here = row.stretch(at, stop)
        parts = header_parts([here], anchor=here, span=inside[0].moved(-at))
        title, organisation = name_entry(_with_brackets(here, parts))
        found.append((title, organisation, inside[0]))
        at = stop + 1
    return found if all(title is not None for title, _, _ in found) else None


def _with_brackets(row: Row, parts: list[list[Part]]) -> list[list[Part]]:
    """Part "Heron, Cork (Engineer)" into the name and the title in brackets."""
    bracket = _TITLE_IN_BRACKETS.search(row.text)
    titled = trim_part(row, *bracket.span(1)) if bracket else None
    if bracket is None or titled is None or not titled.score:
        return parts
    before = [
        cut
        for part in (part for line in parts for part in line)
        if (cut := trim_part(row, part.start - row.start, min(part.end - row.start, bracket.start()))) is not None
    ]
    return [[titled], before] if before else [[titled]]


def _employer_above(rows: Sequence[Row], first: int) -> Part | None:
    """Return the employer that stands above its roles with the time spent there ("Acme" over "5 years 3 months")."""
    if first < 2 or find_duration(rows[first - 1].text) is None or rows[first - 1].dates:
        return None
    return trim_part(rows[first - 2], 0, len(rows[first - 2].text))


def _dates_apart(rows: Sequence[Row], at: dict[int, int], anchors: list[tuple[Row, DateSpan]]) -> list[RawEntry] | None:
    """Pair a column of bare dates with the titles that follow it, where there are as many; None for other layouts."""
    count, last = len(anchors), at[anchors[-1][0].index]
    if count < 2:
        return None
    column = rows[at[anchors[0][0].index] : last + 1]
    if any(not row.dates and not row.furniture for row in column) or any(alone(row) is None for row, _ in anchors):
        return None
    starts = [i for i in range(last + 1, len(rows)) if _stands_out(rows[i])]
    if len(starts) != count or starts[0] > last + 3:
        return None
    entries: list[RawEntry] = []
    for k, (start, (_, span)) in enumerate(zip(starts, anchors, strict=True)):
        stop = starts[k + 1] if k + 1 < count else len(rows)
        body = start + 1
        while body < stop and body - start < 2 and looks_like_header(rows[body]):
            body += 1
        title, organisation = name_entry(_whole_parts(rows[start:body]))
        entries.append(RawEntry(title, organisation, span, start, body, stop))
    return entries


def _stands_out(row: Row) -> bool:
    return bool(row.bold or row.heading or row.marked) and not row.bullet and not row.dates and looks_like_header(row)


def _whole_parts(header: Sequence[Row]) -> list[list[Part]]:
    return [[part for part in [trim_part(row, 0, len(row.text))] if part is not None] for row in header]


def _usual_above(rows: Sequence[Row], at: dict[int, int], anchors: list[tuple[Row, DateSpan]]) -> int:
    """Count the header lines that stand above the first date: the layout of the others."""
    here = at[anchors[0][0].index]
    count = 0
    while count < min(here, 3) and looks_like_header(rows[here - count - 1]):
        count += 1
    return count


def _bare_below(rows: Sequence[Row], here: int) -> bool:
    """Tell whether nothing stands right below a date."""
    return here + 1 >= len(rows) or rows[here + 1].above


def _walk_up(rows: Sequence[Row], here: int, limit: int, above: int, span: DateSpan) -> int:
    """Return the first header row of the entry whose date stands at `here`."""
    first = here
    bare = not rest_of(rows[here], span) or not (title_words(rows[here]) or len(rest_of(rows[here], span).split()) > 2)
    allowed = max(above, 2) if bare else max(above, int(_opens_bold(rows, here)))
    while first > limit and here - first < allowed and looks_like_header(rows[first - 1]):
        candidate = rows[first - 1]
        if rows[first].above and not (bare and first == here):
            # A blank line parts entries, unless it only parts a date from its title.
            break
        if candidate.dates and alone(candidate) is not None:
            break
        first -= 1
    return first


def _opens_bold(rows: Sequence[Row], here: int) -> bool:
    """Tell a bold line of names between a job's points and a bold title with its date: the employer, wrapped."""
    if here < 2 or not (rows[here].bold and rows[here - 1].bold) or rows[here].bullet:
        return False
    above, before = rows[here - 1], rows[here - 2]
    names = "," in above.text and not (above.bullet or above.dates or above.text.endswith(":") or title_words(above))
    return names and above.block == rows[here].block and not rows[here].above and not before.bold


def _walk_down(rows: Sequence[Row], here: int, stop: int, above: int, *, bare: bool, first: int) -> int:
    """Return the row after the header lines below the date."""
    body = here + 1
    titled = any(title_words(row) for row in rows[first : here + 1])
    allowed = 3 if bare else 2 if above == 0 or not titled else 1
    while body < stop and body - here <= allowed:
        row = rows[body]
        if not looks_like_header(row) or (row.above and not (bare and body == here + 1)):
            break
        if above and body + above >= stop and stop < len(rows):
            break
        if titled and not bare and title_words(row) and (row.bold or row.heading or row.marked):
            break
        body += 1
    return body


def _without_umbrellas(entries: list[RawEntry], rows: Sequence[Row]) -> list[RawEntry]:
    """Drop an employer's total range above its roles, and lend the employer to roles that name none."""
    kept: list[RawEntry] = []
    employer: Part | None = None
    for i, entry in enumerate(entries):
        following = entries[i + 1] if i + 1 < len(entries) else None
        named = entry.title is not None and entry.title.score > 0
        if (
            following is not None and not named and entry.span and following.span
            and following.title is not None and within(following.span, entry.span)
            and (
                (
                    _says_no_more(entry, rows)
                    and (following.title.score > 0 or _fills(entries[i + 1 : i + 3], entry.span))
                )
                or (entry.last - entry.body < 3 and _covers(entries[i + 1 :], entry.span))
            )
        ):  # fmt: skip
            employer = entry.organisation or entry.title
            continue
        kept.append(
            entry if entry.organisation is not None or employer is None else entry._replace(organisation=employer)
        )
        if entry.organisation is not None:
            employer = None
    return kept


def _says_no_more(entry: RawEntry, rows: Sequence[Row]) -> bool:
    """Tell an entry with nothing below its header but, at most, "Contractor to the following clients:"."""
    below = entry.last - entry.body
    return below == 0 or (below == 1 and rows[entry.body].text.endswith(":"))


def _covers(entries: Sequence[RawEntry], outer: DateSpan) -> bool:
    """Tell whether the titled entries that follow leave nothing of a range: it is their employer's."""
    inside: list[DateSpan] = []
    for entry in entries:
        if entry.span is None or entry.title is None or not entry.title.score or not within(entry.span, outer):
            break
        inside.append(entry.span)
    far = 10**6
    ends = [span.until.last if span.until else far for span in inside]
    last = outer.until.last if outer.until else far
    if len(inside) < 2 or min(span.since.first for span in inside) > outer.since.last or max(ends) < last - 11:
        return False
    order = sorted((span.since.first, end) for span, end in zip(inside, ends, strict=True))
    return all(later[0] <= earlier[1] + 2 for earlier, later in pairwise(order))


def _fills(entries: Sequence[RawEntry], outer: DateSpan) -> bool:
    """Tell whether two entries share a range between them: the first one's begin or end, and the other's."""
    if len(entries) < 2 or not all(entry.span is not None and within(entry.span, outer) for entry in entries):
        return False
    firsts = [entry.span.since.first for entry in entries if entry.span]
    return min(firsts) == outer.since.first and firsts[0] != firsts[1]


def within(inner: DateSpan, outer: DateSpan) -> bool:
    """Tell whether one range lies inside another."""
    last = 10**6
    return inner.since.first >= outer.since.first and (inner.until.last if inner.until else last) <= (
        outer.until.last if outer.until else last
    )


def _undated(rows: Sequence[Row]) -> list[RawEntry]:
    """Return entries without dates: header lines that hold a job title."""
    starts = [i for i, row in enumerate(rows) if title_words(row) and looks_like_header(row) and is_short(row)]
    starts = [i for k, i in enumerate(starts) if k == 0 or i - starts[k - 1] > 1]
    entries: list[RawEntry] = []
    for k, start in enumerate(starts):
        last = starts[k + 1] if k + 1 < len(starts) else len(rows)
        body = start + 1
        while body < last and body - start <= 2 and looks_like_header(rows[body]):
            body += 1
        title, organisation = name_entry(_whole_parts(rows[start:body]))
        entries.append(RawEntry(title, organisation, None, start, body, last))
    return entries

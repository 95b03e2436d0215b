"""Rows of an experience section → dated entries: title, employer, dates, place in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from skillgap.structure.dates import DateSpan, Month, Point, find_dates, find_duration, find_month_span, is_present
from skillgap.structure.language import lexicon
from skillgap.structure.naming import EDGE, Part, header_parts, name_entry, trim_part
from skillgap.structure.rows import Row, has_title_word, is_prose, looks_like_header, runs_on, title_words

_FIRST_PERSON = re.compile(r"I(?:['’]ve| have)? (?:been|am|was|work(?:ed)?|served|led)\b|I['’]m\b")
_SENTENCE_END = re.compile(r"(?<!\bSt)(?<!\b[A-Z])\.\s+(?=[A-ZÀ-Ý])|[:;]\s")
_TOLD = re.compile(r"\.\s+[A-Z][^\W\d_]*(?:[\s-]\S+){2}")


class RawEntry(NamedTuple):
    """A dated thing as written: its rows are `first` to `last` (excluded), its header ends before row `body`."""

    title: Part | None
    organisation: Part | None
    span: DateSpan | None
    first: int
    body: int
    last: int


def join_split_dates(rows: Sequence[Row], *, as_of: Month) -> None:
    """Put together ranges written over two lines, on the first of the two rows.

    Forms: "2021 –" over "2023"; "2023" over "2021" (latest first); years over months; a duration below its range.
    Rows are working copies of one reading, not values: this is the only place that changes them after they are read.
    """
    dated = [row.index for row in rows if row.dates]
    for i in dated:
        if "\t" in rows[i].text and rows[i].dates[0].single:
            _join_cells(rows[i])
        if len(rows[i].dates) == 2:
            _join_terms(rows[i])
    for i in sorted({*dated, *(i - 1 for i in dated)}):
        if not 0 <= i < len(rows) - 1:
            continue
        row, following = rows[i], rows[i + 1]
        if not row.dates and not following.dates:
            continue
        if row.dates and following.dates and (row.dates[-1].until is None or following.text[0] in "-–—→"):
            _join_at_dash(row, following, as_of=as_of)
        elif len(row.text) <= 24 and len(following.text) <= 24:
            _join_stacked(row, following)
        if row.dates and row.dates[-1].stated is None and (months := find_duration(following.text)) is not None:
            row.dates[-1] = row.dates[-1]._replace(stated=months)


def _join_cells(row: Row) -> None:
    """Read the cells of a table's columns "From" and "To" as one range."""
    first = row.dates[0]
    if row.text[: first.start].strip():
        return
    cell, _, rest = row.text[first.end :].lstrip(" ").removeprefix("\t").partition("\t")
    if len(row.dates) > 1 and row.dates[1].single and not row.text[first.end : row.dates[1].start].strip():
        second = row.dates[1]
        if second.since.last >= first.since.first:
            row.dates[:2] = [DateSpan(first.start, second.end, first.since, second.since)]
    elif rest and is_present(cell):
        row.dates[0] = DateSpan(first.start, row.text.index(cell, first.end) + len(cell), first.since, None)


def _join_terms(row: Row) -> None:
    """Read terms that follow each other ("Fall 2024, Spring 2025") as one stretch."""
    first, second = row.dates
    between = row.text[first.end : second.start].strip()
    if between not in (",", "&", "+", "/", "and", "und", "et", "y") or not (first.single and second.single):
        return
    term = all(1 <= span.since.last - span.since.first < 11 for span in row.dates)
    if term and 0 < second.since.first - first.since.first <= 12:
        row.dates[:] = [DateSpan(first.start, second.end, first.since, second.until or second.since)]


def _join_at_dash(row: Row, following: Row, *, as_of: Month) -> None:
    span, second = row.dates[-1], following.dates[0]
    cut = row.text[span.end :].strip() or second.start > 3
    dash = row.text[span.start : span.end].rstrip()[-1:] in "-–—→~" or following.text[0] in "-–—→"
    if cut or not dash or len(following.text) > 60:
        return
    joined = find_dates(row.text[span.start :] + " " + following.text, as_of=as_of)
    if joined and not joined[0].single and joined[0].until is not None:
        row.dates[-1] = joined[0]._replace(start=span.start, end=span.end)
        del following.dates[0]


def _join_stacked(row: Row, following: Row) -> None:
    alone = [_alone(row), _alone(following)]
    first, second = alone
    if first is not None and second is not None and first.single and second.single and row.block == following.block:
        earlier, later = sorted((first.since, second.since))
        row.dates[-1] = DateSpan(0, len(row.text), earlier, later)
        following.dates.clear()
        following.furniture = True
    elif second is not None and second.single and is_present(row.text):
        row.dates.append(DateSpan(0, len(row.text), second.since, None))
        following.dates.clear()
        following.furniture = True
    elif first is not None and first.single and is_present(following.text.lstrip("-–— ")):
        row.dates[-1] = DateSpan(0, len(row.text), first.since, None)
        following.furniture = True
    elif first is not None and not first.since.precise and first.until is not None and not following.dates:
        months = find_month_span(following.text)
        if months:
            opens, closes = first.since.first + months[0] - 1, first.until.first + months[1] - 1
            if opens <= closes:
                since, until = Point(opens, opens, precise=True), Point(closes, closes, precise=True)
                row.dates[-1] = DateSpan(0, len(row.text), since, until)


def _alone(row: Row) -> DateSpan | None:
    """Return the date of a row that holds nothing else."""
    if len(row.dates) != 1 or row.text[: row.dates[0].start].strip(EDGE) or row.text[row.dates[0].end :].strip(EDGE):
        return None
    return row.dates[0]


def read_entries(rows: Sequence[Row]) -> list[RawEntry]:
    """Return the dated entries of the rows of one section, heading left out, in text order."""
    anchors = [
        (row, span)
        for i, row in enumerate(rows)
        if row.dates and (span := _anchor(row, under_title=i > 0 and _bare_title(rows[i - 1]))) is not None
    ]
    if any(not row.bullet for row, _ in anchors):
        # Bulleted dates are the list's own style only where no other line carries one.
        anchors = [(row, span) for row, span in anchors if not row.bullet or (title_words(row) and _short(row))]
    anchors = [(row, span) for row, span in anchors if not _inside_bullet(rows, row, span)]
    told = {row.index for row, span in anchors if _tells(row, span)}
    if len(told) <= len(anchors) / 2:
        anchors = [(row, span) for row, span in anchors if row.index not in told]
    if not anchors:
        return _undated(rows)
    at = {row.index: i for i, row in enumerate(rows)}
    if (apart := _dates_apart(rows, at, anchors)) is not None:
        return apart
    above = _usual_above(rows, at, anchors)
    top, first_span = anchors[0]
    dates_first = above == 0 and not _rest(top, first_span) and not _bare_below(rows, at[top.index])
    heads: list[tuple[int, int, int, DateSpan]] = []
    limit = 0
    for k, (row, span) in enumerate(anchors):
        here = at[row.index]
        following = at[anchors[k + 1][0].index] if k + 1 < len(anchors) else len(rows)
        first = here if dates_first and rows[here].above else _walk_up(rows, here, limit, above, span)
        body = _walk_down(rows, here, following, above, bare=_rest(row, span) == "" and first == here, first=first)
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
    return _without_umbrellas(entries)


def _told_title(row: Row, span: DateSpan) -> tuple[Part | None, Part | None]:
    """Read "Research intern, Aldebaran, Zürich. Built …": a paragraph below its date opens with title and employer."""
    stop = _SENTENCE_END.search(row.text)
    text = row.text[: stop.start()] if stop else row.text
    if row.bullet or len(text) > 130:
        return None, None
    opening = Row(row.index, row.line_start, row.start, text)
    title, organisation = name_entry(header_parts([opening], anchor=row, span=span))
    return (title, organisation) if title is not None and title.score else (None, None)


def _roles_of_line(row: Row) -> list[tuple[Part | None, Part | None, DateSpan]] | None:
    """Read "Acme. Team Lead (since June 2024), Engineer (2021 to 2024)": roles at one employer, each with its dates."""
    spans = [span for span in row.dates if not span.single]
    if len(spans) < 2 or any(row.text[span.start - 1 : span.start] != "(" for span in spans):
        return None
    found: list[tuple[Part | None, Part | None, DateSpan]] = []
    employer: Part | None = None
    at = 0
    for span in spans:
        piece = trim_part(row, at, span.start - 1)
        if piece is None or not piece.score:
            return None
        here = Row(row.index, row.line_start, piece.start, piece.text)
        title, organisation = name_entry(header_parts([here], anchor=row, span=span))
        employer = employer or organisation
        found.append((title, employer, span))
        at = span.end
    return found


def _employer_above(rows: Sequence[Row], first: int) -> Part | None:
    """Return the employer that stands above its roles with the time spent there ("Acme" over "5 years 3 months")."""
    if first < 2 or find_duration(rows[first - 1].text) is None or rows[first - 1].dates:
        return None
    return trim_part(rows[first - 2], 0, len(rows[first - 2].text))


def _anchor(row: Row, *, under_title: bool = False) -> DateSpan | None:
    """Return the date that makes a row the head of an entry; None for a date inside a sentence."""
    candidates = [span for span in row.dates if not _inside_parentheses(row.text, span)]
    if not candidates:
        return None
    text = row.text
    for span in sorted(
        candidates, key=lambda s: (s.single, -(s.end if text[s.end :].strip(EDGE) == "" else 0), s.start)
    ):
        before, after = text[: span.start].strip(EDGE), text[span.end :].strip(EDGE)
        size_before, size_after = len(before.split()), len(after.split())
        titled = title_words(row)
        leads = not before and not span.single
        if row.bullet and (not (titled or leads) or size_before + size_after > 14):
            continue
        if (
            span.single
            and not (under_title and _closes(row, span))
            and not _single_is_entry(row, span, before, after, titled=titled)
        ):
            continue
        if not before:
            if text[span.start].isalpha() and span.until is None and text.endswith(".") and after[:1].islower():
                # "Since 2019, two hours a week" goes on with a sentence.
                continue
            if size_after <= 12 or text[span.end : span.end + 1] == "\t" or "   " in text[span.end : span.end + 6]:
                return span
            early = [norm for norm, (start, _) in zip(row.norms, row.places, strict=True) if start >= span.end][:6]
            told = _FIRST_PERSON.match(after) is not None
            if (has_title_word(lexicon(), early) and after[:1].isupper()) or (told and titled):
                return span
        elif size_before <= 16 and not before[0].islower() and size_after <= (8 if titled or size_before <= 8 else 4):
            if not _sentence(row, span, before):
                return span
        elif (
            titled
            and size_before <= 9
            and text[span.start - 1 : span.start] in "(,| \t"
            and text[span.end :].lstrip()[:1] in ("", ")", ":", "|", ".", ",")
        ):
            return span
    return None


def _tells(row: Row, span: DateSpan) -> bool:
    """Tell a piece of work told among jobs ("Ledger replay, 2019–2021. It plays a day again") from a job."""
    label = span.start > 0 and row.text[span.end : span.end + 2] == ": " and not row.bold and not row.marked
    if not label and (span.start == 0 or _TOLD.match(row.text, span.end) is None):
        return False
    before = [norm for norm, (start, _) in zip(row.norms, row.places, strict=True) if start < span.start]
    return not has_title_word(lexicon(), before)


def _dates_apart(rows: Sequence[Row], at: dict[int, int], anchors: list[tuple[Row, DateSpan]]) -> list[RawEntry] | None:
    """Pair a column of bare dates with the titles that follow it, where there are as many; None for other layouts."""
    count, last = len(anchors), at[anchors[-1][0].index]
    if count < 2:
        return None
    column = rows[at[anchors[0][0].index] : last + 1]
    if any(not row.dates and not row.furniture for row in column) or any(_alone(row) is None for row, _ in anchors):
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


def _bare_title(row: Row) -> bool:
    """Tell a line that stands out and holds a job title and no date."""
    return bool(
        (row.bold or row.heading or row.marked) and not row.bullet and not row.dates and title_words(row)
        and len(row.norms) <= 8
    )  # fmt: skip


def _closes(row: Row, span: DateSpan) -> bool:
    """Tell a date at the end of a short line of names ("Cedar Diner · Summer 2014")."""
    before = row.text[: span.start].rstrip()
    return not row.text[span.end :].strip(EDGE) and before[-1:] in "·|•–—" and len(row.norms) <= 12


def _inside_bullet(rows: Sequence[Row], row: Row, span: DateSpan) -> bool:
    """Tell a date in the wrapped line of a bullet ("Hive), from 2014 Spark on a cluster") from an entry's own."""
    i = row.index - rows[0].index
    if row.bullet or row.bold or row.marked or row.heading or row.above or title_words(row):
        return False
    if "\t" in row.text or not 0 < i < len(rows) or rows[i] is not row:
        return False
    first = i
    while first > 0 and not rows[first].bullet and runs_on(rows, first):
        first -= 1
    return first < i and rows[first].bullet and row.text[span.end :].strip(EDGE) != ""


def _sentence(row: Row, span: DateSpan, before: str) -> bool:
    """Tell a sentence that ends in a date ("I have led this team since 2019") from a header line."""
    if (
        "\t" in row.text[: span.start]
        or row.text[span.start - 1 : span.start] == "("
        or "   " in row.text[: span.start]
    ):
        return False
    head = [pair for pair in zip(row.norms, row.places, strict=True) if pair[1][1] <= span.start]
    small = sum(norm in lexicon().small for norm, _ in head)
    lower = sum(row.text[start].islower() for _, (start, _) in head)
    if row.text.rstrip().endswith(".") and len(head) >= 3 and lower > len(head) * 0.5:
        return True
    return len(head) >= 5 and small >= 2 and lower > len(head) * 0.6


def _single_is_entry(row: Row, span: DateSpan, before: str, after: str, *, titled: bool) -> bool:
    size = len(before.split()) + len(after.split())
    if size == 0:
        return True
    if before and after and not titled:
        return False
    gap = (
        row.text[: span.start][-1:] == "\t"
        or row.text[: span.start].endswith("  ")
        or row.text[span.end : span.end + 1] == "\t"
    )
    if row.bullet:
        return titled and size <= 8
    return (titled and size <= 14 and not is_prose(row)) or (gap and size <= 10)


def _inside_parentheses(text: str, span: DateSpan) -> bool:
    """Tell a date with words of its own in parentheses ("(team lead since January 2024)")."""
    opened = text.rfind("(", 0, span.start)
    if opened < 0 or ")" in text[opened : span.start]:
        return False
    close = text.find(")", span.end)
    inner = text[opened + 1 : span.start] + (text[span.end : close] if close >= 0 else "")
    return len(inner.replace(",", " ").split()) >= 2 and not text[opened + 1 : span.start].strip().endswith(",")


def _short(row: Row) -> bool:
    return len(row.norms) <= 14 and not is_prose(row)


def _rest(row: Row, span: DateSpan) -> str:
    return (row.text[: span.start] + " " + row.text[span.end :]).strip(EDGE)


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
    bare = not _rest(rows[here], span) or not (title_words(rows[here]) or len(_rest(rows[here], span).split()) > 2)
    allowed = max(above, 2) if bare else above
    while first > limit and here - first < allowed and looks_like_header(rows[first - 1]):
        candidate = rows[first - 1]
        if rows[first].above and not (bare and first == here):
            # A blank line parts entries, unless it only parts a date from its title.
            break
        if candidate.dates and _alone(candidate) is not None:
            break
        first -= 1
    return first


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


def _without_umbrellas(entries: list[RawEntry]) -> list[RawEntry]:
    """Drop an employer's total range above its roles, and lend the employer to roles that name none."""
    kept: list[RawEntry] = []
    employer: Part | None = None
    for i, entry in enumerate(entries):
        following = entries[i + 1] if i + 1 < len(entries) else None
        named = entry.title is not None and entry.title.score > 0
        if (
            following is not None and not named and entry.last - entry.body == 0 and entry.span and following.span
            and following.title is not None and _within(following.span, entry.span)
            and (following.title.score > 0 or _fills(entries[i + 1 : i + 3], entry.span))
        ):  # fmt: skip
            employer = entry.organisation or entry.title
            continue
        kept.append(
            entry if entry.organisation is not None or employer is None else entry._replace(organisation=employer)
        )
        if entry.organisation is not None:
            employer = None
    return kept


def _fills(entries: Sequence[RawEntry], outer: DateSpan) -> bool:
    """Tell whether two entries share a range between them: the first one's begin or end, and the other's."""
    if len(entries) < 2 or not all(entry.span is not None and _within(entry.span, outer) for entry in entries):
        return False
    firsts = [entry.span.since.first for entry in entries if entry.span]
    return min(firsts) == outer.since.first and firsts[0] != firsts[1]


def _within(inner: DateSpan, outer: DateSpan) -> bool:
    last = 10**6
    return inner.since.first >= outer.since.first and (inner.until.last if inner.until else last) <= (
        outer.until.last if outer.until else last
    )


def _undated(rows: Sequence[Row]) -> list[RawEntry]:
    """Return entries without dates: header lines that hold a job title."""
    starts = [i for i, row in enumerate(rows) if title_words(row) and looks_like_header(row) and _short(row)]
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

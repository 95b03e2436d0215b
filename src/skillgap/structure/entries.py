"""Rows of an experience section → dated entries: title, employer, dates, place in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from skillgap.structure.anchors import find_anchors, is_aside, is_short, stretches
from skillgap.structure.dates import DateSpan
from skillgap.structure.language import LEX
from skillgap.structure.months import Month, date_values
from skillgap.structure.naming import (
    Part,
    ends_in_place,
    header_parts,
    is_remark,
    name_entry,
    says_form,
    trim_part,
    without_place,
)
from skillgap.structure.rows import Row, alone, rest_of
from skillgap.structure.tenures import posts_below, tells_time
from skillgap.structure.told_posts import told_post

_SEPARATORS = frozenset(",|@·•\t")
_ROLE_END = re.compile(r"\)[.,]\s+|\)?\s*[;|]\s+(?=[A-ZÀ-Ý])")
_LABEL_START = re.compile(r"[,;]\s|\s[|·•–—-]\s|\t")
_CELL_END = re.compile(r"\s[|·•–—]\s|\t")
_NOW = 10**6
"""A month behind all others."""
_SENTENCE_END = re.compile(r"(?<!\bSt)(?<!\b[A-Z])\.\s+(?=[A-ZÀ-Ý])|[:;]\s")


class RawEntry(NamedTuple):
    """A dated thing as written: its rows are `first` to `last` (excluded), its header ends before row `body`.

    `stretches` are the times of a post that was held more than once.
    """

    title: Part | None
    organisation: Part | None
    span: DateSpan | None
    first: int
    body: int
    last: int
    stretches: Sequence[DateSpan] = ()


class _Head(NamedTuple):
    """The header of an entry: rows `first` to `body` (excluded), with the date in row `here`.

    `over` is the employer that stands above several posts.
    """

    first: int
    here: int
    body: int
    span: DateSpan
    over: Part | None = None


def read_entries(rows: Sequence[Row]) -> list[RawEntry]:
    """Return the dated entries of the rows of one section, heading left out, in text order."""
    anchors = find_anchors(rows)
    if not anchors:
        return _undated(rows)
    times = [stretches(row, span) for row, span in anchors]
    anchors = [
        (row, span._replace(start=held[0].start, end=held[0].end))
        for (row, span), held in zip(anchors, times, strict=True)
    ]
    at = {row.index: i for i, row in enumerate(rows)}
    places = [at[row.index] for row, _ in anchors]
    if (apart := _dates_apart(rows, places, anchors)) is not None:
        return apart
    heads = _heads_of(rows, places, anchors)
    lasts = [*(head.first for head in heads[1:]), len(rows)]
    entries = [
        entry
        for head, held, last in zip(heads, times, lasts, strict=True)
        for entry in _entries_at(rows, head, held, last)
    ]
    return [_with_client(entry, rows) for entry in _without_umbrellas(_in_usual_order(entries, rows), rows)]


def _heads_of(rows: Sequence[Row], places: Sequence[int], anchors: Sequence[tuple[Row, DateSpan]]) -> list[_Head]:
    """Return the heads around the dates that stand in the rows `places`."""
    posts = posts_below(rows, anchors)
    above = _usual_above(rows, places[0])
    dates_first = above == 0 and not rest_of(*anchors[0])
    heads: list[_Head] = []
    for (row, span), here, following in zip(anchors, places, [*places[1:], len(rows)], strict=True):
        if (post := posts.get(row.index)) is not None:
            heads.append(_Head(post.first, here, here + 1, span, post.employer))
            continue
        rest = rest_of(row, span)
        opens = dates_first and (row.above or (not rest and _titled_below(rows, here, following)))
        first = here if opens else _walk_up(rows, here, heads[-1].body if heads else 0, above, rest)
        body = _walk_down(rows, here, span, following, above, bare=not rest and first == here, first=first)
        heads.append(_Head(first, here, body, span))
    return heads


def _entries_at(rows: Sequence[Row], head: _Head, times: Sequence[DateSpan], last: int) -> list[RawEntry]:
    """Return the entry of a head, or those of a line with several roles, which reach to row `last`."""
    first, here, body, span, _ = head
    row = rows[here]
    if (several := _roles_of_line(row)) is not None:
        # What stands alone above the line of roles is taken for a title, though no word says so.
        named, over = name_entry(header_parts(rows[first:here], anchor=row, span=span))
        over = over or (named if named is not None and not named.score else None)
        return [RawEntry(role, firm or over, dates, first, body, last) for role, firm, dates in several]
    title, organisation = told_post(row, span) or name_entry(header_parts(rows[first:body], anchor=row, span=span))
    if title is None and body < last:
        title, named = _told_title(rows[body], span, alone=first == here and not rest_of(row, span))
        organisation = named or organisation
    return [RawEntry(title, head.over or organisation, span, first, body, last, times)]


def _in_usual_order(entries: list[RawEntry], rows: Sequence[Row]) -> list[RawEntry]:
    """Take the employer for the title and the title for the employer where words tell neither and all others say so.

    "Detach Example" over "Traineeship" where the other jobs have their employers first.
    """
    sure = {
        entry.title.start < entry.organisation.start
        for entry in entries
        if entry.title is not None and entry.organisation is not None and entry.title.score > entry.organisation.score
    }
    if len(sure) != 1:
        return entries
    turned = True not in sure
    return [
        entry._replace(title=entry.organisation, organisation=entry.title)
        if _may_turn(entry, rows[entry.first : entry.body], title_first=turned)
        else entry
        for entry in entries
    ]


def _may_turn(entry: RawEntry, header: Sequence[Row], *, title_first: bool) -> bool:
    """Tell a title that may as well be the employer, in a line of its own where the other entries have theirs."""
    title, organisation = entry.title, entry.organisation
    if title is None or organisation is None or title.score != organisation.score or organisation.rank > title.rank:
        return False
    if (title.start < organisation.start) != title_first or is_remark(title.text) or is_remark(organisation.text):
        return False
    first, second = sorted((title.start, organisation.start))
    return any(first < row.start <= second for row in header)


def _with_client(entry: RawEntry, rows: Sequence[Row]) -> RawEntry:
    """Take "Client: Lakeshore Mutual, Chicago, IL" for the employer of a consultant who names no other."""
    if entry.organisation or not (entry.title and entry.title.score):
        return entry
    for row in rows[entry.first : entry.body]:
        label, colon, _ = row.text.partition(":")
        if colon and _LABEL_START.split(label)[-1].strip().lower() in LEX.words["clients"]:
            start, cell = len(label) + 1, _CELL_END.search(row.text)
            stop = min([cell.start() if cell else len(row.text), *(span.start for span in row.dates)])
            whole = trim_part(row, start, max(stop, start))
            return entry._replace(organisation=whole.pieces[0]) if whole is not None else entry
    return entry


def _told_title(row: Row, span: DateSpan, *, alone: bool) -> tuple[Part | None, Part | None]:
    """Read "Research intern, Aldebaran, Zürich. Built …": a paragraph below its date opens with title and employer.

    An item does below a date that stands `alone`, where it says no more.
    """
    stop = _SENTENCE_END.search(row.text)
    text = row.text[: stop.start()] if stop else row.text
    if len(text) > 130 or (row.bullet and (stop or not alone or row.prose or row.text[-1] == ".")):
        return None, None
    opening = row.stretch(0, len(text))
    title, organisation = name_entry(header_parts([opening], anchor=row, span=span))
    return (title, organisation) if title is not None and title.score else (None, None)


def _roles_of_line(row: Row) -> list[tuple[Part | None, Part | None, DateSpan]] | None:
    """Read "Acme. Team Lead (since June 2024), Engineer (2021 to 2024)": roles in one line, each with its dates.

    A role that names no employer has the first one's.
    """
    spans = [span for span in row.dates if not span.single]
    ends = [_ROLE_END.match(row.text, one.end) for one in spans[:-1]]
    if not ends or not all(ends):
        return None
    found: list[tuple[Part | None, Part | None, DateSpan]] = []
    employer: Part | None = None
    cuts = [0, *(end.end() for end in ends if end), len(row.text)]
    for span, (start, stop) in zip(spans, pairwise(cuts), strict=True):
        here = row.stretch(start, stop)
        title, organisation = name_entry(header_parts([here], anchor=here, span=span.moved(-start)))
        if title is None or not title.score:
            return None
        employer = employer or organisation
        found.append((title, organisation or employer, span))
    return found


def _dates_apart(
    rows: Sequence[Row], places: Sequence[int], anchors: Sequence[tuple[Row, DateSpan]]
) -> list[RawEntry] | None:
    """Pair a column of bare dates with the bold titles that follow it, where there are as many; else None."""
    last = places[-1]
    column = rows[places[0] : last + 1]
    if len(column) < 2 or any(alone(row) is None for row in column):
        return None
    starts = [i for i in range(last + 1, len(rows)) if rows[i].bold and not rows[i].bullet and rows[i].header]
    if len(starts) != len(anchors):
        return None
    entries = []
    for (_, span), (start, stop) in zip(anchors, pairwise([*starts, len(rows)]), strict=True):
        title, organisation = name_entry(_lines(rows[start : min(start + 2, stop)]))
        entries.append(RawEntry(title, organisation, span, start, start + 1, stop))
    return entries


def _lines(header: Sequence[Row]) -> list[list[Part]]:
    """Return each line of a header as one part."""
    parts = [trim_part(row, 0, len(row.text)) for row in header]
    return [[part] for part in parts if part is not None]


def _usual_above(rows: Sequence[Row], here: int) -> int:
    """Count the header lines that stand above the first date: the layout of the others."""
    count = 0
    while count < min(here, 3) and _heads(rows[here - count - 1]):
        count += 1
    return count


def _walk_up(rows: Sequence[Row], here: int, limit: int, above: int, rest: str) -> int:
    """Return the first header row of the entry whose date stands at `here` with the `rest` of its line."""
    first = here
    bare = not rest or not (rows[here].titled or len(rest.split()) > 2)
    allowed = max(above, 2) if bare else max(above, int(_opens_bold(rows, here) or _firm_over(rows, here, rest)))
    while first > limit and here - first < allowed and _heads(rows[first - 1]):
        allowed += says_form(rows[first - 1].text)
        if rows[first].above and not ((bare and first == here) or _headed(rows, first)):
            # A blank line parts entries, unless it only parts a date from its title, or a place from the heading above.
            break
        first -= 1
    return first


def _heads(row: Row) -> bool:
    return (row.header or says_form(row.text)) and not tells_time(row)


def _titled_below(rows: Sequence[Row], here: int, stop: int) -> bool:
    """Tell that the line below a date that stands alone, and not the one above, holds a job title."""
    if here + 1 >= stop or not here or rows[here - 1].titled:
        return False
    return rows[here + 1].titled and rows[here + 1].header


def _headed(rows: Sequence[Row], first: int) -> bool:
    """Tell a heading of an entry over a plain line, one of them with a title: with what stands apart from it."""
    above, row = rows[first - 1], rows[first]
    return above.heading is not None and row.heading is None and above.titled != row.titled


def _opens_bold(rows: Sequence[Row], here: int) -> bool:
    """Tell a bold line of names between a job's points and a bold title with its date: the employer, wrapped."""
    if here < 2:
        return False
    before, above, row = rows[here - 2 : here + 1]
    names = "," in above.text and not (above.dates or above.titled)
    return names and above.bold and row.bold and not (row.above or before.bold)


def _firm_over(rows: Sequence[Row], here: int, rest: str) -> bool:
    """Tell a firm that opens a block ("Acme Ltd.") over a line with nothing but a title and its dates."""
    if not here or not rows[here].titled or rows[here].above or not _SEPARATORS.isdisjoint(rest):
        return False
    firm = rows[here - 1]
    return (firm.above or firm.bold) and not firm.titled and not LEX.organisation_suffix.isdisjoint(firm.norms)


def _walk_down(rows: Sequence[Row], here: int, span: DateSpan, stop: int, above: int, *, bare: bool, first: int) -> int:
    """Return the row after the header lines below the date."""
    body = here + 1
    titled = any(row.titled for row in rows[first : here + 1])
    allowed = 3 if bare else 2 if above == 0 or not titled else 1
    while body < stop and body - here <= allowed:
        row = rows[body]
        # What stands apart below a bare date is its head, also behind the place that a narrow column holds below it.
        # Markdown parts each heading from its employer; behind one may stand a table, too.
        headed = rows[here].heading and not row.heading and "\t" not in row.text
        apart = (bare or headed) and body == here + 1
        apart = apart or (bare and body == here + 2 and not titled and row.titled)
        if not row.header or (row.above and not apart):
            break
        if any(is_aside(row, one, (rows[here], span)) for one in row.dates):
            break
        if above and body + above >= stop and stop < len(rows):
            break
        if titled and not bare and row.titled and (row.bold or row.heading or row.marked):
            break
        if len(row.norms) > 5 and not row.titled and any(map(_says_both, rows[first:body])):
            break  # what follows tells of the work
        if titled and not row.titled and _named_above(rows[first : here + 1], span, above):
            break
        if "," in row.text and not row.dates and _lists_tools(row, rows[first:body], rows[here], span):
            break
        body += 1
    return body


def _lists_tools(row: Row, header: Sequence[Row], anchor: Row, span: DateSpan) -> bool:
    """Tell "Terraform, Kubernetes, ELK" below a header that names title and employer from the employer and its place.

    Two names may be a firm and its town, unless the header's employer is surely one.
    """
    whole = trim_part(row, 0, len(row.text))
    pieces = whole.pieces if whole is not None else []
    if len(pieces) < 2 or any(piece.rank or len(piece.text.split()) > 3 for piece in pieces) or ends_in_place(pieces):
        return False
    title, organisation = name_entry(header_parts(header, anchor=anchor, span=span))
    if title is None or not title.score or organisation is None:
        return False
    return len(pieces) > 2 or organisation.rank > 0


def _named_above(header: Sequence[Row], span: DateSpan, above: int) -> bool:
    """Tell a title and an employer above a date: in two lines, as those of the first entry, or parted in one."""
    *over, anchor = header
    if len(over) != 1:
        return len(over) > 1 and above > 1
    parted = any(sign in over[0].text for sign in (" | ", "\t", " · "))
    return parted and None not in name_entry(header_parts(over, anchor=anchor, span=span))


def _says_both(row: Row) -> bool:
    """Tell "Engineer, Acme", with its dates or without."""
    end = row.dates[0].start if row.dates and row.dates[0].start else len(row.text)
    return "," in row.text[:end].rstrip(" ,") and row.titled


def _without_umbrellas(entries: list[RawEntry], rows: Sequence[Row]) -> list[RawEntry]:
    """Drop an employer's total range above its roles, and lend the employer to roles that name none."""
    kept: list[RawEntry] = []
    employer: Part | None = None
    for i, entry in enumerate(entries):
        following = entries[i + 1] if i + 1 < len(entries) else None
        named = entry.title is not None and entry.title.score > 0
        below = rows[entry.body : entry.last]
        # A line on the firm may stand between, or "Contractor to the following clients:".
        titled = following is not None and following.title is not None and following.title.score > 0
        bare = not below or (len(below) == 1 and (titled or below[0].text.endswith(":")))
        if not named and bare and entry.span and following and following.span and within(following.span, entry.span):
            named_over = entry.organisation or entry.title
            employer = named_over and without_place(named_over)
            continue
        if entry.organisation is None:
            kept.append(entry._replace(organisation=employer))
        else:
            kept.append(entry)
            employer = entry.organisation if _stands_over(entry, rows) else None
    return kept


def _stands_over(entry: RawEntry, rows: Sequence[Row]) -> bool:
    """Tell an employer in a line of its own above the line of a role and its dates: the roles below may be its, too."""
    first = rows[entry.first]
    employer = entry.organisation
    return (
        employer is not None and entry.title is not None and not first.dates
        and first.start <= employer.start < first.end <= entry.title.start
    )  # fmt: skip


def within(inner: DateSpan, outer: DateSpan) -> bool:
    """Tell whether one range lies inside another."""
    last, limit = (span.until.last if span.until else _NOW for span in (inner, outer))
    return inner.since.first >= outer.since.first and last <= limit


def _undated(rows: Sequence[Row]) -> list[RawEntry]:
    """Return entries without dates: header lines that hold a job title."""
    titled = [i for i, row in enumerate(rows) if row.titled and row.header and is_short(row)]
    starts = [i for k, i in enumerate(titled) if k == 0 or i - titled[k - 1] > 1]
    entries: list[RawEntry] = []
    for start, last in pairwise([*starts, len(rows)]):
        body = start + 1
        while body < last and body - start <= 2 and rows[body].header:
            body += 1
        title, organisation = name_entry(_lines(rows[start:body]))
        entries.append(RawEntry(title, organisation, None, start, body, last))
    return entries


def entry_values(entry: RawEntry, rows: Sequence[Row], *, as_of: Month) -> dict[str, Any]:
    """Return the values of an `Entry`, in the order of its fields."""
    return {
        "title": entry.title.text if entry.title else None,
        "organisation": entry.organisation.text if entry.organisation else None,
        **date_values(entry.span, as_of=as_of),
        "start": rows[entry.first].line_start,
        "end": rows[entry.last - 1].end,
    }

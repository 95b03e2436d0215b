"""Rows → whole rows: a line that goes on with the one before it is joined to it, judged once for all readers of rows.

Where the layout tells how far a line reaches, a line was wrapped when the next word had no room in it. Elsewhere, and
where that proves little (a narrow column, a list), what the lines end and begin with must say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from skillgap.structure.dates import Month, find_dates, is_present
from skillgap.structure.heading_words import names_wishes
from skillgap.structure.language import LEX, norms
from skillgap.structure.rows import Row, Rows, breaks_off, place_and_date, whole_date

_ENDED = (".", "!", "?", ":", ";", "…")
_QUOTED = ('"', "”", "'", "’", ")")
_LABEL = re.compile(r"[^:,.(]{1,40}:(?!\S)")
_MAIL = re.compile(r"\w@\w+[.-]\w")
_NARROW = 40
"""Characters of a line that a capital may follow without a sign that it goes on: lists are as narrow."""
_SHORT = 25
"""Characters of the last line of a column or page that goes on in the next one."""
_RAGGED, _UNSURE = 8, 1
"""Letters of room behind a line that was wrapped: where words tell so, too, and where they don't."""
_NEAR = 4
_FEW = 3
_LONGER = 2
_SURE = 3
_DASHES = ("-", "–", "—")


def whole_rows(rows: Rows, text: str, *, wrapped: bool, as_of: Month, days_first: bool | None) -> Rows:
    """Return the rows with wrapped lines joined; `wrapped` says that a text without places may have such lines."""
    edge = _edge(rows) if wrapped and rows and rows[0].x0 is None else None
    whole = Rows()
    whole.body_size, whole.largest = rows.body_size, rows.largest
    whole.run_together = rows.run_together
    run = rows[:1]
    for row in rows[1:]:
        # What stands beside a heading is a row without a line of its own.
        if text[row.line_start - 1] == "\n" and _goes_on(run, row, edge):
            run.append(row)
            continue
        whole.append(_joined(run, as_of=as_of, days_first=days_first))
        run = [row]
    if run:
        whole.append(_joined(run, as_of=as_of, days_first=days_first))
    first = {row.line_start for row in whole}
    whole.wraps = [row.line_start for row in rows if row.line_start not in first]
    for index, row in enumerate(whole):
        row.index = index
    whole.starts = [row.start for row in whole]
    return whole


def _edge(rows: Sequence[Row]) -> int | None:
    """Return how many characters the lines of a plain text hold; None where its paragraphs are one line each.

    Two lines may be longer than the rest. A text that wraps shows it by lines that go on in small letters.
    """
    lengths = sorted((row.end - row.line_start for row in rows), reverse=True)
    edge = lengths[min(_LONGER, len(lengths) - 1)]
    sure = sum(
        row.small
        and not (row.bullet or row.above or _ends(before.text))
        and before.end - before.line_start + 1 + len(row.text.split(None, 1)[0]) > edge
        for before, row in pairwise(rows)
    )
    return edge if sure >= _SURE else None


def _joined(run: Sequence[Row], *, as_of: Month, days_first: bool | None) -> Row:
    """Make the first row of a run the row for all of its lines, with the dates that the whole shows."""
    if len(run) == 1:
        return run[0]
    row = run[0].joined(*run[1:])
    if row.dates and any(_meet(before, below) for before, below in pairwise(run)):
        row.dates = find_dates(row.text, as_of=as_of, days_first=days_first)
    return row


def _meet(before: Row, below: Row) -> bool:
    """Tell whether a date stands so near to a line's end that the end may cut it."""
    if before.dates and len(before.text) - before.dates[-1].end < _NEAR:
        return True
    return bool(below.dates) and below.dates[0].start < _NEAR


def _goes_on(run: Sequence[Row], row: Row, edge: int | None) -> bool:
    """Tell whether a row goes on with the lines before it; `edge` is how far the lines of a plain text reach."""
    before = run[-1]
    if row.bullet or row.heading or before.heading or before.ruled or row.furniture or before.furniture:
        return False
    cut = _cut_behind_a_colon(before, row, edge)
    if row.marked != before.marked or (_ends(before.text) and not cut) or _differ(before.size, row.size):
        return False
    if row.above or row.page != before.page:
        return _in_the_next_column(before, row)
    if _goes_on_a_date(before, row):
        return True
    if row.capitals and not (before.capitals or cut or breaks_off(before)):
        return False  # a heading, if it isn't the last word of "… to the", "NPU"
    if row.bold and (not before.bold or _LABEL.match(before.text)):
        return False
    opened, off = _is_open(run), breaks_off(before) and before.key not in LEX.keys["closings"]
    if off and before.above and names_wishes(before.text, before.norms):
        return False  # "Looking for" is a heading
    if not _same_cell(before, row, opened=opened, off=off):
        return False
    word = row.text.split(None, 1)[0]
    if off and not opened and word.istitle() and word.lower() in LEX.words["deeds"]:
        return False  # "… nobody had asked for" over "Migrated jobs to Airflow"
    if opened or off or word[0] == "(" or _never_first(before, row, word):
        return True
    room = _room(before, row, len(word), edge)
    fits = len(before.text) >= _NARROW if room is None else room < _RAGGED
    if before.marked and row.marked and before.capitals == row.capitals and room is not None and room < _UNSURE:
        return True  # a heading in large letters: "MILITARY AND PROFESSIONAL" over "EXPERIENCE"
    # A text with lines of its own that is set again: what was left of one goes on with the next.
    fits = fits or (row.small and before.x0 is not None and len(run) > 1 and len(run[-2].text) >= _NARROW)
    told = row.small and _MAIL.search(word) is None
    full = room is not None and room < _UNSURE
    if told and word[-1] == ":":
        # "… Theatre. STEM" over "ambassador: I teach soldering"; not "C: Kubernetes, Go" over "none: PyTorch".
        told = full and _LABEL.match(before.text) is None
    elif told and room is None and _LABEL.match(row.text) and _LABEL.match(before.text):
        told = False  # "2020: Scrum" over "planned for 2024: Kubernetes": items with a label each
    hangs = fits and _hangs(run[0], row) and (full or room is None or _LABEL.match(row.text) is None)
    if hangs or (fits and (told or _ends_name(before, row))):
        return not _opens_entry(before, row)
    if row.small or room is None or room >= _UNSURE or len(before.text) < _NARROW:
        return False
    return not (before.bold and not row.bold and _LABEL.match(before.text) is None) and not _begins_anew(before, row)


def _differ(one: float | None, two: float | None) -> bool:
    return one is not None and two is not None and abs(one - two) > 0.1 * one


def _ends(text: str) -> bool:
    return text[-1] in _ENDED or (text[-1] in _QUOTED and text[-2:-1] in _ENDED[:3])


def _cut_behind_a_colon(before: Row, row: Row, edge: int | None) -> bool:
    """Tell "GCIA (2019). Booked, not sat:" over "OSCP", where the line had no room for more, from a label."""
    if before.text[-1] != ":" or not (". " in before.text or "; " in before.text):
        return False
    room = _room(before, row, len(row.text.split(None, 1)[0]), edge)
    return room is not None and room < _UNSURE


def _is_open(run: Sequence[Row]) -> bool:
    """Tell whether a bracket is open that began in the last few lines."""
    text = run[0].text if len(run) == 1 else "".join([row.text for row in run[-_FEW:]])
    return "(" in text and text.count("(") > text.count(")")


def _in_the_next_column(before: Row, row: Row) -> bool:
    """Tell prose that the end of a column or page has cut: only a small letter shows it."""
    if not row.small or row.bold or before.bold or (row.above and row.block == before.block):
        return False
    apart = "\t" in row.text or _MAIL.search(row.text) or whole_date(row) is not None
    return not apart and len(before.text) >= _SHORT


def _same_cell(before: Row, row: Row, *, opened: bool, off: bool) -> bool:
    """Tell whether a row may go on with the last cell before it: no row of a table, no date at the edge above it."""
    cut = row.text.rfind("\t") + 1
    # "…, Bachelor of" over "Information Systems<tab>2013 – 2017"; not "From – to" over the first row of a table.
    off_alone = off and len(before.text) >= _NARROW and "\t" not in before.text
    if cut and not opened and not ((row.small or off_alone) and any(s.start == cut for s in row.dates)):
        return False
    if _ends_in_a_date(before):
        # The date itself may be cut: "Oct 2019 –" over "May 2021".
        dated = bool(row.dates) and row.dates[0].start == 0
        return before.text[-1] in _DASHES and (dated or is_present(row.text.split(None, 1)[0]))
    return whole_date(row) is None or opened or off


def _goes_on_a_date(before: Row, row: Row) -> bool:
    """Tell "a meeting of developers, Oct" over "2023", and "Acme, Galway, Sept 2022" over "– now"."""
    if not (row.dates or row.text[0] in _DASHES):
        return False
    if row.text[0] in _DASHES:
        begun = before.dates[-1] if before.dates else None
        until = row.norms[:1] and (is_present(row.norms[0]) or bool(row.dates))
        return bool(until and begun and begun.single and begun.end == len(before.text)) and len(row.norms) < _FEW
    dated = row.dates[0].start == 0 and row.text[:4].isdigit()
    return dated and not before.dates and before.text[-1].isalpha() and before.norms[-1] in LEX.months


def _ends_in_a_date(row: Row) -> bool:
    """Tell a header with its date at the end: "Acme<tab>2019", "Acme | 2019 – 2021", "Acme (2019 – 2021, Perth)"."""
    if not row.dates:
        return False
    last, text = row.dates[-1], row.text
    if last.end < len(text):
        return text[-1] == ")" and not last.single and text.rfind("(") < last.start
    behind = text[: last.start].rstrip(" ")[-1:]
    return text[-1] in _DASHES or behind == "\t" or (behind in tuple(",|·•") and not last.single)


def _hangs(head: Row, row: Row) -> bool:
    """Tell what stands below the text of an item, not below its bullet."""
    if not head.bullet:
        return False
    if head.x0 is None or row.x0 is None:
        return row.indent > head.indent
    return row.x0 > head.x0 + 3


def _never_first(before: Row, row: Row, word: str) -> bool:
    """Tell "Certificate, 2023" below "AWS Developer"; alone it may be a heading, before words a name of its own."""
    rest = row.text[len(word.rstrip(",.;:)")) :].lstrip()
    named = word.rstrip(",.;:)").lower() in LEX.words["never_first"]
    return named and bool(rest) and not (rest[0].isalnum() or rest[0] == ":" or before.school)


def _ends_name(before: Row, row: Row) -> bool:
    """Tell the end of a name: "Engineer, Radarwerk Neckar" over "GmbH, Ulm", "AWS Developer" over "Certificate"."""
    if row.text.lower() in LEX.words["never_first"]:
        return True
    if "," not in before.text:
        return False
    named = norms(row.text.split(",", 1)[0])
    return 0 < len(named) <= 3 and (named[-1] in LEX.legal_forms or (len(named) < 3 and named[0] in LEX.institutions))


def _begins_anew(before: Row, row: Row) -> bool:
    """Tell what is an item of its own though the line before it is full: a label, an address, a date, a signature."""
    if _LABEL.match(row.text) or _MAIL.search(row.text) or _MAIL.search(before.text):
        return True
    if before.dates and (before.dates[-1].end == len(before.text) or _is_range(before)):
        return True
    if _is_range(row) or place_and_date(row) is not None:
        return True
    return "\t" in before.text and (row.x0 is None or before.x0 is None or row.x0 <= before.x0 + 5)


def _opens_entry(before: Row, row: Row) -> bool:
    """Tell "aug 2012 – mar 2017: clerk" from "since 2023"."""
    return _is_range(row) and (row.dates[0].until is not None or _is_range(before))


def _is_range(row: Row) -> bool:
    """Tell a row that opens with a range of dates."""
    return bool(row.dates) and row.dates[0].start == 0 and not row.dates[0].single


def _room(before: Row, row: Row, letters: int, edge: int | None) -> float | None:
    """Return how many letters more a line could have held than the next word; None where nothing shows its end."""
    if edge is not None:
        return edge - (before.end - before.line_start) - 1 - letters
    if before.x1 is None or row.x0 is None or row.x1 is None:
        return None
    return (before.edge - before.x1) / (row.x1 - row.x0) * len(row.text) - 1 - letters

"""Rows → the look of their headings where no known word tells it: short lines of one look all over the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from skillgap.structure.rows import Row, Rows

Look = tuple[str, float | None]
"""The style of a row, and its size where that is known."""

_LEAST = 3
"""Headings that make a look."""
_DIGIT = re.compile(r"\d")


def look_of(row: Row) -> Look:
    """Return the style and the size; small capitals have as many sizes as words."""
    style = row.style
    return style, None if style == "C" else row.size


def group_by_look(rows: Rows) -> dict[Look, list[Row]]:
    """Return the rows that stand out, bullets left out, by their looks."""
    looks: dict[Look, list[Row]] = {}
    for row in rows:
        if (row.heading or row.stands_out) and not row.bullet and not row.furniture:
            looks.setdefault(look_of(row), []).append(row)
    return looks


def own_look(looks: Mapping[Look, list[Row]], rows: Rows, known: Collection[int]) -> Look | None:
    """Return the look that only headings have, though hardly any names a kind of section; `known` are those that do.

    Short lines of it open parts of the text, three or more, and few of them stand over a date, as employers do. In a
    text with marks for headings it is the highest level that stands more than once.
    """
    for look in sorted(looks, key=lambda look: (-(look[1] or 0.0), look[0])):
        alike = [row for row in looks[look] if row.index]
        if alike and 2 * sum(row.index in known for row in alike) >= len(known) and _heads_parts(alike, rows):
            return look
    return None


def shared_looks(looks: Mapping[Look, list[Row]], rows: Rows, known: Sequence[Row]) -> set[Look]:
    """Return the looks that known headings have and hardly a job or a date.

    One heading in large letters makes a look, else two do. Employers may stand in capitals too, and more of them.
    """
    found: set[Look] = set()
    indexes = {row.index for row in known}
    for look, count in Counter(map(look_of, known)).items():
        style, _ = look
        alike = looks.get(look, [])
        # Bold letters of a size of their own are the headings' where other bold lines are of another.
        others = sum(len(rows) for (other, _), rows in looks.items() if other == "B") - len(alike)
        if (style == "B" and min(count, others) <= _LEAST) or count < (
            1 if style.startswith("s") or len(known) < 4 else 2
        ):
            continue
        posts = sum(bool(row.dates) or row.titled for row in alike)
        if 4 * posts <= len(alike) and not employers([row for row in alike if row.index not in indexes], rows):
            found.add(look)
    return found


def employers(unknown: Sequence[Row], rows: Rows) -> frozenset[int]:
    """Return the indexes of those that stand over a date, where most of these lines do; `unknown` names no section."""
    dated = [row.index for row in unknown if _over_a_date(row, rows)]
    return frozenset(dated) if len(dated) > 1 and 2 * len(dated) > len(unknown) else frozenset()


def _over_a_date(row: Row, rows: Rows) -> bool:
    """Tell a line over a date, as employers stand; what stands over an employer, a post and its dates is a heading."""
    below = rows[row.index + 1 : row.index + 3]
    if len(below) == 2 and below[0].stands_out and not below[0].ranged and below[1].titled:
        return False
    return any(other.ranged for other in below)


def may_open(row: Row) -> bool:
    """Tell a short line of words from a job, a date, an address, a list or the end of a sentence."""
    text = row.text
    return (
        0 < len(row.norms) <= 9
        and not (row.dates or row.bullet or row.titled)
        and text[-1] not in ".,;"
        and "@" not in text
        and text.count(",") < 2
        and _DIGIT.search(text) is None
    )


def _heads_parts(alike: Sequence[Row], rows: Rows) -> bool:
    if alike[0].heading:
        return len(alike) > 1
    heads = [row for row in alike if may_open(row) and row.index + 1 < len(rows)]
    if len(heads) < _LEAST or len(heads) < 0.75 * len(alike) or len({row.key for row in heads}) < len(heads):
        return False
    members = {row.index for row in alike}
    if sum(row.index + 1 in members for row in heads) > 0.25 * len(heads):
        return False
    # What stands under a heading may be a job or a degree; under an employer it always is one.
    dated = sum(_over_a_date(row, rows) for row in heads)
    if dated > 0.6 * len(heads):
        return False
    first = next((row.index for row in rows if row.ranged), len(rows))
    return heads[0].index < first

"""A heading, an entry → whether it is the service that a country asks of everyone, and no job.

Conscription and the civilian service in its place are nobody's career; a career in arms and a trade plied in uniform
("software developer, military service") are.
"""

from __future__ import annotations

from collections.abc import Sequence

from skillgap.structure.entries import RawEntry
from skillgap.structure.heading_words import part_keys
from skillgap.structure.language import LEX, squash
from skillgap.structure.rows import Row, is_post_word

_LONGEST = 36  # months: nowhere is anyone made to serve longer (South Korea's alternative service takes so many)
_LONGEST_NAMED = 48  # where an entry opens with "Military service": some stay on for a year as an officer


def is_service_heading(heading: Row) -> bool:
    """Tell "Military service" and "Zivildienst" from "Work experience and military service"."""
    names = [squash(hit.value) for hit in heading.find(LEX.phrases["national_service"])]
    keys, military = part_keys(heading.text), LEX.keys["military_headings"]
    if not names and military.isdisjoint(keys):
        return False
    others = [key for key in keys if key not in military and not any(name in key for name in names)]
    return not any(LEX.headings.get(key) == "experience" for key in others)


def is_service(entry: RawEntry, rows: Sequence[Row], *, heading: bool, months: int | None) -> bool:
    """Tell an entry of compulsory service; `heading`: it stands under one; `months`: its shortest reading."""
    phrases, words = LEX.phrases, LEX.words
    service = phrases["national_service"]
    header = rows[entry.first : max(entry.body, entry.first + 1)]
    if not heading and not any(row.has(service) for row in header):
        return False
    parts = [part.text for part in (entry.title, entry.organisation) if part is not None]
    # Where no word names a post, a title may be only a part of what stands there.
    found = [Row(0, 0, 0, text) for text in parts] if entry.title is not None and entry.title.score else header
    opening = header[0].find(service)
    named = bool(opening) and opening[0].first == 0 and len(opening[0].value) > 3
    if not heading and not named and not any(row.has(service) for row in found):
        return False
    longest = _LONGEST_NAMED if named else _LONGEST
    serving: frozenset[str] = words["served_as"] if named else frozenset()
    if named and opening[0].value in words["corps"]:
        serving |= words["corps_posts"]
    if (months or 0) > longest or any(row.has(phrases["volunteer_forces"]) for row in header):
        return False
    for row in found:
        said = {i for hit in (*row.find(service), *row.find(phrases["ranks"])) for i in range(hit.first, hit.last)}
        if any(i not in said and norm not in serving and is_post_word(norm) for i, norm in enumerate(row.norms)):
            return False
    return True

"""A line → the kind of section that its words name."""

from __future__ import annotations

import re
from operator import itemgetter

from skillgap.models.resume import SectionKind
from skillgap.structure.language import LEX, START, norms, squash
from skillgap.structure.rows import Row

_SPLIT_TITLE = re.compile(r"[&/|,+·•:]|\b(?:and|und|et|y)\b", re.IGNORECASE)
_WIDE = re.compile(r"\s{2,}")
_DIGIT = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"\s*\(.*\)\s*$")
_ASIDE = re.compile(r"[^\W\d_]+ [^()\d,]{3,25} \([^()\dA-Z,]{3,25}\)")
_NUMBERED = re.compile(r"(?:[A-Z]|[IVX]{1,4}|\d{1,2})[.)]\s+(?=[^\W\d_])")
_COUNTED = re.compile(r"\d+\+?\s+[^\W\dA-ZÀ-Ý_]")
"""The beginning of "12 endorsements", not of "2 Education"."""
_ASIDES = frozenset({"research", "teaching"})
"""What says less of a section than another word beside it."""
_GLOSS = re.compile(r"(.+?)\s*\(([^()\d]{3,30})\)\Z")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_LONGEST_WISH = 9
"""Words of "What I would like from my next job"."""

MAIN_KINDS: tuple[SectionKind, ...] = ("experience", "education", "skills")


def named_kind(row: Row) -> SectionKind | None:
    """Return the kind that the words of a line name: known words, with little beside them where the line stands out."""
    text = row.text
    if text[0].isdigit() and _COUNTED.match(text):
        return None
    stands_out = row.above or row.bold or row.marked or row.heading is not None
    if (stands_out or row.ruled) and names_wishes(text, row.norms):
        return "other"
    if len(text) <= 48 and (stands_out or row.ruled or (text[-1] == ")" and text.count(" ") <= 4)):
        kind = _in_own_words(row)
        if kind is not None:
            return kind
    if not may_be_heading(text) or (row.dates and (row.school or row.dates[0].start == 0)):
        return None  # "University, 2014 – 2016": the end of a degree's line
    table, key = LEX.headings, row.key
    closed = text[-1] in ".,;" and len(row.norms) > 1
    lowered = text[0].islower() and not (row.above or row.marked or row.heading)
    plain = not (closed or lowered or (text.count(" ") > 7 and text[1:2] != " "))
    if plain and (kind := table.get(key)) is not None:
        return kind
    if key[:START] not in LEX.heading_starts and not any(key[:size] in table for size in range(2, START)):
        return None  # what follows needs a heading to begin the line
    name = _before_remark(text, stands_out=stands_out)
    if name is not None and (kind := table.get(squash(name))) is not None:
        return kind
    if not plain or len(text) > 48 or (not row.heading and _DIGIT.search(text)):
        return None  # "Skills 2020" is not worth the risk
    return _of_parts(text)


def names_wishes(text: str, found: list[str] | None = None) -> bool:
    """Tell "What I want next" and "Wonach ich suche": words that wish, and none that say for what; `found`: `norms`."""
    found = norms(text) if found is None else found
    phrases, words = LEX.phrases["wishes"], LEX.words
    if len(found) > _LONGEST_WISH or phrases.firsts.isdisjoint(found[:2]) or text[-1] in ".,;":
        return False
    hits = phrases.find(text, found)
    return (
        bool(hits)
        and words["leads"].issuperset(found[: hits[0].first])
        and words["wish_tails"].issuperset(found[hits[0].last :])
    )


def _before_remark(text: str, *, stands_out: bool) -> str | None:
    """Return what stands before a remark in brackets or, in small letters, behind a comma.

    "Selected assignments (freelance, own company, Jan. 2019 to date)", "Publications (5 of 31)"; "Tools, honestly",
    and with nothing but its words to tell it "Project list (newest first)".
    """
    if text[-1] == ")" and (stands_out or _DIGIT.search(text) or _ASIDE.fullmatch(text)):
        return _IN_BRACKETS.sub("", text)
    named, _, remark = text.partition(", ")
    told = stands_out and remark.islower() and len(remark.split()) <= 4 and not _DIGIT.search(remark)
    return named if told else None


def part_keys(text: str) -> list[str]:
    """Return the names that a heading joins ("Skills & Languages") as keys of known headings."""
    return [squash(part) for part in _SPLIT_TITLE.split(text) if part.strip()]


def _of_parts(text: str) -> SectionKind | None:
    """Read "Skills & Languages" as what its first part says, where another part is a heading too."""
    # "Research and work": research is done at work, as teaching is.
    kinds = [LEX.headings.get(key) for key in sorted(part_keys(text), key=_ASIDES.__contains__)]
    return kinds[0] if len(kinds) <= 4 and sum(map(bool, kinds)) >= 2 else None


def _in_own_words(row: Row) -> SectionKind | None:
    """Read "My work so far", "B. Degrees", "Utbildning / Education" and "Studia (studies)" by their known words."""
    text = row.text
    if row.dates or text[-1] in ".,;!?":
        return None
    numbered = _NUMBERED.match(text)
    text = text[numbered.end() :] if numbered else text
    parts = text.replace("|", "/").split("/")
    if len(parts) == 2:
        # One of two names in two languages, where the other says nothing else.
        kinds = {kind for part in parts if (kind := LEX.headings.get(squash(part))) is not None}
        return kinds.pop() if len(kinds) == 1 else None
    if text[-1] == ")" and (gloss := _GLOSS.match(text)) is not None:
        key = squash(gloss[2])
        kind = LEX.headings.get(key)
        names = kind in (*MAIN_KINDS, "languages") and key not in LEX.keys["skill_parts"]  # "Pandas (software)"
        return kind if names and len(gloss[1].split()) <= 3 else None
    low, leads = text.lower(), LEX.words["leads"]
    words = low.split()
    first = next((n for n, word in enumerate(words) if word not in leads), 0) if words[0] in leads else 0
    tail = next(tail for tail in LEX.tails if low.endswith(tail)) if low.endswith(LEX.tails) else ""
    if not (first or tail or numbered):
        return None
    return LEX.headings.get(squash("".join(words[first:]).removesuffix(tail.replace(" ", ""))))


def stem_kind(row: Row) -> SectionKind | None:
    """Return the kind that a part of the words tells of, in a line that is known for a heading."""
    key = row.key
    if (first := next(map(LEX.headings.get, part_keys(row.text)), None)) is not None:
        # "Education and military training" is what its first part says.
        return first
    # The later and longer stem wins: "research experience", "project skills".
    ends = [(key.rfind(stem) + len(stem), len(stem), kind) for stem, kind in LEX.stems if stem in key]
    return max(ends, key=itemgetter(0, 1))[2] if ends else None


def may_be_heading(text: str) -> bool:
    """Tell by the letters of its first word whether a line can begin with a heading."""
    first = text.split(" ", 1)[0]
    return not first.isalpha() or first.casefold()[:START] in LEX.heading_starts


def heading_title(row: Row) -> str:
    """Return a heading as a person reads it: no emoji or rules, letter spacing closed up."""
    text = _EDGE.sub("", row.text)
    text += ")" if "(" in text and row.text.rstrip().endswith(")") else ""
    parts = text.split()
    if len(parts) >= 4 and text.isupper() and sum(len(part) <= 2 for part in parts) >= len(parts) * 0.7:
        return " ".join("".join(word.split()) for word in _WIDE.split(text))
    return " ".join(parts)

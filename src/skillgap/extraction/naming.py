"""Match → is it something else here: people, initials, a profile's place, a label, a nation, a subject at school?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from skillgap.extraction.clauses import row_end, row_start, starts_line
from skillgap.extraction.index import Index
from skillgap.extraction.matcher import Match
from skillgap.extraction.organisations import names_an_organisation
from skillgap.extraction.tokens import Tokens, full_stop
from skillgap.extraction.words import CONJUNCTIONS, is_everyday, is_number, sense_words
from skillgap.models.resume import SectionKind

_MANY = r"(?:k|m|mn|mm|mio|bn|thousand|million|billion|lakh|crore)s?"
_SUM_AFTER = re.compile(
    rf"^[ \n]?\$?(?:\d{{1,3}}(?:[,.']\d{{3}})+|\d{{3,}}|\d+(?:[.,]\d+)? ?{_MANY})(?!\w)", re.IGNORECASE
)
_YEAR_BEFORE = re.compile(r"(?<![\d,.'])(?:19|20)\d\d $")
_SUM_BEFORE = re.compile(r"(?:\d[,.']\d{3}|\d{4}|\d[kK]) ?$")
_MANY_BEFORE = re.compile(rf"\d ?{_MANY} ?$", re.IGNORECASE)
TAUGHT = frozenset({"math", "domain"})
"""Categories of what a school's exams are in."""
_SERVED_NEAR = 6
_INNER = frozenset({"at", "by", "for", "on", "over", "to", "via", "with"})
_LANGUAGE_LINE = 16  # words of a line that lists languages
_DATA_NEAR = 5  # words on each side that may say that a language is that of data
_LONGEST_RUBRIC = 5
_IN_SENTENCES = 3
"""Words of a line that says more than a name."""
_IN_LABELS = frozenset({" ", " & ", "/", " / ", "-"})
_LABEL_ENDS = frozenset(":\t|\n")
_JOINTS = frozenset({"or", "and"})
_BEFORE_ROLES = _JOINTS | {"a", "an", "similar"}
_ROLE_BEGINS = _BEFORE_ROLES | {"as", "am"}
_MOST_ROLES = 5
_ROLE_WORDS = 3
"""How many roles a list may name, and words that say which engineer it is."""
_SCHOOL_NEAR = 10  # words of the list of a school's exams that are looked at before a subject
_ACCOUNT_ROW = 6  # words of a line that names accounts
_SITE_NEAR = 12  # words on each side in which a link shows that a site is a profile's


def _in_the_role(tokens: Tokens, first: int, last: int) -> bool:
    """Tell "as data engineer", "I am a data engineer" and "in a data engineer role": who worked so knows it."""
    before = [low for low in tokens.lows[max(0, first - 3) : first] if low not in {"a", "an", "similar"}]
    if before[-1:] in (["as"], ["am"]):
        return True
    if before[-1:] == ["in"] and last < tokens.size and tokens.lows[last] in sense_words()["posts"]:
        return True
    return not tokens.lows[last - 1].endswith("s") and _behind_roles(tokens, first)


def _behind_roles(tokens: Tokens, place: int) -> bool:
    """Tell "data scientist" of "as a data engineer, analytics engineer or data scientist"."""
    for _ in range(_MOST_ROLES):
        joined = tokens.gaps[place].strip() in {",", "/"}
        while place and tokens.lows[place - 1] in _BEFORE_ROLES:
            joined = joined or tokens.lows[place - 1] in _JOINTS or tokens.gaps[place - 1].strip() == ","
            place -= 1
        if place and tokens.lows[place - 1] in {"as", "am"}:
            return True
        if not (joined and place and tokens.lows[place - 1] in sense_words()["people"]):
            return False
        place -= 1
        for _ in range(_ROLE_WORDS):
            if not place or tokens.gaps[place] != " " or tokens.lows[place - 1] in _ROLE_BEGINS:
                break
            place -= 1
    return False


def means_something_else(
    tokens: Tokens, index: Index, match: Match, section: SectionKind, rubrics: Sequence[int]
) -> bool:
    """Tell whether a sure name is here a company, a role's people, a profile's place or a list's label.

    People in small letters are a role, not the skill: "the data scientists", unlike the title "Data Scientist"; a
    "hiring platform" is a thing that was built, not a hand for people; and "curious visitors" are others.
    """
    last = match.last
    if labels_a_list(tokens, index, match, rubrics):
        return True
    if tokens.gaps[last] == " " and last < tokens.size:
        if match.surface.soft and tokens.lows[last] in sense_words()["things"]:
            return True
        if _is_a_trait(match) and tokens.lows[last] in sense_words()["strangers"]:
            return True
        if tokens.lows[last] in sense_words()["wares"] and _is_a_trade(match):
            return True
    if last - match.first > 1:
        return _names_people(tokens, match)
    return names_a_firm_or_profile(tokens, index, match, section)


def names_a_firm_or_profile(tokens: Tokens, index: Index, match: Match, section: SectionKind) -> bool:
    """Tell an employer, the place of a profile, and what is sent on request, from the skill of that name."""
    if tokens.lows[match.last : match.last + 2] == ["on", "request"]:
        return True  # "PGP on request" among contact lines: a key
    return names_an_organisation(tokens, index, match, section) or _links_to_a_profile(tokens, index, match, section)


def _is_a_trait(match: Match) -> bool:
    """Tell what one word says of a person: "loyal customers" are not the candidate."""
    skill = match.surface.skill
    return match.last - match.first == 1 and skill is not None and skill.category == "soft_skill"


def _is_a_trade(match: Match) -> bool:
    """Tell a field of business: "an invoicing product" and "logistics partners" are of those who need it."""
    return match.surface.skill is not None and match.surface.skill.category == "domain"


def _names_people(tokens: Tokens, match: Match) -> bool:
    """Tell "the data analysts", a word for those who know data analysis, from the product "cert-manager"."""
    if match.surface.method == "exact" or tokens.lows[match.last - 2] in sense_words()["managed"]:
        return False
    role = tokens.lows[match.last - 1] in sense_words()["people"] and tokens.words[match.last - 1].islower()
    return role and not _in_the_role(tokens, match.first, match.last)


def tells_the_kind(tokens: Tokens, before: Match, match: Match) -> bool:
    """Tell what a name is from a skill of its own: "Go (Programming Language)", as LinkedIn writes it."""
    if before.last != match.first or tokens.lows[match.last - 1] not in sense_words()["kinds"]:
        return False
    return tokens.gaps[match.first].strip() == "(" and tokens.gaps[match.last].lstrip().startswith(")")


def is_other_initials(tokens: Tokens, match: Match) -> bool:
    """Tell a sum ("CAD 120,000"), a grade and the plural of other initials ("IPs") from a skill of the same letters."""
    if match.last - match.first > 1:
        return False
    word = tokens.words[match.first]
    if len(word) == 1 and _is_a_grade(tokens, match.first):
        return True
    if len(word) == 2 and word.isupper() and _behind_a_town(tokens, match.first):
        return True
    if word[-1] == "s":
        # A small s makes a plural of other initials: "IPs" is not IPS, "IDs" not IDS.
        written = match.surface.written
        return len(written) > 2 and written.isupper() and written[-1] == "S" and word == written[:-1] + "s"
    return word in sense_words()["currencies"] and _beside_a_sum(tokens, match.first)


def _is_a_grade(tokens: Tokens, i: int) -> bool:
    """Tell the mark that ends a row of a transcript: "Physics   6   D"."""
    gap, behind = tokens.gaps[i], tokens.gaps[i + 1]
    apart = "\t" in gap or "  " in gap or "|" in gap
    return apart and i > 0 and tokens.lows[i - 1][0].isdigit() and (i + 1 == tokens.size or "\n" in behind)


def _behind_a_town(tokens: Tokens, i: int) -> bool:
    """Tell the two letters of a province: "Montréal, QC"."""
    return i > 0 and tokens.gaps[i] == ", " and tokens.lows[i - 1] in sense_words()["towns"]


def _beside_a_sum(tokens: Tokens, i: int) -> bool:
    start, end = tokens.starts[i], tokens.ends[i]
    after, before = tokens.text[end : end + 16], tokens.text[max(0, start - 12) : start]
    if _SUM_AFTER.search(after) or (_SUM_BEFORE.search(before) and not _YEAR_BEFORE.search(before)):
        return True
    # "2M CAD", but "10M PHP requests a day".
    return bool(_MANY_BEFORE.search(before)) and not (after[:1] == " " and after[1:2].islower())


def labels_a_list(tokens: Tokens, index: Index, match: Match, rubrics: Sequence[int]) -> bool:
    """Tell the label of a list ("Databases: MySQL, …") from a skill; only broad names in the plural are labels.

    In a table that became text no sign may stand behind the label: "DevOps Tools Jenkins, Docker".
    """
    if rubrics and heads_a_list(tokens, index, match.first, match.last, rubrics):
        return True
    if match.surface.skill is None or match.surface.skill.id not in index.broad:
        return False
    gap = tokens.gaps[match.last]
    if gap in {" ", "\n"}:
        if not _lists_names(tokens, index, match.last):
            return False
    elif not (":" in gap or "\t" in gap or "..." in gap) or gap.startswith((".\t", ". ")):
        return False
    if "\t" in gap and match.last < tokens.size:
        if tokens.lows[match.last][0].isdigit():
            return False  # "Amazon Web Services | 2023", with its year in a cell
        if _in_a_grid(tokens, index, match.first):
            return False
    words, low = sense_words(), tokens.lows[match.last - 1]
    if not _in_plural(low) and not ((":" in gap or "\t" in gap) and low in words["labels"]):
        return False
    # A product with a plural name ("GitHub Actions", "EC2 instances") is an item, unless it ends in a heading's word.
    heads = low in words["labels"] or low in words["headings"]
    if not heads and not all(is_everyday(word) for word in tokens.lows[match.first : match.last]):
        return False
    return starts_line(tokens, match.first)


def _in_a_grid(tokens: Tokens, index: Index, at: int) -> bool:
    """Tell skills set in rows and columns, one in each cell, from labels before what they hold.

    Labels stand below each other: in a grid the row above or below holds nothing but names, the first no label either.
    """
    begin, end = row_start(tokens, at), row_end(tokens, at)
    if any("," in gap for gap in tokens.gaps[begin + 1 : end]):
        return False
    over = row_start(tokens, begin - 1) if begin else begin
    under = row_end(tokens, end) if end < tokens.size else end
    return _names_in_cells(tokens, index, over, begin) or _names_in_cells(tokens, index, end, under)


def _names_in_cells(tokens: Tokens, index: Index, begin: int, end: int) -> bool:
    """Tell a row of several cells each of which is a skill's name, the first none in the plural."""
    bounds = [begin, *(k for k in range(begin + 1, end) if "\t" in tokens.gaps[k]), end]
    head = tokens.lows[bounds[1] - 1]
    if len(bounds) < 3 or _in_plural(head) or head in sense_words()["labels"]:
        return False
    names = [index.surfaces.get(" ".join(tokens.lows[first:last])) for first, last in pairwise(bounds)]
    return all(name is not None and name.skill is not None for name in names)


def _in_plural(low: str) -> bool:
    return low[-1] == "s" and not low.endswith(("ics", "sis", "ss")) and is_everyday(low)


def rubric_heads(tokens: Tokens) -> list[int]:
    """Return the first words of lines that may be of a rubric."""
    return [k for k in tokens.spots(_rubric_starts()) if starts_line(tokens, k)]


def heads_a_list(tokens: Tokens, index: Index, first: int, last: int, rubrics: Sequence[int]) -> bool:
    """Tell whether these words are of a rubric: a label that shows nothing but its list ("Scripting: Bash, Perl").

    `rubrics` are the places that `rubric_heads` gives.
    """
    at = bisect_right(rubrics, first) - 1
    start = rubrics[at] if at >= 0 else -1
    if not 0 <= first - start <= _LONGEST_RUBRIC or any(starts_line(tokens, k) for k in range(start + 1, first + 1)):
        return False
    end = last
    while end < tokens.size and end - start < _LONGEST_RUBRIC and tokens.gaps[end] in _IN_LABELS:
        if tokens.gaps[end] == " " and _lists_names(tokens, index, end) and _is_rubric(tokens.lows[start:end]):
            return True
        end += 1
    if end == tokens.size or _LABEL_ENDS.isdisjoint(tokens.gaps[end]):
        return False
    # A form's row says in sentences what its rubric asks for: "Social skills<tab>Good at mediating".
    told = "\t" in tokens.gaps[end] or (tokens.gaps[end] == "\n" and row_end(tokens, end) - end > _IN_SENTENCES)
    asks = told and tokens.lows[end - 1] in {"skills", "competences"}
    return _is_rubric(tokens.lows[start:end]) and (asks or _lists_names(tokens, index, end))


def _is_rubric(lows: Sequence[str]) -> bool:
    return " ".join([low for low in lows if low != "and"]) in sense_words()["rubrics"]


@cache
def _rubric_starts() -> frozenset[str]:
    return frozenset(rubric.split()[0] for rubric in sense_words()["rubrics"])


def _lists_names(tokens: Tokens, index: Index, at: int) -> bool:
    """Tell whether a list begins at word `at`: of names where no sign parts it from the label, else of short items."""
    if at >= tokens.size or tokens.words[at].islower():
        return False
    behind_a_sign = tokens.gaps[at] not in {" ", "\n"}
    if not behind_a_sign and tokens.lows[at] not in index.surfaces:
        return False
    for k in range(at + 1, min(at + 4, tokens.size + 1)):
        gap = tokens.gaps[k]
        if "," in gap or (behind_a_sign and ("\n" in gap or "/" in gap or "|" in gap or k == tokens.size)):
            return True
        if gap not in {" ", " (", "/", "-"}:
            return False
    return False


def _links_to_a_profile(tokens: Tokens, index: Index, match: Match, section: SectionKind) -> bool:
    """Tell whether "GitHub" is here the place of a profile: among contact lines or beside a link."""
    first, last = match.first, match.last
    if tokens.lows[first] not in sense_words()["profile_sites"]:
        return False
    if section == "contact":
        return True
    if last < tokens.size and tokens.gaps[last] == " " and tokens.lows[last] in sense_words()["profile_words"]:
        return True
    masked = tokens.masked
    for step in (-1, 1):
        i = first
        while 0 <= i < tokens.size and abs(i - first) < _SITE_NEAR:
            if masked[i]:
                return True
            if "\n" in tokens.gaps[i if step < 0 else i + 1]:
                break
            i += step
    return section != "skills" and _names_an_account(tokens, index, first)


def _names_an_account(tokens: Tokens, index: Index, at: int) -> bool:
    """Tell the site of an account: "GitHub @marlow", "marlow (GitHub)", or alone above, below or beside such."""
    begin, end = row_start(tokens, at), row_end(tokens, at)
    sites, places = sense_words()["profile_sites"], range(begin, end)
    others = [k for k in places if tokens.lows[k] not in sites]
    if others:
        return end - begin <= _ACCOUNT_ROW and _is_handle(tokens, index, others)
    if end - begin > 1:
        return True
    over = range(row_start(tokens, begin - 1), begin) if begin else range(0)
    under = range(end, row_end(tokens, end)) if end < tokens.size else range(0)
    for row in (over, under):
        lows = {tokens.lows[k] for k in row}
        if lows and (lows <= sites or (len(row) <= _ACCOUNT_ROW and _is_handle(tokens, index, row))):
            return True
    # The last of the contact's lines is a link, an address or a telephone number.
    contact = [k for k in over if tokens.masked[k] or tokens.lows[k].isdigit()]
    titled = len(over) <= 2 and not sense_words()["profile_headings"].isdisjoint(tokens.lows[begin - 1 : begin])
    return bool(over) and (titled or len(contact) == len(over))


def _is_handle(tokens: Tokens, index: Index, words: Sequence[int]) -> bool:
    """Tell what an account is called: in small letters, no name of a skill and not all of it English."""
    lows = [tokens.lows[k] for k in words]
    small = all(tokens.words[k].islower() or tokens.lows[k].isdigit() for k in words)
    glued = all(" " not in tokens.gaps[k] for k in words[1:] if k - 1 in words)
    return small and glued and index.written.keys().isdisjoint(lows) and not all(map(is_everyday, lows))


def take_human_language(tokens: Tokens, index: Index, match: Match, section: SectionKind) -> Match | None:
    """Take "French" as a language where the section, a level or a sister language says so, not as a nationality."""
    first, last = match.first, match.last
    word = tokens.words[first]
    if word.islower() and word.isascii() and section != "languages":
        return None
    if section == "languages":
        return match._replace(reason=f'"{word}" among human languages')
    ended = last == tokens.size or tokens.gaps[last].strip(" .;") in {"\n", "\n•"}
    if ended and starts_line(tokens, first):
        return match._replace(reason=f'"{word}" as an item of its own: a human language')
    if _among_languages(tokens, index, first):
        return match._replace(reason=f'"{word}" in a list of human languages')
    signs = sense_words()["human_language_signs"] | sense_words()["human_language_levels"]
    while first and (before := _language_before(tokens, index, first)) is not None:
        first = before  # what is said of the first of a list holds for all, over the end of a line as well
    if first and _served_in(tokens, index, first, last):
        return match._replace(reason=f'"{word}" as what guests or callers are served in: a human language')
    low, high = max(0, first - 4), min(tokens.size, last + 5)
    for i in range(low, high):
        if tokens.lows[i] in signs and "\n" not in "".join(tokens.gaps[min(i, first) + 1 : max(i, first) + 1]):
            return match._replace(reason=f'"{word}" with "{tokens.words[i]}": a human language')
    return None


def _language_before(tokens: Tokens, index: Index, first: int) -> int | None:
    """Return the language that a comma or an "and" puts before this one: "answered in Swedish and English"."""
    k, sign = first - 1, tokens.gaps[first].strip()
    if not sign and tokens.lows[k] in CONJUNCTIONS:
        k -= 1
    elif sign != ",":
        return None
    return k if k >= 0 and _is_language(index, tokens.lows[k]) else None


def _served_in(tokens: Tokens, index: Index, first: int, last: int) -> bool:
    """Tell "phone support in German and Dutch" from "customers in German towns" and "support for German"."""
    if last < tokens.size and tokens.lows[last] in CONJUNCTIONS and not tokens.gaps[last].strip():
        last += 2 if _is_language(index, tokens.lows[min(last + 1, tokens.size - 1)]) else 0
    goes_on = last < tokens.size and tokens.gaps[last] == " " and tokens.lows[last] not in _INNER
    served = tokens.lows[max(0, first - _SERVED_NEAR) : first - 1]
    return tokens.lows[first - 1] == "in" and not goes_on and not sense_words()["served"].isdisjoint(served)


def of_data(tokens: Tokens, index: Index, match: Match) -> bool:
    """Tell the language of a model's data or of a product from one that a person speaks: "Turkish tweets".

    What is said of the first of a list holds for all: "multilingual support (French, Spanish, Arabic)".
    """
    signs, things = sense_words()["human_language_levels"], sense_words()["language_data"]
    first = match.first
    while first and (_is_language(index, tokens.lows[first - 1]) or tokens.lows[first - 1] in CONJUNCTIONS):
        first -= 1
    low, high = max(0, first - _DATA_NEAR), min(tokens.size, match.last + _DATA_NEAR)
    while low < match.first and any("\n\n" in tokens.gaps[i] for i in range(low + 1, match.first + 1)):
        low += 1
    near = tokens.lows[low:high]
    if not signs.isdisjoint(near):
        return False
    return not things.isdisjoint(near) or any(_of_a_product(tokens, i) for i in range(low, first))


def _of_a_product(tokens: Tokens, i: int) -> bool:
    """Tell "multilingual support" and "in 5 languages" from "Multilingual: French, Dutch" and "Languages: French"."""
    low = tokens.lows[i]
    if low == "multilingual":
        return i + 1 < tokens.size and tokens.gaps[i + 1] == " "
    return low in {"languages", "locales"} and i > 0 and is_number(tokens.lows[i - 1])


def at_school(tokens: Tokens, match: Match) -> bool:
    """Tell a subject of a school exam: "A-levels: Mathematics (A), Physics (B)"."""
    low = max(0, match.first - _SCHOOL_NEAR)
    if not sense_words()["teaching"].isdisjoint(tokens.lows[low : match.first]):
        return False
    for i in range(match.first - 1, low - 1, -1):
        if "\n" in tokens.gaps[i + 1] and i + 1 < match.first:
            return False
        a_level = tokens.lows[i] in {"level", "levels"} and tokens.lows[i - 1] in {"a", "o"}
        if a_level or tokens.lows[i] in sense_words()["school_exams"]:
            return True
    return False


def _among_languages(tokens: Tokens, index: Index, at: int) -> bool:
    """Tell whether the line is a list of languages: three of them and hardly anything else, or two and nothing.

    Two are enough for a cell of contact lines ("Leeds | English, Swedish") and for a sentence ("English, Tagalog. Can
    drive.").
    """
    begin, end = row_start(tokens, at), row_end(tokens, at)
    known = [_is_language(index, low) for low in tokens.lows[begin:end]] if end - begin <= _LANGUAGE_LINE else []
    if known and 3 * sum(known) >= max(9, len(known)):
        return True
    low, high = at, at + 1
    while low > begin and at - low < _LANGUAGE_LINE and not _ends_list(tokens.gaps[low]):
        low -= 1
    while high < end and high - at < _LANGUAGE_LINE and not _ends_list(tokens.gaps[high]):
        high += 1
    listed = [_is_language(index, word) for word in tokens.lows[low:high] if word not in CONJUNCTIONS]
    return any(len(row) > 1 and all(row) for row in (known, listed))


def _ends_list(gap: str) -> bool:
    return "\t" in gap or "|" in gap or ";" in gap or full_stop(gap)


def _is_language(index: Index, low: str) -> bool:
    surface = index.surfaces.get(low)
    return surface is not None and surface.guard == "human_language"

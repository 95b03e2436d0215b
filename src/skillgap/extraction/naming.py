"""Match → is a sure name something else here: a company, people, a profile's place, a label, a nation?"""

from __future__ import annotations

import re

from skillgap.extraction.clauses import row_start, starts_line
from skillgap.extraction.index import Index
from skillgap.extraction.matcher import Match
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import is_everyday, sense_words
from skillgap.models.resume import SectionKind


def means_something_else(tokens: Tokens, index: Index, match: Match, section: SectionKind) -> bool:
    """Tell whether a sure name is here a company, a role's people, a profile's place or a list's label.

    People in small letters are a role, not the skill: "the data scientists", unlike the title "Data Scientist"; and a
    "hiring platform" is a thing that was built, not a hand for people.
    """
    last = match.last
    if tokens.gaps[last] != " " and labels_a_list(tokens, index, match):
        return True
    followed = last < len(tokens.lows) and tokens.gaps[last] == " "
    if match.surface.soft and followed and tokens.lows[last] in sense_words()["things"]:
        return True
    if last - match.first > 1:
        # "cert-manager" is a product's own name, "data analyst" a word for those who know data analysis.
        if match.surface.method == "exact" or tokens.lows[last - 2] in _MANAGED:
            return False
        role = tokens.lows[last - 1] in sense_words()["people"] and tokens.words[last - 1].islower()
        return role and not (match.first and tokens.lows[match.first - 1] in _IN_THE_ROLE)
    return names_an_organisation(tokens, index, match) or _links_to_a_profile(tokens, match, section)


_IN_THE_ROLE = frozenset({"as", "am"})
# What manages these is a program: "package manager", "workload managers".
_MANAGED = frozenset(
    "boot context credential file package password resource secret session version window workload".split()
)


def is_other_initials(tokens: Tokens, match: Match) -> bool:
    """Tell a sum of money ("CAD 120,000") and the plural of other initials ("IPs") from a skill of the same letters."""
    word = tokens.words[match.first]
    if match.last - match.first > 1:
        return False
    if word[-1] == "s":
        # A small s makes a plural of other initials: "IPs" is not IPS, "IDs" not IDS.
        written = match.surface.written
        return len(written) > 2 and written.isupper() and written[-1] == "S" and word == written[:-1] + "s"
    return word in _CURRENCIES and _beside_a_sum(tokens, match.first)


def _beside_a_sum(tokens: Tokens, i: int) -> bool:
    start, end = tokens.starts[i], tokens.ends[i]
    after, before = tokens.text[end : end + 12], tokens.text[max(0, start - 12) : start]
    return bool(_SUM_AFTER.search(after) or (_SUM_BEFORE.search(before) and not _YEAR_BEFORE.search(before)))


_CURRENCIES = frozenset({"BAM", "CAD", "COP", "CUP", "MOP", "PHP", "RON", "SAR", "SOS", "TOP", "TRY"})
_SUM_AFTER = re.compile(r"^ ?\$?(?:\d{1,3}(?:[,.']\d{3})+|\d{3,}|\d+ ?[kK])\b")
_YEAR_BEFORE = re.compile(r"(?<![\d,.'])(?:19|20)\d\d $")
_SUM_BEFORE = re.compile(r"(?:\d[,.']\d{3}|\d{4}|\d[kK]) ?$")


def labels_a_list(tokens: Tokens, index: Index, match: Match) -> bool:
    """Tell the label of a list ("Databases: MySQL, …") from a skill; only broad names in the plural are labels."""
    gap = tokens.gaps[match.last]
    if gap == " " or not (":" in gap or "\t" in gap or "..." in gap) or gap.startswith((".\t", ". ")):
        return False
    low = tokens.lows[match.last - 1]
    plural = low[-1] == "s" and not low.endswith(("ics", "sis", "ss")) and is_everyday(low)
    if not plural and not (":" in gap and low in _LABELS):
        return False
    if match.surface.skill is None or match.surface.skill.id not in index.broad:
        return False
    # A product with a plural name ("GitHub Actions", "EC2 instances") is an item, unless it ends in a heading's word.
    if low not in _HEADS and not all(is_everyday(word) for word in tokens.lows[match.first : match.last]):
        return False
    return starts_line(tokens, match.first)


def _links_to_a_profile(tokens: Tokens, match: Match, section: SectionKind) -> bool:
    """Tell whether "GitHub" is here the place of a profile: among contact lines or beside a link."""
    first, last = match.first, match.last
    if tokens.lows[first] not in sense_words()["profile_sites"]:
        return False
    if section == "contact":
        return True
    if last < len(tokens.lows) and tokens.gaps[last] == " " and tokens.lows[last] in sense_words()["profile_words"]:
        return True
    masked = tokens.masked
    for step in (-1, 1):
        i = first
        while 0 <= i < len(tokens.lows) and abs(i - first) < 12:
            if masked[i]:
                return True
            if "\n" in tokens.gaps[i if step < 0 else i + 1]:
                break
            i += step
    return False


def names_an_organisation(tokens: Tokens, index: Index, match: Match) -> bool:
    """Tell whether a name is here part of a company, school, club, place or person: "Blue Java Semiconductors"."""
    first, last = match.first, match.last
    if not tokens.words[first][0].isupper():
        return False
    words = sense_words()
    if first and tokens.gaps[first] in {" ", ". "}:
        before = tokens.lows[first - 1]
        if before in words["person_titles"] or (before in _NAMED_AFTER and tokens.words[first - 1][0].isupper()):
            return True
        if before == "at" and first > 1 and tokens.lows[first - 2] in _JOBS and _ends_there(tokens, last):
            return True  # "interned at Databricks"
    if last >= len(tokens.lows) or tokens.gaps[last] not in {" ", ", ", "\n"}:
        return False
    word, low = tokens.words[last], tokens.lows[last]
    if tokens.gaps[last] == ", ":
        # Two letters are a state only after a word that says where: "a cabin in Java, SD", not "Java, MS Office".
        where = len(word) > 2 or (word.isupper() and tokens.lows[first - 1] in _WHERE)
        if where and low in words["places"] and word[0].isupper():
            return True
    if tokens.gaps[last] != ", " and low in _LANDSCAPE and (word[0].isupper() or low in {"street", "avenue"}):
        return True  # "Ansible Creek"
    return _company_follows(tokens, index, last) or _partner_follows(tokens, index, match)


def _partner_follows(tokens: Tokens, index: Index, match: Match) -> bool:
    """Tell "Hive & Honey (e-commerce)" from "Hive & Spark": a doubtful name and a plain word, alone on their own."""
    last = match.last
    if match.surface.guard != "ambiguous" or last + 1 >= len(tokens) or tokens.words[last] != "&":
        return False
    ended = (
        last + 2 >= len(tokens) or not tokens.gaps[last + 2].startswith((" ", "/", "-")) or "(" in tokens.gaps[last + 2]
    )
    other = tokens.words[last + 1]
    return (
        ended and other.istitle() and tokens.lows[last + 1] not in index.vocabulary and starts_line(tokens, match.first)
    )


def _ends_there(tokens: Tokens, last: int) -> bool:
    """Tell whether a name ends before word `last`: nothing that it may qualify follows ("at Linux kernel level")."""
    return last >= len(tokens) or tokens.gaps[last] != " " or tokens.lows[last] in _AFTER_EMPLOYERS


_JOBS = frozenset(
    "work worked working intern interned internship employed employee engineer developer analyst scientist consultant "
    "architect manager contractor job role position trainee researcher administrator lead director stint".split()
)
_AFTER_EMPLOYERS = frozenset("on as in for where and from since until with when before after during while who".split())


def _company_follows(tokens: Tokens, index: Index, last: int) -> bool:
    partner = False
    for k in range(last, min(last + 5, len(tokens.lows))):
        word, low, gap = tokens.words[k], tokens.lows[k], tokens.gaps[k]
        ends = low in _COMPANY_ENDS or (partner and word in {"AG", "SE", "SA", "KG", "NV", "AB", "AS", "Co"})
        if gap not in {" ", "\n"} and not (gap == ", " and ends):
            return False
        if not (low == "and" or word[0].isupper()) or low in _ROLES or (low == "and" and word != "&"):
            return False
        if ends:
            return True
        # "Jenkins & Hart": the other name is no skill and no word.
        partner = partner or word == "&"
        if partner and word != "&" and (low in index.vocabulary or is_everyday(low)):
            return False
    return False


# In the singular too, these head a list of what is meant: "Database: MySQL", "IDE: Eclipse".
_LABELS = frozenset({"database", "framework", "ide", "ides", "language", "library", "os", "platform", "system"})
_WHERE = frozenset({"in", "near", "from", "at", "around", "a", "an", "to"})
_ROLES = frozenset(
    "developer developers engineer engineers programmer architect consultant analyst administrator admin specialist"
    " expert lead intern trainee team services tester designer scientist manager trainer instructor".split()
)
_NAMED_AFTER = frozenset(
    "universitas université universität universidad università fc camp operation café hotel".split()
)
_LANDSCAPE = frozenset(
    "creek river lake hills hill road street avenue valley bay island islands mountain ridge park beach falls forest"
    " springs county village brook farm farms kitchen garden gardens marina harbour harbor"
    " cove canyon canal square".split()
)
# Headings keep their sense behind a name: "AWS services: …", "Python libraries: …".
_HEADS = _LABELS | frozenset(
    "apis applications apps components databases frameworks ides languages libraries packages platforms practices"
    " products protocols services skills solutions suites systems technologies techniques tools".split()
)
_COMPANY_ENDS = frozenset(
    "inc corp corporation ltd llc llp plc gmbh srl bv oy sarl pty pvt holdings semiconductors semiconductor insurance"
    " university college institute academy ventures airlines airways shipping pharmaceuticals pharma logistics freight"
    " fisheries farms foods bakery brewery brewing winery dairy motors automotive solicitors attorneys associates"
    " advisors accountants marina harbour harbor shelter sanctuary rescue friends charity church chapel"
    " hospital clinic pharmacy kindergarten hotel hotels resort inn restaurant cafe café grill bistro"
    " bank mutual capital realty properties estates homes construction builders plumbing electric furniture"
    " textiles apparel fashion toys gym fitness outfitters gardens florist jewelers cosmetics salon spa"
    " pictures films theatre theater museum gallery orchestra choir band festival county borough"
    " railway railways airport ferries cruises tours travel holdings mining steel cement mills gas"
    " fund games studios telecom telecommunications wireless broadcasting newspapers publishing stationery".split()
)


def take_human_language(tokens: Tokens, index: Index, match: Match, section: SectionKind) -> Match | None:
    """Take "French" as a language where the section, a level or a sister language says so, not as a nationality."""
    first, last = match.first, match.last
    word = tokens.words[first]
    if word.islower() and word.isascii() and section != "languages":
        return None
    if section == "languages":
        return match._replace(reason=f'"{word}" among human languages')
    before, after = tokens.gaps[first], tokens.gaps[last]
    if (first == 0 or "\n" in before or "•" in before) and (
        last == len(tokens.lows) or after.strip(" .;") in {"\n", "\n•"}
    ):
        return match._replace(reason=f'"{word}" as an item of its own: a human language')
    if _among_languages(tokens, index, first):
        return match._replace(reason=f'"{word}" in a list of human languages')
    signs = sense_words()["human_language_signs"]
    low, high = max(0, first - 4), min(len(tokens.lows), last + 5)
    for i in range(low, high):
        if tokens.lows[i] in signs and "\n" not in "".join(tokens.gaps[min(i, first) + 1 : max(i, first) + 1]):
            return match._replace(reason=f'"{word}" with "{tokens.words[i]}": a human language')
    return None


def of_data(tokens: Tokens, match: Match) -> bool:
    """Tell the language of a model's data or of a product from one that a person speaks: "Turkish tweets"."""
    signs, things = sense_words()["human_language_levels"], sense_words()["language_data"]
    low, high = max(0, match.first - _DATA_NEAR), min(len(tokens.lows), match.last + _DATA_NEAR)
    while low < match.first and any("\n\n" in tokens.gaps[i] for i in range(low + 1, match.first + 1)):
        low += 1
    near = tokens.lows[low:high]
    return not things.isdisjoint(near) and signs.isdisjoint(near)


def at_school(tokens: Tokens, match: Match) -> bool:
    """Tell a subject of a school exam: "A-levels: Mathematics (A), Physics (B)"."""
    low = max(0, match.first - _SCHOOL_NEAR)
    if not _TEACHING.isdisjoint(tokens.lows[low : match.first]):
        return False
    for i in range(match.first - 1, low - 1, -1):
        if "\n" in tokens.gaps[i + 1] and i + 1 < match.first:
            return False
        if tokens.lows[i] in _SCHOOL or (tokens.lows[i] in {"level", "levels"} and tokens.lows[i - 1] in {"a", "o"}):
            return True
    return False


def _among_languages(tokens: Tokens, index: Index, at: int) -> bool:
    """Tell whether the line is a list of languages: three of them, and hardly anything else."""
    first, last = row_start(tokens, at), at + 1
    while last < len(tokens.lows) and "\n" not in tokens.gaps[last]:
        last += 1
    line = tokens.lows[first:last]
    surfaces = (index.surfaces.get(low) for low in line) if len(line) <= _LANGUAGE_LINE else ()
    count = sum(surface is not None and surface.guard == "human_language" for surface in surfaces)
    return count >= 3 and 3 * count >= len(line)


def client_names(tokens: Tokens) -> frozenset[int]:
    """Return the words of the names that stand after "Client:": of two words and more, all with a capital."""
    found: set[int] = set()
    for k in [k for k, low in enumerate(tokens.lows) if low in _CLIENTS]:
        if k + 2 >= len(tokens) or tokens.gaps[k + 1].strip() not in {":", "-", "–", "—"}:
            continue
        last = k + 2
        while last < len(tokens) and tokens.gaps[last] == " " and tokens.words[last][0].isupper():
            last += 1
        if last - k > 2 and tokens.words[k + 1][0].isupper():
            found.update(range(k + 1, last))
    return frozenset(found)


_LANGUAGE_LINE = 16
_DATA_NEAR = 5
_SCHOOL_NEAR = 10
_TEACHING = frozenset({"taught", "teach", "teaching", "tutor", "tutored"})
_SCHOOL = frozenset("gcse gcses abitur matura baccalaureate baccalauréat bachillerato hsc ssc leaving".split())
_CLIENTS = frozenset({"client", "customer", "employer"})

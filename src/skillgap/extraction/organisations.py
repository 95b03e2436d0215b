"""Match → is it part of the name of a company, school, club, place or person: "Blue Java Semiconductors"?"""

from __future__ import annotations

from skillgap.extraction.clauses import row_end, row_start, starts_line
from skillgap.extraction.index import Index
from skillgap.extraction.matcher import Match
from skillgap.extraction.tokens import Tokens, is_year
from skillgap.extraction.words import CONJUNCTIONS, is_everyday, sense_words
from skillgap.models.resume import SectionKind

_INTRODUCES = frozenset({" ", ". "})
_GOES_ON = frozenset({" ", ", ", "\n", "-"})
_WHERE = frozenset({"in", "near", "from", "at", "around", "a", "an", "to"})
# Ends of a company's name that are something else unless a partner's name stands before: "Jenkins & Hart AG".
_PARTNERS_END = frozenset({"AG", "SE", "SA", "KG", "NV", "AB", "AS", "Co"})
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ&")
_TOOLS = frozenset({"skills", "projects", "certifications", "education", "interests"})
_LONGEST_REST = 5  # words of a company's name behind the one that is a skill's too


def names_an_organisation(tokens: Tokens, index: Index, match: Match, section: SectionKind) -> bool:
    """Tell whether a name is here part of another's: only one with a capital can be."""
    first, last = match.first, match.last
    if not tokens.words[first][0].isupper():
        return False
    return (
        (tokens.gaps[first] in _INTRODUCES and _introduced(tokens, first, last))
        or (tokens.gaps[last] in _GOES_ON and last < tokens.size and _goes_on(tokens, index, match))
        or (section != "skills" and _ends_a_name(tokens, index, match))
        or (section not in _TOOLS and _makes_a_product(tokens, match))
    )


def ends_a_company(word: str, low: str) -> bool:
    """Tell the last word of companies' names: "Lotus Spa", not the "React SPA"."""
    words = sense_words()
    return low in words["company_ends"] and word not in words["made_in_capitals"]


def _goes_on(tokens: Tokens, index: Index, match: Match) -> bool:
    """Tell whether the words behind a name make it that of a place or a company."""
    first, last = match.first, match.last
    return (
        _place_follows(tokens, index, first, last)
        or _company_follows(tokens, index, last)
        or (match.surface.guard == "ambiguous" and _event_follows(tokens, last))
        or (tokens.words[last] == "&" and _partner_follows(tokens, index, match))
        or _explained_as_a_company(tokens, last)
    )


def _makes_a_product(tokens: Tokens, match: Match) -> bool:
    """Tell "Data analyst, SAP" over its years, and "Red Hat" on a line beside a post: who makes a product employs."""
    first, last = match.first, match.last
    name = tokens.lows[first] if last - first == 1 else " ".join(tokens.lows[first:last])
    if name not in sense_words()["makers"] or not _alone(tokens, first, last, unknown=False):
        return False
    after = row_end(tokens, last - 1)
    below = tokens.lows[last : row_end(tokens, after)] if after < tokens.size else []
    if "•" in tokens.gaps[first]:  # what was used, unless its years stand right below
        return is_year(below[0]) if below else False
    return any(low in sense_words()["roles"] or is_year(low) for low in below)


def client_names(tokens: Tokens) -> frozenset[int]:
    """Return the words of the names that stand after "Client:": of two words and more, all with a capital."""
    found: set[int] = set()
    for k in tokens.spots(sense_words()["clients"]):
        if k + 2 >= tokens.size or tokens.gaps[k + 1].strip() not in {":", "-", "–", "—"}:
            continue
        last = k + 2
        while last < tokens.size and tokens.gaps[last] == " " and tokens.words[last][0].isupper():
            last += 1
        if last - k > 2 and tokens.words[k + 1][0].isupper():
            found.update(range(k + 1, last))
    return frozenset(found)


def _introduced(tokens: Tokens, first: int, last: int) -> bool:
    """Tell "Dr. Java", "Universidad Python" and "interned at Databricks" by the word before."""
    if not first:
        return False
    words, before = sense_words(), tokens.lows[first - 1]
    if before in words["person_titles"] or (before in words["named_after"] and tokens.words[first - 1][0].isupper()):
        return True
    at = first - 1
    while at > 1 and before in CONJUNCTIONS and tokens.words[at - 1][0].isupper():
        at -= 2  # "previously at Google and Stripe"
        before = tokens.lows[at]
    if before != "at" or at < 1 or tokens.lows[at - 1] not in words["jobs"]:
        return False
    # Nothing that the name may qualify follows: "at Linux kernel level".
    return last >= tokens.size or tokens.gaps[last] != " " or tokens.lows[last] in words["after_employers"]


def _place_follows(tokens: Tokens, index: Index, first: int, last: int) -> bool:
    """Tell "Phoenix, Arizona" and "Ansible Creek" from "Dropwizard, Jakarta EE"."""
    word, low, gap, words = tokens.words[last], tokens.lows[last], tokens.gaps[last], sense_words()
    if gap == ", ":
        # Two letters are a state only after a word that says where: "a cabin in Java, SD", not "Java, MS Office".
        where = low in words["places"] and (len(word) > 2 or (word.isupper() and tokens.lows[first - 1] in _WHERE))
        return where and word[0].isupper() and " ".join(tokens.lows[last : last + 2]) not in index.surfaces
    if gap == "-":
        return False
    landscape = low in words["landscape"] and (word[0].isupper() or low in {"street", "avenue"})
    return landscape or _venue_follows(tokens, last)


def _venue_follows(tokens: Tokens, last: int) -> bool:
    """Tell "Scala cinema" and "Scala Kids opera choir"."""
    venues = sense_words()["venues"]
    if venues.isdisjoint(tokens.lows[last : last + 3]):
        return False
    for k in range(last, min(last + 3, tokens.size)):
        if tokens.gaps[k] not in {" ", "\n"}:
            return False
        if tokens.lows[k] in venues:
            return True
        if not tokens.words[k][0].isupper():
            return False
    return False


def _event_follows(tokens: Tokens, last: int) -> bool:
    """Tell "Harbor LLM Hackathon", who holds it and what it is on, from a "Rust Hackathon"."""
    if tokens.lows[last + 1 : last + 2] == [] or tokens.lows[last + 1] not in sense_words()["events"]:
        return False
    return tokens.gaps[last] == tokens.gaps[last + 1] == " " and tokens.words[last][0].isupper()


def _explained_as_a_company(tokens: Tokens, last: int) -> bool:
    """Tell "Harbor Julia, a polling house" and "Keras & Lime, a juice company"."""
    k = last
    while k < min(last + 3, tokens.size) and tokens.gaps[k] == " " and tokens.words[k][0] in _CAPITALS:
        k += 1
    if k + 1 >= tokens.size or tokens.gaps[k] != ", " or tokens.lows[k] not in {"a", "an", "the"}:
        return False
    for i in range(k + 1, min(k + 5, tokens.size)):
        if tokens.gaps[i] not in {" ", "-", "\n"}:
            return False
        if tokens.lows[i] in sense_words()["company_nouns"]:
            return True
    return False


def _company_follows(tokens: Tokens, index: Index, last: int) -> bool:
    """Tell "Java Freight Lines Ltd" and "Jenkins & Hart AG": capitals up to a word that ends companies' names."""
    words = sense_words()
    if tokens.lows[last] == "and" and last + 1 < tokens.size and tokens.lows[last + 1] in words["families"]:
        return tokens.words[last + 1][0].isupper()  # "Perl & Sons"
    partner = False
    for k in range(last, min(last + _LONGEST_REST, tokens.size)):
        word, low, gap = tokens.words[k], tokens.lows[k], tokens.gaps[k]
        ends = ends_a_company(word, low) or (partner and word in _PARTNERS_END)
        joined = gap == "-" and k == last  # "Oracle-Tal GmbH"
        if gap not in {" ", "\n"} and not joined and not (gap == ", " and ends and low not in index.written):
            return False  # "HMI, PLC" is a list
        if gap == "\n" and tokens.broken[k] and not (ends and "\n" in tokens.gaps[k + 1]):
            return False  # "Big data with Spark" over "Nether Institute of Technology"
        if word != "&" and (low == "and" or not word[0].isupper() or low in words["roles"]):
            return False
        if ends:
            return True
        # The other name is no skill and no word.
        if partner and word != "&" and (low in index.vocabulary or is_everyday(low)):
            return False
        partner = partner or word == "&"
    return False


def _partner_follows(tokens: Tokens, index: Index, match: Match) -> bool:
    """Tell "Hive & Honey (e-commerce)" from "Hive & Spark": a doubtful name and a plain word, alone on their own."""
    other = match.last + 1
    if match.surface.guard != "ambiguous" or other >= tokens.size:
        return False
    if tokens.gaps[match.last] not in {" ", "\n"} or not starts_line(tokens, match.first):
        return False
    gap = tokens.gaps[other + 1]
    ended = other + 1 >= tokens.size or not gap.startswith((" ", "/", "-")) or "(" in gap
    return ended and tokens.words[other].istitle() and tokens.lows[other] not in index.vocabulary


def _ends_a_name(tokens: Tokens, index: Index, match: Match) -> bool:
    """Tell "Fern & Gale Logistics" anywhere, "Gale Logistics" and "Code Harbor" on a line as employers have it."""
    first, words = match.first, sense_words()
    firm = tokens.lows[first] in words["company_ends"] or tokens.lows[first] in words["organisation_words"]
    doubtful = match.surface.guard == "ambiguous"
    if not (firm or doubtful or "joined" in tokens.present):
        return False
    begin = first
    while (
        begin
        and first - begin < _LONGEST_REST
        and tokens.gaps[begin] == " "
        and tokens.words[begin - 1][0] in _CAPITALS
    ):
        begin -= 1
    if tokens.lows[begin] == "joined" and starts_line(tokens, begin) and "\n" in tokens.gaps[match.last]:
        return True  # "Joined Blue Delta Consulting"
    if match.last - first > 1 or not (firm or doubtful):
        return False
    before = tokens.lows[begin:first]
    unknown = any(low not in index.vocabulary and not is_everyday(low) for low in before)
    if firm and unknown and "&" in tokens.words[begin + 1 : first - 1]:
        return True
    if not before or not (unknown or doubtful) or any(_qualifies_a_skill(index, low) for low in before):
        return False
    return _alone(tokens, begin, match.last, unknown=unknown) and _beside_a_post(tokens, begin, match.last)


def _qualifies_a_skill(index: Index, low: str) -> bool:
    """Tell the word before a tool, as "advanced" and "introduced" are, from one of a name."""
    named = low in index.written and not is_everyday(low)
    return named or low in sense_words()["tool_words_before"] or low.endswith(("ed", "ing"))


def _alone(tokens: Tokens, first: int, last: int, *, unknown: bool) -> bool:
    """Tell whether the words are a line, or are parted by a comma from the name of a post on it.

    Where an `unknown` name stands before, whatever the comma parts may be a post: "Cashier, Gale Express".
    """
    roles, gap = sense_words()["roles"], tokens.gaps[last].strip(" ")
    over = first > 0 and tokens.gaps[first] == ", " and (unknown or tokens.lows[first - 1] in roles)
    if not (over or starts_line(tokens, first)):
        return False
    return last >= tokens.size or "\n" in gap or (gap == "," and not roles.isdisjoint(tokens.lows[last : last + 3]))


def _beside_a_post(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether a year or the name of a post stands on the line or on the one before or behind."""
    begin = row_start(tokens, max(0, row_start(tokens, first) - 1))
    end = row_end(tokens, min(tokens.size - 1, row_end(tokens, last - 1)))
    roles = sense_words()["roles"]
    return any(low in roles or is_year(low) for low in tokens.lows[begin:end])

"""Tokens → what somebody else owns: "the traders' spreadsheet, all VBA, …", "supervisor's field is …", "… Cognos file".

Whose a thing is tells whose skill it shows where the thing does something itself, where somebody's field is told, and
where it is only met: replaced, compared, or what something was. What the candidate built, moved or tuned is work done,
whoever owns it.
"""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from skillgap.extraction.clauses import breaks, clause_around, clause_end
from skillgap.extraction.doers import Doing, Grammar, grammar_of_doers
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import CONJUNCTIONS, cue_words, is_irregular, stem

_LONGEST = 5  # words of a noun phrase
_FARTHEST_VERB = 10  # words between an owner and what the owner's thing does
_APOSTROPHES = frozenset({"'", "’"})
_PARTICIPLES = frozenset("built coded done made programmed written".split())
_BE = frozenset({"am", "are", "is", "was", "were", "be", "been", "being"})
_ME = frozenset({"i", "me"})
_OPENING = frozenset({"although", "and", "because", "but", "that", "though", "when", "where", "whereas", "while"})
_INSIDE = frozenset("a all an for in of on the with".split())
_TEAMS = frozenset({"crew", "department", "group", "lab", "office", "squad", "team", "unit"})
_OWN = frozenset({"my", "our"})


@cache
def _owners() -> frozenset[str]:
    grammar = grammar_of_doers()
    return (grammar.doers | grammar.outsiders | cue_words()["possessors"] | cue_words()["owners"]) - grammar.employers


def others_things(tokens: Tokens, names: Set[int]) -> list[Doing]:
    """Find the things of others; `names` are the first words of the skills found."""
    found: list[Doing] = []
    for k in tokens.spots(_owners()):
        at = _behind_possessor(tokens, k)
        if not at or at >= tokens.size:
            continue
        first = _first_of(tokens, k)
        if _may_be_my_team(tokens, first, k):
            continue
        last = _as_subject(tokens, first, at) if _opens(tokens, first) else _as_object(tokens, first, at, names)
        if last > at:
            found.append(Doing(first, at, at, last))
    return found


def _behind_possessor(tokens: Tokens, k: int) -> int:
    """Return the word behind "the vendor's" or "the traders'", or 0."""
    if tokens.lows[k + 1 : k + 2] == ["s"] and tokens.gaps[k + 1] == "'":
        return k + 2 if tokens.gaps[k + 2] == " " else 0
    marked = tokens.lows[k][-1] == "s" and tokens.text[tokens.ends[k] : tokens.ends[k] + 1] in _APOSTROPHES
    return k + 1 if marked and tokens.gaps[k + 1] == "' " else 0


def _first_of(tokens: Tokens, k: int) -> int:
    """Return the first word of the owner that ends with word k: "the modelling group", "one former student"."""
    grammar = grammar_of_doers()
    first = k
    while first > 0 and k - first < _LONGEST and tokens.gaps[first] in {" ", "\n", "-"} and not breaks(tokens, first):
        before = tokens.lows[first - 1]
        if (
            before in grammar.prepositions
            or before in _OPENING
            or before in _BE
            or _is_verb(tokens, first - 1, grammar)
        ):
            break
        first -= 1
        if before in grammar.articles:
            break
    return first


def _may_be_my_team(tokens: Tokens, first: int, k: int) -> bool:
    """Tell "the team's" and "our group's" from "the modelling group's" and "another team's"."""
    if tokens.lows[k] not in _TEAMS:
        return False
    return tokens.lows[first] in _OWN or k - first <= (tokens.lows[first] == "the")


def _opens(tokens: Tokens, first: int) -> bool:
    return first == 0 or breaks(tokens, first) or tokens.lows[first - 1] in _OPENING


def _as_subject(tokens: Tokens, first: int, at: int) -> int:
    """Return one past the last word that is theirs where the thing does something itself, or 0.

    Of "the customer's data was loaded with Spark" the thing alone is theirs, of "a friend's shop runs on Magento" and
    "her supervisor's field is optics" what it runs on and is, too.
    """
    grammar = grammar_of_doers()
    _, end = clause_around(tokens, at, at + 1, far=2 * _FARTHEST_VERB)
    verb = next((k for k in range(at + 1, min(end, at + _FARTHEST_VERB)) if _is_main_verb(tokens, k, grammar)), 0)
    # "The supplier's agent that we extended …", "the client's cluster grew under me"
    if not verb or "we" in tokens.lows[at:verb] or not _ME.isdisjoint(tokens.lows[at:end]):
        return 0
    if tokens.lows[verb] in _BE:
        pursued = not grammar.pursuits.isdisjoint(tokens.lows[at:verb])
        made = verb + 1 < tokens.size and tokens.lows[verb + 1] in _PARTICIPLES
        return clause_end(tokens, verb + 1, me=True) if pursued or made else verb
    return clause_end(tokens, verb + 1, me=True) if tokens.stems[verb] in _RUNS else verb


_RUNS = frozenset(map(stem, ("run", "use", "live", "sit", "rely", "depend", "work")))


def _is_main_verb(tokens: Tokens, k: int, grammar: Grammar) -> bool:
    """Tell a finite verb from a participle: behind a preposition or a comma stands none, nor before one."""
    low = tokens.lows[k]
    if low in _BE or low in grammar.auxiliaries & {"has", "had", "have", "did", "does", "do"}:
        return True
    if tokens.lows[k - 1] in _INSIDE:
        return False
    if tokens.gaps[k].strip() == "," and tokens.lows[k + 1 : k + 2] in (["in"], ["with"], ["by"], ["on"]):
        return False  # "The regulator's portal, built on Drupal, is …"
    if low[-1] == "s" and tokens.stems[k] in grammar.tasks:
        # "The shop runs on Magento", not "the nightly runs were …"
        behind = tokens.lows[k + 1] if k + 1 < tokens.size else ""
        return low[:-1] not in grammar.nouns or behind in _INSIDE
    return low.endswith("ed") or (is_irregular(low) and stem(low) != low)


def _is_verb(tokens: Tokens, k: int, grammar: Grammar) -> bool:
    root, low = tokens.stems[k], tokens.lows[k]
    works = root in grammar.tasks and low not in grammar.nouns and not low.endswith(("s", "ing"))
    return works or root in grammar.encounters


def _as_object(tokens: Tokens, first: int, at: int, names: Set[int]) -> int:
    """Return one past the last word of a thing that is only met: "replacing a consultant's Cognos file", or 0."""
    grammar = grammar_of_doers()
    met = tokens.lows[first - 1] in _BE or _governed_by(tokens, first, grammar)
    if not met:
        return 0
    end = at
    while end < tokens.size and end - at < _LONGEST and (end == at or tokens.gaps[end] in {" ", "-"}):
        if tokens.lows[end] in CONJUNCTIONS or tokens.lows[end] in grammar.prepositions:
            break
        end += 1
    return end if not names.isdisjoint(range(at, end)) else 0


def _governed_by(tokens: Tokens, first: int, grammar: Grammar) -> bool:
    """Tell "replacing a consultant's …" and "compared my scripts with a colleague's …"."""
    for k in range(first - 1, max(first - 2 * _LONGEST, 0) - 1, -1):
        if tokens.stems[k] in grammar.encounters:
            return True
        noun = tokens.lows[k].removesuffix("s") in grammar.nouns
        if breaks(tokens, k) or (tokens.stems[k] in grammar.tasks and not noun):
            return False
    return False

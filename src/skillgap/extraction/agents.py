"""Tokens → work of others: clauses whose doer is a team, a colleague, a vendor … and not the candidate.

A small grammar rather than a list of phrases: a doer ("the analysts", "our cloud team", "an agency in Lisbon") as
subject before a verb of work, behind "by", as the owner of a duty ("the job of …"), as the one that something was
handed to, or as a remark behind the name ("Terraform: platform team"). A doer is a noun of a list, or a person's name
right beside a verb of work, a "by" or a possessive s.
"""

from __future__ import annotations

from skillgap.extraction.clauses import clause_end, clause_start
from skillgap.extraction.doers import (
    RELATIVES,
    Doing,
    Grammar,
    begins_my_deed,
    beside_names,
    grammar_of_doers,
    people,
    telling,
)
from skillgap.extraction.index import Index
from skillgap.extraction.makers import behind
from skillgap.extraction.participles import told_of
from skillgap.extraction.subjects import as_subject, works_in
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import cue_words, is_everyday, is_number

_NEAR = 5  # words between a doer's article and its noun, or between a verb and "by"
_SUPERIORS = frozenset({"adviser", "advisor", "boss", "mentor", "supervisor"})
_MEANS = frozenset({"using", "with", "in", "on", "to", "into", "through", "via"})
_AGAINST = frozenset({"but", "while", "whereas"})
_ALSO_WORK = frozenset({"used", "started", "began", "begun"})
_BESIDE = frozenset({"with", "beside", "alongside", "to", "from", "for"})
_GOVERNED = frozenset({"a", "an", "another", "my", "our", "the"})
_GOVERNING = frozenset({"alongside", "beside", "by", "of", "to", "under", "with"})
_REPORTING = frozenset({"direct", "my"})
_ME = frozenset({"i", "my", "our", "we"})
_WHOM = frozenset({"whom", "which"})


def _looks_named(tokens: Tokens, index: Index, k: int) -> bool:
    """Tell what looks like a person's name: a capital, no English word, no word of a skill's name."""
    word, low = tokens.words[k], tokens.lows[k]
    return word.istitle() and len(word) > 2 and not is_everyday(low) and low not in index.vocabulary


def others_work(tokens: Tokens, index: Index, names: set[int]) -> list[Doing]:
    """Find what others did; `names` are the first words of the skills found."""
    grammar, lows, steps = grammar_of_doers(), tokens.lows, beside_names()
    found: list[Doing] = []
    spots = tokens.spots(telling())
    doers = [(_phrase_start(tokens, k, grammar), k) for k in spots if lows[k] in grammar.doers]
    beside = [k + steps[lows[k]] for k in spots if lows[k] in steps and tokens.gaps[k] in {" ", "'"}]
    named = [(k, k) for k in beside if 0 <= k < tokens.size and _looks_named(tokens, index, k)]
    for first, k in doers + named:
        if first is not None and not _includes_me(tokens, first, k, names, grammar):
            found += as_subject(tokens, first, k, names, grammar) or behind(tokens, first, k, names, grammar)
    # "Advisor: Prof. Mira Lund, who works on reinforcement learning"
    asides = [k for k in spots if lows[k] == "who" and "," in tokens.gaps[k]]
    asides = [k for k in asides if _of_others(tokens, k, grammar)]
    relatives = [k for k in spots if lows[k] in RELATIVES]
    asides += [k for k in relatives if _of_an_outsider(tokens, k, grammar) or _of_one_governed(tokens, k, grammar)]
    asides += [k for k in spots if lows[k] in _WHOM and _of_some(tokens, k, grammar)]
    found += [doing for first, k in doers if first and (doing := told_of(tokens, first, k, grammar))]
    theirs = [k for k in spots if lows[k] == "whose" and _of_other_people(tokens, k, grammar)]
    found += [Doing(k, k + 1, k + 1, _up_to_my_deed(tokens, k + 1)) for k in theirs]
    return found + [Doing(k, k + 1, k + 1, _aside_end(tokens, k + 1)) for k in asides]


def _aside_end(tokens: Tokens, at: int) -> int:
    """Return one past the last word of what others did, up to what for: "…, who ran Kafka, to get it into S3"."""
    end = clause_end(tokens, at)
    return next((k for k in range(at, end) if tokens.lows[k] == "to" and "," in tokens.gaps[k]), end)


def _up_to_my_deed(tokens: Tokens, at: int) -> int:
    """Return one past the last word of what is theirs: "analysts whose models run in SAS, and wrote it in Python"."""
    end = clause_end(tokens, at)
    return next((k for k in range(at, end) if begins_my_deed(tokens, k)), end)


def _of_others(tokens: Tokens, k: int, grammar: Grammar) -> bool:
    """Tell "Advisor: Prof. Mira Lund, who works on …" and "worked with data science, who built …"."""
    if any(_is_another(low, grammar) for low in tokens.lows[max(0, k - _NEAR) : k]):
        return True
    words, before = cue_words(), tokens.lows[max(0, k - _NEAR) : k]
    trade = before[-1:] and before[-1] in words["disciplines"] | words["departments_listed"] | words["teams_at_work"]
    works = k + 1 < tokens.size and tokens.stems[k + 1] in grammar.tasks
    return bool(trade) and works and not _BESIDE.isdisjoint(before)


def _of_an_outsider(tokens: Tokens, k: int, grammar: Grammar) -> bool:
    """Tell "a vendor who built …" and "the supplier that maintains our …" from "vendors who sell on our site"."""
    if k < 2 or tokens.gaps[k] != " ":
        return False
    team = tokens.lows[k - 1] in grammar.groups and tokens.lows[k - 2] in grammar.outsiders
    if not team and tokens.lows[k - 1] not in grammar.outsiders:
        return False
    verb = next((i for i in range(k + 1, tokens.size) if tokens.lows[i] not in grammar.auxiliaries), tokens.size)
    return verb < tokens.size and (tokens.stems[verb] in grammar.tasks or tokens.lows[verb] in _ALSO_WORK)


def _of_one_governed(tokens: Tokens, k: int, grammar: Grammar) -> bool:
    """Tell "oversee an analyst who does …" and "the choice of our architect, who …" from "an engineer who …"."""
    doer = tokens.lows[k - 1] if k > 2 and tokens.gaps[k].strip() in {"", ","} else ""
    if people().isdisjoint({doer, f"{doer}s"}):
        return False
    at = next((i for i in range(k - 2, max(k - _NEAR, 0), -1) if tokens.lows[i] in _GOVERNED), 0)
    if not at or any(tokens.gaps[i] != " " for i in range(at, k)):
        return False
    works = k + 1 < tokens.size and (tokens.stems[k + 1] in grammar.tasks or tokens.lows[k + 1] in grammar.auxiliaries)
    governed = tokens.stems[at - 1] in grammar.governing or tokens.lows[at - 1] in _GOVERNING
    # "one of the engineers who built …" was the candidate.
    return works and governed and tokens.lows[max(at - 2, 0)] not in {"one", "part", "kind", "sort", "type", "role"}


def _of_some(tokens: Tokens, k: int, grammar: Grammar) -> bool:
    """Tell "five testers, one of whom taught himself …" and "three labs, two of which ran …"."""
    if k < _NEAR - 1 or tokens.lows[k - 1] != "of":
        return False
    several = any(low in grammar.doers or is_number(low) for low in tokens.lows[k - _NEAR : k - 2])
    verb = next((i for i in range(k + 1, tokens.size) if tokens.lows[i] not in grammar.auxiliaries), tokens.size)
    return several and verb < tokens.size and (tokens.stems[verb] in grammar.tasks or works_in(tokens, k, verb))


def _of_other_people(tokens: Tokens, k: int, grammar: Grammar) -> bool:
    """Tell "the game team, whose servers …" from "a product whose …", "led a team whose …" and "whose code I fixed"."""
    whom = tokens.lows[k - 1] if k > 1 and tokens.gaps[k].strip() in {"", ","} else ""
    if whom not in grammar.doers and whom not in grammar.outsiders:
        return False
    begin, end = clause_start(tokens, k - 1, set()), clause_end(tokens, k + 1)
    around = tokens.lows[begin:end]
    return _ME.isdisjoint(around) and cue_words()["leading"].isdisjoint(tokens.lows[begin:k])


def _is_another(low: str, grammar: Grammar) -> bool:
    """Tell a group, several people or a superior from what the candidate may be called: "Data engineer, who …"."""
    return low in _SUPERIORS or (low in grammar.doers and (low in grammar.groups or low[-1] == "s"))


def _phrase_start(tokens: Tokens, k: int, grammar: Grammar) -> int | None:
    """Return the first word of the noun phrase that ends with word k; None where it is part of something else."""
    if tokens.masked[k] or (k + 1 < tokens.size and tokens.gaps[k + 1] in {"-", "'"} and tokens.lows[k + 1] != "s"):
        return None
    if k + 1 < tokens.size and tokens.gaps[k + 1] == " " and tokens.lows[k + 1] in grammar.groups:
        return None  # "the finance team": the team does it
    if tokens.lows[k] == "reports" and tokens.lows[k - 1] not in _REPORTING:
        return None
    first = k
    one = tokens.lows[k] in grammar.groups and tokens.lows[k][-1] != "s"  # "design a team", but "design team"
    while first > 0 and k - first < _NEAR and tokens.gaps[first] in {" ", "\n", "-", "'"}:
        before = tokens.lows[first - 1]
        if before in grammar.links or before in grammar.prepositions or before in grammar.auxiliaries:
            break
        owned = before == "own" and (tokens.lows[first - 2] in grammar.articles or tokens.lows[first - 2] == "s")
        kind = before.endswith("ed") and first > 1 and tokens.lows[first - 2] in _GOVERNED  # "the managed provider"
        verb = tokens.stems[first - 1] in grammar.tasks and not before.endswith(("ing", "s")) and not owned and not kind
        if verb and not (before in grammar.nouns and (one or _is_determined(tokens, first - 1, grammar))):
            break
        first -= 1
        if before in grammar.articles and tokens.lows[first - 1] != "s":  # "the startup's two founders"
            break
    return first


def _is_determined(tokens: Tokens, k: int, grammar: Grammar) -> bool:
    """Tell "the research group" and "by platform people" from "research groups that …"."""
    before = tokens.lows[k - 1] if k and tokens.gaps[k] == " " else ""
    return before in grammar.articles or before in grammar.prepositions


def _includes_me(tokens: Tokens, first: int, k: int, names: set[int], grammar: Grammar) -> bool:
    """Tell a group that the candidate is part of or heads: "our team", "my group"; not "our cloud team"."""
    mine = tokens.lows[first] in {"my", "our", "we"} and tokens.lows[k] in grammar.groups and k - first <= 1
    return mine and not _sets_me_apart(tokens, k, names)


def _sets_me_apart(tokens: Tokens, k: int, names: set[int]) -> bool:
    """Tell "my team used PyTorch; I worked in R", "… while I used Dask": its work against one's own."""
    for i in range(k + 2, min(k + 2 * _NEAR, tokens.size)):
        if "\n" in tokens.gaps[i]:
            return False
        if tokens.lows[i] == "i" and (";" in tokens.gaps[i] or tokens.lows[i - 1] in _AGAINST):
            # "I used R", "I worked in R"; "I trained the models" is the same work.
            return i + 2 in names or (i + 3 in names and tokens.lows[i + 2] in _MEANS)
    return False

"""Tokens → what others keep: "Kafka, which another group owns", "Spark exists here, but only the analysts use it"."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cache

from skillgap.extraction.agents import Doing
from skillgap.extraction.clauses import breaks
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import load_data, stem

_SUBJECT = 5  # words of the one who keeps it
_BACK = 6  # words between a name and what is said of it
_FAR = 24  # words of the sentence that are looked at before the pronoun
_MINE = frozenset("i we you my our me us ours mine myself".split())
_PRONOUNS = frozenset({"it", "them", "there", "in"})
_RELATIVE = frozenset({"which", "that"})
_SIGNS = frozenset({*_RELATIVE, *_PRONOUNS, "access"})
_HAVE = frozenset({"have", "has", "had", "got"})
_ONLY = frozenset({"only", "just", "alone", "but", "except"})
_PLAIN = frozenset({" ", "\n"})
_SMALL = frozenset("to at near on with after for into in up alive running going over from may might can could".split())


@cache
def _verbs() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    keeping = load_data("assertion.json")["keeping"]
    return frozenset(map(stem, keeping["keep"])), frozenset(map(stem, keeping["use"])), frozenset(keeping["stands"])


def kept_by_others(tokens: Tokens, starts: Set[int]) -> list[Doing]:
    """Find names of which the next words say that others run them; `starts` are the first words of the skills."""
    found: list[Doing] = []
    for k in [k for k, low in enumerate(tokens.lows) if low in _SIGNS and k]:
        low = tokens.lows[k]
        if low in _RELATIVE:
            found += _relative(tokens, k, starts)
        elif k > 2 and (low != "access" or tokens.lows[k - 1] in _HAVE):
            found += _of_a_pronoun(tokens, k, starts)
    return found


def _relative(tokens: Tokens, k: int, starts: Set[int]) -> Iterator[Doing]:
    """ "…Informatica, which the IT department runs"; not "Snowflake, which the whole company now uses"."""
    if tokens.gaps[k].strip(" \n,)"):
        return
    only = tokens.lows[k + 1 : k + 2] == ["only"]
    keep, use, _ = _verbs()
    told = keep | use if only else keep
    verb = next((i for i in range(k + 2, min(k + 2 + _SUBJECT, tokens.size)) if tokens.stems[i] in told), None)
    if verb is None or not _MINE.isdisjoint(tokens.lows[k + 1 : verb]) or not _ends_after(tokens, verb):
        return
    if any(tokens.gaps[i] not in _PLAIN for i in range(k + 1, verb + 1)):
        return
    near = next((i for i in range(k - 1, max(k - 1 - _BACK, -1), -1) if i in starts), None)
    if near is not None and not any(breaks(tokens, i) for i in range(near + 1, k)):
        yield Doing(k, verb + 1, near, k)


def _of_a_pronoun(tokens: Tokens, k: int, starts: Set[int]) -> Iterator[Doing]:
    """ "Grafana is up and running; only the on-call engineers look at it"."""
    ended = k + 1 >= tokens.size or breaks(tokens, k + 1) or tokens.gaps[k + 1][:1] in {",", ")"}
    if not ended:
        return
    keep, use, stands = _verbs()
    told = keep | use
    verb = next((i for i in range(k - 1, max(0, k - 4), -1) if tokens.stems[i] in told), 0)
    if not verb or not _SMALL.issuperset(tokens.lows[verb + 1 : k]):
        return
    begin = max(0, verb - _FAR)
    first = next((i for i in range(verb, begin, -1) if _parts(tokens, i)), begin)
    sentence = next((i for i in range(first, begin, -1) if _stops(tokens, i)), begin)
    subject, before = tokens.lows[first:verb], tokens.lows[sentence:first]
    only = not _ONLY.isdisjoint(subject)
    if len(subject) - only > _SUBJECT + 1 or not _MINE.isdisjoint([*subject, *_without_have(before)]):
        return
    if not _opens_like_a_group(subject):
        return
    if stands.isdisjoint(before) and not (only and _no_deed(before)):
        return
    names = [i for i in range(sentence, first) if i in starts]
    if names:
        yield Doing(first, k + 1, names[0], first)


def _opens_like_a_group(subject: list[str]) -> bool:
    """Tell "the SREs", "only sales", "nobody but controlling" from "teach the staff"."""
    agents = load_data("assertion.json")["agents"]
    rest = [low for low in subject if low not in _ONLY and low not in {"but", "and", "though", "yet", "that", "which"}]
    if not rest:
        return False
    return len(rest) < len(subject) or rest[0] in agents["articles"] or rest[0] in {"nobody", "somebody", "someone"}


def _without_have(lows: list[str]) -> list[str]:
    """Leave out "we have", "we do have": that something is there is no deed of mine."""
    return lows[1:] if lows[:1] == ["we"] and not {"have", "do", "host", "own"}.isdisjoint(lows[1:3]) else lows


def _no_deed(lows: list[str]) -> bool:
    return not any(low.endswith(("ed", "ing")) or low in {"built", "wrote", "made", "led", "ran"} for low in lows)


def _parts(tokens: Tokens, k: int) -> bool:
    """Tell whether a clause begins at word k: behind a sign, or with a word that joins clauses."""
    return ("," in tokens.gaps[k] or ";" in tokens.gaps[k] or breaks(tokens, k)) or tokens.lows[k] in {
        "but", "and", "though", "yet", "although", "while", "that", "which",
    }  # fmt: skip


def _stops(tokens: Tokens, k: int) -> bool:
    return ";" not in tokens.gaps[k] and breaks(tokens, k)


def _ends_after(tokens: Tokens, verb: int) -> bool:
    """Tell whether the clause ends with the verb and a small word or two: "looks after", "keeps running"."""
    for k in range(verb + 1, min(verb + 4, tokens.size + 1)):
        if k >= tokens.size or breaks(tokens, k) or tokens.gaps[k][:1] in {",", ")"}:
            return True
        if tokens.lows[k] in {"and", "but", "for", "while"}:
            return True
        if tokens.lows[k] not in _SMALL:
            return False
    return False

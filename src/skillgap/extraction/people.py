"""Tokens → work of named people: "Kavya did the React front-end", "the gateway is Marek's"."""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from skillgap.extraction.clauses import breaks, clause_end, clause_start, remark_span
from skillgap.extraction.index import Index
from skillgap.extraction.reach import Reach
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import cue_words, is_everyday, load_data, sense_words

_OPENERS = frozenset({"a", "an", "the", "former", "formerly", "ex", "himself", "herself", "once", "now", "one"})
_SHARES = frozenset({"part", "half", "side", "share", "job", "work", "code", "piece", "task"})
_DONE = frozenset({"done", "written", "kept", "run", "drawn", "taught", "led", "code", "programmed"})
_BE = frozenset({"is", "are", "was", "were"})


def work_of_people(tokens: Tokens, index: Index, starts: Set[int]) -> list[Reach]:
    """Find what people with a name did; `starts` are the first words of the skills found."""
    signs = _signs()
    found: list[Reach] = []
    for k in [k for k, low in enumerate(tokens.lows) if low in signs and k]:
        match tokens.lows[k]:
            case "by":
                found += _done_by(tokens, index, k, starts)
            case "s":
                found += _owned(tokens, index, k, starts)
            case "who":
                found += _who(tokens, k)
            case low if low in cue_words()["superiors"]:
                found += _superior(tokens, k)
            case _:
                found += _did(tokens, index, k)
    if ": " not in tokens.gaps:
        return found
    colons = [k for k, gap in enumerate(tokens.gaps) if gap == ": "]
    return found + [credit for k in colons if (credit := _credited(tokens, index, k))]


@cache
def _verbs() -> frozenset[str]:
    """Return the verbs of work as they stand behind a name: "Olu ported", "Tom owns"."""
    work = load_data("assertion.json")["agents"]["work"]
    regular = {verb + ("d" if verb.endswith("e") else "ed") for verb in work} | {"owns", "runs"}
    return cue_words()["person_verbs"] | regular - {"used", "presented", "offered"}


@cache
def _signs() -> frozenset[str]:
    """Return the words that are looked at: most texts hold none of them beside a person's name."""
    return frozenset({"who", "s", "by"}) | _verbs() | cue_words()["superiors"]


def _done_by(tokens: Tokens, index: Index, k: int, starts: Set[int]) -> list[Reach]:
    """Find "… done by Anna"."""
    if k + 1 >= tokens.size or tokens.gaps[k + 1] != " " or not _stranger(tokens, index, k + 1):
        return []
    if tokens.lows[k - 1] not in _verbs() and tokens.lows[k - 1] not in _DONE:
        return []
    return [Reach("other", k, k + 2, clause_start(tokens, k, starts), k)]


def _owned(tokens: Tokens, index: Index, k: int, starts: Set[int]) -> list[Reach]:
    """Find "Marek's part: …" and "… is Marek's (…)"; word k is the s."""
    if tokens.gaps[k] != "'" or not _stranger(tokens, index, k - 1):
        return []
    if k + 2 < tokens.size and ":" in tokens.gaps[k + 2]:
        shared = tokens.lows[k + 1] in _SHARES
        return [Reach("other", k - 1, k + 2, k + 2, clause_end(tokens, k + 2, verbs=False))] if shared else []
    if k < 2 or tokens.lows[k - 2] not in _BE:
        return []
    remark = remark_span(tokens, k + 1)
    spans = [(clause_start(tokens, k - 2, starts), k - 2), *([remark] if remark else [])]
    return [Reach("other", k - 2, k + 1, *span) for span in spans]


def _who(tokens: Tokens, k: int) -> list[Reach]:
    """Find "my manager Jane, who wrote …"."""
    if "," not in tokens.gaps[k] or cue_words()["superiors"].isdisjoint(tokens.lows[max(0, k - 5) : k]):
        return []
    return [Reach("other", k, k + 1, k + 1, clause_end(tokens, k + 1))]


def _superior(tokens: Tokens, k: int) -> list[Reach]:
    """Find what stands between commas behind a superior: "my adviser, an author of Stan, …"."""
    if k + 2 >= tokens.size or tokens.gaps[k + 1] != ", " or tokens.lows[k + 1] not in _OPENERS:
        return []
    if tokens.lows[k - 1] not in {"my", "our", "the", "whose", "thesis", "phd"}:
        return []
    last = next((i for i in range(k + 2, tokens.size) if tokens.gaps[i] != " "), tokens.size)
    return [Reach("other", k, k + 1, k + 1, last)]


def _did(tokens: Tokens, index: Index, k: int) -> list[Reach]:
    """Find "Olu ported …" and "Olu and Ines ported …" at the start of a clause; word k is the verb."""
    if tokens.gaps[k] != " " or not _stranger(tokens, index, k - 1):
        return []
    gap = tokens.gaps[k - 1]
    pair = k > 2 and tokens.lows[k - 2] == "and" and _stranger(tokens, index, k - 3)
    if not (k == 1 or breaks(tokens, k - 1) or "," in gap or "(" in gap or pair):
        return []
    return [Reach("other", k - 1, k + 1, k + 1, clause_end(tokens, k + 1))]


def _credited(tokens: Tokens, index: Index, k: int) -> Reach | None:
    """Find "Ansible and cabling: Ray Feldhaus and his group": a duty, and the full name of whose it is."""
    if k == 0 or k + 1 >= tokens.size or tokens.gaps[k + 1] != " " or not _stranger(tokens, index, k + 1):
        return None
    given = tokens.words[k].istitle() and tokens.lows[k] in sense_words()["proper_names"]
    if not given and not _stranger(tokens, index, k):
        return None
    ended = k + 2 >= tokens.size or breaks(tokens, k + 2) or tokens.gaps[k + 2][:1] in {",", ")"}
    if not ended and tokens.lows[k + 2] not in {"and", "with"}:
        return None
    return Reach("other", k, k + 2, clause_start(tokens, k, set()), k)


def _stranger(tokens: Tokens, index: Index, k: int) -> bool:
    """Tell whether word k looks like a person's name: a capital, no English word, no word of a skill's name."""
    word = tokens.words[k]
    if not (word[0].isupper() and word[1:].islower() and len(word) > 2):
        return False
    return not is_everyday(tokens.lows[k]) and tokens.lows[k] not in index.vocabulary

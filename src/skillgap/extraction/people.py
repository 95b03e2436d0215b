"""Tokens → work of named people: "Kavya did the React front-end", "the gateway is Marek's"."""

from __future__ import annotations

from functools import cache

from skillgap.extraction.clauses import breaks, clause_end, clause_start, remark_span
from skillgap.extraction.index import Index
from skillgap.extraction.reach import Reach
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import cue_words, is_everyday, load_data, sense_words

_OPENERS = frozenset({"a", "an", "the", "former", "formerly", "ex", "himself", "herself", "once", "now", "one"})
_SHARES = frozenset({"part", "half", "side", "share", "job", "work", "code", "piece", "task"})
_PAST = frozenset({"done", "written", "kept", "run", "drawn", "taught", "led", "code", "programmed"})


def work_of_people(tokens: Tokens, index: Index, starts: set[int]) -> list[Reach]:
    """Find what people with a name did; `starts` are the first words of the skills found."""
    words = cue_words()
    found: list[Reach] = []
    verbs = _verbs()
    signs = {"who", "s", "by", *verbs, *words["superiors"]}
    for k in [k for k, low in enumerate(tokens.lows) if low in signs]:
        low = tokens.lows[k]
        if k == 0:
            continue
        if low in words["superiors"] and (told := _apposition(tokens, k)):
            found.append(Reach("other", k, k + 1, *told))  # "my boss, a former Oracle DBA, …"
            continue
        if low == "by" and k + 1 < len(tokens) and tokens.gaps[k + 1] == " " and _stranger(tokens, index, k + 1):
            if tokens.lows[k - 1] in verbs or tokens.lows[k - 1] in _PAST:
                found.append(Reach("other", k, k + 2, clause_start(tokens, k, starts), k))  # "done by Anna"
            continue
        if low == "who" and "," in tokens.gaps[k] and not words["superiors"].isdisjoint(tokens.lows[max(0, k - 5) : k]):
            last = clause_end(tokens, k + 1, words["ends"], words["held_verbs"])
            found.append(Reach("other", k, k + 1, k + 1, last))
        if low in verbs and tokens.gaps[k] == " " and _stranger(tokens, index, k - 1):
            gap = tokens.gaps[k - 1]
            pair = k > 2 and tokens.lows[k - 2] == "and" and _stranger(tokens, index, k - 3)
            if k == 1 or breaks(tokens, k - 1) or "," in gap or "(" in gap or pair:
                last = clause_end(tokens, k + 1, words["ends"], words["held_verbs"])
                found.append(Reach("other", k - 1, k + 1, k + 1, last))
        elif low == "s" and k + 2 < len(tokens) and tokens.gaps[k] == "'" and ":" in tokens.gaps[k + 2]:
            if tokens.lows[k + 1] in _SHARES and _stranger(tokens, index, k - 1):
                found.append(Reach("other", k - 1, k + 2, k + 2, clause_end(tokens, k + 2, words["ends"], frozenset())))
        elif low == "s" and k > 1 and tokens.gaps[k] == "'" and tokens.lows[k - 2] in {"is", "are", "was", "were"}:
            if not _stranger(tokens, index, k - 1):
                continue
            found.append(Reach("other", k - 2, k + 1, clause_start(tokens, k - 2, starts), k - 2))
            if remark := remark_span(tokens, k + 1):
                found.append(Reach("other", k - 2, k + 1, *remark))
    return found + [
        credit for k, gap in enumerate(tokens.gaps) if gap == ": " and (credit := _credited(tokens, index, k))
    ]


def _credited(tokens: Tokens, index: Index, k: int) -> Reach | None:
    """Find "Ansible and cabling: Ray Feldhaus and his group": a duty, and the full name of whose it is."""
    if k == 0 or k + 1 >= len(tokens) or tokens.gaps[k + 1] != " " or not _stranger(tokens, index, k + 1):
        return None
    given = tokens.words[k].istitle() and tokens.lows[k] in sense_words()["proper_names"]
    if not given and not _stranger(tokens, index, k):
        return None
    ended = k + 2 >= len(tokens) or breaks(tokens, k + 2) or tokens.gaps[k + 2][:1] in {",", ")"}
    if not ended and tokens.lows[k + 2] not in {"and", "with"}:
        return None
    return Reach("other", k, k + 2, clause_start(tokens, k, set()), k)


@cache
def _verbs() -> frozenset[str]:
    """Return the verbs of work as they stand behind a name: "Olu ported", "Tom owns"."""
    work = load_data("assertion.json")["agents"]["work"]
    regular = {verb + ("d" if verb.endswith("e") else "ed") for verb in work} | {verb + "s" for verb in ("own", "run")}
    return cue_words()["person_verbs"] | regular - {"used", "presented", "offered"}


def _apposition(tokens: Tokens, k: int) -> tuple[int, int] | None:
    """Return the words between the commas behind a person: "my adviser, an author of Stan, …"."""
    if k + 2 >= len(tokens) or tokens.gaps[k + 1] != ", " or tokens.lows[k + 1] not in _OPENERS:
        return None
    if tokens.lows[k - 1] not in {"my", "our", "the", "whose", "thesis", "phd"}:
        return None
    last = next((i for i in range(k + 2, len(tokens.gaps)) if tokens.gaps[i] != " "), len(tokens))
    return k + 1, min(last, len(tokens))


def _stranger(tokens: Tokens, index: Index, k: int) -> bool:
    word = tokens.words[k]
    if not (word[0].isupper() and word[1:].islower() and len(word) > 2):
        return False
    return not is_everyday(tokens.lows[k]) and tokens.lows[k] not in index.vocabulary

"""Tokens → what a doer did who is named behind it: "built by the analysts", "handed to an agency", "Terraform: ops"."""

from __future__ import annotations

from skillgap.extraction.clauses import breaks, clause_end, clause_start, item_before
from skillgap.extraction.doers import Doing, Grammar, is_participle
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import CONJUNCTIONS, cue_words, is_number, stem

_NEAR = 5  # words between a doer's article and its noun, or between a verb and "by"
_MEANS = frozenset({"using", "with", "in", "on", "to", "into", "through", "via"})
_BE = frozenset({"was", "were", "is", "are", "been", "be"})
_POINTING = frozenset({":", "=", "->", "=>", "→"})
_SUMS = frozenset({"all", "both", "everything", "that", "these", "this"})
_LATER = frozenset({"since", "later", "meanwhile", "then"})
_ORIGINS = frozenset(map(stem, ("come", "originate", "stem", "get", "obtain", "receive", "arrive")))


def behind(tokens: Tokens, first: int, k: int, names: set[int], grammar: Grammar) -> list[Doing]:
    """ "… built by the analysts", "… is the job of another squad", "… handed to an agency", "… were the analysts'"."""
    if first == 0:
        return []
    gap = tokens.gaps[first]
    if gap in {" ", "\n"} and tokens.lows[first - 1] in {"by", "of", "to", "with", "from"}:
        return _by_preposition(tokens, first, k, names, grammar)
    if tokens.lows[first - 1] in _BE and (end := _possessive_end(tokens, k)):
        return [Doing(first - 1, end, clause_start(tokens, first - 1, names), first - 1)]
    return _as_remark(tokens, first, k, names, grammar) if gap.strip(" )") in _POINTING else []


def _possessive_end(tokens: Tokens, k: int) -> int:
    """Return the word behind "the analysts'" and "Marek's" where nothing that they own follows, or 0."""
    end = k + 2 if tokens.lows[k + 1 : k + 2] == ["s"] else k + 1
    marked = tokens.text[tokens.ends[k] : tokens.ends[k] + 1] in {"'", "’"}
    plural = end == k + 1 and tokens.lows[k][-1] == "s" and tokens.gaps[end].strip() != "'"
    return end if marked and (plural or (end == k + 2 and tokens.gaps[end] != " ")) else 0


def _by_preposition(tokens: Tokens, first: int, k: int, names: set[int], grammar: Grammar) -> list[Doing]:
    before = tokens.lows[first - 1]
    after = tokens.lows[k + 1] if k + 1 < tokens.size and tokens.gaps[k + 1] == " " else ""
    ends = CONJUNCTIONS | cue_words()["list_ends"] | cue_words()["team_heads"]
    if before == "by" and tokens.lows[k] in grammar.groups & grammar.collective and after and after not in ends:
        return []  # "spend by marketing channel"
    begin = clause_start(tokens, first - 1, names)
    verb = _verb(tokens, first - 1, begin, before, names, grammar)
    if before == "from" and verb is None and _participle_phrase(tokens, k + 1, grammar):
        # "A robot from a German maker, programmed in C#, picked the boxes"
        origin = not _is_mine(tokens, begin, first - 1, grammar)
        return [Doing(first - 1, k + 1, k + 1, _phrase_end(tokens, k + 2))] if origin else []
    if verb is not None and tokens.lows[verb] == "taken" and tokens.lows[k + 1 : k + 2] == ["after"]:
        return []  # "taken over by another agency after launch": built before
    if tokens.lows[k + 1 : k + 2] == ["and"] and tokens.lows[k + 2 : k + 3] in (["i"], ["me"], ["myself"]):
        return []
    if verb is None or (before != "to" and _is_mine(tokens, begin, verb, grammar)):
        return []
    if before == "by" and not is_participle(tokens.lows[verb]):
        one = tokens.lows[k][-1] != "s" and tokens.lows[k] not in grammar.collective
        if first == k and (one or tokens.lows[k] not in grammar.doers):
            return []  # "feature flags by customer", "a book by Anna"
        begin = verb  # no verb at all
    if verb in {begin, begin + 1} and is_participle(tokens.lows[verb]) and "," in tokens.gaps[begin]:
        begin = _described(tokens, begin, grammar)
    # A phrase may end with the preposition: "surveys were analysed with topic models by".
    found = [Doing(first - 1, k + 1, begin, first)]
    if "," in tokens.gaps[verb] and k + 2 < tokens.size and tokens.gaps[k + 1] == ", " and tokens.lows[k + 1] in _BE:
        # "The backend, owned by another squad, is in Scala"
        found.append(Doing(first - 1, k + 1, k + 1, clause_end(tokens, k + 2)))
    if before == "by" and verb <= begin + 1 and names.isdisjoint(range(begin, first)):
        # "Terraform (maintained by SRE)", "Lecture on Hadoop: given by a colleague".
        item = item_before(tokens, begin, k + 1)
        found += [Doing(first - 1, k + 1, *item)] if item else []
    if k + 1 < tokens.size and tokens.gaps[k + 1] in {" ", "\n", ", "} and tokens.lows[k + 1] in _MEANS:
        found.append(Doing(first - 1, k + 1, k + 1, clause_end(tokens, k + 1)))
    return found


def _participle_phrase(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell a phrase such as ", written in C," at word `at`."""
    if at + 1 >= tokens.size or tokens.gaps[at].strip() != "," or breaks(tokens, at):
        return False
    return (
        tokens.stems[at] in grammar.tasks and is_participle(tokens.lows[at]) and tokens.lows[at + 1] in _MEANS | {"by"}
    )


def _phrase_end(tokens: Tokens, at: int) -> int:
    """Return the word behind the comma that ends what goes on at word `at`."""
    end = clause_end(tokens, at)
    return next((k for k in range(at + 1, end) if "," in tokens.gaps[k]), end)


def _described(tokens: Tokens, participle: int, grammar: Grammar) -> int:
    """Return the first word of the one thing that a participle behind a comma tells of: "Motion planning, written …".

    The participle itself where that is a list, or the candidate's deed: "Ported the parser, written in C by a vendor".
    """
    begin = clause_start(tokens, participle - 1, set())
    if participle - begin > _NEAR or any("," in gap for gap in tokens.gaps[begin + 1 : participle]):
        return participle
    return participle if _is_mine(tokens, begin, participle, grammar) else begin


def _as_remark(tokens: Tokens, first: int, k: int, names: set[int], grammar: Grammar) -> list[Doing]:
    """ "Terraform: platform team", "dashboards = the analysts"; not "team lead: 5 DBAs"."""
    # "Helm, Argo, all this = ops": the whole list.
    begin = clause_start(tokens, first - 1, set() if tokens.lows[first - 1] in _SUMS else names)
    ended = k + 1 >= tokens.size or breaks(tokens, k + 1) or ")" in tokens.gaps[k + 1]
    several = tokens.lows[k] in grammar.groups or tokens.lows[k][-1] == "s"
    if not ended or not several or is_number(tokens.lows[first]) or names.isdisjoint(range(begin, first)):
        return []
    return [Doing(first, k + 1, begin, first)]


def _verb(tokens: Tokens, at: int, begin: int, preposition: str, names: set[int], grammar: Grammar) -> int | None:
    """Return the word before the preposition that tells that a doer follows; None where another verb is nearer."""
    if preposition == "of":
        return at - 1 if tokens.lows[at - 1] in grammar.duties else None
    for i in range(at - 1, max(begin, at - 2 * _NEAR) - 1, -1):
        root, low = tokens.stems[i], tokens.lows[i]
        if preposition != "by":
            if root in (_ORIGINS if preposition == "from" else grammar.handing):
                return i
            if root in grammar.tasks and (low[-1] != "s" or low[:-1] not in grammar.nouns):
                return None
        elif is_participle(low):
            mine = (root not in grammar.tasks or low in grammar.judging) and not _done_with(
                tokens, i, at, names, grammar
            )
            # "… since rewritten by others" was the candidate's before.
            mine = mine or (tokens.lows[i - 1] in _LATER and names.isdisjoint(range(i, at)))
            return None if mine else i
    # "Front end (Vue) by an agency": a name and no verb; of "…, error counts by two nurses" the last item only.
    if preposition != "by":
        return None
    items = (i for i in range(at, begin, -1) if "," in tokens.gaps[i] or tokens.lows[i - 1] in CONJUNCTIONS)
    last = next(items, begin)
    linked = last > begin and "," not in tokens.gaps[last]
    # "Built a framework with RAGAS and human review by lawyers" was built for them.
    return None if linked and _is_mine(tokens, clause_start(tokens, last, set()), last, grammar) else last


def _done_with(tokens: Tokens, verb: int, at: int, names: set[int], grammar: Grammar) -> bool:
    """Tell "checked in Grafana by ops", whoever's tool that is, from "reviewed by the board"."""
    if tokens.lows[verb] in grammar.consuming or tokens.lows[verb + 1] not in _MEANS:
        return False
    return not names.isdisjoint(range(verb + 2, min(verb + _NEAR, at)))


def _is_mine(tokens: Tokens, begin: int, verb: int, grammar: Grammar) -> bool:
    """Tell a clause that begins with the candidate's own verb: "Replaced a process owned by finance"."""
    low = tokens.lows[begin]
    if low == "i":
        return True
    if begin == verb:
        # "Checked the site with axe and by …" has an object, "(Built in Java by …)" has none.
        return is_participle(tokens.lows[verb]) and tokens.lows[verb + 1] in grammar.articles
    noun = low.endswith("ing") and tokens.lows[begin + 1] == "of"  # "Training of the models was done by …"
    noun = noun or (low in grammar.nouns and not _BE.isdisjoint(tokens.lows[begin:verb]))  # "Survey answers were …"
    done = low.endswith("ed") or (tokens.stems[begin] in grammar.tasks and low[-1] != "s" and not noun)
    return done and tokens.stems[begin] not in grammar.handing

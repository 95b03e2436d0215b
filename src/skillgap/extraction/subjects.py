"""Tokens → what a doer did whose words are the subject: "the analysts built …", "testers hired from outside used …".

A doer is no subject where it only says what kind of thing something is ("unit tests"), where the verb tells of the
candidate ("nurse trained in …", a title), and where it stands behind another verb ("helped the analysts build").
"""

from __future__ import annotations

from skillgap.extraction.clauses import breaks, clause_end, clause_start
from skillgap.extraction.doers import (
    RELATIVES,
    Doing,
    Grammar,
    grammar_of_doers,
    is_form,
    is_gerund,
    is_participle,
    people,
)
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import CONJUNCTIONS, cue_words, is_irregular, is_number

_NEAR = 5  # words between a doer's article and its noun, or between a verb and "by"
_TITLES = frozenset(
    {"lead", "manager", "boss", "mentor", "colleague", "teammate", "intern", "architect", "engineer", "developer"}
)
_SUPERIORS = frozenset({"adviser", "advisor", "boss", "mentor", "supervisor"})
_PAST = frozenset({"set", "led", "run", "put"})
_MADE = frozenset({"built", "trained", "developed", "wrote", "made", "created", "designed", "implemented", "coded"})
_MEANS = frozenset({"using", "with", "in", "on", "to", "into", "through", "via"})
_MANY = frozenset({"colleagues", "folks", "guys", "people", "team", "teams"})
_DO = frozenset({"do", "does", "did"})
_BE = frozenset({"was", "were", "is", "are", "been", "be"})
_DUTIES = frozenset({"responsible", "accountable", "charge"})
_STAYS = frozenset("assignment contract duty leave loan placement probation rotation secondment shift site".split())
_PLACES, _BELONGING = frozenset({"in", "at", "from"}), frozenset({"in", "at", "from", "on", "of"})
_IT, _WHOLE = frozenset({"it", "them", "this", "that"}), frozenset({"all", "everything", "most"})
_ENDED = frozenset(",)")
_MINE = frozenset({"i", "we", "my"})
_LED = frozenset({"my", "our"})  # a trade that I lead may be mine too: "my machine learning engineers brought …"
_CODING = frozenset({"code", "coding", "development", "implementation", "programming", "work"})
_PARTS = frozenset("all both few half many most none one rest several some".split())
_WHOM = frozenset({"whom", "which"})
_INDEFINITE = frozenset({"a", "an", "another"})
_TURNED = frozenset({"to", "into"})
_WE = frozenset({"i", "we", "they"})
_FARTHEST_VERB = 6  # words between "hired" and "used" in "testers hired from outside used"


def as_subject(tokens: Tokens, first: int, k: int, names: set[int], grammar: Grammar) -> list[Doing]:
    """ "The analysts built …", "another group is responsible for …"."""
    verb = _verb_after(tokens, k, grammar)
    if verb is None or _is_compound(tokens, first, k, verb, grammar) or _may_be_me(tokens, first, k, verb, grammar):
        return []
    be_duty = tokens.lows[verb] in _DUTIES
    # "The engineers used Kafka"; but "used by 400 engineers" is said of one's own work.
    tells = tokens.stems[verb] in grammar.tasks and is_form(tokens.lows[verb], grammar)
    works = tokens.lows[verb] in {"used", "using"} or tells or works_in(tokens, k, verb)
    being = not _BE.isdisjoint(tokens.lows[k + 1 : verb])
    if not be_duty and (not works or (is_gerund(tokens.lows[verb], grammar) and not being)):
        return []
    passive = being and not is_gerund(tokens.lows[verb], grammar)  # "the team was built on Kafka", "… was using Kafka"
    if (passive and not be_duty) or not _opens_a_clause(tokens, first, grammar):
        return []
    # "The cloud team wrote it and I …", "Where others gave up I made Airflow stable".
    done = [Doing(first, k + 1, verb + 1, end_of_theirs(tokens, verb + 1))]
    linked = first and tokens.lows[first - 1] in grammar.links and tokens.lows[k] in cue_words()["teams_at_work"]
    trade = tokens.lows[k].endswith("s") and tokens.lows[k] in people() and tokens.lows[first] not in _LED
    many = tokens.lows[k] in _MANY or trade
    if linked or (many and first < k and tokens.lows[first - 1] not in RELATIVES):
        done.append(Doing(verb, verb + 1, first, k + 1))  # "while SRE led the fix", "front-end folks use": its name
    elif first < k and tokens.lows[first] in _INDEFINITE:
        done.append(Doing(verb, verb + 1, first, k + 1))  # "an external GDPR lawyer drafted …"
    relative = first > 1 and tokens.lows[first - 1] in {"that", "which"}
    if relative and tokens.lows[verb] in {"use", "uses", "used"}:
        # "a recogniser that the broadcaster uses for subtitles" is one's own, "a file that they use in Excel" is not.
        return done if tokens.lows[verb + 1 : verb + 2] in ([low] for low in ("in", "with", "through", "via")) else []
    if relative and (verb + 1 == tokens.size or breaks(tokens, verb + 1) or _made_with(tokens, verb)):
        # "a TensorFlow model that the Lisbon office trained"
        begin = max(clause_start(tokens, first - 1, set()), first - _NEAR)
        done.append(Doing(first, k + 1, _thing_before(tokens, begin, first - 1, grammar), first - 1))
    if (made := _made_before(tokens, first, verb, names, grammar)) is not None:
        done.append(Doing(first, verb + 1, made, first))
    return done


def _thing_before(tokens: Tokens, begin: int, relative: int, grammar: Grammar) -> int:
    """Return the first word of what a relative clause of others speaks of, among the words from `begin`.

    Where the candidate crafted something it is nothing but what their clause follows: of "programmed puzzles in Godot
    for a game that …" the game, of "drew screens in Figma, from which …" and "built a grid, which …" nothing.
    """
    crafting = cue_words()["crafting"]
    start = clause_start(tokens, relative, set())
    if crafting.isdisjoint(tokens.lows[start : start + 3]):
        return begin
    if "," in tokens.gaps[relative] or "," in tokens.gaps[relative - 1]:
        return relative
    ends = grammar.articles | grammar.prepositions
    return next((k for k in range(relative, begin, -1) if tokens.lows[k - 1] in ends), begin)


def end_of_theirs(tokens: Tokens, at: int) -> int:
    """Return one past the last word of what others did: up to "I" or "my".

    Nothing of it is theirs where that is what I made: "they use a shop I built", but "they built it with my library".
    """
    end = clause_end(tokens, at)
    mine = next((k for k in range(at, end) if tokens.lows[k] in _MINE), end)
    if mine == at and tokens.lows[at : at + 1] == ["my"]:  # "ported my classifier to Swift": what to is theirs
        into = next((k for k in range(at + 1, min(at + _NEAR, end)) if tokens.lows[k] in _TURNED), 0)
        return end if into else at
    before = CONJUNCTIONS | grammar_of_doers().prepositions | cue_words()["list_ends"]
    made_by_me = mine < end and tokens.gaps[mine] == " " and tokens.lows[mine - 1] not in before
    if made_by_me and any("," in tokens.gaps[k] and tokens.lows[k] in CONJUNCTIONS for k in range(at + 1, mine)):
        made_by_me = False  # "the statistician ran Stata, and together we read the plots"
    return at if made_by_me else mine


def _may_be_me(tokens: Tokens, first: int, k: int, verb: int, grammar: Grammar) -> bool:
    """Tell "Nurse trained in Epic", a title, and "the company moved to AWS", one's employer, from others."""
    low, begin = tokens.lows[k], tokens.lows[first]
    surely = tokens.stems[verb] in grammar.work
    if (low in grammar.employers and k - first <= 1 and begin in {"the", "our", "my", low}) or low == "assistant":
        return not surely  # an assistant may be a program, too
    alone = low[-1] != "s" and low not in grammar.collective and low not in grammar.groups and low not in _SUPERIORS
    trained = tokens.lows[verb].endswith("ed") and tokens.lows[verb + 1 : verb + 2] == ["in"]
    return alone and first == k and (not surely or trained)


def _is_compound(tokens: Tokens, first: int, k: int, at: int, grammar: Grammar) -> bool:
    """Tell "customer support" and "unit tests" from a doer and a verb: one doer "supports", only many "support"."""
    doer, verb = tokens.lows[k], tokens.lows[at]
    if doer[-1] == "s" and verb[-1] == "s" and doer not in grammar.collective and verb[:-1] in grammar.bases:
        return True  # several don't "tests"
    if at == k + 1 and doer[-1] != "s" and verb[-1] == "s" and verb[:-1] in grammar.nouns:
        # "the network team segments traffic with …", not "the unit tests in …"
        object_behind = at + 1 < tokens.size and tokens.gaps[at + 1] == " " and tokens.lows[at + 1] not in _MEANS
        with_it = first > 0 and tokens.lows[first - 1] in RELATIVES  # "topics that the fraud squad reads with Flink"
        return not ((object_behind or with_it) and doer in grammar.groups and tokens.lows[first] in grammar.articles)
    if verb not in grammar.bases or verb in _PAST:
        return False
    if doer in grammar.groups or doer in {"staff", "people", "folks", "operations", "ops", "devops"}:
        return verb in grammar.nouns  # "the team own the pipelines" is British
    return doer[-1] != "s"


def works_in(tokens: Tokens, k: int, verb: int) -> bool:
    """Tell "engineers on my squads work in Scala"; of a team it may be the candidate's, too."""
    if tokens.lows[verb] not in {"work", "worked"} or tokens.lows[k] not in people() | _WHOM:
        return False
    return verb + 1 < tokens.size and tokens.lows[verb + 1] in _MEANS


def _made_before(tokens: Tokens, first: int, verb: int, names: set[int], grammar: Grammar) -> int | None:
    """Return where begins what the doer made: "the site runs on Django; a colleague built it", "… (Anna wrote it)".

    None where the clause before tells of the candidate's own work: "Ported the site to Django; a friend built it". What
    stands in brackets says it of the thing before them alone: "won a prize with a React app (a friend wrote it)".
    """
    gap = tokens.gaps[first].strip(" ")
    if not first or not gap or "\n" in gap or tokens.stems[verb] not in grammar.making:
        return None
    if not _stands_for_all(tokens, verb + 1):
        return None
    begin = clause_start(tokens, first - 1, names if "(" in gap else set())
    own = tokens.lows[begin].endswith("ed") or (tokens.stems[begin] in grammar.tasks and tokens.lows[begin][-1] != "s")
    if not own and _MINE.isdisjoint(tokens.lows[begin:first]):
        return begin
    thing = (k for k in range(first - 1, begin, -1) if tokens.lows[k - 1] in grammar.articles | grammar.prepositions)
    return next(thing, None) if "(" in gap else None


def _stands_for_all(tokens: Tokens, at: int) -> bool:
    """Tell "did that", "wrote all of the code" and "did the coding" from "did it by hand" and "built that page"."""
    if at + 2 < tokens.size and tokens.lows[at] in _WHOLE and tokens.lows[at + 1] == "of":
        return tokens.lows[at + 2] in _IT or tokens.lows[at + 2] == "the"
    coding = at + 1 < tokens.size and tokens.lows[at] == "the" and tokens.lows[at + 1] in _CODING
    if not coding and (at >= tokens.size or tokens.lows[at] not in _IT | _WHOLE):
        return False
    k = at + 1 + coding
    return k >= tokens.size or breaks(tokens, k) or not _ENDED.isdisjoint(tokens.gaps[k])


def _made_with(tokens: Tokens, verb: int) -> bool:
    """Tell "a model that the analysts built in Prophet" from "a tool that they run in production"."""
    if tokens.lows[verb] not in _MADE or tokens.lows[verb + 1] not in _MEANS:
        return False
    return verb + 2 < tokens.size and not breaks(tokens, verb + 2)


def _verb_after(tokens: Tokens, k: int, grammar: Grammar) -> int | None:
    """Return the main verb of the doer that ends with word k: in one run of words, auxiliaries stepped over."""
    verb = k + 1
    if verb + 2 < tokens.size and _is_told_apart(tokens, verb, grammar):
        behind = _behind_a_place(tokens, verb, grammar) or _finite_verb(tokens, k, grammar)
        if behind is None:
            return None  # "customers in the region served by …" do nothing
        verb = behind
    if verb < tokens.size and tokens.words[verb].istitle() and tokens.lows[k] in _TITLES:
        verb += 1  # "tech lead Petra owned"
    while verb < tokens.size and tokens.gaps[verb] in {" ", "\n"} and tokens.lows[verb] in grammar.auxiliaries:
        if tokens.lows[verb] in {"can", "could"}:
            return None  # "wrote tools so that analysts can use Spark"
        verb += 1
    follows = verb < tokens.size and tokens.stems[verb] in grammar.tasks
    if verb > k + 1 and tokens.lows[verb - 1] in _DO and not follows:
        verb -= 1  # "the analysts did the dashboards", unlike "the analysts did not build"
    if verb >= tokens.size or any(tokens.gaps[i] not in {" ", "\n"} for i in range(k + 1, verb + 1)):
        return None
    # "Instructor" over "Taught …": a title and what was done under it, no wrapped sentence.
    return None if "\n" in tokens.gaps[verb] and tokens.words[verb][0].isupper() else verb


def _opens_a_clause(tokens: Tokens, first: int, grammar: Grammar) -> bool:
    """Tell a subject from an object: not "helped the analysts build", but "some of the analysts build"."""
    if first == 0 or breaks(tokens, first) or tokens.gaps[first] not in {" ", "\n"}:
        return True
    before = tokens.lows[first - 1]
    if tokens.lows[first] == "whose":
        return True
    if before != "of":
        return before in grammar.links
    if first > 2 and tokens.lows[first - 3] in {"am", "was", "i", "as"}:
        return False  # "I am one of three people responsible for search"
    part = tokens.lows[first - 2] if first > 1 else ""
    return part in _PARTS or is_number(part or "-")


def _is_told_apart(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Tell what says which ones are meant: "engineers in Lviv", "testers hired from …", "freelancers we hired"."""
    if tokens.lows[at] in _BELONGING:
        return not is_number(tokens.lows[at + 1])  # "a team of four" may be one's own
    if tokens.lows[at] in _WHOM and tokens.lows[at + 1] in _WE:
        return True
    return tokens.lows[at] in grammar.placed or (tokens.lows[at] in _WE and tokens.lows[at + 1].endswith("ed"))


def _finite_verb(tokens: Tokens, k: int, grammar: Grammar) -> int | None:
    """Return the verb of the doer behind what tells it apart: "testers hired from outside used …"."""
    for i in range(k + 3, min(k + 3 + _FARTHEST_VERB, tokens.size)):
        low = tokens.lows[i]
        if tokens.gaps[i] not in {" ", "\n"} or low in RELATIVES or low in CONJUNCTIONS:
            return None
        if low in grammar.auxiliaries:
            return i
        if (tokens.stems[i] not in grammar.tasks and low != "used") or tokens.lows[i - 1] in grammar.articles:
            continue
        many = tokens.lows[k][-1] == "s"
        third = low[-1] == "s" and not many and low[:-1] not in grammar.nouns
        base = low in grammar.bases and many and low not in grammar.nouns
        if third or base or ((is_irregular(low) or is_participle(low)) and tokens.lows[i + 1 : i + 2] != ["by"]):
            return i
    return None


def _behind_a_place(tokens: Tokens, at: int, grammar: Grammar) -> int | None:
    """Return the word behind "in Pune" ("colleagues in Pune wrote") or "on my data team" ("people on my data team …").

    None where the place is none of theirs: "customers in the region served by …".
    """
    if tokens.lows[at] not in _BELONGING:
        return None
    if tokens.lows[at + 1] not in grammar.articles:
        follows = at + 2 < tokens.size and (
            tokens.stems[at + 2] in grammar.tasks or tokens.lows[at + 2] in grammar.auxiliaries
        )
        there = tokens.lows[at] in _PLACES or tokens.lows[at + 1] in _STAYS
        return at + 2 if there and follows else None
    ends = range(at + 2, min(at + 4, tokens.size))
    return next((k + 1 for k in ends if tokens.lows[k].removesuffix("s") in grammar.groups), None)

"""Tokens → work of others: clauses whose doer is a team, a colleague, a vendor … and not the candidate.

A small grammar rather than a list of phrases: a doer ("the analysts", "our cloud team", "an agency in Lisbon") as
subject before a verb of work, behind "by", as the owner of a duty ("the job of …"), as the one that something was
handed to, or as a remark behind the name ("Terraform: platform team"). A doer is a noun of a list, or a person's name
right beside a verb of work, a "by" or a possessive s.
"""

from __future__ import annotations

from skillgap.extraction.clauses import breaks, clause_end, clause_start, item_before
from skillgap.extraction.doers import RELATIVES, Doing, Grammar, beside_names, grammar_of_doers, people, telling
from skillgap.extraction.index import Index
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import CONJUNCTIONS, cue_words, is_everyday, is_irregular, is_number, stem

_NEAR = 5  # words between a doer's article and its noun, or between a verb and "by"
_TITLES = frozenset(
    {"lead", "manager", "boss", "mentor", "colleague", "teammate", "intern", "architect", "engineer", "developer"}
)
_SUPERIORS = frozenset({"adviser", "advisor", "boss", "mentor", "supervisor"})
_PAST_ENDS = ("en", "lt", "ne", "un", "de", "ld", "ght", "ept")
_PAST = frozenset({"set", "led", "run", "put"})
_MADE = frozenset({"built", "trained", "developed", "wrote", "made", "created", "designed", "implemented", "coded"})
_MEANS = frozenset({"using", "with", "in", "on", "to", "into", "through", "via"})
_MANY = frozenset({"colleagues", "folks", "guys", "people", "team", "teams"})
_AGAINST = frozenset({"but", "while", "whereas"})
_DO = frozenset({"do", "does", "did"})
_BE = frozenset({"was", "were", "is", "are", "been", "be"})
_POINTING = frozenset({":", "=", "->", "=>", "→"})
_SUMS = frozenset({"all", "both", "everything", "that", "these", "this"})
_ALSO_WORK = frozenset({"used", "started", "began", "begun"})
_BESIDE = frozenset({"with", "beside", "alongside", "to", "from", "for"})
_DUTIES = frozenset({"responsible", "accountable", "charge"})
_PLACES, _BELONGING = frozenset({"in", "at", "from"}), frozenset({"in", "at", "from", "on", "of"})
_GOVERNED = frozenset({"a", "an", "another", "my", "our", "the"})
_GOVERNING = frozenset({"alongside", "beside", "by", "of", "to", "under", "with"})
_IT, _WHOLE = frozenset({"it", "them", "this", "that"}), frozenset({"all", "everything", "most"})
_ENDED = frozenset(",)")
_MINE = frozenset({"i", "we", "my"})
_CODING = frozenset({"code", "coding", "development", "implementation", "programming", "work"})
_PARTS = frozenset("all both few half many most none one rest several some".split())
_REPORTING = frozenset({"direct", "my"})
_WHOM = frozenset({"whom", "which"})
_WE = frozenset({"i", "we", "they"})
_FARTHEST_VERB = 6  # words between "hired" and "used" in "testers hired from outside used"
_LATER = frozenset({"since", "later", "meanwhile", "then"})
_ORIGINS = frozenset(map(stem, ("come", "originate", "stem", "get", "obtain", "receive", "arrive")))


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
            found += _as_subject(tokens, first, k, names, grammar) or _behind(tokens, first, k, names, grammar)
    # "Advisor: Prof. Mira Lund, who works on reinforcement learning"
    asides = [k for k in spots if lows[k] == "who" and "," in tokens.gaps[k]]
    asides = [k for k in asides if _of_others(tokens, k, grammar)]
    relatives = [k for k in spots if lows[k] in RELATIVES]
    asides += [k for k in relatives if _of_an_outsider(tokens, k, grammar) or _of_one_governed(tokens, k, grammar)]
    asides += [k for k in spots if lows[k] in _WHOM and _of_some(tokens, k, grammar)]
    return found + [Doing(k, k + 1, k + 1, _aside_end(tokens, k + 1)) for k in asides]


def _aside_end(tokens: Tokens, at: int) -> int:
    """Return one past the last word of what others did, up to what for: "…, who ran Kafka, to get it into S3"."""
    end = clause_end(tokens, at)
    return next((k for k in range(at, end) if tokens.lows[k] == "to" and "," in tokens.gaps[k]), end)


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
    return several and verb < tokens.size and (tokens.stems[verb] in grammar.tasks or _works_in(tokens, k, verb))


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
        verb = tokens.stems[first - 1] in grammar.tasks and not before.endswith(("ing", "s")) and not owned
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


def _as_subject(tokens: Tokens, first: int, k: int, names: set[int], grammar: Grammar) -> list[Doing]:
    """ "The analysts built …", "another group is responsible for …"."""
    verb = _verb_after(tokens, k, grammar)
    if verb is None or _is_compound(tokens, first, k, verb, grammar) or _may_be_me(tokens, first, k, verb, grammar):
        return []
    be_duty = tokens.lows[verb] in _DUTIES
    # "The engineers used Kafka"; but "used by 400 engineers" is said of one's own work.
    tells = tokens.stems[verb] in grammar.tasks and _is_form(tokens.lows[verb], grammar)
    works = tokens.lows[verb] in {"used", "using"} or tells or _works_in(tokens, k, verb)
    being = not _BE.isdisjoint(tokens.lows[k + 1 : verb])
    if not be_duty and (not works or (_is_gerund(tokens.lows[verb], grammar) and not being)):
        return []
    passive = being and not _is_gerund(tokens.lows[verb], grammar)  # "the team was built on Kafka", "… was using Kafka"
    if (passive and not be_duty) or not _opens_a_clause(tokens, first, grammar):
        return []
    # "The cloud team wrote it and I …", "Where others gave up I made Airflow stable".
    done = [Doing(first, k + 1, verb + 1, _end_of_theirs(tokens, verb + 1))]
    linked = first and tokens.lows[first - 1] in grammar.links and tokens.lows[k] in cue_words()["teams_at_work"]
    if linked or (tokens.lows[k] in _MANY and first < k and tokens.lows[first - 1] not in RELATIVES):
        done.append(Doing(verb, verb + 1, first, k + 1))  # "while SRE led the fix", "front-end folks use": its name
    relative = first > 1 and tokens.lows[first - 1] in {"that", "which"}
    if relative and tokens.lows[verb] in {"use", "uses", "used"}:
        # "a recogniser that the broadcaster uses for subtitles" is one's own, "a file that they use in Excel" is not.
        return done if tokens.lows[verb + 1 : verb + 2] in ([low] for low in ("in", "with", "through", "via")) else []
    if relative and (verb + 1 == tokens.size or breaks(tokens, verb + 1) or _made_with(tokens, verb)):
        # "a TensorFlow model that the Lisbon office trained"
        done.append(Doing(first, k + 1, max(clause_start(tokens, first - 1, set()), first - _NEAR), first - 1))
    if (begin := _made_before(tokens, first, verb, names, grammar)) is not None:
        done.append(Doing(first, verb + 1, begin, first))
    return done


def _works_in(tokens: Tokens, k: int, verb: int) -> bool:
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
    if before != "of":
        return before in grammar.links
    if first > 2 and tokens.lows[first - 3] in {"am", "was", "i", "as"}:
        return False  # "I am one of three people responsible for search"
    part = tokens.lows[first - 2] if first > 1 else ""
    return part in _PARTS or is_number(part or "-")


def _end_of_theirs(tokens: Tokens, at: int) -> int:
    """Return one past the last word of what others did: up to "I" or "my".

    Nothing of it is theirs where that is what I made: "they use a shop I built", but "they built it with my library".
    """
    end = clause_end(tokens, at)
    mine = next((k for k in range(at, end) if tokens.lows[k] in _MINE), end)
    before = CONJUNCTIONS | grammar_of_doers().prepositions | cue_words()["list_ends"]
    made_by_me = mine < end and tokens.gaps[mine] == " " and tokens.lows[mine - 1] not in before
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
        return not (object_behind and doer in grammar.groups and tokens.lows[first] in grammar.articles)
    if verb not in grammar.bases or verb in _PAST:
        return False
    if doer in grammar.groups or doer in {"staff", "people", "folks", "operations", "ops", "devops"}:
        return verb in grammar.nouns  # "the team own the pipelines" is British
    return doer[-1] != "s"


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
        if third or base or ((is_irregular(low) or _is_participle(low)) and tokens.lows[i + 1 : i + 2] != ["by"]):
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
        return at + 2 if tokens.lows[at] in _PLACES and follows else None
    ends = range(at + 2, min(at + 4, tokens.size))
    return next((k + 1 for k in ends if tokens.lows[k].removesuffix("s") in grammar.groups), None)


def _behind(tokens: Tokens, first: int, k: int, names: set[int], grammar: Grammar) -> list[Doing]:
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
    if before == "by" and not _is_participle(tokens.lows[verb]):
        one = tokens.lows[k][-1] != "s" and tokens.lows[k] not in grammar.collective
        if first == k and (one or tokens.lows[k] not in grammar.doers):
            return []  # "feature flags by customer", "a book by Anna"
        begin = verb  # no verb at all
    if verb in {begin, begin + 1} and _is_participle(tokens.lows[verb]) and "," in tokens.gaps[begin]:
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
        tokens.stems[at] in grammar.tasks and _is_participle(tokens.lows[at]) and tokens.lows[at + 1] in _MEANS | {"by"}
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
        elif _is_participle(low):
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


def _is_gerund(low: str, grammar: Grammar) -> bool:
    """Tell "building" from "bring"."""
    return low.endswith("ing") and low not in grammar.bases


def _is_form(low: str, grammar: Grammar) -> bool:
    """Tell a verb from a noun of its stem: "optimization", "role"."""
    return low in grammar.bases or low.endswith(("ed", "s", "ing")) or is_irregular(low)


def _is_participle(low: str) -> bool:
    return low.endswith("ed") or low in _PAST or (low.endswith(_PAST_ENDS) and is_irregular(low))


def _is_mine(tokens: Tokens, begin: int, verb: int, grammar: Grammar) -> bool:
    """Tell a clause that begins with the candidate's own verb: "Replaced a process owned by finance"."""
    low = tokens.lows[begin]
    if low == "i":
        return True
    if begin == verb:
        # "Checked the site with axe and by …" has an object, "(Built in Java by …)" has none.
        return _is_participle(tokens.lows[verb]) and tokens.lows[verb + 1] in grammar.articles
    noun = low.endswith("ing") and tokens.lows[begin + 1] == "of"  # "Training of the models was done by …"
    noun = noun or (low in grammar.nouns and not _BE.isdisjoint(tokens.lows[begin:verb]))  # "Survey answers were …"
    done = low.endswith("ed") or (tokens.stems[begin] in grammar.tasks and low[-1] != "s" and not noun)
    return done and tokens.stems[begin] not in grammar.handing

"""Cue → the words that it speaks of: one function for each scope that the file of cues names.

Each takes the words, a cue's first word and one past its last, and the first words of the names around.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set

from skillgap.extraction.clauses import (
    Span,
    block_end,
    breaks,
    clause_end,
    clause_start,
    item_before,
    list_end,
    row_end,
    row_start,
    starts_line,
)
from skillgap.extraction.doers import begins_my_deed, grammar_of_doers
from skillgap.extraction.label_scopes import OPEN_ENDED, finished, labelled, line, patrons, whole_label
from skillgap.extraction.reasons import reason, venue
from skillgap.extraction.surfaces import LONGEST
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import CONJUNCTIONS, cue_words, is_number

_REMARK = 16  # words of a remark that may name another skill
# What these scopes speak of is known by its side; a label speaks of what follows, whatever the cue in it.
_OF_A_LABEL = frozenset({"after", "before", "near", "next", "sentence", "tail"})
_ARTICLES = frozenset({"a", "an", "the"})
_LEADING = frozenset("a an the plain pure raw in using with to on".split())
_GOVERNING = frozenset("a an any at in of on the to using with".split())
_LINKS = frozenset({"and", "but"})
_OF_THE_OLD = _ARTICLES | frozenset(
    "all both four last legacy my obsolete old our remaining several the these those three two unused".split()
)
_I_OR_WE, _HAD = frozenset({"i", "we"}), frozenset({"had", "built", "wrote", "introduced"})
_NOT_WHOLE = frozenset("bottlenecks bugs debt processes queries resources tests".split())
_FIELD = frozenset({"ai", "machine", "ml"})
_OF_MODELS = _FIELD | {"learning", "model", "models"}
_SUBJECTS = frozenset({"we", "the", "our", "they", "it"})
_BEFORE_A_REMARK = frozenset(":(")
_ENDS_ITEM = frozenset(",);|•")
_ASIDE = frozenset(",(–—")
_TOPICS = frozenset({"about", "on", "over"})
_MEANS, _WITH_WHAT = frozenset({"in", "on", "through", "with"}), frozenset({"using", "via"})
_PARTS = frozenset({",", ";", "-", "–", "—"})
_FARTHEST_CHOICE = 16
_THERE_WAS = frozenset("was were is are being had having with has have".split())
_SPECIALISED = frozenset("focused focusing known specialised specialising specialized specializing".split())
_THROUGH = frozenset({"finished", "completed", "unfinished", "uncompleted"})


def span_of(
    scope: str, tokens: Tokens, first: int, last: int, starts: Set[int], *, claims: bool = False
) -> Span | None:
    """Return the words that the cue at words `first` to `last` speaks of, or None where it is no cue here.

    `starts` are the first words of the names found; a cue that `claims` is neither a stage nor part of a label.
    Raises KeyError for a scope that there is none of.
    """
    if claims:
        return _SCOPES[scope](tokens, first, last, starts)
    if before := _stage(tokens, first, last):
        return before
    if scope in _OF_A_LABEL and (span := labelled(scope, tokens, first, last, starts)):
        return span
    return _SCOPES[scope](tokens, first, last, starts)


def _stage(tokens: Tokens, first: int, last: int) -> Span | None:
    """Return what a stage of its own behind an arrow is told of: "LangChain → thrown out → plain Python"."""
    if not _is_arrow(tokens.gaps[first]) or not (_is_arrow(tokens.gaps[last]) or "\n" in tokens.gaps[last]):
        return None
    begin = first - 1
    while begin > 0 and not (breaks(tokens, begin) or _is_arrow(tokens.gaps[begin]) or ":" in tokens.gaps[begin]):
        begin -= 1
    return begin, first


def _is_arrow(gap: str) -> bool:
    return "→" in gap or "->" in gap or "=>" in gap


def _name_within(tokens: Tokens, at: int, count: int, starts: Set[int]) -> int | None:
    """Return the first word of a name that begins among the next words."""
    return next((k for k in range(at, min(at + count, tokens.size)) if k in starts), None)


def _after(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    heads = last < tokens.size and "\n" in tokens.gaps[last] and starts_line(tokens, first) and last - first == 1
    if heads and finished(tokens, last, block_end(tokens, last)):
        return None
    if last - first == 1 and tokens.gaps[last].startswith(","):
        return None  # one word of a list: "planning, code review"
    if "\n" in tokens.gaps[last] and any("\t" in gap for gap in tokens.gaps[row_start(tokens, first) + 1 : first + 1]):
        # A cell speaks of its row, not of the next one: "Kubernetes <tab> want to study".
        return (row_start(tokens, first), first) if _is_cell(tokens, first, starts) else None
    return last, _before_a_deed(tokens, first, last, clause_end(tokens, last), starts)


def _before_a_deed(tokens: Tokens, first: int, last: int, end: int, starts: Set[int]) -> int:
    """Return where what a cue speaks of ends: at word `end`, or before a deed that it does not govern.

    "decided against Kafka and built on RabbitMQ", "sat with brokers to understand their sheets and rewrote these in C".
    """
    lows = tokens.lows
    if "and" not in lows[last : end - 1]:
        return end
    deeds, crafting = cue_words()["deeds"], cue_words()["crafting"]
    for k in range(last, end - 1):
        if lows[k] != "and" or (lows[k + 1] not in deeds and lows[k + 1] not in crafting):
            continue
        if "to" in lows[first:last] or not starts.isdisjoint(range(last, k)):
            return k
    return end


def _before(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    if _is_cell(tokens, first, starts):
        return row_start(tokens, first), first
    apart = tokens.gaps[first] == ", " or tokens.lows[first - 1] in _LINKS
    if apart and last not in starts and _governs_a_name(tokens, last, starts):
        return None  # "solid with React, no experience with Angular"
    return _with_label(tokens, clause_start(tokens, first, starts), first, starts), first


def _with_label(tokens: Tokens, begin: int, first: int, starts: Set[int]) -> int:
    """Return the first word of what is said of a label, or in brackets: "Scala: the tutorials and nothing more".

    A label may stand for the name behind it: "Rust: Rust, read the book".
    """
    if not begin or _BEFORE_A_REMARK.isdisjoint(tokens.gaps[begin]):
        return begin
    again = tokens.lows[begin] == tokens.lows[begin - 1]
    if not starts.isdisjoint(range(begin + again, first)):
        return begin
    if "(" not in tokens.gaps[begin]:
        return clause_start(tokens, begin - 1, set())
    k = begin - 1
    while k > 0 and begin - k < LONGEST and not breaks(tokens, k) and "," not in tokens.gaps[k]:
        if tokens.lows[k - 1] in _LEADING and not starts.isdisjoint(range(k, begin)):
            break  # "Airflow on Kubernetes (run by the vendor)"
        k -= 1
    return k


def _clause(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    if ("," in tokens.gaps[first] or tokens.lows[first - 1] in _LINKS) and _governs_a_name(tokens, last, starts):
        return first, clause_end(tokens, last)  # "strong in SQL, eager to learn Kotlin": what stood before is held
    begin = _with_label(tokens, clause_start(tokens, first, set()), first, starts)
    return begin, max(clause_end(tokens, last), last)


def _governs_a_name(tokens: Tokens, at: int, starts: Set[int]) -> bool:
    """Tell "no experience with Angular" from "no experience there"."""
    near = _name_within(tokens, at, 3, starts)
    return near is not None and all(
        tokens.gaps[k] == " " and (k == near or tokens.lows[k] in _GOVERNING) for k in range(at, near + 1)
    )


def _contrast(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "I own roadmaps, not Kubernetes clusters", "Python (not Java)"."""
    # "AWS (no), Azure (yes)", "Kotlin – never, Java – daily": what is answered stands before.
    aside = not _ASIDE.isdisjoint(tokens.gaps[first]) and _ENDS_ITEM.isdisjoint(tokens.gaps[last])
    return (last, list_end(tokens, last, starts)) if last in starts and aside else None


def _inside(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "working through a PyTorch tutorial"."""
    return first + 1, last


def _list(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    if tokens.lows[first] == "without" and last < tokens.size and last not in starts and _a_deed(tokens.lows[last]):
        return None  # "without moving patient data (federated learning, PyTorch)"
    near = _name_within(tokens, last, 3, starts)
    if near is None or any("," in tokens.gaps[k] or breaks(tokens, k) for k in range(last, near + 1)):
        return None
    if ")" in tokens.gaps[last] or any(":" in tokens.gaps[k] for k in range(last + 1, near + 1)):
        return None  # "No excuses: Python", "no framework: plain JavaScript"
    if tokens.lows[first] == "no" and tokens.lows[first - 1] in _THERE_WAS and _names_a_post(tokens, near):
        return None  # "as there was no DevOps engineer, I wrote the charts"
    return last, _before_a_deed(tokens, first, last, list_end(tokens, near, starts), starts)


def _names_a_post(tokens: Tokens, near: int) -> bool:
    """Tell "no Kafka admins" from "no Kafka"."""
    posts = grammar_of_doers().doers
    return any(tokens.lows[k] in posts and tokens.gaps[k] == " " for k in range(near + 1, min(near + 4, tokens.size)))


def _a_deed(low: str) -> bool:
    return low.endswith("ing") and low not in {"using", "having", "knowing", "touching", "writing", "learning"}


def _near(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    if _is_cell(tokens, first, starts):
        return row_start(tokens, first), first
    item = item_before(tokens, first, last)
    # "some Go (learning Rust now)": the remark speaks of another name.
    if item is None or _names_another(tokens, last, starts):
        return None
    begin, end = item
    if starts.isdisjoint(range(begin, end)) and tokens.gaps[begin].strip() == "," and "(" in tokens.gaps[end]:
        # "Machine Learning Specialization, Coursera (in progress)": who gives it says nothing by itself.
        begin = clause_start(tokens, begin - 1, set())
    return begin, end


def _names_another(tokens: Tokens, last: int, starts: Set[int]) -> bool:
    k = last
    while k < min(last + _REMARK, tokens.size) and not breaks(tokens, k) and _ENDS_ITEM.isdisjoint(tokens.gaps[k]):
        if k in starts:
            return True
        k += 1
    return False


def _tail(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "Java, Scala no", "Flink (none)": the item before, where the cue's words are all that is said of it."""
    gap = tokens.gaps[last]
    ended = not _ENDS_ITEM.isdisjoint(gap) or "\n" in gap or "(" in gap
    if last < tokens.size and not breaks(tokens, last) and not ended:
        return None
    if _is_cell(tokens, first, starts):
        return row_start(tokens, first), first
    if tokens.gaps[first] == " ":
        begin = next((k for k in range(first - 1, max(first - LONGEST, 0) - 1, -1) if k in starts), None)
        if begin is None or any(tokens.gaps[k] not in {" ", "-", "/", "."} for k in range(begin + 1, first)):
            return None
        return begin, first
    if tokens.gaps[first].strip() == "," and tokens.lows[last - 1] in _THROUGH:
        return clause_start(tokens, first, starts), first  # "Deep Learning Basics, weeks 1 to 3, not finished"
    return item_before(tokens, first, last)


def _remark(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "Oracle (the client, not the database)", not "the Java app of the client"."""
    return None if tokens.gaps[first] == " " else _tail(tokens, first, last, starts)


def _answer(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "Kubernetes? Not me."."""
    return (clause_start(tokens, first - 1, set()), first) if first and "?" in tokens.gaps[first] else None


def _next(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """The object itself, perhaps after an article or an adjective: "aspiring machine learning engineer"."""
    near = _name_within(tokens, last, 2, starts)
    if near is None or any(
        breaks(tokens, k) or ":" in tokens.gaps[k] or "," in tokens.gaps[k] for k in range(last, near + 1)
    ):
        return None  # "and said no, Airflow stays"
    return near, list_end(tokens, near, starts)


def _names(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "400x faster than Geant4", "an alternative to Splunk and Datadog written in Go": the list only."""
    span = _next(tokens, first, last, starts)
    if span is None or (span[0] > last and tokens.lows[last] not in _ARTICLES):
        return None  # "faster than naive Python loops"
    ends = cue_words()["list_ends"]
    end = next((k for k in range(span[0] + 1, span[1]) if tokens.lows[k] in ends), span[1])
    # "faster than the Python version", "compared with an XGBoost baseline": one's own work, too.
    return None if cue_words()["versions"].intersection(tokens.lows[span[0] : end]) else (span[0], end)


def _one(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "in Rust rather than C++, with tests in Python"; not "rather than wait for SQL jobs"."""
    near = _name_within(tokens, last, 3, starts)
    if near is None or not _LEADING.issuperset(tokens.lows[last:near]):
        return None
    words = cue_words()
    anew = words["held_verbs"] | words["choices"] | _SUBJECTS  # "instead of Kafka we ran RabbitMQ"
    ends = (k for k in range(near + 1, clause_end(tokens, last)) if "," in tokens.gaps[k] or tokens.lows[k] in anew)
    return last, next(ends, clause_end(tokens, last))


def _fed(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "pipelines feeding 40 ML models", "data to machine learning models of three squads"; not "feeding Kafka"."""
    near = _name_within(tokens, last, 4, starts)
    if near is None or tokens.lows[near] not in _FIELD or not CONJUNCTIONS.isdisjoint(tokens.lows[last:near]):
        return None
    if any(breaks(tokens, k) or "," in tokens.gaps[k] for k in range(last, near + 1)):
        return None
    end = next(k for k in range(near + 1, tokens.size + 1) if k == tokens.size or tokens.lows[k] not in _OF_MODELS)
    return near, end


def _gone(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "killed two legacy TensorFlow models", "ditched Jenkins for GitHub Actions"; not "killed PostgreSQL queries"."""
    near = _name_within(tokens, last, 4, starts)
    if near is None or any(breaks(tokens, k) or "," in tokens.gaps[k] for k in range(last, near + 1)):
        return None
    if tokens.words[near].islower() or not all(_of_the_old(low) for low in tokens.lows[last:near]):
        return None
    ends, end = cue_words()["list_ends"], list_end(tokens, near, starts)
    end = next((k for k in range(near + 1, end) if tokens.lows[k] in ends or _last_comma(tokens, k, end)), end)
    before = any(
        tokens.lows[k] in _I_OR_WE and tokens.lows[k + 1] in _HAD for k in range(end, min(end + 3, tokens.size - 1))
    )
    return None if before or not _NOT_WHOLE.isdisjoint(tokens.lows[near:end]) else (near, end)


def _last_comma(tokens: Tokens, k: int, end: int) -> bool:
    """Tell "ditched Lerna and Babel, Vite does it" from "ditched Lerna, Babel and Grunt"."""
    return "," in tokens.gaps[k] and CONJUNCTIONS.isdisjoint(tokens.lows[k:end])


def _rivals(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "evaluated Pinecone, Weaviate and pgvector; went with pgvector": the list, where what was taken is named."""
    near = _name_within(tokens, last, 3, starts)
    if near is None or any(breaks(tokens, k) for k in range(last, near + 1)):
        return None
    chose, k = cue_words()["chose"], near + 1
    while k < min(near + _FARTHEST_CHOICE, tokens.size) and "\n" not in tokens.gaps[k] and "." not in tokens.gaps[k]:
        parted = tokens.gaps[k].strip(" ") in _PARTS or tokens.lows[k - 1] in _LINKS
        if tokens.lows[k] in chose and parted and _name_within(tokens, k + 1, 3, starts):
            return near, k
        k += 1
    return None


def _of_the_old(low: str) -> bool:
    return low in _OF_THE_OLD or is_number(low)


def _matter(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "Proofread papers on Rust using Acrobat", "minuted a board on Rust and laid out its newsletter in InDesign"."""
    end = clause_end(tokens, last, me=True)
    for k in range(last + 1, end):
        means = tokens.lows[k] in _WITH_WHAT or (tokens.lows[k].endswith("ing") and "," in tokens.gaps[k])
        means = means or (tokens.lows[k] in _MEANS and k + 1 in starts)
        if means or ")" in tokens.gaps[k] or begins_my_deed(tokens, k):
            return last, k
    return last, end


def _sentence(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "Heard of Go. Would not claim it."."""
    if tokens.lows[last - 1] == "with" and last < tokens.size and tokens.gaps[last] == " ":
        return None  # "samtools, BLAST. I have not worked with proteomics"
    if last < tokens.size and tokens.lows[last] in OPEN_ENDED and not starts.isdisjoint(range(last, last + 3)):
        return None  # "Git, Xray <new line> No practice in: Appium"
    start = clause_start(tokens, first, set())
    # "I can follow Go code; I do not write it": what the pronoun stands for is one clause further back.
    if start and "(" not in tokens.gaps[start] and (start == first or starts.isdisjoint(range(start, first))):
        joined = tokens.lows[start - 1] in {"but", "though", "although", "however"}
        # One thing only, not the whole list before it.
        met = starts if tokens.lows[last - 1] in {"it", "that"} else set()
        return _with_label(tokens, clause_start(tokens, start - 1 - joined, met), first, starts), first
    return _with_label(tokens, start, first, starts), first


def _turn(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "Inherited a Rails app from an agency and shipped it", "They handed me prototypes in C; I hardened them"."""
    if not starts.isdisjoint(range(first, clause_end(tokens, last))):
        return None  # "and shipped it in Go"
    begin = clause_start(tokens, first, set())
    if begin and tokens.lows[first] in _I_OR_WE and starts.isdisjoint(range(begin, first)) and first - begin <= 2:
        return clause_start(tokens, begin - 1, set()), begin
    linked = tokens.lows[first] in _I_OR_WE and tokens.lows[first - 1] in _LINKS  # "A freelancer began it and I …"
    return (begin, first) if linked or tokens.lows[first] == "so" or _tells_of_me(tokens, begin) else None


def _tells_of_me(tokens: Tokens, begin: int) -> bool:
    """Tell a clause that begins with a deed, which is the candidate's: "Inherited …", "I took over …"."""
    low = tokens.lows[begin]
    return low in _I_OR_WE or low.endswith("ed") or low in cue_words()["deeds"] or low in cue_words()["held_verbs"]


def _built(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "One of them now runs the Kafka cluster I built"."""
    if last < tokens.size and tokens.gaps[last] == " " and not _ends_an_object(tokens.lows[last]):
        return None
    for k in range(first, max(first - LONGEST, 0), -1):
        if tokens.gaps[k] not in {" ", "-", "/", "."}:
            return None
        if k - 1 in starts:
            return k - 1, first
    return None


def _firm(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "Bookkeeper for a web agency (Laravel, Vue.js)", "kept the books of a studio specialised in Unity"."""
    if last == tokens.size:
        return None
    if tokens.gaps[last].strip() == "(":
        return last, next((k for k in range(last + 1, tokens.size) if ")" in tokens.gaps[k]), tokens.size)
    return (last, clause_end(tokens, last)) if tokens.lows[last] in _SPECIALISED else None


def _fact(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "The shop runs on Magento; I did the photographs", not "Set up Magento; I did the photographs"."""
    span = _sentence(tokens, first, last, starts)
    if span is None or (last < tokens.size and tokens.gaps[last] == " " and not _ends_an_object(tokens.lows[last])):
        return None  # "I did the marketing pages"
    words, begin = cue_words(), span[0] + (tokens.lows[span[0]] in _I_OR_WE)
    own = tokens.lows[begin] in words["deeds"] or tokens.lows[begin] in words["held_verbs"]
    return None if own else span


def _ends_an_object(low: str) -> bool:
    return low in cue_words()["list_ends"] or low in cue_words()["ends"] or low in CONJUNCTIONS


def _topic(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "Go und Rust möchte ich lernen", "das Portal (React) baut ein Partner": of a list all that begin with names."""
    begin, closed = first, 0
    while begin > 0 and first - begin < _FARTHEST_CHOICE:
        gap = tokens.gaps[begin]
        closed += gap.count(")") - gap.count("(")
        if closed < 0 or (not closed and (breaks(tokens, begin) or ":" in gap)):
            break
        if "," in gap and not closed and not _ends_an_item(tokens, begin, starts):
            break
        begin -= 1
    return (begin, first) if begin < first else None


def _ends_an_item(tokens: Tokens, at: int, starts: Set[int]) -> bool:
    """Tell a list's comma before word `at`, behind a name of a few words, from that of a clause."""
    for k in range(at - 1, max(at - 1 - LONGEST, -1), -1):
        if tokens.words[k].islower() and k not in starts:
            return False  # "Python beherrsche ich, Rust …"
        if k in starts:
            return k == 0 or breaks(tokens, k) or "," in tokens.gaps[k] or ":" in tokens.gaps[k]
    return False


def _theirs(tokens: Tokens, first: int, last: int, starts: Set[int]) -> Span | None:
    """ "their XGBoost model"; "helped clients move their databases" tells of one's own work."""
    if starts.isdisjoint(range(last, last + 2)) or (last not in starts and breaks(tokens, last + 1)):
        return None  # "so that new stories get their chance. Embeddings are …"
    if tokens.lows[first] in {"his", "her"}:
        # "cleaned the data for her in Stata"
        return None if tokens.lows[last] in _GOVERNING else (last, last + 2)
    held, beside = cue_words()["held_verbs"], cue_words()["beside_verbs"]
    begin = clause_start(tokens, first, starts)
    worked = [word for word in tokens.lows[begin:first] if word.endswith("ed") or word in held]
    if worked and not (tokens.lows[begin] in beside and len(worked) == 1 and _of_colleagues(tokens, begin, first)):
        return None
    return last, last + 2


def _of_colleagues(tokens: Tokens, begin: int, their: int) -> bool:
    """Tell "paired with the web team on their pages" from clients' things, and from "… to move their pages"."""
    colleagues = grammar_of_doers().doers - cue_words()["outsiders"]
    return tokens.lows[their - 1] in _TOPICS and not colleagues.isdisjoint(tokens.lows[begin:their])


def _is_cell(tokens: Tokens, first: int, starts: Set[int]) -> bool:
    """Tell a cell that speaks of its row's first: "Rust, JAX <tab> on my list", "Angular <tab> 0 years <tab> …"."""
    if "\t" not in tokens.gaps[first]:
        return False
    begin, end = row_start(tokens, first), row_end(tokens, first)
    tabs = [k for k in range(begin + 1, end) if "\t" in tokens.gaps[k]]
    if not tabs:
        return False  # only a bar stands before it in its row
    # A bare "no" answers the heading of its column ("certified"), "exam planned" beside "3 years" says nothing of them.
    said = tokens.gaps[first + 1] == " " and starts.isdisjoint(range(tabs[0], end))
    return len(tabs) == 1 or (said and not any(_is_a_time(tokens, k) for k in range(tabs[0], end)))


def _is_a_time(tokens: Tokens, k: int) -> bool:
    """Tell "3 years" and "18 months" from "0 years"."""
    low = tokens.lows[k]
    return low != "0" and is_number(low) and tokens.stems[k + 1 : k + 2] in (["year"], ["month"], ["yr"])


_SCOPES: Mapping[str, Callable[[Tokens, int, int, Set[int]], Span | None]] = {
    "after": _after,
    "answer": _answer,
    "before": _before,
    "built": _built,
    "clause": _clause,
    "contrast": _contrast,
    "fact": _fact,
    "firm": _firm,
    "fed": _fed,
    "gone": _gone,
    "inside": _inside,
    "label": whole_label,
    "line": line,
    "list": _list,
    "matter": _matter,
    "names": _names,
    "near": _near,
    "next": _next,
    "one": _one,
    "patrons": patrons,
    "reason": reason,
    "remark": _remark,
    "rivals": _rivals,
    "sentence": _sentence,
    "tail": _tail,
    "theirs": _theirs,
    "topic": _topic,
    "turn": _turn,
    "venue": venue,
}

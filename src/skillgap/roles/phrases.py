"""Items → Mention: what an ad asks for in words that no resume would use, and where an item names what it asks for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from skillgap.extraction.pattern_tables import compile_patterns
from skillgap.extraction.patterns import PatternSet
from skillgap.extraction.tokens import Tokens, tokenize
from skillgap.extraction.words import stem
from skillgap.models.resume import Mention
from skillgap.models.skill import Skill
from skillgap.roles.cues import ASKING, data_file, words
from skillgap.roles.items import Item
from skillgap.roles.sentences import in_one_line
from skillgap.structure.language import alternation, plain
from skillgap.taxonomy import Taxonomy
from skillgap.taxonomy.word_classes import word_classes

_NAMING = re.compile(
    r"\b(?:experienced?|familiar|familiarity|proficien\w+|skilled|expertise|knowledge|understanding|background|fluent|fluency|"
    r"competen\w+|exposure|command|grasp|erfahrung|kenntnisse|vertraut) (?:with|in|of|to|mit|von)(?: the)? "
)
_YEARS_OF = re.compile(
    r"\d\+?\s?(?:[Yy]ears?|[Yy]rs?)\.?['’]? (?:of )?(?:(?:experience|exp\.?) )?(?:(?:in|with|of) )?"
    r"(?P<name>[A-Z][\w+#.]*(?: [A-Z][\w+#.]*){0,3}"
    r"(?: (?:(?:app|application|software|web|mobile|game|backend|frontend|data|database|systems?) )?"
    r"(?:development|programming|engineering|administration|scripting|testing|design|modelling|modeling|infrastructure|"
    r"platforms?|pipelines?|models?|tooling|operations|security|networking|architecture|automation|governance)\b)?)"
)
"""A name with years of its own: "5+ yrs React"."""
_NAMED_UNTIL = re.compile(
    r"[;:]|[.](?!\w)|(?<![\w-])(?:to|that|which|who|you|we|our|your|while|when|where|for|by|how|is|are|has|have|will|would|can)(?![\w-])"
)
_SHARED = re.compile(
    r"\b(?P<list>(?:[\w-]+(?: [\w-]+)?(?:, and |, or |, | and | or | & |/))+)(?:[\w-]+ ){1,2}"
    r"(?:skills?|abilit(?:y|ies)|capabilit(?:y|ies)|competenc(?:e|es|y|ies)|qualities)\b"
)
_ADVERBS = "very|highly|extremely|both|also|really|truly|intellectually|naturally|well|an?"
_PERSONAL = re.compile(
    r"(?:\b(?:you are|you're|you will be|you should be|you must be|must be|should be|candidate (?:is|will be)|"
    r"someone who is|who are|du bist|sie sind)|^(?:be|being)|(?P<kind>\b(?:an?|eine)))\s+"
    rf"(?P<list>(?:(?:{_ADVERBS}) ){{0,3}}[\w-]+(?:(?:,? and |, or |, |,? und |"
    rf"/)(?:(?:{_ADVERBS}) ){{0,3}}[\w-]+){{0,6}})(?![\w-])(?! (?:about|for|to|with|of|in|by|at|"
    rf"on)\b)(?P<who> (?:mindset|person|personality|individual|attitude|thinker|mind|manner|nature|approach|spirit|"
    rf"character|way of working|arbeitsweise|team ?player|self-starter|problem solver|communicator|colleague|"
    rf"professional)\b)?"
)
_OF_MODELS = re.compile(r"\b(?:ml|ai|llms?|nlp|machine[ -]learning|deep[ -]learning|neural|models?)\b")
_STEP = (
    r"(?:training|evaluation|evaluating|validation|validating|inference|deployment|deploying|monitoring|"
    r"labell?ing|annotation|selection|retraining)"
)
_STEPS = re.compile(rf"(?:(?<=, )|(?<=and )|(?<=/)){_STEP}\b|\b{_STEP}(?=, | and |/)")
_MEMBER = re.compile(
    r"(?:(?<=, )|(?<=and )|(?<=und )|(?<=/)|(?<=\()|^)[\w-]+(?: [\w-]+)?(?=[,;.)/]| and | und | sowie |$)|"
    r"(?<=zu )[\w-]+(?= und | oder )"
)
_Span = tuple[int, int]
_CROSSES = re.compile(r"[^\s,]+ [^,]*, (?:(?!and\b|or\b|including\b|such\b|&)[^\s,]+\s*){1,2}")
"""The words of two members of a list ("data collection, modeling") are no phrase."""
_MIDDLE_OF_WORD = re.compile(r"[a-z]-\Z", re.I)
_NO_VERB = re.compile(r"\b(?:(?:your|our|their|its|my|his|her|whose) own|(?:large|full|small|wide|web) scale)\b", re.I)
"""What makes "own" and "scale" no verbs: "an internship or your own projects", "large scale systems"."""
_TWO_DEEDS = re.compile(r"[\w-]+(?:, [\w-]+)*,? and\s+")
_READ = frozenset({"requirement", "preferred", "soft", "duty", "tools", "unknown"})
_SHORT = 4
_LONGEST_THING = 3
_WORKS = frozenset({"model-training", "mlops"})
_FIELD_AT_WORK = re.compile(
    r"(?:build\w*|develop\w*|creat\w*|design\w*|implement\w*|production\w*)(?:[ -]\w+)?\s+"
    r"(?P<field>machine[ -]learning|ml|deep[ -]learning|ai)(?:\s+(?:models?|systems?|solutions?|applications?))?",
    re.I,
)
_DEEDS = frozenset({"model-deployment", "model-monitoring"})
_DEED_IN_FIELD = re.compile(
    r"(?P<deed>\w+(?: and \w+)?)\s+(?P<field>machine[ -]learning|deep[ -]learning)(?:\s+(?:models?|systems?))?", re.I
)
_FIELDS = {"m": "machine-learning", "d": "deep-learning", "a": "artificial-intelligence"}
_GENERAL = frozenset({"collaboration", "communication"})
"""Soft skills that a phrase may make more exact ("partner closely with design")."""
_KINDS = frozenset({"written-communication", "verbal-communication"})


def named_spans(text: str, item: Item, whole: re.Pattern[str] | None = None) -> list[_Span]:
    """Return where a demand names things: "experience with caching and virtualization".

    `whole` matches the names that hold a word which else ends what is named (`unbroken_names`).
    """
    folded = in_one_line(text, item.start, item.end)
    years = (m.span("name") for m in _YEARS_OF.finditer(text[item.start : item.end]))
    return sorted(_placed(item, (*_named(folded, whole), *years)))


@lru_cache(maxsize=4)
def unbroken_names(taxonomy: Taxonomy) -> re.Pattern[str]:
    """Match names such as "learning to rank" and "Defender for Endpoint", in plain letters."""
    known = (skill for skill in taxonomy.skills.values() if not skill.soft)
    names = {plain(name).replace("-", " ") for skill in known for name in (skill.name, *skill.aliases)}
    # "Deep learning for computer vision" names two, and years of experience in both.
    whole = (name for name in names if (stop := _NAMED_UNTIL.search(name)) and not _both_known(name, stop, names))
    held = alternation(whole).replace("\\ ", "[ -]")
    return re.compile(rf"(?<![\w-])(?:{held or '(?!)'})(?![\w-])")


def _both_known(name: str, stop: re.Match[str], names: Collection[str]) -> bool:
    return name[: stop.start()].strip() in names and name[stop.end() :].strip() in names


def spans_by_kind(text: str, item: Item) -> dict[str, list[_Span]]:
    """Return where the kinds of phrases that data/phrases.yaml lists may stand in an item.

    named: behind "experience with"; listed: members of lists of one or two plain words ("pipelines, dashboards and
    reporting"); shared: before the last word of all ("leadership and writing skills"); personal: what a demand says a
    person is like ("you are organized"); lifecycle: the steps of models in an item that speaks of them.
    """
    folded = in_one_line(text, item.start, item.end)
    asks = item.kind in ("requirement", "preferred")
    persons = (m for m in _PERSONAL.finditer(folded) if asks and (m.group("who") or not m.group("kind")))
    found = {
        "named": _named(folded, None),
        "listed": (m.span() for m in _MEMBER.finditer(folded)),
        "shared": (m.span("list") for m in _SHARED.finditer(folded)),
        "personal": (m.span("list") for m in persons),
        "lifecycle": (m.span() for m in _STEPS.finditer(folded)) if _OF_MODELS.search(folded) else (),
    }
    return {kind: _placed(item, spans) for kind, spans in found.items()}


def _named(folded: str, whole: re.Pattern[str] | None) -> Iterator[_Span]:
    for match in _NAMING.finditer(folded):
        kept = [name.span() for name in whole.finditer(folded, match.end())] if whole else []
        stops = (stop.start() for stop in _NAMED_UNTIL.finditer(folded, match.end()))
        free = (stop for stop in stops if not any(start < stop < end for start, end in kept))
        yield match.end(), next(free, len(folded))


def _placed(item: Item, spans: Iterable[_Span]) -> list[_Span]:
    return [(item.start + start, item.start + end) for start, end in spans]


class _Found(NamedTuple):
    start: int
    end: int
    skill: Skill


def phrase_mentions(
    text: str, items: Sequence[Item], known: Sequence[Mention], taxonomy: Taxonomy
) -> tuple[Mention, ...]:
    """Find what data/phrases.yaml describes, beside the mentions that were found by name; sorted by start.

    What a resume's deeds show ("pipelines from code") asks for nothing in an ad; only the soft skills that duties take
    ("mentor two juniors") are kept of those mentions.
    A phrase gives way to a name that it holds or cuts, unless the name says less of the same ("monitoring model
    performance" is model monitoring); one that shows a soft skill may hold a name ("explain machine learning to
    non-specialists"). A skill that the taxonomy lacks is never shown.
    """
    tokens = tokenize(text)
    named = [_plainer(text, m, taxonomy) for m in known if m.method != "phrase" and not _is_verb(text, m)]
    named = [part for mention in named for part in _parted(text, mention, taxonomy)]
    starts = [mention.start for mention in named]
    found: list[Mention] = []
    less: set[int] = set()
    for item in items:
        if item.title or item.kind not in _READ:
            continue
        # A label names a team or a topic ("Ingest: Go, PostgreSQL"), and skills in it only by their names.
        reach = max(item.start, item.label or 0)
        for hit in _hits(text, tokens, item, taxonomy):
            near = named[max(0, bisect_left(starts, hit.start) - 4) : bisect_left(starts, hit.end + 2)]
            if hit.start >= reach and _free(hit, near, text) and not _CROSSES.fullmatch(text, hit.start, hit.end):
                found.append(_mention(text, hit))
                less |= {m.start for m in _over(hit, near) if _says_less(m, hit.skill)}
                reach = hit.end
    hard = sorted((m.start, m.end) for m in found if not m.soft)
    taken = sorted((m.start, m.end) for m in (*named, *found))
    shown = [m for m in known if _is_told(m, items) and not _overlaps(m, hard)]
    shown += [m for m in known if _is_named(text, m, items) and not _overlaps(m, taken)]
    # "Work hand in hand with designers" is more than the collaboration that duties take for granted.
    told = sorted((m.start, m.end) for m in shown if m.skill_id not in _GENERAL)
    found = [m for m in found if not _overlaps(m, told)]
    named = [m for m in named if m.start not in less]
    return tuple(sorted((*named, *found, *shown), key=lambda m: (m.start, -m.end, m.skill_id or "")))


def _is_told(mention: Mention, items: Sequence[Item]) -> bool:
    """Tell a soft skill that a duty takes."""
    if mention.method != "phrase" or not mention.soft:
        return False
    place = bisect_right(items, mention.start, key=lambda item: item.start) - 1
    return place >= 0 and items[place].kind not in ASKING


def _is_named(text: str, mention: Mention, items: Sequence[Item]) -> bool:
    """Tell a thing that a demand names in words which show it in a resume too: "knowledge of assistive technology"."""
    if mention.method != "phrase" or mention.soft or len(mention.text.split()) > _LONGEST_THING:
        return False
    place = bisect_right(items, mention.start, key=lambda item: item.start) - 1
    if place < 0 or items[place].kind not in ASKING:
        return False
    return any(start <= mention.start and mention.end <= end for start, end in named_spans(text, items[place]))


def _overlaps(mention: Mention, taken: Sequence[tuple[int, int]]) -> bool:
    place = bisect_left(taken, mention.end, key=lambda span: span[0])
    return place > 0 and taken[place - 1][1] > mention.start


def _is_verb(text: str, mention: Mention) -> bool:
    """Tell "design system architecture", which is no design system."""
    return mention.skill_id == "design-systems" and in_one_line(text, mention.end, mention.end + 10) == " architect"


def _plainer(text: str, mention: Mention, taxonomy: Taxonomy) -> Mention:
    """Read "building machine learning models" as the field: it is asked for, not the training alone."""
    match = _FIELD_AT_WORK.fullmatch(text, mention.start, mention.end) if mention.skill_id in _WORKS else None
    field = _field(mention, match, taxonomy)
    return mention if field is None else field


def _parted(text: str, mention: Mention, taxonomy: Taxonomy) -> tuple[Mention, ...]:
    """Read "deploying machine learning models" as two demands, the deed and the field that it is done in."""
    match = _DEED_IN_FIELD.fullmatch(text, mention.start, mention.end) if mention.skill_id in _DEEDS else None
    field = _field(mention, match, taxonomy)
    if match is None or field is None:
        return (mention,)
    end = match.end("deed")
    return mention.model_copy(update={"text": text[mention.start : end], "end": end}), field


def _field(mention: Mention, match: re.Match[str] | None, taxonomy: Taxonomy) -> Mention | None:
    skill = taxonomy.skills.get(_FIELDS[match.group("field").lower()[0]]) if match else None
    if match is None or skill is None:
        return None
    start, end = match.span("field")
    return mention.model_copy(
        update={"skill_id": skill.id, "name": skill.name, "category": skill.category, "text": match.group("field"),
                "start": start, "end": end}
    )  # fmt: skip


@cache
def _patterns(kind: str) -> PatternSet[str]:
    shown = [
        (str(phrase), str(skill_id)) for skill_id, phrases in data_file("phrases")[kind].items() for phrase in phrases
    ]
    tables = compile_patterns((phrase for phrase, _ in shown), stemmed=True, classes=word_classes())
    return PatternSet(tables, [skill_id for _, skill_id in shown])


@cache
def _members() -> frozenset[str]:
    return frozenset(str(phrase) for phrases in data_file("phrases")["listed"].values() for phrase in phrases)


def _hits(text: str, tokens: Tokens, item: Item, taxonomy: Taxonomy) -> list[_Found]:
    """Return the matches inside an item in text order, of those with one start the longest first."""
    first, last = bisect_left(tokens.starts, item.start), bisect_left(tokens.starts, item.end)
    words, gaps = tokens.stems[first:last], tokens.gaps[first : last + 1]
    matches = _patterns("asked").match(words, gaps)
    if item.kind == "soft" or (item.bullet and item.kind in ("requirement", "preferred") and last - first <= _SHORT):
        matches += _patterns("personal").match(words, gaps)
        # "Tracing and monitoring": a bullet of a few words lists things.
        matches += [
            m
            for m in _patterns("listed").match(words, gaps)
            if " ".join(tokens.lows[first + m[0] : first + m[1]]) in _members()
        ]
    places = {(tokens.starts[first + a], tokens.ends[first + b - 1], skill_id) for a, b, skill_id in matches}
    for kind, spans in spans_by_kind(text, item).items():
        inside = _patterns(kind).match(words, gaps) if spans else []
        found = ((tokens.starts[first + a], tokens.ends[first + b - 1], skill_id) for a, b, skill_id in inside)
        inner = (place for place in found if any(start <= place[0] and place[1] <= end for start, end in spans))
        # A member of a list is a noun: "search, ranking and tracking", not "define KPIs and track performance".
        places |= {place for place in inner if kind != "listed" or in_one_line(text, place[0], place[1]) in _members()}
    return [
        _Found(start, end, taxonomy.skills[skill_id])
        for start, end, skill_id in sorted(places, key=lambda place: (place[0], -place[1], place[2]))
        # "large-scale distributed applications" scales nothing.
        if skill_id in taxonomy.skills
        and not _MIDDLE_OF_WORD.search(text, max(0, start - 2), start)
        and not _NO_VERB.search(text, max(0, start - 6), start + 5)
    ]


def _free(hit: _Found, near: Sequence[Mention], text: str) -> bool:
    """Tell whether no name claims the words of a phrase."""
    over = _over(hit, near)
    if not hit.skill.soft:
        beside = hit.skill.id in words("beside_names")
        return all(
            hit.start <= m.start
            and m.end <= hit.end
            # "monitor deployed ML models" is more than machine learning.
            and (
                _says_less(m, hit.skill)
                or (hit.start < m.start and (beside or m.skill_id in _FIELDS.values() or _ends(m, hit, text)))
            )
            for m in over
        )
    if hit.skill.id in _KINDS and any(
        m.skill_id in _GENERAL and m.start <= hit.end + 1 and hit.start < m.end for m in near
    ):
        return False  # "written and verbal communication skills" are one demand
    return all(m.skill_id in _GENERAL or (hit.start < m.start and m.end <= hit.end and not m.soft) for m in over)


def _ends(mention: Mention, hit: _Found, text: str) -> bool:
    """Tell "profile and optimise code", two deeds done to one thing, of which the second is a name."""
    return mention.end == hit.end and _TWO_DEEDS.fullmatch(text, hit.start, mention.start) is not None


def _over(hit: _Found, near: Sequence[Mention]) -> list[Mention]:
    return [mention for mention in near if mention.start < hit.end and hit.start < mention.end]


def _says_less(mention: Mention, skill: Skill) -> bool:
    """Tell a name whose words the skill's own name holds, and more: Monitoring in Model monitoring."""
    return {stem(word) for word in mention.name.lower().split()} < {stem(word) for word in skill.name.lower().split()}


def _mention(text: str, hit: _Found) -> Mention:
    words = text[hit.start : hit.end]
    return Mention(
        skill_id=hit.skill.id, name=hit.skill.name, category=hit.skill.category, text=words, start=hit.start,
        end=hit.end, section="other", method="phrase", similarity=100.0, status="held",
        reason=f'"{" ".join(words.split())}" asks for {hit.skill.name}',
    )  # fmt: skip

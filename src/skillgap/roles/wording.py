"""Item → the kinds of its clauses, and how much each asks for: required, preferred, mentioned, or nothing at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from skillgap.models.role import Importance
from skillgap.roles.cues import BlockKind, cue
from skillgap.roles.items import Item
from skillgap.roles.sentences import in_one_line, sentences
from skillgap.roles.verdicts import TO_DO, Verdict, is_past, read_verdicts
from skillgap.structure.language import LEX, alternation

_CLAUSE_KINDS: tuple[tuple[str, BlockKind], ...] = (
    ("clause_boilerplate", "boilerplate"), ("clause_process", "process"), ("clause_benefits", "benefits"),
    ("clause_requirement", "requirement"), ("clause_duty", "duty"), ("clause_stack", "stack"),
    ("clause_about", "about"),
)  # fmt: skip
_ALONE: frozenset[BlockKind] = frozenset({"boilerplate", "process", "benefits"})
"""What all of a sentence is about, or nothing of it."""
_PRESENT_STACK = re.compile(
    r"(?:(?:today|currently|at the moment|right now|these days|at present),? )?(?:our|we|the (?:team|company|platform|"
    r"product))\b[^.;]{0,40}?\b(?:uses?|using|runs?|rely|relies|(?:is|are) (?:written|built|hosted)|(?:code|develop|"
    r"write|work) (?:mostly |mainly |primarily )?in|do (?:most|much|all|the bulk|nearly all) of our (?:new |"
    r"daily )?(?:work|development|coding|programming)|have (?:[\w-]+ ){1,3}written)\b"
)
_COMPANY_DOES = re.compile(
    r"(?:technically, |today, |currently, )?(?:our (?:platform|products?|company|team|mission|software|customers|"
    r"clients|data|technology|services)|we|we're|at the core|[a-z][\w&.-]+(?: [a-z][\w&.-]+)? "
    r"(?:is|helps|provides|builds|offers|makes|develops|delivers|enables|operates|powers|serves) )"
    r"(?!.{0,40}\b(?:looking (?:for|to)|seek|seeking|searching|hire|hiring|recruiting|need|want|lookout)\b)"
)
_COMPANY_YEARS = re.compile(
    r"(?:we|our|wir|unser\w*|with|for|at|mit|seit|bei) [^;]{0,70}?\b(?:over|more than|almost|nearly|about|über|"
    r"mehr als|seit|rund) (?:\d+|a decade|two decades|three decades)\+? (?:years|jahren?)\b(?!.*\byou\b)"
)
_WORK_TOLD = re.compile(
    r"(?:in this (?:role|position|job|capacity)|as (?:an?|our|the) [^.,]{3,60},? (?:you|your)\b|you (?:will|'ll|would|"
    r"get to)\b|your (?:role|mission|job|tasks|work)\b|(?:we|we're)(?: are)?(?: now| currently| actively|"
    r" also)? (?:looking for|seeking|hiring|searching for)|the (?:successful candidate|role|position) (?:will|is)\b)"
)
_PERSON_ASKED = re.compile(
    r"(?:you (?:are(?! \w+ing\b)|have|bring|know|possess|thrive|take|value|should|must)\b|"
    r"you're\b(?! \w+ing\b)|you've\b|"
    r"(?:the |our |an? )?(?:ideal|successful|right|strong|suitable) (?:candidates?|applicants?|person)\b"
    rf"(?! (?:will|would|is expected to) (?!be\b(?!{TO_DO})|(?:have|bring|possess|demonstrate|hold|know|need)\b)))"
)
_LANGUAGES = alternation(LEX.human_languages)
_LANGUAGE_ASKED = re.compile(
    r"\b(?:fluen(?:cy|t)|proficien(?:cy|t)|command|knowledge|level)(?: (?:in|of|english|in spoken|in written|at least|"
    rf"good|written|spoken|and|or|both)){{0,5}} (?:{_LANGUAGES})\b"
    r"[^.;]{0,40}\b(?:is|are) (?:\w+ )?(?:required|essential|mandatory|a must|necessary|needed)\b|"
    r"\b(?:must|need to) (?:be able to )?(?:speak|be fluent in|communicate in|have (?:good|fluent|excellent))\b"
    rf"[^.;]{{0,30}}\b(?:{_LANGUAGES})\b"
)
"""A language asked for far from the demands: "Fluency in English is required" under "Why join?"."""
_MAY_TELL = frozenset({"you're", "you are", "you have", "you will have", "you'll have"})
_DOING = re.compile(
    r"(?<!have) (?!(?:willing|looking|seeking|outgoing|caring|daring|understanding|wanting)\b)\w{2,}ing\b|"
    r"(?<=have) (?:the|an|every|plenty of|many) (?:\w+ )?(?:opportunit(?:y|ies)|chances?|freedom|possibility)\b"
)
"""What tells of the work, not of the person: "you're shipping a new flow", "you'll have the opportunity to …"."""
_TRADES_TOO = frozenset({"insurance", "healthcare", "pension", "equity", "dental", "salary"})
"""What companies give, and what companies live on: "you'll parse insurance claims"."""
_WORK_OF_YOURS = re.compile(
    r"\b(?:you(?:'ll| will| would|'d| might|'re| are)|(?:candidate|applicant|incumbent) will)(?: also)?(?: be)? "
    r"(?!(?:get|receive|receiving|enjoy|have|earn|benefit|find|given|offered|paid|eligible|entitled|covered|an?|the|in|be)\b)\w+"
)
_YES_OR_NO = re.compile(
    r"[*_ ]*(?:is|are(?! you\b)|do i|do we|does one|do you (?:really |actually |even )?(?:need|have to)|can (?:i|you)|"
    r"must i|should i|will i|have i to)\b[^?]*\?[*_ ]*"
)
_NO = re.compile(
    r"(?:(?:you(?:'ll| will)?|we|i|they) )?"
    r"(?:no|nope|not|hardly|rarely|barely|seldom|never|won't|don't|do not|needn't)\b"
)
_NOT_QUITE = re.compile(r"(?:it (?:can't|won't|doesn't) hurt|it depends|sometimes|not always)\b")
Clause = tuple[int, int, BlockKind]
"""A stretch of a sentence and what it is about."""
_BASE: dict[BlockKind, Importance | None] = {
    "requirement": "required", "soft": "required", "education": "required", "certification": "required",
    "preferred": "preferred", "tools": "preferred",
    "duty": "mentioned", "stack": "mentioned", "market": "mentioned", "career": "mentioned", "practice": "mentioned",
    "challenge": "mentioned",
    "advice": None, "unneeded": None, "benefits": None, "about": None, "process": None, "boilerplate": None,
    "conditions": None, "salary": None, "closing": None, "unknown": None,
}  # fmt: skip
"""What a block asks for where its words say nothing else."""
_RAISES: frozenset[BlockKind] = frozenset({"duty", "market", "unknown", "conditions", "stack", "advice"})
_ASIDE = re.compile(
    r"\((?:(?:currently|here|today|at [a-z]\w+),? )?(?:we|our (?:team|stack|code|clients|customers))(?:'re| are)?"
    r"(?: \w+ly)? (?:use|uses|using|run|running|rely|work|prefer|mostly|is|are)\b[^()]*\)|"
    r"\([^()]{1,60}\b(?:is|are) (?:what|the (?:one|ones|tool|tools)) (?:that )?we(?: currently)? use\)|"
    r"(?<= [-–—] )(?:here )?we(?:'re| are)? (?:mostly |mainly |currently )?(?:use|run|on|work with)\b"
    r"(?![^.;]*\b(?:but|fine|ok|okay|or)\b)[^.;]*|"
    r"(?:^|(?<=, ))(?:we(?: all| mostly)? speak|(?:our|the) team(?: mostly)? speaks|"
    r"everyone speaks|wir sprechen|nous parlons)\b[^,;]*"
)
_OFFERED = re.compile(r"\b(?:one|any|some|either|one or more)(?: \w+)? of\b|\bat least one\b")
_SEVERAL = re.compile(r",|/| (?:and|or|&) ")
_OF_A_PERSON = re.compile(
    r"\b(?:the (?:right |ideal |perfect |successful |best |next )?(?:person|candidate|applicant|one|colleague|hire)|"
    r"somebody|someone|a person|an? (?:[\w-]+ ){0,3}"
    r"(?:engineer|developer|programmer|analyst|scientist|administrator))\b"
)
_OF_THE_SAME = re.compile(
    r"(?:they|he or she|she or he|that person|this person)(?:'ve|'re|'d| also| should| must| can| have| has| are| is|"
    r" know| knows| write| writes| speak| read| reads| understand| bring| need| care| enjoy| ideally)"
    r"(?! (?:\w+ )?(?:looking|seeking|hiring|running|using|offering|building|based))\b"
)
"""What goes on speaking of whoever is sought: "The person I have in mind knows Go. They write tests, and …"."""
_LOVED = re.compile(
    r"\b(?:passionate|excited|enthusiastic|thrilled|curious) (?:about|by)\b(?:(?!, (?:we|you|who|with|have)\b)[^.;!?])*"
)
_IT_WANTED = re.compile(
    r"\b(?:so|and|which),? (?:you(?:'d| would| should|'ll| will| have)? )?(?:ideally|preferably)\b[^.;,]{0,40}?"
    r"\b(?:it|them|that)\b|"
    r"\bso (?:it (?:helps|would help|is a plus|would be (?:good|nice|great|lovely|ideal))|"
    r"(?:experience|knowledge|familiarity|some experience) (?:with|of) (?:it|them|that|those) (?:is|would be|will be)"
    r"(?: \w+){0,2} (?:plus|bonus|advantage|help|helpful|useful|nice|great|welcome|ideal))\b"
)
"""Of what stands before: "We're a Databricks shop, so you'd ideally have used it"."""
_STACK_WANTED = re.compile(
    r"\b(?:experience|knowledge|familiarity|background|expertise|skills)\b[^.;]{0,30}?\b(?:with|in|of|"
    r"throughout|across|on)\b"
    r"[^.;]{0,20}?\b(?:our|this|the|these|those|any of (?:these|those|them|the above))(?: [\w-]+){0,2} ?"
    r"(?:stack|technologies|tools|languages|frameworks)?\b[^.;]{0,20}?\b(?:is|are|would be|will be)\b[^.;]{0,20}?"
    r"\b(?:plus|bonus|advantage|helpful|nice|great|beneficial|welcome|appreciated|asset)\b"
)


def clause_kinds(folded: str, item: Item) -> list[Clause]:
    """Return the clauses of a sentence in `plain` letters, in text order; most are one, of the item's kind."""
    if cue("other_roles").search(folded):
        return [(0, len(folded), "about")]
    if item.kind == "unknown":
        return list(_by_cues(folded, item))
    return [(0, len(folded), _told(folded, item))]


def _told(folded: str, item: Item) -> BlockKind:
    """Return what a sentence speaks of that leaves the matter of its block."""
    if item.kind in ("about", "benefits", "process", "conditions", "boilerplate") and _LANGUAGE_ASKED.search(folded):
        return "requirement"
    if item.kind in ("requirement", "preferred"):
        if cue("clause_offer").match(folded):
            return "benefits"
        return "stack" if _PRESENT_STACK.match(folded) else item.kind
    if item.bullet or item.kind not in ("duty", "about"):
        return item.kind
    if item.kind == "duty" and _COMPANY_DOES.match(folded):
        return "stack"
    if item.kind == "about" and _WORK_TOLD.match(folded):
        return "duty"
    return "requirement" if _PERSON_ASKED.match(folded) else item.kind


def _by_cues(folded: str, item: Item) -> Iterator[Clause]:
    """Read a sentence without a telling heading from cue to cue."""
    if _COMPANY_YEARS.match(folded):
        yield 0, len(folded), "about"
        return
    if cue("clause_offer").match(folded):
        yield 0, len(folded), "benefits"
        return
    marks: list[tuple[int, int, BlockKind]] = []
    taken: list[tuple[int, int]] = []
    for rank, (name, kind) in enumerate(_CLAUSE_KINDS):
        for match in cue(name).finditer(folded):
            if match.group() in _TRADES_TOO and _WORK_OF_YOURS.search(folded):
                continue
            if match.group() == "should have" and is_past(folded, match):
                continue
            # "We are looking for" is a duty, not the "we are" of company text.
            if not any(at <= match.start() < end for at, end in taken):
                doing = _DOING.match(folded, match.end()) if match.group() in _MAY_TELL else None
                taken.append(match.span())
                marks.append((match.start(), rank, "duty" if doing else kind))
    strong = _ALONE.intersection(kind for _, _, kind in marks)
    asks = any(kind == "requirement" for _, _, kind in marks)
    if strong and not (asks and "boilerplate" not in strong):
        yield 0, len(folded), next(kind for _, kind in _CLAUSE_KINDS if kind in strong)
        return
    marks = sorted(mark for mark in marks if mark[2] not in _ALONE)
    if not marks:
        # A bare bullet of a list without headings names the stack; bare prose is company text.
        yield 0, len(folded), "stack" if item.bullet else "unknown"
        return
    # "N years of" and "is required" speak of what stands before them too: the first cue reads from the beginning.
    position, kind = 0, marks[0][2]
    if item.bullet and kind in ("about", "stack"):
        # "…, some PHP that we are retiring": a bullet names the thing first.
        yield 0, marks[0][0], "stack"
        position = marks[0][0]
    for at, _, found in marks[1:]:
        if found != kind:
            yield position, at, kind
            position, kind = at, found
    yield position, len(folded), kind


@dataclass(frozen=True)
class Asked:
    """`document.text[start:end]` asks for what it names with this importance; None asks for nothing."""

    start: int
    end: int
    importance: Importance | None
    kind: BlockKind


@dataclass(frozen=True)
class Wording:
    """An item and what its words ask for, worked out when somebody asks."""

    text: str
    item: Item

    def at(self, place: int) -> Asked:
        """Return the most specific reading of a place."""
        covering = (asked for asked in reversed(self._spans) if asked.start <= place < asked.end)
        return next(covering, Asked(place, place, None, "unknown"))

    @cached_property
    def _spans(self) -> Sequence[Asked]:
        return _spans(self.text, self.item)


def _spans(text: str, item: Item) -> Sequence[Asked]:
    """Return the spans of an item with what they ask for; later spans win over earlier ones."""
    spans: list[Asked] = []
    of_person = False
    for start, end in sentences(text, item.start, item.end):
        folded = in_one_line(text, start, end)
        answer = in_one_line(text, end, item.end).strip(" *_")
        if answer and _YES_OR_NO.fullmatch(folded):
            spans.append(Asked(start, end, _answered(answer), item.kind))
            continue
        kinds = clause_kinds(folded, item)
        if of_person and _OF_THE_SAME.match(folded):
            kinds = [(0, len(folded), "requirement")]
        elif item.kind == "unknown":
            asks = any(kind == "requirement" for _, _, kind in kinds)
            of_person = asks and _OF_A_PERSON.search(folded) is not None
        spans += [Asked(start + a, start + b, _BASE[kind], kind) for a, b, kind in kinds]
        if item.kind in ("requirement", "preferred"):
            # "A dashboard tool (we use Tableau)", "We speak Polish": what is so today.
            spans += [Asked(start + a, start + b, "mentioned", "stack") for a, b in _asides(folded)]
        for verdict in read_verdicts(folded):
            kind = next((kind for a, b, kind in reversed(kinds) if a <= verdict.start < b), item.kind)
            if _applies(verdict, kind, item):
                spans.append(Asked(start + verdict.start, start + verdict.end, verdict.importance, kind))
        if not item.bullet and item.kind not in ("requirement", "preferred", "soft"):
            # "If you are passionate about observability, we'd love to hear from you" names what the work is about.
            spans += [Asked(start + m.start(), start + m.end(), "mentioned", "stack") for m in _LOVED.finditer(folded)]
        if _STACK_WANTED.search(folded) or _IT_WANTED.search(folded):
            # "Our stack is A, B and C. … Experience throughout our stack is a plus": the list is what would be one.
            spans += [
                replace(asked, importance="preferred", kind="preferred") for asked in spans if asked.kind == "stack"
            ]
    return spans


def _asides(folded: str) -> Iterator[tuple[int, int]]:
    """Yield what is so today; "one of the clouds (we work across A, B and C)" says which will do."""
    for match in _ASIDE.finditer(folded):
        if not (_SEVERAL.search(match.group()) and _OFFERED.search(folded, 0, match.start())):
            yield match.span()


def _answered(answer: str) -> Importance | None:
    """Return how much "Is Kubernetes required? It helps, but few teams expect it." wants what the question names."""
    if _NOT_QUITE.match(answer) or cue("preferred_after").search(answer):
        return "preferred"
    return None if _NO.match(answer) else "required"


def _applies(verdict: Verdict, kind: BlockKind, item: Item) -> bool:
    """Tell whether a cue counts in a block: "must" doesn't turn a challenge into a demand, nor praise a benefit."""
    base = _BASE[kind]
    if verdict.importance is None:
        return True
    if verdict.importance == "required":
        if kind in ("preferred", "tools"):
            return verdict.explicit
        return base == "required" or kind in _RAISES
    if item.kind == "unknown":
        return True
    return base in ("required", "preferred") or kind in ("duty", "conditions", "stack")

"""Item → how much each of its clauses asks for: required, preferred, mentioned, or nothing at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from skillgap.models.role import Importance
from skillgap.roles.cues import BlockKind, cue, plain
from skillgap.roles.items import Item
from skillgap.roles.sentences import sentences

BASE: dict[BlockKind, Importance | None] = {
    "requirement": "required", "soft": "required", "education": "required", "certification": "required",
    "preferred": "preferred", "tools": "preferred",
    "duty": "mentioned", "stack": "mentioned", "market": "mentioned", "career": "mentioned", "practice": "mentioned",
    "challenge": "mentioned", "advice": "mentioned",
    "unneeded": None, "benefits": None, "about": None, "process": None, "boilerplate": None, "conditions": None,
    "salary": None, "closing": None, "unknown": None,
}  # fmt: skip
"""What a block asks for where its words say nothing else."""

_RAISES: frozenset[BlockKind] = frozenset({"duty", "market", "unknown", "conditions", "stack"})
_READS_CLAUSES: frozenset[BlockKind] = frozenset({"unknown"})
_CLAUSE_KINDS: tuple[tuple[str, BlockKind], ...] = (
    ("clause_boilerplate", "boilerplate"), ("clause_process", "process"), ("clause_benefits", "benefits"),
    ("clause_requirement", "requirement"), ("clause_duty", "duty"), ("clause_stack", "stack"),
    ("clause_about", "about"),
)  # fmt: skip
_PRESENT_STACK = re.compile(
    r"(?:(?:today|currently|at the moment|right now|these days|at present),? )?"
    r"(?:our|we|the (?:team|company|platform|product))\b[^.;]{0,40}?\b(?:uses?|using|runs?|rely|relies|(?:is|"
    r"are) (?:written|built|hosted)|(?:code|develop|write|work) (?:mostly |mainly |primarily )?in|"
    r"do (?:most|much|all|the bulk|nearly all) of our (?:new |daily )?(?:work|development|coding|programming)|"
    r"have (?:[\w-]+ ){1,3}written)\b"
)
_COMPANY_DOES = re.compile(
    r"(?:technically, |today, |currently, )?(?:our (?:platform|products?|company|team|mission|software|customers|"
    r"clients|data|technology|services)|we|we're|at the core|[a-z][\w&.-]+(?: [a-z][\w&.-]+)? "
    r"(?:is|helps|provides|builds|offers|makes|develops|delivers|enables|operates|powers|serves) )"
    r"(?!.{0,40}\b(?:looking for|seeking|hiring|need)\b)"
)
_STACK_SENTENCE = re.compile(
    r"\b(?:we|our (?:teams?|stack|backend|frontend|services|pipelines|infrastructure|engineers|developers|code\w*))\b"
    r"[^.;]{0,60}?\b(?:us(?:e|es|ing)|runs? on|rely on|deploy\w*|built (?:on|with|in)|written in|"
    r"build \w+ (?:in|with|using|on)) |"
    r"\b(?:wir|unsere? \w+|dazu|dafür|dabei)\b[^.;]{0,40}?\b(?:nutzen|verwenden|setzen|entwickelt|"
    r"geschrieben|laufen) ?|"
    r"\b(?:using|with|via) (?:modern )?(?:tools|technologies)(?: like| such as|,? \()"
)
_PAST = re.compile(
    r"\b(?:used to|was|were|first|founded|began|started|previously|back then|until|our (?:customers|clients|users))\b"
)
_ASIDE = re.compile(
    r"\((?:(?:currently|here|today|at [a-z]\w+),? )?(?:we|our (?:team|stack|code))(?:'re| are)?(?: \w+ly)? "
    r"(?:use|uses|using|run|running|rely|prefer|mostly|is|are)\b[^()]*\)|"
    r"\([^()]{1,60}\b(?:is|are) (?:what|the (?:one|ones|tool|tools)) (?:that )?we(?: currently)? use\)"
)
_COMPANY_YEARS = re.compile(
    r"(?:we|our|wir|unser\w*|with|for|at|mit|seit|bei) [^;]{0,70}?\b(?:over|more than|almost|nearly|about|über|"
    r"mehr als|seit|rund) "
    r"(?:\d+|a decade|two decades|three decades)\+? (?:years|jahren?)\b(?!.*\byou\b)"
)
_STACK_WANTED = re.compile(
    r"\b(?:experience|knowledge|familiarity|background|expertise|skills)\b[^.;]{0,30}?\b(?:with|in|of|"
    r"throughout|across|on)\b"
    r"[^.;]{0,20}?\b(?:our|this|the|these|those|any of (?:these|those|them|the above))(?: [\w-]+){0,2} ?"
    r"(?:stack|technologies|tools|languages|frameworks)?\b[^.;]{0,20}?\b(?:is|are|would be|will be)\b[^.;]{0,20}?"
    r"\b(?:plus|bonus|advantage|helpful|nice|great|beneficial|welcome|appreciated|asset)\b"
)
_SAYS_LITTLE = frozenset(
    "a absolutely also an and are at be both but definitely desired experience first for highly if is it "
    "knowledge least level may mostly not of often only or preferred required skill skills sometimes strongly usually "
    "very would year years".split()
)
_NO_SUBJECT = re.compile(
    r",?\s*(?:[-–—]\s)?(?:but|though|although|while|aber|jedoch)?(?:\s*(?:it|it's|is|are|would|will|be|that's|this|still|"
    r"definitely|"
    r"certainly|always|also|considered|an?|the|very|highly|strongly))*\s*"
)
_OR_NEXT = re.compile(r"\s*(?:,\s*[\w+#. -]+)*,?\s*(?:or|oder)\s")
_HELPED = re.compile(r",? (?!if\b|here\b|but\b|and\b|in\b|though\b|too\b|a lot\b|you\b)[a-z]")
_WORK_TOLD = re.compile(
    r"(?:in this (?:role|position|job|capacity)|as (?:an?|our|the) [^.,]{3,60},? (?:you|your)\b|you (?:will|'ll|"
    r"would|get to)\b|"
    r"your (?:role|mission|job|tasks|work)\b|"
    r"(?:we|we're)(?: are)?(?: now| currently| actively| also)? (?:looking for|seeking|hiring|searching for)|"
    r"the (?:successful candidate|role|position) (?:will|is)\b)"
)
_PERSON_ASKED = re.compile(
    r"(?:you (?:are(?! \w+ing\b)|have|bring|know|possess|thrive|take|value|should|must)\b|"
    r"you're\b(?! \w+ing\b)|you've\b|"
    r"(?:the |our |an? )?(?:ideal|successful|right|strong|suitable) (?:candidates?|applicants?|person)\b"
    r"(?! (?:will|would|is expected to) (?!have\b|be\b|bring\b|possess\b|demonstrate\b|hold\b|know\b|need\b)))"
)
_EXAMPLE_AFTER = re.compile(r"\s[-–]\s(?:[\w+#./]+(?:,? |$)){1,3}$")
_BRACKET_AFTER = re.compile(r"\s*\((?!we\b|our\b|not\b|but\b)[^()]*\)")
_BOUNDARY = re.compile(r";|\s[-–—]\s|,?\s(?:but|though|although|while|aber|sondern|mais|pero|jedoch)\s|:\s")
_ELSE_AFTER = re.compile(r"[^.;]{1,60}[,/ ](?:alternativ\w*|failing that|or else)\b")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_NO_ITEM = re.compile(r"(?:^|[,;:(]\s*|\band\s+)(?:no|kein|keine|keinen)\s+(?!(?:less|fewer)\b)(?=\w)")
_NO_ITEM_STOP = re.compile(r"[,;.]|$")
_SINGULAR_AFTER = re.compile(r",?\s+(?:and|und)\s+(?=(?:[\w+#./-]+\s+){1,3}(?:is|would|ist|wäre)\b)")
_ONE_SUBJECT = re.compile(
    r"\b(?:proficiency|experience|knowledge|familiarity|expertise|skills|background) (?:in|with|of)\b"
)
_NEXT_SUBJECT = re.compile(
    r",\s+(?:and\s+|with\s+(?=an?\s))?(?=(?:familiarity|experience|knowledge|exposure|proficiency|some|an?\s|"
    r"understanding|"
    r"background|kenntnisse|erfahrung)\b)"
)
_NEXT_VERDICT = re.compile(
    r"\b(?:required|mandatory|essential|a must|preferred|desirable|desired|optional|a plus|"
    r"a bonus)\s*,\s+(?:and\s+)?(?=\S)"
)


@dataclass(frozen=True)
class Asked:
    """`document.text[start:end]` asks for what it names with this importance; None asks for nothing."""

    start: int
    end: int
    importance: Importance | None
    kind: BlockKind


def read_wording(text: str, item: Item) -> tuple[Asked, ...]:
    """Return the spans of an item with what they ask for; later spans win over earlier ones."""
    spans: list[Asked] = []
    for start, end in sentences(text, item.start, item.end):
        folded = plain(text[start:end])
        kinds: list[tuple[int, int, BlockKind]] = [(0, len(folded), item.kind)]
        if item.kind in _READS_CLAUSES:
            kinds = list(_clause_kinds(folded, item))
        elif _tells_today(folded, item):
            kinds = [(0, len(folded), "stack")]
        elif item.kind == "about" and not item.bullet and _WORK_TOLD.match(folded):
            kinds = [(0, len(folded), "duty")]
        elif item.kind in ("duty", "about") and not item.bullet and _PERSON_ASKED.match(folded):
            kinds = [(0, len(folded), "requirement")]
        if item.kind in ("about", "unknown") and not item.bullet and _STACK_SENTENCE.search(folded):
            # Company text may tell with what the work is done: "we run a CI/CD platform using Concourse".
            kinds = [(0, len(folded), "stack")] if not _PAST.search(folded) else kinds
        spans += [Asked(start + a, start + b, _base(kind, item), kind) for a, b, kind in kinds]
        if item.kind in ("requirement", "preferred"):
            # "a dashboard tool (we use Tableau)": the bracket says what stands there today.
            spans += [Asked(start + m.start(), start + m.end(), "mentioned", "stack") for m in _ASIDE.finditer(folded)]
        for a, b, importance, raised in _cue_spans(folded):
            at = next((kind for x, y, kind in reversed(kinds) if x <= a < y), item.kind)
            if _applies(importance, raised, at, item):
                spans.append(Asked(start + a, start + b, importance, at))
        if _STACK_WANTED.search(folded):
            # "Our stack is A, B and C. … Experience throughout our stack is a plus": the list is what would be one.
            spans += [
                Asked(asked.start, asked.end, "preferred", "preferred")
                for asked in spans
                if asked.kind == "stack" and asked.importance == "mentioned" and asked.end <= start
            ]
    return tuple(spans)


def _tells_today(folded: str, item: Item) -> bool:
    """Tell whether a sentence speaks of what the company has or does, among demands or duties."""
    if item.kind in ("requirement", "preferred"):
        return _PRESENT_STACK.match(folded) is not None
    return item.kind == "duty" and not item.bullet and _COMPANY_DOES.match(folded) is not None


def importance_at(spans: tuple[Asked, ...], place: int) -> Asked | None:
    """Return the last span over a place: the most specific reading."""
    return next((asked for asked in reversed(spans) if asked.start <= place < asked.end), None)


def _base(kind: BlockKind, item: Item) -> Importance | None:
    if item.importance == "unneeded":
        return None
    if item.importance in ("required", "preferred"):
        return "required" if item.importance == "required" else "preferred"
    return BASE[kind]


def _applies(importance: Importance | None, raised: bool, kind: BlockKind, item: Item) -> bool:
    """Say whether a cue counts in a block: "must" doesn't turn a challenge into a demand, nor praise a benefit."""
    base = _base(kind, item)
    if importance is None:
        return True
    if importance == "required":
        if kind in ("preferred", "tools"):
            return raised
        return base == "required" or kind in _RAISES
    if item.kind == "unknown":
        return True
    return base in ("required", "preferred") or kind in ("duty", "conditions")


def _clause_kinds(folded: str, item: Item) -> Iterator[tuple[int, int, BlockKind]]:
    """Read a sentence without a telling heading from cue to cue."""
    if _COMPANY_YEARS.match(folded):
        yield 0, len(folded), "about"
        return
    marks: list[tuple[int, int, BlockKind]] = []
    taken: list[tuple[int, int, BlockKind]] = []
    for rank, (name, kind) in enumerate(_CLAUSE_KINDS):
        for match in cue(name).finditer(folded):
            # "We are looking for" is a duty, not the "we are" of company text.
            if not any(at <= match.start() < end for at, end, _ in taken):
                taken.append((match.start(), match.end(), kind))
                marks.append((match.start(), rank, kind))
    strong = {kind for _, _, kind in marks} & {"boilerplate", "process", "benefits"}
    asks = any(kind == "requirement" for _, _, kind in marks)
    if strong and not (asks and "boilerplate" not in strong):
        yield 0, len(folded), next(kind for _, kind in _CLAUSE_KINDS if kind in strong)
        return
    marks = sorted(mark for mark in marks if mark[2] not in ("boilerplate", "process", "benefits"))
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


def _cue_spans(folded: str) -> Iterator[tuple[int, int, Importance | None, bool]]:
    """Yield the clauses that cues reach, weakest claim first; the flag marks an explicit "(required)"."""
    brackets = [(match.start(), match.end()) for match in _BRACKETS.finditer(folded)]
    edges = sorted(
        {
            0,
            len(folded),
            *(match.start() for match in _BOUNDARY.finditer(folded) if not _inside(match.start(), brackets)),
        }
    )
    found: list[tuple[int, int, int, Importance | None, bool]] = []
    order: tuple[tuple[str, Importance | None], ...] = (
        ("required", "required"), ("preferred", "preferred"), ("unneeded", None),
    )  # fmt: skip
    for rank, (name, importance) in enumerate(order):
        for direction in ("before", "after"):
            for match in cue(f"{name}_{direction}").finditer(folded):
                bracket = next((b for b in brackets if b[0] < match.start() < b[1]), None)
                if match.group() in ("ideally", "preferably", "idealerweise") and _ELSE_AFTER.match(
                    folded, match.end()
                ):
                    continue  # "a workflow system (ideally A, alternatively B)": one of them is a must
                if match.group().endswith("expected") and folded.startswith(" to ", match.end()):
                    continue  # "is expected to grow"
                if match.group().endswith((" help", " helps")) and _HELPED.match(folded, match.end()):
                    continue  # "pipelines which you will help maintain"
                span = _scope(folded, match, direction, edges, bracket, denies=importance is None)
                if direction == "before" and bracket is None and not folded[match.end() :].strip(" .!"):
                    span = _scope(folded, match, "after", edges, bracket, denies=False)  # "…, ideally"
                bridge = _bridged(folded, match, edges) if name == "preferred" and direction == "after" else None
                if bridge is not None and bracket is None:
                    found.append((3, bridge, match.end(), importance, False))
                elif span is not None:
                    over = 3 if name == "preferred" and match.group().startswith("not ") else rank
                    found.append((over, *span, importance, bracket is not None))
    for match in _NO_ITEM.finditer(folded):
        stop = _NO_ITEM_STOP.search(folded, match.end())
        found.append((2, match.start(), stop.start() if stop else len(folded), None, False))
    # "Not required but a plus" asks a little; "welcome but not a must" too: a preference beats a denial it shares.
    preferred = [span for span in found if span[0] == 1]
    for rank, a, b, importance, raised in sorted(found, key=lambda span: (span[0], span[1], span[2])):
        if rank == 0 and any(p[1] <= a and b <= p[2] and (p[1], p[2]) != (a, b) for p in preferred):
            continue
        yield a, b, importance, raised


def _bridged(folded: str, match: re.Match[str], edges: list[int]) -> int | None:
    """Return where "Docker is not required, but a plus" begins: what follows "but" has no subject of its own."""
    left = max(edge for edge in edges if edge <= match.start())
    if not left or not _NO_SUBJECT.fullmatch(folded[left : match.start()]) or folded.startswith((";", ":"), left):
        return None
    return max((edge for edge in edges if edge < left), default=0)


def _inside(place: int, brackets: list[tuple[int, int]]) -> bool:
    return any(start < place < end for start, end in brackets)


def _scope(
    folded: str,
    match: re.Match[str],
    direction: str,
    edges: list[int],
    bracket: tuple[int, int] | None,
    *,
    denies: bool,
) -> tuple[int, int] | None:
    left = max(edge for edge in edges if edge <= match.start())
    right = min(edge for edge in edges if edge >= match.end() or edge == len(folded))
    if bracket is not None:
        content = folded[bracket[0] + 1 : bracket[1] - 1]
        if direction == "after" and _OR_NEXT.match(folded, bracket[1]):
            return None  # "Go (preferred) or Rust": either will do
        around = {word.strip(",.:!") for word in content.replace(match.group(), " ", 1).split()}
        names_more = any(word and word not in _SAYS_LITTLE and not word[0].isdigit() for word in around)
        if direction == "after" and (names_more or content.rstrip().endswith(":")):
            # "Python (FastAPI/Django preferred)", "cloud (AWS preferred: EC2, S3)": the bracket speaks for itself.
            colon = folded.startswith(":", match.end())
            left = max(bracket[0], folded.rfind(";", bracket[0], match.start()))
            return left, bracket[1] if colon else match.end()
        if len(content.split()) - len(match.group().split()) <= 2 and ";" not in content:
            # "(preferred)", "(required)", "(often preferred)": about what stands before the bracket, label included.
            if match.group() == "ideally" and content.split()[-1] in ("both", "all", "more", "several", "two"):
                return None  # "A or B (ideally both)" still asks for one of them
            if direction == "before" and content.startswith(match.group()) and content != match.group():
                return bracket  # "GraphQL (ideally Apollo Server)" prefers the server alone
            if folded[left : left + 1] == ":":
                left = max((edge for edge in edges if edge < left), default=0)
            stops = [stop.end() for stop in re.finditer(r"\)|,\s(?=\S)", folded[left : bracket[0]])]
            start = left + (stops[-1] if stops else 0)
            return start, bracket[1]
        left, right = max(bracket[0], folded.rfind(";", bracket[0], match.start())), bracket[1]
        return (match.start(), right) if direction == "before" else (left, match.end())
    if direction == "before":
        if folded[right : right + 1] == ":" and not folded[match.end() : right].strip():
            right = min([edge for edge in edges if edge > right] or [len(folded)])
        if (
            match.group().startswith(("no ", "not ", "don't", "do not", "doesn't", "does not"))
            and folded[right : right + 1] == ":"
        ):
            right = len(folded)
        return match.start(), right
    if folded[left : left + 1] == ":" and not folded[left + 1 : match.start()].strip():
        left = max((edge for edge in edges if edge < left), default=0)  # "Docker: nice to have"
    start = left
    segment = folded[left : match.start()]
    # "Proficiency in A, B, and C is crucial" has one subject; "…, and C is a plus" has its own.
    limits = (_NEXT_SUBJECT,) if _ONE_SUBJECT.search(segment) else (_SINGULAR_AFTER, _NEXT_SUBJECT)
    for limit in (*limits, _NEXT_VERDICT):
        hits = list(limit.finditer(segment + match.group()))
        if hits:
            start = max(start, left + hits[-1].end())
    example = _EXAMPLE_AFTER.match(folded, match.end()) or _BRACKET_AFTER.match(folded, match.end())
    if example is not None and not denies:
        return start, example.end()
    if denies:
        # "English B2 or better, Polish not required": a denial reaches back one item, or one list joined by and/or.
        comma = folded.rfind(",", left, match.start())
        if comma >= 0 and not re.search(r"\b(?:or|and|nor|oder|und)\b", folded[comma : match.start()]):
            start = max(start, comma + 1)
    return start, match.end()

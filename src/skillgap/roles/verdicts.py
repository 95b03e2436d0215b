"""Sentence → verdicts: how far each word that asks, wishes or denies reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from skillgap.models.role import Importance
from skillgap.roles.cues import cue, words
from skillgap.structure.language import alternation

_CUES: tuple[tuple[str, Importance | None], ...] = (
    ("required", "required"), ("preferred", "preferred"), ("unneeded", None),
)  # fmt: skip
"""Lists of cues in the order of the ranks that they give."""
_ASKS, _WISHES, _DENIES, _SETTLES = range(4)
"""Of two verdicts on one place the higher rank wins; "not required, but a plus" settles the matter."""
_BOUNDARY = re.compile(r";|\s[-–—]\s|,?\s(?:but|though|although|while|aber|sondern|mais|pero|jedoch)\s|:\s")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_NO_ITEM = re.compile(
    r"(?:^|[,;:(]\s*|\band\s+)(?:no|kein|keine|keinen)\s+(?!(?:less|fewer)\b|"
    r"\S+(?: \S+)?, no (?:jobs?|part(?:y|ies)|interviews?|offers?|chance|deal|hire|entry|reply)\b)(?=\w)"
)
_LACKING = re.compile(
    r"\bwithout (?:(?:ever )?(?:having|needing|wanting) to \w+ )?"
    r"(?:(?:an?|the|any|using|relying on|needing|touching) )?(?P<what>[\w+#./-]+(?: [\w+#./-]+)?)|"
    r"\bnot (?:just|only|merely|simply) (?:(?:an?|the|in|with) )?[\w+#./-]+(?: [\w+#./-]+)?(?!.*\b(?:but|also)\b)|"
    r"\bnot an? (?:[\w+#./-]+ ){1,2}(?:shop|house|company|place|team|stack|role|job|position)\b|"
    r"\b(?:it|this|that)(?: isn't| is not|'s not) (?!(?:only|just|merely|simply|all)\b)(?:an? |about )?"
    r"(?:[\w+#./-]+ ){1,2}(?:programming|development|administration|work|job|shop)\b"
)
"""What is done without, or is too little: "SQL without an ORM", "(not just scripting)", "not a .NET shop"."""
_DONE_FOR_YOU = re.compile(
    r"(?:^|(?<=[,;:]))[^,;:]*\bso (?:that )?you (?:don't|do not|won't|needn't|never)"
    r"(?: have| need)?(?: to)?\s*(?=[.,;!]|$)"
)
"""What somebody else does: "Ada writes the shaders so that you don't have to"."""
_NOT_COUNTED = re.compile(
    r"\([^()]{1,40}? (?:"
    r"(?:will not|won't|would not|wouldn't|cannot|can't) (?:be (?:considered|accepted|counted)|count|do)|"
    r"(?:does not|doesn't|do not|don't) (?:count|qualify)|(?:is|are) (?:not enough|not accepted|not considered))\)"
)
"""What stands beside the demand and does not meet it: "Angular (AngularJS will not be considered)"."""
_NEGATED = re.compile(r"\b(?:no|not|nothing|never|nobody|none|cannot|impossible)\b|n't\b")
_SHOULD_HAVE_HAD = re.compile(
    r"\b(?:i|he|she|it|we|that|which|this) should have (?:had|been|done|gone|seen|known|happened|said|told)\b"
)
_ELSEWHERE = re.compile(
    r"\bif (?:your (?:\w+ )?(?:experience|background|history|past)|you)(?:'s| is|'re| are|'ve been| come| came|"
    r"'ve come| have come)(?: more| mostly| mainly| only)? (?:with|in|from) (?!the same)[^,;.]+"
)
"""Where somebody else may come from: "if your experience is with Unity, do get in touch"."""
_NOT_ASKED = (_DONE_FOR_YOU, _NOT_COUNTED, _ELSEWHERE)
_NO_ITEM_STOP = re.compile(r"[,;.]|$")
_CONDITION = re.compile(r"[;.]|\b(?:if|when|as long as|provided|falls|wenn|sofern)\b|$")
_MAY_BE = re.compile(r"\b(?:may|might|could)(?: also| later)? be $")
_ELSE_AFTER = re.compile(r"[^.;]{1,60}[,/ ](?:alternativ\w*|failing that|or else)\b")
_NO_SUBJECT = re.compile(
    r",?\s*(?:[-–—]\s)?(?:but|though|although|while|aber|jedoch)?(?:\s*(?:it|it's|is|are|would|will|be|that's|this|"
    r"still|definitely|certainly|always|also|considered|an?|the|very|highly|strongly))*\s*"
)
_OR_NEXT = re.compile(r"\s*(?:,\s*[\w+#. -]+)*,?\s*(?:or|oder)\s")
_NEXT_SUBJECT = re.compile(
    r",\s+(?:and\s+|with\s+(?=an?\s))?(?=(?:familiarity|experience|knowledge|exposure|proficiency|some|an?\s|"
    r"understanding|background|kenntnisse|erfahrung|master'?s?|msc|m\.s|ms|mscs|mba|phd|ph\.d|doctorate|"
    r"advanced degree|graduate degree)\b)"
)
_NEXT_VERDICT = re.compile(
    r"\b(?:required|mandatory|essential|a must|preferred|desirable|desired|optional|a plus|"
    r"a bonus)(?:\s*,\s+(?:and\s+)?|\s+and\s+(?=(?:an?|any|some|your|good|experience|knowledge)\b))(?=\S)"
)
_OWN_WORDS = re.compile(
    r"^(?=[^,]*\b(?:strong|solid|good|fluent|excellent|deep|advanced|proven|native|expert|thorough|business|professional|"
    r"and|gute?s?|sehr|fließend\w*|sichere?s?|verhandlungssichere?s?|[abc][12]|\d+\+? years?)\b)"
    r"[^,]*,\s+(?!(?:and|or|but|as|which|that|neither|none|und|oder|though)\b)(?=[^,;]{1,40}$)(?!.*\bare\b)"
)
"""What is asked for by words of its own before the wish: "Good English, German a plus", "Go and SQL, Rust a bonus"."""
_OF_ONE = re.compile(
    r"^[\w+#./-]+(?: [\w+#./-]+)?,\s+(?=[\w+#./-]+(?: [\w+#./-]+)? (?:is|would be|ist) (?:an?|ein) [^,]*$)"
)
"""Two names of which one is: "Python, Go is a plus"."""
_IF_NEED_BE = re.compile(r"(?<!\w)(?:where|wherever|if|when|whenever|as|falls|soweit) $")
TO_DO = r" (?:responsible|accountable|in charge|tasked|involved|part of|based|joining|reporting|working|given)\b"
"""What becomes of the successful candidate: it tells the work."""
_OF_PAY = re.compile(
    r"(?:\bplus|\+|&|%|\b(?:annual|discretionary|performance|quarterly|yearly|signing|sign-on)) (?:an? )?$"
)
_NO_MATTER = re.compile(
    r"\W*(?:$|[,;.)]|\s(?:quickly|fast|rapidly|new|more|from|and|or|on|independently|continuously|constantly|every|"
    r"things|by|is|are|neue\w*|andere\w*)\b)"
)
_DENIAL = ("no ", "not ", "don't", "do not", "doesn't", "does not")
_LEADS_LIST = re.compile(
    r"\b(?:one|one or more|any|either|all|two|both)(?: \([^()]*\))? of(?: the following)?(?: \w+){0,2}$"
)
"""What reaches past its colon: "must hold one of: A, B"."""
_SAID_OF_IT = re.compile(r"(?::|\s-\s)\s*")
_AS_IS = re.compile(r",?\s+(?:as (?:is|are|would|does|do|well as)|and so (?:is|are|would|does|do))\b")
_LABEL = re.compile(
    r"(?: (?:experience|education|qualifications?|skills?|knowledge|degrees?|certifications?|level|years))?:\s"
)
"""What makes a cue the label of what follows: "Required education: BSc; preferred education: MSc"."""
_ADVERBS = frozenset({"ideally", "preferably", "idealerweise", "bestenfalls", "im idealfall", "optimalerweise"})
_NEXT_SPEAKS = re.compile(r",\s+(?:and|und)\s+(?:you|du|sie|strong|solid|good|deep|excellent|proven)\b")
"""What an adverb no longer colours: "ideally in banking, and you know your way around Python"."""
_ASIDE = re.compile(
    r", (?:on the other hand|by contrast|in contrast|however|though|by the way|of course|incidentally|honestly|to be "
    r"honest|to be clear|luckily|happily),"
)
"""Commas that part nothing: "Rust, on the other hand, is not needed"."""
_OF_WHAT_IS_SAID = re.compile(r"\b(?:it|them)\b|^ha(?:s|ve)\b")
"""Denials of what another clause names: "handy at lunch, but you'll never need it"."""
_RATHER = frozenset({"rather than", "instead of", "as opposed to"})
_GOES_ON = re.compile(r",\s+(?:and\s+)?(?:to|you|who|they|we|it|so|because|since)\b|,?\s+and\s+(?:to|you|who)\b")
"""What has nothing to do with the other choice: "in Go rather than Java, and to care about tests"."""
_MEMBER_END = re.compile(r"\)|,\s(?=\S)")
_SEVERAL = frozenset({"both", "all", "more", "several", "two"})
_MOST_ADDED = 2
"""How many words beside the cue a bracket may hold that speaks of what stands before it: "(often preferred)"."""

_Span = tuple[int, int]
_Direction = Literal["before", "after"]


@dataclass(frozen=True)
class Verdict:
    """`sentence[start:end]` is wanted so much, None: not at all; an `explicit` one stands in brackets: "(required)"."""

    start: int
    end: int
    importance: Importance | None
    explicit: bool
    rank: int


@dataclass(frozen=True)
class _Sentence:
    """A sentence in plain letters, its brackets, and the places where clauses meet, both ends among them."""

    text: str
    brackets: list[_Span]
    edges: list[int]

    def bracket_around(self, place: int) -> _Span | None:
        return next((span for span in self.brackets if span[0] < place < span[1]), None)

    def clause_start(self, place: int) -> int:
        return max(edge for edge in self.edges if edge <= place)

    def clause_end(self, place: int) -> int:
        return min(edge for edge in self.edges if edge >= place)

    def clause_before(self, edge: int) -> int:
        """Return where the clause begins that ends at an edge."""
        return max((other for other in self.edges if other < edge), default=0)


def read_verdicts(folded: str) -> Iterator[Verdict]:
    """Yield the stretches of a sentence in `plain` letters that cues reach; later ones win over earlier ones."""
    brackets = [match.span() for match in _BRACKETS.finditer(folded)]
    stops = (match.start() for match in _BOUNDARY.finditer(folded))
    inner = (stop for stop in stops if not any(start < stop < end for start, end in brackets))
    found = list(_cued(_Sentence(folded, brackets, sorted({0, len(folded), *inner}))))
    found += [Verdict(*span, None, False, _DENIES) for span in _up_to(_NO_ITEM_STOP, _NO_ITEM, folded)]
    settled = (
        *_lacking(folded),
        *(match.span() for pattern in _NOT_ASKED for match in pattern.finditer(folded)),
        *_up_to(_CONDITION, cue("applying"), folded),
    )
    found += [Verdict(*span, None, False, _SETTLES) for span in settled]
    yield from sorted(found, key=lambda verdict: (verdict.rank, verdict.start, verdict.end))


def _up_to(stop: re.Pattern[str], opening: re.Pattern[str], folded: str) -> Iterator[_Span]:
    for match in opening.finditer(folded):
        end = stop.search(folded, match.end())
        yield match.start(), end.start() if end else len(folded)


def _lacking(folded: str) -> Iterator[_Span]:
    for match in _LACKING.finditer(folded):
        # "Nothing ships without code review", "CVs without Go won't be considered" ask for it.
        around = (
            folded[folded.rfind(",", 0, match.start()) + 1 : match.start()],
            re.split("[,;]", folded[match.end() :])[0],
        )
        if not (match.group().startswith("without") and any(map(_NEGATED.search, around))):
            yield match.start("what") if match.group("what") else match.start(), match.end()


def _cued(sentence: _Sentence) -> Iterator[Verdict]:
    directions: tuple[_Direction, ...] = ("before", "after")
    for rank, (name, importance) in enumerate(_CUES):
        for direction in directions:
            for match in cue(f"{name}_{direction}").finditer(sentence.text):
                if _decides_nothing(sentence.text, match):
                    continue
                bracket = sentence.bracket_around(match.start())
                told_back = rank == _WISHES or (rank == _DENIES and _OF_WHAT_IS_SAID.search(match.group()))
                bridges = told_back and direction == "after" and bracket is None
                bridge = _bridge(sentence, match) if bridges else None
                span = bridge or _reach(sentence, match, direction, bracket, denies=rank == _DENIES)
                settles = bridge is not None or (rank == _WISHES and match.group().startswith("not "))
                if span is not None and _AS_IS.match(sentence.text, span[1]):
                    span = span[0], sentence.clause_end(span[1])
                if span is not None:
                    yield Verdict(*span, importance, bracket is not None, _SETTLES if settles else rank)


def _decides_nothing(folded: str, match: re.Match[str]) -> bool:
    phrase, end = match.group(), match.end()
    if _is_to_learn(phrase) and _NO_MATTER.match(folded, end):
        return True  # "ability to learn quickly, and Python"
    if phrase.endswith("bonus") and _OF_PAY.search(folded, 0, match.start()):
        return True  # "paying up to £60,000 plus bonus"
    if phrase.endswith(" be") and re.match(TO_DO, folded[end:]):
        return True
    if phrase == "should have" and is_past(folded, match):
        return True
    if _ELSE_AFTER.match(folded, end):
        return True  # "a workflow system (ideally A, alternatively B)": one of them is a must
    if phrase in ("required", "erforderlich", "requis") and _IF_NEED_BE.search(folded, 0, match.start()):
        return True  # "working with regulators where required"
    if phrase == "required" and _MAY_BE.search(folded, 0, match.start()):
        return True  # "may be required to attend a training"
    if phrase.endswith((" not", "n't")) and folded.startswith((" only", " just", " merely", " simply"), end):
        return True
    return phrase.endswith("expected") and folded.startswith(" to ", end)  # "is expected to grow"


def is_past(folded: str, match: re.Match[str]) -> bool:
    """Tell "the raise she should have had", where nothing is asked of the reader."""
    return _SHOULD_HAVE_HAD.search(folded, max(0, match.start() - 6)) is not None


def _is_to_learn(phrase: str) -> bool:
    return phrase.endswith((" learn", " pick up", " learning", " sich in", " dich in")) and not phrase.startswith("or ")


def _bridge(sentence: _Sentence, match: re.Match[str]) -> _Span | None:
    """Return all of "Docker is not required, but a plus": what follows "but" has no subject of its own."""
    folded = sentence.text
    left = sentence.clause_start(match.start())
    if not left or not _NO_SUBJECT.fullmatch(folded[left : match.start()]):
        return None
    return sentence.clause_before(left), match.end()


def _reach(
    sentence: _Sentence, match: re.Match[str], direction: _Direction, bracket: _Span | None, *, denies: bool
) -> _Span | None:
    """Return what a cue speaks of; `direction` says on which side of it that stands."""
    if bracket is not None:
        return _reach_of_bracket(sentence, match, direction, bracket)
    if direction == "after":
        return _reach_back(sentence, match, denies=denies)
    if not sentence.text[match.end() :].strip(" .!"):
        return _reach_back(sentence, match, denies=False)  # "…, ideally"
    return _reach_ahead(sentence, match)


def _reach_of_bracket(sentence: _Sentence, match: re.Match[str], direction: _Direction, bracket: _Span) -> _Span | None:
    folded, cue_words = sentence.text, match.group()
    content = folded[bracket[0] + 1 : bracket[1] - 1]
    if not folded[: bracket[0]].strip():
        return bracket[0], sentence.clause_end(bracket[1])  # "(Preferred) Knowledge of …"
    inner = max(bracket[0], folded.rfind(";", bracket[0], match.start()))
    if direction == "after":
        if _OR_NEXT.match(folded, bracket[1]):
            return None  # "Go (preferred) or Rust": either will do
        around = {word.strip(",.:!") for word in content.replace(cue_words, " ", 1).split()}
        names_more = any(word and word not in words("says_little") for word in around)
        if names_more:
            # "Python (FastAPI/Django preferred)", "cloud (AWS preferred: EC2, S3)": the bracket speaks for itself.
            return inner, bracket[1] if folded.startswith(":", match.end()) else match.end()
    if len(content.split()) - len(cue_words.split()) > _MOST_ADDED:
        return (match.start(), bracket[1]) if direction == "before" else (inner, match.end())
    if content.split()[-1] in _SEVERAL:
        return None  # "A or B (ideally both)" still asks for one of them
    if content.startswith(cue_words) and content != cue_words:
        return bracket  # "GraphQL (ideally Apollo Server)" prefers the server alone
    # "(preferred)", "(required)", "(often preferred)": about what stands before the bracket, label included.
    left = sentence.clause_start(match.start())
    if folded[left : left + 1] == ":":
        left = sentence.clause_before(left)
    ends = [stop.end() for stop in _MEMBER_END.finditer(folded[left : bracket[0]])]
    return left + (ends[-1] if ends else 0), bracket[1]


@cache
def _one_of_a_kind() -> re.Pattern[str]:
    """Match up to the name in "at least one public cloud, GCP preferred", where the kind is asked for."""
    kinds = alternation(words("alternatives_head").union(words("asked_nouns")))
    return re.compile(
        rf"^[^,]*\b(?:{kinds})(?:\s*\([^()]*\))?,\s+(?!(?:that|this|it|which|but|though|as|even)\b)(?=[^,]+$)"
    )


def _reach_ahead(sentence: _Sentence, match: re.Match[str]) -> _Span:
    folded = sentence.text
    right = sentence.clause_end(match.end())
    if folded[right : right + 1] == ":" and not folded[match.end() : right].strip():
        right = min(edge for edge in sentence.edges if edge > right)  # "Nice to have: …"
    if folded[right : right + 1] == ":" and _LEADS_LIST.search(folded[match.end() : right]):
        right = min(edge for edge in sentence.edges if edge > right)
    if folded[right : right + 1] == ":" and match.group().startswith(_DENIAL):
        right = len(folded)
    goes_on = _GOES_ON.search(folded, match.end(), right) if match.group() in _RATHER else None
    right = goes_on.start() if goes_on is not None else right
    learns = _is_to_learn(match.group())
    speaks = _NEXT_SPEAKS.search(folded, match.end(), right) if learns or match.group() in _ADVERBS else None
    # To be willing to learn is asked for, what is to be learned is not.
    return match.end() if learns else match.start(), speaks.start() if speaks else right


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _reach_back(sentence: _Sentence, match: re.Match[str], *, denies: bool) -> _Span:
    folded = sentence.text
    left = sentence.clause_start(match.start())
    label = _LABEL.match(folded, match.end())
    if label is not None and not folded[left : match.start()].strip(" ;"):
        return left, min((edge for edge in sentence.edges if edge > label.end()), default=len(folded))
    if _SAID_OF_IT.fullmatch(folded, left, match.start()):
        left = sentence.clause_before(left)  # "Docker: nice to have", "Docker - not needed"
    start = left
    for limit in (_NEXT_SUBJECT, _NEXT_VERDICT, _OWN_WORDS, _OF_ONE, _one_of_a_kind()):
        ends = [hit.end() for hit in limit.finditer(folded[left : match.end()])]
        start = max(start, left + ends[-1]) if ends else start
    if denies:
        # "English, Polish not required" denies one, "SAS, which you need not know" what stands before its comma.
        relative = match.group().startswith(("which", "that you", "neither", "none of"))
        begin = len(folded[: match.start()].rstrip(" ,")) if relative else match.start()
        start = max(start, _ASIDE.sub(_blank, folded[:begin]).rfind(",", left) + 1)
    return start, match.end()

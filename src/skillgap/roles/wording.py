"""Item → how much each of its clauses asks for: required, preferred, mentioned, or nothing at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from skillgap.models.role import Importance
from skillgap.roles.clauses import clause_kinds
from skillgap.roles.cues import BlockKind, plain
from skillgap.roles.items import Item
from skillgap.roles.sentences import sentences
from skillgap.roles.verdicts import Verdict, read_verdicts

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
    r"\((?:(?:currently|here|today|at [a-z]\w+),? )?(?:we|our (?:team|stack|code))(?:'re| are)?(?: \w+ly)? "
    r"(?:use|uses|using|run|running|rely|prefer|mostly|is|are)\b[^()]*\)|"
    r"\([^()]{1,60}\b(?:is|are) (?:what|the (?:one|ones|tool|tools)) (?:that )?we(?: currently)? use\)"
)
_LOVED = re.compile(
    r"\b(?:passionate|excited|enthusiastic|thrilled|curious) (?:about|by)\b(?:(?!, (?:we|you|who|with|have)\b)[^.;!?])*"
)
_STACK_WANTED = re.compile(
    r"\b(?:experience|knowledge|familiarity|background|expertise|skills)\b[^.;]{0,30}?\b(?:with|in|of|"
    r"throughout|across|on)\b"
    r"[^.;]{0,20}?\b(?:our|this|the|these|those|any of (?:these|those|them|the above))(?: [\w-]+){0,2} ?"
    r"(?:stack|technologies|tools|languages|frameworks)?\b[^.;]{0,20}?\b(?:is|are|would be|will be)\b[^.;]{0,20}?"
    r"\b(?:plus|bonus|advantage|helpful|nice|great|beneficial|welcome|appreciated|asset)\b"
)


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
    for start, end in sentences(text, item.start, item.end):
        folded = plain(text[start:end])
        kinds = clause_kinds(folded, item)
        spans += [Asked(start + a, start + b, _base(kind, item), kind) for a, b, kind in kinds]
        if item.kind in ("requirement", "preferred"):
            # "a dashboard tool (we use Tableau)": the bracket says what stands there today.
            spans += [Asked(start + m.start(), start + m.end(), "mentioned", "stack") for m in _ASIDE.finditer(folded)]
        for verdict in read_verdicts(folded):
            kind = next((kind for a, b, kind in reversed(kinds) if a <= verdict.start < b), item.kind)
            if _applies(verdict, kind, item):
                spans.append(Asked(start + verdict.start, start + verdict.end, verdict.importance, kind))
        if not item.bullet and item.kind not in ("requirement", "preferred", "soft"):
            # "If you are passionate about observability, we'd love to hear from you" names what the work is about.
            spans += [Asked(start + m.start(), start + m.end(), "mentioned", "stack") for m in _LOVED.finditer(folded)]
        if _STACK_WANTED.search(folded):
            # "Our stack is A, B and C. … Experience throughout our stack is a plus": the list is what would be one.
            spans += [
                Asked(asked.start, asked.end, "preferred", "preferred")
                for asked in spans
                if asked.kind == "stack" and asked.importance == "mentioned" and asked.end <= start
            ]
    return spans


def _base(kind: BlockKind, item: Item) -> Importance | None:
    return None if item.importance == "unneeded" else item.importance or _BASE[kind]


def _applies(verdict: Verdict, kind: BlockKind, item: Item) -> bool:
    """Tell whether a cue counts in a block: "must" doesn't turn a challenge into a demand, nor praise a benefit."""
    base = _base(kind, item)
    if verdict.importance is None:
        return True
    if verdict.importance == "required":
        if kind in ("preferred", "tools"):
            return verdict.explicit
        return base == "required" or kind in _RAISES
    if item.kind == "unknown":
        return True
    return base in ("required", "preferred") or kind in ("duty", "conditions", "stack")

"""Documents → phrases that the taxonomy does not hold, ranked, for a person to accept."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from skillgap.models.base import Frozen
from skillgap.models.document import Document
from skillgap.models.resume import Mention
from skillgap.models.skill import SOFT_CATEGORIES, Category, Skill, SkillId
from skillgap.roles.asked import degree_spans
from skillgap.roles.cues import ASKING, cue, plain, words
from skillgap.roles.items import Item
from skillgap.roles.proof import quote
from skillgap.roles.reader import within
from skillgap.roles.wording import importance_at, read_wording
from skillgap.taxonomy import Taxonomy, surface_key

_BLOCKS = frozenset({"requirement", "preferred", "tools", "stack", "duty", "soft", "education", "practice", "unknown"})
_LEAD = re.compile(
    r"\b(?:experience|expertise|knowledge|proficien\w+|familiarity|understanding|background|skills?|fluen\w+|mastery|"
    r"exposure|erfahrung|kenntnisse)\s+(?:in|with|of|mit)\s+"
)
_SPLIT = re.compile(
    r"[,;:()•]|\.\s|\s[-–—]\s|\s(?:and|or|und|oder|such as|like|e\.g\.|including|for|to|in|with|"
    r"using|of|as|that|by|on|at|from)\s|/(?=\w)"
)
_TECHNICAL = re.compile(
    r"(?:[A-Z]{2,6}\d?|[A-Za-z]*[a-z][A-Z]\w*|\w*[A-Za-z]\w*[+#]+|[A-Za-z]+\d+\w*|\w+\.(?:js|"
    r"py|io|ai|net))"
)
_PROPER = re.compile(r"[A-Z][\w.+#-]+")
_EDGE = re.compile(r"^[^\w.#+]+|[^\w#+]+$")
_MAX_WORDS = 4
_KEEP = 300


class ProposalPlace(Frozen):
    """Where a proposed phrase stands."""

    document: str
    line: int
    quote: str


class Proposal(Frozen):
    """A phrase that may be a skill; `score` ranks (0–1), `category` and `parent` are guesses from its neighbours."""

    name: str
    score: float
    category: Category | None = None
    parent: SkillId | None = None
    nearest: tuple[str, ...] = ()
    evidence: tuple[ProposalPlace, ...] = ()


@dataclass
class _Candidate:
    """A phrase while its places are gathered."""

    names: Counter[str] = field(default_factory=Counter)
    places: list[ProposalPlace] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    neighbours: list[Mention] = field(default_factory=list)
    shape: float = 0.0
    around: list[Mention] = field(default_factory=list)
    led: bool = False
    whole: bool = False
    asked: bool = False


def propose(
    readings: Iterable[tuple[Document, Sequence[Item], Sequence[Mention]]], taxonomy: Taxonomy
) -> tuple[Proposal, ...]:
    """Rank the phrases of the documents' asking blocks that stand where skills stand but are none that is known.

    The score adds what speaks for a term: its shape (capitals, digits), a list it shares with known skills, words
    like "experience with" before it, a bullet of its own, a demand rather than a duty, and its spread over places and
    documents.
    """
    known = {surface_key(name) for skill in taxonomy.skills.values() for name in (skill.name, *skill.aliases)}
    candidates: dict[str, _Candidate] = {}
    for document, items, mentions in readings:
        for item in items:
            if item.kind in _BLOCKS and not item.title:
                inside = within(mentions, item)
                _gather(document, item, inside, candidates, known, mentions)
    names = sorted({skill.name for skill in taxonomy.skills.values()})
    kept = sorted(((_score(c), key) for key, c in candidates.items()), key=lambda row: (-row[0], row[1]))[:_KEEP]
    return tuple(_proposal(candidates[key], score, names, taxonomy) for score, key in kept if score >= 0.3)


def _gather(
    document: Document,
    item: Item,
    inside: Sequence[Mention],
    candidates: dict[str, _Candidate],
    known: set[str],
    mentions: Sequence[Mention],
) -> None:
    text = document.text
    spans = read_wording(text, item)
    degrees = degree_spans(text, item)
    for start, end, led in _phrases(text, item, inside):
        phrase = " ".join(text[start:end].split())
        key = surface_key(phrase)
        asked = importance_at(spans, start)
        if any(a < end and start < b for a, b in degrees):
            continue
        if not key or key in known or asked is None or asked.importance is None:
            continue
        candidate = candidates.setdefault(key, _Candidate())
        candidate.names[phrase] += 1
        candidate.documents.add(document.sha256)
        place = quote(text, start, end)
        candidate.places.append(ProposalPlace(document=document.name, line=place.line, quote=place.quote))
        candidate.neighbours += [m for m in inside if _shares_list(text, m, start, end)]
        candidate.shape = max(candidate.shape, _shape(phrase, first=_opens(text, item, start)))
        candidate.around = candidate.around or [m for m in mentions if m.category not in SOFT_CATEGORIES]
        candidate.led = candidate.led or led
        alone = text[item.start : item.end].strip(" .;") == text[start:end]
        candidate.whole = candidate.whole or (alone and item.bullet and item.kind in ASKING)
        candidate.asked = candidate.asked or asked.importance != "mentioned"


def _phrases(text: str, item: Item, inside: Sequence[Mention]) -> Iterator[tuple[int, int, bool]]:
    """Yield the pieces of an item between its marks and small words that no mention touches."""
    folded = plain(text[item.start : item.end])
    leads = [match.end() for match in _LEAD.finditer(folded)]
    begin = 0
    for stop in [*_SPLIT.finditer(folded), None]:
        end = len(folded) if stop is None else stop.start()
        start, last = item.start + begin, item.start + end
        begin = len(folded) if stop is None else stop.end()
        raw = text[start:last]
        left = _EDGE.match(raw)
        start += left.end() if left else 0
        right = re.search(r"[^\w#+]+$", text[start:last])
        last -= len(right.group()) if right else 0
        start, last = _trim(text, start, last)
        tokens = plain(text[start:last]).split()
        if not tokens or len(tokens) > _MAX_WORDS or any(m.start < last and start < m.end for m in inside):
            continue
        weak = any(token in words("proposal_edges") for token in tokens[1:-1]) or tokens[-1].endswith("ly")
        plain_word = len(tokens) == 1 and (text[start:last].islower() or _opens(text, item, start))
        if weak or (plain_word and not _TECHNICAL.fullmatch(text[start:last])) or tokens[0] in ("e.g", "i.e", "etc"):
            continue
        if all(t in words("proposal_edges") or t in words("proposal_generic") for t in tokens) or any(
            t.strip("%+-").replace(",", "").isdigit() for t in tokens
        ):
            continue
        if tokens[-1] in words("not_a_skill_before") or cue("organisations").search(plain(text[start:last])):
            continue
        yield start, last, any(0 <= start - item.start - lead <= 2 for lead in leads)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Take words that name nothing off both ends of a phrase."""
    tokens = list(re.finditer(r"\S+", text[start:end]))
    while tokens and plain(tokens[0].group()).strip(".,") in words("proposal_edges"):
        tokens.pop(0)
    while tokens and plain(tokens[-1].group()).strip(".,") in words("proposal_edges"):
        tokens.pop()
    if not tokens:
        return start, start
    return start + tokens[0].start(), start + tokens[-1].end()


def _shares_list(text: str, mention: Mention, start: int, end: int) -> bool:
    gap = text[mention.end : start] if mention.end <= start else text[end : mention.start]
    return (
        len(gap) < 60
        and re.search(r"[.;]\s", gap) is None
        and re.search(
            r",|/|\band\b|\bor\b|\bund\b|"
            r"\boder\b",
            gap,
        )
        is not None
    )


def _opens(text: str, item: Item, start: int) -> bool:
    """Tell whether a word is capital only because a sentence, label or bullet begins with it."""
    return text[item.start : start].rstrip()[-1:] in ("", ".", ":", "!", "?", "(", "•")


def _shape(phrase: str, *, first: bool) -> float:
    tokens = phrase.split()
    if any(_TECHNICAL.fullmatch(token) for token in tokens):
        return 1.0
    capitals = sum(1 for token in (tokens[1:] if first else tokens) if _PROPER.fullmatch(token))
    return 0.6 if capitals and capitals >= len(tokens) - 1 else 0.0


def _score(candidate: _Candidate) -> float:
    listed = min(1.0, len(candidate.neighbours) / 2)
    spread = min(1.0, math.log1p(len(candidate.places) - 1) / math.log(6))
    total = (
        0.35 * candidate.shape + 0.25 * listed + 0.15 * candidate.led + 0.1 * candidate.asked + 0.2 * candidate.whole
    )
    return round(min(0.9, total) + 0.1 * spread + 0.05 * min(1.0, (len(candidate.documents) - 1) / 2), 3)


def _skills_of(mentions: Sequence[Mention], taxonomy: Taxonomy) -> list[Skill]:
    found = (taxonomy.skills.get(m.skill_id) for m in mentions if m.skill_id is not None)
    return [skill for skill in found if skill is not None]


def _namesakes(name: str, taxonomy: Taxonomy) -> list[Skill]:
    """Return the skills whose names end in the same word ("… calibration")."""
    head = plain(name).split()[-1]
    found = [skill for skill in taxonomy.skills.values() if " " in skill.name and plain(skill.name).split()[-1] == head]
    return sorted(found, key=lambda skill: skill.id)


def _proposal(candidate: _Candidate, score: float, names: Sequence[str], taxonomy: Taxonomy) -> Proposal:
    from rapidfuzz import fuzz, process  # build time only

    name = min(candidate.names, key=lambda n: (-candidate.names[n], n))
    # Of a name half as long only letters are alike ("mstate" in "strategic decisions").
    alike = [known for known in names if len(known) * 2 > len(name)]
    near = process.extract(name, alike, scorer=fuzz.WRatio, limit=3, score_cutoff=70)
    kin = _skills_of(candidate.neighbours, taxonomy) or _namesakes(name, taxonomy)
    # Where nothing stands beside it and nothing is called alike, the trade of the document is the best guess.
    kin = kin or _skills_of(candidate.around, taxonomy)
    categories = Counter(skill.category for skill in kin)
    ranked = sorted(categories, key=lambda c: (-categories[c], c))
    category = ranked[0] if ranked else None
    parents = Counter(parent for skill in kin if skill.category == category for parent in skill.broader)
    return Proposal(
        name=name,
        score=score,
        category=category,
        parent=min(parents, key=lambda p: (-parents[p], p)) if parents else None,
        nearest=tuple(found for found, _, _ in sorted(near, key=lambda row: (-row[1], row[0]))),
        evidence=tuple(sorted(set(candidate.places), key=lambda p: (p.document, p.line, p.quote)))[:5],
    )

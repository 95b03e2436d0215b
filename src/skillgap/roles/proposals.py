"""Documents → phrases that the taxonomy does not hold, ranked, for a person to accept."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from skillgap.extraction.words import is_everyday
from skillgap.models.base import Frozen
from skillgap.models.resume import Mention
from skillgap.models.skill import Category, Skill, SkillId
from skillgap.roles.cues import ASKING
from skillgap.roles.items import within
from skillgap.roles.notices import unknown_phrases
from skillgap.roles.reader import Reading
from skillgap.roles.sentences import quote
from skillgap.roles.wording import Wording
from skillgap.structure.language import plain
from skillgap.taxonomy import Taxonomy, surface_key

_BLOCKS = ASKING | {"stack", "duty", "soft", "education", "practice", "unknown"}
_MAX_WORDS = 4
_MOST_SHOWN = 5
_KEEP = 300
_LEAST = 0.2
"""Below it hardly any phrase that the model takes for a skill is one."""
_SPREAD = 0.1
"""What places and documents add to a score."""


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
    """A phrase while its places are gathered; `neighbours` share an item with it."""

    names: Counter[str] = field(default_factory=Counter)
    places: set[ProposalPlace] = field(default_factory=set)
    neighbours: list[Mention] = field(default_factory=list)
    confidence: float = 0.0

    @property
    def score(self) -> float:
        spread = min(1.0, math.log(len(self.places)) / math.log(6))
        return round((1 - _SPREAD) * self.confidence + _SPREAD * spread, 3)


def propose(readings: Iterable[Reading], taxonomy: Taxonomy) -> tuple[Proposal, ...]:
    """Rank the phrases of the documents' asking blocks that read as skills but are none that is known.

    The score is the confidence of the model that knows skills by their words and neighbours, and a little for spread
    over places.
    """
    known = {surface_key(name) for skill in taxonomy.skills.values() for name in (skill.name, *skill.aliases)}
    candidates: dict[str, _Candidate] = {}
    for reading in readings:
        document, mentions = reading.document, reading.mentions
        text = document.text
        blocks = [item for item in reading.items if item.kind in _BLOCKS]
        for item, phrase in unknown_phrases(text, blocks, mentions):
            name = " ".join(text[phrase.start : phrase.end].split())
            if phrase.confidence < _LEAST or len(name.split()) > _MAX_WORDS or is_everyday(name.lower()):
                continue
            key = surface_key(name)
            if not key or key in known or Wording(text, item).at(phrase.start).importance is None:
                continue
            candidate = candidates.setdefault(key, _Candidate())
            candidate.names[name] += 1
            place = quote(text, phrase.start, phrase.end)
            candidate.places.add(ProposalPlace(document=document.name, line=place.line, quote=place.quote))
            candidate.neighbours += within(mentions, item.start, item.end)
            candidate.confidence = max(candidate.confidence, phrase.confidence)
    names = sorted({skill.name for skill in taxonomy.skills.values()})
    ranked = sorted(candidates, key=lambda key: (-candidates[key].score, key))
    return tuple(_proposal(candidates[key], names, taxonomy) for key in ranked[:_KEEP])


def _skills_of(mentions: Sequence[Mention], taxonomy: Taxonomy) -> list[Skill]:
    found = (taxonomy.skills.get(m.skill_id) for m in mentions if m.skill_id is not None)
    return [skill for skill in found if skill is not None]


def _namesakes(name: str, taxonomy: Taxonomy) -> list[Skill]:
    """Return the skills whose names end in the same word ("… calibration")."""
    head = plain(name).split()[-1]
    found = [skill for skill in taxonomy.skills.values() if " " in skill.name and plain(skill.name).split()[-1] == head]
    return sorted(found, key=lambda skill: skill.id)


def _proposal(candidate: _Candidate, names: Sequence[str], taxonomy: Taxonomy) -> Proposal:
    from rapidfuzz import fuzz, process  # build time only

    name = min(candidate.names, key=lambda n: (-candidate.names[n], n))
    # Of a name half as long only letters are alike ("mstate" in "strategic decisions").
    alike = [known for known in names if len(known) * 2 > len(name)]
    near = process.extract(name, alike, scorer=fuzz.WRatio, limit=3, score_cutoff=70)
    kin = _skills_of(candidate.neighbours, taxonomy) or _namesakes(name, taxonomy)
    categories = Counter(skill.category for skill in kin)
    category = min(categories, key=lambda c: (-categories[c], c), default=None)
    parents = Counter(parent for skill in kin if skill.category == category for parent in skill.broader)
    return Proposal(
        name=name,
        score=candidate.score,
        category=category,
        parent=min(parents, key=lambda p: (-parents[p], p), default=None),
        nearest=tuple(found for found, _, _ in sorted(near, key=lambda row: (-row[1], row[0]))),
        evidence=tuple(sorted(candidate.places, key=lambda p: (p.document, p.line, p.quote))[:_MOST_SHOWN]),
    )

"""What items ask for → requirements: each demand counted once, however often and in whatever form it is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from skillgap.models.role import IMPORTANCE_ORDER, Importance, Quote, Requirement
from skillgap.models.skill import SkillRef
from skillgap.roles.asked import WEAK_BLOCKS, Demanded
from skillgap.roles.grouping import Group
from skillgap.roles.sentences import quote
from skillgap.structure.language import plain
from skillgap.taxonomy import Taxonomy


def merge(text: str, demanded: Sequence[Demanded], taxonomy: Taxonomy) -> tuple[Requirement, ...]:
    """Make requirements of demands in text order; their weights are still 0.

    The same skill, and either/or groups that mostly overlap, become one requirement. The result goes by importance,
    then by the first line.
    """
    drafts: list[_Draft] = []
    singles: dict[str, _Draft] = {}
    for entry in _join_lists(demanded):
        ids = dict.fromkeys(m.skill_id for m in entry.group.mentions if m.skill_id is not None)
        draft = _known(entry, ids, drafts, singles, taxonomy)
        if draft is None:
            soft = all(mention.soft for mention in entry.group.mentions)
            draft = _Draft(entry.importance, soft)
            drafts.append(draft)
            if len(ids) == 1:
                singles[next(iter(ids))] = draft
        draft.add(text, entry, elsewhere=singles)
    drafts = _without_passing(_without_repeated(drafts, singles))
    drafts.sort(key=lambda d: (_rank(d), min(q.line for q in d.evidence), tuple(d.ids)))
    return tuple(
        Requirement(
            any_of=tuple(SkillRef(skill_id=i, name=name) for i, name in draft.ids.items()),
            importance=draft.importance,
            weight=0.0,
            min_years=draft.years,
            soft=draft.soft,
            evidence=tuple(sorted(draft.evidence, key=lambda q: (q.line, q.quote))),
            at_least=min(draft.at_least, len(draft.ids)),
            passing=draft.passing(),
        )
        for draft in drafts
    )


def _join_lists(demanded: Sequence[Demanded]) -> list[Demanded]:
    """Make one either/or of the bullets under "one of the following"."""
    joined: list[Demanded] = []
    for entry in demanded:
        last = joined[-1] if joined else None
        if last is None or entry.item.one_of is None or last.item.one_of != entry.item.one_of:
            joined.append(entry)
            continue
        group = Group((*last.group.mentions, *entry.group.mentions), entry.item.needed)
        joined[-1] = replace(last, group=group)
    return joined


@dataclass
class _Draft:
    """A requirement while its mentions are gathered: names by skill id, places by skill id, lines that ask for it."""

    importance: Importance
    soft: bool
    ids: dict[str, str] = field(default_factory=dict)
    years: float | None = None
    at_least: int = 1
    evidence: dict[Quote, None] = field(default_factory=dict)
    places: dict[str, list[Quote]] = field(default_factory=dict)
    asking: set[int] = field(default_factory=set)

    def add(self, text: str, entry: Demanded, *, elsewhere: Mapping[str, _Draft]) -> None:
        """Take up another place that asks for the same.

        What is required on its own, of `elsewhere`, does not loosen the either/or of an earlier place.
        """
        known = bool(self.ids)
        self.importance = min(self.importance, entry.importance, key=IMPORTANCE_ORDER.index)
        self.at_least = max(self.at_least, entry.group.at_least)
        for mention in entry.group.mentions:
            assert mention.skill_id is not None
            alone = elsewhere.get(mention.skill_id)
            if not known or alone is None or alone is self or alone.importance != "required":
                self.ids.setdefault(mention.skill_id, mention.name)
            place = quote(text, mention.start, mention.end)
            self.evidence.setdefault(place)
            self.places.setdefault(mention.skill_id, []).append(place)
            if entry.importance != "mentioned":
                self.asking.add(place.line)
        if entry.years is not None:
            self.years = max(self.years or 0.0, entry.years)
        if entry.claim is not None:
            place = quote(text, entry.claim.start, entry.claim.end)
            self.evidence.setdefault(place)
            self.asking.add(place.line)

    def passing(self) -> tuple[int, ...]:
        """Return the lines that only mention what others ask for."""
        if self.importance == "mentioned":
            return ()
        return tuple(sorted({place.line for place in self.evidence} - self.asking))


def _rank(draft: _Draft) -> int:
    return IMPORTANCE_ORDER.index(draft.importance)


def _known(
    entry: Demanded,
    ids: Mapping[str, None],
    drafts: Sequence[_Draft],
    singles: Mapping[str, _Draft],
    taxonomy: Taxonomy,
) -> _Draft | None:
    """Return the draft that asks for the same already."""
    choices = (draft for draft in drafts if len(draft.ids) > 1)
    if len(ids) > 1:
        return next((draft for draft in choices if _is_same_choice(draft, entry, ids, taxonomy)), None)
    single = next(iter(ids))
    if single in singles or entry.item.kind not in WEAK_BLOCKS:
        return singles.get(single)
    # "Python and Java are sought after" repeats the either/or that the requirements hold.
    return next((draft for draft in choices if single in draft.ids), None)


def _is_same_choice(draft: _Draft, entry: Demanded, ids: Mapping[str, None], taxonomy: Taxonomy) -> bool:
    if draft.ids.keys() == ids.keys():
        return True
    # "6+ years (C, C++, Python, Scala)" must not become six years of the "C/C++" asked for before.
    if entry.years is not None and not ids.keys() <= draft.ids.keys():
        return False
    # Work with ten tools, told in passing, is no wish for any of them.
    alike = (draft.importance == "mentioned") == (entry.importance == "mentioned")
    return alike and draft.at_least == entry.group.at_least == 1 and _overlap(draft.ids, ids, taxonomy)


def _without_repeated(drafts: Sequence[_Draft], singles: Mapping[str, _Draft]) -> list[_Draft]:
    """Drop an either/or each of whose skills is asked for on its own: "frameworks (A, B)" after "A and B"."""
    kept: list[_Draft] = []
    for draft in drafts:
        alone = [singles.get(skill_id) for skill_id in draft.ids]
        found = [d for d in alone if d is not None and _rank(d) <= _rank(draft)]
        if len(draft.ids) == 1 or draft.years is not None or len(found) < len(alone):
            kept.append(draft)
            continue
        for other in found:
            names = {plain(name) for name in other.ids.values()}
            other.evidence.update((q, None) for q in draft.evidence if plain(q.quote) in names)
            other.asking |= draft.asking
    return kept


def _without_passing(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Take what an either/or asks for out of the lists that only mention it ("we work with A, B, C"; "A or B")."""
    asked = [draft for draft in drafts if len(draft.ids) > 1 and draft.importance != "mentioned"]
    kept: list[_Draft] = []
    for draft in drafts:
        left = {i: name for i, name in draft.ids.items() if not any(i in other.ids for other in asked)}
        if draft.importance != "mentioned" or len(draft.ids) == 1 or len(left) == len(draft.ids):
            kept.append(draft)
        elif left:
            draft.ids = left
            shown = {place for skill_id in left for place in draft.places.get(skill_id, ())}
            draft.evidence = {place: None for place in draft.evidence if place in shown}
            kept.append(draft)
    return kept


def _overlap(known: Mapping[str, str], ids: Mapping[str, None], taxonomy: Taxonomy) -> bool:
    """Tell whether more than half of the smaller group is in the larger one, AWS SageMaker standing for AWS too."""
    here = sum(1 for skill_id in ids if skill_id in known or _is_part(skill_id, known, taxonomy))
    there = sum(1 for skill_id in known if skill_id in ids or _is_part(skill_id, ids, taxonomy))
    return not known.keys().isdisjoint(ids) and max(here, there) * 2 > min(len(known), len(ids))


def _is_part(skill_id: str, known: Mapping[str, object], taxonomy: Taxonomy) -> bool:
    skill = taxonomy.skills.get(skill_id)
    return skill is not None and skill.category == "cloud" and any(broader in known for broader in skill.broader)

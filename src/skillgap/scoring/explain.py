"""Match → Contribution: every point explained, and every absence: what was looked for and what came nearest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from skillgap.models.base import Frozen
from skillgap.models.fit import Contribution, Level, LookedAt
from skillgap.models.resume import EVIDENCE_ORDER, HeldSkill, Mention, Profile
from skillgap.models.skill import SkillRef
from skillgap.scoring.index import RoleIndex
from skillgap.scoring.match import Answer, Match

Model = TypeVar("Model", bound=Frozen)

_SECTION_ORDER = {"experience": 0, "certifications": 1, "projects": 2, "publications": 3, "summary": 4, "education": 6}
_EVIDENCE_WORDS = {
    "certified": "certified", "dated": "shown in dated work", "used": "shown in use", "listed": "only listed",
    "coursework": "only coursework",
}  # fmt: skip
_RELATION_WORDS = {
    "alternative": (0, "does the same job"), "successor": (0, "is of the same line"),
    "companion": (2, "is used together with it"), "part": (2, "belongs together with it"),
}  # fmt: skip
_NAMES_SHOWN = 5


class Near(NamedTuple):
    """An asked skill that a held one is near to; `distance` 0 same job, 1 broader, 2 used together, 3 same kind."""

    asked: str
    distance: int
    words: str


def made(model: type[Model], values: dict[str, Any]) -> Model:
    """Make a model from values that are known to be right: `model_construct` without its per-field work.

    A fit has hundreds of rows, and building them is most of the time that a score takes.
    """
    instance = model.__new__(model)
    put = object.__setattr__
    put(instance, "__dict__", values)
    put(instance, "__pydantic_fields_set__", set(values))
    put(instance, "__pydantic_extra__", None)
    put(instance, "__pydantic_private__", None)
    return instance


class Blanks:
    """What is the same for every profile: the look at a name that is not there. Filled as names are needed."""

    def __init__(self, index: RoleIndex) -> None:
        self._index = index
        self._looks: dict[str, LookedAt] = {}
        self._rows: dict[int, Contribution] = {}
        self._near: dict[str, tuple[Near, ...]] = {}

    def look(self, skill_id: str) -> LookedAt:
        """Say that a skill was not found, and under which names it was looked for."""
        look = self._looks.get(skill_id)
        if look is None:
            skill = self._index.taxonomy.skills.get(skill_id)
            aliases = () if skill is None else skill.aliases
            more = len(aliases) - _NAMES_SHOWN
            tried = ", ".join(aliases[:_NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")
            look = self._looks[skill_id] = LookedAt(
                name=skill_id if skill is None else skill.name,
                outcome="not found" + (f"; also looked for: {tried}" if tried else ""),
            )
        return look

    def row(self, row: int) -> Contribution:
        """Return the row of a requirement that nothing in a profile answers."""
        known = self._rows.get(row)
        if known is None:
            requirement = self._index.rows[row]
            known = self._rows[row] = Contribution(
                requirement=requirement,
                level="not_found",
                earned=0.0,
                possible=self._index.row_cents[row] / 100,
                looked_at=tuple(self.look(ref.skill_id) for ref in requirement.any_of),
            )
        return known

    def near(self, skill_id: str) -> tuple[Near, ...]:
        """List the asked skills that a held one is near to, with the reason in words."""
        known = self._near.get(skill_id)
        if known is None:
            known = self._near[skill_id] = tuple(self._find_near(skill_id))
        return known

    def _find_near(self, skill_id: str) -> list[Near]:
        index = self._index
        skill = index.taxonomy.skills.get(skill_id)
        if skill is None:
            return []
        found: dict[str, Near] = {}

        def add(asked: str, distance: int, words: str) -> None:
            if (
                asked in index.asked_years
                and asked != skill_id
                and (asked not in found or distance < found[asked].distance)
            ):
                found[asked] = Near(asked, distance, f"{skill.name} is held, which {words}")

        for other, relation in sorted(skill.related.items()):
            add(other, *_RELATION_WORDS[relation])
        for route in index.routes(skill_id):
            if route.kind == "adjacent":
                add(route.asked, 0, "does the same job")
        for child in index.taxonomy.children.get(skill_id, ()):
            add(child, 1, "is broader")
        for parent in sorted(skill.broader):
            kind = index.taxonomy.skills[parent].name if parent in index.taxonomy.skills else parent
            for sibling in index.taxonomy.children.get(parent, ()):
                add(sibling, 3, f"is of the same kind ({kind})")
        return list(found.values())


class Explainer:
    """Explains one profile's match; looks are shared by all roles that ask for the same skill."""

    def __init__(self, profile: Profile, index: RoleIndex, blanks: Blanks) -> None:
        self.index = index
        self._blanks = blanks
        self.held: Mapping[str, HeldSkill] = {skill.skill_id: skill for skill in profile.skills}
        self.notes = _notes(profile)
        self.nearest = self._find_nearest()
        self._looks: dict[str, LookedAt] = {}
        self._evidence: dict[str, tuple[Mention, ...]] = {}

    def _find_nearest(self) -> dict[str, tuple[str, str]]:
        """Map asked skills that are not held to the nearest held one: same job, broader, then same kind; then by
        the strength of its evidence and its id."""  # fmt: skip
        best: dict[str, tuple[int, int, str, str]] = {}
        for held in self.held.values():
            strength = EVIDENCE_ORDER.index(held.evidence)
            for asked, distance, words in self._blanks.near(held.skill_id):
                if asked not in self.held:
                    key = (distance, strength, held.skill_id, words)
                    if asked not in best or key < best[asked]:
                        best[asked] = key
        return {asked: (skill_id, words) for asked, (_, _, skill_id, words) in best.items()}

    def row(self, row: int, match: Match, earned_cents: int) -> Contribution:
        """Explain one requirement."""
        answer = self.answer(row, match)
        index = self.index
        requirement = index.rows[row]
        if answer is None and not any(
            ref.skill_id in self.nearest or ref.skill_id in self.notes for ref in requirement.any_of
        ):
            return self._blanks.row(row)
        values: dict[str, Any] = {
            "requirement": requirement,
            "level": "not_found",
            "earned": earned_cents / 100,
            "possible": index.row_cents[row] / 100,
            "credit": 0.0,
            "via": None,
            "evidence": (),
            "looked_at": tuple([self.look(ref.skill_id) for ref in requirement.any_of]),
        }
        if answer is not None:
            values["level"] = answer.level
            values["credit"] = answer.credit / 10_000
            values["via"] = SkillRef.model_construct(skill_id=answer.held.skill_id, name=answer.held.name)
            values["evidence"] = self.evidence(answer.held)
        return made(Contribution, values)

    def answer(self, row: int, match: Match) -> Answer | None:
        """Return what answers a requirement best; ties go to the alternative that is named first."""
        best: Answer | None = None
        for ask in self.index.row_asks[row]:
            answer = match.answers.get(ask)
            if answer is not None and answer.credit > (0 if best is None else best.credit):
                best = answer
        return best

    def evidence(self, held: HeldSkill) -> tuple[Mention, ...]:
        """Return the strongest mentions: in work first, then as they stand in the text."""
        known = self._evidence.get(held.skill_id)
        if known is None:
            ranked = {_strength(mention): mention for mention in held.mentions}
            strongest = sorted(ranked)[: self.index.settings.evidence_shown]
            known = self._evidence[held.skill_id] = tuple([ranked[key] for key in strongest])
        return known

    def look(self, skill_id: str) -> LookedAt:
        """Say what became of one name."""
        known = self._looks.get(skill_id)
        if known is None:
            known = self._looks[skill_id] = self._look(skill_id)
        return known

    def _look(self, skill_id: str) -> LookedAt:
        blank = self._blanks.look(skill_id)
        held = self.held.get(skill_id)
        if held is not None:
            months = "" if held.months is None else f", {held.months} months"
            last = "" if held.last_used is None else f", last used {held.last_used}"
            return made(LookedAt, {"name": blank.name, "outcome": f"{_EVIDENCE_WORDS[held.evidence]}{months}{last}"})
        parts = [self.notes.get(skill_id) or blank.outcome]
        if skill_id in self.nearest:
            parts.append(f"nearest: {self.nearest[skill_id][1]}")
        return (
            made(LookedAt, {"name": blank.name, "outcome": "; ".join(parts)})
            if len(parts) > 1 or (skill_id in self.notes)
            else blank
        )


def level_reason(answer: Answer | None, index: RoleIndex, years: float | None) -> str:
    """Say in words why a requirement is not met in full."""
    if answer is None:
        return "not found"
    held = answer.held
    if answer.route.kind == "narrower":
        return f"shown only through {held.name}, which is one kind of it"
    if answer.route.kind == "adjacent":
        return f"not found, but {held.name} is held, which does the same job"
    asked = index.ladder.months_asked(years)
    words: dict[Level, str] = {
        "dated_short": f"{held.months} months shown, {asked:g} asked",
        "dated_unknown": "shown in work, but for how long can't be read",
        "used": "shown in use, but in no dated work",
        "listed": "only listed: nothing shows its use",
        "coursework": "only coursework",
    }
    return words.get(answer.level, "shown")


def _strength(mention: Mention) -> tuple[int, int, int, str]:
    return (_SECTION_ORDER.get(mention.section, 5), mention.start, mention.end, mention.method)


def _notes(profile: Profile) -> dict[str, str]:
    """Say of skills that stand in the resume without being held why they earn nothing."""
    words = {"planned": "only planned", "denied": "said not to be held", "other": "someone else's, not the candidate's"}
    order = {"planned": 0, "denied": 1, "other": 2, "held": 3}
    notes: dict[str, str] = {}
    for mention in sorted(profile.not_held, key=lambda m: (order[m.status], m.start, m.end)):
        if mention.skill_id is not None and mention.status in words:
            why = f" ({mention.reason})" if mention.reason else ""
            notes.setdefault(mention.skill_id, f"{words[mention.status]}: “{mention.text}”{why}")
    for skill_id in sorted(profile.hidden_skills):
        notes.setdefault(skill_id, "only in hidden text, which earns nothing")
    for held in profile.skills:
        notes.pop(held.skill_id, None)
    return notes

"""Match → Contribution: every point explained, and every absence: what was looked for and what came nearest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from skillgap.models.base import Notice
from skillgap.models.fit import Contribution, Level, LookedAt
from skillgap.models.making import all_made, made
from skillgap.models.resume import EVIDENCE_ORDER, Evidence, HeldSkill, Mention, MentionStatus, Profile
from skillgap.models.skill import SkillRef
from skillgap.scoring.blanks import Blanks, Near
from skillgap.scoring.everyday import find_everyday
from skillgap.scoring.index import RoleIndex
from skillgap.scoring.match import Answer, Match
from skillgap.scoring.points import ONE

_SECTION_ORDER = {"experience": 0, "certifications": 1, "projects": 2, "publications": 3, "summary": 4, "education": 6}
_EVIDENCE_WORDS = {
    "certified": "certified", "dated": "shown in dated work", "used": "shown in use", "listed": "only listed",
    "coursework": "only coursework",
}  # fmt: skip

_LEVEL_WORDS: dict[Level, str] = {
    "dated_unknown": "shown in work, but for how long can't be read", "used": "shown in use, but in no dated job",
    "listed": "only listed: nothing shows its use", "coursework": "only coursework",
}  # fmt: skip
# Why what stands in the resume is not held, the weightiest first; behind it the words that a mention's reason begins
# with, which would only repeat the note's.
_NOT_HELD: Mapping[MentionStatus, tuple[str, str]] = {
    "planned": ("not held yet", "planned or wished for"),
    "denied": ("said not to be held", "denied"),
    "other": ("not the candidate's own", "someone else's"),
}
_HIDDEN = "only in hidden text, which earns nothing"

_WRITTEN = "not named, but the resume is written in it"

_WEAKLY: dict[Evidence, str] = {
    "used": "no dated job shows", "listed": "is only listed", "coursework": "is only coursework",
}  # fmt: skip
"""How a narrower skill is held that shows too little of a broad one, though it would do if work showed it."""


class Explainer:
    """Explains one profile's match; looks are shared by all roles that ask for the same skill."""

    def __init__(self, profile: Profile, index: RoleIndex, blanks: Blanks) -> None:
        self.index = index
        self._blanks = blanks
        self.held: Mapping[str, HeldSkill] = {skill.skill_id: skill for skill in profile.creditable}
        self.notes = _notes(profile)
        self.notices = _notices(profile)
        self.noted = frozenset([row for skill_id in self.notes for row in index.rows_of_skill.get(skill_id, ())])
        self.everyday = find_everyday(profile, index.taxonomy, parts=index.settings.field_parts)
        self.unlike = self.noted.union(index.choices.rows)
        self._refs: dict[str, SkillRef] = {}
        nearest = self._find_nearest()
        self.nearest = {asked: self.ref(skill_id) for asked, (skill_id, _) in nearest.items()}
        self.near_words = {asked: near.words for asked, (_, near) in nearest.items()}
        # What is told of a row but its points is the same in all roles that ask the same.
        self._reasons: dict[int, str] = {}
        self._told: dict[int, dict[str, Any]] = {}
        self._looks: dict[str, LookedAt] = {}
        self._shown: dict[str, tuple[SkillRef, tuple[Mention, ...]]] = {}

    def _find_nearest(self) -> dict[str, tuple[str, Near]]:
        """Map asked skills that are not held to the nearest held one: the least distance, then the strongest evidence,
        then the first id."""  # fmt: skip
        best: dict[str, tuple[str, Near]] = {}
        held = self.held
        for skill_id, _ in sorted(held.items(), key=_strongest_first):
            for near in self._blanks.near(skill_id):
                asked = near.asked
                if asked not in held and (asked not in best or near.distance < best[asked][1].distance):
                    best[asked] = skill_id, near
        return best

    def ref(self, skill_id: str) -> SkillRef:
        """Name a held skill."""
        known = self._refs.get(skill_id)
        if known is None:
            known = self._refs[skill_id] = made(SkillRef, {"skill_id": skill_id, "name": self.held[skill_id].name})
        return known

    def near_any(self, row: int) -> SkillRef | None:
        """Return what is nearest to the first of a row's skills that something is near to."""
        for skill_id in self.index.row_skills[row]:
            if skill_id in self.nearest:
                return self.nearest[skill_id]
        return None

    def reason(self, row: int, answer: Answer | None) -> str:
        """Say in words why a requirement is not met in full."""
        question = self.index.row_questions[row]
        known = self._reasons.get(question)
        if known is None:
            named = not self.held.keys().isdisjoint(self.index.row_skills[row])
            known = level_reason(answer, self.index, self.index.rows[row].min_years, named=named)
            if answer is None or answer.route.kind == "adjacent":
                note = self._note(row)
                if note:
                    known = note if answer is None else f"{note}; {known.removeprefix('not found, but ')}"
            self._reasons[question] = known
        return known

    def _note(self, row: int) -> str | None:
        """Return what the resume says of the first of a row's skills that it speaks of, in the open before hidden."""
        skills = [skill_id for skill_id in self.index.row_skills[row] if skill_id in self.notes]
        if not skills:
            return None
        told = min(skills, key=lambda skill_id: self.notes[skill_id] == _HIDDEN)
        note = self.notes[told]
        # Of alternatives the one that was hidden is named: the report may speak of another.
        return (
            note if note != _HIDDEN or len(self.index.row_skills[row]) == 1 else f"{self.index.refs[told].name} {note}"
        )

    def answers(self, rows: range, match: Match) -> dict[int, Answer]:
        """Find what answers each requirement best; ties go to the alternative that is named first."""
        row_asks, answers = self.index.row_asks, match.answers
        credits = match.credits[rows.start : rows.stop]
        answered = np.flatnonzero(credits)
        found: dict[int, Answer] = {}
        several = self.index.several
        for row, credit in zip((answered + rows.start).tolist(), credits[answered].tolist(), strict=True):
            if row in several:
                found[row] = _weakest_counted(
                    [answers[ask] for ask in row_asks[row] if ask in answers], several[row], credit
                )
                continue
            for ask in row_asks[row]:
                answer = answers.get(ask)
                if answer is not None and answer.credit == credit:
                    found[row] = answer
                    break
        return found

    def rows(self, role: int, answers: Mapping[int, Answer], earned_cents: Sequence[int]) -> list[Contribution]:
        """Explain the requirements of a role."""
        index, told = self.index, self._told
        rows = index.rows_of(role)
        explained, first = self._unanswered(role, rows, answers), rows.start
        requirements, row_cents, questions = index.rows, index.row_cents, index.row_questions
        values: list[dict[str, Any]] = []
        for row, answer in answers.items():
            row_values = (told.get(questions[row]) or self._tell(row, answer)).copy()
            row_values["requirement"] = requirements[row]
            row_values["earned"] = earned_cents[row - first] / 100
            row_values["possible"] = row_cents[row] / 100
            values.append(row_values)
        for row, contribution in zip(answers, all_made(Contribution, values), strict=True):
            explained[row - first] = contribution
        return explained

    def _tell(self, row: int, answer: Answer) -> dict[str, Any]:
        """Say how a row is answered, in the values of a contribution; what differs from role to role is left open."""
        via, evidence = self._shown.get(answer.held.skill_id) or self._show(answer.held)
        told = self._told[self.index.row_questions[row]] = {
            "requirement": None,
            "level": answer.level,
            "earned": None,
            "possible": None,
            "credit": answer.credit / ONE,
            "answers": self.index.refs[answer.route.asked],
            "via": via,
            "evidence": evidence,
            "looked_at": self._looks_of(row),
        }
        return told

    def _unanswered(self, role: int, rows: range, answered: Mapping[int, Answer]) -> list[Contribution]:
        """The rows of a role that nothing answers; only neighbours and notes make a difference. The others are as if
        nothing were near."""  # fmt: skip
        explained = self._blanks.rows(role).copy()
        index, near_words, blank = self.index, self.near_words, self._blanks.row
        named = index.role_rows[role]
        row_skills, start = index.row_skills, rows.start
        for skill_id in near_words.keys() & named.keys():
            for row in named[skill_id]:
                if row not in answered:
                    explained[row - start] = blank(row, tuple(map(near_words.get, row_skills[row])))
        for skill_id in self.notes.keys() & named.keys():
            for row in named[skill_id]:
                if row in answered:
                    continue
                values = dict(explained[row - start].__dict__)
                values["looked_at"] = self._looks_of(row)
                explained[row - start] = made(Contribution, values)
        return explained

    def _looks_of(self, row: int) -> tuple[LookedAt, ...]:
        looks, look = self._looks, self._look
        return tuple([looks.get(skill_id) or look(skill_id) for skill_id in self.index.row_skills[row]])

    def _show(self, held: HeldSkill) -> tuple[SkillRef, tuple[Mention, ...]]:
        """Name a held skill, with its strongest mentions: in work first, then as they stand in the text."""
        most = self.index.settings.evidence_shown
        strongest = held.mentions[:most]
        if len(held.mentions) > 1:
            ranked = {_strength(mention): mention for mention in held.mentions}
            strongest = tuple([ranked[key] for key in sorted(ranked)[:most]])
        shown = self._shown[held.skill_id] = self.ref(held.skill_id), strongest
        return shown

    def _look(self, skill_id: str) -> LookedAt:
        """Say what became of one name."""
        held = self.held.get(skill_id)
        words, note = self.near_words.get(skill_id), self.notes.get(skill_id)
        if held is None and note is None:
            looked = self._blanks.near_look(skill_id, words)
        else:
            if held is None:
                outcome = f"{note}; nearest: {words}" if words else note
            else:
                months = "" if held.months is None else f", {_months(held.months)}"
                last = "" if held.last_used is None else f", last used {held.last_used}"
                shown = _WRITTEN if _is_only_written(held) else _EVIDENCE_WORDS[held.evidence]
                outcome = f"{shown}{months}{last}"
            looked = made(LookedAt, {"name": self._blanks.look(skill_id).name, "outcome": outcome})
        self._looks[skill_id] = looked
        return looked


def _strongest_first(item: tuple[str, HeldSkill]) -> tuple[int, str]:
    return EVIDENCE_ORDER.index(item[1].evidence), item[0]


def _weakest_counted(answers: Sequence[Answer], count: int, credit: int) -> Answer:
    """Answer a requirement for `count` skills: by the weakest of those that count, "partly" where they are too few."""
    best = sorted(answers, key=lambda answer: -answer.credit)[:count]
    if len(best) < count or best[-1].credit == 0:
        return best[0]._replace(credit=credit, level="partly")
    return best[-1]._replace(credit=credit)


def level_reason(answer: Answer | None, index: RoleIndex, years: float | None, *, named: bool = False) -> str:
    """Say in words why a requirement is not met in full; `named`: the resume names what is asked, and shows it less
    than what answers."""  # fmt: skip
    if answer is None:
        return "not found"
    held = answer.held
    if _is_only_written(held):
        return _WRITTEN
    if answer.level == "partly":
        return f"{held.name} is shown, but more of them are asked for"
    if answer.route.kind == "narrower":
        if answer.parts:
            also = f" and {answer.parts - 1} more of its skills" if answer.parts > 1 else ""
            return f"shown in part, through {held.name}{also}: a field this wide takes more"
        shown = f"shown in part, through {held.name}"
        weakly = f", which {_WEAKLY[held.evidence]}" if held.evidence in _WEAKLY else ""
        return f"{'named, but' if named else 'not named itself;'} {shown}{weakly}"
    if answer.route.kind == "adjacent":
        return f"not found, but {held.name} is held, which is near to it"
    if answer.level == "dated_short":
        return f"{_months(held.months or 0)} shown, {index.ladder.months_asked(years):g} asked"
    if answer.level == "listed" and held.backed_by is not None:
        return f"only listed, though dated work with {held.backed_by.name} speaks for it"
    return _LEVEL_WORDS.get(answer.level, "shown")


def _is_only_written(held: HeldSkill) -> bool:
    """Tell a language that the text itself shows: no words of it name one."""
    return held.category == "human_language" and not held.mentions


def _strength(mention: Mention) -> tuple[int, int, int, str]:
    return (_SECTION_ORDER.get(mention.section, 5), mention.start, mention.end, mention.method)


def _months(count: int) -> str:
    return f"{count} month{'s' * (count != 1)}"


def _notes(profile: Profile) -> dict[str, str]:
    """Say of skills that stand in the resume without being held why they earn nothing."""
    notes: dict[str, str] = {}
    order = list(_NOT_HELD)
    known = [mention for mention in profile.not_held if mention.skill_id is not None and mention.status in _NOT_HELD]
    for mention in sorted(known, key=lambda m: (order.index(m.status), m.start, m.end)):
        words, repeated = _NOT_HELD[mention.status]
        # The reason's last part says whose or how.
        told = mention.reason.rsplit("; ", 1)[-1].removeprefix(repeated).lstrip(":, ")
        quoted = "by " if told.startswith('"') else ""
        why = f" ({quoted}{told})" if told else ""
        notes.setdefault(str(mention.skill_id), f"{words}: “{mention.text}”{why}")
    for skill_id in sorted(profile.hidden_skills):
        notes.setdefault(skill_id, _HIDDEN)
    for held in profile.creditable:
        notes.pop(held.skill_id, None)
    return notes


def _notices(profile: Profile) -> tuple[Notice, ...]:
    """Say where nothing found must not be read as nothing there."""
    if profile.skills:
        return ()
    message = "no skill was found in this resume: the score says that nothing could be read, not that nothing is there"
    return (Notice(code="no_skills", message=message),)

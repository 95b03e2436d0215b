"""RoleIndex, gaps → the gaps that say again what another one says: rows of a role that ask for the same or for kin."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from skillgap.models.role import IMPORTANCE_ORDER

if TYPE_CHECKING:
    from skillgap.scoring.index import RoleIndex

_NEVER = 9


class Kinship:
    """How the asked skills and the rows of an index hang together; skills are numbers of `index.asked_skills`."""

    def __init__(self, index: RoleIndex) -> None:
        self._index = index
        numbers = index.skill_numbers
        known = index.taxonomy.skills
        self.row_skills = [tuple([numbers[skill_id] for skill_id in skills]) for skills in index.row_skills]
        self.ranks = [IMPORTANCE_ORDER.index(row.importance) for row in index.rows]
        # The asked skills directly above each one: holding it shows them, or nearly so.
        self._parents_of = [
            tuple([numbers[above] for above in sorted(set(known[name].broader)) if above in numbers])
            if name in known
            else ()
            for name in index.asked_skills
        ]
        kin = {number for number, above in enumerate(self._parents_of) if above}.union(*self._parents_of)
        # What a row asks for and how strongly; None for a row that names no skill directly above or below another.
        # A row that asks for several of its skills says more than any other one.
        self._akin = [
            None if kin.isdisjoint(skills) or row in index.several else (rank, skills)
            for row, (rank, skills) in enumerate(zip(self.ranks, self.row_skills, strict=True))
        ]
        # The rows that name a skill which another row of their role names too.
        named = [rows for of_skill in index.role_rows for rows in of_skill.values()]
        self._alike = {row for rows in named if len(rows) > 1 for row in rows} - index.several.keys()
        # The rows that ask for one language: its libraries show it, but who adds one must learn the language first.
        languages = {name for name in numbers if name in known and known[name].category == "language"}
        self.languages = {row for row, skills in enumerate(index.row_skills) if languages.issuperset(skills)}

    def repeated(self, gaps: Sequence[tuple[float, int, int]], noted: Collection[int]) -> set[int]:
        """Find the rows that a gap above them closes or says more strongly.

        `gaps` are a role's, most gain first: the second value is the row, the third the skill to add. "AWS or Azure"
        beside "AWS", where AWS is what to add for both; "containers" below Docker, which shows them; a mere mention of
        grid search below hyperparameter tuning, which it gains by being a kind of. Rows that `noted` holds are never
        left out for their family's sake.
        """
        repeated = self._same(gaps)
        akin, parents_of, languages = self._akin, self._parents_of, self.languages
        strongest, above = [_NEVER] * len(parents_of), [_NEVER] * len(parents_of)
        for _, row, number in gaps:
            kin = akin[row]
            if kin is None or row in repeated:
                continue
            rank, skills = kin
            # A choice speaks for the family of its first name: Jenkins, if it is what adds most to "Kubernetes or
            # Jenkins", doesn't close "CI/CD" for those who take the other way.
            parents = parents_of[skills[0]]
            said = False
            if row not in languages:
                for skill in skills:
                    if above[skill] <= rank:
                        said = True
            for parent in parents:
                if strongest[parent] < rank:
                    said = True
            if said and row not in noted:
                repeated.add(row)
                continue
            if above[number] > rank:
                above[number] = rank
            for parent in parents:
                if above[parent] > rank:
                    above[parent] = rank
            for skill in skills:
                if strongest[skill] > rank:
                    strongest[skill] = rank
        return repeated

    def _same(self, gaps: Sequence[tuple[float, int, int]]) -> set[int]:
        by_skill: dict[int, list[int]] = {}
        alike, row_skills, ranks = self._alike, self.row_skills, self.ranks
        for _, row, number in gaps:
            if row in alike:
                by_skill.setdefault(number, []).append(row)
        repeated: set[int] = set()
        for same in by_skill.values():
            if len(same) > 1:
                # Of the narrowest ones the one that is asked for most strongly stays.
                same.sort(key=lambda row: (len(row_skills[row]), ranks[row], row))
                names = [set(row_skills[row]) for row in same]
                repeated.update(same[i] for i in range(1, len(same)) if any(names[j] <= names[i] for j in range(i)))
        return repeated

"""Names of skills → the keys that they are looked up by, and what is known of each written form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from skillgap.extraction.tokens import key_of
from skillgap.extraction.words import stem
from skillgap.models.skill import SOFT_CATEGORIES, Ambiguity, Skill

LONGEST = 12
"""No name has more words."""
_AFFIX = 3
SHORTEST_TYPO = 5
"""Shorter words have too many neighbours one letter away."""
# In these categories a name of several small words is a concept that people inflect: "fine-tuned", "load tests".
CONCEPTS = frozenset(
    {
        "data_engineering", "devops_mlops", "domain", "governance", "leadership", "math", "ml_method", "performance",
        "soft_skill", "software_engineering", "web",
    }
)  # fmt: skip
# A job title or an adjective is not the craft: "software engineer" does not inflect "software engineering".
_UNSTEMMED = frozenset("engineering learning computing programming coding mining vision processing series".split())


@dataclass(frozen=True, slots=True)
class Surface:
    """One written form: whose it is, how it is written, and what is known of its other meanings.

    `skill` None marks a phrase that is no skill ("go to market"). `guard` is what to check before it is taken.
    """

    skill: Skill | None
    written: str
    method: Literal["exact", "alias"]
    guard: Literal["free", "case", "ambiguous", "human_language"] = "free"
    ambiguity: Ambiguity | None = None
    soft: bool = field(init=False, repr=False, compare=False)
    """Whether it names a leadership or soft skill, or no skill."""

    def __post_init__(self) -> None:
        """Work out once what is asked of each name again and again."""
        object.__setattr__(self, "soft", self.skill is None or self.skill.category in SOFT_CATEGORIES)


class SurfaceTable(Mapping[str, Surface]):
    """Look-up key → Surface, made when it is first asked for; `rows` holds "skill id, written, method, guard"."""

    def __init__(self, rows: Mapping[str, str], skills: Mapping[str, Skill]) -> None:
        self._rows = rows
        self._skills = skills
        self._made: dict[str, Surface] = {}

    def get(self, key: str, default: Any = None) -> Any:
        """Return the surface, or the default; the one look-up that must be fast."""
        surface = self._made.get(key)
        return surface or (self[key] if key in self._rows else default)

    def __getitem__(self, key: str) -> Surface:
        surface = self._made.get(key)
        if surface is None:
            skill_id, written, method, guard = self._rows[key].split("\t")
            skill = self._skills[skill_id] if skill_id else None
            ambiguity = ambiguity_of(skill, written, key) if skill is not None and skill.ambiguous else None
            made = Surface(skill, written, _METHODS[method], _GUARDS[guard], ambiguity)
            surface = self._made[key] = made
        return surface

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


_METHODS: Mapping[str, Literal["exact", "alias"]] = {"e": "exact", "a": "alias"}
_GUARDS: Mapping[str, Literal["free", "case", "ambiguous", "human_language"]] = {
    "f": "free",
    "c": "case",
    "a": "ambiguous",
    "h": "human_language",
}


def affixes(word: str) -> tuple[str, str]:
    """Return the keys of `Index.targets` for a word: a typo leaves its head or its tail as it is."""
    return "^" + word[:_AFFIX], "$" + word[-_AFFIX:]


def concept_key(words: list[str]) -> str:
    """Return the look-up form of a concept: every word's plural cut, the last word's inflection too."""
    last = words[-1]
    cut = [singular(word) for word in words[:-1]]
    return " ".join([*cut, last if last in _UNSTEMMED else stem(last)])


def singular(word: str) -> str:
    """Cut a plain plural -s."""
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] not in "sui" else word


def ambiguity_of(skill: Skill, written: str, key: str) -> Ambiguity | None:
    """Return what tells a written form of a skill from its other meanings, if it has any."""
    if written in skill.ambiguous:
        return skill.ambiguous[written]
    return next((value for other, value in skill.ambiguous.items() if key_of(other) == key), None)

"""The entries of a taxonomy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from skillgap.models.base import Frozen

Category = Literal[
    "language",
    "ml_framework",
    "library",
    "cloud",
    "data_engineering",
    "database",
    "devops_mlops",
    "ml_method",
    "performance",
    "math",
    "software_engineering",
    "web",
    "tool",
    "os",
    "domain",
    "leadership",
    "soft_skill",
    "governance",
    "human_language",
]
CATEGORIES: tuple[Category, ...] = get_args(Category)
SOFT_CATEGORIES: frozenset[Category] = frozenset({"leadership", "soft_skill"})
PRODUCT_CATEGORIES: frozenset[Category] = frozenset(
    (
        "language",
        "ml_framework",
        "library",
        "cloud",
        "database",
        "data_engineering",
        "devops_mlops",
        "tool",
        "os",
        "web",
    )
)
"""What one uses, where the others are what one knows or does."""

Relation = Literal["alternative", "companion", "part", "successor"]
"""Why two skills are related: does the same job; used together; is a part of it; replaced it."""

SkillId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.+#-]*$")]


class Ambiguity(Frozen):
    """What tells the skill from the ordinary word or the other thing of the same name.

    `sense`: what else the name means. `cues`: words near it that speak for the skill. `unless`: phrases holding the
    name that are not the skill ("go to market", "metal fabrication"). `against`: words near it that speak for the
    other thing. `instead`: the skill that the other thing is. `needs_cue`: without a cue nearby (in a list of skills:
    anywhere) it is never the skill, however it is written.
    """

    sense: str
    cues: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    instead: SkillId | None = None
    needs_cue: bool = False


class Skill(Frozen):
    """One canonical skill.

    `broader` are parents (an acyclic graph); `related` maps a skill id to the reason; `ambiguous` maps a surface (the
    name or one of the aliases) to what tells it apart; `shown_by` are patterns of phrases that show the skill without
    its name (words in any inflection, `#` a number, `..` up to four words, `a|b` either). `breadth` marks a whole
    field (machine learning): so many different narrower skills show it in full, and one of them little; without it
    the skill is a kind of thing, which any narrower one shows. `duty` marks what every job of the trade does and
    nobody can learn or check as such (data processing, troubleshooting): asked for everywhere, named by few.
    """

    id: SkillId
    name: str
    category: Category
    aliases: tuple[str, ...] = ()
    broader: tuple[SkillId, ...] = ()
    related: Mapping[SkillId, Relation] = {}
    ambiguous: Mapping[str, Ambiguity] = {}
    shown_by: tuple[str, ...] = ()
    breadth: int | None = Field(default=None, ge=2)
    duty: bool = False
    esco: str | None = None
    onet: str | None = None

    @property
    def soft(self) -> bool:
        """Tell whether it is a leadership or soft skill."""
        return self.category in SOFT_CATEGORIES


class SkillRef(Frozen):
    """A skill as results name it: never an id without its name."""

    skill_id: SkillId
    name: str

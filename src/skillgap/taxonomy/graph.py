"""The taxonomy in memory: skills by id, the hierarchy, roles."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from skillgap.errors import ConfigurationError
from skillgap.models.role import Role
from skillgap.models.skill import Skill, SkillRef
from skillgap.taxonomy.store import read_value, write_value


class LazySkills(Mapping[str, Skill]):
    """Skills by id, each made from its JSON when it is first asked for: a resume meets a few hundred of thousands."""

    def __init__(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        self._entries = entries
        self._made: dict[str, Skill] = {}

    def __reduce__(self) -> tuple[object, ...]:
        return LazySkills, (self._entries,)

    def __getitem__(self, skill_id: str) -> Skill:
        skill = self._made.get(skill_id)
        if skill is None:
            skill = self._made[skill_id] = Skill.model_validate(self._entries[skill_id])
        return skill

    def __contains__(self, skill_id: object) -> bool:
        return skill_id in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def parents(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Yield the broader skills of each skill without making it."""
        return ((skill_id, entry.get("broader", ())) for skill_id, entry in self._entries.items())


class Taxonomy:
    """Skills and roles, loaded once and never changed.

    `skills` and `roles` are in id order; `version` is the sha256 of the files that they came from (16 hex digits).
    Ids that stand twice, roles without requirements and roles that ask for unknown skills raise `taxonomy_invalid`.
    """

    def __init__(self, skills: Iterable[Skill] | LazySkills, roles: Iterable[Role] = (), *, version: str = "") -> None:
        self.skills: Mapping[str, Skill]
        if isinstance(skills, LazySkills):  # checked when their files were compiled
            self.skills = skills
        else:
            skills, roles = list(skills), list(roles)
            _need_whole(skills, roles)
            self.skills = {skill.id: skill for skill in sorted(skills, key=lambda s: s.id)}
        self.roles: Mapping[str, Role] = {role.id: role for role in sorted(roles, key=lambda r: r.id)}
        self.version = version
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._kin: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def __reduce__(self) -> tuple[object, ...]:
        return _unpacked, (self._packed,)

    @cached_property
    def _packed(self) -> bytes:
        return pickle.dumps((self.skills, self.roles, self.version))

    def __repr__(self) -> str:
        return f"<Taxonomy of {len(self.skills)} skills and {len(self.roles)} roles>"

    def role(self, role_id: str) -> Role:
        """Return the role; raise `role_unknown` naming the nearest ids."""
        if role_id in self.roles:
            return self.roles[role_id]
        raise ConfigurationError(
            "role_unknown", f"no role {role_id!r} in the taxonomy", hint=nearest(role_id, self.roles)
        )

    def ref(self, skill_id: str) -> SkillRef:
        """Name a skill."""
        return SkillRef(skill_id=skill_id, name=self.skills[skill_id].name)

    def ancestors(self, skill_id: str) -> tuple[str, ...]:
        """Return all broader skills, nearest first; ties in id order."""
        known = self._ancestors.get(skill_id)
        if known is None:
            found: dict[str, None] = {}
            level = [skill_id]
            while level:
                parents = {p for s in level for p in self.skills[s].broader if p in self.skills and p not in found}
                level = sorted(parents - {skill_id})
                found.update(dict.fromkeys(level))
            known = self._ancestors[skill_id] = tuple(found)
        return known

    def kin(self, skill_id: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the skills that a skill names as its relatives, and the narrow kinds that it is of."""
        known = self._kin.get(skill_id)
        if known is None:
            skill = self.skills[skill_id]
            # PHP and Python are both for scripting, and who writes one has not thereby written the other.
            broader = skill.broader if skill.category != "language" else ()
            kinds = frozenset(kind for kind in broader if kind in self.skills and self.is_narrow(kind))
            known = self._kin[skill_id] = frozenset((*skill.related, *skill.broader)), kinds
        return known

    def is_narrow(self, kind: str) -> bool:
        """Tell whether what is of a kind has much in common: a root holds hundreds, and so does a language."""
        skill = self.skills[kind]
        return bool(skill.broader) and skill.category != "language"

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """The directly narrower skills of each skill that has any, in id order."""
        found: dict[str, list[str]] = {}
        skills = self.skills
        pairs = skills.parents() if isinstance(skills, LazySkills) else ((s.id, s.broader) for s in skills.values())
        for skill_id, parents in pairs:
            for parent in parents:
                found.setdefault(parent, []).append(skill_id)
        return {parent: tuple(sorted(children)) for parent, children in found.items()}

    def derived(self, name: str, make: Callable[[], Any]) -> Any:
        """Return a JSON value computed from this taxonomy, made once and kept on disk under its version.

        `name` must change when `make` does (put a version or a digest of the code into it). The value that comes back
        has been through JSON: tuples are lists, keys are strings. A taxonomy without a version is never stored.
        """
        key = self.derived_key(name)
        value = read_value(key) if self.version else None
        if value is None:
            value = make()
            if self.version:
                write_value(key, value)
        return value

    def derived_key(self, name: str) -> str:
        """Return what a derived value is stored under."""
        return f"{name}-{self.version}"


@lru_cache(maxsize=2)
def _unpacked(packed: bytes) -> Taxonomy:
    """Make a taxonomy that was pickled; a process that gets it again with each task makes it once."""
    taxonomy = Taxonomy(LazySkills({}))  # whole where it was made
    taxonomy.skills, taxonomy.roles, taxonomy.version = pickle.loads(packed)  # noqa: S301 - part of a pickle itself
    return taxonomy


def nearest(name: object, known: Iterable[str]) -> str:
    """Return the hint for a name that nothing has: the three known ones that are nearest."""
    from rapidfuzz import process  # only an error pays for it

    return "nearest: " + ", ".join(match for match, _, _ in process.extract(str(name), list(known), limit=3))


def _need_whole(skills: Sequence[Skill], roles: Sequence[Role]) -> None:
    from skillgap.taxonomy.check import broken_links  # parsing YAML comes with it

    broken = broken_links(skills, roles)
    if broken:
        more = f", and {len(broken) - 1} more" if len(broken) > 1 else ""
        raise ConfigurationError("taxonomy_invalid", broken[0].message + more, hint="mend the skills and roles given")

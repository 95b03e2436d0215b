"""A taxonomy folder → findings: what a reviewer must mend, each with file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from skillgap.errors import ConfigurationError
from skillgap.models.role import Role
from skillgap.models.skill import Skill
from skillgap.taxonomy.entries import Finding, FolderEntries, Lines, RoleEntry, SkillEntry, read_entries
from skillgap.taxonomy.folder import bundled_folder
from skillgap.taxonomy.surfaces import surface_key
from skillgap.taxonomy.word_classes import word_classes

MIN_CUES = 3
"""Fewer words near a name can't tell a skill from an ordinary word."""
WEIGHT_TOLERANCE = 0.002
"""Weights are written with four digits; fifty of them may be off by this much in all."""


def check_taxonomy(folder: str | Path | None = None) -> tuple[Finding, ...]:
    """Return all that is wrong in a taxonomy folder (default: the bundled one), by file and line.

    Raises `taxonomy_invalid` where there is no folder.
    """
    folder = bundled_folder() if folder is None else Path(folder)
    if not folder.is_dir():
        raise ConfigurationError("taxonomy_invalid", f"{folder} is no folder", hint="check the path")
    return check_entries(read_entries(folder))


def check_entries(entries: FolderEntries) -> tuple[Finding, ...]:
    """Return all that is wrong with the entries of a folder, by file and line."""
    by_id: dict[str, SkillEntry] = {}
    for entry in entries.skills:
        by_id.setdefault(entry.skill.id, entry)
    found = list(entries.findings)
    if not entries.skills and not found:
        found.append(Finding(code="no_skills", message="the folder holds no skills", file="skills", line=1))
    found += _duplicates(entries)
    for entry in entries.skills:
        found += _links(entry, by_id)
        found += _surfaces(entry)
        found += _patterns(entry)
    found += _cycles(by_id)
    found += _orphans(entries)
    for role in entries.roles:
        found += _role(role, by_id)
    for ids in entries.external_ids:
        if ids.skill_id not in by_id:
            message = f"{ids.skill_id!r} is no skill"
            found.append(Finding(code="crosswalk_unknown", message=message, file="crosswalk.yaml", line=ids.line))
    return tuple(sorted(found, key=lambda f: (f.file, f.line, f.code, f.message)))


def broken_links(skills: Iterable[Skill], roles: Iterable[Role]) -> list[Finding]:
    """Return why skills and roles that were made in Python can't be used together, causes before consequences.

    As in folders, a parent that isn't there is for reviewers: a part of a taxonomy is one.
    """
    here = Lines(1, {})
    by_id: dict[str, SkillEntry] = {}
    found: list[Finding] = []
    for skill in skills:
        entry = SkillEntry(skill, "skills", here)
        if by_id.setdefault(skill.id, entry) is not entry:
            found.append(_at(entry, "duplicate_id", f"two skills have the id {skill.id!r}"))
    role_ids: set[str] = set()
    for role in roles:
        at = RoleEntry(role, "roles", here)
        if role.id in role_ids:
            found.append(_at(at, "duplicate_id", f"two roles have the id {role.id!r}"))
        role_ids.add(role.id)
        found += (finding for finding in _role(at, by_id) if finding.code in ("role_empty", "role_unknown_skill"))
    return found


@cache
def ordinary_words() -> frozenset[str]:
    """Return ordinary English words and given names that a skill's name may collide with, in lower case."""
    text = (files("skillgap.taxonomy") / "ordinary_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _at(entry: SkillEntry | RoleEntry, code: str, message: str, word: str = "") -> Finding:
    return Finding(code=code, message=message, file=entry.file, line=entry.lines.of(word))


def _duplicates(entries: FolderEntries) -> Iterator[Finding]:
    ids: dict[str, SkillEntry] = {}
    keys: dict[str, tuple[SkillEntry, str]] = {}
    for entry in entries.skills:
        skill = entry.skill
        if skill.id in ids:
            first = ids[skill.id]
            yield _at(entry, "duplicate_id", f"{skill.id} stands also at {first.file}:{first.lines.start}", skill.id)
            continue
        ids[skill.id] = entry
        for surface in (skill.name, *skill.aliases):
            key = surface_key(surface)
            if key not in keys:
                keys[key] = (entry, surface)
                continue
            other, other_surface = keys[key]
            if other.skill.id != skill.id:
                yield _at(
                    entry,
                    "duplicate_surface",
                    f"{surface!r} of {skill.id} is also {other_surface!r} of {other.skill.id}"
                    f" ({other.file}:{other.lines.of(other_surface)})",
                    surface,
                )
            elif surface == other_surface:
                yield _at(entry, "duplicate_alias", f"{skill.id} lists {surface!r} twice", surface)


def _links(entry: SkillEntry, by_id: Mapping[str, SkillEntry]) -> Iterator[Finding]:
    skill = entry.skill
    for parent in skill.broader:
        if parent not in by_id:
            yield _at(entry, "unknown_parent", f"{skill.id}: broader {parent!r} is no skill", parent)
    for other in skill.related:
        if other not in by_id:
            yield _at(entry, "unknown_related", f"{skill.id}: related {other!r} is no skill", other)
        elif other == skill.id:
            yield _at(entry, "related_to_itself", f"{skill.id} is related to itself", other)
    for surface, ambiguity in skill.ambiguous.items():
        if ambiguity.instead and (ambiguity.instead not in by_id or not ambiguity.against):
            why = "is no skill" if ambiguity.instead not in by_id else "is never taken without words under 'against'"
            message = f"{skill.id}: {surface!r}: instead {ambiguity.instead!r} {why}"
            yield _at(entry, "bad_instead", message, ambiguity.instead)


def _surfaces(entry: SkillEntry) -> Iterator[Finding]:
    skill = entry.skill
    surfaces = (skill.name, *skill.aliases)
    for surface in surfaces:
        if surface != " ".join(surface.split()) or not surface:
            yield _at(entry, "bad_surface", f"{skill.id}: {surface!r} has stray spaces", surface)
        elif surface in skill.ambiguous:
            continue
        elif _is_short(surface):
            yield _at(
                entry, "short_without_cues", f"{skill.id}: {surface!r} is short and not under 'ambiguous'", surface
            )
        elif surface.casefold() in ordinary_words():
            yield _at(
                entry,
                "ordinary_word",
                f"{skill.id}: {surface!r} is an ordinary word or a name and not under 'ambiguous'",
                surface,
            )
    for surface, ambiguity in skill.ambiguous.items():
        if surface not in surfaces:
            yield _at(entry, "ambiguous_unknown", f"{skill.id}: {surface!r} is neither its name nor an alias", surface)
        if len(ambiguity.cues) < MIN_CUES:
            yield _at(entry, "few_cues", f"{skill.id}: {surface!r} has fewer than {MIN_CUES} cues", surface)


def _is_short(surface: str) -> bool:
    # C++, C#, .NET, S3 and 5G tell themselves apart by their sign or digit.
    return surface.isascii() and surface.isalpha() and len(surface) <= 2


def _patterns(entry: SkillEntry) -> Iterator[Finding]:
    for pattern in entry.skill.shown_by:
        words = pattern.split()
        fixed = [word for word in words if word not in ("..", ",", "&")]
        bad = (
            len(fixed) < 2
            or not {words[0], words[-1]}.isdisjoint(("..", "&"))
            or not all(_is_word(option) for word in fixed for option in word.split("|"))
        )
        if bad:
            message = f"{entry.skill.id}: {pattern!r} names fewer than two words, or a sign that is none"
            yield _at(entry, "bad_pattern", message, pattern)
        for option in (option for word in fixed for option in word.split("|")):
            if option.startswith("@") and option[1:] not in word_classes():
                message = f"{entry.skill.id}: {pattern!r}: there is no class of words {option!r}"
                yield _at(entry, "unknown_class", message, pattern)


def _is_word(option: str) -> bool:
    return option in ("#", "&", ",") or any(map(str.isalnum, option))


def _cycles(by_id: Mapping[str, SkillEntry]) -> Iterator[Finding]:
    done: set[str] = set()
    for start in by_id:
        for cycle in _walk(start, by_id, done):
            entry = by_id[cycle[0]]
            yield _at(entry, "cycle", "broader skills run in a circle: " + " → ".join((*cycle, cycle[0])), cycle[0])


def _walk(start: str, by_id: Mapping[str, SkillEntry], done: set[str]) -> Iterator[list[str]]:
    # An explicit stack: a chain of thousands of parents must not end in RecursionError.
    if start in done:
        return
    path = [start]
    stack = [iter(by_id[start].skill.broader)]
    while stack:
        parent = next(stack[-1], None)
        if parent is None:
            stack.pop()
            done.add(path.pop())
        elif parent in path:
            yield path[path.index(parent) :]
        elif parent in by_id and parent not in done:
            path.append(parent)
            stack.append(iter(by_id[parent].skill.broader))


def _orphans(entries: FolderEntries) -> Iterator[Finding]:
    linked = {parent for entry in entries.skills for parent in entry.skill.broader}
    # In a folder drawn from a few documents a root can lack its narrower skills, and stand there because it is asked.
    linked |= {ref.skill_id for entry in entries.roles for asked in entry.role.requirements for ref in asked.any_of}
    for entry in entries.skills:
        if not entry.skill.broader and entry.skill.id not in linked:
            message = f"{entry.skill.id} has neither a broader nor a narrower skill, and no role asks for it"
            yield _at(entry, "orphan", message, entry.skill.id)


def _role(entry: RoleEntry, by_id: Mapping[str, SkillEntry]) -> Iterator[Finding]:
    role = entry.role
    if not role.requirements:
        yield _at(entry, "role_empty", f"role {role.id} has no requirement: everybody would fit it", role.id)
        return
    total = sum(requirement.weight for requirement in role.requirements)
    if abs(total - 1) > WEIGHT_TOLERANCE:
        yield _at(entry, "weights", f"role {role.id}: weights sum to {total:.4f}, not 1", role.id)
    for requirement in role.requirements:
        for ref in requirement.any_of:
            known = by_id.get(ref.skill_id)
            if known is None:
                yield _at(entry, "role_unknown_skill", f"role {role.id}: {ref.skill_id!r} is no skill", ref.skill_id)
            elif known.skill.name != ref.name:
                yield _at(
                    entry,
                    "role_stale_name",
                    f"role {role.id}: {ref.skill_id} is {known.skill.name!r}, not {ref.name!r}",
                    ref.skill_id,
                )
    for demand in role.demand:
        if demand.skill_id not in by_id:
            yield _at(
                entry,
                "role_unknown_skill",
                f"role {role.id}: demand for {demand.skill_id!r}, no skill",
                demand.skill_id,
            )

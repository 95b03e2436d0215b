"""A taxonomy file → entries that know their lines: what errors and checks point at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

import yaml
from pydantic import ValidationError

from skillgap.models.base import Frozen
from skillgap.models.role import Role
from skillgap.models.skill import Skill
from skillgap.taxonomy.folder import taxonomy_files

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_FILE_BYTES = 5_000_000
"""A hundred times the largest bundled file; a bigger one is not a skill list."""


class Finding(Frozen):
    """Something wrong in a taxonomy: `code` is stable, `line` is 1-based."""

    code: str
    message: str
    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code}: {self.message}"


class Lines(NamedTuple):
    """The line where an entry begins, and the first line of each scalar in it."""

    start: int
    scalars: Mapping[str, int]

    def of(self, text: str) -> int:
        """Return the line where a scalar of the entry first stands, else the line of the entry."""
        return self.scalars.get(text, self.start)


class SkillEntry(NamedTuple):
    """A skill and where it stands."""

    skill: Skill
    file: str
    lines: Lines


class RoleEntry(NamedTuple):
    """A role and where it stands."""

    role: Role
    file: str
    lines: Lines


class ExternalIds(NamedTuple):
    """The ids of one skill in other vocabularies, as `crosswalk.yaml` lists them."""

    skill_id: str
    esco: str | None
    onet: str | None
    line: int


class FolderEntries(NamedTuple):
    """All entries of a taxonomy folder that could be read, in file order, and what could not."""

    skills: tuple[SkillEntry, ...]
    roles: tuple[RoleEntry, ...]
    external_ids: tuple[ExternalIds, ...]
    findings: tuple[Finding, ...]


def read_entries(folder: Path) -> FolderEntries:
    """Read every entry of a folder with its lines; what can't be read becomes a finding, not an error."""
    skills: list[SkillEntry] = []
    roles: list[RoleEntry] = []
    findings: list[Finding] = []
    external: list[ExternalIds] = []
    for path in taxonomy_files(folder):
        if path.parent == folder:
            try:
                external.extend(_external_ids(path))
            except _FileError as error:
                findings.append(Finding(code="file_broken", message=error.message, file=path.name, line=error.line))
            continue
        file = f"{path.parent.name}/{path.name}"
        is_role = path.parent.name == "roles"
        try:
            raws = list(_role_nodes(path) if is_role else _skill_nodes(path))
        except _FileError as error:
            findings.append(Finding(code="file_broken", message=error.message, file=file, line=error.line))
            continue
        for content, lines, duplicates in raws:
            findings.extend(
                Finding(code="duplicate_key", message=f"{key!r} stands twice in one entry", file=file, line=line)
                for key, line in duplicates
            )
            try:
                if is_role:
                    roles.append(RoleEntry(Role.model_validate(content), file, lines))
                else:
                    skills.append(SkillEntry(Skill.model_validate(content), file, lines))
            except ValidationError as error:
                findings.extend(_validation_findings(error, content, file, lines))
    return FolderEntries(tuple(skills), tuple(roles), tuple(external), tuple(findings))


class _FileError(Exception):
    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def _compose(path: Path) -> yaml.MappingNode:
    data = path.read_bytes()
    if len(data) > MAX_FILE_BYTES:
        raise _FileError(f"larger than {MAX_FILE_BYTES} bytes", 1)
    try:
        node = yaml.compose(data, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _FileError(f"not YAML: {error.problem}", mark.line + 1 if mark else 1) from error
    except (yaml.YAMLError, RecursionError, UnicodeDecodeError) as error:
        raise _FileError(f"not YAML: {type(error).__name__}", 1) from error
    if not isinstance(node, yaml.MappingNode):
        raise _FileError("not a mapping of keys to values", 1)
    if (odd := _odd_key(node)) is not None:
        raise _FileError("a key is a list or a mapping", odd.start_mark.line + 1)
    return node


def _odd_key(node: yaml.Node) -> yaml.Node | None:
    """Return a key that is no plain word, anywhere below; YAML allows them, a dict doesn't."""
    stack, seen = [node], set()
    while stack:
        current = stack.pop()
        if id(current) in seen or isinstance(current, yaml.ScalarNode):
            continue
        seen.add(id(current))
        if isinstance(current, yaml.MappingNode):
            for key, value in current.value:
                if not isinstance(key, yaml.ScalarNode):
                    return cast(yaml.Node, key)
                stack.append(value)
        else:
            stack.extend(current.value)
    return None


def _skill_nodes(path: Path) -> Iterator[tuple[dict[str, Any], Lines, list[tuple[str, int]]]]:
    node = _compose(path)
    parts = {key.value: value for key, value in node.value}
    for needed in ("category", "skills"):
        if needed not in parts:
            raise _FileError(f"the key {needed!r} is missing", 1)
    for key, _ in node.value:
        if key.value not in ("category", "skills"):
            raise _FileError(f"unknown key {key.value!r}", key.start_mark.line + 1)
    listed = parts["skills"]
    if not isinstance(listed, yaml.SequenceNode) or not listed.value:
        raise _FileError("'skills' is not a list of entries", listed.start_mark.line + 1)
    for entry in listed.value:
        if not isinstance(entry, yaml.MappingNode):
            raise _FileError("an entry is not a mapping", entry.start_mark.line + 1)
        content = _construct(entry)
        yield {"category": parts["category"].value, **content}, _lines(entry), _duplicate_keys(entry)


def _role_nodes(path: Path) -> Iterator[tuple[dict[str, Any], Lines, list[tuple[str, int]]]]:
    node = _compose(path)
    yield _construct(node), _lines(node), _duplicate_keys(node)


def _external_ids(path: Path) -> Iterator[ExternalIds]:
    for key, value in _compose(path).value:
        line = key.start_mark.line + 1
        ids = _construct(value) if isinstance(value, yaml.MappingNode) else {}
        if not ids or any(name not in ("esco", "onet") or not isinstance(ids[name], str) for name in ids):
            raise _FileError(f"{key.value!r}: expected {{esco: ID, onet: ID}}", line)
        yield ExternalIds(str(key.value), ids.get("esco"), ids.get("onet"), line)


def _construct(node: yaml.MappingNode) -> dict[str, Any]:
    constructor = yaml.constructor.SafeConstructor()
    try:
        return dict(constructor.construct_document(node))
    except (yaml.YAMLError, TypeError, ValueError, RecursionError) as error:
        raise _FileError(f"not plain YAML data: {error}", node.start_mark.line + 1) from error


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    # A stack, not recursion: YAML aliases may make cycles, so each node is seen once.
    stack, seen = [node], set()
    while stack:
        current = stack.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        if isinstance(current, yaml.ScalarNode):
            yield current
        elif isinstance(current, yaml.SequenceNode):
            stack.extend(reversed(current.value))
        elif isinstance(current, yaml.MappingNode):
            stack.extend(child for pair in reversed(current.value) for child in reversed(pair))


def _lines(node: yaml.MappingNode) -> Lines:
    scalars: dict[str, int] = {}
    for scalar in _scalars(node):
        scalars.setdefault(scalar.value, scalar.start_mark.line + 1)
    return Lines(node.start_mark.line + 1, scalars)


def _duplicate_keys(node: yaml.MappingNode) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    seen: set[str] = set()
    for key, value in node.value:
        if key.value in seen:
            found.append((str(key.value), key.start_mark.line + 1))
        seen.add(str(key.value))
        if isinstance(value, yaml.MappingNode):
            found.extend(_duplicate_keys(value))
    return found


def _validation_findings(error: ValidationError, content: dict[str, Any], file: str, lines: Lines) -> Iterator[Finding]:
    name = content.get("id", "entry without an id")
    for problem in error.errors(include_url=False):
        where = ".".join(str(part) for part in problem["loc"])
        line = lines.of(str(problem["input"])) if isinstance(problem["input"], str) else lines.start
        yield Finding(code="entry_invalid", message=f"{name}: {where}: {problem['msg']}", file=file, line=line)

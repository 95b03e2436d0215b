"""Two taxonomies → what changed between them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from skillgap.models.base import Frozen
from skillgap.models.role import Requirement
from skillgap.taxonomy.graph import Taxonomy


class Change(Frozen):
    """One difference: an entry added or removed, or one field of it changed (`field`, `before`, `after` as text).

    Requirements of a role are compared one by one: their `field` is `requires`, with the names of what is asked for.
    """

    kind: Literal["skill", "role"]
    id: str
    change: Literal["added", "removed", "changed"]
    field: str | None = None
    before: str | None = None
    after: str | None = None

    def __str__(self) -> str:
        if self.change != "changed":
            return f"{self.kind} {self.id}: {self.change}"
        return f"{self.kind} {self.id}: {self.field}: {self.before} → {self.after}"


def diff_taxonomies(before: Taxonomy, after: Taxonomy) -> tuple[Change, ...]:
    """Return what differs, skills before roles, by id and field."""
    changes = [*_entries("skill", before.skills, after.skills), *_entries("role", before.roles, after.roles)]
    return tuple(changes)


def _entries(kind: Literal["skill", "role"], before: Any, after: Any) -> list[Change]:
    changes: list[Change] = []
    for entry_id in sorted({*before, *after}):
        if entry_id not in before:
            changes.append(Change(kind=kind, id=entry_id, change="added"))
        elif entry_id not in after:
            changes.append(Change(kind=kind, id=entry_id, change="removed"))
        elif before[entry_id] != after[entry_id]:
            changes.extend(_fields(kind, entry_id, before[entry_id], after[entry_id]))
    return changes


def _fields(kind: Literal["skill", "role"], entry_id: str, before: BaseModel, after: BaseModel) -> list[Change]:
    changes: list[Change] = []
    for name in sorted(type(before).model_fields):
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if name == "requirements":
            changes += _requirements(entry_id, old, new)
            continue
        if isinstance(old, tuple) and isinstance(new, tuple):
            # The entries that came and went, not two long lists.
            gone = [item for item in old if item not in new]
            come = [item for item in new if item not in old]
            old, new = (gone, come) if gone or come else (old, new)
        changes.append(
            Change(kind=kind, id=entry_id, change="changed", field=name, before=_text(old), after=_text(new))
        )
    return changes


def _requirements(role_id: str, before: tuple[Requirement, ...], after: tuple[Requirement, ...]) -> list[Change]:
    """Compare what a role asks for, each by the skills that it names."""
    old, new = ({row.any_of: row for row in rows} for rows in (before, after))
    changes = []
    for asked in dict.fromkeys([*old, *new]):
        texts = [_wanted(rows[asked]) if asked in rows else "not asked" for rows in (old, new)]
        if texts[0] != texts[1]:
            field = f"requires {' or '.join(ref.name for ref in asked)}"
            changes.append(
                Change(kind="role", id=role_id, change="changed", field=field, before=texts[0], after=texts[1])
            )
    return changes


def _wanted(row: Requirement) -> str:
    parts = [row.importance, f"{row.weight:.1%}"]
    parts += [f"at least {row.at_least}"] if row.at_least > 1 else []
    parts += [f"{row.min_years:g}+ years"] if row.min_years else []
    return ", ".join(parts)


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_text(item) for item in value) + "]"
    if isinstance(value, BaseModel):
        return value.model_dump_json(exclude_defaults=True)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_text(value[key])}" for key in sorted(value)) + "}"
    return "none" if value is None else str(value)

"""Roles and skills → YAML files that a person reviews: one fact a line, the same bytes for the same facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from skillgap.models.role import Role
from skillgap.models.skill import Skill

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_ROLE_LISTS = ("requirements", "gates", "certifications", "demand", "salary", "career", "notices")


def role_yaml(role: Role) -> str:
    """Write a role as `taxonomy/roles/*.yaml` hold it: the keys of `role --format json`, a requirement on each line."""
    content = role.model_dump(mode="json")
    lines = [
        "# Read from the document named in `source`; review it. A weight is a share of the role: change one, and the",
        "# others keep their proportions, because a score is taken over the sum of all weights.",
    ]
    lines += [f"{key}: {flow(content[key])}" for key in ("schema", "id", "title")]
    lines += [f"{key}: {flow(content[key])}" for key in ("aliases", "source") if content[key]]
    for key in _ROLE_LISTS:
        if content[key]:
            lines.append(f"{key}:")
            lines += [f"  - {flow(_short(entry))}" for entry in content[key]]
        elif key == "requirements":
            lines.append(f"{key}: []")
    return "\n".join(lines) + "\n"


def skills_yaml(category: str, skills: Iterable[Skill]) -> str:
    """Write the skills of one category as `taxonomy/skills/*.yaml` hold them, in id order."""
    lines = [f"category: {category}", "skills:"]
    for skill in sorted(skills, key=lambda s: s.id):
        entry = skill.model_dump(mode="json", exclude_defaults=True, exclude={"category"})
        entry = {key: entry[key] for key in type(skill).model_fields if key in entry}
        lines.append(f"  - {flow(entry)}")
    return "\n".join(lines) + "\n"


def rows_yaml(head: Mapping[str, Any], key: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """Write a few keys and a list with one entry a line."""
    lines = [f"{name}: {flow(value)}" for name, value in head.items()]
    listed = [f"  - {flow(row)}" for row in rows]
    lines += [f"{key}:", *listed] if listed else [f"{key}: []"]
    return "\n".join(lines) + "\n"


def flow(value: Any) -> str:
    """Return a value as one line of YAML."""
    text = yaml.dump(
        value, Dumper=_DUMPER, default_flow_style=True, sort_keys=False, allow_unicode=True, width=1_000_000
    )
    return str(text).removesuffix("...\n").strip()


def _short(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing: null, false, empty lists, and the one that an either/or asks for anyway."""
    return {
        key: value
        for key, value in entry.items()
        if value not in (None, False, [], {}) and not (key == "at_least" and value == 1)
    }

"""Role documents → a taxonomy folder: the skills that stand in them, a role of each, and proposals to review."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from skillgap.errors import ConfigurationError, InputError
from skillgap.models.base import Frozen
from skillgap.models.document import Document
from skillgap.models.role import Role
from skillgap.models.skill import Skill
from skillgap.roles.proposals import Proposal, propose
from skillgap.roles.reader import SkillExtractor, draw_role, read_mentions
from skillgap.roles.rows import document_lines
from skillgap.roles.weights import weigh
from skillgap.taxonomy import Taxonomy

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_ROLE_LISTS = ("requirements", "gates", "certifications", "demand", "salary", "career", "notices")


class BuiltTaxonomy(Frozen):
    """What was built: the files' contents by path inside the folder, and the same as data.

    `kept` are files that a person had changed since an earlier build; each now ends with `.edited`.
    """

    roles: tuple[Role, ...]
    skills: tuple[Skill, ...]
    proposals: tuple[Proposal, ...]
    files: dict[str, str]
    kept: tuple[str, ...] = ()


def build_taxonomy(
    documents: Iterable[Document], *, taxonomy: Taxonomy, extractor: SkillExtractor, output: Path | None = None
) -> BuiltTaxonomy:
    """Build a taxonomy folder from role documents; `output` None writes nothing.

    `skills/*.yaml` hold the skills of `taxonomy` that stand in the documents, with their broader ones; a skill that
    stands in none is in no role. `roles/*.yaml` are weighed over the documents' roles alone, so that a changed
    document changes its own role and the weights. `build.json` names the sources; `proposals.yaml` lists phrases that
    the taxonomy does not hold. The order of the documents does not matter. Raises as `read_role` does.
    """
    ordered = sorted(documents, key=lambda d: (d.name, d.sha256))
    if not ordered:
        raise ConfigurationError("taxonomy_invalid", "no documents to build from")
    readings = [read_mentions(document, extractor=extractor) for document in ordered]
    roles: list[Role] = []
    for reading in readings:
        role = draw_role(reading, taxonomy=taxonomy)
        roles.append(role.model_copy(update={"id": _free_id(role.id, roles)}))
    weighed = tuple(_reweighed(*pair, roles, taxonomy) for pair in zip(roles, ordered, strict=True))
    skills = _standing(weighed, taxonomy)
    proposals = propose(readings, taxonomy)
    contents = _files(weighed, skills, proposals, ordered, taxonomy)
    kept = () if output is None else write_files(output, contents)
    return BuiltTaxonomy(roles=weighed, skills=skills, proposals=proposals, files=contents, kept=kept)


def write_files(output: Path, contents: dict[str, str]) -> tuple[str, ...]:
    """Write the files of a taxonomy folder; files of an earlier build that are no longer made are removed.

    What a person has changed since is kept with `.edited` behind its name; the names are returned. Raises
    `permission` where the folder can't be written.
    """
    try:
        return _write_files(output, contents)
    except OSError as error:
        where = error.filename or output
        raise InputError(
            "permission", f"can't write {where}: {error.strerror}", hint="check rights and disk"
        ) from error


def _write_files(output: Path, contents: dict[str, str]) -> tuple[str, ...]:
    for folder in ("skills", "roles"):
        (output / folder).mkdir(parents=True, exist_ok=True)
    kept = []
    for name, digest in sorted(_made_before(output).items()):
        file = output / name
        inside = ".." not in Path(name).parts and output in (file.parent, file.parent.parent)
        if file.suffix != ".yaml" or not inside or not file.is_file():
            continue
        content = file.read_bytes()
        if hashlib.sha256(content).hexdigest() != digest and content != contents.get(name, "").encode():
            file.replace(file.with_name(f"{file.name}.edited"))
            kept.append(name)
        elif name not in contents:
            file.unlink()
    for name, text in contents.items():
        (output / name).write_text(text, encoding="utf-8", newline="\n")
    return tuple(kept)


def _made_before(output: Path) -> dict[str, str]:
    """Return the files of an earlier build with their digests."""
    try:
        made = json.loads((output / "build.json").read_text(encoding="utf-8"))["files"]
        return {str(name): str(digest) for name, digest in made.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _free_id(wanted: str, roles: Sequence[Role]) -> str:
    taken = {role.id for role in roles}
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _reweighed(role: Role, document: Document, roles: Sequence[Role], taxonomy: Taxonomy) -> Role:
    others = [other for other in roles if other is not role]
    lines = len(document_lines(document))
    requirements = weigh(role.requirements, lines=lines, others=others, taxonomy=taxonomy)
    return role.model_copy(update={"requirements": requirements})


def _standing(roles: Sequence[Role], taxonomy: Taxonomy) -> tuple[Skill, ...]:
    """Return the skills of the roles and all broader ones, related only among themselves."""
    ids: set[str] = set()
    for role in roles:
        for requirement in role.requirements:
            ids |= {skill.skill_id for skill in requirement.any_of}
        ids |= {demand.skill_id for demand in role.demand}
    for skill_id in sorted(ids):
        ids |= set(taxonomy.ancestors(skill_id))
    return tuple(
        taxonomy.skills[i].model_copy(
            update={
                "related": {k: v for k, v in taxonomy.skills[i].related.items() if k in ids},
                "broader": tuple(parent for parent in taxonomy.skills[i].broader if parent in ids),
            }
        )
        for i in sorted(ids)
    )


def _files(
    roles: Sequence[Role],
    skills: Sequence[Skill],
    proposals: Sequence[Proposal],
    documents: Sequence[Document],
    taxonomy: Taxonomy,
) -> dict[str, str]:
    contents: dict[str, str] = {}
    for category in sorted({skill.category for skill in skills}):
        own = [skill for skill in skills if skill.category == category]
        contents[f"skills/{category}.yaml"] = skills_yaml(category, own)
    for role in roles:
        contents[f"roles/{role.id}.yaml"] = role_yaml(role)
    head = {"schema": "skillgap.proposals/1", "review": "accept one by adding it to a file under skills/"}
    rows = [p.model_dump(mode="json", exclude_none=True) for p in proposals]
    contents["proposals.yaml"] = rows_yaml(head, "proposals", rows)
    build = {
        "schema": "skillgap.build/1",
        # By name: a static import of the front door would point from this room back at all others.
        "skillgap": import_module("skillgap").__version__,
        "lexicon": taxonomy.version,
        "sources": [
            {"name": document.name, "sha256": document.sha256, "role": role.id}
            for document, role in zip(documents, roles, strict=True)
        ],
        "skills": len(skills),
        "files": {name: hashlib.sha256(content.encode()).hexdigest() for name, content in sorted(contents.items())},
    }
    contents["build.json"] = json.dumps(build, indent=2, ensure_ascii=False) + "\n"
    return contents


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

"""An ESCO or O*NET file × Taxonomy → ids of skills that are known, proposals for those that are not.

Nothing enters a taxonomy here: `crosswalk.yaml` holds ids of skills that are already in it, proposals wait for a
person.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from skillgap.errors import ConfigurationError, InputError
from skillgap.models.base import Frozen
from skillgap.models.skill import Skill
from skillgap.taxonomy.entries import ExternalIds
from skillgap.taxonomy.graph import Taxonomy
from skillgap.taxonomy.surfaces import surface_key

Vocabulary = Literal["esco", "onet"]

_ESCO_COLUMNS = {"conceptUri", "preferredLabel", "altLabels", "skillType"}
_ONET_COLUMNS = {"Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"}
_GLOSS = re.compile(r"\s*\([^)]*\)$")
_ABBREVIATION = re.compile(r"^(.+?) ([A-Z][A-Za-z0-9+#./-]*)$")
# O*NET writes the maker before the product, people often don't.
_MAKERS = frozenset(
    "adobe amazon apache apple atlassian aws bentley cisco citrix cloudera docker elastic github google hashicorp hp "
    "ibm jetbrains mathworks microsoft mongodb nvidia oracle redhat salesforce sap sas snowflake splunk sun sybase "
    "tableau the vmware".split()
)
_FAR = 9


class Match(Frozen):
    """A skill of the taxonomy and the entry of the vocabulary that is the same thing; `label` is its name there."""

    skill_id: str
    external_id: str
    label: str


class Proposal(Frozen):
    """An entry of the vocabulary that no skill is named like, for a person to judge."""

    name: str
    aliases: tuple[str, ...] = ()
    group: str = ""
    external_id: str


class Crosswalk(Frozen):
    """What a vocabulary file gave: one match a skill at most, in id order; proposals by name."""

    vocabulary: Vocabulary
    matches: tuple[Match, ...]
    proposals: tuple[Proposal, ...]


class _Entry(NamedTuple):
    """`names` from the surest to the weakest; `propose` is False for what no resume would say."""

    external_id: str
    label: str
    names: tuple[str, ...]
    aliases: tuple[str, ...]
    group: str
    propose: bool


def read_crosswalk(vocabulary: Vocabulary, path: Path, taxonomy: Taxonomy) -> Crosswalk:
    """Match a vocabulary file (ESCO skills CSV, O*NET "Technology Skills.txt") to a taxonomy by written names.

    A skill's own name beats an alias, a preferred label beats an alternative one; ties go to the lower id.
    """
    known = _surfaces(taxonomy)
    best: dict[str, tuple[tuple[int, int, str], Match]] = {}
    proposals: dict[str, Proposal] = {}
    for entry in _read(vocabulary, path):
        hit = _match(entry, known)
        if hit is None:
            if entry.propose:
                key = surface_key(entry.names[0])
                proposals.setdefault(
                    key,
                    Proposal(
                        name=entry.names[0], aliases=entry.aliases, group=entry.group, external_id=entry.external_id
                    ),
                )
            continue
        rank, skill_id = hit
        order = (*rank, entry.external_id)
        if skill_id not in best or order < best[skill_id][0]:
            best[skill_id] = (order, Match(skill_id=skill_id, external_id=entry.external_id, label=entry.label))
    return Crosswalk(
        vocabulary=vocabulary,
        matches=tuple(best[skill_id][1] for skill_id in sorted(best)),
        proposals=tuple(sorted(proposals.values(), key=lambda p: (p.name.casefold(), p.external_id))),
    )


def with_external_ids(skills: Iterable[Skill], ids: Iterable[ExternalIds]) -> Iterator[Skill]:
    """Give skills the ids that `crosswalk.yaml` lists; an id in the entry itself wins."""
    found = {entry.skill_id: entry for entry in ids}
    for skill in skills:
        entry = found.get(skill.id)
        if entry is None:
            yield skill
        else:
            yield skill.model_copy(update={"esco": skill.esco or entry.esco, "onet": skill.onet or entry.onet})


def merge_crosswalk(text: str, crosswalk: Crosswalk) -> str:
    """Return the text of a `crosswalk.yaml` with the ids of one vocabulary replaced by new matches."""
    import yaml

    content = yaml.safe_load(text) or {}
    ids: dict[str, dict[str, str]] = {
        str(skill_id): {name: value for name, value in entry.items() if name != crosswalk.vocabulary}
        for skill_id, entry in content.items()
    }
    for match in crosswalk.matches:
        ids.setdefault(match.skill_id, {})[crosswalk.vocabulary] = match.external_id
    lines = ["# Made by `skillgap taxonomy import`; SOURCES.md says where the ids come from."]
    for skill_id in sorted(ids):
        if ids[skill_id]:
            pairs = ", ".join(f"{name}: {_quoted(ids[skill_id][name])}" for name in sorted(ids[skill_id]))
            lines.append(f"{skill_id}: {{{pairs}}}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _surfaces(taxonomy: Taxonomy) -> Mapping[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for rank in (0, 1):
        for skill in taxonomy.skills.values():
            for surface in (skill.name,) if rank == 0 else skill.aliases:
                found.setdefault(surface_key(surface), (rank, skill.id))
    return found


def _match(entry: _Entry, known: Mapping[str, tuple[int, str]]) -> tuple[tuple[int, int], str] | None:
    for position, name in enumerate(entry.names):
        hit = known.get(surface_key(name))
        if hit is not None:
            return (min(position, _FAR), hit[0]), hit[1]
    return None


def _read(vocabulary: Vocabulary, path: Path) -> Iterator[_Entry]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError("not_found", f"{path} does not exist") from error
    except OSError as error:
        raise InputError("unreadable", f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError("unreadable", f"{path} is not UTF-8 text") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter="," if vocabulary == "esco" else "\t")
    missing = (_ESCO_COLUMNS if vocabulary == "esco" else _ONET_COLUMNS) - set(reader.fieldnames or ())
    if missing:
        kind = "ESCO skills CSV" if vocabulary == "esco" else 'O*NET "Technology Skills" table'
        raise ConfigurationError(
            "taxonomy_invalid", f"{path}:1: no {kind}: the column {sorted(missing)[0]!r} is missing"
        )
    return _esco(reader) if vocabulary == "esco" else _onet(reader)


def _esco(rows: Iterable[Mapping[str, str]]) -> Iterator[_Entry]:
    for row in rows:
        label = row["preferredLabel"].strip()
        others = tuple(name.strip() for name in re.split(r"[|\n]", row["altLabels"] or "") if name.strip())
        bare = _GLOSS.sub("", label)
        # An alternative label of one or two letters ("R") is no proof that two things are one.
        names = (label, bare, *(_GLOSS.sub("", name) for name in others if len(name) > 2))
        yield _Entry(
            external_id=row["conceptUri"].strip(),
            label=label,
            names=(bare, *dict.fromkeys(name for name in names if name != bare)),
            aliases=others,
            group=(row.get("broaderConceptPT") or "").split("|")[0].strip(),
            propose=row["skillType"] == "knowledge",
        )


def _onet(rows: Iterable[Mapping[str, str]]) -> Iterator[_Entry]:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        label, code = row["Example"].strip(), row["Commodity Code"].strip()
        if (label, code) in seen:
            continue
        seen.add((label, code))
        names = tuple(dict.fromkeys(_onet_names(label)))
        yield _Entry(
            external_id=f"{code} {label}",
            label=label,
            names=names,
            aliases=names[1:],
            group=row["Commodity Title"].strip(),
            propose="Y" in (row["Hot Technology"], row["In Demand"]),
        )


def _onet_names(label: str) -> Iterator[str]:
    """Yield the ways to read an O*NET example: "Structured query language SQL", "Oracle Java", "… software"."""
    yield label
    short = re.sub(r" (software|language)$", "", label)
    yield short
    named = _ABBREVIATION.match(short)
    if named and _is_initials(named[2], named[1]):
        yield named[1]
        yield named[2]
    words = short.split()
    while len(words) > 1 and words[0].casefold() in _MAKERS:
        words = words[1:]
        if len(" ".join(words)) > 2:
            yield " ".join(words)


def _is_initials(short: str, long: str) -> bool:
    letters = re.sub(r"[^a-z]", "", short.casefold())
    text = iter(long.casefold())
    return len(letters) > 1 and letters[0] == long[0].casefold() and all(letter in text for letter in letters)

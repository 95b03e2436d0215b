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

from skillgap.errors import ConfigurationError, InputError, unopened
from skillgap.models.base import Frozen
from skillgap.models.skill import SOFT_CATEGORIES, Skill
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
# In these categories a skill is something people do; software for it is another thing.
_PRACTICES = SOFT_CATEGORIES | {"domain", "governance"}
_WORD = re.compile(r"[a-z0-9+#]{3,}")
_EMPTY = frozenset(
    _word[:6]
    for _word in "and the for with use using manage software system systems tools data ICT digital".casefold().split()
)


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


_Reading = Literal["label", "bare", "tool", "abbreviation", "product", "alternative"]
"""How a name was read from an entry: as it stands; without its gloss; without "software"; its initials; without its
maker; from the list of alternatives."""


class _Entry(NamedTuple):
    """`names` from the surest to the weakest; `propose` is False for what no resume would say."""

    external_id: str
    label: str
    names: tuple[tuple[str, _Reading], ...]
    aliases: tuple[str, ...]
    group: str
    propose: bool


def read_crosswalk(vocabulary: Vocabulary, path: Path, taxonomy: Taxonomy) -> Crosswalk:
    """Match a vocabulary file (ESCO skills CSV, O*NET "Technology Skills.txt") to a taxonomy by written names.

    A skill's own name beats an alias, a preferred label beats an alternative one; ties go to the lower id.
    """
    entries = list(_read(vocabulary, path))
    known = _surfaces(taxonomy)
    best: dict[str, tuple[tuple[int, int, str], Match]] = {}
    proposals: dict[str, Proposal] = {}
    for entry in entries:
        hit = _match(entry, known)
        if hit is None:
            if entry.propose:
                name = entry.names[0][0]
                proposals.setdefault(
                    surface_key(name),
                    Proposal(name=name, aliases=entry.aliases, group=entry.group, external_id=entry.external_id),
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


class _Known(NamedTuple):
    """A written name of a skill: `rank` 0 for its own name, 1 for an alias."""

    rank: int
    skill: Skill
    surface: str


def _surfaces(taxonomy: Taxonomy) -> Mapping[str, _Known]:
    found: dict[str, _Known] = {}
    for rank in (0, 1):
        for skill in taxonomy.skills.values():
            for surface in (skill.name,) if rank == 0 else skill.aliases:
                found.setdefault(surface_key(surface), _Known(rank, skill, surface))
    return found


def _match(entry: _Entry, known: Mapping[str, _Known]) -> tuple[tuple[int, int], str] | None:
    for position, (name, reading) in enumerate(entry.names):
        hit = known.get(surface_key(name))
        if hit is not None and _holds(reading, name, hit, entry):
            return (position, hit.rank), hit.skill.id
    return None


def _holds(reading: _Reading, name: str, hit: _Known, entry: _Entry) -> bool:
    """Tell whether a name in common makes the two the same thing."""
    if " " not in name and name.casefold().rstrip("s") != name.casefold() != hit.surface.casefold():
        # One word apart by its "s" is another product: Canvas is not Canva.
        return surface_key(hit.surface) == re.sub(r"[\W_]", "", name.casefold())
    if reading in ("tool", "product"):
        # "Presentation software" is a tool for it, not the ability to present.
        return hit.skill.category not in _PRACTICES
    if reading == "abbreviation":
        return hit.rank == 0
    if reading == "alternative":
        # ESCO lists members among the alternatives of a class: "NetBeans" of "IDE software".
        label = {_stem(word) for word in _WORD.findall(entry.label.casefold())} - _EMPTY
        return bool(label & {_stem(word) for word in _WORD.findall(f"{hit.skill.name} {hit.surface}".casefold())})
    return True


def _stem(word: str) -> str:
    return word[:6]


def _read(vocabulary: Vocabulary, path: Path) -> Iterator[_Entry]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise unopened(path, error) from error
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
        names: list[tuple[str, _Reading]] = [(bare, "bare"), (label, "label")]
        # An alternative label of one or two letters ("R") is no proof that two things are one.
        names += [(_GLOSS.sub("", name), "alternative") for name in others if len(name) > 2]
        yield _Entry(
            external_id=row["conceptUri"].strip(),
            label=label,
            names=tuple(names),
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
        names = tuple(_onet_names(label))
        yield _Entry(
            external_id=f"{code} {label}",
            label=label,
            names=names,
            aliases=tuple(dict.fromkeys(name for name, _ in names[1:] if name != label)),
            group=row["Commodity Title"].strip(),
            propose="Y" in (row["Hot Technology"], row["In Demand"]),
        )


def _onet_names(label: str) -> Iterator[tuple[str, _Reading]]:
    """Yield the ways to read an O*NET example: "Structured query language SQL", "Oracle Java", "… software"."""
    yield label, "label"
    short = re.sub(r" (software|language)$", "", label)
    yield short, "tool"
    named = _ABBREVIATION.match(short)
    if named and _is_initials(named[2], named[1]):
        yield named[1], "tool"
        yield named[2], "abbreviation"
    words = short.split()
    while len(words) > 1 and words[0].casefold() in _MAKERS:
        words = words[1:]
        if len(" ".join(words)) > 2:
            yield " ".join(words), "product"
        named = _ABBREVIATION.match(" ".join(words))
        if named and _is_initials(named[2], named[1]):
            yield named[1], "product"
            yield named[2], "abbreviation"


def _is_initials(short: str, long: str) -> bool:
    letters = re.sub(r"[^a-z]", "", short.casefold())
    text = iter(long.casefold())
    return len(letters) > 1 and letters[0] == long[0].casefold() and all(letter in text for letter in letters)

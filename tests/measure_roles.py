"""Print how well role documents are read, against readings by hand: `measure_roles.py [--detail] [--taxonomy DIR]`.

The readings are tests/data/gold_roles/*.yaml (keys: see the first of them); the documents are looked for in
$SKILLGAP_SHARED/seeds or ../shared/seeds. What counts is what the role calls required or preferred.
"""

from __future__ import annotations

# ruff: noqa: E501
import argparse
import os
from pathlib import Path
from typing import Any

import yaml

from measure_ads import Names, normal
from skillgap.extraction import Extractor
from skillgap.models.role import Requirement, Role
from skillgap.readers import read_document
from skillgap.roles import read_role
from skillgap.settings import ReadingSettings
from skillgap.taxonomy import load_taxonomy

GOLD = Path(__file__).parent / "data" / "gold_roles"


def seeds_folder() -> Path | None:
    """Return the folder of the five role documents where it is present."""
    shared = Path(os.environ.get("SKILLGAP_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    return shared / "seeds" if (shared / "seeds").is_dir() else None


def _matches(gold: dict[str, Any], requirement: Requirement, names: Names) -> bool:
    wanted = frozenset().union(*(names.ids(name) for name in [*gold["any_of"], *gold.get("surfaces", ())]))
    if any(skill.skill_id in wanted for skill in requirement.any_of):
        return True
    phrases = [normal(name) for name in [*gold["any_of"], *gold.get("surfaces", ())]]
    quotes = [normal(q.quote) for q in requirement.evidence if q.line in gold["lines"]]
    return any(p in q or (len(q) > 4 and q in p) for p in phrases for q in quotes)


def role_figures(gold: dict[str, Any], role: Role, names: Names) -> dict[str, Any]:
    """Compare a role with a reading by hand."""
    asked = [r for r in role.requirements if r.importance != "mentioned"]
    optional = frozenset().union(*(names.ids(name) for name in gold["optional"]))
    optional_words = [normal(name) for name in gold["optional"]]
    pairs: list[tuple[int, int]] = []
    options = [
        (len({s.skill_id for s in r.any_of} & frozenset().union(*(names.ids(n) for n in g["any_of"]))) / max(len(r.any_of), len(g["any_of"])), i, j)
        for i, g in enumerate(gold["requirements"]) for j, r in enumerate(asked) if _matches(g, r, names)
    ]  # fmt: skip
    for _, i, j in sorted(options, key=lambda o: (-o[0], o[1], o[2])):
        if i not in {a for a, _ in pairs} and j not in {b for _, b in pairs}:
            pairs.append((i, j))
    hit_i, hit_j = {i for i, _ in pairs}, {j for _, j in pairs}
    again = {j for _, i, j in options if i in hit_i and j not in hit_j}
    extra = [
        r for j, r in enumerate(asked)
        if j not in hit_j and j not in again
        and not any(s.skill_id in optional or normal(s.name) in optional_words for s in r.any_of)
        and not any(normal(q.quote) in optional_words for q in r.evidence)
    ]  # fmt: skip
    must = [
        i
        for i, g in enumerate(gold["requirements"])
        if g["importance"] in ("required", "preferred") or "mentioned" not in g["importance"]
    ]
    missed = [gold["requirements"][i] for i in must if i not in hit_i]
    right = [(i, j) for i, j in pairs if asked[j].importance in gold["requirements"][i]["importance"].split("|")]
    groups = [
        i
        for i, g in enumerate(gold["requirements"])
        if len(g["any_of"]) > 2
        and sum(bool(names.ids(n)) for n in g["any_of"]) > 2
        and len({x for n in g["any_of"] for x in names.ids(n)}) > 2
    ]
    return {
        "precision": 1 - len(extra) / max(1, len(asked)),
        "recall": 1 - len(missed) / max(1, len(must)),
        "importance": len(right) / max(1, len(pairs)),
        "extra": [([s.name for s in r.any_of], r.importance, [(q.line, q.quote) for q in r.evidence][:4]) for r in extra],
        "missed": [(g["any_of"], g["lines"], any(names.ids(n) for n in g["any_of"])) for g in missed],
        "wrong": [(gold["requirements"][i]["any_of"], gold["requirements"][i]["importance"], asked[j].importance) for i, j in pairs if (i, j) not in right],
        "twice": [[s.name for s in asked[j].any_of] for j in sorted(again)],
        "groups": len(groups),
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--detail", action="store_true")
    parser.add_argument("--taxonomy", type=Path)
    options = parser.parse_args()
    folder = seeds_folder()
    if folder is None:
        raise SystemExit("no role documents: set SKILLGAP_SHARED")
    extractor = Extractor(load_taxonomy(options.taxonomy))
    names = Names(extractor)
    for path in sorted(GOLD.glob("*.yaml")):
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
        document = read_document(folder / gold["source"]["name"], settings=ReadingSettings(), isolated=False)
        role = read_role(document, extractor=extractor)
        figures = role_figures(gold, role, names)
        print(
            f"{role.id} ({gold['id']}): precision {figures['precision']:.3f} recall {figures['recall']:.3f} importance {figures['importance']:.3f}"
        )
        if options.detail:
            for key in ("extra", "missed", "wrong", "twice"):
                for row in figures[key]:
                    print("  ", key, row)


if __name__ == "__main__":
    main()

"""Print how well job ads are read, against annotated ads: `measure_ads.py FOLDER [ID ...] [--detail] [--taxonomy DIR]`.

FOLDER holds `ads.jsonl` (one ad a line: file, requirements with any_of, surfaces, importance, min_years, grouping;
experience_years; education; not_skills; either_way) and the ads. A predicted requirement matches an annotated one when
they share a skill (annotated names and surfaces looked up in the taxonomy) or the predicted quote is one of its
surfaces. Each is matched once; predictions that stand wholly on `either_way` strings count for nothing.
"""

from __future__ import annotations

# ruff: noqa: E501
import argparse
import json
import re
from pathlib import Path
from typing import Any

from skillgap.errors import SkillgapError
from skillgap.extraction import Extractor
from skillgap.models.role import Requirement, Role
from skillgap.readers import read_document
from skillgap.roles import read_role
from skillgap.roles.education import LEVELS
from skillgap.settings import ReadingSettings
from skillgap.taxonomy import load_taxonomy

_LEVEL_NAMES = {"associate": "diploma"}


def normal(text: str) -> str:
    """Fold case, white space and hyphens."""
    return re.sub(r"[\s\-–/]+", " ", text.lower().replace("’", "'")).strip(" .,;:()")


class Names:
    """Looks names up: the skill ids that a name or surface stands for."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        self._by_name: dict[str, set[str]] = {}
        for skill in extractor.taxonomy.skills.values():
            for name in (skill.name, *skill.aliases):
                self._by_name.setdefault(normal(name), set()).add(skill.id)
        self._seen: dict[str, frozenset[str]] = {}

    def ids(self, name: str) -> frozenset[str]:
        """Return the ids whose name or alias this is, or that the extractor reads in nearly all of it."""
        known = self._seen.get(name)
        if known is None:
            found = set(self._by_name.get(normal(name), ()))
            if not found:
                for mention in self._extractor.mentions(name):
                    if mention.skill_id and mention.end - mention.start >= 0.6 * len(name):
                        found.add(mention.skill_id)
            known = self._seen[name] = frozenset(found)
        return known


def pairing(wanted: list[dict[str, Any]], got: list[Requirement], names: Names) -> list[tuple[int, int]]:
    """Match annotated and predicted requirements one to one, best overlap first."""
    scores: list[tuple[float, int, int]] = []
    for i, gold in enumerate(wanted):
        labels = [*gold["any_of"], *gold["surfaces"]]
        ids = [names.ids(label) for label in labels]
        all_ids = frozenset().union(*ids)
        surfaces = {normal(surface) for surface in gold["surfaces"]}
        for j, requirement in enumerate(got):
            own = {skill.skill_id for skill in requirement.any_of}
            quotes = {normal(quote.quote) for quote in requirement.evidence}
            shared = len(own & all_ids)
            by_words = sum(
                1 for q in quotes if q in surfaces or any(re.search(rf"\b{re.escape(q)}\b", s) for s in surfaces)
            )
            if not shared and not by_words:
                continue
            size = max(len(own), len(gold["any_of"]))
            score = (shared or 0.7 * by_words) / size + (0.1 if requirement.importance == gold["importance"] else 0.0)
            score += 0.05 if by_words else 0.0
            scores.append((score, i, j))
    pairs: list[tuple[int, int]] = []
    used_i: set[int] = set()
    used_j: set[int] = set()
    for _, i, j in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
        if i not in used_i and j not in used_j:
            pairs.append((i, j))
            used_i.add(i)
            used_j.add(j)
    return pairs


def ad_figures(ad: dict[str, Any], role: Role | None, names: Names) -> dict[str, Any]:
    """Compare one ad with its annotation."""
    wanted = ad["requirements"]
    got = list(role.requirements) if role else []
    either = {normal(text) for text in ad.get("either_way", ())}
    pairs = pairing(wanted, got, names)
    hit_i, hit_j = {i for i, _ in pairs}, {j for _, j in pairs}
    free = {
        j for j, r in enumerate(got)
        if j not in hit_j and all(any(normal(q.quote) in e or e in normal(q.quote) for e in either) for q in r.evidence)
    }  # fmt: skip
    # The other halves of a list that may be read as one either/or or as several.
    open_ids = frozenset().union(
        *(names.ids(n) for g in wanted if g.get("grouping") == "either" for n in [*g["any_of"], *g["surfaces"]]),
        frozenset(),
    )
    free |= {j for j, r in enumerate(got) if j not in hit_j and all(s.skill_id in open_ids for s in r.any_of)}
    covered = {s.skill_id for j in hit_j for s in got[j].any_of}
    excused = {
        i for i, g in enumerate(wanted)
        if i not in hit_i and g.get("grouping") == "either" and any(names.ids(n) & covered for n in g["any_of"])
    }  # fmt: skip
    # A skill that the reading names twice ("MLOps" as a demand and as a duty) counts once, as it does in a role.
    excused |= {
        i for i, g in enumerate(wanted)
        if i not in hit_i and any(_same_names(g, wanted[k], names) for k in hit_i)
    }  # fmt: skip
    certificates = [normal(c.name) for c in role.certifications] if role else []
    excused |= {
        i for i, g in enumerate(wanted)
        if i not in hit_i and any(normal(s) in c or c in normal(s) for s in g["surfaces"] for c in certificates)
    }  # fmt: skip
    traps = [
        f"{trap} -> {r.any_of[0].name}" for trap in ad["not_skills"] for r in got for q in r.evidence
        if normal(q.quote) == normal(trap)
    ]  # fmt: skip
    either_or = [(i, j) for i, j in pairs if len(wanted[i]["any_of"]) > 1 and wanted[i].get("grouping") != "either"]
    return {
        "wanted": len(wanted) - len(excused), "got": len(got) - len(free), "hit": len(pairs),
        "importance": sum(wanted[i]["importance"] == got[j].importance for i, j in pairs),
        "wrong_importance": [(wanted[i]["any_of"], wanted[i]["importance"], got[j].importance) for i, j in pairs if wanted[i]["importance"] != got[j].importance],
        "group": sum(len(got[j].any_of) > 1 for i, j in either_or), "groups": len(either_or),
        "split": [(wanted[i]["any_of"], [skill.name for skill in got[j].any_of]) for i, j in either_or if len(got[j].any_of) < 2],
        "years": sum(_same(wanted[i]["min_years"], got[j].min_years) for i, j in pairs),
        "wrong_years": [(wanted[i]["any_of"], wanted[i]["min_years"], got[j].min_years) for i, j in pairs if not _same(wanted[i]["min_years"], got[j].min_years)],
        "with_years": sum(1 for i, j in pairs if wanted[i]["min_years"] is not None),
        "with_years_hit": sum(1 for i, j in pairs if wanted[i]["min_years"] is not None and _same(wanted[i]["min_years"], got[j].min_years)),
        "missed": [(wanted[i]["any_of"], wanted[i]["importance"], bool(any(names.ids(n) for n in [*wanted[i]["any_of"], *wanted[i]["surfaces"]]))) for i in range(len(wanted)) if i not in hit_i | excused],
        "extra": [([s.name for s in got[j].any_of], got[j].importance, [(q.line, q.quote) for q in got[j].evidence][:3]) for j in range(len(got)) if j not in hit_j | free],
        "traps": traps, **gate_figures(ad, role),
    }  # fmt: skip


def _same(wanted: float | None, got: float | None) -> bool:
    return wanted == got or (wanted is not None and got is not None and abs(wanted - got) < 0.1)


def _same_names(left: dict[str, Any], right: dict[str, Any], names: Names) -> bool:
    ids = [frozenset().union(*(names.ids(name) for name in gold["any_of"])) for gold in (left, right)]
    return bool(ids[0]) and ids[0] == ids[1]


def gate_figures(ad: dict[str, Any], role: Role | None) -> dict[str, Any]:
    """Compare overall years, and degree with its way round."""
    gates = role.gates if role else ()
    years = ad["experience_years"]
    experience = [g for g in gates if g.kind == "experience" and g.importance == "required"]
    got_years = {o.min_years for g in experience for o in g.options}
    tied = (years or {}).get("by_degree") or {}
    ways = tied.items() if isinstance(tied, dict) else [(way[0], way[1]) for way in tied]
    by_degree = {(_LEVEL_NAMES.get(k, k), v) for k, v in ways}
    got_by_degree = {(o.level, o.min_years) for g in experience for o in g.options}
    asked = [o.level for g in gates if g.kind == "education" and g.importance == "required" for o in g.options]
    # "Master's. 5+ years, 3+ with a Ph.D.": the five go with the degree that is asked of everybody.
    got_by_degree |= {(level, years) for kept, years in got_by_degree if kept is None for level in asked[:1]}
    largest = max((r["min_years"] for r in ad["requirements"] if r["min_years"]), default=None)
    if years is None or years.get("min") in (None, 0):
        years_right = not got_years or got_years == {largest}
    else:
        years_right = float(years["min"]) in got_years and (not by_degree or by_degree <= got_by_degree)
    education = ad["education"] or {"minimum": None, "preferred": None, "or_experience": False}
    required = [
        o.level for g in gates if g.kind == "education" and g.importance == "required" for o in g.options if o.level
    ]
    preferred = [
        o.level for g in gates if g.kind == "education" and g.importance == "preferred" for o in g.options if o.level
    ]
    lowest = min(required, key=LEVELS.index, default=None)
    lowest_preferred = min(preferred, key=LEVELS.index, default=None)
    want = _LEVEL_NAMES.get(education["minimum"], education["minimum"])
    want_preferred = _LEVEL_NAMES.get(education["preferred"], education["preferred"])
    studies = [g for g in gates if g.kind == "education"]
    # "a BSc, or six years of experience" says how much experience will do.
    around = any(g.or_experience or any(o.level is None and o.min_years for o in g.options) for g in studies)
    degree_right = lowest == want and around == bool(education["or_experience"])
    return {
        "overall": years_right, "overall_detail": (years, sorted(got_by_degree, key=str)),
        "degree": degree_right, "degree_detail": (education, lowest, lowest_preferred, around),
        "preferred_degree": lowest_preferred == want_preferred,
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("ids", nargs="*")
    parser.add_argument("--detail", action="store_true")
    parser.add_argument("--taxonomy", type=Path)
    options = parser.parse_args()
    extractor = Extractor(load_taxonomy(options.taxonomy))
    names = Names(extractor)
    ads = [json.loads(line) for line in (options.folder / "ads.jsonl").open(encoding="utf-8")]
    total: dict[str, float] = {}
    count = 0
    for ad in ads:
        if options.ids and ad["id"] not in options.ids:
            continue
        count += 1
        try:
            document = read_document(options.folder / ad["file"], settings=ReadingSettings(), isolated=False)
            role: Role | None = read_role(document, extractor=extractor)
        except SkillgapError as error:
            print(ad["id"], error)
            role = None
        figures = ad_figures(ad, role, names)
        for key, value in figures.items():
            if isinstance(value, int | float):
                total[key] = total.get(key, 0) + value
        p, r = figures["hit"] / max(1, figures["got"]), figures["hit"] / max(1, figures["wanted"])
        print(
            f"{ad['id']} P {p:.2f} R {r:.2f} imp {figures['importance']}/{figures['hit']} groups {figures['group']}/{figures['groups']} "
            f"years {figures['years']}/{figures['hit']} overall {figures['overall']} degree {figures['degree']} traps {figures['traps']}"
        )
        if options.detail:
            for name, importance, known in figures["missed"]:
                print("   missed", importance, name, "" if known else "(no such skill)")
            for row in figures["extra"]:
                print("   extra", *row)
            for key in ("wrong_importance", "wrong_years", "split"):
                for row in figures[key]:
                    print("  ", key, *row)
            for key in ("overall", "degree"):
                if not figures[key]:
                    print("  ", key, figures[f"{key}_detail"])
    p, r = total["hit"] / total["got"], total["hit"] / total["wanted"]
    print(
        f"ads {count}  precision {p:.3f}  recall {r:.3f}  F1 {2 * p * r / (p + r):.3f}  importance {total['importance'] / total['hit']:.3f}  "
        f"either/or as one {total['group']:.0f}/{total['groups']:.0f}  years per skill {total['with_years_hit']:.0f}/{total['with_years']:.0f}  "
        f"overall years {total['overall'] / count:.2f}  degree or experience {total['degree'] / count:.2f}  "
        f"preferred degree {total['preferred_degree'] / count:.2f}"
    )


if __name__ == "__main__":
    main()

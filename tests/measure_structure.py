"""Development tool, not a test: measure structure on annotated people, `python tests/measure_structure.py A01 B03`.

People of other letters than A and B are looked for in the folder that SKILLGAP_PEOPLE names.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

from skillgap.errors import SkillgapError
from skillgap.models.document import Document
from skillgap.structure import read_structure

SHARED = Path(os.environ.get("SKILLGAP_SHARED", Path(__file__).parents[1].parent / "shared"))
PEOPLE = Path(os.environ.get("SKILLGAP_PEOPLE", SHARED / "people"))
FOLDERS = {"A": SHARED / "dev" / "resumes_a", "B": SHARED / "dev" / "resumes_b"}
LEVELS = ("phd", "master", "bachelor", "diploma", "bootcamp", "high_school")


def documents(person: str):
    folder = FOLDERS.get(person[0], PEOPLE)
    from skillgap.readers import read_document

    for path in sorted(folder.glob(f"{person}[._]*")):
        if path.name != f"{person}.json":
            try:
                yield path.name, read_document(path)
            except SkillgapError as error:
                print(path.name, error)


def norm(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def squashed(text: str):
    letters = [(c.casefold(), i) for i, c in enumerate(text) if c.isalnum()]
    return "".join(c[0] for c, _ in letters), [i for _, i in letters]


def truth_lines(truth, document: Document):
    """Label lines with the annotated sections: each runs from its heading or first words to the next one's."""
    flat, at = squashed(document.text)
    starts = []
    listed = truth.get("sections_list") or [
        {"kind": kind, "heading": None, "first_words": first} for kind, first in truth["sections_text"].items()
    ]
    for section in listed:
        first = norm(section["first_words"])
        heading = norm(section["heading"] or "")
        place = flat.find(heading + first) if heading else -1
        for words in (5, 3, 2):
            if place < 0:
                place = flat.find(norm(" ".join(section["first_words"].split()[:words])))
        if place >= 0:
            starts.append((at[place], section["kind"]))
    starts.sort()
    return starts


def line_accuracy(truth, document: Document, structure):
    starts = truth_lines(truth, document)
    right = total = 0
    wrong = []
    offset = 0
    for line in document.text.split("\n"):
        if line.strip():
            place = offset + len(line) - len(line.lstrip())
            want = "contact"
            for _, (start, kind) in enumerate(starts):
                # The heading line above the first words belongs to the section.
                if start < offset + len(line):
                    want = kind
            got = next(s.kind for s in structure.sections if s.start <= place < s.end)
            heading_line = any(s.start <= place < s.start + len(line) + 2 and s.title for s in structure.sections)
            same = want == got or heading_line or {want, got} in ({"contact", "other"}, {"contact", "summary"})
            total += 1
            right += same
            if not same:
                wrong.append((want, got, line.strip()[:70]))
        offset += len(line) + 1
    return right, total, wrong


def measure(person: str, verbose: bool) -> list[dict]:
    folder = FOLDERS.get(person[0], PEOPLE)
    truth = json.loads((folder / f"{person}.json").read_text("utf-8"))
    rows = []
    for name, document in documents(person):
        structure = read_structure(document, as_of="2026-06")
        want = {(j["start"], j["end"], "T" if j["kind"] in ("teaching", "other") else "J") for j in truth["experience"]}
        got = {
            (j.since, j.until, "T" if j.kind in ("teaching", "other") else "J")
            for j in structure.jobs
            if j.kind != "volunteering"
        }
        # A term is annotated by its months, an undated entry can't be matched.
        hit = len(want & got)
        levels_want = sorted(e["level"] for e in truth["education"])
        levels_got = sorted(e.level or "" for e in structure.education)
        right, total, wrong = line_accuracy(truth, document, structure)
        certs = [c.name for c in structure.certifications if not c.planned]
        row = {
            "name": name, "months": structure.experience_months, "want_months": truth["total_job_months"],
            "as_of_ok": structure.as_of == truth.get("as_of", structure.as_of)[:7],
            "hit": hit, "got": len(got), "want": len(want), "levels_ok": levels_want == levels_got,
            "lines": right, "total": total, "certs": (len(certs), len(truth["certifications"])),
        }  # fmt: skip
        rows.append(row)
        print(row)
        if verbose:
            for j in structure.jobs:
                print("   job", j.kind, "|", j.title, "|", j.organisation, "|", j.since, j.until, j.months)
            for p in structure.projects:
                print("   project", p.kind, "|", p.title, "|", p.since, p.until)
            for e in structure.education:
                print("   edu", e.level, "|", e.field, "|", e.institution, "|", e.since, e.until, e.completed)
            for c in structure.certifications:
                print("   cert", c.name, "|", c.issuer, "|", c.date, c.planned)
            print("   sections", [(s.kind, s.title) for s in structure.sections])
            print("   personal", [(p.kind, document.text[p.start : p.end]) for p in structure.personal])
            print("   missing", sorted(want - got), "extra", sorted(got - want, key=str))
            print("   notices", [n.code for n in structure.notices], structure.language)
            for item in wrong:
                print("   line", *item)
    return rows


def main(people: list[str]) -> None:
    verbose = "-v" in people
    rows = [row for person in people if person != "-v" for row in measure(person, verbose)]
    hit, got, want = (sum(row[key] for row in rows) for key in ("hit", "got", "want"))
    near = sum(row["months"] is not None and abs(row["months"] - row["want_months"]) <= 1 for row in rows)
    print(f"experience within one month: {near}/{len(rows)}")
    print(
        f"jobs: precision {hit / max(got, 1):.3f} recall {hit / max(want, 1):.3f} F1 {2 * hit / max(got + want, 1):.3f}"
    )
    print(f"degree levels right: {sum(row['levels_ok'] for row in rows)}/{len(rows)} files")
    print(f"section lines: {sum(row['lines'] for row in rows) / sum(row['total'] for row in rows):.3f}")
    print(f"as_of right: {sum(row['as_of_ok'] for row in rows)}/{len(rows)}")


if __name__ == "__main__":
    main(sys.argv[1:])

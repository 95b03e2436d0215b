"""Labelled cases → precision, recall, traps and ranking.

A case is a JSON file with annotated skills, traps, jobs, degrees and expected fits, and beside it the resume files
whose names begin with the same id (`A01.json`; `A01.pdf`, `A01.docx`, `A01_resume.txt`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field

from skillgap.analyzer import Analyzer, listed
from skillgap.errors import ConfigurationError, SkillgapError, unopened
from skillgap.models.base import Frozen
from skillgap.models.resume import Mention, Profile
from skillgap.models.skill import SOFT_CATEGORIES

_SUFFIXES = frozenset({".pdf", ".docx", ".odt", ".rtf", ".html", ".htm", ".md", ".txt", ".json"})
_NAMED = frozenset({"cloud", "database", "language", "library", "ml_framework", "os", "tool", "web"})
_Key = tuple[str, ...]
_TOKEN = re.compile(r"[\w+#.]*[\w+#]")
_HINT = "docs/evaluation.md shows the format"
_NEEDED = {
    "skills": ("name", "surfaces", "type"), "not_held": ("surface", "why"), "experience": ("start", "end"),
    "education": ("level",),
}  # fmt: skip


class SkillCounts(Frozen):
    """The skills of one kind: how many were expected and found of these, predicted and right among those.

    `found` and `right` ask that one's words stand in the other's; `found_strict` asks for an equal name or surface.
    `named` counts the expected tools, languages, libraries and services, which bear a name of their own: two readers
    agree on them better than on concepts in prose.
    """

    expected: int = 0
    found: int = 0
    found_strict: int = 0
    named: int = 0
    named_found: int = 0
    predicted: int = 0
    right: int = 0

    def __add__(self, other: SkillCounts) -> SkillCounts:
        return SkillCounts(**{name: getattr(self, name) + getattr(other, name) for name in SkillCounts.model_fields})


class CaseResult(Frozen):
    """One file against its annotation; the tuples name what went wrong, for reading."""

    case: str
    file: str
    error: str | None = None
    hard: SkillCounts = SkillCounts()
    soft: SkillCounts = SkillCounts()
    traps: int = 0
    trapped: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    months: int | None = None
    months_expected: int | None = None
    jobs_right: int = 0
    jobs_found: int = 0
    jobs_expected: int = 0
    degree_right: bool | None = None
    best: str | None = None
    best_expected: tuple[str, ...] = ()


class Evaluation(Frozen):
    """All cases, and the totals that a model card quotes."""

    cases: tuple[CaseResult, ...]
    left_out: tuple[str, ...] = Field(default=(), description="JSON that is no case, cases without a resume.")

    def summary(self) -> dict[str, float | int]:
        """Return the figures over all files that could be read; empty denominators give 1.0."""
        read = [case for case in self.cases if case.error is None]
        hard, soft = sum((c.hard for c in read), SkillCounts()), sum((c.soft for c in read), SkillCounts())
        dated = [c for c in read if c.months_expected is not None]
        jobs_right = sum(c.jobs_right for c in read)
        degrees = [c.degree_right for c in read if c.degree_right is not None]
        best = [c for c in read if c.best_expected]
        return {
            "files": len(self.cases),
            "unreadable": len(self.cases) - len(read),
            "hard_precision": _ratio(hard.right, hard.predicted),
            "hard_recall": _ratio(hard.found, hard.expected),
            "hard_recall_strict": _ratio(hard.found_strict, hard.expected),
            "named_recall": _ratio(hard.named_found, hard.named),
            "concept_recall": _ratio(hard.found - hard.named_found, hard.expected - hard.named),
            "soft_precision": _ratio(soft.right, soft.predicted),
            "soft_recall": _ratio(soft.found, soft.expected),
            "traps": sum(c.traps for c in read),
            "trapped": _ratio(sum(len(c.trapped) for c in read), sum(c.traps for c in read), empty=0.0),
            "months_within_one": _ratio(
                sum(c.months is not None and abs(c.months - (c.months_expected or 0)) <= 1 for c in dated), len(dated)
            ),
            "jobs_f1": _ratio(2 * jobs_right, sum(c.jobs_found + c.jobs_expected for c in read)),
            "degree_level": _ratio(sum(degrees), len(degrees)),
            "best_role": _ratio(sum(c.best in c.best_expected for c in best), len(best)),
        }


def evaluate(cases: str | Path, *, analyzer: Analyzer, only: Sequence[str] = ()) -> Evaluation:
    """Measure against a case file or a folder of them (`only`: case ids); raise `settings_invalid` without a case."""
    cases = Path(cases)
    if not cases.exists():
        raise unopened(cases, FileNotFoundError())
    paths = [cases] if cases.is_file() else sorted(cases.glob("*.json"))
    days: dict[str, Analyzer] = {}
    results: list[CaseResult] = []
    strange: dict[Path, str] = {}
    read: set[Path] = set()
    for path in paths:
        try:
            annotation = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise unopened(path, error) from error
        except (ValueError, RecursionError) as error:
            raise ConfigurationError("settings_invalid", f"{path} is not JSON: {error}", hint=_HINT) from error
        if not isinstance(annotation, dict) or "skills" not in annotation or "not_held" not in annotation:
            strange[path] = f"{path.name} holds no 'skills' and 'not_held': no case"
            continue
        _need_keys(annotation, path)
        if only and annotation["id"] not in listed(only):
            continue
        day = str(annotation.get("as_of"))
        if day not in days:
            days[day] = _at_its_day(analyzer, annotation, path)
        files = list(_files(path, annotation["id"]))
        if not files:
            strange[path] = f"no resume beside {path.name} has a name that begins with {annotation['id']!r}"
        read |= set(files)
        results += [_case(annotation, file, days[day]) for file in files]
    if not results:
        raise ConfigurationError("settings_invalid", f"no labelled case in {cases}", hint=_HINT)
    # A resume may be a JSON file too.
    left_out = tuple(message for path, message in strange.items() if path not in read)
    return Evaluation(cases=tuple(results), left_out=left_out)


def _need_keys(annotation: Mapping[str, Any], path: Path) -> None:
    """Refuse a case that lacks what is counted."""
    if not isinstance(annotation.get("id"), str):
        raise ConfigurationError("settings_invalid", f"{path} has no 'id'", hint=_HINT)
    for part, keys in _NEEDED.items():
        for entry in annotation.get(part, ()):
            for key in keys:
                if not isinstance(entry, dict) or key not in entry:
                    raise ConfigurationError(
                        "settings_invalid", f"{path}: an entry of {part!r} has no {key!r}", hint=_HINT
                    )


def _at_its_day(analyzer: Analyzer, annotation: Mapping[str, Any], path: Path) -> Analyzer:
    """Read a case as of the month that its annotator took for "present", where it says one."""
    month = annotation.get("as_of")
    if month is None:
        return analyzer
    try:
        return analyzer.variant(as_of=date.fromisoformat(f"{month}-15"[:10]))
    except ValueError as error:
        raise ConfigurationError("settings_invalid", f"{path}: as_of {month!r} is no month") from error


def _files(annotation: Path, case: str) -> Iterator[Path]:
    for path in sorted(annotation.parent.iterdir()):
        if path != annotation and path.suffix.lower() in _SUFFIXES and re.match(rf"{re.escape(case)}[._]", path.name):
            yield path


def _case(annotation: Mapping[str, Any], file: Path, analyzer: Analyzer) -> CaseResult:
    try:
        document = analyzer.read(file)
        profile = analyzer.profile(document)
        fits = analyzer.score_profile(profile).fits
    except SkillgapError as error:
        return CaseResult(case=annotation["id"], file=file.name, error=str(error))
    mentions = [m for skill in profile.skills for m in skill.mentions] + list(profile.unlisted)
    missed, wrong, hard, soft = _compare_skills(annotation, profile)
    traps, trapped = _traps(annotation, mentions, document.text, analyzer)
    wanted = [(j["start"] or None, j["end"] or None) for j in annotation.get("experience", ())]
    # Unpaid posts count where the annotation holds them; one that it leaves out is no false job.
    dated = [((j.since, j.until), j.kind) for j in profile.jobs]
    jobs = [dates for dates, kind in dated if kind != "volunteering" or dates in wanted]
    if "experience" not in annotation:
        jobs = []
    expected_levels = {e["level"] for e in annotation.get("education", ())}
    # Not every annotation lists a school certificate below a degree, or studies left unfinished: no error to name them.
    left_out = {"high_school", *(e.level for e in profile.education if e.completed is False)} - expected_levels
    levels = {e.level for e in profile.education if e.level} - left_out
    return CaseResult(
        case=annotation["id"],
        file=file.name,
        hard=hard,
        soft=soft,
        traps=traps,
        trapped=trapped,
        missed=missed,
        wrong=wrong,
        months=profile.experience_months,
        months_expected=annotation.get("total_job_months"),
        jobs_right=sum(min(jobs.count(job), wanted.count(job)) for job in set(wanted)),
        jobs_found=len(jobs),
        jobs_expected=len(wanted),
        degree_right=levels == expected_levels if expected_levels else None,
        best=fits[0].role.id if fits else None,
        best_expected=tuple(_role_ids(annotation.get("best", ()), analyzer)),
    )


def _compare_skills(
    annotation: Mapping[str, Any], profile: Profile
) -> tuple[tuple[str, ...], tuple[str, ...], SkillCounts, SkillCounts]:
    expected = [skill for skill in annotation["skills"] if skill.get("held", True)]
    wanted = [({_key(s) for s in (skill["name"], *skill["surfaces"])} - {()}, skill) for skill in expected]
    predicted = [
        ({_key(m.text) for m in skill.mentions} | {_key(skill.name)}, skill.name, skill.category in SOFT_CATEGORIES)
        for skill in profile.skills
    ] + [({_key(m.text)}, m.name, False) for m in profile.unlisted]
    found = _Names(key for keys, _, _ in predicted for key in keys)
    counts = {soft: dict.fromkeys(SkillCounts.model_fields, 0) for soft in (False, True)}
    missed, wrong = [], []
    for keys, skill in wanted:
        count = counts[skill["type"] == "soft"]
        named, here = skill.get("category") in _NAMED, any(map(found.overlap, keys))
        count["expected"] += 1
        count["found"] += here
        count["found_strict"] += bool(keys & found.names)
        count["named"] += named
        count["named_found"] += named and here
        if not here:
            missed.append(f"{skill['name']} ({skill['type']})")
    every = _Names(key for keys, _ in wanted for key in keys)
    certificates = _Names(_key(name) for name in annotation.get("certifications", ()) if isinstance(name, str))
    for keys, name, soft in predicted:
        right = any(map(every.overlap, keys))
        if not right and any(map(certificates.overlap, keys)):
            continue  # annotated elsewhere: neither a false skill nor a right one
        counts[soft]["predicted"] += 1
        counts[soft]["right"] += right
        if not right:
            wrong.append(f"{name} ({'soft' if soft else 'hard'}): {sorted(' '.join(k) for k in keys)}")
    return tuple(missed), tuple(wrong), SkillCounts(**counts[False]), SkillCounts(**counts[True])


def _traps(
    annotation: Mapping[str, Any], mentions: Iterable[Mention], text: str, analyzer: Analyzer
) -> tuple[int, tuple[str, ...]]:
    """Count strings that look like a skill and are not this person's, and those that were taken as held."""
    flat, places = _flatten(text)
    spans = [(m.start, m.end, m) for m in mentions]
    trapped = []
    for trap in annotation["not_held"]:
        context = _squeeze(trap.get("context") or trap["surface"])
        surface = _squeeze(trap["surface"])
        at = flat.find(context)
        within = context.find(surface)
        if at < 0 or within < 0:
            continue
        start, end = places[at + within], places[at + within + len(surface) - 1] + 1
        looks_like = trap.get("looks_like")
        for m_start, m_end, mention in spans:
            if m_start < end and start < m_end and _looks(mention, looks_like, analyzer):
                trapped.append(f"{trap['surface']} → {mention.name} ({trap['why']})")
                break
    return len(annotation["not_held"]), tuple(trapped)


def _looks(mention: Mention, looks_like: str | None, analyzer: Analyzer) -> bool:
    if looks_like is None or mention.skill_id is None:
        return True
    skill = analyzer.taxonomy.skills[mention.skill_id]
    return _key(looks_like) in {_key(name) for name in (skill.name, skill.id, *skill.aliases)}


def _role_ids(names: Iterable[str], analyzer: Analyzer) -> Iterator[str]:
    """Turn an annotation's short role names (`staff_ml_infra`) into ids that hold the same words in order."""
    for name in names:
        pattern = re.compile(".*".join(map(re.escape, name.split("_"))))
        exact = [role_id for role_id in analyzer.taxonomy.roles if pattern.search(role_id)]
        yield from sorted(exact, key=lambda role_id: (len(role_id), role_id))[:1]


def _key(text: str) -> _Key:
    return tuple(re.sub(r"[.]", "", token) for token in _TOKEN.findall(text.lower().replace("\u00ad", "")))


class _Names:
    """Names as tuples of words, looked up by the runs of words that they hold."""

    def __init__(self, names: Iterable[_Key]) -> None:
        self.names = set(names) - {()}
        self._runs = {run for name in self.names for run in _runs(name)}

    def overlap(self, name: _Key) -> bool:
        """Tell whether one of the names is a run of words in `name`, or the other way round."""
        return name in self._runs or any(run in self.names for run in _runs(name))


def _runs(words: _Key) -> Iterator[_Key]:
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield words[start:end]


def _flatten(text: str) -> tuple[str, list[int]]:
    """Squeeze white space to one blank, keeping each character's place."""
    out: list[str] = []
    places: list[int] = []
    for i, char in enumerate(text):
        blank = char.isspace()
        if blank and (not out or out[-1] == " "):
            continue
        out.append(" " if blank else char)
        places.append(i)
    return "".join(out), places


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _ratio(part: float, whole: float, *, empty: float = 1.0) -> float:
    return round(part / whole, 4) if whole else empty

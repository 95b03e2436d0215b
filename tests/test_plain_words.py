"""What a stranger reads: errors that name the cause, no birth dates, words that say what they mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from skillgap import Analyzer, Settings, cli
from skillgap.pipelines.rows import csv_rows
from skillgap.report.jsonresume import json_resume
from skillgap.report.wording import signed, worst_gates

RESUME = """Noor Example
Date of birth: 14 February 1994
Date of issue: March 2001

Experience
Data engineer, Northwind, Jan 2019 - Dec 2022
• Built pipelines with Python and Airflow
"""


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(settings=Settings.today())


def command(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["skillgap", *arguments])
    with pytest.raises(SystemExit) as left:
        cli.main()
    return int(left.value.code or 0)


@pytest.mark.parametrize("label", ["Date of birth:", "Date of Birth :", "DATE OF BIRTH:", "Date of joining:"])
def test_a_birth_date_does_not_date_the_document_and_is_told_nowhere(analyzer: Analyzer, label: str) -> None:
    profile = analyzer.profile(RESUME.replace("Date of birth:", label))
    assert not [notice for notice in profile.notices if "date" in notice.code]
    assert "1994" not in profile.model_dump_json()


def test_a_bare_label_still_dates_the_document(analyzer: Analyzer) -> None:
    text = RESUME.replace("Date of birth: 14 February 1994", "Date: 14 February 2024")
    assert str(analyzer.structure(analyzer.read(text)).as_of) == "2024-02"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("score", "FILE", "--output", "gone/report.txt"), 3, "not_found: the folder gone does not exist"),
        (("batch", "FILE", "--output", "gone/rows.csv"), 3, "not_found: the folder gone does not exist"),
        (("score", "FILE", "--taxonomy", "gone"), 4, "taxonomy_invalid: gone is no folder"),
        (("rank", "--role", "lead-ml-engineer", "hollow"), 3, "not_found: no file in hollow"),
        (("skills", "zzzzzz"), 0, "no skill holds 'zzzzzz'"),
        (("roles", "zzzzzz"), 0, "no role holds 'zzzzzz'"),
    ],
)
def test_an_error_names_its_cause(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    arguments: tuple[str, ...],
    status: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "resume.txt").write_text(RESUME, encoding="utf-8")
    (tmp_path / "hollow").mkdir()
    assert command(monkeypatch, *("resume.txt" if a == "FILE" else a for a in arguments)) == status
    assert said in capfd.readouterr().err


def test_skills_are_listed_by_how_near_they_are(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert command(monkeypatch, "skills", "python") == 0
    names = [line.split("\t")[1] for line in capfd.readouterr().out.splitlines()]
    assert names[0] == "Python"
    assert len(names) == len(set(names)) > 10


def test_one_status_a_kind_of_gate_wherever_it_is_told() -> None:
    gates = [
        ("education", "unknown", "required"),
        ("education", "unmet", "preferred"),
        ("experience", "met", "preferred"),
    ]
    assert worst_gates(gates) == {"education": "unknown", "experience": "met"}
    fit = {
        "role_id": "r", "title": "R", "score": 1.0, "low": 1.0, "high": 1.0, "verdict": "weak fit", "gaps": [],
        "gates": [{"kind": kind, "status": status, "importance": importance} for kind, status, importance in gates],
    }  # fmt: skip
    row = {
        "name": "a", "status": "ok", "fits": [fit], "skills": [], "experience_months": None, "sha256": "",
        "error": None,
        "error_code": None, "hint": None,
    }  # fmt: skip
    assert '"unknown","met"' in csv_rows(row)


def test_degree_and_years_asked_together_say_which_of_them_lacks(analyzer: Analyzer) -> None:
    text = RESUME + "\nEducation\nBachelor of Arts in Linguistics, Example University, 2012\n"
    report = analyzer.score(
        text.replace("Jan 2019", "Jan 2010"), roles=analyzer.roles(["staff-ml-infrastructure-engineer"])
    )
    detail = next(gate.detail for gate in report.fits[0].gates if gate.kind == "experience")
    assert "unmet: master's degree asked" in detail
    assert "met: 7 years asked" in detail.replace("unmet", "")


@pytest.mark.parametrize(("value", "digits", "text"), [(-0.04, 1, "0.0"), (0.0, 2, "0.00"), (0.06, 1, "+0.1")])
def test_a_difference_that_rounds_to_nothing_has_no_sign(value: float, digits: int, text: str) -> None:
    assert signed(value, digits) == text


def test_names_in_other_languages_are_told_last(analyzer: Analyzer) -> None:
    report = analyzer.score(RESUME, roles=analyzer.roles(["lead-ml-engineer"]))
    rows = {row.requirement.any_of[0].skill_id: row for row in report.fits[0].contributions}
    outcome = rows["algorithms"].looked_at[0].outcome
    assert "algorithm design" in outcome
    assert "Algorithmen" not in outcome


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Experience\nWrote custom operators for Airflow DAGs", "pytorch-custom-ops"),
        ("Education\nIntermediate (MPC)\tBoard of Intermediate\t2014", "secure-multi-party-computation"),
    ],
)
def test_short_names_that_mean_something_else_far_more_often(analyzer: Analyzer, text: str, skill: str) -> None:
    assert skill not in {mention.skill_id for mention in analyzer.extract(text).mentions}


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Master of Science - MS, Statistics", "Statistics"),
        ("Bachelor of Engineering - BE, Computer Engineering", "Computer Engineering"),
        ("Doctor of Philosophy - PhD, Physics", "Physics"),
        ("Bachelor of Technology - BTech, Electronics", "Electronics"),
        ("Master of Business Administration (MBA), Finance", "Finance"),
    ],
)
def test_a_degree_said_twice_is_no_field(analyzer: Analyzer, line: str, field: str) -> None:
    profile = analyzer.profile(f"Education\nExample University\n{line}\n2010 - 2014\n")
    assert [entry.field for entry in profile.education] == [field]


@pytest.mark.parametrize(
    "tail",
    ["(minimum)", ", Master's or Ph.D. preferred", "; a Master's degree is desired", "or a related field (required)"],
)
def test_words_beside_the_fields_of_study_are_no_fields(analyzer: Analyzer, tail: str) -> None:
    ad = f"# Data Engineer\n\n## Requirements\n\n- Python\n- Bachelor's degree in Computer Science, Statistics {tail}\n"
    gates = analyzer.role(ad).gates
    assert gates[0].fields == ("Computer Science", "Statistics")


def test_why_a_skill_is_not_held_is_said_once(analyzer: Analyzer) -> None:
    text = RESUME + "• I plan to learn Kubernetes\n"
    report = analyzer.score(text, roles=analyzer.roles(["staff-ml-infrastructure-engineer"]))
    reasons = [gap.reason for gap in report.fits[0].gaps if gap.reason.startswith("only planned")]
    assert reasons
    assert all(reason.count("planned") == 1 and "wished" not in reason for reason in reasons)


def test_a_figure_goes_on_with_its_bullet_in_json_resume(analyzer: Analyzer) -> None:
    text = (
        RESUME
        + "• Cut the nightly batch from 5 hours to 1 hour and caught\n2 broken feeds before release.\n• Wrote tests\n"
    )
    document = analyzer.read(text)
    lines = json_resume(document, analyzer.structure(document))["work"][0]["highlights"]
    assert "Cut the nightly batch from 5 hours to 1 hour and caught 2 broken feeds before release." in lines
    assert "Wrote tests" in lines

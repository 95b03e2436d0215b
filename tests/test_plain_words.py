"""What a stranger reads: errors that name the cause, no birth dates, words that say what they mean."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from scoring_cases import asks, fit, holds, resume
from skillgap import Analyzer, cli
from skillgap.analyzer import failure_of
from skillgap.errors import InputError
from skillgap.models.fit import Fit
from skillgap.models.role import Gate, GateOption
from skillgap.pipelines.rows import csv_rows
from skillgap.report import render
from skillgap.report.jsonresume import json_resume
from skillgap.report.wording import count, earners, gain_words, held_words, shown_as, signed, what_decides, worst_gates

RESUME = """Noor Example
Date of birth: 14 February 1994
Date of issue: March 2001

Experience
Data engineer, Northwind, Jan 2019 - Dec 2022
• Built pipelines with Python and Airflow
"""


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


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
        (("batch", "FILE", "--output", "gone/rows.csv"), 3, "does not exist (make it or check --output)"),
        (("score", "hollow"), 3, "is a folder (give a file; skillgap rank and batch take folders)"),
        (
            ("score", "people.csv"),
            3,
            "unsupported_format: people.csv is a table, and would be read as one document (for",
        ),
        (("rank", "people.TSV", "--role", "lead-ml-engineer"), 3, "people.TSV is a table"),
        (
            ("check", "people.jsonl"),
            3,
            "people.jsonl is a table, and would be read as one document (give it to skillgap",
        ),
        (("batch", "people.jsonl", "--output", "o.csv"), 4, "--column names the one that holds the resume; it has cv"),
        (("score", "FILE", "--taxonomy", "gone"), 4, "taxonomy_invalid: gone is no folder"),
        (("rank", "--role", "lead-ml-engineer", "hollow"), 3, "not_found: no file in hollow"),
        (("skills", "zzzzzz"), 0, "no skill holds 'zzzzzz'"),
        (("roles", "zzzzzz"), 0, "no role holds 'zzzzzz'"),
        (("roles", "requirements"), 0, "no role holds 'requirements'"),
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
    for table in ("people.csv", "people.TSV", "people.jsonl"):
        (tmp_path / table).write_text('{"cv": "Python"}\n', encoding="utf-8")
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
        "role_id": "r", "title": "R", "score": 1.0, "low": 1.0, "high": 1.0, "verdict": "weak fit",
        "gaps": [{"skill_ids": ["a", "b", "c"], "names": ["Apple", "Bear", "Cow"], "gain": 4.2, "by": "b"}],
        "gates": [{"kind": kind, "status": status, "importance": importance} for kind, status, importance in gates],
    }  # fmt: skip
    row = {
        "name": "a", "status": "ok", "fits": [fit], "skills": [], "experience_months": None, "sha256": "",
        "error": None,
        "error_code": None, "hint": None,
    }  # fmt: skip
    assert '"unknown","met"' in csv_rows(row)
    assert '"Bear (or 2 others) +4.2"' in csv_rows(row)


def test_a_row_whose_name_is_a_number_is_told_apart_from_a_count() -> None:
    assert failure_of("7", InputError("empty", "7 is empty")).message == "resume 7 is empty"
    assert failure_of("7", "timeout").message == "resume 7 took too long, also alone"
    assert failure_of("7", InputError("empty", "70 is empty")).name == "7"


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
    reasons = [gap.reason for gap in report.fits[0].gaps if gap.reason.startswith("not held yet")]
    assert reasons
    assert all("planned" not in reason and "wished" not in reason and '(by "plan to' in reason for reason in reasons)


def test_a_figure_goes_on_with_its_bullet_in_json_resume(analyzer: Analyzer) -> None:
    text = (
        RESUME
        + "• Cut the nightly batch from 5 hours to 1 hour and caught\n2 broken feeds before release.\n• Wrote tests\n"
        + "• Ran the central platform on Google Cloud (BigQuery, Storage,\nPub/Sub) for two years\n"
    )
    document = analyzer.read(text)
    lines = json_resume(document, analyzer.structure(document))["work"][0]["highlights"]
    assert "Cut the nightly batch from 5 hours to 1 hour and caught 2 broken feeds before release." in lines
    assert "Wrote tests" in lines
    assert "Ran the central platform on Google Cloud (BigQuery, Storage, Pub/Sub) for two years" in lines


def fit_of(analyzer: Analyzer, text: str, ad: str) -> Fit:
    return analyzer.score(text, roles=[analyzer.role(ad)]).fits[0]


AD = "# Data Engineer\n\nRequirements\n- Python\n- Machine learning\n- English\n- AWS, Azure or GCP\n"
AD += "- Terraform\n- Kafka\n"


def test_what_is_held_says_what_it_is_held_for(analyzer: Analyzer) -> None:
    text = RESUME + "• Trained XGBoost models on SageMaker\n\nLanguages\nEnglish, German\n"
    said = held_words(fit_of(analyzer, text, AD), {skill.skill_id: skill for skill in analyzer.profile(text).skills})
    assert "Python (used 4 y, last 2022-12)" in said
    assert "English (named)" in said
    assert "AWS, through Amazon SageMaker (used 4 y, last 2022-12)" in said


def test_a_spoken_language_that_earns_all_is_not_only_listed(analyzer: Analyzer) -> None:
    fit = fit_of(analyzer, RESUME + "\nLanguages\nEnglish, German\n", AD)
    row = next(row for row in fit.contributions if row.requirement.any_of[0].name == "English")
    assert (row.credit, shown_as(row)) == (1, "named")


def test_what_earns_and_loses_points_is_lost_in_part(analyzer: Analyzer) -> None:
    fit = fit_of(analyzer, RESUME + "\nSkills\nTerraform, Kafka\n", AD)
    earned, lost = what_decides(fit).split("; of the others, most are lost at ")
    assert "Apache Kafka" in earned
    assert re.search(r" \([\d.]+ of [\d.]+ together\)$", earned)  # told once: not among what is lost, too
    assert "Apache Kafka" not in lost
    assert "AWS (or 2 others)" in lost


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("• Next on my list: Terraform", 'not held yet: “Terraform” (by "Next on my list")'),
        ("• No experience with Terraform", 'said not to be held: “Terraform” (by "No experience with")'),
        ("• The platform team wrote the Terraform", "not the candidate's own: “Terraform” (by"),
    ],
)
def test_a_note_says_whose_or_when_and_by_which_words(analyzer: Analyzer, line: str, said: str) -> None:
    gap = next(gap for gap in fit_of(analyzer, f"{RESUME}{line}\n", AD).gaps if gap.any_of[0].name == "Terraform")
    assert gap.reason.startswith(said)
    assert gap.reason.count("not found") == 0


def test_a_note_before_a_near_skill_does_not_say_twice_that_nothing_was_found(analyzer: Analyzer) -> None:
    fit = fit_of(analyzer, RESUME + "• Worked with RabbitMQ; no experience with Kafka\n", AD)
    gap = next(gap for gap in fit.gaps if gap.any_of[0].skill_id == "apache-kafka")
    assert gap.reason == 'said not to be held: “Kafka” (by "no experience with"); RabbitMQ is held, which is near to it'


@pytest.mark.parametrize(("number", "said"), [(0, "0 skills"), (1, "1 skill"), (2, "2 skills")])
def test_a_number_agrees_with_its_noun(number: int, said: str) -> None:
    assert count(number, "skill") == said


def test_one_month_is_no_months(analyzer: Analyzer) -> None:
    fit = fit_of(
        analyzer,
        "Noor Example\n\nExperience\nData engineer, Northwind, Mar 2025 - Mar 2025\n• Built pipelines with Python\n",
        AD.replace("Python", "4+ years of Python"),
    )
    assert [gap.reason for gap in fit.gaps if gap.any_of[0].name == "Python"] == ["1 month shown, 48 asked"]


def test_no_difference_has_no_sign_in_any_view(analyzer: Analyzer) -> None:
    report = analyzer.compare(RESUME, RESUME + "• Wrote tests\n", roles=[analyzer.role(AD)])
    for format in ("text", "markdown", "html"):
        assert not re.search(r"[+-]0\.0+\b", render(report, format=format)), format


def test_a_gain_that_rounds_to_nothing_is_a_dot(analyzer: Analyzer) -> None:
    report = analyzer.score(RESUME)
    page = render(report, format="html")
    assert any(0 < gain < 0.05 for fit in report.fits for gap in fit.gaps for gain in gap.gains.values())
    assert ">+0.0<" not in page


def test_two_drafts_say_gates_verdicts_and_evidence_in_words(analyzer: Analyzer) -> None:
    ad = AD + "- 5 years of experience\n"
    old = RESUME + "\nSkills\nTerraform\n"
    new = old.replace("Jan 2019", "Jan 2015").replace("Airflow", "Airflow, Terraform, Kafka, AWS")
    text = render(analyzer.compare(old, new, roles=[analyzer.role(ad)]))
    assert "experience unmet → met" in " ".join(text.split())
    assert re.search(r"Data Engineer: \w+ fit → strong fit", text)
    assert "Terraform (only listed → in dated work)" in " ".join(text.split())


def test_usual_words_for_the_rest_are_no_odd_headings(analyzer: Analyzer) -> None:
    text = (
        RESUME
        + "\nEducation\nBSc Physics, Example University, 2018\n\nSkills\nPython\n\nOther\nChess\n\nI speak\nEnglish\n"
    )
    found = {finding.code for finding in analyzer.check(analyzer.read(text.encode())).findings}
    assert "odd_heading" not in found


def test_what_is_named_and_shown_better_by_a_part_is_not_called_unnamed(analyzer: Analyzer) -> None:
    text = RESUME + "• Moved training to Databricks\n\nSkills\nAWS, SageMaker\n"
    for tail in (text, text.replace("AWS, ", "")):
        gap = next(gap for gap in fit_of(analyzer, tail, "# Cloud\n\nRequirements\n- AWS\n- Python\n").gaps)
        assert ("not named itself" in gap.reason) == ("AWS, " not in tail), gap.reason


def test_what_is_only_near_is_not_called_shown(analyzer: Analyzer) -> None:
    ad = "# Engineer\n\nRequirements\n- MATLAB\n- Rust\n"
    fit = fit_of(analyzer, RESUME, ad)
    assert "MATLAB (shown in part)" not in what_decides(fit)
    assert "Python, near to MATLAB (used 4 y, last 2022-12)" in held_words(
        fit, {skill.skill_id: skill for skill in analyzer.profile(RESUME).skills}
    )


def test_a_ranking_tells_files_of_one_name_apart_and_says_what_was_hidden(analyzer: Analyzer, tmp_path: Path) -> None:
    pages = {
        "ann/resume.txt": "Skills\nPython, SQL\n",
        "bob/resume.txt": "Skills\nPython\n",
        "eve/resume.html": "<h2>Skills</h2><p>Python</p><p style='color:#fff'>PyTorch TensorFlow Kubernetes AWS</p>",
    }
    for name, text in pages.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    role = analyzer.roles(["lead-ml-engineer"])[0]
    report = analyzer.rank([tmp_path / name for name in pages], role=role)
    assert sorted(c.document.name for c in report.candidates) == ["ann/resume.txt", "bob/resume.txt", "resume.html"]
    assert [notice.message for notice in report.notices if notice.code == "hidden_text"] == [
        "text that people can't see, and that is not counted, was found in resume.html: look at the file"
    ]


def test_a_rank_can_be_defended_from_its_own_files(analyzer: Analyzer) -> None:
    report = analyzer.rank([RESUME], role=analyzer.role(AD))
    table = list(csv.DictReader(io.StringIO(render(report, format="csv"))))
    python = next(row for row in table if row["requirement"] == "Python")
    at = RESUME.index("Python")
    assert python["evidence"] == f"Python (experience, {at}-{at + 6})"
    page = render(report, format="html")
    assert "Where the points come from" in page
    assert f"experience, {at}–{at + 6}" in page


def test_one_year_is_no_years(analyzer: Analyzer) -> None:
    ad = AD + "- At least 1 year of work experience\n"
    assert [gate.detail for gate in fit_of(analyzer, RESUME, ad).gates] == ["1 year asked; 4 years of work shown"]


def test_soft_skills_without_hard_ones_are_held_though_they_earn_nothing():
    result = fit(resume(holds("talking", "listed")), asks("query"), asks("talking"))
    assert result.score == 0
    assert "Only Talking of what this role asks for" in what_decides(result)
    assert held_words(result, {}) == ["Talking (only listed)"]
    assert [gain_words(gap.gain) for gap in result.gaps if gap.any_of[0].skill_id == "talking"] == ["+0"]
    assert "Nothing that this role asks for was found" in what_decides(fit(resume(), asks("query")))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("query", "talking"), "Query alone is worth 94 of the 100 points"),
        (("query", "boxes"), "Query alone is worth 50 and Boxes alone is worth 50 of the 100 points"),
        (("query",), ""),
        (("query", "boxes", "kernels"), ""),
    ],
)
def test_a_requirement_that_decides_by_itself_is_named(rows, said):
    words = what_decides(fit(resume(holds("query", "dated")), *map(asks, rows)))
    assert said in words
    assert ("alone" in words) == bool(said)


def test_what_gates_take_is_not_said_to_be_lost_at_a_skill_shown_in_full() -> None:
    years = Gate(kind="experience", options=(GateOption(min_years=10),))
    words = what_decides(fit(resume(holds("query", "dated", months=60), months=60), asks("query"), gates=(years,)))
    assert "most are lost" not in words
    assert "since experience is not shown in full" in words


def test_a_ranking_marks_what_only_a_list_shows() -> None:
    by_list = fit(resume(holds("query", "listed"), holds("torchlike")), asks("query"), asks("torchlike"))
    assert earners(by_list) == ["Torchlike", "Query (listed)"]

"""What a resume denies, plans or says elsewhere is no skill of its JSON Resume."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from skillgap.analyzer import Analyzer
from skillgap.report.jsonresume import json_resume
from skillgap.settings import Settings

HEAD = "Ida Kestrel\nida@example.com\n\n"
JOB = "Experience\nEngineer, Sedge Mills, 2019 - 2022\n- Kept the looms running\n\n"


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(settings=Settings(as_of=datetime.date(2026, 6, 1)), isolated=False)


def _written(analyzer: Analyzer, text: str) -> dict[str, Any]:
    document = analyzer.read(text.encode(), name="resume.txt")
    return json_resume(document, analyzer.structure(document), profile=analyzer.profile(document))


@pytest.mark.parametrize(
    ("line", "keywords", "other"),
    [
        ("Little or nothing: Azure, Terraform", [], ["Little or nothing: Azure, Terraform"]),
        ("Not yet: Rust", [], ["Not yet: Rust"]),
        ("On my list\tRust, Elixir", [], ["On my list: Rust, Elixir"]),
        ("Stores: MongoDB (never used), Redis", ["Redis"], None),
        ("Cloud: AWS, Azure", ["AWS", "Azure"], None),
        ("Daily\tPython, Go", ["Python", "Go"], None),
        ("Zero downtime: Python", ["Python"], None),
    ],
)
def test_what_is_not_held_is_no_keyword(
    analyzer: Analyzer, line: str, keywords: list[str], other: list[str] | None
) -> None:
    found = _written(analyzer, f"{HEAD}{JOB}Skills\n{line}\nDebian, Bash\n")
    groups = [group["keywords"] for group in found["skills"]]
    assert groups == [*([keywords] if keywords else []), ["Debian", "Bash"]]
    assert found.get("other") == other


def test_contact_lines_at_the_head_of_a_summary_are_no_part_of_it(analyzer: Analyzer) -> None:
    text = "Ida Kestrel\n\nIN SHORT\nTarn, Poland\nida@example.com\n+48 600 000 001\nI keep looms alive.\n\n" + JOB
    basics = _written(analyzer, text)["basics"]
    assert (basics["summary"], basics["location"]) == ("I keep looms alive.", {"address": "Tarn, Poland"})


def test_a_summary_that_names_an_address_in_a_sentence_stays_whole(analyzer: Analyzer) -> None:
    text = f"{HEAD}Summary\nI keep looms alive.\nWrite to me at ida@example.com about old ones.\n\n{JOB}"
    assert _written(analyzer, text)["basics"]["summary"].startswith("I keep looms alive. Write to me")


def test_languages_at_the_end_of_the_hobbies_are_languages(analyzer: Analyzer) -> None:
    text = f"{HEAD}{JOB}Interests\nBouldering, Polish cooking, translating Lem. Polish native, English C1, German B1.\n"
    found = _written(analyzer, text)
    assert found["languages"] == [
        {"language": "Polish", "fluency": "native"},
        {"language": "English", "fluency": "C1"},
        {"language": "German", "fluency": "B1"},
    ]
    assert [item["name"] for item in found["interests"]] == ["Bouldering", "Polish cooking", "translating Lem"]

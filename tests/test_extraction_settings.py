"""The same words in another setting (lines parted, cells, labels above) show the same skills."""

from __future__ import annotations

import datetime
from functools import cache

import pytest

from skillgap.analyzer import Analyzer
from skillgap.models.resume import Profile
from skillgap.settings import Settings

HEAD = "Katarzyna Thorvald\nkatarzyna@example.com\n\n"


@cache
def analyzer() -> Analyzer:
    return Analyzer(settings=Settings(as_of=datetime.date(2026, 6, 1)), isolated=False)


def profile_of(text: str) -> Profile:
    return analyzer().profile(HEAD + text, name="resume.txt")


def skills(text: str) -> set[str]:
    return {skill.skill_id or skill.name for skill in profile_of(text).skills}


@pytest.mark.parametrize(
    "lines",
    [
        "Mathematics, Bachelor of Science, Brackwater University\n2010 - 2013",
        "Brackwater University\n2010 - 2013\nMathematics\nBachelor of Science",
        "Brackwater University\nMathematics\n2010 - 2013\nBachelor of Science",
        "2010 - 2013\nBrackwater University\nMathematics\nBachelor of Science",
        "Brackwater University - Mathematics\nBachelor of Science\n2010 - 2013",
        "Brackwater University\n• Bachelor of Science\n• Mathematics\n• Grade: 1.4",
        "Brackwater University\nBachelor of Science Mathematics\n2010 - 2013",
        "Brackwater University\nBachelor of Science Mathematics GPA: 3.8\n2010 - 2013",
        "Brackwater University\nBachelor of Science Mathematics GPA 3.8\n2010 - 2013",
        "Brackwater University\nBachelor of Science Mathematics Final Grade 1.3\n2010 - 2013",
        "Brackwater University, 2010 - 2013\n• Bachelor of Science · Mathematics",
        "Brackwater University\n2010\tBachelor of Science\n2013\tMathematics",
    ],
)
def test_a_field_of_study_is_read_wherever_it_stands(lines: str) -> None:
    profile = profile_of(f"Education\n{lines}\nSkills\nPython, Docker\n")
    assert [(degree.field, degree.institution) for degree in profile.education] == [
        ("Mathematics", "Brackwater University")
    ]
    assert {skill.skill_id for skill in profile.skills} == {"python", "docker"}


def test_each_field_stays_with_its_degree() -> None:
    text = (
        "Education\nLower Fenn College\n2014 - 2016\nComputer Science\nMaster of Science\nCourses\n• Compilers\n"
        "Brackwater University\n2010 - 2013\nMathematics\nBachelor of Science\n"
    )
    degrees = [(d.level, d.field, d.institution, d.since) for d in profile_of(text).education]
    assert degrees == [
        ("master", "Computer Science", "Lower Fenn College", "2014"),
        ("bachelor", "Mathematics", "Brackwater University", "2010"),
    ]


@pytest.mark.parametrize("line", ["Master Data Science", "MASTER DATA SCIENCE", "Master\nData Science"])
def test_a_degree_manages_no_master_data(line: str) -> None:
    assert "master-data-management" not in skills(f"{line}\n\nExperience\nKept books\n")


def test_a_sentence_before_a_degree_is_no_field() -> None:
    (degree,) = profile_of("Education\nI read Physics (BSc) at Brackwater University, finished in 2018.\n").education
    assert degree.field is None


POST = "Data engineer\nOld Quay Bakeries\n2015 - 2018\n• Kept books in Python\n"


@pytest.mark.parametrize(
    "lines",
    [
        "Fern & Gale Logistics\n2019-06-01 - 2022-02-28\nAnalyst\n• Reports in SQL",
        "• Analyst, Fern & Gale Logistics\n• Jun 2019 - Feb 2022\n• Reports in SQL",
        "June 2019\nJoined Fern & Gale Logistics\nReports in SQL",
        "Gannethill Logistics\n2019 - 2022\nAnalyst\n• Reports in SQL",
        "• Gannethill Robotics\n2019-06 - 2022-08\nReports in SQL",
        "Code Harbor\n2019 - 2022\nInstructor\n• Reports in SQL",
        "Instructor, Code Harbor\n2019 - 2022\n• Reports in SQL",
        "Ticket clerk, Gannethill Harbor\n2019 - 2022\n• Reports in SQL",
        "June 2019\nJoined Blue Tide Logistics\nReports in SQL",
    ],
)
@pytest.mark.parametrize("heading", ["Experience", "Volunteering"])
def test_a_name_that_ends_with_a_trade_is_an_employer(heading: str, lines: str) -> None:
    found = skills(f"Skills\nDocker, Kubernetes\n{heading}\n{POST}{lines}\n")
    assert "sql" in found
    assert found.isdisjoint({"logistics", "harbor", "robotics"})


@pytest.mark.parametrize(
    "line", ["Skills\nGlobal Logistics\nDocker", "Experience\n• Warehouse & Transport Logistics for two ports\n"]
)
def test_a_trade_behind_everyday_words_is_a_skill(line: str) -> None:
    assert "logistics" in skills(f"{line}\n")


@pytest.mark.parametrize("bullet", ["", "• "])
def test_a_title_over_a_sentence_is_not_who_did_it(bullet: str) -> None:
    lines = "\n".join(bullet + line for line in ("Taught Scratch to children on Saturdays.", "Ran a hackathon."))
    found = skills(f"Volunteering\nOld Quay Club\n2020 - 2021\nInstructor\n{lines}\n")
    assert "teaching" in found


def test_a_wrapped_sentence_still_has_its_doer() -> None:
    lines = "Kept books in Excel while the analysts\nbuilt all of the many dashboards in Tableau."
    assert "tableau" not in skills(f"Experience\nData engineer, Old Quay Bakeries\n2015 - 2018\n{lines}\n")


def test_a_phrase_ends_with_its_line() -> None:
    post = "2020-09 to Present\nEngineer at Old Quay Bakeries"
    found = skills(f"Experience\n{post}\nDesigned event-driven services with Kafka and Redis\n")
    assert "event-driven-architecture" in found
    assert "public-speaking" not in found


@pytest.mark.parametrize(
    "lines",
    [
        "GitHub\nmarlow-k",
        "GitHub @marlowk",
        "GitHub/ marlowk",
        "marlowk (GitHub)\nmarlowk (LinkedIn)",
        "GitHub\tLinkedIn",
        "GitHub\nLinkedIn",
        "Profiles\nGitHub",
        "Elsewhere\nGitHub",
        "020 7946 0011\nGitHub",
    ],
)
def test_the_site_of_an_account_is_no_skill(lines: str) -> None:
    assert "github" not in skills(f"Summary\nKept the books of a bakery for years.\n{lines}\nExperience\n{POST}")


@pytest.mark.parametrize(
    "lines", ["Skills\nGitHub\nJira", "Skills\nPython\nGitHub", f"Experience\n{POST}• Moved the code to GitHub\n"]
)
def test_the_site_of_code_is_a_skill_among_skills(lines: str) -> None:
    assert "github" in skills(f"Summary\nKept the books of a bakery for years.\n{lines}\n")


def test_the_credits_of_a_template_are_no_skill() -> None:
    lines = "Built by @somebody using JSON Resume.\nCreate your own with the JSON Resume GitHub theme."
    assert skills(f"Skills\nPython\nExperience\n{POST}{lines}\n").isdisjoint({"json", "github"})


@pytest.mark.parametrize("gap", [", ", "\n", "\t"])
@pytest.mark.parametrize("date", ["", ", 2023", "\t2023-04-15"])
def test_who_gives_a_certificate_names_what_it_is_about(gap: str, date: str) -> None:
    line = f"Certified Solutions Architect{gap}Amazon Web Services{date}"
    assert "aws" in skills(f"Skills\nPython\nCertificates\n{line}\n")


@pytest.mark.parametrize(
    ("lines", "skill"),
    [
        ("• LightGBM\n• Hugging Face\nTransformers\n• Docker", "hugging-face-transformers"),
        ("LightGBM\nSpring\nBoot\nDocker", "spring-boot"),
        ("LightGBM\nMachine Learning\nInfrastructure\nDocker", "machine-learning"),
    ],
)
def test_a_name_goes_on_over_the_end_of_a_narrow_line(lines: str, skill: str) -> None:
    assert skills(f"Skills\n{lines}\n") >= {"lightgbm", skill, "docker"}


def test_items_of_a_list_are_not_glued() -> None:
    found = skills("Skills\n• Hugging Face\n• Transformers\nExperience\nKept books.\n")
    assert "hugging-face-transformers" not in found


def test_a_course_over_the_next_school_is_not_part_of_its_name() -> None:
    for school in ("Nether Institute of Technology", "University of Nether"):
        lines = f"MSc Physics\n• Big data with Spark\n{school}\n2010 - 2013\nBSc Physics"
        assert "apache-spark" in skills(f"Education\n{lines}\n")


def test_an_author_of_a_project_writes_no_novels() -> None:
    lines = "Author\ntinyrank\nFeb 2021 - Jan 2022\n• Rust core with Python bindings"
    assert "rust" in skills(f"Projects\n{lines}\n")


@pytest.mark.parametrize("lines", ["Norwich, UK\nEnglish, Swedish", "Norwich, UK\tEnglish, Swedish"])
def test_a_line_or_cell_of_languages_says_them(lines: str) -> None:
    assert skills(f"{lines}\nSummary\nKept books of a bakery.\n") >= {"english", "swedish"}


def test_nations_in_a_sentence_are_no_languages() -> None:
    assert skills("Summary\nKept books of Danish, Irish farms.\n").isdisjoint({"danish", "irish"})


def test_a_label_that_wraps_plans_nothing() -> None:
    found = skills("Skills\nData\npandas\nMachine\nlearning\nscikit-learn\nEducation\nBSc Physics, Nether College\n")
    assert found >= {"pandas", "scikit-learn"}


def test_what_many_like_is_no_trade() -> None:
    assert "cooking" not in skills("Birdwatching: terns\nCooking: fermentation\nSummary\nEngineer.\n")
    assert "cooking" in skills("Experience\nChef, Old Quay Kitchen\n2010 - 2014\n• Cooking for 80 guests, menus\n")


@pytest.mark.parametrize(
    "lines",
    ["Data analyst, SAP\nJuly 2017 - May 2019", "• SAP\n2017-07 - 2019-05\nData analyst", "Joined SAP\nData analyst"],
)
def test_who_makes_a_product_may_employ(lines: str) -> None:
    assert "sap" not in skills(f"Experience\n{lines}\nReports in Excel for ten clients\n")


@pytest.mark.parametrize(
    "lines", ["Data analyst, Kvist Bakeries\n2017 - 2019\n• SAP", "Data analyst\n2017 - 2019\n• Reports in SAP"]
)
def test_the_product_is_a_skill_among_what_was_done(lines: str) -> None:
    assert "sap" in skills(f"Experience\n{lines}\n")


def test_an_employer_gives_prizes_too() -> None:
    post = "Databricks\nData engineer\n2017 - 2019\n• Reports in Excel"
    found = skills(f"Experience\n{post}\n\nAwards\nBest internal tool, Databricks\n")
    assert "databricks" not in found


def test_degrees_set_as_headings_stay_in_their_section() -> None:
    page = "".join(
        f"<h2>{head}</h2>{body}"
        for head, body in {
            "Experience": "<p>Clerk, Old Quay Bakeries, 2015 - 2018</p><p>Kept books in Excel</p>",
            "Education": "",
            "Master of Science": "<p>Computer Science</p><p>Lower Fenn College</p><p>2016</p>",
            "Bachelor of Science": "<p>Mathematics</p><p>Brackwater University</p><p>2013</p>",
            "Skills": "<p>Python, Docker</p>",
        }.items()
    )
    html = f"<html><body><h1>Katarzyna Thorvald</h1><p>katarzyna@example.com</p>{page}</body></html>"
    profile = analyzer().profile(html.encode(), name="resume.html")
    assert [degree.field for degree in profile.education] == ["Computer Science", "Mathematics"]
    assert "mathematics" not in {skill.skill_id for skill in profile.skills}

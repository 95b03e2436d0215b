"""What a resume's structure and mentions say of each skill."""
# ruff: noqa: E501 (a resume line reads better whole)

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgap import Analyzer
from skillgap.models.document import Document
from skillgap.models.resume import HeldSkill, Mention, Profile
from skillgap.models.skill import Skill
from skillgap.profile import build_profile
from skillgap.settings import Settings
from skillgap.structure import read_structure
from skillgap.taxonomy import Taxonomy

NAMES = ("Python", "Go", "SQL", "Rust", "Spark", "Kubernetes", "PyTorch", "Docker", "Excel", "French", "C++")
TAXONOMY = Taxonomy([Skill(id=name.lower(), name=name, category="language") for name in NAMES])

RESUME = """Ottoline Brasswick
ottoline@example.com

PROFILE
Over 6 years of Python, fond of Docker.

EXPERIENCE
Engineer, Acme Ltd, 01/2020 - 12/2021
- Python services, Kubernetes
Analyst, Bolt Ltd, 07/2021 - present
- Python and SQL reports
Cook, Loaf Ltd, 2015 - 2016
- Bread

PROJECTS
Crab counter (2023)
Rust on a small board

EDUCATION
BSc Mathematics, University of Riverton, 2010 - 2013
Coursework: Spark, Go
Thesis: PyTorch models of rivers

CERTIFICATIONS
- Kubernetes Administrator, 2022
- Docker Associate, exam booked for autumn

SKILLS
Excel (advanced), basic Go, C++ ●●●○○, Rust (3 yrs), SQL: expert

LANGUAGES
French (C1)
"""


def profile_of(text: str, *, statuses: dict[int, str] | None = None, **more: Any) -> Profile:
    """Build a profile with a mention wherever a name stands as a word."""
    document = Document(name="cv.txt", media_type="text/plain", sha256="0" * 64, text=text)
    structure = read_structure(document, as_of="2026-06")
    mentions = []
    for name in NAMES:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not text[end : end + 1].isalpha() and not text[at - 1].isalpha():
                kind = next(s.kind for s in structure.sections if s.start <= at < s.end)
                mentions.append(
                    Mention(
                        skill_id=name.lower(), name=name, category="language", text=name, start=at, end=end, section=kind,
                        method="exact", similarity=100, status=(statuses or {}).get(at, "held"),  # type: ignore[arg-type]
                    )
                )  # fmt: skip
            at = text.find(name, end)
    return build_profile(document, structure, mentions, taxonomy=TAXONOMY, **more)


def skill(profile: Profile, name: str) -> HeldSkill:
    return next(held for held in profile.skills if held.name == name)


PROFILE = profile_of(RESUME)

_TIMES = (Path(__file__).parent / "data" / "told_times.tsv").read_text("utf-8").splitlines()
TOLD_TIMES = [line.split("\t") for line in _TIMES if not line.startswith("#")]


@pytest.mark.parametrize(
    ("name", "evidence"),
    [
        ("Kubernetes", "certified"), ("Python", "dated"), ("SQL", "dated"), ("Rust", "used"), ("PyTorch", "used"),
        ("Docker", "used"), ("Excel", "listed"), ("C++", "listed"), ("French", "listed"), ("Spark", "coursework"),
    ],
)  # fmt: skip
def test_the_strongest_evidence_wins(name: str, evidence: str) -> None:
    assert skill(PROFILE, name).evidence == evidence


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("SUMMARY\nA pleasant person. Python SQL Rust Docker Excel Spark.\n", "listed"),
        ("SUMMARY\nPython | SQL | Rust | Docker | Excel\n", "listed"),
        ("SUMMARY\nI build services in Python, SQL, Rust, Docker and Excel.\n", "used"),
        ("SUMMARY\nPython and SQL. Likes rivers.\n", "used"),
        ("EXPERIENCE\nClerk, Acme Ltd, 2019 - 2021\n- Sold pens\n- Keywords: Python, SQL\n", "listed"),
        ("EXPERIENCE\nClerk, Acme Ltd, 2019 - 2021\n- Sold pens\nStack: Python, SQL\n", "dated"),
    ],
)
def test_a_bare_list_is_one_wherever_it_stands(text: str, evidence: str) -> None:
    assert skill(profile_of(f"Ottoline Brasswick\n\n{text}"), "Python").evidence == evidence


@pytest.mark.parametrize(
    ("line", "evidence"),
    [
        ("Wrote a Python script that checks 300 drug charts a night (used on two wards since 2024)", "used"),
        ("- Built a database of 4,000 patients in Python that three hospitals use daily", "used"),
        ("Automated the rota of four wards with Python", "used"),
        ("I use Python daily", "used"),
        ("I have built our stock list in Python", "used"),
        ("Python: wrote scripts", "listed"),
        ("Managed Kubernetes, Python, SQL", "listed"),
        ("Automated testing, Python", "listed"),
        ("Built with love: Python", "listed"),
        ("Python, SQL, the usual office programs", "listed"),
    ],
)
def test_a_sentence_among_skills_that_says_what_was_done_shows_use(line: str, evidence: str) -> None:
    text = (
        f"Ottoline Brasswick\n\nKEY SKILLS\nProgramming\n  {line}\nLeadership\n\nEMPLOYMENT\n2012-2024 Nurse, St Elf\n"
    )
    assert skill(profile_of(text), "Python").evidence == evidence


def test_what_is_used_daily_is_no_coursework_behind_a_degree() -> None:
    text = "Ottoline Brasswick\n\nEDUCATION\nI hold a BSc in Mathematics from the University of Leeds (2016). I use Docker daily.\nModules: Python\n"
    assert [skill(profile_of(text), name).evidence for name in ("Docker", "Python")] == ["used", "coursework"]


def test_months_are_the_union_of_the_jobs_that_name_the_skill() -> None:
    assert skill(PROFILE, "Python").months == 78
    assert skill(PROFILE, "SQL").months == 60
    assert skill(PROFILE, "Kubernetes").months == 24
    assert skill(PROFILE, "Rust").months is None
    assert skill(PROFILE, "Excel").months is None


def test_last_use() -> None:
    assert skill(PROFILE, "Python").last_used == "present"
    assert skill(PROFILE, "Rust").last_used == "2023"
    assert skill(PROFILE, "Excel").last_used is None


@pytest.mark.parametrize(
    ("earlier", "later", "name", "last"),
    [
        ("Python", "PySpark", "Python", "present"),
        ("CI/CD", "GitHub Actions", "CI/CD", "present"),
        ("PySpark", "Python", "PySpark", "2019-12"),
        ("Python", "Java", "Python", "2019-12"),
        ("Software testing", "Unit testing", "Software Testing", "2019-12"),  # a whole field
    ],
)
def test_a_narrower_skill_used_later_is_a_later_use(earlier: str, later: str, name: str, last: str) -> None:
    text = (
        f"Jo Brandt\n\nEXPERIENCE\nEngineer, Alder, 2021 – present\n- {later} at work\n"
        f"Engineer, Birch, 2017 – 2019\n- {earlier} at work\n"
    )
    profile = Analyzer(isolated=False).profile(text.encode(), name="cv.txt")
    assert {one.name: one.last_used for one in profile.skills}[name] == last


def test_jobs_outside_the_field_count_as_experience_but_for_no_skill() -> None:
    assert PROFILE.experience_months == 78 + 24
    assert all((held.months or 0) <= 78 for held in PROFILE.skills)


def test_what_the_candidate_states_stays_apart_from_what_the_dates_prove() -> None:
    assert skill(PROFILE, "Python").stated_years == 6
    assert skill(PROFILE, "Rust").stated_years == 3
    assert skill(PROFILE, "Rust").months is None
    levels = {held.name: held.stated_level for held in PROFILE.skills if held.stated_level}
    assert levels == {"Excel": "advanced", "Go": "basic", "C++": "3/5", "SQL": "expert", "French": "C1"}


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("5+ years of Python", 5), ("Python (6 yrs)", 6), ("Python - 4 years", 4), ("Python, 7+ years", 7), ("3 years' experience in Python", 3),
        ("Python: 2.5 years", 2.5), ("8 Jahre Erfahrung mit Python", 8), ("Python 3 and 4 cats", None), ("Python since 2019", None),
    ],
)  # fmt: skip
def test_stated_years(line: str, years: float | None) -> None:
    profile = profile_of(f"Ada Brasswick\n\nSKILLS\n{line}\n\nLANGUAGES\nFrench\n")
    assert skill(profile, "Python").stated_years == years


@pytest.mark.parametrize(
    "line",
    [
        "analysed 12 years of counts in Python", "Migrated 15 years of Python data to Snowflake", "20 years of Python files",
        "Forecasts from 10 years of sales data in Python", "8 years of tick data with Python", "10 Jahre Messdaten in Python",
        "12 ans de données en Python", "Analysed 30 years of satellite images with Python",
    ],
)  # fmt: skip
def test_how_far_data_go_back_says_nothing_of_the_person(line: str) -> None:
    profile = profile_of(f"Ada Brasswick\n\nSKILLS\n{line}\n\nLANGUAGES\nFrench\n")
    assert skill(profile, "Python").stated_years is None


@pytest.mark.parametrize(("wanted", "listed", "bullets"), TOLD_TIMES)
def test_what_the_resume_says_of_when_bounds_what_the_dates_say(wanted: str, listed: str, bullets: str) -> None:
    lines = "\n".join(f"- {bullet}" for bullet in bullets.split(" / "))
    skills = f"SKILLS\n{listed}\n\n" if listed != "-" else ""
    profile = profile_of(f"Ada Brasswick\n\n{skills}EXPERIENCE\nEngineer, Acme Ltd, 01/2018 - present\n{lines}\n")
    names = [one.partition("=")[0] for one in wanted.split()]
    found = [skill(profile, name) for name in names]
    assert " ".join(f"{held.name}={held.months}:{held.last_used}" for held in found) == wanted
    assert all((held.months_low or 0) <= (held.months or 0) <= (held.months_high or 0) for held in found)


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Python (expert)", "expert"), ("Advanced Python, SQL", "Advanced"), ("Python ●●●●○", "4/5"), ("Python 8/10", "8/10"),
        ("Python 90%", "90%"), ("Python – intermediate", "intermediate"), ("Python basics, SQL", "basics"), ("Python, SQL", None),
        ("Python ★★★☆☆", "3/5"), ("Python (Django, Flask)", None),
    ],
)  # fmt: skip
def test_stated_level(line: str, level: str | None) -> None:
    profile = profile_of(f"Ada Brasswick\n\nSKILLS\n{line}\n\nLANGUAGES\nFrench\n")
    assert skill(profile, "Python").stated_level == level


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("French A1", "A1"), ("French A2, Swahili C1", "A2"), ("French level A1", "A1"), ("French niveau A2", "A2"),
        ("French at A2 level", "A2"), ("French B1+", "B1"), ("French (A2)", "A2"), ("French nivel básico", "nivel básico"),
        ("French A2 (school)", "A2"), ("French, Swahili", None),
    ],
)  # fmt: skip
def test_stated_level_of_a_language(line: str, level: str | None) -> None:
    profile = profile_of(f"Ada Brasswick\n\nSKILLS\nPython, SQL\n\nLANGUAGES\n{line}\n")
    assert skill(profile, "French").stated_level == level


def test_what_is_not_held_is_kept_apart() -> None:
    at = RESUME.index("Docker Associate")
    profile = profile_of(RESUME, statuses={at: "planned"})
    assert [(m.name, m.status) for m in profile.not_held] == [("Docker", "planned")]
    assert skill(profile, "Docker").evidence == "used"


def test_hidden_skills_are_named_unless_they_are_held_in_sight() -> None:
    assert profile_of(RESUME, hidden_skills=("python", "zig")).hidden_skills == ("zig",)


def test_no_personal_data_enters_a_profile() -> None:
    shown = PROFILE.model_dump_json()
    assert "Ottoline" not in shown
    assert "Brasswick" not in shown
    assert "example.com" not in shown


def test_strongest_skills_come_first() -> None:
    order = ["certified", "dated", "used", "listed", "coursework"]
    ranks = [order.index(held.evidence) for held in PROFILE.skills]
    assert ranks == sorted(ranks)


def test_a_profile_reads_back_from_its_own_json() -> None:
    assert Profile.model_validate_json(PROFILE.model_dump_json()) == PROFILE


@given(
    st.sampled_from(["Nnamdi Okonkwo", "Zoë Q. Castellanos", "Ada van Brasswick (she/her)", "Dr. Li Wei"]),
    st.sampled_from(["", "Born: 1 May 1975\n", "Nationality: Martian\n"]),
)
def test_skills_do_not_change_with_the_person(name: str, more: str) -> None:
    def said(profile: Profile) -> list[tuple[object, ...]]:
        return [(h.name, h.evidence, h.months, h.last_used, h.stated_years, h.stated_level) for h in profile.skills]

    other = profile_of(RESUME.replace("Ottoline Brasswick\n", f"{name}\n{more}", 1))
    assert said(other) == said(PROFILE)
    assert other.experience_months == PROFILE.experience_months


FOUNDATIONS = Taxonomy(
    [
        Skill(id="linear-algebra", name="Linear algebra", category="math"),
        Skill(id="data-structures", name="Data Structures", category="software_engineering"),
        Skill(id="containers", name="Containers", category="devops_mlops", broader=("devops",)),
        Skill(id="devops", name="DevOps", category="devops_mlops"),
        Skill(id="docker", name="Docker", category="devops_mlops", broader=("containers",)),
        Skill(id="kubernetes", name="Kubernetes", category="devops_mlops", broader=("containers",)),
        Skill(id="sql", name="SQL", category="language"),
        Skill(id="physics", name="Physics", category="domain"),
    ]
)


def build(text: str, *mentions: Mention) -> Profile:
    """Build a profile over `FOUNDATIONS` from these mentions."""
    document = Document(name="cv.txt", media_type="text/plain", sha256="0" * 64, text=text)
    return build_profile(document, read_structure(document, as_of="2026-06"), mentions, taxonomy=FOUNDATIONS)


def named(text: str, name: str, section: str, status: str = "held") -> Mention:
    """Mention a skill where its name stands first."""
    start = text.index(name)
    known = next(s for s in FOUNDATIONS.skills.values() if s.name == name)
    return Mention.model_validate(
        {
            "skill_id": known.id, "name": name, "category": known.category, "text": name, "start": start,
            "end": start + len(name), "section": section, "method": "exact", "similarity": 100, "status": status,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("degree", "taught"),
    [
        ("BSc Mathematics, University of Riverton, 2010 - 2013", ["linear-algebra"]),
        ("M.Sc. Informatik, Hochschule Flussstadt, 2010 - 2013", ["data-structures", "linear-algebra"]),
        ("BSc Computer Science, University of Riverton, 2010 - 2013", ["data-structures", "linear-algebra"]),
        ("BA History, University of Riverton, 2010 - 2013", []),
        ("Higher Diploma in Data Analytics, University of Riverton, 2022 - 2023", []),
        ("BSc Physics, University of Riverton, 2010 - 2013", ["linear-algebra", "physics"]),
    ],
)
def test_a_degree_shows_the_foundations_of_its_field(degree: str, taught: list[str]) -> None:
    text = f"Ottoline Brasswick\n\nEDUCATION\n{degree}\n"
    profile = build(text)
    assert profile.skills == ()
    assert sorted(s.skill_id for s in profile.foundations) == taught
    for held in profile.foundations:
        proof = held.mentions[0]
        assert (held.evidence, held.months, proof.section) == ("coursework", None, "education")
        assert text[proof.start : proof.end] == proof.text != ""
        assert proof.text in proof.reason


def test_what_the_candidate_denies_is_not_taught_by_a_degree() -> None:
    text = "A B\n\nSKILLS\nNo Linear algebra\n\nEDUCATION\nBSc Mathematics, University of Riverton, 2010 - 2013\n"
    assert build(text, named(text, "Linear algebra", "skills", "denied")).creditable == ()


def test_dated_work_with_a_relative_speaks_for_a_listed_skill() -> None:
    text = "A B\n\nEXPERIENCE\nEngineer, Acme Ltd, 01/2020 - 12/2021\n- ran Kubernetes\n\nSKILLS\nDocker, SQL\n"
    mentions = [named(text, "Kubernetes", "experience"), named(text, "Docker", "skills"), named(text, "SQL", "skills")]
    held = {s.skill_id: s.backed_by for s in build(text, *mentions).skills}
    assert held["docker"] is not None
    assert held["docker"].skill_id == "kubernetes"
    assert held["sql"] is None
    assert held["kubernetes"] is None
    assert all(s.backed_by is None for s in build(text, *mentions[1:]).skills)


TWO_JOBS = """Ada Example
ada@example.com

Skills
{listed}

Experience

Analyst, Acme Ltd, 01/2023 - 12/2024
- Wrote the reports of the depot with {now}

Analyst, Brook Ltd, 01/2020 - 12/2021
- Wrote the tools of the depot in {then}
"""


@pytest.mark.parametrize(
    ("listed", "now", "then", "name", "months", "last"),
    [
        ("SQL", "pandas", "Python", "Python", 48, "2024-12"),
        ("SQL", "Power Query", "Excel", "Excel", 48, "2024-12"),
        ("SQL", "Airflow DAGs", "Python", "Python", 48, "2024-12"),
        ("SQL", "spaCy", "Python", "Python", 48, "2024-12"),
        ("SQL", "Airflow", "Python", "Python", 24, "2021-12"),
        ("SQL", "Python", "pandas", "Python", 48, "2024-12"),
        # what is only near, narrower by name alone, or a whole field adds nothing
        ("SQL", "Java", "Python", "Python", 24, "2021-12"),
        ("Python", "pandas", "Rust", "Python", None, None),
        ("SQL", "XGBoost", "machine learning", "Machine learning", 24, "2021-12"),
        # what the resume itself limits stays
        ("Python (1 year)", "pandas", "Python", "Python", 12, "2024-12"),
    ],
)
def test_work_with_a_narrower_skill_is_work_with_the_broader_one(
    listed: str, now: str, then: str, name: str, months: int, last: str, analyzer: Analyzer, tmp_path: Path
) -> None:
    resume = tmp_path / "resume.txt"
    resume.write_text(TWO_JOBS.format(listed=listed, now=now, then=then))
    (held,) = (s for s in analyzer.profile(resume).skills if s.name == name)
    assert (held.months, held.last_used) == (months, last)


@pytest.mark.parametrize(
    ("used", "listed", "speaks"),
    [
        ("PHP", "Python", False),
        ("Ruby", "PHP", True),  # they are named as each other's alternatives
        ("VBA", "Python", False),
        ("VBA", "Visual Basic", True),
        ("Perl", "JavaScript", False),
        ("JavaScript", "TypeScript", True),
        ("Bash", "Shell scripting", True),
        ("pandas", "Python", True),
    ],
)
def test_a_language_speaks_for_another_only_where_they_are_related(
    used: str, listed: str, speaks: bool, analyzer: Analyzer, tmp_path: Path
) -> None:
    resume = tmp_path / "resume.txt"
    resume.write_text(
        f"Ada Example\nada@example.com\n\nSkills\n{listed}\n\nExperience\nEngineer, Acme Ltd\n01/2020 - 12/2021\n"
        f"- Wrote the tools of the depot in {used}\n"
    )
    held = next(s for s in analyzer.profile(resume).skills if s.evidence == "listed" and s.name == listed)
    assert (held.backed_by is not None) is speaks


@pytest.mark.parametrize(
    ("section", "evidence"),
    [
        ("Certifications\nCertified Kubernetes Administrator (CKA), 2022", "certified"),
        ("Certifications\nKubernetes Administrator, proctored exam passed 2022", "certified"),
        ("Certifications\nCertified Kubernetes Administrator (CKA), valid until 2020-05", "listed"),
        ("Certifications\nKubernetes for Developers, Coursera, 2022", "coursework"),
        ("Certifications\nUdemy: Kubernetes Certified Administrator with Tests, 2022", "coursework"),
        ("Certifications\nKubernetes in Practice\nedX, June 2022", "coursework"),
        ("Certifications\nKubernetes Operations Specialization, 2022", "coursework"),
        ("Certifications\nKubernetes for operators (2 days, 2023)", "coursework"),
        ("Training\nKubernetes basics\nPublic speaking", "coursework"),
        ("Training\nCKA: Certified Kubernetes Administrator, 2023", "certified"),
        ("Courses\nClear writing (Example School, 2020), Kubernetes for operators (2 days, 2023)", "coursework"),
        ("Certifications\nExample Kubernetes Professional Certificate, 2022", "coursework"),
        ("Certifications\nCertified Kubernetes course (5 days), 2022", "coursework"),
        ("Certifications\nRust course (5 days), 2019; Kubernetes Administrator certificate", "certified"),
        ("Online courses\nKubernetes from the ground up, 2022", "coursework"),
        ("Online courses\nCKA Kubernetes Administrator, 2022", "certified"),
        ("Zertifikate\nKubernetes-Schulung, Beispiel Akademie, 2022", "coursework"),
        ("Zertifikate\nKubernetes Administrator, Prüfung 2022", "certified"),
        ("Weiterbildung\nExample Kubernetes Engineer (Prüfstelle), 2022", "certified"),
        ("Certifications\nFormation Kubernetes, 2022", "coursework"),
        ("Certifications\nKubernetes Certificate (24-week immersive), Turing Code Academy", "coursework"),
    ],
)
def test_a_finished_course_is_coursework_and_an_examination_certifies(section: str, evidence: str) -> None:
    text = (
        f"Jan Example\njan@example.com\n\nExperience\nClerk, Example Ltd, 2019 - 2023\n- Wrote letters\n\n{section}\n"
    )
    assert skill(profile_of(text), "Kubernetes").evidence == evidence


@pytest.mark.parametrize(
    ("line", "name", "evidence"),
    [
        ("Attended a two-day workshop on Docker", "Docker", "coursework"),
        ("Completed internal training in Kubernetes and Docker", "Docker", "coursework"),
        ("Took an online Python course, 6 weeks", "Python", "coursework"),
        ("Participated in a Spark bootcamp", "Spark", "coursework"),
        ("Completed a Docker course, then built all images with Kubernetes", "Kubernetes", "dated"),
        ("Ran workshops on Kubernetes for 40 colleagues", "Kubernetes", "dated"),
        ("Completed the training of 12 models in Python", "Python", "dated"),
        ("Completed the golf course management system in Python", "Python", "dated"),
        ("Took over the course platform in Python", "Python", "dated"),
        ("Attended stand-ups and refined tickets in Excel", "Excel", "dated"),
    ],
)
def test_a_course_taken_in_a_job_is_coursework(line: str, name: str, evidence: str) -> None:
    text = f"Experience\n\nSupport Engineer, Brightwater Ltd, Jan 2019 - Mar 2023\n- Answered tickets\n- {line}\n"
    assert skill(profile_of(text), name).evidence == evidence


def test_a_profile_never_holds_what_is_personal() -> None:
    text = (
        "Mira Oduya\n\nExperience\n\nMira Oduya Consulting, ML Engineer, 2019 - 2022\n- Wrote Python\n\nProjects\n"
        "Mira Oduya GitHub: github.com/example\n- Built Docker images\n\nCertifications\nCKA, 2022\n"
        "Registered Nurse licence, Mira Oduya, no. 12345\nIELTS 7.5 (Mira Oduya)\nmira@example.org | +46 70 123 45 67\n"
        "Date of birth: 12 March 1988\nGender: Female\nNationality: Swedish citizen\n"
    )
    profile = profile_of(text)
    assert [one.name for one in profile.certifications] == ["CKA", "Registered Nurse licence", "IELTS 7.5"]
    told = profile.model_dump_json()
    assert not [word for word in ("Oduya", "mira@", "1988", "Female", "Swedish", "+46") if word in told]


ENGLISH = "I built the pipelines that the company uses and it was my task to explain them to the people in the field. "
GERMAN = "Ich habe die Dienste entwickelt, die von der Firma für den Verkauf und die Berichte genutzt werden, und sie den Kollegen erklärt. "


@pytest.mark.parametrize(
    ("text", "inferred"),
    [
        (ENGLISH * 2, ["english"]),
        (GERMAN * 2, ["german"]),
        (ENGLISH * 2 + GERMAN * 2, []),
        (ENGLISH * 2 + "\nLanguages\nEnglish (C1)\n", []),
        ("Python, SQL, Docker\n", []),
        (
            "Je suis ingénieur et je travaille dans une équipe qui construit les services de la banque pour les clients du pays. "
            * 2,
            ["french"],
        ),
        (
            "Soy ingeniero y trabajo en un equipo que construye los servicios de la empresa para los clientes del país y de la región. "
            * 2,
            ["spanish"],
        ),
        ("Ik werk bij een bedrijf dat de diensten van de bank bouwt en ik leg ze aan de mensen uit. " * 2, []),
    ],
)
def test_a_resume_is_weak_evidence_of_the_language_that_it_is_written_in(text, inferred):
    spoken = [
        Skill(id=name.lower(), name=name, category="human_language")
        for name in ("English", "German", "French", "Spanish")
    ]
    document = Document(
        name="cv.txt", media_type="text/plain", sha256="0" * 64, text="Max Mustermann\n\nExperience\n" + text
    )
    at = document.text.find("English")
    named = (
        Mention(
            skill_id="english",
            name="English",
            category="human_language",
            text="English",
            start=at,
            end=at + 7,
            section="languages",
            method="exact",
            similarity=100,
            status="held",
        ),
    )
    profile = build_profile(
        document, read_structure(document, as_of="2026-06"), named if at >= 0 else (), taxonomy=Taxonomy(spoken)
    )
    assert [(skill.skill_id, skill.evidence) for skill in profile.foundations] == [(name, "used") for name in inferred]


JOBS = "EXPERIENCE\nSenior Engineer, Acme Ltd, 01/2022 - present\nEngineer, Bolt Ltd, 01/2018 - 12/2021\n"
BLOCKS = "\nProject #1\nName: Harbour\n{}Environment: Python\n\nProject #2\nName: Mast\n{}Environment: Rust\n"


@pytest.mark.parametrize(
    ("text", "python", "rust"),
    [
        (JOBS + BLOCKS.format("Role: Senior Engineer\n", "Role: Engineer\n"), 54, 48),
        (JOBS + BLOCKS.format("Duration: 02/2022 - present\n", "Company: Bolt Ltd\n"), 53, 48),
        (JOBS + BLOCKS.format("", "Role: Tester\n"), None, None),
        (JOBS + "Project: Mast\n- Rust services\n", None, 48),
        (JOBS.replace("Engineer, Bolt", "- Python\nEngineer, Bolt") + BLOCKS.format("", ""), 102, 48),
    ],
)
def test_projects_below_a_list_of_jobs_are_of_the_job_they_name(
    text: str, python: int | None, rust: int | None
) -> None:
    skills = {skill.skill_id: skill.months for skill in profile_of("Ola Berg\n\n" + text).skills}
    assert (skills.get("python"), skills["rust"]) == (python, rust)


PARTS = "\nEDUCATION\nBSc Physics, 2017\n\n{}\n"
FORMS = (
    "Client: Northwind\nProject: Harbour\n{}Environment: Python\n- Built the feeds\n\n"
    "Client: Blue Sea\nProject: Mast\n{}Environment: Rust\n"
)


@pytest.mark.parametrize(
    ("heading", "fields", "python", "rust"),
    [
        ("PROJECT DETAILS", ("Duration: 02/2022 - 12/2023\n", "Duration: Mar 2019 - Dec 2020\n"), 23, 22),
        ("PROJECTS", ("Role: Senior Engineer\n", "Role: Engineer\n"), 54, 48),
        ("PROJECTS", ("Duration\t: 2021 - 2022\n", "Duration\t: 2019\n"), None, 12),  # over two jobs
        ("ACADEMIC PROJECTS", ("Duration: 02/2022 - 12/2023\n", "Duration: Mar 2019 - Dec 2020\n"), None, None),
        ("PERSONAL PROJECTS", ("Role: Author\n", "Role: Author\n"), None, None),
    ],
)
def test_forms_of_projects_in_their_own_section_are_of_the_job_in_whose_time_they_fall(
    heading: str, fields: tuple[str, str], python: int | None, rust: int | None
) -> None:
    text = "Ola Berg\n\n" + JOBS + PARTS.format(heading) + FORMS.format(*fields)
    profile = profile_of(text)
    skills = {skill.skill_id: skill.months for skill in profile.skills}
    assert (skills["python"], skills["rust"]) == (python, rust)
    assert [project.title for project in profile.projects] == ["Harbour", "Mast"]
    assert profile.experience_months == 102


@pytest.mark.parametrize(
    ("dates", "months", "low"),
    [
        ("2019 (4 months)", 4, 4),
        ("(6 months, 2017)", 6, 6),
        ("3 months in 2016", 3, 3),
        ("2015 - 2017 (2 years)", 36, 14),  # one year less the other
        ("2015 – 2017 · 2 yrs 3 mos", 27, 27),
        ("2015 - 2017 (5 years)", 36, 14),  # can't be: the years count
        ("2015 - 2017", 36, 14),
        ("2023 - present (1 year 6 months)", 42, 31),  # no more: it was written long ago
        ("March 2019 (6 months)", 6, 6),
        ("03/2019, 3 months", 3, 3),
        ("2019", 12, 1),
    ],
)
def test_a_length_beside_years_is_taken_at_its_word(dates: str, months: int, low: int) -> None:
    profile = profile_of(f"Ola Berg\n\nEXPERIENCE\nEngineer, Acme Ltd, {dates}\n- Python services\n")
    assert (profile.experience_months, profile.experience_months_low) == (months, low)
    assert [skill.months for skill in profile.skills if skill.skill_id == "python"] == [months]


def test_projects_at_work_show_the_months_of_a_role() -> None:
    fields = ("Duration: 02/2022 - 12/2023\n", "Duration: Mar 2019 - Dec 2020\n")
    text = "Ola Berg\n\n" + JOBS + PARTS.format("PROJECT DETAILS") + FORMS.format(*fields)
    analyzer = Analyzer(settings=Settings(as_of="2026-06-15"), isolated=False)
    role = analyzer.role("Engineer\n\nRequirements\n- 5+ years of experience\n- Python\n")
    assert "only 1 year 11 months of it show" in analyzer.score(text, roles=[role]).fits[0].gates[0].detail


@pytest.mark.parametrize(
    "line", ["TensorFlow Developer Certificate (2021, expired)", "TensorFlow Developer (2015–2018)"]
)
def test_a_lapsed_certificate_shows_what_was_learned(line: str) -> None:
    profile = Analyzer(isolated=False).profile(f"Jo Brandt\n\nCERTIFICATIONS\n{line}\nPMP\n".encode(), name="cv.txt")
    assert {one.name: one.evidence for one in profile.skills}["TensorFlow"] == "listed"
    reasons = [mention.reason for one in profile.skills for mention in one.mentions if one.name == "TensorFlow"]
    assert any("learned for a certificate that has lapsed" in reason for reason in reasons) is ("expired" in line)
    assert not any("denied" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("line", "name", "evidence"),
    [
        ("AWS Certified Cloud Practitioner, 2023", "AWS Certified", "listed"),
        ("AWS Certified Developer - Associate, 2023", "AWS Certified", "certified"),
        ("AWS Cloud Practitioner; AWS Certified Developer - Associate", "AWS Certified", "certified"),
        ("Microsoft Certified: Azure Fundamentals (AZ-900)", "Azure Certification", "listed"),
        ("AZ-900, AZ-104", "Azure Certification", "certified"),
        ("DP-900 Azure Data Fundamentals", "Microsoft Azure", "listed"),
        ("Google Cloud Digital Leader", "Google Cloud", "listed"),
        ("Google Cloud Professional Data Engineer", "Google Cloud", "certified"),
        ("Oracle Cloud Infrastructure Foundations Associate", "Oracle Cloud Certification", "listed"),
        ("AWS Cloud Practitioner (expired 2019)", "AWS", "listed"),
        ("ITIL 4 Foundation", "ITIL", "certified"),
    ],
)
def test_an_entry_level_examination_of_a_platform_shows_no_use(line: str, name: str, evidence: str) -> None:
    profile = Analyzer(isolated=False).profile(f"Jo Brandt\n\nCERTIFICATIONS\n{line}\nPMP\n".encode(), name="cv.txt")
    assert {one.name: one.evidence for one in profile.skills}[name] == evidence

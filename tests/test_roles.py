"""Role documents and job ads → roles: blocks, wording, groups, years, degrees, market facts, errors."""

from __future__ import annotations

import hashlib
import itertools
import json
from datetime import date
from functools import cache

import pytest
import yaml

from skillgap import Analyzer, Settings
from skillgap.errors import ConfigurationError, InputError
from skillgap.extraction import Extractor
from skillgap.models.document import Document
from skillgap.models.role import Role
from skillgap.readers import read_document
from skillgap.roles import read_role
from skillgap.roles.education import read_degrees
from skillgap.roles.outline import read_outline
from skillgap.roles.titles import read_title, role_id
from skillgap.roles.years import read_years
from skillgap.taxonomy import Taxonomy, load_taxonomy


@cache
def bundled() -> Extractor:
    """Return an extractor over the bundled skills, without the bundled roles: their weights are not at test here."""
    taxonomy = load_taxonomy()
    return Extractor(Taxonomy(taxonomy.skills.values(), version=taxonomy.version))


def document(text: str, name: str = "ad.txt") -> Document:
    """Make a document of plain text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(name=name, media_type="text/plain", sha256=digest, text=text)


def read(text: str) -> Role:
    """Read an ad."""
    return read_role(document(text), extractor=bundled())


def asked(role: Role) -> dict[str, str]:
    """Return "A/B" → importance for all requirements, either/or members in order of their ids."""
    return {"/".join(sorted(s.skill_id for s in r.any_of)): r.importance for r in role.requirements}


AD = """Data Engineer at Harbour & Pine
Bristol, hybrid

About us
We sell boat paint. Our first shop ran on Ruby on Rails, and our founders met at a Kubernetes conference.

What you'll do
• Move tables with Apache Spark
• Help the Java team

What you bring
• 4+ years of experience in data engineering
• Python and SQL; Scala is a plus
• One of Airflow, Dagster or Prefect
• Cloud platforms (AWS, Azure, or Google Cloud)
• Bachelor's degree in Computer Science or a related field, or equivalent practical experience

Nice to have
• Terraform
• Docker and Kubernetes

What we offer
• A learning budget: colleagues took courses on Rust and Photoshop
• 28 days of holiday

Interview process
• Take-home task in R or Julia

Harbour & Pine is an equal opportunity employer.
"""


def test_an_ad_gives_what_it_asks_for_and_nothing_else() -> None:
    role = read(AD)
    assert role.id == "data-engineer"
    assert asked(role) == {
        "data-engineering": "required",
        "python": "required",
        "sql": "required",
        "scala": "preferred",
        "apache-airflow/dagster/prefect": "required",
        "cloud-platform": "required",
        "aws/azure/gcp": "required",
        "terraform": "preferred",
        "docker": "preferred",
        "kubernetes": "preferred",
        "apache-spark": "mentioned",
    }


def test_every_fact_quotes_its_line() -> None:
    role = read(AD)
    lines = AD.split("\n")
    quotes = [q for r in role.requirements for q in r.evidence] + [q for g in role.gates for q in g.evidence]
    assert quotes
    for quote in quotes:
        assert quote.quote in " ".join(lines[quote.line - 1].split())
        assert len(quote.quote.split()) <= 8


def test_gates_of_an_ad() -> None:
    gates = {gate.kind: gate for gate in read(AD).gates}
    assert [o.level for o in gates["education"].options] == ["bachelor"]
    assert gates["education"].or_experience
    assert gates["education"].fields == ("Computer Science",)
    assert [o.min_years for o in gates["experience"].options] == [4.0]


def test_weights_sum_to_one_and_required_outweighs_preferred() -> None:
    role = read(AD)
    assert abs(sum(r.weight for r in role.requirements) - 1) < 1e-9
    weights = {"/".join(sorted(s.skill_id for s in r.any_of)): r.weight for r in role.requirements}
    assert weights["python"] > weights["scala"] > weights["apache-spark"] > 0


def line(text: str, *, heading: str = "Requirements") -> dict[str, str]:
    """Read one bullet under a heading."""
    return asked(read(f"Software Engineer\n\n{heading}\n• {text}\n• Git\n")) | {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Python", {"python": "required"}),
        ("Python is a plus", {"python": "preferred"}),
        ("Python preferred", {"python": "preferred"}),
        ("Python (preferred)", {"python": "preferred"}),
        ("Python, ideally with Rust as well", {"python": "required", "rust": "preferred"}),
        ("Proficiency in Python; C++ beneficial", {"python": "required", "c++": "preferred"}),
        ("You know Python; Docker would be a plus", {"python": "required", "docker": "preferred"}),
        (
            "Python, Docker, and potentially Kubernetes",
            {"python": "required", "docker": "required", "kubernetes": "preferred"},
        ),
        ("PostgreSQL, MySQL not required", {"postgresql": "required"}),
        ("Python. We don't use Java.", {"python": "required"}),
        ("Python (required), Docker (preferred)", {"python": "required", "docker": "preferred"}),
        ("Wünschenswert: Kenntnisse in Docker", {"docker": "preferred"}),
        ("Docker ist von Vorteil", {"docker": "preferred"}),
        ("Bonus: Terraform, Docker", {"terraform": "preferred", "docker": "preferred"}),
    ],
)
def test_wording_sets_importance(text: str, expected: dict[str, str]) -> None:
    assert line(text) == expected | {"git": "required"}


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Python, Java or Scala", ["java/python/scala"]),
        ("Python and Java", ["java", "python"]),
        ("Python, Java, and Scala", ["java", "python", "scala"]),
        ("Python/Scala", ["python/scala"]),
        ("Either Python or Scala", ["python/scala"]),
        ("SQL and in either Python or Scala", ["python/scala", "sql"]),
        ("Kafka (or Kinesis, or RabbitMQ)", ["amazon-kinesis/apache-kafka/rabbitmq"]),
        ("At least one of PyTorch, TensorFlow and JAX", ["jax/pytorch/tensorflow"]),
        ("Languages such as Python, Java, and Scala", ["java/python/scala"]),
        ("Apache Spark or similar", ["apache-spark"]),
        ("Ansible, Puppet or similar", ["ansible/puppet"]),
        ("Prometheus + Grafana", ["grafana", "prometheus"]),
        ("Docker, and PostgreSQL or MySQL", ["docker", "mysql/postgresql"]),
        ("Snowflake or BigQuery - we use Snowflake", ["bigquery/snowflake"]),
    ],
)
def test_either_or_counts_once(text: str, groups: list[str]) -> None:
    found = line(text)
    found.pop("git")
    assert sorted(found) == groups


def test_bullets_under_one_of_the_following_are_one_requirement() -> None:
    text = (
        "Analyst\n\nRequirements\n\nExperience with at least one of the following:\n• Tableau\n• Power BI\n• Looker\n"
    )
    assert [len(r.any_of) for r in read(text).requirements] == [3]


def test_groups_that_overlap_are_counted_once() -> None:
    text = "Engineer\n\nRequirements\n• Python, R, or Java\n• Proficiency in Python, Java or Scala\n"
    assert list(asked(read(text))) == ["java/python/r/scala"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("5+ years of experience", [5]),
        ("at least three years of hands-on work", [3]),
        ("four or more years as a data engineer", [4]),
        ("one (1) year of specialized experience", [1]),
        ("5-7+ years in software engineering", [5]),
        ("10-15 years in software", [10]),
        ("6 months of experience with Go", [0.5]),
        ("mindestens 3 Jahre Berufserfahrung", [3]),
        ("5+ years in software, at least 3 of them with Java", [5, 3]),
        ("named for three years running", []),
        ("Up to 3 years of management", []),
        ("founded 12 years ago", []),
        ("10 years of runway", []),
        ("over the past four years", []),
    ],
)
def test_years(text: str, years: list[float]) -> None:
    assert [claim.years for claim in read_years(text, 0, len(text))] == years


@pytest.mark.parametrize(
    ("text", "levels", "or_experience"),
    [
        ("Bachelor's degree in Computer Science or a related field", ["bachelor"], False),
        ("Bachelor's or Master's degree in Mathematics", ["bachelor", "master"], False),
        ("BSc or equivalent experience", ["bachelor"], True),
        ("PhD in Physics", ["phd"], False),
        ("Abgeschlossenes Studium der Informatik oder eine vergleichbare Qualifikation", ["bachelor"], True),
        ("High school diploma or GED", ["high_school", "high_school"], False),
        ("Associate degree in IT", ["diploma"], False),
    ],
)
def test_degrees(text: str, levels: list[str], or_experience: bool) -> None:
    degrees = read_degrees(text, 0, len(text), ())
    assert degrees is not None
    assert [word.level for word in degrees.words] == levels
    assert degrees.or_experience is or_experience


def test_years_by_degree_are_ways_through_one_gate() -> None:
    text = "Engineer\n\nRequirements\n• Python\n• Industry experience (4+ years for Ph.D., 7+ years for M.S.)\n"
    gate = next(g for g in read(text).gates if g.kind == "experience")
    assert {(o.level, o.min_years) for o in gate.options} == {("master", 7.0), ("phd", 4.0)}


@pytest.mark.parametrize(
    ("line", "ways"),
    [
        ("8+ years of experience in software engineering (or 6+ with a Master's degree)", [(None, 8), ("master", 6)]),
        ("8+ years of industry experience, or 5+ years with a PhD", [(None, 8), ("phd", 5)]),
        ("10+ years of experience (7+ with an advanced degree)", [(None, 10), ("master", 7)]),
        ("7+ years of professional experience; 5+ with a Master's degree", [(None, 7), ("master", 5)]),
        ("8+ years in the trade, or a PhD in statistics with 4+ years", [(None, 8), ("phd", 4)]),
    ],
)
def test_fewer_years_with_a_degree_ask_for_no_degree(line: str, ways: list[tuple[str | None, float]]) -> None:
    gates = read(f"Engineer\n\nRequirements\n• {line}\n• Python\n").gates
    assert [(g.kind, [(o.level, o.min_years) for o in g.options]) for g in gates] == [("experience", ways)]


def test_years_by_each_degree_ask_for_one_of_them() -> None:
    line = "Bachelor's degree with 8+ years of experience, 5+ with a Master's"
    gates = read(f"Engineer\n\nRequirements\n• {line}\n• Python\n").gates
    assert [g.kind for g in gates] == ["education", "experience"]
    assert {(o.level, o.min_years) for o in gates[1].options} == {("bachelor", 8), ("master", 5)}


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Master's preferred, Bachelor's required (CS, Maths, Physics)", ("CS", "Maths", "Physics")),
        ("A numerate degree (Maths, Physics, Computer Science, Engineering)",
         ("Maths", "Physics", "Computer Science", "Engineering")),
        ("Bachelor's degree (Physics, Statistics or similar)", ("Physics", "Statistics")),
        ("Master's degree (e.g. Statistics, Economics)", ("Statistics", "Economics")),
        ("A degree (BSc, MSc)", ()), ("University degree (completed, or equivalent experience)", ()),
    ],
)  # fmt: skip
def test_fields_of_study_in_brackets(line: str, fields: tuple[str, ...]) -> None:
    found = read(f"Engineer\n\nRequirements\n• {line}\n• Python\n")
    assert list(asked(found)) == ["python"]
    assert next(gate for gate in found.gates if gate.kind == "education").fields == fields


def test_fields_of_study_are_no_skills() -> None:
    text = "Engineer\n\nRequirements\n• Master's degree in Machine Learning, Statistics or a related field\n• Python\n"
    role = read(text)
    assert list(asked(role)) == ["python"]
    assert role.gates[0].fields == ("Machine Learning", "Statistics")


def test_no_degree_needed_is_a_gate_that_everybody_meets() -> None:
    role = read("Engineer\n\nYou have\n• Python\n\nWhat you don't need\nYou do not need a degree. No Java.\n")
    assert [(g.kind, g.options[0].level) for g in role.gates] == [("education", None)]
    assert list(asked(role)) == ["python"]


def test_table_columns_give_importance_and_years() -> None:
    text = "Reliability Engineer\n\nREQUIRED\n• Linux\n\nSkill\tLevel\tYears\nGit\tRequired\t1\nTerraform\tDesired\t2\n"
    role = read(text)
    assert asked(role) == {"linux": "required", "git": "required", "terraform": "preferred"}
    assert {r.any_of[0].skill_id: r.min_years for r in role.requirements} == {"linux": None, "git": 1, "terraform": 2}


def test_matrix_columns_give_importance() -> None:
    text = "Engineer\n\nSkills\n\n| Area | Must have | Nice to have |\n|---|---|---|\n| Ops | Docker | Terraform |\n"
    assert asked(read(text)) == {"docker": "required", "terraform": "preferred"}


def test_nested_bullets_take_the_importance_of_their_parent() -> None:
    text = "Engineer\n\nWhat you bring\n• Must have\n  • Python\n• Good to have\n  • Docker\n"
    assert asked(read(text)) == {"python": "required", "docker": "preferred"}


def test_flat_bullets_without_headings_are_read_by_their_words() -> None:
    text = (
        "Backend Engineer at Nettle Row\n- PostgreSQL, Redis\n- you know Kotlin or Java really well (4+ years)\n"
        "- you have built gRPC services; Terraform would be a plus\n- no React\n- 26 days off, Rust courses\n"
    )
    assert asked(read(text)) == {
        "postgresql": "mentioned",
        "redis": "mentioned",
        "java/kotlin": "required",
        "grpc": "required",
        "terraform": "preferred",
    }


def test_glued_headings_and_closing_sentences() -> None:
    text = (
        "Overview\nA Data Engineer is a specialist. Key responsibilities include:\n"
        "- Tables: Apache Spark\n- Serving: Apache Kafka. Essential skills for this role include:\n"
        "- Python\n- SQL By mastering these skills, Data Engineers will use Kubernetes with success.\n"
    )
    assert asked(read(text)) == {
        "python": "required",
        "sql": "required",
        "apache-spark": "mentioned",
        "apache-kafka": "mentioned",
    }


def test_market_figures_belong_to_skills() -> None:
    text = (
        "ML Engineer\n\nRequirements\n- Python\n\nMarket Demand\n"
        "- Natural Language Processing and Computer Vision: Appear in 21.4% and 20.3% of job postings, respectively.\n"
        "- Approximately 12% of job postings offer remote work.\n"
    )
    assert [(d.skill_id, d.value, d.line) for d in read(text).demand] == [
        ("natural-language-processing", 21.4, 7),
        ("computer-vision", 20.3, 7),
    ]


def test_salaries_say_whom_they_are_about() -> None:
    text = (
        "ML Engineer\n\nRequirements\n- Python\n\nSalary Ranges\n"
        "Data Engineers earn well.\n- Entry Level: $90,000 - $110,000\n- Top Earners: $300,000+\n"
        "- The market is worth $117.19 billion.\n"
    )
    assert [(s.about, s.low, s.high, s.currency) for s in read(text).salary] == [
        ("Data Engineer – Entry Level", 90000, 110000, "USD"),
        ("Data Engineer – Top Earners", 300000, None, "USD"),
    ]


@pytest.mark.parametrize(
    ("text", "title", "identifier"),
    [
        (
            "Computer Vision Engineer wanted. We build cameras.\n",
            "Computer Vision Engineer",
            "computer-vision-engineer",
        ),
        (
            "(Senior) Data Engineer (m/w/d) – Energie\n\nProfil",
            "(Senior) Data Engineer (m/w/d) – Energie",
            "senior-data-engineer-energie",
        ),
        ("Office of Maps\nPosition Title: Data Scientist\n", "Data Scientist", "data-scientist"),
        ("# [Cloud Engineer]\n\nRequirements", "Cloud Engineer", "cloud-engineer"),
        ("Data Engineer II (Remote, US only)\n\nRequirements", "Data Engineer II", "data-engineer-ii"),
        ("Founding Web Developer 🚀\n\nRequirements", "Founding Web Developer", "founding-web-developer"),
        ("Data Analyst — Fernwood\n\nFernwood sells ferns. At Fernwood we grow.", "Data Analyst", "data-analyst"),
        (
            "Overview\nThe role of a Staff Machine Learning Engineer specializing in infrastructure is broad.\n",
            "Staff Machine Learning Infrastructure Engineer",
            "staff-ml-infrastructure-engineer",
        ),
        (
            "Overview\nMachine Learning Optimization Engineers play a crucial role.\n",
            "Machine Learning Optimization Engineer",
            "ml-optimization-engineer",
        ),
    ],
)
def test_titles(text: str, title: str, identifier: str) -> None:
    found, _ = read_title(document(text))
    assert (found, role_id(found)) == (title, identifier)


def test_outline_covers_every_line_of_text_once() -> None:
    items = read_outline(document(AD))
    assert all(a.end <= b.start for a, b in itertools.pairwise(items))
    covered = "".join(AD[i.start : i.end] for i in items)
    assert "".join(covered.split()) == "".join(AD.replace("•", "").split())


def test_text_without_a_requirement_is_an_error() -> None:
    with pytest.raises(ConfigurationError, match="holds no requirement") as caught:
        read("The sea was calm that morning. Gulls sat on the harbour wall and nobody spoke.\n")
    assert caught.value.code == "taxonomy_invalid"


def test_company_text_alone_is_an_error() -> None:
    with pytest.raises(ConfigurationError):
        read("Harbour & Pine\n\nAbout us\nWe write Python and run Kubernetes.\n\nBenefits\nCourses on Rust.\n")


def test_no_text_is_an_input_error() -> None:
    with pytest.raises(InputError) as caught:
        read("  \n ")
    assert caught.value.code == "no_text"


def test_the_same_ad_gives_the_same_role() -> None:
    assert read(AD).model_dump_json() == read(AD).model_dump_json()


@pytest.mark.parametrize(
    ("line", "ids", "count"),
    [
        ("Fluent in at least two of: Java, Python, Go, Scala", "go/java/python/scala", 2),
        ("Any two of Snowflake, BigQuery and ClickHouse", "bigquery/clickhouse/snowflake", 2),
        ("(PyTorch and torch.compile) or (JAX and XLA)", "jax/pytorch/torch-compile/xla", 2),
        ("(Grafana, Loki and Tempo) or (Datadog)", "datadog/grafana/grafana-loki/grafana-tempo", 1),
        ("At least one of Kafka or Pulsar", "apache-kafka/apache-pulsar", 1),
        ("Mindestens zwei der Sprachen Java, Go, Rust", "go/java/rust", 2),
    ],
)
def test_how_many_of_a_list_are_asked_for(line: str, ids: str, count: int) -> None:
    found = {
        "/".join(sorted(s.skill_id for s in r.any_of)): r.at_least
        for r in read(f"Backend Engineer\n\nRequirements\n- {line}\n- Linux\n").requirements
    }
    assert found[ids] == count


def test_several_of_the_bullets_below_count_as_one_requirement() -> None:
    role = read(
        "Data Scientist\n\nRequirements\n• At least two of the following:\n  • NLP\n  • Deep learning\n"
        "  • Reinforcement learning\n• SQL\n"
    )
    found = {"/".join(sorted(s.skill_id for s in r.any_of)): r.at_least for r in role.requirements}
    assert found == {"deep-learning/natural-language-processing/reinforcement-learning": 2, "sql": 1}


def test_a_list_of_unlike_things_is_no_either_or() -> None:
    found = asked(read("Engineer\n\nNice to have\n- Spring Boot, PostgreSQL, AWS, CI/CD, Statistics or Scrum\n- Git\n"))
    assert {"spring-boot", "postgresql", "aws", "ci-cd", "statistics"} <= set(found)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Sr. Backend Engineer\n\nRequirements\n- Go\n", "Sr. Backend Engineer"),
        ("Job Description: Data Engineer\n\nRequirements\n- Go\n", "Data Engineer"),
        ("Product Manager Job Description\n\nRequirements\n- Go\n", "Product Manager"),
        ("Softwareentwickler (m/w/d)\nMuster GmbH\n\nDein Profil\n- Go\n", "Softwareentwickler (m/w/d)"),
    ],
)
def test_titles_with_short_forms_and_wrappings(text: str, title: str) -> None:
    assert read_title(document(text))[0] == title


def test_an_ad_kept_in_front_matter_is_read() -> None:
    role = read(
        '---\ntitle: "Data Engineer"\nlocation: Leeds\nrequirements:\n  - "5+ years of data engineering"\n'
        '  - "Python and SQL"\nbenefits:\n  - "Training in Rust"\npublished: true\n---\n'
    )
    found = asked(role)
    assert (found["python"], found["sql"]) == ("required", "required")
    assert "rust" not in found
    assert role.gates[0].options[0].min_years == 5


def test_a_list_wrapped_by_hand_keeps_its_items() -> None:
    lines = [
        "Research Engineer", "", "Requirements", "",
        "- Experience with open platforms for sharing research code (for example Open",
        "  Science Framework, GitHub, GitLab)",
        "- Fluent in Python and comfortable with the tools that the team relies on day",
        "  Airflow included, and with reading the logs of systems that others had built",
        "- Some knowledge of statistics, enough to plan a study and to argue about what",
        "  Bayesian models can and cannot say to people who did not study mathematics",
    ]  # fmt: skip
    outline = [item for item in read_outline(document("\n".join(lines))) if not item.title]
    assert sum(item.bullet for item in outline) == 3


def test_a_bracket_of_colleagues_names_no_skills() -> None:
    found = asked(read("Engineer\n\nRequirements\n- Work with other teams (data science, marketing, finance)\n- Go\n"))
    assert not {"data-science", "marketing", "finance"} & set(found)


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        ("Build new features with our designers", "feature-engineering"),
        ("As a Lead Machine Learning Engineer you join a squad of nine", "people-management"),
        ("We seek engineers who bring fresh ideas from all areas, including networking and security", "networking"),
        ("The base salary range for this role is set by place; ask us during the hiring process", "hiring"),
        ("Run healthy planning and delivery", "route-optimisation"),
        ("Plan your own work with care", "ownership"),
    ],
)
def test_what_only_sounds_like_a_skill(line: str, absent: str) -> None:
    found = asked(read(f"Engineer\n\nRequirements\n- Go\n\nAbout the job\n{line}.\n"))
    assert absent not in found


def test_what_is_used_today_is_mentioned_in_a_bracket() -> None:
    found = asked(read("Engineer\n\nRequirements\n- A dashboard tool (we use Tableau)\n- Go\n"))
    assert found["tableau"] == "mentioned"


def test_what_the_taxonomy_does_not_hold_is_said() -> None:
    lines = ["Backend Engineer", "", "Requirements", "- PHP, Symfony, Qorvexa, Redis, MySQL", "- Git and Docker"]
    role = read("\n".join(lines))
    assert [(notice.code, '"Qorvexa" (line 4)' in notice.message) for notice in role.notices] == [
        ("unknown_demands", True)
    ]
    assert read("\n".join(lines).replace("Qorvexa, ", "")).notices == ()


def test_a_role_that_only_mentions_hard_skills_says_so() -> None:
    ad = "Security engineer\n\nAbout the job\nYou will watch networks with Splunk.\n\nSoft skills\n- Communication\n"
    assert [notice.code for notice in read(ad).notices] == ["no_hard_demand"]
    assert read(ad + "\nNice to have\n- Linux\n").notices == ()


@pytest.mark.parametrize(
    ("line", "unknown"),
    [
        ("Qorvexa", ["Qorvexa"]),
        ("Qorvexa, Zentrix and Redis", ["Qorvexa", "Zentrix"]),
        ("Qorvexa or Brimtool Pro", ["Qorvexa", "Brimtool Pro"]),
        ("Flexibility", []),
        ("Own transport", []),
        ("Weekend Shifts", []),
        ("London, Berlin", []),
        ("Gute Deutsch- und Englischkenntnisse in Wort und Schrift", []),
        ("Fließendes Deutsch in Wort und Schrift, Qorvexa", ["Qorvexa"]),
        ("Deutsch auf Muttersprachniveau, Französisch in Schrift", []),
        ("Schriftwerk", ["Schriftwerk"]),
        ("Bachelor of Science", []),
        ("Redis, MySQL", []),
    ],
)
def test_a_line_of_bare_names_says_which_are_unknown(line: str, unknown: list[str]) -> None:
    notices = read(f"Backend Engineer\n\nRequirements\n- Git\n- {line}\n- Docker\n").notices
    named = [f'"{name}" (line 5)' for name in unknown]
    assert [notice.message.partition("weighed: ")[2] for notice in notices] == ([", ".join(named)] if named else [])


def test_years_of_a_trade_or_of_related_work_leave_the_degree_required() -> None:
    text = "Bachelor's degree in Engineering and 4+ years of software engineering, or related work experience."
    degrees = read_degrees(text, 0, len(text), read_years(text, 0, len(text)))
    assert degrees is not None
    assert not degrees.or_experience
    assert [claim.years for _, claim in degrees.years] == [4.0]


@pytest.mark.parametrize(
    "text", ["Abgeschlossenes Studium oder ein vergleichbarer Werdegang", "BSc or similar experience"]
)
def test_a_degree_or_what_stands_for_it(text: str) -> None:
    degrees = read_degrees(text, 0, len(text), ())
    assert degrees is not None
    assert degrees.or_experience


def test_the_first_field_of_a_kind_is_a_field_too() -> None:
    gate = read(
        "Cook\n\nA master's degree in a quantitative subject such as econometrics or physics is a must. You use R.\n"
    )
    assert gate.gates[0].fields == ("econometrics", "physics")


def test_a_resume_and_an_ad_that_are_mixed_up_are_said() -> None:
    resume = (
        "Jo Quill\njo@example.com\n\nExperience\n\nData Engineer, Brightwater Ltd, Jan 2019 - Mar 2023\n- Built ETL\n\n"
        "Analyst, Fernhill GmbH, 2016 - 2018\n- Wrote SQL\n\nEducation\nBSc Physics, 2015\n\nSkills\nPython, SQL\n"
    )
    ad = (
        "Data Engineer\n\nAbout us\nWe ship boxes.\n\nWhat you will do\n- Build ETL in Spark\n\n"
        "Requirements\n- Python\n\nBenefits\n- Pension\n"
    )
    assert [notice.code for notice in read(resume).notices] == ["looks_like_resume"]
    assert [notice.code for notice in read(ad).notices] == []
    analyzer = Analyzer(settings=Settings(as_of=date(2026, 11, 1)), isolated=False)
    assert [notice.code for notice in analyzer.profile(resume).notices] == []
    assert [notice.code for notice in analyzer.profile(ad).notices] == ["looks_like_ad"]


def test_a_role_file_is_no_role_document() -> None:
    text = read("Engineer\n\nRequirements\n- Python\n").model_dump_json()
    for name, given in (("r.json", text), ("r.yaml", yaml.safe_dump(json.loads(text), sort_keys=False))):
        document = read_document(given.encode(), name=name, isolated=False)
        with pytest.raises(ConfigurationError, match="is a role's file, not a role document"):
            read_role(document, extractor=bundled())

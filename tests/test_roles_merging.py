"""What a role document asks for in several places, and figures tied to skills, in role guides."""

from __future__ import annotations

import pytest

from test_roles import asked, read


def demanded(*bullets: str, heading: str = "Requirements") -> dict[str, str]:
    """Read bullets under a heading."""
    return asked(read("Engineer\n\n" + heading + "\n" + "".join(f"- {bullet}\n" for bullet in bullets)))


def test_examples_behind_a_list_are_a_list_of_their_own() -> None:
    found = demanded("Solid command of CI/CD pipelines, and tools like Grafana, Jenkins, and Terraform")
    assert set(found) == {"ci-cd", "grafana/jenkins/terraform"}


def test_years_of_a_wide_choice_do_not_tie_to_a_narrow_one() -> None:
    role = read(
        "Engineer\n\nRequirements\n- Fluent in C/C++\n- 6+ years programming experience (C, C++, Python, Scala)\n"
    )
    years = {"/".join(sorted(s.skill_id for s in r.any_of)): r.min_years for r in role.requirements}
    assert years == {"c/c++": None, "c/c++/python/scala": 6.0}


def test_a_choice_of_what_is_asked_one_by_one_is_no_further_demand() -> None:
    found = demanded("Expertise in PyTorch, Dask, and Spark", "Proficiency in ML frameworks (PyTorch, Dask, Spark)")
    assert {key for key in found if "/" in key} == set()
    assert {"pytorch", "dask", "apache-spark"} <= set(found)


def test_what_is_required_alone_does_not_loosen_a_choice() -> None:
    found = demanded("Advanced Python", "Experience with Java, Scala, or Go", "Use of Python, Java, or Scala")
    assert "go/java/scala" in found
    assert "python" in found


def test_lines_that_only_mention_what_others_ask_for_are_told_apart() -> None:
    text = "Engineer\n\nRequirements\n- Docker\n- Kafka\n\nBest practices\n- Build images with Docker\n- Use Airflow\n"
    passing = {r.any_of[0].skill_id: r.passing for r in read(text).requirements}
    assert passing == {"docker": (8,), "apache-kafka": (), "apache-airflow": ()}


def test_a_part_of_a_cloud_stands_for_it() -> None:
    found = demanded("Cloud services such as AWS SageMaker or Google Cloud", "AWS, Google Cloud, or Microsoft Azure")
    assert sum("gcp" in key.split("/") for key in found) == 1


def test_a_soft_block_asks_for_what_its_bullets_open_with() -> None:
    found = demanded("Debugging code under load, and keeping data quality in view", heading="Essential soft skills")
    assert found["debugging"] == "required"
    assert found.get("data-quality") == "mentioned"


def test_a_managers_title_is_no_skill() -> None:
    text = "Engineer\n\nRequirements\n- Python\n\nCareer opportunities\n- AI Product Manager\n- Project Manager\n"
    assert not {"product-management", "project-management"} & set(asked(read(text)))


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("Analysts predict a 35% growth in demand for Kubernetes skills by 2030", [("kubernetes", 35.0)]),
        ("Expertise in areas like PyTorch can boost compensation by up to 20%", [("pytorch", 20.0)]),
        ("Kubernetes stands in 62% of job ads and PyTorch in 47%", [("kubernetes", 62.0), ("pytorch", 47.0)]),
        ("A 35% growth in demand for machine learning engineers is expected", []),
        ("Remote work grew by 20% while Python stayed popular", []),
    ],
)
def test_growth_and_pay_figures_belong_to_skills(sentence: str, figures: list[tuple[str, float]]) -> None:
    role = read(f"Engineer\n\nRequirements\n- Python\n\nMarket demand\n- {sentence}\n")
    assert [(d.skill_id, d.value) for d in role.demand] == figures


@pytest.mark.parametrize(
    ("phrase", "skills"),
    [
        ("algorithms and data structures", {"algorithms", "data-structures"}),
        ("probability & statistics", {"probability", "statistics"}),
        ("coaching and mentoring", {"coaching", "mentoring"}),
        ("ML Ops", {"mlops"}),
        ("resilience and emotional intelligence", {"resilience", "emotional-intelligence"}),
    ],
)
def test_a_name_of_two_skills_gives_both(phrase: str, skills: set[str]) -> None:
    assert set(demanded(f"Strong grounding in {phrase}")) == skills


@pytest.mark.parametrize(
    ("bullet", "expected"),
    [
        ("Python (pandas, Dask) or R", {"dask/pandas/python/r"}),
        ("Sehr gute Kenntnisse in Python (pandas) oder R", {"pandas/python/r"}),
        ("Python (pandas, Dask) and R", {"python", "pandas", "dask", "r"}),
    ],
)
def test_details_in_brackets_belong_to_their_alternative(bullet: str, expected: set[str]) -> None:
    assert set(demanded(bullet)) == expected


def test_years_running_systems_are_a_demand_and_an_award_is_none() -> None:
    role = read("Engineer\n\nRequirements\n- 5+ years running production systems on Linux\n- Python\n")
    gate_years = [o.min_years for g in role.gates for o in g.options]
    assert 5.0 in [*gate_years, *(r.min_years for r in role.requirements)]
    award = read("Engineer\n\nRequirements\n- Python; best employer 3 years running\n")
    assert award.gates == ()
    assert [r.min_years for r in award.requirements] == [None]


def test_a_rate_beside_a_word_with_a_number_is_one_rate() -> None:
    role = read("MLOps Consultant – Outside IR35 – £650 per day\n\nRequirements\n- Python\n")
    assert [(s.low, s.high, s.period) for s in role.salary] == [(650.0, 650.0, "day")]


def test_what_is_not_for_the_reader_gives_nothing() -> None:
    found = asked(
        read(
            "# ML Engineer\n\n## you\n- ML in anger (pytorch; jax also fine)\n\n"
            "## not for you if\n- you need tickets in Jira\n\n"
            "## us\n- the founders met at Stripe and previously built Excel add-ins\n"
        )
    )
    assert found == {"machine-learning": "required", "pytorch": "required", "jax": "preferred"}


@pytest.mark.parametrize(
    ("bullet", "ways"),
    [
        ("BSc in Computer Science, or 6+ years of relevant experience", [("bachelor", None), (None, 6.0)]),
        ("Bachelor's degree or at least 4 years of experience", [("bachelor", None), (None, 4.0)]),
        ("Bachelor's degree and 4+ years of experience", [("bachelor", None)]),
    ],
)
def test_years_instead_of_a_degree_are_a_way_through_its_gate(
    bullet: str, ways: list[tuple[str | None, float]]
) -> None:
    role = read(f"Engineer\n\nRequirements\n- {bullet}\n- Python\n")
    gate = next(g for g in role.gates if g.kind == "education")
    assert [(o.level, o.min_years) for o in gate.options] == ways
    assert any(g.kind == "experience" for g in role.gates) == (len(ways) == 1)


@pytest.mark.parametrize(
    "title", ["How to become a Computer Vision Engineer", "The Computer Vision Engineer", "Computer Vision Engineer"]
)
def test_a_guides_title_is_the_role(title: str) -> None:
    role = read(f"# {title}\n\n## Requirements\n- Python\n")
    assert (role.id, role.title) == ("computer-vision-engineer", "Computer Vision Engineer")

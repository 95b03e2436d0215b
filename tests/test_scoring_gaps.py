"""Gaps: what is missing, what it would gain, and the fewest skills to a target."""

from __future__ import annotations

import pytest
from hypothesis import given

from scoring_cases import TAXONOMY, YEARS, asks, fit, holds, resume, role, skill
from scoring_strategies import mention
from skillgap.errors import ConfigurationError
from skillgap.models.resume import Evidence, HeldSkill
from skillgap.models.role import Requirement, Role
from skillgap.models.skill import Skill
from skillgap.report.wording import best_by, evidence_words, gap_words, parted_gaps, what_decides
from skillgap.scoring import Scorer, smallest_set
from skillgap.scoring.data_files import load_data
from skillgap.taxonomy import load_taxonomy
from skillgap.taxonomy.graph import Taxonomy
from test_scoring_laws import profiles, role_sets, taxonomies


def test_gaps_tell_lacking_from_planned_denied_hidden_and_listed():
    profile = resume(
        holds("boxes", "listed"), holds("kernels", months=12), holds("query"),
        not_held=(
            mention("torchlike", status="planned", text="Torchlike"), mention("nimbus", status="denied", text="Nimbus"),
        ),
        hidden_skills=("clouds",),
    )  # fmt: skip
    result = fit(
        profile, asks("boxes"), asks("kernels", min_years=4), asks("torchlike"), asks("nimbus"), asks("clouds"),
        asks("cumulus"), asks("query"),
    )  # fmt: skip
    reasons = {gap.any_of[0].skill_id: gap.reason for gap in result.gaps}
    assert reasons == {
        "boxes": "only listed: nothing shows its use",
        "kernels": "12 months shown, 48 asked",
        "torchlike": "not held yet: “Torchlike”",
        "nimbus": "said not to be held: “Nimbus”",
        "clouds": "only in hidden text, which earns nothing",
        "cumulus": "not found",
    }
    assert [gap.gain for gap in result.gaps] == sorted((gap.gain for gap in result.gaps), reverse=True)
    looked = result.contributions[2].looked_at[0]
    assert looked.name == "Torchlike"
    assert looked.outcome.startswith("not held yet")


def test_a_mere_choice_never_stands_for_a_skill_that_is_required_alone():
    # "entities" gains most by the weightier row above it; when a mention brings it up, the requirement names it.
    gaps = fit(
        resume(holds("query")), asks("query"), asks("wording", "torchlike", weight=4), asks("entities", weight=2),
        asks("entities", "labels", weight=0.5, importance="mentioned"),
    ).gaps  # fmt: skip
    assert gaps[0].importance == "required"
    assert [ref.skill_id for ref in gaps[0].any_of] == ["entities"]


def test_absence_names_what_was_looked_for():
    looked = fit(resume(holds("query")), asks("torchlike")).contributions[0].looked_at
    assert [(look.name, look.outcome) for look in looked] == [("Torchlike", "not found; also looked for: tl")]


def test_an_empty_resume_is_not_read_as_no_gaps():
    result = fit(resume(), asks("query"))
    assert (result.score, result.verdict, len(result.gaps)) == (0, "no evidence for this role", 1)
    assert [notice.code for notice in result.notices] == ["no_skills"]


def test_gains_name_all_roles():
    scorer = Scorer(
        TAXONOMY,
        [role(asks("query"), asks("boxes"), role_id="a"), role(asks("query"), asks("kernels", weight=3), role_id="b")],
    )
    fits = {found.role.id: found for found in scorer.fits(resume(holds("boxes"), holds("kernels")))}
    gap = fits["a"].gaps[0]
    assert (gap.by.skill_id, gap.gain, dict(gap.gains)) == ("query", 50, {"a": 50, "b": 25})


def test_the_smallest_set_is_found_and_proven():
    scorer = Scorer(
        TAXONOMY,
        [
            role(
                asks("frameworks", weight=3),
                asks("torchlike", weight=3),
                asks("query", weight=2),
                asks("boxes", weight=2),
            )
        ],
    )
    found = smallest_set(scorer, resume(), "maker", target=55)
    assert [ref.skill_id for ref in found.skills] == ["torchlike"]
    assert (found.before, found.after, found.reached, found.proven) == (0, 57, True, True)
    found = smallest_set(scorer, resume(), "maker", target=75)
    assert len(found.skills) == 2
    assert found.proven
    nothing = smallest_set(scorer, resume(holds("torchlike")), "maker", target=40)
    assert (nothing.skills, nothing.reached, nothing.proven) == ((), True, True)


def test_a_set_names_what_a_choice_asks_for_first_where_that_does_as_well():
    boxes = asks("boxes", "torchlike", weight=70)
    scorer = Scorer(TAXONOMY, [role(boxes, asks("frameworks", weight=30))])
    gap = scorer.fits(resume())[0].gaps[0]
    assert (gap.by.skill_id, gap.gain) == ("torchlike", 97)
    enough = smallest_set(scorer, resume(), "maker", target=70)
    assert [ref.skill_id for ref in enough.skills] == ["boxes"]
    more = smallest_set(scorer, resume(), "maker", target=95)
    assert [ref.skill_id for ref in more.skills] == ["torchlike"]


def test_a_way_that_leads_not_far_enough_names_what_the_gaps_name():
    # "entities" pays by the way, for the choice's own first name is what is to be learned.
    choice = asks("labels", "entities", weight=5)
    scorer = Scorer(TAXONOMY, [role(choice, asks("wording"), asks("query", weight=3), gates=(YEARS,))])
    profile = resume(months=0)
    assert [gap.by.skill_id for gap in scorer.fits(profile)[0].gaps] == ["labels", "query", "wording"]
    found = smallest_set(scorer, profile, "maker", target=90)
    assert (found.reached, [ref.skill_id for ref in found.skills]) == (False, ["labels", "query", "wording"])


def test_a_target_behind_a_gate_is_not_reached():
    scorer = Scorer(TAXONOMY, [role(asks("query"), asks("boxes"), gates=(YEARS,))])
    found = smallest_set(scorer, resume(months=0), "maker", target=90)
    assert (found.reached, found.after, len(found.skills)) == (False, 45, 2)


def test_another_role_can_be_put_first():
    scorer = Scorer(
        TAXONOMY,
        [
            role(asks("query"), asks("boxes"), asks("kernels"), asks("frameworks"), role_id="a"),
            role(asks("nimbus"), asks("query"), role_id="b"),
        ],
    )
    profile = resume(holds("boxes"), holds("kernels"))
    found = smallest_set(scorer, profile, "b")
    assert found.reached
    assert found.scores["b"] > found.scores["a"]
    assert [ref.skill_id for ref in found.skills] == ["nimbus", "query"]


@given(taxonomies(), role_sets, profiles())
def test_a_found_set_does_what_it_says(taxonomy, role_set, profile):
    scorer = Scorer(taxonomy, role_set)
    found = smallest_set(scorer, profile, "role-a", target=60)
    held = scorer.holding(profile, [ref.skill_id for ref in found.skills])
    scores = {score.role_id: score.score for score in scorer.scores(held)}
    assert scores == dict(found.scores)
    assert found.reached == (scores["role-a"] >= 60)
    if found.reached and found.proven and len(found.skills) == 2:
        for skill_id in scorer.index.role_rows[0]:  # a set is of skills that the role names
            one = {s.role_id: s.score for s in scorer.scores(scorer.holding(profile, [skill_id]))}
            assert one["role-a"] < 60


def test_a_mention_that_gains_by_a_weightier_row_is_no_gap():
    taxonomy = Taxonomy(
        [
            Skill(id="wide", name="Wide", category="ml_method"),
            Skill(id="narrow", name="Narrow", category="ml_method", broader=("wide",)),
            Skill(id="tool", name="Tool", category="tool", broader=("wide",)),
        ]
    )

    def wanted(skill_id, weight):
        return Requirement(any_of=(taxonomy.ref(skill_id),), importance="required", weight=weight)

    concept = Scorer(taxonomy, [role(wanted("wide", 8), wanted("narrow", 2))]).fits(resume())[0]
    assert [(gap.by.skill_id, gap.gain) for gap in concept.gaps] == [("wide", 80)]
    # A tool can be got hold of: it is named, and with it the subject that it shows.
    thing = Scorer(taxonomy, [role(wanted("wide", 8), wanted("tool", 2))]).fits(resume())[0]
    assert [(gap.by.skill_id, gap.gain) for gap in thing.gaps] == [("tool", 92)]


def test_who_never_led_lacks_more_where_the_title_says_lead():
    wants = (asks("query", weight=19), asks("leading", weight=1))
    plain = Role(id="maker", title="Query Maker", requirements=wants)
    lead = Role(id="maker", title="Lead Query Maker", requirements=wants)
    profile = resume(holds("query"))
    assert [Scorer(TAXONOMY, [r]).fits(profile)[0].score for r in (plain, lead)] == [95, 85]
    misleading = Role(id="maker", title="Query Leading-Edge Maker", requirements=wants)
    assert Scorer(TAXONOMY, [misleading]).fits(profile)[0].score == 95


def test_a_gap_that_another_one_closes_is_not_repeated():
    wanted = (asks("nimbus", "cumulus"), asks("nimbus", importance="preferred"), asks("query", "boxes"))
    gaps = fit(resume(), *wanted).gaps
    assert [[ref.skill_id for ref in gap.any_of] for gap in gaps] == [["nimbus"], ["query", "boxes"]]
    assert gaps[0].gain == 66.67


def test_what_is_merely_mentioned_and_adds_next_to_nothing_is_no_gap():
    result = fit(resume(), asks("query", weight=999), asks("boxes", weight=1, importance="mentioned"))
    assert [gap.by.skill_id for gap in result.gaps] == ["query"]
    assert result.contributions[1].looked_at[0].outcome == "not found"


def test_one_gap_of_a_family_is_named():
    torch = [gap.any_of[0].skill_id for gap in fit(resume(), asks("torchlike"), asks("frameworks")).gaps]
    assert torch == ["torchlike"]
    hint = asks("torchlike").model_copy(update={"importance": "mentioned"})
    assert [gap.any_of[0].skill_id for gap in fit(resume(), asks("frameworks", weight=9), hint).gaps] == ["frameworks"]


def test_a_language_is_a_gap_of_its_own_beside_its_library():
    skills = [
        Skill(id="snake", name="Snake", category="language"),
        Skill(id="net", name="Net", category="ml_framework", broader=("snake",)),
    ]
    wants = [
        Requirement(any_of=(taxonomy_ref,), importance="required", weight=1.0)
        for taxonomy_ref in (Taxonomy(skills).ref("net"), Taxonomy(skills).ref("snake"))
    ]
    gaps = Scorer(Taxonomy(skills), [role(*wants)]).fits(resume())[0].gaps
    assert [gap.by.skill_id for gap in gaps] == ["net", "snake"]


def test_what_only_a_later_alternative_shows_is_a_gap_of_its_own():
    skills = [
        Skill(id="flow", name="Flow", category="software_engineering"),
        Skill(id="boxes", name="Boxes", category="tool"),
        Skill(id="builder", name="Builder", category="tool", broader=("flow",)),
    ]
    taxonomy = Taxonomy(skills)

    def gaps_of(*alternatives: str) -> list[str]:
        choice = tuple(taxonomy.ref(name) for name in alternatives)
        wants = [
            Requirement(any_of=refs, importance="required", weight=1.0) for refs in (choice, (taxonomy.ref("flow"),))
        ]
        return [gap.any_of[0].skill_id for gap in Scorer(taxonomy, [role(*wants)]).fits(resume())[0].gaps]

    assert gaps_of("boxes", "builder") == ["boxes", "flow"]
    assert gaps_of("builder", "boxes") == ["builder"]


def test_a_later_alternative_that_gains_most_says_what_else_it_counts_for():
    skills = [
        Skill(id="flow", name="Flow", category="software_engineering"),
        Skill(id="boxes", name="Boxes", category="tool"),
        Skill(id="builder", name="Builder", category="tool", broader=("flow",)),
        Skill(id="crane", name="Crane", category="tool"),
    ]
    taxonomy = Taxonomy(skills)

    def words(*rows: tuple[str, ...]) -> str:
        wants = [
            Requirement(any_of=tuple(map(taxonomy.ref, row)), importance="required", weight=weight)
            for row, weight in zip(rows, (4, 1), strict=True)
        ]
        return gap_words(Scorer(taxonomy, [role(*wants)]).fits(resume())[0].gaps[0])

    assert words(("boxes", "builder"), ("flow",)) == "Boxes or Builder, best by Builder, which also counts for Flow"
    both = "Boxes or Builder, best by Builder, which is asked for elsewhere too"
    assert words(("boxes", "builder"), ("crane", "builder")) == both
    assert words(("builder", "boxes"), ("flow",)) == "Builder or Boxes"


def test_of_a_choice_what_is_begun_comes_first_then_what_is_named_first_unless_another_gains_a_fifth_more():
    def by(*held: HeldSkill, frameworks: float, above: str = "frameworks", other: str = "torchlike") -> tuple[str, str]:
        wants = (asks("boxes", "query", other, weight=90), asks(above, weight=frameworks))
        gap = fit(resume(*held), *wants).gaps[0]
        return gap.by.skill_id, best_by(gap)

    assert by(frameworks=10) == ("boxes", "")
    assert by(frameworks=30) == ("torchlike", "best by Torchlike, which also counts for Frameworks")
    assert by(frameworks=30, above="clouds", other="nimbus") == ("boxes", "")  # a tool teaches no cloud or language
    assert by(holds("query", "listed"), frameworks=10) == ("query", "best by Query, which is begun")
    assert by(holds("query", "listed"), frameworks=40)[0] == "torchlike"


@pytest.mark.parametrize(
    ("choice", "elsewhere", "held", "by"),
    [
        # EMR is Spark in Amazon's cloud: whoever begins learns Spark, whatever EMR pays beside it.
        (("spark", "emr"), ("cloud",), None, "spark"),
        (("spark", "databricks", "emr"), ("cloud",), None, "spark"),
        (("databricks", "emr", "spark"), ("cloud",), None, "databricks"),
        (("emr", "spark"), ("cloud",), None, "emr"),  # named first: "PostgreSQL or another database" is PostgreSQL
        (("emr", "databricks"), ("cloud",), None, "emr"),
        (("databricks", "emr"), ("cloud",), None, "databricks"),  # no tool is advised for its cloud
        (("spark", "emr"), ("cloud",), "emr", "emr"),  # begun
        (("spark", "emr"), (), None, "spark"),
        (("spark-sql", "emr"), ("cloud", "spark-sql"), None, "spark-sql"),  # asked for by itself
        (("spark", "spark-on-emr"), ("cloud",), None, "spark"),  # two steps below
    ],
)
def test_of_a_choice_the_general_one_comes_before_what_pays_by_the_way(choice, elsewhere, held, by):
    taxonomy = Taxonomy([
        skill("spark"),
        skill("spark-sql"),
        skill("cloud", "cloud"),
        skill("emr", "tool", broader=("spark", "cloud")),
        skill("spark-on-emr", "tool", broader=("emr",)),
        skill("databricks", "tool"),
    ])  # fmt: skip

    def asked(*ids):
        return Requirement(any_of=tuple(map(taxonomy.ref, ids)), importance="required", weight=1.0)

    maker = role(asked(*choice), *(asked(one) for one in elsewhere if one not in choice))
    other = role(*map(asked, elsewhere or ("cloud",)), role_id="other")
    scorer = Scorer(taxonomy, [maker, other])
    begun = [] if held is None else [
        HeldSkill(
            skill_id=held, name=held, category="tool", evidence="listed",
            mentions=(mention(held, "tool", section="skills"),),
        )
    ]  # fmt: skip
    profile = resume(*begun)
    result, after = (
        next(fit for fit in scorer.fits(one) if fit.role.id == "maker")
        for one in (profile, scorer.holding(profile, [by]))
    )
    gap = next(gap for gap in result.gaps if len(gap.any_of) > 1)
    assert gap.by.skill_id == by
    assert gap.gain == pytest.approx(after.score - result.score, abs=0.001)
    if not begun:
        assert "begun" not in best_by(gap)


@pytest.mark.parametrize("target", [-1, 101, float("nan")])
def test_a_target_that_is_no_score_is_refused(target):
    scorer = Scorer(TAXONOMY, [role(asks("boxes"))])
    with pytest.raises(ConfigurationError, match="between 0 and 100"):
        smallest_set(scorer, resume(holds("boxes")), "role", target=target)


@pytest.mark.parametrize(("soft", "held", "said"), [(0, True, False), (1, False, False), (1, True, True)])
def test_what_soft_skills_lose_is_told_where_they_lose_it(soft: int, held: bool, said: bool) -> None:
    shown = [holds("query", "listed"), *([holds("talking")] if held else [])]
    result = fit(resume(*shown), asks("query"), asks("torchlike"), *[asks("talking")] * soft)
    assert result.soft_factor < 1
    assert ("Soft skills count" in what_decides(result)) == said


def test_soft_skills_are_to_be_shown_and_not_learned() -> None:
    soft = asks("talking", soft=True)
    learn, show = parted_gaps(fit(resume(holds("query", "listed")), asks("query"), asks("torchlike"), soft))
    assert [gap.any_of[0].skill_id for gap in learn] == ["torchlike"]
    assert {gap.any_of[0].skill_id for gap in show} == {"query", "talking"}


_BUNDLED = load_taxonomy()
_ML = {"kubeflow": 71, "feast": 71, "kserve": 50, "lightgbm": 60}


def bundled_gaps(held: dict[str, int], asked: list[str], **more) -> tuple[list[str], dict[str, str]]:
    """Return what is to be learned, and what is to be shown with the reason; `held` are months, 0 for a mere list."""
    skills = [
        HeldSkill(
            skill_id=i, name=_BUNDLED.skills[i].name, category=_BUNDLED.skills[i].category,
            evidence="dated" if months > 0 else "used" if months else "listed",
            months=months if months > 0 else None, last_used="present" if months > 0 else None, mentions=(),
        )
        for i, months in sorted(held.items())
    ]  # fmt: skip
    wanted = [Requirement(any_of=(_BUNDLED.ref(i),), importance="required", weight=1) for i in asked]
    (found,) = Scorer(_BUNDLED, [role(*wanted)]).fits(resume(*skills, months=96, **more))
    learn, show = parted_gaps(found)
    return [gap.any_of[0].skill_id for gap in learn], {gap.any_of[0].skill_id: gap.reason for gap in show}


def test_a_language_that_is_listed_and_built_with_is_to_be_shown() -> None:
    learn, show = bundled_gaps({"python": 0, "fastapi": -1, "pytorch": -1}, ["python", "java", "deep-learning"])
    assert "python" not in learn
    assert "java" in learn
    assert show["python"].startswith("named, but shown in part, through ")
    unnamed = bundled_gaps({"fastapi": -1}, ["python"])
    assert unnamed == ([], {"python": "not named itself; shown in part, through FastAPI, which no dated job shows"})


@pytest.mark.parametrize(
    ("evidence", "why"),
    [("listed", "is only listed"), ("used", "no dated job shows"), ("coursework", "is only coursework")],
)
def test_who_shows_a_part_too_little_is_to_show_it_and_not_to_learn_the_whole(evidence: Evidence, why: str) -> None:
    learn, show = parted_gaps(fit(resume(holds("torchlike", evidence)), asks("frameworks"), asks("clouds")))
    assert [gap.any_of[0].skill_id for gap in learn] == ["clouds"]
    assert [gap.reason for gap in show] == [f"not named itself; shown in part, through Torchlike, which {why}"]


def test_who_shows_a_little_of_a_whole_field_has_more_of_it_to_learn() -> None:
    learn, show = bundled_gaps({"pytorch": 0, "keras": 0}, ["machine-learning"])
    assert (learn, show) == (["machine-learning"], {})


def test_a_language_that_only_the_text_shows_is_to_be_named() -> None:
    written = HeldSkill(skill_id="english", name="English", category="human_language", evidence="used", mentions=())
    asked = Requirement(any_of=(_BUNDLED.ref("english"),), importance="required", weight=1)
    query = Requirement(any_of=(_BUNDLED.ref("sql"),), importance="required", weight=9)
    (found,) = Scorer(_BUNDLED, [role(asked, query)]).fits(resume(written))
    told = {gap.any_of[0].skill_id: gap.reason for gap in found.gaps}
    assert told["english"] == "not named, but the resume is written in it"
    assert found.contributions[0].looked_at[0].outcome == told["english"]
    assert evidence_words(written) == "the resume is written in it"


@pytest.mark.parametrize(
    ("held", "asked", "to_show"),
    [
        (_ML, "git ci-cd agile data-structures etl scikit-learn", True),
        (_ML, "kubernetes java apache-spark people-management", False),
        ({"kubeflow": 71, "feast": 71, "kserve": 30}, "git ci-cd agile data-structures etl scikit-learn", False),
        ({"kubeflow": 71, "feast": 71}, "git ci-cd", False),
        ({"django": 60, "flask": 60, "spring-boot": 60}, "git ci-cd agile unit-testing data-structures", True),
        ({"django": 60, "flask": 60, "spring-boot": 60}, "etl scikit-learn", False),
        ({"excel": 90, "tableau": 90, "power-bi": 90, "sql": 90}, "ci-cd data-structures scikit-learn", False),
        ({"tableau": 90, "power-bi": 90, "looker": 90, "sql": 90}, "etl", True),
    ],
)  # fmt: skip
def test_what_is_of_every_day_in_a_field_is_to_be_shown_by_who_worked_in_it_for_years(held, asked, to_show) -> None:
    learn, show = bundled_gaps(held, asked.split())
    assert (learn if not to_show else list(show)) != []
    assert not (learn if to_show else show)


def test_what_is_said_not_to_be_held_stays_to_be_learned() -> None:
    denied = mention("git", "tool", start=5).model_copy(update={"status": "denied", "text": "Git"})
    held = {"kubeflow": 71, "feast": 71, "kserve": 50}
    learn, show = bundled_gaps(held, ["git", "agile"], not_held=(denied,))
    assert (learn, list(show)) == (["git"], ["agile"])


def test_every_day_speaks_of_skills_that_there_are() -> None:
    for group in load_data("everyday")["groups"]:
        assert {*group["who"], *group["have"]} <= set(_BUNDLED.skills)

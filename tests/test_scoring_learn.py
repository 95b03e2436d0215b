"""Learning from decisions: monotone, modest on little data, honest about what it is worth."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

import skillgap
from skillgap.errors import ConfigurationError
from skillgap.models.fit import Fit
from skillgap.scoring import Scorer
from skillgap.scoring.learn import Decision, Learned, learn, load_learned
from skillgap.settings import Credits, ScoringSettings
from test_scoring import TAXONOMY, asks, holds, resume, role

ROLE = role(asks("query"), asks("boxes"), asks("kernels"), asks("torchlike"), asks("nimbus"))
SKILLS = ["query", "boxes", "kernels", "torchlike", "nimbus"]


def cases(count, decide, *, seed=3):
    """Make decisions about made-up candidates; `decide` takes the held evidence by skill."""
    chance = random.Random(seed)
    decisions = []
    for _ in range(count):
        held = {skill: chance.choice(["listed", "used", "dated", None]) for skill in SKILLS}
        profile = resume(*[holds(skill, evidence) for skill, evidence in held.items() if evidence])
        decisions.append(Decision(profile, "maker", decide(held, chance)))
    return decisions


def worth(held):
    """What a user thinks who takes lists at their word and cares for kernels most."""
    values = {"listed": 0.9, "used": 0.95, "dated": 1.0, None: 0.0}
    return sum(values[held[skill]] * (3 if skill == "kernels" else 1) for skill in SKILLS)


@pytest.fixture(scope="module")
def learned():
    scorer = Scorer(TAXONOMY, [ROLE])
    return learn(scorer, cases(300, lambda held, chance: worth(held) + chance.gauss(0, 0.7) > 4.4), name="mine")


def test_it_finds_what_the_user_values(learned):
    default = Credits()
    assert learned.credits.listed > default.listed + 0.15
    weights = {entry.any_of[0]: entry.weight for entry in learned.weights["maker"]}
    assert max(weights, key=weights.__getitem__) == "kernels"
    assert weights["kernels"] > 0.25
    assert sum(weights.values()) == pytest.approx(1, abs=1e-4)


def test_cross_validation_says_what_it_is_worth(learned):
    report = learned.report
    assert report.decisions == 300
    assert report.rank_correlation > report.rank_correlation_default + 0.1
    assert report.brier < report.brier_base_rate - 0.05
    assert sum(row.cases for row in report.reliability) == 300
    for row in report.reliability:
        assert abs(row.predicted - row.observed) < 0.2 or row.cases < 20


def test_noise_gives_no_skill_and_no_false_confidence():
    scorer = Scorer(TAXONOMY, [ROLE])
    found = learn(scorer, cases(60, lambda held, chance: chance.random() < 0.5))
    assert abs(found.report.rank_correlation) < 0.35
    assert found.report.brier > found.report.brier_base_rate - 0.03


def test_few_decisions_change_little(learned):
    scorer = Scorer(TAXONOMY, [ROLE])
    few = learn(scorer, cases(10, lambda held, chance: worth(held) + chance.gauss(0, 0.7) > 4.4))
    default = Credits()
    for level in ("listed", "used"):
        moved = abs(getattr(few.credits, level) - getattr(default, level))
        assert moved < 0.2
        assert moved < abs(getattr(learned.credits, level) - getattr(default, level))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_the_decisions_credits_never_rise(seed):
    scorer = Scorer(TAXONOMY, [ROLE])
    # The contrary: the more is shown, the worse. The fit may not follow.
    found = learn(scorer, cases(40, lambda held, chance: worth(held) < 4.4, seed=seed))
    assert isinstance(found.credits, Credits)
    assert all(entry.weight >= 0 for entry in found.weights["maker"])
    assert found.calibration.slope >= 0


def test_it_is_saved_read_back_and_named_in_the_settings(learned, tmp_path):
    path = tmp_path / "mine.json"
    learned.save(path)
    again = load_learned(path)
    assert again == learned
    assert isinstance(again, Learned)
    roles, settings = again.apply([ROLE], ScoringSettings())
    assert settings.weights_from == "mine"
    strong = resume(*[holds(skill) for skill in SKILLS])
    weak = resume(holds("query", "listed"))
    scorer = Scorer(TAXONOMY, roles, settings=settings)
    chances = [scorer.fits(profile)[0].probability for profile in (weak, strong)]
    assert 0 < chances[0] < 0.3 < 0.7 < chances[1] < 1
    fit = scorer.fits(strong)[0]
    assert Fit.model_validate_json(fit.model_dump_json()) == fit
    assert Scorer(TAXONOMY, [ROLE]).fits(strong)[0].probability is None


def test_the_same_decisions_give_the_same_bytes():
    scorer = Scorer(TAXONOMY, [ROLE])
    decisions = cases(40, lambda held, chance: worth(held) > 4.4)
    assert learn(scorer, decisions).model_dump_json() == learn(scorer, decisions).model_dump_json()


def test_too_few_or_one_sided_decisions_are_refused(tmp_path):
    scorer = Scorer(TAXONOMY, [ROLE])
    with pytest.raises(ConfigurationError, match="needs 10 decisions"):
        learn(scorer, cases(5, lambda held, chance: True))
    with pytest.raises(ConfigurationError, match="two of either kind"):
        learn(scorer, cases(30, lambda held, chance: True))
    with pytest.raises(ConfigurationError, match="role_unknown"):
        learn(scorer, [d._replace(role_id="no-such") for d in cases(30, lambda h, c: worth(h) > 4.4)])
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="settings_invalid"):
        load_learned(tmp_path / "bad.json")


def test_scoring_does_not_load_scikit_learn():
    code = "import sys, skillgap.scoring, skillgap.scoring.learn; sys.exit('sklearn' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], check=False, env={"PYTHONPATH": str(Path(skillgap.__file__).parents[1])}
        ).returncode
        == 0
    )

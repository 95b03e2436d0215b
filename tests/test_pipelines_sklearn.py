"""SkillVectorizer and RoleFitTransformer are at home in scikit-learn."""

from __future__ import annotations

import pickle
import warnings
from pathlib import Path

import pytest
import scipy.sparse
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks
from sklearn.utils.estimator_checks import check_estimator

from skillgap.errors import ConfigurationError, InputError
from skillgap.pipelines.vectorizers import ResumeTransformer, RoleFitTransformer, SkillVectorizer

TEXTS = [
    "Skills\nPython, SQL, Docker\n",
    "Skills\nJava, Spring Boot\n\nI have no experience with Python.\n",
    "Skills\nPython, PyTorch\n",
    "Skills\nJava, SQL\n",
]
DAY = "2025-06-01"


def test_the_matrix_holds_a_column_for_each_skill_held() -> None:
    vectorizer = SkillVectorizer(as_of=DAY)
    matrix = vectorizer.fit_transform(TEXTS)
    names = vectorizer.get_feature_names_out().tolist()
    assert names == sorted(names)
    assert {"python", "sql", "docker", "java", "pytorch"} <= set(names)
    assert matrix[:, names.index("python")].toarray().ravel().tolist() == [1.0, 0.0, 1.0, 0.0]
    assert (matrix != vectorizer.transform(TEXTS)).nnz == 0
    assert scipy.sparse.issparse(matrix)
    assert matrix.has_sorted_indices


@pytest.mark.parametrize(("value", "expected"), [("binary", 1.0), ("count", 2.0), ("months", 24.0), ("evidence", 4.0)])
def test_a_cell_holds_what_was_asked_for(value: str, expected: float) -> None:
    text = "Skills\nPython\n\nExperience\nEngineer, Example Ltd\nJan 2020 - Dec 2021\n- Built services in Python\n"
    vectorizer = SkillVectorizer(value=value, as_of=DAY, sparse_output=False)  # type: ignore[arg-type]
    matrix = vectorizer.fit_transform([text])
    assert matrix[0, vectorizer.get_feature_names_out().tolist().index("python")] == expected


@pytest.mark.parametrize(("least", "held"), [(1, 6), (2, 3), (0.5, 3), (0.51, 0), (0.0, 6), (1.0, 0)])
def test_rare_skills_can_be_left(least: float, held: int) -> None:
    names = set(SkillVectorizer(min_df=least, as_of=DAY).fit(TEXTS).get_feature_names_out())
    assert len(names) == held, names
    assert "docker" not in names or least in (1, 0.0)


@pytest.mark.parametrize("least", [0, -1, 1.5, -0.1, "2", None])
def test_a_number_of_resumes_that_is_none_is_refused(least: object) -> None:
    with pytest.raises(ValueError, match="min_df must be"):
        SkillVectorizer(min_df=least, as_of=DAY).fit(TEXTS)  # type: ignore[arg-type]


@pytest.mark.parametrize("nothing", [None, float("nan"), b"", bytearray()])
def test_no_resume_is_a_row_of_zeros_or_an_error(nothing: object) -> None:
    assert SkillVectorizer(as_of=DAY, on_error="zero").fit_transform([TEXTS[0], nothing])[1].nnz == 0
    assert SkillVectorizer(as_of=DAY, on_error="zero", input="filename").fit_transform([nothing or None]).nnz == 0
    with pytest.raises(InputError, match="source 2 is empty"):
        SkillVectorizer(as_of=DAY).fit([TEXTS[0], nothing])


def test_one_role_id_is_one_role() -> None:
    one = RoleFitTransformer(roles="lead-ml-engineer", as_of=DAY).fit(TEXTS)  # type: ignore[arg-type]
    assert one.get_feature_names_out().tolist() == ["lead-ml-engineer"]


def test_scores_are_those_of_the_analyzer() -> None:
    import skillgap
    from skillgap import Settings

    transformer = RoleFitTransformer(as_of=DAY).fit(TEXTS)
    matrix = transformer.transform(TEXTS)
    roles = transformer.get_feature_names_out().tolist()
    assert matrix.shape == (4, len(roles))
    settings = Settings(as_of=transformer.as_of_)
    for text, row in zip(TEXTS, matrix, strict=True):
        fits = skillgap.Analyzer(settings=settings).score(text).fits
        assert dict(zip(roles, row.tolist(), strict=True)) == {fit.role.id: fit.score for fit in fits}


def test_frames_have_named_columns() -> None:
    pytest.importorskip("pandas")
    vectorizer = SkillVectorizer(as_of=DAY, sparse_output=False).set_output(transform="pandas")
    frame = vectorizer.fit_transform(TEXTS)
    assert frame.columns.tolist() == vectorizer.get_feature_names_out().tolist()


def test_it_learns_in_a_pipeline() -> None:
    model = make_pipeline(SkillVectorizer(as_of=DAY), LogisticRegression()).fit(TEXTS, [1, 0, 1, 0])
    assert model.predict(["Skills\nPython and PyTorch\n", "Skills\nJava\n"]).tolist() == [1, 0]


@pytest.mark.parametrize("kind", [SkillVectorizer, RoleFitTransformer])
def test_pickles_are_small_and_refuse_another_taxonomy(kind: type[ResumeTransformer]) -> None:
    fitted = kind(as_of=DAY).fit(TEXTS)
    data = pickle.dumps(fitted)
    assert len(data) < 10_000
    again = pickle.loads(data)
    first, second = fitted.transform(TEXTS), again.transform(TEXTS)  # type: ignore[attr-defined]
    assert abs(first - second).max() == 0
    changed = pickle.loads(data)
    changed.taxonomy_version_ = "another"
    with pytest.raises(ConfigurationError, match="fitted with taxonomy another"):
        changed.transform(TEXTS)


@pytest.mark.parametrize("kind", [SkillVectorizer, RoleFitTransformer])
def test_clones_are_unfitted(kind: type[ResumeTransformer]) -> None:
    copy = clone(kind(as_of=DAY, on_error="zero").fit(TEXTS))
    assert copy.get_params()["on_error"] == "zero"
    with pytest.raises(NotFittedError):
        copy.transform(TEXTS)  # type: ignore[attr-defined]


def test_a_resume_that_cannot_be_read_stops_or_is_zero(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        SkillVectorizer(as_of=DAY).fit(["", *TEXTS])
    matrix = SkillVectorizer(as_of=DAY, on_error="zero").fit_transform(["", *TEXTS])
    assert matrix[0].nnz == 0
    assert matrix[1].nnz == 3
    with pytest.raises(InputError) as caught:
        SkillVectorizer(as_of=DAY, input="filename").fit([tmp_path / "gone.txt"])
    assert caught.value.code == "not_found"


@pytest.mark.parametrize("jobs", [None, 2])
def test_the_row_of_a_frame_is_named_as_the_frame_does(jobs: int | None) -> None:
    column = pytest.importorskip("pandas").Series(["Skills: Python", None], index=["ann", "bob"])
    with pytest.raises(InputError, match=r"empty: source 2 is empty \(index bob\) .*on_error=\"zero\""):
        SkillVectorizer(n_jobs=jobs).fit(column)


def test_a_text_that_looks_like_a_path_is_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ada.txt").write_text(TEXTS[0])
    assert SkillVectorizer(as_of=DAY).fit_transform(["ada.txt"]).nnz == 0
    assert SkillVectorizer(as_of=DAY, input="filename").fit_transform(["ada.txt"]).nnz == 3


def test_several_processes_give_the_same() -> None:
    one, two = (SkillVectorizer(as_of=DAY, n_jobs=n).fit_transform(TEXTS) for n in (1, 2))
    assert (one != two).nnz == 0


@pytest.mark.parametrize("bad", ["one text", b"bytes", [1, 2], [[b"Skills"]]])
def test_wrong_input_is_refused(bad: object) -> None:
    with pytest.raises(ValueError, match="resume"):
        SkillVectorizer(as_of=DAY).fit(bad)  # type: ignore[arg-type]


# check_estimator itself stops where an estimator takes no array of numbers; these are the checks that need none.
CHECKS = (
    "check_estimator_cloneable", "check_estimator_repr", "check_estimator_tags_renamed", "check_valid_tag_types",
    "check_no_attributes_set_in_init", "check_parameters_default_constructible", "check_get_params_invariance",
    "check_set_params", "check_do_not_raise_errors_in_init_or_set_params", "check_mixin_order",
)  # fmt: skip


@pytest.mark.parametrize("kind", [SkillVectorizer, RoleFitTransformer])
def test_estimator_checks_pass(kind: type[ResumeTransformer]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results = check_estimator(kind(), on_skip=None, on_fail=None)
    assert {result["check_name"] for result in results if result["status"] == "failed"} == set()
    for name in CHECKS:
        getattr(estimator_checks, name)(kind.__name__, kind())

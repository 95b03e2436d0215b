"""Resumes → matrices: the steps of a scikit-learn `Pipeline`.

    from skillgap.pipelines.vectorizers import SkillVectorizer

    model = make_pipeline(SkillVectorizer(), LogisticRegression())

Both are stateless apart from what `fit` chose, and pickle without the taxonomy: it is loaded again where it is needed,
and refused if it is another one than at `fit`.
"""

from __future__ import annotations

import datetime
import itertools
import numbers
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
import scipy.sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from skillgap.analyzer import Analyzer, failure_of
from skillgap.errors import ConfigurationError, InputError
from skillgap.models.fit import Failure
from skillgap.models.resume import EVIDENCE_ORDER, Profile
from skillgap.readers.reading import is_missing
from skillgap.settings import Settings


class ResumeTransformer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """What both share: resumes in, profiles between.

    `input` "content" takes texts (`str`) and files' contents (`bytes`), "filename" paths. `taxonomy` is a folder
    (default: the bundled one). `as_of` is the day that "present" means; by default the day of `fit`, also when
    transforming later. `on_error` "raise" stops at a resume that can't be read, "zero" gives it a row of zeros.
    `n_jobs` is the number of processes (None: this one, -1: one a processor).
    """

    def __init__(
        self,
        *,
        input: Literal["content", "filename"] = "content",
        taxonomy: str | Path | None = None,
        as_of: str | datetime.date | None = None,
        on_error: Literal["raise", "zero"] = "raise",
        n_jobs: int | None = None,
    ) -> None:
        self.input = input
        self.taxonomy = taxonomy
        self.as_of = as_of
        self.on_error = on_error
        self.n_jobs = n_jobs

    def __getstate__(self) -> dict[str, Any]:
        """Leave behind what is loaded."""
        state: dict[str, Any] = super().__getstate__()
        return {name: value for name, value in state.items() if name != "_analyzer"}

    def __sklearn_tags__(self) -> Any:
        """Say that the input is text, not numbers."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = True
        return tags

    def _begin(self) -> None:
        """Fix at `fit` what results depend on."""
        if self.input not in ("content", "filename"):
            raise ValueError(f"input must be 'content' or 'filename', not {self.input!r}")
        if self.on_error not in ("raise", "zero"):
            raise ValueError(f"on_error must be 'raise' or 'zero', not {self.on_error!r}")
        day = self.as_of
        if day is None:
            day = Settings.today().as_of
        try:
            self.as_of_ = datetime.date.fromisoformat(day) if isinstance(day, str) else day
        except ValueError as error:
            raise ConfigurationError("settings_invalid", f"as_of wants YYYY-MM-DD, not {day!r}") from error
        self._analyzer = self._load()
        self.taxonomy_version_ = self._analyzer.taxonomy.version

    def _load(self) -> Analyzer:
        return Analyzer(self.taxonomy, settings=Settings(as_of=self.as_of_))

    @property
    def _loaded(self) -> Analyzer:
        analyzer: Analyzer | None = getattr(self, "_analyzer", None)
        if analyzer is None:
            analyzer = self._analyzer = self._load()
            if analyzer.taxonomy.version != self.taxonomy_version_:
                raise ConfigurationError(
                    "taxonomy_invalid",
                    f"fitted with taxonomy {self.taxonomy_version_}, but {analyzer.taxonomy.version} is here",
                    hint="fit again, or name the folder of the taxonomy that was used",
                )
        return analyzer

    def _profiles(self, resumes: Iterable[Any]) -> Iterator[Profile | None]:
        """Yield the profile of each resume, None for one that can't be read."""
        _need_many(resumes)
        sources = [self._source(resume) for resume in resumes]
        if self.n_jobs is None or self.n_jobs == 1:
            found: Iterator[Profile | Failure] = map(self._profile, sources, itertools.count(1))
        else:
            found = self._loaded.profile_many(sources, workers=self.n_jobs if self.n_jobs > 0 else None)
        for label, result in zip(_labels(resumes, len(sources)), found, strict=True):
            if isinstance(result, Profile):
                yield result
            elif self.on_error == "zero":
                yield None
            else:
                hint = f'{result.hint}; on_error="zero" gives such a row zeros'
                raise InputError(result.code, result.message + label, hint=hint)

    def _source(self, resume: Any) -> bytes | Path:
        if is_missing(resume):  # as good as an empty one, whose error names it
            return b""
        if self.input == "filename":
            return Path(resume)
        if isinstance(resume, str):  # as bytes: a text that looks like a path must not be opened
            return resume.encode("utf-8", "replace")
        if isinstance(resume, bytes | bytearray | memoryview):
            return bytes(resume)
        raise ValueError(f"a resume must be str or bytes, not {type(resume).__name__}")

    def _profile(self, source: bytes | Path, number: int) -> Profile | Failure:
        name = source.name if isinstance(source, Path) else f"source {number}"
        try:
            return self._loaded.profile(source, name=name)
        except InputError as error:
            return failure_of(name, error)


def _labels(resumes: Iterable[Any], count: int) -> Iterable[str]:
    """Say of each row how its frame calls it, whose index may say another number than its place."""
    index = getattr(resumes, "index", None)
    return itertools.repeat("", count) if index is None or callable(index) else [f" (index {label})" for label in index]


def _need_many(resumes: Iterable[Any]) -> None:
    """Refuse one text where a list is wanted: its characters would be taken for resumes."""
    if isinstance(resumes, str | bytes | Path):
        raise ValueError("resumes must be a list of texts, not one text")
    if hasattr(resumes, "columns"):  # going through a DataFrame gives the names of its columns
        raise ValueError("resumes must be one column of a DataFrame, not the whole: frame['text']")


class SkillVectorizer(ResumeTransformer):
    """Resumes → a sparse matrix with a column for each skill that at least `min_df` of the fitted resumes hold.

    `min_df` is their number (1 or more) or, as a float from 0 to 1, their share, as in `TfidfVectorizer`.
    `value` says what a cell holds for a held skill: "binary" 1, "count" its mentions, "months" its months of use (0
    where unknown), "evidence" its rung from 1 (coursework) to 5 (certified). Denied and planned skills are 0.
    """

    def __init__(
        self,
        *,
        value: Literal["binary", "count", "months", "evidence"] = "binary",
        min_df: int | float = 1,
        sparse_output: bool = True,
        input: Literal["content", "filename"] = "content",
        taxonomy: str | Path | None = None,
        as_of: str | datetime.date | None = None,
        on_error: Literal["raise", "zero"] = "raise",
        n_jobs: int | None = None,
    ) -> None:
        super().__init__(input=input, taxonomy=taxonomy, as_of=as_of, on_error=on_error, n_jobs=n_jobs)
        self.value = value
        self.min_df = min_df
        self.sparse_output = sparse_output

    def fit(self, X: Iterable[Any], y: Any = None) -> Self:  # noqa: N803 - scikit-learn's name
        """Learn which skills the resumes hold."""
        self._fit(X)
        return self

    def fit_transform(self, X: Iterable[Any], y: Any = None) -> Any:  # noqa: N803
        """Learn the skills and return the matrix, reading each resume once."""
        return self._matrix(self._fit(X))

    def transform(self, X: Iterable[Any]) -> Any:  # noqa: N803
        """Return the matrix of resumes by skills."""
        check_is_fitted(self, "skill_ids_")
        return self._matrix([self._cells(profile) for profile in self._profiles(X)])

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Return the skill ids of the columns."""
        check_is_fitted(self, "skill_ids_")
        return np.asarray(self.skill_ids_, dtype=object)

    def _fit(self, resumes: Iterable[Any]) -> list[dict[str, float]]:
        if self.value not in ("binary", "count", "months", "evidence"):
            raise ValueError(f"value must be binary, count, months or evidence, not {self.value!r}")
        share = isinstance(self.min_df, float) and 0 <= self.min_df <= 1
        if not share and not (isinstance(self.min_df, numbers.Integral) and self.min_df >= 1):
            raise ValueError(f"min_df must be a number from 1 or a share (a float from 0 to 1), not {self.min_df!r}")
        self._begin()
        rows = [self._cells(profile) for profile in self._profiles(resumes)]
        counts: dict[str, int] = {}
        for row in rows:
            for skill_id in row:
                counts[skill_id] = counts.get(skill_id, 0) + 1
        least = self.min_df * len(rows) if share else self.min_df
        self.skill_ids_ = tuple(sorted(skill_id for skill_id, count in counts.items() if count >= least))
        return rows

    def _cells(self, profile: Profile | None) -> dict[str, float]:
        if profile is None:
            return {}
        return {
            skill.skill_id: {
                "binary": 1.0,
                "count": float(sum(mention.status == "held" for mention in skill.mentions)),
                "months": float(skill.months or 0),
                "evidence": float(len(EVIDENCE_ORDER) - EVIDENCE_ORDER.index(skill.evidence)),
            }[self.value]
            for skill in profile.skills
        }

    def _matrix(self, rows: list[dict[str, float]]) -> Any:
        columns = {skill_id: i for i, skill_id in enumerate(self.skill_ids_)}
        values, indices, bounds = [], [], [0]
        for row in rows:
            for skill_id in sorted(row):
                if skill_id in columns:
                    indices.append(columns[skill_id])
                    values.append(row[skill_id])
            bounds.append(len(indices))
        cells = np.asarray(values, dtype=np.float64)
        places = (np.asarray(indices, dtype=np.int32), np.asarray(bounds, dtype=np.int32))
        matrix = scipy.sparse.csr_matrix((cells, *places), shape=(len(rows), len(columns)))
        return matrix if self.sparse_output else matrix.toarray()


class RoleFitTransformer(ResumeTransformer):
    """Resumes → a dense matrix of scores (0–100), a column for each role (`roles`: ids, default all)."""

    def __init__(
        self,
        *,
        roles: tuple[str, ...] | None = None,
        input: Literal["content", "filename"] = "content",
        taxonomy: str | Path | None = None,
        as_of: str | datetime.date | None = None,
        on_error: Literal["raise", "zero"] = "raise",
        n_jobs: int | None = None,
    ) -> None:
        super().__init__(input=input, taxonomy=taxonomy, as_of=as_of, on_error=on_error, n_jobs=n_jobs)
        self.roles = roles

    def fit(self, X: Iterable[Any], y: Any = None) -> Self:  # noqa: N803
        """Choose the roles; the resumes are not looked at."""
        _need_many(X)
        self._begin()
        self.role_ids_ = tuple(role.id for role in self._analyzer.roles(self.roles or ()))
        return self

    def transform(self, X: Iterable[Any]) -> Any:  # noqa: N803
        """Return the matrix of resumes by roles."""
        check_is_fitted(self, "role_ids_")
        scorer = self._loaded.scorer(self._loaded.roles(self.role_ids_))
        rows = []
        for profile in self._profiles(X):
            scores = {} if profile is None else {row.role_id: row.score for row in scorer.scores(profile)}
            rows.append([scores.get(role_id, 0.0) for role_id in self.role_ids_])
        return np.asarray(rows, dtype=np.float64).reshape(len(rows), len(self.role_ids_))

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Return the role ids of the columns."""
        check_is_fitted(self, "role_ids_")
        return np.asarray(self.role_ids_, dtype=object)

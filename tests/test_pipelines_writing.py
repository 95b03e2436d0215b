"""The batch's writer against the models' own JSON."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring_strategies import profiles, roles, taxonomies
from skillgap.analyzer import Analyzer
from skillgap.models.fit import ScoreReport
from skillgap.pipelines import writing
from skillgap.pipelines.writing import ReportWriter
from skillgap.settings import ScoringSettings, Settings

RESUMES = Path(__file__).parent / "fixtures" / "resumes"
SETTINGS = Settings(as_of=datetime.date(2025, 6, 1))


@given(taxonomies(), st.tuples(roles("role-a"), roles("role-b")), st.lists(profiles(), min_size=1, max_size=3))
def test_it_writes_what_the_models_write(taxonomy, role_set, people):
    analyzer = Analyzer(taxonomy, settings=SETTINGS)
    writer = ReportWriter()
    for profile in (*people, *people):
        report = analyzer.score_profile(profile, roles=role_set)
        assert writer.write(report) == report.model_dump_json().encode()


@pytest.mark.parametrize("most", [0, 10, 100_000])
def test_what_it_remembers_and_forgets_changes_nothing(most, monkeypatch):
    monkeypatch.setattr(writing, "_MOST", most)
    analyzer = Analyzer(settings=SETTINGS, isolated=False)
    writer = ReportWriter()
    paths = sorted(RESUMES.glob("*.md"))
    assert len(paths) > 2
    for path in [*paths, *paths]:
        report = analyzer.score(path)
        assert writer.write(report, before=b"<", after=b">") == b"<" + report.model_dump_json().encode() + b">"
        # A report read back shares nothing, and other values must not be taken for those remembered.
        again = ScoreReport.model_validate_json(report.model_dump_json())
        assert writer.write(again) == report.model_dump_json().encode()


def test_it_writes_every_field():
    """A field added to a model must be added to the writer; a probability, signs that JSON escapes, no roles."""
    learned = ScoringSettings(calibration={"slope": 0.1, "intercept": -3.0})
    analyzer = Analyzer(settings=SETTINGS.model_copy(update={"scoring": learned}), isolated=False)
    text = 'Skills\nPython — "expert"\\ \t\u2028, plan to learn Kubernetes, no experience with Docker\n'
    for roles_chosen in (None, [], list(analyzer.taxonomy.roles.values())[:1]):
        report = analyzer.score(text, roles=roles_chosen, name='na"me\n\\.txt')
        assert ReportWriter().write(report) == report.model_dump_json().encode()

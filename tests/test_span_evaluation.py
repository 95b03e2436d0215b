"""Labelled spans: what counts as found, and SkillSpan where it is at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from skillgap import cli
from skillgap.errors import ConfigurationError
from skillgap.extraction import Extractor
from skillgap.span_evaluation import SpanCounts, count, evaluate_spans, holds_spans, in_tokens, read_labelled_ads
from skillgap.taxonomy import load_taxonomy

SHARED = Path(os.environ.get("SKILLGAP_SHARED", Path(__file__).resolve().parents[1].parent / "shared"))
SKILLSPAN = SHARED / "data/skillspan/dev.json"


def row(words: str, tags: str, idx: int = 1, source: str = "tech") -> str:
    tokens = words.split()
    return json.dumps({"idx": idx, "tokens": tokens, "tags_knowledge": tags.split(), "source": source})


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "spans.json"
    rows = [
        row("We use Python and Docker", "O O B O B"),
        row("docker kubernetes", "B B"),
        row("Knowledge of Python", "O O B", 2),
        row("English teacher", "B I", 2, "house"),
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_ads_are_neighbours_of_one_number_and_part(cases: Path) -> None:
    ads = list(read_labelled_ads(cases))
    assert [(ad.part, ad.text) for ad in ads] == [
        ("tech", "We use Python and Docker\ndocker kubernetes"),
        ("tech", "Knowledge of Python"),
        ("house", "English teacher"),
    ]
    assert ads[0].sentences[1].spans == {(0, 1), (1, 2)}
    assert [ads[0].text[s:e] for s, e in zip(ads[0].sentences[1].starts, ads[0].sentences[1].ends, strict=True)] == [
        "docker", "kubernetes",
    ]  # fmt: skip


def test_strict_partial_and_overlap() -> None:
    counts = count(frozenset({(0, 2), (4, 5), (8, 9)}), frozenset({(0, 2), (4, 6), (10, 11), (12, 13)}))
    assert counts == SpanCounts(expected=3, predicted=4, exact=1, near_expected=1, near_predicted=1)
    assert counts.f1(credit=0) == pytest.approx(2 * (1 / 4) * (1 / 3) / (1 / 4 + 1 / 3), abs=1e-4)
    assert counts.f1(credit=0.5) == pytest.approx(2 * (1.5 / 4) * (1.5 / 3) / (1.5 / 4 + 1.5 / 3), abs=1e-4)
    assert counts.f1(credit=1) == pytest.approx(2 * (2 / 4) * (2 / 3) / (2 / 4 + 2 / 3), abs=1e-4)


def test_places_become_tokens_of_their_own_sentence(cases: Path) -> None:
    ad = next(iter(read_labelled_ads(cases)))
    one, two = ad.sentences
    places = [(7, 13), (18, 31), (32, 42)]
    assert in_tokens(one, places) == {(2, 3)}
    assert in_tokens(two, places) == {(1, 2)}


def test_a_closing_bracket_that_lost_its_comma_stays_with_the_name(tmp_path: Path) -> None:
    path = tmp_path / "spans.json"
    path.write_text(row("cloud ( AWS ) Previous work", "O O B I O O"), encoding="utf-8")
    (ad,) = read_labelled_ads(path)
    start = ad.text.index("AWS")
    assert in_tokens(ad.sentences[0], [(start, start + 3)]) == {(2, 4)}


def test_the_command_prints_the_figures(cases: Path) -> None:
    assert holds_spans(cases)
    done = CliRunner().invoke(cli.app, ["evaluate", str(cases)])
    assert done.exit_code == 0, done.output
    figures = dict(line.split("\t") for line in done.output.splitlines())
    assert figures["tech_spans"] == "5"
    assert float(figures["tech_listed_only_strict_recall"]) == 1.0
    assert 0 <= float(figures["tech_strict_f1"]) <= 1


def test_other_data_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('{"tags_knowledge": []}', encoding="utf-8")
    with pytest.raises(ConfigurationError):
        list(read_labelled_ads(path))
    assert not holds_spans(tmp_path)


@pytest.mark.skipif(not SKILLSPAN.exists(), reason="SkillSpan is not at hand")
def test_skillspan_development_part() -> None:
    figures = evaluate_spans(SKILLSPAN, extractor=Extractor(load_taxonomy())).summary()
    assert figures["tech_spans"] == 806
    assert figures["tech_strict_f1"] > 0.58
    assert figures["tech_partial_f1"] > 0.66
    assert figures["tech_overlap_f1"] > 0.73
    assert figures["tech_strict_f1"] > figures["tech_listed_only_strict_f1"]

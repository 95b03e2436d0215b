"""Words of the dictionary and first names are no skills: neither as slips of a name nor, in plain prose, as names."""

from __future__ import annotations

from datetime import date

import pytest

from skillgap import Analyzer, Settings
from skillgap.extraction import Extractor
from skillgap.extraction.words import near_words, sense_words
from skillgap.taxonomy import load_taxonomy


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_taxonomy(None))


def found(extractor: Extractor, text: str) -> list[str]:
    return [f"{mention.text} → {mention.name}" for mention in extractor.mentions(text) if mention.status == "held"]


def test_a_word_of_the_dictionary_is_no_typo(extractor: Extractor) -> None:
    words = sorted(near_words())
    assert len(words) > 900
    texts = [f"Python and {written}" for word in words for written in (word, word.capitalize())]
    slips = [m.text for text in texts for m in extractor.mentions(text) if m.method == "fuzzy"]
    assert slips == []


@pytest.mark.parametrize("typo", ["Kuberntes", "Pytroch", "Elastcsearch", "Casandra", "Terrafrom", "Postgress"])
def test_a_typo_still_is_one(extractor: Extractor, typo: str) -> None:
    assert found(extractor, f"Python and {typo}")[1:]


def test_a_name_that_is_a_word_needs_company(extractor: Extractor) -> None:
    plain = "Carried plates and smiled at guests. She saw the {} of that day and left for home before noon."
    wrong = [line for word in sorted(sense_words()["word_names"]) for line in found(extractor, plain.format(word))]
    assert wrong == []


def test_names_in_small_letters_beside_their_like_are_found() -> None:
    text = (
        "Skills\nyarn, jest, cypress, storybook\n\nExperience\nBaker Ltd, 2020 – 2024\n- cached with celery and redis"
    )
    analyzer = Analyzer(settings=Settings(as_of=date(2026, 1, 1)), isolated=False)
    names = {mention.text for mention in analyzer.extract(text.encode()).mentions}
    assert {"yarn", "jest", "cypress", "storybook", "celery", "redis"} <= names


@pytest.mark.parametrize(
    "line",
    [
        "Assisted in surgery of dogs, cats and two llamas.",
        "Tended the bar at the Red Swift; loved celery and yarn.",
        "Warehouse packer, then sentry at the gate, then postman.",
        "Ran the foundry; poured iron on Fridays. Robert taught me.",
        "Kept sows and pelts, a raft and a cutlass in the museum's stores.",
        "The waterfall behind the pyramid was painted by a playwright and a puppeteer.",
    ],
)
def test_other_trades_hold_no_tools(extractor: Extractor, line: str) -> None:
    tools = {"tool", "library", "devops_mlops", "ml_framework", "language", "database", "cloud", "web"}
    assert [m.text for m in extractor.mentions(line) if m.status == "held" and m.category in tools] == []

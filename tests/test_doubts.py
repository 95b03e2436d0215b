"""What the words around a skill say of it where no cue speaks, on sentences that nothing was made on."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from skillgap.extraction import Extractor
from skillgap.extraction.assertion import WHY
from skillgap.extraction.words import DATA
from skillgap.taxonomy import load_taxonomy

HERE = Path(__file__).parent


def rows_of(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / path).read_text(encoding="utf-8").splitlines()]


ROWS = rows_of("data/sentences.jsonl")
OF_TRADES = rows_of("data/sentences_of_trades.jsonl")
MODEL = json.loads((DATA / "doubts.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_taxonomy())


@pytest.mark.parametrize(
    ("rows", "most_taken", "least_kept"),
    [(ROWS, 50, 240), (OF_TRADES, 117, 518)],
    ids=["first", "later"],
)
def test_fewer_unheld_skills_are_taken_and_hardly_a_held_one_is_lost(
    extractor: Extractor, rows: list[dict[str, Any]], most_taken: int, least_kept: int
) -> None:
    known = extractor.taxonomy.skills.values()
    forms = {form.lower(): skill.id for skill in known for form in (skill.id, skill.name, *skill.aliases)}
    taken, kept = {False: 0, True: 0}, {False: 0, True: 0}
    for resume in (False, True):
        for row in rows:
            held = {m.skill_id for m in extractor.mentions(row["text"], resume=resume) if m.status == "held"}
            taken[resume] += len(held & {forms.get(name.lower(), name) for name in row["not"]})
            kept[resume] += len(held & {forms.get(name.lower(), name) for name in row["find"]})
    assert taken[True] <= 0.9 * taken[False]
    assert kept[True] >= 0.98 * kept[False]
    assert taken[True] <= most_taken
    assert kept[True] >= least_kept


def test_reason_names_the_status_and_words_of_the_text(extractor: Extractor) -> None:
    told = 0
    for row in ROWS:
        low = row["text"].lower()
        for mention in extractor.mentions(row["text"], resume=True):
            why, sign, words = mention.reason.partition(", by the words around: ")
            if sign:
                told += 1
                assert mention.status != "held"
                assert why.endswith(WHY[mention.status])
                assert words
                assert all(part in low for word in re.findall(r'"([^"]+)"', words) for part in word.split())
    assert told >= 10


def test_text_that_is_no_resume_is_left_to_the_cues(extractor: Extractor) -> None:
    for row in ROWS[:60]:
        for mention in extractor.mentions(row["text"]):
            assert "by the words around" not in mention.reason


def test_reason_holds_no_name(extractor: Extractor) -> None:
    for text in ("Zdenka wrote everything in Rust.", "The Rust code belongs to Zdenka Vrbova and her people."):
        for mention in extractor.mentions(text, resume=True):
            assert "zdenka" not in mention.reason.lower()
            assert "vrbova" not in mention.reason.lower()


def test_weights_say_where_they_come_from() -> None:
    sources = MODEL["provenance"]["sources"]
    sentences = HERE.parent / "scripts/data/held_sentences.jsonl"
    assert sources[sentences.name] == hashlib.sha256(sentences.read_bytes()).hexdigest()
    assert all(len(weights) == len(MODEL["statuses"]) for weights in MODEL["weights"].values())


def test_sentences_to_learn_from_and_to_measure_on_are_not_the_same() -> None:
    learned = {row["text"] for row in rows_of("../scripts/data/held_sentences.jsonl")}
    assert len(learned) > 2000
    assert learned.isdisjoint(row["text"] for row in ROWS + OF_TRADES)

"""The spaCy components find what the extractor finds, and leave a Doc that can be stored."""

from __future__ import annotations

import pickle

import pytest
import spacy
from spacy.tokens import Doc

from skillgap.extraction import Extractor
from skillgap.extraction.components import (
    STEPS,
    Assertion,
    Component,
    Matcher,
    NearMiss,
    Phrases,
    Unlisted,
    add_components,
    extractor_of,
)
from skillgap.models.skill import Skill
from skillgap.taxonomy import Taxonomy

TEXT = """Led a team of 6 and tuned PyTorch models on Kuberntes. Go, Rust, C++.
No experience with Java; currently learning Terraform. The React front-end was written by a colleague."""


@pytest.fixture(scope="module")
def doc() -> Doc:
    return add_components(spacy.blank("en"))(TEXT)


def test_agrees_with_the_extractor(doc: Doc) -> None:
    mentions = Extractor(extractor_of(None).taxonomy).mentions(TEXT)
    found = [(e["skill_id"], e["start"], e["end"], e["method"], e["status"]) for e in doc.user_data["skillgap"]]
    assert found == [(m.skill_id, m.start, m.end, m.method, m.status) for m in mentions]
    assert {"planned", "denied", "other", "held"} <= {entry["status"] for entry in doc.user_data["skillgap"]}


def test_spans_carry_skill_and_status(doc: Doc) -> None:
    spans = {span.text: span for span in doc.spans["skillgap"]}
    assert spans["Rust"].kb_id_ == "rust"
    assert spans["Java"].id_ == "denied"
    assert spans["C++"].label_ == "language"


def test_a_doc_survives_bytes(doc: Doc) -> None:
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert again.user_data["skillgap"] == doc.user_data["skillgap"]
    assert len(again.spans["skillgap"]) == len(doc.spans["skillgap"])


def test_used_components_go_to_other_processes() -> None:
    skills = [Skill(id="python", name="Python", category="language"), Skill(id="sql", name="SQL", category="language")]
    extractor = Extractor(Taxonomy(skills))
    pipes: list[Component] = [kind(extractor) for kind in (Matcher, NearMiss, Phrases, Assertion, Unlisted)]

    def found(pipes: list[Component]) -> object:
        doc = spacy.blank("en").make_doc("Built it in Pythn and SQL; no experience with Python.")
        for pipe in pipes:
            doc = pipe(doc)
        return doc.user_data["skillgap"]

    expected = found(pipes)
    again = pickle.loads(pickle.dumps(pipes))
    assert found(again) == expected
    assert len({id(pipe.extractor) for pipe in again}) == 1


def test_each_step_can_stand_alone() -> None:
    for step in STEPS:
        nlp = spacy.blank("en")
        nlp.add_pipe(step)
        assert nlp("").user_data["skillgap"] == []
    nlp = spacy.blank("de")
    nlp.add_pipe("skillgap_matcher")
    assert [e["skill_id"] for e in nlp("Python und Docker").user_data["skillgap"]] == ["python", "docker"]


def test_unlisted_names_are_proposed_with_a_confidence() -> None:
    nlp = add_components(spacy.blank("en"))
    nlp.add_pipe("skillgap_unlisted")
    found = nlp("Experience with Python, Docker and SQL, strong knowledge of Frobnicate.js").user_data["skillgap"]
    unlisted = [entry for entry in found if entry["method"] == "unlisted"]
    assert {"python", "docker"} <= {entry["skill_id"] for entry in found}
    assert "Frobnicate.js" in [entry["surface"] for entry in unlisted]
    assert all(entry["skill_id"] is None and 0 < entry["similarity"] <= 100 for entry in unlisted)

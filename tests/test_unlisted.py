"""What the taxonomy does not hold: the model's arithmetic, list items of resumes, proposals."""

from __future__ import annotations

import itertools
import json
import math
from typing import Any

import pytest

from skillgap.extraction import Extractor
from skillgap.extraction.tagger import Line, Tagger, context_feature, load_tagger, placed_features
from skillgap.extraction.tokens import tokenize
from skillgap.extraction.unlisted import hits_of, lines_of, propose
from skillgap.extraction.words import DATA
from skillgap.models.resume import Mention, Section, Structure
from skillgap.models.skill import Skill
from skillgap.taxonomy import Taxonomy

STEPS = {"OO": 0.7, "OB": -0.4, "BO": 0.2, "BB": -0.1, "BI": 0.5, "IO": 0.3, "IB": -0.6, "II": 0.1}
SKILLS = [
    Skill.model_validate({"id": name.lower(), "name": name, "category": "tool"})
    for name in ("Python", "Java", "Docker", "Kubernetes", "Jenkins", "PostgreSQL", "Terraform", "Ansible")
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(Taxonomy(SKILLS))


def small_model(**weights: list[float]) -> Tagger:
    return Tagger({"provenance": {}, "groups": {}, "parts": {}, "steps": STEPS, "weights": weights})


def line(text: str) -> Line:
    tokens = tokenize(text)
    return Line(tokens.words, tokens.gaps, ["O"] * tokens.size, "P0")


def chains(size: int) -> list[str]:
    found = map("".join, itertools.product("OBI", repeat=size))
    return [labels for labels in found if not labels.startswith("I") and "OI" not in labels]


def weight_of(labels: str, scores: list[tuple[float, float]]) -> float:
    total = sum({"O": 0.0, "B": b, "I": i}[label] for label, (b, i) in zip(labels, scores, strict=True))
    return total + sum(STEPS[labels[k : k + 2]] for k in range(len(labels) - 1))


@pytest.mark.parametrize("text", ["one", "one two", "red blue one", "one red two blue", "blue blue one red two"])
def test_best_labels_and_probabilities_agree_with_trying_every_chain(text: str) -> None:
    tagger = small_model(**{"0w=one": [1.3, -0.5], "0w=red": [-0.8, 1.1], "-w=blue": [0.4, 0.9], "0w=two": [0.2, 0.1]})
    words = line(text)
    scores = tagger.emissions(words)
    every = {labels: weight_of(labels, scores) for labels in chains(len(scores))}
    whole = math.log(sum(math.exp(value) for value in every.values()))
    best = max(every, key=lambda labels: every[labels])
    spans = tagger.spans(words)
    assert [first for first, _, _ in spans] == [k for k, label in enumerate(best) if label == "B"]
    chances = {(first, last): chance for first, last, chance in spans}
    for first, last in itertools.combinations(range(len(scores) + 1), 2):
        inside = "B" + "I" * (last - first - 1)
        right = [
            value for labels, value in every.items() if labels[first:last] == inside and labels[last : last + 1] != "I"
        ]
        expected = sum(math.exp(value - whole) for value in right)
        assert chances.get((first, last), expected) == pytest.approx(expected, abs=1e-9)
        outside = sum(math.exp(v - whole) for labels, v in every.items() if set(labels[first:last]) == {"O"})
        assert tagger.items(words, [(first, last)]) == [pytest.approx(expected / (expected + outside), abs=1e-9)]


def test_training_and_run_time_sum_the_same_features() -> None:
    tagger = load_tagger()
    tokens = tokenize("Experience with Kubernetes (EKS), Zorbflow and REST APIs\nCI/CD")
    hits = [(2, 3, "devops_mlops")]
    weights: dict[str, list[float]] = json.loads((DATA / "unlisted.json").read_text(encoding="utf-8"))["weights"]
    for _, words in lines_of(tokens, hits):
        for (b, i), names in zip(tagger.emissions(words), placed_features(words, tagger.lexicon), strict=True):
            assert len(names) == len(set(names))
            assert b == pytest.approx(sum(weights[name][0] for name in names if name in weights))
            if i > -1e8:
                assert i == pytest.approx(sum(weights[name][1] for name in names if name in weights))


def test_no_name_goes_on_over_a_comma() -> None:
    tagger = small_model(**{"0w=a1": [2, 0], "0w=b2": [0, 9]})
    assert [span[:2] for span in tagger.spans(line("a1 b2"))] == [(0, 2)]
    assert all(last - first == 1 for first, last, _ in tagger.spans(line("a1, b2")))


def test_lines_know_how_long_the_line_above_is() -> None:
    tokens = tokenize("Tools we use\ndocker and more of it than ever before\nlast", wraps=())
    assert [words.context for _, words in lines_of(tokens, [])] == ["P0", "P3", "P5"]
    assert context_feature(["word"] * 40) == "P6"


def resume(skills: str, *, after: str = "") -> tuple[str, Structure]:
    head = "Summary\nBackend developer who likes Flumox and long walks.\n"
    body = f"Skills\n{skills}\n"
    text = head + body + after
    sections = [("summary", 0, len(head)), ("skills", len(head), len(head) + len(body))]
    if after:
        sections.append(("experience", len(head) + len(body), len(text)))
    return text, Structure(
        sections=tuple(Section(kind=k, title=k.capitalize(), start=s, end=e) for k, s, e in sections),  # type: ignore[arg-type]
        as_of="2026-01",
    )


def unlisted(extractor: Extractor, skills: str, **rest: Any) -> list[Mention]:
    text, structure = resume(skills, **rest)
    found = [m for m in extractor.mentions(text, structure=structure) if m.skill_id is None]
    assert all(text[m.start : m.end] == m.text for m in found)
    return found


@pytest.mark.parametrize("name", ["Zorbflow", "GraphMint", "QuexDB", "TurboKV"])
def test_an_unknown_name_in_a_list_of_skills_is_found(extractor: Extractor, name: str) -> None:
    (found,) = unlisted(extractor, f"Python, Java, {name}, Docker, Kubernetes")
    assert (found.text, found.method, found.status, found.section) == (name, "unlisted", "held", "skills")
    assert found.category is None
    assert 40 <= found.similarity <= 100
    assert "not in the taxonomy" in found.reason


@pytest.mark.parametrize(
    "skills",
    [
        "Python, Java, Docker",
        "Tools: Python, Docker",
        "Python (5 years), Java (2019), Docker",
        "Python, Java, and a strong will to learn more every day from people around me",
        "Advanced: Python, Java\nBasic: Docker",
        "Python, Java, Docker and babysit",
        "Clusterware\tPython, Java, Docker",
        "Python (Aug), Java (F0 to H7), Docker",
        "Python, Java, no Zorbflow, Docker",
        "Zorbflow, Quexdb, Flumox, Trindle",
    ],
)
def test_labels_figures_and_sentences_are_no_skills(extractor: Extractor, skills: str) -> None:
    assert unlisted(extractor, skills) == []


def test_prose_gives_nothing_in_a_resume(extractor: Extractor) -> None:
    found = unlisted(
        extractor, "Python, Java", after="Experience\nBuilt Quibblesoft reports for Acme, Zorbflow and Bob.\n"
    )
    assert found == []


def test_what_is_planned_is_not_held(extractor: Extractor) -> None:
    found = unlisted(extractor, "Python, Java, Docker, Kubernetes\nCurrently learning: Zorbflow, Terraform, Ansible")
    assert [m.status for m in found if m.text == "Zorbflow"] in ([], ["planned"])


def test_a_text_without_structure_has_no_unlisted_mentions(extractor: Extractor) -> None:
    assert all(m.skill_id for m in extractor.mentions("Skills\nPython, Java, Zorbflow, Docker"))


def test_proposals_read_ads(extractor: Extractor) -> None:
    text = "Requirements\nExperience with Kubernetes and Zorbflow\nPython Quexdb Docker Jenkins\nFree lunch every day"
    proposed = propose(text, extractor.mentions(text))
    names = {text[p.start : p.end]: p for p in proposed}
    assert names["Kubernetes"].listed
    assert not names["Quexdb"].listed
    assert all(0 < p.confidence <= 1 for p in proposed)
    assert not any(p.start >= text.index("Free lunch") for p in proposed)
    assert len(propose(text, extractor.mentions(text), lean=3.0)) >= len(proposed)


def test_hits_are_the_words_of_names(extractor: Extractor) -> None:
    text = "Python and PostgreSQL"
    assert hits_of(tokenize(text), extractor.mentions(text)) == [(0, 1, "tool"), (2, 3, "tool")]


def test_the_model_says_what_it_was_made_of() -> None:
    provenance = load_tagger().provenance
    assert len(provenance["sources"]["train.json"]) == 64
    assert {"python", "numpy", "scipy"} <= set(provenance["versions"])
    assert provenance["development"]


def test_empty_text() -> None:
    assert propose("", []) == ()
    assert propose("\n\n", []) == ()

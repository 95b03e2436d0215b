"""Tables of skills: a "no" denies the name of its pair of cells, and nothing where a row holds more."""

from __future__ import annotations

import pytest

from skillgap.extraction import Extractor
from skillgap.taxonomy import load_taxonomy


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_taxonomy())


@pytest.mark.parametrize(
    ("table", "denied"),
    [
        ("Skill\tYears\tCertified\nPython\t5\tno\nKafka\t2\tyes", set()),
        ("Skill | Years | Certified\nPython | 5 | no\nKafka | 2 | yes", set()),
        ("Skill\tLevel\tYears\tCertified\nPython\tgood\t5\tno\nKafka\tgood\t5\tno", set()),
        ("Tool\tTaught it\tYears\nPython\tno\t4\nKafka\tyes\t5", set()),
        ("Tool\tUsed at work\tUsed at home\nPython\tno\tyes\nKafka\tyes\tno", set()),
        ("Tool\tLevel\nPython\tnone\nKafka\tgood", {"Python"}),
        ("Python\tgood\nKafka\tno\nJava\tgood", {"Apache Kafka"}),
        ("Docker\t|\n|\t| not touched Kubernetes", {"Kubernetes"}),
        ("Skill\tYears\tLevel\nPython\t5 years\tproduction\nKafka\t0 years\ttheoretical", {"Apache Kafka"}),
        ("Skill\tYears\tNotes\nPython\t5 years\tnever used alone\nKafka\t2 years\tgood", set()),
    ],
)
def test_a_no_denies_only_in_pairs_of_cells(extractor: Extractor, table: str, denied: set[str]) -> None:
    mentions = extractor.mentions(f"Skills\n{table}\n", resume=True)
    names = {m.name for m in mentions if m.status == "denied"}
    assert len(mentions) >= 2
    assert names == denied

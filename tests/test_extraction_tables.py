"""Tables of skills: what the answers in their columns say."""

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
        ("Tool\tUsed at work\tUsed at home\nPython\tno\tyes\nKafka\tyes\tno\nJava\tno\tno", {"Java"}),
        ("Tool\tKnown\tSince\nPython\tno\t-\nKafka\tyes\t2019", {"Python"}),
        ("Tool | Years | Hands-on\nPython | 0 | no\nKafka | 3 | yes", {"Python"}),
        ("Tool\tLevel\nPython\tnone\nKafka\tgood", {"Python"}),
        ("Python\tgood\nKafka\tno\nJava\tgood", {"Apache Kafka"}),
    ],
)
def test_a_no_in_a_table_answers_the_heading_of_its_column(extractor: Extractor, table: str, denied: set[str]) -> None:
    mentions = extractor.mentions(f"Skills\n{table}\n", resume=True)
    names = {m.name for m in mentions if m.status == "denied"}
    assert len(mentions) >= 2
    assert names == denied

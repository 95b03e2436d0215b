"""Models made without checks are what checked ones would be: all fields, in their order, of the right types."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from pydantic import BaseModel

from skillgap.analyzer import Analyzer
from skillgap.models.document import Line
from skillgap.models.making import all_made, made
from skillgap.settings import Settings

RESUMES = Path(__file__).parent / "fixtures" / "resumes"
VALUES = [
    {"start": i, "end": i + 1, "box": None, "size": None, "bold": False, "heading": None, "block": 0, "columns": ()}
    for i in range(3)
]


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(settings=Settings(as_of=datetime.date(2025, 6, 1)), isolated=False)


@pytest.mark.parametrize("lines", [[made(Line, values) for values in VALUES], all_made(Line, VALUES)])
def test_made_is_the_same_as_checked(lines: list[Line]) -> None:
    checked = [Line(**values) for values in VALUES]
    assert lines == checked
    assert [repr(line) for line in lines] == [repr(line) for line in checked]
    assert [line.model_fields_set for line in lines] == [line.model_fields_set for line in checked]
    assert [line.model_copy(update={"bold": True}) for line in lines] == [
        line.model_copy(update={"bold": True}) for line in checked
    ]
    assert len({*lines, *checked}) == len(VALUES)
    with pytest.raises(ValueError, match="frozen"):
        lines[0].start = 5  # type: ignore[misc]


@pytest.mark.parametrize("path", sorted(RESUMES.glob("p[135]*")), ids=lambda path: path.name)
def test_what_the_flow_makes_holds_when_it_is_checked(path: Path, analyzer: Analyzer) -> None:
    document = analyzer.read(path)
    profile = analyzer.profile(document)
    results: list[BaseModel] = [
        document, analyzer.structure(document), analyzer.extract(document), profile, analyzer.score_profile(profile),
    ]  # fmt: skip
    for result in results:
        again = type(result).model_validate_json(result.model_dump_json())
        assert again == result
        assert repr(again) == repr(result)

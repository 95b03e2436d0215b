"""Every file of the hostile corpus has its expected outcome."""

from __future__ import annotations

import pytest

from hostile.corpus import Case, cases
from skillgap.errors import InputError
from skillgap.readers import read_document
from skillgap.settings import ReadingSettings

CASES = list(cases())
# For files that may end by the limit, so that they end soon; all others must do with the default.
SOON = ReadingSettings(seconds=2.0, ocr_seconds=2.0)


def test_the_corpus_is_large_and_its_names_are_unique() -> None:
    assert len(CASES) >= 150
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_expected_outcome(case: Case) -> None:
    outcome, document = "ok", None
    try:
        settings = SOON if "timeout" in case.outcomes else ReadingSettings()
        document = read_document(case.make(), name=case.file, settings=settings)
    except InputError as error:
        outcome = error.code
    assert outcome in case.outcomes
    if document is None:
        return
    for text in case.shows:
        assert text in document.text
    for text in case.hides:
        assert text not in document.text
    codes = {notice.code for notice in document.notices}
    assert codes >= set(case.notices), codes
    assert len(document.text) <= 1_000_000
    assert all(document.text[line.start : line.end].count("\n") == 0 for line in document.lines)

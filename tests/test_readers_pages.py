"""Several pages: headers and footers, columns that go on over the end of a page."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pytest

from hostile.makers import pdf
from skillgap.readers import read_document
from skillgap.readers.draft import DraftLine
from skillgap.readers.layout_pages import along_columns, without_running_lines
from skillgap.readers.layout_typed import with_blank_lines


def page(lines: list[tuple[float, float, str]], *, size: float = 10) -> str:
    """Return a content stream with text at places."""
    return " ".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, text in lines)


def test_headers_footers_and_page_numbers_are_read_once() -> None:
    pages = [
        page([(72, 770, "Ada Example, resume"), (72, 600, f"Skill number {n} is Kafka"), (300, 20, f"Page {n} of 3")])
        for n in (1, 2, 3)
    ]
    text = read_document(pdf(pages)).text
    assert text.count("Ada Example, resume") == 1
    assert "Page" not in text
    assert text.count("Kafka") == 3


def test_lines_alike_at_the_foot_of_a_page_and_the_head_of_the_next_are_both_read() -> None:
    pages = [
        page([(72, 770, "Ada Example, resume"), (72, 400, "Experience"), (72, 40, "Lead, 2018 - 2021")]),
        page([(72, 770, "Ada Example, resume"), (72, 745, "Lead, 2013 - 2018"), (72, 400, "Kafka")]),
    ]
    assert read_document(pdf(pages)).text.splitlines() == [
        "Ada Example, resume", "Experience", "Lead, 2018 - 2021", "Lead, 2013 - 2018", "Kafka",
    ]  # fmt: skip


def test_a_footer_stands_at_the_end() -> None:
    def page_of(number: int, texts: list[str]) -> list[DraftLine]:
        body = [DraftLine(text, (number, 50, 100 + 20 * n, 300, 110 + 20 * n)) for n, text in enumerate(texts)]
        return [*body, DraftLine("Jo Doelle, resume", (number, 50, 780, 200, 790))]

    pages = [page_of(1, ["We found the bugs of the"]), page_of(2, ["scheduler", "Python"])]
    kept = without_running_lines(pages, [800.0, 800.0])
    assert [line.text for page in kept for line in page] == [
        "We found the bugs of the",
        "scheduler",
        "Python",
        "Jo Doelle, resume",
    ]


def two_columns(number: int, left: list[str], right: list[str], *, x: float, wide: float) -> list[DraftLine]:
    """Return a page's lines; the left column is a block, and the right one."""
    lines = []
    for block, (at, reach, texts) in enumerate(((40.0, x - 20, left), (x, x + wide, right))):
        for row, text in enumerate(texts):
            top = 60.0 + 30 * row
            lines.append(DraftLine(text, (number, at, top, reach, top + 12), 10.0, False, None, block))
    return lines


def test_a_main_column_goes_on_over_the_page_before_the_sidebar() -> None:
    first = two_columns(
        1, ["EXPERIENCE", "Engineer", "a", "b", "c"], ["SKILLS", "Python", "d", "LANGUAGES", "e"], x=400, wide=120
    )
    second = two_columns(2, ["Analyst", "f", "g"], ["French", "h"], x=400, wide=120)
    blocks = [[line.text for line in block] for block in along_columns([first, second])]
    assert blocks == [
        ["EXPERIENCE", "Engineer", "a", "b", "c"],
        ["Analyst", "f", "g"],
        ["SKILLS", "Python", "d", "LANGUAGES", "e"],
        ["French", "h"],
    ]


@pytest.mark.parametrize("sidebar_right", [True, False])
def test_a_main_column_goes_on_over_the_page_where_its_sidebar_has_ended(sidebar_right: bool) -> None:
    main, side = (40, 400) if sidebar_right else (220, 40)
    wide = "worked on the many pipelines of the works for a while and"
    one = [(main, 700 - 14 * n, f"line {n} {wide}") for n in range(14)]
    one += [(side, 700 - 14 * n, f"skill {n} in short") for n in range(12)]
    two = [(main, 700 - 14 * n, f"next {n} {wide}") for n in range(5)]
    lines = read_document(pdf([page(one), page(two)])).text.splitlines()
    found = [line.split()[0] for line in lines]
    assert found.index("next") == found.index("line") + 14


def test_columns_of_a_size_are_read_page_by_page() -> None:
    pages = [two_columns(number, list("abcde"), list("fghij"), x=300, wide=240) for number in (1, 2)]
    assert [[line.text for line in block] for block in along_columns(pages)] == 2 * [list("abcde"), list("fghij")]
    elsewhere = [
        two_columns(1, list("abcde"), list("fghij"), x=400, wide=120),
        two_columns(2, list("klmno"), list("pqrst"), x=460, wide=80),
    ]
    blocks = [[line.text for line in block] for block in along_columns(elsewhere)]
    assert blocks == [list("abcde"), list("fghij"), list("klmno"), list("pqrst")]


@pytest.mark.parametrize(
    ("tops", "blank"),
    [
        ((0, 11, 33, 44, 55, 77, 88, 110, 121), [2, 6, 9]),
        ((0, 11, 33, 44, 55, 77, 88, 104, 115), []),
        ((0, 11, 22, 33, 44, 55, 66, 88, 99), []),
    ],
)
def test_typed_text_keeps_its_blank_lines(tops: tuple[int, ...], blank: list[int]) -> None:
    """Only steps of whole lines tell: elsewhere the room before a heading is a matter of taste."""
    lines = [DraftLine("word", (1, 0.0, float(top), 50.0, top + 10.0), 10.0) for top in tops]
    assert [number for number, line in enumerate(with_blank_lines(lines)) if not line.text] == blank

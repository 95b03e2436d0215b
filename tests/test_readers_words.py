"""Words and lines of PDFs: cut words, spaced letters, bullets, letters of other fonts."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile.makers import pdf
from set_pages import read
from skillgap.readers import read_document
from skillgap.readers.layout_rows import Segment
from skillgap.readers.pdf_characters import TWICE, may_be_twice
from skillgap.readers.pdf_segments import segments_of
from skillgap.readers.pdf_words import Word, WordTable


def page(lines: list[tuple[float, float, str]], *, size: float = 10) -> str:
    """Return a content stream with text at places."""
    return " ".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, text in lines)


def test_a_word_cut_at_a_line_end_is_joined() -> None:
    content = page(
        [
            (72, 700, "Models in Tensor-"),
            (72, 688, "Flow and self-"),
            (72, 676, "supervised learn-"),
            (72, 664, "ing on GPUs"),
        ]
    )
    assert read_document(pdf(content)).text == "Models in TensorFlow\nand self-supervised\nlearning\non GPUs"


@pytest.mark.parametrize("drawn", ["4 Tc (WORK HISTORY) Tj 0 Tc", "(W O R K   H I S T O R Y) Tj"])
def test_a_letter_spaced_heading_is_closed_up(drawn: str) -> None:
    content = f"BT /F1 10 Tf 72 700 Td {drawn} ET " + page([(72, 680, "Python and Kafka")])
    assert read_document(pdf(content)).text == "WORK HISTORY\nPython and Kafka"


def test_a_shadow_of_letters_is_read_once() -> None:
    text = "Skills of Alles: Kafka, all of it"
    twice = [(72 + 6 * n, y, sign) for y in (700, 699.25) for n, sign in enumerate(text) if sign != " "]
    assert "".join(read_document(pdf(page(twice))).text.split()) == text.replace(" ", "")


def test_the_letters_of_a_page_with_little_text_make_words() -> None:
    widths = {"n": 5.6, "u": 5.6, "D": 7.2, "i": 2.2}
    letters, lines = [], [(72, 700, "nuuDi"), (72, 688, "Dinn"), (200, 700, "nDi"), (200, 688, "uiu")]
    for x, y, text in lines:
        for n, sign in enumerate(text):
            letters.append((x + sum(widths[before] for before in text[:n]), y, sign))
    assert read_document(pdf(page(letters))).text.split() == ["nuuDi", "nDi", "Dinn", "uiu"]


def test_labels_of_a_tag_cloud_are_parted() -> None:
    labels = [
        (72, 700, "Redux Toolkit"),
        (146, 700, "Storybook"),
        (205, 700, "Jest"),
        (72, 640, "Many words of a text line"),
    ]
    assert read_document(pdf(page(labels))).text.splitlines()[0] == "Redux Toolkit\tStorybook\tJest"


def test_bullets_become_one_sign() -> None:
    made = [
        Segment(text, 40, 200, 100 + 14 * n, 10, False, n)
        for n, text in enumerate(["- one", "* two", "➤ three", "four"])
    ]
    assert read(made) == ["• one", "• two", "• three", "four"]


def test_a_date_too_wide_for_its_column_is_parted_from_the_word_it_touches() -> None:
    content = "BT /F1 10 Tf 72 700 Td (Oct 2022 - present) Tj (Postdoctoral Fellow) Tj ET"
    assert read_document(pdf(content)).text == "Oct 2022 - present Postdoctoral Fellow"


def test_a_date_that_touches_a_word_is_parted_from_it() -> None:
    text = "BT /F1 11 Tf 90 700 Td (Java Developer, Softbridge, Leeds09.2018 - 12.2020) Tj ET"
    assert "Leeds 09.2018" in read_document(pdf(text), name="resume.pdf").text


def test_an_ending_is_never_a_word_of_its_own() -> None:
    content = page([(72, 700, "a consortium work-"), (72, 688, "ing group on work-"), (72, 676, "life balance")])
    assert read_document(pdf(content)).text == "a consortium working\ngroup on work-life\nbalance"


def text_of(lines: list[str], drawn: str = "", *, producer: str = "") -> str:
    """Return the text of a page with lines 14 points apart."""
    text = "BT /F1 11 Tf 14 TL 90 700 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    made = pdf(f"{text} {drawn}", objects=(f"<< /Producer ({producer}) >>".encode(),), trailer="/Info 10 0 R")
    return read_document(made, name="resume.pdf").text


def dots(*, wide: float, rows: tuple[int, ...], x: float = 80.0) -> str:
    return " ".join(f"{x} {702 - 14 * row} {wide} {wide} re f" for row in rows)


LINES = ["Ada Example", "Built pipelines for forty teams", "without loss", "Wrote Triton kernels", "Likes slow trains"]


def test_drawn_bullets_open_items() -> None:
    assert text_of(LINES, dots(wide=3.5, rows=(1, 3))).split("\n") == [
        "Ada Example",
        "• Built pipelines for forty teams",
        "without loss",
        "• Wrote Triton kernels",
        "Likes slow trains",
    ]


def test_other_small_shapes_are_no_bullets() -> None:
    assert "•" not in text_of(LINES, dots(wide=3.5, rows=(1,)))
    assert "•" not in text_of(LINES, dots(wide=7.5, rows=(1, 3), x=76.0))
    assert "•" not in text_of(LINES, dots(wide=3.5, rows=(1, 3), x=20.0))
    assert "•" not in text_of(LINES, dots(wide=3.5, rows=(1, 3), x=300.0))


def test_browsers_cut_words_at_their_own_hyphens_only() -> None:
    lines = ["tensor-parallel and expert-", "parallel serving on held-", "out months"]
    assert text_of(lines, producer="Skia/PDF m130").startswith("tensor-parallel and expert-parallel\n")
    assert "expertparallel" in text_of(lines, producer="pdfTeX-1.40.25")


def test_letter_spaced_headings_close_up_around_kerned_pairs() -> None:
    text = text_of(["E d u c at i o n", "MSc Statistics in a town, A to Z", "R, C and D a b"])
    assert text.split("\n") == ["Education", "MSc Statistics in a town, A to Z", "R, C and D a b"]


def test_the_end_of_bold_words_parts_a_title_from_its_firm() -> None:
    def read(*held: tuple[str, bool]) -> str:
        made = [Word(text, 50 + 60 * n, 107 + 60 * n, 100.0, 10.0, bold, n) for n, (text, bold) in enumerate(held)]
        return segments_of(WordTable.of(made))[0].text

    assert (
        read(("Firmware", True), ("Engineer", True), ("Acme", False), ("Srl", False)) == "Firmware Engineer\tAcme Srl"
    )
    assert read(("Databases:", True), ("MySQL,", False), ("Oracle", False)) == "Databases: MySQL, Oracle"
    assert read(("Python", True), ("developer", False), ("Leeds", False)) == "Python developer Leeds"
    assert read(("Built", False), ("Kubernetes", True), ("Clusters", False)) == "Built Kubernetes Clusters"


def words(*held: tuple[str, float, float]) -> WordTable:
    return WordTable.of([Word(text, x0, x1, 100.0, 10.0, False, n) for n, (text, x0, x1) in enumerate(held)])


def test_letters_of_another_font_go_back_into_their_words() -> None:
    # The letter that the font lacks is drawn behind the line.
    made = words(("Bi", 50, 58), ("n", 64, 70), ("Games", 73, 100), ("ể", 58, 64))
    assert [segment.text for segment in segments_of(made)] == ["Biển Games"]
    apart = words(("à", 50, 55), ("la", 57.5, 66), ("carte", 68.5, 90))
    assert [segment.text for segment in segments_of(apart)] == ["à la carte"]


def test_an_icon_without_a_meaning_is_dropped() -> None:
    made = words(("Hugging", 50, 80), ("Face", 82.5, 100), ("\ufffd", 102.5, 112))
    assert [segment.text for segment in segments_of(made)] == ["Hugging Face"]
    letters = words(("certi\ufffdcate", 50, 90), ("\ufffd\ufffd", 92.5, 110))
    assert [segment.text for segment in segments_of(letters)] == ["certi\ufffdcate \ufffd\ufffd"]


def test_items_in_a_line_of_wide_letters_keep_their_words() -> None:
    items = words(
        ("Bayesian", 50, 102), ("statistics", 109, 163), ("Computer", 180, 235), ("vision", 242, 275), ("SQL", 292, 310)
    )
    assert [segment.text for segment in segments_of(items)] == ["Bayesian statistics", "Computer vision", "SQL"]
    plain = [Word("word", 50 + 22.5 * n, 70 + 22.5 * n, 200.0, 10.0, False, n) for n in range(30)]
    run = [("CS6", 50, 80), ("Deep", 86, 110), ("Learning", 116, 160), ("CS7", 169.4, 190), ("Wide", 196, 220)]
    made = WordTable.of(plain + [Word(text, x0, x1, 100.0, 10.0, False, 9) for text, x0, x1 in run])
    assert [segment.text for segment in segments_of(made)][1:] == ["CS6 Deep Learning", "CS7 Wide"]
    cloud = [("Redux", 50, 80), ("Jest", 87, 110), ("Vite", 117, 140), ("Norwich", 300, 340)]
    made = WordTable.of(plain + [Word(text, x0, x1, 100.0, 10.0, False, 9) for text, x0, x1 in cloud])
    assert [segment.text for segment in segments_of(made)][1:] == ["Redux", "Jest", "Vite", "Norwich"]


def test_signs_that_grade_a_skill_stay_in_its_line() -> None:
    skills = {"Python": "●●●●○", "SQL": "★★☆☆☆", "Docker": "▰▰▰▱▱"}
    words = [
        Word(text, x0, x0 + 6 * len(text), 100 + 14 * row, 10, False, 2 * row + side)
        for row, skill in enumerate(skills.items())
        for side, (text, x0) in enumerate(zip(skill, (40, 160), strict=True))
    ] + [Word("●●●●●", 40, 80, 200, 10, False, 9), Word("•", 40, 44, 220, 10, False, 10)]
    texts = [segment.text for segment in segments_of(WordTable.of(words))]
    assert texts == ["Python ●●●●○", "SQL ★★☆☆☆", "Docker ▰▰▰▱▱", "●●●●●", "•"]


@given(st.text(), st.from_regex(TWICE), st.text())
def test_no_letters_drawn_twice_are_missed(before: str, twice: str, after: str) -> None:
    assert may_be_twice(before + twice + after)


def test_double_letters_of_ordinary_words_are_no_shadow() -> None:
    assert not may_be_twice("Committees, assessments and coffee: 2011\r\n33")

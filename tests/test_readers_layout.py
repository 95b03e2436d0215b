"""Reading order: columns, sidebars, rows, tables, running lines; made-up segments and small PDFs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from hostile.makers import pdf
from skillgap.readers import read_document
from skillgap.readers.layout import lines_of, regions_of, regions_of_pages
from skillgap.readers.layout_rows import Segment
from skillgap.readers.pdf_segments import segments_of
from skillgap.readers.pdf_words import Word, WordTable

LEFT = ["SKILLS", "Python and SQL", "Kafka", "Airflow", "LANGUAGES", "English", "German"]
RIGHT = [
    "EXPERIENCE",
    "Data engineer at Example Works",
    "Built pipelines that move forty",
    "gigabytes a day without loss",
    "Analyst at Sample Mills",
    "Wrote reports for the board",
    "EDUCATION",
]


def segments(left: list[str], right: list[str], *, interleaved: bool, shift: float = 0.0) -> list[Segment]:
    """Return two columns; interleaved files hold them row by row."""
    made = []
    for number in range(max(len(left), len(right))):
        for side, texts, x in ((0, left, 40.0), (1, right, 220.0)):
            if number < len(texts):
                order = 2 * number + side if interleaved else 1000 * side + number
                y = 100.0 + 14 * number + side * shift
                text = texts[number]
                made.append(Segment(text, x, x + 5 * len(text), y, 10.0, text.isupper(), order))
    return made


def read(made: list[Segment]) -> list[str]:
    """Return the texts in reading order."""
    return [line.text for regions in regions_of_pages([made], keep=False) for line in lines_of(regions, page=1)]


@pytest.mark.parametrize("interleaved", [True, False])
@pytest.mark.parametrize("shift", [0.0, 5.0])
def test_columns_are_read_one_after_the_other(interleaved: bool, shift: float) -> None:
    assert read(segments(LEFT, RIGHT, interleaved=interleaved, shift=shift)) == LEFT + RIGHT


def test_a_header_over_both_columns_comes_first() -> None:
    header = Segment("Ada Example, data engineer in a town with a long name", 40, 500, 60, 18, True, -1)
    assert read([header, *segments(LEFT, RIGHT, interleaved=True)])[0] == header.text


@pytest.mark.parametrize("interleaved", [True, False])
def test_dates_at_the_right_stay_in_their_rows(interleaved: bool) -> None:
    jobs = ["Data engineer, Example Works", "Analyst, Sample Mills", "Intern, Test Farm", "Clerk, Demo Office"]
    dates = ["2019 – 2022", "2016 – 2019", "May 2015", "2012 – 2014"]
    assert read(segments(jobs, dates, interleaved=interleaved)) == [
        f"{job}\t{date}" for job, date in zip(jobs, dates, strict=True)
    ]


def test_labels_of_a_table_stay_in_their_rows() -> None:
    labels = ["Cloud", "Data", "Tools", "Office"]
    values = ["AWS, GCP", "Kafka, Spark and Flink in production", "Git", "Excel"]
    assert read(segments(labels, values, interleaved=True)) == [
        f"{label}\t{value}" for label, value in zip(labels, values, strict=True)
    ]


def test_each_column_is_a_block() -> None:
    lines = lines_of(regions_of(segments(LEFT, RIGHT, interleaved=False)), page=3)
    assert {line.block for line in lines[: len(LEFT)]}.isdisjoint({line.block for line in lines[len(LEFT) :]})
    assert all(line.place is not None and line.place[0] == 3 for line in lines)


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


def grid(
    rows: list[tuple[float, list[tuple[float, str]]]], *, bold: tuple[str, ...] = (), by_row: bool = False
) -> list[Segment]:
    """Return segments from rows of (y, [(x, text), …]); the file holds them column by column, or as they are given."""
    flat = [(y, x, text) for y, cells in rows for x, text in cells]
    flat = flat if by_row else sorted(flat, key=lambda cell: cell[1])
    return [Segment(text, x, x + 5 * len(text), y, 10, text in bold, n) for n, (y, x, text) in enumerate(flat)]


def test_a_heading_over_both_sides_begins_another_set_of_columns() -> None:
    three = [(100 + 14 * n, [(40, f"left {n}"), (200, f"middle {n}"), (360, f"right {n}")]) for n in range(4)]
    halves = ("the first half", "the second half")
    places = list(zip((40, 300), halves, strict=True))
    two = [(200 + 14 * n, [(x, f"story {n} of {half}") for x, half in places]) for n in range(4)]
    texts = read(grid([*three, (180, [(40, "EXPERIENCE")]), *two], bold=("EXPERIENCE",)))
    assert texts[:12] == [f"{side} {n}" for side in ("left", "middle", "right") for n in range(4)]
    assert texts[12] == "EXPERIENCE"
    assert texts[13:17] == [f"story {n} of the first half" for n in range(4)]


def test_a_section_below_both_columns_comes_after_them() -> None:
    rows = [(100 + 14 * n, [(40, f"the left text line {n}"), (300, f"the right text line {n}")]) for n in range(5)]
    below = [(190, [(40, "EDUCATION")]), (204, [(40, "MSc Informatics")])]
    assert read(grid([*rows, *below], bold=("EDUCATION",)))[-2:] == ["EDUCATION", "MSc Informatics"]


def test_a_running_header_is_no_part_of_a_column() -> None:
    rows = [(130 + 14 * n, [(40, f"the left text line {n}"), (300, f"the right text line {n}")]) for n in range(5)]
    header = (80, [(40, "Ada Example"), (300, "ada@example.com")])
    assert read(grid([header, *rows]))[0] == "Ada Example\tada@example.com"


def test_a_cell_centred_beside_two_lines_is_one_row() -> None:
    rows = [(100, [(40, "Crawler"), (120, "a crawler in Go")]), (120, [(120, "a bot in Python")])]
    rows += [(126, [(40, "Bot"), (400, "2021")]), (132, [(120, "for mail")]), (152, [(40, "Tool"), (120, "a tool")])]
    assert read(grid(rows, by_row=True)) == [
        "Crawler\ta crawler in Go",
        "Bot\ta bot in Python for mail\t2021",
        "Tool\ta tool",
    ]


def test_a_heading_that_runs_into_a_paragraph_opens_a_line() -> None:
    content = (
        "BT /F1 10 Tf 72 700 Td (Perl clean-up scripts; a small page for the bench) Tj 0 -12 Td (scientists. ) Tj "
        "/F1 11 Tf (Education) Tj /F1 10 Tf 0 -20 Td (PhD in Biology, University of Somewhere) Tj "
        "0 -12 Td (It was long. LANGUAGES) Tj 0 -20 Td (We moved all of it to AWS. SQL) Tj ET"
    )
    lines = read_document(pdf(content)).text.splitlines()
    assert lines[1:3] == ["scientists.", "Education"]
    assert lines[4:] == ["It was long.", "LANGUAGES", "We moved all of it to AWS. SQL"]


def test_a_date_too_wide_for_its_column_is_parted_from_the_word_it_touches() -> None:
    content = "BT /F1 10 Tf 72 700 Td (Oct 2022 - present) Tj (Postdoctoral Fellow) Tj ET"
    assert read_document(pdf(content)).text == "Oct 2022 - present Postdoctoral Fellow"


def test_a_table_with_cells_centred_beside_each_other_is_read_row_by_row() -> None:
    rows = [
        (["daily"], 208.0, ["CUDA, Triton and Python for whatever is slow", "on any day of the week"], 200.0),
        (["often"], 240.0, ["Ray Serve, Kubernetes and a dashboard"], 240.0),
        (["when", "asked"], 264.0, ["ROCm with HIP, and JAX once or twice"], 272.0),
        (["not my", "thing"], 304.0, ["front end work, Spark, anything with forms"], 312.0),
    ]
    made: list[Segment] = []
    for left, left_y, right, right_y in rows:
        for texts, x, y in ((left, 40.0, left_y), (right, 120.0, right_y)):
            for number, text in enumerate(texts):
                made.append(Segment(text, x, x + 5 * len(text), y + 16 * number, 10.5, x < 100, len(made)))
    assert read(made) == [
        "daily\tCUDA, Triton and Python for whatever is slow on any day of the week",
        "often\tRay Serve, Kubernetes and a dashboard",
        "when asked\tROCm with HIP, and JAX once or twice",
        "not my thing\tfront end work, Spark, anything with forms",
    ]


def test_the_wide_space_behind_a_sentence_is_no_cell() -> None:
    texts = [("Wrote the limma part of it.", 40, 170), ("Everything else came later", 182, 310)]
    made = [Segment(text, x0, x1, 100, 10, False, number) for number, (text, x0, x1) in enumerate(texts)]
    assert read(made) == ["Wrote the limma part of it. Everything else came later"]
    cells = [Segment("Location:", 40, 80, 100, 10, False, 0), Segment("Leeds", 92, 120, 100, 10, False, 1)]
    assert read(cells) == ["Location:\tLeeds"]


def test_an_ending_is_never_a_word_of_its_own() -> None:
    content = page([(72, 700, "a consortium work-"), (72, 688, "ing group on work-"), (72, 676, "life balance")])
    assert read_document(pdf(content)).text == "a consortium working\ngroup on work-life\nbalance"


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


def test_a_bold_post_at_the_left_goes_on_with_its_column() -> None:
    made = [Segment(f"built the part number {n} of it all", 40, 330, 100 + 12 * n, 9, False, n) for n in range(10)]
    made += [Segment(f"skill {n}", 380, 450, 100 + 12 * n, 9, False, 100 + n) for n in range(8)]
    made += [Segment("HPC Software Engineer", 40, 150, 235, 9.4, True, 20)]
    made += [Segment("ported a weather code to another machine", 40, 300, 248, 9, False, 21)]
    lines = read(made)
    assert lines.index("HPC Software Engineer") < lines.index("skill 0")


def test_lines_alike_at_the_foot_of_a_page_and_the_head_of_the_next_are_both_read() -> None:
    pages = [
        page([(72, 770, "Ada Example, resume"), (72, 400, "Experience"), (72, 40, "Lead, 2018 - 2021")]),
        page([(72, 770, "Ada Example, resume"), (72, 745, "Lead, 2013 - 2018"), (72, 400, "Kafka")]),
    ]
    assert read_document(pdf(pages)).text.splitlines() == [
        "Ada Example, resume", "Experience", "Lead, 2018 - 2021", "Lead, 2013 - 2018", "Kafka",
    ]  # fmt: skip


def test_a_page_of_few_letters_that_pdfium_takes_for_columns_is_closed_up() -> None:
    letters, x = [], 72.0
    for letter in "BSc Mathematics":
        if letter != " ":
            letters.append(Segment(letter, x, x + 6, 100, 10, False, len(letters)))
        x += 6 if letter != " " else 3
    words = WordTable.of([Word(s.text, s.x0, s.x1, s.y, s.size, s.bold, s.order) for s in letters])
    assert [segment.text for segment in segments_of(words)] == ["BSc Mathematics"]


def test_a_large_post_at_the_left_goes_on_with_its_column() -> None:
    made = [Segment(f"built the part number {n} of it all", 40, 330, 100 + 12 * n, 9, False, n) for n in range(10)]
    made += [Segment(f"skill {n}", 380, 450, 100 + 12 * n, 9, False, 100 + n) for n in range(8)]
    made += [Segment("Support Analyst", 40, 150, 240, 11, True, 20)]
    made += [Segment("ported a weather code to another machine", 40, 300, 253, 9, False, 21)]
    lines = read(made)
    assert lines.index("Support Analyst") < lines.index("skill 0")


@pytest.mark.parametrize("dated", [True, False])
def test_centred_headings_are_no_column(dated: bool) -> None:
    made: list[Segment] = []

    def add(text: str, x: float, y: float) -> None:
        made.append(Segment(text, x, x + 5 * len(text), y, 10, False, len(made)))

    for number, (heading, rows) in enumerate(
        [
            ("EDUCATION", ["University of Somewhere", "MSc Physics"]),
            ("SKILLS", ["Python, Kafka"]),
            ("LANGUAGES", ["English"]),
        ]
    ):
        y = 100 + 60 * number
        add(heading, 300 - 2.5 * len(heading), y)
        for n, row in enumerate(rows):
            add(row, 50, y + 14 * (n + 1))
            if dated:
                add("2013 – 2014", 495, y + 14 * (n + 1))
    add("a line as wide as the page itself, so that everybody knows where its middle is", 50, 300)
    made[-1] = made[-1]._replace(x1=550)
    lines = [line.split("\t")[0] for line in read(made)]
    assert lines[:6] == ["EDUCATION", "University of Somewhere", "MSc Physics", "SKILLS", "Python, Kafka", "LANGUAGES"]

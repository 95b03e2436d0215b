"""Reading order of a page: columns, sidebars, headings over them."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pytest

from set_pages import grid, read, segments, table
from skillgap.readers.layout import lines_of, regions_of
from skillgap.readers.layout_rows import Segment

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


def test_each_column_is_a_block() -> None:
    lines = lines_of(regions_of(segments(LEFT, RIGHT, interleaved=False)), page=3)
    assert {line.block for line in lines[: len(LEFT)]}.isdisjoint({line.block for line in lines[len(LEFT) :]})
    assert all(line.place is not None and line.place[0] == 3 for line in lines)


def test_a_section_below_both_columns_comes_after_them() -> None:
    rows = [(100 + 14 * n, [(40, f"the left text line {n}"), (300, f"the right text line {n}")]) for n in range(5)]
    below = [(190, [(40, "EDUCATION")]), (204, [(40, "MSc Informatics")])]
    assert read(grid([*rows, *below], bold=("EDUCATION",)))[-2:] == ["EDUCATION", "MSc Informatics"]


def test_a_running_header_is_no_part_of_a_column() -> None:
    rows = [(130 + 14 * n, [(40, f"the left text line {n}"), (300, f"the right text line {n}")]) for n in range(5)]
    header = (80, [(40, "Ada Example"), (300, "ada@example.com")])
    assert read(grid([header, *rows]))[0] == "Ada Example\tada@example.com"


def test_the_wide_space_behind_a_sentence_is_no_cell() -> None:
    texts = [("Wrote the limma part of it.", 40, 170), ("Everything else came later", 182, 310)]
    made = [Segment(text, x0, x1, 100, 10, False, number) for number, (text, x0, x1) in enumerate(texts)]
    assert read(made) == ["Wrote the limma part of it. Everything else came later"]
    cells = [Segment("Location:", 40, 80, 100, 10, False, 0), Segment("Leeds", 92, 120, 100, 10, False, 1)]
    assert read(cells) == ["Location:\tLeeds"]


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (["Graduate", "trainee", "in", "embedded", "work"], "Graduate trainee in embedded work"),
        (["Same", "firm", "—", "Junior", "researcher"], "Same firm — Junior researcher"),
        (["• loops,", "tiles", "and", "registers"], "• loops, tiles and registers"),
        (["Run.", "Our", "colleagues", "look", "after", "it", "and"], "Run. Our colleagues look after it and"),
        (["pandas", "numpy", "docker"], "pandas\tnumpy\tdocker"),
        (["Heron Works", "and", "sons", "Leeds"], "Heron Works\tand\tsons\tLeeds"),
    ],
)
def test_the_words_of_a_justified_line_are_no_cells(texts: list[str], line: str) -> None:
    made, x0 = [], 40.0
    for number, text in enumerate(texts):
        made.append(Segment(text, x0, x0 + 5.0 * len(text), 100, 10, False, number))
        x0 += 5.0 * len(text) + 18
    assert read(made) == [line]


def test_a_dash_stretched_from_its_year_is_no_cell() -> None:
    made = [Segment("2014", 40, 60, 100, 10, False, 0), Segment("–", 80, 86, 100, 10, False, 1)]
    assert read(made) == ["2014 –"]


@pytest.mark.parametrize(("title", "size"), [("HPC Software Engineer", 9.4), ("Support Analyst", 11.0)])
def test_a_post_that_stands_out_at_the_left_goes_on_with_its_column(title: str, size: float) -> None:
    made = [Segment(f"built the part number {n} of it all", 40, 330, 100 + 12 * n, 9, False, n) for n in range(10)]
    made += [Segment(f"skill {n}", 380, 450, 100 + 12 * n, 9, False, 100 + n) for n in range(8)]
    made += [Segment(title, 40, 150, 238, size, True, 20)]
    made += [Segment("ported a weather code to another machine", 40, 300, 251, 9, False, 21)]
    lines = read(made)
    assert lines.index(title) < lines.index("skill 0")


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


def test_a_sidebar_held_after_the_main_column_is_no_table() -> None:
    left = ["EXPERIENCE", "Engineer, Example Works", "Built pipelines", "Analyst, Sample Mills", "Wrote reports"]
    right = ["SKILLS", "Python", "Kafka", "LANGUAGES", "English"]
    columns = table([[left, right]], at=(40.0, 300.0))
    assert read(columns) == left + right


def test_a_line_of_text_does_not_part_columns() -> None:
    # The head holds four cells in one line; below it stand two columns, one of them with a heading further right.
    head = [
        Segment("Ada Example", 40, 140, 40, 20, True, 0),
        Segment("robots that see in bad weather", 40, 180, 55, 10, False, 1),
        Segment("ada@example.com", 40, 120, 70, 10, False, 2),
        Segment("Leeds", 160, 190, 70, 10, False, 3),
        Segment("code: ada-example", 290, 380, 70, 10, False, 4),
    ]
    left = ["work", "Engineer, Example Works", "Stereo and lidar fusion in a harbour robot with", "drift of one part"]
    left += ["in a thousand over two kilometres", "Crack segmentation, active learning", "Tests on each boat"]
    right = ["skills", "C++", "Python", "OpenCV", "also: CMake, Yocto"]
    made = list(head)
    for x, texts in ((40.0, left), (310.0, right)):
        for number, text in enumerate(texts):
            y = 120.0 + 13.4 * number
            made.append(Segment(text, x, x + 4.4 * len(text), y, 10.0, number == 0, len(made)))
    assert read(made)[3:] == left + right


def test_centred_lines_at_the_top_stay_above_three_columns() -> None:
    name = Segment("Ada Example", 240, 340, 40, 20, True, 0)
    address = Segment("ada@example.com", 250, 330, 60, 10, False, 1)
    texts = [
        ["Model work", "PyTorch and CUDA", "distillation", "quantization"],
        ["Data work", "Kafka and Spark", "Airflow, dbt", "PostgreSQL"],
        ["Platform", "Kubernetes", "Terraform", "Prometheus"],
    ]
    cards = table([texts], at=(40.0, 240.0, 440.0))
    cards = [card._replace(order=card.order + 2) for card in cards]
    assert read([name, address, *cards]) == [
        "Ada Example",
        "ada@example.com",
        *(line for cell in texts for line in cell),
    ]


def columns(left: list[tuple[str, bool]], right: list[tuple[str, bool]], *, x: float) -> list[Segment]:
    made: list[Segment] = []
    for at, texts in ((40.0, left), (x, right)):
        for number, (text, bold) in enumerate(texts):
            y = 100.0 + 14.0 * number
            made.append(Segment(text, at, at + 4.4 * len(text), y, 10.0, bold, len(made)))
    return made


def test_the_next_job_below_a_short_column_stays_in_its_own() -> None:
    left = [("EXPERIENCE", True), ("Engineer, Example Works", True), ("Built pipelines", False), ("Ran them", False)]
    left += [("Analyst, Sample Mills", True), ("Wrote reports for the board", False)]
    right = [("SKILLS", True), ("Python", False), ("Kafka", False)]
    assert read(columns(left, right, x=300.0)) == [text for text, _ in left + right]


def test_a_gap_of_the_head_beside_the_gutter_does_not_hide_it() -> None:
    left = [(text, False) for text in ("I build interfaces and models that", "people use every day and at night.")]
    left += [(text, False) for text in ("Since this spring I train and ship", "the models myself and also profile")]
    right = [(text, False) for text in ("SKILLS", "Python", "Kafka", "LANGUAGES", "English")]
    head = [
        Segment("Ada Example, engineer, and Leeds", 40, 186, 60, 10, False, -2),
        Segment("ada@example.com, example.com", 193, 400, 60, 10, False, -1),
    ]
    made = [*head, *columns(left, right, x=206.0)]
    assert read(made)[1:] == [text for text, _ in left + right]


def test_dates_and_places_that_a_file_holds_behind_all_jobs_stay_in_their_rows() -> None:
    left = ["Engineer, Example Works", "pipelines for forty teams", "in two towns"] * 4
    right = ["2019 – 2022", "Leeds", "remote"] * 4
    assert read(segments(left, right, interleaved=False)) == [
        f"{one}\t{two}" for one, two in zip(left, right, strict=True)
    ]


SECTIONS = [
    (
        "WORK EXPERIENCE",
        ["03/2019 – now", "Tester, Demo Mills", "Wrote cases for pumps and valves", "Ran them at night"],
    ),
    ("EDUCATION AND TRAINING", ["2014 – 2018", "MSc Informatics", "University of Sample"]),
    ("LANGUAGE SKILLS", ["Mother tongue: Czech", "English C1"]),
    ("HOBBIES", ["Bells and rope"]),
]


@pytest.mark.parametrize("names", [0, 1])
def test_headings_at_the_left_a_line_above_their_sections_are_read_with_them(names: int) -> None:
    made, y = [], 100.0
    for heading, body in SECTIONS:
        texts = [(57.0, heading), *((306.0, text) for text in body)]
        for x, text in texts:
            # Names of one's own are headings too, where most are usual ones.
            text = "PUMPS" if names and text == "HOBBIES" else text
            made.append(Segment(text, x, x + 5.0 * len(text), y, 10, False, len(made)))
            y += 16
    expected = [line for heading, body in SECTIONS for line in (heading, *body)]
    assert read(made) == [("PUMPS" if names and line == "HOBBIES" else line) for line in expected]


def test_lists_that_stand_beside_each_other_are_still_columns() -> None:
    made = [Segment(f"skill {n}", 57, 100, 100 + 32 * n, 10, False, n) for n in range(6)]
    made += [Segment(f"a line of work {n}", 306, 400, 116 + 32 * n, 10, False, 10 + n) for n in range(6)]
    assert read(made) == [segment.text for segment in made]


def test_headings_level_with_their_sections_are_read_with_them_though_dates_are_held_last() -> None:
    made, y = [Segment("Ada Example", 300, 400, 60, 20, True, 0)], 100.0
    for heading, body in SECTIONS:
        made.append(Segment(heading.split()[0], 40, 90, y + 2, 12, False, len(made)))
        for text in body:
            made.append(Segment(text, 150, 150 + 5.0 * len(text), y, 10, False, len(made)))
            y += 16
    made.append(Segment("since May", 420, 470, 116, 10, False, len(made)))
    lines = read(made)
    assert lines[:4] == ["Ada Example", "WORK", "03/2019 – now", "Tester, Demo Mills\tsince May"]
    assert lines[-2:] == ["HOBBIES", "Bells and rope"]


def test_dates_a_bit_off_the_lines_they_date_are_no_column() -> None:
    jobs = [f"{text} at Example Works number {n}" for n in range(4) for text in ("Engineer", "built pumps", "ran them")]
    made = [Segment(text, 40, 240, 100 + 14 * n, 10, False, n) for n, text in enumerate(jobs)]
    made += [Segment(f"{2012 + n} – {2014 + n}", 400, 460, 102.6 + 42 * n, 8, False, 90 + n) for n in range(4)]
    assert read(made) == [
        f"{text}\t{2012 + n // 3} – {2014 + n // 3}" if n % 3 == 0 else text for n, text in enumerate(jobs)
    ]


def test_sections_of_the_whole_width_are_read_one_after_the_other_each_with_its_columns() -> None:
    rows: list[tuple[float, list[tuple[float, str]]]] = []
    y = 100.0
    for heading in ("PROJECTS", "SKILLS", "INTERESTS"):
        rows.append((y, [(40, heading)]))
        rows += [
            (y + 16 + 16 * n, [(40, f"{heading[0]} of the pump {n}"), (300, f"{heading[0]} of the valve {n}")])
            for n in range(4)
        ]
        y += 100
    expected = [
        line
        for heading in ("PROJECTS", "SKILLS", "INTERESTS")
        for line in (heading, *(f"{heading[0]} of the {side} {n}" for side in ("pump", "valve") for n in range(4)))
    ]
    made = grid(rows)
    # The file holds the columns of a section one after the other.
    made.sort(key=lambda s: (s.y // 100, s.x0, s.y))
    assert read([s._replace(order=n) for n, s in enumerate(made)]) == expected


def test_columns_that_both_open_with_a_heading_have_it_as_their_own() -> None:
    left, right = (
        ["ABOUT", *(f"left {n}" for n in range(6))],
        ["SUMMARY", *(f"of the right side {n}" for n in range(6))],
    )
    made = segments(left, right, interleaved=False)
    made = [s._replace(y=s.y - 30) if s.text in ("ABOUT", "SUMMARY") else s for s in made]
    assert read(made) == [*left, *right]


def test_entries_with_dates_side_by_side_are_columns() -> None:
    left = ["Larch University", "MSc Statistics", "2016 – 2018", "Thesis on queues", "Grade 1.3"]
    right = ["Elm University", "BSc Statistics", "2013 – 2016", "Thesis on tides", "Grade 1.7"]
    assert read(segments(left, right, interleaved=False)) == [*left, *right]


def test_bullets_larger_and_lower_than_their_items_are_no_column() -> None:
    lines = [(268, "Built a test framework from scratch, cutting two days to three"), (280, "hours")]
    lines += [(298, "Reported bugs of two squads"), (316, "Tested with many users"), (334, "Trained three testers")]
    page: list[Segment] = []
    for y, line in lines:
        if line != "hours":
            page.append(Segment("•", 204, 208, y + 0.6, 12, False, len(page)))
        page.append(Segment(line, 216, 216 + 5 * len(line), y - 1.4, 10, False, len(page)))
    assert [line for line in read(page) if line.startswith("•")] == [
        f"• {line}" for _, line in lines if line != "hours"
    ]


@pytest.mark.parametrize("in_turn", [True, False])
def test_a_gutter_as_narrow_as_a_space_parts_columns_that_a_file_holds_in_turn(in_turn: bool) -> None:
    made = [
        Segment(f"tool number {n}", 58, 212 if n == 9 else 150, 100 + 12 * n, 10, False, n if in_turn else 2 * n)
        for n in range(16)
    ]
    made += [
        Segment(
            f"a line of prose about the work {n}", 216, 540, 100 + 12 * n, 10, False, 50 + n if in_turn else 2 * n + 1
        )
        for n in range(24)
    ]
    lines = read(made)
    apart = [f"tool number {n}" for n in range(16)] + [f"a line of prose about the work {n}" for n in range(24)]
    assert (lines == apart) is in_turn

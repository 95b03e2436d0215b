"""Tables of wrapped cells, set as different programs set them, read as the same table of a flowing document."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from dataclasses import replace

import pytest

from set_pages import (
    DEGREES,
    JOBS,
    JUSTIFIED,
    LETTER,
    PROJECTS,
    STYLES,
    TABLES,
    TASKS,
    Table,
    grid,
    read,
    segments,
    set_table,
    table,
    text_at,
)
from skillgap.readers.layout import lines_of, regions_of
from skillgap.readers.layout_broken import with_tables
from skillgap.readers.layout_rows import Segment
from skillgap.readers.outline import Flow, Paragraph, flow_lines


def flowing(table: Table) -> list[str]:
    """Return how the table reads in a flowing document."""
    rows = [[Flow([Paragraph(text) for text in cell]) for cell in row] for row in table]
    return [line.text for line in flow_lines(Flow([rows]))]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_reads_as_in_a_flowing_document(name: str, style: str) -> None:
    if (name, style) in {("tasks", "writer centred"), ("tasks", "browser centred")}:
        pytest.skip("nobody centres lists")
    widths, table = TABLES[name]
    assert read(set_table(table, widths, STYLES[style])) == flowing(table)


@pytest.mark.parametrize("name", ["jobs", "skills", "tasks"])
def test_stretched_lines_are_no_columns(name: str) -> None:
    widths, table = TABLES[name]
    assert read(set_table(table, widths, JUSTIFIED)) == flowing(table)


def test_what_stands_around_a_table_stays_outside() -> None:
    widths, table = JOBS
    above = [
        text_at("Experience", 60.0, 0),
        text_at("I have worked for three firms, all of them in the north:", 74.0, 1),
    ]
    made = set_table(table, widths, STYLES["longtable"], top=86.4, order=2)
    end = made[-1].y
    below = [text_at("Education", end + 30, 900), text_at("MSc Statistics, University of Marlfield", end + 44, 901)]
    assert read([*above, *made, *below]) == [
        *(line.text for line in above),
        *flowing(table),
        *(line.text for line in below),
    ]


def test_a_table_in_the_main_column_leaves_the_sidebar_whole() -> None:
    widths, table = JOBS
    made = set_table(table, [80, 110, 180], STYLES["typst"], order=10)
    side = [
        Segment(text, 450.0, 450.0 + LETTER * len(text), 100.0 + 14 * n, 10.0, False, 900 + n)
        for n, text in enumerate(["SKILLS", "Python", "Prophet", "dbt", "LANGUAGES", "English", "Dutch"])
    ]
    assert read([text_at("EXPERIENCE", 80.0, 0), *made, *side]) == [
        "EXPERIENCE",
        *flowing(table),
        *(line.text for line in side),
    ]
    assert widths != [80, 110, 180]


@pytest.mark.parametrize("down", [0.0, 3.0, 5.0, 14.0])
@pytest.mark.parametrize("x", [10.0, 450.0])
def test_a_text_beside_a_row_of_a_table_is_a_line_of_its_own(x: float, down: float) -> None:
    _, table = TASKS
    made = set_table(table, [80, 110, 180], STYLES["typst"], order=10)
    row = next(s.y for s in made if s.text.startswith("04"))
    aside = Segment("Aside", x, x + 30.0, row + down, 10.0, False, 900)
    lines = read([*made, aside])
    assert "Aside" in lines
    assert [line for line in lines if line != "Aside"] == flowing(table)


def test_a_row_goes_on_over_the_page_and_the_head_is_not_repeated() -> None:
    widths, table = PROJECTS
    style = STYLES["writer"]
    first = set_table(table[:3], widths, style, top=600.0)
    # The end of the page cuts the last row behind two lines of each cell.
    begin = next(s.y for s in first if s.text.startswith("Feb"))
    kept = [s for s in first if s.y < begin + 2 * style.pitch - 1]
    cut = [s for s in first if s not in kept]
    head = set_table(table[:1], widths, style, top=60.0)
    up = min(s.y for s in cut) - 78.0
    rest = [s._replace(y=s.y - up, order=n) for n, s in enumerate(cut, len(head))]
    last = set_table(table[3:], widths, style, top=max(s.y for s in rest) + 18, order=100)
    assert read(kept, [*head, *rest, *last]) == flowing(table)


@pytest.mark.parametrize("empty", [0, 1])
def test_a_page_without_text_before_or_behind_a_table(empty: int) -> None:
    widths, table = PROJECTS
    pages = [set_table(table, widths, STYLES["writer"])]
    pages.insert(empty, [])
    assert read(*pages) == flowing(table)


def test_cut_words_in_cells_are_joined() -> None:
    table = [
        [["a"], ["Work on a recom-", "mender of shoes"], ["one-", "click rollback"], ["MLOps/", "platform"]],
        [["b"], ["Work on a fore-", "cast of storms"], ["real-", "time alerts of all"], ["Java/", "Kotlin"]],
    ]
    made = set_table(table, [40, 90, 90, 70], replace(STYLES["longtable"], between=0.0))
    rows = ["a\tWork on a recommender of shoes\tone-click rollback\tMLOps/platform"]
    rows += ["b\tWork on a forecast of storms\treal-time alerts of all\tJava/Kotlin"]
    found = read(made, keep=False)
    assert [line.replace("oneclick", "one-click").replace("realtime", "real-time") for line in found] == rows
    assert read(made, keep=True)[0].split("\t")[2] == "one-click rollback"


def test_columns_of_text_are_no_table() -> None:
    texts = [[f"{side} column, line {n} of many" for n in range(12)] for side in ("left", "middle", "right")]
    made = []
    for x, column in zip((40.0, 220.0, 400.0), texts, strict=True):
        for n, text in enumerate(column):
            made.append(Segment(text, x, x + LETTER * len(text), 100.0 + 12 * n, 10.0, False, len(made)))
    assert with_tables([made], keep=False) == [made]
    assert read(made) == [text for column in texts for text in column]


def test_a_table_may_begin_with_one_plain_row_at_the_end_of_a_page() -> None:
    widths, table = DEGREES
    style = STYLES["writer"]
    first = set_table(table[:2], widths, style, top=700.0)
    line = next(s.y for s in first if s.text.startswith("2021"))
    kept = [s for s in first if s.y < line + 1]
    cut = [s for s in first if s not in kept]
    up = min(s.y for s in cut) - 60.0
    rest = [s._replace(y=s.y - up, order=n) for n, s in enumerate(cut)]
    following = set_table(table[2:], widths, style, top=max(s.y for s in rest) + 18, order=100)
    assert read(kept, [*rest, *following]) == flowing(table)


def test_the_end_of_a_date_moves_up_to_its_beginning() -> None:
    left = [("Oct 2020 – Dec", 100.0), ("2022", 112.0), ("2018 – Sept", 136.0), ("2020", 148.0)]
    left += [("March 2014", 172.0), ("– May 2018", 184.0)]
    right = [
        ("Engineer, Example Works. Pipelines for", 100.0),
        ("forty shops", 112.0),
        ("Analyst, Sample Mills. Reports for", 136.0),
        ("the board", 148.0),
        ("Clerk, Sample Mills. Filing for", 172.0),
        ("the archive", 184.0),
    ]
    made = [
        Segment(text, x, x + LETTER * len(text), y, 10.0, False, order)
        for order, (x, text, y) in enumerate([(50.0, *line) for line in left] + [(160.0, *line) for line in right])
    ]
    assert [line.text for line in lines_of(regions_of(made), page=1)] == [
        "Oct 2020 – Dec 2022\tEngineer, Example Works. Pipelines for",
        "forty shops",
        "2018 – Sept 2020\tAnalyst, Sample Mills. Reports for",
        "the board",
        "March 2014 – May 2018\tClerk, Sample Mills. Filing for",
        "the archive",
    ]


def test_heads_over_one_row_of_lists() -> None:
    table = [
        [["Languages"], ["Machine learning"], ["Infrastructure"]],
        [
            ["• Python", "• SQL and its dialects in three warehouses"],
            ["• PyTorch", "• Hugging Face"],
            ["• Docker", "• Kubernetes"],
        ],
    ]
    assert read(set_table(table, [150, 150, 150], STYLES["writer"])) == flowing(table)
    assert flowing(table)[:3] == ["Languages", "• Python", "• SQL and its dialects in three warehouses"]


def test_wrapped_cells_are_read_row_by_row() -> None:
    made = table(
        [
            [["Training and serving", "of models"], ["PyTorch, CUDA and a little", "JAX on request"]],
            [["Pipelines for all the", "other teams"], ["Kafka, Spark, Airflow and", "dbt on PostgreSQL"]],
            [["Work on the platform", "below"], ["Kubernetes and Terraform,", "much Linux"]],
        ],
        at=(40.0, 150.0),
    )
    assert read(made) == [
        "Training and serving of models\tPyTorch, CUDA and a little JAX on request",
        "Pipelines for all the other teams\tKafka, Spark, Airflow and dbt on PostgreSQL",
        "Work on the platform below\tKubernetes and Terraform, much Linux",
    ]


def test_cells_of_short_lines_stay_lines_cell_by_cell() -> None:
    jobs = [
        [["Engineer", "Example Works", "Leeds"], ["Built pipelines that move forty gigabytes", "a day without loss"]],
        [["Analyst", "Sample Mills", "York"], ["Wrote reports for the board and", "kept the warehouse alive"]],
    ]
    assert read(table(jobs, at=(40.0, 160.0))) == [line for left, right in jobs for line in (*left, " ".join(right))]


def test_dates_of_several_lines_open_the_line_beside_them() -> None:
    jobs = [
        [["03/2020", "–", "present"], ["Engineer, Example Works", "Built pipelines for forty teams of ten"]],
        [["09/2016 –", "02/2020"], ["Analyst, Sample Mills", "Wrote reports for the board each week"]],
    ]
    assert read(table(jobs, at=(40.0, 160.0))) == [
        "03/2020 – present\tEngineer, Example Works",
        "Built pipelines for forty teams of ten",
        "09/2016 – 02/2020\tAnalyst, Sample Mills",
        "Wrote reports for the board each week",
    ]


def test_a_table_with_two_columns_of_wrapped_text_is_no_column_of_text() -> None:
    rows = [
        ((57, "Education"), None, None, 100),
        ((57, "2021 – 2023"), (223, "MSc Health Data Science"), (389, "Survival analysis, causal"), 116),
        (None, (223, "(distinction), University of"), (389, "inference and mixed models,"), 128),
        (None, (223, "Harrow Moor, part-time"), (389, "Python for health data; the"), 140),
        (None, None, (389, "thesis was on readmission"), 152),
        ((57, "2008 – 2011"), (223, "BSc (Hons) Adult Nursing,"), None, 168),
        (None, (223, "Northmoor College of Health"), None, 180),
        ((57, "Jo Doelle – CV – June 2026"), None, None, 204),
    ]
    # A file holds a table cell by cell, row by row.
    cells = [
        (row[column], row[3], band, column)
        for band, band_rows in enumerate([rows[:1], rows[1:5], rows[5:7], rows[7:]])
        for column in range(3)
        for row in band_rows
        if row[column] is not None
    ]
    made = [
        Segment(cell[1], cell[0], cell[0] + 5.2 * len(cell[1]), y, 10, False, number)
        for number, (cell, y, _, _) in enumerate(cells)
        if cell is not None
    ]
    lines = read(made)
    assert lines[1].split("\t")[:2] == [
        "2021 – 2023",
        "MSc Health Data Science (distinction), University of Harrow Moor, part-time",
    ]
    assert lines[2:] == ["2008 – 2011\tBSc (Hons) Adult Nursing, Northmoor College of Health", rows[-1][0][1]]


def test_labels_beside_texts_of_several_lines_are_read_line_by_line() -> None:
    rows = [
        ("Name", ["Jo Doelle"]),
        ("Focus", ["Embedded software for sensors of many kinds", "and networks on small machines"]),
        (
            "04/2019 – today",
            ["Senior Expert, Radarwerk GmbH, Ulm", "Porting of networks to small machines", "and tests"],
        ),
        ("09/2014 – 03/2019", ["Engineer, Messtechnik AG, Esslingen", "Firmware for sensors"]),
    ]
    made = [Segment("Application documents J. Doelle", 362, 539, 45, 10, False, 0)]
    y = 100.0
    for label, texts in rows:
        made.append(Segment(label, 71, 71 + 5 * len(label), y, 10, False, len(made)))
        for text in texts:
            made.append(Segment(text, 305, 305 + 5 * len(text), y, 10, False, len(made)))
            y += 13
        y += 4
    lines = read(made)
    assert lines[0] == "Application documents J. Doelle"
    assert "04/2019 – today\tSenior Expert, Radarwerk GmbH, Ulm" in lines
    assert lines.index("Focus\tEmbedded software for sensors of many kinds") == 2


def test_labels_of_a_table_stay_in_their_rows() -> None:
    labels = ["Cloud", "Data", "Tools", "Office"]
    values = ["AWS, GCP", "Kafka, Spark and Flink in production", "Git", "Excel"]
    assert read(segments(labels, values, interleaved=True)) == [
        f"{label}\t{value}" for label, value in zip(labels, values, strict=True)
    ]


def test_a_cell_centred_beside_two_lines_is_one_row() -> None:
    rows = [(100, [(40, "Crawler"), (120, "a crawler in Go")]), (120, [(120, "a bot in Python")])]
    rows += [(126, [(40, "Bot"), (400, "2021")]), (132, [(120, "for mail")]), (152, [(40, "Tool"), (120, "a tool")])]
    assert read(grid(rows, by_row=True)) == [
        "Crawler\ta crawler in Go",
        "Bot\ta bot in Python for mail\t2021",
        "Tool\ta tool",
    ]


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


def test_headings_between_the_rows_of_a_table_part_its_sections() -> None:
    rows = [
        ("EDUCATION", "", []),
        ("", "2012 – 2016", ["BSc Physics, a school that was", "renamed since, thesis about rain"]),
        ("", "2023", ["Course in deep learning, weeks", "one to five of eight"]),
        ("OPEN SOURCE", "hex.pm", ["Maintainer of a library for dates,", "thirty thousand downloads"]),
        ("", "Talk", ["A supervisor who sleeps, given", "at a meeting in May"]),
        ("LANGUAGES", "", ["Georgian, Russian and English,", "some Turkish"]),
        ("AND BESIDES", "", ["Singing in a choir, mushrooms,", "Zig on weekends"]),
    ]
    made: list[Segment] = []
    y = 100.0
    for heading, label, texts in rows:
        if heading:
            made.append(Segment(heading, 40, 40 + 6 * len(heading), y, 10, True, len(made)))
            y += 12
        if label:
            made.append(Segment(label, 40, 40 + 5 * len(label), y, 10, False, len(made)))
        for text in texts:
            made.append(Segment(text, 255, 255 + 5 * len(text), y, 10, False, len(made)))
            y += 12
    lines = read(made)
    assert [lines.index(name) for name in ("OPEN SOURCE", "LANGUAGES", "AND BESIDES")] == [5, 10, 13]
    assert lines[1] == "2012 – 2016\tBSc Physics, a school that was"

"""Tables whose cells hold several lines, centred heads, and what browsers draw instead of writing it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from hostile.makers import pdf
from skillgap.readers import read_document
from skillgap.readers.draft import DraftLine
from skillgap.readers.layout import lines_of, regions_of_pages
from skillgap.readers.layout_pages import along_columns
from skillgap.readers.layout_rows import Segment

Cell = list[str]


def table(rows: list[list[Cell]], *, at: tuple[float, ...], pitch: float = 12.0, space: float = 8.0) -> list[Segment]:
    """Return the segments of a table as a file holds it: cell by cell, row by row."""
    made: list[Segment] = []
    y = 100.0
    for row in rows:
        for x, cell in zip(at, row, strict=True):
            for number, text in enumerate(cell):
                wide = 4.6 * len(text)
                made.append(Segment(text, x, x + wide, y + pitch * number, 10.0, False, len(made)))
        y += pitch * max(map(len, row)) + space
    return made


def read(made: list[Segment]) -> list[str]:
    return [line.text for regions in regions_of_pages([made], keep=False) for line in lines_of(regions, page=1)]


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
    assert read(table(jobs, at=(40.0, 160.0))) == [line for row in jobs for cell in row for line in cell]


def test_dates_above_a_place_come_before_the_title() -> None:
    jobs = [
        [
            ["03/2020", "–", "present", "Leeds"],
            ["Engineer, Example Works", "Built pipelines for forty teams", "of ten"],
        ],
        [["09/2016 –", "02/2020", "York"], ["Analyst, Sample Mills", "Wrote reports for the board", "each week"]],
    ]
    assert read(table(jobs, at=(40.0, 160.0))) == [
        "03/2020 – present\tEngineer, Example Works",
        "Leeds",
        "Built pipelines for forty teams",
        "of ten",
        "09/2016 – 02/2020\tAnalyst, Sample Mills",
        "York",
        "Wrote reports for the board",
        "each week",
    ]


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


def test_sections_side_by_side_are_read_one_by_one() -> None:
    texts = [["Education", "MSc Statistics,", "2016"], ["Certificates", "CKA, 2022"], ["Languages", "English"]]
    by_section = table([texts], at=(40.0, 200.0, 360.0))
    assert read(by_section) == [line for cell in texts for line in cell]
    by_row = [[["Skills"], ["Experience"]], [["Python"], ["5 years"]], [["Kafka"], ["2 years"]]]
    assert read(table(by_row, at=(40.0, 200.0))) == ["Skills\tExperience", "Python\t5 years", "Kafka\t2 years"]


def page(lines: list[str], drawn: str = "", *, producer: str = "") -> str:
    """Return the text of a page with lines 14 points apart."""
    text = "BT /F1 11 Tf 14 TL 90 700 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    made = pdf(f"{text} {drawn}", objects=(f"<< /Producer ({producer}) >>".encode(),), trailer="/Info 10 0 R")
    return read_document(made, name="resume.pdf").text


def dots(*, wide: float, rows: tuple[int, ...], x: float = 80.0) -> str:
    return " ".join(f"{x} {702 - 14 * row} {wide} {wide} re f" for row in rows)


LINES = ["Ada Example", "Built pipelines for forty teams", "without loss", "Wrote Triton kernels", "Likes slow trains"]


def test_drawn_bullets_open_items() -> None:
    assert page(LINES, dots(wide=3.5, rows=(1, 3))).split("\n") == [
        "Ada Example",
        "• Built pipelines for forty teams",
        "without loss",
        "• Wrote Triton kernels",
        "Likes slow trains",
    ]


def test_other_small_shapes_are_no_bullets() -> None:
    assert "•" not in page(LINES, dots(wide=3.5, rows=(1,)))
    assert "•" not in page(LINES, dots(wide=7.5, rows=(1, 3), x=76.0))
    assert "•" not in page(LINES, dots(wide=3.5, rows=(1, 3), x=20.0))
    assert "•" not in page(LINES, dots(wide=3.5, rows=(1, 3), x=300.0))


def test_browsers_cut_words_at_their_own_hyphens_only() -> None:
    lines = ["tensor-parallel and expert-", "parallel serving on held-", "out months"]
    assert page(lines, producer="Skia/PDF m130").startswith("tensor-parallel and expert-parallel\n")
    assert "expertparallel" in page(lines, producer="pdfTeX-1.40.25")


def test_letter_spaced_headings_close_up_around_kerned_pairs() -> None:
    text = page(["E d u c at i o n", "MSc Statistics in a town, A to Z", "R, C and D a b"])
    assert text.split("\n") == ["Education", "MSc Statistics in a town, A to Z", "R, C and D a b"]


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


def test_columns_of_a_size_are_read_page_by_page() -> None:
    pages = [two_columns(number, list("abcde"), list("fghij"), x=300, wide=240) for number in (1, 2)]
    assert [[line.text for line in block] for block in along_columns(pages)] == 2 * [list("abcde"), list("fghij")]
    elsewhere = [
        two_columns(1, list("abcde"), list("fghij"), x=400, wide=120),
        two_columns(2, list("klmno"), list("pqrst"), x=460, wide=80),
    ]
    blocks = [[line.text for line in block] for block in along_columns(elsewhere)]
    assert blocks == [list("abcde"), list("fghij"), list("klmno"), list("pqrst")]


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

"""Tables of wrapped cells, set as different programs set them, read as the same table of a flowing document."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from hostile.makers import pdf
from skillgap.readers import read_document
from skillgap.readers.draft import DraftLine
from skillgap.readers.layout import lines_of, regions_of
from skillgap.readers.layout_broken import with_tables
from skillgap.readers.layout_pages import without_running_lines
from skillgap.readers.layout_rows import Segment
from skillgap.readers.outline import Flow, Paragraph, flow_lines
from skillgap.readers.pdf_segments import segments_of
from skillgap.readers.pdf_words import Word, WordTable

Cell = list[str]
Table = list[list[Cell]]
LETTER = 4.8


@dataclass(frozen=True)
class Style:
    """How a program sets tables, in points: padding, the distance of lines, what it adds between paragraphs."""

    padding: float
    pitch: float
    between: float
    centred: bool = False
    justified: bool = False
    list_drop: float = 0.0
    rule: float = 4.0


STYLES = {
    "writer": Style(padding=5.4, pitch=12.1, between=2.0),
    "writer centred": Style(padding=5.4, pitch=12.1, between=2.0, centred=True),
    "browser": Style(padding=6.0, pitch=11.5, between=1.5),
    "browser centred": Style(padding=6.0, pitch=11.5, between=1.5, centred=True),
    "longtable": Style(padding=6.0, pitch=12.0, between=0.0, list_drop=12.0, rule=0.4),
    "typst": Style(padding=5.0, pitch=13.7, between=5.7, rule=10.0),
}
PROJECTS: tuple[list[int], Table] = (
    [95, 110, 160, 115],
    [
        [["Period"], ["Client & role"], ["What was done"], ["Environment"]],
        [
            ["Mar 2024 – present"],
            ["Harbour Insurance Ltd", "Machine learning engineer"],
            ["Built the model registry and the approval flow for thirty models, with one-click rollback of each."],
            ["Azure ML, MLflow, Terraform, Python, Bicep"],
        ],
        [
            ["Feb 2022 – Jan 2024"],
            ["Northern Water Agency", "Lead data engineer"],
            ["Sensor data from four hundred pumps. Led five engineers from two suppliers through all of it."],
            ["Kafka, Spark Streaming, Delta Lake, Databricks"],
        ],
        [
            ["Jun 2019 – Dec 2021"],
            ["Canal Bank of the South", "Engineer for models"],
            ["Alerts moved from batch to near real time."],
            ["OpenShift, Seldon Core, XGBoost, Kafka"],
        ],
    ],
)
JOBS: tuple[list[int], Table] = (
    [100, 150, 230],
    [
        [
            ["2021 – present"],
            ["Senior Data Analyst, Sample Mills of Yorkshire"],
            ["Forecasts for forty shops with Python and Prophet; a data catalogue that people use every week."],
        ],
        [
            ["2018 – 2021"],
            ["Data Analyst, Example Works and Daughters"],
            ["Cleaned the sales data of nine systems with SQL and dbt; wrote tests for all of them."],
        ],
        [["2015 – 2018"], ["Junior Analyst"], ["Surveys with R and Excel; maps of bus use in QGIS."]],
    ],
)
SKILLS: tuple[list[int], Table] = (
    [190, 60, 90, 130],
    [
        [["Skill"], ["Years"], ["Last used"], ["Level"]],
        [["Python"], ["8"], ["2026"], ["expert"]],
        [["Java with Spring Boot and the Hibernate mapper"], ["6"], ["2023"], ["advanced"]],
        [["Kubernetes"], ["4"], ["2026"], ["advanced, certified as administrator"]],
        [["PostgreSQL, MySQL and other relational data bases"], ["8"], ["2026"], ["expert"]],
        [["Terraform"], ["3"], ["2025"], ["working knowledge"]],
    ],
)
DEGREES: tuple[list[int], Table] = (
    [80, 160, 160, 80],
    [
        [["Year"], ["Degree"], ["Institution"], ["Result"]],
        [
            ["2021 – 2023"],
            ["Master of Technology in Computer Science and Engineering"],
            ["Example Institute of Technology, Harrow Moor"],
            ["8.9 of 10"],
        ],
        [
            ["2017 – 2021"],
            ["Bachelor of Technology in Electronics and Communication"],
            ["College of Engineering, Lower Marlfield"],
            ["82 %"],
        ],
        [["2017"], ["Higher Secondary Certificate"], ["Example Junior College of the Hills"], ["91 %"]],
    ],
)
TASKS: tuple[list[int], Table] = (
    [80, 140, 250],
    [
        [["Dates"], ["Employer and title"], ["Tasks"]],
        [
            ["04/2021 – present"],
            ["Tarn Energy plc", "Senior engineer for data"],
            ["• Built a lakehouse on Delta Lake with forty tables for the desk", "• Cut the costs of the Spark jobs"],
        ],
        [
            ["08/2017 – 03/2021"],
            ["Fell Retail", "Engineer for all data"],
            ["• Streams of the tills with Kafka and Flink, two thousand a second", "• Moved reports to Snowflake"],
        ],
    ],
)
GAPS: tuple[list[int], Table] = (
    [90, 150, 140, 100],
    [
        [["Period"], ["Client and project"], ["Tasks"], ["Technologies"]],
        [
            ["2023 – 2025"],
            ["Insurer: platform for small damages"],
            ["Design, and reviews of three teams"],
            ["Java, Kafka"],
        ],
        [[], ["Same client: data protection programme"], ["Deletion service and its audit trail"], ["Kotlin"]],
        [["2020 – 2023"], ["Bank: open interface for its partners"], [], ["Java, OpenAPI, Keycloak and AWS"]],
        [["2017 – 2020"], ["Trains: seat maps and reservations online"], ["Front end with maps of all coaches"], []],
    ],
)
JUSTIFIED = Style(padding=6.0, pitch=12.0, between=0.0, justified=True, rule=0.4)
TABLES = {"projects": PROJECTS, "jobs": JOBS, "skills": SKILLS, "degrees": DEGREES, "tasks": TASKS, "gaps": GAPS}


def set_cell(cell: Cell, x: float, width: float, style: Style) -> list[tuple[float, list[tuple[float, str]]]]:
    """Return the lines of a cell as (distance from its top, parts with their left ends)."""
    lines: list[tuple[float, list[tuple[float, str]]]] = []
    y = style.list_drop if cell and cell[0].startswith("•") else 0.0
    for number, paragraph in enumerate(cell):
        y += style.between if number else 0.0
        hang = 10.0 if paragraph.startswith("•") else 0.0
        words = paragraph.split()
        held: list[str] = []
        indent = 0.0
        for word, following in pairwise([*words, ""]):
            held.append(word)
            if following and LETTER * len(" ".join([*held, following])) <= width - indent:
                continue
            room = width - indent - LETTER * sum(map(len, held))
            gap = room / max(1, len(held) - 1) if style.justified and following else LETTER
            at, parts = x + indent, []
            # Words that stand closer than a letter's height are read as one part.
            for piece in held if gap > 9.5 else [" ".join(held)]:
                parts.append((at, piece))
                at += LETTER * len(piece) + gap
            lines.append((y, parts))
            y += style.pitch
            held, indent = [], hang
    return lines


def set_table(table: Table, widths: list[int], style: Style, *, top: float = 100.0, order: int = 0) -> list[Segment]:
    """Return the segments of a table in the order in which programs write them: cell by cell."""
    made: list[Segment] = []
    for row in table:
        x, cells = 50.0, []
        for width, cell in zip(widths, row, strict=True):
            cells.append(set_cell(cell, x + style.padding, width - 2 * style.padding, style))
            x += width
        height = max(cell[-1][0] for cell in cells if cell)
        for cell in cells:
            down = (height - cell[-1][0] + cell[0][0]) / 2 if style.centred and cell else 0.0
            for y, parts in cell:
                for at, text in parts:
                    place = (at, at + LETTER * len(text), top + y + down)
                    made.append(Segment(text, *place, 10.0, False, order + len(made)))
        top += height + style.pitch + style.rule
    return made


def text_at(text: str, y: float, order: int) -> Segment:
    return Segment(text, 50.0, 50.0 + LETTER * len(text), y, 10.0, False, order)


def read(*pages: list[Segment], keep: bool = False) -> list[str]:
    made = with_tables(pages, keep=keep)
    return [line.text for number, page in enumerate(made, 1) for line in lines_of(regions_of(page), page=number)]


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
    right = [
        ("Engineer, Example Works. Pipelines for", 100.0),
        ("forty shops", 112.0),
        ("Analyst, Sample Mills. Reports for", 136.0),
        ("the board", 148.0),
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
    ]


def words(*held: tuple[str, float, float]) -> WordTable:
    return WordTable.of([Word(text, x0, x1, 100.0, 10.0, False, n) for n, (text, x0, x1) in enumerate(held)])


def test_letters_of_another_font_go_back_into_their_words() -> None:
    # The letter that the font lacks is drawn behind the line.
    made = words(("Bi", 50, 58), ("n", 64, 70), ("Games", 73, 100), ("ể", 58, 64))
    assert [segment.text for segment in segments_of(made)] == ["Biển Games"]
    apart = words(("à", 50, 55), ("la", 57.5, 66), ("carte", 68.5, 90))
    assert [segment.text for segment in segments_of(apart)] == ["à la carte"]


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


def test_a_date_that_touches_a_word_is_parted_from_it() -> None:
    text = "BT /F1 11 Tf 90 700 Td (Java Developer, Softbridge, Leeds09.2018 - 12.2020) Tj ET"
    assert "Leeds 09.2018" in read_document(pdf(text), name="resume.pdf").text


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


def test_an_icon_without_a_meaning_is_dropped() -> None:
    made = words(("Hugging", 50, 80), ("Face", 82.5, 100), ("\ufffd", 102.5, 112))
    assert [segment.text for segment in segments_of(made)] == ["Hugging Face"]
    letters = words(("certi\ufffdcate", 50, 90), ("\ufffd\ufffd", 92.5, 110))
    assert [segment.text for segment in segments_of(letters)] == ["certi\ufffdcate \ufffd\ufffd"]

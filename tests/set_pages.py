"""Pages set for tests: segments as programs write them, and how they read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from skillgap.readers.layout import lines_of, regions_of_pages
from skillgap.readers.layout_rows import Segment

Cell = list[str]
Table = list[list[Cell]]
LETTER = 4.8


def read(*pages: list[Segment], keep: bool = False) -> list[str]:
    """Return the lines of pages; `keep` as in `regions_of_pages`."""
    regions = regions_of_pages(pages, keep=keep)
    return [line.text for number, page in enumerate(regions, 1) for line in lines_of(page, page=number)]


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


def grid(
    rows: list[tuple[float, list[tuple[float, str]]]], *, bold: tuple[str, ...] = (), by_row: bool = False
) -> list[Segment]:
    """Return segments from rows of (y, [(x, text), …]); the file holds them column by column, or as they are given."""
    flat = [(y, x, text) for y, cells in rows for x, text in cells]
    flat = flat if by_row else sorted(flat, key=lambda cell: cell[1])
    return [Segment(text, x, x + 5 * len(text), y, 10, text in bold, n) for n, (y, x, text) in enumerate(flat)]


def text_at(text: str, y: float, order: int) -> Segment:
    return Segment(text, 50.0, 50.0 + LETTER * len(text), y, 10.0, False, order)

"""Office formats, HTML, Markdown and JSON: what each can hold besides plain paragraphs, as the lines that are read."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from hostile.makers import docx, odt, paragraph
from skillgap.readers import read_document

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def text_box(text: str) -> str:
    return f"<w:pict><w:txbxContent>{paragraph(text)}</w:txbxContent></w:pict>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


FIRST = '<w:vMerge w:val="restart"/>'
DOCX = {
    "a text box in its first form": (
        f"<w:p {MC}><w:r><w:t>Ada</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{text_box('Python')}</mc:Choice>"
        f"<mc:Fallback>{text_box('Python')}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
        ["Ada", "Python"],
    ),
    "a run in its first form": (
        f"<w:p {MC}><mc:AlternateContent><mc:Choice><w:r><w:t>Ada</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>Bob</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>",
        ["Ada"],
    ),
    "a paragraph in its first form": (
        f"<mc:AlternateContent {MC}><mc:Choice>{paragraph('Ada')}</mc:Choice><mc:Fallback>{paragraph('Bob')}"
        "</mc:Fallback></mc:AlternateContent>",
        ["Ada"],
    ),
    "signs": (
        '<w:p><w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t><w:sym w:font="Arial" w:char="0026"/><w:t>C</w:t>'
        '<w:sym w:char="0023"/><w:sym w:char="zz"/><w:br/><w:t>SQL</w:t><w:tab/><w:t>2020</w:t></w:r></w:p>',
        ["e-mail&C#", "SQL\t2020"],
    ),
    "a cell over two rows": (
        f"<w:tbl>{row(cell('2020', FIRST), cell('Python'))}{row(cell('', '<w:vMerge/>'), cell('SQL'))}</w:tbl>",
        ["2020\tPython", "SQL"],
    ),
    "a heading by its level": (
        paragraph("Experience", properties='<w:outlineLvl w:val="1"/>') + paragraph("Python"),
        ["## Experience", "Python"],
    ),
}
BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
PLAIN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
DOCX |= {
    "bold words before a name": (
        f"<w:p>{BOLD.format('Firmware Engineer')}{PLAIN.format(' Acme Srl, Modena')}</w:p>",
        ["Firmware Engineer\tAcme Srl, Modena"],
    ),
    "bold words in a sentence": (
        f"<w:p>{BOLD.format('Python')}{PLAIN.format(' developer from Leeds')}</w:p>",
        ["Python developer from Leeds"],
    ),
    "a bold label": (
        f"<w:p>{BOLD.format('Databases:')}{PLAIN.format(' MySQL, Oracle')}</w:p>",
        ["Databases: MySQL, Oracle"],
    ),
}
ITEM = "<text:list-item>{}</text:list-item>"
ODT = {
    "nested lists": (
        "<text:list>"
        + ITEM.format(
            "<text:p>Python</text:p><text:p>with pandas</text:p><text:list>"
            + ITEM.format("<text:p>NumPy</text:p>")
            + "</text:list>"
        )
        + "<text:list-header><text:p>Other</text:p></text:list-header></text:list>",
        ["• Python", "with pandas", "  • NumPy", "Other"],
    ),
    "a table in an item": (
        "<text:list>"
        + ITEM.format(
            "<table:table><table:table-row><table:table-cell><text:p>SQL</text:p></table:table-cell>"
            "<table:table-cell><text:p>6 years</text:p></table:table-cell></table:table-row></table:table>"
        )
        + "</text:list>",
        ["SQL\t6 years"],
    ),
    "frames in and beside a paragraph": (
        "<text:p>Ada<draw:frame><draw:text-box><text:p>Python</text:p></draw:text-box></draw:frame></text:p>"
        "<draw:frame><draw:text-box><text:p>SQL</text:p></draw:text-box></draw:frame>",
        ["Ada", "Python", "SQL"],
    ),
    "head rows": (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Skill</text:p>"
        "</table:table-cell><table:table-cell><text:p>Years</text:p></table:table-cell></table:table-row>"
        "</table:table-header-rows><table:table-row><table:table-cell><text:p>SQL</text:p></table:table-cell>"
        "<table:table-cell><text:p>6</text:p></table:table-cell></table:table-row></table:table>",
        ["Skill\tYears", "SQL\t6"],
    ),
    "spaces": ('<text:p>Ada<text:s text:c="2"/>Example<text:tab/>2020</text:p>', ["Ada Example\t2020"]),
}
HTML = {
    "a caption and hidden cells": (
        "<table><caption>Skills</caption><tr style='display:none'><td>Cobol</td></tr>"
        "<tr><td>SQL</td><td style='display:none'>Perl</td><td>6</td></tr></table>",
        ["Skills", "SQL\t6"],
    ),
    "text in its own lines": ("<pre>Python\nSQL</pre>", ["Python", "SQL"]),
    "a picture between words": ("<p>Python<img src='x.png'>SQL</p>", ["Python SQL"]),
    "bold words before a name": ("<p><b>Firmware Engineer</b> Acme Srl</p>", ["Firmware Engineer\tAcme Srl"]),
    "bold words in an item": ("<ul><li><b>Kubernetes</b> Operators</li></ul>", ["• Kubernetes Operators"]),
    "an indented source with a bold label": (
        "<p>\n\t\t<b>Tools: </b>Looker,\n\t\tcohort\n\t\tanalysis</p>",
        ["Tools: Looker, cohort analysis"],
    ),
    "bold words twice": ("<p><b>Acme</b> Leeds <b>2020</b></p>", ["Acme Leeds 2020"]),
}
RTF = {
    "letters beyond the first plane": (r"{\rtf1\ansi Ada \u-10179?\u-8704? Python\par}", ["Ada \U0001f600 Python"]),
    "unbroken and deleted": (r"{\rtf1\ansi Ada\~Example e\_mail {\deleted Cobol}\par}", ["Ada Example e-mail"]),
    "an escaped line end": ("{\\rtf1\\ansi Python\\\nSQL\\par}", ["Python", "SQL"]),
    "a shape": (
        r"{\rtf1\ansi Ada {\*\shpinst{\sp{\sn x}}{\shptxt Python\par}}\par}",
        ["Ada Python"],
    ),
    "white on a dark ground": (
        r"{\rtf1\ansi{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}{\cf1\chcbpat2 Python\par}}",
        ["Python"],
    ),
    "white in a dark cell": (
        r"{\rtf1\ansi{\colortbl;\red255\green255\blue255;\red0\green0\blue90;}\trowd\clcbpat2\cellx900\cellx1800"
        r"\pard\plain\intbl{\cf1 Daily}\cell\pard\plain\intbl{\cf1 Cobol}\cell\row"
        r"\trowd\cellx900\cellx1800\pard\plain\intbl{\cf1 Perl}\cell\pard\plain\intbl SQL\cell\row"
        r"\pard Python\par}",
        ["Daily", "SQL", "Python"],
    ),
    "white in a dark paragraph": (
        r"{\rtf1\ansi{\colortbl;\red255\green255\blue255;\red0\green0\blue90;}"
        r"\pard\cbpat2\plain{\cf1 Python\par}\pard\plain{\cf1 Cobol\par} SQL\par}",
        ["Python", "SQL"],
    ),
}
MARKDOWN = {
    "a block of code": ("# Ada\n\n```python\n* x = 1\n```\n\nSQL\n", ["# Ada", "* x = 1", "SQL"]),
    "bold words before a name": ("**Firmware Engineer** Acme Srl, Modena\n", ["Firmware Engineer\tAcme Srl, Modena"]),
    "a table in HTML": (
        "# Ada\n\n<table>\n<tr>\n<td>Tools</td>\n<td><p>Python, used\ndaily</p></td>\n</tr>\n</table>\n\n## Work\n"
        "<table>\n<tr><td>\n\n- *SQL*\n\n</td></tr>\n</table>\n",
        ["# Ada", "Tools\tPython, used daily", "## Work", "• SQL"],
    ),
}
PLAIN = {
    "a drawn grid": (
        "Ada\n\n+-----------+------------------+\n| Tools     | -   Python, used |\n|           |     daily        |\n"
        "|           | -   SQL          |\n+===========+==================+\n| Languages | Dutch            |\n"
        "+-----------+------------------+\nEnd\n",
        ["Ada", "Tools", "• Python, used daily", "• SQL", "Languages\tDutch", "End"],
    ),
    "no grid": ("+---+---+\n| a | b\n", ["+---+---+", "| a | b"]),
    "columns whose cells wrap": (
        "  ----------------------------\n  Tools         Python, used\n                daily\n"
        "  ------------- --------------\n  Languages     Dutch\n\n  Writing       Papers and a\n"
        "                novel\n  ----------------------------\nEnd\n",
        ["Tools\tPython, used daily", "Languages\tDutch", "Writing\tPapers and a novel", "End"],
    ),
    "columns of single lines": (
        "Tool      Years\n--------  -------\nPython    5\n          ago\nEnd\n\n  ------ -----\n  Go     2\n"
        "  Rust   1\n  ------ -----\n",
        ["Tool\tYears", "Python\t5", "ago", "End", "Go\t2", "Rust\t1"],
    ),
    "a table written cell by cell": (
        "IT skills\nvery good\nC, C++, Python\ngood\nYocto, MATLAB, Docker\nno experience\nCloud, Kubernetes, Java\n",
        [
            "IT skills",
            "very good\tC, C++, Python",
            "good\tYocto, MATLAB, Docker",
            "no experience\tCloud, Kubernetes, Java",
        ],
    ),
    "a last row in words, and a label of two letters": (
        "every day\nC, C++, Python, Git, Bash\nat times\nYocto, MATLAB, Docker, CMake\nno\nJava, Kotlin\n"
        "none\nCloud – our backend is run by a service provider of the group\nHobbies\nSailing\n",
        [
            "every day\tC, C++, Python, Git, Bash",
            "at times\tYocto, MATLAB, Docker, CMake",
            "no\tJava, Kotlin",
            "none\tCloud – our backend is run by a service provider of the group",
            "Hobbies",
            "Sailing",
        ],
    ),
    "sections of one line each": (
        "Skills\nPython, SQL, Go, Spark\nInterests\nChess, tea, boats, goats\nProjects\nOne, two, three, four\n",
        [
            "Skills",
            "Python, SQL, Go, Spark",
            "Interests",
            "Chess, tea, boats, goats",
            "Projects",
            "One, two, three, four",
        ],
    ),
    "posts of two lines each": (
        "Engineer\nAcme, Leeds, UK, 2012\nClerk\nOak, York, UK, 2009\nCook\nElm, Hull, UK, 2005\n",
        ["Engineer", "Acme, Leeds, UK, 2012", "Clerk", "Oak, York, UK, 2009", "Cook", "Elm, Hull, UK, 2005"],
    ),
    "wrapped paragraphs": (
        "Summary\n\nBuilds services in Python, moves data with Spark, and\n"
        "writes about both of them in two of three languages\n"
        "now\n\n-   Cut costs by a third and moved the team to the\n    cluster\n\n-   SQL\n",
        [
            "Summary",
            "Builds services in Python, moves data with Spark, and writes about both of them in two of three "
            "languages now",
            "• Cut costs by a third and moved the team to the cluster",
            "• SQL",
        ],
    ),
    "a letter": (
        "From: Ada Example\nSubject: A baker\n\nDear all,\n\n"
        "we bake bread in a small street and need somebody who knows\n"
        "Python, as our oven is run by it and by three others who\n"
        "know Rust and nothing else in the world, which is a pity to\nAda and to me.\n\nYours,\nAda Example\n",
        [
            "From: Ada Example",
            "Subject: A baker",
            "Dear all,",
            "we bake bread in a small street and need somebody who knows Python, as our oven is run by it and by three "
            "others who know Rust and nothing else in the world, which is a pity to Ada and to me.",
            "Yours,",
            "Ada Example",
        ],
    ),
    "lines that end early": (
        "Engineer\nBuilds services in Python, moves data with Spark, and\nwrites about both of them, now\nand then\n",
        [
            "Engineer",
            "Builds services in Python, moves data with Spark, and",
            "writes about both of them, now",
            "and then",
        ],
    ),
    "rules that are none": (
        "Ada --- 2019\n\n--- ---\nLong line of text\n",
        ["Ada --- 2019", "--- ---", "Long line of text"],
    ),
}
RESUME = {
    "basics": {
        "name": "Ada Example",
        "profiles": [{"network": "GitHub", "username": "ada"}],
        "location": {"city": "Leeds", "countryCode": "GB"},
    },
    "skills": [{"name": "Data", "level": "expert", "keywords": ["Python", "SQL"]}],
    "projects": [
        {
            "name": "Tram delays",
            "description": "An app over open data.",
            "highlights": ["Served by FastAPI"],
            "keywords": ["Streamlit"],
            "roles": ["Author"],
            "startDate": "2024-02",
            "endDate": "2024-05",
        }
    ],
    "extra": [["Chess", {"since": {"year": 2010}}], 7],
    "meta": {"lastModified": "2026-05-01T10:00:00"},
}
CASES = [
    *(pytest.param(docx(body), lines, id=f"{name}.docx") for name, (body, lines) in DOCX.items()),
    *(pytest.param(odt(body), lines, id=f"{name}.odt") for name, (body, lines) in ODT.items()),
    *(pytest.param(f"<html><body>{b}</body></html>".encode(), ls, id=f"{n}.html") for n, (b, ls) in HTML.items()),
    *(pytest.param(body.encode(), lines, id=f"{name}.rtf") for name, (body, lines) in RTF.items()),
    *(pytest.param(body.encode(), lines, id=f"{name}.md") for name, (body, lines) in MARKDOWN.items()),
    *(pytest.param(body.encode(), lines, id=f"{name}.txt") for name, (body, lines) in PLAIN.items()),
]


@pytest.mark.parametrize(("data", "lines"), CASES)
def test_what_a_document_holds_is_read(data: bytes, lines: list[str], request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.id
    document = read_document(data, name=name)
    found = [
        "#" * (line.heading or 0) + " " * bool(line.heading) + document.text[line.start : line.end]
        for line in document.lines
        if line.end > line.start
    ]
    assert found == lines


def test_a_flat_odt_is_read() -> None:
    names = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    names += "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
    body = f"<office:document {names}><office:body><office:text><text:p>Python</text:p></office:text></office:body>"
    assert read_document(f"{body}</office:document>".encode(), name="flat.fodt").text == "Python"


def test_a_json_resume_with_all_that_the_schema_allows() -> None:
    lines = read_document(json.dumps(RESUME).encode(), name="resume.json").text.split("\n")
    assert lines[:3] == ["Ada Example", "Leeds, GB", "GitHub ada"]
    assert "Data (expert): Python, SQL" in lines
    assert "• Chess" in lines
    # A project has keywords as a skill has, and much more.
    assert {"Tram delays\t2024-02 – 2024-05", "An app over open data.", "• Served by FastAPI", "• Streamlit"} <= set(
        lines
    )
    assert "Year: 2010" in lines
    assert lines[-1] == "Last updated: 2026-05"


TYPED = """Ada Example

EXPERIENCE
2019/05 - 2021/06   Data Engineer, Acme, Lisbon
  * Churn models with scikit-learn
      - scraping with Scrapy

HOBBIES
Ham radio"""
LINES = TYPED.split("\n")
TWO_SPACES = '<text:s text:c="2"/>'


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (docx("".join(map(paragraph, LINES))), "typed.docx"),
        (odt("".join(f"<text:p>{line}</text:p>" for line in LINES).replace("  ", TWO_SPACES)), "typed.odt"),
        (("{\\rtf1 " + "\\par ".join(LINES) + "}").encode(), "typed.rtf"),
        (f"<html><body><pre>{TYPED}</pre></body></html>".encode(), "typed.html"),
    ],
)
def test_typed_text_reads_as_plain_text_in_any_format(data: bytes, name: str) -> None:
    """A converter makes a paragraph of each line: blank ones, indents and spaces that stand for tabs stay."""
    assert read_document(data, name=name).text == read_document(TYPED.encode(), name="typed.txt").text


@pytest.mark.parametrize("page", ["<p>Ada</p><p><br/></p><p>Python</p>", "<p>Ada<br/><br/>Python</p>"])
def test_a_blank_line_of_a_page_stays(page: str) -> None:
    assert read_document(f"<html><body>{page}</body></html>".encode(), name="a.html").text == "Ada\n\nPython"

"""What programs that lay out resumes do: rules behind headings, centred headings, places over dates, issuers."""

from __future__ import annotations

import sys
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pytest

from hostile.makers import docx, odt
from set_pages import read
from skillgap.errors import InputError
from skillgap.models.document import Box, Document, Line
from skillgap.models.resume import Structure
from skillgap.readers import read_document
from skillgap.readers.cleaning import clean, normal_bullet
from skillgap.readers.draft import DraftLine
from skillgap.readers.layout_pages import without_running_lines
from skillgap.readers.layout_rows import Segment
from skillgap.readers.outline import Flow, Paragraph, flow_lines
from skillgap.readers.pdf_accents import with_accents
from skillgap.readers.pdf_characters import tex_signs
from skillgap.readers.pdf_segments import segments_of
from skillgap.readers.pdf_words import Word, WordTable, without_icons
from skillgap.structure import read_structure


def structure_of(text: str) -> Structure:
    document = Document(name="a", media_type="text/plain", sha256="0" * 64, text=text)
    return read_structure(document, as_of="2026-06")


RULED = """Ada Example
ada@example.com

{skills}

• Data: Python, SQL

{work}

Data Engineer, Example Works (2019-03 — 2022-05)
• Built pipelines

{education}

University of Samples (2012-10 — 2016-11)

{service}

Sample Shelter (2018-01 — 2018-12)
"""


@pytest.mark.parametrize("form", ["{} ----------------------", "=== {} ===", "***** {} *****", "{} ______________"])
def test_a_heading_with_a_rule_in_its_line_opens_a_section(form: str) -> None:
    names = {"skills": "SKILLS", "work": "EMPLOYMENT", "education": "EDUCATION", "service": "VOLUNTEERING"}
    found = structure_of(RULED.format(**{key: form.format(name) for key, name in names.items()}))
    assert [section.kind for section in found.sections] == [
        "contact", "skills", "experience", "education", "volunteering",
    ]  # fmt: skip
    assert [(job.since, job.until) for job in found.jobs if job.kind == "job"] == [("2019-03", "2022-05")]


def test_stars_that_grade_a_skill_are_no_rule() -> None:
    text = "Ada Example\n\nSKILLS\nLanguages ***\nPython ***\n\nEMPLOYMENT\nEngineer, Example Works, 2019 – 2021\n"
    assert [section.kind for section in structure_of(text).sections] == ["contact", "skills", "experience"]


def centred(text: str, y: float, order: int) -> Segment:
    half = 3.5 * len(text)
    return Segment(text, 300 - half, 300 + half, y, 14, False, order)


def test_headings_in_the_middle_of_the_page_part_the_jobs_and_not_their_dates() -> None:
    rows: list[Segment] = []
    lines: list[str] = []
    y = 100.0
    for heading, entries in (
        ("Experience", ["Clerk, Example Works", "Porter, Sample Mills"]),
        ("Volunteering", ["Driver, Test Kitchen"]),
        ("Education", ["School of Samples"]),
    ):
        rows.append(centred(heading, y, len(rows)))
        lines.append(heading)
        for entry in entries:
            y += 20
            rows.append(Segment(entry, 40, 40 + 5 * len(entry), y, 10, True, len(rows)))
            rows.append(Segment("May 2019 – June 2021", 460, 560, y, 10, False, len(rows)))
            rows.append(Segment("• Did a thing or two", 46, 146, y + 12, 10, False, len(rows)))
            y += 12
            lines += [f"{entry}\tMay 2019 – June 2021", "• Did a thing or two"]
        y += 22
    assert read(rows) == lines


def test_lines_of_a_right_column_are_no_headings_in_the_middle() -> None:
    left = [Segment(f"Skill {n}", 40, 90, 100 + 14 * n, 10, False, n) for n in range(8)]
    right = [
        Segment(f"Line {n} of what was done", 250, 560 if n % 3 else 350, 100 + 14 * n, 10, False, 20 + n)
        for n in range(12)
    ]
    assert read(left + right) == [s.text for s in left] + [s.text for s in right]


def cell(*lines: str) -> Flow:
    return Flow([Paragraph(line) for line in lines])


@pytest.mark.parametrize(
    ("row", "first"),
    [
        (
            [("Clerk, Example Works", "• Filed"), ("Sampleton", "Jan 2020 – Dec 2021")],
            "\tSampleton\tJan 2020 – Dec 2021",
        ),
        (
            [("Clerk, Example Works", "• Filed"), ("September 2020 – December 2021",)],
            "\tSeptember 2020 – December 2021",
        ),
        ([("Clerk, Example Works",), ("Sampleton", "Jan 2020 – Dec 2021")], "\tSampleton\tJan 2020 – Dec 2021"),
    ],
)
def test_place_and_dates_beside_a_job_stand_with_its_title(row: list[tuple[str, ...]], first: str) -> None:
    lines = [line.text for line in flow_lines(Flow([[[cell(*lines) for lines in row]]]))]
    assert lines == [f"Clerk, Example Works{first}", *row[0][1:]]


def test_a_degree_before_and_dates_behind_its_school_stand_in_one_line() -> None:
    row = [cell("BSc"), cell("University of Samples, Physics", "• Grade: 1.3"), cell("Sept 2009 – June 2012")]
    lines = [line.text for line in flow_lines(Flow([[row]]))]
    assert lines == ["BSc\tUniversity of Samples, Physics\tSept 2009 – June 2012", "• Grade: 1.3"]


NAME = "Microsoft Certified: Azure Data Scientist Associate"


@pytest.mark.parametrize(
    "lines",
    [
        f"{NAME}, Microsoft\tMay 2022",
        f"{NAME}\tMay 2022\nMicrosoft",
        f"{NAME}\nMicrosoft\nMay 2022",
        f"{NAME}\nMicrosoft, May 2022",
        f"Microsoft\n{NAME}\tMay 2022",
        f"May 2022\n{NAME}, Microsoft",
    ],
)
def test_who_gives_a_certificate_is_no_certificate(lines: str) -> None:
    found = structure_of(f"Ada Example\n\nEXPERIENCE\nClerk, Example Works, 2019 – 2021\n\nCERTIFICATIONS\n{lines}\n")
    assert [(c.name, c.issuer, c.date) for c in found.certifications] == [(NAME, "Microsoft", "2022-05")]


def test_a_line_below_each_dated_certificate_is_who_gave_it() -> None:
    text = "Ada Example\n\nCERTIFICATIONS\nRope rigging\tMay 2022\nTown of Samples\nFirst aid\tJune 2021\nRed Tent\n"
    assert [c.date for c in structure_of(text).certifications] == ["2022-05", "2021-06"]


def test_certificates_that_share_a_line_stay_apart() -> None:
    text = "Ada Example\n\nCERTIFICATIONS\nCISSP | GCIH\nPMP, CSM\n"
    assert [c.name for c in structure_of(text).certifications] == ["CISSP", "GCIH", "PMP", "CSM"]


def test_labels_of_a_list_of_skills_are_no_headings() -> None:
    table = [[cell("Languages"), cell("Python, SQL")], [cell("Tools"), cell("Git")], [cell("Software"), cell("QGIS")]]
    assert [line.text for line in flow_lines(Flow([table]))] == [
        "Languages\tPython, SQL", "Tools\tGit", "Software\tQGIS",
    ]  # fmt: skip


def test_headings_beside_their_sections_may_be_broken() -> None:
    heads = [(100, "Computer Skills"), (140, "Employment His-"), (152, "tory"), (220, "Education"), (260, "Projects")]
    texts = {
        100: "Python and SQL", 112: "Git and Docker", 140: "Clerk, Example Works", 152: "Porter, Sample Mills",
        164: "Driver, Test Kitchen", 220: "School of Samples", 260: "A small engine", 272: "A smaller one",
    }  # fmt: skip
    rows = [Segment(text, 40, 40 + 6 * len(text), y, 10, True, n) for n, (y, text) in enumerate(heads)]
    rows += [Segment(text, 160, 460, y, 10, False, 20 + n) for n, (y, text) in enumerate(texts.items())]
    assert read(rows) == [
        "Computer Skills", "Python and SQL", "Git and Docker", "Employment History", "Clerk, Example Works",
        "Porter, Sample Mills", "Driver, Test Kitchen", "Education", "School of Samples", "Projects", "A small engine",
        "A smaller one",
    ]  # fmt: skip


def test_a_degree_is_read_before_its_school_and_field() -> None:
    text = "Ada Example\n\nEDUCATION\n\nBSc\tUniversity of Samples, Physics\tSept 2009 – June 2012\n"
    assert [(d.level, d.field) for d in structure_of(text).education] == [("bachelor", "Physics")]
    again = "Ada Example\n\nEDUCATION\n\nPhD\tUniversity of Samples, PhD in Statistics\t2009 – 2012\n"
    assert [(d.level, d.field) for d in structure_of(again).education] == [("phd", "Statistics")]


def test_a_heading_of_a_job_over_its_place_and_its_dates() -> None:
    text = (
        "# Ada Example\n\n## Experience\n\n### **Example Works**, Data Engineer\n\nLeeds, UK\n\nApr 2020 – May 2022\n\n"
        "- Built pipelines\n\n### **Sample Mills**, Analyst\n\nYork, UK\n\nJan 2018 – Mar 2020\n\n- Wrote reports\n"
    )
    found = read_structure(read_document(text.encode(), name="a.md", isolated=False), as_of="2026-06").jobs
    assert [(job.title, job.organisation, job.since) for job in found] == [
        ("Data Engineer", "Example Works", "2020-04"), ("Analyst", "Sample Mills", "2018-01"),
    ]  # fmt: skip


def words_of(texts: list[str]) -> WordTable:
    return WordTable.of([Word(text, 50.0 * n, 50.0 * n + 40, 100, 10, False, n) for n, text in enumerate(texts)])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Universit´e de Gen`eve", "Université de Genève"),
        ("M¨unchen Stra\u00dfe ˚Angstr¨om", "München Stra\u00dfe Ångström"),
        ("Garc´ıa se˜nor na¨ıve Fa¸cade Hˆotel", "García señor naïve Façade Hôtel"),
        ("Dvoˇr´ak Skoda ˇ", "Dvořák Skoda"),
        ("d´eau l´écart", "d´eau l´écart"),
        ("Ada Example", "Ada Example"),
        ("a `quoted` word", "a `quoted` word"),
    ],
)
def test_accents_of_old_fonts_stand_on_their_letters(written: str, read: str) -> None:
    assert " ".join(with_accents(words_of(written.split())).texts) == read


def test_a_brace_before_an_item_is_its_bullet() -> None:
    assert normal_bullet("{ Designed a thing") == "• Designed a thing"
    assert [normal_bullet(text) for text in ('{ "a": 1', "{ a } b", "{a}")] == ['{ "a": 1', "{ a } b", "{a}"]


def test_a_month_moved_away_from_its_year_stays_with_it() -> None:
    words = [Word("August", 50, 85, 100, 10, False, 0), Word("2021", 101, 123, 100, 10, False, 1)]
    words += [Word("–", 126, 131, 100, 10, False, 2), Word("Clerk", 190, 215, 100, 10, False, 3)]
    assert [segment.text for segment in segments_of(WordTable.of(words))] == ["August 2021 –", "Clerk"]


def test_the_first_item_below_a_date_that_stands_alone_may_be_the_title() -> None:
    text = (
        "Ada Example\n\nEXPERIENCE\nMar 2020 – Present\n• Data Engineer, Example Works\n• Built pipelines for trams\n"
        "Jan 2018 – Feb 2020\n• Built a forecast of all the trams in town.\n"
    )
    assert [(job.title, job.organisation) for job in structure_of(text).jobs] == [
        ("Data Engineer", "Example Works"), (None, None),
    ]  # fmt: skip


WORD_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>'
    "<w:p><w:r><w:t>Ada Example</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>Clerk</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>2019 – 2021</w:t></w:r></w:p>"
    "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Kubernetes</w:t></w:r></w:p></w:body></w:wordDocument>"
)
FLAT = (
    '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part '
    'pkg:name="/word/document.xml"><pkg:xmlData><w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Ada Example</w:t>'
    "</w:r></w:p><w:p><w:r><w:t>Clerk</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>2019 – 2021</w:t></w:r></w:p>"
    "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Kubernetes</w:t></w:r></w:p></w:body></w:document></pkg:xmlData>"
    "</pkg:part></pkg:package>"
)


@pytest.mark.parametrize("written", [WORD_2003, FLAT])
@pytest.mark.parametrize("name", ["a.doc", "a.xml", "a.docx"])
def test_word_in_one_xml_file_is_read(written: str, name: str) -> None:
    document = read_document(written.encode(), name=name, isolated=False)
    assert document.text == "Ada Example\nClerk\t2019 – 2021"
    assert [hidden.text for hidden in document.hidden] == ["Kubernetes"]


@pytest.mark.parametrize(
    "written",
    [
        FLAT.replace("/word/document.xml", "/word/other.xml"),
        FLAT[:300],
        WORD_2003.replace("<w:wordDocument", '<!DOCTYPE a [<!ENTITY b "c">]><w:wordDocument'),
    ],
)
def test_damaged_word_xml_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        read_document(written.encode(), name="a.doc", isolated=False)


def test_what_is_escaped_twice_is_read_once() -> None:
    page = "<html><body><p>Tern &amp;amp; Tide&amp;#39;s</p><p>&lt;b&gt; &amp;lt;i&amp;gt;</p></body></html>"
    assert read_document(page.encode(), name="a.html", isolated=False).text == "Tern & Tide's\n<b> &lt;i&gt;"


def test_words_behind_a_letter_spaced_label_stay_words() -> None:
    spaced = [Word(letter, 40 + 9.0 * n, 46 + 9.0 * n, 100, 10, True, n) for n, letter in enumerate("SKILLSET")]
    words = [Word("PYTHON", 118, 158, 100, 10, True, 8), Word("R", 161, 167, 100, 10, True, 9)]
    words += [Word("MATLAB", 170, 210, 100, 10, True, 10)]
    assert [segment.text for segment in segments_of(WordTable.of(spaced + words))] == ["SKILLSET PYTHON R MATLAB"]


def test_dates_a_bit_higher_than_their_titles_are_no_column() -> None:
    rows: list[Segment] = []
    for n, (title, dates) in enumerate(
        [("Clerk, Example Works", "2020-01 — 2021-12"), ("Porter, Sample Mills", "2018-03 — 2019-12"),
         ("School of Samples", "2014-09 — 2018-02"), ("School of Trams", "2010-09 — 2014-06")]
    ):  # fmt: skip
        y = 100 + 40.0 * n
        rows.append(Segment(title, 40, 150, y, 12, False, len(rows)))
        rows.append(Segment(dates, 430, 500, y - 2.5, 8, False, len(rows)))
        rows.append(Segment("• Did this and that", 46, 140, y + 14, 10, False, len(rows)))
    rows.append(Segment("Trams and signals", 340, 400, 177.5, 8, False, len(rows)))
    rows.append(Segment("Timetables", 340, 380, 187.5, 8, False, len(rows)))
    assert [line for line in read(rows) if line.startswith("Clerk")] == ["Clerk, Example Works\t2020-01 — 2021-12"]


def test_dots_of_sign_fonts_open_items() -> None:
    assert (
        tex_signs("Clerk\r\n\x88 Filed\r\n\x0f Sorted o\x1cce a\x0eliate")
        == "Clerk\r\n• Filed\r\n• Sorted oﬁce aﬃliate"
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [("Example Works.", "Example Works"), ("Works Inc.", "Works Inc."), ("Works S.A.", "Works S.A."),
     ("Works Corp.", "Works Corp."), ("Works Ltd.", "Works Ltd.")],
)  # fmt: skip
def test_the_full_stop_behind_an_employer_is_none_of_its_name(written: str, read: str) -> None:
    text = f"Ada Example\n\nEXPERIENCE\nClerk, {written}\t2019 – 2021\n• Filed letters\n"
    assert [job.organisation for job in structure_of(text).jobs] == [read]


def test_headings_that_only_their_place_tells() -> None:
    texts = [
        ("Ada Example", 100), ("Skills", 40), ("Python, SQL", 80), ("Employment", 40), ("May 2020 – June 2021", 50),
        ("Clerk, Example Works", 80), ("Filed letters", 80), ("Projects", 40), ("May 2019 – June 2019", 50),
        ("Tram delays", 80), ("Scraped timetables", 80), ("Education", 40), ("BSc, School of Samples, 2018", 80),
        ("Languages", 40), ("English", 80),
    ]  # fmt: skip
    text = "\n".join(line for line, _ in texts)
    starts = list(accumulate((len(line) + 1 for line, _ in texts), initial=0))
    lines = tuple(
        Line(
            start=start, end=start + len(line), size=10, box=Box(page=1, x0=x, top=20 * n, x1=x + 90, bottom=20 * n + 9)
        )
        for n, ((line, x), start) in enumerate(zip(texts, starts, strict=False))
    )
    document = Document(name="a", media_type="application/pdf", sha256="0" * 64, text=text, lines=lines)
    found = read_structure(document, as_of="2026-06")
    assert [section.kind for section in found.sections][1:] == [
        "skills", "experience", "projects", "education", "languages",
    ]  # fmt: skip
    assert [(job.since, job.until) for job in found.jobs] == [("2020-05", "2021-06")]


def test_a_page_number_above_a_wide_margin_goes() -> None:
    def page(number: int) -> list[DraftLine]:
        return [
            DraftLine("Sorted the letters", (number, 90, 600, 200, 612), 10, False, None, 0),
            DraftLine(str(number), (number, 300, 690, 306, 701), 10, False, None, 0),
        ]

    kept = without_running_lines([page(1), page(2)], [842, 842])
    assert [line.text for lines in kept for line in lines] == ["Sorted the letters", "Sorted the letters"]


def test_a_title_below_its_date_takes_no_line_of_the_job_before() -> None:
    text = (
        "Ada Example\n\nEXPERIENCE\nMar 2020 – Present\nData Engineer, Example Works\nBuilt pipelines\n"
        "Introduced RabbitMQ and Redis\nJan 2018 – Feb 2020\nAnalyst, Sample Mills\nWrote reports\n"
    )
    assert [(job.title, job.organisation) for job in structure_of(text).jobs] == [
        ("Data Engineer", "Example Works"), ("Analyst", "Sample Mills"),
    ]  # fmt: skip


def test_a_form_goes_on_below_a_long_text_of_what_was_done() -> None:
    told = "\n".join(f"Line {n} of what was done there for the trams of the town" for n in range(8))
    labels = ("Dates", "Occupation or position held", "Main activities", "Name and address of employer")
    form = "".join(f"{label}\t{{}}\n" for label in labels)
    text = "Ada Example\n\nWork experience\n" + form.format(
        "Mar 2022 – Present", "Data Engineer", told, "Example Works"
    )
    text += form.format("Jun 2019 – Feb 2022", "Analyst", "Reports", "Sample Mills")
    assert [(job.title, job.organisation) for job in structure_of(text).jobs] == [
        ("Data Engineer", "Example Works"), ("Analyst", "Sample Mills"),
    ]  # fmt: skip


def test_a_line_that_ends_with_its_date_goes_on_in_no_other() -> None:
    texts = [
        "CERTIFICATIONS",
        "Rope rigging, Red Tent\tMay 2022",
        "First aid, Blue Tent\tJune 2021",
        "LANGUAGES",
        "English",
    ]
    starts = list(accumulate((len(line) + 1 for line in texts), initial=0))
    lines = tuple(
        Line(start=at, end=at + len(text), size=10, box=Box(page=1, x0=40, top=14 * n, x1=550, bottom=14 * n + 9))
        for n, (text, at) in enumerate(zip(texts, starts, strict=False))
    )
    document = Document(name="a", media_type="application/pdf", sha256="0" * 64, text="\n".join(texts), lines=lines)
    found = read_structure(document, as_of="2026-06").certifications
    assert [certificate.date for certificate in found] == ["2022-05", "2021-06"]


def test_a_label_that_its_cell_has_broken_is_whole() -> None:
    rows = [
        Segment("Languages", 40, 95, 100, 10, False, 0), Segment("Python, SQL", 110, 200, 100, 10, False, 1),
        Segment("Machine", 50, 95, 118, 10, False, 2), Segment("PyTorch", 110, 150, 118, 10, False, 3),
        Segment("Learning", 48, 95, 130, 10, False, 4),
        Segment("Tools", 68, 95, 148, 10, False, 5), Segment("Docker", 110, 150, 148, 10, False, 6),
    ]  # fmt: skip
    assert read(rows) == ["Languages\tPython, SQL", "Machine Learning\tPyTorch", "Tools\tDocker"]
    even = [segment._replace(y=100 + 12.0 * n) for segment, n in zip(rows, (0, 0, 1, 1, 2, 3, 3), strict=True)]
    assert read(even) == ["Languages\tPython, SQL", "Machine\tPyTorch", "Learning", "Tools\tDocker"]


def test_a_letter_that_a_symbol_font_draws_before_lines_is_their_bullet() -> None:
    def line(n: int, mark: str) -> list[Word]:
        y = 100 + 12.0 * n
        return [Word(mark, 40, 45, y, 5, False, 2 * n), Word(f"Built{n}", 57, 97, y, 10, False, 2 * n + 1)]

    same = WordTable.of([word for n in range(3) for word in line(n, "f")])
    assert [segment.text for segment in segments_of(same)] == ["• Built0", "• Built1", "• Built2"]
    other = WordTable.of([word for n, mark in enumerate("abc") for word in line(n, mark)])
    assert [segment.text for segment in segments_of(other)] == ["a", "Built0", "b", "Built1", "c", "Built2"]


@pytest.mark.parametrize(
    ("head", "line"),
    [("Data Engineer", "Tern and Tide Example Works, Apr 2020 – May 2022"),
     ("Tern and Tide Example Works", "Data Engineer, Apr 2020 – May 2022")],
)  # fmt: skip
def test_a_heading_stands_with_the_dated_line_below_it(head: str, line: str) -> None:
    text = f"# Ada Example\n\n## Work\n\n### {head}\n\n{line}\n\nSummary:\n\n- Built it\n\n## Interests\n\n- Chess\n"
    found = read_structure(read_document(text.encode(), name="a.md", isolated=False), as_of="2026-06").jobs
    assert [(job.title, job.organisation) for job in found] == [("Data Engineer", "Tern and Tide Example Works")]


def test_a_school_in_a_heading_is_its_degrees() -> None:
    text = (
        "# Ada Example\n\n## Education\n\n### University of Samples\n\nDoctor, Statistics, 2012 – 2016\n\n"
        "### School of Trams\n\nBachelor, Signals, 2009 – 2012\n\n## Work\n\n### Clerk\n\nExample Works, 2017 – 2019\n"
    )
    found = read_structure(read_document(text.encode(), name="a.md", isolated=False), as_of="2026-06").education
    assert [(degree.level, degree.field, degree.institution) for degree in found] == [
        ("phd", "Statistics", "University of Samples"), ("bachelor", "Signals", "School of Trams"),
    ]  # fmt: skip


def test_a_doctor_among_jobs_has_no_degree_for_that() -> None:
    text = "Ada Example\n\nEXPERIENCE\nDoctor, Sample Hospital, 2012 – 2016\n• Saw patients\n"
    found = structure_of(text)
    assert [job.title for job in found.jobs] == ["Doctor"]
    assert found.education == ()


def icons_of(lines: list[tuple[str, str]]) -> list[str]:
    """Return the texts of lines that a letter of a font of icons opens."""
    words = [
        word
        for n, (mark, text) in enumerate(lines)
        for word in (
            Word(mark, 40, 45, 100 + 12.0 * n, 9, False, 2 * n),
            Word(text, 55, 97, 100 + 12.0 * n, 9, False, 2 * n + 1),
        )
    ]
    table = WordTable.of(words)
    texts = without_icons(table, list(range(0, len(words), 2)))
    return [clean(f"{one} {two}") for one, two in zip(texts[::2], texts[1::2], strict=True)]


def test_letters_that_a_font_of_icons_maps_to_its_shapes_are_no_text() -> None:
    assert icons_of([("z", "March"), ("z", "2019"), ("z", "June"), ("+", "Leeds"), ("#", "ada@example.com")]) == [
        "March", "2019", "June", "Leeds", "ada@example.com",
    ]  # fmt: skip
    assert icons_of([("f", "Built"), ("f", "Wrote"), ("f", "Led")]) == ["• Built", "• Wrote", "• Led"]
    assert icons_of([("f", "Built"), ("f", "Wrote")]) == ["Built", "Wrote"]
    assert icons_of([("●", "Python"), ("○", "SQL")]) == ["● Python", "○ SQL"]


@pytest.mark.parametrize(
    ("written", "since", "until"),
    [
        ("Gen 2014 – Feb 2016", "2014-01", "2016-02"), ("янв 2020 – настоящее время", "2020-01", "present"),
        ("Март 2018 — декабрь 2019", "2018-03", "2019-12"), ("Oca 2019 – halen", "2019-01", "present"),
        ("Márc 2019 – jelenleg", "2019-03", "present"), ("marts 2019 – nuværende", "2019-03", "present"),
        ("Aoû 2019 – présent", "2019-08", "present"), ("Des 2019 – nåværende", "2019-12", "present"),
        ("Agustus 2019 – sekarang", "2019-08", "present"),
    ],
)  # fmt: skip
def test_months_as_generators_write_them(written: str, since: str, until: str) -> None:
    text = f"Ada Example\n\nEXPERIENCE\nClerk, Example Works\t{written}\n• Filed letters\n"
    assert [(job.since, job.until) for job in structure_of(text).jobs] == [(since, until)]


def justified(parts: list[tuple[str, float]], y: float, order: int) -> list[Word]:
    return [Word(text, x, x + 5.0 * len(text), y, 10, False, order + n) for n, (text, x) in enumerate(parts)]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ([("07/2021", 40), ("–", 95)], [("present", 40)], "07/2021 – present"),
        ([("August", 40), ("2021", 86), ("–", 120), ("May", 140)], [("2023", 40)], "August 2021 – May 2023"),
        ([("January", 40)], [("2014", 40), ("–", 80)], "January 2014 –"),
    ],
)
def test_a_date_broken_in_a_narrow_cell_is_whole(
    above: list[tuple[str, float]], below: list[tuple[str, float]], whole: str
) -> None:
    words = [*justified(above, 100, 0), *justified([("Clerk", 200)], 100, 10)]
    words += [*justified(below, 112, 20), *justified([("Works", 200)], 112, 30)]
    assert read(segments_of(WordTable.of(words))) == [f"{whole}\tClerk", "Works"]


def test_a_date_broken_at_the_right_edge_is_whole() -> None:
    rows = [
        Segment("Clerk, Example Works", 40, 140, 100, 10, True, 0), Segment("July 2021 –", 500, 550, 100, 10, False, 1),
        Segment("Filed the letters of the town.", 40, 190, 112, 10, False, 2),
        Segment("today", 500, 525, 112, 10, False, 3),
    ]  # fmt: skip
    assert read(rows) == ["Clerk, Example Works\tJuly 2021 – today", "Filed the letters of the town."]


def test_a_grade_behind_a_field_is_none_of_it() -> None:
    text = "Ada Example\n\nEDUCATION\nBSc in Mathematics Grade: First class\tSep 2009 – Jun 2012\n"
    assert [degree.field for degree in structure_of(text).education] == ["Mathematics"]


def test_a_degree_hyphenated_in_a_very_narrow_cell_is_whole() -> None:
    texts = [("Bach-", 40, 100), ("elor", 40, 112), ("of", 40, 124), ("Sci-", 54, 124), ("ence", 40, 136)]
    rows = [Segment(text, x, x + 5.0 * len(text), y, 10, True, n) for n, (text, x, y) in enumerate(texts)]
    rows += [
        Segment("School of Samples, Physics", 80, 210, 100, 10, True, 10),
        Segment("2009 – 2012", 480, 540, 100, 10, False, 11), Segment("• Grade: 1.3", 90, 150, 150, 10, False, 12),
    ]  # fmt: skip
    assert read(rows) == ["Bachelor of Science\tSchool of Samples, Physics\t2009 – 2012", "• Grade: 1.3"]


def test_small_bold_labels_of_a_list_open_no_sections() -> None:
    texts = [
        ("Ada Example", 24.0, True), ("computer skills", 14.0, True), ("Statistics", 9.0, True),
        ("Kriging", 9.0, False), ("Languages", 9.0, True), ("Python", 9.0, False),
        ("Tools", 9.0, True), ("Git", 9.0, False),
        ("education and training", 14.0, True), ("BSc Physics, School of Samples, 2018", 10.0, False),
        ("work experience", 14.0, True), ("Clerk, Example Works, 2019 – 2021", 10.0, False),
        ("Filed the letters of the whole town in the right order", 10.0, False),
        ("Filed the parcels of the whole town in the right order", 10.0, False),
    ]  # fmt: skip
    starts = list(accumulate((len(text) + 1 for text, _, _ in texts), initial=0))
    lines = tuple(
        Line(start=at, end=at + len(text), size=size, bold=bold)
        for (text, size, bold), at in zip(texts, starts, strict=False)
    )
    text = "\n".join(line for line, _, _ in texts)
    document = Document(name="a", media_type="application/pdf", sha256="0" * 64, text=text, lines=lines)
    found = read_structure(document, as_of="2026-06")
    assert {section.kind for section in found.sections} == {"contact", "skills", "education", "experience"}
    assert [degree.level for degree in found.education] == ["bachelor"]


def test_an_issuers_line_between_certificates_stays_with_the_one_before() -> None:
    texts = [
        "CERTIFICATIONS", "Rope Rigging Certificate for High", "Masts", "Microsoft, May 2022",
        "First Aid Certificate", "Scrum.org, June 2021", "LANGUAGES", "English",
    ]  # fmt: skip
    starts = list(accumulate((len(line) + 1 for line in texts), initial=0))
    lines = tuple(
        Line(start=at, end=at + len(text), size=10, box=Box(page=1, x0=40, top=14 * n, x1=150, bottom=14 * n + 9))
        for n, (text, at) in enumerate(zip(texts, starts, strict=False))
    )
    document = Document(name="a", media_type="application/pdf", sha256="0" * 64, text="\n".join(texts), lines=lines)
    found = read_structure(document, as_of="2026-06").certifications
    assert [(c.issuer, c.date) for c in found] == [("Microsoft", "2022-05"), ("Scrum.org", "2021-06")]


def jobs_of(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(job.title, job.organisation, job.since) for job in structure_of(f"Ada Example\n\nEXPERIENCE\n{text}").jobs]


CLERK, PORTER = ("Clerk", "Example Works", "2020-01"), ("Porter", "Example Works", "2018-03")


@pytest.mark.parametrize(
    ("lines", "jobs"),
    [
        # A narrow column holds the place below the date, and what stands beside them is read behind it.
        ("Jan 2020 – Present\nSample Hills, Brazil\n\nClerk\nExample Works\n• Filed letters", [CLERK]),
        ("Clerk\tSample Hills, Brazil\nExample Works\tJan 2020 – Present\n• Filed letters", [CLERK]),
        # One employer stands over two roles, with its dates or without.
        (
            "Example Works\nClerk\tJan 2020 – Present\n• Filed letters\nPorter\tMar 2018 – Dec 2019\n• Bore them\n"
            "Sample Mills\nDriver\tMar 2016 – Feb 2018\n• Drove",
            [CLERK, PORTER, ("Driver", "Sample Mills", "2016-03")],
        ),
        ("Jan 2020 – Present\nClerk / Example Works\n• Filed letters", [CLERK]),
        ("Jan 2020 – Present\nExample Works / Clerk\n• Filed letters", [CLERK]),
        ("Jan 2020 – Present\nAdministrator / Developer\n• Filed", [("Administrator / Developer", None, "2020-01")]),
        ("Freelance, Remote\tJan 2020 – Present\nWeb Developer\n• Sold", [("Web Developer", "Freelance", "2020-01")]),
        ("Web Developer, Self-employed\tJan 2020 – Present", [("Web Developer", "Self-employed", "2020-01")]),
    ],
)  # fmt: skip
def test_heads_of_jobs_as_builders_set_them(lines: str, jobs: list[tuple[str, str | None, str]]) -> None:
    assert jobs_of(lines) == jobs


@pytest.mark.parametrize(
    "sign", [", {}", " | {}", " / {}", " – {}", " ({})", "\t{}", "\nIssued by {}", "\n{}"]
)  # fmt: skip
@pytest.mark.parametrize("when", [", May 2022", " / May 2022", "\tMay 2022"])
def test_who_gives_a_certificate_stands_behind_any_sign(sign: str, when: str) -> None:
    line = f"Certified Kubernetes Administrator{sign.format('The Linux Foundation')}{when}"
    found = structure_of(f"Ada Example\n\nCERTIFICATIONS\n{line}\n").certifications
    assert [(c.name, c.issuer, c.date) for c in found] == [
        ("Certified Kubernetes Administrator", "The Linux Foundation", "2022-05")
    ]


def test_dates_that_stand_above_their_certificates() -> None:
    text = "Ada Example\n\nCERTIFICATIONS\n2022-05\nRope Rigging\n2020-11\nFirst Aid\n"
    assert [(c.name, c.date) for c in structure_of(text).certifications] == [
        ("Rope Rigging", "2022-05"), ("First Aid", "2020-11"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        "09/2014 – 01/2016\nEugene, OR\nMSc Statistics\nUniversity of Samples\n"
        "09/2010 – 05/2014\nSampleton, UK\nBSc Physics\nSample College",
        "MSc Statistics\nUniversity of Samples | Eugene, OR | Sep 2014 – Jan 2016\n"
        "BSc Physics\nSample College | Portland, OR | Sep 2010 – May 2014",
    ],
)
def test_dates_of_degrees_with_places(lines: str) -> None:
    found = structure_of(f"Ada Example\n\nEDUCATION\n{lines}\n").education
    assert [(d.level, d.since, d.until) for d in found] == [
        ("master", "2014-09", "2016-01"), ("bachelor", "2010-09", "2014-05"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        "Higher Secondary Certificate\nSample Junior College\nJun 2012 – Apr 2014",
        "Sample Sixth Form College\nA-Levels in Physics and Drama\nJun 2012 – Apr 2014",
        "Sample Sixth Form College\tTown\nA-Levels in Physics and Drama\tJun 2012 – Apr 2014",
    ],
)
def test_a_college_and_its_certificate_are_one(lines: str) -> None:
    found = structure_of(f"Ada Example\n\nEDUCATION\n{lines}\n").education
    assert [(d.level, d.since, d.until) for d in found] == [("high_school", "2012-06", "2014-04")]


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("<h4>Interests</h4><p>Chess</p><p>Go</p><h1>Ada Example</h1><p>Clerk</p>{}", "Ada Example"),
        ("<h1>Ada<br>Example</h1><p>Clerk</p>{}", "Ada\nExample"),
        ("<table><tr><td>First name(s) / Surname(s)</td><td>Ada Example</td></tr></table>{}", "Ada Example"),
        ("<h2>Curriculum Vitæ</h2><p>Clerk</p><p>Ada Example</p>{}", "Ada Example"),
    ],
)
def test_the_name_stands_behind_a_sidebar_or_a_label(page: str, name: str) -> None:
    work = "<h4>Experience</h4><p>Clerk, Example Works, 2019 – 2021</p>"
    document = read_document(f"<html><body>{page.format(work)}</body></html>".encode(), name="a.html", isolated=False)
    found = read_structure(document, as_of="2026-06").personal
    assert [document.text[p.start : p.end] for p in found if p.kind == "name"] == [name]


WHITE = '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Kubernetes</w:t></w:r></w:p>'


def boxed(shape: str) -> bytes:
    return docx(
        f"<w:p><w:r><w:t>Ada</w:t></w:r></w:p><w:p><w:r>{shape.format(f'<w:txbxContent>{WHITE}</w:txbxContent>')}</w:r></w:p>"
    )


BOX = '<w:drawing><wsp xmlns="wps"><spPr>{}</spPr><txbx>{{}}</txbx></wsp></w:drawing>'
VML = '<w:pict><shape xmlns="vml" fillcolor="#293e49" filled="{}"><textbox>{{}}</textbox></shape></w:pict>'
RTF = (
    rb"{\rtf1{\colortbl;\red255\green255\blue255;}Ada\par"
    rb"{\shp{\*\shpinst{\sp{\sn fillColor}{\sv %d}}{\shptxt\cf1 Kubernetes\par}}}}"
)


def framed(fill: str) -> bytes:
    """Return an ODT with white letters in a shape of a fill."""
    look = '<style:text-properties fo:color="#ffffff"/>'
    return odt(
        '<text:p>Ada<draw:custom-shape draw:style-name="G"><text:p text:style-name="W">Kubernetes</text:p>'
        "</draw:custom-shape></text:p>",
        automatic=f'<style:style style:name="W" style:family="paragraph">{look}</style:style>'
        f'<style:style style:name="G" style:family="graphic"><style:graphic-properties {fill}/></style:style>',
    )


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (boxed(BOX.format('<solidFill><srgbClr val="293E49"/></solidFill>')), True),
        (boxed(BOX.format('<solidFill><schemeClr val="accent1"/></solidFill>')), True),
        (boxed(BOX.format("<gradFill/>")), True),
        (boxed(BOX.format("<noFill/>")), False),
        (boxed(BOX.format('<solidFill><srgbClr val="FFFFFF"/></solidFill>')), False),
        (boxed(VML.format("t")), True),
        (boxed(VML.format("f")), False),
        (framed('draw:fill="solid" draw:fill-color="#293e49"'), True),
        (framed('draw:fill="none" draw:fill-color="#293e49"'), False),
        (RTF % 4800041, True),
        (RTF % 0xFFFFFF, False),
    ],
)  # fmt: skip
def test_white_letters_show_in_a_text_box_that_is_filled(data: bytes, shown: bool) -> None:
    assert ("Kubernetes" in read_document(data, name="a", isolated=False).text) is shown


def test_headings_in_small_letters_beside_their_sections() -> None:
    text = (
        "Ada Example\nProfile\tClerk who files letters\nExperience\tClerk, Example Works, 2019 – 2021\n"
        "Education\tBSc Physics, School of Samples, 2018\nCertificates\tRope Rigging, May 2022\nProjects\tTram delays\n"
    )
    assert [section.kind for section in structure_of(text).sections] == [
        "contact", "summary", "experience", "education", "certifications", "projects",
    ]  # fmt: skip


def test_a_date_behind_an_entry_whose_first_cell_is_empty() -> None:
    row = [cell(), cell("Clerk, Example Works", "• Filed letters"), cell("Jan 2020 – Dec 2021")]
    assert [line.text for line in flow_lines(Flow([[row]]))] == [
        "Clerk, Example Works\tJan 2020 – Dec 2021", "• Filed letters",
    ]  # fmt: skip


def test_the_label_of_a_school_is_no_school() -> None:
    text = (
        "Ada Example\n\nEDUCATION\nInstitution\tSchool of Samples\nDegree obtained\tBSc Physics\nPeriod\t2014 – 2018\n"
    )
    assert [degree.institution for degree in structure_of(text).education] == ["School of Samples"]

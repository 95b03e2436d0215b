"""Views: Markdown, CSV, terminal text and the HTML page, on invented people and hostile words."""

from __future__ import annotations

import csv
import datetime
import io
import re
from pathlib import Path

import pytest
from lxml import html as lxml_html

from skillgap.analyzer import Analyzer
from skillgap.errors import ConfigurationError
from skillgap.models.document import Document, HiddenText
from skillgap.models.fit import Fit, RoleRef, ScoreReport, SkillSet
from skillgap.models.resume import Profile
from skillgap.models.skill import SkillRef
from skillgap.report import FORMATS, render
from skillgap.report.drawing import heat_rows
from skillgap.report.markdown import escape
from skillgap.report.passages import MASK, Mask
from skillgap.report.wording import gap_in_short, gap_reason, one_of, range_words, safe, target_words, what_decides
from skillgap.settings import Settings

FIXTURES = Path(__file__).parent / "fixtures" / "resumes"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)> \x1b[31m =cmd|'/c calc'!A1 \u202egnp"
RESUME = f"""Maren Oduya
maren.oduya@example.com | +44 7700 900123 | 12 Harbour Road, Leeds LS1 4AB

Summary
Machine learning engineer. {EVIL}

Experience
Machine Learning Engineer, {EVIL}
Jan 2020 - Present
• Trained PyTorch models on AWS with Docker; Oduya's team shipped them with Kubernetes
• No experience with Java. Planning to learn Rust.

Skills
Python, SQL, {EVIL}, Docker

Publications
M. Oduya, A. Sample. On pruning with PyTorch. 2021.
"""
LOOSE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(settings=Settings(as_of=datetime.date(2026, 11, 1)), isolated=False)


def read(analyzer: Analyzer, text: str, name: str = "resume.txt") -> tuple[Document, Profile, ScoreReport]:
    document = analyzer.read(text.encode(), name=name)
    profile = analyzer.profile(document)
    return document, profile, analyzer.score_profile(profile)


@pytest.fixture(scope="module")
def hostile(analyzer: Analyzer) -> tuple[Document, Profile, ScoreReport]:
    return read(analyzer, RESUME, name="Maren_Oduya <b>.txt")


def page(parts: tuple[Document, Profile, ScoreReport], *, show_personal: bool = False) -> str:
    document, profile, report = parts
    return render(report, format="html", document=document, profile=profile, show_personal=show_personal)


def test_every_format_ends_in_one_newline_and_an_unknown_one_is_refused(
    hostile: tuple[Document, Profile, ScoreReport],
) -> None:
    for format in FORMATS:
        text = render(hostile[2], format=format)
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert text == render(hostile[2], format=format)
    with pytest.raises(ConfigurationError, match="no format"):
        render(hostile[2], format="pdf")


def test_other_results_are_rendered_as_json_alone(
    analyzer: Analyzer, hostile: tuple[Document, Profile, ScoreReport]
) -> None:
    found = analyzer.check(hostile[0])
    assert render(found, format="json").startswith("{")  # type: ignore[arg-type]
    for format in ("text", "csv", "markdown", "html"):
        with pytest.raises(ConfigurationError, match="CheckReport"):
            render(found, format=format)  # type: ignore[arg-type]


def test_markup_of_a_resume_stays_text_in_the_page(hostile: tuple[Document, Profile, ScoreReport]) -> None:
    text = page(hostile)
    tree = lxml_html.fromstring(text)
    assert not tree.xpath("//script | //img | //iframe | //object | //form | //base")
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    assert "<script>alert(1)</script>" in "".join(tree.xpath("//section[@id='text']")[0].itertext())
    assert not LOOSE.search(text)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert "script-src" not in policy
    links = tree.xpath("//@href | //@src")
    assert {link for link in links if not link.startswith("#")} == {"data:,"}


def test_every_link_of_the_page_leads_somewhere_and_ids_are_unique(
    hostile: tuple[Document, Profile, ScoreReport],
) -> None:
    tree = lxml_html.fromstring(page(hostile))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {link[1:] for link in tree.xpath("//a/@href")}
    assert targets <= set(ids)
    assert any(target.startswith("t") for target in targets)


@pytest.mark.parametrize("name", ["p1_typst.pdf", "p4.docx", "p5.txt", "p8.odt"])
def test_links_and_text_of_real_files(analyzer: Analyzer, name: str) -> None:
    document = analyzer.read(FIXTURES / name)
    profile = analyzer.profile(document)
    report = analyzer.score_profile(profile)
    tree = lxml_html.fromstring(render(report, format="html", document=document, profile=profile, show_personal=True))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(ids)
    lines = ["".join(line.itertext()) for line in tree.xpath("//div[@class='ln']")]
    assert [line for line in lines if line] == [line for line in document.text.split("\n") if line]
    for skill in profile.skills:
        for mention in skill.mentions:
            assert f"t{mention.start}" in ids


SPELLINGS = [
    ("Elif Yılmaz", "cv_yilmaz.txt"), ("Elif Yılmaz", "elifyilmaz.pdf"), ("Sean O'Connor", "oconnor_cv.pdf"),
    ("Sean O’Connor", "sean-oconnor.pdf"), ("Pieter van Zyl", "vanzyl.docx"), ("Karim El Idrissi", "elidrissi cv.pdf"),
    ("Jürgen Müller", "mueller.pdf"), ("Jürgen Müller", "muller.pdf"), ("Joerg Mueller", "müller.pdf"),
    ("Łukasz Wałęsa", "walesa.pdf"), ("Søren Bjørnsen", "bjornsen.pdf"), ("Søren Bjørnsen", "bjoernsen.pdf"),
    ("José Núñez", "NUNEZ.pdf"), ("Anne-Marie Durand", "annemarie.pdf"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "file"), SPELLINGS)
def test_a_file_s_name_is_masked_however_it_spells_the_person_s(name: str, file: str) -> None:
    text = f"{name}\nBackend Engineer\nann@example.com\n\nExperience\nEngineer, Foo Ltd, 2019 - 2021\n- Python\n"
    mask = Mask(Document(name=file, media_type="text/plain", sha256="0" * 64, text=text), as_of="2026-06")
    assert MASK in mask.words(file)
    assert mask.words("resume backend engineer 2021.pdf") == "resume backend engineer 2021.pdf"


def test_accounts_that_hold_the_name_are_masked_wherever_they_stand() -> None:
    text = (
        "Yuki Tannenbaum\nEngineer\n\nProjects\ngithub.com/yukit/ledfly; on Discord yuki#1234; yuki_t; yuki's notes\n"
    )
    mask = Mask(Document(name="a.txt", media_type="text/plain", sha256="0" * 64, text=text), as_of="2026-06")
    masked = [text[start:end] for start, end, _ in mask.places(text, ())]
    assert masked == ["Yuki Tannenbaum", "github.com/yukit/ledfly", "yuki", "yuki", "yuki"]
    assert "yukit" not in mask.words("github.com/yukit/ledfly – 200 stars")


def test_the_page_is_blind_unless_told_otherwise(hostile: tuple[Document, Profile, ScoreReport]) -> None:
    document, profile, report = hostile
    hidden = HiddenText(text="Maren Oduya, maren@example.org: Kubernetes", reason="no_ink", page=1)
    seen = document.model_copy(update={"hidden": (hidden,)})
    blind = render(report, format="html", document=seen, profile=profile)
    for personal in ("Maren", "Oduya", "example.com", "7700", "Harbour Road", "example.org"):
        assert personal not in blind, personal
    assert MASK in blind
    assert "Kubernetes" in blind
    listed = document.model_copy(update={"hidden": (HiddenText(text="Rust Go Scala", reason="tiny", page=1),)})
    named = profile.model_copy(update={"hidden_skills": ("scala",)})
    hidden_page = render(report, format="html", document=listed, profile=named)
    assert "Rust Go Scala" in hidden_page
    assert "named only there: scala" in hidden_page
    shown = page(hostile, show_personal=True)
    assert "Maren Oduya" in shown
    assert "maren.oduya@example.com" in shown


def test_a_very_long_text_is_cut_on_the_page_and_says_so(analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skillgap.report.page.SHOWN_CHARACTERS", 1_000)
    text = "Ada Example\n\nExperience\nEngineer, Acme\nJan 2020 - Present\n" + "• Used PyTorch on AWS each day\n" * 60
    document, profile, report = read(analyzer, text)
    tree = lxml_html.fromstring(page((document, profile, report)))
    assert f"its last {len(document.text) - 1_000} characters" in "".join(tree.itertext())
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(tree.xpath("//@id"))
    assert sum(len("".join(line.itertext())) for line in tree.xpath("//div[@class='ln']")) < 1_000
    assert "more in the text" in "".join(tree.xpath("//section[@id='skills']")[0].itertext())


def test_a_name_that_is_also_a_skill_stays_a_skill(analyzer: Analyzer) -> None:
    parts = read(analyzer, RESUME.replace("Maren Oduya", "Ruby Tandoh").replace("Python, SQL", "Ruby, Rails, SQL"))
    tree = lxml_html.fromstring(page(parts))
    assert "Ruby" in ["".join(mark.itertext()) for mark in tree.xpath("//mark[@class='held']")]
    assert "Tandoh" not in "".join(tree.itertext())


def test_the_page_says_what_a_denial_is(hostile: tuple[Document, Profile, ScoreReport]) -> None:
    tree = lxml_html.fromstring(page(hostile))
    unread = "".join(tree.xpath("//section[@id='unread']")[0].itertext())
    assert "Java" in unread
    assert "denied" in unread
    assert "Rust" in unread


def test_no_skills_is_said_in_every_view(analyzer: Analyzer) -> None:
    parts = read(analyzer, "Ada Example\n\nI like gardens and long walks by the sea.\n")
    assert not parts[2].profile.skills
    assert "No skill was found" in page(parts)
    for format in ("text", "markdown"):
        assert "No skill was found" in render(parts[2], format=format)


def test_markdown_shows_words_as_they_stand() -> None:
    assert escape("a*b_c`d`") == r"a\*b\_c\`d\`"
    assert escape("[x](http://evil.example)") == r"\[x\](http\://evil.example)"
    assert escape("<b> & | ~x~ www.evil.example me@example.com") == (
        r"\<b\> \& \| \~x\~ www\.evil.example me\@example.com"
    )
    assert escape("two\nlines\x1b[0m") == r"two lines\[0m"
    assert escape("C++, C#, scikit-learn") == "C++, C#, scikit-learn"


def test_markdown_tables_hold_together(hostile: tuple[Document, Profile, ScoreReport]) -> None:
    text = render(hostile[2], format="markdown", explain=True)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) > 20
    columns: int | None = None
    for line in text.splitlines():
        if not line.startswith("|"):
            columns = None
            continue
        width = len(re.findall(r"(?<!\\)\|", line))
        assert columns in (None, width)
        columns = width
    assert "<script" not in text.replace("\\<", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", "\n=", "＝", " ="])
def test_no_cell_is_a_formula(hostile: tuple[Document, Profile, ScoreReport], start: str) -> None:
    report = hostile[2]
    named = report.model_copy(update={"document": report.document.model_copy(update={"name": f"{start}1+1"})})
    rows = list(csv.reader(io.StringIO(render(named, format="csv"))))
    assert rows[1][0].startswith("'")
    for row in rows:
        for cell in row:
            assert not re.match(r"[=+@\t\r\n＝＋－＠]|-\D", cell), cell


def test_csv_of_a_score_adds_up(hostile: tuple[Document, Profile, ScoreReport]) -> None:
    rows = list(csv.DictReader(io.StringIO(render(hostile[2], format="csv"))))
    for fit in hostile[2].fits:
        own = [row for row in rows if row["role_id"] == fit.role.id]
        assert len(own) == len(fit.contributions)
        assert sum(float(row["earned"]) for row in own) == pytest.approx(fit.score, abs=0.005)


def test_csv_has_its_header_once(hostile: tuple[Document, Profile, ScoreReport]) -> None:
    whole = render(hostile[2], format="csv")
    assert render(hostile[2], format="csv", header=False) == whole.split("\n", 1)[1]


def test_rankings_and_comparisons_in_every_format(analyzer: Analyzer) -> None:
    files = [FIXTURES / "p1.md", FIXTURES / "p4.docx", FIXTURES / "p8.txt", FIXTURES / "missing.pdf"]
    role = analyzer.roles(["lead-ml-engineer"])[0]
    ranking = analyzer.rank(files, role=role)
    assert len(ranking.candidates) == 3
    assert len(ranking.failures) == 1
    for format in FORMATS:
        text = render(ranking, format=format)
        for name in ("p1.md", "p4.docx", "p8.txt", "missing.pdf"):
            assert name in text.replace("\\", ""), (format, name)
    rows = list(csv.DictReader(io.StringIO(render(ranking, format="csv"))))
    assert len(rows) == 3 * len(role.requirements) + 1
    assert rows[-1]["error"].startswith("not_found")

    comparison = analyzer.compare(FIXTURES / "p4.md", FIXTURES / "p1.md")
    for format in FORMATS:
        assert "p1.md" in render(comparison, format=format).replace("\\", "")
    rows = list(csv.DictReader(io.StringIO(render(comparison, format="csv"))))
    for change in comparison.roles:
        own = [row for row in rows if row["role_id"] == change.role.id and row["change"] == "requirement"]
        assert sum(float(row["difference"]) for row in own) == pytest.approx(change.difference, abs=0.01)
    tree = lxml_html.fromstring(render(comparison, format="html"))
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(tree.xpath("//@id"))


def test_a_ranking_of_nobody_and_a_score_of_nothing(analyzer: Analyzer) -> None:
    role = analyzer.roles(["lead-ml-engineer"])[0]
    empty = analyzer.rank([FIXTURES / "missing.pdf"], role=role)
    for format in FORMATS:
        assert "missing.pdf" in render(empty, format=format).replace("\\", "")
    document, profile, report = read(analyzer, RESUME)
    without = report.model_copy(update={"fits": ()})
    assert "No role was scored" in render(without, format="html", document=document, profile=profile)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
@pytest.mark.parametrize("explain", [False, True])
def test_text_keeps_to_its_width(hostile: tuple[Document, Profile, ScoreReport], width: int, explain: bool) -> None:
    from rich.cells import cell_len

    text = render(hostile[2], width=width, explain=explain)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert not LOOSE.search(text.replace("\n", ""))
    assert "\x1b" in render(hostile[2], width=width, color=True)


def test_a_narrow_terminal_lists_candidates_in_full(analyzer: Analyzer) -> None:
    role = analyzer.roles(["lead-ml-engineer"])[0]
    ranking = analyzer.rank([FIXTURES / "p1.md", FIXTURES / "p4.docx"], role=role)
    for width in (40, 60, 100):
        text = render(ranking, width=width)
        assert max(len(line) for line in text.splitlines()) <= width
        for candidate in ranking.candidates:
            assert candidate.document.name in text
            assert f"{candidate.fit.score:.1f}" in text


def test_what_decides_names_what_is_held_and_what_is_lost(hostile: tuple[Document, Profile, ScoreReport]) -> None:
    fit = hostile[2].fits[0]
    said = what_decides(fit)
    earning = max(fit.contributions, key=lambda row: row.earned)
    gaps = {gap.any_of for gap in fit.gaps}
    losing = max(
        (row for row in fit.contributions if row.requirement.any_of in gaps), key=lambda row: row.possible - row.earned
    )
    held = {earning.via.name if earning.via else "", *(ref.name for ref in earning.requirement.any_of)}
    assert any(name in said.split(";")[0] for name in held if name)
    assert losing.requirement.any_of[0].name in said.split("most are lost at")[1]


def test_what_is_lost_is_named_as_the_gaps_name_it(analyzer: Analyzer) -> None:
    # A field that is begun and whose parts are the gaps may lose most points; its parts are the better names.
    for name in ("p2.docx", "p4.docx", "p9.docx"):
        for fit in analyzer.score(FIXTURES / name).fits:
            lost = what_decides(fit).split("most are lost at ")[1].split(" together)")[0].rsplit(" (", 1)[0]
            lost = lost.replace(" (shown in part)", "").replace(", shown in part)", ")")
            names = set(re.split(", | and ", lost))
            assert names <= {one_of(gap.any_of) for gap in fit.gaps}


def test_safe_is_one_line_and_steers_nothing() -> None:
    assert safe("a\x1b]0;x\x07b\x9bc\u202ed\ne\tf\u2066g") == "a]0;xbcd e fg"


def test_of_many_roles_the_first_is_told_in_full_and_the_screen_stays_short(analyzer: Analyzer) -> None:
    report = analyzer.score(FIXTURES / "p4.docx")
    text = render(report, format="text", width=100)
    assert text.count("decides") == text.count("held  ") == 1
    assert text.count("next best") == len(report.fits)
    assert all(fit.role.id in text for fit in report.fits)
    assert len(text.splitlines()) <= 60
    two = report.model_copy(update={"fits": report.fits[:2]})
    assert render(two, format="text").count("decides") == 2
    assert render(report, format="text", explain=True).count("decides") == len(report.fits)


def test_on_a_narrow_terminal_the_ranking_is_a_list(analyzer: Analyzer) -> None:
    report = analyzer.score(FIXTURES / "p4.docx")
    for width, table in ((60, False), (100, True)):
        text = render(report, format="text", width=width)
        assert ("Verdict" in text) is table
        assert all(fit.role.title in text for fit in report.fits)
        assert all(len(line) <= width for line in text.splitlines())
    best = report.fits[0]
    assert f" {best.score:.1f} ({range_words(best)}) · {best.verdict}\n" in render(report, format="text", width=60)


def test_who_is_near_no_role_is_told_how_to_score_another(analyzer: Analyzer) -> None:
    report = read(analyzer, "Experience\nStaff Nurse, Example Hospital, 2016 - 2024\n- Took care of patients\n")[2]
    assert "None of these roles is near" in render(report, format="text")
    # Gates make a little of a role worth less than nothing of another: the best one decides.
    weak = report.fits[0].model_copy(update={"verdict": "weak fit"})
    assert "None of these roles" in render(report.model_copy(update={"fits": (*report.fits, weak)}), format="text")
    assert "None of these roles" not in render(report.model_copy(update={"fits": (weak, *report.fits)}), format="text")
    one = report.model_copy(update={"fits": report.fits[:1]})
    assert "None of these roles" not in render(one, format="text")
    assert "0 months of it" not in report.model_dump_json()
    nothing = render(read(analyzer, "Somebody\n\nWishes to work.\n")[2], format="text")
    assert "No skill was found in this file" in nothing
    assert "None of these roles" not in nothing
    assert "next best" not in nothing


def test_a_long_way_to_a_target_is_told_by_its_length() -> None:
    def way(count: int) -> str:
        skills = tuple(SkillRef(skill_id=f"s{n}", name=f"S{n}") for n in range(count))
        told = {"target": "60 points", "before": 1, "after": 60, "reached": True, "proven": False, "scores": {}}
        role = RoleRef(id="r", title="R")
        to_target = SkillSet(role=role, skills=skills, **told)
        return target_words(Fit(role=role, score=1, low=1, high=1, verdict="weak fit", to_target=to_target))

    assert way(2).startswith("S0 and S1 (1.0 → 60.0;")
    assert way(30).startswith("30 skills: S0, S1, S2, S3, S4, S5, S6 and 23 more (")


def test_a_target_out_of_reach_says_what_keeps_from_it(analyzer: Analyzer) -> None:
    ad = analyzer.role("Baker\n\nRequirements\n- 5+ years of baking\n- Python\n- Kafka and Spark\n")
    resume = analyzer.read(
        b"Jo Brandt\n\nSkills\nPython\n\nExperience\nBaker, 2024-01 - 2025-06\nPython\n", name="jo.txt"
    )
    (fit,) = analyzer.score(resume, roles=[ad], target=95).fits
    text = target_words(fit)
    assert text.startswith("out of reach by skills alone, since experience is not shown in full; Python, Apache Ka")
    assert "would do most (" in text
    unknown = fit.model_copy(update={"gate_factor": 1.0, "gates": ()})
    assert target_words(unknown).startswith("out of reach by skills alone; Python, Apache Kafka")


def test_a_ranking_marks_what_is_lacked_though_some_of_it_is_shown(analyzer: Analyzer) -> None:
    ad = analyzer.role("Analyst\n\nRequirements\n- Python\n")
    resume = analyzer.read(b"Jo Brandt\n\nSkills\nPython, Excel\n", name="jo.txt")
    ranking = analyzer.rank([resume], role=ad)
    for width in (60, 120):
        assert "Python (shown in part)" in render(ranking, width=width)
    assert "Python (shown in part) +" in render(ranking, format="markdown")
    page = render(ranking, format="html")
    assert "Python (shown in part) +" in page
    assert "To show better" in page
    assert "Next best skills" not in page


def test_a_gain_beyond_what_its_requirement_is_worth_is_explained(analyzer: Analyzer) -> None:
    ad = analyzer.role("Engineer\n\nRequirements\n- Python\n- PyTorch\n- Rust\n")
    resume = analyzer.read(b"Jo Brandt\n\nSkills\nRust\n", name="jo.txt")
    (fit,) = analyzer.score(resume, roles=[ad]).fits
    pytorch, rust = (next(gap for gap in fit.gaps if gap.any_of[0].skill_id == name) for name in ("pytorch", "rust"))
    assert re.fullmatch(r"not found; worth [\d.]+ by itself, the rest is what others .*", gap_reason(fit, pytorch))
    assert gap_reason(fit, rust) == rust.reason
    for format in ("text", "markdown", "html"):
        assert "by itself, the" in render(analyzer.score(resume, roles=[ad]), format=format, width=200)


def test_what_is_to_be_shown_is_marked_among_what_to_add(analyzer: Analyzer) -> None:
    ad = analyzer.role("Engineer\n\nRequirements\n- Java\n- Rust\n")
    document = analyzer.read(b"Jo Brandt\n\nSkills\nRust\n", name="jo.txt")
    (fit,) = analyzer.score(document, roles=[ad]).fits
    marked = {row.name: row.to_show for row in heat_rows([fit], [fit.role.id])}
    assert marked == {"Java": False, "Rust": True}


def test_a_comparison_says_what_moves_rows_that_did_not_change(analyzer: Analyzer) -> None:
    ad = analyzer.role("Data Engineer\n\nRequirements\n- 6+ years of data engineering\n- SQL\n- Kafka\n- Python\n")
    job = "Skills\nKafka\n\nExperience\nData Engineer, Acme Ltd, 2022-01 - {}\n- Pipelines in Python and SQL\n"
    old, new = (analyzer.read(job.format(end).encode(), name="a.txt") for end in ("2023-12", "2025-12"))
    report = analyzer.compare(old, new, roles=[ad])
    (change,) = report.roles
    assert change.new_gate_factor > change.old_gate_factor
    said = f"all points count {change.new_gate_factor:.0%} (before: {change.old_gate_factor:.0%})"
    assert said in render(report, width=200)
    assert f"- {said}" in render(report, format="markdown").replace("\\", "")
    assert said.capitalize() in render(report, format="html")
    same = render(analyzer.compare(old, old, roles=[ad]), width=200)
    assert "before:" not in same


def test_a_comparison_names_no_changes_of_next_to_nothing(analyzer: Analyzer) -> None:
    old, new = (f"Skills\nPython, SQL, Teamwork{more}\n".encode() for more in ("", ", Empathy"))
    text = render(analyzer.compare(old, new), format="text")
    assert "gained: Empathy" in text
    assert not re.search(r"[-+]?0\.0[01](?:;|$)", text, re.M)


def test_what_is_only_near_is_named_as_near(analyzer: Analyzer) -> None:
    role = analyzer.role("Backend Engineer\n\nRequirements\n- Go\n- Google Cloud\n- PyTorch\n")
    text = "Jo Brandt\n\nExperience\nEngineer, Acme GmbH, 2019 - 2022\n- Built services in PHP on AWS\n"
    resume = analyzer.read(text.encode(), name="jo.txt")
    assert "AWS (near to Google Cloud)" in render(analyzer.rank([resume], role=role), width=150)


def test_a_ranking_names_what_each_one_shows_and_who_could_not_be_read(analyzer: Analyzer) -> None:
    role = analyzer.roles(["lead-ml-engineer"])[0]
    blank = analyzer.read(b"Somebody\n\nWishes to work.\n", name="blank.txt")
    ranking = analyzer.rank([FIXTURES / "p1.md", FIXTURES / "p4.docx", blank], role=role)
    for width, shows in ((60, "shows "), (90, "Lacks most"), (110, "Shows most"), (150, "Shows most")):
        text = render(ranking, width=width)
        assert shows in text
        assert "no skill was found in blank.txt" in text
        assert text.count("note: ") <= 3, "a note for each neighbour would bury the list"
        for candidate in ranking.candidates[:2]:
            assert set(gap_in_short(candidate.fit.gaps[0]).split()) <= set(text.split()), "no word is cut"

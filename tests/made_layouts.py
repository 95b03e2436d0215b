"""A resume's facts → the same resume in one of many thousand layouts, so that what is read can be held against them.

A layout is one choice a question: how sections are headed, what the head of an entry says in which order, how dates are
written, what stands between head and points. No template is copied; the choices are those that templates make.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

MONTHS = "January February March April May June July August September October November December".split()
Span = tuple[tuple[int, int], tuple[int, int] | None]


@dataclass(frozen=True)
class Entry:
    """A job or a degree: `who` employs or teaches, `what` is the title or the degree."""

    what: str
    who: str
    place: str
    span: Span
    points: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """An invented person."""

    name: str
    jobs: tuple[Entry, ...]
    degrees: tuple[Entry, ...]
    levels: tuple[str, ...]
    skills: tuple[tuple[str, tuple[str, ...]], ...]


FACTS = (
    Facts(
        "Oda Wexler-Pym",
        (
            Entry(
                "Senior Machine Learning Engineer", "Saltmarsh Freight", "Leeds", ((2021, 3), None),
                ("Moved batch scoring of a hundred depots to Airflow", "Halved the forecast error with LightGBM"),
            ),
            Entry(
                "Data Scientist", "Pinwheel Retail Ltd", "York", ((2018, 6), (2021, 2)),
                ("Price models in scikit-learn for three hundred shops", "Reports in SQL and Tableau"),
            ),
            Entry(
                "Graduate Software Developer", "Pinwheel Retail Ltd", "York", ((2016, 9), (2018, 5)),
                ("Kept an Oracle database alive and wrote batch jobs",),
            ),
        ),
        (
            Entry("MSc Statistics", "Larch University", "Leeds", ((2014, 9), (2016, 6)), ()),
            Entry("BSc Mathematics", "University of Elmet", "Hull", ((2011, 9), (2014, 6)), ()),
        ),
        ("bachelor", "master"),
        (("Languages", ("Python", "SQL", "Go")), ("Cloud", ("AWS", "Docker", "Terraform"))),
    ),
    Facts(
        "Tomasz Brenner",
        (
            Entry(
                "Backend Engineer", "Moorgate Pay", "Berlin, Germany", ((2020, 9), None),
                ("Designed services with Spring Boot and Kafka", "On call for fourteen services on AWS"),
            ),
            Entry(
                "Software Engineer", "Harrow Analytics GmbH", "Hamburg, Germany", ((2017, 1), (2020, 8)),
                ("REST APIs in Java", "Migrated Jenkins jobs to GitLab CI"),
            ),
        ),
        (
            Entry(
                "Bachelor of Engineering in Software Engineering", "Hochschule Sihltal", "Zürich",
                ((2013, 10), (2016, 9)), (),
            ),
        ),
        ("bachelor",),
        (("Backend", ("Java", "Kotlin", "PostgreSQL")), ("Practices", ("Code review", "CI/CD"))),
    ),
    Facts(
        "Ifeoma van Aken",
        (
            Entry(
                "Member of Technical Staff", "Northwind", "Remote", ((2022, 11), None),
                ("Kernels for attention in CUDA and Triton", "Profiled training jobs with Nsight"),
            ),
            Entry(
                "SDE II", "Larch & Sons", "Seattle, WA", ((2019, 7), (2022, 10)),
                ("Ingested the clickstreams of nine shops with Flink", "Owned the feature store"),
            ),
            Entry(
                "Research Assistant", "Institute for Machine Hearing", "Ghent, Belgium", ((2017, 9), (2019, 6)),
                ("Trained acoustic models in Kaldi",),
            ),
            Entry(
                "Working Student", "mapwise.io", "Ghent", ((2016, 2), (2017, 8)),
                ("Wrote the scripts that feed the maps of two cities",),
            ),
        ),
        (
            Entry("M.Eng. Electrical Engineering", "Ghent Polytechnic", "Ghent, Belgium", ((2014, 9), (2017, 7)), ()),
            Entry("High School Diploma", "Sint-Jozef College", "Aalst", ((2008, 9), (2014, 6)), ()),
        ),
        ("high_school", "master"),
        (("Programming Languages", ("C++", "CUDA", "Python")), ("Tools", ("Git", "Bazel", "Slurm"))),
    ),
    Facts(
        "Rafael Quintanilha Prado",
        (
            Entry(
                "Head of Data & AI", "Banco Estrela do Sul S.A.", "São Paulo, Brazil", ((2020, 1), None),
                ("Leads a department of forty", "Introduced model risk reviews"),
            ),
            Entry(
                "Co-Founder & CTO", "Colheita Labs", "Campinas", ((2015, 4), (2019, 12)),
                ("Raised a seed round", "Built the crop forecasts in R and Python"),
            ),
            Entry(
                "Consultant", "Meridian Advisory Group", "São Paulo", ((2011, 8), (2015, 3)),
                ("Counted the risks of six banks",),
            ),
        ),
        (
            Entry("Ph.D. in Applied Mathematics", "Universidade de Altamar", "Campinas", ((2007, 3), (2011, 7)), ()),
            Entry("Bachelor of Science", "Universidade de Altamar", "Campinas", ((2003, 3), (2006, 12)), ()),
        ),
        ("bachelor", "phd"),
        (("Machine Learning", ("XGBoost", "PyTorch")), ("Leadership", ("Hiring", "Budgeting"))),
    ),
)  # fmt: skip


def _month(year: int, month: int, style: str) -> str:
    name = MONTHS[month - 1]
    return {
        "long": f"{name} {year}",
        "short": f"{name[:3]} {year}",
        "comma": f"{name[:3]}, {year}",
        "dots": f"{name[:3]}. {year}",
        "number": f"{month:02}/{year}",
        "dotted": f"{month:02}.{year}",
        "iso": f"{year}-{month:02}",
        "day": f"{year}-{month:02}-01",
        "named": f"{year}-{name[:3]}",
        "apostrophe": f"{name[:3]} '{year % 100:02}",
    }[style]


def dates(span: Span, style: str, dash: str, now: str) -> str:
    """Return a range as written."""
    (year, month), until = span
    return f"{_month(year, month, style)}{dash}{_month(*until, style) if until else now}"


@dataclass(frozen=True)
class Layout:
    """The choices, each by its name in `CHOICES`."""

    form: str
    heading: str
    head: str
    marks: str
    style: str
    dash: str
    now: str
    part: str
    points: str
    skills: str
    order: str


CHOICES: dict[str, tuple[str, ...]] = {
    "form": ("html", "text"),
    "heading": ("h2", "h3", "bold", "capitals", "ruled", "left"),
    "head": (
        "what/who/dates", "who/what/dates", "who/dates/what", "dates/what/who", "what, who|dates", "who|dates/what",
        "what|dates/who, place", "who, place|dates/what", "dates|what, who", "what at who (dates)",
        "what - who - dates", "who/place/dates/what", "what/who | place | dates", "dates/what, who",
        "who/link/dates/what", "what (dates)/who", "dates/place/what/who",
    ),
    "marks": ("none", "bold", "title", "h3", "h4"),
    "style": ("long", "short", "comma", "dots", "number", "dotted", "iso", "day", "named", "apostrophe"),
    "dash": (" – ", " - ", " to ", "–", " — "),
    "now": ("Present", "present", "Now", "today", "Current"),
    "part": ("", "Highlights", "Key Achievements:", "Responsibilities", "summary"),
    "points": ("list", "dots", "plain", "dashes"),
    "skills": ("label", "lines", "tags", "items"),
    "order": ("work first", "education first", "skills first"),
}  # fmt: skip
_HEADS = {
    "heading": {"h2": ("<h2>", "</h2>"), "h3": ("<h3>", "</h3>"), "bold": ("<p><b>", "</b></p>")},
    "marks": {
        "none": ("<p>", "</p>"), "bold": ("<p><b>", "</b></p>"), "title": ("<p><b>", "</b></p>"),
        "h3": ("<h3>", "</h3>"), "h4": ("<h4>", "</h4>"),
    },
}  # fmt: skip


def layouts(count: int, *, seed: int = 0) -> Iterator[Layout]:
    """Yield so many layouts, each choice as often as any other."""
    random = Random(seed)
    while count:
        layout = Layout(**{key: random.choice(values) for key, values in CHOICES.items()})
        if _makes_sense(layout):
            count -= 1
            yield layout


def _makes_sense(layout: Layout) -> bool:
    if layout.style in ("iso", "day", "named", "number", "dotted") and layout.dash == "–" and layout.style != "number":
        return False  # "2021-03–2022-04" is seldom written
    if layout.form == "text" and (layout.heading in ("h3", "bold") or layout.marks in ("h3", "h4", "bold", "title")):
        return False
    if layout.form == "html" and layout.heading in ("left", "ruled"):
        return False
    # Employers don't stand out more than the sections do.
    return not (layout.heading == "bold" and layout.marks != "none") and not (layout.heading == "h3" == layout.marks)


def written(facts: Facts, layout: Layout) -> str:
    """Return the resume as HTML or plain text."""
    lines = _html if layout.form == "html" else _text
    parts: dict[str, Callable[[], list[tuple[str, str]]]] = {
        "Work Experience": lambda: _entries(facts.jobs, layout),
        "Education": lambda: _entries(facts.degrees, layout),
        "Skills": lambda: _skills(facts, layout),
    }
    keys = list(parts)
    if layout.order == "education first":
        keys = [keys[1], keys[0], keys[2]]
    elif layout.order == "skills first":
        keys = [keys[2], keys[0], keys[1]]
    found: list[tuple[str, str]] = [("name", facts.name), ("line", "oda@example.com · +44 113 4960 0000")]
    for key in keys:
        found += [("section", key), *parts[key]()]
    return lines(found, layout)


def _entries(entries: tuple[Entry, ...], layout: Layout) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in entries:
        found += _head(entry, layout)
        if entry.points and layout.part == "summary":
            found.append(("line", "A team of nine that looks after what customers see first."))
        elif entry.points and layout.part:
            found.append(("part", layout.part))
        found += [("point", point) for point in entry.points]
    return found


def _head(entry: Entry, layout: Layout) -> list[tuple[str, str]]:
    words = {
        "what": entry.what, "who": entry.who, "place": entry.place, "link": "https://www.example.com",
        "dates": dates(entry.span, layout.style, layout.dash, layout.now),
    }  # fmt: skip
    lines = []
    for line in layout.head.split("/"):
        shown = line.replace("|", "\t") if " | " not in line else line
        for key, value in words.items():
            shown = shown.replace(key, f"{{{value}}}") if key in shown else shown
        lines.append(shown.replace("{", "").replace("}", ""))
    return [("head", lines[0]), *(("line", line) for line in lines[1:])]


def _skills(facts: Facts, layout: Layout) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for label, names in facts.skills:
        if layout.skills == "label":
            found.append(("line", f"{label}: {', '.join(names)}"))
        elif layout.skills == "tags":
            found += [("head", label), ("tags", "\t".join(names))]
        else:
            kind = "line" if layout.skills == "lines" else "point"
            found += [("head", label), *((kind, name) for name in names)]
    return found


def _html(found: list[tuple[str, str]], layout: Layout) -> str:
    out: list[str] = ["<html><body>"]
    listed = False
    for kind, text in found:
        shown = html.escape(text)
        item = kind == "point" and layout.points == "list"
        if listed != item:
            out.append("<ul>" if item else "</ul>")
            listed = item
        if kind == "name":
            out.append(f"<h1>{shown}</h1>")
        elif kind == "section":
            begin, end = _HEADS["heading"].get(layout.heading, ("<p>", "</p>"))
            out.append(f"{begin}{shown.upper() if layout.heading == 'capitals' else shown}{end}")
        elif kind == "head":
            begin, end = _HEADS["marks"][layout.marks]
            cells = [f"<span>{cell}</span>" for cell in shown.split("\t")]
            if layout.marks != "none" or len(cells) == 1:
                cells[0] = f"{begin}{shown.partition(chr(9))[0]}{end}"
            out.append(cells[0] if len(cells) == 1 else _row(cells))
        elif kind == "tags":
            out.append("".join(f"<span style='display:inline-block'>{tag}</span>" for tag in shown.split("\t")))
        elif kind == "part":
            out.append(f"<p><b>{shown}</b></p>" if layout.marks != "h3" else f"<h4>{shown}</h4>")
        elif item:
            out.append(f"<li>{shown}</li>")
        elif kind == "point":
            sign = {"dots": "• ", "dashes": "- "}.get(layout.points, "")
            out.append(f"<p>{sign}{shown}</p>")
        else:
            cells = [f"<span>{cell}</span>" for cell in shown.split("\t")]
            out.append(f"<p>{shown}</p>" if len(cells) == 1 else _row(cells))
    return "\n".join([*out, "</body></html>"])


def _row(cells: list[str]) -> str:
    return f"<div style='display:flex'>{''.join(cells)}</div>"


def _text(found: list[tuple[str, str]], layout: Layout) -> str:
    out: list[str] = []
    label = ""
    for number, (kind, text) in enumerate(found):
        if kind == "section":
            shown = text.upper() if layout.heading in ("capitals", "left") else text
            if layout.heading == "left":
                out.append("")
                label = f"{shown}\t"
                continue
            out += ["", f"## {shown}" if layout.heading == "h2" else shown]
            if layout.heading == "ruled":
                out.append("-" * 40)
            elif layout.heading != "h2":
                out.append("")
        elif kind == "head" and number and found[number - 1][0] != "section":
            out += ["", text]
        elif kind == "point":
            sign = {"list": "* ", "dots": "• ", "dashes": "- "}.get(layout.points, "")
            out.append(f"{sign}{text}")
        else:
            out.append(label + text.replace("\t", "  ") if kind == "tags" else label + text)
            label = ""
    return "\n".join(out).replace("\t", "    " if layout.heading != "left" else "\t") + "\n"


def expected_jobs(facts: Facts) -> list[tuple[str, str | None]]:
    """Return the dates of the jobs as a structure has them, sorted."""

    def point(at: tuple[int, int] | None) -> str:
        return f"{at[0]}-{at[1]:02}" if at else "present"

    return sorted((point(job.span[0]), point(job.span[1])) for job in facts.jobs)

"""people/*.yaml → the resume files of tests/fixtures and examples, in the formats that real tools write.

    python scripts/make_fixtures.py [ID ...]

Needs LibreOffice, Chromium, pdflatex and the PyPI package typst; the tests need none of them, the made files are
committed. One content source per person, so that the files of one person are twins.
"""

from __future__ import annotations

import html
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import typst
import yaml

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = ROOT / "tests" / "fixtures" / "people"
EXAMPLES = {
    "e1_typst-right.pdf": "resume.pdf",
    "p1_typst.pdf": "resumes/vantongeren.pdf",
    "p2.html": "resumes/okonjo-lind.html",
    "p3.txt": "resumes/castellan-roux.txt",
    "p4.docx": "resumes/delacroix-mbeki.docx",
    "p5.rtf": "resumes/thorvaldsen.rtf",
    "p7.md": "resumes/strand-whitlock.md",
}
OUTPUT = ROOT / "tests" / "fixtures" / "resumes"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
CREATED = 1_790_000_000  # a fixed date inside the files, so that making them twice changes nothing

Person = Mapping[str, Any]


def when(value: str) -> str:
    """Write a date as most resumes do: `Feb 2022`, `2017`, `Present`."""
    if value == "present":
        return "Present"
    year, _, month = str(value).partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month else year


def span(entry: Mapping[str, Any]) -> str:
    """Write a date range."""
    return f"{when(entry['since'])} – {when(entry['until'])}"


def sections(person: Person) -> list[tuple[str, list[tuple[str, str, str, list[str]]]]]:
    """List (heading, entries) in reading order; an entry is (title, organisation and place, dates, bullets)."""
    found: list[tuple[str, list[tuple[str, str, str, list[str]]]]] = []
    if person.get("work"):
        jobs = [
            (w["title"], ", ".join(filter(None, (w["organisation"], w.get("place")))), span(w), w["bullets"])
            for w in person["work"]
        ]
        found.append(("Experience", jobs))
    if person.get("projects"):
        found.append(("Projects", [(p["title"], "", "", p["bullets"]) for p in person["projects"]]))
    if person.get("education"):
        degrees = [(e["degree"], e["institution"], span(e), []) for e in person["education"]]
        found.append(("Education", degrees))
    if person.get("courses"):
        found.append(("Courses", [("", "", "", person["courses"])]))
    if person.get("certifications"):
        names = [f"{c['name']}, {c['date']}" for c in person["certifications"]]
        found.append(("Certifications", [("", "", "", names)]))
    if person.get("publications"):
        found.append(("Publications", [("", "", "", person["publications"])]))
    return found


def side(person: Person) -> list[tuple[str, list[str]]]:
    """List (heading, lines) of the short sections that a sidebar holds."""
    found = [("Skills", [f"{group}: {', '.join(names)}" for group, names in person.get("skills", {}).items()])]
    if person.get("languages"):
        found.append(("Languages", [", ".join(person["languages"])]))
    if person.get("interests"):
        found.append(("Interests", [person["interests"]]))
    return [(heading, lines) for heading, lines in found if lines]


def markdown(person: Person) -> str:
    """Write Markdown."""
    out = [f"# {person['name']}", "", person["title"], "", " · ".join(person["contact"]), ""]
    out += ["## Summary", "", " ".join(person["summary"].split()), ""]
    for heading, entries in sections(person):
        out += [f"## {heading}", ""]
        for title, place, dates, bullets in entries:
            if title:
                out += [f"### {title}" + (f", {place}" if place else ""), ""] + ([f"*{dates}*", ""] if dates else [])
            out += [f"- {bullet}" for bullet in bullets] + ([""] if bullets else [])
    for heading, lines in side(person):
        out += [f"## {heading}", ""] + [f"- {line}" for line in lines] + [""]
    return "\n".join(out)


def text(person: Person) -> str:
    """Write plain text."""
    out = [person["name"].upper(), person["title"], " | ".join(person["contact"]), ""]
    out += ["SUMMARY", *_wrap(" ".join(person["summary"].split())), ""]
    for heading, entries in sections(person):
        out.append(heading.upper())
        for title, place, dates, bullets in entries:
            if title:
                out.append(", ".join(filter(None, (title, place))) + (f"    {dates}" if dates else ""))
            for bullet in bullets:
                out += _wrap(bullet, first="* ", rest="  ")
            out.append("")
    for heading, lines in side(person):
        out += [heading.upper(), *(part for line in lines for part in _wrap(line)), ""]
    return "\n".join(out)


def _wrap(line: str, *, first: str = "", rest: str = "", width: int = 88) -> list[str]:
    import textwrap

    return textwrap.wrap(line, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def json_resume(person: Person) -> str:
    """Write JSON Resume 1.0.0."""
    email = next(c for c in person["contact"] if "@" in c)
    date = lambda v: None if v == "present" else str(v)  # noqa: E731
    resume = {
        "basics": {
            "name": person["name"],
            "label": person["title"],
            "email": email,
            "summary": " ".join(person["summary"].split()),
        },
        "work": [
            {
                "name": w["organisation"],
                "position": w["title"],
                "startDate": date(w["since"]),
                **({"endDate": date(w["until"])} if w["until"] != "present" else {}),
                "highlights": w["bullets"],
            }
            for w in person.get("work", [])
        ],
        "projects": [{"name": p["title"], "highlights": p["bullets"]} for p in person.get("projects", [])],
        "education": [
            {"institution": e["institution"], "studyType": e["degree"], "startDate": e["since"], "endDate": e["until"]}
            for e in person.get("education", [])
        ],
        "certificates": [{"name": c["name"], "date": c["date"]} for c in person.get("certifications", [])],
        "skills": [{"name": group, "keywords": names} for group, names in person.get("skills", {}).items()],
        "languages": [{"language": language} for language in person.get("languages", [])],
    }
    return json.dumps(resume, indent=2, ensure_ascii=False) + "\n"


def web_page(person: Person, *, layout: str) -> str:
    """Write HTML: `one` column, or `sidebar` with tags at the left."""
    e = html.escape
    main = [f"<h2>Summary</h2><p>{e(' '.join(person['summary'].split()))}</p>"]
    for heading, entries in sections(person):
        main.append(f"<h2>{e(heading)}</h2>")
        for title, place, dates, bullets in entries:
            if title:
                row = f"<h3>{e(title)}</h3>" + (f"<p class=org>{e(place)} <span>{e(dates)}</span></p>" if place else "")
                main.append(row)
            if bullets:
                main.append("<ul>" + "".join(f"<li>{e(b)}</li>" for b in bullets) + "</ul>")
    short = []
    for heading, lines in side(person):
        short.append(f"<h2>{e(heading)}</h2>")
        if heading == "Skills" and layout == "sidebar":
            for group, names in person["skills"].items():
                tags = " ".join(f"<span class=tag>{e(n)}</span>" for n in names)
                short.append(f"<h4>{e(group)}</h4><div>{tags}</div>")
        else:
            short += [f"<p>{e(line)}</p>" for line in lines]
    top = f"<h1>{e(person['name'])}</h1><p class=title>{e(person['title'])}</p>"
    contact = "".join(f"<li>{e(c)}</li>" for c in person["contact"])
    if layout == "sidebar":
        body = f"<aside>{top}<ul class=contact>{contact}</ul>{''.join(short)}</aside><main>{''.join(main)}</main>"
    else:
        body = f"<header>{top}<p>{e(' · '.join(person['contact']))}</p></header>{''.join(main)}{''.join(short)}"
    return f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{e(person['name'])}</title>" + (
        f"<style>{_CSS[layout]}</style></head><body>{body}</body></html>"
    )


_CSS = {
    "one": "@page{size:A4;margin:16mm}body{font:10pt/1.35 'Liberation Serif',serif}h1{margin:0;font-size:20pt}"
    "h2{font-size:12pt;border-bottom:1px solid #888;margin:10pt 0 4pt}h3{font-size:10.5pt;margin:6pt 0 0}"
    ".org{margin:0;color:#333;display:flex;justify-content:space-between}ul{margin:2pt 0 2pt 14pt;padding:0}p{margin:3pt 0}",
    "sidebar": "@page{size:A4;margin:0}body{margin:0;font:9pt/1.4 'Liberation Sans',sans-serif;display:grid;"
    "grid-template-columns:62mm 1fr;min-height:297mm;print-color-adjust:exact}aside{background:#1f3a4d;color:#fff;"
    "padding:12mm 7mm}main{padding:12mm 9mm}h1{font-size:17pt;margin:0}h2{font-size:11pt;margin:9pt 0 3pt;"
    "text-transform:uppercase;letter-spacing:.08em}h3{font-size:10pt;margin:5pt 0 0}h4{margin:5pt 0 2pt;font-size:9pt}"
    ".org{margin:0;display:flex;justify-content:space-between;color:#444}.tag{display:inline-block;background:#35566b;"
    "border-radius:3pt;padding:1pt 5pt;margin:1pt}ul{margin:2pt 0 2pt 12pt;padding:0}p{margin:2pt 0}.contact{margin-left:0;list-style:none}",
}


def typst_source(person: Person, *, layout: str) -> str:
    """Write Typst: `one` column, `right` sidebar, or two newspaper `columns` with letter-spaced headings."""
    s = lambda value: json.dumps(value, ensure_ascii=False)  # noqa: E731  a Typst string is written as a JSON one
    tracking = "0.25em" if layout == "columns" else "0em"
    out = [
        f"#set document(title: {s(person['name'])}, date: none)",
        '#set page(paper: "a4", margin: (x: 15mm, y: 13mm))',
        '#set text(font: "New Computer Modern", size: 9.4pt)'
        if layout == "columns"
        else '#set text(font: "Libertinus Serif", size: 9.6pt)',
        "#set par(justify: true)" if layout == "columns" else "#set par(justify: false)",
        "#set list(spacing: 6pt, indent: 2pt)",
        '#let heading2(body) = block(above: 15pt, below: 8pt, width: 100%, stroke: (bottom: 0.6pt + rgb("#2b5876")), '
        f'inset: (bottom: 3pt), text(size: 10.5pt, weight: "bold", fill: rgb("#2b5876"), tracking: {tracking}, upper(body)))',
        "#let entry(title, place, dates) = block(above: 10pt, below: 6pt)[#grid(columns: (1fr, auto), gutter: 6pt, "
        'strong(title), text(fill: rgb("#555"), dates))#if place != "" {v(-5pt); emph(place)}]',
        f'#align(center)[#text(size: 19pt, weight: "bold")[#{s(person["name"])}] \\ #{s(person["title"])} \\ #{s(" · ".join(person["contact"]))}]',
    ]
    main = [f"#heading2({s('Summary')})", f"#{s(' '.join(person['summary'].split()))}"]
    for heading, entries in sections(person):
        main.append(f"#heading2({s(heading)})")
        for title, place, dates, bullets in entries:
            if title:
                main.append(f"#entry({s(title)}, {s(place)}, {s(dates)})")
            main += [f"- #{s(b)}" for b in bullets]
    short: list[str] = []
    for heading, lines in side(person):
        short.append(f"#heading2({s(heading)})")
        short += [f"#{s(line)} \\" for line in lines]
    if layout == "right":
        grid = (
            "#grid(columns: (1fr, 52mm), gutter: 7mm, [\n"
            + "\n".join(main)
            + '\n], block(fill: rgb("#eef2f5"), inset: 8pt, ['
        )
        out.append(grid + "\n" + "\n".join(short) + "\n]))")
    elif layout == "columns":
        cut = next(i for i, line in enumerate(main) if "Education" in line)
        newspaper = [*main[:cut], "#colbreak()", *main[cut:], *short]
        out.append("#columns(2, gutter: 8mm)[\n" + "\n".join(newspaper) + "\n]")
    else:
        out += main + short
    return "\n".join(out) + "\n"


def latex_source(person: Person) -> str:
    """Write LaTeX, one column, as the many article-based resume templates do."""
    table = {
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "$": r"\$",
        "–": "--",
        "·": r"\textperiodcentered{}",
        "’": "'",
    }
    t = lambda value: "".join(table.get(c, c) for c in value)  # noqa: E731
    out = [
        r"\documentclass[10pt,a4paper]{article}\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern}",
        r"\usepackage[margin=18mm]{geometry}\pagestyle{empty}\setlength{\parindent}{0pt}",
        r"\pdfinfoomitdate=1\pdftrailerid{}\pdfsuppressptexinfo=-1",
        r"\newcommand{\head}[1]{\par\medskip{\large\scshape #1}\\[-8pt]\rule{\textwidth}{0.4pt}\par}",
        r"\begin{document}\begin{center}{\LARGE "
        + t(person["name"])
        + r"}\\ "
        + t(person["title"])
        + r"\\ "
        + t(" · ".join(person["contact"]))
        + r"\end{center}",
        r"\head{Summary} " + t(" ".join(person["summary"].split())),
    ]
    for heading, entries in sections(person):
        out.append(rf"\head{{{t(heading)}}}")
        for title, place, dates, bullets in entries:
            if title:
                out.append(rf"\textbf{{{t(title)}}}" + (f", {t(place)}" if place else "") + rf"\hfill {t(dates)}\par")
            if bullets:
                out.append(
                    r"\begin{itemize}\setlength{\itemsep}{0pt}"
                    + "".join(rf"\item {t(b)} " for b in bullets)
                    + r"\end{itemize}"
                )
    for heading, lines in side(person):
        out += [rf"\head{{{t(heading)}}}"] + [t(line) + r"\par" for line in lines]
    return "\n".join(out) + "\n\\end{document}\n"


def office(source: str, target: Path) -> None:
    """Have LibreOffice Writer save HTML as DOCX, ODT, RTF or PDF."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / (target.stem + ".html")
        page.write_text(source, encoding="utf-8")
        if target.suffix == ".pdf":
            office(source, page.with_suffix(".odt"))
            page = page.with_suffix(".odt")
        filters = [] if page.suffix == ".odt" else ["--infilter=HTML (StarWriter)"]
        kind = {".docx": "docx:MS Word 2007 XML", ".odt": "odt:writer8", ".rtf": "rtf:Rich Text Format", ".pdf": "pdf"}
        _run(
            "soffice",
            "--headless",
            *filters,
            "--convert-to",
            kind[target.suffix],
            "--outdir",
            str(target.parent),
            str(page),
        )


def chromium(source: str, target: Path) -> None:
    """Print HTML to PDF with a browser."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(source, encoding="utf-8")
        _run(
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--no-pdf-header-footer", f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", page.as_uri(),
        )  # fmt: skip


def latex(source: str, target: Path) -> None:
    """Typeset LaTeX with pdflatex."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "resume.tex").write_text(source, encoding="utf-8")
        _run("pdflatex", "-interaction=batchmode", "-output-directory", folder, str(Path(folder) / "resume.tex"))
        shutil.copy(Path(folder) / "resume.pdf", target)


def typeset(source: str, target: Path) -> None:
    """Typeset Typst."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "resume.typ"
        path.write_text(source, encoding="utf-8")
        typst.compile(str(path), output=str(target), timestamp=CREATED)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


# What is made for whom: file name suffix → how. Each layout and tool at least twice, on different people.
MAKERS: Mapping[str, Callable[[Person, Path], None]] = {
    "typst.pdf": lambda p, t: typeset(typst_source(p, layout="one"), t),
    "typst-right.pdf": lambda p, t: typeset(typst_source(p, layout="right"), t),
    "typst-columns.pdf": lambda p, t: typeset(typst_source(p, layout="columns"), t),
    "browser.pdf": lambda p, t: chromium(web_page(p, layout="one"), t),
    "browser-sidebar.pdf": lambda p, t: chromium(web_page(p, layout="sidebar"), t),
    "office.pdf": lambda p, t: office(web_page(p, layout="one"), t),
    "latex.pdf": lambda p, t: latex(latex_source(p), t),
    "docx": lambda p, t: office(web_page(p, layout="one"), t),
    "odt": lambda p, t: office(web_page(p, layout="one"), t),
    "rtf": lambda p, t: office(web_page(p, layout="one"), t),
    "html": lambda p, t: _save(t, web_page(p, layout="one")),
    "md": lambda p, t: _save(t, markdown(p)),
    "txt": lambda p, t: _save(t, text(p)),
    "json": lambda p, t: _save(t, json_resume(p)),
}
WANTED: Mapping[str, tuple[str, ...]] = {
    "e1": ("typst-right.pdf",),
    "p1": ("typst.pdf", "browser-sidebar.pdf", "docx", "md"),
    "p2": ("browser.pdf", "typst-right.pdf", "docx", "json", "html"),
    "p3": ("latex.pdf", "docx", "odt", "rtf", "txt"),
    "p4": ("browser-sidebar.pdf", "docx", "md", "json"),
    "p5": ("office.pdf", "docx", "rtf", "txt"),
    "p6": ("typst-columns.pdf", "docx", "html", "json"),
    "p7": ("latex.pdf", "typst-columns.pdf", "docx", "md"),
    "p8": ("office.pdf", "browser.pdf", "docx", "odt", "txt"),
    "p9": ("docx", "browser.pdf"),
    "p10": ("docx", "typst.pdf"),
    "p11": ("docx", "office.pdf"),
    "p12": ("docx", "typst-right.pdf"),
    "p13": ("docx", "browser-sidebar.pdf"),
    "p14": ("docx", "office.pdf"),
}


def _save(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")


def main() -> None:
    """Make the files of the named people, or of all."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for source in sorted(PEOPLE.glob("*.yaml")):
        person = yaml.safe_load(source.read_text(encoding="utf-8"))
        if sys.argv[1:] and person["id"] not in sys.argv[1:]:
            continue
        for suffix in WANTED[person["id"]]:
            stem, _, extension = suffix.rpartition(".")
            name = f"{person['id']}{'_' + stem if stem else ''}.{extension}"
            MAKERS[suffix](person, OUTPUT / name)
            print(name)
    for made, example in EXAMPLES.items():
        shutil.copy(OUTPUT / made, ROOT / "examples" / example)


if __name__ == "__main__":
    main()

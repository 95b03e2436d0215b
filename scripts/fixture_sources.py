"""A person of tests/fixtures/people → sources of resumes: Markdown, text, JSON Resume, HTML, Typst, LaTeX."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

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
        degrees: list[tuple[str, str, str, list[str]]] = [
            (e["degree"], e["institution"], span(e), []) for e in person["education"]
        ]
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
                "startDate": str(w["since"]),
                **({"endDate": str(w["until"])} if w["until"] != "present" else {}),
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


def _typst_string(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)  # a Typst string is written as a JSON one


def typst_source(person: Person, *, layout: str) -> str:
    """Write Typst: `one` column, `right` sidebar, or two newspaper `columns` with letter-spaced headings."""
    s = _typst_string
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


_TEX = str.maketrans({
    "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "–": "--", "·": r"\textperiodcentered{}", "’": "'",
})  # fmt: skip


def _tex(value: str) -> str:
    return value.translate(_TEX)


def latex_source(person: Person) -> str:
    """Write LaTeX, one column, as the many article-based resume templates do."""
    t = _tex
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

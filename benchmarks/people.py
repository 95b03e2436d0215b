"""Chance → a short resume of somebody who doesn't exist, as TXT, Markdown, HTML, RTF, DOCX or a one-page PDF."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence
from html import escape

_FIRST = (
    "Ada",
    "Bela",
    "Chidi",
    "Dana",
    "Emre",
    "Farah",
    "Goro",
    "Hana",
    "Ines",
    "Jomo",
    "Kaia",
    "Luca",
    "Mira",
    "Noor",
)
_LAST = (
    "Adler",
    "Brook",
    "Castel",
    "Dorn",
    "Eklund",
    "Farrow",
    "Gill",
    "Hale",
    "Ito",
    "Jansen",
    "Kovac",
    "Lund",
    "Mora",
)
_TITLES = ("Machine Learning Engineer", "Data Scientist", "Software Engineer", "Data Engineer", "Research Engineer")
_FIRMS = ("Northwind Example", "Example Analytics Ltd", "Sample Systems GmbH", "Placeholder Labs", "Example Works")
_DID = (
    "Built {0} services with {1} for a team of {n}",
    "Cut the cost of {0} by {n}% with {1}",
    "Moved {n} models from {0} to {1}",
    "Wrote the pipelines in {0} and ran them on {1}",
    "Taught {n} colleagues {0}; introduced {1}",
)
_FIELDS = ("Computer Science", "Statistics", "Physics", "Mathematics", "Mechanical Engineering")

Lines = list[tuple[str, str]]
"""Kind (h1, h2, p, li) and text."""


def resume(number: int, skills: Sequence[str], chance: random.Random) -> Lines:
    """Write the resume of person `number`."""
    name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
    known = chance.sample(list(skills), 14)
    lines = [("h1", name), ("p", f"person{number}@example.com | +00 000 {number:06}"), ("h2", "Summary")]
    lines.append(("p", f"{chance.choice(_TITLES)} who works with {known[0]} and {known[1]}."))
    lines.append(("h2", "Experience"))
    year = 2025
    for _ in range(chance.randint(1, 4)):
        since = year - chance.randint(1, 4)
        until = "present" if year == 2025 else str(year)
        lines.append(("p", f"{chance.choice(_TITLES)}, {chance.choice(_FIRMS)}, {since} - {until}"))
        for _ in range(chance.randint(2, 4)):
            line = chance.choice(_DID).format(*chance.sample(known, 2), n=chance.randint(2, 60))
            lines.append(("li", line))
        year = since
    lines += [("h2", "Education"), ("p", f"B.Sc. {chance.choice(_FIELDS)}, Example University, {year - 4} - {year}")]
    lines += [("h2", "Skills"), ("p", ", ".join(known))]
    return lines


def as_text(lines: Lines) -> bytes:
    """Write plain text."""
    signs = {"h1": "", "h2": "\n", "p": "", "li": "- "}
    return "\n".join(signs[kind] + text for kind, text in lines).encode()


def as_markdown(lines: Lines) -> bytes:
    """Write Markdown."""
    signs = {"h1": "# ", "h2": "\n## ", "p": "\n", "li": "- "}
    return "\n".join(signs[kind] + text for kind, text in lines).encode()


def as_html(lines: Lines) -> bytes:
    """Write a web page."""
    body = "\n".join(f"<{kind}>{escape(text)}</{kind}>" for kind, text in lines)
    return f"<!doctype html><meta charset=utf-8><title>Resume</title><body>{body}</body>".encode()


def as_rtf(lines: Lines) -> bytes:
    """Write RTF."""
    signs = {"h1": "\\b\\fs36 ", "h2": "\\b\\fs28 ", "p": "", "li": "\\bullet  "}
    body = "".join(f"{{\\pard {signs[kind]}{text}\\par}}\n" for kind, text in lines)
    return ("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\n" + body + "}").encode("ascii", "replace")


def as_docx(lines: Lines) -> bytes:
    """Write a word processor's file: the fewest parts that one opens."""
    styles = {"h1": "Title", "h2": "Heading1", "p": "Normal", "li": "ListBullet"}
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{styles[kind]}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for kind, text in lines
    )
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{office}/content-types"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{office}/relationships"><Relationship Id="r1" Type="{relation}" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def as_pdf(lines: Lines) -> bytes:
    """Write a one-page PDF with a standard font, long lines broken."""
    commands = ["BT"]
    top = 760
    for kind, text in lines:
        size = {"h1": 18, "h2": 13}.get(kind, 10)
        for part in _broken(("- " if kind == "li" else "") + text, 95):
            safe = part.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            commands.append(f"/F1 {size} Tf 1 0 0 1 50 {top} Tm ({safe}) Tj")
            top -= size + 4
    stream = "\n".join([*commands, "ET"]).encode("latin-1", "replace")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n" % len(stream) + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, data in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%b\nendobj\n" % (number, data)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % (
        table, len(out),
    )  # fmt: skip


def _broken(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


FORMATS: dict[str, Callable[[Lines], bytes]] = {
    ".docx": as_docx, ".pdf": as_pdf, ".txt": as_text, ".html": as_html, ".md": as_markdown, ".rtf": as_rtf,
}  # fmt: skip

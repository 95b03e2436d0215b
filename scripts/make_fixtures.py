"""people/*.yaml → the resume files of tests/fixtures and examples, in the formats that real tools write.

    python scripts/make_fixtures.py [ID ...]

Needs LibreOffice, Chromium, pdflatex and the PyPI package typst; the tests need none of them, the made files are
committed. One content source per person, so that the files of one person are twins.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import typst
import yaml
from fixture_sources import Person, json_resume, latex_source, markdown, text, typst_source, web_page

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
CREATED = 1_790_000_000  # a fixed date inside the files, so that making them twice changes nothing


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

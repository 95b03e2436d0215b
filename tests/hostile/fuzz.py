"""Throw mutated files at all readers; anything but a document or a `SkillgapError` is a bug.

Usage: python tests/hostile/fuzz.py [--runs N] [--seed N]. Inputs are mutations of small seeds of every format, made
from the seed number alone, so that a finding can be made again with `--only NUMBER`. Files are read in the reading
process as in real life: `crashed`, `timeout` and `out_of_memory` are counted and printed, they are not failures of
isolation but worth a look.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile.makers import docx, odt, paragraph, pdf
from skillgap.errors import SkillgapError
from skillgap.readers import read_document
from skillgap.settings import ReadingSettings

SETTINGS = ReadingSettings(ocr=False)
_TOKENS = (
    b"<<", b">>", b"[", b"]", b"(", b")", b"{", b"}", b"\\", b"<", b">", b"&", b";", b"\0", b"\xff", b"-1", b"0",
    b"99999999999", b"1e400", b"obj", b"endobj", b"stream", b" R ", b"/Kids", b"/Length", b"/Filter", b"Tj", b"Tf",
    b"\\u-3 ?", b"\\bin", b"\\par", b"\\row", b"\\cell", b"<w:tbl>", b"</w:p>", b"<table>", b"<td>", b"style='display:none'",
    b"<!--", b"-->", b"```", b"**", b"| |", b'{"a":', b'"', b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xc3", b"PK\x03\x04", b"%PDF-",
)  # fmt: skip


def seeds() -> list[tuple[str, bytes]]:
    """Return a small file of each format."""
    rtf = (
        b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset2 Symbol;}}{\\colortbl;\\red255\\green255\\blue255;}"
        b"\\f0\\fs22 Ada\\par{\\listtext\\'b7\\tab}\\ls1 Python \\u8211 ? {\\v x}\\par\\trowd a\\intbl\\cell b\\cell\\row\\pard end\\par}"
    )
    html = b"<html><head><style>.a{color:#fff}</style></head><body><h1>Ada</h1><ul><li>Python<li>SQL</ul><table><tr><th>A<td>b</table><p class=a>x</p></body></html>"
    resume = b'{"basics": {"name": "Ada"}, "work": [{"position": "Dev", "startDate": "2020-01", "highlights": ["a"]}], "skills": [{"name": "x", "keywords": ["y"]}]}'
    table = "<w:tbl><w:tr><w:tc>" + paragraph("a") + "</w:tc><w:tc>" + paragraph("b") + "</w:tc></w:tr></w:tbl>"
    columns = " ".join(
        f"BT /F1 9 Tf 40 {700 - 12 * n} Td (left {n} words) Tj ET BT /F1 9 Tf 320 {700 - 12 * n} Td (right {n} words) Tj ET"
        for n in range(9)
    )
    return [
        ("a.pdf", pdf()),
        ("b.pdf", pdf(columns + " 1 g BT /F1 9 Tf 72 200 Td (hidden) Tj ET")),
        ("c.pdf", pdf(flate=True)),
        ("a.docx", docx(paragraph("Ada", run="<w:vanish/>") + table)),
        (
            "a.odt",
            odt("<text:h>Ada</text:h><text:list><text:list-item><text:p>x</text:p></text:list-item></text:list>"),
        ),
        ("a.rtf", rtf),
        ("a.html", html),
        ("a.md", b"---\ntitle: x\n---\n# Ada\n\n- **Python** [a](b)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n<!-- c -->\n"),
        ("a.txt", "Ada Müller\n\nSKILLS\n- Python\n* SQL\n".encode()),
        ("b.txt", "Zoë – naïve café".encode("cp1252")),
        ("a.json", resume),
    ]


def mutated(number: int, samples: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return input `number`: a seed with up to eight edits."""
    dice = random.Random(number)
    name, data = samples[number % len(samples)]
    out = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4, 8))):
        at = dice.randrange(len(out) + 1)
        match dice.randrange(7):
            case 0 if out:
                out[min(at, len(out) - 1)] = dice.randrange(256)
            case 1:
                del out[at : at + dice.choice((1, 3, 20, 200))]
            case 2:
                out[at:at] = dice.choice(_TOKENS)
            case 3:
                out[at:at] = dice.choice(_TOKENS) * dice.choice((2, 50, 500))
            case 4:
                other = samples[dice.randrange(len(samples))][1]
                start = dice.randrange(len(other))
                out[at:at] = other[start : start + dice.choice((10, 100))]
            case 5:
                piece = out[at : at + 40]
                out[at:at] = piece * dice.choice((1, 3, 20))
            case _:
                out[at : at + 4] = dice.randbytes(4)
    return name, bytes(out)


def outcomes(numbers: range, *, progress: bool = False) -> Iterator[tuple[int, str]]:
    """Yield each input's number and outcome; an exception that is not ours gets out."""
    samples = seeds()
    for number in numbers:
        name, data = mutated(number, samples)
        try:
            document = read_document(data, name=name, settings=SETTINGS)
        except SkillgapError as error:
            yield number, error.code
            continue
        for line in document.lines:
            if "\n" in document.text[line.start : line.end]:
                raise AssertionError(f"input {number}: a line holds a line end")
        yield number, "ok"
        if progress and number % 10_000 == 0:
            print(number, flush=True)


def main(arguments: list[str]) -> None:
    """Run and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int)
    options = parser.parse_args(arguments)
    first = options.only if options.only is not None else options.seed
    numbers = range(first, first + (1 if options.only is not None else options.runs))
    start = time.monotonic()
    counts: Counter[str] = Counter()
    for number, outcome in outcomes(numbers, progress=True):
        counts[outcome] += 1
        if outcome in ("crashed", "timeout", "out_of_memory"):
            print(f"input {number}: {outcome}", flush=True)
    print(dict(sorted(counts.items())), f"{time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])

"""How much reading a one-page PDF costs beside the bare pypdfium2 text call, in one paired run.

Usage: python benchmarks/reading.py FILE.pdf... [--rounds N]; prints medians of processor time in milliseconds and their
ratio, by file and by the program that made them. The two are measured in turn, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from skillgap.readers import pdf
from skillgap.readers.reading import limits_of
from skillgap.settings import ReadingSettings

LIMITS = limits_of(ReadingSettings())


def bare(data: bytes) -> None:
    """Take the text of each page, nothing else."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    document.close()


def ours(data: bytes) -> None:
    """Read with columns, visibility and cleaning."""
    pdf.read(data, name="resume.pdf", limits=LIMITS)


def timed(call: Callable[[bytes], None], data: bytes) -> float:
    """Return the milliseconds of one call."""
    start = time.process_time()
    call(data)
    return (time.process_time() - start) * 1000


def producer(data: bytes) -> str:
    """Return the first word of the program that made a PDF."""
    document = pypdfium2.PdfDocument(data)
    name = document.get_metadata_value("Producer")
    document.close()
    return re.split(r"[ /-]", name)[0] or "(none)"


def main(arguments: list[str]) -> None:
    """Print a line for each file and the ratio over all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=31)
    options = parser.parse_args(arguments)
    ratios: dict[str, list[float]] = {}
    for path in options.files:
        data = path.read_bytes()
        pairs = [(timed(bare, data), timed(ours, data)) for _ in range(options.rounds + 1)][1:]
        first, second = (statistics.median(times) for times in zip(*pairs, strict=True))
        ratios.setdefault(producer(data), []).append(second / first)
        print(f"{path.name:40} bare {first:7.2f} ms   ours {second:7.2f} ms   ratio {second / first:.2f}")
    every = [ratio for group in ratios.values() for ratio in group]
    for name, group in sorted([*ratios.items(), ("all", every)]):
        small = sum(ratio <= 2 for ratio in group)
        print(f"{name:40} median ratio {statistics.median(group):.2f}, {small} of {len(group)} at most 2")


if __name__ == "__main__":
    main(sys.argv[1:])

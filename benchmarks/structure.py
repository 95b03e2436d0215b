"""Time reading structure and building profiles: `python benchmarks/structure.py FILE...` (default: the fixtures)."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from skillgap.readers import read_document
from skillgap.structure import read_structure

ROUNDS = 31


def main(names: list[str]) -> None:
    """Print milliseconds per file and scaled to 700 words."""
    folder = Path(__file__).parents[1] / "tests" / "fixtures" / "resumes"
    scaled: list[float] = []
    for path in [Path(name) for name in names] or sorted(folder.iterdir()):
        document = read_document(path)
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            read_structure(document, as_of="2026-06")
            times.append(1e3 * (time.perf_counter() - start))
        count = len(document.text.split())
        middle = statistics.median(times)
        scaled.append(middle * 700 / max(count, 1))
        print(f"{path.name:32} {count:5} words  median {middle:6.2f} ms  least {min(times):6.2f} ms")
    print(f"median scaled to 700 words: {statistics.median(scaled):.2f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Cold `skillgap score` of a one-page PDF against `import spacy; spacy.blank("en")`, in pairs, as whole processes.

python benchmarks/cold_start.py [PAIRS]
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BASE = [sys.executable, "-c", "import spacy; spacy.blank('en')"]
SCORE = [sys.executable, "-m", "skillgap", "score", str(ROOT / "examples" / "resume.pdf"), "--format", "json"]


def wall(command: list[str]) -> float:
    """Return the wall seconds of one run."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - begin


def main() -> None:
    """Print medians and the ratio pair by pair as JSON."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    wall(BASE), wall(SCORE)
    times = [(wall(BASE), wall(SCORE)) for _ in range(pairs)]
    ratios = sorted(score / base for base, score in times)
    result = {
        "pairs": pairs,
        "spacy_blank_s": round(statistics.median(base for base, _ in times), 3),
        "skillgap_score_s": round(statistics.median(score for _, score in times), 3),
        "ratio_median": round(statistics.median(ratios), 3),
        "ratio_min": round(ratios[0], 3),
        "ratio_max": round(ratios[-1], 3),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()

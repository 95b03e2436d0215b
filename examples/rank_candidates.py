"""Rank a folder of resumes for a job ad; ties and ranges that overlap are said.

python examples/rank_candidates.py [AD] [RESUME ...]
"""

import sys
from pathlib import Path

from skillgap import Analyzer

HERE = Path(__file__).parent


def main(ad: Path, resumes: list[Path]) -> None:
    analyzer = Analyzer()
    report = analyzer.rank(resumes, role=analyzer.role(ad))
    for candidate in report.candidates:
        fit = candidate.fit
        tie = " (tied)" if candidate.tied else ""
        print(f"{candidate.rank}{tie}  {candidate.document.name}  {fit.score:.1f} ({fit.low:.1f}–{fit.high:.1f})")
    for failure in report.failures:
        print(f"   {failure.message}")


if __name__ == "__main__":
    ad, *resumes = [Path(name) for name in sys.argv[1:]] or [HERE / "ad.txt"]
    main(ad, resumes or [HERE / "resume.pdf", *sorted((HERE / "resumes").iterdir())])

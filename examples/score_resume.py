"""Score one resume against all bundled roles and print what to learn first.

python examples/score_resume.py [RESUME]
"""

import sys
from pathlib import Path

import skillgap

HERE = Path(__file__).parent


def main(resume: Path) -> None:
    report = skillgap.score(resume)
    for fit in report.fits:
        print(f"{fit.score:5.1f}  {fit.role.title}  ({fit.verdict})")
        for gap in fit.gaps[:2]:
            names = " or ".join(skill.name for skill in gap.any_of)
            print(f"       +{gap.gain:.1f} {names}: {gap.reason}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else HERE / "resume.pdf")

"""Print the words that earned each point: what a recruiter shows when asked why.

python examples/prove_a_score.py [RESUME] [ROLE]
"""

import sys
from pathlib import Path

import skillgap

HERE = Path(__file__).parent


def main(resume: Path, role: str) -> None:
    fit = skillgap.score(resume, role=role).fits[0]
    print(f"{fit.role.title}: {fit.score:.2f}, of which")
    for row in sorted(fit.contributions, key=lambda row: -row.earned)[:10]:
        asked = row.answers or row.requirement.any_of[0]
        words = ", ".join(f'"{" ".join(m.text.split())}" ({m.section}, {m.start}–{m.end})' for m in row.evidence[:2])
        print(f"{row.earned:6.2f} of {row.possible:5.2f}  {asked.name}: {row.level}, {words}")
    assert abs(sum(row.earned for row in fit.contributions) - fit.score) < 0.005
    for gate in fit.gates:
        print(f"{gate.kind}: {gate.status}: {gate.detail}")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]) if sys.argv[1:] else HERE / "resume.pdf",
        sys.argv[2] if sys.argv[2:] else "lead-ml-engineer",
    )

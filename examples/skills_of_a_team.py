"""Count which skills a folder of resumes shows, and which of a role's skills nobody shows.

python examples/skills_of_a_team.py [ROLE] [RESUME ...]
"""

import sys
from collections import Counter
from pathlib import Path

from skillgap import Analyzer

HERE = Path(__file__).parent


def main(role_id: str, resumes: list[Path]) -> None:
    analyzer = Analyzer()
    role = analyzer.taxonomy.role(role_id)
    profiles = [analyzer.profile(resume) for resume in resumes]
    shown = Counter(skill.name for profile in profiles for skill in profile.skills)
    for name, count in sorted(shown.items(), key=lambda item: (-item[1], item[0]))[:15]:
        print(f"{count}  {name}")
    held = {skill.skill_id for profile in profiles for skill in profile.skills}
    missing = [r for r in role.requirements if not held & {skill.skill_id for skill in r.any_of}]
    print("shown by nobody:", ", ".join(r.any_of[0].name for r in sorted(missing, key=lambda r: -r.weight)[:10]))


if __name__ == "__main__":
    main(
        sys.argv[1] if sys.argv[1:] else "staff-ml-infrastructure-engineer",
        [Path(name) for name in sys.argv[2:]] or [HERE / "resume.pdf", *sorted((HERE / "resumes").iterdir())],
    )

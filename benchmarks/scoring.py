"""Time one profile against 5 roles with all gaps and against 1,000 roles: `python benchmarks/scoring.py`."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

from skillgap.models.document import DocumentInfo
from skillgap.models.resume import HeldSkill, Job, Mention, Profile
from skillgap.models.role import Gate, GateOption, Requirement, Role
from skillgap.models.skill import CATEGORIES, Skill, SkillRef
from skillgap.scoring import Scorer
from skillgap.taxonomy.graph import Taxonomy

SKILLS = 2_000
REQUIREMENTS = 100
HELD = 80


def made_up_taxonomy(chance: random.Random) -> Taxonomy:
    """Return 2,000 skills in a tree three to six deep, each with two related ones."""
    ids = [f"skill-{i}" for i in range(SKILLS)]
    skills = []
    for i, skill_id in enumerate(ids):
        related = {chance.choice(ids): chance.choice(["alternative", "companion", "part"]) for _ in range(2)}
        related.pop(skill_id, None)
        skills.append(
            Skill(
                id=skill_id,
                name=f"Skill {i}",
                category=CATEGORIES[i % len(CATEGORIES)],
                aliases=tuple(f"alias {i}.{n}" for n in range(4)),
                broader=(ids[i // 6],) if i >= 6 else (),
                related=related,
            )
        )
    return Taxonomy(skills)


def made_up_role(number: int, taxonomy: Taxonomy, chance: random.Random) -> Role:
    """Return a role of 100 requirements, every third with two or three alternatives."""
    ids = list(taxonomy.skills)[:600]
    requirements = []
    for _ in range(REQUIREMENTS):
        names = chance.sample(ids, chance.choice([1, 1, 1, 2, 3]))
        requirements.append(
            Requirement(
                any_of=tuple(SkillRef(skill_id=name, name=name) for name in names),
                importance="required",
                weight=chance.random() / REQUIREMENTS,
                min_years=chance.choice([None, None, None, 3, 5]),
            )
        )
    gate = Gate(kind="experience", options=(GateOption(min_years=5),))
    return Role(id=f"role-{number:04}", title=f"Role {number}", requirements=tuple(requirements), gates=(gate,))


def made_up_profile(taxonomy: Taxonomy, chance: random.Random) -> Profile:
    """Return a profile of 80 skills, four mentions each."""
    skills = []
    for skill_id in chance.sample(list(taxonomy.skills)[:900], HELD):
        skill = taxonomy.skills[skill_id]
        mentions = tuple(
            Mention(
                skill_id=skill_id, name=skill.name, category=skill.category, text=skill.name, start=start,
                end=start + 7, section="experience", method="exact", similarity=100, status="held",
            )
            for start in chance.sample(range(5_000), 4)
        )  # fmt: skip
        skills.append(
            HeldSkill(
                skill_id=skill_id, name=skill.name, category=skill.category, mentions=mentions, evidence="dated",
                months=chance.randrange(80), last_used="present",
            )
        )  # fmt: skip
    jobs = tuple(
        Job(
            title="Engineer", since=f"{2010 + 3 * i}-01", until=f"{2012 + 3 * i}-12", start=i * 1000, end=i * 1000 + 999
        )
        for i in range(5)
    )
    return Profile(
        document=DocumentInfo(name="made-up.txt", media_type="text/plain", sha256="0" * 64),
        as_of="2025-06", skills=tuple(skills), jobs=jobs, experience_months=180, experience_months_low=170,
        experience_months_high=190,
    )  # fmt: skip


def milliseconds(call: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the least and the median time of a call; the first call, which fills caches, is not counted."""
    call()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return min(times), statistics.median(times)


def main() -> None:
    """Print the figures."""
    chance = random.Random(7)
    taxonomy = made_up_taxonomy(chance)
    roles = [made_up_role(i, taxonomy, chance) for i in range(1000)]
    profiles = [made_up_profile(taxonomy, chance) for _ in range(20)]
    turn = iter(range(10**9))

    def following() -> Profile:
        return profiles[next(turn) % len(profiles)]

    start = time.perf_counter()
    five = Scorer(taxonomy, roles[:5])
    print(f"make a scorer of 5 roles: {(time.perf_counter() - start) * 1000:.2f} ms")
    start = time.perf_counter()
    five.fits(following())
    print(f"its first fits: {(time.perf_counter() - start) * 1000:.2f} ms")
    thousand = Scorer(taxonomy, roles)
    for name, call, rounds in (
        ("5 roles, all gaps", lambda: five.fits(following()), 200),
        ("5 roles, no gaps", lambda: five.fits(following(), gaps=False), 200),
        ("5 roles, scores only", lambda: five.scores(following()), 200),
        ("1,000 roles, scores only", lambda: thousand.scores(following()), 30),
        ("1,000 roles, the best 10 explained with gaps over all", lambda: thousand.fits(following(), limit=10), 10),
        ("1,000 roles, all explained, no gaps", lambda: thousand.fits(following(), gaps=False), 5),
    ):
        least, median = milliseconds(call, rounds)
        print(f"{name}: {least:.2f} ms least, {median:.2f} ms median")


if __name__ == "__main__":
    main()

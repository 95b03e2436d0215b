"""Made-up taxonomies, roles and profiles for the laws of the score."""

from __future__ import annotations

from hypothesis import strategies as st

from skillgap.models.document import DocumentInfo
from skillgap.models.resume import Education, HeldSkill, Job, Mention, Profile
from skillgap.models.role import Gate, GateOption, Requirement, Role
from skillgap.models.skill import Skill, SkillRef
from skillgap.taxonomy.graph import Taxonomy

IDS = [f"s{i:02}" for i in range(14)]
CATEGORIES = ["library", "cloud", "ml_method", "leadership", "soft_skill", "human_language"]
EVIDENCE = ["coursework", "listed", "used", "dated", "certified"]


def mention(skill_id, category="library", *, start=0, status="held", method="exact", section="experience", text="X"):
    return Mention(
        skill_id=skill_id, name=skill_id.upper(), category=category, text=text, start=start, end=start + len(text),
        section=section, method=method, similarity=100, status=status, reason="",
    )  # fmt: skip


@st.composite
def taxonomies(draw):
    skills = []
    for i, skill_id in enumerate(IDS):
        # Parents come from later ids only, so that the hierarchy has no cycle.
        broader = draw(st.lists(st.sampled_from(IDS[i + 1 :]), max_size=2, unique=True)) if i + 1 < len(IDS) else []
        related = draw(
            st.dictionaries(
                st.sampled_from([other for other in IDS if other != skill_id]),
                st.sampled_from(["alternative", "companion", "part", "successor"]),
                max_size=2,
            )
        )
        skills.append(
            Skill(
                id=skill_id, name=skill_id.upper(), category=draw(st.sampled_from(CATEGORIES)), broader=tuple(broader),
                related=related, aliases=(f"{skill_id} alias",),
                breadth=draw(st.sampled_from([None, None, 2, 3, 7])),
            )
        )  # fmt: skip
    return Taxonomy(skills, version="made-up")


@st.composite
def requirements(draw):
    return Requirement(
        any_of=tuple(
            SkillRef(skill_id=s, name=s.upper())
            for s in draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True))
        ),
        importance=draw(st.sampled_from(["required", "preferred", "mentioned"])),
        weight=draw(st.floats(0, 1, allow_nan=False)),
        min_years=draw(st.sampled_from([None, None, 0.5, 3, 8])),
        soft=draw(st.booleans()),
        at_least=draw(st.sampled_from([1, 1, 1, 2, 3])),
    )


LEVELS = ["high_school", "bootcamp", "diploma", "bachelor", "master", "phd"]
gates = st.builds(
    Gate,
    kind=st.sampled_from(["education", "experience"]),
    importance=st.sampled_from(["required", "preferred"]),
    options=st.lists(
        st.builds(
            GateOption, level=st.sampled_from([None, *LEVELS]), min_years=st.sampled_from([None, 2.0, 5.0, 10.0])
        ),
        min_size=1,
        max_size=2,
    ).map(tuple),
    fields=st.sampled_from([(), ("Computer Science",), ("Mathematics", "Physics")]),
    or_experience=st.booleans(),
)


@st.composite
def roles(draw, role_id="role-a"):
    return Role(
        id=role_id,
        title=role_id,
        requirements=tuple(draw(st.lists(requirements(), min_size=1, max_size=12))),
        gates=tuple(draw(st.lists(gates, max_size=3))),
    )


@st.composite
def held_skills(draw, skill_id):
    evidence = draw(st.sampled_from(EVIDENCE))
    months = low = high = last = None
    if evidence in ("dated", "certified") and draw(st.booleans()):
        low, months, high = sorted(draw(st.lists(st.integers(0, 200), min_size=3, max_size=3)))
        last = draw(st.sampled_from([None, "present", "2024-03", "2019", "2003-01"]))
    places = draw(st.lists(st.integers(0, 999), min_size=1, max_size=3))
    return HeldSkill(
        skill_id=skill_id, name=skill_id.upper(), category="library", evidence=evidence, months=months, months_low=low,
        months_high=high, last_used=last, stated_years=draw(st.sampled_from([None, 1.0, 9.0])),
        mentions=tuple(
            mention(skill_id, start=place, method=draw(st.sampled_from(["exact", "fuzzy"]))) for place in places
        ),
    )  # fmt: skip


def job(since, until, start, end, kind="job"):
    return Job(
        title="Engineer", organisation="Example Works", since=since, until=until, start=start, end=end, kind=kind
    )


@st.composite
def profiles(draw):
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=8))
    low = months = high = None
    if draw(st.booleans()):
        low, months, high = sorted(draw(st.lists(st.integers(0, 240), min_size=3, max_size=3)))
    jobs = draw(st.sampled_from([(), (job("2015-01", "2019-06", 0, 400), job("2020-01", "present", 400, 900))]))
    not_held = draw(st.lists(st.sampled_from(IDS), max_size=3))
    return Profile(
        document=DocumentInfo(name="a.txt", media_type="text/plain", sha256="0" * 64),
        as_of="2025-06",
        experience_months=months,
        experience_months_low=low,
        experience_months_high=high,
        jobs=jobs,
        education=tuple(
            Education(level=level, field=field, completed=completed, start=0, end=1)
            for level, field, completed in draw(
                st.lists(
                    st.tuples(
                        st.sampled_from([None, *LEVELS]), st.sampled_from([None, "Computing", "Nursing"]),
                        st.sampled_from([None, True, False]),
                    ),
                    max_size=2,
                )
            )
        ),
        skills=tuple(draw(held_skills(skill_id)) for skill_id in ids),
        not_held=tuple(
            mention(s, status=draw(st.sampled_from(["planned", "denied", "other"])), start=5) for s in not_held
        ),
        hidden_skills=tuple(draw(st.lists(st.sampled_from(IDS), max_size=2, unique=True))),
    )  # fmt: skip

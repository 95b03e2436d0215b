"""What a role document says about the market: pay, career, certificates, demand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from skillgap.models.role import Role
from skillgap.readers import read_document
from skillgap.roles import read_role
from skillgap.scoring.certificates import certificate_gates
from skillgap.settings import ReadingSettings
from test_roles import bundled

FACTS = yaml.safe_load((Path(__file__).parent / "data" / "role_facts.yaml").read_text(encoding="utf-8"))


def read(case: dict[str, Any]) -> Role:
    """Read a case below a title and a requirement."""
    md = case.get("md", False)
    head = "# Data Engineer\n\n## Requirements\n\n- Bash\n\n" if md else "Data Engineer\n\nRequirements\n- Bash\n\n"
    name = "guide.md" if md else "guide.txt"
    document = read_document((head + case["text"]).encode(), name=name, settings=ReadingSettings(), isolated=False)
    return read_role(document, extractor=bundled())


def cases(key: str) -> list[Any]:
    """Return the cases that say something about a fact."""
    return [pytest.param(case, id=case["text"][:50]) for case in FACTS if key in case]


@pytest.mark.parametrize("case", cases("pay"))
def test_pay(case: dict[str, Any]) -> None:
    found = read(case).salary
    assert [[s.low, s.high, s.currency, s.period] for s in found] == case["pay"]
    if "about" in case:
        assert [s.about for s in found] == case["about"]


@pytest.mark.parametrize("case", cases("career"))
def test_career(case: dict[str, Any]) -> None:
    assert [step.title for step in read(case).career] == case["career"]


@pytest.mark.parametrize("case", cases("certificates"))
def test_certificates(case: dict[str, Any]) -> None:
    assert {c.name: c.importance for c in read(case).certifications} == case["certificates"]


@pytest.mark.parametrize("case", cases("choices"))
def test_certificates_of_which_one_is_asked_for(case: dict[str, Any]) -> None:
    role = read(case)
    assert [list(gate.names) for gate in certificate_gates(role)] == case["choices"]
    assert {ref.skill_id for row in role.requirements for ref in row.any_of} <= {"bash"}


@pytest.mark.parametrize("case", cases("otherwise"))
def test_what_will_do_in_place_of_a_certificate(case: dict[str, Any]) -> None:
    assert [gate.otherwise for gate in certificate_gates(read(case))] == [case["otherwise"]]


@pytest.mark.parametrize("case", cases("names_certificates"))
def test_names_of_certificates(case: dict[str, Any]) -> None:
    assert [c.name for c in read(case).certifications] == case["names_certificates"]


@pytest.mark.parametrize("case", cases("demand"))
def test_demand(case: dict[str, Any]) -> None:
    assert {d.skill_id: d.value for d in read(case).demand} == case["demand"]


@pytest.mark.parametrize("case", cases("gates"))
def test_gates(case: dict[str, Any]) -> None:
    found = read(case).gates
    told = [[g.kind, g.importance, [[o.level, o.min_years] for o in g.options], g.or_experience] for g in found]
    assert told == case["gates"]


@pytest.mark.parametrize("case", cases("fields"))
def test_fields_of_study(case: dict[str, Any]) -> None:
    assert [list(gate.fields) for gate in read(case).gates if gate.kind == "education"] == case["fields"]

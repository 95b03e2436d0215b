"""How the words of an ad say how much a skill is wanted, and what its headings announce."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from skillgap.extraction import Extractor
from skillgap.readers import read_document
from skillgap.roles import read_role
from skillgap.roles.cues import heading_kind
from skillgap.settings import ReadingSettings
from skillgap.taxonomy import Taxonomy, load_taxonomy

DATA = Path(__file__).parent / "data"


def entries(file: str) -> list[tuple[str, str]]:
    """Return the entries of a data file with the key that each stands under."""
    content = yaml.safe_load((DATA / file).read_text(encoding="utf-8"))
    return [(str(kind), str(text)) for kind, texts in content.items() for text in texts]


@cache
def extractor() -> Extractor:
    """Return an extractor over a few skills, so that weights over the bundled roles cost nothing."""
    bundled = load_taxonomy()
    return Extractor(Taxonomy(bundled.skills.values(), version=bundled.version))


def asked(lines: list[str]) -> dict[str, str]:
    """Return the importance of each skill of an ad whose requirements are these bullets."""
    text = "Deck Hand\n\nRequirements\n" + "".join(f"- {line}\n" for line in lines)
    document = read_document(text.encode(), name="ad.txt", settings=ReadingSettings(), isolated=False)
    found = read_role(document, extractor=extractor()).requirements
    return {skill.skill_id: r.importance for r in found for skill in r.any_of}


@pytest.mark.parametrize(("wanted", "line"), entries("wishes.yaml"))
def test_how_much_a_bullet_wants_a_skill(wanted: str, line: str) -> None:
    found = asked(["Python", "SQL", line, "Java"])
    assert found.get("docker", "none") == wanted
    assert found["python"] == found["sql"] == found["java"] == "required"


@pytest.mark.parametrize(("kind", "heading"), entries("headings.yaml"))
def test_what_a_heading_announces(kind: str, heading: str) -> None:
    found = heading_kind(heading)
    assert found is not None
    assert found[0] == kind or (kind, found[0]) == ("stack", "tools")

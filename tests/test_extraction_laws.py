"""Laws of extraction on any text: offsets, order, determinism, nothing hidden in look-alikes or walls."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from skillgap.extraction import Extractor
from skillgap.extraction.matcher import match_names
from skillgap.extraction.reach import find_reaches
from skillgap.extraction.surfaces import Surface
from skillgap.extraction.tokens import fold, tokenize
from skillgap.models.resume import Mention, Section, Structure
from skillgap.taxonomy import load_taxonomy

WORDS = """Python C++ C# .NET Go R go to no experience with learning currently the Java team Kuberntes and unit
integration testing 6 AWS ( ) , . : ; / - | ' @ www. x.com & * German Иван Ｐｙｔｈｏｎ İ ß 🚀 … not is Marek s did ²"""
PIECES = st.sampled_from(
    [*WORDS.split(), "\n", "\n\n", "• ", " – ", "\t", "\u200b", "\u00a0", "led a team of", "Next up"]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join), st.text())


@cache
def extractor() -> Extractor:
    return Extractor(load_taxonomy())


@given(TEXTS)
def test_mentions_are_true_sorted_and_repeatable(text: str) -> None:
    mentions = extractor().mentions(text)
    assert all(text[m.start : m.end] == m.text and m.text and m.reason for m in mentions)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert extractor().mentions(text) == mentions
    assert tuple(Mention.model_validate_json(m.model_dump_json()) for m in mentions) == mentions
    for skill_id in {m.skill_id for m in mentions}:
        spans = [(m.start, m.end) for m in mentions if m.skill_id == skill_id]
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(TEXTS)
def test_words_and_gaps_rebuild_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert len(fold(text)) == len(text)
    rebuilt = "".join(gap + word for gap, word in zip(tokens.gaps, [*tokens.words, ""], strict=True))
    assert rebuilt == fold(text)
    assert len(tokens.lows) == len(tokens.words) == len(tokens.stems)


@given(TEXTS, st.integers(0, 200), st.integers(0, 200))
def test_any_structure_is_survived(text: str, one: int, two: int) -> None:
    low, high = sorted((min(one, len(text)), min(two, len(text))))
    structure = Structure(
        sections=(
            Section(kind="summary", title=None, start=0, end=low),
            Section(kind="interests", title=text[low : low + 4] or None, start=low, end=high),
            Section(kind="references", title=None, start=high, end=len(text)),
        ),
        as_of="2026-01",
    )
    mentions = extractor().mentions(text, structure=structure)
    assert all(m.status != "held" for m in mentions if m.section == "references")


def test_no_cue_reaches_through_a_row_without_end() -> None:
    """Each of a row's cues would else speak of all names before it: the square of the row's length."""
    tokens = tokenize("Rust\ton my list\t" * 400)
    reaches = find_reaches(tokens, match_names(tokens, extractor().index))
    assert len(reaches) >= 400
    assert max(reach.last - reach.first for reach in reaches) < 100


def test_a_look_alike_letter_changes_nothing() -> None:
    plain = "Python, Kubernetes and PostgreSQL; C# too"
    dressed = plain.replace("o", "о").replace("e", "е").replace("#", "♯")  # Cyrillic о and е, a sharp sign
    assert [(m.skill_id, m.start) for m in extractor().mentions(dressed)] == [
        (m.skill_id, m.start) for m in extractor().mentions(plain)
    ]


ROLE_NOUNS = frozenset(
    "analyst architect engineer scientist manager administrator developer developers owner tester testers programmer "
    "designer".split()
)


def test_every_name_without_another_meaning_is_found() -> None:
    """All 30,000: as it stands in the taxonomy, in a list. Words for people ("data analyst") are roles, not skills.

    Ten lists make a text; a name that isn't found in its own is looked for in that list alone.
    """
    names = [
        surface
        for surface in extractor().index.surfaces.values()
        if surface.skill and surface.guard == "free" and surface.written.split()[-1] not in ROLE_NOUNS
    ]
    assert len(names) > 30_000
    lost = [name for k in range(0, len(names), 10) for name in _lost(names[k : k + 10])]
    assert sorted(name.written for name in lost if _lost([name])) == ["go.uber.org/zap", "mAP@0.5"]


def _lost(names: Sequence[Surface]) -> list[Surface]:
    """Return the names that are not found in the list that each stands in."""
    lists = [f"Skills: Python, {name.written}, SQL\n\n" for name in names]
    ends = list(accumulate(map(len, lists)))
    found = {(bisect_right(ends, m.start), m.skill_id) for m in extractor().mentions("".join(lists))}
    return [name for number, name in enumerate(names) if name.skill and (number, name.skill.id) not in found]

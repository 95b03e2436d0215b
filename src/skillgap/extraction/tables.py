"""Taxonomy → the tables of an index, as plain JSON that is worked out once and kept (`Taxonomy.derived`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from skillgap.extraction.pattern_tables import compile_patterns
from skillgap.extraction.surfaces import (
    CONCEPTS,
    LONGEST,
    SHORTEST_TYPO,
    Surface,
    affixes,
    ambiguity_of,
    concept_key,
)
from skillgap.extraction.tokens import key_of
from skillgap.extraction.words import DATA, is_everyday, load_data, sense_words, stem
from skillgap.models.skill import Ambiguity, Category, Skill
from skillgap.taxonomy import Taxonomy
from skillgap.taxonomy.word_classes import word_classes


def compile_tables(taxonomy: Taxonomy) -> dict[str, Any]:
    """Compile a taxonomy; the same taxonomy gives the same tables (skills come in id order, the first claim wins)."""
    surfaces: dict[str, Surface] = {}
    skills = tuple(taxonomy.skills.values())
    for skill in skills:
        _claim(surfaces, skill, skill.name, "exact")
    for skill in skills:
        for alias in skill.aliases:
            _claim(surfaces, skill, alias, "alias")
    for key in [key for key, surface in surfaces.items() if _names_two(surfaces, surface)]:
        del surfaces[key]
    _pair_up(surfaces)
    stemmed: dict[str, str] = {}
    joined: dict[str, str] = {key: key for key in surfaces if " " not in key}
    for key, surface in surfaces.items():
        if " " not in key:
            continue
        if len(key) > 6:
            joined.setdefault(key.replace(" ", ""), key)
        if surface.skill is not None and surface.skill.category in CONCEPTS:
            stemmed.setdefault(concept_key(key.split()), key)
    _block(surfaces, skills)
    pairs, stem_pairs = _pairs(surfaces), _stem_pairs(stemmed)
    # What a look-up needs is worked out here, once for all processes; one long text is read back fastest.
    return {
        "surfaces": {key: _row(surface) for key, surface in surfaces.items()},
        "joined": joined,
        "pairs": pairs,
        "seconds": _seconds(pairs),
        "no_skills": _first_pairs(key for key, surface in surfaces.items() if surface.skill is None),
        "stemmed": stemmed,
        "stem_pairs": stem_pairs,
        "stem_seconds": _seconds(stem_pairs),
        "broad": sorted(taxonomy.children),
        "targets": _targets(surfaces, joined),
        "patterns": compile_patterns(
            [pattern for skill in skills for pattern in skill.shown_by], stemmed=True, classes=word_classes()
        ),
        "shows": [
            (skill.id, not skill.soft and _is_compound(pattern)) for skill in skills for pattern in skill.shown_by
        ],
    }


def _is_compound(pattern: str) -> bool:
    """Tell two words of which the first is written with -ing: "operating point" is no inflected "operate point"."""
    head, _, rest = pattern.partition(" ")
    return head.endswith("ing") and head.isalpha() and " " not in rest


def _pair_up(surfaces: dict[str, Surface]) -> None:
    """Enter concepts of two halves without their "and": "backup/recovery" is "backup and recovery"."""
    for key, surface in list(surfaces.items()):
        words = key.split(" ")
        if surface.skill is None or surface.skill.category not in CONCEPTS or words.count("and") != 1:
            continue
        if surface.guard == "free" and 3 <= len(words) <= 5 and words[0] != "and" != words[-1]:
            surfaces.setdefault(" ".join(word for word in words if word != "and"), surface)


def _row(surface: Surface) -> str:
    skill_id = surface.skill.id if surface.skill is not None else ""
    return f"{skill_id}\t{surface.written}\t{surface.method[0]}\t{surface.guard[0]}"


def _targets(surfaces: Mapping[str, Surface], joined: Mapping[str, str]) -> dict[str, str]:
    words = sorted(
        {
            word
            for key, surface in [*surfaces.items(), *((key, surfaces[other]) for key, other in joined.items())]
            if surface.skill is not None and surface.guard != "human_language"
            for word in key.split(" ")
            if len(word) >= SHORTEST_TYPO and word.isalpha() and word.isascii()
        }
    )
    found: dict[str, list[str]] = {}
    for word in words:
        for affix in affixes(word):
            found.setdefault(affix, []).append(word)
    return {affix: " ".join(found[affix]) for affix in sorted(found)}


@cache
def tables_key() -> str:
    """Name the tables by everything that they depend on besides the taxonomy: this code and its data."""
    here = Path(__file__).parent
    sources = [here / name for name in ("tables.py", "pattern_tables.py", "surfaces.py", "tokens.py", "words.py")]
    sources += [
        DATA / name for name in ("everyday_words.txt", "irregular_forms.txt", "no_skill.json", "ambiguity.json")
    ]
    return "index-" + hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()[:12]


def _claim(surfaces: dict[str, Surface], skill: Skill, written: str, method: Literal["exact", "alias"]) -> None:
    key = key_of(written)
    if key and key not in surfaces:
        ambiguity = ambiguity_of(skill, written, key) if skill.ambiguous else None
        surfaces[key] = Surface(skill, written, method, _guard(skill.category, written, key, ambiguity), ambiguity)


def _names_two(surfaces: Mapping[str, Surface], surface: Surface) -> bool:
    """Tell an alias that names another skill besides its own ("C#/.NET"): each half is better found alone."""
    halves = surface.written.split("/")
    if len(halves) != 2 or surface.method == "exact":
        return False
    named = [surfaces.get(key_of(half)) for half in halves]
    owners = [half.skill.id for half in named if half is not None and half.skill is not None]
    own = surface.skill.id if surface.skill is not None else ""
    return len(owners) == 2 and own in owners and owners[0] != owners[1]


def _guard(
    category: Category, written: str, key: str, ambiguity: Ambiguity | None
) -> Literal["free", "case", "ambiguous", "human_language"]:
    if category == "human_language" and " " not in key:
        return "human_language"
    if ambiguity is not None:
        return "ambiguous"
    if len(key) <= 3:
        return "ambiguous" if len(key) == 1 else "case"
    # A product whose name is an ordinary word ("Express", "@RISK") needs proof even where the taxonomy forgot.
    rarer = key in sense_words()["word_names"]
    if rarer or (written != key and " " not in key and is_everyday(key)):
        plain = category in CONCEPTS and written in {key, key.capitalize()} and not rarer
        return "free" if plain else "ambiguous"
    return "free"


def _block(surfaces: dict[str, Surface], skills: Iterable[Skill]) -> None:
    """Enter the phrases that hold a name and are no skill: the longest match then takes them and gives nothing.

    Those that hold for all skills count as "exact", those that one skill must not be taken for as "alias".
    """
    for phrase in load_data("no_skill.json")["phrases"]:
        surfaces.setdefault(key_of(phrase), Surface(None, phrase, "exact"))
    for skill in skills:
        for ambiguity in skill.ambiguous.values():
            for phrase in ambiguity.unless:
                key = key_of(phrase)
                if " " in key:
                    surfaces.setdefault(key, Surface(None, phrase, "alias"))


def _pairs(keys: Iterable[str]) -> dict[str, str]:
    return _by_first((words[0], words[1], len(words)) for words in map(_words, keys) if 1 < len(words) <= LONGEST)


def _stem_pairs(keys: Iterable[str]) -> dict[str, str]:
    return _by_first((words[0], stem(words[1]), len(words)) for words in map(_words, keys) if len(words) <= LONGEST)


def _first_pairs(keys: Iterable[str]) -> list[str]:
    return sorted({" ".join(words[:2]) for words in map(_words, keys) if len(words) > 1})


def _words(key: str) -> list[str]:
    return key.split(" ")


def _by_first(pairs: Iterable[tuple[str, str, int]]) -> dict[str, str]:
    """Group (first word, second word, length of the name); one short text a word is read back faster than tables."""
    found: dict[str, dict[str, int]] = {}
    for first, second, size in pairs:
        seconds = found.setdefault(first, {})
        seconds[second] = seconds.get(second, 0) | 1 << size
    return {
        first: " ".join(f"{second} {mask}" for second, mask in sorted(seconds.items()))
        for first, seconds in sorted(found.items())
    }


def _seconds(pairs: Mapping[str, str]) -> str:
    return " ".join(sorted({second for seconds in pairs.values() for second in seconds.split()[::2]}))

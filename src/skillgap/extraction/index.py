"""Taxonomy → Index: every written form of every skill as a plain dictionary, ready to be looked up word by word.

Building the tables takes a quarter of a second, so they are plain JSON that the taxonomy keeps (`Taxonomy.derived`);
what is read back makes its `Surface` objects, and so its skills, only when a name is met.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from skillgap.extraction.patterns import PatternSet
from skillgap.extraction.tokens import key_of
from skillgap.extraction.words import DATA, is_everyday, load_data, stem
from skillgap.models.skill import SOFT_CATEGORIES, Ambiguity, Category, Skill
from skillgap.taxonomy import Taxonomy

LONGEST = 12
"""No name has more words."""
_AFFIX = 3
_REMEMBERED = 50_000
# What a word may be, as bits: a name, the first word of a longer name or concept, a name spelt otherwise, ordinary
# English, or none of these and so perhaps a typo; the head of a name that is one word, which two words in a row may
# spell (`BREAKS`: only over a line's end).
WRITTEN, BEGINS_NAME, BEGINS_CONCEPT, RESPELLED, EVERYDAY, STRANGE, JOINS, BREAKS = 1, 2, 4, 8, 16, 32, 64, 128
BEGINS = BEGINS_NAME | BEGINS_CONCEPT
SECOND = 8
"""How far left the bits of `BEGINS` stand for the word that comes second in such a name."""
SHORTEST_TYPO = 5
"""Shorter words have too many neighbours one letter away."""
# In these categories a name of several small words is a concept that people inflect: "fine-tuned", "load tests".
CONCEPTS = frozenset(
    {
        "data_engineering", "devops_mlops", "domain", "governance", "leadership", "math", "ml_method", "performance",
        "soft_skill", "software_engineering", "web",
    }
)  # fmt: skip
# "no SQL" is not NoSQL, "my SQL" is not MySQL.
NEVER_JOINED = frozenset(
    "a an and any as at be by do for from go i if in is it its my no non not of on or our so some the to up us via we "
    "with you your".split()
)
# A job title or an adjective is not the craft: "software engineer" does not inflect "software engineering".
_UNSTEMMED = frozenset("engineering learning computing programming coding mining vision processing series".split())


Followers = tuple[Mapping[str, int], Mapping[str, int]]
"""Second words of names, and stems of second words of concepts, each with a bit mask of lengths."""


@dataclass(frozen=True, slots=True)
class Surface:
    """One written form: whose it is, how it is written, and what is known of its other meanings.

    `skill` None marks a phrase that is no skill ("go to market"). `guard` is what to check before it is taken.
    """

    skill: Skill | None
    written: str
    method: Literal["exact", "alias"]
    guard: Literal["free", "case", "ambiguous", "human_language"] = "free"
    ambiguity: Ambiguity | None = None

    @property
    def soft(self) -> bool:
        """Tell whether it names a leadership or soft skill, or no skill."""
        return self.skill is None or self.skill.category in SOFT_CATEGORIES


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one ambiguous surface, split for look-up: single words, and phrases as keys; words against it."""

    words: frozenset[str]
    phrases: tuple[str, ...]
    against: frozenset[str]
    needed: bool


class SurfaceTable(Mapping[str, Surface]):
    """Look-up key → Surface, made when it is first asked for; `rows` holds "skill id, written, method, guard"."""

    def __init__(self, rows: Mapping[str, str], skills: Mapping[str, Skill]) -> None:
        self._rows = rows
        self._skills = skills
        self._made: dict[str, Surface] = {}

    def get(self, key: str, default: Any = None) -> Any:
        """Return the surface, or the default; the one look-up that must be fast."""
        surface = self._made.get(key)
        return surface or (self[key] if key in self._rows else default)

    def __getitem__(self, key: str) -> Surface:
        surface = self._made.get(key)
        if surface is None:
            skill_id, written, method, guard = self._rows[key].split("\t")
            skill = self._skills[skill_id] if skill_id else None
            ambiguity = _ambiguity(skill, written, key) if skill is not None and skill.ambiguous else None
            made = Surface(skill, written, _METHODS[method], _GUARDS[guard], ambiguity)
            surface = self._made[key] = made
        return surface

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class OtherKeys(Mapping[str, Surface]):
    """A second set of keys to the surfaces of a table."""

    def __init__(self, keys: Mapping[str, str], surfaces: SurfaceTable) -> None:
        self._keys = keys
        self._surfaces = surfaces

    def get(self, key: str, default: Any = None) -> Any:
        """Return the surface, or the default."""
        return self._surfaces[self._keys[key]] if key in self._keys else default

    def __getitem__(self, key: str) -> Surface:
        return self._surfaces[self._keys[key]]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


_METHODS: Mapping[str, Literal["exact", "alias"]] = {"e": "exact", "a": "alias"}
_GUARDS: Mapping[str, Literal["free", "case", "ambiguous", "human_language"]] = {
    "f": "free",
    "c": "case",
    "a": "ambiguous",
    "h": "human_language",
}


@dataclass(frozen=True)
class Index:
    """Look-up tables.

    `surfaces` holds every written form under its words. `joined` holds the same without spaces (one-word names
    too). `pairs` holds, under the first words of longer names, what may come second, each with a bit mask of the
    names' lengths ("learning 4 vision 12"), so that most words are passed over in one look; `written` and
    `joined_keys` are the bare keys, for a test that costs no Python call; `stemmed` and `stem_pairs` are the same for
    concepts, by `concept_key`, first words with the plural cut and stems of second ones. `seconds` and `stem_seconds`
    are all that come second. `targets` are the words of names that a typo may be meant for, joined by spaces, under
    their first and last letters ("^pyt", "$hon"); `shown_by` are the patterns with their skill's id.
    """

    surfaces: Mapping[str, Surface]
    written: Container[str]
    joined: Mapping[str, Surface]
    joined_keys: Mapping[str, str]
    pairs: Mapping[str, str]
    stemmed: Mapping[str, Surface]
    stem_pairs: Mapping[str, str]
    seconds: frozenset[str]
    stem_seconds: frozenset[str]
    skills: Mapping[str, Skill]
    broad: frozenset[str]
    targets: Mapping[str, str]
    shown_by: tuple[tuple[str, str], ...]
    _cues: dict[str, Cues] = field(default_factory=dict)
    _facts: dict[str, int] = field(default_factory=dict)
    _followers: dict[str, Followers] = field(default_factory=dict)
    _named: dict[str, Surface | None] = field(default_factory=dict)
    _concepts: dict[str, Surface | None] = field(default_factory=dict)

    @cached_property
    def phrases(self) -> PatternSet[Skill]:
        """The patterns that show a skill without its name."""
        return PatternSet(((pattern, self.skills[skill_id]) for pattern, skill_id in self.shown_by), stemmed=True)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of every name: such a word is no typo."""
        return frozenset(" ".join(self.surfaces).split())

    @cached_property
    def _heads(self) -> list[str]:
        return sorted(self.joined_keys)

    def facts(self, lows: Sequence[str]) -> list[int]:
        """Say of each word, as bits, what it may be the beginning of; the answers are remembered.

        The tables are large and each look into them misses the processor's cache: one look at a small one does for
        the words of most texts.
        """
        known = self._facts
        try:
            return list(map(known.__getitem__, lows))
        except KeyError:
            pass
        if len(known) >= _REMEMBERED:
            known.clear()
            self._followers.clear()
        found = []
        for low in lows:
            fact = known.get(low)
            if fact is None:
                fact = known[low] = self._fact(low)
            found.append(fact)
        return found

    def followers(self, low: str) -> Followers:
        """Return the second words (stems for concepts) of the names that a word begins, with masks of lengths."""
        known = self._followers.get(low)
        if known is None:
            known = self._followers[low] = (
                _masks(self.pairs.get(low, "")),
                _masks(self.stem_pairs.get(singular(low), "")),
            )
        return known

    def named(self, key: str) -> Surface | None:
        """Return the name of these words, or the one that they are the plural of; the answers are remembered."""
        if key in self._named:
            return self._named[key]
        surface: Surface | None = self.surfaces.get(key)
        if surface is None and len(key) >= 5 and key[-1] == "s" and key[-2] not in "su":
            surface = self.surfaces.get(key[:-1])
            surface = None if surface is None or surface.skill is None else surface
        if len(self._named) >= _REMEMBERED:
            self._named.clear()
        self._named[key] = surface
        return surface

    def concept(self, key: str) -> Surface | None:
        """Return the concept that these words name, whatever the last one's inflection; the answers are remembered."""
        if key in self._concepts:
            return self._concepts[key]
        if len(self._concepts) >= _REMEMBERED:
            self._concepts.clear()
        surface: Surface | None = self.stemmed.get(concept_key(key.split(" ")))
        self._concepts[key] = surface
        return surface

    def _fact(self, low: str) -> int:
        everyday = is_everyday(low)
        strange = len(low) >= SHORTEST_TYPO and low.isalpha() and low.isascii() and low not in self.vocabulary
        at = bisect_right(self._heads, low)
        heads = at < len(self._heads) and self._heads[at].startswith(low)
        return (
            WRITTEN * (low in self.written)
            | BEGINS_NAME * (low in self.pairs)
            | BEGINS_CONCEPT * (singular(low) in self.stem_pairs)
            | RESPELLED * (self.respelled(low) is not None)
            | EVERYDAY * everyday
            | STRANGE * (strange and not everyday)
            | (BREAKS if low in NEVER_JOINED else JOINS) * heads
            | (BEGINS_NAME << SECOND) * (low in self.seconds)
            | (BEGINS_CONCEPT << SECOND) * (stem(low) in self.stem_seconds)
        )

    def respelled(self, low: str) -> Surface | None:
        """Return the name that a word spells otherwise: joined, plural, with a version ("python3") or a loose sign.

        The plural of a doubtful name is for the caller to judge, who sees how it is written.
        """
        surface: Surface | None = self.joined.get(low) if len(low) > 5 else None
        if surface is None and len(low) > 3:
            if low[-1] == "s" and not is_everyday(low):
                surface = self.surfaces.get(low[:-1])
            elif low[-1] in "*+#":
                surface = self.surfaces.get(low.rstrip("*+#"))
            elif low[-1].isdigit() or low[-1] == "x":
                bare = low.rstrip("0123456789x")
                if len(bare) > 2 and bare != low:
                    surface = self.surfaces.get(bare)
        return None if surface is None or surface.skill is None else surface

    def cues(self, surface: Surface) -> Cues:
        """Return the cues of an ambiguous surface, compiled on first use."""
        known = self._cues.get(surface.written)
        if known is None:
            ambiguity = surface.ambiguity
            keys = sorted({key_of(cue) for cue in ambiguity.cues}) if ambiguity else []
            known = self._cues[surface.written] = Cues(
                frozenset(form for key in keys if " " not in key for form in (key, stem(key))),
                tuple(key for key in keys if " " in key),
                frozenset(key_of(word) for word in ambiguity.against) if ambiguity else frozenset(),
                ambiguity.needs_cue if ambiguity else False,
            )
        return known


def _masks(written: str) -> dict[str, int]:
    parts = written.split()
    return dict(zip(parts[::2], map(int, parts[1::2]), strict=True))


@cache
def lengths(mask: int) -> tuple[int, ...]:
    """Return the lengths in a bit mask, longest first."""
    return tuple(n for n in range(mask.bit_length(), 0, -1) if mask >> n & 1)


def build_index(taxonomy: Taxonomy) -> Index:
    """Give the index of a taxonomy, from what was kept of it where the taxonomy and this code are unchanged."""
    tables = taxonomy.derived(index_key(), lambda: compile_index(taxonomy))
    surfaces = SurfaceTable(tables["surfaces"], taxonomy.skills)
    return Index(
        surfaces,
        tables["surfaces"],
        OtherKeys(tables["joined"], surfaces),
        tables["joined"],
        tables["pairs"],
        OtherKeys(tables["stemmed"], surfaces),
        tables["stem_pairs"],
        frozenset(tables["seconds"].split()),
        frozenset(tables["stem_seconds"].split()),
        taxonomy.skills,
        frozenset(tables["broad"]),
        tables["targets"],
        tuple((pattern, skill_id) for pattern, skill_id in tables["shown_by"]),
    )


def compile_index(taxonomy: Taxonomy) -> dict[str, Any]:
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
        "stemmed": stemmed,
        "stem_pairs": stem_pairs,
        "stem_seconds": _seconds(stem_pairs),
        "broad": sorted(taxonomy.children),
        "targets": _targets(surfaces, joined),
        "shown_by": [[pattern, skill.id] for skill in skills for pattern in skill.shown_by],
    }


def _row(surface: Surface) -> str:
    skill_id = surface.skill.id if surface.skill is not None else ""
    return f"{skill_id}\t{surface.written}\t{surface.method[0]}\t{surface.guard[0]}"


def affixes(word: str) -> tuple[str, str]:
    """Return the keys of `Index.targets` for a word: a typo leaves its head or its tail as it is."""
    return "^" + word[:_AFFIX], "$" + word[-_AFFIX:]


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
def index_key() -> str:
    """Name the tables by everything that they depend on besides the taxonomy: this code and its data."""
    here = Path(__file__).parent
    sources = [here / name for name in ("index.py", "tokens.py", "words.py")]
    sources += [DATA / name for name in ("everyday_words.txt", "irregular_forms.txt", "no_skill.json")]
    return "index-" + hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()[:12]


def concept_key(words: list[str]) -> str:
    """Return the look-up form of a concept: every word's plural cut, the last word's inflection too."""
    last = words[-1]
    cut = [singular(word) for word in words[:-1]]
    return " ".join([*cut, last if last in _UNSTEMMED else stem(last)])


def singular(word: str) -> str:
    """Cut a plain plural -s."""
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] not in "sui" else word


def _claim(surfaces: dict[str, Surface], skill: Skill, written: str, method: Literal["exact", "alias"]) -> None:
    key = key_of(written)
    if key and key not in surfaces:
        ambiguity = _ambiguity(skill, written, key) if skill.ambiguous else None
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


def _ambiguity(skill: Skill, written: str, key: str) -> Ambiguity | None:
    if written in skill.ambiguous:
        return skill.ambiguous[written]
    return next((value for other, value in skill.ambiguous.items() if key_of(other) == key), None)


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
    if written != key and " " not in key and is_everyday(key):
        plain = category in CONCEPTS and written in {key, key.capitalize()}
        return "free" if plain else "ambiguous"
    return "free"


def _block(surfaces: dict[str, Surface], skills: Iterable[Skill]) -> None:
    """Enter the phrases that hold a name and are no skill: the longest match then takes them and gives nothing."""
    for phrase in load_data("no_skill.json")["phrases"]:
        surfaces.setdefault(key_of(phrase), Surface(None, phrase, "exact"))
    for skill in skills:
        for ambiguity in skill.ambiguous.values():
            for phrase in ambiguity.unless:
                key = key_of(phrase)
                if " " in key:
                    surfaces.setdefault(key, Surface(None, phrase, "exact"))


def _pairs(keys: Iterable[str]) -> dict[str, str]:
    return _by_first((words[0], words[1], len(words)) for words in map(_words, keys) if 1 < len(words) <= LONGEST)


def _stem_pairs(keys: Iterable[str]) -> dict[str, str]:
    return _by_first((words[0], stem(words[1]), len(words)) for words in map(_words, keys) if len(words) <= LONGEST)


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

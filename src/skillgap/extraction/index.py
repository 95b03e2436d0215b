"""Taxonomy → Index: every written form of every skill as a plain dictionary, ready to be looked up word by word.

Building the tables takes a quarter of a second, so they are plain JSON that the taxonomy keeps (`Taxonomy.derived`);
what is read back makes its `Surface` objects, and so its skills, only when a name is met.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from skillgap.extraction.pattern_tables import PatternTables
from skillgap.extraction.patterns import PatternSet
from skillgap.extraction.surfaces import SHORTEST_TYPO, Surface, SurfaceTable, concept_key, singular
from skillgap.extraction.tables import compile_tables, tables_key
from skillgap.extraction.tokens import key_of
from skillgap.extraction.words import Remembered, is_everyday, near_words, stem
from skillgap.models.skill import Skill
from skillgap.taxonomy import Taxonomy

# What a word may be, as bits: a name, the first word of a longer name or concept, a name spelt otherwise, ordinary
# English, or none of these and so perhaps a typo; the head of a name that is one word, which two words in a row may
# spell (`BREAKS`: only over a line's end).
WRITTEN, BEGINS_NAME, BEGINS_CONCEPT, RESPELLED, EVERYDAY, STRANGE, JOINS, BREAKS = 1, 2, 4, 8, 16, 32, 64, 128
BEGINS = BEGINS_NAME | BEGINS_CONCEPT
SECOND = 8
"""How far left the bits of `BEGINS` stand for the word that comes second in such a name."""
# "no SQL" is not NoSQL, "my SQL" is not MySQL.
NEVER_JOINED = frozenset(
    "a an and any as at be by do for from go i if in is it its my no non not of on or our so some the to up us via we "
    "with you your".split()
)


Followers = tuple[Mapping[str, int], Mapping[str, int]]
"""Second words of names, and stems of second words of concepts, each with a bit mask of lengths."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one ambiguous surface, split for look-up: single words, and phrases as keys; words against it.

    `instead` is the id of the skill that the other meaning is, or "".
    """

    words: frozenset[str]
    phrases: tuple[str, ...]
    against: frozenset[str]
    instead: str
    needed: bool


@dataclass(frozen=True)
class Index:
    """Look-up tables.

    `surfaces` holds every written form under its words; `written` are its bare keys, for a test that costs no Python
    call, `joined` its keys under the same words without spaces (one-word names too). `pairs` holds, under the first
    words of longer names, what may come second, each with a bit mask of the names' lengths ("learning 4 vision 12"),
    so that most words are passed over in one look; `stemmed` and `stem_pairs` are `joined` and `pairs` for concepts, by
    `concept_key`, first words with the plural cut and stems of second ones. `no_skills` are the first two words of
    phrases that are no skill; `seconds` and `stem_seconds` are all that come second. `targets` are the words of names
    that a typo may be meant for, joined by spaces, under their first and last
    letters ("^pyt", "$hon"); `patterns` are those of `shown_by`, `shows` what each one shows.
    """

    surfaces: Mapping[str, Surface]
    written: Mapping[str, str]
    joined: Mapping[str, str]
    pairs: Mapping[str, str]
    stemmed: Mapping[str, str]
    stem_pairs: Mapping[str, str]
    seconds: frozenset[str]
    stem_seconds: frozenset[str]
    no_skills: frozenset[tuple[str, str]]
    skills: Mapping[str, Skill]
    broad: frozenset[str]
    targets: Mapping[str, str]
    patterns: PatternTables
    shows: Sequence[tuple[str, bool]]
    _cues: dict[str, Cues] = field(default_factory=dict)

    @cached_property
    def phrases(self) -> PatternSet[tuple[str, bool]]:
        """The patterns that show a skill without its name: its id, and whether it is a compound: "tracking error"."""
        return PatternSet(self.patterns, self.shows)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of every name: such a word is no typo."""
        return frozenset(" ".join(self.surfaces).split())

    @cached_property
    def _heads(self) -> list[str]:
        return sorted(self.joined)

    @cached_property
    def facts(self) -> Remembered[int]:
        """What a word may be, as bits."""
        return Remembered(self._fact)

    @cached_property
    def followers(self) -> Remembered[Followers]:
        """The second words (stems for concepts) of the names that a word begins, with masks of lengths."""
        return Remembered(
            lambda low: (_masks(self.pairs.get(low, "")), _masks(self.stem_pairs.get(singular(low), ""))),
        )

    @cached_property
    def named(self) -> Remembered[Surface | None]:
        """The name of these words, or the one that they are the plural of."""
        return Remembered(self._named)

    @cached_property
    def concepts(self) -> Remembered[Surface | None]:
        """The concept that these words name, whatever the last one's inflection."""
        return Remembered(lambda key: self.surfaces.get(self.stemmed.get(concept_key(key.split(" ")), "")))

    def _named(self, key: str) -> Surface | None:
        surface: Surface | None = self.surfaces.get(key)
        if surface is None and len(key) >= 5 and key[-1] == "s" and key[-2] not in "su":
            surface = self.surfaces.get(key[:-1])
            surface = None if surface is None or surface.skill is None else surface
        return surface

    def joined_name(self, key: str) -> Surface | None:
        """Return the name whose words joined are `key`."""
        surface: Surface | None = self.surfaces.get(self.joined.get(key, ""))
        return surface

    def _fact(self, low: str) -> int:
        everyday = is_everyday(low)
        strange = len(low) >= SHORTEST_TYPO and low.isalpha() and low.isascii() and low not in self.vocabulary
        at = bisect_right(self._heads, low)
        heads = at < len(self._heads) and self._heads[at].startswith(low)
        return (
            (WRITTEN if low in self.written else RESPELLED * (self.respelled(low) is not None))
            | BEGINS_NAME * (low in self.pairs)
            | BEGINS_CONCEPT * (singular(low) in self.stem_pairs)
            | EVERYDAY * everyday
            | STRANGE * (strange and not everyday and low not in near_words())
            | (BREAKS if low in NEVER_JOINED else JOINS) * heads
            | (BEGINS_NAME << SECOND) * (low in self.seconds)
            | (BEGINS_CONCEPT << SECOND) * (stem(low) in self.stem_seconds)
        )

    def respelled(self, low: str) -> Surface | None:
        """Return the name that a word spells otherwise: joined, plural, with a version ("python3") or a loose sign.

        The plural of a doubtful name is for the caller to judge, who sees how it is written.
        """
        surface: Surface | None = self.joined_name(low) if len(low) > 5 else None
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
                ambiguity.instead if ambiguity and ambiguity.instead and ambiguity.instead in self.skills else "",
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
    tables = taxonomy.derived(tables_key(), lambda: compile_tables(taxonomy))
    surfaces = SurfaceTable(tables["surfaces"], taxonomy.skills)
    return Index(
        surfaces,
        tables["surfaces"],
        tables["joined"],
        tables["pairs"],
        tables["stemmed"],
        tables["stem_pairs"],
        frozenset(tables["seconds"].split()),
        frozenset(tables["stem_seconds"].split()),
        frozenset((first, second) for first, second in map(str.split, tables["no_skills"])),
        taxonomy.skills,
        frozenset(tables["broad"]),
        tables["targets"],
        tables["patterns"],
        tables["shows"],
    )

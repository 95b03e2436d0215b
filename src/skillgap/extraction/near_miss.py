"""Unknown words → Match: one or two typos away from a name, never from an English word, never for short names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import extract

from skillgap.extraction.index import STRANGE, Index
from skillgap.extraction.matcher import Match
from skillgap.extraction.surfaces import Surface, affixes
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import Remembered, is_everyday

_SHORTEST_ALONE = 6  # letters of a name that no other word of it stands beside
_TWO_EDITS = 10  # letters from which two slips are allowed
_LONG = 8  # letters beyond which a wrong one hardly makes another name


class NearMisses:
    """Finds the names that a word may be a slip of.

    A typo leaves the head or the tail of a word as it is, so two small lists hold every candidate; RapidFuzz decides.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._near = Remembered(self._meant)

    def match(self, tokens: Tokens, taken: Sequence[Match]) -> list[Match]:
        """Find names with a typo among the words that no name and no English word accounts for."""
        facts = self._index.facts
        strange = tokens.spots({low for low in tokens.present if facts[low] & STRANGE})
        if not strange:
            return []
        owned = {i for m in taken for i in range(m.first, m.last)}
        found: list[Match] = []
        for i in strange:
            if i in owned or tokens.masked[i] or _behind_initial(tokens, i):
                continue
            low = tokens.lows[i]
            match = self._repair(tokens, i, low, company=not owned.isdisjoint(range(i - 3, i + 4)))
            if match is not None and match.first not in owned:
                found.append(match)
                owned.update(range(match.first, match.last))
        return found

    def _repair(self, tokens: Tokens, i: int, low: str, *, company: bool) -> Match | None:
        """Return the name that word i is likeliest meant for; `company`: whether other names stand near."""
        for word in self._near[low]:
            match = self._with(tokens, i, low, word)
            if match is None:
                continue
            # A wrong letter makes another name of a short one ("Dragon" is not Drogon): others near must vouch for it.
            if match.last - match.first > 1 or company or len(low) > _LONG or _fumbled(low, word):
                return match
        return None

    def _meant(self, low: str) -> tuple[str, ...]:
        """Return the words that a strange word may be a slip of, the likeliest first."""
        allowed = 2 if len(low) >= _TWO_EDITS else 1
        near: dict[str, int] = {}
        for affix in affixes(low):
            candidates = self._index.targets.get(affix, "").split()
            for word, distance, _ in extract(low, candidates, scorer=OSA.distance, score_cutoff=allowed, limit=4):
                # A mere ending makes another word ("Logistika"), not a slip of the finger.
                if low.startswith(word) or word == low + "s" or (distance > 1 and not _slips(low, word)):
                    continue
                near[word] = int(distance)
        return tuple(sorted(near, key=lambda word: (near[word], -Indel.similarity(low, word), word)))

    def _with(self, tokens: Tokens, i: int, low: str, word: str) -> Match | None:
        """Look the repaired word up, alone or with its neighbours."""
        for first, last in ((i - 2, i + 1), (i - 1, i + 2), (i, i + 3), (i - 1, i + 1), (i, i + 2), (i, i + 1)):
            if first < 0 or last > tokens.size or any(tokens.gaps[k] not in {" ", "-"} for k in range(first + 1, last)):
                continue
            words = [word if k == i else tokens.lows[k] for k in range(first, last)]
            key = " ".join(words)
            surface = self._index.surfaces.get(key) or (self._index.joined_name(key) if last - first == 1 else None)
            if surface is not None and self._fits(surface, tokens.words[i], low, word, alone=last - first == 1):
                written = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
                similarity = round(100 * Indel.normalized_similarity(written.lower(), key), 1)
                reason = f'"{written}" is {OSA.distance(low, word)} typing slip(s) from "{surface.written}"'
                return Match(first, last, surface, "fuzzy", similarity, reason)
        return None

    @staticmethod
    def _fits(surface: Surface, written: str, low: str, word: str, *, alone: bool) -> bool:
        if surface.skill is None or surface.guard == "human_language":
            return False
        # Alone, the name must be long and no English word; beside the rest of its name, "machine lerning" is clear.
        if alone and (min(len(low), len(word)) < _SHORTEST_ALONE or surface.guard == "case" or is_everyday(word)):
            return False
        # A capitalised unknown word is likely a name; its first letter must then be right.
        return not written[0].isupper() or low[0] == word[0]


def _behind_initial(tokens: Tokens, i: int) -> bool:
    """Tell the surname of "C. Albers", who is no ALBERT."""
    initial = tokens.words[i - 1] if i else ""
    return len(initial) == 1 and initial.isupper() and tokens.gaps[i] == ". " and tokens.words[i][0].isupper()


def _slips(low: str, word: str) -> bool:
    """Tell two slips of the finger from another word of the same stem ("Statistician" is not Statistica)."""
    if len(low) == len(word) and (Counter(low) - Counter(word)).total() > 1:
        return False  # two wrong letters: "Scoutmaster" is not Scrum Master
    same = 0
    while same < min(len(low), len(word)) and low[same] == word[same]:
        same += 1
    return 0 < same < min(len(low), len(word)) - 3


def _fumbled(low: str, word: str) -> bool:
    """Tell the usual slips (two letters swapped, one left out, one doubled) from a wrong letter."""
    if len(low) == len(word):
        return sorted(low) == sorted(word)
    if len(low) < len(word):
        return True
    return any(
        low[:i] + low[i + 1 :] == word and low[i] in low[max(i - 1, 0) : i] + low[i + 1 : i + 2]
        for i in range(len(low))
    )

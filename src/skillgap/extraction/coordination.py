"""Match → the names that share a word with it: "unit and integration testing", "Nsight Compute/Systems"."""

from __future__ import annotations

from skillgap.extraction.index import Index
from skillgap.extraction.matcher import Match
from skillgap.extraction.surfaces import Surface
from skillgap.extraction.tokens import Tokens, key_of
from skillgap.extraction.words import CONJUNCTIONS

_SHORTEST_PART = 4
"""The letters that a half of a compound has at least."""


def coordinated(tokens: Tokens, index: Index, matches: list[Match]) -> list[Match]:
    """Find what a shared word leaves out: "unit and integration testing", "Nsight Compute/Systems"."""
    found: list[Match] = []
    several = [m for m in matches if m.last - m.first > 1 or " " in m.surface.written or "-" in m.surface.written]
    found += _compounds(tokens, index, matches)
    tied = [(m, _conjunct(tokens, m.first), _after(tokens, m.last)) for m in several]
    tied = [tie for tie in tied if tie[1] is not None or tie[2] is not None]
    owned = {i for match in matches for i in range(match.first, match.last)} if tied else set()
    for match, at, right in tied:
        words = tokens.lows[match.first : match.last]
        names = [words, key_of(match.surface.written).split(" ")] if at is not None else []
        while at is not None and at not in owned and not tokens.masked[at]:
            head = _sharing(index, tokens.lows[at], names)
            if head is not None:
                reason = f'"{tokens.words[at]}" shares "{words[-1]}" with "{" ".join(words)}"'
                found.append(Match(at, at + 1, head, "alias", 100.0, reason))
            # "tensor-, pipeline- and expert-parallel": the hyphens tell that the list goes on; "functional, regression
            # and usability testing": what makes a name does.
            goes_on = {"-,", ","} if head is not None else {"-,"}
            at = at - 1 if at and tokens.gaps[at].strip() in goes_on else None
        if right is not None and right not in owned and not tokens.masked[right]:
            surface = index.surfaces.get(" ".join([*words[:-1], tokens.lows[right]]))
            if surface is not None and surface.skill is not None and surface.skill is not match.surface.skill:
                reason = f'"{tokens.words[right]}" shares "{words[0]}" with "{" ".join(words)}"'
                found.append(Match(right, right + 1, surface, "alias", 100.0, reason))
    return found


def _compounds(tokens: Tokens, index: Index, matches: list[Match]) -> list[Match]:
    """Find what German compounds leave out: "Unit- und Integrationstests", "Frontend- und Backendentwicklung"."""
    found: list[Match] = []
    for match in matches:
        at = _conjunct(tokens, match.first) if match.last - match.first == 1 else None
        if at is None or not tokens.gaps[at + 1].startswith("-") or tokens.masked[at]:
            continue
        low, whole = tokens.lows[at], tokens.lows[match.first]
        ends = (whole[cut:] for cut in range(_SHORTEST_PART, len(whole) - _SHORTEST_PART))
        keys = (key for end in ends for key in (low + end, f"{low} {end}"))
        surface = next((known for key in keys if (known := index.surfaces.get(key)) and known.skill), None)
        if surface is not None and surface.skill is not match.surface.skill:
            reason = f'"{tokens.words[at]}-" shares the end of "{tokens.words[match.first]}"'
            found.append(Match(at, at + 1, surface, "alias", 100.0, reason))
    return found


def _conjunct(tokens: Tokens, first: int) -> int | None:
    """Return the word that "and", "or" or "/" ties to the name that begins at `first`."""
    gaps, lows = tokens.gaps, tokens.lows
    if first >= 2 and lows[first - 1] in CONJUNCTIONS and _plain(gaps[first]):
        return first - 2 if _plain(gaps[first - 1]) or gaps[first - 1] in {"- ", "-\n", ", ", ",\n"} else None
    return first - 1 if first >= 1 and gaps[first].strip() in {"/", "-/"} else None


def _after(tokens: Tokens, last: int) -> int | None:
    gaps, lows = tokens.gaps, tokens.lows
    if last < len(lows) and gaps[last].strip() == "/":
        return last
    if last + 1 < len(lows) and lows[last] in CONJUNCTIONS and _plain(gaps[last]) and _plain(gaps[last + 1]):
        return last + 1
    return None


def _plain(gap: str) -> bool:
    return gap in {" ", "\n", "  "}


def _sharing(index: Index, low: str, names: list[list[str]]) -> Surface | None:
    """Complete a lone word with the end of the name after it, the longest end that makes a name."""
    for words in names:
        for cut in range(1, len(words)):
            key = [low, *words[cut:]]
            surface = index.surfaces.get(" ".join(key)) or index.concepts[" ".join(key)]
            if surface is None and cut == len(words) - 1:
                surface = index.surfaces.get(low + words[-1])
            # "Training and model development" are not the two halves of "training and development".
            if surface is not None and surface.skill is not None and " and " not in surface.written:
                return surface
    return None

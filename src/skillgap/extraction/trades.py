"""Text → is it of a trade whose own words mean something else to engineers: pruning, bagging, threading?"""

from __future__ import annotations

from collections.abc import Iterable

from skillgap.extraction.matcher import Match
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import is_everyday, sense_words
from skillgap.models.skill import PRODUCT_CATEGORIES, Category, Skill

_SENTENCE = 15
"""In so few words a driver is no trade: "Traced reboots to a driver"."""
_SHORT = 100
"""So few words may name nothing technical and be an engineer's."""
# A nurse uses Excel and Epic, too.
_OF_ENGINEERS: frozenset[Category] = (PRODUCT_CATEGORIES - {"tool", "os"}) | {
    "software_engineering",
    "ml_method",
    "performance",
}
# A product that an everyday word names may be known beyond its trade: Access, Ruby, Python.
_SHARED: frozenset[Category] = frozenset(
    {"data_engineering", "devops_mlops", "ml_method", "performance", "software_engineering", "web"}
)


def is_of_another_trade(tokens: Tokens, named: Iterable[Match]) -> bool:
    """Tell the text of a gardener, who prunes no networks: it is of an everyday trade, or long, and nothing technical.

    Names of ordinary words prove nothing here: plumbers do load tests, too.
    """
    words = sense_words()
    if tokens.size <= _SENTENCE or (tokens.size <= _SHORT and words["everyday_trades"].isdisjoint(tokens.present)):
        return False
    if not words["technical_signs"].isdisjoint([*tokens.present, *tokens.words]):
        return False
    return not any(
        match.surface.skill is not None
        and match.surface.skill.category in _OF_ENGINEERS
        and not all(map(is_everyday, tokens.lows[match.first : match.last]))
        for match in named
    )


def is_shared(skill: Skill | None) -> bool:
    """Tell a skill whose plain words other trades have, too, as "pruning" and "drift"."""
    return skill is not None and skill.category in _SHARED

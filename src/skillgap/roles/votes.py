"""Items of one block → the kind that most of its bullets speak for, where its heading says nothing of them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from skillgap.roles.cues import BlockKind, plain, words
from skillgap.roles.items import Item
from skillgap.roles.telling import is_demand

_OPEN: frozenset[BlockKind] = frozenset({"unknown", "about", "process", "conditions", "challenge"})
"""Blocks whose heading may be a joke, a question or a link ("Please apply if:", "How would you be impacting us?")."""
_FEWEST = 3
_MOST = 0.5
_NEARLY_ALL = 0.7


def voted(text: str, items: Sequence[Item]) -> list[Item]:
    """Read a block as demands when half of its bullets open as demands do, as duties when most open with a work verb.

    A heading has endless forms, a list of demands few.
    """
    found: list[Item] = []
    for (_, announced, listed), run in itertools.groupby(items, key=_list_of):
        block = list(run)
        kind = _vote(text, block, announced) if listed else None
        found += block if kind is None else [_moved(item, kind) for item in block]
    return found


def _list_of(item: Item) -> tuple[str, BlockKind, bool]:
    """Return what the bullets of one list share; a line between them begins another."""
    return item.heading, _block(item), item.bullet and not item.title


def _block(item: Item) -> BlockKind:
    return item.raised or item.kind


def _vote(text: str, block: Sequence[Item], kind: BlockKind) -> BlockKind | None:
    if kind not in _OPEN or len(block) < _FEWEST:
        return None
    if sum(is_demand(text[item.start : item.end]) for item in block) >= _MOST * len(block):
        return "requirement"
    working = sum(_opens_with_work(text, item) for item in block)
    return "duty" if working >= _NEARLY_ALL * len(block) else None


def _moved(item: Item, kind: BlockKind) -> Item:
    return replace(item, kind=kind, raised=None, sure=True)


def _opens_with_work(text: str, item: Item) -> bool:
    told = plain(text[item.label or item.start : item.end]).split(None, 1)
    first = told[0].strip(",.:*") if told else ""
    # "Owns the roadmap": a ladder tells what somebody of a level does.
    return first in words("work_verbs") or (first.endswith("s") and first.isalpha() and len(told) > 1)

"""Ads of a few lines, without a heading: there is no room for anything but the job and what it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from skillgap.roles.items import Item
from skillgap.structure.language import norms
from skillgap.structure.rows import has_title_word, is_post_word

_MOST_WORDS = 60


def is_terse(text: str, items: Sequence[Item]) -> bool:
    """Tell a short text that names a job and has no heading that says what follows."""
    words = norms(text)
    if len(words) > _MOST_WORDS or any(item.sure and item.kind != "closing" for item in items):
        return False
    return has_title_word(words) or any(map(is_post_word, words))


def demanding(items: Sequence[Item]) -> tuple[Item, ...]:
    """Read every line that has no kind of its own as a demand."""
    return tuple(
        replace(item, kind="requirement") if not item.sure and item.kind != "closing" else item for item in items
    )

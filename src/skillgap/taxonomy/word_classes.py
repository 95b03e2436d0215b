"""word_classes.txt → the classes of words that a pattern names with "@": `@build` is any of "build", "design", …"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def word_classes() -> Mapping[str, tuple[str, ...]]:
    """Return the words of each class, in base form."""
    text = (files("skillgap.taxonomy") / "word_classes.txt").read_text(encoding="utf-8")
    classes: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        name, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            classes[name] = tuple(words.split())
    return classes

"""A written name → the key under which all its spellings meet."""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"(?<=[^\s])[\s\-/_.‐‑–’']+(?=[^\s])")
_NOT_PLURAL = ("ss", "us", "is", "os")
_MIN_PLURAL = 4
"""Shorter words lose no "s": AWS, CSS, DNS and iOS are whole names."""
_MAX_ACRONYM = 5
"""Nor do acronyms: ADAS is no plural of Ada, MIPS none of MIP, GAMS none of GAM."""


def surface_key(surface: str) -> str:
    """Return the key of a written name: case, separators, "&" and a plural "s" make no difference.

    A leading dot and a closing "+" or "#" stay: .NET is not net, C is neither C++ nor C#.
    """
    # A Turkish letter whose capital is "I" is an "i".
    text = unicodedata.normalize("NFKC", surface).strip().casefold().replace("ı", "i").replace("&", " and ")
    key = _SEPARATORS.sub("", " ".join(text.split()))
    if surface.isupper() and len(key) <= _MAX_ACRONYM:
        return key
    if len(key) >= _MIN_PLURAL and key.endswith("s") and not key.endswith(_NOT_PLURAL):
        key = key[:-1]
    return key

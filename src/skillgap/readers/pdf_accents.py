"""Words whose accents stand as signs of their own before their letters → words with accented letters.

TeX's oldest fonts hold no accented letters: they set the accent and then the letter, so that a page says "M¨unchen",
"Universit´e" and "Garc´ıa". A page that holds an accented letter was not set so: there "d´eau" has an apostrophe.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import filterfalse

from skillgap.readers.pdf_words import WordTable

_COMBINING = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "˚": "\u030a",
    "¸": "\u0327", "˘": "\u0306", "˝": "\u030b", "˙": "\u0307",
}  # fmt: skip
_SIGNS = "".join(_COMBINING)
_APART = re.compile(rf"([{_SIGNS}])([A-Za-zı])")
_ALONE = re.compile(rf"[{_SIGNS}]+")
_IN_WORD = re.compile(rf"[^\W\d_][{_SIGNS.replace('`', '')}][a-zı]|^[¨ˆˇ˚][A-Za-z]")


def with_accents(words: WordTable) -> WordTable:
    """Put accents on their letters; one that stands away from its letter, as over a capital, is left out."""
    odd = list(filterfalse(str.isascii, words.texts))
    if not any(map(_IN_WORD.search, odd)) or any(unicodedata.decomposition(c)[:1] == "0" for c in "".join(odd)):
        return words
    texts = [text if text.isascii() and "`" not in text else _APART.sub(_accented, text) for text in words.texts]
    gone = {number for number, text in enumerate(texts) if text[:1] in _COMBINING and _ALONE.fullmatch(text)}
    made = words._replace(texts=texts)
    return made.without(gone) if gone else made


def _accented(match: re.Match[str]) -> str:
    sign, letter = match.groups()
    whole = unicodedata.normalize("NFC", ("i" if letter == "ı" else letter) + _COMBINING[sign])
    return whole if len(whole) == 1 else match.group()

"""Raw text → clean text: ligatures, icon glyphs, zero-width characters, bullets, letter-spaced and broken words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

from skillgap.readers.draft import BULLET
from skillgap.readers.words import LIGATURE_WORDS

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "Ĳ": "IJ", "ĳ": "ij"}
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\v\f\x85"
# Zero-width, soft hyphen, joiners, BOM, bidi controls, object replacement and pdfium's two signs for a lost character.
_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u180e\u034f\u061c\ufffc\ufffe\uffff" + "".join(
    map(chr, (*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10)))
)
_BULLETS = "•◦▪▫■□●○◆◇►▶▸▹➢➤➔→❖✓✔✦✧★☆∙⁃‣⦿⦾○◘◉➣➥➧»›·\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf02d\uf06f\uf0e8"


@cache
def _table() -> dict[int, str | None]:
    signs: dict[str, str | None] = {**_LIGATURES, **dict.fromkeys(_SPACES, " "), **dict.fromkeys("‐‑−", "-")}
    controls = map(chr, (*range(9), *range(14, 32), *range(127, 160)))
    return str.maketrans({**dict.fromkeys((*controls, *_DROPPED)), **signs})


@cache
def _changed() -> re.Pattern[str]:
    """Return what finds a character that is replaced or dropped: most lines with "–" or "ü" hold none."""
    return re.compile(f"[{_PRIVATE.pattern[1:-1]}{''.join(map(re.escape, map(chr, _table())))}]")


# LaTeX icon packages leave the name of the icon behind ("\\faPhone", "\\faFile *[regular]").
_ICON = re.compile(r"\\fa[A-Z]\w*(?: ?\*?\[\w+\])?\*?(?: ?:)? ?")
# Programs that escape a page twice leave "Tern &amp; Tide" behind.
_ENTITIES = {
    "amp": "&", "quot": '"', "apos": "'", "#39": "'", "#039": "'", "#x27": "'", "nbsp": " ", "ndash": "–",
    "mdash": "—", "rsquo": "’", "lsquo": "‘",
}  # fmt: skip
_ENTITY = re.compile(f"&({'|'.join(_ENTITIES)});")
_ODD = re.compile(r"[^\t\x20-\x7e]")
_WIDE = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
# Bullets used inside lines (» › → ·) open an item only when a space follows; "-" and "*" need one too.
_ITEM = re.compile(rf"^([ \t]*)(?:[{_BULLETS}]+[ \t]*|[-–—*+o§¤][ \t]+|{{[ \t]+(?=[^\W_][^{{}}]*\Z))(?=\S)")
"""A brace is what the ring of a mathematical font reads as, before an item."""
_ITEM_O = re.compile(r"^[ \t]*o[ \t]+(?=[a-z0-9])")
# After a dash at the beginning of a line: the second half of a span of time, not an item.
_END_OF_SPAN = re.compile(
    r"(?i)\d[\W\d]{0,6}|(?:[^\W\d]{3,9}\.?[ '’])?(?:\d\d[./])?(?:19|20)?\d\d\W?|present|now|today|current|ongoing|heute"
    r"|(?:to|till|until) (?:date|now|present|today)|date|till date"
)
_YEAR = r"(?:\d\d?[./])?(?:19|20)\d\d"
_TO = rf"\s?[–—-]\s?(?:{_YEAR}(?!\d)|(?:present|today|now|ongoing|current|heute)\b)"
# What only a style set apart, converters write in one: "09/2014 – 03/2019Engineer", "Engineer, Acme2018 – 2022".
_DATE_BEFORE = re.compile(rf"({_YEAR}\s?[–—-]\s?{_YEAR})(?=[A-Z]|[^\W\d_]{{2}})")
_DATE_BEHIND = re.compile(rf"(?<=[a-zà-ÿ)])(?={_YEAR}{_TO})")
# Three spaces in running text stand for a tab stop: "Senior Engineer        2019 – 2022".
_COLUMN = re.compile(r"(?<=[^\s•*-]) {3,}(?=\S)")
_LIGATURES_LOST = tuple(map(re.compile, ("ffi|ffl|ff|fi|fl", "tti|ti|tt|ft|tf", "ffi|ffl|ff|fi|fl|tti|ti|tt|ft|tf")))
# Runs of Latin letters in lower case, all else as spaces.
_PIECES = bytes(ord(chr(code).lower()) if chr(code).isalpha() else 32 for code in range(128)) + b" " * 128
_SPACED = re.compile(r"(?:(?<=\s)|^)(?:[^\W\d_]|&) (?:(?:[^\W\d_]|&) ){2,}[^\W\d_](?=\s|$)")


def parted_by_weight(bold: str, plain: str) -> str:
    """Join the bold words that open a line and the others: "**Firmware Engineer** Acme Srl, Modena" are two cells.

    Where a sign stands between them, it parts them already, and a bold word in a sentence goes on in small letters.
    """
    lead, rest = bold.rstrip(), plain.lstrip()
    parts = (
        len(lead) > 2 and lead[0].isupper() and (lead[-1].isalnum() or lead[-1] in ")+#") and "\n" not in lead
        and rest[:1].isalnum() and not rest[0].islower() and (lead != bold or rest != plain)
    )  # fmt: skip
    return f"{lead}\t{rest}" if parts else bold + plain


def bold_lead(weights: Mapping[int, bool]) -> int | None:
    """Return the first run behind the bold words that open a paragraph; None where none do, or more stand further on.

    `weights` tells of each run that holds letters, by its number, whether it is bold.
    """
    heavy = [run for run, bold in weights.items() if bold]
    light = [run for run, bold in weights.items() if not bold]
    return light[0] if heavy and light and heavy[-1] < light[0] else None


def clean(text: str) -> str:
    """Return one line without ligature glyphs, invisible characters and icon glyphs; runs of spaces become one.

    Tabs stay: they separate the cells of a row.
    """
    if "\\fa" in text:
        text = _ICON.sub("", text)
    if "&" in text and ";" in text:
        text = _ENTITY.sub(lambda found: _ENTITIES[found[1]], text)
    if not (text.isascii() and text.isprintable()) and _ODD.search(text):
        if _changed().search(text):
            text = _PRIVATE.sub(_symbol, text).translate(_table())
        if not text.isascii():
            text = _compose(text)
    if "20" in text or "19" in text:
        text = _DATE_BEHIND.sub("\t", _DATE_BEFORE.sub(r"\1 ", text))
    if "  " in text or "\t" in text:
        text = re.sub(r" *\t[ \t]*", "\t", re.sub(r" {2,}", " ", text))
    return text.strip()


def _symbol(match: re.Match[str]) -> str:
    return "•" if match.group() in _BULLETS else ""


def _compose(text: str) -> str:
    # Compose accents and fold full-width and mathematical letters, but leave ², ½ and ™ as they stand.
    text = unicodedata.normalize("NFC", text)
    return _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def as_item(text: str, *, level: int = 0) -> str:
    """Return the text of a list item with the one bullet that documents use."""
    bare = _ITEM.sub("", text, count=1)
    return "  " * level + BULLET + bare.strip()


def normal_bullet(text: str) -> str:
    """Return the line with its bullet, if it has one, turned into "• " with its indent kept as two spaces a level."""
    if text[:1].isalnum() and text[0] != "o":
        return text
    match = _ITEM.match(text)
    if match is None or (text.lstrip()[0] == "o" and not _ITEM_O.match(text)):
        return text
    rest = text[match.end() :]
    if not rest or (text.lstrip()[0] in "-–—" and _END_OF_SPAN.fullmatch(rest.rstrip(" ).,"))):
        return text
    indent = len(match.group(1).replace("\t", "    "))
    return "  " * min(indent // 2, 3) + BULLET + rest


def plain_line(line: str) -> str:
    """Return a line of plain text, cleaned, with its bullet and the indent of a nested bullet kept."""
    indent = line[: len(line) - len(line.lstrip())].expandtabs(4)
    text = clean(_COLUMN.sub("\t", close_letter_spacing(line.strip())))
    return normal_bullet(indent + text) if text and normal_bullet(text) != text else text


def is_item(text: str) -> bool:
    """Tell whether the line opens a list item."""
    return text.lstrip().startswith(BULLET.strip())


def close_letter_spacing(text: str) -> str:
    """Return "E X P E R I E N C E" as "EXPERIENCE"; words of such a heading must stand two spaces or a tab apart."""
    if not _SPACED.search(text):
        return text
    parts = re.split(r"(\s{2,}|\t)", text)
    return re.sub(r"\s{2,}", " ", "".join(_SPACED.sub(lambda found: found.group().replace(" ", ""), p) for p in parts))


def _lost(word: str) -> list[list[str]]:
    """Return the pieces of a word for each family of ligatures that a font may have lost."""
    found = ([piece for piece in pattern.split(word) if piece] for pattern in _LIGATURES_LOST)
    return [pieces for pieces in found if len(pieces) > 1]


@cache
def _fragments() -> dict[bytes, set[bytes]]:
    """Return the second pieces of words that lost a ligature by their first pieces."""
    found: dict[bytes, set[bytes]] = {}
    for one, two, *_ in [pieces for word in LIGATURE_WORDS for pieces in _lost(word)]:
        found.setdefault(one.encode(), set()).add(two.encode())
    return found


@cache
def _lost_ligatures() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {mark.join(pieces): word for word in LIGATURE_WORDS for mark in " \ufffd" for pieces in _lost(word)}
    pattern = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    return re.compile(rf"(?<![\w])(?:{pattern})(?![\w])", re.IGNORECASE), forms


def mend_ligatures(lines: Iterable[str]) -> list[str]:
    """Return the lines with words that lost their ligature glyphs put right ("Cer fica ons" → "Certifications").

    Mended only when the document shows it twice, so that one odd pair of words is left alone.
    """
    lines = list(lines)
    pieces = "\n".join(lines).encode("ascii", "replace").translate(_PIECES).split()
    seconds = _fragments()
    if len({(one, two) for one, two in pairwise(pieces) if one in seconds and two in seconds[one]}) < 2:
        return lines
    pattern, forms = _lost_ligatures()
    if sum(len(pattern.findall(line)) for line in lines) < 2:
        return lines
    return [pattern.sub(lambda found: _cased(forms[found.group().lower()], found.group()), line) for line in lines]


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word

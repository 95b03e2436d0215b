"""text → Tokens: words, what stands between them, and the spans that can never name a skill."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from skillgap.extraction.words import is_everyday, stems

# One capture group, so that `split` gives gap, word, gap, word … in one pass of C code, linear on any input.
# ".NET" keeps its dot, "C++", "C#", "A*" and "A+" keep their sign; "&" is a word of its own and reads as "and".
_WORD = re.compile(r"([^\W_]+(?:\+\+|[#+*](?!\w))?|&|(?<![\w.])\.[nN][eE][tT](?![^\W_]))")
# The same in two thirds of the time where the text holds no ".net".
_PLAIN_WORD = re.compile(r"([^\W_]+(?:\+\+|[#+*](?!\w))?|&)")

_LOOKALIKES = {
    "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "І": "I", "Ј": "J", "К": "K", "М": "M", "О": "O", "Р": "P",
    "Ѕ": "S", "Т": "T", "Х": "X", "а": "a", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "i", "ј": "j", "о": "o",
    "р": "p", "ԛ": "q", "ѕ": "s", "х": "x", "у": "y", "ѵ": "v", "ԝ": "w",
    "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P",
    "Τ": "T", "Υ": "Y", "Χ": "X", "ο": "o", "ν": "v", "ı": "i", "ɑ": "a", "ɡ": "g", "İ": "I", "ſ": "s",
    "♯": "#", "＋": "+", "＃": "#", "‐": "-", "‑": "-", "−": "-", "\u00ad": "-", "’": "'", "‘": "'", "ʼ": "'",
    "²": "2", "³": "3", "¹": "1", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2028": "\n",
}  # fmt: skip
_FOLD = str.maketrans(
    {
        **_LOOKALIKES,
        **{chr(0xFF21 + i): chr(65 + i) for i in range(26)},
        **{chr(0xFF41 + i): chr(97 + i) for i in range(26)},
        **{chr(0xFF10 + i): chr(48 + i) for i in range(10)},
    }
)

# Written short in lists: "vulnerability mgmt", "project mgmt", "config mgmt".
_SHORTENED = {"mgmt": "management", "mgt": "management", "mngt": "management", "mgmnt": "management"}

# What nearly every text holds is replaced in one go; the table is for the rest, character by character.
_COMMON = (("’", "'"), ("‘", "'"), ("\u00a0", " "), ("‑", "-"), ("\u202f", " "))
_ODD = re.compile(f"[{''.join(map(re.escape, map(chr, _FOLD)))}]")

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>|]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@./-])(?:[\w-]{1,40}\.){1,4}(?:com|org|net|edu|gov|io|ai|dev|me|app|co|de|fr|uk|eu|in|ca|au)(?:/[^\s<>|)]*)"
    r"|(?<![\w@./-])(?:[\w-]{1,40}\.){1,4}(?:com|org|edu|gov|dev|me)(?![\w-])",
    re.IGNORECASE,
)
# Products that are called by their address.
_NO_LINKS = frozenset(
    "bill.com bit.dev box.com checkout.com clay.com continue.dev convert.com convex.dev dvc.org encore.dev evidence.dev"
    " force.com ghost.org lovable.dev make.com modal.com monday.com openoffice.org processing.org render.com"
    " replicate.com salesforce.com schema.org serverless.com socket.dev sst.dev teamwork.com tilt.dev trigger.dev"
    " usertesting.com v0.dev vector.dev".split()
)
HARD = frozenset(";!?•|\t·")
"""What ends a clause wherever it stands."""
_WITHIN = frozenset({" ", "", ", ", "-", "/", "'", " (", ") ", ": "})  # most gaps, and no clause ends in them
_LABEL = re.compile(r"[^\n:]{1,40}(?::|\.{3,})")
_WRAPPED = 38
_BETWEEN_LINES = frozenset({"", "%", ")", "%)", '"', "'"})
_DASHES = frozenset({"–", "—"})
# A line of a narrow column goes on with these: "TensorFlow Developer / Certificate".
_NEVER_FIRST = frozenset(
    "associate certificate certification professional specialty practitioner exam specialization specialisation "
    "nanodegree fundamentals".split()
)
# No line that is whole ends with one of these.
_UNFINISHED = frozenset(
    "a an and at by for from in into of on or our the their my his its to with which who that was were is are am be "
    "been has have had will would can could may do does did not after before until than about we know very".split()
)
_SPACE = re.compile(r"\s")
_URL_SIGNS = ("@", "://", "www.", ".com", ".org", ".io/", ".edu", ".dev", ".me", ".net/", ".ai/", ".gov", ".app/")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as parallel lists: `words` (folded, case kept), `lows` (lower case), their `stems`, `starts`, `ends`.

    `gaps[i]` stands before word i, `gaps[len(words)]` after the last. `masked[i]` is 1 where the word is inside a
    link, an address, a name or an organisation: such words never give a skill. `broken[i]` is 1 where a clause ends
    before word i. `size` is the number of words.
    """

    text: str
    words: list[str]
    lows: list[str]
    stems: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]
    masked: bytearray
    broken: bytearray
    size: int


def fold(text: str) -> str:
    """Replace look-alike letters, full-width forms and odd spaces one for one, so that offsets stay."""
    if text.isascii():
        return text
    for sign, plain in _COMMON:
        text = text.replace(sign, plain)
    return text.translate(_FOLD) if _ODD.search(text) else text


def tokenize(text: str, *, masks: Iterable[tuple[int, int]] = (), walls: Iterable[int] = ()) -> Tokens:
    """Split a text into words and gaps.

    `masks` are character spans that can't name a skill (links are found here); `walls` are offsets where something
    new begins (a section, a job): the gap before the word there reads as a blank line, and no cue reaches across.
    """
    folded = fold(text)
    parts = (_WORD if ".net" in folded.lower() else _PLAIN_WORD).split(folded)
    words = parts[1::2]
    bounds = list(accumulate(map(len, parts)))
    starts, ends = bounds[0:-1:2], bounds[1::2]
    # One call for all words: lower-casing them one by one takes four times as long.
    lows = "\n".join(words).replace("&", "and").lower().split("\n") if words else []
    if not _SHORTENED.keys().isdisjoint(lows):
        lows = [_SHORTENED.get(low, low) for low in lows]
    gaps = parts[0::2]
    for wall in walls:
        gaps[bisect_left(starts, wall)] = "\n\n"
    size = len(words)
    tokens = Tokens(text, words, lows, stems(lows), starts, ends, gaps, bytearray(size), bytearray(size + 1), size)
    _mask(tokens, [*masks, *_links(folded)])
    _break(tokens)
    return tokens


def key_of(surface: str) -> str:
    """Return the form in which a name is looked up: lower-case words joined by one space."""
    if surface.isascii() and surface.isalnum():
        return surface.lower()
    lows = ("and" if word == "&" else word.lower() for word in _WORD.findall(fold(surface)))
    return " ".join(_SHORTENED.get(low, low) for low in lows)


def is_year(low: str) -> bool:
    """Tell a year of the last or of this century."""
    return len(low) == 4 and low.isdigit() and low[:2] in {"19", "20"}


def _links(text: str) -> list[tuple[int, int]]:
    """Find links and addresses; only the runs of text around their signs are looked at, each once."""
    low = text.lower()
    found: list[tuple[int, int]] = []
    seen: set[int] = set()
    for sign in _URL_SIGNS:
        at = low.find(sign)
        while at >= 0:
            begin = max(map(low.rfind, " \n\t", (0,) * 3, (at,) * 3)) + 1
            after = _SPACE.search(low, at)
            end = after.start() if after else len(low)
            if begin not in seen:
                seen.add(begin)
                links = _URL.finditer(text, begin, end)
                found.extend(link.span() for link in links if link.group().lower() not in _NO_LINKS)
            at = low.find(sign, end)
    return found


def _mask(tokens: Tokens, spans: Iterable[tuple[int, int]]) -> None:
    """Mark the words that begin inside the spans; the array is new and not yet shared, so writing to it is safe."""
    for begin, end in spans:
        first, last = bisect_left(tokens.starts, begin), bisect_left(tokens.starts, end)
        tokens.masked[first:last] = b"\1" * (last - first)


def _break(tokens: Tokens) -> None:
    """Mark where clauses end; the array is new here too."""
    for k, gap in enumerate(tokens.gaps):
        if gap not in _WITHIN and (
            not HARD.isdisjoint(gap)
            or ("." in gap and full_stop(gap))
            or ("\n" in gap and ("\n\n" in gap or k == tokens.size or not goes_on(tokens, k)))
        ):
            tokens.broken[k] = 1


def goes_on_at(text: str, at: int) -> bool:
    """Tell whether the line that begins at offset `at` goes on with one that no sentence ends with: "an", "–"."""
    before = text[max(0, at - _WRAPPED) : at].split()
    small = text[at : at + 1].islower()
    return small and bool(before) and (before[-1].lower() in _UNFINISHED or before[-1] in _DASHES)


def line_gaps(tokens: Tokens) -> list[str]:
    """Return the gaps, with a blank line where a line opens anew: a capital, and room for that word before it."""
    gaps, text = list(tokens.gaps), tokens.text
    for k in [k for k, gap in enumerate(gaps) if "\n" in gap and gap.strip() in _BETWEEN_LINES]:
        if not 0 < k < tokens.size or not tokens.words[k].istitle() or tokens.lows[k - 1] in _UNFINISHED:
            continue
        start, end = tokens.starts[k], text.find("\n", tokens.starts[k])
        length = start - text.rfind("\n", 0, start - 1)
        if is_everyday(tokens.lows[k]) and length + tokens.ends[k] - start < (end if end >= 0 else len(text)) - start:
            gaps[k] = "\n\n"
    return gaps


def full_stop(gap: str) -> bool:
    """Tell whether a sentence ends in a gap: no sign of a shortened text, no dot inside a word."""
    return "." in gap and gap != "." and not gap.startswith("..")


def goes_on(tokens: Tokens, k: int) -> bool:
    """Tell whether the line before word k was only wrapped: it is long, or the next one goes on in lower case."""
    text = tokens.text
    start = tokens.starts[k]
    gap = tokens.gaps[k]
    mark = gap[: gap.find("\n")].strip() if gap.lstrip(" ")[:1] in _DASHES else gap.strip()
    if mark in _DASHES:
        return text[start].islower() and not gap[gap.find("\n") :].strip()  # not a bullet
    if mark and mark not in {",", "-", "(", ")", "),", "/", "&", "+", '"', "'"}:
        return False
    if "(" in mark or (not mark and (tokens.lows[k - 1] in _UNFINISHED or tokens.lows[k] in _NEVER_FIRST)):
        return True
    if "\t" in tokens.gaps[k + 1]:
        return False  # a cell opens a row of its own: "planned | Rust"
    # Looked for in the gap only: where the line ends with another sign (U+2028), all the text before would be read.
    here = text.rfind("\n", tokens.ends[k - 1] if k else 0, start) + 1
    line_before = text.rfind("\n", 0, max(here - 1, 0)) + 1
    if text[start].islower() or "," in gap:
        return True
    length = here - 1 - line_before
    if length < _WRAPPED:
        return False
    # A line that had room for the next word was not wrapped.
    line_after = text.find("\n", here)
    if length + tokens.ends[k] - start + 3 < (len(text) if line_after < 0 else line_after) - here:
        return False
    # A wrapped line goes on with a small letter or a name; a capital on an ordinary word begins something new.
    if tokens.words[k][0].isupper() and is_everyday(tokens.lows[k]):
        return False
    return not _LABEL.match(text, start, min(start + 45, len(text)))

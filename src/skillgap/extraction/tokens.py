"""text → Tokens: words, what stands between them, and the spans that can never name a skill."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, compress, count

from skillgap.extraction.words import Remembered, cue_words, stems

# One capture group, so that `split` gives gap, word, gap, word … in one pass of C code, linear on any input.
# ".NET" keeps its dot, "C++", "C#", "A*" and "A+" keep their sign; "&" is a word of its own and reads as "and".
_WORD = re.compile(r"([^\W_]++(?:\+\+|[#+*](?!\w))?+|&|(?<![\w.])\.[nN][eE][tT](?![^\W_]))")
# The same in two thirds of the time where the text holds no ".net".
_PLAIN_WORD = re.compile(r"([^\W_]++(?:\+\+|[#+*](?!\w))?+|&)")

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
_LABEL = re.compile(r"[^\n:]{1,40}(?::|\.{3,})")
_WRAPPED = 38  # letters of a line that is worth a look at its length
_SURE = 3  # lines that show that a text wraps
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
_RUN_ON = " - "
_SPACE = re.compile(r"\s")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_URL_SIGNS = ("@", "://", "www.", ".com", ".org", ".io/", ".edu", ".dev", ".me", ".net/", ".ai/", ".gov", ".app/")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as parallel lists: `words` (folded, case kept), `lows` (lower case), their `stems`, `starts`, `ends`.

    `gaps[i]` stands before word i, `gaps[len(words)]` after the last. `masked[i]` is 1 where the word is inside a
    link, an address, a name or an organisation: such words never give a skill. `broken[i]` is 1 where a clause ends
    before word i. `size` is the number of words, `present` are the `lows`, each once, `places` where each one stands;
    `paragraphs` are the words that begin one.
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
    present: frozenset[str]
    places: Mapping[str, Sequence[int]]
    paragraphs: list[int]

    def spots(self, words: Set[str]) -> list[int]:
        """Return where any of these words stands; most texts hold none of a short list."""
        return sorted([k for word in self.present & words for k in self.places[word]])


def fold(text: str) -> str:
    """Replace look-alike letters, full-width forms and odd spaces one for one, so that offsets stay."""
    if text.isascii():
        return text
    for sign, plain in _COMMON:
        text = text.replace(sign, plain)
    return text.translate(_FOLD) if _ODD.search(text) else text


def tokenize(
    text: str,
    *,
    masks: Iterable[tuple[int, int]] = (),
    walls: Iterable[int] = (),
    wraps: Iterable[int] | None = None,
) -> Tokens:
    """Split a text into words and gaps.

    `masks` are character spans that can't name a skill (links are found here); `walls` are offsets where something
    new begins (a section, a job): the gap before the word there reads as a blank line, and no cue reaches across. They
    alone part paragraphs, blank lines do where there is no wall: one format leaves a line blank, the other doesn't.
    `wraps` are the offsets of lines that go on with the line before: there the gap reads as a space, in all other
    places a line's end ends a clause. Without them the words alone tell (`_wrapped`).
    """
    folded = fold(text)
    low_text = folded.lower()
    parts = (_WORD if ".net" in low_text else _PLAIN_WORD).split(folded)
    words = parts[1::2]
    bounds = list(accumulate(map(len, parts)))
    starts, ends = bounds[0:-1:2], bounds[1::2]
    # One call for all words: lower-casing them one by one takes four times as long.
    lows = "\n".join(words).replace("&", "and").lower().split("\n") if words else []
    if not _SHORTENED.keys().isdisjoint(lows):
        lows = [_SHORTENED.get(low, low) for low in lows]
    gaps = parts[0::2]
    paragraphs = [bisect_left(starts, wall) for wall in walls]
    for k in paragraphs:
        gaps[k] = "\n\n"
    places: dict[str, list[int]] = {}
    for k, low in enumerate(lows):
        places.setdefault(low, []).append(k)
    size, present = len(words), frozenset(places)
    marks = bytearray(size), bytearray(size + 1)
    tokens = Tokens(text, words, lows, stems(lows), starts, ends, gaps, *marks, size, present, places, paragraphs)
    _mask(tokens, [*masks, *_links(folded, low_text)])
    _unwrap(tokens, wraps)
    if gaps.count(_RUN_ON) >= _SURE:
        _part_points(tokens)
    tokens.broken[:] = bytes(map(_ENDING.__getitem__, gaps))  # the array is new and not yet shared
    if not any(paragraphs):
        paragraphs[:] = [k for k in compress(count(), tokens.broken) if "\n\n" in gaps[k]]
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


def _links(text: str, low: str) -> list[tuple[int, int]]:
    """Find links and addresses; only the runs of text around their signs are looked at, each once."""
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


def _unwrap(tokens: Tokens, wraps: Iterable[int] | None) -> None:
    """Put a space for the line's end in the gaps that only wrap; the list is new here too."""
    gaps = tokens.gaps
    found = _wrapped(tokens) if wraps is None else [bisect_left(tokens.starts, at) for at in wraps]
    for k in found:
        if k == tokens.size or "\n\n" in gaps[k]:
            continue
        if not gaps[k].startswith("-\n"):
            gaps[k] = _LINE_END.sub(" ", gaps[k])
        elif tokens.words[k - 1].isdigit():
            gaps[k] = "-"  # "a 9-" over "person team": no word that was cut


def _part_points(tokens: Tokens) -> None:
    """Put bullets in the gaps of points that run on in one line: "… €46k a year - Trained five - Wrote the guide"."""
    points: dict[int, list[int]] = {}
    for k in range(1, tokens.size):
        if tokens.gaps[k] == _RUN_ON and tokens.words[k][0].isupper():
            points.setdefault(tokens.text.rfind("\n", 0, tokens.starts[k]), []).append(k)
    deeds = cue_words()["deeds"]
    for line in points.values():
        if len(line) >= _SURE and sum(tokens.lows[k] in deeds for k in line) > 1:
            for k in line:
                tokens.gaps[k] = "\n• "


def _ends_clause(gap: str) -> bool:
    return not HARD.isdisjoint(gap) or "\n" in gap or full_stop(gap)


def full_stop(gap: str) -> bool:
    """Tell whether a sentence ends in a gap: no sign of a shortened text, no dot inside a word."""
    return "." in gap and gap != "." and not gap.startswith("..")


def _wrapped(tokens: Tokens) -> list[int]:
    """Return the words that open a line which goes on with the one before, by the text alone.

    A capital does only where the line before was full, in a text whose small letters show that its lines wrap.
    """
    ends = [k for k in range(1, tokens.size) if "\n" in tokens.gaps[k] and "\n\n" not in tokens.gaps[k]]
    told = {k: _goes_on(tokens, k) for k in ends}
    filled = [tokens.starts[k] + len(tokens.words[k]) - tokens.text.rfind("\n", 0, tokens.ends[k - 1]) for k in ends]
    lengths = sorted(len(line) for line in tokens.text.split("\n"))
    edge = lengths[-3] if len(lengths) > 2 else 0
    full = {k for k, length in zip(ends, filled, strict=True) if length > edge >= _WRAPPED}
    wraps = sum(told[k] is True and k in full for k in ends) >= _SURE
    return [k for k in ends if told[k] or (told[k] is None and wraps and k in full)]


def _goes_on(tokens: Tokens, k: int) -> bool | None:
    """Tell whether the line before word k goes on with it; None where only the line's length could tell."""
    text, start, gap = tokens.text, tokens.starts[k], tokens.gaps[k]
    mark, bullet = gap.strip(), gap[gap.find("\n") :].strip()
    if bullet and bullet in "-+–—":
        return False
    if mark in _DASHES:
        return text[start].islower()
    if mark and mark not in {",", "-", "(", ")", "),", "/", "&", "+", '"', "'"}:
        return False
    if "(" in mark or (not mark and (tokens.lows[k - 1] in _UNFINISHED or tokens.lows[k] in _NEVER_FIRST)):
        return True
    if "\t" in tokens.gaps[k + 1]:
        return False  # a cell opens a row of its own: "planned | Rust"
    if text[start].islower() or "," in gap:
        return True
    return False if _LABEL.match(text, start, min(start + 45, len(text))) else None


_ENDING = Remembered(_ends_clause, size=4096)

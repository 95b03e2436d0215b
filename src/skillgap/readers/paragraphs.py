"""Lines of plain text → whole paragraphs, where blank lines part them and only a width parts their lines.

So converters write text and Markdown: every paragraph is wrapped at some 72 letters, every item of a list stands alone.
A text whose lines mean something by themselves (title over dates) shows it by lines that end early; it stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

_BULLET = re.compile(r"\s*[-*+•–◦▪‣·]\s")
_OWN = re.compile(r"\s*(?:[-*+•–◦▪‣·]\s|\d{1,3}[.)]\s|[#|>+<])|\W+\Z")
_ENDED = re.compile(r"\s*[#|+]|\W+\Z|.*(?:  |\\|-)\Z")
_LABELLED = re.compile(r"\s*[A-Z][\w-]*(?: [\w-]+)?: ")
_SURE = 3
"""So many lines must be wrapped, and ten times as many as end early."""
_NARROWEST = 50
_LONGER = 2
"""Lines, of many, that may be longer than the rest: a link has no room to break."""


def wrapped_at(parts: Iterable[Sequence[str]]) -> int | None:
    """Return how long the lines of a text's wrapped paragraphs are; None where its lines are not only wrapped."""
    runs = (list(run) for part in parts for has_words, run in groupby(part, key=_has_words) if has_words)
    pairs = [pair for run in runs if not _is_of_letter(run) for pair in pairwise(run) if _may_be_one(*pair)]
    lengths = sorted((len(before.rstrip()) for before, _ in pairs), reverse=True)
    if len(lengths) < _SURE:
        return None
    edge = lengths[min(_LONGER, len(lengths) // 10)]
    if edge < _NARROWEST:
        return None
    sure = sum(_is_wrapped(before, line, edge) for before, line in pairs)
    return edge if sure >= _SURE and (len(pairs) - sure) * 10 <= sure else None


def whole_paragraphs(lines: Sequence[str], edge: int | None) -> list[str]:
    """Join wrapped lines, and close the gaps between items of a list."""
    found: list[str] = []
    item = False
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else ""
        if edge is not None and found and _may_be_one(before, line) and _is_wrapped(before, line, edge):
            found[-1] = f"{found[-1].rstrip()} {line.strip()}"
            continue
        if item and _BULLET.match(line):
            while not found[-1].strip():
                found.pop()
        if line.strip():
            item = bool(_BULLET.match(line)) or (item and bool(before.strip()) and line[0] in " \t")
        found.append(line)
    return found


def _has_words(line: str) -> bool:
    return bool(line.strip())


def _is_of_letter(run: Sequence[str]) -> bool:
    """Tell the head and the end of a letter, whose lines say nothing of the rest.

    "From: …" over "Subject: …"; "Kind regards," over a name and a post.
    """
    if all(map(_LABELLED.match, run)):
        return True
    return run[0].rstrip().endswith(",") and all(len(line.strip()) < _NARROWEST for line in run)


def _may_be_one(before: str, line: str) -> bool:
    return bool(before.strip() and line.strip()) and not (_OWN.match(line) or _ENDED.match(before))


def _is_wrapped(before: str, line: str, edge: int) -> bool:
    return len(before.rstrip()) + 1 + len(line.strip().split(" ", 1)[0]) > edge

"""Document → the ad in it: what mails, prints and sites put around it is blanked, so that all places stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from skillgap.models.document import Document
from skillgap.roles.cues import TELLING, cue, data_file, heading_kind, heading_words
from skillgap.roles.sentences import text_lines
from skillgap.structure.language import plain

_REPLIES = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+")
_POSTSCRIPT = re.compile(r"p\.?\s?s\.?[:\s]")
_NAME = re.compile(r"[,!.]?|[,!]\s*(?:[A-Z][\w.'-]*\s*){1,3}(?:\([^()]*\))?[,.!]?")
_STAMP = re.compile(
    r"[ \t]*(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\.? [^\W\d]{3,9}\.? \d{4}),?[ \t]+(?:at |um |à )?\d{1,2}[:.h]\d\d"
    r"(?::\d\d)?(?:\s?(?:[ap]\.?m\.?|uhr))?(?=\s|\Z)",
    re.I,
)
"""When a browser printed a page; the page's title stands beside it, behind a tab."""
_PAGE = re.compile(
    r"[ \t]*(?:(?:https?|file)://\S+\s+(?:page )?\d+\s?(?:/|of|von|de|sur)\s?\d+|"
    r"(?:page )?\d+\s?(?:/|of|von|de|sur)\s?\d+\s+(?:(?:https?|file)://\S+|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}.*))[ \t]*",
    re.I,
)
"""The foot of a printed page."""
_SITE_SKILLS = re.compile(r"\(Programming Language\)|^\s*[Ss]kills\b.*\+\s?\d+ more\b")
"""The skills that LinkedIn takes from an ad: "Go or Python" is lost in them."""
_INSIGHTS = "profile insights"
_AFTER_INSIGHTS = frozenset({"job details", "full job description", "pay", "job type", "benefits", "location"})
"""Indeed's questions to the reader, between these lines: each skill stands in them twice."""
_DASHES = "--"
_BULLET = re.compile(r"[-•*·▪–]\s")
_FEWEST_FIELDS = 2

_Line = tuple[int, str]
"""Where a line begins, and its words."""


def without_letter(document: Document) -> Document:
    """Blank what belongs to the e-mail around an ad; of the subject, "Re:" and "FW:" go and the matter stays."""
    text = document.text
    lines = list(text_lines(text))
    blanks = list(_furniture(lines))
    if _may_be_letter(text):
        blanks += [*_headers(lines), *_signatures(lines)]
    for start, end in blanks:
        text = text[:start] + " " * (end - start) + text[end:]
    return document.model_copy(update={"text": text}) if blanks else document


def _furniture(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Yield what a browser prints at the head and foot of a page, and what a site says of itself or makes of the ad."""
    told = [" ".join(heading_words(raw)) for _, raw in lines]
    opened = next((k for k, words in enumerate(told) if words == _INSIGHTS), len(told))
    closed = next((k for k in range(opened, len(told)) if told[k] in _AFTER_INSIGHTS), opened)
    for k, (start, raw) in enumerate(lines):
        stamp = _STAMP.match(raw)
        if opened <= k < closed or _SITE_SKILLS.search(raw):
            yield start, start + len(raw)
        elif stamp is not None and "\t" not in raw[stamp.end() : stamp.end() + 1]:
            yield start, start + stamp.end()
        elif stamp or _PAGE.fullmatch(raw) or cue("site_marks").match(plain(raw).lstrip(" •*-\t")):
            yield start, start + len(raw)


def _may_be_letter(text: str) -> bool:
    return _header_field().search(text) is not None or any(_signs_off(line) for line in text.split("\n"))


@cache
def _header_field() -> re.Pattern[str]:
    fields = data_file("cues")["mail_fields"]
    subjects = "|".join(data_file("cues")["mail_subjects"])
    return re.compile(rf"(?mi)^[>\s*]*(?:(?P<subject>{subjects})|{'|'.join(fields)})[ *]*:[ \t*]+(?=\S)")


def _headers(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    """Return the places of headers: a run of fields, or a subject that opens the text; and what announces a mail."""
    found: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    first = next((start for start, raw in lines if raw.strip()), 0)
    for start, raw in [*lines, (0, "")]:
        field = _header_field().match(raw)
        if field is None:
            found += run if len(run) >= _FEWEST_FIELDS or (run and run[0][0] == first) else []
            run = []
            if cue("mail_marks").match(plain(raw).lstrip(" ->_")):
                found.append((start, start + len(raw)))
            continue
        replies = _REPLIES.match(plain(raw), field.end())
        end = (replies.end() if replies else field.end()) if field["subject"] else len(raw)
        run.append((start, start + end))
    return found


def _signs_off(line: str) -> bool:
    """Tell "Kind regards," and "Cheers, Sam (CTO, Plover)", and the dashes above a signature."""
    line = line.strip()
    match = cue("sign_offs").match(plain(line))
    return line == _DASHES or (match is not None and _NAME.fullmatch(line, match.end()) is not None)


def _signatures(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    """Return what stands below a sign-off, up to the next mail or postscript; where an ad goes on, its paragraph."""
    found: list[tuple[int, int]] = []
    inside = goes_on = False
    for index, (start, raw) in enumerate(lines):
        if not inside and _signs_off(raw):
            goes_on = any(_is_of_ad(line) for _, line in lines[index + 1 :])
            inside = not (goes_on and raw.strip() == _DASHES)  # dashes part sections too
        elif inside and (_ends(raw) or _is_of_ad(raw) or (goes_on and not raw.strip() and lines[index - 1][1].strip())):
            inside = False
        if inside:
            found.append((start, start + len(raw)))
    return found


def _ends(raw: str) -> bool:
    return _POSTSCRIPT.match(plain(raw)) is not None or _header_field().match(raw) is not None


def _is_of_ad(raw: str) -> bool:
    """Tell a bullet or a heading of an ad, which no signature holds."""
    found = heading_kind(raw)
    heads = found is not None and found[0] in TELLING and found[1] * 2 > len(heading_words(raw))
    return _BULLET.match(raw.strip()) is not None or heads

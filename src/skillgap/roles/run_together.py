"""One line that holds a whole document → the lines that it had before its line ends were lost.

Tables of job ads, forms and chats keep an ad as one line: "… The role You will … What we're looking for - 5+ years …".
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from skillgap.models.document import Line
from skillgap.roles.cues import cue, heading_kind, heading_words, names_its_matter, words
from skillgap.roles.sentences import in_one_line, sentences

LONGEST_LINE = 700
"""Paragraphs are shorter; a longer line that names headings is a document."""
_LONGEST_AD = 60_000
_FEWEST_HEADINGS = 2
_FEWEST_BULLETS = 4
_NEARLY_ALL = 0.9
_MOST_WORDS = 10
_SHORT = 4
_FEWEST_SAID = 2
_MARK = re.compile(r"[-–—•●▪◦‣·*○■►➢✓✔]")
_BULLET = re.compile(rf"(?<=\s)(?P<mark>{_MARK.pattern})\s+(?=[\w\"“(+~≥<£$€])(?!(?<=\d\s.\s)[\d£$€])")
_WORD = re.compile(r"\S+")
_CAPITAL = re.compile(r"[\"“(]?[A-ZÄÖÜ]")
_GOES_ON = re.compile(
    r"(?:an?|the|and|or|of|in|for|to|with|our|your|is|are|be|as|at|by|from|on|up|equal|all|least|minimum|over|than)|"
    r"\S*[,(/&]",
    re.I,
)
"""What no heading and no demand follows: "is an Equal Opportunity Employer"."""
_UNFINISHED = frozenset("a an the and or of to our your is are be up at by from equal all least over than".split())
"""What no heading ends with."""
_OPENER = re.compile(
    r"(?:Experienced?|Knowledge|Proficien\w+|Familiar\w*|Understanding|Expertise|Exposure|Ability|Able|Strong|Excellent|"
    r"Good|Great|Solid|Proven|Deep|Demonstrated|Hands-on|Working|Advanced|Basic|Minimum|At least|Must|Willing\w*|"
    r"Fluen\w+|Comfortable|Passion\w*|Track record|Background|Skilled|Expert|Bachelor\S*|Master\S*|"
    r"B\.?Sc?\.?|M\.?Sc?\.?|Ph\.?D\.?|Degree|\d{1,2}\+? ?[-–]? ?\d{0,2}\+? (?:years?|yrs?)\b)(?=[\s,])"
)
_ENDS = re.compile(r"[.!?][\"”’)]*\Z")
_OPENS = re.compile(rf"[\"“(+~≥]?[A-ZÄÖÜ\d]|{_MARK.pattern}\Z")
"""What a heading is followed by: a new sentence, a figure or a bullet."""


def unfold(text: str, line: Line) -> Iterator[Line]:
    """Cut a line at the headings, bullets and demands inside it; one that is no document stays whole."""
    if line.box is not None or not LONGEST_LINE < line.end - line.start < _LONGEST_AD:
        yield line
        return
    tokens = [match.span() for match in _WORD.finditer(text, line.start, line.end)]
    headings = dict(_headings(text, tokens))
    several = len(headings) >= _FEWEST_HEADINGS
    if not several and line.end - line.start < _NEARLY_ALL * len(text.strip()):
        yield line
        return
    bullets = _bullets(text, line)
    marked = bullets.union(headings, headings.values())
    cuts = sorted(
        {line.start, *marked, *(_demands(text, tokens) if several and not bullets else ()), *_notes(text, line)}
    )
    for start, end in zip(cuts, [*cuts[1:], line.end], strict=True):
        if text[start:end].strip():
            yield line.model_copy(
                update={"start": start, "end": end, "heading": 2 if headings.get(start) == end else None}
            )


def _headings(text: str, tokens: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where headings begin and where what follows them does."""
    index = 0
    while index < len(tokens) - 1:
        size = _heading_size(text, tokens, index)
        if size:
            yield tokens[index][0], tokens[index + size][0]
        index += size or 1


def _heading_size(text: str, tokens: Sequence[tuple[int, int]], index: int) -> int:
    """Return how many words from a capital on are a heading and nothing else, the most there are."""
    start = tokens[index][0]
    if not _CAPITAL.match(text, start):
        return 0
    before = text[slice(*tokens[index - 1])] if index else "."
    if _GOES_ON.fullmatch(before):
        return 0
    inside = _ENDS.search(before) is None
    sizes: list[int] = []
    for size in range(1, min(_MOST_WORDS, len(tokens) - index - 1) + 1):
        if _MARK.fullmatch(text, *tokens[index + size - 1]):
            break
        sizes.append(size)
        if text[tokens[index + size - 1][1] - 1] in ".;:!?":
            break
    return next((size for size in reversed(sizes) if _heads(text, tokens[index : index + size + 1], inside)), 0)


def _heads(text: str, tokens: Sequence[tuple[int, int]], inside: bool) -> bool:
    """Tell whether all words but the last announce what begins with the last; `inside`: no sentence ends before."""
    phrase, following = text[tokens[0][0] : tokens[-2][1]], text[slice(*tokens[-1])]
    if not _OPENS.match(following) and not phrase.endswith(":"):
        return False
    said = heading_words(phrase)
    if not said:
        return False
    if len(said) == 1:
        # "… in production Strong Python": few single words are headings in the middle of a sentence.
        return said[0] in words("single_headings") and (not inside or phrase[-1] == ":" or phrase == phrase.title())
    if phrase.startswith("About ") and following == phrase.split()[1].rstrip(":"):
        return True  # "About Brindlewick Brindlewick helps …"
    found = None if said[-1] in _UNFINISHED else heading_kind(phrase.rstrip(":?!"))
    if found is None or (said[0] == "you" and len(said) == _FEWEST_SAID and following[0].isalnum()):
        return False  # "You know Go", but "You know - Go"
    if "," in phrase:
        return found[0] in ("requirement", "preferred", "duty") and not names_its_matter(phrase)
    return found[1] == len(said) or (len(said) <= _SHORT and phrase.istitle() and not names_its_matter(phrase))


def _bullets(text: str, line: Line) -> set[int]:
    """Return where bullets stand; a mark that stands there a few times parts words."""
    found = list(_BULLET.finditer(text, line.start, line.end))
    often = Counter(match["mark"] for match in found)
    return {match.start() for match in found if often[match["mark"]] >= _FEWEST_BULLETS}


def _notes(text: str, line: Line) -> Iterator[int]:
    """Yield where sentences begin and end that no ad is about ("… is an equal opportunity employer")."""
    for start, end in sentences(text, line.start, line.end):
        if cue("boilerplate_anywhere").search(in_one_line(text, start, end)):
            yield start
            yield end


def _demands(text: str, tokens: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield where a demand opens in the middle of a sentence ("… in production Experience with Spark …")."""
    for (begin, before), (start, _) in itertools.pairwise(tokens):
        if (
            _OPENER.match(text, start)
            and text[before - 1] not in ",;:(/&–-"
            and not _GOES_ON.fullmatch(text[begin:before])
        ):
            yield start

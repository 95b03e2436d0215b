"""Items → the steps of a career: arrows, tables, lists, sentences, or the levels that are headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from skillgap.models.role import CareerStep
from skillgap.roles.cues import cue, words
from skillgap.roles.items import Item
from skillgap.roles.sentences import in_one_line, line_of, sentences, text_lines
from skillgap.roles.tables import Grid
from skillgap.structure.language import norms, plain
from skillgap.structure.rows import is_title_word

_ARROW = re.compile(r"\s*(?:→|⟶|➔|➜|⇒|➡️?|—>|-{1,2}>|=>|»)\s*|\s+>\s+")
_DOWN = re.compile(r"[\s↓▼⬇│┃|┌┐└┘├┤┬┴┼─━v]*[↓▼⬇│|][\s↓▼⬇│┃|┌┐└┘├┤┬┴┼─━v]*")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_CODE = re.compile(
    r"^(?:level\s+)?[A-Z]{1,4}-?\d{1,2}\s*(?:[-–—:|.]\s*)(?=[A-Z])|^(?:level|stage|step|phase)\s+\d+\s*[-–—:.]\s*", re.I
)
_TAIL = re.compile(r"\s*[:,;]?\s*(?:\d+\s*[-–]\s*\d+|\d+\s*\+|<\s*\d+)\s*(?:years?|yrs?)?\b.*$", re.I)
_FORK = re.compile(r"\*{0,2}\s+(?:or|oder)\s+\*{0,2}", re.I)
_LEVEL = re.compile(
    r"\b(?:entry|junior|jr|mid|senior|sr|lead|staff|principal|distinguished|associate|intern|trainee|apprentice|graduate|"
    r"head|director|chief|vp|fellow|executive|assistant|deputy|c[tidopeif]o|I{1,3}|IV|V|L?\d)\b",
    re.I,
)
_STAGE = re.compile(
    r"(?:entry|junior|mid|middle|senior|staff|lead|principal|expert|early|late|advanced|executive|management|leadership|"
    r"graduate|distinguished|intermediate|associate|director|specialist)(?:[ /&-]+(?:to|and|level|career|senior|staff|"
    r"principal|lead|mid|roles?|positions?|level positions?|stage|management))*",
    re.I,
)
_TITLE_COLUMN = re.compile(r"(?:job )?(?:title|role|position|post)s?|career step|step|stelle|designation", re.I)
_LEVEL_COLUMN = re.compile(r"(?:career |experience )?(?:level|stage|grade|seniority|band|stufe)", re.I)
_OF = r"of|for|in|von"
_NO_NAME = re.compile(r"\bwith\b|^\w+ (?:junior|senior)\b", re.I)
"""A deed: "Mentor junior engineers", "Collaboration with data scientists"."""
_NO_STEPS = ("requirement", "duty", "practice")
_NUMBERED = re.compile(r"[ivx]+|l?\d+|roles?|positions?")
_MOST_WORDS = 7
_MOST_BEFORE = 3
_FEWEST = 2
_CHAIN = 3

_Step = tuple[str, int]
"""A step's name and its place."""


def read_career(text: str, items: Sequence[Item], grids: Sequence[Grid]) -> tuple[CareerStep, ...]:
    """List the steps of a career path in text order, from the first way of telling it that names at least two.

    A fork's ends follow one another.
    """
    chains = [*_arrows(text, items), *_downwards(text)]
    ways = (
        lambda: chains if len(chains) >= _CHAIN else [],
        lambda: _of_grids(text, items, grids, ladder=False),
        lambda: _listed(text, items),
        lambda: chains,
        lambda: _told(text, items),
        lambda: read_rungs(text, items),
        lambda: _of_grids(text, items, grids, ladder=True),
    )
    for way in ways:
        found: dict[str, CareerStep] = {}
        for name, place in way():
            found.setdefault(plain(name), CareerStep(title=name, line=line_of(text, place)))
        if len(found) >= _FEWEST:
            return tuple(found.values())
    return ()


def _bare(raw: str) -> str:
    """Take codes, brackets, years and marks off the name of a step: "EM5 - Lead (5+ years)" → "Lead"."""
    name = _CODE.sub("", _BRACKETS.sub("", " ".join(raw.replace("*", " ").split())).strip(" -–—•:.,;|"))
    return _TAIL.sub("", name).strip(" -–—•:.,;|")


def is_step(name: str) -> bool:
    """Tell the name of a post or of a level: "Head of data", "Engineer II", "Entry level"."""
    found = name.split()
    if not 0 < len(found) <= _MOST_WORDS or name[-1] in "?!" or _NO_NAME.search(name):
        return False
    if _STAGE.fullmatch(name):
        return True
    heads = re.split(rf"\s+(?:{_OF})\s+.*|\s*[,/&]\s*|\s+[-–—]\s+", name)
    return any(_is_post([norm for norm in norms(head) if not _NUMBERED.fullmatch(norm)]) for head in heads if head)


def _is_post(tokens: Sequence[str]) -> bool:
    if not tokens:
        return False
    leads = tokens[0] in ("vp", "head", "chief", "director", "svp", "evp")
    return leads or is_title_word(tokens[-1])


def _steps(raw: str, place: int) -> list[_Step]:
    return [(name, place) for part in _FORK.split(raw) if is_step(name := _bare(part))]


def _arrows(text: str, items: Sequence[Item]) -> list[_Step]:
    """Read "Junior X → X → Senior X": most of what the arrows join are posts."""
    found: list[_Step] = []
    for item in items:
        content = text[item.start : item.end].replace("\n", " ")
        parts = _ARROW.split(content)
        if len(parts) < _FEWEST:
            continue
        parts[0] = re.split(r"[:.]\s+|\((?!.*\))", parts[0])[-1]
        parts[-1] = re.split(r"[.;,]\s|\.$|(?<=\w)\)", _BRACKETS.sub("", parts[-1]))[0]
        steps = [step for part in parts for step in _steps(part, item.start)]
        whole = len(steps) >= max(_CHAIN, len(parts))
        levelled = len(steps) >= _FEWEST and any(_LEVEL.search(name) for name, _ in steps)
        if whole or (levelled and len(steps) * 2 > len(parts)):
            found += steps
    return found


def _downwards(text: str) -> list[_Step]:
    """Read steps below one another with arrows between them; what stands behind the last ends with a blank line."""
    starts, lines = zip(*text_lines(text), strict=True)
    marks = {i for i, line in enumerate(lines) if _DOWN.fullmatch(line)}
    if not marks:
        return []
    marks |= {i for i, line in enumerate(lines) if line.strip().lower() in ("or", "oder", "/")}
    found: list[_Step] = []
    before = -1
    for i, line in enumerate(lines):
        if not line.strip():
            continue
        near = i + 1 in marks or before in marks or (found and found[-1][1] == starts[before] and before == i - 1)
        if near and i not in marks:
            found += _steps(line, starts[i])
        before = i
    return found


def _listed(text: str, items: Sequence[Item]) -> Iterator[_Step]:
    """Read the bullets below a heading of careers: the label of each, or all of a short one."""
    for item in items:
        headed = item.kind not in _NO_STEPS and cue("career_heading").search(plain(item.heading)) is not None
        if item.title or not item.bullet or not headed or item.area:
            continue
        content = text[item.start : item.end]
        label = content[: item.label - item.start - 1] if item.label else re.split(r"\s[–—-]\s|\.\s", content)[0]
        if item.label is None and len(content.split()) > 2 * _MOST_WORDS and label == content:
            continue
        yield from _steps(label, item.start)


def _of_grids(text: str, items: Sequence[Item], grids: Sequence[Grid], *, ladder: bool) -> list[_Step]:
    """Read the column of posts or levels, in a table below a heading of careers, or (`ladder`) in one of levels."""
    for grid in grids:
        above = next((item.heading for item in reversed(items) if item.start <= grid.start), "")
        if not ladder and cue("career_heading").search(plain(above)) is None:
            continue
        columns = (post_column(grid), _column(grid, _LEVEL_COLUMN), 0)
        column = next(column for column in columns if column is not None)
        cells = [row[column] for row in grid.rows if column < len(row)]
        steps = [step for a, b in cells for step in _steps(text[a:b], a)]
        levels = sum(_LEVEL.search(name) is not None for name, _ in steps)
        if len(steps) * 3 >= len(cells) * 2 and levels >= (_FEWEST if ladder else 1) and levels * 2 >= len(steps):
            return steps
    return []


def post_column(grid: Grid) -> int | None:
    """Return the column of a table that its name says to hold posts."""
    return _column(grid, _TITLE_COLUMN)


def _column(grid: Grid, name: re.Pattern[str]) -> int | None:
    return next((i for i, head in enumerate(grid.names) if name.fullmatch(head.strip(" *:"))), None)


def _told(text: str, items: Sequence[Item]) -> list[_Step]:
    """Read the posts of sentences that speak of moving up, one of them with its level."""
    for item in items:
        if item.title:
            continue
        for start, end in sentences(text, item.start, item.end):
            if not cue("moving_up").search(in_one_line(text, start, end)):
                continue
            steps = list(_posts(text[start:end], start))
            apart = {plain(name) for name, _ in steps}
            if len(apart) >= _CHAIN and any(_LEVEL.search(name) for name, _ in steps):
                return steps
    return []


def _posts(sentence: str, offset: int) -> Iterator[_Step]:
    """Yield posts in running text: a noun of one with up to three words before it ("senior developer")."""
    stops = words("not_in_a_post")
    run: list[re.Match[str]] = []
    found = [*re.finditer(r"[\w/+#.'-]+[,;:]?", sentence)]
    for i, match in enumerate(found):
        word = plain(match.group()).rstrip(",;:.")
        following = plain(found[i + 1].group()).rstrip(",;:.") if i + 1 < len(found) else ""
        onwards = following in ("to", "from", "into", "on", "up")
        leading = word in ("lead", "leads") and not onwards and (run or is_title_word(following))
        if word in stops and not leading:
            run = []
            continue
        run.append(match)
        titled = is_title_word(word)
        onward = following in stops and (titled or following not in ("lead", "leads"))
        closed = match.group()[-1] in ",;:." or onward or not following
        if titled and closed:
            end = match.start() + len(match.group().rstrip(",;:."))
            if following in ("of", "for") and i + 2 < len(found):
                end = found[i + 2].start() + len(found[i + 2].group().rstrip(",;:."))
            first = run[-1 - _MOST_BEFORE :][0].start()
            yield " ".join(sentence[first:end].split()), offset + first
        if closed:
            run = []


def read_rungs(text: str, items: Sequence[Item]) -> list[_Step]:
    """Read the headings of a ladder's levels, or lines of no more: posts that differ by their level only."""
    lines = [item for item in items[1:] if not item.area and (item.title or not item.bullet)]
    named = [(_bare(text[item.start : item.end]), item) for item in lines]
    steps = [
        (name, item.start) for name, item in named if is_step(name) and (item.title or _LEVEL.search(name.split()[-1]))
    ]
    levelled = {plain(name) for name, _ in steps if _LEVEL.search(name)}
    apart = {plain(name) for name, _ in steps}
    return steps if len(levelled) >= _FEWEST and len(apart) <= len(levelled) + 1 else []

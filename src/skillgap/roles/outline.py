"""Document → the items of its outline: each line or joined lines with the block that they stand in.

A block whose heading says nothing is the kind that most of its bullets speak for.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from skillgap.models.document import Document
from skillgap.roles.alternatives import how_many
from skillgap.roles.blocks import Choice, State, announced, inherits, is_gap, leaves_list, stays, turned_to
from skillgap.roles.career import read_rungs
from skillgap.roles.cues import ASKING, TELLING, BlockKind, cue, heading_kind, heading_words, words
from skillgap.roles.heads import with_heads
from skillgap.roles.items import Item, is_demand, labelled
from skillgap.roles.rows import Row, read_rows
from skillgap.roles.sentences import LONGEST_SENTENCE, in_one_line, sentences
from skillgap.roles.tables import Cell, says_all
from skillgap.roles.titles import seeks
from skillgap.structure.language import norms, plain
from skillgap.structure.rows import has_title_word

_GLUED_RUN_IN = re.compile(
    r"(?<=[a-z0-9.)])\s+(?P<label>(?:[A-Z][\w'/&-]*\s+(?:(?:and|of|for|in|&)\s+)?){0,4}[A-Z][\w'/&-]*:)\s+(?=[A-Z])"
)
_LABEL_WITHIN = re.compile(
    r"(?<=[.!?)])\s+(?P<turn>(?P<label>[A-Z][\w'’/&-]*(?:\s+[\w'’/&-]+){0,4})(?::\s|[.?!]\s(?=[A-Z\d]))|"
    r"(?:(?:You )?[Mm]ust|We|Our|Please|Apply|The|This|If|For|To)\s)"
)
_YOU_DO = re.compile(
    r"you(?:'ll| will)? (?!(?:get|receive|enjoy|have|can|may|are|be|earn|benefit|choose|decide|join|become|grow|learn|"
    r"find|work (?:from|in|with))\b)[a-z]",
    re.I,
)
_HASHTAGS = re.compile(r"(?:#[\w+-]+[\s,]*){2,}")
_RULING: frozenset[BlockKind] = frozenset(
    {
        "requirement", "preferred", "tools", "stack", "unneeded", "benefits", "salary", "process", "conditions",
        "boilerplate",
    }
)  # fmt: skip
_CAPITAL_AFTER_WORD = re.compile(r"(?<=[a-z0-9)])\s+(?=[A-Z])")
_ONE_OF = re.compile(
    r"(?<!\w)(?:one|two|three|four|[1234]|any|some|either)(?: two| three| [23])? (?:or more )?"
    r"of (?:the following|these|the below)(?: \w+){0,3}$"
)
_ROLE_SENTENCE = re.compile(
    r"(?<=[a-z)]\.)\s+(?=(?:[A-Z][\w()-]*\s+){1,5}(?:Engineers|Scientists|Developers|Analysts|Architects|Managers)\s+"
    r"(?:must|can|should|need|play|are|will|who)\b)"
)
_SPEAKS = re.compile(r"(?<!\w)(?:we|our|us|you|your|wir|uns|unser\w*)(?!\w)")
_MOST_SPOKEN = 0.25
_LONGEST_ITEM = 6000
_LONGEST_PASSING = 14
_LONG_LINE = 60
_FEWEST_ASKED = 3
_FEWEST_BEFORE_LABEL = 25
_FEWEST_WORDS_BEFORE = 5
_TERSE = 60
_POSTS_IN_SHORT = frozenset({"dev", "devs", "eng", "r&d"})
_TOLD_BY_TABLES: frozenset[BlockKind] = frozenset({"market", "career", "salary", "practice", "advice", "challenge"})
"""What the tables of guides tell of; their rows begin no blocks."""
_TOPICS: frozenset[BlockKind] = frozenset({"tools", "soft", "stack", "certification", "education"})
"""Rows of a table of demands: "Tools | Git"."""
_OPEN: frozenset[BlockKind] = frozenset({"unknown", "about", "process", "conditions", "challenge"})
"""Blocks whose heading may be a joke, a question or a link ("Please apply if:", "How would you be impacting us?")."""
_LISTS: frozenset[BlockKind] = frozenset({"unknown", "practice", "career", "advice"})
_ON_RUNGS: frozenset[BlockKind] = _LISTS | {"duty"}
_FEWEST = 3
_MOST = 0.5
_NEARLY_ALL = 0.7


def read_outline(document: Document) -> tuple[Item, ...]:
    """Split a role document or job ad into items in text order and say what block each stands in."""
    rows = with_heads(document.text, read_rows(document))
    items: list[Item] = []
    bulleted = [(a, b) for a, b in itertools.pairwise(rows) if a.bullet and b.bullet]
    airy = 2 * sum(is_gap(document.text, a, b) for a, b in bulleted) > len(bulleted)
    state = State(airy=airy, marked=document.media_type == "text/html")
    for index, row in enumerate(rows):
        if row.cell is not None:
            items.append(_cell_item(document.text, row, row.cell, state))
            continue
        if state.around is not None:
            (state.kind, state.heading), state.around, state.empty = state.around, None, False
        following = rows[index + 1] if index + 1 < len(rows) else None
        for item in _read_row(document.text, row, following, state):
            items.extend(_bounded(document.text, item))
    return _lowered(_told(document.text, _voted(document.text, items)))


def _told(text: str, items: Sequence[Item]) -> Sequence[Item]:
    """Read a portrait of a trade without headings as what such people do: in it nobody speaks of themselves."""
    plainly = not any(item.bullet or item.title or item.kind != "unknown" for item in items)
    if (
        not plainly
        or seeks(text)
        or len(_SPEAKS.findall(plain(text))) > _MOST_SPOKEN * len(list(sentences(text, 0, len(text))))
    ):
        return items
    return [replace(item, kind="duty") for item in items]


def _lowered(items: Sequence[Item]) -> tuple[Item, ...]:
    """Leave "Familiar with X" a duty where it stands among duties and the ad has a block of demands of its own."""
    asked = sum(item.kind == "requirement" and item.raised is None and not item.title for item in items)
    if asked < _FEWEST_ASKED or not any(item.title and item.kind == "requirement" for item in items):
        return tuple(items)
    return tuple(replace(item, kind="duty", raised=None) if item.raised == "duty" else item for item in items)


def _bounded(text: str, item: Item) -> Iterator[Item]:
    """Cut an endless line at its sentences: what is compared inside an item must stay short."""
    if item.end - item.start <= _LONGEST_ITEM:
        yield item
        return
    begin = item.start
    for _, end in sentences(text, item.start, item.end):
        if end - begin >= LONGEST_SENTENCE or end == item.end:
            yield replace(item, start=begin, end=end, label=item.label if begin == item.start else None)
            begin = end


def _read_row(text: str, row: Row, following: Row | None, state: State) -> Iterator[Item]:
    content = text[row.start : row.end]
    state.leave_bullet(text, row)
    turned = turned_to(content, row, state)
    if turned is not None:
        state.enter(turned)
    state.listed = state.listed or row.bullet
    if state.choice is not None and not state.choice.holds(content, row):
        state.choice = None
    kind = announced(text, row, following, state)
    left = kind is None and turned is None and leaves_list(text, row, state)
    if row.bullet or (state.previous is not None and is_gap(text, state.previous, row)):
        state.run_in = None
    state.previous = row
    if kind is not None:
        _enter_heading(content, row, kind, state)
        yield _item(row, state, title=True)
        _begin_choice(content, row, state)
        return
    state.empty = False
    if not row.bullet and cue("boilerplate_anywhere").search(plain(content)):
        state.enter("boilerplate")
        left = False
    tags = _HASHTAGS.fullmatch(content) is not None
    around = replace(state) if left or tags else state
    if left or tags:
        around.enter("boilerplate" if tags else "unknown")
        state.left = left
    elif state.run_in is not None:
        around = replace(state)
        around.enter(*state.run_in)
    for part in _unglue(text, row, around):
        for sentence, above in _at_labels(text, part, around):
            for item in _split_row(text, sentence, following if sentence.end == row.end else None, above):
                state.run_in = (item.kind, item.heading) if _heads_lines(text, row, item) else state.run_in
                yield item


def _heads_lines(text: str, row: Row, item: Item) -> bool:
    """Tell whether the label of a paragraph's first line holds for the lines below: it is broken at its sentences."""
    if (
        row.bullet
        or item.label is None
        or not item.sure
        or not item.heading.startswith(text[item.start : item.label][:3])
    ):
        return False
    if text[item.label - 1] == ":" and item.kind not in TELLING:
        return False
    return item.end - item.start > _LONG_LINE and text[item.end - 1] in ".!"


def _enter_heading(content: str, row: Row, kind: BlockKind, state: State) -> None:
    if kind == "process" and not state.told and plain(content).strip(" :!→>»") in words("buttons"):
        kind = "unknown"  # above the ad stands the button, not how to apply
    inherited = (kind == "unknown" and inherits(content, row, state)) or stays(kind, row, state)
    state.enter(state.kind if inherited else kind, content.strip().rstrip(":"), under_bullet=row.bullet)
    if not row.bullet and not inherited:
        state.level = row.level


def _begin_choice(lead_in: str, row: Row, state: State) -> None:
    """Number the list under "one of the following"; under a bullet it ends where the bullets come out again."""
    folded = plain(lead_in).rstrip(" :")
    if _ONE_OF.search(folded):
        state.choices += 1
        state.choice = Choice(state.choices, how_many(folded), row.depth if row.bullet else -1)


def _unglue(text: str, row: Row, state: State) -> Iterator[Row]:
    """Cut a line at telling headings that are glued into it ("… objectives Future Outlook: The demand …")."""
    start = row.start
    for match in _GLUED_RUN_IN.finditer(text, row.start, row.end):
        found = heading_kind(match.group("label"))
        if found is None or found[1] < 2 or match.start() - start < _FEWEST_BEFORE_LABEL:
            continue
        yield replace(row, start=start, end=match.start())
        state.enter(found[0], match.group("label").rstrip(":"))
        start = match.end()
        row = replace(row, bullet=False)
    yield replace(row, start=start)


def _at_labels(text: str, row: Row, state: State) -> Iterator[tuple[Row, State]]:
    """Cut a paragraph where a sentence opens with a label ("… Essential: SQL. Desirable: dbt.").

    A label rules up to the next one, or to a sentence that speaks of the firm or says what one must; what follows
    the paragraph stands where it would stand without it.
    """
    start, above = row.start, state
    leads = text[row.start : row.end].rstrip().endswith(":")
    for match in () if leads else _LABEL_WITHIN.finditer(text, row.start, row.end):
        label, (begin, _) = match.group("label"), match.span("turn")
        found = heading_kind(label) if label else None
        if label and (found is None or found[0] not in _RULING or found[1] < len(heading_words(label))):
            continue
        if not label and above is state:
            continue
        yield replace(row, start=start, end=match.start()), above
        start, above, row = begin, state, replace(row, bullet=False)
        if found is not None:
            above = replace(state)
            above.enter(found[0], label)
    yield replace(row, start=start), above


def _split_row(text: str, row: Row, following: Row | None, state: State) -> Iterator[Item]:
    """Cut lead-ins and closing sentences off a line."""
    end, lead_in, found = row.end, None, None
    if text[row.start : row.end].rstrip().endswith(":") and following is not None:
        cut = _lead_in_start(text, row)
        lead_in = text[cut : row.end].strip().rstrip(":")
        found = heading_kind(lead_in, lead_in=True)
        end = cut if found is not None or cut > row.start else row.end
    closing = _closing_start(text, row.start, end, bullet=row.bullet)
    if text[row.start : closing].strip():
        yield labelled(text, _item(replace(row, end=closing), state))
    if text[closing:end].strip():
        yield replace(_item(replace(row, start=closing, end=end), state), kind="closing", bullet=False)
    if lead_in is None:
        return
    passing = found is not None and found[1] <= 2 and len(lead_in.split()) > _LONGEST_PASSING
    if found is not None and not stays(found[0], row, state) and not passing:
        # "Lead engineers have duties that need both technical expertise and leadership:" leads into duties.
        state.enter(found[0], lead_in)
        yield _item(replace(row, start=end), state, title=True)
    _begin_choice(lead_in, row, state)


def _item(row: Row, state: State, *, title: bool = False) -> Item:
    choice = state.choice
    return Item(
        start=row.start, end=row.end, kind=state.kind, heading=state.heading, bullet=row.bullet, title=title,
        sure=state.kind != "unknown", one_of=choice.number if choice else None, needed=choice.needed if choice else 1,
    )  # fmt: skip


def _enter_label(label: str, state: State) -> bool:
    """Enter the block that a table's label names, and tell whether it names any.

    A topic among demands ("Cloud | AWS") leaves them as they are; behind a row of facts, the table goes on.
    """
    found = heading_kind(label) if says_all(label) and state.kind not in _TOLD_BY_TABLES else None
    if found is not None and state.kind in ASKING and found[0] in _TOPICS:
        found = None
    around = state.around or (state.kind, state.heading)
    if found is not None:
        state.enter(found[0], label)
        state.around = around
    elif state.around is not None and state.kind not in ASKING:
        state.kind, state.heading = state.around
    return found is not None


def _cell_item(text: str, row: Row, cell: Cell, state: State) -> Item:
    named = cell.names and _enter_label(text[cell.start : cell.end], state)
    kind: BlockKind = state.kind
    if named:
        return _item(row, state, title=True)
    if cell.importance is not None:
        kind = "requirement" if cell.importance == "required" else cell.importance
    elif state.kind == "unknown" and cell.asks:
        kind = "requirement"
    elif state.kind == "unknown":
        kind = "conditions"  # the fact table at the top: department, grade, place
    elif cell.area and (found := heading_kind(cell.area)) and found[0] in ("education", "benefits", "about"):
        kind = found[0]
    return Item(
        start=row.start, end=row.end, kind=kind, heading=state.heading, bullet=True, title=cell.header,
        years=cell.years, area=cell.area,
    )  # fmt: skip


def _closing_start(text: str, start: int, end: int, *, bullet: bool) -> int:
    """Return where closing sentences begin that sum up or address the reader; `end` when there are none."""
    title = _ROLE_SENTENCE.search(text, start, end)
    if bullet and title is not None and text[start : title.start()].strip():
        end = title.start()
    for match in cue("closing").finditer(in_one_line(text, start, end)):
        at = start + match.start()
        if text[at].isupper():
            return at
    return end


def _lead_in_start(text: str, row: Row) -> int:
    """Find where the sentence begins that leads into the list below; a heading may be glued on without a stop."""
    start = max((begin for begin, _ in sentences(text, row.start, row.end)), default=row.start)
    if not row.bullet:
        return start
    tail = text[start : row.end]
    places = [match.end() for match in _CAPITAL_AFTER_WORD.finditer(tail) if heading_kind(tail[match.end() :])]
    return start + next((place for place in places if len(tail[:place].split()) >= _FEWEST_WORDS_BEFORE), 0)


def _voted(text: str, items: Sequence[Item]) -> list[Item]:
    """Read a block as demands when half of its bullets open as demands do, as duties when most open with a work verb.

    A heading has endless forms, a list of demands few.
    """
    found: list[Item] = []
    for (_, above, listed), run in itertools.groupby(items, key=_list_of):
        block = list(run)
        kind = _vote(text, block, above) if listed else None
        found += block if kind is None else [replace(item, kind=kind, raised=None, sure=True) for item in block]
    return found


def _list_of(item: Item) -> tuple[str, BlockKind, bool]:
    """Return what the bullets of one list share; a line between them begins another."""
    return item.heading, item.raised or item.kind, item.bullet and not item.title


def _vote(text: str, block: Sequence[Item], kind: BlockKind) -> BlockKind | None:
    if len(block) < _FEWEST:
        return None
    if kind == "benefits":
        # "What you can expect" may be the work: "You develop our data model".
        told = sum(_YOU_DO.match(text, item.start) is not None for item in block)
        return "duty" if told >= _NEARLY_ALL * len(block) else None
    if kind not in _OPEN:
        return None
    if sum(is_demand(text[item.start : item.end]) for item in block) >= _MOST * len(block):
        return "requirement"
    working = sum(_opens_with_work(text, item) for item in block)
    return "duty" if working >= _NEARLY_ALL * len(block) else None


def _opens_with_work(text: str, item: Item) -> bool:
    told = in_one_line(text, item.label or item.start, item.end).split(None, 1)
    first = told[0].strip(",.:*") if told else ""
    # "Owns the roadmap": a ladder tells what somebody of a level does.
    return first in words("work_verbs") or (first.endswith("s") and first.isalpha() and len(told) > 1)


def is_terse(text: str, items: Sequence[Item]) -> bool:
    """Tell a short text that names a job and has no heading but for wishes: it has room for what it asks for alone."""
    told = norms(text)
    if len(told) > _TERSE or any(item.sure and item.kind != "preferred" for item in items):
        return False
    return _names_a_job(told)


def _names_a_job(told: list[str]) -> bool:
    return has_title_word(told) or not _POSTS_IN_SHORT.isdisjoint(told)


def demanding(items: Sequence[Item]) -> tuple[Item, ...]:
    """Read every line that has no kind of its own as a demand."""
    return tuple(item if item.sure else replace(item, kind="requirement") for item in items)


def lists_alone(title: str, items: Sequence[Item]) -> tuple[Item, ...]:
    """Read the lists of what is called after a job, and has no heading that tells what it wants, as demands."""
    told = norms(title)
    if any(item.sure and item.kind in TELLING for item in items) or not _names_a_job(told):
        return tuple(items)
    return tuple(replace(item, kind="requirement") if item.bullet and item.kind in _LISTS else item for item in items)


def stacks_asked(items: Sequence[Item]) -> tuple[Item, ...]:
    """Read what stands behind a label on a line of its own ("Tech: Go, PostgreSQL") as demands."""
    return tuple(
        replace(item, kind="requirement") if item.kind in ("stack", "tools") and item.label and not item.title else item
        for item in items
    )


def of_rungs(text: str, items: Sequence[Item]) -> tuple[Item, ...]:
    """Read what stands below a ladder's levels as demands, where no block asks for anything: they raise people."""
    if any(item.title and item.kind == "requirement" for item in items):
        return tuple(items)
    rungs = {place for _, place in read_rungs(text, items)}
    heads = {text[item.start : item.end].strip().rstrip(":") for item in items if item.title and item.start in rungs}
    raised = (item.kind in _ON_RUNGS and item.heading in heads and not item.title for item in items)
    return tuple(replace(item, kind="requirement") if up else item for item, up in zip(items, raised, strict=True))

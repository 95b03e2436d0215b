"""Document → the items of its outline: each line or joined lines with the block that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from skillgap.models.document import Document
from skillgap.roles.cues import TELLING, BlockKind, cue, heading_kind, heading_words, plain
from skillgap.roles.grouping import how_many
from skillgap.roles.rows import Row, front_matter_end, read_rows
from skillgap.roles.telling import is_company_text, is_demand, is_firm_demand, is_fit_text
from skillgap.roles.titles import is_job_title

_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)]*$")
_TITLE_SMALL = frozenset(
    "a an and as at by for from in into of on or the to vs via with & / und der die das für".split()
)
_GLUED_LABEL = re.compile(
    r"(?<=[a-z0-9)])\s+((?:[A-Z][\w'/&-]*\s+(?:(?:and|of|for|in|&)\s+)?){0,5}[A-Z][\w'/&-]*:)\s*$"
)
_FREE_LABEL = re.compile(r"(?:[\w+#&/.-]+ ){0,2}[\w+#&/.-]+:\s")
_FIRST_PART = re.compile(r"\s+[-–—|(]|,\s")
_LONGEST_SENTENCE = 3000
_LONGEST_BARE = 220
_SHORT_LINE = 2
_LONGEST_HEADING = 14
_LONGEST_ITEM = 6000
_FACT = re.compile(
    r"(?:job |work |office |company |employment |contract |experience |seniority |start |time )?"
    r"(?:locations?|types?|size|level|date|industry|industries|function|schedule|standort|arbeitsort|lieu|"
    r"place)(?: location| options)*"
)
_WISH_FOR = re.compile(r"\s-\s|\bfor\b")
_NEARLY_ALL = 0.85
_ASIDE: frozenset[BlockKind] = frozenset({"about", "benefits", "boilerplate", "process", "salary"})
_LONGEST_FACT = 14
_TAGS = re.compile(r"[a-z0-9][a-z0-9+#./-]*(?: [a-z0-9.][a-z0-9+#./-]*){1,14}")
_FEWEST_ASKED = 3
_LEAD_IN_WORDS = 5
_LED_IN: frozenset[BlockKind] = frozenset({"requirement", "preferred", "duty"})
_TRAILS_OFF = re.compile(r"\s*(?:…|\.{2,3})$")
"""A heading may lead on: "You have..."."""
_PAY = re.compile(
    r"(?:the |our |this |your |individual |total |target |base |annual |actual |starting |expected |final )*"
    r"(?:compensation|salary|salaries|base pay|pay|remuneration|wages?|gehalt)\b(?! experience)|"
    r"[^.]{0,80}\b(?:salary|pay|compensation|base salary) (?:range|band|scale)\b"
)
_NO_HEADING = re.compile(r"[,;@]|\d{4}")
_NO_TITLE = re.compile(r"[;@]|\d{4}")
_DESIRED = re.compile(r"desired\b")
_ONE_OF = re.compile(
    r"(?<!\w)(?:one|two|three|four|[1234]|any|some|either)(?: two| three| [23])? (?:or more )?"
    r"of (?:the following|these|the below)(?: \w+){0,3}$"
)
_GLUED_RUN_IN = re.compile(
    r"(?<=[a-z0-9.)])\s+(?P<label>(?:[A-Z][\w'/&-]*\s+(?:(?:and|of|for|in|&)\s+)?){0,4}[A-Z][\w'/&-]*:)\s+(?=[A-Z])"
)
_PRONOUN = re.compile(r"(?<!\w)(?:we|our|us|you|your|why|how|wir|uns|unser\w*|du|dein\w*|warum)(?!\w)|\?$")
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“(]?[A-ZÄÖÜ\d])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|ph\.d|u\.s|m\.s|b\.s|m\.sc|b\.sc|z\. ?b|inc|ltd|approx|incl|no|st|bzw|ca|yrs?|exp|"
    r"eng|\w)\.)$",
    re.I,
)
_RUN_IN = re.compile(r"[^:\n]{2,60}?:(?=\s)")
_RUN_IN_STOP = re.compile(r"[A-Z][\w' -]{2,40}\.(?=\s+[A-Z])")
_STOPPED: frozenset[BlockKind] = frozenset({"education", "certification", "requirement", "preferred", "process"})
_ROLE_SENTENCE = re.compile(
    r"(?<=[a-z)]\.)\s+(?=(?:[A-Z][\w()-]*\s+){1,5}(?:Engineers|Scientists|Developers|Analysts|Architects|Managers)\s+"
    r"(?:must|can|should|need|play|are|will|who)\b)"
)


@dataclass(frozen=True)
class Item:
    """A bullet, sentence run or table cell: `document.text[start:end]` in the block that it stands in.

    `heading` is the nearest heading; `label` the end of a leading "Label:" (a place in the document, else None);
    `sure` tells a block announced by a heading from a guess; `one_of` numbers lists led in by "one of the
    following", `needed` is how many of them ("two of the following"); `years` and `importance` come from table columns;
    `raised` is the block that a line left because it opens as demands do.
    """

    start: int
    end: int
    kind: BlockKind
    heading: str = ""
    bullet: bool = False
    depth: int = 0
    title: bool = False
    sure: bool = True
    label: int | None = None
    one_of: int | None = None
    needed: int = 1
    years: float | None = None
    importance: str | None = None
    area: str = ""
    raised: BlockKind | None = None


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of `text[start:end]`; abbreviations and degrees do not end one."""
    begin = start
    for match in _SENTENCE_BREAK.finditer(text, start, end):
        while match.start() - begin > _LONGEST_SENTENCE:
            # No person writes so; a bound keeps the reading of clauses linear in the text.
            stop = text.rfind(" ", begin + 1, begin + _LONGEST_SENTENCE)
            stop = begin + _LONGEST_SENTENCE if stop < 0 else stop
            yield begin, stop
            begin = stop
        if _ABBREVIATION.search(text, max(begin, match.start() - 8), match.start()):
            continue
        yield begin, match.start()
        begin = match.end()
    while end - begin > _LONGEST_SENTENCE:
        stop = text.rfind(" ", begin + 1, begin + _LONGEST_SENTENCE)
        stop = begin + _LONGEST_SENTENCE if stop < 0 else stop
        yield begin, stop
        begin = stop
    if begin < end:
        yield begin, end


def read_outline(document: Document) -> tuple[Item, ...]:
    """Split a role document or job ad into items in text order and say what block each stands in."""
    rows = read_rows(document)
    items: list[Item] = []
    state = _State()
    body = front_matter_end(document.text, rows)
    for index, row in enumerate(rows):
        if body and row.start == body:
            state.enter("unknown", "", level=None)  # the keys above say nothing of the text below them
        if row.cell is not None:
            items.append(_cell_item(row, state))
            continue
        following = rows[index + 1] if index + 1 < len(rows) else None
        for item in _read_row(document.text, row, following, state):
            items.extend(_bounded(document.text, item))
    return _lowered(document.text, _alone(items))


def _alone(items: Sequence[Item]) -> Sequence[Item]:
    """Read "Desired skills and experience" as the demands where the ad has no other heading for them."""
    titles = [item for item in items if item.title and item.kind in ("requirement", "preferred")]
    if not titles or any(item.kind == "requirement" or not _DESIRED.match(plain(item.heading)) for item in titles):
        return items
    return [replace(item, kind="requirement") if item.kind == "preferred" and item.heading else item for item in items]


def _lowered(text: str, items: Sequence[Item]) -> tuple[Item, ...]:
    """Leave "Familiar with X" a duty where it stands among duties and the ad has a block of demands of its own."""
    asked = sum(item.kind == "requirement" and item.raised is None and not item.title for item in items)
    if asked < _FEWEST_ASKED or not any(item.title and item.kind == "requirement" for item in items):
        return tuple(items)
    return tuple(
        replace(item, kind="duty", raised=None)
        if item.raised == "duty" and not is_firm_demand(text[item.start : item.end])
        else item
        for item in items
    )


def _bounded(text: str, item: Item) -> Iterator[Item]:
    """Cut an endless line at its sentences: what is compared inside an item must stay short."""
    if item.end - item.start <= _LONGEST_ITEM:
        yield item
        return
    begin = item.start
    for _, end in sentences(text, item.start, item.end):
        if end - begin >= _LONGEST_SENTENCE or end == item.end:
            yield replace(item, start=begin, end=end, label=item.label if begin == item.start else None)
            begin = end


@dataclass
class _State:
    """Where the reader of the outline stands."""

    kind: BlockKind = "unknown"
    heading: str = ""
    level: int | None = None
    depth: int = 0
    outer: tuple[BlockKind, str] | None = None
    one_of: int | None = None
    lists: int = 0
    needed: int = 1
    list_depth: int = -1
    list_flat: bool | None = None
    in_bullets: bool = False
    listed: bool = False
    short: bool = False
    after_short: bool = False
    seen_heading: bool = False
    last: int = 0
    empty: bool = False

    def enter(self, kind: BlockKind, heading: str, *, level: int | None, bullet_depth: int | None = None) -> None:
        """Begin a block; one that a bullet announces ends with the bullets under it."""
        if bullet_depth is None:
            self.outer = None
            self.level = level
        else:
            self.outer = self.outer or (self.kind, self.heading)
        self.depth = -1 if bullet_depth is None else bullet_depth
        self.kind, self.heading, self.one_of, self.seen_heading, self.listed = kind, heading, None, True, False
        self.empty = bool(heading)


def _read_row(text: str, row: Row, following: Row | None, state: _State) -> Iterator[Item]:
    content = text[row.start : row.end]
    if state.outer is not None and not row.bullet and text.count("\n", state.last, row.start) > 1:
        state.kind, state.heading = state.outer
        state.outer = None
    state.last = row.end
    if state.in_bullets and not row.bullet and is_fit_text(content):
        state.enter("requirement", "", level=state.level)
    elif state.listed and state.kind in TELLING and not row.bullet and _tells_pay(content):
        state.enter("salary", "", level=state.level)
    elif _ends_list(content, row, state) or _ends_facts(content, state):
        state.enter("unknown", "", level=state.level)
    state.after_short, state.short = state.short, len(content.split()) <= _SHORT_LINE and not row.bullet
    state.in_bullets = row.bullet
    state.listed = state.listed or row.bullet
    if state.one_of is not None and not _in_list(content, row, state):
        state.one_of = None
    kind = _as_heading(content, row, following, state)
    if kind is not None:
        inherit = (kind == "unknown" and _inherits(content, row, state)) or _stays(kind, state)
        chosen: BlockKind = state.kind if inherit else kind
        heading = content.strip().rstrip(":")
        if row.bullet:
            state.enter(chosen, heading, level=None, bullet_depth=row.depth)
        else:
            state.enter(chosen, heading, level=state.level if inherit else row.level)
        yield _item(row, row.start, row.end, state, title=True)
        _begin_list(content, row, state)
        return
    state.empty = False
    _enter_run_in(content, row, state)
    if state.kind == "tools" and not row.bullet and _TAGS.fullmatch(content.strip()):
        for word in re.finditer(r"\S+", content):
            tag = replace(row, start=row.start + word.start(), end=row.start + word.end(), bullet=True)
            yield _item(tag, tag.start, tag.end, state)
        return
    if not row.bullet and cue("boilerplate_anywhere").search(plain(content)):
        state.enter("boilerplate", "", level=state.level)
    for part in _unglue(text, row, state):
        yield from _split_row(text, part, following if part.end == row.end else None, state)


def _ends_list(content: str, row: Row, state: _State) -> bool:
    """Tell company text that follows the last bullet without a heading of its own."""
    return (
        state.listed and state.kind in TELLING and not row.bullet and len(content.split()) > 7
        and is_company_text(content)
    )  # fmt: skip


def _enter_run_in(content: str, row: Row, state: _State) -> None:
    """Begin a block at "About Zorn: we make …", a paragraph that its label sets off from the demands before it."""
    label = _RUN_IN.match(content)
    if row.bullet or label is None or state.kind not in TELLING or not content[label.end() :].strip():
        return
    found = heading_kind(label.group())
    if found is not None and found[0] in _ASIDE and found[1] * 2 >= len(heading_words(label.group())):
        state.enter(found[0], label.group().rstrip(":"), level=state.level)


def _tells_pay(content: str) -> bool:
    """Tell the sentence on pay that follows the last bullet."""
    return len(content.split()) > _LONGEST_HEADING // 2 and _PAY.match(plain(content)) is not None


def _ends_facts(content: str, state: _State) -> bool:
    """Tell the text that follows facts ("Location", "Berlin") or a sentence of law without a heading of its own."""
    if state.kind == "conditions":
        return len(content.split()) > _LONGEST_FACT and _FACT.fullmatch(plain(state.heading)) is not None
    return state.kind == "boilerplate" and not state.heading and is_demand(content)


def _begin_list(lead_in: str, row: Row, state: _State) -> None:
    """Number the list under "one of the following"; under a bullet it ends where the bullets come out again."""
    if _ONE_OF.search(plain(lead_in).rstrip(" :")):
        state.lists += 1
        state.one_of = state.lists
        state.needed = how_many(plain(lead_in).rstrip(" :"))
        state.list_depth = row.depth if row.bullet else -1
        state.list_flat = None


def _in_list(content: str, row: Row, state: _State) -> bool:
    """Tell whether a bullet belongs to the list led in above it; where the file lost the indent, short ones do."""
    if not row.bullet:
        return False
    if state.list_flat is None:
        state.list_flat = row.depth <= state.list_depth
    return row.depth > state.list_depth or (state.list_flat and ":" not in content and len(content.split()) <= 3)


def _unglue(text: str, row: Row, state: _State) -> Iterator[Row]:
    """Cut a line at telling headings that are glued into it ("… objectives Future Outlook: The demand …")."""
    start = row.start
    for match in _GLUED_RUN_IN.finditer(text, row.start, row.end):
        found = heading_kind(match.group("label"))
        if found is None or found[1] < 2 or match.start() - start < 25:
            continue
        yield replace(row, start=start, end=match.start())
        state.enter(found[0], match.group("label").rstrip(":"), level=state.level)
        start = match.end()
        row = replace(row, bullet=False)
    yield replace(row, start=start)


def _split_row(text: str, row: Row, following: Row | None, state: _State) -> Iterator[Item]:
    """Cut glued headings, lead-ins and closing sentences off a line."""
    content = text[row.start : row.end]
    lead_in: tuple[int, str] | None = None
    end = row.end
    if content.rstrip().endswith(":") and following is not None:
        cut = _lead_in_start(text, row)
        lead_in = cut, text[cut : row.end].strip().rstrip(":")
        end = cut if heading_kind(lead_in[1], lead_in=True) or cut > row.start else row.end
    closing = _closing_start(text, row.start, end, bullet=row.bullet)
    if closing > row.start and text[row.start : closing].strip():
        yield _labelled(text, _item(row, row.start, closing, state))
    if closing < end and text[closing:end].strip():
        yield replace(_item(row, closing, end, state), kind="closing", bullet=False)
    if lead_in is not None:
        found = heading_kind(lead_in[1], lead_in=True)
        passing = found is not None and found[1] <= 2 and len(lead_in[1].split()) > _LONGEST_HEADING
        if found is not None and not _stays(found[0], state) and not (passing and state.kind != "unknown"):
            # "Lead engineers have duties that need both technical expertise and leadership:" leads into duties.
            state.enter(found[0], lead_in[1], level=state.level, bullet_depth=None)
            if end < row.end:
                yield _item(row, end, row.end, state, title=True)
        _begin_list(lead_in[1], row, state)


def _item(row: Row, start: int, end: int, state: _State, *, title: bool = False) -> Item:
    return Item(
        start=start, end=end, kind=state.kind, heading=state.heading, bullet=row.bullet, depth=row.depth,
        title=title, sure=state.kind != "unknown", one_of=None if title else state.one_of, needed=state.needed,
    )  # fmt: skip


def _labelled(text: str, item: Item) -> Item:
    """Note a leading label; a demand among duties ("5+ years of …" under "Job description") is read as a demand."""
    item = _with_label(text, item)
    if item.kind in ("requirement", "preferred", "duty") and cue("benefit_anywhere").search(
        plain(text[item.start : item.end])
    ):
        return replace(item, kind="benefits")
    if item.kind == "unknown" and item.label is not None and _lists_demands(text[item.start : item.end]):
        # "Storage: Rust, object storage, …" in a post without headings: the label is a team, the list what it wants.
        return replace(item, kind="requirement")
    loose = item.kind == "unknown" and item.label is None and (item.bullet or item.end - item.start < _LONGEST_BARE)
    if (item.kind == "duty" or loose) and is_demand(text[item.start : item.end]):
        return replace(item, kind="requirement", raised=item.kind)
    return item


def _lists_demands(content: str) -> bool:
    """Tell a list after a short label (at least four short parts, no company speaking) from a sentence."""
    label = _FREE_LABEL.match(content)
    if label is None or heading_kind(label.group()) is not None:
        return False
    body = content[label.end() :]
    first = _SENTENCE_BREAK.split(body)[0]
    parts = [part for part in re.split(r"[,;]", first) if part.strip()]
    speaks = _PRONOUN.search(plain(first)) is not None or "http" in first or "|" in first
    return len(parts) >= 4 and not speaks and sum(len(part.split()) for part in parts) <= 5 * len(parts)


def _with_label(text: str, item: Item) -> Item:
    """Note a leading "Label:"; a telling one ("Bonus: …", "Process: …") sets the block of its own item."""
    match = _RUN_IN_STOP.match(text, item.start, item.end)
    stopped = None if match is None else heading_kind(match.group())
    whole = match is not None and stopped is not None and stopped[1] == len(match.group().split())
    if match is not None and stopped is not None and whole and stopped[0] in _STOPPED:
        return replace(item, kind=stopped[0], label=match.end(), sure=True, heading=match.group()[:-1])
    match = _RUN_IN.match(text, item.start, item.end)
    if match is None or len(text[match.start() : match.end()].split()) > 7:
        return item
    label = text[match.start() : match.end() - 1]
    if label.count("(") > label.count(")"):
        return item  # "Cloud experience (AWS preferred: EC2, S3)"
    found = heading_kind(label)
    size = len(heading_words(label))
    # "Education:", "Bonus:", "DESIRABLE (not required):" say what follows; "Project Management:" is a rubric.
    if found is not None and found[1] * 2 >= size and found[0] not in ("tools", "duty", "about", "market", "career"):
        weak = item.sure and item.kind in ("market", "salary", "career", "practice", "challenge", "duty", "unneeded")
        weak = weak and found[0] in ("requirement", "soft", "education", "salary", "certification")
        weak = weak and not (item.kind == "duty" and found[0] in ("education", "certification"))
        sub = found[0] == "requirement" and item.kind == "preferred"
        if not weak and not sub:
            return replace(item, kind=found[0], label=match.end(), sure=True, heading=label)
    if found is not None and found[0] == "duty" and found[1] == size and item.kind == "unknown" and not item.bullet:
        return replace(item, kind="duty", label=match.end(), sure=True, heading=label)
    return replace(item, label=match.end())


def _closing_start(text: str, start: int, end: int, *, bullet: bool) -> int:
    """Return where closing sentences begin that sum up or address the reader; `end` when there are none."""
    title = _ROLE_SENTENCE.search(text, start, end)
    if bullet and title is not None and title.start() > start and text[start : title.start()].strip():
        end = title.start()
    folded = plain(text[start:end])
    for match in cue("closing").finditer(folded):
        at = start + match.start()
        before = text[start:at].rstrip()
        if text[at].isupper() and (not before or before[-1] in ".!?)" or before[-1].isalnum()):
            if match.group() == "note" and not text.startswith(":", at + 4):
                continue
            if match.group() == "overall" and not text.startswith(",", at + 7):
                continue  # "Overall 4+ years of experience"
            return at
    return end


def _lead_in_start(text: str, row: Row) -> int:
    """Find where the sentence begins that leads into the list below; a heading may be glued on without a stop."""
    spans = list(sentences(text, row.start, row.end))
    start = spans[-1][0] if spans else row.start
    tail = text[start : row.end]
    best = start
    for match in re.finditer(r"(?<=[a-z0-9)])\s+(?=[A-Z])", tail):
        found = heading_kind(tail[match.end() :])
        if found is not None and row.bullet and len(tail[: match.start()].split()) >= 5:
            return start + match.end()
    glued = _GLUED_LABEL.search(tail)
    if glued is not None and row.bullet and len(tail[: glued.start(1)].split()) >= 5:
        best = start + glued.start(1)
    return best


def _as_heading(content: str, row: Row, following: Row | None, state: _State) -> BlockKind | None:
    """Return the block that a line announces, "unknown" for a heading that says nothing, None for no heading."""
    stripped = _TRAILS_OFF.sub("", content.strip())
    tokens = heading_words(stripped)
    if not tokens:
        return None
    found = heading_kind(stripped)
    colon = stripped.endswith(":")
    if ": " in stripped and row.level is None and not row.marked:
        return None
    share = 0.0 if found is None else found[1] / len(tokens)
    if row.level is not None or row.marked:
        return found[0] if found else "unknown"
    if row.bullet:
        deeper = following is not None and following.bullet and following.depth > row.depth
        # "Bonus points for Docker" is a wish among others, "Bonus points" announces them.
        alone = share > _NEARLY_ALL and not _WISH_FOR.search(plain(stripped))
        telling = found is not None and (alone or (share >= 0.5 and (colon or deeper)))
        named = found is not None and found[0] in ("requirement", "preferred", "unneeded") and len(tokens) <= 6
        return found[0] if found and telling and named and following is not None and following.bullet else None
    called = stripped.endswith("!") and found is not None and share > 0.5
    if _SENTENCE_END.search(stripped) and not colon and not called and not stripped.endswith("?"):
        return None
    if found is not None and len(tokens) <= 8:
        upper = stripped.isupper() or _title_case(stripped) or colon or row.bold
        if share >= 0.5 or (upper and (share > 0.3 or found[1] > 1)):
            return found[0]
    if found is not None and not colon and _leads_in(stripped, found[0], following, state):
        return found[0]
    if len(tokens) > 8 or following is None or (not colon and is_demand(stripped)):
        return None
    styled = colon or row.bold or (stripped.isupper() and len(stripped) > 3)
    if not styled and state.after_short and len(tokens) <= 2 and not following.bullet:
        return None  # "Redis" in a list of short lines whose bullets are lost
    leads = following.bullet or following.wide or (following.end - following.start) > 70
    if (
        state.seen_heading
        and (styled or _title_case(stripped))
        and leads
        and not (_NO_TITLE if row.bold else _NO_HEADING).search(stripped)
    ):
        return "unknown"
    return None


def _leads_in(content: str, kind: BlockKind, following: Row | None, state: _State) -> bool:
    """Tell "Candidates will meet many of the following requirements" above bullets, though it has no colon."""
    if following is None or not following.bullet or state.in_bullets or kind not in _LED_IN:
        return False
    ends = heading_kind(" ".join(content.split()[-_LEAD_IN_WORDS:]), lead_in=True)
    return ends is not None and ends[0] == kind and content[-1].isalnum()


def _stays(kind: BlockKind, state: _State) -> bool:
    """Tell a rubric of a career or market section ("Educational Foundation") from a block of its own."""
    return kind in ("education", "certification") and state.kind in ("career", "market", "salary", "practice")


def _inherits(content: str, row: Row, state: _State) -> bool:
    """Tell whether a heading that says nothing is a sub-heading of the block before it."""
    if not state.seen_heading or is_job_title(_FIRST_PART.split(content.strip())[0]):
        return False
    if row.level is not None and state.level is not None:
        return row.level > state.level
    if state.empty and state.kind in ("requirement", "preferred", "duty"):
        return True  # "Qualifications" above "Important for us:"
    if _PRONOUN.search(plain(content).strip()):
        return False
    if state.kind == "benefits":
        return len(content.split()) <= 2  # "Prosperity", "Good health"
    return state.kind not in ("about", "process", "boilerplate", "conditions", "unneeded")


def _title_case(text: str) -> bool:
    tokens = [token for token in re.findall(r"[^\W\d_][\w'’.+#-]*", text) if token.lower() not in _TITLE_SMALL]
    return bool(tokens) and all(token[0].isupper() for token in tokens)


def _cell_item(row: Row, state: _State) -> Item:
    cell = row.cell
    assert cell is not None
    kind: BlockKind = state.kind
    if cell.importance is not None:
        kind = "preferred" if cell.importance == "preferred" else "requirement"
    elif state.kind == "unknown":
        kind = "conditions"  # the fact table at the top: department, grade, place
    elif cell.area and (found := heading_kind(cell.area)) and found[0] in ("education", "benefits", "about"):
        kind = found[0]
    return Item(
        start=row.start, end=row.end, kind=kind, heading=state.heading, bullet=True, depth=0, sure=True,
        title=cell.header, years=cell.years, importance=cell.importance, area=cell.area,
    )  # fmt: skip

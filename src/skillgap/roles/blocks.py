"""Line × what stands above it → the block that it announces, turns to or stays in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from skillgap.roles.cues import (
    ASKING,
    STEP,
    TELLING,
    BlockKind,
    dashed_label,
    heading_kind,
    heading_words,
    kind_by_words,
    names_its_matter,
    words,
)
from skillgap.roles.items import PRONOUN, is_company_text, is_demand, is_fit_text
from skillgap.roles.rows import Row
from skillgap.roles.titles import is_job_title
from skillgap.structure.language import norms, plain
from skillgap.structure.rows import has_title_word

_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)]*$")
_TRAILS_OFF = re.compile(r"\s*(?:…|\.{2,3})$")
"""A heading may lead on: "You have..."."""
_TITLE_SMALL = frozenset(
    "a an and as at by for from in into of on or the to vs via with & / und der die das für".split()
)
_FIRST_PART = re.compile(r"\s+[-–—|(]|,\s")
_WISH_FOR = re.compile(r"\s-\s|\bfor\b")
_NO_HEADING = re.compile(r"[,;@]|\d{4}")
_NO_TITLE = re.compile(r"[;@]|\d{4}")
_FOLLOWING = re.compile(
    r"\b(?:experience|expertise|skills|interest|proficiency|knowledge|background)\b.{0,60}\bfollowing\b(?!.{0,80}\brequire)"
)
_QUESTION = re.compile(r"(?:q|question|frage)\s?\d{0,2}\s?[:.)]\s+(.{5,200}\?)\Z", re.I)
"""A question of a list of them: "Q: Which skills do I need to get hired?"."""
_NO = re.compile(r"(?:(?:a|answer)\s?[:.)]\s+)?(?:no|nope|not|hardly|rarely|honestly\? no\w*)\b")
_MATTERS: frozenset[BlockKind] = frozenset({"education", "certification", "salary"})
"""What a question is about, whatever else its words say: "Do you need a degree?"."""
_DENIABLE: frozenset[BlockKind] = frozenset(
    {"requirement", "preferred", "tools", "education", "certification", "practice"}
)
_ASKS = re.compile(r"\?|(?<!\w)(?:how|what|what's|where|which|who|why|i|you|your|they|it|we|our|us)(?!\w)")
_MUSTS = re.compile(r"\b(?:required|minimum|basic|mandatory|essential|essentials|must|musts|must-haves?|muss)\b")
_IDEAL = re.compile(r"\b(?:ideal|perfect|dream|top|strongest|best)\b")
_POINT = re.compile(
    r"(?!(?:it|this|that|these|those|any|some|all|the|what|which|following|here|nice)\b).{3,}? "
    r"(?:is|are|would be|will be|counts? as) (?:(?:also|always|definitely|certainly|an?|big|great|huge|strong|real) )*"
    r"(?:plus|pluses|bonus|advantage|asset|advantageous|beneficial|desirable|desired|preferred|welcome|useful|helpful|"
    r"ideal|required|essential|mandatory|a must)\W*|"
    r".*\b(?:degree|diploma|ph\.?d|bachelor'?s?|master'?s?)\b.*[^:]"
)
"""A point of a list that speaks of its own matter: "A relevant degree would be advantageous", "Degree preferred"."""
_LONGEST_HEADING = 8
_SHORT_SENTENCE = 7
_TELLING_WORDS = 3
_LONG_LINE = 70
"""A line of so many characters is running text, which a heading may stand above."""
_NEARLY_ALL = 0.85
_LED_IN: frozenset[BlockKind] = frozenset({"requirement", "preferred", "duty"})
_ASKED: frozenset[BlockKind] = frozenset(
    {"requirement", "preferred", "education", "certification", "conditions", "unneeded", "boilerplate"}
)
"""What a line of a list of demands may speak of as headings do: "Rust preferred", "Bachelor degree"."""
_POINTS: frozenset[BlockKind] = frozenset({"conditions", "education", "certification", "salary", "boilerplate"})
"""What single points of a list are about: "A security clearance", "A university education"."""
_NOT_INHERITED: frozenset[BlockKind] = frozenset({"about", "process", "boilerplate", "conditions", "unneeded"})


@dataclass
class Choice:
    """A list led in by "one of the following": `needed` of its entries are asked for.

    `depth` is the indent of the bullet that leads in, -1 for a line; `flat` says that the file lost the indent below
    it (None before the first bullet).
    """

    number: int
    needed: int
    depth: int
    flat: bool | None = None

    def holds(self, content: str, row: Row) -> bool:
        """Tell whether a line belongs to the list; where the file lost the indent, short bullets do."""
        if not row.bullet:
            return False
        if self.flat is None:
            self.flat = row.depth <= self.depth
        return row.depth > self.depth or (self.flat and len(content.split()) <= 3)


@dataclass
class State:
    """Where the reader of the outline stands.

    `heading` announced the block `kind` at `level` (None: no level stated); `outer` is the block that comes back after
    one that a bullet announced; `listed` tells that the block has had bullets, `empty` that nothing has followed its
    heading; `previous` is the row before; `choices` counts the lists of choices, the last of which may be open; `musts`
    tells that a block of what one cannot do without has begun; `airy` that empty lines part the bullets of this
    document, `marked` that its markup says where lists end; `left` that the list has ended whose block goes on; `told`
    that a block has said what the work or the person is like; `around` is the block that a table with labels stands in,
    `run_in` the one that a label begins whose paragraph is broken into lines.
    """

    kind: BlockKind = "unknown"
    heading: str = ""
    level: int | None = None
    outer: tuple[BlockKind, str] | None = None
    listed: bool = False
    empty: bool = False
    seen_heading: bool = False
    previous: Row | None = None
    choice: Choice | None = None
    choices: int = 0
    musts: bool = False
    airy: bool = False
    marked: bool = False
    left: bool = False
    told: bool = False
    around: tuple[BlockKind, str] | None = None
    run_in: tuple[BlockKind, str] | None = None

    def enter(self, kind: BlockKind, heading: str = "", *, under_bullet: bool = False) -> None:
        """Begin a block; one that a bullet announces ends with the bullets under it."""
        self.outer = (self.outer or (self.kind, self.heading)) if under_bullet else None
        # "Experience with any of the following" under "Bonus points" asks no more than the bonus does.
        goes_on = self.kind == "preferred" and _FOLLOWING.search(plain(heading))
        # "Ideal candidates will possess" behind "Required experience" asks for no more musts.
        ideal = self.musts and _IDEAL.search(plain(heading))
        self.kind, self.heading = "preferred" if kind == "requirement" and (goes_on or ideal) else kind, heading
        self.musts = self.musts or (kind == "requirement" and _MUSTS.search(plain(heading)) is not None)
        self.choice, self.listed, self.empty, self.seen_heading = None, False, bool(heading), True
        self.left, self.told = False, self.told or kind in TELLING

    def leave_bullet(self, text: str, row: Row) -> None:
        """End a block that a bullet announced at the first line behind a gap."""
        last = self.previous.end if self.previous is not None else 0
        if self.outer is not None and not row.bullet and text.count("\n", last, row.start) > 1:
            (self.kind, self.heading), self.outer = self.outer, None


def announced(text: str, row: Row, following: Row | None, state: State) -> BlockKind | None:
    """Return the block that a line announces, "unknown" for a heading that says nothing, None for no heading."""
    written = _TRAILS_OFF.sub("", text[row.start : row.end].strip())
    content = STEP.sub("", written, count=1)
    answer = text[following.start : following.end] if following is not None else ""
    asked = _QUESTION.match(content)
    if asked is not None:
        phrase = heading_kind(asked[1])
        return _answered("requirement" if phrase and phrase[0] == "requirement" else kind_by_words(asked[1]), answer)
    size = len(heading_words(content))
    if not size:
        return None
    found = heading_kind(content)
    step = content != written and size <= _LONGEST_HEADING
    if step or (row.numbered and _is_step(content, following, state)):
        return found[0] if found else kind_by_words(content, step=True)
    kind, telling = found or (None, 0)
    if row.level is not None or row.marked:
        return _of_marked(content, row, kind, answer, state)
    if ": " in content or ":* " in content or dashed_label(content) is not None:
        return None
    share = telling / size
    if "," in content and kind in _LED_IN and not names_its_matter(content):
        share = 1.0  # "Required qualifications, capabilities, and skills": it says nothing else
    if row.bullet:
        if kind is None or plain(state.heading).strip() in words("contents") or _is_point(content, kind):
            return None
        apart = kind != "unneeded" or share == 1  # "Degree not required" is a point of its own
        alone = apart and _set_off(text, row, following, state, kind, share)
        return kind if alone or _heads_bullets(content, row, following, kind, share) else None
    colon = content.endswith(":")
    called = content.endswith("!") and share > 0.5
    if _SENTENCE_END.search(content) and not (colon or called or content.endswith("?")):
        return None
    listed = _is_listed(text, row, following, state)
    short = size <= _LONGEST_HEADING
    if kind:
        if listed and kind in _ASKED and (names_its_matter(content) or _is_point(content, kind)):
            return None
        styled = _title_case(content) or colon or row.bold
        clear = share >= 0.5 or (styled and (share > 0.3 or telling > 1))
        if short and (clear or (kind in _LED_IN and _behind_a_title(content))):
            return kind
        if _leads_in(content, kind, following):
            return kind
    if not short or following is None or (is_demand(content) and not colon):
        return None
    if listed or not state.seen_heading or not _looks_like_one(content, row, following):
        return None
    return _by_words(content, row, state)


def _is_point(content: str, kind: BlockKind) -> bool:
    return _POINT.fullmatch(plain(content)) is not None or (kind in _POINTS and content.startswith(("A ", "An ")))


def _of_marked(content: str, row: Row, kind: BlockKind | None, answer: str, state: State) -> BlockKind:
    """Return the block of a line that the document marks as a heading; `kind` is what its phrases announce."""
    if kind == "advice" and not state.seen_heading:
        return "unknown"  # "How to become a data engineer" is the title of all that follows
    kind = kind or _by_words(content, row, state)
    if not content.endswith("?"):
        return kind
    told = kind_by_words(content)
    return _answered(told if told in _MATTERS else kind, answer)


def _is_listed(text: str, row: Row, following: Row | None, state: State) -> bool:
    """Tell a line among demands that lost their bullets from a heading, which is set off from what stands above.

    Where blank lines are everywhere they set nothing off.
    """
    if state.kind not in ASKING or row.bold or text[row.end - 1] == ":" or (following and following.bullet):
        return False
    set_off = state.previous is not None and not state.empty and is_gap(text, state.previous, row)
    return not set_off or following is None or is_gap(text, row, following)


def is_gap(text: str, above: Row, below: Row) -> bool:
    """Tell whether an empty line parts two rows."""
    return text.count("\n", above.end, below.start) > 1


def _answered(kind: BlockKind, answer: str) -> BlockKind:
    """Return the kind of a question's block; "Do I need a degree?" asks for nothing where the answer is no."""
    return "conditions" if kind in _DENIABLE and _NO.match(plain(answer)) else kind


def _by_words(content: str, row: Row, state: State) -> BlockKind:
    """Say what a heading in no known words announces.

    The first one is the document's, a job title names a level. What stands deeper is a rubric of a block that tells
    what the work or the person is like; where no levels are told, all but questions are ("Continuous Learning").
    """
    if not state.seen_heading or is_job_title(_FIRST_PART.split(content.strip())[0]):
        return "unknown"
    if row.level is None or state.level is None:
        rubric = _ASKS.search(plain(content)) is None
    else:
        rubric = state.kind in TELLING and row.level > state.level
    return "unknown" if rubric else kind_by_words(content)


def _is_step(content: str, following: Row | None, state: State) -> bool:
    """Tell "2. Get the core skills." above its own text from an item of a list: no other number is next to it."""
    alone = following is not None and not following.numbered and not (state.previous and state.previous.numbered)
    return alone and len(heading_words(content)) <= _LONGEST_HEADING and ": " not in content


def _heads_bullets(content: str, row: Row, following: Row | None, kind: BlockKind, share: float) -> bool:
    """Tell a bullet that announces those below it: "Bonus points" does, "Bonus points for Docker" is a wish itself."""
    if following is None or not following.bullet or kind not in ("requirement", "preferred", "unneeded"):
        return False
    alone = share > _NEARLY_ALL and not _WISH_FOR.search(plain(content))
    led = share >= 0.5 and (content.endswith(":") or following.depth > row.depth)
    return (alone or led) and len(heading_words(content)) <= 6


def _set_off(text: str, row: Row, following: Row | None, state: State, kind: BlockKind, share: float) -> bool:
    """Tell a heading with a mark before it ("✅ What we're looking for") that stands apart from the list above it."""
    content = text[row.start : row.end]
    if share < 0.5 or following is None or state.airy or _SENTENCE_END.search(content.rstrip(":?!")):
        return False
    long = kind not in _POINTS and len(heading_words(content)) >= _TELLING_WORDS
    above = state.previous is None or is_gap(text, state.previous, row) or long
    return above and not is_gap(text, row, following) and not names_its_matter(content)


def _leads_in(content: str, kind: BlockKind, following: Row | None) -> bool:
    """Tell "Candidates will meet many of the following requirements" above bullets, though it has no colon."""
    return following is not None and following.bullet and kind in _LED_IN and content[-1].isalnum()


def _looks_like_one(content: str, row: Row, following: Row) -> bool:
    """Tell a heading that no cue knows by its form and by what follows it."""
    styled = content.endswith(":") or row.bold
    leads = following.bullet or following.end - following.start > _LONG_LINE
    foreign = (_NO_TITLE if row.bold else _NO_HEADING).search(content)
    return leads and (styled or _title_case(content)) and not foreign


def _behind_a_title(text: str) -> bool:
    """Tell "Software Engineer, Machine Learning Responsibilities": the post is named once more."""
    post, _, last = text.rstrip(":").rpartition(" ")
    return heading_kind(last) is not None and _title_case(text) and has_title_word(norms(post))


def _title_case(text: str) -> bool:
    tokens = [token for token in re.findall(r"[^\W\d_][\w'’.+#-]*", text) if token.lower() not in _TITLE_SMALL]
    return bool(tokens) and all(token[0].isupper() for token in tokens)


def stays(kind: BlockKind, row: Row, state: State) -> bool:
    """Tell a rubric of a career, market or advice section ("Educational Foundation") from a block of its own."""
    if row.bullet and state.kind in ("career", "market", "salary", "practice"):
        return True  # "Core skills:" as a point of "Skill development"
    if row.level is not None and state.level is not None and row.level <= state.level:
        return False
    if state.kind == "advice":
        return kind in ("duty", "process", "stack", "unknown")
    return kind in ("education", "certification") and state.kind in ("career", "market", "salary", "practice")


def inherits(content: str, row: Row, state: State) -> bool:
    """Tell whether a heading that says nothing is a sub-heading of the block before it."""
    if not state.seen_heading or row.numbered or is_job_title(_FIRST_PART.split(content.strip())[0]):
        return False
    if row.level is not None and state.level is not None:
        return row.level > state.level
    if state.empty and state.kind in ("requirement", "preferred", "duty"):
        return True  # "Qualifications" above "Important for us:"
    if PRONOUN.search(plain(content).strip()):
        return False
    if state.kind == "benefits":
        return len(content.split()) <= 2  # "Prosperity", "Good health"
    return state.kind not in _NOT_INHERITED


def turned_to(content: str, row: Row, state: State) -> BlockKind | None:
    """Return the block that a line without a heading of its own begins by what it says; None where it stays."""
    if is_fit_text(content):
        return "requirement"
    told = not row.bullet and state.listed and state.kind in TELLING and len(content.split()) > _SHORT_SENTENCE
    return "unknown" if told and is_company_text(content) else None


def leaves_list(text: str, row: Row, state: State) -> bool:
    """Tell a paragraph behind the last bullet of a list of demands: it asks for what its own words ask for.

    Bullets that follow belong to the list again.
    """
    content = text[row.start : row.end].rstrip()
    if row.bullet or state.kind not in ASKING or state.previous is None or content.endswith(":"):
        return False
    if state.left:
        return not state.previous.bullet
    said = _SENTENCE_END.search(content) is not None or len(content.split()) > _SHORT_SENTENCE
    ended = state.marked or (not state.airy and is_gap(text, state.previous, row))
    return state.previous.bullet and said and ended

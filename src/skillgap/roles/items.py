"""Line → item: what it says, the block that it stands in, its label, and what its first words tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from skillgap.models.resume import Mention
from skillgap.roles.cues import BlockKind, cue, dashed_label, heading_kind, heading_words, words
from skillgap.roles.sentences import SENTENCE_BREAK, in_one_line
from skillgap.roles.tables import Grid
from skillgap.structure.language import LEX, alternation, plain

_GRADES = (
    r"an?|strong|good|excellent|great|solid|proven|deep|prior|previous|broad|advanced|expert|expert-level|extensive|"
    r"hands-on|hands on|working|in-depth|in depth|relevant|professional|practical|sound|basic|general|significant|"
    r"substantial|outstanding|exceptional|superior|thorough|detailed|intermediate|conceptual|theoretical|fundamental|"
    r"some|first|initial|recent|real-world|real world|commercial|industry|technical|demonstrated|demonstrable|very|"
    r"highly|clear|robust|impressive|and"
)
_HELD = (
    r"experience|experienced|knowledge|knowledgeable|understanding (?:of|for|how|in)|exposure|proficiency|proficient|"
    r"expertise|familiarity|familiar|awareness|mastery"
)
_DEEDS = r"gain|share|acquire|develop|build|expand|deepen|improve|use|apply|transfer|document"
"""What duties do with knowledge: "Share your knowledge of …"."""
_OPENINGS = (
    r"must have",
    r"minimum",
    r"at least",
    r"\d+\s*(?:\+|-\s*\d+\+?)?\s*(?:years?|yrs?)\b",
    r"(?:an? |the )?(?:ability|desire|willingness|passion|aptitude|drive|enthusiasm|commitment) (?:to|for)\b",
    r"(?:an? )?(?:proven |strong |solid |demonstrated |great )*"
    r"(?:track record|command|grasp|grounding|foundations?|background) (?:of|in|with)\b",
    r"(?:degree|bachelor|master|ph\.?d|bsc|msc|b\.sc|m\.sc|bs|ms)(?:'s|s)?\b",
    r"(?:expert|skilled|fluent|fluency|versed|well[- ]versed|comfortable|competent|competence|adept|literate|"
    r"confident|up to date|highly skilled|highly proficient) "
    r"(?:in|with|at|using|on|working|being|operating|communicating)\b",
    r"(?:able|willing|capable|eager|prepared|keen) (?:to|of)\b",
    # "Strong hands-on experience", "Good Linux administration skills"
    rf"(?:(?:{_GRADES})[,]?\s+)*(?:{_HELD}|(?!\w+ing\s|(?:{_DEEDS})\s)(?:[\w/+#-]+\s+){{0,4}}"
    r"(?:skills|knowledge|experience|abilities|ability|understanding))\b",
)
_DEMAND = re.compile(f"(?:{'|'.join(_OPENINGS)})")
_COMPANY_TEXT = re.compile(
    r"(?:our|we|we're|at [a-z]\w+|join us|if you|please|the (?:base|salary|pay|annual)|you will also|salary for|"
    r"[a-z][\w&.-]{1,40} (?:offers|provides|believes|values|welcomes|encourages|does not|is committed)\b|this (?:role|"
    r"position) (?:is|offers|pays)|[a-z\d][\w&. -]{1,40} (?:is|are) (?:an?|the|proud|committed)\b|"
    r"[a-z\d][\w&.-]{1,40} (?:has been|was founded|was started|exists)\b)"
)
_FIT_TEXT = re.compile(
    r"(?:you(?:'ll| will|'d| would)?|people who|the person who)\b[^.;:]{0,60}?\b(?:good at|thrive|do well|succeed|"
    r"shine|enjoy|fit|flourish|excel)\b[^.;:]{0,30}?\bif you\b"
)
RUN_IN = re.compile(r"[^:\n]{2,60}?:(?=[*_]{0,2}\s)")
"""A label that a line opens with; chats and Markdown write it in bold."""
PRONOUN = re.compile(r"(?<!\w)(?:we|our|us|you|your|why|how|wir|uns|unser\w*|du|dein\w*|warum)(?!\w)|\?$")
"""Somebody speaks, or asks."""
_RUN_IN_STOP = re.compile(r"[A-Z][\w' -]{2,40}\.(?=\s+[A-Z])")
_LONGEST_LABEL = 7
_RUBRICS: frozenset[BlockKind] = frozenset({"tools", "duty", "about", "market", "career"})
"""Labels of these kinds name a topic ("Project Management:") and leave the line in its block."""
_TOLD: frozenset[BlockKind] = frozenset({"market", "salary", "career", "practice", "challenge", "unneeded"})
_ASPECTS: frozenset[BlockKind] = frozenset({"requirement", "soft", "salary", "education", "certification"})
_FREE_LABEL = re.compile(r"(?:[\w+#&/.-]+ ){0,2}[\w+#&/.-]+:\s")
_FEWEST_PARTS = 4
_FEWEST_DEED = 2
_LONGEST_PART = 5
_LONGEST_BARE = 220
_SPOKEN = re.compile(rf"\b(?:(?i:{alternation(LEX.human_languages)})|NL|EN|DE|FR|ES|IT|PL|PT)\b")
_YEARS = re.compile(r"\d\s*\+?\s*(?:years?|yrs?|yoe|jahre|jaar)\b|\b(?:years?|yrs?\.?|yoe)\b[^:]*:\s*\d")
_SAID = ("preferred_after", "required_after", "unneeded_after")
_LEGEND = re.compile(
    r"[\s(*]*(?:[Kk]ey(?: to [\w ]{3,30})?:?\s*)?"
    r"(?:[A-Z]{1,3}\s?[=:–-]\s?[\w /-]+(?:[,;.|]\s*|\s+and\s+|\s*$)){2,}[\s)*]*"
)
"""What letters of a table stand for: "A = application form, I = interview, T = test"."""


def is_demand(line: str) -> bool:
    """Tell whether a line opens as demands do: "5+ years of …", "Strong knowledge of …", "Ability to …"."""
    return _DEMAND.match(plain(line)) is not None


def is_company_text(line: str) -> bool:
    """Tell whether a line opens as the text about the company does that follows the last bullet."""
    return _COMPANY_TEXT.match(plain(line)) is not None


def is_fit_text(line: str) -> bool:
    """Tell "You'll be good at this if you …", which asks for what follows."""
    return _FIT_TEXT.match(plain(line)) is not None


@dataclass(frozen=True)
class Item:
    """A bullet, sentence run or table cell: `document.text[start:end]` in the block that it stands in.

    `heading` is the nearest heading; `label` the end of a leading "Label:" (a place in the document, else None);
    `sure` tells a block announced by a heading from a guess; `one_of` numbers lists led in by "one of the
    following", `needed` is how many of them ("two of the following"); `years` come from a table's column;
    `raised` is the block that a line left because it opens as demands do.
    """

    start: int
    end: int
    kind: BlockKind
    heading: str = ""
    bullet: bool = False
    title: bool = False
    sure: bool = True
    label: int | None = None
    one_of: int | None = None
    needed: int = 1
    years: float | None = None
    area: str = ""
    raised: BlockKind | None = None


def labelled(text: str, item: Item) -> Item:
    """Note a leading label; a demand among duties ("5+ years of …" under "Job description") is read as a demand."""
    item = _with_label(text, item)
    content = text[item.start : item.end]
    if "=" in content and _LEGEND.fullmatch(content):
        return replace(item, kind="boilerplate")
    if item.kind in ("requirement", "preferred", "duty", "unknown") and cue("benefit_anywhere").search(plain(content)):
        return replace(item, kind="benefits")
    if item.kind == "unknown" and _lists_demands(content):
        # "Storage: Rust, object storage, …" in a post without headings: the label is a team, the list what it wants.
        return replace(item, kind="requirement")
    if item.kind in ("unknown", "conditions", "duty") and _tells_years(text, item):
        return replace(item, kind="requirement")
    name = " ".join(heading_words(text[item.start : item.label])) if item.label is not None else ""
    if item.kind in ("unknown", "conditions", "duty") and name in words("language_labels"):
        spoken = _SPOKEN.search(text[item.label : item.end]) is not None
        return replace(item, kind="requirement") if spoken else item
    if item.kind == "duty" and name in words("firm_labels") and not item.bullet:
        return replace(item, kind="about")
    loose = item.kind == "unknown" and item.label is None and (item.bullet or len(content) < _LONGEST_BARE)
    if (item.kind == "duty" or loose) and is_demand(content):
        return replace(item, kind="requirement", raised=item.kind)
    return item


def _tells_years(text: str, item: Item) -> bool:
    """Tell "Level: medior, 2-4 yrs" from "Contract: 2 years"."""
    name = heading_words(text[item.start : item.label]) if item.label is not None else []
    of_work = bool(name) and words("years_labels").issuperset(name)
    return of_work and _YEARS.search(in_one_line(text, item.start, item.end)) is not None


def _lists_demands(content: str) -> bool:
    """Tell a list after a short label (at least four short parts) from a sentence."""
    label = _FREE_LABEL.match(content)
    facts = "|" in content and len(re.findall(r"\w: ", content)) > 1  # "Ref: 12 | Salary: … | Location: …"
    if label is None or facts or heading_kind(label.group()) is not None:
        return False
    first = SENTENCE_BREAK.split(content[label.end() :])[0]
    parts = [part for part in re.split(r"[,;]", first) if part.strip()]
    return len(parts) >= _FEWEST_PARTS and sum(len(part.split()) for part in parts) <= _LONGEST_PART * len(parts)


def _with_label(text: str, item: Item) -> Item:
    """Note a leading "Label:"; a telling one ("Bonus: …", "Process: …") sets the block of its own item."""
    stop = _RUN_IN_STOP.match(text, item.start, item.end)
    if stop is not None:
        found = heading_kind(stop.group())
        if found is not None and found[1] == len(stop.group().split()):
            return replace(item, kind=found[0], label=stop.end(), sure=True, heading=stop.group()[:-1])
    dashed = dashed_label(text[item.start : item.end])
    if dashed is not None:
        heading, end, kind = dashed
        return replace(item, kind=kind, label=item.start + end, sure=True, heading=heading)
    match = RUN_IN.match(text, item.start, item.end)
    if match is None or len(match.group().split()) > _LONGEST_LABEL:
        return item
    if any(cue(name).fullmatch(in_one_line(text, match.end(), item.end).strip(" .!*")) for name in _SAID):
        return item  # "Airflow or another orchestrator: nice"
    name = match.group()[:-1]
    if item.kind == "duty" and _is_deed(name):
        return item  # "Lead incident response efforts: contain threats, …" is a sentence
    if name.count("(") > name.count(")"):
        return item  # "Cloud experience (AWS preferred: EC2, S3)"
    found = heading_kind(name)
    if found is not None and _announces(found, len(heading_words(name)), item):
        return replace(item, kind=found[0], label=match.end(), sure=True, heading=name)
    # "any of the following: • Infra: Python, CUDA • Data: SQL" chooses areas, what an area lists is asked for.
    return replace(item, label=match.end(), one_of=None)


def _is_deed(label: str) -> bool:
    """Tell "Lead incident response efforts" from a topic ("Monitoring and alerting")."""
    tokens = plain(label).split()
    return len(tokens) > _FEWEST_DEED and tokens[0] in words("work_verbs") and not tokens[0].endswith("ing")


def _announces(found: tuple[BlockKind, int], size: int, item: Item) -> bool:
    """Tell "Education:", "Bonus:", "DESIRABLE (not required):", which say what follows, from a rubric.

    `found` is what a label of `size` words says, and how many of them say so.
    """
    kind, telling = found
    if kind == "duty":
        return telling == size and item.kind == "unknown" and not item.bullet
    if item.kind in ("career", "advice") and kind in ("requirement", "preferred", "tools"):
        return False  # "Skills: …" of a neighbouring trade, or of a step on the way
    if telling * 2 < size or kind in _RUBRICS or (kind == "requirement" and item.kind == "preferred"):
        return False
    if item.kind == "duty":
        # "Qualification: B.Tech" on a line of its own behind the duties, not "Requirements: gather them" among them.
        own_line = kind == "requirement" and telling == size and not item.bullet
        return own_line or kind not in ("requirement", "soft", "salary")
    return item.kind not in _TOLD or kind not in _ASPECTS


def within(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Return the mentions inside a span; `mentions` are in text order."""
    first = bisect_left(mentions, start, key=lambda m: m.start)
    last = bisect_left(mentions, end, lo=first, key=lambda m: m.start)
    return [m for m in mentions[first:last] if m.end <= end]


def above(text: str, items: Sequence[Item], grid: Grid) -> tuple[str, str]:
    """Return the heading above a table, and the item that stands right before it."""
    last = next((item for item in reversed(items) if item.end <= grid.start), None)
    return ("", "") if last is None else (last.heading, text[last.start : last.end])


def outside(items: Sequence[Item], grids: Sequence[Grid]) -> list[Item]:
    """Return the items that stand in no row of the tables; `grids` are in text order."""
    rows = [(row[0][0], row[-1][1]) for grid in grids for row in grid.rows]
    ends = [end for _, end in rows]
    places = [(item, bisect_left(ends, item.start)) for item in items]
    return [item for item, k in places if k == len(rows) or item.start < rows[k][0]]

"""Items and mentions → what is asked for, clause by clause: groups of skills with importance, years and proof."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from skillgap.models.resume import Mention
from skillgap.models.role import IMPORTANCE_ORDER, Importance
from skillgap.models.skill import PRODUCT_CATEGORIES
from skillgap.roles.alternatives import AND, Passage, second_bests
from skillgap.roles.cues import heading_words, words
from skillgap.roles.grouping import Group, group_mentions
from skillgap.roles.items import Item
from skillgap.roles.refusals import is_sought, names_skill
from skillgap.roles.sentences import in_one_line
from skillgap.roles.tying import field_of_work, is_overall, is_work, tie
from skillgap.roles.wording import Asked, Wording
from skillgap.roles.years import YearClaim, read_years
from skillgap.structure.language import plain

_PASSING_SOFT = frozenset({"duty", "stack", "conditions"})
_NEAR = 12
_MARK = re.compile(r"[|·•;()\n]|,\s|\s[–—-]\s")
_OPEN_END = re.compile(r"\+|\d\s?(?:[–-]|to)\s?\d|\bor (?:more|longer)\b|\byoe\b")
WEAK_BLOCKS = frozenset({"market", "career", "practice", "challenge", "advice", "salary"})
_RUBRIC_TAIL = re.compile(
    r"\s*(?:(?:stack|development|programming|engineering|ecosystem|hands-on|core) )?(?:skills?|techniques?|knowledge|"
    r"expertise|proficiency|\(.*\)|and .*|frameworks?|platforms?|technologies|background|experience|stack|ecosystem|"
    r"(?:in|with) any [\w -]+|fluency|mastery|fundamentals|basics|literacy|know-how|internals|development|programming|"
    r"level|languages?|command|in (?:depth|practice|production)|inside out|at scale|for [\w -]{2,30})?"
    r"\s*:?"
)
_SAYS = re.compile(
    r"(?:(?:you|you've|you're) (?:\w+ ){0,3}|(?:know|understand|have used|have run|have built|speak) (?:modern )?|"
    r"(?:[\w-]+ ){0,4}(?:knowledge|understanding|experience|command|grasp|familiarity|proficiency|expertise|background)"
    r" (?:of|with|in) (?:the )?)\Z"
)
"""What makes a label a demand of its own: "You know Linux from the inside: …", "Knowledge of cryptography: KMS"."""
_AIM = re.compile(
    r"(?<!ability)(?<!able)(?<!know how)(?<!capacity)(?<!skills)(?<!how)(?<!experience)(?<!capability)(?<!used)\s"
    r"to (?:improve|enhance|ensure|drive|increase|achieve|maximi[sz]e|reduce|boost|meet|overcome)\b"
)
_ANY_OTHER = re.compile(r"\b(?:or|oder) (?:any |some )?(?:another|any|other) (?:[\w-]+ )?$")
_STRESSED = re.compile(
    r"\s+(?:is|are)\s+(?:particularly|especially|most|very|the most)\s+(?:important|relevant|valued|needed)"
)


@dataclass(frozen=True)
class Demanded:
    """A group of mentions that counts once, how much it is wanted, and the years tied to it."""

    group: Group
    importance: Importance
    item: Item
    claim: YearClaim | None = None

    @property
    def years(self) -> float | None:
        """The years that its words or its column ask for."""
        return self.item.years if self.claim is None else self.claim.years


@dataclass(frozen=True)
class OverallYears:
    """Years of experience in all, not of one tool; the sentence may tie it to degrees elsewhere.

    `fields` are the names of the fields that the work has to be in, any of them; none: any work. A part of the years
    ("at least 3 of them in security") has a field always. `one_of` is the list of ways that the item belongs to.
    """

    claim: YearClaim
    importance: Importance
    fields: tuple[str, ...] = ()
    one_of: int | None = None


def read_item(
    wording: Wording, mentions: Sequence[Mention], blocked: Sequence[tuple[int, int]]
) -> tuple[list[Demanded], list[OverallYears]]:
    """Read one item; `mentions` are those inside it, `blocked` the places that name no skill (degree fields …)."""
    text, item = wording.text, wording.item
    claims = _claims(wording)
    rated, level = _rated(wording, [m for m in mentions if names_skill(text, m, item, blocked, tuple(claims))])
    wanted = _widest([m for m in rated if m.method != "phrase"])
    wanted, apart = _place_phrases(wanted, [m for m in rated if m.method == "phrase"])

    def same(left: Mention, right: Mention) -> bool:
        alike = level[left.start] == level[right.start] and left.soft == right.soft
        # "Five years as a data scientist or actuary, two of them in insurance or banking" are two choices.
        alike = alike and not any(claim.part and left.end <= claim.start < right.start for claim in claims)
        return alike and ((item.label or 0) <= left.start or right.end <= (item.label or 0))

    groups = (*group_mentions(text, wanted, item.start, item.end, same=same), *(Group((m,)) for m in apart))
    groups = _once(text, _told_apart(text, groups, level), level)
    tied = tie(text, item, tuple(claims), groups)
    demanded = [Demanded(group, level[group.start], item, tied.get(group.start)) for group in groups]
    if item.years is not None and not claims and is_work(text, item, groups):
        claim = YearClaim(item.start, item.end, item.years)
        importance = wording.at(item.start).importance
        if importance in ("required", "preferred"):
            fields = field_of_work(claim, groups, {group.start: claim for group in groups})
            return demanded, [OverallYears(claim, importance, fields, item.one_of)]
    overall = [
        OverallYears(claim, importance, field_of_work(claim, groups, tied), item.one_of)
        for claim, importance in claims.items()
        if is_overall(text, claim, tuple(claims), groups, tied, item)
        or (claim.part and field_of_work(claim, groups, tied))
    ]
    return demanded, overall


def _rated(wording: Wording, kept: Sequence[Mention]) -> tuple[list[Mention], dict[int, Importance]]:
    """Return the mentions that an item wants in some way, and how much it wants what stands where."""
    text, item = wording.text, wording.item
    level: dict[int, Importance] = {}
    rated: list[Mention] = []
    for mention in kept:
        importance = _rate(wording, mention, kept)
        if importance is not None:
            level[mention.start] = importance
            rated.append(mention)
    for chain in second_bests(Passage(in_one_line(text, item.start, item.end), item.start), rated) if rated[1:] else ():
        # "AWS preferred, GCP fine": it is a choice that is asked for, neither AWS as a wish nor GCP as a must.
        either = min((level[m.start] for m in chain), key=IMPORTANCE_ORDER.index)
        either = "required" if item.kind == "requirement" else either
        level.update((m.start, either) for m in chain)
    return rated, level


def _claims(wording: Wording) -> dict[YearClaim, Importance]:
    """Return the years that an item asks for, in text order; those that it only mentions are left out."""
    item = wording.item
    labelled = (item.label is not None and item.kind in ("requirement", "preferred")) or "year" in plain(item.area)
    found: dict[YearClaim, Importance] = {}
    for claim in read_years(wording.text, item.start, item.end, labelled=labelled):
        importance = wording.at(claim.start).importance
        if item.kind in ("unknown", "conditions") and importance in (None, "mentioned") and _alone(wording, claim):
            importance = "required"
        if importance is not None and importance != "mentioned":
            found[claim] = importance
    return found


def _alone(wording: Wording, claim: YearClaim) -> bool:
    """Tell years that stand by themselves between marks: "Ghent · hybrid · 4+ years", "Data Engineer (4-6 yrs)"."""
    text, item = wording.text, wording.item
    before, after = text[item.start : claim.start], text[claim.end : item.end]
    around = heading_words(_MARK.split(before)[-1]) + heading_words(_MARK.split(after)[0])
    figure = in_one_line(text, claim.start, claim.end)
    said = bool(around) or _OPEN_END.search(figure) is not None
    marked = bool(before.strip()) and _MARK.split(before)[-1] != before
    return marked and said and "month" not in figure and words("years_labels").issuperset(around)


def _rate(wording: Wording, mention: Mention, kept: Sequence[Mention]) -> Importance | None:
    """Return how much an item wants the skill of a mention, None where it only happens to name it."""
    text, item, asked = wording.text, wording.item, wording.at(mention.start)
    importance = asked.importance
    if importance is None:
        return None
    if item.kind == "conditions" and mention.soft:
        return None  # "Physical requirements: must be able to lift 25 pounds"
    if importance == "mentioned" and is_sought(text, mention, item):
        return "required"
    if importance != "mentioned" and _is_aim(text, mention, item):
        return "mentioned"
    if importance == "mentioned" and mention.skill_id in words("named_in_passing") and item.kind not in WEAK_BLOCKS:
        return None
    if mention.skill_id == "continuous-learning" and _learns_it(text, mention, kept):
        return None  # "willing to learn Rails": learning is no demand of its own
    if _tells_trade(mention, item, asked) or _is_small_talk(mention, item, asked, kept):
        return None
    if importance == "mentioned" and mention.soft and item.kind in _PASSING_SOFT:
        return importance if mention.skill_id in words("duties_of_leaders") else None
    before = in_one_line(text, item.start, mention.start)
    if mention.skill_id == "programming-language" and not _ANY_OTHER.search(before):
        named = any(m.category == "language" and m.skill_id != mention.skill_id for m in kept)
        return None if named else importance  # "programming languages such as Java": the languages say which
    if item.label is not None and mention.end <= item.label and _is_topic(text, mention, item.start, item.label, kept):
        return None
    return "mentioned" if _is_setting(mention, item, kept) else importance


def _learns_it(text: str, mention: Mention, kept: Sequence[Mention]) -> bool:
    ahead = (m for m in kept if 0 < m.start - mention.end <= _NEAR and not m.soft)
    return any(text[mention.end : m.start].replace(" ", "").isalpha() or m.start - mention.end == 1 for m in ahead)


def _tells_trade(mention: Mention, item: Item, asked: Asked) -> bool:
    """Tell what the company or its product is for: "Our platform measures supply chain emissions"."""
    if item.kind in WEAK_BLOCKS and mention.category == "domain":
        return True
    return not item.bullet and asked.kind == "stack" and mention.category in ("domain", "governance")


def _is_small_talk(mention: Mention, item: Item, asked: Asked, kept: Sequence[Mention]) -> bool:
    """Tell e-mail programs outside of demands, soft skills of company text, and phrases that only hold names."""
    passing = asked.kind not in ("requirement", "tools", "education") or not item.sure
    if passing and plain(mention.name) in words("daily_tools"):
        return True
    if mention.soft and asked.kind in ("unknown", "stack", "about"):
        return True
    if mention.method != "phrase":
        return False
    # "excited to work with a team of experts" invites, it does not ask; "you will coach Ines" tells work of its own.
    works = mention.skill_id in words("duties_of_leaders").difference(words("named_in_passing"))
    works = works and asked.kind in ("duty", "requirement")
    invites = item.kind == "unknown" and not item.bullet and mention.soft and not works
    return invites or _says_nothing_new(mention, asked.importance, kept)


def _is_topic(text: str, mention: Mention, start: int, label: int, kept: Sequence[Mention]) -> bool:
    """Tell a name in a label `text[start:label]` that is no skill asked for: "Python service owner: …" is a person."""
    rest = text[mention.end : label]
    if any(m.start >= mention.end and m.end <= label for m in kept):
        return False
    # "SQL, properly: joins, …" opens with what is asked for.
    opens = mention.start == start and rest.lstrip().startswith(",")
    opens = opens or _SAYS.match(in_one_line(text, start, mention.start)) is not None
    return not opens and not _RUBRIC_TAIL.fullmatch(rest)


def _is_setting(mention: Mention, item: Item, kept: Sequence[Mention]) -> bool:
    """Tell what the explanation of a soft skill names on the way: "juggling research and software design".

    "Networking" as a heading is about people. What a bullet or an explanation opens with is asked for ("Debugging
    code, …").
    """
    if item.kind != "soft":
        return False
    if not mention.soft:
        return not item.bullet or item.label is not None or mention.start > item.start
    if item.label is None or mention.start - item.label <= 1:
        return False
    named = {m.skill_id for m in kept if m.end <= item.label}
    return bool(named) and mention.skill_id not in named


def _says_nothing_new(mention: Mention, importance: Importance | None, kept: Sequence[Mention]) -> bool:
    """Tell a phrase that only holds names: "develop mobile applications" is no further demand, nor does "managing SLOs
    and error budgets" ask for a budget."""  # fmt: skip
    inside = [m for m in kept if m.method != "phrase" and mention.start <= m.start and m.end <= mention.end]
    if mention.skill_id == "software-engineering":
        return importance == "mentioned" or bool(inside)
    ends = any(m.end == mention.end and " " in m.text and m.skill_id != mention.skill_id for m in inside)
    return ends and mention.soft and all(not m.soft for m in inside)


def _is_aim(text: str, mention: Mention, item: Item) -> bool:
    """Tell what a skill is for from the skill ("high-quality inputs to improve accuracy and reliability")."""
    before = in_one_line(text, max(item.start, mention.start - 60), mention.start)
    aims = list(_AIM.finditer(before))
    if not aims or re.search(r"[;.(]|,\s(?!and)", before[aims[-1].end() :]):
        return False
    return not mention.text[:1].isupper()


def _widest(mentions: Sequence[Mention]) -> list[Mention]:
    """Drop mentions that lie inside a longer one, and names that are cut by one."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -(m.end - m.start))):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _told_apart(text: str, groups: Sequence[Group], level: Mapping[int, Importance]) -> Iterator[Group]:
    """Part the problems and methods that duties list: "such as lane detection and 3D perception" is all to be done."""
    for group in groups:
        gaps = [in_one_line(text, a.end, b.start) for a, b in itertools.pairwise(group.mentions)]
        products = sum(mention.category in PRODUCT_CATEGORIES for mention in group.mentions)
        told = level[group.start] == "mentioned" and products * 2 < len(group.mentions)
        if told and any(map(AND.search, gaps)):
            yield from (Group((mention,)) for mention in group.mentions)
        else:
            yield group


def _once(text: str, told: Iterable[Group], level: Mapping[int, Importance]) -> tuple[Group, ...]:
    """Drop a skill that an either/or of the same item holds ("Snowflake or BigQuery - we use Snowflake").

    "Our stack includes Elixir/Phoenix. … proficient in Elixir" asks for more than the list did.
    """
    groups = tuple(told)
    listed = {m.skill_id: level[g.start] for g in groups if len(g.mentions) > 1 for m in g.mentions}
    return tuple(
        g
        for g in groups
        if len(g.mentions) > 1
        or g.mentions[0].skill_id not in listed
        or IMPORTANCE_ORDER.index(level[g.start]) < IMPORTANCE_ORDER.index(listed[g.mentions[0].skill_id])
        or _STRESSED.match(text, g.end)
    )


def _place_phrases(wanted: list[Mention], phrases: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Sort in phrases that show a skill; one that holds named skills counts beside their lists, not in them."""
    free, apart = list(wanted), []
    for phrase in _widest(phrases):
        if any(m.start < phrase.end and phrase.start < m.end for m in wanted):
            apart.append(phrase)
        else:
            free.append(phrase)
    return sorted(free, key=lambda m: m.start), apart

"""Items and mentions → what is asked for, clause by clause: groups of skills with importance, years and proof."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skillgap.models.resume import Mention
from skillgap.models.role import Importance
from skillgap.roles.cues import plain, words
from skillgap.roles.education import names_degree, read_degrees
from skillgap.roles.grouping import Group, group_mentions
from skillgap.roles.items import Item
from skillgap.roles.refusals import is_sought, names_skill
from skillgap.roles.sentences import sentences
from skillgap.roles.tying import is_overall, tie
from skillgap.roles.wording import Asked, importance_at, read_wording
from skillgap.roles.years import YearClaim, read_years

_RANK: tuple[Importance | None, ...] = ("required", "preferred", "mentioned", None)
_SOFT = frozenset({"leadership", "soft_skill"})
_PASSING_SOFT = frozenset({"duty", "stack", "conditions"})
_NEAR = 12
_PASSING_DOMAIN = frozenset({"duty", "stack", "about", "unknown"})
WEAK_BLOCKS = frozenset({"market", "career", "practice", "challenge", "advice", "salary"})
_DUTIES_OF_LEADERS = frozenset(
    {
        "mentoring", "coaching", "people-management", "team-leadership", "technical-leadership", "supervision",
        "project-management", "program-management", "product-management", "stakeholder-management", "hiring",
        "training-others", "teaching", "technical-communication", "presentation", "public-speaking",
        "scientific-writing", "technical-writing", "cross-functional-collaboration", "roadmapping",
        "research-leadership", "vendor-management", "client-management", "budget-management", "customer-service",
        "knowledge-sharing", "code-review-leadership", "facilitation", "public-representation",
    }
)  # fmt: skip
"""Soft skills that are work of their own; of the others duties say what anybody is like ("proactively fix …")."""
_RUBRIC_TAIL = re.compile(
    r"\s*(?:(?:stack|development|programming|engineering|ecosystem|hands-on|core) )?(?:skills?|techniques?|knowledge|"
    r"expertise|proficiency|\(.*\)|and .*|frameworks?|platforms?|technologies|background|experience|stack|ecosystem|"
    r"fluency|mastery|fundamentals|basics|literacy|know-how|internals|development|programming)?\s*:?"
)
_AIM = re.compile(
    r"(?<!ability)(?<!able)(?<!know how)(?<!capacity)(?<!skills)(?<!how)(?<!experience)(?<!capability)(?<!used)\s"
    r"to (?:improve|enhance|ensure|drive|increase|achieve|maximi[sz]e|reduce|boost|meet|overcome)\b"
)
_STRESSED = re.compile(
    r"\s+(?:is|are)\s+(?:particularly|especially|most|very|the most)\s+(?:important|relevant|"
    r"valued|needed)"
)


@dataclass(frozen=True)
class Demanded:
    """A group of mentions that counts once, how much it is wanted, and the years tied to it."""

    group: Group
    importance: Importance
    years: float | None = None
    claim: YearClaim | None = None
    item: Item | None = None


@dataclass(frozen=True)
class OverallYears:
    """Years of experience in all, not of one tool; the sentence may tie it to degrees elsewhere."""

    claim: YearClaim
    importance: Importance


@dataclass(frozen=True)
class ItemReading:
    """What one item asks for."""

    demanded: tuple[Demanded, ...] = ()
    overall: tuple[OverallYears, ...] = ()


def read_item(text: str, item: Item, mentions: Sequence[Mention], blocked: Sequence[tuple[int, int]]) -> ItemReading:
    """Read one item; `mentions` are those inside it, `blocked` the places that name no skill (degree fields …)."""
    spans = read_wording(text, item)
    claims = _claims(text, item, spans)
    kept = [m for m in mentions if names_skill(text, m, item, blocked, claims)]
    rated = [(m, _rate(text, m, item, spans, kept)) for m in kept]
    rated = [(m, importance) for m, importance in rated if importance is not None]
    level = {m.start: importance for m, importance in rated}
    wanted = _widest([m for m, _ in rated if m.method != "phrase"])
    wanted, apart = _place_phrases(wanted, [m for m, _ in rated if m.method == "phrase"])

    def same(left: Mention, right: Mention) -> bool:
        if level[left.start] != level[right.start] or (left.category in _SOFT) != (right.category in _SOFT):
            return False
        return (item.label or 0) <= left.start or right.end <= (item.label or 0)

    groups = (*group_mentions(text, wanted, item.start, item.end, same=same), *(Group((m,)) for m in apart))
    groups = _once(text, groups, level)
    tied = tie(text, item, claims, groups)
    demanded: list[Demanded] = []
    for group in groups:
        importance = level[group.start]
        assert importance is not None
        claim = tied.get(group.start)
        years = claim.years if claim else item.years
        demanded.append(Demanded(group, importance, years if importance != "mentioned" else None, claim, item))
    overall = tuple(
        OverallYears(claim, importance)
        for claim, importance in ((c, _claim_importance(c, spans)) for c in claims)
        if importance is not None and is_overall(text, claim, claims, groups, tied, item)
    )
    return ItemReading(tuple(demanded), overall)


def _claims(text: str, item: Item, spans: tuple[Asked, ...]) -> tuple[YearClaim, ...]:
    labelled = (item.label is not None and item.kind in ("requirement", "preferred")) or "year" in plain(item.area)
    claims = read_years(text, item.start, item.end, labelled=labelled)
    return tuple(c for c in claims if _claim_importance(c, spans) is not None)


def _claim_importance(claim: YearClaim, spans: tuple[Asked, ...]) -> Importance | None:
    asked = importance_at(spans, claim.start)
    if asked is None or asked.importance in (None, "mentioned"):
        return None
    return asked.importance


def _rate(
    text: str, mention: Mention, item: Item, spans: tuple[Asked, ...], kept: Sequence[Mention]
) -> Importance | None:
    asked = importance_at(spans, mention.start)
    if asked is None or asked.importance is None:
        return None
    importance = asked.importance
    if importance == "mentioned" and is_sought(text, mention, item):
        return "required"
    if importance != "mentioned" and _is_aim(text, mention, item):
        return "mentioned"
    if item.kind in WEAK_BLOCKS and mention.category == "domain":
        return None
    told = importance == "mentioned" and not item.bullet and asked.kind in _PASSING_DOMAIN
    if told and _among_domains(mention, kept):
        return None  # "chips in smartphones, robotics and autonomous vehicles" are where the product goes
    if asked.kind == "stack" and not item.bullet and mention.category in ("domain", "governance"):
        return None  # "Our platform measures supply chain emissions" tells the trade of the company
    passing = asked.kind not in ("requirement", "tools", "education") or not item.sure
    if passing and plain(mention.name) in words("daily_tools"):
        return None
    if asked.kind in ("unknown", "stack", "about") and mention.category in _SOFT:
        return None
    if item.kind == "unknown" and not item.bullet and mention.category in _SOFT and mention.method == "phrase":
        return None  # "excited to work with a team of experts" invites, it does not ask
    if mention.method == "phrase" and _says_nothing_new(mention, importance, kept):
        return None
    if importance == "mentioned" and mention.category in _SOFT and item.kind in _PASSING_SOFT:
        return importance if mention.skill_id in _DUTIES_OF_LEADERS else None
    if asked.kind == "unknown" and mention.category == "human_language":
        return importance
    inside_label = item.label is not None and mention.end <= item.label
    if inside_label and item.label is not None:
        rest = text[mention.end : item.label]
        others = [m for m in kept if m.start >= mention.end and m.end <= item.label]
        # "SQL, properly: joins, …" opens with what is asked for, "Python service owner: …" with a person.
        opens = mention.start == item.start and rest.lstrip().startswith(",")
        if not others and not opens and not _RUBRIC_TAIL.fullmatch(rest):
            return None
    if item.kind == "soft" and mention.category not in _SOFT:
        # A soft skill's explanation names its setting ("juggling research and software design"), and "Networking" as
        # its heading is about people. What a bullet opens with is asked for ("Debugging code, …").
        opens = item.bullet and item.label is None and mention.start == item.start
        return importance if opens else "mentioned"
    if item.kind == "soft" and item.label is not None and not inside_label and importance == "required":
        named = [m for m in kept if m.end <= (item.label or 0)]
        opens = mention.start - item.label <= 1
        if named and not opens and mention.skill_id not in {m.skill_id for m in named}:
            return "mentioned"
    return importance


def _among_domains(mention: Mention, kept: Sequence[Mention]) -> bool:
    """Tell a trade that stands in a row of trades."""
    near = (m for m in kept if m is not mention and m.category == "domain" and m.skill_id != mention.skill_id)
    return mention.category == "domain" and any(
        0 <= m.start - mention.end < _NEAR or 0 <= mention.start - m.end < _NEAR for m in near
    )


def _says_nothing_new(mention: Mention, importance: Importance, kept: Sequence[Mention]) -> bool:
    """Tell a phrase that only holds names: "develop mobile applications" is no further demand, nor does "managing SLOs
    and error budgets" ask for a budget."""  # fmt: skip
    inside = [m for m in kept if m.method != "phrase" and mention.start <= m.start and m.end <= mention.end]
    if mention.skill_id == "software-engineering":
        return importance == "mentioned" or bool(inside)
    ends = any(m.end == mention.end and " " in m.text and m.skill_id != mention.skill_id for m in inside)
    return ends and mention.category in _SOFT and all(m.category not in _SOFT for m in inside)


def _is_aim(text: str, mention: Mention, item: Item) -> bool:
    """Tell what a skill is for from the skill ("high-quality inputs to improve accuracy and reliability")."""
    before = plain(text[max(item.start, mention.start - 60) : mention.start])
    aims = list(_AIM.finditer(before))
    if not aims or re.search(r"[;.(]|,\s(?!and)", before[aims[-1].end() :]):
        return False
    return mention.category in _SOFT or mention.method == "phrase" or not mention.text[:1].isupper()


def _widest(mentions: Sequence[Mention]) -> list[Mention]:
    """Drop mentions that lie inside a longer one, and names that are cut by one."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -(m.end - m.start))):
        cut = mention.end > kept[-1].end and mention.method == "phrase" if kept else False
        if not kept or mention.start >= kept[-1].end or cut:
            kept.append(mention)
    return kept


def _once(text: str, groups: Sequence[Group], level: Mapping[int, Importance | None]) -> tuple[Group, ...]:
    """Drop a skill that an either/or of the same item holds ("Snowflake or BigQuery - we use Snowflake").

    "Our stack includes Elixir/Phoenix. … proficient in Elixir" asks for more than the list did.
    """
    listed = {m.skill_id: level[g.start] for g in groups if len(g.mentions) > 1 for m in g.mentions}
    return tuple(
        g
        for g in groups
        if len(g.mentions) > 1
        or g.mentions[0].skill_id not in listed
        or _RANK.index(level[g.start]) < _RANK.index(listed[g.mentions[0].skill_id])
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


def degree_spans(text: str, item: Item) -> tuple[tuple[int, int], ...]:
    """Return the places of an item that name degrees and fields of study."""
    spans: list[tuple[int, int]] = []
    if not names_degree(text, item.start, item.end):
        return ()
    for start, end in sentences(text, item.start, item.end):
        degrees = read_degrees(text, start, end, ())
        if degrees is not None:
            spans += [(word.start, word.end) for word in degrees.words]
            spans += list(degrees.field_spans)
    return tuple(spans)

"""Items and mentions → what is asked for, clause by clause: groups of skills with importance, years and proof."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from skillgap.models.resume import Mention
from skillgap.models.role import Importance
from skillgap.roles.cues import cue, plain, words
from skillgap.roles.education import names_degree, read_degrees
from skillgap.roles.grouping import Group, group_mentions
from skillgap.roles.outline import Item, sentences
from skillgap.roles.wording import Asked, importance_at, read_wording
from skillgap.roles.years import YearClaim, read_years, scope_end

_SOFT = frozenset({"leadership", "soft_skill"})
_TOOLS = frozenset(
    {
        "language",
        "ml_framework",
        "library",
        "cloud",
        "database",
        "tool",
        "os",
        "web",
        "devops_mlops",
        "data_engineering",
    }
)
_PASSING_SOFT = frozenset({"duty", "stack", "conditions"})
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
    r"\s*(?:skills?|techniques?|knowledge|expertise|proficiency|\(.*\)|and .*|frameworks?|platforms?|"
    r"technologies)?\s*:?"
)
_AIM = re.compile(
    r"(?<!ability)(?<!able)(?<!know how)(?<!capacity)(?<!skills)(?<!how)(?<!experience)(?<!capability)(?<!used)\s"
    r"to (?:improve|enhance|ensure|drive|increase|achieve|maximi[sz]e|reduce|boost|meet|overcome)\b"
)
_IN_ALL = re.compile(r"experience (?:of |: ?)?(?:at ?least |a minimum of |minimum |min\. )?$")
_ALONE = re.compile(
    r"\s*(?:[.,;]|$|with (?:an? )?(?:proven |strong |solid |demonstrated |good )?(?:track|record|background|exposure))"
)
_INSTEAD = re.compile(r"\s*(?:of\s+)?(?:equivalent|comparable)\b")
_TRADE = re.compile(r"\b(?:engineering|development|science|analytics|administration|operations|management)$")
_STRESSED = re.compile(
    r"\s+(?:is|are)\s+(?:particularly|especially|most|very|the most)\s+(?:important|relevant|"
    r"valued|needed)"
)
_MANAGER = re.compile(r"\s[Mm]anagers?$")
_ACTIVITY = re.compile(r"\s*(?:of )?(?:building|running|shipping|operating|developing) (?:[\w-]+ ){1,4}?[\w-]+: ")
_YEARS_LIST = re.compile(r"experience (?:includes|must include|should include)|erfahrung umfasst")


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
    kept = [m for m in mentions if _names_skill(text, m, item, blocked, claims)]
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
    groups = _once(text, groups)
    tied = _tie(text, item, claims, groups)
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
        if importance is not None and _is_overall(text, claim, claims, groups, tied, item)
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


def _names_skill(
    text: str, mention: Mention, item: Item, blocked: Sequence[tuple[int, int]], claims: Sequence[YearClaim]
) -> bool:
    if any(a < mention.end and mention.start < b for a, b in blocked):
        return False
    after = plain(text[mention.end : min(item.end, mention.end + 40)])
    claimed = item.years is not None or any(claim.start < mention.start for claim in claims)
    last_word = plain(mention.text).split()[-1]
    # A name that itself ends so is a way of working ("agile teams", "red team").
    own_trade = last_word in words("not_a_skill_before") and " " in mention.text.strip()
    own_trade = own_trade and last_word not in ("team", "teams")
    if own_trade and mention.category not in _SOFT and mention.category != "domain" and not claimed:
        return False
    if _MANAGER.search(mention.text) and not claimed:
        return False
    follows = re.match(r"[\s-]*([\w-]+)(?:\s+([\w-]+))?", after)
    if follows is not None and mention.category in _SOFT and plain(mention.text) in words("praise"):
        first, second = follows.group(1), follows.group(2) or ""
        if not {first, f"{first} {second}"}.isdisjoint(words("praised_things")):
            return False
    if follows is not None and mention.category not in _SOFT:
        first, second = follows.group(1), follows.group(2) or ""
        trade = first in words("not_a_skill_before") or f"{first} {second}".strip() in words("not_a_skill_before")
        # "four years as a data engineer" is experience in the trade.
        if trade and not claimed:
            return False
    if _people_in_brackets(text, mention, item) or _across_a_stroke(mention) or _half_of_a_pair(mention, after):
        return False
    if (plain(mention.text) in words("generic") and not claimed) or (
        plain(mention.name) in words("generic") and not plain(mention.text).startswith("interpersonal")
    ):
        return False
    before = re.sub(r"[\s(,]+", " ", plain(text[max(item.start, mention.start - 70) : mention.start]))
    hits = list(cue("not_a_skill_after").finditer(before))
    if hits and not re.search(r"[.;)]", before[hits[-1].end() :]):
        return False
    around = plain(text[max(item.start, mention.start - 40) : mention.end + 40])
    return not any(
        match.start() < mention.end - max(item.start, mention.start - 40)
        and mention.start - max(item.start, mention.start - 40) < match.end()
        for match in cue("organisations").finditer(around)
    )


def _people_in_brackets(text: str, mention: Mention, item: Item) -> bool:
    """Tell "work across teams (data science, marketing)": the bracket names colleagues, not skills."""
    opened = text.rfind("(", item.start, mention.start)
    if opened < 0 or ")" in text[opened : mention.start]:
        return False
    head = plain(text[item.start : opened]).split()
    return bool(head) and head[-1] in words("people_before_brackets")


def _half_of_a_pair(mention: Mention, after: str) -> bool:
    """Tell "controls" of "controls and monitoring systems", which is no control system, from "product or web …"."""
    return (
        not after.startswith((" or ", "/", " oder "))
        and mention.method == "alias"
        and plain(mention.text) in words("no_half")
        and mention.text.islower()
    )


def _across_a_stroke(mention: Mention) -> bool:
    """Tell "database language/technology" from the skill "language technology"; "CI/CD" is written so."""
    parts = mention.text.split("/")
    return len(parts) == 2 and mention.text.islower() and "/" not in mention.name and all(len(p) > 3 for p in parts)


def _rate(
    text: str, mention: Mention, item: Item, spans: tuple[Asked, ...], kept: Sequence[Mention]
) -> Importance | None:
    asked = importance_at(spans, mention.start)
    if asked is None or asked.importance is None:
        return None
    importance = asked.importance
    if importance != "mentioned" and _is_aim(text, mention, item):
        return "mentioned"
    if item.kind in WEAK_BLOCKS and mention.category == "domain":
        return None
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


def _once(text: str, groups: Sequence[Group]) -> tuple[Group, ...]:
    """Drop a skill that an either/or of the same item holds ("Snowflake or BigQuery - we use Snowflake")."""
    listed = {m.skill_id for g in groups if len(g.mentions) > 1 for m in g.mentions}
    return tuple(
        g for g in groups if len(g.mentions) > 1 or g.mentions[0].skill_id not in listed or _STRESSED.match(text, g.end)
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


def _tie(text: str, item: Item, claims: Sequence[YearClaim], groups: Sequence[Group]) -> dict[int, YearClaim]:
    """Tie each claim to the list of skills behind it in its clause, else to the one before it."""
    tied: dict[int, YearClaim] = {}
    for claim in claims:
        limit = scope_end(text, claim, claims, item.end)
        behind = [g for g in groups if claim.end <= g.start < limit]
        if behind and "," in text[claim.end : behind[0].start] and behind[0].start - claim.end > 25:
            behind = []
        if behind and _ACTIVITY.match(plain(text[claim.end : behind[0].start])):
            behind = []  # "2 years building search apps: ranking, evals": the years are of the apps
        listing = _YEARS_LIST.search(plain(text[claim.end : item.end]))
        if listing is not None:
            behind = [g for g in groups if g.start >= claim.end]
            tied.update({g.start: claim for g in behind})
            continue
        if behind:
            first = _linked(text, behind)
            tied.update({g.start: claim for g in first if g.start not in tied})
            continue
        start = next((a for a, b in sentences(text, item.start, item.end) if a <= claim.start < b), item.start)
        before = [g for g in groups if start <= g.start and g.end <= claim.start and g.start not in tied]
        stop = max((c.end for c in claims if c.end <= claim.start), default=start)
        before = [g for g in before if g.start >= stop and not re.search(r"[;]", text[g.end : claim.start])]
        if before:
            tied[before[-1].start] = claim
    return tied


def _linked(text: str, groups: Sequence[Group]) -> list[Group]:
    """Return the first group and those that stand in one list with it ("in software engineering, … and ML")."""
    found = [groups[0]]
    for group in groups[1:]:
        gap = plain(text[found[-1].end : group.start]).strip()
        if not re.fullmatch(r"(?:,|and|or|und|oder|/|&|,\s*and|,\s*or)(?:\s+\w+)?", gap):
            break
        found.append(group)
    return found


def _is_overall(
    text: str,
    claim: YearClaim,
    claims: Sequence[YearClaim],
    groups: Sequence[Group],
    tied: dict[int, YearClaim],
    item: Item,
) -> bool:
    """Tell years of experience in all from years of a tool, a soft skill or a part of them."""
    if claim.part or _INSTEAD.match(plain(text[claim.end : claim.end + 40])):
        return False
    own = [g for g in groups if tied.get(g.start) is claim]
    limit = scope_end(text, claim, claims, item.end)
    after = plain(text[claim.end : limit])
    mentions = [m for g in own for m in g.mentions]
    stated = _IN_ALL.search(plain(text[max(item.start, claim.start - 45) : claim.start])) is not None
    if stated and _ALONE.match(after):
        return True
    if not mentions:
        return not re.match(r"[^;.]*\b(?:leading|managing|management)\b", after)
    trades = words("disciplines")
    if any(plain(m.name) in trades or plain(m.text) in trades or _TRADE.search(plain(m.name)) for m in mentions):
        return True
    if all(g.end <= claim.start for g in own):
        # "You write C++ for a living and have done so for about five years": that is the whole trade.
        start = next((a for a, b in sentences(text, item.start, item.end) if a <= claim.start < b), item.start)
        return re.search(r"\b(?:for a living|professionally)\b", plain(text[start : claim.start])) is not None
    if all(m.category in _TOOLS or m.category in _SOFT for m in mentions):
        return bool(
            re.match(
                r"\s*(?:of )?(?:total |overall |professional |relevant |industry |work |dev\.? |"
                r"development |software )+"
                r"(?:experience|exp\b)",
                after,
            )
        ) and not all(m.category in _SOFT for m in mentions)
    return bool(re.match(r"\s*\+?\s*(?:of |in |as |building|designing|developing|experience|professional)", after))


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

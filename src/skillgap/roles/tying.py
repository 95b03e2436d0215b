"""Years and groups of skills of one item → whose years they are: of a list of skills, or of the work in all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.models.resume import Mention
from skillgap.roles.cues import words
from skillgap.roles.education import names_degree
from skillgap.roles.grouping import Group
from skillgap.roles.items import Item
from skillgap.roles.sentences import in_one_line, sentences
from skillgap.roles.years import YearClaim, scope_end
from skillgap.structure.language import plain

_TOOLS = frozenset(
    {
        "language", "ml_framework", "library", "cloud", "database", "tool", "os", "web", "devops_mlops",
        "data_engineering",
    }
)  # fmt: skip
_TRADES = (
    "engineer|developer|scientist|architect|analyst|manager|designer|administrator|consultant|programmer|researcher|"
    r"(?<!similar )(?<!related )(?<!comparable )(?<!relevant )(?:role|position)"
)
_AS_TRADE = re.compile(
    r"\s*\)?\s*(?:of )?(?:[\w-]+ ){0,3}(?:experience |exp\.? )?(?:working )?(?:as an? |in an? )"
    rf"(?:[\w/+#&,.-]+ ){{0,6}}?(?:{_TRADES})\b(?:(?:,| or| and|/)+ (?:an? )?(?:[\w/+#&.-]+ ){{0,3}}?(?:{_TRADES})\b)*"
)
_INSTEAD = re.compile(r"\s*(?:of\s+)?(?:equivalent|comparable)\b")
_CONSULTING = re.compile(r"[\s),]*(?:of |in |as )?(?:[\w/+#&.-]+ ){1,3}consult(?:ing|ancy)\b")
_TRADE = re.compile(
    r"\b(?:architecture|engineering|development|science|analytics|administration|operations|management)$"
)
_EXPERIENCE_ALONE = re.compile(
    r"\s*(?:of )?(?:(?:total|overall|professional|relevant|industry|work|working|practical|proven|commercial|solid|"
    r"prior) )*(?:experience|exp\b\.?),? (?:who|and you|you|(?:and|with) (?:an? )?(?:\w+ )?(?:knowledge|understanding|"
    r"command|grasp))\b"
)
_IN_SURROUNDINGS = re.compile(
    r"\s*(?:of )?(?:[\w-]+ ){0,2}(?:experience|exp\.?) (?:working )?(?:in|within|at) an? (?:[\w/&-]+ ){1,4}"
    r"(?:environment|setting|company|organi[sz]ation|business|industry|firm|agency|consultancy)\b"
)
"""Years in a kind of firm are years of work: "3+ years' experience in a SaaS environment"."""
_SAME_LIST = re.compile(
    r"\)?\s*(?:,|and|or|und|oder|/|&|-|–|,\s*and|,\s*or)(?:\s+\w+)?|(?:(?:software |application |"
    r"applications )?development )?using|,?\s*(?:as well as|(?:(?:with|using) )?(?:\w+ )?(?:such as|like)|e\.g\.,?)|"
    r"(?:(?:tools?|languages?|platforms?|frameworks?|databases?|systems?|products?|suites?|warehouses?|clouds?)\s*)?"
    r"\((?:such as|like|e\.g\.,?|for example,?|ideally|preferably)"
)
_ALL_WORK = re.compile(
    r"\s*(?:of )?(?:total |overall |professional |relevant |industry |work |dev\.? |development |software )+"
    r"(?:experience|exp\b)"
)
_WORK = re.compile(r"\b(?:experience|exp|work|industry|in total|overall|berufserfahrung)\b")
_MARKS = (":", "-", "–", "—")
_CLOSES = re.compile(r"\s*(?:[,;.)]|$)")
_BRACKET_ENDS = re.compile(r"[^()]{0,12}\)\s*[-–—:(]?\s*")
_LANGUAGE_AT_WORK = re.compile(
    r"(?:experience |work )?(?:in|with)|(?:in|with|using) (?:(?:one or more|at least one|one|any|an?|modern|high-level|"
    r"object-oriented|general[ -]purpose|server-side|back-?end|strongly typed|statically typed|other|of|the|our)[,]? )*"
    r"(?:programming |coding )?languages?,? \(?(?:such as|like|e\.g\.,?|for example,?|including|:)?"
)
"""What parts a trade from the languages that it is done in: "development in one or more languages (e.g. Go)"."""
_ANY_LANGUAGE = re.compile(r"[\w\s'+-]{0,40}\b(?:one or more|any|at least one)(?: [\w-]+){0,3} languages?\b")
"""Years of programming, whatever in."""
_EXAMPLE = re.compile(r"e\.g\.,|for example,|i\.e\.,")
_LISTED_BEFORE = re.compile(
    r"\s*(?:of )?(?:\w+ )?experience (?:with|in|of|using) (?:[\w/&+-]+(?: [\w/&+-]+){0,2}, ){1,3}(?:and |or )?"
)
"""What stands in one list with the first known name: "2 years of experience with performance, data analysis or"."""
_FAR = 25
_NEAR = 40
_WITH = re.compile(r"\s*(?:of )?(?:\w+ )?(?:experience )?(?:with|and|plus|for|if)\b")
_FOR_SO_LONG = re.compile(r"\bfor (?:(?:at least|more than|over|about|some|around|the past|the last) )?\Z", re.I)
_MOVES_ON = re.compile(
    r"\s*[,;]|\s+and (?:you(?:'ve|'re)?|also|know|have|are|can|could|love|enjoy|understand|feel|want|like|speak|"
    r"bring)\b"
)
_YEARS_LIST = re.compile(r"experience (?:includes|must include|should include)|erfahrung umfasst")


def tie(text: str, item: Item, claims: Sequence[YearClaim], groups: Sequence[Group]) -> dict[int, YearClaim]:
    """Tie each claim to the list of skills behind it in its clause, else to the one before; keys are their starts."""
    tied: dict[int, YearClaim] = {}
    # "3+ years using data-driven approaches to build … in Java": there are no years of a way of thinking.
    hard = [g for g in groups if any(m.category != "soft_skill" for m in g.mentions)]
    for claim in claims:
        marked = [g for g in groups if _is_marked(text, g, claim, item)]
        if marked:
            tied[marked[-1].start] = claim
        elif _YEARS_LIST.search(in_one_line(text, claim.end, item.end)):
            tied.update({g.start: claim for g in groups if g.start >= claim.end})
        elif behind := _behind(text, item, claim, claims, hard):
            tied.update({g.start: claim for g in _linked(text, behind)})
        elif not _with_degree(text, claim):
            before = _before(text, item, claim, claims, [g for g in hard if g.start not in tied])
            tied.update({g.start: claim for g in _with_bracket(text, before, claim)})
    return tied


def _with_degree(text: str, claim: YearClaim) -> bool:
    """Tell "…, or 3 years with a Master's degree": the figure is another way to the years before it."""
    return _WITH.match(text, claim.end) is not None and names_degree(text, claim.end, claim.end + _NEAR)


def _is_marked(text: str, group: Group, claim: YearClaim, item: Item) -> bool:
    """Tell "Elixir (1+ years), JavaScript (2+ years)", "Elixir: 1 year, …": the figure is of what stands before it."""
    between, rest = text[group.end : claim.start].strip(), text[claim.end : item.end]
    if between == "(":
        return rest.startswith(")")
    return between in _MARKS and _CLOSES.match(rest) is not None


def _behind(
    text: str, item: Item, claim: YearClaim, claims: Sequence[YearClaim], groups: Sequence[Group]
) -> list[Group]:
    """Return the groups behind a claim that its years may be of, and not those of a claim between."""
    limit = scope_end(text, claim, claims, item.end)
    inner = [(c.end, scope_end(text, c, claims, item.end)) for c in claims if claim.end <= c.start < limit]
    behind = sorted(
        (g for g in groups if claim.end <= g.start < limit and not any(a <= g.start < b for a, b in inner)),
        key=lambda g: g.start,
    )
    lasted = _FOR_SO_LONG.search(text, max(0, claim.start - _FAR), claim.start) is not None
    if not behind or (lasted and _MOVES_ON.match(text, claim.end)):
        return []  # "have run Kubernetes for at least two years, know AWS"
    after, gap = in_one_line(text, claim.end, limit), text[claim.end : behind[0].start]
    listed = _LISTED_BEFORE.fullmatch(in_one_line(text, claim.end, behind[0].start)) is not None
    if _EXPERIENCE_ALONE.match(after) or (not listed and "," in _EXAMPLE.sub("", gap) and len(gap) > _FAR):
        return []  # "with two years' experience who loves stories"
    trade = _AS_TRADE.match(after)
    # "Ten years as a data engineer in the cloud" are years of the trade.
    return behind if trade is None else [g for g in behind if g.start < claim.end + trade.end()]


def _before(
    text: str, item: Item, claim: YearClaim, claims: Sequence[YearClaim], groups: Sequence[Group]
) -> list[Group]:
    """Return the groups that stand before a claim in its sentence, behind the claim before it."""
    start = _sentence_start(text, item, claim)
    start = max(start, max((c.end for c in claims if c.end <= claim.start), default=start))
    return [g for g in groups if start <= g.start and g.end <= claim.start and ";" not in text[g.end : claim.start]]


def _with_bracket(text: str, before: Sequence[Group], claim: YearClaim) -> Sequence[Group]:
    """Return the last group before a claim; of "AWS (S3, EC2) - 4+ years" all of the bracket and its head."""
    if not before or _BRACKET_ENDS.fullmatch(text, before[-1].end, claim.start) is None:
        return before[-1:]
    opened = text.rfind("(", 0, before[-1].end)
    heads = [g for g in before if g.end <= opened and not text[g.end : opened].strip()]
    return (*heads, *(g for g in before if g.start > opened))


def _sentence_start(text: str, item: Item, claim: YearClaim) -> int:
    return next((a for a, b in sentences(text, item.start, item.end) if a <= claim.start < b), item.start)


def _linked(text: str, groups: Sequence[Group]) -> list[Group]:
    """Return the first group and those that stand in one list with it ("in software engineering, … and ML")."""
    found = [groups[0]]
    for group in groups[1:]:
        gap = in_one_line(text, found[-1].end, group.start).strip()
        if group.start >= found[-1].end and not (_SAME_LIST.fullmatch(gap) or _is_done_in(found[-1], gap, group)):
            break
        found.append(group)
    return found


def _is_done_in(left: Group, gap: str, right: Group) -> bool:
    """Tell "backend development with Go", "deep learning for computer vision": years of one are years of the other."""
    categories = {m.category for m in left.mentions}
    if gap == "for":
        return categories == {m.category for m in right.mentions} == {"ml_method"}
    coded = all(m.category == "language" for m in right.mentions)
    work = categories.isdisjoint(_TOOLS) or all(map(_is_trade, left.mentions))
    return coded and work and _LANGUAGE_AT_WORK.fullmatch(gap) is not None


def is_overall(
    text: str,
    claim: YearClaim,
    claims: Sequence[YearClaim],
    groups: Sequence[Group],
    tied: dict[int, YearClaim],
    item: Item,
) -> bool:
    """Tell years of experience in all from years of a tool, a soft skill or a part of them."""
    shared = any(g.start < claim.start and g.end > claim.end for g in groups)
    if claim.part or shared or _INSTEAD.match(in_one_line(text, claim.end, claim.end + 40)):
        return False
    own = [g for g in groups if tied.get(g.start) is claim]
    limit = scope_end(text, claim, claims, item.end)
    after = in_one_line(text, claim.end, limit)
    mentions = [m for g in own for m in g.mentions if m.category != "soft_skill"]
    if (
        _CONSULTING.match(after)
        or _AS_TRADE.match(after)
        or _EXPERIENCE_ALONE.match(after)
        or _IN_SURROUNDINGS.match(after)
    ):
        return True
    if not mentions:
        return not re.match(r"[^;.]*\b(?:leading|managing|management)\b", after)
    if any(map(_is_trade, mentions)):
        return True
    if all(g.end <= claim.start for g in own):
        # "You write C++ for a living and have done so for about five years": that is the whole trade.
        said = in_one_line(text, _sentence_start(text, item, claim), claim.start)
        return re.search(r"\b(?:for a living|professionally)\b", said) is not None
    if all(m.category in _TOOLS or m.soft for m in mentions):
        return (_ALL_WORK.match(after) or _ANY_LANGUAGE.match(after)) is not None
    return bool(
        re.match(
            r"\s*\+?\s*(?:of |in |as |building|designing|developing|experience|professional|"
            r"(?:[\w-]+ ){1,2}experience\b)",
            after,
        )
    )


def _is_trade(mention: Mention) -> bool:
    name = plain(mention.name)
    named = not words("disciplines").isdisjoint({name, plain(mention.text)})
    return named or (_TRADE.search(name) is not None and name not in words("parts_of_trades"))


def is_work(text: str, item: Item, groups: Sequence[Group]) -> bool:
    """Tell the row of a table whose years are of work in all: "Game programming", "Total experience"."""
    mentions = [m for group in groups for m in group.mentions]
    # "Web API design", "Accessibility (Section 508) testing" are parts of it.
    return (bool(mentions) and all(map(_is_trade, mentions))) or (
        not mentions and _WORK.search(in_one_line(text, item.start, item.end)) is not None
    )


def field_of_work(claim: YearClaim, groups: Sequence[Group], tied: dict[int, YearClaim]) -> tuple[str, ...]:
    """Return the fields that years of work are asked in: "5 years of SRE", "3+ years as a data engineer".

    None where a tool or a trade as wide as software engineering would do as well.
    """
    disciplines, wide = words("disciplines"), words("wide_disciplines")
    found: dict[str, None] = {}
    for group in groups:
        if tied.get(group.start) is not claim:
            continue
        names = {m.name: {plain(m.name), plain(m.text)} for m in group.mentions}
        if any(not wide.isdisjoint(said) for said in names.values()):
            return ()
        if all(not disciplines.isdisjoint(said) for said in names.values()):
            found.update(dict.fromkeys(names))
    return tuple(found)

"""Mention in its item → whether it names a skill there: no trade, no colleagues, no half of a pair, no employer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from skillgap.models.resume import Mention
from skillgap.models.skill import PRODUCT_CATEGORIES
from skillgap.roles.cues import ASKING, cue, words
from skillgap.roles.items import Item
from skillgap.roles.sentences import in_one_line
from skillgap.roles.years import YearClaim
from skillgap.structure.language import LEX, alternation, plain

_SEEKS = re.compile(
    r"\b(?:looking for|seeking|searching for|hiring|recruiting|in need of|need|want)(?: (?:an?|our|some|several|more|"
    r"talented|experienced|senior|junior|mid-level|skilled|strong|great|passionate|next))*\s+$"
)
_SOUGHT = re.compile(
    r"\s+(?:software |backend |back-end |frontend |full-stack )?(?:engineer|developer|programmer|expert|specialist)s?\b"
)
_AHEAD, _FAR_AHEAD, _BEHIND = 60, 70, 40
_NEXT_WORDS = re.compile(r"[\s-]*([\w-]+)(?:\s+([\w-]+))?")
_TAIL_OF_A_WORD = re.compile(r"[A-Za-z]-$")
_BEFORE_DEPARTMENTS = re.compile(
    r"(?<!experience )(?<!experienced )(?<!familiar )(?<!familiarity )(?<!background )(?<!comfortable )(?<!skills )"
    r"\b(?:with|across|between|from|to|including|like|into|alongside|supports?|supporting|as|mit|zwischen|aus|an|"
    r"(?:needs|questions|demands|requests|leaders) of|(?:stakeholders|teams|colleagues|partners|people) in) "
    r"(?:(?:the|our|other|internal|various|teams|such|as|den|der|dem|unserer|unserem) )*$"
)
_OR_DEPARTMENTS = re.compile(r"\bor\b")
_PLANS = re.compile(r"\b(?:looking|wants?|plans?|planning|intends?|aims?|seeking|needs?|hoping|about|like) to $")
_WE_HIRE = re.compile(r"(?:\bwe're|\bwe are|\bis|\bare|\bnow|\bi'm|\burgently) (?:\w+ )?$")
_WILL = re.compile(r"(?:\bto|\bwill|\byou|'ll|\bwe|\bcan) $")
_WITH_PEOPLE = re.compile(
    r"\b(?:with|alongside|by|from|support|supporting|advise|advising) (?:the |our |a |your |other |senior |and )*$"
)
_OF_TEAMS = re.compile(
    r"(?:(?:,| and| or| &|/) ?(?:and |our )?[\w+#-]+(?: [\w+#-]+)?){1,4} (?:teams|squads|departments|colleagues)\b"
)
_OUR = re.compile(r"\b(?:with|across|alongside|by|between|from|for) (?:our|the|other|various)\b[^.;]*$")
"""Whose teams: "work closely with our Machine Learning, Android and Salesforce teams"."""
_MANAGER = re.compile(r"\s[Mm]anagers?$")
_OR_LEARNS = re.compile(r"\bor (?:(?:an?|the|is|are|be) )?(?:[a-z]+ to )?$")
_HAS_BEEN = re.compile(
    r"\b(?:experience|exp\.?|background|history|worked|working) (?:in a role |working )?as an? (?:\w+ )?$"
)
_FEWEST_SIGNS = 2
_WAYS_AND_FIELDS = frozenset({"team", "teams", "industry", "industries"})
_OF_THINGS = re.compile(r"(?:package|password|window|version|state|task|boot|process|memory|content) managers?")
_LEADS = re.compile(r"[Ll]ead [A-Z]")
_TITLE_AHEAD = re.compile(r"\b(?:an?|the|our|your|this|as|senior)\s+$")
_OPENING = 400
_KINDS = ("networks", "labs", "software", "technologies", "systems", "group", "solutions", "company", "international")
_FIELDS = frozenset({"industry", "industries", "sectors", "verticals"})
_WORKED_WITH = PRODUCT_CATEGORIES - {"language", "os"}
_NO_FIRMS = ("domain", "soft_skill", "leadership", "human_language", "math", "ml_method")


def names_skill(
    text: str, mention: Mention, item: Item, blocked: Sequence[tuple[int, int]], claims: Sequence[YearClaim]
) -> bool:
    """Tell whether a mention asks for its skill; `blocked` are places that name none, `claims` the years asked for."""
    if any(a < mention.end and mention.start < b for a, b in blocked):
        return False
    ahead, after = _ahead(text, mention, item), _after(text, mention, item)
    if mention.skill_id == "hiring" and _is_verb(mention, ahead, after):
        return False
    after = "" if after.startswith((" - ", ": ")) else after  # "SQL - expert level" is no expert
    claimed = item.years is not None or any(claim.start < mention.start for claim in claims)
    name = plain(mention.text)
    # "Four years as a data engineer", "experience as a data engineer" are experience in the trade.
    claimed = claimed or (item.kind in ASKING and _HAS_BEEN.search(ahead) is not None)
    if not claimed and (_is_trade(text, mention, item, after) or name in words("generic")):
        return False
    if name in words("venues"):
        return False
    if _people_in_brackets(text, mention, item) or _among_departments(text, mention, item):
        return False
    if _half_of_a_pair(mention, after) or _is_verb(mention, ahead, after):
        return False
    if _TAIL_OF_A_WORD.search(text, max(0, mention.start - 12), mention.start) and mention.text.islower():
        return False  # "data-driven products", "high-reliability engineering": the word begins before it
    if mention.method == "phrase" and _LEADS.match(mention.text) and _TITLE_AHEAD.search(ahead):
        return False  # "as a Lead Machine Learning Engineer" leads no people
    if mention.skill_id == "scalability" and "scalable" in name:
        return False  # "build scalable services" says how all services should be
    if _is_person(mention, ahead) or _is_initials(text, mention, item) or _is_enumerator(text, mention):
        return False
    if mention.skill_id == "continuous-learning" and _OR_LEARNS.search(ahead):
        return False  # "comfortable with Terraform, or willing to learn it"
    return not _is_excluded(text, mention, item)


def _ahead(text: str, mention: Mention, item: Item, reach: int = _AHEAD) -> str:
    return in_one_line(text, max(item.start, mention.start - reach), mention.start)


def _after(text: str, mention: Mention, item: Item) -> str:
    return in_one_line(text, mention.end, min(item.end, mention.end + _BEHIND))


def _is_person(mention: Mention, ahead: str) -> bool:
    """Tell "work with the Team Lead" and "alongside executive leadership" from the skill to lead."""
    last = plain(mention.text).split()[-1]
    return last in ("lead", "leads", "leader", "leaders", "leadership") and _WITH_PEOPLE.search(ahead) is not None


def _is_initials(text: str, mention: Mention, item: Item) -> bool:
    """Tell "security operations center (SOC)", where the words before the bracket spell out something else."""
    letters = mention.text.lower()
    if not (letters.isalpha() and mention.text.isupper() and text[max(0, mention.start - 1) : mention.start] == "("):
        return False
    before = re.findall(r"[a-z]+", _ahead(text, mention, item, _FAR_AHEAD))
    spelled = before[-len(letters) :]
    alike = "".join(word[0] for word in spelled) == letters
    return alike and set(spelled).isdisjoint(re.findall(r"[a-z]+", plain(mention.name)))


def _is_enumerator(text: str, mention: Mention) -> bool:
    """Tell "(c)" of "(a) Spark or Flink; (b) data warehousing; (c) machine learning" from C."""
    around = text[max(0, mention.start - 1) : mention.end + 1]
    return len(mention.text) == 1 and around.endswith(")") and around.strip("()").islower()


def _is_trade(text: str, mention: Mention, item: Item, after: str) -> bool:
    """Tell a trade or its people from the skill: "data engineers", "product manager", "ML team"."""
    trades, own = words("not_a_skill_before"), plain(mention.text).split()
    # "Google Tag Manager" and "AWS Systems Manager" are the names of products.
    product = mention.category in PRODUCT_CATEGORIES and plain(mention.name).endswith(f" {own[-1]}")
    if mention.method == "phrase" and mention.soft:
        return False  # "managing managers", "work closely with product managers"
    if _OF_THINGS.fullmatch(plain(mention.text)):
        return False
    if _MANAGER.search(mention.text) and not product:
        return True
    if mention.soft:
        return False
    # A name that itself ends in "team" is a way of working ("agile teams", "red team"), "regulated industry" a field.
    of_trade = len(own) > 1 and own[-1] in trades and own[-1] not in _WAYS_AND_FIELDS
    if of_trade and mention.category != "domain" and not product:
        return True
    follows = _NEXT_WORDS.match(after)
    if _OF_TEAMS.match(after) and _OUR.search(_ahead(text, mention, item)):
        return True
    if mention.category == "domain" and follows is not None and follows.group(1) in ("industry", "industries"):
        return False  # "the financial services industry"
    named = follows is not None and (follows.group(1) in trades or " ".join(filter(None, follows.groups())) in trades)
    return named and not is_sought(text, mention, item)


def _is_excluded(text: str, mention: Mention, item: Item) -> bool:
    """Tell a mention behind words that name no skill ("interest in"), and one inside the name of an organisation."""
    before = re.sub(r"[\s(,]+", " ", _ahead(text, mention, item, _FAR_AHEAD))
    hits = [match.end() for match in cue("not_a_skill_after").finditer(before)]
    if hits and not re.search(r"[.;)]", before[hits[-1] :]):
        return True
    left = [match.end() for match in cue("left_behind").finditer(before)] if item.kind not in ASKING else []
    if left and not re.search(r"[.;)]|\b(?:to|with|by|into)\b", before[left[-1] :]):
        return True
    first = max(item.start, mention.start - _BEHIND)
    return any(
        first + match.start() < mention.end and mention.start < first + match.end()
        for match in cue("organisations").finditer(in_one_line(text, first, mention.end + _BEHIND))
    )


def is_sought(text: str, mention: Mention, item: Item) -> bool:
    """Tell "we are looking for Go developers": whoever is sought knows Go."""
    if mention.category not in PRODUCT_CATEGORIES or item.title:
        return False
    sought = _SEEKS.search(_ahead(text, mention, item)) is not None
    return sought and _SOUGHT.match(_after(text, mention, item)) is not None


def _is_verb(mention: Mention, before: str, after: str) -> bool:
    """Tell "you will build tools", "hypotheses to test", "we are hiring a …" from build tools, testing and hiring."""
    first = mention.text.split()[0]
    if first == "hire":
        return _PLANS.search(before) is not None  # "we are looking to hire our first data scientist"
    if first.lower() == "hiring":
        return after.startswith((" a ", " an ", " for ", ":", "!")) or _WE_HIRE.search(before) is not None
    return mention.method != "phrase" and first in ("build", "test") and _WILL.search(before) is not None


def _half_of_a_pair(mention: Mention, after: str) -> bool:
    """Tell "controls" of "controls and monitoring systems", which is no control system, from "product or web …"."""
    return (
        not after.startswith((" or ", "/", " oder "))
        and '" shares "' in mention.reason
        and plain(mention.text) in words("no_half")
        and mention.text.islower()
    )


@cache
def _departments() -> re.Pattern[str]:
    name = rf"(?:{alternation(words('departments'))})"
    return re.compile(rf"(?<![\w-]){name}(?:(?:, and |, or |, | and | or | & |/| und | oder | sowie ){name})+(?![\w-])")


def _people_in_brackets(text: str, mention: Mention, item: Item) -> bool:
    """Tell "work across teams (data science, marketing)": the bracket names colleagues, not skills."""
    opened = text.rfind("(", item.start, mention.start)
    if opened < 0 or ")" in text[opened : mention.start]:
        return False
    head = in_one_line(text, item.start, opened).split()
    # A design team works with "(Figma, Storybook)"; "industries (banking, insurance)" are fields, not colleagues.
    field = mention.category == "domain" and item.kind in ASKING and bool(head) and head[-1] in _FIELDS
    if mention.category in _WORKED_WITH or field:
        return False
    return bool(head) and head[-1] in words("people_before_brackets")


def _among_departments(text: str, mention: Mention, item: Item) -> bool:
    """Tell "work with Marketing, Sales and Finance" from "experience in marketing and sales"."""
    if plain(mention.text) not in words("departments"):
        return False
    folded = in_one_line(text, item.start, item.end)
    start, end = mention.start - item.start, mention.end - item.start
    run = next((m for m in _departments().finditer(folded) if m.start() <= start and end <= m.end()), None)
    if run is not None and item.kind in ASKING and _OR_DEPARTMENTS.search(run.group()):
        return False  # "experience with data of departments like HR, Finance or Accounting": fields, not colleagues
    return run is not None and _BEFORE_DEPARTMENTS.search(folded, 0, run.start()) is not None


def employer_skills(text: str, mentions: Sequence[Mention]) -> frozenset[str]:
    """Return the ids of skills whose name is the employer's: it stands alone in the head of the ad, has "at", "join" or
    "about" before it, or does what companies do; two such places are needed."""  # fmt: skip
    names: dict[str, str] = {}
    for mention in mentions:
        named = mention.method in ("exact", "alias") and mention.skill_id is not None
        if named and mention.text[:1].isupper() and mention.category not in _NO_FIRMS:
            names.setdefault(mention.text, mention.skill_id or "")
    if not names:
        return frozenset()
    name = alternation(names)
    firms = "|".join(sorted(LEX.legal_forms.union(_KINDS)))
    # The head of the ad, or its front matter: "### Juniper Networks", "companyName: Astronomer".
    head = re.compile(
        rf"(?mi)^[#\s*]*(?:[\w ]*compan[\w ]*:|employer:)?[\"'\s]*(?-i:({name}))(?: (?:{firms}))*[\"'.*]*\s*"
        r"(?:$|[|·•,:–—-]\s)"
    )
    places = r"[Aa]t|[Jj]oin(?:ing)?|[Aa]bout|[Ll]ife at|[Ww]orking (?:at|for)"
    does = r"is an?|is the|is on|is here|was founded|helps|offers|provides|believes|powers|serves"
    owns = r"mission|teams?|customers|platform|products?|culture|users|values|growth|engineering"
    speaks = re.compile(
        rf"\b(?:{places}) ({name})\b(?!, (?!we\b)| and | or )|(?:^|[.!?]\s+|\n)({name}) (?:{does})\b|"
        rf"\b({name})['’]s (?:{owns})\b"
    )
    signs = Counter(match[match.lastindex or 0] for match in speaks.finditer(text))
    signs.update({match[1] for match in head.finditer(text[:_OPENING])})
    return frozenset(names[found] for found, count in signs.items() if count >= _FEWEST_SIGNS)

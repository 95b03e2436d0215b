"""Text, mentions → the skills that are the employer's own name: PostHog's ad speaks of PostHog, not of a tool."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from skillgap.models.resume import Mention
from skillgap.structure.language import lexicon

_FEWEST_SIGNS = 2
_OPENING = 400
_KINDS = ("networks", "labs", "software", "technologies", "systems", "group", "solutions", "company", "international")
_NO_FIRMS = ("domain", "soft_skill", "leadership", "human_language", "math", "ml_method")


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
    name = "|".join(map(re.escape, sorted(names, key=lambda known: (-len(known), known))))
    # The head of the ad, or its front matter: "### Juniper Networks", "companyName: Astronomer".
    head = re.compile(
        rf"(?mi)^[#\s*]*(?:[\w ]*compan[\w ]*:|employer:)?[\"'\s]*(?-i:({name}))(?: (?:{_firms()}))*[\"'.*]*\s*"
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


@cache
def _firms() -> str:
    return "|".join(sorted(lexicon().legal_forms.union(_KINDS)))

"""Words between two mentions → what joins them in one list."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from skillgap.models.resume import Mention
from skillgap.roles.cues import words

Link = Literal["or", "and", "comma", "slash"]

_OR = re.compile(
    r"(?<!\w)(?:or|oder|ou|o|and ?/ ?or|und ?/ ?oder|alternatively|alternativ|failing that|or else|bzw\.)(?!\w)|/|\|"
)
AND = re.compile(r"(?<!\w)(?:and|und|et|y|e|plus|as well as|sowie|together with|along with|combined with)(?!\w)|[&+]")
_OR_SIMILAR = re.compile(
    r",?\s*(?:or|oder) (?:an? |any |some |eine\w* )?"
    r"(?:(?:others?|another|andere\w*|similar|equivalents?|comparable|related|ähnlich\w*|vergleichbar\w*|alternatives?)"
    r",?\s*)+(?:[\w-]+\s+){0,3}?(?:\(\s*|(?=(?:like|such|wie)\b))(?:e\.g\.,?|such as|like|wie|z\.\s?b\.)?"
)
_OR_KIND = re.compile(
    r"\)\s*,?\s*(?:and ?/ ?or|or|und ?/ ?oder|oder)\s+(?:[\w-]+\s+){0,4}\(\s*"
    r"(?:e\.g\.,?|such as|like|for example|z\.\s?b\.|wie)?:?"
)
"""What parts the kinds of "compiled languages (such as Java) and/or scripting languages (such as Perl)"."""
_OPENED_OR = re.compile(r"\(\s*(?:or|oder|alternatively|alternativ)\b")
_KNOWING = (
    "you|we|is|are|has|have|be|will|our|experience|experienced|knowledge|familiarity|familiar|proficiency|proficient|"
    "expertise|gain|understanding|background|exposure|fluency|fluent|command|grasp|comfortable|ability|able|skilled|"
    "kenntnisse|erfahrung|verständnis"
)
_ENDS = re.compile(
    # another subject: "…, or Java and a strong understanding of Linux"
    rf"(?:(?<!\w)(?:and|und|plus|as well as)(?! ?/)|,|&)\s+(?:[\w-]+\s+){{0,3}}?(?:{_KNOWING})(?!\w)|"
    # an addition: "languages such as Python, along with SQL"
    r"(?:^\s*|,\s*)(?:plus|along with|together with|combined with|in combination with|zusammen mit)(?!\w)|"
    r"(?<!\w)and (?:with|its|their)(?!\w)|(?<!\w)(?:as well as|sowie)(?!\w)|"
    # parts of what stands before: "the whole lifecycle, including data collection"
    r",\s*(?:including|incl\.|among them|einschließlich|inklusive)(?!\w)|[():;!?]|(?<!\bbzw)\.\s|\s[-–—]\s|\s(?:with|"
    r"using|utilizing|utilising|leveraging|employing|via|mit|for|through)\s+\S|\s(?:languages|tools|"
    r"technologies) for\s"
)
"""What ends a list of mentions."""
_STROKE_OF_A_WORD = re.compile(r"^/[a-z][\w-]*(?=,)")
"""The second half of "data collection/generation, annotation": the stroke joins no members of the list."""
_SIGNS = re.compile(r"[,/|&+]")
_STROKE = re.compile(r"\s*[/|]\s*")
_MOST_STRANGERS = 2
_MOST_STRANGERS_OF_LIST = 4
"""How many words that say nothing known may stand between two members of a list."""


@dataclass(frozen=True)
class Passage:
    """Text in plain letters, the first of which stands at `start` of the document, and looks around mentions in it."""

    text: str
    start: int

    def between(self, left: Mention, right: Mention) -> str:
        """Return what stands between two mentions."""
        return self.text[left.end - self.start : right.start - self.start]

    def gaps(self, chain: Sequence[Mention]) -> list[str]:
        """Return what stands between neighbours."""
        return [self.between(left, right) for left, right in itertools.pairwise(chain)]

    def before(self, mention: Mention, reach: int | None = None) -> str:
        """Return what stands before a mention, `reach` characters at most."""
        end = mention.start - self.start
        return self.text[0 if reach is None else max(0, end - reach) : end]

    def after(self, mention: Mention, reach: int) -> str:
        """Return the `reach` characters behind a mention."""
        end = mention.end - self.start
        return self.text[end : end + reach]

    def match_after(self, pattern: re.Pattern[str], mention: Mention) -> tuple[int, int] | None:
        """Match right behind a mention; return the span as places in the document."""
        match = pattern.match(self.text, mention.end - self.start)
        return None if match is None else (self.start + match.start(), self.start + match.end())


def link(gap: str) -> Link | None:
    """Name what joins two mentions of one list by the words between them; None when they don't stand in one list."""
    body = _STROKE_OF_A_WORD.sub("", gap.strip().lstrip("- "))
    if _OPENED_OR.match(body):
        body = body[1:]
    if names_others(body):
        return "or"
    if _ENDS.search(f" {body} "):
        return None
    has_or, has_and, has_comma = bool(_OR.search(body)), bool(AND.search(body)), "," in body
    if not (has_or or has_and or has_comma):
        return None
    rest = _SIGNS.sub(" ", AND.sub(" ", _OR.sub(" ", body))).split()
    strangers = [word for word in rest if word not in words("list_fillers")]
    many = len(strangers) > (_MOST_STRANGERS_OF_LIST if has_comma else _MOST_STRANGERS)
    if many or " to " in f" {body} ":
        return "or" if has_or and len(strangers) <= _MOST_STRANGERS else None
    if _STROKE.fullmatch(gap):
        return "slash"
    return "or" if has_or else "and" if has_and else "comma"


def offers_choice(gap: str) -> bool:
    """Tell whether an "or" or a stroke stands in a gap."""
    return _OR.search(gap) is not None


def names_others(gap: str) -> bool:
    """Tell "or other MLOps tools like", which ends a list of examples, and what parts two kinds with examples each."""
    return _OR_SIMILAR.fullmatch(gap) is not None or _OR_KIND.fullmatch(gap) is not None

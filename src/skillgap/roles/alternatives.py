"""Words between and around mentions → what joins them in one list, and whether any of them will do, and how many."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from skillgap.models.resume import Mention
from skillgap.models.skill import PRODUCT_CATEGORIES
from skillgap.roles.cues import cue, words
from skillgap.roles.years import number

Link = Literal["or", "and", "comma", "slash"]
_OR = re.compile(
    r"(?<!\w)(?:or|oder|ou|o|and ?/ ?or|und ?/ ?oder|alternatively|alternativ|failing that|or else|bzw\.)(?!\w)|/"
)
AND = re.compile(r"(?<!\w)(?:and|und|et|y|e|plus|as well as|sowie|together with|along with|combined with)(?!\w)|[&+]")
_OR_SIMILAR = re.compile(
    r",?\s*(?:or|oder) (?:an? |any |some |eine\w* )?"
    r"(?:(?:others?|another|andere\w*|similar|equivalents?|comparable|related|ähnlich\w*|vergleichbar\w*|alternatives?)"
    r",?\s*)+(?:[\w-]+\s+){0,3}?(?:\(\s*|(?=(?:like|such|wie)\b))(?:e\.g\.,?|such as|like|wie|z\.\s?b\.)?"
)
_OTHERS_ENDED = re.compile(
    r",?\s*(?:or|oder) (?:an? |any |some |eine\w* )?(?:others?|another|andere\w*|similar|equivalents?|comparable|"
    r"ähnlich\w*|vergleichbar\w*)(?:\s+[\w-]+){0,3}?(?:\s*,|\s+(?:and|und)(?!\w))"
)
"""What parts "AWS or similar, Docker" and "Python or another language and Docker"."""
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
    # another place: "on Kubernetes, in AWS or another public cloud"
    r"^\s*,\s+(?:in|on|at|within|inside|under|against)(?: the| an?)?\s*$|"
    # another subject: "…, or Java and a strong understanding of Linux"
    rf"(?:(?<!\w)(?:and|und|plus|as well as)(?! ?/)|,|&)\s+(?:[\w-]+\s+){{0,3}}?(?:{_KNOWING})(?!\w)|"
    # an addition: "languages such as Python, along with SQL"
    r"(?:^\s*|,\s*)(?:plus|along with|together with|combined with|in combination with|zusammen mit)(?!\w)|"
    r"(?<!\w)and (?:with|its|their)(?!\w)|(?<!\w)(?:as well as|sowie)(?!\w)|"
    # what is stressed of it: "in banking, in particular with Kafka or RabbitMQ"
    r"(?:^\s*|,\s*)(?:in particular|particularly|especially|notably|above all|most of all|insbesondere|vor allem)"
    r"(?: \w+)? (?:with|in|on|of|for|mit)(?!\w)|"
    # parts of what stands before: "the whole lifecycle, including data collection"
    r",\s*(?:including|incl\.|among them|einschließlich|inklusive)(?!\w)|[():;!?]|(?<!\bbzw)\.\s|\s[-–—]\s|\s(?:with|"
    r"using|utilizing|utilising|leveraging|employing|via|mit|for|through)\s+\S|\s(?:languages|tools|"
    r"technologies) for\s"
)
"""What ends a list of mentions."""
_STROKE_OF_A_WORD = re.compile(r"^(?:/[a-z][\w-]*(?=,)|[.\d]*(?:\s?/\s?v?\d[\w.]*\+?)+)")
"""The second half of "data collection/generation, annotation" and the second version of "Java 11/17, Spring":
the stroke joins no members of the list."""
_WITH = re.compile(r"(?<!\w)w/(?!o\b)\s*(?=\S|$)")
"""As chats write "with": "unit tests w/ XCTest"."""
_OR_MORE = re.compile(r"(?<=\w) or more(?= (?:of|in|as|years?)\b|$)")
"""No choice between what stands around it: "Python and one or more of Go, Rust", "5 or more years"."""
_OR_INSIDE = re.compile(r"(?:[\w-]+ )*(?:or|oder)\s+(?:[\w-]+ ?){1,2},")
"""The choice of an entry of its own: "ISO 27001 lead implementer or auditor, GDPR"."""
_SIGNS = re.compile(r"[,/|&+]")
_STROKE = re.compile(r"\s*/\s*")
_MOST_STRANGERS = 2
_MOST_STRANGERS_OF_LIST = 4
"""How many words that say nothing known may stand between two members of a list."""
AHEAD = 100
"""How far before a list the words stand that say what it lists."""
BEHIND = 40
_SEVERAL = "two|three|four|[234]|zwei|drei|deux|trois|dos"
_HOW_MANY = re.compile(
    rf"\b(?:(?:at least|minimum(?: of)?|any|mindestens|au moins|al menos) (?P<count>{_SEVERAL})(?: or more)?"
    rf"|(?P<more>two|three|four|[234]) or more) (?:of|from|der|von|des|de|in)\b[^.;()]{{0,40}}$"
    rf"|\b(?P<of>{_SEVERAL}) of (?:the following|these|those)\b[^.;()]{{0,40}}$"
    rf"|\b(?:pick|choose|take)(?: any)? (?P<picked>{_SEVERAL})\b[^.;()]{{0,40}}$"
)
_HOW_MANY_BEHIND = re.compile(
    rf"[ ,(:–—-]*(?:(?:take your )?(?:pick|choice)|choose)(?: any| of)? (?P<count>{_SEVERAL})\b"
)
_COUNTING = frozenset(
    {"one", "any", "at", "mindestens", "two", "three", "2", "3", "minimum", "au", "al", "pick", "choose", "take"}
)
_OTHERS_FIRST = re.compile(r"[,:]?(?:\s*(?:[\w+#./-]+ ){0,2}[\w+#./-]+,){1,3}\s*")
_STOP = re.compile(r"[;()]|\.\s")
_OPENED = re.compile(r"[.:]?\s*\((?:(?:[\w]+,? )?(?:we|ours?|you)\b(?:'re)?(?: \w+){1,3}:? )?$")
"""A bracket of the kinds that are offered may open with who works with them: "one of the clouds (we use A and B)"."""
_OR_WORD = re.compile(r"(?<!\w)(?:or|oder|ou|and/or)(?!\w)")
_ELSE = re.compile(r"(?<!\w)(?:alternatively|alternativ|failing that|or else)(?!\w)")
_ALL_FINE = re.compile(
    r"(?:\s*,?\s*and\s+\S+)?\s+(?:are|is) (?:all |each |both )?(?:fine|ok|okay|welcome|good)\b(?! to)"
)
_LIKED = (
    r"(?:is |are |would be )?(?:strongly |highly |very much |much )?(?:preferred|preferable|favou?red|ideal|bevorzugt)"
)
_BUT = r"(?:(?:but|though|although|while|however|aber)\s+)?"
_LIKED_BEFORE = re.compile(rf"\s*{_LIKED}\s*(?:[,;(]|[–—-]\s|(?=but|though|although|while|aber))\s*{_BUT}")
_LIKED_AHEAD = re.compile(r"(?:\b(?:ideally|preferably|idealerweise|bevorzugt)(?: with| in)?|\bwe prefer)\s+\Z")
_LESS_LIKED = re.compile(rf"\s*[,;(]\s*{_BUT}|\s+(?:but|though|although|while|aber)\s+")
_FINE = re.compile(
    r"\s*(?:(?:is|are|also|would|will|be|just|as|perfectly|totally|experience|too|works?|geht|gehen|ist|sind|auch)\s+)*"
    r"(?:fine|ok|okay|acceptable|accepted|good enough|works?|will do|does|geht|in ordnung|möglich)\b"
    r"(?:\s+(?:too|as well|also|auch))*\s*(?:$|[,.;)])"
)
_NEXT_OF_LESS = re.compile(r"\s*(?:,|/|,?\s*(?:or|and|oder|und))\s*")
_OR_UNLISTED = re.compile(
    r"(?:\s+(?:engineer|developer|scientist|analyst|architect|administrator))?\s*,?\s*(?:or|oder)\s+"
    r"(?!(?:an?|the|your|you|we|to|in|with|for|of|are|is|have|similar|better|more|higher|above|"
    r"newer|later|willing\w*|ready|experience|knowledge|both|all|any|other|has|having)\b)"
    r"[\w+#.-]+(?: [\w+#.-]+){0,2}\s*(?:[.;)\n]|$)"
)
_AND_NEXT = re.compile(r"\s*,?\s*(?:and|und|&)(?!\w)")
_OPEN_LIST = re.compile(r"\s*,?\s*(?:…|\.\.\.?|etc\b)")
_HEAD = re.compile(
    r"((?:[\w/+#-]+\s+)?)([\w/+#-]+)(?:\s+(?:experience\s+)?(?:is|are|would be)\s+(?:(?:highly|strongly|very|a|an|big|"
    r"huge)\s+)*(?:valued|desired|desirable|preferred|required|plus|bonus|advantage|welcome|appreciated))?\s*"
    r"(\(|:|\s-\s)\s*(?:(?:proficiency|expertise|experience|skills?) (?:in|with) )?$"
)
_ONE_KIND = re.compile(
    r"(?<![\w'])(?:an?|one|any|some|einem?|einer|une?)\s+(?:(?!(?:of|for|with|in|to|and|or|on|at)\b)[\w/+#.-]+\s+){1,4}\($"
)
_ALL_OF_THEM = frozenset({"core", "main", "primary", "required", "key", "essential", "mandatory", "all"})
_LIKE_PRODUCTS = PRODUCT_CATEGORIES - {"os"}
_MOTLEY_SKILLS = 6
_MOTLEY_KINDS = 3
_FAMILY = {
    "library": "code", "ml_framework": "code", "web": "code", "language": "code", "tool": "tool", "devops_mlops": "ops",
    "cloud": "ops", "os": "ops", "data_engineering": "data", "database": "data", "math": "method",
    "ml_method": "method",
}  # fmt: skip
TOGETHER = frozenset({"html", "css", "html5", "css3"})
"""Nobody asks for HTML or CSS: a stroke between these means both."""


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

    def without(self, start: int, end: int) -> Passage:
        """Return the passage with `document.text[start:end]` blanked out."""
        first, last = start - self.start, end - self.start
        return Passage(self.text[:first] + " " * (last - first) + self.text[last:], self.start)

    def match_after(self, pattern: re.Pattern[str], mention: Mention) -> tuple[int, int] | None:
        """Match right behind a mention; return the span as places in the document."""
        match = pattern.match(self.text, mention.end - self.start)
        return None if match is None else (self.start + match.start(), self.start + match.end())


def link(gap: str) -> Link | None:
    """Name what joins two mentions of one list by the words between them; None when they don't stand in one list."""
    body = _STROKE_OF_A_WORD.sub("", _WITH.sub("with", gap.strip()).lstrip("- "))
    body = _OR_MORE.sub("", body)
    if _OPENED_OR.match(body):
        body = body[1:]
    if names_others(body):
        return "or"
    if _OTHERS_ENDED.match(body) or _ENDS.search(f" {body} "):
        return None
    # A pipe parts what a line lists ("Azure | Terraform | PowerShell/Bash"), as new lines do.
    has_or, has_and, has_comma = bool(_OR.search(body)), "|" in body or bool(AND.search(body)), "," in body
    if not (has_or or has_and or has_comma):
        return None
    if _OR_INSIDE.fullmatch(body):
        return "comma"
    rest = _SIGNS.sub(" ", AND.sub(" ", _OR.sub(" ", body))).split()
    strangers = [word for word in rest if word not in words("list_fillers")]
    many = len(strangers) > (_MOST_STRANGERS_OF_LIST if has_comma else _MOST_STRANGERS)
    if many or " to " in f" {body} ":
        return None
    if _STROKE.fullmatch(gap):
        return "slash"
    return "or" if has_or else "and" if has_and else "comma"


def second_bests(passage: Passage, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, ...]]:
    """Yield what will do with what is liked better: "AWS preferred, GCP fine", "ideally A, but B or C is okay"."""
    mentions = [mention for mention in mentions if not mention.soft]  # "remote work is fine"
    for at, liked in enumerate(mentions[:-1]):
        behind = _LESS_LIKED if _LIKED_AHEAD.search(passage.before(liked, BEHIND)) else _LIKED_BEFORE
        for last, (left, right) in enumerate(itertools.pairwise(mentions[at:]), start=at + 2):
            if not behind.fullmatch(passage.between(left, right)):
                break
            if _FINE.match(passage.after(right, BEHIND)):
                yield tuple(mentions[at:last])
                break
            behind = _NEXT_OF_LESS


def names_others(gap: str) -> bool:
    """Tell "or other MLOps tools like", which ends a list of examples, and what parts two kinds with examples each."""
    return _OR_SIMILAR.fullmatch(gap) is not None or _OR_KIND.fullmatch(gap) is not None


def any_of_all(passage: Passage, chain: Sequence[Mention]) -> bool:
    """Tell whether words around a list make all of it one either/or."""
    before, after = passage.before(chain[0], AHEAD), passage.after(chain[-1], BEHIND)
    gaps = passage.gaps(chain)
    joined = " ".join(gaps)
    others = any(names_others(gap.strip()) for gap in gaps)
    # The list goes on with "and" to a member of another importance.
    goes_on = _AND_NEXT.match(after) is not None
    if leads(before) or _ALL_FINE.match(after) or cue("any_of_tail").match(after.lstrip(" ,(-:")):
        return True
    if AND.search(joined):
        return others and not goes_on
    if _OR_UNLISTED.match(after):
        return True
    if goes_on or others or _ELSE.search(joined):
        return not goes_on
    if before.rstrip().endswith("(") and _OPEN_LIST.match(after) and _are_alike(chain):
        return True
    return not _OR_WORD.search(joined) and _heads_alternatives(before, chain)


def _heads_alternatives(before: str, chain: Sequence[Mention]) -> bool:
    """Tell "ML frameworks (PyTorch, TensorFlow)", "databases: PostgreSQL, MySQL" by the noun before, "experiment
    tracking (MLflow, W&B)" by the likeness of the products in the bracket."""  # fmt: skip
    head = _head(before)
    if head is None or any(mention.skill_id in TOGETHER for mention in chain):
        return False
    # RabbitMQ is kept among software engineering: what stands in one list with products is one.
    products = sum(map(_is_product, chain))
    listed = head in words("alternatives_head")
    alike = before.endswith("(") and _are_alike(chain)
    # "A message broker (Kafka, RabbitMQ)": one of the kind is enough, however the kind is called.
    listed = listed or (_ONE_KIND.search(before) is not None and head not in words("no_kinds"))
    if listed and (head not in words("weak_heads") or products * 2 >= len(chain)):
        return all(_is_proper(mention) or _is_product(mention) for mention in chain)
    return alike and products == len(chain) and head not in words("no_kinds") and all(map(_is_named, chain))


def _head(before: str) -> str | None:
    """Return the head noun of a bracketed or coloned list, "frameworks" of "ML frameworks (" or "ML frameworks: ".

    "Tools: …", "Mandatory skills: …" head a list of all that is wanted, not of alternatives.
    """
    match = _HEAD.search(before)
    if match is None:
        return None
    adjective, noun, mark = match.group(1).strip(), match.group(2), match.group(3)
    bare = mark != "(" and (not adjective or noun in ("skills", "experience"))
    # "Core languages: HTML, CSS, JavaScript" are all wanted.
    return None if bare or adjective in _ALL_OF_THEM else noun


def leads(before: str) -> bool:
    """Tell whether the text ends with "such as", "one of" and the like; words may follow a count."""
    before = _OPENED.sub("", before)  # "one of the following BI tools. (A, B, C)"
    for match in cue("any_of_lead").finditer(before):
        phrase, rest = match.group(), before[match.end() :]
        if _STOP.search(rest):
            continue
        if _OTHERS_FIRST.fullmatch(rest):
            return True  # "e.g., cost models, forecasting, …": the first examples are not known
        tail = rest.replace(":", " ").replace(",", " ").split()
        if not tail or phrase.split()[0] in _COUNTING:
            return True
    return False


def how_many(before: str, after: str = "") -> int:
    """Read how many of a list are asked for from the words around it: 2 for "at least two of", else 1."""
    match = _HOW_MANY.search(before) or _HOW_MANY_BEHIND.match(after)
    return int(number(next(filter(None, match.groups())))) if match else 1


def is_motley(chain: Sequence[Mention]) -> bool:
    """Tell "Spring Boot, databases, AWS, CI/CD, LLMs or IT security": none of them can stand for another one."""
    clear = [mention for mention in chain if not mention.soft]
    return len(clear) >= _MOTLEY_SKILLS and len(_families(clear)) >= _MOTLEY_KINDS


def _families(chain: Sequence[Mention]) -> set[str | None]:
    """Return the families of skills that stand in a list."""
    return {_FAMILY.get(m.category or "", m.category) for m in chain}


def _are_alike(chain: Sequence[Mention]) -> bool:
    """Tell skills of one family; tools that are kept among what they are for join any but languages.

    "SIEM (Splunk, QRadar)" are alike, "test automation (Selenium, Java)" are not.
    """
    others = [mention for mention in chain if mention.skill_id not in words("tools_by_name")]
    if len(others) < len(chain) and any(mention.category == "language" for mention in others):
        return False
    return len(_families(others)) <= 1


def _is_product(mention: Mention) -> bool:
    return mention.category in _LIKE_PRODUCTS or mention.skill_id in words("tools_by_name")


def _is_named(mention: Mention) -> bool:
    return mention.skill_id in words("tools_by_name") or any(letter.isupper() for letter in mention.text)


def _is_proper(mention: Mention) -> bool:
    """Tell "JUnit" from "GPU profiling tools"."""
    return all(not word.islower() for word in mention.text.split())

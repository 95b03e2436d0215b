"""Mentions of one item → the either/or groups and single skills that it asks for."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from skillgap.models.resume import Mention
from skillgap.models.skill import PRODUCT_CATEGORIES
from skillgap.roles.cues import cue, plain, words

_OR = re.compile(
    r"(?<!\w)(?:or|oder|ou|o|and ?/ ?or|und ?/ ?oder|alternatively|alternativ|failing that|or else)(?!\w)|/|\|"
)
_ELSE = re.compile(r"(?<!\w)(?:alternatively|alternativ|failing that|or else)(?!\w)")
_AND = re.compile(
    r"(?<!\w)(?:and|und|et|y|e|plus|as well as|sowie|together with|along with|combined with)(?!\w)|"
    r"[&+]"
)
_OR_OF_ANDS = re.compile(r"\([^()]+\)(?:\s*,?\s*(?:or|oder)\s*\([^()]+\))+")
_DETAIL_OR = re.compile(r"(?:\s+(?:stack|suite|family|ecosystem|cloud|platform))?\s*\([^()]+\)\s*,?\s*(?:or|oder)\s+")
_SIDE = re.compile(r"\([^()]+\)")
_COUNTS = {
    "two": 2,
    "2": 2,
    "three": 3,
    "3": 3,
    "four": 4,
    "4": 4,
    "zwei": 2,
    "drei": 3,
    "deux": 2,
    "trois": 3,
    "dos": 2,
}
_CLOUDS = frozenset({"aws", "azure", "gcp", "oracle-cloud", "ibm-cloud", "alibaba-cloud", "digitalocean"})
_COUNTING = frozenset({"one", "any", "at", "mindestens", "two", "three", "minimum", "au", "al"})
_HOW_MANY = re.compile(
    r"\b(?:at least|minimum(?: of)?|any|mindestens|au moins|al menos) "
    r"(?P<count>two|three|four|[234]|zwei|drei|deux|trois|dos)(?: or more)? "
    r"(?:of|from|der|von|des|de|in)\b[^.;()]{0,40}$"
)
_DETAIL = re.compile(r"\s*\([^()]+\)")
_ALL_FINE = re.compile(
    r"(?:\s*,?\s*and\s+\S+)?\s+(?:are|is) (?:all |each |both )?(?:fine|ok|okay|welcome|good)\b(?! to)"
)
_OR_UNLISTED = re.compile(
    r"\s*,?\s*(?:or|oder)\s+(?!(?:an?|the|your|you|we|to|in|with|for|of|are|is|have|similar|better|more|higher|above|"
    r"newer|later|willing\w*|ready|experience|knowledge)\b)[\w+#.-]+\s*(?:[.;)\n]|$)"
)
_COUNTED = re.compile(r"\b(?:one|two|three|1|2|3) or more\b|\bmore or less\b|\bwhether or not\b")
_FILLER = frozenset(
    "a an the in on of with for to both even also another other similar modern either using like einem einer ein "
    "eine den der die das in im mit dem at least one more ideally potentially possibly preferably latest recent".split()
)
_ALL_OF_THEM = frozenset({"core", "main", "primary", "required", "key", "essential", "mandatory", "all"})
_AHEAD = 100
"""How far before a list the words stand that say what it lists."""
_MOTLEY_SKILLS = 5
_MOTLEY_KINDS = 4
_FAMILY = {
    "library": "code", "ml_framework": "code", "web": "code", "language": "code", "tool": "tool", "devops_mlops": "ops",
    "cloud": "ops", "os": "ops", "data_engineering": "data", "database": "data", "math": "method",
    "ml_method": "method",
}  # fmt: skip
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
_KNOWING = (
    "you|we|is|are|has|have|be|will|our|experience|experienced|knowledge|familiarity|familiar|proficiency|proficient|"
    "expertise|gain|understanding|background|exposure|fluency|fluent|command|grasp|comfortable|ability|able|skilled|"
    "kenntnisse|erfahrung|verständnis"
)
_KNOWS = re.compile(_KNOWING)
_AND_KNOWING = re.compile(
    rf"(?:(?<!\w)(?:and|und|plus|as well as)(?! ?/)|,|&)\s+(?:[\w-]+\s+){{0,3}}?(?:{_KNOWING})(?!\w)"
)
_TOGETHER = frozenset({"html", "css", "html5", "css3"})
"""Nobody asks for HTML or CSS: a stroke between these means both."""
_NOUN_AND_BRACKET = re.compile(r"([a-zäöüß][\w/-]*)\s*\($")
_NO_KINDS = frozenset(
    {
        "python", "java", "aws", "azure", "gcp", "cloud", "javascript", "scala", "r", "kotlin", "google", "microsoft",
        "office", "apache", "hadoop", "stack", "suite", "atlassian", "spring", "hashicorp", "react", "ecosystem",
        "frontend", "front-end",
    }
)  # fmt: skip
"""What stands before a list of its parts, not of its kinds: "Python (pandas, NumPy)"."""
_LIKE_PRODUCTS = PRODUCT_CATEGORIES - {"os"}
_INCLUDING = re.compile(r"including,? (?:but )?not limited to:?\s*$")
_PARTS = re.compile(r",\s*(?:including|incl\.|among them|einschließlich|inklusive)(?!\w)")
_STROKE_OF_A_WORD = re.compile(r"^/[a-z][\w-]*(?=,)")
"""The second half of "data collection/generation, annotation": the stroke joins no members of the list."""
_OPEN_LIST = re.compile(r"\s*,?\s*(?:…|\.\.\.?|etc\b)")
_WEAK_HEADS = frozenset(
    {
        "skills", "experience", "programming", "services", "systems", "environments", "architectures", "solutions",
        "software", "systeme", "systemen", "lösungen", "solution",
    }
)  # fmt: skip
_EXAMPLES = ("e.g.", "eg", "such as", "like", "for example", "for instance")
_OTHERS_FIRST = re.compile(r"[,:]?(?:\s*(?:[\w+#./-]+ ){0,2}[\w+#./-]+,){1,3}\s*")
_BREAKS = re.compile(
    r"[:;!?]|\.\s|\s[-–—]\s|\s(?:with|using|via|mit|for|through)\s+\S|\s(?:languages|tools|technologies) for\s"
)


@dataclass(frozen=True)
class Group:
    """Mentions that count once: `at_least` of them meet the demand. One mention is a plain skill."""

    mentions: tuple[Mention, ...]
    at_least: int = 1

    @property
    def start(self) -> int:
        """Where the first of them stands."""
        return self.mentions[0].start

    @property
    def end(self) -> int:
        """Where the last of them ends."""
        return self.mentions[-1].end


def group_mentions(
    text: str, mentions: Sequence[Mention], start: int, end: int, *, same: Callable[[Mention, Mention], bool]
) -> tuple[Group, ...]:
    """Group the mentions of `text[start:end]`, which are in text order and don't overlap.

    `same` tells whether two mentions ask for the same thing with the same importance; only those share a group.
    """
    if not mentions:
        return ()
    groups: list[Group] = []
    # Emphasis that the file spells out ("**Java**, **Go**") parts no list.
    folded, left = _without_synonyms(plain(text[start:end]).replace("*", " "), mentions, start)
    for match in _OR_OF_ANDS.finditer(folded):
        # "(A and B) or (C and D)": an either/or of pairs; as many are asked for as its shortest side holds.
        inside = [m for m in left if start + match.start() <= m.start and m.end <= start + match.end()]
        if len(inside) > 1 and all(same(a, b) for a, b in itertools.pairwise(inside)):
            groups.append(Group(tuple(inside), _shortest_side(folded, match, inside, start)))
            left = [m for m in left if m not in inside]
    for first, last in _detailed(folded, left, start, same):
        # "Python (pandas, Dask) or R": what stands in the bracket belongs to its alternative.
        inside = [m for m in left if first.start <= m.start and m.end <= last.end]
        groups.append(Group(tuple(inside)))
        left = [m for m in left if m not in inside]
    for kind in _kinds_between(folded, left, start):
        groups.append(Group((kind,)))
        left.remove(kind)
    for chain in _chains(folded, left, start, same) if left else []:
        groups += _split_chain(folded, chain, start)
    return tuple(sorted(groups, key=lambda g: g.start))


def _without_synonyms(folded: str, mentions: Sequence[Mention], offset: int) -> tuple[str, list[Mention]]:
    """Blank out "(Golang)" behind "Go": the list goes on as if it were not there."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if last is not None and last.skill_id == mention.skill_id:
            bracket = _DETAIL.match(folded, last.end - offset)
            if bracket is not None and mention.end - offset <= bracket.end() <= mention.end - offset + 2:
                folded = folded[: bracket.start()] + " " * (bracket.end() - bracket.start()) + folded[bracket.end() :]
                continue
        kept.append(mention)
    return folded, kept


def _kinds_between(folded: str, mentions: Sequence[Mention], offset: int) -> list[Mention]:
    """Return the kinds named inside a list: "MLOps" of "Kubeflow or other MLOps tools like MLflow"."""
    found: list[Mention] = []
    for left, kind, right in zip(mentions, mentions[1:], mentions[2:], strict=False):
        gap = _gap(folded, left, right, offset).strip()
        if left not in found and (_OR_SIMILAR.fullmatch(gap) or _OR_KIND.fullmatch(gap)):
            found.append(kind)
    return found


def how_many(before: str) -> int:
    """Read how many of a list are asked for from the words before it: 2 for "at least two of", else 1."""
    match = _HOW_MANY.search(before)
    return _COUNTS.get(match.group("count"), 1) if match else 1


def _shortest_side(folded: str, match: re.Match[str], inside: Sequence[Mention], offset: int) -> int:
    sides = [side.span() for side in _SIDE.finditer(folded, match.start(), match.end())]
    counts = []
    for start, end in sides:
        own = [m for m in inside if offset + start <= m.start and m.end <= offset + end]
        gaps = " ".join(_gap(folded, a, b, offset) for a, b in itertools.pairwise(own))
        counts.append(1 if _OR.search(gaps) else len(own))
    return max(1, min(counts, default=1))


def _detailed(
    folded: str, mentions: Sequence[Mention], offset: int, same: Callable[[Mention, Mention], bool]
) -> list[tuple[Mention, Mention]]:
    """Return the pairs "X (details) or Y", which do not overlap."""
    pairs: list[tuple[Mention, Mention]] = []
    for index, left in enumerate(mentions):
        match = _DETAIL_OR.match(folded, left.end - offset)
        if match is None or (pairs and left.start <= pairs[-1][1].start):
            continue
        right = next((m for m in mentions[index + 1 :] if m.start - offset == match.end()), None)
        if right is not None and same(left, right):
            # "Swift (iOS) or Kotlin (Android)": the last alternative has its bracket too.
            bracket = _DETAIL.match(folded, right.end - offset)
            inner = [m for m in mentions if bracket and right.end <= m.start and m.end - offset <= bracket.end()]
            pairs.append((left, inner[-1] if inner and same(left, inner[-1]) else right))
    return pairs


def _gap(folded: str, left: Mention, right: Mention, offset: int) -> str:
    return folded[left.end - offset : right.start - offset]


def _link(gap: str) -> str | None:
    """Name what joins two mentions of one list: "or", "and", "comma"; None when they don't stand in one list."""
    body = re.sub(r"^[-–—]\s+(?=(?:or|oder)\b)", "", gap.strip())
    body = re.sub(r"(?<!\w)bzw\.", "oder", body)
    if _PARTS.search(body):
        return None  # "the whole lifecycle, including data collection": parts of what stands before
    body = _STROKE_OF_A_WORD.sub("", body)
    if re.match(r"^\(\s*(?:or|oder|alternatively|alternativ)\b", body):
        body = body[1:]
    if re.fullmatch(r"\)?\s*,?\s*(?:or|oder)\s*\(?", body) and ("(" in body) == (")" in body):
        return "or"
    if _OR_SIMILAR.fullmatch(body) or _OR_KIND.fullmatch(body):
        return "or"
    if _AND_KNOWING.search(body):
        return None  # "…, or Java and a strong understanding of Linux": the list has ended
    if "(" in body or ")" in body or _BREAKS.search(f" {body} ") or not body:
        return None
    body = _COUNTED.sub(" ", body)
    has_or, has_and, has_comma = bool(_OR.search(body)), bool(_AND.search(body)), "," in body
    if not (has_or or has_and or has_comma):
        return None
    rest = re.sub(r"[,/|&+]", " ", _AND.sub(" ", _OR.sub(" ", body)))
    unknown = [word for word in rest.split() if word not in _FILLER]
    if (
        len(unknown) > (4 if has_comma else 2)
        or " to " in f" {body} "
        or any(_KNOWS.fullmatch(word) for word in unknown)
    ):
        return "or" if has_or and len(unknown) <= 2 else None
    if re.fullmatch(r"\s*[/|]\s*", gap):
        return "slash"
    return "or" if has_or else "and" if has_and else "comma"


def _chains(
    folded: str, mentions: Sequence[Mention], offset: int, same: Callable[[Mention, Mention], bool]
) -> list[list[Mention]]:
    chains: list[list[Mention]] = [[mentions[0]]]
    for left, right in itertools.pairwise(mentions):
        gap = _gap(folded, left, right, offset)
        link = _link(gap)
        # "CI/CD and tools like Jenkins, Terraform": the examples are a list of their own.
        if same(left, right) and link is not None and not (link in ("and", "comma") and _lead(gap)):
            chains[-1].append(right)
        else:
            chains.append([right])
    return chains


def _split_chain(folded: str, chain: list[Mention], offset: int) -> list[Group]:
    if len(chain) == 1:
        return [Group(tuple(chain))]
    gaps = [_gap(folded, a, b, offset) for a, b in itertools.pairwise(chain)]
    links = [_link(gap) for gap in gaps]
    end = _end_of_examples(folded, chain, links, offset)
    if end is not None:
        return [*_split_chain(folded, chain[:end], offset), *_split_chain(folded, chain[end:], offset)]
    last = links[-1]
    if _any_of_all(folded, chain, offset) and not (last == "and" and _motley(folded, chain, offset)):
        return [Group(tuple(chain), min(how_many(folded[: chain[0].start - offset]), len(chain)))]
    motley = _motley(folded, chain, offset)
    # "Python, C/C++, and Java": the stroke binds closer than the comma.
    units: list[list[Mention]] = [[chain[0]]]
    joints: list[str] = []
    spans: list[str] = []
    for link, gap, mention in zip(links, gaps, chain[1:], strict=True):
        both = mention.skill_id in _TOGETHER and units[-1][-1].skill_id in _TOGETHER
        if link == "slash" and not both:
            units[-1].append(mention)
        else:
            units.append([mention])
            joints.append("and" if link == "slash" else link or "")
            spans.append(gap)
    apart = _commas_part(units, joints, spans)
    groups: list[Group] = []
    run: list[list[Mention]] = [units[0]]
    kinds: list[str] = []

    def close() -> None:
        if "or" in kinds and not motley:
            groups.append(Group(tuple(mention for unit in run for mention in unit)))
        else:
            groups.extend(Group(tuple(unit)) for unit in run)

    for index, joint in enumerate(joints):
        comma_after_or = joint == "comma" and "or" in kinds and "or" not in joints[index + 1 :]
        if joint == "and" or comma_after_or or index in apart:
            close()
            run, kinds = [], []
        else:
            kinds.append(joint)
        run.append(units[index + 1])
    close()
    return groups


def _end_of_examples(folded: str, chain: list[Mention], links: Sequence[str | None], offset: int) -> int | None:
    """Return how many are the examples in "a language such as Python, Go or Java as well as Docker"."""
    last_or = max((i for i, link in enumerate(links) if link == "or"), default=None)
    if last_or is None or "and" not in links[last_or + 1 :]:
        return None
    end = links.index("and", last_or + 1) + 1
    before = folded[max(0, chain[0].start - offset - _AHEAD) : chain[0].start - offset]
    return end if _lead(before) else None


def _commas_part(units: Sequence[Sequence[Mention]], joints: Sequence[str], gaps: Sequence[str]) -> frozenset[int]:
    """Return the commas that part demands in "Python, React or Vue, and Docker": what they part is unlike."""
    oxford = any(joint == "and" and "," in gap for joint, gap in zip(joints, gaps, strict=True))
    tight = all("," not in gap for joint, gap in zip(joints, gaps, strict=True) if joint == "or")
    if not (oxford and tight and "or" in joints):
        return frozenset()
    return frozenset(
        i for i, joint in enumerate(joints)
        if joint == "comma" and {m.category for m in units[i]}.isdisjoint(m.category for m in units[i + 1])
    )  # fmt: skip


def _any_of_all(folded: str, chain: list[Mention], offset: int) -> bool:
    """Tell whether words around a list make all of it one either/or."""
    first, last = chain[0].start - offset, chain[-1].end - offset
    before = folded[max(0, first - _AHEAD) : first]
    clause = re.split(r"[;.]\s|[()]\s*$" if before.rstrip().endswith("(") else r"[;()]|\.\s", before)[-1]
    if _lead(before) or (_bare(clause) and _lead(clause)):
        return True
    after = folded[last : last + 40]
    if cue("any_of_tail").match(after.lstrip(" ,(-:")) and "and" not in _between(folded, chain, offset).split():
        return True
    if _ALL_FINE.match(after) or (_OR_UNLISTED.match(after) and not _AND.search(_between(folded, chain, offset))):
        return True
    if re.match(r"\s*,?\s*(?:and|und|&)(?!\w)", after):
        return False  # the list goes on with "and" to a member of another importance
    if any(_OR_SIMILAR.fullmatch(_gap(folded, a, b, offset).strip()) for a, b in itertools.pairwise(chain)):
        return True
    joined = _between(folded, chain, offset)
    has_and = _AND.search(joined) is not None
    if _ELSE.search(joined) and not has_and:
        return True
    has_or = re.search(r"(?<!\w)(?:or|oder|ou|and/or)(?!\w)", joined) is not None
    if _names_kinds(before, chain) and not (has_and or has_or) and not _goes_on(after):
        return True
    if before.rstrip().endswith("(") and _OPEN_LIST.match(after) and not has_and and _same_kind(chain):
        return True
    including = _INCLUDING.search(before) is not None
    if (has_and and not including) or has_or:
        return False
    if before.rstrip().endswith("(") and len(chain) > 1 and {m.skill_id for m in chain} <= _CLOUDS:
        return True  # nobody asks for three clouds at once
    if including:
        # "practices including but not limited to IaC and CI/CD" are several; of products any is an example.
        return all(m.category in _LIKE_PRODUCTS and m.text[:1].isupper() for m in chain)
    head = _head(before)
    # RabbitMQ is kept among software engineering: what stands in one list with products is one.
    products = [mention for mention in chain if mention.category in PRODUCT_CATEGORIES]
    named = [mention for mention in chain if mention.text[:1].isupper()]
    if head in words("alternatives_head") and head not in _WEAK_HEADS and all(map(_is_proper, chain)):
        return True
    if head is None or len(products) * 2 < len(chain):
        return False
    if head in words("kinds_head"):
        return len(named) == len(chain)
    if not all(mention in products or mention in named for mention in chain):
        return False
    return head in words("alternatives_head")


def _names_kinds(before: str, chain: Sequence[Mention]) -> bool:
    """Tell "experiment tracking (MLflow, W&B)": a bracket of like products behind the common noun for them."""
    noun = _NOUN_AND_BRACKET.search(before)
    if noun is None or noun.group(1) in _NO_KINDS or any(m.skill_id in _TOGETHER for m in chain):
        return False
    alike = len({m.category for m in chain}) == 1 and chain[0].category in _LIKE_PRODUCTS
    return alike and all(m.text[:1].isupper() for m in chain)


def _is_proper(mention: Mention) -> bool:
    """Tell "JUnit" from "GPU profiling tools"."""
    return all(not word[:1].islower() for word in mention.text.split())


def _goes_on(after: str) -> bool:
    return re.match(r"\s*,", after) is not None


def _same_kind(chain: Sequence[Mention]) -> bool:
    """Tell whether all of a list are of one family of skills."""
    return len({_FAMILY.get(m.category or "", m.category) for m in chain}) == 1


def _motley(folded: str, chain: list[Mention], offset: int) -> bool:
    """Tell "Spring Boot, databases, AWS, CI/CD, LLMs or IT security": none of them can stand for another one."""
    clear = [mention for mention in chain if mention.category not in ("soft_skill", "leadership")]
    kinds = {_FAMILY.get(mention.category or "", mention.category) for mention in clear}
    many = len(clear) >= _MOTLEY_SKILLS and len(kinds) >= _MOTLEY_KINDS
    return (many or (len(clear) > _MOTLEY_SKILLS and len(kinds) == _MOTLEY_KINDS - 1)) and "," in _between(
        folded, chain, offset
    )


def _between(folded: str, chain: list[Mention], offset: int) -> str:
    return " ".join(_gap(folded, a, b, offset) for a, b in itertools.pairwise(chain))


def _lead(before: str) -> bool:
    """Tell whether the text ends with "such as", "one of" and the like, with at most four words after it."""
    for match in cue("any_of_lead").finditer(before):
        rest = before[match.end() :]
        if re.search(r"[;()]|\.\s", rest):
            continue
        if match.group() in _EXAMPLES and _OTHERS_FIRST.fullmatch(rest):
            return True  # "e.g., cost models, forecasting, …": the first examples are not known
        tail = rest.replace(":", " ").replace(",", " ").split()
        phrase = match.group()
        if not tail or (phrase.split()[0] in _COUNTING and len(tail) <= 6):
            return True
    return False


def _bare(clause: str) -> bool:
    return len(clause.split()) <= 6


def _head(before: str) -> str | None:
    """Return the head noun of a bracketed or coloned list, "frameworks" of "ML frameworks (" or "ML frameworks: ".

    "Tools: …", "Mandatory skills: …" head a list of all that is wanted, not of alternatives.
    """
    match = re.search(
        r"((?:[\w/+#-]+\s+)?)([\w/+#-]+)(?:\s+(?:experience\s+)?(?:is|are|would be)\s+(?:(?:highly|strongly|"
        r"very|a|an|big|"
        r"huge)\s+)*(?:valued|desired|desirable|preferred|required|plus|bonus|advantage|welcome|"
        r"appreciated))?\s*(\(|:|\s-\s)\s*(?:(?:proficiency|expertise|experience|skills?) (?:in|"
        r"with) )?$",
        before,
    )
    if match is None:
        return None
    bare = match.group(3) != "(" and (not match.group(1).strip() or match.group(2) in ("skills", "experience"))
    # "Core languages: HTML, CSS, JavaScript" are all wanted.
    bare = bare or match.group(1).strip() in _ALL_OF_THEM
    return None if bare else match.group(2)

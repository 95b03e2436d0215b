"""data/*.yaml → compiled cues: what headings announce and what words do to a clause."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

import yaml

from skillgap.structure.language import plain
from skillgap.taxonomy.entries import LOADER

BlockKind = Literal[
    "requirement", "preferred", "tools", "soft", "duty", "stack", "unneeded", "benefits", "about", "process",
    "boilerplate", "conditions", "education", "certification", "market", "salary", "career", "advice", "practice",
    "challenge", "closing", "unknown",
]  # fmt: skip
BLOCK_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
ASKING: frozenset[BlockKind] = frozenset({"requirement", "preferred", "tools"})
"""Blocks that ask for the skills they name."""
TELLING: frozenset[BlockKind] = ASKING | {"soft", "duty", "stack"}
"""Blocks that say what the work or the person is like."""

_NOT_HEADING = re.compile(r"[^\w\s'/+#&.-]|(?<!\w)[-.]|[.](?!\w)")
_MAX_HEADING_WORDS = 12
_FEW_WORDS = 6
_CAMEL_KEY = re.compile(r"[a-z]+(?:[A-Z][a-z]+)+:?")
"""The keys of structured ads ("experienceRequirements")."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DASHED = re.compile(r"([^:;,.()\n]{2,30}?)\s+[-–—]\s+(?=\S)")
_PARTS = re.compile(r"\s[-–—]\s|\s[(]|[)]")
_FOR_WHOM = re.compile(
    r"(?P<head>[^:]{4,40}?)\s+(?:for|(?<![Ee]xperience )of)\s+(?:an? |the |our |this )?[^:.]{3,60}:?"
)
STEP = re.compile(
    r"(?:step|phase|stage|part|week|month|schritt|étape|paso) ?(?:[#№]? ?\d{1,2}|[ivx]{1,4}|one|two|three|four|five|"
    r"six|seven|eight|nine|ten) ?(?:[:.)–—-]|\|) *(?=\S)",
    re.I,
)
"""What numbers a step of a way into a trade: "Step 2: Learn SQL"."""
_WISHED = frozenset(
    {
        "desired",
        "desirable",
        "optional",
        "beneficial",
        "advantageous",
        "bonus",
        "preferred",
        "wünschenswerte",
        "ideally",
        "preferably",
        "optionally",
        "idealerweise",
        "bestenfalls",
    }
)
_WOULD_BE = re.compile(
    r"(?:(?:it|that|this)(?:'d| would)(?: also| really)? be|it's|it is|(?:we|i)(?:'d| would) be)"
    r"(?: (?:also|even|really|super|so|extra|very|a|an|the))* [\w-]+(?: [\w-]+)?"
    r"(?:,? \(?(?:but|though|although|yet)\b[^:;]{3,40}\)?)?,? if"
    r"(?: you| the candidate| candidates)(?:'ve|'d)?"
    r"(?: (?:also|had|have|has|know|knew|can|could|bring|brought|are|were))*\W*"
)
"""Any praise will do: "It'd be rad if you had", "It would be great, but it's not a must, if you know"."""
_WOULD_MAKE = re.compile(
    r"what(?:'d| would| will|'ll|'s going to)(?: really| also| even)? (?:make|get|have|put|bring|give|tip|win)"
    r" (?:us|me|our|my|the|everybody|everyone)\b(?! different| special| unique)[^:,]{3,40}\W*"
)
"""And any delight: "What would make me smile", "What will get us excited"."""
_NO_MUST = re.compile(
    r"(?:\b(?:not|never|no|none of (?:these|this|it|the following) (?:is|are))|n't)(?: (?:\w+ly|an?|any|the|our|be))*"
    r" (?:must|musts|must-haves?|essential|require[ds]?|insist|requirements?|mandatory|needed|necessary|"
    r"deal[- ]?breakers?|blockers?|show-?stoppers?|prerequisites?)\b"
)
_YET = re.compile(r"\b(?:but|though|although|yet|helps?|just|only|if)\b")
"""What is no must and yet spoken of is a wish: "It helps, but isn't required, if you know"."""
_SINGULAR = {"i": "we", "i'm": "we're", "i've": "we've", "i'd": "we'd", "i'll": "we'll", "me": "us", "my": "our"}
"""A manager who hires for the own team speaks as a firm does: "What I'd like to see"."""
_SPELLED_OUT = re.compile(r"\b(?P<who>i|we|you|it|that|what|this|who) (?:(?P<would>would)|will)\b")
_NOTE = re.compile(r"\s*\((?=[^()]*\b(?:required|mandatory|must|unless|noted|marked)\b)[^()]*\s[^()]*\)\s*:?\s*$")
"""What a heading says of itself: "Knowledge, skills and abilities (required unless noted as preferred)"."""
_ONE_WHOLE = frozenset({"profile", "candidate", "candidates", "person", "applicant"})
"""A "desired profile" is all that is asked for."""


@cache
def data_file(name: str) -> Mapping[str, Any]:
    """Return what `data/NAME.yaml` holds, by its keys."""
    source = files("skillgap.roles").joinpath("data", f"{name}.yaml").read_bytes()
    content: dict[str, Any] = yaml.load(source, Loader=LOADER)  # noqa: S506
    return content


def _pattern(phrase: str) -> str:
    """Turn a phrase of the cue files into a regular expression.

    Words stand for themselves, `#` is a number, `..` up to four words, `a|b` either, `word*` any ending, `@name` any
    word of a list.
    """
    parts: list[str] = []
    for part in phrase.split():
        if part == "..":
            parts.append(r"(?:\s+\S+){0,4}?")
            continue
        options = _lists()[part[1:]] if part.startswith("@") else part.split("|")
        joint = "" if not parts else r"\s*" if any(option.startswith("'") for option in options) else r"\s+"
        either = "|".join(map(_option, options))
        parts.append(joint + (either if len(options) == 1 else f"(?:{either})"))
    return "".join(parts)


def _option(word: str) -> str:
    if word == "#":
        return r"(?:\d+\+?|one|two|three|four|five|six|seven|eight|nine|ten)"
    return re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word)


@cache
def _lists() -> Mapping[str, Sequence[Any]]:
    return {**data_file("cues"), **data_file("facts")}


@cache
def cue(name: str) -> re.Pattern[str]:
    """Compile all phrases of one list of cues.yaml or facts.yaml; matches `plain` text at word borders."""
    patterns = sorted((_pattern(str(phrase)) for phrase in _lists()[name]), key=lambda p: (-len(p), p))
    return re.compile(r"(?<![\w'])(?:" + "|".join(patterns) + r")(?![\w])")


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of cues.yaml or facts.yaml as a set of plain words or phrases."""
    return frozenset(map(str, _lists()[name]))


@cache
def _headings() -> tuple[dict[str, BlockKind], dict[str, BlockKind], int]:
    whole: dict[str, BlockKind] = {}
    inside: dict[str, BlockKind] = {}
    for kind in BLOCK_KINDS:
        for entry in data_file("headings").get(kind, ()):
            named = whole if entry.startswith("=") else inside
            for choice in itertools.product(*(word.split("|") for word in entry.removeprefix("=").split())):
                named.setdefault(" ".join(choice), kind)
    return whole, inside, max(len(phrase.split()) for phrase in inside)


@cache
def _heading_vocabulary() -> frozenset[str]:
    whole, inside, _ = _headings()
    return frozenset(word for phrase in (*whole, *inside) for word in phrase.split())


def names_its_matter(text: str) -> bool:
    """Tell "Rust preferred", "PMP certification" from what headings say in their own words ("Preferred skills")."""
    return not _heading_vocabulary().issuperset(heading_words(text))


def heading_words(text: str) -> list[str]:
    """Return the words of a heading as the heading cues are written."""
    return _NOT_HEADING.sub(" ", plain(text)).replace("&", "and").replace("/", " ").replace("_", " ").split()


def heading_kind(text: str, *, lead_in: bool = False) -> tuple[BlockKind, int] | None:
    """Say what a heading announces, with the number of its words that say so; None when it is not telling.

    The longest phrase inside decides, the earlier one on a tie. A long line is no heading unless it is a lead-in
    (the sentence before a list, which ends with a colon).
    """
    if _CAMEL_KEY.fullmatch(text):
        text = _HUMP.sub(" ", text)
    tokens = heading_words(text)
    if not tokens or (len(tokens) > _MAX_HEADING_WORDS and not lead_in):
        return None
    folded = plain(text)
    wished = _WOULD_BE.fullmatch(folded) or _WOULD_MAKE.fullmatch(folded)
    if wished or (_NO_MUST.search(folded) and _YET.search(folded) and not names_its_matter(text)):
        return "preferred", len(tokens)
    first, *others = _PARTS.split(text)
    if any(_is_wish(part) for part in others):
        # "Technical skills (desired, not all required)", "Your skills - the desirables"; not "Docker (preferred)".
        found = _part_kind(first, lead_in=lead_in)
        if text.rstrip().endswith(":") or (found is not None and found[0] in ("requirement", "tools", "preferred")):
            return "preferred", len(tokens)
    return _part_kind(text, lead_in=lead_in) or _part_kind(_as_firms_speak(folded), lead_in=lead_in)


def _as_firms_speak(folded: str) -> str:
    """Write a heading as most do: "what i would like to see" → "what we'd like to see"; questions are the reader's."""
    if folded.endswith("?"):
        return folded
    short = _SPELLED_OUT.sub(lambda match: match["who"] + ("'d" if match["would"] else "'ll"), folded)
    return " ".join(_SINGULAR.get(word, word) for word in short.split())


def dashed_label(text: str) -> tuple[str, int, BlockKind] | None:
    """Return the label of "Must-have skills - Azure, PowerShell", where its dash ends and what it announces."""
    match = _DASHED.match(text)
    if match is None or names_its_matter(match[1]) or not names_its_matter(text[match.end() :]):
        return None
    found = heading_kind(match[1])
    if found is None or found[0] not in ("requirement", "preferred") or found[1] != len(heading_words(match[1])):
        return None
    return match[1], match.end(), found[0]


@cache
def _telling_words(of: str) -> Mapping[BlockKind, frozenset[str]]:
    by_kind: Mapping[BlockKind, Sequence[str]] = data_file("headings")[of]
    return {kind: frozenset(telling) for kind, telling in by_kind.items()}


def kind_by_words(text: str, *, step: bool = False) -> BlockKind:
    """Say what a heading announces that holds no known phrase, by single words; "unknown" where none tells.

    What a `step` into a trade tells to learn is asked for.
    """
    tokens = heading_words(text)
    if len(tokens) > _MAX_HEADING_WORDS:
        return "unknown"
    lists = ("steps", "words") if step else ("words",)
    told = (kind for name in lists for kind, telling in _telling_words(name).items() if not telling.isdisjoint(tokens))
    return next(told, "unknown")


def _is_wish(part: str) -> bool:
    """Tell whether a bracket or the end behind a dash calls what stands before it a wish."""
    tokens = heading_words(part)
    return bool(tokens) and (tokens[0] in _WISHED or _headings()[1].get(" ".join(tokens)) == "preferred")


def _part_kind(text: str, *, lead_in: bool) -> tuple[BlockKind, int] | None:
    tokens = heading_words(text)
    whole, inside, _ = _headings()
    noted = " ".join(heading_words(text[: note.start()])) if (note := _NOTE.search(text)) else ""
    if noted in whole or noted in inside:
        return whole.get(noted) or inside[noted], len(tokens)
    whom = _FOR_WHOM.fullmatch(text.strip())
    asked = " ".join(heading_words(whom.group("head"))) if whom is not None else ""
    if asked in whole or asked in inside:
        return whole.get(asked) or inside[asked], len(tokens)  # "Qualifications for Firmware Engineers"
    joined = " ".join(tokens)
    return (whole[joined], len(tokens)) if joined in whole else _kind_inside(tokens, lead_in=lead_in)


def _kind_inside(tokens: list[str], *, lead_in: bool) -> tuple[BlockKind, int] | None:
    _, inside, longest = _headings()
    for size in range(min(longest, len(tokens)), 0, -1):
        if size == 1 and len(tokens) > _FEW_WORDS:
            return None  # one telling word in a long sentence is chance ("… compensation for …")
        starts = range(len(tokens) - size + 1)
        # A heading says its matter first, a sentence before a list last ("The role is shaped by key trends:").
        for start in reversed(starts) if lead_in else starts:
            kind = inside.get(" ".join(tokens[start : start + size]))
            if kind is not None:
                wished = tokens[0] in _WISHED and _ONE_WHOLE.isdisjoint(tokens) and not lead_in
                return ("preferred", len(tokens)) if kind == "requirement" and wished else (kind, size)
    return None

"""Items → the certificates that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from skillgap.models.role import Importance, RoleCertification
from skillgap.roles.cues import cue, words
from skillgap.roles.items import Item
from skillgap.roles.sentences import in_one_line, line_of, sentences
from skillgap.roles.tables import Grid
from skillgap.roles.wording import Wording
from skillgap.structure.language import LEX, alternation, plain

_WORD = r"(?:[A-Z]|[a-z]+(?=[A-Z]))[\w/+&.'’#-]*"
_NAME = rf"(?<!\w){_WORD}(?:(?:\s+(?:(?:of|in|for|and|on|the)\s+)?|\s*[–—:]\s+|\s+-\s+){_WORD}|\s+\d(?!\w)){{0,10}}"
_GRADE = r"(?:Professional|Associate|Specialty|Expert|Practitioner|Foundations?|Fundamentals|Essentials)"
_OFFICE = (
    r"(?:Architect|Administrator|Engineer|Developer|Analyst|Specialist|Practitioner|Tester|Master|Manager|Auditor|"
    r"Consultant|Owner|Core|Programmer|Operator)"
)
_CODE = r"(?:\s*\((?:[A-Z][A-Z0-9+]*(?:[- ][A-Z0-9]+)*|[A-Z]{2,4}-?\d{2,4})\))?"
_EXAM = r"\s*\([A-Z]{1,5}\d?-[A-Z]?\d{2,4}\)"
_CERTIFIED = re.compile(rf"(?<!\w)(?:{_WORD}\s+){{0,3}}Certified(?::\s*|\s+(?:in\s+)?){_NAME}{_CODE}")
_GRADED = re.compile(rf"(?<!\w)(?:{_WORD}\s+){{1,5}}?{_GRADE}(?:\s+{_WORD}){{0,6}}{_CODE}")
_OFFICIAL = re.compile(
    rf"(?<!\w)(?:{_WORD}\s+){{1,5}}?{_OFFICE}(?!\w)(?:\s+I{{1,3}}(?!\w))?(?:(?:\s+|\s*[–—-]\s+){_GRADE})?{_CODE}|"
    rf"(?:Professional|Associate|Chartered)\s+(?:{_WORD}\s+){{0,3}}?{_OFFICE}(?!\w)(?:\s+I{{1,3}}(?!\w))?{_CODE}"
)
"""What only a text on certificates means as one: "AWS Solutions Architect", "Professional Scrum Master"."""
_CERTIFICATE = re.compile(
    rf"(?<!\w)(?:{_WORD}\s+(?:(?:of|in|for|and)\s+)?){{1,6}}(?:Certificate|[Cc]ertification)\b"
    rf"(?:\s+(?:in|of|for)\s+{_NAME})?{_CODE}"
)
_OF_MAKER = re.compile(rf"(?<!\w){_WORD}(?:\s+{_WORD}){{0,2}}\s+certified(?!\s+[\w-])")
"""A certificate of whichever kind of a maker: "must be AWS certified"."""
_EXAMINED = re.compile(rf"{_NAME}{_EXAM}")
_LISTED = re.compile(rf"{_NAME}{_CODE}")
_CERT_WORD = re.compile(r"certif|licen[sc]e|credential|zertifi|accredit|charter", re.I)
_QUALIFICATION = re.compile(r"(?:professional )?qualifications?", re.I)
_INITIALS = re.compile(r"(?!(?:BA|MA|HND|HNC|GCSE|MBA)\b)[A-Z][A-Z+]{1,6}")
_SAID_BEHIND = re.compile(r"\s+(?:certif\w*|[Cc]redential|[Ll]icen[sc]e|[Ee]xam)\b.*$")
_OPENING = re.compile(
    r"(?:The|A|An|Your|And|Or|Get|Earn|Become|Obtain|Consider|Hold|Popular|Top|Useful|Current|Valid|Active)\s+"
)
_JOINT = re.compile(r"(?<=\w{3})\.\s+(?=[A-Z])|\s+(?:and|or|und|oder)\s+(?=[A-Z])")
_NOBODYS = re.compile(r"\b(?:partner|company|provider|supplier|organi[sz]ation|team|consultancy|agency)s?\b", re.I)
_MOST_WORDS = 9
_FEW = 3
_MOST_OF = 0.7
_NEAR = 4
"""Initials so many lines behind a certificate are one, too."""
_SILENT = ("benefits", "about", "boilerplate", "closing", "process")
_WISHES = ("certification", "education", "unknown", "tools", "soft")

_JOINED = re.compile(
    r"[ ,;):.]*(?:(?:certif\w*|licen[sc]\w*|exams?|credentials?)[ ,;):.]*)?"
    r"(?P<or>(?<!\w)(?:or|oder|ou|o|bzw\.?)(?!\w)|/|\()?[ (]*(?:(?:an?|the|or) )?"
)
"""What stands between two certificates of one list, or between a kind of certificate and those that it is of."""

_ONE_OF_A_KIND = re.compile(
    r"(?:^|[^\w]|\bin )an?\s(?:[\w-]+ ){0,3}(?:certificate|certification|licen[sc]e|credential)\s*[(:]\s*$"
)
_SAID_NEXT = re.compile(r"^[ ,(-]*(?:(?:certif\w*|licen[sc]\w*|credentials?)[ ,(-]*)?")

_LIST_SIGN = re.compile(r"[\s,;/)(]*(?:(?:or|and|oder|und)\s+(?!equivalent))?")

_Found = tuple[RoleCertification, tuple[int, int]]


def read_certifications(text: str, wordings: Sequence[Wording], grids: Sequence[Grid]) -> tuple[_Found, ...]:
    """Find certificates by name, with their places: no name of a certificate asks for a skill as well.

    What a block of demands lists is required, else a certificate is a help; one described in passing is mentioned.
    """
    found: dict[str, _Found] = {}
    columns = _columns(text, grids)
    last = -_NEAR
    for index, wording in enumerate(wordings):
        item = wording.item
        if item.kind in _SILENT:
            continue
        named = _CERT_WORD.search(text[item.start : item.end] + " " + item.heading) is not None
        certified = named or index - last < _NEAR or item.start in columns
        places = [(item.start, item.end)] if item.start in columns else _places(text, item, certified=certified)
        for start, end in places:
            if item.title and end - start < _MOST_OF * (item.end - item.start):
                continue  # a heading that is more than the name of one
            name = " ".join(text[start:end].split())
            importance = _importance(wording, start, columns.get(item.start, ""))
            if importance is not None and not any(_holds(known, plain(name)) for known in found):
                last = index
                entry = RoleCertification(name=name, importance=importance, line=line_of(text, start))
                found[plain(name)] = (entry, (start, end))
    return _with_choices(text, list(found.values()), [wording.item for wording in wordings])


def _with_choices(text: str, found: Sequence[_Found], items: Sequence[Item]) -> tuple[_Found, ...]:
    """Mark certificates of which one is asked for: "CISSP, CISM or CISA", and what "one of the following" lists."""
    chains: list[tuple[list[int], bool]] = []
    behind = 0
    for number, (_, (start, end)) in enumerate(found):
        joint = _JOINED.fullmatch(in_one_line(text, behind, start)) if number else None
        if joint is not None:
            members, either = chains[-1]
            chains[-1] = [*members, number], either or joint["or"] is not None
        else:
            chains.append(([number], False))
        behind = end
    homes = [next(item for item in items if item.start <= at < item.end) for _, (at, _) in found]
    chains = [
        (members, either or _is_choice(text, homes[members[0]], found[members[0]][1][0], found[members[-1]][1][1]))
        for members, either in chains
    ]
    chosen = {number: members[0] for members, either in chains if either for number in members}
    firsts: dict[int, int] = {}
    for number, item in enumerate(homes):
        if item.one_of is not None:
            chosen[number] = firsts.setdefault(item.one_of, number)
    ends = {number: found[members[-1]][1][1] for members, _ in chains for number in members}
    marked: list[_Found] = []
    for number, (entry, (start, end)) in enumerate(found):
        otherwise = _otherwise(text, homes[number], start, ends[number])
        update = {"one_of": chosen.get(number), "otherwise": otherwise}
        marked.append((entry.model_copy(update=update), (start, end)))
    return tuple(marked)


def _is_choice(text: str, item: Item, start: int, end: int) -> bool:
    """Tell a list of which one is asked for: "one of: …", "a certification (…)", "… or equivalent"."""
    before = in_one_line(text, item.start, start)
    return (
        cue("any_of_lead").search(before) is not None
        or _ONE_OF_A_KIND.search(before) is not None
        or _equivalent(text[end : item.end])
    )


def _equivalent(behind: str) -> bool:
    return cue("any_of_tail").match(_SAID_NEXT.sub("", plain(behind))) is not None


def _otherwise(text: str, item: Item, start: int, end: int) -> Literal["equivalent", "later"] | None:
    """Tell what will do in place of a certificate."""
    said = [in_one_line(text, a, b) for a, b in sentences(text, item.start, item.end) if a <= start < b]
    if any(map(cue("certificate_later").search, said)):
        return "later"
    return "equivalent" if _equivalent(text[end : item.end]) else None


def _holds(known: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", known) is not None


def _columns(text: str, grids: Sequence[Grid]) -> dict[int, str]:
    """Return where the cells begin that name certificates, or qualifications by their initials, with their rows."""
    found: dict[int, str] = {}
    for grid in grids:
        for column, name in enumerate(grid.names):
            rows = [row for row in grid.rows if column < len(row) and row[column][1] > row[column][0]]
            cells = [text[slice(*row[column])] for row in rows]
            initials = _QUALIFICATION.fullmatch(name.strip()) and all(map(_INITIALS.fullmatch, cells))
            if initials or (_CERT_WORD.search(name) and len(name.split()) <= _FEW):
                found |= {row[column][0]: text[row[0][0] : row[-1][1]] for row in rows}
    return found


def _places(text: str, item: Item, *, certified: bool) -> Iterator[tuple[int, int]]:
    """Yield where names stand: by their shape, by initials, and what a list of certificates holds."""
    taken: list[tuple[int, int]] = []
    shapes = [_CERTIFIED, _EXAMINED, _explained(), _CERTIFICATE, _GRADED, _OF_MAKER] + [_OFFICIAL] * certified
    pieces = list(_apart(text, item))
    matches = [match for shape in shapes for start, end in pieces for match in shape.finditer(text, start, end)]
    initials = [match.span() for match in _initials(sure=not certified).finditer(text, item.start, item.end)]
    initials += [] if certified else _asked_for(text, item)
    spans = [span for match in matches if (span := _trimmed(text, match, certified=certified))]
    # "ACLS and BLS certification" are two.
    spans = [(a, b) for a, b in spans if sum(a <= c and d <= b for c, d in initials) < 2 or "(" in text[a:b]]
    for start, end in [*spans, *initials, *_in_list(text, item)]:
        # "CKA (Certified Kubernetes Administrator)" is one.
        spelled = any(text[b:start].strip() == "(" for _, b in initials)
        if not spelled and not any(start < b and a < end for a, b in taken):
            taken.append((start, end))
    yield from sorted(taken)


def _apart(text: str, item: Item) -> Iterator[tuple[int, int]]:
    """Cut an item where an "and" joins two names: behind it stands who gives the second."""
    start = item.start
    for match in _JOINT.finditer(text, item.start, item.end):
        following = plain(text[match.end() : item.end][:80]).split()
        stop = match.group().startswith(".")
        if stop or (following and (_issued(following) or "certified" in following[:4])):
            yield start, match.start()
            start = match.end()
    yield start, item.end


def _trimmed(text: str, match: re.Match[str], *, certified: bool) -> tuple[int, int] | None:
    """Cut what opens a sentence off a name; None for what is no certificate: a partner, a person, a course of study."""
    start, end = match.span()
    while opening := _OPENING.match(text, start, end):
        start = opening.end()
    name = " ".join(text[start:end].split())
    named = _SAID_BEHIND.sub("", text[start:end])
    whose = plain(named) in LEX.words["issuers"]  # "AWS certification" is any of theirs
    if not whose and (match.re is not _CERTIFICATE or "certification" in name):
        end = start + len(named.rstrip(" .-–—:"))
    tokens = plain(name).split()
    issued = _issued(tokens)
    opened = tokens[:1] in (["professional"], ["associate"], ["chartered"])
    shaped = {
        _CERTIFICATE: certified or len(tokens) > 2,
        _GRADED: issued and (certified or tokens[0] in LEX.certifiers),
        _OF_MAKER: issued,
        _OFFICIAL: issued or opened or _spelled_out(name),
        _EXAMINED: issued or certified,
        _explained(): issued or certified,
    }
    if (
        len(tokens) < 2
        or plain(named) in words("no_certificates")
        or _NOBODYS.search(name)
        or not shaped.get(match.re, True)
    ):
        return None
    return start, end


def _spelled_out(name: str) -> bool:
    """Tell a name with its own initials behind it: "Web Accessibility Specialist (WAS)"."""
    full, _, initials = name.rstrip(")").partition(" (")
    return len(initials) >= _FEW and re.sub(r"[^A-Z]", "", full).endswith(initials)


def _issued(tokens: Sequence[str]) -> bool:
    """Tell whether a name begins with who gives certificates or what one is given for."""
    return any(" ".join(tokens[:size]) in LEX.words["issuers"] for size in (1, 2, 3)) or tokens[0] in LEX.certifiers


@cache
def _initials(*, sure: bool) -> re.Pattern[str]:
    """Match the initials that certificates go by, in capitals, with the vendor before and the grade behind them.

    `sure` ones stand for nothing else, so that no word of certificates need stand beside them.
    """
    grade = r"(?:\s+(?:Foundation|Practitioner|Advanced|Master|\d)(?!\w))?"
    return re.compile(
        rf"(?<![\w+-])(?:(?:CompTIA|GIAC|AWS|Microsoft|Cisco|Snowflake)\s+)?(?:{_known(sure=sure)})(?![\w+-]){grade}"
    )


def _asked_for(text: str, item: Item) -> Iterator[tuple[int, int]]:
    """Yield initials with no word of certificates near, where asked for: "CPA or EA required", "CFA or FRM"."""
    chain: list[tuple[int, int]] = []
    found = [match.span() for match in _initials(sure=False).finditer(text, item.start, item.end)]
    for number, (start, end) in enumerate(found):
        chain.append((start, end))
        if number + 1 < len(found) and _LIST_SIGN.fullmatch(text[end : found[number + 1][0]]):
            continue
        before = in_one_line(text, item.start, chain[0][0])
        names = [text[a:b] for a, b in chain]
        alone = not (before + text[end : item.end]).strip(" .-*•") and not words("certificate_subjects").issuperset(
            names
        )
        told = [before[cued.end() :] for cued in cue("certificate_asked_before").finditer(before)]
        behind = _LIST_SIGN.sub("", in_one_line(text, end, item.end), count=1)
        asked = (told and len(told[-1].split()) < _FEW) or cue("certificate_asked_behind").match(behind)
        if asked or (alone and not item.title) or any(map(_initials(sure=True).fullmatch, names)):
            yield from chain
        chain = []


@cache
def _explained() -> re.Pattern[str]:
    """Match a name with its initials in brackets behind it."""
    return re.compile(rf"{_NAME}\s*\((?:{_known()})\)")


def _known(*, sure: bool = False) -> str:
    names = LEX.words["certificates_for_sure"] | words("certificate_codes")
    return alternation(names if sure else names | words("certificate_initials"))


def _in_list(text: str, item: Item) -> Iterator[tuple[int, int]]:
    """Yield the name that a bullet of a list of certificates opens with, or those behind "Certifications:"."""
    headed = item.kind == "certification" or _CERT_WORD.search(item.heading) is not None
    if not headed or item.title or not (item.bullet or item.label is not None):
        return
    labelled = item.label is not None and _CERT_WORD.search(text[item.start : item.label]) is not None
    parts = re.finditer(r"[^,;]+", text[item.label : item.end]) if labelled else ()
    starts = [(item.label or 0) + part.start() + part.group().startswith(" ") for part in parts] or [item.start]
    for start in starts:
        match = _LISTED.match(text, start, item.end)
        if match is None or len(match.group()) < _FEW or len(match.group().split()) > _MOST_WORDS:
            continue
        behind = text[match.end() : item.end].strip()
        several = len(match.group().split()) > 1 or match.group().isupper()
        if plain(match.group()).partition(" (")[0] in LEX.words["issuers"]:
            continue  # who gives them
        if several and (not behind or behind[0] in "(-–—:.,;"):
            yield match.span()


def _importance(wording: Wording, place: int, row: str) -> Importance | None:
    text, item = wording.text, wording.item
    if item.kind == "unneeded":
        return None
    asked = wording.at(place)
    stated = asked.importance
    own = (asked.start, asked.end) != (item.start, item.end)
    cued = cue("required_before").match(in_one_line(text, asked.start, place))
    if stated == "required" and own and (cued or cue("required_after").search(in_one_line(text, place, asked.end))):
        return stated  # "CISSP required, CISM preferred", "must hold one of: CISSP, CISM"
    told = [
        in_one_line(text, start, end)
        for start, end in sentences(text, item.start, item.end)
        if start <= place < end or _CERT_WORD.search(text[start:end])
    ] + [plain(row)]
    helps = any(map(cue("certificate_helps").search, told))
    if stated == "required" and item.kind in ("requirement", "preferred"):
        return "preferred" if helps else "required"
    return "preferred" if stated is None or item.kind in _WISHES or helps else stated

"""Match → held, planned, denied or someone else's: cues and their reach, clause by clause (the idea of ConText)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from skillgap.extraction.agents import others_work
from skillgap.extraction.clauses import (
    block_end,
    breaks,
    clause_end,
    clause_start,
    label_end,
    line_end,
    list_end,
    starts_line,
)
from skillgap.extraction.index import Index
from skillgap.extraction.matcher import Match, because
from skillgap.extraction.patterns import PatternSet
from skillgap.extraction.surfaces import LONGEST
from skillgap.extraction.titles import titles
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import is_everyday, load_data
from skillgap.models.resume import MentionStatus, SectionKind

_LEADING = frozenset("a an the plain pure raw in using with to on".split())
_WHY = {"planned": "planned or wished for", "denied": "denied", "other": "someone else's"}


class _Cue(NamedTuple):
    status: str
    scope: str


class _Reach(NamedTuple):
    """A cue's words and the words that it speaks of."""

    status: MentionStatus
    cue_first: int
    cue_last: int
    first: int
    last: int


@dataclass(frozen=True)
class _Rules:
    cues: PatternSet[_Cue]
    words: dict[str, frozenset[str]]


@cache
def _rules() -> _Rules:
    data = load_data("assertion.json")
    words = {name: frozenset(value) for name, value in data.items() if isinstance(value, list) and name != "cues"}
    words["award_signs"] = words["awards"] | {"month", "year"}
    return _Rules(
        PatternSet(
            ((phrase, _Cue(group["status"], group["scope"])) for group in data["cues"] for phrase in group["phrases"]),
            stemmed=False,
        ),
        words,
    )


def assert_status(
    tokens: Tokens, index: Index, matches: Sequence[Match], sections: Sequence[SectionKind]
) -> list[Match]:
    """Give every match its status; the nearest cue decides, and says so in the reason."""
    if not matches:
        return []
    rules = _rules()
    reached: dict[int, list[_Reach]] = {}
    for reach in _reaches(tokens, index, matches, rules):
        for i in range(reach.first, reach.last):
            reached.setdefault(i, []).append(reach)
    named = titles(tokens, matches, sections)
    hobbies = not _PRIVATE.isdisjoint(sections) and not rules.words["private"].isdisjoint(tokens.lows)
    decided: list[Match] = []
    for k, (match, section) in enumerate(zip(matches, sections, strict=True)):
        # "never deployed a model": the cue may hold the first word of a phrase.
        here = reached.get(match.last - 1 if match.method == "phrase" else match.first)
        if here and (
            here := [
                r for r in here if not r.cue_first <= match.first < r.cue_last or r.last >= match.last > r.cue_last
            ]
        ):
            reach = min(here, key=lambda r: (_distance(r, match), r.cue_first, r.status))
            said = tokens.words[reach.cue_first : reach.cue_last]
            # Whose work it is may be said by a name, and a profile holds none.
            cue = " ".join("…" if reach.status == "other" and word[0].isupper() else word for word in said)
            decided.append(_mark(match, reach.status, f'{_WHY[reach.status]}: "{cue}"'))
        elif k in named:
            decided.append(_mark(match, "other", named[k]))
        elif (
            section == "publications"
            and match.surface.soft
            and "i" not in tokens.lows[max(0, match.first - 3) : match.first]
        ):
            decided.append(_mark(match, "other", "in the title of a publication"))
        elif hobbies and section in _PRIVATE and _names_a_tool(match, rules) and _beside_a_hobby(tokens, match, rules):
            decided.append(_mark(match, "other", "named beside a hobby"))
        elif section == "interests" and not _done_for_pleasure(match):
            decided.append(_mark(match, "planned", "named among interests only"))
        elif section == "references":
            decided.append(_mark(match, "other", "someone else's: in the references"))
        elif why := _name_of_another(tokens, match, rules):
            decided.append(_mark(match, "other", why))
        elif _their_team(tokens, match, rules):
            decided.append(_mark(match, "other", f"someone else's: the {tokens.words[match.last]} of that name"))
        elif _of_those_hired(tokens, match, rules):
            decided.append(_mark(match, "other", "someone else's: of people hired or things sold"))
        else:
            decided.append(match)
    return decided


def _done_for_pleasure(match: Match) -> bool:
    """Tell what is held though it stands among interests: a language spoken, "I mentor two students"."""
    skill = match.surface.skill
    return skill is not None and (skill.category == "human_language" or (match.method == "phrase" and skill.soft))


_PRIVATE: frozenset[SectionKind] = frozenset({"other", "languages", "volunteering", "awards", "contact", "references"})


def _beside_a_hobby(tokens: Tokens, match: Match, rules: _Rules) -> bool:
    first, last = clause_start(tokens, match.first, set()), match.last
    while last < len(tokens) and last - match.last < 12 and not breaks(tokens, last):
        last += 1
    # "Cats" is a library.
    return any(tokens.words[i] in rules.words["private"] for i in range(first, last))


def _names_a_tool(match: Match, rules: _Rules) -> bool:
    skill, written = match.surface.skill, match.surface.written
    if skill is None:
        return False
    if skill.category in rules.words["titled"]:
        return True
    product = skill.category in rules.words["named"] and " " not in written and written[0].isupper()
    return product and not written.endswith(("ing", "ion", "ity", "ment", "ance"))


def _mark(match: Match, status: MentionStatus, why: str) -> Match:
    return because(match, f"{match.reason}; {why}" if match.reason else why, status)


def _distance(reach: _Reach, match: Match) -> int:
    return match.first - reach.cue_last if match.first >= reach.cue_last else reach.cue_first - match.last


def _reaches(tokens: Tokens, index: Index, matches: Sequence[Match], rules: _Rules) -> list[_Reach]:
    """Find the cues and how far each one reaches."""
    hits = [hit for hit in rules.cues.match(tokens.lows, tokens.gaps) if _whole(tokens, hit[0], hit[1])]
    firsts = [match.first for match in matches]
    mute = {i for first, last, cue in hits if cue.status == "none" for i in range(first, last)}
    starts = set(firsts)
    found: list[_Reach] = []
    for first, last, cue in hits:
        # A cue's own words are no name ("machine learning"); what its gap holds may be one ("the backend team used").
        if (
            cue.status == "none"
            or not mute.isdisjoint(range(first, last))
            or _in_a_name(matches, firsts, {first, last - 1})
            or (cue.status == "other" and _speaks_of_me(tokens, first, last, rules))
        ):
            continue
        span = _scope(tokens, first, last, cue, starts, rules)
        if span is not None:
            told = first + 1 if cue.scope == "inside" else last
            found.append(_Reach(cue.status, first, told, *span))  # type: ignore[arg-type]
    found += (_Reach("other", *doing) for doing in others_work(tokens, starts))
    return found + _people(tokens, index, rules, starts)


def _speaks_of_me(tokens: Tokens, first: int, last: int, rules: _Rules) -> bool:
    """Tell "colleagues I built …" and "led the team that built …" from work of others."""
    if (
        not {"i", "we"}.isdisjoint(tokens.lows[first + 1 : last])
        and tokens.lows[last - 1] in rules.words["person_verbs"]
    ):
        return True
    group = tokens.lows[first] in rules.words["team_heads"]
    return group and not rules.words["team_mine"].isdisjoint(tokens.lows[max(0, first - 3) : first])


def _in_a_name(matches: Sequence[Match], firsts: Sequence[int], places: Iterable[int]) -> bool:
    """Tell whether one of these words belongs to the name of a hard skill; `firsts` are where the matches begin."""
    for i in places:
        for k in range(bisect_right(firsts, i) - 1, -1, -1):
            match = matches[k]
            if match.first < i - LONGEST:
                break
            if i < match.last and match.method != "phrase" and not match.surface.soft:
                return True
    return False


def _scope(tokens: Tokens, first: int, last: int, cue: _Cue, starts: set[int], rules: _Rules) -> tuple[int, int] | None:
    """Return the words that a cue speaks of, or None where it stands in the wrong place."""
    ends, held = rules.words["ends"], rules.words["held_verbs"]
    named = tokens.lows[last - 2] in {"daily", "internally", "worldwide", "trusted"}
    if cue.status == "other" and tokens.lows[last - 1] == "by" and last in starts and not named:
        return None  # "handled by weighted loss" names the means, not a person
    begin, end = tokens.starts[first], tokens.ends[last - 1]
    if tokens.text[begin - 1 : begin] in {'"', "“", "„", "«"} and tokens.text[end : end + 1] in {'"', "”", "“", "»"}:
        return None  # (see "Learning") points at a heading and is none
    if cue.scope == "contrast":  # "I own roadmaps, not Kubernetes clusters"
        return (last, list_end(tokens, last, starts)) if last in starts and "," in tokens.gaps[first] else None
    if cue.scope == "after":
        if last < len(tokens) and "\n" in tokens.gaps[last] and starts_line(tokens, first) and last - first == 1:
            done = not rules.words["finished"].isdisjoint(tokens.lows[last : block_end(tokens, last)])
            return None if done else (last, clause_end(tokens, last, ends, held))
        return last, clause_end(tokens, last, ends, held)
    if cue.scope == "inside":  # "working through a PyTorch tutorial"
        return first + 1, last
    if cue.scope == "one":  # "in Rust rather than C++, with tests in Python"
        near = next((k for k in range(last, min(last + 3, len(tokens))) if k in starts), None)
        if near is None or not _LEADING.issuperset(tokens.lows[last:near]):
            return None  # "rather than wait for SQL jobs"
        end = clause_end(tokens, last, ends, held)
        return last, next((k for k in range(last, end) if "," in tokens.gaps[k]), end)
    if cue.scope == "clause":
        return clause_start(tokens, first, set()), clause_end(tokens, last, ends, held)
    if cue.scope == "list":
        near = next((k for k in range(last, min(last + 3, len(tokens))) if k in starts), None)
        if near is None or any("," in tokens.gaps[k] or breaks(tokens, k) for k in range(last, near + 1)):
            return None
        return last, list_end(tokens, near, starts)
    if cue.scope == "next":
        # The object itself, perhaps after an article or an adjective: "aspiring machine learning engineer".
        near = next((k for k in range(last, min(last + 2, len(tokens.lows))) if k in starts), None)
        if near is None or any(breaks(tokens, k) for k in range(last, near + 1)):
            return None
        return near, list_end(tokens, near, starts)
    if cue.scope == "theirs":
        # "helped clients move their databases" tells of one's own work; "their XGBoost model" of theirs.
        worked = tokens.lows[clause_start(tokens, first, starts) : first]
        if starts.isdisjoint(range(last, last + 2)) or any(word.endswith("ed") or word in held for word in worked):
            return None
        return last, last + 2
    if cue.scope == "line":
        begins = starts_line(tokens, first) or ";" in tokens.gaps[first]  # "…; next: Rust"
        if not begins and not (first and tokens.lows[first - 1].isdigit()):
            inside = breaks(tokens, first) and last - first > 2 and last < len(tokens) and ":" in tokens.gaps[last]
            return (last, list_end(tokens, last, starts)) if inside else None  # "… sleep. What I don't do: Rust"
        if last < len(tokens) and "\n" in tokens.gaps[last] and tokens.gaps[last].strip(" *_#=-\n") in {"", ":", "•"}:
            end = block_end(tokens, last)
            done = not rules.words["finished"].isdisjoint(tokens.lows[last:end])
            return None if done else (last, end)  # "Learning" above courses that are finished
        if (below := _heading_end(tokens, first, last, starts)) is not None:
            return below, block_end(tokens, below)
        label = label_end(tokens, last)
        return (label, line_end(tokens, label)) if label else None
    if cue.scope == "sentence":  # "Heard of Go. Would not claim it."
        start = clause_start(tokens, first, set())
        return clause_start(tokens, start - 1, set()) if start == first and first else start, first
    if "\t" in tokens.gaps[first] and "\n" not in tokens.gaps[first]:
        return _row_start(tokens, first), first  # a cell behind what it speaks of: "Rust, JAX <tab> on my list"
    if cue.scope == "before":
        return clause_start(tokens, first, starts), first
    return _item_before(tokens, first, last)


def _heading_end(tokens: Tokens, first: int, last: int, starts: set[int]) -> int | None:
    """Return the first word below a heading of a few words that a cue begins: "On the list, not there yet"."""
    if not starts_line(tokens, first):
        return None
    for k in range(last, min(last + 5, len(tokens))):
        if k > last and "\n" in tokens.gaps[k]:
            return k if "•" in tokens.gaps[k] else None
        if k in starts or not (tokens.gaps[k] in {" ", ", "} or k == last):
            return None
    return None


def _row_start(tokens: Tokens, at: int) -> int:
    while at > 0 and "\n" not in tokens.gaps[at]:
        at -= 1
    return at


def _item_before(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """Return the item that a cue in brackets or after a dash speaks of: "Rust (learning)", "Kafka – planned"."""
    gap = tokens.gaps[first].strip()
    opening = first
    if gap == ",":  # "Rust (beginner, learning)"
        opening = next((k for k in range(first - 1, max(first - 5, 0), -1) if "(" in tokens.gaps[k]), first)
    elif gap not in {"(", "[", "-", "–", "—", "~", ":"}:
        return None
    ends = (tokens.gaps[k] for k in range(last, min(last + 4, len(tokens.gaps))))
    if (opening == first and gap == ",") or not any(end == "" or end[0] in "),].;|•\n" for end in ends):
        return None
    begin = opening
    while begin > 0 and opening - begin < 6:
        begin -= 1
        gap = tokens.gaps[begin]
        if breaks(tokens, begin) or "," in gap or "/" in gap or "(" in gap or ":" in gap:
            break
    return begin, opening


def _whole(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether a cue stands in one run of words: no comma, no new line that begins a new sentence."""
    for k in range(first + 1, last):
        gap = tokens.gaps[k]
        if "," in gap or ("(" in gap and not _closes(tokens, k, last)) or ("\n" in gap and breaks(tokens, k)):
            return False
    return True


def _closes(tokens: Tokens, k: int, last: int) -> bool:
    """Tell whether the bracket that opens before word k closes before word `last`."""
    return any(")" in tokens.gaps[i] for i in range(k + 1, last))


_PAST = frozenset({"done", "written", "kept", "run", "drawn", "taught", "led", "code", "programmed"})


def _people(tokens: Tokens, index: Index, rules: _Rules, starts: set[int]) -> list[_Reach]:
    """Find work of named people: "Kavya did the React front-end", "the gateway is Marek's"."""
    found: list[_Reach] = []
    verbs = rules.words["person_verbs"]
    signs = {"who", "s", "by", *verbs}
    for k in [k for k, low in enumerate(tokens.lows) if low in signs]:
        low = tokens.lows[k]
        if k == 0:
            continue
        if low == "by" and k + 1 < len(tokens) and tokens.gaps[k + 1] == " " and _stranger(tokens, index, k + 1):
            if tokens.lows[k - 1] in verbs or tokens.lows[k - 1] in _PAST:
                found.append(_Reach("other", k, k + 2, clause_start(tokens, k, starts), k))  # "done by Anna"
            continue
        if (
            low == "who"
            and "," in tokens.gaps[k]
            and not rules.words["superiors"].isdisjoint(tokens.lows[max(0, k - 5) : k])
        ):
            last = clause_end(tokens, k + 1, rules.words["ends"], rules.words["held_verbs"])
            found.append(_Reach("other", k, k + 1, k + 1, last))
        if low in verbs and tokens.gaps[k] == " " and _stranger(tokens, index, k - 1):
            gap = tokens.gaps[k - 1]
            if k == 1 or breaks(tokens, k - 1) or "," in gap or "(" in gap:
                last = clause_end(tokens, k + 1, rules.words["ends"], rules.words["held_verbs"])
                found.append(_Reach("other", k - 1, k + 1, k + 1, last))
        elif low == "s" and k > 1 and tokens.gaps[k] == "'" and tokens.lows[k - 2] in {"is", "are", "was", "were"}:
            if not _stranger(tokens, index, k - 1):
                continue
            found.append(_Reach("other", k - 2, k + 1, clause_start(tokens, k - 2, starts), k - 2))
    return found


def _stranger(tokens: Tokens, index: Index, k: int) -> bool:
    word = tokens.words[k]
    if not (word[0].isupper() and word[1:].islower() and len(word) > 2):
        return False
    return not is_everyday(tokens.lows[k]) and tokens.lows[k] not in index.vocabulary


def _name_of_another(tokens: Tokens, match: Match, rules: _Rules) -> str:
    """Tell what else bears the name: a meeting, an award, a team, another department's system; or ""."""
    first, last, words = match.first, match.last, rules.words
    lows, gaps = tokens.lows, tokens.gaps
    if last < len(lows):
        after, gap = lows[last], gaps[last]
        if after in words["meetings"] and gap in {" ", "\n"} and tokens.words[first][0].isupper():
            return "part of the name of a meeting"
        if after in words["lands"] and gap in {" (", ", "}:
            return f"a place in {tokens.words[last]}"  # "Java (Indonesia)", "Phoenix, Arizona"
        if not words["award_signs"].isdisjoint(lows[last : last + 6]) and _names_an_award(tokens, match, words):
            return "part of the name of an award"
    before = lows[first - 1] if first else ""
    if before == "team" and gaps[first] == " " and "," in gaps[first - 1]:
        return "the name of a team"
    if before in words["possessors"] and gaps[first][:1] == "'":
        return f"someone else's: of {tokens.words[first - 1]}"
    if before == "s" and first > 1 and gaps[first - 1] in {"'", "’"}:
        whose = first - 2
        if lows[whose] in words["departments"] and (whose == 0 or breaks(tokens, whose)):
            return f"someone else's: of {tokens.words[whose]}"
    return ""


def _names_an_award(tokens: Tokens, match: Match, words: dict[str, frozenset[str]]) -> bool:
    """Tell whether a product's name goes on to that of an award: "Cloud of the month", "Excel innovation prize"."""
    last = match.last
    after = tokens.lows[last : last + 6]
    plain = after[: next((k for k in range(len(after)) if tokens.gaps[last + k] not in {" ", "\n"}), len(after))]
    skill = match.surface.skill
    if skill is None or words["products"].isdisjoint({skill.category, skill.id.split("-")[0]}):
        return False
    for k in range(4):
        if plain[k : k + 3] in (["of", "the", "month"], ["of", "the", "year"]):
            return True
    return not words["awards"].isdisjoint(plain[:3]) and "winning" not in after


def _of_those_hired(tokens: Tokens, match: Match, rules: _Rules) -> bool:
    """Tell the skill of those who were hired, or a thing sold: "Recruited Java and .NET developers"."""
    if rules.words["hired"].isdisjoint(tokens.lows[match.last : match.last + 3]):
        return False
    verbs, low = rules.words["hiring"], max(0, match.first - 6)
    return not (verbs.isdisjoint(tokens.lows[low : match.first]) and verbs.isdisjoint(tokens.stems[low : match.first]))


def _their_team(tokens: Tokens, match: Match, rules: _Rules) -> bool:
    """Tell whether the name belongs to a team that is not the candidate's: "the Java team"."""
    last = match.last
    words = rules.words
    if last >= len(tokens) or tokens.lows[last] not in words["team_heads"] or tokens.gaps[last] not in {" ", "\n"}:
        return False
    k = match.first - 1
    if k < 0 or tokens.lows[k] not in words["team_determiners"]:
        return False
    return tokens.lows[k - 1] == "by" or words["team_mine"].isdisjoint(tokens.lows[max(0, k - 2) : k])

"""Match → held, planned, denied or someone else's: the nearest cue, else the section and what the name belongs to.

The idea is that of ConText: a cue, its direction, and where its scope ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from skillgap.extraction.agents import others_work
from skillgap.extraction.clauses import clause_around, clause_start, listeners, row_start
from skillgap.extraction.columns import said_by_columns
from skillgap.extraction.fellows import fellows
from skillgap.extraction.grades import failed_courses
from skillgap.extraction.index import Index
from skillgap.extraction.labels import denied_by_labels
from skillgap.extraction.matcher import Match, because
from skillgap.extraction.owners import others_things
from skillgap.extraction.reach import Reach, find_reaches
from skillgap.extraction.reasons import BECAUSE
from skillgap.extraction.titles import titles
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.whose import signs_of_others, whose
from skillgap.extraction.words import cue_words
from skillgap.models.resume import MentionStatus, SectionKind

WHY: Mapping[MentionStatus, str] = {"planned": "planned or wished for", "denied": "denied", "other": "someone else's"}
_TELLING: frozenset[SectionKind] = frozenset({"publications", "interests", "references"})
_HOBBY_NEAR = 12  # words behind a tool among which a hobby may stand
_BROUGHT_NEAR = 8  # words around a skill among which its owner may claim it
_FEAT_NEAR = 4  # words of a line of which one tells that something was made or won
_CLAIMED_NEAR = 4  # words between a claim and a skill of which it leaves no doubt
_MINE = frozenset({"i", "me", "my", "myself", "our", "we"})
_PRIVATE: frozenset[SectionKind] = frozenset(
    {"other", "languages", "volunteering", "awards", "contact", "references", "interests"}
)


def assert_status(
    tokens: Tokens, index: Index, matches: Sequence[Match], sections: Sequence[SectionKind]
) -> list[Match]:
    """Give every match its status; the nearest cue decides, and says so in the reason."""
    if not matches:
        return []
    reached = _reached(tokens, index, matches)
    named = titles(tokens, matches, sections)
    private = cue_words()["private"]
    hobbies = not _PRIVATE.isdisjoint(sections) and not private.isdisjoint(tokens.present)
    telling = _TELLING | _PRIVATE if hobbies else _TELLING
    signs, beside = signs_of_others(tokens), fellows(tokens)
    decided: list[Match] = []
    for k, (match, section) in enumerate(zip(matches, sections, strict=True)):
        here = reached.get(match.last - 1 if match.method == "phrase" else match.first)
        if here and section == "interests":  # whose heading says what section it is
            here = [reach for reach in here if not tokens.masked[reach.cue_first]]
        reach = _nearest(tokens, here, match) if here else None
        if reach and reach.status != "held":
            said = tokens.words[reach.cue_first : reach.cue_last]
            # Whose work it is may be said by a name, and a profile holds none.
            cue = " ".join("…" if reach.status == "other" and word[0].isupper() else word for word in said)
            decided.append(mark(match, reach.status, f'{WHY[reach.status]}: "{cue}"'))
        elif k in named:
            decided.append(mark(match, "other", named[k]))
        elif section in telling and (told := _by_section(tokens, match, section, hobbies=hobbies)):
            decided.append(mark(match, *told))
        elif match.first in beside.teams or (match.first in beside.trades and _names_no_tool(match)):
            decided.append(mark(match, "other", "someone else's: among those worked with"))
        elif not reach and (why := whose(tokens, match, signs)):
            decided.append(mark(match, "other", why))
        else:
            near = reach and _distance(reach, match) <= _CLAIMED_NEAR
            decided.append(match._replace(claimed=True) if near else match)
    return decided


def _reached(tokens: Tokens, index: Index, matches: Sequence[Match]) -> dict[int, list[Reach]]:
    """Return, by word, all that speaks of it: cues, what groups did, what people with a name did."""
    starts = {match.first for match in matches}
    reaches = find_reaches(tokens, matches)
    reaches += (Reach("other", *doing) for doing in others_work(tokens, index, starts))
    reaches += (Reach("other", *doing) for doing in others_things(tokens, starts))
    reaches += said_by_columns(tokens)
    reaches += (Reach("denied", *denial) for denial in denied_by_labels(tokens, matches))
    reaches += (Reach("denied", *denial) for denial in failed_courses(tokens))
    reached: dict[int, list[Reach]] = {}
    for reach in reaches:
        for i in range(reach.first, reach.last):
            reached.setdefault(i, []).append(reach)
    return reached


def _is_of_another_thing(tokens: Tokens, reach: Reach, match: Match) -> bool:
    """Tell a cue of a thing's fate, or of those something was done for, from one of the skill."""
    return _is_of_its_fate(tokens, reach, match) or _is_of_listeners(tokens, reach, match)


def _is_of_me(tokens: Tokens, reach: Reach, match: Match) -> bool:
    """Tell "from the agency, ready for my React site" from "sponsored the move from Scala to Go; others did it"."""
    return match.last <= reach.cue_first or not _MINE.isdisjoint(tokens.lows[reach.cue_first : reach.cue_last])


def _is_of_its_fate(tokens: Tokens, reach: Reach, match: Match) -> bool:
    """Tell "Built a Kafka prototype, which was shelved": the thing came to nothing, the skill was used.

    "Wrote the plan for Kafka, which was shelved" made no more than a plan.
    """
    if reach.status not in ("denied", "planned") or match.last > reach.cue_first:
        return False
    words, begin = cue_words(), row_start(tokens, match.first)
    if words["fates"].isdisjoint(tokens.lows[reach.cue_first : reach.cue_last]):
        return False
    if reach.first > begin and tokens.lows[reach.first - 1] in BECAUSE:
        return False  # "Modelled it in Octave, as MATLAB was never approved"
    return tokens.lows[begin] in words["making"] and words["intents"].isdisjoint(tokens.lows[begin : match.first])


def _is_of_listeners(tokens: Tokens, reach: Reach, match: Match) -> bool:
    """Tell "Trained nurses who had no experience with Excel": what they lack is not lacked by the one who trained."""
    denied = reach.status in ("denied", "planned") and match.first < reach.cue_first
    return denied and listeners(tokens, match.first, reach.cue_first + 1) > 0


def _nearest(tokens: Tokens, reaches: Sequence[Reach], match: Match) -> Reach | None:
    # "never deployed a model": the cue may hold the first word of a phrase.
    here = [
        reach
        for reach in reaches
        if not _is_of_another_thing(tokens, reach, match)
        and (
            reach.inner
            or not reach.cue_first <= match.first < reach.cue_last
            or reach.last >= match.last > reach.cue_last
        )
    ]
    if len(here) < 2:
        return here[0] if here else None
    statuses = {reach.status for reach in here}
    if "held" in statuses:
        return _between(tokens, here, match, statuses)
    return min(here, key=lambda reach: (_distance(reach, match), reach.cue_first, reach.status))


def _between(tokens: Tokens, here: Sequence[Reach], match: Match, statuses: Set[str]) -> Reach:
    """Return what decides where claims stand among the cues."""
    if "other" in statuses:
        here = [reach for reach in here if reach.status != "held" or _is_of_me(tokens, reach, match)]
    nearest = min(here, key=lambda reach: _order(reach, match))
    if nearest.status in ("other", "planned"):
        # What stands behind the name has the last word: "their squad's Flink jobs were mine".
        claims = (reach for reach in here if reach.status == "held" and reach.cue_first >= match.last)
        return next(claims, nearest)
    return nearest


def _order(reach: Reach, match: Match) -> tuple[int, bool, int, str]:
    """Of two cues as near as each other the claim comes first: "looking to switch from Java to Kotlin"."""
    return _distance(reach, match), reach.status != "held", reach.cue_first, reach.status


def _by_section(
    tokens: Tokens, match: Match, section: SectionKind, *, hobbies: bool
) -> tuple[MentionStatus, str] | None:
    """Return what the section says of a match that no cue speaks of; `hobbies`: whether there are any to look for."""
    before = tokens.lows[max(0, match.first - 3) : match.first]
    if section == "publications" and match.surface.soft and "i" not in before and not _kind_of_text(tokens, match):
        return "other", "in the title of a publication"
    of_a_club = match.surface.soft or _names_a_tool(match)
    if hobbies and section in _PRIVATE and of_a_club and _beside_a_hobby(tokens, match):
        return "other", "named beside a hobby"
    if (
        section == "interests"
        and not _done_for_pleasure(match)
        and not (match.surface.soft and _strength(tokens, match))
        and not _made_for_pleasure(tokens, match)
    ):
        return "planned", "named among interests only"
    if section == "references":
        return "other", "someone else's: in the references"
    return None


def _kind_of_text(tokens: Tokens, match: Match) -> bool:
    """Tell the "workshop paper" behind a title from words in one."""
    return match.method == "phrase" and tokens.gaps[match.first].rstrip()[-1:] in {",", ".", ";", "("}


def _done_for_pleasure(match: Match) -> bool:
    """Tell what is held though it stands among interests: a language spoken, "I mentor two students"."""
    skill = match.surface.skill
    return skill is not None and (skill.category == "human_language" or (match.method == "phrase" and skill.soft))


def _made_for_pleasure(tokens: Tokens, match: Match) -> bool:
    """Tell "2nd place, City Hacks 2024 (voice agent with Twilio)" and "Built a robot with ROS" from "Rust, chess"."""
    begin, _ = clause_around(tokens, match.first, match.last, far=_HOBBY_NEAR)
    return not cue_words()["feats"].isdisjoint(tokens.lows[begin : min(begin + _FEAT_NEAR, match.first)])


def brings_along(tokens: Tokens, match: Match) -> bool:
    """Tell "where my ten years of Go count" among wishes."""
    words = cue_words()
    begin, end = clause_around(tokens, match.first, match.last, far=_BROUGHT_NEAR)
    said = tokens.lows[begin:end]
    return not words["mine"].isdisjoint(said) and not words["brought"].isdisjoint(said)


def _strength(tokens: Tokens, match: Match) -> bool:
    """Tell "Strengths: team player, quick learner" among hobbies."""
    said = tokens.lows[row_start(tokens, match.first) : match.first]
    return not cue_words()["strengths"].isdisjoint(said)


def _beside_a_hobby(tokens: Tokens, match: Match) -> bool:
    first = clause_start(tokens, match.first, set())
    _, last = clause_around(tokens, match.first, match.last, far=_HOBBY_NEAR)
    # As written: "Cats" is a library.
    return not cue_words()["private"].isdisjoint(tokens.words[first:last])


def _names_no_tool(match: Match) -> bool:
    """Tell a trade ("social work", "DevOps") from a thing that those named may stand beside ("with users and SAP")."""
    return not _names_a_tool(match) or match.surface.written.lower() in cue_words()["teams_at_work"]


def _names_a_tool(match: Match) -> bool:
    words = cue_words()
    skill, written = match.surface.skill, match.surface.written
    if skill is None:
        return False
    if skill.category in words["titled"]:
        return True
    product = skill.category in words["named"] and " " not in written and written[0].isupper()
    return product and not written.endswith(("ing", "ion", "ity", "ment", "ance"))


def mark(match: Match, status: MentionStatus, why: str) -> Match:
    """Give a match its status, and say why behind what tells that it is the skill."""
    return because(match, f"{match.reason}; {why}" if match.reason else why, status)


def _distance(reach: Reach, match: Match) -> int:
    return match.first - reach.cue_last if match.first >= reach.cue_last else reach.cue_first - match.last

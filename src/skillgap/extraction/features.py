"""Match → readable features of a doubtful name: how it is written, what stands around it, what speaks against it.

A feature's value is the word that shows it, for the reason, or "".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from skillgap.extraction.index import Cues, Index
from skillgap.extraction.matcher import Match, initials_in_plural
from skillgap.extraction.organisations import ends_a_company
from skillgap.extraction.surfaces import CONCEPTS
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.trades import is_shared
from skillgap.extraction.words import (
    CONJUNCTIONS,
    REMEMBERED,
    everyday_stems,
    everyday_words,
    is_everyday,
    sense_words,
    stem,
)
from skillgap.models.resume import SectionKind

_WINDOW = 14
_POSTS = frozenset({"author", "writer"})
_SENTENCE_ENDS = frozenset(".!?•")
_ORGANISATIONS = ("organisation_words", "landscape")
_GOES_ON = frozenset("up of ahead through back out beyond at about into off than".split())
_OTHERS = frozenset({"another", "any", "other", "similar", "comparable", "equivalent"})
_BULLETS = frozenset("•-*–")
_DEED_NEAR = 6  # words before "in R" that may tell what was done in it
_CLOSING = frozenset("and or for at on to from with since because as".split())
_LISTED = frozenset(",|/•·;:()[]\t\n–—")
_SECTION_FEATURES: dict[SectionKind, str] = {
    "skills": "in_skills",
    "experience": "in_work",
    "projects": "in_work",
    "interests": "in_interests",
    "references": "in_references",
    "contact": "in_contact",
    "publications": "in_publications",
    "languages": "in_languages",
    "education": "in_education",
}


class Around(NamedTuple):
    """What the whole text shows.

    `present` are its words and stems; `owner` tells which hard skill a word names, `owned` are those words that no
    doubtful name owns; `proven` are the ids of skills that another name shows beyond doubt; `hobbies` are the places of
    words of hobbies; `kinds` are the categories of the skills around it; `another_trade` tells a text of an everyday
    trade in which nothing is technical.
    """

    present: Set[str]
    owner: Mapping[int, Match]
    owned: Sequence[int]
    proven: Set[str]
    hobbies: Sequence[int]
    kinds: Set[str]
    another_trade: bool


_COMPANY = frozenset({"cue", "cue_far", "proven", "neighbour", "near_skills", "list_item", "label", "in_skills"})
"""What keeps initials company."""


def features_of(tokens: Tokens, index: Index, match: Match, section: SectionKind, around: Around) -> dict[str, str]:
    """Return all that speaks for and against a doubtful name; nothing for one that can't be meant."""
    cues = index.cues(match.surface)
    near = _near(tokens, cues, match, around)
    if match.surface.skill is not None and match.surface.skill.id in around.proven:
        near["proven"] = ""
    elif (
        cues.needed
        and "cue" not in near
        and (section != "skills" or "cue_far" not in near)
        and not (cues.instead and "other_sense" in near)
    ):
        return {}
    elif around.another_trade and _is_a_trades_word(match):
        return {}  # its cues are such words too: who bags and stacks at a till learns no ensembles
    features = _form(tokens, match) | _of_use(tokens, match)
    if section in _SECTION_FEATURES:
        features[_SECTION_FEATURES[section]] = ""
    features |= _listed(tokens, match, around.owner)
    features |= near
    skill = match.surface.skill
    # Initials mean something else in every trade: where nothing of the skill's kind stands, it is not meant.
    if (
        "acronym" in features
        and skill is not None
        and _COMPANY.isdisjoint(features)
        and skill.category not in around.kinds
    ):
        features["no_company"] = ""
    return features | _against(tokens, match, around, features.keys())


def _is_a_trades_word(match: Match) -> bool:
    """Tell a plain word that trades share, such as "pruning" and "Helm", from a name."""
    written = match.surface.written
    return is_shared(match.surface.skill) and (written.islower() or is_everyday(written.lower()))


def _form(tokens: Tokens, match: Match) -> dict[str, str]:
    """Say how the name is written, and what words touch it."""
    first, surface = match.first, match.surface
    word = tokens.text[tokens.starts[first] : tokens.ends[match.last - 1]]
    if initials_in_plural(word, surface.written):
        word = surface.written
    concept = surface.skill is not None and surface.skill.category in CONCEPTS
    features = dict.fromkeys(_spelling(word, surface.written, concept), "")
    if word[0].isupper():
        features |= _capital(tokens, match, word, foreign="not_english" in features or "rare_acronym" in features)
    if first and tokens.gaps[first] in {" ", "\n"} and _before_a_tool(tokens, first, word.lower()):
        features["tool_word_before"] = tokens.words[first - 1]
    return features | _word_after(tokens, match.last)


@lru_cache(maxsize=4096)
def _spelling(word: str, written: str, concept: bool) -> tuple[str, ...]:
    """Return what the letters say, beside those of the name in the taxonomy and of English words."""
    features: list[str] = []
    rarer = word in sense_words()["word_names"]
    if word == written:
        if not word.islower() or not (rarer or is_everyday(word)):
            features.append("written_as_name")
    elif written.islower() and word == word.capitalize():
        pass  # a plain term at the head of a line
    elif word.islower():
        # "profiling" is a plain term, "zero" for ZeRO a product written in small letters.
        features.append("concept" if concept and written[1:].islower() and not rarer else "lower_case")
    else:
        features.append("other_case")
    acronym = len(word) > 1 and word.isupper() and written.isupper()
    if len(word) == 1:
        features.append("single_letter")
    elif acronym:
        features.append("acronym")
    if len(word) > 1 and not rarer and not _ordinary(word.lower()):
        features.append("rare_acronym" if acronym else "not_english")
    return tuple(features)


def _capital(tokens: Tokens, match: Match, word: str, *, foreign: bool) -> dict[str, str]:
    """Say what a capital proves: nothing at the start of a sentence, a name inside one."""
    features: dict[str, str] = {}
    first, last, gap = match.first, match.last, tokens.gaps[match.first]
    wraps = gap == "\n" and not tokens.broken[first]
    starts = first == 0 or ("\n" in gap and "," not in gap and not wraps) or not _SENTENCE_ENDS.isdisjoint(gap)
    if starts and not word.isupper():
        if not foreign:
            features["sentence_start"] = ""
    elif first and (gap == " " or wraps) and len(word) > 1 and is_everyday(tokens.lows[first - 1]):
        if word.lower() not in sense_words()["proper_names"]:
            features["capital_inside"] = ""
        if last < tokens.size and tokens.gaps[last] == " " and _noun(tokens, last):
            features["attributive"] = tokens.words[last]
    return features


def _before_a_tool(tokens: Tokens, first: int, low: str) -> bool:
    """Tell whether the word before goes well before a tool: "using", or "to" behind "migrated"."""
    words, before = sense_words(), tokens.lows[first - 1]
    if before == "to" and not words["moves"].isdisjoint(tokens.stems[max(0, first - 5) : first - 1]):
        return True
    # "lunch with Maya": what goes well before a tool goes as well before a person.
    person = low in words["proper_names"] and before in words["before_people_too"]
    return before in words["tool_words_before"] and not person


def _word_after(tokens: Tokens, last: int) -> dict[str, str]:
    """Say what the word right behind shows: a tool ("Go services") or a version."""
    if last >= tokens.size or tokens.gaps[last] not in {" ", "\n", "-"}:
        return {}
    after = tokens.lows[last]
    if after in sense_words()["tool_words_after"]:
        return {"tool_word_after": tokens.words[last]}
    if after == "or" and not _OTHERS.isdisjoint(tokens.lows[last + 1 : last + 3]):
        kinds = sense_words()["tool_words_after"]
        kind = next((word for word in tokens.lows[last + 1 : last + 7] if word in kinds), None)
        return {} if kind is None else {"kind_after": kind}
    if not after[0].isdigit():
        return {}
    return {"version": ""} if len(after) <= 2 and tokens.gaps[last] == " " else {}


@lru_cache(maxsize=REMEMBERED)
def _ordinary(low: str) -> bool:
    """Tell whether a word is English as it stands, or a person's or place's name: its capital proves nothing."""
    return low in everyday_words() or stem(low) in everyday_stems() or low in sense_words()["proper_names"]


def _noun(tokens: Tokens, i: int) -> bool:
    """Tell whether word i may be the noun that a name before it qualifies: "the Rust gateway"."""
    low = tokens.lows[i]
    return tokens.words[i].islower() and len(low) > 2 and low not in sense_words()["no_nouns"]


def _of_use(tokens: Tokens, match: Match) -> dict[str, str]:
    """Say what shows a single letter to be a language ("I worked in R."), or any name to be all that a bullet says."""
    first, last = match.first, match.last
    closed = last == tokens.size or tokens.gaps[last] != " " or tokens.lows[last] in _CLOSING
    if not closed or not first or not tokens.words[first][0].isupper():
        return {}
    if "\n" in tokens.gaps[last] or last == tokens.size:
        bullet = tokens.gaps[first].rstrip(" ")
        if "\n" in bullet and bullet[-1:] in _BULLETS:
            return {"own_bullet": ""}
    if tokens.lows[first - 1] not in {"in", "using"} or tokens.gaps[first] != " " or last - first > 1:
        return {}
    deeds = sense_words()["done_in_a_language"]
    for k in range(first - 2, max(-1, first - _DEED_NEAR), -1):
        if tokens.lows[k] in deeds:
            return {"worked_in": tokens.words[k]}
        if tokens.gaps[k + 1] not in {" ", ", "}:
            break
    return {}


def _listed(tokens: Tokens, match: Match, owner: Mapping[int, Match]) -> dict[str, str]:
    """Say whether the name is an item of a list, behind which label, and beside which skills."""
    features: dict[str, str] = {}
    first, last, gaps = match.first, match.last, tokens.gaps
    if ":" in gaps[first]:
        features["label"] = ""
    left, right = first == 0 or not _LISTED.isdisjoint(gaps[first]), not _LISTED.isdisjoint(gaps[last])
    before, behind = _neighbour(tokens, first - 1, owner, -1), _neighbour(tokens, last, owner, 1)
    beside = [m for m in (before, behind) if m] if before or behind else []
    if beside and ((not right and _begins_item(tokens, first)) or (not left and _begins_item(tokens, last))):
        # "- Docker", and below it "- Solid grasp of …": other items are no neighbours of a word in a sentence.
        beside = []
    if (left and (right or beside)) or (beside and tokens.lows[first - 1] in CONJUNCTIONS):
        features["list_item"] = ""
    if beside:
        names = " and ".join([tokens.words[m.first] if m.last - m.first == 1 else m.surface.written for m in beside])
        features["neighbour"] = names
        if len(beside) == 2:
            features["second_neighbour"] = names
    return features


def _begins_item(tokens: Tokens, i: int) -> bool:
    """Tell whether word i begins a line that doesn't go on from the one before it."""
    gap = tokens.gaps[i]
    return "\n" in gap and "," not in gap and (gap != "\n" or (i < tokens.size and bool(tokens.broken[i])))


def _near(tokens: Tokens, cues: Cues, match: Match, around: Around) -> dict[str, str]:
    """Say what stands in the same paragraph, not far: other skills, words that go with the skill or speak against."""
    features: dict[str, str] = {}
    first, last = match.first, match.last
    low, high = max(0, first - _WINDOW), min(tokens.size, last + _WINDOW)
    low, high = _within_paragraph(tokens.paragraphs, first, last, low, high)
    if bisect_left(around.owned, high) - bisect_left(around.owned, low) >= 2:
        features["near_skills"] = ""
    words = tokens.lows[low:first] + tokens.lows[last:high]
    near = sorted(
        cues.words.intersection(words) or cues.words.intersection(tokens.stems[low:first] + tokens.stems[last:high])
    )
    if cues.phrases:
        joined = f" {' '.join(words)} "
        near += [phrase for phrase in cues.phrases if f" {phrase} " in joined]
    other = min(cues.against.intersection(words), default="")
    if cues.instead:
        # Both skills are of one trade, so that words of both often stand near: the nearest tells.
        if near and other and _distance(tokens, cues.against, match) < _distance(tokens, cues.words, match):
            near = []
        elif not near and not other and cues.instead in around.proven:
            other = match.surface.written
    if near:
        features["cue"] = near[0]
        if len(near) > 1:
            features["more_cues"] = ""
    else:
        if not cues.words.isdisjoint(around.present):
            features["cue_far"] = min(cues.words & around.present)
        if other:
            features["other_sense"] = other
    return features


def _distance(tokens: Tokens, sought: Set[str], match: Match) -> int:
    """Return how many words lie between the name and the nearest of some others, at most as many as are looked at."""
    for k in range(1, _WINDOW):
        before, behind = match.first - k, match.last + k - 1
        if before >= 0 and (tokens.lows[before] in sought or tokens.stems[before] in sought):
            return k
        if behind < tokens.size and (tokens.lows[behind] in sought or tokens.stems[behind] in sought):
            return k
    return _WINDOW


def _within_paragraph(paragraphs: Sequence[int], first: int, last: int, low: int, high: int) -> tuple[int, int]:
    """Narrow the words low to high to the paragraph of the words first to last."""
    at = bisect_right(paragraphs, first)
    if at and paragraphs[at - 1] > low:
        low = paragraphs[at - 1]
    at = bisect_left(paragraphs, last, at)
    if at < len(paragraphs) and paragraphs[at] < high:
        high = paragraphs[at]
    return low, high


def _neighbour(tokens: Tokens, i: int, owner: Mapping[int, Match], step: int) -> Match | None:
    """Return the skill next to the name in a list or a pair, over "and" or "or"."""
    gap = tokens.gaps[i + 1] if step < 0 else tokens.gaps[i]
    if "\n\n" in gap or "." in gap or not 0 <= i < tokens.size:
        return None
    if tokens.lows[i] in CONJUNCTIONS:
        i += step
    elif gap == "" or (gap.isspace() and "\n" not in gap and "\t" not in gap):
        return None
    return owner.get(i)


def _against(tokens: Tokens, match: Match, around: Around, shown: Set[str]) -> dict[str, str]:
    """Say what speaks against: verbs, determiners, names, places, other signs."""
    features: dict[str, str] = {}
    first, last, words = match.first, match.last, sense_words()
    gaps, lows = tokens.gaps, tokens.lows
    if first and gaps[first] in {" ", "\n"}:
        before = lows[first - 1]
        # "to GCS", "to Spark" and "an AUC" are no verbs and no common nouns.
        counted = before.isdigit() and tokens.lows[first][-1] == "s" and tokens.words[first].islower()  # "12 teams"
        # "Some R" and "some Excel" is a little of it, "some rust" a common noun.
        little = before == "some" and tokens.words[first][0].isupper()
        if ((before in words["determiners"] and not little) or counted) and shown.isdisjoint(
            {"acronym", "attributive", "not_english"}
        ):
            features["determiner"] = before
        if before in words["verb_signs_before"] and shown.isdisjoint({"acronym", "capital_inside"}):
            features["verb_position"] = ""
    if last < tokens.size and gaps[last] == " " and lows[last] in _GOES_ON and shown.isdisjoint({"concept", "acronym"}):
        features["plain_word_after"] = ""
    if around.hobbies and _near_hobbies(tokens, match, around, shown):
        features["near_hobbies"] = ""
    if _name_part(tokens, match, around.owner):
        features["name_beside"] = ""
        if lows[first] in words["proper_names"] and _surname(tokens, last, around.owner):
            features["person_name"] = ""
    return features


def _near_hobbies(tokens: Tokens, match: Match, around: Around, shown: Set[str]) -> bool:
    """Tell a word of hobbies not far away; "Author" on a line of its own is what one was in a project.

    The name itself counts, which may be a hobby's too ("karate"), but where a word that goes with the skill is near.
    Hobbies of one section are none for those of the next.
    """
    first, last, hobbies = match.first, match.last, around.hobbies
    low, high = max(0, first - _WINDOW), min(tokens.size, last + _WINDOW)
    low, high = _within_paragraph(tokens.paragraphs, first, last, low, high)
    for k in hobbies[bisect_left(hobbies, low) : bisect_left(hobbies, high)]:
        if "cue" in shown and first <= k < last:
            continue
        if tokens.lows[k] not in _POSTS or not any(
            "\n" in gap for gap in tokens.gaps[min(k, first) + 1 : max(k, first) + 1]
        ):
            return True
    return False


def _unknown_name(tokens: Tokens, i: int) -> bool:
    """Tell whether word i has a capital, small letters behind it, and is neither English nor a person's known name."""
    word = tokens.words[i]
    return word[0].isupper() and word[1:].islower() and not _ordinary(tokens.lows[i])


def _surname(tokens: Tokens, last: int, owner: Mapping[int, Match]) -> bool:
    """Tell a capitalised word behind a name that is no word and no skill: "Ray Feldhaus"."""
    if tokens.gaps[last] != " " or last >= tokens.size or last in owner:
        return False
    return _unknown_name(tokens, last) and tokens.lows[last] not in sense_words()["tool_words_after"]


def _name_part(tokens: Tokens, match: Match, owner: Mapping[int, Match]) -> bool:
    """Tell whether an unknown capitalised word touches the name, or a company's word follows it."""
    first, last, words = match.first, match.last, sense_words()
    if _surname(tokens, last, owner):
        return True
    beside = tokens.gaps[last] == " " and last < tokens.size and last not in owner and tokens.words[last][0].isupper()
    if beside and (
        ends_a_company(tokens.words[last], tokens.lows[last])
        or any(tokens.lows[last] in words[kind] for kind in _ORGANISATIONS)
    ):
        return True
    if first and tokens.gaps[first] == " " and first - 1 not in owner:
        return _unknown_name(tokens, first - 1) and tokens.lows[first - 1] not in words["tool_words_before"]
    return False

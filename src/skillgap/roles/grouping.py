"""Mentions of one item → the either/or groups and single skills that it asks for."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from skillgap.models.resume import Mention
from skillgap.roles.alternatives import (
    AHEAD,
    BEHIND,
    TOGETHER,
    Link,
    Passage,
    any_of_all,
    how_many,
    is_motley,
    leads,
    link,
    names_others,
    second_bests,
)
from skillgap.roles.cues import cue
from skillgap.roles.items import within
from skillgap.roles.sentences import in_one_line

_OR_OF_ANDS = re.compile(r"\([^()]+\)(?:\s*,?\s*(?:or|oder)\s*\([^()]+\))+")
_DETAIL_OR = re.compile(
    r"(?:\s+(?:stack|suite|family|ecosystem|cloud|platform))?\s*\([^()]+\)\s*,?\s*"
    r"(?:and ?/ ?or|or|und ?/ ?oder|oder)\s+"
)
_GOES_ON = re.compile(r"\s*(?:,|(?:or|oder)\s)")
_BRACKET = re.compile(r"\s*\([^()]+\)")

_Same = Callable[[Mention, Mention], bool]


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


@dataclass(frozen=True)
class _Chain:
    """Mentions that stand in one list, and what joins each with the next."""

    mentions: list[Mention]
    links: list[Link]


def group_mentions(text: str, mentions: Sequence[Mention], start: int, end: int, *, same: _Same) -> tuple[Group, ...]:
    """Group the mentions of `text[start:end]`, which are in text order and don't overlap.

    `same` tells whether two mentions ask for the same thing with the same importance; only those share a group.
    """
    if not mentions:
        return ()
    # Emphasis that the file spells out ("**Java**, **Go**") parts no list.
    folded = in_one_line(text, start, end).replace("*", " ")
    passage, left = _without_synonyms(Passage(folded, start), mentions)
    groups: list[Group] = []
    for take in (_sides, _with_details, _kinds_between, _liked_less):
        found = list(take(passage, left, same))
        taken = {mention.start for group in found for mention in group.mentions}
        left = [mention for mention in left if mention.start not in taken]
        groups += found
    for chain in _chains(passage, left, same):
        groups += _split_chain(passage, chain)
    return tuple(sorted(groups, key=lambda g: g.start))


def _without_synonyms(passage: Passage, mentions: Sequence[Mention]) -> tuple[Passage, list[Mention]]:
    """Blank out "(Golang)" behind "Go", and the one detail of an example: "tools such as Hadoop (MapR), Spark".

    The list goes on as if it were not there.
    """
    kept: list[Mention] = []
    for mention in mentions:
        needless = _said_again(passage, kept[-1], mention) if kept else None
        if needless is None:
            kept.append(mention)
        else:
            passage = passage.without(*needless)
    return passage, kept


def _said_again(passage: Passage, last: Mention, mention: Mention) -> tuple[int, int] | None:
    """Return where a mention only says the `last` one again ("Coq/Rocq"), or more exactly, with the signs around it."""
    if last.skill_id == mention.skill_id and passage.between(last, mention).strip() == "/":
        return last.end, mention.end
    bracket = passage.match_after(_BRACKET, last)
    if bracket is None or not (mention.end <= bracket[1] <= mention.end + 2 and mention.start <= bracket[0] + 2):
        return None
    goes_on = _GOES_ON.match(passage.text, bracket[1] - passage.start)
    examples = goes_on and cue("any_of_lead").search(passage.before(last, AHEAD))
    return bracket if examples or last.skill_id == mention.skill_id else None


def _sides(passage: Passage, mentions: Sequence[Mention], same: _Same) -> Iterator[Group]:
    """Yield "(A and B) or (C and D)": an either/or of pairs; as many are asked for as its shortest side holds."""
    for match in _OR_OF_ANDS.finditer(passage.text):
        spans = [side.span() for side in _BRACKET.finditer(passage.text, match.start(), match.end())]
        sides = [within(mentions, passage.start + start, passage.start + end) for start, end in spans]
        inside = [mention for side in sides for mention in side]
        if len(inside) > 1 and all(same(a, b) for a, b in itertools.pairwise(inside)):
            yield Group(tuple(inside), max(1, min(map(len, sides))))


def _with_details(passage: Passage, mentions: Sequence[Mention], same: _Same) -> Iterator[Group]:
    """Yield "Python (pandas, Dask) or R": what stands in the bracket belongs to its alternative."""
    end = -1
    for left in mentions:
        joint = passage.match_after(_DETAIL_OR, left)
        right = next((m for m in mentions if joint is not None and m.start == joint[1]), None)
        if right is not None and left.start > end and same(left, right):
            end = right.start
            yield Group(tuple(within(mentions, left.start, right.end)))


def _kinds_between(passage: Passage, mentions: Sequence[Mention], same: _Same) -> Iterator[Group]:
    """Yield the kinds named between two lists of theirs: "MLOps" of "Kubeflow or other MLOps tools like MLflow"."""
    for left, kind, right in zip(mentions, mentions[1:], mentions[2:], strict=False):
        if names_others(passage.between(left, right).strip()):
            yield Group((kind,))


def _liked_less(passage: Passage, mentions: Sequence[Mention], same: _Same) -> Iterator[Group]:
    """Yield "AWS preferred, GCP fine": either will do."""
    for chain in second_bests(passage, mentions):
        if all(same(a, b) for a, b in itertools.pairwise(chain)):
            yield Group(chain)


def _chains(passage: Passage, mentions: Sequence[Mention], same: _Same) -> list[_Chain]:
    chains = [_Chain([mention], []) for mention in mentions[:1]]
    for left, right in itertools.pairwise(mentions):
        gap = passage.between(left, right)
        joint = link(gap) if same(left, right) else None
        # "CI/CD and tools like Jenkins, Terraform": the examples are a list of their own.
        if joint is None or (joint in ("and", "comma") and leads(gap)):
            chains.append(_Chain([right], []))
        else:
            chains[-1].mentions.append(right)
            chains[-1].links.append(joint)
    return chains


def _split_chain(passage: Passage, chain: _Chain) -> list[Group]:
    """Part a list into what counts once: all of it, its runs of alternatives, its single members."""
    mentions, links = chain.mentions, chain.links
    if not links:
        return [Group(tuple(mentions))]
    motley = is_motley(mentions)
    if not (motley and links[-1] == "and") and any_of_all(passage, mentions):
        wanted = how_many(passage.before(mentions[0]), passage.after(mentions[-1], BEHIND))
        return [Group(tuple(mentions), min(wanted, len(mentions)))]
    groups: list[Group] = []
    for run, chosen in _runs(passage, chain):
        if chosen and not motley:
            groups.append(Group(tuple(mention for unit in run for mention in unit)))
        else:
            groups += [Group(tuple(unit)) for unit in run]
    return groups


def _runs(passage: Passage, chain: _Chain) -> Iterator[tuple[list[list[Mention]], bool]]:
    """Yield the parts of a list that "and" and some commas part, and whether each offers a choice.

    A part is a list of units: of "Python, C/C++, and Java" the stroke binds closer than the comma.
    """
    units: list[list[Mention]] = [[chain.mentions[0]]]
    joints: list[Link] = []
    gaps: list[str] = []
    for joint, gap, mention in zip(chain.links, passage.gaps(chain.mentions), chain.mentions[1:], strict=True):
        together = mention.skill_id in TOGETHER and units[-1][-1].skill_id in TOGETHER
        if joint == "slash" and not together:
            units[-1].append(mention)
            continue
        units.append([mention])
        joints.append("and" if joint == "slash" else joint)
        gaps.append(gap)
    apart = _commas_part(units, joints, gaps)
    run, chosen = [units[0]], False
    for index, joint in enumerate(joints):
        last_choice = joint == "comma" and chosen and "or" not in joints[index + 1 :]
        if joint == "and" or last_choice or index in apart:
            yield run, chosen
            run, chosen = [], False
        else:
            chosen = chosen or joint == "or"
        run.append(units[index + 1])
    yield run, chosen


def _commas_part(units: Sequence[Sequence[Mention]], joints: Sequence[str], gaps: Sequence[str]) -> frozenset[int]:
    """Return the commas that part demands in "Python, React or Vue, and Docker": what they part is unlike.

    A choice of its own before the last "or" ("Kafka/RabbitMQ, Redis or Memcached") parts what is not of one kind.
    """
    if "or" not in joints:
        return frozenset()
    oxford = any(joint == "and" and "," in gap for joint, gap in zip(joints, gaps, strict=True))
    kinds = [{m.category for m in unit} for unit in units]
    commas = (i for i, joint in enumerate(joints) if joint == "comma")
    if any(len(unit) > 1 for unit in units[: joints.index("or")]):
        return frozenset(i for i in commas if len(kinds[i] | kinds[i + 1]) > 1)
    return frozenset(i for i in commas if oxford and kinds[i].isdisjoint(kinds[i + 1]))

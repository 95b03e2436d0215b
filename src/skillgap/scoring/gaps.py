"""Match → Gap: what is missing, and what each skill would add to every role's score, recomputed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import numpy as np

from skillgap.models.fit import Gap
from skillgap.models.making import all_made
from skillgap.models.skill import SkillRef
from skillgap.scoring.explain import Explainer
from skillgap.scoring.fields import with_fields
from skillgap.scoring.index import RoleIndex
from skillgap.scoring.match import Answer, Match
from skillgap.scoring.points import Bools, Floats, Ints, cents_of, soft_factors, totals, whole

_MET = frozenset({"certified", "dated_enough"})
_FEW_PAIRS = 5_000
_MUCH_MORE = 1.2


class GainsOfSkill(dict[int, dict[str, float]]):
    """Points above 0 by number of the skill and role id, put together for a skill when it is first asked for."""

    def __init__(self, points: Floats, index: RoleIndex) -> None:
        super().__init__()
        # A few roles: all points at once. Of a thousand only those of the skills that are asked for.
        few = len(points) <= _FEW_PAIRS
        self._points, self._pairs, self._all = points, index.pairs, points.tolist() if few else None

    def __missing__(self, number: int) -> dict[str, float]:
        roles, part = self._pairs[number]
        gains = self._points[part].tolist() if self._all is None else self._all[part]
        found = self[number] = dict(zip(roles, gains, strict=True))
        if 0.0 in gains:
            found = self[number] = {role: gain for role, gain in found.items() if gain}
        return found


class Gains(NamedTuple):
    """What asked skills would add if they were held: points above 0 by skill and role id, and by row.

    Of each row `skill` is the number of the one to add, `of_row` what it would add to the row's role. `open` are rows
    that are not shown in full and worth a gap, `echoes` those that other rows' gaps speak for. `rise` is what
    each entry of `index.reach` would add to its row.
    """

    of_skill: GainsOfSkill
    of_row: Floats
    skill: Ints
    open: Bools
    echoes: Bools
    rise: Ints


def find_rises(match: Match, index: RoleIndex) -> tuple[Ints, Ints]:
    """Return what each pair of `index.reach` would add to its role's hard and soft sums."""
    return _sums(find_more(match, index), index)


def find_more(match: Match, index: RoleIndex) -> Ints:
    """Return by how much each entry of `index.reach` would raise the credit of its row."""
    reach = index.reach
    more: Ints = np.maximum(with_fields(reach.value, reach.fields, match.fields) - match.credits[reach.row], 0)
    for entry, row, worth in index.several_reach:
        # Of several skills each one adds its part: what it would earn beside those that are shown.
        shown = {ask: match.answers[ask].credit if ask in match.answers else 0 for ask in index.row_asks[row]}
        raised = [max(credit, worth.get(ask, 0)) for ask, credit in shown.items()]
        count = index.several[row]
        more[entry] = sum(sorted(raised)[-count:]) // count - match.credits[row]
    return more


def _sums(more: Ints, index: RoleIndex) -> tuple[Ints, Ints]:
    reach = index.reach
    pairs = len(reach.pair_role)
    # bincount adds floats; the sums are whole numbers below 2^53, so nothing is lost.
    hard = np.bincount(reach.pair_of_entry, weights=more * reach.hard, minlength=pairs).astype(np.int64)
    soft = np.bincount(reach.pair_of_entry, weights=more * reach.soft, minlength=pairs).astype(np.int64)
    return hard, soft


def find_gains(match: Match, index: RoleIndex, *, begun: Collection[str] = ()) -> Gains:
    """Rescore every role with every asked skill held in full, one skill at a time.

    Where a row leaves a choice, a skill that is `begun` is taken before the one that the row names first, and another
    only where it gains a fifth more: nobody who has begun PyTorch should turn to Keras for half a point. Nor is EMR
    what to learn where Spark would do (`index.choices`).
    """
    reach, singles = index.reach, index.singles
    role = reach.pair_role
    more = find_more(match, index)
    hard, soft = _sums(more, index)
    rises = hard + soft
    hard += match.hard[role]
    soft += match.soft[role]
    factors = soft_factors(hard, reach.pair_possible, whole(index.settings.soft_needs))
    points = (cents_of(totals(hard, soft, factors, match.gate_factor[role])) - match.cents[role]) / 100
    of_row, skill = points[singles.pair], singles.skill.copy()
    choices = index.choices
    gained = points[choices.pair]
    known = np.zeros(len(index.asked_skills), dtype=bool)
    known[[index.skill_numbers[name] for name in begun if name in index.skill_numbers]] = True
    known = known[choices.skill]
    stands = choices.stands | known
    good = stands & (gained * _MUCH_MORE >= np.where(stands, gained, 0).max(axis=1, keepdims=True, initial=0))
    best = (good * (1 + known)).argmax(axis=1)
    of_row[choices.row] = gained[choices.line, best]
    skill[choices.row] = choices.skill[choices.line, best]
    worth = singles.stressed | (of_row >= index.settings.mentioned_gap_from)
    is_open = worth & (match.credits < index.ladder.enough)
    rise = more * reach.cents
    echoes = _echoes(rise, rises, match, index)
    return Gains(GainsOfSkill(points, index), of_row, skill, is_open, echoes, rise)


def _echoes(rise: Ints, rises: Ints, match: Match, index: RoleIndex) -> Bools:
    """Find the rows that no gap need name, for their skill gains most by what weightier rows ask for.

    A mere mention of federated learning, which shows large-scale machine learning too, that the role requires; and a
    field of which something is shown, where skills of it are gaps: these are how it is learnt. `rise` is what skills
    would add by entry of the reach, `rises` the sums of that by pair.
    """
    reach, singles = index.reach, index.singles
    own = np.zeros(len(index.rows), dtype=np.int64)
    np.maximum.at(own, reach.row[reach.own], rise[reach.own])
    pairs = len(reach.pair_role)
    # Of two rows that ask for one skill the weightier one stands for it.
    of_pair = np.zeros(pairs, dtype=np.int64)
    np.maximum.at(of_pair, singles.pair[singles.single], own[singles.single])
    through_others = rise * (own[reach.row] > of_pair[reach.pair_of_entry])
    borrowed = np.bincount(reach.pair_of_entry, weights=through_others, minlength=pairs)
    echoes: Bools = singles.single & ~singles.tool & (2 * borrowed > rises)[singles.pair]
    fields = reach.fields
    asked = np.zeros(pairs, dtype=bool)
    asked[singles.pair[singles.single & singles.stressed & (own > 0) & ~echoes]] = True
    begun = [row for row in index.field_rows if index.row_asks[row][0] in match.fields.parts]
    open_parts = (fields.part > 0) & asked[reach.pair_of_entry[fields.entry]]
    parted = set(reach.row[fields.entry[open_parts]].tolist())
    echoes[[row for row in begun if row in parted]] = True
    return echoes


Found = tuple[float, int, int]
"""A gap on its way: what it gains, its row, the number of the skill to add."""


def find_gaps(rows: range, answers: Mapping[int, Answer], gains: Gains, explainer: Explainer) -> tuple[Gap, ...]:
    """List what a role asks for and the profile does not fully show, most gain first, ties in the role's order.

    What is merely mentioned and would add next to nothing is no gap; its row says that it wasn't found.
    """
    index = explainer.index
    found = _without_echoes(_not_shown(rows, answers, gains, index), rows, gains, explainer)
    repeated = index.kinship.repeated(found, explainer.noted)
    blanks, names, of_skill = index.blank_gaps, index.asked_skills, gains.of_skill
    nearest, unlike, everyday = explainer.nearest, explainer.unlike, explainer.everyday
    values: list[dict[str, Any]] = []
    for gain, row, number in found:
        if row in repeated:
            continue
        gap = blanks[row].copy()
        gap["gain"] = gain
        gap["gains"] = of_skill[number]
        answer = answers.get(row)
        if answer is not None or row in unlike:
            _say_more(gap, row, number, answer, gains, explainer)
        else:
            gap["nearest"] = nearest.get(names[number])
        if not gap["to_show"] and (answer is not None or names[number] in everyday):
            _show_rather(gap, row, names[number], answer, explainer)
        values.append(gap)
    return tuple(all_made(Gap, values))


def _not_shown(rows: range, answers: Mapping[int, Answer], gains: Gains, index: RoleIndex) -> list[Found]:
    """Find the rows of a role that are not shown in full, most gain first."""
    part = slice(rows.start, rows.stop)
    is_open, of_row, skill = gains.open[part], gains.of_row[part], gains.skill[part]
    order = is_open.nonzero()[0]
    order = order[(-of_row[order]).argsort(kind="stable")]
    asked = index.rows
    return [
        (gain, row, number)
        for gain, row, number in zip(
            of_row[order].tolist(), (order + rows.start).tolist(), skill[order].tolist(), strict=True
        )
        if row not in answers or _is_gap(answers[row], asked[row].min_years, index)
    ]


def _without_echoes(found: list[Found], rows: range, gains: Gains, explainer: Explainer) -> list[Found]:
    """Leave out the gaps that others speak for."""
    kinship, choices = explainer.index.kinship, explainer.index.choices.rows
    echoes = set((np.flatnonzero(gains.echoes[rows.start : rows.stop]) + rows.start).tolist()) - explainer.noted
    if not echoes:
        return found
    # A skill that a choice brings up all the same is named by the row that asks for it alone and more strongly.
    alone = {kinship.row_skills[row][0]: row for row in echoes}
    for _, row, number in found:
        if row in choices and number in alone and kinship.ranks[alone[number]] < kinship.ranks[row]:
            echoes.discard(alone[number])
    return [gap for gap in found if gap[1] not in echoes]


def _say_more(
    gap: dict[str, Any], row: int, number: int, answer: Answer | None, gains: Gains, explainer: Explainer
) -> None:
    """Fill in a gap where something answers, the resume says why nothing does, or there is a choice."""
    name = explainer.index.asked_skills[number]
    if gap["by"].skill_id != name:
        gap["by"] = next(ref for ref in gap["any_of"] if ref.skill_id == name)
        gap["also"] = _also(row, number, gains, explainer.index)
    own = answer is None or answer.route.kind == "own"
    gap["nearest"] = explainer.near_any(row) if own else explainer.ref(answer.held.skill_id)  # type: ignore[union-attr]
    gap["reason"] = explainer.reason(row, answer)


def _show_rather(gap: dict[str, Any], row: int, name: str, answer: Answer | None, explainer: Explainer) -> None:
    """Mark a gap that nobody needs to learn: what the resume names, or something narrower of it, the language of the
    libraries that it names, and what is of every day for whoever did such work for years."""  # fmt: skip
    if answer is not None and answer.level not in ("narrower", "adjacent", "partly"):
        gap["to_show"] = True
    elif answer is not None and answer.level == "narrower":
        named = not explainer.held.keys().isdisjoint(explainer.index.row_skills[row])
        # Who lists Terraform need not learn infrastructure as code; of a field one skill shows little.
        weak = not answer.parts and answer.held.evidence in ("used", "listed", "coursework")
        gap["to_show"] = named or weak or row in explainer.index.kinship.languages
    if not gap["to_show"] and name in explainer.everyday and row not in explainer.noted:
        gap["to_show"] = True
        gap["reason"] = explainer.everyday[name] if answer is None else gap["reason"]


def _also(row: int, number: int, gains: Gains, index: RoleIndex) -> tuple[SkillRef, ...]:
    """Name what of the role's other rows a skill counts for, and the first of its row's skills less: most first."""
    first = _rises(row, index.kinship.row_skills[row][0], gains, index)
    more = [(first.get(other, 0) - rise, other) for other, rise in _rises(row, number, gains, index).items()]
    asked = index.routes.asked_by(index.asked_skills[number])
    found: dict[str, SkillRef] = {}
    for _, other in sorted((less, other) for less, other in more if less < 0 and other != row):
        asks = index.row_asks[other]
        shown = max((share, route.asked) for ask, _, _, share, route in asked if ask in asks)[1]
        found.setdefault(shown, index.refs[shown])
    return tuple(found.values())


def _rises(row: int, number: int, gains: Gains, index: RoleIndex) -> dict[int, int]:
    """Return what a skill would add to each row of the role that `row` belongs to."""
    roles, part = index.pairs[number]
    place = part.start + bisect_left(roles, index.roles[int(index.row_role[row])].id)
    entries = slice(*index.pair_bounds[place : place + 2])
    return dict(zip(index.reach.row[entries].tolist(), gains.rise[entries].tolist(), strict=True))


def _is_gap(answer: Answer, min_years: float | None, index: RoleIndex) -> bool:
    level = answer.level
    if answer.credit >= index.ladder.enough or level in _MET or (level == "dated_short" and not min_years):
        return False
    # Deep in a hierarchy, or through a mere list, a narrower skill shows little of the broad one.
    return level != "narrower" or answer.credit < index.ladder.used

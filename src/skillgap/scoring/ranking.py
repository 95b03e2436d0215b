"""Profiles × Role → RankReport: who fits best, and how sure the order is."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from skillgap.errors import ConfigurationError
from skillgap.models.base import Notice
from skillgap.models.fit import Fit, RankedCandidate, RankReport, RoleRef
from skillgap.models.resume import Profile
from skillgap.models.role import Role
from skillgap.scoring.scorer import Scorer

_OVERLAPS_SAID = 10
_NAMES_SAID = 4
_SUSPICIONS = {
    "hidden_text": "text that people can't see, and that is not counted, was found",
    "keyword_block": "a long list of words without context was found",
    "instructions_to_machine": "words to a program that reads, which are not followed, were found",
}
"""What a ranking says of the files beside their scores: who looks at the order alone would not see it."""


def rank(scorer: Scorer, profiles: Iterable[Profile]) -> RankReport:
    """Rank profiles for the one role of a scorer, best first; equal scores share a rank and stand by document name.

    The document that the role was drawn from, which often lies among the resumes, is left out with a notice.
    """
    if len(scorer.roles) != 1:
        raise ConfigurationError("role_unknown", f"ranking needs one role, got {len(scorer.roles)}")
    role = scorer.roles[0]
    ads: list[Notice] = []
    pairs: list[tuple[Profile, Fit]] = []
    for profile in profiles:
        if is_source(role, profile):
            ads.append(ad_left_out(profile.document.name))
        else:
            pairs.append((profile, scorer.fits(profile)[0]))
    pairs.sort(key=lambda pair: (-pair[1].score, pair[0].document.name, pair[0].document.sha256))
    scores = sorted(-fit.score for _, fit in pairs)
    lows, highs = sorted(fit.low for _, fit in pairs), sorted(fit.high for _, fit in pairs)
    candidates = []
    for i, (profile, fit) in enumerate(pairs):
        following = pairs[i + 1][1] if i + 1 < len(pairs) else None
        candidates.append(
            RankedCandidate(
                rank=bisect_left(scores, -fit.score) + 1,
                best_rank=1 + len(pairs) - bisect_right(lows, fit.high),
                worst_rank=len(pairs) - bisect_left(highs, fit.low),
                tied=bisect_right(scores, -fit.score) - bisect_left(scores, -fit.score) > 1,
                overlaps_next=following is not None and following.high >= fit.low,
                document=profile.document,
                fit=fit,
            )
        )
    return RankReport(
        role=RoleRef(id=role.id, title=role.title),
        candidates=tuple(candidates),
        notices=(*ads, *_notices(candidates)),
    )


def is_source(role: Role, profile: Profile) -> bool:
    """Tell whether what is read as a resume is the document that the role was drawn from."""
    return role.source is not None and role.source.sha256 == profile.document.sha256


def ad_left_out(name: str) -> Notice:
    """Say that the ad itself lay among the resumes and is none of the candidates."""
    return Notice(code="is_the_ad", message=f"{name} is the ad itself: left out")


def ad_scored(name: str, role: Role) -> Notice:
    """Say that the document of a role was scored for it: who names one file has no other that could be meant."""
    message = f"{name} is the document that the role {role.title} was drawn from, not a resume"
    return Notice(code="is_the_ad", message=message)


def _notices(candidates: list[RankedCandidate]) -> tuple[Notice, ...]:
    unread = [c.document.name for c in candidates if any(notice.code == "no_skills" for notice in c.fit.notices)]
    found = [
        Notice(
            code="no_skills", message=f"no skill was found in {name}: look at the file before you judge by its score"
        )
        for name in unread
    ]
    for code, said in _SUSPICIONS.items():
        names = [c.document.name for c in candidates if any(notice.code == code for notice in c.document.notices)]
        if names:
            found.append(Notice(code=code, message=f"{said} in {', '.join(names)}: look at the file"))
    groups: dict[int, list[str]] = {}
    for candidate in candidates:
        if candidate.tied:
            groups.setdefault(candidate.rank, []).append(candidate.document.name)
    for place, names in groups.items():
        found.append(Notice(code="tie", message=f"rank {place} is shared by {', '.join(names)}"))
    chains = _chains(candidates)
    for names in chains[:_OVERLAPS_SAID]:
        said = f"{', '.join(names[:-1])} and {names[-1]}"
        if len(names) > _NAMES_SAID:
            said = f"the {len(names)} candidates from {names[0]} to {names[-1]}"
        message = f"the order of {said} is left open by the resumes: each one's range overlaps the next one's"
        found.append(Notice(code="overlap", message=message))
    if len(chains) > _OVERLAPS_SAID:
        message = f"the ranges of {len(chains) - _OVERLAPS_SAID} further groups of neighbours overlap"
        found.append(Notice(code="overlap", message=message))
    return tuple(found)


def _chains(candidates: list[RankedCandidate]) -> list[list[str]]:
    """Return the names of neighbours each of whose ranges overlaps the next one's; ties are said apart."""
    chains: list[list[str]] = []
    going_on = False
    for first, second in itertools.pairwise(candidates):
        overlaps = first.overlaps_next and first.rank != second.rank
        if overlaps and going_on:
            chains[-1].append(second.document.name)
        elif overlaps:
            chains.append([first.document.name, second.document.name])
        going_on = overlaps
    return chains

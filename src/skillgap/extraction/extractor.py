"""text → Mention: names, near misses, phrases; then their meaning; then whose they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from typing import Any

from skillgap.extraction.ambiguity import resolve
from skillgap.extraction.assertion import assert_status, brings_along, mark
from skillgap.extraction.coordination import coordinated
from skillgap.extraction.doubts import with_doubts
from skillgap.extraction.index import Index, build_index
from skillgap.extraction.masks import masked_spans, walls
from skillgap.extraction.matcher import Match, because, match_names
from skillgap.extraction.near_miss import NearMisses
from skillgap.extraction.phrases import match_phrases
from skillgap.extraction.tokens import Tokens, tokenize
from skillgap.extraction.unlisted import match_unlisted, skill_sections
from skillgap.models.making import all_made
from skillgap.models.resume import Mention, Section, SectionKind, Structure
from skillgap.settings import Settings
from skillgap.taxonomy import Taxonomy


class Extractor:
    """Finds the skills of a taxonomy in a text; built once, never changed by use."""

    def __init__(self, taxonomy: Taxonomy, *, settings: Settings | None = None) -> None:
        self.taxonomy = taxonomy
        self.settings = settings

    def __reduce__(self) -> tuple[object, ...]:
        # What is loaded stays behind: another process builds its own tables.
        return partial(Extractor, settings=self.settings), (self.taxonomy,)

    @cached_property
    def index(self) -> Index:
        """The look-up tables, built on first use."""
        return build_index(self.taxonomy)

    @cached_property
    def near_misses(self) -> NearMisses:
        """The typo finder, built on first use."""
        return NearMisses(self.index)

    def mentions(self, text: str, *, structure: Structure | None = None, resume: bool = False) -> tuple[Mention, ...]:
        """Return every mention, sorted by start; spans of one skill don't overlap.

        With a resume's `structure`, names, schools, employers, links and degree fields never give a skill, and
        sections help to tell meanings apart; without it (job ads, role documents) the words alone decide, and what
        the taxonomy doesn't hold is no mention (`unlisted.propose` gives it). `resume` says that the text is a
        person's own: then what no cue speaks of is weighed too (`doubts`).
        """
        tokens, found, kinds = self.matches(text, structure=structure)
        if resume:
            found = with_doubts(tokens, found)
        found = _by_wishes(tokens, _by_certificates(tokens, found, structure), structure)
        values = [mention_of(tokens, match, kind) for match, kind in zip(found, kinds, strict=True)]
        return tuple(all_made(Mention, values))

    def matches(
        self, text: str, *, structure: Structure | None = None
    ) -> tuple[Tokens, list[Match], list[SectionKind]]:
        """Return the words, the matches among them with the status that cues give, and each one's section."""
        tokens = (
            tokenize(text, masks=masked_spans(text, structure), walls=walls(structure), wraps=structure.wraps)
            if structure
            else tokenize(text)
        )
        index = self.index
        sections = _Sections(structure)
        named = match_names(tokens, index)
        named = resolve(tokens, index, named, sections.of(tokens, named))
        found = [*named, *self.near_misses.match(tokens, named), *coordinated(tokens, index, named)]
        found = in_order([*found, *match_phrases(tokens, index, found)])
        if structure and (unlisted := match_unlisted(tokens, found, skill_sections(tokens, structure))):
            found = in_order([*found, *unlisted])
        kinds = sections.of(tokens, found)
        return tokens, assert_status(tokens, index, found, kinds), kinds


def _by_certificates(tokens: Tokens, found: list[Match], structure: Structure | None) -> list[Match]:
    """Mark what stands in the name of a certificate that is still to come; a lapsed one shows what was learned."""
    certificates = structure.certifications if structure else ()
    planned = [(one.start, one.end) for one in certificates if one.planned]
    lapsed = [(one.start, one.end) for one in certificates if one.expired and not one.planned]
    if not (planned or lapsed):
        return found
    marked: list[Match] = []
    for match in found:
        at = tokens.starts[match.first]
        if match.status == "held" and any(start <= at < end for start, end in planned):
            match = mark(match, "planned", "planned: a certificate not yet held")
        elif match.status == "denied" and any(start <= at < end for start, end in lapsed):
            # What the certificate's own "expired" denies is the certificate.
            told = match.reason.rpartition("; ")[0] if "; " in match.reason else ""
            match = mark(because(match, told), "held", "learned for a certificate that has lapsed")
        marked.append(match)
    return marked


def _by_wishes(tokens: Tokens, found: list[Match], structure: Structure | None) -> list[Match]:
    """Mark what stands where it is told what the person looks for; "my ten years of Go" are brought along."""
    wishes = structure.wishes if structure else ()
    if not wishes:
        return found
    return [
        mark(match, "planned", "planned or wished for: in a section of wishes")
        if match.status == "held"
        and any(start <= tokens.starts[match.first] < end for start, end in wishes)
        and not brings_along(tokens, match)
        else match
        for match in found
    ]


class _Sections:
    """The section kind at each offset; "other" where there is no structure."""

    def __init__(self, structure: Structure | None) -> None:
        spans: list[tuple[int, SectionKind]] = [(s.start, _kind(s)) for s in structure.sections] if structure else []
        if structure:
            # A side column read first may run on into the head of the main one: a name ends it.
            kinds = {s.start: s.kind for s in structure.sections}
            for personal in structure.personal:
                if personal.kind == "name":
                    before = [start for start in kinds if start < personal.start]
                    if before and kinds[max(before)] in {"interests", "references", "languages"}:
                        spans.append((personal.start, "other"))
        spans.sort(key=lambda span: span[0])
        self._starts = [start for start, _ in spans]
        # What stands before the first section belongs to it.
        self._kinds = [kind for _, kind in [*spans[:1], *spans]]

    def of(self, tokens: Tokens, matches: Sequence[Match]) -> list[SectionKind]:
        """Return the section of each match."""
        if not self._starts:
            return ["other"] * len(matches)
        kinds, starts, places = self._kinds, self._starts, tokens.starts
        return [kinds[bisect_right(starts, places[match.first])] for match in matches]


_OTHER_PEOPLE = frozenset(
    {
        "people also viewed", "people you may know", "people you may also know", "similar profiles",
        "similar candidates", "more profiles for you", "others named", "other profiles", "recommended for you",
    }
)  # fmt: skip


def _kind(section: Section) -> SectionKind:
    """Return a section's kind; what a researcher is interested in is what she works on.

    What a site prints beside a profile ("People also viewed") is of others, as references are.
    """
    if section.title and section.title.strip(" :").lower() in _OTHER_PEOPLE:
        return "references"
    research = section.kind == "interests" and section.title and "research" in section.title.lower()
    return "other" if research else section.kind


def in_order(found: Iterable[Match]) -> list[Match]:
    """Sort the matches by place, the longest first."""
    return sorted(found, key=lambda m: (m.first, -m.last, m.surface.skill.id if m.surface.skill else ""))


def mention_of(tokens: Tokens, match: Match, section: SectionKind) -> dict[str, Any]:
    """Return the fields of the public value, in their order."""
    skill = match.surface.skill
    if skill is None and match.method != "unlisted":
        raise ValueError("a phrase that is no skill is no mention")
    start, end = tokens.starts[match.first], tokens.ends[match.last - 1]
    text = tokens.text[start:end]
    return {
        "skill_id": skill.id if skill else None,
        "name": skill.name if skill else " ".join(text.split()),
        "category": skill.category if skill else None,
        "text": text,
        "start": start,
        "end": end,
        "section": section,
        "method": match.method,
        "similarity": match.similarity,
        "status": match.status,
        "reason": match.reason or _plain_reason(match, text),
    }


def _plain_reason(match: Match, text: str) -> str:
    if match.method == "exact" or match.surface.skill is None:
        return f'named as "{text}"'
    return f'"{text}" is another way to write {match.surface.skill.name}'

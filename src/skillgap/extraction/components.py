"""Doc → Doc: the extractor's steps as spaCy components, for anyone's own `nlp`.

`Extractor.mentions` runs the same steps without spaCy: importing it costs more than a whole resume, and its tokenizer
has inputs that take quadratic time. The factories register when this module is imported; the package's entry points
let `nlp.add_pipe("skillgap_matcher")` do that by itself.

What a component finds stands in `doc.spans["skillgap"]` (label: category, kb_id: skill id, span_id: status) and, with
reasons, in `doc.user_data["skillgap"]` as plain dictionaries, so that a Doc can be stored and sent to other processes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from skillgap.extraction.ambiguity import resolve
from skillgap.extraction.assertion import assert_status
from skillgap.extraction.coordination import coordinated
from skillgap.extraction.extractor import Extractor, in_order, mention_of
from skillgap.extraction.matcher import Match, match_names
from skillgap.extraction.phrases import match_phrases
from skillgap.extraction.surfaces import Surface
from skillgap.extraction.tokens import Tokens, key_of, tokenize
from skillgap.extraction.unlisted import propose
from skillgap.models.resume import Mention, SectionKind
from skillgap.taxonomy import load_taxonomy

KEY = "skillgap"
STEPS = ("skillgap_matcher", "skillgap_near_miss", "skillgap_phrases", "skillgap_assertion")
"""In this order; `skillgap_unlisted` may follow, and is left out by default: it proposes, it doesn't know."""


@lru_cache(maxsize=8)
def extractor_of(taxonomy: str | None) -> Extractor:
    """Return the extractor of a taxonomy folder (None: the bundled one), shared by the components of a process."""
    return Extractor(load_taxonomy(Path(taxonomy) if taxonomy else None))


# The components of one pipeline see one text after another: the words of the last one serve them all.
_tokens = lru_cache(maxsize=2)(tokenize)


class Component:
    """One step: `match` finds and changes nothing, `set_annotations` writes what was found."""

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor

    def __call__(self, doc: Doc) -> Doc:
        """Find and write."""
        self.set_annotations(doc, self.match(doc))
        return doc

    def match(self, doc: Doc) -> list[Match]:
        """Return all matches after this step, sorted by start."""
        return self.step(_tokens(doc.text), self.matches_of(doc))

    def step(self, tokens: Tokens, matches: list[Match]) -> list[Match]:
        """Add to the matches of the steps before."""
        raise NotImplementedError

    def matches_of(self, doc: Doc) -> list[Match]:
        """Read back what the steps before this one wrote."""
        return [self._read(entry) for entry in doc.user_data.get(KEY, ())]

    def set_annotations(self, doc: Doc, matches: Sequence[Match]) -> None:
        """Replace what `doc` holds by these matches."""
        tokens = _tokens(doc.text)
        entries = [_written(tokens, match) for match in matches]
        doc.user_data[KEY] = entries
        spans = [_span(doc, entry) for entry in entries]
        doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=[span for span in spans if span is not None])

    def _read(self, entry: dict[str, Any]) -> Match:
        index = self.extractor.index
        if entry["method"] == "unlisted":
            surface = Surface(None, entry["surface"], "alias")
        elif entry["method"] == "phrase":
            surface = Surface(index.skills[entry["skill_id"]], entry["surface"], "alias")
        else:
            surface = index.surfaces[key_of(entry["surface"])]
        first, last = entry["words"]
        return Match(first, last, surface, entry["method"], entry["similarity"], entry["reason"], entry["status"])


class Matcher(Component):
    """Names as written, and what their words mean here."""

    def step(self, tokens: Tokens, matches: list[Match]) -> list[Match]:
        """Find the names of skills."""
        index = self.extractor.index
        named = match_names(tokens, index)
        named = resolve(tokens, index, named, _sections(named))
        return in_order([*named, *coordinated(tokens, index, named)])


class NearMiss(Component):
    """Names with a typo."""

    def step(self, tokens: Tokens, matches: list[Match]) -> list[Match]:
        """Add names with a typo."""
        return in_order([*matches, *self.extractor.near_misses.match(tokens, matches)])


class Phrases(Component):
    """Phrases that show a skill without its name."""

    def step(self, tokens: Tokens, matches: list[Match]) -> list[Match]:
        """Add phrases, unless a name of the same skill is in them."""
        return in_order([*matches, *match_phrases(tokens, self.extractor.index, matches)])


class Assertion(Component):
    """Held, planned, denied or someone else's."""

    def step(self, tokens: Tokens, matches: list[Match]) -> list[Match]:
        """Give every match its status."""
        return assert_status(tokens, self.extractor.index, matches, _sections(matches))


class Unlisted(Component):
    """Names of skills that the taxonomy does not hold, with a confidence."""

    def step(self, tokens: Tokens, matches: list[Match]) -> list[Match]:
        """Add what reads as a skill's name and overlaps no match."""
        known = [Mention.model_validate(mention_of(tokens, match, "other")) for match in matches]
        taken = {i for match in matches for i in range(match.first, match.last)}
        found = list(matches)
        for proposed in propose(tokens.text, known):
            first, last = bisect_left(tokens.starts, proposed.start), bisect_left(tokens.starts, proposed.end)
            if proposed.listed or not taken.isdisjoint(range(first, last)):
                continue
            written = tokens.text[proposed.start : proposed.end]
            reason = f'"{written}" is not in the taxonomy; it reads as the name of a skill'
            similarity = round(100 * proposed.confidence, 1)
            found.append(Match(first, last, Surface(None, written, "alias"), "unlisted", similarity, reason))
        return in_order(found)


def _factory(name: str, kind: type[Component]) -> Callable[..., Component]:
    """Register the factory of a component under its name."""

    def make(nlp: Language, name: str, taxonomy: str | None) -> Component:
        return kind(extractor_of(taxonomy))

    Language.factory(name, default_config={"taxonomy": None}, func=make)
    return make


make_matcher = _factory("skillgap_matcher", Matcher)
make_near_miss = _factory("skillgap_near_miss", NearMiss)
make_phrases = _factory("skillgap_phrases", Phrases)
make_assertion = _factory("skillgap_assertion", Assertion)
make_unlisted = _factory("skillgap_unlisted", Unlisted)


def add_components(nlp: Language, *, taxonomy: Path | None = None) -> Language:
    """Add all steps to the end of a pipeline, in order, and return it."""
    for step in STEPS:
        nlp.add_pipe(step, config={"taxonomy": str(taxonomy) if taxonomy else None})
    return nlp


def _sections(matches: Sequence[Match]) -> list[SectionKind]:
    return ["other"] * len(matches)


def _written(tokens: Tokens, match: Match) -> dict[str, Any]:
    skill = match.surface.skill
    return {
        "skill_id": skill.id if skill else None,
        "category": skill.category if skill else None,
        "surface": match.surface.written,
        "words": [match.first, match.last],
        "start": tokens.starts[match.first],
        "end": tokens.ends[match.last - 1],
        "method": match.method,
        "similarity": match.similarity,
        "status": match.status,
        "reason": match.reason,
    }


def _span(doc: Doc, entry: dict[str, Any]) -> Span | None:
    span: Span | None = doc.char_span(
        entry["start"], entry["end"], label=entry["category"] or "", kb_id=entry["skill_id"] or "",
        span_id=entry["status"], alignment_mode="expand",
    )  # fmt: skip
    return span

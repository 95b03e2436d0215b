"""Labelled spans → precision, recall and F1, strict and partial, in the JSON lines format of SkillSpan.

A line holds one sentence: `tokens`, `tags_knowledge` (B, I, O), `source` (the part: tech, house) and `idx` (the job ad
that it belongs to; neighbours with one `idx` are read as one text).
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from skillgap.errors import ConfigurationError, unopened
from skillgap.extraction import Extractor
from skillgap.extraction.unlisted import propose
from skillgap.models.base import Frozen
from skillgap.models.skill import SOFT_CATEGORIES

Span = tuple[int, int]


class LabelledSentence(NamedTuple):
    """A sentence and its gold spans, in tokens; `starts` and `ends` are the tokens' places in the ad's text."""

    tokens: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    spans: frozenset[Span]


class LabelledAd(NamedTuple):
    """The sentences of one ad; `text` has one a line, tokens joined by blanks."""

    part: str
    text: str
    sentences: tuple[LabelledSentence, ...]


class SpanCounts(Frozen):
    """Spans counted: `exact` agree in both ends, `near_*` overlap one of the other side without agreeing."""

    expected: int = 0
    predicted: int = 0
    exact: int = 0
    near_expected: int = 0
    near_predicted: int = 0

    def __add__(self, other: SpanCounts) -> SpanCounts:
        return SpanCounts(**{name: getattr(self, name) + getattr(other, name) for name in SpanCounts.model_fields})

    def f1(self, *, credit: float) -> float:
        """Return F1 where an overlap counts `credit` of an agreement (strict 0, partial 0.5, any overlap 1)."""
        precision, recall = self.precision(credit=credit), self.recall(credit=credit)
        return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0

    def precision(self, *, credit: float) -> float:
        """Return the share of the predicted spans that is right."""
        return round((self.exact + credit * self.near_predicted) / self.predicted, 4) if self.predicted else 1.0

    def recall(self, *, credit: float) -> float:
        """Return the share of the expected spans that is found."""
        return round((self.exact + credit * self.near_expected) / self.expected, 4) if self.expected else 1.0


class SpanEvaluation(Frozen):
    """Counts by part of the data: `listed` for the taxonomy's names alone, `together` with unlisted ones."""

    listed: dict[str, SpanCounts]
    together: dict[str, SpanCounts]

    def summary(self) -> dict[str, float | int]:
        """Return the figures that a model card quotes, part by part.

        Strict: the same first and last token. Partial: an overlapping span counts a half (SemEval 2013). Overlap: it
        counts in full.
        """
        figures: dict[str, float | int] = {}
        for part, counts in self.together.items():
            figures[f"{part}_spans"] = counts.expected
            for name, found in (("", counts), ("listed_only_", self.listed[part])):
                figures[f"{part}_{name}strict_precision"] = found.precision(credit=0)
                figures[f"{part}_{name}strict_recall"] = found.recall(credit=0)
                figures[f"{part}_{name}strict_f1"] = found.f1(credit=0)
                figures[f"{part}_{name}partial_f1"] = found.f1(credit=0.5)
                figures[f"{part}_{name}overlap_f1"] = found.f1(credit=1)
        return figures


def holds_spans(path: Path) -> bool:
    """Tell whether a file is of this format."""
    if not path.is_file():
        return False
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            first = lines.readline()
    except OSError as error:
        raise unopened(path, error) from error
    return first.startswith("{") and '"tags_knowledge"' in first


def evaluate_spans(path: Path, *, extractor: Extractor) -> SpanEvaluation:
    """Measure the spans of hard skills against the knowledge spans of a file; raise `settings_invalid`."""
    listed: dict[str, SpanCounts] = {}
    together: dict[str, SpanCounts] = {}
    for ad in read_labelled_ads(path):
        mentions = extractor.mentions(ad.text)
        names = [
            (m.start, m.end) for m in mentions if m.method != "phrase" and m.category not in {None, *SOFT_CATEGORIES}
        ]
        spans = [(found.start, found.end) for found in propose(ad.text, mentions)]
        for counts, places in ((listed, names), (together, spans)):
            counts[ad.part] = sum(
                (count(s.spans, in_tokens(s, places)) for s in ad.sentences), counts.get(ad.part, SpanCounts())
            )
    return SpanEvaluation(listed=listed, together=together)


def read_labelled_ads(path: Path) -> Iterator[LabelledAd]:
    """Read a file, ad by ad."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        for (part, _), group in groupby(rows, key=lambda row: (row["source"], row["idx"])):
            yield _ad(part, list(group))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ConfigurationError("settings_invalid", f"{path}: {error!r}") from error


def in_tokens(sentence: LabelledSentence, places: Sequence[Span]) -> frozenset[Span]:
    """Turn places in the ad's text into spans of one sentence's tokens; what crosses its ends is left out.

    The data has lost its commas, and a bracket that closed before one ("(AWS), …") stands in the span: a closing
    bracket before a new beginning is taken with the span before it.
    """
    found = set()
    begin, end = sentence.starts[0], sentence.ends[-1]
    for start, stop in places:
        if not (begin <= start and stop <= end):
            continue
        first, last = bisect_right(sentence.ends, start), bisect_left(sentence.starts, stop)
        tokens = sentence.tokens
        if last + 1 < len(tokens) and tokens[last] == ")" and "(" in tokens[:last] and "(" not in tokens[first:last]:
            after = tokens[last + 1]
            last += after[0].isupper() or after in {"*", "•"}
        if first < last:
            found.add((first, last))
    return frozenset(found)


def count(expected: frozenset[Span], predicted: frozenset[Span]) -> SpanCounts:
    """Compare the spans of one sentence."""
    exact = expected & predicted
    return SpanCounts(
        expected=len(expected),
        predicted=len(predicted),
        exact=len(exact),
        near_expected=sum(any(_touch(a, b) for b in predicted) for a in expected - exact),
        near_predicted=sum(any(_touch(a, b) for b in expected) for a in predicted - exact),
    )


def _touch(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _ad(part: str, rows: Sequence[dict[str, Any]]) -> LabelledAd:
    sentences, lines, at = [], [], 0
    for row in rows:
        tokens, starts, ends = row["tokens"], [], []
        for token in tokens:
            starts.append(at)
            ends.append(at + len(token))
            at += len(token) + 1
        sentences.append(LabelledSentence(tokens, starts, ends, frozenset(_spans(row["tags_knowledge"]))))
        lines.append(" ".join(tokens))
    return LabelledAd(part, "\n".join(lines), tuple(s for s in sentences if s.tokens))


def _spans(tags: Sequence[str]) -> Iterator[Span]:
    first: int | None = None
    for i, tag in enumerate([*tags, "O"]):
        if first is not None and tag != "I":
            yield first, i
            first = None
        if tag == "B" or (tag == "I" and first is None):
            first = i

"""SkillSpan's training part → `src/skillgap/extraction/data/unlisted.json`, the weights of unlisted skills.

    python scripts/train_unlisted.py ../shared/data

The folder holds `skillspan/{train,dev}.json`, `sayfullina/*.conll` and `esco/*.csv`. The model is a linear-chain
conditional random field (labels B, I, O) with squared penalty, fitted by L-BFGS. The development part only chooses
among settings. Nothing random is left: the same data and versions give the same file.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import platform
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import scipy
import scipy.sparse as sparse
import sklearn
from format_data import model_text
from scipy.optimize import minimize
from scipy.sparse.linalg import svds
from sklearn.cluster import KMeans

from skillgap.extraction import Extractor
from skillgap.extraction import unlisted as run_time
from skillgap.extraction.tagger import Lexicon, Tagger, placed_features
from skillgap.extraction.tokens import tokenize
from skillgap.extraction.words import DATA
from skillgap.span_evaluation import LabelledAd, SpanCounts, count, in_tokens, read_labelled_ads
from skillgap.taxonomy import load_taxonomy

PENALTY = 4.0
ROUNDS = 80
RAREST = 3  # features seen less often are left out
SMALLEST = 0.07  # weights below it are left out
OTHER_PART = 0.3  # a sentence of the part "house" (no tech ads) weighs so much
WIDE, NARROW = 48, 250  # numbers of groups of words
NEVER = -1e4
ALLOWED = np.array([[True, True, False], [True, True, True], [True, True, True]])  # from O, B, I to O, B, I
WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")


def main() -> None:
    """Train, measure on the development part, write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--output", type=Path, default=DATA / "unlisted.json")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--groups", type=int, default=1)
    arguments = parser.parse_args()
    data = arguments.data
    sources = [
        data / "skillspan/train.json",
        *sorted((data / "esco").glob("*.csv")),
        *sorted((data / "sayfullina").glob("*.conll")),
    ]
    taxonomy = load_taxonomy()
    extractor = Extractor(taxonomy)
    groups = word_groups(list(sentences(data))) if arguments.groups else {}
    lexicon = Lexicon(groups, parts_of_speech(data / "sayfullina/sayfullina_train_parsed.conll"))
    rows, labels, sizes, weights = training_rows(read_labelled_ads(sources[0]), extractor, lexicon)
    names = sorted(name for name, n in Counter(name for row in rows for name in row).items() if n >= RAREST)
    print(f"{len(rows)} words, {len(names)} features")
    emissions, steps = fit(matrix(rows, names), np.array(labels), sizes, weights, arguments)
    model: dict[str, Any] = {
        "provenance": {
            "about": "Linear-chain conditional random field over words; B begins a skill's name, I goes on, O is outside. "
            "weights: feature, [B, I] measured from O. groups: word, [wide, narrow] group of words in like places. "
            "parts: word, part of speech.",
            "script": "scripts/train_unlisted.py",
            "sources": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sources},
            "licences": "SkillSpan: MIT; Sayfullina: MIT; ESCO: © European Union, reuse with acknowledgement.",
            "taxonomy": taxonomy.version,
            "versions": {
                "python": platform.python_version(),
                "numpy": np.__version__,
                "scipy": scipy.__version__,
                "scikit-learn": sklearn.__version__,
            },
            "settings": {
                "penalty": arguments.penalty,
                "rounds": arguments.rounds,
                "rarest": RAREST,
                "smallest": SMALLEST,
                "other_part": OTHER_PART,
            },
        },
        "steps": steps,
        "groups": lexicon.groups,
        "parts": lexicon.parts,
        "weights": {
            name: pair
            for name, (b, i) in zip(names, emissions, strict=True)
            if max(map(abs, pair := [round(float(b), 2), round(float(i), 2)])) >= SMALLEST
        },
    }
    model["provenance"]["development"] = measure(data / "skillspan/dev.json", extractor, Tagger(model))
    print(json.dumps(model["provenance"]["development"], indent=1), len(model["weights"]), "weights")
    arguments.output.write_text(model_text(json.dumps(model)), encoding="utf-8")


def sentences(data: Path) -> Iterator[list[str]]:
    """Give the sentences that groups of words are learned from, in lower case."""
    for ad in read_labelled_ads(data / "skillspan/train.json"):
        yield from (WORD.findall(line.lower()) for line in ad.text.split("\n"))
    for path in sorted((data / "esco").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                for name, cut in (("preferredLabel", r"\n"), ("altLabels", r"[|\n]"), ("description", r"[.\n]")):
                    yield from (WORD.findall(part.lower()) for part in re.split(cut, row.get(name) or ""))
    for block in (data / "sayfullina/sayfullina_train.conll").read_text(encoding="utf-8").split("\n\n"):
        yield [line.split()[0] for line in block.split("\n") if line.split()]


def word_groups(texts: list[list[str]]) -> dict[str, list[int]]:
    """Group words by their neighbours: positive pointwise mutual information, 50 singular vectors, k-means."""
    counts = Counter(word for text in texts for word in text)
    words = sorted((word for word, n in counts.items() if n >= 4), key=lambda word: (-counts[word], word))
    row = {word: i for i, word in enumerate(words)}
    near = {word: i for i, word in enumerate(words[:1500])}
    size = len(near) + 2
    seen: Counter[tuple[int, int]] = Counter()
    for text in texts:
        for i, word in enumerate(text):
            for side, at in ((0, i - 1), (1, i + 1)):
                if word in row:
                    other = near.get(text[at], size - 2) if 0 <= at < len(text) else size - 1
                    seen[row[word], side * size + other] += 1
    cells = sorted(seen)
    table = np.zeros((len(words), 2 * size))
    table[tuple(np.array(cells).T)] = [seen[cell] for cell in cells]
    expected = table.sum(1, keepdims=True) * (table.sum(0) ** 0.75 / (table.sum(0) ** 0.75).sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        surprise = np.where(table > 0, np.maximum(np.log(table / expected), 0), 0)
    left, values, _ = svds(sparse.csr_matrix(surprise), k=50, v0=np.ones(min(surprise.shape)), solver="arpack")
    vectors = left * np.sqrt(values)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    wide = KMeans(WIDE, n_init=2, random_state=0).fit_predict(vectors)
    narrow = KMeans(NARROW, n_init=1, random_state=0).fit_predict(vectors)
    return {word: [int(wide[i]), int(narrow[i])] for word, i in row.items()}


def parts_of_speech(path: Path) -> dict[str, str]:
    """Read every word's most frequent part of speech."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) > 4:
            seen[cells[1]][cells[3]] += 1
    return {word: min(parts, key=lambda part: (-parts[part], part)) for word, parts in seen.items()}


def training_rows(
    ads: Iterator[LabelledAd], extractor: Extractor, lexicon: Lexicon
) -> tuple[list[list[str]], list[int], list[int], list[float]]:
    """Give features and label of every word, and length and weight of every line."""
    rows: list[list[str]] = []
    labels: list[int] = []
    sizes: list[int] = []
    weights: list[float] = []
    for ad in ads:
        tokens = tokenize(ad.text, wraps=())
        gold = [0] * tokens.size
        for sentence in ad.sentences:
            for first, last in sorted(sentence.spans):
                begin, end = sentence.starts[first], sentence.ends[last - 1]
                inside = [i for i in range(tokens.size) if tokens.starts[i] < end and begin < tokens.ends[i]]
                for i in inside:
                    gold[i] = 1 if i == inside[0] else 2
        for at, line in run_time.lines_of(tokens, run_time.hits_of(tokens, extractor.mentions(ad.text))):
            rows += [sorted(set(row)) for row in placed_features(line, lexicon)]
            labels += gold[at : at + len(line.words)]
            sizes.append(len(line.words))
            weights.append(1.0 if ad.part == "tech" else OTHER_PART)
    return rows, labels, sizes, weights


def matrix(rows: list[list[str]], names: list[str]) -> sparse.csr_matrix:
    """Give the rows as ones in a sparse matrix."""
    column = {name: i for i, name in enumerate(names)}
    found = [[column[name] for name in row if name in column] for row in rows]
    ends = np.cumsum([0, *map(len, found)])
    return sparse.csr_matrix((np.ones(ends[-1]), np.concatenate(found), ends), shape=(len(rows), len(names)))


def fit(
    features: sparse.csr_matrix,
    labels: np.ndarray,
    sizes: list[int],
    weights: list[float],
    arguments: argparse.Namespace,
) -> tuple[np.ndarray, dict[str, float]]:
    """Maximise the penalised likelihood; all lines go through the forward-backward sums side by side."""
    order = np.argsort(-np.array(sizes), kind="stable")
    lengths, starts = np.array(sizes)[order], (np.cumsum([0, *sizes])[:-1])[order]
    weight = np.array(weights)[order]
    longest = int(lengths[0])
    active = [int((lengths > t).sum()) for t in range(longest)]
    at = [starts[: active[t]] + t for t in range(longest)]
    width = features.shape[1]
    back = features.T.tocsr()
    row_weight = np.zeros((features.shape[0], 1))
    for t in range(longest):
        row_weight[at[t], 0] = weight[: active[t]]
    gold = np.eye(3)[labels]
    barred = np.where(ALLOWED, 0, NEVER)
    gold_steps = np.zeros((3, 3))
    for t in range(1, longest):
        np.add.at(gold_steps, (labels[at[t] - 1], labels[at[t]]), weight[: active[t]])
    gold_features = back @ (gold * row_weight)

    def objective(values: np.ndarray) -> tuple[float, np.ndarray]:
        scores = features @ values[: width * 3].reshape(width, 3)
        steps = values[width * 3 :].reshape(3, 3) + barred
        turn = np.exp(steps)
        ahead = [scores[at[0]] + barred[0]]
        for t in range(1, longest):
            before = ahead[-1][: active[t]]
            top = before.max(1, keepdims=True)
            ahead.append(np.log(np.exp(before - top) @ turn + 1e-300) + top + scores[at[t]])
        chance = np.zeros_like(scores)
        step_sums = np.zeros((3, 3))
        behind = after = np.zeros((active[-1], 3))
        total = np.zeros(0)
        for t in range(longest - 1, -1, -1):
            if t < longest - 1:
                behind = np.zeros((active[t], 3))
                top = after.max(1, keepdims=True)
                behind[: active[t + 1]] = np.log(np.exp(after - top) @ turn.T + 1e-300) + top
            joint = ahead[t] + behind
            top = joint.max(1, keepdims=True)
            total = np.log(np.exp(joint - top).sum(1, keepdims=True)) + top
            chance[at[t]] = np.exp(joint - total)
            after = behind + scores[at[t]]
            if t:
                before = ahead[t - 1][: active[t]]
                one, two = before.max(1, keepdims=True), after.max(1, keepdims=True)
                share = np.exp(one + two - total) * weight[: active[t], None]
                step_sums += turn * ((np.exp(before - one) * share).T @ np.exp(after - two))
        loss = (total[:, 0] * weight).sum() - (scores * gold * row_weight).sum() - (gold_steps * (steps - barred)).sum()
        slope = np.concatenate(
            [(back @ (chance * row_weight) - gold_features).ravel(), (step_sums - gold_steps).ravel()]
        )
        return loss + 0.5 * arguments.penalty * values @ values, slope + arguments.penalty * values

    result = minimize(
        objective,
        np.zeros(width * 3 + 9),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": arguments.rounds, "maxcor": 8},
    )
    values = result.x[: width * 3].reshape(width, 3)
    steps = result.x[width * 3 :].reshape(3, 3)
    named = {"OBI"[i] + "OBI"[j]: round(float(steps[i, j]), 3) for i in range(3) for j in range(3) if ALLOWED[i, j]}
    return values[:, 1:] - values[:, :1], named


def measure(path: Path, extractor: Extractor, tagger: Tagger) -> dict[str, dict[str, float]]:
    """Give strict, partial and overlap F1 of the tech part for several leanings of the decoder."""
    found: dict[float, SpanCounts] = defaultdict(SpanCounts)
    for ad in read_labelled_ads(path):
        if ad.part != "tech":
            continue
        tokens = tokenize(ad.text, wraps=())
        lines = list(run_time.lines_of(tokens, run_time.hits_of(tokens, extractor.mentions(ad.text))))
        for lean in (0.0, 0.25, 0.5, 0.75, 1.0):
            places = [
                (tokens.starts[first + at], tokens.ends[last + at - 1])
                for at, line in lines
                for first, last, _ in tagger.spans(line, bias=lean)
            ]
            for sentence in ad.sentences:
                found[lean] += count(sentence.spans, in_tokens(sentence, places))
    return {
        f"lean {lean}": {"strict": c.f1(credit=0), "partial": c.f1(credit=0.5), "overlap": c.f1(credit=1)}
        for lean, c in found.items()
    }


if __name__ == "__main__":
    main()

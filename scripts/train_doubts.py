"""Labelled sentences and resumes → `src/skillgap/extraction/data/doubts.json`, the weights of what is not held.

    python scripts/train_doubts.py scripts/data/held_sentences.jsonl tests/data/traps*.jsonl tests/evaluation …

A JSON Lines file holds sentences with the names of the skills that are held (`find`) and that are not (`not`), a
folder labelled cases (docs/evaluation.md). The model is a multinomial logistic regression over the features of
`extraction/doubts.py`. Where a skill counts as not held is decided by cross-validation over people: at most `LOST`
of what they hold may be lost. Nothing is random: the same data and versions give the same file.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import platform
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import sklearn
from format_data import model_text
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from skillgap.analyzer import Analyzer
from skillgap.errors import SkillgapError
from skillgap.extraction.clauses import clause_around
from skillgap.extraction.doubts import WINDOW, features_of, kinds_of_words, word_of
from skillgap.extraction.matcher import Match, names_of
from skillgap.extraction.tokens import Tokens
from skillgap.extraction.words import DATA, load_data
from skillgap.settings import Settings
from skillgap.structure import read_structure

STATUSES = ("planned", "denied", "other")
KINDS = {
    "no": "not no never without none nor neither cannot t nothing nobody hardly barely lack lacking little zero",
    "plan": "learn learning plan planned planning want wish hope hoping soon next future goal interested curious keen "
    "exploring studying enrolled booked upcoming intend aim would like someday eventually yet course exam",
    "me": "i my me we our us myself",
    "they": "they their them his her he she who whose someone somebody others else other another theirs hers",
}
LOST = 0.003  # part of what people hold that may be lost
PENALTY = 0.3  # scikit-learn's C
RAREST = 3  # features seen in fewer examples are left out
SMALLEST = 0.06  # weights below it are left out
FOLDS = 8
COVERED = 0.99  # part of what the model catches that the telling words let it look at
PLANNED = re.compile(
    r"plan|wish|learn|exam|progress|goal|booked|begun|intend|want|future|next|interest|not yet|pending"
)
DENIED = re.compile(r"den[iy]|not |never|no |disown|expired|lapsed|unfinished|lack|weak|avoid|evaluat|drop|abandon")


class Example(NamedTuple):
    """A skill as it stands in a text, with its true status; `source` is a person's file or a sentence."""

    features: dict[str, str]
    stems: frozenset[str]
    status: str
    cue: str
    person: bool
    source: str


def main() -> None:
    """Train, choose the threshold by cross-validation, print what it would catch, write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, default=DATA / "doubts.json")
    parser.add_argument("--penalty", type=float, default=PENALTY)
    arguments = parser.parse_args()
    analyzer = Analyzer(settings=Settings(as_of=datetime.date(2026, 6, 15)), isolated=False)
    reader = Reader(analyzer)
    examples = [example for source in arguments.sources for example in reader.read(source)]
    print(Counter((example.person, example.status) for example in examples))
    names, table = matrix(examples)
    labels = np.array([example.status for example in examples])
    groups = np.array([example.source for example in examples])
    held = np.zeros(len(examples))
    for train, test in GroupKFold(FOLDS).split(table, labels, groups):
        model = fitted(table[train], labels[train], arguments.penalty)
        held[test] = model.predict_proba(table[test])[:, list(model.classes_).index("held")]
    certain = threshold(examples, held)
    figures = measured(examples, held, certain)
    print(json.dumps(figures, indent=1))
    model = fitted(table, labels, arguments.penalty)
    weights, bias = against_held(model, names)
    content: dict[str, Any] = {
        "provenance": {
            "about": "Multinomial logistic regression over the words around a skill's name, measured from `held`. A skill "
            "is not held where the sum of exp(bias + weights) over the statuses is at least `odds`.",
            "script": "scripts/train_doubts.py",
            "sources": {path.name: digest(path) for path in arguments.sources},
            "versions": {"python": platform.python_version(), "scikit-learn": sklearn.__version__},
            "settings": {"penalty": arguments.penalty, "lost": LOST, "rarest": RAREST, "smallest": SMALLEST},
            "cross_validation": figures,
        },
        "statuses": STATUSES,
        "odds": round(1 / certain - 1, 3),
        "bias": bias,
        "kinds": kinds(),
        "telling": sorted(telling(examples, held, certain)),
        "weights": weights,
    }
    arguments.output.write_text(model_text(json.dumps(content)), encoding="utf-8")
    print(len(weights), "weights", len(content["telling"]), "telling words")


def kinds() -> dict[str, list[str]]:
    """Return the kinds of words: those of this script, and the doers and verbs of work of the cues."""
    cues = load_data("assertion.json")
    work = {*cues["agents"]["work"], *cues["held_verbs"]}
    return {
        "doer": cues["agents"]["doers"],
        **{kind: words.split() for kind, words in KINDS.items()},
        "work": sorted(work),
    }


class Reader:
    """Reads labelled texts as the extractor sees them."""

    def __init__(self, analyzer: Analyzer) -> None:
        self.analyzer = analyzer
        self.kinds = kinds_of_words(kinds())
        self.ids: dict[str, str] = {}
        for skill in analyzer.taxonomy.skills.values():
            for name in (skill.id, skill.name, *skill.aliases):
                self.ids.setdefault(name.lower(), skill.id)

    def read(self, source: Path) -> Iterator[Example]:
        """Give the examples of a file of sentences or a folder of cases."""
        if source.is_dir():
            for path in sorted(source.glob("*.json")):
                yield from self.case(path)
            return
        for row in map(json.loads, source.read_text(encoding="utf-8").splitlines()):
            yield from self.sentence(row, f"{source.name}:{row['id']}")

    def sentence(self, row: dict[str, Any], source: str) -> Iterator[Example]:
        """Give the examples of a sentence; skills that it names as both count as neither."""
        held, not_held = ({self.ids.get(name.lower(), name) for name in row.get(key, ())} for key in ("find", "not"))
        try:
            tokens, matches = self.matches(row["text"].encode(), "sentence.txt")
        except SkillgapError:
            return
        for match in matches:
            skill = match.surface.skill.id if match.surface.skill else ""
            if (skill in held) != (skill in not_held):
                known = match.status if match.status != "held" else "other"
                why = reason(row["about"]) if row["about"].split("-")[0] in ABOUT else known
                yield self.example(tokens, matches, match, "held" if skill in held else why, source, person=False)

    def case(self, path: Path) -> Iterator[Example]:
        """Give the examples of a person's first file: what is annotated as held, and what stands in a trap."""
        annotation = json.loads(path.read_text(encoding="utf-8"))
        files = [file for file in sorted(path.parent.glob(f"{path.stem}[._]*")) if file != path]
        if "not_held" not in annotation or not files:
            return
        tokens, matches = self.matches(files[0].read_bytes(), files[0].name)
        surfaces = {squeezed(surface) for skill in annotation["skills"] for surface in skill["surfaces"]}
        traps = [(squeezed(t["surface"]), squeezed(t.get("context") or ""), t["why"]) for t in annotation["not_held"]]
        for match in matches:
            start, end = tokens.starts[match.first], tokens.ends[match.last - 1]
            name = squeezed(tokens.text[start:end])
            around = squeezed(tokens.text[max(0, start - 90) : end + 90])
            trapped = [
                why for trap, context, why in traps if (name in trap or trap in name) and within(context, around)
            ]
            if trapped:
                yield self.example(tokens, matches, match, reason(trapped[0]), path.stem, person=True)
            elif name in surfaces and name not in {trap for trap, _, _ in traps}:
                yield self.example(tokens, matches, match, "held", path.stem, person=True)

    def matches(self, data: bytes, name: str) -> tuple[Tokens, list[Match]]:
        """Return the words of a document and the matches among them."""
        document = self.analyzer.read(data, name=name)
        structure = read_structure(document, as_of=self.analyzer.settings.as_of)
        tokens, matches, _ = self.analyzer.extractor.matches(document.text, structure=structure)
        return tokens, matches

    def example(
        self, tokens: Tokens, matches: list[Match], match: Match, status: str, source: str, *, person: bool
    ) -> Example:
        """Return one example."""
        first, last = clause_around(tokens, match.first, match.last, far=WINDOW)
        stems = frozenset(tokens.stems[first : match.first] + tokens.stems[match.last : last])
        features = features_of(tokens, match, names_of(matches), partial(word_of, self.kinds))
        return Example(features, stems, status, match.status, person, source)


ABOUT = frozenset("planned denied other others evaluated lookalike expired weak company".split())


def reason(why: str) -> str:
    """Return the status that an annotator's words for a trap mean."""
    why = why.lower()
    if PLANNED.search(why):
        return "planned"
    return "denied" if DENIED.search(why) or why.split("-")[0] in {"evaluated", "expired", "weak"} else "other"


def squeezed(text: str) -> str:
    """Return a text in small letters with single blanks."""
    return " ".join(text.lower().split())


def within(context: str, around: str) -> bool:
    """Tell whether a trap's context stands around a match; of a long one, its beginning or its end."""
    if not context:
        return False
    return context in around or (len(context) > 30 and (context[:30] in around or context[-30:] in around))


def matrix(examples: list[Example]) -> tuple[list[str], Any]:
    """Give the features as ones in a sparse matrix, and their names.

    Sentences, of which most hold a trap, have a feature of their own: it takes up how often they do.
    """
    rows = [{**dict.fromkeys(example.features, 1), "sentence": int(not example.person)} for example in examples]
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(rows)
    often = np.asarray((table != 0).sum(axis=0)).ravel() >= RAREST
    return list(np.array(vectorizer.get_feature_names_out())[often]), table[:, often]


def fitted(table: Any, labels: np.ndarray, penalty: float) -> LogisticRegression:
    """Fit the model; what is not held is rare and weighs more."""
    weight = np.where(labels == "held", 1.0, 3.0)
    return LogisticRegression(C=penalty, max_iter=2000).fit(table, labels, sample_weight=weight)


def threshold(examples: list[Example], held: np.ndarray) -> float:
    """Return the probability of being held below which a skill isn't: `LOST` of what people hold lies there."""
    certain = sorted(p for p, e in zip(held, examples, strict=True) if e.person and e.status == e.cue == "held")
    return float(certain[int(LOST * len(certain))])


def measured(examples: list[Example], held: np.ndarray, certain: float) -> dict[str, str]:
    """Count what the model catches and loses, beside what the cues alone do."""
    figures: dict[str, str] = {}
    for name, person in (("resumes", True), ("sentences", False)):
        part = [(e, p <= certain) for e, p in zip(examples, held, strict=True) if e.person == person]
        traps = [(e.cue != "held", caught) for e, caught in part if e.status != "held"]
        true = [caught and e.cue == "held" for e, caught in part if e.status == "held"]
        figures[name] = (
            f"not held {len(traps)}: cues see {sum(cue for cue, _ in traps)}, with the model "
            f"{sum(cue or caught for cue, caught in traps)}; held {len(true)}: the model loses {sum(true)}"
        )
    return figures


def against_held(model: LogisticRegression, names: list[str]) -> tuple[dict[str, list[float]], list[float]]:
    """Return weights and bias of each status, measured from those of `held`."""
    order = list(model.classes_)
    columns = [order.index(status) for status in STATUSES]
    coefficients = model.coef_[columns] - model.coef_[order.index("held")]
    bias = model.intercept_[columns] - model.intercept_[order.index("held")]
    weights = {
        name: rounded
        for name, column in zip(names, coefficients.T, strict=True)
        if name != "sentence" and max(map(abs, rounded := [round(float(value), 2) for value in column])) >= SMALLEST
    }
    return weights, [round(float(value), 3) for value in bias]


def telling(examples: list[Example], held: np.ndarray, certain: float) -> set[str]:
    """Return stems of which one stands in each clause that is worth weighing, and few in other clauses.

    Greedy: again and again the stem that most clauses of what is caught hold and no chosen one, for each clause of
    people's other skills that it would have to be weighed in too.
    """
    caught = [set(e.stems) for e, p in zip(examples, held, strict=True) if e.status != "held" and p <= certain]
    cost = Counter(stem for e in examples if e.person and e.status == "held" for stem in e.stems)
    enough = (1 - COVERED) * len(caught)
    chosen: set[str] = set()
    while len(caught) > enough and any(caught):
        gain = Counter(stem for stems in caught for stem in stems if stem[0].isalpha())
        best = min(gain, key=lambda stem: (-gain[stem] / (2 + cost[stem]), stem))
        chosen.add(best)
        caught = [stems for stems in caught if best not in stems]
    return chosen


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, or of the annotations of a folder."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


if __name__ == "__main__":
    main()

"""Time the extractor: `python benchmarks/extraction.py [--long]`.

Prints milliseconds a text of 700 words, each step alone, growth with the number of names, growth with length (hostile
runs too) and memory over many documents; beside them spaCy's PhraseMatcher with the default tokenizer on the same
machine, so that ratios can be quoted where the machine is shared.

The nearest peer, SkillNER, is not run here: it installs, but it loads `en_core_web_lg` and fetches its table of skills
over the network when it is made, which this benchmark never does. On a two-core machine it took 9.6 to 15.8 s a resume.
"""

from __future__ import annotations

import argparse
import gc
import math
import random
import resource
import statistics
import time
from collections.abc import Callable
from functools import partial

import spacy
from spacy.matcher import PhraseMatcher

from skillgap.extraction import Extractor
from skillgap.extraction.ambiguity import resolve
from skillgap.extraction.assertion import assert_status
from skillgap.extraction.coordination import coordinated
from skillgap.extraction.matcher import match_names
from skillgap.extraction.phrases import match_phrases
from skillgap.extraction.tokens import tokenize
from skillgap.models.skill import Skill
from skillgap.taxonomy import Taxonomy, load_taxonomy

PROSE = (
    "built and ran the service for the billing team",
    "led a team of 5 engineers and mentored two interns",
    "cut the nightly batch from six hours to forty minutes",
    "wrote the design, the tests and the runbook",
    "moved the reports to a new warehouse without downtime",
    "presented the results to the board every quarter",
    "currently learning {a} in the evenings",
    "no experience with {a} so far",
    "tuned {a} and {b} jobs, reviewed code, answered the pager",
    "deployed {a} services with {b} and {c}",
    "kept the {a} cluster healthy and documented what broke",
)


def made_up_resume(names: list[str], *, words: int, chance: random.Random) -> str:
    """Return an invented resume of about so many words: one word in eight belongs to a skill's name."""
    lines = ["Skills", ", ".join(chance.sample(names, 24)), "", "Experience"]
    count = 30
    while count < words:
        line = chance.choice(PROSE).format(**dict(zip("abc", chance.sample(names, 3), strict=True)))
        lines.append(f"• {line.capitalize()}.")
        count += len(line.split())
    return "\n".join(lines)


def best(call: Callable[[], object], *, rounds: int = 15) -> float:
    """Return the least processor time of several calls in milliseconds: other work on the machine only ever adds."""
    times = []
    for _ in range(rounds):
        begin = time.thread_time()
        call()
        times.append(time.thread_time() - begin)
    return min(times) * 1000


def steps(extractor: Extractor, text: str) -> dict[str, float]:
    """Return milliseconds of each step."""
    index = extractor.index
    tokens = tokenize(text)
    named = match_names(tokens, index)
    kept = resolve(tokens, index, named, ["other"] * len(named))
    return {
        "tokens": best(lambda: tokenize(text)),
        "names": best(lambda: match_names(tokens, index)),
        "meaning": best(lambda: resolve(tokens, index, named, ["other"] * len(named))),
        "near misses": best(lambda: extractor.near_misses.match(tokens, kept)),
        "shared words": best(lambda: coordinated(tokens, index, kept)),
        "phrases": best(lambda: match_phrases(tokens, index, kept)),
        "assertion": best(lambda: assert_status(tokens, index, kept, ["other"] * len(kept))),
        "all": best(lambda: extractor.mentions(text)),
    }


def phrase_matcher(names: list[str], text: str) -> float:
    """Return milliseconds of spaCy's own matcher with its default tokenizer."""
    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("SKILL", [nlp.make_doc(name) for name in names])
    return best(lambda: matcher(nlp(text)))


def growth(texts: list[str], chance: random.Random) -> list[tuple[int, float]]:
    """Return (names, milliseconds) for made-up taxonomies of 500 to 100,000 names."""
    parts = [
        "".join(chance.choice("bcdfghklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))
        for _ in range(40_000)
    ]
    found = []
    for size in (500, 5_000, 30_000, 100_000):
        names = {" ".join(chance.sample(parts, chance.choice((1, 1, 2, 2, 3)))) for _ in range(size)}
        skills = [Skill(id=f"s{i}", name=name, category="tool") for i, name in enumerate(sorted(names))]
        extractor = Extractor(Taxonomy(skills))
        filled = [text + "\n" + ", ".join(chance.sample(sorted(names), 60)) for text in texts]
        for text in filled:
            extractor.mentions(text)
        found.append((size, statistics.mean(best(partial(extractor.mentions, text)) for text in filled)))
    return found


def exponent(points: list[tuple[int, float]]) -> float:
    """Return the slope of log time over log size, first to last."""
    (a, x), (b, y) = points[0], points[-1]
    return math.log(y / x) / math.log(b / a)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--long", action="store_true", help="20,000 documents for the memory figure")
    long = options.parse_args().long
    chance = random.Random(7)
    taxonomy = load_taxonomy()
    extractor = Extractor(taxonomy)
    names = [skill.name for skill in taxonomy.skills.values()]
    texts = [made_up_resume(names, words=700, chance=chance) for _ in range(5)]
    for text in texts:
        extractor.mentions(text)
    print(f"taxonomy: {len(names)} skills, {len(extractor.index.surfaces)} written forms")
    rows = [steps(extractor, text) for text in texts]
    for step in rows[0]:
        print(f"{step:14}{statistics.mean(row[step] for row in rows):8.2f} ms")
    aliases = [skill.name for skill in taxonomy.skills.values()]
    aliases += [alias for skill in taxonomy.skills.values() for alias in skill.aliases]
    plain = statistics.mean(phrase_matcher(aliases, text) for text in texts)
    ours = statistics.mean(row["all"] for row in rows)
    print(f"spaCy PhraseMatcher, default tokenizer: {plain:.2f} ms; ours / spaCy = {ours / plain:.2f}")
    points = growth(texts, chance)
    print("names → ms:", ", ".join(f"{size}: {ms:.2f}" for size, ms in points), f"exponent {exponent(points):.2f}")
    shapes = {
        "resume": "\n".join(texts),
        "(": "(" * 200_000,
        "'": "'" * 200_000,
        "_": "_" * 200_000,
        "C++ ": "C++ " * 50_000,
        "not ": "not " * 50_000,
        "a,": "a," * 100_000,
        "@": "@" * 200_000,
        "a.": "a." * 100_000,
        "no experience ": "no experience with Java, " * 9_000,
        "\\n": "\n" * 200_000,
        "unknownword ": "kuberntez " * 20_000,
    }
    for name, text in shapes.items():
        half = best(partial(extractor.mentions, text[: len(text) // 2]), rounds=3)
        full = best(partial(extractor.mentions, text), rounds=3)
        print(f"{name!r:18} {len(text):8} characters {full:9.1f} ms, time(2n)/time(n) = {full / half:.2f}")
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    count = 20_000 if long else 1_000
    for n in range(count):
        extractor.mentions(texts[n % 5].replace("team", f"team{n} qx{n}z"))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{count} documents with new words: peak memory {before // 1024} → {after // 1024} MiB")


if __name__ == "__main__":
    main()

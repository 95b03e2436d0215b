"""Word lists → `src/skillgap/extraction/data/near_words.txt`: words and names of people that a typo of a skill equals.

    python scripts/near_words.py /usr/share/dict/american-english-large /usr/share/dict/british-english-large …

"Hammers" is one letter from Hammer.js, Robert from BERTje: a correct word is no slip of the finger. Only the words of
the lists that the search for typos would take for a name are kept; run it again when many names have come in.
"""

from __future__ import annotations

import argparse
import gzip
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from skillgap.extraction import Extractor
from skillgap.extraction.words import DATA, near_words
from skillgap.taxonomy import load_taxonomy

SLIPS = frozenset(
    "archeology automatization casandra orthopaedic orthopedic orthopaedics paediatrics terraformed vulcan".split()
)
"""Words that mean the skill all the same, in another spelling or oftener mistyped than meant."""


def main() -> None:
    """Look every word up as the extractor does, beside another skill and written both ways."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="+", type=Path)
    words = sorted({word for path in parser.parse_args().lists for word in read(path)} | near_words())
    (DATA / "near_words.txt").write_text("", encoding="utf-8")
    near_words.cache_clear()
    extractor = Extractor(load_taxonomy(None))
    kept = [word for word in words if word not in SLIPS and is_near(extractor, word)]
    (DATA / "near_words.txt").write_text(
        textwrap.fill(" ".join(kept), 120, break_on_hyphens=False) + "\n", encoding="utf-8"
    )
    print(len(words), "words,", len(kept), "near a name")


def read(path: Path) -> Iterator[str]:
    """Give the words of a list, one a line, plain or zipped, in small letters."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return (line.lower() for line in text.splitlines() if re.fullmatch("[A-Za-z]{4,}", line))


def is_near(extractor: Extractor, word: str) -> bool:
    """Tell whether the search for typos takes a word for a name, in small letters or with a capital."""
    return any(
        mention.method == "fuzzy"
        for written in (word, word.capitalize())
        for mention in extractor.mentions(f"Python, {written}")
    )


if __name__ == "__main__":
    main()

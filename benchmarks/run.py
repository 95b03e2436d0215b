"""Speed, scaling and memory in one run, beside what can be installed: `python benchmarks/run.py [--quick]`.

Things that are compared are measured in turn, pair by pair, so that a busy machine slows both; ratios are medians over
the pairs. Processor time is given where this process works alone, wall time where others do. Prints JSON and, with
--table, the table of benchmarks/README.md. Peers that are not installed are left out and named.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import importlib.util
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from skillgap.analyzer import Analyzer
from skillgap.pipelines.tables import Item
from skillgap.pipelines.work import make_handler, pack
from skillgap.pool import PoolLimits, default_workers, run
from skillgap.settings import Settings
from skillgap.taxonomy import Taxonomy

ROOT = Path(__file__).resolve().parents[1]
RESUMES = ROOT / "tests" / "fixtures" / "resumes"
SETTINGS = Settings(as_of=datetime.date(2025, 6, 1))


def seconds(call: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return the time of one call."""
    begin = clock()
    call()
    return clock() - begin


def paired(first: Callable[[], object], second: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Return the median times of two calls, made in turn, and the median of the second over the first."""
    first(), second()
    times = [(seconds(first), seconds(second)) for _ in range(rounds)]
    ratio = statistics.median(two / max(one, 1e-9) for one, two in times)
    return statistics.median(t[0] for t in times), statistics.median(t[1] for t in times), ratio


def cold_start(pairs: int) -> dict[str, float]:
    """Compare a whole `skillgap score` of a PDF to importing spaCy: whole processes, by wall clock, in turn."""
    base = [sys.executable, "-c", "import spacy; spacy.blank('en')"]
    score = [sys.executable, "-m", "skillgap", "score", str(ROOT / "examples" / "resume.pdf"), "--format", "json"]

    def whole(command: list[str]) -> Callable[[], object]:
        return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)

    whole(base)(), whole(score)()
    times = [(seconds(whole(base), time.perf_counter), seconds(whole(score), time.perf_counter)) for _ in range(pairs)]
    return {
        "spacy_blank_s": statistics.median(t[0] for t in times),
        "skillgap_score_s": statistics.median(t[1] for t in times),
        "ratio": statistics.median(t[1] / t[0] for t in times),
    }


def throughput(rounds: int) -> dict[str, float]:
    """Measure files a second of processor time, warm, by format: read, structure, extract, score, write."""
    analyzer = Analyzer(settings=SETTINGS)
    roles = tuple(analyzer.taxonomy.roles.values())
    handle = make_handler(analyzer, roles, "jsonl", 60.0, None)
    found = {}
    for ending in ("pdf", "docx", "html", "txt", "md", "json"):
        requests = [pack(Item("", path.name, str(path), None)) for path in sorted(RESUMES.glob(f"*.{ending}"))]
        if requests:
            batch = _all(handle, requests)
            batch()
            found[ending] = len(requests) / min(seconds(batch) for _ in range(rounds))
    return found


def _all(handle: Callable[[bytes, bool], bytes], requests: list[bytes]) -> Callable[[], object]:
    return lambda: [handle(request, False) for request in requests]


def scaling(files: int, pairs: int) -> dict[str, float]:
    """Compare two processes to one on the same PDFs, by wall clock, in turn; starting them is not counted."""
    analyzer = Analyzer(settings=SETTINGS)
    analyzer.warm()
    roles = tuple(analyzer.taxonomy.roles.values())
    paths = sorted(RESUMES.glob("*.pdf"))
    requests = [pack(Item("", path.name, str(path), None)) for path in paths] * (files // len(paths) + 1)
    make = partial(make_handler, analyzer, roles, "jsonl", 60.0, None)

    def rate(workers: int) -> float:
        with closing(run(iter(requests[:files]), make, limits=PoolLimits(workers=workers, seconds=60.0))) as replies:
            for _ in range(2 * workers):
                next(replies)
            begin = time.perf_counter()
            count = sum(1 for _ in replies)
            return count / (time.perf_counter() - begin)

    rates = [(rate(1), rate(2)) for _ in range(pairs)]
    return {
        "one_process_files_s": statistics.median(r[0] for r in rates),
        "two_processes_files_s": statistics.median(r[1] for r in rates),
        "ratio": statistics.median(r[1] / r[0] for r in rates),
        "ratio_best": max(r[1] / r[0] for r in rates),
        "processors": default_workers(),
    }


def lengths(rounds: int) -> dict[str, float]:
    """Compare one text to twice the text, over five lengths: linear is 2."""
    analyzer = Analyzer(settings=SETTINGS)
    text = analyzer.read(RESUMES / "p1.md").text + "\n"
    found = {}
    for copies in (2, 4, 8, 16, 32):
        short, long = text * copies, text * copies * 2
        call = analyzer.extractor.mentions
        found[str(len(short))] = paired(partial(call, short), partial(call, long), rounds)[2]
    return found


def aliases(rounds: int) -> dict[str, float]:
    """Measure extraction (ms a resume) over ever larger parts of the taxonomy."""
    from skillgap.extraction import Extractor

    analyzer = Analyzer(settings=SETTINGS)
    text = analyzer.read(RESUMES / "p1.md").text
    skills = list(analyzer.taxonomy.skills.values())
    found = {}
    for part in (8, 4, 2, 1):
        chosen = skills[::part]
        extractor = Extractor(Taxonomy(chosen))
        extractor.mentions(text)
        count = sum(1 + len(skill.aliases) for skill in chosen)
        found[str(count)] = min(seconds(partial(extractor.mentions, text)) for _ in range(rounds)) * 1000
    return found


def memory(documents: int) -> dict[str, float]:
    """Watch the memory of one process over many different texts, in MiB: after a tenth of them, and at the end."""
    analyzer = Analyzer(settings=SETTINGS)
    handle = make_handler(analyzer, tuple(analyzer.taxonomy.roles.values()), "jsonl", 60.0, None)
    text = analyzer.read(RESUMES / "p3.txt").text

    def held() -> float:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

    early = 0.0
    for i in range(documents):
        # New words in each, or a growing store of strings would not show.
        fresh = " ".join(f"word{i}x{k}" for k in range(35))
        handle(pack(Item("", f"{i}.txt", data=f"{text}\n{fresh}\n".encode())), False)
        if i == documents // 10:
            early = held()
    return {"documents": documents, "after_a_tenth_MiB": early, "at_the_end_MiB": held()}


def peers(rounds: int) -> dict[str, Any]:
    """Compare peers to our step of the same kind, pair by pair: matching names in a text, reading a PDF."""
    analyzer = Analyzer(settings=SETTINGS)
    text = analyzer.read(RESUMES / "p1.md").text
    names = [name for skill in analyzer.taxonomy.skills.values() for name in (skill.name, *skill.aliases)]
    found: dict[str, Any] = {"aliases": len(names), "left_out": []}

    def ours() -> object:
        return analyzer.extractor.mentions(text)

    for name, module, make in (
        ("spacy_phrasematcher", "spacy", partial(_phrase_matcher, names, text)),
        ("flashtext", "flashtext", partial(_flashtext, names, text)),
    ):
        if importlib.util.find_spec(module) is None:
            found["left_out"].append(module)
            continue
        mine, theirs, ratio = paired(ours, make(), rounds)
        found[name] = {"skillgap_ms": mine * 1000, "peer_ms": theirs * 1000, "peer_over_skillgap": ratio}
    if importlib.util.find_spec("pdfplumber") is None:
        found["left_out"].append("pdfplumber")
    else:
        inside = analyzer.variant(isolated=False)
        path = RESUMES / "p1_typst.pdf"
        mine, theirs, ratio = paired(lambda: inside.read(path), lambda: _pdfplumber(path), max(3, rounds // 4))
        found["pdfplumber"] = {"skillgap_ms": mine * 1000, "peer_ms": theirs * 1000, "peer_over_skillgap": ratio}
    if importlib.util.find_spec("skillNer") is None:
        found["left_out"].append("skillNer")
    return found


def _phrase_matcher(names: list[str], text: str) -> Callable[[], object]:
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("skill", [nlp.make_doc(name) for name in names])
    return lambda: matcher(nlp(text))


def _flashtext(names: list[str], text: str) -> Callable[[], object]:
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for name in names:
        processor.add_keyword(name)
    return lambda: processor.extract_keywords(text, span_info=True)


def _pdfplumber(path: Path) -> object:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return [page.extract_text() for page in document.pages]


def versions() -> dict[str, str]:
    """Return what was measured on."""
    found = {"python": platform.python_version(), "machine": platform.machine()}
    for name in ("skillgap", "spacy", "pypdfium2", "rapidfuzz", "pydantic", "flashtext", "pdfplumber"):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def rounded(value: Any) -> Any:
    """Round all numbers to three digits."""
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    return round(value, 3) if isinstance(value, float) else value


def rows(result: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the lines of the table."""
    cold, scale, store = result["cold_start"], result["scaling"], result["memory"]
    yield 'cold `skillgap score` of a PDF over `import spacy; spacy.blank("en")`', f"{cold['ratio']:.2f}×"
    for ending, rate in result["throughput"].items():
        yield f"one-page {ending.upper()} end to end, one core, warm", f"{rate:.0f} files/s"
    yield "two processes over one", f"{scale['ratio']:.2f}× (best pair {scale['ratio_best']:.2f}×)"
    slowest = max(result["lengths"].values())
    yield "twice the text over the text, the worst of five lengths", f"{slowest:.2f}×"
    for count, milliseconds in result["aliases"].items():
        yield f"extraction with {int(count):,} names", f"{milliseconds:.2f} ms a resume"
    yield (
        f"memory of a process over {store['documents']:,} documents",
        f"{store['after_a_tenth_MiB']:.0f} → {store['at_the_end_MiB']:.0f} MiB",
    )
    for name in ("spacy_phrasematcher", "flashtext", "pdfplumber"):
        if name in result["peers"]:
            yield f"{name} over the same step of skillgap", f"{result['peers'][name]['peer_over_skillgap']:.2f}×"


def main(arguments: list[str]) -> None:
    """Measure all and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the rounds")
    parser.add_argument("--table", action="store_true", help="print a Markdown table too")
    options = parser.parse_args(arguments)
    part = 10 if options.quick else 1
    result = {
        "versions": versions(),
        "cold_start": cold_start(max(3, 11 // part)),
        # Before the others: what they load and hand on by fork stays in this process.
        "memory": memory(max(1_000, 20_000 // part)),
        "throughput": throughput(max(3, 20 // part)),
        "scaling": scaling(max(200, 2_000 // part), max(2, 5 // part)),
        "lengths": lengths(max(3, 11 // part)),
        "aliases": aliases(max(5, 30 // part)),
        "peers": peers(max(5, 40 // part)),
    }
    print(json.dumps(rounded(result), indent=2))
    if options.table:
        print("\n| what | measured |\n|---|---|")
        for what, measured in rows(result):
            print(f"| {what} | {measured} |")


if __name__ == "__main__":
    main(sys.argv[1:])

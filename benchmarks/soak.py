"""20,000 mixed files, 2% broken and 20 hostile: each accounted for exactly once, also when killed twenty times.

    python benchmarks/soak.py [--files N] [--kills N] [--workers N] [--seed N] [--folder DIR]

Makes the files in a folder (a temporary one unless --folder names one), runs `skillgap batch` once through while
watching its memory, then again with kill -9 at random moments and `--resume`, and compares the two outputs line by
line. Prints JSON; fails when they differ.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

import people

from skillgap.taxonomy import load_taxonomy

ROOT = Path(__file__).resolve().parents[1]
RESUMES = ROOT / "tests" / "fixtures" / "resumes"
HOSTILE = 20
TECHNICAL = frozenset(["language", "ml_framework", "library", "cloud", "data_engineering", "database", "ml_method"])


def make_files(folder: Path, count: int, chance: random.Random) -> None:
    """Write short resumes of made-up people in six formats, one in twenty a copy of a fixture; one in fifty is damaged,
    twenty are hostile."""  # fmt: skip
    fixtures = sorted(path for path in RESUMES.iterdir() if path.suffix != ".md" and not path.name.startswith("."))
    names = sorted(skill.name for skill in load_taxonomy().skills.values() if skill.category in TECHNICAL)
    endings = list(people.FORMATS)
    for i in range(count - HOSTILE):
        if i % 20 == 19:
            source = fixtures[i // 20 % len(fixtures)]
            ending, data = source.suffix, source.read_bytes()
        else:
            ending = endings[i % len(endings)]
            data = people.FORMATS[ending](people.resume(i, names, chance))
        if i % 50 == 49:
            data = _damaged(data, chance)
        target = folder / f"{i // 1000:02}" / f"{i:05}{ending}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    makers = (_bomb, _nested, _object_loop, _deep_html)
    folders = sorted(folder.iterdir())
    for i in range(HOSTILE):
        name, data = makers[i % len(makers)](i)
        (folders[i * len(folders) // HOSTILE] / name).write_bytes(data)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    kind = chance.randrange(4)
    if kind == 0:
        return b""
    if kind == 1:
        return data[: len(data) // 3]
    if kind == 2:
        return data[:8] + chance.randbytes(2_000)
    return chance.randbytes(500)


def _bomb(i: int) -> tuple[str, bytes]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w>" + b" " * 300_000_000)
    return f"bomb{i}.docx", out.getvalue()


def _nested(i: int) -> tuple[str, bytes]:
    return f"nested{i}.rtf", b"{\\rtf1 " + b"{" * 2_000_000


def _object_loop(i: int) -> tuple[str, bytes]:
    pages = (
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 999999999>>endobj\n"
    )
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e9 1e9]/Contents 4 0 R>>endobj\n"
    stream = b"q " * 3_000_000
    body = b"4 0 obj<</Length %d>>stream\n" % len(stream) + stream + b"\nendstream endobj\n"
    return f"loop{i}.pdf", b"%PDF-1.7\n" + pages + page + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def _deep_html(i: int) -> tuple[str, bytes]:
    return f"deep{i}.html", b"<html><body>" + b"<div><table><tr><td>" * 400_000


def command(folder: Path, output: Path, workers: int) -> list[str]:
    """Return the batch command."""
    arguments = ["batch", str(folder), "--output", str(output), "--resume", "--workers", str(workers)]
    return [sys.executable, "-m", "skillgap", *arguments, "--as-of", "2025-06-01", "--role", "lead-ml-engineer"]


def memory_of(pid: int) -> tuple[float, float]:
    """Return the MiB of a process and of its largest child."""
    held = [_resident(pid)]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        held.extend(_resident(int(child)) for child in task.read_text().split())
    return held[0], max(held[1:], default=0.0)


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, IndexError):
        return 0.0


def straight(folder: Path, output: Path, workers: int) -> dict[str, object]:
    """Run once through and watch memory: its median over the second and the last tenth of the run."""
    begin = time.monotonic()
    process = subprocess.Popen(command(folder, output, workers), stderr=subprocess.PIPE, env=environment(), text=True)
    samples = []
    while process.poll() is None:
        samples.append(memory_of(process.pid))
        time.sleep(0.5)
    tenth = max(1, len(samples) // 10)
    early, late = samples[tenth : 2 * tenth] or samples, samples[-tenth - 1 : -1] or samples
    said = process.stderr.read().strip() if process.stderr else ""
    return {
        "seconds": round(time.monotonic() - begin, 1),
        "status": process.returncode,
        "said": said,
        "parent_MiB": [round(statistics.median(s[0] for s in part)) for part in (early, late)],
        "worker_MiB": [round(statistics.median(s[1] for s in part)) for part in (early, late)],
    }


def killed(folder: Path, output: Path, workers: int, kills: int, typical: float, chance: random.Random) -> int:
    """Run with kill -9 at random moments, then once to the end; return how many kills struck."""
    struck = 0
    for _ in range(kills):
        process = subprocess.Popen(command(folder, output, workers), stderr=subprocess.DEVNULL, env=environment())
        try:
            # Three quarters of a run in all, so that the last kill strikes too.
            process.wait(timeout=chance.uniform(0.5, 1.5 * typical / kills))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            struck += 1
    subprocess.run(command(folder, output, workers), stderr=subprocess.DEVNULL, env=environment(), check=False)
    return struck


def fingerprints(output: Path, codes: Counter[str]) -> Counter[tuple[str, str]]:
    """Return how often each result stands in an output, by name and hash; count the error codes."""
    found: Counter[tuple[str, str]] = Counter()
    with output.open("rb") as stream:
        for line in stream:
            row = json.loads(line)
            found[row.get("name") or row["document"]["name"], hashlib.sha256(line).hexdigest()] += 1
            if "code" in row:
                codes[row["code"]] += 1
    return found


def environment() -> dict[str, str]:
    """Return an environment in which this checkout is imported."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def main(arguments: list[str]) -> int:
    """Make the files, run, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to make the files, which are deleted at the end")
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder, whole, pieces = Path(name) / "in", Path(name) / "whole.jsonl", Path(name) / "pieces.jsonl"
        make_files(folder, options.files, chance)
        made = round(time.monotonic() - begun, 1)
        result: dict[str, object] = {
            "files": options.files,
            "making_s": made,
            "straight": straight(folder, whole, options.workers),
        }
        typical = float(str(result["straight"]["seconds"]))  # type: ignore[index]
        result["kills"] = killed(folder, pieces, options.workers, options.kills, typical, chance)
        codes: Counter[str] = Counter()
        first, second = fingerprints(whole, codes), fingerprints(pieces, Counter())
        result["rows"], result["names"] = sum(first.values()), len({name for name, _ in first})
        result["codes"] = dict(codes.most_common())
        result["same_after_kills"] = first == second
        result["seconds"] = round(time.monotonic() - begun, 1)
        good = first == second and result["rows"] == result["names"] == options.files
    print(json.dumps(result | {"good": good}, indent=2))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

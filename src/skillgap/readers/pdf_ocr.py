"""A page without text → its lines by Tesseract, when it is installed and wanted.

No Python package is needed for it: the program comes from the system (Debian's `tesseract-ocr`). It is run as a
process with a time limit, with the page on its standard input, and never sees the file itself.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Any

from skillgap.readers.cleaning import clean
from skillgap.readers.draft import BULLET, NOTHING_RECOGNISED, Draft, DraftLine, DraftNotice, Limits
from skillgap.readers.layout import lines_of, regions_of
from skillgap.readers.layout_rows import Segment
from skillgap.readers.pdf_drawing import Drawing

if TYPE_CHECKING:
    from skillgap.readers.pdf_frame import PageGeometry

_SCALE = 300 / 72
_MAX_PIXELS = 12_000_000
_TAKEN_FOR_BULLET = re.compile(r"[e¢©°®*+«»»~=_] (?=[A-Z0-9“\"])")
_FEW = 2
_MIN_CONFIDENCE = 10.0


def page_lines(
    page: Any, number: int, geometry: PageGeometry, draft: Draft, limits: Limits, *, until: float, text_found: bool
) -> list[DraftLine] | None:
    """Return the recognised lines, or None with a notice when the page stays unread.

    `until` is when recognition must end (monotonic clock), so that pages already read are not lost to the time limit.
    """
    seconds = until - time.monotonic()
    if seconds < 0.5:
        draft.notices.append(DraftNotice("page_without_text", "there was no time left to recognise this page", number))
        return None
    program = shutil.which("tesseract") if limits.ocr and sys.platform != "emscripten" else None
    picture = _picture(page, geometry) if program else None
    table = _recognise(program, picture, limits.ocr_languages, seconds) if program and picture else None
    segments = _segments(table, geometry) if table else []
    if not segments:
        if not text_found:
            said = NOTHING_RECOGNISED if table is not None else "this page holds a picture but no text"
            draft.notices.append(DraftNotice("page_without_text", said, number))
        return None
    draft.notices.append(DraftNotice("ocr_used", "the text of this page was recognised from a picture", number))
    lines = lines_of(regions_of(segments), page=number)
    # A bullet is often taken for a letter or a sign; one that opens several lines is none.
    found = Counter(line.text[0] for line in lines if _TAKEN_FOR_BULLET.match(line.text))
    return [
        line._replace(text=BULLET + line.text[2:])
        if _TAKEN_FOR_BULLET.match(line.text) and found[line.text[0]] >= _FEW
        else line
        for line in lines
    ]


def _scale(geometry: PageGeometry) -> float:
    area = max(1.0, geometry.width * geometry.height)
    return float(min(_SCALE, (_MAX_PIXELS / area) ** 0.5))


def _picture(page: Any, geometry: PageGeometry) -> bytes | None:
    """Return the page as a PGM, which needs no picture library to write."""
    scale = _scale(geometry)
    if min(geometry.width, geometry.height) * scale < 50:
        return None
    pixels, _, _, wide, high, stride, _ = Drawing(page, geometry.width, geometry.height, scale).whole(notes=False)
    rows = b"".join(pixels[row * stride : row * stride + wide] for row in range(high))
    if not rows:
        return None
    return b"P5\n%d %d\n255\n" % (wide, high) + rows if min(rows) < max(rows) else None


def _recognise(program: str, picture: bytes, languages: str, seconds: float) -> str | None:
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "-l", languages, "--psm", "3", "tsv"],
            input=picture,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin:/usr/local/bin"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _segments(table: str, geometry: PageGeometry) -> list[Segment]:
    """Return Tesseract's words joined to segments; its columns are level, page, block, paragraph, line, word, box."""
    scale = _scale(geometry)
    lines: dict[tuple[str, ...], list[tuple[float, float, float, float, str]]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip() or float(cells[10]) < _MIN_CONFIDENCE:
            continue
        left, top, wide, high = (int(cell) / scale for cell in cells[6:10])
        lines.setdefault(tuple(cells[1:5]), []).append((left, left + wide, top, top + high, cells[11]))
    segments: list[Segment] = []
    for words in lines.values():
        bottom = median(word[3] for word in words)
        size = max(1.0, median(word[3] - word[2] for word in words))
        parts: list[list[tuple[float, float, float, float, str]]] = []
        for word in sorted(words):
            if not parts or word[0] - parts[-1][-1][1] > 1.5 * size:
                parts.append([])
            parts[-1].append(word)
        for part in parts:
            text = clean(" ".join(word[4] for word in part))
            if text:
                segments.append(Segment(text, part[0][0], part[-1][1], bottom, size, False, len(segments)))
    return segments

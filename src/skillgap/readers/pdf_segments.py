"""Words → segments: words of one baseline that follow each other closely, letter-spaced headings closed up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import chain, pairwise

from skillgap.readers.cleaning import clean
from skillgap.readers.layout import Segment
from skillgap.readers.pdf_words import Word


def segments_of(words: list[Word]) -> list[Segment]:
    """Join words of one baseline that follow each other closely, superscripts included."""
    runs, gaps = _runs(words)
    usual, ragged = _usual_gap(gaps)
    segments: list[Segment] = []
    for run, between in zip(runs, gaps, strict=True):
        if between and max(between) >= max(0.55, 2 * usual):
            segments += [_segment(part) for part in _parted(run, between, usual, ragged)]
        else:
            segments.append(_segment(run))
    return [segment for segment in segments if segment[0]]


def _runs(words: list[Word]) -> tuple[list[list[Word]], list[list[float]]]:
    """Return runs of words that stand close together, and the spaces in each, in letter sizes."""
    runs: list[list[Word]] = []
    gaps: list[list[float]] = []
    run: list[Word] = []
    spaces: list[float] = []
    end, line, last_size = 0.0, 0.0, 0.0
    for word in words:
        _, x0, x1, y, size, _, _ = word
        gap = x0 - end
        if size == last_size:
            large, share = size, 0.12
        else:
            large = size if size > last_size else last_size
            share = 0.5 if gap < 0.3 * large else 0.12
        if (
            run
            and -0.4 * large < gap < 1.8 * large
            and -share * large - 0.3 <= y - line <= share * large + 0.3
            and (gap < 0.95 * large or _in_heading(run, word))
        ):
            run.append(word)
            spaces.append(gap / last_size)
        else:
            run, spaces, line = [word], [], y
            runs.append(run)
            gaps.append(spaces)
        end, last_size = x1, size
    return runs, gaps


def _usual_gap(runs: list[list[float]]) -> tuple[float, bool]:
    """Return the usual space between words, in letter sizes, and whether the page is set ragged (not justified)."""
    gaps = sorted(chain.from_iterable(runs))
    if not gaps:
        return 0.25, True
    usual = max(gaps[len(gaps) // 2], 0.05)
    near = bisect_left(gaps, 1.2 * usual) - bisect_right(gaps, 0.8 * usual)
    return usual, near >= 0.7 * len(gaps)


def _parted(run: list[Word], gaps: list[float], usual: float, ragged: bool) -> list[list[Word]]:
    """Part the labels of a tag cloud, which stand closer than columns but wider than words; not a justified line."""
    wide = max(0.55, 2 * usual)
    widest = max(gaps)
    if not ragged and len(gaps) > 1 and min(gaps) > 0.6 * widest:
        return [run]
    if usual > 0.6 * widest or _letter_spaced(run) or all(map(_is_wide_set, run)):
        return [run]
    parts: list[list[Word]] = [[run[0]]]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap >= wide:
            parts.append([])
        parts[-1].append(word)
    return parts


def _segment(run: list[Word]) -> Segment:
    # `tuple.__new__` is Segment(…) without the Python call that a named tuple makes.
    if len(run) == 1:
        text, x0, x1, y, size, bold, order = run[0]
        return tuple.__new__(Segment, (clean(text), x0, x1, y, size, bold, order))
    texts, _, ends, _, sizes, _, _ = zip(*run, strict=True)
    lengths = list(map(len, texts))
    if 2 * lengths.count(1) >= len(run) and _letter_spaced(run):
        return _spaced(run)
    _, _, _, y, size, _, _ = run[lengths.index(max(lengths))]
    text = " ".join(texts) if sizes.count(size) == len(sizes) else _with_marks(run)
    _, x0, _, _, _, bold, order = run[0]
    return tuple.__new__(Segment, (clean(text), x0, max(ends), y, size, bold, order))


def _with_marks(run: list[Word]) -> str:
    last = run[0]
    pieces = [last.text]
    for word in run[1:]:
        # pdfium sees a space where only the kerning is wide; a raised or lowered mark belongs to its word.
        if word.size == last.size or word.x0 - last.x1 >= 0.06 * last.size:
            pieces.append(" ")
        pieces.append(word.text)
        last = word
    return "".join(pieces)


def _in_heading(run: list[Word], word: Word) -> bool:
    """Tell a letter-spaced heading, where the gap between words is wider than one between columns of text."""
    letters = len(word.text) == 1 and len(run) > 1 and len(run[-1].text) == 1 and len(run[-2].text) == 1
    return word.x0 > run[-1].x1 and (letters or _is_wide_set(word)) if run else False


def _is_wide_set(word: Word) -> bool:
    """Tell a word in capitals whose letters stand apart, though not so far that pdfium sees spaces."""
    text, x0, x1, _, size, _, _ = word
    return x1 - x0 > 0.85 * size * len(text) and len(text) > 2 and text.isupper()


def _letter_spaced(run: list[Word]) -> bool:
    if len(run) < 3:
        return False
    texts = [word[0] for word in run]
    single = list(map(len, texts)).count(1)
    if 2 * single < len(run):
        return False
    letters = len("".join(texts))
    if letters > 2.2 * len(run) or letters < 4:
        return False
    return sum(map(str.isupper, texts)) >= 0.9 * len(run) or (single == len(run) and letters > 4)


def _spaced(run: list[Word]) -> Segment:
    """Close up "E X P E R I E N C E": a gap well above the usual one is a space between words."""
    gaps = [two.x0 - one.x1 for one, two in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 3]
    text = run[0].text
    for gap, word in zip(gaps, run[1:], strict=True):
        text += (" " if gap > usual + 0.14 * word.size else "") + word.text
    return Segment(clean(text), run[0].x0, run[-1].x1, run[0].y, run[0].size, run[0].bold, run[0].order)

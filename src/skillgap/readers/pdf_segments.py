"""Words → segments: words of one baseline that follow each other closely, letter-spaced headings closed up."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import chain, filterfalse, pairwise

from skillgap.readers.cleaning import clean, parted_by_weight
from skillgap.readers.layout_dates import MONTH
from skillgap.readers.layout_rows import Segment
from skillgap.readers.pdf_accents import with_accents
from skillgap.readers.pdf_frame import Place
from skillgap.readers.pdf_words import Word, WordTable

_LOST_ICON = re.compile(r"(?:^|(?<=\s))\ufffd(?:\s|$)")
"""A shape without a meaning that stands alone: an icon or an emoji."""
_CENTURIES = frozenset({"19", "20"})
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_DATE = re.compile(rf"(?:{MONTH.pattern[4:]} |\d\d?[./])?(?:19|20)\d\d", re.IGNORECASE)
_END = re.compile(rf"(?:{MONTH.pattern[4:]}(?: (?:19|20)\d\d)?|\d\d?[./](?:19|20)\d\d|present|today)\Z", re.IGNORECASE)
_DASHES = frozenset("-–—")
_SO_MANY = 3
"""Lines with one letter before them that make it a bullet."""
_RATING = re.compile(r"(?:[●⬤■★◼▮▰•]+[○◯□☆◻▯▱◦]*|[○◯□☆◻▯▱◦]+)(?<=.{3})")
"""Signs that grade what stands before them in their line: "SQL        ●●●○○"."""


def segments_of(words: WordTable) -> list[Segment]:
    """Join words of one baseline that follow each other closely, superscripts included."""
    words = with_accents(words)
    if any(map(_is_stray, filterfalse(str.isascii, words.texts))):
        words = _with_strays(words)
    runs, gaps = _runs(words)
    usual, ragged = _usual_gap(gaps)
    wide = max(0.55, 2 * usual)
    segments: list[Segment] = []
    for number, ((first, end), between) in enumerate(zip(runs, gaps, strict=True)):
        if between and max(between) >= wide and not _is_item(words, runs, number, between):
            run = _between(words, first, end)
            segments += [
                _segment(words, first + start, first + stop) for start, stop in _parts(run, between, usual, ragged)
            ]
        else:
            segments.append(_segment(words, first, end))
    return _with_ratings(_with_whole_months(_with_drawn_letters([segment for segment in segments if segment[0]])))


def _with_drawn_letters(segments: list[Segment]) -> list[Segment]:
    """Take one small letter that stands before many lines for their bullet: what a font of symbols draws there."""
    lone = [n for n, segment in enumerate(segments[:-1]) if len(segment[0]) == 1 and "a" <= segment[0] <= "z"]
    if len(lone) < _SO_MANY:
        return segments
    kinds = Counter((segments[n].text, round(segments[n].x0), segments[n].size) for n in lone)
    gone: set[int] = set()
    made = segments[:]
    for n in lone:
        mark, item = segments[n], segments[n + 1]
        level = abs(item.y - mark.y) < 0.3 * item.size and 0 < item.x0 - mark.x1 < 2 * item.size
        if kinds[mark.text, round(mark.x0), mark.size] >= _SO_MANY and level and mark.size < item.size:
            made[n + 1] = item._replace(text=f"• {item.text}", x0=mark.x0)
            gone.add(n)
    return [segment for n, segment in enumerate(made) if n not in gone]


def _with_whole_months(segments: list[Segment]) -> list[Segment]:
    """Join the parts of a date that a justified line of a narrow cell has moved apart ("August   2021   –   May")."""
    if not any(segment[0] in _DASHES or segment[0][:2] in _CENTURIES for segment in segments[1:]):
        return segments
    made = segments[:1]
    for two in segments[1:]:
        one = made[-1]
        near = one.y == two.y and one.size == two.size and 0 < two.x0 - one.x1 < 4 * one.size
        if near and _go_together(one.text, two.text):
            made[-1] = one._replace(text=f"{one.text} {two.text}", x1=two.x1)
        else:
            made.append(two)
    return made


def _go_together(one: str, two: str) -> bool:
    if two in _DASHES:
        return _DATE.fullmatch(one) is not None
    if one[-1] in _DASHES:
        return _DATE.fullmatch(one[:-1].rstrip()) is not None and _END.match(two) is not None
    return MONTH.fullmatch(one) is not None and _YEAR.match(two) is not None


def _with_ratings(segments: list[Segment]) -> list[Segment]:
    """Join signs that grade a skill to its name, though they stand apart as if in a column of their own."""
    grades = [segment for segment in segments if segment.text[0] > "•" and _RATING.fullmatch(segment.text)]
    if not grades:
        return segments
    made = [segment for segment in segments if segment not in grades]
    for grade in grades:
        before = [n for n, s in enumerate(made) if s.x1 <= grade.x0 and abs(s.y - grade.y) < 0.5 * grade.size]
        if before:
            name = max(before, key=lambda n: made[n].x1)
            made[name] = made[name]._replace(text=f"{made[name].text} {grade.text}", x1=grade.x1)
        else:
            made.append(grade)
    return sorted(made, key=lambda segment: segment.order)


def with_bullets(segments: list[Segment], dots: Sequence[Place]) -> list[Segment]:
    """Add the bullets that a browser draws as shapes: small ones, close before a line, two or more of one size.

    A bold line may be a title with a mark of its own: it is an item only where plain items have the same bullet.
    """
    if not dots:
        return segments
    found: dict[tuple[int, int], dict[int, float]] = {}
    for x0, top, x1, bottom in dots:
        middle, wide = (top + bottom) / 2, x1 - x0
        for number, (_, left, _, y, size, _, _) in enumerate(segments):
            if 0.1 * size < y - middle < 0.6 * size and 0.2 * size < left - x1 < 1.5 * size:
                if 0.18 * size <= wide <= 0.55 * size:
                    found.setdefault((round(2 * wide), round(x0)), {})[number] = x0
                break
    plain = [look for look, same in found.items() for number in same if not segments[number].bold]
    sizes = {wide for wide, _ in plain if sum(other == wide for other, _ in plain) > 1}
    marked = {
        number: x0
        for (wide, at), same in found.items()
        if wide in sizes
        for number, x0 in same.items()
        if not segments[number].bold or (wide, at) in plain
    }
    return [
        segment._replace(text=f"• {segment.text}", x0=marked[number]) if number in marked else segment
        for number, segment in enumerate(segments)
    ]


def _is_stray(text: str) -> bool:
    return len(text) < 4 and not text.isascii() and text[-1].isalpha()


def _with_strays(words: WordTable) -> WordTable:
    """Put letters back where they touch a word: those of another font may be drawn behind their line ("Tr n", "ầ")."""
    texts, rights, lefts = words.texts[:], words.rights[:], words.lefts
    gone: set[int] = set()
    across = sorted(range(len(texts)), key=lambda n: (round(words.bases[n]), words.sizes[n], lefts[n]))
    holder, held = across[0], _is_stray(texts[across[0]])
    for one, two in pairwise(across):
        touches = abs(lefts[two] - words.rights[one]) < 0.04 * words.sizes[two] and abs(two - one) > 1
        if touches and (held or _is_stray(words.texts[two])) and words.texts[two][0].isalpha():
            texts[holder] += words.texts[two]
            rights[holder] = rights[two]
            gone.add(two)
            held = True
        else:
            holder, held = two, _is_stray(texts[two])
    return words._replace(texts=texts, rights=rights).without(gone) if gone else words


def _between(words: WordTable, first: int, end: int) -> list[Word]:
    return list(map(Word._make, zip(*(column[first:end] for column in words), strict=True)))


def _runs(words: WordTable) -> tuple[list[tuple[int, int]], list[list[float]]]:
    """Return where words stand close together, as first word and end, and the spaces in each run, in letter sizes."""
    starts: list[int] = []
    gaps: list[list[float]] = []
    spaces: list[float] = []
    end, line, last_size = float("-inf"), 0.0, 0.0
    number = -1
    for x0, x1, y, size in zip(*words[1:5], strict=True):
        number += 1
        gap = x0 - end
        if size == last_size and y == line and -0.4 < (space := gap / size) < 0.95:
            # Nearly all words of a page.
            spaces.append(space)
            end = x1
            continue
        if size == last_size:
            large, share = size, 0.12
        else:
            large = size if size > last_size else last_size
            share = 0.5 if gap < 0.3 * large else 0.12
        if (
            -0.4 * large < gap < 1.8 * large
            and -share * large - 0.3 <= y - line <= share * large + 0.3
            and (gap < 0.95 * large or _in_heading(words, starts[-1], number))
        ):
            spaces.append(gap / last_size)
        else:
            spaces, line = [], y
            starts.append(number)
            gaps.append(spaces)
        end, last_size = x1, size
    return list(pairwise([*starts, len(words.texts)])), gaps


def _is_item(words: WordTable, runs: list[tuple[int, int]], number: int, gaps: list[float]) -> bool:
    """Tell an item of several words in a line whose letters all stand apart: the items are half as far apart again."""
    first, end = runs[number]
    widest = max(gaps)
    if min(gaps) < 0.8 * widest:
        return False
    for left, right in ((first - 1, first), (end - 1, end)):
        if left >= 0 and right < len(words.texts) and words.bases[left] == words.bases[right]:
            apart = (words.lefts[right] - words.rights[left]) / words.sizes[right]
            if words.sizes[left] == words.sizes[right] and 1.3 * widest <= apart < 2.6 * widest:
                return True
    return False


def _usual_gap(runs: list[list[float]]) -> tuple[float, bool]:
    """Return the usual space between words, in letter sizes, and whether the page is set ragged (not justified)."""
    gaps = sorted(chain.from_iterable(runs))
    if not gaps:
        return 0.25, True
    usual = max(gaps[len(gaps) // 2], 0.05)
    near = bisect_left(gaps, 1.2 * usual) - bisect_right(gaps, 0.8 * usual)
    return usual, near >= 0.7 * len(gaps)


def _parts(run: list[Word], gaps: list[float], usual: float, ragged: bool) -> list[tuple[int, int]]:
    """Part the labels of a tag cloud, which stand closer than columns but wider than words; not a justified line."""
    widest = max(gaps)
    # A sentence stretched to the width, on a page of ragged ones too.
    prose = len(gaps) > 2 and 2 * sum(word.text[0].islower() for word in run) > len(run)
    even = (prose or not ragged) and len(gaps) > 1 and min(gaps) > 0.6 * widest
    if even or usual > 0.6 * widest or _letter_spaced([word.text for word in run]) or all(map(_is_wide_set, run)):
        return [(0, len(run))]
    # Where the letters of a line stand apart, its words do too, and its items half as far again.
    least = max(0.55, 2 * usual, 1.4 * min(gaps) if widest > 1.5 * min(gaps) > 0.75 else 0.0)
    cuts = [number for number, gap in enumerate(gaps, 1) if gap >= least]
    if prose:
        # TeX stretches the space behind a sentence more than the others.
        cuts = [n for n in cuts if run[n - 1].text[-1] not in ".;:?!" or not run[n].text[0].isupper()]
    return list(pairwise([0, *cuts, len(run)]))


def _segment(words: WordTable, first: int, end: int) -> Segment:
    # `tuple.__new__` is Segment(…) without the Python call that a named tuple makes.
    texts, lefts, rights, bases, sizes, bolds, orders = words
    if end - first == 1:
        text, main, x1 = texts[first], first, rights[first]
    else:
        run = texts[first:end]
        lengths = list(map(len, run))
        if 2 * lengths.count(1) >= len(run) and _letter_spaced(run):
            return _spaced(_between(words, first, end))
        main = first + lengths.index(max(lengths))
        kinds = sizes[first:end]
        even = kinds.count(sizes[main]) == len(kinds)
        if not even and _small_capitals(run, kinds):
            main = first  # words without a capital letter are set smaller
        text = " ".join(run) if even else _with_marks(_between(words, first, end))
        if even and bolds[first] and not bolds[end - 1]:
            lead = bolds.index(False, first, end) - first
            if not any(bolds[first + lead : end]):
                text = parted_by_weight(" ".join(run[:lead]) + " ", " ".join(run[lead:]))
        x1 = max(rights[first:end])
    is_plain = (text.isascii() and text.isprintable()) or (text[0] >= "•" and _RATING.fullmatch(text))
    if not is_plain or "\\fa" in text:
        text = clean(_LOST_ICON.sub("", text) if "\ufffd" in text else text)
    bold = bolds[first + (end - first > 1 and len(texts[first]) == 1)]  # not that of a bullet
    if bold and not bolds[end - 1] and texts[bolds.index(False, first + 1, end) - 1][-1] == ":":
        bold = False  # "Databases: Oracle, MySQL": only the label is
    values = (text, lefts[first], x1, bases[main], sizes[main], bold, orders[first])
    return tuple.__new__(Segment, values)


def _small_capitals(run: list[str], sizes: list[float]) -> bool:
    """Tell a short line in small capitals ("The paid part"): words in small letters are all of one, smaller size."""
    large, low = sizes[0], min(sizes)
    return (
        len(run) < 7
        and 0.65 * large <= low <= 0.85 * large
        and all(
            word.isalpha() and size == (low if word[0].islower() else large)
            for word, size in zip(run, sizes, strict=True)
        )
    )


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


def _in_heading(words: WordTable, start: int, number: int) -> bool:
    """Tell a letter-spaced heading, where the gap between words is wider than one between columns of text."""
    texts = words.texts
    letters = number - start > 1 and len(texts[number]) == len(texts[number - 1]) == len(texts[number - 2]) == 1
    return words.lefts[number] > words.rights[number - 1] and (letters or _is_wide_set(words.word(number)))


def _is_wide_set(word: Word) -> bool:
    """Tell a word in capitals whose letters stand apart, though not so far that pdfium sees spaces."""
    text, x0, x1, _, size, _, _ = word
    return x1 - x0 > 0.85 * size * len(text) and len(text) > 2 and text.isupper()


def _letter_spaced(texts: list[str]) -> bool:
    """Tell the letters of a heading from words; kerning may hold two of them together: "E d u c at i o n"."""
    single, letters = list(map(len, texts)).count(1), sum(map(len, texts))
    if len(texts) < 3 or 2 * single < len(texts) or not 4 <= letters <= 2.2 * len(texts):
        return False
    mostly = single >= 0.75 * len(texts) and len(texts) > 4 and all(map(str.isalpha, texts))
    return mostly or single == len(texts) > 4 or sum(map(str.isupper, texts)) >= 0.9 * len(texts)


def _spaced(run: list[Word]) -> Segment:
    """Close up "E X P E R I E N C E": a gap well above the usual one is a space between words."""
    gaps = [two.x0 - one.x1 for one, two in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 3]
    text = run[0].text
    for gap, before, word in zip(gaps, run, run[1:], strict=False):
        # Words whose letters stand close are none of the heading's: "D A T A  PANDAS SQL".
        whole = len(before.text) > 2 or len(word.text) > 2
        text += (" " if whole or gap > usual + 0.14 * word.size else "") + word.text
    return Segment(clean(text), run[0].x0, run[-1].x1, run[0].y, run[0].size, run[0].bold, run[0].order)

"""Rows of a section → the dates that open an entry, told from dates inside sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from skillgap.structure.dates import DateSpan
from skillgap.structure.language import LEX, norms, spelled, squash
from skillgap.structure.rows import EDGE, Row, begins_small, has_title_word, rest_of

_SELF = re.compile(r"\b(?:I|my|we|our)\b[^()]*\Z")
_GOES_ON_NOW = re.compile(r"\s?(?:[-–—→~]+>?|/|…)\s?:?\s?[^\W\d_]|\s?(?:[-–—→~]+>?|…)\s*[:|)\]]|\son[:,]")
_LABEL_END = re.compile(r"\): (?=[^\W\d_])")
_REMARK = re.compile(r"\([^()]*\)")
_DASH = re.compile(r"[-–—]|\b(?:to|through)\b")
_TITLE_BELOW = 3
"""Rows below an employer's line in which the line with the title stands, where the page cuts the first."""
_TOLD = re.compile(r"\.\s+[A-Z][^\W\d_]*(?:[\s-]\S+){2}")


def find_anchors(rows: Sequence[Row]) -> list[tuple[Row, DateSpan]]:
    """Return the rows that head an entry, each with its date, in text order."""
    anchors = [
        (row, span)
        for i, row in enumerate(rows)
        if row.dates
        and (span := _anchor(row, under_title=i > 0 and _bare_title(rows[i - 1]))) is not None
        and not (i > 0 and _ends_a_sentence(row, rows[i - 1], span))
    ]
    if any(not row.bullet for row, _ in anchors):
        # Bulleted dates are the list's own style only where no other line carries one.
        anchors = [
            (row, span)
            for row, span in anchors
            if not row.bullet
            or (row.titled and is_short(row) and (not _is_point(span) or _GOES_ON_NOW.match(row.text, span.end)))
            or (not span.single and not rest_of(row, span) and not _below_another(row, anchors))  # a dot of a time line
        ]
    if anchors and anchors[0][1].start > 0:
        above = {row.index: before for before, row in pairwise(rows)}
        anchors = [(row, span) for row, span in anchors if not _ends_an_item(row, above.get(row.index), span)]
    anchors = _without_asides(_without_promotions(anchors))
    told = {row.index for row, span in anchors if _tells(row, span)}
    if len(told) <= len(anchors) / 2:
        anchors = [(row, span) for row, span in anchors if row.index not in told]
    return _with_open_latest(anchors)


def stretches(row: Row, span: DateSpan) -> list[DateSpan]:
    """Return the ranges of one post: "Jan 2020 – Mar 2021 & Sep 2022 – present", "Summer 2017, Summer 2018".

    Each has the place of all, as what stands beside them names the post.
    """
    run = [span]
    for one in row.dates if len(row.dates) > 1 else ():
        between = row.text[min(run[-1].end, one.end) : max(run[0].start, one.start)].strip(" ,&;+/").lower()
        alike = one.single == span.single and not (_is_point(one) or _is_point(span))
        if one is not span and alike and (not between or between in LEX.words["and"]):
            run.append(one)
    start, end = min(one.start for one in run), max(one.end for one in run)
    return [one._replace(start=start, end=end) for part in sorted(run) for one in _terms(row, part)]


def _terms(row: Row, span: DateSpan) -> list[DateSpan]:
    """Read "Summers 2017 and 2018" as two terms; the middle of "Summers 2016–2018" may be one, too."""
    if span.single or span.until is None:
        return [span]
    since, until, text = span.since, span.until, row.text[span.start : span.end]
    apart = until.first - since.first
    if not 0 < since.last - since.first < 11 or apart != until.last - since.last or apart % 12:
        return [span]
    if sum((norm,) in LEX.seasons for norm in norms(text)) != 1:
        return [span]
    return [span] if not apart or _DASH.search(text) else [span._replace(until=since), span._replace(since=until)]


def _below_another(row: Row, anchors: Sequence[tuple[Row, DateSpan]]) -> bool:
    """Tell the first points of an entry whose head has a date of its own."""
    return any(not other.bullet and 0 < row.index - other.index <= _TITLE_BELOW for other, _ in anchors)


def _without_promotions(anchors: list[tuple[Row, DateSpan]]) -> list[tuple[Row, DateSpan]]:
    """Leave out the date in "Role: Consultant, from 2016 Manager" below the employer's line with the range of both."""
    kept: list[tuple[Row, DateSpan]] = []
    for row, span in anchors:
        head = kept[-1] if kept else None
        if (
            head is not None and span.start > 0 and (span.single or span.until is None) and not head[1].single
            and 0 < row.index - head[0].index <= _TITLE_BELOW and is_role(row)
            and (head[1].until is None or span.since.first <= head[1].until.last)
        ):  # fmt: skip
            continue
        kept.append((row, span))
    return kept


def _without_asides(anchors: list[tuple[Row, DateSpan]]) -> list[tuple[Row, DateSpan]]:
    """Leave out "Python services, Kubernetes since 2018, Terraform." in the lines below a post that lasted then."""
    kept: list[tuple[Row, DateSpan]] = []
    for i, (row, span) in enumerate(anchors):
        head = kept[-1] if kept else None
        if head is not None and is_aside(row, span, head):
            continue
        if not any(_is_remark(row, span, near) for near in (*kept[-1:], *anchors[i + 1 : i + 2])):
            kept.append((row, span))
    return kept


def _is_remark(row: Row, span: DateSpan, near: tuple[Row, DateSpan]) -> bool:
    """Tell "Senior Engineer (promoted from Engineer, Jul 2021)" beside the line with the dates of both posts."""
    post, lasted = near
    _, bracket, inside = row.text[: span.start].rpartition("(")
    if not bracket or ")" in inside or abs(row.index - post.index) != 1 or lasted.single or post.titled:
        return False
    return lasted.since.first <= span.since.first and bool(inside.strip() or row.text[span.start].islower())


def is_aside(row: Row, span: DateSpan, head: tuple[Row, DateSpan]) -> bool:
    """Tell since when a tool was used, or a duty held, in the time of the post above from a post of its own."""
    post, lasted = head
    worded = [one for one in row.dates if LEX.date_phrase_starts.intersection(norms(row.text[one.start :])[:1])]
    if span not in worded or lasted.single or not post.titled:
        return False
    if lasted.until is not None and span.since.first > lasted.until.last:
        return False
    named = row.titled or not LEX.organisation_suffix.isdisjoint(row.norms)
    told = row.text.endswith(".") and not post.text.endswith(".")
    return span.since.first >= lasted.since.first and (told or len(worded) > 1 or not named)


def is_role(row: Row) -> bool:
    """Tell "Role: Database Administrator"."""
    label, colon, _ = row.text.partition(":")
    return bool(colon) and LEX.field_labels.get(squash(label)) == "title"


def _with_open_latest(anchors: list[tuple[Row, DateSpan]]) -> list[tuple[Row, DateSpan]]:
    """Take "Feb 2018 - Data Manager" for a post still held where all others have two ends and none is later."""
    singles = [i for i, (_, span) in enumerate(anchors) if span.single]
    if len(singles) != 1 or len(anchors) < 2:
        return anchors
    at = singles[0]
    row, span = anchors[at]
    if any(other.until is None or span.since.first < other.until.first for _, other in anchors if not other.single):
        return anchors
    if _GOES_ON_NOW.match(row.text, span.end) is None or not span.since.precise:
        return anchors
    return [*anchors[:at], (row, span._replace(until=None, single=False)), *anchors[at + 1 :]]


def _anchor(row: Row, *, under_title: bool) -> DateSpan | None:
    """Return the date that makes a row the head of an entry; None for a date inside a sentence.

    Of several the first range counts that begins or ends the line; `under_title` for a row right below a job title.
    """
    text = row.text
    spans = [span for span in row.dates if not _inside_parentheses(text, span) and not is_version(row, span)]
    if len(spans) > 1:
        spans.sort(key=lambda s: (s.single, s.start > 0, -(s.end if text[s.end :].strip(EDGE) == "" else 0), s.start))
    return next((span for span in spans if _heads(row, span, under_title=under_title)), None)


def _heads(row: Row, span: DateSpan, *, under_title: bool) -> bool:
    """Tell whether a date heads an entry, by what stands before and behind it in its line."""
    text = row.text
    before, after = text[: span.start].strip(EDGE), text[span.end :].strip(EDGE)
    size_before, size_after = len(before.split()), len(after.split())
    if size_after and text[span.end :].lstrip()[0] == "(" and text.rstrip(" .")[-1] == ")":
        size_after = 0  # a remark
    titled = row.titled
    closes = not after and ("," in before or text[span.start - 1 : span.start] == "(")
    leads = (not before or closes) and not span.single
    listed = row.bullet and not (after == "" and _is_period_label(before))
    if listed and (not (titled or leads) or size_before + size_after > 14):
        return False
    closing = under_title and _closes(row, span)
    if span.single and not closing and not _single_is_entry(row, span, before, after, titled=titled):
        return False
    if not before:
        return _opens_line(row, span, after, size_after)
    if size_before <= 16 and not begins_small(before) and size_after <= (8 if titled or size_before <= 8 else 4):
        return not _sentence(row, span, before)
    return titled and size_before <= 9 and text[span.end :].lstrip()[:1] in ("", ")", ":", "|", ".", ",")


def _opens_line(row: Row, span: DateSpan, after: str, size_after: int) -> bool:
    """Tell a date before a header from the beginning of a sentence."""
    text = row.text
    # "Since 2019, two hours a week." and "From 2020 also the operation of …" go on with a sentence.
    begins = text[span.start].isalpha() and span.until is None and after[:1].islower()
    begins = begins and row.norms[0] not in LEX.months  # "Jun 2020 to now: engineer at Acme."
    if begins and (text.endswith(".") or after.split()[0] in LEX.words["goes_on"]):
        return False
    if after.startswith(("I ", "we ")):
        return False  # "Since 2023 I check the answers of …"
    if "(" in after:
        size_after = len(_REMARK.sub("", after).split())
    if size_after <= 12 or text[span.end : span.end + 1] == "\t":
        return True
    return has_title_word(_behind(row, span))


def _behind(row: Row, span: DateSpan) -> list[str]:
    """Return the six words behind a date."""
    return [norm for norm, (start, _) in zip(row.norms, row.places, strict=True) if start >= span.end][:6]


def _name_behind(row: Row, span: DateSpan) -> list[str]:
    """Return the words behind a date up to the first small one: "lecture" of "lecture for physicists"."""
    return list(takewhile(lambda norm: norm not in LEX.small, _behind(row, span)))


def _is_point(span: DateSpan) -> bool:
    """Tell a year or a month alone from a term ("Summer 2019"), which is long enough for a job."""
    return span.single and not 1 <= span.since.last - span.since.first < 11


def _is_period_label(text: str) -> bool:
    return squash(text) in LEX.period_labels


def _ends_a_sentence(row: Row, previous: Row, span: DateSpan) -> bool:
    """Tell a lone year that the width of the page has cut off its sentence ("… of the costs in" / "2024")."""
    alone = span.single and not row.text[: span.start].strip(EDGE) and not row.text[span.end :].strip(EDGE)
    return alone and previous.prose and previous.text[-1] not in ".:;"


def _ends_an_item(row: Row, previous: Row | None, span: DateSpan) -> bool:
    """Tell "2016/2019, SCCM" in the second line of an item ("Active Directory, Windows Server") from a post."""
    if span.start or row.bullet or row.above or row.titled or previous is None or not previous.bullet:
        return False
    return previous.text[-1] not in ".!?;:" and not any(map(str.isalpha, row.text[: span.end]))


def is_version(row: Row, span: DateSpan) -> bool:
    """Tell the years of a product ("SQL Server 2017/2019", "Office 2016") from those of an entry."""
    before = row.text[: span.start].lower().split()[-2:]
    named = not LEX.words["products"].isdisjoint({" ".join(before), *before[-1:]})
    return named and row.text[span.start : span.end].replace("/", "").isdigit()


def _tells(row: Row, span: DateSpan) -> bool:
    """Tell a piece of work told among jobs ("Ledger replay, 2019–2021. It plays a day again") from a job."""
    label = span.start > 0 and (
        (row.text[span.end : span.end + 2] == ": " and not row.bold and not row.marked)
        or _LABEL_END.match(row.text, span.end) is not None
    )
    if not label and (span.start == 0 or _TOLD.match(row.text, span.end) is None):
        return False
    before = [norm for norm, (start, _) in zip(row.norms, row.places, strict=True) if start < span.start]
    return not has_title_word(before)


def _bare_title(row: Row) -> bool:
    """Tell a line that stands out and holds a job title and no date."""
    return bool(
        (row.bold or row.heading or row.marked) and not row.bullet and not row.dates and row.titled
        and len(row.norms) <= 8
    )  # fmt: skip


def _closes(row: Row, span: DateSpan) -> bool:
    """Tell a date at the end of a short line of names ("Cedar Diner · Summer 2014")."""
    before = row.text[: span.start].rstrip()
    return not row.text[span.end :].strip(EDGE) and before[-1:] in "·|•–—,/"


def _sentence(row: Row, span: DateSpan, before: str) -> bool:
    """Tell a sentence that ends in a date ("I have led this team since 2019") from a header line."""
    if (
        "\t" in row.text[: span.start]
        or row.text[span.start - 1 : span.start] == "("
        or row.text[: span.start].endswith(("| ", "· ", "• "))
    ):
        return False
    # What stands in brackets tells of the firm: "Developer, Acme (software for hospitals and homes) 2021 – now".
    text = _REMARK.sub("", row.text[: span.start])
    head = norms(text)
    small = sum(map(LEX.small.__contains__, head))
    lower = sum(word[0].islower() for word in spelled(text))
    if names_post(row, span):
        return False
    if row.text.rstrip().endswith(".") and not row.text.endswith(").") and len(head) >= 3 and lower > len(head) * 0.5:
        return True
    return len(head) >= 5 and small >= 2 and lower > len(head) * 0.6 and before.count(",") < 3


def names_post(row: Row, span: DateSpan) -> bool:
    """Tell "Machine learning engineer at a bank (I may not name it), 2019 – 2021: what was done" from a sentence."""
    before = row.text[: span.start].rstrip()
    ended = row.text[span.end : span.end + 2] == ": " or not row.text[span.end :].strip(EDGE)
    if _is_point(span) or before[-1:] not in tuple(",–—") or not ended or _SELF.search(before):
        return False
    return has_title_word(row.norms[:5])


def _single_is_entry(row: Row, span: DateSpan, before: str, after: str, *, titled: bool) -> bool:
    size = len(before.split()) + len(after.split())
    if size == 0:
        return True
    gap = "\t" in (row.text[: span.start][-1:], row.text[span.end : span.end + 1])
    if gap and not before and not _is_point(span) and has_title_word(_name_behind(row, span)):
        return True  # "Summer 2018<tab>Research intern, Acme, Zürich. Query rewriting with …"
    return (titled and size <= 14 and (not row.prose or names_post(row, span))) or (gap and size <= 10)


def _inside_parentheses(text: str, span: DateSpan) -> bool:
    """Tell a date with words of its own in parentheses ("(team lead since January 2024)")."""
    opened = text.rfind("(", 0, span.start)
    if opened < 0 or ")" in text[opened : span.start]:
        return False
    if "\t" in text[opened : span.start]:
        return False  # a name that is too long for its column: its bracket closes in the next line
    close = text.find(")", span.end)
    lead = text[opened + 1 : span.start].strip()
    if not lead and not span.single and (text[span.start].isdigit() or text[span.start].isupper()):
        return False  # "Acme (Feb 2023–ongoing; dbt, Snowflake)"
    if span.single and lead.islower() and lead.isalpha() and lead not in LEX.date_words:
        return True  # "Senior Analyst (promoted 2020)"
    inner = text[opened + 1 : span.start] + (text[span.end : close] if close >= 0 else "")
    return len(inner.replace(",", " ").split()) >= 2 and not text[opened + 1 : span.start].strip().endswith(",")


def is_short(row: Row) -> bool:
    return len(row.norms) <= 14 and not row.prose

"""Items → pay bands and whom they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from skillgap.models.role import Salary
from skillgap.roles.career import is_step, post_column
from skillgap.roles.cues import cue
from skillgap.roles.items import Item, above, outside
from skillgap.roles.sentences import line_of, sentences
from skillgap.roles.tables import Grid, Span
from skillgap.roles.titles import find_title, is_job_title
from skillgap.structure.language import plain

Period = Literal["year", "month", "day", "hour"]

_CODES = "USD|EUR|GBP|CAD|AUD|NZD|CHF|DKK|SEK|NOK|PLN|CZK|INR|JPY|SGD|ZAR|BRL"
_NAMED = {
    "$": "USD", "US$": "USD", "CA$": "CAD", "C$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD",
    "HK$": "HKD", "¥": "JPY", "S$": "SGD", "R$": "BRL", "€": "EUR", "£": "GBP",
    "₹": "INR", "rs": "INR", "rs.": "INR", "dollar": "USD", "euro": "EUR", "pound": "GBP", "rupee": "INR", "zł": "PLN",
    "złoty": "PLN", "franken": "CHF", "franc": "CHF", "lpa": "INR", "lakh": "INR",
}  # fmt: skip
_MONEY = re.compile(
    rf"(?:(?P<cur>(?:US|CA|C|AU|A|NZ|HK|S|R)?\$|[€£₹¥]|(?<!\w)(?:(?:{_CODES})|Rs\.?)\s?)|(?<![A-Za-z\d.,]))\s?"
    r"(?P<num>\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:[,.'’\u202f\u00a0 ]\d{3})+(?!\d)(?:\.\d{1,2})?|"
    r"\d{1,7}(?:[.,]\d{1,2})?)(?![\d%])\s?"
    r"(?P<k>[kK](?!\w)|thousand\b|tausend\b|Tsd\.?|LPA\b|lakhs?\b)?(?P<plus>(?<!\s)\+|\s?\+(?!\s*\w))?"
    rf"(?:\s?(?P<cur2>(?:{_CODES}|euros?|dollars?|pounds?|rupees|złoty|zł|franken|francs?)(?!\w)|€|£|\$(?!\d)))?"
    r"(?P<huge>\s?(?:million|billion|trillion|mn|bn|[mM]|crore)(?!\w))?",
    re.I,
)
_MARK = re.compile(rf"[$€£₹]|(?<!\w)(?:{_CODES}|Euro|Rs\.?)(?!\w)")
_RANGE = re.compile(
    r"\s*(?:per \w+|an? \w+|/ ?\w+)?\s*(?:-|–|—|~|to|and|bis|und|up to|(?:rising|going up) to)\s*"
    r"(?:over\s+|about\s+|around\s+|roughly\s+)?"
)
_BETWEEN = re.compile(r"\b(?:between|from|zwischen|von)\s+(?:about |around |roughly )?$")
_INCLUDED = re.compile(
    r"\([^()$€£₹]*\)|,? (?:excluding|not including|without|before|plus|including) (?:\w+ )?(?:bonus\w*|stocks?|equity)"
)
_MAKES = re.compile(r"\b(?:makes?|gets?|expects?|starts? (?:at|on|from)|commands?|charges?)\s+(?:\w+\s+){0,2}$")
_ABOUT = re.compile(r"\s*(?:(?:about|around|roughly|approximately|some|rund)\s*)?~?\s*")
_BESIDE = re.compile(r"[,+&|·•;(]|\b(?:and|plus)\b")
"""What comes on top of a sum, or is another thing: "£90k + equity"."""
_OPENS = re.compile(r"(?:^|[,|·•:(–—]|\s-)\s*$")
_CLOSES = re.compile(r"\s*(?:$|[,|·•;+)–—]|\.(?:\s|$)|- |plus\b)")
_AND_MORE = re.compile(
    r"\s*(?:a year |per year )?(?:and (?:more|above|up|over|beyond)|or more|plus\b|upwards|und mehr)"
)
_PLAIN_PAY = 20_000
"""A band of such figures in a currency is a yearly salary though no word says so, and so is a sum that is a part of a
line of its own: "London, £70k"."""
_GENERIC = re.compile(
    r"(?:range|average|base|total|annual|yearly|monthly|salary|pay|compensation|most common|typical|earnings|"
    r"us|usd|eur|gbp|(?:per|a) year|in|gross|net|brutto|[\s/()$€£,&-])+"
)
_LOWEST = re.compile(r"\W*(?:min|low|from|start|25th|p25|bottom)", re.I)
_HIGHEST = re.compile(r"\W*(?:max|high|to\b|top|75th|90th|p75|p90|upper)", re.I)
_PERIODS: tuple[tuple[Period, re.Pattern[str]], ...] = (
    ("hour", re.compile(r"(?:\b(?:an|per)|/) ?(?:hour|hr|h)\b|\bhourly\b|\bpro stunde\b")),
    ("day", re.compile(r"(?:\b(?:a|per)|/) ?day\b|\bdaily\b|\bday rates?\b|\bpro tag\b|\btagessatz")),
    ("month", re.compile(r"(?:\b(?:a|per)|/) ?(?:month|mo)\b|\bmonthly\b|\bmonat\w*|\bpm\b|\bpcm\b")),
    (
        "year",
        re.compile(r"(?:\b(?:a|per)|/) ?(?:year|yr|annum)\b|\bannual\w*|\byearly\b|\bp\.? ?a\b|\bjahr\w*|\blpa\b"),
    ),
)
_LEAST: dict[Period, float] = {"year": 5000, "month": 300, "day": 40, "hour": 5}
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]cross) (?:the )?[A-Z][\w.]+(?: (?:[A-Z][\w.]+|or|and|of)(?= [A-Z]|\b))*|"
    r"\b[Aa]fter [\w-]+ years|\b(?:lowest|highest|top|bottom) \d+ ?(?:%|per ?cent)"
)
_MONTHS = re.compile(r"in (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_CLAUSE = re.compile(r";|,\s+(?=(?:and|while|but|with|in|after|against|seniors?|juniors?|staff)\b)|\.\s")
_NEAR = 25
_FAR = 160
_ASKING = ("requirement", "preferred", "education", "process", "soft", "practice", "challenge")


@dataclass(frozen=True)
class _Band:
    start: int
    end: int
    low: float | None
    high: float | None
    currency: str
    period: Period


class _Around(NamedTuple):
    """A sentence without what its sums include, whether pay is spoken of, and the period and currency from above."""

    bare: str
    told: bool
    period: Period | None
    code: str | None


def read_salaries(text: str, items: Sequence[Item], grids: Sequence[Grid], title: str) -> tuple[Salary, ...]:
    """Find pay bands and whom they are about: the row and column, the label, or the words of the clause."""
    items = [item for item in items if not cue("other_jobs").search(plain(item.heading))]
    grids = [grid for grid in grids if any(_MONEY.search(text[a:b]) for row in grid.rows for a, b in row)]
    found = [salary for grid in grids for salary in _of_grid(text, items, grid, title)]
    found += _of_items(text, outside(items, grids), title)
    return tuple(_once(sorted(found, key=lambda salary: salary.line)))


def _once(told: Iterable[Salary]) -> Iterator[Salary]:
    """Drop what says again what a band above said, or one of its ends."""
    known: dict[tuple[str, str, str], set[tuple[float | None, float | None]]] = {}
    for one in told:
        sums = known.setdefault((one.about, one.currency, one.period), set())
        if (one.low, one.high) not in sums:
            yield one
        sums |= {(one.low, one.high), (one.low, one.low), (one.high, one.high)}


def _of_grid(text: str, items: Sequence[Item], grid: Grid, title: str) -> Iterator[Salary]:
    heading, lead = above(text, items, grid)
    heading += " " + lead[-200:]
    posts = post_column(grid) or 0
    labels = [_label(text, row, posts) for row in grid.rows]
    ladder = sum(is_step(label) for label in labels if label) * 2 >= len(grid.rows)
    facts = not all(any(_paid(text[a:b]) for a, b in row) for row in grid.rows)
    not_pay = cue("not_pay")
    for row, label in zip(grid.rows, labels, strict=True):
        # "Salary range | £30,000 to £34,000" among other facts: the name of the column is no dimension.
        keyed = facts and cue("pay").search(plain(label or "")) is not None
        shown = "" if not label or _GENERIC.fullmatch(plain(label)) else label
        row_about = shown if is_job_title(shown) else f"{title} – {shown}" if shown else title
        for column, (a, b) in enumerate(row):
            name = grid.names[column] if column < len(grid.names) else ""
            context = plain(f"{heading} {label or ''} {name}")
            if (label is not None and column == posts) or not_pay.search(plain(name)) or not_pay.search(plain(shown)):
                continue
            if not (ladder or cue("pay").search(context)):
                continue
            code = _currency_of(name, heading)
            bands = _bands(text[a:b], context, code)
            beside = grid.names[column + 1] if column + 1 < min(len(row), len(grid.names)) else ""
            if _LOWEST.match(name) and _HIGHEST.match(beside):
                top = _bands(text[slice(*row[column + 1])], context, code)
                bands, name = [replace(x, high=y.high) for x, y in zip(bands, top, strict=False)], ""
            elif _HIGHEST.match(name) and column and _LOWEST.match(grid.names[column - 1]):
                continue
            where = "" if keyed or _GENERIC.fullmatch(plain(name)) or not name.strip() else f" – {name.strip()}"
            yield from _salaries(text, (a, b), bands, row_about, where=where)


def _label(text: str, row: Sequence[Span], column: int) -> str | None:
    """Return what a row is about; None where the column holds sums: whom they are for stands beside them."""
    cell = " ".join(text[slice(*row[column])].split()) if column < len(row) else ""
    return None if _paid(cell) else cell


def _paid(cell: str) -> bool:
    return any(map(_currency, _MONEY.finditer(cell)))


def _salaries(
    text: str, place: Span, bands: Sequence[_Band], about: str, *, detail: str = "", where: str = ""
) -> Iterator[Salary]:
    """Yield the bands of a sentence or cell with whom it says they are paid to, else `about` and `detail`."""
    passage, begin = text[slice(*place)], 0
    for band in bands:
        whom = find_title(passage[begin : band.start]) or about
        said = detail or _whom(passage, begin, band)
        yield Salary(
            about=(f"{whom} – {said}" if said else whom) + where, low=band.low, high=band.high,
            currency=band.currency, period=band.period, line=line_of(text, place[0] + band.start),
        )  # fmt: skip
        begin = band.end


def _currency_of(*names: str) -> str | None:
    """Return the currency that the first of some headings states."""
    mark = next((match.group() for name in names if (match := _MARK.search(name))), "")
    return _NAMED.get(mark, mark) or None


def _of_items(text: str, items: Sequence[Item], title: str) -> Iterator[Salary]:
    about, level = title, ""
    for item in items:
        if cue("vacancies").search(plain(item.heading)):
            continue
        content = text[item.start : item.end]
        if item.kind in ("salary", "market") and not item.bullet and not item.title:
            about = find_title(content) or about
        if item.title:
            level = ""
        label = text[item.start : item.label - 1].strip(" *") if item.label else ""
        if item.bullet and content.rstrip().endswith(":"):
            label = content.strip().rstrip(":")
        generic = _GENERIC.fullmatch(label.lower()) is not None
        names_level = content.rstrip().endswith(":") or cue("level_label").search(plain(label)) is not None
        if item.bullet and label and not generic and names_level:
            level = label
        detail = f"{level}, {label.lower()}" if generic and level else label
        detail = "" if re.fullmatch(r"(?:salary|pay|compensation)(?: range)?", detail.lower()) else detail
        paid = f"{item.heading} {label}"
        for start, end in sentences(text, item.start, item.end):
            sentence = text[start:end]
            pays = cue("pay").search(plain(sentence))
            asking = item.kind in _ASKING and not cue("pay_among_demands").search(plain(sentence))
            code = _currency_of(item.heading) if cue("pay").search(plain(item.heading)) else None
            told = f"{paid} {sentence}" if pays else paid
            bands = _bands(sentence, plain(told), code, stated=asking)
            # What a sentence says of its own sums ("an hour") is not said of later ones.
            paid = f"{paid} {pays.group()}" if pays and _paid(sentence) else told
            if bands and not cue("not_pay").search(plain(detail)):
                yield from _salaries(text, (start, end), bands, find_title(sentence) or about, detail=detail)


def _whom(sentence: str, begin: int, band: _Band) -> str:
    """Return who a clause says earns it: "Juniors", "in Germany", "after five years"."""
    stop = _CLAUSE.search(sentence, band.end, band.end + _FAR)
    before = _whose(sentence[max(begin, band.start - _FAR) : band.start])
    return ", ".join(before or _whose(sentence[band.end : stop.start() if stop else band.end + _FAR]))


def _whose(clause: str) -> list[str]:
    spans = [match.span() for match in cue("earners").finditer(plain(clause))]
    spans += [match.span() for match in _PLACE.finditer(clause) if not _MONTHS.match(match.group())]
    return list(dict.fromkeys(clause[a:b] for a, b in sorted(spans)))


def _bands(sentence: str, context: str, code: str | None, *, stated: bool = False) -> list[_Band]:
    """Read the bands of a sentence; `code` is the currency of its column, `context` what stands above it.

    `stated` asks for a band that says itself that it is pay: "£450 a day".
    """
    folded = plain(sentence)
    bare = _INCLUDED.sub(lambda match: " " * len(match.group()), folded)
    both = f"{context} {bare}"
    told = cue("pay").search(both) is not None or cue("pay_hint").search(both) is not None
    around = _Around(bare, told=told, period=_period(context), code=code)
    amounts = [m for m in _MONEY.finditer(sentence) if not m["huge"]]
    found: list[_Band] = []
    k = 0
    while k < len(amounts):
        first, later = amounts[k], None
        if k + 1 < len(amounts) and _is_range(folded, first, amounts[k + 1], marked=code is not None):
            later = amounts[k + 1]
        k += 2 if later else 1
        band = _band(around, found[-1].end if found else 0, first, later, stated=stated and not found)
        if band is not None:
            found.append(band)
    return found


def _is_range(folded: str, first: re.Match[str], later: re.Match[str], *, marked: bool) -> bool:
    gap = _INCLUDED.sub("", folded[first.end() : later.start()])
    if not _RANGE.fullmatch(gap) or not (marked or _currency(first) or _currency(later)):
        return False
    low, high = _amount(first, later), _amount(later, later)
    joined = gap.strip() in ("and", "und") and not _BETWEEN.search(folded, max(0, first.start() - _NEAR), first.start())
    return not joined and low <= high <= 20 * low


def _band(
    around: _Around, begin: int, first: re.Match[str], later: re.Match[str] | None, *, stated: bool
) -> _Band | None:
    last = later or first
    before, behind = _beside(around.bare, max(begin, first.start() - _FAR), first.start(), last.end())
    code = _currency(first) or _currency(last) or around.code
    not_pay = cue("not_pay")
    if code is None or not_pay.search(before) or not_pay.search(_BESIDE.split(behind)[0]):
        return None
    low, high = _amount(first, later), _amount(last, last)
    own = _period(behind[:_NEAR], last=True)
    period = own or _period(before) or around.period or "year"
    says = own is not None or around.code is not None or _MAKES.search(before) is not None
    plain_pay = low >= _PLAIN_PAY and high < 4 * low
    alone = plain_pay and _OPENS.search(around.bare[: first.start()]) and _CLOSES.match(around.bare, last.end())
    plainly = plain_pay and later is not None
    if not (says or alone or (not stated and (around.told or plainly))) or high < _LEAST[period]:
        return None
    band = _Band(first.start(), last.end(), low, high, code, period)
    if later is None and _ends_with("at_most", before):
        return replace(band, low=None)
    more = first["plus"] or _ends_with("at_least", before) or _AND_MORE.match(around.bare, last.end())
    return replace(band, high=None) if later is None and more else band


def _beside(bare: str, begin: int, start: int, end: int) -> tuple[str, str]:
    """Return what stands in the clause before and behind a sum, up to the next one."""
    breaks = [m.end() for m in _CLAUSE.finditer(bare, begin, start)]
    stop = _CLAUSE.search(bare, end, end + 2 * _NEAR)
    behind = bare[end : stop.start() if stop else end + 2 * _NEAR]
    following = next((m for m in _MONEY.finditer(behind) if _currency(m)), None)
    return bare[breaks[-1] if breaks else begin : start], behind[: following.start()] if following else behind


def _ends_with(name: str, before: str) -> bool:
    """Tell whether words of a list stand right before a sum, but for "about"."""
    return any(_ABOUT.fullmatch(before, match.end()) for match in cue(name).finditer(before))


def _period(words: str, *, last: bool = False) -> Period | None:
    """Return the period that the words name first, or of all the shortest."""
    hits = [(match.start() if last else 0, name) for name, test in _PERIODS if (match := test.search(words))]
    return min(hits, key=lambda hit: hit[0])[1] if hits else None


def _currency(match: re.Match[str]) -> str | None:
    mark = (match["cur"] or match["cur2"] or "").strip()
    if not mark:
        return "INR" if (match["k"] or "").lower().startswith(("lpa", "lakh")) else None
    return _NAMED.get(mark) or _NAMED.get(mark.lower()) or _NAMED.get(mark.lower().rstrip("s")) or mark.upper()


def _amount(match: re.Match[str], partner: re.Match[str] | None) -> float:
    value = float(
        re.sub(r"(?<=\d),(?=\d\d,\d)|[,'’\u202f\u00a0 ](?=\d{3})|\.(?=\d{3}(?!\d))", "", match["num"]).replace(",", ".")
    )
    unit = match["k"] or (partner["k"] if partner is not None and value < 1000 else None) or ""
    return value * (1 if not unit else 100_000 if unit.lower().startswith(("lpa", "lakh")) else 1000)

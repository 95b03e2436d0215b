"""Items → pay bands, career steps and certificates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.models.role import CareerStep, RoleCertification, Salary
from skillgap.roles.cues import plain
from skillgap.roles.items import Item
from skillgap.roles.proof import line_of
from skillgap.roles.sentences import sentences
from skillgap.roles.titles import find_title, is_job_title
from skillgap.roles.wording import importance_at, read_wording

_MONEY = re.compile(
    r"(?:(?P<cur>US\$|CA\$|A\$|\$|€|£|₹|(?:USD|EUR|GBP|CAD|AUD|CHF|DKK|SEK|NOK|PLN|INR|JPY|SGD)\s?)|(?<![A-Za-z\d]))"
    r"(?P<num>\d{1,3}(?:[,.\u202f' ]\d{3})+(?:\.\d{2})?|\d{2,7}(?:\.\d{1,2})?)\s?(?P<k>[kK])?(?P<plus>\+)?"
    r"(?:\s?(?P<cur2>USD|EUR|GBP|CAD|AUD|CHF|DKK|SEK|NOK|PLN|INR|JPY|SGD|€|£)(?!\w))?"
)
_CURRENCY = {"$": "USD", "US$": "USD", "CA$": "CAD", "A$": "AUD", "€": "EUR", "£": "GBP", "₹": "INR"}
_RANGE = re.compile(r"\s*(?:per \w+|a \w+)?\s*(?:-|–|—|to|and|bis|up to)\s*(?:over\s+)?")
_NOT_PAY = re.compile(
    r"\b(?:market|budget|conference\w*|bonus\w*|stock|options|signing|additional|reimburse\w*|"
    r"stipend|funding|raised|revenue|exceed\w*)\b"
)
_PAY = re.compile(
    r"\b(?:salar\w*|pay|paid|compensation|base|average|range|earn\w*|per (?:year|annum|hour|month|day)|an hour|"
    r"a month|a year|gehalt|vergütung|"
    r"entry|mid|senior|experienced|top|low end|high end|common|total|level)\b"
)
_SAYS_PAY = re.compile(r"\b(?:salary|base pay|pay range|compensation range|gehalt|salaire)\b")
_PLAIN_PAY = 20_000
"""A band of such figures in a currency is a yearly salary though no word says so."""
_GENERIC_PAY = re.compile(
    r"(?:range|average|base|total|salary|pay|compensation|most common|additional pay)"
    r"(?: range| salary| pay| compensation)?"
)
_PERIODS = (
    ("hour", re.compile(r"\b(?:an|per|/) ?hour\b|hourly|/h\b")),
    ("day", re.compile(r"\b(?:a|per) day\b|daily|day rate")),
    ("month", re.compile(r"\b(?:a|per|/) ?month\b|monthly|monat")),
)
_CERT = re.compile(
    r"(?:(?:AWS|Microsoft|Azure|Google|Google Cloud|Oracle|Red Hat|Cisco|CompTIA|Kubernetes|Databricks|Snowflake|"
    r"HashiCorp|Tableau|NVIDIA|Salesforce|SAP|IBM|Linux Foundation)"
    r"\s+Certified(?::\s|\s)[A-Z][^\n,;()]*|Certified\s+(?:[A-Z][\w/-]*\s?){1,6}(?:\([A-Z]+\))?|(?:Google|"
    r"Google Cloud|AWS|Azure|IBM|Meta|NVIDIA|Oracle)\s+"
    r"(?:Professional|Associate)\s+(?:[A-Z][\w/-]*\s?){1,5}|\b(?:CKA|CKAD|CKS|CISSP|CISM|CEH|OSCP|CCNA|CCNP|PMP|"
    r"CSM|PSM I|RHCSA|RHCE|ITIL|PRINCE2|Network\+|Security\+|CompTIA [A-Z]\w*\+)"
    r"(?![\w+]))"
)
_CERT_WORD = re.compile(r"certif|licen[sc]e|credential|zertifi", re.I)
_ACRONYM_CERT = re.compile(r"[A-Z]{2,6}[A-Z0-9]?(?: I)?|\w+\+|CompTIA .*|ITIL|PRINCE2")
_STEP_LABEL = re.compile(
    r"\b(?:entry|mid|senior|junior|lead|staff|principal|distinguished|director|advanced|specializ\w+|level|"
    r"roles?|executive|management)\b",
    re.I,
)
_STEP_HEADING = re.compile(r"progression|path|opportunit|trajector|ladder|advancement|steps", re.I)


def read_salaries(text: str, items: Sequence[Item], title: str) -> tuple[Salary, ...]:
    """Find pay bands and whom they are about: the role named with them, with the level of the label."""
    found: list[Salary] = []
    about = title
    level = ""
    for item in items:
        content = text[item.start : item.end]
        if item.kind in ("salary", "market") and not item.bullet and not item.title:
            about = find_title(content) or about
        asking = item.kind in ("requirement", "preferred", "education", "process", "soft", "practice", "challenge")
        if asking and not _SAYS_PAY.search(plain(content)):
            continue
        if item.title:
            level = ""
        label = text[item.start : item.label - 1].strip() if item.label else ""
        if item.bullet and content.rstrip().endswith(":"):
            label = content.strip().rstrip(":")
        generic = _GENERIC_PAY.fullmatch(label.lower()) is not None
        if item.bullet and label and not generic and (content.rstrip().endswith(":") or _STEP_LABEL.search(label)):
            level = label
        detail = f"{level}, {label.lower()}" if generic and level else label
        for start, end in sentences(text, item.start, item.end):
            band = _band(text[start:end], item)
            if band is None:
                continue
            low, high, currency, period = band
            named = find_title(text[start:end])
            whom = named or about
            name = (
                f"{whom} – {detail}"
                if detail and not re.fullmatch(r"(?:salary|pay|compensation)(?: range)?", detail.lower())
                else whom
            )
            found.append(
                Salary(about=name, low=low, high=high, currency=currency, period=period, line=line_of(text, start))
            )
    return tuple(found)


def _band(sentence: str, item: Item) -> tuple[float | None, float | None, str, str] | None:
    folded = plain(sentence)
    context = folded + " " + plain(item.heading)
    amounts = list(_MONEY.finditer(sentence))
    marked = [m for m in amounts if (m.group("cur") or m.group("cur2"))]
    if not marked or _NOT_PAY.search(folded):
        return None
    first = next(
        (
            m
            for m in amounts
            if m.end() <= marked[0].start() and _RANGE.fullmatch(sentence[m.end() : marked[0].start()])
        ),
        marked[0],
    )
    code = (marked[0].group("cur") or marked[0].group("cur2") or "").strip()
    later = next(
        (m for m in amounts if m.start() >= first.end() and _RANGE.fullmatch(sentence[first.end() : m.start()])), None
    )
    low, high = _amount(first, later), _amount(later, later) if later else None
    if not _PAY.search(context) and not (high is not None and low >= _PLAIN_PAY and high < 4 * low):
        return None
    period = next((name for name, test in _PERIODS if test.search(folded)), "year")
    if low < 5 or (period == "year" and max(low, high or 0) < 1000):
        return None
    before = folded[max(0, first.start() - 24) : first.start()]
    if later is None and re.search(r"\bup to\s*$", before):
        return None, low, _CURRENCY.get(code, code), period
    single = (
        later is None
        and not first.group("plus")
        and not re.search(r"\b(?:over|from|starting at|exceeding)\s*~?$", before)
    )
    return low, (low if single else high), _CURRENCY.get(code, code), period


def _amount(match: re.Match[str], partner: re.Match[str] | None) -> float:
    digits = match.group("num")
    value = float(re.sub(r"[,\u202f' ](?=\d{3})|\.(?=\d{3}(?!\d))", "", digits))
    thousands = match.group("k") or (partner is not None and partner.group("k") and value < 1000)
    return value * 1000 if thousands else value


def read_career(text: str, items: Sequence[Item]) -> tuple[CareerStep, ...]:
    """List the steps of a described career path in text order: labels of levels, and job titles."""
    found: dict[str, CareerStep] = {}
    for item in items:
        if item.kind != "career" or item.title or not item.bullet or not _STEP_HEADING.search(item.heading):
            continue
        label = text[item.start : item.label - 1].strip() if item.label else ""
        body = text[item.label or item.start : item.end].strip()
        if label and _STEP_LABEL.search(label) and len(label.split()) <= 8:
            name = label
        elif (
            not label
            and len(body.split()) <= 6
            and (is_job_title(body) or re.search(r"\b(?:positions|roles)$", body, re.I))
        ):
            name = body.rstrip(".")
        else:
            continue
        found.setdefault(plain(name), CareerStep(title=name, line=line_of(text, item.start)))
    return tuple(found.values())


def read_certifications(text: str, items: Sequence[Item]) -> tuple[tuple[RoleCertification, tuple[int, int]], ...]:
    """Find certificates by name, with their places; one merely described in a career path is mentioned."""
    found: dict[str, tuple[RoleCertification, tuple[int, int]]] = {}
    for item in items:
        if item.title or item.kind in ("benefits", "about", "boilerplate", "closing", "process"):
            continue
        matches = list(_CERT.finditer(text, item.start, item.end))
        if not matches:
            continue
        content = text[item.start : item.end]
        certified = _CERT_WORD.search(content + " " + item.heading) is not None
        spans = read_wording(text, item)
        for match in matches:
            name = match.group().strip(" .-–")
            if _ACRONYM_CERT.fullmatch(name) and not certified:
                continue
            name = re.sub(r"\s+(?:certif\w*|is|are|or|and|a plus|preferred)\b.*$", "", name)
            asked = importance_at(spans, match.start())
            if asked is None or asked.importance is None or len(name) < 3:
                continue
            entry = RoleCertification(name=name, importance=asked.importance, line=line_of(text, match.start()))
            found.setdefault(plain(name), (entry, (match.start(), match.start() + len(name))))
    return tuple(found.values())

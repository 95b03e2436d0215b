"""Rows → certificates held or planned, with who gives them and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from skillgap.models.making import made
from skillgap.models.resume import Certification
from skillgap.structure.dates import DateSpan, Month
from skillgap.structure.heading_words import names_wishes
from skillgap.structure.language import LEX, between, norms, places, spelled, squash
from skillgap.structure.rows import Row, alone, has_title_word

_EDGE = " \t,;:|/–—-([·•*"
_ISSUER = re.compile(r"\s+[·|]\s+|\s*\|\s*|\t+|,? issued by ")
_BETWEEN = re.compile(r"(?:;\s+|(?:[,.]|\s[·|•/])\s+(?=[A-ZÀ-Ý])|(?<=\d\)),\s+)(?![^()]*\))")
_INITIALS = re.compile(r"[A-Z]{3,}[A-Z0-9+-]*\b")
_BEHIND = re.compile(r"[ \t]*[,|·–—(-]?[ \t]*\n?([^,;|()\n]*)")
_COMMA = re.compile(r"[,;|]\s")
_PIECES = re.compile(r";\s|[.]\s+(?=[A-ZÀ-Ý])")
# "Training" and "Weiterbildung" stand above examinations as well.
_CERTIFIES = re.compile(r"[cz]erti|\bcerts\b|licen[cs]|credential|badge|accredit|habilitation|exam", re.IGNORECASE)
_SHORTEST_TERM = 12
_NUMBER = re.compile(
    r"[\s,;|·(–-]*(?:(?:\b(?:credential |certificate |licen[cs]e )?(?:ID|no\.?|nr\.?|number)[:#\s]+|#|№)\s?)"
    r"(?=[\w-]*\d)[\w-]{4,}\)?",
    re.IGNORECASE,
)
"""The number of a certificate: "#1234567", "| ID 99887"."""
_LISTED = re.compile(r"[,;|·•/\t]|\band\b|\s[–—-]\s")
_BRACKETED = re.compile(r"\([^()]*\)")
_PLUS = re.compile(r"(?:Security|Network|CySA|PenTest|Linux|Server|Cloud)\+")
"""What CompTIA examines."""
_OPENS_WITH_DATE = re.compile(r"(?:[^\W\d]{3,9}\.? |\d{1,2}[./])?(?:19|20)\d\d\b(?!-\d{3})")
_REMARK = re.compile(r"\s*\([^()]*\)[ .]*")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZÀ-Ý])")


def read_certifications(rows: Sequence[Row], *, as_of: Month) -> list[Certification]:
    """Return the certificates of one certificates section, heading left out; wrapped lines are joined."""
    found: list[Certification] = []
    rows = [_without_label(row) for row in rows if not _is_clutter(row)]
    for first, last in _items(rows):
        several = _several(rows[first], as_of=as_of) if last - first == 1 else []
        whole = None if several else _of_lines(rows[first:last], as_of=as_of)
        found += several if whole is None else [whole]
    return found


def _without_label(row: Row) -> Row:
    """Leave out the heading that a list of certificates has in its own line: "Certifications: CKA, CKAD"."""
    label, colon, rest = row.text.partition(":")
    named = colon and rest.strip() and LEX.headings.get(squash(label)) == "certifications" and _CERTIFIES.search(label)
    start = len(row.text) - len(rest.lstrip(" \t*_"))
    return row.stretch(start, len(row.text)) if named else row


def _is_clutter(row: Row) -> bool:
    """Tell what sites print beside certificates, "Show credential", and "Other: volunteer fire brigade" below them."""
    label, _, rest = row.text.replace("\t", ":").partition(":")
    others = squash(label) in LEX.words["rests"] and not _names_certificate(re.split("[,;]", rest)[0].strip() or "-")
    return others or " ".join(row.norms[:2]) in LEX.words["credential_clutter"]


def _of_lines(rows: Sequence[Row], *, as_of: Month) -> Certification | None:
    """Read a certificate from its lines; one of them may only say who gave it, or when."""
    named = [row for row in rows if not says_little(row)]
    certificate = _certificate(named or rows, as_of=as_of)
    if certificate is None or not named or len(named) == len(rows):
        return certificate
    beside = [row for row in rows if row not in named]
    issuer = next((row for row in beside if _is_issuer(row.text)), None)
    text = _issued_by(issuer.text[: issuer.dates[0].start] if issuer.dates else issuer.text) if issuer else ""
    date = certificate.date or next((span.since.since for row in beside for span in row.dates), None)
    expired = certificate.expired or any(_expired(row, as_of=as_of) for row in beside)
    values = {"issuer": text.strip(_EDGE) or certificate.issuer, "date": date, "expired": expired}
    return certificate.model_copy(update={**values, "start": rows[0].start, "end": rows[-1].end})


def _several(row: Row, *, as_of: Month) -> list[Certification]:
    """Cut a line that names several certificates: "PMP (2016), CSM – expired. CKA – exam booked", "CISSP | GCIH"."""
    pieces = [(at, row.text[at:stop]) for at, stop in between(_BETWEEN, row.text)]
    pieces = [(at, text) for at, text in pieces if any(map(str.isalpha, text))]
    if len(pieces) < 2:
        return []
    planned = LEX.phrases["planned"]
    certificates = [_names_certificate(text) for _, text in pieces]
    names = {norms(text)[0] for (_, text), named in zip(pieces, certificates, strict=True) if named}
    begun = [planned.has(text) for (_, text), named in zip(pieces, certificates, strict=True) if not named]
    told = LEX.words["valid"] | LEX.words["issuance"]
    dated = all(
        norms(text)[0] not in told and sum(at < span.start < at + len(text) for span in row.dates) == 1
        for at, text in pieces
    )
    if not dated and (not names or len(names) + sum(begun) < 2 or begun.count(False) >= len(names)):
        return []
    ends = [(at, at + len(text.rstrip(" ,;.|·"))) for at, text in pieces]
    return [_named_in(row, at, end, row.text[at:end].strip(_EDGE), as_of=as_of) for at, end in ends]


def _named_in(row: Row, start: int, end: int, name: str, *, as_of: Month) -> Certification:
    """Make a certificate of a stretch of a row: its own date, and whether it is held, stand there too."""
    dates = [span for span in row.dates if start <= span.start < end]
    return made(
        Certification,
        {
            "name": re.sub(r"\s+", " ", _without_bracketed_date(name, bool(dates))),
            "issuer": None,
            "date": dates[0].since.since if dates else None,
            "planned": _planned(row, start, end, dates, as_of=as_of),
            "expired": LEX.phrases["expired"].has(row.text[start:end]),
            "start": row.start + start,
            "end": row.start + end,
        },
    )


def _without_bracketed_date(name: str, dated: bool) -> str:
    """Cut "(2021)" and "(2020, expired)" off a name, and not the number of an examination: "CCNA (200-301)"."""
    head, bracket, inner = name.rpartition("(")
    return head.rstrip() if dated and bracket and head and _OPENS_WITH_DATE.match(inner) else name


def _names_certificate(text: str) -> bool:
    """Tell a piece that names a certificate by itself: by initials, the word, or who gives it and what for."""
    found = norms(text)
    if len(found) > 9 or _is_issuer(text):
        return False
    if _INITIALS.match(text) or _is_exam(text.split()[0]) or LEX.phrases["certificate"].has(text, found):
        return True
    return len(found) > 1 and found[0] in LEX.certifiers


def lists_certificates(row: Row) -> bool:
    """Tell "CISSP (2020), Security+ (2017)" and "CKA, AZ-104": a line of nothing but certificates."""
    if row.bullet or row.ranged or row.prose or row.degrees:
        return False
    pieces = [words for piece in _LISTED.split(_BRACKETED.sub("", row.text)) if (words := piece.split())]
    named = [words for words in pieces if not all(norm.isdigit() or norm in LEX.date_words for norm in norms(words[0]))]
    return bool(named) and all(len(words) < _FEW_WORDS and any(map(_is_exam, words)) for words in named)


def opens_with_exam(row: Row) -> bool:
    """Tell "ISTQB CTFL (2018)" and "2021 PSM I" from a degree: a short line that an examination's letters open."""
    if row.bullet or row.ranged or row.prose or row.degrees or row.school or len(row.norms) >= _FEW_WORDS * 2:
        return False
    words = [word for word in row.text.split() if not norms(word) or not norms(word)[0].isdigit()]
    return bool(words) and _is_exam(words[0].strip(_EDGE))


def _is_exam(word: str) -> bool:
    """Tell the letters of a certificate, as they are written in capitals."""
    if word in LEX.words["certificates_for_sure"] or _PLUS.fullmatch(word):
        return True
    return word.isupper() and LEX.phrases["exam_names"].has(word)


def certificates_in_prose(rows: Sequence[Row], *, as_of: Month) -> list[Certification]:
    """Return certificates named in sentences of other sections ("Clinical Practice certificate (renewed 2023)")."""
    certified = LEX.phrases["certificate"]
    return [
        _named_in(row, start, stop, row.text[start:stop].strip(_EDGE + "."), as_of=as_of)
        for row in rows
        if row.has(certified) and not row.degrees
        for start, stop in between(_SENTENCE, row.text)
        if _tells_of_certificate(row.text[start:stop])
    ]


def _tells_of_certificate(sentence: str) -> bool:
    """Tell a short sentence with a name in it from a list of skills, one of them "(certified 2021)"."""
    found = norms(sentence)
    if not 2 <= len(found) <= 12 or sentence.count(",") > 2 or not LEX.phrases["certificate"].has(sentence, found):
        return False
    return sum(word[0].isupper() for word in spelled(sentence)) >= 2


def is_course(text: str, start: int, end: int, *, at: int, heading: str | None) -> bool:
    """Tell a finished course, which nobody examined, in a certificate (`text[start:end]`) that names something `at`.

    A platform, a course's words or a heading of courses tell; an examination is one whatever else is said.
    Specializations and "professional certificates" of platforms are rows of courses.
    """
    phrases = LEX.phrases
    own = _piece(text, start, end, at=at)
    if phrases["exams"].has(own):
        return False
    if any(phrases[key].has(own) for key in ("courses", "course_platforms")) or _names_platform(text[end : end + 99]):
        return True
    lengths = LEX.words["course_lengths"]
    if any(count.isdigit() and unit in lengths for count, unit in pairwise(norms(own))):
        return True  # "Kubernetes for developers (2 days)"
    if heading is None or LEX.words["course_headings"].isdisjoint(norms(heading)) or _CERTIFIES.search(heading):
        return False
    return not (phrases["certificate"].has(own) or phrases["exam_names"].has(own))


def is_introduction(text: str, start: int, end: int, *, at: int) -> bool:
    """Tell a maker's entry-level examination ("Cloud Practitioner", "AZ-900"): of all that it sells, and of no use.

    In "AZ-900, AZ-104" the second is one of its own.
    """
    entry, item = LEX.phrases["entry_certificates"], _piece(text, start, end, at=at, parted=_COMMA)
    if entry.has(item):
        return True
    own = LEX.phrases["exam_names"].has(item) or not LEX.words["certificate_grades"].isdisjoint(norms(item))
    return not own and entry.has(_piece(text, start, end, at=at))


def _piece(text: str, start: int, end: int, *, at: int, parted: re.Pattern[str] = _PIECES) -> str:
    """Return the part of a certificate's line that holds the place `at`."""
    pieces = between(parted, text, start, end)
    return next((text[first:last] for first, last in pieces if first <= at < last), text[start:end])


def _names_platform(text: str) -> bool:
    """Tell the name of a platform that stands alone behind a certificate's name, or on the line below."""
    found = _BEHIND.match(text)
    piece = found[1] if found else ""
    words = norms(piece)
    hits = LEX.phrases["course_platforms"].find(piece, words)
    rest = words[hits[0].last :] if hits else words
    return bool(hits) and hits[0].first == 0 and all(norm.isdigit() or norm in LEX.date_words for norm in rest)


def _items(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Cut the section into items: at bullets, else at every line that doesn't run on from the one before."""
    bulleted = sum(row.bullet for row in rows) >= max(1, len(rows) // 3)
    dates_above = bool(rows) and alone(rows[0]) is not None
    starts = [
        i
        for i, row in enumerate(rows)
        if not i
        or (row.bullet if bulleted and not row.above else (dates_above and alone(row) is not None) or _opens(rows, i))
    ]
    return _with_issuers(rows, list(pairwise([*starts, len(rows)])))


def _opens(rows: Sequence[Row], i: int) -> bool:
    row = rows[i]
    if row.above or row.bullet or _is_issuer(row.text) or _is_issuer(rows[i - 1].text):
        return True  # an issuer's line finds its certificate later
    lead = row.dates[0] if row.dates and row.dates[0].start == 0 else None
    rest = row.text[lead.end :].lstrip(" ,;)") if lead is not None else ""
    if row.text[0] in "–—-(&" or (lead is not None and (not rest or rest[0].islower())) or ends_name(row, rows[i - 1]):
        return False
    # A single word is the end of a name that was too long for its column.
    return not (len(row.norms) == 1 and row.text.istitle() and row.text.isalpha() and rows[i - 1].text[-1].isalpha())


def ends_name(row: Row, before: Row) -> bool:
    """Tell "Administrator (CKA)" below "Certified Kubernetes", "Professional Certificate" below "Google Analytics"."""
    if before.dates or before.text[-1] in ").;:" or row.bullet:
        return False
    if _spell_initials(f"{before.text} {row.text}"):
        return True
    words, grades = LEX.words, LEX.words["certificate_grades"]
    found = norms(_BRACKETED.sub("", row.text[: row.dates[0].start] if row.dates else row.text))
    if found and len(found) <= 2 and found[-1] in words["certificate_words"]:
        return (found[0] in grades or len(found) == 1) and not before.has(LEX.phrases["certificate"])
    open_name = "certified" in before.norms and not has_title_word(before.norms) and grades.isdisjoint(before.norms)
    if not (open_name and 0 < len(found) < _FEW_WORDS) or before.norms[-1].endswith("master"):
        return False
    if "certified" in found or not LEX.certifiers.isdisjoint(found):
        return False
    return found[0] not in grades and (has_title_word(found[:1]) or found[-1] in grades)


def _spell_initials(text: str) -> bool:
    """Tell "GIAC Certified Incident", "Handler (GCIH)": the letters in brackets are those that all words begin with."""
    name, _, initials = text.rstrip(" ,;").rpartition(" (")
    letters = "".join([word[0] for word in name.split() if word[0].isupper()])
    return len(letters) > 2 and initials == f"{letters})"


def _certificate(rows: Sequence[Row], *, as_of: Month) -> Certification | None:
    row = rows[0].joined(*rows[1:]) if len(rows) > 1 else rows[0]
    size = len(row.norms)
    if not 0 < size <= 30 or (row.has(LEX.phrases["not_certificate"]) and not row.has(LEX.phrases["certificate"])):
        return None
    term = next((span for span in row.dates if _said_until(row.text, span)), None)
    dates = [span for span in row.dates if span != term]
    name = _name(row, dates, term)
    if (len(name) <= 2 and name[-1:] != "+") or not any(map(str.isalpha, name)) or (size == 1 and name.islower()):
        return None
    name, issuer = _with_issuer(name)
    return made(
        Certification,
        {
            "name": re.sub(r"\s+", " ", name),
            "issuer": issuer,
            "date": dates[0].since.since if dates else None,
            "planned": _planned(row, 0, len(row.text), row.dates, as_of=as_of),
            "expired": _expired(row, as_of=as_of),
            "start": row.start,
            "end": rows[-1].end,
        },
    )


def _name(row: Row, dates: Sequence[DateSpan], term: DateSpan | None) -> str:
    """Return what stands beside the dates of a row, its number and the `term` until which it is valid."""
    text, (first, last) = row.text, (dates[0], dates[-1]) if dates else (None, None)
    start = first.end if first is not None and first.start == 0 else 0
    end = _without_validity(text, term.start) if term is not None and term.start > start else len(text)
    lone = last is not None and (last.single or last.until is None)
    if last is not None and lone and last.start > start and not _NUMBER.sub("", text[last.end : end]).strip(" )]."):
        before = text[start : last.start]
        end = last.start if before.rstrip()[-1:] in tuple(",(–—-|·:;[/") or before[-1:] == "\t" else end
    if first is not None and first.start > start and _REMARK.fullmatch(text, first.end):
        end = first.start  # "Azure Administrator, 2021 (renewed 2025)"
    name = _NUMBER.sub("", text[start:end]).strip(_EDGE + "]")
    head, bracket, inner = name.rpartition("(")
    if not bracket or ")" in inner:
        return name
    return head.strip(_EDGE) if inner[:1].isdigit() else f"{name})"  # "(1 week, 2016)", "(SAA-C03, 2023)"


def _with_issuer(name: str) -> tuple[str, str | None]:
    """Return a certificate and who gives it; a giver that nobody knows stays in the name, too."""
    if (told := _issuer_behind(name)) is not None:
        return told
    parts = [part.strip(_EDGE + ")") for part in _ISSUER.split(name) if part.strip(_EDGE)]
    given = len(parts) > 1 and not parts[-1][:1].isdigit() and len(parts[-1].split()) <= 5
    return name, parts[-1] if given and "certif" not in parts[-1].casefold() else None


def _planned(row: Row, start: int, end: int, dates: Sequence[DateSpan], *, as_of: Month) -> bool:
    """Tell a certificate that is still to come, by its words or by its date."""
    label, colon, _ = row.text[start:end].partition(":")
    if colon and (squash(label) in LEX.keys["planned_labels"] or names_wishes(label)):
        return True
    hits = LEX.phrases["planned"].find(row.text[start:end])
    # "Passed the exam in March 2021": there the date decides.
    if any(not any(start + hit.start < span.start < start + hit.end for span in dates) for hit in hits):
        return True
    valid = not LEX.words["valid"].isdisjoint(norms(row.text[start:end]))
    return bool(dates) and dates[0].since.first > as_of and not valid


def _expired(row: Row, *, as_of: Month) -> bool:
    """Tell a certificate that no longer holds: it says so, or the day that it was valid until is over."""
    if row.has(LEX.phrases["expired"]):
        return True
    until = [span.until or span.since for span in row.dates if _said_until(row.text, span) or _is_term(span)]
    return any(point.last < as_of for point in until)


def _is_term(span: DateSpan) -> bool:
    """Tell how long a certificate was valid ("2015-2018") from the months that a course took."""
    return span.until is not None and not span.single and span.until.first - span.since.last > _SHORTEST_TERM


def _said_until(text: str, span: DateSpan) -> bool:
    """Tell a single date behind "valid until"."""
    return span.single and not LEX.words["valid_until"].isdisjoint(norms(text[: span.start])[-2:])


def _without_validity(text: str, at: int) -> int:
    """Return where the words before a date begin that say until when a certificate is valid."""
    told = LEX.words["valid"] | LEX.words["valid_until"] | LEX.words["issuance"]
    for start, end in reversed(places(text[:at])):
        if text[start:end].lower() not in told:
            return end
    return at


def _only_dates(row: Row) -> bool:
    """Tell a row that says no more than when a certificate was given, until when it holds, and its number."""
    other = [word for word in row.norms if word not in LEX.date_words and word not in LEX.words["issuance"]]
    return (
        bool(row.dates) and row.norms[0] in LEX.words["issuance"] and all(any(map(str.isdigit, word)) for word in other)
    )


_ISSUER_BEHIND = re.compile(r"\s*,\s+|\s*\t\s*|\s+[|/·–—-]\s+|\s*\((?=[^()]*\)\s*\Z)|,? issued by ")
_ISSUED = re.compile(r"(?:issued|awarded|given) by:? |issuer: ?|by ", re.IGNORECASE)
_FEW_WORDS = 5
_MOST_WORDS = 7


def _is_issuer(text: str) -> bool:
    """Tell a text that names who gives certificates, perhaps with a date, and no certificate ("Microsoft, 2022")."""
    dated = LEX.date_words
    words = [norm for norm in norms(_issued_by(text)) if not norm.isdigit() and norm not in dated]
    # "CompTIA A+" is more than CompTIA, though "a" may stand between dates.
    return "+" not in text and len(words) <= _MOST_WORDS and squash("".join(words)) in LEX.keys["issuers"]


def _issued_by(text: str) -> str:
    """Return what follows "Issued by"."""
    said = _ISSUED.match(text)
    return text[said.end() :] if said else text


def says_little(row: Row) -> bool:
    """Tell a row that is an issuer or a date."""
    return _is_issuer(row.text) or alone(row) is not None or _only_dates(row)


def _issuer_behind(name: str) -> tuple[str, str] | None:
    """Return a certificate and who gives it, told behind its name ("Administrator, Linux Foundation"); else None."""
    for sign in _ISSUER_BEHIND.finditer(name):
        before, last = name[: sign.start()], name[sign.end() :].rstrip(" )")
        if _is_issuer(last) and not _is_issuer(before):
            return before.rstrip(), last
    return None


def _with_issuers(rows: Sequence[Row], items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join an item that is an issuer or a date, or both, to the certificate that it belongs to.

    That is the one before it; where the first item is one, they stand above their certificates.
    """
    beside = [all(says_little(row) for row in rows[first:last]) for first, last in items]
    if not any(beside) and _take_turns([rows[first] if last - first == 1 else None for first, last in items]):
        beside = [number % 2 == 1 for number in range(len(items))]
    if all(beside):
        return items
    joined: list[tuple[int, int]] = []
    after_all = beside[0]
    for number, (first, last) in enumerate(items):
        goes_on = number > 0 and (beside[number - 1] if after_all else beside[number])
        joined[-1:] = [(joined[-1][0], last)] if goes_on else [*joined[-1:], (first, last)]
    return joined


def _take_turns(lines: Sequence[Row | None]) -> bool:
    """Tell certificates with a date that each have a short line without one below: who gave it."""
    certificate = LEX.phrases["certificate"]
    return (
        len(lines) >= 4
        and len(lines) % 2 == 0
        and all(line is not None and line.dates for line in lines[::2])
        and all(
            line is not None and not line.dates and len(line.norms) <= _FEW_WORDS and not line.has(certificate)
            for line in lines[1::2]
        )
    )

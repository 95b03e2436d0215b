"""Rows of certificates → who gives them and when, where a line says nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.structure.language import LEX, norms, squash
from skillgap.structure.rows import Row
from skillgap.structure.split_dates import alone

_BEHIND = re.compile(r"\s*,\s+|\s*\t\s*|\s+[|/·–—-]\s+|\s*\((?=[^()]*\)\s*\Z)|,? issued by ")
_ISSUED = re.compile(r"(?:issued|awarded|given) by:? |issuer: ?|by ", re.IGNORECASE)
_FEW_WORDS = 5
_MOST_WORDS = 7


def is_issuer(text: str) -> bool:
    """Tell a text that names who gives certificates, perhaps with a date, and no certificate ("Microsoft, 2022")."""
    dated = LEX.date_words
    words = [norm for norm in norms(issued_by(text)) if not norm.isdigit() and norm not in dated]
    return len(words) <= _MOST_WORDS and squash("".join(words)) in LEX.keys["issuers"]


def issued_by(text: str) -> str:
    """Return what follows "Issued by"."""
    said = _ISSUED.match(text)
    return text[said.end() :] if said else text


def says_little(row: Row) -> bool:
    """Tell a row that is an issuer or a date."""
    return is_issuer(row.text) or alone(row) is not None


def issuer_behind(name: str) -> tuple[str, str] | None:
    """Return a certificate and who gives it, told behind its name ("Administrator, Linux Foundation"); else None."""
    for sign in _BEHIND.finditer(name):
        before, last = name[: sign.start()], name[sign.end() :].rstrip(" )")
        if is_issuer(last) and not is_issuer(before):
            return before.rstrip(), last
    return None


def with_issuers(rows: Sequence[Row], items: list[tuple[int, int]]) -> list[tuple[int, int]]:
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

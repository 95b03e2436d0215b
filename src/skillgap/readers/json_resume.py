"""JSON Resume bytes → Draft: the keys of the schema in the order of a resume, with headings."""

from __future__ import annotations

import json
import re
from typing import Any

from skillgap.errors import InputError
from skillgap.readers.cleaning import clean
from skillgap.readers.draft import BULLET, Draft, DraftLine, Limits, unreadable
from skillgap.readers.encoding import decode

_SECTIONS = (
    ("work", "Experience"),
    ("volunteer", "Volunteering"),
    ("projects", "Projects"),
    ("education", "Education"),
    ("skills", "Skills"),
    ("certificates", "Certificates"),
    ("awards", "Awards"),
    ("publications", "Publications"),
    ("languages", "Languages"),
    ("interests", "Interests"),
    ("references", "References"),
)
_TITLES = ("position", "studyType", "title", "name", "language")
_PLACES = ("area", "organization", "company", "institution", "publisher", "issuer", "awarder", "entity", "location")
_LISTS = ("highlights", "courses", "keywords", "roles")
_SKILL = {"name", "level", "keywords"}
"""The keys of a skill or an interest; a project has keywords too."""
_SKIPPED = {"url", "website", "image", "picture", "$schema", "meta", "x", "y"}


def accepts(head: bytes, name: str) -> bool:
    """Tell whether it is a JSON object or array."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if name.lower().endswith(".json"):
        return start in (b"{", b"[")
    return (
        start == b"{"
        and re.search(rb'^\W*"(?:basics|\$schema|work|skills|education|meta)"\s*:', head[:400]) is not None
    )


def read(data: bytes, *, name: str, limits: Limits) -> Draft:
    """Return a JSON Resume, or any JSON's strings with their keys, as lines."""
    text = decode(data, name=name)
    if _depth(text) > limits.max_depth:
        raise InputError("too_large", f"{name} is nested too deeply", hint="a JSON Resume needs about five levels")
    try:
        values = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise unreadable(f"{name} is damaged JSON", hint="check it with a JSON validator") from error
    draft = Draft("application/json")
    if isinstance(values, dict):
        _resume(values, draft.lines)
    else:
        _anything(values, draft.lines)
    return draft


def _depth(text: str) -> int:
    depth = deepest = 0
    for match in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text):
        mark = match.group()
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "]}":
            depth -= 1
    return deepest


def _resume(values: dict[str, Any], lines: list[DraftLine]) -> None:
    basics = values.get("basics")
    if isinstance(basics, dict):
        _basics(basics, lines)
    done = {"basics"}
    for key, title in _SECTIONS:
        done.add(key)
        if values.get(key):
            _add(lines, title, heading=2)
            _section(values[key], lines)
    for key, value in values.items():
        if key not in done and key not in _SKIPPED and value:
            _add(lines, _words(key), heading=2)
            _section(value, lines)
    meta = values.get("meta")
    modified = _plain(meta.get("lastModified")) if isinstance(meta, dict) else ""
    if re.match(r"\d{4}-\d\d", modified):
        _add(lines, f"Last updated: {modified[:7]}")


def _basics(basics: dict[str, Any], lines: list[DraftLine]) -> None:
    _add(lines, _plain(basics.get("name")), heading=1)
    _add(lines, _plain(basics.get("label")))
    location = basics.get("location")
    parts = (
        [location.get(key) for key in ("city", "region", "countryCode")] if isinstance(location, dict) else [location]
    )
    contact = [_plain(basics.get("email")), _plain(basics.get("phone")), ", ".join(filter(None, map(_plain, parts)))]
    _add(lines, " | ".join(filter(None, contact)))
    for profile in basics.get("profiles") or []:
        if isinstance(profile, dict):
            _add(lines, " ".join(filter(None, (_plain(profile.get("network")), _plain(profile.get("username"))))))
    if basics.get("summary"):
        _add(lines, "Summary", heading=2)
        _add(lines, _plain(basics.get("summary")))


def _section(value: Any, lines: list[DraftLine]) -> None:
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, dict):
            _entry(entry, lines)
        elif isinstance(entry, list):
            _anything(entry, lines)
        else:
            _add(lines, BULLET + _plain(entry) if _plain(entry) else "")


def _entry(entry: dict[str, Any], lines: list[DraftLine]) -> None:
    if isinstance(entry.get("keywords"), list) and _plain(entry.get("name")) and _SKILL.issuperset(entry):
        label = _plain(entry.get("name")) + (f" ({_plain(entry.get('level'))})" if _plain(entry.get("level")) else "")
        words = [_plain(word) for word in entry["keywords"]]
        _add(lines, f"{label}: {', '.join(filter(None, words))}" if any(words) else label)
        return
    titles = [_plain(entry.get(key)) for key in _TITLES]
    places = [_plain(entry.get(key)) for key in _PLACES]
    dates = [_plain(entry.get(key)) for key in ("startDate", "endDate")]
    if dates[0] and not dates[1]:
        dates[1] = "present"
    when = " – ".join(filter(None, dates)) or _plain(entry.get("date")) or _plain(entry.get("releaseDate"))
    shown = [text for text in (*titles, *places) if text]
    extra = [_plain(entry.get(key)) for key in ("fluency", "level", "score")]
    head = ", ".join(dict.fromkeys(shown))
    if any(extra):
        head += f" ({', '.join(filter(None, extra))})"
    _add(lines, f"{head}\t{when}" if head and when else head or when, bold=True)
    used = {*_TITLES, *_PLACES, *_LISTS, "startDate", "endDate", "date", "releaseDate", "fluency", "level", "score"}
    for key, value in entry.items():
        if key in used or key in _SKIPPED:
            continue
        if isinstance(value, list | dict):
            _anything(value, lines)
        else:
            _add(lines, _plain(value))
    for key in _LISTS:
        for item in entry.get(key) or [] if isinstance(entry.get(key), list) else []:
            _add(lines, BULLET + _plain(item) if _plain(item) else "")


def _anything(value: Any, lines: list[DraftLine]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, dict | list):
                _add(lines, _words(key))
                _anything(inner, lines)
            elif key not in _SKIPPED:
                _add(lines, f"{_words(key)}: {_plain(inner)}" if _plain(inner) else "")
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict | list):
                _anything(inner, lines)
            else:
                _add(lines, BULLET + _plain(inner) if _plain(inner) else "")
    else:
        _add(lines, _plain(value))


def _words(key: Any) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]+", " ", str(key)).strip().capitalize()


def _plain(value: Any) -> str:
    if value is None or isinstance(value, bool | list | dict):
        return ""
    return re.sub(r"<[^<>]*>", " ", str(value))


def _add(lines: list[DraftLine], text: str, *, heading: int | None = None, bold: bool = False) -> None:
    for piece in text.split("\n"):
        shown = clean(piece)
        if shown and shown != BULLET.strip():
            lines.append(DraftLine(shown, heading=heading, bold=bold))

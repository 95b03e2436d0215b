"""JSON Resume bytes → Draft: the keys of the schema in the order of a resume, with headings."""

from __future__ import annotations

import json
import re
from typing import Any

from skillgap.errors import InputError
from skillgap.readers.cleaning import clean
from skillgap.readers.draft import BULLET, Draft, DraftLine, Limits, unreadable
from skillgap.readers.encoding import decode

_ORDER = (
    "work", "volunteer", "projects", "education", "skills", "certificates", "awards", "publications", "languages",
    "interests", "references",
)  # fmt: skip
_NAMED = {"work": "Experience", "volunteer": "Volunteering"}
"""Headings of keys that are none themselves."""
_TITLES = ("position", "studyType", "title", "name", "language")
_PLACES = ("area", "organization", "company", "institution", "publisher", "issuer", "awarder", "entity", "location")
_LISTS = ("highlights", "courses", "keywords", "roles")
_DATES, _GRADES = ("startDate", "endDate", "date", "releaseDate"), ("fluency", "level", "score")
_USED = (*_TITLES, *_PLACES, *_LISTS, *_DATES, *_GRADES)
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


_HALF = re.compile(
    r"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u(?P<half>[dD][89a-fA-F][\da-fA-F]{2})|\\."
)
"""Half an emoji, from a program that cuts by characters; whole pairs and other escapes are passed over."""


def read(data: bytes, *, name: str, limits: Limits) -> Draft:
    """Return a JSON Resume, or any JSON's strings with their keys, as lines."""
    text = decode(data, name=name)
    if _depth(text) > limits.max_depth:
        raise InputError("too_large", f"{name} is nested too deeply", hint="a JSON Resume needs about five levels")
    try:
        values = json.loads(_HALF.sub(_whole, text), parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise unreadable(f"{name} is damaged JSON", hint="check it with a JSON validator") from error
    draft = Draft("application/json")
    if isinstance(values, dict):
        _resume(values, draft.lines)
    else:
        _anything(values, draft.lines)
    return draft


def _whole(escape: re.Match[str]) -> str:
    return "\ufffd" if escape["half"] else escape.group()


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
    for key in dict.fromkeys((*_ORDER, *values)):
        if key != "basics" and key not in _SKIPPED and values.get(key):
            _add(lines, _NAMED.get(key) or _words(key), heading=2)
            _section(values[key], lines)
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
        else:
            _anything([entry], lines)


def _entry(entry: dict[str, Any], lines: list[DraftLine]) -> None:
    if isinstance(entry.get("keywords"), list) and _plain(entry.get("name")) and _SKILL.issuperset(entry):
        level, words = _plain(entry.get("level")), ", ".join(filter(None, map(_plain, entry["keywords"])))
        label = _plain(entry["name"]) + (f" ({level})" if level else "")
        _add(lines, f"{label}: {words}" if words else label)
        return
    said = {key: _plain(entry.get(key)) for key in _USED}
    start, end = said["startDate"], said["endDate"]
    dates = (start, end or "present") if start else (end,)
    when = " – ".join(filter(None, dates)) or said["date"] or said["releaseDate"]
    head = ", ".join(dict.fromkeys(said[key] for key in (*_TITLES, *_PLACES) if said[key]))
    if extra := ", ".join(said[key] for key in _GRADES if said[key]):
        head += f" ({extra})"
    _add(lines, f"{head}\t{when}" if head and when else head or when, bold=True)
    for key, value in entry.items():
        if key not in _USED and key not in _SKIPPED:
            _anything(value, lines)
    for key in _LISTS:
        values = entry.get(key)
        for item in values if isinstance(values, list) else ():
            _add(lines, BULLET + _plain(item))


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
                _add(lines, BULLET + _plain(inner))
    else:
        _add(lines, _plain(value))


def _words(key: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]+", " ", key).strip().capitalize()


def _plain(value: Any) -> str:
    if value is None or isinstance(value, bool | list | dict):
        return ""
    return re.sub(r"<[^<>]*>", " ", str(value))


def _add(lines: list[DraftLine], text: str, *, heading: int | None = None, bold: bool = False) -> None:
    for piece in text.split("\n"):
        shown = clean(piece)
        if shown and shown != BULLET.strip():
            lines.append(DraftLine(shown, heading=heading, bold=bold))

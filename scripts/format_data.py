"""Reviewed data files → the same data in the one form they are kept in.

    python scripts/format_data.py            write the files anew
    python scripts/format_data.py --check    name those that are not in form; exit 1 if there are any

`taxonomy/skills/*.yaml`: an entry is one line where it fits, else a block with a line for each key; keys in one order;
lists in flow style, wrapped. `assertion.json`, `ambiguity.json` and `no_skill.json`: lists sorted and wrapped, an entry of a table a
line; cues in one group for each language, status and scope. Trained models: an entry of a table a line, so that a
change can be read; the scripts that train them write this form.
A comment would get lost, so a file with one is refused: what needs saying belongs in SOURCES.md or the docs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 120
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MODELS = ("doubts", "unlisted")
TABLES = frozenset({"weights", "groups", "parts"})
KEYS = ("id", "name", "aliases", "broader", "related", "ambiguous", "shown_by", "breadth", "duty", "esco", "onet")
AMBIGUITY_KEYS = ("sense", "cues", "against", "instead", "unless", "needs_cue")


def main() -> int:
    """Format every file, or only say which ones are not in form."""
    forms: list[tuple[Path, Callable[[str], str]]] = [
        (path, skills_text) for path in sorted((ROOT / "taxonomy/skills").glob("*.yaml"))
    ]
    forms += [
        (ROOT / f"src/skillgap/extraction/data/{name}.json", words_text)
        for name in ("assertion", "ambiguity", "no_skill")
    ]
    forms += [(ROOT / f"src/skillgap/extraction/data/{name}.json", model_text) for name in MODELS]
    odd = []
    for path, form in forms:
        before = path.read_text("utf-8")
        after = form(before)
        if after != before:
            odd.append(path)
            if "--check" not in sys.argv:
                path.write_text(after, "utf-8")
    verb = "not in form" if "--check" in sys.argv else "written"
    for path in odd:
        print(f"{verb}: {path.relative_to(ROOT)}")
    return 1 if odd and "--check" in sys.argv else 0


def skills_text(text: str) -> str:
    """Return a file of skills in its form; the data stays the same."""
    if _has_comment(text):
        raise SystemExit(f"a comment would get lost in a file that begins {text[:60]!r}")
    data = yaml.load(text, Loader=LOADER)
    lines = [f"category: {data['category']}", "skills:"]
    for entry in data["skills"]:
        lines += _entry(entry)
    written = "\n".join(lines) + "\n"
    if yaml.load(written, Loader=LOADER) != data:
        raise SystemExit(f"the form would change {data['category']!r}")
    return written


def _entry(entry: Mapping[str, Any]) -> list[str]:
    entry = _ordered(entry, KEYS)
    if len(line := f"  - {_flow(entry)}") <= WIDTH:
        return [line]
    lines: list[str] = []
    for key, value in entry.items():
        if key == "ambiguous":
            lines.append("    ambiguous:")
            for surface, ambiguity in value.items():
                lines += _mapping_under(surface, _ordered(ambiguity, AMBIGUITY_KEYS), 6)
        else:
            lines += _wrapped(f"    {key}:", value, 6)
    return ["  - " + lines[0].strip(), *lines[1:]]


def _mapping_under(key: str, value: Mapping[str, Any], indent: int) -> list[str]:
    head = f"{' ' * indent}{_scalar(key)}:"
    if len(line := f"{head} {_flow(value)}") <= WIDTH:
        return [line]
    lines = [head]
    for name, part in value.items():
        lines += _wrapped(f"{' ' * (indent + 2)}{name}:", part, indent + 4)
    return lines


def _wrapped(head: str, value: Any, indent: int) -> list[str]:
    """Return "key: value", with what is too long for one line going on below at an indent."""
    if len(line := f"{head} {_flow(value)}") <= WIDTH or not isinstance(value, list | dict):
        return [line]
    brackets = "[]" if isinstance(value, list) else "{}"
    return _fill(f"{head} {brackets[0]}", list(_items(value)), brackets[1], indent)


def _fill(head: str, items: list[str], closing: str, indent: int) -> list[str]:
    lines, line = [], head
    for k, item in enumerate(items):
        piece = item + (closing if k == len(items) - 1 else ",")
        space = "" if line.endswith(("[", "{")) or not line.strip() else " "
        if len(line) + len(space) + len(piece) > WIDTH and line != head:
            lines.append(line)
            line, space = " " * indent, ""
        line += space + piece
    return [*lines, line]


def _flow(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_items(value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(_items(value))}}}"
    return _scalar(value)


def _items(value: Any) -> Iterable[str]:
    if isinstance(value, list):
        return [_flow(item) for item in value]
    return [f"{_scalar(key)}: {_flow(item)}" for key, item in value.items()]


@cache
def _scalar(value: str | int | bool) -> str:
    """Write a scalar as it may stand in flow style: quoted only where it must be."""
    return yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=10**6).strip()[1:-1]


def _ordered(entry: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: entry[key] for key in (*keys, *sorted(entry.keys() - set(keys))) if key in entry}


def _has_comment(text: str) -> bool:
    """Tell whether a "#" begins a comment: one at the start of a line or behind a space, outside all scalars."""
    inside = bytearray(len(text))
    for token in yaml.scan(text, Loader=LOADER):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            inside[start:end] = b"1" * (end - start)
    marks = (i for i, sign in enumerate(text) if sign == "#" and not inside[i])
    return any(i == 0 or text[i - 1].isspace() for i in marks)


def words_text(text: str) -> str:
    """Return a file of word lists in its form; of cues one group for each language, status and scope."""
    data = json.loads(text)
    groups: dict[tuple[str, str, str], set[str]] = {}
    for cue in data.get("cues", ()):
        groups.setdefault((cue.get("language", "en"), cue["status"], cue["scope"]), set()).update(cue["phrases"])
    parts = {name: _json_part(value) for name, value in data.items() if name != "cues"}
    if groups:
        parts["cues"] = _json_groups(groups)
    return "{\n" + ",\n".join(f"  {json.dumps(name)}: {parts[name]}" for name in data) + "\n}\n"


def model_text(text: str) -> str:
    """Return a trained model in its form; the data stays the same."""
    parts = []
    for name, value in json.loads(text).items():
        written = json.dumps(value, indent=1, ensure_ascii=False)
        if name in TABLES:
            rows = (
                f"{json.dumps(key, ensure_ascii=False)}:{json.dumps(entry, separators=(',', ':'))}"
                for key, entry in sorted(value.items())
            )
            written = "{\n" + ",\n".join(rows) + "\n}"
        parts.append(f"{json.dumps(name)}: {written}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json_groups(groups: Mapping[tuple[str, str, str], Iterable[str]]) -> str:
    written = []
    # English first, then the others.
    for key in sorted(groups, key=lambda key: (key[0] != "en", key)):
        head = ", ".join(
            f'"{name}": "{value}"' for name, value in zip(("language", "status", "scope"), key, strict=True)
        )
        written.append(f'    {{{head}, "phrases": {_json_list(groups[key], 6)}}}')
    return "[\n" + ",\n".join(written) + "\n  ]"


def _json_part(value: Any) -> str:
    if isinstance(value, list):
        return _json_list(value, 4)
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    rows = [
        f"    {json.dumps(name)}: "
        + (_json_list(part, 6) if isinstance(part, list) else json.dumps(part, ensure_ascii=False))
        for name, part in sorted(value.items())
    ]
    return "{\n" + ",\n".join(rows) + "\n  }"


def _json_list(items: Iterable[str], indent: int) -> str:
    written = [json.dumps(item, ensure_ascii=False) for item in sorted(set(items))]
    return "\n".join(["[", *_fill(" " * indent, written, "", indent), " " * (indent - 2) + "]"])


if __name__ == "__main__":
    raise SystemExit(main())

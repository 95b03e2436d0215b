"""What a reader hands back, before it becomes a `Document`: plain values only.

A reader works in a child process that must start fast, so nothing here imports pydantic.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from types import ModuleType, UnionType
from typing import Any, NamedTuple, Protocol, Union, get_args, get_origin, get_type_hints

from skillgap.errors import InputError

BULLET = "• "
NOTHING_RECOGNISED = "this page holds a picture, in which Tesseract found no text"
_MAX_HIDDEN = 2000
_MAX_NOTICES = 300


@dataclass(frozen=True, slots=True)
class Limits:
    """The part of `ReadingSettings` that readers obey."""

    max_pages: int
    max_characters: int
    max_lines: int
    max_inflated_bytes: int
    max_part_bytes: int
    max_entries: int
    max_depth: int
    ocr: bool
    ocr_languages: str
    seconds: float


class DraftLine(NamedTuple):
    """A line of text; `place` is (page, x0, top, x1, bottom), `columns` as in `models.document.Line`."""

    text: str
    place: tuple[int, float, float, float, float] | None = None
    size: float | None = None
    bold: bool = False
    heading: int | None = None
    block: int = 0
    columns: tuple[int, ...] = ()


class DraftHidden(NamedTuple):
    """Text that no reader of the page can see, and why."""

    text: str
    reason: str
    page: int | None = None
    place: tuple[int, float, float, float, float] | None = None


class DraftNotice(NamedTuple):
    """A `Notice` in the making."""

    code: str
    message: str
    page: int | None = None


@dataclass(slots=True)
class Draft:
    """The visible lines in reading order, what was hidden, and what was odd."""

    media_type: str
    lines: list[DraftLine] = field(default_factory=list)
    hidden: list[DraftHidden] = field(default_factory=list)
    notices: list[DraftNotice] = field(default_factory=list)
    pages: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the draft as JSON values, to cross a process border."""
        return {part.name: getattr(self, part.name) for part in fields(self)}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Draft:
        """Return the draft that `as_json` wrote."""
        kinds = {"lines": DraftLine, "hidden": DraftHidden, "notices": DraftNotice}
        return cls(**values | {name: [kind(*row) for row in values[name]] for name, kind in kinds.items()})

    def limited(self, text: str, limit: int) -> str:
        """Return the beginning of a source text, with a notice when something was cut off.

        `cut` holds the exact limit of what is shown; this one only bounds the work.
        """
        if len(text) <= limit:
            return text
        self.notices.append(DraftNotice("text_cut", "the file is long: only its beginning was read"))
        return text[:limit]

    def cut(self, limits: Limits) -> None:
        """Drop the lines and hidden pieces beyond the limits, with a notice."""
        room = limits.max_characters
        for number, line in enumerate(self.lines):
            if len(line.text) > room or number >= limits.max_lines:
                last = [line._replace(text=line.text[:room].rstrip())] if room > 0 and number < limits.max_lines else []
                self.lines[number:] = last
                self._note_cut(limits)
                break
            room -= len(line.text) + 1
        room = limits.max_characters
        for number, piece in enumerate(self.hidden[:_MAX_HIDDEN]):
            self.hidden[number] = piece._replace(text=piece.text[: max(0, room)])
            room -= len(piece.text)
        del self.hidden[_MAX_HIDDEN:], self.notices[_MAX_NOTICES:]

    def _note_cut(self, limits: Limits) -> None:
        if not any(notice.code == "text_cut" for notice in self.notices):
            message = f"only the first {limits.max_characters:,} characters and {limits.max_lines:,} lines were read"
            self.notices.append(DraftNotice("text_cut", message))


def misfit(draft: Draft) -> str | None:
    """Say what in a draft is not of the type that its class names; None where all is."""
    hints = get_type_hints(Draft)
    found = (_misfit(getattr(draft, part.name), hints[part.name], part.name) for part in fields(draft))
    return next(filter(None, found), None)


def _misfit(value: object, hint: Any, at: str) -> str | None:
    kind, inner = get_origin(hint), get_args(hint)
    if kind in (UnionType, Union):
        found = [_misfit(value, one, at) for one in inner]
        return None if None in found else found[0]
    if kind in (list, tuple):
        if not isinstance(value, kind):
            return f"{at} is {type(value).__name__}, not {kind.__name__}"
        if kind is tuple and inner[-1] is not Ellipsis:
            if len(value) != len(inner):
                return f"{at} has {len(value)} parts, not {len(inner)}"
        else:
            inner = (inner[0],) * len(value)
        named = (_misfit(one, part, f"{at}[{i}]") for i, (one, part) in enumerate(zip(value, inner, strict=True)))
        return next(filter(None, named), None)
    if not isinstance(value, (int, float) if hint is float else hint):
        return f"{at} is {type(value).__name__}, not {hint.__name__}"
    if isinstance(value, str) and not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
        return f"{at} holds half a character"
    if hasattr(hint, "_fields"):
        named = (_misfit(getattr(value, name), part, f"{at}.{name}") for name, part in get_type_hints(hint).items())
        return next(filter(None, named), None)
    return None


class Reader(Protocol):
    """One file format; a module with these two functions is a reader.

    `accepts` sees the first 4,096 bytes and the name and must not raise. `read` gets the whole file and may raise
    only `SkillgapError`; anything else is reported as `unreadable`.
    """

    def accepts(self, head: bytes, name: str) -> bool:
        """Tell whether the content looks like this format."""

    def read(self, data: bytes, *, name: str, limits: Limits) -> Draft:
        """Return the visible text in reading order."""


ReaderLike = Reader | ModuleType


def unreadable(what: str, *, hint: str = "open it in the program that made it and save it again") -> InputError:
    """Return the error for a damaged file."""
    return InputError("unreadable", what, hint=hint)

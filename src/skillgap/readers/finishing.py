"""Draft → Document: offsets, limits and notices."""

from __future__ import annotations

from typing import Any

from skillgap.errors import InputError
from skillgap.models.base import Notice
from skillgap.models.document import Box, Document, HiddenText, Line
from skillgap.models.making import all_made
from skillgap.readers.draft import NOTHING_RECOGNISED, Draft, DraftLine
from skillgap.readers.refused import INSTALL_OCR


def finish(draft: Draft, *, name: str, sha256: str) -> Document:
    """Lay the lines out as one text; raise `no_text` when there is none."""
    notices = [Notice(code=n.code, message=n.message, page=n.page) for n in draft.notices]
    if not any(any(mark.isalnum() for mark in line.text) for line in draft.lines):
        _no_text(draft, name)
    hidden = tuple(
        HiddenText.model_validate({"text": h.text, "reason": h.reason, "page": h.page, "box": box})
        for h, box in zip(draft.hidden, _boxes([h.place for h in draft.hidden]), strict=True)
    )
    text, placed = _text(draft.lines)
    return Document(
        name=name,
        media_type=draft.media_type,
        sha256=sha256,
        text=text,
        lines=placed,
        hidden=hidden,
        pages=draft.pages,
        notices=tuple(notices),
    )


def _text(lines: list[DraftLine]) -> tuple[str, tuple[Line, ...]]:
    placed: list[dict[str, Any]] = []
    start = 0
    boxes = _boxes([line.place for line in lines])
    for (text, _, size, bold, heading, block, columns), box in zip(lines, boxes, strict=True):
        end = start + len(text)
        points = None if size is None else float(size)
        placed.append({
            "start": start, "end": end, "box": box, "size": points, "bold": bold, "heading": heading, "block": block,
            "columns": tuple(columns),
        })  # fmt: skip
        start = end + 1
    return "\n".join([line.text for line in lines]), tuple(all_made(Line, placed))


def _boxes(places: list[tuple[int, float, float, float, float] | None]) -> list[Box | None]:
    found = [
        {"page": page, "x0": float(x0), "top": float(top), "x1": float(x1), "bottom": float(bottom)}
        for page, x0, top, x1, bottom in filter(None, places)
    ]
    boxes = iter(all_made(Box, found))
    return [place and next(boxes) for place in places]


def _no_text(draft: Draft, name: str) -> None:
    if draft.hidden:
        raise InputError("no_text", f"{name} holds only text that can't be seen", hint="check the colour of the text")
    if any(notice.message == NOTHING_RECOGNISED for notice in draft.notices):
        raise InputError(
            "no_text",
            f"{name} holds pictures of pages, in which Tesseract found no text",
            hint="scan it again, upright, sharp and dark on white, or export it as text from where it was written",
        )
    if draft.pages:
        raise InputError(
            "no_text",
            f"{name} holds pictures of pages, no text",
            hint=f"install Tesseract, which reads pictures: {INSTALL_OCR}",
        )
    raise InputError("empty", f"{name} holds no words", hint="check that the upload or export is complete")

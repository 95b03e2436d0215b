"""Draft → Document: offsets, limits and notices."""

from __future__ import annotations

from skillgap.errors import InputError
from skillgap.models.base import Notice
from skillgap.models.document import Box, Document, HiddenText, Line
from skillgap.readers.draft import Draft, DraftLine


def finish(draft: Draft, *, name: str, sha256: str) -> Document:
    """Lay the lines out as one text; raise `no_text` when there is none."""
    notices = [Notice(code=n.code, message=n.message, page=n.page) for n in draft.notices]
    if not any(any(mark.isalnum() for mark in line.text) for line in draft.lines):
        _no_text(draft, name)
    hidden = tuple(
        HiddenText.model_validate({"text": h.text, "reason": h.reason, "page": h.page, "box": _box(h.place)})
        for h in draft.hidden
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
    placed = []
    start = 0
    for line in lines:
        end = start + len(line.text)
        placed.append(
            Line(
                start=start,
                end=end,
                box=_box(line.place),
                size=line.size,
                bold=line.bold,
                heading=line.heading,
                block=line.block,
            )
        )
        start = end + 1
    return "\n".join(line.text for line in lines), tuple(placed)


def _box(place: tuple[int, float, float, float, float] | None) -> Box | None:
    if place is None:
        return None
    page, x0, top, x1, bottom = place
    return Box(page=page, x0=x0, top=top, x1=x1, bottom=bottom)


def _no_text(draft: Draft, name: str) -> None:
    if draft.hidden:
        raise InputError("no_text", f"{name} holds only text that can't be seen", hint="check the colour of the text")
    if draft.pages:
        raise InputError(
            "no_text",
            f"{name} holds pictures of pages, no text",
            hint="install OCR: apt-get install tesseract-ocr && pip install 'skillgap[ocr]'",
        )
    raise InputError("empty", f"{name} holds no words", hint="check that the upload or export is complete")

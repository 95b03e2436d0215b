"""A page without text → its lines by Tesseract, when the extra is there and wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillgap.readers.draft import Draft, DraftLine, DraftNotice, Limits

if TYPE_CHECKING:
    from skillgap.readers.pdf import PageGeometry


def page_lines(
    page: Any, number: int, geometry: PageGeometry, draft: Draft, limits: Limits, *, text_found: bool
) -> list[DraftLine] | None:
    """Return the recognised lines, or None when OCR is not there; then a notice says that the page has no text."""
    draft.notices.append(DraftNotice("page_without_text", "this page holds a picture but no text", number))
    return None

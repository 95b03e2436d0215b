"""Document → what a machine could and could not read in it, and what its owner can do.

Facts about the file only. What its sections and dates lack is added by those who read them.
"""

from __future__ import annotations

import re
from itertools import combinations

from skillgap.models.document import Box, Document, Finding

_ADVICE = {
    "page_without_text": "export the resume as PDF from the program that made it; don't print, scan or photograph it",
    "page_unreadable": "open the file in the program that made it and save it again",
    "font_unmapped": "choose a common font, or embed the fonts when exporting, so that text can be copied",
    "order_differs": "use one column, or a template whose text can be selected column by column",
    "contact_in_header": "repeat name and contact data in the body: many programs skip headers and footers",
    "text_boxes": "put the text into the body or into a plain table: many programs skip text boxes",
    "hidden_text": "delete it, or give it a colour and size that people can see; it is not counted",
    "keyword_block": "name each skill once, where you used it",
    "instructions_to_machine": "delete it: it is not followed, and people who see it will wonder",
    "pages_cut": "shorten the document",
    "text_cut": "shorten the document",
    "ocr_used": "export the resume as PDF with its text; recognised text holds mistakes",
}
_ORDER = {code: number for number, code in enumerate(_ADVICE)}
_SMALL = 7.0
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")


def check_document(document: Document) -> tuple[Finding, ...]:
    """Return the findings, the gravest kind first, then by page."""
    findings = [
        Finding(code=notice.code, message=notice.message, advice=_ADVICE[notice.code], page=notice.page)
        for notice in document.notices
        if notice.code in _ADVICE
    ]
    findings += [*_unreadable(document), *_small(document), *_columns(document)]
    return tuple(sorted(findings, key=lambda f: (_ORDER.get(f.code, len(_ORDER)), f.code, f.page or 0, f.message)))


def _unreadable(document: Document) -> list[Finding]:
    count = len(_UNREADABLE.findall(document.text))
    message = f"{count} letter{'s' if count > 1 else ''} could not be read"
    return [Finding(code="letters_unreadable", message=message, advice=_ADVICE["font_unmapped"])] if count else []


def _small(document: Document) -> list[Finding]:
    small = [line for line in document.lines if line.size is not None and line.size < _SMALL and line.end > line.start]
    if len(small) < 3:
        return []
    message = f"{len(small)} lines are set smaller than {_SMALL:g} points"
    page = small[0].box.page if small[0].box else None
    return [Finding(code="small_print", message=message, advice="use at least 9 points", page=page)]


def _columns(document: Document) -> list[Finding]:
    """Tell of pages with text side by side; this reader follows columns, not every program does."""
    pages: dict[int, dict[int, list[Box]]] = {}
    for line in document.lines:
        if line.box is not None:
            pages.setdefault(line.box.page, {}).setdefault(line.block, []).append(line.box)
    return [
        Finding(
            code="columns",
            message="text stands in columns side by side; it was read column by column",
            advice="one column is safest: other programs may mix lines that stand side by side",
            page=page,
        )
        for page, blocks in sorted(pages.items())
        if any(_beside(one, two) for one, two in combinations(map(_around, blocks.values()), 2))
    ]


def _around(boxes: list[Box]) -> tuple[float, float, float, float]:
    return (
        min(box.x0 for box in boxes),
        max(box.x1 for box in boxes),
        min(box.top for box in boxes),
        max(box.bottom for box in boxes),
    )


def _beside(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    apart = one[1] <= two[0] or two[1] <= one[0]
    return apart and min(one[3], two[3]) - max(one[2], two[2]) > 40

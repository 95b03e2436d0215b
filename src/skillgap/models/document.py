"""bytes → Document: the visible text, where each line stands, and what was hidden."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from skillgap.models.base import Frozen, Notice


class Box(Frozen):
    """A place on a page, in points, origin at the top left; `page` is 1-based."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Line(Frozen):
    """One line of `Document.text`, without its line end: `text[start:end]`.

    `heading` is 1–6 where the format itself says so (HTML h1, a DOCX heading style, Markdown #), else None.
    `block` numbers the column, table cell, text box or page region, in reading order: lines of one block belong
    together, and a new block ends a paragraph. `columns` numbers the columns that the cells on it stand in where they
    are not all of their row: some are empty, or hold several lines.
    """

    start: int
    end: int
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    heading: int | None = None
    block: int = 0
    columns: tuple[int, ...] = ()


class HiddenText(Frozen):
    """Text that the file holds and a reader of the page can't see. It is reported, never credited."""

    text: str
    reason: Literal[
        "no_ink", "background_colour", "tiny", "off_page", "covered", "invisible_mode", "transparent",
        "clipped", "display_none", "vanished", "comment", "other",
    ]  # fmt: skip
    page: int | None = None
    box: Box | None = None


class DocumentInfo(Frozen):
    """What a result says about the file that it came from."""

    name: str
    media_type: str
    sha256: str
    notices: tuple[Notice, ...] = ()


class DocumentText(DocumentInfo):
    """`DocumentInfo` with the text that all offsets count in."""

    text: str


class Finding(Frozen):
    """What a machine could or could not read in a file, and what its owner can do about it."""

    code: str
    message: str
    advice: str
    page: int | None = None


class Document(Frozen):
    """The visible text of a file in reading order.

    `text` is lines joined with "\\n"; list items begin with "• " (two spaces of indent a level) whatever bullet the
    file used; the cells of a table row that are one line each are joined by a tab. For TXT and Markdown every line
    of the file is one line of `text`, so line numbers agree. `sha256` is of the file's bytes.
    """

    name: str
    media_type: str
    sha256: str
    text: str
    lines: tuple[Line, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    pages: int | None = Field(default=None, description="Number of pages where the format has pages.")
    notices: tuple[Notice, ...] = ()

    @property
    def info(self) -> DocumentInfo:
        """Return the part that goes into results."""
        return DocumentInfo(name=self.name, media_type=self.media_type, sha256=self.sha256, notices=self.notices)

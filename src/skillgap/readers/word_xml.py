"""One XML file that Word writes or opens (Word 2003, or a DOCX laid flat) → Draft."""

from __future__ import annotations

from lxml import etree

from skillgap.readers.docx import document_draft
from skillgap.readers.docx_styles import Styles
from skillgap.readers.draft import Draft, Limits, unreadable
from skillgap.readers.zipped import local_name, parse_xml

_OLD = b"http://schemas.microsoft.com/office/word/2003/wordml"
_NEW = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = b"<pkg:package"
# What Word has named otherwise since: the list that a paragraph belongs to.
_RENAMED = ((b"w:listPr", b"w:numPr"), (b"w:ilfo", b"w:numId"))


def accepts(head: bytes, name: str) -> bool:
    """Tell whether it is XML that names a document of Word 2003, or the package of a DOCX."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and (_OLD in head or _PACKAGE in head)


def read(data: bytes, *, name: str, limits: Limits) -> Draft:
    """Return the body; what stands only in headers and footers of such a file is left out."""
    if _PACKAGE not in data[:4096]:
        data = data.replace(_OLD, _NEW)
        for old, new in _RENAMED:
            data = data.replace(old, new)
    root = parse_xml(data, name=name)
    if local_name(root) != "package":
        return document_draft(root, Styles(_child(root, "styles"), None), limits)
    parts = {str(value): part for part in root for key, value in part.attrib.items() if str(key).endswith("}name")}
    document = _held(parts.get("/word/document.xml"))
    if document is None:
        raise unreadable(f"{name} has no document part")
    styles = Styles(_held(parts.get("/word/styles.xml")), _held(parts.get("/word/numbering.xml")))
    return document_draft(document, styles, limits)


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if local_name(child) == name), None)


def _held(part: etree._Element | None) -> etree._Element | None:
    """Return the root of what a part of a package holds."""
    data = _child(part, "xmlData") if part is not None else None
    return data[0] if data is not None and len(data) else None

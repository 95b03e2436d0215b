"""bytes → Document.

The names below are loaded when they are asked for: the reading process imports this package and must stay light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skillgap.readers.draft import Draft, DraftHidden, DraftLine, DraftNotice, Limits, Reader
    from skillgap.readers.reading import PendingDocument, read_document, start_reading

__all__ = [
    "Draft",
    "DraftHidden",
    "DraftLine",
    "DraftNotice",
    "Limits",
    "PendingDocument",
    "Reader",
    "read_document",
    "start_reading",
]

_HOMES = {"PendingDocument": "reading", "read_document": "reading", "start_reading": "reading"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'draft')}"), name)

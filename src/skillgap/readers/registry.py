"""The list of readers, in the order in which they are asked.

Modules are imported when asked for, so that a PDF does not pay for lxml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import chain, repeat
from types import ModuleType

from skillgap.errors import InputError, SkillgapError
from skillgap.readers.draft import Draft, Limits, ReaderLike, misfit
from skillgap.readers.suspicion import notices

_HEAD = 4096
_SIGNS: dict[str, tuple[bytes, ...]] = {
    "skillgap.readers.pdf": (b"%PDF-",),
    "skillgap.readers.rtf": (b"{\\rtf",),
    "skillgap.readers.odt": (b"PK\x03\x04", b"<office:document"),
    "skillgap.readers.docx": (b"PK\x03\x04",),
    "skillgap.readers.word_xml": (b"/word/2003/wordml", b"<pkg:package"),
    "skillgap.readers.refused": (b"",),
    "skillgap.readers.json_resume": (b"",),
    "skillgap.readers.html": (b"",),
    "skillgap.readers.markdown": (b"",),
    "skillgap.readers.plain": (b"",),
}
"""What the first bytes hold of one of these: a module is imported only then."""
READERS: tuple[str, ...] = tuple(_SIGNS)
"""Module names; the last accepts all that is left, so a reader handed in goes before them."""


def read_bytes(data: bytes, *, name: str, limits: Limits, readers: Sequence[ReaderLike] = ()) -> Draft:
    """Read with the first reader that accepts the content; anything a reader lets slip becomes `unreadable`."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise InputError("empty", f"{name} is empty", hint="check that the upload or export is complete")
    head = data[:_HEAD]
    for reader, own in chain(zip(readers, repeat(True)), zip(_bundled(head), repeat(False))):
        if _accepts(reader, head, name):
            return _read_with(reader, data, name=name, limits=limits, own=own)
    raise InputError("unsupported_format", f"{name} is in no known format")


def _bundled(head: bytes) -> Iterator[ModuleType]:
    """Yield the readers whose signs the first bytes hold, each imported when it is its turn."""
    for module, signs in _SIGNS.items():
        if any(sign in head[:1100] for sign in signs):
            yield import_module(module)


def _accepts(module: ReaderLike, head: bytes, name: str) -> bool:
    try:
        return bool(module.accepts(head, name))
    except Exception as error:
        message = f"{name} can't be read: {_called(module)}.accepts: {type(error).__name__}: {error}"[:300]
        raise InputError("unreadable", message) from error


def _called(module: ReaderLike) -> str:
    """Name a reader, so that an error tells a reader of one's own from the bundled ones."""
    kind = module if isinstance(module, type | ModuleType) else type(module)
    return f"the reader {kind.__name__}"


def _read_with(module: ReaderLike, data: bytes, *, name: str, limits: Limits, own: bool) -> Draft:
    """Read with a reader; what one of a user's `own` gives back is looked at, so that it is named and not we."""
    try:
        draft = module.read(data, name=name, limits=limits)
        if not isinstance(draft, Draft):
            raise TypeError(f"returned {type(draft).__name__}, no Draft")
        if own and (wrong := misfit(draft)):
            raise TypeError(f"returned a Draft in which {wrong}")
    except SkillgapError:
        raise
    except MemoryError as error:
        raise InputError("out_of_memory", f"{name} needs more memory than is allowed") from error
    except Exception as error:
        whose = f"{_called(module)}: " if own else ""
        raise InputError("unreadable", f"{name} can't be read: {whose}{type(error).__name__}: {error}"[:300]) from error
    draft.cut(limits)
    draft.notices.extend(notices(draft))
    return draft

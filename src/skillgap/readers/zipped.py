"""Archive bytes → its parts, each inflated with a count, so that a bomb costs no more than its limit."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Container, Iterator
from typing import IO

from lxml import etree

from skillgap.errors import InputError
from skillgap.readers.draft import Limits, unreadable

_STEP = 65_536
_RATIO = 100
_RATIO_ABOVE = 1_000_000


class Archive:
    """A zip file whose parts are read by name; names are never paths on the disk."""

    def __init__(self, data: bytes, *, name: str, limits: Limits) -> None:
        self._name, self._limits, self._inflated = name, limits, 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = tuple(self._zip.namelist())
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, OverflowError) as error:
            raise unreadable(f"{name} is a damaged archive") from error
        if len(self.names) > limits.max_entries:
            raise InputError("too_large", f"{name} holds more than {limits.max_entries} parts", hint=_SMALLER)
        if any(info.flag_bits & 1 for info in self._zip.infolist()):
            raise InputError("encrypted", f"{name} needs a password", hint="save a copy without a password")

    def part(self, path: str) -> bytes | None:
        """Return a part, or None where there is no such part."""
        if path not in self.names:
            return None
        try:
            with self._zip.open(path) as stream:
                return self._inflate(stream, self._zip.getinfo(path).compress_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise unreadable(f"{self._name}: its part {path} is damaged") from error
        except RuntimeError as error:
            raise unreadable(f"{self._name}: its part {path} can't be unpacked") from error

    def _inflate(self, stream: IO[bytes], packed: int) -> bytes:
        pieces, size = [], 0
        while piece := stream.read(_STEP):
            size += len(piece)
            self._inflated += len(piece)
            swollen = size > _RATIO_ABOVE and size > _RATIO * max(1, packed)
            if size > self._limits.max_part_bytes or self._inflated > self._limits.max_inflated_bytes or swollen:
                raise InputError("too_large", f"{self._name} inflates beyond the limit", hint=_SMALLER)
            pieces.append(piece)
        return b"".join(pieces)

    def xml(self, path: str, needed: Callable[[bytes], bytes] = bytes) -> etree._Element | None:
        """Return the root of an XML part, or of what is `needed` of it; None where there is no such part."""
        data = self.part(path)
        return None if data is None else parse_xml(needed(data), name=self._name)


_SMALLER = "save the document again without embedded files, or raise the limit in ReadingSettings"


def parse_xml(data: bytes, *, name: str) -> etree._Element:
    """Parse XML without DTD, entities or network; a document type is refused before the parser sees it."""
    head = data.lstrip()[:4]
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[1:2] == b"\0" or head[:1] == b"\0"
    probe = data.decode("utf-16", "ignore").encode("ascii", "ignore") if wide else data
    if b"<!DOCTYPE" in probe or b"<!ENTITY" in probe:
        raise unreadable(f"{name} holds a document type, which office files never do")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(f"{name} holds damaged XML") from error


def local_name(element: etree._Element) -> str:
    """Return a tag without its namespace; "" for comments."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def held(parent: etree._Element, kind: str, stop: Container[str]) -> Iterator[etree._Element]:
    """Yield what an element holds of a kind, at any depth; what is in the kind itself or in a `stop` is left out."""
    stack = list(parent)[::-1]
    while stack:
        child = stack.pop()
        local = local_name(child)
        if local == kind:
            yield child
        elif local not in stop:
            stack.extend(list(child)[::-1])

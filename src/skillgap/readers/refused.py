"""Known formats that are not read → an error that says what to do."""

from __future__ import annotations

from pathlib import PurePath

from skillgap.errors import InputError
from skillgap.readers.draft import Draft, Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
INSTALL_OCR = "apt-get install tesseract-ocr"
"""Tesseract is a program of the system; there is no Python package to install for it."""
_PICTURE_HINT = f"recognise its text first: install Tesseract ({INSTALL_OCR}) and save the picture as a PDF"
_KNOWN: tuple[tuple[int, str, str, tuple[bytes, ...]], ...] = (
    (0, "an old Microsoft Office file", "convert: libreoffice --headless --convert-to docx FILE", (_OLE,)),
    (0, "an old Word file", "convert: libreoffice --headless --convert-to docx FILE", (b"\xdb\xa5-\0",)),
    (0, "a PNG picture", _PICTURE_HINT, (b"\x89PNG\r\n",)),
    (0, "a JPEG picture", _PICTURE_HINT, (b"\xff\xd8\xff",)),
    (0, "a GIF picture", _PICTURE_HINT, (b"GIF8",)),
    (0, "a TIFF picture", _PICTURE_HINT, (b"II*\0", b"MM\0*")),
    (0, "a bitmap picture", _PICTURE_HINT, (b"BM",)),
    (8, "a WebP picture", _PICTURE_HINT, (b"WEBP",)),
    (4, "a HEIC picture or a video", _PICTURE_HINT, (b"ftyp",)),
    (0, "a PostScript file", "convert: ps2pdf FILE", (b"%!PS",)),
    (0, "an empty archive", "unpack it first", (b"PK\x05\x06",)),
    (0, "an archive", "unpack it first", (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")),
    (0, "a program", "give the resume itself", (b"\x7fELF", b"MZ\x90")),
    (0, "a database", "give the resume itself", (b"SQLite format 3",)),
    (0, "a sound file", "give the resume itself", (b"ID3",)),
    (0, "a sound or video file", "give the resume itself", (b"RIFF",)),
)
"""Where a sign stands, what it tells, what to do, and the signs."""
_TABLES = {
    ".csv": "for many people write it as JSON Lines or Parquet and give it to skillgap batch; for one save it as .txt",
    ".jsonl": "give it to skillgap batch, which reads its rows",
}
_TABLES |= {".tsv": _TABLES[".csv"], ".ndjson": _TABLES[".jsonl"], ".parquet": _TABLES[".jsonl"]}
"""How the names of tables end: text that would be read as one document."""


def accepts(head: bytes, name: str) -> bool:
    """Tell whether the content begins as a format that is known but not read, or the name is that of a table."""
    known = any(head.startswith(sign, at) and _sure(sign, head) for at, _, _, signs in _KNOWN for sign in signs)
    return known or PurePath(name).suffix.lower() in _TABLES


def _sure(sign: bytes, head: bytes) -> bool:
    # Two or three letters may also begin a text: a binary file shows a NUL soon.
    return len(sign) > 4 or b"\0" in head[:512] or not sign.isalnum()


def read(data: bytes, *, name: str, limits: Limits) -> Draft:
    """Raise `unsupported_format`."""
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise InputError("encrypted", f"{name} needs a password", hint="save a copy without a password")
    for at, kind, hint, signs in _KNOWN:
        if data.startswith(signs, at):
            raise InputError("unsupported_format", f"{name} is {kind}", hint=hint)
    raise InputError(
        "unsupported_format",
        f"{name} is a table, and would be read as one document",
        hint=_TABLES[PurePath(name).suffix.lower()],
    )

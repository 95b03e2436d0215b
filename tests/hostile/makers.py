"""Small writers of PDF, DOCX and ODT, free of any library that could refuse to write nonsense."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib

PAGE = (612, 792)
TEXT = "BT /F1 11 Tf 72 700 Td (Ada Example) Tj 0 -20 Td (Skills: Python, Kafka and Airflow) Tj ET"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(
    content: str | bytes | list[str] = TEXT,
    *,
    resources: str = "",
    objects: tuple[bytes, ...] = (),
    page: str = "",
    mediabox: str = "0 0 612 792",
    trailer: str = "",
    flate: bool = False,
    font: str = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding",
) -> bytes:
    """Return a PDF; `objects` become 10, 11, … and may be named in `resources` and `page`."""
    contents = content if isinstance(content, list) else [content]
    streams = [one.encode("latin-1") if isinstance(one, str) else one for one in contents]
    bodies: dict[int, bytes] = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: f"<< {font} >>".encode()}
    bodies.update({10 + number: body for number, body in enumerate(objects)})
    first = 100
    kids = []
    for number, stream in enumerate(streams):
        at = first + 2 * number
        kids.append(f"{at} 0 R")
        bodies[at] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{mediabox}] /Contents {at + 1} 0 R {page} "
            f"/Resources << /Font << /F1 3 0 R >> {resources} >> >>"
        ).encode()
        bodies[at + 1] = stream_object(stream, flate=flate)
    bodies[2] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    return assemble(bodies, trailer=trailer)


def stream_object(data: bytes, *, extra: str = "", flate: bool = False) -> bytes:
    """Return a stream object."""
    if flate:
        data, extra = zlib.compress(data, 9), extra + " /Filter /FlateDecode"
    return f"<< /Length {len(data)} {extra} >>\nstream\n".encode() + data + b"\nendstream"


def assemble(bodies: dict[int, bytes], *, trailer: str = "") -> bytes:
    """Return a PDF of numbered objects with a cross-reference table."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number in sorted(bodies):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + bodies[number] + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number in sorted(places):
        out += f"{number} 1\n{places[number]:010d} 00000 n \n".encode()
    size = max(bodies) + 1
    out += f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def rc4(key: bytes, data: bytes) -> bytes:
    """Return RC4 of the data."""
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def encrypted_pdf(user: str, owner: str, content: str = TEXT) -> bytes:
    """Return a PDF with 40-bit encryption; without a user password anybody may read it."""
    identity = b"0123456789abcdef"
    owner_key = hashlib.md5((owner.encode() + _PAD)[:32]).digest()[:5]
    entry = rc4(owner_key, (user.encode() + _PAD)[:32])
    key = hashlib.md5(
        (user.encode() + _PAD)[:32] + entry + (-4).to_bytes(4, "little", signed=True) + identity
    ).digest()[:5]
    stream_key = hashlib.md5(key + (5).to_bytes(3, "little") + b"\0\0").digest()[:10]
    sealed = rc4(stream_key, content.encode())
    bodies = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
        5: stream_object(sealed),
        6: f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{entry.hex()}> /U <{rc4(key, _PAD).hex()}> >>".encode(),
    }
    return assemble(bodies, trailer=f"/Encrypt 6 0 R /ID [<{identity.hex()}> <{identity.hex()}>]")


def archive(parts: dict[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """Return a zip of the parts, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def docx(body: str, *, parts: dict[str, str | bytes] | None = None, prolog: str = "") -> bytes:
    """Return a DOCX with the given body XML."""
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    )
    return archive(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{rel}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": document,
            **(parts or {}),
        }
    )


def paragraph(text: str, *, run: str = "", properties: str = "") -> str:
    """Return one paragraph of WordprocessingML."""
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def odt(body: str, *, automatic: str = "", parts: dict[str, str | bytes] | None = None, prolog: str = "") -> bytes:
    """Return an ODT with the given body XML."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<office:document-content {names}>'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return archive(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **(parts or {})},
        stored=("mimetype",),
    )

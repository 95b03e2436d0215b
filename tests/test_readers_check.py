"""What a machine can and cannot read, with what to do about it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from hostile.makers import docx, paragraph, pdf, stream_object
from skillgap.errors import InputError
from skillgap.readers import read_document
from skillgap.readers.check import check_document
from skillgap.settings import ReadingSettings

LINE = "BT /F1 10 Tf {x} {y} Td ({text}) Tj ET"


def codes(data: bytes) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in check_document(read_document(data))]


def test_a_plain_page_has_no_findings() -> None:
    assert codes(pdf()) == []


def test_columns_and_order_are_found() -> None:
    words = "Kafka Spark Flink Airflow Python Rust Scala Julia Docker Helm Linux Redis".split()

    def column(x: int, numbers: range) -> str:
        return " ".join(
            LINE.format(x=x, y=700 - 12 * n, text=f"{words[n]} for {words[-n]} at {x + n}") for n in numbers
        )

    both = column(40, range(12)) + " " + column(320, range(12))
    assert codes(pdf(both)) == ["columns"]
    backwards = column(40, range(11, -1, -1))
    assert codes(pdf(backwards)) == ["order_differs"]


def test_hidden_text_is_found_with_its_page() -> None:
    seen = LINE.format(x=72, y=700, text="Python and Kafka")
    findings = check_document(read_document(pdf([seen, seen + " 1 g " + LINE.format(x=72, y=500, text="Fortran")])))
    assert [(finding.code, finding.page) for finding in findings] == [("hidden_text", 2)]
    assert all(finding.advice for finding in findings)


def test_contact_data_in_a_header_is_found() -> None:
    from hostile.makers import W

    header = f'<w:hdr xmlns:w="{W}">{paragraph("Ada, ada@example.com")}</w:hdr>'
    assert codes(docx(paragraph("Python"), parts={"word/header1.xml": header})) == ["contact_in_header"]


def test_small_print_is_found() -> None:
    small = " ".join(f"BT /F1 5 Tf 72 {700 - 8 * n} Td (small words {n}) Tj ET" for n in range(4))
    assert codes(pdf(small)) == ["small_print"]


_GREY = "/Type /XObject /Subtype /Image /Width 200 /Height 100 /BitsPerComponent 8 /ColorSpace /DeviceGray"


def _scan() -> bytes:
    """Return a page that is a picture of another page."""
    import pypdfium2

    lines = ("Skills", "Python and Kafka")
    text = " ".join(f"BT /F1 16 Tf 72 {700 - 30 * n} Td ({line}) Tj ET" for n, line in enumerate(lines))
    page = pypdfium2.PdfDocument(pdf(text))[0]
    bitmap = page.render(scale=2, grayscale=True)
    size = f"/Width {bitmap.width} /Height {bitmap.height}"
    kind = f"/Type /XObject /Subtype /Image {size} /BitsPerComponent 8 /ColorSpace /DeviceGray"
    rows = bytes(bitmap.buffer)
    plain = b"".join(rows[n * bitmap.stride : n * bitmap.stride + bitmap.width] for n in range(bitmap.height))
    picture = stream_object(plain, extra=kind, flate=True)
    return pdf("q 612 0 0 792 0 0 cm /I Do Q", resources="/XObject << /I 10 0 R >>", objects=(picture,))


def test_a_scan_without_ocr_is_no_text_with_the_install_command() -> None:
    with pytest.raises(InputError) as caught:
        read_document(_scan(), settings=ReadingSettings(ocr=False))
    assert caught.value.code == "no_text"
    command = caught.value.hint.partition(": ")[2]
    assert command == "apt-get install tesseract-ocr"
    assert command in (Path(__file__).parents[1] / "docs" / "index.md").read_text("utf-8")


def test_a_scan_is_recognised_with_ocr() -> None:
    if shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed")
    document = read_document(_scan())
    assert document.text == "Skills\nPython and Kafka"
    assert [notice.code for notice in document.notices] == ["ocr_used"]


def test_a_scan_in_which_nothing_is_recognised_says_so() -> None:
    if shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed")
    spots = stream_object(bytes([255] * 150 + [0] * 50) * 100, extra=_GREY, flate=True)
    page = pdf("q 612 0 0 792 0 0 cm /I Do Q", resources="/XObject << /I 10 0 R >>", objects=(spots,))
    with pytest.raises(InputError) as caught:
        read_document(page)
    assert "Tesseract found no text" in caught.value.message
    assert "install" not in caught.value.hint


def test_a_column_of_places_is_no_keyword_block() -> None:
    clubs = ["Chess prize", "Rowing medal", "Robot race", "Radio watch", "Kite final", "Maths quiz", "Debate team"]
    rows = "\n".join(f"{club}\tS.Porto" for club in clubs)
    notices = read_document(f"Jo Brandt\n\nAwards\n{rows}\n", name="cv.txt").notices
    assert "keyword_block" not in {notice.code for notice in notices}

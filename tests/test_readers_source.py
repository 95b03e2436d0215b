"""What a source may be, and what is said of one that can't be read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, cast

import pytest

from skillgap.errors import InputError
from skillgap.readers import Draft, DraftLine, Limits, read_document, start_reading
from skillgap.settings import ReadingSettings


def test_text_bytes_and_path_give_the_same_document(tmp_path: Path) -> None:
    text = "Ada Example\nSkills\n- Python\n- SQL\n"
    path = tmp_path / "ada.txt"
    path.write_text(text, encoding="utf-8")
    documents = [read_document(text), read_document(text.encode()), read_document(path), read_document(str(path))]
    assert {document.text for document in documents} == {"Ada Example\nSkills\n• Python\n• SQL"}
    assert {document.sha256 for document in documents} == {hashlib.sha256(text.encode()).hexdigest()}
    assert documents[2].name == "ada.txt"


@pytest.mark.parametrize("kind", [bytearray, memoryview])
def test_whatever_holds_bytes_is_bytes(kind: type) -> None:
    text = b"Skills\nPython\n"
    assert read_document(kind(text)).sha256 == hashlib.sha256(text).hexdigest()


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "empty"), (float("nan"), "empty"), (7, "unsupported_format"), (["Skills\nGo"], "unsupported_format"),
        ({"text": "Skills"}, "unsupported_format"),
    ],
)  # fmt: skip
def test_what_is_no_resume_is_refused(value: object, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_document(value)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert caught.value.hint


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ("text", "returned str, no Draft"),
        (Draft("text/plain", lines=["a"]), "lines[0] is str, not DraftLine"),  # type: ignore[list-item]
        (Draft("text/plain", lines=None), "lines is NoneType, not list"),  # type: ignore[arg-type]
        (Draft("text/plain", lines=[DraftLine(5)]), "lines[0].text is int, not str"),  # type: ignore[arg-type]
        (Draft("text/plain", lines=[DraftLine("a", place=(1,))]), "lines[0].place has 1 parts, not 5"),  # type: ignore[arg-type]
        (Draft("text/plain", lines=[DraftLine("a", size="big")]), "lines[0].size is str, not float"),  # type: ignore[arg-type]
        (Draft("text/plain", lines=[DraftLine("a \ud83d")]), "lines[0].text holds half a character"),
        (Draft("text/plain", lines=[DraftLine("a")], notices=["odd"]), "notices[0] is str"),  # type: ignore[list-item]
        (Draft(None, lines=[DraftLine("a")]), "media_type is NoneType, not str"),  # type: ignore[arg-type]
        (KeyError("x"), "KeyError: 'x'"),
        (Draft("text/plain", lines=[DraftLine("a é", (1, 0, 0.5, 1, 2), 11, columns=(2,))], pages=1), None),
    ],
)
def test_a_reader_of_ones_own_is_named_with_what_is_wrong(draft: Any, said: str | None) -> None:
    class Odd:
        @staticmethod
        def accepts(head: bytes, name: str) -> bool:
            return True

        @staticmethod
        def read(data: bytes, *, name: str, limits: Limits) -> Draft:
            if isinstance(draft, Exception):
                raise draft
            return cast("Draft", draft)

    if said is None:
        assert read_document(b"x", readers=[Odd()], isolated=False).text == "a é"
        return
    with pytest.raises(InputError) as caught:
        read_document(b"x", readers=[Odd()], isolated=False)
    assert caught.value.code == "unreadable"
    assert "the reader Odd: " in caught.value.message
    assert said in caught.value.message


@pytest.mark.parametrize("isolated", [True, False])
def test_offsets_of_lines_point_into_the_text(isolated: bool) -> None:
    document = read_document("One\n\nTwo three\n  * four\n", isolated=isolated)
    assert [document.text[line.start : line.end] for line in document.lines] == ["One", "", "Two three", "  • four"]


def test_a_long_text_without_line_end_is_text() -> None:
    text = "Python developer with Django. " * 20
    assert read_document(text).text == text.strip()


@pytest.mark.parametrize("make", ["folder", "fifo", "missing", "broken_link"])
def test_what_is_no_file_is_not_found(tmp_path: Path, make: str) -> None:
    path = tmp_path / "x.pdf"
    if make == "folder":
        path.mkdir()
    elif make == "fifo":
        os.mkfifo(path)
    elif make == "broken_link":
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.code == "not_found"
    assert caught.value.hint


def test_bytes_are_limited_exactly() -> None:
    settings = ReadingSettings(max_bytes=100)
    assert read_document(b"a" * 100, settings=settings).text == "a" * 100
    with pytest.raises(InputError) as caught:
        read_document(b"a" * 101, settings=settings)
    assert caught.value.code == "too_large"


@pytest.mark.parametrize("characters", [9, 10, 11])
def test_text_beyond_the_limit_is_cut_with_a_notice(characters: int) -> None:
    document = read_document("a" * characters + "\n", settings=ReadingSettings(max_characters=10))
    assert len(document.text) == min(characters, 10)
    assert [notice.code for notice in document.notices] == (["text_cut"] if characters > 10 else [])


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\0" * 50, b"\xef\xbb\xbf"])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_document(data)
    assert caught.value.code == "empty"


def test_reading_goes_on_while_the_caller_works() -> None:
    pending = start_reading("a\nb\n")
    assert pending.result().text == "a\nb"
    assert pending.result() == pending.result()


def test_half_an_emoji_in_json_is_no_text(tmp_path: Path) -> None:
    work = rb'[{"highlights": ["Trained \ud83d models, \ud83d\ude00 and C:\\ud83d"]}]'
    text = read_document(b'{"work": ' + work + b"}", name="a.json", isolated=False).text
    text.encode("utf-8")
    assert "models, \N{GRINNING FACE} and C:\\ud83d" in text


def test_a_file_name_that_is_no_utf8_can_be_printed(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"latin\xe9.txt")
    path.write_text("Skills\nPython\n", "utf-8")
    assert read_document(path, isolated=False).name == "latin\\xe9.txt"

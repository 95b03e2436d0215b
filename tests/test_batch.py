"""Batches: every file exactly once, whatever is in it, in rows of any form."""

from __future__ import annotations

import csv
import gzip
import json
import os
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from batch_cases import RESUMES, ROLE, SETTINGS, batch, names, rows, text_files
from skillgap.analyzer import Analyzer
from skillgap.errors import ConfigurationError, InputError
from skillgap.models.fit import Failure
from skillgap.models.resume import Profile
from skillgap.pipelines.inputs import find_inputs
from skillgap.pipelines.rows import FIELDS, csv_rows
from skillgap.pipelines.tables import Columns

pytestmark = pytest.mark.usefixtures("forks")


def test_rows_are_what_score_gives(tmp_path: Path, analyzer: Analyzer) -> None:
    summary = batch([RESUMES], tmp_path / "out.jsonl", analyzer)
    paths = sorted(path for path in RESUMES.iterdir() if not path.name.startswith("."))
    assert (summary.done, summary.failures) == (len(paths), {})
    expected = {analyzer.score(path, roles=[ROLE]).model_dump_json() for path in paths}
    assert set((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == expected


def test_compressed_lines_are_the_same_lines_and_can_be_gone_on_with(tmp_path: Path, analyzer: Analyzer) -> None:
    text_files(tmp_path / "in", 3)
    (tmp_path / "in" / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    output = tmp_path / "out.jsonl.gz"
    batch([tmp_path / "in"], output, analyzer)
    output.write_bytes(output.read_bytes() + b"\x1f\x8bhalf a member")
    shutil.copy(RESUMES / "p1.md", tmp_path / "in")
    summary = batch([tmp_path / "in"], output, analyzer, resume=True)
    assert (summary.before, summary.done) == (4, 1)
    batch([tmp_path / "in"], tmp_path / "out.jsonl", analyzer)
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    assert sorted(gzip.decompress(output.read_bytes()).splitlines()) == sorted(lines)
    assert len(lines) == 5


def test_faults_are_rows_and_cost_nothing_else(tmp_path: Path, faulty: Analyzer) -> None:
    text_files(tmp_path / "in", 60)
    words = {"sleep": "timeout", "spin": "timeout", "eat": "out_of_memory", "abort": "crashed", "exit": "crashed"}
    for word in [*words, "raise"]:
        (tmp_path / "in" / f"{word}.txt").write_text(f"fault:{word}:", encoding="utf-8")
    (tmp_path / "in" / "empty.txt").touch()
    (tmp_path / "in" / "once.txt").write_text(f"fault:once:{tmp_path / 'marker'}", encoding="utf-8")
    summary = batch([tmp_path / "in"], tmp_path / "out.jsonl", faulty)
    found = rows(tmp_path / "out.jsonl")
    assert len(found) == summary.done == 68
    assert len(set(names(tmp_path / "out.jsonl"))) == 68
    failures = {str(row["name"]): row["code"] for row in found if row["schema"] == "skillgap.failure/1"}
    expected = {f"{word}.txt": code for word, code in words.items()}
    assert failures == expected | {"raise.txt": "unreadable", "empty.txt": "empty"}
    assert (tmp_path / "marker").exists()


def test_names_are_relative_unique_and_never_paths(tmp_path: Path, analyzer: Analyzer) -> None:
    text_files(tmp_path / "a", 2)
    text_files(tmp_path / "b" / "deep", 1)
    (tmp_path / "a" / ".hidden.txt").write_text("Python\n")
    (tmp_path / "a" / "link.txt").symlink_to(tmp_path / "a" / "r0000.txt")
    os.mkfifo(tmp_path / "a" / "pipe.txt")
    with zipfile.ZipFile(tmp_path / "a" / "more.zip", "w") as archive:
        archive.writestr("../../evil.txt", "Skills\nPython\n")
        archive.writestr("x/one.txt", "Skills\nPython\n")
        archive.writestr("__MACOSX/._one.txt", "noise")
        archive.writestr("folder/", "")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("x/one.txt", "Skills\nSQL\n")
    (tmp_path / "a" / "broken.zip").write_bytes(b"PK\x03\x04 no archive")
    (tmp_path / "a" / "plain").write_text("Skills\nPython\n")
    arguments = [tmp_path / "a", tmp_path / "b", tmp_path / "a" / "r0000.txt", tmp_path / "gone.txt", "no-[x]*.txt"]
    summary = batch([*arguments[:4], tmp_path / str(arguments[4])], tmp_path / "a" / "out.jsonl", analyzer)
    assert names(tmp_path / "a" / "out.jsonl") == [
        "a/broken.zip", "a/more.zip/evil.txt", "a/more.zip/x/one.txt", "a/more.zip/x/one.txt#2", "a/plain",
        "a/r0000.txt", "a/r0001.txt", "b/deep/r0000.txt", "gone.txt", "no-[x]*.txt",
    ]  # fmt: skip
    assert summary.failures == {"not_found": 2, "unreadable": 1}
    assert summary.left_out == 3
    assert not list(tmp_path.rglob("evil*"))


def test_a_zip_bomb_is_too_large(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * 3_000_000)
        archive.writestr("fine.txt", "Skills\nPython\n")
    reading = SETTINGS.reading.model_copy(update={"max_bytes": 1_000_000})
    small = Analyzer(settings=SETTINGS.model_copy(update={"reading": reading}))
    assert batch([tmp_path / "bomb.zip"], tmp_path / "out.jsonl", small).failures == {"too_large": 1}


def test_json_lines_are_read_row_by_row(tmp_path: Path, analyzer: Analyzer) -> None:
    table = tmp_path / "people.jsonl"
    lines = [
        json.dumps({"id": "p1", "text": "Skills\nPython\n"}),
        "not json",
        json.dumps({"id": "p2", "text": "/etc/passwd"}),
        json.dumps({"id": "p3", "text": None}),
        json.dumps(["no object"]),
        json.dumps({"id": "p4", "text": 5}),
    ]
    table.write_text("\n".join(lines), encoding="utf-8")
    batch([table], tmp_path / "out.jsonl", analyzer, columns=Columns(name="id"))
    found = {str(row.get("name") or row["document"]["name"]): row for row in rows(tmp_path / "out.jsonl")}  # type: ignore[index,call-overload]
    assert set(found) == {"p1", "p2", "p3", "people.jsonl#2", "people.jsonl#5", "people.jsonl#6"}
    assert found["p2"]["document"]["media_type"] == "text/plain"  # type: ignore[index,call-overload]
    assert {name: row["code"] for name, row in found.items() if "code" in row} == {
        "p3": "empty", "people.jsonl#2": "unreadable", "people.jsonl#5": "unreadable", "people.jsonl#6": "unreadable",
    }  # fmt: skip


def test_blank_lines_give_no_row_and_count_as_lines(tmp_path: Path, analyzer: Analyzer) -> None:
    table = tmp_path / "people.jsonl"
    go, empty, odd = b'{"text": "Skills: Go", "id": null}', b'{"text": "", "id": 1}', b'{"text": "Go", "id": ["x"]}'
    lines = [b"", go, b"  \r", empty, odd, b"", b"[1]"]
    table.write_bytes(b"\n".join(lines) + b"\n\n")
    batch([table], tmp_path / "out.jsonl", analyzer, columns=Columns())
    assert names(tmp_path / "out.jsonl") == [f"people.jsonl#{n}" for n in (2, 4, 5, 7)]
    inputs = find_inputs([table], columns=Columns(name="text"))
    assert inputs.total == len(list(inputs.items)) == 4
    named = find_inputs([table], columns=Columns(name="id")).items
    errors = {item.key: item.error.message for item in named if item.error}
    assert set(errors) == {"people.jsonl#5", "people.jsonl#7"}
    assert "line 5 of people.jsonl can't be read: 'id' is no name" in errors["people.jsonl#5"]


@pytest.mark.parametrize(
    ("make", "cell", "said"),
    [
        (lambda pa: pa.list_(pa.int64()), [1, 2], "is list<"),
        (lambda pa: pa.list_(pa.string()), ["Skills"], "is list<"),
        (lambda pa: pa.struct([("a", pa.string())]), {"a": "Skills"}, "is struct<"),
        (lambda pa: pa.int64(), 7, "is int64"),
        (lambda pa: pa.float64(), 7.5, "is double"),
        (lambda pa: pa.bool_(), True, "is bool"),
        (lambda pa: pa.timestamp("s"), 0, "is timestamp"),
        (lambda pa: pa.string(), "Skills: Go", None),
        (lambda pa: pa.large_string(), "Skills: Go", None),
        (lambda pa: pa.dictionary(pa.int32(), pa.string()), "Skills: Go", None),
        (lambda pa: pa.binary(), b"Skills: Go", None),
        (lambda pa: pa.large_binary(), b"Skills: Go", None),
        (lambda pa: pa.binary(10), b"Skills: Go", None),
        (lambda pa: pa.null(), None, None),
    ],
)
def test_a_column_of_parquet_holds_text_or_bytes(
    tmp_path: Path, make: Callable[[Any], Any], cell: Any, said: str | None
) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.table({"text": pyarrow.array([cell], make(pyarrow))}), tmp_path / "in.parquet")
    if said:
        with pytest.raises(ConfigurationError, match=f"column 'text' of in.parquet {said}.*not text or bytes"):
            list(find_inputs([tmp_path / "in.parquet"]).items)
        named = find_inputs([tmp_path / "in.parquet"], columns=Columns("text", "text"))
        with pytest.raises(ConfigurationError, match="not text or bytes"):
            list(named.items)
    else:
        (item,) = find_inputs([tmp_path / "in.parquet"]).items
        assert item.data == (b"" if cell is None else b"Skills: Go")


def test_a_column_that_is_not_there_is_said(tmp_path: Path, analyzer: Analyzer) -> None:
    table = tmp_path / "people.jsonl"
    table.write_text('{"cv": "Python"}\n')
    with pytest.raises(ConfigurationError, match="no column text or resume_text"):
        batch([table], tmp_path / "out.jsonl", analyzer)
    for columns in (Columns("text", None, False), Columns("cv", "id", False)):
        with pytest.raises(ConfigurationError, match=r"no column '(text|id)'"):
            batch([table], tmp_path / "out.jsonl", analyzer, columns=columns)


def test_parquet_in_and_out(tmp_path: Path, analyzer: Analyzer) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    from skillgap.pipelines.rows import arrow_schema

    paths = sorted(RESUMES.glob("p1*"))
    contents = [*(path.read_bytes() for path in paths), b""]
    labels = [*(path.name for path in paths), "nothing"]
    parquet.write_table(pyarrow.table({"cv": contents, "who": labels}), tmp_path / "in.parquet")
    summary = batch(
        [tmp_path / "in.parquet"], tmp_path / "out.parquet", analyzer, columns=Columns(content="cv", name="who")
    )
    assert summary.failures == {"empty": 1}
    table = parquet.read_table(tmp_path / "out.parquet")
    assert table.schema.equals(arrow_schema())
    assert table.schema.names == list(FIELDS)
    found = {row["name"]: row for row in table.to_pylist()}
    assert set(found) == set(labels)
    for path in paths:
        report = analyzer.score(path, roles=[ROLE])
        assert found[path.name]["best_score"] == report.fits[0].score
        assert [skill["skill_id"] for skill in found[path.name]["skills"]] == [
            s.skill_id for s in report.profile.skills
        ]
    again = batch([tmp_path / "in.parquet"], tmp_path / "out.parquet", analyzer, resume=True,
                  columns=Columns(content="cv", name="who"))  # fmt: skip
    assert (again.done, again.before) == (0, len(labels))


def test_csv_holds_no_formula(tmp_path: Path, analyzer: Analyzer) -> None:
    odd = [
        "=1+1.txt", "+a.txt", "-b.txt", "@c.txt", "\td.txt", 'e"f.txt', "g\nh.txt", "g h.txt", "g  h.txt",
        "\u202ei.txt",
    ]  # fmt: skip
    for name in odd:
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text("Skills\nPython\n")
    (tmp_path / "in" / "=broken.txt").touch()
    batch([tmp_path / "in"], tmp_path / "out.csv", analyzer)
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as stream:
        found = list(csv.DictReader(stream))
    assert Counter(row["status"] for row in found) == {"ok": len(odd), "failed": 1}
    assert (tmp_path / "out.csv").read_bytes().count(b"\n") == 1 + len(found)
    assert {row["name"].lstrip("'") for row in found} == {
        "=1+1.txt", "+a.txt", "-b.txt", "@c.txt", "\\td.txt", 'e"f.txt', "g\\nh.txt", "g h.txt", "g  h.txt",
        "\\u202ei.txt", "=broken.txt",
    }  # fmt: skip
    for row in found:
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for value in row.values())
    assert {row["role_id"] for row in found} == {"made-up", ""}


def test_a_csv_line_has_a_cell_for_each_column() -> None:
    row = dict.fromkeys(FIELDS) | {"name": "x", "status": "failed", "skills": [], "fits": []}
    assert csv_rows(row).count(",") == 17


def test_a_name_that_is_no_unicode_is_shown_escaped(tmp_path: Path, analyzer: Analyzer) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / os.fsdecode(b"caf\xe9.txt")).write_text("Skills\nPython\n")
    batch([tmp_path / "in"], tmp_path / "out.jsonl", analyzer)
    assert names(tmp_path / "out.jsonl") == ["caf\\xe9.txt"]


def test_an_output_of_unknown_kind_is_refused(tmp_path: Path, analyzer: Analyzer) -> None:
    with pytest.raises(ConfigurationError, match="unknown ending"):
        batch([tmp_path], tmp_path / "out.xlsx", analyzer)


def test_an_output_that_cannot_be_written_is_an_error_with_a_hint(tmp_path: Path, analyzer: Analyzer) -> None:
    with pytest.raises(InputError) as caught:
        batch([RESUMES], tmp_path / "no" / "out.jsonl", analyzer)
    assert caught.value.code == "not_found"
    assert f"the folder {tmp_path / 'no'} does not exist" in caught.value.message
    assert caught.value.hint == "make it or check --output"


def test_profile_many_keeps_the_order(faulty: Analyzer, tmp_path: Path) -> None:
    paths = text_files(tmp_path, 30)
    (tmp_path / "abort.txt").write_text("fault:abort:", encoding="utf-8")
    middle = [
        tmp_path / "abort.txt",
        "Skills\nPython\n",
        b"",
        tmp_path / "gone.txt",
        None,
        bytearray(b"Skills\nPython\n"),
    ]
    found = list(faulty.profile_many([*paths[:10], *middle, 7, *paths[10:]], workers=2))  # type: ignore[list-item]
    failures = {i: result.code for i, result in enumerate(found) if isinstance(result, Failure)}
    assert failures == {10: "crashed", 12: "empty", 13: "not_found", 14: "empty", 16: "unsupported_format"}
    named = [result.document.name for result in found if isinstance(result, Profile)]
    assert named == [path.name for path in paths[:10]] + ["source 12", "source 16"] + [path.name for path in paths[10:]]
    assert found[0] == faulty.profile(paths[0])
    for result in (found[11], found[15]):
        assert isinstance(result, Profile)
        assert [skill.skill_id for skill in result.skills] == ["python"]

"""Spark gives the rows that the batch command gives, on a real local session; faults are rows there too."""

from __future__ import annotations

import datetime
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from skillgap.analyzer import Analyzer
from skillgap.errors import ConfigurationError
from skillgap.pipelines.batch import run_batch
from skillgap.settings import Settings

pytest.importorskip("pyarrow")
pyspark_sql = pytest.importorskip("pyspark.sql")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java", allow_module_level=True)

ROOT = Path(__file__).resolve().parents[1]
RESUMES = ROOT / "tests" / "fixtures" / "resumes"
SETTINGS = Settings(as_of=datetime.date(2025, 6, 1))
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    # The session needs no name of this machine, and a machine without a name server has none to give.
    os.environ["SPARK_LOCAL_IP"], os.environ["SPARK_LOCAL_HOSTNAME"] = "127.0.0.1", "localhost"
    folder = tmp_path_factory.mktemp("spark")
    session = (
        pyspark_sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        # A session of two small jobs ends before a compiler that optimises pays for itself.
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.local.dir", str(folder))
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .getOrCreate()
    )
    yield session
    session.stop()


def by_name(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {Path(row["name"]).name: row | {"name": Path(row["name"]).name} for row in rows}


def without_name(row: dict[str, Any]) -> dict[str, Any]:
    # Messages name the file as it was given: a path here, a URL there.
    return {key: value for key, value in row.items() if key not in ("name", "error")}


def test_the_rows_are_those_of_the_batch_command(session: Any, tmp_path: Path) -> None:
    import pyarrow.parquet

    from skillgap.pipelines import spark

    shutil.copytree(RESUMES, tmp_path / "in")
    (tmp_path / "in" / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "in" / "blank.txt").write_bytes(b" \n")
    (tmp_path / "in" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    run_batch([tmp_path / "in"], tmp_path / "out.parquet", analyzer=Analyzer(settings=SETTINGS), workers=1)
    expected = by_name(pyarrow.parquet.read_table(tmp_path / "out.parquet").to_pylist())
    resumes = session.read.format("binaryFile").load(str(tmp_path / "in")).repartition(2)
    table = spark.score(resumes, settings=SETTINGS).toArrow()
    found = by_name(table.to_pylist())
    assert set(found) == set(expected)
    for name, row in expected.items():
        assert without_name(found[name]) == without_name(row)
    assert {name for name, row in found.items() if row["status"] == "failed"} >= {"broken.pdf", "blank.txt"}


def test_text_columns_and_hostile_rows(session: Any) -> None:
    from skillgap.pipelines import spark

    resumes = session.createDataFrame([("a", "Skills\nPython, SQL\n"), ("b", "/etc/passwd"), ("c", None)], ["id", "cv"])
    rows = {
        row["name"]: row
        for row in spark.score(resumes, settings=SETTINGS, column="cv", name_column="id", roles=[]).collect()
    }
    assert [skill["skill_id"] for skill in rows["a"]["skills"]] == ["python", "sql"]
    assert rows["b"]["status"] == "ok"
    assert rows["b"]["skills"] == []
    assert (rows["c"]["status"], rows["c"]["error_code"]) == ("failed", "empty")


def test_columns_are_taken_by_place_and_null_names_stay_null(session: Any) -> None:
    from skillgap.pipelines import spark

    rows = [("a", "Skills\nPython\n", 1, 2), (None, "", 1, 2), ("", "Skills\nSQL\n", 1, 2)]
    resumes = session.createDataFrame(rows, ["the.id", "cv`s", "CV`s", "other"])
    found = spark.score(resumes, settings=SETTINGS, column="cv`s", name_column="the.id", roles=[]).collect()
    assert {row["name"]: row["error_code"] for row in found} == {"a": None, None: "empty", "": None}
    assert [row["error"] for row in found if row["name"] is None] == ["a row without a name is empty"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"column": "content"}, "no column 'content'"),
        ({"name_column": "twice"}, "2 columns 'twice'"),
        ({"column": "twice"}, "2 columns 'twice'"),
        ({"column": "n"}, "'n' is bigint"),
        ({"name_column": "cv"}, "can't name the rows"),
        ({"seconds": 0}, "seconds must be"),
        ({"seconds": -1}, "seconds must be"),
        ({"roles": "nope"}, "role_unknown"),
    ],
)
def test_what_cannot_be_is_refused_before_it_runs(session: Any, given: dict[str, Any], said: str) -> None:
    from skillgap.pipelines import spark

    resumes = session.createDataFrame([("a", "Skills", "x", "y", 1)], ["id", "cv", "twice", "twice", "n"])
    with pytest.raises(ConfigurationError, match=said):
        spark.score(resumes, **({"settings": SETTINGS, "column": "cv", "name_column": "id"} | given))

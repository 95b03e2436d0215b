"""A reader that sleeps, allocates, aborts, exits or raises costs one file and nothing else."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from hostile import faulty
from hostile.faulty import SIGN, Shouting
from hostile.makers import pdf
from skillgap.errors import ConfigurationError, InputError
from skillgap.readers import isolation, read_document, start_reading
from skillgap.readers.isolation import close_idle
from skillgap.settings import ReadingSettings

QUICK = ReadingSettings(seconds=1.0, memory_bytes=400_000_000)
CALM = ReadingSettings(seconds=60.0, memory_bytes=400_000_000)
"""For faults that end by themselves, so that a busy machine does not turn them into timeouts."""
EXPECTED = {
    "sleep": "timeout",
    "spin": "timeout",
    "allocate": "out_of_memory",
    "abort": "crashed",
    "segfault": "crashed",
    "exit": "crashed",
    "exit0": "crashed",
    "sysexit": "crashed",
    "raise": "unreadable",
    "recurse": "unreadable",
}


@pytest.mark.parametrize("fault", sorted(EXPECTED))
def test_a_fault_is_one_error_and_the_next_file_is_read(fault: str) -> None:
    start = time.monotonic()
    settings = QUICK if EXPECTED[fault] == "timeout" else CALM
    with pytest.raises(InputError) as caught:
        read_document(SIGN + fault.encode(), name="bad", settings=settings, readers=[faulty])
    assert caught.value.code == EXPECTED[fault]
    assert caught.value.exit_code == 3
    assert time.monotonic() - start < 60
    assert read_document(pdf(), name="good.pdf", settings=CALM).text.startswith("Ada Example")


def test_what_a_reader_prints_does_not_disturb_the_messages() -> None:
    assert read_document(SIGN + b"print", settings=CALM, readers=[faulty]).text == "survived print"
    assert read_document("a\nb", settings=CALM).text == "a\nb"


def test_neighbours_are_not_disturbed() -> None:
    good = [start_reading(f"resume {number}\n", settings=CALM) for number in range(3)]
    bad = [start_reading(SIGN + fault, settings=QUICK, readers=[faulty]) for fault in (b"abort", b"sleep")]
    later = [start_reading(f"later {number}\n", settings=CALM) for number in range(2)]
    for pending in bad:
        with pytest.raises(InputError):
            pending.result()
    assert [pending.result().text for pending in good + later] == [
        "resume 0",
        "resume 1",
        "resume 2",
        "later 0",
        "later 1",
    ]


def test_memory_is_limited_for_a_real_reader() -> None:
    settings = ReadingSettings(memory_bytes=150_000_000, seconds=60)
    with pytest.raises(InputError) as caught:
        read_document(b"[" + b"[]," * 2_500_000 + b"[]]", name="big.json", settings=settings)
    assert caught.value.code == "out_of_memory"


def test_a_class_can_be_handed_in_and_comes_first() -> None:
    assert read_document(b"SHOUT python", readers=[Shouting]).text == "SHOUT PYTHON"
    assert read_document(b"SHOUT python", readers=[Shouting()], isolated=False).text == "SHOUT PYTHON"


def test_a_local_class_is_refused_with_a_hint() -> None:
    class Local(Shouting):
        pass

    with pytest.raises(ConfigurationError) as caught:
        read_document(b"SHOUT python", readers=[Local])
    assert caught.value.code == "settings_invalid"
    assert read_document(b"SHOUT python", readers=[Local()], isolated=False).text == "SHOUT PYTHON"


def test_no_process_and_no_pipe_stays_behind() -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("needs /proc")
    close_idle()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        with pytest.raises(InputError):
            read_document(SIGN + b"abort", settings=QUICK, readers=[faulty])
        read_document("a\nb", settings=CALM)
    close_idle()
    assert len(list(Path("/proc/self/fd").iterdir())) <= before


def test_one_process_serves_many_files() -> None:
    close_idle()
    read_document("a\nb", settings=CALM)
    processes = {process.pid for process in isolation._idle}
    for number in range(20):
        read_document(f"a\n{number}", settings=CALM)
    assert {process.pid for process in isolation._idle} == processes

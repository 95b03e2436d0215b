"""Processes that sleep, eat memory, abort, exit and raise cost one request each, and nothing is lost or doubled."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing import Pipe
from pathlib import Path

import pytest

from skillgap import pool
from skillgap.pool import Handler, PoolLimits, Reply, Suspect, run
from skillgap.pool.channel import receive, send

LIMITS = PoolLimits(workers=2, seconds=0.6, memory_bytes=200_000_000, growth_bytes=60_000_000)
_held: list[bytes] = []
_can_fork = pool.can_fork


@pytest.fixture(autouse=True)
def _forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork also where the test runner has (sleeping) threads: spawned processes load for seconds."""
    monkeypatch.setattr(pool, "can_fork", lambda: True)


def faulty() -> Handler:
    """Make a handler that does what its request says."""

    def handle(request: bytes, alone: bool) -> bytes:
        word, _, rest = request.decode().partition(":")
        if word == "sleep":
            time.sleep(60)
        elif word == "spin":
            while True:
                pass
        elif word == "eat":
            _held.append(b"x" * 400_000_000)
        elif word == "grow":
            _held.append(b"x" * 40_000_000)
        elif word == "abort":
            os.abort()
        elif word == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif word == "exit":
            os._exit(0)
        elif word == "raise":
            raise ValueError(rest)
        elif word == "suspect" and not alone:
            raise Suspect
        elif word == "once":
            marker = Path(rest)
            if not marker.exists():
                marker.touch()
                os.abort()
        elif word == "print":
            print("noise on standard output")
        return f"{word}:{os.getpid()}:{alone}".encode()

    return handle


def replies_to(requests: list[str], limits: PoolLimits = LIMITS) -> dict[int, Reply]:
    found = list(run((request.encode() for request in requests), faulty, limits=limits))
    assert sorted(reply.number for reply in found) == list(range(len(requests)))
    return {reply.number: reply for reply in found}


def test_every_request_is_answered_once_by_several_processes() -> None:
    found = replies_to([f"fine:{i}" for i in range(500)])
    assert all(reply.fault is None for reply in found.values())
    assert 1 <= len({bytes(reply.data).split(b":")[1] for reply in found.values()} - {str(os.getpid()).encode()}) <= 2


@pytest.mark.parametrize(
    ("word", "fault"),
    [
        ("sleep", "timeout"),
        ("spin", "timeout"),
        ("eat", "out_of_memory"),
        ("kill", "out_of_memory"),
        ("abort", "crashed"),
        ("exit", "crashed"),
        ("raise", "crashed"),
    ],
)
def test_a_fault_costs_only_its_own_request(word: str, fault: str) -> None:
    requests = [f"fine:{i}" for i in range(120)]
    requests[50] = word
    found = replies_to(requests)
    assert {number: reply.fault for number, reply in found.items() if reply.fault} == {50: fault}


def test_all_faults_at_once() -> None:
    words = ["sleep", "eat", "abort", "exit", "raise", "kill"] * 2
    requests = [word for i in range(12) for word in (*[f"fine:{n}" for n in range(20)], words[i])]
    found = replies_to(requests)
    assert Counter(reply.fault for reply in found.values()) == {
        None: 240, "timeout": 2, "out_of_memory": 4, "crashed": 6,
    }  # fmt: skip


def test_a_suspect_that_works_alone_is_no_fault(tmp_path: Path) -> None:
    found = replies_to(["fine", f"once:{tmp_path / 'marker'}", "suspect", "fine"])
    assert [found[i].fault for i in range(4)] == [None] * 4
    assert [found[i].data.split(b":")[2] for i in range(4)] == [b"False", b"True", b"True", b"False"]


def test_processes_that_grow_are_replaced() -> None:
    found = replies_to(["grow"] * 12, PoolLimits(workers=1, seconds=5, growth_bytes=60_000_000))
    assert all(reply.fault is None for reply in found.values())
    assert len({bytes(reply.data).split(b":")[1] for reply in found.values()}) == 6


@pytest.mark.parametrize("size", [1, 32_767, 32_768, 1_000_000])
def test_requests_of_any_size_do_not_block(size: int) -> None:
    found = replies_to(["x" * size + f":{i}" for i in range(20)])
    assert all(len(reply.data) > size for reply in found.values())


def test_requests_are_drawn_as_they_are_needed() -> None:
    drawn = 0

    def endless() -> Iterator[bytes]:
        nonlocal drawn
        while True:
            drawn += 1
            yield b"fine"

    replies = run(endless(), faulty, limits=LIMITS)
    for _ in range(10):
        next(replies)
    replies.close()
    assert drawn < 200


def test_closing_early_ends_the_processes() -> None:
    replies = run((b"fine" for _ in range(10_000)), faulty, limits=LIMITS)
    pids = {int(next(replies).data.split(b":")[1]) for _ in range(50)}
    replies.close()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_what_a_process_prints_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    replies_to(["print"] * 3)
    assert capfd.readouterr().out == ""


def broken() -> Handler:
    raise FileNotFoundError("no taxonomy")


@pytest.mark.parametrize("threads", [False, True])
def test_a_handler_that_cannot_be_made_ends_the_run(threads: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "can_fork", lambda: not threads)
    with pytest.raises((FileNotFoundError, RuntimeError), match="no taxonomy"):
        list(run([b"x"], broken, limits=LIMITS))


def test_spawned_processes_do_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "can_fork", lambda: False)
    found = replies_to(["fine:1", "abort", "fine:2", "suspect"], PoolLimits(workers=1))
    assert [found[i].fault for i in range(4)] == [None, "crashed", None, None]


def test_threads_forbid_forking() -> None:
    stop = threading.Event()
    threading.Thread(target=stop.wait, daemon=True).start()
    try:
        assert not _can_fork()
    finally:
        stop.set()


def test_no_requests_no_processes() -> None:
    make: Callable[[], Handler] = faulty
    assert list(run([], make, limits=LIMITS)) == []


def test_a_message_larger_than_any_buffer_arrives_whole():
    ours, theirs = Pipe()
    data = bytes(range(256)) * 20_000
    sender = threading.Thread(target=send, args=(theirs, 1, 7, data))
    sender.start()
    assert receive(ours) == (1, 7, data)
    sender.join()
    send(theirs, 2, 8)
    assert receive(ours) == (2, 8, b"")


def test_a_message_that_breaks_off_is_the_end_and_no_message():
    for cut in (1, 16, 17, 20):
        ours, theirs = Pipe()
        send(theirs, 1, 7, b"whole")
        whole = os.read(ours.fileno(), 100)
        os.write(theirs.fileno(), whole[:cut])
        theirs.close()
        with pytest.raises(EOFError):
            receive(ours)
    with pytest.raises(BrokenPipeError):
        send(ours, 1, 7, b"nobody reads")

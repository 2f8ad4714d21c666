"""Reading ahead: the next part of the log while the last one is written."""

from __future__ import annotations

import threading

import pytest

from support.forwarders import eventually
from touchline_collector.forward.ahead import Ahead, Found
from touchline_collector.forward.steps import Read


class Log:
    """Answers in its own time, and remembers what it was asked from which thread."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, str]] = []
        self.answers = threading.Event()
        self.answers.set()

    def __call__(self, read: Read) -> Found:
        self.asked.append((read.after, threading.current_thread().name))
        assert self.answers.wait(20)
        if read.after < 0:
            raise OSError("the disk")
        return Found([], [])

    @property
    def places(self) -> list[int]:
        return [after for after, _ in self.asked]


def at(after: int) -> Read:
    return Read(after, 10, 1000)


def test_what_was_begun_is_taken_without_reading_again() -> None:
    """It was read in another thread; a second beginning changes nothing."""
    log = Log()
    ahead = Ahead("sink", log)
    ahead.begin(at(5))
    ahead.begin(at(6))
    ahead.take(at(5))
    ahead.close()
    assert log.places == [5]
    assert log.asked[0][1].startswith("sink-ahead")


def test_another_place_is_read_at_once() -> None:
    """What was fetched for elsewhere is thrown away."""
    log = Log()
    ahead = Ahead("sink", log)
    ahead.begin(at(5))
    ahead.take(at(9))
    ahead.take(at(5))
    ahead.close()
    assert log.places == [5, 9, 5]


def test_what_was_dropped_is_read_anew() -> None:
    """The log changed meanwhile. Dropping waits for a read under way, so that two never run at once."""
    log = Log()
    log.answers.clear()
    ahead = Ahead("sink", log)
    ahead.begin(at(5))
    eventually(lambda: log.places == [5], "reading")
    dropping = threading.Thread(target=ahead.drop)
    dropping.start()
    assert dropping.is_alive()
    log.answers.set()
    dropping.join(20)
    ahead.take(at(5))
    ahead.close()
    assert log.places == [5, 5]


def test_an_error_comes_out_where_it_is_taken() -> None:
    """And the next read is a fresh one."""
    log = Log()
    ahead = Ahead("sink", log)
    ahead.begin(at(-1))
    with pytest.raises(OSError, match="the disk"):
        ahead.take(at(-1))
    ahead.take(at(1))
    ahead.close()
    ahead.close()
    assert log.places == [-1, 1]

"""Intake processes: what they say to the main process, and what happens when one of them ends."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from support.collectors import Collector, order, until
from touchline_collector.eventlog import NewEvent, Rejected, Run
from touchline_collector.processes.frames import MOST, Frame, Kind, Reader, framed, joined, parted
from touchline_collector.processes.groups import Group, Part

TWO = ("--intake-processes", "2")


@given(
    frames=st.lists(st.builds(Frame, st.sampled_from(Kind), st.integers(0, 2**64 - 1), st.binary(max_size=50))),
    cuts=st.lists(st.integers(1, 40), min_size=1),
)
def test_frames_survive_any_cutting(frames: list[Frame], cuts: list[int]) -> None:
    """Whatever pieces a stream arrives in, the same frames come out."""
    stream = b"".join(framed(*frame) for frame in frames)
    reader, found, at = Reader(), [], 0
    while at < len(stream):
        size = cuts[at % len(cuts)]
        found += reader.feed(stream[at : at + size])
        at += size
    assert found == frames


def test_a_frame_of_nobodys_size_is_refused() -> None:
    """Nothing is gathered for it."""
    with pytest.raises(ValueError, match="at most"):
        list(Reader().feed((MOST + 1).to_bytes(4, "big") + bytes(9)))


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=5))
def test_parts_come_apart_as_they_were_put_together(parts: list[bytes]) -> None:
    """Empty ones too."""
    assert parted(joined(*parts), len(parts)) == parts


def event(id_: str) -> NewEvent:
    return NewEvent(b'{"id":"%b"}' % id_.encode(), "//a", id_, "com.acme.x.v1", {"receivedtime": "now"})


def test_a_group_travels_whole_and_without_what_a_rate_refuses() -> None:
    """Events, rejects and their order; a part that is refused takes its own with it."""
    parts = [Part(2, 0, None), Part(1, 1, ("web", 5.0, 2)), Part(1, 1, None)]
    rejects = [Rejected([{"rule": "x"}], 3, "00", event=None), Rejected([], 9, "11", event=b'{"a":1}', source="//a")]
    sent = Group(7, parts, Run.of([event(id_) for id_ in "abcd"]), rejects)
    got = Group.decode(sent.encode())
    assert (got.generation, got.parts, got.rejected) == (7, parts, rejects)
    assert list(got.run.hashes) == list(sent.run.hashes)
    assert list(got.run.columns.raw) == list(sent.run.columns.raw)
    less = got.without({1})
    assert (list(less.run.columns.id), less.rejected) == (["a", "b", "d"], rejects[1:])


def test_a_group_of_rejects_alone_travels_too() -> None:
    """No event, no run."""
    got = Group.decode(Group(0, [Part(0, 1, None)], Run.of(()), [Rejected([], 1, "00")]).encode())
    assert (got.run.count, len(got.rejected)) == (0, 1)


@pytest.fixture
def collector(tmp_path: Path) -> Iterator[Collector]:
    with Collector(tmp_path, *TWO) as running:
        yield running
        assert "Traceback" not in running.errors()


def test_a_process_that_ends_is_replaced(collector: Collector) -> None:
    """Its connections drop, its numbers stay, the next client is served; every acknowledged event arrives."""
    sent = [order() for _ in range(20)]
    for one in sent:
        assert requests.post(f"{collector.url}/v1/events", json=one, timeout=20).status_code == 202
    before = collector.metrics()['touchline_events_total{verdict="accepted"}']
    gone = collector.intake()
    for pid in gone:
        os.kill(pid, signal.SIGKILL)
    until(lambda: len(collector.intake()) == 2 and not set(gone) & set(collector.intake()))

    def served() -> bool:
        with suppress(requests.ConnectionError):
            return requests.post(f"{collector.url}/v1/events", json=sent[:5], timeout=20).status_code == 202
        return False

    until(served)
    collector.rows(*(one["id"] for one in sent))
    assert before == 20
    assert collector.metrics()['touchline_events_total{verdict="accepted"}'] == before
    assert "another takes its place" in collector.errors()


def test_a_process_that_hangs_is_replaced(tmp_path: Path) -> None:
    """It is as good as dead to its clients; the limit is what a body may take."""
    (tmp_path / "collector.toml").write_text("[server]\nbody_seconds = 2\n")
    with Collector(tmp_path, "--config", str(tmp_path / "collector.toml")) as collector:
        (hanging,) = collector.intake()
        os.kill(hanging, signal.SIGSTOP)
        until(lambda: "has not answered for" in collector.errors())
        until(lambda: len(collector.intake()) == 1 and collector.intake() != [hanging])
        assert requests.post(f"{collector.url}/v1/events", json=order(), timeout=20).status_code == 202


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits for its burial does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_no_process_outlives_the_main_one(collector: Collector) -> None:
    """After SIGKILL of the main process its port is free again at once."""
    family = collector.family()
    assert len(family) == 4
    collector.kill()
    until(lambda: not any(map(alive, family)))
    with pytest.raises(requests.ConnectionError):
        collector.get("/livez")


def test_a_signal_to_all_is_a_clean_stop(collector: Collector) -> None:
    """Ctrl-C in a terminal and a service manager signal every process; the main one alone decides."""
    family = collector.family()
    collector.post(order())
    for pid in reversed(family):
        os.kill(pid, signal.SIGINT)
        os.kill(pid, signal.SIGTERM)
    assert collector.process.wait(30) == 0
    until(lambda: not any(map(alive, family)))


def test_a_collector_that_can_start_no_process_ends(tmp_path: Path) -> None:
    """With an error, so that a service manager starts it anew; not half dead."""
    with Collector(tmp_path, *TWO) as collector:
        nursery, *children = collector.family()[1:]
        os.kill(nursery, signal.SIGKILL)
        until(lambda: not alive(nursery))
        os.kill(children[0], signal.SIGKILL)
        assert collector.process.wait(30) == 2
        assert "the process that starts others has ended" in collector.errors()
        until(lambda: not any(map(alive, children)))


RATED = """
[[keys]]
name = "slow"
kind = "secret"
key = "the-key-of-a-slow-shop"
rate = 1
"""


def test_a_rate_holds_over_all_processes(tmp_path: Path) -> None:
    """One bucket: two processes do not let twice as much in. A burst is ten seconds' worth."""
    (tmp_path / "collector.toml").write_text(RATED)
    with Collector(tmp_path, "--config", str(tmp_path / "collector.toml"), *TWO) as collector:
        headers = {"authorization": "Bearer the-key-of-a-slow-shop"}
        url = f"{collector.url}/v1/events"
        answers = [requests.post(url, json=order(), headers=headers, timeout=20) for _ in range(40)]
        refused = [answer for answer in answers if answer.status_code == 429]
        assert len(answers) - len(refused) < 25
        assert all(answer.json()["code"] == "rate_limited" and "retry-after" in answer.headers for answer in refused)
        let_in = [answer for answer in answers if answer.status_code == 202]
        assert collector.metrics()['touchline_events_total{verdict="accepted"}'] == len(let_in)


def test_an_erasure_reaches_every_process(collector: Collector) -> None:
    """An older copy is suppressed whichever process takes it."""
    event = order()
    assert requests.post(f"{collector.url}/v1/events", json=event, timeout=20).status_code == 202
    collector.order("erase", identities=["anonymous:a-18273645"])
    for _ in range(10):
        copy = order(time="2026-11-20T09:00:00.123+01:00")
        (result,) = requests.post(f"{collector.url}/v1/events", json=copy, timeout=20).json()["results"]
        assert result["status"] == "suppressed"

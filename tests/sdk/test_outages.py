"""Outages of every kind, in real time against a real server: nothing lost, nothing twice, soon over."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.event_lines import line
from support.odd_server import OddServer, Reply, Seen, http, ok
from touchline import Client
from touchline.batch import MAX_BYTES, MAX_EVENTS
from touchline.delivery import Answer, Failure
from touchline.notifier import Notifier
from touchline.outbox.memory import MemoryStore
from touchline.pace import Pace
from touchline.report import Counters
from touchline.sender import Outgoing, Sender

TYPE = "com.acme.kiosk.slush_poured.v1"
RETRY_AFTER_S = 2
# Looking again takes at most `pace.QUICK_WAIT_S`; the rest is for a machine that has ten such clients and other work.
# What is promised, two seconds, is held in virtual time below; real seconds are measured in `benchmarks/sdk_peers`.
SOON_S = 1.5 + 20.0


def junk(_: Seen) -> bytes:
    return b"\x16\x03\x01 this is not HTTP\r\n\r\n"


def reset(_: Seen) -> None:
    return None


KINDS: dict[str, tuple[Reply, float]] = {
    "503": (lambda _: http(503), 0.0),
    "429 with Retry-After": (lambda _: http(429, Retry_After=str(RETRY_AFTER_S)), RETRY_AFTER_S),
    "junk": (junk, 0.0),
    "reset": (reset, 0.0),
    "refused": (ok, 0.0),
}


def outage(kind: str, seconds: float, outbox: Path | None) -> str | None:
    """Track before, during and after one outage; return what went wrong."""
    reply, asked = KINDS[kind]
    with OddServer(reply, listen=kind != "refused") as server:
        client = Client(server.url, source="//s", outbox=outbox, linger=0.05)
        begin, ids = time.monotonic(), []
        while time.monotonic() - begin < seconds:
            ids += [client.track(TYPE, {"n": n}) for n in range(20)]
            time.sleep(seconds / 50)
        mended = time.monotonic()
        server.reply = ok
        if kind == "refused":
            server.listen()
        drained = settled(server, lambda: len(server.accepted) >= len(ids), 120.0)
        took = time.monotonic() - mended
        report = client.close()
        lost, twice = set(ids) - set(server.accepted), sum(server.accepted.values()) - len(ids)
    where = "outbox" if outbox else "memory"
    print(f"{seconds:.0f} s of {kind}, {where}: drained {took:.2f} s after the mend")  # noqa: T201  # a long run's figures
    fine = drained and not lost and not twice and report and took <= SOON_S + asked
    return None if fine else f"{kind}: {len(lost)} lost, {twice} twice, drained after {took:.1f} s, {report.stats}"


ANSWERS: dict[str, Answer | Failure] = {
    "503": Answer(503, {}, b""),
    "429 with Retry-After": Answer(429, {"retry-after": str(RETRY_AFTER_S)}, b""),
    "junk": Failure("protocol", "not HTTP"),
    "reset": Failure("connect", "reset"),
    "refused": Failure("connect", "refused"),
}
# A round trip, and what a collector takes for a batch.
ROUND_TRIP_S = 0.02
# More than one batch, so that the first small probe is not all.
WAITING = 3 * MAX_EVENTS


def drained_after(answer: Answer | Failure, seconds: float, chance: Callable[[], float]) -> float:
    """Seconds of virtual time from the mend to the last event's delivery, after an outage of so many seconds."""
    store = MemoryStore(10 * MAX_BYTES)
    for n in range(WAITING):
        store.put(line(n))
    pace = Pace(("gzip", "identity"), chance)
    sender = Sender(store, pace, Counters(), Notifier(None), url="http://x", key=None, linger=0.1)
    start, now = time.monotonic(), 0.0
    while store.size().events:
        step = sender.prepare(start + now, int(now * 1e9), urgent=False, hurry=False)
        if not isinstance(step, Outgoing):
            assert step.seconds is not None
            now += max(step.seconds, 1e-6)
            continue
        began, now = now, now + ROUND_TRIP_S
        well = Answer(202, {"content-type": "application/json"}, b'{"accepted":%d,"results":[]}' % step.batch.count)
        sender.conclude(step, well if began >= seconds else answer, start + now, int(now * 1e9))
    return now - seconds


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.floats(0.1, 850.0), st.randoms(use_true_random=False))
def test_two_seconds_after_the_mend_everything_is_delivered(kind: str, seconds: float, dice: random.Random) -> None:
    """In virtual time: whenever within a quarter of an hour the outage ends, and however the jitter falls."""
    assert drained_after(ANSWERS[kind], seconds, dice.random) <= 2.0 + KINDS[kind][1]


def settled(server: OddServer, condition: Callable[[], bool], timeout: float) -> bool:
    with server.changed:
        return server.changed.wait_for(condition, timeout)


@pytest.mark.parametrize(
    "seconds",
    [
        1.5,
        pytest.param(10, marks=pytest.mark.long),
        pytest.param(30, marks=pytest.mark.long),
        pytest.param(600, marks=[pytest.mark.long, pytest.mark.timeout(900)]),
    ],
)
def test_an_outage_costs_nothing_and_is_over_when_it_is_over(tmp_path: Path, seconds: float) -> None:
    """503, 429, refused, junk and reset, in memory and with an outbox, all at the same time."""
    work = [(kind, place) for kind in KINDS for place in (None, tmp_path / kind)]
    with ThreadPoolExecutor(len(work)) as pool:
        wrong = list(pool.map(lambda item: outage(item[0], seconds, item[1]), work))
    assert [text for text in wrong if text] == []

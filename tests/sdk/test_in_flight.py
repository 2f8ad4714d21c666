"""Several requests at once: quicker over a long line, and every event still has exactly one verdict."""

from __future__ import annotations

import asyncio
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.event_lines import line, names
from support.odd_server import OddServer, Seen, http, ok
from touchline import AsyncClient, Client
from touchline.batch import MAX_BYTES, MAX_EVENTS, Limits
from touchline.delivery import Answer, Failure
from touchline.notifier import Notifier
from touchline.outbox.memory import MemoryStore
from touchline.pace import Pace
from touchline.report import Counters, Stats
from touchline.sender import Outgoing, Sender

TYPE = "com.acme.kiosk.slush_poured.v1"
EVENTS = 3000
Deliver = Callable[..., tuple[Stats, list[str]]]


@pytest.fixture
def server() -> Iterator[OddServer]:
    with OddServer() as running:
        yield running


def nothing() -> None:
    """Nobody waits for the calls to be done."""


def by_thread(url: str, called: Callable[[], None] = nothing, **options: Any) -> tuple[Stats, list[str]]:
    with Client(url, source="//shop.example.com/web", **options) as client:
        ids = [str(client.track(TYPE, {"n": n})) for n in range(EVENTS)]
        called()
        return client.flush(timeout=20).stats, ids


def by_task(url: str, called: Callable[[], None] = nothing, **options: Any) -> tuple[Stats, list[str]]:
    async def main() -> tuple[Stats, list[str]]:
        async with AsyncClient(url, source="//shop.example.com/web", **options) as client:
            ids = [str(client.track(TYPE, {"n": n})) for n in range(EVENTS)]
            called()
            return (await client.flush(timeout=20)).stats, ids

    return asyncio.run(main())


@pytest.fixture(params=[by_thread, by_task], ids=["thread", "task"])
def deliver(request: pytest.FixtureRequest) -> Deliver:
    chosen: Deliver = request.param
    return chosen


def test_as_many_travel_as_were_allowed(server: OddServer, deliver: Deliver) -> None:
    """With three allowed the server sees three at once, before it answers the first of them."""
    called, changed, here = threading.Event(), threading.Condition(), Counter[str]()

    def together(seen: Seen) -> bytes | None:
        with changed:
            alone = not called.is_set()  # it left before the others were tracked
            here["now"] += 1
            here["most"] = max(here["most"], here["now"])
            changed.notify_all()
            changed.wait_for(lambda: here["most"] == 3 or (alone and called.is_set()), 1.0)
            here["now"] -= 1
        return ok(seen)

    def tell() -> None:
        called.set()
        with changed:
            changed.notify_all()

    server.reply = together
    stats, ids = deliver(server.url, tell, in_flight=3)
    assert here["most"] == 3
    assert stats.delivered == EVENTS
    assert server.accepted == Counter(ids)


def test_unasked_one_travels_at_a_time_and_in_order(server: OddServer, deliver: Deliver) -> None:
    """The default keeps the order of tracking."""
    under_way, most = threading.Semaphore(1), []

    def alone(seen: Seen) -> bytes | None:
        most.append(under_way.acquire(blocking=False))
        answer = ok(seen)
        under_way.release()
        return answer

    server.reply = alone
    _, ids = deliver(server.url)
    assert all(most)
    assert [event["id"] for seen in server.seen for event in seen.events] == ids


def test_events_on_disk_travel_one_batch_at_a_time(server: OddServer, deliver: Deliver, tmp_path: Any) -> None:
    """A kill may send one batch twice, not several."""
    _, ids = deliver(server.url, outbox=tmp_path, in_flight=3)
    assert [event["id"] for seen in server.seen for event in seen.events] == ids


def test_a_failure_beside_a_success_is_tried_again_alone(server: OddServer, deliver: Deliver) -> None:
    """The batch that was answered is done, the other one comes again; nothing twice, nothing lost."""
    failing = iter([503, 500, 503])
    lock = threading.Lock()

    def first_ones_fail(seen: Seen) -> bytes | None:
        with lock:
            status = next(failing, 202) if seen.events[0]["data"]["n"] == 0 else 202
        return ok(seen) if status == 202 else http(status)

    server.reply = first_ones_fail
    stats, ids = deliver(server.url, in_flight=3)
    assert stats.delivered == EVENTS
    assert server.accepted == Counter(ids)


def test_poison_is_found_although_others_succeed_beside_it(server: OddServer, deliver: Deliver) -> None:
    """The one event that the server cannot bear is set aside; the rest is delivered once."""

    def bears_all_but_one(seen: Seen) -> bytes | None:
        return (
            http(400, b"{}", content_type="application/problem+json")
            if any(event["data"]["n"] == 700 for event in seen.events)
            else ok(seen)
        )

    server.reply = bears_all_but_one
    stats, ids = deliver(server.url, in_flight=3)
    assert (stats.delivered, stats.set_aside) == (EVENTS - 1, 1)
    assert server.accepted == Counter(ids) - Counter([ids[700]])


def test_ahead_come_full_batches_only() -> None:
    """A batch that still fills waits its linger, whatever travels."""
    store = MemoryStore(1 << 24)
    for n in range(MAX_EVENTS + 10):
        store.put(line(n))
    first = store.peek(Limits())
    assert first is not None
    assert first.count == MAX_EVENTS
    assert store.peek(Limits(), 1) is None
    for n in range(MAX_EVENTS):
        store.put(line(MAX_EVENTS + 10 + n))
    second = store.peek(Limits(), 1)
    assert second is not None
    assert second.count == MAX_EVENTS
    store.settle(second)
    again = store.peek(Limits(200, MAX_BYTES))
    assert again is not None
    assert again.ids() == [str(n) for n in range(200)]
    assert names(store.lines()) == [str(n) for n in [*range(MAX_EVENTS), *range(2 * MAX_EVENTS, 2 * MAX_EVENTS + 10)]]


ANSWERS = {
    "ok": lambda count: Answer(202, {}, b'{"accepted":%d,"results":[]}' % count),
    "503": lambda _: Answer(503, {}, b""),
    "500": lambda _: Answer(500, {}, b""),
    "413": lambda count: Answer(413, {}, b"") if count > 1 else ANSWERS["ok"](count),
    "problem": lambda count: (
        Answer(400, {"content-type": "application/problem+json"}, b"{}") if count > 1 else ANSWERS["ok"](count)
    ),
    "captive": lambda _: Answer(200, {}, b"<html>"),
    "reset": lambda _: Failure("reset", "gone"),
}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(sorted(ANSWERS)), min_size=3, max_size=3), max_size=25), st.integers(1, 3))
def test_whatever_is_answered_every_event_is_accepted_once(rounds: list[list[str]], in_flight: int) -> None:
    """Any mixture of answers, then a well collector: no event is lost, none accepted twice."""
    store = MemoryStore(1 << 24)
    for n in range(EVENTS):
        store.put(line(n))
    pace = Pace(("gzip", "identity"), random.Random(1).random)  # noqa: S311  # jitter
    sender = Sender(store, pace, Counters(), Notifier(None), url="http://x", key=None, linger=0.1, in_flight=in_flight)
    accepted: Counter[str] = Counter()
    now, script = 0.0, iter(rounds)
    while store.size().events:
        step = sender.prepare(now, int(now * 1e9), urgent=False, hurry=True)
        if not isinstance(step, Outgoing):
            now += step.seconds or 0.1
            continue
        out = [step]
        while further := sender.beside(out, now, int(now * 1e9)):
            out.append(further)
        answers = [ANSWERS[kind](sent.batch.count) for sent, kind in zip(out, next(script, ["ok"] * 3), strict=False)]
        for sent, answer in zip(out, answers, strict=True):
            if isinstance(answer, Answer) and answer.status == 202:
                accepted.update(sent.batch.ids())
        now += 0.05
        sender.conclude_all(list(zip(out, answers, strict=True)), now, int(now * 1e9))
    assert accepted == Counter(str(n) for n in range(EVENTS))

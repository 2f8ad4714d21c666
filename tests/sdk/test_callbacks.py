"""Callbacks of the host that misbehave in every way: they hold up only themselves."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from support.odd_server import OddServer, Seen, verdicts
from touchline import AsyncClient, Client, Problem
from touchline.notifier import Notifier

TYPE = "com.acme.kiosk.slush_poured.v1"
Misbehaviour = Callable[[Any, threading.Event], Any]


def raises(_client: Any, _end: threading.Event) -> None:
    raise RuntimeError("a callback's own fault")


def exits(_client: Any, _end: threading.Event) -> None:
    raise SystemExit(3)


def blocks(_client: Any, end: threading.Event) -> None:
    end.wait(5)


def flushes(client: Any, _end: threading.Event) -> None:
    client.flush(5)


def closes(client: Any, _end: threading.Event) -> None:
    client.close(5)


def tracks(client: Any, _end: threading.Event) -> None:
    client.track(TYPE, time="never")  # which is told to the very same callback


def refuse_first(seen: Seen) -> bytes:
    """Refuse the event named `bad`, wherever it stands."""
    bad = [index for index, event in enumerate(seen.events) if event["id"] == "bad"]
    results = [{"index": index, "id": "bad", "status": "rejected", "findings": []} for index in bad]
    return verdicts(len(seen.events), results, 400 if len(bad) == len(seen.events) else 202)


@pytest.mark.parametrize("misbehave", [raises, exits, blocks, flushes, closes, tracks])
@pytest.mark.parametrize("where", ["on_error", "on_reject"])
def test_a_callback_that_misbehaves_holds_up_only_itself(where: str, misbehave: Misbehaviour) -> None:
    """Whatever it does, every call after it returns at once, everything taken is delivered, and the end is bounded."""
    end, called = threading.Event(), threading.Event()

    def callback(*_: Any) -> None:
        called.set()
        misbehave(client, end)

    options: dict[str, Any] = {where: callback}
    with OddServer(refuse_first) as server:
        client = Client(server.url, source="//s", linger=0.01, **options)
        client.track(TYPE, id="bad")
        if where == "on_error":
            client.track(TYPE, time="never")
        assert called.wait(10)
        begin = time.monotonic()
        ids = [client.track(TYPE, {"n": n}) for n in range(300)]
        assert time.monotonic() - begin < 4  # a callback blocks for 5
        if misbehave is not closes:
            assert None not in ids
            assert client.flush(10).waiting == 0
        begin = time.monotonic()
        client.close()
        assert time.monotonic() - begin < 4
        end.set()
        stats = client.stats()
        assert stats.accepted == stats.delivered + stats.rejected
        assert set(server.accepted) == {event_id for event_id in ids if event_id}


def test_a_blocking_callback_does_not_hold_up_a_loop() -> None:
    """The same beside asyncio: the callback has a thread of its own."""
    end, called = threading.Event(), threading.Event()

    def callback(_: Problem) -> None:
        called.set()
        end.wait(10)

    async def main() -> None:
        begin = time.monotonic()
        async with AsyncClient(server.url, source="//s", linger=0.01, on_error=callback) as client:
            client.track(TYPE, time="never")
            await asyncio.to_thread(called.wait, 10)
            ids = [client.track(TYPE, {"n": n}) for n in range(300)]
            assert (await client.flush(10)).waiting == 0
        assert time.monotonic() - begin < 8
        assert set(server.accepted) == set(ids)

    with OddServer() as server:
        asyncio.run(main())
    end.set()


def test_one_callback_a_second_and_one_line_in_ten(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """10,000 problems in 25 seconds of a clock of our own: counts add up, callbacks and lines stay bearable."""
    now = [1000.0]
    monkeypatch.setattr("touchline.notifier.time.monotonic", lambda: now[0])
    told: list[Problem] = []
    notifier = Notifier(told.append)
    notifier._start = lambda: None  # type: ignore[method-assign]  # this test is the thread
    for n in range(10_000):
        now[0] = 1000.0 + n / 400
        notifier.tell("outbox.full", "no room", count=1, ids=[str(n)])
        notifier._round(hurry=False)
    notifier._round(hurry=True)
    assert 20 <= len(told) <= 27
    assert [name for problem in told for name in problem.ids] == [str(n) for n in range(10_000)]
    assert sum(problem.count for problem in told) == 10_000
    assert len(caplog.records) == 3

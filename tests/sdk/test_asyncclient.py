"""The asyncio client: the same delivery, and a loop that is never held up."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.odd_server import OddServer, http, ok, slowly, verdicts
from touchline import AsyncClient, Problem

TYPE = "com.acme.kiosk.slush_poured.v1"


@pytest.fixture
def server() -> Iterator[OddServer]:
    with OddServer() as running:
        yield running


def make(server: OddServer, **options: Any) -> AsyncClient:
    return AsyncClient(server.url, **{"source": "//shop.example.com/web", "linger": 0.01, **options})


@pytest.mark.parametrize("disk", [False, True], ids=["memory", "outbox"])
def test_everything_arrives_once(server: OddServer, tmp_path: Path, disk: bool) -> None:  # noqa: FBT001
    """The verbs of the threaded client, awaited where they wait."""

    async def main() -> None:
        async with make(server, outbox=tmp_path if disk else None) as client:
            with client.context(channel="web"):
                ids = [client.track(TYPE, {"n": n}) for n in range(1500)]
            report = await client.flush()
            assert report
            assert report.stats.delivered == 1500
        assert set(server.accepted) == set(ids)
        assert set(server.accepted.values()) == {1}
        assert client.track(TYPE) is None

    asyncio.run(main(), debug=True)


def test_the_loop_is_not_held_up_by_a_slow_collector(server: OddServer) -> None:
    """In asyncio's debug mode no step blocks the loop while replies take half a second."""
    server.reply = slowly(ok, 0.5)

    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.slow_callback_duration = 0.1
        late = []
        async with make(server) as client:
            begin = time.monotonic()
            while time.monotonic() - begin < 1.2:
                client.track(TYPE, {"pad": "x" * 500})
                at = loop.time()
                await asyncio.sleep(0.001)
                late.append(loop.time() - at - 0.001)
        late.sort()
        assert late[len(late) // 2] < 0.02
        assert late[-1] < 0.4

    asyncio.run(main(), debug=True)


def test_outages_and_retries_are_those_of_the_threaded_client(server: OddServer) -> None:
    """One core: 503, then a retry verdict, then well."""
    answers: Iterator[Any] = iter(
        [lambda _: http(503), lambda s: verdicts(len(s.events), [{"index": 0, "status": "retry"}])]
    )

    def reply(seen: Any) -> Any:
        return next(answers, ok)(seen)

    server.reply = reply

    async def main() -> None:
        async with make(server) as client:
            ids = [client.track(TYPE) for _ in range(3)]
            report = await client.flush(5)
            assert report.stats.delivered == 3
            assert server.accepted == {str(i): 1 for i in ids}

    asyncio.run(main())


def test_a_flush_shorter_than_the_linger_still_tries(server: OddServer) -> None:
    """However long the task meant to sleep, a flush wakes it, and waits for what comes of it."""

    async def main() -> None:
        async with make(server, linger=600.0) as client:
            for _ in range(20):
                client.track(TYPE)
                await asyncio.sleep(0)
                assert await client.flush(20)

    asyncio.run(main())


def test_a_full_memory_declines_at_once(server: OddServer) -> None:
    """`block` is `drop_newest` here, however long a `block_timeout`: a loop is never held up."""
    server.reply = slowly(ok, 0.3)

    async def main() -> None:
        async with make(server, memory_bytes=20_000, overflow="block", block_timeout=10.0) as client:
            assert client.track(TYPE)
            assert await client.flush()  # from here on the collector is known to answer
            began = time.monotonic()
            ids = [client.track(TYPE, {"pad": "x" * 1000}) for _ in range(200)]
            assert time.monotonic() - began < 0.2
            taken = [id_ for id_ in ids if id_]
            assert 10 < len(taken) < 20
            assert client.stats().not_taken == {"full": 200 - len(taken)}
            assert await client.flush(10)
            assert set(taken) < set(server.accepted)

    asyncio.run(main())


def test_close_is_bounded_and_reports(server: OddServer) -> None:
    """A collector that hangs does not hang the end."""
    server.reply = slowly(ok, 3)

    async def main() -> None:
        client = make(server, exit_timeout=0.3, timeout=5)
        client.track(TYPE)
        begin = time.monotonic()
        report = await client.close()
        assert time.monotonic() - begin < 2
        assert report.waiting == 1

    asyncio.run(main())


def test_threads_may_track_too(server: OddServer) -> None:
    """`track` from a worker thread wakes the loop's task."""

    async def main() -> None:
        async with make(server) as client:
            client.track(TYPE)
            await client.flush()
            done = await asyncio.to_thread(lambda: [client.track(TYPE) for _ in range(50)])
            assert None not in done
            await asyncio.to_thread(server.wait_for, lambda: len(server.accepted) == 51)

    asyncio.run(main())


def test_a_second_loop_may_use_the_client(server: OddServer) -> None:
    """A module-level client outlives one `asyncio.run`, as under test runners."""
    client = make(server)

    async def once() -> None:
        client.track(TYPE)
        assert await client.flush()

    asyncio.run(once())
    asyncio.run(once())
    asyncio.run(client.close())  # type: ignore[arg-type]
    assert len(server.accepted) == 2


def test_power_level_is_awaited(server: OddServer, tmp_path: Path) -> None:
    """`durable()` returns when everything tracked is on the medium, without a sync on the loop."""
    threads: list[int] = []

    async def main() -> None:
        async with make(server, outbox=tmp_path, level="power") as client:
            store: Any = client._outbox._folder
            real = store._commit._sync

            def spy() -> int:
                threads.append(threading.get_ident())
                return int(real())

            store._commit._sync = spy
            client.track(TYPE)
            assert threads == []
            await client.durable()

    asyncio.run(main())
    assert threads
    assert threading.get_ident() not in threads


@pytest.mark.parametrize("spoilt", [False, True], ids=["well", "spoilt"])
def test_what_a_close_leaves_at_power_level_is_on_the_medium(
    server: OddServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoilt: bool,  # noqa: FBT001
) -> None:
    """Nobody awaited `durable()`, the collector is away: the end syncs, off the loop; a medium that cannot is told."""
    synced: list[int] = []
    told: list[Problem] = []

    def sync(_: int) -> None:
        synced.append(threading.get_ident())
        if spoilt:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fdatasync", sync)
    server.reply = lambda _: http(503)

    async def main() -> None:
        client = make(server, outbox=tmp_path, level="power", on_error=told.append, exit_timeout=0.3)
        assert client.track(TYPE)
        assert synced == []
        report = await client.close()
        assert report.waiting == 1

    asyncio.run(main())
    assert synced
    assert threading.get_ident() not in synced
    assert ("power cut" in " ".join(problem.message for problem in told)) == spoilt

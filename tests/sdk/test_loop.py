"""Both clients beside an event loop, in asyncio's debug mode and under a detector of blocked loops."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from support.loop_watch import watching
from support.odd_server import OddServer, http, ok, slowly
from touchline import AsyncClient, Client

TYPE = "com.acme.kiosk.slush_poured.v1"
# Replies take this long; a loop that waits for one is held up for as long, whatever the machine's load.
REPLY_S = 2.0


async def emit(client: Any, seconds: float) -> list[str | None]:
    """Track as a busy handler does."""
    ids, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        ids += [client.track(TYPE, {"n": n, "pad": "x" * 500}) for n in range(5)]
        await asyncio.sleep(0.002)
    return ids


@pytest.mark.parametrize("disk", [False, True], ids=["memory", "outbox"])
def test_asyncclient_makes_no_blocking_call_in_the_loop(tmp_path: Path, disk: bool) -> None:  # noqa: FBT001
    """Sending, flushing, an outage and the close: no sleep, sync, lock, compression or connect in the loop's thread."""

    async def main() -> float:
        with watching() as watch:
            client = AsyncClient(server.url, source="//s", linger=0.01, outbox=tmp_path if disk else None)
            async with client:
                await emit(client, 0.3)
                server.reply = lambda _: http(503)
                await emit(client, 0.3)
                server.reply = slowly(ok, REPLY_S)
                await emit(client, 0.2)
                await client.flush(1)
                server.reply = ok
                assert (await client.flush(30)).waiting == 0
        assert watch.blocked == []
        return watch.longest

    with OddServer() as server:
        assert asyncio.run(main(), debug=True) < REPLY_S * 0.75


@pytest.mark.parametrize("disk", [False, True], ids=["memory", "outbox"])
def test_client_tracks_in_a_loop_without_blocking_it(tmp_path: Path, disk: bool) -> None:  # noqa: FBT001
    """The threaded client in an asyncio program: `track` waits for nothing, replies and outages are the thread's."""

    async def main() -> float:
        with watching() as watch:
            await emit(client, 0.3)
            server.reply = slowly(ok, REPLY_S)
            await emit(client, 0.5)
            server.reply = lambda _: http(503)
            await emit(client, 0.2)
        assert watch.blocked == []
        return watch.longest

    with OddServer() as server:
        client = Client(server.url, source="//s", linger=0.01, outbox=tmp_path if disk else None, exit_timeout=0.1)
        assert asyncio.run(main(), debug=True) < REPLY_S * 0.75
        client.close()


def test_asyncios_debug_mode_has_nothing_to_say(caplog: pytest.LogCaptureFixture) -> None:
    """No slow step, no coroutine never awaited, no call from a wrong thread, nothing left open."""

    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.slow_callback_duration = REPLY_S * 0.75
        async with AsyncClient(server.url, source="//s", linger=0.01) as client:
            await emit(client, 0.3)
            await asyncio.to_thread(client.track, TYPE)
            await client.flush(20)

    with OddServer(slowly(ok, 0.2)) as server, caplog.at_level(logging.DEBUG, "asyncio"):
        asyncio.run(main(), debug=True)
    said = [record for record in caplog.records if record.name == "asyncio" and record.levelno >= logging.WARNING]
    assert [record.getMessage() for record in said] == []


def test_a_program_under_pythonasynciodebug_ends_silently(tmp_path: Path) -> None:
    """With every warning an error and Python's development mode on: both clients, their ends, no word on stderr."""
    program = """
import asyncio, sys, touchline
T = "com.acme.x.v1"
async def main():
    asyncio.get_running_loop().slow_callback_duration = 30.0  # imports, on a loaded machine
    async with touchline.AsyncClient(sys.argv[1], source="//a", outbox=sys.argv[2]) as tl:
        for n in range(300): tl.track(T, {"n": n})
        await tl.flush(20)
    with touchline.Client(sys.argv[1], source="//b") as tl:
        for n in range(300): tl.track(T, {"n": n})
        await asyncio.to_thread(tl.flush, 20)
asyncio.run(main())
unclosed = touchline.AsyncClient(sys.argv[1], source="//c")
async def leave():
    for n in range(5): unclosed.track(T)
asyncio.run(leave())
left = touchline.Client(sys.argv[1], source="//d")
for n in range(5): left.track(T)
"""
    with OddServer() as server:
        done = subprocess.run(
            [sys.executable, "-X", "dev", "-W", "error", "-c", program, server.url, str(tmp_path)],
            capture_output=True,
            text=True,
            timeout=50,
            check=False,
            env={"PYTHONASYNCIODEBUG": "1", "PATH": "/usr/bin:/bin"},
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert len(server.accepted) == 610

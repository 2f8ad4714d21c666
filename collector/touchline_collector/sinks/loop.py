"""An event loop beside a sink's thread, for client libraries that speak asyncio.

It runs all the time, not only during a write: brokers ask for signs of life, and a loop that slept between two writes
would find its connection closed for silence.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Coroutine, Iterable
from concurrent.futures import CancelledError
from typing import Any, TypeVar

T = TypeVar("T")

# Cancelling takes the loop one turn; a thread that needs longer is stuck in code that never yields.
GRACE = 5.0


class Loop:
    """A running event loop in a daemon thread. `close` ends every task left on it."""

    def __init__(self, name: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=name, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T], timeout: float) -> T:
        """Its result, or what it raises; TimeoutError when it takes longer than `timeout` seconds."""
        future = asyncio.run_coroutine_threadsafe(_within(work, timeout), self._loop)
        try:
            return future.result(timeout + GRACE)
        except CancelledError:
            raise TimeoutError from None
        finally:
            future.cancel()

    def close(self) -> None:
        """Cancel what is left, stop, and wait for the thread."""
        if not self._loop.is_closed():
            asyncio.run_coroutine_threadsafe(_cancel_all(), self._loop)
            self._thread.join(GRACE)
            if not self._thread.is_alive():
                self._loop.close()


async def answers(work: Iterable[Coroutine[Any, Any, Any]], lost: asyncio.Event) -> list[Any]:
    """What each of `work` returns or raises, in order. ConnectionError once `lost` is set: no answer comes after."""
    waiting: asyncio.Future[Any] = asyncio.gather(*work, return_exceptions=True)
    ended: asyncio.Future[Any] = asyncio.ensure_future(lost.wait())
    try:
        await asyncio.wait([waiting, ended], return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            raise ConnectionError("the connection was lost")
        return list(waiting.result())
    finally:
        ended.cancel()
        if waiting.cancel():
            with contextlib.suppress(asyncio.CancelledError):
                await waiting


async def _within(work: Coroutine[Any, Any, T], seconds: float) -> T:
    async with asyncio.timeout(seconds):
        return await work


async def _cancel_all() -> None:
    """Again and again: a task that is cancelled may start another to tidy up after it."""
    while tasks := asyncio.all_tasks() - {asyncio.current_task()}:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_asyncgens()
    asyncio.get_running_loop().stop()

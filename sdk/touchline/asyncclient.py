"""`AsyncClient`: the tracker whose batches an asyncio task carries away with aiohttp.

Compression and the outbox's files are work for a thread of its own, so that the loop is never held up by more than a
handful of microseconds.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import ssl
import threading
import time
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

from touchline.delivery import Answer, Failure
from touchline.errors import TransportError
from touchline.options import LAST_WORDS_S, Options, but_last_words
from touchline.report import Report
from touchline.sender import Outgoing, Wait
from touchline.tracker import Tracker
from touchline.transport.contract import TIMEOUT_S, AsyncTransport

T = TypeVar("T")
# An idle task looks this often all the same, in case a wake-up was lost.
IDLE_S = 60.0

_clients: weakref.WeakSet[AsyncClient] = weakref.WeakSet()


class AsyncClient(Tracker):
    """The asyncio twin of `Client`: the same verbs, of which `flush` and `close` are awaited.

    `track` is an ordinary call of some microseconds; it may come from any thread. The task starts with the first event
    tracked while the loop runs. With level `power`, `await durable()` returns when everything tracked so far is on the
    medium (a sync inside `track` would hold up the loop). `tls` is an `ssl.SSLContext` for own roots or mutual TLS.
    """

    _watchers: list[asyncio.Future[None]]
    _flushing: int
    _finished: bool
    _asleep_until: float | None

    def __init__(
        self,
        url: str,
        *,
        source: str,
        tls: ssl.SSLContext | None = None,
        transport: AsyncTransport | None = None,
        **options: Unpack[Options],
    ) -> None:
        self._power = options.get("level") == "power"
        if self._power and options.get("outbox") is not None:
            options["level"] = "process"
        super().__init__(url, source, options)
        self._transport = transport or _aiohttp_transport(
            options.get("timeout", TIMEOUT_S), tls, options.get("in_flight", 1)
        )
        self._tls = tls
        self._forked()
        _clients.add(self)

    # -- the life of the client ------------------------------------------------------------------------------------

    async def flush(self, timeout: float | None = 5.0) -> Report:  # noqa: ASYNC109  # a report, not an exception
        """Deliver what waits, for at most `timeout` seconds (None: as long as it takes), and report."""
        deadline = None if timeout is None else time.monotonic() + timeout
        if (await self._aside(self._store.size)).events:
            await self._flush(deadline)
        return self._report()

    async def close(self, timeout: float | None = None) -> Report:  # noqa: ASYNC109
        """Flush for at most `timeout` seconds (default `exit_timeout`), stop the task, and report; idempotent."""
        self._closed = True
        report = await self.flush(but_last_words(self._exit_timeout if timeout is None else timeout))
        if not self._finished:
            if self._power:
                await self._last_sync()
            self._finished = True
            await self._end()
        return report

    async def _last_sync(self) -> None:
        try:
            await self.durable()
        except OSError as error:
            self._notifier.tell("outbox.storage", f"what waits in the outbox may not survive a power cut: {error}")

    async def durable(self) -> None:
        """Return when everything tracked so far is on the medium."""
        await self._aside(self._outbox.sync)

    async def __aenter__(self) -> Self:
        """Begin with what another process left in the outbox, and return the client itself."""
        if self._outbox.inherited():
            self._wake()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Close the client."""
        await self.close()

    # -- inside: waiting for the task ------------------------------------------------------------------------------

    async def _flush(self, deadline: float | None) -> None:
        self._flushing += 1
        self._urgent = True
        self._asleep_until = None  # it is about to be woken: how long it meant to sleep says nothing any more
        self._start()
        self._more.set()
        try:
            while (await self._aside(self._store.size)).events and self._hopeful(deadline):
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left <= 0:
                    break
                await self._next_round(left)
        finally:
            self._flushing -= 1

    async def _next_round(self, timeout: float | None) -> None:  # noqa: ASYNC109  # passed on to the wait
        round_ = asyncio.get_running_loop().create_future()
        self._watchers.append(round_)
        await asyncio.wait([round_], timeout=timeout)

    def _round_ended(self) -> None:
        watchers, self._watchers = self._watchers, []
        for watcher in watchers:
            if not watcher.done():
                watcher.set_result(None)

    def _hopeful(self, deadline: float | None) -> bool:
        """Tell whether anything can still happen before the deadline."""
        return deadline is None or self._asleep_until is None or self._asleep_until < deadline

    def _wait_for_room(self, deadline: float) -> bool:  # noqa: ARG002  # a loop is never blocked
        return False

    def _wake(self) -> None:
        loop = self._loop
        if loop is not None and self._loop_thread == threading.get_ident() and self._alive():
            self._more.set()
            return
        try:
            asyncio.get_running_loop()
        except RuntimeError:  # another thread: the loop must be told there
            if loop is not None and not loop.is_closed():
                loop.call_soon_threadsafe(self._more.set)
            return
        self._start()
        self._more.set()

    def _alive(self) -> bool:
        return self._task is not None and not self._task.done()

    # -- inside: the task ------------------------------------------------------------------------------------------

    def _forked(self) -> None:
        """Make everything that belongs to one loop and one process."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._loop_thread = 0
        self._task: asyncio.Task[None] | None = None
        self._more = asyncio.Event()
        self._watchers = []
        self._pool: ThreadPoolExecutor | None = None
        self._flushing = 0
        self._urgent = False
        self._finished = False
        self._asleep_until = None

    def _after_fork(self) -> None:
        self._forked()
        self._forget_parent()
        forget = getattr(self._transport, "forked", None)
        if forget is not None:
            forget()

    def _start(self) -> None:
        loop = asyncio.get_running_loop()
        if self._finished or (self._loop is loop and self._alive()):
            return
        if self._loop is not None and self._loop is not loop:  # a second `asyncio.run`: the first loop's is gone
            self._more = asyncio.Event()
            self._watchers = []
            forget = getattr(self._transport, "forked", None)
            if forget is not None:
                forget()
        self._loop, self._loop_thread = loop, threading.get_ident()
        self._task = loop.create_task(self._run(), name="touchline-sender")

    async def _run(self) -> None:
        try:
            while not self._finished:
                await self._round()
        finally:  # also when the loop ends without `close`: the connection is the loop's
            await self._transport.close()

    async def _round(self) -> None:
        try:
            seconds = await self._step()
        except Exception as error:  # noqa: BLE001  # the task must outlive what a store or a transport raises
            self._notifier.tell("sender.error", f"{type(error).__name__}: {error}")
            seconds = 1.0
        if seconds:
            await self._sleep(seconds)

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._more.wait()
        except TimeoutError:
            pass

    async def _step(self) -> float:
        """Send one batch, or return how long to sleep."""
        self._more.clear()
        urgent, self._urgent = self._urgent, False
        step = await self._aside(self._prepare, urgent)
        if isinstance(step, Wait):
            self._urgent = self._urgent or (urgent and step.seconds == 0)
            endless = step.seconds is None or self._urgent
            self._asleep_until = None if endless else time.monotonic() + (step.seconds or 0.0)
            self._round_ended()
            return IDLE_S if step.seconds is None else step.seconds
        self._asleep_until = None
        out = [step]
        while further := await self._aside(self._sender.beside, out, time.monotonic(), time.time_ns()):
            out.append(further)
        await self._exchange(out)
        self._round_ended()
        return 0.0

    def _prepare(self, urgent: bool) -> Outgoing | Wait:  # noqa: FBT001  # called through the pool
        hurry = self._flushing > 0 or self._finished
        return self._sender.prepare(time.monotonic(), time.time_ns(), urgent=urgent, hurry=hurry)

    async def _exchange(self, out: list[Outgoing]) -> None:
        answers = [await self._send(out[0])] if len(out) == 1 else await asyncio.gather(*map(self._send, out))
        exchanges = list(zip(out, answers, strict=True))
        await self._aside(self._sender.conclude_all, exchanges, time.monotonic(), time.time_ns())

    async def _send(self, sent: Outgoing) -> Answer | Failure:
        try:
            return await self._transport.send(sent.request)
        except TransportError as error:
            return Failure(error.kind, str(error))

    async def _aside(self, work: Callable[..., T], *args: Any) -> T:
        """Run a store's work outside the loop's thread."""
        if self._finished:
            return work(*args)
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="touchline-aside")
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *args)

    async def _end(self) -> None:
        if self._task is not None and self._loop is asyncio.get_running_loop():
            self._more.set()
            patience = self._exit_timeout if self._flushing else LAST_WORDS_S / 2
            _, waiting = await asyncio.wait([self._task], timeout=patience)
            for task in waiting:
                task.cancel()
        await self._transport.close()
        self._let_go()

    def _let_go(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False)
        self._outbox.end()
        self._notifier.drain(LAST_WORDS_S / 2)

    def _at_exit(self) -> None:
        """Send what a loop that ended without `close` left behind: from this thread, with requests."""
        if self._finished:
            return
        self._closed = self._finished = True
        if self._store.size().events:
            self._drain(time.monotonic() + but_last_words(self._exit_timeout))
        self._let_go()

    def _drain(self, deadline: float) -> None:
        from touchline.transport.over_requests import RequestsTransport  # noqa: PLC0415  # only in this corner

        urgent = True
        with_requests = RequestsTransport(timeout=max(0.1, deadline - time.monotonic()), tls=self._tls)
        while time.monotonic() < deadline and self._store.size().events:
            step = self._sender.prepare(time.monotonic(), time.time_ns(), urgent=urgent, hurry=True)
            if isinstance(step, Wait):
                time.sleep(min(step.seconds or 0.02, max(0.0, deadline - time.monotonic())))
                continue
            urgent = False
            try:
                answer: Answer | Failure = with_requests.send(step.request)
            except TransportError as error:
                answer = Failure(error.kind, str(error))
            self._sender.conclude(step, answer, time.monotonic(), time.time_ns())
        with_requests.close()


def _aiohttp_transport(timeout: float, tls: ssl.SSLContext | None, connections: int) -> AsyncTransport:
    from touchline.transport.over_aiohttp import AiohttpTransport  # noqa: PLC0415  # an extra

    return AiohttpTransport(timeout=timeout, tls=tls, connections=connections)


def _each(method: str) -> Callable[[], None]:
    def visit() -> None:
        for client in list(_clients):
            getattr(client, method)()

    return visit


os.register_at_fork(after_in_child=_each("_after_fork"))
atexit.register(_each("_at_exit"))

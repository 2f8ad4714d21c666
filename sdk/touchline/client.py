"""`Client`: the tracker whose batches a daemon thread carries away with requests."""

from __future__ import annotations

import atexit
import os
import random
import threading
import time
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from touchline import encoding, options
from touchline.delivery import Answer, Failure
from touchline.errors import TransportError
from touchline.notifier import Problem
from touchline.outbox import build
from touchline.pace import Pace
from touchline.report import Refusal, Report
from touchline.sender import Outgoing, Sender, Wait
from touchline.tracker import Gate, Tracker
from touchline.transport.contract import TIMEOUT_S, Transport

# Long enough to fill a batch on a busy site, short enough that nobody watching a dashboard notices.
LINGER_S = 0.1
# The bound on what waits in memory: 25,000 ordinary events, and what a small container can spare.
MEMORY_BYTES = 32 * 1024 * 1024
# A full memory with a collector that answers: one batch's round trip makes room, so that long a caller may wait.
BLOCK_TIMEOUT_S = 0.25
# A collector that has not taken a batch for this long is not "answering": waiting for it would be blocking.
FLOWING_S = 1.0
# How long the end of the program may wait for the collector.
EXIT_TIMEOUT_S = 2.0
# An idle sender looks this often all the same, in case a wake-up was lost to a fork or a signal.
IDLE_S = 60.0

_clients: weakref.WeakSet[Client] = weakref.WeakSet()


class Client(Tracker):
    """Records events and delivers them to a collector, each exactly once as far as anyone can tell.

    `url` is the collector's address, `source` this producer's URI-reference, `key` its key. With `outbox` (a folder) an
    event is on disk before `track` returns: level `process` survives the death of the process, `power` that of the
    machine; several processes may share the folder. Without it, events wait in memory (`memory_bytes`).

    `overflow` says what a full outbox does: `block` up to `block_timeout` seconds while the collector is answering and
    then decline (the default), `drop_newest` (decline at once: `track` returns None), `drop_oldest`, or `spill` to the
    folder `outbox` only when memory is full. `channel` and `context` are inherited by every event.

    `strict=True` raises where an event breaks the standard. `on_error(problem)` hears of everything that goes wrong,
    `on_reject(refusal, event)` of every event the collector refuses; both run in a thread of their own. `exit_timeout`
    bounds how long the end of the program waits. `verify`, `cert` and `proxies` are those of requests.
    """

    def __init__(
        self,
        url: str,
        *,
        source: str,
        key: str | None = None,
        outbox: str | os.PathLike[str] | None = None,
        memory_bytes: int = MEMORY_BYTES,
        overflow: options.Overflow = "block",
        block_timeout: float = BLOCK_TIMEOUT_S,
        linger: float = LINGER_S,
        channel: str | None = None,
        context: Mapping[str, Any] | None = None,
        strict: bool = False,
        on_error: Callable[[Problem], Any] | None = None,
        on_reject: Callable[[Refusal, dict[str, Any]], Any] | None = None,
        gate: Gate | None = None,
        timeout: float = TIMEOUT_S,
        exit_timeout: float = EXIT_TIMEOUT_S,
        verify: bool | str = True,
        cert: str | tuple[str, str] | None = None,
        proxies: Mapping[str, str] | None = None,
        transport: Transport | None = None,
    ) -> None:
        super().__init__(
            source,
            defaults={**({} if channel is None else {"channel": channel}), **(context or {})},
            overflow=overflow,
            strict=strict,
            on_error=on_error,
            gate=gate,
            block_timeout=block_timeout,
        )
        self._exit_timeout = options.positive("exit_timeout", exit_timeout)
        address = options.endpoint(url)
        self._transport = transport or _requests_transport(timeout, verify, cert, proxies)
        self._store, keeper = build(
            None if outbox is None else Path(outbox),
            memory_bytes=memory_bytes,
        )
        self._sender = Sender(
            self._store,
            Pace(encoding.available(), random.random),
            self._counters,
            self._notifier,
            url=address,
            key=key,
            linger=options.positive("linger", linger),
            keeper=keeper,
            on_reject=on_reject,
        )
        self._forked()
        _clients.add(self)

    # -- the life of the client ------------------------------------------------------------------------------------

    def flush(self, timeout: float | None = 5.0) -> Report:
        """Deliver what waits, for at most `timeout` seconds (None: as long as it takes), and report.

        Tries at once even when the sender is backing off, and returns early when there is nothing left to wait for.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        if self._store.size().events:
            self._flush(deadline)
        stats = self.stats()
        return Report(not stats.waiting, stats, self._counters.take_refusals())

    def close(self, timeout: float | None = None) -> Report:
        """Flush for at most `timeout` seconds (default `exit_timeout`), stop the thread, and report; idempotent.

        Events that are still waiting stay in the outbox on disk; without one they are dropped, counted and told.
        """
        self._closed = True
        deadline = time.monotonic() + (self._exit_timeout if timeout is None else timeout)
        if not self._finished and self._store.size().events:
            self._flush(deadline)
        self._stop(deadline)
        stats = self.stats()
        return Report(not stats.waiting, stats, self._counters.take_refusals())

    def __enter__(self) -> Self:
        """Return the client itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the client."""
        self.close()

    # -- inside: waiting for the sender ----------------------------------------------------------------------------

    def _flush(self, deadline: float | None) -> None:
        with self._settled:
            self._flushing += 1
            self._urgent = True
        self._start()
        self._more.set()
        try:
            with self._settled:
                while self._store.size().events and self._hopeful(deadline):
                    left = None if deadline is None else deadline - time.monotonic()
                    if left is not None and left <= 0:
                        break
                    self._settled.wait(left)
        finally:
            self._flushing -= 1

    def _hopeful(self, deadline: float | None) -> bool:
        """Tell whether anything can still happen before the deadline."""
        if self._thread is threading.current_thread() or self._finished:
            return False
        return deadline is None or self._asleep_until is None or self._asleep_until < deadline

    def _wait_for_room(self, deadline: float) -> bool:
        left = deadline - time.monotonic()
        if left <= 0 or not self._flowing() or self._thread is threading.current_thread():
            return False
        self._more.set()
        with self._settled:
            return self._settled.wait(left)

    def _flowing(self) -> bool:
        last = self._sender.last_success
        return last is not None and time.monotonic() - last < FLOWING_S

    def _wake(self) -> None:
        if self._thread is None:
            self._start()
        self._more.set()

    # -- inside: the thread ----------------------------------------------------------------------------------------

    def _forked(self) -> None:
        """Make everything that a thread or a lock of another process could hold."""
        self._more = threading.Event()
        self._settled = threading.Condition()
        self._starting = threading.RLock()
        self._thread: threading.Thread | None = None
        self._flushing = 0
        self._urgent = False
        self._finished = False
        self._asleep_until: float | None = None

    def _after_fork(self) -> None:
        self._forked()
        self._counters.reset()
        self._notifier.forked()
        self._transport.forked()
        self._store.forked()

    def _start(self) -> None:
        with self._starting:
            if self._thread is not None or self._finished:
                return
            # The thread holds the client weakly: a client that nobody holds any more can go.
            thread = threading.Thread(target=_run, args=(weakref.ref(self),), name="touchline-sender", daemon=True)
            try:
                thread.start()
            except RuntimeError:  # the interpreter is shutting down: `close` sends from its own thread
                return
            self._thread = thread

    def _stop(self, deadline: float) -> None:
        self._finished = True
        thread = self._thread
        self._more.set()
        if thread is not None and thread is not threading.current_thread():
            thread.join(max(0.0, deadline - time.monotonic()))
        if thread is None or not thread.is_alive():
            self._transport.close()
            self._store.close()
        self._notifier.drain(max(0.0, deadline - time.monotonic()))

    def _at_exit(self) -> None:
        if not self._finished:
            self.close()

    def _step(self) -> float | None:
        """Send one batch, or return how long to sleep."""
        self._more.clear()
        urgent, self._urgent = self._urgent, False
        step = self._sender.prepare(
            time.monotonic(), time.time_ns(), urgent=urgent, hurry=self._flushing > 0 or self._finished
        )
        if isinstance(step, Wait):
            self._urgent = self._urgent or (urgent and step.seconds == 0)
            return self._rest(step)
        self._asleep_until = None
        self._exchange(step)
        return 0.0

    def _exchange(self, step: Outgoing) -> None:
        answer: Answer | Failure
        try:
            answer = self._transport.send(step.request)
        except TransportError as error:
            answer = Failure(error.kind, str(error))
        self._sender.conclude(step, answer, time.monotonic(), time.time_ns())
        with self._settled:
            self._settled.notify_all()

    def _rest(self, step: Wait) -> float:
        seconds = IDLE_S if step.seconds is None else step.seconds
        with self._settled:
            self._asleep_until = None if step.seconds is None else time.monotonic() + seconds
            self._settled.notify_all()
        return seconds


def _run(reference: weakref.ref[Client]) -> None:
    """Carry batches until the client is finished or gone."""
    while True:
        client = reference()
        if client is None or client._finished:  # noqa: SLF001  # the thread is part of the client
            return
        more = client._more  # noqa: SLF001
        try:
            seconds = client._step()  # noqa: SLF001
        except Exception as error:  # noqa: BLE001  # the thread must outlive whatever a store or a transport raises
            client._notifier.tell("sender.error", f"{type(error).__name__}: {error}")  # noqa: SLF001
            seconds = 1.0
        del client
        if seconds:
            more.wait(seconds)


def _requests_transport(
    timeout: float,
    verify: bool | str,  # noqa: FBT001  # requests' own option
    cert: str | tuple[str, str] | None,
    proxies: Mapping[str, str] | None,
) -> Transport:
    # Imported when the first client is made, not with the package: it is the slowest import of all.
    from touchline.transport.over_requests import RequestsTransport  # noqa: PLC0415

    return RequestsTransport(timeout=timeout, verify=verify, cert=cert, proxies=proxies)


def _each(method: str) -> Callable[[], None]:
    def visit() -> None:
        for client in list(_clients):
            getattr(client, method)()

    return visit


os.register_at_fork(after_in_child=_each("_after_fork"))
atexit.register(_each("_at_exit"))

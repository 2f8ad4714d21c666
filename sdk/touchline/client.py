"""`Client`: the tracker whose batches a daemon thread carries away with requests."""

from __future__ import annotations

import atexit
import os
import threading
import time
import weakref
from collections.abc import Mapping
from types import TracebackType
from typing import Self, Unpack

from touchline.bell import Bell
from touchline.delivery import Answer, Failure
from touchline.errors import TransportError
from touchline.loading import alone
from touchline.options import LAST_WORDS_S, Options, but_last_words
from touchline.report import Report
from touchline.sender import Outgoing, Wait
from touchline.tracker import Tracker
from touchline.transport.contract import TIMEOUT_S, Transport

# A collector that has not taken a batch for this long is not "answering": waiting for it would be blocking.
FLOWING_S = 1.0
# An idle sender looks this often all the same, in case a wake-up was lost to a fork or a signal.
IDLE_S = 60.0

_clients: weakref.WeakSet[Client] = weakref.WeakSet()


class Client(Tracker):
    """Records events and delivers them to a collector, each exactly once as far as anyone can tell.

    `url` is the collector's address, `source` this producer's URI-reference; the other options are described in
    `touchline.options.Options`. `verify`, `cert` (mutual TLS) and `proxies` are those of requests.
    """

    _asleep_until: float | None

    def __init__(
        self,
        url: str,
        *,
        source: str,
        verify: bool | str = True,
        cert: str | tuple[str, str] | None = None,
        proxies: Mapping[str, str] | None = None,
        transport: Transport | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(url, source, options)
        timeout = options.get("timeout", TIMEOUT_S)
        connections = options.get("in_flight", 1)
        self._transport = transport or _requests_transport(timeout, verify, cert, proxies, connections)
        self._forked()
        _clients.add(self)
        if self._outbox.inherited():
            self._wake()

    # -- the life of the client ------------------------------------------------------------------------------------

    def flush(self, timeout: float | None = 5.0) -> Report:
        """Deliver what waits, for at most `timeout` seconds (None: as long as it takes), and report.

        Tries at once even when the sender is backing off, and returns early when there is nothing left to wait for.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        if self._store.size().events:
            self._flush(deadline)
        return self._report()

    def close(self, timeout: float | None = None) -> Report:
        """Flush for at most `timeout` seconds (default `exit_timeout`), stop the thread, and report; idempotent.

        Events that are still waiting stay in the outbox on disk; without one they are dropped, counted and told.
        """
        self._closed = True
        seconds = self._exit_timeout if timeout is None else timeout
        deadline = time.monotonic() + but_last_words(seconds)
        if self._finished:
            return self._report()
        if self._store.size().events:
            self._flush(deadline)
        waiting = self._report()
        self._stop(deadline)
        return waiting

    def durable(self) -> None:
        """Return when everything tracked so far is on the medium, for a caller of level `process` who can wait here."""
        self._outbox.sync()

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
            self._asleep_until = None  # it is about to be woken: how long it meant to sleep says nothing any more
        self._start()
        self._more.ring()
        try:
            with self._settled:
                while self._store.size().events and self._hopeful(deadline):
                    left = None if deadline is None else deadline - time.monotonic()
                    if left is not None and left <= 0:
                        break
                    self._settled.wait(left)
        finally:
            with self._settled:
                self._flushing -= 1

    def _hopeful(self, deadline: float | None) -> bool:
        """Tell whether anything can still happen before the deadline."""
        if self._thread is threading.current_thread() or self._finished:
            return False
        return deadline is None or self._asleep_until is None or self._asleep_until < deadline

    def _wait_for_room(self, deadline: float) -> bool:
        left = deadline - time.monotonic()
        if left <= 0 or not self._flowing(left) or self._thread is threading.current_thread():
            return False
        self._more.ring()
        with self._settled:
            return self._settled.wait(left)

    def _flowing(self, left: float) -> bool:
        """Tell whether room can be expected within `left` seconds, going by how long the last batch took."""
        last, now = self._sender.last_success, time.monotonic()
        return last is not None and now - last < FLOWING_S and self._exchange_began + self._exchange_took - now < left

    def _wake(self) -> None:
        if self._thread is None:
            self._start()
        self._more.ring()

    # -- inside: the thread ----------------------------------------------------------------------------------------

    def _forked(self) -> None:
        """Make everything that a thread or a lock of another process could hold."""
        self._more = Bell()
        self._settled = threading.Condition()
        self._starting = threading.RLock()
        self._thread: threading.Thread | None = None
        self._flushing = 0
        self._urgent = False
        self._finished = False
        self._too_late = False
        self._asleep_until = None
        self._exchange_began = self._exchange_took = 0.0

    def _after_fork(self) -> None:
        self._forked()
        self._forget_parent()
        self._transport.forked()

    def _start(self) -> None:
        with self._starting:
            if self._thread is not None or self._finished:
                return
            # The thread holds the client weakly: a client that nobody holds any more can go.
            about = (weakref.ref(self), self._more)
            thread = threading.Thread(target=_run, args=about, name="touchline-sender", daemon=True)
            try:
                thread.start()
            except RuntimeError:  # the interpreter is shutting down: `close` sends from its own thread
                return
            self._thread = thread

    def _stop(self, deadline: float) -> None:
        self._finished = True
        thread = self._thread
        self._more.ring()
        if thread is not None and thread is not threading.current_thread():
            thread.join(max(0.0, deadline - time.monotonic()))
        if thread is None or not thread.is_alive():
            self._transport.close()
        self._too_late = True  # an answer that comes now finds its batch accounted for
        self._outbox.end()
        self._notifier.drain(max(LAST_WORDS_S / 2, deadline - time.monotonic()))

    def _hurry(self) -> None:
        """Begin to send what waits, for a `close` that follows."""
        if not self._finished and self._store.size().events:
            with self._settled:
                self._flushing += 1
                self._urgent = True
            self._wake()

    def _at_exit(self, begun: float) -> None:
        if not self._finished:
            self.close(max(0.0, begun + self._exit_timeout - time.monotonic()))

    def _step(self) -> float | None:
        """Send what may travel together, or return how long to sleep."""
        self._more.hush()
        with self._settled:
            urgent, self._urgent = self._urgent, False
        step = self._sender.prepare(
            time.monotonic(), time.time_ns(), urgent=urgent, hurry=self._flushing > 0 or self._finished
        )
        if isinstance(step, Wait):
            return self._rest(step, urgent=urgent and step.seconds == 0)
        self._asleep_until = None
        self._exchange(step)
        return 0.0

    def _exchange(self, first: Outgoing) -> None:
        self._exchange_began = time.monotonic()
        out, more = [first], self._more
        answers: dict[int, Answer | Failure] = {}
        threads = []
        while further := self._sender.beside(out, time.monotonic(), time.time_ns()):
            thread = threading.Thread(target=self._send, args=(further, len(out), answers), daemon=True)
            thread.start()
            threads.append(thread)
            out.append(further)
        try:
            self._send(first, 0, answers)
        finally:
            for thread in threads:
                thread.join()
        ended = time.monotonic()
        self._exchange_took, self._exchange_began = ended - self._exchange_began, ended  # the next begins about now
        if self._too_late or self._more is not more:
            return
        exchanges = [(sent, answers[index]) for index, sent in enumerate(out) if index in answers]
        self._sender.conclude_all(exchanges, time.monotonic(), time.time_ns())
        with self._settled:
            self._settled.notify_all()

    def _send(self, sent: Outgoing, index: int, answers: dict[int, Answer | Failure]) -> None:
        try:
            answers[index] = self._transport.send(sent.request)
        except TransportError as error:
            answers[index] = Failure(error.kind, str(error))

    def _rest(self, step: Wait, *, urgent: bool) -> float:
        """Return how long to sleep; `urgent`: what was asked for at once still is to be done."""
        seconds = IDLE_S if step.seconds is None else step.seconds
        with self._settled:
            self._urgent = self._urgent or urgent
            endless = step.seconds is None or self._urgent
            self._asleep_until = None if endless else time.monotonic() + seconds
            self._settled.notify_all()
        return seconds


def _run(reference: weakref.ref[Client], more: Bell) -> None:
    """Carry batches until the client is finished or gone.

    Greenlets in the place of threads live on in a forked child: one whose bell is not the client's is the parent's.
    """
    while True:
        client = reference()
        if client is None or client._finished or client._more is not more:  # noqa: SLF001  # part of the client
            return
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
    connections: int,
) -> Transport:
    # Imported when the first client is made, not with the package: it is the slowest import of all.
    with alone():
        from touchline.transport.over_requests import RequestsTransport  # noqa: PLC0415

    return RequestsTransport(timeout=timeout, verify=verify, cert=cert, proxies=proxies, connections=connections)


def _after_fork() -> None:
    for client in list(_clients):
        client._after_fork()  # noqa: SLF001


def _at_exit() -> None:
    """Close every client within the time of the slowest, not of all of them together."""
    begun, open_ones = time.monotonic(), list(_clients)
    for client in open_ones:
        client._hurry()  # noqa: SLF001
    for client in open_ones:
        try:
            client._at_exit(begun)  # noqa: SLF001
        except KeyboardInterrupt:  # whoever presses Ctrl-C now does not want to wait
            begun = float("-inf")
            client._at_exit(begun)  # noqa: SLF001


os.register_at_fork(after_in_child=_after_fork)
atexit.register(_at_exit)

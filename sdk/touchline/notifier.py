"""Telling the host: callbacks and log lines, off the caller's path and at a bearable rate.

Callbacks run in their own daemon thread, so that one that raises, blocks, or calls `flush()` or `close()` holds up
nothing but later callbacks. Problems of one reason are told at once the first time, then gathered: one call a second.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from touchline.bell import Bell
from touchline.loading import load

# One callback a second and reason is enough to act on; one log line in ten seconds is enough to be read.
CALLBACK_EVERY_S = 1.0
LOG_EVERY_S = 10.0
# Ids carried by one callback: whoever lost more than this in a second needs the number, not the list.
MAX_IDS = 100_000
# Single callbacks waiting behind one that blocks; beyond that they are counted only.
MAX_CALLS = 10_000
# How often `drain` looks whether the thread is done.
_LOOK_S = 0.002


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the host should know: a stable `reason`, what it means, how many events, and which."""

    reason: str
    message: str
    count: int = 0
    ids: tuple[str, ...] = ()


class Notifier:
    """Gathers problems by reason and hands them to `on_error`; runs other callbacks one after the other."""

    def __init__(self, on_error: Callable[[Problem], Any] | None) -> None:
        self._on_error = on_error
        self.forked()

    def forked(self) -> None:
        """Start afresh, as a forked child must."""
        self._lock = threading.RLock()
        self._more = Bell()
        self._busy = False
        self._waiting: dict[str, tuple[str, int, list[str]]] = {}
        self._calls: deque[tuple[Callable[..., Any], tuple[Any, ...]]] = deque(maxlen=MAX_CALLS)
        self._told: dict[str, float] = {}
        self._logged: dict[str, float] = {}
        self._thread: threading.Thread | None = None
        self._hurry = False

    def tell(self, reason: str, message: str, *, count: int = 0, ids: list[str] | tuple[str, ...] = ()) -> None:
        """Report a problem; returns at once."""
        self._log(reason, message, count)
        if self._on_error is None:
            return
        with self._lock:
            _, before, named = self._waiting.get(reason, ("", 0, []))
            named.extend(ids[: MAX_IDS - len(named)])
            self._waiting[reason] = (message, before + count, named)
        self._start()

    def call(self, callback: Callable[..., Any], *args: Any) -> None:
        """Run a callback soon, in the notifier's thread."""
        self._calls.append((callback, args))
        self._start()

    def drain(self, timeout: float) -> None:
        """Tell everything that waits without further gathering, for at most `timeout` seconds."""
        if self._thread is None or self._thread is threading.current_thread():
            return
        self._hurry = True
        self._more.ring()
        deadline = time.monotonic() + timeout
        while (self._busy or self._waiting or self._calls) and time.monotonic() < deadline:
            time.sleep(_LOOK_S)

    def _log(self, reason: str, message: str, count: int) -> None:
        now = time.monotonic()
        with self._lock:
            if now - self._logged.get(reason, -LOG_EVERY_S) < LOG_EVERY_S:
                return
            self._logged[reason] = now
        _logger().warning("%s: %s%s", reason, message, f" ({count} events)" if count else "")

    def _start(self) -> None:
        self._more.ring()
        if self._thread is not None:
            return
        with self._lock:
            if self._thread is None:
                thread = threading.Thread(target=self._run, name="touchline-notifier", daemon=True)
                try:
                    thread.start()
                except RuntimeError:  # the interpreter is shutting down: no thread can start, so tell it here
                    self._round(hurry=True)
                    return
                self._thread = thread

    def _run(self) -> None:
        wait: float | None = None
        more = self._more
        while True:
            more.wait(wait)
            if self._more is not more:  # a greenlet in the place of a thread, in a forked child: it is the parent's
                return
            self._busy = True
            wait = self._round(hurry=self._hurry)
            self._busy = False
            if wait is None:
                self._hurry = False

    def _round(self, *, hurry: bool) -> float | None:
        """Tell what is due; return seconds until the next is, or None."""
        while self._calls:
            callback, args = self._calls.popleft()
            _shielded(callback, *args)
        now = time.monotonic()
        soonest: float | None = None
        for reason in list(self._waiting):
            left = self._told.get(reason, -CALLBACK_EVERY_S) + CALLBACK_EVERY_S - now
            if left > 0 and not hurry:
                soonest = left if soonest is None else min(left, soonest)
                continue
            with self._lock:
                message, count, named = self._waiting.pop(reason)
            self._told[reason] = now
            if self._on_error is not None:
                _shielded(self._on_error, Problem(reason, message, count, tuple(named)))
        return soonest


def _logger() -> Any:
    return load("logging").getLogger("touchline")  # loads with the first line that is logged


def _shielded(callback: Callable[..., Any], *args: Any) -> None:
    """Run the host's callback; what it raises, `SystemExit` too, is logged: nobody above could catch it."""
    try:
        callback(*args)
    except BaseException:  # noqa: BLE001  # see above
        _logger().exception("a callback of the host raised")

"""Bounds calls into libraries that know no time-out of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")


class Deadline:
    """A daemon thread in which the calls run one after another. One that takes too long is left behind with it."""

    def __init__(self, name: str) -> None:
        self._calls: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def run(self, call: Callable[[], T], seconds: float) -> T:
        """Its result, or what it raises; TimeoutError when it takes longer than `seconds`."""
        future: Future[T] = Future()
        self._calls.put((call, future))
        try:
            return future.result(seconds)
        finally:
            future.cancel()

    def close(self, last: Callable[[], Any], seconds: float) -> None:
        """Run `last`, for at most `seconds`, and end the thread once it comes to itself."""
        self._calls.put((last, Future()))
        self._calls.put(None)
        self._thread.join(seconds)

    def _work(self) -> None:
        while (job := self._calls.get()) is not None:
            call, future = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(call())
            except BaseException as error:  # noqa: BLE001 - it belongs to whoever asked
                future.set_exception(error)

"""Two stores, one behind the other: what the first has no room for goes to the second.

Disk before memory: a full disk costs durability, not events. Memory before disk: the spill policy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from touchline.batch import Batch, Limits
from touchline.outbox.store import FAILED, FULL, Size, Store


class Tiers:
    """Puts into the second store when the first answers `when`; sends from the first that has something due."""

    def __init__(
        self, first: Store, second: Store, *, when: int, on_fallback: Callable[[], None] | None = None
    ) -> None:
        self._stores = (first, second)
        self._when = when
        self._peeked: Store | None = None
        self._on_fallback = on_fallback

    @property
    def accepted(self) -> int:
        """Events ever taken by either."""
        return sum(store.accepted for store in self._stores)

    def put(self, line: bytes, lane: int = 0) -> int:
        """Take one line: see `Store.put`."""
        first, second = self._stores
        outcome = first.put(line, lane)
        if outcome != self._when:
            return outcome
        if self._on_fallback is not None:
            self._on_fallback()
        return FULL if (outcome := second.put(line, lane)) == FAILED else outcome

    def peek(self, limits: Limits, ahead: int = 0) -> Batch | None:
        """Return the oldest batch of the first store that has one."""
        for store in self._stores if self._peeked is None else (self._peeked,):
            batch = store.peek(limits, ahead)
            if batch is not None:
                self._peeked = store
                return Batch(batch.body, batch.count, (store, batch))
        if not ahead:
            self._peeked = None
        return None

    def settle(self, batch: Batch, keep: Sequence[bytes] = ()) -> None:
        """Settle the batch where it came from."""
        store, inner = batch.token
        self._peeked = None
        store.settle(inner, keep)

    def due(self, now: float, linger: float) -> float | None:
        """Return the sooner of the two."""
        return min((due for store in self._stores if (due := store.due(now, linger)) is not None), default=None)

    def size(self) -> Size:
        """Return the sum of the two."""
        one, other = (store.size() for store in self._stores)
        return Size(one.events + other.events, one.bytes + other.bytes)

    def evict(self) -> list[bytes]:
        """Drop the oldest events of the first store that has some."""
        return self._stores[0].evict() or self._stores[1].evict()

    def forked(self) -> None:
        """Forget what the parent owns."""
        self._peeked = None
        for store in self._stores:
            store.forked()

    def close(self) -> None:
        """Close both."""
        for store in self._stores:
            store.close()

"""The contract of every store, in memory or on disk.

One producer side, called from any thread, and one consumer side, called by one sender at a time:

- `put` takes one line (with its newline). It never waits for the network. Returns `OK`, `WAKE` (taken; a sleeping
  sender should look), `FULL` (at its bound) or `FAILED` (the disk refused); after the last two nothing changed.
- `peek` returns the oldest batch within the limits, or None; asked again before `settle`, it returns the same events
  (fewer, if the limits shrank). With `ahead` it returns the one behind so many that were peeked and are not settled; a
  store may have none to give although events wait, so as to have one batch out at a time.
- `settle` ends a peeked batch: its events are gone from the store, except `keep`, which go to its end.
- `due` says how many seconds until a batch is worth sending: 0 for a full one, None for an empty store.
- `size` is what waits, in events and bytes, peeked ones included.
- `evict` makes room of at least one event by dropping the oldest ones of the lowest priority that are not being
  sent, and returns them; empty when there is nothing to drop.
- `forked` is called in a forked child: what was put before the fork belongs to the parent.
- `close` releases what the store holds outside memory; events on disk stay there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from touchline.batch import Batch, Limits

OK, WAKE, FULL, FAILED = 0, 1, 2, 3


class Size(NamedTuple):
    """What waits in a store."""

    events: int
    bytes: int


class Store(Protocol):
    """See the module's text for the contract of each verb."""

    @property
    def accepted(self) -> int:
        """Events ever taken by `put`."""

    def put(self, line: bytes, lane: int = 0) -> int:
        """Take one line: `OK`, `WAKE` or `FULL`."""

    def peek(self, limits: Limits, ahead: int = 0) -> Batch | None:
        """Return the oldest batch, or the one behind `ahead` peeked ones, without removing it."""

    def settle(self, batch: Batch, keep: Sequence[bytes] = ()) -> None:
        """Remove a peeked batch, and put `keep` at the end."""

    def due(self, now: float, linger: float) -> float | None:
        """Return seconds until a batch is worth sending; None when empty."""

    def size(self) -> Size:
        """Return what waits, in events and bytes."""

    def evict(self) -> list[bytes]:
        """Drop the oldest, least important events that are not being sent."""

    def forked(self) -> None:
        """Forget what the parent owns."""

    def close(self) -> None:
        """Release handles and locks."""

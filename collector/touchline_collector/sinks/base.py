"""What every sink promises, and the words it answers with.

The forwarder owns retry, order, bisecting and the books; a sink only writes one batch and says truthfully what became
of each event. A sink lives in one thread: `open`, any number of `write`, `close`, and again from `open` after trouble.

    SinkError
    ├── Unavailable      an outage: nobody knows whether the batch arrived; it is sent again
    ├── Refused          the sink turns everybody away (password, missing table): paused, probed slowly
    └── CannotErase      this kind of sink has no way to take an event back
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from touchline_collector.sinks.event import Event


class SinkError(Exception):
    """What a sink raises; `reason` is one line fit for a log, an alarm and `check`: no secrets, no payload."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unavailable(SinkError):  # noqa: N818 - named for the state
    """An outage. `after`: seconds the far side asked us to wait, or None.

    `slow`: the far side was there and did not finish in time, so that less at once might help.
    """

    def __init__(self, reason: str, *, after: float | None = None, slow: bool = False) -> None:
        super().__init__(reason)
        self.after = after
        self.slow = slow


class Refused(SinkError):  # noqa: N818
    """Nothing will be taken until somebody changes the configuration here or there."""


class CannotErase(SinkError):  # noqa: N818
    """Named in the receipt of an erasure: this sink keeps what it was given."""


@dataclass(frozen=True, slots=True)
class Ok:
    """Durable at the sink, or already there."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Not taken, and would be later. `after`: seconds the sink asks to wait, None leaves it to the forwarder."""

    reason: str
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Fatal:
    """Never taken as it is. `proven` says that this event is to blame and not a neighbour in its batch."""

    code: str
    reason: str
    proven: bool = False


@dataclass(frozen=True, slots=True)
class TooLarge:
    """The batch, or where it holds one event this event, is larger than the sink takes."""

    reason: str


Outcome = Ok | Retry | Fatal | TooLarge
OK = Ok()


@dataclass(frozen=True, slots=True)
class Batch:
    """Events in the order of the log. The same `token` is sent again with the same events after a crash."""

    token: str
    events: tuple[Event, ...]

    def all(self, outcome: Outcome) -> list[Outcome]:
        """One outcome for every event."""
        return [outcome] * len(self.events)


@dataclass(frozen=True, slots=True)
class Person:
    """An identity whose events are to be erased: `type` and `value` as in an event's `identities`."""

    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one write may hold, and how long to wait for it to fill. Bytes are those of the events' JSON.

    Batches grow from `start` events while a full one takes less than `target` seconds, and shrink above twice that.
    """

    events: int = 2000
    bytes: int = 4 * 1024 * 1024
    linger: float = 0.0  # seconds
    start: int = 256
    # Long enough that a round trip and a commit are a small part, short enough that a failed batch costs little.
    target: float = 0.25


class Sink(ABC):
    """One destination. Every verb may block up to the sink's own timeout, and none retries by itself.

    `guarantee` is what a reader of the destination may rely on; `by_token` says that it rests on the batch being sent
    again exactly as it was, so that not even a probe may break it up. `limits` hold where the configuration is silent.
    """

    guarantee: ClassVar[str]
    by_token: ClassVar[bool] = False
    limits: ClassVar[Limits] = Limits()

    @abstractmethod
    def open(self) -> None:
        """Connect and make sure of the place to write to.

        Called before the first write and again after every `Unavailable` or `Refused`. Raises either.
        """

    def check(self) -> None:  # noqa: B027 - opening proves enough where there is nothing to override
        """Prove, once open, that a write would be taken, without leaving anything behind. Raises as `open` does."""

    def notes(self) -> Sequence[str]:
        """What `check` should say of a place that takes our events and yet deserves a look; asked once open."""
        return ()

    @abstractmethod
    def write(self, batch: Batch) -> Sequence[Outcome]:
        """Write, make durable, and answer with one outcome per event, in order.

        A batch that came before (same token, or events seen before) is `Ok` again. Raises `Unavailable` when the fate
        of the batch is unknown, `Refused` when the sink takes nothing from us.
        """

    def erase(self, persons: Sequence[Person]) -> int:
        """Remove the events carrying one of these identities and return how many; 0 when there were none."""
        del persons
        raise CannotErase(f"{self.guarantee}: what was delivered cannot be taken back")

    @abstractmethod
    def close(self) -> None:
        """Let go of everything. Closing what is closed, or never was open, does nothing. Raises nothing."""

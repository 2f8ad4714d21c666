"""What a lane asks of the thread around it."""

from __future__ import annotations

from dataclasses import dataclass

from touchline_collector.forward.ledger import Ledger
from touchline_collector.forward.progress import Recorded
from touchline_collector.sinks.base import Batch
from touchline_collector.sinks.event import Event


@dataclass(frozen=True, slots=True)
class Read:
    """Read the log from `after` on and hand it to `loaded`; the bounds may be overrun to the end of a chunk."""

    after: int
    limit: int
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Reread:
    """Read the recorded positions `first` to `last` and hand them to `resume`."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Send:
    """Commit the checkpoint, write this batch and hand the outcomes to `wrote`, or the error to `failed`."""

    batch: Batch


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing to do before `until`, or before something arrives; None: nothing is planned."""

    until: float | None


Step = Read | Reread | Send | Wait


@dataclass(frozen=True, slots=True)
class Burial:
    """An event for the dead letters."""

    event: Event
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A sink's progress with the dead letters that belong to it."""

    position: int
    above: tuple[tuple[int, int], ...]
    ledger: Ledger
    batch: Recorded | None = None
    burials: tuple[Burial, ...] = ()
    revived: tuple[int, ...] = ()

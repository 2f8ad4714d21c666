"""What becomes of the events behind the agent: how many wait and for how long, which were lost, when they are safe."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import touchline
from touchline.outbox.listing import segments
from touchline.outbox.segment import born
from touchline_beacon.metrics import Sample
from touchline_spec import times


class Delivery:
    """The client's side of things. Safe from any thread."""

    def __init__(self, client: touchline.Client, folder: Path) -> None:
        self._client = client
        self._folder = folder

    def durable(self) -> None:
        """Return when everything told so far survives a power cut; raises OSError."""
        self._client.durable()

    def samples(self) -> Iterator[Sample]:
        """For the metrics page."""
        stats = self._client.stats()
        yield "outbox_events", {}, float(stats.waiting)
        yield "outbox_age_seconds", {}, self._age() if stats.waiting else 0.0
        yield "outbox_dropped_total", {}, float(sum(stats.dropped.values()))
        yield "outbox_rejected_total", {}, float(stats.rejected + stats.set_aside)

    def _age(self) -> float:
        """Seconds since the oldest file with events was begun."""
        begun = [times.parse(born(path)).timestamp() for path in segments(self._folder)]
        return max(time.time() - min(begun), 0.0) if begun else 0.0

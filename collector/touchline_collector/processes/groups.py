"""Judged events on their way to the log: what an intake process sends for all requests of a moment together. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from touchline_collector import jsontext
from touchline_collector.eventlog import Rejected, Run
from touchline_collector.intake.door import Spend
from touchline_collector.processes.frames import joined, parted


class Part(NamedTuple):
    """One request: how many events and rejects, and what it counts against a rate."""

    events: int
    rejected: int
    spend: Spend


@dataclass(frozen=True, slots=True)
class Group:
    """Requests one after another, judged by the rules of one generation."""

    generation: int
    parts: Sequence[Part]
    run: Run
    rejected: Sequence[Rejected]

    def encode(self) -> bytes:
        """As bytes: the run as it will lie in the log, and its dedup keys, so that the log's process need not look."""
        header: dict[str, Any] = {
            "generation": self.generation,
            "rejected": [asdict(one) | {"event": one.event and one.event.decode()} for one in self.rejected],
        }
        if any(part.spend for part in self.parts):
            header["parts"] = [tuple(part) for part in self.parts]
        return joined(jsontext.dumps(header), b"".join(self.run.hashes), self.run.pack() if self.run.count else b"")

    @classmethod
    def decode(cls, payload: bytes) -> Group:
        """From bytes; the parts are left out where no rate has to be looked at."""
        head, hashes, packed = parted(payload, 3)
        header = jsontext.loads(head)
        return cls(
            header["generation"],
            [Part(events, rejected, spend and tuple(spend)) for events, rejected, spend in header.get("parts", ())],
            Run.unpack(packed, hashes) if packed else Run.of(()),
            [Rejected(**one | {"event": one["event"] and one["event"].encode()}) for one in header["rejected"]],
        )

    def without(self, refused: Collection[int]) -> Group:
        """The group without some of its parts."""
        events: list[int] = []
        rejects: list[Rejected] = []
        at = below = 0
        for index, part in enumerate(self.parts):
            if index not in refused:
                events += range(at, at + part.events)
                rejects += self.rejected[below : below + part.rejected]
            at, below = at + part.events, below + part.rejected
        kept = [part for index, part in enumerate(self.parts) if index not in refused]
        return Group(self.generation, kept, self.run.take(events), rejects)

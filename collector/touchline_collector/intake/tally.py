"""What one process of the intake has answered, and what it holds at this moment; several add up. Pure."""

from __future__ import annotations

import resource
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from touchline_collector.intake.admission import Admission
from touchline_collector.intake.verdicts import Counts
from touchline_collector.server.connections import Guard


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of one process, or of all."""

    verdicts: Mapping[str, int] = field(default_factory=lambda: asdict(Counts()))
    problems: Mapping[str, int] = field(default_factory=dict)
    in_flight: int = 0
    held: int = 0
    connections: int = 0
    expired: int = 0
    dropped: int = 0
    cpu_seconds: float = 0.0

    @classmethod
    def of(cls, counts: Counts, admission: Admission, guard: Guard) -> Tally:
        """Those of this process."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return cls(
            asdict(counts),
            dict(admission.problems),
            admission.in_flight,
            admission.held,
            len(guard.open),
            guard.expired,
            guard.dropped,
            usage.ru_utime + usage.ru_stime,
        )

    def as_dict(self) -> dict[str, Any]:
        """For another process."""
        return asdict(self)

    def past(self) -> Tally:
        """What remains of the numbers of a process that has ended: nothing is in flight there any more."""
        return Tally(
            self.verdicts, self.problems, expired=self.expired, dropped=self.dropped, cpu_seconds=self.cpu_seconds
        )


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum."""
    made = Tally()
    for one in tallies:
        made = Tally(
            Counter(made.verdicts) + Counter(one.verdicts),
            Counter(made.problems) + Counter(one.problems),
            *(getattr(made, name) + getattr(one, name) for name in _NUMBERS),
        )
    return Tally({**Tally().verdicts, **made.verdicts}, *(getattr(made, name) for name in ("problems", *_NUMBERS)))


_NUMBERS = ("in_flight", "held", "connections", "expired", "dropped", "cpu_seconds")

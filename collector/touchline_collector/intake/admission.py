"""How much work is let in at once. Pure counting; the caller pairs every `enter` with a `leave`.

Without a bound an overloaded server queues until memory ends, and answers each request later than its client waits.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from touchline_collector.intake.problems import Problem

# Requests that wait together: at 10,000 requests a second, a tenth of a second's worth.
REQUESTS = 1_024

# Their bodies in memory together: 64 of the largest bodies, inflated up to eightfold only one at a time.
BODY_BYTES = 64 << 20


@dataclass(slots=True)
class Admission:
    """Bounds on requests and body bytes in flight."""

    requests: int = REQUESTS
    body_bytes: int = BODY_BYTES
    draining: bool = False
    in_flight: int = 0
    held: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    """Requests refused as a whole, by the code of the problem."""

    def enter(self) -> None:
        """Let a request in, or raise the 503 problem that says why not."""
        if self.draining:
            raise Problem(503, "draining", "the collector is stopping; send to another or try again")
        if self.in_flight >= self.requests or self.held >= self.body_bytes:
            raise Problem(503, "overloaded", "too many requests are in flight; try again")
        self.in_flight += 1

    def hold(self, size: int) -> None:
        """Count body bytes that a request brought."""
        self.held += size

    def leave(self, held: int) -> None:
        """A request is answered; `held` is what it had held."""
        self.in_flight -= 1
        self.held -= held

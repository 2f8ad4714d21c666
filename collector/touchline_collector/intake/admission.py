"""How much work is let in at once. Pure counting; the caller pairs every `enter` with a `leave`.

Without a bound an overloaded server queues until memory ends, and answers each request later than its client waits.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from touchline_collector.intake.problems import MEDIA_TYPE, Problem
from touchline_collector.intake.request import Answer

# Requests that wait together: at 10,000 requests a second, a tenth of a second's worth.
REQUESTS = 1_024

# Their bodies in memory together: 64 of the largest bodies, inflated up to eightfold only one at a time.
BODY_BYTES = 64 << 20

# Bodies up to this size are let in even when large ones that never end hold the rest: it is what the server buffers
# for a connection before anybody asks, so the bound on connections already covers it.
SMALL_BODY = 64 << 10


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
        if self.in_flight >= self.requests:
            raise _overloaded("too many requests are in flight; try again")
        self.in_flight += 1

    def leave(self) -> None:
        """A request is answered."""
        self.in_flight -= 1

    def refused(self, problem: Problem) -> Answer:
        """The answer that a problem makes, counted."""
        self.problems[problem.code] += 1
        return Answer(problem.status, problem.body(), MEDIA_TYPE, problem.headers)

    def hold(self, more: int, so_far: int) -> None:
        """Count the next part of a body that has brought `so_far` bytes; raises 503 where room for large ones ends."""
        if so_far + more > SMALL_BODY and self.held + more > self.body_bytes:
            raise _overloaded("too many large bodies are in flight; try again")
        self.held += more

    def release(self, held: int) -> None:
        """A body is gone from memory."""
        self.held -= held


def _overloaded(detail: str) -> Problem:
    return Problem(503, "overloaded", detail)

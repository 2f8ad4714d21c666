"""Token buckets: how many events a key may send per second. Pure; `now` is passed in."""

from __future__ import annotations

import math
from dataclasses import dataclass

from touchline_collector.intake.problems import Problem

# A page that was offline sends what it kept at once; a burst of this many seconds' worth passes.
BURST_SECONDS = 10


@dataclass(slots=True)
class Bucket:
    """Fills with `rate` a second up to a burst."""

    rate: float
    level: float
    filled: float

    @classmethod
    def full(cls, rate: float, now: float) -> Bucket:
        """A bucket that has been idle."""
        return cls(rate, rate * BURST_SECONDS, now)

    def take(self, count: int, now: float) -> float:
        """Take `count`, or nothing; returns the seconds to wait, 0 when it was taken.

        A request larger than the whole burst passes when the bucket is full, else it could never pass.
        """
        burst = self.rate * BURST_SECONDS
        self.level = min(burst, self.level + (now - self.filled) * self.rate)
        self.filled = now
        wanted = min(count, burst)
        if self.level >= wanted:
            self.level -= count
            return 0.0
        return (wanted - self.level) / self.rate


class Rates:
    """A bucket for every name that has a rate."""

    def __init__(self) -> None:
        self._buckets: dict[str, Bucket] = {}

    def spend(self, name: str, rate: float | None, count: int, now: float) -> None:
        """Count events of `name`; raises the 429 problem with the wait when it sends too many."""
        if rate is None:
            return
        bucket = self._buckets.get(name)
        if bucket is None or bucket.rate != rate:
            bucket = self._buckets[name] = Bucket.full(rate, now)
        wait = bucket.take(count, now)
        if wait:
            seconds = str(math.ceil(wait))
            detail = f"{name} sends more than {rate:g} events a second; try again in {seconds} s"
            raise Problem(429, "rate_limited", detail, headers={"retry-after": seconds})

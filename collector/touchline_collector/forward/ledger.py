"""The books of one sink: each accepted position of the log is in exactly one state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class State(StrEnum):
    """Where a position stands for one sink. `pending` is what no other state has."""

    DELIVERED = "delivered"
    FILTERED = "filtered"  # the sink's types, channels or sources, or accepted before the sink began
    WITHHELD = "withheld"  # the sink's consent rule
    PENDING = "pending"
    DEAD = "dead"
    EXPIRED = "expired"  # retention took it first, as `allow_expire` permits
    ERASED = "erased"
    DAMAGED = "damaged"  # the disk gave back other bytes than were written; set aside, see `log salvage`


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many positions are in each settled state."""

    delivered: int = 0
    filtered: int = 0
    withheld: int = 0
    dead: int = 0
    expired: int = 0
    erased: int = 0
    damaged: int = 0

    def plus(self, state: State, count: int) -> Ledger:
        """`count` positions more, or with a negative count fewer, in `state`."""
        name = state.value
        return replace(self, **{name: getattr(self, name) + count})

    @property
    def settled(self) -> int:
        """All that is not pending."""
        gone = self.expired + self.erased + self.damaged
        return self.delivered + self.filtered + self.withheld + self.dead + gone

    def pending(self, head: int) -> int:
        """What of the log's `head` positions still waits for this sink."""
        return head - self.settled

"""Stops before everything is buried.

A single poisoned event belongs in the dead letters. A sink that refuses every event is broken or wrongly set up, and
burying the whole log there would only look like delivery.
"""

from __future__ import annotations

from dataclasses import dataclass

# More poison than this in a row, without one event taken between, has not been seen from producers that passed
# validation; a changed table or a wrong topic looks exactly like it.
IN_A_ROW = 50


@dataclass(slots=True)
class Guard:
    """Counts burials since the sink last took an event."""

    limit: int = IN_A_ROW
    run: int = 0

    def may_bury(self) -> bool:
        """Whether one more may go to the dead letters."""
        return self.run < self.limit

    def buried(self) -> None:
        """One went."""
        self.run += 1

    def delivered(self) -> None:
        """The sink took an event: what it refuses now is the event's fault again."""
        self.run = 0

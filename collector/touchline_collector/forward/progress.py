"""How far one sink has come: what is committed together, and read again after a crash.

The cursor is the highest position below which everything is settled, plus a bounded set settled above it. Beside it
stands the batch about to be written: were the process to die now, exactly these positions would be sent again under
the same token.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from touchline_collector.forward.ledger import Ledger, State
from touchline_collector.forward.spans import Spans


@dataclass(frozen=True, slots=True)
class Recorded:
    """A batch about to be written, by its positions."""

    token: str
    positions: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        """Its lowest position."""
        return self.positions[0][0]

    @property
    def last(self) -> int:
        """Its highest position."""
        return self.positions[-1][1]


@dataclass(slots=True)
class Progress:
    """A sink's cursor, books and recorded batch."""

    position: int = 0
    above: Spans = field(default_factory=Spans)
    ledger: Ledger = field(default_factory=Ledger)
    batch: Recorded | None = None

    def settle(self, spans: Spans, state: State) -> None:
        """Move pending positions to `state`, and the cursor with them."""
        for first, last in spans:
            self.above.add(first, last)
        self.ledger = self.ledger.plus(state, spans.count)
        self.position = self.above.pop_next_to(self.position)

    def skip_to(self, position: int) -> None:
        """Begin after `position`: what was accepted before counts as filtered."""
        self.settle(Spans([(self.position + 1, position)]), State.FILTERED)

    def settled(self, position: int) -> bool:
        """Whether this position needs nothing more."""
        return position <= self.position or position in self.above

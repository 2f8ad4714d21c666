"""How many events the next batch should hold."""

from __future__ import annotations

from dataclasses import dataclass, field

# Long enough that a round trip and a commit are a small part, short enough that a failed batch costs little.
TARGET_SECONDS = 0.25
START = 256


@dataclass(slots=True)
class Sizing:
    """Doubles while full batches are written fast, halves when they are slow, too large or fail.

    `most` and `most_bytes` come from the sink's configuration. A batch holds at least one event however large.
    """

    most: int
    most_bytes: int
    size: int = field(init=False)
    bytes: int = field(init=False)

    def __post_init__(self) -> None:
        self.size = min(START, self.most)
        self.bytes = self.most_bytes

    def wrote(self, count: int, seconds: float) -> None:
        """A batch of `count` was taken in `seconds`."""
        if seconds > 2 * TARGET_SECONDS:
            self.smaller()
        elif count >= self.size and seconds < TARGET_SECONDS:
            self.size = min(self.most, self.size * 2)
            self.bytes = min(self.most_bytes, self.bytes * 2)

    def smaller(self) -> None:
        """The sink choked on the last one."""
        self.size = max(1, self.size // 2)

    def too_large(self, batch_bytes: int) -> None:
        """The sink named the batch of `batch_bytes` too large."""
        self.bytes = max(1, batch_bytes // 2)

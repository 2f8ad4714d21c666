"""How much one request may bring. The numbers are part of the wire contract; documentation and OpenAPI show them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one request."""

    event_bytes: int = 64 << 10
    """Compact UTF-8 JSON of one event: what every sink and queue we know takes in one message."""
    events: int = 1_000
    """A batch is validated in one go; this many take the event loop some ten milliseconds."""
    wire_bytes: int = 1 << 20
    """The body as it arrives: four SDK batches, and the usual limit of proxies before us."""
    inflated_bytes: int = 8 << 20
    """The body after decompression."""
    ratio: int = 100
    """Inflated to wire. JSON events reach 10 to 30; beyond a hundred a body was made to explode."""
    ratio_floor: int = 256 << 10
    """Inflated bytes below which the ratio is not judged: small repetitive bodies compress absurdly well."""

"""Box beacons: the radios of a store hear each other, so that a deaf one differs from an empty shop. Pure.

Each receiver advertises ten bytes of service data, and counts those of others. Layout: version, three bytes of who it
is, the low byte of the minute, the first five bytes of HMAC-SHA256(store's key, the bytes before). The key is shared by
the boxes of a store; without it nobody can make a deaf radio look healthy for longer than a recording stays fresh.
"""

from __future__ import annotations

import hmac
from collections import OrderedDict
from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID

SERVICE = UUID("a3c1e9d2-6f57-4b08-9d3e-70c45b1f8e26")
KEY_BYTES = 16
_VERSION = 1
_FRAME_BYTES, _TAG_BYTES = 10, 5
# Clocks of boxes without network drift, and a frame is advertised until the next replaces it.
_MINUTES = 5
# A frame is renewed well before its minute is too old.
RENEW_SECONDS = 120.0
# Beacons come several times a second; half a minute without a packet of anybody is no chance.
SILENCE_SECONDS = 30.0
# A neighbour that was switched off is expected no more after this.
_EXPECTED_SECONDS = 3600.0
# Receivers of one store in reach of one another.
_REMEMBERED = 64


def frame(key: bytes, who: str, unix: float) -> bytes:
    """The service data of a receiver; `who` names it within the store."""
    head = bytes((_VERSION,)) + _who(who) + bytes((_minute(unix),))
    return head + _tag(key, head)


class Neighbours:
    """Which receivers hear which others. Times are seconds on a clock that never jumps, `unix` is wall-clock time."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._heard: OrderedDict[tuple[str, bytes], float] = OrderedDict()
        self.forged = 0
        """Frames that were ours in shape only, or too old."""

    def hear(self, receiver: str, service_data: Mapping[str, bytes], now: float, unix: float) -> bool:
        """Take a packet; whether it was a neighbour's."""
        raw = service_data.get(str(SERVICE)) if service_data else None
        if raw is None:
            return False
        if not self._genuine(raw, unix):
            self.forged += 1
            return False
        pair = receiver, raw[1:4]
        self._heard[pair] = now
        self._heard.move_to_end(pair)
        if len(self._heard) > _REMEMBERED * _REMEMBERED:
            self._heard.popitem(last=False)
        return True

    def silence(self, receiver: str, now: float) -> float | None:
        """Seconds after which silence at a receiver means that it is deaf; None where it has no neighbour."""
        near = any(name == receiver and now - at <= _EXPECTED_SECONDS for (name, _), at in self._heard.items())
        return SILENCE_SECONDS if near else None

    def ages(self, receiver: str, now: float) -> dict[str, float]:
        """Seconds since each neighbour was heard, by its three bytes in hexadecimal digits."""
        return {who.hex(): now - at for (name, who), at in self._heard.items() if name == receiver}

    def _genuine(self, raw: bytes, unix: float) -> bool:
        if len(raw) != _FRAME_BYTES or raw[0] != _VERSION:
            return False
        if not hmac.compare_digest(_tag(self._key, raw[:-_TAG_BYTES]), raw[-_TAG_BYTES:]):
            return False
        return (_minute(unix) - raw[4] + _MINUTES) % 256 <= 2 * _MINUTES


def _who(name: str) -> bytes:
    return sha256(name.encode()).digest()[:3]


def _minute(unix: float) -> int:
    return int(unix // 60) % 256


def _tag(key: bytes, head: bytes) -> bytes:
    return hmac.new(key, b"touchline neighbour" + head, sha256).digest()[:_TAG_BYTES]

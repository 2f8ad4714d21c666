"""A small programme and the events its members' phones cause."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from touchline_collector.resolver import Member, Resolver, Roster
from touchline_spec import times, tokens

PROGRAMME = "club"
NOW = datetime(2026, 11, 22, 12, 5, tzinfo=UTC)


def key(name: str) -> bytes:
    """A member's installation key."""
    return hashlib.sha256(name.encode()).digest()[:16]


def resolver(*names: str, **consent: str) -> Resolver:
    """A resolver that knows the named members."""
    return Resolver(Roster(PROGRAMME, [Member(name, key(name), consent) for name in names]))


def token(name: str, at: datetime = NOW) -> str:
    """What the member's phone sends at a moment, as an identity's value."""
    return tokens.eid_at(key(name), at.timestamp(), programme=PROGRAMME).hex()


def seen(
    value: str, kind: str = "visit.started", at: datetime = NOW, store: str = "s-1", **data: Any
) -> dict[str, Any]:
    """An event of a box, as far as the resolver looks at it."""
    location = {"store": {"id": store}} | data.pop("location", {})
    return {
        "specversion": "1.0",
        "id": f"{value}-{kind}-{at.timestamp()}",
        "source": f"//{store}/presence",
        "type": f"touchline.{kind}.v1",
        "time": times.format_utc(at),
        "data": {
            "channel": "store",
            "identities": [{"type": "ble_ephemeral", "value": value, "issuer": PROGRAMME}],
            "location": location,
            **data,
        },
    }

"""Hand-off tokens of the chain: all of its pieces hold the key, so a till can make one without a network."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from touchline_spec import handoff
from touchline_spec.handoff import Handoff
from touchline_spec.keyring import Keyring

_KEYS = Keyring({1: b"only for the demo, never for you"}, active=1)
# A receipt can be brought back for a month, so its token lives as long.
LIFETIME = timedelta(days=30)


def issue(*, now: datetime, single_use: bool) -> tuple[Handoff, str]:
    """Return a new hand-off and the token that carries it."""
    fresh = Handoff(handoff.new_reference(), (now + LIFETIME).replace(microsecond=0), single_use)
    return fresh, handoff.issue(_KEYS, fresh)


def facts(given: Handoff, carrier: str) -> dict[str, Any]:
    """Return what both events about a hand-off say."""
    return {"handoff_ref": given.reference, "carrier": carrier, "single_use": given.single_use}


def read(token: str, *, now: datetime) -> Handoff:
    """Return the hand-off inside; ValueError where the chain did not issue it or it is out of date."""
    return handoff.read(_KEYS, token, now=now)

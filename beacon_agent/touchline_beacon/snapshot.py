"""What survives a restart of the box: who was in the store. Written every ten seconds, never with an address."""

from __future__ import annotations

import json
import os
from collections import Counter, deque
from dataclasses import asdict
from pathlib import Path
from typing import Any

from touchline_beacon.presence import Change, Presence, Reason
from touchline_beacon.presence.signal import Signal
from touchline_beacon.presence.stays import Phone, ZoneStay

# A longer absence could have hidden a departure and a return; a shorter one is an update of the software.
MAX_DOWN_SECONDS = 120.0
_FORMAT = 1


def taken(presence: Presence, now: float, wall: float) -> dict[str, Any]:
    """The visits as JSON can hold them; times become ages, for the monotonic clock does not survive a boot."""
    return {
        "format": _FORMAT,
        "wall": wall,
        "visits": [_phone(phone, now) for phone in presence.visits.values()],
        "told": {token: _told(told) for token, told in presence.past.items()},
    }


def restored(presence: Presence, shape: dict[str, Any], now: float, wall: float) -> list[Change]:
    """Put the visits back into an empty machine; after too long an absence they end where they were last heard."""
    if shape.get("format") != _FORMAT:
        return []
    down = max(wall - shape["wall"], 0.0)
    known = presence.settings.receivers.keys()
    for entry in shape["visits"]:
        phone = _restored_phone(entry, now - down)
        if phone.signals.keys() <= known and phone.receiver in known:
            phone.excused = down
            presence.visits[phone.token] = phone
    for token, told in shape["told"].items():
        presence.past[token] = _untold(told)
    return presence.close(Reason.AGENT_RESTART) if down > MAX_DOWN_SECONDS else []


def save(path: Path, shape: dict[str, Any]) -> None:
    """Replace the file as a whole, readable by nobody else."""
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(shape, file, separators=(",", ":"))
    fresh.replace(path)


def load(path: Path) -> dict[str, Any] | None:
    """The last snapshot; None where there is none that can be read, for a box must start in any case."""
    try:
        shape = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return shape if isinstance(shape, dict) else None


def _phone(phone: Phone, now: float) -> dict[str, Any]:
    def age(at: float | None) -> float | None:
        return None if at is None else now - at

    return {
        "token": phone.token,
        "entered": age(phone.entered),
        "last": age(phone.last),
        "receiver": phone.receiver,
        "background": phone.background,
        "sightings": phone.sightings,
        "zoned": phone.zoned,
        "told": _told(phone.told),
        "stay": _stay(phone.stay, now),
        "signals": {
            name: {"level": s.level, "last": age(s.last), "gaps": list(s.gaps), "heard": s.heard}
            for name, s in phone.signals.items()
        },
    }


def _restored_phone(entry: dict[str, Any], then: float) -> Phone:
    phone = Phone(entry["token"])
    phone.entered, phone.last = then - entry["entered"], then - entry["last"]
    phone.receiver, phone.background = entry["receiver"], entry["background"]
    phone.sightings, phone.zoned, phone.told = entry["sightings"], entry["zoned"], _untold(entry["told"])
    if entry["stay"]:
        stay = dict(entry["stay"])
        stay["since"], stay["last"] = then - stay["since"], then - stay["last"]
        phone.stay = ZoneStay(**stay)
    for name, shape in entry["signals"].items():
        gaps = deque(shape["gaps"])
        phone.signals[name] = Signal(
            shape["level"], shape["level"], then - shape["last"], deque(), gaps, shape["heard"]
        )
    return phone


def _stay(stay: ZoneStay | None, now: float) -> dict[str, Any] | None:
    if stay is None:
        return None
    shape = asdict(stay)
    shape["since"], shape["last"] = now - stay.since, now - stay.last
    return shape


def _told(told: Counter[tuple[str, str]]) -> list[list[Any]]:
    return [[kind, zone, count] for (kind, zone), count in told.items()]


def _untold(told: list[list[Any]]) -> Counter[tuple[str, str]]:
    return Counter({(kind, zone): count for kind, zone, count in told})

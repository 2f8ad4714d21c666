"""What survives a restart of the box: who was in the store. Written every ten seconds, never with an address."""

from __future__ import annotations

import json
import os
from collections import Counter, deque
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from touchline_beacon.presence import Change, Presence, Reason
from touchline_beacon.presence.signal import Signal
from touchline_beacon.presence.stays import Phone, ZoneStay

if TYPE_CHECKING:
    from touchline.sealing import Seal

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


class SnapshotFile:
    """The snapshot on disk, readable by nobody else; with a secret (32 bytes) not even by a thief."""

    def __init__(self, folder: Path, secret: bytes | None = None) -> None:
        self._plain, self._sealed = folder / "visits.json", folder / "visits.sealed"
        self._seal = None if secret is None else _seal(secret)

    def save(self, shape: dict[str, Any]) -> None:
        """Replace the file as a whole."""
        data = json.dumps(shape, separators=(",", ":")).encode()
        path, other = (self._plain, self._sealed) if self._seal is None else (self._sealed, self._plain)
        fresh = path.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data if self._seal is None else self._seal.close(data))
        fresh.replace(path)
        other.unlink(missing_ok=True)

    def load(self) -> dict[str, Any] | None:
        """Return the last snapshot; None where there is none that can be read, for a box must start in any case."""
        for path in (self._sealed, self._plain):
            try:
                data: bytes | None = path.read_bytes()
                if path is self._sealed:
                    data = self._seal.open(data or b"") if self._seal else None
                shape = json.loads(data or b"")
            except (OSError, ValueError):
                continue
            if isinstance(shape, dict):
                return shape
        return None


def _seal(secret: bytes) -> Seal:
    from touchline.sealing import Key  # noqa: PLC0415 - only a box that seals needs the cipher

    return Key(secret).seal("visits")


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

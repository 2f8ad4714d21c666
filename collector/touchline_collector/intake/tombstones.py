"""Tombstones: what an erasure leaves, so that older copies of a person's events stay away. Pure; I/O is the log's.

A tombstone is a keyed hash of the identity and a cut-off time. An event that carries the identity and happened before
the cut-off is suppressed; what the person does afterwards is welcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

from touchline_collector.sinks.base import Person
from touchline_spec import times
from touchline_spec.persons import Identity


class Tombstones:
    """All tombstones of a collector; replaced whole after an erasure."""

    def __init__(self, key: bytes, cutoffs: Mapping[bytes, datetime]) -> None:
        self._key = key
        self._cutoffs = dict(cutoffs)

    def __bool__(self) -> bool:
        """Whether anybody was ever erased."""
        return bool(self._cutoffs)

    def as_dict(self) -> dict[str, Any]:
        """For another process of this collector."""
        cutoffs = {hash_.hex(): cutoff.isoformat() for hash_, cutoff in self._cutoffs.items()}
        return {"key": self._key.hex(), "cutoffs": cutoffs}

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> Tombstones:
        """From the other process."""
        cutoffs = {bytes.fromhex(hash_): datetime.fromisoformat(cutoff) for hash_, cutoff in said["cutoffs"].items()}
        return cls(bytes.fromhex(said["key"]), cutoffs)

    def hash(self, person: Person) -> bytes:
        """The keyed hash under which an identity is remembered; without the key it tells nothing."""
        return blake2b(f"{person.type}\0{person.value}".encode(), key=self._key, digest_size=16).digest()

    def bury(self, persons: Iterable[Person], cutoff: datetime) -> Tombstones:
        """These tombstones and new ones."""
        return Tombstones(self._key, self._cutoffs | {self.hash(person): cutoff for person in persons})

    def mention(self, identities: Iterable[Identity]) -> bool:
        """Whether one of these identities was ever erased; then `covers` says whether the event may come in."""
        return any(self.hash(Person(identity.type, identity.value)) in self._cutoffs for identity in identities)

    def covers(self, event: Mapping[str, Any]) -> bool:
        """Whether the event is an older copy of what was erased."""
        if not self._cutoffs:
            return False
        cutoffs = [self._cutoffs.get(self.hash(person)) for person in persons_of(event)]
        found = [cutoff for cutoff in cutoffs if cutoff is not None]
        return bool(found) and _happened(event) <= max(found)


def persons_of(event: Mapping[str, Any], *, shared: bool = True) -> list[Person]:
    """The identities an event carries; with those of a kiosk or a till, which many people use, unless not `shared`."""
    data = event.get("data")
    identities = data.get("identities") if isinstance(data, Mapping) else None
    if not isinstance(identities, list):
        return []
    return [
        Person(one["type"], one["value"])
        for one in identities
        if isinstance(one, Mapping) and isinstance(one.get("type"), str) and isinstance(one.get("value"), str)
        if shared or one.get("shared") is not True
    ]


def _happened(event: Mapping[str, Any]) -> datetime:
    return times.parse(event.get("adjustedtime") or event["time"])

"""All members' installations in memory: numbered, so that a window's table names each by four bytes."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from touchline_collector.resolver.members import Member


class Roster:
    """Members by number. Numbers are never given twice; a removed member's number means nobody from that moment on."""

    def __init__(self, programme: str, members: Iterable[Member] = (), *, chain: str = "") -> None:
        self.programme = programme
        self.chain = chain
        self._lock = threading.Lock()
        self._members: list[Member | None] = []
        self._keys = bytearray()
        for member in members:
            self.add(member)

    def add(self, member: Member) -> int:
        """Take a member in; from now on its tokens resolve."""
        with self._lock:
            self._members.append(member)
            self._keys += member.key
            return len(self._members) - 1

    def remove(self, loyalty: str) -> int:
        """Forget every installation of a member and its keys; returns how many there were."""
        with self._lock:
            found = [number for number, member in enumerate(self._members) if member and member.loyalty == loyalty]
            for number in found:
                self._members[number] = None
                # A number's place stays, filled with a key that no phone can have derived from.
                at = number * len(_NOBODY)
                self._keys[at : at + len(_NOBODY)] = _NOBODY
            return len(found)

    def alive(self) -> int:
        """How many installations are known now."""
        return sum(member is not None for member in self._members)

    def member(self, number: int) -> Member | None:
        """The member of a number; None once removed."""
        return self._members[number] if number < len(self._members) else None

    def installation_keys(self) -> bytes:
        """A copy of all installation keys by number, 16 bytes each."""
        with self._lock:
            return bytes(self._keys)

    def __len__(self) -> int:
        """How many numbers were given out."""
        return len(self._members)


_NOBODY = bytes(16)

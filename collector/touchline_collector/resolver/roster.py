"""All members' installations in memory: numbered, so that a window's table names each by four bytes."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from touchline_collector.resolver.members import Member
from touchline_collector.resolver.tags import Tag
from touchline_collector.resolver.windows import NOBODY


class Roster:
    """Members by number. Numbers are never given twice; a removed member's number means nobody from that moment on."""

    def __init__(self, programme: str, members: Iterable[Member] = (), *, chain: str = "") -> None:
        self.programme = programme
        self.chain = chain
        self._lock = threading.Lock()
        self._members: list[Member | None] = []
        self._keys = bytearray()
        self._tags: dict[int, Tag] = {}
        for member in members:
            self.add(member)

    def add(self, member: Member) -> int:
        """Take a member in; from now on its tokens resolve."""
        with self._lock:
            number = len(self._members)
            if member.tag is not None:
                self._tags[number] = Tag(number, member.key, member.tag)
            self._keys += NOBODY if member.tag else member.key
            self._members.append(member)
            return number

    def remove(self, loyalty: str) -> list[int]:
        """Forget every installation of a member and its keys; returns the numbers that mean nobody from now on."""
        with self._lock:
            found = [number for number, member in enumerate(self._members) if member and member.loyalty == loyalty]
            for number in found:
                self._members[number] = None
                self._tags.pop(number, None)
                # A number's place stays, with a key of which nothing is derived.
                at = number * len(NOBODY)
                self._keys[at : at + len(NOBODY)] = NOBODY
            return found

    def alive(self) -> int:
        """How many installations are known now."""
        return sum(member is not None for member in self._members)

    def member(self, number: int) -> Member | None:
        """The member of a number; None once removed."""
        return self._members[number] if number < len(self._members) else None

    def installation_keys(self) -> bytes:
        """A copy of all installation keys by number, 16 bytes each; NOBODY's for tags and the removed."""
        with self._lock:
            return bytes(self._keys)

    def tags(self, start: int = 0) -> tuple[Tag, ...]:
        """The tags with numbers from `start`."""
        with self._lock:
            return tuple(tag for number, tag in self._tags.items() if number >= start)

    def __len__(self) -> int:
        """How many numbers were given out."""
        return len(self._members)

"""The keys of an outbox folder: which segments are sealed, and which of them this process can open.

A sealed segment is called `<lane>-<nanoseconds>-<pid>-<32 random digits>-<id of its key>.sealed`. The random digits are
the place it is sealed for. That they stand in the name, and not in the header, is why a damaged header costs a sealed
segment no more than another; that its name ends differently is why a version that knows no seals lets it be.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from touchline.errors import OutboxError
from touchline.loading import alone
from touchline.outbox.lines import PREFIX_BYTES, Opener

if TYPE_CHECKING:
    from touchline.sealing import Key, Seal  # loads only where there is a key

PLAIN = ".events"
SEALED = ".sealed"
_NAME_PARTS = 5


class LockedError(OutboxError):
    """Something is sealed with a key that is not in the ring; `key` is its id."""

    def __init__(self, key: str) -> None:
        super().__init__(f"sealed with key {key}, which was not given")
        self.key = key


class Ending(NamedTuple):
    """What the name of a new segment ends with, and what seals its lines."""

    name: str
    seal: Seal | None


class Keyring:
    """The first key seals new segments, every key opens; without keys segments are plain."""

    def __init__(self, keys: Sequence[Key] = ()) -> None:
        self._keys = {key.id: key for key in keys}
        self.first = keys[0] if keys else None

    def ending(self) -> Ending:
        """Choose how a new segment rests."""
        if self.first is None:
            return Ending(os.urandom(2).hex() + PLAIN, None)
        place = os.urandom(16).hex()
        return Ending(f"{place}-{self.first.id}{SEALED}", self.first.seal(place))

    def at_rest(self, size: int) -> int:
        """Return how many bytes a new line of so many takes in its frame."""
        return PREFIX_BYTES + (size if self.first is None else self.first.closed_size(size))

    def opener(self, path: Path) -> Opener | None:
        """Return what opens the lines of a segment, None for a plain one; raises `LockedError`."""
        if path.suffix != SEALED:
            return None
        place, name = _parts(path)
        return self.seal(name, place).open

    def seal(self, name: str, place: str) -> Seal:
        """Return what the key of this id sealed a place with; raises `LockedError`."""
        if name not in self._keys:
            raise LockedError(name)
        return self._keys[name].seal(place)

    def locked(self, paths: Iterable[Path]) -> dict[Path, str]:
        """Return those segments that no key here opens, with the ids of their keys."""
        named = {path: _parts(path)[1] for path in paths if path.suffix == SEALED}
        return {path: name for path, name in named.items() if name not in self._keys}

    def sentence(self, locked: dict[Path, str]) -> str:
        """Say which keys are missing."""
        wanted, here = ", ".join(sorted(set(locked.values()))), ", ".join(self._keys)
        files = "1 file is" if len(locked) == 1 else f"{len(locked)} files are"
        return (
            f"{files} sealed with key {wanted}, and here is {f'key {here}' if here else 'no key'}: nothing of it is "
            "lost, it waits until that key is given too"
        )


def _parts(path: Path) -> tuple[str, str]:
    """The place a segment is sealed for, and the id of its key."""
    parts = path.stem.split("-")
    return (parts[3], parts[4]) if len(parts) == _NAME_PARTS else ("", "unknown")


def keyring(given: bytes | Sequence[bytes] | None) -> Keyring:
    """Return the ring of what a host gave: nothing, a key, or several of which the first seals."""
    if given is None:
        return Keyring()
    with alone():
        from touchline.sealing import Key  # noqa: PLC0415  # only who seals needs the cipher

    secrets = [given] if isinstance(given, bytes) else list(given)
    if not secrets:
        raise ValueError("outbox_key: expected at least one key")
    return Keyring([Key(secret) for secret in secrets])

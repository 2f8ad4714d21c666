"""What a radio is to the agent: `over_bleak` is BlueZ through bleak, `over_mgmt` adds the kernel's own reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

from touchline_beacon.adverts import Fields


class Mode(StrEnum):
    """How a radio listens."""

    ACTIVE = "active"
    """It asks phones for their scan responses: backgrounded iPhones are only found so."""
    PASSIVE = "passive"


@dataclass(frozen=True, slots=True)
class Adapter:
    """A Bluetooth controller of this machine."""

    name: str
    """`hci0`: may change when it is reset."""
    address: str
    powered: bool
    discoverable: bool = False
    """Whether whoever is near may find this machine by classic Bluetooth."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One advertisement. The address stays in memory, and there only while a token must be read from it."""

    at: float
    address: str
    rssi: int
    fields: Fields


Hear: TypeAlias = Callable[[Heard], bool]
"""Takes a packet; True where the phone's address must be kept, since its token has to be read."""


Count: TypeAlias = Callable[[int], None]
"""Told how many packets without a marker were heard and dropped before they reached `hear`."""


def nobody(_: int) -> None:
    """Counts nothing: the default of who does not ask."""


class Radio(Protocol):
    """One adapter. Every verb ends within its own time-out with RadioTimeout."""

    async def start(self, mode: Mode, hear: Hear, passed: Count = nobody) -> None:
        """Begin to listen; `hear` and `passed` are called in the event loop. Raises RadioError; RadioBusy if started.

        A radio that drops bystanders' packets itself tells `passed` how many; from any other `hear` gets every packet.
        """

    async def stop(self) -> None:
        """Listen no more; when nothing runs, or the daemon is gone, that is no error."""

    async def read(self, address: str, challenge: bytes | None) -> bytes | None:
        """Connect to a phone heard of late, write the challenge where its service takes one, read the token, leave.

        None when the phone does not offer our service. Raises RadioError.
        """

    async def power_cycle(self) -> None:
        """Switch the controller off and on. Raises RadioError."""

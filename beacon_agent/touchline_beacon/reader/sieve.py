"""What leaves the reader and what does not. Pure."""

from __future__ import annotations

from collections.abc import Callable

from touchline_beacon.adverts import structures
from touchline_beacon.reader import management as mgmt
from touchline_beacon.reader import records
from touchline_beacon.reader.records import Tally


class Sieve:
    """Lets marked packets through; of all others it keeps a count. `marked` judges advertising data."""

    def __init__(self, marked: Callable[[bytes], bool]) -> None:
        self._marked = marked
        self._tallies: dict[int, Tally] = {}
        """By the controller's index; only those whose address is known."""

    def take(self, raw: bytes) -> tuple[bytes | None, list[bytes]]:
        """Take a message of the kernel; returns the record to hand on, if any, and commands to send to the kernel."""
        match mgmt.parse(raw):
            case mgmt.Found() as found:
                return self._packet(found), []
            case mgmt.Controllers(indexes):
                return None, [mgmt.command(mgmt.READ_INFO, index) for index in indexes]
            case mgmt.Controller(index, address):
                self._tallies[index] = Tally(address)
            case mgmt.Removed(index):
                self._tallies.pop(index, None)
        return None, []

    def lost(self, record: bytes) -> None:
        """A record could not be handed on."""
        packet = records.decode(record)
        for tally in self._tallies.values():
            if tally.adapter == packet.adapter:
                tally.lost += 1

    def tallies(self) -> list[bytes]:
        """The counts since the last call, one record for each adapter."""
        told = [tally.encode() for tally in self._tallies.values()]
        self._tallies = {index: Tally(tally.adapter) for index, tally in self._tallies.items()}
        return told

    def _packet(self, found: mgmt.Found) -> bytes | None:
        tally = self._tallies.get(found.index)
        if tally is None or next(structures(found.data), None) is None:
            return None
        if not self._marked(found.data):
            tally.unmarked += 1
            return None
        tally.marked += 1
        return records.encode(tally.adapter, found)

"""When the box was rebooted for a radio's sake: on disk, for a reboot forgets what is in memory."""

from __future__ import annotations

from pathlib import Path

from touchline_beacon.errors import RadioError
from touchline_beacon.ladder import REBOOT_SECONDS


class Reboots:
    """The last one, in a file of the state folder. `wall` is seconds since 1970."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "rebooted"

    def since(self, now: float, wall: float) -> float | None:
        """When it was, on the clock of `now`; None where there was none, or it is a day ago."""
        last = self._last()
        # A clock without a battery may be behind: that is no reason to reboot once more.
        return None if last is None or abs(wall - last) >= REBOOT_SECONDS else now - max(wall - last, 0.0)

    def note(self, wall: float) -> None:
        """Write down that it is about to be; RadioError where it must not be, or cannot be remembered."""
        if self.since(0.0, wall) is not None:
            raise RadioError("the box was rebooted less than a day ago")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file.write_text(f"{wall:.0f}\n", encoding="ascii")
        except OSError as error:
            raise RadioError(f"no reboot, for {self._file} cannot be written: {error.strerror}") from None

    def _last(self) -> float | None:
        try:
            return float(self._file.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

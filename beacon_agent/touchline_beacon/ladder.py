"""The recovery ladder of a radio that must listen for months without a hand on it. Pure.

Scans die silently: the daemon stops them, a controller's firmware hangs, a USB reset renumbers adapters. Silence is not
proof, for a store is empty at night; but where anything was heard recently, ninety seconds without a single packet are.
Each rung is tried, then given as long again to show that it helped::

    listen --90 s silent--> restart the scan --> power cycle --> USB reset --> restart bluetoothd --> reboot, once a day

Rungs that the box has no command for are left out. A store where nobody is climbs to the top once and then waits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Rung(StrEnum):
    """What to do."""

    RESTART = "restart"
    POWER_CYCLE = "power_cycle"
    USB_RESET = "usb_reset"
    DAEMON = "daemon"
    REBOOT = "reboot"


# Phones, watches and earbuds in the street are heard every few seconds wherever people live.
SILENCE_SECONDS = 90.0
# Kernels and daemons are known to stop after hours without a log line.
PLANNED_SECONDS = 2700.0
# A restart costs about a second of hearing; a second without any packet loses nobody.
QUIET_SECONDS = 1.0
# Nobody reboots a box more often for what a reboot did not cure.
REBOOT_SECONDS = 86_400.0
# How long an attempt to start waits after the given number of failures.
_BACKOFF = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0)


@dataclass(slots=True)
class Ladder:
    """One radio's recovery. All times are seconds on a clock that never jumps."""

    rungs: tuple[Rung, ...] = (Rung.RESTART, Rung.POWER_CYCLE)
    heard: float = 0.0
    """When the last packet came that was not empty."""
    acted: float = 0.0
    """When the last rung was tried."""
    step: int = 0
    started: float = 0.0
    silence: float = SILENCE_SECONDS
    """Seconds without a packet after which it is deaf: less where another box is known to send."""
    rebooted: float | None = None
    counts: dict[Rung, int] = field(default_factory=dict)

    def begin(self, now: float) -> None:
        """A scan was started."""
        self.started = self.acted = now
        self.heard = max(self.heard, now)

    def switch(self, now: float) -> None:
        """A running scan was started anew in another mode: that is as good as a planned restart, and proves nothing."""
        self.started = now

    def hear(self, now: float) -> None:
        """A packet arrived: whatever was tried has helped."""
        self.heard = now
        self.step = 0

    def deaf(self, now: float) -> bool:
        """Whether silence proves nothing at present."""
        return self.step > 0 or now - self.heard > self.silence

    def next(self, now: float) -> Rung | None:
        """What to do now, if anything."""
        if now - self.heard <= self.silence:
            return self._planned(now)
        if now - self.acted <= self.silence or self.step >= len(self.rungs):
            return self._planned(now)
        rung = self.rungs[self.step]
        if rung is Rung.REBOOT and self.rebooted is not None and now - self.rebooted < REBOOT_SECONDS:
            return None
        self.step += 1
        return self._take(rung, now)

    def _planned(self, now: float) -> Rung | None:
        quiet = now - self.heard >= QUIET_SECONDS
        if now - self.started < PLANNED_SECONDS or not (quiet or now - self.started > 2 * PLANNED_SECONDS):
            return None
        return self._take(Rung.RESTART, now)

    def _take(self, rung: Rung, now: float) -> Rung:
        self.acted = now
        if rung is Rung.REBOOT:
            self.rebooted = now
        self.counts[rung] = self.counts.get(rung, 0) + 1
        return rung


def backoff(failures: int) -> float:
    """Seconds to wait before the next attempt to start, after so many failed in a row."""
    return _BACKOFF[min(failures, len(_BACKOFF)) - 1] if failures else 0.0


def attempt(refusals: int, *, active: bool) -> tuple[bool, bool]:
    """How the next attempt to start differs after so many refusals: (power cycle before it, listen actively).

    The second of four attempts comes after a power cycle, the fourth tries the other mode.
    """
    place = refusals % 4
    return place == 1, active != (place == 3)  # noqa: PLR2004 - the fourth

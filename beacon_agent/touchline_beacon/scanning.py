"""One adapter, kept listening: start, watch, recover, again. The decisions are the ladder's."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable

from touchline_beacon import ladder as ladders
from touchline_beacon.errors import RadioDenied, RadioError, RadioLost, RadioMissing
from touchline_beacon.ladder import Ladder, Rung
from touchline_beacon.radio import Heard, Mode, Radio
from touchline_beacon.rhythm import Rate
from touchline_beacon.windows import Windows

logger = logging.getLogger(__name__)

# How often the watchdog looks: a small part of the silence it watches for.
_LOOK_SECONDS = 1.0
# The other mode hears less than the one that is wanted; what refused that one may be over after some minutes.
_FALLBACK_SECONDS = 300.0
# Neither a power cycle nor the other mode brings back what is not there, or gives a right.
_NOT_THERE = (RadioMissing, RadioLost, RadioDenied)

Repair = Callable[[Rung], Awaitable[None]]


class Scanning:
    """Keeps a radio listening. `on_deaf` and `on_hearing` tell when silence begins and ends to prove nothing."""

    def __init__(
        self,
        name: str,
        radio: Radio,
        hear: Callable[[str, Heard], bool],
        clock: Callable[[], float],
        *,
        mode: Mode = Mode.ACTIVE,
        windows: Windows | None = None,
        ladder: Ladder | None = None,
        repair: Repair | None = None,
        passed: Callable[[int], None] = lambda _: None,
        on_deaf: Callable[[str], None] = lambda _: None,
        on_hearing: Callable[[str], None] = lambda _: None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        look: float = _LOOK_SECONDS,
    ) -> None:
        self.name = name
        self.ladder = ladder or Ladder()
        self.mode = mode
        """How to listen at present, by the schedule."""
        self.windows = windows
        self.effective: Mode | None = None
        self.packets = 0
        self.rate = Rate()
        """Packets a second."""
        self.failures = 0
        self._refusals = 0
        """Failures in a row of an adapter and a daemon that are there."""
        self.trouble: str | None = None
        self._radio = radio
        self._hear = hear
        self._count = passed
        self._clock = clock
        self._repair = repair
        self._on_deaf = on_deaf
        self._on_hearing = on_hearing
        self._sleep = sleep
        self._look = look
        self._lost = asyncio.Event()
        self._pause = asyncio.Lock()
        self._deaf = True

    def lost(self, reason: str) -> None:
        """The bus says that daemon or adapter went away: start anew at once."""
        self.trouble = reason
        self._lost.set()

    async def run(self) -> None:
        """Listen until cancelled."""
        self._tell(deaf=True)
        try:
            while True:
                if await self._start():
                    await self._watch()
                    await self._radio.stop()
                else:
                    await self._sleep(ladders.backoff(self.failures))
        finally:
            self._tell(deaf=True)
            with contextlib.suppress(RadioError):
                await self._radio.stop()

    @contextlib.asynccontextmanager
    async def paused(self) -> AsyncIterator[None]:
        """Listen not at all for the length of the block, so that the adapter can connect."""
        async with self._pause:
            self._tell(deaf=True)
            await self._radio.stop()
            try:
                yield
            finally:
                try:
                    await self._radio.start(self.effective or self.mode, self._heard, self._passed)
                except RadioError as error:
                    self.lost(str(error))
                else:
                    self.ladder.begin(self._clock())
                    self._tell(deaf=False)

    async def _start(self) -> bool:
        switched = self._scheduled() and not self.failures
        cycle, active = ladders.attempt(self._refusals, active=self.mode is Mode.ACTIVE)
        mode = Mode.ACTIVE if active else Mode.PASSIVE
        self._lost.clear()
        try:
            if cycle:
                await self._radio.power_cycle()
            await self._radio.start(mode, self._heard, self._passed)
        except RadioError as error:
            self.failures += 1
            self._refusals = 0 if isinstance(error, _NOT_THERE) else self._refusals + 1
            self.trouble = str(error)
            logger.warning("%s does not listen (attempt %d): %s", self.name, self.failures, error)
            await self._radio.stop()
            return False
        if self.failures:
            logger.info("%s listens again (%s)", self.name, mode)
        self.effective, self.failures, self._refusals, self.trouble = mode, 0, 0, None
        if switched:
            self.ladder.switch(self._clock())
        else:
            self.ladder.begin(self._clock())
            self._tell(deaf=False)
        return True

    def _scheduled(self) -> bool:
        """Take the schedule's mode for now; True where a running scan changes over to it."""
        if self.windows is None:
            return False
        before, self.mode = self.mode, self.windows.mode(self._clock())
        return self.effective is not None and before is not self.mode

    async def _watch(self) -> None:
        """Return when the scan must be started again."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._look):
                    await self._lost.wait()
            if self._lost.is_set():
                logger.warning("%s: %s", self.name, self.trouble)
                self.failures = max(self.failures, 1)
                self._tell(deaf=True)
                return
            if self._pause.locked():
                continue
            now = self._clock()
            self.rate.look(now, self.packets)
            self._tell(deaf=self.ladder.deaf(now))
            if self.windows is not None and self.windows.mode(now) is not self.mode:
                return
            if self.effective is not self.mode and now - self.ladder.started >= _FALLBACK_SECONDS:
                return
            rung = self.ladder.next(now)
            if rung is not None:
                await self._climb(rung)
                return

    async def _climb(self, rung: Rung) -> None:
        logger.info("%s: %s", self.name, rung)
        await self._radio.stop()
        if rung is Rung.RESTART:
            return
        try:
            if rung is Rung.POWER_CYCLE:
                await self._radio.power_cycle()
            elif self._repair is not None:
                await self._repair(rung)
        except RadioError as error:
            self.trouble = str(error)
            logger.warning("%s: %s failed: %s", self.name, rung, error)

    def _heard(self, heard: Heard) -> bool:
        fields = heard.fields
        if not (fields.manufacturer_data or fields.service_data or fields.service_uuids):
            return False
        self.packets += 1
        self.ladder.hear(heard.at)
        if self._deaf:
            self._tell(deaf=False)
        return self._hear(self.name, heard)

    def _passed(self, count: int) -> None:
        """Packets that the radio dropped itself; they show that it hears."""
        if not count:
            return
        self.packets += count
        self.ladder.hear(self._clock())
        if self._deaf:
            self._tell(deaf=False)
        self._count(count)

    def _tell(self, *, deaf: bool) -> None:
        if deaf != self._deaf:
            self._deaf = deaf
            (self._on_deaf if deaf else self._on_hearing)(self.name)

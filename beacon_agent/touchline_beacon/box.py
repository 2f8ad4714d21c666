"""The running box: radios, presence, reading of iPhones, snapshots, metrics; one event loop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import secrets
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from touchline_beacon import clock as clocks
from touchline_beacon import closing, daemon, metrics, neighbours, snapshot
from touchline_beacon.admission import Admission
from touchline_beacon.agent import TICK_SECONDS, Agent, Outlet
from touchline_beacon.config import Config
from touchline_beacon.delivery import Delivery
from touchline_beacon.errors import RadioError
from touchline_beacon.events import Place
from touchline_beacon.filters import FetchError, Filters, fetch
from touchline_beacon.ladder import SILENCE_SECONDS, Ladder, Rung
from touchline_beacon.neighbours import Neighbours
from touchline_beacon.notify import notify
from touchline_beacon.presence import Presence, Reason, Sighting
from touchline_beacon.radio import Heard, Radio
from touchline_beacon.readings import Readings
from touchline_beacon.reboots import Reboots
from touchline_beacon.rhythm import percentile
from touchline_beacon.scanning import Scanning
from touchline_beacon.snapshot import SnapshotFile
from touchline_beacon.windows import Windows
from touchline_spec import tokens

logger = logging.getLogger(__name__)

_SNAPSHOT_SECONDS = 10.0
# Long before a silent iPhone counts as leaving, and longer than its usual pauses.
_MISSED_SECONDS = 30.0
# Longer than a strict controller's repetition of 10.5 s.
_GAP_SECONDS = 15.0
# A new window's filters are there within a fifteenth of it.
_FILTER_SECONDS = 60.0
# Repairs are the operator's own commands: a USB reset takes two seconds, a daemon's restart ten.
_REPAIR_SECONDS = 60.0


class Box:
    """One store box. `clock` never jumps; `wall` may; `secret` seals the visits on disk."""

    def __init__(
        self,
        config: Config,
        radios: Mapping[str, Radio],
        outlet: Outlet,
        *,
        delivery: Delivery | None = None,
        announce: Callable[[str, bytes], Awaitable[None]] | None = None,
        secret: bytes | None = None,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.config = config
        self._clock = clock
        self._delivery = delivery
        self._safe = 0
        """How many events were told when the outbox was synced last."""
        self._syncing = False
        self._gappy: set[str] = set()
        self._announce = announce
        self.neighbours = Neighbours(config.neighbours) if config.neighbours else None
        self._announced = -math.inf
        self._wall = wall
        self._looked = wall()
        self._visits = SnapshotFile(config.state, secret)
        self._reboots = Reboots(config.state)
        self.presence = Presence(config.settings)
        self.readings = Readings()
        place = Place(config.store, config.programme, config.box, config.settings.dwell_seconds, config.partial)
        self.agent = Agent(config.marked(), self.presence, place, outlet, wall=self._moment, quality=clocks.quality)
        self.filters: Filters | None = None
        if config.filter:
            self.filters = Filters(config.state / "filters", partial(fetch, config.url, config.key))
            self.agent.admission = Admission(self.presence, self._window, self.filters.near)
        self.scans = {
            name: Scanning(
                name,
                radio,
                self._heard,
                clock,
                mode=config.mode,
                windows=Windows() if config.windows else None,
                passed=self.agent.pass_by,
                ladder=Ladder(rungs(config.recovery), rebooted=self._reboots.since(clock(), wall())),
                repair=self._repair,
                on_deaf=lambda name: self.presence.deafen(name, clock()),
                on_hearing=lambda name: self.presence.restored(name, clock()),
            )
            for name, radio in radios.items()
        }
        self._radios = radios
        self.bluez: tuple[int, int] | None = None
        """Version of the Bluetooth daemon, where there is one."""
        self._tasks: set[asyncio.Task[None]] = set()

    def lost(self, reason: str, adapter: str | None) -> None:
        """The bus says that the daemon, or an adapter, went away; which receiver that is, its own start finds out."""
        logger.warning("%s%s", reason, f": {adapter}" if adapter else "")
        for scan in self.scans.values():
            scan.lost(reason)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop; visits are kept in the snapshot for the next start."""
        self._restore()
        self.bluez = await asyncio.to_thread(daemon.version)
        async with contextlib.AsyncExitStack() as stack:
            if self.config.metrics:
                stack.push_async_callback(_closed, await metrics.serve(*self.config.metrics, self.samples))
            tasks = [asyncio.create_task(scan.run(), name=name) for name, scan in self.scans.items()]
            if self.filters is not None:
                tasks.append(asyncio.create_task(self._refresh(self.filters), name="filters"))
            stack.push_async_callback(_cancelled, tasks)
            notify("READY=1")
            await self._clockwork(stop)
        self._save()

    async def _clockwork(self, stop: asyncio.Event) -> None:
        saved = self._clock()
        while not stop.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(TICK_SECONDS):
                    await stop.wait()
            now = self._clock()
            self.agent.tick(now)
            self._close()
            self.readings.sweep(now)
            self._search(now)
            self._greet(now)
            if any(not scan.ladder.deaf(now) for scan in self.scans.values()):
                notify("WATCHDOG=1")
            self._secure()
            if now - saved >= _SNAPSHOT_SECONDS:
                saved = now
                self._save()
                self._notice_gaps()

    async def _refresh(self, filters: Filters) -> None:
        """Keep membership filters ahead of time; while that fails, those that are here serve."""
        trouble = ""
        while True:
            try:
                await asyncio.to_thread(filters.refresh, tokens.window_of(self._wall()))
                trouble = ""
            except FetchError as error:
                if str(error) != trouble:
                    logger.warning("%s", error)
                trouble = str(error)
            await asyncio.sleep(_FILTER_SECONDS)

    def _window(self) -> int | None:
        """The present window; None where the clock is not to be trusted with it."""
        return tokens.window_of(self._wall()) if clocks.quality() == "synced" else None

    def _close(self) -> None:
        """At closing time everybody has left who has not been heard to leave."""
        before, self._looked = self._looked, self._wall()
        if self.config.closes is not None and closing.passed(self.config.closes, before, self._looked):
            self.agent.close(Reason.CLOSING)

    def _secure(self) -> None:
        """Have what was told since the last time synced, beside the loop: a card may take a second for it."""
        told = self.agent.counts.events
        if self._delivery is not None and told != self._safe and not self._syncing:
            self._safe, self._syncing = told, True
            self._spawn(self._sync(self._delivery))

    async def _sync(self, delivery: Delivery) -> None:
        try:
            await asyncio.to_thread(delivery.durable)
        except OSError as error:
            logger.warning("the outbox is not synced: %s", error)
        finally:
            self._syncing = False

    def _notice_gaps(self) -> None:
        """Say once when a receiver begins to hear phones only now and then: something drops repetitions."""
        for name in self.scans:
            gap = percentile(self.presence.gaps(name), 0.5)
            if gap is not None and gap > _GAP_SECONDS and name not in self._gappy:
                self._gappy.add(name)
                logger.warning("%s hears phones only every %.0f s: repetitions are filtered", name, gap)
            elif gap is not None and gap <= _GAP_SECONDS:
                self._gappy.discard(name)

    def _greet(self, now: float) -> None:
        """Be heard by the store's other receivers, and expect them where they were heard."""
        if self.neighbours is None:
            return
        for name, scan in self.scans.items():
            scan.ladder.silence = self.neighbours.silence(name, now) or SILENCE_SECONDS
        if self._announce is not None and now - self._announced >= neighbours.RENEW_SECONDS:
            self._announced = now
            self._spawn(self._beacons(self._announce))

    async def _beacons(self, announce: Callable[[str, bytes], Awaitable[None]]) -> None:
        key = self.config.neighbours or b""
        for name, adapter in self.config.adapters.items():
            try:
                await announce(adapter, neighbours.frame(key, f"{self.config.box}/{name}", self._wall()))
            except RadioError as error:
                logger.info("%s is not announced to its neighbours: %s", name, error)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _search(self, now: float) -> None:
        """Ask for an active window where an iPhone was heard last and is not heard any more."""
        for phone in self.presence.visits.values():
            windows = self.scans[phone.receiver].windows if phone.receiver in self.scans else None
            if windows is not None and phone.background and now - phone.last > _MISSED_SECONDS:
                windows.demand(now)

    # -- packets -------------------------------------------------------------------------------------------------------

    def _heard(self, name: str, heard: Heard) -> bool:
        if self.neighbours and self.neighbours.hear(name, heard.fields.service_data, heard.at, self._wall()):
            return False
        marker = self.agent.hear(heard.at, name, heard.rssi, heard.fields)
        if marker is None or marker.eid is not None:
            return False
        window = tokens.window_of(self._wall())
        token = self.readings.offered(heard.address, heard.at, window)
        if token is not None:
            self.agent.sight(Sighting(heard.at, token.eid.hex(), name, heard.rssi, token.power, background=True))
        elif self.readings.wanted(heard.address, heard.at, window):
            self._spawn(self._read(name, heard.address))
        return True

    async def _read(self, name: str, address: str) -> None:
        """Read a phone's token, with the scan of its adapter at rest; another adapter goes on hearing."""
        token = None
        refused = False
        asked = tokens.challenge(secrets.token_bytes(8), self.config.store)
        try:
            async with self.scans[name].paused():
                raw = await self._radios[name].read(address, asked)
            refused = raw is None
            if raw is not None:
                token = tokens.GattToken.decode(raw)
        except RadioError as error:
            logger.info("a token could not be read: %s", error)
        except tokens.TokenError as error:
            refused = True
            logger.info("a phone offers our service, but %s", error)
        finally:
            self.readings.settled(address, self._clock(), token, refused=refused)
        if token is not None:
            self.agent.proven(token, asked)

    async def _repair(self, rung: Rung) -> None:
        command = self.config.recovery[rung.value]
        if rung is Rung.REBOOT:
            self._reboots.note(self._wall())
            for scan in self.scans.values():
                scan.ladder.rebooted = self._clock()
        try:
            process = await asyncio.create_subprocess_exec(*command)
        except OSError as error:
            raise RadioError(f"{command[0]}: {error.strerror}") from None
        try:
            async with asyncio.timeout(_REPAIR_SECONDS):
                if await process.wait():
                    raise RadioError(f"{command[0]} ended with {process.returncode}")
        except TimeoutError:
            process.kill()
            await process.wait()
            raise RadioError(f"{command[0]} did not end within {_REPAIR_SECONDS:g} s") from None

    # -- state ---------------------------------------------------------------------------------------------------------

    def _moment(self, at: float) -> datetime:
        """Wall-clock time of a moment, by the clock as it is now: what was learnt of it since corrects the past."""
        return datetime.fromtimestamp(self._wall() - (self._clock() - at), UTC)

    def _restore(self) -> None:
        shape = self._visits.load()
        if shape is None:
            return
        try:
            changes = snapshot.restored(self.presence, shape, self._clock(), self._wall())
        except (KeyError, TypeError, ValueError) as error:
            logger.warning("the snapshot of visits cannot be used and is set aside: %r", error)
            self.presence.visits.clear()
            return
        self.agent.tell(changes)

    def _save(self) -> None:
        shape = snapshot.taken(self.presence, self._clock(), self._wall())
        try:
            self.config.state.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._visits.save(shape)
        except OSError as error:
            logger.warning("visits are not saved: %s", error)

    def samples(self) -> Iterator[metrics.Sample]:
        """All metrics of this moment."""
        now = self._clock()
        counts = self.agent.counts
        for name, value in (
            ("packets_total", counts.packets),
            ("bystander_packets_total", counts.bystanders),
            ("marked_packets_total", counts.marked),
            ("offers_total", counts.offers),
            ("events_total", counts.events),
            ("events_refused_total", counts.refused),
            ("zone_entries_total", counts.zone_entries),
            ("visits_ended_total", counts.visits_ended),
            ("visits_started_total", counts.visits_started),
            ("short_visits_total", counts.short_visits),
            ("visit_seconds_total", counts.visit_seconds),
            ("partial", float(self.config.partial)),
            ("present", len(self.presence.visits)),
            ("unknown_packets_total", self.agent.admission.unknown),
            ("flooded_packets_total", self.agent.admission.flooded),
            ("candidates", len(self.presence.candidates)),
            ("exits_cancelled_total", self.presence.cancelled),
            ("reads_total", self.readings.tried),
            ("reads_succeeded_total", self.readings.succeeded),
            ("reads_refused_total", self.readings.refused),
            ("reads_failed_total", self.readings.failed),
            ("clock_synced", float(clocks.quality() == "synced")),
        ):
            yield name, {}, float(value)
        if self.neighbours is not None:
            yield "neighbour_forged_total", {}, float(self.neighbours.forged)
        if self.filters is not None:
            yield "filter_windows", {}, float(self.filters.ahead(tokens.window_of(self._wall())))
        if self._delivery is not None:
            yield from self._delivery.samples()
        for share in (0.5, 0.95):
            took = percentile(self.readings.seconds, share)
            if took is not None:
                yield "read_seconds", {"quantile": f"{share:g}"}, took
        if self.bluez is not None:
            yield "bluez_info", {"version": ".".join(map(str, self.bluez))}, 1.0
        for name, scan in self.scans.items():
            yield from self._receiver(name, scan, now)

    def _receiver(self, name: str, scan: Scanning, now: float) -> Iterator[metrics.Sample]:
        labels = {"receiver": name}
        yield "receiver_packets_total", labels, scan.packets
        yield "receiver_packets_per_second", labels, scan.rate.value
        gaps = self.presence.gaps(name)
        for share in (0.5, 0.95):
            gap = percentile(gaps, share)
            if gap is not None:
                yield "receiver_gap_seconds", {**labels, "quantile": f"{share:g}"}, gap
        callbacks = getattr(self._radios[name], "callbacks", None)
        if callbacks is not None:
            yield "receiver_callbacks_total", labels, callbacks
            yield "receiver_lost_packets_total", labels, getattr(self._radios[name], "lost", 0)
        for who, age in (self.neighbours.ages(name, now) if self.neighbours else {}).items():
            yield "neighbour_silent_seconds", {**labels, "neighbour": who}, age
        yield "receiver_silent_seconds", labels, now - scan.ladder.heard
        yield "receiver_deaf", labels, float(scan.ladder.deaf(now))
        yield "receiver_mode", {**labels, "mode": scan.effective or "none"}, 1.0
        for rung, count in scan.ladder.counts.items():
            yield "receiver_recoveries_total", {**labels, "rung": rung.value}, count


def rungs(recovery: Mapping[str, tuple[str, ...]]) -> tuple[Rung, ...]:
    """The rungs this box has: the first two always, the others where a command is configured."""
    return tuple(rung for rung in Rung if rung in (Rung.RESTART, Rung.POWER_CYCLE) or rung.value in recovery)


async def _closed(server: asyncio.Server) -> None:
    server.close()
    await server.wait_closed()


async def _cancelled(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

"""The collector without its HTTP server: log, sinks, rules, and what an operator may order.

The running service and the command line (while nothing runs) both work through this one object.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from touchline_collector import jsontext
from touchline_collector.config import Config
from touchline_collector.errors import CollectorError, ConfigError, StorageError
from touchline_collector.eventlog import EventLog, cursors, erasure, handoffs, members, rejects, visits
from touchline_collector.eventlog.retention import Policy
from touchline_collector.folder import Folder
from touchline_collector.forward.consent import ConsentRule
from touchline_collector.forward.forwarding import Forwarding
from touchline_collector.forward.stripping import classifier
from touchline_collector.intake.decode import Member
from touchline_collector.intake.gate import Gate
from touchline_collector.intake.judge import Judge, Judged
from touchline_collector.intake.keys import Keyring
from touchline_collector.intake.rules import Rules
from touchline_collector.intake.tombstones import Tombstones, persons_of
from touchline_collector.resolver import RETENTION_SECONDS, Programme, Resolver, Roster
from touchline_collector.resolver import Member as Installation
from touchline_collector.resolver import load as load_members
from touchline_collector.sinks import config as sink_config
from touchline_collector.sinks import erasing
from touchline_collector.sinks.base import Person
from touchline_collector.sinks.config import SinkConfig
from touchline_collector.sinks.event import Event
from touchline_spec import CustomTypeError, CustomTypes, Validator

logger = logging.getLogger(__name__)

_DAY = 86_400.0

# Where the log may expire, this share of it is kept free: of a gigabyte enough for ten seconds, after which the
# maintenance comes again, at 10,000 events of 1.2 KB a second.
_SPARED = 8

# Each joins up to 8,000 small chunks in some tenths of a second; so many keep up with 10,000 commits of single events a
# second, were a disk that fast, and let everything else take its turn.
_COMPACTIONS = 12


@dataclass(slots=True)
class Core:
    """An opened collector."""

    folder: Folder
    config: Config
    log: EventLog
    forwarding: Forwarding
    rules: Rules
    changed: Callable[[], None] = lambda: None
    """Called in any thread when the rules are others."""

    @classmethod
    def open(cls, folder: Folder, config: Config) -> Self:
        """Open the log and prepare the sinks, which begin with `forwarding.start()`."""
        settings = config.log
        log = EventLog.open(
            folder.log, window=settings.window, reserve=settings.reserve_bytes, max_bytes=settings.max_bytes
        )
        try:
            log.submit(visits.install).result()
            log.submit(members.install).result()
            log.submit(lambda _: log.space.admit(0)).result()  # whether there is room, before anybody asks /readyz
            rules = make_rules(config, tombstones_of(log))
            rules.resolver = resolver_of(config, log)
            return cls(folder, config, log, _forwarding(log, folder, config, lambda: rules), rules)
        except BaseException:
            log.close()
            raise

    def reload(self, config: Config) -> None:
        """Go on with another configuration; raises before anything changed when it cannot be used."""
        if config.server != self.config.server or config.log != self.config.log:
            logger.warning("[server] and [log] take effect at the next start")
        fresh = make_rules(config, self.rules.tombstones)
        classes = classifier(custom_types(config))
        fresh.resolver = resolver_of(config, self.log)
        self.forwarding.reload(sinks_of(config, self.folder.path), classes)
        self.config = config
        self.rules.replace(fresh)
        self.changed()

    def retain(self, now: float) -> int:
        """Let the log forget what it may; returns how many events went."""
        settings = self.config.log
        policy = Policy(settings.window, now - settings.keep_days * _DAY, self._bound(), settings.allow_expire)
        return self.log.retain(policy, self.log.query(_floor))

    def _bound(self) -> int:
        """How large the log may stay where it may expire, in bytes; 0: there is room enough.

        Less than what it is refused at, so that the next events are taken. Where the disk is full it gives back a part
        in each run of the maintenance until there is room.
        """
        most = self.config.log.max_bytes
        if self.log.space.full and not most:
            most = self.log.used_bytes()
        return most * (_SPARED - 1) // _SPARED

    def erase(self, persons: Sequence[Person], now: datetime) -> dict[str, Any]:
        """Remove every event that carries one of the identities; returns the receipt."""
        wanted = frozenset(persons)
        needles = [needle.encode() for needle in erasing.needles(persons)]

        def matches(raw: bytes) -> bool:
            return any(needle in raw for needle in needles) and erasing.carries(raw, wanted)

        buried = self.rules.tombstones.bury(persons, now)
        hashes = [buried.hash(person) for person in persons]
        self.log.submit(partial(erasure.add_tombstones, hashes=hashes, cutoff=now)).result()
        self.rules.bury(buried)  # from here on the door turns older copies away
        self.changed()
        events = self.log.erase(matches)
        refused = self.log.submit(partial(erasure.erase_rejects, matches=matches)).result()
        letters = self.forwarding.erase_letters(matches)
        sinks = [asdict(line) for line in self.forwarding.erase(list(persons))]
        for person in persons:
            if person.type == "loyalty" and self.rules.resolver is not None:
                self.remove_member(person.value)
        self.log.truncate_wal()
        return {
            "identities": [f"{person.type}:{sha256(person.value.encode()).hexdigest()[:12]}" for person in persons],
            "at": now.isoformat(),
            "log_events": events,
            "rejects": refused,
            "dead_letters": letters,
            "sinks": sinks,
        }

    def add_members(self, programme: Programme) -> int:
        """Take installations in, durably and at once; ConfigError without a resolver or for another programme."""
        resolver = self._resolver()
        if programme.id != resolver.roster.programme:
            raise ConfigError(f"programme is {programme.id!r}, this collector resolves {resolver.roster.programme!r}")
        rows = [one.row() for one in programme.members]
        self.log.submit(partial(members.add, rows=rows)).result()
        for one in programme.members:
            resolver.roster.add(one)
        return len(rows)

    def remove_member(self, loyalty: str) -> int:
        """Forget a member's keys and open visits; the tokens on air resolve to nobody from now on."""
        resolver = self._resolver()
        self.log.submit(partial(members.forget, loyalty=loyalty)).result()
        self.log.submit(partial(visits.forget, member=loyalty)).result()
        gone = resolver.roster.remove(loyalty)
        resolver.tables.forget(gone)
        self.log.truncate_wal()  # the key stood there as well
        return len(gone)

    def _resolver(self) -> Resolver:
        if self.rules.resolver is None:
            raise ConfigError(
                "this collector resolves no programme; name it with [presence] programme or a file of members"
            )
        return self.rules.resolver

    def identities_seen_with(self, person: Person) -> list[Person]:
        """The other identities that stand in one event with a person's; what `--also` may be given.

        Not the shared ones: erasing a till's or a kiosk's would take everybody's events that it ever sent.
        """
        found: dict[Person, None] = {}
        after = 0
        while events := self.log.read(after, limit=1_000, max_bytes=8 << 20):
            after = events[-1].position
            for event in events:
                if erasing.carries(event.raw, {person}):
                    found.update(dict.fromkeys(persons_of(jsontext.loads(event.raw), shared=False)))
        return [one for one in found if one != person]

    def replay_rejects(self, numbers: Sequence[int], repaired: Mapping[int, bytes], now: datetime) -> dict[int, str]:
        """Send rejects through the front door again; what is accepted leaves the reject stream."""
        return {number: self._replay_reject(number, repaired.get(number), now) for number in numbers}

    def repair_reject(self, number: int, raw: bytes, now: datetime) -> None:
        """Put a repaired event in the place of a reject's, to be replayed; CollectorError for one still refused."""
        stored = self.log.query(partial(rejects.get, number=number))
        if stored is None:
            raise CollectorError(f"there is no reject {number}")
        (judged,) = self.rules.judge.judge([Member(raw)], now=now)
        if judged.verdict.status != "accepted":
            raise CollectorError(f"not repaired: {_complaints(judged)}")
        event = judged.new_event()
        repaired = replace(
            stored.rejected, findings=[], event=event.raw, source=event.source, id=event.id, type=event.type
        )
        self.log.submit(partial(rejects.repair, number=number, repaired=repaired)).result()

    def _replay_reject(self, number: int, repaired: bytes | None, now: datetime) -> str:
        stored = self.log.query(partial(rejects.get, number=number))
        if stored is None:
            return "there is no such reject"
        raw = repaired if repaired is not None else stored.rejected.event
        if raw is None:
            return "its bytes were not kept, since they did not decode; it must be sent again"
        if b"[redacted:" in raw:
            return "it was redacted; repair the redacted fields first"
        key = self.rules.gate.key(stored.rejected.key)
        if key is None:
            return (
                f"the key {stored.rejected.key}, which it came with, is configured no more; send it again with another"
            )
        with self.rules.lock:  # an erasure or a reload comes before both or after both
            (judged,) = self.rules.assess([Member(raw)], key, now=now)
            if judged.verdict.status != "accepted":
                still = "still " if judged.verdict.status == "rejected" else ""
                return f"{still}{judged.verdict.status}: {_complaints(judged)}"
            appended = self.log.append([judged.new_event()])
        (fate,) = appended.result()
        self.log.submit(partial(rejects.forget, numbers=[number])).result()
        return fate.status

    def close(self) -> None:
        """Stop the sinks, which deliver what waits for a while, then the log."""
        self.forwarding.stop(self.config.server.drain_seconds)
        self.log.close()

    def __enter__(self) -> Self:
        """The opened collector."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Close."""
        self.close()


def make_rules(config: Config, tombstones: Tombstones) -> Rules:
    """The door's rules; raises ConfigError for schemas that cannot be used."""
    custom = custom_types(config)
    return Rules(
        judge=Judge(Validator("open", custom)),
        gate=Gate(Keyring(config.keys)),
        consent=ConsentRule(config.consent.require),
        tombstones=tombstones,
        store_ip=config.privacy.store_ip,
        trusted_proxies=config.server.trusted_proxies,
        custom=custom,
    )


def resolver_of(config: Config, log: EventLog) -> Resolver | None:
    """Who is behind presence tokens: the members of the file and those added by order; raises MembersError."""
    presence = config.presence
    if presence.members is not None:
        programme = load_members(presence.members)
    elif presence.programme:
        programme = Programme(presence.programme, (), presence.chain)
    else:
        return None
    added = [Installation.of(row) for row in log.query(members.read)]
    return Resolver(Roster(programme.id, [*programme.members, *added], chain=programme.chain))


def custom_types(config: Config) -> CustomTypes | None:
    """The configured third-party schemas."""
    if config.schemas.dir is None:
        return None
    try:
        return CustomTypes.load(config.schemas.dir)
    except CustomTypeError as error:
        raise ConfigError(f"[schemas]: {error}") from error


def sinks_of(config: Config, folder: Path) -> tuple[SinkConfig, ...]:
    """The configured sinks, or without any a file in the data folder that one can query at once."""
    if config.sinks:
        return config.sinks
    return (sink_config.parse({"name": "events", "kind": "sqlite", "path": str(folder / "events.db")}),)


def _forwarding(log: EventLog, folder: Folder, config: Config, rules: Callable[[], Rules]) -> Forwarding:
    def admit(event: Event, stripped: bool) -> str | None:  # noqa: FBT001 - what stripping takes out, none can demand
        """A dead letter is judged again before its replay: validation and tombstones; consent is the sink's."""
        (judged,) = rules().judge.judge([Member(event.body)], now=datetime.now(UTC))
        if complaints := _complaints(judged, but="data.required" if stripped else None):
            return complaints
        return "older than an erasure" if rules().tombstones.covers(event.decoded) else None

    classes = classifier(custom_types(config))
    return Forwarding(log, sinks_of(config, folder.path), classes=classes, admit=admit)


def _complaints(judged: Judged, *, but: str | None = None) -> str:
    """Why an event is not accepted, each finding with its place; `but` is a rule that it need not keep."""
    if judged.verdict.status == "accepted":
        return ""
    findings = [finding for finding in judged.verdict.findings if finding["level"] == "error" or but is None]
    said = [f"{one['pointer']} {one['message']}".strip() for one in findings if one["rule"] != but]
    return "; ".join(said)


def tombstones_of(log: EventLog) -> Tombstones:
    """What the erasures of a log left."""
    key = log.submit(erasure.tombstone_key).result()
    return Tombstones(key, log.query(erasure.read_tombstones))


def _floor(connection: Any) -> int | None:
    return cursors.floor(connection)


@dataclass(slots=True)
class Maintenance:
    """What is done every few seconds beside the traffic: retention, small chunks, the coming tokens, ended visits."""

    core: Core
    ended: threading.Event = field(default_factory=threading.Event)
    """Set by whoever waits for a run to end: what can be left for later is."""

    def run(self) -> None:
        """Once."""
        now = time.time()
        if self.core.rules.resolver:
            self.core.rules.resolver.prepare(now)
        try:
            # Room that came back is noticed although nobody sends: a balancer that asks /readyz took this one out.
            self.core.log.submit(lambda _: self.core.log.space.admit(0)).result()
            self.core.log.submit(partial(visits.sweep, before=now - RETENTION_SECONDS)).result()
            # For a day a late attempt hears that its reference has expired, and not that it never was.
            self.core.log.submit(partial(handoffs.forget, before=now - _DAY)).result()
            gone = self.core.retain(now)
            for _ in range(_COMPACTIONS):
                if self.ended.is_set() or not self.core.log.compact():
                    break
        except StorageError as error:
            logger.warning("the log could not be tidied: %s", error)
        else:
            if gone:
                logger.info("retention dropped %d events that every sink has settled", gone)

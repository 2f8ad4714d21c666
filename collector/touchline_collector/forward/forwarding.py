"""All sinks of a collector: start, stop, look at, and the orders a person may give."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any, NamedTuple, TypeVar

from touchline_collector import jsontext
from touchline_collector.errors import CollectorError
from touchline_collector.eventlog import EventLog, cursors, deadletters
from touchline_collector.eventlog.deadletters import DeadLetter
from touchline_collector.forward.breaker import Health
from touchline_collector.forward.consent import ConsentRule, Judgement, OnMissing
from touchline_collector.forward.progress import Progress
from touchline_collector.forward.runner import Runner
from touchline_collector.forward.selection import Patterns, Selection
from touchline_collector.forward.stripping import Classifier, classifier
from touchline_collector.sinks import registry
from touchline_collector.sinks.base import CannotErase, Limits, Person, Sink, SinkError
from touchline_collector.sinks.config import Origin, SinkConfig
from touchline_collector.sinks.event import Event
from touchline_collector.sqlite import Connection

T = TypeVar("T")

# An order waits for the write in progress; sinks give up a write after their own time-out, 30 s unless configured.
ORDER_SECONDS = 60.0


class UnknownSink(CollectorError):  # noqa: N818 - named for the state
    """No sink of that name; the message lists those there are."""


class SinkBusy(CollectorError):  # noqa: N818 - named for the state
    """A sink hangs in a write, so that an order to it has to wait."""


@dataclass(frozen=True, slots=True)
class SinkStats:
    """One sink at this moment. The counts add up: `head` is the sum of all states."""

    name: str
    kind: str
    guarantee: str
    health: Health
    reason: str
    head: int
    position: int
    delivered: int
    filtered: int
    withheld: int
    pending: int
    dead: int
    expired: int
    erased: int
    damaged: int
    batch_size: int

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Erased:
    """A sink's line in the receipt of an erasure: how many events went, or why none could."""

    sink: str
    events: int
    refusal: str | None = None


class Forwarding:
    """Every configured sink with its thread.

    `classes` says which fields of a type may remain when identities are stripped: the registry's unless given. `admit`
    judges a dead letter about to be replayed, knowing whether the sink's consent rule took something out of it, and
    returns why it may not be, or None.
    """

    def __init__(
        self,
        log: EventLog,
        sinks: Sequence[SinkConfig],
        *,
        classes: Classifier | None = None,
        admit: Callable[[Event, bool], str | None] = lambda _, __: None,
    ) -> None:
        self._log = log
        self._configs = {config.name: config for config in sinks}
        self._classes = classes or classifier()
        self._admit = admit
        self._runners: dict[str, Runner] = {}
        self._lock = threading.Lock()  # guards start, stop and reload against each other
        self._listening = False

    def start(self) -> None:
        """Give every sink its cursor, then its thread. Raises MissingExtra and StorageError, nothing of the sinks."""
        with self._lock:
            if not self._listening:
                self._log.on_append(self._wake)
                self._listening = True
            self._start(self._configs.values())

    def stop(self, timeout: float = 5.0) -> bool:
        """Deliver what waits for at most `timeout` seconds, then end; False when a sink was left hanging."""
        with self._lock:
            return self._stop(list(self._runners.values()), timeout)

    def reload(self, sinks: Sequence[SinkConfig], classes: Classifier | None = None) -> None:
        """Go on with another configuration: unchanged sinks do not notice, the others end and begin.

        Where `classes` differ from those so far, sinks that strip go by them from here on, with what they hold already
        read anew.
        """
        with self._lock:
            fresh = {config.name: config for config in sinks}
            ended = [r for name, r in self._runners.items() if fresh.get(name) != self._configs[name]]
            self._stop(ended, ORDER_SECONDS)
            self._configs = fresh
            if classes is not None and classes != self._classes:
                self._classes = classes
                self._reclassify()
            self._start([config for name, config in fresh.items() if name not in self._runners])

    def stats(self) -> list[SinkStats]:
        """Every running sink, in the order of the configuration. The books are those of the last commit."""
        return [self._stats(self._configs[name], runner) for name, runner in list(self._runners.items())]

    def selections(self) -> dict[str, Selection]:
        """Each sink's filters and consent rule; `Selection.explain` says what happens to an event."""
        return {name: self._selection(config) for name, config in self._configs.items()}

    # -- orders ----------------------------------------------------------------------------------------------------

    def pause(self, name: str, reason: str = "paused by an operator") -> None:
        """Send nothing to a sink until `resume`, or until the collector restarts."""
        runner = self._runner(name)
        _wait(runner.call(lambda: runner.lane.breaker.hold(reason)))

    def resume(self, name: str) -> None:
        """Try a sink again at once, whatever its state, and let its dead letters begin anew."""
        runner = self._runner(name)
        _wait(runner.call(runner.lane.trust))

    def forget(self, name: str) -> None:
        """Drop the cursor and dead letters of a sink that is gone from the configuration."""
        if name in self._configs:
            raise CollectorError(f"sink {name} is configured; take it out of the configuration first")
        if not self._log.submit(lambda connection: cursors.drop(connection, name)).result():
            raise self._unknown(name)

    def letters(self, *, sink: str | None = None, after: int = 0, limit: int = 100) -> list[DeadLetter]:
        """Dead letters in the order of their numbers, from `after` on."""
        return self._query(lambda c: deadletters.listing(c, sink=sink, after=after, limit=limit))

    def letter(self, number: int) -> DeadLetter | None:
        """One dead letter, or None."""
        return self._query(lambda connection: deadletters.get(connection, number))

    def repair(self, number: int, body: bytes) -> None:
        """Replace the event a dead letter will send. Raises CollectorError when it may not stand in for the first."""
        letter = self.letter(number)
        if letter is None:
            raise CollectorError(f"there is no dead letter {number}")
        event = repaired(letter, body)
        refusal = self._admit(event, self._is_stripped(letter.sink, event))
        if refusal:
            raise CollectorError(f"dead letter {number}: {refusal}")
        self._log.submit(lambda connection: deadletters.repair(connection, number, event.body)).result()

    def replay(self, numbers: Sequence[int]) -> dict[int, str]:
        """Send dead letters again, each to its own sink; returns for each whether it is `pending` or why not."""
        fates: dict[int, str] = {}
        wanted: dict[str, list[int]] = {}
        for number in numbers:
            letter = self.letter(number)
            refusal = self._may_replay(letter)
            if refusal or letter is None:
                fates[number] = refusal or "no such letter"
            else:
                wanted.setdefault(letter.sink, []).append(number)
        for name, group in wanted.items():
            runner = self._runner(name)
            _wait(runner.call(partial(runner.revive, group)))
            fates.update(dict.fromkeys(group, "pending"))
        return fates

    def erase(self, persons: Sequence[Person]) -> list[Erased]:
        """Take a person's events back from every sink, after they left the log. Sinks that cannot are named."""
        asked = {name: runner.call(partial(runner.erase, list(persons))) for name, runner in self._runners.items()}
        return [_receipt(name, future) for name, future in asked.items()]

    def erase_letters(self, matches: Callable[[bytes], bool]) -> int:
        """Remove the dead letters whose event `matches`, of every sink that has any; returns how many."""
        asked = [runner.call(partial(runner.erase_letters, matches)) for runner in self._runners.values()]
        gone = [name for name in self._query(deadletters.sinks) if name not in self._runners]
        erased = [self._log.submit(partial(deadletters.erase, sink=name, matches=matches)) for name in gone]
        return sum(_wait(future) for future in [*asked, *erased])

    # -- inside ----------------------------------------------------------------------------------------------------

    def _start(self, configs: Any) -> None:
        for config in configs:
            if config.name not in self._runners:
                sink = make(config)
                progress = self._log.submit(self._beginning(config)).result()
                runner = Runner(
                    config.name,
                    sink,
                    self._log,
                    progress=progress,
                    selection=self._selection(config),
                    limits=limits(config, sink),
                )
                self._runners[config.name] = runner
                runner.start()

    def _reclassify(self) -> None:
        for name, runner in self._runners.items():
            if self._configs[name].shared.on_missing is OnMissing.STRIP:
                runner.call(partial(runner.select_by, self._selection(self._configs[name])))

    def _stop(self, runners: list[Runner], timeout: float) -> bool:
        for runner in runners:
            runner.stop(timeout)
        # Past the drain a write in progress may end in its own time.
        deadline = time.monotonic() + timeout + 1.0
        for runner in runners:
            runner.join(max(0.0, deadline - time.monotonic()))
            self._runners.pop(runner.sink_name, None)
        return not any(runner.is_alive() for runner in runners)

    def _beginning(self, config: SinkConfig) -> Callable[[Connection], Progress]:
        """Where the sink stands; a new one is given its place in the same commit, since retention goes by it."""

        def job(connection: Connection) -> Progress:
            cursors.install(connection)
            known = cursors.load(connection, config.name)
            if known is not None:
                return known
            progress = Progress()
            if config.shared.origin is Origin.NOW:
                progress.skip_to(self._log.head())
            cursors.begin(connection, config.name, progress)
            return progress

        return job

    def _selection(self, config: SinkConfig) -> Selection:
        return selection(config, self._classes)

    def _stats(self, config: SinkConfig, runner: Runner) -> SinkStats:
        head, ledger, lane = self._log.head(), runner.committed, runner.lane
        return SinkStats(
            name=config.name,
            kind=config.kind,
            guarantee=runner.sink.guarantee,
            health=lane.breaker.health,
            reason=lane.breaker.reason,
            head=head,
            position=lane.progress.position,
            pending=ledger.pending(head),
            batch_size=lane.sizing.size,
            **asdict(ledger),
        )

    def _may_replay(self, letter: DeadLetter | None) -> str | None:
        if letter is None:
            return "no such letter"
        if letter.state != "dead":
            return "is being sent already"
        if letter.sink not in self._runners:
            return f"its sink {letter.sink} is not configured"
        return self._admit(letter.event, self._is_stripped(letter.sink, letter.event))

    def _is_stripped(self, sink: str, event: Event) -> bool:
        """Whether the sink gets this event without what points to a person, as its letter then lies here."""
        config = self._configs.get(sink)
        rule = self._selection(config).consent if config is not None else ConsentRule()
        return rule.judge(event.type, event.data) is Judgement.STRIP

    def _runner(self, name: str) -> Runner:
        runner = self._runners.get(name)
        if runner is None:
            raise self._unknown(name)
        return runner

    def _unknown(self, name: str) -> UnknownSink:
        return UnknownSink(f"there is no sink {name}; there are {', '.join(self._configs) or 'none'}")

    def _query(self, job: Callable[[Connection], T]) -> T:
        return self._log.query(job)

    def _wake(self) -> None:
        for runner in list(self._runners.values()):
            runner.wake()


def make(config: SinkConfig) -> Sink:
    """The configured sink, not opened."""
    return registry.load(config.kind, f"sink {config.name}").SINK(config.options)


def limits(config: SinkConfig, sink: Sink) -> Limits:
    """The configured batch limits, the kind's own where the configuration is silent."""
    shared, own = config.shared, sink.limits
    return replace(
        own,
        events=shared.batch_events or own.events,
        bytes=shared.batch_bytes or own.bytes,
        linger=own.linger if shared.linger is None else shared.linger,
    )


def selection(config: SinkConfig, classes: Classifier | None = None) -> Selection:
    """The configured filters and consent rule."""
    shared = config.shared
    rule = ConsentRule(shared.require, shared.on_missing, classes or classifier())
    return Selection(Patterns(shared.types), Patterns(shared.channels), Patterns(shared.sources), rule)


class Probed(NamedTuple):
    """What is wrong with a sink, in one line, or None; and what deserves a look although nothing is wrong."""

    wrong: str | None
    notes: Sequence[str] = ()


def probe(config: SinkConfig) -> str | None:
    """What is wrong with a sink, in one line, or None: opened, checked, closed again."""
    return examine(config).wrong


def examine(config: SinkConfig) -> Probed:
    """Open, check and close a sink."""
    sink = make(config)
    try:
        sink.open()
        sink.check()
        return Probed(None, tuple(sink.notes()))
    except SinkError as error:
        return Probed(error.reason)
    finally:
        sink.close()


def repaired(letter: DeadLetter, body: bytes) -> Event:
    """The letter's event with another body; raises CollectorError unless it is JSON with the same source and id."""
    try:
        decoded = jsontext.loads(body)
    except jsontext.NotJSON as error:
        raise CollectorError(f"dead letter {letter.number}: the repaired event is no JSON: {error}") from error
    if not isinstance(decoded, dict) or (decoded.get("source"), decoded.get("id")) != (letter.source, letter.id):
        raise CollectorError(f"dead letter {letter.number}: source and id must stay {letter.source} and {letter.id}")
    return Event(letter.position, letter.source, letter.id, letter.type, jsontext.dumps(decoded))


def _wait(future: Future[T]) -> T:
    try:
        return future.result(ORDER_SECONDS)
    except TimeoutError as error:
        raise SinkBusy("the sink is in the middle of a write; the order is carried out after it") from error


def _receipt(name: str, future: Future[int]) -> Erased:
    try:
        return Erased(name, _wait(future))
    except CannotErase as error:
        return Erased(name, 0, error.reason)
    except (SinkError, CollectorError) as error:
        return Erased(name, 0, f"not erased, ask again: {error}")

"""What the metrics show: the conservation ledger first, then the state of log, door and connections."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass

from touchline_collector import metrics
from touchline_collector.core import Core
from touchline_collector.forward.forwarding import SinkStats
from touchline_collector.intake.tally import Tally, total
from touchline_collector.resolver import Resolver
from touchline_collector.sqlite import number

STATES = ("delivered", "filtered", "withheld", "pending", "dead", "expired", "erased", "damaged")


@dataclass(frozen=True, slots=True)
class Readings:
    """Where the numbers come from; `intake` tells those of every process that answers producers."""

    core: Core
    intake: Callable[[], Awaitable[Sequence[Tally]]]

    async def exposition(self) -> bytes:
        """All metrics in Prometheus' text format."""
        tally = total(await self.intake())
        return metrics.exposition(lambda: self._all(tally))

    def _all(self, tally: Tally) -> Iterator[metrics.Metric]:
        yield from _intake(tally)
        yield from self._log()
        yield from _ledger(self.core.forwarding.stats())
        if self.core.rules.resolver is not None:
            yield from _presence(self.core.rules.resolver)
        yield metrics.counter("cpu_seconds", "Processor time used", [({}, tally.cpu_seconds)])

    def _log(self) -> Iterator[metrics.Metric]:
        log = self.core.log
        yield metrics.gauge("log_head", "The newest durable position", [({}, log.head())])
        yield metrics.gauge("log_full", "1 while events are refused for want of room", [({}, int(log.space.full))])
        counts = log.query(
            lambda connection: {
                name: number(connection, sql)
                for name, sql in (
                    ("rejects", "SELECT count(*) FROM rejects"),
                    ("damaged_chunks", "SELECT count(*) FROM damaged"),
                )
            }
        )
        for name, value in counts.items():
            yield metrics.gauge(f"log_{name}", f"Kept in the log: {name.replace('_', ' ')}", [({}, value)])


def _intake(tally: Tally) -> Iterator[metrics.Metric]:
    yield metrics.counter(
        "events",
        "Events answered, by verdict; sent is their sum",
        [({"verdict": verdict}, count) for verdict, count in tally.verdicts.items()],
    )
    problems = [({"code": code}, count) for code, count in tally.problems.items()]
    yield metrics.counter("problems", "Requests refused as a whole, by code", problems)
    yield metrics.gauge("requests_in_flight", "Requests being answered", [({}, tally.in_flight)])
    yield metrics.gauge("body_bytes", "Bytes of request bodies in memory", [({}, tally.held)])
    yield metrics.gauge("connections", "Open connections", [({}, tally.connections)])
    yield metrics.counter("connections_expired", "Requests that took too long to arrive", [({}, tally.expired)])
    yield metrics.counter("connections_dropped", "Idle connections closed for newcomers", [({}, tally.dropped)])


def _ledger(stats: list[SinkStats]) -> Iterator[metrics.Metric]:
    """Per sink, every position of the log in exactly one state: the states' sum is the head."""
    rows = [({"sink": one.name, "state": state}, getattr(one, state)) for one in stats for state in STATES]
    yield metrics.gauge("sink_events", "Positions of the log by their state at a sink; the sum is log_head", rows)
    health = [({"sink": one.name, "health": one.health.value}, 1) for one in stats]
    yield metrics.gauge("sink_health", "1 for the state a sink is in", health)


def _presence(resolver: Resolver) -> Iterator[metrics.Metric]:
    """What became of events with presence tokens, and how wrong phones' clocks are; since the last reload."""
    outcomes = [({"outcome": outcome}, count) for outcome, count in resolver.counts.items()]
    yield metrics.counter("presence_events", "Events with a presence token, by what became of them", outcomes)
    clocks = [({"windows": f"{off:+d}" if off else "0"}, count) for off, count in resolver.tables.clocks.items()]
    yield metrics.counter("presence_clock", "Tokens resolved, by how many windows off the phone's clock is", clocks)
    yield metrics.counter("presence_replays", "Events marked as a suspected replay", [({}, resolver.flagged)])
    yield metrics.gauge("presence_installations", "Phones and tags known", [({}, resolver.roster.alive())])
    kept = resolver.tables.stats()
    yield metrics.gauge("presence_tables", "Windows whose tokens are derived", [({}, kept["windows"])])
    yield metrics.gauge(
        "presence_failed", "1 where the last table could not be built", [({}, resolver.tables.failed is not None)]
    )

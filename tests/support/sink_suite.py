"""The behaviour suite of sinks: what the contract promises, asked of every implementation and its real server.

A test file subclasses `SinkSuite` and gives it a `harness`, which knows how to configure the sink and how to look into
the store with the store's own client. `OutageSuite` and `PoisonSuite` are added where the store can be away and where
it refuses events, so that what pytest collects says what is shown; `sink_matrix` holds the page to it.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import pytest

from support.forwarders import (
    DEADLINE,
    append,
    drained,
    eventually,
    forwarding,
    killed_between_write_and_settling,
    stats,
)
from support.logged import SOURCE
from support.proxy import Proxy
from touchline_collector.eventlog import EventLog, NewEvent
from touchline_collector.forward.breaker import Health
from touchline_collector.forward.forwarding import make, probe
from touchline_collector.sinks.base import OK, Batch, CannotErase, Person, Refused, Sink, SinkError, Unavailable
from touchline_collector.sinks.config import parse
from touchline_collector.sinks.event import Event

TRICKY = "Ünïcødé \u2028 \u202e 😀 \\ \" ' ` %s {} $1 \t\n end"


def body(id_: str, data: Mapping[str, Any] | None = None, *, type_: str = "touchline.order.placed.v1") -> bytes:
    event = {
        "specversion": "1.0",
        "id": id_,
        "source": SOURCE,
        "type": type_,
        "time": "2026-11-20T10:00:00.123+01:00",
        "datacontenttype": "application/json",
        "dataschema": "urn:touchline:schema:order.placed:1.0",
        "subject": "O-1",
        "data": {"channel": "web", **(data or {})},
        "receivedtime": "2026-11-20T09:00:01.000000Z",
    }
    return json.dumps(event, separators=(",", ":"), ensure_ascii=False).encode()


def make_event(number: int, data: Mapping[str, Any] | None = None, **options: Any) -> Event:
    raw = body(f"e-{number}", data, **options)
    return Event(number, SOURCE, f"e-{number}", options.get("type_", "touchline.order.placed.v1"), raw)


def make_batch(first: int, last: int, token: str | None = None) -> Batch:
    return Batch(token or f"t-{first}-{last}", tuple(make_event(n) for n in range(first, last + 1)))


def to_log(event: Event) -> NewEvent:
    return NewEvent(event.body, event.source, event.id, event.type, {})


class Outage(NamedTuple):
    """A configuration whose store is there, and what takes it away and brings it back."""

    table: dict[str, Any]
    stop: Callable[[], object]
    start: Callable[[], object]


class Refusal(NamedTuple):
    """A configuration that the store turns away, and what the one-line reason must hold."""

    word: str
    table: dict[str, Any]


class Harness(ABC):
    """One kind of sink with the store behind it."""

    # "exactly": a batch sent twice is there once; "token": only under the same token; "least": it may be there twice
    once: ClassVar[str] = "exactly"
    erases: ClassVar[bool] = False
    # What the proxy stands in front of; None where there is no server.
    address: tuple[str, int] | None = None
    # Seconds within which everything is delivered, however many writes that takes.
    patience: ClassVar[float] = DEADLINE

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def table(self, **changes: Any) -> dict[str, Any]:
        """The sink's configuration, pointing to a fresh place; `changes` win."""

    @abstractmethod
    def stored(self) -> list[dict[str, Any]]:
        """Every event in the store, decoded, with duplicates."""

    def through(self, port: int) -> dict[str, Any]:
        """The configuration with the server's address replaced by the proxy's on this machine."""
        raise NotImplementedError

    @contextmanager
    def outage(self) -> Iterator[Outage]:
        """The store as one that goes away and comes back: a server by its connections, unless a kind knows better."""
        assert self.address
        with Proxy(self.address) as proxy:
            yield Outage(self.through(proxy.port), proxy.stop, proxy.start)

    def poison(self) -> Event:
        """An event that the store refuses, after whatever preparation that takes."""
        raise NotImplementedError

    def refusals(self) -> dict[str, Refusal]:
        """What the store turns away (`Refused`), by the names that the suite's `turned_away` lists."""
        return {}


def new_sink(table: Mapping[str, Any]) -> Sink:
    return make(parse(table))


class SinkSuite:
    """Subclass it, and define a fixture `harness`. `turned_away` names every refusal that the harness knows."""

    turned_away: ClassVar[tuple[str, ...]]

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """One test for each refusal."""
        if "refusal" in metafunc.fixturenames:
            metafunc.parametrize("refusal", self.turned_away)

    @pytest.fixture
    def sink(self, harness: Harness) -> Any:
        sink = new_sink(harness.table())
        sink.open()
        yield sink
        sink.close()

    def try_out(self, table: Mapping[str, Any]) -> None:
        sink = new_sink(table)
        try:
            sink.open()
            sink.check()
        finally:
            sink.close()

    def try_write(self, table: Mapping[str, Any]) -> None:
        sink = new_sink(table)
        try:
            sink.open()
            sink.check()
            sink.write(make_batch(1, 20))
        finally:
            sink.close()

    def count(self, harness: Harness, ids: Sequence[str]) -> Counter[str]:
        wanted = set(ids)
        return Counter(e["id"] for e in harness.stored() if e["id"] in wanted)

    def test_events_arrive_whole(self, harness: Harness, sink: Sink) -> None:
        """Every attribute and every character, as JSON values."""
        tricky = [
            make_event(1, {"coupon": TRICKY, TRICKY: [None, True, -1, 9007199254740993, {"deep": [[]]}]}),
            make_event(2),
            make_event(3, {"note": "x" * 60_000}),
        ]
        assert list(sink.write(Batch("t", tuple(tricky)))) == [OK] * 3
        found = {e["id"]: e for e in harness.stored()}
        assert found == {e.id: json.loads(e.body) for e in tricky}

    def test_a_batch_sent_again_keeps_the_guarantee(self, harness: Harness, sink: Sink) -> None:
        """Same token, same events, as after a crash."""
        batch = make_batch(1, 20)
        assert set(sink.write(batch)) == {OK}
        sink.close()
        sink.open()
        assert set(sink.write(batch)) == {OK}
        self.check_copies(harness, [e.id for e in batch.events], sends=2)

    def test_an_event_in_another_batch_keeps_the_guarantee(self, harness: Harness, sink: Sink) -> None:
        """The existing one wins where the store can tell."""
        sink.write(make_batch(1, 10))
        assert set(sink.write(make_batch(5, 15))) == {OK}
        counts = self.count(harness, [f"e-{n}" for n in range(1, 16)])
        assert set(counts) == {f"e-{n}" for n in range(1, 16)}
        assert max(counts.values()) == (1 if harness.once == "exactly" else 2)

    def check_copies(self, harness: Harness, ids: Sequence[str], *, sends: int) -> None:
        counts = self.count(harness, ids)
        assert set(counts) == set(ids)
        assert max(counts.values()) <= (sends if harness.once == "least" else 1)

    def test_it_opens_what_was_closed(self, harness: Harness, sink: Sink) -> None:
        """Closing twice does nothing, opening again goes on."""
        sink.write(make_batch(1, 2))
        sink.close()
        sink.close()
        sink.open()
        sink.write(make_batch(3, 4))
        assert set(self.count(harness, ["e-1", "e-2", "e-3", "e-4"])) == {"e-1", "e-2", "e-3", "e-4"}

    def test_check_finds_nothing_wrong_and_leaves_nothing(self, harness: Harness) -> None:
        """The dry run of a good configuration."""
        assert probe(parse(harness.table())) is None
        assert harness.stored() == []

    def test_a_person_is_erased_or_the_sink_says_that_it_cannot(self, harness: Harness, sink: Sink) -> None:
        """Only events carrying the identity go, also where it was escaped on the way."""
        person = {"identities": [{"type": "user", "value": "jürgen/1"}]}
        escaped = make_event(2, person)
        escaped.body = escaped.body.replace("jürgen/1".encode(), rb"j\u00fcrgen\/1")
        others = (make_event(3), make_event(4, {"identities": [{"type": "anonymous", "value": "jürgen/1"}]}))
        sink.write(Batch("t", (make_event(1, person), escaped, *others)))
        if not harness.erases:
            with pytest.raises(CannotErase):
                sink.erase([Person("user", "jürgen/1")])
            return
        assert sink.erase([Person("user", "jürgen/1")]) == 2
        assert {e["id"] for e in harness.stored()} == {"e-3", "e-4"}
        assert sink.erase([Person("user", "jürgen/1")]) == 0

    def test_what_the_store_turns_away_is_named_in_one_line(self, harness: Harness, refusal: str) -> None:
        """Refused (paused, probed slowly), not an outage and not the events' fault; no secret in what `check` says."""
        known = harness.refusals()
        assert tuple(known) == self.turned_away
        word, table = known[refusal]
        with pytest.raises(Refused) as caught:
            self.try_out(table)
        reason = caught.value.reason
        assert word in reason
        assert "\n" not in reason
        assert "hunter2" not in reason
        assert probe(parse(table)) == reason

    def test_killed_between_write_and_settling(self, harness: Harness, tmp_path: Path) -> None:
        """SIGKILL after the store took a batch and before we knew: the guarantee holds, shown by counting."""
        table = harness.table()
        with EventLog.open(tmp_path / "log") as log:
            append(log, [to_log(make_event(n)) for n in range(1, 301)])
        killed_between_write_and_settling(tmp_path, table)
        with forwarding(tmp_path, table) as (_, running):
            drained(running, within=harness.patience)
            assert stats(running, table["name"]).delivered == 300
        self.check_copies(harness, [f"e-{n}" for n in range(1, 301)], sends=2)


class OutageSuite(SinkSuite):
    """For a store that can be away."""

    def test_a_store_that_is_away_is_an_outage(self, harness: Harness) -> None:
        """`Unavailable`, in one line, to `check` too."""
        with harness.outage() as outage:
            outage.stop()
            with pytest.raises(SinkError) as caught:
                self.try_write(outage.table)
            outage.start()
        assert type(caught.value) is Unavailable
        assert "\n" not in caught.value.reason

    def test_a_store_away_for_a_while(self, harness: Harness, tmp_path: Path) -> None:
        """Everything arrives after the outage, and the other sink never notices."""
        other = {"name": "other", "kind": "sqlite", "path": str(tmp_path / "other.db")}
        with harness.outage() as outage, forwarding(tmp_path, outage.table, other) as (log, running):
            name = outage.table["name"]
            append(log, [to_log(make_event(n)) for n in range(1, 21)])
            drained(running, within=harness.patience)
            outage.stop()
            append(log, [to_log(make_event(n)) for n in range(21, 61)])
            drained(running, "other")
            eventually(lambda: stats(running, name).health is Health.RETRYING, "noticing the outage")
            assert stats(running, name).pending == 40
            outage.start()
            drained(running, within=harness.patience)
        self.check_copies(harness, [f"e-{n}" for n in range(1, 61)], sends=10)


class PoisonSuite(SinkSuite):
    """For a store that refuses events."""

    def test_one_poisoned_event_in_five_hundred(self, harness: Harness, tmp_path: Path) -> None:
        """It alone becomes a dead letter, with the store's reason; 499 arrive; the other sink gets all 500."""
        table, poison = harness.table(), harness.poison()
        events = [make_event(n) for n in range(1, 501)]
        events[136] = poison
        other = {"name": "other", "kind": "sqlite", "path": str(tmp_path / "other.db")}
        with forwarding(tmp_path, table, other) as (log, running):
            append(log, map(to_log, events))
            drained(running, within=harness.patience)
            letters = running.letters(sink=table["name"])
            assert [letter.id for letter in letters] == [poison.id]
            assert letters[0].reason
            assert stats(running, table["name"]).delivered == 499
            assert stats(running, "other").delivered == 500
        stored = {e["id"] for e in harness.stored()}
        assert stored == {e.id for e in events} - {poison.id}

"""The forwarder on the real log: threads, commits, orders, and death."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import apsw
import pytest

from support.forwarders import append, drained, eventually, forwarding, killed_between_write_and_settling, stats
from support.logged import new_events
from support.sink_suite import body, make_event, to_log
from touchline_collector.errors import CollectorError, ConfigError, MissingExtra, StorageFailed, StorageFull
from touchline_collector.eventlog import EventLog, cursors
from touchline_collector.forward.breaker import Health
from touchline_collector.forward.forwarding import Forwarding, SinkBusy, UnknownSink
from touchline_collector.sinks import registry
from touchline_collector.sinks.base import OK, Batch, Fatal, Outcome, Person, Sink, Unavailable
from touchline_collector.sinks.config import parse, parse_all


class Recording(Sink):
    """Remembers what it was given; refuses or blocks as told."""

    guarantee: ClassVar[str] = "remembers"

    def __init__(self, options: Any) -> None:
        self.events: list[str] = options.events
        self.poison: set[str] = options.poison
        self.gate: threading.Event = options.gate

    def open(self) -> None:
        pass

    def write(self, batch: Batch) -> Sequence[Outcome]:
        self.gate.wait(20)
        if any(e.id in self.poison for e in batch.events):
            return batch.all(Fatal("refused", "one is bad"))
        self.events += [e.id for e in batch.events]
        return batch.all(OK)

    def close(self) -> None:
        pass


@dataclass(frozen=True)
class NoOptions:
    """The recording sink takes no settings; every sink of a test shares these lists."""


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """The shared state of every sink of kind `recording`."""
    gate = threading.Event()
    gate.set()
    state = SimpleNamespace(events=[], poison=set(), gate=gate)
    module = SimpleNamespace(Options=NoOptions, SINK=lambda _: Recording(state))
    monkeypatch.setattr(registry, "load", lambda *_: module)
    yield state
    gate.set()


RECORDING = {"name": "r", "kind": "recording"}


def sqlite(folder: Path, name: str = "events", **changes: Any) -> dict[str, Any]:
    return {"name": name, "kind": "sqlite", "path": str(folder / f"{name}.db"), **changes}


def rows(folder: Path, name: str = "events") -> list[tuple[str, str]]:
    with closing(apsw.Connection(str(folder / f"{name}.db"), flags=apsw.SQLITE_OPEN_READONLY)) as reader:
        return reader.execute("SELECT source, id FROM events").fetchall()


def test_events_flow_to_every_sink(tmp_path: Path) -> None:
    """Each sink has its own cursor and gets everything once."""
    with forwarding(tmp_path, sqlite(tmp_path), sqlite(tmp_path, "second")) as (log, running):
        append(log, new_events(500))
        append(log, new_events(700, start=400))
        drained(running)
        assert all(s.delivered == 1100 for s in running.stats())
    assert len(rows(tmp_path)) == len(rows(tmp_path, "second")) == 1100


@pytest.mark.parametrize("after_writes", [0, 1, 3])
def test_killed_at_any_write_everything_arrives_once(tmp_path: Path, after_writes: int) -> None:
    """SIGKILL between write and settling; after a restart the SQL sink holds each event exactly once."""
    with EventLog.open(tmp_path / "log") as log:
        append(log, new_events(3000))
    killed_between_write_and_settling(tmp_path, sqlite(tmp_path), after_writes=after_writes)
    with forwarding(tmp_path, sqlite(tmp_path)) as (log, running):
        append(log, new_events(10, start=3000))
        drained(running)
        assert stats(running, "events").delivered == 3010
    found = rows(tmp_path)
    assert len(found) == len(set(found)) == 3010


def test_a_restart_goes_on_where_it_was(tmp_path: Path, told: SimpleNamespace) -> None:
    """Nothing is sent twice after an orderly stop."""
    for start in (0, 50):
        with forwarding(tmp_path, RECORDING) as (log, running):
            append(log, new_events(50, start=start))
            drained(running)
    assert told.events == [f"e-{n}" for n in range(100)]


def test_a_new_sink_may_begin_now(tmp_path: Path, told: SimpleNamespace) -> None:
    """What was accepted before counts as filtered, so that the books close."""
    with EventLog.open(tmp_path / "log") as log:
        append(log, new_events(30))
    with forwarding(tmp_path, {**RECORDING, "from": "now"}) as (log, running):
        append(log, new_events(5, start=30))
        drained(running)
        assert (stats(running, "r").filtered, stats(running, "r").delivered) == (30, 5)
    assert told.events == [f"e-{n}" for n in range(30, 35)]


def test_stop_delivers_what_waits(tmp_path: Path, told: SimpleNamespace) -> None:
    """Within its deadline, lingering batches included."""
    with forwarding(tmp_path, {**RECORDING, "linger": 3600}) as (log, _):
        append(log, new_events(20))
    assert len(told.events) == 20
    with EventLog.open(tmp_path / "log") as log:
        progress = log.query(lambda connection: cursors.load(connection, "r"))
    assert progress
    assert progress.position == 20


def test_a_hanging_sink_holds_nobody_up(tmp_path: Path, told: SimpleNamespace) -> None:
    """Stop returns at its deadline and says so; the events are sent again next time."""
    told.gate.clear()
    with EventLog.open(tmp_path / "log") as log:
        running = Forwarding(log, parse_all([RECORDING]))
        running.start()
        append(log, new_events(5))
        assert running.stop(0.05) is False
    told.gate.set()
    with forwarding(tmp_path, RECORDING) as (_, running):
        drained(running)


def test_a_dead_letter_is_listed_repaired_and_replayed(tmp_path: Path, told: SimpleNamespace) -> None:
    """It keeps number and reason, goes pending, and is delivered in its repaired form."""
    told.poison.add("e-3")
    with forwarding(tmp_path, RECORDING) as (log, running):
        append(log, map(to_log, (make_event(n) for n in range(1, 11))))
        drained(running)
        (letter,) = running.letters()
        assert (letter.id, letter.code, letter.reason, letter.state) == ("e-3", "refused", "one is bad", "dead")
        with pytest.raises(CollectorError, match="must stay"):
            running.repair(letter.number, body("e-4"))
        with pytest.raises(CollectorError, match="no JSON"):
            running.repair(letter.number, b"{")
        running.repair(letter.number, body("e-3", {"note": "repaired"}))
        assert running.replay([letter.number, 99]) == {letter.number: "pending", 99: "no such letter"}
        eventually(lambda: running.letter(letter.number).tries == 2, "the second refusal")  # type: ignore[union-attr]
        told.poison.clear()
        running.replay([letter.number])
        eventually(lambda: not running.letters(), "delivery")
        eventually(lambda: stats(running, "r").delivered == 10, "the books")
        assert json.loads(letter.body)["id"] == "e-3"
    assert sorted(told.events) == sorted(f"e-{n}" for n in range(1, 11))


def test_a_pending_replay_survives_a_restart(tmp_path: Path, told: SimpleNamespace) -> None:
    """The letter goes only when the sink has it."""
    told.poison.add("e-3")
    with forwarding(tmp_path, RECORDING) as (log, running):
        append(log, map(to_log, (make_event(n) for n in range(1, 5))))
        drained(running)
        running.pause("r")
        running.replay([running.letters()[0].number])
        assert stats(running, "r").health is Health.PAUSED
    told.poison.clear()
    with forwarding(tmp_path, RECORDING) as (_, running):
        drained(running)
        eventually(lambda: not running.letters(), "delivery")
        eventually(lambda: stats(running, "r").delivered == 4, "the books")


def test_a_letter_that_may_not_be_sent_stays(tmp_path: Path, told: SimpleNamespace) -> None:
    """Validation and tombstones are asked again on replay."""
    told.poison.add("e-1")
    with forwarding(tmp_path, RECORDING, admit=lambda *_: "the person was erased") as (log, running):
        append(log, [to_log(make_event(1))])
        drained(running)
        assert running.replay([1]) == {1: "the person was erased"}
        with pytest.raises(CollectorError, match="the person was erased"):
            running.repair(1, body("e-1"))


def test_an_unexpected_error_of_a_sink_is_an_outage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Any) -> None:
    """A bug in one sink loses nothing and disturbs no other."""
    calls = iter(range(2))
    write = Recording.write

    def failing(self: Recording, batch: Batch) -> Sequence[Outcome]:
        if next(calls, None) is not None:
            raise ZeroDivisionError
        return write(self, batch)

    monkeypatch.setattr(Recording, "write", failing)
    with forwarding(tmp_path, RECORDING) as (log, running):
        append(log, new_events(5))
        drained(running)
    assert len(told.events) == 5


def test_a_failing_disk_under_the_log_is_survived(tmp_path: Path, told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread goes on, and everything arrives once the disk is back."""
    errors = iter([StorageFailed("disk I/O error"), StorageFailed("disk I/O error"), ZeroDivisionError()])
    read = EventLog.read

    def failing(self: EventLog, after: int, **limits: Any) -> Any:
        error = next(errors, None)
        if error is not None:
            raise error
        return read(self, after, **limits)

    monkeypatch.setattr(EventLog, "read", failing)
    with forwarding(tmp_path, RECORDING) as (log, running):
        append(log, new_events(5))
        drained(running)
        assert stats(running, "r").delivered == 5


def test_nothing_is_sent_that_was_not_recorded(tmp_path: Path, told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the log's disk is full the sink waits; a crash would otherwise send another batch than before."""
    full = threading.Event()
    save = cursors.save

    def failing(*arguments: Any, **options: Any) -> None:
        if full.is_set():
            raise StorageFull("no room")
        save(*arguments, **options)

    monkeypatch.setattr(cursors, "save", failing)
    with forwarding(tmp_path, RECORDING) as (log, running):
        append(log, new_events(5))
        drained(running)
        full.set()
        append(log, new_events(5, start=5))
        eventually(lambda: stats(running, "r").health is Health.RETRYING, "noticing")
        assert len(told.events) == 5
        full.clear()
        drained(running)
    assert sorted(told.events) == [f"e-{n}" for n in range(10)]


def test_a_sink_is_opened_anew_after_trouble(tmp_path: Path, told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """No sink has to mend its own connection."""
    calls: list[str] = []
    write = Recording.write

    def failing(self: Recording, batch: Batch) -> Sequence[Outcome]:
        calls.append("write")
        if calls.count("write") == 1:
            raise Unavailable("gone")
        return write(self, batch)

    monkeypatch.setattr(Recording, "write", failing)
    monkeypatch.setattr(Recording, "open", lambda _: calls.append("open"))
    monkeypatch.setattr(Recording, "close", lambda _: calls.append("close"))
    with forwarding(tmp_path, RECORDING) as (log, running):
        append(log, new_events(1))
        drained(running)
        assert calls == ["open", "write", "close", "open", "write"]


def test_an_order_to_a_hanging_sink_says_so(tmp_path: Path, told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is carried out when the write is over."""
    monkeypatch.setattr("touchline_collector.forward.forwarding.ORDER_SECONDS", 0.05)
    told.gate.clear()
    with forwarding(tmp_path, RECORDING) as (log, running):
        append(log, new_events(5))
        eventually(lambda: running._runners["r"].lane.progress.batch, "writing")
        with pytest.raises(SinkBusy):
            running.pause("r")
        told.gate.set()
        eventually(lambda: stats(running, "r").health is Health.PAUSED, "pausing")


def test_an_operators_pause_and_resume(tmp_path: Path, told: SimpleNamespace) -> None:
    """Held until resumed; unknown names are answered with the known ones."""
    with forwarding(tmp_path, RECORDING) as (log, running):
        running.pause("r", "moving house")
        append(log, new_events(5))
        assert stats(running, "r").reason == "moving house"
        assert stats(running, "r").pending == 5
        assert not told.events
        running.resume("r")
        drained(running)
        with pytest.raises(UnknownSink, match="there are r"):
            running.pause("q")


def test_reload_leaves_unchanged_sinks_alone(tmp_path: Path) -> None:
    """Changed ones go on from their cursor, new ones begin, gone ones keep their place until forgotten."""
    tables = [sqlite(tmp_path, "a"), sqlite(tmp_path, "b")]
    with forwarding(tmp_path, *tables) as (log, running):
        append(log, new_events(10))
        drained(running)
        kept = running._runners["a"]
        running.reload(parse_all([sqlite(tmp_path, "a"), sqlite(tmp_path, "c")]))
        append(log, new_events(10, start=10))
        drained(running)
        assert running._runners["a"] is kept
        assert [s.name for s in running.stats()] == ["a", "c"]
        assert log.query(cursors.names) == ["a", "b", "c"]
        assert log.query(cursors.floor) == 10  # what the gone one has not had is kept for it
        with pytest.raises(CollectorError, match="is configured"):
            running.forget("a")
        running.forget("b")
        with pytest.raises(UnknownSink):
            running.forget("b")
        assert log.query(cursors.names) == ["a", "c"]
        assert log.query(cursors.floor) == 20
    assert (len(rows(tmp_path, "a")), len(rows(tmp_path, "b")), len(rows(tmp_path, "c"))) == (20, 10, 20)


def test_an_erasure_names_each_sink(tmp_path: Path) -> None:
    """How many events went."""
    person = {"identities": [{"type": "user", "value": "u-1"}]}
    with forwarding(tmp_path, sqlite(tmp_path)) as (log, running):
        append(log, map(to_log, (make_event(n, person if n == 2 else None) for n in range(1, 5))))
        drained(running)
        (line,) = running.erase([Person("user", "u-1")])
        assert (line.sink, line.events, line.refusal) == ("events", 1, None)
    assert len(rows(tmp_path)) == 3


def test_an_erasure_names_the_sink_that_cannot(tmp_path: Path, told: SimpleNamespace) -> None:
    """With its reason."""
    with forwarding(tmp_path, RECORDING) as (_, running):
        (line,) = running.erase([Person("user", "u-1")])
        assert line.refusal
        assert "cannot be taken back" in line.refusal


def test_erased_dead_letters_leave_the_books_closed(tmp_path: Path, told: SimpleNamespace) -> None:
    """Dead ones and ones being sent again become erased, also of a sink that is gone from the configuration."""
    person = {"identities": [{"type": "user", "value": "u-1"}]}
    told.poison |= {"e-1", "e-2", "e-3"}
    with forwarding(tmp_path, RECORDING, {**RECORDING, "name": "gone"}) as (log, running):
        append(log, map(to_log, (make_event(n, person if n < 3 else None) for n in range(1, 7))))
        drained(running)
    with forwarding(tmp_path, RECORDING) as (log, running):
        running.pause("r")
        first = running.letters(sink="r")[0].number
        running.replay([first])
        assert running.erase_letters(lambda body: b"u-1" in body) == 4
        append(log, [to_log(make_event(7))])
        running.resume("r")
        eventually(lambda: stats(running, "r").delivered == 4, "the books")
        now = stats(running, "r")
        assert (now.delivered, now.dead, now.erased, now.pending) == (4, 1, 2, 0)
        gone = log.query(lambda connection: cursors.load(connection, "gone"))
        assert gone
        assert (gone.ledger.dead, gone.ledger.erased) == (1, 2)
        assert {letter.id for letter in running.letters()} == {"e-3"}


def test_an_erasure_reaches_what_was_read_already(tmp_path: Path, told: SimpleNamespace) -> None:
    """Events that wait in memory for a sink which cannot erase are dropped before they are sent."""
    told.gate.clear()
    person = {"identities": [{"type": "user", "value": "u-1"}]}
    with forwarding(tmp_path, {**RECORDING, "linger": 60}) as (log, running):
        append(log, map(to_log, (make_event(n, person if n % 2 else None) for n in range(1, 9))))
        eventually(lambda: running._runners["r"].lane._fresh, "reading")
        log.erase(lambda raw: b"u-1" in raw)
        running.erase([Person("user", "u-1")])
        told.gate.set()
    assert told.events == ["e-2", "e-4", "e-6", "e-8"]


def test_an_erasure_reaches_what_was_read_ahead(tmp_path: Path, told: SimpleNamespace) -> None:
    """Events fetched while the sink still writes the ones before are dropped and read anew."""
    told.gate.clear()
    person = {"identities": [{"type": "user", "value": "u-1"}]}
    few = {**RECORDING, "batch_events": 4}
    with EventLog.open(tmp_path / "log") as log:  # a chunk for each four events
        for first in range(1, 13, 4):
            append(log, map(to_log, (make_event(n, person if n % 2 else None) for n in range(first, first + 4))))
    with forwarding(tmp_path, few) as (log, running):
        eventually(lambda: running._runners["r"]._ahead._under_way, "reading ahead")
        log.erase(lambda raw: b"u-1" in raw)
        erasing = threading.Thread(target=running.erase, args=([Person("user", "u-1")],))
        erasing.start()
        eventually(lambda: not running._runners["r"]._commands.empty(), "the order")
        told.gate.set()
        erasing.join(20)
        drained(running)
        assert stats(running, "r").erased == 4
    assert told.events == ["e-1", "e-2", "e-3", "e-4", "e-6", "e-8", "e-10", "e-12"]


def test_dead_letters_hold_no_contact_data(tmp_path: Path, told: SimpleNamespace) -> None:
    """Should a log of an older door hold some."""
    told.poison.add("e-1")
    with forwarding(tmp_path, RECORDING) as (log, running):
        append(log, [to_log(make_event(1, {"email": "jane@example.com"}))])
        drained(running)
        assert b"jane@" not in running.letters()[0].body


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            {"name": "a", "kind": "sqlit", "path": "x"},
            "sink a: there is no kind of sink called 'sqlit'; did you mean sqlite?",
        ),
        ({"name": "a", "kind": "sqlite"}, "sink a: path is missing: the database file"),
        ({"name": "a", "kind": "sqlite", "path": 3}, "sink a: path must be a path, not 3"),
        ({"name": "a", "kind": "sqlite", "path": "x", "tpyes": []}, "sink a: there is no setting tpyes"),
        (
            {"name": "a", "kind": "sqlite", "path": "x", "types": "t"},
            "sink a: types must be a list, each a string, not 't'",
        ),
        ({"name": "A b", "kind": "sqlite", "path": "x"}, "name must be lower-case letters"),
        ({"kind": "sqlite", "path": "x"}, "number 1: name is missing"),
        ({"name": "a", "kind": "sqlite", "path": "x", "from": "later"}, 'must be "earliest" or "now", not \'later\''),
        ({"name": "a", "kind": "sqlite", "path": "x", "batch_events": 0}, "batch_events must be at least 1, not 0"),
        ({"name": "a", "kind": "sqlite", "path": "x", "batch_events": True}, "batch_events must be a whole number"),
    ],
)
def test_a_wrong_setting_is_named(table: dict[str, Any], message: str) -> None:
    """The sink, the setting, its value and what was expected."""
    with pytest.raises(ConfigError) as caught:
        parse(table)
    assert message in str(caught.value)


def test_two_sinks_of_one_name_are_refused(tmp_path: Path) -> None:
    """The name keeps the cursor."""
    with pytest.raises(ConfigError, match="two sinks are named events"):
        parse_all([sqlite(tmp_path), sqlite(tmp_path)])


def test_a_missing_library_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the pip line."""
    monkeypatch.setitem(registry.KINDS, "gone", registry.Kind("gone", "gone", ""))

    def absent(name: str) -> Any:
        raise ModuleNotFoundError(name="no_such_library")

    monkeypatch.setattr(registry, "import_module", absent)
    with pytest.raises(MissingExtra, match=r"pip install 'touchline\[gone\]'"):
        parse({"name": "a", "kind": "gone"})

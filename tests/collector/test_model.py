"""The log against a list: any sequence of appends, reads, crashes, retention and damage to its file."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from support.logged import new_event
from touchline_collector.errors import StorageError
from touchline_collector.eventlog import EventLog, compaction
from touchline_collector.eventlog.retention import Policy
from touchline_collector.eventlog.schema import FILE

DEADLINE = 20
WINDOW = 15
NAMES = st.integers(0, 60).map("e-{}".format)


class LogModel(RuleBasedStateMachine):
    """What must be true of the log after any history."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.log = self.opened()
        self.accepted: list[tuple[str, bytes]] = []  # position - 1 -> (id, raw)
        self.gone: set[int] = set()
        self.lost: set[str] = set()  # ids of damaged chunks: sent again they are welcome, for they were lost
        self.cursor = 0

    def opened(self) -> EventLog:
        """The log of the folder."""
        return EventLog.open(self.folder, window=WINDOW, reserve=1 << 20)

    @initialize()
    def begin(self) -> None:
        """An empty log has head 0."""
        assert self.log.head() == 0

    @rule(names=st.lists(NAMES, max_size=12), raw=st.binary(max_size=50))
    def append(self, names: list[str], raw: bytes) -> None:
        """New ids within the window get the next positions; known ones are duplicates."""
        known = [name for name, _ in self.accepted]
        fates = self.log.append([new_event(name, raw=raw) for name in names]).result(DEADLINE)
        for name, fate in zip(names, fates, strict=True):
            if fate.status == "accepted":
                assert name not in known[-WINDOW:] or name in self.lost
                self.accepted.append((name, raw))
                known.append(name)
                assert fate.position == len(self.accepted)
            else:
                assert name in known

    @rule(count=st.integers(1, 20))
    def read(self, count: int) -> None:
        """Reading after the cursor gives the events of the list, in order, without a hole but for named gaps."""
        events = self.log.read(self.cursor, limit=count, max_bytes=1 << 30)
        expected = [p for p in range(self.cursor + 1, len(self.accepted) + 1) if p not in self.gone]
        assert [event.position for event in events] == expected[:count]
        assert [(event.id, event.raw) for event in events] == [self.accepted[p - 1] for p in expected[:count]]
        if events:
            self.cursor = events[-1].position

    @rule(fail=st.booleans())
    def job(self, fail: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
        """A job's failure is its own."""

        def work(connection: apsw.Connection) -> None:
            connection.execute("CREATE TABLE IF NOT EXISTS t(x)")
            if fail:
                raise LookupError

        future = self.log.submit(work)
        assert isinstance(future.exception(DEADLINE), LookupError) == fail

    @rule()
    def reopen(self) -> None:
        """A clean restart changes nothing."""
        self.log.close()
        self.log = self.opened()

    @rule()
    def crash(self) -> None:
        """A copy of the files as they lie at this moment is the same log: everything answered is in them."""
        old, copy = self.folder, Path(tempfile.mkdtemp())
        for path in self.folder.glob("log.db*"):
            if not path.name.endswith("-shm"):
                (copy / path.name).write_bytes(path.read_bytes())
        self.log.close()
        shutil.rmtree(old)
        self.folder = copy
        self.log = self.opened()

    @rule()
    def retain(self) -> None:
        """What is behind the cursor and outside the window may go, whole chunks of it."""
        self.log.retain(Policy(WINDOW, time.time() + 1), floor=self.cursor)
        fresh = {p for gap in self.log.gaps(1, self.log.head()) for p in range(gap.first, gap.last + 1)}
        assert all(position <= min(self.cursor, len(self.accepted) - WINDOW) for position in fresh - self.gone)
        self.gone |= fresh

    @rule()
    def compact(self) -> None:
        """Joining small chunks changes nothing that anybody sees."""
        self.log.compact()
        self.log._cache.clear()

    @rule(name=NAMES)
    def erase(self, name: str) -> None:
        """Erased events leave named gaps; their ids stay known within the window."""
        marker = f"erase:{name}".encode()
        (fate,) = self.log.append([new_event(f"person-{len(self.accepted)}", raw=marker)]).result(DEADLINE)
        self.accepted.append((f"person-{len(self.accepted)}", marker))
        assert fate.position == len(self.accepted)
        victims = {p for p, (_, raw) in enumerate(self.accepted, 1) if raw == marker and p not in self.gone}
        assert self.log.erase(lambda raw: raw == marker) == len(victims)
        self.gone |= victims

    @precondition(lambda self: len(self.accepted) > 3)  # type: ignore[misc] # hypothesis' own signature
    @rule(flip=st.integers(0, 10_000))
    def damage(self, flip: int) -> None:
        """A flipped bit in a chunk's body costs that chunk, named, and nothing else."""
        self.log.close()
        with apsw.Connection(str(self.folder / FILE)) as db:
            rows = db.execute("SELECT first, last, body FROM chunks").fetchall()
            if rows:
                first, last, body = rows[flip % len(rows)]
                at = flip % len(body)
                changed = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
                db.execute("UPDATE chunks SET body = ? WHERE first = ?", (changed, first))
                self.gone |= set(range(first, last + 1))
                self.lost |= {self.accepted[position - 1][0] for position in range(first, last + 1)}
        self.log = self.opened()
        self.log.read(0, limit=10_000, max_bytes=1 << 30)  # finds it and sets it aside

    @invariant()
    def every_position_is_explained(self) -> None:
        """Held or in a gap, never both, never neither."""
        held = {event.position for event in self.log.read(0, limit=10_000, max_bytes=1 << 30)}
        assert held == set(range(1, len(self.accepted) + 1)) - self.gone
        gaps = {p for gap in self.log.gaps(1, self.log.head()) for p in range(gap.first, gap.last + 1)}
        assert gaps == self.gone

    def teardown(self) -> None:
        """Close, whatever happened."""
        with contextlib.suppress(StorageError):
            self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def chunks_soon_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a dozen events instead of two thousand."""
    monkeypatch.setattr(compaction, "MAX_EVENTS", 12)


CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def test_the_log_behaves_as_a_list() -> None:
    """Twenty short histories."""
    profile = settings(max_examples=10, stateful_step_count=15, deadline=None, suppress_health_check=CHECKS)
    run_state_machine_as_test(LogModel, settings=profile)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_the_log_behaves_as_a_list_at_length() -> None:
    """Hundreds of long ones."""
    profile = settings(max_examples=300, stateful_step_count=60, deadline=None, suppress_health_check=CHECKS)
    run_state_machine_as_test(LogModel, settings=profile)

"""Any history of puts, sends, failures, restarts and crashes: nothing vanishes, nothing is made up."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from support.event_lines import line, names
from touchline.batch import Batch, Limits
from touchline.outbox.folder import FolderStore
from touchline.outbox.keyring import Keyring, keyring
from touchline.outbox.memory import MemoryStore
from touchline.outbox.store import FULL, Store
from touchline.outbox.tiers import Tiers

LIMITS = Limits(7, 4000)
BOUND = 700_000


class Machine(RuleBasedStateMachine):
    """The model: every id ever accepted, and where it went."""

    def __init__(self) -> None:
        super().__init__()
        self.accepted: set[str] = set()
        self.sent: list[str] = []
        self.again: set[str] = set()  # may be sent twice: their batch was in flight in a crash
        self.dropped: set[str] = set()
        self.batch: Batch | None = None
        self.store: Any = self.open()

    def open(self) -> Store:
        raise NotImplementedError

    def ready(self) -> None:
        self.store.due(time.monotonic(), 0.0)

    @rule(lane=st.sampled_from([0, 0, 0, 1, 2]), pad=st.sampled_from([0, 50, 3000]), count=st.integers(1, 12))
    def put(self, lane: int, pad: int, count: int) -> None:
        for _ in range(count):
            name = f"e{len(self.accepted)}"
            if self.store.put(line(name, pad), lane) != FULL:
                self.accepted.add(name)

    @rule()
    def peek(self) -> None:
        self.ready()
        before = self.batch
        self.batch = self.store.peek(LIMITS)
        if before is not None:
            assert self.batch is not None
            assert self.batch.ids() == before.ids()

    @precondition(lambda self: self.batch is not None)
    @rule(keep=st.integers(0, 3))
    def settle(self, keep: int) -> None:
        assert self.batch is not None
        lines = self.batch.lines()
        kept = lines[:keep]
        self.store.settle(self.batch, kept)
        self.sent += names(lines[len(kept) :])
        self.batch = None

    @rule()
    def evict(self) -> None:
        lost = set(names(self.store.evict()))
        assert not (self.batch and lost & set(self.batch.ids()))
        self.dropped |= lost

    @invariant()
    def nothing_is_made_up(self) -> None:
        assert set(self.sent) <= self.accepted
        assert self.dropped <= self.accepted

    def teardown(self) -> None:
        if self.batch is not None:
            self.settle(0)
        self.ready()
        for _ in range(2000):
            self.ready()
            batch = self.store.peek(LIMITS)
            if batch is None:
                break
            self.store.settle(batch)
            self.sent += batch.ids()
        self.store.close()
        assert set(self.sent) | self.dropped == self.accepted
        twice = {name for name in self.sent if self.sent.count(name) > 1}
        assert twice <= self.again


class MemoryMachine(Machine):
    def open(self) -> Store:
        return MemoryStore(BOUND)


class FolderMachine(Machine):
    keys = Keyring()

    @initialize()
    def begin(self) -> None:
        """The folder is made in `open`."""

    def open(self) -> Store:
        if not hasattr(self, "path"):
            self.path = Path(tempfile.mkdtemp(prefix="outbox-"))
        return FolderStore(self.path, told=lambda *_: None, max_bytes=BOUND, keys=self.keys)

    @rule()
    def restart(self) -> None:
        if self.batch is not None:
            self.again |= set(self.batch.ids())
            self.batch = None
        self.store.close()
        self.store = self.open()

    @rule()
    def crash(self) -> None:
        """What the kernel does to a killed process: descriptors closed, locks free, nothing sealed or flushed."""
        if self.batch is not None:
            self.again |= set(self.batch.ids())
            self.batch = None
        self.store.forked()
        self.store = self.open()

    @rule(count=st.integers(1, 8))
    def another_process_comes_and_dies(self, count: int) -> None:
        other = FolderStore(self.path, told=lambda *_: None, max_bytes=BOUND, keys=self.keys)
        other._follow()
        for _ in range(count):
            name = f"e{len(self.accepted)}"
            if other.put(line(name)) != FULL:
                self.accepted.add(name)
        other.forked()
        self.store._scanned = float("-inf")  # look at once, as it would within a second

    def teardown(self) -> None:
        self.store._scanned = float("-inf")
        try:
            super().teardown()
        finally:
            shutil.rmtree(self.path)


class SealedMachine(FolderMachine):
    keys = keyring(bytes(32))


class TieredMachine(FolderMachine):
    def open(self) -> Store:
        folder: Any = super().open()
        return Tiers(MemoryStore(6000), folder, when=FULL)

    def restart(self) -> None:
        """Memory does not survive; that is not this machine's subject."""

    crash = restart

    def another_process_comes_and_dies(self, count: int) -> None:
        """Nor are other processes."""

    def teardown(self) -> None:
        self.store._stores[1]._scanned = float("-inf")
        try:
            Machine.teardown(self)
        finally:
            shutil.rmtree(self.path)


PROFILE = settings(max_examples=30, stateful_step_count=30, deadline=None)
TestMemory = MemoryMachine.TestCase
TestFolder = FolderMachine.TestCase
TestSealed = SealedMachine.TestCase
TestTiers = TieredMachine.TestCase
TestMemory.settings = TestFolder.settings = TestSealed.settings = TestTiers.settings = PROFILE

LONG = settings(max_examples=600, stateful_step_count=80, deadline=None)


@pytest.mark.long
@pytest.mark.timeout(900)
class TestMemoryLong(MemoryMachine.TestCase):
    settings = LONG


@pytest.mark.long
@pytest.mark.timeout(900)
class TestFolderLong(FolderMachine.TestCase):
    settings = LONG


@pytest.mark.long
@pytest.mark.timeout(900)
class TestSealedLong(SealedMachine.TestCase):
    settings = LONG


@pytest.mark.long
@pytest.mark.timeout(900)
class TestTiersLong(TieredMachine.TestCase):
    settings = LONG

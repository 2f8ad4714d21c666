"""One behaviour for every store: memory, folder, and one behind the other."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.event_lines import line, names
from touchline.batch import MAX_BYTES, MAX_EVENTS, Limits
from touchline.outbox.folder import FolderStore
from touchline.outbox.keyring import Keyring, keyring
from touchline.outbox.memory import MemoryStore
from touchline.outbox.store import FAILED, FULL, WAKE, Store
from touchline.outbox.tiers import Tiers

ROOM = 400_000
Make = Callable[[], Store]


def folder(path: Path, *, power: bool = False, keys: Keyring | None = None, **options: int) -> FolderStore:
    return FolderStore(path, told=lambda *_: None, power=power, keys=keys, **{"max_bytes": ROOM, **options})


@pytest.fixture(params=["memory", "folder", "sealed", "power", "disk then memory", "memory then disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    kinds: dict[str, Make] = {
        "memory": lambda: MemoryStore(ROOM),
        "folder": lambda: folder(tmp_path),
        "sealed": lambda: folder(tmp_path, keys=keyring(bytes(32))),
        "power": lambda: folder(tmp_path, power=True),
        "disk then memory": lambda: Tiers(folder(tmp_path), MemoryStore(ROOM), when=FAILED),
        "memory then disk": lambda: Tiers(MemoryStore(ROOM // 2), folder(tmp_path, max_bytes=ROOM // 2), when=FULL),
    }
    made = kinds[request.param]()
    yield made
    made.close()


def ready(store: Store) -> None:
    assert store.due(time.monotonic(), 0.0) == 0.0


def drain(store: Store, limits: Limits = Limits()) -> list[str]:  # noqa: B008  # immutable
    """Settle everything; return the ids in the order in which they went."""
    went: list[str] = []
    while store.size().events:
        ready(store)
        batch = store.peek(limits)
        assert batch is not None
        went += batch.ids()
        store.settle(batch)
    return went


def test_what_is_put_comes_out_once_in_order(store: Store) -> None:
    """First in, first out; nothing twice."""
    assert store.put(line(0)) == WAKE
    for n in range(1, 1200):
        store.put(line(n))
    assert store.size().events == store.accepted == 1200
    assert drain(store) == [str(n) for n in range(1200)]
    assert store.size().events == 0
    assert store.accepted == 1200


def test_batches_keep_to_the_limits(store: Store) -> None:
    """Neither more events nor more bytes than asked for, but always at least one."""
    for n in range(100):
        store.put(line(n, pad=2000))
    ready(store)
    by_count = store.peek(Limits(7, MAX_BYTES))
    assert by_count is not None
    assert by_count.count == 7
    fewer = store.peek(Limits(3, MAX_BYTES))
    assert fewer is not None
    assert fewer.ids() == ["0", "1", "2"]
    tiny = store.peek(Limits(MAX_EVENTS, 10))
    assert tiny is not None
    assert tiny.ids() == ["0"]
    store.settle(tiny)
    by_bytes = store.peek(Limits(MAX_EVENTS, 10_000))
    assert by_bytes is not None
    assert len(by_bytes.body) <= 10_000
    assert by_bytes.ids()[0] == "1"


def test_an_unsettled_batch_is_returned_again(store: Store) -> None:
    """A failed request changes nothing."""
    for n in range(10):
        store.put(line(n))
    ready(store)
    first = store.peek(Limits())
    store.put(line(10))
    again = store.peek(Limits())
    assert first is not None
    assert again is not None
    assert again.ids() == first.ids()
    assert store.size().events == 11


def test_kept_events_go_to_the_end(store: Store) -> None:
    """`retry` does not hold up the rest, and does not vanish."""
    for n in range(4):
        store.put(line(n))
    ready(store)
    batch = store.peek(Limits(3, MAX_BYTES))
    assert batch is not None
    store.settle(batch, keep=[batch.lines()[0]])
    assert store.size().events == 2
    assert drain(store) == ["3", "0"]
    assert store.accepted == 4


def test_a_full_store_says_so_and_changes_nothing(store: Store) -> None:
    """The bound is in bytes, and kept."""
    count = 0
    while store.put(line(count, pad=1000)) != FULL:
        count += 1
    assert 0.7 * ROOM < store.size().bytes <= ROOM * 2
    assert store.size().events == store.accepted == count
    assert len(drain(store)) == count


def test_evicting_drops_the_oldest_and_returns_them(store: Store) -> None:
    """Room is made from the old end, and the lost are named."""
    count = 0
    while store.put(line(count, pad=1000)) != FULL:
        count += 1
    lost = names(store.evict())
    assert lost == [str(n) for n in range(len(lost))]
    assert lost
    assert store.size().events == count - len(lost)
    assert store.put(line("new", pad=1000)) != FULL
    assert "new" in drain(store)


def test_an_empty_store_has_nothing_to_evict(store: Store) -> None:
    """Evicting nothing is no error."""
    assert store.evict() == []


def test_lanes_go_first_and_are_dropped_last(store: Store) -> None:
    """Lane 0 overtakes; lane 2 makes room."""
    for n in range(30):
        store.put(line(f"low-{n}"), 2)
        store.put(line(f"high-{n}"), 0)
    assert all(name.startswith("low") for name in names(store.evict()))
    store.put(line("low-last"), 2)
    went = drain(store)
    assert [name.partition("-")[0] for name in went] == ["high"] * 30 + ["low"]


def test_lingering_waits_for_a_fuller_batch(store: Store) -> None:
    """A lone event waits out the linger; a full batch does not."""
    store.put(line(0))
    now = time.monotonic()
    due = store.due(now, 30.0)
    assert due is not None
    assert due > 0
    for n in range(MAX_EVENTS):
        store.put(line(n))
    assert store.due(now, 30.0) == 0.0


def test_a_forked_child_starts_empty(store: Store) -> None:
    """What the parent queued is the parent's."""
    for n in range(5):
        store.put(line(n))
    read, write = os.pipe()
    if (pid := os.fork()) == 0:  # pragma: no cover  # in the child
        try:
            store.forked()
            store.put(line("child"))
            os.write(write, b"%d %d" % (store.size().events, store.accepted))
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    assert os.read(read, 100) == b"1 1"
    os.close(read)
    os.close(write)
    assert {"0", "1", "2", "3", "4"} <= set(drain(store))

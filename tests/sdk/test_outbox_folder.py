"""The outbox on disk: sharing, takeover, damage, bounds, manners; every promise with a key and without one."""

from __future__ import annotations

import os
import resource
import shutil
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import touchline
from support.event_lines import line, names
from support.odd_server import OddServer, http, ok
from touchline import jsontext
from touchline.batch import Limits
from touchline.outbox.folder import FolderStore
from touchline.outbox.kept import DAMAGED, REFUSED, KeptFiles
from touchline.outbox.keyring import keyring
from touchline.outbox.lines import parsed
from touchline.outbox.listing import segments
from touchline.outbox.segment import HEADER_BYTES, unsent
from touchline.outbox.store import FAILED

TYPE = "com.acme.kiosk.slush_poured.v1"
KEYS: dict[str, bytes | None] = {"plain": None, "sealed": bytes(range(32))}
key: bytes | None = None


@pytest.fixture(autouse=True, scope="module", params=KEYS)
def _resting(request: pytest.FixtureRequest) -> Iterator[None]:
    """How events rest in this round."""
    global key  # noqa: PLW0603  # a module's fixture may be asked for by a property test, a test's own may not
    key = KEYS[request.param]
    yield
    key = None


class Told:
    def __init__(self) -> None:
        self.calls: list[tuple[str, list[bytes]]] = []

    def __call__(self, reason: str, _message: str, lines: list[bytes]) -> None:
        self.calls.append((reason, lines))


def open_store(path: Path, told: Any = None, **options: Any) -> FolderStore:
    return FolderStore(path, told=told or Told(), keys=keyring(key), **options)


def open_client(url: str, **options: Any) -> touchline.Client:
    return touchline.Client(url, **{"source": "//s/1", "outbox_key": key, **options})


def kept(path: Path, name: str) -> bytes:
    return b"".join(KeptFiles(path, keyring(key)).read(name))


def drain(store: FolderStore) -> list[str]:
    went: list[str] = []
    while store.due(time.monotonic(), 0.0) == 0.0 and (batch := store.peek(Limits())) is not None:
        went += batch.ids()
        store.settle(batch)
    return went


def test_an_event_is_on_disk_before_track_returns(tmp_path: Path) -> None:
    """Killed right after `track`, with no time for anything: every event is delivered by the next process."""
    program = (
        "import os, touchline\n"
        f"options = dict(outbox={str(tmp_path)!r}, outbox_key={key!r}, linger=60)\n"
        "tl = touchline.Client('http://127.0.0.1:1', source='//s/1', **options)\n"
        f"for n in range(500): print(tl.track({TYPE!r}, {{'n': n}}))\n"
        "os.sys.stdout.flush(); os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=30)
    ids = done.stdout.split()
    assert done.returncode == -9
    assert len(ids) == 500
    with OddServer() as server, open_client(server.url, source="//s/1", outbox=tmp_path) as client:
        report = client.flush(10)
        assert set(server.accepted) == set(ids)
        assert report.stats.adopted == report.stats.delivered == 500
    assert segments(tmp_path) == []


def test_files_are_for_the_owner_only(tmp_path: Path) -> None:
    """Mode 0600, in a folder of mode 0700."""
    store = open_store(tmp_path / "outbox")
    store.put(line(1))
    assert stat.S_IMODE((tmp_path / "outbox").stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "outbox").iterdir()} == {0o600}
    store.close()


def test_one_process_sends_and_another_takes_over(tmp_path: Path) -> None:
    """While the first holds the lock the second only writes; when it lets go, the second sends what both left."""
    first, second = open_store(tmp_path), open_store(tmp_path)
    first.put(line("a"))
    assert first.due(time.monotonic(), 0.0) == 0.0
    second.put(line("b"))
    assert second.due(time.monotonic(), 0.0) != 0.0
    assert second.peek(Limits()) is None
    first.close()
    time_limit = time.monotonic() + 5
    went: list[str] = []
    while len(went) < 2 and time.monotonic() < time_limit:
        went += drain(second)
    assert sorted(went) == ["a", "b"]
    second.close()
    assert segments(tmp_path) == []


def test_the_sender_sends_for_others_and_they_learn_of_it(tmp_path: Path) -> None:
    """A flush in a process that is not the sender ends when its events are gone."""
    with OddServer() as server:
        options: dict[str, Any] = {"source": "//s/1", "outbox": tmp_path, "linger": 0.01}
        sender, follower = open_client(server.url, **options), open_client(server.url, **options)
        sender.track(TYPE)
        sender.flush()
        ids = [follower.track(TYPE) for _ in range(700)]
        report = follower.flush(10)
        stats = report.stats
        assert report
        assert (stats.accepted, stats.delivered, stats.elsewhere, stats.spooled) == (700, 0, 700, 0)
        assert set(ids) <= set(server.accepted)
        assert sender.stats().adopted == 700
        sender.close()
        follower.close()


@settings(deadline=None)
@given(st.lists(st.integers(0, 8000), max_size=30), st.randoms(use_true_random=False))
def test_damage_costs_only_the_lines_it_hits(
    tmp_path_factory: pytest.TempPathFactory, where: list[int], dice: Any
) -> None:
    """Whatever bytes of a segment rot, every line they missed is delivered and the rest is told; nothing raises."""
    path = tmp_path_factory.mktemp("outbox")
    writer = open_store(path)
    for n in range(60):
        writer.put(line(n, pad=20))
    writer.close()
    (segment,) = segments(path)
    data = bytearray(segment.read_bytes())
    hit = set()
    for place in where:
        data[place % len(data)] ^= dice.randrange(1, 256)
        hit.add(place % len(data))
    segment.write_bytes(data)
    told = Told()
    store = open_store(path, told)
    went = drain(store)
    store.close()
    spans, at = {}, HEADER_BYTES
    for n in range(60):
        end = at + keyring(key).at_rest(len(line(n, pad=20)))
        spans[str(n)] = range(at, end)
        at = end
    # A rotten newline joins its line with the next one.
    spoiled = {name for name, span in spans.items() if any(place in span or place == span.start - 1 for place in hit)}
    assert set(spans) - spoiled <= set(went)
    assert len(went) == len(set(went))
    assert bool(told.calls) or not (spoiled - set(went))


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(1, 5), st.integers(1, 200))
def test_reading_lines_never_fails(data: bytes, events: int, size: int) -> None:
    """Any bytes parse into good lines and damaged ones, and progress is made wherever there is a newline."""
    piece = parsed(data, Limits(events, size))
    assert 0 <= piece.used <= len(data)
    assert (piece.used > 0) == (b"\n" in data)
    assert not (piece.count and piece.damaged)


def test_a_torn_last_line_is_set_aside(tmp_path: Path) -> None:
    """A power cut in the middle of a line costs that line."""
    store = open_store(tmp_path)
    store.put(line("whole"))
    store.put(line("torn"))
    store.close()
    (segment,) = segments(tmp_path)
    segment.write_bytes(segment.read_bytes()[:-5])
    told = Told()
    again = open_store(tmp_path, told)
    assert drain(again) == ["whole"]
    assert [reason for reason, _ in told.calls] == ["outbox.damaged"]
    again.close()
    assert segments(tmp_path) == []


def test_damaged_lines_are_kept_beside_the_outbox(tmp_path: Path) -> None:
    """Set aside means: still there for someone to look at, and told."""
    store = open_store(tmp_path)
    store.put(line("good"))
    store.close()
    with segments(tmp_path)[0].open("ab") as file:
        file.write(b"deadbeef rotten\n")
    problems: list[touchline.Problem] = []
    with (
        OddServer() as server,
        open_client(server.url, source="//s", outbox=tmp_path, on_error=problems.append) as client,
    ):
        client.flush()
        assert list(server.accepted) == ["good"]
    assert kept(tmp_path, DAMAGED) == b"deadbeef rotten\n"
    assert [problem.reason for problem in problems] == ["outbox.damaged"]


def test_a_full_disk_falls_back_to_memory_and_recovers(tmp_path: Path) -> None:
    """The disk refuses in the middle of a line: the event is in memory, told, and the file stays whole."""
    store = open_store(tmp_path)
    store.put(line("before"))
    size = segments(tmp_path)[0].stat().st_size
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 10, old[1]))
    try:
        assert store.put(line("refused", pad=500)) == FAILED
        assert isinstance(store.last_error, OSError)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
    assert segments(tmp_path)[0].stat().st_size == size
    store.put(line("after"))
    assert drain(store) == ["before", "after"]
    store.close()


def test_with_a_full_disk_the_client_keeps_delivering(tmp_path: Path) -> None:
    """Disk full: bounded memory, on_error, and nothing lost while the collector answers."""
    problems: list[touchline.Problem] = []
    with OddServer() as server:
        client = open_client(server.url, source="//s", outbox=tmp_path, on_error=problems.append)
        client.track(TYPE)
        old = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, old[1]))
        try:
            ids = [client.track(TYPE, {"n": n}) for n in range(100)]
            assert None not in ids
            assert client.stats().pending > 0
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, old)
        assert client.close()
        assert set(ids) <= set(server.accepted)
    assert "outbox.storage" in {problem.reason for problem in problems}


def test_power_level_syncs_before_returning_and_threads_share_a_sync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When `put` returns, a sync that began after the write has ended; waiting threads ride on one."""
    syncs: list[int] = []
    real = os.fdatasync

    def counted(fd: int) -> None:
        time.sleep(0.02)  # a medium's pace, so that threads do pile up
        real(fd)
        syncs.append(segments(tmp_path)[0].stat().st_size)

    monkeypatch.setattr(os, "fdatasync", counted)
    store = open_store(tmp_path, power=True)
    done: list[bool] = []

    def work(k: int) -> None:
        for n in range(10):
            store.put(line(f"{k}-{n}"))
            done.append(syncs[-1] >= 0)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 80
    assert len(syncs) < 40
    assert syncs[-1] == segments(tmp_path)[0].stat().st_size
    store.close()


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was synced, files and folders, in order."""
    paths: list[Path] = []

    def noting(real: Callable[[int], None]) -> Callable[[int], None]:
        def sync(fd: int) -> None:
            real(fd)
            paths.append(Path(f"/proc/self/fd/{fd}").readlink())

        return sync

    for name in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, name, noting(getattr(os, name)))
    return paths


@pytest.mark.parametrize("power", [True, False], ids=["power", "process"])
def test_a_new_outbox_is_in_its_folder_after_a_power_cut(tmp_path: Path, synced: list[Path], power: bool) -> None:  # noqa: FBT001
    """A file whose name never reached the medium is gone with all that was synced in it: names are synced too."""
    store = open_store(tmp_path / "a/b", power=power)
    assert synced == [tmp_path / "a", tmp_path]
    synced.clear()
    store.put(line(1))
    store.sync()
    (segment,) = segments(tmp_path / "a/b")
    assert set(synced) == {segment, tmp_path / "a/b"}
    store.close()
    synced.clear()
    open_store(tmp_path / "a/b", power=power).close()
    assert tmp_path / "a" not in synced


def test_a_sync_reaches_segments_that_have_ended(
    tmp_path: Path, synced: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An asyncio client asks for its sync late: everything put so far is in it, and nothing is synced twice."""
    store = open_store(tmp_path, max_bytes=600 * 1024)
    for n in range(30):
        store.put(line(n, pad=10_000))
    written = segments(tmp_path)
    assert len(written) > 3
    with monkeypatch.context() as broken:
        broken.setattr(os, "fdatasync", lambda _: os.fstat(-1))
        with pytest.raises(OSError, match="Bad file"):
            store.sync()
    assert synced == []
    store.sync()
    assert set(synced) == {*written, tmp_path}
    synced.clear()
    store.sync()
    assert synced == []
    store.put(line(31))
    store.sync()
    newest = max(segments(tmp_path), key=lambda path: path.name)
    assert {newest, tmp_path} <= set(synced) <= {newest, max(written, key=lambda path: path.name), tmp_path}
    store.close()


def test_a_failed_sync_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A medium that cannot sync has not taken the event."""

    def broken(_fd: int) -> None:
        raise OSError(5, "Input/output error")

    store = open_store(tmp_path, power=True)
    monkeypatch.setattr(os, "fdatasync", broken)
    assert store.put(line(1)) == FAILED
    monkeypatch.undo()
    store.close()


def test_events_that_are_too_old_are_dropped_and_named(tmp_path: Path) -> None:
    """max_age bounds how long an outbox keeps what nobody fetches."""
    store = open_store(tmp_path)
    store.put(line("old"))
    store.close()
    os.utime(segments(tmp_path)[0], (0, 0))
    told = Told()
    again = open_store(tmp_path, told, max_age=3600.0)
    again.put(line("new"))
    assert drain(again) == ["new"]
    assert [(reason, names(lines)) for reason, lines in told.calls] == [("dropped.expired", ["old"])]
    again.close()


def test_a_cursor_survives_the_sender(tmp_path: Path) -> None:
    """A new sender goes on where the last one stopped."""
    store = open_store(tmp_path)
    for n in range(10):
        store.put(line(n))
    store.due(time.monotonic(), 0.0)
    batch = store.peek(Limits(4, 10_000))
    assert batch is not None
    store.settle(batch)
    store.close()
    assert names(unsent(segments(tmp_path)[0], keyring(key))) == ["4", "5", "6", "7", "8", "9"]
    again = open_store(tmp_path)
    assert drain(again) == ["4", "5", "6", "7", "8", "9"]
    again.close()


def test_segments_are_deleted_once_sent(tmp_path: Path) -> None:
    """Sent events do not rest on the disk."""
    store = open_store(tmp_path, max_bytes=1_000_000)
    for n in range(300):
        store.put(line(n, pad=1500))
    assert len(segments(tmp_path)) > 2
    assert len(drain(store)) == 300
    assert len(segments(tmp_path)) == 1
    store.close()
    assert segments(tmp_path) == []


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    """The error says which path and why, when the client is made."""
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(touchline.OutboxError, match="file/outbox"):
        open_client("http://x", source="//s", outbox=file / "outbox")
    with pytest.raises(ValueError, match="needs a folder"):
        open_client("http://x", source="//s", level="power")


def test_refused_events_are_kept_with_their_reasons_and_without_contacts(tmp_path: Path) -> None:
    """The kept file holds finding and event; an address in it is redacted."""
    finding = {"level": "error", "rule": "contact.email", "pointer": "/data/email", "message": "raw address"}
    body = {"accepted": 0, "results": [{"index": 0, "id": "x", "status": "rejected", "findings": [finding]}]}
    with (
        OddServer(lambda _: http(400, jsontext.dumps(body))) as server,
        open_client(server.url, source="//s", outbox=tmp_path) as client,
    ):
        client.track(TYPE, {"email": "jane@example.com", "size": "L"})
    record = kept(tmp_path, REFUSED)
    assert b"jane@" not in record
    assert b'"contact.email"' in record
    assert b'"size":"L"' in record


def test_overflow_spill_uses_the_disk_only_when_memory_is_full(tmp_path: Path) -> None:
    """Spill: memory first; what it has no room for goes to the folder, and everything arrives."""
    with OddServer() as server:
        server.reply = lambda _: http(503)
        client = open_client(
            server.url, source="//s", outbox=tmp_path, overflow="spill", memory_bytes=20_000, linger=0.01
        )
        ids = [client.track(TYPE, {"n": n, "pad": "x" * 100}) for n in range(300)]
        stats = client.stats()
        assert None not in ids
        assert stats.pending > 0
        assert stats.spooled > 0
        assert stats.pending + stats.spooled == 300
        server.reply = ok
        assert client.flush(10)
        assert set(server.accepted) == set(ids)
        client.close()


def test_a_busy_process_does_not_hold_up_the_events_of_another(tmp_path: Path) -> None:
    """The sender serves the processes that share the folder in turn, and sees a new one's file at the next look."""
    busy, other = open_store(tmp_path), open_store(tmp_path)
    busy.put(line(1))
    assert busy.due(time.monotonic(), 0.0) == 0.0
    other.put(line(2))
    (path,) = other._own.open_paths()
    path.rename(tmp_path / path.name.replace(f"-{os.getpid()}-", "-4711-"))
    served = []
    for number in range(3, 7):
        busy.put(line(number))  # there is always something of its own to send
        assert busy.due(time.monotonic(), 0.0) == 0.0
        batch = busy.peek(Limits())
        assert batch is not None
        served.append(batch.ids())
        busy.settle(batch)
    assert served == [["1", "3"], ["2"], ["4", "5"], ["6"]]
    busy.close()


def test_a_folder_that_is_taken_away_raises_nothing_into_the_host(tmp_path: Path) -> None:
    """Somebody cleans up too much: `track`, `flush`, `stats` and `close` answer all the same."""
    folder = tmp_path / "outbox"
    with OddServer() as server:
        client = open_client(server.url, source="//s", outbox=folder, linger=0.01)
        assert client.track(TYPE)
        assert client.flush(10).delivered == 1
        shutil.rmtree(folder)
        assert client.track(TYPE)
        client.flush(1)
        assert client.stats().accepted == 2
        client.close(1)

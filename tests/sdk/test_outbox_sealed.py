"""An outbox with a key: what a thief of the disk reads, what a wrong key does, how one key follows another."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import touchline
from support.event_lines import line
from support.extras import only
from support.odd_server import OddServer, http
from touchline import jsontext
from touchline.batch import Limits
from touchline.cli import main
from touchline.outbox.folder import FolderStore
from touchline.outbox.kept import DAMAGED, REFUSED, KeptFiles
from touchline.outbox.keyring import keyring
from touchline.outbox.lines import framed
from touchline.outbox.listing import segments
from touchline.outbox.segment import HEADER_BYTES
from touchline.sealing import Key, fresh_key, read_key

TYPE = "com.acme.kiosk.slush_poured.v1"
OLD, NEW = bytes(32), bytes(range(32))


def open_store(path: Path, key: Any, **options: Any) -> FolderStore:
    return FolderStore(path, told=options.pop("told", lambda *_: None), keys=keyring(key), **options)


def drained(store: FolderStore) -> list[str]:
    went: list[str] = []
    while store.due(time.monotonic(), 0.0) == 0.0 and (batch := store.peek(Limits())) is not None:
        went += batch.ids()
        store.settle(batch)
    return went


def left(path: Path, key: Any, *names: str) -> list[Path]:
    """Put events and close."""
    store = open_store(path, key)
    for name in names:
        store.put(line(name))
    store.close()
    return segments(path)


def everything(folder: Path) -> Iterator[bytes]:
    """All bytes that a thief finds: names, contents, and what base64 hides in them."""
    for file in folder.rglob("*"):
        data = file.read_bytes()
        yield file.name.encode() + b"\0" + data
        for piece in data.split():
            yield base64.b64decode(piece[: len(piece) // 4 * 4]) if re.fullmatch(rb"[A-Za-z0-9+/=]{8,}", piece) else b""


def test_nothing_of_an_event_is_found_in_the_folder(tmp_path: Path) -> None:
    """Waiting, refused, damaged, sent: at no moment do the folder's bytes hold a word of any event."""
    finding = {"level": "error", "rule": "lamp.rule", "pointer": "/data/size", "message": "too large"}

    def reply(seen: Any) -> bytes:
        results = [{"index": 0, "id": seen.events[0]["id"], "status": "rejected", "findings": [finding]}]
        return http(202, jsontext.dumps({"accepted": len(seen.events) - 1, "results": results}))

    looks: list[bytes] = []
    with OddServer(lambda _: http(503)) as server:
        client = touchline.Client(
            server.url, source="//shop-4711", outbox=tmp_path, outbox_key=NEW, linger=0.01, exit_timeout=0
        )
        ids = [
            client.track(TYPE, {"lamp": f"arc-{n}", "identities": [{"type": "user", "value": "u-lisa"}]})
            for n in range(50)
        ]
        looks += everything(tmp_path)
        for path in segments(tmp_path):  # two lines rot: a sealed one, and one that never was sealed
            data = bytearray(path.read_bytes())
            data[HEADER_BYTES + 100] ^= 1
            path.write_bytes(data)
        (tmp_path / "0-1-1-beef.events").write_bytes(framed(b'{"lamp":"arc-plain"}\n')[:-3] + b"..\n")
        server.reply = reply
        client.flush(10)
        client.close()
        assert len(server.accepted) == 48
    looks += everything(tmp_path)
    words = [b"lamp", b"arc-", b"u-lisa", b"shop-4711", b"slush", *(str(name).encode() for name in ids)]
    assert len(looks) > 100
    assert [word for word in words if any(word in look for look in looks)] == []
    names = {file.name for file in tmp_path.iterdir()}
    assert {"refused.sealed.bin", "damaged.sealed.bin"} <= names
    keeper = KeptFiles(tmp_path, keyring(NEW))
    assert b'"lamp.rule"' in b"".join(keeper.read(REFUSED))
    assert b"arc-plain" in b"".join(keeper.read(DAMAGED))


@pytest.mark.parametrize("given", [None, OLD])
def test_a_wrong_key_keeps_the_files_and_is_named(tmp_path: Path, given: bytes | None) -> None:
    """Without the key, or with another: told which is wanted, nothing deleted, new events travel all the same."""
    (locked,) = left(tmp_path, NEW, "a", "b")
    before = locked.read_bytes()
    problems: list[touchline.Problem] = []
    with OddServer() as server:
        client = touchline.Client(
            server.url, source="//s", outbox=tmp_path, outbox_key=given, max_age=3600.0, on_error=problems.append
        )
        os.utime(locked, (0, 0))  # even where it is too old to wait
        sent = client.track(TYPE)
        assert client.flush(10)
        client.close()
        assert list(server.accepted) == [sent]
    assert locked.read_bytes() == before
    (problem,) = problems
    assert problem.reason == "outbox.locked"
    assert f"key {Key(NEW).id}" in problem.message
    assert "no key" in problem.message if given is None else f"key {Key(OLD).id}" in problem.message
    store = open_store(tmp_path, [OLD, NEW])
    assert drained(store) == ["a", "b"]
    store.close()
    assert segments(tmp_path) == []


def test_locked_files_count_for_the_bound_and_are_never_evicted(tmp_path: Path) -> None:
    """They take room like any other, and no policy takes them away."""
    (locked,) = left(tmp_path, NEW, *(f"e{n}" for n in range(50)))
    store = open_store(tmp_path, OLD, max_bytes=locked.stat().st_size + 500)
    store.due(time.monotonic(), 0.0)
    outcomes = [store.put(line(n)) for n in range(10)]
    assert outcomes[0] != outcomes[-1]
    assert len(store.evict()) == outcomes.count(outcomes[1]) + 1
    assert store.evict() == []
    assert locked.exists()
    store.close()


def test_switching_a_key_on_sends_what_was_plain(tmp_path: Path) -> None:
    """The plain segments of yesterday are delivered, and new ones are sealed."""
    left(tmp_path, None, "plain")
    store = open_store(tmp_path, NEW)
    store.put(line("sealed"))
    assert sorted(path.suffix for path in segments(tmp_path)) == [".events", ".sealed"]
    assert sorted(drained(store)) == ["plain", "sealed"]
    store.close()


def test_a_sealed_line_opens_in_its_own_segment_only(tmp_path: Path) -> None:
    """A line carried into another segment, or changed with its checksum put right, is damaged and not sent."""
    (first,) = left(tmp_path / "1", NEW, "a", "b")
    (second,) = left(tmp_path / "2", NEW, "c")
    foreign = first.read_bytes()[HEADER_BYTES:].splitlines(keepends=True)[0]
    own = second.read_bytes()[HEADER_BYTES:]
    forged = framed(own[9:20] + bytes([own[20] ^ 1]) + own[21:])
    with second.open("ab") as file:
        file.write(foreign + forged)
    told: list[tuple[str, int]] = []
    store = open_store(tmp_path / "2", NEW, told=lambda reason, _, lines: told.append((reason, len(lines))))
    assert drained(store) == ["c"]
    assert told == [("outbox.damaged", 2)]
    store.close()


def test_no_nonce_is_used_twice(tmp_path: Path) -> None:
    """One event put again and again, in several stores and in a forked child: no two lines begin alike."""
    store = open_store(tmp_path, NEW)
    store.put(line(1))
    child = os.fork()
    if child == 0:
        store.forked()
        for _ in range(200):
            store.put(line(1))
        os._exit(0)
    for _ in range(200):
        store.put(line(1))
    os.waitpid(child, 0)
    left(tmp_path, NEW, *["1"] * 200)
    frames = [frame for path in segments(tmp_path) for frame in path.read_bytes()[HEADER_BYTES:].splitlines()]
    assert len(frames) == 601
    assert len({frame[9:25] for frame in frames}) == 601  # twelve bytes are sixteen digits of base64
    store.close()


def test_the_command_line_opens_with_the_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """stat counts without the key; the other verbs take it from a file, and say so where it lacks."""
    folder, key = tmp_path / "outbox", tmp_path / "outbox.key"
    key.write_text(NEW.hex() + "\n")
    left(folder, NEW, "a", "b")
    KeptFiles(folder, keyring(NEW)).keep(line("r"), "rejected", [])
    assert main(["outbox", "stat", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "waiting      2 events" in said
    assert f"sealed with key {Key(NEW).id}, and here is no key" in said
    assert "1 kept in refused.sealed.bin" in said
    for verb in ("export", "refused"):
        assert main(["outbox", verb, str(folder)]) == 2
        error = capsys.readouterr().err
        assert f"sealed with key {Key(NEW).id}" in error
        assert "--outbox-key" in error
    sealed = ["--outbox-key", str(key)]
    assert main(["outbox", "export", str(folder), *sealed]) == 0
    assert [jsontext.loads(one.encode())["id"] for one in capsys.readouterr().out.splitlines()] == ["a", "b"]
    assert main(["outbox", "stat", str(folder), *sealed]) == 0
    assert "locked" not in capsys.readouterr().out
    assert main(["outbox", "refused", str(folder), *sealed]) == 0
    assert '"reason":"rejected"' in capsys.readouterr().out
    with OddServer() as server:
        assert main(["outbox", "flush", str(folder), "--url", server.url]) == 1
        assert "outbox.locked" in capsys.readouterr().err
        assert main(["outbox", "flush", str(folder), "--url", server.url, *sealed]) == 0
        assert sorted(server.accepted) == ["a", "b"]
    key.write_text("beacon")
    assert main(["outbox", "export", str(folder), *sealed]) == 2
    assert "expected 64 hexadecimal digits" in capsys.readouterr().err


def test_a_key_that_is_none_is_refused_and_never_quoted() -> None:
    """Wrong length, no folder, no key at all: told when the client is made, without the key."""
    for wrong in (b"short-secret", [], [NEW, b"short-secret"]):
        with pytest.raises(ValueError, match="outbox_key: expected") as error:
            touchline.Client("http://x", source="//s", outbox="/tmp/never", outbox_key=wrong)  # noqa: S108
        assert "short" not in str(error.value)
    with pytest.raises(ValueError, match="outbox_key needs a folder"):
        touchline.Client("http://x", source="//s", outbox_key=NEW)
    assert NEW.hex() not in repr(Key(NEW))


def test_a_key_file_holds_what_was_made(tmp_path: Path) -> None:
    """Made, written, read: the same bytes; each one another."""
    key = fresh_key()
    (tmp_path / "key").write_text(key.hex() + "\n")
    assert read_key(tmp_path / "key") == key != fresh_key()


def test_without_the_cipher_the_pip_line_is_said(tmp_path: Path) -> None:
    """The base install has no cipher: a client with a key says what to install, one without a key never asks."""
    program = (
        "import touchline\n"
        f"given = dict(source='//s', outbox={str(tmp_path / 'outbox')!r})\n"
        "touchline.Client('http://127.0.0.1:1', **given).close()\n"
        "try:\n"
        "    touchline.Client('http://127.0.0.1:1', **given, outbox_key=bytes(32))\n"
        "except touchline.MissingExtra as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=50,
        env={**os.environ, **only("touchline", tmp_path / "base")},
    )
    assert done.stdout.strip() == "a sealed outbox needs cryptography: pip install 'touchline[sealed]'"

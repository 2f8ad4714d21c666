"""A collector that misbehaves on demand: a real HTTP/1.1 server on a real socket, in threads of the test."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple, Self

import zstandard

Reply = Callable[["Seen"], bytes | None]


class Seen(NamedTuple):
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    wire: bytes
    events: list[dict[str, Any]]


def http(status: int, body: bytes = b"", *, content_type: str = "application/json", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"Content-Type: {content_type}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def verdicts(sent: int, results: list[dict[str, Any]] = [], status: int = 202, **headers: str) -> bytes:  # noqa: B006
    return http(status, json.dumps({"accepted": sent - len(results), "results": results}).encode(), **headers)


def ok(seen: Seen) -> bytes:
    return verdicts(len(seen.events))


class OddServer:
    """Answers each request by `reply`; counts the ids of events it answered 202 to as accepted."""

    def __init__(self, reply: Reply = ok, *, listen: bool = True, remember: bool = True) -> None:
        self.reply = reply
        self.remember = remember  # a run of millions of events has other ways to count them
        self.seen: list[Seen] = []
        self.accepted: Counter[str] = Counter()
        self.changed = threading.Condition()
        self._connections: set[socket.socket] = set()
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._closed = False
        if listen:
            self.listen()

    @property
    def events(self) -> list[dict[str, Any]]:
        """Every event that came, in order, however they fell into requests."""
        return [event for seen in self.seen for event in seen.events]

    def listen(self) -> None:
        """Begin to accept; until then a connect is refused."""
        self._socket.listen(128)
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closed = True
        for connection in [self._socket, *self._connections]:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def drop_connections(self) -> None:
        """Hang up on everybody, as a server does with connections that rest."""
        for connection in list(self._connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def wait_for(self, condition: Callable[[], bool], timeout: float = 10.0) -> None:
        """Return when the condition holds; fail the test when it does not within the timeout."""
        with self.changed:
            assert self.changed.wait_for(condition, timeout), "the server never saw it"

    def _accept(self) -> None:
        while not self._closed:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self._connections.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, connection.makefile("rb") as stream:
                while (seen := _read(stream)) is not None:
                    answer = self.reply(seen)
                    with self.changed:
                        if self.remember:
                            self.seen.append(seen)
                        if self.remember and answer is not None and answer.startswith(b"HTTP/1.1 202"):
                            self.accepted.update(_done(seen, answer))
                    if answer is not None:
                        connection.sendall(answer)
                    with self.changed:
                        self.changed.notify_all()
                    if answer is None or not answer.startswith(b"HTTP/1.1 "):
                        return
        except OSError:
            pass
        finally:
            self._connections.discard(connection)


def _done(seen: Seen, answer: bytes) -> list[str]:
    try:
        body = json.loads(answer.partition(b"\r\n\r\n")[2])
    except ValueError:  # staged nonsense
        return []
    listed = {result["index"]: result["status"] for result in body["results"]}
    return [e["id"] for i, e in enumerate(seen.events) if listed.get(i, "accepted") in ("accepted", "duplicate")]


def _read(stream: Any) -> Seen | None:
    first = stream.readline()
    if not first:
        return None
    method, path, _ = first.decode().split(" ", 2)
    headers = {}
    while (line := stream.readline().strip()) != b"":
        name, _, value = line.decode().partition(":")
        headers[name.lower()] = value.strip()
    wire = stream.read(int(headers.get("content-length", 0)))
    return Seen(method, path, headers, wire, [json.loads(line) for line in _plain(wire, headers).splitlines()])


def _plain(wire: bytes, headers: dict[str, str]) -> bytes:
    encoding = headers.get("content-encoding")
    if encoding == "gzip":
        return gzip.decompress(wire)
    if encoding == "zstd":
        return zstandard.ZstdDecompressor().decompressobj().decompress(wire)
    return wire


def slowly(reply: Reply, seconds: float) -> Reply:
    """Hold every reply back."""

    def held(seen: Seen) -> bytes | None:
        time.sleep(seconds)
        return reply(seen)

    return held

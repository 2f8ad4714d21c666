"""A collector for one's own machine: validates what it gets, keeps it in memory, and answers with verdicts.

It speaks the collector's protocol for structured events and NDJSON, so that a whole application can be tested or tried
without running one. It stores nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from touchline import jsontext
from touchline.delivery import Answer
from touchline.encoding import decode
from touchline.transport.contract import Request

Heard = Callable[[dict[str, Any], list[Any]], Any]


class LocalCollector:
    """A real HTTP server on a free port of this machine (or `port`); with `port=None` none, and only `answer`.

    `accepted` holds the events it took, `rejected` pairs of event and findings. `on_event(event, findings)` is called
    for each, from the server's thread. `mode` is that of the specification's validator.
    """

    def __init__(self, *, port: int | None = 0, mode: str = "open", on_event: Heard | None = None) -> None:
        self.accepted: list[dict[str, Any]] = []
        self.rejected: list[tuple[Any, list[Any]]] = []
        self._on_event = on_event
        self._seen: set[tuple[str, str]] = set()
        self._validator = import_module("touchline_spec").Validator(mode)
        self._changed = threading.Condition()
        self.url = "http://localhost"
        self._server: ThreadingHTTPServer | None = None
        if port is not None:
            self._serve(port)

    def _serve(self, port: int) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def answer(self, request: Request) -> Answer:
        """Answer a request as the server would: what `InMemoryTransport` asks."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        if urlsplit(request.url).path != "/v1/events":
            return _answer(404, {"code": "not_found"})
        try:
            lines = _lines(decode(bytes(request.body), headers.get("content-encoding", "identity")), headers)
        except ValueError as error:
            return _answer(400, {"code": "malformed", "detail": str(error)})
        body = self.take(lines)
        refused = sum(result["status"] == "rejected" for result in body["results"])
        return _answer(400 if refused == len(lines) else 202, body, "application/json")

    def take(self, lines: list[bytes]) -> dict[str, Any]:
        """Judge some events and return the answer's body."""
        results = [result for index, line in enumerate(lines) if (result := self._judge(index, line)) is not None]
        with self._changed:
            self._changed.notify_all()
        return {"accepted": len(lines) - len(results), "results": results}

    def _judge(self, index: int, line: bytes) -> dict[str, Any] | None:
        checked = self._validator.check_bytes(line, now=datetime.now(UTC))
        event, findings = checked.event, checked.findings
        if self._on_event is not None:
            self._on_event(event or {}, findings)
        listed = [finding.as_dict() for finding in findings]
        if any(finding.level == "error" for finding in findings):
            self.rejected.append((event, findings))
            return {"index": index, "id": (event or {}).get("id"), "status": "rejected", "findings": listed}
        key = (event["source"], event["id"])
        if key in self._seen:
            return {"index": index, "id": event["id"], "status": "duplicate", "findings": []}
        self._seen.add(key)
        self.accepted.append(event)
        return {"index": index, "id": event["id"], "status": "accepted", "findings": listed} if listed else None

    def wait_for(self, count: int, timeout: float = 5.0) -> list[dict[str, Any]]:
        """Return the accepted events once there are `count`; `TimeoutError` otherwise."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self.accepted) >= count, timeout):
                raise TimeoutError(f"{len(self.accepted)} of {count} events arrived within {timeout} s")
        return list(self.accepted)

    def close(self) -> None:
        """Stop the server."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()

    def __enter__(self) -> Self:
        """Return the collector itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop the server."""
        self.close()


def _handler(collector: LocalCollector) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:  # the base class names it
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = collector.answer(Request(self.path, dict(self.headers), raw))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: Any) -> None:
            """Stay quiet."""

    return Handler


def _answer(status: int, body: dict[str, Any], kind: str = "application/problem+json") -> Answer:
    raw = jsontext.dumps(body)
    headers = {"content-type": kind, "content-length": str(len(raw)), "accept-encoding": "zstd, gzip"}
    return Answer(status, headers, raw)


def _lines(raw: bytes, headers: Mapping[str, str]) -> list[bytes]:
    if headers.get("content-type", "").partition(";")[0].strip().lower() == "application/x-ndjson":
        return [line for line in raw.splitlines() if line.strip()]
    parsed = jsontext.loads(raw)
    return [jsontext.dumps(event) for event in parsed] if isinstance(parsed, list) else [raw]

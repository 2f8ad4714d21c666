"""An HTTP endpoint that any producer can post to; every event is judged and told at once."""

from __future__ import annotations

import gzip
import io
import threading
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from touchline_spec import received
from touchline_spec.findings import Finding, is_rejected
from touchline_spec.jsontext import JSONTextError, dumps, loads

MAX_BODY: Final = 8 * 1024 * 1024
# Judge one event's bytes: returns the decoded event, or None, and what was found.
Judge = Callable[[bytes], tuple[dict[str, Any] | None, list[Finding]]]


class Endpoint:
    """Listens until it is closed. Answers as a collector does, so that a producer keeps sending."""

    def __init__(self, host: str, port: int, judge: Judge) -> None:
        """`port` 0 takes a free one. Raise OSError where the port is taken."""
        lock = threading.Lock()

        class Handler(_Handler):
            def judge(self, raw: bytes) -> tuple[dict[str, Any] | None, list[Finding]]:
                with lock:
                    return judge(raw)

        self._server = ThreadingHTTPServer((host, port), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """Where producers post to."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}/v1/events"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    def judge(self, raw: bytes) -> tuple[dict[str, Any] | None, list[Finding]]:
        raise NotImplementedError

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library's name
        """Say nothing of requests; events are what is told."""

    def do_OPTIONS(self) -> None:
        self._answer(204, b"")

    def do_POST(self) -> None:
        try:
            body = self._body()
            events = parts(body)
        except (ValueError, OSError, zlib.error) as failure:
            self._answer(400, dumps({"code": "body.undecodable", "detail": str(failure)}), "application/problem+json")
            return
        results = []
        for index, raw in enumerate(events):
            event, findings = self.judge(raw)
            if findings:
                status = "rejected" if is_rejected(findings) else "accepted"
                listed = [finding.as_dict() for finding in findings]
                results.append({"index": index, "id": (event or {}).get("id"), "status": status, "findings": listed})
        all_rejected = events and sum(each["status"] == "rejected" for each in results) == len(events)
        self._answer(400 if all_rejected else 202, dumps({"accepted": len(events) - len(results), "results": results}))

    def _body(self) -> bytes:
        length = int(self.headers.get("content-length") or 0)
        if length > MAX_BODY:
            raise ValueError(f"a body of {length} bytes; at most {MAX_BODY} are taken")
        body = self.rfile.read(length)
        if self.headers.get("content-encoding", "").strip() == "gzip":
            with gzip.GzipFile(fileobj=io.BytesIO(body)) as stream:
                body = stream.read(MAX_BODY + 1)
        if len(body) > MAX_BODY:
            raise ValueError(f"a body above {MAX_BODY} bytes")
        return body

    def _answer(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        for name in ("origin", "headers", "methods"):
            self.send_header(f"access-control-allow-{name}", "POST" if name == "methods" else "*")
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def parts(body: bytes) -> list[bytes]:
    """Return the bytes of every event of a request: an array's members, one object, or one a line."""
    try:
        value = loads(body)
    except JSONTextError:
        return [line for line in body.split(b"\n") if line.strip()]
    return list(received.members(body)) if isinstance(value, list) else [body]

"""httpx posting ready bodies to an endpoint that only says yes, on a thread of this process."""

import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

from sinks.case import Case
from touchline_collector.sinks.event import Event


class Yes(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Webhook(Case):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Yes)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/"

    def table(self) -> dict[str, Any]:
        return {"kind": "webhook", "url": self.url, "allow_private": True}

    def rows(self, events: Sequence[Event]) -> Any:
        return b"[" + b",".join(event.body for event in events) + b"]"

    def raw(self, batches: Sequence[Any]) -> None:
        with httpx.Client() as client:
            for batch in batches:
                client.post(self.url, content=batch).raise_for_status()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


CASE = Webhook

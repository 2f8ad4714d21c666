"""Our collector with a webhook sink as a forwarder of the conformance kit: one JSON line in, one out.

    python tests/support/collector_forwarder.py FOLDER

What comes is posted to the collector's front door; what its sink delivers is the answer.
"""

from __future__ import annotations

import base64
import json
import queue
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.collectors import DEADLINE, Collector

CONFIG = """
[[sinks]]
name = "next"
kind = "webhook"
url = "http://127.0.0.1:{port}/"
mode = "single"
allow_private = true
linger = 0.0
"""


class Next(BaseHTTPRequestHandler):
    """The endpoint behind the sink."""

    protocol_version = "HTTP/1.1"
    delivered: queue.Queue[Any] = queue.Queue()

    def do_POST(self) -> None:
        """Keep the event and say that it arrived."""
        self.delivered.put(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def answer(collector: Collector, asked: dict[str, Any]) -> dict[str, Any]:
    """Send one event through the collector."""
    said = collector.post(base64.b64decode(asked["input_base64"]), content_type="application/cloudevents+json").json()
    listed = said.get("results") or [{"status": "accepted"}]
    if listed[0]["status"] != "accepted":
        return {"skipped": f"the collector answered {listed[0]['status']}"}
    return {"output": Next.delivered.get(timeout=DEADLINE)}


def main(folder: Path) -> None:
    """Answer until the input ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Next)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    config = folder / "collector.toml"
    config.write_text(CONFIG.format(port=server.server_address[1]))
    with Collector(folder, "--config", str(config)) as collector:
        for line in sys.stdin:
            asked = json.loads(line)
            print(json.dumps({"id": asked["id"]} | answer(collector, asked)), flush=True)  # noqa: T201 - the protocol
    server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

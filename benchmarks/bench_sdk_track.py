"""What `track` costs the caller's thread, beside a bare floor in the same run.

The floor is no SDK: uuid4, a dict, `json.dumps`, a deque and one `http.client` thread. Rounds alternate between the
ways, so that the machine's moods fall on all of them; read the ratios.

    python benchmarks/bench_sdk_track.py [rounds]
"""

from __future__ import annotations

import collections
import http.client
import json
import statistics
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from touchline import Client, Identity, LineItem, Money, events
from touchline.delivery import Answer
from touchline.encoding import decode

CALLS = 500
ROUNDS = 20
ITEMS = [
    {"product_id": f"P-{n}", "name": "Trail shoe", "quantity": "1", "price": {"amount": "89.95", "currency": "EUR"}}
    for n in range(3)
]


class Sink(BaseHTTPRequestHandler):
    """Accepts everything, as fast as the standard library can."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:  # the name is the base class's
        self.rfile.read(int(self.headers["Content-Length"]))
        count = int(self.headers.get("Bench-Count", 0))
        body = json.dumps({"accepted": count, "results": []}).encode()
        self.send_response(202)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Stay quiet."""


class Floor:
    """About the least that plain Python must do."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.queue: collections.deque[bytes] = collections.deque()
        self.more = threading.Event()
        threading.Thread(target=self.run, daemon=True).start()

    def track(self, data: dict[str, Any]) -> None:
        event = {"id": str(uuid.uuid4()), "ts": time.time(), "event": "order_completed", "data": data}
        self.queue.append(json.dumps(event, separators=(",", ":")).encode())
        if len(self.queue) >= CALLS:
            self.more.set()

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        while True:
            self.more.wait(0.05)
            self.more.clear()
            while self.queue:
                batch = [self.queue.popleft() for _ in range(min(CALLS, len(self.queue)))]
                connection.request("POST", "/", b"[" + b",".join(batch) + b"]")
                connection.getresponse().read()

    def flush(self) -> None:
        self.more.set()
        while self.queue:
            time.sleep(0.002)


class Counting:
    """A transport that accepts everything without a network: the caller's side is what is measured."""

    def send(self, request: Any) -> Any:
        count = decode(bytes(request.body), request.headers.get("Content-Encoding", "identity")).count(b"\n")
        return Answer(202, {}, json.dumps({"accepted": count, "results": []}).encode())

    def forked(self) -> None:
        """Nothing to forget."""

    def close(self) -> None:
        """Nothing to release."""


def order(n: int) -> dict[str, Any]:
    """A fresh order of about 1 KB."""
    return {
        "channel": "web",
        "identities": [{"type": "anonymous", "value": f"a-{n}"}, {"type": "user", "value": f"u-{n % 5000}"}],
        "consent": {"purposes": {"analytics": "granted", "advertising": "denied"}},
        "page": {"url": "https://shop.example.com/checkout/thanks", "referrer": "https://shop.example.com/checkout"},
        "order_id": f"O-{n}",
        "total": {"amount": "269.85", "currency": "EUR"},
        "coupon": "SPRING10",
        "items": [dict(item) for item in ITEMS],
    }


def typed(n: int) -> Any:
    """Build the same order as a typed event, checked as it is built."""
    price = Money("89.95", "EUR")
    return events.OrderPlaced(
        channel="web",
        identities=[Identity.anonymous(f"a-{n}"), Identity.user(f"u-{n % 5000}")],
        order_id=f"O-{n}",
        total=Money("269.85", "EUR"),
        coupon="SPRING10",
        items=[LineItem(product_id=f"P-{k}", name="Trail shoe", quantity="1", price=price) for k in range(3)],
    )


def timed(call: Callable[[int], Any], start: int) -> list[int]:
    took = []
    for n in range(start, start + CALLS):
        begin = time.perf_counter_ns()
        call(n)
        took.append(time.perf_counter_ns() - begin)
    return took


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    server = ThreadingHTTPServer(("127.0.0.1", 0), Sink)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    floor = Floor(server.server_port)
    options: dict[str, Any] = {"source": "//shop.example.com/web", "transport": Counting(), "exit_timeout": 0}
    took: dict[str, list[int]] = collections.defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        memory = Client("http://127.0.0.1", **options)
        disk = Client("http://127.0.0.1", outbox=f"{folder}/process", **options)
        sealed = Client("http://127.0.0.1", outbox=f"{folder}/sealed", outbox_key=bytes(32), **options)
        strict = Client("http://127.0.0.1", strict=True, **options)
        ways: dict[str, tuple[Callable[[int], Any], Callable[[], Any]]] = {
            "floor": (lambda n: floor.track(order(n)), floor.flush),
            "dict": (lambda n: memory.track("com.acme.order.placed.v1", order(n)), memory.flush),
            "on disk": (lambda n: disk.track("com.acme.order.placed.v1", order(n)), disk.flush),
            "sealed": (lambda n: sealed.track("com.acme.order.placed.v1", order(n)), sealed.flush),
            "validated": (lambda n: strict.track("touchline.order.placed.v1", order(n)), strict.flush),
            "typed": (lambda n: memory.track(typed(n)), memory.flush),
        }
        for round_ in range(rounds + 2):
            for name, (call, flush) in ways.items():
                result = timed(call, round_ * CALLS)
                flush()
                if round_ >= 2:  # the first two warm up
                    took[name] += result
    print_table(took)


def print_table(took: dict[str, list[int]]) -> None:
    base = statistics.median(took["floor"])
    print("building the dict included")
    print(f"{'way':<10}{'median us':>11}{'p99 us':>9}{'p99.9 us':>10}{'max us':>9}{'x floor':>9}")
    for name, values in took.items():
        ordered = sorted(values)
        at = [ordered[min(len(ordered) - 1, int(q * len(ordered)))] / 1e3 for q in (0.5, 0.99, 0.999)]
        print(f"{name:<10}{at[0]:>11.1f}{at[1]:>9.1f}{at[2]:>10.1f}{ordered[-1] / 1e3:>9.0f}{at[0] * 1e3 / base:>9.2f}")


if __name__ == "__main__":
    main()

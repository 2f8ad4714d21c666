"""100,000 orders without a pause from one process to a real collector: events a second, CPU, memory, losses.

    python benchmarks/bench_sdk_sustained.py [events] [milliseconds]

The second number is the round trip of a line in between (default none): a relay holds each answer back for so long.

Starts `touchline-collector` in a folder of its own (validation, synced log, SQLite sink), then one fresh process for
each way; delivered is what the collector's verdicts say. On two cores collector and client share the machine.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

from touchline import Client

EVENTS = 100_000
WAYS = ("memory", "memory x2", "memory x4", "outbox")


def order(n: int) -> dict[str, Any]:
    """A valid order of about 1 KB; the collector checks each one."""
    price = {"amount": "89.95", "currency": "EUR"}
    return {
        "channel": "web",
        "identities": [{"type": "anonymous", "value": f"a-{n}"}, {"type": "user", "value": f"u-{n % 5000}"}],
        "consent": {"purposes": {"analytics": "granted", "advertising": "denied"}},
        "page": {"url": "https://shop.example.com/checkout/thanks", "referrer": "https://shop.example.com/checkout"},
        "campaign": {
            "source": "newsletter",
            "medium": "email",
            "name": "spring-sale",
            "content": "hero",
            "term": "shoes",
        },
        "order_id": f"O-{n}",
        "total": {"amount": "269.85", "currency": "EUR"},
        "coupon": "SPRING10",
        "items": [
            {"product_id": f"P-{k}", "name": f"Trail running shoe {n % 50}", "quantity": "1", "price": price}
            for k in range(3)
        ],
    }


def produce(url: str, way: str, count: int, folder: str) -> None:
    """Run in a process of its own: track as fast as possible, flush, and print what it took."""
    in_flight = int(way.partition("x")[2] or 1) if way.startswith("memory") else 1
    client = Client(
        url,
        source="//shop.example.com/web",
        outbox=folder if way == "outbox" else None,
        in_flight=in_flight,
    )
    idle = peak_mb()
    before, begin = cpu_seconds(), time.monotonic()
    declined = sum(client.track("touchline.order.placed.v1", order(n)) is None for n in range(count))
    called = time.monotonic() - begin
    report = client.flush(timeout=300)
    seconds = time.monotonic() - begin
    stats = report.stats
    result = {
        "delivered": stats.delivered,
        "lost": count - stats.delivered,
        "declined": declined,
        "duplicates": stats.duplicates,
        "per_s": stats.delivered / seconds,
        "calls_s": called,
        "cpu_10k": (cpu_seconds() - before) / count * 1e4,
        "rss": peak_mb() - idle,
        "bytes": stats.bytes_sent / max(1, stats.delivered),
    }
    client.close()
    print(json.dumps(result))


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def cpu_seconds() -> float:
    use = resource.getrusage(resource.RUSAGE_SELF)
    return use.ru_utime + use.ru_stime


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url + "/readyz", timeout=1):  # noqa: S310  # our own address
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the collector did not start")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    line_s = float(sys.argv[2]) / 1e3 if len(sys.argv) > 2 else 0.0
    print(
        f"{'way':<10}{'events/s':>10}{'lost':>7}{'twice':>7}{'CPU s/10k':>11}{'peak MB':>9}{'B/event':>9}{'calls s':>9}"
    )
    for way in WAYS:
        with tempfile.TemporaryDirectory() as name:
            row = run(way, count, Path(name), line_s)
        print(
            f"{way:<10}{row['per_s']:>10,.0f}{row['lost']:>7}{row['duplicates']:>7}{row['cpu_10k']:>11.2f}"
            f"{row['rss']:>9.0f}{row['bytes']:>9.0f}{row['calls_s']:>9.1f}"
        )


def relay(port: int, seconds: float) -> int:
    """Serve a port that passes everything on, answers after a while: a line with a round trip."""
    listener = socket.create_server(("127.0.0.1", 0))

    def carry(source: socket.socket, target: socket.socket, held: float) -> None:
        try:
            while data := source.recv(1 << 16):
                time.sleep(held)
                target.sendall(data)
        except OSError:
            pass
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    def serve() -> None:
        while True:
            near, _ = listener.accept()
            far = socket.create_connection(("127.0.0.1", port))
            threading.Thread(target=carry, args=(near, far, 0.0), daemon=True).start()
            threading.Thread(target=carry, args=(far, near, seconds), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    near_port: int = listener.getsockname()[1]
    return near_port


def run(way: str, count: int, folder: Path, line_s: float) -> dict[str, Any]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [
        Path(sys.executable).with_name("touchline-collector"),
        "run",
        "--port",
        str(port),
        "--data-dir",
        folder / "data",
    ]
    with (folder / "collector.log").open("wb") as log:
        collector = subprocess.Popen([str(word) for word in command], stdout=log, stderr=log)
    try:
        wait_until_ready(url, collector)
        if line_s:
            url = f"http://127.0.0.1:{relay(port, line_s)}"
        child = [sys.executable, __file__, "--produce", url, way, str(count), str(folder / "outbox")]
        done = subprocess.run(child, stdout=subprocess.PIPE, check=True, env={**os.environ, "PYTHONHASHSEED": "0"})
        result: dict[str, Any] = json.loads(done.stdout)
        return result
    finally:
        collector.terminate()
        collector.wait(30)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--produce"]:
        produce(sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])
    else:
        main()

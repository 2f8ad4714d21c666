"""A load generator in one process: keep-alive connections, unique ids, latencies; little CPU, so that it measures
the server and not itself.

    python benchmarks/load.py --port 8787 --batch 100 --connections 16 --seconds 5 [--rate EVENTS_PER_SECOND]

Prints one JSON object. Without --rate every connection sends the next request when it has its answer (closed loop).
With --rate requests start on a fixed schedule and latency counts from the scheduled moment, so that a server that
stalls is charged for the requests it kept waiting.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import time
import uuid
from collections import deque
from typing import cast

import uvloop

EVENT = (
    b'{"specversion":"1.0","id":"%s","source":"//shop.example.com/web","type":"touchline.order.placed.v1",'
    b'"time":"2026-11-20T10:00:00.123+01:00","datacontenttype":"application/json",'
    b'"dataschema":"urn:touchline:schema:order.placed:1.0","subject":"O-1","data":{"channel":"web","identities":'
    b'[{"type":"anonymous","value":"a-18273645"},{"type":"user","value":"u-1","state":"authenticated"}],"consent":'
    b'{"purposes":{"analytics":"granted","advertising":"denied"}},"order_id":"O-1","total":{"amount":"19.99",'
    b'"currency":"EUR"},"coupon":"AUTUMN","items":[{"product_id":"P-1","name":"Lamp","quantity":"1","price":'
    b'{"amount":"19.99","currency":"EUR"}}]}}'
)


class Bodies:
    """Request after request with ids never used before."""

    def __init__(self, batch: int, port: int) -> None:
        self._batch = batch
        self._template = EVENT if batch == 1 else b"[" + b",".join([EVENT] * batch) + b"]"
        self._prefix = uuid.uuid4().hex.encode()
        self._numbers = itertools.count()
        self._head = (
            b"POST /v1/events HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: application/json\r\n"
            b"Content-Length: %%d\r\n\r\n" % port
        )

    def next(self) -> bytes:
        numbers = itertools.islice(self._numbers, self._batch)
        body = self._template % tuple([b"%s-%012d" % (self._prefix, number) for number in numbers])
        return self._head % len(body) + body


class Connection(asyncio.Protocol):
    """Sends one request at a time; answers are judged by their status line and length."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._buffer = b""
        self._started = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is none by inheritance
        self._load.idle(self)

    def send(self, request: bytes, started: float) -> None:
        self._started = started
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        if len(rest) < length:
            return
        self._buffer = b""
        self._load.answered(self, head[9:12], time.perf_counter() - self._started)

    def connection_lost(self, _: Exception | None) -> None:
        self._load.lost += 1


class Load:
    """The run: which connection sends what when."""

    def __init__(self, bodies: Bodies, *, rate: float | None) -> None:
        self._bodies = bodies
        self._interval = 1 / rate if rate else None
        self._idle: deque[Connection] = deque()
        self._due: deque[float] = deque()
        self.latencies: list[float] = []
        self.statuses: dict[str, int] = {}
        self.lost = 0
        self.running = False
        self.ended = asyncio.Event()

    def idle(self, connection: Connection) -> None:
        self._idle.append(connection)

    def answered(self, connection: Connection, status: bytes, seconds: float) -> None:
        self.latencies.append(seconds)
        code = status.decode()
        self.statuses[code] = self.statuses.get(code, 0) + 1
        if self.running and self._interval is None:
            connection.send(self._bodies.next(), time.perf_counter())
        elif self._due:
            connection.send(self._bodies.next(), self._due.popleft())
        else:
            self._idle.append(connection)

    async def run(self, seconds: float) -> float:
        self.running = True
        start = time.perf_counter()
        if self._interval is None:
            while self._idle:
                self._idle.popleft().send(self._bodies.next(), time.perf_counter())
            await asyncio.sleep(seconds)
        else:
            await self._paced(start, seconds, self._interval)
        self.running = False
        return time.perf_counter() - start

    async def _paced(self, start: float, seconds: float, interval: float) -> None:
        due = start
        while due < start + seconds:
            now = time.perf_counter()
            while due <= now:
                if self._idle:
                    self._idle.popleft().send(self._bodies.next(), due)
                else:
                    self._due.append(due)
                due += interval
            await asyncio.sleep(max(0.0, due - time.perf_counter()))


async def main(args: argparse.Namespace) -> dict[str, object]:
    load = Load(Bodies(args.batch, args.port), rate=args.rate / args.batch if args.rate else None)
    loop = asyncio.get_running_loop()
    for _ in range(args.connections):
        await loop.create_connection(lambda: Connection(load), args.host, args.port)
    await asyncio.sleep(0)
    cpu = time.process_time()
    elapsed = await load.run(args.seconds)
    cpu = time.process_time() - cpu
    latencies = sorted(load.latencies)
    return {
        "requests_per_second": len(latencies) / elapsed,
        "events_per_second": len(latencies) * args.batch / elapsed,
        "p50_ms": 1000 * latencies[len(latencies) // 2] if latencies else None,
        "p99_ms": 1000 * latencies[int(len(latencies) * 0.99)] if latencies else None,
        "statuses": load.statuses,
        "lost_connections": load.lost,
        "generator_cpu": cpu / elapsed,
        "pid": os.getpid(),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rate", type=float, help="events per second; without it as fast as the answers come")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(main(parser.parse_args()))))

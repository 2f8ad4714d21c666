"""The collector's speed over real HTTP: validated, durable, unique ids, and where the time goes.

    python benchmarks/bench_collector.py [--seconds 4] [--batches 1 10 100 500] [--processes 0 1] [--full]

Every row is measured in the same run against `bare`, the same server and protocol with a handler that answers a
constant: what HTTP alone costs on this machine at this moment. A machine shared with others halves both, so compare
the columns. `--full` adds latency at half load, the rows without a sink that drains, and idle memory.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

from touchline_collector.intake.admission import Admission
from touchline_collector.intake.gate import Gate
from touchline_collector.intake.keys import Keyring
from touchline_collector.intake.limits import Limits
from touchline_collector.intake.request import Answer
from touchline_collector.server import http
from touchline_collector.server.application import Application, Route
from touchline_collector.server.connections import Guard

HERE = Path(__file__).parent
TICKS = os.sysconf("SC_CLK_TCK")
CONNECTIONS = {1: 64, 10: 32, 100: 16, 500: 8}
# A sink that nothing matches costs reading the log and no write.
NO_SINK = '[[sinks]]\nname = "none"\nkind = "sqlite"\npath = "none.db"\ntypes = ["com.nobody.*"]\n'


@contextlib.contextmanager
def server(*command: str) -> Iterator[tuple[int, int]]:
    """Port and process id of a server that says where it listens."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            for line in process.stdout:
                if match := re.search(r"http://[^:]+:(\d+)", line):
                    yield int(match.group(1)), process.pid
                    break
        finally:
            process.terminate()


@contextlib.contextmanager
def collector(folder: Path, config: str = "", *flags: str) -> Iterator[tuple[int, int]]:
    path = folder / "collector.toml"
    path.write_text(config)
    command = [sys.executable, "-m", "touchline_collector.cli", "run", "--port", "0", "--config", str(path)]
    with server(*command, "--data-dir", str(folder / "data"), *flags) as running:
        yield running


def load(port: int, batch: int, seconds: float, rate: float | None = None) -> dict[str, Any]:
    command = [sys.executable, str(HERE / "load.py"), "--port", str(port), "--batch", str(batch)]
    command += ["--connections", str(CONNECTIONS.get(batch, 16)), "--seconds", str(seconds)]
    if rate:
        command += ["--rate", str(rate)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert set(found["statuses"]) <= {"202"}, found
    return found


def family(pid: int) -> list[int]:
    """A process and everything it started, directly or not."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def cpu(pid: int) -> float:
    """Seconds of processor time that a collector's processes have used."""
    texts = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in family(pid)]
    return sum(int(fields[11]) + int(fields[12]) for fields in texts) / TICKS


def resident(pid: int) -> float:
    """Memory of a collector's processes in MB, pages that they share counted once."""
    texts = [Path(f"/proc/{one}/smaps_rollup").read_text() for one in family(pid)]
    return sum(int(re.findall(r"^Pss:\s+(\d+)", text, re.MULTILINE)[0]) for text in texts) / 1000


def drained(port: int) -> None:
    """Wait until no sink has anything pending."""
    for _ in range(600):
        text = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=30).text
        if not any(float(n) for n in re.findall(r'state="pending"\} (\S+)', text)):
            return
        time.sleep(0.1)
    raise TimeoutError("the sink did not drain")


def measure(port: int, pid: int, batch: int, seconds: float, rate: float | None = None) -> dict[str, Any]:
    before = cpu(pid)
    found = load(port, batch, seconds, rate)
    found["cpu_us"] = 1e6 * (cpu(pid) - before) / max(1.0, found["events_per_second"] * seconds)
    return found


def row(name: str, batch: int, found: dict[str, Any], bare: dict[str, Any] | None = None) -> None:
    ratio = f"{found['events_per_second'] / bare['events_per_second']:6.0%}" if bare else "      "
    print(
        f"{name:28} {batch:5} {found['events_per_second']:9.0f} {found['requests_per_second']:9.0f} {ratio} "
        f"{found['p50_ms']:8.1f} {found['p99_ms']:8.1f} {found['cpu_us']:8.1f} {found['generator_cpu']:5.0%}",
        flush=True,
    )


def main(args: argparse.Namespace) -> None:
    print(f"{'server':28} batch  events/s requests/s  bare   p50 ms   p99 ms cpu us/e  load")
    bare: dict[int, dict[str, Any]] = {}
    with server(sys.executable, __file__, "--bare") as (port, pid):
        for batch in args.batches:
            bare[batch] = measure(port, pid, batch, args.seconds)
            row("bare", batch, bare[batch])
    for name, config, *flags in rows(args):
        with tempfile.TemporaryDirectory() as folder, collector(Path(folder), config, *flags) as (port, pid):
            idle = resident(pid)
            for batch in args.batches:
                found = measure(port, pid, batch, args.seconds)
                drained(port)
                row(name, batch, found, bare[batch])
                if args.full:
                    half = measure(port, pid, batch, args.seconds, found["events_per_second"] / 2)
                    drained(port)
                    row("  at half load", batch, half)
            print(f"{name}: {idle:.0f} MB resident at start, {resident(pid):.0f} MB after the load")


def rows(args: argparse.Namespace) -> list[tuple[str, ...]]:
    """Name, configuration and flags of each collector that is measured."""
    found: list[tuple[str, ...]] = []
    for number in args.processes:
        found.append((f"{number} intake processes, sqlite", "", "--intake-processes", str(number)))
        if args.full:
            found.append((f"{number} intake processes, no sink", NO_SINK, "--intake-processes", str(number)))
    return found


async def serve_bare() -> None:
    """Our server and protocol, and a handler that answers a constant."""
    constant = Answer(202, b'{"accepted":1,"results":[]}')
    admission = Admission()
    app = Application(
        {("POST", "/v1/events"): Route(lambda _, reply: reply(constant))},
        lambda _, reply: reply(Answer(404, b"{}")),
        gate=lambda: Gate(Keyring(())),
        admission=admission,
        limits=Limits(),
        known={},
    )
    listener = http.bind("127.0.0.1", 0)
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    nothing = lambda: None  # noqa: E731
    server = http.Server(app, Guard(10, 30, 1000), listener)
    await http.serve(server, started=nothing, stopping=nothing, reload=nothing)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--batches", type=int, nargs="+", default=[1, 10, 100, 500])
    parser.add_argument("--processes", type=int, nargs="+", default=[0, 1], help="intake processes, a row each")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--bare", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.bare:
        http.run(serve_bare)
    else:
        main(arguments)

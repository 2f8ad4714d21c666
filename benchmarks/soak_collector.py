"""A sink that is down for the whole run: memory stays flat, nothing is lost, and it catches up afterwards.

    python benchmarks/soak_collector.py [--seconds 60] [--rate 2000]

Exits 1 when memory grew after the first third of the run, or when the sink did not get every event.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import requests
from bench_collector import HERE, collector, drained, resident

# Fresh events in memory and the dedup set grow with the first events; afterwards only the log on disk may.
ALLOWED_MB = 60.0
MB_PER_EVENT = 115e-6  # of the dedup window: see eventlog/dedup.py


def order(folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "touchline_collector.cli", "sinks", *words, "--data-dir", str(folder / "data")]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main(args: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as name, collector(folder := Path(name)) as (port, pid):
        order(folder, "pause", "events")
        command = [sys.executable, str(HERE / "load.py"), "--port", str(port), "--batch", "50"]
        command += ["--seconds", str(args.seconds), "--rate", str(args.rate)]
        readings: list[float] = []
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as load:
            while load.poll() is None:
                time.sleep(args.seconds / 20)
                readings.append(resident(pid))
                print(f"{readings[-1]:6.0f} MB resident, the sink is down", flush=True)
            assert load.stdout
            sent = json.loads(load.stdout.read())
        head = int(json.loads(order(folder))["sinks"][0]["head"])
        grown = max(readings) - readings[len(readings) // 3] - head * MB_PER_EVENT
        begun = time.monotonic()
        order(folder, "resume", "events")
        drained(port)
        seconds = time.monotonic() - begun
        delivered = int(json.loads(order(folder))["sinks"][0]["delivered"])
        assert requests.get(f"http://127.0.0.1:{port}/readyz", timeout=10).ok
    print(f"{head} events kept while the sink was down ({sent['statuses']}), {delivered} delivered in {seconds:.1f} s")
    print(f"memory grew by {grown:.0f} MB beside the dedup window after the first third")
    return int(grown > ALLOWED_MB or delivered != head)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=2000, help="events a second")
    sys.exit(main(parser.parse_args()))

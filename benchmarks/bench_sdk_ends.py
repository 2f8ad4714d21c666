"""What a program pays to begin and to end with the SDK.

    python benchmarks/bench_sdk_ends.py          # chrt -f 5 before it, where other work shares the processor

Begin: milliseconds to import, in a fresh interpreter. End: milliseconds from the last line of a program that tracked 27
events to the end of its process, with a collector that answers and with one that never does.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.odd_server import OddServer, Reply, ok, slowly

ROUNDS = 9
IMPORTS = ("import orjson", "import requests", "import touchline", "import touchline.client")
TIMED = "import time, sys; begin = time.perf_counter(); {}; print((time.perf_counter() - begin) * 1000)"
PROGRAM = """
import sys, time, touchline
tl = touchline.Client(sys.argv[1], source="//shop.example.com/bench")
for n in range(27): tl.track("com.acme.kiosk.slush_poured.v1", {"n": n})
print(time.time(), flush=True)
"""


def importing(statement: str) -> float:
    command = [sys.executable, "-I", "-c", TIMED.format(statement)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def ending(reply: Reply) -> tuple[float, int]:
    with OddServer(reply) as server:
        command = [sys.executable, "-c", PROGRAM, server.url]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return (time.time() - float(done.stdout)) * 1000, len(server.accepted)


def main() -> None:
    for statement in IMPORTS:
        importing(statement)  # writes the byte code
        print(f"{statement:<28} {statistics.median(importing(statement) for _ in range(ROUNDS)):8.1f} ms")
    for name, reply in (("well", ok), ("silent", slowly(ok, 30))):
        rounds = [ending(reply) for _ in range(3)]
        arrived = rounds[0][1]
        print(f"end, collector {name:<13} {statistics.median(took for took, _ in rounds):8.1f} ms, {arrived} of 27")


if __name__ == "__main__":
    main()

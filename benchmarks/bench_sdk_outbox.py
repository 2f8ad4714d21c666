"""Why the outbox is files: one event on disk before the call returns, by four ways in one run.

    python benchmarks/bench_sdk_outbox.py [events]

`power` and `apsw full` wait for the medium; the others for the operating system. Rounds alternate.
"""

from __future__ import annotations

import collections
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import apsw

from touchline.outbox.folder import FolderStore
from touchline.outbox.keyring import keyring
from touchline.outbox.memory import MemoryStore

ROUNDS = 8
LINE = b'{"specversion":"1.0","id":"0193f1c5-9d1e-7c3a-8a51-0c1f3f1b2a77","data":{"pad":"' + b"x" * 1100 + b'"}}\n'


def table(path: Path, synchronous: str) -> Callable[[bytes], object]:
    database = apsw.Connection(str(path))
    database.execute("pragma journal_mode=wal")
    database.execute(f"pragma synchronous={synchronous}")
    database.execute("create table outbox (id integer primary key, event blob)")

    def insert(line: bytes) -> None:
        with database:
            database.execute("insert into outbox (event) values (?)", (line,))

    return insert


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    took: dict[str, list[int]] = collections.defaultdict(list)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def open_store(part: str, *, power: bool, key: bytes | None = None) -> FolderStore:
            return FolderStore(folder / part, told=lambda *_: None, power=power, keys=keyring(key))

        ways: dict[str, Callable[[bytes], object]] = {
            "memory": MemoryStore(1 << 30).put,
            "files, process": open_store("process", power=False).put,
            "files, sealed": open_store("sealed", power=False, key=bytes(32)).put,
            "apsw, normal": table(folder / "normal.db", "normal"),
            "files, power": open_store("power", power=True).put,
            "apsw, full": table(folder / "full.db", "full"),
        }
        for _ in range(ROUNDS):
            for way, put in ways.items():
                for _ in range(count):
                    begin = time.perf_counter_ns()
                    put(LINE)
                    took[way].append(time.perf_counter_ns() - begin)
    base = statistics.median(took["files, process"])
    print(f"{'way':<16}{'median us':>11}{'p99 us':>10}{'x files':>9}")
    for way, values in took.items():
        values.sort()
        median = statistics.median(values)
        print(f"{way:<16}{median / 1e3:>11.1f}{values[int(0.99 * len(values))] / 1e3:>10.1f}{median / base:>9.2f}")


if __name__ == "__main__":
    main()

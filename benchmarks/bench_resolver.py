"""Who is behind a token: a million members, one window.

    python benchmarks/bench_resolver.py [--members 1000000]

Builds happen in the child process that the collector uses; its processor time and peak memory are measured, then the
look-up in the parent. Goals: a new window in under 5 s of one core and under 100 MiB, a look-up under 1 microsecond.
"""

from __future__ import annotations

import argparse
import secrets
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from random import Random

from touchline_collector.resolver import builder
from touchline_spec import membership, tokens

WINDOW = 1_994_820


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=1_000_000)
    members = parser.parse_args().members
    keys = secrets.token_bytes(16 * members)
    day = tokens.day_of(WINDOW)
    print(f"{members:,} members")
    measured("at the first start: keys of the day and a window", builder.Request("club", "", day, WINDOW, keys))
    built = measured("keys of a coming day, an hour ahead", builder.Request("club", "", day, None, keys))
    again = builder.Request("club", "", day, WINDOW + 1, keys, built.day_keys)
    table = measured("a new window", again).table
    assert table is not None
    kept = (len(table.rows) + table.starts.itemsize * len(table.starts)) / 2**20
    print(f"{'kept for each window':58} {kept:8.1f} MiB")
    wanted = builder.Request("club", "", day, WINDOW + 2, keys, built.day_keys, filtered=True)
    raw = measured("a membership filter for boxes", wanted).filter
    print(f"{'its size, and compressed (zlib)':58} {len(raw) / 1e6:8.2f} MB, {len(zlib.compress(raw)) / 1e6:.2f} MB")
    dice = Random(1)
    places = [12 * dice.randrange(members) for _ in range(100_000)]
    hits = [table.rows[place : place + 8] for place in places]
    misses = [secrets.token_bytes(8) for _ in range(100_000)]
    near = membership.Filter.decode(raw)
    asked = min(spent(near.__contains__, misses[at : at + 1000]) for at in range(0, 100_000, 1000))
    passed = sum(one in near for one in misses) / len(misses)
    print(f"{'filter, stranger':58} {asked:8.2f} us; {passed:.2%} pass")
    for name, probes in (("look-up, member", hits), ("look-up, stranger", misses)):
        find = table.find
        assert (find(probes[0]) is None) == (probes is misses)
        print(f"{name:58} {min(spent(find, probes[at : at + 1000]) for at in range(0, 100_000, 1000)):8.2f} us")


# The child's program, plus a line about itself: what the kernel says of a child counts its parent's memory too.
CHILD = (
    "import resource, sys; from touchline_collector.resolver import builder; "
    "builder.serve(sys.stdin.buffer, sys.stdout.buffer); usage = resource.getrusage(resource.RUSAGE_SELF); "
    "peak = next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')); "
    "print(usage.ru_utime + usage.ru_stime, peak, file=sys.stderr)"
)


def spent(find: Callable[[bytes], object], probes: list[bytes]) -> float:
    """Microseconds a look-up; the caller takes the best of a hundred, for the machine is shared."""
    begin = time.perf_counter()
    for probe in probes:
        find(probe)
    return (time.perf_counter() - begin) / len(probes) * 1e6


def measured(name: str, request: builder.Request) -> builder.Built:
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", CHILD], input=builder.question(request), capture_output=True, check=True
    )
    built = builder.answer(request, done.stdout)
    wall = time.perf_counter() - begin
    cpu, peak = done.stderr.split()
    print(f"{name:58} {float(cpu):8.2f} s of a core, {wall:.2f} s until usable, peak {int(peak) / 1024:.0f} MiB")
    return built


if __name__ == "__main__":
    main()

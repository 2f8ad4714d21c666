"""What 2,000 advertisements a second cost the agent for an hour, and whether its memory stays flat; no radio.

    python benchmarks/bench_beacon_load.py [--seconds 3600] [--rate 2000] [--sealed]

Packets go through the whole box on a virtual clock: parsed, classified, decided, told to the SDK with its outbox on
disk (no collector is there: the box is offline for the hour), visits saved every 10 s. Nine packets of ten are from
bystanders, of whom 3,000 are about, the rest from 200 members whose tokens change every 15 minutes. Processor time of
every thread, as a share of real time at that rate, and resident memory are told for each tenth.
"""

from __future__ import annotations

import argparse
import itertools
import logging
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import touchline
from touchline_beacon import adverts
from touchline_beacon.box import Box
from touchline_beacon.config import Config
from touchline_beacon.presence import Receiver, Settings
from touchline_beacon.radio import Heard
from touchline_spec import tokens

START = datetime(2026, 11, 20, 9, tzinfo=UTC).timestamp()
MEMBERS, BYSTANDERS, TENTHS = 200, 3_000, 10
SAVE_SECONDS = 10


def memory() -> float:
    """Resident MiB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def packets(dice: Random, seconds: int, rate: int) -> Iterator[list[tuple[str, bytes, int]]]:
    """Address, advertisement and level of each packet, second by second."""
    keys = [dice.randbytes(16) for _ in range(MEMBERS)]
    strangers = [
        (f"40:00:00:00:{n >> 8:02X}:{n & 255:02X}", bytes.fromhex("02011a0bff4c00100605") + dice.randbytes(5))
        for n in range(BYSTANDERS)
    ]
    for second in range(seconds):
        if second % tokens.WINDOW_SECONDS == 0:
            eids = [tokens.eid_at(key, START + second, programme="club") for key in keys]
            members = [
                (f"50:00:00:{second >> 8 & 255:02X}:00:{n:02X}", adverts.android(tokens.ServiceData(eid, -60)))
                for n, eid in enumerate(eids)
            ]
            # As many entries of members as make a tenth, so that one draw decides both who and what.
            pool = strangers + list(itertools.islice(itertools.cycle(members), BYSTANDERS // 9))
        levels = dice.choices(range(-80, -55), k=rate)
        drawn = dice.choices(pool, k=rate)
        yield [(address, raw, level) for (address, raw), level in zip(drawn, levels, strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=3_600, help="virtual time")
    parser.add_argument("--rate", type=int, default=2_000, help="packets a second")
    parser.add_argument("--sealed", action="store_true", help="with a key for what rests on disk")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        measure(options.seconds, options.rate, Path(folder), bytes(32) if options.sealed else None)


def measure(seconds: int, rate: int, folder: Path, key: bytes | None) -> None:
    now = [0.0]
    settings = Settings(receivers={"a": Receiver("shoes"), "b": Receiver("hats")})
    config = Config("store-1", "club", "http://127.0.0.1:9", {}, settings, state=folder / "state")
    client = touchline.Client(
        config.url, source="//store-1/presence", outbox=folder / "outbox", outbox_key=key, exit_timeout=0.1
    )
    box = Box(config, {}, client, secret=key, clock=lambda: now[0], wall=lambda: START + now[0])
    spent, begun, each = 0.0, time.perf_counter(), max(seconds // TENTHS, 1)
    told, first = 0.0, 0.0
    with client:
        for second, heard in enumerate(packets(Random(1), seconds, rate), 1):
            begin = time.process_time()
            for place, (address, raw, level) in enumerate(heard):
                now[0] = second - 1 + place / rate
                box._heard("a" if place % 2 else "b", Heard(now[0], address, level, adverts.parse(raw)))  # noqa: SLF001 - no loop
            now[0] = float(second)
            box.agent.tick(now[0])
            if second % SAVE_SECONDS == 0:
                box._save()  # noqa: SLF001 - as above
            spent += time.process_time() - begin
            if second % each == 0:
                share, held = (spent - told) / each, memory()
                told, first = spent, first or held
                print(
                    f"after {second:5} s: {share:6.2%} of a core, {held:6.1f} MiB, {len(box.presence.visits)} present"
                )
    counts = box.agent.counts
    print(
        f"{counts.packets:,} packets, {rate} a second for {seconds} s: {spent / seconds:.2%} of a core, "
        f"{spent / counts.packets * 1e6:.1f} us each; {counts.events:,} events; memory {memory() - first:+.1f} MiB "
        f"since the first tenth; {time.perf_counter() - begun:.0f} s of real time"
    )


if __name__ == "__main__":
    main()

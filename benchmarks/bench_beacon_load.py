"""What 2,000 advertisements a second cost the agent: classification, presence, events; no radio.

    python benchmarks/bench_beacon_load.py [--seconds 600]

Nine packets of ten are from bystanders, the rest from 200 members. Processor time is a share of real time at that
rate; memory is measured at a fifth of the time and at the end.
"""

from __future__ import annotations

import argparse
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from touchline_beacon import adverts
from touchline_beacon.agent import Agent, virtual_clock
from touchline_beacon.events import Place
from touchline_beacon.presence import Presence, Receiver, Settings
from touchline_spec import tokens

RATE = 2_000


class Nowhere:
    """Counts events."""

    events = 0

    def track(self, *_: Any, **__: Any) -> str:
        self.events += 1
        return ""


def memory() -> float:
    """Resident MiB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=600, help="virtual time")
    seconds = parser.parse_args().seconds
    dice, outlet = Random(1), Nowhere()
    receivers = {"a": Receiver("shoes"), "b": Receiver("hats")}
    start = datetime(2026, 11, 20, 9, tzinfo=UTC)
    agent = Agent(
        adverts.Programme("club"),
        Presence(Settings(receivers=receivers)),
        Place("s", "club"),
        outlet,
        wall=virtual_clock(start),
    )
    keys = [dice.randbytes(16) for _ in range(200)]
    strangers = [bytes.fromhex("02011a0bff4c00100605") + dice.randbytes(5) for _ in range(3000)]
    early, spent = 0.0, 0.0
    for second in range(seconds):
        if second % tokens.WINDOW_SECONDS == 0:
            unix = start.timestamp() + second
            eids = [tokens.eid_at(key, unix, programme="club") for key in keys]
            members = [adverts.android(tokens.ServiceData(eid, -60)) for eid in eids]
        heard = [dice.choice(members) if dice.random() < 0.1 else dice.choice(strangers) for _ in range(RATE)]
        levels = dice.choices(range(-80, -55), k=RATE)
        begin = time.process_time()
        for place, (raw, level) in enumerate(zip(heard, levels, strict=True)):
            agent.hear(second + place / RATE, "a" if place % 2 else "b", level, adverts.parse(raw))
        agent.tick(second + 1.0)
        spent += time.process_time() - begin
        if second == seconds // 5:
            early = memory()
    late = memory()
    print(
        f"{RATE} packets/s for {seconds} s: {spent / seconds:.1%} of a core, {spent / seconds / RATE * 1e6:.1f} us each"
    )
    print(
        f"memory {early:.1f} MiB after a fifth, {late:.1f} MiB at the end ({late - early:+.1f}); {outlet.events} events"
    )


if __name__ == "__main__":
    main()

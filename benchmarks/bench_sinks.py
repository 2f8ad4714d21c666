"""Events per second and CPU per event of each sink, beside its raw driver writing the same rows in the same run.

    python benchmarks/bench_sinks.py [KIND ...] [--events N] [--rounds N]

"raw" is the driver alone: rows as Python holds them, in batches of the same size, each made as durable and put into the
same kind of place. "sink" is `Sink.write` alone: the events as the log hands them over, rows made, guarantee kept.
"whole" is everything between log and store: reading the log, recording each batch, the sink, and the commit of cursor
and books. All three begin in an empty place and take turns; the best round of each counts, for the machine is rarely
quiet. CPU is that of this process, servers apart. Kinds whose server is absent are left out by name.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

sys.path.insert(0, str(Path(__file__).parent))

from sinks.case import Absent, Case

from touchline_collector.eventlog import EventLog, NewEvent
from touchline_collector.forward.forwarding import Forwarding, make
from touchline_collector.sinks.base import OK, Batch
from touchline_collector.sinks.config import parse, parse_all
from touchline_collector.sinks.event import Event

KINDS = sorted(
    path.stem for path in (Path(__file__).parent / "sinks").glob("*.py") if path.stem not in ("case", "__init__")
)
SOURCE = "//shop.example.com/web"
TYPE = "touchline.order.placed.v1"
OVERLAY = {"receivedtime": "2026-11-20T09:00:01.000000Z"}
TIME = "2026-11-20T09:00:00.123Z"
PRICE = {"amount": "19.99", "currency": "EUR"}
ORDER = {
    "specversion": "1.0",
    "id": "0193f1c5-9d1e-7c3a-8a51-%012x",
    "source": SOURCE,
    "type": TYPE,
    "time": TIME,
    "datacontenttype": "application/json",
    "dataschema": "urn:touchline:schema:order.placed:1.0",
    "subject": "O-%d",
    "data": {
        "channel": "web",
        "identities": [
            {"type": "anonymous", "value": "a-%d"},
            {"type": "user", "value": "u-1", "state": "authenticated"},
        ],
        "consent": {"purposes": {"analytics": "granted", "advertising": "denied"}},
        "order_id": "O-%d",
        "total": PRICE,
        "items": [{"product_id": "P-1", "name": "Lamp", "quantity": "1", "price": PRICE}],
    },
}
RECEIVED = json.dumps(ORDER, separators=(",", ":")).encode()
ADDED = b"," + json.dumps(OVERLAY, separators=(",", ":")).encode()[1:]


def event(number: int) -> Event:
    """An order: about 640 bytes as a shop sends it, 680 as the log hands it on."""
    body = RECEIVED[:-1] % (number, number, number % 997, number) + ADDED
    facts = TIME, f"O-{number}", "web", OVERLAY
    return Event(number, SOURCE, f"0193f1c5-9d1e-7c3a-8a51-{number:012x}", TYPE, body, facts)


def logged(event: Event) -> NewEvent:
    """The same as the door hands it to the log: as received, and what the collector adds."""
    return NewEvent(
        event.body[: -len(ADDED)] + b"}",
        event.source,
        event.id,
        event.type,
        OVERLAY,
        TIME,
        f"O-{event.position}",
        "web",
    )


class Clock:
    """Wall and CPU seconds of a block."""

    def __enter__(self) -> Self:
        self.wall, self.cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall, self.cpu = time.perf_counter() - self.wall, time.process_time() - self.cpu


def whole(case: Case, events: Sequence[Event], folder: Path) -> tuple[Clock, int]:
    """Drain a filled log into the sink; also returns the batch size it settled on."""
    with EventLog.open(folder / "log") as log:
        for start in range(0, len(events), 1000):
            part = events[start : start + 1000]
            log.append([logged(event) for event in part]).result(60)
        forwarding = Forwarding(log, parse_all([{"name": "bench", "linger": 0, **case.table()}]))
        with Clock() as clock:
            forwarding.start()
            deadline = time.monotonic() + 300
            while (stats := forwarding.stats()[0]).pending:
                if time.monotonic() > deadline:
                    raise TimeoutError(str(stats))
                time.sleep(0.01)  # asking costs as much as some fifty events
        forwarding.stop(10)
    assert stats.delivered == len(events), stats
    return clock, stats.batch_size


def alone(case: Case, events: Sequence[Event], size: int) -> Clock:
    """Write through the sink, without log and books; connecting included."""
    sink = make(parse({"name": "bench", **case.table()}))
    with Clock() as clock:
        sink.open()
        for start in range(0, len(events), size):
            outcomes = sink.write(Batch(f"bench-{start}", tuple(events[start : start + size])))
            assert list(outcomes).count(OK) == len(outcomes)  # a set would hash each
        sink.close()
    return clock


def raw(case: Case, events: Sequence[Event], size: int) -> Clock:
    """Write ready-made rows with the driver."""
    batches = [case.rows(events[start : start + size]) for start in range(0, len(events), size)]
    with Clock() as clock:
        case.raw(batches)
    return clock


def measure(kind: str, count: int | None, rounds: int) -> str:
    """One line of the table."""
    make_case = importlib.import_module(f"sinks.{kind}").CASE
    count = count or make_case.events
    taken: dict[str, list[Clock]] = {"whole": [], "sink": [], "raw": []}
    size = 1000
    ways = list(taken)
    for number in range(rounds):  # each begins a round in turn: what ran before leaves memory and disk behind
        for way in ways[number % 3 :] + ways[: number % 3]:
            folder = Path(tempfile.mkdtemp(prefix="touchline-bench-"))
            events = [event(number) for number in range(1, count + 1)]
            case = make_case(folder)
            try:
                if way == "whole":
                    clock, size = whole(case, events, folder)
                else:
                    clock = alone(case, events, size) if way == "sink" else raw(case, events, size)
                taken[way].append(clock)
            finally:
                case.close()
                shutil.rmtree(folder, ignore_errors=True)
    wall = {way: min(c.wall for c in clocks) for way, clocks in taken.items()}
    rates = " ".join(f"{count / seconds:>9,.0f}" for seconds in wall.values())
    ratios = f"{wall['raw'] / wall['sink']:>6.0%} {wall['raw'] / wall['whole']:>6.0%}"
    cpu = " ".join(f"{min(c.cpu for c in clocks) / count * 1e6:>6.1f}" for clocks in taken.values())
    return f"{kind:<15} {rates} {ratios} {cpu} {size:>7} {count:>8}"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)}; all")
    parser.add_argument("--events", type=int, help="for each kind; else what takes it a second or so")
    parser.add_argument("--rounds", type=int, default=2)
    arguments = parser.parse_args()
    if unknown := set(arguments.kinds) - set(KINDS):
        parser.error(f"there is no kind {', '.join(sorted(unknown))}; known are {', '.join(KINDS)}")
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)  # as the collector sets it
    print(f"{'':15} {'events/s':^29} {'% of raw':^13} {'CPU us/event':^20}")
    names = ["whole", "sink", "raw"]
    rates, cpu = (" ".join(f"{name:>{width}}" for name in names) for width in (9, 6))
    print(f"{'':15} {rates} {'sink':>6} {'whole':>6} {cpu} {'batch':>7} {'events':>8}", flush=True)
    for kind in arguments.kinds or KINDS:
        try:
            print(measure(kind, arguments.events, arguments.rounds), flush=True)
        except Absent as absent:
            print(f"{kind:<15} left out: {absent}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

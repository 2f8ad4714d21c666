"""Validation, in microseconds an event, beside its parts and beside two other ways to check the same schemas.

    python benchmarks/bench_validate.py [--repeat N]

The mix is a journey: pages, products, cart, checkout, order, messages, presence, till. Every way gets the same bytes
and the ways take turns, so that a busy machine slows all of them alike; the best of the rounds is shown.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

import jsonschema

from touchline_spec import Validator, events, jsontext, schema_of
from touchline_spec.conformance import kit

MIX = {
    "page.viewed": 8,
    "product.viewed": 6,
    "ad.clicked": 1,
    "cart.item_added": 3,
    "checkout.started": 1,
    "order.placed": 1,
    "message.sent": 3,
    "message.opened": 2,
    "zone.entered": 4,
    "zone.dwelled": 4,
    "visit.started": 1,
    "pos.transaction_completed": 2,
}
# Ten times the mix in one round: after another way's round the processor's caches are cold, as a server's are not.
WARM = 10
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def mix() -> list[bytes]:
    examples = {case.id.removesuffix("/example"): case.raw for case in kit.load().cases if case.id.endswith("/example")}
    return [examples[name] for name, count in MIX.items() for _ in range(count)]


def best(ways: dict[str, Callable[[list[bytes]], None]], raws: list[bytes], repeat: int) -> dict[str, float]:
    """Return microseconds an event for each way, the best of the rounds; the ways take turns."""
    found = dict.fromkeys(ways, float("inf"))
    for _ in range(repeat):
        for name, way in ways.items():
            start = time.perf_counter()
            way(raws)
            found[name] = min(found[name], (time.perf_counter() - start) / len(raws) * 1e6)
    return found


def ways() -> dict[str, Callable[[list[bytes]], None]]:
    validator = Validator()
    types = {jsontext.loads(raw)["type"] for raw in mix()}
    slow = {name: jsonschema.Draft202012Validator(schema_of(name, "open")) for name in types}
    models = {kind.TYPE: kind for kind in (getattr(events, name) for name in dir(events)) if hasattr(kind, "TYPE")}

    def parse(raws: list[bytes]) -> None:
        for raw in raws:
            jsontext.loads(raw)

    def ours(raws: list[bytes]) -> None:
        for raw in raws:
            assert not validator.check_bytes(raw, now=NOW).findings

    def pydantic(raws: list[bytes]) -> None:
        for raw in raws:
            event = jsontext.loads(raw)
            models[event["type"]].from_data(event["data"])

    def pure_python(raws: list[bytes]) -> None:
        for raw in raws:
            event = jsontext.loads(raw)
            assert slow[event["type"]].is_valid(event)

    return {
        "parse alone (orjson)": parse,
        "check_bytes: parse, envelope, schema, rules": ours,
        "parse + pydantic models (data only)": pydantic,
        "parse + jsonschema (no rules)": pure_python,
    }


def import_time() -> float:
    """Return the milliseconds that `import touchline_spec` adds to a bare interpreter, best of five."""
    script = "import time; t = time.perf_counter(); import touchline_spec; print((time.perf_counter() - t) * 1e3)"
    runs = [subprocess.run([sys.executable, "-c", script], capture_output=True, check=True) for _ in range(5)]
    return min(float(run.stdout) for run in runs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=15)
    arguments = parser.parse_args()
    raws = mix() * WARM
    print(f"{len(raws)} events, {sum(map(len, raws)) / len(raws):.0f} bytes on average")
    found = best(ways(), raws, arguments.repeat)
    base = found["check_bytes: parse, envelope, schema, rules"]
    for name, micros in found.items():
        print(f"{name:<46} {micros:8.2f} us   {micros / base:6.2f} x")
    print(json.dumps({name: round(micros, 2) for name, micros in found.items()}))
    print(f"import touchline_spec: {import_time():.1f} ms")


if __name__ == "__main__":
    main()

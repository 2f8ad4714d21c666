"""Validation, in microseconds an event, beside its parts and beside other ways to check the same schemas.

    python benchmarks/bench_validate.py [--repeat N]

The mix is a journey: pages, products, cart, checkout, order, messages, presence, till. Every way gets the same bytes
and the ways take turns, so that a busy machine slows all of them alike; the best of the rounds is shown. A second table
shows what leaves the usual: optional attributes, private fields, escapes, and what only the full check can judge.
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

from touchline_spec import Validator, events, jsontext, schema_of, typed
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
# So many times the mix in one round: after another way's round the processor's caches are cold, as a server's are not.
WARM = 30
# The slow ways get fewer, and take their turns among themselves.
FEW = 180
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


OPTIONAL = {
    "recordedtime": "2026-11-20T10:00:01.250+01:00",
    "sequence": "00000042",
    "partitionkey": "visit-881",
    "correlationid": "checkout-991",
    "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
}
PRIVATE = {"com.example.shop": {"theme": "dark", "test": {"name": "button", "group": "B"}, "sizes": [1, 2, 3]}}


def examples() -> dict[str, bytes]:
    return {case.id.removesuffix("/example"): case.raw for case in kit.load().cases if case.id.endswith("/example")}


def mix() -> list[bytes]:
    return [examples()[name] for name, count in MIX.items() for _ in range(count)]


def shifted(raw: bytes, number: int) -> bytes:
    """Return the event as another one: its own id, second and identity, as no two events of a day share."""
    event = jsontext.loads(raw)
    event["id"] = f"0193f1c5-9d1e-7c3a-8a51-{number:012x}"
    event["time"] = f"2026-11-20T{number // 3600 % 12:02}:{number // 60 % 60:02}:{number % 60:02}.{number % 1000:03}Z"
    for identity in event["data"].get("identities", ()):
        if identity["type"] in {"anonymous", "user", "loyalty"}:
            identity["value"] += f"-{number}"
    return jsontext.dumps(event)


def unusual() -> dict[str, bytes]:
    """Return one page view in the forms that real traffic has beside the plain one."""
    plain = examples()["page.viewed"]
    event = jsontext.loads(plain)

    def told(**members: object) -> bytes:
        return jsontext.dumps(event | {"data": event["data"] | members})

    return {
        "plain": plain,
        "with optional attributes": jsontext.dumps(event | OPTIONAL),
        "with ext": told(ext=PRIVATE),
        "with escapes": jsontext.dumps(event).replace(b"/", b"\\/").replace(b'"title":"', b'"title":"\\u00e4 \\"'),
        "with an unknown field": told(mine="x", more={"size": "L"}),
        "with an attribute of its own": jsontext.dumps(event | {"tenant": "x"}),
        "of a third party": jsontext.dumps(event | {"type": "com.acme.kiosk.slush_poured.v1"}),
        "rejected: a placeholder for an identity": told(identities=[{"type": "user", "value": "null"}]),
        "rejected: a number for a word": told(channel=1),
    }


def best(ways: dict[str, Callable[[list[bytes]], None]], raws: list[bytes], repeat: int) -> dict[str, float]:
    """Return microseconds of the processor an event for each way, the best of the rounds; the ways take turns."""
    found = dict.fromkeys(ways, float("inf"))
    for _ in range(repeat):
        for name, way in ways.items():
            start = time.thread_time()
            way(raws)
            found[name] = min(found[name], (time.thread_time() - start) / len(raws) * 1e6)
    return found


ACCEPT = "accept: parse, envelope, schema, rules"


def ours(raws: list[bytes]) -> dict[str, Callable[[list[bytes]], None]]:
    validator = Validator()
    validator.warm()
    array = b"[" + b",".join(raws) + b"]"

    def parse(raws: list[bytes]) -> None:
        for raw in raws:
            jsontext.loads(raw)

    def accept(raws: list[bytes]) -> None:
        for raw in raws:
            assert validator.accept(raw, now=NOW) is not None

    def check(raws: list[bytes]) -> None:
        for raw in raws:
            assert not validator.check_bytes(raw, now=NOW).findings

    def split(raws: list[bytes]) -> None:
        assert len(typed.split(array)) == len(raws)

    return {
        "parse alone (orjson)": parse,
        ACCEPT: accept,
        "check_bytes: accept, and a dictionary": check,
        "split an array into its members' bytes": split,
    }


def others(raws: list[bytes]) -> dict[str, Callable[[list[bytes]], None]]:
    types = {jsontext.loads(raw)["type"] for raw in raws}
    slow = {name: jsonschema.Draft202012Validator(schema_of(name, "open")) for name in types}
    models = {kind.TYPE: kind for kind in (getattr(events, name) for name in dir(events)) if hasattr(kind, "TYPE")}

    def pydantic(raws: list[bytes]) -> None:
        for raw in raws:
            event = jsontext.loads(raw)
            models[event["type"]].from_data(event["data"])

    def pure_python(raws: list[bytes]) -> None:
        for raw in raws:
            event = jsontext.loads(raw)
            assert slow[event["type"]].is_valid(event)

    return {
        "parse + pydantic models (data only)": pydantic,
        "parse + jsonschema (no rules)": pure_python,
    }


def import_time() -> float:
    """Return the milliseconds of the processor that `import touchline_spec` takes, best of five."""
    script = "import time; t = time.process_time(); import touchline_spec; print((time.process_time() - t) * 1e3)"
    runs = [subprocess.run([sys.executable, "-c", script], capture_output=True, check=True) for _ in range(5)]
    return min(float(run.stdout) for run in runs)


def checked() -> dict[str, Callable[[list[bytes]], None]]:
    validator = Validator()
    validator.warm()

    def check(raws: list[bytes]) -> None:
        for raw in raws:
            if validator.accept(raw, now=NOW) is None:
                validator.check_bytes(raw, now=NOW)

    return {"accept, else check_bytes": check}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=15)
    arguments = parser.parse_args()
    raws = [shifted(raw, number) for number, raw in enumerate(mix() * WARM)]
    print(f"{len(raws)} events, {sum(map(len, raws)) / len(raws):.0f} bytes on average")
    found = best(ours(raws), raws, arguments.repeat) | best(others(raws), raws[:FEW], arguments.repeat)
    base = found[ACCEPT]
    for name, micros in found.items():
        print(f"{name:<46} {micros:8.2f} us   {micros / base:6.2f} x")
    print(json.dumps({name: round(micros, 2) for name, micros in found.items()}))
    print("\na page view, accept, and check_bytes where that says nothing:")
    check = checked()
    for name, raw in unusual().items():
        for micros in best(check, [raw] * 100, arguments.repeat).values():
            print(f"{name:<46} {micros:8.2f} us   {micros / base:6.2f} x")
    print(f"\nimport touchline_spec: {import_time():.1f} ms")


if __name__ == "__main__":
    main()

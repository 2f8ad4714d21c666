"""Whether the time of validation grows with the bytes or with their square: each hostile text at 16, 32 and 60 KiB.

    python benchmarks/bench_growth.py

Linear work takes 1.9 times as long for 1.9 times the bytes (32 to 60 KiB), quadratic work 3.5 times. The best of many
rounds is compared, so that a busy machine disturbs the ratio little; above 2.8 the exit code is 1.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from touchline_spec import Validator

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SIZES = (16 * 1024, 32 * 1024, 60 * 1024)
ROUNDS = 15
# Between linear (1.9) and quadratic (3.5), with room for noise.
MOST = 2.8


def order(**data: object) -> bytes:
    base = {"channel": "web", "order_id": "O-1", "total": {"amount": "1.00", "currency": "EUR"}, "items": []}
    event = {"specversion": "1.0", "id": "1", "source": "//a", "type": "touchline.order.placed.v1"}
    event |= {"time": "2026-11-20T10:00:00Z", "datacontenttype": "application/json"}
    return json.dumps(event | {"dataschema": "urn:touchline:schema:order.placed:1.0", "data": base | data}).encode()


HOSTILE: dict[str, Callable[[int], bytes]] = {
    "escapes": lambda n: b'{"a":"' + b"\\\\" * (n // 2) + b'"}',
    "an unfinished text": lambda n: b'{"a":"' + b"\\" * n,
    "quotes": lambda n: b'"' * n,
    "nesting": lambda n: b"[" * n,
    "digits": lambda n: b'{"id":' + b"9" * n + b"}",
    "minus signs": lambda n: b"-" * n,
    "surrogates": lambda n: b'{"a":"' + b"\\ud800" * (n // 6) + b'"}',
    "an address": lambda n: order(email="a@" * (n // 2)),
    "a domain": lambda n: order(email="a@" + "b." * (n // 2)),
    "a phone number": lambda n: order(phone="+1 " * (n // 3)),
    "a long name": lambda n: order(**{"aB" * (n // 2): 1}),
    "many members": lambda n: order(**{f"k{i}": i for i in range(n // 12)}),
    "many lines": lambda n: order(items=[{"product_id": f"P-{i}", "quantity": "1"} for i in range(n // 40)]),
    "many identities": lambda n: order(identities=[{"type": "user", "value": f"u-{i}"} for i in range(n // 36)]),
    "private fields": lambda n: order(ext={"com.acme": [{"email": "x"}] * (n // 15)}),
    "a time": lambda n: order(promised_at="2026-11-20T" * (n // 11)),
}


def best(checker: Validator, texts: list[bytes]) -> list[float]:
    """Return the milliseconds of processor time of each text's fastest round; the texts take turns."""
    took = [float("inf")] * len(texts)
    for _ in range(ROUNDS):
        for index, raw in enumerate(texts):
            start = time.process_time()
            checker.check_bytes(raw, now=NOW)
            took[index] = min(took[index], time.process_time() - start)
    return [1000 * each for each in took]


def main() -> int:
    checker = Validator("strict")
    best(checker, [order()])
    worst = 0.0
    print(f"{'text':<20} " + " ".join(f"{size // 1024:>4} KiB" for size in SIZES) + "   ratio of the last two")
    for name, make in HOSTILE.items():
        took = best(checker, [make(size) for size in SIZES])
        ratio = took[-1] / took[-2]
        worst = max(worst, ratio)
        print(f"{name:<20} " + " ".join(f"{each:>5.2f} ms" for each in took) + f"   {ratio:.2f}")
    print(f"worst ratio {worst:.2f}; linear is 1.88, quadratic 3.52, at most {MOST} is taken for linear")
    return worst > MOST


if __name__ == "__main__":
    sys.exit(main())

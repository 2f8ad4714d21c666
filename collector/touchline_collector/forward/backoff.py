"""How long to wait before the next try."""

from __future__ import annotations

from collections.abc import Callable

# First wait is drawn from 0-0.5 s: a restarting broker is often back within one.
BASE = 0.5
# Doubling reaches a minute after seven failures; longer waits would delay recovery more than they spare the sink.
CAP = 60.0
# What a sink may ask for in Retry-After; beyond an hour a wrong clock is likelier than a plan.
AFTER_CAP = 3600.0
# A free retry would spin on a sink that fails at once.
FLOOR = 0.02


def wait(failures: int, after: float | None, jitter: Callable[[], float]) -> float:
    """Seconds to wait after the `failures`-th failure in a row.

    Full jitter: uniform between nothing and the doubled bound, so that many collectors do not return together. What
    the sink asked for (`after`) is a minimum. `jitter` draws from 0 to 1.
    """
    bound = min(CAP, BASE * 2.0 ** min(failures - 1, 16))
    drawn = max(FLOOR, bound * jitter())
    return drawn if after is None else max(drawn, min(after, AFTER_CAP))

"""OpenTelemetry: a client's counters as metrics, read when the host's meter provider collects.

instrument(tl)                          # the global provider; or instrument(tl, meter_provider=provider)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from touchline.report import Stats
from touchline.tracker import Tracker

try:
    from opentelemetry.metrics import CallbackOptions, MeterProvider, Observation, get_meter
except ImportError as error:
    from touchline.errors import MissingExtra

    raise MissingExtra("the OpenTelemetry integration needs its API: pip install opentelemetry-api") from error

Read = Callable[[Stats], int | Mapping[str, int]]

# Name, unit, description, and where `Stats` has it; a mapping becomes one series a reason.
_COUNTERS: tuple[tuple[str, str, str, Read], ...] = (
    ("touchline.events.accepted", "{event}", "Events that got an id from track", lambda s: s.accepted),
    ("touchline.events.delivered", "{event}", "Events the collector took", lambda s: s.delivered),
    ("touchline.events.rejected", "{event}", "Events the collector refused", lambda s: s.rejected + s.set_aside),
    ("touchline.events.dropped", "{event}", "Accepted events that are lost", lambda s: s.dropped),
    ("touchline.events.not_taken", "{event}", "Calls whose event was never accepted", lambda s: s.not_taken),
    ("touchline.requests", "{request}", "Requests to the collector", lambda s: s.requests),
    ("touchline.sent", "By", "Bytes of request bodies on the wire", lambda s: s.bytes_sent),
)
_STATES: tuple[tuple[str, str, str, Read], ...] = (
    ("touchline.events.pending", "{event}", "Events that wait in memory", lambda s: s.pending),
    ("touchline.events.spooled", "{event}", "Events that wait on disk", lambda s: s.spooled),
    ("touchline.stalled", "1", "1 while delivery waits for someone to change something", lambda s: int(s.stalled)),
)


def instrument(
    client: Tracker, *, meter_provider: MeterProvider | None = None, attributes: Mapping[str, str] | None = None
) -> None:
    """Register the metrics of one client; `attributes` tell several clients apart."""
    meter = get_meter("touchline", meter_provider=meter_provider)
    own = dict(attributes or {})
    for name, unit, said, read in _COUNTERS:
        meter.create_observable_counter(name, [_reader(client, read, own)], unit, said)
    for name, unit, said, read in _STATES:
        meter.create_observable_up_down_counter(name, [_reader(client, read, own)], unit, said)


def _reader(client: Tracker, read: Read, own: dict[str, str]) -> Callable[[CallbackOptions], Iterable[Observation]]:
    def observe(_: CallbackOptions) -> Iterable[Observation]:
        value = read(client.stats())
        if isinstance(value, Mapping):
            return [Observation(count, {**own, "reason": reason}) for reason, count in value.items()]
        return [Observation(value, own)]

    return observe

"""A client's counters through the real OpenTelemetry SDK."""

from __future__ import annotations

from typing import Any

from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader

from support.odd_server import OddServer, http, verdicts
from touchline import Client
from touchline.integrations.opentelemetry import instrument

TYPE = "com.acme.kiosk.slush_poured.v1"


def collected(reader: InMemoryMetricReader) -> dict[tuple[str, str | None], tuple[Any, dict[str, Any]]]:
    """Value and attributes of every series, by name and reason."""
    data = reader.get_metrics_data()
    return {
        (metric.name, point.attributes.get("reason")): (point.value, dict(point.attributes))
        for resource in (data.resource_metrics if data else ())
        for scope in resource.scope_metrics
        for metric in scope.metrics
        for point in metric.data.data_points
    }


def test_the_counters_are_the_providers_metrics() -> None:
    """Delivered, rejected, waiting and dropped, told apart by client; read anew at each collection."""
    reader = InMemoryMetricReader()
    provider = MeterProvider([reader])
    with OddServer() as server:
        client = Client(server.url, source="//s", linger=0.01, exit_timeout=0.1)
        instrument(client, meter_provider=provider, attributes={"client": "shop"})
        client.track(TYPE)
        client.flush()
        first = collected(reader)
        server.reply = lambda seen: verdicts(
            len(seen.events), [{"index": 0, "id": seen.events[0]["id"], "status": "rejected", "findings": []}], 400
        )
        client.track(TYPE)
        client.flush()
        server.reply = lambda _: http(401)
        client.track(TYPE)
        client.track(TYPE, time="never")
        server.wait_for(lambda: len(server.seen) >= 3)
        client.flush(0.2)
        second = collected(reader)
        client.close()
        last = collected(reader)
    provider.shutdown()
    assert first["touchline.events.delivered", None] == (1, {"client": "shop"})
    assert first["touchline.sent", None][0] > 100
    assert {
        name: second[f"touchline.{name}", None][0] for name in ("events.accepted", "events.rejected", "stalled")
    } == {
        "events.accepted": 3,
        "events.rejected": 1,
        "stalled": 1,
    }
    assert second["touchline.events.pending", None][0] == 1
    assert second["touchline.events.not_taken", "event.invalid"] == (1, {"client": "shop", "reason": "event.invalid"})
    assert last["touchline.events.dropped", "dropped.closed"][0] == 1
    assert last["touchline.events.pending", None][0] == 0

"""Everything countable, as Prometheus reads it. The numbers are kept where they arise; here they are only named."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

__all__ = ["CONTENT_TYPE", "Metric", "Sample", "counter", "exposition", "gauge"]

Labels = dict[str, str]
Sample = tuple[Labels, float]

CONTENT_TYPE = CONTENT_TYPE_LATEST


def counter(name: str, text: str, samples: Iterable[Sample]) -> Metric:
    """A number that only grows."""
    return _filled(CounterMetricFamily, name, text, samples)


def gauge(name: str, text: str, samples: Iterable[Sample]) -> Metric:
    """A number at this moment."""
    return _filled(GaugeMetricFamily, name, text, samples)


def _filled(
    family: type[CounterMetricFamily | GaugeMetricFamily], name: str, text: str, samples: Iterable[Sample]
) -> Metric:
    rows = list(samples)
    labels = sorted(rows[0][0]) if rows else []
    metric = family(f"touchline_{name}", text, labels=labels)
    for row, value in rows:
        metric.add_metric([row[label] for label in labels], value)
    return metric


class _Asking(Collector):
    def __init__(self, ask: Callable[[], Iterable[Metric]]) -> None:
        self._ask = ask

    def collect(self) -> Iterable[Metric]:
        return self._ask()


def exposition(ask: Callable[[], Iterable[Metric]]) -> bytes:
    """The text format of what `ask` yields."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Asking(ask))
    return generate_latest(registry)

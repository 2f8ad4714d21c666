"""The kinds of sink. Each lives in a module of its own, imported when a configuration names it."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NamedTuple, Protocol, cast

from touchline_collector.errors import ConfigError, MissingExtra
from touchline_collector.sinks.base import Sink


class Kind(NamedTuple):
    """Where a kind lives and which extra installs what it needs."""

    module: str
    extra: str
    summary: str


class SinkModule(Protocol):
    """What a sink's module offers: the dataclass of its settings and the class that writes."""

    Options: type[Any]
    SINK: Callable[[Any], Sink]


KINDS = {
    "sqlite": Kind("sqlite", "collector", "a SQLite file, one row an event"),
    "jsonl": Kind("jsonl", "collector", "files of JSON lines, rotating"),
    "stdout": Kind("stdout", "collector", "JSON lines on standard output"),
    "webhook": Kind("webhook", "webhook", "HTTP POST, signed"),
    "parquet": Kind("parquet", "parquet", "Parquet files, local or S3-compatible"),
    "redis": Kind("redis", "redis", "a stream of Redis"),
    "postgres": Kind("postgres", "postgres", "PostgreSQL"),
    "duckdb": Kind("duckdb_file", "duckdb", "a DuckDB file"),
    "mysql": Kind("mysql", "mysql", "MySQL and MariaDB"),
    "nats": Kind("nats", "nats", "a JetStream stream of NATS"),
    "mqtt": Kind("mqtt", "mqtt", "topics of an MQTT 5 broker"),
    "rabbitmq": Kind("rabbitmq", "rabbitmq", "an exchange of RabbitMQ"),
    "kafka": Kind("kafka", "kafka", "a topic of Kafka"),
    "sqlalchemy": Kind("sqlalchemy", "sqlalchemy", "any database with an SQLAlchemy dialect"),
    "clickhouse": Kind("clickhouse", "clickhouse", "ClickHouse"),
    "dlt": Kind("dlt", "dlt", "dlt's destinations: BigQuery, Snowflake, Redshift, Databricks and more"),
}


def load(kind: str, where: str = "") -> SinkModule:
    """The module of a kind; raises ConfigError for an unknown one, MissingExtra where its library is absent."""
    known = KINDS.get(kind)
    prefix = f"{where}: " if where else ""
    if known is None:
        close = get_close_matches(kind, KINDS, n=1)
        hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(KINDS)}"
        raise ConfigError(f"{prefix}there is no kind of sink called {kind!r}; {hint}")
    try:
        return cast(SinkModule, import_module(f"touchline_collector.sinks.{known.module}"))
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("touchline_collector"):
            raise
        raise MissingExtra(f"{prefix}kind {kind} needs more: pip install 'touchline[{known.extra}]'") from error

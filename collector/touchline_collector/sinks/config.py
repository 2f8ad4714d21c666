"""One `[[sinks]]` table of the configuration: what all kinds have in common, and the options of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from touchline_collector.complaints import Complaints
from touchline_collector.errors import ConfigError
from touchline_collector.forms import PURPOSE
from touchline_collector.forward.consent import OnMissing
from touchline_collector.sinks import registry
from touchline_collector.sinks.options import option, read


class Origin(StrEnum):
    """Where a new sink begins."""

    EARLIEST = "earliest"
    NOW = "now"


# Names stand in metrics, in file names and in the cursor table.
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,62}\Z")


@dataclass(frozen=True, slots=True)
class Shared:
    """The settings that every kind of sink has."""

    name: str = option("unique; the cursor is kept under it")
    kind: str = option("which kind of store")
    types: tuple[str, ...] = option("only these event types, as patterns: touchline.order.*", ())
    channels: tuple[str, ...] = option("only these channels, as patterns", ())
    sources: tuple[str, ...] = option("only these sources, as patterns", ())
    require: tuple[str, ...] = option("consent purposes that an event must carry a grant for", (), form=PURPOSE)
    on_missing: OnMissing = option("what becomes of an event without that grant", OnMissing.DROP)
    origin: Origin = option("where a new sink begins; written `from`", Origin.EARLIEST)
    batch_events: int | None = option("most events in one write; the kind has a fitting default", None, least=1)
    batch_bytes: int | None = option("most bytes in one write; the kind has a fitting default", None, least=1)
    linger: float | None = option("seconds to wait for a fuller batch; the kind has a fitting default", None, least=0)


@dataclass(frozen=True, slots=True)
class SinkConfig:
    """A configured sink; `options` is an instance of its kind's `Options`."""

    shared: Shared
    options: Any

    @property
    def name(self) -> str:
        """Its unique name."""
        return self.shared.name

    @property
    def kind(self) -> str:
        """Which kind of store."""
        return self.shared.kind


def parse(table: Mapping[str, Any], number: int = 1) -> SinkConfig:
    """One `[[sinks]]` table, the `number`-th; raises ConfigError, or MissingExtra for a kind that is not installed."""
    where = f"sink {table['name']}" if isinstance(table.get("name"), str) else f"[[sinks]] number {number}"
    table = {("origin" if name == "from" else name): value for name, value in table.items()}
    own = {name: value for name, value in table.items() if name not in Shared.__dataclass_fields__}
    shared = read(Shared, {name: value for name, value in table.items() if name not in own}, where)
    if not _NAME.match(shared.name):
        raise ConfigError(f"{where}: name must be lower-case letters, digits, '.', '_' or '-', not {shared.name!r}")
    module = registry.load(shared.kind, where)
    return SinkConfig(shared, read(module.Options, own, where))


def parse_all(tables: Iterable[Mapping[str, Any]]) -> tuple[SinkConfig, ...]:
    """Every `[[sinks]]` table; names must differ."""
    wrong, configs = Complaints(), []
    for number, table in enumerate(tables, 1):
        with wrong.gathering():
            configs.append(parse(table, number))
    wrong.raise_any()
    names = [config.name for config in configs]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ConfigError(f"two sinks are named {twice}; the name keeps the cursor, so it must be unique")
    return tuple(configs)

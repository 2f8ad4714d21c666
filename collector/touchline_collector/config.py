"""The configuration: one TOML file, read once into frozen dataclasses; every error names the setting.

`${NAME}` in any string is the environment variable of that name, `${NAME:-text}` has a default, `${file:PATH}` is the
content of a file (a mounted secret) without the line end, and `$${` stands for `${` itself (see `substitution`).
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from touchline_collector.complaints import Complaints
from touchline_collector.errors import ConfigError, MissingExtra
from touchline_collector.forms import NETWORK, NOT_BLANK, ORIGIN, PURPOSE
from touchline_collector.intake.keys import Key, Kind, digest
from touchline_collector.sinks import config as sink_config
from touchline_collector.sinks import registry
from touchline_collector.sinks.config import SinkConfig
from touchline_collector.sinks.options import Described, amended, describe, option, read
from touchline_collector.substitution import substituted

T = TypeVar("T")

# Each is a process of some 50 MB; more than the largest machines have cores would be a slip of the finger.
MOST_PROCESSES = 256


@dataclass(frozen=True, slots=True)
class Server:
    """`[server]`: where and how patiently it listens."""

    host: str = option("address to listen on; without keys only loopback", "127.0.0.1")
    port: int = option("port to listen on; 0 picks a free one", 8787, least=0, most=65535)
    header_seconds: float = option("a request's headers must be complete after this long", 10.0, least=0.1)
    body_seconds: float = option("a request's body must be complete after this long", 30.0, least=0.1)
    connections: int = option("most connections at once; the oldest idle ones make room", 8192, least=1)
    intake_processes: int = option(
        "processes that receive and validate beside the main one; 0: it does that itself",
        1,
        least=0,
        most=MOST_PROCESSES,
    )
    trusted_proxies: tuple[str, ...] = option("networks whose X-Forwarded-For is believed", (), form=NETWORK)
    drain_seconds: float = option("at a stop, how long sinks may go on delivering", 5.0, least=0.0)


@dataclass(frozen=True, slots=True)
class Log:
    """`[log]`: the durable log."""

    dir: Path = option("the data folder; a local disk", Path("touchline-data"))
    keep_days: float = option("keep delivered events this long", 0.0, least=0.0)
    max_bytes: int = option("refuse events (503) when the log is larger; 0: the disk is the bound", 0, least=0)
    allow_expire: bool = option("drop the oldest events that are not delivered instead of refusing new ones", False)
    window: int = option("how many accepted ids the dedup remembers", 1_000_000, least=1)
    reserve_bytes: int = option("room kept free so that sinks can go on when the disk is full", 32 << 20, least=1 << 20)


@dataclass(frozen=True, slots=True)
class Consent:
    """`[consent]`: at the door."""

    require: tuple[str, ...] = option(
        "purposes without which an event is suppressed; only a count stays", (), form=PURPOSE
    )


@dataclass(frozen=True, slots=True)
class Privacy:
    """`[privacy]`."""

    store_ip: bool = option("keep the sender's address in the attribute `clientip`, last part zeroed", False)


@dataclass(frozen=True, slots=True)
class Presence:
    """`[presence]`: rotating tokens of members."""

    members: Path | None = option("file with the members' keys", None)
    programme: str = option("programme's id, where all its members are added by order and no file names it", "")
    chain: str = option("chain within the programme, likewise", "")


@dataclass(frozen=True, slots=True)
class Schemas:
    """`[schemas]`."""

    dir: Path | None = option("folder of JSON Schemas of third-party types", None)


@dataclass(frozen=True, slots=True)
class KeyTable:
    """One `[[keys]]` table."""

    name: str = option("shown in findings and logs; several tables may share it while rotating", form=NOT_BLANK)
    kind: Kind = option("what it may do")
    key: str | None = option("the key itself; from the environment or a file", None, secret=True)
    key_sha256: str | None = option("its SHA-256 in hex instead", None)
    sources: tuple[str, ...] = option("sources it may send for; public keys: exact ones", ())
    types: tuple[str, ...] = option("types it may send, as patterns; needed for custom types of a public key", ())
    origins: tuple[str, ...] = option("web origins it may be used from", (), form=ORIGIN)
    presence: bool = option("may send rotating presence tokens", False)
    rate: float | None = option("events a second; a public key has 1000", None, least=0.001)


@dataclass(frozen=True, slots=True)
class Config:
    """Everything `run` needs to know."""

    server: Server = field(default_factory=Server)
    log: Log = field(default_factory=Log)
    consent: Consent = field(default_factory=Consent)
    privacy: Privacy = field(default_factory=Privacy)
    presence: Presence = field(default_factory=Presence)
    schemas: Schemas = field(default_factory=Schemas)
    keys: tuple[Key, ...] = ()
    sinks: tuple[SinkConfig, ...] = ()


SECTIONS: Mapping[str, type] = {
    "server": Server,
    "log": Log,
    "consent": Consent,
    "privacy": Privacy,
    "presence": Presence,
    "schemas": Schemas,
}

# A page's key is in everybody's hands: without a rate of its own it gets what a busy shop's pages send.
PUBLIC_RATE = 1000.0
# Below this a key was typed by a person and can be guessed.
_KEY_LENGTH = 16
_SHA256_HEX = re.compile(r"[0-9a-f]{64}\Z")


def load(path: Path, env: Mapping[str, str] = os.environ) -> Config:
    """Read and check a configuration file; raises ConfigError."""
    try:
        table = tomllib.loads(path.read_text())
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
    return parse(substituted(table, env, path.parent))


def parse(table: Mapping[str, Any]) -> Config:
    """A configuration from its decoded table, substitutions made; raises ConfigError with all that is wrong."""
    wrong = Complaints()
    for name in table:
        if name not in SECTIONS and name not in {"keys", "sinks"}:
            wrong.add(f"there is no section [{name}]; known are {', '.join([*SECTIONS, 'keys', 'sinks'])}")
    parts: dict[str, Any] = {}
    for name, cls in SECTIONS.items():
        with wrong.gathering():
            parts[name] = _section(table, name, cls)
    with wrong.gathering():
        parts["keys"] = _keys(_tables(table, "keys"))
    with wrong.gathering():
        parts["sinks"] = sink_config.parse_all(_tables(table, "sinks"))
    wrong.raise_any()
    config = Config(**parts)
    check_exposure(config)
    if config.presence.chain and not config.presence.programme:
        raise ConfigError("[presence]: chain is given without programme, which it belongs to")
    return config


def _section(table: Mapping[str, Any], name: str, cls: type[T]) -> T:
    found = table.get(name, {})
    if not isinstance(found, Mapping):
        raise ConfigError(f"[{name}] must be a table, not {found!r}")
    return read(cls, found, f"[{name}]")


def _tables(table: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = table.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise ConfigError(f"{name} must be written as [[{name}]] tables")
    return found


def _keys(tables: Iterable[Mapping[str, Any]]) -> tuple[Key, ...]:
    """Keys by name; tables that share a name are one key with several secrets."""
    wrong = Complaints()
    merged: dict[str, Key] = {}
    for number, table in enumerate(tables, 1):
        shown = table.get("name")
        where = f"key {shown}" if isinstance(shown, str) else f"[[keys]] number {number}"
        with wrong.gathering():
            key = _key(read(KeyTable, table, where), where)
            merged[key.name] = _merged(merged.get(key.name), key, where)
    wrong.raise_any()
    return tuple(merged.values())


def _merged(earlier: Key | None, key: Key, where: str) -> Key:
    if earlier is not None and _rights(earlier) != _rights(key):
        raise ConfigError(f"{where}: two tables share this name but not their rights; rotate with equal rights")
    digests = earlier.digests + key.digests if earlier else key.digests
    if len(digests) > 2:  # noqa: PLR2004 - the old one and the new one
        raise ConfigError(f"{where}: at most two secrets may be live while rotating")
    return Key(key.name, key.kind, digests, *_rights(key)[1:])


def _rights(key: Key) -> tuple[Any, ...]:
    return key.kind, key.sources, key.types, key.origins, key.presence, key.rate


def _key(table: KeyTable, where: str) -> Key:
    if (table.key is None) == (table.key_sha256 is None):
        raise ConfigError(f"{where}: give either key or key_sha256")
    if table.key is not None and len(table.key) < _KEY_LENGTH:
        raise ConfigError(f"{where}: the key is too short to be safe; make one with: touchline-collector keys new")
    if table.key_sha256 is not None and not _SHA256_HEX.match(table.key_sha256):
        raise ConfigError(f"{where}: key_sha256 must be 64 lower-case hex digits")
    if table.kind is Kind.PUBLIC and (not table.sources or any("*" in source for source in table.sources)):
        raise ConfigError(f"{where}: a public key needs exact sources, without patterns")
    if table.kind is not Kind.PUBLIC and table.origins:
        raise ConfigError(f"{where}: only public keys have origins; no other key belongs in a web page")
    rate = PUBLIC_RATE if table.rate is None and table.kind is Kind.PUBLIC else table.rate
    hashed = table.key_sha256 or digest(table.key or "")
    return Key(
        table.name, table.kind, (hashed,), table.sources, table.types, frozenset(table.origins), table.presence, rate
    )


LOOPBACK = ("127.0.0.1", "::1", "localhost")


def check_exposure(config: Config) -> None:
    """Refuse to serve strangers without keys."""
    senders = [key for key in config.keys if key.kind is not Kind.ADMIN]
    if not senders and config.server.host not in LOOPBACK:
        raise ConfigError(
            f"[server]: host {config.server.host} serves other machines, which needs keys; add [[keys]] "
            "(touchline-collector keys new), or listen on 127.0.0.1"
        )


@dataclass(frozen=True, slots=True)
class Flags:
    """What the command line says instead of the file; None: nothing."""

    host: str | None = None
    port: int | None = None
    data: Path | None = None
    members: Path | None = None
    intake_processes: int | None = None


def overridden(config: Config, flags: Flags) -> Config:
    """A configuration with what the command line says instead; raises ConfigError as `load` does."""
    said = {name: getattr(flags, name) for name in ("host", "port", "intake_processes")}
    said = {name: value for name, value in said.items() if value is not None}
    server = amended(config.server, said, lambda name: f"--{name.replace('_', '-')}")
    log = config.log if flags.data is None else replace(config.log, dir=flags.data)
    presence = config.presence if flags.members is None else replace(config.presence, members=flags.members)
    changed = replace(config, server=server, log=log, presence=presence)
    check_exposure(changed)
    return changed


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a configuration file, for editors. Any string may hold `${...}` instead of its value."""
    sections = {name: _object_schema(cls) for name, cls in SECTIONS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Touchline collector",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **sections,
            "keys": {"type": "array", "items": _object_schema(KeyTable)},
            "sinks": {"type": "array", "items": _sink_schema()},
        },
    }


def _object_schema(cls: type) -> dict[str, Any]:
    described = describe(cls)
    made: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {one.name: _property(one) for one in described},
    }
    if required := [one.name for one in described if one.required]:
        made["required"] = required
    return made


def _sink_schema() -> dict[str, Any]:
    """What all kinds share, and by kind its own; the settings of a kind that is not installed are left to `check`."""
    shared = _object_schema(sink_config.Shared)
    del shared["additionalProperties"]
    shared["properties"]["from"] = shared["properties"].pop("origin")
    shared["properties"]["kind"]["enum"] = list(registry.KINDS)
    shared["allOf"] = [
        {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": _kind_schema(kind, shared)}
        for kind in registry.KINDS
    ]
    return shared


def _kind_schema(kind: str, shared: Mapping[str, Any]) -> dict[str, Any] | bool:
    try:
        own = _object_schema(registry.load(kind).Options)
    except MissingExtra:
        return True
    return {**own, "properties": {**dict.fromkeys(shared["properties"], True), **own["properties"]}}


# What `describe` says a setting expects, as JSON Schema.
_EXPECTED: Mapping[str, dict[str, Any]] = {
    "a string": {"type": "string"},
    "a path": {"type": "string"},
    "a whole number": {"type": "integer"},
    "a number": {"type": "number"},
    "true or false": {"type": "boolean"},
    "a list, each a string": {"type": "array", "items": {"type": "string"}},
    "a table of strings": {"type": "object", "additionalProperties": {"type": "string"}},
}
_REFERS = {"type": "string", "pattern": r"\$\{"}


def _property(one: Described) -> dict[str, Any]:
    made = dict(_EXPECTED.get(one.expects, {}))
    if one.expects.startswith('"'):
        made["enum"] = [word.strip('"') for word in one.expects.split(" or ")]
    if made.get("type") in {"integer", "number"}:
        made |= {name: bound for name, bound in (("minimum", one.least), ("maximum", one.most)) if bound is not None}
    if made.get("type") == "string" and not one.empty:
        made["minLength"] = 1
    if made.get("type") == "array":
        made["items"] = {"minLength": 1, **made["items"]}
        if one.form and one.form.choices:
            made["items"] = {"anyOf": [{"enum": list(one.form.choices)}, _REFERS]}
    if made.get("type") != "string" and "items" not in made and made:
        made = {"anyOf": [made, _REFERS]}
    if isinstance(one.default, (str, int, float)):
        made["default"] = one.default
    return {"description": one.doc, **made}

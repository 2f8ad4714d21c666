"""The box's configuration file (TOML) as frozen dataclasses; errors name setting, value and expectation."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from pathlib import Path
from typing import Any
from uuid import UUID

from touchline_beacon import capture, neighbours
from touchline_beacon.adverts import Programme
from touchline_beacon.errors import ConfigError
from touchline_beacon.presence import Receiver, Settings
from touchline_beacon.radio import Mode
from touchline_spec import tokens

ADDRESS = re.compile(r"[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}")
_SECTIONS = {"box", "programme", "collector", "receivers", "presence", "radio", "recovery", "metrics", "neighbours"}
# Of the sections whose settings are not checked by whoever reads them.
_KNOWN = {
    "box": {"store", "name", "source", "state", "partial", "outbox_key", "closes"},
    "programme": {"id", "service", "overflow_bit", "eddystone", "filter"},
    "collector": {"url", "key"},
    "neighbours": {"key"},
    "metrics": {"listen"},
    "radio": {"backend", "mode", "reader"},
}
# As many as an event may name.
_MOST_DWELLS = 16
_NO_SETTINGS = {"receivers", "settled_margins", "gap_bounds", "dwell_seconds"}


@dataclass(frozen=True, slots=True)
class Config:
    """Everything `run` needs to know."""

    store: str
    programme: str
    url: str
    adapters: Mapping[str, str]
    """Adapter address by receiver name."""
    settings: Settings
    box: str = "box"
    source: str = ""
    partial: bool = False
    state: Path = Path("/var/lib/touchline-beacon")
    outbox_key: str | None = None
    """Where the key lies that seals what rests in `state`; see `outbox_key.py`."""
    closes: time | None = None
    """When the store closes, by the machine's local clock."""
    key: str | None = field(default=None, repr=False)
    service: UUID = tokens.SERVICE
    bit: int | None = None
    eddystone: bool = False
    """Whether members carry Eddystone-EID tags."""
    filter: bool = False
    """Whether membership filters tell here, without a network, that a token is nobody's."""
    mode: Mode = Mode.ACTIVE
    windows: bool = False
    """Passive, with active windows on a schedule."""
    reader: Path | None = None
    """Socket of the packet reader, where packets come from the kernel's management socket."""
    recovery: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    metrics: tuple[str, int] | None = None
    neighbours: bytes | None = field(default=None, repr=False)
    """The store's key for box beacons."""

    def marked(self) -> Programme:
        """The markers to look for."""
        return Programme(self.programme, service=self.service, bit=self.bit, eddystone=self.eddystone)

    @property
    def looking(self) -> Mode:
        """How a person who looks for some seconds wants to listen."""
        return Mode.ACTIVE if self.windows else self.mode


def hearing(path: Path) -> tuple[Programme, Path]:
    """What the packet reader needs of a configuration: markers and socket; raises ConfigError."""
    shape = _file(path)
    programme, reader = _table(shape, "programme"), _reader(_table(shape, "radio"))
    if reader is None:
        raise ConfigError(f'{path}: [radio] backend: expected "mgmt", for nobody else asks a reader')
    service, bit, eddystone = _markers(programme)
    return Programme(_text(programme, "programme", "id"), service=service, bit=bit, eddystone=eddystone), reader


def load(path: Path, environment: Mapping[str, str] = os.environ) -> Config:
    """Read a configuration; raises ConfigError."""
    return parse(_file(path), environment)


def _file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None


def parse(shape: Mapping[str, Any], environment: Mapping[str, str]) -> Config:
    """A configuration from its decoded file; `${NAME}` in the key comes from the environment."""
    unknown = shape.keys() - _SECTIONS
    if unknown:
        raise ConfigError(f"section [{min(unknown)}]: unknown, expected one of {', '.join(sorted(_SECTIONS))}")
    box, programme, collector = (_table(shape, name) for name in ("box", "programme", "collector"))
    radio, store = _table(shape, "radio"), _text(box, "box", "store")
    adapters, receivers = _receivers(shape.get("receivers", []))
    (service, bit, eddystone), (mode, windows), reader = _markers(programme), _mode(radio), _reader(radio)
    return Config(
        store=store,
        programme=_text(programme, "programme", "id"),
        url=_text(collector, "collector", "url"),
        adapters=adapters,
        settings=_settings(_table(shape, "presence"), receivers),
        box=_text(box, "box", "name", "box"),
        source=_text(box, "box", "source", f"//{store}/presence"),
        partial=_flag(box, "box", "partial"),
        state=Path(_text(box, "box", "state", "/var/lib/touchline-beacon")),
        outbox_key=_text(box, "box", "outbox_key") if "outbox_key" in box else None,
        closes=_closes(box.get("closes")),
        key=_secret(collector.get("key"), environment, "[collector]"),
        neighbours=_neighbours(_table(shape, "neighbours").get("key"), environment),
        service=service,
        bit=bit,
        eddystone=eddystone,
        filter=_flag(programme, "programme", "filter"),
        mode=mode,
        windows=windows,
        reader=reader,
        recovery=_recovery(_table(shape, "recovery")),
        metrics=_listen(_table(shape, "metrics").get("listen")),
    )


def _table(shape: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = shape.get(name, {})
    if not isinstance(found, dict):
        raise ConfigError(f"[{name}]: {found!r}, expected a table")
    unknown = found.keys() - _KNOWN.get(name, found.keys())
    if unknown:
        raise ConfigError(f"[{name}] {min(unknown)}: unknown, expected one of {', '.join(sorted(_KNOWN[name]))}")
    return found


def _text(table: Mapping[str, Any], section: str, name: str, default: str | None = None) -> str:
    value = table.get(name, default)
    if not isinstance(value, str) or not value:
        raise ConfigError(f"[{section}] {name}: {value!r}, expected a text")
    return value


def _choice(table: Mapping[str, Any], section: str, name: str, allowed: list[str]) -> str:
    value = table.get(name, allowed[0])
    if value not in allowed:
        raise ConfigError(f"[{section}] {name}: {value!r}, expected one of {', '.join(allowed)}")
    return str(value)


def _flag(table: Mapping[str, Any], section: str, name: str) -> bool:
    value = table.get(name, False)
    if not isinstance(value, bool):
        raise ConfigError(f"[{section}] {name}: {value!r}, expected true or false")
    return value


def _secret(value: Any, environment: Mapping[str, str], section: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise ConfigError(f"{section} key: expected a text")
    named = re.fullmatch(r"\$\{(\w+)\}", value)
    if named is None:
        return value
    if named[1] not in environment:
        raise ConfigError(f"{section} key: the environment has no {named[1]}")
    return environment[named[1]]


def _neighbours(value: Any, environment: Mapping[str, str]) -> bytes | None:
    text = _secret(value, environment, "[neighbours]")
    if text is None:
        return None
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != neighbours.KEY_BYTES:
        raise ConfigError(f"[neighbours] key: expected {2 * neighbours.KEY_BYTES} hexadecimal digits")
    return key


def _closes(value: Any) -> time | None:
    if value is None:
        return None
    try:
        return value if isinstance(value, time) else time.fromisoformat(value)
    except (TypeError, ValueError):
        raise ConfigError(f"[box] closes: {value!r}, expected the time at which the store closes, 20:30") from None


def _receivers(entries: Any) -> tuple[dict[str, str], dict[str, Receiver]]:
    if not isinstance(entries, list) or not entries:
        raise ConfigError("[[receivers]]: expected at least one, with name and adapter")
    adapters: dict[str, str] = {}
    shapes: dict[str, Any] = {}
    for number, entry in enumerate(entries, 1):
        where = f"[[receivers]] {number}"
        shape = dict(entry) if isinstance(entry, dict) else {}
        name, adapter = shape.pop("name", None), shape.pop("adapter", None)
        if not isinstance(name, str) or not name or name in adapters:
            raise ConfigError(f"{where} name: {name!r}, expected a text that no other receiver has")
        if not isinstance(adapter, str) or not ADDRESS.fullmatch(adapter):
            raise ConfigError(
                f"{where} adapter: {adapter!r}, expected a controller's address such as B8:27:EB:12:34:56 (hci0 would "
                "change with the order in which they are plugged in)"
            )
        adapters[name], shapes[name] = adapter.upper(), shape
    return adapters, capture.receivers(shapes, "[[receivers]]")


def _settings(table: Mapping[str, Any], receivers: Mapping[str, Receiver]) -> Settings:
    known = {one.name for one in fields(Settings)} - _NO_SETTINGS
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name == "dwell_seconds":
            values[name] = _dwells(value)
            continue
        if name not in known or isinstance(value, bool) or not isinstance(value, int | float):
            raise ConfigError(f"[presence] {name}: {value!r}, expected a number; known are {', '.join(sorted(known))}")
        values[name] = value
    return Settings(receivers=receivers, **values)


def _dwells(value: Any) -> tuple[float, ...]:
    if (
        isinstance(value, list)
        and 0 < len(value) <= _MOST_DWELLS
        and all(type(one) in (int, float) and one > 0 for one in value)
    ):
        return tuple(sorted(float(one) for one in value))
    raise ConfigError(f"[presence] dwell_seconds: {value!r}, expected a list of 1 to {_MOST_DWELLS} seconds")


def _markers(programme: Mapping[str, Any]) -> tuple[UUID, int | None, bool]:
    service, bit = _uuid(programme.get("service", str(tokens.SERVICE))), _bit(programme.get("overflow_bit"))
    return service, bit, _flag(programme, "programme", "eddystone")


def _mode(radio: Mapping[str, Any]) -> tuple[Mode, bool]:
    """How to listen, and whether with windows: what the backend is best at where the file does not say."""
    usual = ["windows", "active", "passive"] if radio.get("backend") == "mgmt" else ["active", "passive", "windows"]
    chosen = _choice(radio, "radio", "mode", usual)
    return (Mode.PASSIVE, True) if chosen == "windows" else (Mode(chosen), False)


def _reader(radio: Mapping[str, Any]) -> Path | None:
    if _choice(radio, "radio", "backend", ["bleak", "mgmt"]) == "bleak":
        return None
    return Path(_text(radio, "radio", "reader", "/run/touchline-beacon-reader/packets.sock"))


def _uuid(value: Any) -> UUID:
    try:
        return UUID(value)
    except (ValueError, AttributeError, TypeError):
        raise ConfigError(f"[programme] service: {value!r}, expected a UUID") from None


def _bit(value: Any) -> int | None:
    if value is None or (type(value) is int and 0 <= value < 128):  # noqa: PLR2004 - bits of the mask
        return value
    raise ConfigError(f"[programme] overflow_bit: {value!r}, expected 0 to 127")


def _recovery(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    commands: dict[str, tuple[str, ...]] = {}
    for name, value in table.items():
        fits = isinstance(value, list) and value and all(isinstance(part, str) for part in value)
        if name not in ("usb_reset", "daemon", "reboot") or not fits:
            raise ConfigError(f"[recovery] {name}: {value!r}, expected usb_reset, daemon or reboot = [command, ...]")
        commands[name] = tuple(value)
    return commands


def _listen(value: Any) -> tuple[str, int] | None:
    if value is None:
        return None
    host, _, port = value.rpartition(":") if isinstance(value, str) else ("", "", "")
    if not host or not port.isdigit():
        raise ConfigError(f"[metrics] listen: {value!r}, expected host:port such as 127.0.0.1:9108")
    return host, int(port)

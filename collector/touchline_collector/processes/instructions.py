"""What an intake process has to know, as JSON from the main process: limits, routes, keys, rules. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from touchline_collector import jsontext
from touchline_collector.config import Config
from touchline_collector.forward.consent import ConsentRule
from touchline_collector.intake.gate import Gate
from touchline_collector.intake.judge import Judge
from touchline_collector.intake.keys import Key, Keyring
from touchline_collector.intake.keys import Kind as KeyKind
from touchline_collector.intake.rules import Rules
from touchline_collector.intake.tombstones import Tombstones
from touchline_collector.server.application import Application
from touchline_spec import CustomTypes, Validator


@dataclass(frozen=True, slots=True)
class Instructions:
    """Everything that is decided elsewhere."""

    server: Mapping[str, Any]
    """How patient to be, and the share of connections and requests that is this process's."""
    routes: Collection[tuple[str, str, Collection[str] | None]]
    """Method, path and wanted kinds of keys of every counted route."""
    known: Mapping[str, Collection[str]]
    """The methods of the other fixed paths."""
    rules: Mapping[str, Any]

    @classmethod
    def of(cls, app: Application, config: Config, rules: Rules) -> Instructions:
        """Those for one of the configured number of processes."""
        server = config.server
        share = server.intake_processes
        return cls(
            {
                "header_seconds": server.header_seconds,
                "body_seconds": server.body_seconds,
                "connections": -(-server.connections // share),
                "share": share,
            },
            app.listed(),
            app.known,
            {
                "generation": rules.generation,
                "keys": [_key(key) for key in config.keys],
                "require": rules.consent.require,
                "tombstones": rules.tombstones.as_dict(),
                "resolves": rules.resolver is not None,
                "store_ip": rules.store_ip,
                "trusted_proxies": rules.trusted_proxies,
                "schemas": rules.custom.schemas if rules.custom else None,
            },
        )

    def encode(self) -> bytes:
        """As JSON."""
        fields = {"server": self.server, "routes": self.routes, "known": self.known, "rules": self.rules}
        return jsontext.dumps(fields | {"known": {path: sorted(methods) for path, methods in self.known.items()}})

    @classmethod
    def decode(cls, text: bytes) -> Instructions:
        """From JSON."""
        return cls(**jsontext.loads(text))

    def made(self) -> Rules:
        """The rules that they say."""
        said = self.rules
        schemas = said["schemas"]
        custom = CustomTypes(schemas) if schemas is not None else None
        return Rules(
            judge=Judge(Validator("open", custom)),
            gate=Gate(Keyring([_key_of(key) for key in said["keys"]])),
            consent=ConsentRule(tuple(said["require"])),
            tombstones=Tombstones.from_dict(said["tombstones"]),
            elsewhere=said["resolves"],
            store_ip=said["store_ip"],
            trusted_proxies=tuple(said["trusted_proxies"]),
            custom=custom,
            generation=said["generation"],
        )


def _key(key: Key) -> dict[str, Any]:
    return {
        "name": key.name,
        "kind": key.kind.value,
        "digests": key.digests,
        "sources": key.sources,
        "types": key.types,
        "origins": sorted(key.origins),
        "presence": key.presence,
        "rate": key.rate,
    }


def _key_of(said: Mapping[str, Any]) -> Key:
    return Key(
        said["name"],
        KeyKind(said["kind"]),
        tuple(said["digests"]),
        tuple(said["sources"]),
        tuple(said["types"]),
        origins=frozenset(said["origins"]),
        presence=said["presence"],
        rate=said["rate"],
    )

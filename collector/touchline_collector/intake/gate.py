"""The gate: from a request's headers to the key it may use. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import parse_qs

from touchline_collector.intake import loopback
from touchline_collector.intake.keys import Key, Keyring, Kind
from touchline_collector.intake.problems import Problem

# What a collector without keys grants to the programs of its machine.
LOCAL = Key("local", Kind.SECRET, (), presence=True)

SENDERS = frozenset({Kind.PUBLIC, Kind.SECRET})
SERVERS = frozenset({Kind.SECRET})


class Gate:
    """Decides who comes in."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring
        self.local_only = not keyring
        """Whether no key is configured, so that only this machine is served."""

    def enter(self, headers: Mapping[str, str], query: str, kinds: Collection[Kind] = SENDERS) -> Key:
        """The key of a request; raises 401 without a valid one, 403 where its kind or origin may not come in."""
        if self.local_only:
            loopback.guard(headers)
            return LOCAL
        key = self._present(headers, query)
        if key.kind not in kinds:
            wanted = " or ".join(sorted(kind.value for kind in kinds))
            raise Problem(403, "key.kind", f"key {key.name} is a {key.kind.value} key; this route takes a {wanted} key")
        self._check_origin(key, headers.get("origin"))
        return key

    def key(self, name: str | None) -> Key | None:
        """The key of that name, None where it is gone; what came without keys keeps the rights of local programs."""
        known = self._keyring.named(name)
        return LOCAL if known is None and name in (None, LOCAL.name) else known

    def _present(self, headers: Mapping[str, str], query: str) -> Key:
        bearer = headers.get("authorization")
        if bearer is not None:
            scheme, _, presented = bearer.partition(" ")
            key = self._keyring.find(presented.strip()) if scheme.lower() == "bearer" else None
        else:
            presented = parse_qs(query).get("key", [""])[0] if "key=" in query else ""
            key = self._keyring.find(presented) if presented else None
            if key is not None and key.kind is not Kind.PUBLIC:
                raise Problem(401, "key.in_url", "a secret key does not belong in a URL; send Authorization: Bearer")
        if key is None:
            detail = "the key is not known" if presented else "send a key as Authorization: Bearer KEY"
            raise Problem(401, "unauthorized", detail, headers={"www-authenticate": "Bearer"})
        return key

    @staticmethod
    def _check_origin(key: Key, origin: str | None) -> None:
        if key.origins and origin not in key.origins:
            shown = "no Origin" if origin is None else f"Origin {origin!r}"
            raise Problem(403, "origin.not_allowed", f"{shown} is not among the origins of key {key.name}")

    def cors(self, origin: str | None) -> dict[str, str]:
        """The headers that let a page of an allowed origin read the answer; none for others."""
        if origin is None or origin not in self._keyring.origins:
            return {}
        return {
            "access-control-allow-origin": origin,
            "access-control-expose-headers": "retry-after, accept-encoding",
            "vary": "origin",
        }

    def preflight(self, origin: str | None) -> dict[str, str]:
        """The headers of an answer to OPTIONS before a cross-origin POST."""
        return self.cors(origin) and self.cors(origin) | {
            "access-control-allow-methods": "POST",
            "access-control-allow-headers": (
                "authorization, content-type, content-encoding, touchline-sent-time, traceparent"
            ),
            "access-control-max-age": "86400",
        }

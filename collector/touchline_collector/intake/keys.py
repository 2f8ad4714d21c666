"""Keys: who sends, and what each kind may. Pure; `now` is passed in.

    public   in web pages and apps, so everybody has it: exact sources, types the registry marks public, a rate,
             and no claim to have authenticated anybody
    secret   servers, tills, store agents: every type of their sources; presence only where it is granted
    admin    people and their tools: the admin routes, no events

A key is random 128 bits behind a prefix that names its kind. Only its SHA-256 is compared, in constant time.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from touchline_collector.forward.selection import Patterns
from touchline_spec import event_type
from touchline_spec.accepted import Accepted

OWN_PREFIX = "touchline."
PRESENCE_IDENTITY = "ble_ephemeral"


class Kind(StrEnum):
    """What a key is for."""

    PUBLIC = "public"
    SECRET = "secret"  # noqa: S105 - a kind, not a password
    ADMIN = "admin"


def new_key(kind: Kind) -> str:
    """A fresh key: 128 random bits; the prefix lets a scanner of leaked code recognise it."""
    return f"tl_{kind.value}_{secrets.token_urlsafe(16)}"


def digest(key: str) -> str:
    """The SHA-256 of a key in hex, as `key_sha256` in the configuration holds it."""
    return sha256(key.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Key:
    """A configured key and its rights. Empty `sources` or `types` of a secret key mean all."""

    name: str
    kind: Kind
    digests: tuple[str, ...]
    sources: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    origins: frozenset[str] = frozenset()
    presence: bool = False
    rate: float | None = None
    unrestricted: bool = field(init=False, repr=False, compare=False)
    """Whether any valid event passes as it is."""
    _types: Patterns = field(init=False, repr=False, compare=False)
    _sources: Patterns = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        free = self.kind is Kind.SECRET and self.presence and not self.sources and not self.types
        object.__setattr__(self, "unrestricted", free)
        object.__setattr__(self, "_types", Patterns(self.types))
        object.__setattr__(self, "_sources", Patterns(self.sources))

    def refuses(self, event: Mapping[str, Any]) -> tuple[str, str] | None:
        """Pointer and message of what this key may not send, or None. The event is valid by now."""
        source, type_ = event["source"], event["type"]
        if not self._allows_source(source):
            return "/source", f"key {self.name} may not send for source {source}"
        if not self._allows_type(type_):
            return "/type", f"key {self.name} may not send {type_}"
        if not self.presence and (pointer := presence_pointer(event)):
            return pointer, f"key {self.name} may not send presence tokens; it needs presence = true"
        return None

    def passes(self, event: Accepted) -> bool:
        """Whether this event without a token may be sent as it is; of others `refuses` and `downgraded` say more."""
        if not self._allows_source(event.source) or not self._allows_type(event.type):
            return False
        if self.kind is not Kind.PUBLIC:
            return True
        return not any(getattr(identity, "state", None) == "authenticated" for identity in event.identities)

    def _allows_source(self, source: str) -> bool:
        if self.kind is Kind.PUBLIC:
            return source in self.sources
        return not self.sources or self._sources(source)

    def _allows_type(self, type_: str) -> bool:
        if self.kind is not Kind.PUBLIC:
            return not self.types or self._types(type_)
        if self.types:
            return self._types(type_)
        known = event_type(type_)
        return known is not None and known.public


def presence_pointer(event: Mapping[str, Any]) -> str | None:
    """Where the event carries a rotating presence token, or None."""
    data = event.get("data")
    identities = data.get("identities") if isinstance(data, dict) else None
    for index, identity in enumerate(identities or ()):
        if identity.get("type") == PRESENCE_IDENTITY:
            return f"/data/identities/{index}/type"
    return None


def downgraded(event: dict[str, Any]) -> dict[str, Any] | None:
    """The event with `state: authenticated` made `ambiguous`, or None where nothing claims it.

    A page's visitor can send anything with the page's key; only a server can have authenticated somebody.
    """
    data = event.get("data")
    identities = data.get("identities") if isinstance(data, dict) else None
    if not identities or not any(one.get("state") == "authenticated" for one in identities):
        return None
    humble = [one | {"state": "ambiguous"} if one.get("state") == "authenticated" else one for one in identities]
    return event | {"data": event["data"] | {"identities": humble}}


class Keyring:
    """All keys of a configuration."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._keys: Sequence[Key] = tuple(keys)
        self.origins: frozenset[str] = frozenset[str]().union(*(key.origins for key in self._keys))

    def __bool__(self) -> bool:
        """Whether any key may send; without one the collector serves its own machine only."""
        return any(key.kind is not Kind.ADMIN for key in self._keys)

    def named(self, name: str | None) -> Key | None:
        """The key of that name, or None."""
        return next((key for key in self._keys if key.name == name), None)

    def find(self, presented: str) -> Key | None:
        """The key that was presented, or None; takes the same time for every wrong one."""
        wanted = digest(presented)
        found = None
        for key in self._keys:
            for one in key.digests:
                if compare_digest(one, wanted):
                    found = key
        return found

"""Members and their installation keys, from a file in TOML or JSON.

::

    programme = "club"          # the issuer of the tokens and of the loyalty identities
    chain = ""                  # where one programme serves several chains that must not join their visits

    [[members]]
    loyalty = "40071234"
    key = "32 hexadecimal digits"
    consent = { captured_at = "2026-03-01T10:00:00Z", policy_version = "2026-01", jurisdiction = "EU" }

    [[members]]
    loyalty = "40071235"        # carries an Eddystone-EID tag instead of a phone
    [members.eddystone]
    identity_key = "32 hexadecimal digits"
    rotation_period_exponent = 10
    initial_clock_value = 65280
    registered_at = "2026-03-01T10:00:00Z"

One member may have several installations, each with its own key. Being listed with a key is the presence consent, given
in the app at opt-in; `consent` holds its evidence.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from touchline_collector.errors import CollectorError
from touchline_collector.resolver import tags
from touchline_spec import times, tokens

if TYPE_CHECKING:
    from touchline_spec.eddystone import Rotation

_CONSENT = {"captured_at", "policy_version", "jurisdiction", "basis", "source"}
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class MembersError(CollectorError):
    """A members file that cannot be used; names the entry and what was expected, never a key."""


@dataclass(frozen=True, slots=True)
class Member:
    """One installation of one member's app, or one tag that a member carries."""

    loyalty: str
    key: bytes = field(repr=False)
    """Of the installation, or the tag's identity key."""
    consent: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    """Evidence of the presence consent: when, under which policy."""
    tag: Rotation | None = None
    """For a tag: when it changes its id."""

    def row(self) -> tuple[str, bytes, Mapping[str, Any], list[Any] | None]:
        """For the table of members added by order."""
        return self.loyalty, self.key, self.consent, None if self.tag is None else tags.shape(self.tag)

    @classmethod
    def of(cls, row: tuple[str, bytes, Mapping[str, Any], list[Any] | None]) -> Member:
        """From that table."""
        loyalty, key, consent, shape = row
        return cls(loyalty, key, consent, None if shape is None else tags.rotated(shape))


@dataclass(frozen=True, slots=True)
class Programme:
    """A loyalty programme with its members."""

    id: str
    members: tuple[Member, ...]
    chain: str = ""


def load(path: Path) -> Programme:
    """Read a members file; MembersError names what is wrong with it."""
    return parse(decoded(path), str(path))


def decoded(path: Path) -> Any:
    """A members file as it stands; raises MembersError."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise MembersError(f"{path}: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise MembersError(f"{path} is not UTF-8: {error}") from None
    kind, read = ("JSON", json.loads) if path.suffix == ".json" else ("TOML", tomllib.loads)
    try:
        return read(text)
    except ValueError as error:
        raise MembersError(f"{path} is not {kind}: {error}") from None


def parse(shape: Any, where: str) -> Programme:
    """A programme from its decoded file."""
    if not isinstance(shape, dict) or not isinstance(shape.get("programme"), str) or not shape["programme"]:
        raise MembersError(f"{where}: expected a table with a programme's id")
    entries = shape.get("members", [])
    if not isinstance(entries, list):
        raise MembersError(f"{where}: members is {type(entries).__name__}, expected a list")
    members = tuple(member(entry, f"{where}: member {number}") for number, entry in enumerate(entries, 1))
    chain = shape.get("chain", "")
    if not isinstance(chain, str):
        raise MembersError(f"{where}: chain is {type(chain).__name__}, expected text")
    return Programme(shape["programme"], members, chain)


def member(entry: Any, where: str) -> Member:
    """One member from its table."""
    if not isinstance(entry, dict):
        raise MembersError(f"{where}: expected a table with loyalty and key")
    loyalty = entry.get("loyalty")
    if not isinstance(loyalty, str) or not 0 < len(loyalty) <= 256:  # noqa: PLR2004 - an identity's bound
        raise MembersError(f"{where}: loyalty is {loyalty!r}, expected the member's number as text")
    consent = _consent(entry.get("consent", {}), where)
    if "eddystone" not in entry:
        return Member(loyalty, _key(entry.get("key"), where), consent)
    if "key" in entry:
        raise MembersError(f"{where}: has key and eddystone, expected one of them")
    try:
        key, rotation = tags.registration(entry["eddystone"])
    except tags.TagError as error:
        raise MembersError(f"{where}: eddystone {error}") from None
    return Member(loyalty, key, consent, rotation)


def _key(value: Any, where: str) -> bytes:
    try:
        raw = bytes.fromhex(value if isinstance(value, str) else "")
    except ValueError:
        raw = b""
    if len(raw) != tokens.KEY_BYTES:
        raise MembersError(f"{where}: key has not {tokens.KEY_BYTES * 2} hexadecimal digits")
    if not any(raw):
        raise MembersError(f"{where}: key is all zeros, expected random bytes")
    return raw


def _consent(shape: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(shape, dict) or not shape.keys() <= _CONSENT:
        raise MembersError(f"{where}: consent, expected a table of {', '.join(sorted(_CONSENT))}")
    for name, value in shape.items():
        if not isinstance(value, str):
            raise MembersError(f"{where}: consent.{name} is {type(value).__name__}, expected text")
    if "captured_at" in shape:
        try:
            times.parse(shape["captured_at"])
        except times.TimestampError as error:
            raise MembersError(f"{where}: consent.captured_at {error}") from None
    return MappingProxyType(dict(shape))

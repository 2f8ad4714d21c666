"""The closed list of rules that no schema can say.

Errors: junk identifiers, raw contact data, an id above 128 bytes. Warnings only: sums, the currency's exponent, times
in the future or out of order, identifiers of persons in attributes: a till's wrong clock must not lose a sale.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from touchline_spec import times
from touchline_spec.contacts import in_identity, raw_contacts, surely_none
from touchline_spec.findings import Finding, error, pointer, warning
from touchline_spec.junk import is_junk

# Below ten seconds two clocks count as in step; the collector corrects larger skews before it judges.
FUTURE: Final = timedelta(seconds=10)
MAX_ID_BYTES: Final = 128
# The objects that hold one identity each, beside the list `identities`.
IDENTITY_MEMBERS: Final = ("link_from", "link_to")
ROUTED: Final = ("subject", "partitionkey", "correlationid", "causationid", "sequence")


def identifiers(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield junk and raw contact data among the identities."""
    listed = data.get("identities")
    if isinstance(listed, list):
        for index, identity in enumerate(listed):
            yield from _identity(identity, ("data", "identities", index))
    for name in IDENTITY_MEMBERS:
        if name in data:
            yield from _identity(data[name], ("data", name))


def _identity(identity: Any, path: tuple[str | int, ...]) -> Iterator[Finding]:
    if not isinstance(identity, Mapping) or not isinstance(value := identity.get("value"), str):
        return
    if is_junk(value):
        message = "the value is a placeholder, not an identifier; leave the identity out"
        yield error("identity.junk", pointer((*path, "value")), message)
    if contact := in_identity(identity.get("type"), value):
        what = "e-mail address" if contact == "email" else "phone number"
        yield error(f"identity.raw_{contact}", pointer((*path, "value")), f"a raw {what}; send {_hashed(contact)}")


def _hashed(contact: str) -> str:
    return f'a hash: type "{contact}_hash" with its recipe'


def contacts(data: dict[str, Any]) -> Iterator[Finding]:
    """Yield raw addresses and numbers in fields named for them, at any depth."""
    if surely_none(data):
        return
    for path, contact in raw_contacts(data):
        what = "e-mail address" if contact == "email" else "phone number"
        yield error(
            f"contact.raw_{contact}",
            pointer(("data", *path)),
            f"a raw {what} in a contact field; send {_hashed(contact)} under identities",
        )


def contact_attributes(event: Mapping[str, Any], known: Collection[str]) -> Iterator[Finding]:
    """Yield raw contact data in extension attributes named for it."""
    for path, contact in raw_contacts({name: value for name, value in event.items() if name not in known}):
        yield error(
            f"contact.raw_{contact}",
            pointer(path),
            "raw contact data in an attribute, which is logged and routed in clear",
        )


def moment(event: Mapping[str, Any], now: datetime) -> Iterator[Finding]:
    """Yield a time in the future, judged after skew correction, and a record made before its event."""
    occurred = _time(event, "time")
    happened = _time(event, "adjustedtime") or occurred
    if happened is None:
        return
    if happened > now + FUTURE:
        ahead = happened - now
        yield warning("time.future", "/time", f"lies {_span(ahead)} in the future")
    recorded = _time(event, "recordedtime")
    if recorded and occurred and recorded < occurred - FUTURE:
        yield warning("time.order", "/recordedtime", "the record was made before the event happened")


def _time(event: Mapping[str, Any], name: str) -> datetime | None:
    text = event.get(name)
    try:
        return times.parse(text) if isinstance(text, str) else None
    except times.TimestampError:
        return None


def _span(ahead: timedelta) -> str:
    return str(ahead - timedelta(microseconds=ahead.microseconds))


def attributes(event: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield an id too long in bytes, and attributes that carry a person's identifier."""
    identifier = event.get("id")
    if isinstance(identifier, str) and _bytes(identifier) > MAX_ID_BYTES >= len(identifier):
        yield error("envelope.id", "/id", f"longer than {MAX_ID_BYTES} bytes of UTF-8")
    if _ROUTED.isdisjoint(event):
        return
    persons = _values(event.get("data"))
    for name in ROUTED:
        if isinstance(text := event.get(name), str) and (text in persons or in_identity("", text)):
            message = "holds an identifier of a person; attributes are logged and routed in clear"
            yield warning("envelope.person", pointer((name,)), message)


_ROUTED = frozenset(ROUTED)


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _values(data: Any) -> set[str]:
    listed = data.get("identities") if isinstance(data, Mapping) else None
    if not isinstance(listed, list):
        return set()
    return {str(each["value"]) for each in listed if isinstance(each, Mapping) and "value" in each}

"""Members that nobody sees: of two members of one name every reader takes the last, and the received bytes keep both.

The first one must not carry into a log what the rules keep out of it: raw e-mail addresses and phone numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from touchline_spec.contacts import Contact, Path, contact_name, in_contact_field, in_identity
from touchline_spec.findings import Finding, error, pointer


class _Object(list[tuple[str, Any]]):
    """The members of an object in their order, those of the same name too."""


def check(raw: bytes) -> Iterator[Finding]:
    """Yield what well-formed JSON text hides behind later members: each raw address or phone number."""
    for path, kind in contacts(raw):
        message = f"an earlier member of the same name holds a raw {_NAMES[kind]}; names within an object are unique"
        yield error("json.duplicate", pointer(path), message)


_NAMES = {"email": "e-mail address", "phone": "phone number"}


def contacts(raw: bytes) -> Iterator[tuple[Path, Contact]]:
    """Yield path and kind of each raw address or number in a member that a later one of its name hides."""
    try:
        whole = json.loads(raw, object_pairs_hook=_Object, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):  # not JSON, or nested beyond what is allowed: both have findings of their own
        return
    stack: list[tuple[Path, Any, Contact | None, bool]] = [((), whole, None, False)]
    while stack:
        here, value, named, hidden = stack.pop()
        if isinstance(value, _Object):
            last = {name: place for place, (name, _) in enumerate(value)}
            for place, (name, member) in enumerate(value):
                stack.append(((*here, name), member, contact_name(name, named), hidden or place != last[name]))
        elif isinstance(value, list):
            stack.extend(((*here, index), member, named, hidden) for index, member in enumerate(value))
        elif hidden and isinstance(value, str) and (kind := _contact(named, value)):
            yield here, kind


def _contact(named: Contact | None, value: str) -> Contact | None:
    return in_identity("", value) or (in_contact_field(named, value) if named else None)


def may_be_any(raw: bytes) -> bool:
    """Tell whether a text outside `ext` may be a raw address or number; `raw` spells no "@" or "+" as an escape."""
    return b"@" in raw or b'"+' in raw or b'"tel:+' in raw

"""A copy of an event that may rest on a disk or stand in a log, whatever its producer put into it."""

from __future__ import annotations

from typing import Any

from touchline_spec.contacts import EMAIL, Contact, as_text, contact_name, in_contact_field, in_identity
from touchline_spec.findings import mask

# Levels; what nests deeper is refused by the depth rule anyway, and is cut here.
DEEPEST = 64


def redact(event: Any) -> Any:
    """Return a deep copy without raw contact data; the event itself is not changed.

    Raw addresses and numbers in identity values and contact fields become "[redacted:email]" and "[redacted:phone]",
    and any other text that holds an e-mail address loses it. Values of other fields stay as they are.
    """
    return _copy(event, named=None, kind=None, depth=0)


def _copy(value: Any, *, named: Contact | None, kind: object, depth: int) -> Any:
    """`named`: what the field's name says it holds. `kind`: the identity's type where the value is an identity's."""
    if isinstance(value, (dict, list, tuple)) and depth > DEEPEST:
        return "[redacted:depth]"
    if isinstance(value, dict):
        return {
            mask(str(name)): _copy(
                member,
                named=contact_name(str(name), named),
                kind=value.get("type", "") if name == "value" else None,
                depth=depth + 1,
            )
            for name, member in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_copy(member, named=named, kind=kind, depth=depth + 1) for member in value]
    text = as_text(value)
    contact = None if text is None else _contact(text, named, kind)
    if contact:
        return f"[redacted:{contact}]"
    return EMAIL.sub("[redacted:email]", value) if isinstance(value, str) and "@" in value else value


def _contact(text: str, named: Contact | None, kind: object) -> Contact | None:
    if named:
        return in_contact_field(named, text)
    return None if kind is None else in_identity(kind, text)

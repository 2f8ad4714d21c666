"""Raw addresses and phone numbers never reach a disk, a log or the wire: they are taken out where an event is recorded.

What counts as one is the specification's rule: the value of an identity, and fields named for contact data. The look
into the rendered text comes first and is cheap; almost no event gets any further.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from touchline import jsontext
from touchline.jsontext import Replaced

# Every name of a phone field holds one of these: phone, telephone, mobile, msisdn, telefon, cell, sms, whatsapp, fax,
# handy, tel; an address holds an @. Finding one that means something else only costs the second look.
_STEMS = (
    b"hone",
    b"obile",
    b"sisdn",
    b"SISDN",
    b"elefon",
    b"cell",
    b"sms",
    b"SMS",
    b"hatsapp",
    b"fax",
    b"handy",
    b'"tel',
)


def suspicious(text: bytes) -> bool:
    """Tell whether rendered JSON may hold raw contact data."""
    return b"@" in text or b'"+' in text or any(map(text.__contains__, _STEMS))


def cleaned(text: bytes) -> tuple[bytes, tuple[Replaced, ...]]:
    """Return the text of some data without raw contacts, and what was taken out of it; usually the same text."""
    data = jsontext.loads(text)
    if not isinstance(data, dict):
        return text, ()
    removed = [*_identities(data), *_fields(data)]
    return (jsontext.dumps(data), tuple(removed)) if removed else (text, ())


def _identities(data: dict[str, Any]) -> list[Replaced]:
    """Leave out identities whose value is a raw contact: a placeholder would be junk, and the event refused."""
    rules = _rules()
    given = data.get("identities")
    if not isinstance(given, list):
        return []
    kept, removed = [], []
    for index, identity in enumerate(given):
        value = identity.get("value") if isinstance(identity, dict) else None
        found = rules.in_identity(identity.get("type"), value) if isinstance(value, str) else None
        if found is None:
            kept.append(identity)
        else:
            removed.append(_note(f"/data/identities/{index}", f"a raw {found}; left out, use Identity.{found}(...)"))
    data["identities"] = kept
    return removed


def _fields(data: dict[str, Any]) -> list[Replaced]:
    removed = []
    for path, found in list(_rules().raw_contacts(data)):
        holder: Any = data
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = f"[redacted:{found}]"
        removed.append(_note("/data/" + "/".join(map(str, path)), f"a raw {found}; redacted"))
    return removed


def _note(pointer: str, message: str) -> Replaced:
    return Replaced("error", "contact.raw", pointer, message)


def _rules() -> Any:
    return import_module("touchline_spec.contacts")

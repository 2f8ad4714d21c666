"""Raw e-mail addresses and phone numbers where none may be: how they are recognised.

Two places are watched: the `value` of an identity, whatever its type, and every field of `data` whose name says that
it holds contact data, at any depth, `ext` included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

from touchline_spec.forms import Remembered

Contact = Literal["email", "phone"]
Path = tuple[str | int, ...]

EMAIL = re.compile(r"[^\s@\"<>]{1,64}@[^\s@\"<>.]+(?:\.[^\s@\"<>.]+)+")
# Seven digits is the shortest national number, fifteen the longest E.164 one; separators as people write them.
_PHONE_FORM = re.compile(r"(?:tel:)?\s*\+?[0-9 ().\-/\u00a0]+")
_PHONE_DIGITS = range(7, 16)
_INTERNATIONAL = re.compile(r"(?:tel:)?\+[1-9][0-9 ().\-]{6,20}")
_PHONE_LENGTH = 40  # with every separator that people put in
_NOT_DIGIT = re.compile(r"[^0-9]")

# `emailAddress`, `customer_email`, `phone-number`, `MSISDN` all end up as words of these lists.
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_EMAIL_WORDS = frozenset({"email", "emails", "mail", "emailaddress", "mailaddress", "mailto"})
_PHONE_WORDS = frozenset(
    {"phone", "phones", "mobile", "msisdn", "telephone", "tel", "cell", "cellphone", "sms", "whatsapp", "fax"}
    | {"phonenumber", "mobilenumber", "telephonenumber", "handy", "telefon"}
)
# Beside one of these the name speaks of something about the contact, not of the contact: `email_hash`, `sms_id`.
_ABOUT_WORDS = frozenset(
    {
        "hash",
        "hashed",
        "sha",
        "model",
        "os",
        "count",
        "verified",
        "template",
        "id",
        "ids",
        "campaign",
        "version",
        "status",
    }
    | {"app", "url", "type", "kind", "domain", "provider", "at", "time", "subject"}
)
_CARRIER = "value"
# Below a contact field these names carry it on: `{"phone": {"number": ...}}`.
_CARRIER_WORDS = frozenset(
    {_CARRIER, "number", "address", "raw", "text", "primary", "home", "work", "private", "business"}
)


def contact_name(name: str, above: Contact | None = None) -> Contact | None:
    """Return what a field of this name would hold, given what its parent's name says; None: no contact data."""
    kind = _kinds[name]
    return above if kind == "carrier" else kind


def _kind(name: str) -> Contact | Literal["carrier"] | None:
    words = {word.lower() for word in _WORDS.findall(name.replace("e-mail", "email").replace("e_mail", "email"))}
    if not words.isdisjoint(_ABOUT_WORDS):
        return None
    if not words.isdisjoint(_EMAIL_WORDS):
        return "email"
    if not words.isdisjoint(_PHONE_WORDS):
        return "phone"
    return None if words.isdisjoint(_CARRIER_WORDS) else "carrier"


_kinds: Final = Remembered(_kind)


def in_contact_field(named: Contact, value: str) -> Contact | None:
    """Return what the text of a contact field is, or None for a hash, a label, anything else."""
    if "@" in value and EMAIL.search(value):
        return "email"
    if (
        named == "phone"
        and len(value) <= _PHONE_LENGTH
        and _PHONE_FORM.fullmatch(value)
        and len(_NOT_DIGIT.sub("", value)) in _PHONE_DIGITS
    ):
        return "phone"
    return None


def in_identity(kind: object, value: str) -> Contact | None:
    """Return what an identity's value is, or None.

    A bare row of digits is a fair loyalty number, so outside `phone_hash` only the international form counts as phone.
    """
    if "@" in value and EMAIL.search(value):
        return "email"
    if kind == "phone_hash":
        return in_contact_field("phone", value)
    return "phone" if value[:1] in "+t" and _INTERNATIONAL.fullmatch(value) else None


def raw_contacts(data: Any, path: Path = ()) -> Iterator[tuple[Path, Contact]]:
    """Yield path and kind of each raw address or number in a field named for it; identities are not looked at."""
    # An explicit stack: the nesting of what arrives is the sender's choice, the interpreter's stack is ours.
    stack: list[tuple[Path, Any, Contact | None]] = [(path, data, None)]
    while stack:
        here, value, named = stack.pop()
        if isinstance(value, dict):
            stack.extend(
                ((*here, name), member, contact_name(name, named))
                for name, member in value.items()
                if not (name == "identities" and here == path)
            )
        elif isinstance(value, list):
            stack.extend(((*here, index), member, named) for index, member in enumerate(value))
        elif named and (text := as_text(value)) and (kind := in_contact_field(named, text)):
            yield here, kind


def surely_none(value: dict[str, Any]) -> bool:
    """Tell whether a decoded value certainly holds no raw contact data: `raw_contacts` without its paths."""
    waiting: list[tuple[dict[str, Any] | list[Any], Contact | None]] = [(value, None)]
    for here, named in waiting:  # grows as it goes: the nesting of what arrives is the sender's choice
        members = here.items() if isinstance(here, dict) else [(_CARRIER, member) for member in here]
        for name, member in members:
            if type(member) is dict or type(member) is list:
                waiting.append((member, contact_name(name, named)))
            elif (kind := contact_name(name, named)) and (text := as_text(member)) and in_contact_field(kind, text):
                return False
    return True


def nameless(names: Iterable[str]) -> bool:
    """Tell whether none of these names speaks of contact data."""
    return not any(map(contact_name, names))


def as_text(value: Any) -> str | None:
    """Return text and whole numbers as text (phone numbers arrive as JSON numbers too), else None."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None

"""One identity, tested as cheaply as can be: that it is neither a placeholder nor raw contact data."""

from __future__ import annotations

from typing import Any, Final, Protocol

from touchline_spec.contacts import in_identity
from touchline_spec.identity import HASH_FORMS
from touchline_spec.junk import is_junk

_HEX, _BASE64 = HASH_FORMS
_RECIPES: Final = {
    "email_hash": {"email.plain": _HEX, "email.google": _HEX, "email.uid2": _BASE64},
    "phone_hash": {"phone.e164": _HEX, "phone.digits": _HEX, "phone.uid2": _BASE64},
}


# A row of nothing begins with one of these, as does a phone number; of the placeholder words only "-1" ends in a digit.
_SUSPECT: Final = frozenset("0-_ .:x+t")
_DIGITS: Final = frozenset("0123456789")


class Identity(Protocol):
    """What the rules are about; an absent recipe is anything but text."""

    type: str
    value: str
    recipe: Any


def surely_fine(identity: Identity) -> bool:
    """Tell whether an identity of fitting members certainly keeps every rule; False only means: look closer."""
    value = identity.value
    if "@" in value:
        return False
    if (value[-1] not in _DIGITS or value[0] in _SUSPECT) and (is_junk(value) or in_identity(identity.type, value)):
        return False
    return identity.type not in _RECIPES or _is_hash(identity)


def _is_hash(identity: Identity) -> bool:
    form = _RECIPES[identity.type].get(identity.recipe)
    return form is not None and form.fullmatch(identity.value) is not None

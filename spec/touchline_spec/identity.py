"""Identity recipes: how a raw address or number becomes the hash that others can match.

One unnamed SHA-256 matches nowhere, because every platform normalises differently. A recipe's name fixes the normal
form and the encoding. A hash of contact data is still personal data.

| recipe         | normal form                                                         | encoding of the SHA-256 |
|----------------|---------------------------------------------------------------------|-------------------------|
| `email.plain`  | trimmed, lower case                                                 | hex                     |
| `email.google` | + dots removed before `@gmail.com` and `@googlemail.com`            | hex                     |
| `email.uid2`   | + dots and `+suffix` removed before `@gmail.com`, and only there    | base64                  |
| `phone.e164`   | E.164 with `+`                                                      | hex                     |
| `phone.digits` | E.164 without `+`                                                   | hex                     |
| `phone.uid2`   | E.164 with `+`                                                      | base64                  |
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Final

# RFC 5321 allows 64 octets before the @ and 255 after it.
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)*")
_EMAIL_LENGTH = 320
# ITU-T E.164: a country code that never starts with 0, fifteen digits at most.
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")


class RecipeError(ValueError):
    """The recipe is unknown, or the input is not what it takes. The message never holds the input."""


def email_plain(raw: str) -> str:
    """Return the address trimmed and in lower case."""
    address = raw.strip().lower()
    if len(address) > _EMAIL_LENGTH or _EMAIL.fullmatch(address) is None:
        raise RecipeError("expected one e-mail address such as jane@example.com")
    return address


def email_google(raw: str) -> str:
    """Return the plain form, without dots before gmail.com and googlemail.com."""
    local, domain = email_plain(raw).split("@")
    if domain in {"gmail.com", "googlemail.com"}:
        local = local.replace(".", "")
    return f"{local}@{domain}"


def email_uid2(raw: str) -> str:
    """Return the plain form; for gmail.com only, without dots and without everything from the first `+`."""
    local, domain = email_plain(raw).split("@")
    if domain == "gmail.com":
        local = local.partition("+")[0].replace(".", "")
    return f"{local}@{domain}"


def phone_e164(raw: str) -> str:
    """Return the number, which must already be E.164: a guess at the country has sent numbers to the wrong people."""
    number = raw.strip()
    if _E164.fullmatch(number) is None:
        raise RecipeError("expected a phone number in E.164 form such as +4915112345678, without spaces")
    return number


def phone_digits(raw: str) -> str:
    """Return the E.164 number without its `+`."""
    return phone_e164(raw)[1:]


def _hex(digest: bytes) -> str:
    return digest.hex()


def _base64(digest: bytes) -> str:
    return b64encode(digest).decode()


RECIPES: Final[dict[str, tuple[Callable[[str], str], Callable[[bytes], str]]]] = {
    "email.plain": (email_plain, _hex),
    "email.google": (email_google, _hex),
    "email.uid2": (email_uid2, _base64),
    "phone.e164": (phone_e164, _hex),
    "phone.digits": (phone_digits, _hex),
    "phone.uid2": (phone_e164, _base64),
}


def normal_form(recipe: str, raw: str) -> str:
    """Return the text that the recipe hashes; raise RecipeError as `hash_contact` does."""
    try:
        normalise, _ = RECIPES[recipe]
    except KeyError:
        raise RecipeError(f"unknown recipe {recipe!r}; expected one of {', '.join(RECIPES)}") from None
    if not isinstance(raw, str):
        raise RecipeError(f"{recipe}: expected text, got {type(raw).__name__}")
    try:
        return normalise(raw)
    except RecipeError as failure:
        raise RecipeError(f"{recipe}: {failure}") from None


def hash_contact(recipe: str, raw: str) -> str:
    """Return the SHA-256 of the recipe's normal form in the recipe's encoding.

    Raise RecipeError, which names the recipe and what it expects, never the input.
    """
    normal = normal_form(recipe, raw)
    _, encode = RECIPES[recipe]
    try:
        return encode(sha256(normal.encode()).digest())
    except UnicodeEncodeError:
        raise RecipeError(f"{recipe}: expected text that has a UTF-8 form") from None


# The forms that published schemas demand of a hash: hexadecimal, and base64 for the recipes of UID2.
HASH_FORMS: Final = (re.compile(r"[0-9a-f]{64}"), re.compile(r"[A-Za-z0-9+/]{43}="))

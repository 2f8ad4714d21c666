"""How an identifier is given: one constructor for each type, and the forms in which it needs no closer look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

from touchline_spec import identity, junk

HASHES: Final = frozenset({"email_hash", "phone_hash"})

# What every type fits whose value is no hash, since only the hashes end in h.
NO_HASH: Final = r"^[a-z](?:[a-z0-9_]*[a-gi-z0-9_])?$"
# A value that is neither junk nor a contact: no @, no + or `tel:` in front, and either with a digit other than 0, which
# no word of junk has after a letter or a digit, or with a letter in front and longer than every such word.
SURELY_FINE: Final = rf"^(?:(?:[1-9]|[A-Za-su-z0][^@1-9]*[1-9])[^@]*|[A-Za-su-wyz][^@]{{{junk.LONGEST},}})$"


class ByType:
    """Gives identities a constructor for each type."""

    if TYPE_CHECKING:

        def __init__(self, *, type: str, value: str, **more: Any) -> None: ...  # noqa: A002  # the vocabulary's name

    @classmethod
    def anonymous(cls, value: str, **more: Any) -> Self:
        """Return an identifier the producer made up for somebody unknown."""
        return cls(type="anonymous", value=value, **more)

    @classmethod
    def user(cls, value: str, **more: Any) -> Self:
        """Return an account's identifier."""
        return cls(type="user", value=value, **more)

    @classmethod
    def loyalty(cls, value: str, issuer: str | None = None, **more: Any) -> Self:
        """Return a loyalty member's number; `issuer` is the programme."""
        return cls(type="loyalty", value=value, issuer=issuer, **more)

    @classmethod
    def device(cls, value: str, **more: Any) -> Self:
        """Return a device's identifier."""
        return cls(type="device", value=value, **more)

    @classmethod
    def app_instance(cls, value: str, **more: Any) -> Self:
        """Return the identifier of one installation of an app."""
        return cls(type="app_instance", value=value, **more)

    @classmethod
    def ad_id(cls, value: str, issuer: str | None = None, **more: Any) -> Self:
        """Return a platform's advertising identifier; `issuer` is the platform (idfa, gaid ...)."""
        return cls(type="ad_id", value=value, issuer=issuer, **more)

    @classmethod
    def payment_token(cls, value: str, issuer: str | None = None, **more: Any) -> Self:
        """Return a payment provider's token, never a card number."""
        return cls(type="payment_token", value=value, issuer=issuer, **more)

    @classmethod
    def cookie(cls, value: str, issuer: str | None = None, **more: Any) -> Self:
        """Return a cookie's identifier; `issuer` is the vendor whose cookie it is."""
        return cls(type="cookie", value=value, issuer=issuer, **more)

    @classmethod
    def ble_ephemeral(cls, value: str, issuer: str | None = None, **more: Any) -> Self:
        """Return a rotating Bluetooth token, 16 hex digits; `issuer` is the programme."""
        return cls(type="ble_ephemeral", value=value, issuer=issuer, **more)

    @classmethod
    def email(cls, raw: str, recipe: str = "email.plain", **more: Any) -> Self:
        """Return the hash of an e-mail address; raise RecipeError, which never holds the address."""
        return cls(type="email_hash", value=_hashed("email", recipe, raw), recipe=recipe, **more)

    @classmethod
    def phone(cls, raw: str, recipe: str = "phone.e164", **more: Any) -> Self:
        """Return the hash of a phone number in E.164 form; raise RecipeError, which never holds the number."""
        return cls(type="phone_hash", value=_hashed("phone", recipe, raw), recipe=recipe, **more)


def _hashed(contact: str, recipe: str, raw: str) -> str:
    if not recipe.startswith(f"{contact}."):
        known = ", ".join(name for name in identity.RECIPES if name.startswith(contact))
        raise identity.RecipeError(f"{recipe!r} is no recipe for {contact}; expected one of {known}")
    return identity.hash_contact(recipe, raw)

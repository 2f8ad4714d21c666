"""What the typed models are built on: the one file that knows pydantic.

Models are strict (no coercion), closed (a misspelt field is an error) and frozen. They accept exactly what the strict
JSON Schemas accept, with one allowance for Python: a timestamp may be given as an aware `datetime`, an amount as a
`Decimal`; both become text at once. Named groups may be left out of an event, because the context fills them in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from touchline_spec import identity
from touchline_spec.contacts import in_identity
from touchline_spec.findings import Finding, error, pointer
from touchline_spec.junk import is_junk


class Model(BaseModel):
    """A shape with named members."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,  # a message must not carry an address into a log
        regex_engine="rust-regex",
        defer_build=True,
        protected_namespaces=(),
        ser_json_inf_nan="strings",
    )

    def to_data(self) -> dict[str, Any]:
        """Return a new plain dictionary, ready for JSON, without what was not given."""
        return self.model_dump(exclude_none=True)


class OpenModel(Model):
    """A shape with further members of the producer's own naming."""

    model_config = ConfigDict(extra="allow")


def text(*, least: int = 0, most: int | None = None, pattern: str | None = None) -> StringConstraints:
    """Return the constraint of a text type; `pattern` is in the dialect of the schemas."""
    return StringConstraints(min_length=least, max_length=most, pattern=pattern)


def number(*, least: float, most: float) -> Any:
    """Return the constraint of a number type."""
    return Field(ge=least, le=most)


def _whole(value: Any) -> Any:
    """JSON Schema calls 1.0 an integer, so the models do."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _moment(value: Any) -> Any:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise PydanticCustomError("naive_datetime", "expected a datetime with a time zone")
        return value.isoformat()
    return value


def _day(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else value


def _decimal(value: Any) -> Any:
    return format(value, "f") if isinstance(value, Decimal) and value.is_finite() else value


Moment = str | datetime
Day = str | date
Exact = str | Decimal
Plain = dict[str, Any]
"""What initialisers take: for timestamps, dates, decimals, and in place of a shape its members as they travel."""

WHOLE = BeforeValidator(_whole)
MOMENT = BeforeValidator(_moment)
DAY = BeforeValidator(_day)
DECIMAL = BeforeValidator(_decimal)
"""What Python may say differently from JSON; each becomes the JSON form before the constraints look at it."""


def listed(*, least: int = 0, most: int) -> Any:
    """Return the constraint of a list: how many entries it may have."""
    return Field(min_length=least, max_length=most)


ExtName = Annotated[str, StringConstraints(max_length=253, pattern=r"^[A-Za-z0-9-]+(\.[A-Za-z0-9_-]+)+$")]
Ext = dict[ExtName, Any]
"""Private fields by reverse domain name."""


class MoneyModel(Model):
    """Gives money its short form: `Money("19.99", "EUR")`."""

    amount: str
    currency: str

    def __init__(self, amount: Any = None, currency: Any = None, **unknown: Any) -> None:
        """`amount`: decimal text or a Decimal, never a float. `currency`: an ISO 4217 code; there is no default."""
        given = {"amount": amount, "currency": currency} | unknown
        super().__init__(**{name: value for name, value in given.items() if value is not None})


class IdentityModel(Model):
    """Gives identities a constructor by type, and refuses what identifies nobody or somebody too plainly."""

    type: str
    value: str
    issuer: str | None = None
    recipe: str | None = None

    @model_validator(mode="after")
    def _is_an_identifier(self) -> Self:
        if is_junk(self.value):
            raise PydanticCustomError("identity_junk", "a placeholder, not an identifier; leave the identity out")
        if contact := in_identity(self.type, self.value):
            message = f"a raw {contact} where an identifier or a hash belongs; use Identity.{contact}(...)"
            raise PydanticCustomError("identity_raw", message)
        if self.type in {"email_hash", "phone_hash"}:
            _check_hash(self.type, self.value, self.recipe)
        return self

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


def _check_hash(kind: str, value: str, recipe: str | None) -> None:
    if recipe is None or not recipe.startswith(kind.removesuffix("hash").replace("_", ".")):
        raise PydanticCustomError("identity_recipe", "a hash needs a recipe of its own kind")
    if identity.HASH_FORMS[recipe.endswith(".uid2")].fullmatch(value) is None:
        raise PydanticCustomError("identity_hash", "expected the hash in the encoding that its recipe fixes")


class EventModel(Model):
    """The `data` of one event type.

    Members of named groups may be absent: the client's context adds them. `complete` tells whether all are there.
    """

    TYPE: ClassVar[str]
    DATASCHEMA: ClassVar[str]
    REQUIRED: ClassVar[tuple[str, ...]] = ()
    """Dotted paths of the groups, and of the group members, that the finished event must have."""

    @classmethod
    def from_data(cls, data: Any) -> Self:
        """Return the model of received data; raise ModelError with every finding, required groups included."""
        try:
            made = cls.model_validate(data)
        except ValidationError as failure:
            raise ModelError(cls.TYPE, _findings(failure)) from None
        if nulls := [error("data.type", pointer(path), "null is not absent") for path in _nulls(data, ("data",))]:
            raise ModelError(cls.TYPE, nulls)
        if missing := made.missing():
            raise ModelError(cls.TYPE, [error("data.required", "/data", f"{name} is missing") for name in missing])
        return made

    def missing(self) -> tuple[str, ...]:
        """Return the dotted paths that the finished event must have and this one has not yet."""
        return tuple(path for path in self.REQUIRED if not _has(self, path))


def _nulls(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Yield where JSON says null. To Python None is "not given"; on the wire only absence is, except under `ext`."""
    if value is None:
        yield path
    elif isinstance(value, dict):
        for name, member in value.items():
            if path != ("data",) or name != "ext":
                yield from _nulls(member, (*path, name))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _nulls(member, (*path, index))


def _has(value: Any, path: str) -> bool:
    for name in path.split("."):
        value = getattr(value, name, None)
        if value is None:
            return False
    return True


class ModelError(ValueError):
    """Data does not fit its type; `findings` holds every reason with its place."""

    def __init__(self, name: str, findings: list[Finding]) -> None:
        """`name`: the event type."""
        super().__init__(f"{name}: " + "; ".join(map(str, findings)))
        self.findings = findings


def _findings(failure: ValidationError) -> list[Finding]:
    return [
        error(f"data.{each['type']}", pointer(("data", *each["loc"])), each["msg"])
        for each in failure.errors(include_input=False, include_context=False, include_url=False)
    ]


__all__ = [
    "DAY",
    "DECIMAL",
    "MOMENT",
    "WHOLE",
    "Day",
    "Decimal",
    "EventModel",
    "Exact",
    "Ext",
    "IdentityModel",
    "Model",
    "ModelError",
    "Moment",
    "MoneyModel",
    "OpenModel",
    "Plain",
    "listed",
    "number",
    "text",
]

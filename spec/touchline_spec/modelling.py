"""What the typed models are built on: the one file that knows pydantic.

Models are strict (no coercion), closed (a misspelt field is an error) and frozen. They accept exactly what the strict
JSON Schemas accept, with one allowance for Python: a timestamp may be given as an aware `datetime`, an amount as a
`Decimal`; both become text at once. Named groups may be left out of an event, because the context fills them in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import PydanticCustomError, SchemaValidator

from touchline_spec import identity
from touchline_spec.contacts import contact_name, in_identity
from touchline_spec.findings import Finding, error, pointer
from touchline_spec.junk import is_junk
from touchline_spec.shortcut import NoShortcut, members_schema


class Model(BaseModel):
    """A shape with named members. An instance holds those that were given; the others read as None."""

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

    def __init__(self, /, **given: Any) -> None:
        """Check the members; raise ValidationError, which names each wrong one and what was expected."""
        kind = type(self)
        try:
            members = (_shortcuts.get(kind) or _learn(kind))(given)
        except (ValidationError, NoShortcut):
            super().__init__(**given)
            return
        _set_members(self, members)

    # Where a shape is made from received data, the validator need not come through here.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    if not TYPE_CHECKING:  # a type checker would let any name pass

        def __getattr__(self, name: str) -> Any:
            """Return None for a member not given, and what pydantic notes of an instance beside its members."""
            if name in type(self).model_fields or name in ("__pydantic_extra__", "__pydantic_private__"):
                return None
            return set(self.__dict__) if name == "__pydantic_fields_set__" else super().__getattr__(name)

    def model_post_init(self, context: Any, /) -> None:  # noqa: ARG002  # pydantic's name and signature
        """Forget the members that were not given."""
        members = self.__dict__
        for name in [name for name, value in members.items() if value is None]:
            del members[name]

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some members replaced, unchecked; None takes one out."""
        copied = super().model_copy(update=update, deep=deep)
        copied.model_post_init(None)
        return copied

    def to_data(self) -> dict[str, Any]:
        """Return a new plain dictionary, ready for JSON, without what was not given."""
        return self.model_dump(exclude_none=True)

    def given_members(self) -> Mapping[str, Any]:
        """Return the given members by name, shapes as they are. Nothing is copied: read only."""
        return self.__dict__

    @classmethod
    def free_members(cls) -> frozenset[str]:
        """Return the members under which the producer names things: `ext`, maps, shapes that hold some; `*`: all."""
        return _free_members(cls)


class OpenModel(Model):
    """A shape with further members of the producer's own naming."""

    model_config = ConfigDict(extra="allow")

    def given_members(self) -> Mapping[str, Any]:
        """Return the given members by name, the further ones too."""
        return {**self.__dict__, **(self.__pydantic_extra__ or {})}


# The slot of a pydantic instance's members, without the check for frozen ones on the way.
_set_members = BaseModel.__dict__["__dict__"].__set__


# Without the detour over `super`, for the shape that is made most.
_make = Model.__init__

Shortcut = Callable[[dict[str, Any]], dict[str, Any]]
_shortcuts: dict[type[Model], Shortcut] = {}


def _learn(kind: type[Model]) -> Shortcut:
    """Find the short way through a model's validation; two threads may both, and either's is as good."""
    try:
        way = _shortcut(kind)
    except NoShortcut:
        way = _no_way
    _shortcuts[kind] = way
    return way


def _no_way(given: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001  # a way like any other
    raise NoShortcut


def _shortcut(kind: type[Model]) -> Shortcut:
    kind.model_rebuild()
    own_ways = kind.model_post_init is not Model.model_post_init or kind.__private_attributes__
    if own_ways or kind.model_computed_fields:
        raise NoShortcut
    schema: Any = members_schema(kind.__pydantic_core_schema__, _KNOWN)
    way = SchemaValidator(schema).validate_python
    return _identifying(way) if issubclass(kind, IdentityModel) else way


def _identifying(way: Shortcut) -> Shortcut:
    """Refuse, on the short way, everything that the check of an identity could refuse."""

    def identifying(given: dict[str, Any]) -> dict[str, Any]:
        members = way(given)
        value = members["value"]
        if value[0] in "+t" or "@" in value or members["type"] in _HASHES or is_junk(value):
            raise NoShortcut
        return members

    return identifying


_HASHES = frozenset({"email_hash", "phone_hash"})


@cache
def _free_members(kind: type[Model]) -> frozenset[str]:
    named = {name for name in kind.model_fields if contact_name(name) is not None}
    further = {"*"} if issubclass(kind, OpenModel) and not _is_listed(kind) else set()
    return frozenset(
        named | further | {name for name, field in kind.model_fields.items() if _is_free(field.annotation)}
    )


def _is_listed(kind: type[Model]) -> bool:
    """Tell whether further members are words of a closed list, which hold nothing of anybody's."""
    kind.model_rebuild()
    core: Any = kind.__pydantic_core_schema__
    return bool(core["schema"]["extras_schema"]["type"] == "literal")


def _is_free(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return bool(_free_members(annotation))
    if annotation is Any or getattr(annotation, "__origin__", annotation) is dict:
        return True
    return any(map(_is_free, get_args(annotation)))


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
        if type(amount) is Decimal and amount.is_finite():
            amount = format(amount, "f")
        if amount is None or currency is None:
            given = {"amount": amount, "currency": currency} | unknown
            super().__init__(**{name: value for name, value in given.items() if value is not None})
        else:
            _make(self, amount=amount, currency=currency, **unknown)


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
        if self.type in _HASHES:
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


# What the shortcut may leave out: these keep a JSON form as it is, and `_identifying` stands for the last.
_KNOWN: frozenset[Any] = frozenset({_whole, _moment, _day, _decimal, IdentityModel._is_an_identifier})  # noqa: SLF001


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

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
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, cast, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import PydanticCustomError, SchemaValidator

from touchline_spec import identity
from touchline_spec.contacts import contact_name, in_identity
from touchline_spec.findings import Finding, error, pointer
from touchline_spec.identifiers import HASHES, NO_HASH, SURELY_FINE, ByType
from touchline_spec.junk import is_junk
from touchline_spec.model_error import ModelError
from touchline_spec.shortcut import NoShortcut, Schema, fits, members_schema, narrowed


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
        """Check the members; raise ModelError, which names each wrong one, its value, and what was expected."""
        try:
            members: dict[str, Any] | None = _ways[type(self)][tuple(given)](given)
        except (KeyError, ValidationError):
            members = _first_time(type(self), given)
        if members is not None:
            _set_members(self, members)
            return
        try:
            super().__init__(**given)
        except ValidationError as failure:
            raise ModelError(type(self).__name__, _findings(type(self), given, failure)) from None

    # Where a shape is made from received data, the validator need not come through here.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    if not TYPE_CHECKING:  # a type checker would let any name pass

        def __getattr__(self, name: str) -> Any:
            """Return None for a member not given, and what pydantic notes of an instance beside its members."""
            if name in type(self).model_fields or name in ("__pydantic_extra__", "__pydantic_private__"):
                return None
            return set(self.__dict__) if name == "__pydantic_fields_set__" else super().__getattr__(name)

        def __setattr__(self, name: str, value: Any) -> None:
            """Refuse without repeating the value, which may be an address."""
            if name.startswith("_"):  # a subclass's own
                return super().__setattr__(name, value)
            kind = type(self).__name__
            raise AttributeError(f"{kind} is frozen: {name} cannot be set; make another, or model_copy(update=...)")

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

    if TYPE_CHECKING:

        @property
        def given_members(self) -> Mapping[str, Any]:
            """The given members by name, shapes as they are. Nothing is copied: read only."""

    @classmethod
    def free_members(cls) -> frozenset[str]:
        """Return the members under which the producer names things: `ext`, maps, shapes that hold some; `*`: all."""
        return _free_members(cls)


class OpenModel(Model):
    """A shape with further members of the producer's own naming."""

    model_config = ConfigDict(extra="allow")

    @property
    def given_members(self) -> Mapping[str, Any]:
        """The given members by name, the further ones too."""
        return {**self.__dict__, **(self.__pydantic_extra__ or {})}


# The slot of a pydantic instance's members: to set them without the check for frozen ones on the way, and, since every
# event that is written asks every shape in it for them, to get them without a call into Python.
_MEMBERS = BaseModel.__dict__["__dict__"]
_set_members = _MEMBERS.__set__
if not TYPE_CHECKING:
    Model.given_members = _MEMBERS


Way = Callable[[dict[str, Any]], dict[str, Any]]
# The short ways through each shape's validation, by the names given: one place of a program always gives the same.
_ways: dict[type[Model], dict[tuple[str, ...], Way]] = {}
# Ways a shape may have: far more than a program has places that make one, and 64 of the largest take about 1 MB.
_MAX_WAYS = 64


def _first_time(kind: type[Model], given: dict[str, Any]) -> dict[str, Any] | None:
    """Go the short way that was just found for these names; two threads may both find it, and either's is as good."""
    ways = _ways.setdefault(kind, {})
    names = tuple(given)
    if names in ways or len(ways) >= _MAX_WAYS:
        return None
    schema = _members_schema(kind)
    if schema is None or not fits(schema, names):
        return None
    way: Way = SchemaValidator(cast("Any", narrowed(schema, names))).validate_python
    ways[names] = way
    try:
        return way(given)
    except ValidationError:
        return None


@cache
def _members_schema(kind: type[Model]) -> Schema | None:
    """Return the schema of the short ways; None where a shape does something that only the long way knows."""
    kind.model_rebuild()
    if kind.model_post_init is not Model.model_post_init or kind.__private_attributes__ or kind.model_computed_fields:
        return None
    try:
        schema = members_schema(kind.__pydantic_core_schema__, _KNOWN)
    except NoShortcut:
        return None
    if issubclass(kind, IdentityModel):  # what its check could refuse goes the long way
        schema["fields"]["type"]["schema"]["pattern"] = NO_HASH
        schema["fields"]["value"]["schema"]["pattern"] = SURELY_FINE
    return schema


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
        try:
            members = _sums[type(self), amount, currency]
        except (KeyError, TypeError):
            members = None
        if members is None or unknown:
            self._make(amount, currency, unknown)
        else:
            _set_members(self, members.copy())

    def _make(self, amount: Any, currency: Any, unknown: dict[str, Any]) -> None:
        text = format(amount, "f") if type(amount) is Decimal and amount.is_finite() else amount
        given = {"amount": text, "currency": currency} | unknown
        super().__init__(**{name: value for name, value in given.items() if value is not None})
        if len(_sums) >= _MAX_SUMS:
            _sums.clear()
        _sums[type(self), self.amount, self.currency] = dict(self.given_members)


# Sums that were checked: prices come again and again, and money is what orders hold most. 2048 take under 1 MB.
_MAX_SUMS = 2048
_sums: dict[tuple[type[MoneyModel], Any, Any], dict[str, Any]] = {}


class IdentityModel(ByType, Model):
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
        if self.type in HASHES:
            _check_hash(self.type, self.value, self.recipe)
        return self


# What the shortcut may leave out: these keep a JSON form as it is, and `_identifying` stands for the last.
_KNOWN: frozenset[Any] = frozenset({_whole, _moment, _day, _decimal, IdentityModel._is_an_identifier})  # noqa: SLF001


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
            found = _findings(cls, data if isinstance(data, Mapping) else {}, failure, ("data",))
            raise ModelError(cls.TYPE, found) from None
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


def _findings(
    kind: type[Model], given: Mapping[str, Any], failure: ValidationError, below: tuple[str, ...] = ()
) -> list[Finding]:
    from touchline_spec import construction  # noqa: PLC0415  # loads the schema engine, which good events do without

    names = [getattr(each, "TYPE", each.__name__) for each in kind.__mro__]
    plain = {name: value.to_data() if isinstance(value, Model) else value for name, value in given.items()}
    found: list[Finding] = []
    for each in failure.errors(include_input=False, include_url=False):
        within = each.get("ctx", {}).get("error")
        if isinstance(within, ModelError):  # of a shape within this one, whose initialiser has said it already
            place = pointer((*below, *each["loc"]))
            found += [error(one.rule, place + one.pointer, one.message) for one in within.findings]
        else:
            said = each["msg"] if within is None else str(within)
            found.append(construction.finding(names, plain, (each["type"], each["loc"], said), below))
    return found


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

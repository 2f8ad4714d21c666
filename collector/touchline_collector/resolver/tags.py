"""Members who carry an Eddystone-EID tag: whose ids are on air in a window. The cipher is loaded with the first tag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from touchline_spec import times, tokens

if TYPE_CHECKING:
    from touchline_spec.eddystone import Rotation

_FIELDS = {"identity_key", "rotation_period_exponent", "initial_clock_value", "registered_at", "initial_eid"}
_CLOCKS = 1 << 32


class TagError(ValueError):
    """A registration that cannot be used; names the field and what was expected, never a key."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A member's number and the tag's registration."""

    number: int
    key: bytes = field(repr=False)
    rotation: Rotation

    def eids(self, window: int) -> Iterator[bytes]:
        """Every id that may be on air in a window."""
        from touchline_spec import eddystone  # noqa: PLC0415 - only who has tags needs the cipher

        begin = window * tokens.WINDOW_SECONDS
        return eddystone.eids(self.key, self.rotation, begin, begin + tokens.WINDOW_SECONDS)


def shape(rotation: Rotation) -> list[Any]:
    """A rotation for JSON."""
    return [rotation.exponent, rotation.clock, rotation.at]


def rotated(shape: list[Any]) -> Rotation:
    """A rotation from JSON."""
    from touchline_spec import eddystone  # noqa: PLC0415 - as above

    return eddystone.Rotation(*shape)


def registration(shape: Any) -> tuple[bytes, Rotation]:
    """Identity key and rotation from a member's `eddystone` table; raises TagError.

    The fields are those of the Proximity Beacon API's `EphemeralIdRegistration`. `initial_eid`, where it is given, is
    what the tag showed at its registration: it proves that key, exponent and clock are the tag's.
    """
    try:
        from touchline_spec import eddystone  # noqa: PLC0415 - as above
    except ModuleNotFoundError:
        raise TagError("needs a cipher: pip install 'touchline[eddystone]'") from None
    if not isinstance(shape, Mapping) or not shape.keys() <= _FIELDS:
        raise TagError(f"expected a table of {', '.join(sorted(_FIELDS))}")
    key = _hexadecimal(shape, "identity_key", eddystone.KEY_BYTES)
    exponent = _number(shape, "rotation_period_exponent", eddystone.SHORTEST, eddystone.LONGEST)
    clock = _number(shape, "initial_clock_value", 0, _CLOCKS - 1)
    if "initial_eid" in shape:
        shown = _hexadecimal(shape, "initial_eid", eddystone.EID_BYTES)
        if shown != eddystone.eid(key, exponent, clock):
            raise TagError("initial_eid is not what this key, exponent and clock give")
    return key, eddystone.Rotation(exponent, clock, _moment(shape.get("registered_at")))


def _hexadecimal(shape: Mapping[str, Any], name: str, length: int) -> bytes:
    value = shape.get(name)
    try:
        raw = bytes.fromhex(value if isinstance(value, str) else "")
    except ValueError:
        raw = b""
    if len(raw) != length or not any(raw):
        raise TagError(f"{name} has not {2 * length} hexadecimal digits, not all zero")
    return raw


def _number(shape: Mapping[str, Any], name: str, least: int, most: int) -> int:
    value = shape.get(name)
    if type(value) is not int or not least <= value <= most:
        raise TagError(f"{name} is {value!r}, expected {least} to {most}")
    return value


def _moment(value: Any) -> float:
    try:
        return times.parse(value).timestamp()
    except (times.TimestampError, TypeError, AttributeError):
        raise TagError(f"registered_at is {value!r}, expected RFC 3339 as 2026-03-01T10:00:00Z") from None

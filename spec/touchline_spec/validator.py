"""Validation: every rule a touchpoint event breaks, by rule, place and reason.

The path a good event takes is short: `touchline_spec.acceptor` tells in one pass that it surely keeps every rule. Only
what it leaves open (an unknown field, a rare spelling, a failure) is looked at in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from touchline_spec import hidden, jsontext, received, rules, sums
from touchline_spec.acceptor import Acceptor
from touchline_spec.custom import CustomTypes
from touchline_spec.engine import Engine
from touchline_spec.explanation import explain
from touchline_spec.findings import Finding, error, info, quote
from touchline_spec.published import PREFIX, Mode, event_type, event_types, foreign_schema, schema_of, vocabulary
from touchline_spec.suggestion import did_you_mean


@dataclass(slots=True)
class Checked:
    """The decoded event, or None where the bytes hold none, and everything that was found."""

    event: dict[str, Any] | None
    findings: list[Finding]


class _Known:
    """What the validator keeps of one event type."""

    __slots__ = ("_full", "_lowered", "dataschema", "minor", "type")

    def __init__(self, name: str) -> None:
        known = event_type(name)
        if known is None:
            raise KeyError(name)
        self.type = name
        self.dataschema = known.dataschema
        self.minor = int(known.version.split(".")[1])
        self._full: dict[Mode, Engine] = {}
        self._lowered: dict[Mode, Engine] = {}

    def engine(self, mode: Mode) -> Engine:
        """Return the published schema, compiled when it is first needed."""
        if mode not in self._full:
            self._full[mode] = Engine(schema_of(self.type, mode))
        return self._full[mode]

    def lowered(self, mode: Mode) -> Engine:
        """Return the schema for events whose attributes all are known ones, compiled when it is first needed."""
        if mode not in self._lowered:
            self._lowered[mode] = Engine(lowered(schema_of(self.type, mode)))
        return self._lowered[mode]


def lowered(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema without what this engine, behind a check of the attributes' names, has no need of.

    Rust's `$` is the end of the text, so the guard against a trailing newline says nothing new; and where every
    attribute is a known one, the rules for unknown ones have nothing to judge.
    """
    slim = _without_guards(schema)
    return {key: value for key, value in slim.items() if key not in {"propertyNames", "additionalProperties"}}


_GUARDS = ({"pattern": "\\n"}, {"type": "string", "pattern": "\\n"})


def _without_guards(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {key: _without_guards(value) for key, value in schema.items() if not (key == "not" and value in _GUARDS)}
    return [_without_guards(value) for value in schema] if isinstance(schema, list) else schema


class Validator:
    """Checks events against the vocabulary and any custom types; reusable and safe in several threads.

    `mode` "open" is for consumers: unknown fields pass. "strict" is for producers: unknown fields are errors with a
    suggestion. What a type needs is loaded when it is first met.
    """

    def __init__(self, mode: Mode = "open", schemas: CustomTypes | None = None) -> None:
        """`schemas`: third-party types to check beside the vocabulary."""
        if mode not in ("open", "strict"):
            raise ValueError(f"mode {mode!r}; expected open or strict")
        self._mode: Final[Mode] = mode
        self._schemas = schemas
        self._known: dict[Any, _Known] = {}
        self._foreign: Engine | None = None
        self._acceptor: Final = Acceptor()
        self.accept: Final = self._acceptor.accept  # its own bound method: the hot path pays for no wrapper
        """`accept(raw, *, now)`: the event of these bytes if `check_bytes` would certainly find nothing, else None.

        The fast way in for those who need no dictionary. None says nothing about the event: ask `check_bytes` then.
        Types become known to it when `check_bytes` first meets them, or all at once by `warm`.
        """
        self._attributes: Final = frozenset(vocabulary()["envelope"]["properties"]) | {"data"}

    def warm(self) -> None:
        """Make every type of the vocabulary known to `accept` now; schemas compile when the full check needs one."""
        self._acceptor.learn(each.type for each in event_types())

    def check_bytes(self, raw: bytes, *, now: datetime) -> Checked:
        """Check one event as received. `now` (aware) is what its time is compared with."""
        try:
            event = jsontext.loads(raw)
        except jsontext.JSONTextError:
            return Checked(None, [*received.oversized(raw), received.explain(raw)])
        if type(event) is not dict:
            return Checked(None, [*received.oversized(raw), received.not_an_object(event)])
        return Checked(event, self._check(event, raw, now))

    def check(self, event: Mapping[str, Any], *, now: datetime) -> list[Finding]:
        """Check one decoded event; it is judged by the compact JSON it would travel as."""
        plain = dict(event)
        try:
            raw = jsontext.dumps(plain)
        except jsontext.JSONTextError as failure:
            return [received.without_json_form(str(failure))]
        if b"null" in raw and received.has_nan(plain):
            return [error("json.nan", "", "holds NaN or Infinity, which JSON does not have; leave the field out")]
        return self._check(plain, raw, now)

    def check_decoded(self, event: dict[str, Any], raw: bytes, *, now: datetime) -> list[Finding]:
        """Check an event that its caller has decoded from, or serialised to, exactly these bytes; nothing is copied."""
        return self._check(event, raw, now)

    def _check(self, event: dict[str, Any], raw: bytes, now: datetime) -> list[Finding]:
        return [] if self.accept(raw, now=now) is not None else list(self._all(event, raw, now))

    def _all(self, event: dict[str, Any], raw: bytes, now: datetime) -> Iterator[Finding]:
        """Yield everything, in the order received bytes, type, schema, rules beside the schema."""
        yield from received.oversized(raw)
        if not received.surely_plain(raw):
            yield from received.screen(raw)
        if not _is_written_so(event, raw):
            yield from hidden.check(raw)
        yield from self._against_schema(event)
        yield from rules.moment(event, now)
        yield from rules.attributes(event)
        if not self._attributes.issuperset(event):
            yield from rules.contact_attributes(event, self._attributes)
        data = event.get("data")
        if isinstance(data, dict):
            yield from rules.identifiers(data)
            yield from rules.contacts(data)
            yield from sums.check(data)

    def _against_schema(self, event: dict[str, Any]) -> Iterator[Finding]:
        name = event.get("type")
        known = self._load(name) if isinstance(name, str) else None
        if known is not None:
            newer = _newer(known, event)
            yield from newer
            mode: Mode = "open" if newer else self._mode
            if not (self._attributes.issuperset(event) and known.lowered(mode).is_valid(event)):
                yield from _judge(known.engine(mode), event)
            return
        if isinstance(name, str) and name.startswith(PREFIX):
            yield _unknown_type(name)
        custom = self._schemas.engine(name, self._mode) if self._schemas and isinstance(name, str) else None
        if custom is None and isinstance(name, str) and name and not name.startswith(PREFIX):
            yield info(
                "type.unregistered",
                "/type",
                f"no schema for {quote(name)}; only the envelope and the named groups were checked{_meant(name)}",
            )
        yield from _judge(custom or self._any_type(), event)

    def _load(self, name: str) -> _Known | None:
        known = self._known.get(name)
        if known is None and event_type(name) is not None:
            # Two threads may both make it; either result is the same and one stays.
            known = self._known[name] = _Known(name)
            self._acceptor.learn((name,))
        return known

    def _any_type(self) -> Engine:
        if self._foreign is None:
            self._foreign = Engine(foreign_schema())
        return self._foreign


def _meant(name: str) -> str:
    """Return a hint at the vocabulary's type whose bare name somebody gave ("order.placed")."""
    found = _types_by_bare_name().get(name)
    return f"; did you mean {found}?" if found else ""


@cache
def _types_by_bare_name() -> dict[str, str]:
    return {each.name: each.type for each in event_types()}


def _judge(engine: Engine, event: dict[str, Any]) -> Iterator[Finding]:
    if not engine.is_valid(event):
        yield from explain(engine, event)


def _is_written_so(event: dict[str, Any], raw: bytes) -> bool:
    """Tell whether the bytes are the event's compact form, so that no member of them was lost."""
    try:
        return jsontext.dumps(event) == raw
    except jsontext.JSONTextError:  # nested deeper than can be written, which has a finding of its own
        return False


def _newer(known: _Known, event: Mapping[str, Any]) -> list[Finding]:
    """Return the finding of a minor version above the known one: its new fields pass unchecked."""
    stated = event.get("dataschema")
    minor = stated.removeprefix(known.dataschema.rpartition(".")[0] + ".") if isinstance(stated, str) else ""
    if not minor.isascii() or not minor.isdigit() or len(minor) > _DIGITS_OF_A_MINOR or int(minor) <= known.minor:
        return []
    return [
        info("schema.newer", "/dataschema", f"newer than the known {known.dataschema}; new fields were not checked")
    ]


# As many as the pattern of `dataschema` in the published schemas allows.
_DIGITS_OF_A_MINOR = 6


def _unknown_type(name: str) -> Finding:
    hint = did_you_mean(name, (each.type for each in event_types()))
    return error("type.unknown", "/type", f"{quote(name)} is not in the vocabulary known here{hint}")


@cache
def _validator(mode: Mode) -> Validator:
    return Validator(mode)


def validate(
    event: Mapping[str, Any] | str | bytes,
    *,
    mode: Mode = "open",
    now: datetime | None = None,
    schemas: CustomTypes | None = None,
) -> list[Finding]:
    """Return everything that was found in one event, decoded or as JSON text; no error among it means valid.

    `now` (aware; the present by default) is what the event's time is compared with. Programs that check many events
    keep a `Validator`.
    """
    validator = _validator(mode) if schemas is None else Validator(mode, schemas)
    now = now or datetime.now(UTC)
    if isinstance(event, Mapping):
        return validator.check(event, now=now)
    raw = event.encode("utf-8", "surrogatepass") if isinstance(event, str) else bytes(event)
    return validator.check_bytes(raw, now=now).findings

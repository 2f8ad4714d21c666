"""An event as one line of NDJSON: serialised once, at the call, and never again on its way to the collector.

Everything of the envelope that is the same for all events of a type is rendered once; a call adds id, time and data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from touchline import jsontext
from touchline.ambient import Context, merged
from touchline.batch import ID_FIRST
from touchline.clock import occurred, stamp
from touchline.contacts import cleaned, suspicious
from touchline.errors import EventError
from touchline.ids import new_id

# As the specification bounds them.
MAX_ID_BYTES = 128
MAX_EVENT_BYTES = 64 * 1024
# What the envelope holds anyway: a second one would have the event refused.
_OURS = frozenset(["specversion", "id", "time", "source", "type", "datacontenttype", "data"])


class Type(NamedTuple):
    """What the envelope needs to know of an event type: its schema's URI and its lane (0 is dropped last)."""

    name: str
    dataschema: str | None = None
    lane: int = 0


class Line(NamedTuple):
    """One serialised event with its newline, and what had to be replaced in it."""

    id: str
    raw: bytes
    lane: int
    replaced: tuple[jsontext.Replaced, ...] = ()


# Without the constructor that NamedTuple writes in Python.
_made = tuple.__new__


class Envelope:
    """Renders events of one source."""

    def __init__(self, source: str, lookup: Callable[[str], Type]) -> None:
        self._source = source
        self._lookup = lookup
        self._types: dict[str, tuple[bytes, int]] = {}

    def line(
        self,
        type_name: str,
        data: Any,
        context: Context,
        now_ns: int,
        *,
        id: str | None = None,  # noqa: A002  # the attribute's name in the standard
        time: datetime | str | None = None,
        attributes: Mapping[str, Any] | None = None,
    ) -> Line:
        """Render one event, replacing values without a JSON form; `EventError` for what no collector could take."""
        try:
            middle, lane = self._types[type_name]
        except KeyError:
            middle, lane = self._learn(type_name)
        if id is None:
            id = new_id(now_ns)  # noqa: A001
            text_id = b'"%b"' % id.encode()
        else:
            text_id = _own_id(id)
        moment = stamp(now_ns)
        if time is not None or attributes is not None:
            middle = _extended(middle, None if time is None else moment, attributes)
            moment = moment if time is None else occurred(time)
        payload, replaced = _payload(data, context)
        raw = b"".join((ID_FIRST, text_id, b',"time":"', moment.encode(), middle, payload, b"}\n"))
        if len(raw) > MAX_EVENT_BYTES:
            raise EventError(f"{type_name} event is {len(raw) - 1} bytes: expected at most {MAX_EVENT_BYTES}")
        return _made(Line, (id, raw, lane, replaced))

    def _learn(self, type_name: str) -> tuple[bytes, int]:
        if not type_name:
            raise EventError(f"event type {type_name!r}: expected a name such as 'touchline.order.placed.v1'")
        kind = self._lookup(type_name)
        attributes = {"source": self._source, "type": kind.name, "datacontenttype": "application/json"}
        if kind.dataschema:
            attributes["dataschema"] = kind.dataschema
        known = b'",' + _dumps(attributes)[1:-1] + b',"data":', kind.lane
        self._types[type_name] = known
        return known


def _extended(middle: bytes, recorded: str | None, attributes: Mapping[str, Any] | None) -> bytes:
    """Add extension attributes; a time set by the host brings the moment of recording with it."""
    extra = {name: value for name, value in (attributes or {}).items() if value is not None}
    if recorded is not None:
        extra.setdefault("recordedtime", recorded)
    if not extra:
        return middle
    if not _OURS.isdisjoint(extra):
        raise EventError(f"attributes hold {min(_OURS & set(extra))!r}: expected extensions, beside what is set")
    return middle.removesuffix(b'"data":') + _dumps(extra)[1:-1] + b',"data":'


def _own_id(event_id: Any) -> bytes:
    if not isinstance(event_id, str) or not 0 < len(event_id.encode("utf-8", "replace")) <= MAX_ID_BYTES:
        raise EventError(f"id {str(event_id)[:40]!r}: expected text of 1 to {MAX_ID_BYTES} bytes")
    return _dumps(event_id)


def _dumps(value: Any) -> bytes:
    try:
        return jsontext.dumps(value)
    except jsontext.Unwritable as error:
        raise EventError(f"an attribute cannot be written as JSON: {error}") from error


def _payload(data: Any, context: Context) -> tuple[bytes, tuple[jsontext.Replaced, ...]]:
    """Render `data` with the context's groups in it, splicing text where no name is in both."""
    recorded = data
    dumps: Callable[[Any], bytes] = jsontext.dumps
    if type(data) is not dict:
        given_members = getattr(data, "given_members", None)
        if given_members is not None:
            data, dumps = given_members, jsontext.dumps_shapes  # a typed event
        elif data is not None and not isinstance(data, Mapping):
            return _object(data, context)
    if not data:
        data = context.groups
        context_text = b""
    elif context.names and not context.names.isdisjoint(data):
        data = merged(context.groups, data)
        context_text = b""
    else:
        context_text = context.fragment
    try:
        text = dumps(data)
        replaced: tuple[jsontext.Replaced, ...] = ()
    except jsontext.Unwritable:
        text, replaced = _mended(data)
    if suspicious(recorded, text):  # the context's own groups were looked at when it was made
        text, removed = cleaned(text)
        replaced += removed
    if context_text:
        return b"{" + context_text + b"," + text[1:], replaced
    return text, replaced


def _object(data: Any, context: Context) -> tuple[bytes, tuple[jsontext.Replaced, ...]]:
    """Render what becomes an object only as JSON, such as a dataclass; `EventError` for anything else."""
    plain, noted = plain_object(data)
    text, replaced = _payload(plain, context)
    return text, noted + replaced


def plain_object(data: Any) -> tuple[dict[str, Any], tuple[jsontext.Replaced, ...]]:
    """Return data as a reader of its JSON sees it, and what was replaced in it; `EventError` for what is no object."""
    plain, noted = jsontext.plain_copy(data)
    if not isinstance(plain, dict):
        raise EventError(f"data is a {type(data).__qualname__}: expected a dictionary, or what is an object in JSON")
    return plain, tuple(item._replace(pointer="/data" + item.pointer) for item in noted)


def _mended(data: Any) -> tuple[bytes, tuple[jsontext.Replaced, ...]]:
    copy, replaced = jsontext.mended(data)
    return jsontext.dumps(copy), tuple(item._replace(pointer="/data" + item.pointer) for item in replaced)

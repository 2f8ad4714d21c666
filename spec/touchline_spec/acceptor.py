"""The fast acceptor: it tells of an event that it surely keeps every rule.

A one-sided test. Accepted means that the full check has no finding at all; anything else only means that the full
check must look. So it may know little: the published shapes, the usual spellings, and the few rules that can be told
in passing. Each of its steps is a sufficient condition for a rule of `touchline_spec.validator`; a property test holds
the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import import_module
from threading import Lock
from typing import Any

from touchline_spec import forms, hidden, received, rules, sums
from touchline_spec.accepted import Accepted
from touchline_spec.contacts import in_identity
from touchline_spec.horizon import Horizon
from touchline_spec.published import vocabulary
from touchline_spec.times import is_of_any_month, is_usual, parse
from touchline_spec.typed import REFUSALS, UNSET, decoder, encode

# White space and U+0000 that JSON spells out, and what only looks like it: a URL must not hold them, databases neither.
# "@" and "+" are looked for in the bytes; nobody who spells them as escapes is in a hurry.
_ESCAPED = re.compile(rb"\\(?:[bfnrt]|u00(?:[01]|40|2[bB]))")
_MAX_BYTES = received.MAX_BYTES
_BACKSLASH, _AT, _PLUS = b"\\@+"  # a number is found in bytes six times as fast as a byte string


class Acceptor:
    """Accepts events of the types it was told of; safe in several threads."""

    def __init__(self) -> None:
        attributes = vocabulary()["envelope"]["properties"]
        self._sources = forms.matches(attributes["source"]["pattern"])
        self._is_trace = re.compile(attributes["traceparent"]["pattern"]).fullmatch
        self._shapes: dict[str, type[Accepted]] = {}
        self._decode = decoder(())
        self._present = Horizon(datetime.fromtimestamp(0, UTC))
        self._growing = Lock()

    def learn(self, types: Iterable[str]) -> None:
        """Know these types of the vocabulary from now on; the first type of a subject loads the subject's shapes."""
        shapes = {name: _shape(name) for name in types if name not in self._shapes}
        if shapes:
            with self._growing:
                self._shapes |= shapes
                self._decode = decoder(tuple(self._shapes.values()))

    def accept(self, raw: bytes, *, now: datetime) -> Accepted | None:
        """Return the event of these bytes if the full check certainly has no finding, else None; `now` is aware."""
        if len(raw) > _MAX_BYTES or (_BACKSLASH in raw and _ESCAPED.search(raw)):
            return None
        try:
            event: Accepted = self._decode(raw)
        except REFUSALS:
            return None
        return event if self._is_surely_fine(event, raw, now) else None

    def _is_surely_fine(self, event: Accepted, raw: bytes, now: datetime) -> bool:
        """Tell what its shape cannot say of an event."""
        time = event.time
        horizon = self._present
        if horizon.asked is not now:  # the events of a request are judged at one moment
            horizon = self._present = horizon.at(now)
        if not (
            (is_of_any_month(time) or is_usual(time))
            and time < horizon["Z" if time[-1] == "Z" else time[-6:]]
            and event.id.isascii()
            and self._sources[event.source]
            and (event.subject is None or _names_nobody(event.subject, event))
        ):
            return False
        if (
            event.recordedtime
            or event.partitionkey
            or event.sequence
            or event.correlationid
            or event.causationid
            or event.traceparent
            or event.receivedtime
        ) and not self._is_plainly_attributed(event):
            return False
        data = event.data
        if (data.PAID or data.LISTED) and not sums.surely_fine(data):
            return False
        if not (data.ext is UNSET or (received.surely_plain(raw) and _as_it_stands(data.ext, raw))):
            return False
        sign = raw.find(_PLUS)
        if _AT in raw or (sign >= 0 and (time[-6] != "+" or raw.find(_PLUS, sign + 1) >= 0)):
            return not (hidden.may_be_any(raw) and any(hidden.contacts(raw)))
        return True  # the only sign is that of its time

    def _is_plainly_attributed(self, event: Accepted) -> bool:
        """Tell whether the optional attributes surely name no person, and their times are in order."""
        if event.recordedtime is not None and not _in_order(event.time, event.recordedtime):
            return False
        if event.receivedtime and not is_usual(event.receivedtime):
            return False
        if event.traceparent is not None and not self._is_trace(event.traceparent):
            return False
        routed = (event.partitionkey, event.correlationid, event.causationid, event.sequence)
        return all(text is None or _names_nobody(text, event) for text in routed)


def _as_it_stands(ext: dict[str, Any], raw: bytes) -> bool:
    """Tell whether nothing in private fields surely is hidden: the bytes hold them once, as they would be written."""
    return _BACKSLASH not in raw and raw.count(b'"ext"') == 1 and encode(ext) in raw


def _in_order(time: str, recordedtime: str) -> bool:
    """Tell whether a record surely was not made before its event; `time` is a usual timestamp."""
    if not is_usual(recordedtime):
        return False
    offset = -1 if time[-1] == "Z" else -6
    if len(time) == len(recordedtime) and time[offset:] == recordedtime[offset:]:
        return recordedtime >= time
    return parse(recordedtime) >= parse(time) - rules.FUTURE


def _names_nobody(text: str, event: Accepted) -> bool:
    for identity in event.identities:
        if identity.value == text:
            return False
    return not (("@" in text or text[0] in "+t") and in_identity("", text))  # asked where it might say yes


def _shape(name: str) -> type[Accepted]:
    shapes: dict[str, type[Accepted]] = import_module(f"touchline_spec.generated.typed_{name.split('.')[1]}").SHAPES
    return shapes[name]

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

from touchline_spec import forms, received, rules, sums
from touchline_spec.accepted import Accepted
from touchline_spec.contacts import in_identity
from touchline_spec.horizon import Horizon
from touchline_spec.published import vocabulary
from touchline_spec.times import parse_usual
from touchline_spec.typed import REFUSALS, UNSET, decoder

# White space and U+0000 that JSON spells out, and what only looks like it: a URL must not hold them, databases neither.
_ESCAPED = re.compile(rb"\\(?:[bfnrt]|u00[01])")


_BACKSLASH = ord("\\")  # a number is found in bytes six times as fast as a byte string


class Acceptor:
    """Accepts events of the types it was told of; safe in several threads."""

    def __init__(self) -> None:
        attributes = vocabulary()["envelope"]["properties"]
        self._sources = forms.matches(attributes["source"]["pattern"])
        self._traces = forms.matches(attributes["traceparent"]["pattern"])
        self._shapes: dict[str, type[Accepted]] = {}
        self._decode = decoder(())
        self._present = Horizon(datetime.fromtimestamp(0, UTC))
        self._growing = Lock()

    def learn(self, types: Iterable[str]) -> None:
        """Know these types of the vocabulary from now on; the first type of a subject loads the subject's shapes."""
        shapes = {name: _shape(name) for name in types}
        with self._growing:
            self._shapes |= shapes
            self._decode = decoder(tuple(self._shapes.values()))

    def accept(self, raw: bytes, now: datetime) -> Accepted | None:
        """Return the event of these bytes if the full check certainly has no finding, else None."""
        if len(raw) > received.MAX_BYTES or (_BACKSLASH in raw and _ESCAPED.search(raw)):
            return None
        try:
            event: Accepted = self._decode(raw)
        except REFUSALS:
            return None
        if not self._sources[event.source] or not event.id.isascii() or not self._horizon(now).is_past(event.time):
            return None
        if not self._is_plainly_attributed(event):
            return None
        data = event.data
        if (data.PAID or data.LISTED) and not sums.surely_fine(data):
            return None
        return event if data.ext is UNSET or received.surely_plain(raw) else None

    def _horizon(self, now: datetime) -> Horizon:
        """Return the horizon of this second: many events share it."""
        horizon = self._present
        if not horizon.start <= now < horizon.end:
            horizon = self._present = Horizon(now)
        return horizon

    def _is_plainly_attributed(self, event: Accepted) -> bool:
        """Tell whether the optional attributes name no person, and their times are in order."""
        if event.recordedtime is not None and not _in_order(event.time, event.recordedtime):
            return False
        if event.receivedtime is not None and parse_usual(event.receivedtime) is None:
            return False
        if event.traceparent is not None and not self._traces[event.traceparent]:
            return False
        routed = (event.subject, event.partitionkey, event.correlationid, event.causationid, event.sequence)
        return routed == _NONE or _names_nobody(routed, event)


_NONE = (None,) * len(rules.ROUTED)


def _in_order(time: str, recordedtime: str) -> bool:
    happened, recorded = parse_usual(time), parse_usual(recordedtime)
    return happened is not None and recorded is not None and recorded >= happened - rules.FUTURE


def _names_nobody(routed: tuple[str | None, ...], event: Accepted) -> bool:
    values = {identity.value for identity in event.identities}
    return not any(text is not None and (text in values or in_identity("", text)) for text in routed)


def _shape(name: str) -> type[Accepted]:
    shapes: dict[str, type[Accepted]] = import_module(f"touchline_spec.generated.typed_{name.split('.')[1]}").SHAPES
    return shapes[name]

"""An event's own consent snapshot, read without decoding the rest.

Most sinks need nothing else of an event's data than this; passing over the rest takes a third of decoding it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from touchline_collector import jsontext
from touchline_collector.structs import OtherShape, Struct, reader

_NONE: Mapping[str, Any] = {}


class _Consent(Struct):
    purposes: dict[str, Any] | None = None


class _Data(Struct):
    consent: _Consent | None = None


class _Event(Struct):
    data: _Data | None = None


_decode = reader(_Event)


def purposes(body: bytes) -> Mapping[str, Any]:
    """`data.consent.purposes` of an event; empty where there is none, or where something else stands in its place."""
    try:
        data = _decode(body).data
    except OtherShape:  # of another shape than events have
        decoded = jsontext.loads(body)
        return purposes_of(decoded.get("data"))
    found = data.consent.purposes if data is not None and data.consent is not None else None
    return _NONE if found is None else found


def purposes_of(data: object) -> Mapping[str, Any]:
    """The same of decoded `data`."""
    consent = data.get("consent") if isinstance(data, Mapping) else None
    found = consent.get("purposes") if isinstance(consent, Mapping) else None
    return found if isinstance(found, Mapping) else _NONE

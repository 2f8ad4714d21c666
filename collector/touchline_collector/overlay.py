"""What the collector adds to an event, apart from the received bytes until somebody delivers it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from touchline_collector import jsontext

Overlay: TypeAlias = Mapping[str, Any]

# Attributes that sinks take from the overlay, whether or not this event's has them.
NAMES = ("receivedtime", "adjustedtime")


def is_plain(text: bytes, overlays: Iterable[Overlay] = ()) -> bool:
    """Whether raw events, end to end in `text`, hold none of the collector's names, in any spelling JSON permits."""
    # One byte is found an order of magnitude faster than a word; only an escape could hide a letter of a name.
    if b"\\" in text and b"\\u00" in text:
        return False
    names = {name for overlay in {id(o): o for o in overlays}.values() for name in overlay}.union(NAMES)
    return not any(name.encode() in text for name in names)


class Merger:
    """Adds the overlay to received bytes; it wins over what the sender wrote.

    Events of one request share their overlay, so its text is made once for a run of them.
    """

    __slots__ = ("_overlay", "_tail")

    def __init__(self) -> None:
        self._overlay: Overlay = {}
        self._tail = b"}"

    def __call__(self, raw: bytes, overlay: Overlay, *, plain: bool | None = None) -> bytes:
        """The whole event. Parsed only unless `plain`, which is found out where it is not given."""
        if not overlay:
            return raw
        if not (is_plain(raw, (overlay,)) if plain is None else plain):
            return jsontext.dumps({**jsontext.loads(raw), **overlay})
        return raw.rstrip()[:-1] + self._tail_of(overlay)

    def all(self, raws: Sequence[bytes], overlays: Sequence[Overlay], *, plain: bool) -> list[bytes]:
        """The whole events of a run."""
        if plain and overlays and overlays[0] and overlays.count(overlays[0]) == len(overlays):
            tail = self._tail_of(overlays[0])
            return [raw.rstrip()[:-1] + tail for raw in raws]
        return [self(raw, overlay, plain=plain) for raw, overlay in zip(raws, overlays, strict=True)]

    def _tail_of(self, overlay: Overlay) -> bytes:
        if overlay is not self._overlay and overlay != self._overlay:
            self._overlay = overlay
            self._tail = b"," + jsontext.dumps(overlay)[1:]
        return self._tail

"""Lines as an outbox holds them."""

from __future__ import annotations

from touchline.batch import ids


def line(name: str | int, pad: int = 0) -> bytes:
    """One event's line whose id is `name`."""
    return b'{"specversion":"1.0","id":"%b","pad":"%b"}\n' % (str(name).encode(), b"x" * pad)


def names(lines: list[bytes] | bytes) -> list[str]:
    """The ids of lines, with or without their newlines."""
    return ids(lines if isinstance(lines, bytes) else b"\n".join(one.rstrip(b"\n") for one in lines))

"""What can go wrong, as types.

TouchlineError
├── EventError       an event cannot be recorded as given; `.findings` lists why (strict mode raises it)
├── OutboxError      the outbox folder cannot be used
├── TransportError   no usable answer came back; `.kind` says how
├── ClosedError      the client was used after `close()` (strict mode raises it)
└── MissingExtra     an optional library is not installed; the message holds the pip line
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class TouchlineError(Exception):
    """Base of everything this package raises."""


class EventError(TouchlineError, ValueError):
    """An event cannot be recorded as given.

    `findings` holds objects with `level`, `rule`, `pointer` and `message`, as the specification's findings do.
    """

    def __init__(self, message: str, findings: Sequence[Any] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class OutboxError(TouchlineError, OSError):
    """The outbox folder cannot be used: not writable, no folder, or held in a way that this version does not know."""


class ClosedError(TouchlineError, RuntimeError):
    """The client was used after `close()`."""


class MissingExtra(TouchlineError, ImportError):  # noqa: N818  # read as a sentence by whoever meets it
    """An optional library is not installed; the message holds the pip line."""


class TransportError(TouchlineError):
    """No usable answer came back.

    `kind` is one of `connect`, `timeout`, `tls`, `reset`, `junk`, `oversize`.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind

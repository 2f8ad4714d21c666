"""Log lines without addresses: a library names a phone by its Bluetooth address, which must not rest in a journal."""

from __future__ import annotations

import logging
import re

# As people write it, and as D-Bus paths have it (`dev_F0_00_00_00_00_01`).
_ADDRESS = re.compile(r"[0-9A-Fa-f]{2}([:_-])[0-9A-Fa-f]{2}(?:\1[0-9A-Fa-f]{2}){4}")
PHONE = "(an address)"


class Discreet(logging.Formatter):
    """Formats as ever, and leaves out every Bluetooth address, in tracebacks too, but those of the box's adapters."""

    def __init__(self, pattern: str, own: frozenset[str] = frozenset()) -> None:
        super().__init__(pattern)
        self._own = own

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return _ADDRESS.sub(self._shown, super().format(record))

    def _shown(self, found: re.Match[str]) -> str:
        return found[0] if found[0].upper().replace("_", ":") in self._own else PHONE


def log(own: frozenset[str] = frozenset()) -> None:
    """Log to standard error, as a program does; the addresses of `own` adapters may stand there."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet("%(levelname)s %(name)s: %(message)s", own))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)

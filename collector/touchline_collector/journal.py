"""The collector's own journal on standard error: one line per happening, text or JSON, never a payload."""

from __future__ import annotations

import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from touchline_collector import jsontext


class Lines(logging.Formatter):
    """Text. Of an error nobody foresaw it says type and place, not the message, which may quote an event."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        """Where it arose, and of which type."""
        return trace(ei[1])


class JSONLines(Lines):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return jsontext.dumps(line).decode()


def trace(error: BaseException) -> str:
    """The frames and types of an error and of those it came from."""
    origin = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f"{trace(origin)}\n\nand then:\n\n" if origin else ""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{before}Traceback (most recent call last):\n{frames}{type(error).__qualname__}"


def configure(style: str) -> None:
    """Send the journal to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    plain = Lines("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JSONLines() if style == "json" else plain)
    logging.basicConfig(level=logging.INFO, handlers=[handler])

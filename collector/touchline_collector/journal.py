"""The collector's own journal on standard error: one line per happening, text or JSON, never a payload."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime

from touchline_collector import jsontext


class JSONLines(logging.Formatter):
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


def configure(style: str) -> None:
    """Send the journal to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JSONLines() if style == "json" else plain)
    logging.basicConfig(level=logging.INFO, handlers=[handler])

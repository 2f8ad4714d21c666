"""Files beside the outbox for what will not be sent: refused events, with their reasons, and damaged lines."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from touchline import jsontext

REFUSED = "refused.ndjson"
DAMAGED = "damaged.bin"
# Each file turns over once at this size: the newest 8 to 16 MiB are kept.
MAX_BYTES = 8 * 1024 * 1024


class KeptFiles:
    """Appends to the two files of one outbox folder; contact values are redacted before they rest.

    A record is appended whole, or `OSError` is raised and the file is as it was.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def keep(self, event: bytes, reason: str, findings: Sequence[Any]) -> None:
        """Write one refused event down, with the reason and the collector's findings."""
        record = {
            "refused": datetime.now(UTC),
            "reason": reason,
            "findings": list(findings),
            "event": _redacted(event),
        }
        self._append(REFUSED, jsontext.dumps(record) + b"\n")

    def keep_damaged(self, lines: Sequence[bytes]) -> None:
        """Write damaged bytes down as they are."""
        self._append(DAMAGED, b"".join(line if line.endswith(b"\n") else line + b"\n" for line in lines))

    def _append(self, name: str, data: bytes) -> None:
        path = self._folder / name
        with self._lock:
            fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
            try:
                size = os.fstat(fd).st_size
                if os.write(fd, data) != len(data):
                    os.ftruncate(fd, size)
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
                full = size + len(data) > MAX_BYTES
            finally:
                os.close(fd)
            if full:
                path.replace(path.with_name(name + ".old"))


def _redacted(event: bytes) -> Any:
    try:
        parsed = jsontext.loads(event)
    except ValueError:
        return None
    return import_module("touchline_spec").redact(parsed) if isinstance(parsed, dict) else parsed

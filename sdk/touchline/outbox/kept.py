"""Files beside the outbox for what will not be sent: refused events, with their reasons, and damaged lines.

Where the outbox has a key they are sealed too, in files of other names: `<crc32> <id of the key> <sealed>` a line.
"""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from touchline import jsontext
from touchline.outbox.keyring import Keyring
from touchline.outbox.lines import framed, unframed

REFUSED = "refused.ndjson"
DAMAGED = "damaged.bin"
# What a file is called where its records are sealed.
SEALED_NAMES = {REFUSED: "refused.sealed.bin", DAMAGED: "damaged.sealed.bin"}
# Each file turns over once at this size: the newest 8 to 16 MiB are kept.
MAX_BYTES = 8 * 1024 * 1024


class KeptFiles:
    """Appends to the two files of one outbox folder, and reads them; contact values are redacted before they rest.

    A record is appended whole, or `OSError` is raised and the file is as it was.
    """

    def __init__(self, folder: Path, keys: Keyring | None = None) -> None:
        self._folder = folder
        self._keys = keys or Keyring()
        self._lock = threading.Lock()

    def keep(self, event: bytes, reason: str, findings: Sequence[Any]) -> None:
        """Write one refused event down, with the reason and the collector's findings."""
        record = {
            "refused": datetime.now(UTC),
            "reason": reason,
            "findings": list(findings),
            "event": _redacted(event),
        }
        self._append(REFUSED, [jsontext.dumps(record) + b"\n"])

    def keep_damaged(self, lines: Sequence[bytes]) -> None:
        """Write damaged bytes down as they are."""
        self._append(DAMAGED, [line if line.endswith(b"\n") else line + b"\n" for line in lines])

    def read(self, name: str) -> Iterator[bytes]:
        """Yield the records of a file, oldest first, plain ones before sealed ones; raises `LockedError`."""
        for file in (name, SEALED_NAMES[name]):
            for path in (self._folder / (file + ".old"), self._folder / file):
                for record in _records(path):
                    yield record if file == name else self._unsealed(record, name)

    def _append(self, name: str, records: Sequence[bytes]) -> None:
        if self._keys.first is not None:
            key = self._keys.first
            records = [framed(key.id.encode() + b" " + key.seal(name).close(record)) for record in records]
            name = SEALED_NAMES[name]
        path, data = self._folder / name, b"".join(records)
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

    def _unsealed(self, frame: bytes, name: str) -> bytes:
        """Return a sealed record; of a damaged one, as it lies there."""
        key, _, sealed = (unframed(frame) or b"").partition(b" ")
        return self._keys.seal(key.decode(), name).open(sealed) or frame if key else frame


def _records(path: Path) -> Iterator[bytes]:
    if path.exists():
        with path.open("rb") as file:
            yield from file


def _redacted(event: bytes) -> Any:
    try:
        parsed = jsontext.loads(event)
    except ValueError:
        return None
    return import_module("touchline_spec").redact(parsed) if isinstance(parsed, dict) else parsed

"""A small record on disk that is overwritten in place: two places take turns, so that a torn write leaves the other.

One sync of one block, where a new file in place of the old one takes three: its content, the rename and the folder.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from pathlib import Path
from typing import Any

from touchline_collector import jsontext
from touchline_collector.sinks.syncing import sync

# A file name of at most 255 bytes, escaped in the worst case six for one, a token and four numbers.
PLACE = 2048
_CHECK = 8


class NotAMark(ValueError):  # noqa: N818 - named for what is wrong
    """The file holds something else."""


class Mark:
    """`load` before the first `save`. Holds the file open from that to `close`. Raises OSError where the disk does."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = 0
        self._descriptor = -1

    def load(self) -> Any:
        """The newest record; None where there is none. Raises NotAMark.

        Where the disk failed while it was written it may stand in memory only: `save` it again before relying on it.
        """
        self.close()
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return None
        found = [record for start in (0, PLACE) if (record := _read(content[start : start + PLACE])) is not None]
        self._turn, value = max(found, key=lambda record: record[0]) if found else (0, _whole(content))
        return value

    def save(self, value: Any) -> None:
        """Durable on return; after a crash in the midst the record before it is there."""
        self._turn += 1
        record = _written(self._turn, value)
        if self._descriptor < 0:
            self._descriptor = self._opened()
        os.pwrite(self._descriptor, record, self._turn % 2 * PLACE)
        os.fdatasync(self._descriptor)

    def close(self) -> None:
        """Let go of the file."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def _opened(self) -> int:
        """The file with both places; one of another form stays as it is until its successor is complete."""
        with contextlib.suppress(FileNotFoundError):
            if self.path.stat().st_size == 2 * PLACE:
                return os.open(self.path, os.O_WRONLY)
        temporary = self.path.with_name(self.path.name + ".new")
        with temporary.open("wb") as file:
            file.write(b" " * 2 * PLACE)
            file.seek((self._turn - 1) % 2 * PLACE)
            file.write(_written(self._turn - 1, _whole(self.path.read_bytes())) if self.path.exists() else b"")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.path)
        sync(self.path.parent)
        return os.open(self.path, os.O_WRONLY)


def _written(turn: int, value: Any) -> bytes:
    text = jsontext.dumps([turn, value])
    if len(text) + _CHECK + 1 > PLACE:
        raise ValueError(f"a mark holds at most {PLACE - _CHECK - 1} bytes, not {len(text)}")
    return b"%08x" % zlib.crc32(text) + text.ljust(PLACE - _CHECK - 1) + b"\n"


def _read(place: bytes) -> tuple[int, Any] | None:
    """Turn and record; None for a place that was never written, or not to its end."""
    text = place[_CHECK:].rstrip()
    if len(place) < PLACE or place[:_CHECK] != b"%08x" % zlib.crc32(text):
        return None
    turn, value = jsontext.loads(text)
    return turn, value


def _whole(content: bytes) -> Any:
    """What collectors before this form kept: one JSON text. An empty file was never written to its end."""
    if not content.strip():
        return None
    try:
        return jsontext.loads(content)
    except ValueError as error:
        raise NotAMark("neither of its places can be read") from error
